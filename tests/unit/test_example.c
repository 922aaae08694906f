/* test_example.c - examples in rules: they come out as they say, or it is said how. */
#include "eval_sample.h"

typedef struct told {
    size_t count, as_expected;
    char came[512];
} told;

static void hear(void *ctx, const bdl_example_result *r) {
    told *t = ctx;

    t->count++;
    t->as_expected += r->as_expected;
    snprintf(t->came, sizeof t->came, "%.*s", BDL_PRI(r->came));
}

static told run_examples(const char *rules) {
    bdl_arena *arena = bdl_arena_new();
    told t = {0};
    kit k;

    kit_begin(&k, rules);
    kit_complete(&k);
    bdl_eval_examples(k.eval, k.program->rules.items[0], arena, hear, &t);
    kit_end(&k);
    bdl_arena_free(arena);
    return t;
}

static void examples_come_out_as_they_say(void **state) {
    told t = run_examples(
        "rule r { for row in expenditure.rows where children is not empty\n"
        "assert total == sum(children.total)\n"
        "example passes { expenditure.rows = [{ code: \"201\", total: 3.00万元 },\n"
        "{ code: \"20101\", total: 1.00万元 }, { code: \"20102\", total: 2.00万元 }] }\n"
        "example fails { expenditure.rows = [{ code: \"201\", total: 3.00万元 },\n"
        "{ code: \"20101\", total: 1.00万元 }] } }");

    assert_int_equal(t.count, 2);
    assert_int_equal(t.as_expected, 2);
}

static void an_optional_column_that_an_example_leaves_out_is_blank(void **state) {
    told t = run_examples("rule r { for row in expenditure.rows\n"
                          "assert basic + other == total\n"
                          "example passes { expenditure.rows = [{ basic: 1.00万元,\n"
                          "total: 1.00万元 }] } }");

    assert_int_equal(t.as_expected, 1);
}

static void an_example_that_comes_out_otherwise_says_what_came(void **state) {
    told t = run_examples("rule r { assert statement.income == statement.spending\n"
                          "example passes { statement.income = 1.00万元 } }");

    assert_int_equal(t.as_expected, 0);
    assert_non_null(strstr(t.came, "not assessed 1"));
    assert_non_null(strstr(t.came, "statement.spending"));
    t = run_examples("rule r { assert statement.income == statement.spending\n"
                     "example passes { statement.income = 1.00万元\n"
                     "statement.spending = 2.00万元 } }");
    assert_int_equal(t.as_expected, 0);
    assert_non_null(strstr(t.came, "failed 1"));
}

static void an_example_may_give_other_documents(void **state) {
    told t = run_examples(
        "rule r { for b in corpus where b.department == department and b.year == year - "
        "1\n"
        "assert statement.income === b.statement.income\n"
        "example passes { department = \"甲局\" year = 2024 statement.income = 1.00万元\n"
        "corpus = [{ department: \"甲局\", year: 2023, statement: { income: 1.00万元 } "
        "}] }\n"
        "example fails { department = \"甲局\" year = 2024 statement.income = 1.00万元\n"
        "corpus = [{ department: \"甲局\", year: 2023, statement: { income: 2.00万元 } "
        "}] } }");

    assert_int_equal(t.as_expected, 2);
}

static void an_example_may_give_a_piece_of_a_document(void **state) {
    told t = run_examples(
        "rule r { for row in expenditure.rows assert basic + project == total\n"
        "example fails given \"\"\"\n"
        "部门支出总表\n"
        "单位：万元\n"
        "科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
        "201\t一般公共服务支出\t10.00\t6.00\t3.00\n"
        "20101\t人大事务\t10.00\t6.00\t4.00\n"
        "\"\"\" }");

    assert_int_equal(t.count, 1);
    assert_string_equal(t.as_expected ? "" : t.came, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_come_out_as_they_say),
        cmocka_unit_test(an_optional_column_that_an_example_leaves_out_is_blank),
        cmocka_unit_test(an_example_that_comes_out_otherwise_says_what_came),
        cmocka_unit_test(an_example_may_give_other_documents),
        cmocka_unit_test(an_example_may_give_a_piece_of_a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
