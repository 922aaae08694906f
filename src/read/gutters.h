/* gutters.h - words that one blank parts, told to be cells by all lines of their table.
 */
#ifndef BDL_READ_GUTTERS_H
#define BDL_READ_GUTTERS_H

#include "read/columns.h"

/* Parts the words of the rows where a gutter of the whole table passes through a blank of
 * theirs. */
void bdl_gutters_part(bdl_arena *arena, bdl_worded *lines, size_t count);
/* How headings that one blank parts are taken. */
enum { BDL_AS_PRINTED, BDL_BY_COLUMNS, BDL_AT_EACH_BLANK };

/* Parts the words of the headings of COLUMNS one of these ways: where what stands at both
 * sides of a blank is nearest to columns of its own, or wherever it could be a heading.
 */
void bdl_gutters_part_head(bdl_arena *arena, bdl_worded *lines,
                           const bdl_columns *columns, int way);

#endif
