/* table_sums.c - rows that lost empty cells, put back by the sums that the headings name:
 * 合计 is what its neighbours make together. What several ways of putting them have in
 * common is known; the other cells are not. */
#include "model/figure_scan.h"
#include "model/table.h"

#include "base/language.h"

enum { COLUMNS_MAX = 16, PARTS_MAX = 6, WAYS_MAX = 20000 };

/* The heading of a column, part by part: 预算数 | 公务用车 | 小计. */
typedef struct path {
    bdl_str parts[PARTS_MAX];
    size_t count;
} path;

/* Column TOTAL is the sum of those in MEMBERS, a bit each. */
typedef struct relation {
    size_t total;
    unsigned members;
} relation;

typedef struct puzzle {
    path paths[COLUMNS_MAX];
    size_t width, fixed; /* columns; those at the left that hold no figures */
    relation relations[COLUMNS_MAX];
    size_t relation_count;
    const bdl_trow *row;
    bdl_dec numbers[COLUMNS_MAX]; /* of the cells of the row */
    size_t cells;                 /* without empty ones at the end */
    int at[COLUMNS_MAX];          /* column -> cell of the row; -1: none */
    int found[COLUMNS_MAX];       /* in all solutions so far; UNSURE: they differ */
    size_t solutions, ways;
} puzzle;

enum { NO_CELL = -1, UNSURE = -2 };

/* ---- what the headings promise ---- */

static bool is_total(bdl_str s) {
    return bdl_str_is_any(s, BDL_WORDS("合计", "小计", "总计"));
}

static path path_of(bdl_str s) {
    path p = {.count = 0};
    size_t from = 0, slash;
    while (p.count < PARTS_MAX) {
        slash = bdl_str_find(s, BDL_STR("/"), from);
        size_t end = slash == SIZE_MAX ? s.len : slash;
        p.parts[p.count++] = bdl_str_of(s.data + from, end - from);
        if (slash == SIZE_MAX)
            break;
        from = slash + 1;
    }
    return p;
}

/* Whether B has the first FROM parts and the last TAIL parts of A. */
static bool shares_ends(const path *a, const path *b, size_t from, size_t tail) {
    if (b->count < from + 1 + tail)
        return false;
    for (size_t i = 0; i < from; i++)
        if (!bdl_str_eq(a->parts[i], b->parts[i]))
            return false;
    for (size_t i = 0; i < tail; i++)
        if (!bdl_str_eq(a->parts[a->count - 1 - i], b->parts[b->count - 1 - i]))
            return false;
    return true;
}

/* Whether column C, in the group that begins with part AT, is the total of that group or
 * in a group without one. */
static bool stands_for_group(const puzzle *p, size_t c, size_t at, size_t tail) {
    const path *own = &p->paths[c];
    if (at + 1 < own->count - tail && is_total(own->parts[at + 1]))
        return true;
    for (size_t i = p->fixed; i < p->width; i++) {
        const path *other = &p->paths[i];
        if (shares_ends(own, other, at + 1, tail) && at + 1 < other->count - tail &&
            is_total(other->parts[at + 1]))
            return false;
    }
    return true;
}

/* The relation that part AT of the heading of column T, a total, makes. */
static void relate(puzzle *p, size_t t, size_t at) {
    const path *total = &p->paths[t];
    size_t tail = total->count - at - 1;
    relation made = {.total = t};
    for (size_t c = p->fixed; c < p->width; c++) {
        const path *other = &p->paths[c];
        if (c != t && shares_ends(total, other, at, tail) &&
            !bdl_str_eq(other->parts[at], total->parts[at]) &&
            stands_for_group(p, c, at, tail))
            made.members |= 1u << c;
    }
    if ((made.members & (made.members - 1)) != 0) /* two or more */
        p->relations[p->relation_count++] = made;
}

