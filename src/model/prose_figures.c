/* prose_figures.c - every amount of money in prose, with the words that name it. */
#include "model/prose_relations.h"

#include "base/language.h"

enum { LABEL_MAX = 40 };

typedef struct told {
    bdl_record *record;
    bdl_values parts;
} told;

typedef struct finding {
    bdl_recogniser *r;
    const bdl_passage *passage;
    bdl_values *list;
    BDL_VEC(bdl_amount) amounts; /* of this passage */
    told *found;                 /* of each amount what the model has */
    bdl_part *parts;             /* of each amount */
    bdl_str *names;              /* of each amount, where a list before them has it */
    bdl_run_mark mark;           /* how far its characters were counted */
    size_t last;                 /* where the amount before this one ended */
    size_t rated;                /* where its rate ended, if it is a change */
    size_t looked;               /* up to where years were looked for */
    int year;                    /* the last one named */
} finding;

/* The length of the mark that ends before I; 0: none does, as most bytes tell. */
static size_t mark_before(bdl_str s, size_t i) {
    static const bool last[256] = {
        [0x8C] = true, [','] = true,  [0x82] = true, [0x9B] = true,
        [';'] = true,  [0x9A] = true, [':'] = true,  [0x81] = true,
        ['('] = true,  [')'] = true,  ['?'] = true,  ['\n'] = true};
    bdl_str before = bdl_str_of(s.data, i);
    if (i == 0 || !last[(unsigned char)s.data[i - 1]])
        return 0;
    return bdl_str_ends_any(before, BDL_WORDS("，", ",", "。", "；", ";", "：", ":", "、",
                                              "(", ")", "！", "?", "\n"));
}

static bdl_str strip_ends(bdl_str s) {
    static const char *const tails[] = {
        "预算安排为", "共计安排", "合计为", "总额为", "安排为", "达到", "共计",
        "安排",       "均为",     "为",     "是",     "达",     "约",   "了",
        "共",         "均",       "各",     "人民币", "也",     "计"};
    static const char *const heads[] = {"其中",   "以及",   "和",     "及",
                                        "包括",   "主要为", "主要是", "主要包括",
                                        "分别为", "分别是"};
    /* 节约 is a change, 约 an estimate; 人均 an average, 均 all of them; 审计 a duty, 计
     * a sum */
    static const char *const kept[] = {"节约", "人均", "户均", "车均", "辆均", "生均",
                                       "年均", "月均", "日均", "平均", "合计", "总计",
                                       "累计", "小计", "审计", "统计", "设计", "会计",
                                       "预计", "估计", NULL};
    for (size_t i = 0; i < BDL_COUNT_OF(tails); i++)
        if (bdl_str_ends(s, bdl_str_z(tails[i])) && s.len > strlen(tails[i]) &&
            !bdl_str_ends_any(s, kept)) {
            s.len -= strlen(tails[i]);
            i = (size_t)-1;
        }
    for (size_t i = 0; i < BDL_COUNT_OF(heads); i++)
        if (bdl_str_skip(s, heads[i]) && s.len > strlen(heads[i]))
            s = bdl_str_from(s, strlen(heads[i]));
    return s;
}

/* Whether S only leads to an amount whose name and share stand before it: 占 40%,为. */
static bool is_filler(bdl_str s) {
    return bdl_str_is_any(s, BDL_WORDS("为", "计", "即", "共", "共计")) ||
           strip_ends(s).len == 0;
}

