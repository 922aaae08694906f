/* csv.c - findings as a table for spreadsheets: UTF-8 with a mark, CRLF, quoted (RFC
 * 4180). */
#include "report/report.h"

#include <stdlib.h>

#include "base/mark.h"

struct report {
    FILE *out;
};

static void put_quoted(FILE *out, bdl_str text, bool apostrophe) {
    fputs(apostrophe ? "\"'" : "\"", out);
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '"')
            putc('"', out);
        putc(text.data[i], out);
    }
    putc('"', out);
}

/* -3.80万元, and nothing that goes on to reckon or to call. */
static bool is_negative_amount(bdl_str text) {
    size_t i = 1;

    while (i < text.len && memchr("0123456789.,", text.data[i], 12))
        i++;
    if (i == 1)
        return text.len == 1; /* a dash */
    for (; i < text.len; i++)
        if ((unsigned char)text.data[i] < 0x80 && text.data[i] != '%')
            return false;
    return true;
}

/* A cell that a spreadsheet would take for a formula gets an apostrophe in front: texts
 * of a document are a stranger's. Signed amounts stay as they are. */
static void put_cell(FILE *out, bdl_str text) {
    bool formula = text.len > 0 && memchr("=+@\t\r", text.data[0], 5) != NULL;

    if (text.len > 0 && text.data[0] == '-' && !is_negative_amount(text))
        formula = true;
    put_quoted(out, text, formula);
}

static void put_number(FILE *out, unsigned number) {
    if (number)
        fprintf(out, "%u", number);
}

static void *csv_open(FILE *out, const bdl_program *program,
                      const bdl_report_options *options) {
    struct report *report = bdl_report_new(sizeof *report);

    (void)program;
    (void)options;
    report->out = out;
    fputs(BDL_MARK_CSV "severity,rule,title,tags,message,difference,hint,basis,"
                       "fingerprint,waived\r\n",
          out);
    return report;
}

static void put_tags(FILE *out, const bdl_words *tags) {
    putc('"', out);
    for (size_t i = 0; i < tags->count; i++)
        fprintf(out, "%s%.*s", i ? " " : "", BDL_PRI(tags->items[i].text));
    putc('"', out);
}

static void put_where(FILE *out, const bdl_doc_result *result, const bdl_finding *f) {
    put_cell(out, f->document);
    putc(',', out);
    put_cell(out, result->department);
    putc(',', out);
    put_number(out, (unsigned)result->year);
    putc(',', out);
    put_number(out, f->place.line);
    putc(',', out);
    put_number(out, f->place.column);
    putc(',', out);
    put_number(out, f->place.page);
    putc(',', out);
    put_cell(out, bdl_place_sheet(&f->place));
    putc(',', out);
    put_cell(out, bdl_place_cell(&f->place));
}

static void csv_document(void *state, const bdl_doc_result *result) {
    FILE *out = ((struct report *)state)->out;

    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *f = &result->findings.items[i];
        const bdl_str texts[] = {f->message, f->difference,
                                 bdl_finding_hint(result->arena, f),
                                 f->rule->as.rule.basis, f->fingerprint};

        put_where(out, result, f);
        fprintf(out, ",%s,%.*s,", bdl_severity_name(f->severity),
                BDL_PRI(f->rule->name.text));
        put_cell(out, f->rule->title.text);
        putc(',', out);
        put_tags(out, &f->rule->as.rule.tags);
        for (size_t k = 0; k < BDL_COUNT_OF(texts); k++) {
            putc(',', out);
            put_cell(out, texts[k]);
        }
        fprintf(out, ",%s\r\n", f->waived_by ? "yes" : "no");
    }
}

static bool csv_end(void *state, const bdl_run_totals *totals) {
    struct report *report = state;
    bool ok = !ferror(report->out);

    (void)totals;
    free(report);
    return ok;
}

const bdl_report_format bdl_report_csv = {.name = "csv",
                                          .no_reasons = true,
                                          .open = csv_open,
                                          .document = csv_document,
                                          .end = csv_end};
