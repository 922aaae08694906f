/* test_decimal.c: exact decimals, held against schoolbook arithmetic on digits and
 * against the laws of arithmetic. */
#include "unit.h"

#include <limits.h>
#include <stdio.h>

#include "base/decimal.h"

#define MOST "99999999999999999999999999999999999999" /* digits that fit */

static bdl_dec dec(const char *text) {
    bdl_dec d = {0, 0};
    assert_true(bdl_dec_parse(bdl_str_z(text), &d));
    return d;
}

static void assert_dec(bdl_dec d, const char *expected) {
    char text[BDL_DEC_TEXT_MAX];
    size_t len = bdl_dec_print(d, 0, text);
    assert_int_equal(len, strlen(text));
    assert_string_equal(text, expected);
}

/* A seeded generator: the same figures in every run. */
static uint64_t seed;

static uint64_t draw(void) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return seed >> 20;
}

static bdl_dec random_dec(int most_digits, int most_scale) {
    int digits = (int)(draw() % (uint64_t)most_digits) + 1;
    bdl_int128 coef = 0;
    for (int i = 0; i < digits; i++)
        coef = coef * 10 + (draw() % 4 ? (bdl_int128)(draw() % 10) : 0);
    int scale = (int)(draw() % (uint64_t)(most_scale + 1));
    return (bdl_dec){draw() % 2 ? coef : -coef, scale};
}

static void figures_are_read_as_written(void **state) {
    static const char *const texts[][2] = {
        {"0", "0"},
        {"-0", "0"},
        {"0.00", "0.00"},
        {"1234.56", "1234.56"},
        {"-1234.56", "-1234.56"},
        {"+5", "5"},
        {"1,234.50", "1234.50"},
        {"12,345,678", "12345678"},
        {"007", "7"},
        {".5", "0.5"},
        {"-.5", "-0.5"},
        {"0.001", "0.001"},
        {MOST, MOST},
        {"0.00000000000000000000000000000000000000000000000000000000001",
         "0.00000000000000000000000000000000000000000000000000000000001"},
        {"123456789012345678", "123456789012345678"},
        {"1234567890123456789", "1234567890123456789"},
        {"-12345678901234567890.123456789", "-12345678901234567890.123456789"},
        {"0000000000000000000000000000000000000000000000000001", "1"},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(texts); i++)
        assert_dec(dec(texts[i][0]), texts[i][1]);
}

static void the_scale_is_what_was_written(void **state) {
    assert_int_equal(dec("10.00").scale, 2);
    assert_true(dec("10.00").coef == 1000);
    assert_int_equal(dec("10").scale, 0);
}

static void what_is_no_figure_is_refused(void **state) {
    static const char *const texts[] = {
        "",
        "-",
        "+",
        ".",
        "1.",
        "1.2.3",
        "1,23",
        "1,2345",
        ",123",
        "1,,234",
        "1234,567",
        "1,234567",
        "1,234,",
        "1.234,567",
        "12 3",
        " 1",
        "1 ",
        "--1",
        "1e5",
        "abc",
        "1a",
        "１",
        "0x10",
        "- 1",
        "1-",
        "-,123",
        "1,23a",
        "999999999999999999999999999999999999999",
        "0.0000000000000000000000000000000000000000000000000000000000001",
    };
    for (size_t i = 0; i < BDL_COUNT_OF(texts); i++) {
        bdl_dec d;
        if (bdl_dec_parse(bdl_str_z(texts[i]), &d))
            fail_msg("“%s” was read", texts[i]);
    }
}

static void printing_adds_places_but_never_rounds(void **state) {
    bdl_arena *arena = bdl_arena_new();
    assert_string_equal(bdl_dec_str(arena, dec("5"), 2).data, "5.00");
    assert_string_equal(bdl_dec_str(arena, dec("5.125"), 2).data, "5.125");
    assert_string_equal(bdl_dec_str(arena, dec("-0.5"), 3).data, "-0.500");
    assert_string_equal(bdl_dec_str(arena, dec("0"), 1).data, "0.0");
    bdl_dec longest = {-dec(MOST).coef, 0};
    assert_int_equal(bdl_dec_str(arena, longest, 1000).len,
                     1 + 38 + 1 + BDL_DEC_MAX_SCALE);
    bdl_arena_free(arena);
}

