/* aligned.h - tables whose cells are aligned with blanks. */
#ifndef BDL_READ_ALIGNED_H
#define BDL_READ_ALIGNED_H

#include "read/columns.h"

/* Puts the table that COUNT lines hold into the document; SCRATCH may be reset after it.
 */
void bdl_aligned_table(bdl_reading *reading, bdl_arena *scratch, bdl_worded *lines,
                       size_t count);

#endif
