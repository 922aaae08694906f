/* cells.h - what stands in each cell of a table.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#ifndef BDL_READ_PDF_CELLS_H
#define BDL_READ_PDF_CELLS_H

#include "read-pdf/page.h"

/* Puts what hangs over the upper or lower edge of GRID, table T of PAGE, into the empty
 * cell that it hangs out of: a program prints the text of a cell that a page end cuts in
 * the middle of all of it, wherever that is. */
void pdf_cells_reach(pdf_page *page, const pdf_grid *grid, int32_t t);

/* The text of each cell of GRID, which is table T of PAGE: ROWS * COLUMNS, in ARENA. */
pdf_lines *pdf_cells_fill(bdl_arena *arena, pdf_page *page, pdf_grid *grid, int32_t t);

#endif
