/* test_asked.c: what short texts answered to patterns. */

#include "eval/asked.h"

#include "arena.h"

static const char LONG[] =
    "一个长到没有位置可以记住的文字，一个长到没有位置可以记住的文字";

static void an_answer_is_of_one_text_and_one_pattern(void **state) {
    bdl_asked *asked = bdl_asked_new(arena);

    assert_int_equal(bdl_asked_get(asked, 1, BDL_STR("合计")), -1);
    bdl_asked_set(asked, 1, BDL_STR("合计"), true);
    bdl_asked_set(asked, 2, BDL_STR("合计"), false);
    assert_int_equal(bdl_asked_get(asked, 1, BDL_STR("合计")), 1);
    assert_int_equal(bdl_asked_get(asked, 2, BDL_STR("合计")), 0);
    assert_int_equal(bdl_asked_get(asked, 3, BDL_STR("合计")), -1);
    assert_int_equal(bdl_asked_get(asked, 1, BDL_STR("总计")), -1);
}

static void texts_that_share_their_end_are_told_apart(void **state) {
    bdl_asked *asked = bdl_asked_new(arena);

    bdl_asked_set(asked, 1, BDL_STR("甲社会效益指标"), true);
    assert_int_equal(bdl_asked_get(asked, 1, BDL_STR("乙社会效益指标")), -1);
    bdl_asked_set(asked, 1, BDL_STR("乙社会效益指标"), false);
    assert_int_equal(bdl_asked_get(asked, 1, BDL_STR("乙社会效益指标")), 0);
    assert_int_not_equal(bdl_asked_get(asked, 1, BDL_STR("甲社会效益指标")), 0);
}

static void nothing_is_known_of_blank_and_long_texts(void **state) {
    bdl_asked *asked = bdl_asked_new(arena);

    bdl_asked_set(asked, 1, BDL_STR(""), true);
    bdl_asked_set(asked, 1, bdl_str_z(LONG), true);
    assert_int_equal(bdl_asked_get(asked, 1, BDL_STR("")), -1);
    assert_int_equal(bdl_asked_get(asked, 1, bdl_str_z(LONG)), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(an_answer_is_of_one_text_and_one_pattern),
        EACH(texts_that_share_their_end_are_told_apart),
        EACH(nothing_is_known_of_blank_and_long_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
