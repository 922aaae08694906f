/* ruled.c - tables whose columns are told by a ruler:
 *
 *     科目编码   科目名称             金额
 *     ---------- -------------- ----------
 *     201        一般公共服务        12.00
 *
 * A table with a bar or a ruler at both ends has rows of several lines when blank lines
 * stand between them; one without an end ends at a blank line and has a row a line. */
#include "read/text/ruled.h"

#include "base/limits.h"
#include "base/text.h"

enum {
    HEAD_MAX = 20,    /* lines of headings between a bar and its ruler */
    LINES_MAX = 4000, /* that its mark at the end is looked for in */
    SHIFT_MAX = 4,    /* bytes that a cell may begin beside its column */
};

static bool is_dash(char c) {
    return c == '-' || c == '=';
}

/* The groups of dashes of S, 0 when there is anything else; they are alike. */
static size_t count_groups(bdl_str s) {
    size_t groups = 0;
    s = bdl_text_trim(s);
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] != ' ' && (s.data[i] != s.data[0] || !is_dash(s.data[i])))
            return 0;
        groups += s.data[i] != ' ' && (i == 0 || s.data[i - 1] == ' ');
    }
    return groups;
}

bool bdl_ruled_is_ruler(bdl_str line) {
    enum { BYTES_MIN = 7 };
    bdl_str s = bdl_text_trim(line);
    return s.len >= BYTES_MIN && is_dash(s.data[0]) && is_dash(s.data[1]) &&
           count_groups(s) >= 2;
}

static bool is_bar(bdl_str line) {
    enum { BYTES_MIN = 12 };
    return count_groups(line) == 1 && bdl_text_trim(line).len >= BYTES_MIN;
}

/* Whether a ruler comes in the next lines, none blank before it. */
static bool ruler_comes(const bdl_reading *reading, size_t most) {
    bdl_lines ahead = reading->lines;
    bdl_line line;
    for (size_t i = 0; i < most && bdl_lines_next(&ahead, &line); i++) {
        if (bdl_line_is_blank(&line))
            return false;
        if (bdl_ruled_is_ruler(line.text))
            return true;
    }
    return false;
}

bool bdl_ruled_begins(const bdl_reading *reading, const bdl_line *line) {
    bdl_line next;
    if (reading->traits->rulers == 0 || bdl_line_is_blank(line) ||
        !bdl_lines_peek(&reading->lines, &next) || bdl_line_is_blank(&next))
        return false;
    if (bdl_ruled_is_ruler(line->text))
        return !bdl_ruled_is_ruler(next.text);
    return ruler_comes(reading, is_bar(line->text) ? HEAD_MAX : 1);
}

/* ---- the lines of a table ---- */

typedef struct ruled {
    bdl_reading *reading;
    bdl_grid grid;
    size_t starts[BDL_MAX_COLUMNS]; /* display column where each begins */
    size_t columns;
    bdl_maker *cells; /* of the row that is open */
    bdl_place *places;
    bdl_row row;
    bool open;
} ruled;

static void take_ruler(ruled *t, bdl_str line) {
    for (size_t i = 0; i < line.len && t->columns < BDL_MAX_COLUMNS; i++)
        if (is_dash(line.data[i]) && (i == 0 || !is_dash(line.data[i - 1])))
            t->starts[t->columns++] = i;
    t->cells = BDL_NEW_ARRAY(t->reading->arena, bdl_maker, t->columns);
    t->places = BDL_NEW_ARRAY(t->reading->arena, bdl_place, t->columns);
}

static void end_row(ruled *t) {
    if (!t->open)
        return;
    t->open = false;
    t->row.count = t->columns;
    t->row.cells = BDL_NEW_ARRAY(bdl_reading_cells(t->reading), bdl_cell, t->columns);
    for (size_t c = 0; c < t->columns; c++) {
        bdl_cell *cell = &t->row.cells[c];
        *cell = (bdl_cell){.row_span = 1, .col_span = 1};
        cell->run = bdl_maker_end_cell(&t->cells[c], t->places[c]);
    }
    bdl_grid_add(t->reading, &t->grid, t->row);
}

