/* shape_sums.c - columns that are the sum of two others, in all rows of a page. On a page
 * without headings such sums tell which columns it has, where distances may be wrong. */
#include "read/aligned/shape.h"

enum {
    ROWS_MIN = 4, /* that a sum holds in, of different figures */
    PLACES = 4,   /* behind the point that count */
    DIGITS_MAX = 16,
    LEARNT_MAX = 200,    /* rows that sums are learnt from */
    TRIALS_MAX = 20000,  /* steps of choosing columns */
    CHECKS_MAX = 400000, /* rows looked at on the way */
};

/* ---- figures ---- */

/* The figure of a cell in ten-thousandths, a blank one being none; false when it is no
 * figure, or one of more digits than are looked at. */
static bool value_of(bdl_str s, int64_t *out) {
    int64_t value = 0;
    size_t digits = 0, behind = 0;
    bool point = false, minus = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.data[i];
        bool digit = bdl_is_ascii_digit(c);
        if (!digit && c != ',' && (c != '-' || i > 0) && (c != '.' || point))
            return false;
        minus |= c == '-';
        point |= c == '.';
        if (!digit || (point && behind >= PLACES))
            continue;
        if (digits++ == DIGITS_MAX)
            return false;
        value = value * 10 + (c - '0');
        behind += point;
    }
    if (digits + PLACES - behind > DIGITS_MAX)
        return false;
    for (; behind < PLACES; behind++)
        value *= 10;
    *out = minus ? -value : value;
    return true;
}

/* Whether the cells of ROW are as SUM says; *KNOWN: they are figures, not all without
 * one.
 */
static bool holds(const bdl_shape_sum *sum, const bdl_row *row, const size_t *at,
                  bool *known) {
    enum { ROUNDED = 200 }; /* two hundredths */
    int64_t value[3] = {0};
    size_t part[3] = {at[sum->whole], at[sum->left], at[sum->right]};
    *known = true;
    for (size_t i = 0; i < 3; i++)
        if (part[i] < row->count && !value_of(row->cells[part[i]].run.text, &value[i]))
            *known = false;
    *known = *known && (value[0] || value[1] || value[2]);
    int64_t off = value[0] - value[1] - value[2];
    return !*known || (off <= ROUNDED && off >= -ROUNDED);
}

/* ---- sums learnt ---- */

/* Whether SUM holds in all rows; in several with both parts. */
static bool is_sum(const bdl_shape_sum *sum, const bdl_grid *grid, size_t from) {
    size_t at[BDL_SHAPE_MAX], rows = 0, both = 0;
    int64_t left, right;
    for (size_t c = 0; c < BDL_SHAPE_MAX; c++)
        at[c] = c;
    for (size_t r = from; r < grid->rows.count && r - from < LEARNT_MAX; r++) {
        const bdl_row *row = &grid->rows.items[r];
        bool known;
        if (!holds(sum, row, at, &known))
            return false;
        rows += known;
        both += known && value_of(row->cells[sum->left].run.text, &left) && left != 0 &&
                value_of(row->cells[sum->right].run.text, &right) && right != 0;
    }
    return rows >= ROWS_MIN && both > 0;
}

void bdl_shape_learn_sums(bdl_shape *shape, const bdl_grid *grid, size_t from) {
    for (size_t w = 0; w < shape->count; w++)
        for (size_t a = w + 1; a < shape->count; a++)
            for (size_t b = a + 1; b < shape->count; b++) {
                const bdl_shape_column *c = shape->columns;
                bdl_shape_sum sum = {(uint8_t)w, (uint8_t)a, (uint8_t)b};
                if (c[w].amounts && c[a].amounts && c[b].amounts &&
                    shape->sum_count < BDL_SHAPE_SUMS && is_sum(&sum, grid, from))
                    shape->sums[shape->sum_count++] = sum;
            }
}

/* ---- and used ---- */

/* Whether all rows of a page are as the sums say, if its columns are those of TO, and
 * some row has figures in a sum: where none has, the sums say nothing. *CHECKS counts the
 * rows looked at. */
static bool all_hold(const bdl_shape *shape, const bdl_grid *grid, size_t columns,
                     const size_t *to, size_t *checks) {
    size_t at[BDL_SHAPE_MAX], said = 0;
    bool known;
    for (size_t c = 0; c < BDL_SHAPE_MAX; c++)
        at[c] = SIZE_MAX;
    for (size_t c = 0; c < columns; c++)
        at[to[c]] = c;
    for (size_t r = 0; r < grid->rows.count; r++)
        for (size_t s = 0; s < shape->sum_count; s++) {
            ++*checks;
            if (!holds(&shape->sums[s], &grid->rows.items[r], at, &known))
                return false;
            said += known;
        }
    return said > 0;
}

typedef struct search {
    const bdl_shape *shape, *page;
    const bdl_grid *grid;
    bdl_shape_cost *cost;
    size_t to[BDL_SHAPE_MAX], best[BDL_SHAPE_MAX];
    int32_t least;
    size_t found, trials, checks;
} search;

static bool is_over(const search *s) {
    return s->trials > TRIALS_MAX || s->checks > CHECKS_MAX;
}

/* Takes the columns that were chosen if the sums hold and they are the cheapest. */
static void try_all(search *s, int32_t cost) {
    if (!all_hold(s->shape, s->grid, s->page->count, s->to, &s->checks))
        return;
    s->found++;
    if (s->found > 1 && cost >= s->least)
        return;
    s->least = cost;
    memcpy(s->best, s->to, sizeof s->best);
}

/* Tries all columns for column I of the page and those behind it; those before it cost
 * COST. */
static void try_columns(search *s, size_t i, int32_t cost) {
    if (is_over(s))
        return;
    s->trials++;
    if (i == s->page->count) {
        try_all(s, cost);
        return;
    }
    size_t first = i > 0 ? s->to[i - 1] + 1 : 0;
    size_t last = s->shape->count - s->page->count + i;
    for (size_t k = first; k <= last; k++) {
        s->to[i] = k;
        int32_t here = s->cost(s->shape, s->page, s->to, i);
        if (here >= 0)
            try_columns(s, i + 1, cost + here);
    }
}

size_t bdl_shape_use_sums(const bdl_shape *shape, const bdl_shape *page,
                          const bdl_grid *grid, bdl_shape_cost *cost, size_t *to) {
    search s = {.shape = shape, .page = page, .grid = grid, .cost = cost};
    if (shape->sum_count == 0)
        return 0;
    try_columns(&s, 0, 0);
    if (s.found == 0 || is_over(&s))
        return 0;
    memcpy(to, s.best, page->count * sizeof *to);
    return s.found;
}
