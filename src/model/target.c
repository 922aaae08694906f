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
    {"大于或等于", BDL_CMP_GE}, {"大于等于", BDL_CMP_GE},   {"高于或等于", BDL_CMP_GE},
    {"高于等于", BDL_CMP_GE},   {"小于或等于", BDL_CMP_LE}, {"小于等于", BDL_CMP_LE},
    {"低于或等于", BDL_CMP_LE}, {"低于等于", BDL_CMP_LE},   {"不得低于", BDL_CMP_GE},
    {"不得少于", BDL_CMP_GE},   {"不得超过", BDL_CMP_LE},   {"不得高于", BDL_CMP_LE},
    {"不低于", BDL_CMP_GE},     {"不少于", BDL_CMP_GE},     {"不小于", BDL_CMP_GE},
    {"至少", BDL_CMP_GE},       {"最少", BDL_CMP_GE},       {"不超过", BDL_CMP_LE},
    {"不高于", BDL_CMP_LE},     {"不多于", BDL_CMP_LE},     {"不大于", BDL_CMP_LE},
    {"不超出", BDL_CMP_LE},     {"至多", BDL_CMP_LE},       {"最多", BDL_CMP_LE},
    {"大于", BDL_CMP_GT},       {"高于", BDL_CMP_GT},       {"超过", BDL_CMP_GT},
    {"多于", BDL_CMP_GT},       {"小于", BDL_CMP_LT},       {"低于", BDL_CMP_LT},
    {"少于", BDL_CMP_LT},       {"等于", BDL_CMP_NONE},     {"≥", BDL_CMP_GE},
    {">=", BDL_CMP_GE},         {"≤", BDL_CMP_LE},          {"<=", BDL_CMP_LE},
    {"≧", BDL_CMP_GE},          {"≦", BDL_CMP_LE},          {"⩾", BDL_CMP_GE},
    {"⩽", BDL_CMP_LE},          {">", BDL_CMP_GT},          {"<", BDL_CMP_LT},
    {"=", BDL_CMP_NONE},
};

/* Words that may stand before a number without saying anything of it. */
static const char *const fillers[] = {
    "控制在", "保持在", "稳定在", "提高到", "降低到", "达到", "每季度", "每日", "每天",
    "每周",   "每月",   "每年",   "全年",   "年均",   "累计", "共计",   "预计", "完成",
    "保持",   "确保",   "每",     "共",     "约",     "达",   "为",     "年",
};

/* Behind number and unit. */
static const words after[] = {
    {"及以上", BDL_CMP_GE}, {"以上", BDL_CMP_GE},   {"及以下", BDL_CMP_LE},
    {"以下", BDL_CMP_LE},   {"及以内", BDL_CMP_LE}, {"以内", BDL_CMP_LE},
    {"之内", BDL_CMP_LE},   {"内", BDL_CMP_LE},
};
static const words after_date[] = {
    {"之前", BDL_CMP_LE}, {"以前", BDL_CMP_LE}, {"前", BDL_CMP_LE}, {"以内", BDL_CMP_LE},
    {"之后", BDL_CMP_GE}, {"以后", BDL_CMP_GE}, {"后", BDL_CMP_GE},
};

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

static size_t find_word(bdl_str s, const words *list, size_t count, bdl_comparator *out) {
    for (size_t i = 0; i < count; i++)
        if (bdl_str_starts(s, bdl_str_z(list[i].text))) {
            *out = list[i].comparator;
            return strlen(list[i].text);
        }
    return 0;
}

/* ---- the text without the marks of formulas ---- */

