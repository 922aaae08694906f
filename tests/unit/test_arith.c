/* test_arith.c - arithmetic and comparison of figures with units and intervals. */
#include "unit.h"

#include "eval/arith.h"
#include "eval/compare.h"
#include "model/figure.h"

#include "arena.h"

static bdl_unit unit_of(const char *name) {
    bdl_unit unit = {0};

    assert_true(bdl_unit_read(bdl_str_z(name), &unit));
    return unit;
}

/* A figure as a document prints it: half of its last place to either side. */
static bdl_value printed(const char *text, const char *unit_name) {
    bdl_unit unit = unit_of(unit_name);
    bdl_value v = bdl_figure_read(arena, bdl_str_z(text), BDL_TYPE(bdl_unit_kind(&unit)),
                                  bdl_unit_keep(arena, &unit));

    assert_int_equal(v.state, BDL_PRESENT);
    return v;
}

/* A figure as a rule writes it: exact. */
static bdl_value literal(const char *text, const char *unit_name) {
    bdl_value v = printed(text, unit_name);

    v.half = NULL;
    return v;
}

static bdl_value number(long long n) {
    return bdl_value_number(bdl_dec_int(n));
}

static bdl_value missing(const char *reason) {
    return bdl_value_missing(BDL_MONEY, bdl_str_z(reason));
}

static void is_shown(const bdl_value *v, const char *expected) {
    bdl_str text;

    assert_int_equal(v->state, BDL_PRESENT);
    text =
        bdl_arena_join(arena, bdl_figure_number_text(arena, v), bdl_value_unit(v)->name);
    assert_text(text, expected);
}

static bdl_value unknown;

static bdl_value compare(const bdl_value *a, bdl_op op, const bdl_value *b) {
    bdl_comparison how = {.scratch = arena, .why = &unknown};

    return bdl_truth_value(bdl_compare(&how, op, a, b), &unknown);
}

static bool holds(bdl_truth t) {
    assert_true(t != BDL_UNKNOWN);
    return bdl_truth_is(t, true);
}

static bool is_true(bdl_value v) {
    assert_int_equal(v.state, BDL_PRESENT);
    return v.as.boolean;
}

static void a_sum_has_the_unit_of_its_first_figure_and_the_most_places(void **state) {
    bdl_value a = printed("1.5", "万元"), b = printed("0.25", "万元"),
              c = printed("100", "元");
    bdl_value sum = bdl_arith_add(arena, &a, &b);

    is_shown(&sum, "1.75万元");
    sum = bdl_arith_add(arena, &a, &c);
    is_shown(&sum, "1.51万元");
    sum = bdl_arith_add(arena, &c, &a);
    is_shown(&sum, "15100.0元");
}

static void zeros_after_the_point_are_kept_as_the_parts_print_them(void **state) {
    bdl_value a = printed("10.00", "万元"), b = printed("5.00", "万元");
    bdl_value sum = bdl_arith_add(arena, &a, &b),
              difference = bdl_arith_sub(arena, &b, &a);

    is_shown(&sum, "15.00万元");
    is_shown(&difference, "-5.00万元");
}

static void a_plain_zero_fits_every_unit(void **state) {
    bdl_value zero = number(0), a = printed("2.00", "万元"), sum;

    sum = bdl_arith_add(arena, &zero, &a);
    is_shown(&sum, "2.00万元");
    assert_false(is_true(compare(&a, BDL_OP_LT, &zero)));
}

static void sums_and_differences_add_the_half_widths(void **state) {
    bdl_value a = printed("1.00", "万元"), b = printed("2.00", "万元"), sum, exact;

    sum = bdl_arith_add(arena, &a, &b);
    exact = literal("0.01", "万元");
    assert_int_equal(bdl_dec_cmp(bdl_value_half(&sum), exact.number), 0);
    sum = bdl_arith_sub(arena, &a, &b);
    assert_int_equal(bdl_dec_cmp(bdl_value_half(&sum), exact.number), 0);
}

