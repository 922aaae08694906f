/* blocks.c - puts headings, paragraphs and tables together for the readers of text. */
#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"

#include "read/reading.h"

bdl_block *bdl_reading_add(bdl_reading *reading, bdl_block_kind kind, bdl_place place) {
    bdl_block block = {.kind = kind,
                       .place = place,
                       .gap_before = reading->gap,
                       .new_page = reading->new_page};
    reading->gap = reading->new_page = false;
    BDL_PUSH_MOVING(bdl_reading_passing(reading), &reading->doc->blocks, block);
    return &reading->doc->blocks.items[reading->doc->blocks.count - 1];
}

void bdl_reading_trouble(bdl_reading *reading, bdl_place place, bdl_str text) {
    bdl_trouble trouble = {.place = place, .text = text};
    BDL_PUSH(reading->arena, &reading->doc->troubles, trouble);
}

void bdl_reading_gap(bdl_reading *reading, const bdl_line *line) {
    reading->gap = true;
    reading->new_page = reading->new_page || line->new_page;
    if (!line->left_out)
        return;
    bdl_place place = {.line = line->number, .column = 1, .page = line->page};
    bdl_reading_trouble(reading, place,
                        bdl_arena_printf(reading->arena, _("line of %zu MB left out"),
                                         line->full_size >> 20));
}

/* ---- paragraphs ---- */

static void begin_paragraph(bdl_reading *reading, bdl_paragraph *paragraph) {
    bdl_maker_begin(&paragraph->text, reading);
    paragraph->open = true;
    paragraph->gap = reading->gap;
    paragraph->new_page = reading->new_page;
}

static bool is_indented(bdl_str piece) {
    enum { BLANKS_MIN = 2 };
    bdl_str blank = BDL_STR("　");
    return (piece.len >= BLANKS_MIN && piece.data[0] == ' ' && piece.data[1] == ' ') ||
           (piece.len > 0 && piece.data[0] == '\t') || bdl_str_starts(piece, blank);
}

/* Whether a paragraph whose first line is indented goes on in PIECE, which is not, behind
 * a sentence that ends at the edge of the text. */
static bool goes_on_at_margin(const bdl_paragraph *paragraph, bdl_str piece,
                              bool indented, bool gap) {
    return paragraph->full && !gap && paragraph->indented && !indented && piece.len > 0 &&
           bdl_str_ends(paragraph->last, BDL_STR("。")) && !bdl_prose_starts_item(piece);
}

/* Whether PIECE of a line, at whose beginning blanks may be, leaves no room in it. */
static bool is_full(const bdl_reading *reading, bdl_str piece) {
    enum { ROOM = 2 };
    uint32_t edge = reading->traits->wrap_width;
    return edge && bdl_text_width(piece) + ROOM >= edge;
}

void bdl_paragraph_add(bdl_reading *reading, bdl_paragraph *paragraph,
                       const bdl_line *line, bdl_str piece) {
    bdl_at at = bdl_at_start(line);
    bool indented = is_indented(piece), full = is_full(reading, piece);
    piece = bdl_text_trim(piece);
    reading->new_page = reading->new_page || line->new_page;
    bool gap = reading->gap || reading->new_page;
    if (paragraph->open &&
        (bdl_prose_continues(reading->traits, paragraph->last, piece, gap) ||
         goes_on_at_margin(paragraph, piece, indented, gap))) {
        bdl_maker_glue(&paragraph->text, bdl_prose_glue(paragraph->last, piece));
    } else {
        bdl_paragraph_end(reading, paragraph);
        begin_paragraph(reading, paragraph);
        paragraph->indented = indented;
        paragraph->place = bdl_at_place(&at, piece);
    }
    reading->gap = reading->new_page = false;
    reading->clean(&paragraph->text, &at, piece);
    paragraph->last = piece;
    paragraph->full = full;
}

void bdl_paragraph_end(bdl_reading *reading, bdl_paragraph *paragraph) {
    if (!paragraph->open)
        return;
    paragraph->open = false;
    bdl_run run = bdl_maker_end(&paragraph->text);
    bool gap = reading->gap, new_page = reading->new_page;
    reading->gap = paragraph->gap;
    reading->new_page = paragraph->new_page;
    if (run.text.len) {
        bdl_block *block = bdl_reading_add(reading, BDL_PARAGRAPH, run.place);
        block->run = run;
        reading->gap = gap;
        reading->new_page = new_page;
    } else { /* nothing but marks: what stood before it stands before the next block */
        reading->gap = gap || paragraph->gap;
        reading->new_page = new_page || paragraph->new_page;
    }
}

