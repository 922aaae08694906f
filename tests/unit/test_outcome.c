/* test_outcome.c - the five outcomes, unknown values and their reasons, duties, waivers.
 */
#include "eval_kit.h"

static void an_assert_that_holds_is_passed(void **state) {
    kit k;

    kit_begin(&k, "rule r { assert statement.income === statement.spending }");
    kit_set(&k, "statement.income", "10.00");
    kit_set(&k, "statement.spending", "10.00");
    kit_check(&k);
    assert_outcomes(&k, "p1");
    assert_int_equal(k.result->findings.count, 0);
    kit_end(&k);
}

static void an_assert_that_holds_by_rounding_is_rounded_and_noted(void **state) {
    kit k;

    kit_begin(&k, "rule r { assert statement.income == statement.spending }");
    kit_set(&k, "statement.income", "10.00");
    kit_set(&k, "statement.spending", "10.01");
    kit_check(&k);
    assert_outcomes(&k, "r1");
    assert_int_equal(k.result->notes.count, 1);
    assert_int_equal(k.result->notes.items[0].outcome, BDL_ROUNDED);
    kit_end(&k);
}

static void an_assert_that_does_not_hold_is_a_finding(void **state) {
    kit k;

    kit_begin(&k, "rule r { assert statement.income == statement.spending }");
    kit_set(&k, "statement.income", "10.00");
    kit_set(&k, "statement.spending", "10.02");
    kit_check(&k);
    assert_outcomes(&k, "f1");
    assert_int_equal(k.result->findings.count, 1);
    kit_end(&k);
}

static void a_when_that_is_false_makes_the_rest_not_applicable(void **state) {
    kit k;

    kit_begin(&k, "rule r { when statement.income > 100万元\n"
                  "assert statement.income == statement.spending assert false }");
    kit_set(&k, "statement.income", "10.00");
    kit_check(&k);
    assert_outcomes(&k, "n2");
    kit_end(&k);
}

static void a_when_with_a_reason_makes_the_rest_not_assessed_for_it(void **state) {
    kit k;

    kit_begin(
        &k,
        "rule r { when statement.income > 100万元 else \"收入只有 {statement.income}\"\n"
        "assert statement.income == statement.spending }");
    kit_set(&k, "statement.income", "10.00");
    kit_check(&k);
    assert_outcomes(&k, "u1");
    assert_text(k.result->notes.items[0].reason, "收入只有 10.00万元");
    kit_end(&k);
}

static void a_when_that_is_unknown_makes_the_rest_not_assessed(void **state) {
    kit k;

    kit_begin(&k,
              "rule r { when statement.income > 100万元 else \"zu klein\" assert true }");
    kit_set(&k, "statement.spending", "10.00");
    kit_check(&k);
    assert_outcomes(&k, "u1");
    assert_holds(k.result->notes.items[0].reason, "statement.income (收入) is missing");
    kit_end(&k);
}

static void a_missing_figure_is_named_with_where_it_was_looked_for(void **state) {
    kit k;

    kit_begin(&k,
              "rule r { for row in expenditure.rows assert basic + project == total }");
    kit_set(&k, "expenditure.rows[1].basic", "10.00");
    kit_set(&k, "expenditure.rows[1].total", "10.00");
    kit_check(&k);
    assert_outcomes(&k, "u1");
    assert_holds(k.result->notes.items[0].reason,
                 "expenditure.rows[1].project (项目支出) is missing");
    assert_holds(k.result->notes.items[0].reason, "line 1");
    assert_int_equal(k.result->notes.items[0].place.line, 1);
    kit_end(&k);
}

static void a_figure_in_a_table_that_is_not_there_is_not_assessed(void **state) {
    kit k;

    kit_begin(&k,
              "rule r { let sum = expenditure.grand.basic + expenditure.grand.project\n"
              "assert sum == expenditure.grand.total }");
    kit_set(&k, "statement.income", "10.00");
    kit_check(&k);
    assert_outcomes(&k, "u1");
    assert_holds(k.result->notes.items[0].reason, "expenditure (支出总表) is missing");
    kit_end(&k);
}

