/* slivers.c - takes columns out of a table that no row has a cell of its own in: programs
 * make them where lines that were drawn as one are a hair apart, so that the heading of a
 * group begins in a column beside the one of its first member. */
#include "base/limits.h"

#include "read/slivers.h"

static bool is_anchor(const bdl_cell *cell) {
    return cell->row_span > 0 && cell->col_span > 0;
}

/* Marks the columns that are a whole cell of some row; gives how many columns there are.
 */
static size_t mark_own(const bdl_row *rows, size_t count, bool *own) {
    size_t width = 0;
    for (size_t r = 0; r < count; r++) {
        for (size_t c = 0; c < rows[r].count; c++)
            own[c] = own[c] ||
                     (is_anchor(&rows[r].cells[c]) && rows[r].cells[c].col_span == 1);
        width = rows[r].count > width ? rows[r].count : width;
    }
    return width;
}

/* The first column of the cell of ROW that covers COLUMN. */
static size_t begin_of(const bdl_row *row, size_t column) {
    while (column > 0 && row->cells[column].col_span == 0)
        column--;
    return column;
}

/* Whether COLUMN is a whole cell of some row, now that others were taken out. */
static bool is_own(const bdl_row *rows, size_t count, size_t column) {
    for (size_t r = 0; r < count; r++)
        if (column < rows[r].count &&
            rows[r].cells[begin_of(&rows[r], column)].col_span <= 1)
            return true;
    return false;
}

/* What the cell that covers COLUMN says stays: it begins in the next one, if it began
 * there. */
static void take_out(bdl_row *row, size_t column) {
    if (column >= row->count)
        return;
    size_t begin = begin_of(row, column);
    row->cells[begin].col_span--;
    size_t gone = begin == column ? column + 1 : column;
    for (size_t c = gone; c + 1 < row->count; c++)
        row->cells[c] = row->cells[c + 1];
    row->count--;
}

void bdl_slivers_take_out(bdl_row *rows, size_t count) {
    bool own[BDL_MAX_COLUMNS] = {false};
    /* from the right: of two columns that one cell covers below a heading that ends
     * between them the heading keeps the one at its end */
    for (size_t c = mark_own(rows, count, own); c > 0; c--)
        if (!own[c - 1] && !is_own(rows, count, c - 1))
            for (size_t r = 0; r < count; r++)
                take_out(&rows[r], c - 1);
}