/* 货物占 34.78%, 96.81%来自拨款: the name without the share. */
static bdl_str without_share(bdl_str s) {
    bdl_scanned n;
    /* (占88.66%)和公用经费: the share of what stood before. */
    size_t closed =
        bdl_str_starts(s, BDL_STR("(占")) ? bdl_str_find(s, BDL_STR("%)"), 0) : SIZE_MAX;
    if (closed != SIZE_MAX && closed + 2 < s.len) {
        bdl_str next = bdl_str_from(s, closed + 2);
        size_t joined = bdl_str_skip(next, "和");
        return bdl_str_from(next, joined < next.len ? joined : 0);
    }
    size_t at = bdl_str_find(s, BDL_STR("占"), 0);
    if (at != SIZE_MAX && at > 0 && bdl_str_ends(s, BDL_STR("%")))
        return bdl_str_of(s.data, at);
    if (s.len == 0 || s.data[0] < '0' || s.data[0] > '9' ||
        !bdl_scan_digits(s, true, &n) ||
        !bdl_str_starts(bdl_str_from(s, n.length), BDL_STR("%")))
        return s;
    bdl_str rest = bdl_str_from(s, n.length + 1);
    size_t link = bdl_str_skip_any(rest, BDL_WORDS("来自", "来源于", "用于", "为", "是"));
    return link > 0 && link < rest.len ? bdl_str_from(rest, link) : s;
}

/* Without the number of a list item: 1.因公出国费, (2)公务接待费, (三)因公出国费. */
static bdl_str without_number(bdl_str s) {
    bdl_numbering n = bdl_numbering_of(s);
    bool bracketed = n.style == BDL_NUMBER_HAN_IN || n.style == BDL_NUMBER_DIGIT_IN;
    bool dotted = n.style == BDL_NUMBER_DIGIT && s.data[n.label_end] == '.' &&
                  n.end < s.len && (unsigned char)s.data[n.end] >= 0xC0;
    return (bracketed && n.end < s.len) || dotted ? bdl_str_from(s, n.end) : s;
}

/* Where the bracket that closes before I opens; I when it does not open after FLOOR. */
static size_t bracket_begin(bdl_str s, size_t i, size_t floor) {
    if (i == 0 || s.data[i - 1] != ')')
        return i;
    for (size_t k = i - 1; k > floor && i - k < LABEL_MAX * 3; k--)
        if (s.data[k - 1] == '(')
            return k - 1;
    return i;
}

/* Where the item that AT, behind a 、, stands in begins behind its number, not before
 * FLOOR: (1)土地、房屋 8 万元, 2、公共安全、国防支出 8 万元. AT where it has none. */
static size_t item_begin(bdl_str s, size_t at, size_t floor) {
    static const bdl_str comma = BDL_STR_INIT("、");
    size_t i = at;
    while (i > floor && (unsigned char)s.data[i - 1] >= 0x80 && at - i < LABEL_MAX * 3 &&
           (mark_before(s, i) == 0 || bdl_str_ends(bdl_str_of(s.data, i), comma)))
        i = bdl_utf8_before(s, i);
    if (i <= floor || i == 0)
        return at;
    size_t number = i - (s.data[i - 1] == ')' || s.data[i - 1] == '.');
    size_t digits = number;
    while (digits > floor && bdl_is_ascii_digit(s.data[digits - 1]))
        digits--;
    if (digits == number || number - digits > 2)
        return at;
    bool bracketed = digits > floor && s.data[digits - 1] == '(' && number < i;
    bool first = digits == 0 || mark_before(s, digits) > 0;
    if (number == i) /* 2、 */
        return first && bdl_str_starts(bdl_str_from(s, i), comma) ? i + comma.len : at;
    return bracketed || (first && s.data[i - 1] == '.') ? i : at;
}

/* The words of the clause before the amount; of an empty one, those of the clause before.
 */
static bdl_str label_of(bdl_str s, size_t begin, size_t floor) {
    size_t from = begin, count = 0;
    while (from > floor && count < LABEL_MAX) {
        size_t open = bracket_begin(s, from, floor);
        if (open < from) {
            from = open;
            continue;
        }
        size_t mark = mark_before(s, from);
        if (mark > 0 && !bdl_str_ends(bdl_str_of(s.data, from), BDL_STR("收、"))) {
            if (!is_filler(bdl_str_of(s.data + from, begin - from))) {
                from = bdl_str_ends(bdl_str_of(s.data, from), BDL_STR("、"))
                           ? item_begin(s, from, floor)
                           : from;
                break;
            }
            from -= mark;
            begin = from;
            continue;
        }
        from = bdl_utf8_before(s, from);
        count++;
    }
    bdl_str words = without_number(strip_ends(bdl_str_of(s.data + from, begin - from)));
    return without_share(words);
}

