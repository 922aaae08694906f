/* type.c - static types: their names in messages, and when two are the same. */
#include "model/type.h"

#include "base/language.h"
#include "base/limits.h"
#include "model/schema.h"

static bdl_str quantity_name(bdl_arena *arena, const bdl_type *type) {
    if (!type->unit_known)
        return BDL_STR("quantity");
    return bdl_arena_printf(arena, _("quantity in %.*s"), BDL_PRI(type->unit->name));
}

static bdl_str list_name(bdl_arena *arena, const bdl_type *type) {
    if (!type->element || type->element->kind == BDL_NONE)
        return BDL_STR("list");
    bdl_str element = bdl_type_name(arena, *type->element);
    return bdl_arena_printf(arena, _("list of %.*s"), BDL_PRI(element));
}

bdl_str bdl_type_name(bdl_arena *arena, bdl_type type) {
    switch (type.kind) {
    case BDL_NONE:
        return BDL_STR("nothing");
    case BDL_NUMBER:
        return BDL_STR("number");
    case BDL_PERCENT:
        return BDL_STR("percent");
    case BDL_MONEY:
        return BDL_STR("money");
    case BDL_QUANTITY:
        return quantity_name(arena, &type);
    case BDL_BOUND:
        return BDL_STR("figure");
    case BDL_TEXT:
        return BDL_STR("text");
    case BDL_BOOLEAN:
        return BDL_STR("boolean");
    case BDL_DATE:
        return BDL_STR("date");
    case BDL_TARGET:
        return BDL_STR("target");
    case BDL_PATTERN:
        return BDL_STR("pattern");
    case BDL_LIST:
        return list_name(arena, &type);
    case BDL_RECORD:
        return type.record ? type.record->name : BDL_STR("record");
    }
    return BDL_STR("nothing");
}

bdl_type bdl_type_list(bdl_arena *arena, bdl_type element) {
    bdl_type *kept = BDL_NEW(arena, bdl_type);
    *kept = element;
    return (bdl_type){.kind = BDL_LIST, .element = kept};
}

const bdl_rectype *bdl_type_records(const bdl_type *type) {
    while (type && type->kind == BDL_LIST)
        type = type->element;
    return type && type->kind == BDL_RECORD ? type->record : NULL;
}

bool bdl_type_same(bdl_type a, bdl_type b) {
    for (int depth = 0; depth < BDL_MAX_NESTING; depth++) {
        if (a.kind != b.kind)
            return false;
        if (a.kind == BDL_QUANTITY)
            return a.unit_known == b.unit_known &&
                   (!a.unit_known || bdl_unit_same_dimension(a.unit, b.unit));
        if (a.kind == BDL_RECORD)
            return a.record == b.record;
        if (a.kind != BDL_LIST || !a.element || !b.element)
            return a.kind != BDL_LIST || a.element == b.element;
        bdl_type below = *b.element;
        a = *a.element;
        b = below;
    }
    return false;
}
