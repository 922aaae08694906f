/* target.c - what an indicator value states, read by meaning: 98%以上 and ≥98% are one.
 */
#include "base/text.h"
#include "base/vec.h"
#include "model/figure_scan.h"

typedef struct words {
    const char *text;
    bdl_comparator comparator;
} words;

/* Before the number; the longer ones first. NONE: words that change nothing. */
static const words before[] = {
    {"不足", BDL_CMP_LT},   {"=>", BDL_CMP_GE},         {"=<", BDL_CMP_LE},
    {"至少", BDL_CMP_GE},   {"最少", BDL_CMP_GE},       {"至多", BDL_CMP_LE},
    {"最多", BDL_CMP_LE},   {"大于", BDL_CMP_GT},       {"高于", BDL_CMP_GT},
    {"超过", BDL_CMP_GT},   {"超出", BDL_CMP_GT},       {"多于", BDL_CMP_GT},
    {"小于", BDL_CMP_LT},   {"低于", BDL_CMP_LT},       {"少于", BDL_CMP_LT},
    {"等于", BDL_CMP_NONE}, {"≥", BDL_CMP_GE},          {">=", BDL_CMP_GE},
    {"≤", BDL_CMP_LE},      {"<=", BDL_CMP_LE},         {"≧", BDL_CMP_GE},
    {"≦", BDL_CMP_LE},      {"⩾", BDL_CMP_GE},          {"⩽", BDL_CMP_LE},
    {">", BDL_CMP_GT},      {"<", BDL_CMP_LT},          {"=", BDL_CMP_NONE},
    {"≯", BDL_CMP_LE},      {"≮", BDL_CMP_GE},          {"超", BDL_CMP_GT},
    {"上限为", BDL_CMP_LE}, {"上限", BDL_CMP_LE},       {"下限为", BDL_CMP_GE},
    {"下限", BDL_CMP_GE},   {"晚于", BDL_CMP_GT},       {"迟于", BDL_CMP_GT},
    {"早于", BDL_CMP_LT},   {"最低", BDL_CMP_GE},       {"最高", BDL_CMP_LE},
    {"封顶", BDL_CMP_LE},   {"达到或超过", BDL_CMP_GE},
};

/* Behind > or <: 大于等于 is ≥. Before it: 不能大于 is ≤. */
static const char *const or_equal[] = {"或者等于", "或等于", "、等于", "等于", NULL};
static const char *const negations[] = {"不允许", "不能", "不得", "不应", "不可",
                                        "不许",   "不准", "不宜", "不会", "没有",
                                        "未",     "不",   NULL};

/* Words that may stand before a number without saying anything of it. */
static const char *const fillers[] = {
    "控制在", "保持在", "稳定在", "提高到", "提高至", "提升到", "提升至", "降低到",
    "降低至", "下降到", "下降至", "达到",   "每季度", "每日",   "每天",   "每周",
    "每月",   "每年",   "全年",   "年均",   "累计",   "共计",   "预计",   "完成",
    "保持",   "确保",   "实现",   "力争",   "争取",   "大约",   "大概",   "应当",
    "每",     "共",     "约",     "达",     "为",     "年",     "应",     "需",
    "≈",      "接近",   NULL};

/* Behind number and unit. */
static const words after[] = {
    {"及以上", BDL_CMP_GE}, {"或以上", BDL_CMP_GE}, {"以上", BDL_CMP_GE},
    {"及以下", BDL_CMP_LE}, {"或以下", BDL_CMP_LE}, {"以下", BDL_CMP_LE},
    {"及以内", BDL_CMP_LE}, {"以内", BDL_CMP_LE},   {"之内", BDL_CMP_LE},
    {"内", BDL_CMP_LE},     {"为上限", BDL_CMP_LE}, {"上限", BDL_CMP_LE},
    {"为下限", BDL_CMP_GE}, {"下限", BDL_CMP_GE},   {"封顶", BDL_CMP_LE},
    {"和以上", BDL_CMP_GE}, {"含以上", BDL_CMP_GE}, {"和以下", BDL_CMP_LE},
};
static const words after_date[] = {
    {"之前", BDL_CMP_LE}, {"以前", BDL_CMP_LE}, {"前", BDL_CMP_LE},
    {"以内", BDL_CMP_LE}, {"之内", BDL_CMP_LE}, {"内", BDL_CMP_LE},
    {"之后", BDL_CMP_GE}, {"以后", BDL_CMP_GE}, {"后", BDL_CMP_GE},
};
enum { BEFORE_DATE = 3 }; /* the first of them, which say of anything that it is a date */