/* The words of S before what it is compared with, if it is. */
static bdl_str before_comparison(bdl_str s, bool *compared) {
    size_t at = 0;
    while (at < s.len && bdl_compare_word(bdl_str_from(s, at)) == 0)
        (void)bdl_utf8_next(s, &at);
    *compared = bdl_names_comparison(bdl_str_from(s, at));
    return bdl_str_of(s.data, at);
}

/* 增加 alone names nothing: the words of the clause before, up to what is compared. Nor
 * does 比上年增加, where the clause before compares as well:
 * 接待费与预算持平,比上年增加…. */
static bdl_str subject_before(bdl_str s, bdl_str label, size_t floor) {
    size_t mark, end = (size_t)(label.data - s.data);
    bool compared, bare = bdl_is_direction(label);
    if ((!bare && bdl_compare_word(label) == 0) || (mark = mark_before(s, end)) == 0)
        return (bdl_str){0};
    bdl_str before = before_comparison(label_of(s, end - mark, floor), &compared);
    if (bdl_str_eq(before, BDL_STR("相")) || bdl_str_eq(before, BDL_STR("对")))
        return (bdl_str){0}; /* 与上年90万元相比,增加… */
    return bare || compared ? strip_ends(before) : (bdl_str){0};
}

/* Whether the year at I is only what another is compared with (较2023年), or when
 * something began (于2016年). */
static bool is_compared_with(bdl_str s, size_t i) {
    return bdl_str_ends_any(bdl_str_of(s.data, i),
                            BDL_WORDS("较", "比", "与", "同", "从", "于", "超过")) > 0;
}

/* 主要是2016年开展车改: the year at I is of a reason, not of the amounts behind it. */
static bool is_of_reason(bdl_str s, size_t i) {
    return bdl_str_ends_any(bdl_str_of(s.data, i),
                            BDL_WORDS("主要是", "主要为", "原因:")) > 0;
}

/* Whether I stands in a clause that says why, not far behind its 因:
 * 因支付2018年、2019年体检费,支出 减少…. */
static bool tells_why(bdl_str s, size_t i) {
    enum { FAR = 300 };
    for (size_t from = i; i > 0 && from - i < FAR; i = bdl_utf8_before(s, i)) {
        bdl_str before = bdl_str_of(s.data, i), parted = BDL_STR("、");
        if (mark_before(s, i) > 0 && !bdl_str_ends(before, parted))
            return false;
        if ((bdl_str_ends(before, BDL_STR("因")) &&
             !bdl_str_skip(bdl_str_from(s, i), "公")) ||
            bdl_str_ends(before, BDL_STR("由于")))
            return true;
    }
    return false;
}

/* The last year named before BEGIN; what was looked at is not looked at again. */
static int year_before(finding *f, bdl_str s, size_t begin) {
    static const bdl_str mark = BDL_STR_INIT("年");
    for (size_t i = f->looked; i < begin; i++)
        if (i >= 4 && bdl_str_starts(bdl_str_from(s, i), mark)) {
            int year = bdl_caption_year(bdl_str_of(s.data + i - 4, 4));
            if (year > 0 && !is_compared_with(s, i - 4) && !is_of_reason(s, i - 4) &&
                !tells_why(s, i - 4))
                f->year = year;
        }
    f->looked = begin > f->looked ? begin : f->looked;
    return f->year;
}

/* The year that the label names itself, 0 when it only compares with one. */
static int own_year(bdl_str label) {
    static const bdl_str mark = BDL_STR_INIT("年");
    for (size_t i = 4; i < label.len; i++)
        if (bdl_str_starts(bdl_str_from(label, i), mark)) {
            int year = bdl_caption_year(bdl_str_of(label.data + i - 4, 4));
            if (year > 0 && !is_compared_with(label, i - 4))
                return year;
        }
    return 0;
}

