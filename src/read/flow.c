/* flow.c - puts paragraphs into the document or the cell that is open. */
#include "read/flow.h"

#include "base/language.h"
#include "base/limits.h"

enum {
    COVERED_FREE = 1 << 17, /* places merged cells may cover in any document */
    HEADING_BYTES = 360,    /* a longer one is a paragraph that looks like a heading */
};

/* What was going on where an aside began. */
typedef struct aside {
    struct aside *outer;
    bdl_flow_box *here;
    bdl_flow_table *table;
    bdl_maker text;
    bool open;
    unsigned level;
} aside;

struct bdl_flow {
    bdl_reading *reading;
    bdl_arena *tables; /* what is known of those that are open */
    bdl_flow_box root;
    bdl_flow_box *here;    /* where paragraphs go */
    bdl_flow_table *table; /* the innermost one that is open */
    size_t depth, too_deep;
    bdl_maker text;
    bool open;           /* TEXT was begun */
    size_t tabs, blanks; /* before it */
    bool pasted;
    unsigned level;
    aside *aside;
    size_t asides;
};

bdl_flow *bdl_flow_new(bdl_reading *reading) {
    bdl_flow *flow = BDL_NEW(reading->arena, bdl_flow);
    flow->reading = reading;
    flow->tables = bdl_arena_new();
    bdl_arena_keep(reading->arena, flow->tables);
    flow->root.arena = reading->arena;
    flow->here = &flow->root;
    reading->covered = COVERED_FREE;
    return flow;
}

/* ---- paragraphs ---- */

void bdl_flow_text(bdl_flow *flow, bdl_str text, bdl_place place) {
    if (!flow->open)
        bdl_maker_begin(&flow->text, flow->reading);
    flow->open = true;
    bdl_maker_add(&flow->text, text, place);
}

void bdl_flow_tab(bdl_flow *flow) {
    if (bdl_flow_has_text(flow))
        bdl_maker_glue(&flow->text, BDL_STR("\t"));
    else
        flow->tabs++;
}

void bdl_flow_nbsp(bdl_flow *flow, bool before) {
    flow->pasted = true;
    flow->blanks += before;
}

void bdl_flow_blank(bdl_flow *flow) {
    if (flow->open)
        bdl_maker_glue(&flow->text, BDL_STR(" "));
}

bool bdl_flow_has_text(const bdl_flow *flow) {
    return flow->open && !bdl_maker_is_empty(&flow->text);
}

void bdl_flow_end_line(bdl_flow *flow) {
    bdl_run run = {.text = {"", 0}};
    if (flow->open)
        run = bdl_maker_end(&flow->text);
    flow->open = false;
    size_t tabs = flow->tabs, blanks = flow->blanks;
    flow->tabs = flow->blanks = 0;
    if (run.text.len == 0) {
        flow->here->gaps++;
        return;
    }
    bool heading = flow->level > 0 && run.text.len <= HEADING_BYTES;
    bdl_block block = {.kind = heading ? BDL_HEADING : BDL_PARAGRAPH,
                       .level = heading ? (uint8_t)flow->level : 0,
                       .run = run,
                       .place = run.place};
    bdl_flow_box_add(flow->here, block);
    flow->here->last->tabs = tabs;
    flow->here->last->blanks = blanks;
}

void bdl_flow_paragraph(bdl_flow *flow, unsigned level) {
    if (flow->open)
        bdl_flow_end_line(flow);
    flow->level = level > 6 ? 6 : level;
}

void bdl_flow_block(bdl_flow *flow, bdl_block block) {
    bdl_flow_paragraph(flow, flow->level);
    bdl_flow_box_add(flow->here, block);
}

void bdl_flow_page(bdl_flow *flow) {
    bdl_flow_paragraph(flow, flow->level);
    flow->here->new_page = true;
}

/* ---- tables ---- */

void bdl_flow_table_begin(bdl_flow *flow, bdl_place place, bool layout) {
    bdl_flow_paragraph(flow, 0);
    if (flow->depth >= BDL_MAX_NESTING) {
        if (flow->too_deep++ == 0)
            bdl_reading_trouble(flow->reading, place,
                                BDL_TR("tables nested too deep were read as text"));
        return;
    }
    flow->depth++;
    bdl_flow_table *table = BDL_NEW(flow->tables, bdl_flow_table);
    table->arena = flow->tables;
    table->outer = flow->table;
    table->around = flow->here;
    table->place = place;
    table->layout = layout;
    flow->table = table;
}

