/* test_recognise.c: sheets read by their labels, and what a document says of itself. */
#include "model_text.h"

static const char forms[] =
    "form document {\n"
    "  title /^{title:.*\\d{4}年(度)?部门预算公开(说明)?}$/\n"
    "  year /{year:number}年(度)?部门预算/\n"
    "  department /^{department_code:\\d{3}}(?!\\d){department:\\p{Han}+}$/\n"
    "           | /^{department:\\p{Han}{3,}}\\d{4}年/\n"
    "  kind \"final\" when /决算/  kind \"budget\" when /预算/\n"
    "  section /^{number:[一二三四五六七八九十]+}、{title:[^。]{2,30}}$/\n"
    "        | /^{number:\\d+}[、.]{title:[^。,]{2,20}。?}$/ | /^{title:机构设置:}$/\n"
    "}\n"
    "form project \"目标表\" many as projects {\n"
    "  title /^({number:number}[.、])?{title:.*目标表}$/\n"
    "  caption /^{unit_code:\\d{6}}{unit_name:text}$/\n"
    "  unit money from caption\n"
    "  field code 项目编码 : code\n"
    "  field name 项目名称 : text\n"
    "  field budget 预算数 : money\n"
    "  field own 其他资金 : money\n"
    "  field purpose 用途 below \"预算数\" : text\n"
    "  field plan.march 三月底 \"3月底\" : percent\n"
    "  field plan.june 六月底 \"6月底\" : percent\n"
    "  field plan.december 十二月底 \"12月底\" : percent\n"
    "  field goals 绩效目标 : list\n"
    "  field remark 备注 : text optional\n"
    "  table indicators {\n"
    "    column level1 一级指标 : text inherits\n"
    "    column level2 二级指标 : text inherits\n"
    "    column level3 三级指标 : text\n"
    "    column value 指标值 : text\n"
    "  }\n"
    "}\n";

#define SHEET_TOP                                                                        \
    "1. 道路清扫目标表\n\n218001 某某市城管局\n\n单位：万元\n\n"       \
    "项目编码\t2180AB12 3\t\t项目名称\t道路清扫\t\n"                         \
    "预算规模\t预算数\t12.50\t其他资金\t\t\n"                                 \
    "\t用于主干道清扫。\t\t\t\t\n"
#define SHEET_GOALS                                                                      \
    "绩效目标\t1. 清扫道路 3 条。 2. 投诉下降\t\t\t\t\n"                   \
    "\t3. 其他\t\t\t\t\n"
#define SHEET_INDICATORS                                                                 \
    "一级指标\t二级指标\t三级指标\t指标值\t\t\n"                          \
    "产出指标\t数量指标\t道路\t≥3条\t\t\n"                                  \
    "\t质量指标\t合格率\t≥95%\t\t\n"                                            \
    "效益指标\t社会效益\t满意\t90%以上\t\t\n"

static void labels_have_their_values_right_of_them_or_below(void **state) {
    bdl_model *m = model_of(SHEET_TOP "支出计划\t3月底\t\t6月底\t\t12月底\n"
                                      "\t10%\t\t\t\t100%\n" SHEET_GOALS SHEET_INDICATORS);
    assert_shown(m, "projects", "[1]");
    assert_shown(m, "projects[1].number", "1");
    assert_shown(m, "projects[1].title", "道路清扫目标表");
    assert_shown(m, "projects[1].unit_code", "218001");
    assert_shown(m, "projects[1].unit_name", "某某市城管局");
    assert_shown(m, "projects[1].code", "2180AB123");
    assert_shown(m, "projects[1].name", "道路清扫");
    assert_shown(m, "projects[1].budget", "12.50万元");
    assert_shown(m, "projects[1].own", "blank");
    assert_shown(m, "projects[1].purpose", "用于主干道清扫。");
    assert_shown(m, "projects[1].plan.march", "10%");
    assert_shown(m, "projects[1].plan.june", "blank");
    assert_shown(m, "projects[1].plan.december", "100%");
    assert_shown(m, "projects[1].remark", "blank");
    assert_int_equal(find(m, "projects[1].budget")->origin->line, 8);
}

