/* table.h - tables whose cells are aligned with blanks. */
#ifndef BDL_READ_ALIGNED_TABLE_H
#define BDL_READ_ALIGNED_TABLE_H

#include "read/aligned/shape.h"

/* Puts the table that COUNT lines hold into the document; SCRATCH may be reset after it.
 * SHAPE is that of the table that ended the page before, with a count of 0 when none did;
 * it becomes that of this one. */
void bdl_aligned_table(bdl_reading *reading, bdl_arena *scratch, bdl_worded *lines,
                       size_t count, bdl_shape *shape);
/* Adds its rows to GRID instead, as a table of its own. */
void bdl_aligned_rows(bdl_reading *reading, bdl_arena *scratch, bdl_worded *lines,
                      size_t count, bdl_grid *grid);

#endif
