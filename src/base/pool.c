/* pool.c - threads that take pieces of work in order; their ends are told in order, and
 * those who run ahead wait, so that what is done but not told stays small. Who finds no
 * piece to do helps with one that another has at hand. */
#include "base/pool.h"

#include <errno.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"

/* Expressions of rules may nest deeply. */
#define STACK_BYTES ((size_t)32 << 20)
enum {
    WINDOW = 4, /* pieces for each thread that may wait to be told */
    TICK_MS = 100,
    THREADS_MAX = 256,
};

/* A piece at hand that others can help with. */
typedef struct help {
    struct help *next;
    void (*work)(void *ctx, int thread);
    void *ctx;
    int helpers; /* at work on it now */
    bool is_over;
} help;

struct bdl_pool_state {
    const bdl_pool *pool;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t next, told;
    int busy;     /* threads at work on a piece */
    help *wanted; /* not over */
    bool *is_done;
};
typedef bdl_pool_state state;

typedef struct worker {
    state *s;
    int number;
    pthread_t thread;
} worker;

static bool stops(const bdl_pool *pool) {
    return pool->stop && *pool->stop;
}

static bool is_stopped(const state *s) {
    return stops(s->pool);
}

/* ---- helping; with the lock held ---- */

static void end_help(state *s, help *h) {
    help **at = &s->wanted;

    if (h->is_over)
        return;
    while (*at != h)
        at = &(*at)->next;
    *at = h->next;
    h->is_over = true;
}

static void help_with(state *s, help *h, int thread) {
    h->helpers++;
    pthread_mutex_unlock(&s->lock);
    h->work(h->ctx, thread);
    pthread_mutex_lock(&s->lock);
    end_help(s, h);
    if (--h->helpers == 0)
        pthread_cond_broadcast(&s->changed);
}

void bdl_pool_together(bdl_pool *pool, int thread, void (*work)(void *ctx, int thread),
                       void *ctx) {
    state *s = pool->state;
    help h = {.work = work, .ctx = ctx};

    pthread_mutex_lock(&s->lock);
    h.next = s->wanted;
    s->wanted = &h;
    pthread_cond_broadcast(&s->changed);
    help_with(s, &h, thread);
    while (h.helpers > 0)
        pthread_cond_wait(&s->changed, &s->lock);
    pthread_mutex_unlock(&s->lock);
}

/* ---- the threads ---- */

static bool may_take(const state *s) {
    return s->next < s->pool->count &&
           s->next < s->told + (size_t)s->pool->threads * WINDOW;
}

/* Whether something can still come: a piece, or one at hand that wants help. */
static bool may_come(const state *s) {
    return !is_stopped(s) && (s->next < s->pool->count || s->busy > 0);
}

/* The next piece, or false when there is none; helps others until then. */
static bool take(state *s, size_t *i, int thread) {
    while (may_come(s) && !may_take(s))
        if (s->wanted)
            help_with(s, s->wanted, thread);
        else
            pthread_cond_wait(&s->changed, &s->lock);
    if (!may_come(s))
        return false;
    *i = s->next++;
    s->busy++;
    return true;
}

static void *work(void *p) {
    worker *w = p;
    state *s = w->s;
    size_t i;

    pthread_mutex_lock(&s->lock);
    while (take(s, &i, w->number)) {
        pthread_mutex_unlock(&s->lock);
        s->pool->work(s->pool->ctx, i, w->number);
        pthread_mutex_lock(&s->lock);
        s->is_done[i] = true;
        s->busy--;
        pthread_cond_broadcast(&s->changed);
    }
    pthread_mutex_unlock(&s->lock);
    return NULL;
}

/* Until something changes, or for a tick. */
static void wait_a_while(state *s) {
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += TICK_MS * 1000000L;
    if (until.tv_nsec >= 1000000000L) {
        until.tv_nsec -= 1000000000L;
        until.tv_sec++;
    }
    if (pthread_cond_timedwait(&s->changed, &s->lock, &until) != ETIMEDOUT)
        return;
    pthread_mutex_unlock(&s->lock);
    if (s->pool->wait)
        s->pool->wait(s->pool->ctx);
    pthread_mutex_lock(&s->lock);
}

