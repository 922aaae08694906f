/* commands.c - one function a command: see what was named, load, do, give the status. */
#include <signal.h>
#include <string.h>
#include <time.h>

#include "cli/cli.h"

static bdl_rules_options load_options(const cli_options *options) {
    return (bdl_rules_options){
        .rules_path = options->rules_path.items,
        .rules_path_count = options->rules_path.count,
        .defines = options->defines.items,
        .define_count = options->defines.count,
        .color = options->color,
        .quiet = options->quiet,
        .threads = options->threads,
    };
}

bool cli_print_problems(const cli_options *options) {
    size_t count = bdl_paths_problem_count(options->paths);

    for (size_t i = 0; !options->quiet && bdl_paths_note(options->paths, i); i++)
        fprintf(stderr, _("bdl: %s\n"), bdl_paths_note(options->paths, i));
    for (size_t i = 0; i < count; i++)
        fprintf(stderr, _("bdl: %s\n"), bdl_paths_problem(options->paths, i));
    return count > 0;
}

bool cli_names_documents(const cli_options *options) {
    bool is_so = bdl_paths_document_count(options->paths) > 0;

    if (is_so)
        fprintf(stderr, _("bdl: %s is no rule file: their names end in .bdl\n"),
                bdl_paths_document(options->paths, 0));
    return is_so;
}

bdl_rules *cli_load_forms(const cli_options *options) {
    bdl_rules_options load = load_options(options);

    load.skip_examples = true;
    return bdl_rules_load(options->paths, true, &load);
}

static bdl_rules *load_for(const cli_options *options, const bdl_check_options *check) {
    bdl_rules_options load = load_options(options);

    load.skip_examples = true;
    if (!check->profile) /* which times each stage */
        load.check = check;
    return bdl_rules_load(options->paths, false, &load);
}

/* For those who write rules: the examples, too, and with LINT what is only dubious. */
static bdl_rules *load_all(const cli_options *options, bool lint) {
    bdl_rules_options load = load_options(options);

    load.lint = lint;
    return bdl_rules_load(options->paths, false, &load);
}

static int no_rule(void) {
    fputs(_("bdl: no rule file (*.bdl) was given, so nothing was checked; see bdl "
            "--help\n"),
          stderr);
    return BDL_EXIT_USAGE;
}

static int no_rule_left(void) {
    fputs(_("bdl: --only and --skip leave no rule, so nothing was checked\n"), stderr);
    return BDL_EXIT_USAGE;
}

/* Rule files were given, but only with forms and the like in them. */
static int no_rule_in_files(void) {
    fputs(_("bdl: the rule files hold no rule, so nothing was checked\n"), stderr);
    return BDL_EXIT_USAGE;
}

static int no_document(const cli_options *options) {
    const char *folder = bdl_paths_ruleset(options->paths);

    fputs(_("bdl: no document was given, so nothing was checked; see bdl --help\n"),
          stderr);
    if (folder)
        fprintf(
            stderr,
            _("bdl: %s holds rules and was taken for a ruleset; write -- before it to "
              "have the documents in it read\n"),
            folder);
    return BDL_EXIT_USAGE;
}

/* For commands that read no documents: whether there are rules and nothing else; says so
 * when not. */
static bool are_rules(const cli_options *options) {
    if (cli_print_problems(options) || cli_names_documents(options))
        return false;
    if (bdl_paths_rule_count(options->paths) == 0)
        no_rule();
    return bdl_paths_rule_count(options->paths) > 0;
}

/* What here changes: a signal can reach nothing else. The number of the last one, and
 * when the first came. */
static volatile sig_atomic_t interrupted, interrupted_at;

/* Milliseconds, of which the low bits tell how long ago another was. */
static sig_atomic_t now(void) {
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (sig_atomic_t)((unsigned)t.tv_sec * 1000U + (unsigned)(t.tv_nsec / 1000000));
}

/* `timeout` signals its child and then its whole group: the second of two that come
 * together is no wish of its own. */
