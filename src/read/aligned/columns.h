/* columns.h - the columns that the words of aligned lines stand in. */
#ifndef BDL_READ_COLUMNS_H
#define BDL_READ_COLUMNS_H

#include "read/aligned/words.h"

typedef struct bdl_column {
    uint32_t begin, end;            /* where the first word begins, the last one ends */
    uint32_t begin_most, end_least; /* where the last one begins, the first one ends */
    size_t numbers, texts;          /* its words; none: known by its heading alone */
} bdl_column;

/* The columns of a table, found from the positions of the words of all its lines. */
typedef struct bdl_columns {
    bdl_column *items;
    size_t count, capacity;
    int measure;
    size_t head;   /* lines before the first one with a figure */
    bool numbered; /* a line numbers them: there are no others */
} bdl_columns;

/* Finds the columns. USUAL: the measure of the tables before, for a table that fits both
 * as well. */
void bdl_columns_find(bdl_arena *arena, bdl_worded *lines, size_t count, int usual,
                      bdl_columns *out);
/* Parts the words of headings that stand over several columns each. */
void bdl_columns_cut_head(bdl_arena *arena, const bdl_columns *columns,
                          bdl_worded *lines);
/* Parts the words of the rows at the ends of cells and tells each its column. */
void bdl_columns_place(bdl_arena *arena, const bdl_columns *columns, bdl_worded *lines,
                       size_t count);
/* The column that shares most positions with WORD, else the nearest. */
size_t bdl_columns_of_word(const bdl_columns *columns, const bdl_word *word);

#endif
