/* sheet.h - sheets in aligned text: rows of labels and values, and below them a
 * table of texts. */
#ifndef BDL_READ_ALIGNED_SHEET_H
#define BDL_READ_ALIGNED_SHEET_H

#include "read/aligned/words.h"

/* A sheet among lines: those up to HEAD hold labels and values, those up to ROWS the
 * headings of the lines up to END, those up to TAIL labels and values again. */
typedef struct bdl_aligned_sheet {
    bdl_worded heads;             /* the headings as one line */
    const bdl_word *printed;      /* these where they stand, one blank apart; NULL: so do
                                     those of HEADS */
    size_t head, rows, end, tail; /* TAIL 0: there is none */
    int measure;                  /* in which they stand above each other */
    bool again;                   /* it began on the page before */
    bool loose;                   /* words may reach under two headings */
} bdl_aligned_sheet;

typedef enum bdl_sheet_begin {
    BDL_SHEET_NEW,
    BDL_SHEET_AGAIN, /* it may be the headings alone, of a sheet that a page cut */
    BDL_SHEET_OPEN,  /* the page before has the first of its labels */
} bdl_sheet_begin;

/* Whether the first of COUNT lines begins a sheet. */
bdl_aligned_sheet bdl_aligned_sheet_find(bdl_arena *arena, const bdl_worded *lines,
                                         size_t count, bdl_sheet_begin how);
/* How many of COUNT lines that begin a page go on with the table of a sheet whose
 * headings *HEAD has; then *HEAD has words where the columns are on this page. */
size_t bdl_aligned_sheet_rest(bdl_arena *arena, const bdl_worded *lines, size_t count,
                              bdl_worded *head);

/* LINE, its words parted where those of HEAD begin. */
bdl_worded bdl_aligned_sheet_part(bdl_arena *arena, const bdl_worded *head,
                                  const bdl_worded *line, int m);
/* LINE, the texts in it that one blank parts taken apart. */
bdl_worded bdl_aligned_sheet_part_texts(bdl_arena *arena, const bdl_worded *line);
/* Puts the pieces of labels of several lines at the margin together; how many of the
 * lines are left. */
size_t bdl_aligned_labels_join(bdl_arena *arena, bdl_worded *lines, size_t count,
                               int measure);
/* Whether the first of COUNT lines is a piece of a label that stands above and below its
 * value. */
bool bdl_aligned_is_upright(const bdl_worded *lines, size_t count);
/* Puts such labels and their values into a line each; how many of the lines are left. */
size_t bdl_aligned_upright_join(bdl_arena *arena, bdl_worded *lines, size_t count,
                                int measure);
/* Whether the words of two lines stand beside each other: the one is half a line lower.
 */
bool bdl_sheet_are_beside(const bdl_worded *a, const bdl_worded *b, int m);
/* A list of figures among labels: its headings are the lines from HEAD on, its rows those
 * from ROW up to END. */
typedef struct bdl_figures {
    size_t head, row, end;
} bdl_figures;
/* The first list of figures from line FROM on; false when there is none. */
bool bdl_sheet_figures_find(const bdl_worded *lines, size_t count, size_t from, int m,
                            bdl_figures *out);
/* What the row of figures ROW, below another line, names itself: the word left of its
 * first figure, or the first piece of the name above it. */
const bdl_word *bdl_sheet_figures_name(const bdl_worded *row, int m);
/* The COUNT lines of a list without the label beside its rows, of which the first is line
 * ROW, in OUT, which has room for one more: its first holds the label, no word when there
 * is none. How many these are. */
size_t bdl_sheet_figures_part(bdl_arena *arena, const bdl_worded *lines, size_t count,
                              size_t row, int m, bdl_worded *out);
/* Puts it into the document as one table. */
void bdl_aligned_sheet_add(bdl_reading *reading, bdl_arena *scratch, bdl_worded *lines,
                           const bdl_aligned_sheet *sheet);

#endif
