/* folds.c - a small table of texts and what they fold to; what hashes to the place of
 * another takes it over. */
#include "eval/folds.h"

#include "base/limits.h"
#include "base/text.h"
#include "base/vec.h"

enum {
    PLACES = 1024,       /* a power of two */
    SHORTEST = 24,       /* what is shorter is folded as fast as it is found */
    WORTH_SIGNING = 256, /* longer ones are put together and looked at once or twice */
    LONGEST = 8192,      /* bytes of a text that is remembered, and of what it folds to */
    MOST_BYTES = 1 << 18, /* of all of them */
    MADE_TEXTS = 512,     /* made of others that get a number, besides half as many */
};

/* An ordinal that none has. */
#define NO_DOCUMENT UINT32_MAX

typedef struct place {
    char *bytes; /* the text, then what it folds to where that differs */
    size_t room, length, folded;
    bool same, is_signed;
    bool is_plain; /* PLAIN is known; its length SIZE_MAX: it is what the text folds to */
    char *plain;
    size_t plain_room, plain_length;
    bdl_signature signature; /* of what it folds to */
} place;

struct bdl_folds {
    bdl_arena *arena;
    bdl_arena *texts; /* of the document at hand, as they were folded */
    bdl_arena *met;   /* which patterns they meet */
    size_t given;     /* numbers of texts of the model */
    size_t most; /* bytes of TEXTS; what is longer than others keep has room anyway */
    size_t count, room;
    bdl_known known;
    size_t patterns;
    size_t bytes; /* taken for texts */
    place *places[PLACES];
};

static bdl_arena *new_arena(bdl_arena *arena) {
    bdl_arena *new = bdl_arena_new();

    bdl_arena_keep(arena, new);
    return new;
}

bdl_folds *bdl_folds_new(bdl_arena *arena, size_t texts, size_t patterns) {
    bdl_folds *folds = BDL_NEW(arena, bdl_folds);

    folds->arena = arena;
    folds->texts = new_arena(arena);
    folds->met = new_arena(arena);
    folds->known.written =
        BDL_NEW_ARRAY(arena, bdl_numbered *, texts / BDL_TEXTS_TOGETHER + 1);
    folds->patterns = patterns;
    folds->known.ordinal = NO_DOCUMENT;
    return folds;
}

static void begin_texts(bdl_folds *folds) {
    bdl_arena_reset(folds->texts);
    folds->count = folds->given;
    folds->known.texts =
        BDL_NEW_ARRAY(folds->texts, bdl_numbered *, folds->room / BDL_TEXTS_TOGETHER + 1);
}

static void begin_met(bdl_folds *folds) {
    bdl_arena_reset(folds->met);
    folds->known.rows = BDL_NEW_ARRAY(folds->met, uint8_t *, folds->patterns + 1);
}

void bdl_folds_begin(bdl_folds *folds, uint32_t ordinal, size_t count) {
    folds->known.ordinal = ordinal ? ordinal : NO_DOCUMENT;
    folds->given = count;
    folds->most = count < BDL_WORTH_FORGETTING ? SIZE_MAX : BDL_MOST_FOLDED;
    folds->room = count + count / 2 + MADE_TEXTS;
    if (folds->room > BDL_MOST_TEXT_NUMBERS)
        folds->room = BDL_MOST_TEXT_NUMBERS;
    begin_texts(folds);
    begin_met(folds);
}

void bdl_folds_share(bdl_folds *folds, int among) {
    if (folds->most != SIZE_MAX)
        folds->most = BDL_MOST_FOLDED / (size_t)among;
}

bool bdl_folds_are_full(const bdl_folds *folds) {
    return bdl_arena_used(folds->texts) > folds->most;
}

void bdl_folds_forget(bdl_folds *folds) {
    begin_met(folds);
    if (bdl_folds_are_full(folds))
        begin_texts(folds);
}

bool bdl_folds_holds(const bdl_folds *folds, const char *data) {
    return bdl_arena_holds(folds->texts, data);
}

/* What is known of what is written in rules and tables stays. */
static bdl_arena *arena_of(const bdl_folds *folds, uint32_t number) {
    return number >> 16 ? folds->texts : folds->arena;
}

static void make_fold(const bdl_folds *folds, bdl_numbered *n, bdl_str text,
                      uint32_t number) {
    n->reading.text = bdl_text_fold(arena_of(folds, number), text);
    n->is_folded = true;
}

