/* prose_relations.c - what the words around an amount say of it: whether it is a change,
 * against what, at what rate, and what share it is. */
#include "model/prose_relations.h"

enum {
    BASE_MAX = 24,   /* characters of what is compared with */
    BETWEEN_MAX = 8, /* characters between a direction and its amount */
    LEAD_MAX = 24,   /* characters between an amount and its rate */
    LOOK_MAX = 3000, /* bytes that are looked at before or behind an amount */
};

static const char *const directions[] = {"增加", "减少", "增长", "下降", "上升", "提高",
                                         "降低", "压减", "压缩", "调增", "调减", "节约",
                                         "增幅", "减幅", "降幅", "升幅", "增支", "减支",
                                         "增收", "减收", "上涨", "节省", "省下", "超支"};

bool bdl_ends_sentence(bdl_str s, size_t i) {
    return bdl_str_starts(bdl_str_from(s, i), BDL_STR("。")) || s.data[i] == '!' ||
           s.data[i] == '?' || s.data[i] == '\n';
}

static bool ends_clause(bdl_str s, size_t i) {
    return s.data[i] == ',' || s.data[i] == ';' || s.data[i] == ':' ||
           bdl_str_starts(bdl_str_from(s, i), BDL_STR("、")) || bdl_ends_sentence(s, i);
}

/* A boundary between characters LOOK_MAX before END, or the beginning. */
static size_t look_from(bdl_str s, size_t end) {
    size_t i = end > LOOK_MAX ? end - LOOK_MAX : 0;
    while (i < end && bdl_utf8_goes_on(s.data[i]))
        i++;
    return i;
}

/* The offset behind the last mark before END that ENDS, not before FLOOR. */
static size_t begin_of(bdl_str s, size_t floor, size_t end,
                       bool (*ends)(bdl_str s, size_t i)) {
    size_t begin = floor;
    for (size_t i = floor; i < end;) {
        bool mark = ends(s, i);
        (void)bdl_utf8_next(s, &i);
        if (mark)
            begin = i;
    }
    return begin;
}

/* ---- directions ---- */

/* The direction word at the start of S; empty when there is none. */
static bdl_str direction_at(bdl_str s) {
    for (size_t k = 0; k < BDL_COUNT_OF(directions); k++)
        if (bdl_str_skip(s, directions[k]))
            return bdl_str_of(s.data, strlen(directions[k]));
    return (bdl_str){0};
}

bool bdl_is_direction(bdl_str s) {
    bdl_str word = direction_at(s);
    return word.len > 0 && word.len == s.len;
}

static const bdl_str negative = BDL_STR_INIT("负");

/* The last direction word of S with at most MOST characters behind it. Alternatives in
 * brackets, which a template left there, are passed over: 增加(减少). 负增长 is a fall,
 * 上涨 is said as 上升. */
static bdl_str last_direction(bdl_str s, size_t most) {
    bdl_str found = {0};
    for (size_t i = 0; i < s.len;) {
        bdl_str word = direction_at(bdl_str_from(s, i));
        bool alternative = i > 0 && s.data[i - 1] == '(' && found.len > 0;
        if (word.len > 0 && !alternative)
            found = word;
        (void)bdl_utf8_next(s, &i);
    }
    if (found.len == 0)
        return found;
    size_t behind = (size_t)(s.data + s.len - (found.data + found.len));
    bdl_str rest = bdl_str_of(found.data + found.len, behind);
    for (size_t i = 0; i < rest.len; i++)
        if (bdl_is_ascii_digit(rest.data[i]))
            return (bdl_str){0};
    if (bdl_utf8_count(rest) > most)
        return (bdl_str){0};
    size_t at = (size_t)(found.data - s.data);
    if (bdl_str_eq(found, BDL_STR("上涨")))
        return BDL_STR("上升");
    return bdl_str_ends(bdl_str_of(s.data, at), negative) ? BDL_STR("下降") : found;
}

/* What more or less was done of: 少花 3 万元, 多支出 3 万元. */
static const char *const deeds[] = {"支出", "花费", "安排", "花", "支",
                                    "用",   "出",   "收",   NULL};

