/* test_finding.c - what a finding says: operands, places, difference, hint, fingerprint,
 * groups. */
#include "eval_sample.h"

static const bdl_finding *only_finding(const kit *k) {
    assert_int_equal(k->result->findings.count, 1);
    return &k->result->findings.items[0];
}

static void begin_and_check(kit *k, const char *rules) {
    kit_begin(k, rules);
    set_sample(k);
    kit_check(k);
}

static void the_operands_are_the_figures_read_with_their_places(void **state) {
    const bdl_finding *f;
    kit k;

    begin_and_check(&k, "rule r { for row in expenditure.rows where code == \"20103\"\n"
                        "assert basic === total }");
    f = only_finding(&k);
    assert_int_equal(f->operand_count, 2);
    assert_text(f->operands[0].name, "expenditure.rows[4].basic");
    assert_text(f->operands[0].label, "基本支出");
    assert_text(f->operands[0].value, "8.00");
    assert_text(f->operands[0].unit, "万元");
    assert_text(f->operands[0].printed, "8.00");
    assert_text(f->operands[0].document, "docs/one.txt");
    assert_text(f->operands[0].line_text, "expenditure.rows[4].basic: 8.00");
    assert_text(f->operands[1].name, "expenditure.rows[4].total");
    assert_int_equal(f->place.line, f->operands[0].place.line);
    assert_text(f->line_text, "expenditure.rows[4].basic: 8.00");
    kit_end(&k);
}

static void the_difference_is_left_minus_right_with_its_unit(void **state) {
    kit k;

    begin_and_check(&k, "rule r { for row in expenditure.rows where code == \"20103\"\n"
                        "assert year > 0 and basic == total }");
    assert_text(only_finding(&k)->difference, "-10.00万元");
    kit_end(&k);
}

static void what_was_compared_is_kept_with_the_side_of_each_figure(void **state) {
    const bdl_finding *f;
    kit k;

    begin_and_check(&k, "rule r { let parts = expenditure.rows[level == 2]\n"
                        "let whole = sum(parts.total) + statement.twice\n"
                        "assert year > 0 and whole == expenditure.grand.total }");
    f = only_finding(&k);
    assert_int_equal(f->operand_count, 5);
    assert_text(f->operands[0].name, "year");
    assert_int_equal(f->operands[0].side, BDL_NO_SIDE);
    assert_int_equal(f->operands[1].side, BDL_LEFT_SIDE);
    assert_int_equal(f->operands[2].side, BDL_LEFT_SIDE);
    assert_int_equal(f->operands[3].side, BDL_LEFT_SIDE);
    assert_int_equal(f->operands[4].side, BDL_RIGHT_SIDE);
    assert_text(f->left, "90.00万元");
    assert_text(f->right, "30.00万元");
    assert_text(f->relation, "=");
    kit_end(&k);
}

/* Checks that a finding of `assert ASSERTED` on a row of 8.00万元 and 18.00万元 tells
 * LEFT, RELATION, RIGHT and DIFFERENCE. */
static void assert_sides(const char *asserted, const char *const told[4]) {
    const bdl_finding *f;
    char rules[1000];
    kit k;

    snprintf(rules, sizeof rules,
             "rule r { for row in expenditure.rows where code == \"20103\"\nassert %s }",
             asserted);
    begin_and_check(&k, rules);
    f = only_finding(&k);
    assert_text(f->left, told[0]);
    assert_text(f->relation, told[1]);
    assert_text(f->right, told[2]);
    assert_text(f->difference, told[3]);
    kit_end(&k);
}

