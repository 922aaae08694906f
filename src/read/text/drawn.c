/* drawn.c - tables drawn with characters, as pandoc, text browsers and printers of tables
 * write them. Borders tell where columns stand; a line that is drawn through some columns
 * only ends the cells of these, and those beside it go on: they are merged downwards. A
 * stroke of text that reaches over several columns is a cell merged across. A table with
 * no line between its rows has a row a line, unless its cells are wrapped. */
#include "read/text/drawn.h"

#include "base/limits.h"
#include "base/text.h"

enum { NEAR = 1 /* columns that marks of one edge may be apart */ };

typedef struct open_cell {
    bdl_maker text;
    char last; /* byte of its text */
    size_t row;
    bool open;
} open_cell;

typedef struct drawn_text {
    bdl_line at;
    bdl_drawn_line parts;
} drawn_text;

typedef struct drawing {
    bdl_reading *reading;
    BDL_VEC(drawn_text) lines;
    uint32_t edges[BDL_MAX_COLUMNS + 1];
    size_t columns;
    open_cell *cells; /* for each column the cell that begins there */
    size_t *owner;    /* for each column the one where its cell begins */
    BDL_VEC(bdl_row) rows;
    bool row_a_line;
} drawing;

/* ---- columns ---- */

static void add_edge(drawing *d, uint32_t column) {
    size_t i = d->columns;
    while (i > 0 && d->edges[i - 1] > column)
        i--;
    if ((i > 0 && column - d->edges[i - 1] <= NEAR) ||
        (i < d->columns && d->edges[i] - column <= NEAR) || d->columns >= BDL_MAX_COLUMNS)
        return;
    memmove(d->edges + i + 1, d->edges + i, (d->columns - i) * sizeof *d->edges);
    d->edges[i] = column;
    d->columns++;
}

/* The edges of all lines that are drawn through the whole table, or through a part of it.
 * COLUMNS counts edges until all are known. */
static void find_edges(drawing *d, bool whole) {
    for (size_t l = 0; l < d->lines.count; l++) {
        const bdl_drawn_line *line = &d->lines.items[l].parts;
        const bdl_stroke *strokes = line->strokes;
        if (line->drawn == 0 || (line->drawn == line->count) != whole)
            continue;
        for (size_t i = 0; i < line->count; i++)
            if (strokes[i].drawn || (i > 0 && strokes[i - 1].drawn))
                add_edge(d, strokes[i].from);
        if (strokes[line->count - 1].drawn)
            add_edge(d, line->end);
    }
}

static uint32_t distance(uint32_t a, uint32_t b) {
    return a > b ? a - b : b - a;
}

/* The column that begins nearest to display column FROM, not before LEAST. */
static size_t column_at(const drawing *d, uint32_t from, size_t least) {
    size_t best = least;
    for (size_t c = least; c < d->columns; c++)
        if (distance(d->edges[c], from) < distance(d->edges[best], from))
            best = c;
    return best;
}

/* ---- cells ---- */

static void end_cell(drawing *d, size_t column) {
    open_cell *cell = &d->cells[column];
    if (!cell->open)
        return;
    cell->open = false;
    bdl_cell *out = &d->rows.items[cell->row].cells[column];
    bdl_run run = bdl_maker_end(&cell->text);
    if (run.text.len == 0)
        run.place = out->run.place;
    out->run = run;
}

static void begin_row(drawing *d, const bdl_line *line) {
    bdl_row row = {.count = d->columns, .after_break = line->new_page};
    row.place = bdl_line_place(line);
    row.cells = BDL_NEW_ARRAY(bdl_reading_cells(d->reading), bdl_cell, d->columns);
    for (size_t c = 0; c < d->columns; c++)
        row.cells[c] = (bdl_cell){.run.place = row.place, .row_span = 1, .col_span = 1};
    BDL_PUSH(bdl_reading_cells(d->reading), &d->rows, row);
}

