/* table.c - from aligned lines to rows: headings put together, wrapped cells too.
 *
 * Headings: what stands in one column on several lines is one heading, wrapped; a heading
 * centred over several columns that have headings of their own below is the heading of a
 * group and stands in a row above, in the first column of its group.
 *
 * Which lines are one row is told by rows.c. */
#include "base/text.h"

#include "read/aligned/form.h"
#include "read/aligned/head.h"
#include "read/aligned/line_row.h"
#include "read/aligned/rows.h"
#include "read/aligned/table.h"
#include "read/aligned/table_full.h"

enum { HEAD_MAX = 40 }; /* lines of headings */

typedef struct table {
    bdl_reading *reading;
    bdl_arena *scratch;
    bdl_columns columns;
    const bdl_worded *lines;
    size_t count;
    bdl_head head;
    bdl_grid grid;
} table;

static bdl_line_row begin_row(const table *t) {
    return bdl_line_row_begin(t->reading, t->scratch, t->columns.count);
}

static void put_word(const table *t, bdl_line_row *row, const bdl_worded *line,
                     const bdl_word *word, size_t column) {
    bdl_line_row_put(t->reading, row, line, word, column);
}

/* How many bytes of a word are a code that a name was printed against (310资本性支出). */
static size_t code_length(bdl_str s) {
    enum { CODE_MIN = 3 };
    size_t digits = bdl_str_digits(s, 0), at = digits;
    return digits >= CODE_MIN && digits < s.len && bdl_is_han(bdl_utf8_next(s, &at))
               ? digits
               : 0;
}

static bool is_free(const bdl_worded *line, size_t column) {
    for (size_t w = 0; w < line->count; w++)
        if (line->words[w].column == column)
            return false;
    return true;
}

static bool holds_figures(const table *t, size_t column) {
    return column < t->columns.count &&
           t->columns.items[column].numbers > t->columns.items[column].texts;
}

/* Puts the code in its column and the name in the one behind it, where these are empty.
 */
static bool put_glued(const table *t, bdl_line_row *row, const bdl_worded *line,
                      const bdl_word *word) {
    bdl_word code = *word, name = *word;
    size_t column = word->column, length = code_length(word->text);
    code.text.len = length;
    code.end[BDL_IN_CHARS] = word->begin[BDL_IN_CHARS] + (uint32_t)length;
    name.text = bdl_str_from(word->text, length);
    name.begin[BDL_IN_CHARS] = code.end[BDL_IN_CHARS];
    if (length == 0)
        return false;
    if (column > 0 && holds_figures(t, column - 1) && is_free(line, column - 1))
        column--;
    else if (!holds_figures(t, column) || column + 1 >= t->columns.count ||
             !is_free(line, column + 1))
        return false;
    put_word(t, row, line, &code, column);
    put_word(t, row, line, &name, column + 1);
    return true;
}

static void put_line(const table *t, bdl_line_row *row, const bdl_worded *line) {
    for (size_t w = 0; w < line->count; w++)
        if (!put_glued(t, row, line, &line->words[w]))
            put_word(t, row, line, &line->words[w], line->words[w].column);
}

static void end_row(table *t, bdl_line_row *row) {
    bdl_line_row_end(t->reading, row, &t->grid);
}

/* ---- headings ---- */

/* Says which columns the groups of one row stand over. */
static void mark_spans(table *t, unsigned level) {
    bdl_row *row = &t->grid.rows.items[t->grid.rows.count - 1];
    for (size_t i = 0; i < t->head.count; i++) {
        const bdl_heading *group = &t->head.items[i];
        bool whole = group->level == level && group->to > group->from;
        for (size_t c = group->from + 1; whole && c <= group->to; c++)
            whole = row->cells[c].run.text.len == 0;
        if (!whole)
            continue;
        row->cells[group->from].col_span = (uint16_t)(group->to - group->from + 1);
        for (size_t c = group->from + 1; c <= group->to; c++)
            row->cells[c].col_span = 0;
    }
}

