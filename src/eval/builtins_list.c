/* builtins_list.c - sums and other answers about lists. A list with an element that is
 * not known has none of them; one that may or may not hold an element neither. */
#include "eval/builtins.h"

#include "base/language.h"
#include "eval/arith.h"

/* ---- pieces ---- */

/* The first element that is not known, or NULL. */
static const bdl_value *first_unknown(const bdl_value *list) {
    for (size_t i = 0; i < bdl_list_count(list); i++) {
        const bdl_value *one = bdl_list_element(list->as.list, i);

        if (!bdl_value_is_known(one))
            return one;
    }
    return NULL;
}

static const bdl_value *first_stretch(const bdl_value *list) {
    for (size_t i = 0; i < bdl_list_count(list); i++) {
        const bdl_value *one = bdl_list_element(list->as.list, i);

        if (bdl_is_unknown_stretch(one))
            return one;
    }
    return NULL;
}

/* Positions of the elements in ascending order, equal ones as they stood. */
typedef struct sorter {
    bdl_folds *folds;
    bdl_arena *scratch;
    const bdl_list *list;
    size_t *at, *space;
} sorter;

/* Whether what stands at I may stay before what stands at K. */
static bool are_in_order(const sorter *s, size_t i, size_t k) {
    return bdl_value_order(s->folds, s->scratch, bdl_list_element(s->list, s->at[i]),
                           bdl_list_element(s->list, s->at[k])) <= 0;
}

static void merge(sorter *s, size_t begin, size_t middle, size_t end) {
    size_t i = begin, k = middle, out = begin;

    if (are_in_order(s, middle - 1, middle))
        return; /* many lists say one thing again and again */
    while (i < middle || k < end)
        if (k >= end || (i < middle && are_in_order(s, i, k)))
            s->space[out++] = s->at[i++];
        else
            s->space[out++] = s->at[k++];
    for (i = begin; i < end; i++)
        s->at[i] = s->space[i];
}

static const size_t *sorted_positions(bdl_eval *e, const bdl_value *list) {
    bdl_arena *scratch = e->scratch;
    size_t count = bdl_list_count(list);
    sorter s = {e->folds, scratch, list->as.list,
                BDL_NEW_ARRAY(scratch, size_t, count + 1),
                BDL_NEW_ARRAY(scratch, size_t, count + 1)};

    for (size_t i = 0; i < count; i++)
        s.at[i] = i;
    for (size_t width = 1; width < count; width *= 2)
        for (size_t i = 0; i + width < count; i += 2 * width)
            merge(&s, i, i + width, i + 2 * width < count ? i + 2 * width : count);
    return s.at;
}

/* How often each element's equal occurs, and whether it is the first of them. */
typedef struct crowd {
    uint32_t *times;
    bool *is_first;
} crowd;

/* The first element that is equal to element I, among those that came to *PLACE: 1 + the
 * last of them, NEXT the one before each. */
static uint32_t first_equal(bdl_eval *e, const bdl_list *list, uint32_t i,
                            uint32_t *place, uint32_t *next) {
    for (uint32_t k = *place; k; k = next[k - 1])
        if (bdl_value_order(e->folds, e->scratch, bdl_list_element(list, k - 1),
                            bdl_list_element(list, i)) == 0)
            return k - 1;
    next[i] = *place;
    *place = i + 1;
    return i;
}

static crowd crowd_of(bdl_eval *e, const bdl_value *list) {
    bdl_arena *scratch = e->scratch;
    size_t count = bdl_list_count(list), size = 16;
    crowd c = {BDL_NEW_ARRAY(scratch, uint32_t, count + 1),
               BDL_NEW_ARRAY(scratch, bool, count + 1)};
    uint32_t *first = BDL_NEW_ARRAY(scratch, uint32_t, count + 1);
    uint32_t *next = BDL_NEW_ARRAY(scratch, uint32_t, count + 1), *table;

    while (size < count * 2)
        size *= 2;
    table = BDL_NEW_ARRAY(scratch, uint32_t, size);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t hash =
            bdl_value_hash(e->folds, scratch, bdl_list_element(list->as.list, i));

        first[i] = first_equal(e, list->as.list, i, &table[hash & (size - 1)], next);
        c.is_first[i] = first[i] == i;
        c.times[first[i]]++;
    }
    for (size_t i = 0; i < count; i++)
        c.times[i] = c.times[first[i]];
    return c;
}

/* ---- sums ---- */