static void what_is_printed_reads_back_the_same(void **state) {
    seed = 3;
    for (int i = 0; i < 50000; i++) {
        bdl_dec a = random_dec(38, BDL_DEC_MAX_SCALE), b;
        char text[BDL_DEC_TEXT_MAX];
        size_t len = bdl_dec_print(a, 0, text);
        assert_true(bdl_dec_parse(bdl_str_of(text, len), &b));
        assert_true(a.coef == b.coef && a.scale == b.scale);
    }
}

/* Digits of |A| * 10^SHIFT, the lowest first; a schoolbook number. */
enum { DIGITS = 200 };
typedef struct digits {
    unsigned char d[DIGITS];
} digits;

static digits digits_of(bdl_dec a, int shift) {
    digits out = {{0}};
    unsigned __int128 n =
        a.coef < 0 ? -(unsigned __int128)a.coef : (unsigned __int128)a.coef;
    for (int i = shift; n > 0; i++, n /= 10)
        out.d[i] = (unsigned char)(n % 10);
    return out;
}

static digits product(const digits *a, const digits *b) {
    unsigned sums[DIGITS] = {0};
    digits out;
    for (int i = 0; i < DIGITS / 2; i++)
        for (int j = 0; j < DIGITS / 2; j++)
            sums[i + j] += (unsigned)a->d[i] * b->d[j];
    for (unsigned i = 0, carry = 0; i < DIGITS; i++) {
        carry += sums[i];
        out.d[i] = (unsigned char)(carry % 10);
        carry /= 10;
    }
    return out;
}

static digits sum(const digits *a, const digits *b) {
    digits out;
    for (unsigned i = 0, carry = 0; i < DIGITS; i++) {
        carry += (unsigned)a->d[i] + b->d[i];
        out.d[i] = (unsigned char)(carry % 10);
        carry /= 10;
    }
    return out;
}

static digits difference(const digits *a, const digits *b) {
    digits out;
    for (int i = 0, borrow = 0; i < DIGITS; i++) {
        int n = a->d[i] - b->d[i] - borrow;
        borrow = n < 0;
        out.d[i] = (unsigned char)(n + 10 * borrow);
    }
    return out;
}

static int compare(const digits *a, const digits *b) {
    for (int i = DIGITS - 1; i >= 0; i--)
        if (a->d[i] != b->d[i])
            return a->d[i] < b->d[i] ? -1 : 1;
    return 0;
}

/* Significant digits needed: from the first to the last that is not zero, or to the
 * point. */
static int digits_needed(const digits *a, int scale) {
    int high = DIGITS - 1, low = 0;
    while (high >= 0 && a->d[high] == 0)
        high--;
    while (low < scale && low <= high && a->d[low] == 0)
        low++;
    return high - low + 1;
}

enum { COMMON = 60 }; /* every sum is compared at this scale */

static void sums_are_those_of_schoolbook_arithmetic(void **state) {
    seed = 4;
    size_t fitted = 0, rounded = 0;
    for (int i = 0; i < 30000; i++) {
        int most = i % 3 == 0 ? 38 : i % 3 == 1 ? 20 : 12;
        bdl_dec a = random_dec(most, i % 7 ? 6 : 60),
                b = random_dec(most, i % 5 ? 6 : 60), c;
        digits x = digits_of(a, COMMON - a.scale), y = digits_of(b, COMMON - b.scale), z;
        bool negative = a.coef < 0;
        if ((a.coef < 0) == (b.coef < 0)) {
            z = sum(&x, &y);
        } else if (compare(&x, &y) >= 0) {
            z = difference(&x, &y);
        } else {
            z = difference(&y, &x);
            negative = b.coef < 0;
        }
        bdl_dec_status status = bdl_dec_add(a, b, &c);
        if (status == BDL_DEC_OVERFLOW) {
            assert_true(digits_needed(&z, COMMON) > 38);
            continue;
        }
        fitted++;
        digits got = digits_of(c, COMMON - c.scale);
        if (status == BDL_DEC_INEXACT) { /* 34 digits, off by half the last one at most */
            digits unit = digits_of((bdl_dec){1, c.scale}, COMMON - c.scale);
            digits off =
                compare(&got, &z) > 0 ? difference(&got, &z) : difference(&z, &got);
            digits twice = sum(&off, &off);
            assert_true(digits_needed(&z, COMMON) > 38);
            assert_in_range(digits_needed(&got, COMMON), 1, 34);
            assert_true(compare(&twice, &unit) <= 0);
            rounded++;
            continue;
        }
        assert_int_equal(status, BDL_DEC_OK);
        assert_int_equal(compare(&got, &z), 0);
        assert_true(c.coef == 0 || (c.coef < 0) == negative);
    }
    assert_true(fitted > 15000 && rounded > 0);
}

