/* test_read_word.c - plain text in the Word layout: a cell per line. */
#include "read_text.h"

static void each_line_led_by_a_tab_is_a_cell_and_a_blank_line_ends_the_row(void **state) {
    assert_reads_as("a.txt",
                    "机构：\n\n\t单位\n\t性质\n\n\t\n\t事业\n\n\n二、其他\n说明。\n",
                    "text/word, UTF-8: 0 headings, 3 paragraphs, 1 table\n"
                    "1:1 paragraph: 机构：\n"
                    "\n"
                    "3:2 table 2x2\n"
                    "  3: 单位 | 性质\n"
                    "  7: | 事业\n"
                    "\n"
                    "10:1 paragraph: 二、其他\n"
                    "11:1 paragraph: 说明。\n");
}

static void a_line_without_a_tab_goes_on_in_the_cell_above(void **state) {
    assert_reads_as("a.txt", "\t目标\n\t1.1、\n修好水渠\n\t备注\n\n\t甲\n\t乙\n\t丙\n",
                    "text/word, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:2 table 2x3\n"
                    "  1: 目标 | 1.1、⏎修好水渠 | 备注\n"
                    "  6: 甲 | 乙 | 丙\n");
}

static void a_cell_of_several_paragraphs_goes_on_after_a_blank_line(void **state) {
    assert_reads_as(
        "a.txt",
        "\t目标\n\t修好水渠\n\n管好水库\n\n\n\t甲\n\t乙\n\n\n三、其他\n\n\t丁\n\t戊\n\n\n"
        "四、完\n",
        "text/word, UTF-8: 0 headings, 2 paragraphs, 3 tables\n"
        "1:2 table 1x2\n"
        "  1: 目标 | 修好水渠⏎管好水库\n"
        "\n"
        "7:2 table 1x2\n"
        "  7: 甲 | 乙\n"
        "\n"
        "11:1 paragraph: 三、其他\n"
        "\n"
        "13:2 table 1x2\n"
        "  13: 丁 | 戊\n"
        "\n"
        "17:1 paragraph: 四、完\n");
}

static void a_numbered_list_goes_on_in_its_cell(void **state) {
    assert_reads_as(
        "a.txt",
        "\t目标\n\t1.修好水渠\n\n2.管好水库\n\n\t甲\n\t乙\n\n三、其他\n\n\t丁\n\t戊\n\n"
        "四、完\n",
        "text/word, UTF-8: 0 headings, 2 paragraphs, 2 tables\n"
        "1:2 table 2x2\n"
        "  1: 目标 | 1.修好水渠⏎2.管好水库\n"
        "  6: 甲 | 乙\n"
        "\n"
        "9:1 paragraph: 三、其他\n"
        "\n"
        "11:2 table 1x2\n"
        "  11: 丁 | 戊\n"
        "\n"
        "14:1 paragraph: 四、完\n");
}

static void field_codes_are_no_text(void **state) {
    assert_reads_as("a.txt",
                    "一、总体目标 TC 总体目标 \\f A \\l 1 \n"
                    "TOC \\o \"1-3\" \\h \\z \\u 目 录\n"
                    "HYPERLINK \\l \"_Toc77\" 一、职责\tPAGEREF _Toc77 \\h 3\n"
                    "比例 A\\B 不是域，TC 也不是\n"
                    "\x13 PAGE \\* MERGEFORMAT \x14"
                    "7\x15\n"
                    "\t甲 TC 甲 \\f C \\l 1\n\t乙\n\t丙\n\t\n",
                    "text/word, UTF-8: 0 headings, 5 paragraphs, 1 table\n"
                    "1:1 paragraph: 一、总体目标\n"
                    "2:23 paragraph: 目 录\n"
                    "3:23 paragraph: 一、职责⇥ 3\n"
                    "4:1 paragraph: 比例 A\\B 不是域，TC 也不是\n"
                    "5:24 paragraph: 7\n"
                    "6:2 table 1x4\n"
                    "  6: 甲 | 乙 | 丙 |\n");
}

static void a_page_break_ends_no_row_but_is_kept(void **state) {
    assert_reads_as("a.txt", "\t甲\n\t1\n\n\f\t乙\n\t2\n",
                    "text/word, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:2 table 2x2\n"
                    "  1: 甲 | 1\n"
                    "  ----\n"
                    "  4: 乙 | 2\n");
}

static void a_table_with_a_row_per_line_is_read_in_this_layout_too(void **state) {
    assert_reads_as("a.txt", "\t甲\n\t1\n\t2\n\t3\n\n\n项目\t金额\n水泵\t5.00\n",
                    "text/word, UTF-8: 0 headings, 0 paragraphs, 2 tables\n"
                    "1:2 table 1x4\n"
                    "  1: 甲 | 1 | 2 | 3\n"
                    "\n"
                    "7:1 table 2x2\n"
                    "  7: 项目 | 金额\n"
                    "  8: 水泵 | 5.00\n");
}

static void a_table_cut_in_the_middle_keeps_what_is_there(void **state) {
    assert_reads_as("a.txt", "\t甲\n\t1\n\n\t乙",
                    "text/word, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:2 table 2x2\n"
                    "  1: 甲 | 1\n"
                    "  4: 乙\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_line_led_by_a_tab_is_a_cell_and_a_blank_line_ends_the_row),
        cmocka_unit_test(a_line_without_a_tab_goes_on_in_the_cell_above),
        cmocka_unit_test(a_cell_of_several_paragraphs_goes_on_after_a_blank_line),
        cmocka_unit_test(a_numbered_list_goes_on_in_its_cell),
        cmocka_unit_test(field_codes_are_no_text),
        cmocka_unit_test(a_page_break_ends_no_row_but_is_kept),
        cmocka_unit_test(a_table_with_a_row_per_line_is_read_in_this_layout_too),
        cmocka_unit_test(a_table_cut_in_the_middle_keeps_what_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
