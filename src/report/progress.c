/* progress.c - a progress bar on stderr, when that is a terminal and the run lasts. The
 * bar is the process's one terminal line: its state is the one thing kept here. */
#include "report/progress.h"

#include <stdbool.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/language.h"
#include "base/text.h"

enum {
    BAR_WIDTH = 24,
    LEAST_WIDTH = 6,
    USUAL_TERMINAL = 80,
    PATIENCE_MS = 1000,
    STEP_MS = 100
};

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

static int terminal_width(void) {
    struct winsize size;

    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return USUAL_TERMINAL;
}

/* Columns for the bar beside the words; 0 when the terminal is too narrow for both. */
static int bar_width(int columns) {
    int room = terminal_width() - columns - 4; /* brackets, a blank, the edge */

    return room < LEAST_WIDTH ? 0 : room < BAR_WIDTH ? room : BAR_WIDTH;
}

static int put_time(char *out, size_t size, double seconds) {
    long s = (long)(seconds + 0.5);

    if (s < 60)
        return snprintf(out, size, _("%ld s left"), s);
    if (s < 3600)
        return snprintf(out, size, _("%ld:%02ld left"), s / 60, s % 60);
    return snprintf(out, size, _("%ld h %02ld min left"), s / 3600, s / 60 % 60);
}

/* Bytes of TEXT that the terminal has room for. */
static int shown_bytes(bdl_str text) {
    size_t end = 0, next = 0, room = (size_t)terminal_width() - 1;

    while (next < text.len) {
        bdl_utf8_next(text, &next);
        if (bdl_text_width(bdl_str_of(text.data, next)) > room)
            break;
        end = next;
    }
    return (int)end;
}

static void put_bar(bdl_str text, double share) {
    int width = bar_width((int)bdl_text_width(text)), full = (int)(share * width);

    fputs("\r\033[K", stderr);
    if (width > 0)
        fprintf(stderr, "[%.*s%*s] ", full, "========================", width - full, "");
    fprintf(stderr, "%.*s", shown_bytes(text), text.data);
    fflush(stderr);
    bar.shown = true;
}

static int put_rate(char *out, size_t size, double rate) {
    if (rate >= 1e5)
        return snprintf(out, size, "%.1f MB/s  ", rate / 1e6);
    return snprintf(out, size, "%.1f kB/s  ", rate / 1e3);
}

/* "3/10  page 12/340  1.2 MB/s  40 s left"; gives its length. */
static int put_words(char *out, size_t size, const bdl_run_progress *p, double seconds) {
    int at = snprintf(out, size, "%zu/%zu  ", p->done, p->all);

    if (p->pages > 0)
        at += snprintf(out + at, size - (size_t)at, _("page %u/%u  "), p->page, p->pages);
    at += put_rate(out + at, size - (size_t)at, (double)p->bytes_done / seconds);
    return at + put_time(out + at, size - (size_t)at,
                         seconds * (double)(p->bytes_all - p->bytes_done) /
                             (double)p->bytes_done);
}

void bdl_progress_show(void *ctx, const bdl_run_progress *progress) {
    long ms = elapsed_ms();
    char words[160];
    int length;

    (void)ctx;
    if (!isatty(STDERR_FILENO) || ms < PATIENCE_MS || ms - bar.last_ms < STEP_MS ||
        progress->bytes_done == 0 || progress->bytes_done > progress->bytes_all)
        return;
    bar.last_ms = ms;
    length = put_words(words, sizeof words, progress, (double)ms / 1000);
    put_bar(bdl_str_of(words, (size_t)length),
            (double)progress->bytes_done / (double)progress->bytes_all);
}

void bdl_progress_clear(void) {
    if (bar.shown)
        fputs("\r\033[K", stderr);
    bar.shown = false;
}
