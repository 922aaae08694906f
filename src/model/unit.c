/* unit.c - units as printed after a figure, and how they multiply and cancel. */
#include "model/type.h"

#include "base/text.h"
#include "base/vec.h"

/* Money units of documents and rules, with their power of ten of 元. */
static const struct money_unit {
    const char *name;
    int8_t scale;
} money_units[] = {
    {"元", 0},     {"角", -1},    {"分", -2},    {"百元", 2},   {"千元", 3},
    {"万元", 4},   {"十万元", 5}, {"百万元", 6}, {"千万元", 7}, {"亿元", 8},
    {"十亿元", 9}, {"万", 4},     {"亿", 8},
};

static bool is_letter(uint32_t c) {
    if (c < 0x80)
        return bdl_is_ascii_letter(c);
    return bdl_is_han(c) || bdl_is_latin(c) || (c >= 0x370 && c < 0x530);
}

/* Letters, and digits behind a Latin letter (m2). */
static bool is_unit_word(bdl_str s) {
    bool after_latin = false;
    for (size_t i = 0; i < s.len;) {
        uint32_t c = bdl_utf8_next(s, &i);
        if (!is_letter(c) && !(after_latin && bdl_is_ascii_digit(c)))
            return false;
        after_latin = c < 0x80;
    }
    return s.len > 0;
}

static bool is_percent_word(bdl_str s) {
    return bdl_str_is_any(s, BDL_WORDS("%", "百分比", "百分号", "％"));
}

static bool read_money(bdl_str s, int8_t *scale) {
    for (size_t i = 0; i < BDL_COUNT_OF(money_units); i++)
        if (bdl_str_eq(s, bdl_str_z(money_units[i].name))) {
            *scale = money_units[i].scale;
            return true;
        }
    return false;
}

static bdl_str word_of(const bdl_unit *unit, bdl_unit_word word) {
    if (word.len == 0)
        return (bdl_str){0};
    return bdl_str_of(unit->name.data + word.at, word.len);
}

static bdl_unit_word word_at(bdl_str name, bdl_str word) {
    return (bdl_unit_word){(uint16_t)(word.data - name.data), (uint16_t)word.len};
}

const bdl_unit bdl_unit_none;
const bdl_unit bdl_unit_yuan = {.money = 1, .name = BDL_STR_INIT("元")};
const bdl_unit bdl_unit_percent = {.percent = true, .name = BDL_STR_INIT("%")};
static const bdl_unit ten_thousand_yuan = {
    .money = 1, .scale = 4, .name = BDL_STR_INIT("万元")};

static bool is_same(const bdl_unit *a, const bdl_unit *b) {
    return a->money == b->money && a->scale == b->scale && a->percent == b->percent &&
           bdl_str_eq(a->name, b->name) && memcmp(a->num, b->num, sizeof a->num) == 0 &&
           memcmp(a->den, b->den, sizeof a->den) == 0;
}

const bdl_unit *bdl_unit_keep(bdl_arena *arena, const bdl_unit *unit) {
    static const bdl_unit *const usual[] = {&bdl_unit_none, &ten_thousand_yuan,
                                            &bdl_unit_percent, &bdl_unit_yuan};
    for (size_t i = 0; i < BDL_COUNT_OF(usual); i++)
        if (is_same(unit, usual[i]))
            return usual[i];
    bdl_unit *kept = BDL_NEW(arena, bdl_unit);
    *kept = *unit;
    return kept;
}

bool bdl_unit_read(bdl_str text, bdl_unit *out) {
    bdl_unit unit = {.name = text};
    if (text.len > UINT16_MAX)
        return false;
    if (text.len == 0) {
        *out = unit;
        return true;
    }
    if (is_percent_word(text)) {
        *out = (bdl_unit){.percent = true, .name = BDL_STR("%")};
        return true;
    }
    size_t slash = bdl_str_find(text, BDL_STR("/"), 0);
    bdl_str top = slash == SIZE_MAX ? text : bdl_str_of(text.data, slash);
    if (!is_unit_word(top))
        return false;
    if (read_money(top, &unit.scale))
        unit.money = 1;
    else
        unit.num[0] = word_at(text, top);
    if (slash != SIZE_MAX) {
        bdl_str below = bdl_str_from(text, slash + 1);
        int8_t scale;
        if (!is_unit_word(below))
            return false;
        if (read_money(below, &scale)) {
            unit.scale = unit.money ? 0 : (int8_t)-scale;
            unit.money--;
        } else if (bdl_str_eq(below, word_of(&unit, unit.num[0]))) {
            unit.num[0] = (bdl_unit_word){0};
        } else {
            unit.den[0] = word_at(text, below);
        }
    }
    *out = unit;
    return true;
}

bool bdl_unit_same_dimension(const bdl_unit *a, const bdl_unit *b) {
    for (int i = 0; i < 2; i++)
        if (!bdl_str_eq(word_of(a, a->num[i]), word_of(b, b->num[i])) ||
            !bdl_str_eq(word_of(a, a->den[i]), word_of(b, b->den[i])))
            return false;
    return a->money == b->money;
}

bdl_kind bdl_unit_kind(const bdl_unit *unit) {
    bool plain = unit->num[0].len == 0 && unit->den[0].len == 0;
    if (plain && unit->money == 0)
        return unit->percent ? BDL_PERCENT : BDL_NUMBER;
    return plain && unit->money == 1 ? BDL_MONEY : BDL_QUANTITY;
}

