/* slip_told.c - what the figures of a table in the wrong unit fail in is told once. */
#include "eval/machine.h"
#include "eval/slip.h"

static bdl_rule_counts *counts_of(const bdl_eval *e, bdl_doc_result *result,
                                  const bdl_item *rule) {
    for (size_t i = 0; i < e->program->rules.count; i++)
        if (e->program->rules.items[i] == rule)
            return &result->rules[i];
    return NULL;
}

static void spare(const bdl_eval *e, bdl_doc_result *result, const bdl_finding *finding) {
    bdl_rule_counts *counts = counts_of(e, result, finding->rule);
    bdl_note_outcome note = {.rule = finding->rule,
                             .outcome = BDL_NOT_ASSESSED,
                             .document = finding->document,
                             .place = finding->place};

    if (counts) {
        counts->outcome[BDL_FAILED_]--;
        counts->outcome[BDL_NOT_ASSESSED]++;
    }
    if (e->options.no_reasons)
        return;
    note.reason =
        bdl_arena_printf(result->arena, "%.*s，见 %.*s", BDL_PRI(finding->cause),
                         BDL_PRI(finding->told_by->name.text));
    BDL_PUSH(result->arena, &result->notes, note);
}

void bdl_slips_tell_once(const bdl_eval *e, bdl_doc_result *result) {
    size_t kept = 0;

    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *finding = &result->findings.items[i];

        if (finding->told_by)
            spare(e, result, finding);
        else
            result->findings.items[kept++] = *finding;
    }
    result->findings.count = kept;
}
