/* figure.c - the text of a cell as a value of the type its form wants. */
#include "model/figure.h"

#include "base/language.h"
#include "base/text.h"
#include "model/figure_scan.h"

bool bdl_figure_make(bdl_dec number, const bdl_unit *unit, int places, bdl_value *out) {
    *out = (bdl_value){.kind = bdl_unit_kind(unit), .as.unit = unit};
    if (bdl_dec_shift(number, bdl_unit_power(unit), &out->number) != BDL_DEC_OK)
        return false;
    bdl_figure_set_places(out, places);
    return true;
}

void bdl_figure_set_places(bdl_value *value, int places) {
    if (value->state != BDL_PRESENT || !bdl_kind_is_figure(value->kind))
        return;
    value->half = NULL;
    if (places >= 0 && places < BDL_DEC_MAX_SCALE - 1)
        value->half = bdl_half_of_place(places, bdl_unit_power(bdl_value_unit(value)));
}

int bdl_figure_places(bdl_str text) {
    size_t i = 0;
    uint32_t c = 0;
    bool in_number = false;
    int places = 0;
    while (i < text.len) {
        c = bdl_utf8_next(text, &i);
        bool digit = bdl_is_digit(c);
        if (in_number && (c == '.' || c == 0xFF0E))
            break;
        in_number |= digit;
    }
    while (i < text.len) {
        c = bdl_utf8_next(text, &i);
        if (!bdl_is_digit(c))
            break;
        places++;
    }
    return places;
}

/* ---- blank marks ---- */

static bool is_dash(uint32_t c) {
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2500 || c == '/' ||
           c == '\\' || c == 0x30FC || c == '%';
}

/* Empty, or what these tables print for nothing. */
static bool is_blank_mark(bdl_str s) {
    if (bdl_str_is_any(s, BDL_WORDS("无", "不涉及", "没有", "空", "无数据")))
        return true;
    bool dash = false;
    for (size_t i = 0; i < s.len;) {
        uint32_t c = bdl_utf8_next(s, &i);
        if (!is_dash(c))
            return false;
        dash |= c != '%';
    }
    return s.len == 0 || dash;
}

/* ---- figures ---- */

static bool fits(bdl_kind wanted, const bdl_unit *unit) {
    bdl_kind kind = bdl_unit_kind(unit);
    switch (wanted) {
    case BDL_MONEY:
        return kind == BDL_MONEY;
    case BDL_PERCENT:
        return kind == BDL_PERCENT;
    case BDL_NUMBER:
        return kind == BDL_NUMBER || kind == BDL_QUANTITY;
    default:
        return true;
    }
}

static const bdl_unit *unit_for(bdl_type type, const bdl_unit *given) {
    if (given && fits(type.kind, given) && given->name.len)
        return given;
    if (type.kind == BDL_MONEY)
        return &bdl_unit_yuan;
    if (type.kind == BDL_PERCENT)
        return &bdl_unit_percent;
    if (type.kind == BDL_QUANTITY && type.unit_known)
        return type.unit;
    return &bdl_unit_none;
}

/* What refers to a note below the table: 12.50①, 12.50², 12.50*, 12.50[1], 12.50注1. */
static bool is_note_mark(bdl_str s) {
    bdl_str around = BDL_STR("()]"), digits = BDL_STR("0123456789");
    bool is_mark = false;
    for (size_t i = 0, next = 0; i < s.len; i = next) {
        uint32_t c = bdl_utf8_next(s, &next);
        bdl_str one = bdl_str_of(s.data + i, next - i);
        bool marks = bdl_is_raised(c) || bdl_str_has(BDL_STR("注*※["), one);
        if (!marks && !bdl_str_has(around, one) && (i == 0 || !bdl_str_has(digits, one)))
            return false;
        is_mark |= marks;
    }
    return is_mark;
}

/* The unit that stands behind the number; empty: none. */
static bool read_unit(bdl_arena *arena, bdl_str rest, bdl_type type,
                      const bdl_unit **unit) {
    static const bdl_str whole = BDL_STR_INIT("整");
    rest = bdl_text_trim(rest);
    if (rest.len == 0 || is_note_mark(rest))
        return true;
    bdl_unit printed;
    if (bdl_str_ends(rest, BDL_STR("元整")))
        rest.len -= whole.len;
    if (rest.data[0] == '(' && rest.data[rest.len - 1] == ')')
        rest = bdl_str_of(rest.data + 1, rest.len - 2);
    if (!bdl_unit_read(rest, &printed) || !fits(type.kind, &printed))
        return false;
    *unit = type.kind == BDL_NUMBER ? &bdl_unit_none : bdl_unit_keep(arena, &printed);
    return true;
}

