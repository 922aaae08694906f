/* barred.h - tables whose cells came one a line with a bar behind each, there or in a
 * line of its own, in text among other text: what web pages become whose cells hold
 * paragraphs. */
#ifndef BDL_READ_BARRED_H
#define BDL_READ_BARRED_H

#include "read/reading.h"

/* Whether such a table begins with LINE, which was just taken from the lines. */
bool bdl_barred_begins(bdl_reading *reading, const bdl_line *line);
void bdl_barred_read_table(bdl_reading *reading, const bdl_line *first);

#endif
