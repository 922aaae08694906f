/* build_text.c - what the words of a rule file say: names, strings, numbers. */
#include "base/limits.h"
#include "base/messages.h"
#include "base/text.h"
#include "lang/build.h"

void bdl_report_nesting(bdl_build *b, bdl_span span) {
    if (!b->too_deep)
        bdl_report(b->diags, b->source, span, BDL_MSG_NESTING, BDL_MAX_NESTING);
    b->too_deep = true;
}

bdl_word bdl_build_name(bdl_build *b, bdl_word token) {
    if (!bdl_str_is_ascii(token.text))
        token.text = bdl_text_fold(b->arena, token.text);
    return token;
}

bdl_word bdl_build_no_name(bdl_span span) {
    return (bdl_word){BDL_STR(""), span};
}

bdl_words *bdl_build_words(bdl_build *b, bdl_words *words, bdl_word word) {
    if (!words)
        words = BDL_NEW(b->arena, bdl_words);
    BDL_PUSH(b->arena, words, word);
    return words;
}

void bdl_build_comment(bdl_build *b, bdl_span span) {
    if (!b->skip_examples)
        BDL_PUSH(b->arena, &b->file->comments, span);
}

/* ---- strings ---- */

static bool is_block(bdl_str token) {
    return bdl_str_starts(token, BDL_STR("\"\"\""));
}

/* Bytes of the quote that TEXT begins or (LAST) ends with; 0: none. */
static size_t quote_length(bdl_str text, bool last) {
    static const bdl_str quotes[] = {BDL_STR_INIT("\"\"\""), BDL_STR_INIT("\""),
                                     BDL_STR_INIT("＂"), BDL_STR_INIT("“"),
                                     BDL_STR_INIT("”")};
    for (size_t i = 0; i < BDL_COUNT_OF(quotes); i++)
        if (last ? bdl_str_ends(text, quotes[i]) : bdl_str_starts(text, quotes[i]))
            return quotes[i].len;
    return 0;
}

/* What stands between the quotes; an unclosed string ends with its token. */
static bdl_str inside(bdl_str token) {
    if (token.len > 1 && token.data[0] == '"' && token.data[token.len - 1] == '"' &&
        !is_block(token)) /* nearly all */
        return bdl_str_of(token.data + 1, token.len - 2);
    size_t first = quote_length(token, false);
    bdl_str rest = bdl_str_from(token, first);
    size_t last = quote_length(rest, true);
    if (first == 1 && last > 1)
        last = 1; /* "…""" cannot be, but "“…”" can */
    if (first == 1 && rest.len > 0 && rest.data[rest.len - 1] != '"')
        last = 0;
    if (first == 3 && is_block(token) && last != 3)
        last = 0;
    return bdl_str_of(rest.data, rest.len - last);
}

/* Where a string stands, for what is wrong in it. */
typedef struct decoder {
    bdl_build *b;
    bdl_str text;
    uint32_t offset; /* of text in the source */
    bdl_buf out;
} decoder;

static void report_escape(decoder *d, size_t from, size_t to) {
    bdl_report(d->b->diags, d->b->source,
               (bdl_span){d->offset + (uint32_t)from, d->offset + (uint32_t)to},
               BDL_MSG_ESCAPE, BDL_PRI(bdl_str_of(d->text.data + from, to - from)));
}

/* The character of a \u{…} whose `{` is at AT; 0 when it is none. */
static uint32_t read_code(bdl_str text, size_t at, size_t *end) {
    uint32_t code = 0;
    size_t i = at + 1;
    for (; i < text.len && i - at <= 6; i++) {
        int digit = bdl_hex_digit(text.data[i]);
        if (digit < 0)
            break;
        code = code * 16 + (uint32_t)digit;
    }
    bool closed = i < text.len && text.data[i] == '}' && i > at + 1;
    *end = closed ? i + 1 : i;
    bool valid = code > 0 && code < 0x110000 && !(code >= 0xD800 && code < 0xE000);
    return closed && valid ? code : 0;
}

