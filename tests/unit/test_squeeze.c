/* test_squeeze.c: bytes squeezed and given back. */
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#include "base/squeeze.h"
#include "base/vec.h"

/* Gives back how many bytes it took. */
static size_t assert_given_back_like(bdl_str bytes, bdl_str like) {
    bdl_arena *arena = bdl_arena_new();
    const bdl_like *seen = like.len ? bdl_like_new(arena, like) : NULL;
    bdl_str squeezed = bdl_squeeze(arena, bytes, seen),
            back = bdl_unsqueeze(arena, squeezed, seen);
    size_t length = squeezed.len;

    assert_int_equal(back.len, bytes.len);
    if (bytes.len)
        assert_memory_equal(back.data, bytes.data, bytes.len);
    bdl_arena_free(arena);
    return length;
}

static size_t assert_given_back(bdl_str bytes) {
    return assert_given_back_like(bytes, BDL_STR(""));
}

static void any_length_is_given_back(void **state) {
    const char text[] =
        "abcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabcabc";

    for (size_t length = 0; length < sizeof text; length++)
        assert_given_back(bdl_str_of(text, length));
}

static void what_stands_again_takes_little(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_buf text = {.arena = arena};

    for (int i = 0; i < 1000; i++)
        bdl_buf_printf(&text, "产出指标\t数量指标\t第%d项\t≥%d批\n", i % 7, i);
    assert_true(assert_given_back(bdl_buf_str(&text)) * 3 < text.len);
    text.len = 0;
    for (int i = 0; i < 100000; i++) /* one byte, again and again */
        bdl_buf_char(&text, 'a');
    assert_true(assert_given_back(bdl_buf_str(&text)) < 100);
    bdl_arena_free(arena);
}

static void what_never_stands_again_takes_little_more(void **state) {
    char bytes[5000];
    uint32_t random = 1;

    for (size_t i = 0; i < sizeof bytes; i++) {
        random = random * 1664525 + 1013904223;
        bytes[i] = (char)(random >> 24);
    }
    assert_true(assert_given_back(bdl_str_of(bytes, sizeof bytes)) < sizeof bytes + 20);
}

static void what_is_like_another_takes_little(void **state) {
    char bytes[5000], other[5000];
    uint32_t random = 1;

    for (size_t i = 0; i < sizeof bytes; i++) {
        random = random * 1664525 + 1013904223;
        bytes[i] = other[i] = (char)(random >> 24);
    }
    other[2000]++;
    assert_true(assert_given_back_like(bdl_str_of(other, sizeof other),
                                       bdl_str_of(bytes, sizeof bytes)) < 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_length_is_given_back),
        cmocka_unit_test(what_stands_again_takes_little),
        cmocka_unit_test(what_never_stands_again_takes_little_more),
        cmocka_unit_test(what_is_like_another_takes_little),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
