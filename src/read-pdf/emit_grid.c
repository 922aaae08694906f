/* emit_grid.c - tables with lines as blocks: cells of several lines, and tables that go
 * on over page ends, where a row may be torn.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "base/text.h"

#include "read-pdf/emit.h"

enum {
    SAME_PLACE = 4 * PDF_POINT,
    YEARS = 1900,
    NAME_WIDTH = 8, /* characters */
};

/* Whether a line of a cell that ends at RIGHT goes on in NEXT because the cell is no
 * wider.
 */
static bool is_wrapped(const pdf_line *line, const pdf_line *next, int32_t right) {
    return right - line->box.x1 < pdf_first_word(next) + 6 * PDF_POINT;
}

static bdl_str text_of(bdl_arena *arena, const pdf_line *line) {
    bdl_str text = line->count ? line->pieces[0].text : BDL_STR("");
    for (size_t i = 1; i < line->count; i++)
        text = bdl_arena_printf(arena, "%.*s %.*s", BDL_PRI(text),
                                BDL_PRI(line->pieces[i].text));
    return text;
}

/* ---- over the end of a page ---- */

static const pdf_cell *cell_at(const pdf_grid *grid, uint32_t row, uint32_t column) {
    return &grid->cells[grid->owner[(size_t)row * grid->columns + column]];
}

static const pdf_lines *lines_at(const pdf_item *item, uint32_t row, uint32_t column) {
    const pdf_grid *grid = item->grid;
    return &item->cells[grid->owner[(size_t)row * grid->columns + column]];
}

static bool is_title_row(const pdf_grid *grid) {
    return grid->columns > 1 && grid->cells[0].col_span == grid->columns;
}

bool pdf_emit_goes_on(const emitting *e, const pdf_item *item) {
    const pdf_grid *above = e->table ? e->table->grid : NULL, *grid = item->grid;
    if (!above || !grid || above->columns != grid->columns || is_title_row(grid))
        return false;
    for (uint32_t i = 0; i <= grid->columns; i++)
        if (abs(above->xs[i] - grid->xs[i]) > SAME_PLACE)
            return false;
    return true;
}

/* "[2020]" is no item of a list, but the year in the number of a document. */
static bool is_item(bdl_str text) {
    return bdl_prose_starts_item(text) && bdl_prose_item_number(text) < YEARS;
}

/* A first column of names, not one of labels: a name may stand alone in its row. */
static bool is_wide(const pdf_grid *grid, const pdf_line *line) {
    return grid->xs[1] - grid->xs[0] > NAME_WIDTH * line->size;
}

/* Whether the first row of BELOW, on the next page, is the rest of the last one of ABOVE:
 * it goes on with some wrapped cells and has nothing else, no number or name in front. */
static bool is_torn(bdl_arena *arena, const pdf_item *above, const pdf_item *below) {
    const pdf_grid *grid = above->grid;
    size_t rest = 0, whole = 0;
    for (uint32_t c = 0; c < grid->columns;) {
        const pdf_cell *cell = cell_at(grid, grid->rows - 1, c);
        const pdf_lines *first = lines_at(above, grid->rows - 1, c);
        const pdf_lines *more = lines_at(below, 0, c);
        bool same =
            cell_at(below->grid, 0, c)->col_span == cell->col_span && cell->column == c;
        c = cell->column + cell->col_span;
        whole += first->count > 0;
        if (more->count == 0)
            continue;
        if (!same || first->count == 0 ||
            (cell->column == 0 && is_wide(grid, &first->items[0])) ||
            !is_wrapped(&first->items[first->count - 1], &more->items[0], grid->xs[c]) ||
            is_item(text_of(arena, &more->items[0])))
            return false;
        rest++;
    }
    return rest > 0 && rest < whole;
}

/* ---- cells ---- */

/* The text of a cell, of which LAST was printed; gives what was printed last. */
static const pdf_line *put_cell(emitting *e, const pdf_sheet *sheet,
                                const pdf_lines *lines, int32_t right,
                                const pdf_line *last) {
    bdl_arena *arena = e->reading->arena;
    for (size_t i = 0; i < lines->count; i++) {
        const pdf_line *line = &lines->items[i];
        bdl_str text = text_of(arena, line);
        bdl_str above = last ? text_of(arena, last) : BDL_STR("");
        bool figure = text.len && above.len && pdf_is_figure(text.data[0]) &&
                      pdf_is_figure(above.data[above.len - 1]);
        if (last && !is_wrapped(last, line, right))
            bdl_flow_end_line(e->flow);
        else if (last && !figure && bdl_prose_glue(above, text).len)
            bdl_flow_blank(e->flow);
        pdf_emit_text(e, text, pdf_emit_place(e, sheet));
        last = line;
    }
    return last;
}

/* TORN: what stands first on the next page, when it is the rest of the last row. */
static void put_row(emitting *e, const pdf_item *item, uint32_t r, const pdf_item *torn) {
    const pdf_grid *grid = item->grid;
    const pdf_sheet *sheet = e->its;
    for (uint32_t c = 0; c < grid->columns; c++) {
        const pdf_cell *cell = &grid->cells[(size_t)r * grid->columns + c];
        int32_t right = grid->xs[c + cell->col_span];
        if (cell->row_span == 0)
            continue;
        bdl_flow_cell_begin(e->flow, (bdl_flow_cell){.place = pdf_emit_place(e, sheet),
                                                     .row_span = cell->row_span,
                                                     .col_span = cell->col_span});
        const pdf_line *last = put_cell(e, sheet, lines_at(item, r, c), right, NULL);
        if (torn && r + cell->row_span == grid->rows)
            put_cell(e, sheet, lines_at(torn, 0, c), right, last);
    }
}

/* ---- tables ---- */

void pdf_emit_table_end(emitting *e) {
    if (e->table)
        bdl_flow_table_end(e->flow);
    e->table = NULL;
}

static void begin_table(emitting *e, const pdf_sheet *sheet) {
    pdf_emit_table_end(e);
    bdl_flow_paragraph(e->flow, 0);
    e->above = NULL;
    bdl_flow_table_begin(e->flow, pdf_emit_place(e, sheet), false);
}

void pdf_emit_grid(emitting *e, const pdf_sheet *sheet, const pdf_item *item,
                   const pdf_item *next) {
    bool goes_on = pdf_emit_goes_on(e, item);
    uint32_t first = goes_on && e->torn; /* the rest of a row was put there */
    if (!goes_on)
        begin_table(e, sheet);
    e->table = item;
    e->its = sheet;
    e->torn = next && item->grid->rows > first && pdf_emit_goes_on(e, next) &&
              is_torn(e->reading->arena, item, next);
    for (uint32_t r = first; r < item->grid->rows; r++) {
        bdl_flow_row_begin(e->flow, pdf_emit_place(e, sheet));
        if (goes_on && r == first)
            bdl_flow_row_break(e->flow);
        put_row(e, item, r, e->torn ? next : NULL);
    }
}
