/* excerpt.c - a line of a rule file and the carets under a place in it: what diagnostics
 * show. */
#include "base/diag.h"
#include "base/quote.h"

enum { SHOWN = 100 }; /* columns of a line */

/* What of SPAN stands on LINE of SOURCE. */
static bdl_span part_on(bdl_str line, const bdl_source *source, bdl_span span) {
    size_t start = line.len ? (size_t)(line.data - bdl_source_text(source).data) : 0;
    size_t at = span.begin > start ? span.begin - start : 0;
    size_t stop = span.end > start ? span.end - start : 0;
    at = at < line.len ? at : line.len;
    stop = stop < at ? at : stop < line.len ? stop : line.len;
    return (bdl_span){(uint32_t)at, (uint32_t)stop};
}

void bdl_excerpt_print(FILE *out, const bdl_source *source, bdl_span span, bool color) {
    bdl_arena *arena = bdl_arena_new();
    size_t number, column;
    bdl_source_locate(source, span.begin, &number, &column);
    bdl_str line = bdl_source_line(source, number);
    bdl_span part = part_on(line, source, span);
    bdl_quote_window window = bdl_quote_around(line, part.begin, part.end, SHOWN);
    bdl_quote quote = bdl_quote_line(arena, line, window, part.begin, part.end);

    fprintf(out, "%5zu | %.*s\n", number, BDL_PRI(quote.text));
    fprintf(out, "      | %s%.*s%s\n", color ? "\33[1;32m" : "", BDL_PRI(quote.carets),
            color ? "\33[0m" : "");
    bdl_arena_free(arena);
}
