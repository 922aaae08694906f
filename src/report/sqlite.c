/* sqlite.c - results in SQLite, run by run, for questions in SQL: doc/results.md. */
#include "report/report.h"

#include <stdlib.h>

#ifdef HAVE_SQLITE3

#include <time.h>

#include "base/language.h"
#include "base/sha256.h"
#include "eval/figures.h"
#include "report/sqlite_store.h"

struct report {
    const bdl_program *program;
    bdl_arena *arena, *scratch; /* of the run, of a figure */
    bdl_str path, *error;
    const bdl_sqlite *lib;
    sqlite3 *spool;
    sqlite3_stmt *insert[BDL_STORE_TABLES];
    char started[32];
    size_t documents, figures; /* figures: of the document at hand */
    bool failed;
};

/* A row being put together: a column after the other. */
struct row {
    struct report *report;
    sqlite3_stmt *statement;
    int column;
};

static struct row begin_row(struct report *report, enum bdl_store_table table) {
    struct row row = {report, report->insert[table], 1};

    report->lib->bind_int64(row.statement, 1, 0); /* the run: known at its end */
    return row;
}

static void put_int(struct row *row, long long number) {
    row->report->lib->bind_int64(row->statement, ++row->column, number);
}

static void put_size(struct row *row, size_t number) {
    put_int(row, (long long)number);
}

static void put_null(struct row *row) {
    row->report->lib->bind_null(row->statement, ++row->column);
}

static void put_nonzero(struct row *row, long long number) {
    if (number)
        put_int(row, number);
    else
        put_null(row);
}

static void put_text(struct row *row, bdl_str text) {
    row->report->lib->bind_text64(row->statement, ++row->column,
                                  text.len ? text.data : "", text.len, SQLITE_STATIC,
                                  SQLITE_UTF8);
}

static void put_opt(struct row *row, bdl_str text) {
    if (text.len)
        put_text(row, text);
    else
        put_null(row);
}

static void put_place(struct row *row, const bdl_place *place) {
    put_nonzero(row, place->line);
    put_nonzero(row, place->column);
    put_nonzero(row, place->page);
    put_opt(row, bdl_place_sheet(place));
    put_opt(row, bdl_place_cell(place));
}

static void put_outcomes(struct row *row, const bdl_rule_counts *counts) {
    for (int i = 0; i < BDL_OUTCOME_COUNT; i++)
        put_size(row, counts->outcome[i]);
}

static void end_row(struct row *row) {
    if (row->report->lib->step(row->statement) != SQLITE_DONE)
        row->report->failed = true;
    row->report->lib->reset(row->statement);
}

/* Now, in UTC, as SQLite's own functions take it. */
static void print_now(char out[32]) {
    time_t now = time(NULL);
    struct tm t;

    gmtime_r(&now, &t);
    strftime(out, 32, "%Y-%m-%d %H:%M:%S", &t);
}

static void free_report(struct report *report) {
    for (int i = 0; i < BDL_STORE_TABLES; i++)
        report->lib->finalize(report->insert[i]);
    report->lib->close(report->spool);
    bdl_arena_free(report->scratch);
    free(report);
}

static void *sqlite_open(FILE *out, const bdl_program *program,
                         const bdl_report_options *options) {
    bdl_sqlite *lib = BDL_NEW(options->arena, bdl_sqlite);
    struct report *report;

    (void)out;
    if (!bdl_sqlite_load(options->arena, lib, options->error) ||
        !bdl_store_check(options->arena, lib, options->path, options->error))
        return NULL;
    report = bdl_report_new(sizeof *report);
    report->program = program;
    report->arena = options->arena;
    report->scratch = bdl_arena_new();
    report->path = options->path;
    report->error = options->error;
    report->lib = lib;
    report->spool = bdl_store_spool(options->arena, lib, options->error);
    print_now(report->started);
    for (int i = 0; i < BDL_STORE_TABLES && report->spool; i++) {
        report->insert[i] = bdl_store_insert(lib, report->spool, (enum bdl_store_table)i);
        report->failed |= !report->insert[i];
    }
    if (report->spool && !report->failed)
        return report;
    free_report(report);
    return NULL;
}

/* ---- a document ---- */