/* Where what is known of text NUMBER is to be written. */
static bdl_numbered *at_number(bdl_folds *folds, uint32_t number) {
    bdl_numbered **texts = number >> 16 ? folds->known.texts : folds->known.written;
    uint32_t at = number & 0xFFFF;

    if (!texts[at / BDL_TEXTS_TOGETHER])
        texts[at / BDL_TEXTS_TOGETHER] =
            BDL_NEW_ARRAY(arena_of(folds, number), bdl_numbered, BDL_TEXTS_TOGETHER);
    return bdl_known_at(texts, at);
}

/* The rest of numbered_of: a text that is asked for the first time. */
static __attribute__((noinline)) bdl_numbered *
fold_numbered(bdl_folds *folds, bdl_str text, uint32_t number) {
    uint32_t ordinal = number >> 16;
    bdl_numbered *n;

    if (ordinal != 0 && ordinal != folds->known.ordinal)
        return NULL;
    if (ordinal != 0 && text.len <= LONGEST && bdl_folds_are_full(folds))
        return NULL;
    n = at_number(folds, number);
    if (!n->is_folded)
        make_fold(folds, n, text, number);
    return n;
}

/* What is known of the text with NUMBER, its folded text at least; NULL: nothing is kept
 * of it. */
static inline bdl_numbered *numbered_of(bdl_folds *folds, bdl_str text, uint32_t number) {
    bdl_numbered *n;

    if (number == 0 || !folds)
        return NULL;
    n = bdl_known_text(&folds->known, number);
    return n ? n : fold_numbered(folds, text, number);
}

static uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 32;
}

/* Of all bytes: texts of one form differ in a digit somewhere. */
static size_t place_of(bdl_str text) {
    uint64_t word = 0, hash = text.len;
    size_t i = 0;

    for (; i + 8 <= text.len; i += 8) {
        memcpy(&word, text.data + i, 8);
        hash = mix(hash, word);
    }
    if (text.len >= 8) {
        memcpy(&word, text.data + text.len - 8, 8);
        hash = mix(hash, word);
    } else {
        for (; i < text.len; i++)
            hash = hash << 8 | (unsigned char)text.data[i];
    }
    return (size_t)(mix(hash, 0) >> 20) & (PLACES - 1);
}

/* Room for NEEDED bytes in *BYTES; false: there is no more. */
static bool make_room(bdl_folds *folds, char **bytes, size_t *room, size_t needed) {
    size_t more = needed < 64 ? 64 : needed * 2;

    if (needed <= *room)
        return true;
    if (folds->bytes + more > MOST_BYTES)
        return false;
    folds->bytes += more;
    *bytes = bdl_arena_alloc(folds->arena, more);
    *room = more;
    return true;
}

static bool remember(bdl_folds *folds, place *p, bdl_str text, bdl_str folded) {
    bool same = folded.data == text.data;

    if (!make_room(folds, &p->bytes, &p->room, text.len + (same ? 0 : folded.len)))
        return false;
    p->same = same;
    memcpy(p->bytes, text.data, text.len);
    p->length = text.len;
    p->folded = folded.len;
    p->is_signed = p->is_plain = false;
    if (!same && folded.len)
        memcpy(p->bytes + text.len, folded.data, folded.len);
    return true;
}

/* Most documents fill few of them. */
static place *place_at(bdl_folds *folds, size_t i) {
    if (!folds->places[i])
        folds->places[i] = BDL_NEW(folds->arena, place);
    return folds->places[i];
}

static bool holds(const place *p, bdl_str text) {
    return p->length == text.len && memcmp(p->bytes, text.data, text.len) == 0;
}

static bdl_str kept(const place *p, bdl_arena *scratch, bdl_str text) {
    return p->same ? text
                   : bdl_arena_str(scratch, bdl_str_of(p->bytes + p->length, p->folded));
}

/* The place that holds TEXT, or NULL; what it folds to in *FOLDED. */
static place *find(bdl_folds *folds, bdl_arena *scratch, bdl_str text, bdl_str *folded) {
    bool fits = folds && text.len >= SHORTEST && text.len <= LONGEST;
    place *p = fits ? place_at(folds, place_of(text)) : NULL;

    if (p && holds(p, text)) {
        *folded = kept(p, scratch, text);
        return p;
    }
    *folded = bdl_text_fold(scratch, text);
    if (!fits || folded->len > LONGEST || !remember(folds, p, text, *folded))
        return NULL;
    return p;
}

