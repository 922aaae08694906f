/* json.c - the JSON report: the contract of doc/report-json. Documents, findings and the rest
 * are spooled apart while the run goes on, one object a line, and put together at its end, so
 * memory does not grow with the number of findings. */
#include "report/report.h"

#include <stdlib.h>

#include "base/json.h"

enum part { DOCUMENTS, FINDINGS, NOT_ASSESSED, DUTIES, PART_COUNT };

struct report {
    FILE *out;
    const bdl_program *program;
    FILE *spool[PART_COUNT];
    bdl_json *json[PART_COUNT];
    bool failed;
};

static void *json_open(FILE *out, const bdl_program *program,
                       const bdl_report_options *options) {
    struct report *report = calloc(1, sizeof *report);

    (void)options;
    if (!report)
        abort();
    report->out = out;
    report->program = program;
    for (int i = 0; i < PART_COUNT; i++) {
        report->spool[i] = tmpfile();
        if (report->spool[i])
            report->json[i] = bdl_json_open(report->spool[i], false);
        else
            report->failed = true;
    }
    return report;
}

static void put_place(bdl_json *json, const bdl_place *place) {
    bdl_json_put_nonzero(json, "line", place->line);
    bdl_json_put_nonzero(json, "column", place->column);
    bdl_json_put_nonzero(json, "page", place->page);
    bdl_json_put_opt(json, "sheet", place->sheet);
    bdl_json_put_opt(json, "cell", place->cell);
}

static void write_document(bdl_json *json, const bdl_doc_result *result) {
    bdl_json_object(json);
    bdl_json_put_str(json, "path", result->path);
    bdl_json_put_array(json, "also");
    for (size_t i = 0; i < result->also.count; i++)
        bdl_json_str(json, result->also.items[i]);
    bdl_json_end(json);
    bdl_json_put_opt(json, "sha256", result->sha256);
    bdl_json_put_opt(json, "title", result->title);
    bdl_json_put_opt(json, "department", result->department);
    bdl_json_put_opt(json, "department_code", result->department_code);
    bdl_json_put_nonzero(json, "year", result->year);
    bdl_json_put_opt(json, "kind", result->kind);
    bdl_json_put_bool(json, "read", result->read);
    bdl_json_put_opt(json, "error", result->error);
    bdl_json_put_int(json, "cells", (long long)result->cells);
    bdl_json_put_int(json, "cells_read", (long long)result->cells_read);
    bdl_json_put_array(json, "unreadable");
    for (size_t i = 0; i < result->unread.count; i++) {
        bdl_json_object(json);
        bdl_json_put_nonzero(json, "line", result->unread.items[i].place.line);
        bdl_json_put_str(json, "text", result->unread.items[i].text);
        bdl_json_put_str(json, "why", result->unread.items[i].why);
        bdl_json_end(json);
    }
    bdl_json_end(json);
    bdl_json_end(json);
}

static void write_operand(bdl_json *json, const bdl_operand *operand) {
    bdl_json_object(json);
    bdl_json_put_str(json, "name", operand->name);
    bdl_json_put_opt(json, "label", operand->label);
    bdl_json_put_opt(json, "value", operand->value);
    bdl_json_put_opt(json, "unit", operand->unit);
    bdl_json_put_opt(json, "text", operand->printed);
    bdl_json_put_opt(json, "document", operand->document);
    put_place(json, &operand->place);
    bdl_json_end(json);
}

static void put_words(bdl_json *json, const char *key, const bdl_words *words) {
    bdl_json_put_array(json, key);
    for (size_t i = 0; i < words->count; i++)
        bdl_json_str(json, words->items[i].text);
    bdl_json_end(json);
}

static void write_finding(bdl_json *json, const bdl_finding *finding) {
    bdl_json_object(json);
    bdl_json_put_str(json, "rule", finding->rule->name.text);
    bdl_json_put_opt(json, "title", finding->rule->title.text);
    bdl_json_put_str(json, "severity", bdl_str_z(bdl_severity_name(finding->severity)));
    put_words(json, "tags", &finding->rule->as.rule.tags);
    bdl_json_put_opt(json, "basis", finding->rule->as.rule.basis);
    bdl_json_put_str(json, "document", finding->document);
    put_place(json, &finding->place);
    bdl_json_put_str(json, "message", finding->message);
    bdl_json_put_opt(json, "difference", finding->difference);
    bdl_json_put_array(json, "operands");
    for (size_t i = 0; i < finding->operand_count; i++)
        write_operand(json, &finding->operands[i]);
    bdl_json_end(json);
    bdl_json_put_opt(json, "hint", finding->hint);
    bdl_json_put_str(json, "fingerprint", finding->fingerprint);
    bdl_json_put_bool(json, "waived", finding->waived_by != NULL);
    bdl_json_end(json);
}

static void write_not_assessed(bdl_json *json, const bdl_note_outcome *note) {
    bdl_json_object(json);
    bdl_json_put_str(json, "rule", note->rule->name.text);
    bdl_json_put_str(json, "document", note->document);
    bdl_json_put_nonzero(json, "line", note->place.line);
    bdl_json_put_str(json, "reason", note->reason);
    bdl_json_end(json);
}

