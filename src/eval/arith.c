/* arith.c - sums, products and quotients of figures, with their intervals. */
#include "eval/arith.h"

#include "base/language.h"
#include "model/figure.h"

enum { MOST_PLACES = 6, ROUNDED_PLACES = 4 };

/* ---- unknown ---- */

static int gravity(bdl_state state) {
    switch (state) {
    case BDL_FAILED:
        return 3;
    case BDL_UNREADABLE:
    case BDL_AMBIGUOUS:
        return 2;
    case BDL_MISSING:
        return 1;
    default:
        return 0;
    }
}

bdl_value bdl_value_unknown(bdl_kind kind, const bdl_value *a, const bdl_value *b) {
    const bdl_value *graver = b && gravity(b->state) > gravity(a->state) ? b : a;

    return (bdl_value){
        .kind = kind, .state = graver->state, .reason = bdl_value_reason(graver)};
}

bdl_value bdl_value_failed(bdl_kind kind, bdl_str reason) {
    return (bdl_value){.kind = kind, .state = BDL_FAILED, .reason = reason};
}

static bdl_value too_large(bdl_kind kind) {
    return bdl_value_failed(kind, BDL_TR("a number became too large to be kept"));
}

/* ---- figures ---- */

bdl_value bdl_arith_operand(const bdl_value *v) {
    bdl_value out = *v;

    if (v->state == BDL_BLANK) {
        out.state = BDL_PRESENT;
        out.number = bdl_dec_int(0);
        out.half = NULL;
    }
    return out;
}

static bool is_plain(const bdl_unit *unit) {
    return unit->money == 0 && !unit->percent && unit->name.len == 0 &&
           unit->num[0].len == 0 && unit->den[0].len == 0;
}

static bool is_plain_zero(const bdl_value *v) {
    return v->number.coef == 0 && is_plain(bdl_value_unit(v));
}

bool bdl_arith_comparable(const bdl_value *a, const bdl_value *b) {
    const bdl_unit *one = bdl_value_unit(a), *other = bdl_value_unit(b);

    return one == other || bdl_unit_same_dimension(one, other) || is_plain_zero(a) ||
           is_plain_zero(b);
}

bdl_dec bdl_figure_in_unit(const bdl_value *v) {
    bdl_dec out = v->number;
    const bdl_unit *unit = bdl_value_unit(v);
    int power = unit->percent ? 2 : -unit->scale;

    if (power && bdl_dec_shift(v->number, power, &out) != BDL_DEC_OK)
        return v->number;
    return out;
}

bool bdl_figure_put_in_unit(bdl_value *v, bdl_dec number) {
    const bdl_unit *unit = bdl_value_unit(v);

    return bdl_dec_shift(number, unit->percent ? -2 : unit->scale, &v->number) ==
           BDL_DEC_OK;
}

int bdl_figure_shown_places(const bdl_value *v) {
    if (v->places)
        return v->places;
    if (v->state != BDL_PRESENT)
        return 0;
    if (v->text.len)
        return bdl_figure_places(v->text);
    int places = bdl_dec_trim(bdl_figure_in_unit(v)).scale;
    return places > MOST_PLACES ? 0 : places; /* one that does not end shows none */
}

void bdl_figure_settle(bdl_value *v) {
    const bdl_unit *unit = bdl_value_unit(v);
    bool counts = bdl_kind_is_figure(v->kind) && bdl_value_is_known(v) && !unit->money &&
                  !unit->percent;

    if (counts && v->half && bdl_dec_cmp(*v->half, (bdl_dec){5, 1}) == 0 &&
        bdl_figure_shown_places(v) == 0)
        v->half = NULL;
}

/* An amount that can be paid ends: all of it is shown. */
static bool is_in_cents(const bdl_value *v) {
    return bdl_value_unit(v)->money == 1 && bdl_dec_trim(v->number).scale <= 2;
}

/* NUMBER to PLACES decimals, or to more where these would show nothing of it. */
static bdl_dec round_visibly(bdl_dec number, int places) {
    bdl_dec out = bdl_dec_round(number, places);

    while (out.coef == 0 && ++places < number.scale)
        out = bdl_dec_round(number, places);
    return out.coef == 0 ? number : bdl_dec_trim(out);
}

bdl_str bdl_figure_number_text(bdl_arena *arena, const bdl_value *v) {
    bdl_dec number = bdl_dec_trim(bdl_figure_in_unit(v));
    int places = bdl_figure_shown_places(v);
    int least = v->kind == BDL_PERCENT ? ROUNDED_PLACES - 2 : ROUNDED_PLACES;

    /* An amount shows the places of its parts; a ratio says little with two. */
    if (number.scale > places && number.scale > MOST_PLACES && !is_in_cents(v))
        number = places > 0 && !is_plain(bdl_value_unit(v))
                     ? bdl_dec_trim(bdl_dec_round(number, places))
                     : round_visibly(number, places > least ? places : least);
    return bdl_dec_str(arena, number, places);
}

