/* gutters.h - columns as what stands between gutters. */
#ifndef BDL_READ_GUTTERS_H
#define BDL_READ_GUTTERS_H

#include "read/aligned/columns.h"

/* The lines of a table, by words and by pieces of words. */
typedef struct bdl_body {
    const bdl_worded *words, *pieces;
    size_t count;
    const bool *figures;    /* lines that have one */
    const bool *counts;     /* lines that number the columns */
    const bool *items;      /* lines that begin like an item (二、其他收入) */
    const size_t *cells[2]; /* by measure: what each line has for certain */
} bdl_body;

/* Columns are where the lines that show them have text, but for one line in STRAY_PER. */
bdl_columns bdl_gutters_find(bdl_arena *arena, const bdl_body *of, int measure,
                             size_t stray_per);
/* Whether line I has figures, or begins the rows that have none (二、其他收入). */
bool bdl_gutters_show(const bdl_columns *columns, const bdl_body *of, size_t i);

#endif
