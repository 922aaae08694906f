/* table_full.h - tables all of whose rows have a word for each heading. */
#ifndef BDL_READ_ALIGNED_TABLE_FULL_H
#define BDL_READ_ALIGNED_TABLE_FULL_H

#include "read/aligned/columns.h"

/* Takes the rows of GRID, the first HEAD of which are headings, in order where each has a
 * word for each heading, or for all but the first, and there are more COLUMNS. */
void bdl_aligned_full_rows(bdl_arena *arena, bdl_grid *grid, size_t head,
                           bdl_columns *columns);

#endif
