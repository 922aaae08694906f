/* any.c - looking through an expression and all its parts. */
#include "lang/any.h"

typedef struct visitor {
    bdl_expr_visit *visit;
    void *context;
} visitor;

static void one(const visitor *v, const bdl_expr *x) {
    if (x)
        v->visit(x, v->context);
}

static void three(const visitor *v, const bdl_expr *a, const bdl_expr *b,
                  const bdl_expr *c) {
    one(v, a);
    one(v, b);
    one(v, c);
}

static void all(const visitor *v, const bdl_exprs *list) {
    for (size_t i = 0; i < list->count; i++)
        one(v, list->items[i]);
}

/* What is put into patterns, and those that are looked up. */
static void inserts(const visitor *v, const bdl_patterns *patterns) {
    for (size_t i = 0; patterns && i < patterns->nodes.count; i++) {
        one(v, patterns->nodes.items[i].expr);
        if (!patterns->compiled)
            continue;
        const bdl_pattern_alt *alt = &patterns->compiled->alts[i];
        for (size_t k = 0; k < alt->insert_count; k++)
            one(v, alt->inserts[k].expr);
    }
}

void bdl_expr_parts(const bdl_expr *x, bdl_expr_visit *visit, void *context) {
    const visitor v = {visit, context};
    switch (x->kind) {
    case BDL_E_BAD:
    case BDL_E_LITERAL:
    case BDL_E_NAME:
        break;
    case BDL_E_TEMPLATE:
        all(&v, &x->as.template.parts);
        break;
    case BDL_E_FIELD:
        one(&v, x->as.field.base);
        break;
    case BDL_E_INDEX:
        three(&v, x->as.index.base, x->as.index.argument, NULL);
        break;
    case BDL_E_CALL:
        all(&v, x->as.call.args);
        inserts(&v, x->as.call.patterns);
        break;
    case BDL_E_NOT:
    case BDL_E_NEGATE:
        one(&v, x->as.unary.operand);
        break;
    case BDL_E_BINARY:
        three(&v, x->as.binary.left, x->as.binary.right, x->as.binary.within);
        break;
    case BDL_E_MATCHES:
        one(&v, x->as.matches.subject);
        inserts(&v, x->as.matches.patterns);
        break;
    case BDL_E_IS:
        one(&v, x->as.is.subject);
        break;
    case BDL_E_LIST:
        all(&v, &x->as.list.items);
        break;
    case BDL_E_RANGE:
        three(&v, x->as.range.low, x->as.range.high, NULL);
        break;
    case BDL_E_RECORD:
        for (size_t i = 0; i < x->as.record.entries.count; i++)
            one(&v, x->as.record.entries.items[i].value);
        break;
    case BDL_E_IF:
        three(&v, x->as.cond.cond, x->as.cond.then, x->as.cond.otherwise);
        break;
    case BDL_E_EVERY:
    case BDL_E_SOME:
    case BDL_E_FOR:
        three(&v, x->as.each.list, x->as.each.where, x->as.each.body);
        break;
    }
}

typedef struct search {
    bdl_expr_tell *tell;
    const void *what;
    bool found;
} search;

static void look(const bdl_expr *x, void *context) {
    search *s = context;
    if (!s->found)
        s->found = bdl_expr_any(x, s->tell, s->what);
}

bool bdl_expr_any(const bdl_expr *x, bdl_expr_tell *tell, const void *what) {
    search s = {tell, what, x && tell(x, what)};
    if (x && !s.found)
        bdl_expr_parts(x, look, &s);
    return s.found;
}
