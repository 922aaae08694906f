/* test_culprit.c - what several findings have in common: one wrong figure, a table
 * that slipped, or a habit. */
#include "eval_sample.h"

static int group_of(const kit *k, const char *rule) {
    for (size_t i = 0; i < k->result->findings.count; i++)
        if (bdl_str_eq(k->result->findings.items[i].rule->name.text, bdl_str_z(rule)))
            return k->result->findings.items[i].group;
    fail_msg("%s found nothing", rule);
    return -1;
}

static const bdl_finding *finding_of_group(const kit *k, int group) {
    for (size_t i = 0; i < k->result->findings.count; i++)
        if (k->result->findings.items[i].group == group)
            return &k->result->findings.items[i];
    fail_msg("no finding is of group %d", group);
    return NULL;
}

/* ---- figures ---- */

/* Three findings rest on the income and two on the spending, one on both. */
static void the_figure_behind_most_findings_explains_them(void **state) {
    kit k;

    kit_begin(&k, "rule a { assert statement.spending == expenditure.grand.basic }\n"
                  "rule b { assert statement.spending == statement.income }\n"
                  "rule c { assert statement.income == projects[1].budget }\n"
                  "rule d { assert statement.income == projects[2].budget }");
    set_sample(&k);
    kit_set(&k, "statement.spending", "41.00");
    kit_check(&k);
    assert_int_equal(group_of(&k, "a"), 0);
    assert_int_equal(group_of(&k, "b"), 1);
    assert_int_equal(group_of(&k, "c"), 1);
    assert_int_equal(group_of(&k, "d"), 1);
    assert_text(finding_of_group(&k, 1)->cause,
                "情况说明的收入（第 25 行，30.00万元）牵涉 3 处不符，没有一处相符");
    kit_end(&k);
}

/* Two findings rest on each of three figures, and each finding on two of these. */
static void of_figures_behind_as_many_findings_the_first_one_explains(void **state) {
    kit k;

    kit_begin(&k, "rule a { assert statement.spending == statement.income }\n"
                  "rule b { assert statement.spending == projects[1].budget }\n"
                  "rule c { assert projects[1].budget == statement.income }");
    set_sample(&k);
    kit_set(&k, "statement.spending", "41.00");
    kit_check(&k);
    assert_int_equal(group_of(&k, "a"), 1);
    assert_int_equal(group_of(&k, "b"), 1);
    assert_int_equal(group_of(&k, "c"), 0);
    assert_holds(finding_of_group(&k, 1)->cause, "情况说明的支出");
    kit_end(&k);
}

/* Whether RULES, which pass, clear the total of the third row, behind two findings. */
static bool clears(const char *rules) {
    char text[1024];
    bool is_cleared;
    kit k;

    (void)snprintf(text, sizeof text,
                   "%s rule a { assert expenditure.rows[3].total == statement.income }\n"
                   "rule b { assert expenditure.rows[3].total == projects[1].budget }",
                   rules);
    kit_begin(&k, text);
    set_sample(&k);
    kit_check(&k);
    assert_int_equal(k.result->findings.count, 2);
    is_cleared = group_of(&k, "a") == 0;
    kit_end(&k);
    return is_cleared;
}

#define ADDS_UP "== row.basic + row.project }"

static void what_passes_clears_the_figures_that_it_reads(void **state) {
    assert_true(clears("rule c { for row in expenditure.rows\n"
                       "assert row.total " ADDS_UP));
    assert_true(clears("rule c { for row in expenditure.rows let all = row.total\n"
                       "assert all " ADDS_UP));
    assert_true(clears("rule c { let all = sum(expenditure.rows.total)\n"
                       "for row in expenditure.rows assert all == 90.00万元 }"));
    assert_true(clears("define whole(row) = row.total\n"
                       "rule c { for row in expenditure.rows\n"
                       "assert whole(row) " ADDS_UP));
    assert_true(clears("define whole(row) = row.total\n"
                       "rule d { for row in expenditure.rows when whole(row) > 1万元\n"
                       "assert row.code != \"1\" }\n"
                       "rule c { for row in expenditure.rows\n"
                       "assert whole(row) " ADDS_UP));
    assert_true(clears("rule c { assert sum(expenditure.rows[total > 1万元].total)\n"
                       "== 90.00万元 }"));
    assert_true(clears("rule c { for row in expenditure.rows\n"
                       "assert abs(row.total - row.basic - row.project) < 1万元 }"));
    assert_true(clears("rule c { for row in expenditure.rows\n"
                       "assert row.code == \"\" or row.total " ADDS_UP));
}

static void what_passes_clears_no_figure_of_another_row_or_column(void **state) {
    assert_false(
        clears("rule c { for row in expenditure.rows where row.code == \"20103\"\n"
               "assert row.total " ADDS_UP));
    assert_false(
        clears("rule c { for row in expenditure.rows where row.total is present\n"
               "assert row.basic == row.basic + 0万元 }"));
    assert_false(clears("rule c { assert sum(expenditure.rows[code != \"20101\"].total)\n"
                        "== 78.00万元 }"));
}