/* No word begins with a digit, and most of what is asked does. */
static bool may_be_word(bdl_str s) {
    return s.len > 0 && (s.data[0] < '0' || s.data[0] > '9');
}

static size_t find_word(bdl_str s, const words *list, size_t count, bdl_comparator *out) {
    for (size_t i = 0; may_be_word(s) && i < count; i++) {
        size_t length = bdl_str_skip(s, list[i].text);
        if (length > 0) {
            *out = list[i].comparator;
            return length;
        }
    }
    return 0;
}

/* A comparison at the start of S: 大于, 大于等于, 不能大于. */
static size_t find_before(bdl_str s, bdl_comparator *out) {
    size_t length = find_word(s, before, BDL_COUNT_OF(before), out);
    if (length > 0) {
        bool strict = *out == BDL_CMP_GT || *out == BDL_CMP_LT;
        size_t more = strict ? bdl_str_skip_any(bdl_str_from(s, length), or_equal) : 0;
        if (more > 0)
            *out = *out == BDL_CMP_GT ? BDL_CMP_GE : BDL_CMP_LE;
        return length + more;
    }
    size_t no = may_be_word(s) ? bdl_str_skip_any(s, negations) : 0;
    length = no ? find_word(bdl_str_from(s, no), before, BDL_COUNT_OF(before), out) : 0;
    if (length == 0 || (*out != BDL_CMP_GT && *out != BDL_CMP_LT))
        return 0;
    *out = *out == BDL_CMP_GT ? BDL_CMP_LE : BDL_CMP_GE;
    return no + length;
}

bool bdl_is_comparison(bdl_str s) {
    bdl_comparator c;
    return s.len > 0 && find_before(s, &c) == s.len;
}

/* ---- the text without the marks of formulas ---- */

/* Whether a byte of TEXT is one that they have: most have none. */
static bool may_be_marked(bdl_str text) {
    for (size_t i = 0; i < text.len; i++)
        if (strchr("\\$\xC2\xE3", text.data[i]))
            return true;
    return false;
}

static bdl_str clean(bdl_arena *arena, bdl_str text) {
    static const char *const marks[][2] = {
        {"\\geq", "≥"},   {"\\leq", "≤"},   {"\\ge", "≥"},    {"\\le", "≤"},
        {"\\gt", ">"},    {"\\lt", "<"},    {"\\%", "%"},     {"$", ""},
        {"㎡", "平方米"}, {"m²", "平方米"}, {"㎥", "立方米"}, {"m³", "立方米"},
    };
    bdl_buf buf = {.arena = arena};
    if (!may_be_marked(text))
        return bdl_text_fold(arena, text);
    for (size_t i = 0; i < text.len;) {
        size_t k = 0;
        while (k < BDL_COUNT_OF(marks) &&
               !bdl_str_skip(bdl_str_from(text, i), marks[k][0]))
            k++;
        if (k < BDL_COUNT_OF(marks)) {
            bdl_buf_add(&buf, bdl_str_z(marks[k][1]));
            i += strlen(marks[k][0]);
        } else {
            bdl_buf_char(&buf, text.data[i++]);
        }
    }
    return bdl_text_fold(arena, bdl_buf_str(&buf));
}

/* ---- what stands before the number ---- */

struct head {
    size_t length;
    bdl_comparator comparator;
    bool said; /* a comparator stood there */
};

