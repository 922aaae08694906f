/* compare.c - figures by their intervals, texts as a reader sees them, dates as far as
 * both say. */
#include "eval/compare.h"

#include "base/language.h"
#include "base/text.h"
#include "eval/arith.h"

enum { MOST_DEPTH = 16 };

/* ---- pieces ---- */

bdl_value bdl_truth_value(bdl_truth t, const bdl_value *why) {
    bdl_value out;

    if (t < 0)
        return *why;
    out = bdl_value_bool(t & BDL_YES);
    out.rounded = t & BDL_NEARLY;
    return out;
}

static bdl_truth truth(bool b, bool rounded) {
    return bdl_truth_of(b, rounded);
}

static bdl_truth unknown(const bdl_comparison *how, bdl_value why) {
    *how->why = why;
    return BDL_UNKNOWN;
}

static bdl_truth fails(const bdl_comparison *how, bdl_str reason) {
    return unknown(how, bdl_value_failed(BDL_BOOLEAN, reason));
}

static bdl_truth not_comparable(const bdl_comparison *how, const bdl_value *a,
                                const bdl_value *b) {
    bdl_str left = bdl_figure_unit_name(a), right = bdl_figure_unit_name(b);

    return fails(how,
                 bdl_arena_printf(how->scratch, _("%.*s cannot be compared with %.*s"),
                                  BDL_PRI(left), BDL_PRI(right)));
}

static bdl_str fold(const bdl_comparison *how, const bdl_value *v) {
    return bdl_folds_get(how->folds, how->scratch, v);
}

static bool reads_same(const bdl_comparison *how, const bdl_value *a,
                       const bdl_value *b) {
    bdl_str one = bdl_value_said(a), other = bdl_value_said(b);

    if (bdl_text_number(a) && bdl_text_number(a) == bdl_text_number(b))
        return true;
    if (bdl_str_eq(one, other))
        return true;
    return !bdl_text_differs_at_once(one, other) &&
           bdl_str_eq(fold(how, a), fold(how, b));
}

/* ---- figures ---- */

/* Whether two figures that differ count as equal. */
static bool differ_little(const bdl_comparison *how, const bdl_value *a,
                          const bdl_value *b, bool *rounded, bool *ok) {
    bdl_dec difference, allowed;

    if (how->within) {
        *ok = bdl_dec_sub(a->number, b->number, &difference) <= BDL_DEC_INEXACT;
        return *ok && bdl_dec_cmp(bdl_dec_abs(difference), how->within->number) <= 0;
    }
    if (how->exact || (!a->half && !b->half))
        return false;
    *ok = bdl_dec_sub(a->number, b->number, &difference) <= BDL_DEC_INEXACT &&
          bdl_dec_add(bdl_value_half(a), bdl_value_half(b), &allowed) <= BDL_DEC_INEXACT;
    *rounded = *ok && bdl_dec_cmp(bdl_dec_abs(difference), allowed) <= 0;
    return *rounded;
}

static BDL_APART bdl_truth compare_figures(const bdl_comparison *how, bdl_op op,
                                           const bdl_value *left,
                                           const bdl_value *right) {
    bdl_value rooms[2];
    const bdl_value *a = bdl_arith_look(left, &rooms[0]);
    const bdl_value *b = bdl_arith_look(right, &rooms[1]);
    bool rounded = false, ok = true, equal;
    int order;

    if (!bdl_arith_comparable(a, b))
        return not_comparable(how, a, b);
    order = bdl_dec_cmp(a->number, b->number);
    equal = order == 0 || differ_little(how, a, b, &rounded, &ok);
    if (!ok)
        return fails(how, BDL_TR("a number became too large"));
    switch (op) {
    case BDL_OP_SAME:
        return truth(order == 0, false);
    case BDL_OP_NE:
        return truth(!equal, rounded);
    case BDL_OP_LT:
        return truth(order < 0, false);
    case BDL_OP_GT:
        return truth(order > 0, false);
    case BDL_OP_LE:
        return truth(order <= 0 || equal, order > 0 && rounded);
    case BDL_OP_GE:
        return truth(order >= 0 || equal, order < 0 && rounded);
    default:
        return truth(equal, rounded);
    }
}

/* ---- texts, dates, lists ---- */

