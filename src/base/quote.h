/* quote.h - a line of a document or a rule file as a reader is shown it, with carets
 * under a place. */
#ifndef BDL_BASE_QUOTE_H
#define BDL_BASE_QUOTE_H

#include "base/arena.h"

typedef struct bdl_quote {
    bdl_str text;   /* tabs shown as ⇥; what does not fit cut off with … */
    bdl_str carets; /* blanks and ^~~~ in display columns */
} bdl_quote;

/* The bytes of a line that are shown. */
typedef struct bdl_quote_window {
    size_t from, to;
} bdl_quote_window;

/* Whether what stands in LINE from byte BEGIN to END fits in COLUMNS (0: 80). */
bool bdl_quote_fits(bdl_str line, size_t begin, size_t end, size_t columns);
/* What is shown of LINE around BEGIN to END, at most about COLUMNS wide. */
bdl_quote_window bdl_quote_around(bdl_str line, size_t begin, size_t end, size_t columns);
/* WINDOW of LINE with carets below what stands from byte BEGIN to END. */
bdl_quote bdl_quote_line(bdl_arena *arena, bdl_str line, bdl_quote_window window,
                         size_t begin, size_t end);

#endif
