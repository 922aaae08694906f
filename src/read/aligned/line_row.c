/* line_row.c - rows put together from the words of aligned lines. */
#include "read/aligned/line_row.h"

static void clear(bdl_reading *reading, bdl_line_row *row) {
    row->place.line = 0;
    for (size_t c = 0; c < row->count; c++)
        bdl_maker_begin(&row->cells[c], reading);
}

bdl_line_row bdl_line_row_begin(bdl_reading *reading, bdl_arena *arena, size_t count) {
    bdl_line_row row = {.cells = BDL_NEW_ARRAY(arena, bdl_maker, count + 1),
                        .places = BDL_NEW_ARRAY(arena, bdl_place, count + 1),
                        .count = count};
    clear(reading, &row);
    return row;
}

/* Adds a word of LINE to cell COLUMN, GLUE between it and what is there. */
static void put(bdl_reading *reading, bdl_line_row *row, size_t column, bdl_piece piece,
                bdl_str glue) {
    bdl_at at = bdl_words_at(piece.line, piece.word);
    bdl_place place = bdl_at_place(&at, piece.word->text);
    bdl_maker *cell = &row->cells[column];
    if (bdl_maker_is_empty(cell))
        row->places[column] = place;
    else
        bdl_maker_glue(cell, glue);
    reading->clean(cell, &at, piece.word->text);
    if (row->place.line == 0 || place.line < row->place.line)
        row->place = place;
}

/* What parts WORD, which begins with PIECE, from what its cell has already. */
static bdl_str glue_before(const bdl_line_row *row, size_t column, const bdl_word *word,
                           bdl_piece piece) {
    if (word->rest)
        return BDL_STR("");
    return row->places[column].line == piece.line->line.number ? BDL_STR(" ")
                                                               : BDL_STR("\n");
}

void bdl_line_row_put(bdl_reading *reading, bdl_line_row *row, const bdl_worded *line,
                      const bdl_word *word, size_t column) {
    bdl_piece first = word->pieces ? word->pieces[0] : (bdl_piece){line, word};
    put(reading, row, column, first, glue_before(row, column, word, first));
    for (size_t i = 1; i < word->piece_count; i++) {
        bdl_str above = word->pieces[i - 1].word->text, text = word->pieces[i].word->text;
        bool item = bdl_prose_starts_item(text);
        put(reading, row, column, word->pieces[i],
            item ? BDL_STR("\n") : bdl_prose_glue(above, text));
    }
}

void bdl_line_row_end(bdl_reading *reading, bdl_line_row *row, bdl_grid *grid) {
    if (row->place.line == 0)
        return;
    row->place.length = 0;
    bdl_row out = {.count = row->count, .place = row->place};
    out.cells = BDL_NEW_ARRAY(bdl_reading_cells(reading), bdl_cell, out.count);
    for (size_t c = 0; c < out.count; c++) {
        out.cells[c] = (bdl_cell){.row_span = 1, .col_span = 1};
        bdl_run *run = &out.cells[c].run;
        *run = bdl_maker_end(&row->cells[c]);
        bdl_run_in_cell(bdl_reading_passing(reading), run,
                        run->text.len ? &row->places[c] : &row->place);
    }
    bdl_grid_add(reading, grid, out);
    clear(reading, row);
}
