/* numfmt.c - number formats of spreadsheets. */
#include "read/office/numfmt.h"

#include <string.h>

#include "base/text.h"

/* ---- digits ---- */

static void push_digit(bdl_digits *n, char c, bool behind_point) {
    if (n->count == 0 && c == '0') {
        n->point -= behind_point;
        return;
    }
    if (n->count < (int)sizeof n->digit)
        n->digit[n->count++] = c;
    n->point += !behind_point;
}

static bool read_exponent(bdl_str text, size_t i, int *exponent) {
    bool negative = i < text.len && text.data[i] == '-';
    int value = 0;
    i += i < text.len && (text.data[i] == '-' || text.data[i] == '+');
    if (i >= text.len)
        return false;
    for (; i < text.len; i++) {
        if (!bdl_is_ascii_digit(text.data[i]))
            return false;
        value = value < 100000 ? value * 10 + (text.data[i] - '0') : value;
    }
    *exponent = negative ? -value : value;
    return true;
}

static void trim_digits(bdl_digits *n) {
    while (n->count > 0 && n->digit[n->count - 1] == '0')
        n->count--;
    if (n->count == 0)
        n->point = 0;
}

bool bdl_digits_read(bdl_str text, bdl_digits *out) {
    *out = (bdl_digits){.negative = text.len && text.data[0] == '-'};
    bool behind_point = false, any = false;
    size_t i = text.len && (text.data[0] == '-' || text.data[0] == '+');
    int exponent = 0;
    for (; i < text.len; i++) {
        char c = text.data[i];
        if (c == '.' && !behind_point)
            behind_point = true;
        else if (bdl_is_ascii_digit(c))
            push_digit(out, c, behind_point);
        else
            break;
        any = any || bdl_is_ascii_digit(c);
    }
    if (i < text.len &&
        ((text.data[i] | 0x20) != 'e' || !read_exponent(text, i + 1, &exponent)))
        return false;
    out->point += exponent;
    trim_digits(out);
    return any && out->point < 400 && out->point > -400;
}

/* Half up to PLACES behind the point (before it, when negative). */
static void round_digits(bdl_digits *n, int places) {
    int keep = n->point + places;
    if (keep >= n->count)
        return;
    bool up = keep >= 0 && n->digit[keep] >= '5';
    n->count = keep > 0 ? keep : 0;
    if (up) {
        int i = n->count - 1;
        while (i >= 0 && n->digit[i] == '9')
            i--;
        if (i >= 0) {
            n->digit[i]++;
            n->count = i + 1;
        } else { /* 9.99 became 10, or 0.7 became 1 */
            n->digit[0] = '1';
            n->count = 1;
            n->point++;
        }
    }
    trim_digits(n);
}

static char digit_at(const bdl_digits *n, int i) {
    return i >= 0 && i < n->count ? n->digit[i] : '0';
}

/* How many digits the whole part has, LEAST or more. */
static int count_whole(const bdl_digits *n, int least) {
    int whole = n->count > 0 && n->point > 0 ? n->point : 0;
    return whole > least ? whole : least;
}

/* The digits of the whole part from the one that has FROM - 1 others behind it down to
 * the one that has TO - 1. */
static void put_digits(bdl_buf *out, const bdl_digits *n, int from, int to,
                       bool grouped) {
    for (int i = from; i >= to; i--) {
        bdl_buf_char(out, digit_at(n, n->point - i));
        if (grouped && i > 1 && i % 3 == 1)
            bdl_buf_char(out, ',');
    }
}

/* The whole part with at least LEAST digits. */
static void put_whole(bdl_buf *out, const bdl_digits *n, int least, bool grouped) {
    put_digits(out, n, count_whole(n, least), 1, grouped);
}

/* ---- "General" ---- */

enum { GENERAL_DIGITS = 10, SIGNIFICANT = 15 };

static void put_general(bdl_buf *out, bdl_digits n) {
    round_digits(&n, SIGNIFICANT - n.point);
    int whole = n.point > 0 ? n.point : 1;
    if (n.point <= GENERAL_DIGITS + 1)
        round_digits(&n, whole < GENERAL_DIGITS ? GENERAL_DIGITS - whole : 0);
    if (n.negative && n.count)
        bdl_buf_char(out, '-');
    put_whole(out, &n, 1, false);
    if (n.count > n.point)
        bdl_buf_char(out, '.');
    for (int i = n.point; i < n.count; i++)
        bdl_buf_char(out, digit_at(&n, i));
}

