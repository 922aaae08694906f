/* value.c - making values, and printing them for people. */
#include "model/value.h"

#include "base/limits.h"
#include "base/vec.h"
#include "model/schema.h"

/* ---- slots ---- */

/* What is missing in records, by kind: most fields of most records are. */
#define NONE_OF(k) [k] = {.kind = (k), .state = BDL_MISSING}
static const bdl_value none_of[] = {
    NONE_OF(BDL_NONE),   NONE_OF(BDL_NUMBER),   NONE_OF(BDL_PERCENT),
    NONE_OF(BDL_MONEY),  NONE_OF(BDL_QUANTITY), NONE_OF(BDL_BOUND),
    NONE_OF(BDL_TEXT),   NONE_OF(BDL_BOOLEAN),  NONE_OF(BDL_DATE),
    NONE_OF(BDL_TARGET), NONE_OF(BDL_PATTERN),  NONE_OF(BDL_LIST),
    NONE_OF(BDL_RECORD),
};

/* What is blank of itself, without a place: of a column that a table need not have. */
static const bdl_value blanks[] = {
    {.kind = BDL_TEXT, .state = BDL_BLANK},
    {.kind = BDL_NUMBER, .state = BDL_BLANK},
    {.kind = BDL_MONEY, .state = BDL_BLANK, .as.unit = &bdl_unit_yuan},
    {.kind = BDL_PERCENT, .state = BDL_BLANK, .as.unit = &bdl_unit_percent},
};
enum { BLANK_COUNT = BDL_COUNT_OF(blanks) };

/* Most lists are short. */
#define INDEX(n)                                                                         \
    {                                                                                    \
        .kind = BDL_NUMBER, .number = {(n), 0 }                                          \
    }
static const bdl_value indexes[] = {
    INDEX(1), INDEX(2), INDEX(3), INDEX(4),  INDEX(5),  INDEX(6),
    INDEX(7), INDEX(8), INDEX(9), INDEX(10), INDEX(11), INDEX(12),
};
enum { INDEX_COUNT = BDL_COUNT_OF(indexes) };

const bdl_value bdl_told = {.kind = BDL_NONE, .state = BDL_MISSING};

static bool is_shared(const bdl_value *v) {
    return v == &none_of[v->kind] || v == &bdl_told ||
           (v >= blanks && v < blanks + BLANK_COUNT) ||
           (v >= indexes && v < indexes + INDEX_COUNT);
}

/* The blank that V is; else NULL. */
static const bdl_value *blank_of(const bdl_value *v) {
    if (v->state != BDL_BLANK || v->origin || v->text.len)
        return NULL;
    for (size_t i = 0; i < BLANK_COUNT; i++)
        if (blanks[i].kind == v->kind)
            return v->kind == BDL_TEXT || (v->as.unit == blanks[i].as.unit &&
                                           v->number.coef == 0 && !v->half)
                       ? &blanks[i]
                       : NULL;
    return NULL;
}

void bdl_slots_begin(bdl_arena *arena, bdl_record *record) {
    const bdl_rectype *type = record->type;
    record->slots = bdl_arena_room(arena, type->fields.count, sizeof *record->slots);
    for (size_t i = 0; i < type->fields.count; i++) /* written only when it is own */
        record->slots[i] =
            (bdl_value *)(uintptr_t)&none_of[type->fields.items[i].type.kind];
}

/* A value at home is not written to: copies of it have their origin there. */
bdl_value *bdl_slot_own(bdl_arena *arena, bdl_record *record, size_t slot) {
    bdl_value **v = &record->slots[slot];
    if (is_shared(*v) || (*v)->is_home) {
        bdl_value *own = bdl_arena_room(arena, 1, sizeof *own);
        *own = **v;
        own->is_home = false;
        *v = own;
    }
    return *v;
}

static const bdl_origin *origin_at(const bdl_value *home) {
    return (const bdl_origin *)((uintptr_t)home + offsetof(bdl_value, read));
}