/* Behind the deed at the start of S. */
static bdl_str skip_deed(bdl_str s) {
    return bdl_str_from(s, bdl_str_skip_any(s, deeds));
}

/* S without the deed at its end, where 多 or 少 stands before that. */
static bdl_str without_deed(bdl_str s) {
    for (size_t k = 0; deeds[k]; k++) {
        if (!bdl_str_ends(s, bdl_str_z(deeds[k])))
            continue;
        bdl_str rest = bdl_str_of(s.data, s.len - strlen(deeds[k]));
        if (bdl_str_ends(rest, BDL_STR("多")) || bdl_str_ends(rest, BDL_STR("少")))
            return rest;
    }
    return s;
}

/* 比上年多 10 万元, 较上年增 17.1 万元, 少花 3 万元: said in one character, right before
 * the amount; not 新增, 至少. */
static bdl_str short_direction(bdl_str s) {
    s = bdl_text_trim(s);
    if (bdl_str_ends(s, BDL_STR("(增)")) || bdl_str_ends(s, BDL_STR("(减)")))
        s.len--; /* what a template left in brackets */
    if (bdl_str_ends(s, BDL_STR("了")))
        s.len -= strlen("了");
    s = without_deed(s);
    if (bdl_str_ends_any(s, BDL_WORDS("新增", "至少", "最少", "最多", "不少", "不多",
                                      "许多", "众多", "大多", "很多", "较多", "较少",
                                      "繁多", "多少", "至多", "更多", "更少")))
        return (bdl_str){0};
    if (bdl_str_ends_any(s, BDL_WORDS("增", "多", "涨")))
        return BDL_STR("增加");
    return bdl_str_ends_any(s, BDL_WORDS("减", "少", "降")) ? BDL_STR("减少")
                                                            : (bdl_str){0};
}

/* ---- what is compared with ---- */

size_t bdl_compare_word(bdl_str s) {
    return bdl_str_skip_any(s, BDL_WORDS("较", "比", "与", "同"));
}

/* Whether 相比 or its like stands at the start of S. */
static bool ends_comparison(bdl_str s) {
    return bdl_str_skip_any(s, BDL_WORDS("相比", "比较", "对比", "相较")) > 0;
}

/* Whether S goes on with an amount, with 了 before one, or ends: 多 12万元, 增了 3万元,
 * （少） */
static bool comes_to_amount(bdl_str s) {
    return s.len == 0 || bdl_str_skip(s, "了") || s.data[0] == ')' ||
           bdl_is_ascii_digit(s.data[0]);
}

static bool begins_with_any(bdl_str s, const char *const *words, bdl_str *rest) {
    *rest = bdl_str_from(s, bdl_str_skip_any(s, words));
    return rest->len < s.len;
}

/* 净增, and 多, 少支出 or 涨 before an amount or at the end: they name no base. */
static bool is_net_or_short(bdl_str s) {
    bdl_str rest;
    return begins_with_any(s, BDL_WORDS("净增", "净减"), &rest) ||
           (begins_with_any(s, BDL_WORDS("多", "少"), &rest) &&
            comes_to_amount(skip_deed(rest))) ||
           (begins_with_any(s, BDL_WORDS("增", "减", "涨", "降"), &rest) &&
            comes_to_amount(rest));
}

/* Where the words for what is compared with end: before 相比, a mark or a direction,
 * which may be negated or in brackets. */
static size_t base_length(bdl_str s) {
    for (size_t i = 0; i < s.len;) {
        bdl_str rest = bdl_str_from(s, i);
        bdl_str word = bdl_str_from(
            rest, rest.data[0] == '(' ? 1 : bdl_str_skip(rest, negative.data));
        if (ends_clause(s, i) || direction_at(word).len > 0 || ends_comparison(rest) ||
            is_net_or_short(word))
            return i;
        (void)bdl_utf8_next(s, &i);
    }
    return s.len;
}

