/* truth.c - conditions: yes, no or unknown, without a value being made of it. */
#include "eval/machine.h"

#include "base/language.h"
#include "base/text.h"
#include "eval/arith.h"
#include "eval/builtins.h"

static bdl_truth unknown(bdl_value *why, const bdl_value *a, const bdl_value *b) {
    *why = bdl_value_unknown(BDL_BOOLEAN, a, b);
    return BDL_UNKNOWN;
}

/* ---- not, and, or, comparisons ---- */

static BDL_APART bdl_truth negation(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    bdl_truth t;

    if (e->trace)
        e->trace->negated = !e->trace->negated;
    t = bdl_eval_condition(e, x->as.unary.operand, why);
    if (e->trace)
        e->trace->negated = !e->trace->negated;
    if (t >= 0)
        return t ^ BDL_YES;
    why->kind = BDL_BOOLEAN;
    return t;
}

/* With the left side unknown or nearly so. */
static BDL_APART bdl_truth both(bdl_eval *e, const bdl_expr *x, bool decides,
                                bdl_truth left, bdl_value *why) {
    bdl_value of_right;
    bdl_truth right = bdl_eval_condition(e, x->as.binary.right, &of_right);

    if (bdl_truth_is(left, decides))
        return bdl_truth_of(decides,
                            !bdl_truth_is(right, decides) || bdl_truth_is_near(right));
    if (bdl_truth_is(right, decides))
        return right;
    if (left < 0)
        return unknown(why, why, right < 0 ? &of_right : NULL);
    return right < 0 ? unknown(why, &of_right, NULL) : right | left;
}

/* `and` and `or` in one: DECIDES is the truth value that settles the matter (Kleene). */
static BDL_APART bdl_truth logic(bdl_eval *e, const bdl_expr *x, bool decides,
                                 bdl_value *why) {
    bdl_truth left = bdl_eval_condition(e, x->as.binary.left, why), right;

    if (left < 0 || bdl_truth_is_near(left))
        return both(e, x, decides, left, why);
    if (bdl_truth_is(left, decides))
        return left;
    right = bdl_eval_condition(e, x->as.binary.right, why);
    return right < 0 ? unknown(why, why, NULL) : right;
}

static BDL_APART bdl_truth compare(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    const bdl_expr *second = x->as.binary.right;
    bdl_comparison how = bdl_eval_comparison(e, why);
    bdl_value rooms[2];
    const bdl_value *left = bdl_eval_hold(e, x->as.binary.left, second, &rooms[0]);
    const bdl_value *right = bdl_eval_look(e, second, &rooms[1]);

    return bdl_compare(&how, x->op, left, right);
}

static BDL_APART bdl_truth compare_within(bdl_eval *e, const bdl_expr *x,
                                          bdl_value *why) {
    bdl_value left = bdl_eval_expr(e, x->as.binary.left);
    bdl_value right = bdl_eval_expr(e, x->as.binary.right), within;
    bdl_comparison how = bdl_eval_comparison(e, why);

    bdl_trace_mute(e->trace, 1);
    within = bdl_eval_expr(e, x->as.binary.within);
    bdl_trace_mute(e->trace, -1);
    if (!bdl_value_is_known(&within))
        return unknown(why, &within, NULL);
    within = bdl_arith_operand(&within);
    how.within = &within;
    return bdl_compare(&how, x->op, &left, &right);
}

/* ---- in, contains ---- */

static inline bool differ_at_once(const bdl_value *a, const bdl_value *b) {
    return a->kind == BDL_TEXT && b->kind == BDL_TEXT && a->state == BDL_PRESENT &&
           b->state == BDL_PRESENT && bdl_text_differs_at_once(a->text, b->text);
}

