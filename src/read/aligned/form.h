/* form.h - aligned lines that are a form to fill in: labels beside their values, each
 * line in its own way, and below them a list with headings. */
#ifndef BDL_READ_FORM_H
#define BDL_READ_FORM_H

#include "read/aligned/words.h"

/* A word of the list inside a form. Row 0 is that of the headings. */
typedef struct bdl_form_word {
    const bdl_worded *line;
    const bdl_word *word;
    size_t row, column;
} bdl_form_word;

typedef struct bdl_form_list {
    BDL_VEC(bdl_form_word) words; /* by row, from the first line to the last */
    size_t columns;
} bdl_form_list;

/* A form: FRONT lines, then those of the headings of its list, then from line ROWS on the
 * list. HEAD: the headings as one line, without words when there is no form. */
typedef struct bdl_form_parts {
    bdl_worded head;
    size_t front, rows;
} bdl_form_parts;

bdl_form_parts bdl_form_find(bdl_arena *arena, const bdl_worded *lines, size_t count);
/* How many of the lines are those of the form that they begin with, 0 when it is none. */
size_t bdl_form_end(bdl_arena *arena, const bdl_worded *lines, size_t count);
/* Puts the form into the document. */
void bdl_form_put(bdl_reading *reading, bdl_arena *scratch, bdl_worded *lines,
                  size_t count, const bdl_form_parts *parts);

/* How many of the COUNT lines that begin a page go on with a list whose headings HEAD
 * has. */
size_t bdl_form_rest(const bdl_worded *head, const bdl_worded *lines, size_t count);
/* Puts them into the document, as a table without headings. LABELLED: a label of the
 * whole list stood left of them on the page before. */
void bdl_form_put_rest(bdl_reading *reading, bdl_arena *scratch, const bdl_worded *head,
                       const bdl_worded *lines, size_t count, bool labelled);

/* Whether WORD shares no position with a word of LINE in measure M. */
bool bdl_form_is_beside(const bdl_word *word, const bdl_worded *line, int m);
/* Whether the lines above and below line AT hold the two lines of headings that it lacks,
 * by where they stand in measure M. */
bool bdl_form_has_pieces(const bdl_worded *lines, size_t count, size_t at, int m);
/* LINE with the words of MORE between its own, in the order of measure M, in ARENA. */
bdl_worded bdl_form_merge(bdl_arena *arena, const bdl_worded *line,
                          const bdl_worded *more, int m);

/* The measure in which more words begin below others. */
int bdl_form_measure(const bdl_worded *lines, size_t count);

/* ---- form_list.c ---- */

/* Tells each word of LINES but the first, which holds headings, its row and its column.
 * What stands in the middle of several rows is told the first of them; a label of all of
 * them row 0. USUAL: the measure that is taken where both suit alike. GOES_ON: the list
 * began on another page. */
bdl_form_list bdl_form_list_find(bdl_arena *scratch, bdl_worded *lines, size_t count,
                                 int usual, bool goes_on);

/* ---- form_rows.c ---- */

/* The lines of a list, from the second on, whose words know their columns. */
typedef struct bdl_form_lines {
    const bdl_worded *lines;
    size_t count;
    int measure;
    size_t columns, anchor; /* ANCHOR: the column that has one line in each row, mostly */
    size_t labels;          /* leading columns whose cells may be merged over rows */
    const size_t *filled;   /* of each column: lines that have a word in it */
} bdl_form_lines;

/* Numbers the rows: ROW_OF has that of each line, SIZE_MAX where labels stand alone.
 * Gives what the way to part them costs. */
int bdl_form_rows_find(bdl_arena *arena, const bdl_form_lines *in, size_t *row_of,
                       size_t *rows);

#endif
