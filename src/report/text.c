/* text.c - the report for people: each finding with its figures quoted where they stand. */
#include "report/report.h"

#include <stdlib.h>

#include "base/text.h"
#include "report/quote.h"

enum { OPERANDS_SHOWN = 12 };

struct report {
    FILE *out;
    const bdl_program *program;
    bdl_report_options options;
    bdl_arena *scratch;
};

static void *text_open(FILE *out, const bdl_program *program,
                       const bdl_report_options *options) {
    struct report *report = calloc(1, sizeof *report);

    if (!report)
        abort();
    report->out = out;
    report->program = program;
    report->options = *options;
    report->scratch = bdl_arena_new();
    return report;
}

static const char *severity_color(bdl_severity severity) {
    return severity == BDL_ERROR ? "31;1" : severity == BDL_WARNING ? "35;1" : "36;1";
}

static void print_place(struct report *report, bdl_str document, const bdl_place *place) {
    if (report->options.color)
        fputs("\033[1m", report->out);
    fprintf(report->out, "%.*s", BDL_PRI(document));
    if (place->sheet.len)
        fprintf(report->out, ":%.*s!%.*s", BDL_PRI(place->sheet), BDL_PRI(place->cell));
    else if (place->page)
        fprintf(report->out, ":p%u", place->page);
    if (place->line)
        fprintf(report->out, ":%u", place->line);
    if (place->line && place->column)
        fprintf(report->out, ":%u", place->column);
    fputs(report->options.color ? "\033[0m: " : ": ", report->out);
}

static void print_severity(struct report *report, const bdl_finding *finding) {
    if (finding->waived_by)
        fputs("waived ", report->out);
    else if (finding->known)
        fputs("known ", report->out);
    if (report->options.color)
        fprintf(report->out, "\033[%sm%s\033[0m: ", severity_color(finding->severity),
                bdl_severity_name(finding->severity));
    else
        fprintf(report->out, "%s: ", bdl_severity_name(finding->severity));
}

static void print_operand(struct report *report, const bdl_operand *operand,
                          bool same_line) {
    bdl_str words = bdl_operand_words(report->scratch, operand);

    if (operand->line_text.len && operand->place.line) {
        bdl_quote quote = bdl_quote_line(report->scratch, operand->line_text,
                                         operand->place.column, operand->place.length);

        /* A line that had to be cut shows another window for each place. */
        if (!same_line || quote.cut)
            fprintf(report->out, "%5u | %.*s\n", operand->place.line, BDL_PRI(quote.text));
        fprintf(report->out, "      | %.*s %.*s\n", BDL_PRI(quote.carets), BDL_PRI(words));
    } else {
        fprintf(report->out, "      = %.*s", BDL_PRI(words));
        if (operand->place.page)
            fprintf(report->out, " (p%u)", operand->place.page);
        if (operand->place.cell.len)
            fprintf(report->out, " (%.*s!%.*s)", BDL_PRI(operand->place.sheet),
                    BDL_PRI(operand->place.cell));
        putc('\n', report->out);
    }
}

static bool stands_beside(const bdl_operand *a, const bdl_operand *b) {
    return a->place.line == b->place.line && bdl_str_eq(a->document, b->document);
}

static void print_operands(struct report *report, const bdl_finding *finding) {
    size_t shown = finding->operand_count;

    if (shown > OPERANDS_SHOWN && !report->options.verbose)
        shown = OPERANDS_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        const bdl_operand *operand = &finding->operands[i];

        if (!bdl_str_eq(operand->document, finding->document) && operand->document.len)
            fprintf(report->out, "  %.*s\n", BDL_PRI(operand->document));
        print_operand(report, operand,
                      i > 0 && stands_beside(operand, &finding->operands[i - 1]));
    }
    if (shown < finding->operand_count)
        fprintf(report->out, "      … %zu more (--verbose shows them)\n",
                finding->operand_count - shown);
}

/* Whether the message names the amount of the difference already. */
static bool says_difference(const bdl_finding *finding) {
    bdl_str amount = finding->difference;
    size_t digits = 0;

    if (amount.len && (amount.data[0] == '-' || amount.data[0] == '+'))
        amount = bdl_str_from(amount, 1);
    while (digits < amount.len && (amount.data[digits] == '.' || (amount.data[digits] >= '0' &&
                                                                amount.data[digits] <= '9')))
        digits++;
    return bdl_str_find(finding->message, bdl_str_of(amount.data, digits), 0) != SIZE_MAX;
}

