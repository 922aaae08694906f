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

static letters letters_of(bdl_arena *scratch, bdl_str s) {
    size_t count = bdl_utf8_count(s), offset = 0;
    letters out;

    if (count > BDL_SIMILAR_LIMIT)
        count = BDL_SIMILAR_LIMIT;
    out.at = BDL_NEW_ARRAY(scratch, uint32_t, count + 1);
    out.offset = BDL_NEW_ARRAY(scratch, size_t, count + 1);
    for (out.count = 0; out.count < count && offset < s.len; out.count++) {
        out.offset[out.count] = offset;
        out.at[out.count] = bdl_utf8_next(s, &offset);
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

bdl_str bdl_text_common(bdl_arena *scratch, bdl_str a, bdl_str b) {
    letters x = letters_of(scratch, a), y = letters_of(scratch, b);
    size_t *row = BDL_NEW_ARRAY(scratch, size_t, y.count + 1), best = 0, end = 0;

    for (size_t i = 0; i < x.count; i++) {
        size_t diagonal = 0;

        for (size_t k = 0; k < y.count; k++) {
            size_t above = row[k + 1];

            row[k + 1] = x.at[i] == y.at[k] ? diagonal + 1 : 0;
            if (row[k + 1] > best) {
                best = row[k + 1];
                end = i + 1;
            }
            diagonal = above;
        }
    }
    return bdl_str_of(a.data + x.offset[end - best],
                      x.offset[end] - x.offset[end - best]);
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
