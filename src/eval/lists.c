/* lists.c - filters and elements, quantifiers and comprehensions, `in`, `contains`, `is`.
 */
#include "eval/machine.h"

#include "base/text.h"
#include "eval/arith.h"

static void mute(bdl_eval *e, int by) {
    if (e->trace)
        e->trace->muted += by;
}

/* ---- the elements that a condition leaves ---- */

/* Walks the elements of a list that may meet a condition. */
typedef struct walk {
    const bdl_list *list;
    bdl_candidates candidates;
    size_t next;
} walk;

static walk begin_walk(bdl_eval *e, const bdl_expr *list_expr, const bdl_value *list,
                       int local, const bdl_expr *where) {
    walk w = {.list = list->as.list, .candidates = {.all = true}};

    if (where)
        w.candidates = bdl_join_candidates(e, list_expr, list, local, where);
    return w;
}

static bool next_of_walk(walk *w, size_t *i) {
    if (w->candidates.all) {
        *i = w->next++;
        return *i < w->list->count;
    }
    if (w->next >= w->candidates.count)
        return false;
    *i = w->candidates.at[w->next++];
    return true;
}

static bdl_value filter(bdl_eval *e, const bdl_expr *x, const bdl_value *base) {
    bdl_values kept = {0};
    walk w;
    size_t i;

    mute(e, 1);
    w = begin_walk(e, x->as.index.base, base, x->as.index.local, x->as.index.argument);
    if (w.candidates.unknown) {
        bdl_value stretch = bdl_unknown_stretch(&w.candidates.why);

        BDL_PUSH(e->scratch, &kept, stretch);
    } else {
        while (next_of_walk(&w, &i)) {
            const bdl_value *element = &base->as.list->items[i];
            bdl_value why;
            int meets;

            if (bdl_eval_is_spent(e)) {
                why = bdl_eval_spent(BDL_LIST);
                BDL_PUSH(e->scratch, &kept, why);
                break;
            }
            if (bdl_is_unknown_stretch(element)) {
                BDL_PUSH(e->scratch, &kept, *element);
                continue;
            }
            e->frame.locals[x->as.index.local] = *element;
            meets = bdl_eval_truth(e, x->as.index.argument, &why);
            if (meets < 0)
                why = bdl_unknown_stretch(&why);
            if (meets)
                BDL_PUSH(e->scratch, &kept, meets > 0 ? *element : why);
        }
    }
    mute(e, -1);
    return bdl_values_list(e->scratch, &kept);
}

static bdl_value element_at(bdl_eval *e, const bdl_expr *x, const bdl_value *base) {
    bdl_value number = bdl_eval_expr(e, x->as.index.argument);
    bdl_kind kind = x->type.kind;
    long long at;

    if (!bdl_value_is_known(&number))
        return bdl_value_unknown(kind, &number, NULL);
    if (!bdl_dec_to_int(bdl_dec_trim(number.number), &at) || at < 1 ||
        (unsigned long long)at > bdl_list_count(base))
        at = 0;
    for (size_t i = 0; i < bdl_list_count(base) && (at == 0 || i < (size_t)at); i++)
        if (bdl_is_unknown_stretch(&base->as.list->items[i]))
            return bdl_value_unknown(kind, &base->as.list->items[i], NULL);
    if (at == 0)
        return bdl_eval_missing(e, kind, "“%.*s” has no such element",
                                BDL_PRI(bdl_expr_source(e->scratch, x->as.index.base)));
    return base->as.list->items[at - 1];
}

bdl_value bdl_eval_index(bdl_eval *e, const bdl_expr *x) {
    bdl_value base = bdl_eval_expr(e, x->as.index.base);

    if (!bdl_value_is_known(&base))
        return bdl_value_unknown(x->type.kind, &base, NULL);
    if (!x->as.index.filters)
        return element_at(e, x, &base);
    if (bdl_list_count(&base) == 0)
        return base;
    return filter(e, x, &base);
}

/* ---- every, some, for … return ---- */

/* Kleene's `and` (EVERY) and `or` over the elements. While tracing, elements that did not
 * decide leave no trace. */