/* The rest of bdl_folds_get: a text that has no number, or is asked for the first time.
 */
static __attribute__((noinline)) bdl_str get_other(bdl_folds *folds, bdl_arena *scratch,
                                                   const bdl_value *v) {
    bdl_numbered *n = numbered_of(folds, v->text, bdl_text_number(v));
    bdl_str folded;

    if (n)
        return n->reading.text;
    find(folds, scratch, bdl_value_said(v), &folded);
    return folded;
}

bdl_str bdl_folds_get(bdl_folds *folds, bdl_arena *scratch, const bdl_value *v) {
    const bdl_numbered *n = bdl_text_number(v) && folds
                                ? bdl_known_text(&folds->known, v->text_number)
                                : NULL;

    return n ? n->reading.text : get_other(folds, scratch, v);
}

static uint32_t new_number(bdl_folds *folds) {
    if (folds->known.ordinal == NO_DOCUMENT || folds->count >= folds->room)
        return 0;
    return folds->known.ordinal << 16 | (uint32_t)++folds->count;
}

void bdl_folds_number(bdl_folds *folds, bdl_value *v) {
    if (v->kind == BDL_TEXT && v->state == BDL_PRESENT && v->text_number == 0 &&
        !bdl_value_piece(v))
        v->text_number = new_number(folds);
}

bool bdl_folds_stays(const bdl_folds *folds, uint32_t text) {
    return text >> 16 == folds->known.ordinal;
}

uint64_t bdl_folds_hash(bdl_folds *folds, bdl_arena *scratch, const bdl_value *v) {
    bdl_numbered *n = numbered_of(folds, v->text, bdl_text_number(v));

    if (!n)
        return bdl_str_hash(bdl_folds_get(folds, scratch, v));
    if (n->hash == 0)
        n->hash = bdl_str_hash(n->reading.text);
    return n->hash;
}

/* ---- without punctuation ---- */

/* Punctuation as a reader of a comparison means it: not the sign of percent, not the
 * point inside a number. */
static bool is_punctuation(uint32_t c) {
    if (c < 0x80)
        return c && strchr("!\"#&'()*,-./:;?@[\\]_{}", (int)c) != NULL;
    return c == 0xb7 || c == 0xa7 || (c >= 0x2010 && c <= 0x2027) ||
           (c >= 0x2030 && c <= 0x205e) || (c >= 0x3001 && c <= 0x3003) ||
           (c >= 0x3008 && c <= 0x3011) || (c >= 0x3014 && c <= 0x301f) || c == 0x30fb ||
           (c >= 0xfe30 && c <= 0xfe6b) || (c >= 0xff01 && c <= 0xff0f);
}

/* Past the Chinese characters that stand at OFFSET: they are told by their first byte. */
static size_t skip_chinese(bdl_str s, size_t offset) {
    while (s.len - offset >= 3 && (unsigned char)s.data[offset] >= 0xE4 &&
           (unsigned char)s.data[offset] <= 0xE9)
        offset += 3;
    return offset;
}

/* FOLDED itself where there is nothing to leave out. */
static bdl_str make_plain(bdl_arena *arena, bdl_str folded) {
    bdl_buf buf = {.arena = arena};
    size_t offset = 0, from = 0;

    while ((offset = skip_chinese(folded, offset)) < folded.len) {
        size_t begin = offset;
        uint32_t c = bdl_utf8_next(folded, &offset);
        bool point = c == '.' && begin > 0 && bdl_str_digit_at(folded, begin - 1) &&
                     bdl_str_digit_at(folded, offset);

        if (point || (!bdl_is_space(c) && !is_punctuation(c)))
            continue;
        if (!buf.data) {
            buf.data = bdl_arena_room(arena, folded.len, 1);
            buf.capacity = folded.len;
        }
        bdl_buf_add(&buf, bdl_str_of(folded.data + from, begin - from));
        from = offset;
    }
    if (from == 0)
        return folded;
    bdl_buf_add(&buf, bdl_str_from(folded, from));
    return bdl_buf_str(&buf);
}

static void remember_plain(bdl_folds *folds, place *p, bdl_str folded, bdl_str plain) {
    bool same = plain.data == folded.data;

    if (!same && !make_room(folds, &p->plain, &p->plain_room, plain.len))
        return;
    p->is_plain = true;
    p->plain_length = same ? SIZE_MAX : plain.len;
    if (!same && plain.len)
        memcpy(p->plain, plain.data, plain.len);
}

