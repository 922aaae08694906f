/* emit_grid.c - tables with lines as blocks: cells of several lines, and tables that go
 * on over page ends, where a row may be torn.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later (bdl-read-pdf links MuPDF) */
#include <stdlib.h>

#include "base/text.h"

#include "read-pdf/emit.h"

enum {
    SAME_PLACE = 4 * PDF_POINT,
    NAME_WIDTH = 8, /* characters */
};

/* Whether a line of a cell that ends at RIGHT goes on in NEXT because the cell is no
 * wider.
 */
static bool is_wrapped(const pdf_line *line, const pdf_line *next, int32_t right) {
    return right - line->box.x1 < next->word + 6 * PDF_POINT;
}

static bdl_str text_of(bdl_arena *arena, const pdf_line *line) {
    bdl_str text = line->count ? line->pieces[0].text : BDL_STR("");
    for (size_t i = 1; i < line->count; i++)
        text = bdl_arena_printf(arena, "%.*s %.*s", BDL_PRI(text),
                                BDL_PRI(line->pieces[i].text));
    return text;
}

/* ---- over the end of a page ---- */

static bool is_title_row(const pdf_grid *grid) {
    return grid->columns > 1 && grid->cells[0].col_span == grid->columns;
}

/* The number of the place nearest to X; UINT32_MAX when none is near. */
static uint32_t place_at(const pdf_columns *columns, int32_t x) {
    uint32_t best = 0;
    for (uint32_t i = 1; i <= columns->count; i++)
        if (abs(columns->xs[i] - x) < abs(columns->xs[best] - x))
            best = i;
    return abs(columns->xs[best] - x) <= SAME_PLACE ? best : UINT32_MAX;
}

static pdf_columns columns_of(const pdf_grid *grid) {
    return (pdf_columns){.xs = grid->xs, .count = grid->columns};
}

/* The lines of both. */
static pdf_columns joined(bdl_arena *arena, const pdf_columns *a, const pdf_columns *b) {
    int32_t *xs = BDL_NEW_ARRAY(arena, int32_t, a->count + b->count + 2);
    uint32_t i = 0, k = 0, n = 0;
    while (i <= a->count || k <= b->count) {
        int32_t x = k > b->count || (i <= a->count && a->xs[i] <= b->xs[k]) ? a->xs[i++]
                                                                            : b->xs[k++];
        if (n == 0 || x - xs[n - 1] > SAME_PLACE)
            xs[n++] = x;
    }
    return (pdf_columns){.xs = xs, .count = n - 1};
}

/* Whether every line of FEW is one of MANY. */
static bool is_part(const pdf_columns *few, const pdf_columns *many) {
    for (uint32_t i = 0; i <= few->count; i++)
        if (place_at(many, few->xs[i]) == UINT32_MAX)
            return false;
    return true;
}

static bdl_str text_of_row(bdl_arena *arena, const pdf_item *item, uint32_t row) {
    const pdf_grid *grid = item->grid;
    size_t from = (size_t)row * grid->columns;
    bdl_buf text = {.arena = arena};
    for (size_t at = from; at < from + grid->columns; at++)
        for (size_t i = 0; grid->owner[at] == at && i < item->cells[at].count; i++)
            bdl_buf_add(&text, text_of(arena, &item->cells[at].items[i]));
    return bdl_buf_str(&text);
}

/* How many rows at the top of ITEM repeat those at the top of the table. */
static uint32_t count_repeated(bdl_arena *arena, const pdf_item *first,
                               const pdf_item *item) {
    uint32_t row = 0;
    while (row < item->grid->rows && row < first->grid->rows) {
        bdl_str text = text_of_row(arena, item, row);
        if (text.len == 0 || !bdl_str_eq(text, text_of_row(arena, first, row)))
            break;
        row++;
    }
    return row;
}

