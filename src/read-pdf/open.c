/* open.c - tables whose headings have lines between them and whose rows have none: the
 * lines down go on below the headings wherever nothing stands across them, also where no
 * frame is around the rows.
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
    qsort(rows.items, rows.count, sizeof *rows.items, pdf_by_number);
    return rows;
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
        for (; line < open->lines.count &&
               pdf_middle_y(&open->lines.items[line].box) < bottom;
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

/* ---- rows without a frame ---- */

static bool has_amount(const pdf_lines *lines) {
    for (size_t i = 0; i < lines->count; i++)
        for (size_t p = 0; p < lines->items[i].count; p++)
            if (pdf_is_amount(lines->items[i].pieces[p].text) &&
                pdf_has_mark(lines->items[i].pieces[p].text))
                return true;
    return false;
}

/* Whether GRID is of headings alone: they end in columns, and no amount stands in it. */
static bool is_headed(const pdf_page *page, const pdf_grid *grid) {
    pdf_lines lines = {NULL, 0, 0};
    if (grid->columns < 2 || !is_parted(grid, grid->rows - 1))
        return false;
    pdf_lines_within(page, grid->box, &lines);
    return lines.count > 0 && !has_amount(&lines);
}

/* Whether LINE is one of rows that end at BOTTOM: near below, no part of it beside the
 * grid, and nothing across its lines but what names a total. */
static bool is_row_below(const pdf_grid *grid, const pdf_line *line, int32_t bottom) {
    for (size_t p = line->count > 1; p < line->count; p++)
        if (crosses_any(grid, &line->pieces[p]))
            return false;
    return line->box.y0 - bottom < 2 * line->size && line->box.x0 >= grid->xs[0] &&
           line->box.x1 <= grid->xs[grid->columns];
}

/* Where the grid below GRID begins, or the page ends. */
static int32_t room_below(const pdf_page *page, const pdf_grids *grids,
                          const pdf_grid *grid) {
    int32_t end = page->height;
    for (size_t i = 0; i < grids->count; i++) {
        const pdf_box *box = &grids->items[i].box;
        if (box->y0 > grid->box.y0 && box->y0 < end && box->x0 < grid->box.x1 &&
            box->x1 > grid->box.x0)
            end = box->y0;
    }
    return end;
}

/* Where the rows below the headings GRID end; their bottom when there are none. */
static int32_t end_of_rows(const pdf_page *page, const pdf_grids *grids,
                           const pdf_grid *grid) {
    pdf_open own = {.grid = grid};
    pdf_box area = {0, grid->box.y1, page->width, room_below(page, grids, grid)};
    pdf_lines lines = {NULL, 0, 0};
    pdf_lines_within(page, area, &lines);
    int32_t bottom = grid->box.y1, end = bottom;
    own.lines.items = lines.items;
    while (own.lines.count < lines.count &&
           is_row_below(grid, &lines.items[own.lines.count], bottom)) {
        const pdf_line *line = &lines.items[own.lines.count++];
        bottom = line->box.y1;
        end = line->count > 1 ? bottom : end;
    }
    return are_rows(&own) && has_amount(&own.lines) ? end : grid->box.y1;
}

bool pdf_open_frame(pdf_page *page, const pdf_grids *grids) {
    size_t before = page->across.count;
    for (size_t i = 0; i < grids->count; i++) {
        const pdf_grid *grid = &grids->items[i];
        int32_t top = grid->box.y1, left = grid->xs[0], right = grid->xs[grid->columns];
        if (!is_headed(page, grid))
            continue;
        int32_t end = end_of_rows(page, grids, grid);
        if (end == top)
            continue;
        end += PDF_POINT;
        BDL_PUSH(page->arena, &page->across, (pdf_rule){end, left, right});
        BDL_PUSH(page->arena, &page->down, (pdf_rule){left, top, end});
        BDL_PUSH(page->arena, &page->down, (pdf_rule){right, top, end});
    }
    return page->across.count > before;
}
