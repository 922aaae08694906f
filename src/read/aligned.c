/* aligned.c - from aligned lines to rows: headings put together, wrapped cells too.
 *
 * Headings: what stands in one column on several lines is one heading, wrapped; a heading
 * centred over several columns that have headings of their own below is the heading of a
 * group and stands in a row above, in the first column of its group.
 *
 * Rows: a line with a figure, or with two words, or alone between blank lines, is a row;
 * a lone word that touches one is a piece of its wrapped name. Names are centred on the
 * line of the figures when as many pieces stand above each row as below it, else they
 * hang down from it. */
#include "base/text.h"

#include "read/aligned.h"
#include "read/gutters.h"
#include "read/head.h"

enum { HEAD_MAX = 40 }; /* lines of headings */

/* A row in the making: the text of each cell, and where its first piece stands. */
typedef struct open_row {
    bdl_maker *cells;
    bdl_place *places;
    bdl_place place; /* line 0: nothing is in it */
} open_row;

typedef struct table {
    bdl_reading *reading;
    bdl_arena *scratch;
    bdl_columns columns;
    bdl_worded *lines;
    size_t count;
    bdl_head head;
    bdl_grid grid;
} table;

static void clear_row(const table *t, open_row *row) {
    row->place.line = 0;
    for (size_t c = 0; c < t->columns.count; c++)
        bdl_maker_begin(&row->cells[c], t->reading);
}

static open_row begin_row(const table *t) {
    open_row row = {.cells = BDL_NEW_ARRAY(t->scratch, bdl_maker, t->columns.count),
                    .places = BDL_NEW_ARRAY(t->scratch, bdl_place, t->columns.count)};
    clear_row(t, &row);
    return row;
}

static void put_word(const table *t, open_row *row, const bdl_worded *line,
                     const bdl_word *word, size_t column) {
    bdl_at at = bdl_at_start(&line->line);
    bdl_at here = at;
    bdl_place place = bdl_at_place(&here, word->text);
    bdl_maker *cell = &row->cells[column];
    if (bdl_maker_is_empty(cell))
        row->places[column] = place;
    else
        bdl_maker_glue(cell, row->places[column].line == place.line ? BDL_STR(" ")
                                                                    : BDL_STR("\n"));
    t->reading->clean(cell, &at, word->text);
    if (row->place.line == 0)
        row->place = place;
}

/* The digits that a word begins with, as a word. */
static bdl_word leading_code(const bdl_word *word) {
    bdl_word code = *word;
    uint32_t digits = 0;
    while (digits < word->text.len && word->text.data[digits] >= '0' &&
           word->text.data[digits] <= '9')
        digits++;
    code.text.len = digits;
    code.number = true;
    for (int m = 0; m < 2; m++)
        code.end[m] = code.begin[m] + digits;
    return code;
}

/* Whether a name was printed against CODE, that word W begins with (310资本性支出): it
 * reaches out of the code's column, and the next word stands behind the one after. */
static bool is_glued(const table *t, const bdl_worded *line, size_t w,
                     const bdl_word *code) {
    enum { CODE_MIN = 3 };
    const bdl_word *word = &line->words[w];
    size_t at = code->text.len, column = bdl_columns_of_word(&t->columns, code);
    if (at < CODE_MIN || at == word->text.len ||
        !bdl_is_han(bdl_utf8_next(word->text, &at)) || column + 1 >= t->columns.count)
        return false;
    int m = t->columns.measure;
    uint32_t next = w + 1 < line->count ? line->words[w + 1].begin[m] : UINT32_MAX;
    const bdl_column *own = &t->columns.items[column];
    return word->end[m] > own->end && next >= own[1].end;
}

/* Two figures side by side in one column: one of them is that of the column beside it,
 * where only one of these is free. */