static void print_finding(struct report *report, const bdl_finding *finding) {
    print_place(report, finding->document, &finding->place);
    print_severity(report, finding);
    fprintf(report->out, "%.*s", BDL_PRI(finding->message));
    fprintf(report->out, " [%.*s]\n", BDL_PRI(finding->rule->name.text));
    if (finding->operand_count)
        print_operands(report, finding);
    else if (finding->line_text.len && finding->place.line) {
        bdl_quote quote = bdl_quote_line(report->scratch, finding->line_text,
                                         finding->place.column, finding->place.length);

        fprintf(report->out, "%5u | %.*s\n      | %.*s\n", finding->place.line,
                BDL_PRI(quote.text), BDL_PRI(quote.carets));
    }
    if (finding->difference.len && !says_difference(finding))
        fprintf(report->out, "  差额: %.*s\n", BDL_PRI(finding->difference));
    if (finding->hint.len)
        fprintf(report->out, "  提示: %.*s\n", BDL_PRI(finding->hint));
    if (finding->rule->as.rule.basis.len)
        fprintf(report->out, "  依据: %.*s\n", BDL_PRI(finding->rule->as.rule.basis));
    if (finding->waived_by)
        fprintf(report->out, "  豁免: %.*s\n",
                BDL_PRI(finding->waived_by->as.waive.because));
}

static void print_note(struct report *report, const bdl_note_outcome *note) {
    static const char *const names[] = {"passed", "rounded", "failed", "not applicable",
                                        "not assessed"};

    print_place(report, note->document, &note->place);
    fprintf(report->out, "%s: ", names[note->outcome]);
    if (note->reason.len)
        fprintf(report->out, "%.*s ", BDL_PRI(note->reason));
    fprintf(report->out, "[%.*s]\n", BDL_PRI(note->rule->name.text));
}

static void print_unread(struct report *report, const bdl_doc_result *result) {
    for (size_t i = 0; i < result->unread.count; i++) {
        const bdl_unread *unread = &result->unread.items[i];

        print_place(report, result->path, &unread->place);
        fprintf(report->out, "unreadable: “%.*s” (%.*s)\n", BDL_PRI(unread->text),
                BDL_PRI(unread->why));
    }
}

static void text_document(void *state, const bdl_doc_result *result) {
    struct report *report = state;

    bdl_arena_reset(report->scratch);
    for (size_t i = 0; i < result->also.count; i++)
        fprintf(report->out, "%.*s: same content as %.*s, checked once\n",
                BDL_PRI(result->also.items[i]), BDL_PRI(result->path));
    if (result->read)
        print_unread(report, result);
    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *finding = &result->findings.items[i];

        if ((!finding->waived_by || report->options.show_waived) &&
            (!finding->known || report->options.show_known))
            print_finding(report, finding);
    }
    for (size_t i = 0; i < result->notes.count; i++)
        if (report->options.show[result->notes.items[i].outcome])
            print_note(report, &result->notes.items[i]);
}

static const char *plural(size_t n) {
    return n == 1 ? "" : "s";
}

static void print_vacuous(struct report *report, const bdl_run_totals *totals) {
    for (size_t i = 0; i < report->program->rules.count; i++)
        if (bdl_rule_is_vacuous(&totals->rules[i]))
            fprintf(report->out, "vacuous: %.*s reached nothing in any document\n",
                    BDL_PRI(report->program->rules.items[i]->name.text));
}

static bool text_end(void *state, const bdl_run_totals *t) {
    struct report *report = state;
    bool ok;

    print_vacuous(report, t);
    fprintf(report->out, "%zu document%s, %zu rule%s: %zu error%s, %zu warning%s",
            t->documents, plural(t->documents), report->program->rules.count,
            plural(report->program->rules.count), t->errors, plural(t->errors), t->warnings,
            plural(t->warnings));
    if (t->infos)
        fprintf(report->out, ", %zu info%s", t->infos, plural(t->infos));
    fprintf(report->out, "; %zu passed, %zu rounded, %zu not assessed", t->outcome[BDL_PASSED],
            t->outcome[BDL_ROUNDED], t->outcome[BDL_NOT_ASSESSED]);
    if (t->outcome[BDL_NOT_ASSESSED] && !report->options.show[BDL_NOT_ASSESSED])
        fputs(" (use --show)", report->out);
    fprintf(report->out, ", %zu vacuous", t->vacuous);
    if (t->waived)
        fprintf(report->out, ", %zu waived", t->waived);
    if (t->known)
        fprintf(report->out, ", %zu known", t->known);
    if (t->duties_applicable)
        fprintf(report->out, "; %zu of %zu duties decided", t->duties_decided,
                t->duties_applicable);
    if (t->unreadable)
        fprintf(report->out, "; %zu document%s not read", t->unreadable,
                plural(t->unreadable));
    putc('\n', report->out);
    ok = !ferror(report->out);
    bdl_arena_free(report->scratch);
    free(report);
    return ok;
}

const bdl_report_format bdl_report_text = {
    .name = "text", .open = text_open, .document = text_document, .end = text_end};