/* ---- sections ---- */

/* Whether what follows C says nothing itself: a letter as it is (Chinese Excel writes
 * "!" for it), as much room as one, one that fills the cell. */
static bool skips_next(char c) {
    return c == '\\' || c == '!' || c == '_' || c == '*';
}

size_t bdl_numfmt_literal(bdl_str s, size_t i, bdl_str *literal) {
    char c = s.data[i];
    *literal = (bdl_str){"", 0};
    size_t left = s.len - i;
    if (c == '"' || c == '[') {
        const char *end = memchr(s.data + i + 1, c == '"' ? '"' : ']', left - 1);
        bdl_str inside = {s.data + i + 1,
                          end ? (size_t)(end - s.data) - i - 1 : left - 1};
        if (c == '"')
            *literal = inside;
        else if (inside.len && inside.data[0] == '$') { /* a currency, then a language */
            const char *dash = memchr(inside.data, '-', inside.len);
            *literal = (bdl_str){inside.data + 1,
                                 (dash ? (size_t)(dash - inside.data) : inside.len) - 1};
        }
        return inside.len + 1 + (end != NULL);
    }
    size_t next = i + 1;
    while (next + 1 < s.len && bdl_utf8_goes_on(s.data[next + 1]))
        next++;
    if (next >= s.len)
        return skips_next(c) ? 1 : 0;
    if (c == '\\' || c == '!')
        *literal = (bdl_str){s.data + i + 1, next - i};
    return skips_next(c) ? next - i + 1 : 0;
}

/* Section number WANTED; false when there are not so many. */
static bool section_at(bdl_str code, int wanted, bdl_str *out) {
    size_t start = 0, i = 0;
    bdl_str literal;
    while (i <= code.len) {
        if (i < code.len && code.data[i] != ';') {
            size_t skip = bdl_numfmt_literal(code, i, &literal);
            i += skip ? skip : 1;
            continue;
        }
        *out = (bdl_str){code.data + start, i - start};
        if (wanted-- == 0)
            return true;
        start = ++i;
    }
    return false;
}

static int compare_sizes(const bdl_digits *a, const bdl_digits *b) {
    if (a->count == 0 || b->count == 0)
        return (a->count > 0) - (b->count > 0);
    if (a->point != b->point)
        return a->point < b->point ? -1 : 1;
    for (int i = 0; i < a->count || i < b->count; i++)
        if (digit_at(a, i) != digit_at(b, i))
            return digit_at(a, i) < digit_at(b, i) ? -1 : 1;
    return 0;
}

static int compare(const bdl_digits *a, const bdl_digits *b) {
    bool below = a->negative && a->count, other = b->negative && b->count;
    if (below != other)
        return below ? -1 : 1;
    return below ? compare_sizes(b, a) : compare_sizes(a, b);
}

/* What SECTION is for, in brackets at its start ("<>0", ">=10000"), behind a colour;
 * empty when it does not say. */
static bdl_str condition_of(bdl_str section) {
    bdl_str literal;
    for (size_t i = 0; i < section.len && section.data[i] == '[';) {
        size_t skip = bdl_numfmt_literal(section, i, &literal);
        char c = skip > 2 ? section.data[i + 1] : ' ';
        if (c == '<' || c == '>' || c == '=')
            return (bdl_str){section.data + i + 1, skip - 2};
        i += skip;
    }
    return BDL_STR("");
}

static bool meets(const bdl_digits *n, bdl_str condition) {
    bdl_digits bound;
    size_t at = 0;
    while (at < condition.len && strchr("<>=", condition.data[at]))
        at++;
    if (!bdl_digits_read(bdl_str_from(condition, at), &bound))
        return false;
    int way = compare(n, &bound);
    for (size_t i = 0; i < at; i++)
        if ((condition.data[i] == '<' && way < 0) ||
            (condition.data[i] == '>' && way > 0) ||
            (condition.data[i] == '=' && way == 0))
            return true;
    return false;
}

/* The section for N of a CODE whose first says what it is for. */
static bdl_str section_by_condition(bdl_str code, const bdl_digits *n) {
    bdl_str first, second, third;
    section_at(code, 0, &first);
    if (meets(n, condition_of(first)) || !section_at(code, 1, &second))
        return first;
    if (!section_at(code, 2, &third))
        return second;
    bdl_str condition = condition_of(second);
    bool own = condition.len ? meets(n, condition) : n->negative && n->count;
    return own ? second : third;
}

