/* waiters.c - models that wait for their check. A model takes ten times its document;
 * packed and squeezed, with the text of the document, it takes a fifth to two fifths of
 * it. */
#include "eval/waiters.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/limits.h"
#include "base/squeeze.h"
#include "eval/extract.h"

enum {
    LIKE = 128 << 10, /* bytes, more than what most models take unsqueezed */
    BOX = 120 << 10   /* less than the chunk of an arena */
};

/* Packed models that come and go one after the other, so that they leave one hole of the
 * size that arenas ask for, and not small ones between what stays. */
typedef struct box {
    bdl_arena *arena;
    size_t inside; /* models that are not given yet */
} box;

typedef struct waiter {
    bdl_model *model;   /* as it is; NULL: packed, or it does not wait */
    bdl_extract packed; /* without bytes: it is not */
    box *box;           /* that PACKED lies in; NULL: it was given, or is not packed */
    bdl_str digest;
} waiter;

struct bdl_waiters {
    const bdl_program *program;
    const bdl_needs *all;
    bdl_arena *arena; /* of digests, paths and LIKE */
    waiter *waiters;  /* by document */
    size_t count, most;
    bool packs;
    pthread_mutex_t lock; /* for the following, and for all waiters */
    size_t used;
    bdl_like *like; /* the first that was packed, as far as LIKE */
    box *box;       /* the last one; NULL: none that has room */
    bool is_packed; /* they are too many to wait as they are */
    _Atomic bool is_full;
};

bdl_waiters *bdl_waiters_new(const bdl_program *program, size_t documents, uint64_t bytes,
                             size_t most, bool packs) {
    bdl_arena *arena = bdl_arena_new();
    bdl_waiters *w = BDL_NEW(arena, bdl_waiters);

    w->program = program;
    w->all = bdl_needs_all(arena, program);
    w->arena = arena;
    w->waiters = BDL_NEW_ARRAY(arena, waiter, documents + 1);
    w->count = documents;
    w->most = most;
    w->packs = packs;
    w->is_packed = packs && bytes > (most ? most : BDL_MAX_WAITING_MODELS);
    pthread_mutex_init(&w->lock, NULL);
    return w;
}

/* Takes what was packed of ONE out of its box. */
static void take_out(bdl_waiters *w, waiter *one) {
    box *from = one->box;

    one->box = NULL;
    if (--from->inside > 0)
        return;
    bdl_arena_free(from->arena);
    if (from == w->box)
        w->box = NULL;
}

void bdl_waiters_free(bdl_waiters *w) {
    if (!w)
        return;
    for (size_t i = 0; i < w->count; i++) {
        if (w->waiters[i].box)
            take_out(w, &w->waiters[i]);
        if (w->waiters[i].model)
            bdl_arena_free(w->waiters[i].model->arena);
    }
    pthread_mutex_destroy(&w->lock);
    bdl_arena_free(w->arena);
}

bool bdl_waiters_is_full(const bdl_waiters *w) {
    return atomic_load(&w->is_full);
}

/* ---- packing ---- */

/* BYTES of the first model that is packed are what all others are taken to be like. */
static const bdl_like *like_first(bdl_waiters *w, bdl_str bytes) {
    if (!w->like)
        w->like = bdl_like_new(
            w->arena, bdl_str_of(bytes.data, bytes.len < LIKE ? bytes.len : LIKE));
    return w->like;
}

static bool fits(const bdl_waiters *w, const bdl_model *model, size_t size) {
    size_t most = w->most;

    if (most == 0)
        most = model->doc->is_dear ? BDL_MAX_WAITING_DEAR_MODELS : BDL_MAX_WAITING_MODELS;
    if (w->is_packed) /* the one that is checked will be unpacked beside them */
        most /= 2;
    return w->used + size <= most;
}