/* Whether S counts its year from that of the document: 上年末, not 上年结转. */
static bool says(bdl_str s, const char *word) {
    size_t at = bdl_str_find(s, bdl_str_z(word), 0);
    bdl_str rest = at == SIZE_MAX ? s : bdl_str_from(s, at + strlen(word));
    return at != SIZE_MAX && !is_compared_with(s, at) &&
           !bdl_str_starts(rest, BDL_STR("结"));
}

/* 上年末, 本年度: counted from the year of the document. */
static int relative_year(bdl_recogniser *r, bdl_str label) {
    const bdl_value *v = r->model->document->slots[r->schema->slot_year];
    long long year;
    if (v->state != BDL_PRESENT || !bdl_dec_to_int(v->number, &year))
        return 0;
    if (says(label, "上年") || says(label, "去年"))
        return (int)year - 1;
    return says(label, "本年") || says(label, "今年") ? (int)year : 0;
}

static bdl_str with_year(bdl_arena *arena, bdl_str label, int year) {
    return year ? bdl_arena_printf(arena, "%d年%.*s", year, BDL_PRI(label))
                : bdl_arena_str(arena, label);
}

/* 余万元, 万多元: about so much; the unit without the word. */
static bdl_str plain_unit(bdl_arena *arena, bdl_str unit) {
    static const char *const words[] = {"余", "多"};
    for (size_t i = 0; i < 2; i++) {
        size_t at = bdl_str_find(unit, bdl_str_z(words[i]), 0);
        if (at != SIZE_MAX)
            return bdl_arena_join(arena, bdl_str_of(unit.data, at),
                                  bdl_str_from(unit, at + strlen(words[i])));
    }
    return unit;
}

static bdl_value amount_value(finding *f, bdl_str s, const bdl_amount *a) {
    const bdl_subject *subject = &f->passage->subject;
    bdl_unit unit = {.money = 1};
    size_t begin, end, unit_end, unused;
    bdl_str original = subject->run->text;
    bdl_subject_range(subject, a->begin, a->amount_end, &begin, &end);
    bdl_subject_range(subject, a->begin, a->unit_end, &unused, &unit_end);
    bdl_str printed_unit =
        bdl_str_of(s.data + a->unit_begin, a->unit_end - a->unit_begin);
    printed_unit = bdl_arena_str(f->r->arena, plain_unit(f->r->arena, printed_unit));
    (void)bdl_unit_read(printed_unit, &unit); /* a copy: folded text does not stay */
    bdl_str printed = bdl_str_of(original.data + begin, end - begin);
    bdl_str number = bdl_without_blanks(f->r->arena, printed);
    bdl_value v = bdl_figure_read(f->r->arena, number, BDL_TYPE(BDL_MONEY),
                                  bdl_unit_found(f->r, &unit));
    int places = bdl_figure_places(number);
    v.text = printed;
    bdl_figure_set_places(&v, places > 2 ? places : 2);
    return bdl_value_at(
        f->r, v, bdl_run_place_from(&f->mark, subject->run, begin, unit_end - begin));
}

/* A percentage of the passage; one whose sign was lost cannot be trusted. */
static bdl_value rate_value(finding *f, const bdl_rate *rate) {
    const bdl_subject *subject = &f->passage->subject;
    size_t begin, end;
    if (rate->end == 0)
        return bdl_value_missing(BDL_PERCENT, bdl_said(f->r, "the prose gives none"));
    bdl_subject_range(subject, rate->begin, rate->end, &begin, &end);
    bdl_str printed = bdl_str_of(subject->run->text.data + begin, end - begin);
    bdl_value v = bdl_figure_read(f->r->arena, printed, BDL_TYPE(BDL_PERCENT), NULL);
    bdl_place place = bdl_run_place_from(&f->mark, subject->run, begin, end - begin);
    if (rate->end == rate->number_end) {
        v = (bdl_value){.kind = BDL_PERCENT,
                        .state = BDL_UNREADABLE,
                        .text = printed,
                        .reason = BDL_TR("the percent sign is not there")};
        bdl_unread_add(f->r, place, printed, _("a rate without its percent sign"));
    }
    return bdl_value_at(f->r, v, place);
}

