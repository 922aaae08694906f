/* test_stacked.c: sheets whose cells came one a line. What is certain is read as from a
 * table; where it cannot be told which cell is empty, nothing is guessed and that is
 * said. */
#include "model_text.h"

static const char forms[] = "form project \"目标表\" many as projects {\n"
                            "  title /^\\d+、{title:.*目标表}$/\n"
                            "  unit money from caption\n"
                            "  field code 项目编码 : code\n"
                            "  field name 项目名称 : text\n"
                            "  field budget 预算数 : money\n"
                            "  field fiscal 财政资金 : money\n"
                            "  field purpose 用途 below \"预算数\" : text\n"
                            "  field plan.march 三月底 \"3月底\" : percent\n"
                            "  field plan.june 六月底 \"6月底\" : percent\n"
                            "  field plan.october 十月底 \"10月底\" : percent\n"
                            "  field plan.december 十二月底 \"12月底\" : percent\n"
                            "  field goals 绩效目标 : list\n"
                            "  table indicators {\n"
                            "    column level1 一级指标 : text inherits\n"
                            "    column level2 二级指标 : text inherits\n"
                            "    column level3 三级指标 : text\n"
                            "    column description 指标描述 : text\n"
                            "    column value 指标值 : text\n"
                            "    column basis 确定依据 : text\n"
                            "  }\n"
                            "}\n";

#define TITLE  "1、灌渠清淤目标表\n单位：万元\n"
#define NAMES  "项目编码\n4150P01\n项目名称\n灌渠清淤\n"
#define FUNDS  "预算数\n86.00\n财政资金\n80.00\n清淤灌渠24公里，恢复灌溉。\n"
#define MONTHS "支出计划\n3月底\n6月底\n10月底\n12月底\n"
#define PLAN   MONTHS "20%\n60%\n90%\n100%\n"
#define GOALS  "绩效目标\n1、清淤灌渠24公里。\n2、不晚于5月。\n"
#define HEADS  "一级指标\n二级指标\n三级指标\n指标描述\n指标值\n确定依据\n"
#define FIRST  "产出指标\n数量指标\n长度\n清淤的长度\n24公里\n方案\n"
#define SECOND "质量指标\n合格率\n合格的占比\n≥95%\n规程\n"

/* What the reader says of the first thing that it could not read; "" when it read all. */
static const char *told(const bdl_model *m) {
    return m->unread.count ? bdl_arena_str(arena, m->unread.items[0].why).data : "";
}

/* The cells of row N of the indicators, parted by '|'. */
static const char *row(const bdl_model *m, int n) {
    static const char *const columns[] = {"level1",      "level2", "level3",
                                          "description", "value",  "basis"};
    bdl_buf out = {.arena = arena};
    for (size_t i = 0; i < BDL_COUNT_OF(columns); i++) {
        bdl_str path =
            bdl_arena_printf(arena, "projects[1].indicators[%d].%s", n, columns[i]);
        bdl_buf_printf(&out, "%s%s", i ? "|" : "", shown(m, path.data));
    }
    return bdl_arena_str(arena, bdl_buf_str(&out)).data;
}

static void labels_are_read_with_the_values_below_them(void **state) {
    bdl_model *m = model_of(TITLE NAMES FUNDS PLAN GOALS HEADS FIRST SECOND);
    assert_shown(m, "projects", "[1]");
    assert_shown(m, "projects[1].title", "灌渠清淤目标表");
    assert_shown(m, "projects[1].code", "4150P01");
    assert_shown(m, "projects[1].name", "灌渠清淤");
    assert_shown(m, "projects[1].budget", "86.00万元");
    assert_shown(m, "projects[1].fiscal", "80.00万元");
    assert_shown(m, "projects[1].purpose", "清淤灌渠24公里，恢复灌溉。");
    assert_shown(m, "projects[1].plan.march", "20%");
    assert_shown(m, "projects[1].plan.december", "100%");
    assert_shown(m, "projects[1].goals", "1、清淤灌渠24公里。、2、不晚于5月。");
    assert_string_equal(told(m), "");
}

static void rows_share_the_merged_cells_above_them(void **state) {
    bdl_model *m = model_of(TITLE NAMES FUNDS HEADS FIRST SECOND
                            "效益指标\n社会效益指标\n满意\n满意的占比\n90%以上\n问卷\n");
    assert_shown(m, "projects[1].indicators", "[3]");
    assert_string_equal(row(m, 1), "产出指标|数量指标|长度|清淤的长度|24公里|方案");
    assert_string_equal(row(m, 2), "产出指标|质量指标|合格率|合格的占比|≥95%|规程");
    assert_string_equal(row(m, 3), "效益指标|社会效益指标|满意|满意的占比|90%以上|问卷");
}

