/* mhtml.c - takes the page out of a web page saved in one file (RFC 2557): a head as that
 * of a letter, then parts with a boundary between them, each with a head of its own. */
#include "read/web/mhtml.h"

#include <string.h>
#include <strings.h>

#include "base/base64.h"

enum {
    HEAD_MAX = 8192, /* bytes of a head */
    NESTED_MAX = 4,  /* parts within parts */
};

/* ---- heads ---- */

/* The line of TEXT that begins at *AT, without its end; *AT moves behind it. */
static bdl_str next_line(bdl_str text, size_t *at) {
    size_t end = bdl_str_find(text, BDL_STR("\n"), *at), from = *at;
    *at = end == SIZE_MAX ? text.len : end + 1;
    end = end == SIZE_MAX ? text.len : end;
    end -= end > from && text.data[end - 1] == '\r';
    return (bdl_str){text.data + from, end - from};
}

static bool starts_with(bdl_str text, const char *word) {
    size_t len = strlen(word);
    return text.len >= len && strncasecmp(text.data, word, len) == 0;
}

static size_t find_word(bdl_str text, const char *word) {
    for (size_t i = 0; i < text.len; i++)
        if (starts_with(bdl_str_from(text, i), word))
            return i;
    return SIZE_MAX;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* Parts TEXT into its head and what follows the first blank line; false when it has no
 * head. */
static bool part_head(bdl_str text, bdl_str *head, bdl_str *body) {
    size_t at = 0;
    while (at < text.len && at < HEAD_MAX) {
        size_t from = at;
        bdl_str line = next_line(text, &at);
        bool goes_on = line.len && is_blank(line.data[0]);
        if (line.len == 0) {
            *head = (bdl_str){text.data, from};
            *body = bdl_str_from(text, at);
            return from > 0;
        }
        if (!goes_on && !bdl_str_has(line, BDL_STR(":")))
            return false;
    }
    return false;
}

/* What HEAD says of NAME ("Content-Type:"), its further lines included. */
static bdl_str field(bdl_str head, const char *name) {
    for (size_t at = 0; at < head.len;) {
        size_t from = at;
        if (!starts_with(next_line(head, &at), name))
            continue;
        while (at < head.len && is_blank(head.data[at]))
            next_line(head, &at);
        from += strlen(name);
        while (from < at && is_blank(head.data[from]))
            from++;
        return (bdl_str){head.data + from, at - from};
    }
    return BDL_STR("");
}

/* The line between the parts of what is of TYPE, without its dashes; "" for none. */
static bdl_str boundary_of(bdl_str type) {
    size_t at = find_word(type, "boundary="), end;
    if (!starts_with(type, "multipart/") || at == SIZE_MAX)
        return BDL_STR("");
    bdl_str value = bdl_str_from(type, at + strlen("boundary="));
    bool quoted = bdl_str_starts(value, BDL_STR("\""));
    value = bdl_str_from(value, quoted);
    for (end = 0; end < value.len; end++)
        if (value.data[end] == '"' || (!quoted && strchr("; \t\r\n", value.data[end])))
            break;
    return (bdl_str){value.data, end};
}

/* ---- what a part holds ---- */

static void add_quoted(bdl_buf *out, bdl_str text) {
    for (size_t i = 0; i < text.len; i++) {
        bool coded = text.data[i] == '=' && i + 2 < text.len;
        int high = coded ? bdl_hex_digit(text.data[i + 1]) : -1;
        int low = high >= 0 ? bdl_hex_digit(text.data[i + 2]) : -1;
        if (low >= 0) {
            bdl_buf_char(out, (char)(high << 4 | low));
            i += 2;
        } else if (coded && (text.data[i + 1] == '\r' || text.data[i + 1] == '\n')) {
            i += 1 + (text.data[i + 1] == '\r' && text.data[i + 2] == '\n');
        } else {
            bdl_buf_char(out, text.data[i]);
        }
    }
}

/* What only says which other parts to show: a page of frames, the names of sheets. */
static bool is_frame(bdl_str head, bdl_str text) {
    return find_word(text, "<frameset") != SIZE_MAX ||
           find_word(field(head, "Content-Location:"), "tabstrip.htm") != SIZE_MAX;
}

static void add_page(bdl_buf *out, bdl_str head, bdl_str body) {
    bdl_str coded = field(head, "Content-Transfer-Encoding:");
    bdl_buf text = {.arena = out->arena};
    if (starts_with(coded, "quoted-printable"))
        add_quoted(&text, body);
    else if (starts_with(coded, "base64"))
        bdl_base64_read(&text, body);
    else
        bdl_buf_add(&text, body);
    if (!is_frame(head, bdl_buf_str(&text)))
        bdl_buf_add(out, bdl_buf_str(&text));
}

/* ---- parts ---- */

/* Whether the line of BODY that begins at AT with DASHES has nothing else: those of parts
 * within a part may begin so too. */
static bool is_boundary(bdl_str body, bdl_str dashes, size_t at) {
    bdl_str rest = bdl_str_from(body, at + dashes.len);
    if (at > 0 && body.data[at - 1] != '\n')
        return false;
    return rest.len == 0 || bdl_str_starts(rest, BDL_STR("--")) ||
           strchr(" \t\r\n", rest.data[0]);
}

/* Where the next boundary stands in BODY from AT on; its length where there is none. */
static size_t find_boundary(bdl_str body, bdl_str dashes, size_t at) {
    size_t found = bdl_str_find(body, dashes, at);
    while (found != SIZE_MAX && !is_boundary(body, dashes, found))
        found = bdl_str_find(body, dashes, found + 1);
    return found == SIZE_MAX ? body.len : found;
}

static void add_parts(bdl_buf *out, bdl_str boundary, bdl_str body, unsigned depth) {
    bdl_str dashes = bdl_arena_printf(out->arena, "--%.*s", BDL_PRI(boundary));
    for (size_t at = find_boundary(body, dashes, 0); at < body.len;) {
        next_line(body, &at);
        size_t end = find_boundary(body, dashes, at);
        bdl_str part = {body.data + at, end - at}, head, text;
        at = end;
        if (!part_head(part, &head, &text))
            continue;
        bdl_str type = field(head, "Content-Type:"), inner = boundary_of(type);
        if (starts_with(type, "text/html"))
            add_page(out, head, text);
        else if (inner.len && depth < NESTED_MAX)
            add_parts(out, inner, text, depth + 1);
    }
}

bool bdl_mhtml_page(bdl_arena *arena, bdl_str bytes, bdl_str *page) {
    bdl_str head, body;
    if (!part_head(bytes, &head, &body) || field(head, "MIME-Version:").len == 0)
        return false;
    bdl_str boundary = boundary_of(field(head, "Content-Type:"));
    bdl_buf out = {.arena = arena};
    if (boundary.len)
        add_parts(&out, boundary, body, 0);
    else if (starts_with(field(head, "Content-Type:"), "text/html"))
        add_page(&out, head, body);
    if (bdl_buf_str(&out).len == 0)
        return false;
    *page = bdl_buf_str(&out);
    return true;
}
