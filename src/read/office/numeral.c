/* numeral.c - generated numbers, as they are shown. */
#include "read/office/numeral.h"

#include <stdio.h>

#include "base/text.h"

static void put_decimal(bdl_buf *out, uint32_t n) {
    bdl_buf_printf(out, "%u", n);
}

/* One of the twenty characters that follow each other from FIRST. */
static void put_from(bdl_buf *out, uint32_t first, uint32_t n) {
    char utf8[4];
    if (n < 1 || n > 20)
        put_decimal(out, n);
    else
        bdl_buf_add(out, (bdl_str){utf8, bdl_utf8_put(first + n - 1, utf8)});
}

static void put_wide(bdl_buf *out, uint32_t n) {
    char digits[16], utf8[4];
    int len = snprintf(digits, sizeof digits, "%u", n);
    for (int i = 0; i < len; i++) {
        uint32_t c = 0xFF10u + (uint32_t)(digits[i] - '0');
        bdl_buf_add(out, (bdl_str){utf8, bdl_utf8_put(c, utf8)});
    }
}

typedef struct chinese_words {
    bdl_str digits[10], units[4];
    bool short_ten; /* ten is 十, not 一十 */
} chinese_words;

static const chinese_words plain_words = {
    {BDL_STR_INIT("〇"), BDL_STR_INIT("一"), BDL_STR_INIT("二"), BDL_STR_INIT("三"),
     BDL_STR_INIT("四"), BDL_STR_INIT("五"), BDL_STR_INIT("六"), BDL_STR_INIT("七"),
     BDL_STR_INIT("八"), BDL_STR_INIT("九")},
    {BDL_STR_INIT(""), BDL_STR_INIT("十"), BDL_STR_INIT("百"), BDL_STR_INIT("千")},
    true};

static const chinese_words legal_words = {
    {BDL_STR_INIT("零"), BDL_STR_INIT("壹"), BDL_STR_INIT("贰"), BDL_STR_INIT("叁"),
     BDL_STR_INIT("肆"), BDL_STR_INIT("伍"), BDL_STR_INIT("陆"), BDL_STR_INIT("柒"),
     BDL_STR_INIT("捌"), BDL_STR_INIT("玖")},
    {BDL_STR_INIT(""), BDL_STR_INIT("拾"), BDL_STR_INIT("佰"), BDL_STR_INIT("仟")},
    false};

static void put_chinese(bdl_buf *out, const chinese_words *words, uint32_t n) {
    if (n == 0 || n > 9999) {
        put_decimal(out, n);
        return;
    }
    bool zero = false, begun = false;
    uint32_t unit = 1000;
    for (int i = 3; i >= 0; i--, unit /= 10) {
        uint32_t digit = n / unit % 10;
        if (digit == 0) {
            zero = begun;
            continue;
        }
        if (zero)
            bdl_buf_add(out, words->digits[0]);
        if (!(words->short_ten && i == 1 && digit == 1 && !begun))
            bdl_buf_add(out, words->digits[digit]);
        bdl_buf_add(out, words->units[i]);
        zero = false;
        begun = true;
    }
}

static void put_stem(bdl_buf *out, uint32_t n) {
    static const char stems[] = "甲乙丙丁戊己庚辛壬癸";
    if (n < 1 || n > 10)
        put_decimal(out, n);
    else
        bdl_buf_add(out, (bdl_str){stems + 3 * (n - 1), 3});
}

/* a … z, aa, bb, as word processors count. */
static void put_letters(bdl_buf *out, char first, uint32_t n) {
    uint32_t times = n ? (n - 1) / 26 + 1 : 0;
    for (uint32_t i = 0; i < times && i < 20; i++)
        bdl_buf_char(out, (char)(first + (char)((n - 1) % 26)));
}

static void put_roman(bdl_buf *out, bool small, uint32_t n) {
    static const struct {
        uint32_t value;
        const char *sign;
    } signs[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"},
                 {90, "XC"},  {50, "L"},   {40, "XL"}, {10, "X"},   {9, "IX"},
                 {5, "V"},    {4, "IV"},   {1, "I"}};
    if (n == 0 || n > 3999) {
        put_decimal(out, n);
        return;
    }
    for (size_t i = 0; i < BDL_COUNT_OF(signs); i++)
        for (; n >= signs[i].value; n -= signs[i].value)
            for (const char *p = signs[i].sign; *p; p++)
                bdl_buf_char(out, small ? (char)(*p | 0x20) : *p);
}