static bdl_value quantify(bdl_eval *e, const bdl_expr *x, const bdl_value *list,
                          bool every) {
    bdl_value out = bdl_value_bool(every);
    walk w = begin_walk(e, x->as.each.list, list, x->as.each.local,
                        every ? NULL : x->as.each.body);
    bool found = false;
    size_t i;

    if (w.candidates.unknown)
        return bdl_value_unknown(BDL_BOOLEAN, &w.candidates.why, NULL);
    while (next_of_walk(&w, &i)) {
        size_t mark = e->trace ? e->trace->seen.count : 0;
        bdl_value one, why;
        int holds;

        if (bdl_eval_is_spent(e))
            return bdl_eval_spent(BDL_BOOLEAN);
        e->frame.locals[x->as.each.local] = list->as.list->items[i];
        one = bdl_eval_expr(e, x->as.each.body);
        holds = one.state == BDL_PRESENT ? one.as.boolean : -1;
        if (holds == (every ? 0 : 1)) {
            if (every || !one.rounded)
                return one;
            out = one;
            found = true; /* it holds; whether exactly is looked for further */
            continue;
        }
        if (e->trace)
            e->trace->seen.count = mark;
        why = bdl_value_unknown(BDL_BOOLEAN, &one, NULL);
        if (holds < 0 && !found && out.state == BDL_PRESENT)
            out = why;
        else if (holds >= 0 && every)
            out.rounded |= one.rounded;
    }
    return out;
}

static bdl_value comprehend(bdl_eval *e, const bdl_expr *x, const bdl_value *list) {
    bdl_values all = {0};
    walk w;
    size_t i;

    w = begin_walk(e, x->as.each.list, list, x->as.each.local, x->as.each.where);
    if (w.candidates.unknown) {
        bdl_value stretch = bdl_unknown_stretch(&w.candidates.why);

        BDL_PUSH(e->scratch, &all, stretch);
        return bdl_values_list(e->scratch, &all);
    }
    while (next_of_walk(&w, &i)) {
        const bdl_value *element = &list->as.list->items[i];
        bdl_value why = {0}, v;
        int meets = 1;

        if (bdl_eval_is_spent(e)) {
            v = bdl_eval_spent(BDL_LIST);
            BDL_PUSH(e->scratch, &all, v);
            break;
        }
        if (bdl_is_unknown_stretch(element)) {
            BDL_PUSH(e->scratch, &all, *element);
            continue;
        }
        e->frame.locals[x->as.each.local] = *element;
        mute(e, 1);
        if (x->as.each.where)
            meets = bdl_eval_truth(e, x->as.each.where, &why);
        mute(e, -1);
        if (meets == 0)
            continue;
        v = meets < 0 ? bdl_unknown_stretch(&why) : bdl_eval_expr(e, x->as.each.body);
        BDL_PUSH(e->scratch, &all, v);
    }
    return bdl_values_list(e->scratch, &all);
}

bdl_value bdl_eval_each(bdl_eval *e, const bdl_expr *x) {
    bdl_value list = bdl_eval_expr(e, x->as.each.list);
    bdl_value empty;
    bdl_values none = {0};

    if (!bdl_value_is_known(&list))
        return bdl_value_unknown(x->kind == BDL_E_FOR ? BDL_LIST : BDL_BOOLEAN, &list,
                                 NULL);
    empty = bdl_values_list(e->scratch, &none);
    if (list.state == BDL_BLANK)
        list = empty;
    if (x->kind == BDL_E_FOR)
        return comprehend(e, x, &list);
    return quantify(e, x, &list, x->kind == BDL_E_EVERY);
}

/* ---- in, contains ---- */

static bdl_value in_list(bdl_eval *e, const bdl_value *wanted, const bdl_value *list) {
    bdl_comparison how = bdl_eval_comparison(e, NULL);
    bdl_value out = bdl_value_bool(false);

    for (size_t i = 0; i < bdl_list_count(list); i++) {
        bdl_value one = bdl_compare(&how, BDL_OP_EQ, wanted, &list->as.list->items[i]);

        if (one.state == BDL_PRESENT && one.as.boolean && !one.rounded)
            return one;
        if (one.state == BDL_PRESENT && one.as.boolean)
            out = one;
        else if (one.state != BDL_PRESENT && out.state == BDL_PRESENT && !out.as.boolean)
            out = one;
    }
    return out;
}

