/* decimal_text.c - decimals from text and to text. */
#include "base/decimal.h"

enum { SHORT_DIGITS = 18, DIGITS_MAX = 38 };

/* What was read of a number so far. */
typedef struct reading {
    bdl_str s;
    size_t at;
    uint64_t low; /* the coefficient while it is short */
    unsigned __int128 coef;
    int digits, scale; /* significant digits; decimals */
} reading;

static bool take_digit(reading *r) {
    unsigned digit = (unsigned)(r->s.data[r->at++] - '0');
    if (r->digits > 0 || digit > 0)
        r->digits++;
    if (r->digits > DIGITS_MAX)
        return false;
    if (r->digits <= SHORT_DIGITS)
        r->coef = r->low = r->low * 10 + digit;
    else
        r->coef = r->coef * 10 + digit;
    return true;
}

/* Digits before the point; once there is a comma, groups of three behind each. */
static bool take_whole(reading *r) {
    size_t begin = r->at;
    while (bdl_str_digit_at(r->s, r->at))
        if (!take_digit(r))
            return false;
    if (r->at >= r->s.len || r->s.data[r->at] != ',')
        return true;
    if (r->at - begin < 1 || r->at - begin > 3)
        return false;
    while (r->at < r->s.len && r->s.data[r->at] == ',') {
        r->at++;
        for (int i = 0; i < 3; i++)
            if (!bdl_str_digit_at(r->s, r->at) || !take_digit(r))
                return false;
    }
    return !bdl_str_digit_at(r->s, r->at);
}

static bool take_decimals(reading *r) {
    r->at++;
    if (!bdl_str_digit_at(r->s, r->at))
        return false;
    for (; bdl_str_digit_at(r->s, r->at); r->scale++)
        if (r->scale == BDL_DEC_MAX_SCALE || !take_digit(r))
            return false;
    return true;
}

/* Most numbers are a few digits and at most a point; false: it may be another. */
static bool take_short(bdl_str s, size_t at, bool negative, bdl_dec *out) {
    size_t point = s.len;
    int64_t n = 0;
    for (size_t i = at; i < s.len; i++) {
        unsigned digit = (unsigned)s.data[i] - '0';
        if (digit <= 9)
            n = n * 10 + digit;
        else if (s.data[i] == '.' && point == s.len && i + 1 < s.len)
            point = i;
        else
            return false;
    }
    *out = (bdl_dec){negative ? -n : n, point < s.len ? (int)(s.len - point - 1) : 0};
    return true;
}

bool bdl_dec_parse(bdl_str s, bdl_dec *out) {
    reading r = {.s = s};
    bool negative = s.len > 0 && s.data[0] == '-';
    if (negative || (s.len > 0 && s.data[0] == '+'))
        r.at++;
    if (r.at >= s.len)
        return false;
    if (s.len - r.at <= SHORT_DIGITS && take_short(s, r.at, negative, out))
        return true;
    if (!take_whole(&r))
        return false;
    if (r.at < s.len && (s.data[r.at] != '.' || !take_decimals(&r)))
        return false;
    if (r.at != s.len)
        return false;
    *out = (bdl_dec){negative ? -(bdl_int128)r.coef : (bdl_int128)r.coef, r.scale};
    return true;
}

/* The digits of N, the last at END; gives the first. */
static char *write_digits(unsigned __int128 n, char *end) {
    const uint64_t chunk = 10000000000000000000u;
    while (n >= chunk) {
        uint64_t low = (uint64_t)(n % chunk);
        n /= chunk;
        for (int i = 0; i < 19; i++, low /= 10)
            *--end = (char)('0' + low % 10);
    }
    for (uint64_t low = (uint64_t)n; low > 0; low /= 10)
        *--end = (char)('0' + low % 10);
    return end;
}

size_t bdl_dec_print(bdl_dec a, int places, char out[BDL_DEC_TEXT_MAX]) {
    char digits[DIGITS_MAX + 2];
    char *end = digits + sizeof digits;
    char *first = write_digits(
        a.coef < 0 ? -(unsigned __int128)a.coef : (unsigned __int128)a.coef, end);
    int count = (int)(end - first), whole = count - a.scale;
    size_t len = 0;
    if (a.coef < 0)
        out[len++] = '-';
    if (whole <= 0)
        out[len++] = '0';
    for (int i = 0; i < whole; i++)
        out[len++] = *first++;
    if (places > BDL_DEC_MAX_SCALE)
        places = BDL_DEC_MAX_SCALE;
    if (a.scale > 0 || places > 0)
        out[len++] = '.';
    for (int i = whole; i < 0; i++)
        out[len++] = '0';
    while (first < end)
        out[len++] = *first++;
    for (int i = a.scale; i < places; i++)
        out[len++] = '0';
    out[len] = 0;
    return len;
}

bdl_str bdl_dec_str(bdl_arena *arena, bdl_dec a, int places) {
    char out[BDL_DEC_TEXT_MAX];
    size_t len = bdl_dec_print(a, places, out);
    return bdl_arena_str(arena, bdl_str_of(out, len));
}
