/* bdl_check.c - the main job at the border: choose the rules, open the reports, run, and
 * say how it went. */
#include "bdl_internal.h"

#include <errno.h>
#include <fnmatch.h>
#include <time.h>
#include <unistd.h>

#include "base/guess.h"
#include "base/language.h"
#include "eval/run.h"
#include "report/baseline.h"
#include "report/profile.h"
#include "report/progress.h"
#include "report/report.h"

/* One report being written. */
struct output {
    const bdl_report_format *format;
    bdl_file_writer *writer;
    void *state;
    const char *file; /* NULL: standard output */
    bdl_str error;    /* what the report says of its failure; may be empty */
};

struct check {
    bdl_str checksheet; /* the file of its items */
    bdl_arena *arena;
    const bdl_check_options *options;
    struct output *outputs; /* those of OPTIONS, then --write-baseline */
    size_t output_count;
    size_t documents_failed, documents_done, documents;
};

bool bdl_format_known(const char *format) {
    return bdl_report_format_named(bdl_str_z(format)) != NULL;
}

const char *bdl_format_at(size_t i) {
    const bdl_report_format *format = bdl_report_format_at(i);

    return format ? format->name : NULL;
}

/* ---- --only, --skip ---- */

static bool has_tag(const bdl_item *rule, const char *tag) {
    for (size_t i = 0; i < rule->as.rule.tags.count; i++)
        if (bdl_str_eq(rule->as.rule.tags.items[i].text, bdl_str_z(tag)))
            return true;
    return false;
}

static bool is_meant(bdl_arena *arena, const bdl_item *rule, const char *name) {
    bdl_str own = bdl_arena_str(arena, rule->name.text);

    return has_tag(rule, name) || fnmatch(name, own.data, 0) == 0;
}

static bool is_meant_by_any(bdl_arena *arena, const bdl_item *rule,
                            const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (is_meant(arena, rule, names[i]))
            return true;
    return false;
}

bool bdl_rules_empty(const bdl_rules *rules) {
    return rules->program->rules.count + rules->program->duties.count == 0;
}

bool bdl_rules_has(const bdl_rules *rules, const char *name) {
    bdl_arena *scratch = bdl_arena_new();
    bool found = false;

    for (size_t i = 0; i < rules->program->rules.count && !found; i++)
        found = is_meant(scratch, rules->program->rules.items[i], name);
    bdl_arena_free(scratch);
    return found;
}

const char *bdl_rules_nearest(const bdl_rules *rules, const char *name, bool tags) {
    bdl_guess guess;

    bdl_guess_init(&guess, bdl_str_z(name));
    for (size_t i = 0; i < rules->program->rules.count; i++) {
        const bdl_item *rule = rules->program->rules.items[i];

        bdl_guess_offer(&guess, rule->name.text);
        for (size_t k = 0; tags && k < rule->as.rule.tags.count; k++)
            bdl_guess_offer(&guess, rule->as.rule.tags.items[k].text);
    }
    return guess.best.len ? bdl_arena_str(rules->arena, guess.best).data : NULL;
}

static bool is_skipped(bdl_arena *arena, const bdl_item *rule,
                       const bdl_check_options *options) {
    return (options->only_count > 0 &&
            !is_meant_by_any(arena, rule, options->only, options->only_count)) ||
           is_meant_by_any(arena, rule, options->skip, options->skip_count);
}

bool bdl_rules_all_skipped(const bdl_rules *rules, const bdl_check_options *options) {
    size_t count = rules->program->rules.count, skipped = 0;
    bdl_arena *scratch = bdl_arena_new();

    while (skipped < count &&
           is_skipped(scratch, rules->program->rules.items[skipped], options))
        skipped++;
    bdl_arena_free(scratch);
    return count > 0 && skipped == count;
}

static bool *choose_rules(struct check *check, const bdl_program *program) {
    bool *skip = BDL_NEW_ARRAY(check->arena, bool, program->rules.count + 1);

    for (size_t i = 0; i < program->rules.count; i++)
        skip[i] = is_skipped(check->arena, program->rules.items[i], check->options);
    return skip;
}

