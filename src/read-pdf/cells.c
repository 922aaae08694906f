/* cells.c - what stands in each cell of a table: a text may run out of its cell, and its
 * letters may stand one below the other. The middle of a cell that goes on on another
 * page may be where its page ends.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include "read-pdf/cells.h"

#include <stdlib.h>

#include "base/text.h"

enum { NEAR = 10 }; /* percent of its height that a letter stands behind the one before */

/* ---- which cell ---- */

static uint32_t cell_of(const pdf_grid *grid, const pdf_glyph *g) {
    return pdf_grid_cell_at(grid, pdf_middle_x(&g->box), pdf_middle_y(&g->box));
}

static bool is_figure(const pdf_glyph *g) {
    return g->c < 0x80 && pdf_is_figure((char)g->c);
}

/* Whether G was printed with BEFORE, right behind it; one printed twice, to be bold,
 * stands at its place. */
static bool is_behind(const pdf_glyph *before, const pdf_glyph *g) {
    int32_t size = pdf_height(&g->box), gap = g->box.x0 - before->box.x1;
    return !g->begins && g->turn == before->turn &&
           abs(pdf_middle_y(&g->box) - pdf_middle_y(&before->box)) <= size / 4 &&
           gap <= size * NEAR / 100 && gap >= -size - size / 4;
}

static bool goes_on(const pdf_glyph *before, const pdf_glyph *g) {
    return g->table == before->table && is_behind(before, g);
}

static bool is_below(const pdf_glyph *before, const pdf_glyph *g) {
    int32_t size = pdf_height(&g->box) > pdf_height(&before->box)
                       ? pdf_height(&g->box)
                       : pdf_height(&before->box);
    int32_t down = pdf_middle_y(&g->box) - pdf_middle_y(&before->box);
    return abs(pdf_middle_x(&g->box) - pdf_middle_x(&before->box)) <= size / 4 &&
           down > 0 && down <= size * 3 / 2;
}

/* Whether G was printed with BEFORE, right behind or below it. */
static bool is_of_text(const pdf_glyph *before, const pdf_glyph *g) {
    return goes_on(before, g) ||
           (!g->begins && g->table == before->table && is_below(before, g));
}

static uint32_t cell_in_middle(const pdf_grid *grid, const pdf_glyph *first,
                               const pdf_glyph *last) {
    return pdf_grid_cell_at(grid, (first->box.x0 + last->box.x1) / 2,
                            pdf_middle_y(&first->box));
}

/* Whether a text from FIRST to LAST stands in the middle of CELL and hangs over on either
 * side. */
static bool is_centred(const pdf_grid *grid, uint32_t cell, const pdf_glyph *first,
                       const pdf_glyph *last) {
    const pdf_cell *c = &grid->cells[cell];
    int32_t left = grid->xs[c->column] - first->box.x0;
    int32_t right = last->box.x1 - grid->xs[c->column + c->col_span];
    return left > 0 && right > 0 && abs(left - right) <= pdf_height(&first->box) / 2;
}

/* The cell of a text from FIRST to LAST that stands in several: where no room is in it, a
 * program prints what is left over in the next, or half of a letter there. It begins at
 * the left of its cell or stands in its middle. */
static uint32_t cell_of_text(const pdf_grid *grid, const pdf_glyph *first,
                             const pdf_glyph *last) {
    uint32_t cell = cell_of(grid, first), inner = cell_in_middle(grid, first, last);
    if (cell == UINT32_MAX || inner == UINT32_MAX)
        return cell == UINT32_MAX ? inner : cell;
    bool begins =
        first->box.x0 - grid->xs[grid->cells[cell].column] < pdf_height(&first->box);
    return begins && !is_centred(grid, inner, first, last) ? cell : inner;
}

/* Whether G[END] is a letter below the last of the text before it, and others follow
 * beside it: such a one begins a line, in the next cell another text. */
