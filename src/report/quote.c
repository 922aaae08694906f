/* quote.c - a line of a document as a report shows it, with carets under a place. */
#include "report/quote.h"

#include "base/text.h"
#include "base/vec.h"

enum { COLUMNS_BEFORE = 36, COLUMNS_AFTER = 44 };

/* The byte offset from which at most COLUMNS display columns reach END. */
static size_t start_of_window(bdl_str line, size_t end, size_t columns) {
    size_t start = end, used = 0;

    while (start > 0) {
        size_t before = start - 1;

        while (before > 0 && ((unsigned char)line.data[before] & 0xC0) == 0x80)
            before--;
        used += bdl_text_width(bdl_str_of(line.data + before, start - before));
        if (used > columns)
            break;
        start = before;
    }
    return start;
}

static size_t end_of_window(bdl_str line, size_t start, size_t columns) {
    size_t end = start, used = 0;

    while (end < line.len) {
        size_t next = end;

        bdl_utf8_next(line, &next);
        used += bdl_text_width(bdl_str_of(line.data + end, next - end));
        if (used > columns)
            break;
        end = next;
    }
    return end;
}

/* Adds LINE[FROM, TO) with tabs and control characters made visible; gives its columns. */
static size_t add_shown(bdl_buf *buf, bdl_str line, size_t from, size_t to) {
    size_t columns = 0;

    for (size_t i = from; i < to;) {
        size_t next = i;
        uint32_t c = bdl_utf8_next(line, &next);
        bdl_str shown = bdl_str_of(line.data + i, next - i);

        if (c == '\t')
            shown = BDL_STR("⇥");
        else if (c < 0x20 || c == 0x7F)
            shown = BDL_STR("·");
        bdl_buf_add(buf, shown);
        columns += c == '\t' || c < 0x20 ? 1 : bdl_text_width(shown);
        i = next;
    }
    return columns;
}

bdl_quote bdl_quote_line(bdl_arena *arena, bdl_str line, size_t column, size_t length) {
    bdl_buf text = {.arena = arena}, carets = {.arena = arena}, unused = {.arena = arena};
    size_t begin = bdl_utf8_offset(line, column ? column - 1 : 0);
    bdl_str rest = bdl_str_from(line, begin);
    size_t end = begin + bdl_utf8_offset(rest, length ? length : 1);
    size_t from = start_of_window(line, begin, COLUMNS_BEFORE);
    size_t shown_end = end_of_window(line, begin, COLUMNS_AFTER);
    size_t pad = 0, width;

    if (from > 0) {
        bdl_buf_add(&text, BDL_STR("…"));
        pad = bdl_text_width(BDL_STR("…"));
    }
    pad += add_shown(&text, line, from, begin);
    width = add_shown(&unused, line, begin, end < shown_end ? end : shown_end);
    add_shown(&text, line, begin, shown_end);
    if (shown_end < line.len)
        bdl_buf_add(&text, BDL_STR("…"));
    for (size_t i = 0; i < pad; i++)
        bdl_buf_char(&carets, ' ');
    bdl_buf_char(&carets, '^');
    for (size_t i = 1; i < width; i++)
        bdl_buf_char(&carets, '~');
    return (bdl_quote){bdl_buf_str(&text), bdl_buf_str(&carets),
                       from > 0 || shown_end < line.len};
}