static size_t skip_filler(bdl_str s) {
    return may_be_word(s) ? bdl_str_skip_any(s, fillers) : 0;
}

static struct head read_head(bdl_str s) {
    struct head head = {0};
    for (int words_taken = 0; words_taken < 4; words_taken++) {
        bdl_str rest = bdl_str_from(s, head.length);
        bdl_comparator c;
        size_t n = head.said ? 0 : find_before(rest, &c);
        if (n > 0) {
            head.comparator = c;
            head.said = true;
        } else if ((n = skip_filler(rest)) == 0) {
            break;
        }
        head.length += n;
    }
    head.length += bdl_str_run(s, head.length, ' ');
    return head;
}

/* ---- the bound ---- */

/* 九成, 9成 are tenths - but not 成 of a longer word (3成员). */
static size_t tenths_at(bdl_str s) {
    static const bdl_str tenths = BDL_STR_INIT("成");
    if (!bdl_str_starts(s, tenths))
        return 0;
    bdl_str rest = bdl_str_from(s, tenths.len);
    bdl_comparator c;
    size_t i = 0;
    bool ends = rest.len == 0 || !bdl_is_han(bdl_utf8_next(rest, &i));
    return ends || find_word(rest, after, BDL_COUNT_OF(after), &c) > 0 ? tenths.len : 0;
}

/* A number that a bound begins with: also a rate, and 九成 in percent. */
static bool scan_bound(bdl_str s, bdl_scanned *out) {
    if (!bdl_scan_rate(s, out))
        return false;
    size_t tenths = out->percent ? 0 : tenths_at(bdl_str_from(s, out->length));
    if (tenths == 0)
        return true;
    out->length += tenths;
    out->percent = true;
    out->places = out->places > 0 ? out->places - 1 : 0;
    return bdl_dec_shift(out->number, 1, &out->number) == BDL_DEC_OK;
}

/* 1/2, 1:3, 10^4, 1e5, 7×24, 1 000, 三分之二, 一半: no number of something, whatever it
 * may be. */
static bool goes_on(bdl_str s) {
    if (bdl_str_digit_at(s, 0))
        return false;
    size_t ratio = bdl_str_skip_any(s, BDL_WORDS("∶", "×", "比")),
           mark = ratio ? ratio : 1;
    if (bdl_str_skip_any(s, BDL_WORDS("分之", "半", "万分之")))
        return true;
    if (s.len <= mark || !bdl_is_ascii_digit(s.data[mark]))
        return false;
    return mark > 1 || strchr("/:^*xX eE", s.data[0]);
}

/* 30余次, 1.5万余人次, 20多家: about so many; bytes of the word, and the power of ten
 * that it belongs to. */
static size_t about_at(bdl_str s, bdl_dec number, int *power) {
    static const bdl_str ten_thousand = BDL_STR_INIT("万");
    bool scaled = bdl_str_starts(s, ten_thousand);
    size_t at = scaled ? ten_thousand.len : 0;
    size_t word =
        may_be_word(s) ? bdl_str_skip_any(bdl_str_from(s, at), BDL_WORDS("余", "多")) : 0;
    bool round = scaled || (number.scale == 0 && number.coef % 10 == 0);
    if (word == 0 || !round || bdl_str_skip(bdl_str_from(s, at + word), "媒体"))
        return 0;
    *power = scaled ? 4 : 0;
    return at + word;
}

