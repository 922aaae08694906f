/* repeats.c - tables of formats without merged cells, whose writers print the text of a
 * merged cell again in every place that it covers. Only the first is kept, so that such a
 * table is like one whose merged cells were left empty.
 *
 * The first row of a table tells: columns side by side have different names. Below it a
 * cell repeats its neighbour where the row above does so too (two columns with the same
 * text are common), or where it fills the row to its end. */
#include "base/text.h"

#include "read/reading.h"

static bool is_same(const bdl_row *row, size_t a, const bdl_row *other, size_t b) {
    return a < row->count && b < other->count && row->cells[a].run.text.len > 0 &&
           bdl_str_eq(row->cells[a].run.text, other->cells[b].run.text);
}

static size_t count_han(const bdl_cell *cell) {
    bdl_str s = cell->run.text;
    size_t letters = 0;
    for (size_t i = 0; i < s.len;)
        letters += bdl_is_han(bdl_utf8_next(s, &i));
    return letters;
}

static bool is_empty(const bdl_cell *cell) {
    return cell->run.text.len == 0;
}

/* Whether all that ROW says are words. */
static bool has_words(const bdl_row *row) {
    for (size_t c = 0; c < row->count; c++)
        if (!is_empty(&row->cells[c]) && count_han(&row->cells[c]) == 0)
            return false;
    return true;
}

/* Words, not a figure or a mark that columns side by side may well share. */
static bool is_sentence(const bdl_cell *cell) {
    enum { LETTERS_MIN = 5 };
    return count_han(cell) >= LETTERS_MIN;
}

/* The column from which on all cells of ROW say the same sentence, its count when none
 * do. */
static size_t tail_of(const bdl_row *row) {
    enum { TAIL_MIN = 3 };
    size_t from = row->count;
    if (from == 0 || !is_sentence(&row->cells[from - 1]))
        return from;
    while (from >= 2 && is_same(row, from - 1, row, from - 2))
        from--;
    from -= from < row->count;
    return row->count - from >= TAIL_MIN ? from : row->count;
}

/* Whether ROW says in column C something else than ABOVE, whose name there is of that
 * column alone: 质量指标 below 数量指标, in rows of data. */
static bool is_other_row(const bdl_row *above, const bdl_row *row, size_t c) {
    return !is_empty(&row->cells[c]) && !is_same(row, c, above, c) &&
           !is_empty(&above->cells[c]) && (c == 0 || !is_same(above, c, above, c - 1)) &&
           (c + 1 == above->count ||
            (!is_empty(&above->cells[c + 1]) && !is_same(above, c, above, c + 1)));
}

/* Whether ROW goes on with the headings ABOVE it: a column repeats its name, and another
 * has a name of its own below one that several columns share, or that was printed once.
 */
static bool is_more_heading(const bdl_row *above, const bdl_row *row) {
    size_t same = 0, parted = 0;
    if (row->count != above->count || !has_words(above) || !has_words(row))
        return false;
    for (size_t c = 0; c < row->count; c++) {
        bool shared =
            c > 0 && (is_same(above, c, above, c - 1) ||
                      (is_empty(&above->cells[c]) && !is_empty(&row->cells[c])));
        if (is_other_row(above, row, c))
            return false;
        same += is_same(row, c, above, c);
        parted += shared && !is_same(row, c, above, c);
    }
    return same >= 1 && parted >= 1;
}

/* Whether CELL begins with a figure (29个), which heads no column unless it is a time
 * (2025年, 6月底). */
static bool is_amount(const bdl_cell *cell) {
    bdl_str s = cell->run.text;
    size_t digits = bdl_str_digits(s, 0);
    bdl_str rest = bdl_text_trim(bdl_str_from(s, digits));
    return digits > 0 && !bdl_str_starts(rest, BDL_STR("年")) &&
           !bdl_str_starts(rest, BDL_STR("月"));
}

/* Whether ROW only parts the headings ABOVE it, none of which it repeats: each of its
 * cells names a column, and one that several share has several names below. A title, one
 * text over all columns, heads nothing. */
static bool parts_headings(const bdl_row *above, const bdl_row *row) {
    size_t names = 1, parted = 0;
    if (row->count != above->count || !has_words(above) || !has_words(row) ||
        is_same(row, 0, above, 0))
        return false;
    for (size_t c = 1; c < row->count; c++) {
        bool shared = is_same(above, c, above, c - 1);
        names += !shared;
        parted += shared && !is_same(row, c, row, c - 1);
        if (is_empty(&row->cells[c]) || is_amount(&row->cells[c]) ||
            is_same(row, c, above, c) || (!shared && is_same(row, c, row, c - 1)))
            return false;
    }
    return names > 1 && parted >= 1;
}

static void empty(bdl_cell *cell) {
    cell->run = (bdl_run){.text = {NULL, 0}, .place = cell->run.place};
}

/* Marks three cells or more side by side that say the same words: a label at the left
 * (总分), a longer one in all places behind the first (年度目标), or a sentence. Three
 * last cells alone may be what was meant, changed and done: 按时完成. */
static void mark_runs(const bdl_row *row, bool *now) {
    enum { RUN_MIN = 3, LABEL_MIN = 2, REST_LABEL_MIN = 4 };
    for (size_t from = 0, to; from < row->count; from = to) {
        for (to = from + 1; is_same(row, to, row, from);)
            to++;
        bool says = is_sentence(&row->cells[from]) ||
                    (from == 0 && count_han(&row->cells[from]) >= LABEL_MIN) ||
                    (from == 1 && to == row->count &&
                     count_han(&row->cells[from]) >= REST_LABEL_MIN);
        for (size_t c = from + 1; says && to - from >= RUN_MIN && c < to; c++)
            now[c] = true;
    }
}

