/* xlsx.c - the report for those who live in a spreadsheet: findings, the figures they
 * rest on, documents with coverage, rules, duties, and what could not be decided, each a
 * sheet with filters and a frozen head. Rows go to temporary files as they come, so
 * memory does not grow with their number. */
#include "report/report.h"

#ifdef HAVE_XLSXWRITER

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/language.h"
#include "report/xlsx_sheet.h"

struct report {
    FILE *out;
    const bdl_program *program;
    bdl_str path; /* of the report; empty: standard output */
    bdl_arena *arena, *scratch;
    bdl_xlsx *book;
    bdl_sheet *findings, *figures, *documents, *rules, *duties, *open;
    size_t finding_count;
};

static const bdl_sheet_column finding_columns[] = {
    {N_("No."), 6},         {N_("severity"), 9},     {N_("document"), 28},
    {N_("department"), 22}, {N_("year"), 6},         {N_("message"), 60},
    {N_("left"), 14},       {N_("right"), 14},       {N_("difference"), 12},
    {N_("unit"), 7},        {N_("hint"), 30},        {N_("rule"), 28},
    {N_("title"), 30},      {N_("basis"), 30},       {N_("tags"), 18},
    {N_("line"), 7},        {N_("column"), 7},       {N_("page"), 6},
    {N_("sheet"), 12},      {N_("cell"), 7},         {N_("state"), 10},
    {N_("reason"), 24},     {N_("fingerprint"), 18},
};
static const bdl_sheet_column figure_columns[] = {
    {N_("finding"), 8}, {N_("document"), 28}, {N_("name"), 36},       {N_("label"), 18},
    {N_("value"), 14},  {N_("unit"), 7},      {N_("as printed"), 18}, {N_("line"), 7},
    {N_("column"), 7},  {N_("page"), 6},      {N_("sheet"), 12},      {N_("cell"), 7},
};
static const bdl_sheet_column document_columns[] = {
    {N_("document"), 40},       {N_("title"), 36},
    {N_("department"), 24},     {N_("year"), 6},
    {N_("kind"), 10},           {N_("errors"), 8},
    {N_("warnings"), 9},        {N_("infos"), 7},
    {N_("waived"), 8},          {N_("known"), 7},
    {N_("passed"), 8},          {N_("rounded"), 9},
    {N_("failed"), 8},          {N_("not assessed"), 12},
    {N_("not applicable"), 13}, {N_("duties decided"), 13},
    {N_("duties"), 8},          {N_("cells"), 8},
    {N_("cells read"), 10},     {N_("coverage"), 10},
    {N_("unreadable"), 11},     {N_("error"), 40},
};
static const bdl_sheet_column rule_columns[] = {
    {N_("rule"), 32},           {N_("title"), 44},  {N_("severity"), 9},
    {N_("tags"), 20},           {N_("basis"), 36},  {N_("passed"), 9},
    {N_("rounded"), 9},         {N_("failed"), 9},  {N_("not assessed"), 12},
    {N_("not applicable"), 13}, {N_("vacuous"), 9},
};
static const bdl_sheet_column duty_columns[] = {
    {N_("document"), 40}, {N_("department"), 24}, {N_("year"), 6},    {N_("duty"), 22},
    {N_("title"), 44},    {N_("state"), 14},      {N_("reason"), 50},
};
static const bdl_sheet_column open_columns[] = {
    {N_("document"), 40}, {N_("rule"), 32},   {N_("title"), 44},
    {N_("line"), 8},      {N_("reason"), 60},
};

static void *xlsx_open(FILE *out, const bdl_program *program,
                       const bdl_report_options *options) {
    struct report *report = bdl_report_new(sizeof *report);

    report->out = out;
    report->program = program;
    report->path = options->path;
    report->arena = options->arena;
    report->scratch = bdl_arena_new();
    report->book = bdl_xlsx_new(options->arena, options->error);
    if (!report->book) {
        bdl_arena_free(report->scratch);
        free(report);
        return NULL;
    }
    report->findings = bdl_xlsx_sheet(report->book, _("Findings"), finding_columns,
                                      BDL_COUNT_OF(finding_columns));
    report->figures = bdl_xlsx_sheet(report->book, _("Figures"), figure_columns,
                                     BDL_COUNT_OF(figure_columns));
    report->documents = bdl_xlsx_sheet(report->book, _("Documents"), document_columns,
                                       BDL_COUNT_OF(document_columns));
    report->rules = bdl_xlsx_sheet(report->book, _("Rules"), rule_columns,
                                   BDL_COUNT_OF(rule_columns));
    report->duties = bdl_xlsx_sheet(report->book, _("Duties"), duty_columns,
                                    BDL_COUNT_OF(duty_columns));
    report->open = bdl_xlsx_sheet(report->book, _("Not assessed"), open_columns,
                                  BDL_COUNT_OF(open_columns));
    return report;
}

/* ---- links ---- */

/* Where a click on DOCUMENT leads: the file as seen from the report, when that lies in
 * the folder of the run, else by its full path; of a spreadsheet to the cell. */
