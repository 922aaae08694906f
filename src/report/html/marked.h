/* marked.h - a text with figures marked in it. */
#ifndef BDL_REPORT_HTML_MARKED_H
#define BDL_REPORT_HTML_MARKED_H

#include "report/html/html.h"

/* A figure in a text: bytes BEGIN to END of it. NUMBER is what the finding calls it by, 0
 * for the place of a finding without figures. */
typedef struct bdl_html_mark {
    size_t begin, end;
    size_t number;
    bdl_side side;
    const bdl_block *block; /* where it was found; NULL: nowhere */
    bool placed;            /* it has been shown */
    size_t row, cell;
} bdl_html_mark;

/* The marks of one text, and whose they are. */
typedef struct bdl_html_marks {
    const bdl_html_mark *items;
    size_t count;
    size_t document, finding; /* numbers, for the names of the marks */
} bdl_html_marks;

/* TEXT with its marks (in any order, they may overlap); what is further than CONTEXT
 * characters from every mark is left out. */
void bdl_html_put_marked(FILE *out, bdl_arena *scratch, bdl_str text,
                         const bdl_html_marks *marks, size_t context);
/* The number of a mark as a sign that can be jumped to; nothing for number 0. */
void bdl_html_put_sign(FILE *out, const bdl_html_marks *marks, size_t i);
/* The class that tells a side: "l", "r" or "o". */
const char *bdl_html_side(bdl_side side);

/* table.c: the rows of BLOCK that MARKS stand in, with what is around them. */
void bdl_html_put_table(bdl_html *h, const bdl_block *block, const bdl_html_marks *marks,
                        const bdl_spots *spots);

#endif
