/* json.c - the JSON report: the contract of doc/reports.md. Documents, findings and the
 * rest are spooled apart while the run goes on, one object a line, and put together at
 * its end, so memory does not grow with the number of findings. */
#include "report/report.h"

#include <stdlib.h>

#include "report/json_members.h"

/* In the order of the report. */
enum part { RULESETS, DOCUMENTS, FINDINGS, NOT_ASSESSED, DUTIES, RULES, PART_COUNT };

struct report {
    FILE *out;
    const bdl_program *program;
    FILE *spool[PART_COUNT];
    bdl_json *json[PART_COUNT];
    bdl_arena *scratch;
    bool failed;
};

static void *json_open(FILE *out, const bdl_program *program,
                       const bdl_report_options *options) {
    struct report *report = bdl_report_new(sizeof *report);

    (void)options;
    report->out = out;
    report->program = program;
    report->scratch = bdl_arena_new();
    for (int i = 0; i < PART_COUNT; i++) {
        report->spool[i] = tmpfile();
        if (report->spool[i])
            report->json[i] = bdl_json_open(report->spool[i], false);
        else
            report->failed = true;
    }
    return report;
}

static void json_document(void *state, const bdl_doc_result *result) {
    struct report *report = state;

    if (report->failed)
        return;
    bdl_json_object(report->json[DOCUMENTS]);
    bdl_json_document_members(report->json[DOCUMENTS], result);
    bdl_json_end(report->json[DOCUMENTS]);
    for (size_t i = 0; i < result->findings.count; i++) {
        bdl_json_object(report->json[FINDINGS]);
        bdl_json_finding_members(report->json[FINDINGS], &result->findings.items[i]);
        bdl_json_end(report->json[FINDINGS]);
    }
    for (size_t i = 0; i < result->notes.count; i++) {
        if (result->notes.items[i].outcome != BDL_NOT_ASSESSED)
            continue;
        bdl_json_object(report->json[NOT_ASSESSED]);
        bdl_json_not_assessed_members(report->json[NOT_ASSESSED],
                                      &result->notes.items[i]);
        bdl_json_end(report->json[NOT_ASSESSED]);
    }
    for (size_t i = 0; i < result->duties.count; i++) {
        bdl_json_object(report->json[DUTIES]);
        bdl_json_duty_members(report->json[DUTIES], result->path,
                              &result->duties.items[i]);
        bdl_json_end(report->json[DUTIES]);
    }
}

/* Copies a spool, one object a line, as the elements of an array. */
static bool copy_spool(FILE *out, FILE *spool, const char *key) {
    int c, last = '\n';
    bool any = false;

    fprintf(out, "  \"%s\": [", key);
    if (fflush(spool) || ferror(spool))
        return false;
    rewind(spool);
    while ((c = getc(spool)) != EOF) {
        if (last == '\n' && c != '\n')
            fputs(any ? ",\n    " : "\n    ", out);
        if (c != '\n')
            putc(c, out);
        any = true;
        last = c;
    }
    fputs(any ? "\n  ],\n" : "],\n", out);
    return !ferror(spool);
}

static void write_rulesets(const struct report *report, bdl_json *json) {
    const bdl_program *program = report->program;

    for (size_t i = 0; i < program->rulesets.count; i++) {
        bdl_json_object(json);
        bdl_json_ruleset_members(json, report->scratch, program->rulesets.items[i]);
        bdl_json_end(json);
    }
}

static void write_rules(const struct report *report, bdl_json *json,
                        const bdl_run_totals *totals) {
    for (size_t i = 0; i < report->program->rules.count; i++) {
        bdl_json_object(json);
        bdl_json_rule_members(json, report->program->rules.items[i], &totals->rules[i]);
        bdl_json_end(json);
    }
}

static bool write_all(struct report *report, const bdl_run_totals *totals) {
    static const char *const keys[] = {"rulesets",     "documents", "findings",
                                       "not_assessed", "duties",    "rules"};
    bool ok = true;

    write_rulesets(report, report->json[RULESETS]);
    write_rules(report, report->json[RULES], totals);
    fprintf(report->out, "{\n  \"tool\": {\"name\":\"bdl\",\"version\":\"%s\"},\n",
            PACKAGE_VERSION);
    for (int i = 0; i < PART_COUNT; i++) {
        ok = bdl_json_close(report->json[i]) && ok;
        ok = copy_spool(report->out, report->spool[i], keys[i]) && ok;
    }
    fputs("  \"summary\": ", report->out);
    bdl_json *json = bdl_json_open(report->out, false);
    bdl_json_object(json);
    bdl_json_summary_members(json, totals);
    bdl_json_end(json);
    ok = bdl_json_close(json) && ok;
    fputs("}\n", report->out);
    return ok;
}

static bool json_end(void *state, const bdl_run_totals *totals) {
    struct report *report = state;
    bool ok = !report->failed && write_all(report, totals);

    for (int i = 0; i < PART_COUNT; i++)
        if (report->spool[i])
            fclose(report->spool[i]);
    bdl_arena_free(report->scratch);
    ok = ok && !ferror(report->out);
    free(report);
    return ok;
}

const bdl_report_format bdl_report_json = {
    .name = "json", .open = json_open, .document = json_document, .end = json_end};