static void a_list_is_split_at_its_numbers_and_goes_on_below(void **state) {
    bdl_model *m = model_of(SHEET_TOP SHEET_GOALS SHEET_INDICATORS);
    assert_int_equal(find(m, "projects[1].goals")->as.list->count, 3);
    assert_shown(m, "projects[1].goals[1]", "1. 清扫道路 3 条。");
    assert_shown(m, "projects[1].goals[2]", "2. 投诉下降");
    assert_shown(m, "projects[1].goals[3]", "3. 其他");
    assert_int_equal(find(m, "projects[1].goals[3]")->origin->line, 11);
}

static void a_text_that_is_written_over_leaves_its_origin_to_copies(void **state) {
    bdl_model *m = model_of(SHEET_TOP SHEET_GOALS SHEET_INDICATORS);
    bdl_record *sheet = find(m, "projects")->as.list->items[0].as.record;
    int slot = bdl_rectype_slot(sheet->type, BDL_STR("purpose"));
    bdl_value copy = *sheet->slots[slot];
    uint32_t line = copy.origin->line;
    bdl_slot_own(m->arena, sheet, (size_t)slot)->state = BDL_BLANK;
    bdl_slot_own(m->arena, sheet, (size_t)slot)->reason = BDL_STR("gone");
    assert_int_equal(copy.origin->line, line);
    assert_true(bdl_str_eq(bdl_origin_printed(copy.origin), copy.text));
    bdl_slot_set(m->arena, sheet, (size_t)slot, &copy);
    assert_shown(m, "projects[1].purpose", "用于主干道清扫。");
    assert_int_equal(find(m, "projects[1].purpose")->origin->line, line);
}

static void a_list_may_be_numbered_behind_a_word(void **state) {
    bdl_model *m = model_of(
        SHEET_TOP
        "绩效目标\t目标1：清扫；目标2：绿化 2.5 亩。\t\t\t\t\n" SHEET_INDICATORS);
    assert_int_equal(find(m, "projects[1].goals")->as.list->count, 2);
    assert_shown(m, "projects[1].goals[2]", "目标2：绿化 2.5 亩。");
}

static void a_label_may_carry_the_unit_of_the_sheet(void **state) {
    bdl_model *m = model_of("清扫目标表\n\n项目编码\tA1\t项目名称\t清扫\n"
                            "资金（万元）\t预算数\t3.50\t\n" SHEET_INDICATORS);
    assert_shown(m, "projects[1].budget", "3.50万元");
    assert_shown(m, "projects[1].money_unit", "万元");
}

static void label_and_value_may_share_a_cell(void **state) {
    bdl_model *m =
        model_of("清扫目标表\n\n单位：万元\n\n项目编码：A 1\t\t项目名称\t清扫\n"
                 "规模\t预算数\t3.50\t其他资金 1.20\n" SHEET_INDICATORS);
    assert_shown(m, "projects[1].code", "A1");
    assert_shown(m, "projects[1].budget", "3.50万元");
    assert_shown(m, "projects[1].own", "1.20万元");
    assert_int_equal(find(m, "projects[1].own")->origin->column, 18);
}

