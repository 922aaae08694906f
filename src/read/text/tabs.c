/* tabs.c - plain text in the tab layout: a table row per line, cells parted by tabs,
 * as extraction from PDF and copying from a spreadsheet give it.
 *
 * Consecutive lines with tabs are a table; a blank line or a line without a tab ends it.
 * A row torn by a wrapped cell is mended where the table shows how many cells a row has:
 * all rows before it have N, the torn one has fewer, and its second part brings exactly
 * what is missing. A numbered list in a cell may go on below its row. Field codes are not
 * text. Pieces of a table on several pages stay pieces: what belongs together
 * is for those to say who know its headings. */
#include "base/text.h"

#include "read/aligned/page.h"
#include "read/formats.h"
#include "read/text/barred.h"
#include "read/text/celled.h"
#include "read/text/fields.h"
#include "read/text/marked.h"
#include "read/text/quoted.h"
#include "read/text/tabs.h"

int bdl_sniff_tabs(const bdl_traits *traits) {
    return traits->row_lines > 0 ? 50 : 10;
}

bool bdl_tabs_is_row(const bdl_line *line) {
    return line->text.len && memchr(line->text.data, '\t', line->text.len) &&
           !bdl_prose_is_leader(line->text);
}

/* 一、⇥职责, 1.⇥…: a number, a mark, a tab and then a text. */
static bool is_numbered(const bdl_line *line) {
    enum { LABEL_BYTES = 24 };
    const char *tab = memchr(line->text.data, '\t', line->text.len);
    bdl_str rest = bdl_str_from(line->text, (size_t)(tab - line->text.data) + 1);
    bdl_str label =
        bdl_text_trim((bdl_str){line->text.data, (size_t)(tab - line->text.data)});
    bool marked = bdl_str_ends_any(
        label, BDL_WORDS("、", "．", ".", ")", "）", "部分", "章", "节"));
    return marked && label.len <= LABEL_BYTES && bdl_prose_starts_item(label) &&
           bdl_text_trim(rest).len > 0 && !memchr(rest.data, '\t', rest.len);
}

bool bdl_tabs_begins(bdl_reading *reading, const bdl_line *line) {
    bdl_line next;
    if (!bdl_tabs_is_row(line))
        return false;
    return !is_numbered(line) || (bdl_lines_peek(&reading->lines, &next) &&
                                  bdl_tabs_is_row(&next) && !is_numbered(&next));
}

/* What the rows of a table so far have in common. */
typedef struct habit {
    size_t cells; /* of every row so far; 0 when they differ */
    size_t rows;
    size_t widest; /* of them */
} habit;

static void learn(habit *known, const bdl_row *row) {
    if (known->rows == 0)
        known->cells = row->count;
    else if (known->cells != row->count)
        known->cells = 0;
    known->rows++;
    known->widest = row->count > known->widest ? row->count : known->widest;
}

static bool is_numeric(bdl_str s) {
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("0123456789.,-%", s.data[i]) || s.data[i] == '\0')
            return false;
    return true;
}

/* Whether LINE brings the cells that ROW lacks, its first cell being the rest of ROW's
 * last one. */
static bool completes(const bdl_reading *reading, const habit *known, const bdl_row *row,
                      const bdl_line *line) {
    if (known->rows < 2 || known->cells == 0 || row->count >= known->cells ||
        row->count < 2)
        return false;
    const bdl_cell *last = &row->cells[row->count - 1];
    const char *tab = memchr(line->text.data, '\t', line->text.len);
    bdl_str head = {line->text.data,
                    tab ? (size_t)(tab - line->text.data) : line->text.len};
    head = bdl_text_trim(head);
    if (head.len == 0 || last->run.text.len == 0 || is_numeric(last->run.text) ||
        bdl_prose_starts_item(head) ||
        (is_numeric(head) && is_numeric(row->cells[0].run.text))) /* the next number */
        return false;
    size_t cells = bdl_reading_count_cells(reading, line);
    return cells == 1 || row->count + cells - 1 == known->cells;
}

