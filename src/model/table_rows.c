/* table_rows.c - the rows of a table made rectangular: spans spread, cells unwrapped,
 * rows that a page break tore made whole. */
#include "base/limits.h"
#include "model/recognise.h"

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

static void make_cell(bdl_recogniser *r, const bdl_cell *cell, const bdl_tcell *before,
                      bdl_tcell *out) {
    bdl_str printed = cell->run.text;
    *out = (bdl_tcell){.run = cell->run,
                       .from_left = cell->col_span == 0,
                       .from_above = cell->row_span == 0};
    if (before && is_same(before, cell)) {
        out->folded = same_part(before->folded, before->run.text, printed);
        out->word = before->word;
        return;
    }
    if (!bdl_word_is_known(r, out))
        out->folded = bdl_text_fold(r->passing, printed);
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

/* ---- a row torn by a page break ---- */

static bool ends_sentence(bdl_str s) {
    static const char *const marks[] = {"。", ";", "!", "?"};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (bdl_str_ends(s, bdl_str_z(marks[i])))
            return true;
    return false;
}

/* ≥30小时 is a value of its own. */
static bool begins_with_comparison(bdl_str s) {
    size_t i = 0;
    if (s.len > 0)
        (void)bdl_utf8_next(s, &i);
    return bdl_is_comparison(bdl_str_of(s.data, i));
}

/* Whether the cell could go on with the one above it. */
static bool goes_on(const bdl_tcell *above, const bdl_tcell *cell) {
    return above->folded.len > 0 && !ends_sentence(above->folded) &&
           !bdl_cell_is_figure(cell) &&
           bdl_numbering_of(cell->folded).style == BDL_UNNUMBERED &&
           !begins_with_comparison(cell->folded) &&
           !bdl_str_starts(cell->folded, BDL_STR("其中")) &&
           !bdl_str_ends(cell->folded, BDL_STR("计"));
}

/* Whether all of the row are ends of words, too short to stand for themselves. */
static bool is_scraps(const bdl_trow *row) {
    enum { SCRAP_CHARACTERS_MAX = 2 };
    for (size_t i = 0; i < row->count; i++)
        if (bdl_utf8_count(row->cells[i].folded) > SCRAP_CHARACTERS_MAX)
            return false;
    return true;
}

/* Whether the only cell of the row has no number though the only one above it has:
 * 十五、资源勘探 | 工业信息等支出. */
static bool is_unnumbered_rest(const bdl_trow *above, const bdl_trow *row) {
    if (row->filled != 1 || above->filled != 1)
        return false;
    for (size_t i = 0; i < row->count && i < above->count; i++)
        if (row->cells[i].folded.len > 0)
            return bdl_numbering_of(above->cells[i].folded).style != BDL_UNNUMBERED;
    return false;
}

/* Whether ROW begins in the last filled cell of the row above, whose figures it brings:
 * 2081107 残疾人生活和护理补 | 贴 800.26. */
static bool brings_rest(const bdl_trow *above, const bdl_trow *row) {
    size_t last = above->count, first = 0;
    while (last > 0 && above->cells[last - 1].folded.len == 0)
        last--;
    while (first < row->count && row->cells[first].folded.len == 0)
        first++;
    if (first < 2 || first + 1 != last || first >= row->count || row->filled < 2 ||
        !goes_on(&above->cells[first], &row->cells[first]))
        return false;
    for (size_t i = first + 1; i < row->count; i++)
        if (row->cells[i].folded.len > 0 && !bdl_cell_is_figure(&row->cells[i]))
            return false;
    return true;
}

/* Few cells, the first empty, all of them going on with the row above. */
static bool is_torn(const bdl_trow *above, const bdl_trow *row) {
    if (row->filled == 0 || row->count < 2 || row->cells[0].folded.len > 0)
        return false;
    if (brings_rest(above, row))
        return true;
    if (row->filled * 2 > above->filled && !is_scraps(row) &&
        !is_unnumbered_rest(above, row))
        return false;
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].folded.len > 0 &&
            (i >= above->count || !goes_on(&above->cells[i], &row->cells[i])))
            return false;
    return true;
}

/* How many digits the cell has, wrapped or not, that is nothing else; 0: it is something
 * else. */
static size_t code_length(const bdl_trow *row, size_t column) {
    bdl_str s = column < row->count ? row->cells[column].folded : (bdl_str){0};
    size_t digits = 0;
    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] >= '0' && s.data[i] <= '9')
            digits++;
        else if (s.data[i] != ' ')
            return 0;
    return digits;
}

/* Whether ROW is the rest of a code that was torn: with it the one above is as long as
 * that of the row below. */
static bool is_rest_of_code(const bdl_trow *above, const bdl_trow *row,
                            const bdl_trow *below) {
    size_t at = 0;
    while (at < row->count && row->cells[at].folded.len == 0)
        at++;
    size_t own = code_length(row, at), theirs = code_length(above, at);
    return row->filled == 1 && own > 0 && theirs > 0 && above->filled > 2 &&
           own + theirs == code_length(below, at);
}

static void widen(bdl_recogniser *r, bdl_trow *row, size_t width) {
    if (row->count >= width)
        return;
    bdl_tcell *cells = BDL_NEW_ARRAY(r->passing, bdl_tcell, width);
    memcpy(cells, row->cells, row->count * sizeof *cells);
    for (size_t i = row->count; i < width; i++)
        cells[i].run.place = row->place;
    row->cells = cells;
    row->count = width;
    row->printed = NULL;
}

static void mend(bdl_recogniser *r, bdl_trow *above, bdl_trow *row) {
    widen(r, above, row->count);
    above->is_asked = false;
    for (size_t i = 0; i < row->count; i++) {
        bdl_tcell *cell = &row->cells[i], *into = &above->cells[i];
        if (cell->folded.len == 0)
            continue;
        if (into->folded.len == 0) {
            *into = *cell;
            above->filled++;
            continue;
        }
        bdl_run whole = bdl_run_join(r->arena, &into->run, BDL_STR(""), &cell->run);
        bdl_run_in_cell(r->arena, &whole, &into->run.place);
        into->run = whole;
        into->folded = bdl_arena_join(r->passing, into->folded, cell->folded);
    }
    row->is_left_out = true;
}

/* The last row before AT that holds data. */
static bdl_trow *row_before(bdl_table *table, size_t at) {
    size_t first = table->captions + table->headings;
    while (at > first) {
        bdl_trow *row = &table->rows.items[--at];
        if (!row->is_left_out && row->filled > 0)
            return row;
    }
    return NULL;
}

/* Whether a cell of ROW stands under a label of a sheet, which is whole. */
static bool is_under_label(bdl_recogniser *r, const bdl_table *table,
                           const bdl_trow *above, const bdl_trow *row) {
    if (!table->is_sheet || !table->form)
        return false;
    for (size_t i = 0; i < row->count && i < above->count; i++)
        if (row->cells[i].folded.len > 0 &&
            bdl_sheet_label(r, table->form, &above->cells[i]))
            return true;
    return false;
}

void bdl_table_mend(bdl_recogniser *r, bdl_table *table, size_t from) {
    while (from < table->rows.count &&
           (table->rows.items[from].is_left_out || table->rows.items[from].filled == 0))
        from++;
    if (from >= table->rows.count)
        return;
    bdl_trow *row = &table->rows.items[from], *above = row_before(table, from);
    bool code = above && from + 1 < table->rows.count &&
                is_rest_of_code(above, row, &table->rows.items[from + 1]);
    if (code || (above && is_torn(above, row) && !is_under_label(r, table, above, row)))
        mend(r, above, row);
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