static void products_are_those_of_schoolbook_arithmetic(void **state) {
    seed = 5;
    size_t exact = 0, rounded = 0, refused = 0;
    for (int i = 0; i < 10000; i++) {
        bdl_dec a = random_dec(i % 2 ? 38 : 19, 30), b = random_dec(i % 3 ? 38 : 12, 30),
                c;
        digits x = digits_of(a, 0), y = digits_of(b, 0), z = product(&x, &y);
        int scale = a.scale + b.scale;
        bdl_dec_status status = bdl_dec_mul(a, b, &c);
        int needed = digits_needed(&z, scale);
        if (status == BDL_DEC_OK) {
            exact++;
            digits got = digits_of(c, 60 - c.scale), all = {{0}};
            memcpy(all.d + 60 - scale, z.d, (size_t)(DIGITS - 60 + scale));
            assert_int_equal(compare(&got, &all), 0);
            assert_true(c.coef == 0 || (c.coef < 0) == ((a.coef < 0) != (b.coef < 0)));
        } else if (status == BDL_DEC_INEXACT) {
            rounded++;
            assert_true(needed > 38);
            /* within half of the last place kept */
            digits got = digits_of(c, scale - c.scale), half = {{0}};
            half.d[scale - c.scale - 1] = 5;
            digits gap =
                compare(&got, &z) > 0 ? difference(&got, &z) : difference(&z, &got);
            assert_true(compare(&gap, &half) <= 0);
        } else {
            refused++;
            assert_true(needed > 38);
        }
    }
    assert_true(exact > 1000 && rounded > 1000 && refused > 100);
}

static void arithmetic_obeys_its_laws(void **state) {
    seed = 6;
    for (int i = 0; i < 30000; i++) {
        bdl_dec a = random_dec(i % 2 ? 9 : 17, 6), b = random_dec(i % 3 ? 9 : 17, 6);
        bdl_dec c = random_dec(3, 2), x, y, z;
        assert_int_equal(bdl_dec_add(a, b, &x), BDL_DEC_OK);
        assert_int_equal(bdl_dec_add(b, a, &y), BDL_DEC_OK);
        assert_int_equal(bdl_dec_cmp(x, y), 0);
        assert_int_equal(bdl_dec_sub(x, b, &y), BDL_DEC_OK);
        assert_int_equal(bdl_dec_cmp(y, a), 0);
        assert_int_equal(bdl_dec_sub(a, b, &x), BDL_DEC_OK);
        assert_int_equal(bdl_dec_sub(b, a, &y), BDL_DEC_OK);
        assert_int_equal(bdl_dec_cmp(x, bdl_dec_neg(y)), 0);
        assert_int_equal(bdl_dec_sign(x), bdl_dec_cmp(a, b));
        assert_int_equal(bdl_dec_mul(a, c, &x), BDL_DEC_OK);
        assert_int_equal(bdl_dec_mul(b, c, &y), BDL_DEC_OK);
        assert_int_equal(bdl_dec_add(x, y, &x), BDL_DEC_OK);
        assert_int_equal(bdl_dec_add(a, b, &z), BDL_DEC_OK);
        assert_int_equal(bdl_dec_mul(z, c, &z), BDL_DEC_OK);
        assert_int_equal(bdl_dec_cmp(x, z), 0);
    }
}

