/* line_row.h - rows put together from the words of aligned lines. */
#ifndef BDL_READ_LINE_ROW_H
#define BDL_READ_LINE_ROW_H

#include "read/aligned/words.h"

/* A row in the making: the text of each cell, and where its first piece stands. */
typedef struct bdl_line_row {
    bdl_maker *cells;
    bdl_place *places;
    size_t count;
    bdl_place place; /* line 0: nothing is in it */
} bdl_line_row;

/* A row of COUNT cells; lives in ARENA. */
bdl_line_row bdl_line_row_begin(bdl_reading *reading, bdl_arena *arena, size_t count);
/* Adds a word to cell COLUMN. */
void bdl_line_row_put(bdl_reading *reading, bdl_line_row *row, const bdl_worded *line,
                      const bdl_word *word, size_t column);
/* Puts the row into GRID when anything is in it; it is empty again. */
void bdl_line_row_end(bdl_reading *reading, bdl_line_row *row, bdl_grid *grid);

#endif