/* ---- tables ---- */

void bdl_grid_begin(bdl_reading *reading, bdl_grid *grid) {
    *grid = (bdl_grid){.gap = reading->gap, .new_page = reading->new_page};
    reading->gap = reading->new_page = false;
}

void bdl_grid_add(bdl_reading *reading, bdl_grid *grid, bdl_row row) {
    if (grid->rows.count == 0) {
        grid->place = row.place;
        grid->new_page = grid->new_page || row.after_break;
        row.after_break = false;
    }
    BDL_PUSH(bdl_reading_cells(reading), &grid->rows, row);
}

/* Lines led by a tab that are no table: no row has two cells with text, nor room for
 * more than an indentation and a paragraph. */
static bool is_indented_prose(const bdl_grid *grid) {
    for (size_t r = 0; r < grid->rows.count; r++) {
        const bdl_row *row = &grid->rows.items[r];
        size_t filled = 0;
        for (size_t c = 0; c < row->count && c < 3; c++)
            filled += row->cells[c].run.text.len > 0;
        if (row->count > 2 || filled > 1)
            return false;
    }
    return true;
}

static void end_as_paragraphs(bdl_reading *reading, const bdl_grid *grid) {
    for (size_t r = 0; r < grid->rows.count; r++) {
        const bdl_row *row = &grid->rows.items[r];
        for (size_t c = 0; c < row->count; c++) {
            const bdl_run *run = &row->cells[c].run;
            if (run->text.len == 0)
                continue;
            reading->new_page = reading->new_page || row->after_break;
            bdl_block *block =
                bdl_reading_add(reading, BDL_PARAGRAPH, bdl_run_segment(run, 0).place);
            block->run = *run;
        }
    }
}

/* ---- entries of a catalogue that look like rows ---- */

/* A page number, or what word processors print for one that they lost. */
static bool is_page(bdl_str s) {
    enum { DIGITS_MAX = 3 };
    if (bdl_str_starts(s, BDL_STR("错误")) || bdl_str_starts(s, BDL_STR("Error")))
        return true;
    return s.len > 0 && s.len <= DIGITS_MAX && bdl_str_is_digits(s);
}

/* The cell that holds the page of an entry, behind one or two with its title; 0: the row
 * is none. */
static size_t page_of_entry(const bdl_row *row) {
    size_t last = 0, filled = 0, at = 0;
    for (size_t c = 0; c < row->count; c++)
        if (row->cells[c].run.text.len > 0) {
            last = c;
            filled++;
        }
    if (filled < 2 || filled > 3 || !is_page(row->cells[last].run.text))
        return 0;
    for (size_t c = 0; c < last; c++) {
        bdl_str s = row->cells[c].run.text;
        at = 0;
        if (s.len > 0 && (c > 0 || filled == 2) && !bdl_is_han(bdl_utf8_next(s, &at)) &&
            !bdl_prose_starts_item(s))
            return 0;
    }
    return last;
}

/* Whether the heading of a catalogue stands above and nothing but short lines between. */
static bool is_below_catalogue(const bdl_doc *doc) {
    enum { LOOK_MAX = 200, ENTRY_BYTES = 240 };
    for (size_t i = doc->blocks.count; i > 0 && doc->blocks.count - i < LOOK_MAX; i--) {
        const bdl_block *block = &doc->blocks.items[i - 1];
        if (block->kind == BDL_TABLE || block->run.text.len > ENTRY_BYTES)
            return false;
        bdl_str s = bdl_text_trim(block->run.text);
        if (bdl_str_starts(s, BDL_STR("目")) && bdl_str_ends(s, BDL_STR("录")))
            return true;
        if (bdl_str_ends(s, BDL_STR("目录")))
            return true;
    }
    return false;
}

static bool is_catalogue(const bdl_reading *reading, const bdl_grid *grid) {
    for (size_t r = 0; r < grid->rows.count; r++)
        if (page_of_entry(&grid->rows.items[r]) == 0)
            return false;
    return is_below_catalogue(reading->doc);
}

/* Each row becomes one paragraph, a tab before the page. */
static void end_as_entries(bdl_reading *reading, const bdl_grid *grid) {
    for (size_t r = 0; r < grid->rows.count; r++) {
        const bdl_row *row = &grid->rows.items[r];
        size_t page = page_of_entry(row);
        bdl_maker text;
        bdl_maker_begin(&text, reading);
        for (size_t c = 0; c <= page; c++) {
            bdl_maker_glue(&text, c == page ? BDL_STR("\t") : BDL_STR(""));
            bdl_maker_append(&text, row->cells[c].run);
        }
        bdl_run run = bdl_maker_end(&text);
        reading->new_page = reading->new_page || row->after_break;
        bdl_block *block = bdl_reading_add(reading, BDL_PARAGRAPH, run.place);
        block->run = run;
    }
}