bdl_value bdl_value_home(bdl_arena *arena, bdl_value v, bdl_origin origin) {
    bdl_value *home = BDL_NEW(arena, bdl_value);
    home->read = origin;
    home->text = v.text;
    v.origin = origin_at(home);
    v.is_home = true;
    return v;
}

bdl_value *bdl_text_home(bdl_arena *arena, bdl_str text, bdl_origin origin) {
    bdl_value *home = bdl_arena_room(arena, 1, sizeof *home);
    *home = bdl_value_text(text);
    home->is_home = true;
    home->origin = origin_at(home);
    home->read = origin;
    return home;
}

/* The home of V, where nothing is yet but its origin; else NULL. */
static bdl_value *empty_home(const bdl_value *v) {
    if (!v->is_home || v->kind != BDL_TEXT || !bdl_value_is_known(v))
        return NULL;
    uintptr_t at = (uintptr_t)v->origin - offsetof(bdl_value, read);
    bdl_value *home = (bdl_value *)at;
    return home->kind == BDL_NONE && home->text.data == v->text.data &&
                   home->text.len == v->text.len
               ? home
               : NULL;
}

void bdl_slot_set(bdl_arena *arena, bdl_record *record, size_t slot, const bdl_value *v) {
    bdl_value *home = empty_home(v);
    const bdl_value *blank = home ? NULL : blank_of(v);
    if (home) {
        bdl_origin origin = home->read;
        *home = *v;
        home->read = origin; /* V may have another number */
        record->slots[slot] = home;
    } else if (blank) {
        record->slots[slot] = (bdl_value *)(uintptr_t)blank;
    } else {
        bdl_value *own = bdl_slot_own(arena, record, slot);
        *own = *v;
        own->is_home = false;
    }
}

void bdl_record_tell_line(bdl_record *record) {
    if (record->type->slot_line >= 0)
        record->slots[record->type->slot_line] = (bdl_value *)(uintptr_t)&bdl_told;
}

void bdl_record_tell_index(bdl_record *record, size_t index) {
    int slot = record->type->slot_index;
    record->index = index;
    if (slot >= 0)
        record->slots[slot] =
            (bdl_value *)(uintptr_t)(index - 1 < INDEX_COUNT ? &indexes[index - 1]
                                                             : &bdl_told);
}

bdl_value bdl_slot_tell(const bdl_record *record, size_t slot) {
    bool is_line = (int)slot == record->type->slot_line;
    return bdl_value_number(
        bdl_dec_int(is_line ? record->place.line : (long long)record->index));
}

void bdl_record_set_holder(bdl_arena *arena, bdl_record *record, bdl_record *holder) {
    record->holder = holder;
    if (!holder || record->type->slot_holder < 0)
        return;
    if (!holder->self) {
        holder->self = bdl_arena_room(arena, 1, sizeof *holder->self);
        *holder->self = bdl_value_record(holder);
    }
    record->slots[record->type->slot_holder] = holder->self;
}

/* ---- half-widths and origins ---- */

/* Most figures end in one of a few places. */
#define FIVES(n)                                                                         \
    {5, (n)}, {5, (n) + 1}, {5, (n) + 2}, {5, (n) + 3}, {5, (n) + 4}, {5, (n) + 5},      \
        {5, (n) + 6}, {5, (n) + 7}, {5, (n) + 8}, {                                      \
        5, (n) + 9                                                                       \
    }
static const bdl_dec fives[] = {FIVES(0),  FIVES(10), FIVES(20), FIVES(30),
                                FIVES(40), FIVES(50), {5, 60}};
static const bdl_dec large_fives[] = {{5, 0},
                                      {50, 0},
                                      {500, 0},
                                      {5000, 0},
                                      {50000, 0},
                                      {500000, 0},
                                      {5000000, 0},
                                      {50000000, 0},
                                      {500000000, 0},
                                      {5000000000, 0},
                                      {50000000000, 0},
                                      {500000000000, 0},
                                      {5000000000000, 0},
                                      {50000000000000, 0},
                                      {500000000000000, 0}};
