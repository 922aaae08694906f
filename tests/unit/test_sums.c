/* test_sums.c - random sums of printed amounts in all units agree with a
 * reference in arbitrary precision: their value, the half-width they carry, whether they
 * equal a printed total; in any order. BDL_TEST_SUMS says how many (CI: a million). */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "eval/arith.h"
#include "eval/compare.h"
#include "model/figure.h"

#include "arena.h"

/* ---- the reference: signed limbs of nine digits, the last ones behind the point ---- */

enum {
    LIMBS = 12,
    LIMB_DIGITS = 9,
    LIMB = 1000000000,
    POINT = 45,
    DIGITS = LIMBS * LIMB_DIGITS
};

typedef struct big {
    int64_t limb[LIMBS]; /* the least first */
} big;

/* N times 10^POWER is added, SIGN times. */
static void big_add(big *sum, const char *digits, int power, int sign) {
    int at = POINT + power;
    for (size_t i = strlen(digits); i > 0; i--, at++) {
        int64_t value = digits[i - 1] - '0';
        assert_true(at >= 0 && at < DIGITS);
        for (int k = at % LIMB_DIGITS; k > 0; k--)
            value *= 10;
        sum->limb[at / LIMB_DIGITS] += sign * value;
    }
}

static void big_times(big *sum, int64_t factor) {
    for (size_t i = 0; i < LIMBS; i++)
        sum->limb[i] *= factor;
}

/* All limbs of one sign and smaller than LIMB. */
static big big_settled(const big *from) {
    big out = *from;
    int64_t sign = 1;
    for (int pass = 0; pass < 2; pass++) {
        int64_t carry = 0;
        for (size_t i = 0; i < LIMBS; i++) {
            int64_t v = out.limb[i] + carry;
            carry = v / LIMB - (v % LIMB < 0);
            out.limb[i] = v - carry * LIMB;
        }
        if (carry == 0)
            break;
        for (size_t i = 0; i < LIMBS; i++) /* negative: settle what it is below zero */
            out.limb[i] = -from->limb[i];
        sign = -1;
    }
    for (size_t i = 0; i < LIMBS; i++)
        out.limb[i] *= sign;
    return out;
}

static big big_of(bdl_dec number) {
    char digits[BDL_DEC_TEXT_MAX];
    bdl_dec whole = {number.coef < 0 ? -number.coef : number.coef, 0};
    big out = {{0}};
    bdl_dec_print(whole, 0, digits);
    big_add(&out, digits, -number.scale, number.coef < 0 ? -1 : 1);
    return big_settled(&out);
}

static int big_cmp(const big *a, const big *b) {
    big x = big_settled(a), y = big_settled(b);
    for (size_t i = LIMBS; i > 0; i--)
        if (x.limb[i - 1] != y.limb[i - 1])
            return x.limb[i - 1] < y.limb[i - 1] ? -1 : 1;
    return 0;
}

static big big_minus(const big *a, const big *b) {
    big out;
    for (size_t i = 0; i < LIMBS; i++)
        out.limb[i] = a->limb[i] - b->limb[i];
    return big_settled(&out);
}

static big big_abs(const big *a) {
    big zero = {{0}}, out = big_settled(a);
    return big_cmp(&out, &zero) < 0 ? big_minus(&zero, &out) : out;
}

/* ---- random amounts ---- */

enum { MOST = 12 };

static uint64_t seed = 0x9E3779B97F4A7C15u;

static size_t pick(size_t count) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (size_t)(seed % count);
}

static const struct {
    const char *name;
    int power;
} units[] = {{"元", 0},   {"角", -1},    {"分", -2}, {"千元", 3},
             {"万元", 4}, {"百万元", 6}, {"亿元", 8}};

typedef struct sum {
    bdl_value amounts[MOST];
    int signs[MOST];
    size_t count;
    big number, half;
} sum;

/* Prints an amount as a document would and adds it to both reckonings. */
static void add_amount(sum *s) {
    char digits[64] = "", text[80];
    size_t whole = 1 + pick(pick(50) ? 9 : 20), places = pick(7), unit = pick(7), n = 0;
    bool negative = pick(5) == 0;
    for (size_t i = 0; i < whole + places; i++)
        digits[n++] = (char)('0' + (i == 0 && whole > 1 ? 1 + pick(9) : pick(10)));
    snprintf(text, sizeof text, "%s%.*s%s%s", negative ? "-" : "", (int)whole, digits,
             places ? "." : "", digits + whole);
    bdl_unit as = {0};
    assert_true(bdl_unit_read(bdl_str_z(units[unit].name), &as));
    bdl_value *v = &s->amounts[s->count];
    *v = bdl_figure_read(arena, bdl_str_z(text), BDL_TYPE(BDL_MONEY),
                         bdl_unit_keep(arena, &as));
    assert_int_equal(v->state, BDL_PRESENT);
    v->text = bdl_arena_str(arena, v->text);
    s->signs[s->count] = pick(4) ? 1 : -1;
    int power = units[unit].power - (int)places;
    big_add(&s->number, digits, power,
            negative ? -s->signs[s->count] : s->signs[s->count]);
    big_add(&s->half, "5", power - 1, 1);
    s->count++;
}

