/* html_text.c - the text of a page: entities with their places, white space as a browser
 * shows it, and what can be said of a page before it is parsed. */
#include "read/web/html.h"

#include <errno.h>
#include <iconv.h>

#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"

#include "read/formats.h"

enum { DEEPEST = 8000, HEAD_BYTES = 4096 };

bdl_place bdl_html_place(const bdl_html_text *text, size_t offset) {
    size_t line, column;
    bdl_source_locate(text->reading->doc->source, offset, &line, &column);
    return (bdl_place){.line = (uint32_t)line, .column = (uint32_t)column};
}

/* ---- white space ---- */

static bool is_blank(uint32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_invisible(uint32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF ||
           (c < 0x20 && !is_blank(c));
}

/* Chinese characters and their punctuation: a line end beside them parts no words. */
static bool is_wide(uint32_t c) {
    return c >= 0x2E80 || (c >= 0x2010 && c <= 0x2027);
}

/* Tabs within a line part the cells of a row that was pasted from elsewhere; those that
 * set the page out stand behind line ends. */
static void put_tabs(bdl_html_text *text) {
    for (unsigned i = 0; i < text->tabs; i++)
        bdl_flow_tab(text->flow);
}

static void settle_blank(bdl_html_text *text, uint32_t next) {
    bool joins = text->wrapped && (is_wide(text->last) || is_wide(next));
    if (text->blank && text->tabs > 0 && !text->wrapped)
        put_tabs(text);
    else if (text->blank && text->last && !joins)
        bdl_flow_blank(text->flow);
    text->blank = text->wrapped = false;
    text->tabs = 0;
}

void bdl_html_end_line(bdl_html_text *text, bool gap) {
    if (gap || bdl_flow_has_text(text->flow))
        bdl_flow_end_line(text->flow);
    text->blank = text->wrapped = false;
    text->tabs = 0;
    text->last = 0;
    text->begun = false;
}

/* ---- text beside what was written for it ---- */

typedef struct pair {
    bdl_html_text *text;
    bdl_str decoded, written;
    size_t i, j;           /* read so far of each */
    size_t kept_i, kept_j; /* where the plain piece begins that was not added yet */
} pair;

static void add_piece(pair *p, bdl_str piece, size_t written_at) {
    bdl_html_text *text = p->text;
    bdl_place place;
    if (p->written.len) {
        text->offset = (size_t)(p->written.data - text->page.data) + written_at;
        place = bdl_html_place(text, text->offset);
    } else {
        place = bdl_html_place(text, text->offset);
    }
    if (p->written.len && written_at < p->written.len)
        place.length = (uint32_t)bdl_utf8_count(piece);
    bdl_flow_text(text->flow, piece, place);
}

static void flush(pair *p) {
    if (p->i > p->kept_i)
        add_piece(p, (bdl_str){p->decoded.data + p->kept_i, p->i - p->kept_i}, p->kept_j);
    p->kept_i = p->i;
    p->kept_j = p->j;
}

static size_t entity_length(bdl_str s) {
    size_t n = 1;
    while (n < s.len && n < 40 &&
           (s.data[n] == '#' || bdl_is_ascii_digit(s.data[n]) ||
            bdl_is_ascii_letter(s.data[n])))
        n++;
    bool closed = n < s.len && s.data[n] == ';';
    if (!closed && bdl_str_starts(s, BDL_STR("&nbsp")))
        return 5;
    return n + closed;
}

/* Steps over what is written and decodes to the LEN bytes at I. Gives false where they
 * are not written as they read. */
static bool step_written(pair *p, size_t len) {
    bdl_str rest = bdl_str_from(p->written, p->j);
    bdl_str wanted = {p->decoded.data + p->i, len};
    while (rest.len && rest.data[0] == '<' && wanted.data[0] != '<') {
        const char *end = memchr(rest.data, '>', rest.len); /* a tag that was ignored */
        size_t tag = end ? (size_t)(end - rest.data) + 1 : rest.len;
        p->j += tag;
        rest = bdl_str_from(rest, tag);
    }
    if (rest.len && rest.data[0] == '&' &&
        (wanted.data[0] != '&' ||
         bdl_str_skip_any(rest, BDL_WORDS("&amp", "&#", "&AMP")))) {
        p->j += entity_length(rest);
        return false;
    }
    if (bdl_str_starts(rest, BDL_STR("\r\n")) && wanted.data[0] == '\n') {
        p->j += 2;
        return false;
    }
    bool same = bdl_str_starts(rest, wanted);
    p->j += len < rest.len ? len : rest.len;
    return same;
}

static void take_blank(pair *p, uint32_t c) {
    bdl_html_text *text = p->text;
    if (text->verbatim && c == '\n') {
        bdl_html_end_line(text, true);
        return;
    }
    text->blank = true;
    text->tabs += c == '\t' && text->tabs < BDL_MAX_COLUMNS;
    text->wrapped = text->wrapped || c == '\n' || c == '\r';
}

/* Adds a character that is written otherwise, or whose place is not known. */
static void take_other(pair *p, size_t from, size_t len, size_t written_at, uint32_t c) {
    bdl_arena *arena = p->text->reading->arena;
    bdl_str copy = c == 0xA0
                       ? BDL_STR(" ")
                       : bdl_arena_str(arena, (bdl_str){p->decoded.data + from, len});
    add_piece(p, copy, written_at);
}

static void take_character(pair *p) {
    bdl_html_text *text = p->text;
    size_t next = p->i;
    uint32_t c = bdl_utf8_next(p->decoded, &next);
    size_t len = next - p->i;
    bool waits = text->blank && !is_blank(c) && !is_invisible(c);
    if (waits || is_blank(c) || is_invisible(c))
        flush(p);
    if (waits)
        settle_blank(text, c);
    size_t before = p->j;
    bool same = step_written(p, len);
    bool kept = !is_blank(c) && !is_invisible(c);
    text->begun = text->begun || (kept && c != 0xA0);
    bool jumped = same && p->j != before + len;
    if (kept && same && !jumped && c != 0xA0) {
        p->i = next;
        text->last = c;
        return;
    }
    size_t after = p->j, from = p->i;
    p->j = before;
    flush(p);
    p->j = after;
    p->i = next;
    p->kept_i = p->i;
    p->kept_j = p->j;
    if (is_blank(c))
        take_blank(p, c);
    if (!kept)
        return;
    if (c == 0xA0)
        bdl_flow_nbsp(text->flow, !text->begun);
    take_other(p, from, len, jumped ? after - len : before, c);
    text->last = c;
}

void bdl_html_add(bdl_html_text *text, bdl_str decoded, bdl_str written) {
    pair p = {.text = text, .decoded = decoded, .written = written};
    while (p.i < decoded.len)
        take_character(&p);
    flush(&p);
}

/* ---- attributes ---- */

uint32_t bdl_html_number(bdl_str value, uint32_t most, uint32_t otherwise) {
    value = bdl_text_trim(value);
    return bdl_str_digit_at(value, 0) ? (uint32_t)bdl_str_number_at(value, 0, most)
                                      : otherwise;
}

bool bdl_html_style_says(bdl_str style, const char *wanted) {
    for (size_t start = 0; start < style.len; start++) {
        size_t i = start, w = 0;
        while (i < style.len && wanted[w]) {
            char c = style.data[i];
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                i++;
                continue;
            }
            if (bdl_ascii_lower(c) != wanted[w])
                break;
            i++;
            w++;
        }
        if (!wanted[w])
            return true;
    }
    return false;
}

