/* lookup.c - lookup(rows, key, …): the row of a reference table or of an account table by
 * its key. The index of a list that stays is made once. */
#include "eval/machine.h"

#include "eval/arith.h"

typedef struct rows_index {
    size_t *first, *next; /* as in join.c */
    uint64_t *hash;
    size_t size;
} rows_index;

bdl_value bdl_table_rows(bdl_eval *e, const bdl_item *table) {
    if (!table->as.table.rows)
        return bdl_eval_missing(e, BDL_LIST, "the table %.*s was not loaded",
                                BDL_PRI(table->name.text));
    return bdl_value_list(table->as.table.rows);
}

/* The slots of the key columns. */
static int *key_slots(bdl_eval *e, const bdl_expr *rows, size_t *count) {
    const bdl_rectype *type = bdl_type_records(&rows->type);
    int *slots;

    *count = 0;
    if (!type)
        return NULL;
    if (bdl_expr_is_table(rows)) {
        const bdl_item *item = rows->as.name.target;

        slots = BDL_NEW_ARRAY(e->scratch, int, item->as.table.keys.count + 1);
        for (size_t i = 0; i < item->as.table.keys.count; i++)
            slots[(*count)++] = bdl_rectype_slot(type, item->as.table.keys.items[i].text);
        return slots;
    }
    slots = BDL_NEW_ARRAY(e->scratch, int, 1);
    slots[0] = type->slot_key;
    *count = type->slot_key >= 0;
    return slots;
}

static const bdl_value *slot_of(const bdl_value *row, int slot) {
    return row->kind == BDL_RECORD && row->state == BDL_PRESENT && slot >= 0
               ? bdl_slots_of(row->as.record)[slot]
               : NULL;
}

/* 0 when some key of the row is unknown. */
static uint64_t row_hash(bdl_eval *e, const bdl_value *row, const int *slots,
                         size_t count) {
    uint64_t hash = 0;

    for (size_t i = 0; i < count; i++) {
        const bdl_value *v = slot_of(row, slots[i]);

        if (!v || !bdl_value_is_known(v))
            return 0;
        hash = bdl_hash_mix(hash, bdl_value_hash(e->folds, e->scratch, v));
    }
    return hash | 1;
}

static bool row_has(bdl_eval *e, const bdl_value *row, const int *slots, size_t count,
                    const bdl_value *keys) {
    for (size_t i = 0; i < count; i++) {
        const bdl_value *v = slot_of(row, slots[i]);

        if (!v || !bdl_value_is_known(v) ||
            bdl_value_order(e->folds, e->scratch, v, &keys[i]) != 0)
            return false;
    }
    return true;
}

static rows_index *make_index(bdl_eval *e, bdl_arena *arena, const bdl_list *list,
                              const int *slots, size_t count) {
    rows_index *index = BDL_NEW(arena, rows_index);

    for (index->size = 16; index->size < list->count * 2;)
        index->size *= 2;
    index->first = BDL_NEW_ARRAY(arena, size_t, index->size);
    index->next = BDL_NEW_ARRAY(arena, size_t, list->count + 1);
    index->hash = BDL_NEW_ARRAY(arena, uint64_t, list->count + 1);
    for (size_t i = list->count; i > 0; i--) {
        uint64_t hash = row_hash(e, bdl_list_element(list, i - 1), slots, count);
        size_t slot = hash & (index->size - 1);

        index->hash[i - 1] = hash;
        if (hash == 0)
            continue;
        index->next[i - 1] = index->first[slot];
        index->first[slot] = i;
    }
    return index;
}

/* The index of LIST, which FROM gave, by its address: only for lists that stay as long as
 * the document, or as the rules. */
static rows_index *index_for(bdl_eval *e, const bdl_expr *from, const bdl_list *list,
                             const int *slots, size_t count) {
    bool is_table = bdl_expr_is_table(from);
    bdl_arena *arena = is_table ? e->arena : e->lists_arena;
    bdl_map **all = is_table ? &e->table_lookups : &e->lookups;
    rows_index *index;

    if (!*all)
        *all = bdl_map_new(arena);
    index = bdl_map_get(*all, BDL_KEY(list));
    if (index)
        return index;
    index = make_index(e, arena, list, slots, count);
    bdl_map_put(*all, bdl_arena_str(arena, BDL_KEY(list)), index);
    return index;
}

static const bdl_value *search(bdl_eval *e, const bdl_expr *from, const bdl_value *rows,
                               const int *slots, const bdl_value *keys, size_t count) {
    bool stays = bdl_expr_is_model_path(e, from);
    const bdl_list *list = rows->as.list;
    uint64_t hash = 0;
    rows_index *index;

    if (!stays || e->making || e->passing || e->trace || e->explain) {
        for (size_t i = 0; i < list->count; i++)
            if (row_has(e, bdl_list_element(list, i), slots, count, keys))
                return bdl_list_element(list, i);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        hash = bdl_hash_mix(hash, bdl_value_hash(e->folds, e->scratch, &keys[i]));
    hash |= 1;
    index = index_for(e, from, list, slots, count);
    for (size_t i = index->first[hash & (index->size - 1)]; i; i = index->next[i - 1])
        if (index->hash[i - 1] == hash &&
            row_has(e, bdl_list_element(list, i - 1), slots, count, keys))
            return bdl_list_element(list, i - 1);
    return NULL;
}

/* A number is looked for among texts as it is written (a year in a column without type).
 */
static void match_kind(bdl_eval *e, const bdl_expr *rows, int slot, bdl_value *key) {
    const bdl_rectype *type = rows->type.element ? rows->type.element->record : NULL;

    if (type && slot >= 0 && type->fields.items[slot].type.kind == BDL_TEXT &&
        key->kind == BDL_NUMBER && key->state == BDL_PRESENT)
        *key = bdl_value_text(bdl_figure_number_text(e->scratch, key));
}

const bdl_value *bdl_eval_lookup(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    const bdl_expr *from = x->as.call.args->items[0];
    bdl_value rows = bdl_eval_expr(e, from), keys[8];
    size_t count = x->as.call.args->count - 1, slot_count;
    const int *slots = key_slots(e, from, &slot_count);
    const bdl_value *row, *unknown = bdl_value_is_known(&rows) ? NULL : &rows;

    bdl_trace_mute(e->trace, 1);
    for (size_t i = 0; i < count && i < 8 && unknown != &rows; i++) {
        bdl_eval_into(e, x->as.call.args->items[i + 1], &keys[i]);
        if (!unknown && !bdl_value_is_known(&keys[i]))
            unknown = &keys[i];
        if (i < slot_count)
            match_kind(e, from, slots[i], &keys[i]);
    }
    bdl_trace_mute(e->trace, -1);
    if (unknown) {
        *room = bdl_value_unknown(BDL_RECORD, unknown, NULL);
        return room;
    }
    if (rows.state == BDL_BLANK || slot_count < count) {
        *room = bdl_eval_missing(e, BDL_RECORD, "there is nothing to look it up in");
        return room;
    }
    row = search(e, from, &rows, slots, keys, count);
    if (row)
        return row;
    *room = bdl_eval_missing(
        e, BDL_RECORD, "%.*s has no row “%.*s”", BDL_PRI(bdl_eval_source(e, from)),
        BDL_PRI(e->explain ? bdl_eval_print(e->scratch, &keys[0]) : BDL_STR("")));
    return room;
}