static void a_product_with_an_exact_number_scales_the_half_width(void **state) {
    bdl_value a = printed("1.00", "万元"), three = number(3), product, wanted;

    product = bdl_arith_mul(arena, &a, &three);
    wanted = literal("0.015", "万元");
    is_shown(&product, "3.00万元");
    assert_int_equal(bdl_dec_cmp(bdl_value_half(&product), wanted.number), 0);
}

static void a_price_times_a_count_is_money(void **state) {
    bdl_value price = printed("228.6", "元/册"), count = printed("3", "册"), product;

    product = bdl_arith_mul(arena, &price, &count);
    assert_int_equal(product.kind, BDL_MONEY);
    is_shown(&product, "685.8元");
}

/* 228.6 ± 0.05 times 3.5 ± 0.05: 228.6 · 0.05 + 3.5 · 0.05 + 0.05 · 0.05. */
static void a_product_of_two_printed_figures_carries_both_half_widths(void **state) {
    bdl_value price = printed("228.6", "元/亩"), area = printed("3.5", "亩"), product;

    price.half = area.half = bdl_half_keep(arena, (bdl_dec){5, 2});
    product = bdl_arith_mul(arena, &price, &area);
    assert_int_equal(bdl_dec_cmp(bdl_value_half(&product), (bdl_dec){116075, 4}), 0);
}

static void a_count_is_exact_when_it_multiplies(void **state) {
    bdl_value price = printed("0.50", "万元"), count = printed("6", ""), product, wrong,
              right;

    bdl_figure_settle(&count);
    product = bdl_arith_mul(arena, &count, &price);
    wrong = printed("3.20", "万元");
    right = printed("3.02", "万元");
    assert_false(is_true(compare(&product, BDL_OP_EQ, &wrong)));
    assert_true(is_true(compare(&product, BDL_OP_EQ, &right)));
}

static void a_quotient_has_the_interval_of_its_ends(void **state) {
    bdl_value a = printed("1.00", "万元"), b = printed("2.00", "万元"), share, half;

    share = bdl_arith_div(arena, &a, &b);
    half = bdl_value_number((bdl_dec){5, 1});
    assert_int_equal(bdl_dec_cmp(share.number, half.number), 0);
    /* (1.005 / 1.995) - 0.5 = 0.00375939… */
    assert_int_equal(bdl_dec_cmp(bdl_value_half(&share), (bdl_dec){375, 5}), 1);
    assert_int_equal(bdl_dec_cmp(bdl_value_half(&share), (bdl_dec){376, 5}), -1);
}

static void a_divisor_that_may_be_zero_gives_no_quotient(void **state) {
    bdl_value a = literal("1", "万元"), zero = number(0), tiny = printed("0.00", "万元"),
              q;

    q = bdl_arith_div(arena, &a, &zero);
    assert_int_equal(q.state, BDL_FAILED);
    assert_true(q.reason.len > 0);
    q = bdl_arith_div(arena, &a, &tiny);
    assert_int_equal(q.state, BDL_FAILED);
}

static void a_blank_is_an_exact_zero_of_its_unit(void **state) {
    bdl_value blank = printed("1.00", "万元"), a = printed("2.00", "万元"), sum;

    blank.state = BDL_BLANK;
    sum = bdl_arith_add(arena, &blank, &a);
    is_shown(&sum, "2.00万元");
    assert_int_equal(bdl_dec_cmp(bdl_value_half(&sum), bdl_value_half(&a)), 0);
}

static void arithmetic_on_missing_is_missing_with_its_reason(void **state) {
    bdl_value a = printed("2.00", "万元"), gone = missing("no table"), sum;

    sum = bdl_arith_add(arena, &a, &gone);
    assert_int_equal(sum.state, BDL_MISSING);
    assert_text(sum.reason, "no table");
}

static void unreadable_outweighs_missing(void **state) {
    bdl_value gone = missing("no table"), bad = missing("letters"), sum;

    bad.state = BDL_UNREADABLE;
    sum = bdl_arith_add(arena, &gone, &bad);
    assert_int_equal(sum.state, BDL_UNREADABLE);
    assert_text(sum.reason, "letters");
}

