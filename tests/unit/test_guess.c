/* test_guess.c: the nearest known name. */
#include "unit.h"

#include "base/guess.h"

static size_t edits(const char *a, const char *b) {
    return bdl_edit_distance(bdl_str_z(a), bdl_str_z(b), 20);
}

static void edits_are_counted_in_characters(void **state) {
    assert_int_equal(edits("", ""), 0);
    assert_int_equal(edits("basic", "basic"), 0);
    assert_int_equal(edits("", "abc"), 3);
    assert_int_equal(edits("basic", "basc"), 1);
    assert_int_equal(edits("basic", "bassic"), 1);
    assert_int_equal(edits("basic", "bazic"), 1);
    assert_int_equal(edits("kitten", "sitting"), 3);
    assert_int_equal(edits("基本支出", "基本收入"), 2);
    assert_int_equal(edits("预算数", "预算"), 1);
}

static void a_swap_of_neighbours_is_one_edit(void **state) {
    assert_int_equal(edits("total", "toatl"), 1);
    assert_int_equal(edits("支出", "出支"), 1);
    assert_int_equal(edits("ca", "abc"), 3);
}

static void counting_stops_beyond_the_most(void **state) {
    assert_int_equal(bdl_edit_distance(BDL_STR("abcdef"), BDL_STR("uvwxyz"), 2), 3);
    assert_int_equal(bdl_edit_distance(BDL_STR("a"), BDL_STR("abcdef"), 2), 3);
    assert_int_equal(bdl_edit_distance(BDL_STR("abcdef"), BDL_STR("abcxyz"), 3), 3);
}

static void edits_are_the_same_both_ways(void **state) {
    static const char *const names[] = {"",    "a",    "ab",   "ba", "abc",
                                        "acb", "支出", "出支", "xyz"};
    for (size_t i = 0; i < 9; i++)
        for (size_t j = 0; j < 9; j++)
            assert_int_equal(edits(names[i], names[j]), edits(names[j], names[i]));
}

static void very_long_names_are_not_compared(void **state) {
    static char a[100001], b[100001];
    memset(a, 'a', 100000);
    memset(b, 'a', 100000);
    b[0] = 'b';
    assert_int_equal(bdl_edit_distance(bdl_str_z(a), bdl_str_z(b), 5), 6);
    assert_int_equal(bdl_edit_distance(bdl_str_z(a), bdl_str_z(a), 5), 0);
}

static bdl_str nearest(const char *wanted, const char *const *names, size_t count) {
    bdl_guess guess;
    bdl_guess_init(&guess, bdl_str_z(wanted));
    for (size_t i = 0; i < count; i++)
        bdl_guess_offer(&guess, bdl_str_z(names[i]));
    return guess.best;
}

static void the_nearest_name_is_proposed(void **state) {
    static const char *const names[] = {"project", "total", "basic", "基本支出",
                                        "项目支出"};
    assert_text(nearest("totl", names, 5), "total");
    assert_text(nearest("baisc", names, 5), "basic");
    assert_text(nearest("基本指出", names, 5), "基本支出");
    assert_text(nearest("basic", names, 5), "basic");
}

static void the_first_of_equals_wins(void **state) {
    static const char *const names[] = {"cost_a", "cost_b", "cost_c"};
    assert_text(nearest("cost_x", names, 3), "cost_a");
    static const char *const better[] = {"coat_b", "cost_b"};
    assert_text(nearest("cost_x", better, 2), "cost_b");
}

static void a_name_too_far_away_is_not_proposed(void **state) {
    static const char *const names[] = {"expenditure", "收入", ""};
    assert_int_equal(nearest("name", names, 3).len, 0);
    assert_int_equal(nearest("明细", names, 3).len, 0);
    assert_int_equal(nearest("abcdef", (const char *const[]){"abcxyz"}, 1).len, 0);
    assert_int_equal(nearest("abcdef", (const char *const[]){"abcdxy"}, 1).len, 6);
}

static void
the_shortest_that_has_the_name_in_it_is_proposed_when_none_is_near(void **state) {
    static const char *const names[] = {"部门三公经费支出决算表", "三公经费支出表",
                                        "length_of_all", "length", "bidding_wide"};
    assert_text(nearest("三公经费", names, 5), "三公经费支出表");
    assert_text(nearest("len", names, 5), "length");
    assert_text(nearest("wide", names, 5), "bidding_wide");
    /* of letters neither the middle nor one or two, of Chinese not one character */
    assert_int_equal(nearest("dding", names, 5).len, 0);
    assert_int_equal(nearest("le", names, 5).len, 0);
    assert_int_equal(nearest("表", names, 5).len, 0);
    /* one that is near wins, whichever comes first */
    static const char *const near[] = {"支出总表明细项目", "支出总额",
                                       "支出总表的明细项目"};
    assert_text(nearest("支出总表", near, 3), "支出总额");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_are_counted_in_characters),
        cmocka_unit_test(a_swap_of_neighbours_is_one_edit),
        cmocka_unit_test(counting_stops_beyond_the_most),
        cmocka_unit_test(edits_are_the_same_both_ways),
        cmocka_unit_test(very_long_names_are_not_compared),
        cmocka_unit_test(the_nearest_name_is_proposed),
        cmocka_unit_test(the_first_of_equals_wins),
        cmocka_unit_test(a_name_too_far_away_is_not_proposed),
        cmocka_unit_test(
            the_shortest_that_has_the_name_in_it_is_proposed_when_none_is_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
