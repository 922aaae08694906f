/* test_read_tabs.c - plain text whose table rows are lines with tabs. */
#include "read_text.h"

#include "read/lines.h"

static void lines_with_tabs_are_a_table_and_the_others_paragraphs(void **state) {
    assert_reads_as("a.txt",
                    "一、机构设置\n"
                    "单位\t性质\n"
                    "河口镇水利站\t事业\n"
                    "\n"
                    "  二、其他\n",
                    "text/tabs, UTF-8: 0 headings, 2 paragraphs, 1 table\n"
                    "1:1 paragraph: 一、机构设置\n"
                    "2:1 table 2x2\n"
                    "  2: 单位 | 性质\n"
                    "  3: 河口镇水利站 | 事业\n"
                    "\n"
                    "5:3 paragraph: 二、其他\n");
}

static void cells_are_trimmed_and_empty_ones_kept(void **state) {
    assert_reads_as("a.txt", "项目\t 预算数 \t\n\t\t\n合 计\t12.00\n",
                    "text/tabs, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 3x3\n"
                    "  1: 项目 | 预算数 |\n"
                    "  2: | |\n"
                    "  3: 合 计 | 12.00\n");
}

static void a_blank_line_ends_a_table(void **state) {
    assert_reads_as("a.txt", "甲\t1\n乙\t2\n\n甲\t3\n",
                    "text/tabs, UTF-8: 0 headings, 0 paragraphs, 2 tables\n"
                    "1:1 table 2x2\n"
                    "  1: 甲 | 1\n"
                    "  2: 乙 | 2\n"
                    "\n"
                    "4:1 table 1x2\n"
                    "  4: 甲 | 3\n");
}

static void a_row_torn_by_a_wrapped_cell_is_mended(void **state) {
    assert_reads_as("a.txt",
                    "编码\t名称\t金额\n201\t一般公共服务\t3\n"
                    "205\t教育附加\n安排的支出\t4\n206\t科学\t5\n",
                    "text/tabs, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 4x3\n"
                    "  1: 编码 | 名称 | 金额\n"
                    "  2: 201 | 一般公共服务 | 3\n"
                    "  3: 205 | 教育附加⏎安排的支出 | 4\n"
                    "  5: 206 | 科学 | 5\n");
}

static void a_row_torn_by_a_page_break_is_mended(void **state) {
    assert_reads_as("a.txt",
                    "编码\t名称\t金额\n201\t一般公共服务\t3\n"
                    "205\t教育附加\n\n安排的支出\t4\n",
                    "text/tabs, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 3x3\n"
                    "  1: 编码 | 名称 | 金额\n"
                    "  2: 201 | 一般公共服务 | 3\n"
                    "  3: 205 | 教育附加⏎安排的支出 | 4\n");
}

static void a_row_whose_empty_cells_were_trimmed_is_a_row(void **state) {
    assert_reads_as("a.txt",
                    "单位\t性质\t规格\n合 计\n水利站\t事业\t正科级\n"
                    "其中：水文所\n灌溉站\t事业\t副科级\n单位：万元\n甲\t乙\t丙\n",
                    "text/tabs, UTF-8: 0 headings, 1 paragraph, 2 tables\n"
                    "1:1 table 5x3\n"
                    "  1: 单位 | 性质 | 规格\n"
                    "  2: 合 计\n"
                    "  3: 水利站 | 事业 | 正科级\n"
                    "  4: 其中：水文所\n"
                    "  5: 灌溉站 | 事业 | 副科级\n"
                    "6:1 paragraph: 单位：万元\n"
                    "7:1 table 1x3\n"
                    "  7: 甲 | 乙 | 丙\n");
}

static void a_tab_that_ends_every_row_begins_no_cell(void **state) {
    assert_reads_as("a.txt", "来源\t物品\t\n名称\t金额\t数量\t\n水泵\t12.00\t\t\n",
                    "text/tabs, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 3x3\n"
                    "  1: 来源 | 物品\n"
                    "  2: 名称 | 金额 | 数量\n"
                    "  3: 水泵 | 12.00 |\n");
}

static void a_list_in_a_cell_goes_on_below_its_row(void **state) {
    assert_reads_as("a.txt",
                    "名称\t修渠\t\n目标\t1.清淤。\t\n2.衬砌\n三公里。\n\n3.验收。\n\n\n"
                    "一级\t二级\t三级\n",
                    "text/tabs, UTF-8: 0 headings, 0 paragraphs, 2 tables\n"
                    "1:1 table 2x3\n"
                    "  1: 名称 | 修渠 |\n"
                    "  2: 目标 | 1.清淤。⏎2.衬砌⏎三公里。⏎3.验收。 |\n"
                    "\n"
                    "9:1 table 1x3\n"
                    "  9: 一级 | 二级 | 三级\n");
}

