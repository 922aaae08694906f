/* test_eval.c - what expressions come to: names, logic, states, lists, patterns. */
#include "eval_sample.h"

static void bare_names_are_fields_of_the_innermost_record(void **state) {
    assert_int_equal(outcome_of_rules("rule r { for row in expenditure.rows\n"
                                      "assert basic + project == total }",
                                      NULL),
                     'p');
    assert_int_equal(outcome_of_rules("rule r { for row in expenditure.rows\n"
                                      "assert 基本支出 + 项目支出 == row.合计 }",
                                      NULL),
                     'p');
}

static void arithmetic_and_comparison_follow_the_language(void **state) {
    holds("1 + 2 * 3 == 7");
    holds("(1 + 2) * 3 == 9");
    holds("-1 + 2 === 1");
    holds("1 / 4 == 25%");
    holds("1万元 + 0元 == 10000元");
    holds("10.00万元 / 4 === 2.5万元");
    fails("1万元 + 0元 == 1元");
    holds("year == 2024 and year - 1 == 2023");
    holds("\"a\" + \"b\" == \"ab\"");
    holds("[1] + [2] == [1, 2]");
}

static void unknown_follows_the_logic_of_three_values(void **state) {
    is_open("statement.spending > 0");
    fails("statement.spending > 0 and 1 == 2");
    fails("1 == 2 and statement.spending > 0");
    is_open("statement.spending > 0 and 1 == 2 - 1");
    holds("statement.spending > 0 or 1 == 2 - 1");
    holds("1 == 2 - 1 or statement.spending > 0");
    is_open("statement.spending > 0 or 1 == 2");
    is_open("not (statement.spending > 0)");
}

static void coalescing_gives_the_other_only_for_what_is_missing(void **state) {
    holds("(statement.spending ?? 5万元) === 5万元");
    holds("(statement.income ?? 5万元) === 30万元");
    holds("(expenditure.rows[3].project ?? 5万元) === 0");
    is_open("(statement.spending ?? statement.spending) > 0");
}

static void tests_of_state_are_true_or_false(void **state) {
    holds("statement.spending is missing");
    fails("statement.spending is present");
    holds("statement.spending is not present");
    holds("statement.income is present");
    holds("expenditure.rows[3].project is blank");
    holds("expenditure.rows[3].project is present");
    fails("statement.income is blank");
    fails("statement.spending is blank");
    holds("statement.spending is not unreadable");
    holds("expenditure.rows[code == \"999\"] is empty");
    holds("expenditure.rows is not empty");
    holds("expenditure.rows[3].project is empty");
    is_open("sections is empty");
    is_open("sections is not empty");
}

static void a_blank_amount_is_zero_and_a_blank_text_is_empty(void **state) {
    holds("expenditure.rows[3].project === 0");
    holds("expenditure.rows[3].project + 1万元 === 1万元");
    holds("expenditure.rows[1].code == \"\"");
    assert_prints("expenditure.rows[3].project", "（空）");
    assert_prints("statement.spending", "（缺）");
}

static void conditions_choose(void **state) {
    holds("(if year == 2024 then 1 else 2) === 1");
    holds("(if year == 2023 then 1 else 2) === 2");
    is_open("(if statement.spending > 0 then 1 else 1) === 1");
}

static void lists_are_mapped_and_flattened_one_level(void **state) {
    holds("expenditure.rows.code == [\"\", \"201\", \"20101\", \"20103\"]");
    holds("count(projects.indicators) === 4");
    holds("projects.indicators.level3 contains \"会议次数\"");
    holds("sum(expenditure.rows[2].children.total) === 30万元");
}

static void filters_keep_what_meets_them(void **state) {
    holds("count(expenditure.rows[code == \"201\"]) === 1");
    holds("expenditure.rows[code == \"201\"].total === [30万元]");
    holds("[1, 2, 3][item > 1] == [2, 3]");
    holds("count(projects[budget > 3万元]) === 1");
    holds("expenditure.rows[level == 2].name == [\"人大事务\", \"政府办公\"]");
}

