/* sheet.c - finds the tables in a sheet and what is written above and below them. */
#include "read/sheet.h"

#include "base/text.h"

enum {
    NOTE_BYTES = 45, /* a last line this long in one cell is a note, not a row */
    PART_BYTES = 18, /* the longest text that is all of a row without figures */
};

static size_t filled(const bdl_row *row) {
    size_t count = 0;
    for (size_t i = 0; i < row->count; i++)
        count += row->cells[i].run.text.len > 0;
    return count;
}

/* A title, or a line of particulars ("部门：甲 | 单位：万元"): a single text, or texts
 * that say with a colon what they are. */
static bool is_line(const bdl_row *row) {
    size_t count = filled(row);
    if (count <= 1)
        return true;
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].run.text.len && !bdl_text_has_colon(row->cells[i].run.text))
            return false;
    return count <= 3;
}

/* The only text of ROW, in cells merged over some columns of WIDTH and not over all: 合计
 * over the codes and names of a table without figures. */
static bool is_part_of_row(const bdl_row *row, size_t width) {
    return row->count > 0 && filled(row) == 1 && row->cells[0].run.text.len > 0 &&
           row->cells[0].col_span > 1 && row->cells[0].col_span < width &&
           row->cells[0].run.text.len <= PART_BYTES &&
           !bdl_text_has_colon(row->cells[0].run.text);
}

/* A line below a table of WIDTH columns: one text, at the left, long or over several
 * columns. */
static bool is_note(const bdl_row *row, size_t width) {
    return row->count > 0 && filled(row) == 1 && row->cells[0].run.text.len > 0 &&
           !is_part_of_row(row, width) &&
           (row->cells[0].col_span > 2 || row->cells[0].run.text.len > NOTE_BYTES);
}

static size_t width_of(const bdl_row *rows, size_t count) {
    size_t width = 0;
    for (size_t r = 0; r < count; r++) {
        size_t c = filled(&rows[r]) > 1 ? rows[r].count : 0;
        while (c > width && rows[r].cells[c - 1].run.text.len == 0)
            c--;
        if (c > width)
            width = c - 1 + rows[r].cells[c - 1].col_span;
    }
    return width;
}

static void put_line(bdl_reading *reading, const bdl_row *row) {
    for (size_t i = 0; i < row->count; i++) {
        const bdl_run *run = &row->cells[i].run;
        if (run->text.len == 0)
            continue;
        bdl_block *block =
            bdl_reading_add(reading, BDL_PARAGRAPH, bdl_run_segment(run, 0).place);
        block->run = *run;
    }
    reading->gap = filled(row) == 0;
}

/* Columns that no row of the table uses at its right end are not part of it. */
static void trim_columns(bdl_row *rows, size_t count) {
    size_t used = 0;
    for (size_t r = 0; r < count; r++)
        for (size_t c = rows[r].count; c > used; c--)
            if (rows[r].cells[c - 1].run.text.len)
                used = c;
    for (size_t r = 0; r < count; r++) {
        if (rows[r].count > used)
            rows[r].count = used;
        for (size_t c = 0; c < rows[r].count; c++)
            if (rows[r].cells[c].col_span > used - c)
                rows[r].cells[c].col_span = (uint16_t)(used - c);
    }
}

/* Nor are those at its left end: a table may begin in column B. */
static void trim_left(bdl_row *rows, size_t count) {
    size_t first = SIZE_MAX;
    for (size_t r = 0; r < count; r++) {
        size_t c = 0;
        while (c < rows[r].count && rows[r].cells[c].run.text.len == 0)
            c++;
        if (c < rows[r].count && c < first)
            first = c;
    }
    for (size_t r = 0; r < count && first != SIZE_MAX; r++) {
        size_t left = first < rows[r].count ? first : rows[r].count;
        rows[r].cells += left;
        rows[r].count -= left;
        if (left > 0 && rows[r].count > 0)
            rows[r].place = rows[r].cells[0].run.place;
    }
}

/* Cells merged downwards end with the table. */
static void trim_spans(bdl_row *rows, size_t count) {
    for (size_t r = 0; r < count; r++)
        for (size_t c = 0; c < rows[r].count; c++)
            if (rows[r].cells[c].row_span > count - r)
                rows[r].cells[c].row_span = (uint16_t)(count - r);
}