static bdl_value in_range(bdl_eval *e, const bdl_value *wanted, const bdl_expr *range) {
    bdl_comparison how = bdl_eval_comparison(e, NULL);
    const bdl_expr *low = range->as.range.low, *high = range->as.range.high;
    bdl_value low_value, high_value;

    if (low)
        low_value = bdl_eval_expr(e, low);
    if (high)
        high_value = bdl_eval_expr(e, high);
    return bdl_compare_in_range(&how, wanted, low ? &low_value : NULL,
                                high ? &high_value : NULL);
}

static bdl_value in_text(bdl_eval *e, const bdl_value *text, const bdl_value *piece) {
    bdl_str whole, part;

    if (!bdl_value_is_known(text) || !bdl_value_is_known(piece))
        return bdl_value_unknown(BDL_BOOLEAN, text, piece);
    if (text->state == BDL_BLANK || piece->state == BDL_BLANK)
        return bdl_value_bool(piece->state == BDL_BLANK);
    whole = bdl_eval_fold(e, text->text);
    part = bdl_eval_fold(e, piece->text);
    return bdl_value_bool(bdl_str_find(whole, part, 0) != SIZE_MAX);
}

static bdl_value holds(bdl_eval *e, const bdl_value *whole, const bdl_value *part) {
    if (whole->kind == BDL_TEXT)
        return in_text(e, whole, part);
    if (!bdl_value_is_known(whole))
        return bdl_value_unknown(BDL_BOOLEAN, whole, NULL);
    return in_list(e, part, whole);
}

bdl_value bdl_eval_in(bdl_eval *e, const bdl_expr *x) {
    bdl_value left = bdl_eval_expr(e, x->as.binary.left), right;

    if (x->as.binary.right->kind == BDL_E_RANGE)
        return in_range(e, &left, x->as.binary.right);
    right = bdl_eval_expr(e, x->as.binary.right);
    return holds(e, &right, &left);
}

bdl_value bdl_eval_contains(bdl_eval *e, const bdl_expr *x) {
    bdl_value left = bdl_eval_expr(e, x->as.binary.left);
    bdl_value right = bdl_eval_expr(e, x->as.binary.right);

    return holds(e, &left, &right);
}

/* ---- is ---- */

/* 1, 0, or -1 when some element may or may not be there. */
static int is_empty(const bdl_value *v) {
    size_t stretches = 0;

    if (v->state == BDL_BLANK || (v->kind == BDL_TEXT && v->text.len == 0))
        return 1;
    if (v->kind != BDL_LIST)
        return 0;
    for (size_t i = 0; i < v->as.list->count; i++)
        stretches += bdl_is_unknown_stretch(&v->as.list->items[i]);
    if (stretches < v->as.list->count)
        return 0;
    return stretches ? -1 : 1;
}

static bool is_missing(const bdl_value *v) {
    return v->state == BDL_MISSING || v->state == BDL_UNREADABLE ||
           v->state == BDL_AMBIGUOUS;
}

static int test_state(const bdl_value *v, bdl_test test) {
    switch (test) {
    case BDL_IS_MISSING:
        return is_missing(v);
    case BDL_IS_PRESENT:
        return !is_missing(v);
    case BDL_IS_BLANK:
        return v->state == BDL_BLANK ||
               (v->state == BDL_PRESENT && v->kind == BDL_TEXT && v->text.len == 0);
    case BDL_IS_UNREADABLE:
        return v->state == BDL_UNREADABLE;
    default:
        return bdl_value_is_known(v) ? is_empty(v) : -1;
    }
}

bdl_value bdl_eval_is(bdl_eval *e, const bdl_expr *x) {
    bool of_elements = x->as.is.test == BDL_IS_EMPTY;
    bdl_value room;
    const bdl_value *v;
    int truth;

    mute(e, of_elements);
    v = bdl_eval_look(e, x->as.is.subject, &room);
    mute(e, -(int)of_elements);
    if (v->state == BDL_FAILED)
        return bdl_value_unknown(BDL_BOOLEAN, v, NULL);
    truth = test_state(v, x->as.is.test);
    if (of_elements)
        bdl_trace_elements(e, v, x->as.is.subject);
    if (truth < 0)
        return bdl_value_unknown(BDL_BOOLEAN,
                                 bdl_value_is_known(v) ? &v->as.list->items[0] : v, NULL);
    return bdl_value_bool(truth != (int)x->as.is.negated);
}