static void elements_are_asked_of_what_they_store(void **state) {
    holds("count(projects.indicators[value matches /%/]) === 2");
    holds("count(projects.indicators[not (value matches /%/)]) === 2");
    holds("count(projects.indicators[item.score is missing]) === 1");
    holds("count(projects.indicators[score is not missing and value matches /次|卷/]) "
          "=== 2");
    holds("count(projects.indicators[score is missing or value matches /次/]) === 2");
    holds("count(projects.indicators[not (score is missing or value matches /次/)]) "
          "=== 2");
    holds("count(projects.indicators[level3 contains \"满意\"]) === 1");
    holds("count(projects.indicators[level1 contains level3]) === 1");
    holds("count(projects.indicators[starts_with(level1, level3)]) === 1");
    holds("count(projects.indicators[ends_with(level3, \"数\")]) === 2");
    holds("count(projects.indicators[level3 == \"满意度\"]) === 1");
    holds("count(projects.indicators[level3 != \"满意度\" and value is present]) === 3");
    holds("count(expenditure.rows[name == \"政府办公\"]) === 1");
    holds("count(expenditure.rows[code contains name]) === 0");
    holds("count(expenditure.rows[name contains code]) === 1");
    holds("(some row in expenditure.rows satisfies row.code == \"\")");
    is_open("count(projects[name matches /费/ and goals is empty]) === 1");
    holds("count(projects[name matches /税/ and goals is empty]) === 0");
    holds("count(projects[(name ?? \"税\") matches /费/]) === 1");
    is_open("count(projects[code == name or goals is not empty]) === 0");
}

static void texts_are_asked_without_punctuation_and_for_their_length(void **state) {
    holds("count(projects.indicators[plain(value) == plain(\"300·卷\")]) === 0");
    holds("count(projects.indicators[plain(value) == \"95%\"]) === 1");
    holds("count(projects.indicators[plain(value) != \"95%\"]) === 3");
    holds("count(projects.indicators[plain(level3) contains plain(level1)]) === 0");
    holds("count(projects.indicators[plain(level1) contains level3]) === 1");
    holds("count(projects.indicators[ends_with(plain(level3), \"数\")]) === 2");
    holds("count(projects.indicators[plain(value) matches /^95%$/]) === 1");
    holds("count(projects.indicators[plain(level3) in [\"满意度\", \"合格率\"]]) === 2");
    holds("count(projects.indicators[level3 in [\"满意度\", \"无\"]]) === 1");
    holds("count(projects.indicators[not (level3 in [\"满意度\", \"合格率\"])]) === 2");
    holds("count(projects.indicators[length(level1) == 5]) === 1");
    holds("count(projects.indicators[length(level1) != 5]) === 3");
    holds("count(projects.indicators[length(level1) < 4]) === 0");
    holds("count(projects.indicators[length(level1) <= 4]) === 3");
    holds("count(projects.indicators[length(level1) > 4]) === 1");
    holds("count(projects.indicators[length(level1) >= 5]) === 1");
    holds("count(projects.indicators[length(plain(value)) >= 4]) === 2");
    holds("count(expenditure.rows[length(code) == 0]) === 1");
    holds("count(expenditure.rows[plain(code) in [\"\", \"201\"]]) === 2");
    is_open("count(projects[length(name) > 2 and goals is empty]) === 1");
    is_open("count(sections[length(title) > 2]) === 0");
}

static void defined_conditions_are_asked_of_elements(void **state) {
    assert_int_equal(
        outcome_of_rules(
            "define is_share(words) = words matches /%/ and length(words) > 3\n"
            "rule r { assert count(projects.indicators[is_share(value)]) === 1\n"
            "and count(projects.indicators[not is_share(value)]) === 3\n"
            "and count(projects.indicators[is_share(plain(value))]) === 1 }",
            NULL),
        'p');
}

static void what_no_test_tells_is_asked_after_what_tests_tell(void **state) {
    holds("count(projects.indicators[value matches /%/ and count(split(value, \"%\")) == "
          "2]) "
          "=== 2");
    holds("count(projects.indicators[value matches /%/ or count(split(value, \"%\")) == "
          "1]) "
          "=== 4");
    holds("count(projects.indicators[not (length(value) > 0 and 1 === 1)]) === 0");
    holds("every one in projects.indicators satisfies length(one.value) == 0 or 1 === 1");
    is_open("count(projects[length(name) > 2 and count(goals) > 1]) === 1");
}

static void what_a_missing_text_meets_is_not_known(void **state) {
    is_open("count(sections[title matches /说明/]) === 0");
    holds("count(for one in [1, 2] where statement.spending is missing return one) "
          "=== 2");
    assert_int_equal(outcome_of_rules("form list \"清单\" { title /清单$/\n"
                                      "table lines { column a 甲 : text\n"
                                      "column b 乙 : text } }\n"
                                      "rule r { for line in list.lines where a == b\n"
                                      "assert line.a matches /./ }",
                                      NULL),
                     'u');
}

static void an_unknown_filter_makes_aggregates_unknown(void **state) {
    is_open("count(projects.indicators[score > 30]) === 1");
    is_open("sum(projects.indicators[score > 30].score) == 50");
    fails("projects.indicators[score > 30] is empty");
    is_open("projects[1].indicators[score > 30] is empty");
    holds("count(projects.indicators.score) === 4");
    is_open("sum(projects.indicators.score) == 80");
}

static void elements_are_counted_from_one_and_missing_beyond_the_end(void **state) {
    holds("expenditure.rows[2].code == \"201\"");
    holds("[10, 20, 30][2] === 20");
    holds("[10][2] is missing");
    holds("[10][0] is missing");
}

