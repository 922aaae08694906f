/* lines.c - walks through the lines of a text, page by page. */
#include "read/lines.h"

#include "base/limits.h"
#include "base/text.h"

/* ---- page numbers ---- */

/* 12, - 12 -, 第 12 页 共 40 页. */
bool bdl_page_is_number(bdl_str s) {
    size_t digits = 0, numbers = 0;
    for (size_t i = 0; i < s.len;) {
        bool digit = bdl_is_ascii_digit(s.data[i]);
        numbers += digit && (i == 0 || s.data[i - 1] < '0' || s.data[i - 1] > '9');
        digits += digit;
        size_t length =
            digit ? 1
                  : bdl_str_skip_any(bdl_str_from(s, i),
                                     BDL_WORDS("第", "页", "共", "—", "–", "－", "·", " ",
                                               "-", "/", "\xE3\x80\x80"));
        if (length == 0)
            return false;
        i += length;
    }
    return digits > 0 && digits <= 8 && numbers <= 2;
}

static bool is_gap(char c) {
    return c == ' ' || c == '\t';
}

/* Whether S ends in ASCII or in a Chinese character that ends no frame, as most lines do.
 */
static inline bool ends_no_frame(bdl_str s) {
    const unsigned char *end = (const unsigned char *)s.data + s.len;
    if (s.len == 0 || end[-1] < 0x80)
        return s.len == 0 || (end[-1] > ' ' && end[-1] < 0x7F && end[-1] != '-');
    return s.len >= 3 && end[-3] >= 0xE4 && end[-3] <= 0xE9 && end[-1] != 0xB5;
}

/* Whether S, blanks aside, begins and ends as a frame below may: most lines do not. */
static bool may_be_framed(bdl_str s) {
    size_t begin = 0, end = s.len;
    if (ends_no_frame(s))
        return false;
    while (begin < end && is_gap(s.data[begin]))
        begin++;
    while (end > begin && is_gap(s.data[end - 1]))
        end--;
    if (begin == end || ends_no_frame(bdl_str_of(s.data + begin, end - begin)))
        return false;
    unsigned char first = (unsigned char)s.data[begin];
    return first == '-' || first == 0xE2 || first == 0xE7 || first == 0xEF ||
           !bdl_byte_is_seen(first);
}

/* The number of the page that a line of its own, S, ends: - 12 -, 第 12 页. 0: it says
 * none. A number without signs beside it may be one of a table. */
static uint32_t framed_number(bdl_str s) {
    enum { BYTES_MAX = 40 };
    static const bdl_str frames[][2] = {{BDL_STR_INIT("第"), BDL_STR_INIT("页")},
                                        {BDL_STR_INIT("—"), BDL_STR_INIT("—")},
                                        {BDL_STR_INIT("–"), BDL_STR_INIT("–")},
                                        {BDL_STR_INIT("－"), BDL_STR_INIT("－")},
                                        {BDL_STR_INIT("-"), BDL_STR_INIT("-")}};
    bool framed = false;
    if (!may_be_framed(s))
        return 0;
    s = bdl_text_trim(s);
    for (size_t i = 0; s.len <= BYTES_MAX && i < BDL_COUNT_OF(frames); i++)
        framed |= bdl_str_starts(s, frames[i][0]) && bdl_str_ends(s, frames[i][1]);
    if (!framed || !bdl_page_is_number(s))
        return 0;
    size_t at = 0;
    while (!bdl_str_digit_at(s, at))
        at++;
    return (uint32_t)bdl_str_number_at(s, at, UINT32_MAX);
}

/* The number of the page that line FROM is on, which a line behind it says; the one after
 * LAST where none does. */
static uint32_t number_behind(const bdl_line_starts *starts, size_t from, uint32_t last) {
    uint32_t number = 0;
    for (size_t i = from; i <= starts->count && number == 0; i++)
        number = framed_number(bdl_line_at(starts, i));
    return number ? number : last + 1;
}

/* Whether page numbers that count up stand on lines of their own. */
static bool has_page_numbers(const bdl_line_starts *starts) {
    enum { NUMBERS_MIN = 2 };
    size_t found = 0;
    uint32_t last = 0;
    for (size_t i = 1; i <= starts->count; i++) {
        bdl_str line = bdl_line_at(starts, i);
        uint32_t number = ends_no_frame(line) ? 0 : framed_number(line);
        if (number == 0)
            continue;
        if (number <= last)
            return false;
        last = number;
        found++;
    }
    return found >= NUMBERS_MIN;
}

/* ---- lines ---- */

bdl_lines bdl_lines_of(const bdl_source *source) {
    bdl_str text = bdl_source_text(source);
    bool paged = text.len > 0 && memchr(text.data, '\f', text.len) != NULL;
    bdl_line_starts starts = bdl_source_starts(source);
    bool numbered = !paged && has_page_numbers(&starts);
    return (bdl_lines){.starts = starts,
                       .next = 1,
                       .page = numbered ? number_behind(&starts, 1, 0) : paged,
                       .numbered = numbered};
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

/* Steps over the blank line below OUT in a text that has one below each row. */
static void step_over_blank(bdl_lines *lines, const bdl_line *out) {
    if (lines->has_rest || lines->next > lines->starts.count || out->text.len == 0 ||
        !memchr(out->text.data, '\t', out->text.len))
        return;
    bdl_line below = {.text = bdl_line_at(&lines->starts, lines->next)};
    lines->next += bdl_line_is_blank(&below) &&
                   !(below.text.len && memchr(below.text.data, '\f', below.text.len));
}

/* The next line, or what is left of the last one behind a form feed. */
static bool next_in_pages(bdl_lines *lines, bdl_line *out) {
    bdl_str text = lines->rest;
    uint32_t column = lines->rest_column;
    if (!lines->has_rest) {
        if (lines->next > lines->starts.count)
            return false;
        text = bdl_line_at(&lines->starts, lines->next++);
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
    lines->new_page = lines->numbered && framed_number(text) > 0;
    if (lines->new_page)
        lines->page = number_behind(&lines->starts, lines->next, lines->page);
    if (lines->has_rest && lines->rest.len == 1) { /* nothing but the form feed */
        lines->has_rest = false;
        lines->page++;
        lines->new_page = true;
    }
    return true;
}

static bool next_of_all(bdl_lines *lines, bdl_line *out) {
    if (lines->next > lines->starts.count)
        return false;
    bdl_str text = bdl_line_at(&lines->starts, lines->next);
    *out = (bdl_line){.text = text,
                      .number = (uint32_t)lines->next++,
                      .column = 1,
                      .full_size = text.len};
    out->left_out = text.len > BDL_MAX_LINE_BYTES;
    if (out->left_out)
        out->text.len = 0;
    return true;
}

bool bdl_lines_next(bdl_lines *lines, bdl_line *out) {
    if (!(lines->page > 0 ? next_in_pages(lines, out) : next_of_all(lines, out)))
        return false;
    if (lines->spaced)
        step_over_blank(lines, out);
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

bool bdl_line_has_nothing(const bdl_line *line) {
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
