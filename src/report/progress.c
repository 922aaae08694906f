/* progress.c - a progress bar on stderr, when that is a terminal and the run lasts. The
 * bar is the process's one terminal line: its state is the one thing kept here. */
#include "report/progress.h"

#include <stdbool.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { BAR_WIDTH = 24, PATIENCE_MS = 1000, STEP_MS = 100 };

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

void bdl_progress_show(void *ctx, size_t done, size_t all, uint64_t bytes_done,
                       uint64_t bytes_all) {
    long ms = elapsed_ms();
    int full;
    double seconds = (double)ms / 1000, left;

    (void)ctx;
    if (!isatty(STDERR_FILENO) || ms < PATIENCE_MS || ms - bar.last_ms < STEP_MS ||
        bytes_all == 0 || bytes_done == 0)
        return;
    bar.last_ms = ms;
    bar.shown = true;
    full = (int)((double)bytes_done * BAR_WIDTH / (double)bytes_all);
    left = seconds * (double)(bytes_all - bytes_done) / (double)bytes_done;
    fprintf(stderr, "\r\033[K[%.*s%*s] %zu/%zu  %.1f MB/s  %.0f s left", full,
            "========================", BAR_WIDTH - full, "", done, all,
            (double)bytes_done / 1e6 / seconds, left);
    fflush(stderr);
}

void bdl_progress_clear(void) {
    if (bar.shown)
        fputs("\r\033[K", stderr);
    bar.shown = false;
}
