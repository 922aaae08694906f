/* ndjson.c - the JSON contract as a stream: one object a line, `type` first, as the run
 * goes on. */
#include "report/report.h"

#include <stdlib.h>

#include "report/json_members.h"

struct report {
    FILE *out;
    const bdl_program *program;
    bdl_json *json;
};

static void begin(bdl_json *json, const char *type) {
    bdl_json_object(json);
    bdl_json_put_str(json, "type", bdl_str_z(type));
}

/* Who wrote it and by which rules: first, for readers that do not wait for the end. */
static void put_head(bdl_json *json, const bdl_program *program) {
    bdl_arena *scratch = bdl_arena_new();

    begin(json, "tool");
    bdl_json_put_str(json, "name", BDL_STR("bdl"));
    bdl_json_put_str(json, "version", BDL_STR(PACKAGE_VERSION));
    bdl_json_end(json);
    for (size_t i = 0; i < program->rulesets.count; i++) {
        begin(json, "ruleset");
        bdl_json_ruleset_members(json, scratch, program->rulesets.items[i]);
        bdl_json_end(json);
    }
    bdl_arena_free(scratch);
}

static void *ndjson_open(FILE *out, const bdl_program *program,
                         const bdl_report_options *options) {
    struct report *report = bdl_report_new(sizeof *report);

    (void)options;
    report->out = out;
    report->program = program;
    report->json = bdl_json_open(out, false);
    put_head(report->json, program);
    return report;
}

static void ndjson_document(void *state, const bdl_doc_result *result) {
    bdl_json *json = ((struct report *)state)->json;

    begin(json, "document");
    bdl_json_document_members(json, result);
    bdl_json_end(json);
    for (size_t i = 0; i < result->findings.count; i++) {
        begin(json, "finding");
        bdl_json_finding_members(json, &result->findings.items[i]);
        bdl_json_end(json);
    }
    for (size_t i = 0; i < result->notes.count; i++) {
        if (result->notes.items[i].outcome != BDL_NOT_ASSESSED)
            continue;
        begin(json, "not_assessed");
        bdl_json_not_assessed_members(json, &result->notes.items[i]);
        bdl_json_end(json);
    }
    for (size_t i = 0; i < result->duties.count; i++) {
        begin(json, "duty");
        bdl_json_duty_members(json, result->path, &result->duties.items[i]);
        bdl_json_end(json);
    }
}

static bool ndjson_end(void *state, const bdl_run_totals *totals) {
    struct report *report = state;
    bool ok;

    for (size_t i = 0; i < report->program->rules.count; i++) {
        begin(report->json, "rule");
        bdl_json_rule_members(report->json, report->program->rules.items[i],
                              &totals->rules[i]);
        bdl_json_end(report->json);
    }
    begin(report->json, "summary");
    bdl_json_summary_members(report->json, totals);
    bdl_json_end(report->json);
    ok = bdl_json_close(report->json) && !ferror(report->out);
    free(report);
    return ok;
}

const bdl_report_format bdl_report_ndjson = {.name = "ndjson",
                                             .open = ndjson_open,
                                             .document = ndjson_document,
                                             .end = ndjson_end};