void bdl_numeral_put(bdl_buf *out, bdl_numeral kind, uint32_t n) {
    switch (kind) {
    case BDL_NUMERAL_NONE:
        break;
    case BDL_NUMERAL_DECIMAL:
        put_decimal(out, n);
        break;
    case BDL_NUMERAL_ZERO:
        bdl_buf_printf(out, "%02u", n);
        break;
    case BDL_NUMERAL_WIDE:
        put_wide(out, n);
        break;
    case BDL_NUMERAL_CHINESE:
        put_chinese(out, &plain_words, n);
        break;
    case BDL_NUMERAL_LEGAL:
        put_chinese(out, &legal_words, n);
        break;
    case BDL_NUMERAL_STEMS:
        put_stem(out, n);
        break;
    case BDL_NUMERAL_CIRCLED:
        put_from(out, 0x2460, n);
        break;
    case BDL_NUMERAL_PARENTHESES:
        put_from(out, 0x2474, n);
        break;
    case BDL_NUMERAL_SMALL_LETTERS:
        put_letters(out, 'a', n);
        break;
    case BDL_NUMERAL_LETTERS:
        put_letters(out, 'A', n);
        break;
    case BDL_NUMERAL_SMALL_ROMAN:
        put_roman(out, true, n);
        break;
    case BDL_NUMERAL_ROMAN:
        put_roman(out, false, n);
        break;
    }
}

typedef struct named {
    const char *name;
    bdl_numeral kind;
} named;

bdl_numeral bdl_numeral_of_word(bdl_str name) {
    static const named names[] = {
        {"none", BDL_NUMERAL_NONE},
        {"bullet", BDL_NUMERAL_NONE},
        {"decimalZero", BDL_NUMERAL_ZERO},
        {"decimalFullWidth", BDL_NUMERAL_WIDE},
        {"decimalFullWidth2", BDL_NUMERAL_WIDE},
        {"chineseCounting", BDL_NUMERAL_CHINESE},
        {"chineseCountingThousand", BDL_NUMERAL_CHINESE},
        {"japaneseCounting", BDL_NUMERAL_CHINESE},
        {"taiwaneseCounting", BDL_NUMERAL_CHINESE},
        {"taiwaneseCountingThousand", BDL_NUMERAL_CHINESE},
        {"ideographDigital", BDL_NUMERAL_CHINESE},
        {"chineseLegalSimplified", BDL_NUMERAL_LEGAL},
        {"ideographLegalTraditional", BDL_NUMERAL_LEGAL},
        {"ideographTraditional", BDL_NUMERAL_STEMS},
        {"decimalEnclosedCircle", BDL_NUMERAL_CIRCLED},
        {"decimalEnclosedCircleChinese", BDL_NUMERAL_CIRCLED},
        {"decimalEnclosedParen", BDL_NUMERAL_PARENTHESES},
        {"lowerLetter", BDL_NUMERAL_SMALL_LETTERS},
        {"upperLetter", BDL_NUMERAL_LETTERS},
        {"lowerRoman", BDL_NUMERAL_SMALL_ROMAN},
        {"upperRoman", BDL_NUMERAL_ROMAN},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(names); i++)
        if (bdl_str_eq(name, bdl_str_z(names[i].name)))
            return names[i].kind;
    return BDL_NUMERAL_DECIMAL;
}

bdl_numeral bdl_numeral_of_sample(bdl_str sample) {
    static const named samples[] = {
        {"1", BDL_NUMERAL_DECIMAL}, {"a", BDL_NUMERAL_SMALL_LETTERS},
        {"A", BDL_NUMERAL_LETTERS}, {"i", BDL_NUMERAL_SMALL_ROMAN},
        {"I", BDL_NUMERAL_ROMAN},   {"一", BDL_NUMERAL_CHINESE},
        {"壹", BDL_NUMERAL_LEGAL},  {"甲", BDL_NUMERAL_STEMS},
        {"①", BDL_NUMERAL_CIRCLED}, {"⑴", BDL_NUMERAL_PARENTHESES},
        {"１", BDL_NUMERAL_WIDE},   {"01", BDL_NUMERAL_ZERO},
    };
    if (sample.len == 0)
        return BDL_NUMERAL_NONE;
    for (size_t i = 0; i < BDL_COUNT_OF(samples); i++) {
        bdl_str start = bdl_str_z(samples[i].name);
        if (bdl_str_eq(sample, start) || (start.len > 1 && bdl_str_starts(sample, start)))
            return samples[i].kind;
    }
    return BDL_NUMERAL_DECIMAL;
}
