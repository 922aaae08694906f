/* quoted.c - tables of rows whose cells commas part, in text among other text.
 *
 * Prose has commas too. Rows are told by their quotes or brackets, or where there are
 * none by the line below that has as many commas, a figure or an empty cell among them.
 */
#include "read/text/quoted.h"

#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"
#include "read/aligned/words.h"

enum {
    PLAIN_MIN = 3,   /* cells of a row without quotes */
    MORE_LINES = 20, /* that a quoted cell may go on */
};

typedef struct row_scan {
    bdl_str s;
    size_t at;
    char quote; /* of the cell taken last, 0: it had none */
    bool open;  /* its quote was not closed */
} row_scan;

/* The row without the brackets of a list. */
static bdl_str without_brackets(bdl_str line, bool *listed) {
    bdl_str s = bdl_text_trim(line);
    if (bdl_str_ends(s, BDL_STR(",")) && bdl_str_starts(s, BDL_STR("[")))
        s.len--;
    *listed = s.len > 2 && s.data[0] == '[' && s.data[s.len - 1] == ']';
    return *listed ? bdl_str_of(s.data + 1, s.len - 2) : s;
}

/* Behind the digits at I. */
static size_t digits_end(bdl_str s, size_t i) {
    return i + bdl_str_digits(s, i);
}

/* Whether the comma at I stands within an amount of money: 2,065,405.42元. */
static bool is_within_amount(bdl_str s, size_t i) {
    enum { FIGURE_MAX = 24 }; /* bytes to either side */
    size_t begin = i, end = i;
    while (begin > 0 && i - begin < FIGURE_MAX &&
           (bdl_is_ascii_digit(s.data[begin - 1]) || s.data[begin - 1] == ','))
        begin--;
    size_t first = digits_end(s, begin) - begin;
    if (first == 0 || first > 3)
        return false;
    for (; end < s.len && s.data[end] == ','; end = digits_end(s, end + 1))
        if (end - i > FIGURE_MAX || digits_end(s, end + 1) != end + 4)
            return false;
    if (end < s.len && s.data[end] == '.')
        end = digits_end(s, end + 1);
    return bdl_text_money_length(bdl_text_trim(bdl_str_from(s, end))) > 0;
}

/* The next comma at or behind I that parts cells; the end of S. */
static size_t comma_behind(bdl_str s, size_t i) {
    while (i < s.len && (s.data[i] != ',' || is_within_amount(s, i)))
        i++;
    return i;
}

/* Takes the next cell of the row into *CELL; false at its end. */
static bool take_cell(row_scan *r, bool listed, bdl_str *cell) {
    if (r->at > r->s.len)
        return false;
    while (listed && r->at < r->s.len && r->s.data[r->at] == ' ')
        r->at++;
    char c = r->at < r->s.len ? r->s.data[r->at] : '\0';
    r->quote = c == '"' || (listed && c == '\'') ? c : '\0';
    size_t from = r->at + (r->quote != '\0'), end = from;
    if (r->quote) {
        while (end < r->s.len && (r->s.data[end] != r->quote ||
                                  (end + 1 < r->s.len && r->s.data[end + 1] == r->quote)))
            end += 1 + (r->s.data[end] == r->quote);
        end = end < r->s.len ? end : r->s.len;
        r->open = end == r->s.len;
    }
    *cell = bdl_str_of(r->s.data + from, end - from);
    size_t next = comma_behind(r->s, end);
    if (!r->quote)
        *cell = bdl_str_of(r->s.data + from, next - from);
    r->at = next + 1;
    return true;
}

typedef struct shape {
    size_t cells, quoted, plain; /* PLAIN: figures and empty cells without quotes */
    bool listed, coded, brief;   /* the first cell is a figure; no cell is long */
} shape;

static shape shape_of(bdl_str line) {
    enum { BRIEF_BYTES = 60 };
    shape out = {.brief = true};
    row_scan r = {.s = without_brackets(line, &out.listed)};
    bdl_str cell;
    while (r.s.len > 0 && out.cells < BDL_MAX_COLUMNS &&
           take_cell(&r, out.listed, &cell)) {
        out.coded |= out.cells == 0 && bdl_words_is_number(cell);
        /* a sentence ends within no cell */
        out.brief &= cell.len <= BRIEF_BYTES && !bdl_str_has(cell, BDL_STR("。"));
        out.cells++;
        out.quoted += r.quote != '\0';
        bool last = r.at > r.s.len; /* prose may end with a comma */
        out.plain += !r.quote && ((bdl_text_trim(cell).len == 0 && !last) ||
                                  bdl_words_is_number(cell));
    }
    return out;
}

/* Whether LINE is a row by itself: every cell has quotes, or it is a list. */
static bool is_row(const shape *s) {
    if (s->listed)
        return s->cells >= 2 && s->quoted > 0;
    return s->cells >= 2 && s->quoted == s->cells;
}

/* Whether two lines that have no quotes are rows below each other; WRAPPED: the lines of
 * prose are. */
