/* columns.h - lines whose words are parted by blanks, and the columns they stand in. */
#ifndef BDL_READ_COLUMNS_H
#define BDL_READ_COLUMNS_H

#include "read/reading.h"

/* A stretch of text with no two blanks in it. BEGIN and END are its positions on the line
 * in one of two measures: characters, or columns of a terminal (Chinese ones count two).
 */
typedef struct bdl_word {
    bdl_str text;
    uint32_t begin[2], end[2];
    bool number; /* figures and their signs, nothing else */
} bdl_word;

enum { BDL_IN_CHARS, BDL_IN_WIDTH };

typedef struct bdl_worded {
    bdl_line line;
    bdl_word *words;
    size_t count;
    size_t gap; /* blank lines before it */
} bdl_worded;

/* Parts a line at every run of two blanks or more. */
bdl_worded bdl_words_of(bdl_arena *arena, const bdl_line *line);
/* Parts words further, where one blank stands between a figure and a name: in a table
 * whose columns touch that is the end of a cell. */
void bdl_words_part(bdl_arena *arena, bdl_worded *line);
bool bdl_words_has_number(const bdl_worded *line);
/* Whether the lines above and below line ROW, which has figures, hold the two halves of
 * wrapped cells that are empty on it. */
bool bdl_words_stand_around(const bdl_worded *lines, size_t count, size_t row);
/* Figures and their signs, nothing else. */
bool bdl_words_is_number(bdl_str s);
/* That, or what tables print for nothing (- --), which stands where a figure would. */
bool bdl_words_is_figure(bdl_str s);
/* Whether a figure has a point or a comma, in either width. */
bool bdl_words_has_point(bdl_str s);

typedef struct bdl_column {
    uint32_t begin, end;
    bool empty;          /* known by its heading alone */
    bool figures, texts; /* what stands in it */
} bdl_column;

/* The columns of a table, found from the positions of the words of all its lines. */
typedef struct bdl_columns {
    bdl_column *items;
    size_t count, capacity;
    int measure;
    size_t head; /* lines before the first one with a figure */
} bdl_columns;

/* USUAL: the measure of the tables before, for a table that fits both as well. */
void bdl_columns_find(bdl_arena *arena, const bdl_worded *lines, size_t count, int usual,
                      bdl_columns *out);
/* The column a word stands in: the one it shares most positions with, where those with a
 * column that holds what it is, figures or texts, count more; else the nearest. */
size_t bdl_columns_of_word(const bdl_columns *columns, const bdl_word *word);

#endif
