/* cli.h - what the commands share: options, their table, and the words of --help. */
#ifndef BDL_CLI_CLI_H
#define BDL_CLI_CLI_H

#include "bdl.h"

#define _(text)  bdl_translate(text)
#define N_(text) (text) /* translated where it is used */

enum { BDL_CLI_MOST = 256 }; /* values of one repeated option */

/* A list of option values. */
typedef struct cli_list {
    const char *items[BDL_CLI_MOST];
    size_t count;
} cli_list;

/* All options of all commands, as the user gave them. */
typedef struct cli_options {
    bdl_paths *paths;
    size_t operand_count; /* without that name; one named twice counts twice */
    cli_list rules_path, defines, only, skip;
    bdl_output outputs[BDL_CLI_MOST];
    size_t output_count;
    const char *output_file; /* -o: for the one format without a file of its own */
    bdl_fail_on fail_on;
    unsigned show;
    int threads;
    int plant;
    const char *baseline, *write_baseline, *checksheet;
    const char *name; /* what the command is about, when it is no path: a rule */
    bool exact, plain, check, coverage, verbose, quiet, color, help;
    bool profile, stats;
} cli_options;

/* A command: a line of commands.def. */
typedef struct cli_command {
    const char *name;
    int (*run)(cli_options *options);
    const char *operands; /* "RULES... DOCUMENTS..." */
    const char *help;
    bool named;          /* its first operand is a name, no path */
    const char *options; /* the letters and long names it takes, separated by blanks */
} cli_command;

const cli_command *cli_command_named(const char *name);
const cli_command *cli_command_at(size_t i);

/* Reads ARGV[1..] for COMMAND into OPTIONS. False after a message when something is wrong
 * with the command line. */
bool cli_options_read(const cli_command *command, int argc, char **argv,
                      cli_options *options);
void cli_print_help(FILE *out, const cli_command *command);

/* Loads the rules that OPTIONS name, or the shipped forms where they name none. NULL
 * after the messages. */
bdl_rules *cli_load_forms(const cli_options *options);
/* Prints what was passed over among the operands; gives whether there was anything. */
bool cli_print_problems(const cli_options *options);
/* For what takes rules alone: gives, after a message, whether a document is among the
 * operands. */
bool cli_names_documents(const cli_options *options);

/* Has the system give memory in large pages from now on, where it can, to THREADS (0: one
 * a core). Before any of them is started. */
void cli_use_large_pages(int threads);
/* Has done with RULES; the program ends now. */
void cli_end_with_rules(bdl_rules *rules);

/* Columns of the terminal that standard output goes to; 0 when it goes to none. */
size_t cli_terminal_width(void);

int cli_check(cli_options *options);
int cli_model(cli_options *options);
int cli_blocks(cli_options *options);
int cli_coverage(cli_options *options);
int cli_diff(cli_options *options);
int cli_test(cli_options *options);
int cli_guard(cli_options *options);
int cli_doc(cli_options *options);
int cli_explain(cli_options *options);
int cli_fmt(cli_options *options);
int cli_lint(cli_options *options);
int cli_help(cli_options *options);

#endif
