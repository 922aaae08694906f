/* table_align.c - rows that are shorter than their headings because merged texts lost
 * their other places (合计 over 编码 and 名称): told by figures that stand in columns of
 * text, or where no other row has any. */
#include "model/table.h"

#include "base/language.h"

typedef bdl_column_kind column_kind;

enum { ROWS_ASKED = 512 };

/* What rows of full width, from FROM on, hold in each column; a cell alone in its row is
 * a note, which reaches over all of them. */
static column_kind *kinds_from(bdl_recogniser *r, const bdl_table *table, size_t from) {
    column_kind *kinds = BDL_NEW_ARRAY(r->passing, column_kind, table->width + 1);
    for (size_t i = from; i < table->rows.count; i++) {
        const bdl_trow *row = &table->rows.items[i];
        if (row->count != table->width || row->is_left_out || row->filled < 2)
            continue;
        for (size_t k = 0; k < row->count; k++)
            if (row->cells[k].folded.len > 0) {
                bool figure = bdl_cell_is_figure(&row->cells[k]);
                kinds[k].figures += figure;
                kinds[k].texts += !figure;
            }
    }
    return kinds;
}

column_kind *bdl_table_kinds(bdl_recogniser *r, const bdl_table *table) {
    return kinds_from(r, table, table->captions + table->headings);
}

/* The same of the last LOOK rows of a table that grows with its pages: to ask all of them
 * at each page would take as long as its pages times its rows. */
static column_kind *last_kinds(bdl_recogniser *r, const bdl_table *table, size_t look) {
    size_t first = table->captions + table->headings, count = table->rows.count;
    return kinds_from(r, table, count > first + look ? count - look : first);
}

/* Cells that are not of their column's kind when the row is moved by SHIFT behind its
 * first cell. */
static size_t count_strangers(const bdl_trow *row, const column_kind *kinds,
                              size_t shift) {
    size_t strangers = 0;
    for (size_t k = 1; k < row->count; k++) {
        const column_kind *kind = &kinds[k + shift];
        if (row->cells[k].folded.len > 0)
            strangers += bdl_cell_is_figure(&row->cells[k])
                             ? bdl_column_has_texts(kind)
                             : bdl_column_has_figures(kind);
    }
    return strangers;
}

/* Puts GAP empty cells behind cell K. */
static void open_behind(bdl_recogniser *r, bdl_trow *row, size_t k, size_t gap) {
    bdl_tcell *cells = BDL_NEW_ARRAY(r->passing, bdl_tcell, row->count + gap);
    memcpy(cells, row->cells, (k + 1) * sizeof *cells);
    for (size_t i = 1; i <= gap; i++)
        cells[k + i].run.place = row->place;
    memcpy(cells + k + 1 + gap, row->cells + k + 1, (row->count - k - 1) * sizeof *cells);
    row->cells = cells;
    row->count = (uint16_t)(row->count + gap);
    row->printed = NULL;
}

static bool is_text(const bdl_tcell *cell) {
    return cell->folded.len > 0 && !bdl_cell_is_figure(cell) &&
           !bdl_cell_says_nothing(cell->folded);
}

/* The next text of ROW behind cell K. */
static size_t next_text(const bdl_trow *row, size_t k) {
    for (k++; k < row->count && !is_text(&row->cells[k]); k++)
        ;
    return k;
}

/* Whether the text K of ROW may reach over GAP more places from column AT: with none it
 * stands in its column, and the figures behind it stand in none of texts. */
static bool may_reach(const bdl_trow *row, const column_kind *kinds, size_t k, size_t at,
                      size_t gap) {
    if (k > 0 && gap == 0 && bdl_column_has_figures(&kinds[at]))
        return false;
    for (size_t i = k + 1; i < next_text(row, k); i++)
        if (bdl_cell_is_figure(&row->cells[i]) &&
            bdl_column_has_texts(&kinds[at + gap + i - k]))
            return false;
    return true;
}

/* Lets the texts of ROW, whose first cell is one, reach over the places that it lacks of
 * WIDTH: each over as few as may be, the last over the rest. */
static void spread(bdl_recogniser *r, const column_kind *kinds, size_t width,
                   bdl_trow *row) {
    size_t lacking = width - row->count, at = 0;
    bdl_tcell *cells = BDL_NEW_ARRAY(r->passing, bdl_tcell, width);
    for (size_t k = 0, next; k < row->count; k = next) {
        next = next_text(row, k);
        size_t gap = next == row->count ? lacking : 0;
        while (gap <= lacking && !may_reach(row, kinds, k, at, gap))
            gap++;
        if (gap > lacking)
            return;
        cells[at] = row->cells[k];
        for (size_t i = 1; i <= gap; i++)
            cells[at + i].run.place = row->place;
        memcpy(cells + at + 1 + gap, row->cells + k + 1, (next - k - 1) * sizeof *cells);
        at += gap + next - k;
        lacking -= gap;
    }
    row->cells = cells;
    row->count = (uint16_t)width;
    row->printed = NULL;
}