/* The cells of the next row of AHEAD; 0: no row comes next. */
static size_t next_cells(const bdl_reading *reading, bdl_lines *ahead) {
    bdl_line line;
    return bdl_lines_next(ahead, &line) && bdl_tabs_is_row(&line)
               ? bdl_reading_count_cells(reading, &line)
               : 0;
}

/* Whether the row behind LINE, the next but BLANKS, has as many cells as LINE, or fewer
 * than the table and none that a second part brings: these are rows of a narrower table
 * that begins there, and LINE is no rest of a wider row. */
static bool begins_narrower(const bdl_reading *reading, const habit *known,
                            const bdl_line *line, size_t blanks) {
    bdl_lines ahead = reading->lines;
    bdl_line skipped;
    size_t cells = bdl_reading_count_cells(reading, line);
    for (size_t i = 0; i <= blanks; i++)
        bdl_lines_next(&ahead, &skipped);
    size_t after = cells > 2 ? next_cells(reading, &ahead) : 0;
    if (after <= 2)
        return false;
    return after == cells || (after < known->cells &&
                              after + next_cells(reading, &ahead) != known->cells + 1);
}

/* Whether LINE has a name between figures: 收入总计 | 5.00 | 支出总计 | 5.00. */
static bool has_name_between(const bdl_line *line) {
    bdl_str rest = line->text;
    int seen = 0; /* 1: a figure, 2: a name behind it */
    while (rest.len > 0) {
        const char *tab = memchr(rest.data, '\t', rest.len);
        bdl_str cell = {rest.data, tab ? (size_t)(tab - rest.data) : rest.len};
        rest = bdl_str_from(rest, cell.len + (tab != NULL));
        cell = bdl_text_trim(cell);
        if (cell.len == 0)
            continue;
        if (is_numeric(cell) && seen == 2)
            return true;
        seen = is_numeric(cell) ? 1 : seen > 0 ? 2 : 0;
    }
    return false;
}

/* Joins the row of the next line to ROW: the first cell goes on in ROW's last one. */
static void join_row(bdl_reading *reading, bdl_row *row, bdl_row more) {
    bdl_cell *cells =
        BDL_NEW_ARRAY(bdl_reading_cells(reading), bdl_cell, row->count + more.count - 1);
    memcpy(cells, row->cells, row->count * sizeof *cells);
    memcpy(cells + row->count, more.cells + 1, (more.count - 1) * sizeof *cells);
    bdl_cell *torn = &cells[row->count - 1];
    bdl_maker text;
    bdl_maker_resume(&text, reading, torn->run);
    bdl_maker_glue(&text, BDL_STR("\n"));
    bdl_maker_append(&text, more.cells[0].run);
    torn->run = bdl_maker_end_cell(&text, torn->run.place);
    row->cells = cells;
    row->count += more.count - 1;
}

/* Steps over a line with nothing but a page number where one page ends between two rows:
 * the first line of the next page, or the last one before it. */
static void step_over_page_number(bdl_reading *reading) {
    bdl_lines ahead = reading->lines;
    bdl_line line, row;
    if (ahead.page == 0 || !bdl_lines_next(&ahead, &line) ||
        !bdl_page_is_number(bdl_text_trim(line.text)) || bdl_tabs_is_row(&line) ||
        !bdl_lines_peek(&ahead, &row) || !bdl_tabs_is_row(&row) ||
        !(line.new_page || row.new_page))
        return;
    ahead.new_page = ahead.new_page || line.new_page;
    reading->lines = ahead;
}

/* Takes up to this many lines for the pieces of one torn row. */
enum { PIECES_MAX = 8 };

/* Rows that may be headings, and what is no rest of one. */
enum { HEADINGS_MAX = 2, NAME_MIN_LETTERS = 4 };

