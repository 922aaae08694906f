/* heading_bare.c - headings of several rows whose merged cells left nothing in the places
 * that they cover, or not in those at either end of a row: rows shorter than those below
 * them, of which little tells what stands over what. The ways in which they can stand are
 * tried, and the one is kept by which the table meets a form best, if it does so better
 * than without. */
#include "model/table.h"

enum { ROWS_MAX = 3, CELLS_MAX = 40, TRIES_MAX = 200, STEPS_MAX = 20000, GROUP_MIN = 2 };

/* How well a table meets a form. */
typedef struct merit {
    int title;
    size_t broken, held; /* rows whose totals are not what their parts make, or are */
    size_t met, strangers, whole;
} merit;

typedef struct bare {
    bdl_recogniser *r;
    bdl_table *table;
    size_t rows, counts[ROWS_MAX]; /* of headings, and the cells of each */
    size_t width, tries, steps;
    size_t groups; /* names with others below them */
    bdl_trow printed[ROWS_MAX];
    bdl_tcell *cells[ROWS_MAX]; /* that are not empty */
    uint16_t *spans[ROWS_MAX];  /* the columns that each of them covers; 0: not told */
    uint16_t *at[ROWS_MAX], *best_at[ROWS_MAX]; /* the column that each cell begins in */
    merit best;
    size_t best_width; /* 0: none of the ways is better than none */
    bool told;         /* of some cells how many columns they cover */
} bare;

static bdl_trow *head_row(const bare *b, size_t row) {
    return &b->table->rows.items[b->table->captions + row];
}

/* ---- which rows they are ---- */

static bool is_figure_row(const bdl_trow *row) {
    for (size_t i = 0; i < row->count; i++)
        if (bdl_cell_is_figure(&row->cells[i]) ||
            bdl_cell_says_nothing(row->cells[i].folded))
            return true;
    return false;
}

/* Whether ROW has names alone, the first in its first cell. */
static bool has_names(const bdl_trow *row) {
    return row->count >= GROUP_MIN && row->filled >= GROUP_MIN &&
           row->cells[0].folded.len > 0 && !is_figure_row(row) &&
           !bdl_row_is_numbering(row);
}

/* The names of row ROW. Where some empty cells were printed behind them, all were but
 * those at the end. */
static void take_names(bare *b, size_t row) {
    const bdl_trow *printed = &b->printed[row];
    size_t n = 0, count = printed->count;
    while (count > 0 && printed->cells[count - 1].folded.len == 0)
        count--;
    b->cells[row] = BDL_NEW_ARRAY(b->r->passing, bdl_tcell, printed->filled);
    b->spans[row] = BDL_NEW_ARRAY(b->r->passing, uint16_t, printed->filled);
    for (size_t c = 0; c < count; c++) {
        if (printed->cells[c].folded.len > 0)
            b->cells[row][n++] = printed->cells[c];
        if (printed->filled < count)
            b->spans[row][n - 1]++;
    }
    b->told |= printed->filled < count;
    b->spans[row][n - 1] = 0;
    b->counts[row] = n;
}

/* Whether what follows the ROWS rows of headings are rows with figures, or nothing. */
static bool is_followed(const bdl_table *table, size_t rows) {
    size_t at = table->captions + rows;
    if (at >= table->rows.count)
        return true;
    const bdl_trow *next = &table->rows.items[at];
    return bdl_row_is_numbering(next) || is_figure_row(next);
}

/* Whether no row stands below the headings. */
static bool is_last(const bare *b) {
    return b->table->captions + b->rows >= b->table->rows.count;
}

/* Whether the first row is shorter than the table, and none of its cells is empty. */
static bool has_bare_groups(const bare *b) {
    const bdl_trow *first = &b->printed[0];
    return first->count < b->table->width && first->filled == first->count;
}

static bool find_rows(bare *b) {
    const bdl_table *table = b->table;
    for (b->rows = 0; table->captions + b->rows < table->rows.count; b->rows++) {
        const bdl_trow *row = head_row(b, b->rows);
        if (!has_names(row))
            break;
        if (b->rows == ROWS_MAX || row->count > CELLS_MAX)
            return false;
        b->printed[b->rows] = *row;
        take_names(b, b->rows);
    }
    if (b->rows < 2 || !is_followed(table, b->rows))
        return false;
    if (is_last(b))
        return b->counts[0] != b->counts[1];
    return b->printed[b->rows - 1].count < table->width || has_bare_groups(b);
}

