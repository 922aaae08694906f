/* sheet_columns.c - columns that only other tables of a sheet have: where programs put
 * tables of different columns below each other on one grid, each cell is merged over the
 * columns that its own table does not know. */
#include "read/sheet.h"

/* Tells of each of the WIDTH columns whether no cell begins there, and some reach over
 * it; how many these are. */
static size_t find_covered(const bdl_row *rows, size_t count, size_t width,
                           bool *covered) {
    size_t found = 0;
    for (size_t c = 0; c < width; c++) {
        bool reached = false, begins = false;
        for (size_t r = 0; r < count && !begins; r++) {
            const bdl_cell *cell = c < rows[r].count ? &rows[r].cells[c] : NULL;
            begins = cell && (cell->run.text.len > 0 || cell->col_span > 1);
            reached = reached || (cell && cell->col_span == 0);
        }
        covered[c] = reached && !begins;
        found += covered[c];
    }
    return found;
}

static void leave_out(bdl_row *row, const bool *covered) {
    size_t out = 0;
    for (size_t c = 0; c < row->count; c++) {
        if (covered[c])
            continue;
        bdl_cell cell = row->cells[c];
        size_t end = c + cell.col_span;
        for (size_t k = c + 1; k < end && k < row->count; k++)
            cell.col_span -= covered[k];
        row->cells[out++] = cell;
    }
    row->count = out;
}

void bdl_sheet_drop_covered(bdl_arena *arena, bdl_row *rows, size_t count) {
    size_t width = 0;
    for (size_t r = 0; r < count; r++)
        width = rows[r].count > width ? rows[r].count : width;
    bool *covered = BDL_NEW_ARRAY(arena, bool, width + 1);
    if (find_covered(rows, count, width, covered) == 0)
        return;
    for (size_t r = 0; r < count; r++)
        leave_out(&rows[r], covered);
}
