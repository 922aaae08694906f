/* shape.h - what the columns of an aligned table hold, so that a page that goes on with
 * it and has no headings finds its columns, of which some may be empty there. */
#ifndef BDL_READ_SHAPE_H
#define BDL_READ_SHAPE_H

#include "read/columns.h"

enum { BDL_SHAPE_MAX = 40 };

typedef struct bdl_shape_column {
    uint32_t begin, end;            /* where its cells stand */
    size_t texts, numbers, amounts; /* its cells: NUMBERS have no point and no comma */
} bdl_shape_column;

typedef struct bdl_shape {
    int measure;  /* in which the columns of the last table stood */
    size_t count; /* 0: nothing can go on */
    bdl_shape_column columns[BDL_SHAPE_MAX];
} bdl_shape;

/* Remembers the columns of a table; the first HEAD rows are headings. */
void bdl_shape_take(bdl_shape *shape, const bdl_grid *grid, const bdl_columns *columns,
                    size_t head);
/* Puts the cells of GRID, a page without headings, under the columns of the table before
 * it. Where several columns could be meant, their distances tell, and the document says
 * so. Nothing changes when they do not fit. */
void bdl_shape_fit(bdl_shape *shape, bdl_reading *reading, bdl_grid *grid,
                   const bdl_columns *columns);

#endif
