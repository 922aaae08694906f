/* lines.c - walks through the lines of a text, page by page. */
#include "read/lines.h"

#include "base/limits.h"
#include "base/text.h"

bdl_lines bdl_lines_of(const bdl_source *source) {
    bdl_str text = bdl_source_text(source);
    bool paged = text.len > 0 && memchr(text.data, '\f', text.len) != NULL;
    return (bdl_lines){.source = source,
                       .count = bdl_source_line_count(source),
                       .next = 1,
                       .page = paged ? 1 : 0};
}

/* Steps over form feeds at the front of *TEXT, then cuts it at the next one; what follows
 * that waits in LINES. A form feed at the very end only begins the page of the next line.
 */
static void cut_at_form_feed(bdl_lines *lines, bdl_str *text, uint32_t *column) {
    lines->has_rest = false;
    while (text->len && text->data[0] == '\f') {
        *text = bdl_str_from(*text, 1);
        ++*column;
        lines->page++;
        lines->new_page = true;
    }
    const char *feed = text->len ? memchr(text->data, '\f', text->len) : NULL;
    if (!feed)
        return;
    size_t before = (size_t)(feed - text->data);
    lines->rest = bdl_str_from(*text, before);
    lines->has_rest = true;
    text->len = before;
    lines->rest_column = *column + (uint32_t)bdl_utf8_count(*text);
}

/* The next line, or what is left of the last one behind a form feed. */
static bool next_in_pages(bdl_lines *lines, bdl_line *out) {
    bdl_str text = lines->rest;
    uint32_t column = lines->rest_column;
    if (!lines->has_rest) {
        if (lines->next > lines->count)
            return false;
        text = bdl_source_line(lines->source, lines->next++);
        column = 1;
    }
    *out = (bdl_line){.number = (uint32_t)(lines->next - 1), .full_size = text.len};
    out->left_out = text.len > BDL_MAX_LINE_BYTES;
    if (out->left_out)
        text.len = 0;
    cut_at_form_feed(lines, &text, &column);
    out->text = text;
    out->column = column;
    out->page = lines->page;
    out->new_page = lines->new_page;
    lines->new_page = false;
    if (lines->has_rest && lines->rest.len == 1) { /* nothing but the form feed */
        lines->has_rest = false;
        lines->page++;
        lines->new_page = true;
    }
    return true;
}

bool bdl_lines_next(bdl_lines *lines, bdl_line *out) {
    if (lines->page > 0)
        return next_in_pages(lines, out);
    if (lines->next > lines->count)
        return false;
    bdl_str text = bdl_source_line(lines->source, lines->next);
    *out = (bdl_line){.text = text,
                      .number = (uint32_t)lines->next++,
                      .column = 1,
                      .full_size = text.len};
    out->left_out = text.len > BDL_MAX_LINE_BYTES;
    if (out->left_out)
        out->text.len = 0;
    return true;
}

bool bdl_lines_peek(const bdl_lines *lines, bdl_line *out) {
    bdl_lines ahead = *lines;
    return bdl_lines_next(&ahead, out);
}

bool bdl_lines_peek_text(const bdl_lines *lines, bdl_line *out, size_t *blanks) {
    bdl_lines ahead = *lines;
    for (*blanks = 0; bdl_lines_next(&ahead, out); ++*blanks)
        if (!bdl_line_is_blank(out))
            return true;
    return false;
}

bool bdl_line_is_blank(const bdl_line *line) {
    for (size_t i = 0; i < line->text.len; i++) {
        unsigned char c = (unsigned char)line->text.data[i];
        if (c == ' ' || c == '\v' || c == 0x1A)
            continue;
        if (c < 0x80)
            return false;
        bdl_str rest = bdl_str_from(line->text, i);
        return bdl_text_trim(rest).len == 0 && !memchr(rest.data, '\t', rest.len);
    }
    return true;
}

bdl_place bdl_line_place(const bdl_line *line) {
    return (bdl_place){.line = line->number, .column = line->column, .page = line->page};
}

bdl_at bdl_at_start(const bdl_line *line) {
    return (bdl_at){.line = line, .column = line->column};
}

bdl_place bdl_at_place(bdl_at *at, bdl_str piece) {
    size_t offset = (size_t)(piece.data - at->line->text.data);
    if (offset >= at->offset + at->size) { /* what was counted is passed as a whole */
        at->offset += at->size;
        at->column += at->length;
        at->size = at->length = 0;
    }
    bdl_str passed = {at->line->text.data + at->offset, offset - at->offset};
    if (passed.len > 0) /* a tab or a bar, often */
        at->column += passed.len == 1 ? 1 : (uint32_t)bdl_utf8_count(passed);
    if (passed.len > 0 || piece.len != at->size) /* else it is the same piece again */
        at->length = (uint32_t)bdl_utf8_count(piece);
    at->offset = offset;
    at->size = piece.len;
    return (bdl_place){.line = at->line->number,
                       .column = at->column,
                       .length = at->length,
                       .page = at->line->page};
}