static bdl_value words_value(finding *f, bdl_str words, bdl_place place) {
    if (words.len == 0)
        return (bdl_value){.kind = BDL_TEXT, .state = BDL_BLANK};
    bdl_value v = bdl_value_text(bdl_arena_str(f->r->arena, words));
    return bdl_value_at(f->r, v, place);
}

static void put(bdl_record *record, const char *name, bdl_value v) {
    bdl_record_put(record, bdl_rectype_slot(record->type, bdl_str_z(name)), v);
}

static void put_year(finding *f, bdl_record *record, int year) {
    bdl_value v = year ? bdl_value_number(bdl_dec_int(year))
                       : bdl_value_missing(BDL_NUMBER, BDL_TR("no year is named"));
    put(record, "year", year ? bdl_value_at(f->r, v, record->place) : v);
}

/* The line on which its paragraph begins: amounts of one paragraph know each other by it,
 * for a paragraph may be wrapped over many lines. */
static void put_passage(finding *f, bdl_record *record) {
    bdl_place begin = bdl_run_place(&f->passage->block->run, 0, 0);
    bdl_value v = bdl_value_number(bdl_dec_int(begin.line));
    put(record, "passage", bdl_value_at(f->r, v, record->place));
}

/* Label and year: the label as printed, with the year of its sentence where it has none.
 * Gives the label. */
static bdl_str put_names(finding *f, told *t, const bdl_amount *a) {
    bdl_str s = f->passage->subject.folded.text;
    bdl_str name = f->names[a - f->amounts.items];
    bdl_str label = name.len ? strip_ends(name) : label_of(s, a->begin, f->last);
    int own = own_year(label), near = year_before(f, s, a->begin);
    int relative = own ? 0 : relative_year(f->r, label);
    bdl_str subject = subject_before(s, label, f->last);
    bdl_str named = bdl_arena_join(f->r->arena, subject, label);
    bdl_str full = with_year(f->r->arena, named, bdl_caption_year(named) ? 0 : near);
    put(t->record, "label", bdl_value_at(f->r, bdl_value_text(full), t->record->place));
    put_year(f, t->record, own ? own : relative ? relative : near);
    return label;
}

/* 完成预算40万元的95%: A is what was to be spent, beside what was;
 * 完成投资40万元 is not. */
static bool is_completed(const finding *f, const bdl_amount *a, bdl_str label) {
    bdl_str behind = bdl_str_from(f->passage->subject.folded.text, a->unit_end);
    return bdl_str_starts(label, BDL_STR("完成")) &&
           (says(label, "预算") || bdl_str_starts(behind, BDL_STR("的")));
}

static bool names_difference(bdl_str label) {
    return bdl_str_skip_any(label, BDL_WORDS("差值", "差额", "相差"));
}

/* What stands beside is of another year, or what this one is compared with: the budget at
 * the beginning of the year, too, unless it is the first amount of its passage. */
static bdl_amount_kind kind_of(const finding *f, const bdl_relation *relation,
                               const bdl_amount *a, bdl_str label) {
    if (relation->is_change)
        return BDL_AMOUNT_CHANGE;
    if (bdl_compare_word(label) > 0 || says(label, "上年") || names_difference(label) ||
        is_completed(f, a, label))
        return BDL_AMOUNT_BESIDE;
    return f->last > 0 && says(label, "年初") ? BDL_AMOUNT_BESIDE : BDL_AMOUNT_SAID;
}

/* 项目1 67.89万元 may be 67.89 or 167.89: nobody can tell. */
static void tell_torn(finding *f, const bdl_amount *a) {
    const bdl_subject *subject = &f->passage->subject;
    size_t begin, end;
    bdl_subject_range(subject, a->begin, a->unit_end, &begin, &end);
    bdl_unread_add(f->r, bdl_run_place_from(&f->mark, subject->run, begin, end - begin),
                   bdl_str_of(subject->run->text.data + begin, end - begin),
                   _("an amount with a blank in it"));
}

