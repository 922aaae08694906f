/* figure_numeral.c - numbers as documents write them: digits with separators, and Chinese
 * numerals. */
#include "model/figure_scan.h"

#include "base/text.h"

static const struct numeral {
    const char *text;
    int digit;       /* 0-9, or -1 for a power of ten */
    long long power; /* 10, 100, 1000; 10^4 and 10^8 close a group */
} numerals[] = {
    {"零", 0, 0},      {"〇", 0, 0},          {"○", 0, 0},      {"一", 1, 0},
    {"二", 2, 0},      {"两", 2, 0},          {"三", 3, 0},     {"四", 4, 0},
    {"五", 5, 0},      {"六", 6, 0},          {"七", 7, 0},     {"八", 8, 0},
    {"九", 9, 0},      {"壹", 1, 0},          {"贰", 2, 0},     {"叁", 3, 0},
    {"肆", 4, 0},      {"伍", 5, 0},          {"陆", 6, 0},     {"柒", 7, 0},
    {"捌", 8, 0},      {"玖", 9, 0},          {"十", -1, 10},   {"拾", -1, 10},
    {"百", -1, 100},   {"佰", -1, 100},       {"千", -1, 1000}, {"仟", -1, 1000},
    {"万", -1, 10000}, {"亿", -1, 100000000},
};

static const struct numeral *numeral_at(bdl_str s) {
    for (size_t i = 0; i < sizeof numerals / sizeof numerals[0]; i++)
        if (bdl_str_starts(s, bdl_str_z(numerals[i].text)))
            return &numerals[i];
    return NULL;
}

/* 一百零五万三千: TOTAL is what closed groups gave, GROUP the one open, DIGIT the last
 * digit. */
struct reading {
    long long total, group, digit;
    bool has_digit, any, bad;
    int digits_in_row; /* 二〇二一 is read digit by digit */
};

static void take_digit(struct reading *r, int digit) {
    if (r->has_digit && r->digits_in_row > 0)
        r->digit = r->digit * 10 + digit;
    else
        r->digit = digit;
    r->bad |= r->digit > 99999999;
    r->has_digit = true;
    r->digits_in_row++;
    r->any = true;
}

/* 万 or 亿 closes the group before it; 亿 takes all that came before (一万亿). */
static void close_group(struct reading *r, long long power) {
    long long group = r->group + r->digit;
    if (power > 10000) {
        r->bad |= r->total + group == 0 || r->total + group > 999999;
        r->total = r->bad ? 0 : (r->total + group) * power;
    } else {
        r->bad |= group == 0 || r->total % (power * 10000) != 0;
        r->total += r->bad ? 0 : group * power;
    }
    r->group = 0;
}

static void take_power(struct reading *r, long long power) {
    if (power >= 10000) {
        close_group(r, power);
    } else {
        r->bad |= !r->has_digit && r->any && r->group == 0 && r->total == 0;
        r->group += (r->has_digit ? r->digit : r->any ? 0 : 1) * power;
    }
    r->digit = 0;
    r->has_digit = false;
    r->digits_in_row = 0;
    r->any = true;
}

static size_t scan(bdl_str s, bool whole_powers, long long *out) {
    struct reading r = {0};
    size_t i = 0;
    while (i < s.len) {
        const struct numeral *n = numeral_at(bdl_str_from(s, i));
        if (!n || r.bad)
            break;
        if (n->power >= 10000 && !whole_powers)
            break;
        if (n->digit >= 0)
            take_digit(&r, n->digit);
        else if (!r.any && n->power > 10)
            break;
        else
            take_power(&r, n->power);
        i += strlen(n->text);
    }
    if (!r.any || r.bad)
        return 0;
    *out = r.total + r.group + r.digit;
    return i;
}

size_t bdl_scan_numeral(bdl_str s, long long *out) {
    return scan(s, false, out);
}

bool bdl_numeral_read(bdl_str s, long long *out) {
    return s.len > 0 && scan(s, true, out) == s.len;
}

/* ---- digits ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_digit_at(bdl_str s, size_t i) {
    return i < s.len && is_digit(s.data[i]);
}

/* A comma between groups: three digits follow it and no fourth. */
static bool is_separator(bdl_str s, size_t i) {
    return s.data[i] == ',' && is_digit_at(s, i + 1) && is_digit_at(s, i + 2) &&
           is_digit_at(s, i + 3) && !is_digit_at(s, i + 4);
}

bool bdl_scan_digits(bdl_str s, bool is_signed, bdl_scanned *out) {
    size_t i = 0;
    if (is_signed && s.len > 0 && (s.data[0] == '-' || s.data[0] == '+'))
        i++;
    size_t first = i;
    while (is_digit_at(s, i) || (i > first && i < s.len && is_separator(s, i)))
        i++;
    if (i == first)
        return false;
    size_t point = i;
    if (i < s.len && s.data[i] == '.' && is_digit_at(s, i + 1))
        for (i++; is_digit_at(s, i);)
            i++;
    *out = (bdl_scanned){.length = i, .places = i > point ? (int)(i - point - 1) : 0};
    return bdl_dec_parse(bdl_str_of(s.data, i), &out->number);
}

bool bdl_scan_number(bdl_str s, bdl_scanned *out) {
    static const bdl_str percent = BDL_STR_INIT("百分之");
    long long n;
    if (bdl_scan_digits(s, true, out))
        return true;
    bool is_percent = bdl_str_starts(s, percent);
    size_t skip = is_percent ? percent.len : 0;
    size_t length = bdl_scan_numeral(bdl_str_from(s, skip), &n);
    if (length == 0)
        return false;
    *out = (bdl_scanned){.number = bdl_dec_int(n),
                         .length = skip + length,
                         .percent = is_percent,
                         .in_words = true};
    return true;
}