static bdl_row read_row(bdl_reading *reading, const bdl_line *line, const habit *known) {
    bdl_row row = bdl_reading_tab_row(reading, line);
    bdl_line next;
    size_t blanks;
    for (int pieces = 0; pieces < PIECES_MAX; pieces++) {
        step_over_page_number(reading);
        if (known->rows < 2 || known->cells == 0 || row.count >= known->cells ||
            !bdl_lines_peek_text(&reading->lines, &next, &blanks) || blanks > 1)
            break;
        if (!completes(reading, known, &row, &next) ||
            (blanks && !bdl_tabs_is_row(&next)) ||
            begins_narrower(reading, known, &next, blanks) ||
            (known->rows <= HEADINGS_MAX && has_name_between(&next)))
            break; /* rows whose empty cells were trimmed, below headings that are whole
                    */
        for (size_t i = 0; i <= blanks; i++)
            bdl_lines_next(&reading->lines, &next);
        join_row(reading, &row, bdl_reading_tab_row(reading, &next));
    }
    return row;
}

/* Whether LINE, which has no tab, may be the first cell of a row: not a caption. */
static bool may_be_name(const bdl_line *line) {
    enum { NAME_MAX_LETTERS = 24 };
    bdl_str s = bdl_text_trim(line->text);
    return s.len > 0 && bdl_utf8_count(s) <= NAME_MAX_LETTERS &&
           !bdl_str_ends(s, BDL_STR("表")) && !bdl_prose_ends(s) &&
           !bdl_text_has_colon(s);
}

static bool begins_with_item(const bdl_line *row) {
    const char *tab = memchr(row->text.data, '\t', row->text.len);
    return bdl_prose_starts_item(
        bdl_text_trim((bdl_str){row->text.data, (size_t)(tab - row->text.data)}));
}

static bool ends_with_figure(const bdl_line *line) {
    bdl_str s = bdl_text_trim(line->text);
    size_t at = s.len;
    while (at > 0 && s.data[at - 1] != '\t')
        at--;
    return at > 0 && at < s.len && is_numeric(bdl_str_from(s, at));
}

/* Whether the rows from LINE on, shorter than those WIDEST, come to one with a figure. */
static bool come_to_figure(const bdl_reading *reading, bdl_lines *ahead, bdl_line *line,
                           size_t widest) {
    enum { ROWS_MAX = 6 };
    for (size_t rows = 0; rows < ROWS_MAX && bdl_tabs_is_row(line); rows++) {
        size_t cells = bdl_reading_count_cells(reading, line);
        if (ends_with_figure(line))
            return cells <= widest;
        if (cells >= widest || !bdl_lines_next(ahead, line))
            return false;
    }
    return false;
}

/* Whether the rows of a table whose empty cells at the end were trimmed go on at once
 * behind names that have nothing beside them, of which the first is NAME. ABOVE is the
 * row before. */
static bool goes_on_trimmed(bdl_reading *reading, const bdl_row *above, bdl_str name,
                            const habit *known) {
    enum { NAMES_MAX = 4 };
    bdl_lines ahead = reading->lines;
    bdl_line line = {0};
    size_t names = 0;
    while (names <= NAMES_MAX && bdl_lines_next(&ahead, &line) &&
           !bdl_tabs_is_row(&line)) {
        if (!may_be_name(&line))
            return false;
        names++;
    }
    if (names > NAMES_MAX || !bdl_tabs_is_row(&line))
        return false;
    bool item = begins_with_item(&line);
    return come_to_figure(reading, &ahead, &line, known->widest) &&
           (!bdl_prose_starts_item(name) || known->cells == 0 ||
            known->rows <= HEADINGS_MAX ||
            (item && bdl_prose_starts_item(above->cells[0].run.text)));
}

/* Whether LINE, which has no tab, is a row whose empty cells at the end were trimmed:
 * rows as long as the one before it follow at once, or, where others were trimmed too,
 * one with a figure. */