static void interrupt(int number) {
    enum { TOGETHER = 300 };
    bool again = number != SIGPIPE && interrupted != 0 && interrupted != SIGPIPE;

    if (again && (unsigned)now() - (unsigned)interrupted_at > TOGETHER) {
        (void)signal(number, SIG_DFL);
        (void)raise(number);
    }
    if (!again)
        interrupted_at = now();
    interrupted = number;
}

/* The first interrupt ends the run in order, a later one at once. That the reader of the
 * output went away ends it in order too, however often it is tried to write: there may be
 * files half written. nohup has its way. */
static void take_interrupts(void) {
    struct sigaction action = {.sa_handler = interrupt};
    struct sigaction before;

    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, &before);
    if (before.sa_handler == SIG_IGN)
        sigaction(SIGHUP, &before, NULL);
    sigaction(SIGPIPE, &action, &before);
    if (before.sa_handler == SIG_IGN)
        sigaction(SIGPIPE, &before, NULL);
}

/* The shell is told that a pipe was closed, as by any program that did not care. */
static void end_by_pipe(void) {
    if (interrupted == SIGPIPE) {
        (void)signal(SIGPIPE, SIG_DFL);
        (void)raise(SIGPIPE);
    }
}

static bool names_unknown_rules(const bdl_rules *rules, const cli_list *names,
                                const char *option) {
    for (size_t i = 0; i < names->count; i++)
        if (!bdl_rules_has(rules, names->items[i])) {
            const char *meant = bdl_rules_nearest(rules, names->items[i], true);

            fprintf(stderr, _("bdl: %s %s: no rule or tag of that name"), option,
                    names->items[i]);
            if (meant)
                fprintf(stderr, _("; did you mean %s?"), meant);
            fputc('\n', stderr);
            return true;
        }
    return false;
}

int cli_check(cli_options *options) {
    bdl_check_options check = {
        .outputs = options->outputs,
        .output_count = options->output_count,
        .only = options->only.items,
        .only_count = options->only.count,
        .skip = options->skip.items,
        .skip_count = options->skip.count,
        .fail_on = options->fail_on,
        .baseline = options->baseline,
        .write_baseline = options->write_baseline,
        .checksheet = options->checksheet,
        .stop = &interrupted,
        .exact = options->exact,
        .show = options->show,
        .threads = options->threads,
        .profile = options->profile,
        .stats = options->stats,
        .width = cli_terminal_width(),
        .color = options->color,
        .quiet = options->quiet,
        .verbose = options->verbose,
    };
    bool problems = cli_print_problems(options);
    bdl_rules *rules;
    int status;

    if (bdl_paths_rule_count(options->paths) == 0)
        return no_rule();
    if (bdl_paths_document_count(options->paths) == 0)
        return no_document(options);
    rules = load_for(options, &check);
    if (!rules)
        return BDL_EXIT_USAGE;
    if (bdl_rules_empty(rules)) {
        bdl_rules_free(rules);
        return no_rule_in_files();
    }
    if (names_unknown_rules(rules, &options->only, "--only") ||
        names_unknown_rules(rules, &options->skip, "--skip")) {
        bdl_rules_free(rules);
        return BDL_EXIT_USAGE;
    }
    if (bdl_rules_all_skipped(rules, &check)) {
        bdl_rules_free(rules);
        return no_rule_left();
    }
    take_interrupts();
    status = bdl_check(rules, options->paths, &check);
    cli_end_with_rules(rules);
    end_by_pipe();
    if (problems && status < BDL_EXIT_DOCUMENT)
        status = BDL_EXIT_DOCUMENT;
    return status;
}

/* model and coverage: documents by the named rules or the shipped forms. */
static int with_documents(cli_options *options, int (*run)(const bdl_rules *rules,
                                                           const cli_options *options)) {
    bool problems = cli_print_problems(options);
    bdl_rules *rules;
    int status;

    if (bdl_paths_document_count(options->paths) == 0)
        return no_document(options);
    rules = cli_load_forms(options);
    if (!rules)
        return BDL_EXIT_USAGE;
    status = run(rules, options);
    bdl_rules_free(rules);
    return problems && status == BDL_EXIT_CLEAN ? BDL_EXIT_DOCUMENT : status;
}

