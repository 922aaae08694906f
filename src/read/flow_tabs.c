/* flow_tabs.c - paragraphs that are the rows of a table, their cells parted by tabs: as
 * programs print them that make a Word document of a PDF. */
#include "base/limits.h"
#include "base/text.h"

#include "read/flow.h"

enum {
    ROWS_MIN = 3,
    CELLS_MIN = 3,
    NAME_LETTERS = 24, /* of a row whose other cells are empty */
};

static size_t cells_of(const bdl_flow_item *item) {
    return item->tabs + bdl_str_count(item->block.run.text, '\t') + 1;
}

static bool is_leader(const bdl_flow_item *item) {
    return bdl_prose_is_leader(item->block.run.text);
}

/* The cell that S begins with; S is left what follows its tab. */
static bdl_str next_cell(bdl_str *s) {
    const char *tab = s->len ? memchr(s->data, '\t', s->len) : NULL;
    bdl_str cell = {s->data, tab ? (size_t)(tab - s->data) : s->len};
    *s = bdl_str_from(*s, cell.len + (tab != NULL));
    return cell;
}

/* 部门：甲 | 单位：万元: each says with a colon what it is. */
static bool is_caption(bdl_str s) {
    while (s.len) {
        bdl_str cell = bdl_text_trim(next_cell(&s));
        if (cell.len > 0 && !bdl_text_has_colon(cell))
            return false;
    }
    return true;
}

static bool is_row(const bdl_flow_item *item) {
    return item->block.kind == BDL_PARAGRAPH && cells_of(item) > 1 &&
           cells_of(item) <= BDL_MAX_COLUMNS && !is_caption(item->block.run.text) &&
           !is_leader(item);
}

/* A row with a name alone, between others. */
static bool is_name(const bdl_flow_item *item) {
    return item->block.kind == BDL_PARAGRAPH && !item->block.gap_before &&
           cells_of(item) <= BDL_MAX_COLUMNS && item->next && is_row(item->next) &&
           !item->next->block.gap_before &&
           bdl_utf8_count(item->block.run.text) <= NAME_LETTERS &&
           !bdl_prose_ends(item->block.run.text);
}

static bdl_cell cell_of(bdl_reading *reading, bdl_str text, bdl_place place) {
    bdl_maker run;
    bdl_maker_begin(&run, reading);
    bdl_maker_add(&run, text, place);
    return (bdl_cell){
        .run = bdl_maker_end_cell(&run, place), .row_span = 1, .col_span = 1};
}

static bdl_row row_of(bdl_reading *reading, const bdl_flow_item *item) {
    bdl_row row = {.count = cells_of(item), .place = item->block.place};
    bdl_str rest = item->block.run.text;
    row.cells = BDL_NEW_ARRAY(reading->arena, bdl_cell, row.count);
    for (size_t c = 0; c < row.count; c++) {
        bdl_str text = c < item->tabs ? BDL_STR("") : next_cell(&rest);
        row.cells[c] = cell_of(reading, text, row.place);
    }
    row.after_break = item->block.new_page;
    return row;
}

/* The item behind the rows that FIRST begins; *COUNT: how many, 0 when they are no table,
 * which those without the first are not either. */
static bdl_flow_item *end_of_rows(bdl_flow_item *first, size_t *count) {
    size_t rows = 0, most = 0;
    bdl_flow_item *item = first;
    for (*count = 0; item; item = item->next, ++*count) {
        if (!is_row(item) && !(item != first && is_name(item)))
            break;
        if (item != first && item->block.gap_before)
            break;
        rows += is_row(item) && bdl_str_count(item->block.run.text, '\t') > 0;
        most = cells_of(item) > most ? cells_of(item) : most;
    }
    if (rows < ROWS_MIN || most < CELLS_MIN)
        *count = 0;
    return item;
}

void bdl_flow_take_rows(bdl_reading *reading, bdl_flow_box *box) {
    for (bdl_flow_item *item = box->first, *end; item; item = end) {
        size_t count = 0;
        end = is_row(item) ? end_of_rows(item, &count) : item->next;
        if (count == 0)
            continue;
        bdl_block table = {.kind = BDL_TABLE,
                           .place = item->block.place,
                           .gap_before = item->block.gap_before,
                           .new_page = item->block.new_page};
        table.rows = BDL_NEW_ARRAY(reading->arena, bdl_row, count);
        for (bdl_flow_item *row = item; row != end; row = row->next)
            table.rows[table.row_count++] = row_of(reading, row);
        item->block = table;
        item->next = end;
        if (!end)
            box->last = item;
    }
}
