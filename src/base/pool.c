/* pool.c - threads that take pieces of work in order; their ends are told in order, and
 * those who run ahead wait, so that what is done but not told stays small. */
#include "base/pool.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

/* Expressions of rules may nest deeply. */
#define STACK_BYTES ((size_t)32 << 20)
enum {
    WINDOW = 4, /* pieces for each thread that may wait to be told */
    TICK_MS = 100,
};

typedef struct state {
    const bdl_pool *pool;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t next, told;
    bool *is_done;
} state;

typedef struct worker {
    state *s;
    int number;
    pthread_t thread;
} worker;

static bool is_stopped(const state *s) {
    return s->pool->stop && *s->pool->stop;
}

/* The next piece, or false when there is none. */
static bool take(state *s, size_t *i) {
    size_t window = (size_t)s->pool->threads * WINDOW;
    bool taken;

    pthread_mutex_lock(&s->lock);
    while (!is_stopped(s) && s->next < s->pool->count && s->next >= s->told + window)
        pthread_cond_wait(&s->changed, &s->lock);
    taken = s->next < s->pool->count && !is_stopped(s);
    *i = s->next;
    s->next += taken;
    pthread_mutex_unlock(&s->lock);
    return taken;
}

static void *work(void *p) {
    worker *w = p;
    size_t i;

    while (take(w->s, &i)) {
        w->s->pool->work(w->s->pool->ctx, i, w->number);
        pthread_mutex_lock(&w->s->lock);
        w->s->is_done[i] = true;
        pthread_cond_broadcast(&w->s->changed);
        pthread_mutex_unlock(&w->s->lock);
    }
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

/* Starts as many threads as it can; gives how many. */
static int start(state *s, worker *workers) {
    pthread_attr_t attributes;
    int started = 0;

    if (pthread_attr_init(&attributes) != 0)
        return 0;
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    for (int i = 0; i < s->pool->threads; i++) {
        workers[started] = (worker){.s = s, .number = started};
        if (pthread_create(&workers[started].thread, &attributes, work,
                           &workers[started]) == 0)
            started++;
    }
    pthread_attr_destroy(&attributes);
    return started;
}

static void run_here(const bdl_pool *pool) {
    for (size_t i = 0; i < pool->count && !(pool->stop && *pool->stop); i++) {
        pool->work(pool->ctx, i, 0);
        pool->done(pool->ctx, i);
    }
}

void bdl_pool_run(const bdl_pool *pool) {
    state s = {.pool = pool};
    worker *workers = calloc((size_t)pool->threads, sizeof *workers);
    int started;

    s.is_done = calloc(pool->count + 1, sizeof *s.is_done);
    if (!workers || !s.is_done)
        abort();
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
}
