/* figure_numeral.c - numbers as documents write them: digits with separators, and Chinese
 * numerals. */
#include "model/figure_scan.h"

#include "base/text.h"

typedef struct numeral {
    int digit;       /* 0-9, or -1 for a power of ten */
    long long power; /* 10, 100, 1000; 10^4 and 10^8 close a group; 0: no numeral */
} numeral;

/* Every Chinese character of a document is asked for. */
static numeral numeral_of(uint32_t c) {
    switch (c) {
    case 0x96F6: /* 零 */
    case 0x3007: /* 〇 */
    case 0x25CB: /* ○ */
        return (numeral){0, 1};
    case 0x4E00: /* 一 */
    case 0x58F9: /* 壹 */
        return (numeral){1, 1};
    case 0x4E8C: /* 二 */
    case 0x4E24: /* 两 */
    case 0x8D30: /* 贰 */
        return (numeral){2, 1};
    case 0x4E09: /* 三 */
    case 0x53C1: /* 叁 */
        return (numeral){3, 1};
    case 0x56DB: /* 四 */
    case 0x8086: /* 肆 */
        return (numeral){4, 1};
    case 0x4E94: /* 五 */
    case 0x4F0D: /* 伍 */
        return (numeral){5, 1};
    case 0x516D: /* 六 */
    case 0x9646: /* 陆 */
        return (numeral){6, 1};
    case 0x4E03: /* 七 */
    case 0x67D2: /* 柒 */
        return (numeral){7, 1};
    case 0x516B: /* 八 */
    case 0x634C: /* 捌 */
        return (numeral){8, 1};
    case 0x4E5D: /* 九 */
    case 0x7396: /* 玖 */
        return (numeral){9, 1};
    case 0x5341: /* 十 */
    case 0x62FE: /* 拾 */
        return (numeral){-1, 10};
    case 0x767E: /* 百 */
    case 0x4F70: /* 佰 */
        return (numeral){-1, 100};
    case 0x5343: /* 千 */
    case 0x4EDF: /* 仟 */
        return (numeral){-1, 1000};
    case 0x4E07: /* 万 */
        return (numeral){-1, 10000};
    case 0x4EBF: /* 亿 */
        return (numeral){-1, 100000000};
    default:
        return (numeral){-1, 0};
    }
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
    for (size_t next = i; i < s.len && !r.bad; i = next) {
        numeral n = numeral_of(bdl_utf8_next(s, &next));
        if (n.power == 0 || (n.power >= 10000 && !whole_powers))
            break;
        if (n.digit >= 0)
            take_digit(&r, n.digit);
        else if (!r.any && n.power > 10)
            break;
        else
            take_power(&r, n.power);
    }
    if (!r.any || r.bad)
        return 0;
    *out = r.total + r.group + r.digit;
    return i;
}

size_t bdl_scan_numeral(bdl_str s, long long *out) {
    return scan(s, false, out);
}

size_t bdl_scan_whole_numeral(bdl_str s, long long *out) {
    return scan(s, true, out);
}

bool bdl_numeral_read(bdl_str s, long long *out) {
    return s.len > 0 && scan(s, true, out) == s.len;
}

/* ---- digits ---- */

static bool is_digit_at(bdl_str s, size_t i) {
    return bdl_str_digit_at(s, i);
}

/* A comma between groups: three digits follow it and no fourth. */
static bool is_separator(bdl_str s, size_t i) {
    return s.data[i] == ',' && is_digit_at(s, i + 1) && is_digit_at(s, i + 2) &&
           is_digit_at(s, i + 3) && !is_digit_at(s, i + 4);
}

/* Figures of at most 18 digits without separators: nearly all. Gives where they end, 0
 * when this one is not so. */
static size_t scan_short(bdl_str s, size_t first, bdl_scanned *out) {
    enum { DIGITS_MAX = 18 };
    long long n = 0;
    size_t i = first, point = 0, from = first;
    for (; i < s.len && i - from < DIGITS_MAX; i++) {
        if (bdl_is_ascii_digit(s.data[i])) {
            n = n * 10 + (s.data[i] - '0');
        } else if (s.data[i] == '.' && !point && i > first && is_digit_at(s, i + 1)) {
            point = i;
            from++; /* the point is no digit */
        } else {
            break;
        }
    }
    bool more = is_digit_at(s, i) ||
                (i < s.len && !point &&
                 (is_separator(s, i) || (s.data[i] == '.' && is_digit_at(s, i + 1))));
    if (i == first || more)
        return 0;
    int places = point ? (int)(i - point - 1) : 0;
    *out = (bdl_scanned){.length = i, .places = places};
    out->number = (bdl_dec){first && s.data[0] == '-' ? -n : n, places};
    return i;
}

