/* shape.h - what the columns of an aligned table hold, so that a page that goes on with
 * it and has no headings finds its columns, of which some may be empty there. */
#ifndef BDL_READ_SHAPE_H
#define BDL_READ_SHAPE_H

#include "read/aligned/columns.h"

enum { BDL_SHAPE_MAX = 40, BDL_SHAPE_SUMS = 24 };

/* A column that is the sum of two further right. */
typedef struct bdl_shape_sum {
    uint8_t whole, left, right;
} bdl_shape_sum;

typedef struct bdl_shape_column {
    uint32_t begin, end;            /* where its cells stand */
    size_t texts, numbers, amounts; /* its cells: NUMBERS have no point and no comma */
    unsigned first, last;           /* where it counts 1, 2, 3: the rows of the table */
    size_t counted, breaks;         /* numbers that go on counting, and that do not */
} bdl_shape_column;

typedef struct bdl_shape {
    int measure;      /* in which the columns of the last table stood */
    bool is_measured; /* there was one */
    size_t count;     /* 0: nothing can go on */
    size_t rows;
    bdl_shape_column columns[BDL_SHAPE_MAX];
    bdl_shape_sum sums[BDL_SHAPE_SUMS];
    size_t sum_count;
} bdl_shape;

/* Remembers the columns of a table; the first HEAD rows are headings. */
void bdl_shape_take(bdl_shape *shape, const bdl_grid *grid, const bdl_columns *columns,
                    size_t head);
/* Puts the cells of GRID, a page without headings, under the columns of the table before
 * it. Where several columns could be meant, the sums among them tell; where these do not,
 * their distances do, and the document says so. Nothing changes when they do not fit. */
void bdl_shape_fit(bdl_shape *shape, bdl_reading *reading, bdl_grid *grid,
                   const bdl_columns *columns);

/* ---- shape_sums.c ---- */

/* Remembers the sums that hold in all rows of GRID from row FROM on. */
void bdl_shape_learn_sums(bdl_shape *shape, const bdl_grid *grid, size_t from);

/* What it costs that column I of the page is column TO[I] of the table; negative: it
 * cannot be. */
typedef int32_t bdl_shape_cost(const bdl_shape *shape, const bdl_shape *page,
                               const size_t *to, size_t i);
/* Gives the columns of the page those of the table for which the sums hold, and of
 * several ways the cheapest; how many ways there are. */
size_t bdl_shape_use_sums(const bdl_shape *shape, const bdl_shape *page,
                          const bdl_grid *grid, bdl_shape_cost *cost, size_t *to);

#endif
