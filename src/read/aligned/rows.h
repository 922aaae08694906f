/* rows.h - which lines of an aligned table are one row. */
#ifndef BDL_READ_ROWS_H
#define BDL_READ_ROWS_H

#include "read/aligned/columns.h"

/* Numbers the rows: ROW_OF has the row of each of COUNT lines whose words are placed in
 * columns; those of the head are not looked at. */
void bdl_rows_find(bdl_arena *arena, const bdl_columns *columns, const bdl_worded *lines,
                   size_t count, size_t *row_of);

#endif