static bool is_trimmed_row(bdl_reading *reading, const bdl_line *line, const bdl_row *row,
                           const habit *known) {
    bdl_line same, after;
    bdl_str s = bdl_text_trim(line->text);
    if (bdl_line_is_blank(line) || known->widest < 3 || !may_be_name(line))
        return false;
    bdl_lines ahead = reading->lines;
    if (row->count >= 3 && !bdl_prose_starts_item(s) && bdl_lines_next(&ahead, &same) &&
        bdl_lines_peek(&ahead, &after) && bdl_tabs_is_row(&after) &&
        bdl_reading_count_cells(reading, &after) == row->count)
        return true;
    const bdl_cell *last = &row->cells[row->count - 1];
    bool is_item = bdl_prose_starts_item(s), below_heads = known->rows <= HEADINGS_MAX,
         complete = is_item || row->count == 1 || is_numeric(last->run.text) ||
                    (below_heads && bdl_utf8_count(s) >= NAME_MIN_LETTERS);
    return complete && (is_item || below_heads || known->cells == 0) &&
           goes_on_trimmed(reading, row, s, known);
}

/* ---- numbered lists that go on below their row ---- */

/* The number of the last item that begins a line of TEXT, 0: there is none. */
static uint32_t last_item(bdl_str text) {
    uint32_t item = 0;
    while (text.len) {
        const char *end = memchr(text.data, '\n', text.len);
        bdl_str line = {text.data, end ? (size_t)(end - text.data) : text.len};
        uint32_t number = bdl_prose_item_number(line);
        item = number ? number : item;
        text = bdl_str_from(text, line.len + (end != NULL));
    }
    return item;
}

/* How many of the lines to come go on with a list whose last item is ITEM: the first has
 * the next number, what follows it at once belongs to it, and a row of the table comes
 * after them. */
static size_t count_list_lines(const bdl_reading *reading, uint32_t item) {
    enum { LINES_MAX = 40, GAP_MAX = 2 };
    bdl_lines ahead = reading->lines;
    bdl_line line;
    size_t taken = 0, blanks = 0;
    for (size_t n = 1; n <= LINES_MAX && bdl_lines_next(&ahead, &line); n++) {
        if (bdl_line_is_blank(&line)) {
            if (++blanks > GAP_MAX)
                return 0;
            continue;
        }
        if (bdl_tabs_is_row(&line))
            return taken;
        bdl_str s = bdl_text_trim(line.text);
        uint32_t number = bdl_prose_item_number(s);
        if ((number != item + 1 && (taken == 0 || blanks)) || blanks > 1 ||
            bdl_str_ends(s, BDL_STR("表")))
            return 0;
        item = number ? number : item;
        taken = n;
        blanks = 0;
    }
    return 0;
}

/* The next LINES go on in CELL. */
static void take_lines(bdl_reading *reading, bdl_cell *cell, size_t lines) {
    bdl_line line;
    bdl_maker text;
    bdl_maker_resume(&text, reading, cell->run);
    for (size_t i = 0; i < lines && bdl_lines_next(&reading->lines, &line); i++) {
        if (bdl_line_is_blank(&line))
            continue;
        bdl_at at = bdl_at_start(&line);
        bdl_maker_glue(&text, BDL_STR("\n"));
        reading->clean(&text, &at, bdl_text_trim(line.text));
    }
    cell->run = bdl_maker_end_cell(&text, cell->run.place);
}

/* A list that begins in the last filled cell of ROW ("1. …") and goes on in lines of its
 * own belongs to that cell. */
static void take_list(bdl_reading *reading, bdl_row *row) {
    size_t last = row->count;
    while (last > 0 && row->cells[last - 1].run.text.len == 0)
        last--;
    uint32_t item = last ? last_item(row->cells[last - 1].run.text) : 0;
    size_t lines = item ? count_list_lines(reading, item) : 0;
    if (lines == 0)
        return;
    take_lines(reading, &row->cells[last - 1], lines);
}

/* ---- sentences that go on below their row ---- */

/* The only filled cell of ROW, or the one right of its label, when it is a sentence that
 * has not ended. */
static bdl_cell *open_sentence(const bdl_row *row) {
    enum { LETTERS_MIN = 12 };
    bdl_cell *last = NULL;
    size_t filled = 0;
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].run.text.len) {
            last = &row->cells[i];
            filled++;
        }
    if (!last || filled > 2 || last == row->cells || bdl_prose_ends(last->run.text) ||
        bdl_utf8_count(last->run.text) < LETTERS_MIN)
        return NULL;
    return last;
}

