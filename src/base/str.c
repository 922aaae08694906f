/* str.c - comparing, searching and hashing text given by pointer and length. */
#include "base/str.h"

#include "base/bytes16.h"

int bdl_str_cmp(bdl_str a, bdl_str b) {
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.data, b.data, shorter) : 0;
    if (order != 0)
        return order < 0 ? -1 : 1;
    return a.len < b.len ? -1 : a.len > b.len;
}

/* Where NEEDLE (two bytes or more) may begin among 16 places of P: first and last byte
 * are there. */
static bool may_be_at(const char *p, bdl_str needle) {
    bdl_bytes16 first = {0}, last = {0};
    first += (uint8_t)needle.data[0];
    last += (uint8_t)needle.data[needle.len - 1];
    return bdl_bytes16_any((bdl_bytes16)((bdl_bytes16_at(p) == first) &
                                         (bdl_bytes16_at(p + needle.len - 1) == last)));
}

static size_t find_slowly(bdl_str s, bdl_str needle, size_t from) {
    size_t end = s.len - needle.len;
    for (size_t i = from; i <= end; i++)
        if (s.data[i] == needle.data[0] &&
            memcmp(s.data + i, needle.data, needle.len) == 0)
            return i;
    return SIZE_MAX;
}

/* NEEDLE, of two bytes or more, which S has room for behind FROM. */
static __attribute__((noinline)) size_t find_several(bdl_str s, bdl_str needle,
                                                     size_t from) {
    for (; s.len - from >= needle.len + 15; from += 16) {
        if (!may_be_at(s.data + from, needle))
            continue;
        for (size_t i = from; i < from + 16; i++)
            if (s.data[i] == needle.data[0] &&
                memcmp(s.data + i, needle.data, needle.len) == 0)
                return i;
    }
    return s.len - from >= needle.len ? find_slowly(s, needle, from) : SIZE_MAX;
}

size_t bdl_str_find(bdl_str s, bdl_str needle, size_t from) {
    if (from > s.len || needle.len > s.len - from)
        return SIZE_MAX;
    if (needle.len > 1)
        return find_several(s, needle, from);
    if (needle.len == 0)
        return from;
    const char *at = memchr(s.data + from, needle.data[0], s.len - from);
    return at ? (size_t)(at - s.data) : SIZE_MAX;
}

size_t bdl_str_skip_any(bdl_str s, const char *const *words) {
    for (; *words && s.len > 0; words++) {
        size_t length = **words == s.data[0] ? bdl_str_skip(s, *words) : 0;
        if (length > 0)
            return length;
    }
    return 0;
}

size_t bdl_str_ends_any(bdl_str s, const char *const *words) {
    for (; *words; words++)
        if (bdl_str_ends(s, bdl_str_z(*words)))
            return strlen(*words);
    return 0;
}

bool bdl_str_is_any(bdl_str s, const char *const *words) {
    char first = s.len > 0 ? s.data[0] : 0;
    for (; *words; words++)
        if (**words == first && bdl_str_eq(s, bdl_str_z(*words)))
            return true;
    return false;
}

bool bdl_str_has_any(bdl_str s, const char *const *words) {
    for (; *words; words++)
        if (bdl_str_has(s, bdl_str_z(*words)))
            return true;
    return false;
}

static bool is_between(bdl_bytes16 here, uint8_t low, uint8_t size) {
    return bdl_bytes16_any((bdl_bytes16)((here - low) <= size));
}

/* N bytes of P, eight to fifteen: some stand there twice. */
static bdl_bytes16 load_half(const char *p, size_t n) {
    bdl_bytes16 out;
    memcpy(&out, p, 8);
    memcpy((char *)&out + 8, p + n - 8, 8);
    return out;
}

bool bdl_str_has_between(bdl_str s, unsigned char low, unsigned char high) {
    size_t i = 0;
    if (s.len >= 8 && s.len < 16)
        return is_between(load_half(s.data, s.len), low, (uint8_t)(high - low));
    for (; s.len - i >= 16; i += 16)
        if (is_between(bdl_bytes16_at(s.data + i), low, (uint8_t)(high - low)))
            return true;
    if (i > 0 && i < s.len) /* some are looked at twice */
        return is_between(bdl_bytes16_at(s.data + s.len - 16), low,
                          (uint8_t)(high - low));
    for (; i < s.len; i++)
        if ((unsigned char)s.data[i] >= low && (unsigned char)s.data[i] <= high)
            return true;
    return false;
}