void bdl_flow_row_begin(bdl_flow *flow, bdl_place place) {
    bdl_flow_table *table = flow->table;
    bdl_flow_cell_end(flow);
    if (flow->too_deep || !table)
        return;
    bdl_flow_row *row = BDL_NEW(flow->tables, bdl_flow_row);
    row->place = place;
    if (table->last)
        table->last->next = row;
    else
        table->first = row;
    table->last = row;
    table->row_count++;
}

void bdl_flow_row_break(bdl_flow *flow) {
    if (!flow->too_deep && flow->table && flow->table->row_count > 1)
        flow->table->last->after_break = true;
}

/* Goes on with the cell before; false when there is none. */
static bool widen_cell(bdl_flow *flow, uint32_t columns) {
    bdl_flow_table *table = flow->table;
    bdl_flow_place *place = table->last ? table->last->last : NULL;
    if (!place || columns > BDL_MAX_COLUMNS ||
        place->cell.col_span > BDL_MAX_COLUMNS - columns)
        return false;
    place->cell.col_span += columns;
    table->open = place;
    flow->here = &place->content;
    return true;
}

void bdl_flow_cell_begin(bdl_flow *flow, bdl_flow_cell cell) {
    bdl_flow_table *table = flow->table;
    bdl_flow_cell_end(flow);
    if (flow->too_deep || !table || (cell.widens && widen_cell(flow, cell.col_span)))
        return;
    if (!table->last)
        bdl_flow_row_begin(flow, cell.place);
    bdl_flow_place *place = BDL_NEW(flow->tables, bdl_flow_place);
    place->cell = cell;
    place->content.arena = flow->tables;
    bdl_flow_row *row = table->last;
    if (row->last)
        row->last->next = place;
    else
        row->first = place;
    row->last = place;
    table->open = place;
    flow->here = &place->content;
}

void bdl_flow_cell_end(bdl_flow *flow) {
    bdl_flow_paragraph(flow, 0);
    bdl_flow_table *table = flow->table;
    if (flow->too_deep || !table || !table->open)
        return;
    if (table->open->content.new_page && table->row_count > 1)
        table->last->after_break = true;
    table->open = NULL;
    flow->here = table->around;
}

void bdl_flow_table_end(bdl_flow *flow) {
    if (flow->too_deep) {
        bdl_flow_paragraph(flow, 0);
        flow->too_deep--;
        return;
    }
    bdl_flow_cell_end(flow);
    bdl_flow_table *table = flow->table;
    if (!table)
        return;
    flow->depth--;
    flow->table = table->outer;
    flow->here = table->around;
    bdl_flow_table_put(flow->reading, table);
    if (flow->depth == 0)
        bdl_arena_reset(flow->tables);
}

/* ---- beside the text ---- */

void bdl_flow_aside_begin(bdl_flow *flow) {
    if (flow->asides++ >= BDL_MAX_NESTING || flow->too_deep) {
        bdl_flow_paragraph(flow, flow->level);
        return;
    }
    aside *saved = BDL_NEW(flow->reading->arena, aside);
    *saved = (aside){.outer = flow->aside,
                     .here = flow->here,
                     .table = flow->table,
                     .text = flow->text,
                     .open = flow->open,
                     .level = flow->level};
    flow->aside = saved;
    flow->table = NULL;
    flow->open = false;
    flow->level = 0;
}

void bdl_flow_aside_end(bdl_flow *flow) {
    if (flow->asides == 0)
        return;
    bdl_flow_paragraph(flow, 0);
    aside *saved = flow->aside;
    if (--flow->asides >= BDL_MAX_NESTING || flow->too_deep || !saved)
        return;
    while (flow->table)
        bdl_flow_table_end(flow);
    flow->aside = saved->outer;
    flow->here = saved->here;
    flow->table = saved->table;
    flow->text = saved->text;
    flow->open = saved->open;
    flow->level = saved->level;
}

void bdl_flow_finish(bdl_flow *flow) {
    flow->too_deep = 0;
    while (flow->aside) {
        flow->asides = flow->asides ? flow->asides : 1;
        bdl_flow_aside_end(flow);
    }
    while (flow->table)
        bdl_flow_table_end(flow);
    bdl_flow_paragraph(flow, 0);
    if (flow->pasted)
        bdl_flow_blanks_to_tabs(flow->reading, &flow->root);
    bdl_flow_take_rows(flow->reading, &flow->root);
    for (const bdl_flow_item *item = flow->root.first; item; item = item->next)
        BDL_PUSH(flow->reading->arena, &flow->reading->doc->blocks, item->block);
}