static bdl_truth in_list(bdl_eval *e, const bdl_value *wanted, const bdl_value *list,
                         bdl_value *why) {
    bdl_value reason;
    bdl_comparison how = bdl_eval_comparison(e, &reason);
    bdl_candidates some = bdl_join_among(e, wanted, list);
    size_t count = some.all ? bdl_list_count(list) : some.count;
    bdl_truth out = BDL_NO;

    for (size_t i = 0; i < count; i++) {
        const bdl_value *element =
            bdl_list_element(list->as.list, some.all ? i : some.at[i]);
        bdl_truth one;

        if (differ_at_once(wanted, element)) /* most do, and most are texts */
            continue;
        one = bdl_compare(&how, BDL_OP_EQ, wanted, element);
        if (bdl_truth_is(one, true) && !bdl_truth_is_near(one))
            return one;
        if (bdl_truth_is(one, true)) {
            out = one;
        } else if (one < 0 && bdl_truth_is(out, false)) {
            out = one;
            *why = reason;
        }
    }
    return out;
}

static BDL_APART bdl_truth in_range(bdl_eval *e, const bdl_value *wanted,
                                    const bdl_expr *range, bdl_value *why) {
    bdl_comparison how = bdl_eval_comparison(e, why);
    const bdl_expr *low = range->as.range.low, *high = range->as.range.high;
    bdl_value low_value, high_value;

    if (low)
        low_value = bdl_eval_expr(e, low);
    if (high)
        high_value = bdl_eval_expr(e, high);
    return bdl_compare_in_range(&how, wanted, low ? &low_value : NULL,
                                high ? &high_value : NULL);
}

static bdl_truth in_text(bdl_eval *e, const bdl_value *text, const bdl_value *piece,
                         bdl_value *why) {
    bdl_str whole, part;

    if (!bdl_value_is_known(text) || !bdl_value_is_known(piece))
        return unknown(why, text, piece);
    if (text->state == BDL_BLANK || piece->state == BDL_BLANK)
        return bdl_truth_of(piece->state == BDL_BLANK, false);
    whole = bdl_eval_fold(e, text);
    part = bdl_eval_fold(e, piece);
    return bdl_truth_of(bdl_str_has(whole, part), false);
}

static BDL_APART bdl_truth has(bdl_eval *e, const bdl_value *whole, const bdl_value *part,
                               bdl_value *why) {
    if (whole->kind == BDL_TEXT)
        return in_text(e, whole, part, why);
    if (!bdl_value_is_known(whole))
        return unknown(why, whole, NULL);
    return in_list(e, part, whole, why);
}

/* In a list of literals, which need not be put together. */
static BDL_APART bdl_truth among(bdl_eval *e, const bdl_value *wanted,
                                 const bdl_exprs *literals, bdl_value *why) {
    bdl_comparison how = bdl_eval_comparison(e, why);
    bdl_truth out = BDL_NO;

    for (size_t i = 0; i < literals->count && bdl_truth_is(out, false); i++)
        out = bdl_compare(&how, BDL_OP_EQ, wanted, literals->items[i]->as.literal);
    return out;
}

/* A text among texts: one comparison tells all, or that nothing is known. */
static bool is_of_literals(const bdl_expr *list, const bdl_value *wanted) {
    if (list->kind != BDL_E_LIST || wanted->kind != BDL_TEXT)
        return false;
    for (size_t i = 0; i < list->as.list.items.count; i++)
        if (list->as.list.items.items[i]->kind != BDL_E_LITERAL ||
            list->as.list.items.items[i]->as.literal->kind != BDL_TEXT)
            return false;
    return true;
}

static BDL_APART bdl_truth is_in(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    const bdl_expr *second = x->as.binary.right;
    bdl_value rooms[2];
    const bdl_value *left = bdl_eval_hold(e, x->as.binary.left, second, &rooms[0]);

    if (second->kind == BDL_E_RANGE)
        return in_range(e, left, second, why);
    if (is_of_literals(second, left))
        return among(e, left, &second->as.list.items, why);
    return has(e, bdl_eval_look(e, second, &rooms[1]), left, why);
}

static BDL_APART bdl_truth contains(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    const bdl_expr *second = x->as.binary.right;
    bdl_value rooms[2];
    const bdl_value *left = bdl_eval_hold(e, x->as.binary.left, second, &rooms[0]);

    return has(e, left, bdl_eval_look(e, second, &rooms[1]), why);
}