static bdl_str section_for(bdl_str code, const bdl_digits *n, bool *sign_shown) {
    bdl_str section = code, second, third;
    section_at(code, 0, &section);
    *sign_shown = true;
    if (condition_of(section).len)
        return section_by_condition(code, n);
    if (n->negative && n->count && section_at(code, 1, &second)) {
        *sign_shown = false;
        return second;
    }
    if (n->count == 0 && section_at(code, 2, &third))
        return third;
    return section;
}

static bool is_general(bdl_str section) {
    bdl_str literal;
    size_t i = 0;
    while (i < section.len && section.data[i] == '[') {
        size_t skip = bdl_numfmt_literal(section, i, &literal);
        i += skip;
    }
    section = bdl_str_from(section, i);
    return section.len == 0 ||
           bdl_str_skip_any(section, BDL_WORDS("General", "GENERAL", "general", "G/")) ||
           bdl_str_eq(section, BDL_STR("@"));
}

/* ---- digits in a section ---- */

typedef struct shape {
    int whole_places, whole_zeros, places, zero_places;
    int scale;           /* powers of ten: percent up, thousands down */
    int exponent_digits; /* 0: not scientific */
    bool grouped, fraction, exponent_plus;
} shape;

static bool is_placeholder(char c) {
    return c == '0' || c == '#' || c == '?';
}

static shape shape_of(bdl_str s) {
    shape out = {0};
    bool point = false;
    int commas = 0;
    bdl_str literal;
    for (size_t i = 0; i < s.len;) {
        size_t skip = bdl_numfmt_literal(s, i, &literal);
        char c = s.data[i];
        i += skip ? skip : 1;
        if (skip)
            continue;
        if ((c == 'E' || c == 'e') && i < s.len &&
            (s.data[i] == '+' || s.data[i] == '-')) {
            out.exponent_plus = s.data[i] == '+';
            while (++i < s.len && is_placeholder(s.data[i]))
                out.exponent_digits++;
        } else if (is_placeholder(c)) {
            out.grouped = out.grouped || (commas && !point);
            commas = 0;
            out.places += point;
            out.whole_places += !point;
            out.whole_zeros += !point && c == '0';
            if (point && c == '0')
                out.zero_places = out.places;
        } else if (c == ',') {
            commas++;
        } else if (c == '.') {
            point = true;
        } else if (c == '%') {
            out.scale += 2;
        } else if (c == '/') {
            out.fraction = true;
        }
        if (c == '.' && commas) {
            out.scale -= 3 * commas;
            commas = 0;
        }
    }
    out.scale -= 3 * commas;
    return out;
}

static void put_places(bdl_buf *out, const bdl_digits *n, const shape *form) {
    int last = form->places;
    while (last > form->zero_places && digit_at(n, n->point + last - 1) == '0')
        last--;
    for (int i = 0; i < last; i++)
        bdl_buf_char(out, digit_at(n, n->point + i));
}

static int take_exponent(bdl_digits *n, const shape *form) {
    if (form->exponent_digits == 0 || n->count == 0)
        return 0;
    int exponent = n->point - 1;
    n->point = 1;
    round_digits(n, form->places);
    if (n->point == 2) { /* 9.99 became 10 */
        n->point = 1;
        exponent++;
    }
    return exponent;
}

static void put_exponent(bdl_buf *out, const shape *form, int exponent) {
    const char *sign = exponent < 0 ? "-" : form->exponent_plus ? "+" : "";
    int digits = form->exponent_digits < 4 ? form->exponent_digits : 4;
    bdl_buf_printf(out, "E%s%0*d", sign, digits, exponent < 0 ? -exponent : exponent);
}

/* The digits for placeholder SEEN of the whole part: the first has all that the others
 * leave. "0!.0000" so shows an amount in units of ten thousand. */
static void put_placeholder(bdl_buf *out, const bdl_digits *n, const shape *form,
                            int seen) {
    int digits = count_whole(n, form->whole_zeros), last = form->whole_places - seen + 1;
    int first = seen == 1 || last > digits ? digits : last;
    put_digits(out, n, first, last, form->grouped);
}

