/* flow_beside.c - the halves of one table, each a table of its own, beside each other in
 * a table for layout (收入 left, 支出 right): they are put together row by row. */
#include "read/flow.h"

enum { HALVES_MAX = 4, ROWS_MIN = 3, HEAD_BYTES = 60 };

/* All that the cell holds, if it is one table; else NULL. */
static const bdl_block *only_table(const bdl_flow_place *p) {
    const bdl_flow_item *only = p->content.first;
    return only && !only->next && only->block.kind == BDL_TABLE ? &only->block : NULL;
}

static size_t width_of(const bdl_block *table) {
    size_t width = 0;
    for (size_t i = 0; i < table->row_count; i++)
        width = table->rows[i].count > width ? table->rows[i].count : width;
    return width;
}

/* Whether at least half the places of TABLE hold a cell: the halves get one in each. */
static bool is_filled(const bdl_block *table) {
    size_t cells = 0;
    for (size_t i = 0; i < table->row_count; i++)
        cells += table->rows[i].count;
    return cells >= table->row_count * width_of(table) / 2;
}

static bool names_table(bdl_str text) {
    return bdl_str_ends(text, BDL_STR("表"));
}

/* Whether TABLE begins with a title of its own. */
static bool has_title(const bdl_block *table) {
    for (size_t k = 0; k < table->rows[0].count; k++)
        if (names_table(table->rows[0].cells[k].run.text))
            return true;
    return false;
}

/* The tables that are all that the cells of ROW hold, if they may be halves of one: as
 * long or as wide, and none with a title of its own; gives how many, 0: they are none. */
static size_t find_halves(const bdl_flow_row *row, const bdl_block **halves) {
    size_t count = 0;
    for (const bdl_flow_place *p = row->first; p; p = p->next) {
        const bdl_block *half = only_table(p);
        if (!p->content.first)
            continue;
        if (!half || count == HALVES_MAX || half->row_count < ROWS_MIN || half->raw ||
            has_title(half) || !is_filled(half))
            return 0;
        if (count > 0 && half->row_count != halves[0]->row_count &&
            width_of(half) != width_of(halves[0]))
            return 0;
        halves[count++] = half;
    }
    return count > 1 ? count : 0;
}

/* Whether ROW has as many cells, each with a word over one half. */
static bool heads_halves(const bdl_flow_row *row, size_t count) {
    size_t words = 0;
    for (const bdl_flow_place *p = row->first; p; p = p->next) {
        const bdl_flow_item *only = p->content.first;
        if (!only)
            continue;
        if (only->next || only->block.kind == BDL_TABLE ||
            only->block.run.text.len > HEAD_BYTES || names_table(only->block.run.text))
            return false;
        words++;
    }
    return words == count;
}

/* Whether some cell of ROW is the title of a table. */
static bool has_titles(const bdl_flow_row *row) {
    size_t titles = 0;
    for (const bdl_flow_place *p = row->first; p; p = p->next)
        for (const bdl_flow_item *item = p->content.first; item; item = item->next)
            titles += item->block.kind != BDL_TABLE && names_table(item->block.run.text);
    return titles > 1;
}

static bdl_cell empty_cell(bdl_place place) {
    return (bdl_cell){
        .run = {.text = {"", 0}, .place = place}, .row_span = 1, .col_span = 1};
}

/* Row I of HALF, WIDTH cells. */
static void copy_row(bdl_cell *out, const bdl_block *half, size_t i, size_t width) {
    const bdl_row *row = &half->rows[i < half->row_count ? i : half->row_count - 1];
    for (size_t k = 0; k < width; k++)
        out[k] = i < half->row_count && k < row->count ? row->cells[k]
                                                       : empty_cell(row->place);
}

static void head_cells(bdl_cell *out, const bdl_run *word, size_t width) {
    for (size_t k = 0; k < width; k++)
        out[k] = empty_cell(word->place);
    for (size_t k = 1; k < width; k++)
        out[k].col_span = 0;
    out->run = *word;
    out->col_span = (uint16_t)width;
}

static bdl_row head_row(bdl_arena *arena, const bdl_flow_row *heads,
                        const bdl_block *const *halves, size_t width) {
    bdl_row row = {.cells = BDL_NEW_ARRAY(arena, bdl_cell, width), .count = width};
    size_t at = 0, half = 0;
    row.place = heads->place;
    for (const bdl_flow_place *p = heads->first; p; p = p->next)
        if (p->content.first) {
            size_t own = width_of(halves[half++]);
            head_cells(row.cells + at, &p->content.first->block.run, own);
            at += own;
        }
    return row;
}

/* The COUNT HALVES as one table, below what HEADS (or NULL) has over them. */
static bdl_block join(bdl_arena *arena, const bdl_flow_row *heads,
                      const bdl_block *const *halves, size_t count) {
    bdl_block block = *halves[0];
    size_t width = 0, rows = 0, above = heads != NULL;
    block.spans_known = heads != NULL;
    for (size_t i = 0; i < count; i++) {
        width += width_of(halves[i]);
        rows = halves[i]->row_count > rows ? halves[i]->row_count : rows;
        block.spans_known = block.spans_known || halves[i]->spans_known;
    }
    block.rows = BDL_NEW_ARRAY(arena, bdl_row, rows + above);
    block.row_count = rows + above;
    if (heads)
        block.rows[0] = head_row(arena, heads, halves, width);
    for (size_t r = 0; r < rows; r++) {
        bdl_row *row = &block.rows[r + above];
        *row = halves[0]->rows[r < halves[0]->row_count ? r : halves[0]->row_count - 1];
        row->cells = BDL_NEW_ARRAY(arena, bdl_cell, width);
        row->count = width;
        for (size_t i = 0, at = 0; i < count; i++) {
            copy_row(row->cells + at, halves[i], r, width_of(halves[i]));
            at += width_of(halves[i]);
        }
    }
    return block;
}

const bdl_flow_row *bdl_flow_put_beside(bdl_reading *reading, bdl_flow_table *table,
                                        const bdl_flow_row *before,
                                        const bdl_flow_row *row) {
    const bdl_block *halves[HALVES_MAX];
    const bdl_flow_row *heads = NULL;
    size_t count = find_halves(row, halves);
    if (count == 0 && row->next) {
        count = find_halves(row->next, halves);
        if (count == 0 || !heads_halves(row, count))
            return NULL;
        heads = row;
        row = row->next;
    }
    if (count == 0 || (before && has_titles(before)))
        return NULL;
    bdl_flow_box_add(table->around, join(reading->arena, heads, halves, count));
    return row;
}
