/* test_source.c: lines and places in a text. */

#include <pthread.h>

#include "base/source.h"
#include "base/vec.h"

#include "arena.h"

static void assert_line(const bdl_source *source, size_t line, const char *expected) {
    bdl_str got = bdl_source_line(source, line);
    assert_int_equal(got.len, strlen(expected));
    assert_memory_equal(got.data, expected, got.len);
}

static void assert_at(const bdl_source *source, size_t offset, size_t line,
                      size_t column) {
    size_t l = 0, c = 0;
    bdl_source_locate(source, offset, &l, &c);
    assert_int_equal(l, line);
    assert_int_equal(c, column);
}

static bdl_source *source_of(bdl_str text) {
    return bdl_source_new(arena, BDL_STR("a.bdl"), text);
}

static void lines_end_at_lf_crlf_or_lone_cr(void **state) {
    bdl_source *s = source_of(BDL_STR("一\n二\r\n三\r四\n\r五\r\r六"));
    assert_int_equal(bdl_source_line_count(s), 8);
    static const char *const lines[] = {"一", "二", "三", "四", "", "五", "", "六"};
    for (size_t i = 0; i < 8; i++)
        assert_line(s, i + 1, lines[i]);
    assert_line(s, 0, "");
    assert_line(s, 9, "");
    assert_text(bdl_source_name(s), "a.bdl");
}

static void crlf_converted_twice_ends_one_line(void **state) {
    bdl_source *s = source_of(BDL_STR("一\r\r\n二\r\r\n\r\r\n三"));
    static const char *const lines[] = {"一", "二", "", "三"};
    assert_int_equal(bdl_source_line_count(s), 4);
    for (size_t i = 0; i < 4; i++)
        assert_line(s, i + 1, lines[i]);
}

static void a_last_line_end_begins_no_line(void **state) {
    assert_int_equal(bdl_source_line_count(source_of(BDL_STR("a\n"))), 1);
    assert_int_equal(bdl_source_line_count(source_of(BDL_STR("a\r\n"))), 1);
    assert_int_equal(bdl_source_line_count(source_of(BDL_STR("a\r\r\n"))), 1);
    assert_int_equal(bdl_source_line_count(source_of(BDL_STR("\n\n"))), 2);
    assert_int_equal(bdl_source_line_count(source_of(BDL_STR("a"))), 1);
    assert_int_equal(bdl_source_line_count(source_of(BDL_STR(""))), 0);
}

static void columns_are_counted_in_characters(void **state) {
    bdl_source *s = source_of(BDL_STR("合计 x\n\t基本支出\n"));
    assert_at(s, 0, 1, 1);
    assert_at(s, 3, 1, 2);
    assert_at(s, 7, 1, 4);
    assert_at(s, 8, 1, 5);
    assert_at(s, 9, 2, 1);
    assert_at(s, 10, 2, 2);
    assert_at(s, 13, 2, 3);
}

static void the_end_is_at_the_end_of_the_last_line(void **state) {
    assert_at(source_of(BDL_STR("ab\ncd")), 5, 2, 3);
    assert_at(source_of(BDL_STR("ab\ncd\r\n")), 7, 2, 3);
    assert_at(source_of(BDL_STR("ab\ncd\n")), 1000, 2, 3);
    assert_at(source_of(BDL_STR("")), 0, 1, 1);
}

static void a_place_in_a_long_line_is_found_at_once(void **state) {
    bdl_buf buf = {.arena = arena};
    bdl_buf_add(&buf, BDL_STR("a\n"));
    for (size_t i = 0; i < 1000000; i++)
        bdl_buf_add(&buf, BDL_STR("预算1"));
    bdl_source *s = source_of(bdl_buf_str(&buf));
    for (size_t i = 0; i < 1000000; i++)
        assert_at(s, 2 + i * 7, 2, 1 + i * 3);
}

static void every_offset_agrees_with_counting(void **state) {
    bdl_buf buf = {.arena = arena};
    static const char *const pieces[] = {"a", "支", "\n", "\r\n", "\r", "é", "中文字"};
    for (uint32_t i = 0, n = 1; i < 2500; i++, n = n * 1664525 + 1013904223)
        bdl_buf_add(&buf, bdl_str_z(pieces[(n >> 16) % 7]));
    bdl_str text = bdl_buf_str(&buf);
    bdl_source *s = source_of(text);
    size_t line = 1, column = 1;
    for (size_t i = 0; i + 2 < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if ((c & 0xC0) == 0x80)
            continue;
        assert_at(s, i, line, column);
        column++;
        bool ends = c == '\r' && text.data[i + 1] != '\n' &&
                    (text.data[i + 1] != '\r' || text.data[i + 2] != '\n');
        if (c == '\n' || ends) {
            line++;
            column = 1;
        }
    }
}

static void a_slice_is_cut_at_the_end(void **state) {
    bdl_source *s = source_of(BDL_STR("abcdef"));
    assert_true(bdl_str_eq(bdl_source_slice(s, (bdl_span){1, 3}), BDL_STR("bc")));
    assert_true(bdl_str_eq(bdl_source_slice(s, (bdl_span){4, 99}), BDL_STR("ef")));
    assert_int_equal(bdl_source_slice(s, (bdl_span){5, 2}).len, 0);
    assert_int_equal(bdl_source_slice(s, (bdl_span){50, 60}).len, 0);
    bdl_span joined = bdl_span_join((bdl_span){4, 6}, (bdl_span){1, 2});
    assert_int_equal(joined.begin, 1);
    assert_int_equal(joined.end, 6);
}

static void *ask_for_lines(void *source) {
    size_t line = 0, column = 0;
    bdl_source_locate(source, 5, &line, &column);
    return line == 2 && column == 2 && bdl_source_line_count(source) == 3 ? source : NULL;
}

static void lines_that_nobody_knew_are_found_by_several_threads(void **state) {
    enum { THREADS = 4, ROUNDS = 50 };
    for (int round = 0; round < ROUNDS; round++) {
        bdl_arena *own = bdl_arena_new();
        bdl_source *s =
            bdl_source_new_unasked(own, BDL_STR("a.bdl"), BDL_STR("abc\nde\nf"));
        pthread_t threads[THREADS];
        void *good = NULL;
        for (int i = 0; i < THREADS; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, ask_for_lines, s), 0);
        for (int i = 0; i < THREADS; i++) {
            assert_int_equal(pthread_join(threads[i], &good), 0);
            assert_ptr_equal(good, s);
        }
        assert_line(s, 2, "de");
        bdl_arena_free(own);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(lines_end_at_lf_crlf_or_lone_cr),
        EACH(crlf_converted_twice_ends_one_line),
        EACH(a_last_line_end_begins_no_line),
        EACH(columns_are_counted_in_characters),
        EACH(the_end_is_at_the_end_of_the_last_line),
        EACH(a_place_in_a_long_line_is_found_at_once),
        EACH(every_offset_agrees_with_counting),
        EACH(a_slice_is_cut_at_the_end),
        cmocka_unit_test(lines_that_nobody_knew_are_found_by_several_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
