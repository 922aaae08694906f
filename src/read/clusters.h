/* clusters.h - columns of figures that stand closer together than rows are exact. */
#ifndef BDL_READ_CLUSTERS_H
#define BDL_READ_CLUSTERS_H

#include "read/columns.h"

/* A figure: its line, where it stands. */
typedef struct bdl_mark {
    size_t line;
    uint32_t begin, end;
} bdl_mark;

/* Adds to COLUMNS those that MARKS stand in, left first, where two of one line are never
 * in one. False when there is only one column, or none can be told. */
bool bdl_clusters_find(bdl_arena *arena, bdl_mark *marks, size_t count,
                       bdl_columns *columns);

#endif