static void what_is_compared_are_the_figures_that_the_message_names(void **state) {
    assert_sides("total <= basic + 1万元 else \"{total} {basic}\"",
                 (const char *const[]){"18.00万元", "≤", "8.00万元", "10.00万元"});
    assert_sides("total <= basic + 1万元 else \"{total} {basic + 1万元} {basic}\"",
                 (const char *const[]){"18.00万元", "≤", "9.00万元", "9.00万元"});
    assert_sides("total <= basic + project - 6万元 else \"{total} {basic}\"",
                 (const char *const[]){"18.00万元", "≤", "12.00万元", "6.00万元"});
    assert_sides("abs(basic - total) <= 1万元",
                 (const char *const[]){"8.00万元", "=", "18.00万元", "-10.00万元"});
    assert_sides("total - basic <= 1万元 else \"{total} {basic}\"",
                 (const char *const[]){"18.00万元", "≤", "8.00万元", "10.00万元"});
    assert_sides("basic == project + 3万元 or basic > 90万元 or level == 9 or basic == "
                 "total else \"{basic} {total}\"",
                 (const char *const[]){"8.00万元", "=", "18.00万元", "-10.00万元"});
    assert_sides(
        "level == 2 and basic == total or total < basic else \"{basic} {total}\"",
        (const char *const[]){"18.00万元", "<", "8.00万元", "10.00万元"});
    assert_sides("round(basic, 0) == total else \"{basic} {total}\"",
                 (const char *const[]){"8.00万元", "=", "18.00万元", "-10.00万元"});
}

static void a_share_beside_a_percentage_is_shown_as_one(void **state) {
    assert_sides("total / basic == 150.00%",
                 (const char *const[]){"225.00%", "=", "150.00%", "75.00个百分点"});
}

static void the_default_message_shows_the_expression_and_its_values(void **state) {
    kit k;

    begin_and_check(&k, "rule r { for row in expenditure.rows where code == \"20103\"\n"
                        "assert basic  + 1万元 ==\n total }");
    assert_text(
        only_finding(&k)->message,
        "basic + 1万元 == total：basic = 8.00万元，total = 18.00万元，差 -9.00万元");
    kit_end(&k);
}

static void operands_are_followed_through_lets_and_lists(void **state) {
    const bdl_finding *f;
    kit k;

    begin_and_check(&k, "rule r { let parts = expenditure.rows[level == 2]\n"
                        "let whole = sum(parts.total) + statement.twice\n"
                        "assert whole == expenditure.grand.total }");
    f = only_finding(&k);
    assert_int_equal(f->operand_count, 4);
    assert_text(f->operands[0].name, "expenditure.rows[3].total");
    assert_text(f->operands[1].name, "expenditure.rows[4].total");
    assert_text(f->operands[2].name, "statement.income");
    assert_text(f->operands[3].name, "expenditure.grand.total");
    kit_end(&k);
}

static void a_list_that_should_be_empty_gives_its_elements(void **state) {
    const bdl_finding *f;
    kit k;

    begin_and_check(
        &k, "rule r { let low = expenditure.rows[level == 2] assert low is empty }");
    f = only_finding(&k);
    assert_int_equal(f->operand_count, 2);
    assert_text(f->operands[0].name, "expenditure.rows[3]");
    assert_text(f->operands[1].name, "expenditure.rows[4]");
    assert_true(f->operands[0].place.line > 0);
    kit_end(&k);
}

static void a_figure_found_in_a_text_has_its_own_place(void **state) {
    const bdl_finding *f;
    kit k;

    kit_begin(&k, "rule r { for p in projects when p.name matches /预算{said:money}/\n"
                  "assert said == p.budget }");
    kit_set(&k, "projects[1].name", "整理档案，预算 5.20 万元");
    kit_set(&k, "projects[1].budget", "2.50");
    kit_check(&k);
    f = only_finding(&k);
    assert_int_equal(f->operand_count, 2);
    assert_text(f->operands[0].name, "projects[1].name");
    assert_text(f->operands[0].value, "5.20");
    assert_text(f->operands[0].printed, "5.20 万元");
    assert_int_equal(f->operands[0].place.line, 1);
    assert_int_equal(f->operands[0].place.column, 27);
    assert_int_equal(f->operands[0].place.length, 7);
    assert_text(f->difference, "2.70万元");
    kit_end(&k);
}

