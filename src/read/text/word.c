/* word.c - plain text in the Word layout: every cell is a line led by a tab, a blank
 * line ends a row, a lone tab is an empty cell, a line without a tab goes on in the cell
 * above it. Field codes are not text.
 *
 * A cell of several paragraphs has blank lines in it. Such text ends a table with one
 * blank line more than a row, so that a line without a tab after a single blank line is
 * the cell going on; files that keep no such habit show it only by a numbered list that
 * goes on ("1." in the cell, "2." on the line). Where two blank lines stand for each one
 * they count as one. A page number where a page ends is no text of a cell. */
#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"

#include "read/aligned/page.h"
#include "read/formats.h"
#include "read/text/fields.h"
#include "read/text/tabs.h"

int bdl_sniff_word(const bdl_traits *traits) {
    size_t cells = traits->cell_lines - traits->indented_prose;
    bool has_cells = cells >= 3 && cells > traits->row_lines;
    return has_cells && traits->indented_prose <= cells ? 70 : 0;
}

/* A table in the making: the row and the cell that are open. */
typedef struct word_table {
    bdl_grid grid;
    BDL_VEC(bdl_cell) cells; /* of the open row, the open cell among them */
    size_t width;            /* of the row before */
    bdl_maker text;          /* of the open cell, */
    bool is_made;            /* unless all of it is one piece so far */
    uint32_t item;           /* number of the last list item in the open cell */
    size_t blanks;           /* since the last line of the table */
    bool open, cell_open, row_break;
} word_table;

static void end_cell(word_table *table) {
    bool is_made = table->cell_open && table->is_made;
    table->cell_open = false;
    if (!is_made)
        return;
    bdl_run *run = &table->cells.items[table->cells.count - 1].run;
    *run = bdl_maker_end_cell(&table->text, run->place);
}

static void end_row(bdl_reading *reading, word_table *table) {
    end_cell(table);
    if (table->cells.count == 0)
        return;
    bdl_row row = {.cells = table->cells.items,
                   .count = table->cells.count,
                   .place = table->cells.items[0].run.place,
                   .after_break = table->row_break};
    for (size_t i = row.count; i-- > 0;) /* a row is where its first text is */
        if (row.cells[i].run.text.len)
            row.place = row.cells[i].run.place;
    row.place.length = 0;
    bdl_grid_add(reading, &table->grid, row);
    table->width = row.count;
    table->cells.items = NULL;
    table->cells.count = table->cells.capacity = 0;
    table->row_break = false;
}

static void end_table(bdl_reading *reading, word_table *table) {
    if (!table->open)
        return;
    end_row(reading, table);
    bdl_grid_unmerge(reading, &table->grid);
    bdl_grid_end(reading, &table->grid);
    table->open = false;
}

/* Begins to make the text of the open cell, of which more comes. */
static void make_text(bdl_reading *reading, word_table *table) {
    if (!table->is_made)
        bdl_maker_resume(&table->text, reading,
                         table->cells.items[table->cells.count - 1].run);
    table->is_made = true;
}

static void add_text(bdl_reading *reading, word_table *table, bdl_at *at, bdl_str piece) {
    bdl_str trimmed = bdl_text_trim(piece);
    if (trimmed.len == 0)
        return;
    make_text(reading, table);
    bdl_maker_glue(&table->text, BDL_STR("\n"));
    reading->clean(&table->text, at, trimmed);
    uint32_t number = bdl_prose_item_number(trimmed);
    if (number)
        table->item = number;
}

static void begin_cell(bdl_reading *reading, word_table *table, bdl_at *at,
                       bdl_str piece) {
    bdl_str trimmed = bdl_text_trim(piece);
    if (trimmed.len == 0)
        trimmed = (bdl_str){piece.data, 0};
    bdl_cell cell = {.row_span = 1, .col_span = 1};
    cell.run = (bdl_run){.text = {"", 0}, .place = bdl_at_place(at, trimmed)};
    bool is_whole = bdl_maker_adds_all(reading, trimmed);
    if (is_whole && trimmed.len > 0)
        cell.run.text = trimmed;
    bdl_arena *cells = bdl_reading_cells(reading);
    if (table->cells.count == 0)
        BDL_MAKE_ROOM(cells, &table->cells, table->width ? table->width : 1);
    BDL_PUSH(cells, &table->cells, cell);
    table->cell_open = true;
    table->is_made = false;
    table->item = is_whole ? bdl_prose_item_number(trimmed) : 0;
    if (!is_whole)
        add_text(reading, table, at, trimmed);
}

/* The cells of a line led by a tab: one, or more where tabs stand inside it. */
static void add_cells(bdl_reading *reading, word_table *table, const bdl_line *line) {
    bdl_at at = bdl_at_start(line);
    bdl_str rest = bdl_str_from(line->text, 1);
    for (;;) {
        const char *tab = memchr(rest.data, '\t', rest.len);
        if (table->cells.count + 1 >= BDL_MAX_COLUMNS)
            tab = NULL;
        bdl_str piece = {rest.data, tab ? (size_t)(tab - rest.data) : rest.len};
        end_cell(table);
        if (table->cells.count < BDL_MAX_COLUMNS)
            begin_cell(reading, table, &at, piece);
        if (!tab)
            return;
        rest = bdl_str_from(rest, piece.len + 1);
    }
}

