/* cells.h - the cells of a spreadsheet (XLSX, ODS) put into the rows of a sheet: merged
 * cells, hidden rows and columns, places. */
#ifndef BDL_READ_CELLS_H
#define BDL_READ_CELLS_H

#include "read/reading.h"

enum { BDL_CELLS_ROWS = 1 << 20 }; /* rows that a sheet can have */

/* Rows and columns count from 0. */
typedef struct bdl_merge {
    uint32_t top, left, bottom, right; /* the last two inside */
} bdl_merge;

typedef struct bdl_cells_row {
    uint32_t number;
    bool hidden;
    BDL_VEC(bdl_cell) cells;
} bdl_cells_row;

typedef struct bdl_cells {
    bdl_reading *reading;
    bdl_str sheet;
    BDL_VEC(bdl_cells_row) rows;
    BDL_VEC(bdl_merge) merges;
    bool *hidden_columns;       /* BDL_MAX_COLUMNS */
    size_t cells, fillers, cut; /* CUT: texts that found no room */
    size_t work, not_merged;    /* rows looked at for merged cells */
    uint32_t hidden_rows, first_hidden;
    size_t formulas; /* without a result */
    uint32_t first_formula;
    size_t lost_texts; /* which the file has no more, or never had */
    uint32_t first_lost;
} bdl_cells;

void bdl_cells_begin(bdl_cells *cells, bdl_reading *reading, bdl_str sheet);
/* Rows come in order; one that is not higher than the last is taken for the next. */
void bdl_cells_row_begin(bdl_cells *cells, uint32_t number, bool hidden);
/* Puts TEXT, which lives as long as the arena; the row must have been begun. */
void bdl_cells_put(bdl_cells *cells, uint32_t column, bdl_str text);
/* A cell of ROW holds a formula whose result is not in the file. */
void bdl_cells_tell_formula(bdl_cells *cells, uint32_t row);
/* A cell of ROW has a text that is not in the file. */
void bdl_cells_tell_lost(bdl_cells *cells, uint32_t row);
void bdl_cells_merge(bdl_cells *cells, bdl_merge merge);
void bdl_cells_hide_columns(bdl_cells *cells, uint32_t first, uint32_t last);
/* Makes blocks of the sheet; says what was hidden or found no room. */
void bdl_cells_end(bdl_cells *cells);

#endif