enum {
    FIVE_COUNT = BDL_COUNT_OF(fives),
    LARGE_COUNT = BDL_COUNT_OF(large_fives),
};

const bdl_dec *bdl_half_of_place(int places, int power) {
    int decimals = places + 1 - power;
    if (decimals >= 0)
        return decimals < FIVE_COUNT ? &fives[decimals] : NULL;
    return -decimals < LARGE_COUNT ? &large_fives[-decimals] : NULL;
}

const bdl_dec *bdl_half_keep(bdl_arena *arena, bdl_dec half) {
    if (half.coef == 0)
        return NULL;
    if (half.coef == 5 && half.scale < FIVE_COUNT)
        return &fives[half.scale];
    bdl_dec *kept = bdl_arena_room(arena, 1, sizeof *kept);
    *kept = half;
    return kept;
}

const bdl_origin *bdl_origin_new(bdl_arena *arena, bdl_origin origin, bdl_str text) {
    bdl_printed *printed = bdl_arena_room(arena, 1, sizeof *printed);
    *printed = (bdl_printed){origin, text};
    return &printed->origin;
}

/* ---- making ---- */

bdl_value bdl_value_missing(bdl_kind kind, bdl_str reason) {
    return (bdl_value){.kind = kind, .state = BDL_MISSING, .reason = reason};
}

bdl_value bdl_value_text(bdl_str text) {
    return (bdl_value){
        .kind = BDL_TEXT, .state = text.len ? BDL_PRESENT : BDL_BLANK, .text = text};
}

bdl_value bdl_value_bool(bool b) {
    return (bdl_value){.kind = BDL_BOOLEAN, .as.boolean = b};
}

bdl_value bdl_value_number(bdl_dec number) {
    return (bdl_value){.kind = BDL_NUMBER, .number = number};
}

bdl_value bdl_value_list(const bdl_list *list) {
    return (bdl_value){.kind = BDL_LIST, .as.list = list};
}

bdl_value bdl_value_record(bdl_record *record) {
    return (bdl_value){.kind = BDL_RECORD, .as.record = record};
}

/* ---- printing ---- */

/* The decimals that a half-width stands for: the first P with 5 * 10^-(P+1) <= HALF. */
static int places_of_half(bdl_dec half) {
    for (int places = 0; places < 18; places++)
        if (bdl_dec_cmp((bdl_dec){5, places + 1}, half) <= 0)
            return places;
    return 0;
}

static bdl_str print_computed(bdl_arena *arena, const bdl_value *v) {
    bdl_dec number = v->number, half = bdl_value_half(v);
    int power = bdl_unit_power(bdl_value_unit(v)), places = 0;
    if (bdl_dec_shift(v->number, -power, &number) != BDL_DEC_OK)
        number = v->number;
    number = bdl_dec_trim(number);
    if (v->half && bdl_dec_shift(*v->half, -power, &half) == BDL_DEC_OK)
        places = places_of_half(half);
    return bdl_arena_join(arena, bdl_dec_str(arena, number, places),
                          bdl_value_unit(v)->name);
}

static bool ends_in_digit(bdl_str s) {
    return s.len > 0 && bdl_is_ascii_digit(s.data[s.len - 1]);
}

/* （0.50）, as some print what is below zero. */
static bool is_bracketed(bdl_str s) {
    static const bdl_str wide = BDL_STR_INIT("（"), shut = BDL_STR_INIT("）");
    if (bdl_str_starts(s, wide) && bdl_str_ends(s, shut))
        return ends_in_digit(bdl_str_of(s.data, s.len - shut.len));
    return bdl_str_starts(s, BDL_STR("(")) && bdl_str_ends(s, BDL_STR(")")) &&
           ends_in_digit(bdl_str_of(s.data, s.len - 1));
}