/* Takes the columns of ITEM into those of the table that it may go on with: one as wide.
 * Rows of one table may be parted in other ways, but such a piece is of a form or begins
 * below a name on the page before: another table begins with a heading, or with a title
 * that is not the one of FIRST, its first piece. */
static bool fits(bdl_arena *arena, pdf_columns *table, const pdf_item *first,
                 const pdf_item *item) {
    pdf_columns own = columns_of(item->grid);
    if ((is_title_row(item->grid) && count_repeated(arena, first, item) < 2) ||
        place_at(table, own.xs[0]) != 0 ||
        place_at(table, own.xs[own.count]) != table->count ||
        (item->cells[0].count > 0 && !is_part(&own, table) && !is_part(table, &own) &&
         !(first->grid->parted && item->grid->parted)))
        return false;
    *table = joined(arena, table, &own);
    return true;
}

const pdf_item *pdf_sheet_first(const pdf_sheet *sheet) {
    for (size_t i = 0; i < sheet->items.count; i++)
        if (!sheet->items.items[i].left_out)
            return &sheet->items.items[i];
    return NULL;
}

static const pdf_item *last_of(const pdf_sheet *sheet) {
    for (size_t i = sheet->items.count; i > 0; i--)
        if (!sheet->items.items[i - 1].left_out)
            return &sheet->items.items[i - 1];
    return NULL;
}

/* The table that stands first on the page after SHEET when ITEM is the last on it. */
static const pdf_item *next_piece(const emitting *e, const pdf_sheet *sheet,
                                  const pdf_item *item) {
    const pdf_sheets *sheets = &e->layout->sheets;
    size_t after = (size_t)(sheet - sheets->items) + 1;
    const pdf_item *next = after < sheets->count && last_of(sheet) == item
                               ? pdf_sheet_first(&sheets->items[after])
                               : NULL;
    return next && next->grid ? next : NULL;
}

/* Looks how far the table that begins with ITEM goes, and what columns it has in all. */
static void survey(emitting *e, const pdf_sheet *sheet, const pdf_item *item) {
    e->columns = columns_of(item->grid);
    e->pieces = 1;
    while ((item = next_piece(e, sheet, item)) &&
           fits(e->reading->arena, &e->columns, e->first, item)) {
        e->pieces++;
        sheet++;
    }
}

bool pdf_emit_is_open(const emitting *e) {
    return e->pieces > 0;
}

/* ---- torn rows ---- */

/* A first column of names, not one of labels: a name may stand alone in its row. */
static bool is_wide(const pdf_grid *grid, const pdf_line *line) {
    return grid->xs[1] - grid->xs[0] > NAME_WIDTH * line->size;
}

/* The number of the cell of row R that reaches from LEFT to RIGHT; UINT32_MAX: none. */
static uint32_t cell_between(const pdf_grid *grid, uint32_t r, int32_t left,
                             int32_t right) {
    pdf_columns columns = columns_of(grid);
    uint32_t c = place_at(&columns, left);
    if (c >= grid->columns)
        return UINT32_MAX;
    uint32_t at = grid->owner[(size_t)r * grid->columns + c];
    const pdf_cell *cell = &grid->cells[at];
    bool same =
        cell->column == c && abs(grid->xs[c + cell->col_span] - right) <= SAME_PLACE;
    return same ? at : UINT32_MAX;
}

/* Whether TEXT may go on what ends with ABOVE: a figure goes on none but one that was
 * parted at its point or comma, or that is not whole without it. */
static bool may_go_on(bdl_arena *arena, bdl_str above, bdl_str text) {
    if (!pdf_is_amount(text) || above.len == 0 || pdf_completes(arena, above, text))
        return true;
    char last = above.data[above.len - 1], first = text.data[0];
    return last == '.' || last == ',' || first == '.' || first == ',';
}

/* The number of the cell that covers column *C of ROW, which may begin in a row above; *C
 * moves on to the next. */