static bdl_value zero_of(bdl_type type) {
    bdl_value zero = bdl_value_number(bdl_dec_int(0));

    zero.kind = bdl_kind_is_figure(type.kind) ? type.kind : BDL_NUMBER;
    if (type.kind == BDL_QUANTITY && type.unit_known)
        zero.as.unit = type.unit;
    if (zero.kind == BDL_MONEY)
        zero.as.unit = &bdl_unit_yuan;
    if (zero.kind == BDL_PERCENT)
        zero.as.unit = &bdl_unit_percent;
    return zero;
}

static bdl_value sum(const bdl_call *call) {
    const bdl_value *list = call->args[0];
    bdl_arena *scratch = call->eval->scratch;
    bdl_value total;

    if (bdl_list_count(list) == 0)
        return zero_of(call->expr->type);
    total = bdl_arith_operand(bdl_list_element(list->as.list, 0));
    total.places =
        (int8_t)(bdl_kind_is_figure(total.kind) ? bdl_figure_shown_places(&total) : 0);
    total.text = (bdl_str){0};
    total.origin = NULL;
    for (size_t i = 1; i < list->as.list->count; i++)
        total = bdl_arith_add(scratch, &total, bdl_list_element(list->as.list, i));
    return total;
}

/* Exact, as the language says: only sums carry the half-widths of their parts. */
static bdl_value mean(const bdl_call *call) {
    bdl_value total = sum(call), count;

    total.half = NULL;

    count = bdl_value_number(bdl_dec_int((long long)bdl_list_count(call->args[0])));
    return bdl_arith_div(call->eval->scratch, &total, &count);
}

static bdl_value extreme(const bdl_call *call, int direction) {
    const bdl_value *list = call->args[0], *best = bdl_list_element(list->as.list, 0);

    for (size_t i = 1; i < list->as.list->count; i++) {
        const bdl_value *one = bdl_list_element(list->as.list, i);

        if (bdl_kind_is_figure(one->kind) && bdl_kind_is_figure(best->kind)) {
            bdl_value a = bdl_arith_operand(one), b = bdl_arith_operand(best);

            if (!bdl_arith_comparable(&a, &b))
                return bdl_value_failed(one->kind,
                                        BDL_TR("the figures have different units"));
        }
        if (bdl_value_order(call->eval->folds, call->eval->scratch, one, best) *
                direction >
            0)
            best = one;
    }
    return bdl_kind_is_figure(best->kind) ? bdl_arith_operand(best) : *best;
}

/* ---- lists ---- */

static bdl_value chosen(bdl_eval *e, const bdl_value *list, const crowd *c,
                        bool duplicates) {
    bdl_picked kept = {0};

    for (size_t i = 0; i < bdl_list_count(list); i++)
        if (duplicates ? c->times[i] > 1 : c->is_first[i])
            BDL_PUSH_MOVING(e->scratch, &kept, bdl_list_element(list->as.list, i));
    return bdl_picked_list(e, &kept);
}

/* What is alone has no equal: many a group has one member. */
static bdl_value unlike(const bdl_call *call, bool duplicates) {
    const bdl_value *list = call->args[0];
    crowd c;

    if (bdl_list_count(list) == 1 && !duplicates)
        return bdl_value_list(list->as.list);
    if (bdl_list_count(list) <= 1)
        return bdl_values_list(call->eval->scratch, &(bdl_values){0});
    c = crowd_of(call->eval, list);
    return chosen(call->eval, list, &c, duplicates);
}

static bdl_value in_order(bdl_eval *e, const bdl_value *list) {
    const size_t *at = sorted_positions(e, list);
    bdl_picked kept = {0};

    for (size_t i = 0; i < bdl_list_count(list); i++)
        BDL_PUSH_MOVING(e->scratch, &kept, bdl_list_element(list->as.list, at[i]));
    return bdl_picked_list(e, &kept);
}

static bdl_value reversed(bdl_eval *e, const bdl_value *list) {
    bdl_picked kept = {0};

    for (size_t i = bdl_list_count(list); i > 0; i--)
        BDL_PUSH_MOVING(e->scratch, &kept, bdl_list_element(list->as.list, i - 1));
    return bdl_picked_list(e, &kept);
}

static bdl_value increasing(const bdl_call *call) {
    const bdl_value *list = call->args[0];

    for (size_t i = 1; i < bdl_list_count(list); i++)
        if (bdl_value_order(call->eval->folds, call->eval->scratch,
                            bdl_list_element(list->as.list, i),
                            bdl_list_element(list->as.list, i - 1)) < 0)
            return bdl_value_bool(false);
    return bdl_value_bool(true);
}