static void put_table(bdl_reading *reading, const bdl_sheet *sheet, size_t from,
                      size_t to) {
    size_t last = to;
    while (last > from && filled(&sheet->rows[last - 1]) == 0)
        last--;
    trim_left(sheet->rows + from, last - from);
    size_t notes = last, width = width_of(sheet->rows + from, last - from);
    while (notes > from + 1 && is_note(&sheet->rows[notes - 1], width))
        notes--;
    if (notes > from) {
        trim_columns(sheet->rows + from, notes - from);
        trim_spans(sheet->rows + from, notes - from);
        bdl_sheet_drop_covered(bdl_reading_cells(reading), sheet->rows + from,
                               notes - from);
        bdl_block *block = bdl_reading_add(reading, BDL_TABLE, sheet->rows[from].place);
        block->rows = sheet->rows + from;
        block->row_count = notes - from;
        block->spans_known = bdl_block_has_spans(block);
    }
    for (size_t r = notes; r < last; r++)
        put_line(reading, &sheet->rows[r]);
    reading->gap = last < to;
}

/* Whether the only text of ROW, in its first cell, is a heading of the table that begins
 * at FROM: 合计 in a row without figures of a table that has a column of totals. */
static bool says_heading(bdl_arena *arena, const bdl_sheet *sheet, size_t from,
                         const bdl_row *row) {
    enum { HEADINGS_MAX = 3 };
    if (row->count == 0 || filled(row) != 1 || row->cells[0].run.text.len == 0)
        return false;
    for (size_t r = from; r < from + HEADINGS_MAX && &sheet->rows[r] < row; r++)
        for (size_t c = 0; c < sheet->rows[r].count; c++)
            if (bdl_text_same(arena, row->cells[0].run.text,
                              sheet->rows[r].cells[c].run.text))
                return true;
    return false;
}

/* Whether row AT, below empty ones, is the last of the table that begins at FROM: it has
 * a text over some of its columns, or one that heads another, and but a few lines follow.
 */
static bool ends_table(bdl_arena *arena, const bdl_sheet *sheet, size_t from, size_t at) {
    enum { ROWS_MAX = 200, LINES_MAX = 20 };
    const bdl_row *row = &sheet->rows[at];
    size_t above = at - from < ROWS_MAX ? at - from : ROWS_MAX;
    if (sheet->count - at > LINES_MAX ||
        (!is_part_of_row(row, width_of(row - above, above)) &&
         !says_heading(arena, sheet, from, row)))
        return false;
    for (size_t r = at + 1; r < sheet->count; r++)
        if (!is_line(&sheet->rows[r]))
            return false;
    return true;
}

/* Whether ROW says in what unit the amounts of a table below it are. */
static bool says_unit(const bdl_row *row) {
    if (!is_line(row))
        return false;
    for (size_t i = 0; i < row->count; i++) {
        bdl_str text = row->cells[i].run.text;
        if (text.len && bdl_text_has_colon(text) &&
            bdl_str_find(text, BDL_STR("单位"), 0) < text.len &&
            bdl_str_ends(bdl_text_trim(text), BDL_STR("元")))
            return true;
    }
    return false;
}

/* Whether ROW is a line over all of a table of WIDTH columns, or over a caption: one text
 * merged over most of these, one that names a table, or particulars. */
static bool is_over_table(const bdl_row *row, size_t width) {
    if (row->count == 0 || row->cells[0].run.text.len == 0 || !is_line(row))
        return false;
    bdl_str text = row->cells[0].run.text;
    return filled(row) > 1 || bdl_text_has_colon(text) ||
           bdl_str_ends(text, BDL_STR("表")) ||
           (row->cells[0].col_span > 2 && (size_t)row->cells[0].col_span * 4 > width * 3);
}

/* Where the lines begin that end with row AT, which says a unit, above one of a table;
 * AT itself where it is none of these. */
static size_t begin_of_caption(const bdl_sheet *sheet, size_t from, size_t at) {
    enum { LINES_MAX = 4, ROWS_MAX = 200 };
    size_t above = at - from < ROWS_MAX ? at - from : ROWS_MAX, begin = at;
    size_t width = width_of(&sheet->rows[at - above], above);
    while (begin > from + 1 && at - begin < LINES_MAX &&
           is_over_table(&sheet->rows[begin - 1], width))
        begin--;
    return begin;
}

/* Whether ROW is one text merged over all of a table of WIDTH columns. */
static bool is_merged_line(const bdl_row *row, size_t width) {
    return width > 2 && row->count > 0 && filled(row) == 1 &&
           row->cells[0].run.text.len > 0 && row->cells[0].col_span >= width;
}

/* Whether running text begins with row AT: lines over all of the table that begins at
 * FROM, with sentences among them. */