static void what_becomes_too_large_is_no_number(void **state) {
    bdl_value big = number(1), out;

    for (int i = 0; i < 37; i++)
        big.number.coef *= 10;
    out = bdl_arith_mul(arena, &big, &big);
    assert_int_equal(out.state, BDL_FAILED);
    assert_true(out.reason.len > 0);
}

static void money_and_a_percentage_do_not_add(void **state) {
    bdl_value a = printed("2.00", "万元"), b = printed("98", "%"), out;

    out = bdl_arith_add(arena, &a, &b);
    assert_int_equal(out.state, BDL_FAILED);
    out = compare(&a, BDL_OP_EQ, &b);
    assert_int_equal(out.state, BDL_FAILED);
}

static void equal_within_the_half_widths_is_rounded(void **state) {
    bdl_value a = printed("10.00", "万元"), b = printed("10.01", "万元"),
              c = printed("10.02", "万元");
    bdl_value v = compare(&a, BDL_OP_EQ, &b);

    assert_true(is_true(v));
    assert_true(v.rounded);
    assert_false(is_true(compare(&a, BDL_OP_EQ, &c)));
    v = compare(&a, BDL_OP_EQ, &a);
    assert_true(is_true(v));
    assert_false(v.rounded);
}

static void printed_values_are_the_same_only_when_equal(void **state) {
    bdl_value a = printed("10.00", "万元"), b = printed("10.01", "万元");
    bdl_value c = printed("100000", "元");

    assert_false(is_true(compare(&a, BDL_OP_SAME, &b)));
    assert_true(is_true(compare(&a, BDL_OP_SAME, &c)));
}

static void exact_rounding_makes_equal_mean_the_same(void **state) {
    bdl_comparison how = {.scratch = arena, .why = &unknown, .exact = true};
    bdl_value a = printed("10.00", "万元"), b = printed("10.01", "万元");

    assert_false(holds(bdl_compare(&how, BDL_OP_EQ, &a, &b)));
}

static void within_gives_the_tolerance_itself(void **state) {
    bdl_value within = literal("0.05", "万元");
    bdl_comparison how = {.scratch = arena, .why = &unknown, .within = &within};
    bdl_value a = printed("10.00", "万元"), b = printed("10.05", "万元"),
              c = printed("10.06", "万元");
    bdl_truth t = bdl_compare(&how, BDL_OP_EQ, &a, &b);

    assert_true(holds(t));
    assert_false(bdl_truth_is_near(t));
    assert_false(holds(bdl_compare(&how, BDL_OP_EQ, &a, &c)));
    assert_true(holds(bdl_compare(&how, BDL_OP_NE, &a, &c)));
}

static void at_most_allows_the_half_widths_and_less_does_not(void **state) {
    bdl_value a = printed("10.01", "万元"), b = printed("10.00", "万元");
    bdl_value v = compare(&a, BDL_OP_LE, &b);

    assert_true(is_true(v));
    assert_true(v.rounded);
    v = compare(&b, BDL_OP_LE, &a);
    assert_true(is_true(v));
    assert_false(v.rounded);
    assert_false(is_true(compare(&a, BDL_OP_LT, &b)));
    assert_true(is_true(compare(&b, BDL_OP_LT, &a)));
    assert_true(is_true(compare(&b, BDL_OP_GE, &a)));
    assert_false(is_true(compare(&b, BDL_OP_GT, &a)));
}

static void a_comparison_with_missing_is_unknown(void **state) {
    bdl_value a = printed("10.01", "万元"), gone = missing("no table"), v;

    v = compare(&a, BDL_OP_EQ, &gone);
    assert_int_equal(v.kind, BDL_BOOLEAN);
    assert_int_equal(v.state, BDL_MISSING);
    assert_text(v.reason, "no table");
}

