/* baseline.c - known findings, one a line: the fingerprint, then for people the rule, the
 * document and the message. Text, so that version control shows what changed. */
#include "report/baseline.h"

#include <stdlib.h>

#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"

enum { FINGERPRINT_LENGTH = 16 };

struct report {
    FILE *out;
    bdl_arena *scratch;
};

static void *baseline_open(FILE *out, const bdl_program *program,
                           const bdl_report_options *options) {
    struct report *report = bdl_report_new(sizeof *report);

    (void)program;
    (void)options;
    report->out = out;
    report->scratch = bdl_arena_new();
    fputs(
        "# bdl baseline: known findings, for bdl --baseline. The fingerprint counts, "
        "the\n"
        "# rest of a line is for people. A line that is taken out is a finding again.\n",
        out);
    return report;
}

/* TEXT without what would end the line. */
static void put_words(struct report *report, bdl_str text) {
    bdl_str shown = bdl_text_printable(report->scratch, text);

    putc(' ', report->out);
    for (size_t i = 0; i < shown.len; i++)
        putc(shown.data[i] == '\n' || shown.data[i] == '\t' ? ' ' : shown.data[i],
             report->out);
}

static void baseline_document(void *state, const bdl_doc_result *result) {
    struct report *report = state;

    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *finding = &result->findings.items[i];

        if (finding->waived_by)
            continue;
        bdl_arena_reset(report->scratch);
        fprintf(report->out, "%.*s", BDL_PRI(finding->fingerprint));
        put_words(report, finding->rule->name.text);
        put_words(report, finding->document);
        put_words(report, finding->message);
        putc('\n', report->out);
    }
}

static bool baseline_end(void *state, const bdl_run_totals *totals) {
    struct report *report = state;
    bool ok = !ferror(report->out);

    (void)totals;
    bdl_arena_free(report->scratch);
    free(report);
    return ok;
}

const bdl_report_format bdl_report_baseline = {.name = "baseline",
                                               .no_reasons = true,
                                               .open = baseline_open,
                                               .document = baseline_document,
                                               .end = baseline_end};

static bool is_fingerprint(bdl_str line) {
    if (line.len < FINGERPRINT_LENGTH ||
        (line.len > FINGERPRINT_LENGTH && line.data[FINGERPRINT_LENGTH] != ' '))
        return false;
    for (size_t i = 0; i < FINGERPRINT_LENGTH; i++)
        if (!memchr("0123456789abcdef", line.data[i], 16))
            return false;
    return true;
}

bdl_map *bdl_baseline_read(bdl_arena *arena, bdl_str path, bdl_str *error) {
    bdl_map *known = bdl_map_new(arena);
    bdl_str text, line;
    size_t number = 0;

    if (bdl_file_read(arena, path, BDL_MAX_DOCUMENT_BYTES, &text, error) != BDL_OK)
        return NULL;
    for (size_t at = 0; at < text.len; at += line.len + 1) {
        size_t end = bdl_str_find(text, BDL_STR("\n"), at);

        line = bdl_str_of(text.data + at, (end == SIZE_MAX ? text.len : end) - at);
        number++;
        if (line.len == 0 || line.data[0] == '#' || line.data[0] == '\r')
            continue;
        if (!is_fingerprint(line)) {
            *error = bdl_arena_printf(
                arena,
                _("line %zu: no fingerprint; bdl --write-baseline writes such a file"),
                number);
            return NULL;
        }
        bdl_map_put(known, bdl_str_of(line.data, FINGERPRINT_LENGTH), known);
    }
    return known;
}