static bool begins_prose(const bdl_sheet *sheet, size_t from, size_t at) {
    enum { LINES_MIN = 3, ROWS_MAX = 200 };
    size_t above = at - from < ROWS_MAX ? at - from : ROWS_MAX, lines = 0, sentences = 0;
    if (!is_merged_line(&sheet->rows[at], LINES_MIN))
        return false;
    size_t width = width_of(&sheet->rows[at - above], above);
    for (size_t r = at; r < sheet->count && lines < LINES_MIN; r++, lines++) {
        if (!is_merged_line(&sheet->rows[r], width))
            return false;
        sentences += bdl_str_ends(sheet->rows[r].cells[0].run.text, BDL_STR("。"));
    }
    return sentences > 0;
}

/* Where the table that begins at FROM ends: before an empty row that a line follows,
 * running text, or the caption of another table. */
static size_t end_of_table(bdl_arena *arena, const bdl_sheet *sheet, size_t from) {
    for (size_t r = from; r < sheet->count; r++) {
        if (r > from + 1 && says_unit(&sheet->rows[r]))
            return begin_of_caption(sheet, from, r);
        if (r > from + 1 && begins_prose(sheet, from, r))
            return r;
        if (filled(&sheet->rows[r]) > 0)
            continue;
        size_t next = r;
        while (next < sheet->count && filled(&sheet->rows[next]) == 0)
            next++;
        if (next == sheet->count ||
            (is_line(&sheet->rows[next]) && !ends_table(arena, sheet, from, next)))
            return next;
        r = next - 1;
    }
    return sheet->count;
}

static void put_name(bdl_reading *reading, const bdl_sheet *sheet, bdl_place place) {
    bool plain = bdl_str_starts(sheet->name, BDL_STR("Sheet"));
    if (sheet->name.len == 0 || plain)
        return;
    bdl_maker text;
    bdl_maker_begin(&text, reading);
    bdl_maker_add(&text, sheet->name, place);
    bdl_block *block = bdl_reading_add(reading, BDL_HEADING, place);
    block->level = 1;
    block->run = bdl_maker_end(&text);
}

void bdl_sheet_put(bdl_reading *reading, bdl_sheet *sheet) {
    bool first = true;
    size_t r = 0;
    if (bdl_sheet_put_sides(reading, sheet))
        return;
    while (r < sheet->count) {
        const bdl_row *row = &sheet->rows[r];
        if (is_line(row)) {
            first = first && filled(row) == 0;
            put_line(reading, row);
            r++;
            continue;
        }
        if (first)
            put_name(reading, sheet, row->place);
        first = false;
        size_t end = end_of_table(reading->arena, sheet, r);
        put_table(reading, sheet, r, end);
        r = end;
    }
    reading->gap = true;
}

/* Where the table begins that reaches to the end; COUNT: none does. */
static size_t last_table(bdl_arena *arena, const bdl_sheet *sheet) {
    size_t r = 0;
    while (r < sheet->count) {
        size_t end = is_line(&sheet->rows[r]) ? r + 1 : end_of_table(arena, sheet, r);
        if (end == sheet->count)
            return is_line(&sheet->rows[r]) ? end : r;
        r = end;
    }
    return r;
}

/* Whether some row from FROM on has a text in its last column, WIDTH, and none has more.
 */
static bool fills_width(const bdl_sheet *sheet, size_t from, size_t width) {
    bool fills = false;
    for (size_t r = from; r < sheet->count; r++) {
        const bdl_row *row = &sheet->rows[r];
        if (row->count > width)
            return false;
        fills |= row->count == width && row->cells[width - 1].run.text.len > 0;
    }
    return fills;
}

/* Whether no row of SHEET goes on with a table that stands above it. */
static bool stands_apart(const bdl_sheet *sheet) {
    size_t r = 0;
    while (r < sheet->count && filled(&sheet->rows[r]) == 0)
        r++;
    return r == sheet->count || (r > 0 && is_line(&sheet->rows[r]));
}

bool bdl_sheet_put_long(bdl_reading *reading, bdl_sheet *sheet, const bdl_raw_rows *raw,
                        bdl_sheet *below) {
    size_t begin = last_table(reading->arena, sheet);
    if (begin == sheet->count || filled(&sheet->rows[sheet->count - 1]) < 2 ||
        !fills_width(sheet, begin, raw->width) || !stands_apart(below))
        return false;
    bdl_sheet_put(reading, sheet);
    reading->doc->blocks.items[reading->doc->blocks.count - 1].raw = raw;
    bdl_sheet_put(reading, below);
    return true;
}