static void a_sheet_of_a_web_page_is_read_with_its_merged_cells(void **state) {
    bdl_model *m = recognise(
        forms, "made-up.html",
        "<html><body><table><tr><td colspan=5>3. 清扫目标表</td></tr>"
        "<tr><td colspan=4>218001某某市城管局</td><td>单位：万元</td></tr>"
        "<tr><td>项目编码</td><td>A1</td><td>项目名称</td><td colspan=2>清扫</td></tr>"
        "<tr><td "
        "rowspan=2>规模</td><td>预算数</td><td>3.50</td><td>其他资金</td><td>0</td></tr>"
        "<tr><td colspan=4>用于清扫。</td></tr>"
        "<tr><td rowspan=2>计划</td><td>3月底</td><td "
        "colspan=2>6月底</td><td>12月底</td></tr>"
        "<tr><td>10%</td><td colspan=2>50%</td><td>100%</td></tr>"
        "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td "
        "colspan=2>指标值</td></tr>"
        "<tr><td rowspan=2>产出</td><td>数量</td><td>道路</td><td "
        "colspan=2>≥3条</td></tr>"
        "<tr><td>质量</td><td>合格率</td><td "
        "colspan=2>≥95%</td></tr></table></body></html>");
    assert_shown(m, "projects[1].number", "3");
    assert_shown(m, "projects[1].unit_name", "某某市城管局");
    assert_shown(m, "projects[1].purpose", "用于清扫。");
    assert_shown(m, "projects[1].plan.june", "50%");
    assert_shown(m, "projects[1].plan.december", "100%");
    assert_shown(m, "projects[1].indicators[2].level1", "产出");
    assert_shown(m, "projects[1].indicators[2].value", "≥95%");
}

static void merged_cells_have_the_text_above_them(void **state) {
    bdl_model *m = model_of(SHEET_TOP SHEET_INDICATORS);
    assert_shown(m, "projects[1].indicators", "[3]");
    assert_shown(m, "projects[1].indicators[2].level1", "产出指标");
    assert_shown(m, "projects[1].indicators[2].level2", "质量指标");
    assert_shown(m, "projects[1].indicators[3].level1", "效益指标");
}

static void a_label_that_was_lost_is_missing_and_one_that_slid_is_found(void **state) {
    bdl_model *m = model_of(SHEET_TOP "支出计划\t3月底\t\t6月底\t\n"
                                      "\t10%\t\t50%\t\n" SHEET_GOALS);
    assert_shown(m, "projects[1].plan.december", "missing");
    assert_true(find(m, "projects[1].plan.december")->reason.len > 0);
    m = recognise(forms, "other.txt",
                  SHEET_TOP "支出计划\t3月底\t\t6月底\t\n"
                            "\t10%\t\t50%\t\n12 月底\t100%\t\t\t\n" SHEET_GOALS);
    assert_shown(m, "projects[1].plan.december", "100%");
}

static void a_value_whose_heading_was_lost_goes_to_the_next_of_its_group(void **state) {
    bdl_model *m = model_of(SHEET_TOP "支出计划\t3月底\t\t6月底\t\t\n"
                                      "\t10%\t\t50%\t\t100%\n" SHEET_GOALS);
    assert_shown(m, "projects[1].plan.june", "50%");
    assert_shown(m, "projects[1].plan.december", "100%");
}

static void a_sheet_goes_on_after_a_page_break_under_repeated_headings(void **state) {
    bdl_model *m =
        model_of(SHEET_TOP SHEET_INDICATORS "\n一级指标\t二级指标\t三级指标\t指标值\n"
                                            "\t可持续\t长效\t是\n");
    assert_shown(m, "projects", "[1]");
    assert_shown(m, "projects[1].indicators", "[4]");
    assert_shown(m, "projects[1].indicators[4].level1", "效益指标");
    assert_shown(m, "projects[1].indicators[4].level3", "长效");
}

static void each_title_begins_a_sheet_of_its_own(void **state) {
    bdl_model *m =
        model_of(SHEET_TOP SHEET_INDICATORS
                 "\n2. 绿化目标表\n\n单位：元\n\n项目编码\tB1\t项目名称\t绿化\n"
                 "预算规模\t预算数\t300\t其他资金\t0\n" SHEET_INDICATORS);
    assert_shown(m, "projects", "[2]");
    assert_shown(m, "projects[2].budget", "300元");
    assert_shown(m, "projects[2].unit_code", "missing");
    assert_shown(m, "projects[2].purpose", "missing");
}

