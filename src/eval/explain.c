/* explain.c - every step of a rule on a document, with values and places. */
#include "eval/explain.h"

#include "eval/finding.h"

struct listener {
    void (*told)(void *ctx, const bdl_step *step);
    void *ctx;
    bdl_arena *arena;
};

static void set_operands(bdl_eval *e, const bdl_clause *clause, bdl_arena *arena,
                         bdl_step *step) {
    bdl_trace trace = {.arena = e->scratch};
    bdl_operand *operands;

    bdl_eval_traced(e, clause->expr, &trace);
    operands = BDL_NEW_ARRAY(arena, bdl_operand, trace.seen.count + 1);
    for (size_t i = 0; i < trace.seen.count; i++)
        operands[i] = bdl_operand_of(e, &trace.seen.items[i], arena);
    step->operands = operands;
    step->operand_count = trace.seen.count;
}

static void saw(void *ctx, bdl_eval *e, const bdl_clause *clause, const bdl_value *v,
                const bdl_record *record) {
    struct listener *listener = ctx;
    bdl_step step = {.clause = clause, .rounded = v->rounded};

    bdl_arena_reset(listener->arena);
    if (record) {
        step.record = bdl_record_path(listener->arena, record, -1);
        step.place = record->place;
    }
    step.value = bdl_eval_print(listener->arena, v);
    if (clause->kind != BDL_C_LET)
        step.said =
            bdl_arena_str(listener->arena, bdl_assert_said(e, clause->expr, BDL_STR("")));
    if (!bdl_value_is_known(v))
        step.reason = bdl_eval_explain(e, clause->expr);
    set_operands(e, clause, listener->arena, &step);
    listener->told(listener->ctx, &step);
}

void bdl_eval_steps(bdl_eval *e, bdl_model *model, size_t number,
                    void (*told)(void *ctx, const bdl_step *step), void *ctx) {
    struct listener listener = {told, ctx, bdl_arena_new()};
    const bdl_watch watch = {saw, &listener};
    bdl_doc_result result = {.arena = bdl_arena_new()};

    e->watch = &watch;
    bdl_eval_check_some(e, model, &model, 1, number, &result);
    e->watch = NULL;
    bdl_arena_free(result.arena);
    bdl_arena_free(listener.arena);
}
