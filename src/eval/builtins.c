/* builtins.c - calls of the functions of the language. */
#include "eval/builtins.h"

#include "base/language.h"
#include "eval/arith.h"

static bdl_value count_of(bdl_eval *e, const bdl_expr *x) {
    bdl_value list;
    size_t count;

    if (e->trace)
        e->trace->muted++;
    list = bdl_eval_expr(e, x->as.call.args.items[0]);
    if (e->trace)
        e->trace->muted--;
    if (!bdl_value_is_known(&list))
        return bdl_value_unknown(BDL_NUMBER, &list, NULL);
    count = bdl_list_count(&list);
    for (size_t i = 0; i < count; i++)
        if (bdl_is_unknown_stretch(&list.as.list->items[i]))
            return bdl_value_unknown(BDL_NUMBER, &list.as.list->items[i], NULL);
    bdl_trace_elements(e, &list, x->as.call.args.items[0]);
    return bdl_value_number(bdl_dec_int((long long)count));
}

/* abs, round, decimals: of one figure. */
static bdl_value of_figure(const bdl_call *call, int number) {
    const bdl_value *figure = &call->args[0];
    long long places;

    if (number == BDL_FN_ABS)
        return bdl_arith_abs(figure);
    if (!bdl_value_is_known(figure))
        return bdl_value_unknown(number == BDL_FN_ROUND ? figure->kind : BDL_NUMBER,
                                 figure, NULL);
    if (number == BDL_FN_DECIMALS)
        return bdl_value_number(bdl_dec_int(bdl_figure_shown_places(figure)));
    if (!bdl_value_is_known(&call->args[1]))
        return bdl_value_unknown(figure->kind, &call->args[1], NULL);
    if (!bdl_dec_to_int(bdl_dec_trim(call->args[1].number), &places) || places < -18 ||
        places > 18)
        return bdl_value_failed(figure->kind, BDL_TR("no such number of decimals"));
    return bdl_arith_round(figure, (int)places);
}

static bdl_value dispatch(const bdl_call *call, int number) {
    switch (number) {
    case BDL_FN_SUM:
    case BDL_FN_MIN:
    case BDL_FN_MAX:
    case BDL_FN_MEAN:
    case BDL_FN_UNIQUE:
    case BDL_FN_DUPLICATES:
    case BDL_FN_SORTED:
    case BDL_FN_FIRST:
    case BDL_FN_LAST:
    case BDL_FN_REVERSED:
    case BDL_FN_INCREASING:
    case BDL_FN_JOIN:
        return bdl_builtin_list(call, number);
    case BDL_FN_ABS:
    case BDL_FN_ROUND:
    case BDL_FN_DECIMALS:
        return of_figure(call, number);
    default:
        return bdl_builtin_text(call, number);
    }
}

bdl_value bdl_eval_builtin(bdl_eval *e, const bdl_expr *x) {
    bdl_call call = {.eval = e, .expr = x, .count = x->as.call.args.count};
    bdl_value args[3];
    int number = x->as.call.builtin;

    if (number == BDL_FN_COUNT)
        return count_of(e, x);
    if (number == BDL_FN_FIND)
        return bdl_eval_find(e, x);
    if (number == BDL_FN_LOOKUP)
        return bdl_eval_lookup(e, x);
    if (number == BDL_FN_DUPLICATES && x->type.element &&
        x->type.element->kind == BDL_RECORD &&
        x->as.call.args.items[0]->kind == BDL_E_FIELD)
        return bdl_builtin_duplicate_records(e, x->as.call.args.items[0]);
    call.args = args;
    for (size_t i = 0; i < call.count && i < 3; i++)
        args[i] = bdl_eval_expr(e, x->as.call.args.items[i]);
    return dispatch(&call, number);
}
