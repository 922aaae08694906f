/* prose_figures.c - every amount of money in prose, with the words that name it. */
#include "model/recognise.h"

enum { LABEL_MAX = 40 };

typedef struct finding {
    bdl_recogniser *r;
    const bdl_passage *passage;
    bdl_values *list;
    size_t last; /* where the amount before this one ended */
} finding;

static size_t mark_before(bdl_str s, size_t i) {
    static const char *const marks[] = {"，", ",", "。", "；", ";", "：", ":",
                                        "、", "(", ")",  "！", "?", "\n"};
    bdl_str before = bdl_str_of(s.data, i);
    for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++)
        if (bdl_str_ends(before, bdl_str_z(marks[k])))
            return strlen(marks[k]);
    return 0;
}

static bdl_str strip_ends(bdl_str s) {
    static const char *const tails[] = {
        "预算安排为", "共计安排", "合计为", "总额为", "安排为", "达到", "共计",
        "安排",       "为",       "是",     "达",     "约",     "了",   "共"};
    static const char *const heads[] = {"其中", "和", "及", "包括", "主要为", "主要是"};
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++)
        if (bdl_str_ends(s, bdl_str_z(tails[i])) && s.len > strlen(tails[i])) {
            s.len -= strlen(tails[i]);
            i = (size_t)-1;
        }
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++)
        if (bdl_str_starts(s, bdl_str_z(heads[i])) && s.len > strlen(heads[i]))
            s = bdl_str_from(s, strlen(heads[i]));
    return s;
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

static size_t step_back(bdl_str s, size_t i) {
    do
        i--;
    while (i > 0 && ((unsigned char)s.data[i] & 0xC0) == 0x80);
    return i;
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
        if (mark > 0) {
            if (strip_ends(bdl_str_of(s.data + from, begin - from)).len > 0)
                break;
            from -= mark;
            begin = from;
            continue;
        }
        from = step_back(s, from);
        count++;
    }
    return strip_ends(bdl_str_of(s.data + from, begin - from));
}

/* Whether the year at I is only what another is compared with (较2023年). */
static bool is_compared_with(bdl_str s, size_t i) {
    static const char *const words[] = {"较", "比", "与", "同", "从"};
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
        if (bdl_str_ends(bdl_str_of(s.data, i), bdl_str_z(words[k])))
            return true;
    return false;
}

/* The last year named before the amount, in its sentence or before. */
static int year_before(bdl_str s, size_t begin) {
    static const bdl_str mark = BDL_STR_INIT("年");
    enum { LOOK_MAX = 400 };
    size_t floor = begin > LOOK_MAX ? begin - LOOK_MAX : 0;
    for (size_t i = begin; i > floor + 4; i--)
        if (bdl_str_starts(bdl_str_from(s, i), mark)) {
            int year = bdl_caption_year(bdl_str_of(s.data + i - 4, 4));
            if (year > 0 && !is_compared_with(s, i - 4))
                return year;
        }
    return 0;
}

static bdl_str full_label(finding *f, bdl_str s, const bdl_amount *a) {
    bdl_str label = label_of(s, a->begin, f->last);
    int year = bdl_caption_year(label) ? 0 : year_before(s, a->begin);
    return year ? bdl_arena_printf(f->r->arena, "%d年%.*s", year, BDL_PRI(label))
                : bdl_arena_str(f->r->arena, label);
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
    bdl_folded_range(&subject->folded, original, a->begin, a->amount_end, &begin, &end);
    bdl_folded_range(&subject->folded, original, a->begin, a->unit_end, &unused,
                     &unit_end);
    bdl_str printed_unit =
        bdl_str_of(s.data + a->unit_begin, a->unit_end - a->unit_begin);
    (void)bdl_unit_read(plain_unit(f->r->arena, printed_unit), &unit);
    bdl_str printed = bdl_str_of(original.data + begin, end - begin);
    bdl_value v = bdl_figure_read(f->r->arena, printed, BDL_TYPE(BDL_MONEY), &unit);
    int places = bdl_figure_places(printed);
    bdl_figure_set_places(&v, places > 2 ? places : 2);
    return bdl_value_at(f->r, v, bdl_run_place(subject->run, begin, unit_end - begin));
}

static void take(void *ctx, const bdl_amount *a) {
    finding *f = ctx;
    bdl_recogniser *r = f->r;
    const bdl_rectype *type = r->schema->figure;
    bdl_str s = f->passage->subject.folded.text;
    bdl_value amount = amount_value(f, s, a);
    bdl_record *record = bdl_record_new(r->model, type, r->model->document);
    bdl_record_set_place(record, amount.origin->place);
    bdl_value label = bdl_value_text(full_label(f, s, a));
    bdl_record_put(record, bdl_rectype_slot(type, BDL_STR("label")),
                   bdl_value_at(r, label, amount.origin->place));
    bdl_record_put(record, bdl_rectype_slot(type, BDL_STR("amount")), amount);
    bdl_record_put(record, bdl_rectype_slot(type, BDL_STR("section")),
                   bdl_section_title(r, f->passage->section));
    BDL_PUSH(r->arena, f->list, bdl_value_record(record));
    bdl_record_set_index(record, f->list->count);
    f->last = a->unit_end;
}

void bdl_figures_find(bdl_recogniser *r) {
    bdl_values list = {0};
    for (size_t i = 0; i < r->passage_count; i++) {
        const bdl_passage *p = &r->passages[i];
        finding f = {r, p, &list, 0};
        if ((p->role == BDL_AS_PROSE || p->role == BDL_AS_NOTE) && !p->is_section)
            bdl_amounts_find(p->subject.folded.text, take, &f);
    }
    bdl_list_put(r->model, r->model->document, r->schema->slot_figures, &list);
}
