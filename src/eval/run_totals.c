/* run_totals.c - the sums of a run. */
#include "eval/run.h"

void bdl_run_totals_begin(bdl_run_totals *totals, const bdl_program *program,
                          size_t documents, const bdl_eval_options *options) {
    *totals = (bdl_run_totals){.documents = documents, .arena = bdl_arena_new()};
    totals->rules =
        BDL_NEW_ARRAY(totals->arena, bdl_rule_counts, program->rules.count + 1);
    for (size_t i = 0; options->skip && i < program->rules.count; i++)
        totals->rules_skipped += options->skip[i];
    if (options->profile)
        totals->profile = bdl_profile_new(totals->arena, program);
}

static void add_findings(bdl_run_totals *totals, const bdl_doc_result *result) {
    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *finding = &result->findings.items[i];

        if (finding->waived_by)
            totals->waived++;
        else if (finding->known)
            totals->known++;
        else if (finding->severity == BDL_ERROR)
            totals->errors++;
        else if (finding->severity == BDL_WARNING)
            totals->warnings++;
        else
            totals->infos++;
    }
}

static void add_rules(bdl_run_totals *totals, size_t rule_count,
                      const bdl_doc_result *result) {
    for (size_t i = 0; result->rules && i < rule_count; i++) {
        const bdl_rule_counts *counts = &result->rules[i];

        for (int k = 0; k < BDL_OUTCOME_COUNT; k++)
            totals->outcome[k] += counts->outcome[k];
        if (!totals->rules)
            continue;
        for (int k = 0; k < BDL_OUTCOME_COUNT; k++)
            totals->rules[i].outcome[k] += counts->outcome[k];
        totals->rules[i].lists_were_there |= counts->lists_were_there;
        totals->rules[i].applied |= counts->applied;
    }
}

void bdl_run_totals_add(bdl_run_totals *totals, const bdl_program *program,
                        const bdl_doc_result *result) {
    totals->unreadable += result->read ? 0 : 1 + result->also.count;
    add_findings(totals, result);
    add_rules(totals, program->rules.count, result);
    for (size_t i = 0; i < result->duties.count; i++) {
        bdl_duty_state state = result->duties.items[i].state;

        totals->duties_applicable += state != BDL_DUTY_NOT_APPLICABLE;
        totals->duties_decided += state == BDL_DUTY_MET || state == BDL_DUTY_VIOLATED;
    }
}

void bdl_run_totals_finish(bdl_run_totals *totals, const bdl_program *program) {
    for (size_t i = 0; i < program->rules.count; i++) {
        const bdl_rule_counts *counts = &totals->rules[i];
        size_t reached = 0;

        for (int k = 0; k < BDL_OUTCOME_COUNT; k++)
            reached += counts->outcome[k];
        totals->vacuous += counts->applied && counts->lists_were_there && reached == 0;
    }
}

void bdl_run_totals_free(bdl_run_totals *totals) {
    bdl_arena_free(totals->arena);
    *totals = (bdl_run_totals){0};
}
