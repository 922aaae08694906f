/* form_columns.h - in which columns of a list the words of its lines stand. */
#ifndef BDL_READ_FORM_COLUMNS_H
#define BDL_READ_FORM_COLUMNS_H

#include "read/aligned/form.h"

enum { BDL_FORM_COLUMNS_MAX = 32 /* more than headings that a form may have */ };

typedef struct bdl_form_columns {
    bdl_arena *arena;
    bdl_worded *lines; /* the first holds headings */
    size_t line_count;
    int measure;
    size_t count, front; /* FRONT: 1 where a column stands left of all headings */
    /* of the headings, then of all that stands in the column */
    uint32_t begin[BDL_FORM_COLUMNS_MAX], end[BDL_FORM_COLUMNS_MAX];
    bool spaced; /* blanks part digits from Han letters */
    bool full;   /* BEGIN and END are those of lines with a word in nearly every column */
    bool has_bounds; /* there are several, in one column or not */
    bool placed;     /* the words have columns, though perhaps not the best */
    size_t bounds;   /* the column of bounds; BDL_FORM_COLUMNS_MAX: there is none */
    uint32_t room[BDL_FORM_COLUMNS_MAX]; /* of a cell, where one is full; 0: none is */
    const bdl_worded *now;               /* the line being parted */
    size_t lacking; /* words that it has less than there are columns */
} bdl_form_columns;

/* Parts the words of all lines and gives each its column. Of C, ARENA, LINES, LINE_COUNT
 * and MEASURE are known. Gives how little they fit. */
int bdl_form_columns_find(bdl_form_columns *c);

#endif
