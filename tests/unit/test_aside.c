/* test_aside.c: bytes put aside and had again. */
#include "unit.h"

#include "base/aside.h"

static void assert_had_again(const bdl_aside *aside, uint64_t at, bdl_str bytes) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str back;

    assert_true(bdl_aside_get(aside, at, bytes.len, arena, &back));
    assert_true(bdl_str_eq(back, bytes));
    bdl_arena_free(arena);
}

static void what_is_put_aside_is_had_again_in_any_order(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_aside *aside = bdl_aside_new(arena);
    uint64_t first, second, third;

    assert_true(bdl_aside_put(aside, BDL_STR("收入总计"), &first));
    assert_true(bdl_aside_put(aside, BDL_STR(""), &second));
    assert_true(bdl_aside_put(aside, BDL_STR("支出"), &third));
    assert_int_equal(bdl_aside_size(aside), strlen("收入总计支出"));
    assert_had_again(aside, third, BDL_STR("支出"));
    assert_had_again(aside, second, BDL_STR(""));
    assert_had_again(aside, first, BDL_STR("收入总计"));
    bdl_arena_free(arena);
}

static void what_was_not_put_there_cannot_be_had(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_aside *aside = bdl_aside_new(arena);
    uint64_t at;
    bdl_str back;

    assert_true(bdl_aside_put(aside, BDL_STR("支出"), &at));
    assert_false(bdl_aside_get(aside, at, 100, arena, &back));
    bdl_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_aside_is_had_again_in_any_order),
        cmocka_unit_test(what_was_not_put_there_cannot_be_had),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
