/* head.h - the headings of a table whose columns are aligned with blanks. */
#ifndef BDL_READ_HEAD_H
#define BDL_READ_HEAD_H

#include "read/aligned/columns.h"

/* One heading, wrapped or not. LEVEL 0 is the heading of column FROM; 1 stands over
 * headings of columns, 2 over those of level 1, and so on: there FROM is the first column
 * of the group. */
typedef struct bdl_heading {
    bdl_str text; /* its first line */
    uint32_t begin, end;
    size_t top, bottom; /* lines of the head */
    size_t from, to;
    unsigned level;
    bool is_leaf;
    bool spans_two; /* a group with two columns or more */
} bdl_heading;

typedef struct bdl_head {
    bdl_heading *items;
    size_t count;
    size_t lines;    /* of the head */
    size_t **of;     /* the heading of each word of each line */
    unsigned levels; /* the highest level */
} bdl_head;

/* Finds the headings that the first LINE_COUNT lines hold, and adds a column to COLUMNS
 * for each that has no values. False when there are too many words for a head. */
bool bdl_head_find(bdl_arena *arena, const bdl_worded *lines, size_t line_count,
                   bdl_columns *columns, bdl_head *out);

/* ---- head_lists.c ---- */

/* Gives groups, left first, a list of items each, or the same number of columns each
 * where the headings of these come again as often as there are groups; false where they
 * do not. LEAF_OF: the heading of each column, SIZE_MAX of those that have none. */
bool bdl_head_share_out(const bdl_head *head, const size_t *leaf_of, size_t columns,
                        bdl_heading **groups, size_t count);

/* ---- head_groups.c ---- */

/* Finds the level of each heading that is of no column, and the columns it stands over.
 * LEAF_OF: the heading of each column, SIZE_MAX of those that have none. */
void bdl_head_place_groups(bdl_arena *arena, const bdl_worded *lines,
                           const bdl_columns *columns, bdl_head *head,
                           const size_t *leaf_of);

/* ---- head_pieces.c ---- */

/* Puts the words of the lines of HEAD together; false when there are too many of them. */
bool bdl_head_join(bdl_arena *arena, const bdl_worded *lines, const bdl_columns *columns,
                   bdl_head *head);

#endif