/* Groups are rows of their own, the widest first; the headings of columns are the last
 * row. */
static void add_head(table *t) {
    bdl_line_row row = begin_row(t);
    for (unsigned level = t->head.levels + 1; level-- > 0;) {
        for (size_t i = 0; i < t->head.lines; i++)
            for (size_t w = 0; w < t->lines[i].count; w++) {
                const bdl_heading *heading = &t->head.items[t->head.of[i][w]];
                if (heading->level == level)
                    put_word(t, &row, &t->lines[i], &t->lines[i].words[w], heading->from);
            }
        size_t before = t->grid.rows.count;
        end_row(t, &row);
        if (level > 0 && t->grid.rows.count > before)
            mark_spans(t, level);
    }
}

/* ---- rows ---- */

static void add_rows(table *t) {
    bdl_line_row row = begin_row(t);
    size_t *row_of = BDL_NEW_ARRAY(t->scratch, size_t, t->count + 1);
    bdl_rows_find(t->scratch, &t->columns, t->lines, t->count, row_of);
    for (size_t i = t->columns.head; i < t->count; i++) {
        if (i > t->columns.head && row_of[i] != row_of[i - 1])
            end_row(t, &row);
        put_line(t, &row, &t->lines[i]);
    }
    end_row(t, &row);
}

/* The cell that covers cell C of ROW reaches a column less far. */
static void shorten_span(bdl_row *row, size_t c) {
    size_t owner = c;
    while (owner > 0 && row->cells[owner].col_span == 0)
        owner--;
    if (row->cells[c].col_span == 0 && row->cells[owner].col_span > 1)
        row->cells[owner].col_span--;
}

/* Drops the columns in which nothing stands: headings of groups made them. */
static void drop_empty_columns(table *t) {
    size_t kept = 0;
    for (size_t c = 0; c < t->columns.count; c++) {
        bool used = false;
        for (size_t r = 0; r < t->grid.rows.count && !used; r++)
            used = t->grid.rows.items[r].cells[c].run.text.len > 0;
        for (size_t r = 0; r < t->grid.rows.count && !used; r++)
            shorten_span(&t->grid.rows.items[r], c);
        if (!used)
            continue;
        for (size_t r = 0; r < t->grid.rows.count; r++)
            t->grid.rows.items[r].cells[kept] = t->grid.rows.items[r].cells[c];
        t->columns.items[kept++] = t->columns.items[c];
    }
    t->columns.count = kept;
    for (size_t r = 0; r < t->grid.rows.count; r++)
        t->grid.rows.items[r].count = kept;
}

/* A table without figures is a form without values when its lines are groups over
 * headings of columns; else every line is a row. */
static void find_empty_form(table *t) {
    enum { LINES_MAX = 14, LEAVES_MIN = 4, ROW_GAP = 3 };
    bdl_columns columns = {.measure = t->columns.measure};
    size_t head = 1, leaves = 0, wide = 0, narrow = 0;
    while (head < t->count && t->lines[head].gap < ROW_GAP)
        head++;
    t->columns.head = 0;
    if (head > LINES_MAX ||
        !bdl_head_find(t->scratch, t->lines, head, &columns, &t->head))
        return;
    for (size_t i = 0; i < t->head.count; i++) {
        leaves += t->head.items[i].is_leaf;
        wide += !t->head.items[i].is_leaf && t->head.items[i].spans_two;
        narrow += !t->head.items[i].is_leaf && !t->head.items[i].spans_two;
    }
    if (leaves < LEAVES_MIN || wide == 0 || narrow > wide + 1)
        return;
    columns.head = head;
    t->columns = columns;
}

/* Whether the lines over the first figures hold one word each. */
static bool has_lone_words(const table *t) {
    for (size_t i = 0; i < t->columns.head; i++)
        if (t->lines[i].count > 1)
            return false;
    return t->columns.head < t->count;
}

