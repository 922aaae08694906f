/* words.h - lines whose words are parted by blanks, and where these stand. */
#ifndef BDL_READ_WORDS_H
#define BDL_READ_WORDS_H

#include "read/reading.h"

/* A stretch of text with no two blanks in it. BEGIN and END are its positions on the line
 * in one of two measures: characters, or columns of a terminal (Chinese ones count two).
 */
typedef struct bdl_word {
    bdl_str text;
    uint32_t begin[2], end[2];
    bool number; /* figures and their signs, nothing else */
    bool parted; /* it has a blank inside */
    bool
        rest; /* it ends a word, that before it or that above it, which filled its cell */
    size_t column;                  /* of a row, when the columns are known */
    const struct bdl_piece *pieces; /* of a cell of several lines, or what was put into
                                       another line; NULL: it is one word of its line */
    size_t piece_count;
} bdl_word;

enum { BDL_IN_CHARS, BDL_IN_WIDTH };

typedef struct bdl_worded {
    bdl_line line;
    bdl_word *words;
    size_t count;
    size_t gap;           /* blank lines before it */
    bool numbers_columns; /* of pieces: 栏次 1 2 3 */
    bool under_label;     /* the label of its row stands in one above */
} bdl_worded;

/* What a line has of a cell. */
typedef struct bdl_piece {
    const bdl_worded *line;
    const bdl_word *word;
} bdl_piece;

/* Parts a line at every run of two blanks or more. */
bdl_worded bdl_words_of(bdl_arena *arena, const bdl_line *line);
/* The line parted at every blank; it shares the words of LINE when there is none. */
bdl_worded bdl_words_pieces(bdl_arena *arena, const bdl_worded *line);
/* Whether a cell ends between two pieces of a word that one blank parts. */
typedef bool bdl_words_end(void *ctx, const bdl_word *left, const bdl_word *right);
/* Parts words further, where ENDS says so. */
void bdl_words_cut(bdl_arena *arena, bdl_worded *line, bdl_words_end *ends, void *ctx);
static inline uint32_t bdl_word_width(const bdl_word *word, int measure) {
    return word->end[measure] - word->begin[measure];
}
static inline bool bdl_positions_overlap(uint32_t a, uint32_t a_end, uint32_t b,
                                         uint32_t b_end) {
    return a < b_end && b < a_end;
}
static inline uint32_t bdl_positions_apart(uint32_t a, uint32_t b) {
    return a > b ? a - b : b - a;
}
/* WORD of LINE, to be put into another line: it keeps its place. */
bdl_word bdl_word_moved(bdl_arena *arena, const bdl_worded *line, const bdl_word *word);
/* Whether two words of different lines share a position. */
static inline bool bdl_words_overlap(const bdl_word *a, const bdl_word *b, int measure) {
    return bdl_positions_overlap(a->begin[measure], a->end[measure], b->begin[measure],
                                 b->end[measure]);
}

enum { BDL_WORDS_PUSHED = 2 }; /* blanks a full cell may push the next one */

/* How many blanks stand between two words. */
static inline uint32_t bdl_words_apart(const bdl_word *a, const bdl_word *b,
                                       int measure) {
    return a->end[measure] <= b->begin[measure]   ? b->begin[measure] - a->end[measure]
           : b->end[measure] <= a->begin[measure] ? a->begin[measure] - b->end[measure]
                                                  : 0;
}

/* Whether two pieces that one blank parts are texts of two cells: nobody types a blank
 * between Chinese letters, but for pieces of one letter, which are spaced type. */
bool bdl_words_are_two_texts(const bdl_word *left, const bdl_word *right);
/* The same, to cut a line there (CTX is not asked). */
bool bdl_words_end_text(void *ctx, const bdl_word *left, const bdl_word *right);
/* Where WORD of LINE stands. */
bdl_at bdl_words_at(const bdl_worded *line, const bdl_word *word);
bool bdl_words_has_number(const bdl_worded *line);
/* Whether a word of LINE has a blank inside. */
bool bdl_words_have_parted(const bdl_worded *line);
/* 第二部分  情况说明: a chapter whose number stands apart from its title, no row. */
bool bdl_words_are_part(const bdl_worded *line);
/* Whether a word is a number, or a piece of one an amount (总计 1,003.21). */
bool bdl_words_has_figure(const bdl_worded *line);
/* The number that a word of digits is; 0 when it is none up to 9999. */
unsigned bdl_words_count_of(bdl_str word);
/* Whether the line numbers the columns: 栏次 1 2 3, also 栏次 1 栏次 2 3. */
bool bdl_words_number_columns(const bdl_worded *line);
/* Figures and their signs, nothing else. */
bool bdl_words_is_number(bdl_str s);
/* The same, or what tables print for nothing where a figure would stand: - -- — . */
bool bdl_words_is_figure(bdl_str s);
/* Whether a figure has a point or a comma, in either width. */
bool bdl_words_has_point(bdl_str s);
/* Whether WORD is an amount, which has one: codes, years and counts have none. */
static inline bool bdl_word_is_amount(const bdl_word *word) {
    return word->number && bdl_words_has_point(word->text);
}
/* Whether S is the sign of a rate and nothing else. */
bool bdl_words_is_percent(bdl_str s);
/* Whether S has Chinese letters and signs alone, as names have: no digit, no blank. */
bool bdl_words_is_name(bdl_str s);
/* The word of LINE in COLUMN; NULL: none. */
const bdl_word *bdl_words_in(const bdl_worded *line, size_t column);

#endif
