/* text.c - kinds of characters, display width, trimming, and text made safe to print. */
#include "base/text.h"

#include <utf8proc.h>

#include "base/bytes16.h"
#include "base/vec.h"

bool bdl_is_han(uint32_t c) {
    if (c >= 0x4E00 && c <= 0x9FFF)
        return true;
    return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFD) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2E80 && c <= 0x2FD5) || c == 0x3005 ||
           c == 0x3007;
}

bool bdl_is_space(uint32_t c) {
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r');
    if (c < 0x2000)
        return c == 0x85 || c == 0xA0 || c == 0x1680 || c == 0x180E;
    return c <= 0x200D || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}

bool bdl_is_latin(uint32_t c) {
    if (c < 0x80)
        return bdl_is_ascii_digit(c) || bdl_is_ascii_letter(c);
    return (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
           (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2C60 && c <= 0x2C7F) ||
           (c >= 0xA722 && c <= 0xA7FF);
}

/* Columns of the sixteen bytes at P, behind which two more stand, as far as they are
 * visible ASCII, Chinese characters from U+5000 on and their full-width signs; a
 * character counts where it begins. SIZE_MAX: something else is there. */
static size_t width_of_block(const char *p) {
    bdl_bytes16 here = bdl_bytes16_at(p), next = bdl_bytes16_at(p + 1),
                third = bdl_bytes16_at(p + 2);
    bdl_bytes16 goes_on = (bdl_bytes16)((here & 0xC0) == 0x80);
    bdl_bytes16 wide = (bdl_bytes16)(here - 0xE5 <= 0xE9 - 0xE5) |
                       ((bdl_bytes16)(here == 0xE4) & (bdl_bytes16)(next >= 0xB8)) |
                       ((bdl_bytes16)(here == 0xE3) & (bdl_bytes16)(next == 0x80) &
                        (bdl_bytes16)(third - 0x80 <= 0x91 - 0x80)) |
                       ((bdl_bytes16)(here == 0xEF) & (bdl_bytes16)(next == 0xBC) &
                        (bdl_bytes16)(third > 0x80));
    bdl_bytes16 known = wide | goes_on | (bdl_bytes16)(here - 0x20 < 0x7F - 0x20);
    bdl_bytes16 columns = (bdl_bytes16)(1 + (wide & 1)) & ~goes_on;
    uint64_t half[2], sum[2];
    memcpy(half, &known, sizeof half);
    memcpy(sum, &columns, sizeof sum);
    if ((half[0] & half[1]) != UINT64_MAX)
        return SIZE_MAX;
    return (size_t)(((sum[0] + sum[1]) * 0x0101010101010101u) >> 56);
}

static size_t width_of(uint32_t c) {
    if (c >= 0x20 && c < 0x7F)
        return 1;
    if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3000 && c <= 0x3011) ||
        (c >= 0xFF01 && c <= 0xFF60))
        return 2;
    return (size_t)utf8proc_charwidth((utf8proc_int32_t)c);
}

size_t bdl_text_width(bdl_str s) {
    size_t width = 0, block;
    for (size_t i = 0; i < s.len;) {
        if (s.len - i >= 18 && (block = width_of_block(s.data + i)) != SIZE_MAX) {
            width += block;
            for (i += 16; i < s.len && ((unsigned char)s.data[i] & 0xC0) == 0x80; i++)
                ; /* of the last character */
            continue;
        }
        for (size_t end = i + 16; i < s.len && i < end;)
            width += width_of(bdl_utf8_next(s, &i));
    }
    return width;
}

/* The start of the character that ends before END (> 0). */
static size_t step_back(bdl_str s, size_t end) {
    size_t i = end - 1;
    while (i > 0 && end - i < 4 && ((unsigned char)s.data[i] & 0xC0) == 0x80)
        i--;
    return i;
}

bdl_str bdl_text_upper(bdl_arena *arena, bdl_str s) {
    bdl_buf buf = {.arena = arena};
    char bytes[4];

    for (size_t i = 0; i < s.len;) {
        utf8proc_int32_t c = (utf8proc_int32_t)bdl_utf8_next(s, &i);
        size_t n = bdl_utf8_put((uint32_t)utf8proc_toupper(c), bytes);

        bdl_buf_add(&buf, bdl_str_of(bytes, n));
    }
    return bdl_buf_str(&buf);
}

bdl_str bdl_text_trim_ends(bdl_str s) {
    size_t begin = 0, end = s.len;
    while (begin < end && s.data[begin] == ' ')
        begin++;
    while (end > begin && s.data[end - 1] == ' ')
        end--;
    while (begin < end && !bdl_byte_is_seen((unsigned char)s.data[begin])) {
        size_t next = begin;
        if (!bdl_is_space(bdl_utf8_next(s, &next)))
            break;
        begin = next;
    }
    while (end > begin && !bdl_ends_seen(bdl_str_of(s.data, end))) {
        size_t at = step_back(s, end), next = at;
        if (!bdl_is_space(bdl_utf8_next(s, &next)) || next != end)
            break;
        end = at;
    }
    return bdl_str_of(s.data + begin, end - begin);
}

