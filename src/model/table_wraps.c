/* table_wraps.c - rows that only hold the ends of wrapped cells of the row above: what
 * stands above them fills its column. */
#include "base/text.h"

#include "model/table.h"

/* The columns that the widest cell of each column takes, of the rows from FROM on. */
static size_t *widths_of(bdl_recogniser *r, const bdl_table *table, size_t from) {
    size_t *widths = BDL_NEW_ARRAY(r->scratch, size_t, table->width + 1);
    for (size_t i = from; i < table->rows.count; i++) {
        const bdl_trow *row = &table->rows.items[i];
        for (size_t k = 0; !row->is_left_out && k < row->count && k < table->width; k++) {
            size_t width = bdl_text_width(row->cells[k].run.text);
            widths[k] = width > widths[k] ? width : widths[k];
        }
    }
    return widths;
}

/* Whether a cell of TEXT may go on with BELOW in a column WIDTH wide: it has no room for
 * more. */
static bool fills(bdl_str text, bdl_str below, size_t width) {
    enum { LEFT_MAX = 2, WIDTH_MIN = 8 };
    size_t own = bdl_text_width(text);
    return width >= WIDTH_MIN && own + LEFT_MAX >= width &&
           own + bdl_text_first_width(below) > width;
}

/* Whether ROW, whose first SKIP cells are empty, may be the end of cells of ABOVE: it has
 * no figures, and fewer cells. */
static bool may_wrap(const bdl_trow *above, const bdl_trow *row, size_t skip) {
    if (row->filled == 0 || row->is_left_out || row->filled >= above->filled)
        return false;
    for (size_t k = 0; k < row->count; k++) {
        const bdl_tcell *cell = &row->cells[k];
        if (cell->folded.len > 0 &&
            (k < skip || k >= above->count || above->cells[k].folded.len == 0 ||
             bdl_cell_is_figure(cell)))
            return false;
    }
    return true;
}

void bdl_table_mend_wraps(bdl_recogniser *r, bdl_table *table, size_t from, size_t to,
                          size_t skip) {
    size_t *widths = NULL, above = from;
    for (size_t i = from + 1; i < to; i++) {
        bdl_trow *row = &table->rows.items[i];
        if (!may_wrap(&table->rows.items[above], row, skip)) {
            above = row->filled == 0 || row->is_left_out ? above : i;
            continue;
        }
        widths = widths ? widths : widths_of(r, table, from);
        bool full = true;
        for (size_t k = 0; full && k < row->count; k++)
            full = row->cells[k].folded.len == 0 || k >= table->width ||
                   fills(table->rows.items[above].cells[k].run.text,
                         row->cells[k].run.text, widths[k]);
        if (full)
            bdl_table_mend(r, table, i);
        above = row->is_left_out ? above : i;
    }
}

/* Whether most rows of TABLE say something in their first cell. */
static bool has_first_cells(const bdl_table *table, size_t from) {
    enum { ROWS_MIN = 4 };
    size_t rows = 0, first = 0;
    for (size_t i = from; i < table->rows.count; i++) {
        const bdl_trow *row = &table->rows.items[i];
        if (row->is_left_out || row->filled == 0)
            continue;
        rows++;
        first += row->cells[0].folded.len > 0;
    }
    return rows >= ROWS_MIN && first * 2 > rows;
}

void bdl_table_mend_all_wraps(bdl_recogniser *r, bdl_table *table) {
    size_t from = table->captions + table->headings;
    if (!table->raw && has_first_cells(table, from))
        bdl_table_mend_wraps(r, table, from, table->rows.count, 1);
}