/* Nothing that was printed: its unit is not one that a reader knows. */
static bool is_unprinted_zero(const bdl_value *v) {
    return v->number.coef == 0 && !v->origin && v->text.len == 0;
}

static bool gives_unit(const bdl_value *v) {
    return !is_plain(bdl_value_unit(v)) && !is_unprinted_zero(v);
}

/* The result of an operation on A and B: the unit of the first that has one. */
static bdl_value begin(const bdl_value *a, const bdl_value *b) {
    const bdl_value *first = !gives_unit(a) && gives_unit(b) ? b : a;
    int places_a = bdl_figure_shown_places(a), places_b = bdl_figure_shown_places(b);

    return (bdl_value){
        .kind = first->kind,
        .state = BDL_PRESENT,
        .as.unit = bdl_value_unit(first),
        .places = (int8_t)(places_a > places_b ? places_a : places_b),
    };
}

bdl_str bdl_figure_unit_name(const bdl_value *v) {
    bdl_str name = bdl_value_unit(v)->name;

    return name.len ? name : BDL_TR("a plain number");
}

static bdl_value units_differ(bdl_arena *arena, const bdl_value *a, const bdl_value *b) {
    bdl_str left = bdl_figure_unit_name(a), right = bdl_figure_unit_name(b);

    return bdl_value_failed(a->kind,
                            bdl_arena_printf(arena, _("%.*s and %.*s do not go together"),
                                             BDL_PRI(left), BDL_PRI(right)));
}

typedef bdl_dec_status operation(bdl_dec a, bdl_dec b, bdl_dec *out);

static bool sum_half(bdl_arena *arena, const bdl_value *a, const bdl_value *b,
                     bdl_value *out) {
    bdl_dec half;

    if (!a->half && !b->half)
        return true;
    if (bdl_dec_add(bdl_value_half(a), bdl_value_half(b), &half) > BDL_DEC_INEXACT)
        return false;
    out->half = bdl_half_keep(arena, half);
    return true;
}

static bdl_value add_or_sub(bdl_arena *arena, const bdl_value *left,
                            const bdl_value *right, operation *operate) {
    bdl_value rooms[2], out;
    const bdl_value *a, *b;

    if (!bdl_value_is_known(left) || !bdl_value_is_known(right))
        return bdl_value_unknown(left->kind, left, right);
    a = bdl_arith_look(left, &rooms[0]);
    b = bdl_arith_look(right, &rooms[1]);
    if (!bdl_arith_comparable(a, b))
        return units_differ(arena, a, b);
    out = begin(a, b);
    if (operate(a->number, b->number, &out.number) > BDL_DEC_INEXACT ||
        !sum_half(arena, a, b, &out))
        return too_large(out.kind);
    return out;
}

bdl_value bdl_arith_add(bdl_arena *arena, const bdl_value *a, const bdl_value *b) {
    return add_or_sub(arena, a, b, bdl_dec_add);
}

bdl_value bdl_arith_sub(bdl_arena *arena, const bdl_value *a, const bdl_value *b) {
    return add_or_sub(arena, a, b, bdl_dec_sub);
}

/* |a|·hb + |b|·ha + ha·hb */
static bool product_half(const bdl_value *a, const bdl_value *b, bdl_dec *out) {
    bdl_dec ha = bdl_value_half(a), hb = bdl_value_half(b), x, y, z, sum;

    return bdl_dec_mul(bdl_dec_abs(a->number), hb, &x) <= BDL_DEC_INEXACT &&
           bdl_dec_mul(bdl_dec_abs(b->number), ha, &y) <= BDL_DEC_INEXACT &&
           bdl_dec_mul(ha, hb, &z) <= BDL_DEC_INEXACT &&
           bdl_dec_add(x, y, &sum) <= BDL_DEC_INEXACT &&
           bdl_dec_add(sum, z, out) <= BDL_DEC_INEXACT;
}

static bool is_money(const bdl_unit *unit) {
    return unit->money == 1 && unit->num[0].len == 0 && unit->den[0].len == 0;
}

/* 3 × 0.50万元 stays in 万元. */
static void set_unit(bdl_arena *arena, bdl_value *out, const bdl_unit *unit,
                     const bdl_value *like) {
    const bdl_unit *beside = bdl_value_unit(like);

    out->as.unit =
        is_money(unit) && is_money(beside) ? beside : bdl_unit_keep(arena, unit);
    out->kind = bdl_unit_kind(out->as.unit);
}

