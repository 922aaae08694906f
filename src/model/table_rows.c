/* table_rows.c - the rows of a table made rectangular: spans spread, cells unwrapped,
 * pieces appended. */
#include "base/limits.h"
#include "model/table.h"

bool bdl_rows_are_same(const bdl_trow *a, const bdl_trow *b) {
    for (size_t k = 0; k < a->count || k < b->count; k++) {
        bdl_str x = k < a->count ? a->cells[k].folded : (bdl_str){0};
        bdl_str y = k < b->count ? b->cells[k].folded : (bdl_str){0};
        if (!bdl_str_eq(x, y))
            return false;
    }
    return true;
}

/* Sheets of one document repeat their labels: what was made of a text at the same place
 * of the table before is taken over. */

/* PART of the text of FROM as the same part of the text of TO, which reads the same; as
 * it is when it is none. */
static bdl_str same_part(bdl_str part, bdl_str from, bdl_str to) {
    size_t offset = (uintptr_t)part.data - (uintptr_t)from.data;
    return offset < from.len && part.len <= from.len - offset
               ? bdl_str_of(to.data + offset, part.len)
               : part;
}

/* A cell of several pieces may have been joined later on. */
static bool is_same(const bdl_tcell *before, const bdl_cell *cell) {
    return before->run.text.len == cell->run.text.len && cell->run.text.len > 0 &&
           bdl_run_count(&before->run) == 1 && bdl_run_count(&cell->run) == 1 &&
           memcmp(before->run.text.data, cell->run.text.data, cell->run.text.len) == 0;
}

/* A form on the web marks the labels that have to be filled in: *指标值, ★项目名称. */
static bdl_str without_mark(bdl_str folded) {
    size_t at = 0;
    uint32_t mark = folded.len > 0 ? bdl_utf8_next(folded, &at) : 0;
    size_t next = at;
    bool marked = (mark == '*' || mark == 0x2605) && at < folded.len &&
                  bdl_is_han(bdl_utf8_next(folded, &next));
    return marked ? bdl_str_of(folded.data + at, folded.len - at) : folded;
}

static void make_cell(bdl_recogniser *r, const bdl_cell *cell, const bdl_tcell *before,
                      bdl_tcell *out) {
    bdl_str printed = cell->run.text;
    *out = (bdl_tcell){.run = cell->run, .from_left = cell->col_span == 0};
    if (before && is_same(before, cell)) {
        out->folded = same_part(before->folded, before->run.text, printed);
        out->word = before->word;
        return;
    }
    if (!bdl_word_is_known(r, out))
        out->folded = without_mark(bdl_text_fold(r->passing, printed));
}

/* Rows of formats that know spans hold every place of the grid, covered ones too. */
static bdl_trow row_of(bdl_recogniser *r, const bdl_row *row, const bdl_trow *before) {
    bdl_trow out = {.place = row->place, .after_break = row->after_break};
    out.count = row->count < BDL_MAX_COLUMNS ? row->count : BDL_MAX_COLUMNS;
    out.cells = bdl_arena_room(bdl_rows_arena(r), out.count, sizeof *out.cells);
    out.printed = row->cells;
    for (size_t i = 0; i < out.count; i++) {
        bool known = before && i < before->count;
        make_cell(r, &row->cells[i], known ? &before->cells[i] : NULL, &out.cells[i]);
        out.filled += out.cells[i].folded.len > 0;
    }
    return out;
}

bdl_trow bdl_table_row(bdl_recogniser *r, const bdl_row *row) {
    return row_of(r, row, NULL);
}

/* Makes TABLE as wide as the widest of its rows from FROM on; those above are known. */
static void set_width(bdl_table *table, size_t from) {
    for (size_t i = from; i < table->rows.count; i++)
        if (table->rows.items[i].count > table->width)
            table->width = table->rows.items[i].count;
}

/* Columns of ROW that it fills, or that what it says reaches over; a cell alone in its
 * row is a title, which reaches as far as its writer pleased. */
static size_t used_of(const bdl_trow *row) {
    size_t used = row->count;
    while (used > 0 && row->cells[used - 1].folded.len == 0)
        used--;
    while (row->filled > 1 && used < row->count && row->cells[used].from_left)
        used++;
    return used;
}

/* Columns at its right end that nothing fills are no part of a table: one that was cut
 * out of a sheet with wider ones has them. */
static void trim_columns(bdl_table *table) {
    size_t used = 1;
    for (size_t i = 0; i < table->rows.count; i++) {
        size_t here = used_of(&table->rows.items[i]);
        used = here > used ? here : used;
    }
    for (size_t i = 0; i < table->rows.count; i++)
        if (table->rows.items[i].count > used)
            table->rows.items[i].count = used;
}

bdl_table *bdl_table_of_rows(bdl_recogniser *r, const bdl_block *block, size_t at,
                             size_t from, size_t to) {
    bdl_table *table = BDL_NEW(r->passing, bdl_table);
    table->block = table->last_block = at;
    table->first_row = from;
    table->rows.items = BDL_NEW_ARRAY(bdl_rows_arena(r), bdl_trow, to - from + 1);
    table->rows.capacity = to - from + 1;
    const bdl_table *before = r->made_before;
    for (size_t i = from; i < to; i++) {
        bool known = before && i - from < before->rows.count;
        BDL_PUSH(
            r->passing, &table->rows,
            row_of(r, &block->rows[i], known ? &before->rows.items[i - from] : NULL));
    }
    if (from > 0 || to < block->row_count)
        trim_columns(table);
    r->made_before = table;
    table->place = from < to ? block->rows[from].place : block->place;
    set_width(table, 0);
    return table;
}

void bdl_table_append(bdl_recogniser *r, bdl_table *table, bdl_table *piece,
                      size_t from) {
    size_t first = table->rows.count;
    r->needs_rows |= table->raw || piece->raw;
    for (size_t i = 0; i < piece->rows.count; i++) {
        bdl_trow row = piece->rows.items[i];
        row.is_left_out |= i < from;
        row.after_break |= i == from;
        BDL_PUSH(r->passing, &table->rows, row);
    }
    table->last_block = piece->last_block;
    set_width(table, first);
    bdl_table_mend(r, table, first + from);
}
