/* stacked_rows.c - the rows of a table inside a sheet whose cells came one a line. Where
 * a row begins is told by the cells of its merged columns, which end in the same words as
 * their headings (一级指标: 产出指标). */
#include "model/stacked.h"

enum { WORD_LETTERS = 2, LEVEL_LETTERS = 16, ROW_MAX = BDL_STRIP_MAX };

/* The last letters of S. */
static bdl_str tail_of(bdl_str s) {
    size_t at = s.len, letters = 0;
    while (at > 0 && letters < WORD_LETTERS) {
        at--;
        letters += !bdl_utf8_goes_on(s.data[at]);
    }
    return bdl_str_from(s, at);
}

/* Whether line I may be a cell of a merged column. */
static bool is_level(bdl_stack *s, const bdl_strip *strip, size_t i) {
    bdl_str cell = bdl_stack_cell(s, i)->folded;
    bdl_str tail = tail_of(bdl_stack_cell(s, strip->at + strip->before)->folded);
    return cell.len > tail.len && bdl_str_ends(cell, tail) &&
           bdl_utf8_count(cell) <= LEVEL_LETTERS;
}

/* ≥90%, 412平方米, 6月底前. */
static bool is_target(bdl_stack *s, size_t i) {
    bdl_str cell = bdl_stack_cell(s, i)->folded;
    return bdl_str_skip_any(cell, BDL_WORDS("≥", "≤", ">", "<", "=")) ||
           (bdl_str_digit_at(cell, 0) && bdl_numbering_of(cell).style == BDL_UNNUMBERED);
}

/* What is known of one row: for each column the line of its cell, or none. */
typedef struct lines {
    size_t at[ROW_MAX];
    size_t count;
} lines;

enum { EMPTY = 0 }; /* no row begins at the first line of a document */

static void put_row(bdl_stack *s, const lines *row, size_t near) {
    for (size_t i = 0; i < row->count; i++)
        if (row->at[i] == EMPTY)
            bdl_stack_add_empty(s, near);
        else
            bdl_stack_add(s, row->at[i]);
    bdl_stack_end_row(s);
}

static void take(lines *row, size_t cell) {
    if (row->count < ROW_MAX)
        row->at[row->count++] = cell;
}

/* The cells FROM to TO, COUNT with those of which a blank line is left; OPEN: more rows
 * follow. */
static bool take_gaps(bdl_stack *s, size_t from, size_t to, size_t count, bool open,
                      lines *out) {
    for (size_t i = from; i < to; i++) {
        if (i > from && bdl_stack_is_after_gap(s, i))
            take(out, EMPTY);
        take(out, i);
    }
    if (open && out->count + 1 == count && bdl_stack_is_after_gap(s, to))
        take(out, EMPTY);
    return out->count == count;
}

/* The cells FROM to TO, fewer than there are columns, by the one that is a target: the
 * name of an indicator is always there, and where but one cell can be lacking it is
 * known. */
static bool take_by_target(bdl_stack *s, const bdl_strip *strip, size_t from, size_t to,
                           lines *out) {
    size_t targets = 0, target = from, width = strip->count, first = out->count;
    for (size_t i = from; i < to; i++)
        if (is_target(s, i)) {
            target = targets++ == 0 ? i : target;
        }
    size_t left = strip->value - first, right = width - strip->value - 1;
    size_t before = target - from, after = to - target - 1;
    if (targets != 1 || before == 0 || before > left || left - before > 1 || left > 2 ||
        after > right || (after < right && right > 1))
        return false;
    for (size_t i = from; i < target; i++)
        out->at[out->count++] = i;
    while (out->count < strip->value)
        out->at[out->count++] = EMPTY;
    for (size_t i = target; i < to; i++)
        out->at[out->count++] = i;
    while (out->count < width)
        out->at[out->count++] = EMPTY;
    return true;
}

/* The columns that are merged, of which COUNT cells stand from AT on. */
static lines begin_row(const bdl_strip *strip, size_t at, size_t count) {
    lines row = {.count = strip->before + strip->levels};
    for (size_t i = 0; i < row.count; i++)
        row.at[i] = i + count < row.count ? EMPTY : at + i + count - row.count;
    return row;
}