static void quantifiers_follow_three_values(void **state) {
    holds("every row in expenditure.rows satisfies row.total > 0");
    fails("every row in expenditure.rows satisfies row.total > 20万元");
    holds("some row in expenditure.rows satisfies row.total < 13万元");
    fails("some row in expenditure.rows satisfies row.total > 99万元");
    is_open("every x in projects.indicators satisfies x.score > 5");
    fails("every x in projects.indicators satisfies x.score > 30");
    holds("some x in projects.indicators satisfies x.score > 30");
    is_open("some x in projects.indicators satisfies x.score > 90");
    holds("every x in [] satisfies 1 == 2");
}

static void a_list_is_made_from_a_list(void **state) {
    holds("(for x in [1, 2, 3] where x > 1 return x * 2) == [4, 6]");
    is_open("sum(for x in projects.indicators return x.score) > 0");
}

static void membership_is_of_lists_ranges_and_texts(void **state) {
    holds("2024 in [2019..]");
    fails("2018 in [2019..]");
    holds("90% in [80%..100%]");
    holds("year in [2023, 2024]");
    holds("kind in [\"final\", \"budget\"]");
    holds("title contains \"档案 局\"");
    holds("[1, 2] contains 2");
    is_open("statement.spending in [1万元..2万元]");
    is_open("1万元 in [statement.spending, 2万元]");
    holds("2万元 in [statement.spending, 2万元]");
}

static void text_is_compared_as_a_reader_sees_it(void **state) {
    holds("expenditure.rows[4].name == \"政府办公\"");
    fails("expenditure.rows[4].name === \"政府办公\"");
    holds("expenditure.rows[4].name === \"政府 办公\"");
}

static void target_patterns_meet_targets_by_meaning(void **state) {
    holds("projects[1].indicators[1].value matches ≥N卷 and N === 300卷");
    fails("projects[1].indicators[1].value matches ≥N%");
    fails("projects[1].indicators[1].value matches ≤N卷");
    holds("projects[1].indicators[2].value matches ≥N% and N === 98%");
    holds("projects[1].indicators[3].value matches ≥N% | N% and N == 0.95");
    holds("projects[2].indicators[1].value matches ≤N次 and N < 3次");
    holds("\"＝100％\" matches =100%");
    fails("\"=99%\" matches =100%");
    is_open("statement.spending > 0 and projects[1].indicators[3].value matches N%");
}

static void a_placeholder_is_missing_in_alternatives_that_do_not_bind_it(void **state) {
    holds("\"≥5%\" matches ≥N% | ≤M% and M is missing and N is present");
    holds("not (\"x\" matches ≥N%)");
}

static void names_of_a_pattern_stay_known_below(void **state) {
    char message[512];

    assert_int_equal(outcome_of_rules("rule r { for p in projects for i in p.indicators\n"
                                      "where i.level3 == \"会议次数\"\n"
                                      "when i.value matches ≤N次\n"
                                      "assert N > 5次 else \"{N}\" }",
                                      message),
                     'f');
    assert_string_equal(message, "2次");
}

static void regular_expressions_meet_folded_text_and_bind(void **state) {
    holds("\"（一）收入 12.50 万元\" matches /^\\(一\\)收入{amount:money}$/ and amount "
          "=== 12.5万元");
    holds("\"２０２４年\" matches /^{y:number}年/ and y === 2024");
    holds("\"abc\" matches /B/i");
    fails("\"abc\" matches /B/");
    holds("\"编号 ABC\" matches /号(?<rest>.+)$/ and rest == \"ABC\"");
    fails("\"１\" matches /^1$/r");
    holds("\"比上年增加\" matches /减少/ | /增加/");
    holds("title matches \"档案局\"");
}

static void what_is_put_into_a_pattern_is_quoted(void **state) {
    holds("\"2024年预算\" matches /^{year}年/");
    fails("\"2023年预算\" matches /^{year}年/");
}

static void finding_gives_every_match_with_its_names(void **state) {
    holds("count(find(\"甲1乙22丙333\" matches /\\d+/)) === 3");
    holds("find(\"甲1乙22\" matches /{who:甲|乙}{n:number}/).n == [1, 22]");
    holds("find(\"甲1乙22\" matches /{who:甲|乙}{n:number}/)[2].who == \"乙\"");
    holds("find(\"甲\" matches /乙/) is empty");
    is_open("count(find(projects[3].name matches /x/)) == 0");
}

static void a_target_has_parts(void **state) {
    holds("projects[1].indicators[1].target.comparator == \"≥\"");
    holds("projects[1].indicators[1].target.unit == \"卷\"");
    holds("projects[1].indicators[1].target.bound == 300卷");
    holds("projects[1].name.target is missing");
    is_open("projects[1].indicators[1].target.bound == "
            "projects[1].indicators[2].target.bound");
}

