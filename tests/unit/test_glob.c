/* test_glob.c - names with stars and question marks, as waivers and --only have them. */
#include "unit.h"

#include "eval/glob.h"

static bool meets(const char *glob, const char *text) {
    return bdl_glob_meets(bdl_str_z(glob), bdl_str_z(text));
}

static void a_glob_without_signs_is_the_text_itself(void **state) {
    assert_true(meets("adds-up", "adds-up"));
    assert_true(meets("", ""));
    assert_false(meets("adds-up", "adds"));
    assert_false(meets("adds", "adds-up"));
    assert_false(meets("adds-up", ""));
    assert_false(meets("", "adds-up"));
}

static void a_star_stands_for_any_text_and_for_none(void **state) {
    assert_true(meets("*", ""));
    assert_true(meets("*", "预算.txt"));
    assert_true(meets("*2023*", "docs/2023-office.txt"));
    assert_true(meets("*2023*", "2023"));
    assert_true(meets("a*b*c", "a-b-b-c"));
    assert_true(meets("adds-up**", "adds-up"));
    assert_false(meets("*2023*", "docs/2024-office.txt"));
    assert_false(meets("a*b*c", "a-b-b-"));
    assert_false(meets("*b", "abc"));
    assert_false(meets("*bc", "b"));
}

static void a_question_mark_stands_for_one_character(void **state) {
    assert_true(meets("?算.txt", "预算.txt"));
    assert_true(meets("??", "预算"));
    assert_true(meets("*?", "预"));
    assert_false(meets("?", ""));
    assert_false(meets("?", "预算"));
    assert_false(meets("adds-up?", "adds-up"));
    assert_false(meets("*?", ""));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_glob_without_signs_is_the_text_itself),
        cmocka_unit_test(a_star_stands_for_any_text_and_for_none),
        cmocka_unit_test(a_question_mark_stands_for_one_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