/* The escape whose backslash is at AT; gives what follows it. */
static size_t decode_escape(decoder *d, size_t at) {
    char c = at + 1 < d->text.len ? d->text.data[at + 1] : '\0';
    size_t end = at + 2;
    char bytes[4];
    if (c == 'u' && end < d->text.len && d->text.data[end] == '{') {
        uint32_t code = read_code(d->text, end, &end);
        if (code != 0)
            bdl_buf_add(&d->out, bdl_str_of(bytes, bdl_utf8_put(code, bytes)));
        else
            report_escape(d, at, end);
        return end;
    }
    if (c == '"' || c == '\\')
        bdl_buf_char(&d->out, c);
    else if (c == 'n')
        bdl_buf_char(&d->out, '\n');
    else if (c == 't')
        bdl_buf_char(&d->out, '\t');
    else {
        end = at + 1;
        if (end < d->text.len)
            bdl_utf8_next(d->text, &end);
        report_escape(d, at, end);
    }
    return end;
}

static bdl_str decode(bdl_build *b, bdl_str text, uint32_t offset) {
    if (text.len == 0 || !memchr(text.data, '\\', text.len))
        return text;
    decoder d = {.b = b, .text = text, .offset = offset, .out = {.arena = b->arena}};
    for (size_t i = 0; i < text.len;) {
        if (text.data[i] == '\\')
            i = decode_escape(&d, i);
        else
            bdl_buf_char(&d.out, text.data[i++]);
    }
    return bdl_buf_str(&d.out);
}

static bdl_str drop_line_end(bdl_str text) {
    if (text.len > 0 && text.data[0] == '\r')
        text = bdl_str_from(text, 1);
    if (text.len > 0 && text.data[0] == '\n')
        text = bdl_str_from(text, 1);
    return text;
}

bdl_word bdl_build_text(bdl_build *b, bdl_word token) {
    bdl_str text = inside(token.text);
    uint32_t offset = token.span.begin + (uint32_t)(text.data - token.text.data);
    token.text = is_block(token.text) ? drop_line_end(text) : decode(b, text, offset);
    return token;
}

/* `{{` and `}}` of a message. */
static bdl_str undouble(bdl_str text) {
    bool doubled = bdl_str_eq(text, BDL_STR("{{")) || bdl_str_eq(text, BDL_STR("}}"));
    return doubled ? bdl_str_of(text.data, 1) : text;
}

/* ---- values ---- */

static bdl_expr *new_literal(bdl_build *b, bdl_span span, bdl_value value) {
    bdl_expr *expr = bdl_expr_new(b->arena, BDL_E_LITERAL, b->file, span);
    expr->as.literal = BDL_NEW(b->arena, bdl_value);
    *expr->as.literal = value;
    return expr;
}

/* What may come again, but for a quantity, which check may make a date: what was read
 * last of those with its hash is one value, wherever it stands in the file. */
static bdl_expr *new_literal_again(bdl_build *b, bdl_span span, bdl_value value) {
    size_t at = bdl_str_hash(value.text) % (sizeof b->literals / sizeof *b->literals);
    bdl_value **kept = &b->literals[at];
    if (!*kept || (*kept)->kind != value.kind || !bdl_str_eq((*kept)->text, value.text)) {
        *kept = BDL_NEW(b->arena, bdl_value);
        **kept = value;
    }
    bdl_expr *expr = bdl_expr_new(b->arena, BDL_E_LITERAL, b->file, span);
    expr->as.literal = *kept;
    return expr;
}

static bdl_expr *new_text(bdl_build *b, bdl_span span, bdl_str text) {
    return new_literal_again(b, span, (bdl_value){.kind = BDL_TEXT, .text = text});
}

/* One without a closing quote may have taken in the rest of its line: what it would be
 * compared with, too. */
bdl_expr *bdl_build_string(bdl_build *b, bdl_word token) {
    if (b->unclosed == token.span.end)
        return bdl_expr_new(b->arena, BDL_E_BAD, b->file, token.span);
    return new_text(b, token.span, bdl_build_text(b, token).text);
}

bdl_expr *bdl_build_constant(bdl_build *b, bdl_constant which, bdl_span span) {
    bdl_value value = {.kind = BDL_BOOLEAN, .as.boolean = which == BDL_TRUE};
    if (which == BDL_MISSING_VALUE)
        value = (bdl_value){.kind = BDL_NONE, .state = BDL_MISSING};
    return new_literal(b, span, value);
}

