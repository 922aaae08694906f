/* pool.h - pieces of work for several threads, their ends told in order. */
#ifndef BDL_BASE_POOL_H
#define BDL_BASE_POOL_H

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct bdl_pool_state bdl_pool_state;

typedef struct bdl_pool {
    void *ctx;
    size_t count; /* pieces, 0 .. count - 1 */
    int threads;  /* at least 1 */
    /* Does piece I; THREAD (0 .. threads - 1) does one at a time. */
    void (*work)(void *ctx, size_t i, int thread);
    /* Piece I is done; called on the thread that called bdl_pool_run, in order. No more
     * than a few pieces for each thread wait for it. */
    void (*done)(void *ctx, size_t i);
    /* Called on that thread every tenth of a second while it waits for a piece; may be
     * NULL. */
    void (*wait)(void *ctx);
    /* Once it is not 0, no further piece is begun or told. May be NULL. */
    const volatile sig_atomic_t *stop;
    bdl_pool_state *state; /* while it runs */
} bdl_pool;

/* How many threads WANTED means (0: one a core), at least 1 and no more than are USEFUL.
 */
int bdl_pool_threads(int wanted, size_t useful);
void bdl_pool_run(bdl_pool *pool);
/* For the piece at hand of THREAD: WORK is called on it, and on each thread that has no
 * piece to do while that goes on; returns when all have returned. Once WORK has returned
 * on some thread nobody comes any more: nothing is left to do. */
void bdl_pool_together(bdl_pool *pool, int thread, void (*work)(void *ctx, int thread),
                       void *ctx);

/* Where a thread is to run if all processors are wanted: on one of its own, and so the
 * processes that it starts. A virtual machine takes a processor that sleeps for one that
 * cannot be had, and its system leaves two threads on one while another has nothing to
 * do. */
typedef struct bdl_thread_seat {
    int from;     /* sched_getcpu() of who starts them: the seat of thread 0 */
    int number;   /* of the thread, counted from there */
    int together; /* threads that have work at once; fewer than processors: no seats */
} bdl_thread_seat;

/* Starts TASK(CTX) in a thread that has its seat from its first step on: one that has
 * ended can be given none, and whoever tries sits down there. False: it could not be
 * started. */
bool bdl_thread_start(pthread_t *thread, bdl_thread_seat seat, void *(*task)(void *),
                      void *ctx);

#endif
