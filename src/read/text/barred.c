/* barred.c - tables whose cells came one a line with a bar behind each.
 *
 * An empty cell is a bar alone, and a line that ends with one ends its row: so the rows
 * are found, all being as long. Where no cell is empty the shortest rows are theirs that
 * have a name in front and figures, or texts, below each other. */
#include "read/text/barred.h"

#include "base/text.h"
#include "read/aligned/words.h"

enum {
    CELLS_MIN = 6,
    PADDING_MIN = 2,
    CELLS_MOST = 200000,
    WIDTH_MAX = 32,
};

typedef struct cell {
    bdl_line line;
    bdl_str text;
    bool ends;   /* its line does, and it is empty: so does its row */
    size_t bars; /* that its line, which it ends, has alone: several fill up a row */
} cell;

typedef struct cells {
    cell *items;
    size_t count, capacity;
    uint32_t last; /* the number of the last line */
} cells;

/* What a line can be of such a table: TEXT, a bar or several, TEXT and one behind it. */
typedef enum part { NO_PART, TEXT_ALONE, BARS_ALONE, TEXT_AND_BAR } part;

static part part_of(bdl_str s) {
    s = bdl_text_trim(s);
    const char *bar = s.len ? memchr(s.data, '|', s.len) : NULL;
    if (!bar)
        return s.len > 0 ? TEXT_ALONE : NO_PART;
    bool ends = s.data[s.len - 1] == '|', text = false;
    size_t last = s.len - 1;
    while (ends && last > 0 && s.data[last - 1] != '|')
        last--;
    for (size_t i = 0; i < last; i++)
        if (s.data[i] != '|' && s.data[i] != ' ')
            return NO_PART;
    for (size_t i = last; i + 1 < s.len; i++)
        text |= s.data[i] != ' ';
    return !ends ? NO_PART : text ? TEXT_AND_BAR : BARS_ALONE;
}

/* Whether LINE, with the next one of AHEAD, holds cells and their bars. */
static part part_at(const bdl_lines *ahead, const bdl_line *line) {
    bdl_line next;
    part here = part_of(line->text);
    if (here != TEXT_ALONE)
        return here;
    return bdl_lines_peek(ahead, &next) && part_of(next.text) == BARS_ALONE ? here
                                                                            : NO_PART;
}

/* Adds the cells of LINE; OPEN: the last one has no bar yet. */
static void take_cells(bdl_arena *arena, const bdl_line *line, bool open, cells *out) {
    bdl_str s = bdl_text_trim(line->text);
    for (size_t from = 0; from < s.len;) {
        const char *bar = memchr(s.data + from, '|', s.len - from);
        size_t to = bar ? (size_t)(bar - s.data) : s.len;
        bdl_str text = bdl_text_trim(bdl_str_of(s.data + from, to - from));
        cell c = {.line = *line, .text = text, .ends = to + 1 == s.len && text.len == 0};
        c.bars = c.ends && part_of(s) == BARS_ALONE ? bdl_str_count(s, '|') : 0;
        if (!open)
            BDL_PUSH(arena, out, c);
        open = false;
        from = to + 1;
    }
    out->last = line->number;
}

/* Whether the line of bars that was just taken fills up the title of a table of another
 * width than that of CELLS, whose first line it was that said *WIDTH: this ends before
 * that title. */
static bool cut_at_title(cells *all, size_t *width) {
    size_t bars = all->count > 0 ? all->items[all->count - 1].bars : 0;
    if (bars < PADDING_MIN || bars >= all->count)
        return false;
    size_t title = all->count - bars - 1;
    if (title == 0)
        *width = all->count;
    if (*width == 0 || all->count % *width == 0 || title % *width > 0)
        return false;
    all->count = title;
    all->last = all->items[title].line.number - 1;
    return true;
}

/* The cells of LINE and of those below it that have bars. */
static cells collect(bdl_reading *reading, const bdl_line *line) {
    cells out = {0};
    bdl_lines ahead = reading->lines;
    bdl_line next = *line;
    size_t width = 0;
    bool apart = false; /* bars have lines of their own */
    for (part here = part_at(&ahead, &next), before = NO_PART; here != NO_PART;
         before = here, here = part_at(&ahead, &next)) {
        take_cells(bdl_reading_passing(reading), &next, before == TEXT_ALONE, &out);
        apart |= here == TEXT_ALONE;
        if (cut_at_title(&out, &width) || out.count >= CELLS_MOST ||
            !bdl_lines_next(&ahead, &next))
            break;
    }
    for (size_t i = 0; apart && i < out.count; i++)
        out.items[i].ends = false;
    return out;
}

/* Whether the rows of WIDTH cells end where lines say so; the last may have been cut off
 * where some do, and where there are too many. */
