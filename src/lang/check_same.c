/* check_same.c - whether two checked expressions say the same thing: comparing them would
 * always hold or never. */
#include "lang/checker.h"

#include "base/limits.h"

static bool same_list(const bdl_exprs *a, const bdl_exprs *b, int depth) {
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!bdl_expr_same(a->items[i], b->items[i], depth))
            return false;
    return true;
}

static bool same_literal(const bdl_value *a, const bdl_value *b) {
    if (a->kind != b->kind || a->state != b->state)
        return false;
    if (bdl_kind_is_figure(a->kind))
        return bdl_dec_cmp(a->number, b->number) == 0 &&
               bdl_unit_same_dimension(bdl_value_unit(a), bdl_value_unit(b));
    if (a->kind == BDL_TEXT)
        return bdl_str_eq(a->text, b->text);
    if (a->kind == BDL_DATE)
        return a->as.date.year == b->as.date.year &&
               a->as.date.month == b->as.date.month && a->as.date.day == b->as.date.day;
    return a->kind != BDL_BOOLEAN || a->as.boolean == b->as.boolean;
}

static bool same_name(const bdl_expr *a, const bdl_expr *b) {
    if (a->ref != b->ref)
        return false;
    switch (a->ref) {
    case BDL_REF_NONE:
        return false;
    case BDL_REF_LOCAL:
    case BDL_REF_ITEM:
        return a->as.name.local == b->as.name.local;
    case BDL_REF_LOCAL_FIELD:
        return a->as.name.local == b->as.name.local && a->slot == b->slot;
    case BDL_REF_DOC_FIELD:
        return a->slot == b->slot;
    case BDL_REF_DOCUMENT:
    case BDL_REF_CORPUS:
        return true;
    case BDL_REF_PARAM:
    case BDL_REF_TABLE:
        return a->as.name.target == b->as.name.target;
    }
    return false;
}

/* `basic` in `for row …` and `row.basic`. */
static bool same_name_and_field(const bdl_expr *name, const bdl_expr *field) {
    const bdl_expr *base = field->as.field.base;
    if (field->slot < 0 || field->slot != name->slot || base->kind != BDL_E_NAME)
        return false;
    if (name->ref == BDL_REF_DOC_FIELD)
        return base->ref == BDL_REF_DOCUMENT;
    bool local = base->ref == BDL_REF_LOCAL || base->ref == BDL_REF_ITEM;
    return name->ref == BDL_REF_LOCAL_FIELD && local &&
           base->as.name.local == name->as.name.local;
}

static bool same_field(const bdl_expr *a, const bdl_expr *b, int depth) {
    return a->slot == b->slot && a->is_key == b->is_key &&
           a->target_part == b->target_part &&
           bdl_expr_same(a->as.field.base, b->as.field.base, depth);
}

static bool same_call(const bdl_expr *a, const bdl_expr *b, int depth) {
    return !a->as.call.patterns && !b->as.call.patterns &&
           a->as.call.builtin == b->as.call.builtin &&
           a->as.call.define == b->as.call.define &&
           same_list(a->as.call.args, b->as.call.args, depth);
}

bool bdl_expr_same(const bdl_expr *a, const bdl_expr *b, int depth) {
    if (!a || !b || ++depth > BDL_MAX_NESTING)
        return a == b;
    if (a->kind == BDL_E_NAME && b->kind == BDL_E_FIELD)
        return same_name_and_field(a, b);
    if (b->kind == BDL_E_NAME && a->kind == BDL_E_FIELD)
        return same_name_and_field(b, a);
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case BDL_E_LITERAL:
        return same_literal(a->as.literal, b->as.literal);
    case BDL_E_NAME:
        return same_name(a, b);
    case BDL_E_FIELD:
        return same_field(a, b, depth);
    case BDL_E_INDEX:
        return !a->as.index.filters && !b->as.index.filters &&
               bdl_expr_same(a->as.index.base, b->as.index.base, depth) &&
               bdl_expr_same(a->as.index.argument, b->as.index.argument, depth);
    case BDL_E_CALL:
        return same_call(a, b, depth);
    case BDL_E_NOT:
    case BDL_E_NEGATE:
        return bdl_expr_same(a->as.unary.operand, b->as.unary.operand, depth);
    case BDL_E_BINARY:
        return a->op == b->op &&
               bdl_expr_same(a->as.binary.left, b->as.binary.left, depth) &&
               bdl_expr_same(a->as.binary.right, b->as.binary.right, depth) &&
               bdl_expr_same(a->as.binary.within, b->as.binary.within, depth);
    case BDL_E_LIST:
        return same_list(&a->as.list.items, &b->as.list.items, depth);
    default:
        return false;
    }
}