/* Whether every figure behind the first cell stands in a column of figures alone, and
 * nothing else in one, when the row is moved by SHIFT. */
static bool fits_figures(const bdl_trow *row, const column_kind *kinds, size_t shift) {
    bool any = false;
    for (size_t k = 1; k < row->count; k++) {
        bool figure = bdl_cell_is_figure(&row->cells[k]);
        if (row->cells[k].folded.len > 0 &&
            !bdl_cell_says_nothing(row->cells[k].folded) &&
            figure != bdl_column_has_figures(&kinds[k + shift]))
            return false;
        any |= figure;
    }
    return any;
}

static bool has_figure(const bdl_trow *row) {
    for (size_t k = 0; k < row->count; k++)
        if (bdl_cell_is_figure(&row->cells[k]))
            return true;
    return false;
}

void bdl_table_align(bdl_recogniser *r, bdl_table *table) {
    if (table->headings == 0 || r->doc->blocks.items[table->block].spans_known)
        return;
    const column_kind *kinds = bdl_table_kinds(r, table);
    for (size_t i = table->captions + table->headings; i < table->rows.count; i++) {
        bdl_trow *row = &table->rows.items[i];
        if (row->count < 2 || row->count >= table->width || row->is_left_out ||
            row->cells[0].folded.len == 0 || bdl_cell_is_figure(&row->cells[0]))
            continue;
        size_t lacking = table->width - row->count;
        if (!has_figure(row))
            continue; /* headings, perhaps */
        if (count_strangers(row, kinds, 0) > 0 ||
            (!fits_figures(row, kinds, 0) && fits_figures(row, kinds, lacking)))
            spread(r, kinds, table->width, row);
    }
}

bdl_trow *bdl_table_align_total(bdl_recogniser *r, const column_kind *kinds, size_t width,
                                bdl_trow *row) {
    if (row->cells[0].folded.len == 0 || bdl_cell_is_figure(&row->cells[0]) ||
        fits_figures(row, kinds, 0))
        return row;
    size_t shift = width - row->count;
    while (shift > 0 && !fits_figures(row, kinds, shift))
        shift--;
    if (shift == 0)
        return row;
    bdl_trow *out = BDL_NEW(r->passing, bdl_trow);
    *out = *row;
    for (size_t k = 0; k < row->count; k++)
        row->cells[k].read = true;
    open_behind(r, out, 0, shift);
    return out;
}

static bdl_str first_text(bdl_recogniser *r, const bdl_trow *row) {
    size_t k = 0;
    while (k + 1 < row->count && row->cells[k].run.text.len == 0)
        k++;
    return bdl_cell_text(r->arena, &row->cells[k]);
}

void bdl_table_tell_short(bdl_recogniser *r, const bdl_table *table) {
    enum { WHOLE_PER_SHORT = 4 }; /* rows of full width for one that lacks a cell */
    size_t whole = 0, lacking = 0;
    if (table->headings == 0 || r->doc->blocks.items[table->block].spans_known)
        return;
    for (size_t i = table->captions + table->headings; i < table->rows.count; i++) {
        const bdl_trow *row = &table->rows.items[i];
        whole += !row->is_left_out && row->count == table->width;
        lacking += !row->is_left_out && row->count < table->width && row->filled > 1;
    }
    if (lacking * WHOLE_PER_SHORT > whole) /* it is the way of this table */
        return;
    for (size_t i = table->captions + table->headings; i < table->rows.count; i++) {
        const bdl_trow *row = &table->rows.items[i];
        if (!row->is_left_out && row->count < table->width && row->filled > 1)
            bdl_unread_add(r, row->place, first_text(r, row),
                           _("the row has fewer cells than those around it; which are "
                             "lacking cannot be told"));
    }
}

bool bdl_table_row_fits(bdl_recogniser *r, const bdl_table *before, const bdl_trow *row) {
    const column_kind *kinds = last_kinds(r, before, ROWS_ASKED);
    bool figures = false; /* there is a column of figures at all */
    for (size_t k = 0; k < before->width; k++) {
        if (!bdl_column_has_figures(&kinds[k]))
            continue;
        figures = true;
        if (k < row->count && row->cells[k].folded.len > 0)
            return false;
    }
    return figures;
}

/* ---- a page without headings ---- */

/* Whether no row fills both column C and the next, and both hold texts: one column that
 * the layout printed as two (合计 set apart from the names). */
