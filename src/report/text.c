/* text.c - the report for people at a terminal: the findings of each document in reading
 * order, what came of it, and at the end what came of the run. */
#include "report/text.h"

#include <stdlib.h>

#include "base/language.h"
#include "base/text.h"

static void *text_open(FILE *out, const bdl_program *program,
                       const bdl_report_options *options) {
    bdl_text_report *report = bdl_report_new(sizeof *report);

    report->out = out;
    report->program = program;
    report->options = *options;
    report->scratch = bdl_arena_new();
    return report;
}

/* ---- a document ---- */

static void put_note(bdl_text_report *report, const bdl_note_outcome *note) {
    static const char *const names[] = {N_("passed"), N_("rounded"), N_("failed"),
                                        N_("not applicable"), N_("not assessed")};

    bdl_text_put_place(report, note->document, &note->place);
    fprintf(report->out, "%s: ", _(names[note->outcome]));
    if (note->reason.len) {
        bdl_text_put(report, note->reason);
        putc(' ', report->out);
    }
    fprintf(report->out, "[%.*s]\n", BDL_PRI(note->rule->name.text));
}

static void put_unread(bdl_text_report *report, const bdl_doc_result *result) {
    for (size_t i = 0; i < result->unread.count; i++) {
        const bdl_unread *unread = &result->unread.items[i];

        bdl_text_put_place(report, result->path, &unread->place);
        fputs(_("unreadable: “"), report->out);
        bdl_text_put(report, unread->text);
        fputs("” (", report->out);
        bdl_text_put(report, unread->why);
        fputs(")\n", report->out);
    }
}

static void put_also(bdl_text_report *report, const bdl_doc_result *result) {
    for (size_t i = 0; i < result->also.count; i++) {
        bdl_text_put(report, result->also.items[i]);
        fputs(_(": same content as "), report->out);
        bdl_text_put(report, result->path);
        fputs(_(", checked once\n"), report->out);
    }
}

static bool is_listed(const void *ctx, const bdl_finding *finding) {
    const bdl_text_report *report = ctx;

    return (!finding->waived_by || report->options.show_waived) &&
           (!finding->known || report->options.show_known);
}

/* ---- findings ---- */

static void put_cause(bdl_text_report *report, const bdl_doc_result *result,
                      const bdl_finding *finding) {
    bdl_text_paint(report, "1", result->path);
    fputs(": ", report->out);
    bdl_text_paint(report, "2", BDL_STR("同一原因"));
    fputs(": ", report->out);
    bdl_text_put(report, finding->cause);
    putc('\n', report->out);
}

enum { LINES_OF_CAUSE = 12 };

static void put_rest_of_cause(bdl_text_report *report, size_t left) {
    fprintf(report->out,
            bdl_translate_count("  … %zu more (--verbose shows them)\n",
                                "  … %zu more (--verbose shows them)\n", left),
            left);
}

/* Under their cause the first few are told in full, of some more what they say; the rest
 * is counted. */
static void put_finding(bdl_text_report *report, const bdl_doc_result *result,
                        const bdl_finding *finding, const bdl_telling *told) {
    bool is_brief = told->number > BDL_SHOWN_OF_CAUSE && !report->options.verbose;
    size_t all = told->number + told->left; /* and one */
    bool is_counted =
        is_brief && told->number > LINES_OF_CAUSE && all > LINES_OF_CAUSE + 2;

    bdl_arena_reset(report->scratch);
    if (told->number == 1)
        put_cause(report, result, finding);
    if (is_brief && told->number == BDL_SHOWN_OF_CAUSE + 1)
        fprintf(report->out,
                bdl_translate_count("  %zu more of this cause (--verbose):\n",
                                    "  %zu more of this cause (--verbose):\n",
                                    told->left),
                told->left);
    if (is_counted && told->number == LINES_OF_CAUSE + 1)
        put_rest_of_cause(report, told->left);
    if (is_counted)
        return;
    if (is_brief)
        bdl_text_put_head(report, finding);
    else
        bdl_text_put_finding(report, finding);
}

