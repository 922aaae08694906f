/* open.c - tables whose headings have lines between them and whose rows have none: the
 * lines down go on below the headings wherever nothing stands across them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "read-pdf/page.h"

enum { TOGETHER = 2 };

static const pdf_cell *cell_at(const pdf_grid *grid, uint32_t row, uint32_t column) {
    return &grid->cells[grid->owner[(size_t)row * grid->columns + column]];
}

static bool is_open(const pdf_grid *grid, uint32_t row) {
    return cell_at(grid, row, 0)->col_span == grid->columns;
}

/* Whether each column ends with a line down in row ROW: headings, the lowest ones. */
static bool is_parted(const pdf_grid *grid, uint32_t row) {
    for (uint32_t c = 0; c < grid->columns; c++)
        if (cell_at(grid, row, c)->col_span != 1)
            return false;
    return true;
}

static bool is_crossed(const pdf_piece *piece, int32_t x) {
    return piece->box.x0 < x - PDF_POINT && piece->box.x1 > x + PDF_POINT;
}

static bool crosses_any(const pdf_grid *grid, const pdf_piece *piece) {
    for (uint32_t c = 1; c < grid->columns; c++)
        if (is_crossed(piece, grid->xs[c]))
            return true;
    return false;
}

/* Whether the lines are rows of these columns: each figure stands in one, and two stand
 * beside each other, or on two lines something beside what is in another column. */
static bool are_rows(const pdf_open *s) {
    size_t most = 0, all = 0, rows = 0;
    for (size_t i = 0; i < s->lines.count; i++) {
        const pdf_line *line = &s->lines.items[i];
        size_t figures = 0, whole = 0;
        for (size_t p = 0; p < line->count; p++) {
            bool figure = pdf_is_amount(line->pieces[p].text);
            bool crosses = crosses_any(s->grid, &line->pieces[p]);
            if (figure && crosses)
                return false;
            figures += figure;
            whole += !crosses;
        }
        most = figures > most ? figures : most;
        all += figures;
        rows += whole >= TOGETHER;
    }
    return most >= TOGETHER || (all > 0 && rows >= TOGETHER);
}

/* ---- lines drawn ---- */

typedef BDL_VEC(int32_t) places;

static int by_number(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* Where rows begin and end: lines as wide as the table. */
static places find_rows(const pdf_page *page, const pdf_open *open) {
    const pdf_grid *grid = open->grid;
    int32_t top = grid->ys[open->first], bottom = grid->ys[open->end];
    places rows = {NULL, 0, 0};
    BDL_PUSH(page->arena, &rows, top);
    for (size_t i = 0; i < page->across.count; i++) {
        const pdf_rule *rule = &page->across.items[i];
        if (rule->at > top && rule->at < bottom &&
            rule->from <= grid->xs[0] + PDF_POINT &&
            rule->to >= grid->xs[grid->columns] - PDF_POINT)
            BDL_PUSH(page->arena, &rows, rule->at);
    }
    BDL_PUSH(page->arena, &rows, bottom);
    qsort(rows.items, rows.count, sizeof *rows.items, by_number);
    return rows;
}

static int32_t middle_of(const pdf_line *line) {
    return (line->box.y0 + line->box.y1) / 2;
}

/* Marks in BARRED the lines down of the grid that something on LINE stands across. */
static void bar(const pdf_open *open, const pdf_line *line, bool *barred) {
    for (size_t p = 0; p < line->count; p++)
        for (uint32_t c = 1; c < open->grid->columns; c++)
            if (is_crossed(&line->pieces[p], open->grid->xs[c]))
                barred[c] = true;
}

void pdf_open_draw(pdf_page *page, const pdf_open *open) {
    const pdf_grid *grid = open->grid;
    places rows = find_rows(page, open);
    bool *barred = BDL_NEW_ARRAY(page->arena, bool, grid->columns);
    int32_t *from = BDL_NEW_ARRAY(page->arena, int32_t, grid->columns);
    size_t line = 0;
    for (uint32_t c = 1; c < grid->columns; c++)
        from[c] = rows.items[0];
    for (size_t r = 1; r < rows.count; r++) {
        int32_t top = rows.items[r - 1], bottom = rows.items[r];
        memset(barred, 0, grid->columns);
        for (; line < open->lines.count && middle_of(&open->lines.items[line]) < bottom;
             line++)
            bar(open, &open->lines.items[line], barred);
        for (uint32_t c = 1; c < grid->columns; c++) {
            int32_t to = barred[c] ? top : bottom;
            bool ends = barred[c] || r + 1 == rows.count;
            if (ends && from[c] < to)
                BDL_PUSH(page->arena, &page->down, (pdf_rule){grid->xs[c], from[c], to});
            if (barred[c])
                from[c] = bottom;
        }
    }
}

/* ---- found ---- */

bool pdf_open_find(const pdf_page *page, const pdf_grid *grid, uint32_t row,
                   pdf_open *out) {
    *out = (pdf_open){.grid = grid, .first = row, .end = row};
    if (row == 0 || grid->columns < 2 || !is_parted(grid, row - 1))
        return false;
    while (out->end < grid->rows && is_open(grid, out->end))
        out->end++;
    pdf_box area = {grid->xs[0], grid->ys[row], grid->xs[grid->columns],
                    grid->ys[out->end]};
    if (out->end > row)
        pdf_lines_within(page, area, &out->lines);
    if (!are_rows(out))
        out->end = row;
    return out->end > row;
}