/* A number with its unit at the start of S; bytes taken. */
static size_t read_bound(bdl_arena *arena, bdl_str s, bdl_value *out, bool *has_unit) {
    static const bdl_str ten_thousand = BDL_STR_INIT("万");
    bdl_scanned n;
    bdl_unit unit = {0};
    if (!scan_bound(s, &n) || goes_on(bdl_str_from(s, n.length)))
        return 0;
    int power = 0;
    size_t at = n.length + about_at(bdl_str_from(s, n.length), n.number, &power);
    if (power > 0 && bdl_dec_shift(n.number, power, &n.number) != BDL_DEC_OK)
        return 0;
    at += bdl_str_run(s, at, ' ');
    size_t length = at < s.len ? bdl_scan_unit(bdl_str_from(s, at), &unit) : 0;
    if (n.percent) {
        unit = (bdl_unit){.percent = true, .name = BDL_STR("%")};
        length = 0;
    } else if (unit.money == 0 && unit.name.len > ten_thousand.len &&
               bdl_str_starts(unit.name, ten_thousand)) {
        if (bdl_dec_shift(n.number, 4, &n.number) != BDL_DEC_OK ||
            !bdl_unit_read(bdl_str_from(unit.name, ten_thousand.len), &unit))
            return 0;
    }
    bdl_str behind = bdl_str_from(s, at + length);
    if (bdl_str_eq(unit.name, BDL_STR("年")) && behind.len > 0 &&
        bdl_is_ascii_digit(behind.data[0])) /* 一年2次, 3年2个月 */
        return 0;
    *has_unit = unit.name.len > 0;
    if (!bdl_figure_make(n.number, bdl_unit_keep(arena, &unit), n.places, out))
        return 0;
    out->text = bdl_str_of(s.data, length ? at + length : n.length);
    return out->text.len;
}

/* ￥100: money, in 元 where no other unit follows. */
static size_t read_priced(bdl_arena *arena, bdl_str s, bdl_value *out, bool *has_unit) {
    static const bdl_str yuan = BDL_STR_INIT("¥");
    size_t length = bdl_str_starts(s, yuan)
                        ? read_bound(arena, bdl_str_from(s, yuan.len), out, has_unit)
                        : 0;
    if (length == 0)
        return read_bound(arena, s, out, has_unit);
    if (!*has_unit &&
        !bdl_figure_make(out->number, &bdl_unit_yuan, bdl_figure_places(out->text), out))
        return 0;
    *has_unit = true;
    out->text = bdl_str_of(s.data, yuan.len + length);
    return out->text.len;
}

/* 第一季度末, 3季度前, behind a year 第三季度 too: its last month. */
static size_t read_quarter(bdl_str s, bool of_year, bdl_date *out) {
    static const bdl_str nth = BDL_STR_INIT("第"), quarter = BDL_STR_INIT("季度");
    size_t at = bdl_str_starts(s, nth) ? nth.len : 0;
    bdl_scanned n;
    bdl_comparator c;
    if (!bdl_scan_number(bdl_str_from(s, at), &n) || n.number.scale > 0 ||
        n.number.coef < 1 || n.number.coef > 4 ||
        !bdl_str_starts(bdl_str_from(s, at + n.length), quarter))
        return 0;
    at += n.length + quarter.len;
    bool ends = bdl_str_starts(bdl_str_from(s, at), BDL_STR("末")) ||
                bdl_str_starts(bdl_str_from(s, at), BDL_STR("底"));
    at += ends ? strlen("末") : 0;
    if (!of_year && !ends && !find_word(bdl_str_from(s, at), after_date, BEFORE_DATE, &c))
        return 0;
    out->month = (int8_t)(3 * n.number.coef);
    return at;
}

/* 30日之前: a day of no month said. */
static size_t read_day(bdl_str s, bdl_date *out) {
    static const bdl_str day = BDL_STR_INIT("日");
    bdl_scanned n;
    bdl_comparator c;
    if (!bdl_scan_digits(s, false, &n) || n.length > 2 || n.number.coef > 31 ||
        !bdl_str_starts(bdl_str_from(s, n.length), day) ||
        !find_word(bdl_str_from(s, n.length + day.len), after_date, BEFORE_DATE, &c))
        return 0;
    *out = (bdl_date){.day = (int8_t)n.number.coef};
    return n.length + day.len;
}

static size_t range_mark(bdl_str s) {
    return bdl_str_skip_any(
        s, BDL_WORDS("--", "——", "-", "~", "—", "至", "到", "–", "∼", "〜", "―", "─"));
}