/* A year, a budget or accounts: not every 比 compares. */
static bool names_a_base(bdl_str s) {
    size_t n = bdl_utf8_count(s);
    return n > 1 && n <= BASE_MAX &&
           bdl_str_has_any(s, BDL_WORDS("年", "预算", "决算", "执行数", "同期"));
}

bool bdl_names_comparison(bdl_str s) {
    size_t word = bdl_compare_word(s);
    bdl_str rest = bdl_str_from(s, word);
    return word > 0 && names_a_base(bdl_str_of(rest.data, base_length(rest)));
}

/* The last comparison in S: 上年预算 of 比上年预算增加. */
static bdl_str last_base(bdl_str s) {
    bdl_str found = {0};
    for (size_t i = 0; i < s.len;) {
        bdl_str rest = bdl_str_from(s, i);
        if (bdl_names_comparison(rest)) {
            rest = bdl_str_from(rest, bdl_compare_word(rest));
            found = bdl_str_of(rest.data, base_length(rest));
        }
        (void)bdl_utf8_next(s, &i);
    }
    return found;
}

/* ---- rates and shares ---- */

/* The percentage that begins behind I, before END: its place in S. */
static bool next_percentage(bdl_str s, size_t i, size_t end, bdl_rate *out) {
    for (; i < end && !bdl_ends_sentence(s, i); i++) {
        bdl_scanned n;
        bool sign = s.data[i] == '-' && i + 1 < end;
        if (!(bdl_is_ascii_digit(s.data[i]) || sign) ||
            !bdl_scan_digits(bdl_str_from(s, i), true, &n))
            continue;
        bdl_str rest = bdl_str_from(s, i + n.length);
        out->begin = i;
        out->number_end = i + n.length;
        out->end = out->number_end + (bdl_str_starts(rest, BDL_STR("%")) ? 1 : 0);
        return rest.len == 0 || out->end > out->number_end || ends_clause(rest, 0) ||
               rest.data[0] == ')';
    }
    return false;
}

/* 完成年初预算的 95%, 为年初预算数的 95%: what is completed; empty when S does not say
 * so.
 */
static bdl_str completed(bdl_str s) {
    static const bdl_str word = BDL_STR_INIT("完成"), of = BDL_STR_INIT("的");
    size_t at = bdl_str_find(s, word, 0);
    bdl_str rest = bdl_str_from(s, bdl_str_skip(s, "为"));
    if (at == SIZE_MAX && !(rest.len < s.len && bdl_str_ends(s, of)))
        return (bdl_str){0};
    if (at != SIZE_MAX)
        rest = bdl_str_from(s, at + word.len);
    size_t end = bdl_str_find(rest, of, 0);
    bdl_str base = bdl_str_of(rest.data, end == SIZE_MAX ? rest.len : end);
    return names_a_base(base) ? base : (bdl_str){0};
}

/* 预算完成率 95%, 执行率为 95%: how much of the budget was spent. */
static bool is_rate_of_completion(bdl_str s) {
    static const char *const fillers[] = {"为", "达到", "达", "是"};
    for (size_t k = 0; k < BDL_COUNT_OF(fillers); k++)
        if (bdl_str_ends(s, bdl_str_z(fillers[k])))
            s.len -= strlen(fillers[k]);
    return bdl_str_ends_any(s, BDL_WORDS("完成率", "执行率")) > 0;
}

/* 占 40%, 比重为 40%: what share of a whole. */
static bool is_share_lead(bdl_str s) {
    if (bdl_str_has(s, BDL_STR("占")))
        return true;
    if (bdl_str_ends(s, BDL_STR("为")))
        s.len -= strlen("为");
    return bdl_str_ends_any(s, BDL_WORDS("比重", "占比", "比例")) > 0 &&
           last_direction(s, LEAD_MAX).len == 0;
}

/* Whether nothing but a word like 为 stands in S, between a share and what has it. */
static bool leads_to_amount(bdl_str s) {
    if (s.len > 1 && s.data[0] == '(' && bdl_is_ascii_digit(s.data[1]))
        return true;
    return bdl_str_is_any(s, BDL_WORDS(",为", ",计", ",即", ",共", ",共计", "("));
}