static void collect(void *ctx, const bdl_amount *a) {
    finding *f = ctx;
    if (a->torn) {
        tell_torn(f, a);
        return;
    }
    BDL_PUSH(f->r->scratch, &f->amounts, *a);
}

/* 货物、工程分别为 3 万元和 1 万元,占 75%和 25%: of the percentages behind a list of as
 * many amounts, each is that of one. Which is whose is not told where they are not as
 * many. */
static void share_out(finding *f, size_t i, bdl_relation *relation) {
    enum { MOST = 8 };
    bdl_str s = f->passage->subject.folded.text;
    bool is_share = relation->share.end > 0;
    bdl_rate rates[MOST], *own = is_share ? &relation->share : &relation->rate;
    size_t count =
        own->end > own->number_end ? bdl_rates_listed(s, *own, rates, MOST) : 0;
    size_t look = i < MOST ? i + 1 : MOST + 1; /* a longer list is not shared out */
    const bdl_amount *near = &f->amounts.items[i + 1 - look];
    size_t n = count > 1 ? bdl_amounts_listed(s, near, look) : 0;
    if (n == 1)
        n = bdl_amounts_respectively(s, near, look, *own, count);
    if (count < 2)
        return;
    for (size_t k = 0; count == n && k + 1 < n; k++)
        put(f->found[i + 1 + k - n].record, is_share ? "share" : "rate",
            rate_value(f, &rates[k]));
    *own = count == n ? rates[n - 1] : (bdl_rate){0};
}

static void take(finding *f, size_t i) {
    bdl_recogniser *r = f->r;
    told *t = &f->found[i];
    const bdl_amount *a = &f->amounts.items[i];
    bdl_str s = f->passage->subject.folded.text;
    bdl_value amount = amount_value(f, s, a);
    size_t end = bdl_words_end(s, a + 1, f->amounts.count - i - 1, a->unit_end);
    /* 增长 10%,比预算减少 X: the rate of the change before it is not told of this one */
    bool is_rated = f->rated > f->last && f->rated <= a->begin;
    bdl_relation relation = bdl_relation_of(s, a, is_rated ? f->rated : f->last, end);
    if (!relation.is_change && bdl_direction_of(f->names[i]).len > 0)
        bdl_relation_of_list(f->names[i], &relation);
    t->record = bdl_record_new(r->model, r->schema->figure, r->model->document);
    bdl_record_set_place(t->record, bdl_origin_place(amount.origin));
    f->parts[i].kind = kind_of(f, &relation, a, put_names(f, t, a));
    f->parts[i].amount = bdl_value_is_known(&amount) ? amount.number : (bdl_dec){0};
    put(t->record, "amount", amount);
    put(t->record, "section", bdl_section_title(r, f->passage->section));
    put_passage(f, t->record);
    share_out(f, i, &relation);
    put(t->record, "base", words_value(f, relation.base, t->record->place));
    put(t->record, "direction", words_value(f, relation.direction, t->record->place));
    put(t->record, "rate", rate_value(f, &relation.rate));
    put(t->record, "share", rate_value(f, &relation.share));
    BDL_PUSH_MOVING(r->arena, f->list, bdl_value_record(t->record));
    bdl_record_tell_index(t->record, f->list->count);
    f->last = a->unit_end;
    f->rated = relation.is_change ? relation.rate.end : 0;
}

static void put_parts(finding *f) {
    const bdl_rectype *type = f->r->schema->figure;
    bdl_parts_find(f->passage->subject.folded.text, f->amounts.items, f->amounts.count,
                   f->parts);
    for (size_t i = 0; i < f->amounts.count; i++) {
        size_t of = f->parts[i].whole;
        told *t = &f->found[i], *whole = of == BDL_NO_WHOLE ? NULL : &f->found[of];
        bdl_value v =
            bdl_value_missing(BDL_RECORD, bdl_said(f->r, "the amount is no part"));
        if (whole) {
            v = bdl_value_record(whole->record);
            BDL_PUSH(f->r->arena, &whole->parts, bdl_value_record(t->record));
        }
        bdl_record_put(t->record, type->slot_parent, v);
    }
    for (size_t i = 0; i < f->amounts.count; i++)
        bdl_list_put(f->r->model, f->found[i].record, type->slot_children,
                     &f->found[i].parts);
}