static void part_figures(const table *t, const bdl_worded *line, size_t *columns) {
    for (size_t w = 1; w < line->count; w++) {
        size_t c = columns[w];
        if (columns[w - 1] != c || !line->words[w].number || !line->words[w - 1].number)
            continue;
        size_t high = w + 1 < line->count ? columns[w + 1] : t->columns.count;
        bool right = c + 1 < high && t->columns.items[c + 1].figures;
        bool left =
            c > 0 && (w < 2 || columns[w - 2] < c - 1) && t->columns.items[c - 1].figures;
        columns[w] += right && !left;
        columns[w - 1] -= left && !right;
    }
}

static void put_line(const table *t, open_row *row, const bdl_worded *line) {
    size_t *columns = BDL_NEW_ARRAY(t->scratch, size_t, line->count + 1);
    for (size_t w = 0; w < line->count; w++)
        columns[w] = bdl_columns_of_word(&t->columns, &line->words[w]);
    part_figures(t, line, columns);
    for (size_t w = 0; w < line->count; w++) {
        bdl_word word = line->words[w], code = leading_code(&word);
        size_t column = columns[w];
        if (is_glued(t, line, w, &code)) {
            column = bdl_columns_of_word(&t->columns, &code);
            put_word(t, row, line, &code, column++);
            word.text = bdl_str_from(word.text, code.text.len);
        }
        put_word(t, row, line, &word, column);
    }
}