/* 货物占 40%: named there what has the share, which is told behind it. */
static bool names_what_has_share(bdl_str s) {
    size_t at = bdl_str_find(s, BDL_STR("占"), 0);
    return at != SIZE_MAX && at > strlen("约");
}

/* Behind the bracket that opens at I, or I where none does. */
static size_t skip_bracket(bdl_str s, size_t i) {
    size_t depth = 0;
    for (size_t k = i; k < s.len && k < i + LOOK_MAX && (k > i || s.data[i] == '(');
         k++) {
        depth += s.data[k] == '(';
        if (s.data[k] == ')' && --depth == 0)
            return k + 1;
        if (bdl_ends_sentence(s, k))
            break;
    }
    return i;
}

/* The percentage that begins behind FROM, before END, and what it says of the amount. */
static bool read_percentage(bdl_str s, size_t from, size_t end, bdl_relation *out) {
    bdl_rate rate;
    if (!next_percentage(s, from, end, &rate))
        return false;
    bdl_str lead = bdl_str_of(s.data + from, rate.begin - from);
    if (bdl_utf8_count(lead) > LEAD_MAX)
        return false;
    size_t clause = begin_of(lead, 0, lead.len, ends_clause);
    bdl_str last = bdl_str_from(lead, clause), direction = last_direction(last, 4);
    bdl_str done = completed(last);
    bool percent = rate.end > rate.number_end;
    if (direction.len == 0)
        direction = short_direction(last);
    if (is_rate_of_completion(last))
        done = BDL_STR("预算");
    if (is_share_lead(last)) {
        bdl_str behind = bdl_str_of(s.data + rate.end, end - rate.end);
        if (leads_to_amount(behind) && names_what_has_share(last))
            return false;
        out->share = percent ? rate : (bdl_rate){0};
    } else if (done.len > 0) {
        out->rate = rate;
        out->direction = BDL_STR("完成");
        out->base = done;
    } else if (direction.len > 0) {
        out->rate = rate;
        if (out->direction.len == 0)
            out->direction = direction;
        if (out->base.len == 0)
            out->base = last_base(lead);
    } else {
        return false;
    }
    return true;
}

/* 减少 1.50 万元(20.00%): nothing but the rate stands in the bracket at FROM. */
static bool read_bare_rate(bdl_str s, size_t from, size_t end, bdl_relation *out) {
    bdl_rate rate;
    if (!out->is_change || !next_percentage(s, from, end, &rate) || rate.begin != from ||
        rate.end == rate.number_end || s.data[rate.end] != ')')
        return false;
    out->rate = rate;
    return true;
}

/* 完成预算的 97.5%,占 60.0%: the share behind how much of the budget was spent. */
static void read_share_behind_completion(bdl_str s, size_t next, bdl_relation *out) {
    bdl_relation more = {0};
    if (out->share.end == 0 && bdl_str_eq(out->direction, BDL_STR("完成")) &&
        read_percentage(s, out->rate.end, next, &more))
        out->share = more.share;
}

/* The percentage behind the amount, before the next one: in a bracket of its own
 * (占 96.81%), or behind it. 与上年 30 万元相比,增长 6.67%: not of what is compared with.
 */
static void read_behind(bdl_str s, const bdl_amount *a, size_t next, bdl_relation *out) {
    size_t from = skip_bracket(s, a->unit_end);
    bool inside = from > a->unit_end && from <= next &&
                  (read_bare_rate(s, a->unit_end + 1, from, out) ||
                   read_percentage(s, a->unit_end + 1, from, out));
    if (!inside && !ends_comparison(bdl_str_from(s, from)) &&
        read_percentage(s, from, next, out))
        read_share_behind_completion(s, next, out);
}

/* Whether the clause S begins with words behind which parts are told, or why. */
static bool tells_parts_or_why(bdl_str s) {
    return bdl_str_skip_any(s, BDL_WORDS("其中", "主要", "原因", "包括")) > 0;
}

