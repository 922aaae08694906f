/* json.c - a streaming JSON writer: a stack of what is open, and the bytes. */
#include "base/json.h"

#include <assert.h>

#include "base/text.h"
#include "base/vec.h"

typedef struct level {
    bool object, flat, filled; /* FILLED: something was written in it */
} level;

struct bdl_json {
    bdl_arena *arena;
    FILE *out;
    bool pretty, keyed; /* KEYED: a key waits for its value */
    BDL_VEC(level) open;
};

bdl_json *bdl_json_open(FILE *out, bool pretty) {
    bdl_arena *arena = bdl_arena_new();
    bdl_json *json = BDL_NEW(arena, bdl_json);
    json->arena = arena;
    json->out = out;
    json->pretty = pretty;
    return json;
}

bool bdl_json_close(bdl_json *json) {
    if (!json)
        return true;
    assert(json->open.count == 0 && !json->keyed);
    bool good = !ferror(json->out);
    bdl_arena_free(json->arena);
    return good;
}

static level *innermost(bdl_json *json) {
    return json->open.count ? &json->open.items[json->open.count - 1] : NULL;
}

static void break_line(bdl_json *json) {
    fputc('\n', json->out);
    for (size_t i = 0; i < json->open.count; i++)
        fputs("  ", json->out);
}

/* The comma and the layout before an element of the innermost container. */
static void begin_element(bdl_json *json) {
    level *in = innermost(json);
    if (!in)
        return;
    if (in->filled)
        fputc(',', json->out);
    if (json->pretty && !in->flat)
        break_line(json);
    else if (json->pretty && in->filled)
        fputc(' ', json->out);
    in->filled = true;
}

static void begin_value(bdl_json *json) {
    assert(!innermost(json) || innermost(json)->object == json->keyed);
    if (!json->keyed)
        begin_element(json);
    json->keyed = false;
}

static void end_value(bdl_json *json) {
    if (json->open.count == 0)
        fputc('\n', json->out);
}

static void begin_container(bdl_json *json, bool object, bool flat) {
    begin_value(json);
    flat = flat || (innermost(json) && innermost(json)->flat);
    fputc(object ? '{' : '[', json->out);
    BDL_PUSH(json->arena, &json->open, (level){object, flat, false});
}

void bdl_json_object(bdl_json *json) {
    begin_container(json, true, false);
}

void bdl_json_array(bdl_json *json) {
    begin_container(json, false, false);
}

void bdl_json_flat_object(bdl_json *json) {
    begin_container(json, true, true);
}

void bdl_json_flat_array(bdl_json *json) {
    begin_container(json, false, true);
}

void bdl_json_end(bdl_json *json) {
    assert(json->open.count > 0 && !json->keyed);
    level in = json->open.items[--json->open.count];
    if (json->pretty && !in.flat && in.filled)
        break_line(json);
    fputc(in.object ? '}' : ']', json->out);
    end_value(json);
}

/* Whether the byte stands for itself in a string, whatever its neighbours are. */
static bool stands(unsigned char byte) {
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

static void write_escaped(FILE *out, uint32_t c, bdl_str bytes) {
    static const char short_names[] = "btn?fr"; /* 8 .. 13 */
    if (c == '"' || c == '\\')
        fprintf(out, "\\%c", (char)c);
    else if (c >= 8 && c <= 13 && c != 11)
        fprintf(out, "\\%c", short_names[c - 8]);
    else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029)
        fprintf(out, "\\u%04x", (unsigned)c);
    else if (c == BDL_REPLACEMENT)
        fputs("\xEF\xBF\xBD", out);
    else
        fwrite(bytes.data, 1, bytes.len, out);
}

static void write_string(FILE *out, bdl_str s) {
    fputc('"', out);
    for (size_t i = 0; i < s.len;) {
        size_t begin = i;
        while (i < s.len && stands((unsigned char)s.data[i]))
            i++;
        if (i > begin)
            fwrite(s.data + begin, 1, i - begin, out);
        begin = i;
        if (i < s.len) {
            uint32_t c = bdl_utf8_next(s, &i);
            write_escaped(out, c, bdl_str_of(s.data + begin, i - begin));
        }
    }
    fputc('"', out);
}

void bdl_json_key(bdl_json *json, bdl_str key) {
    assert(innermost(json) && innermost(json)->object && !json->keyed);
    begin_element(json);
    write_string(json->out, key);
    fputs(json->pretty ? ": " : ":", json->out);
    json->keyed = true;
}

void bdl_json_str(bdl_json *json, bdl_str text) {
    begin_value(json);
    write_string(json->out, text);
    end_value(json);
}

void bdl_json_int(bdl_json *json, long long number) {
    begin_value(json);
    fprintf(json->out, "%lld", number);
    end_value(json);
}

static void write_word(bdl_json *json, const char *word) {
    begin_value(json);
    fputs(word, json->out);
    end_value(json);
}

void bdl_json_bool(bdl_json *json, bool truth) {
    write_word(json, truth ? "true" : "false");
}

void bdl_json_null(bdl_json *json) {
    write_word(json, "null");
}

void bdl_json_put_object(bdl_json *json, const char *key) {
    bdl_json_key(json, bdl_str_z(key));
    bdl_json_object(json);
}

void bdl_json_put_array(bdl_json *json, const char *key) {
    bdl_json_key(json, bdl_str_z(key));
    bdl_json_array(json);
}

void bdl_json_put_str(bdl_json *json, const char *key, bdl_str text) {
    bdl_json_key(json, bdl_str_z(key));
    bdl_json_str(json, text);
}

void bdl_json_put_opt(bdl_json *json, const char *key, bdl_str text) {
    bdl_json_key(json, bdl_str_z(key));
    if (text.len)
        bdl_json_str(json, text);
    else
        bdl_json_null(json);
}

void bdl_json_put_int(bdl_json *json, const char *key, long long number) {
    bdl_json_key(json, bdl_str_z(key));
    bdl_json_int(json, number);
}

void bdl_json_put_nonzero(bdl_json *json, const char *key, long long number) {
    bdl_json_key(json, bdl_str_z(key));
    if (number)
        bdl_json_int(json, number);
    else
        bdl_json_null(json);
}

void bdl_json_put_bool(bdl_json *json, const char *key, bool truth) {
    bdl_json_key(json, bdl_str_z(key));
    bdl_json_bool(json, truth);
}

void bdl_json_put_null(bdl_json *json, const char *key) {
    bdl_json_key(json, bdl_str_z(key));
    bdl_json_null(json);
}

void bdl_json_put_dec(bdl_json *json, const char *key, bdl_dec number) {
    char text[BDL_DEC_TEXT_MAX];
    size_t len = bdl_dec_print(number, 0, text);
    bdl_json_key(json, bdl_str_z(key));
    bdl_json_str(json, bdl_str_of(text, len));
}