static void computed_fields_are_computed_when_asked_for(void **state) {
    holds("statement.twice === 60万元");
}

static void definitions_are_called_with_values(void **state) {
    assert_int_equal(outcome_of_rules("define double(x) = x + x\n"
                                      "rule r { assert double(double(2)) === 8 }",
                                      NULL),
                     'p');
    assert_int_equal(outcome_of_rules("param floor = 80% define above(x) = x >= floor\n"
                                      "rule r { assert above(90%) and not above(70%) }",
                                      NULL),
                     'p');
}

static void a_let_is_seen_below_it(void **state) {
    assert_int_equal(outcome_of_rules("rule r { let all = expenditure.grand.total\n"
                                      "for row in expenditure.rows where level > 0\n"
                                      "let share = total / all assert share <= 1 }",
                                      NULL),
                     'p');
}

static void an_entry_and_a_tree_are_there(void **state) {
    holds("expenditure.grand.total === 30万元");
    holds("expenditure.rows[3].parent.code == \"201\"");
    holds("expenditure.rows[3].level === 2");
    holds("projects[1].indicators[1].sheet.code == \"A1\"");
}

static void deep_nesting_is_not_assessed_and_does_not_crash(void **state) {
    char rules[8192] = "define f0(x) = x + 1\n";
    size_t length = strlen(rules);

    for (int i = 1; i < 40; i++)
        length += (size_t)snprintf(rules + length, sizeof rules - length,
                                   "define f%d(x) = f%d(x) + 1\n", i, i - 1);
    snprintf(rules + length, sizeof rules - length, "rule r { assert f39(0) === 40 }");
    assert_int_equal(outcome_of_rules(rules, NULL), 'p');
}

static void printing_follows_the_units(void **state) {
    assert_prints("statement.income", "30.00万元");
    assert_prints("statement.income + 1.5万元", "31.50万元");
    assert_prints("statement.income / 7", "4.29万元");
    assert_prints("expenditure.rows[2].children.name", "人大事务、政府 办公");
    assert_prints("98%", "98%");
    assert_prints("1 / 4", "0.25");
    assert_prints("year", "2024");
    assert_prints("count(projects)", "2");
    assert_prints("projects[1]", "档案整理");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bare_names_are_fields_of_the_innermost_record),
        cmocka_unit_test(arithmetic_and_comparison_follow_the_language),
        cmocka_unit_test(unknown_follows_the_logic_of_three_values),
        cmocka_unit_test(coalescing_gives_the_other_only_for_what_is_missing),
        cmocka_unit_test(tests_of_state_are_true_or_false),
        cmocka_unit_test(a_blank_amount_is_zero_and_a_blank_text_is_empty),
        cmocka_unit_test(conditions_choose),
        cmocka_unit_test(lists_are_mapped_and_flattened_one_level),
        cmocka_unit_test(filters_keep_what_meets_them),
        cmocka_unit_test(elements_are_asked_of_what_they_store),
        cmocka_unit_test(texts_are_asked_without_punctuation_and_for_their_length),
        cmocka_unit_test(defined_conditions_are_asked_of_elements),
        cmocka_unit_test(what_no_test_tells_is_asked_after_what_tests_tell),
        cmocka_unit_test(what_a_missing_text_meets_is_not_known),
        cmocka_unit_test(an_unknown_filter_makes_aggregates_unknown),
        cmocka_unit_test(elements_are_counted_from_one_and_missing_beyond_the_end),
        cmocka_unit_test(quantifiers_follow_three_values),
        cmocka_unit_test(a_list_is_made_from_a_list),
        cmocka_unit_test(membership_is_of_lists_ranges_and_texts),
        cmocka_unit_test(text_is_compared_as_a_reader_sees_it),
        cmocka_unit_test(target_patterns_meet_targets_by_meaning),
        cmocka_unit_test(a_placeholder_is_missing_in_alternatives_that_do_not_bind_it),
        cmocka_unit_test(names_of_a_pattern_stay_known_below),
        cmocka_unit_test(regular_expressions_meet_folded_text_and_bind),
        cmocka_unit_test(what_is_put_into_a_pattern_is_quoted),
        cmocka_unit_test(finding_gives_every_match_with_its_names),
        cmocka_unit_test(a_target_has_parts),
        cmocka_unit_test(computed_fields_are_computed_when_asked_for),
        cmocka_unit_test(definitions_are_called_with_values),
        cmocka_unit_test(a_let_is_seen_below_it),
        cmocka_unit_test(an_entry_and_a_tree_are_there),
        cmocka_unit_test(deep_nesting_is_not_assessed_and_does_not_crash),
        cmocka_unit_test(printing_follows_the_units),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
