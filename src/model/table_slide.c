/* table_slide.c - rows that lost the empty cells before their first one, and perhaps
 * those behind their last: told by what stands in the columns, by numbers that count on
 * from the row above, and by how the names of a column end. */
#include "model/table.h"

/* How well a row stands so far right. */
typedef struct stand {
    bool fits;
    size_t counts_on; /* cells with the number after that of the cell above */
    size_t alike;     /* names that end as one above does */
} stand;

static const bdl_tcell *cell_of(const bdl_trow *row, size_t c) {
    return c < row->count && row->cells[c].folded.len > 0 ? &row->cells[c] : NULL;
}

/* A row that tells what its columns hold; a cell alone in its row is a note, which
 * reaches over all of them. */
static bool tells(const bdl_trow *row) {
    return !row->is_left_out && row->filled > 1;
}

/* What the rows with the most cells hold in each column. */
static bdl_column_kind *kinds_of(bdl_recogniser *r, const bdl_table *table) {
    bdl_column_kind *kinds = BDL_NEW_ARRAY(r->passing, bdl_column_kind, table->width + 1);
    size_t first = table->captions + table->headings, most = 0;
    for (size_t i = first; i < table->rows.count; i++)
        if (tells(&table->rows.items[i]) && table->rows.items[i].count > most)
            most = table->rows.items[i].count;
    for (size_t i = first; i < table->rows.count; i++) {
        const bdl_trow *row = &table->rows.items[i];
        for (size_t k = 0; row->count == most && tells(row) && k < most; k++) {
            const bdl_tcell *cell = cell_of(row, k);
            if (!cell || bdl_cell_says_nothing(cell->folded))
                continue;
            bool figure = bdl_cell_is_figure(cell);
            kinds[k].figures += figure;
            kinds[k].texts += !figure;
        }
    }
    return kinds;
}

static bool fits(const bdl_trow *row, const bdl_column_kind *kinds, size_t shift) {
    for (size_t k = 0; k < row->count; k++) {
        const bdl_tcell *cell = cell_of(row, k);
        const bdl_column_kind *kind = &kinds[k + shift];
        if (!cell || bdl_cell_says_nothing(cell->folded))
            continue;
        if (bdl_cell_is_figure(cell) ? bdl_column_has_texts(kind)
                                     : bdl_column_has_figures(kind))
            return false;
    }
    return true;
}

/* The number that CELL is, or that its name begins with; 0: none. */
static long long number_of(const bdl_tcell *cell) {
    bdl_scanned n;
    bdl_str s = cell->folded;
    if (bdl_scan_digits(s, false, &n) && n.length == s.len && n.places == 0)
        return (long long)n.number.coef;
    return bdl_numbering_of(s).value;
}

/* Whether the cell of ROW in column C is one of the numbers of all columns (栏次 1 2 3),
 * which count no rows. */
static bool numbers_columns(const bdl_trow *row, size_t c) {
    const bdl_tcell *cell = cell_of(row, c), *next = cell_of(row, c + 1),
                    *before = c > 0 ? cell_of(row, c - 1) : NULL;
    long long number = cell ? number_of(cell) : 0;
    return number > 0 && ((before && number > 1 && number_of(before) == number - 1) ||
                          (next && number_of(next) == number + 1));
}

/* Whether a name in column C of the rows before row I ends with END; far above it is not
 * looked for. */
static bool is_ended_so(const bdl_table *table, size_t i, size_t c, bdl_str end) {
    enum { ROWS_MAX = 200 };
    size_t first = table->captions + table->headings;
    first = i > first + ROWS_MAX ? i - ROWS_MAX : first;
    for (size_t n = i; n > first; n--) {
        const bdl_tcell *other = cell_of(&table->rows.items[n - 1], c);
        if (other && bdl_str_ends(other->folded, end))
            return true;
    }
    return false;
}

/* The last two characters of a name. */
static bdl_str end_of(bdl_str s) {
    size_t letters = bdl_utf8_count(s);
    return letters > 2 ? bdl_str_from(s, bdl_utf8_offset(s, letters - 2)) : s;
}

static stand stand_of(const bdl_table *table, size_t i, const bdl_column_kind *kinds,
                      size_t shift) {
    const bdl_trow *row = &table->rows.items[i], *above = row - 1;
    stand out = {.fits = fits(row, kinds, shift)};
    for (size_t k = 0; out.fits && k < row->count; k++) {
        const bdl_tcell *cell = cell_of(row, k), *over = cell_of(above, k + shift);
        if (!cell || bdl_cell_says_nothing(cell->folded))
            continue;
        out.counts_on += over && number_of(cell) > 1 &&
                         number_of(cell) == number_of(over) + 1 &&
                         !numbers_columns(above, k + shift);
        out.alike += !bdl_cell_is_figure(cell) &&
                     is_ended_so(table, i, k + shift, end_of(cell->folded));
    }
    return out;
}

static bool is_better(const stand *a, const stand *b) {
    if (a->fits != b->fits)
        return a->fits;
    if (a->counts_on != b->counts_on)
        return a->counts_on > b->counts_on;
    return a->alike > 0 && b->alike == 0;
}

static void move(bdl_recogniser *r, bdl_trow *row, size_t shift) {
    bdl_tcell *cells = BDL_NEW_ARRAY(r->passing, bdl_tcell, row->count + shift);
    for (size_t k = 0; k < shift; k++)
        cells[k].run.place = row->place;
    memcpy(cells + shift, row->cells, row->count * sizeof *cells);
    row->cells = cells;
    row->count = (uint16_t)(row->count + shift);
    row->printed = NULL;
}

static void slide(bdl_recogniser *r, bdl_table *table, size_t i,
                  const bdl_column_kind *kinds, bool counted) {
    bdl_trow *row = &table->rows.items[i];
    stand best = stand_of(table, i, kinds, 0);
    size_t shift = 0;
    for (size_t s = 1; s + row->count <= table->width; s++) {
        stand here = stand_of(table, i, kinds, s);
        if (!is_better(&here, &best))
            continue;
        best = here;
        shift = s;
    }
    if (shift > 0 && (!counted || best.counts_on > 0))
        move(r, row, shift);
}

void bdl_table_slide(bdl_recogniser *r, bdl_table *table, bool counted) {
    const bdl_column_kind *kinds = NULL;
    if (table->headings == 0 || r->doc->blocks.items[table->block].spans_known)
        return;
    for (size_t i = table->captions + table->headings + 1; i < table->rows.count; i++) {
        const bdl_trow *row = &table->rows.items[i];
        if (row->count < 2 || row->count >= table->width || row->is_left_out ||
            !cell_of(row, 0))
            continue;
        kinds = kinds ? kinds : kinds_of(r, table);
        slide(r, table, i, kinds, counted);
    }
}
