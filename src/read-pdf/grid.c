/* grid.c - finds the tables that ruling lines draw, their cells and merged cells.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "base/limits.h"

#include "read-pdf/page.h"

enum {
    SNAP = 250,       /* lines so near are one */
    TOUCH = 300,      /* lines so near meet */
    NARROW = 450,     /* between two of them nothing can stand */
    MAX_LINES = 4000, /* after joining, each way */
    MAX_ROWS = 4000,
};

/* ---- lines joined ---- */

static int by_place(const void *a, const void *b) {
    const pdf_rule *x = a, *y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return (x->to > y->to) - (x->to < y->to);
}

/* Lines nearly at the same place get one place. */
static void snap(pdf_rules *rules) {
    for (size_t i = 0; i < rules->count;) {
        int32_t at = rules->items[i].at;
        size_t end = i;
        while (end < rules->count && rules->items[end].at - at <= SNAP)
            rules->items[end++].at = at;
        i = end;
    }
}

/* Makes one line of those that overlap or touch. */
static void join(pdf_rules *rules) {
    if (rules->count == 0)
        return;
    qsort(rules->items, rules->count, sizeof *rules->items, by_place);
    snap(rules);
    qsort(rules->items, rules->count, sizeof *rules->items, by_place);
    size_t kept = 0;
    for (size_t i = 1; i < rules->count; i++) {
        pdf_rule *last = &rules->items[kept], *next = &rules->items[i];
        if (next->at == last->at && next->from <= last->to + TOUCH)
            last->to = next->to > last->to ? next->to : last->to;
        else
            rules->items[++kept] = *next;
    }
    rules->count = kept + 1;
}

/* ---- lines that hang together ---- */

static size_t root_of(size_t *parent, size_t i) {
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

static bool meet(const pdf_rule *across, const pdf_rule *down) {
    return across->at >= down->from - TOUCH && across->at <= down->to + TOUCH &&
           down->at >= across->from - TOUCH && down->at <= across->to + TOUCH;
}

/* PARENT: first the lines across, then those down. */
static void connect(const pdf_page *page, size_t *parent) {
    size_t across = page->across.count, all = across + page->down.count;
    for (size_t i = 0; i < all; i++)
        parent[i] = i;
    for (size_t a = 0; a < across; a++)
        for (size_t d = 0; d < page->down.count; d++)
            if (meet(&page->across.items[a], &page->down.items[d]))
                parent[root_of(parent, a)] = root_of(parent, across + d);
}

/* ---- the grid ---- */

typedef struct places {
    int32_t *items;
    size_t count, capacity;
} places;

/* Sorts, and makes one of those that are nearly the same. */
static void tidy(places *p) {
    if (p->count == 0)
        return;
    qsort(p->items, p->count, sizeof *p->items, pdf_by_number);
    size_t kept = 0;
    for (size_t i = 1; i < p->count; i++)
        if (p->items[i] - p->items[kept] > NARROW)
            p->items[++kept] = p->items[i];
    p->count = kept + 1;
}

typedef struct drawing {
    bdl_arena *arena;
    pdf_rules across, down; /* of one table */
    bool *right, *below;    /* of each cell: a line there */
} drawing;

static void find_places(drawing *d, places *xs, places *ys) {
    *xs = *ys = (places){NULL, 0, 0};
    for (size_t i = 0; i < d->across.count; i++) {
        BDL_PUSH(d->arena, ys, d->across.items[i].at);
        BDL_PUSH(d->arena, xs, d->across.items[i].from);
        BDL_PUSH(d->arena, xs, d->across.items[i].to);
    }
    for (size_t i = 0; i < d->down.count; i++) {
        BDL_PUSH(d->arena, xs, d->down.items[i].at);
        BDL_PUSH(d->arena, ys, d->down.items[i].from);
        BDL_PUSH(d->arena, ys, d->down.items[i].to);
    }
    tidy(xs);
    tidy(ys);
}

static size_t nearest(const int32_t *items, size_t count, int32_t at) {
    size_t low = 0, high = count - 1;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (items[mid] < at)
            low = mid + 1;
        else
            high = mid;
    }
    if (low > 0 && at - items[low - 1] < items[low] - at)
        low--;
    return low;
}

/* Marks the edges of cells that a line covers at least half of. */
static void mark_edges(drawing *d, const pdf_grid *g) {
    for (size_t i = 0; i < d->down.count; i++) {
        const pdf_rule *rule = &d->down.items[i];
        size_t x = nearest(g->xs, g->columns + 1, rule->at);
        for (size_t r = 0; x > 0 && r < g->rows; r++) {
            int32_t half = (g->ys[r] + g->ys[r + 1]) / 2;
            if (half >= rule->from && half <= rule->to)
                d->right[r * g->columns + x - 1] = true;
        }
    }
    for (size_t i = 0; i < d->across.count; i++) {
        const pdf_rule *rule = &d->across.items[i];
        size_t y = nearest(g->ys, g->rows + 1, rule->at);
        for (size_t c = 0; y > 0 && c < g->columns; c++) {
            int32_t half = (g->xs[c] + g->xs[c + 1]) / 2;
            if (half >= rule->from && half <= rule->to)
                d->below[(y - 1) * g->columns + c] = true;
        }
    }
}