static bool are_plain_rows(const shape *a, const shape *b, bool wrapped) {
    enum { WORDS_MIN = 4 };
    if (a->listed || a->cells != b->cells || a->cells < PLAIN_MIN)
        return false;
    if (a->coded && b->coded)
        return true;
    bool words = a->brief && b->brief && !wrapped && a->cells >= WORDS_MIN;
    return a->plain + b->plain + words > 0;
}

bool bdl_quoted_begins(const bdl_reading *reading, const bdl_line *line) {
    bdl_line next;
    if (line->text.len == 0 || !memchr(line->text.data, ',', line->text.len))
        return false;
    shape here = shape_of(line->text);
    if (is_row(&here))
        return true;
    if (!bdl_lines_peek(&reading->lines, &next))
        return false;
    shape below = shape_of(next.text);
    bool ends = bdl_prose_ends(line->text) || bdl_prose_ends(next.text);
    return are_plain_rows(&here, &below, reading->traits->wrap_width > 0) &&
           (!ends || (here.coded && below.coded));
}

/* CELL goes on in the lines to come up to its closing quote; R and AT go on behind it, in
 * the last of them: LINE. */
static void take_more(bdl_reading *reading, row_scan *r, bdl_line *line, bdl_at *at,
                      bdl_cell *cell) {
    bdl_maker text;
    bdl_maker_resume(&text, reading, cell->run);
    for (size_t i = 0; i < MORE_LINES && bdl_lines_next(&reading->lines, line); i++) {
        const char *quote = memchr(line->text.data, '"', line->text.len);
        size_t end = quote ? (size_t)(quote - line->text.data) : line->text.len;
        *at = bdl_at_start(line);
        bdl_maker_glue(&text, BDL_STR("\n"));
        reading->clean(&text, at, bdl_text_trim(bdl_str_of(line->text.data, end)));
        r->s = line->text;
        r->at = line->text.len + 1;
        if (!quote)
            continue;
        if (end + 1 < line->text.len)
            r->at = end + 1 + (line->text.data[end + 1] == ',');
        break;
    }
    cell->run = bdl_maker_end_cell(&text, cell->run.place);
}

/* A cell of a list, in which a line end is written as two characters. */
static bdl_cell list_cell(bdl_reading *reading, bdl_at *at, bdl_str piece) {
    static const bdl_str end = BDL_STR_INIT("\\n");
    size_t next = bdl_str_find(piece, end, 0);
    if (next == SIZE_MAX)
        return bdl_reading_cell(reading, at, piece);
    bdl_cell cell = bdl_reading_cell(reading, at, bdl_str_of(piece.data, next));
    bdl_maker text;
    bdl_maker_resume(&text, reading, cell.run);
    while (next != SIZE_MAX) {
        piece = bdl_str_from(piece, next + end.len);
        next = bdl_str_find(piece, end, 0);
        bdl_str line = {piece.data, next == SIZE_MAX ? piece.len : next};
        bdl_maker_glue(&text, BDL_STR("\n"));
        reading->clean(&text, at, bdl_text_trim(line));
    }
    cell.run = bdl_maker_end_cell(&text, cell.run.place);
    return cell;
}

static bdl_row take_row(bdl_reading *reading, const bdl_line *first) {
    bdl_row row = {.after_break = first->new_page};
    BDL_VEC(bdl_cell) cells = {NULL, 0, 0};
    bool listed;
    row_scan r = {.s = without_brackets(first->text, &listed)};
    bdl_line line = *first;
    bdl_at at = bdl_at_start(&line);
    bdl_str piece;
    row.place = bdl_line_place(first);
    while (cells.count < BDL_MAX_COLUMNS && take_cell(&r, listed, &piece)) {
        bdl_cell cell = listed ? list_cell(reading, &at, piece)
                               : bdl_reading_cell(reading, &at, piece);
        if (r.open && r.quote == '"' && !listed)
            take_more(reading, &r, &line, &at, &cell);
        r.open = false;
        BDL_PUSH(bdl_reading_cells(reading), &cells, cell);
    }
    if (r.at <= r.s.len)
        bdl_reading_trouble(reading, row.place, BDL_TR("more cells than a row can have"));
    row.cells = cells.items;
    row.count = cells.count;
    return row;
}

/* Whether LINE goes on with a table of WIDTH columns. */
static bool goes_on(const bdl_line *line, size_t width) {
    shape here = shape_of(line->text);
    return !bdl_line_is_blank(line) &&
           (is_row(&here) || here.cells == width || (here.cells >= 2 && here.quoted > 0));
}

void bdl_quoted_read_table(bdl_reading *reading, const bdl_line *first) {
    bdl_grid grid;
    bdl_line line = *first;
    bdl_grid_begin(reading, &grid);
    for (;;) {
        bdl_row row = take_row(reading, &line);
        bdl_grid_add(reading, &grid, row);
        if (!bdl_lines_peek(&reading->lines, &line) || !goes_on(&line, row.count))
            break;
        bdl_lines_next(&reading->lines, &line);
    }
    bdl_grid_unmerge(reading, &grid);
    bdl_grid_end(reading, &grid);
}
