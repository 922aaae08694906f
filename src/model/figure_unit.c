/* figure_unit.c - the unit that follows a number, told from the words behind it. */
#include "base/text.h"
#include "model/figure_scan.h"

/* Words that end a unit: what follows a figure and is not counted. */
static const char *const stops[] = {
    "以上", "及以上", "以下", "及以下", "或以上", "或以下", "以内", "之内",
    "之间", "左右",   "以前", "之前",   "前",     "内",     "按",   "完成",
    "不",   "及时",   "为",   "至",     "到",     "且",     "上限", "下限",
    "上下", "及以内", "封顶", "和以上", "和以下", "含以上",
};

/* Measure words of more than one character; of others the rule below tells. */
static const char *const measures[] = {
    "个工作日", "工作日", "个月", "小时", "分钟",   "季度", "平方公里",
    "平方米",   "立方米", "公里", "千米", "公斤",   "千克", "公顷",
    "m2",       "m3",     "人次", "人天", "课时",   "学时", "场次",
    "批次",     "车次",   "台套", "台次", "千瓦时", "千瓦", "个百分点",
};

static bool is_word_character(uint32_t c) {
    return bdl_is_han(c) || bdl_is_ascii_letter(c);
}

static bool stops_at(bdl_str s) {
    for (size_t i = 0; i < BDL_COUNT_OF(stops); i++)
        if (bdl_str_skip(s, stops[i]))
            return true;
    return false;
}

/* The run of letters at the start of S up to a word that ends a unit. */
static size_t word_length(bdl_str s) {
    size_t i = 0;
    while (i < s.len) {
        size_t next = i;
        if (!is_word_character(bdl_utf8_next(s, &next)))
            break;
        bool starts = bdl_str_skip(bdl_str_from(s, i), "起") == s.len - i; /* 3次起 */
        if (i > 0 && (starts || stops_at(bdl_str_from(s, i))))
            break;
        i = next;
    }
    return stops_at(s) ? 0 : i;
}

static size_t known_measure(bdl_str s) {
    for (size_t i = 0; i < BDL_COUNT_OF(measures); i++)
        if (bdl_str_skip(s, measures[i]))
            return strlen(measures[i]);
    return 0;
}

/* One measure word: known ones, else a short run of letters whole, else its first one. */
static size_t measure_length(bdl_str s) {
    enum { WHOLE_MAX = 3 };
    size_t known = bdl_text_money_length(s);
    if (known == 0)
        known = known_measure(s);
    if (known > 0)
        return known;
    size_t length = word_length(s), latin = 0;
    while (latin < length && bdl_is_ascii_letter(s.data[latin]))
        latin++;
    if (latin > 1) /* Mbps */
        return latin;
    if (bdl_utf8_count(bdl_str_of(s.data, length)) <= WHOLE_MAX)
        return length;
    return bdl_utf8_offset(s, 1);
}

static size_t percent_length(bdl_str s) {
    return bdl_str_skip_any(s, BDL_WORDS("%", "百分比", "百分号"));
}

/* Indicators count points (90分); money is never given in 分 there. */
bool bdl_target_unit_read(bdl_str text, bdl_unit *out) {
    static const bdl_str points = BDL_STR_INIT("分");
    if (!bdl_str_eq(text, points))
        return bdl_unit_read(text, out);
    *out = (bdl_unit){.name = text, .num = {{0, (uint16_t)points.len}}};
    return true;
}

/* (台/套) */
static size_t scan_bracketed(bdl_str s, bdl_unit *out) {
    size_t close =
        s.len && s.data[0] == '(' ? bdl_str_find(s, BDL_STR(")"), 1) : SIZE_MAX;
    if (close == SIZE_MAX || close == 1)
        return 0;
    return bdl_target_unit_read(bdl_str_of(s.data + 1, close - 1), out) ? close + 1 : 0;
}

size_t bdl_scan_unit(bdl_str s, bdl_unit *out) {
    size_t length = percent_length(s);
    if (length > 0)
        return bdl_target_unit_read(bdl_str_of(s.data, length), out) ? length : 0;
    if ((length = scan_bracketed(s, out)) > 0)
        return length;
    length = measure_length(s);
    if (length > 0 && length < s.len && s.data[length] == '/') {
        size_t below = measure_length(bdl_str_from(s, length + 1));
        if (below > 0 &&
            bdl_target_unit_read(bdl_str_of(s.data, length + 1 + below), out))
            return length + 1 + below;
    }
    return length > 0 && bdl_target_unit_read(bdl_str_of(s.data, length), out) ? length
                                                                               : 0;
}
