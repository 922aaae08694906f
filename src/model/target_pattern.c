/* target_pattern.c - target patterns of rules (≥N%, N次, =100%) and what meets them. */
#include "base/text.h"
#include "model/figure_scan.h"

static size_t read_comparator(bdl_str s, bdl_comparator *out) {
    static const struct {
        const char *text;
        bdl_comparator comparator;
    } signs[] = {{"≥", BDL_CMP_GE},  {">=", BDL_CMP_GE}, {"≤", BDL_CMP_LE},
                 {"<=", BDL_CMP_LE}, {"＞", BDL_CMP_GT}, {">", BDL_CMP_GT},
                 {"＜", BDL_CMP_LT}, {"<", BDL_CMP_LT},  {"＝", BDL_CMP_EQ},
                 {"=", BDL_CMP_EQ}};
    for (size_t i = 0; i < BDL_COUNT_OF(signs); i++)
        if (bdl_str_starts(s, bdl_str_z(signs[i].text))) {
            *out = signs[i].comparator;
            return strlen(signs[i].text);
        }
    *out = BDL_CMP_NONE;
    return 0;
}

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
static bool is_name_byte(char c) {
    return is_upper(c) || (c >= 'a' && c <= 'z') || bdl_is_ascii_digit(c) || c == '_';
}

bool bdl_target_pattern_read(bdl_str text, bdl_target_pattern *out) {
    *out = (bdl_target_pattern){0};
    size_t at = read_comparator(text, &out->comparator), end = at;
    bdl_scanned number = {0};
    if (end < text.len && is_upper(text.data[end])) {
        while (end < text.len && is_name_byte(text.data[end]))
            end++;
        out->placeholder = bdl_str_of(text.data + at, end - at);
    } else if (bdl_scan_digits(bdl_str_from(text, at), true, &number)) {
        end = at + number.length;
    } else {
        return false;
    }
    bdl_value value;
    if (!bdl_target_unit_read(bdl_str_from(text, end), &out->unit) ||
        !bdl_figure_make(number.number, &out->unit, number.places, &value))
        return false;
    out->number = value.number;
    return true;
}

static bdl_comparator plain(bdl_comparator c) {
    return c == BDL_CMP_EQ ? BDL_CMP_NONE : c;
}

/* A pattern without unit meets a value without one: 3 is no 3%. */
static bool same_dimension(const bdl_unit *a, const bdl_unit *b) {
    return bdl_unit_same_dimension(a, b) && a->percent == b->percent;
}

bool bdl_target_pattern_meets(const bdl_target_pattern *pattern, const bdl_target *target,
                              bdl_value *bound) {
    if (plain(pattern->comparator) != plain(target->comparator) ||
        !bdl_kind_is_figure(target->bound.kind) ||
        !same_dimension(&pattern->unit, bdl_value_unit(&target->bound)))
        return false;
    if (pattern->placeholder.len == 0 &&
        bdl_dec_cmp(pattern->number, target->bound.number) != 0)
        return false;
    *bound = target->bound;
    return true;
}