static bdl_str clean(bdl_arena *arena, bdl_str text) {
    static const char *const marks[][2] = {
        {"\\geq", "≥"}, {"\\leq", "≤"}, {"\\ge", "≥"}, {"\\le", "≤"},
        {"\\gt", ">"},  {"\\lt", "<"},  {"\\%", "%"},  {"$", ""},
    };
    bdl_buf buf = {.arena = arena};
    if (bdl_str_find(text, BDL_STR("\\"), 0) == SIZE_MAX &&
        bdl_str_find(text, BDL_STR("$"), 0) == SIZE_MAX)
        return bdl_text_fold(arena, text);
    for (size_t i = 0; i < text.len;) {
        size_t k = 0;
        while (k < COUNT_OF(marks) &&
               !bdl_str_starts(bdl_str_from(text, i), bdl_str_z(marks[k][0])))
            k++;
        if (k < COUNT_OF(marks)) {
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
    for (size_t i = 0; i < COUNT_OF(fillers); i++)
        if (bdl_str_starts(s, bdl_str_z(fillers[i])))
            return strlen(fillers[i]);
    return 0;
}

static struct head read_head(bdl_str s) {
    struct head head = {0};
    for (int words_taken = 0; words_taken < 4; words_taken++) {
        bdl_str rest = bdl_str_from(s, head.length);
        bdl_comparator c;
        size_t n = head.said ? 0 : find_word(rest, before, COUNT_OF(before), &c);
        if (n > 0) {
            head.comparator = c;
            head.said = true;
        } else if ((n = skip_filler(rest)) == 0) {
            break;
        }
        head.length += n;
    }
    while (head.length < s.len && s.data[head.length] == ' ')
        head.length++;
    return head;
}

/* A sign of comparison somewhere in S, past words that are not known. */
static bool find_sign(bdl_str s, size_t *offset) {
    for (size_t i = 0; i < s.len; (void)bdl_utf8_next(s, &i)) {
        bdl_comparator c;
        bool is_sign = (unsigned char)s.data[i] == 0xE2 || strchr("<>=", s.data[i]);
        if (is_sign && find_word(bdl_str_from(s, i), before, COUNT_OF(before), &c)) {
            *offset = i;
            return true;
        }
    }
    return false;
}

/* ---- the bound ---- */

/* A number with its unit at the start of S; bytes taken. */
static size_t read_bound(bdl_str s, bdl_value *out, bool *has_unit) {
    static const bdl_str ten_thousand = BDL_STR_INIT("万");
    bdl_scanned n;
    bdl_unit unit = {0};
    if (!bdl_scan_number(s, &n))
        return 0;
    size_t at = n.length;
    while (at < s.len && s.data[at] == ' ')
        at++;
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
    *has_unit = unit.name.len > 0;
    if (!bdl_figure_make(n.number, &unit, n.places, out))
        return 0;
    out->text = bdl_str_of(s.data, length ? at + length : n.length);
    return out->text.len;
}

static size_t read_date(bdl_str s, bdl_value *out) {
    bdl_date date;
    size_t length = bdl_scan_date(s, &date);
    if (length == 0) { /* 30日之前: a day of no month said */
        bdl_scanned n;
        bdl_comparator c;
        static const bdl_str day = BDL_STR_INIT("日");
        if (!bdl_scan_digits(s, false, &n) || n.length > 2 || n.number.coef > 31 ||
            !bdl_str_starts(bdl_str_from(s, n.length), day) ||
            !find_word(bdl_str_from(s, n.length + day.len), after_date, 3, &c))
            return 0;
        date = (bdl_date){.day = (int8_t)n.number.coef};
        length = n.length + day.len;
    }
    *out = (bdl_value){
        .kind = BDL_DATE, .text = bdl_str_of(s.data, length), .as.date = date};
    return length;
}

static size_t range_mark(bdl_str s) {
    static const char *const marks[] = {"--", "——", "-", "~", "—", "至", "到"};
    for (size_t i = 0; i < COUNT_OF(marks); i++)
        if (bdl_str_starts(s, bdl_str_z(marks[i])))
            return strlen(marks[i]);
    return 0;
}

/* "-100%" after "90%": bytes taken, 0 when no range follows. */
static size_t read_high(bdl_str s, bool low_has_unit, bdl_target *out) {
    bdl_value high;
    bool has_unit;
    size_t mark = range_mark(s);
    size_t length = mark ? read_bound(bdl_str_from(s, mark), &high, &has_unit) : 0;
    if (length == 0)
        return 0;
    if (has_unit && !low_has_unit) {
        bdl_dec low;
        int places = bdl_figure_places(out->bound.text);
        bdl_str text = out->bound.text;
        if (!bdl_dec_parse(text, &low) ||
            !bdl_figure_make(low, &high.unit, places, &out->bound))
            return 0;
        out->bound.text = text;
    }
    if (!bdl_unit_same_dimension(&out->bound.unit, &high.unit))
        return 0;
    out->high = high;
    out->comparator = BDL_CMP_RANGE;
    return mark + length;
}

/* ---- the whole ---- */

static bdl_str join_rest(bdl_arena *arena, bdl_str head, bdl_str tail) {
    if (head.len == 0 || tail.len == 0)
        return head.len ? head : tail;
    return bdl_arena_join(arena, head, tail);
}

/* The target that begins at FROM of S; HEAD is what stood before its comparator. */
static bool read_at(bdl_arena *arena, bdl_str s, size_t from, bdl_target *out) {
    struct head head = read_head(bdl_str_from(s, from));
    size_t at = from + head.length;
    bdl_comparator c;
    bool has_unit = false;
    *out = (bdl_target){.comparator = head.comparator};
    size_t length = at < s.len ? read_date(bdl_str_from(s, at), &out->bound) : 0;
    bool is_date = length > 0;
    if (!is_date && at < s.len)
        length = read_bound(bdl_str_from(s, at), &out->bound, &has_unit);
    if (length == 0)
        return false;
    at += length;
    size_t high = is_date ? 0 : read_high(bdl_str_from(s, at), has_unit, out);
    at += high;
    bdl_str rest = bdl_str_from(s, at);
    size_t n = is_date ? find_word(rest, after_date, COUNT_OF(after_date), &c)
                       : find_word(rest, after, COUNT_OF(after), &c);
    if (n > 0 && !high && !head.said)
        out->comparator = c;
    at += n;
    out->rest =
        join_rest(arena, bdl_str_of(s.data, from), bdl_text_trim(bdl_str_from(s, at)));
    return true;
}

bool bdl_target_read(bdl_arena *arena, bdl_str text, bdl_target *out) {
    bdl_str s = clean(arena, text);
    size_t sign;
    if (s.len == 0)
        return false;
    if (read_at(arena, s, 0, out))
        return true;
    return find_sign(s, &sign) && sign > 0 && read_at(arena, s, sign, out);
}