static void each_of_many_figures_in_a_long_text_has_its_own_place(void **state) {
    enum { SAYINGS = 120, LENGTH = 26 }; /* characters of each */
    char text[SAYINGS * LENGTH * 3 + 1];
    size_t length = 0;
    kit k;

    kit_begin(&k,
              "rule r { for p in projects\n"
              "for said in find(p.name matches /批准{whole:money},其中{part:money}/)\n"
              "assert said.part <= said.whole }");
    for (int i = 0; i < SAYINGS; i++)
        length += (size_t)sprintf(text + length, "批准 %d.20 万元，其中 %d.90 万元。",
                                  100 + i, 600 + i);
    kit_set(&k, "projects[1].name", text);
    kit_check(&k);
    assert_int_equal(k.result->findings.count, SAYINGS);
    for (size_t i = 0; i < SAYINGS; i++) {
        const bdl_finding *f = &k.result->findings.items[i];
        uint32_t begin = 19 + (uint32_t)i * LENGTH;

        assert_text(f->operands[0].name, "part");
        assert_int_equal(f->operands[0].place.column, begin + 16);
        assert_int_equal(f->operands[1].place.column, begin + 3);
        assert_int_equal(f->operands[1].place.length, 9);
    }
    kit_end(&k);
}

static void only_the_element_that_fails_is_an_operand_of_every(void **state) {
    const bdl_finding *f;
    kit k;

    begin_and_check(&k, "rule r { assert every row in expenditure.rows satisfies\n"
                        "row.total > 15万元 }");
    f = only_finding(&k);
    assert_int_equal(f->operand_count, 1);
    assert_text(f->operands[0].name, "expenditure.rows[3].total");
    kit_end(&k);
}

static void only_the_figure_that_fails_is_an_operand_of_every_in_a_list(void **state) {
    static const char *const rules[] = {
        "rule r { assert every x in expenditure.rows.total satisfies x > 15万元 }",
        "rule r { let all = expenditure.rows.total\n"
        "assert every x in all satisfies x > 15万元 }",
        "rule r { assert not (some x in expenditure.rows.total satisfies x <= 15万元) }"};

    for (size_t i = 0; i < BDL_COUNT_OF(rules); i++) {
        const bdl_finding *f;
        kit k;

        begin_and_check(&k, rules[i]);
        f = only_finding(&k);
        assert_int_equal(f->operand_count, 1);
        assert_text(f->operands[0].name, "expenditure.rows[3].total");
        kit_end(&k);
    }
}

/* A finding keeps 400 operands: an element behind them is one of them, and what it is
 * held against. */
static void the_element_that_fails_is_shown_however_long_the_list(void **state) {
    static const char *const rules[] = {
        "rule r { assert every x in expenditure.rows.total satisfies x > "
        "statement.income }",
        "rule r { let all = expenditure.rows.total\n"
        "assert every x in all satisfies x > statement.income }",
        "rule r { assert not (some x in expenditure.rows.total\n"
        "satisfies x <= statement.income) }"};

    for (size_t i = 0; i < BDL_COUNT_OF(rules); i++) {
        const bdl_finding *f;
        char path[64];
        kit k;

        kit_begin(&k, rules[i]);
        kit_set(&k, "statement.income", "6.00");
        for (int row = 1; row <= 450; row++) {
            (void)snprintf(path, sizeof path, "expenditure.rows[%d].total", row);
            kit_set(&k, path, row == 440 ? "5.00" : "7.00");
        }
        kit_check(&k);
        f = only_finding(&k);
        assert_int_equal(f->operand_count, 2);
        assert_text(f->operands[0].name, "expenditure.rows[440].total");
        assert_text(f->operands[1].name, "statement.income");
        assert_int_equal(f->place.line, 441);
        kit_end(&k);
    }
}

