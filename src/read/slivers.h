/* slivers.h - columns that no row has a cell of its own in (see slivers.c). */
#ifndef BDL_READ_SLIVERS_H
#define BDL_READ_SLIVERS_H

#include "block/block.h"

/* Takes them out of ROWS, whose merged cells are all marked. */
void bdl_slivers_take_out(bdl_arena *arena, bdl_row *rows, size_t count);

/* Cuts off the columns at the right that hold no text and that a row with text does not
 * reach: cells that programs leave behind what a table ends with. */
void bdl_slivers_cut_right(bdl_row *rows, size_t count);

#endif
