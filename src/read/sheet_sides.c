/* sheet_sides.c - tables beside each other on one sheet: an empty column parts them, and
 * each has a title of its own over its columns. */
#include "read/sheet.h"

enum { FIRST_ROWS = 6 }; /* in which each side has its title */

/* Whether no text stands in column AT and no merged cell reaches over it. */
static bool is_gutter(const bdl_sheet *sheet, size_t at) {
    for (size_t r = 0; r < sheet->count; r++) {
        const bdl_row *row = &sheet->rows[r];
        for (size_t c = 0; c <= at && c < row->count; c++) {
            const bdl_cell *cell = &row->cells[c];
            if (cell->run.text.len && (c == at || c + cell->col_span > at))
                return false;
        }
    }
    return true;
}

/* The only text of ROW between FROM and TO, NULL when there is none or several. */
static const bdl_cell *only_text(const bdl_row *row, size_t from, size_t to) {
    const bdl_cell *only = NULL;
    for (size_t c = from; c < to && c < row->count; c++) {
        if (row->cells[c].run.text.len == 0)
            continue;
        if (only)
            return NULL;
        only = &row->cells[c];
    }
    return only;
}

/* Whether the columns from FROM up to TO begin with a title over more than half of them.
 */
static bool has_title(const bdl_sheet *sheet, size_t from, size_t to) {
    for (size_t r = 0; r < sheet->count && r < FIRST_ROWS; r++) {
        const bdl_cell *only = only_text(&sheet->rows[r], from, to);
        if (only && only->col_span > 1 && (size_t)only->col_span * 2 > to - from)
            return true;
    }
    return false;
}

static size_t width_of(const bdl_sheet *sheet) {
    size_t width = 0;
    for (size_t r = 0; r < sheet->count; r++)
        for (size_t c = sheet->rows[r].count; c > width; c--)
            if (sheet->rows[r].cells[c - 1].run.text.len)
                width = c;
    return width;
}

/* The columns from FROM up to TO as a sheet of their own. */
static void put_side(bdl_reading *reading, const bdl_sheet *sheet, size_t from,
                     size_t to) {
    bdl_sheet side = {
        .name = from == 0 ? sheet->name : (bdl_str){0},
        .rows = BDL_NEW_ARRAY(bdl_reading_cells(reading), bdl_row, sheet->count + 1),
        .count = sheet->count};
    for (size_t r = 0; r < sheet->count; r++) {
        bdl_row row = sheet->rows[r];
        size_t begin = from < row.count ? from : row.count;
        size_t end = to < row.count ? to : row.count;
        row.cells += begin;
        row.count = end - begin;
        if (row.count > 0)
            row.place = row.cells[0].run.place;
        side.rows[r] = row;
    }
    bdl_sheet_put(reading, &side);
}

bool bdl_sheet_put_sides(bdl_reading *reading, const bdl_sheet *sheet) {
    size_t width = width_of(sheet);
    for (size_t at = 2; at + 2 < width; at++) {
        if (!is_gutter(sheet, at) || !has_title(sheet, 0, at) ||
            !has_title(sheet, at + 1, width))
            continue;
        put_side(reading, sheet, 0, at);
        put_side(reading, sheet, at + 1, width);
        return true;
    }
    return false;
}
