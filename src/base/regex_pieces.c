/* regex_pieces.c - looks for many pieces at once: at each character it is looked up, by
 * the first bytes of what stands there, which pieces could begin so. */
#include "base/regex_pieces.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { PLACES_BITS = 10, MOST_BYTES = sizeof(uint64_t) };

typedef struct piece {
    bdl_str text;
    uint64_t bytes, mask; /* its first ones */
    uint8_t next;         /* 1 + the next piece of the same place; 0: none */
} piece;

struct bdl_pieces {
    uint64_t mask; /* the bytes that all pieces have: they are looked up by these */
    uint8_t first[1 << PLACES_BITS]; /* by place: 1 + the first piece; 0: none */
    piece pieces[];
};

/* BYTES are those of the mask. */
static size_t place_of(uint64_t bytes) {
    return (size_t)(bytes * 0x9E3779B97F4A7C15u >> (64 - PLACES_BITS));
}

/* The first bytes of S, and 0 behind its end. */
static uint64_t bytes_of(bdl_str s) {
    uint64_t bytes = 0;
    memcpy(&bytes, s.data, s.len < MOST_BYTES ? s.len : MOST_BYTES);
    return bytes;
}

bdl_pieces *bdl_pieces_new(const bdl_str *pieces, size_t count) {
    bdl_pieces *set = calloc(1, sizeof *set + count * sizeof set->pieces[0]);
    size_t shortest = MOST_BYTES;
    if (!set)
        bdl_out_of_memory();
    for (size_t i = 0; i < count; i++)
        if (pieces[i].len < shortest)
            shortest = pieces[i].len;
    memset(&set->mask, 0xFF, shortest);
    for (size_t i = 0; i < count; i++) {
        uint64_t bytes = bytes_of(pieces[i]), mask = 0;
        uint8_t *first = &set->first[place_of(bytes & set->mask)];
        memset(&mask, 0xFF, pieces[i].len < MOST_BYTES ? pieces[i].len : MOST_BYTES);
        set->pieces[i] = (piece){pieces[i], bytes, mask, *first};
        *first = (uint8_t)(i + 1);
    }
    return set;
}

void bdl_pieces_free(bdl_pieces *pieces) {
    free(pieces);
}

/* Whether TEXT, which has BYTES, begins with one of the pieces from AT on. */
static bool begins(const bdl_pieces *set, uint8_t at, uint64_t bytes, bdl_str text) {
    for (; at; at = set->pieces[at - 1].next)
        if (set->pieces[at - 1].bytes == (bytes & set->pieces[at - 1].mask) &&
            bdl_str_starts(text, set->pieces[at - 1].text))
            return true;
    return false;
}

size_t bdl_pieces_find(const bdl_pieces *set, bdl_str text, size_t start) {
    for (size_t i = start; i < text.len;) {
        unsigned char c = (unsigned char)text.data[i];
        uint64_t bytes;
        if (text.len - i >= MOST_BYTES)
            memcpy(&bytes, text.data + i, MOST_BYTES);
        else
            bytes = bytes_of(bdl_str_from(text, i));
        uint8_t at = set->first[place_of(bytes & set->mask)];
        if (at && begins(set, at, bytes, bdl_str_from(text, i)))
            return i;
        i += c >= 0xE0 && c < 0xF0 ? 3 : 1; /* most characters are Chinese */
    }
    return SIZE_MAX;
}

bool bdl_has_twice(bdl_str s) {
    enum { PAIR = 6 };
    if (bdl_str_has_between(s, 0xF0, 0xFF))
        return true;
    const char *p = s.data;
    for (size_t i = 0; i + 2 * PAIR <= s.len; i += (unsigned char)p[i] >= 0xE0 ? 3 : 1)
        if (p[i + 1] == p[i + PAIR + 1] && memcmp(p + i, p + i + PAIR, PAIR) == 0)
            return true;
    return false;
}