static bdl_str plain_of_numbered(bdl_arena *arena, bdl_numbered *n) {
    if (!n->is_plain)
        n->plain = make_plain(arena, n->reading.text);
    n->is_plain = true;
    return n->plain;
}

/* The number of what is left of N, the text of V; 0: it has none. */
static uint32_t plain_number_of(bdl_folds *folds, bdl_numbered *n, const bdl_value *v) {
    if (v->state == BDL_BLANK)
        return 0;
    if (n->plain.data == v->text.data && n->plain.len == v->text.len)
        return bdl_text_number(v); /* there was nothing to leave out */
    if (n->plain_number == 0 && bdl_text_number(v) >> 16)
        n->plain_number = new_number(folds);
    return n->plain_number;
}

/* The rest of bdl_folds_plain, as get_other. */
static __attribute__((noinline)) bdl_str plain_of_other(bdl_folds *folds,
                                                        bdl_arena *scratch,
                                                        const bdl_value *v,
                                                        uint32_t *number) {
    bdl_numbered *n = numbered_of(folds, v->text, bdl_text_number(v));
    bdl_str folded, plain;
    place *p;

    *number = 0;
    if (n) {
        plain = plain_of_numbered(arena_of(folds, bdl_text_number(v)), n);
        *number = plain_number_of(folds, n, v);
        return plain;
    }
    p = find(folds, scratch, bdl_value_said(v), &folded);
    if (p && p->is_plain)
        return p->plain_length == SIZE_MAX
                   ? folded
                   : bdl_arena_str(scratch, bdl_str_of(p->plain, p->plain_length));
    plain = make_plain(scratch, folded);
    if (p)
        remember_plain(folds, p, folded, plain);
    return plain;
}

bdl_str bdl_folds_plain(bdl_folds *folds, bdl_arena *scratch, const bdl_value *v,
                        uint32_t *number) {
    bdl_numbered *n =
        bdl_text_number(v) ? bdl_known_text(&folds->known, v->text_number) : NULL;

    if (!n || !n->is_plain)
        return plain_of_other(folds, scratch, v, number);
    *number = plain_number_of(folds, n, v);
    return n->plain;
}

/* ---- to be matched ---- */

static const bdl_reading *read_numbered(bdl_numbered *n) {
    if (!n->is_signed)
        bdl_text_sign(n->reading.text, &n->reading.signature);
    n->is_signed = true;
    return &n->reading;
}

const bdl_reading *bdl_folds_numbered(bdl_folds *folds, const bdl_value *v) {
    bdl_numbered *n = numbered_of(folds, v->text, bdl_text_number(v));

    return n ? read_numbered(n) : NULL;
}

const bdl_reading *bdl_folds_read(bdl_folds *folds, bdl_arena *scratch, bdl_str text,
                                  uint32_t number, bdl_reading *room) {
    bdl_numbered *n = numbered_of(folds, text, number);
    place *p;

    if (n)
        return read_numbered(n);
    p = find(folds, scratch, text, &room->text);
    if (room->text.len > WORTH_SIGNING) {
        memset(&room->signature, 0xFF, sizeof room->signature);
        return room;
    }
    if (!p) {
        bdl_text_sign(room->text, &room->signature);
        return room;
    }
    if (!p->is_signed)
        bdl_text_sign(room->text, &p->signature);
    p->is_signed = true;
    room->signature = p->signature;
    return room;
}

/* ---- patterns and numbered texts ---- */

static bool is_at_hand(const bdl_folds *folds, uint32_t text, uint32_t pattern) {
    return pattern != 0 && bdl_folds_stays(folds, text);
}

const bdl_known *bdl_folds_known(const bdl_folds *folds) {
    return &folds->known;
}

void bdl_folds_set_known(bdl_folds *folds, uint32_t text, uint32_t pattern, bool met) {
    uint8_t **row;

    if (!is_at_hand(folds, text, pattern))
        return;
    row = &folds->known.rows[pattern];
    if (!*row)
        *row = BDL_NEW_ARRAY(folds->met, uint8_t, folds->room / 4 + 1);
    text &= 0xFFFF;
    (*row)[text / 4] |= (uint8_t)((met ? BDL_MET_YES : BDL_MET_NO) << text % 4 * 2);
}
