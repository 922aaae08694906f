/* form.h - aligned lines that are a form to fill in: labels beside their values, each
 * line in its own way, and below them a list with headings. */
#ifndef BDL_READ_FORM_H
#define BDL_READ_FORM_H

#include "read/words.h"

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
/* Puts them into the document, as a table without headings. */
void bdl_form_put_rest(bdl_reading *reading, bdl_arena *scratch, const bdl_worded *head,
                       const bdl_worded *lines, size_t count);

/* The measure in which more words begin below others. */
int bdl_form_measure(const bdl_worded *lines, size_t count);

/* ---- form_list.c ---- */

/* Tells each word of LINES but the first, which holds headings, its row and its column.
 * What stands in the middle of several rows is told the first of them; a label of all of
 * them row 0. */
bdl_form_list bdl_form_list_find(bdl_arena *scratch, bdl_worded *lines, size_t count);

#endif
