/* rest.c - the rows of a table that goes on over a page end without its headings: what
 * stands first on the page is in the columns of the table that the page before ended
 * with, and these have lines drawn between them again.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "read-pdf/page.h"

enum {
    SAME_SIZE = PDF_POINT,
    SLACK = 3 * PDF_POINT, /* what reaches no farther beyond its column is in it */
    HIGH = 4,              /* times the size of letters, from one row to the next */
    ROWS_MAX = 200,
};

/* The columns of the table that a page ends with. */
typedef struct kept {
    int32_t *xs;
    size_t columns;      /* 0: none */
    int32_t size, width; /* of its letters; of the page */
} kept;

struct pdf_ending {
    bdl_arena *arena;
    kept before, now;
};

pdf_ending *pdf_ending_new(bdl_arena *arena) {
    pdf_ending *ending = BDL_NEW(arena, pdf_ending);
    *ending = (pdf_ending){.arena = arena};
    return ending;
}

void pdf_ending_turn(pdf_ending *ending) {
    ending->before = ending->now;
    ending->now = (kept){.columns = 0};
}

/* ---- what a page ends with ---- */

static const pdf_grid *lowest(const pdf_grids *grids) {
    const pdf_grid *last = NULL;
    for (size_t i = 0; i < grids->count; i++)
        if (!last || grids->items[i].box.y1 > last->box.y1)
            last = &grids->items[i];
    return last;
}

/* Whether nothing but the number of PAGE stands below GRID. */
static bool ends_page(const pdf_page *page, const pdf_grid *grid) {
    pdf_lines lines = {NULL, 0, 0};
    pdf_lines_within(page, (pdf_box){INT32_MIN, grid->box.y1, INT32_MAX, page->height},
                     &lines);
    return lines.count == 0 || (lines.count == 1 && lines.items[0].count == 1 &&
                                pdf_is_page_number(lines.items[0].pieces[0].text));
}

static int32_t size_in(const pdf_page *page, const pdf_grid *grid) {
    pdf_lines lines = {NULL, 0, 0};
    pdf_box last = grid->box;
    last.y0 = grid->ys[grid->rows - 1];
    pdf_lines_within(page, last, &lines);
    return lines.count ? lines.items[lines.count - 1].size : 0;
}

void pdf_ending_keep(pdf_ending *ending, const pdf_page *page, const pdf_grids *grids) {
    const pdf_grid *last = lowest(grids);
    if (!last || last->columns < 2 || last->rows < 2 || last->parted ||
        !ends_page(page, last))
        return;
    kept *now = &ending->now;
    now->xs = BDL_NEW_ARRAY(ending->arena, int32_t, last->columns + 1);
    memcpy(now->xs, last->xs, (last->columns + 1) * sizeof *now->xs);
    now->columns = last->columns;
    now->size = size_in(page, last);
    now->width = page->width;
}

/* ---- what the next one begins with ---- */

static size_t column_at(const kept *k, int32_t x) {
    size_t column = 0;
    while (column + 1 < k->columns && k->xs[column + 1] <= x)
        column++;
    return column;
}

static size_t column_of(const kept *k, const pdf_box *box) {
    return column_at(k, pdf_middle_x(box));
}

/* Whether BOX is in its column, but for what lines that were drawn where there was room
 * may be off. */
static bool is_in(const kept *k, const pdf_box *box) {
    size_t column = column_of(k, box);
    return box->x0 >= k->xs[column] - SLACK && box->x1 <= k->xs[column + 1] + SLACK;
}

/* Whether PIECE, beside figures, stands in the middle of several columns, as 合计 does.
 */
static bool is_over_several(const kept *k, const pdf_piece *piece) {
    size_t from = column_at(k, piece->box.x0), to = column_at(k, piece->box.x1);
    int32_t off = abs(piece->box.x0 + piece->box.x1 - k->xs[from] - k->xs[to + 1]);
    return off <= 2 * k->size && !pdf_is_amount(piece->text);
}

/* Whether all of LINE is in the columns of K, each piece in one of its own. */
static bool suits(const kept *k, const pdf_line *line) {
    if (line->box.x0 < k->xs[0] - SLACK || line->box.x1 > k->xs[k->columns] + SLACK ||
        abs(line->size - k->size) > SAME_SIZE)
        return false;
    for (size_t p = 0; p < line->count; p++) {
        const pdf_piece *own = &line->pieces[p];
        bool several = line->count > 1 && is_over_several(k, own);
        if ((!is_in(k, &own->box) && !several) ||
            (p > 0 && column_of(k, &own->box) <= column_of(k, &own[-1].box)))
            return false;
    }
    return true;
}

/* Whether LINE alone says that it is a row: a figure behind what it belongs to. */
static bool is_row(const pdf_line *line) {
    for (size_t p = 1; p < line->count; p++)
        if (pdf_is_amount(line->pieces[p].text))
            return true;
    return false;
}

size_t pdf_rest_end(const pdf_page *page, const pdf_lines *lines) {
    const kept *k = &page->ending->before;
    size_t end = 0;
    if (k->columns == 0 || k->width != page->width)
        return 0;
    for (size_t i = 0; i < lines->count && i < ROWS_MAX; i++) {
        const pdf_line *line = &lines->items[i];
        bool near = i == 0 || line->box.y0 - line[-1].box.y1 < HIGH * line->size;
        if (!near || pdf_line_has_colon(line) || !suits(k, line))
            break;
        end = is_row(line) || (end > 0 && end == i && line->count > 1) ? i + 1 : end;
    }
    return end;
}

pdf_rule pdf_rest_edge(const pdf_page *page) {
    const kept *k = &page->ending->before;
    return (pdf_rule){0, k->xs[0], k->xs[k->columns]};
}

static bool crosses(const pdf_line *line, int32_t x) {
    for (size_t p = 0; p < line->count; p++)
        if (line->pieces[p].box.x0 < x && line->pieces[p].box.x1 > x)
            return true;
    return false;
}

/* The place of the line down before column C: moved to where COUNT lines leave room, if
 * they do. */
static int32_t place_of(const kept *k, const pdf_line *lines, size_t count, size_t c) {
    int32_t from = k->xs[c] - SLACK, to = k->xs[c] + SLACK, least = from, most = to;
    for (size_t i = 0; i < count && c > 0 && c < k->columns; i++) {
        if (!crosses(&lines[i], k->xs[c]))
            continue;
        for (size_t p = 0; p < lines[i].count; p++) {
            const pdf_box *box = &lines[i].pieces[p].box;
            bool left = box->x1 <= most && box->x1 > from;
            bool right = box->x0 >= least && box->x0 < to;
            if ((!left && !right) || !is_in(k, box))
                continue;
            if (left)
                from = box->x1;
            else
                to = box->x0;
        }
    }
    return from < to ? (from + to) / 2 : k->xs[c];
}

void pdf_rest_draw(pdf_page *page, const pdf_line *lines, size_t count, int32_t top,
                   int32_t bottom) {
    const kept *k = &page->ending->before;
    for (size_t c = 0; c <= k->columns; c++) {
        int32_t from = top, x = place_of(k, lines, count, c);
        for (size_t i = 0; i < count; i++) {
            int32_t to =
                i + 1 < count ? (lines[i].box.y1 + lines[i + 1].box.y0) / 2 : bottom;
            if (!crosses(&lines[i], x))
                BDL_PUSH(page->arena, &page->down, (pdf_rule){x, from, to});
            from = to;
        }
    }
}