/* The 1 of 1-12月, 2024年3至5月: a month, for terms are counted in 个月. */
static size_t read_first_month(bdl_str s, bdl_date *out) {
    bdl_date last;
    bdl_scanned n;
    if (!bdl_scan_digits(s, false, &n) || n.length > 2 || n.number.coef < 1 ||
        n.number.coef > 12)
        return 0;
    size_t mark = range_mark(bdl_str_from(s, n.length));
    if (mark == 0 || bdl_scan_date(bdl_str_from(s, n.length + mark), &last) == 0 ||
        last.year != 0)
        return 0;
    out->month = (int8_t)n.number.coef; /* of the year, where one was read */
    return n.length;
}

static size_t read_date(bdl_str s, bdl_value *out) {
    bdl_date date;
    size_t length = bdl_scan_date(s, &date);
    if (length == 0 || (date.month == 0 && date.year != 0))
        length += read_first_month(bdl_str_from(s, length), &date);
    if (length == 0 || (date.month == 0 && date.year != 0))
        length += read_quarter(bdl_str_from(s, length), length > 0, &date);
    if (length == 0)
        length = read_day(s, &date);
    if (length == 0)
        return 0;
    *out = (bdl_value){
        .kind = BDL_DATE, .text = bdl_str_of(s.data, length), .as.date = date};
    return length;
}

/* "至12月31日" after "6月30日". */
static size_t read_high_date(bdl_str s, bdl_target *out) {
    size_t mark = range_mark(s);
    size_t length = mark ? read_date(bdl_str_from(s, mark), &out->high) : 0;
    if (length == 0)
        return 0;
    if (out->high.as.date.year == 0)
        out->high.as.date.year = out->bound.as.date.year;
    out->comparator = BDL_CMP_RANGE;
    return mark + length;
}

/* "≤x≤" between the ends of 80%≤x≤90%: bytes up to the upper end. */
static size_t chain_mark(bdl_str s) {
    enum { MOST_LETTERS = 12 };
    bdl_comparator c;
    size_t at = find_before(s, &c);
    if (at == 0 || c != BDL_CMP_LE)
        return 0;
    for (int i = 0; i < MOST_LETTERS && at < s.len; i++) {
        size_t n = find_before(bdl_str_from(s, at), &c);
        if (n > 0)
            return i > 0 && c == BDL_CMP_LE ? at + n : 0;
        if (bdl_is_ascii_digit(s.data[at]))
            return 0;
        (void)bdl_utf8_next(s, &at);
    }
    return 0;
}

/* "且≤" between the ends of ≥80%且≤90%, where FIRST is ≥, or the other way round. */
static size_t joint_mark(bdl_str s, bdl_comparator first) {
    static const char *const joints[] = {"并且", "同时", "且", "但", ",", " "};
    bdl_comparator other = first == BDL_CMP_GE   ? BDL_CMP_LE
                           : first == BDL_CMP_LE ? BDL_CMP_GE
                                                 : BDL_CMP_NONE;
    size_t at = 0;
    for (size_t i = 0; i < BDL_COUNT_OF(joints); i++)
        if (bdl_str_skip(bdl_str_from(s, at), joints[i]))
            at += strlen(joints[i]);
    bdl_comparator c;
    size_t n = find_before(bdl_str_from(s, at), &c);
    return n > 0 && other != BDL_CMP_NONE && c == other ? at + n : 0;
}

/* What MARK bytes part from the first bound: bytes taken, 0 when no range follows. */
static size_t read_second(bdl_arena *arena, bdl_str s, size_t mark, bool low_has_unit,
                          bdl_target *out) {
    bdl_value high;
    bool has_unit;
    size_t length = mark ? read_bound(arena, bdl_str_from(s, mark), &high, &has_unit) : 0;
    if (length == 0)
        return 0;
    if (has_unit && !low_has_unit) {
        bdl_dec low;
        int places = bdl_figure_places(out->bound.text);
        bdl_str text = out->bound.text;
        if (!bdl_dec_parse(text, &low) ||
            !bdl_figure_make(low, bdl_value_unit(&high), places, &out->bound))
            return 0;
        out->bound.text = text;
    }
    if (!bdl_unit_same_dimension(bdl_value_unit(&out->bound), bdl_value_unit(&high)))
        return 0;
    out->high = high;
    return mark + length;
}