/* 增长 4.23%,增加 X: a rate in the clause before the change. Before 其中 and 主要是 it is
 * that of the whole. */
static void read_before(bdl_str s, const bdl_amount *a, size_t floor, bdl_relation *out) {
    size_t clause = begin_of(s, floor, a->begin, ends_clause);
    if (clause == floor || s.data[clause - 1] == ';' ||
        tells_parts_or_why(bdl_str_from(s, clause)))
        return;
    size_t before = begin_of(s, floor, clause - 1, ends_clause);
    bdl_str words = bdl_str_of(s.data + before, clause - 1 - before);
    bdl_rate rate = {0};
    size_t at = before;
    /* 较2023年增长 4.23%: the year is no rate */
    while (!next_percentage(s, at, clause, &rate) && rate.number_end > at)
        at = rate.number_end;
    if (bdl_str_ends(words, BDL_STR("%")) && rate.end == before + words.len &&
        last_direction(bdl_str_of(words.data, rate.begin - before), 4).len > 0)
        out->rate = rate;
}

/* 货物占 40%(8 万元), 40%为货物,计 8 万元: the share in the clause before the amount. */
static void read_share_before(bdl_str s, size_t begin, size_t floor, bdl_relation *out) {
    size_t clause = begin_of(s, floor, begin, ends_clause);
    size_t end = begin > floor && s.data[begin - 1] == '(' ? begin - 1 : clause;
    end -= end == clause && clause > floor;
    if (end <= floor || !leads_to_amount(bdl_str_of(s.data + end, begin - end)))
        return;
    size_t before = begin_of(s, floor, end, ends_clause);
    bdl_rate rate;
    if (!next_percentage(s, before, end, &rate) || rate.end == rate.number_end)
        return;
    bdl_str lead = bdl_str_of(s.data + before, rate.begin - before);
    bdl_str rest = bdl_str_of(s.data + rate.end, end - rate.end);
    if (lead.len == 0 &&
        bdl_str_skip_any(rest, BDL_WORDS("来自", "来源于", "用于", "为", "是")))
        out->share = rate;
    if (rest.len == 0 && names_what_has_share(lead))
        out->share = rate;
}

size_t bdl_words_end(bdl_str s, const bdl_amount *next, size_t count, size_t from) {
    size_t depth = 0;
    for (size_t k = from; k < s.len && k < from + LOOK_MAX; k++) {
        depth += s.data[k] == '(';
        if (s.data[k] == ')' && depth-- == 0)
            return k;
        for (; count > 0 && next->begin < k; next++)
            count--;
        if ((depth == 0 && count > 0 && next->begin == k) || bdl_ends_sentence(s, k))
            return k;
    }
    return from + LOOK_MAX < s.len ? from : s.len;
}

bdl_str bdl_direction_of(bdl_str s) {
    s.len -= bdl_str_ends_any(s, BDL_WORDS("了"));
    return last_direction(s, 0);
}

void bdl_relation_of_list(bdl_str s, bdl_relation *relation) {
    relation->direction = bdl_direction_of(s);
    relation->base = last_base(s);
    relation->is_change = true;
}

bdl_relation bdl_relation_of(bdl_str s, const bdl_amount *a, size_t floor, size_t next) {
    bdl_relation out = {0};
    size_t clause = begin_of(s, floor, a->begin, ends_clause);
    bdl_str words = bdl_str_of(s.data + clause, a->begin - clause);
    out.direction = last_direction(words, BETWEEN_MAX);
    if (out.direction.len == 0)
        out.direction = short_direction(words);
    out.is_change = out.direction.len > 0;
    if (out.is_change) {
        size_t from = begin_of(s, look_from(s, a->begin), a->begin, bdl_ends_sentence);
        out.base = last_base(bdl_str_of(s.data + from, a->begin - from));
    }
    read_behind(s, a, next, &out);
    if (out.is_change && out.rate.end == 0)
        read_before(s, a, floor, &out);
    if (!out.is_change && out.share.end == 0 && out.rate.end == 0)
        read_share_before(s, a->begin, floor, &out);
    return out;
}