static bdl_str print_figure(bdl_arena *arena, const bdl_value *v) {
    if (v->text.len == 0)
        return print_computed(arena, v);
    if (ends_in_digit(v->text) || is_bracketed(v->text))
        return bdl_arena_join(arena, v->text, bdl_value_unit(v)->name);
    return v->text;
}

static bdl_str print_date(bdl_arena *arena, bdl_date d) {
    bdl_buf buf = {.arena = arena};
    if (d.year)
        bdl_buf_printf(&buf, "%d年", d.year);
    if (d.month)
        bdl_buf_printf(&buf, "%d月", d.month);
    if (d.day)
        bdl_buf_printf(&buf, "%d日", d.day);
    return bdl_buf_str(&buf);
}

static bdl_str comparator_sign(bdl_comparator c) {
    switch (c) {
    case BDL_CMP_EQ:
        return BDL_STR("=");
    case BDL_CMP_GE:
        return BDL_STR("≥");
    case BDL_CMP_LE:
        return BDL_STR("≤");
    case BDL_CMP_GT:
        return BDL_STR(">");
    case BDL_CMP_LT:
        return BDL_STR("<");
    case BDL_CMP_NONE:
    case BDL_CMP_RANGE:
        break;
    }
    return BDL_STR("");
}

static bdl_str print_at(bdl_arena *arena, const bdl_value *v, int depth);

static bdl_str print_target(bdl_arena *arena, const bdl_target *t, int depth) {
    bdl_buf buf = {.arena = arena};
    bdl_buf_add(&buf, comparator_sign(t->comparator));
    bdl_buf_add(&buf, print_at(arena, &t->bound, depth + 1));
    if (t->comparator == BDL_CMP_RANGE) {
        bdl_buf_add(&buf, BDL_STR("-"));
        bdl_buf_add(&buf, print_at(arena, &t->high, depth + 1));
    }
    return bdl_buf_str(&buf);
}

static bdl_str print_list(bdl_arena *arena, const bdl_list *list, int depth) {
    bdl_buf buf = {.arena = arena};
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0)
            bdl_buf_add(&buf, BDL_STR("、"));
        bdl_buf_add(&buf, print_at(arena, bdl_list_element(list, i), depth + 1));
    }
    return bdl_buf_str(&buf);
}

static bdl_str print_present(bdl_arena *arena, const bdl_value *v, int depth) {
    switch (v->kind) {
    case BDL_NUMBER:
    case BDL_PERCENT:
    case BDL_MONEY:
    case BDL_QUANTITY:
    case BDL_BOUND:
        return print_figure(arena, v);
    case BDL_TEXT:
    case BDL_PATTERN:
        return v->text;
    case BDL_BOOLEAN:
        return v->as.boolean ? BDL_STR("true") : BDL_STR("false");
    case BDL_DATE:
        return v->text.len ? v->text : print_date(arena, v->as.date);
    case BDL_TARGET:
        return v->text.len ? v->text : print_target(arena, v->as.target, depth);
    case BDL_LIST:
        return print_list(arena, v->as.list, depth);
    case BDL_RECORD:
    case BDL_NONE:
        break;
    }
    return BDL_STR("…");
}

static bdl_str print_at(bdl_arena *arena, const bdl_value *v, int depth) {
    if (depth > BDL_MAX_NESTING)
        return BDL_STR("…");
    switch (v->state) {
    case BDL_PRESENT:
        return print_present(arena, v, depth);
    case BDL_BLANK:
        return BDL_STR("（空）");
    case BDL_UNREADABLE:
        return v->text.len ? v->text : BDL_STR("（缺）");
    case BDL_MISSING:
    case BDL_AMBIGUOUS:
    case BDL_FAILED:
        break;
    }
    return BDL_STR("（缺）");
}

bdl_str bdl_value_print(bdl_arena *arena, const bdl_value *value) {
    return print_at(arena, value, 0);
}
