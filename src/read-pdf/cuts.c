/* cuts.c - figures that a narrow cell of a table cuts, so that their end stands below.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include "read-pdf/page.h"

/* Whether the digits of PIECE fill its column of GRID, so that it may go on below. */
static bool is_full(const pdf_grid *grid, const pdf_piece *piece) {
    int32_t width = piece->box.x1 - piece->box.x0;
    int32_t digit = width / (int32_t)piece->text.len, c = 0;
    int32_t middle = piece->box.x0 + width / 2;
    while (c + 1 < (int32_t)grid->columns && grid->xs[c + 1] <= middle)
        c++;
    return grid->xs[c + 1] - grid->xs[c] - width < 3 * digit + digit / 2;
}

/* What stands next below ABOVE, which is in line I; NULL: nothing does. */
static const pdf_piece *piece_below(const pdf_lines *lines, size_t i,
                                    const pdf_piece *above) {
    for (i++; i < lines->count; i++)
        for (size_t q = 0; q < lines->items[i].count; q++) {
            const pdf_box *box = &lines->items[i].pieces[q].box;
            if (box->x0 < above->box.x1 && box->x1 > above->box.x0)
                return &lines->items[i].pieces[q];
        }
    return NULL;
}

bool pdf_figures_are_cut(bdl_arena *arena, const pdf_grid *grid, const pdf_lines *lines) {
    size_t cut = 0;
    for (size_t i = 0; i + 1 < lines->count; i++)
        for (size_t p = 0; p < lines->items[i].count; p++) {
            const pdf_piece *above = &lines->items[i].pieces[p];
            const pdf_piece *below = piece_below(lines, i, above);
            if (!below || !pdf_is_amount(above->text) || !pdf_is_amount(below->text))
                continue;
            bool marked = pdf_has_mark(above->text);
            if (marked && !pdf_completes(arena, above->text, below->text))
                return false;
            cut += marked || (pdf_has_mark(below->text) && is_full(grid, above));
        }
    return cut > 0;
}
