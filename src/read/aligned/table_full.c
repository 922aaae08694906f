/* table_full.c - tables all of whose rows have a word for each heading, in more columns
 * than there are headings: words were pushed out of their columns, and the rows are taken
 * in order. */
#include "read/aligned/table_full.h"

#include "read/aligned/words.h"

enum { LEAVES_MIN = 4, ROWS_MIN = 3, MORE_MAX = 3 };

static bool is_filled(const bdl_row *row, size_t c) {
    return row->cells[c].run.text.len > 0;
}

static size_t count_filled(const bdl_row *row) {
    size_t filled = 0;
    for (size_t c = 0; c < row->count; c++)
        filled += is_filled(row, c);
    return filled;
}

/* Whether ROW has a word for each of COUNT headings, or for all but the first. */
static bool is_full(const bdl_row *row, size_t count) {
    size_t filled = count_filled(row);
    return filled == count || (filled + 1 == count && !is_filled(row, 0));
}

/* The cell of ROW that is number C of those that are filled; an empty first one counts
 * where a word lacks. */
static size_t place_of(const bdl_row *row, size_t count, size_t c) {
    size_t lacking = count - count_filled(row), seen = 0;
    if (c < lacking)
        return 0;
    for (size_t k = 0; k < row->count; k++)
        if (is_filled(row, k) && seen++ == c - lacking)
            return k;
    return 0;
}

/* Whether column C would hold figures alone, or none. */
static bool is_of_one_kind(const bdl_grid *grid, size_t head, size_t count, size_t c) {
    size_t figures = 0, rows = grid->rows.count - head;
    for (size_t r = head; r < grid->rows.count; r++) {
        const bdl_row *row = &grid->rows.items[r];
        figures += bdl_words_is_number(row->cells[place_of(row, count, c)].run.text);
    }
    return figures == 0 || figures == rows;
}

static bool can_be_in_order(const bdl_grid *grid, size_t head, size_t count) {
    for (size_t r = head; r < grid->rows.count; r++)
        if (!is_full(&grid->rows.items[r], count))
            return false;
    for (size_t c = 1; c < count; c++)
        if (!is_of_one_kind(grid, head, count, c))
            return false;
    return true;
}

static void put_in_order(bdl_row *row, size_t count) {
    size_t lacking = count - count_filled(row), kept = lacking;
    bdl_place place = row->cells[0].run.place;
    for (size_t c = 0; c < row->count; c++)
        if (is_filled(row, c))
            row->cells[kept++] = row->cells[c];
    if (lacking > 0)
        row->cells[0] = (bdl_cell){.run.place = place, .row_span = 1, .col_span = 1};
    for (size_t c = 0; c < count; c++)
        row->cells[c].col_span = 1;
    row->count = count;
}

/* How many of the headings stand left of column C. */
static size_t rank_of(const bdl_row *leaves, size_t c) {
    size_t rank = 0;
    for (size_t k = 0; k < c && k < leaves->count; k++)
        rank += is_filled(leaves, k);
    return rank;
}

/* Puts the groups of ROW over the headings that they stood over. */
static void move_groups(bdl_arena *arena, const bdl_row *leaves, bdl_row *row,
                        size_t count) {
    bdl_cell *cells = BDL_NEW_ARRAY(arena, bdl_cell, row->count);
    for (size_t c = 0; c < count; c++)
        cells[c] = (bdl_cell){
            .run.place = row->cells[0].run.place, .row_span = 1, .col_span = 1};
    for (size_t c = 0; c < row->count; c++) {
        if (!is_filled(row, c))
            continue;
        size_t span = row->cells[c].col_span > 0 ? row->cells[c].col_span : 1;
        size_t from = rank_of(leaves, c), end = rank_of(leaves, c + span);
        if (from >= count)
            continue;
        cells[from] = row->cells[c];
        cells[from].col_span = (uint16_t)(end > from ? end - from : 1);
        for (size_t k = from + 1; k < end; k++)
            cells[k].col_span = 0;
    }
    memcpy(row->cells, cells, count * sizeof *cells);
    row->count = count;
}

/* The columns as the rows have them now: each where most of its cells stood. */
static void narrow_columns(const bdl_grid *grid, size_t head, size_t count,
                           bdl_columns *columns) {
    const bdl_row *row = &grid->rows.items[head];
    for (size_t c = 0; c < count; c++)
        columns->items[c] = columns->items[place_of(row, count, c)];
    columns->count = count;
}

void bdl_aligned_full_rows(bdl_arena *arena, bdl_grid *grid, size_t head,
                           bdl_columns *columns) {
    if (head == 0 || grid->rows.count < head + ROWS_MIN)
        return;
    bdl_row *leaves = &grid->rows.items[head - 1];
    size_t count = count_filled(leaves);
    if (count < LEAVES_MIN || columns->count <= count ||
        columns->count > count + MORE_MAX || !can_be_in_order(grid, head, count))
        return;
    for (size_t r = 0; r + 1 < head; r++)
        move_groups(arena, leaves, &grid->rows.items[r], count);
    narrow_columns(grid, head, count, columns);
    for (size_t r = head - 1; r < grid->rows.count; r++)
        put_in_order(&grid->rows.items[r], count);
}