static bool is_free(const pdf_grid *g, size_t place) {
    return g->owner[place] == UINT32_MAX;
}

/* Whether the cell from ROW, COLUMN on goes on in the row below it. */
static bool goes_down(const drawing *d, const pdf_grid *g, const pdf_cell *cell) {
    size_t last = (size_t)(cell->row + cell->row_span - 1) * g->columns;
    for (size_t c = cell->column; c < cell->column + cell->col_span; c++) {
        size_t under = last + g->columns + c;
        bool parted = c + 1 < cell->column + cell->col_span && d->right[under];
        if (d->below[last + c] || !is_free(g, under) || parted)
            return false;
    }
    return true;
}

static void make_cell(const drawing *d, pdf_grid *g, uint32_t r, uint32_t c) {
    size_t at = (size_t)r * g->columns + c;
    pdf_cell *cell = &g->cells[at];
    *cell = (pdf_cell){.row = r, .column = c, .row_span = 1, .col_span = 1};
    while (c + cell->col_span < g->columns && !d->right[at + cell->col_span - 1] &&
           is_free(g, at + cell->col_span))
        cell->col_span++;
    while (r + cell->row_span < g->rows && goes_down(d, g, cell))
        cell->row_span++;
    for (uint32_t y = r; y < r + cell->row_span; y++)
        for (uint32_t x = c; x < c + cell->col_span; x++)
            g->owner[(size_t)y * g->columns + x] = (uint32_t)at;
}

/* False when the lines draw no table. */
static bool make_grid(drawing *d, pdf_grid *g) {
    places xs, ys;
    find_places(d, &xs, &ys);
    if (xs.count < 2 || ys.count < 2 || xs.count + ys.count < 5 ||
        xs.count > BDL_MAX_COLUMNS || ys.count > MAX_ROWS)
        return false;
    *g = (pdf_grid){.xs = xs.items,
                    .ys = ys.items,
                    .columns = (uint32_t)xs.count - 1,
                    .rows = (uint32_t)ys.count - 1,
                    .box = {xs.items[0], ys.items[0], xs.items[xs.count - 1],
                            ys.items[ys.count - 1]}};
    size_t count = (size_t)g->rows * g->columns;
    d->right = BDL_NEW_ARRAY(d->arena, bool, count);
    d->below = BDL_NEW_ARRAY(d->arena, bool, count);
    g->cells = BDL_NEW_ARRAY(d->arena, pdf_cell, count);
    g->owner = BDL_NEW_ARRAY(d->arena, uint32_t, count);
    memset(g->owner, 0xFF, count * sizeof *g->owner);
    mark_edges(d, g);
    for (uint32_t r = 0; r < g->rows; r++)
        for (uint32_t c = 0; c < g->columns; c++)
            if (is_free(g, (size_t)r * g->columns + c))
                make_cell(d, g, r, c);
    return true;
}

static int by_top(const void *a, const void *b) {
    const pdf_grid *x = a, *y = b;
    if (x->box.y0 != y->box.y0)
        return x->box.y0 < y->box.y0 ? -1 : 1;
    return (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

static bool is_parted(const pdf_page *page, const pdf_grid *g) {
    for (size_t i = 0; i < page->parts.count; i++)
        if (abs(page->parts.items[i].from - g->box.y0) <= SNAP &&
            abs(page->parts.items[i].at - g->box.x0) <= SNAP)
            return true;
    return false;
}

void pdf_grids_find(bdl_arena *arena, pdf_page *page, pdf_grids *out) {
    pdf_dots_join(page);
    join(&page->across);
    join(&page->down);
    size_t across = page->across.count, all;
    if (across > MAX_LINES || page->down.count > MAX_LINES) {
        page->full = true;
        return;
    }
    pdf_tops_draw(page);
    if (page->across.count > across)
        join(&page->across);
    pdf_bands_draw(page);
    across = page->across.count;
    all = across + page->down.count;
    size_t *parent = BDL_NEW_ARRAY(arena, size_t, all);
    drawing *drawings = BDL_NEW_ARRAY(arena, drawing, all);
    connect(page, parent);
    for (size_t i = 0; i < all; i++) {
        drawing *d = &drawings[root_of(parent, i)];
        d->arena = arena;
        if (i < across)
            BDL_PUSH(arena, &d->across, page->across.items[i]);
        else
            BDL_PUSH(arena, &d->down, page->down.items[i - across]);
    }
    for (size_t i = 0; i < all; i++) {
        pdf_grid grid;
        if (drawings[i].across.count && drawings[i].down.count &&
            make_grid(&drawings[i], &grid)) {
            grid.parted = is_parted(page, &grid);
            BDL_PUSH(arena, out, grid);
        }
    }
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, by_top);
}

uint32_t pdf_grid_cell_at(const pdf_grid *g, int32_t x, int32_t y) {
    if (x < g->box.x0 || x >= g->box.x1 || y < g->box.y0 || y >= g->box.y1)
        return UINT32_MAX;
    size_t c = nearest(g->xs, g->columns + 1, x), r = nearest(g->ys, g->rows + 1, y);
    c -= c > 0 && (g->xs[c] > x || c == g->columns);
    r -= r > 0 && (g->ys[r] > y || r == g->rows);
    return g->owner[r * g->columns + c];
}