static void a_sum_that_needs_room_drops_zeros_first(void **state) {
    bdl_dec out = dec("7");
    bdl_dec large = dec("99999999999999999999999999999999999.000");
    assert_int_equal(bdl_dec_add(large, dec("1.0000"), &out), BDL_DEC_OK);
    assert_dec(bdl_dec_trim(out), "100000000000000000000000000000000000");
    bdl_dec most = dec(MOST);
    out = dec("7");
    assert_int_equal(bdl_dec_add(most, dec("1"), &out), BDL_DEC_OVERFLOW);
    assert_int_equal(bdl_dec_add(most, dec("0.5"), &out), BDL_DEC_OVERFLOW);
    assert_int_equal(bdl_dec_add(most, most, &out), BDL_DEC_OVERFLOW);
    assert_dec(out, "7");
    assert_int_equal(bdl_dec_sub(most, most, &out), BDL_DEC_OK);
    assert_int_equal(bdl_dec_sign(out), 0);
    bdl_dec least = {1, 60};
    assert_int_equal(bdl_dec_add(least, dec("1"), &out), BDL_DEC_INEXACT);
    assert_int_equal(bdl_dec_cmp(out, dec("1")), 0);
    assert_int_equal(bdl_dec_add(least, most, &out), BDL_DEC_OVERFLOW);
    assert_int_equal(bdl_dec_div(dec("1"), dec("3"), &out), BDL_DEC_INEXACT);
    assert_int_equal(bdl_dec_sub(dec("123456.78"), out, &out), BDL_DEC_INEXACT);
    assert_dec(out, "123456.4466666666666666666666666667");
    /* a tolerance: 0.01% and what rounding makes of a small quotient's product */
    bdl_dec small;
    assert_int_equal(bdl_dec_div(dec("0.005"), dec("1500"), &small), BDL_DEC_INEXACT);
    assert_int_equal(bdl_dec_mul(small, dec("2.0402"), &small), BDL_DEC_OK);
    assert_int_equal(bdl_dec_add(dec("0.0001"), small, &out), BDL_DEC_INEXACT);
    assert_dec(out, "0.0001068006666666666666666666666666667");
    assert_int_equal(bdl_dec_add(least, dec("0"), &out), BDL_DEC_OK);
    assert_int_equal(bdl_dec_cmp(out, least), 0);
    assert_int_equal(bdl_dec_add(dec("5.0000000000000000000000000000000000005"),
                                 dec("5.0000000000000000000000000000000000005"), &out),
                     BDL_DEC_OK);
    assert_int_equal(bdl_dec_cmp(out, dec("10.000000000000000000000000000000000001")), 0);
}

static void assert_quotient(const char *a, const char *b, bdl_dec_status status,
                            const char *expected) {
    bdl_dec out = {0, 0};
    assert_int_equal(bdl_dec_div(dec(a), dec(b), &out), status);
    assert_dec(out, expected);
}

static void quotients_that_end_are_exact_and_trimmed(void **state) {
    assert_quotient("10.00", "2", BDL_DEC_OK, "5");
    assert_quotient("1", "8", BDL_DEC_OK, "0.125");
    assert_quotient("5", "0.01", BDL_DEC_OK, "500");
    assert_quotient("-1234.56", "100", BDL_DEC_OK, "-12.3456");
    assert_quotient("0.00", "3", BDL_DEC_OK, "0");
    assert_quotient("1", "-0.0001", BDL_DEC_OK, "-10000");
    assert_quotient("12345678901234567890123456789012345678", "1", BDL_DEC_OK,
                    "12345678901234567890123456789012345678");
    assert_quotient(MOST, MOST, BDL_DEC_OK, "1");
    bdl_dec out, lowest = {INT64_MIN, 0};
    assert_int_equal(bdl_dec_div(lowest, dec("-1"), &out), BDL_DEC_OK);
    assert_dec(out, "9223372036854775808");
}

