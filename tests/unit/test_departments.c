/* test_departments.c - where a document that collects several departments is parted. */
#include "model_text.h"

#define FORMS                                                                            \
    "form document {\n"                                                                  \
    "    title      /^{title:.*\\d{4}年部门预算}$/\n"                               \
    "    department /^{department:\\p{Han}+?}\\d{4}年部门预算$/\n"                  \
    "}\n"                                                                                \
    "form income \"收入表\" { title /收入表$/ column item 项目 : text\n"         \
    "    column amount 金额 : money }\n"

#define TABLE(name) name "\n\n| 项目 | 金额 |\n|---|---|\n| 拨款 | 1.00 |\n\n"
#define TABLES      TABLE("收入表") TABLE("支出表")

static bdl_departments departments;

/* The names of the departments that TEXT collects, parted by blanks. */
static const char *departments_of(const char *text) {
    bdl_buf names = {.arena = arena};
    bdl_doc *doc;
    bdl_str error;
    bdl_hooks hooks;

    recognise(FORMS, "a.md", "nothing\n");
    hooks = *bdl_eval_hooks(evaluator);
    departments = (bdl_departments){{0}};
    hooks.departments = &departments;
    assert_int_equal(read_here(arena, BDL_STR("a.md"), bdl_str_z(text), &doc, &error),
                     BDL_OK);
    bool parted = bdl_recognise(program->schema, doc, &hooks) == NULL;
    assert_true(parted == (departments.all.count > 0));
    for (size_t i = 0; i < departments.all.count; i++)
        bdl_buf_printf(&names, i ? " %.*s" : "%.*s",
                       BDL_PRI(departments.all.items[i].name));
    return bdl_arena_str(arena, bdl_buf_str(&names)).data;
}

#define assert_departments(expected, text)                                               \
    assert_string_equal(departments_of(text), expected)

static void each_title_over_tables_like_those_before_begins_a_department(void **state) {
    assert_departments("水利局 林业局", "# 水利局2024年部门预算\n\n" TABLES
                                        "# 林业局2024年部门预算\n\n" TABLES);
    assert_departments("水利局 林业局 民政局", "# 水利局2024年部门预算\n\n" TABLES
                                               "# 林业局2024年部门预算\n\n" TABLES
                                               "# 民政局2024年部门预算\n\n" TABLES);
}

static void a_document_of_one_department_is_whole(void **state) {
    assert_departments("", "# 水利局2024年部门预算\n\n" TABLES);
    assert_departments("", "# 水利局2024年部门预算\n\n" TABLES
                           "# 水利局2024年部门预算\n\n" TABLES);
}

static void a_title_over_other_tables_or_fewer_than_two_begins_none(void **state) {
    assert_departments("", "# 水利局2024年部门预算\n\n" TABLES
                           "# 林业局2024年部门预算\n\n" TABLE("基金表") TABLE("资产表"));
    assert_departments("", "# 水利局2024年部门预算\n\n" TABLES
                           "# 林业局2024年部门预算\n\n" TABLE("收入表") TABLE("资产表"));
    assert_departments("", "# 水利局2024年部门预算\n\n" TABLES
                           "# 林业局2024年部门预算\n\n" TABLE("收入表"));
}

/* Headings without rows are no table, and a unit above a table is not its name. */
static void tables_are_told_by_their_rows_and_names(void **state) {
    assert_departments(
        "", "# 水利局2024年部门预算\n\n" TABLES
            "# 林业局2024年部门预算\n\n收入表\n\n| 项目 | 金额 |\n|---|---|\n\n"
            "支出表\n\n| 项目 | 金额 |\n|---|---|\n\n");
    assert_departments("水利局 林业局",
                       "# 水利局2024年部门预算\n\n" TABLE("收入表\n\n单位：万元")
                           TABLE("支出表\n\n单位：元") "# 林业局2024年部门预算\n\n" TABLE(
                               "收入表\n\n单位：万元") TABLE("支出表\n\n单位：元"));
    assert_departments("",
                       "# 水利局2024年部门预算\n\n" TABLE("收入表\n\n单位：万元")
                           TABLE("支出表\n\n单位：元") "# 林业局2024年部门预算\n\n" TABLE(
                               "基金表\n\n单位：万元") TABLE("资产表\n\n单位：元"));
}