static void take(bdl_value *total, const sum *s, size_t i) {
    *total = s->signs[i] > 0 ? bdl_arith_add(arena, total, &s->amounts[i])
                             : bdl_arith_sub(arena, total, &s->amounts[i]);
}

static void must_be(const bdl_value *v, const big *number, const big *half) {
    big is = big_of(v->number), wide = big_of(bdl_value_half(v));
    assert_int_equal(v->state, BDL_PRESENT);
    assert_int_equal(big_cmp(&is, number), 0);
    assert_int_equal(big_cmp(&wide, half), 0);
}

/* From either end, and with the second half first. */
static bdl_value total_of(const sum *s) {
    bdl_value zero = bdl_value_number(bdl_dec_int(0)), total = zero, back = zero,
              mixed = zero;
    for (size_t i = 0; i < s->count; i++) {
        take(&total, s, i);
        take(&back, s, s->count - 1 - i);
        take(&mixed, s, (i + s->count / 2) % s->count);
    }
    must_be(&total, &s->number, &s->half);
    must_be(&back, &s->number, &s->half);
    must_be(&mixed, &s->number, &s->half);
    return total;
}

/* A total as printed beside the sum, right or a little off: == says what the reference
 * says, from both sides. */
static void compare_with_printed(const bdl_value *total, const sum *s) {
    bdl_value unknown;
    bdl_comparison how = {.scratch = arena, .why = &unknown};
    bdl_value beside = *total, off = bdl_value_number(bdl_dec_int((long long)pick(4)));
    int places = (int)pick(5);
    beside.number = bdl_dec_round(beside.number, places);
    assert_true(bdl_dec_shift(off.number, -places, &off.number) == BDL_DEC_OK);
    off.as.unit = bdl_value_unit(&beside);
    beside = bdl_arith_add(arena, &beside, &off);
    beside.half = bdl_half_of_place(places, 0);
    big number = big_of(beside.number), half = big_of(bdl_value_half(&beside));
    big away = big_minus(&s->number, &number), room = s->half;
    away = big_abs(&away);
    for (size_t i = 0; i < LIMBS; i++)
        room.limb[i] += half.limb[i];
    bool holds = big_cmp(&away, &room) <= 0, same = big_cmp(&s->number, &number) == 0;
    bdl_truth a = bdl_compare(&how, BDL_OP_EQ, total, &beside);
    bdl_truth b = bdl_compare(&how, BDL_OP_EQ, &beside, total);
    assert_int_equal(a, bdl_truth_of(holds, holds && !same));
    assert_int_equal(b, a);
    assert_int_equal(bdl_compare(&how, BDL_OP_SAME, total, &beside),
                     bdl_truth_of(same, false));
}

/* By a whole number; longer products are rounded to 34 digits, as quotients are. */
static void multiply(const bdl_value *total, const sum *s) {
    if (bdl_dec_cmp(bdl_dec_abs((bdl_dec){total->number.coef, 17}),
                    bdl_dec_int(100000000000000000)) >= 0)
        return;
    int64_t factor = (int64_t)pick(2000) - 1000;
    bdl_value by = bdl_value_number(bdl_dec_int(factor));
    bdl_value a = bdl_arith_mul(arena, total, &by), b = bdl_arith_mul(arena, &by, total);
    big number = big_settled(&s->number), half = big_settled(&s->half);
    big_times(&number, factor);
    big_times(&half, factor < 0 ? -factor : factor);
    must_be(&a, &number, &half);
    must_be(&b, &number, &half);
}

static void random_sums_agree_with_the_reference(void **state) {
    const char *wanted = getenv("BDL_TEST_SUMS");
    size_t rounds = wanted ? (size_t)strtoul(wanted, NULL, 10) : 20000;
    for (size_t i = 0; i < rounds; i++) {
        sum s = {.count = 0};
        for (size_t n = 1 + pick(MOST); n > 0; n--)
            add_amount(&s);
        bdl_value total = total_of(&s);
        compare_with_printed(&total, &s);
        multiply(&total, &s);
        bdl_arena_reset(arena);
    }
}

static void a_sum_too_large_is_an_error_and_no_number(void **state) {
    bdl_value v = bdl_value_number(bdl_dec_int(1000000000000000000));
    v = bdl_arith_mul(arena, &v, &v);
    assert_int_equal(v.state, BDL_PRESENT);
    for (int i = 0; i < 7 && v.state == BDL_PRESENT; i++)
        v = bdl_arith_add(arena, &v, &v);
    assert_int_equal(v.state, BDL_FAILED);
    assert_true(v.reason.len > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_sums_agree_with_the_reference),
        cmocka_unit_test(a_sum_too_large_is_an_error_and_no_number),
    };
    return cmocka_run_group_tests_name("sums", tests, make_arena, free_arena);
}
