/* test_read_markdown.c - Markdown as extraction programs write it. */
#include "read_text.h"

static void headings_have_levels(void **state) {
    assert_reads_as("a.md",
                    "# 2022 年部门预算\n\n### 一、职责 ###\n正文。\n\n小结\n----\n",
                    "markdown, UTF-8: 3 headings, 1 paragraph, 0 tables\n"
                    "1:3 heading 1: 2022 年部门预算\n"
                    "\n"
                    "3:5 heading 3: 一、职责\n"
                    "4:1 paragraph: 正文。\n"
                    "\n"
                    "6:1 heading 2: 小结\n");
}

static void content_tells_markdown_whatever_the_name(void **state) {
    assert_reads_as("a.txt", "# 预算\n\n## 表\n\n甲\t1\n",
                    "markdown, UTF-8: 2 headings, 0 paragraphs, 1 table\n"
                    "1:3 heading 1: 预算\n"
                    "\n"
                    "3:4 heading 2: 表\n"
                    "\n"
                    "5:1 table 1x2\n"
                    "  5: 甲 | 1\n");
    assert_reads_as("a.txt", "\n# 预算\n\n甲\t1\n乙\t2\n",
                    "markdown, UTF-8: 1 heading, 0 paragraphs, 1 table\n"
                    "\n"
                    "2:3 heading 1: 预算\n"
                    "\n"
                    "4:1 table 2x2\n"
                    "  4: 甲 | 1\n"
                    "  5: 乙 | 2\n");
    assert_reads_as("a.txt", "预算\n# 甲\n乙\t2\n丙\t3\n",
                    "text/tabs, UTF-8: 0 headings, 2 paragraphs, 1 table\n"
                    "1:1 paragraph: 预算\n"
                    "2:1 paragraph: # 甲\n"
                    "3:1 table 2x2\n"
                    "  3: 乙 | 2\n"
                    "  4: 丙 | 3\n");
}

static void pipe_tables_lose_their_rule(void **state) {
    assert_reads_as(
        "a.md",
        "| 项目 | 金额 |\n|---|:--:|\n| a\\|b | |\n| 甲<br>乙 | **3.0** |\n\n尾\n",
        "markdown, UTF-8: 0 headings, 1 paragraph, 1 table\n"
        "1:1 table 3x2\n"
        "  1: 项目 | 金额\n"
        "  3: a|b |\n"
        "  4: 甲⏎乙 | 3.0\n"
        "\n"
        "6:1 paragraph: 尾\n");
}

static void a_pipe_table_without_outer_pipes_is_known_by_its_rule(void **state) {
    assert_reads_as("a.md", "项目 | 金额\n--- | ---\n水泵 | 3\n甲|乙\n\n丙|丁\n",
                    "markdown, UTF-8: 0 headings, 1 paragraph, 1 table\n"
                    "1:1 table 3x2\n"
                    "  1: 项目 | 金额\n"
                    "  3: 水泵 | 3\n"
                    "  4: 甲 | 乙\n"
                    "\n"
                    "6:1 paragraph: 丙|丁\n");
}

static void tables_parted_by_tabs_lose_their_marks(void **state) {
    assert_reads_as("a.md", "# 表\n1\t<b>合计</b>\t**12.50**\n2\t水&nbsp;泵\t≥3\n",
                    "markdown, UTF-8: 1 heading, 0 paragraphs, 1 table\n"
                    "1:3 heading 1: 表\n"
                    "2:1 table 2x3\n"
                    "  2: 1 | 合计 | 12.50\n"
                    "  3: 2 | 水 泵 | ≥3\n");
}

static void formulas_are_written_as_text(void **state) {
    assert_reads_as(
        "a.md",
        "# 指标\n"
        "合格率 $\\geq 95\\%$ ，面积 $30 \\times 2 m^{2}$，费用 $\\leq$ 5 元。\n"
        "$\\text{PM}_{2.5}$ 浓度 $ \\le 3 $；价格 $5 到 $6 元；$12.5\\%$。\n",
        "markdown, UTF-8: 1 heading, 2 paragraphs, 0 tables\n"
        "1:3 heading 1: 指标\n"
        "2:1 paragraph: 合格率 ≥95% ，面积 30×2m²，费用 ≤ 5 元。\n"
        "3:8 paragraph: PM2.5 浓度 ≤3；价格 $5 到 $6 元；12.5%。\n");
}

static void places_stay_those_of_the_file(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_doc *doc;
    bdl_str error;
    bdl_str bytes = BDL_STR("# 标\n率 **高** $\\geq 95\\%$ 。\n");
    assert_int_equal(bdl_read_bytes(arena, BDL_STR("a.md"), bytes, &doc, &error), BDL_OK);
    const bdl_run *run = &doc->blocks.items[1].run;
    assert_text(run->text, "率 高 ≥95% 。");
    static const uint32_t columns[] = {1, 5, 8, 10, 15, 18, 20};
    assert_int_equal(bdl_run_count(run), BDL_COUNT_OF(columns));
    for (size_t i = 0; i < bdl_run_count(run); i++)
        assert_int_equal(bdl_run_segment(run, i).place.column, columns[i]);
    bdl_arena_free(arena);
}