static void a_finding_without_figures_stands_at_its_record(void **state) {
    const bdl_finding *f;
    kit k;

    begin_and_check(&k, "rule r { for p in projects where p.code == \"A2\"\n"
                        "assert some i in p.indicators satisfies i.level1 == \"效益\" }");
    f = only_finding(&k);
    assert_int_equal(f->operand_count, 0);
    assert_text(f->line_text, "projects[2].code: A2");
    kit_end(&k);
}

/* ---- hints ---- */

static void assert_hint(const char *rules, const char *const cells[][2],
                        const char *hint) {
    kit k;

    kit_begin(&k, rules);
    for (size_t i = 0; cells[i][0]; i++)
        kit_set(&k, cells[i][0], cells[i][1]);
    kit_check(&k);
    assert_holds(only_finding(&k)->hint, hint);
    kit_end(&k);
}

static void a_factor_of_ten_is_pointed_out(void **state) {
    assert_hint("rule r { assert statement.income == statement.spending }",
                (const char *const[][2]){{"statement.income", "12.50"},
                                         {"statement.spending", "125.00"},
                                         {NULL, NULL}},
                "10 倍");
    assert_hint("rule r { assert statement.income == statement.spending }",
                (const char *const[][2]){{"statement.income", "12.50"},
                                         {"statement.spending", "125000.00"},
                                         {NULL, NULL}},
                "元和万元");
}

static void swapped_digits_are_pointed_out(void **state) {
    assert_hint("rule r { assert statement.income == statement.spending }",
                (const char *const[][2]){{"statement.income", "70.20"},
                                         {"statement.spending", "72.00"},
                                         {NULL, NULL}},
                "写颠倒");
}

static void swapped_digits_are_pointed_out_in_records_that_a_rule_made(void **state) {
    assert_hint("rule r { for said in [{ told: statement.income, other: "
                "statement.spending }]\nassert said.told == said.other }",
                (const char *const[][2]){{"statement.income", "70.20"},
                                         {"statement.spending", "72.00"},
                                         {NULL, NULL}},
                "写颠倒");
}

static void a_row_left_out_of_a_sum_is_pointed_out(void **state) {
    assert_hint("rule r { let parts = expenditure.rows[name == \"甲\"]\n"
                "assert sum(parts.total) == statement.income }",
                (const char *const[][2]){{"expenditure.rows[1].name", "甲"},
                                         {"expenditure.rows[1].total", "3.17"},
                                         {"expenditure.rows[2].name", "甲"},
                                         {"expenditure.rows[2].total", "4.25"},
                                         {"expenditure.rows[3].name", "乙"},
                                         {"expenditure.rows[3].total", "5.49"},
                                         {"statement.income", "12.91"},
                                         {NULL, NULL}},
                "没有计入的支出总表“乙”的合计（第 6 行，");
}

static void a_row_counted_twice_is_pointed_out(void **state) {
    assert_hint("rule r { assert sum(expenditure.rows.total) == statement.income }",
                (const char *const[][2]){{"expenditure.rows[1].total", "3.17"},
                                         {"expenditure.rows[2].total", "4.25"},
                                         {"expenditure.rows[3].total", "5.49"},
                                         {"statement.income", "8.66"},
                                         {NULL, NULL}},
                "差额等于支出总表第 2 项的合计");
}

static void swapped_digits_are_named_only_where_they_explain(void **state) {
    kit k;

    /* 12.00 would be 21.00, nine more: the wrong way */
    kit_begin(&k, "rule r { assert statement.income == statement.spending }");
    kit_set(&k, "statement.income", "12.00");
    kit_set(&k, "statement.spending", "3.00");
    kit_check(&k);
    assert_int_equal(only_finding(&k)->hint.len, 0);
    kit_end(&k);
}

/* ---- fingerprints and groups ---- */

