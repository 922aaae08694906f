/* progress.c - a progress bar on stderr, when that is a terminal and the run lasts. The
 * bar is the process's one terminal line: its state is the one thing kept here. */
#include "report/progress.h"

#include <stdbool.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { BAR_WIDTH = 24, LEAST_WIDTH = 6, PATIENCE_MS = 1000, STEP_MS = 100 };

static _Thread_local struct {
    bool shown, started;
    struct timespec start;
    long last_ms;
} bar;

static long elapsed_ms(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    if (!bar.started) {
        bar.start = now;
        bar.started = true;
    }
    return (now.tv_sec - bar.start.tv_sec) * 1000 +
           (now.tv_nsec - bar.start.tv_nsec) / 1000000;
}

/* Columns for the bar beside TEXT_COLUMNS of text; 0 when the terminal is too narrow. */
static int bar_width(int text_columns) {
    struct winsize size;
    int room = BAR_WIDTH;

    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        room = (int)size.ws_col - text_columns - 4; /* brackets, a blank, the edge */
    return room < LEAST_WIDTH ? 0 : room < BAR_WIDTH ? room : BAR_WIDTH;
}

static int put_time(char *out, size_t size, double seconds) {
    long s = (long)(seconds + 0.5);

    if (s < 60)
        return snprintf(out, size, "%ld s left", s);
    if (s < 3600)
        return snprintf(out, size, "%ld:%02ld left", s / 60, s % 60);
    return snprintf(out, size, "%ld h %02ld min left", s / 3600, s / 60 % 60);
}

static void put_bar(const char *text, int columns, double share) {
    int width = bar_width(columns), full = (int)(share * width);

    fputs("\r\033[K", stderr);
    if (width > 0)
        fprintf(stderr, "[%.*s%*s] ", full, "========================", width - full, "");
    fputs(text, stderr);
    fflush(stderr);
    bar.shown = true;
}

void bdl_progress_show(void *ctx, size_t done, size_t all, uint64_t bytes_done,
                       uint64_t bytes_all) {
    long ms = elapsed_ms();
    double seconds = (double)ms / 1000;
    char text[128];
    int length;

    (void)ctx;
    if (!isatty(STDERR_FILENO) || ms < PATIENCE_MS || ms - bar.last_ms < STEP_MS ||
        bytes_all == 0 || bytes_done == 0)
        return;
    bar.last_ms = ms;
    length = snprintf(text, sizeof text, "%zu/%zu  %.1f MB/s  ", done, all,
                      (double)bytes_done / 1e6 / seconds);
    length += put_time(text + length, sizeof text - (size_t)length,
                       seconds * (double)(bytes_all - bytes_done) / (double)bytes_done);
    put_bar(text, length, (double)bytes_done / (double)bytes_all);
}

void bdl_progress_clear(void) {
    if (bar.shown)
        fputs("\r\033[K", stderr);
    bar.shown = false;
}
