/* marked.h - text in which marks behind the cells of tables became tabs and line ends.
 *
 * Old Word documents have one mark behind each cell and one more behind each row.
 * Programs that print them make two marks a line end and one left over a tab, where a
 * text comes: an empty cell at the end of a row leaves its lines in two, and two empty
 * cells a blank line. Nothing is lost, for the marks can be counted. */
#ifndef BDL_READ_MARKED_H
#define BDL_READ_MARKED_H

#include "read/reading.h"

typedef BDL_VEC(bdl_line) bdl_celled_lines;

/* Whether a text is so; LINES are all of it. */
bool bdl_text_is_marked(const bdl_traits *traits, bdl_lines lines);
/* Adds what stands before each mark of LINE, for the last two of which its end stands. */
void bdl_marked_cells(bdl_arena *arena, bdl_celled_lines *cells, const bdl_line *line);
/* Takes the next row of READING below *ROW, which has all its cells, where the first of
 * the next are empty and blank lines stand for them; false: none is there. */
bool bdl_marked_row(bdl_reading *reading, bdl_row *row);
/* Whether the tab that LINE of a marked READING begins with, which was just taken, is a
 * mark of the row above it: both rows below it have a cell less, and the first begins
 * with no tab, as it would if LINE had an empty cell. */
bool bdl_marked_before(const bdl_reading *reading, const bdl_line *line);

#endif