static bdl_str fingerprint_of(bdl_arena *arena, const char *first_row,
                              const char *value) {
    bdl_str out;
    kit k;

    kit_begin(&k, "rule r { for row in expenditure.rows where name == \"甲\"\n"
                  "assert basic == total }");
    kit_set(&k, "department", "云河市档案局");
    if (first_row)
        kit_set(&k, "expenditure.rows[1].name", first_row);
    kit_set(&k, first_row ? "expenditure.rows[2].name" : "expenditure.rows[1].name",
            "甲");
    kit_set(&k, first_row ? "expenditure.rows[2].basic" : "expenditure.rows[1].basic",
            value);
    kit_set(&k, first_row ? "expenditure.rows[2].total" : "expenditure.rows[1].total",
            "9.00");
    kit_check(&k);
    out = bdl_arena_str(arena, only_finding(&k)->fingerprint);
    kit_end(&k);
    return out;
}

static void a_fingerprint_survives_added_rows_and_other_values(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str first = fingerprint_of(arena, NULL, "1.00");

    assert_int_equal(first.len, 16);
    assert_true(bdl_str_eq(first, fingerprint_of(arena, "乙", "2.00")));
    bdl_arena_free(arena);
}

static bdl_str fingerprint_of_sum(bdl_arena *arena, const char *const *names,
                                  size_t count) {
    bdl_str out;
    kit k;

    kit_begin(&k, "rule r { assert sum(expenditure.rows.total) == "
                  "expenditure.grand.total }");
    kit_set(&k, "expenditure.grand.total", "1.00");
    for (size_t i = 0; i < count; i++) {
        char path[64];

        (void)snprintf(path, sizeof path, "expenditure.rows[%zu].name", i + 1);
        kit_set(&k, path, names[i]);
        (void)snprintf(path, sizeof path, "expenditure.rows[%zu].total", i + 1);
        kit_set(&k, path, "2.00");
    }
    kit_check(&k);
    out = bdl_arena_str(arena, only_finding(&k)->fingerprint);
    kit_end(&k);
    return out;
}

static void a_sum_has_one_fingerprint_however_many_rows(void **state) {
    static const char *const names[] = {"甲", "乙", "丙", "丁"};
    bdl_arena *arena = bdl_arena_new();
    bdl_str of_three = fingerprint_of_sum(arena, names, 3);

    assert_true(bdl_str_eq(of_three, fingerprint_of_sum(arena, names, 4)));
    assert_true(bdl_str_eq(of_three, fingerprint_of_sum(arena, names + 1, 3)));
    assert_false(bdl_str_eq(of_three, fingerprint_of_sum(arena, names, 2)));
    assert_false(bdl_str_eq(fingerprint_of_sum(arena, names, 2),
                            fingerprint_of_sum(arena, names + 1, 2)));
    bdl_arena_free(arena);
}

static void digits_among_words_are_no_part_of_a_fingerprint(void **state) {
    static const char *const names[] = {"设备84台", "设备48台", "器材48台"};
    bdl_arena *arena = bdl_arena_new();
    bdl_str first = fingerprint_of_sum(arena, names, 1);

    assert_true(bdl_str_eq(first, fingerprint_of_sum(arena, names + 1, 1)));
    assert_false(bdl_str_eq(first, fingerprint_of_sum(arena, names + 2, 1)));
    bdl_arena_free(arena);
}

static void equal_fingerprints_of_one_document_are_told_apart(void **state) {
    kit k;

    kit_begin(&k, "rule r { for row in expenditure.rows assert basic == total }");
    for (int i = 1; i <= 2; i++) {
        kit_set(&k, i == 1 ? "expenditure.rows[1].name" : "expenditure.rows[2].name",
                "甲");
        kit_set(&k, i == 1 ? "expenditure.rows[1].basic" : "expenditure.rows[2].basic",
                "1.00");
        kit_set(&k, i == 1 ? "expenditure.rows[1].total" : "expenditure.rows[2].total",
                "2.00");
    }
    kit_check(&k);
    assert_int_equal(k.result->findings.count, 2);
    assert_false(bdl_str_eq(k.result->findings.items[0].fingerprint,
                            k.result->findings.items[1].fingerprint));
    kit_end(&k);
}

