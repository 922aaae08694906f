/* follow.c - an expression evaluated once more while somebody watches: what it reads, why
 * it is unknown, what would come of another value. */
#include "eval/machine.h"

#include "base/language.h"

static void follow_anew(bdl_eval *e) {
    if (e->frame.followed)
        memset(e->frame.followed, 0, e->frame.count * sizeof *e->frame.followed);
}

/* Of a list that is known, an element that is not. */
static bdl_str reason_of(const bdl_value *v) {
    if (bdl_value_reason(v).len || v->kind != BDL_LIST)
        return bdl_value_reason(v);
    for (size_t i = 0; i < bdl_list_count(v); i++) {
        const bdl_value *one = bdl_list_element(v->as.list, i);

        if (!bdl_value_is_known(one) && one->reason.len)
            return one->reason;
    }
    return bdl_value_reason(v);
}

/* Evaluates X with what each `let` came to read anew. That is not kept: it may live in
 * the arena of a loop further in than the `let` stands. */
static bdl_value follow(bdl_eval *e, const bdl_expr *x) {
    size_t count = e->frame.count;
    bdl_value *kept = BDL_NEW_ARRAY(e->scratch, bdl_value, count + 1), v;

    for (size_t i = 0; i < count; i++)
        kept[i] = e->frame.locals[i];
    follow_anew(e);
    v = bdl_eval_expr(e, x);
    for (size_t i = 0; i < count; i++)
        e->frame.locals[i] = kept[i];
    return v;
}

bdl_str bdl_eval_explain(bdl_eval *e, const bdl_expr *x) {
    bdl_value v;

    e->explain = true;
    v = follow(e, x);
    e->explain = false;
    if (v.state == BDL_FAILED)
        return bdl_arena_printf(e->scratch, _("%.*s, in “%.*s”"), BDL_PRI(v.reason),
                                BDL_PRI(bdl_expr_source(e->scratch, x)));
    if (reason_of(&v).len)
        return reason_of(&v);
    return bdl_arena_printf(e->scratch, _("“%.*s” is not known"),
                            BDL_PRI(bdl_expr_source(e->scratch, x)));
}

bdl_value bdl_eval_traced(bdl_eval *e, const bdl_expr *x, bdl_trace *trace) {
    bdl_value v;

    e->trace = trace;
    v = follow(e, x);
    e->trace = NULL;
    return v;
}

bool bdl_eval_holds_with(bdl_eval *e, const bdl_expr *x, const bdl_seen *seen) {
    bdl_trace unused = {.arena = e->scratch};
    bdl_value v;

    e->instead = seen;
    v = bdl_eval_traced(e, x, &unused); /* traced, so that nothing kept is taken */
    e->instead = NULL;
    follow_anew(e);
    return v.state == BDL_PRESENT && v.kind == BDL_BOOLEAN && v.as.boolean && !v.rounded;
}