static uint32_t next_cell(const pdf_grid *grid, uint32_t row, uint32_t *c) {
    uint32_t at = grid->owner[(size_t)row * grid->columns + *c];
    *c = grid->cells[at].column + grid->cells[at].col_span;
    return at;
}

/* What the last row of ABOVE has where CELL of GRID stands; NULL: no cell. */
static const pdf_lines *lines_above(const pdf_item *above, const pdf_grid *grid,
                                    const pdf_cell *cell) {
    uint32_t at = cell_between(above->grid, above->grid->rows - 1, grid->xs[cell->column],
                               grid->xs[cell->column + cell->col_span]);
    return at == UINT32_MAX ? NULL : &above->cells[at];
}

/* Whether an amount at the end of ABOVE is whole with one in ROW of BELOW alone. */
static bool has_cut_amount(bdl_arena *arena, const pdf_item *above, const pdf_item *below,
                           uint32_t row) {
    const pdf_grid *grid = below->grid;
    for (uint32_t c = 0; c < grid->columns;) {
        uint32_t at = next_cell(grid, row, &c);
        const pdf_lines *more = &below->cells[at];
        const pdf_lines *lines = lines_above(above, grid, &grid->cells[at]);
        if (more->count > 0 && lines && lines->count > 0 &&
            pdf_completes(arena, text_of(arena, &lines->items[lines->count - 1]),
                          text_of(arena, &more->items[0])))
            return true;
    }
    return false;
}

/* How many digits LINES have; 0 when they have anything else. */
static size_t count_digits(bdl_arena *arena, const pdf_lines *lines) {
    size_t count = 0;
    for (size_t i = 0; i < lines->count; i++) {
        bdl_str text = text_of(arena, &lines->items[i]);
        for (size_t k = 0; k < text.len; k++)
            if (text.data[k] < '0' || text.data[k] > '9')
                return 0;
        count += text.len;
    }
    return count;
}

/* Whether a code in the column where CELL of GRID stands has COUNT digits. */
static bool has_code(bdl_arena *arena, const pdf_item *above, const pdf_grid *grid,
                     const pdf_cell *cell, size_t count) {
    for (uint32_t r = 0; r + 1 < above->grid->rows; r++) {
        uint32_t at = cell_between(above->grid, r, grid->xs[cell->column],
                                   grid->xs[cell->column + cell->col_span]);
        if (at != UINT32_MAX && count_digits(arena, &above->cells[at]) == count)
            return true;
    }
    return false;
}

/* Whether a code at the end of ABOVE is as long as others in its column with what ROW of
 * BELOW has alone: a narrow cell has no room for "2080899". */
static bool has_cut_code(bdl_arena *arena, const pdf_item *above, const pdf_item *below,
                         uint32_t row) {
    enum { SHORTEST = 5 };
    const pdf_grid *grid = below->grid;
    for (uint32_t c = 0; c < grid->columns;) {
        uint32_t at = next_cell(grid, row, &c);
        const pdf_lines *lines = lines_above(above, grid, &grid->cells[at]);
        size_t rest = count_digits(arena, &below->cells[at]);
        size_t first = rest > 0 && lines ? count_digits(arena, lines) : 0;
        if (first > 0 && first + rest >= SHORTEST &&
            has_code(arena, above, grid, &grid->cells[at], first + rest))
            return true;
    }
    return false;
}

/* Whether MORE, a cell on the next page, may be the rest of the one above it. CUT:
 * another surely is. */
static bool is_rest(bdl_arena *arena, const pdf_item *above, const pdf_grid *grid,
                    const pdf_cell *cell, const pdf_lines *more, bool cut) {
    int32_t right = grid->xs[cell->column + cell->col_span];
    const pdf_lines *lines = lines_above(above, grid, cell);
    if (!lines || lines->count == 0 ||
        (cell->column == 0 && is_wide(above->grid, &lines->items[0])))
        return false;
    bdl_str text = text_of(arena, &more->items[0]);
    bool code = cell->column == 0 && text.len && pdf_is_figure(text.data[0]);
    const pdf_line *last = &lines->items[lines->count - 1];
    return is_wrapped(last, &more->items[0], right) && !pdf_starts_item(text) &&
           (cut || (!code && may_go_on(arena, text_of(arena, last), text)));
}