static void quotients_without_end_keep_34_digits_half_even(void **state) {
    assert_quotient("1", "3", BDL_DEC_INEXACT, "0.3333333333333333333333333333333333");
    assert_quotient("2", "3", BDL_DEC_INEXACT, "0.6666666666666666666666666666666667");
    assert_quotient("-2", "3", BDL_DEC_INEXACT, "-0.6666666666666666666666666666666667");
    assert_quotient("1000", "7", BDL_DEC_INEXACT, "142.8571428571428571428571428571429");
    assert_quotient("100", "300000", BDL_DEC_INEXACT,
                    "0.0003333333333333333333333333333333333");
    assert_quotient("100000000000000000000", "300000000000000000001", BDL_DEC_INEXACT,
                    "0.3333333333333333333322222222222222");
    assert_quotient("5", "18446744073709551617", BDL_DEC_INEXACT,
                    "0.0000000000000000002710505431213761084871695208322068");
}

static void a_quotient_can_fail(void **state) {
    bdl_dec out = dec("7");
    assert_int_equal(bdl_dec_div(dec("1"), dec("0.00"), &out), BDL_DEC_DIVIDE);
    assert_int_equal(bdl_dec_div(dec(MOST), dec("0.1"), &out), BDL_DEC_OVERFLOW);
    assert_dec(out, "7");
}

static void a_quotient_times_its_divisor_gives_back_the_dividend(void **state) {
    seed = 7;
    for (int i = 0; i < 20000; i++) {
        bdl_dec a = random_dec(i % 2 ? 12 : 33, 10), b = random_dec(i % 3 ? 12 : 24, 10);
        bdl_dec q, back, gap, bound;
        if (b.coef == 0)
            continue;
        bdl_dec_status status = bdl_dec_div(a, b, &q);
        if (status == BDL_DEC_OVERFLOW || (status == BDL_DEC_INEXACT && q.scale == 60))
            continue; /* too large, or so small that fewer digits are kept */
        bdl_dec_status times = bdl_dec_mul(q, b, &back);
        if (times == BDL_DEC_OVERFLOW)
            continue;
        if (status == BDL_DEC_OK && times == BDL_DEC_OK) {
            assert_int_equal(bdl_dec_cmp(back, a), 0);
            continue;
        }
        /* a relative error of at most 10^-32 */
        if (bdl_dec_sub(back, a, &gap) != BDL_DEC_OK ||
            bdl_dec_mul(bdl_dec_abs(a), (bdl_dec){1, 32}, &bound) == BDL_DEC_OVERFLOW)
            continue;
        assert_true(bdl_dec_cmp(bdl_dec_abs(gap), bound) <= 0);
    }
}

static void short_quotients_are_those_of_long_long(void **state) {
    seed = 8;
    for (int i = 0; i < 50000; i++) {
        long long b = (long long)(draw() % 1000000) + 1,
                  q = (long long)(draw() % 1000000);
        bdl_dec out;
        assert_int_equal(bdl_dec_div(bdl_dec_int(b * q), bdl_dec_int(-b), &out),
                         BDL_DEC_OK);
        assert_true(out.coef == -q && out.scale == 0);
    }
}

static void products_lose_decimals_only(void **state) {
    bdl_dec out;
    assert_int_equal(
        bdl_dec_mul(dec("0.12345678901234567890"), dec("0.12345678901234567890"), &out),
        BDL_DEC_OK);
    assert_dec(out, "0.01524157875323883675019051998750190521");
    assert_int_equal(bdl_dec_mul(dec("1.0000000000000000000000001"),
                                 dec("1.0000000000000000000000001"), &out),
                     BDL_DEC_INEXACT);
    assert_dec(out, "1.000000000000000000000000200000000");
    assert_int_equal(
        bdl_dec_mul(dec("10000000000000000000"), dec("10000000000000000000"), &out),
        BDL_DEC_OVERFLOW);
    assert_int_equal(bdl_dec_mul((bdl_dec){3, 60}, (bdl_dec){2, 1}, &out),
                     BDL_DEC_INEXACT);
    assert_int_equal(bdl_dec_sign(out), 1);
    assert_int_equal(bdl_dec_mul((bdl_dec){5, 60}, (bdl_dec){2, 1}, &out), BDL_DEC_OK);
    assert_int_equal(bdl_dec_cmp(out, (bdl_dec){1, 60}), 0);
}

