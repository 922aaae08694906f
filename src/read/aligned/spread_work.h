/* spread_work.h - cells and rows of a sheet that has blank lines between them, while they
 * are put together. */
#ifndef BDL_READ_ALIGNED_SPREAD_WORK_H
#define BDL_READ_ALIGNED_SPREAD_WORK_H

#include "read/aligned/words.h"

enum { BDL_SPREAD_LABEL_MAX = 12 }; /* characters of a line of a label */

/* A cell: its words on lines that follow each other. */
typedef struct bdl_spread_cell {
    BDL_VEC(bdl_piece) pieces;
    uint32_t begin[2], end[2];
    uint32_t top, bottom; /* numbers of lines */
    size_t row;
} bdl_spread_cell;

typedef struct bdl_spread_row {
    uint32_t top, bottom;
    size_t cells;
    uint32_t left;    /* where it begins */
    uint32_t begin;   /* where what is no label of several rows begins */
    bool under_label; /* its label is in a row above */
} bdl_spread_row;

typedef struct bdl_spread_work {
    bdl_arena *arena;
    BDL_VEC(bdl_worded) lines;
    int measure;
    uint32_t side; /* labels begin left of it */
    BDL_VEC(bdl_spread_cell) cells;
    BDL_VEC(bdl_spread_row) rows;
} bdl_spread_work;

/* Whether C may be a label of several rows. */
static inline bool bdl_spread_is_label(const bdl_spread_work *s,
                                       const bdl_spread_cell *c) {
    return c->begin[s->measure] < s->side &&
           c->end[BDL_IN_CHARS] - c->begin[BDL_IN_CHARS] <= BDL_SPREAD_LABEL_MAX;
}

/* Gives the labels left of all that is in the rows, up to the last of several cells, to
 * the first of their rows; the others have their label above (spread_labels.c). */
void bdl_spread_give_labels(bdl_spread_work *s);

#endif
