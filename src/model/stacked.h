/* stacked.h - what the files share that put the cells of sheets which came one a line
 * into rows again. Internal to src/model. */
#ifndef BDL_MODEL_STACKED_H
#define BDL_MODEL_STACKED_H

#include "base/map.h"
#include "model/recognise.h"

enum { BDL_STRIP_MAX = 16 };

/* A table made of lines of the document. */
typedef struct bdl_stack_piece {
    size_t from, to;
    bdl_block block;
} bdl_stack_piece;

/* A document with such lines. Cells are made of blocks as they are asked for. */
typedef struct bdl_stack {
    bdl_recogniser *r;
    bdl_doc *doc;
    bdl_tcell *cells; /* one for each block */
    bdl_map *times;   /* how often each text stands alone on a line; NULL: not counted */
    bool flat;        /* blank lines part rows, or all lines: they stand for no cells */
    BDL_VEC(bdl_row) rows;           /* of the table in the making */
    BDL_VEC(bdl_cell) row;           /* the last of them, not complete */
    BDL_VEC(bdl_stack_piece) pieces; /* tables that are made, in order */
} bdl_stack;

/* The lines that head the table inside a sheet. */
typedef struct bdl_strip {
    const bdl_form *form;
    const bdl_list_form *list;
    size_t at, count;              /* its lines */
    size_t columns[BDL_STRIP_MAX]; /* of the list, for each */
    size_t before, levels, value;  /* leading columns that are merged over all rows, then
                                      those merged over some; the one of targets */
} bdl_strip;

bdl_tcell *bdl_stack_cell(bdl_stack *s, size_t i);
bdl_place bdl_stack_place(const bdl_stack *s, size_t i);
bool bdl_stack_is_after_gap(const bdl_stack *s, size_t i);
/* Whether line I stands in the document more than once. */
bool bdl_stack_repeats(bdl_stack *s, size_t i);
/* Puts a run, line I or an empty cell behind the cells of the row in the making; ends it.
 */
void bdl_stack_add_run(bdl_stack *s, bdl_run run, bdl_place place);
void bdl_stack_add(bdl_stack *s, size_t i);
void bdl_stack_add_empty(bdl_stack *s, size_t near);
void bdl_stack_add_joined(bdl_stack *s, size_t from, size_t to);
void bdl_stack_end_row(bdl_stack *s);
/* Makes rows of lines FROM to TO, labels and their values (stacked_labels.c). */
void bdl_stack_cut_labels(bdl_stack *s, const bdl_form *form, size_t from, size_t to);
/* Makes rows of the lines of the table inside from FROM up to TO at most; gives where it
 * ends, 0: which cells are empty cannot be told (stacked_rows.c). */
size_t bdl_stack_cut_rows(bdl_stack *s, const bdl_strip *strip, size_t from, size_t to);

/* Puts the rows made into the place of lines FROM to TO. */
void bdl_stack_put(bdl_stack *s, size_t from, size_t to);
/* Makes tables of lines below titles of forms that have columns (stacked_table.c). */
void bdl_stacked_find_tables(bdl_stack *s);
/* Joins lines of labels with the table inside of their sheet (stacked_said.c). */
void bdl_stacked_find_said(bdl_stack *s);

#endif
