/* sides.c - the two figures that stand against each other when an assert fails. */
#include "eval/finding.h"

#include "eval/arith.h"

/* ---- the comparison ---- */

static bool is_binary(const bdl_expr *x, bdl_op low, bdl_op high) {
    return x->kind == BDL_E_BINARY && x->op >= low && x->op <= high;
}

static bool is_comparison(const bdl_expr *x) {
    return is_binary(x, BDL_OP_EQ, BDL_OP_GE);
}

static bool is_within_range(const bdl_expr *x) {
    return is_binary(x, BDL_OP_IN, BDL_OP_IN) && x->as.binary.right->kind == BDL_E_RANGE;
}

static bdl_str relation_of(bdl_op op) {
    switch (op) {
    case BDL_OP_NE:
        return BDL_STR("≠");
    case BDL_OP_LT:
        return BDL_STR("<");
    case BDL_OP_LE:
        return BDL_STR("≤");
    case BDL_OP_GT:
        return BDL_STR(">");
    case BDL_OP_GE:
        return BDL_STR("≥");
    default:
        return BDL_STR("=");
    }
}

/* ---- what is allowed beside them ---- */

/* Whether MESSAGE says the value of X. */
static bool is_told(const bdl_expr *message, const bdl_expr *x) {
    if (!message || message->kind != BDL_E_TEMPLATE)
        return false;
    for (size_t i = 0; i < message->as.template.parts.count; i++)
        if (bdl_expr_same(message->as.template.parts.items[i], x, 0))
            return true;
    return false;
}

/* Of `round(b, 2)` the figure b, when the message says that. */
static const bdl_expr *without_rounding(const bdl_expr *message, const bdl_expr *x) {
    const bdl_expr *base;

    if (x->kind != BDL_E_CALL || x->as.call.builtin != BDL_FN_ROUND)
        return x;
    base = x->as.call.args->items[0];
    return is_told(message, base) && !is_told(message, x) ? base : x;
}

/* Of `b + 0.01万元`, `b - slack(…)` and `b * 101%` the figure b, when the message says
 * that and not the sum. What is added must be exact: other figures of the document belong
 * to the side. */
static const bdl_expr *without_room(bdl_eval *e, const bdl_expr *message,
                                    const bdl_expr *x) {
    const bdl_expr *base, *room;
    bdl_value v;

    if (!is_binary(x, BDL_OP_ADD, BDL_OP_MUL) || is_told(message, x))
        return x;
    base = x->as.binary.left;
    room = x->as.binary.right;
    if (!is_told(message, base) || is_told(message, room))
        return x;
    v = bdl_eval_expr(e, room);
    return v.state == BDL_PRESENT && !v.half ? base : x;
}

static bool is_less(bdl_op op) {
    return op == BDL_OP_LE || op == BDL_OP_LT;
}

static const bdl_expr *inside_abs(const bdl_expr *x) {
    return x->kind == BDL_E_CALL && x->as.call.builtin == BDL_FN_ABS
               ? x->as.call.args->items[0]
               : NULL;
}

bool bdl_is_distance(const bdl_expr *x) {
    const bdl_expr *inside = inside_abs(x);

    return inside && is_binary(inside, BDL_OP_SUB, BDL_OP_SUB);
}

/* `abs(a - b) <= room` holds a to be b, `a - b <= room` to be no more than it. */
static bool is_apart(bdl_sides *s, const bdl_expr *message, const bdl_expr *comparison) {
    const bdl_expr *left = comparison->as.binary.left, *inside = inside_abs(left);
    const bdl_expr *apart = inside ? inside : left;

    if (!is_less(comparison->op) || !is_binary(apart, BDL_OP_SUB, BDL_OP_SUB) ||
        is_told(message, comparison->as.binary.right))
        return false;
    if (!inside && (!is_told(message, apart->as.binary.left) ||
                    !is_told(message, apart->as.binary.right)))
        return false;
    s->left.expr = apart->as.binary.left;
    s->right.expr = apart->as.binary.right;
    if (inside)
        s->relation = relation_of(BDL_OP_EQ);
    return true;
}