static void findings_of_one_wrong_figure_are_a_group(void **state) {
    kit k;

    kit_begin(&k,
              "rule a { assert statement.income == expenditure.grand.total }\n"
              "rule b { assert statement.income == expenditure.grand.basic +\n"
              "expenditure.grand.project }\n"
              "rule c { assert expenditure.grand.basic + expenditure.grand.project ==\n"
              "expenditure.grand.total }");
    set_sample(&k);
    kit_set(&k, "statement.income", "31.00");
    kit_check(&k);
    assert_int_equal(k.result->findings.count, 2);
    assert_int_equal(k.result->findings.items[0].group, 1);
    assert_int_equal(k.result->findings.items[1].group, 1);
    assert_holds(k.result->findings.items[0].cause, "（第 ");
    assert_outcomes_of(&k, 2, "p1");
    kit_end(&k);
}

static void a_figure_that_agrees_elsewhere_is_no_common_cause(void **state) {
    kit k;

    kit_begin(&k, "rule a { assert statement.income == expenditure.grand.basic }\n"
                  "rule b { assert statement.income == expenditure.grand.project }\n"
                  "rule c { assert statement.income == expenditure.grand.total }");
    set_sample(&k);
    kit_check(&k);
    assert_int_equal(k.result->findings.count, 2);
    assert_int_equal(k.result->findings.items[0].group, 0);
    kit_end(&k);
}

static void findings_come_in_the_order_of_their_places(void **state) {
    kit k;

    begin_and_check(&k, "rule late { assert projects[2].budget == 1万元 }\n"
                        "rule early { assert expenditure.grand.total == 1万元 }");
    assert_int_equal(k.result->findings.count, 2);
    assert_text(k.result->findings.items[0].rule->name.text, "early");
    kit_end(&k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_operands_are_the_figures_read_with_their_places),
        cmocka_unit_test(the_difference_is_left_minus_right_with_its_unit),
        cmocka_unit_test(what_was_compared_is_kept_with_the_side_of_each_figure),
        cmocka_unit_test(what_is_compared_are_the_figures_that_the_message_names),
        cmocka_unit_test(a_share_beside_a_percentage_is_shown_as_one),
        cmocka_unit_test(the_default_message_shows_the_expression_and_its_values),
        cmocka_unit_test(operands_are_followed_through_lets_and_lists),
        cmocka_unit_test(a_list_that_should_be_empty_gives_its_elements),
        cmocka_unit_test(a_figure_found_in_a_text_has_its_own_place),
        cmocka_unit_test(each_of_many_figures_in_a_long_text_has_its_own_place),
        cmocka_unit_test(only_the_element_that_fails_is_an_operand_of_every),
        cmocka_unit_test(only_the_figure_that_fails_is_an_operand_of_every_in_a_list),
        cmocka_unit_test(the_element_that_fails_is_shown_however_long_the_list),
        cmocka_unit_test(a_finding_without_figures_stands_at_its_record),
        cmocka_unit_test(a_factor_of_ten_is_pointed_out),
        cmocka_unit_test(swapped_digits_are_pointed_out),
        cmocka_unit_test(swapped_digits_are_pointed_out_in_records_that_a_rule_made),
        cmocka_unit_test(swapped_digits_are_named_only_where_they_explain),
        cmocka_unit_test(a_row_left_out_of_a_sum_is_pointed_out),
        cmocka_unit_test(a_row_counted_twice_is_pointed_out),
        cmocka_unit_test(a_fingerprint_survives_added_rows_and_other_values),
        cmocka_unit_test(a_sum_has_one_fingerprint_however_many_rows),
        cmocka_unit_test(digits_among_words_are_no_part_of_a_fingerprint),
        cmocka_unit_test(equal_fingerprints_of_one_document_are_told_apart),
        cmocka_unit_test(findings_of_one_wrong_figure_are_a_group),
        cmocka_unit_test(a_figure_that_agrees_elsewhere_is_no_common_cause),
        cmocka_unit_test(findings_come_in_the_order_of_their_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
