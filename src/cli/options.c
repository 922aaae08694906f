/* options.c - the command line: one table of options for all commands. */
#include "cli/cli.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum option_id {
    OPT_FORMAT = 256,
    OPT_OUTPUT,
    OPT_RULES_PATH,
    OPT_DEFINE,
    OPT_ONLY,
    OPT_SKIP,
    OPT_FAIL_ON,
    OPT_ROUNDING,
    OPT_SHOW,
    OPT_BASELINE,
    OPT_WRITE_BASELINE,
    OPT_CHECKSHEET,
    OPT_CACHE,
    OPT_JOBS,
    OPT_PROFILE,
    OPT_STATS,
    OPT_CHECK,
    OPT_PLAIN,
    OPT_PLANT,
    OPT_COVERAGE,
    OPT_COLOR,
    OPT_QUIET,
    OPT_VERBOSE,
    OPT_LANG, /* in the order of options.def */
    OPT_HELP,
};

static const struct {
    char letter;
    const char *name, *argument, *help;
} all_options[] = {
#define OPTION(letter, name, argument, help) {letter, name, argument, help},
#include "cli/options.def"
#undef OPTION
};
enum { OPTION_COUNT = sizeof all_options / sizeof all_options[0] };

static const cli_command commands[] = {
#define COMMAND(name, operands, named, options, help)                                    \
    {#name, cli_##name, operands, help, named, options},
#include "cli/commands.def"
#undef COMMAND
};

const cli_command *cli_command_at(size_t i) {
    return i < sizeof commands / sizeof commands[0] ? &commands[i] : NULL;
}

const cli_command *cli_command_named(const char *name) {
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

/* Whether the blank-separated LIST holds NAME; --lang is for every command. */
static bool list_holds(const char *list, const char *name) {
    size_t length = strlen(name);

    if (strcmp(name, "lang") == 0)
        return true;
    for (const char *p = list; (p = strstr(p, name)); p += length)
        if ((p == list || p[-1] == ' ') && (p[length] == ' ' || p[length] == '\0'))
            return true;
    return false;
}

void cli_print_help(FILE *out, const cli_command *command) {
    bool is_check = strcmp(command->name, "check") == 0;

    fprintf(out, _("Usage: bdl %s [options] %s\n"), is_check ? "[check]" : command->name,
            command->operands);
    fprintf(out, "\n%s\n\n", _(command->help));
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        char left[64];

        if (!list_holds(command->options, all_options[i].name))
            continue;
        snprintf(left, sizeof left, "%s%c%s --%s%s%s", all_options[i].letter ? "-" : " ",
                 all_options[i].letter ? all_options[i].letter : ' ',
                 all_options[i].letter ? "," : " ", all_options[i].name,
                 all_options[i].argument ? " " : "",
                 all_options[i].argument ? all_options[i].argument : "");
        fprintf(out, "  %-28s %s\n", left, _(all_options[i].help));
    }
    fprintf(out, "  %-28s %s\n", "-h, --help", _("print this"));
    if (is_check) {
        fprintf(out, _("\nOther commands (bdl COMMAND --help; bdl --version prints the "
                       "version):\n"));
        for (size_t i = 1; i < sizeof commands / sizeof commands[0]; i++)
            fprintf(out, "  %-10s %s\n", commands[i].name, _(commands[i].help));
        fprintf(
            out,
            _("\nExit status: 0 nothing found; 1 findings; 2 the command line or a rule "
              "file is\nwrong, or nothing was checked; 3 a document could not be read; 4 "
              "an output could\nnot be written; 130 interrupted.\n"));
    }
}

static bool wrong(const char *format, const char *value) {
    fputs("bdl: ", stderr);
    fprintf(stderr, format, value);
    fputs(_("; see bdl --help\n"), stderr);
    return false;
}

static bool add(cli_list *list, const char *value) {
    if (list->count == BDL_CLI_MOST)
        return wrong(_("too many options like %s"), value);
    list->items[list->count++] = value;
    return true;
}

/* -f FORMAT[=FILE] */
static bool add_format(cli_options *options, char *value) {
    char *equals = strchr(value, '=');

    if (options->output_count == BDL_CLI_MOST)
        return wrong(_("too many formats, at %s"), value);
    if (equals)
        *equals = '\0';
    if (!bdl_format_known(value)) {
        fprintf(stderr, _("bdl: there is no format %s; known are"), value);
        for (size_t i = 0; bdl_format_at(i); i++)
            fprintf(stderr, "%s %s", i ? "," : "", bdl_format_at(i));
        fputc('\n', stderr);
        return false;
    }
    if (equals && !equals[1])
        return wrong(_("a file name is missing after -f %s="), value);
    options->outputs[options->output_count++] =
        (bdl_output){value, equals ? equals + 1 : NULL};
    return true;
}

static bool set_show(cli_options *options, char *value) {
    static const struct {
        const char *name;
        unsigned bit;
    } outcomes[] = {{"passed", BDL_SHOW_PASSED},
                    {"rounded", BDL_SHOW_ROUNDED},
                    {"not-assessed", BDL_SHOW_NOT_ASSESSED},
                    {"waived", BDL_SHOW_WAIVED},
                    {"known", BDL_SHOW_KNOWN},
                    {"vacuous", BDL_SHOW_VACUOUS}};
    enum { OUTCOMES = sizeof outcomes / sizeof outcomes[0] };
    char *rest = NULL;

    for (char *word = strtok_r(value, ",", &rest); word;
         word = strtok_r(NULL, ",", &rest)) {
        size_t i = 0;

        while (i < OUTCOMES && strcmp(word, outcomes[i].name) != 0)
            i++;
        if (i == OUTCOMES)
            return wrong(_("--show takes passed, rounded, not-assessed, waived, known, "
                           "vacuous, not %s"),
                         word);
        options->show |= outcomes[i].bit;
    }
    return true;
}

static bool set_fail_on(cli_options *options, const char *value) {
    static const char *const levels[] = {"error", "warning", "info", "never"};

    for (int i = 0; i < 4; i++)
        if (strcmp(value, levels[i]) == 0) {
            options->fail_on = (bdl_fail_on)i;
            return true;
        }
    return wrong(_("--fail-on takes error, warning, info or never, not %s"), value);
}

static bool set_number(int *out, const char *value, long most, const char *message) {
    char *end;
    long n = strtol(value, &end, 10);

    if (*value == '\0' || *end || n < 1 || n > most)
        return wrong(message, value);
    *out = (int)n;
    return true;
}

static bool set_choice(bool *out, const char *value, const char *no, const char *yes,
                       const char *message) {
    if (strcmp(value, yes) == 0)
        *out = true;
    else if (strcmp(value, no) == 0)
        *out = false;
    else
        return wrong(message, value);
    return true;
}

static bool set_color(cli_options *options, const char *value) {
    if (strcmp(value, "auto") == 0)
        return true;
    return set_choice(&options->color, value, "never", "always",
                      _("--color takes auto, always or never, not %s"));
}

/* What --rules-path names: a slip of the pen must not bring in other rules. */
static bool is_folder(const char *path) {
    struct stat info;

    return (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) ||
           wrong(_("--rules-path takes a folder, and %s is none"), path);
}

/* An option that is there or not. */
static bool take_flag(cli_options *options, int id) {
    switch (id) {
    case OPT_PROFILE:
        options->profile = true;
        return true;
    case OPT_STATS:
        options->stats = true;
        return true;
    case OPT_CHECK:
        options->check = true;
        return true;
    case OPT_PLAIN:
        options->plain = true;
        return true;
    case OPT_COVERAGE:
        options->coverage = true;
        return true;
    case OPT_QUIET:
        options->quiet = true;
        return true;
    case OPT_VERBOSE:
        options->verbose = true;
        return true;
    case OPT_HELP:
        options->help = true;
        return true;
    default:
        return false;
    }
}

static bool misses_value(const char *option) {
    return wrong(_("a value is missing after %s"), option);
}

static bool take_option(cli_options *options, int id, char *value) {
    switch (id) {
    case OPT_FORMAT:
        return add_format(options, value);
    case OPT_OUTPUT:
        options->output_file = value;
        return *value != '\0' || misses_value("-o");
    case OPT_RULES_PATH:
        return is_folder(value) && add(&options->rules_path, value);
    case OPT_DEFINE:
        return strchr(value, '=') ? add(&options->defines, value)
                                  : wrong(_("-D takes NAME=VALUE, not %s"), value);
    case OPT_ONLY:
        return add(&options->only, value);
    case OPT_SKIP:
        return add(&options->skip, value);
    case OPT_FAIL_ON:
        return set_fail_on(options, value);
    case OPT_ROUNDING:
        return set_choice(&options->exact, value, "interval", "exact",
                          _("--rounding takes interval or exact, not %s"));
    case OPT_SHOW:
        return set_show(options, value);
    case OPT_BASELINE:
        options->baseline = value;
        return true;
    case OPT_WRITE_BASELINE:
        options->write_baseline = value;
        return true;
    case OPT_CHECKSHEET:
        options->checksheet = value;
        return true;
    case OPT_CACHE:
        return bdl_paths_set_cache(options->paths, value);
    case OPT_JOBS:
        return set_number(&options->threads, value, 1024,
                          _("--jobs takes a number from 1 to 1024, not %s"));
    case OPT_PLANT:
        return set_number(&options->plant, value, 1000000,
                          _("--plant takes a number from 1 to 1000000, not %s"));
    case OPT_COLOR:
        return set_color(options, value);
    case OPT_LANG: /* main has taken it, but for one that is cut short */
        return bdl_language(value) || wrong(_("--lang takes zh or en, not %s"), value);
    default:
        return take_flag(options, id);
    }
}

/* getopt's tables for COMMAND. */
static void fill_tables(const cli_command *command, struct option *longs, char *letters) {
    size_t count = 0;

    *letters++ = '-'; /* operands come in their order, as option 1 */
    *letters++ =
        ':'; /* getopt says nothing: it knows neither our languages nor our name */
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        if (!list_holds(command->options, all_options[i].name))
            continue;
        longs[count++] =
            (struct option){all_options[i].name, all_options[i].argument ? 1 : 0, NULL,
                            OPT_FORMAT + (int)i};
        if (all_options[i].letter) {
            *letters++ = all_options[i].letter;
            if (all_options[i].argument)
                *letters++ = ':';
        }
    }
    longs[count++] = (struct option){"help", 0, NULL, OPT_HELP};
    longs[count] = (struct option){NULL, 0, NULL, 0};
    *letters++ = 'h';
    *letters = '\0';
}