static size_t filled_in(const pdf_item *item, uint32_t row) {
    size_t filled = 0;
    for (uint32_t c = 0; c < item->grid->columns;)
        filled += item->cells[next_cell(item->grid, row, &c)].count > 0;
    return filled;
}

/* Whether the last row of ABOVE has nothing but the beginnings of wrapped cells that go
 * on in ROW of BELOW, where all its others stand, in the middle of their cells: the one
 * in front, a number or code, among them. */
static bool is_beginning(bdl_arena *arena, const pdf_item *above, const pdf_item *below,
                         uint32_t row) {
    const pdf_grid *grid = below->grid;
    bool began = false;
    for (uint32_t c = 0; c < grid->columns;) {
        bool front = c == 0;
        uint32_t at = next_cell(grid, row, &c);
        const pdf_cell *cell = &grid->cells[at];
        const pdf_lines *lines = lines_above(above, grid, cell), *own = &below->cells[at];
        if (!lines || (front && (lines->count > 0 || own->count == 0)))
            return false;
        if (lines->count == 0)
            continue;
        if (own->count == 0 ||
            !is_wrapped(&lines->items[lines->count - 1], &own->items[0],
                        grid->xs[cell->column + cell->col_span]) ||
            pdf_starts_item(text_of(arena, &own->items[0])))
            return false;
        began = true;
    }
    return began;
}

/* Whether ROW of BELOW, on the next page, is the rest of the last one of ABOVE: it goes
 * on with some wrapped cells and has nothing else, no number or name in front. */
static bool is_torn(bdl_arena *arena, const pdf_item *above, const pdf_item *below,
                    uint32_t row) {
    const pdf_grid *grid = below->grid;
    size_t rest = filled_in(below, row);
    bool cut = has_cut_amount(arena, above, below, row) ||
               has_cut_code(arena, above, below, row);
    if (is_beginning(arena, above, below, row))
        return true;
    if (rest == 0 || rest > filled_in(above, above->grid->rows - 1) ||
        (rest == filled_in(above, above->grid->rows - 1) && !cut))
        return false;
    for (uint32_t c = 0; c < grid->columns;) {
        uint32_t at = next_cell(grid, row, &c);
        if (below->cells[at].count > 0 &&
            !is_rest(arena, above, grid, &grid->cells[at], &below->cells[at], cut))
            return false;
    }
    return true;
}

/* Whether the last row of ITEM goes on in NEXT, which may begin with headings again. */
static bool find_rest(emitting *e, const pdf_item *item, const pdf_item *next) {
    bdl_arena *arena = e->reading->arena;
    e->rest = count_repeated(arena, e->first, next);
    return e->rest < next->grid->rows && is_torn(arena, item, next, e->rest);
}

/* ---- letters below each other ---- */

/* Whether LINES are Chinese letters one below the other: a narrow cell has room for no
 * more in a line. */
static bool run_down(bdl_arena *arena, const pdf_lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        const pdf_line *line = &lines->items[i];
        bdl_str text = text_of(arena, line);
        size_t at = 0;
        bool down = line->box.y1 - line->box.y0 > line->box.x1 - line->box.x0;
        if (text.len == 0 || !bdl_is_han(bdl_utf8_next(text, &at)) ||
            (at < text.len && !down))
            return false;
    }
    return lines->count > 0;
}

/* Takes the letters that go on in NEXT, in its row of data, into the cells at the end of
 * ITEM: a page end parts 产出 from 指标 in a cell merged over rows of both pages. */