/* Words that neither begin nor end, by MEASURE, where a word of another line does. */
static size_t count_loners(const bdl_worded *lines, size_t count, int measure) {
    enum { PLACES = 512 };
    uint16_t begins[PLACES] = {0}, ends[PLACES] = {0};
    size_t loners = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count; i++)
            for (size_t w = 0; w < lines[i].count; w++) {
                uint16_t *begin = &begins[lines[i].words[w].begin[measure] % PLACES];
                uint16_t *end = &ends[lines[i].words[w].end[measure] % PLACES];
                if (pass > 0)
                    loners += *begin <= 1 && *end <= 1;
                *begin = (uint16_t)(*begin + (pass == 0 && *begin < UINT16_MAX));
                *end = (uint16_t)(*end + (pass == 0 && *end < UINT16_MAX));
            }
    return loners;
}

/* The measure in which the lines are looked at first: that of the tables before, when
 * there WAS one, unless by the other far fewer words stand alone. */
static int first_measure(const bdl_worded *lines, size_t count, int usual, bool was) {
    size_t by_usual = count_loners(lines, count, usual);
    size_t by_other = count_loners(lines, count, !usual);
    bool other = was ? by_usual > 2 && by_usual > 2 * by_other + 1 : by_usual > by_other;
    return other ? !usual : usual;
}

/* ---- columns without a heading ---- */

static bool has_heading(const table *t, size_t column) {
    for (size_t i = 0; i < t->head.count; i++)
        if (t->head.items[i].is_leaf && t->head.items[i].from == column)
            return true;
    return false;
}

/* Whether no row has something in both columns. */
static bool are_apart(const table *t, size_t a, size_t b) {
    for (size_t i = t->columns.head; i < t->count; i++)
        if (!is_free(&t->lines[i], a) && !is_free(&t->lines[i], b))
            return false;
    return true;
}

/* Takes column FROM into the one before it. */
static void join_column(table *t, size_t from) {
    bdl_column *right = &t->columns.items[from], *left = right - 1;
    left->end = right->end > left->end ? right->end : left->end;
    left->numbers += right->numbers;
    left->texts += right->texts;
    memmove(right, right + 1, (--t->columns.count - from) * sizeof *right);
    for (size_t i = t->columns.head; i < t->count; i++)
        for (size_t w = 0; w < t->lines[i].count; w++)
            t->lines[i].words[w].column -= t->lines[i].words[w].column >= from;
    for (size_t i = 0; i < t->head.count; i++) {
        t->head.items[i].from -= t->head.items[i].from >= from;
        t->head.items[i].to -= t->head.items[i].to >= from;
    }
}

/* Whether the heading of COLUMN says that its cells hold codes and names: 科目编码及名称,
 * 科目编码（名称）. */
static bool heads_both(const table *t, size_t column) {
    for (size_t i = 0; i < t->head.count; i++) {
        bdl_str s = t->head.items[i].text;
        if (!t->head.items[i].is_leaf || t->head.items[i].from != column)
            continue;
        return bdl_str_has(s, BDL_STR("名称")) &&
               (bdl_str_has(s, BDL_STR("编码")) || bdl_str_has(s, BDL_STR("代码")));
    }
    return false;
}

/* A column without a heading is one with that beside it which has one where no row fills
 * both, or where the heading is that of both: 合计 at the edge of a column whose codes
 * stand in its middle, codes before their names. */
static void join_headless(table *t) {
    for (size_t c = 0; c + 1 < t->columns.count && t->columns.head > 0;) {
        if (has_heading(t, c) != has_heading(t, c + 1) &&
            (are_apart(t, c, c + 1) ||
             (c == 0 && (heads_both(t, 0) || heads_both(t, 1)))))
            join_column(t, c + 1);
        else
            c++;
    }
}

/* ---- tables of texts ---- */

/* Whether each line has as many words as the others: no cell is empty or wrapped, and
 * none stands over two. */
