/* document_passages.c - what stands outside tables, in order, folded once. */
#include "base/map.h"
#include "model/recognise.h"

/* The length of what may stand beside page numbers, at the start of S; else 0. */
static size_t sign_of_page(bdl_str s) {
    static const bdl_str words[] = {
        BDL_STR_INIT("第"),   BDL_STR_INIT("页"),   BDL_STR_INIT("共"),
        BDL_STR_INIT("—"),    BDL_STR_INIT("–"),    BDL_STR_INIT("Page"),
        BDL_STR_INIT("page"), BDL_STR_INIT("PAGE"), BDL_STR_INIT("of")};
    if (s.data[0] > '\0' && strchr("-/ {}[]=|", s.data[0]))
        return 1;
    for (size_t i = 0; i < BDL_COUNT_OF(words); i++)
        if (s.data[0] == words[i].data[0] && bdl_str_starts(s, words[i]))
            return words[i].len;
    return 0;
}

/* "3", "- 3 -", "第 3 页", "Page 3 of 9", and what programs print where a page ends:
 * "{3}--------". All of a line. There is no page 0. */
static bool is_page_number(bdl_str s) {
    enum { LONGEST = 80, DIGITS_MAX = 8 };
    size_t digits = 0, sign = 0;
    bool counts = s.len == 0;
    if (s.len > LONGEST)
        return false;
    for (size_t i = 0; i < s.len; i += sign) {
        bool digit = bdl_is_ascii_digit(s.data[i]);
        sign = digit ? 1 : sign_of_page(bdl_str_from(s, i));
        if (sign == 0)
            return false;
        counts |= digit && s.data[i] != '0';
        digits += digit;
    }
    return counts && digits <= DIGITS_MAX;
}

static bool is_number_at(const bdl_recogniser *r, size_t i) {
    return i < r->passage_count && is_page_number(r->passages[i].subject.folded.text);
}

/* Whether the passage at I stands right above or below one that is a page number. */
static bool is_at_page_number(const bdl_recogniser *r, size_t i, bool above, bool below) {
    const bdl_passage *p = &r->passages[i];
    if (p->role != BDL_AS_PROSE || p->subject.folded.text.len == 0)
        return false;
    return (above && p[-1].at + 1 == p->from) || (below && p[1].from == p->at + 1);
}

/* What stands at three page numbers or more in the same words is the head or foot of the
 * pages, not text. */
static void leave_out_running_heads(bdl_recogniser *r) {
    enum { HEAD_MAX = 200, TIMES_MIN = 3 };
    bdl_map *times = bdl_map_new(r->passing);
    for (size_t pass = 0; pass < 2; pass++) {
        bool above = false, here = false, below = is_number_at(r, 0);
        for (size_t i = 0; i < r->passage_count; i++) {
            bdl_str s = r->passages[i].subject.folded.text;
            above = here;
            here = below;
            below = is_number_at(r, i + 1);
            if (s.len > HEAD_MAX || !is_at_page_number(r, i, above, below) ||
                bdl_is_caption(s))
                continue;
            uintptr_t n = (uintptr_t)bdl_map_get(times, s);
            if (pass == 0)
                bdl_map_put(times, s, (void *)(n + 1));
            else if (n >= TIMES_MIN)
                r->passages[i].role = BDL_AS_NOTHING;
        }
        if (bdl_map_count(times) == 0)
            break;
    }
}

/* Whether a table, or what stands above one (单位：万元), follows block I. */
static bool heads_table(bdl_recogniser *r, size_t i) {
    const bdl_block *next =
        i + 1 < r->doc->blocks.count ? &r->doc->blocks.items[i + 1] : NULL;
    return next && (next->kind == BDL_TABLE ||
                    bdl_is_caption(bdl_subject_of(r->passing, &next->run).folded.text));
}

/* 第一部分 alone on its line: the short line below it is its title. */
static bool is_title_below(bdl_recogniser *r, const bdl_passage *above,
                           const bdl_passage *p) {
    enum { TITLE_MAX = 40 };
    bdl_str number = above->subject.folded.text, title = p->subject.folded.text;
    bdl_numbering n = bdl_numbering_of(number);
    return n.style == BDL_NUMBER_PART && n.end == number.len &&
           above->at + 1 == p->from && title.len > 0 &&
           bdl_utf8_count(title) <= TITLE_MAX &&
           bdl_numbering_of(title).style == BDL_UNNUMBERED && !bdl_is_caption(title) &&
           !bdl_str_has(title, BDL_STR("。")) && !is_page_number(title) &&
           !heads_table(r, p->at);
}

