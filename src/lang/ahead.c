/* ahead.c - threads that parse rule files, and find more of them in what they parse. */
#include "lang/ahead.h"

#include <pthread.h>
#include <sched.h>

#include "base/limits.h"
#include "base/pool.h"
#include "base/text.h"
#include "lang/patterns.h"

enum { MOST_THREADS = 8 }; /* there are a hundred files, most of them small */

typedef struct entry {
    bdl_load_place place;
    bdl_file *file; /* NULL: not parsed, or with a mistake */
} entry;

typedef struct worker {
    bdl_ahead *ahead;
    bdl_arena *arena; /* of its trees */
    bdl_load_finder finder;
    pthread_t thread;
} worker;

struct bdl_ahead {
    const bdl_load_options *options;
    bdl_arena *arena; /* of what follows; used under the lock */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bdl_map *by_identity;
    bdl_map *by_use; /* item -> bdl_load_place */
    BDL_VEC(entry *) queue;
    size_t next;       /* in the queue */
    int busy;          /* threads that may find more */
    size_t next_ready; /* file in the queue whose patterns are to be made ready */
    worker workers[MOST_THREADS]; /* the first is the thread that asked */
    int threads;
};

/* Under the lock, or before there are threads. */
static void add(bdl_ahead *a, const bdl_load_place *place) {
    if (bdl_map_get(a->by_identity, place->identity))
        return;
    entry *e = BDL_NEW(a->arena, entry);
    e->place = *place;
    bdl_map_put(a->by_identity, place->identity, e);
    BDL_PUSH(a->arena, &a->queue, e);
}

/* What is no file can be read once only, by the loader. */
static bdl_file *parse(bdl_arena *arena, const bdl_load_place *place,
                       const bdl_load_options *options) {
    bdl_str text, error, path = place->path;
    if (!place->is_plain ||
        bdl_file_read(arena, path, BDL_MAX_RULE_BYTES, &text, &error) != BDL_OK)
        return NULL;
    bdl_diags *mistakes = bdl_diags_new();
    bdl_file *file = bdl_load_parse(arena, path, text, options, mistakes);
    bool good = bdl_diags_count(mistakes) == 0;
    bdl_diags_free(mistakes);
    return good ? file : NULL;
}

/* Puts what FILE uses into the queue. */
static void add_uses(worker *w, const bdl_file *file) {
    bdl_ahead *a = w->ahead;
    for (size_t i = 0; i < file->items.count; i++) {
        const bdl_item *item = file->items.items[i];
        if (item->kind != BDL_I_USE || item->name.text.len == 0)
            continue;
        bdl_str tried;
        bdl_load_place *place = BDL_NEW(w->arena, bdl_load_place);
        *place = bdl_load_find(&w->finder, bdl_path_folder(file->path), item->name.text,
                               &tried);
        if (!place->is_there)
            continue;
        pthread_mutex_lock(&a->lock);
        bdl_map_put(a->by_use, bdl_map_key_of(a->arena, item, BDL_STR("")), place);
        add(a, place);
        pthread_cond_broadcast(&a->changed);
        pthread_mutex_unlock(&a->lock);
    }
}

/* The next file, or NULL when there is none and will be none. */
static entry *take(bdl_ahead *a) {
    pthread_mutex_lock(&a->lock);
    while (a->next == a->queue.count && a->busy > 0)
        pthread_cond_wait(&a->changed, &a->lock);
    entry *e = a->next < a->queue.count ? a->queue.items[a->next++] : NULL;
    a->busy += e != NULL;
    pthread_mutex_unlock(&a->lock);
    return e;
}

static void work(worker *w) {
    bdl_ahead *a = w->ahead;
    for (entry *e = take(a); e; e = take(a)) {
        e->file = parse(w->arena, &e->place, a->options);
        if (e->file)
            add_uses(w, e->file);
        pthread_mutex_lock(&a->lock);
        a->busy--;
        pthread_cond_broadcast(&a->changed);
        pthread_mutex_unlock(&a->lock);
    }
}

static entry *take_parsed(bdl_ahead *a) {
    pthread_mutex_lock(&a->lock);
    entry *e = a->next_ready < a->queue.count ? a->queue.items[a->next_ready++] : NULL;
    pthread_mutex_unlock(&a->lock);
    return e;
}

/* Once all is parsed, makes patterns ready while the first thread finds names and types:
 * it makes those itself that it needs before. */
static void *work_on(void *p) {
    worker *w = p;
    work(w);
    for (const entry *e = take_parsed(w->ahead); e; e = take_parsed(w->ahead))
        for (bdl_pattern_later *l = e->file ? e->file->patterns : NULL; l; l = l->before)
            bdl_pattern_prepare(w->arena, l);
    return NULL;
}

/* All of them, this thread as the first; those that cannot be started are done without.
 */
static void work_together(bdl_arena *arena, bdl_ahead *a, int threads) {
    bdl_thread_seat seat = {.from = sched_getcpu(), .number = 1, .together = threads};
    for (int i = 0; i < threads; i++) {
        bdl_arena *own = bdl_arena_new();
        a->workers[i] =
            (worker){.ahead = a, .arena = own, .finder = {own, a->options, NULL}};
        bdl_arena_keep(arena, own);
    }
    for (int i = 1; i < threads; i++) {
        worker *w = &a->workers[seat.number];
        seat.number += bdl_thread_start(&w->thread, seat, work_on, w);
    }
    a->threads = seat.number;
    work(&a->workers[0]);
}

bdl_ahead *bdl_ahead_parse(bdl_arena *arena, const bdl_str *paths, size_t count,
                           const bdl_load_options *options) {
    int threads = bdl_pool_threads(options->threads, MOST_THREADS);
    if (threads < 2)
        return NULL;
    bdl_arena *own = bdl_arena_new();
    bdl_ahead *a = BDL_NEW(own, bdl_ahead);
    a->options = options;
    a->arena = own;
    a->by_identity = bdl_map_new(own);
    a->by_use = bdl_map_new(own);
    pthread_mutex_init(&a->lock, NULL);
    pthread_cond_init(&a->changed, NULL);
    for (size_t i = 0; i < count; i++) {
        bdl_load_place place = bdl_load_place_of(arena, paths[i]);
        add(a, &place);
    }
    work_together(arena, a, threads);
    return a;
}

bdl_file *bdl_ahead_take(bdl_ahead *ahead, bdl_str path, bdl_str identity) {
    entry *e = ahead ? bdl_map_get(ahead->by_identity, identity) : NULL;
    return e && bdl_str_eq(e->place.path, path) ? e->file : NULL;
}

const bdl_load_place *bdl_ahead_find(const bdl_ahead *ahead, const bdl_item *use) {
    bdl_str key = BDL_KEY(use);
    return ahead ? bdl_map_get(ahead->by_use, key) : NULL;
}

void bdl_ahead_free(bdl_ahead *ahead) {
    if (!ahead)
        return;
    pthread_mutex_lock(&ahead->lock);
    ahead->next_ready = ahead->queue.count;
    pthread_mutex_unlock(&ahead->lock);
    for (int i = 1; i < ahead->threads; i++)
        pthread_join(ahead->workers[i].thread, NULL);
    pthread_cond_destroy(&ahead->changed);
    pthread_mutex_destroy(&ahead->lock);
    bdl_arena_free(ahead->arena);
}