static void marks_of_emphasis_go_and_placeholders_stay(void **state) {
    assert_reads_as("a.md",
                    "# 释\n- 拨款收入：**指当年拨付的资金。\n8、**经营支出：**指支出。\n"
                    "* 费用≤**万元\n> 引文 [见表](#t) ![图](a.png)<!-- 注 --> a\\*b\n",
                    "markdown, UTF-8: 1 heading, 4 paragraphs, 0 tables\n"
                    "1:3 heading 1: 释\n"
                    "2:3 paragraph: 拨款收入：指当年拨付的资金。\n"
                    "3:1 paragraph: 8、经营支出：指支出。\n"
                    "4:3 paragraph: 费用≤**万元\n"
                    "5:3 paragraph: 引文 见表 图 a*b\n");
}

static void fenced_lines_are_plain(void **state) {
    assert_reads_as("a.md", "# 例\n```\n# 不是标题 **x**\n```\n正文\n",
                    "markdown, UTF-8: 1 heading, 2 paragraphs, 0 tables\n"
                    "1:3 heading 1: 例\n"
                    "\n"
                    "3:1 paragraph: # 不是标题 **x**\n"
                    "\n"
                    "5:1 paragraph: 正文\n");
}

static void a_less_than_sign_is_not_a_tag(void **state) {
    assert_reads_as("a.md", "# 标\n差错率 <5%，编制数<bureau>，次数 a<b，c>d\n",
                    "markdown, UTF-8: 1 heading, 1 paragraph, 0 tables\n"
                    "1:3 heading 1: 标\n"
                    "2:1 paragraph: 差错率 <5%，编制数<bureau>，次数 a<b，c>d\n");
}

/* So many cells that they are not held at once: what is left begins with a row. */
static void cells_with_bars_behind_them_are_rows_however_many_they_are(void **state) {
    enum { ROWS = 70000 };
    bdl_arena *arena = bdl_arena_new();
    bdl_buf text = {.arena = arena};
    for (int i = 0; i < ROWS; i++)
        bdl_buf_printf(&text, "第%d项\n|\n%d.50\n|\n办\n|\n", i, i);
    char *printed = print_bytes("a.md", bdl_buf_str(&text));
    assert_true(bdl_str_starts(bdl_str_z(printed),
                               BDL_STR("markdown, UTF-8: 0 headings, 0 paragraphs, ")));
    assert_non_null(strstr(printed, "  1: 第0项 | 0.50 | 办\n"));
    assert_non_null(strstr(printed, ": 第69999项 | 69999.50 | 办\n"));
    free(printed);
    bdl_arena_free(arena);
}

/* As OCR programs put them into a text: in a page, in a block, in a page in a block. */
static void what_is_around_a_web_table_is_no_text(void **state) {
    static const char *const around[][2] = {
        {"<html><body>", "</body></html>"},
        {"<div style=\"text-align: center;\">", "</div>"},
        {"<div style=\"text-align: center;\"><html><body>", "</body></html></div>"}};
    for (size_t i = 0; i < BDL_COUNT_OF(around); i++) {
        char text[256];
        snprintf(text, sizeof text,
                 "前\n\n%s<table><tr><td>甲</td><td>1</td></tr></table>%s\n\n后\n",
                 around[i][0], around[i][1]);
        assert_reads_as("a.txt", text,
                        "markdown, UTF-8: 0 headings, 2 paragraphs, 1 table\n"
                        "1:1 paragraph: 前\n"
                        "\n"
                        "3:1 table 1x2\n"
                        "  3: 甲 | 1\n"
                        "\n"
                        "5:1 paragraph: 后\n");
    }
}

static void results_that_say_the_same_are_no_merged_cell(void **state) {
    assert_reads_as("a.md",
                    "| 三级指标 | 三级指标 | 年初目标 | 调整后目标 | 实际完成 |\n"
                    "|---|---|---|---|---|\n"
                    "| 进度 | 进度 | 按时完成 | 按时完成 | 按时完成 |\n",
                    "markdown, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 2x5\n"
                    "  1: 三级指标 | | 年初目标 | 调整后目标 | 实际完成\n"
                    "  3: 进度 | | 按时完成 | 按时完成 | 按时完成\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_have_levels),
        cmocka_unit_test(content_tells_markdown_whatever_the_name),
        cmocka_unit_test(what_is_around_a_web_table_is_no_text),
        cmocka_unit_test(results_that_say_the_same_are_no_merged_cell),
        cmocka_unit_test(pipe_tables_lose_their_rule),
        cmocka_unit_test(a_pipe_table_without_outer_pipes_is_known_by_its_rule),
        cmocka_unit_test(tables_parted_by_tabs_lose_their_marks),
        cmocka_unit_test(formulas_are_written_as_text),
        cmocka_unit_test(places_stay_those_of_the_file),
        cmocka_unit_test(marks_of_emphasis_go_and_placeholders_stay),
        cmocka_unit_test(fenced_lines_are_plain),
        cmocka_unit_test(a_less_than_sign_is_not_a_tag),
        cmocka_unit_test(cells_with_bars_behind_them_are_rows_however_many_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
