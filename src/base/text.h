/* text.h - UTF-8: decoding, display width, and the text a reader sees (folding). */
#ifndef BDL_BASE_TEXT_H
#define BDL_BASE_TEXT_H

#include "base/arena.h"

#define BDL_REPLACEMENT 0xFFFDu

/* The offset of the first byte that is not valid UTF-8, or SIZE_MAX when all is. */
size_t bdl_utf8_check(bdl_str s);
/* Decodes one character at *OFFSET (< s.len) and moves *OFFSET past it; a bad byte gives
 * BDL_REPLACEMENT and moves by one. */
static inline uint32_t bdl_utf8_next(bdl_str s, size_t *offset);
uint32_t bdl_utf8_decode(bdl_str s, size_t *offset); /* the same, for any character */
/* Writes C as UTF-8, gives the number of bytes (1-4). */
size_t bdl_utf8_put(uint32_t c, char out[4]);
/* Characters in S (columns of places are counted in characters). Here and in the next, a
 * stray continuation byte belongs to the character before it. */
size_t bdl_utf8_count(bdl_str s);
/* The offset of character number N (from 0), or s.len. */
size_t bdl_utf8_offset(bdl_str s, size_t n);
/* Whether C is not the first byte of a character. */
static inline bool bdl_utf8_goes_on(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}
/* Where the character begins that ends before byte AT of S; 0 at its beginning. */
static inline size_t bdl_utf8_before(bdl_str s, size_t at) {
    while (at > 0 && bdl_utf8_goes_on(s.data[--at]))
        continue;
    return at;
}
/* The last character of S, 0 when it is empty. */
uint32_t bdl_utf8_last(bdl_str s);

/* Columns on a terminal: East Asian wide characters take two, combining ones none. */
size_t bdl_text_width(bdl_str s);
/* How wide on a terminal what S begins with is that no line is broken in: a letter, or a
 * number or Latin word, with the signs around it. */
size_t bdl_text_first_width(bdl_str s);

bool bdl_is_han(uint32_t c);
/* White space of ASCII and Unicode, and characters of no width that part words. */
bool bdl_is_space(uint32_t c);
/* ①, ², ⑴: behind a digit it is no part of the number but the mark of a note, and folds
 * to itself there. */
bool bdl_is_raised(uint32_t c);
bool bdl_is_latin(uint32_t c); /* a Latin letter or an ASCII digit, after folding */
static inline bool bdl_is_digit(uint32_t c) { /* an ordinary or a full-width one */
    return bdl_is_ascii_digit(c) || (c >= 0xFF10 && c <= 0xFF19);
}

/* S without white space at both ends (every kind of bdl_is_space). */
static inline bdl_str bdl_text_trim(bdl_str s);
bdl_str bdl_text_trim_ends(bdl_str s); /* the same, for any text */
/* Whether S begins with 其中：, as the name of a row does that is a part of one above. */
bool bdl_text_begins_part(bdl_str s);
/* Whether S has a colon of either width, but for that of such a name, alone or behind a
 * blank. */
bool bdl_text_has_colon(bdl_str s);
/* How many bytes the unit of money takes that S begins with (万元), 0: it begins with
 * none. */
size_t bdl_text_money_length(bdl_str s);

/* S in capitals, of every script that has them. */
bdl_str bdl_text_upper(bdl_arena *arena, bdl_str s);

/* What stands for C where it is shown to people: C itself unless it is a control
 * character other than tab or turns the direction of writing. */
uint32_t bdl_char_visible(uint32_t c);
/* S made safe to print: control characters other than tab, marks that turn the direction
 * of writing, and bad bytes become visible signs, one for one; S itself when there is
 * none. */
bdl_str bdl_text_printable(bdl_arena *arena, bdl_str s);

/* A traditional character as its simplified one; others as they are (simplified.c). */
uint32_t bdl_simplified(uint32_t c);
/* The same for U+4E00 to U+9FFF, 0 where nothing changes. */
extern const uint16_t bdl_simplified_of[0xA000 - 0x4E00];

/* The text a reader sees: NFKC, width folded; white space dropped unless it stands
 * between two Latin letters or digits, where a run becomes one blank. Minus signs
 * (U+2212, U+FF0D) become '-'. ORIGIN[i] is the offset in the original of the byte i
 * of TEXT; ORIGIN[text.len] is the original's length. */
typedef struct bdl_folded {
    bdl_str text;
    const uint32_t *origin;
} bdl_folded;

