/* test_plain.c: the plain model, the typed model and coverage as they are printed. */
#include "model_text.h"

static const char forms[] =
    "form document {\n"
    "  title /^{title:.*\\d{4}年部门预算}$/\n"
    "  year /{year:number}年/\n"
    "  section /^{number:[一二三]}、{title:[^。]{2,30}}$/\n"
    "}\n"
    "form spending \"支出表\" {\n"
    "  title /支出表$/\n"
    "  unit money from caption\n"
    "  column name 科目 : text\n"
    "  column total 合计 : money\n"
    "  column other 其他 : money optional\n"
    "  entry grand where name == \"合计\"\n"
    "}\n"
    "form project \"目标表\" many as projects {\n"
    "  title /^{title:.*目标表}$/\n"
    "  field name 项目名称 : text\n"
    "  field budget 预算数 : money\n"
    "  field plan.march \"3月底\" : percent\n"
    "  field goals 目标 : list\n"
    "  table indicators { column name 指标 : text  column value 指标值 : text }\n"
    "}\n";

static const char document[] =
    "某局2024年部门预算\n\n一、支出情况\n\n全年支出 12.50 万元，没有其他情况。\n\n"
    "支出表\n\n单位：万元\n\n科目\t合计\n合计\t12.50\n教育\t见附表\n\n"
    "清扫目标表\n\n项目名称\t清扫\t预算数\t3.00\n3月底\t\t目标\t1. 干净\n"
    "指标\t指标值\n面积\t≥3亩\n\n"
    "其他表\n\n甲\t乙\n丙\t\"丁\"\n";

static const char *printed(void (*print)(FILE *, const bdl_model *)) {
    char *text = NULL;
    size_t size = 0;
    bdl_model *m = recognise(forms, "made-up.txt", document);
    FILE *out = open_memstream(&text, &size);
    print(out, m);
    fclose(out);
    const char *kept = bdl_arena_str(arena, bdl_str_of(text, size)).data;
    free(text);
    return kept;
}

static const char plain[] =
    "{\n"
    "  \"document\": {\n"
    "    \"title\": \"某局2024年部门预算\",\n"
    "    \"department_code\": null,\n"
    "    \"department_name\": null,\n"
    "    \"year\": 2024,\n"
    "    \"kind\": null\n"
    "  },\n"
    "  \"sections\": [\n"
    "    {\"number\": \"一\", \"title\": \"支出情况\", \"line\": 3}\n"
    "  ],\n"
    "  \"tables\": [\n"
    "    {\n"
    "      \"form\": \"spending\",\n"
    "      \"title\": \"支出表\",\n"
    "      \"line\": 7,\n"
    "      \"money_unit\": \"万元\",\n"
    "      \"year\": null,\n"
    "      \"columns\": [\"科目\", \"合计\"],\n"
    "      \"rows\": [\n"
    "        {\"line\": 12, \"cells\": [\"合计\", \"12.50\"]},\n"
    "        {\"line\": 13, \"cells\": [\"教育\", \"见附表\"]}\n"
    "      ]\n"
    "    },\n"
    "    {\n"
    "      \"form\": null,\n"
    "      \"title\": \"其他表\",\n"
    "      \"line\": 22,\n"
    "      \"money_unit\": null,\n"
    "      \"year\": null,\n"
    "      \"columns\": [\"甲\", \"乙\"],\n"
    "      \"rows\": [\n"
    "        {\"line\": 25, \"cells\": [\"丙\", \"\\\"丁\\\"\"]}\n"
    "      ]\n"
    "    }\n"
    "  ],\n"
    "  \"spending\": {\n"
    "    \"line\": 7,\n"
    "    \"title\": \"支出表\",\n"
    "    \"money_unit\": \"万元\",\n"
    "    \"rows\": [\n"
    "      {\n"
    "        \"line\": 12,\n"
    "        \"name\": \"合计\",\n"
    "        \"total\": \"12.50\",\n"
    "        \"other\": null\n"
    "      },\n"
    "      {\n"
    "        \"line\": 13,\n"
    "        \"name\": \"教育\",\n"
    "        \"total\": \"见附表\",\n"
    "        \"other\": null\n"
    "      }\n"
    "    ]\n"
    "  },\n"
    "  \"projects\": [\n"
    "    {\n"
    "      \"line\": 15,\n"
    "      \"title\": \"清扫目标表\",\n"
    "      \"money_unit\": null,\n"
    "      \"name\": \"清扫\",\n"
    "      \"budget\": \"3.00\",\n"
    "      \"plan\": {\n"
    "        \"march\": \"\"\n"
    "      },\n"
    "      \"goals\": [\"1. 干净\"],\n"
    "      \"indicators\": [\n"
    "        {\n"
    "          \"line\": 20,\n"
    "          \"name\": \"面积\",\n"
    "          \"value\": \"≥3亩\"\n"
    "        }\n"
    "      ]\n"
    "    }\n"
    "  ],\n"
    "  \"figures\": [\n"
    "    {\"line\": 5, \"label\": \"全年支出\", \"amount\": \"12.50\", \"unit\": "
    "\"万元\"}\n"
    "  ]\n"
    "}\n";

static void the_plain_model_is_the_contract_to_the_letter(void **state) {
    assert_string_equal(printed(bdl_model_print_plain), plain);
}

static void the_typed_model_gives_value_unit_text_and_place(void **state) {
    const char *text = printed(bdl_model_print);
    assert_non_null(strstr(text, "\"total\": {\"value\": \"12.5\", \"unit\": \"万元\", "
                                 "\"text\": \"12.50\", \"line\": 12, \"column\": 4}"));
    assert_non_null(
        strstr(text, "\"total\": {\"state\": \"unreadable\", \"text\": \"见附表\""));
    assert_non_null(strstr(text, "\"grand\": {\"row\": 1, \"line\": 12}"));
    assert_non_null(strstr(text, "\"department\": {\"state\": \"missing\""));
}

static void coverage_names_what_was_not_understood(void **state) {
    const char *text = printed(bdl_coverage_print);
    assert_non_null(strstr(text, "tables that met a form: 2 of 3 (66.7%)"));
    assert_non_null(strstr(text, "22: 其他表, 2 columns, 1 rows"));
    assert_non_null(strstr(text, "13: 见附表 - no amount of money"));
}

static void a_path_says_where_a_field_stands(void **state) {
    bdl_model *m = recognise(forms, "made-up.txt", document);
    const bdl_value *v = find(m, "projects[1].indicators[1]");
    int slot = bdl_rectype_slot(v->as.record->type, BDL_STR("value"));
    bdl_str path = bdl_record_path(arena, v->as.record, slot);
    assert_text(path, "projects[1].indicators[1].value");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_plain_model_is_the_contract_to_the_letter),
        TEST(the_typed_model_gives_value_unit_text_and_place),
        TEST(coverage_names_what_was_not_understood),
        TEST(a_path_says_where_a_field_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