/* ---- outputs ---- */

static void say_failed(const struct output *output, bdl_str error) {
    fprintf(stderr, _("bdl: %s: %.*s\n"),
            output->file ? output->file : _("standard output"), BDL_PRI(error));
}

/* The stream of OUTPUT; NULL after a message, or for a report that opens its own file. */
static FILE *open_stream(struct check *check, struct output *output, bool *ok) {
    bdl_str error = BDL_STR("");

    if (output->format->in_place)
        return NULL;
    if (!output->file)
        return stdout;
    output->writer = bdl_file_write_begin(check->arena, bdl_str_z(output->file), &error);
    if (output->writer)
        return bdl_file_write_stream(output->writer);
    say_failed(output, error);
    *ok = false;
    return NULL;
}

/* Whether a report that opens its own file was given none; says so. */
static bool lacks_file(const struct check *check) {
    for (size_t i = 0; i < check->output_count; i++) {
        const struct output *output = &check->outputs[i];

        if (output->file || !output->format->in_place)
            continue;
        fprintf(stderr, _("bdl: %s is written to a file: -f %s=FILE\n"),
                output->format->name, output->format->name);
        return true;
    }
    return false;
}

static bool open_output(struct check *check, const bdl_program *program,
                        struct output *output) {
    unsigned show = check->options->show;
    bdl_report_options options = {
        .color = check->options->color && !output->file,
        .show = {[BDL_PASSED] = (show & BDL_SHOW_PASSED) != 0,
                 [BDL_ROUNDED] = (show & BDL_SHOW_ROUNDED) != 0,
                 [BDL_NOT_ASSESSED] = (show & BDL_SHOW_NOT_ASSESSED) != 0},
        .show_waived = (show & BDL_SHOW_WAIVED) != 0,
        .show_known = (show & BDL_SHOW_KNOWN) != 0,
        .show_vacuous = (show & BDL_SHOW_VACUOUS) != 0,
        .verbose = check->options->verbose,
        .documents = check->documents,
        .width = output->file ? 0 : check->options->width,
        .path = output->file ? bdl_str_z(output->file) : BDL_STR(""),
        .checksheet = check->checksheet,
        .arena = check->arena,
        .error = &output->error,
    };
    bool ok = true;
    FILE *out = open_stream(check, output, &ok);

    if (!ok)
        return false;
    output->state = output->format->open(out, program, &options);
    if (!output->state)
        say_failed(output, output->error);
    return output->state != NULL;
}

/* The items of a check sheet: --checksheet, else those beside the rules. */
static bdl_str find_checksheet(struct check *check, const bdl_rules *rules) {
    bdl_str path = BDL_STR("checksheets/department.csv");

    if (check->options->checksheet)
        return bdl_str_z(check->options->checksheet);
    for (size_t i = 0; i < rules->folder_count; i++) {
        bdl_str there = bdl_path_join(check->arena, rules->folders[i], path);

        if (access(there.data, R_OK) == 0)
            return there;
    }
    return path;
}

/* What --format and --write-baseline ask for. */
static void name_outputs(struct check *check) {
    const bdl_check_options *options = check->options;

    check->outputs =
        BDL_NEW_ARRAY(check->arena, struct output, options->output_count + 1);
    for (size_t i = 0; i < options->output_count; i++)
        check->outputs[check->output_count++] = (struct output){
            .format = bdl_report_format_named(bdl_str_z(options->outputs[i].format)),
            .file = options->outputs[i].file};
    if (options->write_baseline)
        check->outputs[check->output_count++] = (struct output){
            .format = &bdl_report_baseline, .file = options->write_baseline};
}

static bool do_outputs_clash(struct check *check, const bdl_paths *paths) {
    bdl_str *files = BDL_NEW_ARRAY(check->arena, bdl_str, check->output_count + 1);
    size_t count = 0;

    for (size_t i = 0; i < check->output_count; i++)
        if (check->outputs[i].file)
            files[count++] = bdl_str_z(check->outputs[i].file);
    return bdl_outputs_clash(paths, files, count);
}