/* Of `a in [low..high]` the end that a is beyond. */
static void find_end(bdl_eval *e, bdl_sides *s) {
    const bdl_expr *range = s->comparison->as.binary.right;
    const bdl_expr *low = range->as.range.low, *high = range->as.range.high;
    bdl_value left, end, beyond;
    bool is_below = !high;

    s->left.expr = s->comparison->as.binary.left;
    if (low && high) {
        left = bdl_eval_expr(e, s->left.expr);
        end = bdl_eval_expr(e, low);
        beyond = bdl_arith_sub(e->scratch, &left, &end);
        is_below = beyond.state == BDL_PRESENT && bdl_dec_sign(beyond.number) < 0;
    }
    s->right.expr = is_below ? low : high;
    s->relation = relation_of(is_below ? BDL_OP_GE : BDL_OP_LE);
}

static void find_sides(bdl_eval *e, bdl_sides *s, const bdl_clause *assertion) {
    const bdl_expr *comparison = s->comparison, *message = assertion->otherwise;

    if (is_within_range(comparison)) {
        find_end(e, s);
        return;
    }
    s->relation = relation_of(comparison->op);
    if (is_apart(s, message, comparison))
        return;
    s->left.expr = without_rounding(message, comparison->as.binary.left);
    s->right.expr = without_rounding(message, comparison->as.binary.right);
    if (comparison->op < BDL_OP_LT)
        return;
    s->left.expr = without_room(e, message, s->left.expr);
    s->right.expr = without_room(e, message, s->right.expr);
}

static bool tells_sides(bdl_eval *e, const bdl_clause *assertion,
                        const bdl_expr *comparison) {
    bdl_sides s = {.comparison = comparison};

    find_sides(e, &s, assertion);
    return is_told(assertion->otherwise, s.left.expr) &&
           is_told(assertion->otherwise, s.right.expr);
}

/* Of `a == b or …`, all of which is false, the comparison that the message tells. A
 * comparison under a condition is an exception and not what is claimed. */
static const bdl_expr *told_comparison(bdl_eval *e, const bdl_clause *assertion,
                                       const bdl_expr *x) {
    const bdl_expr *found;

    if (!is_binary(x, BDL_OP_OR, BDL_OP_OR))
        return is_comparison(x) && tells_sides(e, assertion, x) ? x : NULL;
    found = told_comparison(e, assertion, x->as.binary.left);
    return found ? found : told_comparison(e, assertion, x->as.binary.right);
}

/* The comparison that makes X false: X itself, or a part of an `and`. */
static const bdl_expr *failed_comparison(bdl_eval *e, const bdl_clause *assertion,
                                         const bdl_expr *x) {
    if (is_binary(x, BDL_OP_AND, BDL_OP_AND))
        return bdl_eval_truth(e, x->as.binary.left, NULL) == 0
                   ? failed_comparison(e, assertion, x->as.binary.left)
                   : failed_comparison(e, assertion, x->as.binary.right);
    return is_comparison(x) || is_within_range(x) ? x : told_comparison(e, assertion, x);
}

/* ---- their values ---- */

static bool set_value(bdl_eval *e, bdl_told_side *side) {
    side->value = bdl_eval_expr(e, side->expr);
    if (!bdl_value_is_known(&side->value) || !bdl_kind_is_figure(side->value.kind))
        return false;
    side->value = bdl_arith_operand(&side->value);
    return true;
}

bdl_sides bdl_sides_of(bdl_eval *e, const bdl_clause *assertion) {
    bdl_sides s = {.comparison = failed_comparison(e, assertion, assertion->expr)};

    if (!s.comparison)
        return s;
    find_sides(e, &s, assertion);
    if (!set_value(e, &s.left) || !set_value(e, &s.right))
        return s;
    s.difference = bdl_arith_sub(e->scratch, &s.left.value, &s.right.value);
    s.known = s.difference.state == BDL_PRESENT;
    return s;
}

bdl_value bdl_side_shown(const bdl_value *v, const bdl_value *other) {
    bdl_value shown = *v;

    if (bdl_value_unit(other)->percent && v->kind == BDL_NUMBER) {
        shown.as.unit = other->as.unit;
        shown.places = (int8_t)bdl_figure_shown_places(other);
    }
    return shown;
}
