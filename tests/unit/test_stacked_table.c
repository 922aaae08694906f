/* test_stacked_table.c: tables whose cells came one a line. Rows are told by what begins
 * them, two lists beside each other by their numbers and words, headings by the form;
 * where it cannot be told which cell is empty nothing is guessed, and that is said. */
#include "model_text.h"

static const char forms[] = "form spending \"支出表\" {\n"
                            "  title /支出表$/\n"
                            "  unit money from caption\n"
                            "  column code 编码 : text optional\n"
                            "  column name 名称 : text\n"
                            "  column total 合计 : money\n"
                            "  column basic 基本 \"基本\" | \"小计\" : money\n"
                            "  column project 项目 : money\n"
                            "}\n"
                            "form balance \"收支表\" {\n"
                            "  title /收支表$/\n"
                            "  unit money from caption\n"
                            "  list income under \"收入\" {\n"
                            "    column item 项目 : text\n"
                            "    column amount 金额 : money\n"
                            "  }\n"
                            "  list outlay under \"支出\" {\n"
                            "    column item 项目 : text\n"
                            "    column amount 金额 : money\n"
                            "  }\n"
                            "}\n";

#define SPENDING "部门支出表\n单位：万元\n编码\n名称\n合计\n基本\n项目\n"
#define BALANCE  "部门收支表\n单位：万元\n收入\n支出\n项目\n金额\n项目\n金额\n"
#define UNKNOWN  "the cells of the table came one a line; which are empty cannot be told"

static const char *told(const bdl_model *m) {
    return m->unread.count ? bdl_arena_str(arena, m->unread.items[0].why).data : "";
}

/* Row N of LIST, its cells parted by '|'. */
static const char *row(const bdl_model *m, const char *list, int n,
                       const char *const *columns) {
    bdl_buf out = {.arena = arena};
    for (size_t i = 0; columns[i]; i++) {
        bdl_str path = bdl_arena_printf(arena, "%s[%d].%s", list, n, columns[i]);
        bdl_buf_printf(&out, "%s%s", i ? "|" : "", shown(m, path.data));
    }
    return bdl_arena_str(arena, bdl_buf_str(&out)).data;
}

static const char *spent(const bdl_model *m, int n) {
    static const char *const columns[] = {"code", "name", "total", "basic", "project", 0};
    return row(m, "spending.rows", n, columns);
}

static const char *side(const bdl_model *m, const char *list, int n) {
    static const char *const columns[] = {"item", "amount", NULL};
    return row(m, list, n, columns);
}

static void a_code_begins_a_row(void **state) {
    bdl_model *m = model_of(SPENDING "201\n公共服务\n30.00\n10.00\n20.00\n"
                                     "20103\n政府事务\n30.00\n10.00\n20.00\n");
    assert_shown(m, "spending.rows", "[2]");
    assert_string_equal(spent(m, 1), "201|公共服务|30.00万元|10.00万元|20.00万元");
    assert_string_equal(spent(m, 2), "20103|政府事务|30.00万元|10.00万元|20.00万元");
    assert_string_equal(told(m), "");
}

static void digits_before_an_amount_are_one_and_before_a_name_a_code(void **state) {
    bdl_model *m = model_of(SPENDING "201\n公共服务\n30\n10\n20.00\n"
                                     "202\n外交\n31.00\n11\n20.00\n");
    assert_string_equal(spent(m, 1), "201|公共服务|30万元|10万元|20.00万元");
    assert_string_equal(spent(m, 2), "202|外交|31.00万元|11万元|20.00万元");
}

static void a_row_with_fewer_figures_lacks_its_last_and_says_so(void **state) {
    bdl_model *m = model_of(SPENDING "201\n公共服务\n30.00\n10.00\n20.00\n"
                                     "202\n外交\n7.00\n7.00\n"
                                     "203\n国防\n9.00\n4.00\n5.00\n");
    assert_shown(m, "spending", "missing");
    assert_string_equal(told(m), UNKNOWN);
}

static void a_wrapped_name_is_no_row(void **state) {
    bdl_model *m = model_of(SPENDING "201\n公共服务\n30.00\n10.00\n20.00\n"
                                     "202\n外交\n合作\n7.00\n3.00\n4.00\n");
    assert_shown(m, "spending", "missing");
    assert_string_equal(told(m), UNKNOWN);
}