static bdl_truth binary(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    switch (x->op) {
    case BDL_OP_OR:
        return logic(e, x, true, why);
    case BDL_OP_AND:
        return logic(e, x, false, why);
    case BDL_OP_IN:
        return is_in(e, x, why);
    case BDL_OP_CONTAINS:
        return contains(e, x, why);
    default:
        return x->as.binary.within ? compare_within(e, x, why) : compare(e, x, why);
    }
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
        stretches += bdl_is_unknown_stretch(bdl_list_element(v->as.list, i));
    if (stretches < v->as.list->count)
        return 0;
    return stretches ? -1 : 1;
}

static bool is_missing(const bdl_value *v) {
    return v->state == BDL_MISSING || v->state == BDL_UNREADABLE ||
           v->state == BDL_AMBIGUOUS;
}

int bdl_value_test(const bdl_value *v, bdl_test test) {
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

static BDL_APART bdl_truth is(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    bool of_elements = x->as.is.test == BDL_IS_EMPTY;
    bdl_value room;
    const bdl_value *v;
    int truth;

    bdl_trace_mute(e->trace, of_elements);
    v = bdl_eval_look(e, x->as.is.subject, &room);
    bdl_trace_mute(e->trace, -(int)of_elements);
    if (v->state == BDL_FAILED)
        return unknown(why, v, NULL);
    truth = bdl_value_test(v, x->as.is.test);
    if (of_elements)
        bdl_trace_elements(e, v, x->as.is.subject);
    if (truth < 0)
        return unknown(why, bdl_value_is_known(v) ? bdl_list_element(v->as.list, 0) : v,
                       NULL);
    return bdl_truth_of(truth != (int)x->as.is.negated, false);
}

/* ---- all ---- */

int bdl_eval_choice(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    int chosen;

    bdl_trace_inner(e, BDL_BOOLEAN, true);
    chosen = bdl_eval_truth(e, x->as.cond.cond, why);
    bdl_trace_inner(e, BDL_BOOLEAN, false);
    return chosen;
}

static BDL_APART bdl_truth choose(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    switch (bdl_eval_choice(e, x, why)) {
    case 1:
        return bdl_eval_condition(e, x->as.cond.then, why);
    case 0:
        return bdl_eval_condition(e, x->as.cond.otherwise, why);
    default:
        return unknown(why, why, NULL);
    }
}

static BDL_APART bdl_truth of_value(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    const bdl_value *v = bdl_eval_see(e, x, why);

    if (v->state == BDL_PRESENT && v->kind == BDL_BOOLEAN)
        return bdl_truth_of(v->as.boolean, v->rounded);
    if (v != why)
        *why = *v;
    return BDL_UNKNOWN;
}

bdl_truth bdl_eval_decide(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    switch (x->kind) {
    case BDL_E_NOT:
        return negation(e, x, why);
    case BDL_E_BINARY:
        return x->op == BDL_OP_COALESCE ? of_value(e, x, why) : binary(e, x, why);
    case BDL_E_MATCHES:
        return bdl_eval_matches(e, x, why);
    case BDL_E_IS:
        return is(e, x, why);
    case BDL_E_EVERY:
    case BDL_E_SOME:
        return bdl_eval_quantify(e, x, why);
    case BDL_E_IF:
        return choose(e, x, why);
    case BDL_E_CALL:
        return bdl_builtin_is_test(x->as.call.builtin) ? bdl_builtin_test(e, x, why)
                                                       : of_value(e, x, why);
    default:
        return of_value(e, x, why);
    }
}

static BDL_APART bdl_truth spent(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    *why = bdl_eval_spent(e, x->type.kind);
    return BDL_UNKNOWN;
}

bdl_truth bdl_eval_tree(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    if (bdl_eval_is_spent(e))
        return spent(e, x, why);
    e->steps++;
    return bdl_eval_decide(e, x, why);
}

int bdl_eval_tree_truth(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    bdl_value room;
    bdl_truth t;

    if (!why)
        why = &room;
    t = bdl_eval_tree(e, x, why);
    if (t >= 0)
        return bdl_truth_is(t, true);
    if (why->state == BDL_PRESENT || why->state == BDL_BLANK) {
        why->state = BDL_MISSING;
        why->reason = BDL_TR("the condition has no truth value");
    }
    return -1;
}