static bdl_value join(const bdl_call *call) {
    const bdl_value *list = call->args[0], *glue = call->args[1];
    bdl_buf buf = {.arena = call->eval->scratch};
    size_t counted = 0;

    if (!bdl_value_is_known(glue))
        return bdl_value_unknown(BDL_TEXT, glue, NULL);
    for (size_t i = 0; i < bdl_list_count(list); i++) {
        const bdl_value *one = bdl_list_element(list->as.list, i);

        if (i)
            bdl_buf_add(&buf, bdl_value_said(glue));
        if (one->kind == BDL_TEXT)
            bdl_buf_add(&buf, bdl_value_said(one));
        else
            bdl_buf_add(&buf, bdl_eval_print(buf.arena, one));
        if (buf.len - counted <= BDL_MADE_FREELY)
            continue;
        if (!bdl_eval_may_make(call->eval, buf.len - counted))
            return bdl_eval_spent(call->eval, BDL_TEXT);
        counted = buf.len;
    }
    return bdl_value_text(bdl_buf_str(&buf));
}

static bdl_value end_of(const bdl_call *call, bool last) {
    const bdl_value *list = call->args[0];
    size_t count = bdl_list_count(list);
    const bdl_value *v;

    if (count == 0)
        return bdl_eval_missing(call->eval, call->expr->type.kind, "the list is empty");
    v = bdl_list_element(list->as.list, last ? count - 1 : 0);
    return bdl_is_unknown_stretch(v) ? bdl_value_unknown(call->expr->type.kind, v, NULL)
                                     : *v;
}

bdl_value bdl_builtin_duplicate_records(bdl_eval *e, const bdl_expr *field) {
    bdl_value base = bdl_eval_expr(e, field->as.field.base), *fields;
    bdl_picked known = {0};
    bdl_values values = {0};
    const bdl_value *unknown;
    bdl_value keys, records;
    crowd c;

    if (!bdl_value_is_known(&base))
        return bdl_value_unknown(BDL_LIST, &base, NULL);
    fields = BDL_NEW_ARRAY(e->scratch, bdl_value, bdl_list_count(&base) + 1);
    for (size_t i = 0; i < bdl_list_count(&base); i++) {
        const bdl_value *one = bdl_list_element(base.as.list, i);

        fields[i] = one->kind == BDL_RECORD && one->state == BDL_PRESENT
                        ? bdl_eval_read(e, one->as.record, field->slot)
                        : *one;
        BDL_PUSH(e->scratch, &known, one);
        BDL_PUSH(e->scratch, &values, fields[i]);
    }
    keys = bdl_values_list(e->scratch, &values);
    unknown = first_unknown(&keys);
    if (unknown)
        return bdl_value_unknown(BDL_LIST, unknown, NULL);
    records = bdl_picked_list(e, &known);
    c = crowd_of(e, &keys);
    return chosen(e, &records, &c, true);
}

/* ---- all ---- */

static bdl_value of_known(const bdl_call *call, int number) {
    const bdl_value *list = call->args[0];

    switch (number) {
    case BDL_FN_SUM:
        return sum(call);
    case BDL_FN_UNIQUE:
    case BDL_FN_DUPLICATES:
        return unlike(call, number == BDL_FN_DUPLICATES);
    case BDL_FN_SORTED:
        return in_order(call->eval, list);
    case BDL_FN_INCREASING:
        return increasing(call);
    case BDL_FN_JOIN:
        return join(call);
    default:
        if (bdl_list_count(list) == 0)
            return bdl_eval_missing(call->eval, call->expr->type.kind,
                                    "the list is empty");
        if (number == BDL_FN_MEAN)
            return mean(call);
        return extreme(call, number == BDL_FN_MAX ? 1 : -1);
    }
}

bdl_value bdl_builtin_list(const bdl_call *call, int number) {
    const bdl_value *list = call->args[0], *unknown;

    if (!bdl_value_is_known(list))
        return bdl_value_unknown(call->expr->type.kind, list, NULL);
    if (number == BDL_FN_FIRST || number == BDL_FN_LAST)
        return end_of(call, number == BDL_FN_LAST);
    if (number == BDL_FN_REVERSED) /* what may stand there may stand there backwards */
        return reversed(call->eval, list);
    unknown = first_unknown(list);
    if (unknown) {
        const bdl_value *stretch = first_stretch(list);

        return bdl_value_unknown(call->expr->type.kind, stretch ? stretch : unknown,
                                 NULL);
    }
    return of_known(call, number);
}
