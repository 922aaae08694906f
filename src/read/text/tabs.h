/* tabs.h - tables with a row per line and tabs between the cells, in whatever text format
 * they stand. */
#ifndef BDL_READ_TABS_H
#define BDL_READ_TABS_H

#include "read/reading.h"

/* Whether the line is a row of such a table (a catalogue's line is none). */
bool bdl_tabs_is_row(const bdl_line *line);
/* Whether the line, which was just taken, begins such a table: a number that only a tab
 * parts from its text begins none. */
bool bdl_tabs_begins(bdl_reading *reading, const bdl_line *line);
/* Reads the table that begins with FIRST, which was just taken from the lines. */
void bdl_tabs_read_table(bdl_reading *reading, const bdl_line *first);

#endif
