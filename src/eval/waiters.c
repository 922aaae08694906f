/* waiters.c - models that wait for their check. A model takes ten times its document;
 * when all together have no room, they are packed and squeezed, with the text of the
 * document, to a seventh to half of it, and put aside in a file. */
#include "eval/waiters.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/aside.h"
#include "base/limits.h"
#include "base/squeeze.h"
#include "eval/extract.h"

enum { LIKE = 128 << 10 }; /* bytes, more than what most models take unsqueezed */

typedef struct waiter {
    bdl_model *model;   /* as it is; NULL: packed, or it does not wait */
    bdl_extract packed; /* put aside: its bytes are not in memory */
    uint64_t at;        /* where */
    size_t length;      /* 0: it is not packed, or was given */
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
    size_t used;          /* by models as they are */
    bdl_like *like;       /* the first that was packed, as far as LIKE */
    bdl_aside *aside;     /* of what is packed */
    bool is_packed;       /* they are too many to wait as they are */
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
    w->aside = bdl_aside_new(arena);
    w->is_packed = packs && bytes > (most ? most : BDL_MAX_WAITING_MODELS);
    pthread_mutex_init(&w->lock, NULL);
    return w;
}

void bdl_waiters_free(bdl_waiters *w) {
    if (!w)
        return;
    for (size_t i = 0; i < w->count; i++)
        if (w->waiters[i].model)
            bdl_arena_free(w->waiters[i].model->arena);
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

/* How many bytes models like MODEL may take. */
static size_t most_for(const bdl_waiters *w, const bdl_model *model) {
    if (w->most > 0)
        return w->most;
    return model->doc->is_dear ? BDL_MAX_WAITING_DEAR_MODELS : BDL_MAX_WAITING_MODELS;
}

/* PACK as it is put aside, in ARENA. */
static void squeeze(bdl_waiters *w, bdl_arena *arena, bdl_extract *pack) {
    const bdl_like *like;

    pthread_mutex_lock(&w->lock);
    like = like_first(w, pack->bytes);
    pthread_mutex_unlock(&w->lock);
    pack->bytes = bdl_squeeze(arena, pack->bytes, like);
}

/* Puts what is packed aside in place of MODEL; false when there is no room for it. */
static bool put_aside(bdl_waiters *w, waiter *one, const bdl_model *model,
                      const bdl_extract *pack) {
    size_t length = pack->bytes.len;

    if ((bdl_aside_size(w->aside) + length) / BDL_WAITING_ASIDE >= most_for(w, model) ||
        !bdl_aside_put(w->aside, pack->bytes, &one->at))
        return false;
    one->packed = *pack;
    one->packed.bytes = (bdl_str){0};
    one->packed.path = bdl_arena_str(w->arena, pack->path);
    one->length = length;
    return true;
}

static bool take_packed(bdl_waiters *w, waiter *one, bdl_model *model) {
    bdl_arena *arena = bdl_arena_new();
    bdl_extract pack = bdl_extract_whole(arena, w->all, model);
    bool kept;

    squeeze(w, arena, &pack);
    pthread_mutex_lock(&w->lock);
    kept = put_aside(w, one, model, &pack);
    pthread_mutex_unlock(&w->lock);
    bdl_arena_free(arena);
    if (kept)
        bdl_arena_free(model->arena);
    return kept;
}

/* Packs all that wait: no other thread looks at them yet, nor lets more wait as they are.
 */
static void pack_all(bdl_waiters *w) {
    for (size_t i = 0; i < w->count; i++) {
        bdl_model *model = w->waiters[i].model;

        if (model && !bdl_doc_has_raw_rows(model->doc) &&
            take_packed(w, &w->waiters[i], model))
            w->waiters[i].model = NULL;
    }
}

/* ---- waiting ---- */

/* As it is; false when there is no room so. */
static bool take_as_it_is(bdl_waiters *w, waiter *one, bdl_model *model) {
    size_t size = bdl_doc_used(model->doc);

    if (w->is_packed || w->used + size > most_for(w, model))
        return false;
    w->used += size;
    one->model = model;
    return true;
}

bool bdl_waiters_take(bdl_waiters *w, size_t i, bdl_model *model, bdl_str digest) {
    waiter *one = &w->waiters[i];
    bool taken, packs_first, is_raw = bdl_doc_has_raw_rows(model->doc);

    pthread_mutex_lock(&w->lock);
    one->digest = bdl_arena_str(w->arena, digest);
    taken = take_as_it_is(w, one, model);
    packs_first = !taken && w->packs && !w->is_packed;
    w->is_packed |= packs_first;
    pthread_mutex_unlock(&w->lock);
    if (packs_first)
        pack_all(w);
    if (!taken && w->packs && !is_raw)
        taken = take_packed(w, one, model);
    if (!taken && !(w->packs && is_raw)) /* others can be packed when this one cannot */
        atomic_store(&w->is_full, true);
    return taken;
}

/* NULL when what was put aside cannot be had again. */
static bdl_model *unpack(bdl_waiters *w, waiter *one) {
    bdl_arena *arena = bdl_arena_new(), *packed = bdl_arena_new();
    bdl_extract pack = one->packed;
    bdl_model *model = NULL;

    if (bdl_aside_get(w->aside, one->at, one->length, packed, &pack.bytes)) {
        pack.bytes = bdl_unsqueeze(arena, pack.bytes, w->like);
        model = bdl_extract_open_whole(arena, w->all, w->program->schema, &pack);
    }
    bdl_arena_free(packed);
    if (!model)
        bdl_arena_free(arena);
    one->length = 0;
    return model;
}

bdl_model *bdl_waiters_give(bdl_waiters *w, size_t i, bdl_str *digest) {
    waiter *one = &w->waiters[i];
    bdl_model *model = one->model;

    *digest = one->digest;
    one->model = NULL;
    return one->length > 0 ? unpack(w, one) : model;
}