static void write_duty(bdl_json *json, bdl_str document, const bdl_duty_outcome *duty) {
    static const char *const states[] = {"not applicable", "met", "violated", "open"};

    bdl_json_object(json);
    bdl_json_put_str(json, "name", duty->duty->name.text);
    bdl_json_put_str(json, "document", document);
    bdl_json_put_str(json, "state", bdl_str_z(states[duty->state]));
    bdl_json_put_opt(json, "reason", duty->reason);
    bdl_json_end(json);
}

static void json_document(void *state, const bdl_doc_result *result) {
    struct report *report = state;

    if (report->failed)
        return;
    write_document(report->json[DOCUMENTS], result);
    for (size_t i = 0; i < result->findings.count; i++)
        write_finding(report->json[FINDINGS], &result->findings.items[i]);
    for (size_t i = 0; i < result->notes.count; i++)
        if (result->notes.items[i].outcome == BDL_NOT_ASSESSED)
            write_not_assessed(report->json[NOT_ASSESSED], &result->notes.items[i]);
    for (size_t i = 0; i < result->duties.count; i++)
        write_duty(report->json[DUTIES], result->path, &result->duties.items[i]);
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

/* One object on a line of its own, without the line end. */
static void write_rule(FILE *out, const bdl_item *rule, const bdl_rule_counts *counts) {
    static const char *const names[] = {"passed", "rounded", "failed", "not_applicable",
                                        "not_assessed"};
    size_t reached = 0;

    fprintf(out, "{\"name\":\"%.*s\"", BDL_PRI(rule->name.text));
    for (int i = 0; i < BDL_OUTCOME_COUNT; i++) {
        fprintf(out, ",\"%s\":%zu", names[i], counts->outcome[i]);
        reached += counts->outcome[i];
    }
    fprintf(out, ",\"vacuous\":%s}",
            counts->applied && counts->lists_were_there && reached == 0 ? "true" : "false");
}

static void write_head(const struct report *report) {
    fprintf(report->out, "{\n  \"tool\": {\"name\":\"bdl\",\"version\":\"%s\"},\n",
            PACKAGE_VERSION);
}

static void write_rulesets(const struct report *report) {
    FILE *out = report->out;
    const bdl_program *program = report->program;

    fputs("  \"rulesets\": [", out);
    for (size_t i = 0; i < program->rulesets.count; i++) {
        const bdl_item *item = program->rulesets.items[i];

        fputs(i ? ",\n    " : "\n    ", out);
        fflush(out);
        bdl_json *json = bdl_json_open(out, false);
        bdl_json_object(json);
        bdl_json_put_str(json, "name", item->name.text);
        bdl_json_put_opt(json, "version", bdl_item_header_text(item, "version"));
        bdl_json_put_opt(json, "sha256", BDL_STR(""));
        bdl_json_end(json);
        bdl_json_close(json);
    }
    fputs("  ],\n", out);
}

static void write_rules(const struct report *report, const bdl_run_totals *totals) {
    fputs("  \"rules\": [", report->out);
    for (size_t i = 0; i < report->program->rules.count; i++) {
        fputs(i ? ",\n    " : "\n    ", report->out);
        write_rule(report->out, report->program->rules.items[i], &totals->rules[i]);
    }
    fputs("\n  ],\n", report->out);
}

static void write_summary(FILE *out, const bdl_run_totals *t) {
    fprintf(out,
            "  \"summary\": {\"documents\":%zu,\"unreadable\":%zu,\"errors\":%zu,"
            "\"warnings\":%zu,\"infos\":%zu,\"passed\":%zu,\"rounded\":%zu,"
            "\"not_assessed\":%zu,\"waived\":%zu,\"vacuous\":%zu,\"duties_decided\":%zu,"
            "\"duties_applicable\":%zu}\n}\n",
            t->documents, t->unreadable, t->errors, t->warnings, t->infos,
            t->outcome[BDL_PASSED], t->outcome[BDL_ROUNDED], t->outcome[BDL_NOT_ASSESSED],
            t->waived, t->vacuous, t->duties_decided, t->duties_applicable);
}

static bool json_end(void *state, const bdl_run_totals *totals) {
    static const char *const keys[] = {"documents", "findings", "not_assessed", "duties"};
    struct report *report = state;
    bool ok = !report->failed;

    if (ok) {
        write_head(report);
        write_rulesets(report);
        for (int i = 0; i < PART_COUNT; i++) {
            ok = bdl_json_close(report->json[i]) && ok;
            ok = copy_spool(report->out, report->spool[i], keys[i]) && ok;
        }
        write_rules(report, totals);
        write_summary(report->out, totals);
    }
    for (int i = 0; i < PART_COUNT; i++)
        if (report->spool[i])
            fclose(report->spool[i]);
    ok = ok && !ferror(report->out);
    free(report);
    return ok;
}

const bdl_report_format bdl_report_json = {"json", json_open, json_document, json_end};