static bool close_output(struct check *check, struct output *output,
                         const bdl_run_totals *totals) {
    bool ok = output->format->end(output->state, totals);
    bdl_str error = BDL_TR("it could not be written");
    int why;

    if (totals->interrupted) {
        if (output->writer)
            bdl_file_write_abandon(output->writer);
        fflush(stdout);
        return true;
    }
    if (output->writer && (ok || ferror(bdl_file_write_stream(output->writer))))
        ok = bdl_file_write_commit(output->writer, &error) == BDL_OK;
    else if (output->writer)
        bdl_file_write_abandon(output->writer);
    else if (!output->format->in_place && !bdl_file_flush(stdout, &why)) {
        if (why == EPIPE) /* its reader has seen enough */
            return false;
        ok = false;
        error = bdl_file_words(check->arena, why);
    }
    if (!ok)
        say_failed(output, output->error.len ? output->error : error);
    return ok;
}

/* Ends the first COUNT reports, whose files are left as they were. */
static void drop_outputs(struct check *check, const bdl_program *program, size_t count) {
    bdl_run_totals none = {.interrupted = true};

    none.rules = BDL_NEW_ARRAY(check->arena, bdl_rule_counts, program->rules.count + 1);
    for (size_t i = 0; i < count; i++)
        if (check->outputs[i].file)
            close_output(check, &check->outputs[i], &none);
}

static void take_result(void *ctx, const bdl_doc_result *result) {
    struct check *check = ctx;

    bdl_progress_clear();
    if (!result->read) {
        fprintf(stderr, _("bdl: %.*s: %.*s\n"), BDL_PRI(result->path),
                BDL_PRI(result->error));
        check->documents_failed++;
    }
    for (size_t i = 0; i < check->output_count; i++)
        check->outputs[i].format->document(check->outputs[i].state, result);
    check->documents_done += 1 + result->also.count;
    if (check->options->done)
        check->options->done(check->documents_done, check->documents);
}

/* ---- the run ---- */

bdl_date bdl_today(void) {
    time_t now = time(NULL);
    struct tm day;

    localtime_r(&now, &day);
    return (bdl_date){(int16_t)(day.tm_year + 1900), (int8_t)(day.tm_mon + 1),
                      (int8_t)day.tm_mday};
}

static int exit_status(const struct check *check, const bdl_run_totals *totals,
                       bool written) {
    size_t counted = 0;

    if (totals->interrupted)
        return BDL_EXIT_INTERRUPTED;
    if (!written)
        return BDL_EXIT_OUTPUT;
    if (check->documents_failed > 0)
        return BDL_EXIT_DOCUMENT;
    switch (check->options->fail_on) {
    case BDL_FAIL_INFO:
        counted += totals->infos; /* fall through */
    case BDL_FAIL_WARNING:
        counted += totals->warnings; /* fall through */
    case BDL_FAIL_ERROR:
        counted += totals->errors; /* fall through */
    case BDL_FAIL_NEVER:
        break;
    }
    return counted > 0 ? BDL_EXIT_FINDINGS : BDL_EXIT_CLEAN;
}

/* Whether no report will tell why something was not assessed. */
static bool wants_no_reasons(const struct check *check) {
    for (size_t i = 0; i < check->output_count; i++)
        if (!check->outputs[i].format->no_reasons)
            return false;
    return (check->options->show & BDL_SHOW_NOT_ASSESSED) == 0;
}

bool bdl_shows_blocks(const bdl_check_options *options) {
    for (size_t i = 0; i < options->output_count; i++)
        if (bdl_report_format_named(bdl_str_z(options->outputs[i].format))->shows_blocks)
            return true;
    return false;
}

static bool writes_file(const struct check *check) {
    for (size_t i = 0; i < check->output_count; i++)
        if (check->outputs[i].file)
            return true;
    return false;
}

