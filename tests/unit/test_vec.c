/* test_vec.c: growing arrays and texts. */

#include <stdio.h>

#include "base/vec.h"

#include "arena.h"

static void pushed_items_keep_their_order(void **state) {
    BDL_VEC(int) numbers = {0};
    BDL_VEC(bdl_str) texts = {0};
    for (int i = 0; i < 10000; i++) {
        BDL_PUSH(arena, &numbers, i);
        if (i % 3 == 0) /* so that growing in place is not always possible */
            BDL_PUSH(arena, &texts, BDL_STR("x"));
    }
    assert_int_equal(numbers.count, 10000);
    assert_int_equal(texts.count, 3334);
    for (int i = 0; i < 10000; i++)
        assert_int_equal(numbers.items[i], i);
    assert_int_equal(texts.items[3333].len, 1);
}

static void an_old_array_stays_readable(void **state) {
    BDL_VEC(int) numbers = {0};
    for (int i = 0; i < 8; i++)
        BDL_PUSH(arena, &numbers, i);
    const int *old = numbers.items;
    for (int i = 8; i < 1000; i++)
        BDL_PUSH(arena, &numbers, i);
    for (int i = 0; i < 8; i++)
        assert_int_equal(old[i], i);
}

static void a_text_grows_by_pieces(void **state) {
    bdl_buf buf = {.arena = arena}, other = {.arena = arena};
    assert_int_equal(bdl_buf_str(&buf).len, 0);
    assert_non_null(bdl_buf_str(&buf).data);
    for (int i = 0; i < 1000; i++) {
        bdl_buf_char(&buf, 'a');
        bdl_buf_add(&buf, BDL_STR("万元"));
        bdl_buf_add(&buf, BDL_STR(""));
        bdl_buf_printf(&buf, "%03d", i);
        bdl_buf_char(&other, 'b');
    }
    bdl_str s = bdl_buf_str(&buf);
    assert_int_equal(s.len, 1000 * 10);
    for (int i = 0; i < 1000; i++) {
        char expected[16];
        snprintf(expected, sizeof expected, "a万元%03d", i);
        assert_memory_equal(s.data + i * 10, expected, 10);
    }
    assert_int_equal(bdl_buf_str(&other).len, 1000);
}

static void a_long_piece_fits_at_once(void **state) {
    bdl_buf buf = {.arena = arena};
    static char long_text[100000];
    memset(long_text, 'q', sizeof long_text);
    bdl_buf_add(&buf, bdl_str_of(long_text, sizeof long_text));
    bdl_buf_printf(&buf, "%.*s", 50000, long_text);
    assert_int_equal(bdl_buf_str(&buf).len, 150000);
    assert_int_equal(bdl_buf_str(&buf).data[149999], 'q');
}

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(pushed_items_keep_their_order),
        EACH(an_old_array_stays_readable),
        EACH(a_text_grows_by_pieces),
        EACH(a_long_piece_fits_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
