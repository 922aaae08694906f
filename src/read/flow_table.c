/* flow_table.c - from the cells of a file to a table with every place of its grid, or to
 * what the cells hold when the table is for layout only. */
#include "base/language.h"
#include "base/limits.h"

#include "read/flow.h"
#include "read/slivers.h"

enum {
    PROSE_BYTES = 600, /* cells with more text in paragraphs are columns of a page */
    /* places that merged cells may cover for each cell of their table, past what the
     * document may have in all */
    COVERED_PER_CELL = 8,
};

void bdl_flow_box_add(bdl_flow_box *box, bdl_block block) {
    bdl_flow_item *item = BDL_NEW(box->arena, bdl_flow_item);
    item->block = block;
    item->gaps = box->gaps;
    item->block.gap_before = block.gap_before || box->gaps > 0;
    item->block.new_page = block.new_page || box->new_page;
    box->gaps = 0;
    box->new_page = false;
    if (box->last)
        box->last->next = item;
    else
        box->first = item;
    box->last = item;
}

/* ---- layout ---- */

typedef struct census {
    size_t cells, widest, nested, data_rows;
    bool prose; /* a cell with several paragraphs and much text */
} census;

static void count_row(census *count, const bdl_flow_row *row) {
    size_t cells = 0, filled = 0;
    for (const bdl_flow_place *p = row->first; p; p = p->next) {
        size_t text = 0, paragraphs = 0, tables = 0;
        for (const bdl_flow_item *item = p->content.first; item; item = item->next) {
            tables += item->block.kind == BDL_TABLE;
            paragraphs += item->block.kind != BDL_TABLE;
            text += item->block.run.text.len;
        }
        cells++;
        filled += paragraphs > 0 && tables == 0;
        count->nested += tables > 0;
        count->prose = count->prose || (paragraphs > 1 && text > PROSE_BYTES);
    }
    count->cells += cells;
    count->widest = cells > count->widest ? cells : count->widest;
    count->data_rows += filled > 1;
}

static bool is_layout(const bdl_flow_table *table) {
    census count = {0};
    for (const bdl_flow_row *row = table->first; row; row = row->next)
        count_row(&count, row);
    return table->layout || count.widest <= 1 ||
           (count.nested > 0 && count.data_rows < 2) ||
           (table->row_count == 1 && count.prose);
}

static void put_contents(bdl_reading *reading, bdl_flow_table *table) {
    const bdl_flow_row *before = NULL;
    for (const bdl_flow_row *row = table->first; row; before = row, row = row->next) {
        table->around->gaps++;
        const bdl_flow_row *put = bdl_flow_put_beside(reading, table, before, row);
        if (put) {
            row = put;
            continue;
        }
        for (const bdl_flow_place *p = row->first; p; p = p->next)
            for (bdl_flow_item *item = p->content.first; item; item = item->next)
                bdl_flow_box_add(table->around, item->block);
    }
}

/* ---- cells ---- */

/* The paragraphs of a cell, a line end between them; tables inside are left for later. */
static bdl_run cell_run(bdl_reading *reading, const bdl_flow_box *content,
                        bdl_place place) {
    size_t paragraphs = 0;
    bdl_run only = {.text = {"", 0}};
    for (const bdl_flow_item *item = content->first; item; item = item->next)
        if (item->block.kind != BDL_TABLE && paragraphs++ == 0)
            only = item->block.run;
    if (paragraphs <= 1) {
        bdl_run_in_cell(bdl_reading_passing(reading), &only, &place);
        return only;
    }
    bdl_maker text;
    bdl_maker_begin(&text, reading);
    for (const bdl_flow_item *item = content->first; item; item = item->next) {
        if (item->block.kind == BDL_TABLE)
            continue;
        bdl_maker_glue(&text, BDL_STR("\n"));
        bdl_maker_append(&text, item->block.run);
    }
    return bdl_maker_end_cell(&text, place);
}

/* ---- the grid ---- */

typedef struct column {
    bdl_cell *anchor; /* the cell last seen in it */
    uint32_t left;    /* rows below that it still covers */
    uint16_t width;   /* of the anchor, where it begins; 0 in its other columns */
} column;

typedef struct laying {
    bdl_reading *reading;
    column *columns;        /* BDL_MAX_COLUMNS */
    size_t used;            /* columns that any row has */
    size_t rows_left, room; /* ROOM: places that merged cells may still cover */
    BDL_VEC(bdl_cell) row;
    bdl_place place;
} laying;

static void push_cell(laying *l, bdl_cell cell) {
    BDL_PUSH(l->reading->arena, &l->row, cell);
}

static void push_covered(laying *l, uint16_t row_span, uint16_t col_span) {
    push_cell(l, (bdl_cell){.run = {.text = {"", 0}, .place = l->place},
                            .row_span = row_span,
                            .col_span = col_span});
    l->room -= l->room > 0;
}

/* Steps over the columns that cells of rows above cover. */
static void pass_covered(laying *l) {
    while (l->row.count < l->used && l->columns[l->row.count].left > 0) {
        column *c = &l->columns[l->row.count];
        c->left--;
        push_covered(l, 0, c->width);
    }
}

static uint16_t width_for(const laying *l, const bdl_flow_cell *cell) {
    size_t first = l->row.count, width = 1;
    size_t most = cell->col_span < l->room ? cell->col_span : l->room;
    while (width < most && first + width < BDL_MAX_COLUMNS &&
           (first + width >= l->used || l->columns[first + width].left == 0))
        width++;
    return (uint16_t)width;
}

