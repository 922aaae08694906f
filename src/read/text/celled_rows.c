/* celled_rows.c - rows whose cells came one a line: as many lines each, in each column
 * figures or texts throughout. */
#include "read/text/celled_find.h"

#include "read/aligned/words.h"

static bool is_blank_row(const kind *row, size_t width) {
    for (size_t c = 0; c < width; c++)
        if (row[c] != BLANK)
            return false;
    return true;
}

/* How many rows without a text stand from line AT on, of which a table has few: 0, where
 * it ends with them. */
static size_t count_blank_rows(const finder *f, size_t at, size_t width, size_t stride) {
    enum { BLANK_ROWS_MAX = 6 };
    size_t rows = 0;
    for (; at + stride + width <= f->lines.count && is_blank_row(f->kinds + at, width);
         at += stride)
        if (++rows > BLANK_ROWS_MAX)
            return 0;
    return rows;
}

/* Whether the lines of ROW are a row of columns that hold what OF says; learns from it.
 */
static bool is_row(const kind *row, size_t width, kind *of) {
    size_t texts = 0;
    for (size_t c = 0; c < width; c++) {
        if (row[c] != BLANK && of[c] != BLANK && of[c] != row[c])
            return false;
        texts += row[c] == TEXT;
    }
    for (size_t c = 0; c < width && texts > 0; c++)
        of[c] = of[c] == BLANK ? row[c] : of[c];
    return texts > 0;
}

/* Whether the GAP lines from line I on, or those that are left, are blank. */
bool bdl_celled_has_gap(const finder *f, size_t i, size_t gap) {
    return gap == 0 || i >= f->lines.count || f->kinds[i] == BLANK;
}

/* How many rows of WIDTH lines stand from line FROM on, in each column of which there are
 * figures alone or texts alone. Those without figures are not looked at to their end. */
size_t bdl_celled_count_rows(const finder *f, size_t from, size_t width, size_t gap) {
    enum { LOOK = 12 };
    kind of[BDL_CELLED_MAX] = {BLANK};
    size_t rows = 0, at = from, stride = width + gap;
    for (; at + width <= f->lines.count && bdl_celled_has_gap(f, at + width, gap);
         at += stride) {
        const kind *row = &f->kinds[at];
        size_t empty = rows > 0 ? count_blank_rows(f, at, width, stride) : 0;
        at += empty * stride;
        if (!bdl_celled_has_gap(f, at + width, gap) ||
            !is_row(row + empty * stride, width, of))
            break;
        rows += empty;
        bool figures = ++rows < LOOK;
        if (rows == ROWS_MIN && of[0] == BLANK)
            return 0; /* it is no column, but the line between rows */
        for (size_t c = 0; c < width && !figures; c++)
            figures = of[c] == FIGURE;
        if (!figures)
            break;
    }
    return rows;
}

/* Whether figures stand in the rows from line FROM on. */
bool bdl_celled_has_figures(const finder *f, size_t from, size_t lines) {
    size_t figures = 0;
    for (size_t i = from; i < from + lines; i++)
        figures += f->kinds[i] == FIGURE;
    return figures >= ROWS_MIN;
}

/* How many rows of WIDTH texts each, with blank lines between them, stand from line FROM
 * on. */
size_t bdl_celled_count_full(const finder *f, size_t from, size_t width) {
    size_t rows = 0;
    for (size_t at = from; at + width <= f->lines.count; at += width + 1, rows++)
        for (size_t c = 0; c <= width; c++)
            if (at + c < f->lines.count && f->kinds[at + c] != (c < width ? TEXT : BLANK))
                return rows;
    return rows;
}

/* Whether line I, or the first with text behind it, says why a table without rows has
 * none. */
bool bdl_celled_is_note(const finder *f, size_t i) {
    enum { BLANKS_MAX = 2 };
    for (size_t n = 0; n < BLANKS_MAX && i < f->lines.count && f->kinds[i] == BLANK; n++)
        i++;
    return i < f->lines.count && (bdl_str_starts(text_at(f, i), BDL_STR("注")) ||
                                  bdl_str_starts(text_at(f, i), BDL_STR("说明")));
}

/* How many lines from line FROM on, END at most, count 1, 2, 3. */
size_t bdl_celled_count_numbers(const finder *f, size_t from, size_t end) {
    size_t count = 0;
    while (from + count < end &&
           bdl_words_count_of(text_at(f, from + count)) == count + 1)
        count++;
    return count;
}

/* Whether the row at line FROM numbers the columns: 栏次 1 2 3, those of a code and its
 * name perhaps not. */
bool bdl_celled_numbers_columns(const finder *f, size_t from, size_t width) {
    size_t at = from + 1, end = from + width;
    if (end > f->lines.count || f->kinds[from] != TEXT)
        return false;
    while (at < end && at < from + HEADS && f->kinds[at] == BLANK)
        at++;
    return at < end && bdl_celled_count_numbers(f, at, end) == end - at;
}