/* Whether blank lines stand but between rows of OWN cells (for merged ones). */
static bool are_gaps_between(const bdl_stack *s, size_t from, size_t to, size_t own) {
    for (size_t i = from + 1; i < to; i++)
        if (bdl_stack_is_after_gap(s, i) && (i - from) % own != 0)
            return false;
    return true;
}

/* 注:各地可以增加指标。 */
static bool is_note(bdl_str folded) {
    return bdl_str_skip_any(
               folded, BDL_WORDS("注:", "备注:", "说明:", "填表说明", "填报说明")) > 0;
}

/* Where the text below the table begins, among the last cells FROM to TO: a line that is
 * numbered as headings are, or a note. */
static size_t heading_at(bdl_stack *s, size_t from, size_t to) {
    for (size_t i = from + 1; i < to; i++) {
        bdl_str folded = bdl_stack_cell(s, i)->folded;
        bdl_number_style style = bdl_numbering_of(folded).style;
        if (style == BDL_NUMBER_PART || style == BDL_NUMBER_HAN || is_note(folded))
            return i;
    }
    return to;
}

/* The same: a line that stands apart, behind a whole row of OWN cells; TO: there is
 * none. */
static size_t part_at(const bdl_stack *s, size_t from, size_t to, size_t own) {
    size_t i = from + own;
    return i < to && (bdl_stack_is_after_gap(s, i) || s->doc->blocks.items[i].new_page)
               ? i
               : to;
}

/* Makes rows of the cells FROM to TO, whose first has the merged cells ROW; false when it
 * is not known which are empty. */
static bool take_rest(bdl_stack *s, const bdl_strip *strip, size_t from, size_t to,
                      bool open, lines row) {
    size_t width = strip->count, own = width - row.count, count = to - from;
    if (count < own || !are_gaps_between(s, from, to, own)) {
        lines gapped = row;
        if (take_gaps(s, from, to, width, open, &gapped))
            row = gapped;
        else if (count >= own || !take_by_target(s, strip, from, to, &row))
            return false;
        put_row(s, &row, from);
        return true;
    }
    if (count % own != 0)
        return false;
    for (size_t i = from; i < to; i += own) {
        for (size_t k = 0; k < own; k++)
            take(&row, i + k);
        put_row(s, &row, i);
        row = begin_row(strip, i, 0);
    }
    return true;
}

/* The last rows; gives where the table ends, 0: it is not known. */
static size_t take_last(bdl_stack *s, const bdl_strip *strip, size_t from, size_t to,
                        const lines *row) {
    size_t end = heading_at(s, from, to);
    if (take_rest(s, strip, from, end, false, *row))
        return end;
    end = part_at(s, from, end, strip->count - row->count);
    return end < to && take_rest(s, strip, from, end, false, *row) ? end : 0;
}

/* The line with the outer level of the first rows, which stand at FROM without it: a cell
 * merged over rows may come last of the whole table. EMPTY: there is none. */
static size_t stray_level(bdl_stack *s, const bdl_strip *strip, size_t from, size_t to) {
    size_t levels = 0;
    while (from + levels < to && is_level(s, strip, from + levels))
        levels++;
    return s->flat && levels + 1 == strip->levels && levels > 0 &&
                   is_level(s, strip, to - 1) && !is_level(s, strip, to - 2)
               ? to - 1
               : EMPTY;
}

size_t bdl_stack_cut_rows(bdl_stack *s, const bdl_strip *strip, size_t from, size_t to) {
    size_t merged = strip->levels, i = from, stray = stray_level(s, strip, from, to);
    to -= stray != EMPTY;
    while (i < to && strip->before + merged < strip->count) {
        size_t levels = 0;
        while (levels < merged && i + levels < to && is_level(s, strip, i + levels))
            levels++;
        size_t rest = i + levels, end = rest + 1;
        if (levels < (i == from && stray == EMPTY ? merged : 1) || rest >= to)
            return 0;
        while (end < to && !is_level(s, strip, end))
            end++;
        lines row = begin_row(strip, i, levels);
        if (i == from && stray != EMPTY)
            row.at[strip->before] = stray;
        if (end == to) {
            size_t last = take_last(s, strip, rest, end, &row);
            if (stray == EMPTY)
                return last;
            return last == to ? to + 1 : 0;
        }
        if (!take_rest(s, strip, rest, end, true, row))
            return 0;
        i = end;
    }
    return 0;
}
