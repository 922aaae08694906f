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

enum {
    OFF_MIDDLE = 7,   /* twice the blanks a group's heading may be off its middle */
    GROUP_REACH = 12, /* columns of a group to either side of its heading */
};

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
    const bdl_worded *lines;
    size_t count;
    size_t **own; /* the column of each word of each line of the head */
    long *lowest; /* the last line of the head with a heading over the column, or -1 */
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

static void put_line(const table *t, open_row *row, const bdl_worded *line) {
    for (size_t w = 0; w < line->count; w++)
        put_word(t, row, line, &line->words[w],
                 bdl_columns_of_word(&t->columns, &line->words[w]));
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

static uint32_t middle_of(const table *t, size_t from, size_t to) {
    return t->columns.items[from].begin + t->columns.items[to].end;
}

static uint32_t distance(uint32_t a, uint32_t b) {
    return a > b ? a - b : b - a;
}

/* Finds the columns of the words of the head, once. */
static void place_head(table *t) {
    t->own = BDL_NEW_ARRAY(t->scratch, size_t *, t->columns.head + 1);
    t->lowest = BDL_NEW_ARRAY(t->scratch, long, t->columns.count + 1);
    for (size_t c = 0; c < t->columns.count; c++)
        t->lowest[c] = -1;
    for (size_t i = 0; i < t->columns.head; i++) {
        t->own[i] = BDL_NEW_ARRAY(t->scratch, size_t, t->lines[i].count + 1);
        for (size_t w = 0; w < t->lines[i].count; w++) {
            t->own[i][w] = bdl_columns_of_word(&t->columns, &t->lines[i].words[w]);
            t->lowest[t->own[i][w]] = (long)i;
        }
    }
}

static bool has_heading_below(const table *t, size_t i, size_t c) {
    return t->lowest[c] > (long)i;
}

/* Whether the word before or after W of line I stands over the columns FROM to TO. */
static bool is_shared(const table *t, size_t i, size_t w, bdl_column span) {
    const size_t *own = t->own[i];
    bool left = w > 0 && own[w - 1] >= span.begin && own[w - 1] <= span.end;
    bool right =
        w + 1 < t->lines[i].count && own[w + 1] >= span.begin && own[w + 1] <= span.end;
    return left || right;
}

/* Whether WORD goes on below it: a piece as wide or less wide, in its middle, on one of
 * the next two lines, with no blank line between. */
static bool is_wrapped(const table *t, size_t i, const bdl_word *word) {
    int m = t->columns.measure;
    for (size_t l = i + 1; l <= i + 2 && l < t->columns.head && !t->lines[l].gap; l++)
        for (size_t w = 0; w < t->lines[l].count; w++) {
            const bdl_word *below = &t->lines[l].words[w];
            uint32_t off =
                distance(word->begin[m] + word->end[m], below->begin[m] + below->end[m]);
            if (off <= 2 &&
                word->end[m] - word->begin[m] >= below->end[m] - below->begin[m])
                return true;
        }
    return false;
}

/* Whether word W of line I stands over a column with values that has no heading below
 * it: then it is that one. */
static bool is_alone_over_own(const table *t, size_t i, size_t w) {
    const bdl_word *word = &t->lines[i].words[w];
    const bdl_column *column = &t->columns.items[t->own[i][w]];
    return !column->empty && word->begin[t->columns.measure] < column->end &&
           word->end[t->columns.measure] > column->begin &&
           !has_heading_below(t, i, t->own[i][w]);
}

/* The first column of the group that word W of line I is the heading of, or SIZE_MAX when
 * it is none: the columns whose middle is nearest to its own. */
static size_t group_of(const table *t, size_t i, size_t w) {
    const bdl_word *word = &t->lines[i].words[w];
    if (is_wrapped(t, i, word) || is_alone_over_own(t, i, w))
        return SIZE_MAX;
    uint32_t middle = word->begin[t->columns.measure] + word->end[t->columns.measure];
    size_t own = t->own[i][w], best = SIZE_MAX;
    uint32_t nearest = OFF_MIDDLE;
    for (size_t from = own > GROUP_REACH ? own - GROUP_REACH : 0; from <= own; from++)
        for (size_t to = own > from ? own : from + 1;
             to < t->columns.count && to <= own + GROUP_REACH; to++) {
            uint32_t off = distance(middle, middle_of(t, from, to));
            bdl_column span = {(uint32_t)from, (uint32_t)to, false};
            if (off >= nearest || is_shared(t, i, w, span) ||
                !has_heading_below(t, i, from) || !has_heading_below(t, i, to))
                continue;
            nearest = off;
            best = from;
        }
    return best;
}

/* The column of word W of line I of the head. Two headings that fall into one column are
 * moved apart where the column beside it is free: figures end where their heading does
 * not. */
static size_t heading_column(const table *t, size_t i, size_t w) {
    const size_t *own = t->own[i];
    size_t last = t->lines[i].count - 1, count = t->columns.count;
    size_t before = w > 0 ? own[w - 1] : SIZE_MAX;
    size_t after = w < last ? own[w + 1] : count;
    size_t next = w + 1 < last ? own[w + 2] : count;
    if (own[w] == before && own[w] + 1 < after) /* the right one of the two moves right */
        return own[w] + 1;
    bool next_is_free = own[w] + 1 < next && own[w] + 1 < count;
    bool can_move_left = own[w] > 0 && (w == 0 || before + 1 < own[w]);
    return own[w] == after && !next_is_free && can_move_left ? own[w] - 1 : own[w];
}

/* Every line of group headings is a row; the others together are the last one. */
static void add_head(table *t) {
    open_row leaves = begin_row(t), groups = begin_row(t);
    place_head(t);
    for (size_t i = 0; i < t->columns.head; i++) {
        for (size_t w = 0; w < t->lines[i].count; w++) {
            const bdl_word *word = &t->lines[i].words[w];
            size_t group = group_of(t, i, w);
            if (group != SIZE_MAX)
                put_word(t, &groups, &t->lines[i], word, group);
            else
                put_word(t, &leaves, &t->lines[i], word, heading_column(t, i, w));
        }
        end_row(t, &groups);
    }
    end_row(t, &leaves);
}

/* ---- rows ---- */

/* A piece of a wrapped cell: a lone word that touches the line above or below it. */
static bool is_piece(const table *t, size_t i) {
    const bdl_worded *line = &t->lines[i];
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

static void add_rows(table *t) {
    bool centred = is_centred(t);
    open_row row = begin_row(t);
    size_t due = 0, above = 0;
    bool has_line = false;
    for (size_t i = t->columns.head; i < t->count; i++) {
        bool piece = is_piece(t, i);
        bool belongs = piece && has_line && t->lines[i].gap == 0 && (!centred || due > 0);
        if (!belongs && has_line) {
            end_row(t, &row);
            has_line = false;
            above = 0;
        }
        put_line(t, &row, &t->lines[i]);
        if (belongs) {
            due -= due > 0;
        } else if (piece && centred) {
            above++;
        } else {
            has_line = true;
            due = above;
        }
    }
    end_row(t, &row);
}

/* Drops the columns in which nothing stands: headings of groups made them. */
static void drop_empty_columns(table *t) {
    size_t kept = 0;
    for (size_t c = 0; c < t->columns.count; c++) {
        bool used = false;
        for (size_t r = 0; r < t->grid.rows.count && !used; r++)
            used = t->grid.rows.items[r].cells[c].run.text.len > 0;
        if (!used)
            continue;
        for (size_t r = 0; r < t->grid.rows.count; r++)
            t->grid.rows.items[r].cells[kept] = t->grid.rows.items[r].cells[c];
        kept++;
    }
    for (size_t r = 0; r < t->grid.rows.count; r++)
        t->grid.rows.items[r].count = kept;
}

void bdl_aligned_table(bdl_reading *reading, bdl_arena *scratch, bdl_worded *lines,
                       size_t count) {
    for (size_t i = 0; i < count; i++)
        bdl_words_part(scratch, &lines[i]);
    table t = {.reading = reading, .scratch = scratch, .lines = lines, .count = count};
    bdl_columns_find(scratch, lines, count, &t.columns);
    if (t.columns.head == count || t.columns.head > 12)
        t.columns.head = 0; /* no figures: every line is a row */
    bdl_grid_begin(reading, &t.grid);
    if (t.columns.head > 0)
        add_head(&t);
    add_rows(&t);
    drop_empty_columns(&t);
    bdl_grid_end(reading, &t.grid);
}
