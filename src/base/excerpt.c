/* excerpt.c - a line of a rule file and the carets under a place in it, in display
 * columns: what diagnostics show. */
#include "base/diag.h"
#include "base/text.h"
#include "base/vec.h"

/* A line is shown in at most SHOWN columns, about BEFORE of them left of the place. */
enum { SHOWN = 100, BEFORE = 50, TAB_WIDTH = 8 };

static size_t width_of(bdl_str s) {
    return s.len == 1 && s.data[0] == '\t' ? TAB_WIDTH : bdl_text_width(s);
}

bdl_str bdl_caret_line(bdl_arena *arena, bdl_str line, size_t column, size_t length) {
    bdl_buf buf = {.arena = arena};
    size_t i = 0, width = 0;
    for (size_t n = 1; n < column && i < line.len; n++) {
        size_t begin = i;
        if (bdl_utf8_next(line, &i) == '\t') {
            bdl_buf_char(&buf, '\t');
            continue;
        }
        for (size_t w = bdl_text_width(bdl_str_of(line.data + begin, i - begin)); w > 0;
             w--)
            bdl_buf_char(&buf, ' ');
    }
    for (size_t n = 0; n < (length ? length : 1) && i < line.len; n++) {
        size_t begin = i;
        bdl_utf8_next(line, &i);
        width += bdl_text_width(bdl_str_of(line.data + begin, i - begin));
    }
    bdl_buf_char(&buf, '^');
    for (; width > 1; width--)
        bdl_buf_char(&buf, '~');
    return bdl_buf_str(&buf);
}

/* The start of the character that ends before END (> 0). */
static size_t step_back(bdl_str s, size_t end) {
    size_t i = end - 1;
    while (i > 0 && end - i < 4 && ((unsigned char)s.data[i] & 0xC0) == 0x80)
        i--;
    return i;
}

/* The part of LINE that is shown so that byte AT is in sight. */
static bdl_span window(bdl_str line, size_t at) {
    size_t begin = at, end = at, width = 0;
    while (begin > 0 && width < BEFORE) {
        size_t before = step_back(line, begin);
        width += width_of(bdl_str_of(line.data + before, begin - before));
        begin = before;
    }
    while (end < line.len && width < SHOWN) {
        size_t next = end;
        bdl_utf8_next(line, &next);
        width += width_of(bdl_str_of(line.data + end, next - end));
        end = next;
    }
    return (bdl_span){(uint32_t)begin, (uint32_t)end};
}

/* Adds TEXT, tabs shown as signs but for those that only indent. */
static void add_visible(bdl_buf *buf, bdl_str text, bool at_start) {
    for (size_t i = 0; i < text.len; i++) {
        at_start = at_start && (text.data[i] == '\t' || text.data[i] == ' ');
        if (text.data[i] == '\t' && !at_start)
            bdl_buf_add(buf, BDL_STR("⇥"));
        else
            bdl_buf_char(buf, text.data[i]);
    }
}

static void print_lines(FILE *out, bdl_str shown, size_t number, bdl_str carets,
                        bool color) {
    fprintf(out, "%5zu | %.*s\n", number, BDL_PRI(shown));
    fprintf(out, "      | %s%.*s%s", color ? "\33[1;32m" : "", BDL_PRI(carets),
            color ? "\33[0m" : "");
}

void bdl_excerpt_print(FILE *out, const bdl_source *source, bdl_span span, bool color) {
    bdl_arena *arena = bdl_arena_new();
    size_t number, column;
    bdl_source_locate(source, span.begin, &number, &column);
    bdl_str line = bdl_source_line(source, number);
    size_t start = line.len ? (size_t)(line.data - bdl_source_text(source).data) : 0;
    size_t at = span.begin > start ? span.begin - start : 0;
    if (at > line.len)
        at = line.len;
    bdl_span part = window(line, at);
    size_t stop = span.end > start ? span.end - start : 0;
    stop = stop > part.end ? part.end : stop < at ? at : stop;

    bdl_buf shown = {.arena = arena};
    bdl_str left = bdl_str_of(line.data + part.begin, at - part.begin);
    bdl_str place = bdl_str_of(line.data + at, stop - at);
    bdl_str right = bdl_str_of(line.data + stop, part.end - stop);
    if (part.begin > 0)
        bdl_buf_add(&shown, BDL_STR("…"));
    add_visible(&shown, bdl_text_printable(arena, left), part.begin == 0);
    size_t shown_column = bdl_utf8_count(bdl_buf_str(&shown)) + 1;
    add_visible(&shown, bdl_text_printable(arena, place), false);
    size_t length = bdl_utf8_count(bdl_buf_str(&shown)) + 1 - shown_column;
    add_visible(&shown, bdl_text_printable(arena, right), false);
    if (part.end < line.len)
        bdl_buf_add(&shown, BDL_STR("…"));

    bdl_str carets = bdl_caret_line(arena, bdl_buf_str(&shown), shown_column, length);
    print_lines(out, bdl_buf_str(&shown), number, carets, color);
    fputc('\n', out);
    bdl_arena_free(arena);
}
