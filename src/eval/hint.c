/* hint.c - what explains a difference: a cell left out or counted twice, a factor of ten
 * or of 元 and 万元, two digits swapped. */
#include "eval/machine.h"

#include "eval/arith.h"
#include "model/long.h"

enum { MOST_ROWS = 2000 }; /* of one list that are looked through for a cell left out */

typedef struct puzzle {
    bdl_eval *e;
    const bdl_expr *comparison;
    const bdl_value *left, *right;
    bdl_dec difference; /* left - right */
    const bdl_trace *trace;
} puzzle;

static bool is_equal(bdl_dec a, bdl_dec b) {
    return bdl_dec_cmp(a, b) == 0;
}

static bdl_str words_of(const puzzle *p, const bdl_seen *seen) {
    return bdl_figure_words(p->e->scratch, seen->record, seen->slot, false, BDL_STR(""));
}

/* A cell, not a figure that a pattern found in a text. */
static bool is_row_figure(const bdl_seen *seen) {
    return seen->record && seen->slot >= 0 && bdl_kind_is_figure(seen->value.kind) &&
           seen->value.state == BDL_PRESENT &&
           bdl_kind_is_figure(seen->record->type->fields.items[seen->slot].type.kind);
}

/* ---- a factor ---- */

static bdl_str factor(const puzzle *p) {
    static const struct {
        int power;
        const char *text;
    } factors[] = {
        {1, "两数相差 10 倍，可能小数点或位数有误"},
        {2, "两数相差 100 倍，可能小数点或位数有误"},
        {4, "两数相差 10000 倍，可能把元和万元混用"},
    };

    for (size_t i = 0; i < BDL_COUNT_OF(factors); i++) {
        bdl_dec up_left, up_right;

        if (bdl_dec_shift(p->left->number, factors[i].power, &up_left) != BDL_DEC_OK ||
            bdl_dec_shift(p->right->number, factors[i].power, &up_right) != BDL_DEC_OK)
            continue;
        if (is_equal(up_left, p->right->number) || is_equal(p->left->number, up_right))
            return bdl_str_z(factors[i].text);
    }
    return BDL_STR("");
}

/* ---- swapped digits ---- */

/* TEXT with the digit at I and the next one swapped; false when there are no two. */
static bool swap(bdl_str text, size_t i, bdl_dec *out) {
    char copy[64];
    size_t k = i + 1;

    if (k < text.len && text.data[k] == '.')
        k++;
    if (text.len > sizeof copy || k >= text.len || !bdl_is_ascii_digit(text.data[i]) ||
        !bdl_is_ascii_digit(text.data[k]) || text.data[i] == text.data[k])
        return false;
    memcpy(copy, text.data, text.len);
    copy[i] = text.data[k];
    copy[k] = text.data[i];
    return bdl_dec_parse(bdl_str_of(copy, text.len), out);
}

/* Whether the figure of SEEN, WANTED in its unit, would make the two sides equal. */
static bool would_agree(const puzzle *p, const bdl_seen *seen, bdl_dec wanted) {
    bdl_seen instead = *seen;
    bdl_dec away;

    if (!bdl_figure_put_in_unit(&instead.value, wanted) ||
        bdl_dec_sub(instead.value.number, seen->value.number, &away) != BDL_DEC_OK ||
        !is_equal(bdl_dec_abs(away), bdl_dec_abs(p->difference)))
        return false;
    return bdl_eval_holds_with(p->e, p->comparison, &instead);
}

/* Whether SEEN would agree with two of its digits swapped: as *WANTED, in its unit. */
static bool agrees_swapped(const puzzle *p, const bdl_seen *seen, bdl_dec *wanted) {
    bdl_str text = bdl_figure_number_text(p->e->scratch, &seen->value);

    for (size_t k = 0; k + 1 < text.len; k++)
        if (swap(text, k, wanted) && would_agree(p, seen, *wanted))
            return true;
    return false;
}

/* Another figure that is what SEEN would be, swapped: then either may be the wrong one.
 */
static const bdl_seen *twin_of(const puzzle *p, const bdl_seen *seen, bdl_dec wanted) {
    bdl_value swapped = seen->value;

    if (!bdl_figure_put_in_unit(&swapped, wanted))
        return NULL;
    for (size_t i = 0; i < p->trace->seen.count; i++) {
        const bdl_seen *other = &p->trace->seen.items[i];

        if (other != seen && other->record && other->slot >= 0 &&
            bdl_kind_is_figure(other->value.kind) && other->value.state == BDL_PRESENT &&
            is_equal(other->value.number, swapped.number))
            return other;
    }
    return NULL;
}

