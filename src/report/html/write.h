/* write.h - text and pictures in HTML. Whatever a document or a rule says goes through
 * bdl_html_text, which lets no markup through. */
#ifndef BDL_REPORT_HTML_WRITE_H
#define BDL_REPORT_HTML_WRITE_H

#include <stdio.h>

#include "base/vec.h"

/* TEXT as text or inside a quoted attribute: markup escaped, control characters and marks
 * that turn the direction of writing made visible, bad bytes replaced. */
void bdl_html_text(FILE *out, bdl_str text);
/* The same, line ends shown as <br>; not for attributes. */
void bdl_html_lines(FILE *out, bdl_str text);
/* At most MOST characters of it, then an ellipsis. */
void bdl_html_cut(FILE *out, bdl_str text, size_t most);

/* All of SPOOL, which was written and not read. */
void bdl_html_copy(FILE *out, FILE *spool);

/* A stretch of a bar, with the class that colours it. */
typedef struct bdl_html_part {
    const char *style;
    size_t count;
} bdl_html_part;

/* A bar WIDTH wide whose parts are as long as their share of ALL; what is there at all is
 * seen. LABEL says the same to those who do not see it. */
void bdl_html_bar(FILE *out, size_t width, const bdl_html_part *parts, size_t count,
                  size_t all);

/* 'sha256-…' of TEXT, as content-security policies name a script or style. */
bdl_str bdl_html_hash(bdl_arena *arena, bdl_str text);

#endif