static int id_of_letter(int letter) {
    if (letter == 'h')
        return OPT_HELP;
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (all_options[i].letter == letter)
            return OPT_FORMAT + (int)i;
    return letter;
}

/* OPTION is none of COMMAND's: says so and names the nearest. */
static bool no_such_option(const cli_command *command, char *option) {
    const char *names[OPTION_COUNT], *meant = NULL;
    size_t count = 0;

    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (list_holds(command->options, all_options[i].name))
            names[count++] = all_options[i].name;
    option[strcspn(option, "=")] = '\0';
    if (strncmp(option, "--", 2) == 0)
        meant = bdl_nearest(option + 2, names, count);
    fprintf(stderr, _("bdl: %s has no option %s"), command->name, option);
    if (meant)
        fprintf(stderr, _("; did you mean --%s?"), meant);
    else
        fprintf(stderr, _("; see bdl %s --help"), command->name);
    fputc('\n', stderr);
    return false;
}

/* What getopt stumbled over (WHY: ':' for a value that is missing), which stands before
 * ARGV[optind] unless it is a letter. */
static bool refuse(const cli_command *command, int why, char **argv) {
    char letter[] = {'-', (char)optopt, '\0'};
    char *word = optopt == 0 || optopt >= OPT_FORMAT ? argv[optind - 1] : letter;

    if (why == ':')
        return misses_value(word);
    if (optopt >= OPT_FORMAT)
        return wrong(_("%s takes no value"), word);
    return no_such_option(command, word);
}