/* The number whose digits begin at FIRST. Apart, for most texts are none. */
static __attribute__((noinline)) bool scan_digits(bdl_str s, size_t first,
                                                  bdl_scanned *out) {
    size_t i = first;
    if (scan_short(s, first, out))
        return true;
    while (is_digit_at(s, i) || (i > first && i < s.len && is_separator(s, i)))
        i++;
    size_t point = i;
    if (i < s.len && s.data[i] == '.' && is_digit_at(s, i + 1))
        for (i++; is_digit_at(s, i);)
            i++;
    *out = (bdl_scanned){.length = i, .places = i > point ? (int)(i - point - 1) : 0};
    return bdl_dec_parse(bdl_str_of(s.data, i), &out->number);
}

bool bdl_scan_digits(bdl_str s, bool is_signed, bdl_scanned *out) {
    size_t first = is_signed && s.len > 0 && (s.data[0] == '-' || s.data[0] == '+');
    return is_digit_at(s, first) && scan_digits(s, first, out);
}

int bdl_scan_powers(bdl_str s, bdl_scanned *number, bdl_scanned *powers) {
    bdl_str rest = bdl_str_from(s, number->length);
    size_t hundred_million = bdl_str_skip(rest, "亿");
    size_t mark = hundred_million ? hundred_million : bdl_str_skip(rest, "万");
    bdl_scanned second;
    if (mark == 0 || !bdl_scan_digits(bdl_str_from(rest, mark), false, &second))
        return 0;
    *powers = *number;
    second.length += number->length + mark;
    *number = second;
    return hundred_million ? 8 : 4;
}

/* 三点五: the digits behind the point of what OUT has of S. */
static bool scan_decimals(bdl_str s, bdl_scanned *out) {
    size_t i = out->length + bdl_str_skip(bdl_str_from(s, out->length), "点");
    bdl_dec tail;
    for (size_t next = i; i > out->length && i < s.len; i = next) {
        numeral n = numeral_of(bdl_utf8_next(s, &next));
        if (n.power == 0 || n.digit < 0)
            break;
        tail = (bdl_dec){n.digit, ++out->places};
        if (bdl_dec_add(out->number, tail, &out->number) != BDL_DEC_OK)
            return false;
    }
    out->length = out->places ? i : out->length;
    return true;
}

/* 百分之12.5, 百分百 */
static bool scan_percent(bdl_str s, size_t skip, bdl_scanned *out) {
    size_t whole = bdl_str_skip(s, "百分百");
    if (whole > 0)
        *out = (bdl_scanned){.number = bdl_dec_int(100), .length = whole};
    else if (skip == 0 || !bdl_scan_digits(bdl_str_from(s, skip), false, out))
        return false;
    else
        out->length += skip;
    out->percent = out->in_words = true;
    return true;
}

bool bdl_scan_number(bdl_str s, bdl_scanned *out) {
    static const bdl_str percent = BDL_STR_INIT("百分之");
    long long n;
    if (bdl_scan_digits(s, true, out))
        return true;
    bool is_percent = bdl_str_starts(s, percent);
    size_t skip = is_percent ? percent.len : 0;
    if (scan_percent(s, skip, out))
        return true;
    size_t length = bdl_scan_numeral(bdl_str_from(s, skip), &n);
    if (length == 0 && is_percent &&
        bdl_str_starts(bdl_str_from(s, skip), BDL_STR("百"))) {
        n = 100;
        length = strlen("百");
    }
    if (length == 0)
        return false;
    *out = (bdl_scanned){.number = bdl_dec_int(n),
                         .length = skip + length,
                         .percent = is_percent,
                         .in_words = true};
    return !is_percent || scan_decimals(s, out);
}

bool bdl_scan_rate(bdl_str s, bdl_scanned *out) {
    static const struct {
        const char *words, *sign;
        int power; /* of ten, below a hundredth */
    } rates[] = {{"千分之", "‰", 1}, {"万分之", "‱", 2}};
    enum { RATES = BDL_COUNT_OF(rates) };
    size_t before = 0, behind = 0, k = RATES;
    for (size_t i = 0; i < RATES && before == 0; i++) {
        before = bdl_str_skip(s, rates[i].words);
        k = before > 0 ? i : RATES;
    }
    if (!bdl_scan_number(bdl_str_from(s, before), out))
        return false;
    bdl_str rest = bdl_str_from(s, before + out->length);
    for (size_t i = 0; i < RATES && before + behind == 0; i++) {
        behind = bdl_str_skip(rest, rates[i].sign);
        k = behind > 0 ? i : RATES;
    }
    if (k == RATES)
        return true;
    if (out->percent || bdl_str_starts(bdl_str_from(rest, behind), BDL_STR("%")))
        return false;
    out->length += before + behind;
    out->places += rates[k].power;
    out->percent = true;
    return bdl_dec_shift(out->number, -rates[k].power, &out->number) == BDL_DEC_OK;
}
