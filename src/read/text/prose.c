/* prose.c - what paragraphs look like: items, ends of sentences, lines of a catalogue,
 * and the one decision whether a line continues the paragraph above it. */
#include <uchar.h>

#include "base/text.h"

#include "read/reading.h"

enum {
    TORN_MIN = 24,  /* characters of a line that a page break may have torn */
    COMMA_MIN = 10, /* the same when it ends in a comma */
    LABEL_MAX = 30, /* characters before the colon of a run-in head */
};

static bool in_list(uint32_t c, const char32_t *list) {
    while (*list && *list != c)
        list++;
    return *list != 0;
}

static bool is_chinese_digit(uint32_t c) {
    return in_list(c, U"一二三四五六七八九十百〇零");
}

static uint32_t char_at(bdl_str s, size_t offset, size_t *after) {
    *after = offset;
    return offset < s.len ? bdl_utf8_next(s, after) : 0;
}

/* Skips digits of one kind from OFFSET; gives where they end. */
static size_t skip_digits(bdl_str s, size_t offset, bool chinese, uint32_t *value) {
    size_t after;
    for (*value = 0; offset < s.len; offset = after) {
        uint32_t c = char_at(s, offset, &after);
        if (chinese ? !is_chinese_digit(c) : !bdl_is_digit(c))
            break;
        if (!chinese && *value < 100000)
            *value = *value * 10 + (c - (c < 0x80 ? '0' : 0xFF10));
    }
    return offset;
}

/* "1." "1、" "1）" but not "1.5"; "一、" "一."; after an opening bracket any closing one.
 */
static bool ends_number(bdl_str s, size_t offset, bool bracket) {
    size_t after;
    uint32_t c = char_at(s, offset, &after);
    if (bracket)
        return in_list(c, U")）〕】]");
    if (!in_list(c, U".．、)）"))
        return false;
    size_t next_after;
    return c != '.' || !bdl_is_digit(char_at(s, after, &next_after));
}

/* Whether S may begin with a digit or an opening bracket, told from its first byte. */
static bool may_begin_item(bdl_str s) {
    unsigned char first = s.len ? (unsigned char)s.data[0] : 0;
    return bdl_is_ascii_digit(first) || first == '(' || first == '[' || first == 0xE3 ||
           first == 0xEF;
}

uint32_t bdl_prose_item_number(bdl_str line) {
    size_t after;
    if (!may_begin_item(line))
        return 0;
    uint32_t c = char_at(line, 0, &after), value;
    bool bracket = !bdl_is_han(c) && in_list(c, U"(（〔【[");
    size_t start = bracket ? after : 0;
    size_t end = skip_digits(line, start, false, &value);
    if (end == start || value == 0)
        return 0;
    /* "1.1、" is a number too: what counts is the first part */
    return ends_number(line, end, bracket) || char_at(line, end, &after) == '.' ? value
                                                                                : 0;
}

bool bdl_prose_starts_item(bdl_str line) {
    size_t after;
    uint32_t c = char_at(line, 0, &after), value;
    if (in_list(c, U"-•·●■◆▪○※①②③④⑤⑥⑦⑧⑨⑩#|"))
        return true;
    bool bracket = in_list(c, U"(（〔【[");
    size_t start = bracket ? after : 0;
    size_t end = skip_digits(line, start, false, &value);
    if (end > start) {
        bool is_code =
            end - start >= 3 && char_at(line, end, &after) == ' ' &&
            !in_list(char_at(line, after, &start), U"年月日万亿元个人次辆台套%");
        return is_code || ends_number(line, end, bracket);
    }
    end = skip_digits(line, start, true, &value);
    if (end > start)
        return ends_number(line, end, bracket);
    if (c != 0x7B2C) /* 第 */
        return false;
    end = skip_digits(line, after, true, &value);
    return end > after && in_list(char_at(line, end, &start), U"部章节条篇编项");
}

