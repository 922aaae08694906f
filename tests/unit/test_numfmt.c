/* test_numfmt.c - numbers of spreadsheets as they are displayed. */
#include "unit.h"

#include "read/office/numfmt.h"

static void assert_shows(const char *number, const char *code, const char *expected) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str shown = bdl_numfmt_show(arena, bdl_str_z(number), bdl_str_z(code), false);
    assert_text(shown, expected);
    bdl_arena_free(arena);
}

static void general_shows_what_was_typed(void **state) {
    assert_shows("15", "General", "15");
    assert_shows("0.30000000000000004", "General", "0.3");
    assert_shows("-1234.5", "General", "-1234.5");
    assert_shows("1.5E-3", "G/通用格式", "0.0015");
    assert_shows("123456789012", "General", "123456789012");
    assert_shows("33.333333333333336", "General", "33.33333333");
    assert_shows("0", "@", "0");
    assert_shows("甲", "0.00", "甲");
}

static void places_and_groups_are_those_of_the_format(void **state) {
    assert_shows("1234567.891", "#,##0.00", "1,234,567.89");
    assert_shows("999.995", "#,##0.00", "1,000.00");
    assert_shows("0.5", "0", "1");
    assert_shows("0.4999", "0", "0");
    assert_shows("12.5", "0.##", "12.5");
    assert_shows("7", "000", "007");
    assert_shows("0", "#,##0.00", "0.00");
    assert_shows("0", "#.##", ".");
    assert_shows("1234567", "0.00,", "1234.57");
    assert_shows("15000", "0.0,\"千元\"", "15.0千元");
    assert_shows("123.456", "0.00_ ", "123.46");
    assert_shows("123.456", "0.00\\ 元", "123.46 元");
    assert_shows("12345678", "0!.0000", "1234.5678");
    assert_shows("1234", "0!.0000", "0.1234");
    assert_shows("123456", "0\\.0,\"万元\"", "12.3万元");
    assert_shows("-52", "0\".\"00", "-0.52");
    assert_shows("5", "##!-0", "-5");
    assert_shows("5", "[$¥-804]#,##0.00", "¥5.00");
    assert_shows("12345", "0.00E+00", "1.23E+04");
    assert_shows("0.25", "# ?/?", "0.25");
}

static void a_percentage_is_a_hundred_times_as_much(void **state) {
    assert_shows("0.125", "0.0%", "12.5%");
    assert_shows("1", "0%", "100%");
    assert_shows("0.98765", "0.00%", "98.77%");
}

static void sections_say_what_they_are_for(void **state) {
    assert_shows("0", "[=0]\"\";General", "");
    assert_shows("12.5", "[=0]\"\";General", "12.5");
    assert_shows("0", "[Red][=0]\"无\";0.00", "无");
    assert_shows("25000", "[>=10000]0.00\"大\";0.00\"小\"", "25000.00大");
    assert_shows("9999.99", "[>=10000]0.00\"大\";0.00\"小\"", "9999.99小");
    assert_shows("-3", "[>100]0;[<0]0.0;0.00", "-3.0");
    assert_shows("3", "[>100]0;[<0]0.0;0.00", "3.00");
    assert_shows("5", "[<>0]0.0;\"-\"", "5.0");
    assert_shows("0", "[<>0]0.0;\"-\"", "-");
}

static void negative_numbers_and_zero_have_sections(void **state) {
    assert_shows("-5", "0.00", "-5.00");
    assert_shows("-5", "0.00;[Red]\\(0.00\\)", "(5.00)");
    assert_shows("0", "0.00;-0.00;\"—\"", "—");
    assert_shows("0", "#,##0.00;-#,##0.00;", "");
    assert_shows("5", "#,##0.00;-#,##0.00;", "5.00");
    assert_shows("-5", ";;", "");
    assert_shows("0", bdl_numfmt_builtin(43), "-");
    assert_shows("1234.5", bdl_numfmt_builtin(43), "1,234.50");
    assert_shows("-1234.5", bdl_numfmt_builtin(43), "-1,234.50");
}

static void dates_are_counted_from_1900(void **state) {
    assert_shows("45292", "yyyy\"年\"m\"月\"d\"日\"", "2024年1月1日");
    assert_shows("45351", bdl_numfmt_builtin(14), "2024/2/29");
    assert_shows("1", "yyyy-mm-dd", "1900-01-01");
    assert_shows("61", "yyyy-mm-dd", "1900-03-01");
    assert_shows("45292.75", "yyyy/m/d h:mm:ss AM/PM", "2024/1/1 6:00:00 PM");
    assert_shows("45292.5", "hh:mm", "12:00");
    assert_shows("1.5", "[h]:mm", "36:00");
    assert_shows("45292", "[$-804]aaaa", "星期一");
    assert_shows("45292", "d-mmm-yy", "1-Jan-24");
    bdl_arena *arena = bdl_arena_new();
    bdl_str shown = bdl_numfmt_show(arena, BDL_STR("0"), BDL_STR("yyyy-mm-dd"), true);
    assert_text(shown, "1904-01-01");
    bdl_arena_free(arena);
}

/* Any code and any number: whatever comes, it comes. */
static void broken_codes_do_no_harm(void **state) {
    static const char pieces[] = "0#?.,;%Ee+-_*\\\"[]$@ymdhsa/ \xE5\xB9\xB4G9";
    uint32_t seed = 4711;
    for (int round = 0; round < 20000; round++) {
        char code[24], number[12];
        size_t length = seed % sizeof code, digits = seed / 7 % sizeof number;
        for (size_t i = 0; i < length; i++) {
            seed = seed * 1664525u + 1013904223u;
            code[i] = pieces[(seed >> 16) % (sizeof pieces - 1)];
        }
        for (size_t i = 0; i < digits; i++) {
            seed = seed * 1664525u + 1013904223u;
            number[i] = "0123456789.-E"[(seed >> 16) % 13];
        }
        bdl_arena *arena = bdl_arena_new();
        bdl_str shown = bdl_numfmt_show(arena, (bdl_str){number, digits},
                                        (bdl_str){code, length}, false);
        assert_true(shown.len < 1000);
        bdl_arena_free(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(general_shows_what_was_typed),
        cmocka_unit_test(places_and_groups_are_those_of_the_format),
        cmocka_unit_test(a_percentage_is_a_hundred_times_as_much),
        cmocka_unit_test(sections_say_what_they_are_for),
        cmocka_unit_test(negative_numbers_and_zero_have_sections),
        cmocka_unit_test(dates_are_counted_from_1900),
        cmocka_unit_test(broken_codes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
