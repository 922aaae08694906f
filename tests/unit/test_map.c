/* test_map.c: the map from text to a pointer, and the text functions it stands on. */

#include "base/map.h"

#include "arena.h"

static void what_was_put_is_found(void **state) {
    enum { COUNT = 20000 };
    static int values[COUNT];
    bdl_map *map = bdl_map_new(arena);
    assert_null(bdl_map_get(map, BDL_STR("x")));
    for (int i = 0; i < COUNT; i++)
        assert_null(bdl_map_put(map, bdl_arena_printf(arena, "科目%d", i), &values[i]));
    assert_int_equal(bdl_map_count(map), COUNT);
    for (int i = 0; i < COUNT; i++)
        assert_ptr_equal(bdl_map_get(map, bdl_arena_printf(arena, "科目%d", i)),
                         &values[i]);
    assert_null(bdl_map_get(map, BDL_STR("科目")));
    assert_null(bdl_map_get(map, BDL_STR("科目20000")));
}

static void a_second_value_takes_the_place_of_the_first(void **state) {
    int one, two;
    bdl_map *map = bdl_map_new(arena);
    assert_null(bdl_map_put(map, BDL_STR("a"), &one));
    assert_ptr_equal(bdl_map_put(map, BDL_STR("a"), &two), &one);
    assert_ptr_equal(bdl_map_get(map, BDL_STR("a")), &two);
    assert_int_equal(bdl_map_count(map), 1);
}

static void entries_keep_the_order_of_insertion(void **state) {
    int values[100];
    bdl_map *map = bdl_map_new(arena);
    for (int i = 0; i < 100; i++)
        bdl_map_put(map, bdl_arena_printf(arena, "%d", i * 37 % 100), &values[i]);
    for (int i = 0; i < 100; i++) {
        bdl_str expected = bdl_arena_printf(arena, "%d", i * 37 % 100);
        assert_true(bdl_str_eq(bdl_map_key_at(map, (size_t)i), expected));
        assert_ptr_equal(bdl_map_value_at(map, (size_t)i), &values[i]);
    }
}

static void keys_may_be_empty_and_hold_nuls(void **state) {
    int one, two, three;
    bdl_map *map = bdl_map_new(arena);
    bdl_map_put(map, BDL_STR(""), &one);
    bdl_map_put(map, bdl_str_of("\0", 1), &two);
    bdl_map_put(map, bdl_str_of("\0\0", 2), &three);
    assert_ptr_equal(bdl_map_get(map, (bdl_str){NULL, 0}), &one);
    assert_ptr_equal(bdl_map_get(map, bdl_str_of("\0x", 1)), &two);
    assert_ptr_equal(bdl_map_get(map, bdl_str_of("\0\0", 2)), &three);
}

static void keys_of_eight_bytes_are_told_apart(void **state) {
    enum { COUNT = 3000 };
    static uint64_t keys[COUNT];
    bdl_map *map = bdl_map_new(arena);
    for (size_t i = 0; i < COUNT; i++) { /* some differ in the last byte alone */
        keys[i] = i % 2 ? keys[i - 1] ^ (uint64_t)1 << 63 : i << 20;
        void **at = bdl_map_at(map, bdl_str_of((const char *)&keys[i], sizeof keys[i]));
        assert_null(*at);
        *at = &keys[i];
    }
    for (size_t i = 0; i < COUNT; i++) {
        bdl_str key = bdl_str_of((const char *)&keys[i], sizeof keys[i]);
        assert_ptr_equal(bdl_map_get(map, key), &keys[i]);
        assert_null(bdl_map_get(map, bdl_str_of(key.data, key.len - 1)));
    }
}

static void the_hash_is_the_same_in_every_run(void **state) {
    assert_true(bdl_str_hash(BDL_STR("abc")) == bdl_str_hash(BDL_STR("abc")));
    assert_true(bdl_str_hash(BDL_STR("预算数")) == UINT64_C(0x9188C0D785B54F3A));
    assert_true(bdl_str_hash_seeded(BDL_STR("abc"), 1) !=
                bdl_str_hash_seeded(BDL_STR("abc"), 2));
}

static void near_texts_have_different_hashes(void **state) {
    char text[40] = {0};
    for (size_t len = 1; len < sizeof text; len++)
        for (size_t at = 0; at < len; at++)
            for (int bit = 0; bit < 8; bit++) {
                uint64_t before = bdl_str_hash(bdl_str_of(text, len));
                text[at] = (char)(1 << bit);
                uint64_t after = bdl_str_hash(bdl_str_of(text, len));
                text[at] = 0;
                assert_true(before != after);
                /* the low bits choose the place in a table */
                assert_true(__builtin_popcountll(before ^ after) > 8);
            }
}

static int sign(int n) {
    return n < 0 ? -1 : n > 0;
}

static void texts_compare_by_bytes_then_length(void **state) {
    static const char *const order[] = {"", "a", "ab", "b", "基", "基本", "项"};
    for (int i = 0; i < 7; i++)
        for (int j = 0; j < 7; j++)
            assert_int_equal(bdl_str_cmp(bdl_str_z(order[i]), bdl_str_z(order[j])),
                             sign(i - j));
}