static void a_list_of_projects_is_a_table_not_a_sheet(void **state) {
    bdl_model *m = model_of("项目一览\n\n项目编码\t项目名称\t预算数\t其他资金\n"
                            "A1\t清扫\t3.00\t0.00\nA2\t绿化\t4.00\t0.00\n");
    assert_int_equal(find(m, "projects")->state, BDL_MISSING);
    assert_int_equal(m->tables.count, 1);
    assert_false(m->tables.items[0].is_sheet);
}

static void a_document_says_its_title_year_department_and_kind(void **state) {
    bdl_model *m = model_of("某某市城管局\n2024 年部门预算公开\n\n"
                            "支出表\n\n218 某某市城市管理局\n\n单位：万元\n\n"
                            "甲\t乙\t丙\n1\t2.00\t3.00\n");
    assert_shown(m, "title", "某某市城管局 2024 年部门预算公开");
    assert_shown(m, "year", "2024");
    assert_shown(m, "kind", "budget");
    assert_shown(m, "department", "某某市城市管理局");
    assert_shown(m, "department_code", "218");
}

static void a_document_without_a_title_has_that_of_its_file(void **state) {
    static const char text[] = "支出表\n\n单位：万元\n\n甲\t乙\t丙\n1\t2.00\t3.00\n";
    bdl_model *m = recognise(forms, "公开/某某市水务局2023年部门预算公开.txt", text);
    assert_shown(m, "title", "某某市水务局2023年部门预算公开");
    assert_shown(m, "year", "2023");
    m = recognise(forms, "2023年/某某市水务局.v2.txt", text);
    assert_shown(m, "title", "支出表");
}

static void a_title_may_be_broken_over_the_lines_of_the_cover(void **state) {
    bdl_model *m = model_of(
        "某某市城市\n\n管理委员会\n\n2024 "
        "年\n\n部门预算公开\n\n一、部门职责\n\n负责城市管理工作，完成其他任务。\n");
    assert_shown(m, "title", "某某市城市管理委员会 2024 年部门预算公开");
    assert_shown(m, "year", "2024");
    m = model_of("某某市城管局2024年部门预算公开\n\n说明\n\n一、部门职责\n\n负责。\n");
    assert_shown(m, "title", "某某市城管局2024年部门预算公开说明");
}

static void a_catalogue_is_no_part_of_the_body(void **state) {
    bdl_model *m = model_of(
        "某某市城管局2024年部门预算公开\n\n目录\n\n"
        "一、部门职责......1\n二、收支情况......2\n三、名词解释......5\n\n"
        "一、部门职责\n\n负责城市管理工作，完成上级交办的其他任务和有关事项。\n\n"
        "二、收支情况\n\n2024年收入5.00万元，支出5.00万元，收支平衡没有结余。\n\n"
        "三、名词解释\n\n无需要解释的名词，本部门没有其他需要说明的任何事项。\n");
    assert_shown(m, "catalogue", "[3]");
    assert_shown(m, "catalogue[2].title", "二、收支情况");
    assert_shown(m, "catalogue[3].page", "5");
    assert_shown(m, "sections", "[3]");
    assert_shown(m, "sections[2].title", "收支情况");
    assert_shown(m, "sections[2].number", "二");
}

/* The dots fill a page that lies on its side, from the title to the edge. */
static void an_entry_of_a_catalogue_is_as_long_as_its_words(void **state) {
#define DOTS                                                                             \
    "............................................................."                      \
    "............................................................."
    bdl_model *m = model_of(
        "某某市城管局2024年部门预算公开\n\n目录\n\n一、部门职责" DOTS
        "1\n二、收支情况" DOTS "2\n三、名词解释" DOTS "5\n\n"
        "一、部门职责\n\n负责城市管理工作，完成上级交办的其他任务和有关事项。\n\n"
        "二、收支情况\n\n2024年收入5.00万元，支出5.00万元，收支平衡没有结余。\n\n"
        "三、名词解释\n\n无需要解释的名词，本部门没有其他需要说明的任何事项。\n");
    assert_shown(m, "catalogue", "[3]");
    assert_shown(m, "catalogue[3].title", "三、名词解释");
    assert_shown(m, "catalogue[3].page", "5");
    assert_shown(m, "sections", "[3]");
#undef DOTS
}