/* A figure of which one digit is wrong is not too large, either. */
static void what_passes_within_bounds_clears_no_figure(void **state) {
    assert_false(clears("rule c { for row in expenditure.rows\n"
                        "assert row.total > 1万元 }"));
    assert_false(clears("rule c { for row in expenditure.rows\n"
                        "assert row.total >= row.basic and row.total != 1万元 }"));
    assert_false(clears("rule c { for row in expenditure.rows\n"
                        "assert row.total in [1万元..99万元] }"));
    assert_false(clears("rule c { for row in expenditure.rows\n"
                        "assert row.total == 1万元 or row.name is present }"));
    assert_false(clears("rule c { for row in expenditure.rows\n"
                        "assert row.total is present }"));
    assert_false(clears("rule c { assert every row in expenditure.rows\n"
                        "satisfies row.total is not blank and row.total > 1万元 }"));
}

/* ---- rows ---- */

/* Checks two columns of the rows that have others below them by one rule; the first one
 * is right there when IS_HALF. */
static void check_row(kit *k, bool is_half) {
    kit_begin(k, "rule r { for row in expenditure.rows where row.children is not empty\n"
                 "assert row.total == sum(row.children.total)\n"
                 "assert row.project == sum(row.children.project) }");
    set_sample(k);
    kit_set(k, "expenditure.rows[4].total", "19.00");
    if (!is_half)
        kit_set(k, "expenditure.rows[4].project", "11.00");
    kit_check(k);
}

static void columns_of_one_row_that_one_rule_finds_wrong_are_told_together(void **state) {
    kit k;

    check_row(&k, false);
    assert_int_equal(k.result->findings.count, 2);
    assert_int_equal(k.result->findings.items[0].group, 1);
    assert_int_equal(k.result->findings.items[1].group, 1);
    assert_text(finding_of_group(&k, 1)->cause,
                "支出总表“201 一般公共服务支出”一行有 2 栏不符：合计、项目支出");
    kit_end(&k);
    check_row(&k, true);
    assert_int_equal(k.result->findings.count, 1);
    assert_int_equal(k.result->findings.items[0].group, 0);
    kit_end(&k);
}

/* ---- tables that slipped ---- */

/* Checks the column COMPARED of three rows against three projects whose amounts stand in
 * column FOUND of them; others of COLUMNS hold other amounts. */
static void check_slip(kit *k, const char *compared, const char *found,
                       const char *columns) {
    static const char *const all[] = {"total", "basic", "project", "other"};
    char path[64], text[200];

    (void)snprintf(text, sizeof text,
                   "rule r { for project in projects\n"
                   "for row in expenditure.rows where row.name == project.name\n"
                   "assert row.%s == project.budget }",
                   compared);
    kit_begin(k, text);
    for (int i = 1; i <= 3; i++) {
        (void)snprintf(text, sizeof text, "%d项", i);
        (void)snprintf(path, sizeof path, "expenditure.rows[%d].name", i);
        kit_set(k, path, text);
        (void)snprintf(path, sizeof path, "projects[%d].name", i);
        kit_set(k, path, text);
        (void)snprintf(text, sizeof text, "%d.31", i);
        (void)snprintf(path, sizeof path, "projects[%d].budget", i);
        kit_set(k, path, text);
        for (size_t c = 0; c < BDL_COUNT_OF(all); c++) {
            if (!strstr(columns, all[c]))
                continue;
            (void)snprintf(path, sizeof path, "expenditure.rows[%d].%s", i, all[c]);
            (void)snprintf(text, sizeof text,
                           strcmp(all[c], found) == 0 ? "%d.31" : "7%d.93", i);
            kit_set(k, path, text);
        }
    }
    kit_check(k);
    assert_int_equal(k->result->findings.count, 3);
}

static bool is_slip(const char *compared, const char *found, const char *columns,
                    const char *words) {
    bool told;
    kit k;

    check_slip(&k, compared, found, columns);
    told =
        bdl_str_find(k.result->findings.items[2].cause, bdl_str_z(words), 0) != SIZE_MAX;
    kit_end(&k);
    return told;
}

static void figures_that_stand_in_the_next_column_are_one_cause(void **state) {
    assert_true(is_slip("basic", "project", "total basic project other", "右"));
    assert_true(is_slip("project", "basic", "total basic project other", "左"));
    assert_true(is_slip("basic", "total", "total basic project", "左"));
    assert_true(is_slip("project", "other", "total basic project other", "右"));
}

static void a_column_that_the_document_lacks_is_no_next_one(void **state) {
    assert_true(is_slip("basic", "other", "total basic other", "右"));
    assert_true(is_slip("project", "total", "total project other", "左"));
}

static void figures_two_columns_off_have_not_slipped(void **state) {
    assert_false(is_slip("basic", "other", "total basic project other", "右"));
    assert_false(is_slip("project", "total", "total basic project other", "左"));
}

/* ---- what is found of figures alone ---- */

/* The budget of the first project is compared with another in what passes, so that it is
 * not taken for wrong. */
#define OF_BUDGET                                                                        \
    "rule p { assert projects[1].budget - projects[2].budget == 12.50万元 }\n"         \
    "rule a { assert projects[1].budget < 10.00万元 }\n"