/* 壹佰贰拾万伍仟元: 万 belongs to the number unless the unit begins with it. */
static void take_whole_numeral(bdl_str s, bdl_scanned *number) {
    long long n;
    bdl_unit unit;
    if (!number->in_words || number->percent)
        return;
    size_t length = bdl_scan_whole_numeral(s, &n);
    bool has_unit = bdl_unit_read(bdl_str_from(s, number->length), &unit) && unit.money;
    if (length <= number->length || has_unit)
        return;
    number->number = bdl_dec_int(n);
    number->length = length;
}

/* (1,234.56), (1,234), (3.2%): an amount or a rate in brackets is below zero, as accounts
 * print it; (12) may be the number of a note. */
static bool scan_bracketed(bdl_str s, bdl_type type, bdl_scanned *number) {
    if ((type.kind != BDL_MONEY && type.kind != BDL_PERCENT) || s.len < 3 ||
        s.data[0] != '(' || !bdl_scan_digits(bdl_str_from(s, 1), false, number))
        return false;
    size_t end = number->length + 1;
    if (number->places == 0 && !memchr(s.data, ',', end))
        return false;
    if (type.kind == BDL_PERCENT && end + 1 < s.len && s.data[end] == '%')
        end++;
    if (end + 1 != s.len || s.data[end] != ')')
        return false;
    number->number = bdl_dec_neg(number->number);
    number->length = s.len;
    return true;
}

/* 1亿2000万元: what stands before 亿 in the unit of what follows it. */
static bool add_powers(const bdl_scanned *powers, int power, const bdl_unit *unit,
                       bdl_dec *number) {
    bdl_dec more;
    return unit->scale < power &&
           bdl_dec_shift(powers->number, power - unit->scale, &more) == BDL_DEC_OK &&
           bdl_dec_add(*number, more, number) == BDL_DEC_OK;
}

/* Whether all of S is one figure. */
static bool read_figure(bdl_arena *arena, bdl_str s, bdl_type type, const bdl_unit *unit,
                        bdl_value *out) {
    bdl_scanned number, powers;
    bool is_rate = type.kind == BDL_PERCENT;
    if (!scan_bracketed(s, type, &number) &&
        !(is_rate ? bdl_scan_rate(s, &number) : bdl_scan_number(s, &number)))
        return false;
    take_whole_numeral(s, &number);
    if (number.percent)
        unit = &bdl_unit_percent;
    int power = type.kind == BDL_MONEY ? bdl_scan_powers(s, &number, &powers) : 0;
    if (!read_unit(arena, bdl_str_from(s, number.length), type, &unit) ||
        !fits(type.kind, unit))
        return false;
    if (power > 0 && !add_powers(&powers, power, unit, &number.number))
        return false;
    if (!bdl_figure_make(number.number, unit, number.places, out))
        return false;
    out->kind = type.kind;
    return true;
}

/* ¥12.50 and what a spreadsheet prints of nothing, ¥-: the sign says nothing of the unit
 * of the column. */
static bdl_str skip_currency(bdl_str s) {
    static const char *const signs[] = {"人民币", "¥", "RMB"};
    for (size_t i = 0; i < BDL_COUNT_OF(signs); i++)
        s = bdl_str_from(s, bdl_str_skip(s, signs[i]));
    return bdl_text_trim(s);
}

/* .50: what programs print of an amount below one. */
static bool begins_with_point(bdl_str s) {
    return s.len > 1 && s.data[0] == '.' && bdl_is_ascii_digit(s.data[1]);
}

/* △12.50, -¥12.50, –12.50: S without the mark of what is below zero. ▲ of a rate may as
 * well be its growth. */
static bdl_str skip_minus(bdl_str s, bdl_kind kind, bool *below) {
    static const char *const marks[] = {"△", "–", "—", "负", "-", "▲"};
    size_t count = BDL_COUNT_OF(marks) - (kind != BDL_MONEY), length = 0;
    for (size_t i = 0; i < count && length == 0; i++)
        length = bdl_str_skip(s, marks[i]);
    bdl_str rest = skip_currency(bdl_str_from(s, length));
    *below = length > 0 && rest.len > 0 &&
             (bdl_is_ascii_digit(rest.data[0]) || begins_with_point(rest));
    return *below ? rest : s;
}

