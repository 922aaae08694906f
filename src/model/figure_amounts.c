/* figure_amounts.c - the amounts of money in a paragraph. */
#include "base/text.h"
#include "model/figure_scan.h"

static const bdl_str money_units[] = {
    BDL_STR_INIT("亿元"),   BDL_STR_INIT("千万元"), BDL_STR_INIT("百万元"),
    BDL_STR_INIT("十万元"), BDL_STR_INIT("万元"),   BDL_STR_INIT("千元"),
    BDL_STR_INIT("百元"),   BDL_STR_INIT("万余元"), BDL_STR_INIT("余万元"),
    BDL_STR_INIT("多万元"), BDL_STR_INIT("万多元"), BDL_STR_INIT("亿余元"),
    BDL_STR_INIT("余元"),   BDL_STR_INIT("多元"),   BDL_STR_INIT("元"),
};

/* After 万 or 亿 alone: what is counted is money unless a measure word follows. */
static bool money_may_follow(bdl_str s) {
    if (s.len == 0)
        return true;
    if (bdl_str_skip_any(s, BDL_WORDS("以", "的", "左右", "之", "及", "和", "或")))
        return true;
    size_t i = 0;
    uint32_t c = bdl_utf8_next(s, &i);
    return !bdl_is_han(c) && !bdl_is_latin(c) && c != '/' && c != 0xD7;
}

/* The money unit at the start of S; its length, 0 when there is none. */
static size_t unit_length(bdl_str s) {
    static const bdl_str alone[] = {BDL_STR_INIT("万"), BDL_STR_INIT("亿")};
    for (size_t i = 0; i < BDL_COUNT_OF(money_units); i++) {
        if (!bdl_str_starts(s, money_units[i]))
            continue;
        bdl_str rest = bdl_str_from(s, money_units[i].len);
        return bdl_str_skip_any(rest,
                                BDL_WORDS("化", "旦", "素", "件", "器", "月", "年", "首"))
                   ? 0
                   : money_units[i].len;
    }
    for (size_t i = 0; i < 2; i++)
        if (bdl_str_starts(s, alone[i]) &&
            money_may_follow(bdl_str_from(s, alone[i].len)))
            return alone[i].len;
    return 0;
}

static bool is_number_byte(char c) {
    return bdl_is_ascii_digit(c) || c == '.' || c == ',';
}

/* Whether what stands before I can only be followed by an amount. */
static bool wants_amount(bdl_str s, size_t i) {
    return bdl_str_ends_any(bdl_str_of(s.data, i),
                            BDL_WORDS("增加", "减少", "增长", "下降", "压减", "增加了",
                                      "减少了", "为", "共计", "合计")) > 0;
}

/* Whether a word before I says already that what follows is taken away. */
static bool takes_away(bdl_str s, size_t i) {
    return bdl_str_ends_any(bdl_str_of(s.data, i),
                            BDL_WORDS("减少", "减少了", "下降", "压减", "降低")) > 0;
}

/* Where a mark of what is below zero begins that ends at I: △, and 负 or a dash behind
 * what only an amount can follow (自负 is none); 减少△3.50 says once that it is less. */
static size_t mark_begin(bdl_str s, size_t i) {
    static const char *const marks[] = {"△", "▲", "负", "–", "—"};
    enum { SURE = 2 };
    for (size_t k = 0; k < BDL_COUNT_OF(marks); k++)
        if (bdl_str_ends(bdl_str_of(s.data, i), bdl_str_z(marks[k]))) {
            size_t begin = i - strlen(marks[k]);
            bool sure = k < SURE || wants_amount(s, begin);
            return sure && !takes_away(s, begin) ? begin : i;
        }
    return i;
}

/* A sign belongs to the number unless it parts two numbers (10-20) or words. */
static size_t number_begin(bdl_str s, size_t i) {
    static const bdl_str yuan = BDL_STR_INIT("¥");
    if (bdl_str_ends(bdl_str_of(s.data, i), yuan))
        return i - yuan.len;
    if (i == 0 || s.data[i - 1] != '-')
        return mark_begin(s, i);
    if (i == 1)
        return 0;
    unsigned char before = (unsigned char)s.data[i - 2];
    bool parts = bdl_is_ascii_digit(before) || (before >= 'A' && before <= 'z') ||
                 before == '%' || before == '-';
    return parts ? i : i - 1;
}

/* A blank may stand between a number and its unit where folding leaves one. */
static size_t skip_blank(bdl_str s, size_t i) {
    return i < s.len && s.data[i] == ' ' ? i + 1 : i;
}

/* The amount in words that begins at I: 三百万元, or 三百二十元; 一元 may be any word. */
static size_t words_at(bdl_str s, size_t i, bdl_amount *a) {
    enum { BARE_MIN = 10 };
    static const bdl_str yuan = BDL_STR_INIT("元");
    long long n;
    bdl_str rest = bdl_str_from(s, i);
    size_t length = bdl_scan_numeral(rest, &n);
    if (length == 0)
        return 0;
    size_t unit = unit_length(bdl_str_from(rest, length));
    if (unit <= yuan.len) {
        length = bdl_scan_whole_numeral(rest, &n);
        unit = length && n >= BARE_MIN ? unit_length(bdl_str_from(rest, length)) : 0;
        if (unit != yuan.len)
            return 0;
    }
    *a = (bdl_amount){i, i + length, i + length + unit, i + length, false};
    return length + unit;
}

/* 1 67.89: where a number ends after the blank at END that parts it; 0 when the text goes
 * on otherwise. */
static size_t second_half(bdl_str s, size_t end) {
    bdl_scanned number;
    if (end >= s.len || s.data[end] != ' ' ||
        !bdl_scan_digits(bdl_str_from(s, end + 1), false, &number))
        return 0;
    return end + 1 + number.length;
}

static size_t digits_at(bdl_str s, size_t i, bdl_amount *a) {
    bdl_scanned number, powers;
    if (!bdl_scan_digits(bdl_str_from(s, i), false, &number))
        return 0;
    (void)bdl_scan_powers(bdl_str_from(s, i), &number, &powers);
    size_t end = i + number.length, half = number.places ? 0 : second_half(s, end);
    end = half ? half : end;
    size_t unit_at = skip_blank(s, end);
    size_t unit = unit_at < s.len ? unit_length(bdl_str_from(s, unit_at)) : 0;
    if (unit > 0)
        *a = (bdl_amount){number_begin(s, i), end, unit_at + unit, unit_at,
                          half && !wants_amount(s, i)};
    return unit ? unit_at + unit - i : number.length;
}

void bdl_amounts_find(bdl_str s, void (*found)(void *ctx, const bdl_amount *a),
                      void *ctx) {
    for (size_t i = 0; i < s.len;) {
        bdl_amount a = {0};
        size_t taken;
        if (bdl_is_ascii_digit(s.data[i])) {
            taken = digits_at(s, i, &a);
            if (taken == 0)
                taken = 1;
            while (a.unit_end == 0 && i + taken < s.len &&
                   is_number_byte(s.data[i + taken]))
                taken++;
        } else {
            taken = (unsigned char)s.data[i] >= 0xE0 ? words_at(s, i, &a) : 0;
        }
        if (a.unit_end > 0)
            found(ctx, &a);
        if (taken == 0)
            (void)bdl_utf8_next(s, &i);
        else
            i += taken;
    }
}