static bdl_str say_swapped(const puzzle *p, const bdl_seen *seen, bdl_dec wanted) {
    bdl_arena *arena = p->e->scratch;
    const bdl_seen *twin = twin_of(p, seen, wanted);
    bdl_str text = bdl_figure_number_text(arena, &seen->value);

    if (twin)
        return bdl_arena_printf(arena, "%.*s %.*s 与%.*s %.*s 可能有一处两位数字写颠倒",
                                BDL_PRI(words_of(p, seen)), BDL_PRI(text),
                                BDL_PRI(words_of(p, twin)),
                                BDL_PRI(bdl_figure_number_text(arena, &twin->value)));
    return bdl_arena_printf(
        arena, "%.*s %.*s 可能有两位数字写颠倒（对调后为 %.*s）",
        BDL_PRI(words_of(p, seen)), BDL_PRI(text),
        BDL_PRI(bdl_dec_str(arena, wanted, bdl_figure_shown_places(&seen->value))));
}

static bdl_str swapped(const puzzle *p) {
    for (size_t i = 0; i < p->trace->seen.count; i++) {
        const bdl_seen *seen = &p->trace->seen.items[i];
        bdl_dec wanted;

        if (is_row_figure(seen) && agrees_swapped(p, seen, &wanted))
            return say_swapped(p, seen, wanted);
    }
    return BDL_STR("");
}

/* ---- one figure of a sum, with its point elsewhere or in another unit ---- */

static bdl_str shifted_figure(const puzzle *p, const bdl_seen *seen) {
    static const struct {
        int power;
        const char *text;
    } shifts[] = {{-1, "多写了一位"}, {1, "少写了一位"},    {-2, "多写了两位"},
                  {2, "少写了两位"},  {-4, "把元当作万元"}, {4, "把万元当作元"}};
    bdl_arena *arena = p->e->scratch;
    bdl_dec number = bdl_figure_in_unit(&seen->value), wanted;

    for (size_t k = 0; k < BDL_COUNT_OF(shifts); k++)
        if (bdl_dec_shift(number, shifts[k].power, &wanted) == BDL_DEC_OK &&
            would_agree(p, seen, wanted))
            return bdl_arena_printf(
                arena, "%.*s 的 %.*s 可能%s（改为 %.*s 即相符）",
                BDL_PRI(words_of(p, seen)),
                BDL_PRI(bdl_figure_number_text(arena, &seen->value)), shifts[k].text,
                BDL_PRI(bdl_dec_str(arena, bdl_dec_trim(wanted),
                                    bdl_figure_shown_places(&seen->value))));
    return BDL_STR("");
}

static bdl_str shifted(const puzzle *p) {
    bdl_str hint = BDL_STR("");

    for (size_t i = 0; i < p->trace->seen.count && hint.len == 0; i++)
        if (is_row_figure(&p->trace->seen.items[i]) &&
            p->trace->seen.items[i].value.number.coef != 0)
            hint = shifted_figure(p, &p->trace->seen.items[i]);
    return hint;
}

/* ---- a cell ---- */

static bool was_seen(const puzzle *p, const bdl_record *record, int slot) {
    for (size_t i = 0; i < p->trace->seen.count; i++)
        if (p->trace->seen.items[i].record == record &&
            p->trace->seen.items[i].slot == slot)
            return true;
    return false;
}

static bool is_at(const bdl_list *list, const bdl_record *record) {
    const bdl_value *element = bdl_list_at(list, record->index - 1);

    return element->kind == BDL_RECORD && element->as.record == record;
}

const bdl_list *bdl_record_list(const bdl_record *record) {
    const bdl_record *holder = record->holder;

    if (!holder || record->index == 0)
        return NULL;
    for (size_t i = 0; i < holder->type->fields.count; i++) {
        const bdl_value *v = holder->slots[i];

        if (v->kind == BDL_LIST && v->state == BDL_PRESENT &&
            record->index <= v->as.list->count && is_at(v->as.list, record))
            return v->as.list;
    }
    return NULL;
}

/* The figures in SLOT of a long list that could be DIFFERENCE, so that rows whose figure
 * is another need not be looked at. */
typedef struct search {
    const int64_t *coef; /* NULL: look at all rows */
    int64_t wanted;
    size_t first; /* element of the first figure */
} search;

