/* quoted.h - rows whose cells commas part, in text among other text: "a","b" as CSV has
 * them, ['a', 'b'] as programs print their lists. */
#ifndef BDL_READ_QUOTED_H
#define BDL_READ_QUOTED_H

#include "read/reading.h"

/* Whether a table of such rows begins with LINE, which was just taken from the lines. */
bool bdl_quoted_begins(const bdl_reading *reading, const bdl_line *line);
void bdl_quoted_read_table(bdl_reading *reading, const bdl_line *first);

#endif