static void a_title_below_a_table_is_no_item_of_a_list(void **state) {
    assert_reads_as("a.txt", "目标\t1.清淤。\n2.护岸费绩效目标表\n名称\t护岸\n",
                    "text/tabs, UTF-8: 0 headings, 1 paragraph, 2 tables\n"
                    "1:1 table 1x2\n"
                    "  1: 目标 | 1.清淤。\n"
                    "2:1 paragraph: 2.护岸费绩效目标表\n"
                    "3:1 table 1x2\n"
                    "  3: 名称 | 护岸\n");
}

static void field_codes_are_not_text(void **state) {
    assert_reads_as(
        "a.txt", "1.护岸费绩效目标表 TC 1、护岸费绩效目标表 \\f C \\l 1 \n名称\t护岸\n",
        "text/tabs, UTF-8: 0 headings, 1 paragraph, 1 table\n"
        "1:1 paragraph: 1.护岸费绩效目标表\n"
        "2:1 table 1x2\n"
        "  2: 名称 | 护岸\n");
}

/* But "**" where a template was not filled in. */
static void marks_of_other_programs_are_not_text(void **state) {
    assert_reads_as("a.txt",
                    "**一、总体情况：**共 3 项&nbsp;\n"
                    "**县**局 A&B 用 $5 和 2*3 [表]\n"
                    "<b>合计</b>\t$\\geq 95\\%$\t&nbsp;\n"
                    "**小计**\t&le;3天\t甲，<br>乙\n",
                    "text/tabs, UTF-8: 0 headings, 2 paragraphs, 1 table\n"
                    "1:3 paragraph: 一、总体情况：共 3 项\n"
                    "2:1 paragraph: **县**局 A&B 用 $5 和 2*3 [表]\n"
                    "3:1 table 2x3\n"
                    "  3: 合计 | ≥95% |\n"
                    "  4: 小计 | ≤3天 | 甲，⏎乙\n");
}

static void rows_of_different_lengths_are_not_taken_for_torn_ones(void **state) {
    assert_reads_as("a.txt",
                    "编码\tA7\t\t名称\n规模\t预算数\n资金\t3\t用途\n目标\t修渠\n",
                    "text/tabs, UTF-8: 0 headings, 0 paragraphs, 1 table\n"
                    "1:1 table 4x4\n"
                    "  1: 编码 | A7 | | 名称\n"
                    "  2: 规模 | 预算数\n"
                    "  3: 资金 | 3 | 用途\n"
                    "  4: 目标 | 修渠\n");
}

static void lines_of_a_catalogue_are_no_table(void **state) {
    assert_reads_as("a.txt", "收支总表 .....\t1\n收入总表 ………… 3\n支出总表……\t\n甲\t乙\n",
                    "text/tabs, UTF-8: 0 headings, 2 paragraphs, 1 table\n"
                    "1:1 paragraph: 收支总表 .....⇥1\n"
                    "2:1 paragraph: 收入总表 ………… 3\n"
                    "3:1 table 2x2\n"
                    "  3: 支出总表…… |\n"
                    "  4: 甲 | 乙\n");
}

static void prose_led_by_a_tab_is_no_table(void **state) {
    assert_reads_as("a.txt", "\t河口镇水利站负责全镇水利工程。\n\t另有编制八人。\n",
                    "text/tabs, UTF-8: 0 headings, 2 paragraphs, 0 tables\n"
                    "1:2 paragraph: 河口镇水利站负责全镇水利工程。\n"
                    "2:2 paragraph: 另有编制八人。\n");
}

static void a_form_feed_begins_a_page(void **state) {
    assert_reads_as("a.txt", "封面\n\f第一章\n甲\t1\n\f乙\t2\n尾\f\n",
                    "text/tabs, UTF-8: 0 headings, 3 paragraphs, 1 table\n"
                    "1:1 paragraph: 封面\n"
                    "---- page 2\n"
                    "2:2 paragraph: 第一章\n"
                    "3:1 table 2x2\n"
                    "  3: 甲 | 1\n"
                    "  ----\n"
                    "  4: 乙 | 2\n"
                    "5:1 paragraph: 尾\n");
}

static void every_kind_of_line_end_counts_one_line(void **state) {
    assert_reads_as("a.txt", "甲\t1\r\n乙\t2\r丙\t3\n\r\n末\r",
                    "text/tabs, UTF-8: 0 headings, 1 paragraph, 1 table\n"
                    "1:1 table 3x2\n"
                    "  1: 甲 | 1\n"
                    "  2: 乙 | 2\n"
                    "  3: 丙 | 3\n"
                    "\n"
                    "5:1 paragraph: 末\n");
}