/* "-100%" after "90%", "且≤90%" after "≥80%": bytes taken, 0 when no range follows. OUT
 * has the comparator that stood before the first bound. */
static size_t read_high(bdl_arena *arena, bdl_str s, bool low_has_unit, bdl_target *out) {
    const bdl_target first = *out;
    size_t mark = range_mark(s), length;
    bool stated = mark == 0; /* by comparators, which may contradict each other */
    if (stated)
        mark = first.comparator == BDL_CMP_NONE ? chain_mark(s)
                                                : joint_mark(s, first.comparator);
    length = read_second(arena, s, mark, low_has_unit, out);
    if (length > 0 && first.comparator == BDL_CMP_LE && stated) {
        bdl_value low = out->high;
        out->high = out->bound;
        out->bound = low;
    }
    if (length == 0 || (stated && bdl_dec_cmp(out->bound.number, out->high.number) > 0)) {
        *out = first;
        return 0;
    }
    out->comparator = BDL_CMP_RANGE;
    return length;
}

/* ---- the whole ---- */

static bdl_str join_rest(bdl_arena *arena, bdl_str head, bdl_str tail) {
    if (head.len == 0 || tail.len == 0)
        return head.len ? head : tail;
    return bdl_arena_join(arena, head, tail);
}

/* What stands behind a bound: 以上, 之前, 起 where nothing follows it (起步价 is none).
 */
static size_t find_after(bdl_str s, bool is_date, bdl_comparator *out) {
    size_t from = bdl_str_skip(s, "起"), i = from;
    bool ends = i >= s.len || !bdl_is_han(bdl_utf8_next(s, &i));
    if (bdl_str_eq(s, BDL_STR("+")))
        from = s.len;
    if (from > 0 && ends) {
        *out = BDL_CMP_GE;
        return from;
    }
    return is_date ? find_word(s, after_date, BDL_COUNT_OF(after_date), out)
                   : find_word(s, after, BDL_COUNT_OF(after), out);
}

/* "(含)", "(含95%)", "(不含)" between a bound and the word behind it. */
static size_t remark_length(bdl_str s, bool is_date) {
    bool remarks = bdl_str_skip(s, "(含") || bdl_str_skip(s, "(不含");
    size_t close = remarks ? bdl_str_find(s, BDL_STR(")"), 0) : SIZE_MAX;
    bdl_comparator c;
    if (close == SIZE_MAX || !find_after(bdl_str_from(s, close + 1), is_date, &c))
        return 0;
    return close + 1;
}

/* Whether WHOLE, "(不含95%)" at its start, says of BOUND whether it is meant too;
 * (不含税) says nothing of it. */
static bool remarks_bound(bdl_str s, const char *word, bdl_str bound) {
    size_t from = bdl_str_skip(s, word);
    size_t close = from ? bdl_str_find(s, BDL_STR(")"), from) : SIZE_MAX;
    if (close == SIZE_MAX)
        return false;
    bdl_str said = bdl_str_of(s.data + from, close - from);
    return said.len == 0 || bdl_str_eq(said, BDL_STR("本数")) ||
           (bdl_is_ascii_digit(said.data[0]) && bdl_str_starts(bound, said));
}

/* 95%以上(不含95%) is > 95 %, 超过3次(含3次) ≥ 3. */
static bdl_comparator with_remark(bdl_comparator c, bdl_str remark, bdl_str bound) {
    bool includes = remarks_bound(remark, "(含", bound);
    bool excludes = remarks_bound(remark, "(不含", bound);
    if (c == BDL_CMP_GE || c == BDL_CMP_LE)
        return !excludes ? c : c == BDL_CMP_GE ? BDL_CMP_GT : BDL_CMP_LT;
    if (c == BDL_CMP_GT || c == BDL_CMP_LT)
        return !includes ? c : c == BDL_CMP_GT ? BDL_CMP_GE : BDL_CMP_LE;
    return c;
}

