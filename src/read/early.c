/* early.c - a document read on a thread of its own. It needs nothing of the rules, which
 * are checked at the same time by another thread. */
#include "read/early.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/limits.h"

struct bdl_early {
    pthread_t thread;
    bool runs;
    bdl_arena *arena; /* of the document; NULL: taken */
    bdl_input input;
    bdl_doc *doc; /* NULL: it could not be read */
};

static void *work(void *p) {
    bdl_early *early = p;
    bdl_str error;
    if (bdl_read_file(early->arena, early->input.path, &early->input.bytes, &error) ==
        BDL_OK)
        bdl_read_input(early->arena, &early->input, &early->doc, &error);
    return NULL;
}

static bool is_small_file(bdl_str path) {
    struct stat info;
    return stat(path.data, &info) == 0 && S_ISREG(info.st_mode) &&
           info.st_size <= BDL_MAX_EARLY_BYTES;
}

bdl_early *bdl_early_begin(bdl_str path, const bdl_cache *cache) {
    bdl_early *early = is_small_file(path) ? calloc(1, sizeof *early) : NULL;
    if (!early)
        return NULL;
    early->arena = bdl_arena_new();
    early->input = (bdl_input){
        .path = bdl_arena_str(early->arena, path), .cache = cache, .keeps_raw = true};
    early->runs = pthread_create(&early->thread, NULL, work, early) == 0;
    if (early->runs)
        return early;
    bdl_early_free(early);
    return NULL;
}

static void wait_for(bdl_early *early) {
    if (early->runs)
        pthread_join(early->thread, NULL);
    early->runs = false;
}

bdl_arena *bdl_early_take(bdl_early *early, bdl_str path, bdl_str *bytes, bdl_doc **doc) {
    bdl_arena *arena;
    if (!early || !bdl_str_eq(path, early->input.path))
        return NULL;
    wait_for(early);
    if (!early->doc)
        return NULL;
    arena = early->arena;
    *bytes = early->input.bytes;
    *doc = early->doc;
    early->arena = NULL;
    early->doc = NULL;
    return arena;
}

void bdl_early_free(bdl_early *early) {
    if (!early)
        return;
    wait_for(early);
    bdl_arena_free(early->arena);
    free(early);
}
