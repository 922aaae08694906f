/* fit.h - which column each word of an aligned line stands in. */
#ifndef BDL_READ_FIT_H
#define BDL_READ_FIT_H

#include "read/aligned/columns.h"

/* Places the pieces of a line in columns, left to right, each in the column it fits best;
 * pieces that one blank parts may share one. Gives the whole fit: higher is better. AT
 * has room for the column of each piece. */
int32_t bdl_fit_line(bdl_arena *arena, const bdl_columns *columns,
                     const bdl_worded *pieces, uint16_t *at);
/* What the columns hold is learned from the pieces placed in them. */
void bdl_fit_learn(bdl_columns *columns, const bdl_worded *pieces, const uint16_t *at);
/* Both of these: the line is one more row. */
void bdl_fit_take(bdl_arena *arena, bdl_columns *columns, const bdl_worded *pieces);
/* Whether most of what is known of COLUMN is of the other kind than WORD. */
bool bdl_fit_is_other_kind(const bdl_column *column, const bdl_word *word);
/* Whether some of what COLUMN holds, of the kind that is rare in it, fits it badly. */
bool bdl_fit_is_mixed(const bdl_column *column);
/* How many cells the line has for certain. */
size_t bdl_fit_cells(const bdl_worded *pieces, int measure);
/* The same where pieces that stand in no column make one. */
void bdl_fit_grow(bdl_arena *arena, bdl_columns *columns, const bdl_worded *pieces);

#endif
