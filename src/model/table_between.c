/* table_between.c - what may stand between two pieces of one table: its title and
 * captions again, that it goes on, what every page begins with. */
#include "model/table.h"

static bool says_same(const bdl_subject *a, bdl_str s) {
    return a->run && bdl_str_eq(a->folded.text, s);
}

bool bdl_is_continued_mark(bdl_str s) {
    long long n;
    bdl_scanned digits;
    if (bdl_str_starts(s, BDL_STR("(")) && bdl_str_ends(s, BDL_STR(")")))
        s = bdl_str_of(s.data + 1, s.len - 2);
    size_t mark = bdl_str_skip_any(
        s, BDL_WORDS("续表", "续上表", "续上页", "续", "接上表", "接上页", "上接表"));
    bdl_str rest = bdl_str_from(s, mark);
    return mark > 0 &&
           (rest.len == 0 || bdl_str_eq(rest, BDL_STR(":")) ||
            bdl_scan_numeral(rest, &n) == rest.len ||
            (bdl_scan_digits(rest, false, &digits) && digits.length == rest.len));
}

/* Whether S is ABOVE or, as a caption of its own, a part of it: 部门:甲 单位:万元. */
static bool says_part(const bdl_subject *above, bdl_str s) {
    return says_same(above, s) ||
           (bdl_str_has(above->folded.text, s) && bdl_is_caption(s));
}

/* Whether S is TITLE, perhaps without the number before it, and says that its table goes
 * on: (续) behind 甲项目绩效目标表. */
static bool says_title_goes_on(bdl_str title, bdl_str s) {
    size_t stem = s.len;
    while (stem > 0 && s.data[stem - 1] != '(')
        stem--;
    if (stem < 2) /* no bracket: the mark follows the title at once */
        return title.len > 0 && bdl_str_starts(s, title) &&
               bdl_is_continued_mark(bdl_str_from(s, title.len));
    return bdl_is_continued_mark(bdl_str_from(s, stem - 1)) &&
           bdl_str_ends(title, bdl_str_of(s.data, stem - 1));
}

/* Whether S is TITLE without the number before it: 收入总表 below 附表2:收入总表. */
static bool says_title_alone(const bdl_subject *title, bdl_str s) {
    bdl_str whole = title->run ? title->folded.text : (bdl_str){0};
    if (s.len == 0 || s.len >= whole.len || !bdl_str_ends(whole, s))
        return false;
    bdl_str number = bdl_str_of(whole.data, whole.len - s.len);
    bdl_numbering n = bdl_numbering_of(whole);
    return (n.style != BDL_UNNUMBERED && n.end == number.len) ||
           bdl_is_table_number(bdl_text_trim(number));
}

static bool is_repeated(const bdl_table *before, bdl_str s) {
    if (bdl_is_continued_mark(s) || says_same(&before->title, s) ||
        says_title_alone(&before->title, s))
        return true;
    if (before->title.run && says_title_goes_on(before->title.folded.text, s))
        return true;
    for (size_t i = 0; i < before->notes_above.count; i++)
        if (says_part(&before->notes_above.items[i], s))
            return true;
    return false;
}

/* Whether passage I is the head of its page: it begins it as the first passage begins the
 * document, or as the page before begins. What only the page behind begins with may as
 * well be the title of another table. */
static bool is_page_head(const bdl_recogniser *r, size_t i) {
    enum { LOOK_BACK = 100 };
    bdl_str s = r->passages[i].subject.folded.text;
    size_t before = i;
    if (!r->passages[i].block->new_page || s.len == 0)
        return false;
    while (before > 0 && i - before < LOOK_BACK &&
           (before == i || !r->passages[before].block->new_page))
        before--;
    return before < i && (says_same(&r->passages[0].subject, s) ||
                          says_same(&r->passages[before].subject, s));
}

/* Whether S stands right above the title of BEFORE too: 公开03表. */
static bool is_above_title(const bdl_recogniser *r, const bdl_table *before, bdl_str s) {
    size_t at = before->title_passage ? (size_t)(before->title_passage - r->passages) : 0;
    return at > 0 && s.len > 0 && says_same(&r->passages[at - 1].subject, s);
}

enum { TITLE_BYTES = 240 };

/* Puts S without its year, 2024年 or 2024年度, into REST; false where it has none. */
static bool without_year(bdl_str s, char rest[TITLE_BYTES], bdl_str *out) {
    size_t at = bdl_str_find(s, BDL_STR("年"), 0), end = at + BDL_STR("年").len;
    if (at == SIZE_MAX || at < 4 || s.len > TITLE_BYTES)
        return false;
    for (size_t i = at - 4; i < at; i++)
        if (s.data[i] < '0' || s.data[i] > '9')
            return false;
    if (bdl_str_starts(bdl_str_from(s, end), BDL_STR("度")))
        end += BDL_STR("度").len;
    memcpy(rest, s.data, at - 4);
    memcpy(rest + at - 4, s.data + end, s.len - end);
    *out = bdl_str_of(rest, at - 4 + s.len - end);
    return true;
}

/* Whether S is the title of the document in other words, as running heads are: what it
 * says besides the year the title says too. */
static bool is_running_title(const bdl_recogniser *r, bdl_str s) {
    enum { LETTERS_MIN = 6 };
    char rest[TITLE_BYTES], title_rest[TITLE_BYTES];
    bdl_str said, title, whole = r->title.run ? r->title.folded.text : (bdl_str){0};
    if (s.len > whole.len + BDL_STR("度").len) /* as most of what stands between tables */
        return false;
    return without_year(s, rest, &said) && !bdl_is_table_name(s) &&
           bdl_utf8_count(said) >= LETTERS_MIN &&
           without_year(whole, title_rest, &title) && bdl_str_has(title, said);
}

bool bdl_only_repeats_between(bdl_recogniser *r, const bdl_table *before,
                              const bdl_table *table) {
    size_t from = r->passage_before[before->last_block];
    size_t to = r->passage_before[table->block];
    for (size_t i = from; i < to; i++)
        if (r->passages[i].role != BDL_AS_NOTHING && !is_page_head(r, i) &&
            !is_repeated(before, r->passages[i].subject.folded.text) &&
            !is_above_title(r, before, r->passages[i].subject.folded.text) &&
            !says_same(&r->title, r->passages[i].subject.folded.text) &&
            !is_running_title(r, r->passages[i].subject.folded.text)) /* a running head */
            return false;
    for (size_t i = 0; i < table->captions; i++)
        for (size_t k = 0; k < table->rows.items[i].count; k++) {
            bdl_str s = table->rows.items[i].cells[k].folded;
            if (s.len > 0 && !is_repeated(before, s))
                return false;
        }
    return true;
}
