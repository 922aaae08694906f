/* cells.h - what stands in each cell of a table.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#ifndef BDL_READ_PDF_CELLS_H
#define BDL_READ_PDF_CELLS_H

#include "read-pdf/page.h"

/* The text of each cell of GRID, which is table T of PAGE: ROWS * COLUMNS, in ARENA. */
pdf_lines *pdf_cells_fill(bdl_arena *arena, pdf_page *page, pdf_grid *grid, int32_t t);

#endif
