/* path.c - where a field stands in the model, as people write it. */
#include "base/limits.h"
#include "base/vec.h"
#include "model/long.h"
#include "model/model.h"

static bool holds(const bdl_value *v, const bdl_record *record, size_t *index) {
    *index = 0;
    if (v->state == BDL_MISSING)
        return false;
    if (v->kind == BDL_RECORD)
        return v->as.record == record;
    if (v->kind != BDL_LIST || !v->as.list)
        return false;
    const bdl_list *list = v->as.list;
    size_t at = record->index;
    if (at == 0 || at > list->count)
        return false;
    const bdl_value *element = bdl_list_at(list, at - 1);
    if (element->kind != BDL_RECORD || element->as.record != record)
        return false;
    *index = at;
    return true;
}

/* Whether SLOT is where RECORD lives and not merely mentioned (parent, an entry). */
static bool is_home(const bdl_rectype *type, size_t slot) {
    const bdl_field *field = &type->fields.items[slot];
    return field->source != BDL_FROM_ENTRY && (int)slot != type->slot_holder &&
           (int)slot != type->slot_parent && (int)slot != type->slot_children;
}

/* The field of HOLDER that is an entry for RECORD; NULL when none is. */
static const bdl_field *entry_for(const bdl_record *holder, const bdl_record *record) {
    for (size_t i = 0; i < holder->type->fields.count; i++) {
        const bdl_value *v = holder->slots[i];
        if (holder->type->fields.items[i].source == BDL_FROM_ENTRY &&
            v->kind == BDL_RECORD && v->state == BDL_PRESENT && v->as.record == record)
            return &holder->type->fields.items[i];
    }
    return NULL;
}

static void add_step(bdl_buf *buf, const bdl_record *record) {
    const bdl_record *holder = record->holder;
    const bdl_rectype *type = holder->type;
    const bdl_field *entry = entry_for(holder, record);
    size_t index;
    if (entry) {
        if (buf->len)
            bdl_buf_char(buf, '.');
        bdl_buf_add(buf, entry->name);
        return;
    }
    for (size_t i = 0; i < type->fields.count; i++)
        if (is_home(type, i) && holds(holder->slots[i], record, &index)) {
            if (buf->len)
                bdl_buf_char(buf, '.');
            bdl_buf_add(buf, type->fields.items[i].name);
            if (index)
                bdl_buf_printf(buf, "[%zu]", index);
            return;
        }
    if (buf->len)
        bdl_buf_char(buf, '.');
    bdl_buf_add(buf, record->type->name);
}

bdl_str bdl_record_path(bdl_arena *arena, const bdl_record *record, int slot) {
    const bdl_record *chain[BDL_MAX_NESTING];
    size_t depth = 0;
    bdl_buf buf = {.arena = arena};
    for (const bdl_record *at = record; at->holder && depth < BDL_MAX_NESTING;
         at = at->holder)
        chain[depth++] = at;
    while (depth > 0)
        add_step(&buf, chain[--depth]);
    if (slot >= 0) {
        if (buf.len)
            bdl_buf_char(&buf, '.');
        bdl_buf_add(&buf, record->type->fields.items[slot].name);
    }
    return bdl_buf_str(&buf);
}