/* A department whose title stands over no tables goes on with the one before. */
static void a_title_over_prose_is_of_the_department_before(void **state) {
    assert_departments("水利局 民政局", "# 水利局2024年部门预算\n\n" TABLES
                                        "# 林业局2024年部门预算\n\n说明如下。\n\n"
                                        "# 民政局2024年部门预算\n\n" TABLES);
    assert_int_equal(departments.all.items[0].to, departments.all.items[1].from);
}

static void tables_that_begin_with_the_department_recur(void **state) {
    assert_departments("水利局 林业局",
                       "# 水利局2024年部门预算\n\n" TABLE("水利局收入表")
                           TABLE("水利局支出表") "# 林业局2024年部门预算\n\n" TABLE(
                               "林业局收入表") TABLE("林业局支出表"));
}

static void a_document_that_begins_with_tables_is_whole(void **state) {
    assert_departments("", TABLES "# 水利局2024年部门预算\n\n" TABLES
                                  "# 林业局2024年部门预算\n\n" TABLES);
}

static void what_stands_before_the_first_is_passed(void **state) {
    bdl_doc *doc, *first;
    bdl_str error;
    const char *text = "# 预算汇编\n\n共两个部门。\n\n# 水利局2024年部门预算\n\n" TABLES
                       "# 林业局2024年部门预算\n\n" TABLES;

    assert_departments("水利局 林业局", text);
    assert_int_equal(read_here(arena, BDL_STR("a.md"), bdl_str_z(text), &doc, &error),
                     BDL_OK);
    first = bdl_department_doc(arena, doc, &departments.all.items[0]);
    assert_text(first->path, "a.md/水利局");
    assert_int_equal(first->blocks.count, departments.all.items[0].to - 2);
    assert_int_equal(first->troubles.count, doc->troubles.count + 1);
    assert_text(first->troubles.items[first->troubles.count - 1].text,
                "what stands before the first department was left out");
    assert_int_equal(first->troubles.items[first->troubles.count - 1].place.line, 3);
    assert_int_equal(
        bdl_department_doc(arena, doc, &departments.all.items[1])->troubles.count,
        doc->troubles.count);
}

/* A cover and a catalogue say nothing that is checked. */
static void a_cover_before_the_first_is_passed_in_silence(void **state) {
    bdl_doc *doc;
    bdl_str error;
    const char *text = "# 预算汇编\n\n# 水利局2024年部门预算\n\n" TABLES
                       "# 林业局2024年部门预算\n\n" TABLES;

    assert_departments("水利局 林业局", text);
    assert_int_equal(read_here(arena, BDL_STR("a.md"), bdl_str_z(text), &doc, &error),
                     BDL_OK);
    assert_int_equal(
        bdl_department_doc(arena, doc, &departments.all.items[0])->troubles.count,
        doc->troubles.count);
}

#define TEN "一二三四五六七八九十"

/* A title has 60 characters at most. */
static void a_long_line_that_names_a_department_is_no_title(void **state) {
    assert_departments("水利局 " TEN TEN TEN TEN TEN "局",
                       "# 水利局2024年部门预算\n\n" TABLES "# " TEN TEN TEN TEN TEN
                       "局2024年部门预算\n\n" TABLES);
    assert_departments("", "# 水利局2024年部门预算\n\n" TABLES "# " TEN TEN TEN TEN TEN
                           "分局2024年部门预算\n\n" TABLES);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(each_title_over_tables_like_those_before_begins_a_department),
        TEST(a_document_of_one_department_is_whole),
        TEST(a_title_over_other_tables_or_fewer_than_two_begins_none),
        TEST(tables_are_told_by_their_rows_and_names),
        TEST(a_title_over_prose_is_of_the_department_before),
        TEST(tables_that_begin_with_the_department_recur),
        TEST(a_document_that_begins_with_tables_is_whole),
        TEST(what_stands_before_the_first_is_passed),
        TEST(a_cover_before_the_first_is_passed_in_silence),
        TEST(a_long_line_that_names_a_department_is_no_title),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