static uint32_t height_for(const laying *l, const bdl_flow_cell *cell, size_t width) {
    size_t height = cell->row_span;
    if (height == 0 || height > l->rows_left)
        height = l->rows_left;
    size_t most = 1 + l->room / width;
    height = height < most ? height : most;
    return height < 1 ? 1 : height > UINT16_MAX ? UINT16_MAX : (uint32_t)height;
}

/* A cell that goes on from above makes the one there taller; false when there is none. */
static bool continue_above(laying *l, const bdl_flow_cell *cell) {
    column *c = &l->columns[l->row.count];
    if (!cell->continues || l->row.count >= l->used || !c->anchor || c->width == 0)
        return false;
    uint16_t width = c->width;
    if (c->anchor->row_span < UINT16_MAX)
        c->anchor->row_span++;
    for (uint16_t i = 0; i < width && l->row.count < BDL_MAX_COLUMNS; i++)
        push_covered(l, 0, i ? 0 : width);
    return true;
}

static void lay_cell(laying *l, const bdl_flow_place *p) {
    pass_covered(l);
    if (l->row.count >= BDL_MAX_COLUMNS || continue_above(l, &p->cell))
        return;
    size_t first = l->row.count;
    uint16_t width = width_for(l, &p->cell);
    uint32_t height = height_for(l, &p->cell, width);
    if (p->cell.place.line)
        l->place = p->cell.place;
    push_cell(l, (bdl_cell){.run = cell_run(l->reading, &p->content, p->cell.place),
                            .row_span = (uint16_t)height,
                            .col_span = width});
    for (size_t i = 0; i < width; i++) {
        if (i)
            push_covered(l, (uint16_t)height, 0);
        l->columns[first + i] = (column){.left = height - 1, .width = i ? 0 : width};
    }
    if (first + width > l->used)
        l->used = first + width;
}

/* The anchors are known only when the row will grow no more. */
static void note_anchors(laying *l, bdl_row *row) {
    for (size_t i = 0; i < row->count; i++)
        if (row->cells[i].row_span > 0 && row->cells[i].col_span > 0)
            l->columns[i].anchor = &row->cells[i];
}

static bool lay_row(laying *l, const bdl_flow_row *from, bdl_row *out) {
    l->row.items = NULL;
    l->row.count = l->row.capacity = 0;
    l->place = from->place;
    size_t files = 0, cells = 0;
    for (const bdl_flow_place *p = from->first; p; p = p->next, files++)
        lay_cell(l, p);
    cells = l->row.count;
    for (size_t i = cells; i < l->used; i++)
        if (l->columns[i].left > 0)
            cells = i + 1;
    while (l->row.count < cells) {
        pass_covered(l);
        if (l->row.count < cells)
            push_covered(l, 1, 1); /* nothing reaches there */
    }
    if (files > BDL_MAX_COLUMNS)
        bdl_reading_trouble(l->reading, from->place,
                            BDL_TR("more cells than a row can have: the rest was left "
                                   "out"));
    l->rows_left--;
    *out = (bdl_row){.cells = l->row.items,
                     .count = l->row.count,
                     .place = from->place,
                     .after_break = from->after_break};
    note_anchors(l, out);
    return out->count > 0;
}

static void put_grid(bdl_reading *reading, bdl_flow_table *table, size_t cells) {
    laying l = {.reading = reading,
                .columns = BDL_NEW_ARRAY(table->arena, column, BDL_MAX_COLUMNS),
                .rows_left = table->row_count,
                .room = reading->covered + cells * COVERED_PER_CELL};
    size_t start = l.room;
    bdl_block block = {.kind = BDL_TABLE, .place = table->place};
    block.rows = BDL_NEW_ARRAY(reading->arena, bdl_row, table->row_count);
    for (const bdl_flow_row *row = table->first; row; row = row->next)
        block.row_count += lay_row(&l, row, &block.rows[block.row_count]);
    size_t spent = start - l.room, paid = cells * COVERED_PER_CELL;
    if (spent > paid)
        reading->covered -=
            spent - paid < reading->covered ? spent - paid : reading->covered;
    if (l.room == 0 && start > 0)
        bdl_reading_trouble(reading, table->place,
                            BDL_TR("merged cells larger than the table were cut"));
    bdl_slivers_cut_right(block.rows, block.row_count);
    block.spans_known = bdl_block_has_spans(&block);
    if (block.spans_known)
        bdl_slivers_take_out(table->arena, block.rows, block.row_count);
    if (block.row_count)
        bdl_flow_box_add(table->around, block);
}

static void put_nested(bdl_flow_table *table) {
    for (bdl_flow_row *row = table->first; row; row = row->next)
        for (bdl_flow_place *p = row->first; p; p = p->next)
            for (bdl_flow_item *item = p->content.first; item; item = item->next)
                if (item->block.kind == BDL_TABLE)
                    bdl_flow_box_add(table->around, item->block);
}

void bdl_flow_table_put(bdl_reading *reading, bdl_flow_table *table) {
    if (is_layout(table)) {
        put_contents(reading, table);
        return;
    }
    bdl_flow_unstack(table);
    size_t cells = 0;
    for (const bdl_flow_row *row = table->first; row; row = row->next)
        for (const bdl_flow_place *p = row->first; p; p = p->next)
            cells++;
    put_grid(reading, table, cells);
    put_nested(table);
}