static void join_letters(emitting *e, const pdf_item *item, const pdf_item *next) {
    bdl_arena *arena = e->reading->arena;
    const pdf_grid *grid = item->grid;
    uint32_t row = count_repeated(arena, e->first, next);
    for (uint32_t c = 0; row < next->grid->rows && c < grid->columns;) {
        uint32_t at = next_cell(grid, grid->rows - 1, &c);
        const pdf_cell *cell = &grid->cells[at];
        uint32_t rest = cell_between(next->grid, row, grid->xs[cell->column],
                                     grid->xs[cell->column + cell->col_span]);
        if (rest == UINT32_MAX || !run_down(arena, &item->cells[at]) ||
            !run_down(arena, &next->cells[rest]))
            continue;
        for (size_t i = 0; i < next->cells[rest].count; i++)
            BDL_PUSH(arena, &item->cells[at], next->cells[rest].items[i]);
        next->cells[rest].count = 0;
    }
}

/* Whether CELL of ITEM, in its last row, is empty below a label of several rows. */
static bool lacks_label(const pdf_item *item, const pdf_cell *cell) {
    const pdf_grid *grid = item->grid;
    size_t own = (size_t)(cell - grid->cells);
    if (cell->row == 0 || item->cells[own].count > 0)
        return false;
    uint32_t above = grid->owner[own - grid->columns];
    return grid->cells[above].column == cell->column && grid->cells[above].row_span > 1 &&
           item->cells[above].count > 0 &&
           bdl_is_han(
               bdl_utf8_next(item->cells[above].items[0].pieces[0].text, &(size_t){0}));
}

/* The label of a cell that a page end cuts is printed on one of both pages. */
static void join_labels(emitting *e, const pdf_item *item, const pdf_item *next) {
    const pdf_grid *grid = item->grid;
    uint32_t row = count_repeated(e->reading->arena, e->first, next);
    for (uint32_t c = 0; row < next->grid->rows && c < grid->columns;) {
        uint32_t at = next_cell(grid, grid->rows - 1, &c);
        const pdf_cell *cell = &grid->cells[at];
        uint32_t rest = cell_between(next->grid, row, grid->xs[cell->column],
                                     grid->xs[cell->column + cell->col_span]);
        if (rest != UINT32_MAX && next->grid->cells[rest].row == row &&
            next->grid->cells[rest].row_span > 1 && lacks_label(item, cell))
            item->cells[at] = next->cells[rest];
    }
}

/* ---- cells ---- */

/* The text of a cell, of which LAST was printed; gives what was printed last. */
static const pdf_line *put_lines(emitting *e, const pdf_lines *lines, int32_t right,
                                 const pdf_line *last) {
    bdl_arena *arena = e->reading->arena;
    for (size_t i = 0; i < lines->count; i++) {
        const pdf_line *line = &lines->items[i];
        bdl_str text = text_of(arena, line);
        bdl_str above = last ? text_of(arena, last) : BDL_STR("");
        bool figure = text.len && above.len && pdf_is_figure(text.data[0]) &&
                      pdf_is_figure(above.data[above.len - 1]);
        bool item = pdf_starts_item(text) && !(figure && pdf_is_amount(text));
        if (last && (!is_wrapped(last, line, right) || item))
            bdl_flow_end_line(e->flow);
        else if (last && !figure && bdl_prose_glue(above, text).len)
            bdl_flow_blank(e->flow);
        pdf_emit_text(e, text, pdf_emit_place(e, e->its));
        last = line;
    }
    return last;
}

/* CELL, which has so many rows here, spans columns of the table, not of its piece. */
static void begin_cell(emitting *e, const pdf_grid *grid, const pdf_cell *cell,
                       uint32_t rows) {
    uint32_t from = place_at(&e->columns, grid->xs[cell->column]);
    uint32_t to = place_at(&e->columns, grid->xs[cell->column + cell->col_span]);
    bdl_flow_cell_begin(e->flow, (bdl_flow_cell){.place = pdf_emit_place(e, e->its),
                                                 .row_span = rows,
                                                 .col_span = to > from ? to - from : 1});
}

