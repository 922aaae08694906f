/* test_prose.c: figures and records that forms read in running text. */
#include "model_text.h"

static const char forms[] =
    "form document {\n"
    "  title /^{title:.*\\d{4}年部门预算}$/\n"
    "  year /{year:number}年部门预算/\n"
    "  section /^{number:[一二三四五六七八九十]+}、{title:[^。]{2,30}}$/\n"
    "}\n"
    "form statement \"说明\" {\n"
    "  figure income 收入 /收入(总计|合计)?(为)?{money}/ | /总额{money}/\n"
    "  section /三公/ {\n"
    "    record said many as saids /{of:number}年“三公”经费/ {\n"
    "      figure total /(为|预算){money}/\n"
    "      figure abroad /出国费{money}/\n"
    "    }\n"
    "  }\n"
    "  record change many as changes "
    "/比{base:number}年{direction:增加|减少}{amount:money},增长{rate:percent}/\n"
    "  section /采购/ { figure bought 采购 /采购{money}/ }\n"
    "}\n"
    "form task many as tasks {\n"
    "  section /^{number:[一二三四五六七八九十]+}、{title:.*职责}$/\n"
    "  figure people 人数 /{number}人/\n"
    "}\n";

static const char document[] =
    "某某市水务局2024年部门预算\n\n"
    "一、部门职责\n\n全局共有 35人，承担城市供水、排水和防汛工作。\n\n"
    "二、收支情况\n\n2024年收入总计 906.95 万元。比2023年增加26.80万元，增长3.04%；"
    "项目支出比2022年减少1.2万元，增长0.5%。\n\n"
    "三、“三公”经费情况\n\n"
    "2024年“三公”经费预算6.90万元，其中：出国费1.5万元。2023年“三公”经费为7."
    "2万元，没有其他。\n\n"
    "与上年相比减少，出国费0.30万元。\n";

static void the_first_match_in_reading_order_is_the_figure(void **state) {
    bdl_model *m = model_of(document);
    const bdl_value *v = find(m, "statement.income");
    assert_shown(m, "statement.income", "906.95 万元");
    assert_int_equal(v->origin->line, 9);
    assert_int_equal(v->origin->column, 11);
    assert_int_equal(bdl_dec_cmp(v->number, (bdl_dec){9069500, 0}), 0);
    assert_int_equal(bdl_dec_cmp(bdl_value_half(v), (bdl_dec){50, 0}), 0);
}

static void figures_in_prose_have_two_decimals_at_least(void **state) {
    bdl_model *m = model_of(document);
    assert_shown(m, "statement.changes[2].amount", "1.2万元");
    assert_int_equal(bdl_dec_cmp(bdl_value_half(find(m, "statement.changes[2].amount")),
                                 (bdl_dec){50, 0}),
                     0);
}

static void records_take_every_match_and_what_stands_inside(void **state) {
    bdl_model *m = model_of(document);
    assert_shown(m, "statement.changes", "[2]");
    assert_shown(m, "statement.changes[1].base", "2023");
    assert_shown(m, "statement.changes[1].direction", "增加");
    assert_shown(m, "statement.changes[1].rate", "3.04%");
    assert_shown(m, "statement.saids", "[2]");
    assert_shown(m, "statement.saids[1].of", "2024");
    assert_shown(m, "statement.saids[1].total", "6.90万元");
    assert_shown(m, "statement.saids[1].abroad", "1.5万元");
    assert_shown(m, "statement.saids[2].total", "7.2万元");
    /* what the next paragraph says is no part of the last record */
    assert_shown(m, "statement.saids[2].abroad", "missing");
}

static void
what_a_section_that_is_not_there_would_say_is_missing_with_a_reason(void **state) {
    bdl_model *m = model_of(document);
    assert_shown(m, "statement.bought", "missing");
    assert_true(find(m, "statement.bought")->reason.len > 0);
}

static void a_form_with_a_section_gives_a_record_for_each(void **state) {
    bdl_model *m = model_of(document);
    assert_shown(m, "tasks", "[1]");
    assert_shown(m, "tasks[1].people", "35");
}