/* ---- one way in which they can stand ---- */

static void stand(bare *b, uint16_t *const at[ROWS_MAX]) {
    b->table->width = b->width;
    for (size_t row = 0; row < b->rows; row++) {
        bdl_tcell *cells = BDL_NEW_ARRAY(b->r->passing, bdl_tcell, b->width);
        bdl_trow *head = head_row(b, row);
        for (size_t c = 0; c < b->width; c++)
            cells[c].run.place = head->place;
        for (size_t i = 0; i < b->counts[row]; i++)
            cells[at[row][i]] = b->cells[row][i];
        head->cells = cells;
        head->count = (uint16_t)b->width;
        head->printed = NULL;
    }
}

static void stand_as_printed(bare *b) {
    for (size_t row = 0; row < b->rows; row++)
        *head_row(b, row) = b->printed[row];
}

/* Whether what column C holds is no value of COLUMN. */
static bool is_stranger(const bdl_column *column, const bdl_column_kind *kind) {
    if (column->type.kind == BDL_TEXT)
        return !column->is_code && bdl_column_has_figures(kind);
    return bdl_column_has_texts(kind);
}

static size_t count_strangers(bdl_recogniser *r, const bdl_table *table) {
    const bdl_column_kind *kinds = bdl_table_kinds(r, table);
    size_t strangers = 0;
    for (size_t i = 0; i < table->form->lists.count; i++) {
        const bdl_list_form *list = &table->form->lists.items[i];
        bdl_column_map map;
        bdl_list_map(r, table->form, list, table, &map);
        for (size_t k = 0; k < list->column_count; k++) {
            int c = map.at[k * BDL_COLUMN_PARTS_MAX];
            strangers += c >= 0 && is_stranger(&list->columns[k], &kinds[c]);
        }
    }
    return strangers;
}

/* Paths of more than one heading that some form has as a whole. */
static size_t count_whole(const bdl_recogniser *r, const bdl_table *table) {
    size_t whole = 0;
    for (size_t c = 0; c < table->leaf_count; c++) {
        bdl_str path = table->leaves[c].folded;
        whole += path.len > 0 && memchr(path.data, '/', path.len) &&
                 bdl_map_get(r->schema->heading_words, path) != NULL;
    }
    return whole;
}

static merit weigh(bdl_recogniser *r, bdl_table *table) {
    table->form = table->next_form = NULL;
    bdl_table_build_leaves(r, table);
    bdl_table_choose_form(r, table);
    if (!table->form)
        return (merit){.title = -1};
    merit here = {.title = table->title_weight,
                  .met = table->met,
                  .strangers = count_strangers(r, table),
                  .whole = count_whole(r, table)};
    here.broken = bdl_table_broken_sums(table, &here.held);
    return here;
}

static bool is_better(const merit *a, const merit *b) {
    if (a->title != b->title)
        return a->title > b->title;
    if (a->broken != b->broken)
        return a->broken < b->broken;
    if (a->held != b->held)
        return a->held > b->held;
    if (a->met != b->met)
        return a->met > b->met;
    if (a->strangers != b->strangers)
        return a->strangers < b->strangers;
    return a->whole > b->whole;
}

static void try(bare *b) {
    b->tries++;
    stand(b, b->at);
    merit here = weigh(b->r, b->table);
    if (!is_better(&here, &b->best))
        return;
    b->best = here;
    b->best_width = b->width;
    for (size_t row = 0; row < b->rows; row++)
        memcpy(b->best_at[row], b->at[row], b->counts[row] * sizeof **b->at);
}

/* ---- all ways ---- */

/* Where the walk over the cells stands: the next of each row, the column, the groups. */
typedef struct walk {
    size_t next[ROWS_MAX + 1], column, groups;
} walk;

/* Whether what stands below the cell of ROW that was placed last is as wide as it is. */
static bool is_covered(const bare *b, const walk *w, size_t row) {
    size_t i = w->next[row] - 1, span = b->spans[row][i];
    return span == 0 || w->column - b->at[row][i] == span;
}

static bool is_lost(bare *b, const walk *w) {
    return b->tries >= TRIES_MAX || b->steps++ >= STEPS_MAX || w->groups > b->groups ||
           w->column > b->width;
}

static bool is_whole(const bare *b, const walk *w) {
    for (size_t i = 0; i < b->rows; i++)
        if (w->next[i] < b->counts[i])
            return false;
    return w->column == b->width;
}