static void comparing_never_overflows(void **state) {
    bdl_dec most = dec(MOST), least = {1, 60};
    assert_int_equal(bdl_dec_cmp(most, least), 1);
    assert_int_equal(bdl_dec_cmp(least, most), -1);
    assert_int_equal(bdl_dec_cmp(bdl_dec_neg(most), least), -1);
    assert_int_equal(bdl_dec_cmp(bdl_dec_neg(most), bdl_dec_neg(least)), -1);
    assert_int_equal(bdl_dec_cmp(dec("1.0"), dec("1.000")), 0);
    assert_int_equal(bdl_dec_cmp(dec("0"), dec("-0.000")), 0);
    assert_int_equal(bdl_dec_cmp((bdl_dec){0, 60}, most), -1);
    assert_int_equal(bdl_dec_cmp(dec("1"), (bdl_dec){most.coef, 38}), 1);
    assert_int_equal(bdl_dec_cmp(dec("1"), (bdl_dec){most.coef, 37}), -1);
}

static void comparing_agrees_with_digits(void **state) {
    seed = 9;
    for (int i = 0; i < 30000; i++) {
        bdl_dec a = random_dec(38, 60), b = random_dec(38, 60);
        if (i % 2) { /* near each other */
            b = a;
            b.coef += (int)(draw() % 3) - 1;
            if (b.scale < 60 && b.coef < a.coef / 10)
                b.scale++;
        }
        digits x = digits_of(a, 60 - a.scale), y = digits_of(b, 60 - b.scale);
        int order = compare(&x, &y);
        if (a.coef < 0 && b.coef < 0)
            order = -order;
        else if ((a.coef < 0) != (b.coef < 0))
            order = a.coef < 0 ? -1 : 1;
        assert_int_equal(bdl_dec_cmp(a, b), order);
        assert_int_equal(bdl_dec_cmp(b, a), -order);
    }
}

/* There is room for 60 decimals. */
static void products_of_too_many_decimals_are_rounded_half_even(void **state) {
    static const int wanted[] = {0, 0, 1, 2, 2, 2, 3, 4}; /* of k halves */
    for (int k = 0; k < 8; k++) {
        bdl_dec c, expected = {wanted[k], 60};
        bdl_dec_status status = bdl_dec_mul((bdl_dec){1, 30}, (bdl_dec){5 * k, 31}, &c);
        assert_int_equal(status, k % 2 ? BDL_DEC_INEXACT : BDL_DEC_OK);
        assert_int_equal(bdl_dec_cmp(c, expected), 0);
    }
}

static void rounding_goes_half_away_from_zero(void **state) {
    static const struct {
        const char *from;
        int places;
        const char *to;
    } cases[] = {
        {"2.345", 2, "2.35"},
        {"-2.345", 2, "-2.35"},
        {"2.344", 2, "2.34"},
        {"2.5", 0, "3"},
        {"0.4", 0, "0"},
        {"0.5", 0, "1"},
        {"9.99", 1, "10.0"},
        {"2.3", 5, "2.3"},
        {"1250", -2, "1300"},
        {"1249", -2, "1200"},
        {"-50", -2, "-100"},
        {"49", -2, "0"},
        {"1", -30, "0"},
        {"5", -100, "0"},
        {"0.05", 1, "0.1"},
        {"60000000000000000000000000000000000000", -38,
         "60000000000000000000000000000000000000"},
        {"40000000000000000000000000000000000000", -38, "0"},
        {"15000000000000000000000000000000000000", -37,
         "20000000000000000000000000000000000000"},
        {"0.0000000000000000000000000000000000000000000000000001", 2, "0.00"},
        {"1.00000000000000000000", -30, "0"}, /* 50 digits, and neither end too far */
        {MOST, -1, MOST},
    };
    for (size_t i = 0; i < BDL_COUNT_OF(cases); i++)
        assert_dec(bdl_dec_round(dec(cases[i].from), cases[i].places), cases[i].to);
}

