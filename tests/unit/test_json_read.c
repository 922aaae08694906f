/* test_json_read.c - JSON read back: values, escapes, and what is not JSON. */
#include "unit.h"

#include "base/json_read.h"
#include "base/limits.h"

#include "arena.h"

static const bdl_json_value *read_text(const char *text) {
    bdl_str error = BDL_STR("");

    return bdl_json_read(arena, bdl_str_z(text), &error);
}

static void assert_refused(const char *text, const char *words) {
    bdl_str error = BDL_STR("");

    assert_null(bdl_json_read(arena, bdl_str_z(text), &error));
    assert_text(error, words);
}

static void members_keep_their_order_and_kind(void **state) {
    const bdl_json_value *v =
        read_text(" {\"a\": [1, -2.50e3 ,\"x\"], \"b\":{}, \"c\":true,\"d\":null}\n");
    const bdl_json_value *list = bdl_json_member(v, "a");

    assert_int_equal(list->kind, BDL_JSON_ARRAY);
    assert_text(list->first->next->text, "-2.50e3");
    assert_int_equal(list->first->next->next->kind, BDL_JSON_STRING);
    assert_null(list->first->next->next->next);
    assert_null(bdl_json_member(v, "b")->first);
    assert_true(bdl_json_member_is_true(v, "c"));
    assert_false(bdl_json_member_is_true(v, "d"));
    assert_int_equal(bdl_json_member(v, "d")->kind, BDL_JSON_NULL);
    assert_null(bdl_json_member(v, "e"));
    assert_null(bdl_json_member(list, "a"));
}

static void escapes_and_pairs_become_characters(void **state) {
    const bdl_json_value *v =
        read_text("[\"\\\"\\\\\\/\\n\\t\\u5408计\\ud83d\\ude00\\ud83dx\"]");

    assert_text(v->first->text, "\"\\/\n\t合计😀\xEF\xBF\xBDx");
}

static void mistakes_are_named_with_their_line(void **state) {
    assert_refused("", "line 1: a value is missing");
    assert_refused("[1,\n2", "line 2: a comma or ] is missing");
    assert_refused("{\"a\" 1}", "line 1: a colon is missing");
    assert_refused("{\n\n1:2}", "line 3: a text in quotes is missing");
    assert_refused("[1]\n[2]", "line 2: something follows the end");
    assert_refused("\"abc", "line 1: a text does not end");
    assert_refused("\"\\x\"", "line 1: an unknown sign after \\");
    assert_refused("\"\\u12g4\"", "line 1: \\u wants four hexadecimal digits");
    assert_refused("\"\\", "line 1: an unknown sign after \\");
}

static void deep_nesting_is_refused(void **state) {
    char deep[4 * BDL_MAX_NESTING + 1];

    memset(deep, '[', sizeof deep - 1);
    deep[sizeof deep - 1] = '\0';
    assert_refused(deep, "line 1: nested too deeply");
    deep[BDL_MAX_NESTING] = '\0';
    assert_refused(deep, "line 1: a value is missing");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_keep_their_order_and_kind),
        cmocka_unit_test(escapes_and_pairs_become_characters),
        cmocka_unit_test(mistakes_are_named_with_their_line),
        cmocka_unit_test(deep_nesting_is_refused),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