/* All bytes of one folded character have the offset of the character they came from. */
bdl_folded bdl_text_fold_map(bdl_arena *arena, bdl_str s);
/* The stretch of ORIGINAL that bytes BEGIN to END of the folded text came from, without
 * the white space behind it. Without ORIGIN the text folds to itself. */
void bdl_folded_range(const bdl_folded *folded, bdl_str original, size_t begin,
                      size_t end, size_t *original_begin, size_t *original_end);
/* The same text without the map; gives S itself where folding changes nothing. */
bdl_str bdl_text_fold(bdl_arena *arena, bdl_str s);
/* Whether A and B read the same (folded texts are equal). */
bool bdl_text_same(bdl_arena *scratch, bdl_str a, bdl_str b);
/* A visible ASCII character: folding keeps it as it is. */
static inline bool bdl_is_seen_ascii(char c) {
    return c > ' ' && c < 0x7F;
}
/* Whether A and B fold to different texts, as far as that is told by the visible ASCII
 * that they begin with: 12 and 95, 12 and 125. */
static inline bool bdl_text_differs_at_once(bdl_str a, bdl_str b) {
    size_t i = 0;
    while (i < a.len && i < b.len && a.data[i] == b.data[i] &&
           bdl_is_seen_ascii(a.data[i]))
        i++;
    if (i < a.len && i < b.len)
        return a.data[i] != b.data[i] && bdl_is_seen_ascii(a.data[i]) &&
               bdl_is_seen_ascii(b.data[i]);
    return a.len != b.len && bdl_is_seen_ascii(i < a.len ? a.data[i] : b.data[i]);
}

/* S trimmed, with white space dropped that only wrapping put there: every run of white
 * space that stands beside a Chinese character or Chinese punctuation on at least one
 * side and holds a line end, and line ends elsewhere become one blank. Blanks inside a
 * line stay as printed. */
bdl_str bdl_text_unwrap(bdl_arena *arena, bdl_str s);

/* Three bytes at P as one number. */
static inline uint32_t bdl_utf8_load3(const unsigned char *p) {
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16;
}
/* The same of four bytes, in one load. */
static inline uint32_t bdl_utf8_load4(const unsigned char *p) {
    uint32_t word;
    memcpy(&word, p, sizeof word);
    return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? __builtin_bswap32(word) : word;
}
/* Whether the first three are a character, as far as the first and last bits tell. */
static inline bool bdl_utf8_is_three(uint32_t bytes) {
    return (bytes & 0xC0C0F0) == 0x8080E0;
}

/* Whether they are a Chinese character that folds to itself. */
static inline bool bdl_utf8_is_same_han(uint32_t bytes) {
    uint32_t c = (bytes & 0xF) << 12 | (bytes >> 2 & 0xFC0) | (bytes >> 16 & 0x3F);
    return bdl_utf8_is_three(bytes) && c - 0x4E00 < 0xA000 - 0x4E00 &&
           !bdl_simplified_of[c - 0x4E00];
}

/* Visible ASCII, or a Chinese character: told by its bytes to be no white space. */
static inline bool bdl_byte_is_seen(unsigned char c) {
    return (c > ' ' && c < 0x7F) || (c >= 0xE4 && c <= 0xE9);
}
/* The same at the end of S, which may be a Chinese or a full-width sign, too. */
static inline bool bdl_ends_seen(bdl_str s) {
    const unsigned char *end = (const unsigned char *)s.data + s.len;
    if (end[-1] < 0x80 || s.len < 3)
        return end[-1] > ' ' && end[-1] < 0x7F;
    uint32_t last = bdl_utf8_load3(end - 3);
    return bdl_utf8_is_three(last) &&
           (bdl_byte_is_seen(end[-3]) || (end[-3] == 0xE3 && last != 0x8080E3) ||
            (end[-3] == 0xEF && end[-2] >= 0xBC));
}

static inline bdl_str bdl_text_trim(bdl_str s) {
    if (s.len == 0 || (bdl_byte_is_seen((unsigned char)s.data[0]) && bdl_ends_seen(s)))
        return s;
    return bdl_text_trim_ends(s);
}

static inline uint32_t bdl_utf8_next(bdl_str s, size_t *offset) {
    const unsigned char *p = (const unsigned char *)s.data + *offset;
    if (p[0] < 0x80) {
        ++*offset;
        return p[0];
    }
    /* most of Chinese text: three bytes, of a lead that allows any that continue it */
    if (p[0] >= 0xE1 && p[0] <= 0xEF && p[0] != 0xED && s.len - *offset >= 3 &&
        (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
        *offset += 3;
        return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    return bdl_utf8_decode(s, offset);
}

#endif