static void put_findings(bdl_text_report *report, const bdl_doc_result *result) {
    bdl_arena *arena = bdl_arena_new();
    const bdl_telling *told = bdl_findings_told(arena, result, is_listed, report);

    for (size_t i = 0; i < result->findings.count; i++)
        if (told[i].listed)
            put_finding(report, result, &result->findings.items[i], &told[i]);
    bdl_arena_free(arena);
}

/* ---- rules that reached nothing ---- */

enum { LINE_WIDTH = 90, INDENT = 2, MOST_NAMED = 12 };

/* WORD on the line of which USED columns are taken, or on the next one, no wider than the
 * terminal. Gives what is taken then. */
static size_t put_word(bdl_text_report *report, bdl_str word, size_t used) {
    size_t width = report->options.width ? report->options.width : LINE_WIDTH;
    size_t columns = bdl_text_width(word);

    if (used == 0 || used + 1 + columns > width) {
        fprintf(report->out, "\n%*s", INDENT, "");
        used = INDENT;
    } else {
        putc(' ', report->out);
        used++;
    }
    bdl_text_put(report, word);
    return used + columns;
}

static void put_vacuous_names(bdl_text_report *report, const bdl_rule_counts *rules) {
    size_t used = 0;

    for (size_t i = 0; i < report->program->rules.count; i++)
        if (bdl_rule_is_vacuous(&rules[i]))
            used = put_word(report, report->program->rules.items[i]->name.text, used);
    putc('\n', report->out);
}

/* How many they are of each topic: a large ruleset has many that the documents of one
 * place or one kind give nothing to look at. */
static void put_vacuous_topics(bdl_text_report *report, const bdl_run_totals *totals) {
    bdl_topics topics = bdl_topics_of(report->scratch, report->program);
    size_t used = 0, left = totals->vacuous;

    for (size_t t = 0; t < topics.items.count; t++) {
        bdl_str name = bdl_path_name(topics.items.items[t].stem);
        size_t count = 0;

        for (size_t i = 0; i < report->program->rules.count; i++)
            count += topics.of[i] == t && bdl_rule_is_vacuous(&totals->rules[i]);
        if (count == 0)
            continue;
        left -= count;
        used = put_word(report,
                        bdl_arena_printf(report->scratch, "%.*s %zu%s", BDL_PRI(name),
                                         count, left ? "," : ""),
                        used);
    }
    fputs(_(" (--show vacuous)\n"), report->out);
}

/* Those of one document, when they are asked for and there are several documents. */
static void put_vacuous_here(bdl_text_report *report, const bdl_doc_result *result) {
    size_t count = 0;

    for (size_t i = 0; result->read && i < report->program->rules.count; i++)
        count += bdl_rule_is_vacuous(&result->rules[i]);
    if (count == 0)
        return;
    bdl_text_paint(report, "1", result->path);
    fputs(_(": "), report->out);
    fputs(_("vacuous, reached nothing here:"), report->out);
    put_vacuous_names(report, result->rules);
}

/* ---- sums ---- */

/* COUNT by the format ONE or MANY. */
static void put_count(bdl_text_report *report, size_t count, const char *one,
                      const char *many, const char *color) {
    bdl_str text =
        bdl_arena_printf(report->scratch, bdl_translate_count(one, many, count), count);

    if (count > 0 && color)
        bdl_text_paint(report, color, text);
    else
        bdl_text_put(report, text);
}

static void put_severities(bdl_text_report *report, const bdl_run_totals *t) {
    put_count(report, t->errors, "%zu error", "%zu errors", bdl_text_color(BDL_ERROR));
    fputs(_(", "), report->out);
    put_count(report, t->warnings, "%zu warning", "%zu warnings",
              bdl_text_color(BDL_WARNING));
    if (t->infos) {
        fputs(_(", "), report->out);
        put_count(report, t->infos, "%zu info", "%zu infos", bdl_text_color(BDL_INFO));
    }
}