static bool end_with_lines(const cells *all, size_t width) {
    bool any = false;
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].ends && (i + 1) % width > 0)
            return false;
        any |= all->items[i].ends;
    }
    return any || all->count % width == 0 || all->count >= CELLS_MOST;
}

/* Whether the cells in column C of the rows of WIDTH cells, below their headings, are all
 * figures or all texts, but for one in OTHERS. */
static bool is_column(const cells *all, size_t width, size_t c, bool *figures) {
    enum { OTHERS = 8 };
    size_t of[2] = {0};
    for (size_t i = width + c; i < all->count; i += width)
        if (all->items[i].text.len > 0)
            of[bdl_words_is_number(all->items[i].text)]++;
    *figures = of[1] > of[0];
    size_t less = of[0] < of[1] ? of[0] : of[1];
    return less * OTHERS <= of[0] + of[1];
}

/* Whether rows of WIDTH cells have names or numbers in front, none of which lacks, and
 * figures behind. */
static bool are_rows(const cells *all, size_t width) {
    bool any = false;
    if (!end_with_lines(all, width) || all->count < 2 * width)
        return false;
    for (size_t i = 0; i < all->count; i += width)
        if (all->items[i].text.len == 0)
            return false;
    for (size_t c = 0; c < width; c++) {
        bool figures;
        if (!is_column(all, width, c, &figures))
            return false;
        any |= figures && c > 0;
    }
    return any;
}

/* How long the rows are that lines of several bars fill up: those end as many cells apart
 * or a multiple of that, and most rows have a text in front. 0: that cannot be told. */
static size_t find_padded_width(const cells *all) {
    size_t width = 0, ends = 0;
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].bars < PADDING_MIN)
            continue;
        ends++;
        for (size_t rest = i + 1; rest > 0;) {
            size_t was = rest;
            rest = width % rest;
            width = was;
        }
    }
    if (ends < 2 || width < 3 || width > WIDTH_MAX)
        return 0;
    size_t led = 0, rows = 0;
    for (size_t i = 0; i < all->count; i += width, rows++)
        led += all->items[i].text.len > 0;
    return led * 2 > rows ? width : 0;
}

/* How long the rows are; 0: that cannot be told. */
static size_t find_width(const cells *all) {
    for (size_t width = 2; width <= WIDTH_MAX && 2 * width <= all->count; width++)
        if (are_rows(all, width))
            return width;
    return find_padded_width(all);
}

bool bdl_barred_begins(bdl_reading *reading, const bdl_line *line) {
    bdl_line next;
    if (!bdl_lines_peek(&reading->lines, &next) || next.text.len == 0 ||
        !memchr(next.text.data, '|', next.text.len) || line->number < reading->unbarred ||
        part_at(&reading->lines, line) < TEXT_ALONE || part_of(line->text) == BARS_ALONE)
        return false;
    cells all = collect(reading, line);
    if (all.count >= CELLS_MIN && find_width(&all) > 0)
        return true;
    reading->unbarred = all.last + 1;
    return false;
}

/* How many of the WIDTH columns hold something. */
static size_t count_used(const cells *all, size_t width) {
    size_t used = 1;
    for (size_t i = 0; i < all->count; i++)
        if (all->items[i].text.len > 0 && i % width >= used)
            used = i % width + 1;
    return used;
}

/* The rows behind CELLS_MOST cells are a table of their own, which begins with a row. */
static void cut_to_rows(cells *all, size_t width) {
    all->count -= 1 + (all->count - 1) % width;
    all->last = all->items[all->count].line.number - 1;
}

void bdl_barred_read_table(bdl_reading *reading, const bdl_line *first) {
    cells all = collect(reading, first);
    size_t width = find_width(&all);
    bdl_grid grid;
    bdl_line line = *first;
    if (all.count >= CELLS_MOST)
        cut_to_rows(&all, width);
    size_t used = count_used(&all, width);
    bdl_grid_begin(reading, &grid);
    for (size_t i = 0; i < all.count; i += width) {
        bdl_row row = {.cells = BDL_NEW_ARRAY(bdl_reading_cells(reading), bdl_cell, used),
                       .count = used};
        row.place = bdl_line_place(&all.items[i].line);
        for (size_t c = 0; c < used; c++) {
            if (i + c >= all.count) {
                row.cells[c] =
                    (bdl_cell){.run.place = row.place, .row_span = 1, .col_span = 1};
                continue;
            }
            const cell *from = &all.items[i + c];
            bdl_at at = bdl_at_start(&from->line);
            row.cells[c] = bdl_reading_cell(reading, &at, from->text);
        }
        bdl_grid_add(reading, &grid, row);
    }
    while (line.number < all.last && bdl_lines_next(&reading->lines, &line))
        continue;
    bdl_grid_fill_hanging(reading, &grid);
    bdl_grid_unmerge(reading, &grid);
    bdl_grid_end(reading, &grid);
}