static bool begins_line(const pdf_glyph *g, size_t end, size_t count) {
    return end + 1 < count && !goes_on(&g[end - 1], &g[end]) &&
           goes_on(&g[end], &g[end + 1]);
}

/* Whether a name and a figure meet at A and B; no figure ends before "年", but a year. */
static bool is_figure_beside(const pdf_glyph *a, const pdf_glyph *b) {
    return is_figure(a) != is_figure(b) && b->c != 0x5e74;
}

/* The first of COUNT glyphs behind G that is of another text. Where a line parts a name
 * and a figure they are two. */
static size_t end_of_text(const pdf_grid *grid, const pdf_glyph *g, size_t count) {
    size_t end = 1;
    while (end < count && is_of_text(&g[end - 1], &g[end]) &&
           (cell_of(grid, &g[end - 1]) == cell_of(grid, &g[end]) ||
            (!is_figure_beside(&g[end - 1], &g[end]) && !begins_line(g, end, count))))
        end++;
    return end;
}

/* A line of a text of a table. */
typedef struct run {
    size_t from, to; /* its glyphs */
    uint32_t cell;
} run;

typedef BDL_VEC(run) runs;

/* Whether B, which begins with the glyph behind those of A, may be the next line of its
 * cell, where no room was left for a letter more. */
static bool is_next_line(const pdf_grid *grid, const pdf_glyph *g, const run *a,
                         const run *b) {
    const pdf_cell *cell = &grid->cells[a->cell];
    const pdf_glyph *first = &g[a->from], *last = &g[a->to - 1], *next = &g[b->from];
    int32_t left = grid->xs[cell->column],
            right = grid->xs[cell->column + cell->col_span];
    int32_t size = pdf_height(&next->box),
            middle = (next->box.x0 + g[b->to - 1].box.x1) / 2;
    int32_t down = pdf_middle_y(&next->box) - pdf_middle_y(&first->box);
    return a->to == b->from && down > size / 2 && down <= size * 3 / 2 && middle > left &&
           middle < right && right - left - (last->box.x1 - first->box.x0) < 2 * size &&
           bdl_is_han(last->c) && bdl_is_han(next->c);
}

/* Gives the lines that ran out of their cells at the bottom, into others that have texts
 * of their own, back to them. */
static void take_back(const pdf_page *page, const pdf_grid *grid, runs *all) {
    uint32_t *held = BDL_NEW_ARRAY(page->arena, uint32_t, grid->rows * grid->columns + 1);
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].cell != UINT32_MAX)
            held[all->items[i].cell]++;
    for (size_t i = 1; i < all->count; i++) {
        run *a = &all->items[i - 1], *b = a + 1;
        bool goes_on =
            i + 1 < all->count && b[1].cell == b->cell; /* a text of the cell */
        if (a->cell != UINT32_MAX && b->cell != UINT32_MAX && a->cell != b->cell &&
            held[b->cell] > 1 && !goes_on && is_next_line(grid, page->glyphs.items, a, b))
            b->cell = a->cell;
    }
}

/* The cell of each glyph of PAGE that stands in table T; UINT32_MAX: in none. */
static uint32_t *find_cells(const pdf_page *page, const pdf_grid *grid, int32_t t) {
    const pdf_glyph *g = page->glyphs.items;
    uint32_t *found = BDL_NEW_ARRAY(page->arena, uint32_t, page->glyphs.count);
    runs all = {NULL, 0, 0};
    for (size_t i = 0; i < page->glyphs.count; i++) {
        found[i] = UINT32_MAX;
        if (g[i].table != t)
            continue;
        size_t end = i + end_of_text(grid, &g[i], page->glyphs.count - i);
        run own = {i, end, cell_of(grid, &g[i])};
        if (own.cell != cell_of(grid, &g[end - 1]))
            own.cell = cell_of_text(grid, &g[i], &g[end - 1]);
        BDL_PUSH(page->arena, &all, own);
        i = end - 1;
    }
    take_back(page, grid, &all);
    for (size_t i = 0; i < all.count; i++)
        for (size_t k = all.items[i].from; k < all.items[i].to; k++)
            found[k] = all.items[i].cell;
    return found;
}