static bdl_str link_to(struct report *report, bdl_str document, const bdl_place *place) {
    bdl_str path = bdl_arena_str(report->scratch, document);
    bdl_buf link = {.arena = report->scratch};
    char full[PATH_MAX];

    if (bdl_str_eq(document, BDL_STR("-")))
        return BDL_STR("");
    if (bdl_path_folder(report->path).len > 0 && realpath(path.data, full))
        path = bdl_str_z(full);
    bdl_buf_add(&link, bdl_uri_of(report->scratch, path));
    if (bdl_place_sheet(place).len && !bdl_str_has(bdl_place_sheet(place), BDL_STR("'")))
        bdl_buf_printf(&link, "#'%.*s'!%.*s", BDL_PRI(bdl_place_sheet(place)),
                       BDL_PRI(bdl_place_cell(place)));
    bdl_buf_char(&link, 0);
    return bdl_str_of(link.data, link.len - 1);
}

static void put_document(struct report *report, bdl_sheet *sheet, bdl_str document,
                         const bdl_place *place) {
    bdl_sheet_link(sheet, document, link_to(report, document, place));
}

static void put_place(bdl_sheet *sheet, const bdl_place *place) {
    bdl_sheet_count(sheet, place->line);
    bdl_sheet_count(sheet, place->column);
    bdl_sheet_count(sheet, place->page);
    bdl_sheet_text(sheet, bdl_place_sheet(place));
    bdl_sheet_text(sheet, bdl_place_cell(place));
}

static void put_tags(struct report *report, bdl_sheet *sheet, const bdl_words *tags) {
    bdl_buf buf = {.arena = report->scratch};

    for (size_t i = 0; i < tags->count; i++)
        bdl_buf_printf(&buf, "%s%.*s", i ? " " : "", BDL_PRI(tags->items[i].text));
    bdl_sheet_text(sheet, bdl_buf_str(&buf));
}

/* ---- a document ---- */

static void add_figures(struct report *report, const bdl_finding *finding) {
    bdl_sheet *sheet = report->figures;

    for (size_t i = 0; i < finding->operand_count; i++) {
        const bdl_operand *operand = &finding->operands[i];

        bdl_sheet_row(sheet);
        bdl_sheet_count(sheet, report->finding_count);
        bdl_sheet_text(sheet,
                       operand->document.len ? operand->document : finding->document);
        bdl_sheet_text(sheet, operand->name);
        bdl_sheet_text(sheet, bdl_operand_called(operand));
        bdl_sheet_figure(sheet, operand->value);
        bdl_sheet_text(sheet, operand->unit);
        bdl_sheet_text(sheet, operand->printed);
        put_place(sheet, &operand->place);
    }
}

static void add_finding(struct report *report, const bdl_doc_result *result,
                        const bdl_finding *finding) {
    bdl_sheet *sheet = report->findings;
    const bdl_item *rule = finding->rule;

    bdl_sheet_row(sheet);
    bdl_sheet_count(sheet, ++report->finding_count);
    bdl_sheet_text(sheet, bdl_str_z(_(bdl_severity_name(finding->severity))));
    put_document(report, sheet, finding->document, &finding->place);
    bdl_sheet_text(sheet, result->department);
    bdl_sheet_count(sheet, (size_t)result->year);
    bdl_sheet_text(sheet, finding->message);
    bdl_sheet_amount(sheet, finding->left, false);
    bdl_sheet_amount(sheet, finding->right, false);
    bdl_sheet_amount(sheet, finding->difference, true);
    bdl_sheet_text(sheet, bdl_finding_hint(result->arena, finding));
    bdl_sheet_text(sheet, rule->name.text);
    bdl_sheet_text(sheet, rule->title.text);
    bdl_sheet_text(sheet, rule->as.rule.basis);
    put_tags(report, sheet, &rule->as.rule.tags);
    put_place(sheet, &finding->place);
    bdl_sheet_words(sheet, finding->waived_by ? _("waived")
                           : finding->known   ? _("known")
                                              : _("counts"));
    bdl_sheet_text(sheet, finding->waived_by ? finding->waived_by->as.waive.because
                                             : BDL_STR(""));
    bdl_sheet_text(sheet, finding->fingerprint);
    add_figures(report, finding);
}

/* Findings that count by severity, then those that are waived and known. */
static void count_findings(const bdl_doc_result *result, size_t counts[5]) {
    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *finding = &result->findings.items[i];

        if (finding->waived_by)
            counts[3]++;
        else if (finding->known)
            counts[4]++;
        else
            counts[BDL_ERROR - finding->severity]++;
    }
}

