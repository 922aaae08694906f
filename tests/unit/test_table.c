/* test_table.c: tables with headings of every shape, read by the forms that they meet. */
#include "model_text.h"

static const char forms[] =
    "form spending \"支出表\" {\n"
    "  title /支出(总)?表$/\n"
    "  unit money from caption\n"
    "  column code 科目编码 \"科目编码\" | \"类\" + \"款\" + \"项\" : text\n"
    "  column name 科目名称 : text\n"
    "  column total 合计 : money\n"
    "  column basic 基本支出 \"基本支出\" | \"基本支出/小计\" : money\n"
    "  column other 其他支出 : money optional\n"
    "  rows by code under grand\n"
    "  entry grand where name == \"合计\"\n"
    "}\n"
    "form summary \"收支表\" {\n"
    "  title /收支(总)?表$/\n"
    "  unit money from caption\n"
    "  column number 序号 : text optional\n"
    "  list income under \"收入\" { column item 项目 : text  column amount 预算数 : "
    "money }\n"
    "  list spent under \"支出\" { column item 项目 : text  column amount 预算数 : money "
    "}\n"
    "  entry income.all where item == \"收入合计\"\n"
    "}\n"
    "form assets \"资产表\" {\n"
    "  title /资产.*表$/\n"
    "  column item 项目 : text\n"
    "  column quantity 数量 : number\n"
    "  column value 价值 : money\n"
    "  rows by number\n"
    "}\n"
    "form economic \"经济分类表\" {\n"
    "  title /经济分类表$/\n"
    "  unit 万元\n"
    "  column code 编码 : text\n"
    "  column name 名称 : text\n"
    "  column amount 金额 : money\n"
    "}\n";

static void a_form_meets_its_table_in_any_order_of_columns(void **state) {
    bdl_model *m = model_of("部门支出表\n\n单位：万元\n\n"
                            "序号\t科目名称\t科目编码\t基本支出\t合计\n"
                            "1\t合计\t\t8.00\t12.50\n"
                            "2\t教育支出\t205\t8.00\t12.50\n"
                            "3\t普通教育\t20502\t8.00\t12.5\n");
    assert_shown(m, "spending.rows", "[3]");
    assert_shown(m, "spending.rows[3].code", "20502");
    assert_shown(m, "spending.rows[3].total", "12.5万元");
    assert_shown(m, "spending.money_unit", "万元");
    assert_shown(m, "spending.rows[1].other", "blank");
    assert_shown(m, "spending.grand", "row 1");
    assert_int_equal(find(m, "spending.rows[3].total")->origin->line, 8);
    assert_int_equal(find(m, "spending.rows[3].total")->origin->column, 19);
}

static void rows_by_code_are_a_tree_under_their_grand_total(void **state) {
    bdl_model *m = model_of("部门支出表\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "\t合计\t3.00\t\n"
                            "205\t教育支出\t3.00\t\n"
                            "20502\t普通教育\t3.00\t\n"
                            "2050201\t学前教育\t1.00\t\n"
                            "2050202\t小学教育\t2.00\t\n");
    assert_shown(m, "spending.rows[1].level", "0");
    assert_shown(m, "spending.rows[2].level", "1");
    assert_shown(m, "spending.rows[5].level", "3");
    assert_shown(m, "spending.rows[5].parent", "row 3");
    assert_shown(m, "spending.rows[3].children", "[2]");
    assert_shown(m, "spending.rows[2].parent", "row 1");
    assert_shown(m, "spending.rows[1].children", "[1]");
    assert_shown(m, "spending.rows[5].children", "[0]");
}

/* Totals may stand below: what is nearest by its code holds a row, then the row above. */
static void a_row_belongs_to_the_longest_code_wherever_that_stands(void **state) {
    bdl_model *m = model_of("部门支出表\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "205\t教育支出\t3.00\t\n"
                            "2050201\t学前教育\t1.00\t\n"
                            "20502\t普通教育\t3.00\t\n"
                            "2050202\t小学教育\t2.00\t\n"
                            "\t合计\t3.00\t\n");
    assert_shown(m, "spending.rows[2].parent", "row 3");
    assert_shown(m, "spending.rows[4].parent", "row 3");
    assert_shown(m, "spending.rows[3].parent", "row 1");
}