static void put_section(bdl_buf *out, bdl_digits n, bdl_str s, const shape *form) {
    int exponent = take_exponent(&n, form);
    round_digits(&n, form->places);
    bool point = false, places_put = false;
    int seen = 0; /* placeholders of the whole part */
    bdl_str literal;
    for (size_t i = 0; i < s.len;) {
        size_t skip = bdl_numfmt_literal(s, i, &literal);
        char c = s.data[i];
        if (skip) {
            bdl_buf_add(out, literal);
            i += skip;
            continue;
        }
        i++;
        if ((c == 'E' || c == 'e') && form->exponent_digits) {
            put_exponent(out, form, exponent);
            i += 1 + (size_t)form->exponent_digits;
        } else if (is_placeholder(c) && !point) {
            put_placeholder(out, &n, form, ++seen);
        } else if (is_placeholder(c)) {
            if (!places_put)
                put_places(out, &n, form);
            places_put = true;
        } else if (c == '.' && !point) {
            if (seen == 0)
                put_whole(out, &n, 0, form->grouped);
            point = true;
            bdl_buf_char(out, '.');
        } else if (c != ',') {
            bdl_buf_char(out, c);
        }
    }
}

bdl_str bdl_numfmt_show(bdl_arena *arena, bdl_str number, bdl_str code, bool from_1904) {
    bdl_digits n;
    if (!bdl_digits_read(number, &n))
        return bdl_arena_str(arena, number);
    bool sign_shown;
    bdl_str section = section_for(code, &n, &sign_shown);
    bdl_buf out = {.arena = arena};
    shape form = shape_of(section);
    if (section.len == 0 && code.len > 0) /* such numbers are not shown */
        return BDL_STR("");
    if (!is_general(section) && bdl_numfmt_is_date(section) && !n.negative) {
        bdl_numfmt_put_date(&out, &n, section, from_1904);
    } else if (is_general(section) || form.fraction) {
        put_general(&out, n);
    } else {
        round_digits(&n, SIGNIFICANT - n.point);
        if (n.count)
            n.point += form.scale;
        if (n.negative && n.count && sign_shown)
            bdl_buf_char(&out, '-');
        put_section(&out, n, section, &form);
    }
    return bdl_buf_str(&out);
}

const char *bdl_numfmt_builtin(uint32_t id) {
    static const struct {
        uint32_t id;
        const char *code;
    } codes[] = {
        {1, "0"},
        {2, "0.00"},
        {3, "#,##0"},
        {4, "#,##0.00"},
        {9, "0%"},
        {10, "0.00%"},
        {11, "0.00E+00"},
        {14, "yyyy/m/d"},
        {15, "d-mmm-yy"},
        {16, "d-mmm"},
        {17, "mmm-yy"},
        {18, "h:mm AM/PM"},
        {19, "h:mm:ss AM/PM"},
        {20, "h:mm"},
        {21, "h:mm:ss"},
        {22, "yyyy/m/d h:mm"},
        {27, "yyyy\"年\"m\"月\""},
        {28, "m\"月\"d\"日\""},
        {29, "m\"月\"d\"日\""},
        {30, "m-d-yy"},
        {31, "yyyy\"年\"m\"月\"d\"日\""},
        {32, "h\"时\"mm\"分\""},
        {33, "h\"时\"mm\"分\"ss\"秒\""},
        {36, "yyyy\"年\"m\"月\""},
        {37, "#,##0;-#,##0"},
        {38, "#,##0;-#,##0"},
        {39, "#,##0.00;-#,##0.00"},
        {40, "#,##0.00;-#,##0.00"},
        {41, "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ "},
        {42, "_ \"¥\"* #,##0_ ;_ \"¥\"* -#,##0_ ;_ \"¥\"* \"-\"_ ;_ @_ "},
        {43, "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ "},
        {44, "_ \"¥\"* #,##0.00_ ;_ \"¥\"* -#,##0.00_ ;_ \"¥\"* \"-\"??_ ;_ @_ "},
        {45, "mm:ss"},
        {46, "[h]:mm:ss"},
        {48, "##0.0E+0"},
        {50, "yyyy\"年\"m\"月\""},
        {51, "m\"月\"d\"日\""},
        {52, "yyyy\"年\"m\"月\""},
        {53, "m\"月\"d\"日\""},
        {54, "m\"月\"d\"日\""},
        {57, "yyyy\"年\"m\"月\""},
        {58, "m\"月\"d\"日\""},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(codes); i++)
        if (codes[i].id == id)
            return codes[i].code;
    return "General";
}
