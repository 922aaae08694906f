/* prose_respectively.c - names that stand in a list before their amounts:
 * 甲、乙和丙分别为 1 万元、2 万元和 3 万元, and changes: 分别减少 1 万元、2 万元. */
#include "model/prose_relations.h"

enum {
    NAMES_MAX = 8,
    LOOK_MAX = 400, /* bytes before the first amount */
};

static const bdl_str RESPECTIVELY = BDL_STR_INIT("分别"), EACH = BDL_STR_INIT("各");

/* Between two amounts of a list, or two percentages. */
static const char *const LINKS[] = {"、", ",", "和", "及", "与", "以及"};
enum { LINK_COUNT = BDL_COUNT_OF(LINKS) };

/* Where the clause that ends at END begins; brackets in it are passed over. */
static size_t clause_begin(bdl_str s, size_t end) {
    size_t depth = 0, floor = end > LOOK_MAX ? end - LOOK_MAX : 0;
    for (size_t i = end; i > floor; i--) {
        char c = s.data[i - 1];
        depth += c == ')';
        if (c == '(' && depth-- == 0)
            return i;
        if (depth == 0 && (c == ',' || c == ';' || c == ':' || c == '\n' ||
                           bdl_str_ends(bdl_str_of(s.data, i), BDL_STR("。"))))
            return i;
    }
    return floor > 0 ? end : 0;
}

/* The names in the clause before A, without 分别 and what leads from it to A; empty when
 * it says something else. */
static bdl_str names_before(bdl_str s, const bdl_amount *a) {
    static const char *const leads[] = {"", "为", "是", "达", "安排", "完成"};
    size_t begin = clause_begin(s, a->begin);
    bdl_str clause = bdl_str_of(s.data + begin, a->begin - begin);
    size_t at = bdl_str_find(clause, RESPECTIVELY, 0);
    if (at == SIZE_MAX || at == 0)
        return (bdl_str){0};
    bdl_str rest = bdl_text_trim(bdl_str_from(clause, at + RESPECTIVELY.len));
    for (size_t k = 0; k < BDL_COUNT_OF(leads); k++)
        if (bdl_str_eq(rest, bdl_str_z(leads[k])))
            return bdl_text_trim(bdl_str_of(clause.data, at));
    return (bdl_str){0};
}

/* The words from 分别 to A where they tell a change: 分别比上年减少, 各增加; else empty.
 */
static bdl_str change_before(bdl_str s, const bdl_amount *a) {
    size_t begin = clause_begin(s, a->begin);
    bdl_str clause = bdl_text_trim(bdl_str_of(s.data + begin, a->begin - begin));
    size_t at = bdl_str_find(clause, RESPECTIVELY, 0);
    if (at == SIZE_MAX)
        at = bdl_str_find(clause, EACH, 0);
    bdl_str words = at == SIZE_MAX ? (bdl_str){0} : bdl_str_from(clause, at);
    return bdl_direction_of(words).len > 0 ? words : (bdl_str){0};
}

/* Whether nothing but a word or mark that links stands between A and the next amount. */
static bool is_linked(bdl_str s, const bdl_amount *a) {
    bdl_str between =
        bdl_text_trim(bdl_str_of(s.data + a->unit_end, a[1].begin - a->unit_end));
    for (size_t k = 0; k < LINK_COUNT; k++)
        if (bdl_str_eq(between, bdl_str_z(LINKS[k])))
            return true;
    return false;
}

size_t bdl_amounts_listed(bdl_str s, const bdl_amount *amounts, size_t count) {
    size_t n = count > 0;
    while (n < count && is_linked(s, &amounts[count - n - 1]))
        n++;
    return n;
}

/* Whether nothing but a short name stands between A and the next amount: 1 万元、乙 2
 * 万元. */
static bool is_next_named(bdl_str s, const bdl_amount *a) {
    enum { NAME_MOST = 60 };
    bdl_str between = bdl_str_of(s.data + a->unit_end, a[1].begin - a->unit_end);
    if (between.len > NAME_MOST)
        return false;
    for (size_t i = 0; i < between.len; i++)
        if (strchr(";()%:\n", between.data[i]) || bdl_ends_sentence(between, i))
            return false;
    return true;
}

size_t bdl_amounts_respectively(bdl_str s, const bdl_amount *amounts, size_t count,
                                bdl_rate first, size_t rates) {
    const bdl_amount *last = &amounts[count - 1];
    bdl_str words = bdl_str_of(s.data + last->unit_end, first.begin - last->unit_end);
    size_t n = bdl_str_has(words, RESPECTIVELY);
    for (; n > 0 && n < count; n++) {
        const bdl_amount *before = &amounts[count - n - 1];
        /* 合计 120 万元,甲 90 万元、乙 30 万元,分别占…: the first is told by itself */
        if (!is_next_named(s, before) || (n == rates && s.data[before->unit_end] == ','))
            break;
    }
    return n;
}

size_t bdl_rates_listed(bdl_str s, bdl_rate first, bdl_rate *out, size_t most) {
    size_t count = 1;
    for (out[0] = first; count < most;) {
        bdl_str rest = bdl_str_from(s, out[count - 1].end);
        size_t link = 0;
        bdl_scanned n;
        for (size_t k = 0; link == 0 && k < LINK_COUNT; k++)
            link = bdl_str_skip(rest, LINKS[k]);
        if (link == 0 || !bdl_scan_digits(bdl_str_from(rest, link), true, &n) ||
            !bdl_str_starts(bdl_str_from(rest, link + n.length), BDL_STR("%")))
            break;
        size_t begin = out[count - 1].end + link;
        out[count++] = (bdl_rate){begin, begin + n.length, begin + n.length + 1};
    }
    return count;
}

/* Parts S at 、 and at LINK; gives how many NAMES it makes, 0: too many, or an empty one.
 */
static size_t split(bdl_str s, const char *link, bdl_str *names) {
    size_t count = 0, from = 0;
    for (size_t i = 0; i <= s.len;) {
        bdl_str rest = bdl_str_from(s, i);
        size_t mark = bdl_str_skip(rest, "、");
        mark = mark ? mark : bdl_str_skip(rest, link);
        if (mark > 0 || i == s.len) {
            if (count == NAMES_MAX)
                return 0;
            names[count] = bdl_text_trim(bdl_str_of(s.data + from, i - from));
            if (names[count++].len == 0)
                return 0;
            from = i + mark;
        }
        if (mark > 0)
            i += mark;
        else if (i < s.len)
            (void)bdl_utf8_next(s, &i);
        else
            break;
    }
    return count;
}

void bdl_respective_names(bdl_str s, const bdl_amount *amounts, size_t count,
                          bdl_str *out) {
    static const char *const links[] = {"、", "和", "与", "及", "以及"};
    bdl_str names[NAMES_MAX];
    for (size_t i = 0, n; i + 1 < count; i += n) {
        for (n = 1; i + n < count && is_linked(s, &amounts[i + n - 1]);)
            n++;
        bdl_str list = n > 1 ? names_before(s, &amounts[i]) : (bdl_str){0};
        bdl_str change = n > 1 ? change_before(s, &amounts[i]) : (bdl_str){0};
        for (size_t k = 1; change.len > 0 && k < n; k++)
            out[i + k] = change;
        for (size_t k = 0; list.len > 0 && k < BDL_COUNT_OF(links); k++)
            if (split(list, links[k], names) == n) {
                memcpy(out + i, names, n * sizeof *names);
                break;
            }
    }
}
