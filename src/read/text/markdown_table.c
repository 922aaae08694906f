/* markdown_table.c - tables in Markdown that are written as HTML, because pipes know no
 * merged cells: <table>, <tr>, <td> with their spans. All else inside a cell is cleaned
 * like any other text. A covered place is an empty cell. */
#include "base/limits.h"
#include "base/text.h"

#include "read/text/markdown.h"

typedef struct html_table {
    bdl_reading *reading;
    bdl_line line;
    bdl_at at;
    bdl_str rest; /* of the line */
    bdl_grid grid;
    bdl_maker outside;                 /* text of the table that is in no cell */
    BDL_VEC(bdl_cell) cells;           /* of the row that is open */
    bdl_place place;                   /* of that row */
    uint32_t hanging[BDL_MAX_COLUMNS]; /* rows that a cell above still covers */
} html_table;

/* What programs put around a table: a page of its own, a block in the middle, the one in
 * the other. */
static bool is_wrapper(bdl_str tag) {
    return bdl_str_skip_any(tag, BDL_WORDS("<html", "<body", "<div", "<center")) > 0;
}

static bdl_str without_wrappers(bdl_str body) {
    enum { DEPTH_MAX = 4 };
    for (size_t depth = 0; depth < DEPTH_MAX && is_wrapper(body); depth++) {
        size_t end = bdl_str_find(body, BDL_STR(">"), 0);
        if (end == SIZE_MAX)
            break;
        body = bdl_text_trim(bdl_str_from(body, end + 1));
    }
    return body;
}

bool bdl_markdown_is_html_table(bdl_str body) {
    return body.len > 0 && body.data[0] == '<' &&
           bdl_str_starts(without_wrappers(body), BDL_STR("<table"));
}

static bool next_line(html_table *t) {
    if (!bdl_lines_next(&t->reading->lines, &t->line))
        return false;
    t->at = bdl_at_start(&t->line);
    t->rest = t->line.text;
    return true;
}

static void push_empty(html_table *t) {
    bdl_cell cell = {.run.place = t->place, .row_span = 1, .col_span = 1};
    BDL_PUSH(bdl_reading_cells(t->reading), &t->cells, cell);
}

static void pass_hanging(html_table *t) {
    while (t->cells.count < BDL_MAX_COLUMNS && t->hanging[t->cells.count] > 0) {
        t->hanging[t->cells.count]--;
        push_empty(t);
    }
}

static void end_row(html_table *t) {
    pass_hanging(t);
    if (t->cells.count > 0) {
        bdl_row row = {
            .place = t->place, .cells = t->cells.items, .count = t->cells.count};
        bdl_grid_add(t->reading, &t->grid, row);
    }
    t->cells.items = NULL;
    t->cells.count = t->cells.capacity = 0;
}

/* The number of attribute NAME in TAG, 1 when it has none. */
static size_t span_of(bdl_str tag, bdl_str name) {
    size_t i = bdl_str_find(tag, name, 0);
    if (i == SIZE_MAX)
        return 1;
    for (i += name.len; i < tag.len && strchr("=\"' ", tag.data[i]);)
        i++;
    size_t n = (size_t)bdl_str_number_at(tag, i, UINT16_MAX);
    return n ? n : 1;
}

/* Where the cell ends in S, SIZE_MAX: further below. The tags that end cells and rows may
 * be left out. */
static size_t cell_end(bdl_str s) {
    static const char *const tags[] = {"</t", "<td", "<th", "<tr", "<table"};
    size_t end = SIZE_MAX;
    for (size_t i = 0; i < BDL_COUNT_OF(tags); i++) {
        size_t at = bdl_str_find(s, bdl_str_z(tags[i]), 0);
        end = at < end ? at : end;
    }
    return end;
}

/* Takes the line up to the tag that ends a cell into TEXT; whether it is there. */
static bool take_text(html_table *t, bdl_maker *text) {
    size_t end = cell_end(t->rest);
    bdl_str piece = {t->rest.data, end == SIZE_MAX ? t->rest.len : end};
    t->reading->clean(text, &t->at, bdl_text_trim(piece));
    t->rest = bdl_str_from(t->rest, piece.len);
    return end != SIZE_MAX;
}