static void the_column_decides_the_last_place_of_its_figures(void **state) {
    bdl_model *m = model_of("部门支出表\n\n单位：元\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "205\t教育支出\t3\t1\n"
                            "206\t科学支出\t3.25\t\n");
    assert_int_equal(
        bdl_dec_cmp(bdl_value_half(find(m, "spending.rows[1].total")), (bdl_dec){5, 3}),
        0);
    assert_int_equal(
        bdl_dec_cmp(bdl_value_half(find(m, "spending.rows[1].basic")), (bdl_dec){5, 1}),
        0);
    assert_int_equal(bdl_dec_sign(bdl_value_half(find(m, "spending.rows[2].basic"))), 0);
}

static void a_code_split_over_columns_is_joined(void **state) {
    bdl_model *m = model_of("某局支出总表\n\n单位：元\n\n"
                            "功能分类科目编码\t\t\t科目名称\t合计\t基本支出\n"
                            "类\t款\t项\t\t\t\n"
                            "205\t\t\t教育支出\t2,940.50\t\n"
                            "205\t02\t01\t学前教育\t2,940.50\t2,940.50\n");
    assert_shown(m, "spending.rows[2].code", "2050201");
    assert_shown(m, "spending.rows[2].total", "2,940.50元");
    assert_shown(m, "spending.rows[1].code", "205");
}

static void groups_of_headings_are_joined_with_a_slash(void **state) {
    bdl_model *m = model_of("部门支出表\n\n单位：万元\n\n"
                            "序号\t功能分类\t\t合计\t基本支出\t\n"
                            "\t科目编码\t科目名称\t\t小计\t人员经费\n"
                            "栏次\t1\t2\t3\t4\t5\n"
                            "1\t205\t教育支出\t9.00\t4.00\t3.00\n");
    assert_int_equal(m->tables.count, 1);
    const bdl_table_seen *t = &m->tables.items[0];
    assert_int_equal(t->column_count, 6);
    assert_text(t->columns[1], "功能分类/科目编码");
    assert_text(t->columns[3], "合计");
    assert_text(t->columns[5], "基本支出/人员经费");
    assert_int_equal(t->row_count, 1);
    assert_shown(m, "spending.rows", "[1]");
    assert_shown(m, "spending.rows[1].basic", "4.00万元");
}

static void groups_printed_without_their_span_are_found(void **state) {
    bdl_model *m = model_of("　部门支出表\n\n"
                            "\t科目\n\t合计\n\t基本支出\n\n"
                            "\t科目编码\n\t科目名称\n\t\n\t小计\n\t人员经费\n\n"
                            "\t205\n\t教育支出\n\t9.00\n\t4.00\n\t3.00\n\n");
    const bdl_table_seen *t = &m->tables.items[0];
    assert_int_equal(t->column_count, 5);
    assert_text(t->columns[1], "科目/科目名称");
    assert_text(t->columns[2], "合计");
    assert_text(t->columns[3], "基本支出/小计");
    assert_shown(m, "spending.rows[1].total", "9.00元");
}

static void blanks_of_wrapping_go_from_headings_and_spaced_type_stays(void **state) {
    bdl_model *m = model_of("其他情况\n\n"
                            "项 目\t一般公共预算 财政拨款\tA B\n"
                            "甲\t1.00\t2.00\n");
    const bdl_table_seen *t = &m->tables.items[0];
    assert_text(t->columns[0], "项 目");
    assert_text(t->columns[1], "一般公共预算财政拨款");
    assert_text(t->columns[2], "A B");
    assert_null(t->form);
}

static void pieces_over_a_page_break_are_one_table_and_torn_rows_whole(void **state) {
    bdl_model *m = model_of("部门支出表\n\n某某市水务局\n\n单位：万元\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "205\t教育支出\t9.00\t\n"
                            "2050201\t机关事业单位基本养老保险\t9.00\t\n\n"
                            "某某市水务局\n\n单位：万元\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "\t缴费支出\t\t\n"
                            "206\t科学支出\t1.00\t\n");
    assert_int_equal(m->tables.count, 1);
    assert_shown(m, "spending.rows", "[3]");
    assert_shown(m, "spending.rows[2].name", "机关事业单位基本养老保险缴费支出");
    assert_shown(m, "spending.rows[3].code", "206");
}

