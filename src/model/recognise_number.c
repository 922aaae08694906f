/* recognise_number.c - the number a heading or a row begins with. */
#include "model/recognise.h"

/* What parts a number from its title. */
static size_t mark_at(bdl_str s) {
    return bdl_str_skip_any(s, BDL_WORDS("、", ".", ",", ":", "．"));
}

static size_t scan_digits(bdl_str s, long long *out) {
    enum { DIGITS_MAX = 3 };
    size_t n = bdl_str_digits(s, 0);
    if (n > DIGITS_MAX)
        n = 0;
    *out = n > 0 ? (long long)bdl_str_number_at(s, 0, INT32_MAX) : 0;
    return n;
}

/* 第一部分, 第三章 */
static bool read_part(bdl_str s, bdl_numbering *out) {
    size_t at = bdl_str_skip(s, "第"), n;
    if (at == 0)
        return false;
    n = bdl_scan_numeral(bdl_str_from(s, at), &out->value);
    if (n == 0)
        n = scan_digits(bdl_str_from(s, at), &out->value);
    at += n;
    size_t word =
        bdl_str_skip_any(bdl_str_from(s, at), BDL_WORDS("部分", "章", "节", "篇"));
    if (n == 0 || word == 0)
        return false;
    out->style = BDL_NUMBER_PART;
    out->label_end = at + word;
    out->end = out->label_end + mark_at(bdl_str_from(s, at + word));
    return true;
}

/* （一） (1) 1) */
static bool read_bracketed(bdl_str s, bdl_numbering *out) {
    size_t at = bdl_str_skip(s, "("),
           n = bdl_scan_numeral(bdl_str_from(s, at), &out->value);
    bool han = n > 0;
    if (!han)
        n = scan_digits(bdl_str_from(s, at), &out->value);
    size_t close = n ? bdl_str_skip(bdl_str_from(s, at + n), ")") : 0;
    if (close == 0 || (han && at == 0))
        return false;
    out->style = han ? BDL_NUMBER_HAN_IN : BDL_NUMBER_DIGIT_IN;
    out->label_end = at + n + close;
    out->end = out->label_end + mark_at(bdl_str_from(s, out->label_end));
    return true;
}

/* 一、 1. 1、 but no 1.5 and no 2024年 */
static bool read_plain(bdl_str s, bdl_numbering *out) {
    size_t n = bdl_scan_numeral(s, &out->value);
    bool han = n > 0;
    if (!han)
        n = scan_digits(s, &out->value);
    size_t mark = n ? mark_at(bdl_str_from(s, n)) : 0;
    if (mark == 0)
        return false;
    size_t end = n + mark;
    size_t decimals = bdl_str_digits(s, end);
    bool is_decimal = decimals > 0 && (s.data[n] == '.' || s.data[n] == ',');
    enum { DECIMALS_MAX = 4 }; /* 3.12345热线 has none */
    if (is_decimal && decimals <= DECIMALS_MAX &&
        !(decimals == 4 && bdl_str_skip(bdl_str_from(s, end + 4), "年")))
        return false;
    out->style = han ? BDL_NUMBER_HAN : BDL_NUMBER_DIGIT;
    out->label_end = n;
    out->end = end;
    return true;
}

/* Most texts do not. */
static bool may_begin(bdl_str s) {
    long long value;
    if (s.len == 0)
        return false;
    if ((unsigned char)s.data[0] < 0x80)
        return s.data[0] == '(' || bdl_is_ascii_digit(s.data[0]);
    return bdl_str_skip(s, "第") > 0 || bdl_scan_numeral(s, &value) > 0;
}

bdl_numbering bdl_numbering_of(bdl_str s) {
    bdl_numbering out = {0};
    if (!may_begin(s))
        return out;
    if (read_part(s, &out) || read_bracketed(s, &out) || read_plain(s, &out))
        return out;
    return (bdl_numbering){0};
}