/* Room for SIZE bytes. */
static box *box_for(bdl_waiters *w, size_t size) {
    if (w->box && bdl_arena_used(w->box->arena) + size <= BOX)
        return w->box;
    w->box = BDL_NEW(w->arena, box);
    w->box->arena = bdl_arena_new_large();
    return w->box;
}

/* Keeps what is packed in place of the model. */
static void keep(bdl_waiters *w, waiter *one, const bdl_extract *pack) {
    one->box = box_for(w, pack->bytes.len);
    one->box->inside++;
    one->packed = *pack;
    one->packed.bytes = bdl_arena_str(one->box->arena, pack->bytes);
    one->packed.path = bdl_arena_str(w->arena, pack->path);
    w->used += pack->bytes.len;
}

/* Packs all that wait. */
static void pack_all(bdl_waiters *w) {
    w->is_packed = true;
    w->used = 0;
    for (size_t i = 0; i < w->count; i++) {
        waiter *one = &w->waiters[i];
        bdl_arena *arena;
        bdl_extract pack;

        if (!one->model)
            continue;
        if (bdl_doc_has_raw_rows(one->model->doc)) {
            w->used += bdl_doc_used(one->model->doc);
            continue;
        }
        arena = bdl_arena_new();
        pack = bdl_extract_whole(arena, w->all, one->model);
        pack.bytes = bdl_squeeze(arena, pack.bytes, like_first(w, pack.bytes));
        keep(w, one, &pack);
        bdl_arena_free(arena);
        bdl_arena_free(one->model->arena);
        one->model = NULL;
    }
}

/* ---- waiting ---- */

/* As it is; false when there is no room so. */
static bool take_as_it_is(bdl_waiters *w, waiter *one, bdl_model *model) {
    size_t size = bdl_doc_used(model->doc);

    if (w->is_packed)
        return false;
    if (!fits(w, model, size)) {
        if (w->packs)
            pack_all(w);
        return false;
    }
    w->used += size;
    one->model = model;
    return true;
}

static bool take_packed(bdl_waiters *w, waiter *one, bdl_model *model) {
    bdl_arena *arena = bdl_arena_new();
    bdl_extract pack = bdl_extract_whole(arena, w->all, model);
    const bdl_like *like;
    bool kept;

    pthread_mutex_lock(&w->lock);
    like = like_first(w, pack.bytes);
    pthread_mutex_unlock(&w->lock);
    pack.bytes = bdl_squeeze(arena, pack.bytes, like);
    pthread_mutex_lock(&w->lock);
    kept = fits(w, model, pack.bytes.len);
    if (kept)
        keep(w, one, &pack);
    pthread_mutex_unlock(&w->lock);
    bdl_arena_free(arena);
    if (kept)
        bdl_arena_free(model->arena);
    return kept;
}

bool bdl_waiters_take(bdl_waiters *w, size_t i, bdl_model *model, bdl_str digest) {
    waiter *one = &w->waiters[i];
    bool taken, can_pack;

    pthread_mutex_lock(&w->lock);
    one->digest = bdl_arena_str(w->arena, digest);
    taken = take_as_it_is(w, one, model);
    can_pack = w->packs && !bdl_doc_has_raw_rows(model->doc);
    pthread_mutex_unlock(&w->lock);
    if (!taken && can_pack)
        taken = take_packed(w, one, model);
    if (!taken)
        atomic_store(&w->is_full, true);
    return taken;
}

bdl_model *bdl_waiters_give(bdl_waiters *w, size_t i, bdl_str *digest) {
    waiter *one = &w->waiters[i];
    bdl_model *model = one->model;
    bdl_extract pack = one->packed;
    bdl_arena *arena;

    *digest = one->digest;
    one->model = NULL;
    if (model || !one->box)
        return model;
    arena = bdl_arena_new();
    pack.bytes = bdl_unsqueeze(arena, pack.bytes, w->like);
    pthread_mutex_lock(&w->lock);
    take_out(w, one);
    pthread_mutex_unlock(&w->lock);
    return bdl_extract_open_whole(arena, w->all, w->program->schema, &pack);
}
