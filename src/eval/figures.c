/* figures.c - every figure that the forms read in a document. */
#include "eval/figures.h"

#include "base/limits.h"
#include "eval/arith.h"
#include "eval/finding.h"
#include "model/long.h"

typedef struct walk {
    void (*told)(void *ctx, bdl_record *record, int slot);
    void *ctx;
    bdl_arena *arena;
    bdl_map *told_before; /* a record may be reached along two ways */
} walk;

typedef struct key {
    const bdl_record *record;
    size_t slot;
} key;

static void walk_record(walk *w, bdl_record *record, int depth);

static void walk_value(walk *w, const bdl_value *v, int depth) {
    if (v->state != BDL_PRESENT)
        return;
    if (v->kind == BDL_RECORD)
        walk_record(w, v->as.record, depth + 1);
    else if (v->kind == BDL_LIST)
        for (size_t i = 0; i < v->as.list->count; i++)
            walk_value(w, bdl_list_at(v->as.list, i), depth + 1);
}

static bool is_figure(const bdl_field *field, const bdl_value *v) {
    return field->source == BDL_FROM_FORM && bdl_kind_is_figure(field->type.kind) &&
           v->state == BDL_PRESENT && v->origin;
}

static void tell_once(walk *w, bdl_record *record, int slot) {
    key *k = BDL_NEW(w->arena, key);
    bdl_str bytes = bdl_str_of((const char *)k, sizeof *k);

    *k = (key){record, (size_t)slot};
    if (bdl_map_get(w->told_before, bytes))
        return;
    bdl_map_put(w->told_before, bytes, k);
    w->told(w->ctx, record, slot);
}

static void walk_record(walk *w, bdl_record *record, int depth) {
    const bdl_rectype *type = record->type;

    if (depth > BDL_MAX_NESTING)
        return;
    for (int i = 0; i < (int)type->fields.count; i++) {
        const bdl_field *field = &type->fields.items[i];

        if (i == type->slot_holder || i == type->slot_parent ||
            i == type->slot_children || field->source == BDL_FROM_ENTRY ||
            field->source == BDL_FROM_LET)
            continue;
        if (is_figure(field, record->slots[i]))
            tell_once(w, record, i);
        else
            walk_value(w, record->slots[i], depth);
    }
}

void bdl_figures_each(const bdl_model *model,
                      void (*told)(void *ctx, bdl_record *record, int slot), void *ctx) {
    walk w = {.told = told, .ctx = ctx, .arena = bdl_arena_new()};

    w.told_before = bdl_map_new(w.arena);
    walk_record(&w, model->document, 0);
    bdl_arena_free(w.arena);
}

/* ---- as reports show them ---- */

/* Money in 分, when it is a whole number of them. */
static void set_fen(bdl_figure_seen *figure, const bdl_value *v) {
    bdl_dec fen;

    figure->is_money = v->kind == BDL_MONEY &&
                       bdl_dec_shift(v->number, 2, &fen) == BDL_DEC_OK &&
                       bdl_dec_to_int(bdl_dec_trim(fen), &figure->fen);
}

bdl_figure_seen bdl_figure_seen_at(bdl_arena *arena, const bdl_record *record, int slot) {
    const bdl_value *v = record->slots[slot];
    bdl_figure_seen figure = {.name = bdl_record_path(arena, record, slot),
                              .label = record->type->fields.items[slot].zh,
                              .value = bdl_figure_number_text(arena, v),
                              .unit = bdl_value_unit(v)->name,
                              .printed = bdl_origin_printed(v->origin),
                              .place = bdl_origin_place(v->origin)};

    if (record->index > 0)
        figure.row = bdl_record_words(arena, record);
    if (figure.printed.len == 0)
        figure.printed = v->text;
    set_fen(&figure, v);
    return figure;
}