/* TORN has the rest of the last row; NULL: that is whole. */
static void put_cell(emitting *e, const pdf_item *item, const pdf_cell *cell,
                     const pdf_item *torn) {
    const pdf_grid *grid = item->grid;
    int32_t left = grid->xs[cell->column],
            right = grid->xs[cell->column + cell->col_span];
    begin_cell(e, grid, cell, cell->row_span);
    size_t at = (size_t)(cell - grid->cells);
    const pdf_line *last = put_lines(e, &item->cells[at], right, NULL);
    uint32_t rest = torn && cell->row + cell->row_span == grid->rows
                        ? cell_between(torn->grid, e->rest, left, right)
                        : UINT32_MAX;
    if (rest != UINT32_MAX)
        put_lines(e, &torn->cells[rest], right, last);
}

/* A cell that begins in the rest of a torn row, which is no row, and goes on in row R
 * below it, empty: what it holds stands in the row above. NULL: column C has none. */
static const pdf_cell *hanging_cell(const pdf_grid *grid, uint32_t rest, uint32_t r,
                                    uint32_t c) {
    if (rest == UINT32_MAX || r != rest + 1)
        return NULL;
    const pdf_cell *cell = &grid->cells[grid->owner[(size_t)r * grid->columns + c]];
    return cell->row == rest && cell->column == c ? cell : NULL;
}

/* Row R of ITEM; NEXT has the rest of the last one, or is NULL; REST: the row of ITEM
 * that is the rest of one on the page before. */
static void put_row(emitting *e, const pdf_item *item, const pdf_item *next, uint32_t r,
                    uint32_t rest) {
    const pdf_grid *grid = item->grid;
    const pdf_cell *cells = &grid->cells[(size_t)r * grid->columns], *hanging;
    for (uint32_t c = 0; c < grid->columns; c++)
        if (cells[c].row_span > 0)
            put_cell(e, item, &cells[c], next);
        else if ((hanging = hanging_cell(grid, rest, r, c)))
            begin_cell(e, grid, hanging, hanging->row_span - 1u);
}

/* ---- tables ---- */

void pdf_emit_table_end(emitting *e) {
    if (e->table)
        bdl_flow_table_end(e->flow);
    e->table = NULL;
    e->pieces = 0;
    e->torn = false;
}

static void begin_table(emitting *e, const pdf_sheet *sheet, const pdf_item *item) {
    pdf_emit_table_end(e);
    bdl_flow_paragraph(e->flow, 0);
    e->above = NULL;
    bdl_flow_table_begin(e->flow, pdf_emit_place(e, sheet), false);
    e->first = item;
    survey(e, sheet, item);
}

void pdf_emit_grid(emitting *e, const pdf_sheet *sheet, const pdf_item *item) {
    const pdf_grid *grid = item->grid;
    bool goes_on = pdf_emit_is_open(e);
    uint32_t put = goes_on && e->torn ? e->rest : UINT32_MAX; /* the rest of a row */
    if (!goes_on)
        begin_table(e, sheet, item);
    const pdf_item *next = --e->pieces ? next_piece(e, sheet, item) : NULL;
    e->table = item;
    e->its = sheet;
    if (next) {
        join_letters(e, item, next);
        join_labels(e, item, next);
    }
    e->torn = next && grid->rows - 1 != put && find_rest(e, item, next);
    for (uint32_t r = 0; r < grid->rows; r++) {
        if (r == put)
            continue;
        bdl_flow_row_begin(e->flow, pdf_emit_place(e, sheet));
        if (goes_on && r == (put == 0))
            bdl_flow_row_break(e->flow);
        put_row(e, item, e->torn ? next : NULL, r, put);
    }
}
