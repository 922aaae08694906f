/* table_caption.c - the lines between a table's title and its rows: 单位：万元,
 * 预算年度：2024, a department's code and name, the number of the table. */
#include "model/recognise.h"

/* ---- money units ---- */

static const struct {
    const char *text;
    const char *name;
} units[] = {
    {"人民币", ""},   {"亿元", "亿元"}, {"百万元", "百万元"}, {"千元", "千元"},
    {"万元", "万元"}, {"元", "元"},     {"萬元", "万元"},
};

static bool unit_at(bdl_str s, bdl_unit *out) {
    s = bdl_str_from(s, bdl_str_skip(s, ":"));
    for (size_t i = 0; i < BDL_COUNT_OF(units); i++) {
        size_t n = bdl_str_skip(s, units[i].text);
        if (n == 0)
            continue;
        if (units[i].name[0] == '\0') {
            s = bdl_str_from(s, n);
            continue;
        }
        return bdl_unit_read(bdl_str_z(units[i].name), out);
    }
    return false;
}

bool bdl_caption_unit(bdl_str s, bdl_unit *out) {
    static const bdl_str word = BDL_STR_INIT("单位");
    for (size_t at = bdl_str_find(s, word, 0); at != SIZE_MAX;
         at = bdl_str_find(s, word, at + word.len))
        if (unit_at(bdl_str_from(s, at + word.len), out))
            return true;
    /* the unit alone, in brackets or not */
    bdl_str inner = s;
    if (bdl_str_skip(inner, "(") && bdl_str_ends(inner, BDL_STR(")")))
        inner = bdl_str_of(s.data + 1, s.len - 2);
    bdl_unit unit;
    if (unit_at(inner, &unit) && bdl_str_eq(inner, unit.name)) {
        *out = unit;
        return true;
    }
    return false;
}

int bdl_caption_year(bdl_str s) {
    for (size_t i = 0; i < s.len;) {
        size_t n = bdl_str_digits(s, i);
        if (n == 4 && (bdl_str_skip(bdl_str_from(s, i), "19") ||
                       bdl_str_skip(bdl_str_from(s, i), "20")))
            return (int)bdl_str_number_at(s, i, 9999);
        i += n ? n : 1;
    }
    return 0;
}

/* ---- captions ---- */

enum { LABEL_MAX = 10, VALUE_MAX = 45 };

bool bdl_is_table_name(bdl_str title) {
    while (bdl_str_ends(title, BDL_STR(")"))) {
        size_t open = title.len;
        while (open > 0 && title.data[open - 1] != '(')
            open--;
        if (open == 0)
            return false;
        title.len = open - 1;
    }
    return bdl_str_ends(title, BDL_STR("表"));
}

/* 预算年度:2024 - but not 表1:收支总表, whose right side is the title, and no sentence
 * that goes on in the table (…如下:). */
static bool is_label_and_value(bdl_str s) {
    size_t colon = bdl_str_find(s, BDL_STR(":"), 0);
    if (colon == SIZE_MAX || colon == 0 || colon + 1 == s.len)
        return false;
    bdl_str label = bdl_str_of(s.data, colon), value = bdl_str_from(s, colon + 1);
    if (bdl_str_ends(s, BDL_STR(")")) && bdl_is_table_name(s)) /* 收支总表(单位:万元) */
        return false;
    if (bdl_utf8_count(label) > LABEL_MAX || bdl_utf8_count(value) > VALUE_MAX)
        return false;
    if (bdl_str_has(s, BDL_STR("。")) || bdl_str_has(s, BDL_STR(";")) ||
        bdl_str_ends(s, BDL_STR("表")) || bdl_str_ends(s, BDL_STR(":")))
        return false;
    if (bdl_str_skip(label, "表") || bdl_str_skip(label, "附") ||
        bdl_str_eq(label, BDL_STR("其中")) ||
        bdl_str_skip_any(label, BDL_WORDS("注", "说明", "备注")))
        return false;
    return bdl_numbering_of(label).style == BDL_UNNUMBERED;
}

/* 434秦皇…: a code of three digits or more and a name, no year; no table
 * (12345热线费用表). */
static bool is_code_and_name(bdl_str s) {
    size_t n = bdl_str_digits(s, 0);
    if (n < 3 || n > 12 || n == s.len || bdl_utf8_count(s) > 40)
        return false;
    size_t i = n;
    uint32_t c = bdl_utf8_next(s, &i);
    bdl_str rest = bdl_str_from(s, n);
    return bdl_is_han(c) && !bdl_is_table_name(s) &&
           !bdl_str_skip_any(rest, BDL_WORDS("年", "个", "万", "元")) &&
           !bdl_str_has(s, BDL_STR("。")) && !bdl_str_has(s, BDL_STR(","));
}

bool bdl_is_table_number(bdl_str s) {
    bool number = false, word = false;
    for (size_t i = 0; i < s.len;) {
        bdl_str rest = bdl_str_from(s, i);
        long long n;
        size_t length = bdl_str_digits(s, i);
        if (length == 0)
            length = bdl_scan_numeral(rest, &n);
        number |= length > 0;
        if (length == 0) {
            length =
                bdl_str_skip_any(rest, BDL_WORDS("附件", "附表", "附", "部门", "单位",
                                                 "预算", "财决", "公开", "表", "续"));
            word |= length > 0;
        }
        if (length == 0 && number && strchr("-.:()", s.data[i]))
            length = 1;
        if (length == 0)
            return false;
        i += length;
    }
    return number && word;
}

static bool is_date(bdl_str s) {
    bdl_date date;
    return s.len > 0 && bdl_scan_date(s, &date) == s.len;
}

bool bdl_is_caption(bdl_str s) {
    bdl_unit unit;
    if (s.len == 0 || bdl_utf8_count(s) > LABEL_MAX + VALUE_MAX)
        return false;
    if (bdl_caption_unit(s, &unit) && !bdl_is_table_name(s) &&
        !bdl_str_has(s, BDL_STR("。")))
        return true;
    return is_label_and_value(s) || is_code_and_name(s) || bdl_is_table_number(s) ||
           is_date(s);
}

bool bdl_says_caption(const bdl_passage *p) {
    bdl_way_back *known = p->subject.back;
    if (!known->caption_asked)
        known->is_caption = bdl_is_caption(p->subject.folded.text);
    known->caption_asked = true;
    return known->is_caption;
}
