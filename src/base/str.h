/* str.h - text as pointer and length; never assumed to end in NUL. */
#ifndef BDL_BASE_STR_H
#define BDL_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A view of bytes (UTF-8 unless said otherwise). Whoever made the bytes owns them. */
typedef struct bdl_str {
    const char *data;
    size_t len;
} bdl_str;

#define BDL_STR(literal) ((bdl_str){"" literal, sizeof(literal) - 1})
#define BDL_STR_INIT(literal)                                                            \
    { "" literal, sizeof(literal) - 1 }
/* For printf's "%.*s". */
#define BDL_PRI(s) (int)(s).len, (s).data ? (s).data : ""

static inline bdl_str bdl_str_of(const char *data, size_t len) {
    return (bdl_str){data, len};
}
static inline bdl_str bdl_str_z(const char *zero_terminated) {
    return (bdl_str){zero_terminated, strlen(zero_terminated)};
}
static inline bool bdl_str_eq(bdl_str a, bdl_str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}
/* The length of WORD when S begins with it, else 0. */
static inline size_t bdl_str_skip(bdl_str s, const char *word) {
    size_t i = 0;
    for (; word[i]; i++)
        if (i >= s.len || s.data[i] != word[i])
            return 0;
    return i;
}
static inline bool bdl_str_starts(bdl_str s, bdl_str prefix) {
    return s.len >= prefix.len &&
           (prefix.len == 0 || (s.data[0] == prefix.data[0] &&
                                memcmp(s.data, prefix.data, prefix.len) == 0));
}
static inline bool bdl_str_ends(bdl_str s, bdl_str suffix) {
    return s.len >= suffix.len &&
           (suffix.len == 0 ||
            (s.data[s.len - 1] == suffix.data[suffix.len - 1] &&
             memcmp(s.data + s.len - suffix.len, suffix.data, suffix.len) == 0));
}
static inline bdl_str bdl_str_from(bdl_str s, size_t offset) {
    return (bdl_str){s.data + offset, s.len - offset};
}

/* -1, 0, 1 by bytes (for UTF-8 that is the order of code points). */
int bdl_str_cmp(bdl_str a, bdl_str b);
/* The offset of NEEDLE in S at or after FROM, or SIZE_MAX. */
size_t bdl_str_find(bdl_str s, bdl_str needle, size_t from);
static inline bool bdl_str_has(bdl_str s, bdl_str needle) {
    return bdl_str_find(s, needle, 0) != SIZE_MAX;
}
/* A list of words to look for; NULL stands behind the last. It lives as long as the block
 * that it stands in. An empty word is one for bdl_str_is_any alone. */
#define BDL_WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})
/* How many entries the array LIST has. */
#define BDL_COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))
/* The length of the first of WORDS that S begins with, ends with; 0: none. A word that
 * begins another stands behind it where it is asked what follows. */
size_t bdl_str_skip_any(bdl_str s, const char *const *words);
size_t bdl_str_ends_any(bdl_str s, const char *const *words);
/* Whether S is one of WORDS; whether one of them stands in it. */
bool bdl_str_is_any(bdl_str s, const char *const *words);
bool bdl_str_has_any(bdl_str s, const char *const *words);
bool bdl_str_is_ascii(bdl_str s);
static inline bool bdl_is_ascii_digit(uint32_t c) {
    return c >= '0' && c <= '9';
}
static inline bool bdl_is_ascii_letter(uint32_t c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}
/* C as a small letter when it is a capital one. */
static inline char bdl_ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}
/* What the hexadecimal digit C says, -1 when it is none. */
static inline int bdl_hex_digit(char c) {
    if (bdl_is_ascii_digit((unsigned char)c))
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
static inline bool bdl_str_digit_at(bdl_str s, size_t i) {
    return i < s.len && bdl_is_ascii_digit((unsigned char)s.data[i]);
}
/* How many digits S has from byte AT on. */
static inline size_t bdl_str_digits(bdl_str s, size_t at) {
    size_t end = at;
    while (bdl_str_digit_at(s, end))
        end++;
    return end - at;
}
static inline bool bdl_str_is_digits(bdl_str s) { /* true of an empty one, too */
    return bdl_str_digits(s, 0) == s.len;
}
/* What those digits say, at the most MOST; 0 where none stand. */
uint64_t bdl_str_number_at(bdl_str s, size_t at, uint64_t most);
/* The number that S is, digits and nothing else; 0: it is none up to MOST. */
uint64_t bdl_str_number(bdl_str s, uint64_t most);
/* Bytes of the number that a printed AMOUNT begins with, its sign and point too (-5.00 of
 * -5.00万元); behind them is its unit. 0: none. */
size_t bdl_str_number_size(bdl_str amount);
/* Whether a byte of S is from LOW to HIGH. */
bool bdl_str_has_between(bdl_str s, unsigned char low, unsigned char high);
static inline bool bdl_str_has_digit(bdl_str s) {
    return bdl_str_has_between(s, '0', '9');
}
size_t bdl_str_count(bdl_str s, char byte); /* how often it stands in S */
/* How often BYTE stands in S in a row, from byte AT on. */
static inline size_t bdl_str_run(bdl_str s, size_t at, char byte) {
    size_t end = at;
    while (end < s.len && s.data[end] == byte)
        end++;
    return end - at;
}
/* 64-bit hash, the same in every run. */
uint64_t bdl_str_hash(bdl_str s);
/* A hash that cannot be steered by who does not know SEED (tables of strangers' text). */
uint64_t bdl_str_hash_seeded(bdl_str s, uint64_t seed);

#endif
