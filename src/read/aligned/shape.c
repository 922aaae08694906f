/* shape.c - the columns of a page without headings, told by what those of the page before
 * it hold and by their distances. */
#include "read/aligned/shape.h"

#include "base/language.h"

enum {
    NEVER = 1 << 20,
    MISFIT_MAX = 30,  /* of one column */
    SKIPPED = 8,      /* what it costs to leave out a column that holds something */
    FIRST_PER = 4,    /* blanks that the first column is off count less */
    DISTANCE_MAX = 20 /* the most that distances count */
};

/* ---- what columns hold ---- */

static void count_on(bdl_shape_column *column, bdl_str s) {
    unsigned number = bdl_words_count_of(s);
    bool begins = column->counted + column->breaks == 0;
    column->first = begins ? number : column->first;
    column->breaks += number == 0 || (!begins && number != column->last + 1);
    column->counted += number > 0 && (begins || number == column->last + 1);
    column->last = number;
}

static void count_cell(bdl_shape_column *column, bdl_str s) {
    if (s.len == 0)
        return;
    count_on(column, s);
    if (!bdl_words_is_number(s))
        column->texts++;
    else if (bdl_words_has_point(s))
        column->amounts++;
    else
        column->numbers++;
}

/* A row that numbers the columns (栏次 1 2 3) says nothing of what they hold. */
static bool numbers_columns(const bdl_row *row) {
    unsigned last = 0;
    for (size_t c = 0; c < row->count; c++) {
        bdl_str s = row->cells[c].run.text;
        unsigned number = 0;
        for (size_t i = 0; i < s.len && number < 1000; i++)
            number = bdl_is_ascii_digit(s.data[i])
                         ? number * 10 + (unsigned)(s.data[i] - '0')
                         : 1000;
        if (s.len == 0 || (last == 0 && number >= 1000))
            continue;
        if (number != last + 1)
            return false;
        last = number;
    }
    return last >= 2;
}

static void count_rows(bdl_shape *shape, const bdl_grid *grid, size_t from) {
    for (size_t r = from; r < grid->rows.count; r++) {
        const bdl_row *row = &grid->rows.items[r];
        if (numbers_columns(row))
            continue;
        shape->rows++;
        for (size_t c = 0; c < row->count && c < shape->count; c++)
            count_cell(&shape->columns[c], row->cells[c].run.text);
    }
}

void bdl_shape_take(bdl_shape *shape, const bdl_grid *grid, const bdl_columns *columns,
                    size_t head) {
    *shape = (bdl_shape){.measure = columns->measure, .is_measured = true};
    if (columns->count > BDL_SHAPE_MAX)
        return;
    shape->count = columns->count;
    for (size_t c = 0; c < shape->count; c++)
        shape->columns[c] = (bdl_shape_column){.begin = columns->items[c].begin,
                                               .end = columns->items[c].end};
    count_rows(shape, grid, head);
    bdl_shape_learn_sums(shape, grid, head);
}

/* ---- columns matched ---- */

static bool is_empty(const bdl_shape_column *c) {
    return c->texts + c->numbers + c->amounts == 0;
}

static bool is_text(const bdl_shape_column *c) {
    return c->texts > c->numbers + c->amounts;
}

/* The blanks between two columns; none where they share positions. */
static int32_t apart(const bdl_shape_column *a, const bdl_shape_column *b) {
    uint32_t gap = a->begin > b->end   ? a->begin - b->end
                   : b->begin > a->end ? b->begin - a->end
                                       : 0;
    return gap < DISTANCE_MAX ? (int32_t)gap : DISTANCE_MAX;
}

/* Whether COLUMN counts the rows: 1, 2, 3. */
static bool counts(const bdl_shape_column *column) {
    enum { ROWS_MIN = 3 };
    return column->counted >= ROWS_MIN && column->breaks == 0;
}

/* What it costs to take column C of the page for column OLD of the table. */
static int32_t kind_cost(const bdl_shape_column *c, const bdl_shape_column *old) {
    enum { EMPTY = 6, WRONG = 60, CODE = 30 };
    if (counts(old) || counts(c)) {
        bool goes_on = counts(old) && c->breaks == 0 && c->first == old->last + 1;
        return goes_on ? 0 : WRONG;
    }
    if (is_empty(old))
        return EMPTY + apart(c, old);
    if (is_text(c) != is_text(old))
        return WRONG;
    if (is_text(c) || (c->amounts > 0) == (old->amounts > 0))
        return 0;
    return c->amounts > 0 ? CODE : SKIPPED; /* 0 may stand among amounts */
}

