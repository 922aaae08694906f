/* told.c - what a message tells of two figures: their difference, where the assert does
 * not say what stands against what, and amounts of two units in one of them. */
#include "eval/finding.h"

#include "base/text.h"
#include "eval/arith.h"

static const bdl_exprs *parts_of(const bdl_expr *message) {
    return message && message->kind == BDL_E_TEMPLATE ? &message->as.template.parts
                                                      : NULL;
}

static bool tells(const bdl_exprs *parts, const bdl_expr *x) {
    for (size_t i = 0; i < parts->count; i++)
        if (bdl_expr_same(parts->items[i], x, 0))
            return true;
    return false;
}

/* ---- the difference ---- */

static const bdl_expr *inside_abs(const bdl_expr *x) {
    return x->kind == BDL_E_CALL && x->as.call.builtin == BDL_FN_ABS
               ? x->as.call.args->items[0]
               : x;
}

static bool is_subtraction(const bdl_expr *x) {
    return x->kind == BDL_E_BINARY && x->op == BDL_OP_SUB;
}

static bool compare(bdl_eval *e, bdl_sides *s, bdl_value left, bdl_value right) {
    if (!bdl_value_is_known(&left) || !bdl_value_is_known(&right))
        return false;
    s->left.value = bdl_arith_operand(&left);
    s->right.value = bdl_arith_operand(&right);
    s->difference = bdl_arith_sub(e->scratch, &s->left.value, &s->right.value);
    s->known = s->difference.state == BDL_PRESENT && s->difference.number.coef != 0;
    return s->known;
}

static bool is_literal(const bdl_expr *x) {
    return x->kind == BDL_E_LITERAL;
}

/* “……，差 {a - b}”: the last that is told, where a and b are told as well. */
static bool finds_subtraction(bdl_eval *e, const bdl_exprs *parts, bdl_sides *s) {
    size_t last = parts->count;
    const bdl_expr *x;

    while (last > 0 && is_literal(parts->items[last - 1]))
        last--;
    x = last ? inside_abs(parts->items[last - 1]) : NULL;
    if (!x || !is_subtraction(x) || !tells(parts, x->as.binary.left) ||
        !tells(parts, x->as.binary.right))
        return false;
    s->left.expr = x->as.binary.left;
    s->right.expr = x->as.binary.right;
    return compare(e, s, bdl_eval_expr(e, s->left.expr), bdl_eval_expr(e, s->right.expr));
}

/* Whether part AT is a number behind which the message writes `%`. */
static bool has_percent_behind(const bdl_exprs *parts, size_t at) {
    const bdl_expr *next = at + 1 < parts->count ? parts->items[at + 1] : NULL;

    return next && is_literal(next) && next->as.literal->kind == BDL_TEXT &&
           bdl_str_starts(next->as.literal->text, BDL_STR("%"));
}

/* The percentage that part AT tells; not present: none. */
static bdl_value percentage_told(bdl_eval *e, const bdl_exprs *parts, size_t at) {
    static const bdl_value none = {.state = BDL_MISSING};
    bdl_value v = bdl_eval_expr(e, parts->items[at]);

    if (is_literal(parts->items[at]) || !bdl_value_is_known(&v))
        return none;
    if (v.kind == BDL_NUMBER && has_percent_behind(parts, at)) {
        if (bdl_dec_shift(v.number, -2, &v.number) > BDL_DEC_INEXACT)
            return none;
        v.half = NULL;
        v.kind = BDL_PERCENT;
    }
    return v.kind == BDL_PERCENT ? v : none;
}

/* The word right before part AT: 应{下降} 1.27%, or the direction that the message writes
 * there; empty where there is none. */
static bdl_str word_before(bdl_eval *e, const bdl_exprs *parts, size_t at) {
    bdl_value v;

    while (at > 0 && is_literal(parts->items[at - 1]) &&
           bdl_text_trim(parts->items[at - 1]->as.literal->text).len == 0)
        at--;
    if (at == 0)
        return BDL_STR("");
    if (is_literal(parts->items[at - 1]))
        return bdl_direction_of(bdl_text_trim(parts->items[at - 1]->as.literal->text));
    v = bdl_eval_expr(e, parts->items[at - 1]);
    return v.kind == BDL_TEXT && v.state == BDL_PRESENT ? v.text : BDL_STR("");
}

/* “应为 {…}%，正文写 {share}”: the only two percentages of a message, of which one is
 * reckoned and the other stands in a document. Of 增长 and of 下降 they are not compared.
 */
