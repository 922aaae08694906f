/* codes.c - columns of codes in aligned text, and what hangs out of them.
 *
 * Codes stand in the middle of their cells or at the right, 合计 and the like at the
 * left: by their places alone they are two columns. */
#include "read/aligned/codes.h"

static bool is_code(const bdl_word *word) {
    enum { CODE_MIN = 3 };
    return word->number && word->text.len >= CODE_MIN && !bdl_words_has_point(word->text);
}

/* What one line has in column C, of texts, and in the two behind it. */
typedef struct look {
    size_t texts, codes, names;
    bool strange; /* no code where one should stand */
} look;

static look look_at(const bdl_worded *pieces, const uint16_t *at, size_t c) {
    look out = {0, 0, 0, false};
    for (size_t w = 0; w < pieces->count; w++) {
        const bdl_word *word = &pieces->words[w];
        out.texts += at[w] == c;
        out.codes += at[w] == c + 1;
        out.names += at[w] == c + 2 && !word->number;
        out.strange |= at[w] == c + 1 && !is_code(word);
    }
    return out;
}

/* Whether column C + 1 holds codes, and C texts of rows that have neither a code nor a
 * name behind it. */
static bool hangs_over_codes(const bdl_columns *columns, const bdl_body *of,
                             uint16_t **at, size_t c) {
    size_t codes = 0, texts = 0;
    for (size_t i = columns->head; i < of->count; i++) {
        look here = look_at(&of->pieces[i], at[i], c);
        if (here.strange || (here.texts && here.codes + here.names))
            return false;
        codes += here.codes;
        texts += here.texts > 0;
    }
    return codes > texts && texts > 0;
}

void bdl_codes_join(bdl_columns *columns, const bdl_body *of, uint16_t **at) {
    for (size_t c = 0; c + 2 < columns->count; c++) {
        bdl_column *left = &columns->items[c];
        if (left->numbers > 0 || !hangs_over_codes(columns, of, at, c))
            continue;
        left[1].begin = left->begin;
        left[1].texts += left->texts;
        memmove(left, left + 1, (--columns->count - c) * sizeof *left);
        return;
    }
}