static void an_unreadable_figure_is_not_assessed_and_its_text_is_shown(void **state) {
    kit k;

    kit_begin(&k, "rule r { assert (statement.income ?? 0) == statement.spending }");
    kit_set(&k, "statement.income", "十几万元上下");
    kit_set(&k, "statement.spending", "10.00");
    kit_check(&k);
    assert_outcomes(&k, "u1");
    assert_holds(k.result->notes.items[0].reason, "unreadable");
    assert_holds(k.result->notes.items[0].reason, "十几万元上下");
    kit_end(&k);
}

static void division_by_zero_is_not_assessed_and_says_so(void **state) {
    kit k;

    kit_begin(&k, "rule r { assert statement.income / statement.spending == 1 }");
    kit_set(&k, "statement.income", "10.00");
    kit_set(&k, "statement.spending", "");
    kit_check(&k);
    assert_outcomes(&k, "u1");
    assert_holds(k.result->notes.items[0].reason, "division by zero");
    kit_end(&k);
}

static void a_missing_list_reaches_the_asserts_once(void **state) {
    kit k;

    kit_begin(&k,
              "rule r { for row in expenditure.rows assert basic == total assert true }");
    kit_set(&k, "statement.income", "10.00");
    kit_check(&k);
    assert_outcomes(&k, "u2");
    assert_false(k.result->rules[0].lists_were_there);
    kit_end(&k);
}

static void a_list_without_elements_makes_the_rule_vacuous(void **state) {
    kit k;

    kit_begin(&k, "rule r { for row in expenditure.rows assert basic == total }");
    kit_set(&k, "expenditure.rows", NULL);
    kit_check(&k);
    assert_outcomes(&k, "");
    assert_true(k.result->rules[0].lists_were_there);
    assert_true(k.result->rules[0].applied);
    kit_end(&k);
}

static void an_element_whose_where_is_unknown_is_not_assessed(void **state) {
    kit k;

    kit_begin(
        &k,
        "rule r { for row in expenditure.rows where total > 0 assert basic == total }");
    kit_set(&k, "expenditure.rows[1].total", "1.00");
    kit_set(&k, "expenditure.rows[1].basic", "1.00");
    kit_set(&k, "expenditure.rows[2].basic", "1.00");
    kit_set(&k, "expenditure.rows[3].total", "0.00");
    kit_check(&k);
    assert_outcomes(&k, "p1 u1");
    kit_end(&k);
}

static void a_for_repeats_all_that_follows_it(void **state) {
    kit k;

    kit_begin(&k, "rule r { for project in projects for indicator in project.indicators\n"
                  "assert indicator.level3 is not blank assert true }");
    kit_set(&k, "projects[1].indicators[1].level3", "数量");
    kit_set(&k, "projects[1].indicators[2].level3", "");
    kit_set(&k, "projects[2].indicators[1].level3", "质量");
    kit_check(&k);
    assert_outcomes(&k, "p5 f1");
    kit_end(&k);
}

static void groups_share_what_by_says_and_key_is_what_they_share(void **state) {
    kit k;

    kit_begin(&k, "rule r { for rows in expenditure.rows by name\n"
                  "assert count(rows) == 1 else \"{rows.key}出现{count(rows)}次\" }");
    kit_set(&k, "expenditure.rows[1].name", "甲");
    kit_set(&k, "expenditure.rows[2].name", "乙");
    kit_set(&k, "expenditure.rows[3].name", " 甲");
    kit_check(&k);
    assert_outcomes(&k, "p1 f1");
    assert_text(k.result->findings.items[0].message, "甲出现2次");
    assert_int_equal(k.result->findings.items[0].operand_count, 2);
    kit_end(&k);
}

static void a_rule_is_for_the_years_it_names(void **state) {
    kit k;

    kit_begin(&k, "rule r years [2019..2021] { assert true }\n"
                  "rule s years [2022..] { assert true }\n");
    kit_set(&k, "year", "2021");
    kit_check(&k);
    assert_outcomes_of(&k, 0, "p1");
    assert_outcomes_of(&k, 1, "");
    assert_false(k.result->rules[1].applied);
    kit_end(&k);
}

