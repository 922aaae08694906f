/* test_arena.c: memory by lifetime. */
#include "unit.h"

#include <stdlib.h>

#include "base/arena.h"

static void memory_is_zeroed_and_aligned(void **state) {
    bdl_arena *arena = bdl_arena_new();
    for (size_t size = 1; size < 5000; size = size * 3 / 2 + 1) {
        unsigned char *p = bdl_arena_alloc(arena, size);
        assert_int_equal((uintptr_t)p % 8, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAB, size);
    }
    bdl_arena_reset(arena);
    unsigned char *again = bdl_arena_alloc(arena, 3000);
    for (size_t i = 0; i < 3000; i++)
        assert_int_equal(again[i], 0);
    bdl_arena_free(arena);
}

static void allocations_do_not_overlap(void **state) {
    enum { COUNT = 3000 };
    static unsigned char *kept[COUNT];
    static size_t sizes[COUNT];
    bdl_arena *arena = bdl_arena_new();
    for (size_t i = 0; i < COUNT; i++) {
        sizes[i] = i % 97 == 0 ? 70000 : i * 7 % 301;
        kept[i] = bdl_arena_alloc(arena, sizes[i]);
        memset(kept[i], (int)(i & 0xFF), sizes[i]);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < sizes[i]; j++)
            assert_int_equal(kept[i][j], i & 0xFF);
    bdl_arena_free(arena);
}

static void used_counts_what_was_handed_out_since_the_last_reset(void **state) {
    bdl_arena *arena = bdl_arena_new();
    assert_int_equal(bdl_arena_used(arena), 0);
    bdl_arena_alloc(arena, 10);
    bdl_arena_alloc(arena, 1 << 20);
    assert_int_equal(bdl_arena_used(arena), 10 + (1 << 20));
    bdl_arena_reset(arena);
    assert_int_equal(bdl_arena_used(arena), 0);
    bdl_arena_free(arena);
    bdl_arena_free(NULL);
}

static void the_newest_allocation_grows_where_it_stands(void **state) {
    bdl_arena *arena = bdl_arena_new();
    char *p = bdl_arena_alloc(arena, 20);
    memset(p, 'x', 20);
    assert_true(bdl_arena_extend(arena, p, 20, 200));
    for (size_t i = 0; i < 20; i++)
        assert_int_equal(p[i], 'x');
    memset(p, 'x', 200);
    char *next = bdl_arena_alloc(arena, 16);
    assert_true(next >= p + 200);
    assert_false(bdl_arena_extend(arena, p, 200, 300));
    assert_false(bdl_arena_extend(arena, next, 16, (size_t)1 << 40));
    assert_false(bdl_arena_extend(arena, NULL, 0, 16));
    assert_int_equal(bdl_arena_used(arena), 216);
    bdl_arena_free(arena);
}

static void a_large_allocation_that_moves_leaves_nothing_behind(void **state) {
    enum { LARGE = 1 << 18 };
    bdl_arena *arena = bdl_arena_new();
    char *small = bdl_arena_room(arena, 8, 1), *p = bdl_arena_room(arena, LARGE, 1);
    memset(small, 's', 8);
    memset(p, 'x', LARGE);
    p = bdl_arena_regrow(arena, p, LARGE, 2 * LARGE);
    assert_int_equal(bdl_arena_used(arena), 8 + 2 * LARGE);
    for (size_t i = 0; i < LARGE; i++)
        assert_int_equal(p[i], 'x');
    small = bdl_arena_regrow(arena, small, 8, 16);
    assert_memory_equal(small, "ssssssss", 8);
    assert_non_null(bdl_arena_regrow(arena, NULL, 0, 8));
    bdl_arena_free(arena);
}

static void text_is_copied_and_ends_in_a_nul(void **state) {
    bdl_arena *arena = bdl_arena_new();
    char original[] = "ab\0cd";
    bdl_str copy = bdl_arena_str(arena, bdl_str_of(original, 5));
    original[0] = 'z';
    assert_memory_equal(copy.data, "ab\0cd", 6);
    assert_int_equal(copy.len, 5);
    assert_int_equal(bdl_arena_str(arena, (bdl_str){NULL, 0}).len, 0);
    bdl_str joined = bdl_arena_join(arena, BDL_STR("基本"), BDL_STR("支出"));
    assert_string_equal(joined.data, "基本支出");
    bdl_arena_free(arena);
}

static void printed_text_may_be_long(void **state) {
    bdl_arena *arena = bdl_arena_new();
    assert_string_equal(bdl_arena_printf(arena, "%d-%s", 7, "x").data, "7-x");
    for (int width = 250; width < 260; width++) {
        bdl_str s = bdl_arena_printf(arena, "%*d", width, 5);
        assert_int_equal(s.len, width);
        assert_int_equal(s.data[width - 1], '5');
        assert_int_equal(s.data[width], 0);
    }
    bdl_arena_free(arena);
}

static int calls[4];
static size_t call_count;

static void note_call(void *data) {
    calls[call_count++] = *(int *)data;
}

static void releases_run_once_and_last_first(void **state) {
    static int one = 1, two = 2, three = 3;
    call_count = 0;
    bdl_arena *arena = bdl_arena_new();
    bdl_arena_on_free(arena, note_call, &one);
    bdl_arena_on_free(arena, note_call, &two);
    bdl_arena_reset(arena);
    bdl_arena_on_free(arena, note_call, &three);
    bdl_arena_free(arena);
    assert_int_equal(call_count, 3);
    assert_int_equal(calls[0], 2);
    assert_int_equal(calls[1], 1);
    assert_int_equal(calls[2], 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(allocations_do_not_overlap),
        cmocka_unit_test(used_counts_what_was_handed_out_since_the_last_reset),
        cmocka_unit_test(the_newest_allocation_grows_where_it_stands),
        cmocka_unit_test(a_large_allocation_that_moves_leaves_nothing_behind),
        cmocka_unit_test(text_is_copied_and_ends_in_a_nul),
        cmocka_unit_test(printed_text_may_be_long),
        cmocka_unit_test(releases_run_once_and_last_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
