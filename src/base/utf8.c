/* utf8.c - decoding and counting UTF-8 of strangers. */
#include "base/text.h"

#include "base/bytes16.h"

static bool is_continuation(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

static uint64_t load8(const unsigned char *p) {
    uint64_t word;
    memcpy(&word, p, 8);
    return word;
}

/* The length of the well-formed character at P (LEFT > 0 bytes), 0 when there is none. */
static size_t well_formed(const unsigned char *p, size_t left) {
    unsigned char lead = p[0];
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    size_t len = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (left < len || !is_continuation(p[1]))
        return 0;
    /* no overlong form, no surrogate, nothing past U+10FFFF */
    if ((lead == 0xE0 && p[1] < 0xA0) || (lead == 0xED && p[1] > 0x9F) ||
        (lead == 0xF0 && p[1] < 0x90) || (lead == 0xF4 && p[1] > 0x8F))
        return 0;
    if ((len > 2 && !is_continuation(p[2])) || (len > 3 && !is_continuation(p[3])))
        return 0;
    return len;
}

/* Most characters of Chinese text: three bytes of which no lead needs a closer look. */
static bool leads_three(unsigned char c) {
    return c >= 0xE1 && c <= 0xEF && c != 0xED;
}

static bdl_bytes16 all_leading_three(bdl_bytes16 c) {
    return (bdl_bytes16)((bdl_bytes16)(c - 0xE1) <= 0xEF - 0xE1) &
           (bdl_bytes16)(c != 0xED);
}

/* As numbers with a sign: ASCII is 0 and more, what goes on less than all leads. */
typedef int8_t signed16 __attribute__((vector_size(16)));

/* Of the sixteen bytes at P, where a character begins or goes on, those that are neither
 * ASCII nor of such characters: two bytes go on behind each lead and nowhere else.
 * Whether the bytes before each are right is looked at where they are: they lead three or
 * none. */
static inline bdl_bytes16 not_plain(const unsigned char *p) {
    bdl_bytes16 here = bdl_bytes16_at(p), before = bdl_bytes16_at(p - 1),
                first = bdl_bytes16_at(p - 2);
    bdl_bytes16 goes_on = (bdl_bytes16)((signed16)here < (int8_t)0xC0);
    bdl_bytes16 shall = (bdl_bytes16)(before >= 0xE0) | (bdl_bytes16)(first >= 0xE0);
    return (goes_on ^ shall) |
           ~(goes_on | all_leading_three(here) | (bdl_bytes16)((signed16)here >= 0));
}

/* Passes over blocks of such characters from I (>= 2) on, where one begins; gives where
 * one begins behind them. */
static size_t skip_plain(const unsigned char *p, size_t i, size_t len) {
    size_t from = i;
    while (len - i >= 32 && !bdl_bytes16_any(not_plain(p + i) | not_plain(p + i + 16)))
        i += 32;
    while (len - i >= 16 && !bdl_bytes16_any(not_plain(p + i)))
        i += 16;
    if (i > from && leads_three(p[i - 1]))
        return i - 1;
    return i > from && leads_three(p[i - 2]) ? i - 2 : i;
}

size_t bdl_utf8_check(bdl_str s) {
    const unsigned char *p = (const unsigned char *)s.data;
    size_t end = 2, length; /* blocks look two bytes back */
    for (size_t i = 0; i < s.len; end = i + 16) {
        for (; i < s.len && i < end; i += length)
            if ((length = well_formed(p + i, s.len - i)) == 0)
                return i;
        i = skip_plain(p, i, s.len);
    }
    return SIZE_MAX;
}

uint32_t bdl_utf8_decode(bdl_str s, size_t *offset) {
    const unsigned char *p = (const unsigned char *)s.data + *offset;
    size_t len = well_formed(p, s.len - *offset);
    *offset += len ? len : 1;
    switch (len) {
    case 2:
        return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    case 3:
        return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    case 4:
        return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 |
               (p[3] & 0x3Fu);
    default:
        return BDL_REPLACEMENT;
    }
}

size_t bdl_utf8_put(uint32_t c, char out[4]) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = BDL_REPLACEMENT;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* How many of the eight bytes do not continue a character. */
static size_t count_leads(uint64_t word) {
    uint64_t continuing = (word >> 7) & (~word >> 6) & 0x0101010101010101u;
    return 8 - (size_t)((continuing * 0x0101010101010101u) >> 56);
}

/* The same of the last COUNT of the eight, fewer than all. */
static size_t count_last(uint64_t word, size_t count) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    word >>= 8 * (8 - count);
#else
    word &= ((uint64_t)1 << 8 * count) - 1;
#endif
    return count_leads(word) - (8 - count); /* the others are zeros, which lead */
}

/* The leads in BLOCKS of sixteen bytes, at most 127 of them. */
static size_t count_blocks(const unsigned char *p, size_t blocks) {
    bdl_bytes16 sum = {0};
    uint64_t half[2];
    for (size_t i = 0; i < blocks; i++) /* less all bits of a byte that leads */
        sum -= (bdl_bytes16)((bdl_bytes16_at(p + 16 * i) & 0xC0) != 0x80);
    memcpy(half, &sum, sizeof half);
    uint64_t even = 0x00FF00FF00FF00FFu, pairs = 0;
    for (int i = 0; i < 2; i++)
        pairs += (half[i] & even) + (half[i] >> 8 & even);
    return (size_t)((pairs * 0x0001000100010001u) >> 48);
}

size_t bdl_utf8_count(bdl_str s) {
    enum { BLOCKS_MOST = 127 };
    const unsigned char *p = (const unsigned char *)s.data;
    size_t n = 0, i = 0;
    while (s.len - i >= 32) {
        size_t blocks = (s.len - i) / 16;
        blocks = blocks < BLOCKS_MOST ? blocks : BLOCKS_MOST;
        n += count_blocks(p + i, blocks);
        i += 16 * blocks;
    }
    for (; s.len - i >= 8; i += 8)
        n += count_leads(load8(p + i));
    if (s.len >= 8)
        return i < s.len ? n + count_last(load8(p + s.len - 8), s.len - i) : n;
    for (; i < s.len; i++)
        n += !is_continuation(p[i]);
    return n;
}

size_t bdl_utf8_offset(bdl_str s, size_t n) {
    const unsigned char *p = (const unsigned char *)s.data;
    size_t i = 0;
    while (s.len - i >= 8) {
        size_t leads = count_leads(load8(p + i));
        if (leads > n)
            break;
        n -= leads;
        i += 8;
    }
    for (; i < s.len; i++)
        if (!is_continuation(p[i]) && n-- == 0)
            return i;
    return s.len;
}

uint32_t bdl_utf8_last(bdl_str s) {
    size_t at = bdl_utf8_before(s, s.len);
    return s.len > 0 ? bdl_utf8_next(s, &at) : 0;
}
