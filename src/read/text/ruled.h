/* ruled.h - tables whose columns are told by rulers, lines of dashes with a gap between
 * columns, in whatever text format they stand. */
#ifndef BDL_READ_RULED_H
#define BDL_READ_RULED_H

#include "read/reading.h"

/* Whether LINE is a ruler: two groups of dashes or equals signs, or more. */
bool bdl_ruled_is_ruler(bdl_str line);
/* Whether a table begins with LINE, which was just taken from the lines: with a ruler, a
 * bar above headings that a ruler is below, or one line of headings above a ruler. */
bool bdl_ruled_begins(const bdl_reading *reading, const bdl_line *line);
void bdl_ruled_read_table(bdl_reading *reading, const bdl_line *first);

#endif