static uint64_t nanoseconds(clockid_t clock) {
    struct timespec now;

    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static int run_check(struct check *check, const bdl_rules *rules, const bdl_paths *paths,
                     const bdl_map *known) {
    const bdl_check_options *options = check->options;
    bdl_run_options run = {.threads = options->threads};
    bdl_run_totals totals = {0};
    uint64_t began = nanoseconds(CLOCK_MONOTONIC);
    uint64_t loading = nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
    bool written = true;
    int status;

    run.eval.exact = options->exact;
    run.eval.profile = options->profile;
    run.eval.no_reasons = wants_no_reasons(check);
    run.keeps_blocks = bdl_shows_blocks(options);
    run.eval.today = bdl_today();
    run.eval.known = known;
    run.eval.skip = choose_rules(check, rules->program);
    run.eval.show[BDL_PASSED] = (options->show & BDL_SHOW_PASSED) != 0;
    run.eval.show[BDL_ROUNDED] = (options->show & BDL_SHOW_ROUNDED) != 0;
    run.cache = paths->cache;
    run.early = rules->early;
    run.eval.stop = options->stop;
    if (!options->quiet)
        run.progress = bdl_progress_show;
    run.told = take_result;
    run.told_ctx = check;
    bdl_run_documents(rules->program, paths->documents.items, paths->documents.count,
                      &run, &totals);
    bdl_progress_clear();
    if (totals.interrupted && (!ferror(stdout) || writes_file(check)))
        fprintf(stderr,
                _("bdl: interrupted: %zu of %zu documents were checked, and no file was "
                  "written\n"),
                check->documents_done, check->documents);
    for (size_t i = 0; i < check->output_count; i++)
        written = close_output(check, &check->outputs[i], &totals) && written;
    status = exit_status(check, &totals, written);
    if (totals.profile)
        bdl_profile_print(stderr, rules->program, &totals);
    if (options->stats)
        bdl_stats_print(stderr, &totals, loading, nanoseconds(CLOCK_MONOTONIC) - began);
    bdl_run_totals_free(&totals);
    return status;
}

/* The fingerprints of --baseline. False after a message when it cannot be read. */
static bool read_baseline(struct check *check, const bdl_map **known) {
    const char *file = check->options->baseline;
    bdl_str error = BDL_STR("");

    if (!file)
        return true;
    *known = bdl_baseline_read(check->arena, bdl_str_z(file), &error);
    if (!*known)
        fprintf(stderr, _("bdl: %s: %.*s\n"), file, BDL_PRI(error));
    return *known != NULL;
}

/* Whether the file of --checksheet can be read; says so when not. */
static bool is_checksheet_there(const struct check *check) {
    const char *file = check->options->checksheet;

    if (!file || access(file, R_OK) == 0)
        return true;
    fprintf(stderr, _("bdl: %s: %.*s\n"), file,
            BDL_PRI(bdl_file_words(check->arena, errno)));
    return false;
}

int bdl_check(const bdl_rules *rules, const bdl_paths *paths,
              const bdl_check_options *options) {
    struct check check = {.options = options, .documents = paths->documents.count};
    const bdl_map *known = NULL;
    int status = BDL_EXIT_CLEAN;

    check.arena = bdl_arena_new();
    name_outputs(&check);
    check.checksheet = find_checksheet(&check, rules);
    if (lacks_file(&check) || do_outputs_clash(&check, paths) ||
        !read_baseline(&check, &known) || !is_checksheet_there(&check))
        status = BDL_EXIT_USAGE;
    for (size_t i = 0; status == BDL_EXIT_CLEAN && i < check.output_count; i++)
        if (!open_output(&check, rules->program, &check.outputs[i])) {
            drop_outputs(&check, rules->program, i);
            status = BDL_EXIT_OUTPUT;
        }
    if (status == BDL_EXIT_CLEAN)
        status = run_check(&check, rules, paths, known);
    bdl_arena_free(check.arena);
    return status;
}