static void a_rule_for_years_is_not_assessed_where_the_year_is_missing(void **state) {
    kit k;

    kit_begin(&k, "rule r years [2019..2021] { assert true }");
    kit_check(&k);
    assert_outcomes(&k, "u1");
    assert_holds(k.result->notes.items[0].reason, "year");
    kit_end(&k);
}

static void a_rule_that_was_skipped_has_no_outcome(void **state) {
    static const bool skip[] = {true};
    kit k;

    kit_begin(&k, "rule r { assert false }");
    k.options.skip = skip;
    kit_check(&k);
    assert_outcomes(&k, "");
    assert_int_equal(k.result->findings.count, 0);
    kit_end(&k);
}

static void a_rule_that_takes_too_many_steps_is_not_assessed_and_says_so(void **state) {
    char path[64];
    kit k;

    kit_begin(&k, "rule r { for a in expenditure.rows\n"
                  "let same = expenditure.rows[length(name) > 0 and length(a.name) > 9]\n"
                  "assert same is empty }\n"
                  "rule s { assert year == 2024 }");
    for (int i = 1; i <= 40; i++) {
        snprintf(path, sizeof path, "expenditure.rows[%d].name", i);
        kit_set(&k, path, "甲");
    }
    kit_set(&k, "year", "2024");
    k.options.max_steps = 1000;
    kit_check(&k);
    assert_true(k.result->rules[0].outcome[BDL_PASSED] > 0);
    assert_true(k.result->rules[0].outcome[BDL_NOT_ASSESSED] > 0);
    assert_true(k.result->rules[0].outcome[BDL_PASSED] < 40);
    assert_holds(k.result->notes.items[0].reason, "limit of steps");
    assert_outcomes_of(&k, 1, "p1");
    kit_end(&k);
}

/* What one rule made is gone when the next begins; lists that a definition gave are not
 * remembered without end either. */
static void a_rule_that_holds_too_much_is_not_assessed(void **state) {
    char path[64];
    kit k;

    kit_begin(&k, "define others(rows, row) = rows[name != row.name]\n"
                  "rule r { let all = for a in expenditure.rows\n"
                  "return expenditure.rows[length(name) > 0]\n"
                  "assert all is not empty }\n"
                  "rule s { for a in expenditure.rows\n"
                  "assert count(others(expenditure.rows, a)) == 59 }\n"
                  "rule t { for a in expenditure.rows\n"
                  "assert count(others(expenditure.rows, a)) == 59 }");
    for (int i = 1; i <= 60; i++) {
        snprintf(path, sizeof path, "expenditure.rows[%d].name", i);
        kit_set(&k, path, path);
    }
    k.options.max_held = 20 << 10;
    kit_check(&k);
    assert_outcomes_of(&k, 0, "u1");
    assert_holds(k.result->notes.items[0].reason, "limit of memory");
    assert_outcomes_of(&k, 1, "p60");
    assert_outcomes_of(&k, 2, "p60");
    kit_end(&k);
}

static void definitions_that_call_others_twice_hold_too_much(void **state) {
    bdl_buf rules = {.arena = bdl_arena_new()};
    kit k;

    for (int i = 0; i < 14; i++)
        bdl_buf_printf(&rules, "define f%d(x) = f%d(x) + f%d(x)\n", i, i + 1, i + 1);
    bdl_buf_add(&rules, BDL_STR("define f14(x) = x\nrule r { assert f0(1) == 16384 }"));
    bdl_buf_char(&rules, '\0');
    kit_begin(&k, rules.data);
    k.options.max_held = 100 << 10;
    kit_check(&k);
    assert_outcomes_of(&k, 0, "u1");
    assert_holds(k.result->notes.items[0].reason, "limit of memory");
    kit_end(&k);
    bdl_arena_free(rules.arena);
}