static void read_headings(puzzle *p, const bdl_table *table) {
    p->relation_count = 0;
    for (size_t c = 0; c < p->width; c++)
        p->paths[c] = path_of(table->leaves[c].folded);
    for (size_t c = p->fixed; c < p->width; c++)
        for (size_t at = 0; at < p->paths[c].count && p->relation_count < COLUMNS_MAX;
             at++)
            if (is_total(p->paths[c].parts[at])) {
                relate(p, c, at);
                break;
            }
}

/* ---- ways to put the cells ---- */

static bdl_dec number_at(const puzzle *p, size_t column) {
    return p->at[column] < 0 ? bdl_dec_int(0) : p->numbers[p->at[column]];
}

static bool holds(const puzzle *p, const relation *sums) {
    bdl_dec sum = bdl_dec_int(0);
    for (size_t c = p->fixed; c < p->width; c++)
        if ((sums->members >> c & 1) != 0 &&
            bdl_dec_add(sum, number_at(p, c), &sum) != BDL_DEC_OK)
            return false;
    return bdl_dec_cmp(sum, number_at(p, sums->total)) == 0;
}

static void keep_solution(puzzle *p) {
    for (size_t i = 0; i < p->relation_count; i++)
        if (!holds(p, &p->relations[i]))
            return;
    for (size_t c = p->fixed; c < p->width; c++)
        if (p->solutions == 0)
            p->found[c] = p->at[c];
        else if (p->found[c] != p->at[c])
            p->found[c] = UNSURE;
    p->solutions++;
}

/* Puts the cells from CELL on into the columns from COLUMN on, in their order. */
static void put_from(puzzle *p, size_t cell, size_t column) {
    if (p->ways++ > WAYS_MAX)
        return;
    if (column == p->width) {
        keep_solution(p);
        return;
    }
    size_t left = p->cells - cell, room = p->width - column;
    if (left > 0) {
        p->at[column] = (int)cell;
        put_from(p, cell + 1, column + 1);
    }
    if (left < room) {
        p->at[column] = NO_CELL;
        put_from(p, cell, column + 1);
    }
}

/* ---- the row ---- */

static bool read_cells(puzzle *p, const bdl_trow *row) {
    p->row = row;
    p->cells = row->count;
    while (p->cells > 0 && row->cells[p->cells - 1].folded.len == 0)
        p->cells--;
    for (p->fixed = 0; p->fixed < p->cells; p->fixed++)
        if (bdl_cell_is_figure(&row->cells[p->fixed]))
            break;
    for (size_t k = p->fixed; k < p->cells; k++) {
        bdl_scanned n;
        p->numbers[k] = bdl_dec_int(0);
        if (row->cells[k].folded.len == 0)
            continue;
        if (!bdl_cell_is_figure(&row->cells[k]) ||
            !bdl_scan_digits(row->cells[k].folded, true, &n))
            return false;
        p->numbers[k] = n.number;
    }
    return p->cells > p->fixed;
}

/* Whether the cells hold the sums where they stand: only empty ones at the end went. */
static bool stands_right(puzzle *p) {
    for (size_t c = p->fixed; c < p->width; c++)
        p->at[c] = c < p->cells ? (int)c : NO_CELL;
    for (size_t i = 0; i < p->relation_count; i++)
        if (!holds(p, &p->relations[i]))
            return false;
    return true;
}

/* The cells in their columns; those that could be in another stay where a first way put
 * them, and are not read. */
static void move_cells(bdl_recogniser *r, const puzzle *p, bdl_trow *row) {
    bdl_tcell *cells = BDL_NEW_ARRAY(r->passing, bdl_tcell, p->width + 1);
    bool *placed = BDL_NEW_ARRAY(r->passing, bool, p->cells + 1);
    size_t next = p->fixed;
    memcpy(cells, row->cells, p->fixed * sizeof *cells);
    for (size_t c = p->fixed; c < p->width; c++) {
        cells[c].run.place = row->place;
        cells[c].is_unsure = p->solutions == 0 || p->found[c] == UNSURE;
        if (p->solutions > 0 && p->found[c] >= 0) {
            cells[c] = row->cells[p->found[c]];
            placed[p->found[c]] = true;
        }
    }
    for (size_t c = p->fixed; c < p->width; c++) {
        while (next < p->cells && placed[next])
            next++;
        if (!cells[c].is_unsure || next >= p->cells)
            continue;
        cells[c] = row->cells[next++];
        cells[c].is_unsure = true;
    }
    row->cells = cells;
    row->count = p->width;
    row->printed = NULL;
}

