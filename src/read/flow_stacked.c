/* flow_stacked.c - rows of a table that a program put into one: each cell holds the lines
 * of its column, the amounts of several rows below each other. They are made rows again
 * where that is sure: several cells have as many lines, blank ones counted, none has
 * more, and in one of those each line is an amount. */
#include "read/flow.h"

#include "base/decimal.h"

enum {
    LINES_MIN = 3, /* fewer are rows where several cells are of amounts */
    LINES_MAX = 200,
    FULL_MIN = 2, /* cells with as many */
};

bool bdl_flow_is_amount(bdl_str text) {
    bdl_dec amount;
    bool mark = memchr(text.data, '.', text.len) || memchr(text.data, ',', text.len);
    return mark && bdl_dec_parse(text, &amount);
}

/* How many lines the content has up to its last text; *AMOUNTS: each is an amount.
 * SIZE_MAX when it is not of lines alone. */
static size_t count_lines(const bdl_flow_box *content, bool *amounts) {
    size_t lines = 0;
    *amounts = content->first;
    for (const bdl_flow_item *item = content->first; item; item = item->next) {
        if (item->block.kind != BDL_PARAGRAPH)
            return SIZE_MAX;
        *amounts =
            *amounts && item->gaps == 0 && bdl_flow_is_amount(item->block.run.text);
        lines += item->gaps + 1;
    }
    return lines;
}

/* How many rows ROW holds, 1 when that is not sure. */
static size_t count_stacked(const bdl_flow_row *row) {
    size_t most = 0, full = 0, of_amounts = 0;
    for (const bdl_flow_place *p = row->first; p; p = p->next) {
        bool amounts;
        size_t lines = count_lines(&p->content, &amounts);
        if (lines == SIZE_MAX || p->cell.row_span != 1 || p->cell.col_span != 1 ||
            p->cell.continues)
            return 1;
        if (lines > most) {
            most = lines;
            full = of_amounts = 0;
        }
        full += lines == most;
        of_amounts += lines == most && amounts;
    }
    bool sure = full >= FULL_MIN && most <= LINES_MAX &&
                of_amounts >= (most < LINES_MIN ? FULL_MIN : 1) && most > 1;
    return sure ? most : 1;
}

/* Moves what stands on line LINE of FROM, whose first item left is on line *AT, to a cell
 * of INTO. */
static void move_line(bdl_flow_table *table, bdl_flow_row *into, bdl_flow_place *from,
                      size_t line, size_t *at) {
    bdl_flow_place *place = BDL_NEW(table->arena, bdl_flow_place);
    place->cell = from->cell;
    place->content.arena = from->content.arena;
    bdl_flow_item *item = from->content.first;
    if (item && *at + item->gaps == line) {
        from->content.first = item->next;
        *at = line + 1;
        item->next = NULL;
        item->gaps = 0;
        item->block.gap_before = false;
        place->content.first = place->content.last = item;
        place->cell.place = item->block.run.place;
    }
    if (into->last)
        into->last->next = place;
    else
        into->first = place;
    into->last = place;
}

/* Puts COUNT rows in the place of ROW; gives the last. */
static bdl_flow_row *part(bdl_flow_table *table, bdl_flow_row *row, size_t count) {
    bdl_flow_place *cells = row->first;
    bdl_flow_row *rest = row->next, *here = row;
    row->first = row->last = NULL;
    for (size_t i = 1; i < count; i++) {
        here->next = BDL_NEW(table->arena, bdl_flow_row);
        here = here->next;
        here->place = row->place;
    }
    here->next = rest;
    for (bdl_flow_place *p = cells; p; p = p->next) {
        size_t line = 0, at = 0;
        for (bdl_flow_row *r = row; r != rest; r = r->next)
            move_line(table, r, p, line++, &at);
    }
    table->row_count += count - 1;
    if (table->last == row)
        table->last = here;
    return here;
}

void bdl_flow_unstack(bdl_flow_table *table) {
    for (bdl_flow_row *row = table->first; row; row = row->next) {
        size_t count = count_stacked(row);
        if (count > 1)
            row = part(table, row, count);
    }
}