static void zero_width_characters_are_left_out_and_places_stay(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_doc *doc;
    bdl_str error;
    bdl_str bytes = BDL_STR("\xE2\x80\x8B合\xE2\x80\x8B计\t1\xEF\xBB\xBF"
                            "2.0\n");
    assert_int_equal(bdl_read_bytes(arena, BDL_STR("a.txt"), bytes, &doc, &error),
                     BDL_OK);
    const bdl_row *row = &doc->blocks.items[0].rows[0];
    assert_text(row->cells[0].run.text, "合计");
    assert_text(row->cells[1].run.text, "12.0");
    assert_int_equal(bdl_run_count(&row->cells[1].run), 2);
    assert_int_equal(bdl_run_segment(&row->cells[1].run, 1).offset, 1);
    assert_int_equal(bdl_run_segment(&row->cells[1].run, 1).place.column, 8);
    assert_int_equal(bdl_run_segment(&row->cells[0].run, 0).place.column, 2);
    bdl_arena_free(arena);
}

static void too_many_cells_are_said_and_nothing_is_lost(void **state) {
    char text[1400];
    memset(text, '\t', sizeof text);
    text[0] = 'a';
    text[sizeof text - 2] = 'z';
    text[sizeof text - 1] = '\n';
    bdl_arena *arena = bdl_arena_new();
    bdl_doc *doc;
    bdl_str error;
    bdl_str bytes = {text, sizeof text};
    assert_int_equal(bdl_read_bytes(arena, BDL_STR("a.txt"), bytes, &doc, &error),
                     BDL_OK);
    const bdl_row *row = &doc->blocks.items[0].rows[0];
    assert_int_equal(row->count, 512);
    assert_text(row->cells[511].run.text, "z");
    assert_int_equal(doc->troubles.count, 1);
    bdl_arena_free(arena);
}

/* Pieces of one line: apart, beside each other, one again, one in the other. */
static void places_in_a_line_count_characters(void **state) {
    bdl_line line = {.text = BDL_STR("预算abc项目12"), .number = 7, .column = 3};
    static const struct {
        size_t begin, len;
        uint32_t column, length;
    } pieces[] = {{0, 0, 3, 0},   {0, 6, 3, 2},   {0, 6, 3, 2},  {3, 3, 4, 1},
                  {6, 3, 5, 3},   {9, 3, 8, 1},   {9, 6, 8, 2},  {12, 3, 9, 1},
                  {15, 0, 10, 0}, {15, 2, 10, 2}, {17, 0, 12, 0}};
    bdl_at at = bdl_at_start(&line);
    for (size_t i = 0; i < BDL_COUNT_OF(pieces); i++) {
        bdl_str piece = {line.text.data + pieces[i].begin, pieces[i].len};
        bdl_place place = bdl_at_place(&at, piece);
        assert_int_equal(place.column, pieces[i].column);
        assert_int_equal(place.length, pieces[i].length);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_with_tabs_are_a_table_and_the_others_paragraphs),
        cmocka_unit_test(cells_are_trimmed_and_empty_ones_kept),
        cmocka_unit_test(a_blank_line_ends_a_table),
        cmocka_unit_test(a_row_torn_by_a_wrapped_cell_is_mended),
        cmocka_unit_test(a_row_torn_by_a_page_break_is_mended),
        cmocka_unit_test(a_row_whose_empty_cells_were_trimmed_is_a_row),
        cmocka_unit_test(a_tab_that_ends_every_row_begins_no_cell),
        cmocka_unit_test(a_list_in_a_cell_goes_on_below_its_row),
        cmocka_unit_test(a_title_below_a_table_is_no_item_of_a_list),
        cmocka_unit_test(field_codes_are_not_text),
        cmocka_unit_test(marks_of_other_programs_are_not_text),
        cmocka_unit_test(rows_of_different_lengths_are_not_taken_for_torn_ones),
        cmocka_unit_test(lines_of_a_catalogue_are_no_table),
        cmocka_unit_test(prose_led_by_a_tab_is_no_table),
        cmocka_unit_test(a_form_feed_begins_a_page),
        cmocka_unit_test(every_kind_of_line_end_counts_one_line),
        cmocka_unit_test(zero_width_characters_are_left_out_and_places_stay),
        cmocka_unit_test(places_in_a_line_count_characters),
        cmocka_unit_test(too_many_cells_are_said_and_nothing_is_lost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