static bool are_one(const bdl_table *t, const column_kind *kinds, size_t c) {
    if (kinds[c].figures > 0 || kinds[c + 1].figures > 0)
        return false;
    for (size_t i = t->captions + t->headings; i < t->rows.count; i++) {
        const bdl_trow *row = &t->rows.items[i];
        if (c + 1 < row->count && row->cells[c].folded.len > 0 &&
            row->cells[c + 1].folded.len > 0)
            return false;
    }
    return true;
}

static void join_columns(bdl_table *t, size_t c) {
    for (size_t i = 0; i < t->rows.count; i++) {
        bdl_trow *row = &t->rows.items[i];
        if (c + 1 >= row->count)
            continue;
        if (row->cells[c].folded.len == 0)
            row->cells[c] = row->cells[c + 1];
        memmove(&row->cells[c + 1], &row->cells[c + 2],
                (row->count - c - 2) * sizeof *row->cells);
        row->count--;
    }
    t->width--;
}

static bool differ(const column_kind *a, const column_kind *b) {
    return (bdl_column_has_figures(a) && bdl_column_has_texts(b)) ||
           (bdl_column_has_texts(a) && bdl_column_has_figures(b));
}

/* The first column that is not of the kind of the table's; WIDTH when all are. */
static size_t first_stranger(const bdl_table *t, const column_kind *kinds,
                             const column_kind *wanted) {
    size_t c = 0;
    while (c < t->width && !differ(&kinds[c], &wanted[c]))
        c++;
    return c;
}

/* All rows but with a merged first cell, like 合计 alone on its page. */
static bool move_all(bdl_recogniser *r, const bdl_table *before, bdl_table *table,
                     const column_kind *wanted) {
    for (size_t i = 0; i < table->rows.count; i++) {
        const bdl_trow *row = &table->rows.items[i];
        size_t shift = before->leaf_count - row->count;
        if (row->count < 2 || row->count >= before->leaf_count ||
            row->cells[0].folded.len == 0 || count_strangers(row, wanted, shift) > 0)
            return false;
    }
    for (size_t i = 0; i < table->rows.count; i++)
        open_behind(r, &table->rows.items[i], 0,
                    before->leaf_count - table->rows.items[i].count);
    table->width = before->leaf_count;
    return true;
}

/* Joins columns that are one until TABLE is no wider than WIDTH. */
static bool narrow(bdl_recogniser *r, bdl_table *table, size_t width) {
    while (table->width > width) {
        const column_kind *kinds = bdl_table_kinds(r, table);
        size_t c = 0;
        while (c + 1 < table->width && !are_one(table, kinds, c))
            c++;
        if (c + 1 >= table->width)
            return false;
        join_columns(table, c);
    }
    return true;
}

bool bdl_table_fit(bdl_recogniser *r, const bdl_table *before, bdl_table *table) {
    if (!narrow(r, table, before->width))
        return false;
    const column_kind *wanted = last_kinds(r, before, ROWS_ASKED);
    column_kind *kinds = bdl_table_kinds(r, table);
    for (size_t c = first_stranger(table, kinds, wanted); c < table->width;) {
        if (c == 0 || !are_one(table, kinds, c - 1))
            return move_all(r, before, table, wanted);
        join_columns(table, c - 1);
        kinds = bdl_table_kinds(r, table);
        c = first_stranger(table, kinds, wanted);
    }
    return true;
}

/* The kinds of a table whose columns C and the next are joined. */
static void join_kinds(column_kind *kinds, size_t width, size_t c) {
    kinds[c].figures += kinds[c + 1].figures;
    kinds[c].texts += kinds[c + 1].texts;
    memmove(&kinds[c + 1], &kinds[c + 2], (width - c - 2) * sizeof *kinds);
    kinds[width - 1] = (column_kind){0, 0};
}

void bdl_table_fit_split(bdl_recogniser *r, const bdl_table *before, bdl_table *table) {
    enum { LOOK = 64 };
    if (table->raw || before->raw || r->doc->blocks.items[table->block].spans_known)
        return;
    column_kind *kinds = bdl_table_kinds(r, table);
    const column_kind *wanted = last_kinds(r, before, LOOK);
    size_t c = first_stranger(table, kinds, wanted);
    if (c == 0 || c >= table->width || !are_one(table, kinds, c - 1))
        return;
    join_kinds(kinds, table->width, c - 1);
    if (first_stranger(table, kinds, wanted) < table->width)
        return;
    size_t width = table->width;
    join_columns(table, c - 1);
    for (size_t i = 0; i < table->rows.count; i++) {
        bdl_trow *row = &table->rows.items[i];
        if (row->count > c &&
            row->count + 1u == width) /* the column it had no place for */
            row->cells[row->count++] = (bdl_tcell){.run.place = row->place};
    }
    table->width = width;
}