/* 307.82 on a line of its own: a cell of a table that is none any more. */
static void tell_lone_figure(bdl_recogniser *r, const bdl_passage *p) {
    bdl_str s = p->subject.folded.text;
    bdl_scanned n;
    if (bdl_scan_digits(s, true, &n) && n.length == s.len)
        bdl_unread_add(r, p->block->place, p->subject.run->text,
                       _("a figure that stands alone, outside a table"));
}

/* Whether the word from BEGIN to END is a figure with decimals and nothing else. */
static bool is_bare_decimal(bdl_str s, size_t begin, size_t end) {
    bool point = false;
    for (size_t i = begin; i < end; i++)
        if (s.data[i] == '.')
            point = true;
        else if (!bdl_is_ascii_digit(s.data[i]) && s.data[i] != ',')
            return false;
    return point && bdl_is_ascii_digit(s.data[begin]) &&
           bdl_is_ascii_digit(s.data[end - 1]);
}

/* Whether a unit stands behind the blanks at AT: 2748.11 万元. */
static bool unit_follows(bdl_str s, size_t at) {
    while (at < s.len && (unsigned char)s.data[at] <= ' ')
        at++;
    return bdl_str_skip_any(bdl_str_from(s, at),
                            BDL_WORDS("万", "元", "亿", "千", "百", "%", "％", "‰")) > 0;
}

/* 项目 预算数 一、财政拨款 100.00 二、事业收入 20.00 …: the rows of a table on one line.
 */
static void tell_rows_on_a_line(bdl_recogniser *r, const bdl_passage *p) {
    enum { ENOUGH = 4 };
    bdl_str s = p->subject.run->text;
    size_t bare = 0;
    for (size_t at = 0, end; at < s.len; at = end + 1) {
        for (end = at; end < s.len && (unsigned char)s.data[end] > ' ';)
            end++;
        bare += end > at && is_bare_decimal(s, at, end) && !unit_follows(s, end);
    }
    if (bare >= ENOUGH)
        bdl_unread_add(r, p->block->place, s, _("the rows of a table on one line"));
}

/* A heading that states an amount: (一)一般公共预算收入 80.00万元:. */
static bool ends_with_money(bdl_str s) {
    s.len -= bdl_str_ends_any(s, BDL_WORDS("。", ":", ";"));
    return bdl_str_ends(s, BDL_STR("元"));
}

void bdl_figures_find(bdl_recogniser *r) {
    bdl_values list = {0};
    for (size_t i = 0; i < r->passage_count; i++) {
        const bdl_passage *p = &r->passages[i];
        finding f = {.r = r, .passage = p, .list = &list};
        if ((p->role != BDL_AS_PROSE && p->role != BDL_AS_NOTE) ||
            (p->is_section && !ends_with_money(p->subject.folded.text)))
            continue;
        tell_lone_figure(r, p);
        tell_rows_on_a_line(r, p);
        bdl_amounts_find(p->subject.folded.text, collect, &f);
        f.found = BDL_NEW_ARRAY(r->scratch, told, f.amounts.count + 1);
        f.parts = BDL_NEW_ARRAY(r->scratch, bdl_part, f.amounts.count + 1);
        f.names = BDL_NEW_ARRAY(r->scratch, bdl_str, f.amounts.count + 1);
        bdl_respective_names(p->subject.folded.text, f.amounts.items, f.amounts.count,
                             f.names);
        for (size_t k = 0; k < f.amounts.count; k++)
            take(&f, k);
        put_parts(&f);
        bdl_arena_reset(r->scratch);
    }
    bdl_list_put(r->model, r->model->document, r->schema->slot_figures, &list);
}