static bdl_str first_figure(bdl_recogniser *r, const puzzle *p) {
    return bdl_cell_text(r->arena, &p->row->cells[p->fixed]);
}

static void place_row(bdl_recogniser *r, const bdl_table *table, bdl_trow *row) {
    puzzle p = {.width = table->leaf_count};
    if (!read_cells(&p, row))
        return;
    read_headings(&p, table);
    if (p.relation_count == 0 || stands_right(&p))
        return;
    put_from(&p, p.fixed, p.fixed);
    if (p.ways > WAYS_MAX)
        p.solutions = 0;
    if (p.solutions == 0 && row->count >= p.width)
        return; /* its sums are wrong, its cells are all there */
    bool sure = p.solutions > 0;
    for (size_t c = p.fixed; c < p.width && sure; c++)
        sure = p.found[c] != UNSURE;
    if (!sure)
        bdl_unread_add(r, row->cells[p.fixed].run.place, first_figure(r, &p),
                       _("the row has fewer cells than its headings; which are lacking "
                         "cannot be told"));
    move_cells(r, &p, row);
}

/* Leaves of what the headings promise that of totals in front of their parts: codes stand
 * at the left and are none. */
static void keep_parts_behind(puzzle *p) {
    size_t left = 0;
    for (size_t i = 0; i < p->relation_count; i++) {
        relation made = p->relations[i];
        made.members &= ~((2u << made.total) - 1);
        if ((made.members & (made.members - 1)) != 0)
            p->relations[left++] = made;
    }
    p->relation_count = left;
}

size_t bdl_table_broken_sums(const bdl_table *table, size_t *held) {
    enum { LOOK = 24 };
    size_t broken = 0, first = table->captions + table->headings;
    *held = 0;
    if (table->raw || table->leaf_count > COLUMNS_MAX)
        return 0;
    for (size_t i = first; i < table->rows.count && i < first + LOOK; i++) {
        const bdl_trow *row = &table->rows.items[i];
        puzzle p = {.width = table->leaf_count};
        if (row->is_left_out || row->filled < 2 || row->count > p.width ||
            !read_cells(&p, row))
            continue;
        read_headings(&p, table);
        keep_parts_behind(&p);
        bool right = p.relation_count > 0 && stands_right(&p);
        *held += right;
        broken += p.relation_count > 0 && !right;
    }
    return broken;
}

/* Whether empty cells of ROW may have been lost among the others: it is too short, or
 * all the empty cells that it has are at its end. */
static bool may_have_slid(const bdl_table *table, const bdl_trow *row) {
    size_t width = table->leaf_count;
    return row->count < width || row->cells[width - 1].folded.len == 0;
}

void bdl_table_place_by_sums(bdl_recogniser *r, bdl_table *table) {
    enum { ROWS_MAX = 3 }; /* in longer tables the rows show it among themselves */
    size_t first = table->captions + table->headings, rows = 0;
    if (table->headings < 2 || table->raw || table->leaf_count > COLUMNS_MAX ||
        table->leaf_count < 4 || r->doc->blocks.items[table->block].spans_known)
        return;
    for (size_t i = first; i < table->rows.count; i++) {
        const bdl_trow *row = &table->rows.items[i];
        rows += !row->is_left_out;
        if (!row->is_left_out && !may_have_slid(table, row))
            return; /* rows of full width show where the cells of others belong */
    }
    for (size_t i = first; i < table->rows.count && rows <= ROWS_MAX; i++) {
        bdl_trow *row = &table->rows.items[i];
        bool is_short = row->count < table->leaf_count;
        if (!row->is_left_out && row->filled > 1 && (is_short || rows == 1))
            place_row(r, table, row);
    }
}
