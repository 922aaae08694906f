/* ast.c - the room that nodes of expressions and clauses of rules take. */
#include "lang/ast.h"

#include <stddef.h>

#include "base/limits.h"
#include "lang/lex.h"

#define UP_TO(part)                                                                      \
    (offsetof(bdl_expr, as) + sizeof((bdl_expr *)NULL)->as.part) /* the last it has */

enum { LEAST = UP_TO(literal) }; /* of all but bad ones, which have as much */

/* Most nodes are literals, names and operators, which need half to all of a node. */
static size_t room_of(bdl_expr_kind kind) {
    static const uint8_t rooms[] = {
        [BDL_E_BAD] = LEAST,
        [BDL_E_LITERAL] = UP_TO(literal),
        [BDL_E_TEMPLATE] = UP_TO(template),
        [BDL_E_NAME] = UP_TO(field),
        [BDL_E_FIELD] = UP_TO(field),
        [BDL_E_INDEX] = UP_TO(index),
        [BDL_E_CALL] = UP_TO(call),
        [BDL_E_NOT] = UP_TO(unary),
        [BDL_E_NEGATE] = UP_TO(unary),
        [BDL_E_BINARY] = UP_TO(binary),
        [BDL_E_MATCHES] = UP_TO(matches),
        [BDL_E_IS] = UP_TO(is),
        [BDL_E_LIST] = UP_TO(list),
        [BDL_E_RANGE] = UP_TO(range),
        [BDL_E_RECORD] = UP_TO(record),
        [BDL_E_IF] = UP_TO(cond),
        [BDL_E_EVERY] = UP_TO(each),
        [BDL_E_SOME] = UP_TO(each),
        [BDL_E_FOR] = UP_TO(each),
    };
    return rooms[kind];
}

/* check makes fields of names and names of fields. */
_Static_assert(UP_TO(name) == UP_TO(field), "a name has to fit where a field stood");
_Static_assert(BDL_MAX_NESTING < UINT8_MAX, "the depth of a node is a byte");

bdl_expr *bdl_expr_new(bdl_arena *arena, bdl_expr_kind kind, const bdl_file *file,
                       bdl_span span) {
    size_t room = room_of(kind);
    bdl_expr *expr = bdl_arena_room(arena, 1, room);

    memset(expr, 0, LEAST); /* plain stores: of a size that is known, then of words */
    for (size_t at = LEAST; at < room; at += 8)
        memset((char *)expr + at, 0, 8);
    expr->kind = kind;
    expr->depth = 1;
    expr->span = span;
    expr->file = file;
    return expr;
}

void bdl_expr_put(bdl_expr *to, const bdl_expr *from) {
    memcpy(to, from, room_of(from->kind));
}

bdl_expr *bdl_expr_another(bdl_arena *arena, const bdl_expr *expr) {
    bdl_expr *another = bdl_arena_room(arena, 1, room_of(expr->kind));

    bdl_expr_put(another, expr);
    return another;
}

static bdl_span name_at(bdl_str text, size_t at) {
    size_t length = bdl_lex_name_length(bdl_str_from(text, at), false);
    return (bdl_span){(uint32_t)at, (uint32_t)(at + length)};
}

/* The first word like it behind what it is a field of; one in full width is not as it is
 * written. */
static bdl_span field_name(const bdl_expr *expr, bdl_str text) {
    bdl_str name = expr->as.field.name, own = bdl_str_of(text.data, expr->span.end);
    size_t at = bdl_str_find(own, name, expr->as.field.base->span.end);
    return at == SIZE_MAX ? expr->span
                          : (bdl_span){(uint32_t)at, (uint32_t)(at + name.len)};
}

bdl_span bdl_expr_name_span(const bdl_expr *expr) {
    bdl_str text = bdl_source_text(expr->file->source);
    if (expr->span.end > text.len)
        return expr->span;
    if (expr->kind == BDL_E_FIELD)
        return field_name(expr, text);
    return name_at(text, expr->kind == BDL_E_CALL ? expr->as.call.at : expr->as.each.at);
}

/* ---- clauses ---- */

bdl_clause *bdl_clause_new(bdl_arena *arena, bdl_clause_kind kind, bdl_span span) {
    static const uint8_t rooms[] = {
        [BDL_C_FOR] = offsetof(bdl_clause, passes),
        [BDL_C_LET] = offsetof(bdl_clause, by),
        [BDL_C_WHEN] = offsetof(bdl_clause, name),
        [BDL_C_ASSERT] = offsetof(bdl_clause, name),
        [BDL_C_EXAMPLE] = sizeof(bdl_clause),
    };
    bdl_clause *clause = bdl_arena_alloc(arena, rooms[kind]);

    clause->kind = kind;
    clause->span = span;
    clause->local = -1;
    return clause;
}