static void a_code_torn_by_a_page_break_is_whole(void **state) {
    bdl_model *m = model_of("部门支出表\n\n单位：万元\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "20\t教育支出\t9.00\t1.00\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "5\t\t\t\n"
                            "206\t科学支出\t1.00\t\n");
    assert_shown(m, "spending.rows", "[2]");
    assert_shown(m, "spending.rows[1].code", "205");
}

static void tables_under_titles_of_their_own_stay_apart(void **state) {
    bdl_model *m = model_of("部门支出表\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "205\t教育支出\t9.00\t\n\n"
                            "另一张明细表\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "206\t科学支出\t1.00\t\n");
    assert_int_equal(m->tables.count, 2);
    assert_shown(m, "spending.rows", "[1]");
    assert_null(m->tables.items[1].form);
    assert_text(m->tables.items[1].title, "另一张明细表");
}

static void lists_side_by_side_are_read_apart(void **state) {
    bdl_model *m = model_of("部门收支总表\n\n单位：万元\n\n"
                            "序号\t收入\t\t支出\t\n"
                            "\t项目\t预算数\t项目\t预算数\n"
                            "1\t财政拨款\t5.00\t教育支出\t3.00\n"
                            "2\t\t\t科学支出\t2.00\n"
                            "3\t收入合计\t5.00\t支出合计\t5.00\n");
    assert_shown(m, "summary.income", "[2]");
    assert_shown(m, "summary.spent", "[3]");
    assert_shown(m, "summary.spent[2].item", "科学支出");
    assert_shown(m, "summary.income.all", "row 2");
}

static void a_group_heading_may_head_its_texts(void **state) {
    bdl_model *m = model_of("部门收支总表\n\n单位：万元\n\n"
                            "收入\t预算数\t支出\t预算数\n"
                            "财政拨款\t5.00\t教育支出\t3.00\n"
                            "其他\t1.00\t科学支出\t2.00\n");
    assert_shown(m, "summary.income[1].item", "财政拨款");
    assert_shown(m, "summary.income[2].amount", "1.00万元");
    assert_shown(m, "summary.spent[1].item", "教育支出");
    assert_shown(m, "summary.spent[2].amount", "2.00万元");
}

static void headings_that_recur_are_one_list_left_first(void **state) {
    bdl_model *m = model_of("支出经济分类表\n\n"
                            "编码\t名称\t金额\t编码\t名称\t金额\n"
                            "301\t工资\t5.00\t302\t商品\t3.00\n"
                            "30101\t基本工资\t5.00\t\t\t\n");
    assert_shown(m, "economic.rows", "[3]");
    assert_shown(m, "economic.rows[2].code", "30101");
    assert_shown(m, "economic.rows[3].code", "302");
    assert_shown(m, "economic.rows[3].amount", "3.00万元");
}

static void a_unit_in_brackets_is_that_of_its_column(void **state) {
    bdl_model *m = model_of("某局固定资产占用表\n\n截止时间：2023-12-31\n\n"
                            "项目\t数量\t价值（金额单位：万元）\n"
                            "资产总额\t\t12.50\n"
                            "1、房屋（平方米）\t300\t10.00\n"
                            "其中：办公用房\t200\t8.00\n"
                            "2、车辆\t2辆\t2.50\n");
    assert_shown(m, "assets.rows[1].value", "12.50万元");
    assert_shown(m, "assets.rows[4].quantity", "2辆");
    assert_shown(m, "assets.rows[3].parent", "row 2");
    assert_shown(m, "assets.rows[4].level", "1");
    assert_int_equal(m->tables.items[0].year, 2023);
}

static void text_where_a_figure_is_wanted_is_reported(void **state) {
    bdl_model *m = model_of("部门支出表\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "205\t教育支出\t9.00\t见附件\n"
                            "206\t科学支出\t1.00\t--\n");
    assert_shown(m, "spending.rows[1].basic", "unreadable");
    assert_shown(m, "spending.rows[2].basic", "blank");
    assert_int_equal(m->unread.count, 1);
    assert_int_equal(m->unread.items[0].place.line, 4);
}

static void an_entry_that_two_rows_meet_is_ambiguous(void **state) {
    bdl_model *m = model_of("部门支出表\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "\t合计\t9.00\t\n"
                            "\t合计\t9.00\t\n");
    assert_shown(m, "spending.grand", "ambiguous");
    assert_int_equal(m->unread.count, 1);
}

static void an_empty_table_keeps_its_note(void **state) {
    bdl_model *m = model_of("部门支出表\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "栏次\t1\t2\t3\n\n"
                            "注：本表无数据。\n\n其他文字。\n");
    assert_shown(m, "spending.rows", "[0]");
    assert_shown(m, "spending.grand", "missing");
    assert_shown(m, "tables[1].note", "注：本表无数据。");
}

static void spans_of_web_pages_are_spread(void **state) {
    bdl_model *m = recognise(
        forms, "made-up.html",
        "<html><body><h2>部门支出表</h2><p>单位：万元</p><table>"
        "<tr><td colspan=2>功能分类</td><td rowspan=2>合计</td><td "
        "colspan=2>基本支出</td></tr>"
        "<tr><td>科目编码</td><td>科目名称</td><td>小计</td><td>人员经费</td></tr>"
        "<tr><td>205</td><td>教育支出</td><td>9.00</td><td>4.00</td><td>3.00</td></tr>"
        "</table></body></html>");
    assert_shown(m, "spending.rows", "[1]");
    assert_shown(m, "spending.rows[1].total", "9.00万元");
    assert_shown(m, "spending.rows[1].basic", "4.00万元");
    assert_text(m->tables.items[0].columns[4], "基本支出/人员经费");
}

static void captions_in_a_table_of_their_own_are_the_next_ones(void **state) {
    bdl_model *m = model_of("部门支出表\n\n编制单位：某局\t金额单位：万元\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "205\t教育支出\t9.00\t4.00\n");
    assert_int_equal(m->tables.count, 1);
    assert_shown(m, "spending.rows[1].total", "9.00万元");
}

static void numbers_of_columns_are_no_data(void **state) {
    bdl_model *m = model_of("部门收支总表\n\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n"
                            "栏次\t1\t栏次\t2\n财政拨款\t5.00\t教育支出\t3.00\n");
    assert_shown(m, "summary.income", "[1]");
    assert_shown(m, "summary.spent", "[1]");
    assert_int_equal(m->tables.items[0].row_count, 1);
}

static void a_row_whose_merged_first_cell_lost_its_places_is_put_right(void **state) {
    bdl_model *m = model_of("部门支出表\n\n单位：万元\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "205\t教育支出\t9.00\t4.00\n"
                            "206\t科学支出\t1.00\t1.00\n"
                            "合计\t10.00\t5.00\n");
    assert_shown(m, "spending.rows[3].code", "合计");
    assert_shown(m, "spending.rows[3].name", "blank");
    assert_shown(m, "spending.rows[3].total", "10.00万元");
    assert_shown(m, "spending.rows[3].basic", "5.00万元");
}

static void headings_may_have_three_rows(void **state) {
    bdl_model *m = model_of("接待情况\n\n预算数\t\t\t决算数\t\t\n"
                            "合计\t其中\t\t合计\t其中\t\n"
                            "\t甲\t乙\t\t甲\t乙\n"
                            "3.00\t1.00\t2.00\t2.00\t1.00\t1.00\n");
    const bdl_table_seen *t = &m->tables.items[0];
    assert_int_equal(t->column_count, 6);
    assert_text(t->columns[0], "预算数/合计");
    assert_text(t->columns[2], "预算数/其中/乙");
    assert_text(t->columns[3], "决算数/合计");
    assert_int_equal(t->row_count, 1);
}

static void a_word_over_several_headings_is_no_title(void **state) {
    bdl_model *m = model_of("部门支出表\n\n单位：万元\n\n项目\t\t\t\n"
                            "科目编码\t科目名称\t合计\t基本支出\n"
                            "205\t教育支出\t9.00\t4.00\n");
    assert_shown(m, "spending.title", "部门支出表");
    assert_shown(m, "spending.rows[1].total", "9.00万元");
}

static void a_group_below_a_group_is_seen(void **state) {
    bdl_model *m = model_of("部门支出表\n\n单位：元\n\n项目\t\t\t\t支出\t\n"
                            "科目编码\t\t\t\t\t\n类\t款\t项\t科目名称\t合计\t基本支出\n"
                            "205\t02\t01\t学前教育\t2,940\t\n");
    assert_shown(m, "spending.rows", "[1]");
    assert_shown(m, "spending.rows[1].code", "2050201");
    assert_text(m->tables.items[0].columns[0], "项目/科目编码/类");
}

static void a_page_without_headings_goes_on_with_the_table(void **state) {
    bdl_model *m = model_of("部门支出表\n\n单位：元\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\t其他支出\n"
                            "205\t教育支出\t9.00\t4.00\t\n"
                            "206\t科学支出\t1.00\t1.00\t\n"
                            "\f207\t文化支出\t2.00\t1.50\n"
                            "208\t社会保障支出\t2.00\t1.50\n\n"
                            "\f合计\t14.00\t8.00\t0\n");
    assert_int_equal(m->tables.count, 1);
    assert_shown(m, "spending.rows", "[5]");
    assert_shown(m, "spending.rows[3].name", "文化支出");
    assert_shown(m, "spending.rows[5].total", "14.00元");
}

/* Each of the two tables has its title on both of its pages. */
static void a_title_that_the_next_page_repeats_begins_a_table(void **state) {
    static const char headings[] = "科目编码\t科目名称\t合计\t基本支出\n";
    bdl_model *m = model_of(bdl_arena_printf(arena, "%s%s%s%s%s%s%s%s",
                                             "某局2024年部门预算\n\n\f部门支出表\n\n",
                                             headings, "205\t教育支出\t9.00\t4.00\n",
                                             "\f基金支出表\n\n", headings,
                                             "212\t城乡支出\t1.00\t1.00\n"
                                             "\f基金支出表\n\n",
                                             headings, "229\t其他支出\t2.00\t1.50\n")
                                .data);
    assert_int_equal(m->tables.count, 2);
    assert_shown(m, "spending.rows", "[1]");
    assert_int_equal(m->tables.items[1].row_count, 2);
}

/* Without lines the same headings may be put into cells in two ways. */
static void a_page_whose_layout_differs_is_fitted_to_the_table_before_it(void **state) {
    static const char page[] = "部门支出表\n单位：万元\n"
                               "科目编码\t科目名称\t合计\t基本支出\n"
                               "213\t农林\t30.00\t10.00\n"
                               "21301\t农业\t20.00\t10.00\n"
                               "21303\t水利\t10.00\t8.00\n\f\n";
    /* names in a column of their own, which no row fills beside the one before */
    bdl_model *m = model_of(bdl_arena_printf(arena, "%s%s", page,
                                             "21304\t\t林业\t5.00\t4.00\n"
                                             "21305\t\t扶贫\t6.00\t5.00\n"
                                             "\t合计\t\t41.00\t19.00\n")
                                .data);
    assert_shown(m, "spending.rows", "[6]");
    assert_shown(m, "spending.rows[4].name", "林业");
    assert_shown(m, "spending.rows[5].basic", "5.00万元");
    assert_shown(m, "spending.grand.total", "41.00万元");
    /* a total alone, whose first cell is merged */
    m = model_of(bdl_arena_printf(arena, "%s%s", page, "合计\t41.00\t20.00\n").data);
    assert_shown(m, "spending.rows", "[4]");
    assert_shown(m, "spending.rows[4].total", "41.00万元");
    assert_shown(m, "spending.rows[4].basic", "20.00万元");
}

static void a_page_with_the_same_headings_in_other_cells_goes_on(void **state) {
    bdl_model *m = model_of("部门支出表\n\n单位：元\n\n"
                            "科目编码\t科目名称\t合计\t基本支出\t其他支出\n"
                            "205\t教育支出\t9.00\t4.00\t5.00\n"
                            "206\t科学支出\t1.00\t1.00\t\n\n"
                            "\f科目编码\t\t合计\t\t其他支出\n"
                            "\t科目名称\t\t基本支出\t\n"
                            "207\t文化支出\t2.00\t1.50\t0.50\n"
                            "208\t社会保障支出\t2.00\t1.50\t0.50\n");
    assert_int_equal(m->tables.count, 1);
    assert_shown(m, "spending.rows", "[4]");
    assert_shown(m, "spending.rows[3].name", "文化支出");
    assert_shown(m, "spending.rows[4].other", "0.50元");
}

static void of_two_tables_the_one_with_the_title_gives_the_form(void **state) {
    bdl_model *m = model_of(
        "本部门的有关情况见下。\n\n科目编码\t科目名称\t合计\t基本支出\n205\t教育支出\t9."
        "00\t4.00\n\n"
        "部门支出表\n\n科目编码\t科目名称\t合计\t基本支出\n206\t科学支出\t1.00\t1.00\n");
    assert_int_equal(m->tables.count, 2);
    assert_shown(m, "spending.rows[1].code", "206");
    assert_null(m->tables.items[0].form);
    assert_int_equal(m->unread.count, 1);
}

/* A heading is a text, the end of a path, a text before its unit, a pattern, or one that
 * puts in the year of the document; what is none of these is not met. */
static void headings_are_met_in_all_their_ways(void **state) {
    static const char of_year[] =
        "form document { title /^{title:.*预算公开}$/  year /{year:number}年/ }\n"
        "form holdings \"存量表\" {\n"
        "  title /存量表$/\n"
        "  unit 万元\n"
        "  column item 项目 : text\n"
        "  column sum 小计 \"小计\" : money\n"
        "  column price 单价 \"单价\" : money\n"
        "  column kind 种类 /^类(别|型)$/ : text\n"
        "  column planned 预算数 /^{year}年预算(数)?$/ : money\n"
        "  column other 其他 \"其他\" | /^{year}年决算$/ : money optional\n"
        "}\n";
    bdl_model *m = recognise(of_year, "made-up.txt",
                             "2031年预算公开\n\n存量表\n\n"
                             "项目\t合计\t\t类型\t2031年预算数\t2030年决算\n"
                             "\t小计\t单价(万元)\t\t\t\n"
                             "桌子\t8.00\t2.00\t家具\t9.00\t7.00\n"
                             "椅子\t6.00\t1.00\t家具\t5.00\t4.00\n");
    assert_shown(m, "holdings.rows", "[2]");
    assert_shown(m, "holdings.rows[1].sum", "8.00万元");
    assert_shown(m, "holdings.rows[1].price", "2.00万元");
    assert_shown(m, "holdings.rows[1].kind", "家具");
    assert_shown(m, "holdings.rows[1].planned", "9.00万元");
    assert_shown(m, "holdings.rows[1].other", "blank");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_form_meets_its_table_in_any_order_of_columns),
        TEST(rows_by_code_are_a_tree_under_their_grand_total),
        TEST(a_row_belongs_to_the_longest_code_wherever_that_stands),
        TEST(the_column_decides_the_last_place_of_its_figures),
        TEST(a_code_split_over_columns_is_joined),
        TEST(groups_of_headings_are_joined_with_a_slash),
        TEST(groups_printed_without_their_span_are_found),
        TEST(blanks_of_wrapping_go_from_headings_and_spaced_type_stays),
        TEST(pieces_over_a_page_break_are_one_table_and_torn_rows_whole),
        TEST(a_code_torn_by_a_page_break_is_whole),
        TEST(tables_under_titles_of_their_own_stay_apart),
        TEST(lists_side_by_side_are_read_apart),
        TEST(a_group_heading_may_head_its_texts),
        TEST(headings_that_recur_are_one_list_left_first),
        TEST(a_unit_in_brackets_is_that_of_its_column),
        TEST(text_where_a_figure_is_wanted_is_reported),
        TEST(an_entry_that_two_rows_meet_is_ambiguous),
        TEST(an_empty_table_keeps_its_note),
        TEST(captions_in_a_table_of_their_own_are_the_next_ones),
        TEST(numbers_of_columns_are_no_data),
        TEST(a_row_whose_merged_first_cell_lost_its_places_is_put_right),
        TEST(headings_may_have_three_rows),
        TEST(a_word_over_several_headings_is_no_title),
        TEST(a_group_below_a_group_is_seen),
        TEST(a_page_without_headings_goes_on_with_the_table),
        TEST(a_title_that_the_next_page_repeats_begins_a_table),
        TEST(a_page_whose_layout_differs_is_fitted_to_the_table_before_it),
        TEST(a_page_with_the_same_headings_in_other_cells_goes_on),
        TEST(of_two_tables_the_one_with_the_title_gives_the_form),
        TEST(spans_of_web_pages_are_spread),
        TEST(headings_are_met_in_all_their_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