static void add_document(struct report *report, const bdl_doc_result *result) {
    static const bdl_outcome order[] = {BDL_PASSED, BDL_ROUNDED, BDL_FAILED_,
                                        BDL_NOT_ASSESSED, BDL_NOT_APPLICABLE};
    bdl_sheet *sheet = report->documents;
    const bdl_place nowhere = {0};
    size_t counts[5] = {0}, applicable = 0, decided = 0;

    count_findings(result, counts);
    bdl_sheet_row(sheet);
    put_document(report, sheet, result->path, &nowhere);
    bdl_sheet_text(sheet, result->title);
    bdl_sheet_text(sheet, result->department);
    bdl_sheet_count(sheet, (size_t)result->year);
    bdl_sheet_text(sheet, result->kind);
    for (int i = 0; i < 5; i++)
        bdl_sheet_number(sheet, counts[i]);
    for (int i = 0; i < BDL_OUTCOME_COUNT; i++) {
        size_t sum = 0;

        for (size_t k = 0; result->rules && k < report->program->rules.count; k++)
            sum += result->rules[k].outcome[order[i]];
        bdl_sheet_number(sheet, sum);
    }
    for (size_t i = 0; i < result->duties.count; i++) {
        bdl_duty_state state = result->duties.items[i].state;

        applicable += state != BDL_DUTY_NOT_APPLICABLE;
        decided += state == BDL_DUTY_MET || state == BDL_DUTY_VIOLATED;
    }
    bdl_sheet_number(sheet, decided);
    bdl_sheet_number(sheet, applicable);
    bdl_sheet_number(sheet, result->cells);
    bdl_sheet_number(sheet, result->cells_read);
    bdl_sheet_share(sheet, result->cells_read, result->cells);
    bdl_sheet_number(sheet, result->unread.count);
    bdl_sheet_text(sheet, result->error);
}

static void add_duties(struct report *report, const bdl_doc_result *result) {
    bdl_sheet *sheet = report->duties;

    for (size_t i = 0; i < result->duties.count; i++) {
        const bdl_duty_outcome *duty = &result->duties.items[i];

        bdl_sheet_row(sheet);
        bdl_sheet_text(sheet, result->path);
        bdl_sheet_text(sheet, result->department);
        bdl_sheet_count(sheet, (size_t)result->year);
        bdl_sheet_text(sheet, duty->duty->name.text);
        bdl_sheet_text(sheet, duty->duty->title.text);
        bdl_sheet_words(sheet, _(bdl_duty_state_name(duty->state)));
        bdl_sheet_text(sheet, duty->reason);
    }
}

static void add_open(struct report *report, const bdl_doc_result *result) {
    bdl_sheet *sheet = report->open;

    for (size_t i = 0; i < result->notes.count; i++) {
        const bdl_note_outcome *note = &result->notes.items[i];

        if (note->outcome != BDL_NOT_ASSESSED)
            continue;
        bdl_sheet_row(sheet);
        bdl_sheet_text(sheet, note->document);
        bdl_sheet_text(sheet, note->rule->name.text);
        bdl_sheet_text(sheet, note->rule->title.text);
        bdl_sheet_count(sheet, note->place.line);
        bdl_sheet_text(sheet, note->reason);
    }
}

static void xlsx_document(void *state, const bdl_doc_result *result) {
    struct report *report = state;

    bdl_arena_reset(report->scratch);
    add_document(report, result);
    for (size_t i = 0; i < result->findings.count; i++) {
        bdl_arena_reset(report->scratch);
        add_finding(report, result, &result->findings.items[i]);
    }
    add_duties(report, result);
    add_open(report, result);
}

/* ---- the end ---- */

static void add_rules(struct report *report, const bdl_run_totals *totals) {
    bdl_sheet *sheet = report->rules;

    for (size_t i = 0; i < report->program->rules.count; i++) {
        const bdl_item *rule = report->program->rules.items[i];
        const size_t *outcome = totals->rules[i].outcome;

        bdl_sheet_row(sheet);
        bdl_sheet_text(sheet, rule->name.text);
        bdl_sheet_text(sheet, rule->title.text);
        bdl_sheet_text(sheet, bdl_str_z(_(bdl_severity_name(rule->as.rule.severity))));
        put_tags(report, sheet, &rule->as.rule.tags);
        bdl_sheet_text(sheet, rule->as.rule.basis);
        bdl_sheet_number(sheet, outcome[BDL_PASSED]);
        bdl_sheet_number(sheet, outcome[BDL_ROUNDED]);
        bdl_sheet_number(sheet, outcome[BDL_FAILED_]);
        bdl_sheet_number(sheet, outcome[BDL_NOT_ASSESSED]);
        bdl_sheet_number(sheet, outcome[BDL_NOT_APPLICABLE]);
        bdl_sheet_words(sheet,
                        bdl_rule_is_vacuous(&totals->rules[i]) ? _("yes") : _("no"));
    }
}

static bool xlsx_end(void *state, const bdl_run_totals *totals) {
    struct report *report = state;
    bool ok;

    add_rules(report, totals);
    bdl_sheet_sums(report->documents, 5, 18);
    bdl_sheet_sums(report->rules, 5, 9);
    ok = bdl_xlsx_write(report->book, report->out);
    bdl_arena_free(report->scratch);
    free(report);
    return ok;
}

const bdl_report_format bdl_report_xlsx = {
    .name = "xlsx", .open = xlsx_open, .document = xlsx_document, .end = xlsx_end};

#else

const bdl_report_format bdl_report_xlsx = {.name = "xlsx",
                                           .open = bdl_report_open_nothing};

#endif