static bool finds_percentages(bdl_eval *e, const bdl_exprs *parts, bdl_sides *s) {
    bdl_value found[2];
    bdl_str words[2];
    size_t count = 0;

    for (size_t i = 0; i < parts->count; i++) {
        bdl_value v = percentage_told(e, parts, i);

        if (v.state != BDL_PRESENT)
            continue;
        if (count == 2)
            return false;
        *(count ? &s->right.expr : &s->left.expr) = parts->items[i];
        words[count] = word_before(e, parts, i);
        found[count++] = v;
    }
    if (count < 2 || found[0].origin || !found[1].origin ||
        !bdl_str_eq(words[0], words[1]))
        return false;
    found[0].as.unit = found[1].as.unit;
    return compare(e, s, found[0], found[1]);
}

bdl_sides bdl_sides_told(bdl_eval *e, const bdl_clause *assertion) {
    const bdl_exprs *parts = parts_of(assertion->otherwise);
    bdl_sides s = {.relation = BDL_STR("=")};

    if (parts && !finds_subtraction(e, parts, &s))
        finds_percentages(e, parts, &s);
    return s;
}

static bool is_bound(const bdl_expr *x) {
    return x->kind == BDL_E_LITERAL && x->as.literal->kind == BDL_NUMBER &&
           bdl_dec_cmp(x->as.literal->number, bdl_dec_int(1)) <= 0;
}

/* `count(unique(amounts)) <= 1` beside a message that does not tell that number. */
bool bdl_sides_are_told(const bdl_sides *s, const bdl_clause *assertion) {
    const bdl_exprs *parts = parts_of(assertion->otherwise);

    if (!s->known || !parts || s->difference.kind != BDL_NUMBER)
        return s->known;
    return !(is_bound(s->right.expr) && !tells(parts, s->left.expr)) &&
           !(is_bound(s->left.expr) && !tells(parts, s->right.expr));
}

/* ---- one unit for both ---- */

static bool is_amount(const bdl_value *v) {
    return v->kind == BDL_MONEY && bdl_value_is_known(v);
}

static bool has_unit(const bdl_value *v, const bdl_unit *unit) {
    return bdl_value_unit(v)->scale == unit->scale;
}

const bdl_unit *bdl_sides_unit(const bdl_sides *s) {
    const bdl_value *left = &s->left.value, *right = &s->right.value;

    if (!s->known || !is_amount(left) || !is_amount(right) ||
        has_unit(left, bdl_value_unit(right)))
        return NULL;
    return bdl_value_unit(left->origin || !right->origin ? left : right);
}

bdl_str bdl_difference_said(bdl_arena *arena, const bdl_value *v) {
    if (v->kind != BDL_PERCENT)
        return bdl_eval_print(arena, v);
    return bdl_arena_join(arena, bdl_figure_number_text(arena, v), BDL_STR("个百分点"));
}

bdl_value bdl_value_in(const bdl_value *v, const bdl_unit *unit) {
    bdl_value out = *v;

    if (!unit || !is_amount(v) || has_unit(v, unit))
        return out;
    out.as.unit = unit;
    out.text = (bdl_str){0};
    return out;
}

/* What is reckoned is told in one unit; what is printed in another, in both. */
static bdl_str said_in_unit(bdl_eval *e, const bdl_expr *part, const bdl_value *v,
                            const void *sides) {
    const bdl_sides *s = sides;
    bdl_value in = bdl_value_in(v, bdl_sides_unit(s));
    bool is_printed = v->origin || v->text.len > 0;
    bdl_str said;

    if (in.as.unit == v->as.unit || !is_amount(v))
        return bdl_eval_print(e->scratch, v);
    if (!is_printed)
        return bdl_eval_print(e->scratch, &in);
    said = bdl_eval_print(e->scratch, v);
    if (!bdl_expr_same(part, s->left.expr, 0) && !bdl_expr_same(part, s->right.expr, 0))
        return said;
    return bdl_arena_printf(e->scratch, "%.*s（%.*s）", BDL_PRI(said),
                            BDL_PRI(bdl_eval_print(e->scratch, &in)));
}

bdl_str bdl_message_told(bdl_eval *e, const bdl_expr *message, const bdl_sides *s) {
    return bdl_eval_template_by(e, message, bdl_sides_unit(s) ? said_in_unit : NULL, s);
}