/* Whether S goes on with a figure whose unit it begins with, and is no title: 项目支出表.
 */
static bool begins_with_unit(bdl_str s) {
    if (!bdl_str_has(s, BDL_STR(",")) && !bdl_str_has(s, BDL_STR("。")))
        return false;
    return bdl_str_skip_any(s,
                            BDL_WORDS("%", "万", "亿", "元", "年", "月", "日", "个", "人",
                                      "名", "辆", "台", "次", "批", "项", "家")) > 0;
}

/* Whether S stops amid a sentence that REST goes on with: behind a comma, amid a unit, or
 * at a figure whose unit is lacking, which the page of a catalogue or a number to call is
 * not. */
static bool stops_short(bdl_str s, bdl_str rest) {
    enum { SENTENCE_MIN = 20 };
    if (s.len == 0 || bdl_utf8_count(s) < SENTENCE_MIN || is_page_number(s))
        return false;
    char last = s.data[s.len - 1];
    if (bdl_str_starts(rest, BDL_STR("元")) &&
        (bdl_str_ends(s, BDL_STR("万")) || bdl_str_ends(s, BDL_STR("亿"))))
        return begins_with_unit(rest);
    return bdl_is_ascii_digit(last) ? begins_with_unit(rest)
                                    : last == ',' || bdl_str_ends(s, BDL_STR("、"));
}

/* Whether S may go on with a sentence: it has no number and is no caption. */
static bool may_go_on(bdl_str s) {
    size_t at = 0;
    if (s.len == 0 || is_page_number(s))
        return false;
    uint32_t first = bdl_utf8_next(s, &at);
    return (bdl_is_han(first) || first == '%') && !bdl_is_caption(s) &&
           bdl_numbering_of(s).style == BDL_UNNUMBERED;
}

/* Whether REST may be torn off PASSAGE. What was joined and is long is not joined again:
 * where every page ends amid a sentence it would be copied at each. */
static bool may_be_torn(const bdl_recogniser *r, const bdl_passage *passage,
                        bdl_str rest) {
    enum { JOINED_MAX = 4096 };
    const bdl_block *block = passage->block;
    bool whole = block == &r->doc->blocks.items[passage->from];
    return (whole || passage->subject.folded.text.len <= JOINED_MAX) &&
           block->kind == BDL_PARAGRAPH && !block->is_torn_row &&
           stops_short(passage->subject.folded.text, rest);
}

/* Whether P may be what is printed at the edge of a page: short, no sentence and no item
 * of a list. */
static bool may_be_edge(const bdl_passage *p) {
    enum { EDGE_MAX = 40 };
    bdl_str s = p->subject.folded.text;
    bdl_number_style style = bdl_numbering_of(s).style;
    return p->block->kind == BDL_PARAGRAPH && bdl_utf8_count(s) <= EDGE_MAX &&
           (style == BDL_UNNUMBERED || style == BDL_NUMBER_PART) &&
           !bdl_str_has(s, BDL_STR("。")) && !bdl_str_has(s, BDL_STR(",")) &&
           !bdl_is_caption(s);
}

/* Whether S goes on with an amount whose unit it begins with: 元旦 does not. */
static bool begins_with_money(bdl_str s) {
    size_t unit = bdl_text_money_length(s), after = unit;
    return unit > 0 && begins_with_unit(s) &&
           (!bdl_str_starts(s, BDL_STR("元")) || !bdl_is_han(bdl_utf8_next(s, &after)));
}

/* The passage whose last figure P begins with the unit of: what stands at the edges of
 * their pages may be between; NULL: none. */
static bdl_passage *torn_at_figure(bdl_recogniser *r, bdl_passage *p) {
    enum { EDGES_MAX = 3 };
    bdl_str s = p->subject.folded.text;
    if (p->block->kind != BDL_PARAGRAPH || !begins_with_money(s))
        return NULL;
    bdl_passage *above = p;
    for (size_t n = 0; n <= EDGES_MAX && above > r->passages; n++) {
        if (above->from != above[-1].at + 1)
            return NULL;
        above--;
        if (may_be_torn(r, above, s))
            return above;
        if (!is_page_number(above->subject.folded.text) && !may_be_edge(above))
            return NULL;
    }
    return NULL;
}

/* The passage that P, which begins a page, goes on with: the last on the page before;
 * NULL: with none. */