/* How many of the sixteen bytes at P are BYTE. */
static size_t count_16(const char *p, char byte) {
    bdl_bytes16 found = (bdl_bytes16)(bdl_bytes16_at(p) == (uint8_t)byte) & 1;
    uint64_t half[2];
    memcpy(half, &found, sizeof half);
    return (size_t)(((half[0] + half[1]) * 0x0101010101010101u) >> 56);
}

size_t bdl_str_count(bdl_str s, char byte) {
    size_t count = 0, i = 0;
    for (; s.len - i >= 16; i += 16)
        count += count_16(s.data + i, byte);
    for (; i < s.len; i++)
        count += s.data[i] == byte;
    return count;
}

/* Multiplies to 128 bits and folds the halves: the mixing step of the wyhash family. */
static uint64_t mix(uint64_t a, uint64_t b) {
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t load(const char *p, size_t n) {
    uint64_t word = 0;
    memcpy(&word, p, n);
    return word;
}

/* The same of one to seven bytes, without a loop: some are taken twice. */
static inline uint64_t load_few(const char *p, size_t n) {
    if (n >= 4)
        return load(p, 4) | load(p + n - 4, 4) << 8 * (n - 4);
    return load(p, 1) | load(p + n / 2, 1) << 8 * (n / 2) |
           load(p + n - 1, 1) << 8 * (n - 1);
}

bool bdl_str_is_ascii(bdl_str s) {
    uint64_t all = 0;
    size_t i = 0;
    for (; s.len - i >= sizeof all; i += sizeof all)
        all |= load(s.data + i, sizeof all);
    if (i < s.len)
        all |= load_few(s.data + i, s.len - i);
    return (all & 0x8080808080808080u) == 0;
}

uint64_t bdl_str_number_at(bdl_str s, size_t at, uint64_t most) {
    uint64_t number = 0;
    for (; bdl_str_digit_at(s, at); at++) {
        unsigned digit = (unsigned)(s.data[at] - '0');
        if (digit > most || number > (most - digit) / 10)
            return most;
        number = number * 10 + digit;
    }
    return number;
}

uint64_t bdl_str_number(bdl_str s, uint64_t most) {
    uint64_t number = bdl_str_number_at(s, 0, most + 1);
    return bdl_str_is_digits(s) && number <= most ? number : 0;
}

size_t bdl_str_number_size(bdl_str amount) {
    size_t end = 0;

    while (end < amount.len && memchr("+-.0123456789", amount.data[end], 13))
        end++;
    return end;
}

static uint64_t rotate(uint64_t a, unsigned by) {
    return a << by | a >> (64 - by);
}

static const uint64_t k0 = 0x9E3779B97F4A7C15u, k1 = 0xD6E8FEB86659FD93u;

static uint64_t hash(bdl_str s, uint64_t seed) {
    uint64_t h = mix(seed ^ k0, k1) ^ s.len;
    const char *p = s.data;
    size_t left = s.len;
    for (; left >= 16; p += 16, left -= 16)
        h = rotate(h, 29) + mix(load(p, 8) ^ h ^ k0, load(p + 8, 8) ^ rotate(h, 32) ^ k1);
    uint64_t a = 0, b = 0;
    if (left >= 8) {
        a = load(p, 8);
        b = left > 8 ? load_few(p + 8, left - 8) : 0;
    } else if (left > 0) {
        a = load_few(p, left);
    }
    h = rotate(h, 29) + mix(a ^ h ^ k0, b ^ rotate(h, 32) ^ k1);
    return mix(h ^ k1, k0);
}

uint64_t bdl_str_hash(bdl_str s) {
    return hash(s, 0);
}

/* Of up to sixteen bytes, as most names are, in one step. */
uint64_t bdl_str_hash_seeded(bdl_str s, uint64_t seed) {
    uint64_t a = 0, b = 0;
    if (s.len > 16)
        return hash(s, seed);
    if (s.len >= 8) {
        a = load(s.data, 8);
        b = load(s.data + s.len - 8, 8);
    } else if (s.len > 0) {
        a = load_few(s.data, s.len);
    }
    return mix(a ^ seed ^ k0, b ^ k1 ^ s.len);
}
