/* marked.c - counts the marks of cells that became tabs and line ends. */
#include "read/text/marked.h"

#include "base/text.h"

enum { ROWS_LEAST = 6, MARKED_LEAST = 2 };

/* Whether a row is led by a tab below a blank line. */
static bool is_led_below_blank(const bdl_line *line, bool blank) {
    return blank && line->text.len > 1 && line->text.data[0] == '\t' &&
           line->text.data[1] != '\t';
}

static bool has_two_tabs(bdl_str s) {
    const char *end = s.data + s.len, *tab = s.len ? memchr(s.data, '\t', s.len) : NULL;
    while (tab && tab + 1 < end && tab[1] != '\t')
        tab = memchr(tab + 1, '\t', (size_t)(end - tab - 1));
    return tab && tab + 1 < end;
}

bool bdl_text_is_marked(const bdl_traits *traits, bdl_lines lines) {
    size_t led = 0;
    bool blank = false;
    if (traits->row_lines < ROWS_LEAST || traits->blanks < MARKED_LEAST ||
        traits->ended_rows > 0)
        return false;
    lines.spaced = false;
    for (bdl_line line; bdl_lines_next(&lines, &line);) {
        if (has_two_tabs(line.text))
            return false;
        led += is_led_below_blank(&line, blank);
        blank = bdl_line_is_blank(&line);
    }
    return led >= MARKED_LEAST;
}

void bdl_marked_cells(bdl_arena *arena, bdl_celled_lines *cells, const bdl_line *line) {
    bdl_line piece = *line;
    for (bdl_str rest = line->text;; rest = bdl_str_from(rest, piece.text.len + 1)) {
        const char *tab = rest.len ? memchr(rest.data, '\t', rest.len) : NULL;
        piece.text = (bdl_str){rest.data, tab ? (size_t)(tab - rest.data) : rest.len};
        BDL_PUSH(arena, cells, piece);
        if (!tab)
            break;
        piece.column += (uint32_t)bdl_utf8_count(piece.text) + 1;
    }
    piece.text = (bdl_str){"", 0};
    BDL_PUSH(arena, cells, piece);
}

bool bdl_marked_row(bdl_reading *reading, bdl_row *row) {
    enum { CELLS_MIN = 3 };
    bdl_line line;
    size_t blanks, width = row->count;
    if (!bdl_lines_peek_text(&reading->lines, &line, &blanks) || blanks == 0 ||
        width < CELLS_MIN || row->cells[width - 1].run.text.len == 0)
        return false;
    size_t cells = bdl_reading_count_cells(reading, &line);
    if (cells < 2 || cells + 2 * blanks != width)
        return false;
    for (size_t i = 0; i <= blanks; i++)
        bdl_lines_next(&reading->lines, &line);
    bdl_row found = bdl_reading_tab_row(reading, &line);
    row->cells = BDL_NEW_ARRAY(bdl_reading_cells(reading), bdl_cell, width);
    for (size_t i = 0; i < width; i++) {
        row->cells[i] = found.cells[i < 2 * blanks ? 0 : i - 2 * blanks];
        if (i < 2 * blanks)
            row->cells[i].run = (bdl_run){.text = {"", 0}, .place = found.place};
    }
    row->place = found.place;
    return true;
}

bool bdl_marked_before(const bdl_reading *reading, const bdl_line *line) {
    enum { CELLS_MIN = 4, BELOW = 2 };
    size_t cells = bdl_reading_count_cells(reading, line);
    bdl_lines ahead = reading->lines;
    bdl_line next;
    bool led = false;
    if (line->text.len == 0 || line->text.data[0] != '\t' || cells < CELLS_MIN)
        return false;
    for (size_t i = 0; i < BELOW; i++) {
        if (led || !bdl_lines_next(&ahead, &next) ||
            bdl_reading_count_cells(reading, &next) + 1 != cells)
            return false;
        led = next.text.data[0] == '\t';
    }
    return !(led && bdl_lines_peek(&ahead, &next) && bdl_line_is_blank(&next));
}