/* The number that Chinese digits tell, up to 99: 二十三. */
static uint32_t chinese_number(bdl_str s) {
    uint32_t tens = 0, ones = 0;
    for (size_t at = 0; at < s.len;) {
        size_t begin = at;
        uint32_t c = bdl_utf8_next(s, &at);
        size_t digit = bdl_str_find(BDL_STR("一二三四五六七八九"),
                                    (bdl_str){s.data + begin, at - begin}, 0);
        if (c == 0x5341) { /* 十 */
            tens = ones ? ones : 1;
            ones = 0;
        } else if (digit != SIZE_MAX) {
            ones = (uint32_t)digit / 3 + 1;
        }
    }
    return 10 * tens + ones;
}

uint32_t bdl_prose_item_of(bdl_str line) {
    enum { BRACKETED = 1000 };
    size_t after;
    uint32_t c = char_at(line, 0, &after), value;
    bool bracket = in_list(c, U"(（〔【[");
    size_t start = bracket ? after : 0;
    size_t end = skip_digits(line, start, true, &value);
    if (end == start || !ends_number(line, end, bracket))
        return 0;
    value = chinese_number((bdl_str){line.data + start, end - start});
    return value && bracket ? value + BRACKETED : value;
}

bool bdl_prose_ends(bdl_str line) {
    uint32_t c = bdl_utf8_last(line);
    if (bdl_is_han(c))
        return false;
    while (c && in_list(c, U"”’」』)）》\"'")) {
        line.len = bdl_utf8_before(line, line.len);
        c = bdl_utf8_last(line);
    }
    return c && in_list(c, U"。；：！？…;:!?．");
}

bool bdl_prose_is_leader(bdl_str line) {
    size_t end = line.len;
    while (end > 0 && (line.data[end - 1] == ' ' || line.data[end - 1] == '\t'))
        end--;
    size_t digits = end;
    while (digits > 0 && bdl_is_ascii_digit(line.data[digits - 1]))
        digits--;
    size_t dots = digits;
    while (dots > 0 && (line.data[dots - 1] == ' ' || line.data[dots - 1] == '\t'))
        dots--;
    size_t start = dots, marks = 0;
    for (;;) {
        if (start > 0 && line.data[start - 1] == '.')
            start -= 1;
        else if (start > 2 && (memcmp(line.data + start - 3, "…", 3) == 0 ||
                               memcmp(line.data + start - 3, "．", 3) == 0 ||
                               memcmp(line.data + start - 3, "─", 3) == 0))
            start -= 3;
        else if (start > 1 && memcmp(line.data + start - 2, "·", 2) == 0)
            start -= 2;
        else
            break;
        marks++;
    }
    bool dotted = marks >= 3 || (marks >= 2 && digits < end);
    return dotted && bdl_text_trim((bdl_str){line.data, start}).len > 0;
}

/* The first mark of a sentence in S: its code point, or 0; *CHARS counts what is before.
 */
static uint32_t first_mark(bdl_str s, size_t *chars) {
    size_t at = 0;
    for (*chars = 0; at < s.len; ++*chars) {
        uint32_t c = bdl_utf8_next(s, &at);
        if (c > 0x7F ? in_list(c, U"，。；：！？") : c && in_list(c, U",;:"))
            return c;
    }
    return 0;
}

/* A run-in head: "某某中心：1. 负责…". */
static bool has_label(bdl_str line) {
    size_t chars;
    uint32_t mark = first_mark(line, &chars);
    return (mark == ':' || mark == 0xFF1A) && chars <= LABEL_MAX;
}

/* "5.57 万元，主要用于…", "99.86%。": an amount begins no paragraph. Without a mark of a
 * sentence behind it (100%, 4.8万元/人) it is a cell. */
static bool starts_with_amount(bdl_str line) {
    size_t at = 0, digits = 0, chars;
    while (at < line.len &&
           (bdl_is_digit((unsigned char)line.data[at]) || strchr(",. ", line.data[at])))
        digits += bdl_is_digit((unsigned char)line.data[at++]);
    bdl_str rest = bdl_str_from(line, at);
    return digits > 0 && first_mark(rest, &chars) != 0 &&
           (bdl_text_money_length(rest) > 0 || bdl_str_starts(rest, BDL_STR("%")));
}

/* Whether a line broke between a figure and its unit, or amid 万元: so no paragraph
 * begins, be there a blank line or not. A cell holds nothing more. */
