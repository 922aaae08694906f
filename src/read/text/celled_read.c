/* celled_read.c - reads the tables that celled.c found. */
#include "read/text/celled.h"

bool bdl_celled_begin(bdl_celled_tables *tables, const bdl_line *line) {
    return bdl_celled_next(tables) == line->number;
}

typedef struct walk {
    bdl_reading *reading;
    const bdl_line *next; /* of the lines with cells */
    bdl_line line;        /* that was taken last */
    size_t gap;           /* lines behind a row */
    bool marked;
} walk;

static const bdl_line *take_cell(walk *w) {
    bool blank = bdl_line_is_blank(w->next); /* which may stand on the line of a text */
    while (!(blank && w->marked) && w->line.number < w->next->number &&
           bdl_lines_next(&w->reading->lines, &w->line))
        continue;
    return w->next++;
}

/* A row of COUNT cells of WIDTH columns, SPANS wide each. */
static bdl_row take_row(walk *w, size_t count, size_t width, const size_t *spans) {
    bdl_reading *reading = w->reading;
    bdl_row row = {.cells = BDL_NEW_ARRAY(bdl_reading_cells(reading), bdl_cell, width),
                   .count = width};
    bool any = false;
    for (size_t i = 0, c = 0; i < count; i++) {
        size_t span = spans ? spans[i] : 1;
        const bdl_line *line = take_cell(w);
        bdl_at at = bdl_at_start(line);
        row.cells[c] = bdl_reading_cell(reading, &at, line->text);
        row.cells[c].col_span = (uint16_t)span;
        if (!any)
            row.place = row.cells[c].run.place;
        any = any || row.cells[c].run.text.len > 0;
        for (size_t k = 1; k < span; k++) {
            row.cells[c + k] = row.cells[c];
            row.cells[c + k].run =
                (bdl_run){.text = {"", 0}, .place = row.cells[c].run.place};
            row.cells[c + k].col_span = 0;
        }
        c += span;
    }
    row.place.length = 0;
    w->next += w->gap;
    return row;
}

/* The headings below the only group of TABLE. */
static bdl_row take_group(walk *w, const bdl_celled *table) {
    bdl_reading *reading = w->reading;
    size_t from = table->group - 1, to = from + table->spans[from];
    bdl_row row = {.cells =
                       BDL_NEW_ARRAY(bdl_reading_cells(reading), bdl_cell, table->width),
                   .count = table->width};
    for (size_t c = 0; c < table->width; c++) {
        bool below = c >= from && c < to;
        const bdl_line *line = below ? take_cell(w) : w->next;
        bdl_at at = bdl_at_start(line);
        row.cells[c] = bdl_reading_cell(
            reading, &at, below ? line->text : bdl_str_of(line->text.data, 0));
    }
    row.place = row.cells[from].run.place;
    row.place.length = 0;
    w->next += w->gap;
    return row;
}

/* A row of WIDTH columns, the first cell of which is merged over OVER more. */
static bdl_row take_sum(walk *w, size_t width, size_t over) {
    size_t spans[BDL_CELLED_MAX];
    for (size_t c = 0; c < BDL_CELLED_MAX; c++)
        spans[c] = c == 0 ? over + 1 : 1;
    return take_row(w, width - over, width, over > 0 ? spans : NULL);
}

void bdl_celled_read_table(bdl_reading *reading, bdl_celled_tables *tables,
                           const bdl_line *first) {
    const bdl_celled *table = &tables->items[tables->next++];
    walk w = {reading, tables->lines + table->first, *first, table->gap, tables->marked};
    bdl_grid grid;
    bdl_grid_begin(reading, &grid);
    if (table->top > 0)
        bdl_grid_add(reading, &grid, take_row(&w, table->top, table->width, table->tops));
    if (table->above > 0)
        bdl_grid_add(reading, &grid,
                     take_row(&w, table->above, table->width, table->spans));
    bdl_grid_add(reading, &grid,
                 table->group > 0 ? take_group(&w, table)
                                  : take_row(&w, table->width, table->width, NULL));
    for (const bdl_line *rows = tables->lines + table->first + table->heads;
         w.next < rows;)
        bdl_grid_add(reading, &grid, take_row(&w, table->width, table->width, NULL));
    for (size_t i = 0; i < table->rows; i++) {
        size_t over = i == 0 ? table->merged : 0;
        over = i + 1 == table->rows && over == 0 ? table->closing : over;
        bdl_grid_add(reading, &grid, take_sum(&w, table->width, over));
    }
    bdl_grid_unmerge(reading, &grid);
    bdl_grid_end(reading, &grid);
}