static void add_document(struct report *report, const bdl_doc_result *result) {
    struct row row = begin_row(report, BDL_STORE_document);

    put_size(&row, report->documents);
    put_text(&row, result->path);
    put_opt(&row, result->sha256);
    put_opt(&row, result->title);
    put_opt(&row, result->department);
    put_opt(&row, result->department_code);
    put_nonzero(&row, result->year);
    put_opt(&row, result->kind);
    put_int(&row, result->read);
    put_opt(&row, result->error);
    put_size(&row, result->cells);
    put_size(&row, result->cells_read);
    end_row(&row);
    for (size_t i = 0; i < result->also.count; i++) {
        row = begin_row(report, BDL_STORE_copy);
        put_size(&row, report->documents);
        put_text(&row, result->also.items[i]);
        end_row(&row);
    }
    for (size_t i = 0; i < result->unread.count; i++) {
        row = begin_row(report, BDL_STORE_unreadable);
        put_size(&row, report->documents);
        put_nonzero(&row, result->unread.items[i].place.line);
        put_text(&row, result->unread.items[i].text);
        put_text(&row, result->unread.items[i].why);
        end_row(&row);
    }
}

static void add_figure(void *ctx, bdl_record *record, int slot) {
    struct report *report = ctx;
    bdl_figure_seen figure;
    struct row row = begin_row(report, BDL_STORE_figure);

    bdl_arena_reset(report->scratch);
    figure = bdl_figure_seen_at(report->scratch, record, slot);
    put_size(&row, report->documents);
    put_size(&row, ++report->figures);
    put_text(&row, figure.name);
    put_opt(&row, figure.label);
    put_opt(&row, figure.row);
    put_text(&row, figure.value);
    put_opt(&row, figure.unit);
    if (figure.is_money)
        put_int(&row, figure.fen);
    else
        put_null(&row);
    put_opt(&row, figure.printed);
    put_place(&row, &figure.place);
    end_row(&row);
}

static void add_operands(struct report *report, const bdl_finding *finding,
                         size_t number) {
    for (size_t i = 0; i < finding->operand_count; i++) {
        const bdl_operand *operand = &finding->operands[i];
        struct row row = begin_row(report, BDL_STORE_operand);

        put_size(&row, report->documents);
        put_size(&row, number);
        put_size(&row, i + 1);
        put_text(&row, operand->name);
        put_opt(&row, operand->label);
        put_opt(&row, operand->value);
        put_opt(&row, operand->unit);
        put_opt(&row, operand->printed);
        put_opt(&row, operand->document);
        put_place(&row, &operand->place);
        end_row(&row);
    }
}

static void add_findings(struct report *report, const bdl_doc_result *result) {
    for (size_t i = 0; i < result->findings.count; i++) {
        const bdl_finding *finding = &result->findings.items[i];
        struct row row = begin_row(report, BDL_STORE_finding);

        put_size(&row, report->documents);
        put_size(&row, i + 1);
        put_text(&row, finding->rule->name.text);
        put_text(&row, bdl_str_z(bdl_severity_name(finding->severity)));
        put_text(&row, finding->message);
        put_opt(&row, finding->difference);
        put_opt(&row, bdl_finding_hint(result->arena, finding));
        put_place(&row, &finding->place);
        put_text(&row, finding->fingerprint);
        if (finding->waived_by)
            put_text(&row, finding->waived_by->as.waive.because);
        else
            put_null(&row);
        put_int(&row, finding->known);
        end_row(&row);
        add_operands(report, finding, i + 1);
    }
}

static void add_outcomes(struct report *report, const bdl_doc_result *result) {
    struct row row;

    for (size_t i = 0; result->rules && i < report->program->rules.count; i++) {
        if (!result->rules[i].applied)
            continue;
        row = begin_row(report, BDL_STORE_outcome);
        put_size(&row, report->documents);
        put_text(&row, report->program->rules.items[i]->name.text);
        put_outcomes(&row, &result->rules[i]);
        end_row(&row);
    }
    for (size_t i = 0; i < result->notes.count; i++) {
        const bdl_note_outcome *note = &result->notes.items[i];

        if (note->outcome != BDL_NOT_ASSESSED)
            continue;
        row = begin_row(report, BDL_STORE_not_assessed);
        put_size(&row, report->documents);
        put_text(&row, note->rule->name.text);
        put_nonzero(&row, note->place.line);
        put_text(&row, note->reason);
        end_row(&row);
    }
    for (size_t i = 0; i < result->duties.count; i++) {
        const bdl_duty_outcome *duty = &result->duties.items[i];

        row = begin_row(report, BDL_STORE_duty);
        put_size(&row, report->documents);
        put_text(&row, duty->duty->name.text);
        put_opt(&row, duty->duty->title.text);
        put_text(&row, bdl_str_z(bdl_duty_state_name(duty->state)));
        put_opt(&row, duty->reason);
        end_row(&row);
    }
}

