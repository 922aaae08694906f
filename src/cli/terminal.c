/* terminal.c - how wide the terminal is that standard output goes to. */
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"

size_t cli_terminal_width(void) {
    const char *columns = getenv("COLUMNS");
    struct winsize size;

    if (!isatty(STDOUT_FILENO))
        return 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return columns ? strtoul(columns, NULL, 10) : 0;
}
