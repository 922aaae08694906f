/* bdl.h - the public interface: rules, documents, findings. Handles are opaque; each is
 * made by *_new or *_load and released by the matching *_free, which accepts NULL. Texts
 * handed in and out are UTF-8 and end in NUL. Nothing but the language is global state.
 *
 * No argument may be NULL unless its comment says so; options that are all zero are those
 * of a command line without any, but for the outputs. A handle belongs to one thread at a
 * time, except that several may work with the same rules once these are loaded, each with
 * paths of its own. Mistakes of rules and of documents are reported and end nothing;
 * where there is no memory left, a line on stderr says so and the process is aborted.
 */
#ifndef BDL_H
#define BDL_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

typedef struct bdl_rules bdl_rules;
typedef struct bdl_paths bdl_paths;

/* ---- the language of messages ---- */

/* Chooses the language NAME ("zh" or "en"), or NULL: what the environment asks for. It is
 * one for the whole process: call it first, before there are other threads. False when
 * NAME is no language of bdl. */
bool bdl_language(const char *name);
/* TEXT in that language; TEXT itself where there is no translation. */
const char *bdl_translate(const char *text) __attribute__((format_arg(1)));

/* ---- what the user named ---- */

/* Takes apart the operands of a command: files ending in .bdl are rules, a folder that
 * holds .bdl files at its top is a ruleset while no document was named, all else are
 * documents; folders of documents are walked. */
bdl_paths *bdl_paths_new(void);
void bdl_paths_free(bdl_paths *paths);
void bdl_paths_add(bdl_paths *paths, const char *operand);
/* Adds the shipped rules: every rule file at the top of the first folder of the search
 * path (see bdl_rules_load) that has a forms.bdl. False when there is none. */
bool bdl_paths_add_shipped(bdl_paths *paths, const char *const *rules_path,
                           size_t rules_path_count);
/* "--": what is added from now on is a document, whatever its name. */
void bdl_paths_end_rules(bdl_paths *paths);
/* Documents read before are taken from FOLDER, and those read now are kept there. False
 * after a message on stderr when it cannot be used. */
bool bdl_paths_set_cache(bdl_paths *paths, const char *folder);
size_t bdl_paths_rule_count(const bdl_paths *paths);
size_t bdl_paths_document_count(const bdl_paths *paths);
/* The document I, from 0, as it was named or found; it lives as long as PATHS. */
const char *bdl_paths_document(const bdl_paths *paths, size_t i);
/* The last folder that was taken for a ruleset as it holds rules; NULL: none was. */
const char *bdl_paths_ruleset(const bdl_paths *paths);
/* What was passed over ("docs: no document that can be read"), one text each. */
size_t bdl_paths_problem_count(const bdl_paths *paths);
const char *bdl_paths_problem(const bdl_paths *paths, size_t i);
/* The same of what is no document ("docs/r.html: a report of bdl, which is no document");
 * NULL behind the last. */
const char *bdl_paths_note(const bdl_paths *paths, size_t i);
/* That of NAMES which WORD, typed wrong, most likely means; NULL: none is near enough. */
const char *bdl_nearest(const char *word, const char *const *names, size_t count);

/* ---- rules ---- */

typedef struct bdl_rules_options {
    const char *const *rules_path; /* --rules-path, in order; then BDL_PATH and the data
                                      folder are looked through as well */
    size_t rules_path_count;
    const char *const *defines; /* "name=value" */
    size_t define_count;
    bool color;         /* of diagnostics */
    bool quiet;         /* no warnings */
    bool lint;          /* also warn of what is only dubious */
    bool skip_examples; /* those of rules are not looked into: only tests need them */
    int threads;        /* that parse files; 0: one a core */
    /* Those of the bdl_check of PATHS that follows: a document may be read and recognised
     * meanwhile. NULL: none does. */
    const struct bdl_check_options *check;
} bdl_rules_options;

/* Loads the rule files of PATHS, or the shipped forms when it names none and FORMS_ONLY.
 * Diagnostics are printed on stderr. NULL when a file is wrong. */
bdl_rules *bdl_rules_load(const bdl_paths *paths, bool forms_only,
                          const bdl_rules_options *options);
void bdl_rules_free(bdl_rules *rules);

/* ---- commands ---- */

typedef enum bdl_fail_on {
    BDL_FAIL_ERROR,
    BDL_FAIL_WARNING,
    BDL_FAIL_INFO,
    BDL_FAIL_NEVER
} bdl_fail_on;

enum {
    BDL_SHOW_PASSED = 1,
    BDL_SHOW_ROUNDED = 2,
    BDL_SHOW_NOT_ASSESSED = 4,
    BDL_SHOW_WAIVED = 8,
    BDL_SHOW_KNOWN = 16,
    BDL_SHOW_VACUOUS = 32
};

typedef struct bdl_output { /* -f FORMAT[=FILE], -o FILE; FILE NULL: standard output */
    const char *format, *file;
} bdl_output;

