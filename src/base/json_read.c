/* json_read.c - a reader of JSON (RFC 8259) by descent, with a limit on nesting. */
#include "base/json_read.h"

#include "base/language.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/vec.h"

struct reader {
    bdl_arena *arena;
    bdl_str text;
    size_t at;
    const char *wrong; /* the first mistake; NULL: none yet */
};

static bool read_value(struct reader *r, bdl_json_value *value, int depth);

static bool fail(struct reader *r, const char *wrong) {
    if (!r->wrong)
        r->wrong = wrong;
    return false;
}

static int look(const struct reader *r) {
    return r->at < r->text.len ? (unsigned char)r->text.data[r->at] : -1;
}

static void skip_space(struct reader *r) {
    while (r->at < r->text.len && memchr(" \t\r\n", r->text.data[r->at], 4))
        r->at++;
}

static bool take(struct reader *r, char c) {
    skip_space(r);
    if (look(r) != c)
        return false;
    r->at++;
    return true;
}

static bool read_hex(struct reader *r, uint32_t *out) {
    *out = 0;
    for (int i = 0; i < 4; i++) {
        int digit = bdl_hex_digit((char)look(r));

        if (digit < 0)
            return fail(r, _("\\u wants four hexadecimal digits"));
        *out = *out * 16 + (uint32_t)digit;
        r->at++;
    }
    return true;
}

/* What follows \u; half of a pair becomes U+FFFD. */
static bool read_unicode(struct reader *r, bdl_buf *buf) {
    uint32_t c, low;
    char bytes[4];

    if (!read_hex(r, &c))
        return false;
    if (c >= 0xD800 && c < 0xDC00 &&
        bdl_str_starts(bdl_str_from(r->text, r->at), BDL_STR("\\u"))) {
        size_t before = r->at;

        r->at += 2;
        if (!read_hex(r, &low))
            return false;
        if (low >= 0xDC00 && low < 0xE000)
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        else
            r->at = before;
    }
    if (c >= 0xD800 && c < 0xE000)
        c = BDL_REPLACEMENT;
    bdl_buf_add(buf, bdl_str_of(bytes, bdl_utf8_put(c, bytes)));
    return true;
}

static bool read_escape(struct reader *r, bdl_buf *buf) {
    static const char names[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    int c = look(r);
    const char *name = c > 0 ? memchr(names, c, sizeof names - 1) : NULL;

    r->at++;
    if (c == 'u')
        return read_unicode(r, buf);
    if (!name)
        return fail(r, _("an unknown sign after \\"));
    bdl_buf_char(buf, meant[name - names]);
    return true;
}

static bool read_string(struct reader *r, bdl_str *out) {
    bdl_buf buf = {.arena = r->arena};
    size_t begin;

    if (!take(r, '"'))
        return fail(r, _("a text in quotes is missing"));
    for (begin = r->at;; r->at++) {
        int c = look(r);

        if (c < 0x20)
            return fail(r, _("a text does not end"));
        if (c != '"' && c != '\\')
            continue;
        bdl_buf_add(&buf, bdl_str_of(r->text.data + begin, r->at - begin));
        r->at++;
        if (c == '"')
            break;
        if (!read_escape(r, &buf))
            return false;
        begin = r->at--;
    }
    *out = bdl_buf_str(&buf);
    return true;
}

static bool read_items(struct reader *r, bdl_json_value *value, int depth) {
    bool is_object = value->kind == BDL_JSON_OBJECT;
    bdl_json_value **end = &value->first;

    if (depth > BDL_MAX_NESTING)
        return fail(r, _("nested too deeply"));
    if (take(r, is_object ? '}' : ']'))
        return true;
    do {
        bdl_json_value *item = BDL_NEW(r->arena, bdl_json_value);

        if (is_object && !read_string(r, &item->key))
            return false;
        if (is_object && !take(r, ':'))
            return fail(r, _("a colon is missing"));
        if (!read_value(r, item, depth))
            return false;
        *end = item;
        end = &item->next;
    } while (take(r, ','));
    return take(r, is_object ? '}' : ']') ||
           fail(r,
                is_object ? _("a comma or } is missing") : _("a comma or ] is missing"));
}

static bool read_word(struct reader *r, bdl_json_value *value) {
    static const char *const words[] = {"null", "false", "true"};
    size_t begin = r->at;

    for (int i = 0; i < 3; i++)
        if (bdl_str_starts(bdl_str_from(r->text, r->at), bdl_str_z(words[i]))) {
            r->at += strlen(words[i]);
            value->kind = (bdl_json_kind)i;
            return true;
        }
    while (look(r) > 0 && memchr("+-.0123456789eE", look(r), 15))
        r->at++;
    value->kind = BDL_JSON_NUMBER;
    value->text = bdl_str_of(r->text.data + begin, r->at - begin);
    return value->text.len > 0 || fail(r, _("a value is missing"));
}

static bool read_value(struct reader *r, bdl_json_value *value, int depth) {
    skip_space(r);
    switch (look(r)) {
    case '"':
        value->kind = BDL_JSON_STRING;
        return read_string(r, &value->text);
    case '[':
    case '{':
        value->kind = look(r) == '[' ? BDL_JSON_ARRAY : BDL_JSON_OBJECT;
        r->at++;
        return read_items(r, value, depth + 1);
    default:
        return read_word(r, value);
    }
}

const bdl_json_value *bdl_json_read(bdl_arena *arena, bdl_str text, bdl_str *error) {
    struct reader r = {.arena = arena, .text = text};
    bdl_json_value *value = BDL_NEW(arena, bdl_json_value);
    size_t line = 1;

    if (read_value(&r, value, 0)) {
        skip_space(&r);
        if (r.at == text.len)
            return value;
        fail(&r, _("something follows the end"));
    }
    for (size_t i = 0; i < r.at && i < text.len; i++)
        line += text.data[i] == '\n';
    *error = bdl_arena_printf(arena, _("line %zu: %s"), line, r.wrong);
    return NULL;
}

const bdl_json_value *bdl_json_member(const bdl_json_value *value, const char *key) {
    if (!value || value->kind != BDL_JSON_OBJECT)
        return NULL;
    for (const bdl_json_value *item = value->first; item; item = item->next)
        if (bdl_str_eq(item->key, bdl_str_z(key)))
            return item;
    return NULL;
}

bdl_str bdl_json_member_text(const bdl_json_value *value, const char *key) {
    const bdl_json_value *item = bdl_json_member(value, key);

    return item ? item->text : BDL_STR("");
}

bool bdl_json_member_is_true(const bdl_json_value *value, const char *key) {
    const bdl_json_value *item = bdl_json_member(value, key);

    return item && item->kind == BDL_JSON_TRUE;
}