static void shifting_moves_the_point_exactly(void **state) {
    bdl_dec out;
    assert_int_equal(bdl_dec_shift(dec("12.34"), 4, &out), BDL_DEC_OK);
    assert_dec(out, "123400");
    assert_int_equal(bdl_dec_shift(dec("12.34"), 1, &out), BDL_DEC_OK);
    assert_dec(out, "123.4");
    assert_int_equal(bdl_dec_shift(dec("-12.34"), -4, &out), BDL_DEC_OK);
    assert_dec(out, "-0.001234");
    assert_int_equal(bdl_dec_shift(dec("1"), 37, &out), BDL_DEC_OK);
    assert_int_equal(bdl_dec_shift(dec("1"), 38, &out), BDL_DEC_OVERFLOW);
    assert_int_equal(bdl_dec_shift(dec("10"), -61, &out), BDL_DEC_OK);
    assert_int_equal(bdl_dec_cmp(out, (bdl_dec){1, 60}), 0);
    assert_int_equal(bdl_dec_shift(dec("1"), -61, &out), BDL_DEC_OVERFLOW);
    assert_int_equal(bdl_dec_shift(dec("1"), INT_MAX, &out), BDL_DEC_OVERFLOW);
    assert_int_equal(bdl_dec_shift(dec("1"), INT_MIN, &out), BDL_DEC_OVERFLOW);
    assert_int_equal(bdl_dec_shift(dec("0.0"), 50, &out), BDL_DEC_OK);
}

static void trimming_drops_zeros_after_the_point(void **state) {
    assert_dec(bdl_dec_trim(dec("12.3400")), "12.34");
    assert_dec(bdl_dec_trim(dec("1200")), "1200");
    assert_dec(bdl_dec_trim(dec("-1200.0")), "-1200");
    assert_dec(bdl_dec_trim(dec("0.000")), "0");
}

static void integers_are_given_when_they_fit(void **state) {
    long long n = 0;
    assert_true(bdl_dec_to_int(dec("-42.00"), &n));
    assert_int_equal(n, -42);
    assert_true(bdl_dec_to_int(dec("9223372036854775807"), &n));
    assert_true(n == LLONG_MAX);
    assert_true(bdl_dec_to_int(dec("-9223372036854775808"), &n));
    assert_true(n == LLONG_MIN);
    assert_false(bdl_dec_to_int(dec("9223372036854775808"), &n));
    assert_false(bdl_dec_to_int(dec("0.5"), &n));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_read_as_written),
        cmocka_unit_test(the_scale_is_what_was_written),
        cmocka_unit_test(what_is_no_figure_is_refused),
        cmocka_unit_test(printing_adds_places_but_never_rounds),
        cmocka_unit_test(what_is_printed_reads_back_the_same),
        cmocka_unit_test(sums_are_those_of_schoolbook_arithmetic),
        cmocka_unit_test(products_are_those_of_schoolbook_arithmetic),
        cmocka_unit_test(arithmetic_obeys_its_laws),
        cmocka_unit_test(a_sum_that_needs_room_drops_zeros_first),
        cmocka_unit_test(quotients_that_end_are_exact_and_trimmed),
        cmocka_unit_test(quotients_without_end_keep_34_digits_half_even),
        cmocka_unit_test(a_quotient_can_fail),
        cmocka_unit_test(a_quotient_times_its_divisor_gives_back_the_dividend),
        cmocka_unit_test(short_quotients_are_those_of_long_long),
        cmocka_unit_test(products_lose_decimals_only),
        cmocka_unit_test(comparing_never_overflows),
        cmocka_unit_test(comparing_agrees_with_digits),
        cmocka_unit_test(rounding_goes_half_away_from_zero),
        cmocka_unit_test(products_of_too_many_decimals_are_rounded_half_even),
        cmocka_unit_test(shifting_moves_the_point_exactly),
        cmocka_unit_test(trimming_drops_zeros_after_the_point),
        cmocka_unit_test(integers_are_given_when_they_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