static bool is_torn_unit(bdl_str above, bdl_str below) {
    size_t unit = bdl_text_money_length(below), after;
    if (unit == 0 || unit == below.len ||
        !in_list(char_at(below, unit, &after), U"，、。；：（）,;:()"))
        return false;
    if (bdl_str_starts(below, BDL_STR("元")))
        above.len -= bdl_str_ends_any(above, BDL_WORDS("万", "亿"));
    return bdl_is_digit(bdl_utf8_last(bdl_text_trim(above)));
}

/* The first bracket of S from one end on, opening or closing; 0: there is none. */
static uint32_t first_bracket(bdl_str s, bool from_end) {
    uint32_t found = 0;
    for (size_t at = 0; at < s.len && (from_end || !found);) {
        uint32_t c = bdl_utf8_next(s, &at);
        if (c > 0x20 && in_list(c, U"（()）"))
            found = c;
    }
    return found;
}

/* Whether ABOVE ends inside brackets that BELOW closes: …（其 | 中：…）. */
static bool is_in_brackets(bdl_str above, bdl_str below) {
    uint32_t left = first_bracket(above, true), right = first_bracket(below, false);
    return left && right && in_list(left, U"（(") && in_list(right, U")）");
}

/* Six ways in which a line plainly goes on; when in doubt it does not.
 *
 * 1. It ends in a comma or an opening bracket, and is not just a few words.
 * 2. A page break tore it: it is long, has a mark of a sentence in it as titles have not,
 *    ends without one, and what follows is prose too and no run-in head ("某某中心：").
 * 3. The text is wrapped at a width, and this line reaches it: then the next one goes on
 *    when nothing (a blank line, an item) says otherwise, behind a colon as well.
 * 4. The next one begins with an amount.
 * 5. It ends inside brackets that the next one closes.
 * 6. It ends with a figure whose unit the next one begins with. */
bool bdl_prose_continues(const bdl_traits *traits, bdl_str above, bdl_str below,
                         bool gap) {
    bool full =
        !gap && traits->wrap_width && bdl_text_width(above) + 6 >= traits->wrap_width;
    if (above.len == 0 || below.len == 0 || bdl_prose_starts_item(below) ||
        (bdl_prose_ends(above) && !(full && in_list(bdl_utf8_last(above), U":："))) ||
        bdl_prose_is_leader(above) || bdl_prose_is_leader(below))
        return false;
    size_t length = bdl_utf8_count(above), chars;
    if (length >= COMMA_MIN && in_list(bdl_utf8_last(above), U"，、,（(《“"))
        return true;
    if (full || (!gap && (starts_with_amount(below) || is_in_brackets(above, below))))
        return true;
    if (length >= COMMA_MIN && is_torn_unit(above, below))
        return true;
    return length >= TORN_MIN && first_mark(above, &chars) != 0 &&
           first_mark(below, &chars) != 0 && !has_label(below);
}

/* Whether a line broke a number that stands behind Chinese: ABOVE ends with its first
 * digits, BELOW goes on with digits and what a number is followed by. */
static bool is_torn_number(bdl_str above, bdl_str below) {
    size_t begin = above.len, end = 0;
    while (begin > 0 && (bdl_is_digit(above.data[begin - 1]) ||
                         above.data[begin - 1] == '.' || above.data[begin - 1] == ','))
        begin--;
    while (end < below.len && (bdl_is_digit(below.data[end]) || below.data[end] == '.' ||
                               below.data[end] == ','))
        end++;
    end += end > 0 && end < below.len && below.data[end] == ' '; /* "00.50 万元" */
    return begin > 0 && (above.data[begin - 1] & 0x80) && end < below.len &&
           ((below.data[end] & 0x80) || below.data[end] == '%');
}

bdl_str bdl_prose_glue(bdl_str above, bdl_str below) {
    size_t after;
    uint32_t left = bdl_utf8_last(above), right = char_at(below, 0, &after);
    bool words = left < 0x80 && right < 0x80 && bdl_is_latin(left) &&
                 bdl_is_latin(right) && !is_torn_number(above, below);
    return words ? BDL_STR(" ") : BDL_STR("");
}