/* A line without a tab between two rows is the rest of the sentence above it when it ends
 * that sentence. */
static void take_rest(bdl_reading *reading, bdl_row *row) {
    enum { LINES_MAX = 8 };
    bdl_cell *cell = open_sentence(row);
    bdl_lines ahead = reading->lines;
    bdl_line line;
    bool ended = false;
    size_t lines = 0;
    if (!cell)
        return;
    while (lines < LINES_MAX && bdl_lines_next(&ahead, &line) &&
           !bdl_tabs_is_row(&line)) {
        bdl_str s = bdl_text_trim(line.text);
        if (s.len == 0 || ended || bdl_prose_starts_item(s))
            return;
        ended = bdl_prose_ends(s);
        lines++;
    }
    if (!ended || !bdl_tabs_is_row(&line))
        return;
    take_lines(reading, cell, lines);
}

/* LINE without the tab that it begins with. */
static void drop_mark(bdl_line *line) {
    line->text = bdl_str_from(line->text, 1);
    line->column++;
}

void bdl_tabs_read_table(bdl_reading *reading, const bdl_line *first) {
    bdl_grid grid;
    bdl_grid_begin(reading, &grid);
    habit known = {0, 0, 0};
    bdl_line line = *first;
    for (;;) {
        if (reading->marked && bdl_marked_before(reading, &line))
            drop_mark(&line);
        bdl_row row = read_row(reading, &line, &known);
        take_list(reading, &row);
        take_rest(reading, &row);
        step_over_page_number(reading);
        learn(&known, &row);
        bdl_grid_add(reading, &grid, row);
        while (reading->marked && bdl_marked_row(reading, &row))
            bdl_grid_add(reading, &grid, row);
        if (!bdl_lines_peek(&reading->lines, &line) ||
            line.number == reading->marked_at ||
            (!bdl_tabs_is_row(&line) && !is_trimmed_row(reading, &line, &row, &known)))
            break;
        bdl_lines_next(&reading->lines, &line);
    }
    bdl_grid_unmerge(reading, &grid);
    bdl_grid_end(reading, &grid);
}

void bdl_read_tabs(bdl_reading *reading) {
    bdl_paragraph paragraph = {.open = false};
    bdl_line line;
    bool below = false; /* a table whose last mark may be a tab */
    reading->clean = reading->traits->plain ? bdl_maker_add_plain : bdl_fields_clean;
    bdl_celled_tables celled = bdl_celled_find(reading);
    reading->marked_at = celled.marked ? bdl_celled_next(&celled) : 0;
    while (bdl_lines_next(&reading->lines, &line)) {
        if (bdl_line_is_blank(&line)) {
            bdl_reading_gap(reading, &line);
            continue;
        }
        if (below && line.text.data[0] == '\t')
            drop_mark(&line);
        below = false;
        if (celled.marked && line.number + 1 == reading->marked_at) {
            bdl_paragraph_add(reading, &paragraph, &line, line.text); /* its caption */
        } else if (celled.marked && bdl_celled_begin(&celled, &line)) {
            bdl_paragraph_end(reading, &paragraph);
            bdl_celled_read_table(reading, &celled, &line);
            reading->marked_at = bdl_celled_next(&celled);
            below = true; /* a tab that begins the next text is of the last row */
        } else if (bdl_tabs_begins(reading, &line)) {
            bdl_paragraph_end(reading, &paragraph);
            bdl_tabs_read_table(reading, &line);
        } else if (bdl_celled_begin(&celled, &line)) {
            bdl_paragraph_end(reading, &paragraph);
            bdl_celled_read_table(reading, &celled, &line);
        } else if (bdl_barred_begins(reading, &line)) {
            bdl_paragraph_end(reading, &paragraph);
            bdl_barred_read_table(reading, &line);
        } else if (bdl_quoted_begins(reading, &line)) {
            bdl_paragraph_end(reading, &paragraph);
            bdl_quoted_read_table(reading, &line);
        } else {
            bdl_paragraph_add(reading, &paragraph, &line, line.text);
        }
    }
    bdl_paragraph_end(reading, &paragraph);
}