static void every_amount_in_prose_has_its_words_and_place(void **state) {
    bdl_model *m = model_of(document);
    assert_shown(m, "figures", "[7]");
    assert_shown(m, "figures[1].label", "2024年收入总计");
    assert_shown(m, "figures[1].amount", "906.95万元");
    assert_shown(m, "figures[2].label", "比2023年增加");
    assert_int_equal(find(m, "figures[1].amount")->origin->length, 9);
}

static void a_share_in_brackets_is_none_of_the_next_words(void **state) {
    bdl_model *m =
        model_of("某某市水务局2024年部门预算\n\n二、收支情况\n\n"
                 "2024年基本支出200.00万元，包括人员经费150.00万元（占75.00%）和"
                 "公用经费50.00万元。\n");
    assert_shown(m, "figures[2].share", "75.00%");
    assert_shown(m, "figures[3].label", "2024年公用经费");
}

static void tables_and_titles_are_no_prose(void **state) {
    bdl_model *m =
        model_of("一、收支情况\n\n20万元以上设备情况表\n\n单位：万元\n\n"
                 "项目\t金额\n设备30万元\t收入5万元\n\n没有其他说明的情况。\n");
    assert_shown(m, "figures", "[0]");
    assert_shown(m, "statement.income", "missing");
}

/* ---- how far a record goes ---- */

static const char bounds[] =
    "form document {\n"
    "  title /^{title:.*\\d{4}年部门预算}$/\n"
    "  section /^{number:[一二三四五六七八九十]+}、{title:[^。]{2,30}}$/ |\n"
    "    /^{number:（[一二三四五六七八九十]+）}{title:[^。]{2,30}}$/\n"
    "}\n"
    "form said \"说明\" {\n"
    "  section /三公/ {\n"
    "    record year many as years /{of:number}年经费/ {\n"
    "      figure abroad /出国费{money}/\n"
    "      figure before /2023年经费为{money}/\n"
    "      record kind many as kinds /{name:甲|乙}类/ { figure cost /花费{money}/ }\n"
    "    }\n"
    "    record round many as rounds /安排{of:number}次/ {\n"
    "      section /明细/ { figure people /每次{number}人/ figure price /每人{money}/ }\n"
    "    }\n"
    "    record head /首次{of:number}人/\n"
    "  }\n"
    "  record plan many as plans /计划{of:number}项/ { figure price /单价{money}/ }\n"
    "}\n"
    "form once many as onces {\n"
    "  section /职责$/\n"
    "  figure people 人数 /{number}人/\n"
    "}\n";

/* What PATH is where a section on 三公 says TEXT. */
static void assert_said(const char *text, const char *path, const char *wanted) {
    char whole[2048];

    snprintf(whole, sizeof whole, "某局2024年部门预算\n\n三、三公经费情况\n\n%s\n", text);
    assert_shown(recognise(bounds, "made-up.txt", whole), path, wanted);
}

static void a_record_ends_where_the_next_begins(void **state) {
    static const char both[] = "2024年经费减少，2023年经费为7.20万元，出国费1.50万元。";
    assert_said(both, "said.years[1].abroad", "missing");
    assert_said(both, "said.years[2].abroad", "1.50万元");
    assert_said(both, "said.years[1].before", "missing");
    assert_said(both, "said.years[2].before", "7.20万元");
}

/* What a figure was searched for in one record tells where it may be in the next. */
static void each_record_of_a_paragraph_has_its_own_figures(void **state) {
    static const char four[] = "2021年经费减少，2022年经费不变，出国费1.50万元，"
                               "2023年经费增加，2024年经费减少，出国费2.50万元。";
    assert_said(four, "said.years[1].abroad", "missing");
    assert_said(four, "said.years[2].abroad", "1.50万元");
    assert_said(four, "said.years[3].abroad", "missing");
    assert_said(four, "said.years[4].abroad", "2.50万元");
    assert_said("2024年经费减少，2023年经费不变。\n\n四、三公经费补充\n\n"
                "2022年经费减少，出国费3.50万元。",
                "said.years[3].abroad", "3.50万元");
}

static void a_record_inside_another_ends_with_it(void **state) {
    assert_said("2024年经费有甲类，花费1.00万元。", "said.years[1].kinds[1].cost",
                "1.00万元");
    assert_said("2024年经费有甲类，2023年经费花费1.00万元。",
                "said.years[1].kinds[1].cost", "missing");
}