static void a_finding_whose_figures_another_has_too_is_told_with_it(void **state) {
    kit k;

    kit_begin(&k, OF_BUDGET "rule b { assert projects[1].budget == statement.income }");
    set_sample(&k);
    kit_check(&k);
    assert_int_equal(group_of(&k, "a"), 1);
    assert_int_equal(group_of(&k, "b"), 1);
    assert_text(finding_of_group(&k, 1)->cause,
                "绩效目标表“档案整理”的预算数（第 28 行，15.00万元）牵涉 2 处不符");
    kit_end(&k);
}

static void a_finding_with_a_figure_of_its_own_is_told_alone(void **state) {
    kit k;

    kit_begin(&k,
              "rule p { assert projects[1].budget - projects[2].budget == 12.50万元 }\n"
              "rule a { assert projects[1].budget == projects[2].budget }\n"
              "rule b { assert projects[1].budget == statement.income }");
    set_sample(&k);
    kit_check(&k);
    assert_int_equal(group_of(&k, "a"), 0);
    assert_int_equal(group_of(&k, "b"), 0);
    kit_end(&k);
}

/* ---- habits ---- */

/* Checks a rule on COUNT rows without a name that begins with 第. */
static void check_names(kit *k, const char *rules, int count) {
    kit_begin(k, rules);
    for (int i = 1; i <= count; i++) {
        char path[64];

        (void)snprintf(path, sizeof path, "expenditure.rows[%d].name", i);
        kit_set(k, path, "项目");
        (void)snprintf(path, sizeof path, "expenditure.rows[%d].total", i);
        kit_set(k, path, "1.00");
    }
    kit_check(k);
    assert_int_equal(k->result->findings.count, count);
}

#define BY_NAME                                                                                     \
    "rule r \"名称以“第”开头\" { for row in expenditure.rows assert name matches /^第/ " \
    "}"

static void what_fails_for_its_words_in_five_places_is_a_habit(void **state) {
    kit k;

    check_names(&k, BY_NAME, 5);
    for (int i = 0; i < 5; i++)
        assert_int_equal(k.result->findings.items[i].group, 1);
    assert_text(finding_of_group(&k, 1)->cause, "规则“名称以“第”开头”在 5 处不符");
    kit_end(&k);
}

static void a_habit_of_a_rule_without_a_title_has_its_name(void **state) {
    kit k;

    check_names(&k, "rule r { for row in expenditure.rows assert name matches /^第/ }",
                6);
    assert_text(finding_of_group(&k, 1)->cause, "规则“r”在 6 处不符");
    kit_end(&k);
}

static void what_fails_in_four_places_is_no_habit(void **state) {
    kit k;

    check_names(&k, BY_NAME, 4);
    assert_int_equal(k.result->findings.items[0].group, 0);
    kit_end(&k);
}

static void amounts_that_disagree_are_no_habit(void **state) {
    kit k;

    check_names(&k, "rule r { for row in expenditure.rows assert total == 2万元 }", 6);
    assert_int_equal(k.result->findings.items[0].group, 0);
    kit_end(&k);
}

static void a_rule_that_looks_at_nothing_has_no_habit(void **state) {
    kit k;

    check_names(&k, "rule r { for row in expenditure.rows assert 1 == 2 }", 6);
    assert_int_equal(k.result->findings.items[0].group, 0);
    kit_end(&k);
}

static void what_is_waived_is_no_habit(void **state) {
    kit k;

    check_names(&k, BY_NAME "\nwaive r in \"*\" because \"已知\"", 6);
    assert_int_equal(k.result->findings.items[0].group, 0);
    kit_end(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_figure_behind_most_findings_explains_them),
        cmocka_unit_test(of_figures_behind_as_many_findings_the_first_one_explains),
        cmocka_unit_test(what_passes_clears_the_figures_that_it_reads),
        cmocka_unit_test(what_passes_clears_no_figure_of_another_row_or_column),
        cmocka_unit_test(what_passes_within_bounds_clears_no_figure),
        cmocka_unit_test(columns_of_one_row_that_one_rule_finds_wrong_are_told_together),
        cmocka_unit_test(figures_that_stand_in_the_next_column_are_one_cause),
        cmocka_unit_test(a_column_that_the_document_lacks_is_no_next_one),
        cmocka_unit_test(figures_two_columns_off_have_not_slipped),
        cmocka_unit_test(a_finding_whose_figures_another_has_too_is_told_with_it),
        cmocka_unit_test(a_finding_with_a_figure_of_its_own_is_told_alone),
        cmocka_unit_test(what_fails_for_its_words_in_five_places_is_a_habit),
        cmocka_unit_test(a_habit_of_a_rule_without_a_title_has_its_name),
        cmocka_unit_test(what_fails_in_four_places_is_no_habit),
        cmocka_unit_test(amounts_that_disagree_are_no_habit),
        cmocka_unit_test(a_rule_that_looks_at_nothing_has_no_habit),
        cmocka_unit_test(what_is_waived_is_no_habit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
