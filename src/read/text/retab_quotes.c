/* retab_quotes.c - tables with tabs whose cells have quotes, as databases export them:
 * blanks take the place of the quotes. */
#include "read/text/retab.h"

enum { QUOTED_LEAST = 8, CLEAR = 8 };

/* The cell at byte AT: up to the next tab or line end. */
static size_t cell_end(bdl_str text, size_t at) {
    while (at < text.len && text.data[at] != '\t' && text.data[at] != '\n' &&
           text.data[at] != '\r')
        at++;
    return at;
}

static bool is_quoted(bdl_str text, size_t at, size_t end) {
    return end - at >= 2 && text.data[at] == '"' && text.data[end - 1] == '"';
}

/* Whether the cell at AT up to END stands beside another. */
static bool is_in_row(bdl_str text, size_t at, size_t end) {
    return (at > 0 && text.data[at - 1] == '\t') ||
           (end < text.len && text.data[end] == '\t');
}

/* Whether all cells of rows have quotes, but for figures and empty ones. */
static bool are_quoted(bdl_str text) {
    size_t quoted = 0, other = 0;
    for (size_t at = 0, end; at < text.len; at = end + 1) {
        end = cell_end(text, at);
        if (end == at || !is_in_row(text, at, end))
            continue;
        if (is_quoted(text, at, end))
            quoted++;
        else if (text.data[at] == '"' || text.data[end - 1] == '"')
            return false; /* it goes on in the next line */
        else if ((unsigned char)text.data[at] >= 0x80)
            other++;
    }
    return quoted >= QUOTED_LEAST && quoted > CLEAR * other;
}

bdl_str bdl_retab_unquote(bdl_arena *arena, bdl_str text) {
    const char *quote = memchr(text.data, '"', text.len);
    if (!quote || !are_quoted(text))
        return text;
    char *out = bdl_arena_alloc(arena, text.len);
    memcpy(out, text.data, text.len);
    for (size_t at = 0, end; at < text.len; at = end + 1) {
        end = cell_end(text, at);
        if (!is_quoted(text, at, end) || !is_in_row(text, at, end))
            continue;
        out[at] = out[end - 1] = ' ';
        for (size_t i = at + 1; i + 2 < end; i++) /* two quotes are one of the text */
            if (out[i] == '"' && out[i + 1] == '"')
                out[++i] = ' ';
    }
    return (bdl_str){out, text.len};
}