static size_t count_digits(bdl_str text) {
    size_t n = 0;
    while (n < text.len && (text.data[n] == '.' || bdl_is_ascii_digit(text.data[n])))
        n++;
    return n;
}

/* The value in the base of its unit: 元, a fraction. */
static bool to_base(bdl_value *value) {
    const bdl_unit *unit = bdl_value_unit(value);
    int power = unit->percent ? -2 : unit->scale;
    return bdl_dec_shift(value->number, power, &value->number) == BDL_DEC_OK;
}

static void refuse_number(bdl_build *b, bdl_span span, bdl_str text) {
    enum { DIGITS_MAX = 38 }; /* see bdl_dec */
    bdl_report(b->diags, b->source, span, BDL_MSG_NUMBER, BDL_PRI(text));
    if (count_digits(text) >= DIGITS_MAX - 8) /* 亿元 are 8 digits more */
        bdl_report_hint(b->diags, "a number has at most %d digits, an amount in 元 too",
                        DIGITS_MAX);
}

/* 2024年12月31日, 7月31日; `2024年` alone is told from a quantity by check, 7月 is one.
 */
static bool is_date(const bdl_value *value) {
    return value->state == BDL_PRESENT && value->as.date.month &&
           (value->as.date.year || value->as.date.day);
}

bdl_expr *bdl_build_number(bdl_build *b, bdl_word token) {
    bdl_str text = bdl_build_name(b, token).text;
    size_t digits = count_digits(text);
    bdl_value value = {.kind = BDL_NUMBER, .text = text};
    bdl_unit unit = {0};
    if (bdl_str_has(text, BDL_STR("月"))) {
        bdl_value date = bdl_figure_read(b->arena, text, BDL_TYPE(BDL_DATE), NULL);
        if (is_date(&date))
            return new_literal(b, token.span, date);
    }
    if (!bdl_dec_parse(bdl_str_of(text.data, digits), &value.number)) {
        refuse_number(b, token.span, text);
        return new_literal(b, token.span, value);
    }
    value.places = (int8_t)(value.number.scale > 100 ? 100 : value.number.scale);
    bool has_unit = bdl_unit_read(bdl_str_from(text, digits), &unit);
    value.as.unit = bdl_unit_keep(b->arena, &unit);
    value.kind = bdl_unit_kind(&unit);
    if (!has_unit || !to_base(&value))
        refuse_number(b, token.span, text);
    return value.kind == BDL_QUANTITY ? new_literal(b, token.span, value)
                                      : new_literal_again(b, token.span, value);
}

/* ---- messages ---- */

bdl_expr *bdl_build_message(bdl_build *b, bdl_word open) {
    bdl_expr *message = bdl_expr_new(b->arena, BDL_E_TEMPLATE, b->file, open.span);
    if (open.text.len > 3) /* a whole string: it was written in the quotes of Chinese */
        BDL_PUSH(b->arena, &message->as.template.parts, bdl_build_string(b, open));
    return message;
}

static bool is_block_message(const bdl_build *b, const bdl_expr *message) {
    bdl_str text = bdl_source_text(b->source);
    return is_block(bdl_str_from(text, message->span.begin));
}

bdl_expr *bdl_build_message_text(bdl_build *b, bdl_expr *message, bdl_word token) {
    bool block = is_block_message(b, message);
    bdl_str text = undouble(token.text);
    if (!block)
        text = decode(b, text, token.span.begin);
    else if (token.span.begin == message->span.begin + 3)
        text = drop_line_end(text);
    BDL_PUSH(b->arena, &message->as.template.parts, new_text(b, token.span, text));
    return message;
}

bdl_expr *bdl_build_message_part(bdl_build *b, bdl_expr *message, bdl_expr *part) {
    if (part->depth >= BDL_MAX_NESTING) {
        bdl_report_nesting(b, part->span);
        return message;
    }
    BDL_PUSH(b->arena, &message->as.template.parts, part);
    if (part->depth >= message->depth)
        message->depth = (uint8_t)(part->depth + 1);
    return message;
}

bdl_expr *bdl_build_message_end(bdl_expr *message, bdl_span close) {
    message->span.end = close.end;
    return message;
}
