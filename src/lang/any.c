/* any.c - looking through an expression and all its parts. */
#include "lang/any.h"

static bool any_part(const bdl_expr *x, bdl_expr_tell *tell, const void *what);

bool bdl_expr_any(const bdl_expr *x, bdl_expr_tell *tell, const void *what) {
    return x && (tell(x, what) || any_part(x, tell, what));
}

static bool any_of(const bdl_exprs *list, bdl_expr_tell *tell, const void *what) {
    for (size_t i = 0; i < list->count; i++)
        if (bdl_expr_any(list->items[i], tell, what))
            return true;
    return false;
}

/* What is put into patterns, and those that are looked up. */
static bool any_of_patterns(const bdl_patterns *patterns, bdl_expr_tell *tell,
                            const void *what) {
    for (size_t i = 0; patterns && i < patterns->nodes.count; i++) {
        if (bdl_expr_any(patterns->nodes.items[i].expr, tell, what))
            return true;
        if (!patterns->compiled)
            continue;
        const bdl_pattern_alt *alt = &patterns->compiled->alts[i];
        for (size_t k = 0; k < alt->insert_count; k++)
            if (bdl_expr_any(alt->inserts[k].expr, tell, what))
                return true;
    }
    return false;
}

static bool any_part(const bdl_expr *x, bdl_expr_tell *tell, const void *what) {
    switch (x->kind) {
    case BDL_E_TEMPLATE:
        return any_of(&x->as.template.parts, tell, what);
    case BDL_E_FIELD:
        return bdl_expr_any(x->as.field.base, tell, what);
    case BDL_E_INDEX:
        return bdl_expr_any(x->as.index.base, tell, what) ||
               bdl_expr_any(x->as.index.argument, tell, what);
    case BDL_E_CALL:
        return any_of(x->as.call.args, tell, what) ||
               any_of_patterns(x->as.call.patterns, tell, what);
    case BDL_E_NOT:
    case BDL_E_NEGATE:
        return bdl_expr_any(x->as.unary.operand, tell, what);
    case BDL_E_BINARY:
        return bdl_expr_any(x->as.binary.left, tell, what) ||
               bdl_expr_any(x->as.binary.right, tell, what) ||
               bdl_expr_any(x->as.binary.within, tell, what);
    case BDL_E_MATCHES:
        return bdl_expr_any(x->as.matches.subject, tell, what) ||
               any_of_patterns(x->as.matches.patterns, tell, what);
    case BDL_E_IS:
        return bdl_expr_any(x->as.is.subject, tell, what);
    case BDL_E_LIST:
        return any_of(&x->as.list.items, tell, what);
    case BDL_E_RANGE:
        return bdl_expr_any(x->as.range.low, tell, what) ||
               bdl_expr_any(x->as.range.high, tell, what);
    case BDL_E_RECORD:
        for (size_t i = 0; i < x->as.record.entries.count; i++)
            if (bdl_expr_any(x->as.record.entries.items[i].value, tell, what))
                return true;
        return false;
    case BDL_E_IF:
        return bdl_expr_any(x->as.cond.cond, tell, what) ||
               bdl_expr_any(x->as.cond.then, tell, what) ||
               bdl_expr_any(x->as.cond.otherwise, tell, what);
    case BDL_E_EVERY:
    case BDL_E_SOME:
    case BDL_E_FOR:
        return bdl_expr_any(x->as.each.list, tell, what) ||
               bdl_expr_any(x->as.each.where, tell, what) ||
               bdl_expr_any(x->as.each.body, tell, what);
    default:
        return false;
    }
}