uint32_t bdl_char_visible(uint32_t c) {
    if (c < 0x20)
        return c == '\t' ? c : 0x2400 + c;
    if (c == 0x7F)
        return 0x2421;
    if (c >= 0x80 && c < 0xA0)
        return BDL_REPLACEMENT;
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
        return BDL_REPLACEMENT;
    return c;
}

static bool is_printable(bdl_str s) {
    for (size_t i = 0; i < s.len;) {
        size_t begin = i;
        uint32_t c = bdl_utf8_next(s, &i);
        if (bdl_char_visible(c) != c || (c == BDL_REPLACEMENT && i - begin == 1))
            return false;
    }
    return true;
}

bdl_str bdl_text_printable(bdl_arena *arena, bdl_str s) {
    if (is_printable(s))
        return s;
    bdl_buf buf = {.arena = arena};
    for (size_t i = 0; i < s.len;) {
        char out[4];
        size_t n = bdl_utf8_put(bdl_char_visible(bdl_utf8_next(s, &i)), out);
        bdl_buf_add(&buf, bdl_str_of(out, n));
    }
    return bdl_buf_str(&buf);
}

/* A character beside which Chinese text is wrapped without a blank. */
static bool is_chinese(uint32_t c) {
    if (bdl_is_han(c))
        return true;
    return (c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFFEF) || c == 0x2014 ||
           c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0x2026 ||
           c == 0xB7;
}

/* The end of the run of white space at BEGIN; *HAS_LINE_END when it holds one. */
static size_t skip_space(bdl_str s, size_t begin, bool *has_line_end) {
    size_t end = begin;
    *has_line_end = false;
    while (end < s.len) {
        size_t next = end;
        uint32_t c = bdl_utf8_next(s, &next);
        if (!bdl_is_space(c))
            break;
        if (c == '\n' || c == '\r')
            *has_line_end = true;
        end = next;
    }
    return end;
}

bdl_str bdl_text_unwrap(bdl_arena *arena, bdl_str s) {
    s = bdl_text_trim(s);
    if (!bdl_str_has_between(s, '\n', '\r') ||
        (!memchr(s.data, '\n', s.len) && !memchr(s.data, '\r', s.len)))
        return s;
    bdl_buf buf = {.arena = arena};
    uint32_t before = 0;
    size_t kept = 0; /* what stands from here on is not in BUF */
    for (size_t i = 0; i < s.len;) {
        size_t begin = i;
        uint32_t c = bdl_utf8_next(s, &i);
        if (!bdl_is_space(c)) {
            before = c;
            continue;
        }
        bool wrapped;
        i = skip_space(s, begin, &wrapped);
        if (!wrapped)
            continue;
        bdl_buf_add(&buf, bdl_str_of(s.data + kept, begin - kept));
        size_t after = kept = i;
        if (!is_chinese(before) && !is_chinese(bdl_utf8_next(s, &after)))
            bdl_buf_char(&buf, ' ');
    }
    bdl_buf_add(&buf, bdl_str_from(s, kept));
    return bdl_buf_str(&buf);
}

bool bdl_text_begins_part(bdl_str s) {
    return bdl_str_skip_any(s, BDL_WORDS("其中：", "其中:")) > 0;
}

bool bdl_text_has_colon(bdl_str s) {
    static const bdl_str colons[] = {BDL_STR_INIT(":"), BDL_STR_INIT("：")};
    const size_t part = strlen("其中");
    for (size_t i = 0; i < BDL_COUNT_OF(colons); i++)
        for (size_t at = 0; (at = bdl_str_find(s, colons[i], at)) != SIZE_MAX; at++)
            if (at < part || !bdl_text_begins_part(bdl_str_from(s, at - part)) ||
                (at > part && s.data[at - part - 1] != ' '))
                return true;
    return false;
}

size_t bdl_text_money_length(bdl_str s) {
    return bdl_str_skip_any(
        s, BDL_WORDS("千万元", "百万元", "十万元", "万元", "亿元", "千元", "百元", "元"));
}

/* Whether a line may begin with C. */
static bool may_begin_line(uint32_t c) {
    static const uint32_t none[] = {0x2019, 0x201D, 0x3001, 0x3002, 0x3009,
                                    0x300B, 0x3011, 0x3015, 0xFF01, 0xFF05,
                                    0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F};
    for (size_t k = 0; k < BDL_COUNT_OF(none); k++)
        if (none[k] == c)
            return false;
    return true;
}

size_t bdl_text_first_width(bdl_str s) {
    size_t end = 0;
    bool letter = false, word = false;
    for (size_t at = 0; at < s.len && s.data[at] != ' '; end = at) {
        uint32_t c = bdl_utf8_next(s, &at);
        if ((letter && may_begin_line(c)) || (word && bdl_is_han(c)))
            break;
        letter |= bdl_is_han(c);
        word |= c < 0x80;
    }
    return bdl_text_width(bdl_str_of(s.data, end));
}
