/* spread_labels.c - labels of several rows, in sheets that have blank lines between their
 * rows: which rows each stands beside. It stands in their middle, or nearly. */
#include "read/aligned/spread_work.h"

#include <stdlib.h>

/* The rows of several cells and the labels left of them, from top to bottom. */
typedef struct merged {
    bdl_spread_row **rows;
    bdl_spread_cell **labels;
    size_t row_count, label_count;
} merged;

/* How far the middle of LABEL is from that of rows A to B, in half lines. */
static uint32_t off_middle(const merged *m, const bdl_spread_cell *label, size_t a,
                           size_t b) {
    return bdl_positions_apart(label->top + label->bottom,
                               m->rows[a]->top + m->rows[b]->bottom);
}

/* The ways to part rows among labels: what those of the first I labels and R rows cost at
 * the least, and where the rows of the last label begin, are at I * (rows + 1) + R. A row
 * without one, which has a label farther right, or a total, costs as much as one that is
 * off by two half lines. */
typedef struct ways {
    uint32_t *best;
    size_t *from; /* SIZE_MAX: the last row has no label */
    size_t width;
} ways;

enum { FAR = 1 << 20, NO_LABEL = 4 };

static void try_way(ways *w, size_t here, uint32_t cost, size_t from) {
    if (cost >= w->best[here])
        return;
    w->best[here] = cost;
    w->from[here] = from;
}

/* Whether the row that LABEL stands beside, where there is one, is among rows A to B. */
static bool has_own(const bdl_spread_work *s, const merged *m,
                    const bdl_spread_cell *label, size_t a, size_t b) {
    const bdl_spread_row *own = &s->rows.items[label->row];
    return own->cells == 1 ||
           (own->top >= m->rows[a]->top && own->top <= m->rows[b]->top);
}

/* Tells of I labels and A rows what can follow. */
static void go_from(const bdl_spread_work *s, ways *w, const merged *m, size_t i,
                    size_t a) {
    enum { OFF_EACH = 4 };
    uint32_t cost = w->best[i * w->width + a];
    if (cost >= FAR || a == m->row_count)
        return;
    try_way(w, i * w->width + a + 1, cost + NO_LABEL, SIZE_MAX);
    for (size_t b = a; i < m->label_count && b < m->row_count &&
                       m->rows[b]->begin >= m->labels[i]->end[0];
         b++) {
        uint32_t off = off_middle(m, m->labels[i], a, b);
        if (m->rows[a]->top + m->rows[b]->top >
            m->labels[i]->top + m->labels[i]->bottom + OFF_EACH)
            break;
        if (off <= OFF_EACH && has_own(s, m, m->labels[i], a, b))
            try_way(w, (i + 1) * w->width + b + 1, cost + off * off, a);
    }
}

static ways find_ways(bdl_spread_work *s, const merged *m) {
    ways w = {.width = m->row_count + 1};
    size_t size = (m->label_count + 1) * w.width;
    w.best = BDL_NEW_ARRAY(s->arena, uint32_t, size);
    w.from = BDL_NEW_ARRAY(s->arena, size_t, size);
    for (size_t i = 0; i < size; i++)
        w.best[i] = i ? FAR : 0;
    for (size_t i = 0; i <= m->label_count; i++)
        for (size_t a = 0; a <= m->row_count; a++)
            go_from(s, &w, m, i, a);
    return w;
}

/* Gives LABEL the rows from A to the one before END. */
static void give_rows(bdl_spread_work *s, const merged *m, bdl_spread_cell *label,
                      size_t a, size_t end) {
    for (size_t k = a + 1; k < end; k++)
        m->rows[k]->under_label = true;
    s->rows.items[label->row].cells--;
    m->rows[a]->cells++;
    label->row = (size_t)(m->rows[a] - s->rows.items);
}

/* Gives each label the first of its rows, in the middle of which it stands, or nearly. */
static void raise_labels(bdl_spread_work *s, const merged *m) {
    ways w = find_ways(s, m);
    size_t r = m->row_count, i = m->label_count;
    if (w.best[i * w.width + r] >= FAR)
        return;
    while (r > 0) {
        size_t from = w.from[i * w.width + r];
        if (from == SIZE_MAX) {
            r--;
            continue;
        }
        give_rows(s, m, m->labels[--i], from, r);
        r = from;
    }
}

static int by_top(const void *a, const void *b) {
    const bdl_spread_row *x = *(bdl_spread_row *const *)a,
                         *y = *(bdl_spread_row *const *)b;
    if (x->top != y->top)
        return x->top < y->top ? -1 : 1;
    return x < y ? -1 : x > y;
}

static int by_half(const void *a, const void *b) {
    const bdl_spread_cell *x = *(bdl_spread_cell *const *)a,
                          *y = *(bdl_spread_cell *const *)b;
    uint32_t m = x->top + x->bottom, n = y->top + y->bottom;
    if (m != n)
        return m < n ? -1 : 1;
    return x < y ? -1 : x > y;
}

/* Whether C is the first of its row, or alone, in the column of the labels of all. */
static bool is_first(const bdl_spread_work *s, const bdl_spread_cell *c) {
    return bdl_spread_is_label(s, c) && c->begin[0] == s->rows.items[c->row].left;
}

static void find_left(bdl_spread_work *s) {
    for (size_t r = 0; r < s->rows.count; r++)
        s->rows.items[r].left = UINT32_MAX;
    for (size_t k = 0; k < s->cells.count; k++) {
        const bdl_spread_cell *c = &s->cells.items[k];
        bdl_spread_row *of = &s->rows.items[c->row];
        of->left = c->begin[0] < of->left ? c->begin[0] : of->left;
    }
}

/* Where the narrowest cell ends of those that begin at the left edge. */
static uint32_t edge_of(const bdl_spread_work *s) {
    uint32_t left = UINT32_MAX, edge = UINT32_MAX;
    for (size_t k = 0; k < s->cells.count; k++)
        if (s->cells.items[k].begin[0] < left)
            left = s->cells.items[k].begin[0];
    for (size_t k = 0; k < s->cells.count; k++) {
        const bdl_spread_cell *c = &s->cells.items[k];
        if (c->begin[0] <= left + 1 && c->end[0] < edge)
            edge = c->end[0];
    }
    return edge;
}

void bdl_spread_give_labels(bdl_spread_work *s) {
    merged m = {.rows = BDL_NEW_ARRAY(s->arena, bdl_spread_row *, s->rows.count + 1),
                .labels = BDL_NEW_ARRAY(s->arena, bdl_spread_cell *, s->cells.count + 1)};
    uint32_t edge = edge_of(s);
    find_left(s);
    for (size_t k = 0; k < s->cells.count; k++)
        if (is_first(s, &s->cells.items[k]) && s->cells.items[k].begin[0] < edge)
            m.labels[m.label_count++] = &s->cells.items[k];
    for (size_t k = 0; k < s->cells.count; k++) {
        const bdl_spread_cell *c = &s->cells.items[k];
        bool label = is_first(s, c) && c->begin[0] < edge;
        bdl_spread_row *of = &s->rows.items[c->row];
        if (!label && c->begin[0] < of->begin)
            of->begin = c->begin[0];
    }
    for (size_t r = 0; r < s->rows.count; r++)
        if (s->rows.items[r].cells > 1)
            m.rows[m.row_count++] = &s->rows.items[r];
    qsort(m.rows, m.row_count, sizeof *m.rows, by_top);
    qsort(m.labels, m.label_count, sizeof *m.labels, by_half);
    if (m.label_count > 0 && m.label_count <= m.row_count)
        raise_labels(s, &m);
}