static void begin_row(ruled *t, const bdl_line *line) {
    t->open = true;
    t->row = (bdl_row){.after_break = line->new_page};
    t->row.place = bdl_line_place(line);
    for (size_t c = 0; c < t->columns; c++) {
        bdl_maker_begin(&t->cells[c], t->reading);
        t->places[c] = t->row.place;
    }
}

/* The byte of S that display column COLUMN begins at, at a blank near it if it is inside
 * a word: widths of some characters are told differently. */
static size_t cut_at(bdl_str s, size_t column) {
    size_t width = 0, at = 0;
    while (at < s.len && width < column) {
        size_t from = at;
        bdl_utf8_next(s, &at);
        width += bdl_text_width(bdl_str_of(s.data + from, at - from));
    }
    if (at == 0 || at >= s.len || s.data[at - 1] == ' ')
        return at;
    for (size_t by = 1; by <= SHIFT_MAX; by++) {
        if (at >= by && s.data[at - by] == ' ')
            return at - by;
        if (at + by < s.len && s.data[at + by] == ' ')
            return at + by;
    }
    return at;
}

static void add_line(ruled *t, const bdl_line *line) {
    bdl_at at = bdl_at_start(line);
    size_t from = 0;
    if (!t->open)
        begin_row(t, line);
    for (size_t c = 0; c < t->columns; c++) {
        size_t end =
            c + 1 < t->columns ? cut_at(line->text, t->starts[c + 1]) : line->text.len;
        if (end < from)
            end = from;
        bdl_str s = bdl_text_trim(bdl_str_of(line->text.data + from, end - from));
        from = end;
        if (s.len == 0 || bdl_str_eq(s, BDL_STR("\\"))) /* so reStructuredText: empty */
            continue;
        if (bdl_maker_is_empty(&t->cells[c]))
            t->places[c] = bdl_at_place(&at, s);
        else
            bdl_maker_glue(&t->cells[c], BDL_STR("\n"));
        t->reading->clean(&t->cells[c], &at, s);
    }
}

/* How many of the lines to come are the table's, its last mark among them; *PARTED:
 * blank lines part its rows. Without a mark at the end it ends before a blank line. */
static size_t count_lines(const bdl_reading *reading, bool open_end, bool *parted) {
    bdl_lines ahead = reading->lines;
    bdl_line line, below;
    size_t count = 0, blanks = 0;
    while ((open_end || count < LINES_MAX) && bdl_lines_next(&ahead, &line)) {
        if (bdl_line_is_blank(&line) && open_end)
            return count;
        count++;
        blanks += bdl_line_is_blank(&line);
        if (open_end || (!is_bar(line.text) && !bdl_ruled_is_ruler(line.text)))
            continue;
        *parted = blanks > 0;
        bool ends = !bdl_lines_peek(&ahead, &below) || bdl_line_is_blank(&below);
        if (ends)
            return count;
    }
    return open_end ? count : 0;
}

static void add_rows(ruled *t, size_t count, bool parted) {
    bdl_line line;
    for (size_t i = 0; i < count && bdl_lines_next(&t->reading->lines, &line); i++) {
        bool mark = bdl_ruled_is_ruler(line.text) || is_bar(line.text);
        if (!parted || mark || bdl_line_is_blank(&line))
            end_row(t);
        if (!mark && !bdl_line_is_blank(&line))
            add_line(t, &line);
    }
    end_row(t);
}

void bdl_ruled_read_table(bdl_reading *reading, const bdl_line *first) {
    ruled *t = BDL_NEW(reading->arena, ruled);
    bdl_line line = *first, head[HEAD_MAX];
    size_t heads = 0;
    bool parted = false, begins_bare = !is_bar(line.text);
    t->reading = reading;
    bdl_grid_begin(reading, &t->grid);
    while (!bdl_ruled_is_ruler(line.text) && heads < HEAD_MAX) {
        if (!is_bar(line.text))
            head[heads++] = line;
        bdl_lines_next(&reading->lines, &line);
    }
    take_ruler(t, line.text);
    for (size_t i = 0; i < heads; i++)
        add_line(t, &head[i]);
    end_row(t);
    size_t count = count_lines(reading, begins_bare && heads > 0, &parted);
    if (count == 0)
        count = count_lines(reading, true, &parted);
    add_rows(t, count, parted);
    bdl_grid_unmerge(reading, &t->grid);
    bdl_grid_end(reading, &t->grid);
}