/* The bound, or the two of a range, at the start of S; bytes taken. */
static size_t read_bounds(bdl_arena *arena, bdl_str s, bdl_target *out) {
    bool has_unit = false;
    size_t length = s.len ? read_date(s, &out->bound) : 0;
    if (length > 0)
        return length + read_high_date(bdl_str_from(s, length), out);
    length = s.len ? read_priced(arena, s, &out->bound, &has_unit) : 0;
    return length ? length + read_high(arena, bdl_str_from(s, length), has_unit, out) : 0;
}

/* The target that begins at FROM of S; what stood before it is kept in its rest. */
static bool read_at(bdl_arena *arena, bdl_str s, size_t from, bdl_target *out) {
    struct head head = read_head(bdl_str_from(s, from));
    size_t at = from + head.length;
    bdl_comparator c;
    *out = (bdl_target){.comparator = head.comparator};
    size_t length = read_bounds(arena, bdl_str_from(s, at), out);
    if (length == 0)
        return false;
    at += length;
    bool is_date = out->bound.kind == BDL_DATE;
    bool named = is_date && from == 0 && !head.said; /* 2024年≥80%: of that year */
    if (named && find_before(bdl_str_from(s, at), &c) > 0)
        return read_at(arena, s, at, out);
    size_t remark = remark_length(bdl_str_from(s, at), is_date);
    bdl_str said = bdl_str_of(s.data + at, remark), rest = bdl_str_from(s, at + remark);
    size_t n = find_after(rest, is_date, &c);
    if (n > 0 && out->comparator != BDL_CMP_RANGE && !head.said)
        out->comparator = c;
    out->comparator = with_remark(out->comparator, remark ? said : bdl_str_from(rest, n),
                                  out->bound.text);
    rest = join_rest(arena, said, bdl_text_trim(bdl_str_from(rest, n)));
    out->rest = join_rest(arena, bdl_str_of(s.data, from), rest);
    return true;
}

/* LABEL without the words at its end that say nothing of the number. */
static bdl_str without_filler(bdl_str label) {
    return bdl_str_of(label.data, label.len - bdl_str_ends_any(label, fillers));
}

/* A rate that ends with its value: 覆盖率100%, 及时率达95%. */
static bool is_rate(bdl_str label, const bdl_target *target) {
    bool ends = target->rest.len == label.len;
    label = without_filler(label);
    return bdl_value_unit(&target->bound)->percent && ends &&
           (bdl_str_ends(label, BDL_STR("率")) || bdl_str_ends(label, BDL_STR("度")));
}

/* A target behind words that are not known: a comparison, or a number that one stands
 * behind (满意度达到95%以上). The first number decides. */
static bool read_behind(bdl_arena *arena, bdl_str s, bdl_target *out) {
    for (size_t i = 0; i < s.len; (void)bdl_utf8_next(s, &i)) {
        bdl_comparator c;
        bdl_str rest = bdl_str_from(s, i);
        bool compares = find_before(rest, &c) > 0;
        if (compares && i > 0 && read_at(arena, s, i, out))
            return true;
        if (s.data[i] < '0' || s.data[i] > '9')
            continue;
        return i > 0 && read_at(arena, s, i, out) &&
               (out->comparator == BDL_CMP_GE || out->comparator == BDL_CMP_LE ||
                is_rate(bdl_str_of(s.data, i), out));
    }
    return false;
}

bool bdl_target_read(bdl_arena *arena, bdl_str text, bdl_target *out) {
    bdl_str s = clean(arena, text);
    return s.len > 0 && (read_at(arena, s, 0, out) || read_behind(arena, s, out));
}
