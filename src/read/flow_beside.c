/* flow_beside.c - the halves of one table, each a table of its own, beside each other in
 * a table for layout (收入 left, 支出 right): they are put together row by row. */
#include "read/flow.h"

enum { HALVES_MAX = 4, ROWS_MIN = 3, HEAD_BYTES = 60 };

typedef struct half {
    const bdl_block *table;
    size_t width; /* the most cells of a row: counted once, for tables may be long */
} half;

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

/* Whether at least half the places of OF hold a cell: each gets one. */
static bool is_filled(const half *of) {
    size_t cells = 0;
    for (size_t i = 0; i < of->table->row_count; i++)
        cells += of->table->rows[i].count;
    return cells >= of->table->row_count * of->width / 2;
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
static size_t find_halves(const bdl_flow_row *row, half *halves) {
    size_t count = 0;
    for (const bdl_flow_place *p = row->first; p; p = p->next) {
        const bdl_block *table = only_table(p);
        if (!p->content.first)
            continue;
        if (!table || count == HALVES_MAX || table->row_count < ROWS_MIN || table->raw ||
            has_title(table))
            return 0;
        half found = {table, width_of(table)};
        if (!is_filled(&found) ||
            (count > 0 && table->row_count != halves[0].table->row_count &&
             found.width != halves[0].width))
            return 0;
        halves[count++] = found;
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

/* Row I of TABLE; its last one where it ends before. */
static const bdl_row *row_at(const bdl_block *table, size_t i) {
    return &table->rows[i < table->row_count ? i : table->row_count - 1];
}

static void copy_row(bdl_cell *out, const half *from, size_t i) {
    const bdl_row *row = row_at(from->table, i);
    for (size_t k = 0; k < from->width; k++)
        out[k] = i < from->table->row_count && k < row->count ? row->cells[k]
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

static bdl_row head_row(bdl_arena *arena, const bdl_flow_row *heads, const half *halves,
                        size_t width) {
    bdl_row row = {.cells = BDL_NEW_ARRAY(arena, bdl_cell, width), .count = width};
    size_t at = 0;
    row.place = heads->place;
    for (const bdl_flow_place *p = heads->first; p; p = p->next)
        if (p->content.first) {
            head_cells(row.cells + at, &p->content.first->block.run, halves->width);
            at += halves++->width;
        }
    return row;
}

/* The COUNT HALVES as one table, below what HEADS (or NULL) has over them. */
static bdl_block join(bdl_arena *arena, const bdl_flow_row *heads, const half *halves,
                      size_t count) {
    bdl_block block = *halves[0].table;
    size_t width = 0, rows = 0, above = heads != NULL;
    block.spans_known = heads != NULL;
    for (size_t i = 0; i < count; i++) {
        width += halves[i].width;
        rows = halves[i].table->row_count > rows ? halves[i].table->row_count : rows;
        block.spans_known = block.spans_known || halves[i].table->spans_known;
    }
    block.rows = BDL_NEW_ARRAY(arena, bdl_row, rows + above);
    block.row_count = rows + above;
    if (heads)
        block.rows[0] = head_row(arena, heads, halves, width);
    for (size_t r = 0; r < rows; r++) {
        bdl_row *row = &block.rows[r + above];
        *row = *row_at(halves[0].table, r);
        row->cells = BDL_NEW_ARRAY(arena, bdl_cell, width);
        row->count = width;
        for (size_t i = 0, at = 0; i < count; i++) {
            copy_row(row->cells + at, &halves[i], r);
            at += halves[i].width;
        }
    }
    return block;
}

const bdl_flow_row *bdl_flow_put_beside(bdl_reading *reading, bdl_flow_table *table,
                                        const bdl_flow_row *before,
                                        const bdl_flow_row *row) {
    half halves[HALVES_MAX];
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