/* False when the work was stopped before piece I was done. */
static bool wait_for(state *s, size_t i) {
    pthread_mutex_lock(&s->lock);
    while (!s->is_done[i] && !is_stopped(s))
        if (s->pool->wait || s->pool->stop)
            wait_a_while(s);
        else
            pthread_cond_wait(&s->changed, &s->lock);
    pthread_mutex_unlock(&s->lock);
    return !is_stopped(s);
}

static void tell(state *s) {
    for (size_t i = 0; i < s->pool->count && wait_for(s, i); i++) {
        s->pool->done(s->pool->ctx, i);
        pthread_mutex_lock(&s->lock);
        s->told = i + 1;
        pthread_cond_broadcast(&s->changed);
        pthread_mutex_unlock(&s->lock);
    }
    pthread_mutex_lock(&s->lock); /* those that wait for others see that it was stopped */
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

static void take_seat(pthread_attr_t *attributes, bdl_thread_seat seat) {
    cpu_set_t all, own;
    int from = seat.from;

    if (from < 0 || sched_getaffinity(0, sizeof all, &all) != 0 || CPU_COUNT(&all) < 2 ||
        seat.together < CPU_COUNT(&all))
        return;
    for (int i = seat.number % CPU_COUNT(&all); i > 0; i--)
        do
            from = (from + 1) % CPU_SETSIZE;
        while (!CPU_ISSET(from, &all));
    CPU_ZERO(&own);
    CPU_SET(from, &own);
    pthread_attr_setaffinity_np(attributes, sizeof own, &own);
}

bool bdl_thread_start(pthread_t *thread, bdl_thread_seat seat, void *(*task)(void *),
                      void *ctx) {
    pthread_attr_t attributes;
    bool is_started;

    if (pthread_attr_init(&attributes) != 0)
        return false;
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    take_seat(&attributes, seat);
    is_started = pthread_create(thread, &attributes, task, ctx) == 0;
    pthread_attr_destroy(&attributes);
    return is_started;
}

/* Starts as many threads as it can; gives how many. The thread that starts them waits
 * for them then. */
static int start(state *s, worker *workers) {
    bdl_thread_seat seat = {.from = sched_getcpu(), .together = s->pool->threads};

    for (int i = 0; i < s->pool->threads; i++) {
        worker *w = &workers[seat.number];
        *w = (worker){.s = s, .number = seat.number};
        seat.number += bdl_thread_start(&w->thread, seat, work, w);
    }
    return seat.number;
}

static void run_here(bdl_pool *pool) {
    for (size_t i = 0; i < pool->count && !stops(pool); i++) {
        pool->work(pool->ctx, i, 0);
        if (!stops(pool))
            pool->done(pool->ctx, i);
    }
}

int bdl_pool_threads(int wanted, size_t useful) {
    long threads = wanted > 0 ? wanted : sysconf(_SC_NPROCESSORS_ONLN);

    if (useful > THREADS_MAX)
        useful = THREADS_MAX;
    if (threads > (long)useful)
        threads = (long)useful;
    return threads > 1 ? (int)threads : 1;
}

void bdl_pool_run(bdl_pool *pool) {
    state s = {.pool = pool};
    worker *workers = calloc((size_t)pool->threads, sizeof *workers);
    int started;

    pool->state = &s;
    s.is_done = calloc(pool->count + 1, sizeof *s.is_done);
    if (!workers || !s.is_done)
        bdl_out_of_memory();
    pthread_mutex_init(&s.lock, NULL);
    pthread_cond_init(&s.changed, NULL);
    started = start(&s, workers);
    if (started > 0)
        tell(&s);
    else
        run_here(pool);
    for (int i = 0; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    pthread_cond_destroy(&s.changed);
    pthread_mutex_destroy(&s.lock);
    free(s.is_done);
    free(workers);
    pool->state = NULL;
}