static bdl_passage *torn_by_page(bdl_recogniser *r, bdl_passage *p) {
    bdl_passage *above = p;
    bool page = p->block->new_page;
    bdl_str s = p->subject.folded.text;
    if (p->block->kind != BDL_PARAGRAPH || !may_go_on(s))
        return NULL;
    bdl_passage *torn = torn_at_figure(r, p);
    if (torn)
        return torn;
    while (above > r->passages && is_page_number(above[-1].subject.folded.text)) {
        above--;
        page = true;
    }
    if (!page || above == r->passages || !may_be_torn(r, above - 1, s) ||
        heads_table(r, p->at))
        return NULL;
    return above - 1;
}

/* Puts P behind ABOVE, with GLUE between: both are one, which begins above. */
static void join(bdl_recogniser *r, bdl_passage *above, const bdl_passage *p,
                 bdl_str glue) {
    bdl_block *block = BDL_NEW(r->arena, bdl_block);
    *block = *above->block;
    block->run = bdl_run_join(r->arena, above->subject.run, glue, p->subject.run);
    if (p->block->kind == BDL_HEADING)
        block->kind = BDL_HEADING;
    above->block = block;
    above->subject = bdl_subject_of(r->passing, &block->run);
    above->at = p->at;
}

/* BLOCK as a text to be searched: what stands above tables is said again and again. */
static bdl_subject subject_of(bdl_recogniser *r, const bdl_block *block, bdl_map *said) {
    enum { SAID_MAX = 200 };
    bool is_short = block->run.text.len <= SAID_MAX;
    bdl_subject *before = is_short ? bdl_map_get(said, block->run.text) : NULL;
    if (before)
        return (bdl_subject){&block->run, {before->folded.text}, before->back};
    bdl_subject subject = bdl_subject_of(r->passing, &block->run);
    if (is_short) {
        before = BDL_NEW(r->passing, bdl_subject);
        *before = subject;
        bdl_map_put(said, block->run.text, before);
    }
    return subject;
}

void bdl_passages_make(bdl_recogniser *r) {
    bdl_map *said = bdl_map_new(r->passing);
    size_t count = r->doc->blocks.count, n = 0;
    r->passages = BDL_NEW_ARRAY(r->passing, bdl_passage, count + 1);
    r->passage_before = BDL_NEW_ARRAY(r->passing, size_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        const bdl_block *block = &r->doc->blocks.items[i];
        r->passage_before[i] = n;
        if (block->kind == BDL_TABLE)
            continue;
        bdl_passage *p = &r->passages[n++];
        p->subject = subject_of(r, block, said);
        p->block = block;
        p->from = p->at = i;
        if (n > 1 && is_title_below(r, p - 1, p)) {
            join(r, p - 1, p, BDL_STR(" "));
            r->passage_before[i] = --n - 1;
            continue;
        }
        bdl_passage *torn = n > 1 ? torn_by_page(r, p) : NULL;
        if (torn) {
            join(r, torn, p, BDL_STR(""));
            r->passage_before[i] = (size_t)(torn - r->passages);
            n--;
            continue;
        }
        if (block->is_torn_row || is_page_number(p->subject.folded.text))
            p->role = BDL_AS_NOTHING;
    }
    r->passage_before[count] = n;
    r->passage_count = n;
    leave_out_running_heads(r);
}

static bdl_segment shifted(bdl_segment s, size_t by) {
    s.offset += (uint32_t)by;
    return s;
}

bdl_run bdl_run_join(bdl_arena *arena, const bdl_run *a, bdl_str glue, const bdl_run *b) {
    bdl_buf buf = {.arena = arena};
    size_t of_a = bdl_run_count(a), of_b = bdl_run_count(b), n = 0;
    bdl_segment *segments = BDL_NEW_ARRAY(arena, bdl_segment, of_a + of_b);
    bdl_buf_reserve(&buf, a->text.len + glue.len + b->text.len);
    bdl_buf_add(&buf, a->text);
    bdl_buf_add(&buf, glue);
    size_t offset = buf.len;
    bdl_buf_add(&buf, b->text);
    for (size_t i = 0; i < of_a; i++)
        segments[n++] = bdl_run_segment(a, i);
    for (size_t i = 0; i < of_b; i++)
        segments[n++] = shifted(bdl_run_segment(b, i), offset);
    return bdl_run_of(arena, bdl_buf_str(&buf), segments, n);
}