/* Reads the cell that TAG opens; the rest of the line follows it. */
static void read_cell(html_table *t, bdl_str tag) {
    pass_hanging(t);
    size_t from = t->cells.count, columns = span_of(tag, BDL_STR("colspan"));
    uint32_t rows = (uint32_t)span_of(tag, BDL_STR("rowspan"));
    bdl_place place = {
        .line = t->line.number, .column = t->line.column, .page = t->line.page};
    bdl_cell cell = {.row_span = 1, .col_span = 1};
    bdl_maker text;
    bdl_maker_begin(&text, t->reading);
    while (!take_text(t, &text) && next_line(t))
        bdl_maker_glue(&text, BDL_STR("\n"));
    cell.run = bdl_maker_end(&text);
    if (cell.run.text.len == 0)
        cell.run.place = place;
    if (from >= BDL_MAX_COLUMNS)
        return;
    BDL_PUSH(bdl_reading_cells(t->reading), &t->cells, cell);
    for (size_t i = 1; i < columns && t->cells.count < BDL_MAX_COLUMNS; i++)
        push_empty(t);
    for (size_t i = from; i < t->cells.count; i++)
        t->hanging[i] = rows - 1;
}

/* What stands outside the cells is a paragraph of its own behind the table. */
static void keep_outside(html_table *t, bdl_str s) {
    if (bdl_text_trim(s).len == 0)
        return;
    if (!bdl_maker_is_empty(&t->outside))
        bdl_maker_glue(&t->outside, BDL_STR("\n"));
    t->reading->clean(&t->outside, &t->at, bdl_text_trim(s));
}

/* A table that nothing ends ends before a heading. */
static bool heading_follows(const html_table *t) {
    bdl_line line;
    return bdl_lines_peek(&t->reading->lines, &line) &&
           bdl_str_starts(bdl_text_trim(line.text), BDL_STR("# "));
}

/* Takes the next tag of the line; whether the table goes on. */
static bool read_tag(html_table *t) {
    size_t open = bdl_str_find(t->rest, BDL_STR("<"), 0);
    keep_outside(t, bdl_str_of(t->rest.data, open == SIZE_MAX ? t->rest.len : open));
    if (open == SIZE_MAX) {
        t->rest.len = 0;
        return !heading_follows(t) && next_line(t);
    }
    size_t close = bdl_str_find(t->rest, BDL_STR(">"), open);
    close = close == SIZE_MAX ? t->rest.len : close + 1;
    bdl_str tag = {t->rest.data + open, close - open};
    t->rest = bdl_str_from(t->rest, close);
    if (bdl_str_starts(tag, BDL_STR("</table")))
        return false;
    if (bdl_str_starts(tag, BDL_STR("<tr"))) {
        end_row(t);
        t->place = (bdl_place){
            .line = t->line.number, .column = t->line.column, .page = t->line.page};
    } else if (bdl_str_starts(tag, BDL_STR("<td")) ||
               (bdl_str_starts(tag, BDL_STR("<th")) &&
                !bdl_str_starts(tag, BDL_STR("<thead")))) {
        read_cell(t, tag);
    }
    return true;
}

/* Text between this table and the next one of the line, or all that is left of the line.
 */
static bool reach_next_table(html_table *t) {
    size_t next = bdl_str_find(t->rest, BDL_STR("<table"), 0);
    size_t end = next == SIZE_MAX ? t->rest.len : next;
    keep_outside(t, bdl_str_of(t->rest.data, end));
    t->rest = bdl_str_from(t->rest, end);
    return next != SIZE_MAX;
}

static void add_outside(html_table *t) {
    bdl_run run = bdl_maker_end(&t->outside);
    if (run.text.len == 0)
        return;
    bdl_block *block = bdl_reading_add(t->reading, BDL_PARAGRAPH, run.place);
    block->run = run;
}

void bdl_markdown_read_html_table(bdl_reading *reading, const bdl_line *first) {
    html_table *t = BDL_NEW(reading->arena, html_table);
    bool more = true;
    t->reading = reading;
    t->line = *first;
    t->at = bdl_at_start(first);
    t->rest = first->text;
    while (more) { /* several tables may share a line */
        memset(t->hanging, 0, sizeof t->hanging);
        bdl_grid_begin(reading, &t->grid);
        bdl_maker_begin(&t->outside, reading);
        while (read_tag(t))
            ;
        more = reach_next_table(t);
        end_row(t);
        bdl_grid_end(reading, &t->grid);
        add_outside(t);
        reading->gap |= more;
    }
}
