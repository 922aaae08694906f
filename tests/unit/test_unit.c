/* test_unit.c: units as printed, and how they multiply and cancel. */
#include "unit.h"

#include "model/type.h"

#include "arena.h"

static bdl_unit read(const char *text) {
    bdl_unit unit;
    if (!bdl_unit_read(bdl_str_z(text), &unit))
        fail_msg("%s is no unit", text);
    return unit;
}

static void assert_name(const bdl_unit *unit, const char *name) {
    bdl_str copy = bdl_arena_str(arena, unit->name);
    assert_string_equal(copy.data, name);
}

static void money_units_carry_their_power_of_ten(void **state) {
    static const struct {
        const char *text;
        int scale;
    } rows[] = {{"元", 0},     {"角", -1},  {"分", -2}, {"千元", 3}, {"万元", 4},
                {"百万元", 6}, {"亿元", 8}, {"万", 4},  {"亿", 8}};
    for (size_t i = 0; i < BDL_COUNT_OF(rows); i++) {
        bdl_unit unit = read(rows[i].text);
        assert_int_equal(unit.money, 1);
        assert_int_equal(unit.scale, rows[i].scale);
        assert_int_equal(bdl_unit_kind(&unit), BDL_MONEY);
    }
}

static void signs_and_words_of_percent_are_one_unit(void **state) {
    static const char *const texts[] = {"%", "百分比", "百分号"};
    for (size_t i = 0; i < 3; i++) {
        bdl_unit unit = read(texts[i]);
        assert_true(unit.percent);
        assert_int_equal(bdl_unit_kind(&unit), BDL_PERCENT);
        assert_name(&unit, "%");
    }
}

static void no_unit_is_a_bare_number(void **state) {
    bdl_unit unit = read("");
    assert_int_equal(bdl_unit_kind(&unit), BDL_NUMBER);
}

static void what_holds_more_than_letters_is_no_unit(void **state) {
    static const char *const texts[] = {"次。", "1次",   "项 目", "/册",
                                        "元/",  "a/b/c", "(项)"};
    bdl_unit unit;
    for (size_t i = 0; i < BDL_COUNT_OF(texts); i++)
        if (bdl_unit_read(bdl_str_z(texts[i]), &unit))
            fail_msg("%s was read as a unit", texts[i]);
    assert_true(bdl_unit_read(BDL_STR("m2"), &unit));
}

static void a_price_times_its_count_is_money(void **state) {
    bdl_unit price = read("元/册"), count = read("册"), out;
    assert_int_equal(bdl_unit_kind(&price), BDL_QUANTITY);
    assert_true(bdl_unit_multiply(arena, &price, &count, &out));
    assert_int_equal(bdl_unit_kind(&out), BDL_MONEY);
    assert_name(&out, "元");
}

static void money_by_a_count_is_a_price(void **state) {
    bdl_unit money = read("万元"), count = read("人"), price, out;
    assert_true(bdl_unit_divide(arena, &money, &count, &price));
    assert_name(&price, "万元/人");
    assert_int_equal(price.money, 1);
    assert_true(bdl_unit_multiply(arena, &count, &price, &out));
    assert_int_equal(bdl_unit_kind(&out), BDL_MONEY);
    assert_int_equal(out.scale, 4);
}

static void money_by_money_is_a_number_whatever_the_powers(void **state) {
    bdl_unit a = read("万元"), b = read("元"), out;
    assert_true(bdl_unit_divide(arena, &a, &b, &out));
    assert_int_equal(bdl_unit_kind(&out), BDL_NUMBER);
    assert_int_equal(out.scale, 0);
}

static void a_share_of_money_is_money(void **state) {
    bdl_unit money = read("万元"), share = read("%"), out;
    assert_true(bdl_unit_multiply(arena, &share, &money, &out));
    assert_int_equal(bdl_unit_kind(&out), BDL_MONEY);
    assert_name(&out, "万元");
    assert_true(bdl_unit_divide(arena, &share, &share, &out));
    assert_int_equal(bdl_unit_kind(&out), BDL_NUMBER);
}

static void the_order_of_factors_makes_no_other_unit(void **state) {
    bdl_unit a = read("人"), b = read("天"), ab, ba, one;
    assert_true(bdl_unit_multiply(arena, &a, &b, &ab));
    assert_true(bdl_unit_multiply(arena, &b, &a, &ba));
    assert_true(bdl_unit_same_dimension(&ab, &ba));
    assert_false(bdl_unit_same_dimension(&ab, &a));
    assert_true(bdl_unit_divide(arena, &ab, &ba, &one));
    assert_int_equal(bdl_unit_kind(&one), BDL_NUMBER);
}

static void more_units_than_are_kept_are_refused(void **state) {
    bdl_unit a = read("人"), b = read("天"), c = read("次"), ab, abc;
    assert_true(bdl_unit_multiply(arena, &a, &b, &ab));
    assert_false(bdl_unit_multiply(arena, &ab, &c, &abc));
    assert_true(bdl_unit_divide(arena, &ab, &c, &abc));
}

static void
a_percentage_and_a_number_have_one_dimension_and_money_has_another(void **state) {
    bdl_unit none = read(""), percent = read("%"), money = read("元"), big = read("亿元");
    assert_true(bdl_unit_same_dimension(&none, &percent));
    assert_true(bdl_unit_same_dimension(&money, &big));
    assert_false(bdl_unit_same_dimension(&money, &percent));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(money_units_carry_their_power_of_ten),
        cmocka_unit_test(signs_and_words_of_percent_are_one_unit),
        cmocka_unit_test(no_unit_is_a_bare_number),
        cmocka_unit_test(what_holds_more_than_letters_is_no_unit),
        cmocka_unit_test(a_price_times_its_count_is_money),
        cmocka_unit_test(money_by_a_count_is_a_price),
        cmocka_unit_test(money_by_money_is_a_number_whatever_the_powers),
        cmocka_unit_test(a_share_of_money_is_money),
        cmocka_unit_test(the_order_of_factors_makes_no_other_unit),
        cmocka_unit_test(more_units_than_are_kept_are_refused),
        cmocka_unit_test(
            a_percentage_and_a_number_have_one_dimension_and_money_has_another),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
