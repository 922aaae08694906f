/* check_told.c - conditions that stored values tell: the evaluator asks them of the
 * elements of a list without walking the tree of the expression. */
#include "lang/check.h"
#include "lang/checker.h"

enum { MOST_LITERALS = 32 }; /* of a list that a text is sought in */

static bool is_local(const bdl_expr *expr) {
    return expr->kind == BDL_E_NAME &&
           (expr->ref == BDL_REF_LOCAL || expr->ref == BDL_REF_ITEM);
}

/* Whether EXPR is a local or a stored field of the record in one. */
static bool is_at_hand(const bdl_expr *expr) {
    if (is_local(expr))
        return true;
    if (!expr->is_stored)
        return false;
    if (expr->kind == BDL_E_NAME)
        return expr->ref == BDL_REF_LOCAL_FIELD;
    return !expr->maps && !expr->is_key && expr->target_part < 0 &&
           is_local(expr->as.field.base);
}

static bool is_operand(const bdl_expr *expr) {
    if (expr->kind == BDL_E_BINARY)
        return expr->op == BDL_OP_COALESCE &&
               expr->as.binary.right->kind == BDL_E_LITERAL &&
               is_at_hand(expr->as.binary.left);
    return is_at_hand(expr);
}

static bool calls(const bdl_expr *expr, int builtin) {
    return expr->kind == BDL_E_CALL && expr->as.call.builtin == builtin &&
           expr->as.call.args->count == 1;
}

/* Whether EXPR is a text at hand, perhaps without punctuation. */
static bool is_text(const bdl_expr *expr) {
    if (calls(expr, BDL_FN_PLAIN))
        expr = expr->as.call.args->items[0];
    return expr->type.kind == BDL_TEXT && is_operand(expr);
}

static bool is_literal(const bdl_expr *expr) {
    return expr->kind == BDL_E_LITERAL && expr->type.kind == BDL_TEXT;
}

static bool are_texts(const bdl_expr *a, const bdl_expr *b) {
    return (is_literal(a) || is_text(a)) && (is_literal(b) || is_text(b));
}

static bool are_literals(const bdl_expr *list) {
    if (list->kind != BDL_E_LIST || list->as.list.items.count > MOST_LITERALS)
        return false;
    for (size_t i = 0; i < list->as.list.items.count; i++)
        if (!is_literal(list->as.list.items.items[i]))
            return false;
    return list->as.list.items.count > 0;
}

/* Whether a length of a text is compared with a count. */
static bool is_of_length(const bdl_expr *left, const bdl_expr *right) {
    const bdl_value *v = right->kind == BDL_E_LITERAL ? right->as.literal : NULL;
    long long count;
    return v && calls(left, BDL_FN_LENGTH) && is_text(left->as.call.args->items[0]) &&
           v->kind == BDL_NUMBER && v->state == BDL_PRESENT && !v->half &&
           bdl_value_unit(v) == &bdl_unit_none &&
           bdl_dec_to_int(bdl_dec_trim(v->number), &count) && count >= 0 &&
           count <= UINT16_MAX;
}

static bool is_told_by_two(const bdl_expr *expr) {
    const bdl_expr *left = expr->as.binary.left, *right = expr->as.binary.right;
    if (expr->as.binary.within)
        return false;
    switch (expr->op) {
    case BDL_OP_AND:
    case BDL_OP_OR:
        return left->condition; /* what decides first is asked first */
    case BDL_OP_EQ:
    case BDL_OP_NE:
        return are_texts(left, right) || is_of_length(left, right);
    case BDL_OP_LT:
    case BDL_OP_LE:
    case BDL_OP_GT:
    case BDL_OP_GE:
        return is_of_length(left, right);
    case BDL_OP_CONTAINS:
        return are_texts(left, right);
    case BDL_OP_IN:
        return is_text(left) && are_literals(right);
    default:
        return false;
    }
}

static bool is_told_by_call(const bdl_expr *expr) {
    const bdl_exprs *args = expr->as.call.args;
    if (expr->as.call.define)
        return expr->as.call.define->number && args->count == 1 &&
               is_text(args->items[0]);
    return (expr->as.call.builtin == BDL_FN_STARTS_WITH ||
            expr->as.call.builtin == BDL_FN_ENDS_WITH) &&
           args->count == 2 && are_texts(args->items[0], args->items[1]);
}

bool bdl_check_is_partly(const bdl_expr *expr) {
    const bdl_expr *left, *right;
    if (expr->kind == BDL_E_NOT)
        return expr->as.unary.operand->is_partly;
    if (expr->kind != BDL_E_BINARY || expr->op > BDL_OP_AND)
        return false;
    left = expr->as.binary.left;
    right = expr->as.binary.right;
    return left->is_partly || right->is_partly || !right->condition;
}

bool bdl_check_is_told(const bdl_expr *expr) {
    switch (expr->kind) {
    case BDL_E_NOT:
        return expr->as.unary.operand->condition != 0;
    case BDL_E_IS:
        return is_operand(expr->as.is.subject);
    case BDL_E_MATCHES:
        return expr->as.matches.patterns->number && !expr->as.matches.patterns->binds &&
               (is_operand(expr->as.matches.subject) ||
                is_text(expr->as.matches.subject));
    case BDL_E_BINARY:
        return is_told_by_two(expr);
    case BDL_E_CALL:
        return is_told_by_call(expr);
    default:
        return false;
    }
}