/* What it finds stays after it. */
static void a_rule_that_finds_too_much_is_not_assessed_to_the_end(void **state) {
    kit k;

    kit_begin(&k, "rule r { for a in [1..60] for b in [1..60] assert a > 60 }");
    kit_set(&k, "year", "2024");
    k.options.max_steps = 100000;
    kit_check(&k);
    assert_true(k.result->rules[0].outcome[BDL_FAILED_] > 100);
    assert_true(k.result->rules[0].outcome[BDL_FAILED_] < 3600);
    assert_true(k.result->rules[0].outcome[BDL_NOT_ASSESSED] > 0);
    assert_holds(k.result->notes.items[0].reason, "limit of steps");
    kit_end(&k);
}

/* ---- duties ---- */

static bdl_duty_state duty_state(const char *rules, const char *income) {
    bdl_duty_state out;
    kit k;

    kit_begin(&k, rules);
    kit_set(&k, "kind", "budget");
    if (income)
        kit_set(&k, "statement.income", income);
    kit_check(&k);
    assert_int_equal(k.result->duties.count, 1);
    out = k.result->duties.items[0].state;
    if (out == BDL_DUTY_OPEN || out == BDL_DUTY_VIOLATED)
        assert_true(k.result->duties.items[0].reason.len > 0);
    kit_end(&k);
    return out;
}

static void a_duty_is_met_when_every_rule_that_serves_it_was_decided(void **state) {
    assert_int_equal(duty_state("duty d \"x\" where kind == \"budget\"\n"
                                "rule r serves d { assert statement.income > 0 }\n"
                                "rule s serves d { assert statement.income < 9万元 }",
                                "1.00"),
                     BDL_DUTY_MET);
}

static void a_duty_is_violated_when_a_rule_failed_even_if_another_is_open(void **state) {
    assert_int_equal(duty_state("duty d \"x\"\n"
                                "rule r serves d { assert statement.spending > 0 }\n"
                                "rule s serves d { assert statement.income > 9万元 }",
                                "1.00"),
                     BDL_DUTY_VIOLATED);
}

static void a_duty_is_open_when_a_rule_was_not_assessed_or_not_reached(void **state) {
    assert_int_equal(duty_state("duty d \"x\"\n"
                                "rule r serves d { assert statement.income > 0 }\n"
                                "rule s serves d { assert statement.spending > 0 }",
                                "1.00"),
                     BDL_DUTY_OPEN);
    assert_int_equal(
        duty_state("duty d \"x\"\n"
                   "rule r serves d { for x in [1] where x > 1 assert true }",
                   "1.00"),
        BDL_DUTY_OPEN);
}

static void a_duty_that_no_rule_serves_is_open(void **state) {
    assert_int_equal(duty_state("duty d \"x\" rule r { assert true }", NULL),
                     BDL_DUTY_OPEN);
}

static void a_duty_of_other_documents_is_not_applicable(void **state) {
    assert_int_equal(duty_state("duty d \"x\" where kind == \"final\"\n"
                                "rule r serves d { assert true }",
                                NULL),
                     BDL_DUTY_NOT_APPLICABLE);
}

static void a_duty_whose_condition_is_unknown_is_open(void **state) {
    assert_int_equal(duty_state("duty d \"x\" where year > 2020\n"
                                "rule r serves d { assert true }",
                                NULL),
                     BDL_DUTY_OPEN);
}

/* ---- waivers ---- */

static bool is_waived(const char *waiver) {
    bdl_arena *arena = bdl_arena_new();
    bool out;
    kit k;

    kit_begin(&k, bdl_arena_printf(arena,
                                   "rule low-row { for row in expenditure.rows\n"
                                   "assert basic == total }\n%s",
                                   waiver)
                      .data);
    kit_set(&k, "expenditure.rows[1].basic", "1.00");
    kit_set(&k, "expenditure.rows[1].total", "2.00");
    kit_check(&k);
    assert_int_equal(k.result->findings.count, 1);
    out = k.result->findings.items[0].waived_by != NULL;
    kit_end(&k);
    bdl_arena_free(arena);
    return out;
}