static int date_order(bdl_date a, bdl_date b) {
    if (a.year && b.year && a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (!a.month || !b.month || a.month != b.month)
        return !a.month || !b.month ? 0 : a.month < b.month ? -1 : 1;
    return !a.day || !b.day || a.day == b.day ? 0 : a.day < b.day ? -1 : 1;
}

static bdl_truth by_order(bdl_op op, int order) {
    switch (op) {
    case BDL_OP_NE:
        return truth(order != 0, false);
    case BDL_OP_LT:
        return truth(order < 0, false);
    case BDL_OP_LE:
        return truth(order <= 0, false);
    case BDL_OP_GT:
        return truth(order > 0, false);
    case BDL_OP_GE:
        return truth(order >= 0, false);
    default:
        return truth(order == 0, false);
    }
}

static bdl_truth compare_texts(const bdl_comparison *how, bdl_op op, const bdl_value *a,
                               const bdl_value *b) {
    if (op == BDL_OP_EQ || op == BDL_OP_NE)
        return truth(reads_same(how, a, b) == (op == BDL_OP_EQ), false);
    if (op == BDL_OP_SAME)
        return truth(bdl_str_eq(bdl_value_said(a), bdl_value_said(b)), false);
    return by_order(op, bdl_str_cmp(fold(how, a), fold(how, b)));
}

static bdl_truth compare_deep(const bdl_comparison *how, bdl_op op, const bdl_value *a,
                              const bdl_value *b, int depth);

/* Equal lists have equal elements; one element that differs decides, an unknown one
 * leaves it open. */
static BDL_APART bdl_truth compare_lists(const bdl_comparison *how, bdl_op op,
                                         const bdl_value *a, const bdl_value *b,
                                         int depth) {
    size_t na = a->state == BDL_BLANK ? 0 : a->as.list->count;
    size_t nb = b->state == BDL_BLANK ? 0 : b->as.list->count;
    bdl_truth all = BDL_YES;

    if (depth > MOST_DEPTH)
        return fails(how, BDL_TR("lists are nested too deeply"));
    if (na != nb)
        return truth(op == BDL_OP_NE, false);
    for (size_t i = 0; i < na; i++) {
        bdl_value why;
        bdl_comparison inner = *how;
        bdl_truth one;

        inner.why = &why;
        one = compare_deep(&inner, op == BDL_OP_SAME ? op : BDL_OP_EQ,
                           bdl_list_element(a->as.list, i),
                           bdl_list_element(b->as.list, i), depth + 1);
        if (bdl_truth_is(one, false))
            return truth(op == BDL_OP_NE, bdl_truth_is_near(one));
        if (one < 0 && all >= 0)
            *how->why = why;
        if (one < 0 || all < 0)
            all = BDL_UNKNOWN;
        else
            all |= one & BDL_NEARLY;
    }
    return all < 0 ? all : truth(op != BDL_OP_NE, bdl_truth_is_near(all));
}

static BDL_APART bdl_truth compare_others(const bdl_comparison *how, bdl_op op,
                                          const bdl_value *a, const bdl_value *b,
                                          int depth) {
    if (!bdl_value_is_known(a) || !bdl_value_is_known(b))
        return unknown(how, bdl_value_unknown(BDL_BOOLEAN, a, b));
    if (a->kind == BDL_LIST && b->kind == BDL_LIST)
        return compare_lists(how, op, a, b, depth);
    if (a->kind != b->kind)
        return fails(how, BDL_TR("two kinds of things are compared"));
    if (a->state == BDL_BLANK || b->state == BDL_BLANK)
        return a->state == b->state
                   ? truth(op != BDL_OP_NE, false)
                   : unknown(how,
                             bdl_value_missing(BDL_BOOLEAN, BDL_TR("one side is blank")));
    switch (a->kind) {
    case BDL_BOOLEAN:
        return truth((a->as.boolean == b->as.boolean) == (op != BDL_OP_NE),
                     a->rounded || b->rounded);
    case BDL_DATE:
        return by_order(op, date_order(a->as.date, b->as.date));
    default: /* no rule compares records or targets: the checker refuses it */
        return fails(how, BDL_TR("these cannot be compared"));
    }
}

static bdl_truth compare_deep(const bdl_comparison *how, bdl_op op, const bdl_value *a,
                              const bdl_value *b, int depth) {
    if (!bdl_value_is_known(a) || !bdl_value_is_known(b))
        return compare_others(how, op, a, b, depth);
    if (a->kind == BDL_TEXT && b->kind == BDL_TEXT)
        return compare_texts(how, op, a, b);
    if (bdl_kind_is_figure(a->kind) && bdl_kind_is_figure(b->kind))
        return compare_figures(how, op, a, b);
    return compare_others(how, op, a, b, depth);
}

bdl_truth bdl_compare(const bdl_comparison *how, bdl_op op, const bdl_value *a,
                      const bdl_value *b) {
    return compare_deep(how, op, a, b, 0);
}

bdl_truth bdl_compare_in_range(const bdl_comparison *how, const bdl_value *a,
                               const bdl_value *low, const bdl_value *high) {
    bdl_value why;
    bdl_comparison below = *how;
    bdl_truth above = low ? bdl_compare(how, BDL_OP_GE, a, low) : BDL_YES,
              under = BDL_YES;

    if (bdl_truth_is(above, false))
        return above;
    below.why = above < 0 ? &why : how->why;
    if (high)
        under = bdl_compare(&below, BDL_OP_LE, a, high);
    if (bdl_truth_is(under, false))
        return under;
    if (above < 0 || under < 0)
        return BDL_UNKNOWN;
    return under | above;
}

/* ---- order and hash ---- */

static int pointer_order(const bdl_record *a, const bdl_record *b) {
    if (a == b)
        return 0;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    if (a->index != b->index)
        return a->index < b->index ? -1 : 1;
    return (uintptr_t)a < (uintptr_t)b ? -1 : 1;
}

static int list_order(bdl_folds *folds, bdl_arena *scratch, const bdl_list *a,
                      const bdl_list *b) {
    for (size_t i = 0; i < a->count && i < b->count; i++) {
        int order = bdl_value_order(folds, scratch, bdl_list_element(a, i),
                                    bdl_list_element(b, i));

        if (order)
            return order;
    }
    return a->count < b->count ? -1 : a->count > b->count;
}

static int target_order(bdl_folds *folds, bdl_arena *scratch, const bdl_target *a,
                        const bdl_target *b) {
    int order = (int)a->comparator - (int)b->comparator;

    if (order == 0)
        order = bdl_value_order(folds, scratch, &a->bound, &b->bound);
    return order ? order : bdl_value_order(folds, scratch, &a->high, &b->high);
}

int bdl_value_order(bdl_folds *folds, bdl_arena *scratch, const bdl_value *a,
                    const bdl_value *b) {
    if (bdl_kind_is_figure(a->kind) && bdl_kind_is_figure(b->kind)) {
        bdl_value x = bdl_arith_operand(a), y = bdl_arith_operand(b);

        return bdl_dec_cmp(x.number, y.number);
    }
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->state != b->state && a->kind != BDL_TEXT)
        return a->state < b->state ? -1 : 1;
    if (a->state == BDL_BLANK && a->kind != BDL_TEXT)
        return 0;
    switch (a->kind) {
    case BDL_TEXT:
        if ((a->text_number && a->text_number == b->text_number) ||
            bdl_str_eq(bdl_value_said(a), bdl_value_said(b)))
            return 0;
        return bdl_str_cmp(bdl_folds_get(folds, scratch, a),
                           bdl_folds_get(folds, scratch, b));
    case BDL_BOOLEAN:
        return (int)a->as.boolean - (int)b->as.boolean;
    case BDL_DATE:
        return date_order(a->as.date, b->as.date);
    case BDL_RECORD:
        return pointer_order(a->as.record, b->as.record);
    case BDL_LIST:
        return list_order(folds, scratch, a->as.list, b->as.list);
    case BDL_TARGET:
        return target_order(folds, scratch, a->as.target, b->as.target);
    default:
        return 0;
    }
}

