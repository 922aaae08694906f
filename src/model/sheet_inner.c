/* sheet_inner.c - the headings of a table inside a sheet, and which columns they head. */
#include "model/table.h"

/* ---- headings in two rows ---- */

static bool is_same(const bdl_tcell *a, const bdl_tcell *b) {
    return bdl_str_eq(a->folded, b->folded);
}

/* Whether a heading begins in cell K of ROW: a merged cell may be printed again. */
static bool heading_begins(const bdl_trow *row, size_t k) {
    return k < row->count && row->cells[k].folded.len > 0 &&
           (k == 0 || !is_same(&row->cells[k], &row->cells[k - 1]));
}

/* Whether the heading in cell K of ABOVE is wider than that cell; the last one is where
 * the row BELOW is longer, for what a format merged may be one cell. */
static bool goes_on(const bdl_trow *above, size_t k, const bdl_trow *below) {
    return k + 1 < above->count ? !heading_begins(above, k + 1) : below->count > k + 1;
}

/* Whether the row below the headings ABOVE divides some of them: it says something only
 * under those that are wider than a column, no figures, and heads the list too. */
static bool divides(bdl_recogniser *r, const bdl_list_form *list, const bdl_trow *above,
                    bdl_trow *row) {
    size_t support = 0;
    bool heads = false;
    for (size_t k = 0; k < row->count; k++) {
        bdl_tcell *cell = &row->cells[k];
        if (cell->folded.len == 0 ||
            (k < above->count && is_same(cell, &above->cells[k])))
            continue;
        bool whole = heading_begins(above, k) && !goes_on(above, k, row);
        if (whole || bdl_cell_is_figure(cell))
            return false;
        support += !heading_begins(above, k);
        for (size_t i = 0; i < list->column_count && !heads; i++)
            heads = bdl_word_heads(bdl_word_of(r, cell), list, i);
    }
    return support > 0 && heads;
}

size_t bdl_inner_headings(bdl_recogniser *r, const bdl_table *table,
                          const bdl_list_form *list, size_t at) {
    bdl_trow *rows = &table->rows.items[at];
    return at + 1 < table->rows.count && divides(r, list, &rows[0], &rows[1]) ? 2 : 1;
}

/* Whether so many headings are all that LIST must have, but one: a place that leaves out
 * what it may leave out has few of its columns. */
bool bdl_inner_has_all(const bdl_list_form *list, size_t met) {
    enum { NEEDED_MIN = 6 };
    size_t needed = 0;
    for (size_t i = 0; i < list->column_count; i++)
        needed += !list->columns[i].optional;
    return needed >= NEEDED_MIN && met + 1 >= needed;
}

/* ---- what the headings head ---- */

/* The headings that were read last, and what they head: those of the next sheet mostly
 * are the same. */
typedef struct bdl_inner_known {
    const bdl_list_form *list;
    bdl_trow *rows; /* the headings */
    bool spans_known;
    bdl_table inner;
    bdl_column_map map;
} bdl_inner_known;

static bool reads_same(const bdl_trow *a, const bdl_trow *b) {
    bool same = a->count == b->count && !b->is_left_out;
    for (size_t k = 0; same && k < a->count; k++)
        same = is_same(&a->cells[k], &b->cells[k]) &&
               bdl_str_eq(a->cells[k].run.text, b->cells[k].run.text) &&
               a->cells[k].from_left == b->cells[k].from_left;
    return same;
}

static bool spans_known(const bdl_recogniser *r, const bdl_table *table) {
    return r->doc->blocks.items[table->block].spans_known;
}

/* Whether INNER has the headings that are known. The last column is then no empty one,
 * whatever stands below it. */
static bool is_known(const bdl_recogniser *r, const bdl_list_form *list,
                     const bdl_table *inner) {
    const bdl_inner_known *known = r->inner_known;
    const bdl_trow *rows = inner->rows.items;
    bool same = known && known->list == list &&
                known->inner.headings == inner->headings &&
                known->spans_known == spans_known(r, inner) &&
                rows->cells[rows->count - 1].folded.len > 0;
    for (size_t i = 0; same && i < inner->headings; i++)
        same = reads_same(&known->rows[i], &rows[i]);
    return same;
}

static bdl_trow row_kept(bdl_arena *arena, const bdl_trow *row) {
    bdl_trow kept = *row;
    kept.cells = BDL_NEW_ARRAY(arena, bdl_tcell, row->count + 1);
    memcpy(kept.cells, row->cells, row->count * sizeof *row->cells);
    return kept;
}

static void know(bdl_recogniser *r, const bdl_list_form *list, bdl_table *inner) {
    bdl_inner_known *known = BDL_NEW(r->passing, bdl_inner_known);
    inner->rows_in = NULL; /* what is told of the headings outlives the table */
    bdl_table_build_leaves(r, inner);
    known->list = list;
    known->spans_known = spans_known(r, inner);
    known->inner = *inner;
    known->rows = BDL_NEW_ARRAY(r->passing, bdl_trow, inner->headings);
    for (size_t i = 0; i < inner->headings; i++)
        known->rows[i] = row_kept(r->passing, &inner->rows.items[i]);
    bdl_columns_map(r, list, inner, 0, &known->map);
    r->inner_known = known;
}

/* What is merged to the end of the first row may be one cell there. */
static size_t widest_heading(const bdl_table *inner) {
    size_t width = inner->rows.items[0].count;
    for (size_t i = 1; i < inner->headings; i++)
        width = inner->rows.items[i].count > width ? inner->rows.items[i].count : width;
    return width;
}

const bdl_column_map *bdl_inner_open(bdl_recogniser *r, const bdl_table *table,
                                     const bdl_list_form *list, size_t at,
                                     bdl_table *inner) {
    *inner = *table;
    inner->rows.items = &table->rows.items[at];
    inner->rows.count = inner->rows.capacity = table->rows.count - at;
    inner->captions = 0;
    inner->headings = bdl_inner_headings(r, table, list, at);
    inner->width = widest_heading(inner);
    if (is_known(r, list, inner)) {
        inner->leaves = r->inner_known->inner.leaves;
        inner->leaf_count = inner->width;
        inner->heads = r->inner_known->inner.heads;
    } else {
        know(r, list, inner);
    }
    for (size_t i = 0; i < inner->headings; i++)
        for (size_t k = 0; k < inner->rows.items[i].count; k++)
            inner->rows.items[i].cells[k].read = true;
    return &r->inner_known->map;
}
