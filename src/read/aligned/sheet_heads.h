/* sheet_heads.h - the headings of the table of texts in a sheet. */
#ifndef BDL_READ_ALIGNED_SHEET_HEADS_H
#define BDL_READ_ALIGNED_SHEET_HEADS_H

#include "read/aligned/sheet.h"

enum { BDL_SHEET_HEADINGS_MAX = 24 };

/* A lone word behind a blank line is the title of what comes next. */
bool bdl_sheet_is_apart(const bdl_worded *line);
/* Takes apart LACKING texts of LINE, at most, that one blank parts. */
void bdl_sheet_cut_texts(bdl_arena *arena, bdl_worded *line, size_t lacking);
/* The words from EDGE on of lines from the first on that stand beside each other, as many
 * as there are COLUMNS; fewer where no lines hold as many. */
bdl_worded bdl_sheet_chain(bdl_arena *arena, const bdl_worded *lines, size_t count,
                           size_t columns, int m, uint32_t edge);
/* Whether the lines above and below line AT, not the first, hold the two lines of
 * headings that it lacks in measure M. THREE: the three lines, parted at blanks between
 * headings.
 */
bool bdl_sheet_heads_around(bdl_arena *arena, const bdl_worded *lines, size_t count,
                            size_t at, int m, bdl_worded *three);
/* Takes the headings at line H, which may stand on three lines, or over headings that
 * only some of them have. */
void bdl_sheet_take_heads(bdl_arena *arena, const bdl_worded *lines, size_t count,
                          size_t h, bdl_aligned_sheet *at);

#endif