static uint64_t number_hash(bdl_dec number) {
    bdl_dec n = bdl_dec_trim(number);

    return bdl_hash_mix(bdl_hash_mix((uint64_t)n.coef, (uint64_t)(n.coef >> 64)),
                        (uint64_t)n.scale);
}

uint64_t bdl_value_hash(bdl_folds *folds, bdl_arena *scratch, const bdl_value *v) {
    uint64_t hash = 0;

    if (bdl_kind_is_figure(v->kind))
        return number_hash(bdl_arith_operand(v).number);
    if (v->kind == BDL_TEXT)
        return bdl_folds_hash(folds, scratch, v);
    if (v->state != BDL_PRESENT)
        return 1;
    switch (v->kind) {
    case BDL_BOOLEAN:
        return v->as.boolean ? 2 : 3;
    case BDL_DATE: /* years, months and days may be left out: equal dates share no more */
        return 4;
    case BDL_RECORD:
        return bdl_hash_mix(v->as.record->place.line, v->as.record->index);
    case BDL_LIST:
        for (size_t i = 0; i < v->as.list->count; i++)
            hash = bdl_hash_mix(
                hash, bdl_value_hash(folds, scratch, bdl_list_element(v->as.list, i)));
        return hash;
    case BDL_TARGET:
        return bdl_value_hash(folds, scratch, &v->as.target->bound);
    default:
        return 5;
    }
}
