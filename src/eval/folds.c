/* folds.c - a small table of texts and what they fold to; a text that hashes to the place
 * of another takes it over. */
#include "eval/folds.h"

#include "base/text.h"

enum {
    PLACES = 4096,  /* a power of two */
    LONGEST = 1024, /* bytes of a text that is remembered, and of what it folds to */
};

typedef struct place {
    char *bytes; /* the text, then what it folds to where that differs */
    size_t room, length, folded;
    bool same, is_signed;
    bdl_signature signature; /* of what it folds to */
} place;

struct bdl_folds {
    bdl_arena *arena;
    place places[PLACES];
};

bdl_folds *bdl_folds_new(bdl_arena *arena) {
    bdl_folds *folds = BDL_NEW(arena, bdl_folds);

    folds->arena = arena;
    return folds;
}

/* Of all bytes: texts of one form differ in a digit somewhere. */
static size_t place_of(bdl_str text) {
    uint64_t word = 0, hash = text.len;
    size_t i = 0;

    for (; i + 8 <= text.len; i += 8) {
        memcpy(&word, text.data + i, 8);
        hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
        hash ^= hash >> 32;
    }
    word = 0;
    memcpy(&word, text.data + i, text.len - i);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    return (size_t)(hash >> 40) & (PLACES - 1);
}

static void remember(bdl_folds *folds, place *p, bdl_str text, bdl_str folded) {
    size_t needed;

    p->same = folded.data == text.data;
    needed = text.len + (p->same ? 0 : folded.len);
    if (needed > p->room) {
        p->room = needed < 64 ? 64 : needed * 2;
        p->bytes = bdl_arena_alloc(folds->arena, p->room);
    }
    memcpy(p->bytes, text.data, text.len);
    p->length = text.len;
    p->folded = folded.len;
    p->is_signed = false;
    if (!p->same && folded.len)
        memcpy(p->bytes + text.len, folded.data, folded.len);
}

/* The place that holds TEXT, or NULL; what it folds to in *FOLDED. */
static place *find(bdl_folds *folds, bdl_arena *scratch, bdl_str text, bdl_str *folded) {
    bool fits = folds && text.len > 0 && text.len <= LONGEST;
    place *p = fits ? &folds->places[place_of(text)] : NULL;

    if (p && p->length == text.len && memcmp(p->bytes, text.data, text.len) == 0) {
        *folded =
            p->same ? text
                    : bdl_arena_str(scratch, bdl_str_of(p->bytes + p->length, p->folded));
        return p;
    }
    *folded = bdl_text_fold(scratch, text);
    if (!fits || folded->len > LONGEST)
        return NULL;
    remember(folds, p, text, *folded);
    return p;
}

bdl_str bdl_folds_get(bdl_folds *folds, bdl_arena *scratch, bdl_str text) {
    bdl_str folded;

    find(folds, scratch, text, &folded);
    return folded;
}

bdl_str bdl_folds_sign(bdl_folds *folds, bdl_arena *scratch, bdl_str text,
                       bdl_signature *signature) {
    bdl_str folded;
    place *p = find(folds, scratch, text, &folded);

    if (!p) {
        bdl_text_sign(folded, signature);
        return folded;
    }
    if (!p->is_signed)
        bdl_text_sign(folded, &p->signature);
    p->is_signed = true;
    *signature = p->signature;
    return folded;
}
