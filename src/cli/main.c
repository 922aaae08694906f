/* main.c - bdl: finds the command, reads its options, runs it. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* The command that WORD, typed wrong, most likely means; NULL: none. */
static const char *command_meant(const char *word) {
    enum { MOST = 32 };
    const char *names[MOST];
    size_t count = 0;

    for (; count < MOST && cli_command_at(count); count++)
        names[count] = cli_command_at(count)->name;
    return bdl_nearest(word, names, count);
}

/* Whether WORD is no path but a command typed wrong, which is said then. */
static bool is_slip(const char *word) {
    const char *meant = NULL;

    if (word[0] != '-' && strpbrk(word, "./") == NULL && access(word, F_OK) != 0)
        meant = command_meant(word);
    if (meant)
        fprintf(stderr, _("bdl: %s is no command and no file; did you mean bdl %s?\n"),
                word, meant);
    return meant != NULL;
}

/* Whether WORD is a topic of help typed wrong, which is said then. */
static bool is_topic_slip(const char *word) {
    static const char *const topics[] = {"commands", "functions", "fields", "messages"};
    const char *meant = bdl_nearest(word, topics, sizeof topics / sizeof topics[0]);

    if (meant)
        fprintf(stderr, _("bdl: there is no help on %s; did you mean bdl help %s?\n"),
                word, meant);
    return meant != NULL;
}

/* Whether the first argument behind `fields` is the name of one, and no file or option.
 */
static bool names_field(int argc, char **argv) {
    return argc > 1 && argv[1][0] != '-' && strpbrk(argv[1], "./") == NULL &&
           access(argv[1], F_OK) != 0;
}

/* `bdl help fields [NAME] [RULES...]`: those of the shipped forms, or of the rule files
 * that are named; with NAME the one of that name. */
static int help_fields(int argc, char **argv) {
    cli_options options;
    bdl_rules *rules = NULL;
    const char *name = names_field(argc, argv) ? argv[1] : NULL;
    bool is_known = true;

    if (name) { /* the rest are options and files */
        argc--;
        argv++;
    }
    if (cli_options_read(cli_command_named("help"), argc, argv, &options)) {
        if (options.help)
            cli_print_help(stdout, cli_command_named("help"));
        else if (!cli_names_documents(&options))
            rules = cli_load_forms(&options);
    }
    if (rules)
        is_known = bdl_help_fields(rules, name, stdout);
    bdl_rules_free(rules);
    bdl_paths_free(options.paths);
    return (rules && is_known) || options.help ? BDL_EXIT_CLEAN : BDL_EXIT_USAGE;
}

/* Whether one of what TOPIC lists can be named behind it. */
static bool has_members(const char *topic) {
    return strcmp(topic, "functions") == 0 || strcmp(topic, "messages") == 0 ||
           strcmp(topic, "commands") == 0;
}

/* The topic of `bdl help TOPIC`: kept apart, as it is no file. */
static int help(int argc, char **argv) {
    if (argc < 3) {
        cli_print_help(stdout, cli_command_named("check"));
        return BDL_EXIT_CLEAN;
    }
    if (strcmp(argv[2], "fields") == 0)
        return help_fields(argc - 2, argv + 2);
    if (argc == 4 && has_members(argv[2])) {
        argv++; /* `bdl help functions sum`: one of the list */
        argc--;
    }
    if (argc > 3) {
        fprintf(stderr, _("bdl: help wants one topic; what is %s?\n"), argv[3]);
        return BDL_EXIT_USAGE;
    }
    if (strcmp(argv[2], "commands") == 0) {
        cli_print_help(stdout, cli_command_named("check"));
        return BDL_EXIT_CLEAN;
    }
    if (strcmp(argv[2], "functions") == 0) {
        bdl_help_functions(NULL, stdout);
        return BDL_EXIT_CLEAN;
    }
    if (strcmp(argv[2], "messages") == 0) {
        bdl_help_messages(NULL, stdout);
        return BDL_EXIT_CLEAN;
    }
    if (strcmp(argv[2], "--help") == 0 || strcmp(argv[2], "-h") == 0) {
        cli_print_help(stdout, cli_command_named("help"));
        return BDL_EXIT_CLEAN;
    }
    if (cli_command_named(argv[2])) {
        cli_print_help(stdout, cli_command_named(argv[2]));
        return BDL_EXIT_CLEAN;
    }
    if (bdl_help_functions(argv[2], stdout) || bdl_help_messages(argv[2], stdout))
        return BDL_EXIT_CLEAN;
    if (is_topic_slip(argv[2]) || is_slip(argv[2]))
        return BDL_EXIT_USAGE;
    fprintf(stderr,
            _("bdl: there is no help on %s; there is on commands, functions, fields, "
              "messages, and on each command, function and message\n"),
            argv[2]);
    return BDL_EXIT_USAGE;
}

int cli_help(cli_options *options) {
    (void)options;
    cli_print_help(stdout, cli_command_named("check"));
    return BDL_EXIT_CLEAN;
}

static int run_command(const cli_command *command, int argc, char **argv) {
    cli_options options;
    int status = BDL_EXIT_USAGE;

    if (cli_options_read(command, argc, argv, &options)) {
        if (options.help) {
            cli_print_help(stdout, command);
            status = bdl_output_finish(stdout, BDL_EXIT_CLEAN);
        } else {
            cli_use_large_pages(options.threads);
            status = command->run(&options);
        }
    }
    bdl_paths_free(options.paths);
    return status;
}

/* --lang comes first, wherever it stands: what is said of other options follows it. Takes
 * it out of ARGV; false after a message when it names no language. */
static bool take_language(int *argc, char **argv) {
    const char *name = NULL;
    int kept = 1, i = 1;

    for (; i < *argc && strcmp(argv[i], "--") != 0; i++)
        if (strncmp(argv[i], "--lang=", 7) == 0)
            name = argv[i] + 7;
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < *argc)
            name = argv[++i];
        else
            argv[kept++] = argv[i];
    while (i <= *argc) /* and the NULL */
        argv[kept++] = argv[i++];
    *argc = kept - 1;
    if (bdl_language(name))
        return true;
    fprintf(stderr, _("bdl: --lang takes zh or en, not %s; see bdl --help\n"), name);
    return false;
}

/* The number of a standard stream that is closed would go to the next file that is
 * opened, which then got what is meant for the stream, or was taken for it. So it is
 * taken by one that can be neither read nor written as that stream is. */
static void hold_streams(void) {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv) {
    const cli_command *command;

    hold_streams();
    /* a file grown too large is an error of writing it, told as any other */
    (void)signal(SIGXFSZ, SIG_IGN);
    if (!take_language(&argc, argv))
        return BDL_EXIT_USAGE;
    command = argc > 1 ? cli_command_named(argv[1]) : NULL;
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        printf("bdl %s\n", PACKAGE_VERSION);
        return bdl_output_finish(stdout, BDL_EXIT_CLEAN);
    }
    if (command && strcmp(command->name, "help") == 0)
        return bdl_output_finish(stdout, help(argc, argv));
    if (!command && argc > 1 && is_slip(argv[1]))
        return BDL_EXIT_USAGE;
    if (!command)
        return run_command(cli_command_named("check"), argc, argv);
    argv[1] = argv[0];
    return run_command(command, argc - 1, argv + 1);
}