static search search_for(const bdl_list *list, int slot, bdl_dec difference) {
    search s = {.coef = NULL};
    const bdl_long_column *column =
        bdl_list_is_long(list) ? bdl_long_figures(list, slot) : NULL;
    bdl_dec wanted = bdl_dec_trim(difference);

    if (!column || wanted.scale > column->scale || wanted.coef > INT64_MAX)
        return s;
    s.wanted = (int64_t)wanted.coef;
    for (int scale = wanted.scale; scale < column->scale; scale++)
        if (__builtin_mul_overflow(s.wanted, 10, &s.wanted))
            return s;
    s.first = bdl_long_first(list);
    s.coef = column->coef;
    return s;
}

static bool passes_over(const search *s, size_t i) {
    int64_t coef;

    if (!s->coef || i < s->first)
        return false;
    coef = s->coef[i - s->first];
    return coef != s->wanted && coef != -s->wanted && coef != BDL_LONG_UNTOLD;
}

/* A cell of the column of SEEN that no one looked at and that is the whole difference. */
static bdl_str left_out(const puzzle *p, const bdl_seen *seen) {
    const bdl_list *list = bdl_record_list(seen->record);
    bdl_dec difference = bdl_dec_abs(p->difference);
    search s = {.coef = NULL};

    if (list)
        s = search_for(list, seen->slot, difference);
    for (size_t i = 0; list && i < list->count && i < MOST_ROWS; i++) {
        const bdl_value *element;
        const bdl_record *row;
        bdl_value v;

        if (passes_over(&s, i))
            continue;
        element = bdl_list_at(list, i);
        row = element->as.record;
        if (element->kind != BDL_RECORD || row->type != seen->record->type)
            continue;
        v = bdl_slot_get(row, (size_t)seen->slot);
        if (v.state == BDL_PRESENT && bdl_kind_is_figure(v.kind) && v.number.coef != 0 &&
            is_equal(bdl_dec_abs(v.number), difference) && !was_seen(p, row, seen->slot))
            return bdl_arena_printf(
                p->e->scratch, "差额等于没有计入的%.*s",
                BDL_PRI(bdl_figure_words(p->e->scratch, row, seen->slot, true,
                                         bdl_eval_print(p->e->scratch, &v))));
    }
    return BDL_STR("");
}

/* A cell that was added up is the whole difference, and not one side of it. */
static bdl_str counted(const puzzle *p) {
    for (size_t i = 0; i < p->trace->seen.count && p->trace->seen.count > 2; i++) {
        const bdl_seen *seen = &p->trace->seen.items[i];

        if (is_row_figure(seen) && seen->value.number.coef != 0 &&
            (seen->value.kind == BDL_MONEY || p->left->kind != BDL_MONEY) &&
            is_equal(bdl_dec_abs(seen->value.number), bdl_dec_abs(p->difference)))
            return bdl_arena_printf(p->e->scratch,
                                    "差额等于%.*s（%.*s），可能重复计入或漏计",
                                    BDL_PRI(words_of(p, seen)),
                                    BDL_PRI(bdl_eval_print(p->e->scratch, &seen->value)));
    }
    return BDL_STR("");
}

/* A figure alone, held to a bound of the rule, is no sum that a cell is missing from. */
static bdl_str cell(const puzzle *p) {
    const bdl_list *last = NULL;
    int last_slot = -1;
    bdl_str hint = counted(p);

    if (p->trace->seen.count < 2)
        return hint;

    for (size_t i = 0; i < p->trace->seen.count && hint.len == 0; i++) {
        const bdl_seen *seen = &p->trace->seen.items[i];
        const bdl_list *list = is_row_figure(seen) ? bdl_record_list(seen->record) : NULL;

        if (!list || (list == last && seen->slot == last_slot))
            continue;
        last = list;
        last_slot = seen->slot;
        hint = left_out(p, seen);
    }
    return hint;
}

/* Swapping two digits, or moving the point, changes a number by nines: 10 a + b - 10 b -
 * a, 10 a - a. */
static bool is_of_nines(bdl_dec difference) {
    return difference.coef % 9 == 0;
}

bdl_str bdl_hint_for(bdl_eval *e, const bdl_expr *comparison, const bdl_value *left,
                     const bdl_value *right, const bdl_trace *trace) {
    puzzle p = {
        .e = e, .comparison = comparison, .left = left, .right = right, .trace = trace};
    bdl_str hint;

    if (bdl_dec_sub(left->number, right->number, &p.difference) != BDL_DEC_OK ||
        p.difference.coef == 0 || left->number.coef == 0 || right->number.coef == 0)
        return BDL_STR("");
    hint = factor(&p);
    if (hint.len == 0)
        hint = cell(&p);
    if (hint.len == 0 && is_of_nines(p.difference))
        hint = shifted(&p);
    if (hint.len == 0 && is_of_nines(p.difference))
        hint = swapped(&p);
    return hint;
}
