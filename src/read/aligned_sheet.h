/* aligned_sheet.h - sheets in aligned text: rows of labels and values, and below them a
 * table of texts. */
#ifndef BDL_READ_ALIGNED_SHEET_H
#define BDL_READ_ALIGNED_SHEET_H

#include "read/words.h"

/* A sheet among lines: those up to HEAD hold labels and values, those up to ROWS the
 * headings of the lines up to END, those up to TAIL labels and values again. */
typedef struct bdl_aligned_sheet {
    bdl_worded heads;             /* the headings as one line */
    size_t head, rows, end, tail; /* TAIL 0: there is none */
    int measure;                  /* in which they stand above each other */
    bool again;                   /* it began on the page before */
} bdl_aligned_sheet;

/* Whether the first of COUNT lines begins a sheet. AGAIN: it may be the headings alone,
 * of a sheet that a page cut. */
bdl_aligned_sheet bdl_aligned_sheet_find(bdl_arena *arena, const bdl_worded *lines,
                                         size_t count, bool again);
/* LINE, its words parted where those of HEAD begin. */
bdl_worded bdl_aligned_sheet_part(bdl_arena *arena, const bdl_worded *head,
                                  const bdl_worded *line, int m);
/* Puts it into the document as one table. */
void bdl_aligned_sheet_add(bdl_reading *reading, bdl_arena *scratch, bdl_worded *lines,
                           const bdl_aligned_sheet *sheet);

#endif