static void rows_without_a_new_merged_cell_go_on_with_the_last(void **state) {
    bdl_model *m =
        model_of(TITLE NAMES FUNDS HEADS FIRST "宽度\n清淤的宽度\n3米\n方案\n"
                                               "深度\n清淤的深度\n2米\n方案\n" SECOND);
    assert_shown(m, "projects[1].indicators", "[4]");
    assert_string_equal(row(m, 3), "产出指标|数量指标|深度|清淤的深度|2米|方案");
    assert_string_equal(row(m, 4), "产出指标|质量指标|合格率|合格的占比|≥95%|规程");
}

static void an_empty_figure_is_told_by_the_blank_line_that_is_left(void **state) {
    bdl_model *m =
        model_of(TITLE NAMES FUNDS MONTHS "20%\n\n90%\n100%\n" GOALS HEADS FIRST);
    assert_shown(m, "projects[1].plan.march", "20%");
    assert_shown(m, "projects[1].plan.june", "blank");
    assert_shown(m, "projects[1].plan.october", "90%");
    m = model_of(TITLE NAMES FUNDS MONTHS "20%\n60%\n90%\n\n" GOALS HEADS FIRST);
    assert_shown(m, "projects[1].plan.october", "90%");
    assert_shown(m, "projects[1].plan.december", "blank");
    assert_string_equal(told(m), "");
}

static void figures_that_are_lacking_somewhere_are_not_guessed(void **state) {
    bdl_model *m =
        model_of(TITLE NAMES FUNDS MONTHS "20%\n60%\n100%\n" GOALS HEADS FIRST);
    assert_string_equal(told(m), "the labels have fewer figures below them; which are "
                                 "lacking cannot be told");
    assert_shown(m, "projects[1].plan.march", "missing");
    assert_shown(m, "projects[1].plan.december", "missing");
    assert_shown(m, "projects[1].budget", "86.00万元");
    assert_shown(m, "projects[1].indicators", "[1]");
}

static void a_label_right_below_another_leaves_it_empty(void **state) {
    bdl_model *m = model_of(TITLE "项目编码\n项目名称\n灌渠清淤\n"
                                  "预算数\n财政资金\n80.00\n" PLAN HEADS FIRST);
    assert_shown(m, "projects[1].code", "blank");
    assert_shown(m, "projects[1].name", "灌渠清淤");
    assert_shown(m, "projects[1].budget", "blank");
    assert_shown(m, "projects[1].fiscal", "80.00万元");
}

static void words_are_no_amount(void **state) {
    bdl_model *m =
        model_of(TITLE NAMES "预算数\n用于清淤，恢复灌溉。\n" HEADS FIRST SECOND);
    assert_shown(m, "projects[1].budget", "blank");
    assert_shown(m, "projects[1].purpose", "用于清淤，恢复灌溉。");
}

static void a_cell_that_is_lacking_is_known_by_the_target_among_the_others(void **state) {
    bdl_model *m = model_of(TITLE NAMES FUNDS HEADS
                            "产出指标\n数量指标\n长度\n24公里\n方案\n" SECOND);
    assert_string_equal(row(m, 1), "产出指标|数量指标|长度|blank|24公里|方案");
    assert_string_equal(row(m, 2), "产出指标|质量指标|合格率|合格的占比|≥95%|规程");
    m = model_of(TITLE NAMES FUNDS HEADS FIRST "质量指标\n合格率\n合格的占比\n≥95%\n");
    assert_string_equal(row(m, 2), "产出指标|质量指标|合格率|合格的占比|≥95%|blank");
    m = model_of(TITLE NAMES FUNDS HEADS FIRST "质量指标\n合格率\n≥95%\n");
    assert_string_equal(row(m, 2), "产出指标|质量指标|合格率|blank|≥95%|blank");
}

static void a_blank_line_inside_a_row_is_its_empty_cell(void **state) {
    bdl_model *m = model_of(TITLE NAMES FUNDS HEADS
                            "产出指标\n数量指标\n长度\n\n按方案\n方案\n" SECOND);
    assert_string_equal(row(m, 1), "产出指标|数量指标|长度|blank|按方案|方案");
}