static void put_outcomes(bdl_text_report *report, const bdl_run_totals *t) {
    fprintf(report->out, _("; %zu passed, %zu rounded, %zu not assessed"),
            t->outcome[BDL_PASSED], t->outcome[BDL_ROUNDED],
            t->outcome[BDL_NOT_ASSESSED]);
}

static void put_set_aside(bdl_text_report *report, const bdl_run_totals *t) {
    if (t->waived)
        fprintf(report->out, _(", %zu waived"), t->waived);
    if (t->known)
        fprintf(report->out, _(", %zu known"), t->known);
    if (t->duties_applicable)
        fprintf(report->out, _("; %zu of %zu duties decided"), t->duties_decided,
                t->duties_applicable);
}

/* What came of one document, when there are several. */
static void put_summary(bdl_text_report *report, const bdl_doc_result *result) {
    bdl_run_totals totals = {0};

    bdl_text_paint(report, "1", result->path);
    fputs(_(": "), report->out);
    if (!result->read) {
        fputs(_("not read: "), report->out);
        bdl_text_put(report, result->error);
        putc('\n', report->out);
        return;
    }
    bdl_run_totals_add(&totals, report->program, result);
    put_severities(report, &totals);
    put_outcomes(report, &totals);
    put_set_aside(report, &totals);
    fprintf(report->out, _("; %zu of %zu cells read\n"), result->cells_read,
            result->cells);
}

static void text_document(void *state, const bdl_doc_result *result) {
    bdl_text_report *report = state;

    put_also(report, result);
    if (result->read)
        put_unread(report, result);
    put_findings(report, result);
    for (size_t i = 0; i < result->notes.count; i++)
        if (report->options.show[result->notes.items[i].outcome])
            put_note(report, &result->notes.items[i]);
    bdl_arena_reset(report->scratch);
    if (report->options.documents > 1 && report->options.show_vacuous)
        put_vacuous_here(report, result);
    if (report->options.documents > 1)
        put_summary(report, result);
}

/* ---- the run ---- */

static void put_vacuous(bdl_text_report *report, const bdl_run_totals *totals) {
    if (totals->vacuous == 0)
        return;
    fputs(_("vacuous, reached nothing in any document:"), report->out);
    if (totals->vacuous <= MOST_NAMED || report->options.show_vacuous ||
        report->options.verbose)
        put_vacuous_names(report, totals->rules);
    else
        put_vacuous_topics(report, totals);
}

static void put_run(bdl_text_report *report, const bdl_run_totals *t) {
    put_count(report, t->documents, "%zu document", "%zu documents", NULL);
    fputs(_(", "), report->out);
    put_count(report, report->program->rules.count - t->rules_skipped, "%zu rule",
              "%zu rules", NULL);
    fputs(_(": "), report->out);
    put_severities(report, t);
    put_outcomes(report, t);
    if (t->outcome[BDL_NOT_ASSESSED] && !report->options.show[BDL_NOT_ASSESSED])
        fputs(_(" (use --show)"), report->out);
    fprintf(report->out, _(", %zu vacuous"), t->vacuous);
    put_set_aside(report, t);
    if (t->unreadable) {
        fputs(_("; "), report->out);
        put_count(report, t->unreadable, "%zu document not read",
                  "%zu documents not read", "31;1");
    }
    putc('\n', report->out);
}

static bool text_end(void *state, const bdl_run_totals *totals) {
    bdl_text_report *report = state;
    bool ok;

    put_vacuous(report, totals);
    put_run(report, totals);
    ok = !ferror(report->out);
    bdl_arena_free(report->scratch);
    free(report);
    return ok;
}

const bdl_report_format bdl_report_text = {.name = "text",
                                           .no_reasons = true,
                                           .open = text_open,
                                           .document = text_document,
                                           .end = text_end};