static void sqlite_document(void *state, const bdl_doc_result *result) {
    struct report *report = state;

    report->documents++;
    add_document(report, result);
    report->figures = 0;
    if (result->model)
        bdl_figures_each(result->model, add_figure, report);
    add_findings(report, result);
    add_outcomes(report, result);
}

/* ---- the end ---- */

static void add_rulesets(struct report *report) {
    for (size_t i = 0; i < report->program->rulesets.count; i++) {
        const bdl_item *item = report->program->rulesets.items[i];
        struct row row = begin_row(report, BDL_STORE_ruleset);

        put_text(&row, item->name.text);
        put_opt(&row, bdl_item_header_text(item, "version"));
        put_text(&row, bdl_sha256(report->arena, bdl_source_text(item->file->source)));
        end_row(&row);
    }
}

static void add_rules(struct report *report, const bdl_run_totals *totals) {
    for (size_t i = 0; i < report->program->rules.count; i++) {
        const bdl_item *rule = report->program->rules.items[i];
        struct row row = begin_row(report, BDL_STORE_rule);

        put_text(&row, rule->name.text);
        put_opt(&row, rule->title.text);
        put_text(&row, bdl_str_z(bdl_severity_name(rule->as.rule.severity)));
        put_opt(&row, rule->as.rule.basis);
        put_opt(&row, rule->as.rule.note);
        put_outcomes(&row, &totals->rules[i]);
        put_int(&row, bdl_rule_is_vacuous(&totals->rules[i]));
        end_row(&row);
        for (size_t k = 0; k < rule->as.rule.tags.count; k++) {
            row = begin_row(report, BDL_STORE_tag);
            put_text(&row, rule->name.text);
            put_text(&row, rule->as.rule.tags.items[k].text);
            end_row(&row);
        }
    }
}

static void add_run(struct report *report, const bdl_run_totals *t) {
    const size_t counts[] = {t->documents,
                             t->unreadable,
                             t->errors,
                             t->warnings,
                             t->infos,
                             t->outcome[BDL_PASSED],
                             t->outcome[BDL_ROUNDED],
                             t->outcome[BDL_NOT_ASSESSED],
                             t->waived,
                             t->known,
                             t->vacuous,
                             t->duties_decided,
                             t->duties_applicable};
    struct row row = begin_row(report, BDL_STORE_run);
    char now[32];

    print_now(now);
    put_text(&row, bdl_str_z(report->started));
    put_text(&row, bdl_str_z(now));
    put_text(&row, BDL_STR(PACKAGE_VERSION));
    for (size_t i = 0; i < BDL_COUNT_OF(counts); i++)
        put_size(&row, counts[i]);
    end_row(&row);
}

static bool sqlite_end(void *state, const bdl_run_totals *totals) {
    struct report *report = state;
    bool ok;

    if (totals->interrupted) {
        free_report(report);
        return true;
    }
    add_run(report, totals);
    add_rulesets(report);
    add_rules(report, totals);
    ok = !report->failed;
    if (!ok)
        *report->error = BDL_TR("its spool in the folder for temporary files is full");
    else
        ok = bdl_store_append(report->arena, report->lib, report->path, report->spool,
                              report->error);
    free_report(report);
    return ok;
}

const bdl_report_format bdl_report_sqlite = {.name = "sqlite",
                                             .in_place = true,
                                             .open = sqlite_open,
                                             .document = sqlite_document,
                                             .end = sqlite_end};

#else

const bdl_report_format bdl_report_sqlite = {
    .name = "sqlite", .in_place = true, .open = bdl_report_open_nothing};

#endif