static int32_t off(uint32_t a, uint32_t b) {
    uint32_t apart = bdl_positions_apart(a, b);
    return apart < DISTANCE_MAX ? (int32_t)apart : DISTANCE_MAX;
}

/* How much the distance between two columns with figures differs from that of two of the
 * table. */
static int32_t distance_cost(const bdl_shape_column *c, const bdl_shape_column *old,
                             size_t gap) {
    const bdl_shape_column *before = old - gap;
    if (is_text(c) || is_text(c - 1))
        return 0;
    return off(c->end - c[-1].end, old->end - before->end);
}

typedef struct matching {
    bool alike; /* amounts must end where those of their column do */
    int32_t cost[BDL_SHAPE_MAX][BDL_SHAPE_MAX];
    uint8_t from[BDL_SHAPE_MAX][BDL_SHAPE_MAX];
} matching;

/* What it costs that columns FROM to TO of the table are none of the page: the more, the
 * more cells of its rows would be missing. */
static int32_t skip_cost(const bdl_shape *shape, const bdl_shape *page, size_t from,
                         size_t to) {
    enum { MISSING = 3, MISSING_MAX = 24 };
    int32_t cost = 0;
    for (size_t c = from; c < to; c++) {
        const bdl_shape_column *column = &shape->columns[c];
        size_t cells = column->texts + column->numbers + column->amounts;
        size_t missing = MISSING * cells * page->rows / (shape->rows ? shape->rows : 1);
        if (cells > 0)
            cost +=
                SKIPPED / 2 + (int32_t)(missing < MISSING_MAX ? missing : MISSING_MAX);
    }
    return cost;
}

/* The same; where amounts end alike, how many cells there would be says nothing more. */
static int32_t passing_cost(const matching *m, const bdl_shape *shape,
                            const bdl_shape *page, size_t from, size_t to) {
    return m->alike ? (int32_t)(to - from) : skip_cost(shape, page, from, to);
}

static bool may_be(const matching *m, const bdl_shape_column *c,
                   const bdl_shape_column *old) {
    return !m->alike || c->amounts == 0 || off(c->end, old->end) <= 1;
}

static void match_one(matching *m, const bdl_shape *shape, const bdl_shape *page,
                      size_t i, size_t k) {
    int32_t own = kind_cost(&page->columns[i], &shape->columns[k]), best = NEVER;
    if (!may_be(m, &page->columns[i], &shape->columns[k]))
        own = NEVER;
    if (i == 0)
        best = passing_cost(m, shape, page, 0, k) +
               off(page->columns[0].end, shape->columns[k].end) / FIRST_PER;
    int32_t skipped = 0; /* between B and K */
    for (size_t b = k; i > 0 && b-- > 0;) {
        int32_t cost = m->cost[i - 1][b] + skipped +
                       distance_cost(&page->columns[i], &shape->columns[k], k - b);
        if (cost < best) {
            best = cost;
            m->from[i][k] = (uint8_t)b;
        }
        skipped += passing_cost(m, shape, page, b, b + 1);
    }
    m->cost[i][k] = own > MISFIT_MAX || best >= NEVER ? NEVER : best + own;
}

/* Whether the pages are set alike, as far as can be told: several columns have amounts.
 */
static bool may_end_alike(const bdl_shape *shape, const bdl_shape *page) {
    enum { AMOUNTS_MIN = 2 };
    size_t amounts = 0;
    for (size_t i = 0; i < page->count; i++)
        amounts += page->columns[i].amounts > 0;
    return amounts >= AMOUNTS_MIN && page->measure == shape->measure;
}

/* The column of the table for each column of the page; false when they do not fit. With
 * ALIKE amounts must end where those of their column do. */
static bool match_by(const bdl_shape *shape, const bdl_shape *page, bool alike,
                     size_t *to) {
    matching m = {.alike = alike};
    int32_t best = NEVER;
    for (size_t i = 0; i < page->count; i++)
        for (size_t k = 0; k < shape->count; k++)
            match_one(&m, shape, page, i, k);
    size_t last = page->count - 1;
    for (size_t k = 0; k < shape->count; k++) {
        int32_t cost =
            m.cost[last][k] + passing_cost(&m, shape, page, k + 1, shape->count);
        if (cost < best && m.cost[last][k] < NEVER) {
            best = cost;
            to[last] = k;
        }
    }
    for (size_t i = last; best < NEVER && i > 0; i--)
        to[i - 1] = m.from[i][to[i]];
    return best < NEVER;
}