bool bdl_html_is_document(bdl_str name) {
    size_t end = name.len, dot;
    for (size_t i = 0; i < name.len && end == name.len; i++)
        if (name.data[i] == '?' || name.data[i] == '#')
            end = i;
    name.len = dot = end;
    while (dot > 0 && name.data[dot - 1] != '.' && name.data[dot - 1] != '/')
        dot--;
    return dot > 0 && name.data[dot - 1] == '.' &&
           bdl_str_is_any(bdl_str_from(name, dot),
                          BDL_WORDS("pdf", "doc", "docx", "xls", "xlsx", "wps", "et"));
}

/* ---- before parsing ---- */

/* Whether S starts with WORD, which is in small letters. */
static bool starts(bdl_str s, const char *word) {
    size_t i = 0;
    while (word[i] && i < s.len && bdl_ascii_lower(s.data[i]) == word[i])
        i++;
    return word[i] == 0;
}

/* Where WORD stands at or after FROM, or SIZE_MAX. It begins with no letter, or S is
 * short.
 */
static size_t find(bdl_str s, const char *word, size_t from) {
    bool is_letter = word[0] >= 'a' && word[0] <= 'z';
    for (; from < s.len; from++) {
        const char *hit =
            is_letter ? s.data + from : memchr(s.data + from, word[0], s.len - from);
        if (!hit)
            return SIZE_MAX;
        from = (size_t)(hit - s.data);
        if (starts(bdl_str_from(s, from), word))
            return from;
    }
    return SIZE_MAX;
}

/* Whether the page that begins at AT is one table in a text, as some OCR programs put it
 * there. */
static bool is_pasted_table(bdl_str head, size_t at) {
    static const char table[] = "<html><body><table";
    bdl_str before = bdl_text_trim(bdl_str_of(head.data, at));
    return before.len > 0 && before.data[0] != '<' &&
           starts(bdl_str_from(head, at), table);
}

bool bdl_html_is_page(bdl_str text) {
    static const char *const first[] = {"<table", "<div",    "<head", "<meta",
                                        "<body",  "<!--[if", "<h1",   "<center"};
    bdl_str head = {text.data, text.len < HEAD_BYTES ? text.len : HEAD_BYTES};
    size_t page = find(head, "<html", 0);
    if (page != SIZE_MAX ? !is_pasted_table(head, page)
                         : find(head, "<!doctype html", 0) != SIZE_MAX)
        return true;
    head = bdl_text_trim(head);
    for (size_t i = 0; i < BDL_COUNT_OF(first); i++)
        if (starts(head, first[i]))
            return true;
    return false;
}

