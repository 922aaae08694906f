/* figure_date.c - dates as documents print them. */
#include "model/figure_scan.h"

#include "base/text.h"

/* One or more digits, or a Chinese numeral: the number and its length. */
static size_t scan_part(bdl_str s, size_t most_digits, long long *out) {
    size_t n = bdl_str_digits(s, 0);
    if (n == 0)
        return bdl_scan_numeral(s, out);
    n = n < most_digits ? n : most_digits;
    *out = (long long)bdl_str_number_at(bdl_str_of(s.data, n), 0, INT32_MAX);
    return n;
}

/* 日 底 末 号 after a month or a year. */
static size_t scan_end_word(bdl_str s) {
    return bdl_str_skip_any(s, BDL_WORDS("月底", "月末", "年底", "年末", "底", "末"));
}

static bool is_year(long long n) {
    return n >= 1900 && n <= 2200;
}

/* 31日 or 31号. */
static size_t scan_day(bdl_str s, bdl_date *out) {
    long long n;
    size_t i = scan_part(s, 2, &n), mark;
    if (i == 0 || n < 1 || n > 31 ||
        (mark = bdl_str_skip_any(bdl_str_from(s, i), BDL_WORDS("日", "号"))) == 0)
        return 0;
    out->day = (int8_t)n;
    return i + mark;
}

/* 12月 with what follows it. */
static size_t scan_month(bdl_str s, bdl_date *out) {
    long long n;
    size_t i = scan_part(s, 2, &n), mark;
    if (i == 0 || n < 1 || n > 12 ||
        (mark = bdl_str_skip_any(bdl_str_from(s, i), BDL_WORDS("月份", "月"))) == 0)
        return 0;
    out->month = (int8_t)n;
    i += mark;
    size_t end = scan_end_word(bdl_str_from(s, i));
    return i + (end ? end : scan_day(bdl_str_from(s, i), out));
}

/* Whether S may follow 2024.12, which could as well be a number: nothing, 前, or another
 * month of a year (2024.1-2024.12). */
static bool ends_a_date(bdl_str s) {
    size_t mark = bdl_str_skip_any(s, BDL_WORDS("-", "~", "—", "至"));
    long long year;
    if (mark > 0)
        return scan_part(bdl_str_from(s, mark), 4, &year) == 4 && is_year(year);
    return s.len == 0 || bdl_str_skip_any(s, BDL_WORDS("前", "之前", "底")) > 0;
}

/* 2024-12-31, 2024/12, 2024.12.31: NUMBER is the year, S what follows it. */
static size_t scan_numeric(bdl_str s, bdl_date *out) {
    long long n;
    if (s.len < 2 || !strchr("-/.", s.data[0]))
        return 0;
    char mark = s.data[0];
    size_t i = 1, length = scan_part(bdl_str_from(s, 1), 2, &n);
    if (length == 0 || n < 1 || n > 12)
        return 0;
    out->month = (int8_t)n;
    i += length;
    if (i + 1 < s.len && s.data[i] == mark &&
        (length = scan_part(bdl_str_from(s, i + 1), 2, &n)) > 0 && n >= 1 && n <= 31) {
        out->day = (int8_t)n;
        i += 1 + length;
    }
    return out->day || mark != '.' || ends_a_date(bdl_str_from(s, i)) ? i : 0;
}

static size_t scan_year(bdl_str s, bdl_date *out) {
    long long n;
    size_t i = scan_part(s, 4, &n), mark;
    if (i == 0 || !is_year(n))
        return 0;
    out->year = (int16_t)n;
    if ((mark = bdl_str_skip_any(bdl_str_from(s, i), BDL_WORDS("年度", "年"))) == 0) {
        size_t rest = scan_numeric(bdl_str_from(s, i), out);
        return rest ? i + rest : 0;
    }
    i += mark;
    size_t month = scan_month(bdl_str_from(s, i), out);
    return i + (month ? month : scan_end_word(bdl_str_from(s, i)));
}

size_t bdl_scan_date(bdl_str s, bdl_date *out) {
    *out = (bdl_date){0};
    size_t length = scan_year(s, out);
    if (length == 0) {
        *out = (bdl_date){0};
        length = scan_month(s, out);
    }
    return length;
}