/* ---- over the edge ---- */

/* How far G has to move to stand in the table of GRID, over whose upper or lower edge it
 * hangs, beside none of its columns; 0: it does not hang there. */
static int32_t overhang(const pdf_grid *grid, const pdf_glyph *g) {
    const pdf_box *box = &grid->box;
    if (g->table >= 0 || pdf_middle_x(&g->box) < box->x0 ||
        pdf_middle_x(&g->box) >= box->x1)
        return 0;
    if (g->box.y0 < box->y1 && pdf_middle_y(&g->box) >= box->y1)
        return box->y1 - 1 - pdf_middle_y(&g->box);
    if (g->box.y1 > box->y0 && pdf_middle_y(&g->box) < box->y0)
        return box->y0 - pdf_middle_y(&g->box);
    return 0;
}

/* Which cells of GRID, table T of PAGE, have a glyph. */
static bool *find_filled(const pdf_page *page, const pdf_grid *grid, int32_t t) {
    size_t cells = (size_t)grid->rows * grid->columns;
    bool *filled = BDL_NEW_ARRAY(page->arena, bool, cells);
    for (size_t i = 0; i < page->glyphs.count; i++) {
        const pdf_glyph *g = &page->glyphs.items[i];
        uint32_t cell = g->table == t ? cell_of(grid, g) : UINT32_MAX;
        if (cell != UINT32_MAX)
            filled[cell] = true;
    }
    return filled;
}

/* The first of COUNT glyphs from G on that is of another text, or does not hang over the
 * edge by as much as G does, BY, or not at CELL. */
static size_t end_of_overhang(const pdf_grid *grid, const pdf_glyph *g, size_t count,
                              uint32_t cell) {
    size_t end = 0;
    int32_t by = overhang(grid, g);
    while (end < count && (end == 0 || is_of_text(&g[end - 1], &g[end])) &&
           overhang(grid, &g[end]) == by &&
           pdf_grid_cell_at(grid, pdf_middle_x(&g[end].box),
                            pdf_middle_y(&g[end].box) + by) == cell)
        end++;
    return end;
}

/* Takes into table T of PAGE what hangs out on its left or right of a text whose middle
 * stands in GRID. */
static void reach_aside(pdf_page *page, const pdf_grid *grid, int32_t t) {
    pdf_glyph *g = page->glyphs.items;
    for (size_t i = 1; i < page->glyphs.count; i++) {
        bool out = g[i].table < 0, before = g[i - 1].table < 0;
        if (out == before || g[out ? i - 1 : i].table != t ||
            !is_behind(&g[i - 1], &g[i]))
            continue;
        size_t first = i - 1, end = i + 1;
        while (first > 0 && is_behind(&g[first - 1], &g[first]))
            first--;
        while (end < page->glyphs.count && is_behind(&g[end - 1], &g[end]))
            end++;
        if (cell_in_middle(grid, &g[first], &g[end - 1]) != UINT32_MAX)
            for (size_t k = first; k < end; k++)
                g[k].table = g[k].table < 0 ? t : g[k].table;
        i = end - 1;
    }
}

void pdf_cells_reach(pdf_page *page, const pdf_grid *grid, int32_t t) {
    reach_aside(page, grid, t);
    pdf_glyph *g = page->glyphs.items;
    size_t count = page->glyphs.count;
    bool *filled = find_filled(page, grid, t);
    for (size_t i = 0, end; i < count; i = end) {
        int32_t by = overhang(grid, &g[i]);
        end = i + 1;
        if (!by || (i > 0 && is_of_text(&g[i - 1], &g[i])))
            continue;
        uint32_t cell =
            pdf_grid_cell_at(grid, pdf_middle_x(&g[i].box), pdf_middle_y(&g[i].box) + by);
        end = i + end_of_overhang(grid, &g[i], count - i, cell);
        if ((end < count && is_of_text(&g[end - 1], &g[end])) || filled[cell])
            continue;
        filled[cell] = true;
        for (size_t k = i; k < end; k++) {
            g[k].table = t;
            g[k].box.y0 += by;
            g[k].box.y1 += by;
        }
    }
}