/* Tags without content, and those that a parser closes by itself. */
static bool is_shallow(bdl_str tag) {
    static const char *const names[] = {
        "br",    "img",   "meta",  "link",   "input", "hr", "col", "area",
        "base",  "param", "embed", "p",      "li",    "td", "th",  "tr",
        "thead", "tbody", "tfoot", "option", "dt",    "dd", "wbr", "colgroup"};
    for (size_t i = 0; i < BDL_COUNT_OF(names); i++) {
        size_t len = strlen(names[i]);
        if (starts(tag, names[i]) && (tag.len == len || !((tag.data[len] | 0x20) >= 'a' &&
                                                          (tag.data[len] | 0x20) <= 'z')))
            return true;
    }
    return false;
}

/* Where what starts at AT ends, when it is no markup inside: SIZE_MAX when it is. */
static size_t opaque_end(bdl_str page, size_t at) {
    bdl_str rest = bdl_str_from(page, at);
    size_t end = SIZE_MAX;
    if (starts(rest, "<!--"))
        end = find(page, "-->", at);
    else if (starts(rest, "<script"))
        end = find(page, "</script", at);
    else if (starts(rest, "<style"))
        end = find(page, "</style", at);
    else
        return SIZE_MAX;
    return end == SIZE_MAX ? page.len : end + 3;
}

bool bdl_html_is_too_deep(bdl_str page) {
    size_t depth = 0;
    for (size_t at = 0; at < page.len; at++) {
        const char *open = memchr(page.data + at, '<', page.len - at);
        if (!open)
            return false;
        at = (size_t)(open - page.data);
        size_t end = opaque_end(page, at);
        if (end != SIZE_MAX) {
            at = end;
            continue;
        }
        bool closes = at + 1 < page.len && page.data[at + 1] == '/';
        bdl_str tag = bdl_str_from(page, at + 1 + closes);
        if (tag.len == 0 || !bdl_is_ascii_letter(tag.data[0]) || is_shallow(tag))
            continue;
        if (closes)
            depth -= depth > 0;
        else if (++depth > DEEPEST)
            return true;
    }
    return false;
}

bdl_str bdl_html_without_directives(bdl_arena *arena, bdl_str page) {
    size_t at = bdl_str_find(page, BDL_STR("<%"), 0);
    if (at == SIZE_MAX)
        return page;
    bdl_str copy = bdl_arena_str(arena, page);
    char *bytes = (char *)(uintptr_t)copy.data;
    while (at != SIZE_MAX) {
        size_t end = bdl_str_find(page, BDL_STR("%>"), at + 2);
        if (end == SIZE_MAX)
            break;
        for (size_t i = at; i < end + 2; i++)
            if (bytes[i] != '\n')
                bytes[i] = ' ';
        at = bdl_str_find(page, BDL_STR("<%"), end);
    }
    return copy;
}

int bdl_sniff_html(const bdl_traits *traits) {
    return traits->web_page ? 95 : 0;
}

/* ---- the encoding a page names ---- */

static const char *named_encoding(bdl_str bytes) {
    bdl_str head = {bytes.data, bytes.len < HEAD_BYTES ? bytes.len : HEAD_BYTES};
    size_t at = find(head, "charset", 0);
    if (at == SIZE_MAX)
        return NULL;
    bdl_str rest = bdl_str_from(head, at + 7);
    while (rest.len && strchr(" \t=\"'", rest.data[0]))
        rest = bdl_str_from(rest, 1);
    if (starts(rest, "gb"))
        return "GB18030";
    if (starts(rest, "big5"))
        return "BIG5";
    return starts(rest, "utf-8") ? "UTF-8" : NULL;
}

static void convert(iconv_t cd, bdl_str bytes, bdl_buf *out, size_t *broken) {
    char *from = (char *)(uintptr_t)bytes.data;
    size_t left = bytes.len;
    char room[4096];
    while (left > 0) {
        char *to = room;
        size_t space = sizeof room;
        size_t done = iconv(cd, &from, &left, &to, &space);
        bdl_buf_add(out, (bdl_str){room, sizeof room - space});
        if (done != (size_t)-1 || errno == E2BIG)
            continue;
        ++*broken;
        bdl_buf_add(out, BDL_STR("\xEF\xBF\xBD"));
        from++;
        left--;
    }
}

bool bdl_html_decode(bdl_doc *doc, bdl_str bytes, bdl_str *text, bdl_str *name) {
    const char *encoding = named_encoding(bytes);
    iconv_t cd = encoding ? iconv_open("UTF-8", encoding) : (iconv_t)-1;
    if (cd == (iconv_t)-1)
        return false;
    bdl_buf out = {.arena = doc->arena};
    size_t broken = 0;
    convert(cd, bytes, &out, &broken);
    iconv_close(cd);
    if (broken * 20 > bytes.len + 20)
        return false;
    bdl_trouble trouble = {
        .place = {.line = 1},
        .text = bdl_arena_printf(doc->arena, _("%zu bytes that are not %s were replaced"),
                                 broken, encoding)};
    if (broken)
        BDL_PUSH(doc->arena, &doc->troubles, trouble);
    *text = bdl_buf_str(&out);
    *name = bdl_str_z(encoding);
    return true;
}