/* Web pages have a table of numbers and dates above their text. */
static void a_catalogue_may_stand_below_a_table_of_the_page(void **state) {
    bdl_model *m = model_of(
        "# 某某市城管局2024年部门预算公开\n\n| 索引号 | 0123 |\n| --- | --- |\n"
        "| 发布机构 | 某某市城管局 |\n\n目 录\n\n一、部门职责......1\n\n"
        "二、收支情况......2\n\n三、名词解释......5\n\n一、部门职责\n\n"
        "负责城市管理工作，完成上级交办的其他任务和有关事项。\n\n二、收支情况\n\n"
        "2024年收入5.00万元，支出5.00万元，收支平衡没有结余。\n\n三、名词解释\n\n"
        "无需要解释的名词，本部门没有其他需要说明的任何事项。\n");
    assert_shown(m, "catalogue", "[3]");
    assert_shown(m, "catalogue[1].title", "一、部门职责");
}

static void numbered_titles_of_tables_mark_no_chapters(void **state) {
    bdl_model *m =
        model_of("# 某某市城管局2024年部门预算公开\n\n## 1、收支总表\n\n"
                 "| 项目 | 金额 |\n| --- | --- |\n| 合计 | 5.00 |\n\n"
                 "二、收支情况\n\n1、收入说明\n\n收入情况见前面的表格，没有其他说明。\n\n"
                 "2、支出说明\n\n支出情况见前面的表格，没有其他说明。\n");
    assert_shown(m, "sections[3].title", "收支情况");
    assert_shown(m, "sections[4].title", "收入说明");
    assert_shown(m, "sections[5].title", "支出说明");
}

static void a_title_printed_again_on_the_next_page_is_no_section(void **state) {
    bdl_model *m = model_of("# 某某市城管局2024年部门预算公开\n\n## 1. 收支总表\n\n"
                            "项目\t金额\n甲\t5.00\n乙\t6.00\n\n"
                            "## 1. 收支总表\n\n项目\t金额\n丙\t7.00\n丁\t8.00\n\n"
                            "## 2. 支出总表\n\n项目\t金额\n甲\t5.00\n乙\t6.00\n");
    assert_shown(m, "sections", "[3]");
    assert_shown(m, "sections[3].title", "支出总表");
    assert_shown(m, "sections[3].level", "2");
}

/* Between the figure and its unit stands what is printed at the edge of a page. */
static void an_amount_torn_by_a_page_is_one(void **state) {
    bdl_model *m =
        model_of("一、收支情况\n\n本年一般公共预算财政拨款收入合计比上年增加12\n\n"
                 "某某市城管局\n\n万元，增长5%。\n");
    assert_shown(m, "texts[1].text",
                 "本年一般公共预算财政拨款收入合计比上年增加12万元，增长5%。");
}

static void a_number_above_another_word_is_no_torn_amount(void **state) {
    bdl_model *m =
        model_of("一、收支情况\n\n本年一般公共预算的编制依据是财预〔2024〕12\n\n"
                 "元旦期间，共慰问5人。\n");
    assert_shown(m, "texts[2].text", "元旦期间，共慰问5人。");
    m = model_of("（一）本年一般公共预算财政拨款收入支出总体情况的说明 1\n\n"
                 "（二）政府性基金情况\n\n万元，是单位。\n");
    assert_shown(m, "texts[3].text", "万元，是单位。");
}

static void numbered_items_of_a_list_are_no_headings(void **state) {
    bdl_model *m =
        model_of("一、部门职责\n\n1、负责清扫。\n2、负责绿化。\n3、负责照明。\n\n"
                 "二、收支情况\n\n1、收入说明\n\n收入情况见后面的表格，没有其他说明。\n\n"
                 "2、支出说明\n\n支出情况见后面的表格，没有其他说明。\n");
    assert_shown(m, "sections", "[4]");
    assert_shown(m, "sections[1].level", "1");
    assert_shown(m, "sections[3].title", "收入说明");
    assert_shown(m, "sections[3].level", "2");
    assert_true(find(m, "sections[2].text")->text.len >
                find(m, "sections[3].text")->text.len);
}