static bool are_of_one_length(const table *t) {
    enum { WORDS_MIN = 3, LINES_MIN = 2 };
    for (size_t i = 1; i < t->count; i++)
        if (t->lines[i].count != t->lines[0].count || t->lines[i].gap > 0)
            return false;
    return t->count >= LINES_MIN && t->lines[0].count >= WORDS_MIN;
}

/* The words of each line are its cells, in order: centred headings may stand beside all
 * that is below them. */
static void take_in_order(table *t, bdl_worded *lines) {
    bdl_columns columns = {.measure = t->columns.measure};
    for (size_t w = 0; w < lines[0].count; w++) {
        bdl_column column = {.begin = UINT32_MAX, .begin_most = 0, .texts = t->count};
        column.end_least = UINT32_MAX;
        for (size_t i = 0; i < t->count; i++) {
            bdl_word *word = &lines[i].words[w];
            uint32_t begin = word->begin[columns.measure];
            uint32_t end = word->end[columns.measure];
            word->column = w;
            column.begin = begin < column.begin ? begin : column.begin;
            column.end = end > column.end ? end : column.end;
            column.begin_most = begin > column.begin_most ? begin : column.begin_most;
            column.end_least = end < column.end_least ? end : column.end_least;
        }
        BDL_PUSH(t->scratch, &columns, column);
    }
    t->columns = columns;
}

/* Parts the lines into columns, headings and rows. GOES_ON: with a table of the page
 * before. */
static void find_parts(table *t, bool goes_on, int measure) {
    bdl_worded *lines = (bdl_worded *)(uintptr_t)t->lines;
    bdl_columns_find(t->scratch, lines, t->count, measure, &t->columns);
    if (t->columns.head < t->count)
        bdl_columns_cut_head(t->scratch, &t->columns, lines);
    else if (are_of_one_length(t)) {
        take_in_order(t, lines);
        return;
    }
    if (goes_on && has_lone_words(t))
        t->columns.head = 0; /* the rest of a name from the page before */
    else if (t->columns.head == t->count)
        find_empty_form(t);
    else if (t->columns.head > HEAD_MAX ||
             !bdl_head_find(t->scratch, lines, t->columns.head, &t->columns, &t->head))
        t->columns.head = 0;
    bdl_columns_place(t->scratch, &t->columns, lines, t->count);
    join_headless(t);
}

void bdl_aligned_rows(bdl_reading *reading, bdl_arena *scratch, bdl_worded *lines,
                      size_t count, bdl_grid *grid) {
    table t = {.reading = reading, .scratch = scratch, .lines = lines, .count = count};
    find_parts(&t, false, first_measure(lines, count, BDL_IN_WIDTH, true));
    bdl_grid_begin(reading, &t.grid);
    if (t.columns.head > 0)
        add_head(&t);
    add_rows(&t);
    drop_empty_columns(&t);
    for (size_t r = 0; r < t.grid.rows.count; r++)
        bdl_grid_add(reading, grid, t.grid.rows.items[r]);
}

void bdl_aligned_table(bdl_reading *reading, bdl_arena *scratch, bdl_worded *lines,
                       size_t count, bdl_shape *shape) {
    table t = {.reading = reading, .scratch = scratch, .lines = lines, .count = count};
    bdl_form_parts form = bdl_form_find(scratch, lines, count);
    if (form.head.count > 0) {
        bdl_form_put(reading, scratch, lines, count, &form);
        shape->count = 0;
        return;
    }
    find_parts(&t, shape->count > 0,
               first_measure(lines, count, shape->measure, shape->is_measured));
    bdl_grid_begin(reading, &t.grid);
    if (t.columns.head > 0)
        add_head(&t);
    size_t head = t.grid.rows.count;
    add_rows(&t);
    drop_empty_columns(&t);
    bdl_aligned_full_rows(scratch, &t.grid, head, &t.columns);
    if (head == 0 && shape->count > 0)
        bdl_shape_fit(shape, reading, &t.grid, &t.columns);
    else
        bdl_shape_take(shape, &t.grid, &t.columns, head);
    bdl_grid_end(reading, &t.grid);
}
