/* types.c - what types fit each other, and what comes of two. */
#include "lang/types.h"

#include "base/limits.h"

bdl_type bdl_type_element(bdl_type list) {
    return list.kind == BDL_LIST && list.element ? *list.element : BDL_TYPE(BDL_NONE);
}

bdl_type bdl_type_of_unit(bdl_arena *arena, const bdl_unit *unit) {
    bdl_type type = {.kind = bdl_unit_kind(unit)};
    if (type.kind == BDL_QUANTITY) {
        bdl_unit *kept = BDL_NEW(arena, bdl_unit);
        *kept = *unit;
        type.unit_known = true;
        type.unit = kept;
    }
    return type;
}

bool bdl_type_unit(bdl_type type, bdl_unit *unit) {
    *unit = (bdl_unit){0};
    if (type.kind == BDL_MONEY) {
        unit->money = 1;
        unit->name = BDL_STR("元");
    } else if (type.kind == BDL_QUANTITY) {
        if (type.unit_known)
            *unit = *type.unit;
        return type.unit_known;
    } else if (type.kind == BDL_PERCENT) {
        unit->percent = true;
        unit->name = BDL_STR("%");
    }
    return type.kind == BDL_MONEY || type.kind == BDL_PERCENT || type.kind == BDL_NUMBER;
}

bool bdl_expr_is_zero(const bdl_expr *expr) {
    if (expr->kind != BDL_E_LITERAL)
        return false;
    const bdl_value *v = expr->as.literal;
    return v->kind == BDL_NUMBER && v->state == BDL_PRESENT &&
           bdl_dec_sign(v->number) == 0;
}

bool bdl_types_add_up(bdl_type a, bdl_type b) {
    bdl_unit ua, ub;
    if (!bdl_kind_is_figure(a.kind) || !bdl_kind_is_figure(b.kind))
        return false;
    if (!bdl_type_unit(a, &ua) || !bdl_type_unit(b, &ub))
        return true;
    return bdl_unit_same_dimension(&ua, &ub);
}

bool bdl_types_compare(bdl_type a, bdl_type b) {
    for (int depth = 0; depth < BDL_MAX_NESTING; depth++) {
        if (a.kind == BDL_NONE || b.kind == BDL_NONE)
            return true;
        if (bdl_kind_is_figure(a.kind) && bdl_kind_is_figure(b.kind))
            return bdl_types_add_up(a, b);
        if ((a.kind == BDL_BOUND && b.kind == BDL_DATE) ||
            (a.kind == BDL_DATE && b.kind == BDL_BOUND))
            return true;
        if (a.kind != b.kind || a.kind == BDL_RECORD || a.kind == BDL_TARGET ||
            a.kind == BDL_PATTERN)
            return false;
        if (a.kind != BDL_LIST)
            return true;
        a = bdl_type_element(a);
        b = bdl_type_element(b);
    }
    return false;
}

/* Records written out ({ name: e }) are of one type when their fields are. */
static bool same_shape(const bdl_rectype *a, const bdl_rectype *b) {
    if (a == b)
        return true;
    if (!a || !b || a->name.len || b->name.len || a->fields.count != b->fields.count)
        return false;
    for (size_t i = 0; i < a->fields.count; i++)
        if (!bdl_str_eq(a->fields.items[i].name, b->fields.items[i].name) ||
            !bdl_type_same(a->fields.items[i].type, b->fields.items[i].type))
            return false;
    return true;
}

static bool join_figures(bdl_type a, bdl_type b, bdl_type *out) {
    if (!bdl_types_add_up(a, b))
        return false;
    if (a.kind == b.kind)
        *out = a.kind == BDL_QUANTITY && !(a.unit_known && b.unit_known)
                   ? BDL_TYPE(BDL_QUANTITY)
                   : a;
    else if (a.kind == BDL_BOUND || b.kind == BDL_BOUND || a.kind == BDL_QUANTITY ||
             b.kind == BDL_QUANTITY)
        *out = BDL_TYPE(BDL_BOUND);
    else
        *out = BDL_TYPE(BDL_NUMBER); /* a number and a percentage */
    return true;
}

bool bdl_types_join(bdl_arena *arena, bdl_type a, bdl_type b, bdl_type *out) {
    if (a.kind == BDL_NONE || b.kind == BDL_NONE) {
        *out = a.kind == BDL_NONE ? b : a;
        return true;
    }
    if (bdl_kind_is_figure(a.kind) && bdl_kind_is_figure(b.kind))
        return join_figures(a, b, out);
    if (a.kind != b.kind)
        return false;
    *out = a;
    if (a.kind == BDL_RECORD)
        return same_shape(a.record, b.record);
    if (a.kind != BDL_LIST)
        return true;
    bdl_type element;
    if (!bdl_types_join(arena, bdl_type_element(a), bdl_type_element(b), &element))
        return false;
    *out = bdl_type_list(arena, element);
    return true;
}
