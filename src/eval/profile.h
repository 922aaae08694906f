/* profile.h - what a run costs: processor time by stage, rule and form, and how many
 * expressions rules evaluate. Each evaluator counts for itself; the run adds them up. */
#ifndef BDL_EVAL_PROFILE_H
#define BDL_EVAL_PROFILE_H

#include "lang/program.h"

typedef enum bdl_stage {
    BDL_STAGE_READ,      /* bytes to blocks */
    BDL_STAGE_RECOGNISE, /* blocks to a model */
    BDL_STAGE_EXTRACT,   /* what is kept for rules that look at other documents */
    BDL_STAGE_EVALUATE,
    BDL_STAGE_REPORT,
    BDL_STAGE_COUNT
} bdl_stage;
/* What reports call it; for good. */
const char *bdl_stage_name(bdl_stage stage);

typedef struct bdl_cost {
    uint64_t nanoseconds, evaluations, times;
} bdl_cost;

/* What one evaluator, or all of a run, spent. */
typedef struct bdl_profile {
    bdl_cost stages[BDL_STAGE_COUNT];
    bdl_cost *rules; /* in the order of program->rules */
    bdl_cost *forms; /* of schema->forms; behind them what belongs to no form */
    size_t rule_count, form_count;
    uint64_t lap; /* when the form at hand was begun */
} bdl_profile;

/* Nothing spent yet. Lives in ARENA. */
bdl_profile *bdl_profile_new(bdl_arena *arena, const bdl_program *program);
void bdl_profile_join(bdl_profile *all, const bdl_profile *some);
/* Processor time of this thread. */
uint64_t bdl_profile_now(void);
/* Adds what went by since BEGAN. */
void bdl_cost_add(bdl_cost *cost, uint64_t began, uint64_t evaluations);
/* Adds what went by since the last call to FORM (NULL: to none). */
void bdl_profile_lap(bdl_profile *profile, const bdl_program *program,
                     const bdl_form *form);

#endif