static void the_form_with_more_headings_met_wins_and_it_is_said(void **state) {
    bdl_model *m = recognise(
        "form narrow \"甲表\" { title /情况表$/ column a 项目 : text column b 金额 : "
        "money }\n"
        "form wide \"乙表\" { title /情况表$/ column a 项目 : text column b 金额 : money"
        " column c 比例 : percent }\n",
        "made-up.txt", "有关情况表\n\n项目\t金额\t比例\n甲\t1.00\t5%\n");
    assert_shown(m, "wide.rows", "[1]");
    assert_shown(m, "narrow", "missing");
    assert_true(bdl_str_find(m->tables.items[0].contest, BDL_STR("wide over narrow"),
                             0) != SIZE_MAX);
}

/* The next document of a run that recognise() began. */
static bdl_model *recognise_next(const char *text) {
    bdl_doc *doc;
    bdl_str error;
    assert_int_equal(read_here(arena, BDL_STR("next.txt"), bdl_str_z(text), &doc, &error),
                     BDL_OK);
    return bdl_recognise(program->schema, doc, bdl_eval_hooks(evaluator));
}

static void labels_are_known_from_the_document_before(void **state) {
    model_of(SHEET_TOP SHEET_GOALS SHEET_INDICATORS);
    bdl_model *m =
        recognise_next("2. 路灯目标表\n\n单位：万元\n\n项目编码\t2180CD\t项目名称\t路灯\n"
                       "预算数\t3.50\t备注\t项目编码有误\n" SHEET_INDICATORS);
    assert_shown(m, "projects", "[1]");
    assert_shown(m, "projects[1].code", "2180CD");
    assert_shown(m, "projects[1].name", "路灯");
    assert_shown(m, "projects[1].budget", "3.50万元");
    assert_shown(m, "projects[1].remark", "项目编码有误");
    assert_shown(m, "projects[1].indicators", "[3]");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(labels_are_known_from_the_document_before),
        TEST(labels_have_their_values_right_of_them_or_below),
        TEST(a_list_is_split_at_its_numbers_and_goes_on_below),
        TEST(a_text_that_is_written_over_leaves_its_origin_to_copies),
        TEST(a_list_may_be_numbered_behind_a_word),
        TEST(a_label_may_carry_the_unit_of_the_sheet),
        TEST(label_and_value_may_share_a_cell),
        TEST(a_sheet_of_a_web_page_is_read_with_its_merged_cells),
        TEST(merged_cells_have_the_text_above_them),
        TEST(a_label_that_was_lost_is_missing_and_one_that_slid_is_found),
        TEST(a_value_whose_heading_was_lost_goes_to_the_next_of_its_group),
        TEST(a_sheet_goes_on_after_a_page_break_under_repeated_headings),
        TEST(each_title_begins_a_sheet_of_its_own),
        TEST(a_list_of_projects_is_a_table_not_a_sheet),
        TEST(a_document_says_its_title_year_department_and_kind),
        TEST(a_document_without_a_title_has_that_of_its_file),
        TEST(a_title_may_be_broken_over_the_lines_of_the_cover),
        TEST(a_catalogue_is_no_part_of_the_body),
        TEST(an_entry_of_a_catalogue_is_as_long_as_its_words),
        TEST(a_catalogue_may_stand_below_a_table_of_the_page),
        TEST(numbered_titles_of_tables_mark_no_chapters),
        TEST(a_title_printed_again_on_the_next_page_is_no_section),
        TEST(an_amount_torn_by_a_page_is_one),
        TEST(a_number_above_another_word_is_no_torn_amount),
        TEST(numbered_items_of_a_list_are_no_headings),
        TEST(the_form_with_more_headings_met_wins_and_it_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