static void rows_of_which_it_is_not_known_are_no_table(void **state) {
    static const char *const rows[] = {
        "产出指标\n数量指标\n长度\n清淤的长度\n方案\n" SECOND, /* no target */
        "产出指标\n数量指标\n长度\n24公里\n≥3条\n" SECOND,     /* two of them */
        "产出指标\n长度\n清淤的长度\n24公里\n方案\n" SECOND,   /* no second level */
        "产出指标\n数量指标\n24公里\n方案\n" SECOND,           /* no name */
        FIRST "宽度\n清淤的宽度\n3米\n" SECOND,                /* a row and a half */
    };
    for (size_t i = 0; i < BDL_COUNT_OF(rows); i++) {
        const char *text =
            bdl_arena_printf(arena, TITLE NAMES FUNDS HEADS "%s", rows[i]).data;
        bdl_model *m = model_of(text);
        assert_string_equal(told(m), "the cells of the table came one a line; which are "
                                     "empty cannot be told");
        assert_shown(m, "projects", "missing");
    }
}

static void a_blank_line_over_all_figures_is_of_the_merged_label(void **state) {
    bdl_model *m =
        model_of(TITLE NAMES FUNDS MONTHS "\n20%\n60%\n90%\n100%\n" GOALS HEADS FIRST);
    assert_string_equal(told(m), "");
    assert_shown(m, "projects[1].plan.march", "20%");
    assert_shown(m, "projects[1].plan.december", "100%");
}

static void a_dash_is_what_a_label_of_money_says(void **state) {
    bdl_model *m = model_of(
        TITLE NAMES "预算数\n86.00\n财政资金\n-\n清淤灌渠。\n" PLAN GOALS HEADS FIRST);
    assert_shown(m, "projects[1].purpose", "清淤灌渠。");
}

static void text_behind_the_table_is_no_row(void **state) {
    bdl_model *m = model_of(TITLE NAMES FUNDS HEADS FIRST SECOND
                            "二、其他事项\n本部门没有其他事项。\n");
    assert_shown(m, "projects[1].indicators", "[2]");
    m = model_of(TITLE NAMES FUNDS HEADS FIRST SECOND "\n以上各表由财务科填写\n");
    assert_shown(m, "projects[1].indicators", "[2]");
    assert_string_equal(row(m, 2), "产出指标|质量指标|合格率|合格的占比|≥95%|规程");
}

static void the_next_title_begins_the_next_sheet(void **state) {
    bdl_model *m = model_of(TITLE NAMES FUNDS HEADS FIRST SECOND
                            "2、水库巡查目标表\n单位：万元\n"
                            "项目编码\n4150P02\n项目名称\n水库巡查\n" HEADS FIRST);
    assert_shown(m, "projects", "[2]");
    assert_shown(m, "projects[1].indicators", "[2]");
    assert_shown(m, "projects[2].name", "水库巡查");
    assert_shown(m, "projects[2].indicators", "[1]");
}

static void numbers_of_columns_with_nothing_below_them_make_no_table(void **state) {
    bdl_model *m = recognise("form income \"收入表\" {\n"
                             "  title /收入表$/\n"
                             "  column name 名称 : text\n"
                             "  column total 合计 : money\n"
                             "}\n",
                             "made-up.txt",
                             "部门收入表\n名称\n合计\n基本\n项目\n栏次\n1\n2\n3\n4\n5\n"
                             "6\n7\n8\n本单位没有收入。\n一、职责\n二、机构\n三、编制\n");
    assert_string_equal(told(m), "");
    assert_shown(m, "income", "missing");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(labels_are_read_with_the_values_below_them),
        TEST(rows_share_the_merged_cells_above_them),
        TEST(rows_without_a_new_merged_cell_go_on_with_the_last),
        TEST(an_empty_figure_is_told_by_the_blank_line_that_is_left),
        TEST(figures_that_are_lacking_somewhere_are_not_guessed),
        TEST(a_label_right_below_another_leaves_it_empty),
        TEST(words_are_no_amount),
        TEST(a_cell_that_is_lacking_is_known_by_the_target_among_the_others),
        TEST(a_blank_line_inside_a_row_is_its_empty_cell),
        TEST(rows_of_which_it_is_not_known_are_no_table),
        TEST(a_blank_line_over_all_figures_is_of_the_merged_label),
        TEST(a_dash_is_what_a_label_of_money_says),
        TEST(text_behind_the_table_is_no_row),
        TEST(the_next_title_begins_the_next_sheet),
        TEST(numbers_of_columns_with_nothing_below_them_make_no_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
