/* keep.c - what is kept of an evaluation: what it gave, without what it took to make it.
 *
 * What is made lies in an arena of its own, which is used again as soon as what came of
 * it was copied to where it stays. Copied is only what lies in that arena: all else (the
 * model, the rules, what was kept before) stays where it is, but for folded texts of a
 * very large document, which are forgotten before its computed fields are. */
#include "eval/machine.h"

#include <assert.h>

typedef struct keeper {
    bdl_arena *from, *to;
    const bdl_folds *passing; /* texts of these go before; NULL: none do */
} keeper;

static bdl_str keep_text(const keeper *k, bdl_str s) {
    bool goes = s.len && (bdl_arena_holds(k->from, s.data) ||
                          (k->passing && bdl_folds_holds(k->passing, s.data)));

    return goes ? bdl_arena_str(k->to, s) : s;
}

static const bdl_origin *keep_origin(const keeper *k, const bdl_origin *origin);

static const bdl_piece *keep_piece(const keeper *k, const bdl_piece *piece) {
    bdl_piece *out;

    if (!piece || !bdl_arena_holds(k->from, piece))
        return piece;
    out = BDL_NEW(k->to, bdl_piece);
    out->whole = keep_origin(k, piece->whole);
    out->bound = keep_text(k, piece->bound);
    return out;
}

static const bdl_source_of *keep_source(const keeper *k, const bdl_source_of *of) {
    bdl_source_of *out;

    if (!bdl_arena_holds(k->from, of))
        return of;
    out = BDL_NEW(k->to, bdl_source_of);
    *out = *of;
    out->piece = keep_piece(k, of->piece);
    return out;
}

static const bdl_origin *keep_origin(const keeper *k, const bdl_origin *origin) {
    bdl_str printed, whole, was;
    bdl_origin out;

    if (!origin || !bdl_arena_holds(k->from, origin))
        return origin;
    assert(!origin->of->at_home); /* that of a model, which stays */
    out = *origin;
    out.of = keep_source(k, origin->of);
    printed = keep_text(k, bdl_origin_printed(origin));
    if (!origin->of->piece)
        return bdl_origin_new(k->to, out, printed);
    was = bdl_origin_printed(origin->of->piece->whole);
    whole = bdl_origin_printed(out.of->piece->whole);
    if (whole.data != was.data) /* a slice */
        printed.data = whole.data + (bdl_origin_printed(origin).data - was.data);
    return bdl_origin_new(k->to, out, printed);
}

static const bdl_unit *keep_unit(const keeper *k, const bdl_unit *unit) {
    bdl_unit *out;

    if (!unit || !bdl_arena_holds(k->from, unit))
        return unit;
    out = BDL_NEW(k->to, bdl_unit);
    *out = *unit;
    out->name = keep_text(k, unit->name);
    return out;
}

static const bdl_dec *keep_half(const keeper *k, const bdl_dec *half) {
    return half && bdl_arena_holds(k->from, half) ? bdl_half_keep(k->to, *half) : half;
}

static void keep_value(const keeper *k, bdl_value *v);

static bdl_value *keep_values(const keeper *k, const bdl_value *values, size_t count) {
    bdl_value *out = bdl_arena_room(k->to, count, sizeof *out);

    for (size_t i = 0; i < count; i++) {
        out[i] = values[i];
        keep_value(k, &out[i]);
    }
    return out;
}

static const bdl_value **keep_picked(const keeper *k, const bdl_list *list) {
    const bdl_value **out = bdl_arena_room(k->to, list->count, sizeof *out);

    for (size_t i = 0; i < list->count; i++)
        out[i] = bdl_arena_holds(k->from, list->picked[i])
                     ? keep_values(k, list->picked[i], 1)
                     : list->picked[i];
    return out;
}

static const bdl_list *keep_list(const keeper *k, const bdl_list *list) {
    bdl_list *out;

    if (!list || !bdl_arena_holds(k->from, list))
        return list;
    out = BDL_NEW(k->to, bdl_list);
    *out = *list;
    if (list->items && bdl_arena_holds(k->from, list->items))
        out->items = keep_values(k, list->items, list->count);
    else if (!list->items && list->picked)
        out->picked = keep_picked(k, list);
    if (list->key)
        out->key = keep_values(k, list->key, 1);
    return out;
}

static bdl_record *keep_record(const keeper *k, bdl_record *record) {
    bdl_record *out;

    if (!record || !bdl_arena_holds(k->from, record))
        return record;
    out = BDL_NEW(k->to, bdl_record);
    *out = *record;
    out->self = NULL;
    bdl_slots_begin(k->to, out);
    for (size_t i = 0; i < record->type->fields.count; i++)
        if (out->slots[i] != record->slots[i]) {
            bdl_value *v = bdl_slot_own(k->to, out, i);

            *v = *record->slots[i];
            keep_value(k, v);
        }
    return out;
}

static const bdl_target *keep_target(const keeper *k, const bdl_target *target) {
    bdl_target *out;

    if (!target || !bdl_arena_holds(k->from, target))
        return target;
    out = BDL_NEW(k->to, bdl_target);
    *out = *target;
    keep_value(k, &out->bound);
    keep_value(k, &out->high);
    out->rest = keep_text(k, target->rest);
    return out;
}

static void keep_value(const keeper *k, bdl_value *v) {
    v->text = keep_text(k, v->text);
    if (!bdl_value_is_known(v))
        v->reason = keep_text(k, v->reason);
    if (bdl_kind_is_figure(v->kind)) {
        v->as.unit = keep_unit(k, v->as.unit);
        v->half = keep_half(k, v->half);
    }
    v->origin = keep_origin(k, v->origin);
    if (v->state != BDL_PRESENT)
        return;
    if (v->kind == BDL_LIST)
        v->as.list = keep_list(k, v->as.list);
    else if (v->kind == BDL_RECORD)
        v->as.record = keep_record(k, v->as.record);
    else if (v->kind == BDL_TARGET)
        v->as.target = keep_target(k, v->as.target);
}

bdl_arena *bdl_keep_begin(bdl_eval *e, bdl_arena *to) {
    bdl_arena *outer = e->scratch;

    e->scratch = to; /* of what a trace saw nothing may go */
    if (e->trace || e->keeping == BDL_EVAL_MAX_KEEPS)
        return outer;
    if (!e->keeps[e->keeping])
        e->keeps[e->keeping] = bdl_arena_new();
    e->scratch = e->keeps[e->keeping++];
    return outer;
}

void bdl_keep_end(bdl_eval *e, bdl_arena *outer, bdl_arena *to, const bdl_value *v,
                  bdl_value *out) {
    bool is_answer = to == outer || to == e->answers_arena;
    keeper k = {e->scratch, to, !is_answer && bdl_eval_forgets(e) ? e->folds : NULL};

    *out = *v;
    e->scratch = outer;
    if (k.from == to && !k.passing)
        return;
    keep_value(&k, out);
    if (k.from == to)
        return;
    bdl_arena_reset(k.from);
    e->keeping--;
}