static void a_needle_is_found_from_a_place_on(void **state) {
    bdl_str s = BDL_STR("支出合计，收入合计");
    assert_int_equal(bdl_str_find(s, BDL_STR("合计"), 0), 6);
    assert_int_equal(bdl_str_find(s, BDL_STR("合计"), 7), 21);
    assert_int_equal(bdl_str_find(s, BDL_STR("合计"), 22), SIZE_MAX);
    assert_int_equal(bdl_str_find(s, BDL_STR(""), 5), 5);
    assert_int_equal(bdl_str_find(s, BDL_STR(""), s.len), s.len);
    assert_int_equal(bdl_str_find(s, BDL_STR(""), s.len + 1), SIZE_MAX);
    assert_int_equal(bdl_str_find(BDL_STR(""), BDL_STR("a"), 0), SIZE_MAX);
    assert_true(bdl_str_starts(s, BDL_STR("支出")));
    assert_false(bdl_str_starts(s, BDL_STR("收入")));
    assert_true(bdl_str_ends(s, BDL_STR("合计")));
    assert_false(bdl_str_ends(BDL_STR("计"), BDL_STR("合计")));
}

static void the_first_of_the_words_that_fits_is_taken(void **state) {
    bdl_str s = BDL_STR("部门名称：");
    assert_int_equal(bdl_str_skip_any(s, BDL_WORDS("单位", "部门", "部门名称")), 6);
    assert_int_equal(bdl_str_skip_any(s, BDL_WORDS("部门名称", "部门")), 12);
    assert_int_equal(bdl_str_skip_any(s, BDL_WORDS("名称")), 0);
    assert_int_equal(bdl_str_ends_any(s, BDL_WORDS(":", "：")), 3);
    assert_int_equal(bdl_str_ends_any(s, BDL_WORDS("部门")), 0);
    assert_true(bdl_str_has_any(s, BDL_WORDS("单位", "名称")));
    assert_false(bdl_str_has_any(s, BDL_WORDS("单位")));
    assert_true(bdl_str_is_any(BDL_STR("部门"), BDL_WORDS("单位", "部门")));
    assert_false(bdl_str_is_any(BDL_STR("部"), BDL_WORDS("单位", "部门")));
    assert_false(bdl_str_is_any(BDL_STR("部门名"), BDL_WORDS("单位", "部门")));
    assert_true(bdl_str_is_any(BDL_STR(""), BDL_WORDS("", "部门")));
    assert_false(bdl_str_is_any(BDL_STR(""), BDL_WORDS("部门")));
}

static void digits_say_a_number_up_to_the_most(void **state) {
    bdl_str s = BDL_STR("a120b");
    assert_int_equal(bdl_str_digits(s, 0), 0);
    assert_int_equal(bdl_str_digits(s, 1), 3);
    assert_int_equal(bdl_str_digits(s, 9), 0);
    assert_int_equal(bdl_str_number_at(s, 1, 120), 120);
    assert_int_equal(bdl_str_number_at(s, 1, 119), 119);
    assert_int_equal(bdl_str_number_at(s, 1, 0), 0);
    assert_int_equal(bdl_str_number_at(s, 0, 9), 0);
    assert_int_equal(bdl_str_number_at(BDL_STR("99999999999999999999"), 0, UINT64_MAX),
                     UINT64_MAX);
    assert_int_equal(bdl_str_number(BDL_STR("0120"), 120), 120);
    assert_int_equal(bdl_str_number(BDL_STR("121"), 120), 0);
    assert_int_equal(bdl_str_number(BDL_STR("12x"), 120), 0);
    assert_int_equal(bdl_str_number(BDL_STR(""), 120), 0);
}

static void bytes_are_counted_in_texts_of_any_length(void **state) {
    char bars[40];
    for (size_t i = 0; i < sizeof bars; i++)
        bars[i] = i % 3 == 0 ? '|' : 'x';
    for (size_t from = 0; from < sizeof bars; from++)
        for (size_t len = 0; from + len <= sizeof bars; len++) {
            size_t expected = 0;
            for (size_t i = from; i < from + len; i++)
                expected += i % 3 == 0;
            assert_int_equal(bdl_str_count(bdl_str_of(bars + from, len), '|'), expected);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_counted_in_texts_of_any_length),
        cmocka_unit_test(the_first_of_the_words_that_fits_is_taken),
        cmocka_unit_test(digits_say_a_number_up_to_the_most),
        EACH(what_was_put_is_found),
        EACH(a_second_value_takes_the_place_of_the_first),
        EACH(entries_keep_the_order_of_insertion),
        EACH(keys_may_be_empty_and_hold_nuls),
        EACH(keys_of_eight_bytes_are_told_apart),
        cmocka_unit_test(the_hash_is_the_same_in_every_run),
        cmocka_unit_test(near_texts_have_different_hashes),
        cmocka_unit_test(texts_compare_by_bytes_then_length),
        cmocka_unit_test(a_needle_is_found_from_a_place_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