static void end_row(table *t, open_row *row) {
    if (row->place.line == 0)
        return;
    row->place.length = 0;
    bdl_row out = {.count = t->columns.count, .place = row->place};
    out.cells = BDL_NEW_ARRAY(t->reading->arena, bdl_cell, out.count);
    for (size_t c = 0; c < out.count; c++) {
        out.cells[c] = (bdl_cell){.row_span = 1, .col_span = 1};
        out.cells[c].run = bdl_maker_end(&row->cells[c]);
        out.cells[c].place = out.cells[c].run.text.len ? row->places[c] : row->place;
    }
    bdl_grid_add(t->reading, &t->grid, out);
    clear_row(t, row);
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
    open_row row = begin_row(t);
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

static bool is_around(const table *t, size_t row) {
    return row >= t->columns.head && bdl_words_stand_around(t->lines, t->count, row);
}

/* A piece of a wrapped cell: a lone word that touches the line above or below it, or
 * words around a row that lacks them. */
static bool is_piece(const table *t, size_t i) {
    const bdl_worded *line = &t->lines[i];
    if (is_around(t, i + 1) || (i > t->columns.head && is_around(t, i - 1)))
        return true;
    if (line->count != 1 || line->words[0].number ||
        bdl_prose_starts_item(line->words[0].text))
        return false;
    bool touches_above = i > t->columns.head && line->gap == 0;
    bool touches_below = i + 1 < t->count && t->lines[i + 1].gap == 0;
    return touches_above || touches_below;
}

/* Whether every row has as many pieces above it as below, counted from the top. */
static bool is_centred(const table *t) {
    size_t due = 0; /* pieces still to come below the row above */
    size_t above = 0;
    for (size_t i = t->columns.head; i < t->count; i++) {
        if (t->lines[i].gap > 0) {
            if (due > 0 || above > 0)
                return false;
        }
        if (!is_piece(t, i)) {
            if (due > 0)
                return false;
            due = above;
            above = 0;
        } else if (due > 0) {
            due--;
        } else {
            above++;
        }
    }
    return due == 0 && above == 0;
}

static bool has_word_in(const table *t, const bdl_worded *line, size_t column) {
    for (size_t w = 0; w < line->count; w++)
        if (bdl_columns_of_word(&t->columns, &line->words[w]) == column)
            return true;
    return false;
}

/* Whether the piece on line I begins the row below it, which lacks a cell there. */
static bool begins_row_below(const table *t, size_t i) {
    enum { PIECES_MAX = 4 };
    size_t column = bdl_columns_of_word(&t->columns, &t->lines[i].words[0]);
    if (is_around(t, i + 1))
        return true;
    for (size_t l = i + 1; l < t->count && l <= i + PIECES_MAX; l++) {
        if (t->lines[l].gap > 0)
            return false;
        if (!is_piece(t, l))
            return t->lines[l].count > 1 && !has_word_in(t, &t->lines[l], column);
    }
    return false;
}

/* Whether line I is a code whose row slid to the next line: a lone figure, and below it
 * a row that has nothing in that column, nor in those before it. */
static bool is_slid(const table *t, size_t i) {
    const bdl_worded *line = &t->lines[i];
    if (line->count != 1 || !line->words[0].number || i + 1 >= t->count)
        return false;
    const bdl_worded *below = &t->lines[i + 1];
    size_t column = bdl_columns_of_word(&t->columns, &line->words[0]);
    return below->gap == 0 && below->count > 1 && !below->words[0].number &&
           bdl_columns_of_word(&t->columns, &below->words[0]) == column + 1;
}

/* Rows in the making, and how many pieces of a wrapped name are still to come. */
typedef struct rows {
    open_row row;
    bool centred, has_line, slid;
    size_t due, above;
    const bdl_word *first; /* of the pieces above the row */
} rows;

static bool goes_on(const table *t, const rows *state, size_t i, bool piece) {
    if (!state->has_line || t->lines[i].gap > 0)
        return false;
    if (state->slid)
        return true;
    if (!piece)
        return false;
    return state->due > 0 || (!state->centred && !begins_row_below(t, i));
}

static bool is_below(const table *t, const bdl_word *above, const bdl_word *word) {
    int m = t->columns.measure;
    return word->begin[m] < above->end[m] && above->begin[m] < word->end[m];
}

static void add_line(table *t, rows *state, size_t i) {
    bool piece = is_piece(t, i);
    bool belongs = goes_on(t, state, i, piece);
    if (!belongs && state->has_line) {
        end_row(t, &state->row);
        state->has_line = false;
        state->above = 0;
    }
    if (belongs && state->due > 0 && t->lines[i].count == 1 &&
        is_below(t, state->first, &t->lines[i].words[0]))
        put_word(t, &state->row, &t->lines[i], &t->lines[i].words[0],
                 bdl_columns_of_word(&t->columns, state->first));
    else
        put_line(t, &state->row, &t->lines[i]);
    if (belongs) {
        state->due -= state->due > 0;
    } else if (piece && (state->centred || begins_row_below(t, i))) {
        state->first = state->above++ > 0 ? state->first : t->lines[i].words;
    } else {
        state->has_line = true;
        state->due = state->above;
    }
    state->slid = is_slid(t, i);
}

static void add_rows(table *t) {
    rows state = {.row = begin_row(t), .centred = is_centred(t)};
    for (size_t i = t->columns.head; i < t->count; i++)
        add_line(t, &state, i);
    end_row(t, &state.row);
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

/* Columns without a heading, and headings without a column, which is less of a fault:
 * nothing may stand in it. */
static size_t count_faults(const table *t) {
    enum { NO_HEADING = 3, NO_COLUMN = 2 };
    size_t faults = NO_HEADING * t->columns.count;
    for (size_t i = 0; i < t->head.count; i++)
        faults -= t->head.items[i].is_leaf ? NO_HEADING : 0;
    for (size_t c = 0; c < t->columns.count; c++)
        faults += t->columns.items[c].empty ? NO_COLUMN : 0;
    return faults;
}

/* Finds the headings. Those that one blank parts are one heading or two, whichever fits
 * the columns better. How badly they fit, SIZE_MAX for not at all. */
static size_t try_heads(table *t) {
    size_t least = SIZE_MAX, lines = t->columns.head;
    table found = *t;
    for (int way = BDL_AS_PRINTED; way <= BDL_AT_EACH_BLANK; way++) {
        table here = *t;
        here.lines = BDL_NEW_ARRAY(t->scratch, bdl_worded, t->count);
        for (size_t i = 0; i < t->count; i++)
            here.lines[i] = t->lines[i];
        bdl_gutters_part_head(t->scratch, here.lines, &here.columns, way);
        if (!bdl_head_find(t->scratch, here.lines, lines, &here.columns, &here.head) ||
            count_faults(&here) >= least)
            continue;
        least = count_faults(&here);
        found = here;
    }
    *t = found;
    return least;
}

/* The first column from C on that has no heading, and is no heading without a column;
 * AT is its number among those that rows have. */
static size_t without_heading(const table *t, size_t c, size_t *at) {
    for (size_t k = *at = 0; k < t->columns.count; k++) {
        bool headed = t->columns.items[k].empty;
        for (size_t i = 0; i < t->head.count && !headed; i++)
            headed = t->head.items[i].is_leaf && t->head.items[i].from == k;
        if (!headed && k >= c)
            return k;
        *at += !t->columns.items[k].empty;
    }
    return SIZE_MAX;
}

/* Whether a row has something in both of column C and the next one. */
static bool share_row(const table *t, size_t c) {
    for (size_t i = t->columns.head; i < t->count; i++)
        if (has_word_in(t, &t->lines[i], c) && has_word_in(t, &t->lines[i], c + 1))
            return true;
    return false;
}

/* Makes column C and the next one a single column. */
static void join_columns(table *t, size_t c) {
    bdl_columns *all = &t->columns;
    bdl_column *items = BDL_NEW_ARRAY(t->scratch, bdl_column, all->count);
    for (size_t k = 0; k < all->count; k++)
        items[k - (k > c)] = all->items[k];
    items[c] = all->items[c];
    const bdl_column *next = &all->items[c + 1];
    items[c].end = next->end > items[c].end ? next->end : items[c].end;
    items[c].figures = items[c].figures || next->figures;
    items[c].texts = items[c].texts || next->texts;
    all->items = items;
    all->count--;
}

/* A column without a heading that has no row in common with the one beside it is that
 * one: programs that print pages set rows off. */
static bool find_head(table *t) {
    table best = *t;
    size_t least = try_heads(&best), at, c = 0;
    table bare = *t; /* with the columns of the rows alone */
    while (least < SIZE_MAX && (c = without_heading(&best, c, &at)) != SIZE_MAX) {
        bool joined = false;
        for (size_t k = at > 0 ? at - 1 : at; k <= at && !joined; k++) {
            if (k + 1 >= bare.columns.count || share_row(&bare, k))
                continue;
            table here = bare;
            join_columns(&here, k);
            table headed = here;
            size_t faults = try_heads(&headed);
            joined = faults < least;
            if (!joined)
                continue;
            least = faults;
            bare = here;
            best = headed;
        }
        c += !joined;
    }
    *t = best;
    return least < SIZE_MAX;
}

void bdl_aligned_table(bdl_reading *reading, bdl_arena *scratch, bdl_worded *lines,
                       size_t count, bdl_shape *shape) {
    for (size_t i = 0; i < count; i++)
        bdl_words_part(scratch, &lines[i]);
    bdl_gutters_part(scratch, lines, count);
    table t = {.reading = reading, .scratch = scratch, .lines = lines, .count = count};
    bdl_columns_find(scratch, lines, count, shape->measure, &t.columns);
    if (shape->count > 0 && has_lone_words(&t))
        t.columns.head = 0; /* the rest of a name from the page before */
    else if (t.columns.head == count)
        find_empty_form(&t);
    else if (t.columns.head > HEAD_MAX || !find_head(&t))
        t.columns.head = 0;
    bdl_grid_begin(reading, &t.grid);
    if (t.columns.head > 0)
        add_head(&t);
    size_t head = t.grid.rows.count;
    add_rows(&t);
    drop_empty_columns(&t);
    if (head == 0 && shape->count > 0)
        bdl_shape_fit(shape, reading, &t.grid, &t.columns);
    else
        bdl_shape_take(shape, &t.grid, &t.columns, head);
    bdl_grid_end(reading, &t.grid);
}