/* What ROW repeats: told before anything is emptied. */
static void mark(const bdl_row *above, const bool *before, const bdl_row *row,
                 bool *now) {
    size_t tail = tail_of(row);
    for (size_t c = 1; c < row->count; c++)
        now[c] = is_same(row, c, row, c - 1) &&
                 (above ? before[c] || c > tail : count_han(&row->cells[c]) > 0);
    mark_runs(row, now);
}

static void empty_marked(bdl_row *row, const bool *marks) {
    for (size_t c = 0; c < row->count; c++)
        if (marks[c])
            empty(&row->cells[c]);
}

/* Whether a heading of the first row says the same as the one before it; a piece of a
 * table may begin with figures, which are often alike. */
static bool repeats(const bdl_row *row) {
    for (size_t c = 1; c < row->count; c++)
        if (is_same(row, c, row, c - 1) && count_han(&row->cells[c]) > 0)
            return true;
    return false;
}

/* Whether ROW only says whose the table is, or in what unit: few texts, each perhaps in
 * every place of its cell, of which the last has a colon, and the first too where each
 * column has a text of its own, as headings are; or one text, the title, in all. WIDTH:
 * of the row below. */
static bool is_caption(const bdl_row *row, size_t width) {
    enum { TEXTS_MAX = 3, WIDTH_MIN = 3 };
    size_t texts = 0, filled = 0;
    const bdl_cell *last = NULL;
    for (size_t c = 0; c < row->count; c++) {
        if (is_empty(&row->cells[c]))
            continue;
        texts += !last || !bdl_str_eq(last->run.text, row->cells[c].run.text);
        filled++;
        last = &row->cells[c];
    }
    if (row->count == 2 && width > 2) /* 部门:… | 单位:万元 above a wider table */
        return bdl_text_has_colon(row->cells[0].run.text) &&
               bdl_text_has_colon(row->cells[1].run.text);
    if (row->count < WIDTH_MIN || !last || texts > TEXTS_MAX)
        return false;
    return (texts == 1 && filled == row->count) ||
           (bdl_text_has_colon(last->run.text) &&
            (texts < row->count || bdl_text_has_colon(row->cells[0].run.text)));
}

/* The rows above the headings of GRID. */
static size_t count_captions(const bdl_grid *grid) {
    enum { ROWS_MAX = 3 };
    size_t rows = 0;
    while (rows < ROWS_MAX && rows + 1 < grid->rows.count &&
           is_caption(&grid->rows.items[rows], grid->rows.items[rows + 1].count))
        rows++;
    return rows;
}

/* Finds what the rows from FIRST on, headings first, repeat of their neighbours, and what
 * of the rows above them: BELOW. */
static void mark_rows(const bdl_grid *grid, size_t first, size_t width, bool *repeated,
                      bool *below) {
    size_t headings = first + 1;
    for (size_t r = 0; r < grid->rows.count; r++) {
        const bdl_row *row = &grid->rows.items[r], *above = r > first ? row - 1 : NULL;
        mark(above, above ? &repeated[(r - 1) * width] : NULL, row, &repeated[r * width]);
        if (above && r == headings && is_more_heading(above, row))
            for (size_t c = 0, n = r * width; c < row->count; c++, headings = r + 1)
                below[n + c] = is_same(row, c, above, c);
        else if (above && r == headings && parts_headings(above, row))
            headings = r + 1;
        else if (above && tail_of(row) == 1)
            below[r * width] = is_same(row, 0, above, 0);
    }
}

/* Whether the same text fills three places side by side of one of the first rows. */
static bool fills_places(const bdl_grid *grid) {
    enum { ROWS_MAX = 12, PLACES = 3 };
    for (size_t r = 0; r < grid->rows.count && r < ROWS_MAX; r++) {
        const bdl_row *row = &grid->rows.items[r];
        for (size_t c = 1, same = 1; c < row->count; c++) {
            same = is_same(row, c, row, c - 1) ? same + 1 : 1;
            if (same >= PLACES && count_han(&row->cells[c]) > 0)
                return true;
        }
    }
    return false;
}

/* Whether GRID, whose headings follow FIRST captions, prints merged cells in every place.
 * Behind a table that does not, two equal texts beside each other may be a row of data
 * (an indicator described by its name) with which a page begins. */
static bool prints_again(const bdl_reading *reading, const bdl_grid *grid, size_t first) {
    const bdl_row *head = grid->rows.items + first;
    bool is_piece = reading->plain && first == 0 && !fills_places(grid);
    if (first + 1 < grid->rows.count && is_more_heading(head, head + 1))
        return true;
    if (is_piece && (grid->rows.count == 1 || !parts_headings(head, head + 1)))
        return false;
    return repeats(grid->rows.items) || repeats(head);
}

void bdl_grid_unmerge(bdl_reading *reading, bdl_grid *grid) {
    size_t rows = grid->rows.count, width = 0, first = count_captions(grid);
    if (rows == 0)
        return;
    reading->plain = !prints_again(reading, grid, first);
    if (reading->plain)
        return;
    for (size_t r = 0; r < rows; r++)
        width = grid->rows.items[r].count > width ? grid->rows.items[r].count : width;
    bool *repeated = BDL_NEW_ARRAY(reading->arena, bool, rows *width + 1);
    bool *below = BDL_NEW_ARRAY(reading->arena, bool, rows *width + 1);
    mark_rows(grid, first, width, repeated, below);
    for (size_t r = 0; r < rows; r++) {
        empty_marked(&grid->rows.items[r], &repeated[r * width]);
        empty_marked(&grid->rows.items[r], &below[r * width]);
    }
}