/* The blank lines since the last line of the table, two for one where all are doubled. */
static size_t count_gaps(const bdl_reading *reading, const word_table *table) {
    size_t unit = reading->traits->doubled_gaps ? 2 : 1;
    return (table->blanks + unit - 1) / unit;
}

static void read_cell_line(bdl_reading *reading, word_table *table,
                           const bdl_line *line) {
    size_t gaps = count_gaps(reading, table);
    if (table->open && gaps >= 2)
        end_table(reading, table);
    if (!table->open) {
        bdl_grid_begin(reading, &table->grid);
        table->open = true;
    } else if (gaps == 1) {
        end_row(reading, table);
    }
    if (table->cells.count == BDL_MAX_COLUMNS) {
        bdl_place place = {.line = line->number, .column = 1, .page = line->page};
        bdl_reading_trouble(reading, place,
                            BDL_TR("more cells than a row can have: a new row begins"));
        end_row(reading, table);
    }
    if (table->cells.count == 0)
        table->row_break = line->new_page;
    reading->gap = reading->new_page = false;
    table->blanks = 0;
    add_cells(reading, table, line);
}

/* Whether a line without a tab belongs to the open cell. */
static bool goes_on(const bdl_reading *reading, const word_table *table,
                    const bdl_line *line) {
    if (!table->open || table->cells.count == 0 || line->new_page)
        return false;
    size_t gaps = count_gaps(reading, table);
    if (gaps == 0)
        return true;
    if (gaps > 1)
        return false;
    const bdl_traits *traits = reading->traits;
    if (traits->ends_by_two_gaps > traits->ends_by_one_gap)
        return true;
    return table->item &&
           bdl_prose_item_number(bdl_text_trim(line->text)) == table->item + 1;
}

/* Whether the line after the one read is a cell: what stands right above the cells of a
 * table is a caption, and tabs in it only set its parts apart. */
static bool stands_over_cells(const bdl_reading *reading) {
    bdl_line next;
    return bdl_lines_peek(&reading->lines, &next) && next.text.len &&
           next.text.data[0] == '\t' &&
           !memchr(next.text.data + 1, '\t', next.text.len - 1);
}

static void read_other_line(bdl_reading *reading, word_table *table,
                            bdl_paragraph *paragraph, const bdl_line *line) {
    if (goes_on(reading, table, line)) {
        if (!table->cell_open) /* the row's last cell was cut off by the limit */
            return;
        bdl_at at = bdl_at_start(line);
        add_text(reading, table, &at, line->text);
        reading->gap = reading->new_page = false;
        table->blanks = 0;
        return;
    }
    end_table(reading, table);
    bool listed = bdl_str_has(line->text, BDL_STR("PAGEREF "));
    if (bdl_tabs_begins(reading, line) && !listed &&
        !stands_over_cells(reading)) { /* the catalogue is no table */
        bdl_paragraph_end(reading, paragraph);
        bdl_tabs_read_table(reading, line);
        return;
    }
    bdl_paragraph_add(reading, paragraph, line, line->text);
}

/* Whether LINE has nothing but a page number, on the first or the last line of a page. */
static bool is_page_number(const bdl_reading *reading, const bdl_line *line) {
    bdl_line next;
    return line->page > 0 && bdl_page_is_number(bdl_text_trim(line->text)) &&
           line->text.data[0] != '\t' &&
           (line->new_page || (bdl_lines_peek(&reading->lines, &next) && next.new_page));
}

/* Editors take white space off the ends of lines: a tab alone, which is an empty cell,
 * becomes a blank line, which ends a row. Then no cell is empty, and rows of one cell or
 * far below the one before are many. */
static void tell_lost_cells(bdl_reading *reading, const bdl_line *first) {
    enum { ROWS_MIN = 12, PART = 6 };
    const bdl_traits *traits = reading->traits;
    size_t odd = traits->cell_rows_of_one + traits->uneven_rows;
    if (traits->lone_tabs > 0 || traits->cell_rows < ROWS_MIN ||
        odd * PART < traits->cell_rows)
        return;
    bdl_reading_trouble(
        reading, bdl_line_place(first),
        BDL_TR(
            "the tables of this text lost their empty cells: no line is a tab alone, and "
            "rows end where such a line was; figures may stand in the wrong columns; "
            "give "
            "the document as DOCX, PDF, HTML or with its layout kept"));
}

void bdl_read_word(bdl_reading *reading) {
    word_table table = {.open = false};
    bdl_paragraph paragraph = {.open = false};
    bdl_line line, first = {.number = 0}; /* FIRST: of a cell */
    reading->clean = reading->traits->plain ? bdl_maker_add_plain : bdl_fields_clean;
    while (bdl_lines_next(&reading->lines, &line)) {
        if (bdl_line_is_blank(&line)) {
            table.blanks++;
            bdl_paragraph_end(reading, &paragraph);
            bdl_reading_gap(reading, &line);
        } else if (table.open && is_page_number(reading, &line)) {
            table.row_break = table.row_break || table.cells.count == 0;
        } else if (line.text.data[0] == '\t') {
            bdl_paragraph_end(reading, &paragraph);
            if (first.number == 0)
                first = line;
            read_cell_line(reading, &table, &line);
        } else {
            read_other_line(reading, &table, &paragraph, &line);
        }
    }
    bdl_paragraph_end(reading, &paragraph);
    end_table(reading, &table);
    tell_lost_cells(reading, &first);
}