/* A name of a rule holds no dot, so rule files may stand before it too. */
static bool is_rule_file(const char *argument) {
    size_t length = strlen(argument);

    return length > 4 && !strcmp(argument + length - 4, ".bdl");
}

static void add_operand(cli_options *options, const char *operand) {
    options->operand_count++;
    bdl_paths_add(options->paths, operand);
}

/* -o names the file of the one format that has none. */
static bool settle_outputs(cli_options *options) {
    size_t without_file = 0;

    if (options->output_count == 0)
        options->outputs[options->output_count++] = (bdl_output){"text", NULL};
    for (size_t i = 0; i < options->output_count; i++)
        if (!options->outputs[i].file) {
            options->outputs[i].file = options->output_file;
            without_file++;
        }
    if (options->output_file && without_file != 1)
        return wrong(_("-o %s fits one format without a file of its own"),
                     options->output_file);
    if (without_file > 1)
        return wrong(
            _("%s is not the only format for standard output: give the others files "
              "(-f FORMAT=FILE)"),
            options->outputs[0].format);
    return true;
}

bool cli_options_read(const cli_command *command, int argc, char **argv,
                      cli_options *options) {
    struct option longs[OPTION_COUNT + 2];
    char letters[2 * OPTION_COUNT + 5];
    int c;

    memset(options, 0, sizeof *options);
    options->paths = bdl_paths_new();
    options->color = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
    fill_tables(command, longs, letters);
    optind = 1;
    while ((c = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        if (c == '?' || c == ':')
            return refuse(command, c, argv);
        if (c == 1 && command->named && !options->name && !is_rule_file(optarg))
            options->name = optarg;
        else if (c == 1)
            add_operand(options, optarg);
        else if (!take_option(options, c < 256 ? id_of_letter(c) : c, optarg))
            return false;
    }
    if (optind < argc)
        bdl_paths_end_rules(options->paths); /* what follows "--" */
    for (; optind < argc; optind++)
        add_operand(options, argv[optind]);
    return settle_outputs(options);
}