static void a_record_goes_on_where_its_paragraph_does(void **state) {
    assert_said("2024年经费减少。\n\n出国费1.50万元。", "said.years[1].abroad",
                "missing");
    assert_said("2024年经费减少，\n\n出国费1.50万元。", "said.years[1].abroad",
                "1.50万元");
    assert_said("2024年经费减少；\n\n出国费1.50万元。", "said.years[1].abroad",
                "1.50万元");
    assert_said("2024年经费减少、\n\n出国费1.50万元。", "said.years[1].abroad",
                "1.50万元");
    assert_said("2024年经费如下：\n\n出国费1.50万元。", "said.years[1].abroad",
                "1.50万元");
    assert_said("2024年经费减少。\n\n1.出国费1.50万元。", "said.years[1].abroad",
                "1.50万元");
}

static void an_announced_list_has_six_items_without_numbers_at_most(void **state) {
    assert_said("2024年经费如下：\n\n有车。\n\n有房。\n\n有人。\n\n有钱。\n\n有水。\n\n"
                "出国费1.50万元。",
                "said.years[1].abroad", "1.50万元");
    assert_said("2024年经费如下：\n\n有车。\n\n有房。\n\n有人。\n\n有钱。\n\n有水。\n\n"
                "有电。\n\n出国费1.50万元。",
                "said.years[1].abroad", "missing");
}

static void a_paragraph_has_what_its_subsections_say_and_a_heading_has_not(void **state) {
    assert_said("2024年经费减少。\n\n（一）去向\n\n出国费1.50万元。",
                "said.years[1].abroad", "1.50万元");
    assert_said("（一）2024年经费情况\n\n如下说明。\n\n（二）去向\n\n出国费1.50万元。",
                "said.years[1].abroad", "missing");
    assert_said("有人。\n\n四、2024年经费的三公情况\n\n（一）去向\n\n出国费1.50万元。",
                "said.years[1].abroad", "missing");
    assert_said("计划3项。\n\n四、其他情况\n\n单价2.00万元。", "said.plans[1].price",
                "missing");
}

static void a_section_inside_a_record_ends_with_it(void **state) {
    static const char both[] =
        "安排4次。\n\n（一）明细\n\n每次2人。\n\n安排5次。\n\n每人6元。";
    assert_said(both, "said.rounds", "[2]");
    assert_said(both, "said.rounds[1].people", "2");
    assert_said(both, "said.rounds[1].price", "missing");
}

static void a_section_below_one_that_was_read_is_not_read_again(void **state) {
    assert_said("2024年经费减少。\n\n（一）三公经费去向\n\n2023年经费减少。",
                "said.years", "[2]");
}

static void what_is_one_is_taken_where_it_comes_first(void **state) {
    static const char tasks[] =
        "有人。\n\n四、部门职责\n\n共35人。\n\n五、单位职责\n\n共12人。";
    assert_said("首次5人。\n\n四、三公经费补充\n\n首次8人。", "said.head.of", "5");
    assert_said(tasks, "onces", "[2]");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_first_match_in_reading_order_is_the_figure),
        TEST(figures_in_prose_have_two_decimals_at_least),
        TEST(records_take_every_match_and_what_stands_inside),
        TEST(what_a_section_that_is_not_there_would_say_is_missing_with_a_reason),
        TEST(a_form_with_a_section_gives_a_record_for_each),
        TEST(every_amount_in_prose_has_its_words_and_place),
        TEST(a_share_in_brackets_is_none_of_the_next_words),
        TEST(tables_and_titles_are_no_prose),
        TEST(a_record_ends_where_the_next_begins),
        TEST(each_record_of_a_paragraph_has_its_own_figures),
        TEST(a_record_inside_another_ends_with_it),
        TEST(a_record_goes_on_where_its_paragraph_does),
        TEST(an_announced_list_has_six_items_without_numbers_at_most),
        TEST(a_paragraph_has_what_its_subsections_say_and_a_heading_has_not),
        TEST(a_section_inside_a_record_ends_with_it),
        TEST(a_section_below_one_that_was_read_is_not_read_again),
        TEST(what_is_one_is_taken_where_it_comes_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