/* All of S, with a sign of its currency and a mark of what is below zero. */
static bool read_signed(bdl_arena *arena, bdl_str s, bdl_type type, const bdl_unit *unit,
                        bdl_value *out) {
    bool below = false;
    if (s.len > 0 && !bdl_is_ascii_digit(s.data[0]))
        s = skip_minus(s, type.kind, &below);
    if (begins_with_point(s))
        s = bdl_arena_join(arena, BDL_STR("0"), s);
    if (!read_figure(arena, s, type, unit, out))
        return false;
    if (below)
        out->number = bdl_dec_neg(out->number);
    return true;
}

static bdl_value figure_value(bdl_arena *arena, bdl_str folded, bdl_type type,
                              const bdl_unit *given) {
    const bdl_unit *unit = unit_for(type, given);
    bdl_value value = {.kind = type.kind};
    bool is_bare = bdl_str_digit_at(folded, 0); /* nothing stands before its digits */
    if (type.kind == BDL_MONEY && !is_bare)
        folded = skip_currency(folded);
    if (!is_bare && is_blank_mark(folded)) {
        value.state = BDL_BLANK;
        value.as.unit = unit;
    } else if (!read_signed(arena, folded, type, unit, &value)) {
        value = (bdl_value){.kind = type.kind, .state = BDL_UNREADABLE};
    }
    return value;
}

/* ---- other types ---- */

static bdl_value date_value(bdl_arena *arena, bdl_str text) {
    bdl_str folded = bdl_text_fold(arena, text);
    bdl_value value = {.kind = BDL_DATE, .state = BDL_UNREADABLE};
    if (is_blank_mark(folded)) {
        value.state = BDL_BLANK;
        return value;
    }
    bdl_scanned number;
    if (bdl_scan_date(folded, &value.as.date) == folded.len) {
        value.state = BDL_PRESENT;
    } else if (bdl_scan_digits(folded, false, &number) && number.length == folded.len &&
               folded.len == 4) {
        value.as.date = (bdl_date){.year = (int16_t)number.number.coef};
        value.state = BDL_PRESENT;
    }
    return value;
}

static bdl_value boolean_value(bdl_arena *arena, bdl_str text) {
    bdl_str folded = bdl_text_fold(arena, text);
    bdl_value value = {.kind = BDL_BOOLEAN, .state = BDL_UNREADABLE};
    if (folded.len == 0)
        value.state = BDL_BLANK;
    if (bdl_str_is_any(folded, BDL_WORDS("是", "有", "√", "✓", "true")))
        value = bdl_value_bool(true);
    if (bdl_str_is_any(folded, BDL_WORDS("否", "无", "×", "false")))
        value = bdl_value_bool(false);
    return value;
}

static bdl_value target_value(bdl_arena *arena, bdl_str text) {
    bdl_target *target = BDL_NEW(arena, bdl_target);
    bdl_value value = {.kind = BDL_TARGET, .state = BDL_MISSING};
    if (bdl_text_trim(text).len == 0) {
        value.state = BDL_BLANK;
    } else if (bdl_target_read(arena, text, target)) {
        value.state = BDL_PRESENT;
        value.as.target = target;
    } else {
        value.reason = BDL_TR("the text states no target");
    }
    return value;
}

/* Whether S is visible ASCII alone, as most figures are: it folds to itself. */
static bool is_plain(bdl_str s) {
    size_t i = 0;
    while (i < s.len && bdl_is_seen_ascii(s.data[i]))
        i++;
    return i == s.len;
}

bdl_value bdl_figure_read(bdl_arena *arena, bdl_str text, bdl_type type,
                          const bdl_unit *default_unit) {
    bool plain = is_plain(text);
    bdl_str printed = plain ? text : bdl_text_unwrap(arena, text);
    bdl_value value;
    if (bdl_kind_is_figure(type.kind))
        value = figure_value(arena, plain ? text : bdl_text_fold(arena, printed), type,
                             default_unit);
    else if (type.kind == BDL_DATE)
        value = date_value(arena, printed);
    else if (type.kind == BDL_BOOLEAN)
        value = boolean_value(arena, printed);
    else if (type.kind == BDL_TARGET)
        value = target_value(arena, printed);
    else
        value = bdl_value_text(printed);
    value.text = printed;
    return value;
}
