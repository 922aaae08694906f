/* similar.c - how much two texts have in common. Time grows with the product of the
 * lengths, so both are cut to BDL_SIMILAR_LIMIT characters; memory with their sum. */
#include "eval/builtins.h"

#include "base/text.h"

/* A text as characters, with the byte where each begins. */
typedef struct letters {
    uint32_t *at;
    size_t *offset;
    size_t count;
} letters;

/* A number for the character at *OFFSET: of most, Chinese ones of three bytes, these
 * bytes, which are no other's code point. */
static inline uint32_t letter_at(bdl_str s, size_t *offset) {
    const unsigned char *p = (const unsigned char *)s.data + *offset;
    size_t left = s.len - *offset;
    uint32_t bytes = left > 3    ? bdl_utf8_load4(p) & 0xFFFFFF
                     : left == 3 ? bdl_utf8_load3(p)
                                 : 0;

    if (!bdl_utf8_is_three(bytes))
        return bdl_utf8_next(s, offset);
    *offset += 3;
    return bytes;
}

static letters letters_of(bdl_arena *scratch, bdl_str s) {
    size_t count = s.len < BDL_SIMILAR_LIMIT ? s.len : BDL_SIMILAR_LIMIT, offset = 0;
    letters out;

    out.at = bdl_arena_room(scratch, count + 1, sizeof *out.at);
    out.offset = bdl_arena_room(scratch, count + 1, sizeof *out.offset);
    for (out.count = 0; out.count < count && offset < s.len; out.count++) {
        out.offset[out.count] = offset;
        out.at[out.count] = letter_at(s, &offset);
    }
    out.offset[out.count] = offset;
    return out;
}

size_t bdl_text_distance(bdl_arena *scratch, bdl_str a, bdl_str b) {
    letters x = letters_of(scratch, a), y = letters_of(scratch, b);
    size_t *row = BDL_NEW_ARRAY(scratch, size_t, y.count + 1);

    for (size_t k = 0; k <= y.count; k++)
        row[k] = k;
    for (size_t i = 0; i < x.count; i++) {
        size_t diagonal = row[0];

        row[0] = i + 1;
        for (size_t k = 0; k < y.count; k++) {
            size_t above = row[k + 1], best = diagonal + (x.at[i] != y.at[k]);

            if (above + 1 < best)
                best = above + 1;
            if (row[k] + 1 < best)
                best = row[k] + 1;
            diagonal = above;
            row[k + 1] = best;
        }
    }
    return row[y.count];
}

/* ---- the longest common piece ---- */

typedef struct piece {
    size_t end, length; /* in letters of the first text */
} piece;

/* Where each letter of a text of at most 64 stands, as bits. */
enum { SHORT_TEXT = 64, MOST_PLACES = 2 * SHORT_TEXT };
typedef struct whereabouts {
    size_t places; /* in use, a power of two */
    uint32_t letter[MOST_PLACES];
    uint64_t at[MOST_PLACES]; /* 0: a free place */
} whereabouts;

static size_t place_of(const whereabouts *w, uint32_t letter) {
    size_t i = (letter * 0x9E3779B1u >> 25) & (w->places - 1);

    while (w->at[i] && w->letter[i] != letter)
        i = (i + 1) & (w->places - 1);
    return i;
}

/* Of few letters few places are cleared. */
static void note_letters(whereabouts *w, const letters *y) {
    w->places = 16;
    while (w->places < 2 * y->count)
        w->places *= 2;
    memset(w->at, 0, w->places * sizeof w->at[0]);
    for (size_t k = 0; k < y->count; k++) {
        size_t i = place_of(w, y->at[k]);

        w->letter[i] = y->at[k];
        w->at[i] |= (uint64_t)1 << k;
    }
}

/* Y has at most SHORT_TEXT letters: all its ends of runs are followed at once. ENDS[n]
 * says where in Y a run of n + 1 letters ends that ends at the letter of X at hand, up to
 * the longest there is; each letter makes that at most one longer. */
static piece common_with_short(const letters *x, const letters *y) {
    whereabouts w;
    uint64_t ends[SHORT_TEXT + 1];
    size_t longest = 0;
    piece best = {0, 0};

    note_letters(&w, y);
    for (size_t i = 0; i < x->count; i++) {
        uint64_t here = w.at[place_of(&w, x->at[i])];
        size_t n = here ? longest + 1 : 0;

        for (; n > 1 && !(ends[n - 2] << 1 & here); n--)
            ;
        longest = n;
        for (; n > 1; n--)
            ends[n - 1] = ends[n - 2] << 1 & here;
        ends[0] = here;
        if (longest > best.length)
            best = (piece){i + 1, longest};
    }
    return best;
}

static piece common_with_long(bdl_arena *scratch, const letters *x, const letters *y) {
    size_t *row = BDL_NEW_ARRAY(scratch, size_t, y->count + 1);
    piece best = {0, 0};

    for (size_t i = 0; i < x->count; i++) {
        size_t diagonal = 0;

        for (size_t k = 0; k < y->count; k++) {
            size_t above = row[k + 1];

            row[k + 1] = x->at[i] == y->at[k] ? diagonal + 1 : 0;
            if (row[k + 1] > best.length)
                best = (piece){i + 1, row[k + 1]};
            diagonal = above;
        }
    }
    return best;
}

bdl_str bdl_text_common(bdl_arena *scratch, bdl_str a, bdl_str b) {
    letters x = letters_of(scratch, a), y = letters_of(scratch, b);
    piece p = y.count <= SHORT_TEXT ? common_with_short(&x, &y)
                                    : common_with_long(scratch, &x, &y);
    size_t begin = x.offset[p.end - p.length];

    return bdl_str_of(a.data + begin, x.offset[p.end] - begin);
}

size_t bdl_text_shared(bdl_arena *scratch, bdl_str a, bdl_str b, size_t *na, size_t *nb) {
    letters x = letters_of(scratch, a), y = letters_of(scratch, b);
    size_t *row = BDL_NEW_ARRAY(scratch, size_t, y.count + 1);

    *na = x.count;
    *nb = y.count;
    for (size_t i = 0; i < x.count; i++) {
        size_t diagonal = 0;

        for (size_t k = 0; k < y.count; k++) {
            size_t above = row[k + 1];

            if (x.at[i] == y.at[k])
                row[k + 1] = diagonal + 1;
            else if (row[k] > above)
                row[k + 1] = row[k];
            diagonal = above;
        }
    }
    return row[y.count];
}