void bdl_grid_end(bdl_reading *reading, bdl_grid *grid) {
    if (grid->rows.count == 0)
        return;
    bool gap = reading->gap, new_page = reading->new_page;
    reading->gap = grid->gap;
    reading->new_page = grid->new_page;
    if (is_indented_prose(grid)) {
        end_as_paragraphs(reading, grid);
    } else if (is_catalogue(reading, grid)) {
        end_as_entries(reading, grid);
    } else {
        bdl_block *block = bdl_reading_add(reading, BDL_TABLE, grid->place);
        block->rows = grid->rows.items;
        block->row_count = grid->rows.count;
        block->spans_known = bdl_block_has_spans(block);
    }
    reading->gap = gap;
    reading->new_page = new_page;
    grid->rows.count = 0;
}

/* What programs print for a cell that holds nothing (NaN), or for a heading (Unnamed: 3).
 */
static bool is_nothing(bdl_str cell) {
    char first = cell.len < 3 ? '\0' : cell.data[0];
    if (first != 'N' && first != 'n' && first != 'U' && first != '<')
        return false;
    return bdl_str_is_any(cell, BDL_WORDS("NaN", "nan", "NaT", "None", "<NA>")) ||
           bdl_str_starts(cell, BDL_STR("Unnamed: "));
}

bdl_cell bdl_reading_cell(bdl_reading *reading, bdl_at *at, bdl_str piece) {
    bdl_str trimmed = bdl_text_trim(piece);
    bdl_cell cell = {.row_span = 1, .col_span = 1};
    if (trimmed.len == 0 || is_nothing(trimmed)) {
        cell.run.place = bdl_at_place(at, (bdl_str){piece.data, 0});
        cell.run.text = (bdl_str){"", 0};
        return cell;
    }
    bdl_place place = bdl_at_place(at, trimmed);
    if (bdl_maker_adds_all(reading, trimmed)) {
        cell.run = (bdl_run){.text = trimmed, .place = place};
        return cell;
    }
    bdl_maker text;
    bdl_maker_begin(&text, reading);
    reading->clean(&text, at, trimmed);
    cell.run = bdl_maker_end_cell(&text, place);
    return cell;
}

/* The row of LINE. Where every row ends with a tab, the tab ends a cell and begins none;
 * where many rows all begin with one, none stands before it. */
static bdl_str row_text(const bdl_reading *reading, const bdl_line *line) {
    enum { ROWS_MIN = 8 };
    const bdl_traits *traits = reading->traits;
    bdl_str s = line->text;
    if (traits->ended_rows >= traits->row_lines && bdl_str_ends(s, BDL_STR("\t")))
        s.len--;
    if (traits->led_rows >= traits->row_lines && traits->row_lines >= ROWS_MIN &&
        bdl_str_starts(s, BDL_STR("\t")))
        s = bdl_str_from(s, 1);
    return s;
}

size_t bdl_reading_count_cells(const bdl_reading *reading, const bdl_line *line) {
    return bdl_str_count(row_text(reading, line), '\t') + 1;
}

bdl_row bdl_reading_tab_row(bdl_reading *reading, const bdl_line *line) {
    bdl_row row = {.count = bdl_reading_count_cells(reading, line),
                   .after_break = line->new_page};
    row.place = bdl_line_place(line);
    if (row.count > BDL_MAX_COLUMNS) {
        row.count = BDL_MAX_COLUMNS;
        bdl_reading_trouble(reading, row.place,
                            BDL_TR("more cells than a row can have: the rest of the "
                                   "line was taken for the last cell"));
    }
    row.cells = BDL_NEW_ARRAY(bdl_reading_cells(reading), bdl_cell, row.count);
    bdl_at at = bdl_at_start(line);
    bdl_str rest = row_text(reading, line);
    for (size_t i = 0; i < row.count; i++) {
        const char *tab = i + 1 < row.count ? memchr(rest.data, '\t', rest.len) : NULL;
        bdl_str piece = {rest.data, tab ? (size_t)(tab - rest.data) : rest.len};
        row.cells[i] = bdl_reading_cell(reading, &at, piece);
        if (tab)
            rest = bdl_str_from(rest, piece.len + 1);
    }
    return row;
}
