/* slivers.c - takes columns out of a table that no row has a cell of its own in: programs
 * make them where lines that were drawn as one are a hair apart, so that the heading of a
 * group begins in a column beside the one of its first member; and those at the right
 * that only some rows reach and none has text in. */
#include "base/limits.h"

#include "read/slivers.h"

/* Marks the columns that are a whole cell of some row; gives how many columns there are.
 */
static size_t mark_own(const bdl_row *rows, size_t count, bool *own) {
    size_t width = 0;
    for (size_t r = 0; r < count; r++) {
        for (size_t c = 0; c < rows[r].count; c++)
            own[c] = own[c] || rows[r].cells[c].col_span == 1;
        width = rows[r].count > width ? rows[r].count : width;
    }
    return width;
}

static bool all_own(const bool *own, size_t width) {
    for (size_t c = 0; c < width; c++)
        if (!own[c])
            return false;
    return true;
}

/* The first column of the cell of ROW that covers COLUMN; *BEGIN: the last that was asked
 * for, of a column further right. */
static size_t begin_of(const bdl_row *row, size_t *begin, size_t column) {
    if (*begin > column)
        for (*begin = column; *begin > 0 && row->cells[*begin].col_span == 0;)
            --*begin;
    return *begin;
}

/* Whether COLUMN is a whole cell of some row, now that others were taken out. */
static bool is_own(const bdl_row *rows, size_t count, size_t *begins, size_t column) {
    for (size_t r = 0; r < count; r++)
        if (column < rows[r].count &&
            rows[r].cells[begin_of(&rows[r], &begins[r], column)].col_span <= 1)
            return true;
    return false;
}

static void narrow(bdl_row *rows, size_t count, size_t *begins, size_t column) {
    for (size_t r = 0; r < count; r++)
        if (column < rows[r].count)
            rows[r].cells[begin_of(&rows[r], &begins[r], column)].col_span--;
}

/* A cell that began in a column that is gone begins in the next one. */
static void close_up(bdl_row *row, const bool *gone) {
    size_t kept = 0;
    const bdl_cell *waits = NULL;
    bdl_cell moved;
    for (size_t c = 0; c < row->count; c++) {
        if (gone[c] && row->cells[c].col_span > 0) {
            moved = row->cells[c];
            waits = &moved;
        } else if (!gone[c]) {
            row->cells[kept++] = waits ? *waits : row->cells[c];
            waits = NULL;
        }
    }
    row->count = kept;
}

void bdl_slivers_take_out(bdl_arena *arena, bdl_row *rows, size_t count) {
    bool own[BDL_MAX_COLUMNS] = {false}, gone[BDL_MAX_COLUMNS] = {false};
    size_t width = mark_own(rows, count, own);
    if (count < 2 || all_own(own, width)) /* one row tells of no other's columns */
        return;
    size_t *begins = BDL_NEW_ARRAY(arena, size_t, count);
    for (size_t r = 0; r < count; r++)
        begins[r] = SIZE_MAX;
    /* from the right: of two columns that one cell covers below a heading that ends
     * between them the heading keeps the one at its end */
    for (size_t c = width; c > 0; c--) {
        gone[c - 1] = !own[c - 1] && !is_own(rows, count, begins, c - 1);
        if (gone[c - 1])
            narrow(rows, count, begins, c - 1);
    }
    for (size_t r = 0; r < count; r++)
        close_up(&rows[r], gone);
}

/* How many columns of ROW have text, all that a cell covers counted. */
static size_t text_end(const bdl_row *row) {
    size_t end = 0;
    bool text = false;
    for (size_t c = 0; c < row->count; c++) {
        if (row->cells[c].col_span > 0)
            text = row->cells[c].run.text.len > 0;
        end = text ? c + 1 : end;
    }
    return end;
}

static void cut_row(bdl_row *row, size_t width) {
    row->count = row->count > width ? width : row->count;
    for (size_t c = 0; c < row->count; c++)
        if (row->cells[c].col_span > width - c)
            row->cells[c].col_span = (uint16_t)(width - c);
}

void bdl_slivers_cut_right(bdl_row *rows, size_t count) {
    size_t width = 0, shortest = SIZE_MAX;
    for (size_t r = 0; r < count; r++) {
        size_t end = text_end(&rows[r]);
        width = end > width ? end : width;
        shortest = end > 0 && rows[r].count < shortest ? rows[r].count : shortest;
    }
    for (size_t r = 0; width > 0 && r < count; r++)
        cut_row(&rows[r], width > shortest ? width : shortest);
}