/* Up to four words above and below the line, before what cancels is taken out. */
struct fraction {
    bdl_str num[4], den[4];
    size_t num_count, den_count;
};

static void take(bdl_str *list, size_t *count, const bdl_unit *unit,
                 const bdl_unit_word from[2]) {
    for (int i = 0; i < 2; i++)
        if (from[i].len)
            list[(*count)++] = word_of(unit, from[i]);
}

static void cancel(struct fraction *f) {
    for (size_t i = 0; i < f->num_count; i++)
        for (size_t j = 0; j < f->den_count; j++)
            if (f->num[i].len && bdl_str_eq(f->num[i], f->den[j])) {
                f->num[i] = f->num[--f->num_count];
                f->den[j] = f->den[--f->den_count];
                i = (size_t)-1; /* begin again */
                break;
            }
}

static bool sort_words(bdl_str *list, size_t count) {
    if (count > 2)
        return false;
    for (size_t i = count; i < 2; i++) /* what was cancelled */
        list[i] = (bdl_str){0};
    if (count == 2 && bdl_str_cmp(list[0], list[1]) > 0) {
        bdl_str first = list[0];
        list[0] = list[1];
        list[1] = first;
    }
    return true;
}

static bdl_str money_name(int8_t scale) {
    for (size_t i = 0; i < BDL_COUNT_OF(money_units); i++)
        if (money_units[i].scale == scale)
            return bdl_str_z(money_units[i].name);
    return BDL_STR("元");
}

static void add_word(bdl_buf *buf, bdl_str word, bool *first) {
    if (!*first)
        bdl_buf_add(buf, BDL_STR("·"));
    bdl_buf_add(buf, word);
    *first = false;
}

/* Writes MONEY money words and the others; says in OUT where those stand. */
static void add_words(bdl_buf *buf, int money, bdl_str money_word, const bdl_str words[2],
                      bdl_unit_word out[2]) {
    bool first = true;
    for (int i = 0; i < money; i++)
        add_word(buf, money_word, &first);
    for (int i = 0; i < 2; i++) {
        if (words[i].len == 0)
            continue;
        add_word(buf, words[i], &first);
        out[i] =
            (bdl_unit_word){(uint16_t)(buf->len - words[i].len), (uint16_t)words[i].len};
    }
}

/* Gives UNIT its name and its words in it; false when the name is too long. */
static bool set_name(bdl_arena *arena, const struct fraction *f, bdl_unit *unit) {
    int power = unit->money < 0 ? -unit->money : unit->money;
    int scale = unit->money < 0 ? -unit->scale : unit->scale;
    bdl_str money = money_name((int8_t)(power > 1 ? scale / power : scale));
    bdl_buf buf = {.arena = arena};
    add_words(&buf, unit->money, money, f->num, unit->num);
    if (unit->money < 0 || f->den_count) {
        if (buf.len == 0)
            bdl_buf_char(&buf, '1');
        bdl_buf_char(&buf, '/');
        add_words(&buf, -unit->money, money, f->den, unit->den);
    }
    unit->name = bdl_buf_str(&buf);
    return buf.len <= UINT16_MAX;
}

static bool is_bare(const bdl_unit *u) {
    return u->money == 0 && !u->num[0].len && !u->den[0].len;
}

static bool finish(bdl_arena *arena, struct fraction *f, bdl_unit *unit, bdl_unit *out) {
    cancel(f);
    if (!sort_words(f->num, f->num_count) || !sort_words(f->den, f->den_count) ||
        unit->money > 3 || unit->money < -3)
        return false;
    if (unit->money == 0)
        unit->scale = 0;
    if (unit->money == 0 && f->num_count == 0 && f->den_count == 0) {
        unit->name = unit->percent ? BDL_STR("%") : (bdl_str){0};
    } else {
        unit->percent = false;
        if (!set_name(arena, f, unit))
            return false;
    }
    *out = *unit;
    return true;
}

/* The words of A times B, or of A by B. */
static struct fraction words_of(const bdl_unit *a, const bdl_unit *b, bool by) {
    struct fraction f = {0};
    take(f.num, &f.num_count, a, a->num);
    take(f.num, &f.num_count, b, by ? b->den : b->num);
    take(f.den, &f.den_count, a, a->den);
    take(f.den, &f.den_count, b, by ? b->num : b->den);
    return f;
}

bool bdl_unit_multiply(bdl_arena *arena, const bdl_unit *a, const bdl_unit *b,
                       bdl_unit *out) {
    if (is_bare(a) && !is_bare(b)) {
        *out = *b;
        return true;
    }
    if (is_bare(b) && !is_bare(a)) {
        *out = *a;
        return true;
    }
    bdl_unit unit = {.money = (int8_t)(a->money + b->money),
                     .scale = (int8_t)(a->scale + b->scale),
                     .percent = a->percent || b->percent};
    struct fraction f = words_of(a, b, false);
    return finish(arena, &f, &unit, out);
}

bool bdl_unit_divide(bdl_arena *arena, const bdl_unit *a, const bdl_unit *b,
                     bdl_unit *out) {
    if (is_bare(b) && !is_bare(a)) {
        *out = *a;
        return true;
    }
    bdl_unit unit = {.money = (int8_t)(a->money - b->money),
                     .scale = (int8_t)(a->scale - b->scale),
                     .percent = a->percent && !b->percent && is_bare(b)};
    struct fraction f = words_of(a, b, true);
    return finish(arena, &f, &unit, out);
}