static void blank_lines_for_empty_cells_make_rows_of_one_length(void **state) {
    bdl_model *m = model_of(SPENDING "201\n公共服务\n30.00\n10.00\n20.00\n"
                                     "202\n外交\n7.00\n\n7.00\n"
                                     "203\n国防\n9.00\n9.00\n\n"
                                     "204\n安全\n9.00\n4.00\n5.00\n");
    assert_shown(m, "spending.rows", "[4]");
    assert_string_equal(spent(m, 2), "202|外交|7.00万元|blank|7.00万元");
    assert_string_equal(spent(m, 3), "203|国防|9.00万元|9.00万元|blank");
    assert_string_equal(spent(m, 4), "204|安全|9.00万元|4.00万元|5.00万元");
}

static void a_blank_line_behind_each_cell_says_nothing(void **state) {
    bdl_model *m = model_of("部门支出表\n\n单位：万元\n\n编码\n\n名称\n\n合计\n\n基本\n\n"
                            "项目\n\n201\n\n公共服务\n\n30.00\n\n10.00\n\n20.00\n\n"
                            "202\n\n外交\n\n7.00\n\n3.00\n\n4.00\n");
    assert_shown(m, "spending.rows", "[2]");
    assert_string_equal(spent(m, 2), "202|外交|7.00万元|3.00万元|4.00万元");
}

static void a_sentence_ends_the_table(void **state) {
    bdl_model *m = model_of(SPENDING "201\n公共服务\n30.00\n10.00\n20.00\n"
                                     "202\n外交\n7.00\n3.00\n4.00\n"
                                     "本表不含上年结转，金额为 5.00 万元。\n9.00\n");
    assert_shown(m, "spending.rows", "[2]");
}

static void numbers_of_columns_are_no_row(void **state) {
    bdl_model *m = model_of(SPENDING "栏次\n1\n2\n3\n201\n公共服务\n30.00\n10.00\n20.00\n"
                                     "202\n外交\n7.00\n3.00\n4.00\n");
    assert_shown(m, "spending.rows", "[2]");
    assert_string_equal(spent(m, 1), "201|公共服务|30.00万元|10.00万元|20.00万元");
}

static void headings_below_a_group_stand_over_its_columns(void **state) {
    bdl_model *m = model_of("部门支出表\n单位：万元\n名称\n合计\n其中\n基本\n项目\n"
                            "公共服务\n30.00\n10.00\n20.00\n外交\n7.00\n3.00\n4.00\n");
    assert_shown(m, "spending.rows", "[2]");
    assert_string_equal(spent(m, 1), "blank|公共服务|30.00万元|10.00万元|20.00万元");
}

static void headings_that_the_form_does_not_know_are_not_placed(void **state) {
    bdl_model *m = model_of("部门支出表\n单位：万元\n甲\n乙\n丙\n丁\n"
                            "公共服务\n30.00\n10.00\n20.00\n外交\n7.00\n3.00\n4.00\n");
    assert_shown(m, "spending", "missing");
    assert_string_equal(told(m), UNKNOWN);
}

static void two_lists_are_paired_by_their_numbers(void **state) {
    bdl_model *m = model_of(BALANCE "一、拨款\n30.00\n一、公共服务\n12.00\n"
                                    "二、事业\n5.00\n二、外交\n23.00\n");
    assert_shown(m, "balance.income", "[2]");
    assert_shown(m, "balance.outlay", "[2]");
    assert_string_equal(side(m, "balance.income", 2), "二、事业|5.00万元");
    assert_string_equal(side(m, "balance.outlay", 2), "二、外交|23.00万元");
}

static void a_number_that_goes_on_tells_the_list_of_what_stands_alone(void **state) {
    bdl_model *m = model_of(BALANCE "一、拨款收入\n30.00\n一、公共服务支出\n12.00\n"
                                    "二、外交支出\n3.00\n三、国防\n15.00\n"
                                    "收入总计\n30.00\n支出总计\n30.00\n");
    assert_shown(m, "balance.income", "[2]");
    assert_shown(m, "balance.outlay", "[4]");
    assert_string_equal(side(m, "balance.outlay", 3), "三、国防|15.00万元");
    assert_string_equal(side(m, "balance.income", 2), "收入总计|30.00万元");
}

