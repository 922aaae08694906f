/* test_json.c: the streaming JSON writer. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/json.h"

static char *written;
static size_t size;

static bdl_json *begin(FILE **out, bool pretty) {
    *out = open_memstream(&written, &size);
    return bdl_json_open(*out, pretty);
}

static void assert_wrote(bdl_json *json, FILE *out, const char *expected) {
    assert_true(bdl_json_close(json));
    fclose(out);
    assert_string_equal(written, expected);
    free(written);
}

static void write_sample(bdl_json *json) {
    bdl_json_object(json);
    bdl_json_put_str(json, "rule", BDL_STR("a-b"));
    bdl_json_put_opt(json, "basis", BDL_STR(""));
    bdl_json_put_opt(json, "hint", BDL_STR("x"));
    bdl_json_put_int(json, "count", -12);
    bdl_json_put_nonzero(json, "page", 0);
    bdl_json_put_nonzero(json, "line", 7);
    bdl_json_put_bool(json, "waived", false);
    bdl_json_put_null(json, "cell");
    bdl_json_put_dec(json, "value", (bdl_dec){1450, 2});
    bdl_json_put_array(json, "tags");
    bdl_json_str(json, BDL_STR("t"));
    bdl_json_bool(json, true);
    bdl_json_object(json);
    bdl_json_end(json);
    bdl_json_end(json);
    bdl_json_put_object(json, "none");
    bdl_json_end(json);
    bdl_json_end(json);
}

static void compact_layout_has_no_white_space(void **state) {
    FILE *out;
    bdl_json *json = begin(&out, false);
    write_sample(json);
    assert_wrote(json, out,
                 "{\"rule\":\"a-b\",\"basis\":null,\"hint\":\"x\",\"count\":-12,"
                 "\"page\":null,\"line\":7,\"waived\":false,\"cell\":null,"
                 "\"value\":\"14.50\",\"tags\":[\"t\",true,{}],\"none\":{}}\n");
}

static void pretty_layout_has_a_line_for_each_value(void **state) {
    FILE *out;
    bdl_json *json = begin(&out, true);
    write_sample(json);
    assert_wrote(json, out,
                 "{\n"
                 "  \"rule\": \"a-b\",\n"
                 "  \"basis\": null,\n"
                 "  \"hint\": \"x\",\n"
                 "  \"count\": -12,\n"
                 "  \"page\": null,\n"
                 "  \"line\": 7,\n"
                 "  \"waived\": false,\n"
                 "  \"cell\": null,\n"
                 "  \"value\": \"14.50\",\n"
                 "  \"tags\": [\n"
                 "    \"t\",\n"
                 "    true,\n"
                 "    {}\n"
                 "  ],\n"
                 "  \"none\": {}\n"
                 "}\n");
}

static void flat_containers_stand_on_one_line(void **state) {
    FILE *out;
    bdl_json *json = begin(&out, true);
    bdl_json_array(json);
    bdl_json_flat_object(json);
    bdl_json_put_int(json, "line", 3);
    bdl_json_put_array(json, "cells");
    bdl_json_str(json, BDL_STR("a"));
    bdl_json_str(json, BDL_STR(""));
    bdl_json_end(json);
    bdl_json_end(json);
    bdl_json_flat_array(json);
    bdl_json_end(json);
    bdl_json_end(json);
    assert_wrote(json, out, "[\n  {\"line\": 3, \"cells\": [\"a\", \"\"]},\n  []\n]\n");
}

static void several_values_in_a_row_are_ndjson(void **state) {
    FILE *out;
    bdl_json *json = begin(&out, false);
    bdl_json_object(json);
    bdl_json_end(json);
    bdl_json_array(json);
    bdl_json_int(json, 1);
    bdl_json_end(json);
    bdl_json_null(json);
    assert_wrote(json, out, "{}\n[1]\nnull\n");
}

static void text_is_escaped(void **state) {
    FILE *out;
    bdl_json *json = begin(&out, false);
    bdl_json_str(json, bdl_str_of("\"\\/\b\f\n\r\t\v\0\33\x7F", 12));
    bdl_json_str(json, BDL_STR("预算\xF0\x9F\x98\x80"));
    bdl_json_str(json, BDL_STR("\xE2\x80\xA8\xC2\x85"));
    assert_wrote(json, out,
                 "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u000b\\u0000\\u001b\\u007f\"\n"
                 "\"预算\xF0\x9F\x98\x80\"\n\"\\u2028\\u0085\"\n");
}

static void bytes_that_are_no_text_become_replacements(void **state) {
    FILE *out;
    bdl_json *json = begin(&out, false);
    bdl_json_str(json, BDL_STR("a\xFF\xE4\xB8z\xED\xA0\x80"));
    bdl_json_str(json, (bdl_str){NULL, 0});
    assert_wrote(json, out, "\"a���z���\"\n\"\"\n");
}

static void keys_are_escaped_too(void **state) {
    FILE *out;
    bdl_json *json = begin(&out, false);
    bdl_json_object(json);
    bdl_json_key(json, BDL_STR("a\"b"));
    bdl_json_null(json);
    bdl_json_end(json);
    assert_wrote(json, out, "{\"a\\\"b\":null}\n");
}

static void a_stream_that_fails_is_told(void **state) {
    FILE *out = fopen("/dev/full", "w");
    if (!out)
        skip_here("no /dev/full");
    setvbuf(out, NULL, _IONBF, 0);
    bdl_json *json = bdl_json_open(out, false);
    bdl_json_null(json);
    assert_false(bdl_json_close(json));
    fclose(out);
    assert_true(bdl_json_close(NULL));
}

static void nesting_may_be_deep(void **state) {
    FILE *out;
    bdl_json *json = begin(&out, false);
    for (int i = 0; i < 1000; i++)
        bdl_json_array(json);
    for (int i = 0; i < 1000; i++)
        bdl_json_end(json);
    assert_true(bdl_json_close(json));
    fclose(out);
    assert_int_equal(size, 2001);
    free(written);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compact_layout_has_no_white_space),
        cmocka_unit_test(pretty_layout_has_a_line_for_each_value),
        cmocka_unit_test(flat_containers_stand_on_one_line),
        cmocka_unit_test(several_values_in_a_row_are_ndjson),
        cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(bytes_that_are_no_text_become_replacements),
        cmocka_unit_test(keys_are_escaped_too),
        cmocka_unit_test(a_stream_that_fails_is_told),
        cmocka_unit_test(nesting_may_be_deep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
