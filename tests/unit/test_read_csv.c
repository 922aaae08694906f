/* test_read_csv.c - tables with separators: which one, quotes, lines above and below. */
#include "read_text.h"

static void commas_and_quotes_part_cells(void **state) {
    assert_reads_as("a.csv",
                    "编码,名称,金额\r\n201,\"公共, 服务\",\"1,000.00\"\r\n"
                    "=\"0301\",\"甲\"\"乙\"\"\n丙\",\r\n",
                    "csv, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 3x3\n"
                    "  1: 编码 | 名称 | 金额\n"
                    "  2: 201 | 公共, 服务 | 1,000.00\n"
                    "  3: 0301 | 甲\"乙\"⏎丙 |\n");
}

static void the_separator_is_found(void **state) {
    assert_reads_as("a.csv", "甲;1,5;2\n乙;2,5;3\n",
                    "csv, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 2x3\n"
                    "  1: 甲 | 1,5 | 2\n"
                    "  2: 乙 | 2,5 | 3\n");
    assert_reads_as("A.TSV", "甲\t1,5\t2\n乙\t2,5\t3",
                    "csv, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 2x3\n"
                    "  1: 甲 | 1,5 | 2\n"
                    "  2: 乙 | 2,5 | 3\n");
    assert_reads_as("a.csv", "sep=|\n甲|1\n",
                    "csv, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "2:1 table 1x2\n"
                    "  2: 甲 | 1\n");
}

static void lines_around_tables_are_paragraphs(void **state) {
    assert_reads_as("a.csv",
                    "收支总表,,\n部门：园林局,,单位：万元\n项目,预算数,\n合计,5.00,\n"
                    "注：本表各数均以万元为单位，小数点后保留两位。,,\n,,\n支出总表,,\n"
                    "项目,预算数,决算数\n合计,5.00,4.00\n",
                    "csv, UTF-8: 0 headings, 5 paragraphs, 2 tables\n"
                    "1:1 paragraph: 收支总表\n"
                    "2:1 paragraph: 部门：园林局\n"
                    "2:9 paragraph: 单位：万元\n"
                    "3:1 table 2x2\n"
                    "  3: 项目 | 预算数\n"
                    "  4: 合计 | 5.00\n"
                    "5:1 paragraph: 注：本表各数均以万元为单位，小数点后保留两位。\n\n"
                    "7:1 paragraph: 支出总表\n"
                    "8:1 table 2x3\n"
                    "  8: 项目 | 预算数 | 决算数\n"
                    "  9: 合计 | 5.00 | 4.00\n");
}

static void gb18030_is_decoded(void **state) {
    assert_reads_as("a.csv", "\xCF\xEE\xC4\xBF,\xBD\xF0\xB6\xEE\n\xBC\xD7,1.00\n",
                    "csv, GB18030: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 2x2\n"
                    "  1: 项目 | 金额\n"
                    "  2: 甲 | 1.00\n");
}

static void a_quote_that_is_never_closed_ends_with_the_file(void **state) {
    assert_reads_as("a.csv", "甲,1\n乙,\"2\n丙,3\n",
                    "csv, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 2x2\n"
                    "  1: 甲 | 1\n"
                    "  2: 乙 | 2⏎丙,3\n");
}

static void a_row_with_too_many_cells_is_cut_and_said(void **state) {
    char text[1402];
    memset(text, ',', sizeof text);
    for (size_t i = 0; i < sizeof text; i += 2)
        text[i] = 'a';
    text[sizeof text - 1] = '\n';
    char *printed = print_bytes("a.csv", (bdl_str){text, sizeof text});
    assert_non_null(strstr(printed, "table 1x512"));
    assert_non_null(strstr(printed, "trouble: more cells than a row can have"));
    free(printed);
}

static void a_row_among_text_with_too_many_cells_is_cut_and_said(void **state) {
    char text[2800];
    for (size_t i = 0; i < sizeof text; i += 4)
        memcpy(text + i, "\"a\",", 4);
    text[sizeof text - 1] = '\n';
    char *printed = print_bytes("a.md", (bdl_str){text, sizeof text});
    assert_non_null(strstr(printed, "table 1x512"));
    assert_non_null(strstr(printed, "trouble: more cells than a row can have"));
    free(printed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_and_quotes_part_cells),
        cmocka_unit_test(the_separator_is_found),
        cmocka_unit_test(lines_around_tables_are_paragraphs),
        cmocka_unit_test(gb18030_is_decoded),
        cmocka_unit_test(a_quote_that_is_never_closed_ends_with_the_file),
        cmocka_unit_test(a_row_with_too_many_cells_is_cut_and_said),
        cmocka_unit_test(a_row_among_text_with_too_many_cells_is_cut_and_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