static void an_empty_cell_of_the_right_list_is_told_by_the_next_number(void **state) {
    bdl_model *m = model_of(BALANCE "一、拨款收入\n30.00\n一、公共服务支出\n"
                                    "二、外交支出\n3.00\n三、国防支出\n15.00\n"
                                    "收入总计\n30.00\n支出总计\n30.00\n");
    assert_string_equal(side(m, "balance.outlay", 1), "一、公共服务支出|blank");
    assert_string_equal(side(m, "balance.outlay", 2), "二、外交支出|3.00万元");
    assert_string_equal(side(m, "balance.income", 1), "一、拨款收入|30.00万元");
}

static void what_may_stand_in_either_list_is_in_none(void **state) {
    bdl_model *m = model_of(BALANCE "一、拨款收入\n30.00\n一、公共服务支出\n12.00\n"
                                    "结余\n3.00\n上年结转\n15.00\n七、其他\n1.00\n");
    assert_shown(m, "balance", "missing");
    assert_string_equal(told(m), UNKNOWN);
}

static void names_that_say_the_other_list_are_not_paired(void **state) {
    bdl_model *m = model_of(BALANCE "一、拨款收入\n30.00\n一、公共服务支出\n30.00\n"
                                    "支出总计\n30.00\n收入总计\n30.00\n");
    assert_shown(m, "balance", "missing");
    assert_string_equal(told(m), UNKNOWN);
}

static void a_name_that_says_both_lists_is_in_none(void **state) {
    bdl_model *m = model_of(BALANCE "一、拨款收入\n30.00\n一、公共服务支出\n29.00\n"
                                    "收入总计\n30.00\n支出总计\n29.00\n"
                                    "收入抵支出\n1.00\n");
    assert_shown(m, "balance", "missing");
    assert_string_equal(told(m), UNKNOWN);
}

static void a_blank_line_amid_all_the_figures_of_a_row_is_not_passed_over(void **state) {
    bdl_model *m = model_of("部门支出表\n单位：万元\n名称\n合计\n基本\n项目\n"
                            "公共服务\n30.00\n\n10.00\n20.00\n外交\n7.00\n3.00\n4.00\n"
                            "国防\n9.00\n4.00\n5.00\n");
    assert_shown(m, "spending", "missing");
    assert_string_equal(told(m), UNKNOWN);
}

static void more_digits_than_a_code_has_are_an_amount(void **state) {
    bdl_model *m = model_of("部门支出表\n单位：元\n名称\n合计\n基本\n项目\n"
                            "公共服务\n30000000\n10000000\n20000000\n"
                            "外交\n70000000\n30000000\n40000000\n");
    assert_shown(m, "spending.rows", "[2]");
    assert_string_equal(spent(m, 2), "blank|外交|70000000元|30000000元|40000000元");
}

static void a_line_behind_the_last_figure_stays_a_text(void **state) {
    bdl_model *m = model_of(SPENDING "201\n公共服务\n30.00\n10.00\n20.00\n"
                                     "202\n外交\n7.00\n3.00\n4.00\n以上由财务科填写\n");
    assert_shown(m, "spending.rows", "[2]");
    assert_shown(m, "texts[1].text", "以上由财务科填写");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_code_begins_a_row),
        TEST(digits_before_an_amount_are_one_and_before_a_name_a_code),
        TEST(a_row_with_fewer_figures_lacks_its_last_and_says_so),
        TEST(a_wrapped_name_is_no_row),
        TEST(blank_lines_for_empty_cells_make_rows_of_one_length),
        TEST(a_blank_line_behind_each_cell_says_nothing),
        TEST(a_sentence_ends_the_table),
        TEST(numbers_of_columns_are_no_row),
        TEST(headings_below_a_group_stand_over_its_columns),
        TEST(headings_that_the_form_does_not_know_are_not_placed),
        TEST(two_lists_are_paired_by_their_numbers),
        TEST(a_number_that_goes_on_tells_the_list_of_what_stands_alone),
        TEST(an_empty_cell_of_the_right_list_is_told_by_the_next_number),
        TEST(what_may_stand_in_either_list_is_in_none),
        TEST(names_that_say_the_other_list_are_not_paired),
        TEST(a_name_that_says_both_lists_is_in_none),
        TEST(a_blank_line_amid_all_the_figures_of_a_row_is_not_passed_over),
        TEST(more_digits_than_a_code_has_are_an_amount),
        TEST(a_line_behind_the_last_figure_stays_a_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