/* ---- letters one below the other ---- */

static bool begins_column(const pdf_glyph *before, const pdf_glyph *g) {
    return pdf_middle_x(&g->box) < pdf_middle_x(&before->box) - pdf_height(&g->box) / 2 &&
           pdf_middle_y(&g->box) < pdf_middle_y(&before->box);
}

/* Whether COUNT glyphs were printed downwards, in columns from right to left; in one
 * column alone when that was at once, and they are Chinese letters. */
static bool runs_down(const pdf_glyph *g, size_t count) {
    enum { ALONE = 3 };
    size_t columns = 1;
    bool at_once = count >= ALONE && bdl_is_han(g[0].c);
    for (size_t i = 1; i < count; i++) {
        if (begins_column(&g[i - 1], &g[i]))
            columns++;
        else if (!is_below(&g[i - 1], &g[i]))
            return false;
        at_once = at_once && !g[i].begins && bdl_is_han(g[i].c);
    }
    return at_once || (columns > 1 && count >= 2 * columns - 1);
}

/* One line of them, in the order of their printing. */
static void put_in_line(bdl_arena *arena, const pdf_glyph *g, size_t count,
                        pdf_lines *out) {
    pdf_piece *piece = BDL_NEW(arena, pdf_piece);
    bdl_buf text = {.arena = arena};
    *piece =
        (pdf_piece){.box = g[0].box, .first = g[0].order, .last = g[count - 1].order};
    for (size_t i = 0; i < count; i++) {
        char bytes[4];
        bdl_buf_add(&text, (bdl_str){bytes, bdl_utf8_put(g[i].c, bytes)});
        pdf_widen(&piece->box, &g[i].box);
    }
    piece->text = bdl_buf_str(&text);
    int32_t size = pdf_height(&g[0].box);
    pdf_line line = {
        .pieces = piece, .count = 1, .box = piece->box, .size = size, .word = size};
    BDL_PUSH(arena, out, line);
}

/* ---- all cells ---- */

pdf_lines *pdf_cells_fill(bdl_arena *arena, pdf_page *page, pdf_grid *grid, int32_t t) {
    size_t count = (size_t)grid->rows * grid->columns, all = 0;
    pdf_lines *texts = BDL_NEW_ARRAY(arena, pdf_lines, count);
    const uint32_t *own = find_cells(page, grid, t);
    for (size_t i = 0; i < page->glyphs.count; i++)
        if (own[i] != UINT32_MAX) {
            grid->cells[own[i]].count++;
            all++;
        }
    pdf_glyph *sorted = BDL_NEW_ARRAY(page->arena, pdf_glyph, all);
    uint32_t first = 0;
    for (size_t i = 0; i < count; i++) {
        grid->cells[i].first = first;
        first += grid->cells[i].count;
        grid->cells[i].count = 0;
    }
    for (size_t i = 0; i < page->glyphs.count; i++)
        if (own[i] != UINT32_MAX) {
            pdf_cell *cell = &grid->cells[own[i]];
            sorted[cell->first + cell->count++] = page->glyphs.items[i];
        }
    for (size_t i = 0; i < count; i++) {
        pdf_glyph *glyphs = sorted + grid->cells[i].first;
        if (runs_down(glyphs, grid->cells[i].count))
            put_in_line(arena, glyphs, grid->cells[i].count, &texts[i]);
        else
            pdf_lines_of(arena, glyphs, grid->cells[i].count, &texts[i]);
    }
    return texts;
}
