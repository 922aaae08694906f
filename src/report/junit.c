/* junit.c - JUnit XML for build servers: a suite a document, a case a rule. */
#include "report/report.h"

#include <stdlib.h>

#include "base/text.h"

struct report {
    FILE *out;
    const bdl_program *program;
};

/* XML 1.0 cannot hold most control characters at all: they become U+FFFD. */
static void put_xml(FILE *out, bdl_str text) {
    for (size_t i = 0; i < text.len;) {
        size_t next = i;
        uint32_t c = bdl_utf8_next(text, &next);

        if (c == '<')
            fputs("&lt;", out);
        else if (c == '>')
            fputs("&gt;", out);
        else if (c == '&')
            fputs("&amp;", out);
        else if (c == '"')
            fputs("&quot;", out);
        else if (c == '\n' || c == '\t')
            fprintf(out, "&#%u;", c);
        else if (c < 0x20 || c == 0xFFFE || c == 0xFFFF || c == BDL_REPLACEMENT)
            fputs("\xEF\xBF\xBD", out);
        else
            fwrite(text.data + i, 1, next - i, out);
        i = next;
    }
}

static void *junit_open(FILE *out, const bdl_program *program,
                        const bdl_report_options *options) {
    struct report *report = bdl_report_new(sizeof *report);

    (void)options;
    report->out = out;
    report->program = program;
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"bdl\">\n", out);
    return report;
}

/* Whether some finding of RULE counts: neither waived nor known. */
static bool has_failed(const bdl_doc_result *result, const bdl_item *rule) {
    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *f = &result->findings.items[i];

        if (f->rule == rule && !f->waived_by && !f->known)
            return true;
    }
    return false;
}

static void put_failures(FILE *out, const bdl_doc_result *result, const bdl_item *rule) {
    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *f = &result->findings.items[i];

        if (f->rule != rule || f->waived_by || f->known)
            continue;
        fprintf(out, "      <failure type=\"%s\" message=\"",
                bdl_severity_name(f->severity));
        put_xml(out, f->message);
        fputs("\">", out);
        put_xml(out, bdl_place_print(result->arena, f->document, &f->place));
        fputs("</failure>\n", out);
    }
}

static const bdl_note_outcome *first_not_assessed(const bdl_doc_result *result,
                                                  const bdl_item *rule) {
    for (size_t i = 0; i < result->notes.count; i++)
        if (result->notes.items[i].rule == rule &&
            result->notes.items[i].outcome == BDL_NOT_ASSESSED)
            return &result->notes.items[i];
    return NULL;
}

static void put_case(struct report *report, const bdl_doc_result *result, size_t i) {
    const bdl_item *rule = report->program->rules.items[i];
    const bdl_note_outcome *note = first_not_assessed(result, rule);
    FILE *out = report->out;

    fputs("    <testcase classname=\"", out);
    put_xml(out, result->path);
    fprintf(out, "\" name=\"%.*s\"", BDL_PRI(rule->name.text));
    if (has_failed(result, rule)) {
        fputs(">\n", out);
        put_failures(out, result, rule);
        fputs("    </testcase>\n", out);
    } else if (note) {
        fputs(">\n      <skipped message=\"", out);
        put_xml(out, note->reason);
        fputs("\"/>\n    </testcase>\n", out);
    } else {
        fputs("/>\n", out);
    }
}

static bool was_reached(const bdl_rule_counts *counts) {
    return counts->outcome[BDL_PASSED] + counts->outcome[BDL_ROUNDED] +
               counts->outcome[BDL_FAILED_] + counts->outcome[BDL_NOT_ASSESSED] >
           0;
}

/* Cases are the rules that had an outcome here. */
static void put_suite_head(struct report *report, const bdl_doc_result *result) {
    size_t tests = 0, failures = 0, skipped = 0;

    for (size_t i = 0; result->read && i < report->program->rules.count; i++) {
        const bdl_rule_counts *counts = &result->rules[i];

        tests += was_reached(counts);
        if (has_failed(result, report->program->rules.items[i]))
            failures++;
        else if (first_not_assessed(result, report->program->rules.items[i]))
            skipped++;
    }
    fputs("  <testsuite name=\"", report->out);
    put_xml(report->out, result->path);
    fprintf(report->out,
            "\" tests=\"%zu\" failures=\"%zu\" errors=\"%d\" skipped=\"%zu\">\n",
            tests + !result->read, failures, !result->read, skipped);
}

static void junit_document(void *state, const bdl_doc_result *result) {
    struct report *report = state;

    put_suite_head(report, result);
    if (!result->read) {
        fputs("    <testcase classname=\"", report->out);
        put_xml(report->out, result->path);
        fputs("\" name=\"read\">\n      <error message=\"", report->out);
        put_xml(report->out, result->error);
        fputs("\"/>\n    </testcase>\n", report->out);
    }
    for (size_t i = 0; result->read && i < report->program->rules.count; i++)
        if (was_reached(&result->rules[i]))
            put_case(report, result, i);
    fputs("  </testsuite>\n", report->out);
}

static bool junit_end(void *state, const bdl_run_totals *totals) {
    struct report *report = state;
    bool ok;

    (void)totals;
    fputs("</testsuites>\n", report->out);
    ok = !ferror(report->out);
    free(report);
    return ok;
}

const bdl_report_format bdl_report_junit = {
    .name = "junit", .open = junit_open, .document = junit_document, .end = junit_end};