static int32_t cost_at(const bdl_shape *shape, const bdl_shape *page, const size_t *to,
                       size_t i) {
    size_t k = to[i], before = i > 0 ? to[i - 1] + 1 : 0;
    int32_t cost = kind_cost(&page->columns[i], &shape->columns[k]);
    if (cost > MISFIT_MAX)
        return -1;
    cost += skip_cost(shape, page, before, k);
    return i == 0 ? cost + off(page->columns[0].end, shape->columns[k].end) / FIRST_PER
                  : cost + distance_cost(&page->columns[i], &shape->columns[k],
                                         k - to[i - 1]);
}

/* ---- rows ---- */

static bool has_figures(const bdl_shape_column *column) {
    return !is_empty(column) && !is_text(column);
}

/* Whether all figures of the page end where those of their columns do: that leaves no
 * doubt. */
static bool ends_alike(const bdl_shape *shape, const bdl_shape *page, const size_t *to) {
    for (size_t i = 0; i < page->count; i++)
        if (has_figures(&page->columns[i]) &&
            off(page->columns[i].end, shape->columns[to[i]].end) > 1)
            return false;
    return true;
}

/* Says so when a column of figures was passed over behind the first one taken. */
static void report(const bdl_shape *shape, const bdl_shape *page, const size_t *to,
                   bdl_reading *reading, bdl_place place) {
    size_t passed = 0, has = 0;
    for (size_t k = 0, i = 0; k < shape->count; k++) {
        bool taken = i < page->count && to[i] == k;
        has += taken && has_figures(&page->columns[i]);
        passed += !taken && has > 0 && has_figures(&shape->columns[k]);
        i += taken;
    }
    if (passed > 0 && !ends_alike(shape, page, to))
        bdl_reading_trouble(
            reading, place,
            bdl_arena_printf(reading->arena,
                             _("a page without headings lacks %zu of the columns of the "
                               "table before it; distances told which"),
                             passed));
}

static void widen(bdl_reading *reading, bdl_row *row, size_t width, const size_t *to) {
    bdl_cell *cells = BDL_NEW_ARRAY(bdl_reading_cells(reading), bdl_cell, width);
    for (size_t k = 0; k < width; k++)
        cells[k] = (bdl_cell){.run.place = row->place, .row_span = 1, .col_span = 1};
    for (size_t c = 0; c < row->count; c++)
        cells[to[c]] = row->cells[c];
    row->cells = cells;
    row->count = width;
}

/* Says so when rows of figures could not be placed. */
static void tell_misfit(const bdl_shape *shape, const bdl_shape *page,
                        bdl_reading *reading, const bdl_grid *grid) {
    enum { FIGURES_MIN = 2 };
    size_t figures = 0;
    for (size_t c = 0; c < page->count; c++)
        figures += page->columns[c].amounts > 0;
    if (figures < FIGURES_MIN || grid->rows.count == 0)
        return;
    bdl_reading_trouble(
        reading, grid->rows.items[0].place,
        bdl_arena_printf(reading->arena,
                         _("a page without headings has %zu columns, the table before it "
                           "%zu; its %zu rows were not placed"),
                         page->count, shape->count, grid->rows.count));
}

/* Puts the rows under the columns of the table. */
static void widen_all(const bdl_shape *shape, bdl_reading *reading, bdl_grid *grid,
                      const size_t *to) {
    for (size_t r = 0; r < grid->rows.count; r++)
        widen(reading, &grid->rows.items[r], shape->count, to);
}

void bdl_shape_fit(bdl_shape *shape, bdl_reading *reading, bdl_grid *grid,
                   const bdl_columns *columns) {
    bdl_shape page;
    size_t to[BDL_SHAPE_MAX];
    bdl_shape_take(&page, grid, columns, 0);
    bool lacks = page.count > 0 && page.count < shape->count && grid->rows.count > 0;
    bool alike = lacks && may_end_alike(shape, &page) && match_by(shape, &page, true, to);
    bool fits = alike || (lacks && match_by(shape, &page, false, to));
    if (!fits && page.count != shape->count) {
        tell_misfit(shape, &page, reading, grid);
        *shape = page;
        return;
    }
    if (alike) { /* that leaves no doubt */
        widen_all(shape, reading, grid, to);
    } else if (fits) {
        bdl_place first = grid->rows.items[0].place;
        bool certain = bdl_shape_use_sums(shape, &page, grid, cost_at, to) == 1;
        widen_all(shape, reading, grid, to);
        if (!certain)
            report(shape, &page, to, reading, first);
    }
    count_rows(shape, grid, 0);
}