static int run_model(const bdl_rules *rules, const cli_options *options) {
    return bdl_model_of(rules, options->paths, options->plain, stdout);
}

static int run_coverage(const bdl_rules *rules, const cli_options *options) {
    return bdl_coverage(rules, options->paths, stdout);
}

int cli_model(cli_options *options) {
    return with_documents(options, run_model);
}

int cli_coverage(cli_options *options) {
    return with_documents(options, run_coverage);
}

static int run_guard(const bdl_rules *rules, const cli_options *options) {
    return bdl_guard_documents(rules, options->paths, (size_t)options->plant, stdout);
}

int cli_guard(cli_options *options) {
    if (bdl_paths_rule_count(options->paths) == 0)
        return no_rule();
    return with_documents(options, run_guard);
}

int cli_blocks(cli_options *options) {
    bool problems = cli_print_problems(options);
    int status;

    if (bdl_paths_document_count(options->paths) == 0)
        return no_document(options);
    status = bdl_blocks(options->paths, stdout);
    return problems && status == BDL_EXIT_CLEAN ? BDL_EXIT_DOCUMENT : status;
}

/* Two files, or one that is named twice; standard input is read once. */
static bool are_two_reports(const cli_options *options) {
    size_t count = bdl_paths_document_count(options->paths);
    return bdl_paths_rule_count(options->paths) == 0 && options->operand_count == 2 &&
           (count == 2 ||
            (count == 1 && strcmp(bdl_paths_document(options->paths, 0), "-") != 0));
}

int cli_diff(cli_options *options) {
    if (!are_two_reports(options)) {
        fprintf(stderr,
                _("bdl: diff wants two reports of bdl -f json; see bdl diff --help\n"));
        return BDL_EXIT_USAGE;
    }
    return bdl_diff(options->paths, options->fail_on, options->verbose, stdout);
}

int cli_test(cli_options *options) {
    bdl_rules *rules;
    int status;

    if (!are_rules(options))
        return BDL_EXIT_USAGE;
    rules = load_all(options, false);
    if (!rules)
        return BDL_EXIT_USAGE;
    status = bdl_test_examples(rules, options->coverage, options->verbose, stdout);
    bdl_rules_free(rules);
    return status;
}

int cli_lint(cli_options *options) {
    bdl_rules *rules;

    if (!are_rules(options))
        return BDL_EXIT_USAGE;
    rules = load_all(options, true);
    bdl_rules_free(rules);
    return rules ? BDL_EXIT_CLEAN : BDL_EXIT_USAGE;
}

int cli_fmt(cli_options *options) {
    if (!are_rules(options))
        return BDL_EXIT_USAGE;
    return bdl_format(options->paths, options->check, stdout);
}

int cli_explain(cli_options *options) {
    bool problems = cli_print_problems(options);
    bdl_rules *rules;
    int status;

    if (!options->name) {
        fprintf(stderr,
                _("bdl: explain wants the name of a rule; see bdl explain --help\n"));
        return BDL_EXIT_USAGE;
    }
    if (bdl_paths_rule_count(options->paths) == 0 &&
        !bdl_paths_add_shipped(options->paths, options->rules_path.items,
                               options->rules_path.count))
        return no_rule();
    rules = load_all(options, false);
    if (!rules)
        return BDL_EXIT_USAGE;
    status = bdl_explain(rules, options->name, options->paths, stdout);
    bdl_rules_free(rules);
    return problems && status == BDL_EXIT_CLEAN ? BDL_EXIT_DOCUMENT : status;
}

int cli_doc(cli_options *options) {
    bdl_rules *rules;
    int status;

    if (!are_rules(options))
        return BDL_EXIT_USAGE;
    if (!options->output_file) {
        fprintf(stderr, _("bdl: doc wants a folder to write to: -o FOLDER\n"));
        return BDL_EXIT_USAGE;
    }
    rules = load_all(options, false);
    if (!rules)
        return BDL_EXIT_USAGE;
    status = bdl_doc_pages(rules, options->output_file);
    bdl_rules_free(rules);
    return status;
}
