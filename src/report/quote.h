/* quote.h - a line of a document as a report shows it, with carets under a place. */
#ifndef BDL_REPORT_QUOTE_H
#define BDL_REPORT_QUOTE_H

#include "base/arena.h"

typedef struct bdl_quote {
    bdl_str text;   /* tabs shown as ⇥; what does not fit cut off with … */
    bdl_str carets; /* blanks and ^~~~ in display columns */
    bool cut;
} bdl_quote;

/* LINE around the LENGTH characters (0: one) at character COLUMN (from 1; 0: the start),
 * at most about COLUMNS wide (0: 80). */
bdl_quote bdl_quote_line(bdl_arena *arena, bdl_str line, size_t column, size_t length,
                         size_t columns);

#endif