/* Whether cell LAST of ROW says what one from FIRST on says: those of one group differ.
 */
static bool comes_again(const bare *b, size_t row, size_t first, size_t last) {
    const bdl_tcell *cells = b->cells[row];
    for (size_t i = first; i < last; i++)
        if (bdl_str_eq(cells[i].folded, cells[last].folded))
            return true;
    return false;
}

static void walk_on(bare *b, walk w, size_t row, const size_t ends[ROWS_MAX]);

/* The cell of ROW before the walk's place is a group: of all numbers of cells below it.
 */
static void walk_groups(bare *b, walk w, size_t row, const size_t ends[ROWS_MAX]) {
    size_t first = w.next[row + 1], below[ROWS_MAX];
    w.groups++;
    memcpy(below, ends, sizeof below);
    for (size_t last = first; last < b->counts[row + 1]; last++) {
        if (comes_again(b, row + 1, first, last))
            return;
        below[row + 1] = last + 1;
        if (last + 1 - first >= GROUP_MIN)
            walk_on(b, w, row + 1, below);
    }
}

/* Places the cells of ROW up to its end among ENDS, then goes on with the row above. */
static void walk_on(bare *b, walk w, size_t row, const size_t ends[ROWS_MAX]) {
    if (is_lost(b, &w))
        return;
    if (w.next[row] == ends[row]) {
        if (row > 0 && is_covered(b, &w, row - 1))
            walk_on(b, w, row - 1, ends);
        else if (row == 0 && is_whole(b, &w))
            try(b);
        return;
    }
    size_t i = w.next[row]++, span = b->spans[row][i];
    b->at[row][i] = (uint16_t)w.column;
    walk single = w;
    single.column += span > 1 ? span : 1;
    walk_on(b, single, row, ends);
    b->at[row][i] = (uint16_t)w.column;
    if (row + 1 < b->rows && span != 1)
        walk_groups(b, w, row, ends);
}

static void try_width(bare *b, size_t cells) {
    size_t ends[ROWS_MAX] = {b->counts[0], 0, 0};
    b->steps = 0;
    b->groups = b->told ? cells : cells - b->width;
    walk_on(b, (walk){.column = 0}, 0, ends);
}

/* All widths that the headings can have where no row below tells. */
static void try_widths(bare *b) {
    size_t cells = 0, widest = 0, told = b->table->width;
    for (size_t i = 0; i < b->rows; i++) {
        cells += b->counts[i];
        widest = b->counts[i] > widest ? b->counts[i] : widest;
    }
    bool any = is_last(b);
    for (size_t w = any ? widest + 1 : told; any ? w < cells : w == told; w++) {
        b->width = w;
        try_width(b, cells);
    }
}

/* The headings again, on another page. */
static void leave_out_again(bare *b) {
    for (size_t i = b->table->captions + b->rows; i < b->table->rows.count; i++) {
        bdl_trow *row = &b->table->rows.items[i];
        for (size_t h = 0; h < b->rows && !row->is_left_out; h++) {
            size_t k = 0;
            while (k < row->count && row->count == b->printed[h].count &&
                   bdl_str_eq(row->cells[k].folded, b->printed[h].cells[k].folded))
                k++;
            row->is_left_out = k > 0 && k == row->count;
        }
    }
}

void bdl_table_place_bare(bdl_recogniser *r, bdl_table *table) {
    bare b = {.r = r, .table = table};
    if (table->headings == 0 || r->doc->blocks.items[table->block].spans_known ||
        !find_rows(&b))
        return;
    for (size_t i = 0; i < b.rows; i++) {
        b.at[i] = BDL_NEW_ARRAY(r->passing, uint16_t, b.counts[i]);
        b.best_at[i] = BDL_NEW_ARRAY(r->passing, uint16_t, b.counts[i]);
    }
    size_t headings = table->headings, width = table->width;
    b.best = weigh(r, table);
    b.best.strangers += headings < b.rows; /* names, read as values */
    table->headings = b.rows;
    if (!is_last(&b) || b.best.title >= 0) /* names alone may be a piece of anything */
        try_widths(&b);
    table->form = table->next_form = NULL;
    b.width = b.best_width;
    if (b.best_width > 0) {
        stand(&b, b.best_at);
        leave_out_again(&b);
        return;
    }
    stand_as_printed(&b);
    table->headings = headings;
    table->width = width;
}