/* Begins the cell of columns FROM to END in the last row. */
static void begin_cell(drawing *d, size_t from, size_t end) {
    open_cell *cell = &d->cells[from];
    size_t r = d->rows.count - 1;
    for (size_t c = from; c < end; c++) {
        end_cell(d, c);
        d->owner[c] = from;
        d->rows.items[r].cells[c].col_span = 0;
    }
    d->rows.items[r].cells[from].col_span = (uint16_t)(end - from);
    cell->open = true;
    cell->row = r;
    cell->last = 0;
    bdl_maker_begin(&cell->text, d->reading);
}

/* The cell of columns FROM to END goes on in the last row, which lies below its own. */
static void go_on(drawing *d, size_t from, size_t end) {
    bdl_row *row = &d->rows.items[d->rows.count - 1];
    bdl_cell *first = &d->rows.items[d->cells[from].row].cells[from];
    first->row_span++;
    for (size_t c = from; c < end; c++) {
        row->cells[c].row_span = 0;
        row->cells[c].col_span = c == from ? first->col_span : 0;
    }
}

static bool is_of_figure(char c) {
    return bdl_is_ascii_digit(c) || c == '.' || c == ',' || c == '%';
}

static void add_text(drawing *d, bdl_at *at, size_t column, bdl_str text) {
    open_cell *cell = &d->cells[d->owner[column]];
    bdl_str s = bdl_text_trim(text);
    if (s.len == 0 || !cell->open)
        return;
    bool torn = is_of_figure(cell->last) && is_of_figure(s.data[0]);
    if (cell->last)
        bdl_maker_glue(&cell->text, torn ? BDL_STR("") : BDL_STR("\n"));
    d->reading->clean(&cell->text, at, s);
    cell->last = s.data[s.len - 1];
}

/* ---- lines ---- */

/* Where stroke I of LINE ends and the next begins. */
static size_t end_of(const drawing *d, const bdl_drawn_line *line, size_t i,
                     size_t from) {
    if (i + 1 == line->count)
        return d->columns;
    if (line->count == d->columns)
        return from + 1;
    size_t end = column_at(d, line->strokes[i + 1].from, from + 1);
    return end < d->columns ? end : d->columns;
}

/* A line through all columns or some: the cells that it reaches end. */
static void take_border(drawing *d, const bdl_drawn_line *line) {
    for (size_t i = 0, from = 0; i < line->count && from < d->columns; i++) {
        size_t end = end_of(d, line, i, from);
        for (size_t c = from; c < end && line->strokes[i].drawn; c++)
            end_cell(d, d->owner[c]);
        from = end;
    }
}

/* Makes the row that LINE begins: cells that were not ended go on. */
static void open_row(drawing *d, const bdl_line *at, const bdl_drawn_line *line) {
    begin_row(d, at);
    for (size_t i = 0, from = 0; i < line->count && from < d->columns; i++) {
        size_t end = end_of(d, line, i, from);
        if (d->cells[d->owner[from]].open && d->owner[from] == from)
            go_on(d, from, end);
        else
            begin_cell(d, from, end);
        from = end;
    }
}

static void add_line(drawing *d, const bdl_line *at, const bdl_drawn_line *line) {
    bdl_at place = bdl_at_start(at);
    for (size_t i = 0, from = 0; i < line->count && from < d->columns; i++) {
        if (!line->strokes[i].drawn)
            add_text(d, &place, from, line->strokes[i].text);
        from = end_of(d, line, i, from);
    }
}

static void read_lines(drawing *d) {
    bool ended = true;
    for (size_t l = 0; l < d->lines.count; l++) {
        const bdl_line *at = &d->lines.items[l].at;
        const bdl_drawn_line *line = &d->lines.items[l].parts;
        if (line->drawn > 0) {
            take_border(d, line);
            ended = true;
        }
        if (line->count == 0 || line->drawn == line->count)
            continue;
        if (line->drawn == 0 && d->row_a_line)
            for (size_t c = 0; c < d->columns; c++)
                end_cell(d, c);
        if (line->drawn == 0 && (ended || d->row_a_line)) {
            open_row(d, at, line);
            ended = false;
        }
        add_line(d, at, line);
    }
    for (size_t c = 0; c < d->columns; c++)
        end_cell(d, c);
}

