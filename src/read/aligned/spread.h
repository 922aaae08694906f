/* spread.h - sheets in aligned text that have blank lines between their rows. */
#ifndef BDL_READ_ALIGNED_SPREAD_H
#define BDL_READ_ALIGNED_SPREAD_H

#include "read/aligned/words.h"

/* Rows, each as one line; of a wrapped cell the words have all pieces. */
typedef struct bdl_spread {
    bdl_worded *rows;
    size_t *ends; /* how many lines each row and those above it take */
    size_t count; /* 0: the lines are no such sheet */
} bdl_spread;

/* The rows that COUNT lines begin with. All lives in ARENA, which holds LINES too. */
bdl_spread bdl_aligned_spread(bdl_arena *arena, const bdl_worded *lines, size_t count);

#endif