typedef struct bdl_check_options {
    const bdl_output *outputs; /* none: the exit status is all that is told */
    size_t output_count;
    const char *const *only, *const *skip; /* names, globs or tags */
    size_t only_count, skip_count;
    bdl_fail_on fail_on;
    const char *baseline, *write_baseline; /* files; NULL: none */
    const char *checksheet; /* the items of -f checksheet; NULL: the shipped ones */
    /* Told after each document, on the thread that called bdl_check; may be NULL. */
    void (*done)(size_t documents_done, size_t documents);
    /* Once it is not 0 the run ends: files are left as they were. May be NULL. */
    const volatile sig_atomic_t *stop;
    bool exact;    /* --rounding exact */
    unsigned show; /* BDL_SHOW_* */
    int threads;   /* 0: one a core */
    size_t width;  /* columns of the terminal that standard output is; 0: it is none */
    bool color, quiet, verbose;
    bool profile, stats; /* say on stderr what the run cost */
} bdl_check_options;

/* The exit statuses; bdl(1) says what each means. */
enum {
    BDL_EXIT_CLEAN = 0,
    BDL_EXIT_FINDINGS = 1,
    BDL_EXIT_USAGE = 2,
    BDL_EXIT_DOCUMENT = 3,
    BDL_EXIT_OUTPUT = 4,
    BDL_EXIT_INTERRUPTED = 130
};

/* Checks the documents of PATHS. Gives the exit status. */
int bdl_check(const bdl_rules *rules, const bdl_paths *paths,
              const bdl_check_options *options);
/* True when FORMAT is a report format that this build writes. */
bool bdl_format_known(const char *format);
/* The formats, in order; NULL after the last. */
const char *bdl_format_at(size_t i);
/* True when --only or --skip NAME meets some rule of RULES. */
bool bdl_rules_has(const bdl_rules *rules, const char *name);
/* The rule (or the tag, with TAGS) that NAME, typed wrong, most likely means; NULL: none
 * is near enough. Lives as long as RULES. */
const char *bdl_rules_nearest(const bdl_rules *rules, const char *name, bool tags);
/* Whether there is no rule and no duty: nothing to check a document by. */
bool bdl_rules_empty(const bdl_rules *rules);
/* Whether there are rules, and --only and --skip leave none of them. */
bool bdl_rules_all_skipped(const bdl_rules *rules, const bdl_check_options *options);

/* Each prints on OUT for every document of PATHS and gives the exit status. */
int bdl_blocks(const bdl_paths *paths, FILE *out);
int bdl_model_of(const bdl_rules *rules, const bdl_paths *paths, bool plain, FILE *out);
int bdl_coverage(const bdl_rules *rules, const bdl_paths *paths, FILE *out);

/* Which figures of each document the rules protect; with PLANT > 0 changes so many of
 * them, one at a time, and says how many changes some rule notices. */
int bdl_guard_documents(const bdl_rules *rules, const bdl_paths *paths, size_t plant,
                        FILE *out);

/* Compares the JSON reports that are the first and the last document of PATHS by the
 * fingerprints of their findings: fixed, new and, with SHOW_REMAINING, remaining. Exit
 * status 1 when a new one is at or above FAIL_ON. */
int bdl_diff(const bdl_paths *paths, bdl_fail_on fail_on, bool show_remaining, FILE *out);

/* Rule NAME in words, with its basis and examples; with documents, every step of its
 * evaluation with values and places. */
int bdl_explain(const bdl_rules *rules, const char *name, const bdl_paths *paths,
                FILE *out);

/* Writes a reference of RULES into FOLDER, in Markdown and HTML: an index, a page for
 * each file of rules and, in FOLDER/rule, one for each rule. */
int bdl_doc_pages(const bdl_rules *rules, const char *folder);

/* Rewrites the rule files of PATHS in the one layout, comments kept; CHECK_ONLY names on
 * OUT those that are not in it instead (exit status 1). */
int bdl_format(const bdl_paths *paths, bool check_only, FILE *out);

/* Runs the examples; with COVERAGE lists rules that have none. Exit status 0 or 1. */
int bdl_test_examples(const bdl_rules *rules, bool coverage, bool verbose, FILE *out);

/* The functions of the language with their types; the messages about rule files with
 * their ids; the fields that the forms of RULES give. With NAME (else NULL) only the
 * function of that name, the message of that id, the field of a document that is called
 * so, in either language, and what it holds; false when there is none, of fields after a
 * message. */
bool bdl_help_functions(const char *name, FILE *out);
bool bdl_help_messages(const char *name, FILE *out);
bool bdl_help_fields(const bdl_rules *rules, const char *name, FILE *out);
/* Calls TAKEN, on any thread, with the end of whatever is taken from the heap from now
 * on. */
void bdl_tell_taken(void (*taken)(const void *end));
/* STATUS, or BDL_EXIT_OUTPUT after a message when OUT could not be written. */
int bdl_output_finish(FILE *out, int status);

#endif