/* ---- tables ---- */

static size_t count_filled(const bdl_drawn_line *line) {
    size_t filled = 0;
    for (size_t i = 0; i < line->count; i++)
        filled += !line->strokes[i].drawn && bdl_text_trim(line->strokes[i].text).len > 0;
    return filled;
}

/* Whether the rows of a table with few borders are its lines: each fills about as many
 * cells as there are columns, where a wrapped cell would go on alone, and two such lines
 * stand with no border between them. */
static bool has_row_a_line(const drawing *d) {
    enum { BORDERS_MAX = 4 };
    size_t borders = 0, texts = 0, filled = 0, full = 0, most = 0;
    for (size_t l = 0; l < d->lines.count; l++) {
        const bdl_drawn_line *line = &d->lines.items[l].parts;
        size_t here = count_filled(line);
        borders += line->drawn > 0;
        texts += line->drawn == 0;
        filled += here;
        full = line->drawn > 0 ? 0 : full + (here * 2 > d->columns);
        most = full > most ? full : most;
    }
    return borders <= BORDERS_MAX && texts > borders && most > 1 &&
           filled * 2 >= texts * d->columns;
}

/* How wide the characters are that draw the table whose upper border is FIRST: as wide as
 * makes the line of text below it end where the border does. */
static uint32_t width_of_boxes(const bdl_reading *reading, bdl_str first) {
    enum { WIDE = 2 };
    uint32_t apart[WIDE + 1];
    bdl_line next;
    if (!bdl_lines_peek(&reading->lines, &next))
        return 1;
    for (uint32_t width = 1; width <= WIDE; width++)
        apart[width] = distance(bdl_drawn_split(reading->arena, first, width).end,
                                bdl_drawn_split(reading->arena, next.text, width).end);
    return apart[WIDE] < apart[1] ? WIDE : 1;
}

bool bdl_drawn_begins(const bdl_reading *reading, const bdl_line *line) {
    bdl_line next;
    return reading->traits->borders > 0 && bdl_drawn_is_border(line->text) &&
           bdl_lines_peek(&reading->lines, &next) && bdl_drawn_is_row(next.text) &&
           !bdl_drawn_is_border(next.text);
}

void bdl_drawn_read_table(bdl_reading *reading, const bdl_line *first) {
    drawing *d = BDL_NEW(reading->arena, drawing);
    bdl_line line = *first;
    bdl_grid grid;
    uint32_t width = width_of_boxes(reading, line.text);
    d->reading = reading;
    bdl_grid_begin(reading, &grid);
    do {
        bool border = bdl_drawn_is_border(line.text);
        drawn_text taken = {line, bdl_drawn_split(reading->arena, line.text, width)};
        BDL_PUSH(reading->arena, &d->lines, taken);
        if (!bdl_lines_peek(&reading->lines, &line) || !bdl_drawn_is_row(line.text) ||
            (border && bdl_drawn_is_border(line.text))) /* the next table begins */
            break;
    } while (bdl_lines_next(&reading->lines, &line));
    find_edges(d, true);
    find_edges(d, false);
    d->columns -= d->columns > 0;
    d->cells = BDL_NEW_ARRAY(reading->arena, open_cell, d->columns + 1);
    d->owner = BDL_NEW_ARRAY(reading->arena, size_t, d->columns + 1);
    for (size_t c = 0; c < d->columns; c++)
        d->owner[c] = c;
    d->row_a_line = has_row_a_line(d);
    read_lines(d);
    for (size_t r = 0; r < d->rows.count; r++)
        bdl_grid_add(reading, &grid, d->rows.items[r]);
    bdl_grid_unmerge(reading, &grid);
    bdl_grid_end(reading, &grid);
}
