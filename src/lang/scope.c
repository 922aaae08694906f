/* scope.c - locals and iterated records, latest first. */
#include "lang/scope.h"

bdl_scope bdl_scope_open(bdl_knowns *room) {
    bdl_scope scope = {.known = *room};
    *room = (bdl_knowns){0};
    return scope;
}

void bdl_scope_close(bdl_scope *scope, bdl_knowns *room) {
    scope->known.count = 0;
    if (scope->known.capacity > room->capacity)
        *room = scope->known;
    scope->known = (bdl_knowns){0};
}

int bdl_scope_local(bdl_scope *scope) {
    return scope->local_count++;
}

void bdl_scope_add(bdl_arena *arena, bdl_scope *scope, bdl_known known) {
    BDL_PUSH(arena, &scope->known, known);
}

size_t bdl_scope_enter(const bdl_scope *scope) {
    return scope->known.count;
}

void bdl_scope_leave(bdl_scope *scope, size_t mark) {
    scope->known.count = mark;
}

bdl_known *bdl_scope_find(const bdl_scope *scope, bdl_str name) {
    for (size_t i = scope->known.count; i > 0; i--)
        if (name.len && bdl_str_eq(scope->known.items[i - 1].name, name))
            return &scope->known.items[i - 1];
    return NULL;
}

const bdl_known *bdl_scope_field(const bdl_scope *scope, bdl_str name, int *slot) {
    for (size_t i = scope->known.count; i > 0; i--) {
        const bdl_known *known = &scope->known.items[i - 1];
        if (!known->opens || known->type.kind != BDL_RECORD || !known->type.record)
            continue;
        *slot = bdl_rectype_slot(known->type.record, name);
        if (*slot >= 0)
            return known;
    }
    return NULL;
}

bool bdl_scope_is_unknown(const bdl_scope *scope) {
    for (size_t i = 0; i < scope->known.count; i++)
        if (scope->known.items[i].is_unknown)
            return true;
    return false;
}