static void texts_are_equal_as_a_reader_sees_them(void **state) {
    bdl_value a = bdl_value_text(BDL_STR("基本 支出（１）")),
              b = bdl_value_text(BDL_STR("基本支出(1)"));
    bdl_value c = bdl_value_text(BDL_STR("项目支出")),
              empty = bdl_value_text(BDL_STR(""));
    bdl_value blank = {.kind = BDL_TEXT, .state = BDL_BLANK};

    assert_true(is_true(compare(&a, BDL_OP_EQ, &b)));
    assert_false(is_true(compare(&a, BDL_OP_SAME, &b)));
    assert_false(is_true(compare(&a, BDL_OP_EQ, &c)));
    assert_true(is_true(compare(&empty, BDL_OP_EQ, &blank)));
    assert_true(is_true(compare(&a, BDL_OP_NE, &blank)));
}

static void dates_are_compared_as_far_as_both_say(void **state) {
    bdl_value year = {.kind = BDL_DATE, .as.date = {2024, 0, 0}};
    bdl_value day = {.kind = BDL_DATE, .as.date = {2024, 7, 31}};
    bdl_value later = {.kind = BDL_DATE, .as.date = {2024, 12, 0}};

    assert_true(is_true(compare(&year, BDL_OP_EQ, &day)));
    assert_true(is_true(compare(&day, BDL_OP_LT, &later)));
    assert_false(is_true(compare(&later, BDL_OP_LE, &day)));
}

static void a_range_holds_its_ends_and_may_be_open(void **state) {
    bdl_comparison how = {.scratch = arena, .why = &unknown};
    bdl_value a = literal("80", "%"), low = literal("80", "%"),
              high = literal("100", "%");
    bdl_value below = literal("79", "%");

    assert_true(holds(bdl_compare_in_range(&how, &a, &low, &high)));
    assert_false(holds(bdl_compare_in_range(&how, &below, &low, &high)));
    assert_true(holds(bdl_compare_in_range(&how, &below, NULL, &high)));
    assert_true(holds(bdl_compare_in_range(&how, &a, &low, NULL)));
}

static void rounding_goes_by_the_printed_unit_half_away_from_zero(void **state) {
    bdl_value a = printed("1.235", "万元"), out = bdl_arith_round(&a, 2);

    is_shown(&out, "1.24万元");
    assert_int_equal(bdl_dec_sign(bdl_value_half(&out)), 0);
    a = printed("-1.235", "万元");
    out = bdl_arith_round(&a, 2);
    is_shown(&out, "-1.24万元");
}

static void a_magnitude_keeps_its_half_width(void **state) {
    bdl_value a = printed("-1.50", "万元"), out = bdl_arith_abs(&a);

    is_shown(&out, "1.50万元");
    assert_int_equal(bdl_dec_cmp(bdl_value_half(&out), bdl_value_half(&a)), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(a_sum_has_the_unit_of_its_first_figure_and_the_most_places),
        EACH(zeros_after_the_point_are_kept_as_the_parts_print_them),
        EACH(a_plain_zero_fits_every_unit),
        EACH(sums_and_differences_add_the_half_widths),
        EACH(a_product_of_two_printed_figures_carries_both_half_widths),
        EACH(a_product_with_an_exact_number_scales_the_half_width),
        EACH(a_price_times_a_count_is_money),
        EACH(a_count_is_exact_when_it_multiplies),
        EACH(a_quotient_has_the_interval_of_its_ends),
        EACH(a_divisor_that_may_be_zero_gives_no_quotient),
        EACH(a_blank_is_an_exact_zero_of_its_unit),
        EACH(arithmetic_on_missing_is_missing_with_its_reason),
        EACH(unreadable_outweighs_missing),
        EACH(what_becomes_too_large_is_no_number),
        EACH(money_and_a_percentage_do_not_add),
        EACH(equal_within_the_half_widths_is_rounded),
        EACH(printed_values_are_the_same_only_when_equal),
        EACH(exact_rounding_makes_equal_mean_the_same),
        EACH(within_gives_the_tolerance_itself),
        EACH(at_most_allows_the_half_widths_and_less_does_not),
        EACH(a_comparison_with_missing_is_unknown),
        EACH(texts_are_equal_as_a_reader_sees_them),
        EACH(dates_are_compared_as_far_as_both_say),
        EACH(a_range_holds_its_ends_and_may_be_open),
        EACH(rounding_goes_by_the_printed_unit_half_away_from_zero),
        EACH(a_magnitude_keeps_its_half_width),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