static void a_waiver_takes_findings_of_its_rule_and_documents(void **state) {
    assert_true(is_waived("waive low-row in \"docs/*\" because \"x\""));
    assert_true(is_waived("waive low-row in \"one.txt\" because \"x\""));
    assert_true(is_waived("waive low-row in \"*.txt\" because \"x\""));
    assert_false(is_waived("waive low-row in \"two.txt\" because \"x\""));
}

static void a_waiver_may_name_the_figure(void **state) {
    assert_true(
        is_waived("waive low-row in \"*\" at \"expenditure.rows.basic\" because \"x\""));
    assert_true(is_waived(
        "waive low-row in \"*\" at \"expenditure.rows[1].basic\" because \"x\""));
    assert_false(is_waived(
        "waive low-row in \"*\" at \"expenditure.rows.project\" because \"x\""));
}

static void an_expired_waiver_waives_nothing(void **state) {
    assert_true(is_waived("waive low-row in \"*\" because \"x\" until 2026-06-30"));
    assert_false(is_waived("waive low-row in \"*\" because \"x\" until 2026-06-29"));
    assert_false(is_waived("waive low-row in \"*\" because \"x\" until 2025-12-31"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_assert_that_holds_is_passed),
        cmocka_unit_test(an_assert_that_holds_by_rounding_is_rounded_and_noted),
        cmocka_unit_test(an_assert_that_does_not_hold_is_a_finding),
        cmocka_unit_test(a_when_that_is_false_makes_the_rest_not_applicable),
        cmocka_unit_test(a_when_with_a_reason_makes_the_rest_not_assessed_for_it),
        cmocka_unit_test(a_when_that_is_unknown_makes_the_rest_not_assessed),
        cmocka_unit_test(a_missing_figure_is_named_with_where_it_was_looked_for),
        cmocka_unit_test(a_figure_in_a_table_that_is_not_there_is_not_assessed),
        cmocka_unit_test(an_unreadable_figure_is_not_assessed_and_its_text_is_shown),
        cmocka_unit_test(division_by_zero_is_not_assessed_and_says_so),
        cmocka_unit_test(a_missing_list_reaches_the_asserts_once),
        cmocka_unit_test(a_list_without_elements_makes_the_rule_vacuous),
        cmocka_unit_test(an_element_whose_where_is_unknown_is_not_assessed),
        cmocka_unit_test(a_for_repeats_all_that_follows_it),
        cmocka_unit_test(groups_share_what_by_says_and_key_is_what_they_share),
        cmocka_unit_test(a_rule_is_for_the_years_it_names),
        cmocka_unit_test(a_rule_for_years_is_not_assessed_where_the_year_is_missing),
        cmocka_unit_test(a_rule_that_was_skipped_has_no_outcome),
        cmocka_unit_test(a_rule_that_takes_too_many_steps_is_not_assessed_and_says_so),
        cmocka_unit_test(a_rule_that_holds_too_much_is_not_assessed),
        cmocka_unit_test(definitions_that_call_others_twice_hold_too_much),
        cmocka_unit_test(a_rule_that_finds_too_much_is_not_assessed_to_the_end),
        cmocka_unit_test(a_duty_is_met_when_every_rule_that_serves_it_was_decided),
        cmocka_unit_test(a_duty_is_violated_when_a_rule_failed_even_if_another_is_open),
        cmocka_unit_test(a_duty_is_open_when_a_rule_was_not_assessed_or_not_reached),
        cmocka_unit_test(a_duty_that_no_rule_serves_is_open),
        cmocka_unit_test(a_duty_of_other_documents_is_not_applicable),
        cmocka_unit_test(a_duty_whose_condition_is_unknown_is_open),
        cmocka_unit_test(a_waiver_takes_findings_of_its_rule_and_documents),
        cmocka_unit_test(a_waiver_may_name_the_figure),
        cmocka_unit_test(an_expired_waiver_waives_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
