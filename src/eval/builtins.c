/* builtins.c - calls of the functions of the language. */
#include "eval/builtins.h"

#include "base/language.h"
#include "eval/arith.h"

static bdl_value count_of(bdl_eval *e, const bdl_expr *x) {
    bdl_value room;
    const bdl_value *list;
    size_t count;

    bdl_trace_mute(e->trace, 1);
    list = bdl_eval_look(e, x->as.call.args->items[0], &room);
    bdl_trace_mute(e->trace, -1);
    if (!bdl_value_is_known(list))
        return bdl_value_unknown(BDL_NUMBER, list, NULL);
    count = bdl_list_count(list);
    for (size_t i = 0; i < count; i++) {
        const bdl_value *one = bdl_list_element(list->as.list, i);

        if (bdl_is_unknown_stretch(one))
            return bdl_value_unknown(BDL_NUMBER, one, NULL);
    }
    bdl_trace_elements(e, list, x->as.call.args->items[0]);
    return bdl_value_number(bdl_dec_int((long long)count));
}

/* abs, round, decimals: of one figure. */
static bdl_value of_figure(const bdl_call *call, int number) {
    const bdl_value *figure = call->args[0];
    long long places;

    if (number == BDL_FN_ABS)
        return bdl_arith_abs(figure);
    if (!bdl_value_is_known(figure))
        return bdl_value_unknown(number == BDL_FN_ROUND ? figure->kind : BDL_NUMBER,
                                 figure, NULL);
    if (number == BDL_FN_DECIMALS)
        return bdl_value_number(bdl_dec_int(bdl_figure_shown_places(figure)));
    if (!bdl_value_is_known(call->args[1]))
        return bdl_value_unknown(figure->kind, call->args[1], NULL);
    if (!bdl_dec_to_int(bdl_dec_trim(call->args[1]->number), &places) || places < -18 ||
        places > 18)
        return bdl_value_failed(figure->kind, BDL_TR("no such number of decimals"));
    return bdl_arith_round(figure, (int)places);
}

/* To go through a long list costs more than the step of a call. */
static void pay_for_list(const bdl_call *call, int number) {
    enum { AGGREGATED_A_STEP = 8, STEPS_A_SORTED = 16 };
    size_t count = bdl_list_count(call->args[0]);

    call->eval->steps +=
        number == BDL_FN_SORTED ? count * STEPS_A_SORTED : count / AGGREGATED_A_STEP;
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
        pay_for_list(call, number);
        return bdl_builtin_list(call, number);
    case BDL_FN_ABS:
    case BDL_FN_ROUND:
    case BDL_FN_DECIMALS:
        return of_figure(call, number);
    default:
        return bdl_builtin_text(call, number);
    }
}

/* The arguments of X, each good while the others are evaluated. */
static void take_args(bdl_eval *e, const bdl_expr *x, bdl_call *call,
                      bdl_value rooms[BDL_MOST_ARGS]) {
    const bdl_exprs *args = x->as.call.args;

    *call = (bdl_call){.eval = e, .expr = x, .count = args->count};
    for (size_t i = 0; i < args->count && i < BDL_MOST_ARGS; i++) {
        if (i + 1 == args->count)
            call->args[i] = bdl_eval_look(e, args->items[i], &rooms[i]);
        else
            call->args[i] =
                bdl_eval_hold(e, args->items[i],
                              i + 2 == args->count ? args->items[i + 1] : x, &rooms[i]);
    }
}

bdl_truth bdl_builtin_test(bdl_eval *e, const bdl_expr *x, bdl_value *why) {
    bdl_value rooms[BDL_MOST_ARGS];
    bdl_call call;

    take_args(e, x, &call, rooms);
    return bdl_builtin_ends(&call, x->as.call.builtin == BDL_FN_STARTS_WITH, why);
}

const bdl_value *bdl_eval_builtin(bdl_eval *e, const bdl_expr *x, bdl_value *room) {
    const bdl_exprs *args = x->as.call.args;
    bdl_value rooms[BDL_MOST_ARGS];
    int number = x->as.call.builtin;
    bdl_call call;

    if (number == BDL_FN_LOOKUP)
        return bdl_eval_lookup(e, x, room);
    if (number == BDL_FN_PLAIN || number == BDL_FN_LENGTH)
        return bdl_builtin_of_text(e, x, room);
    if (number == BDL_FN_COUNT) {
        *room = count_of(e, x);
    } else if (number == BDL_FN_FIND) {
        *room = bdl_eval_find(e, x, false);
    } else if (number == BDL_FN_DUPLICATES && x->type.kind == BDL_LIST &&
               x->type.element && x->type.element->kind == BDL_RECORD &&
               args->items[0]->kind == BDL_E_FIELD) {
        *room = bdl_builtin_duplicate_records(e, args->items[0]);
    } else if (bdl_builtin_is_test(number)) {
        bdl_truth t = bdl_builtin_test(e, x, room);

        if (t >= 0)
            *room = bdl_truth_value(t, NULL);
    } else {
        take_args(e, x, &call, rooms);
        *room = dispatch(&call, number);
    }
    return room;
}
