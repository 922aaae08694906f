/* celled.h - tables whose cells came one a line, the empty ones as blank lines, in plain
 * text: what office programs save. A blank line may stand behind each. */
#ifndef BDL_READ_CELLED_H
#define BDL_READ_CELLED_H

#include "read/reading.h"

/* A table of LINES lines: its headings begin with line FIRST, of the TOP cells of a row
 * of groups of groups and the ABOVE cells of one of groups, when there are such, then
 * those of its columns; then come ROWS of data. GAP blank lines, none or one, stand
 * behind each row. */
enum { BDL_CELLED_MAX = 24 }; /* columns */

typedef struct bdl_celled {
    size_t first, top, above, width, rows, lines, gap;
    size_t heads;  /* lines of headings, with the blank ones behind them */
    size_t merged; /* columns that the name of the first sum, 合计, is merged over, less
                    * one: so many cells fewer the first row has */
    size_t closing; /* the same of the last */
    size_t group;   /* the only cell of the row of groups that is one, from 1, where the
                     * others left no blank lines below; else 0 */
    bool announced; /* the line above says that a table comes: …如下： */
    size_t spans[BDL_CELLED_MAX]; /* of the cells of the row of groups */
    size_t tops[BDL_CELLED_MAX];  /* of those of the row above it */
} bdl_celled;

typedef struct bdl_celled_tables {
    bdl_celled *items;
    size_t count, capacity, next;
    const bdl_line *lines; /* of the text, without blank ones that part others */
    bool marked;           /* LINES are cells, some in a line of the text: see marked.h */
} bdl_celled_tables;

/* The tables among all lines to come, in their order. */
bdl_celled_tables bdl_celled_find(bdl_reading *reading);
/* Whether one begins with LINE, which was just taken from the lines. */
bool bdl_celled_begin(bdl_celled_tables *tables, const bdl_line *line);
/* The line with which the next begins; 0: none is left. */
static inline uint32_t bdl_celled_next(const bdl_celled_tables *tables) {
    return tables->next < tables->count
               ? tables->lines[tables->items[tables->next].first].number
               : 0;
}
/* Reads that one. */
void bdl_celled_read_table(bdl_reading *reading, bdl_celled_tables *tables,
                           const bdl_line *first);

#endif