/* The operands A and B of a product or quotient, with which OUT begins; false when one of
 * them is unknown, as OUT is then. */
static bool take_operands(const bdl_value *left, const bdl_value *right, bdl_value *a,
                          bdl_value *b, bdl_value *out) {
    if (!bdl_value_is_known(left) || !bdl_value_is_known(right)) {
        *out = bdl_value_unknown(left->kind, left, right);
        return false;
    }
    *a = bdl_arith_operand(left);
    *b = bdl_arith_operand(right);
    *out = begin(a, b);
    return true;
}

bdl_value bdl_arith_mul(bdl_arena *arena, const bdl_value *left, const bdl_value *right) {
    bdl_value a, b, out;
    bdl_unit unit;
    bdl_dec half;

    if (!take_operands(left, right, &a, &b, &out))
        return out;
    if (!bdl_unit_multiply(arena, bdl_value_unit(&a), bdl_value_unit(&b), &unit))
        return units_differ(arena, &a, &b);
    set_unit(arena, &out, &unit, bdl_value_unit(&a)->money ? &a : &b);
    if (bdl_dec_mul(a.number, b.number, &out.number) > BDL_DEC_INEXACT ||
        !product_half(&a, &b, &half))
        return too_large(out.kind);
    out.half = bdl_half_keep(arena, half);
    return out;
}

/* The farther end of (a±ha)/(b±hb) from a/b; all ends are tried. */
static bool quotient_half(const bdl_value *a, const bdl_value *b, bdl_dec middle,
                          bdl_dec *out) {
    *out = bdl_dec_int(0);
    if (!a->half && !b->half)
        return true;
    for (int i = 0; i < 4; i++) {
        bdl_dec over, under, end, away;

        if ((i & 1 ? bdl_dec_sub : bdl_dec_add)(a->number, bdl_value_half(a), &over) >
                BDL_DEC_INEXACT ||
            (i & 2 ? bdl_dec_sub : bdl_dec_add)(b->number, bdl_value_half(b), &under) >
                BDL_DEC_INEXACT ||
            bdl_dec_div(over, under, &end) > BDL_DEC_INEXACT ||
            bdl_dec_sub(end, middle, &away) > BDL_DEC_INEXACT)
            return false;
        if (bdl_dec_cmp(bdl_dec_abs(away), *out) > 0)
            *out = bdl_dec_abs(away);
    }
    return true;
}

bdl_value bdl_arith_div(bdl_arena *arena, const bdl_value *left, const bdl_value *right) {
    bdl_value a, b, out;
    bdl_unit unit;
    bdl_dec_status status;
    bdl_dec half;

    if (!take_operands(left, right, &a, &b, &out))
        return out;
    if (b.number.coef == 0)
        return bdl_value_failed(out.kind, BDL_TR("division by zero"));
    if (bdl_dec_cmp(bdl_dec_abs(b.number), bdl_value_half(&b)) <= 0)
        return bdl_value_failed(out.kind,
                                BDL_TR("division by a figure that may be zero"));
    if (!bdl_unit_divide(arena, bdl_value_unit(&a), bdl_value_unit(&b), &unit))
        return units_differ(arena, &a, &b);
    set_unit(arena, &out, &unit, &a);
    status = bdl_dec_div(a.number, b.number, &out.number);
    if (status > BDL_DEC_INEXACT || !quotient_half(&a, &b, out.number, &half))
        return too_large(out.kind);
    out.half = bdl_half_keep(arena, half);
    return out;
}

bdl_value bdl_arith_neg(const bdl_value *a) {
    bdl_value out = bdl_arith_operand(a);

    if (!bdl_value_is_known(a))
        return out;
    out.places = (int8_t)bdl_figure_shown_places(a);
    out.number = bdl_dec_neg(out.number);
    out.text = (bdl_str){0};
    out.origin = NULL;
    return out;
}

bdl_value bdl_arith_abs(const bdl_value *a) {
    bdl_value out = bdl_arith_operand(a);

    if (!bdl_value_is_known(a) || bdl_dec_sign(out.number) >= 0)
        return out;
    return bdl_arith_neg(a);
}

bdl_value bdl_arith_round(const bdl_value *a, int places) {
    bdl_value out = bdl_arith_operand(a);

    if (!bdl_value_is_known(a))
        return out;
    if (!bdl_figure_put_in_unit(&out, bdl_dec_round(bdl_figure_in_unit(&out), places)))
        return too_large(out.kind);
    out.half = NULL;
    out.places = (int8_t)(places > 0 ? places : 0);
    out.text = (bdl_str){0};
    out.origin = NULL;
    return out;
}
