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

/* What stands next below ABOVE, which is in line *I; *I: the line of it. NULL: nothing
 * does. */
static const pdf_piece *piece_below(const pdf_lines *lines, size_t *i,
                                    const pdf_piece *above) {
    for (++*i; *i < lines->count; ++*i)
        for (size_t q = 0; q < lines->items[*i].count; q++) {
            const pdf_box *box = &lines->items[*i].pieces[q].box;
            if (box->x0 < above->box.x1 && box->x1 > above->box.x0)
                return &lines->items[*i].pieces[q];
        }
    return NULL;
}

/* Whether TEXT has fewer digits behind its point than amounts have. */
static bool lacks_cents(bdl_str text) {
    enum { CENTS = 2 };
    size_t point = bdl_str_find(text, BDL_STR("."), 0);
    return point != SIZE_MAX && text.len - point - 1 < CENTS;
}

/* What is known of an amount with another below it. */
enum { UNKNOWN, CUT, WHOLE };

/* Of what stands at ABOVE in line I: whether it goes on below, where its digits may stand
 * one below the other. */
static int is_cut(bdl_arena *arena, const pdf_grid *grid, const pdf_lines *lines,
                  size_t i, const pdf_piece *above) {
    enum { PIECES_MAX = 16 };
    bdl_str text = above->text;
    for (size_t n = 0; n < PIECES_MAX && pdf_is_amount(text); n++) {
        const pdf_piece *below = piece_below(lines, &i, above);
        bool marked = pdf_has_mark(text);
        if (!below || !pdf_is_amount(below->text) || (!marked && !is_full(grid, above)))
            return UNKNOWN;
        if (pdf_completes(arena, text, below->text))
            return CUT;
        text = bdl_arena_printf(arena, "%.*s%.*s", BDL_PRI(text), BDL_PRI(below->text));
        if (!lacks_cents(text) && (marked || pdf_has_mark(below->text)))
            return marked ? WHOLE : CUT;
        above = below;
    }
    return UNKNOWN;
}

bool pdf_figures_are_cut(bdl_arena *arena, const pdf_grid *grid, const pdf_lines *lines) {
    size_t cut = 0;
    for (size_t i = 0; i + 1 < lines->count; i++)
        for (size_t p = 0; p < lines->items[i].count; p++) {
            int own = is_cut(arena, grid, lines, i, &lines->items[i].pieces[p]);
            if (own == WHOLE)
                return false;
            cut += own == CUT;
        }
    return cut > 0;
}
