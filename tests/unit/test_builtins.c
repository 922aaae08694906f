/* test_builtins.c - every function of the language, with its answers for empty, blank and
 * missing. */
#include "eval_sample.h"

static void sums_are_zero_of_nothing_and_missing_with_a_missing_element(void **state) {
    holds("sum([1, 2, 3]) === 6");
    holds("sum(expenditure.rows[level == 2].total) === 30万元");
    holds("sum(expenditure.rows[level == 9].total) === 0万元");
    holds("sum(expenditure.rows.project) === 30万元");
    is_open("sum(projects.indicators.score) > 0");
    is_open("sum(sections.level) > 0");
}

static void counts_do_not_look_at_values(void **state) {
    holds("count([]) === 0");
    holds("count(projects.indicators.score) === 4");
    is_open("count(sections) == 0");
}

static void extremes_and_the_mean_of_nothing_are_missing(void **state) {
    holds("min([3, 1, 2]) === 1");
    holds("max(expenditure.rows.total) === 30万元");
    holds("min(expenditure.rows.project) === 0");
    holds("mean([1, 2, 6]) === 3");
    holds("mean(expenditure.rows[level == 2].total) === 15万元");
    holds("min(expenditure.rows[level == 9].total) is missing");
    holds("max(expenditure.rows[level == 9].total) is missing");
    holds("mean(expenditure.rows[level == 9].total) is missing");
    is_open("max(projects.indicators.score) > 0");
}

static void each_element_once_or_those_that_recur(void **state) {
    holds("unique([1, 2, 1]) == [1, 2]");
    holds("unique([\"甲 \", \"甲\", \"乙\"]) == [\"甲\", \"乙\"]");
    holds("duplicates([1, 2, 1, 3]) == [1, 1]");
    holds("duplicates([1, 2]) is empty");
    holds("count(duplicates(expenditure.rows.project)) === 3");
    holds("duplicates(expenditure.rows.total).code == [\"\", \"201\"]");
    holds("unique([]) is empty");
}

static void lists_are_put_in_order(void **state) {
    holds("sorted([3, 1, 2]) == [1, 2, 3]");
    holds("sorted([\"b\", \"a\"]) == [\"a\", \"b\"]");
    holds("reversed([1, 2, 3]) == [3, 2, 1]");
    holds("first([1, 2]) === 1 and last([1, 2]) === 2");
    holds("first(expenditure.rows[level == 9].total) is missing");
    holds("last([]) is missing");
    holds("increasing([1, 1, 2])");
    fails("increasing([2, 1])");
    holds("increasing([])");
}

static void texts_are_joined_and_split(void **state) {
    holds("join([\"a\", \"b\"], \"-\") == \"a-b\"");
    holds("join([], \"-\") == \"\"");
    holds("split(\"甲、乙、丙\", \"、\") == [\"甲\", \"乙\", \"丙\"]");
    holds("split(\"\", \"、\") is empty");
    holds("split(\"甲\", \"、\") == [\"甲\"]");
}

static void figures_are_rounded_and_made_positive(void **state) {
    holds("abs(-3) === 3 and abs(3) === 3");
    holds("round(2.345, 2) === 2.35");
    holds("round(-2.5, 0) === -3");
    holds("round(1.25万元, 1) === 1.3万元");
    holds("decimals(statement.income) === 2");
    is_open("abs(statement.spending) > 0");
}

static void what_a_text_says_is_missing_where_it_does_not_read(void **state) {
    holds("number(\"1,234.5\") === 1234.5");
    holds("number(\"几个\") is missing");
    holds("money(\"12.5万元\") === 12.5万元");
    holds("money(\"若干\") is missing");
    holds("percent(\"98%\") === 98%");
    holds("year(\"云河市2024年预算\") === 2024");
    holds("year(\"今年\") is missing");
    holds("text(statement.income) == \"30.00万元\"");
}

static void texts_are_looked_at_by_characters(void **state) {
    holds("starts_with(\"（一）收入\", \"(一)\")");
    holds("ends_with(\"收入预算\", \"预算\")");
    fails("starts_with(\"收入\", \"支出\")");
    holds("replace(\"甲乙甲\", \"甲\", \"丙\") == \"丙乙丙\"");
    holds("trim(\"　甲 乙　\") === \"甲 乙\"");
    holds("length(\"甲乙a\") === 3");
    holds("length(\"\") === 0");
    holds("upper(\"aB甲\") === \"AB甲\"");
    holds("plain(\"一、“三公”经费：3.5 万元。\") === \"一三公经费3.5万元\"");
    is_open("length(projects[3].name) > 0");
}

static void texts_are_measured_against_each_other(void **state) {
    holds("similar(\"甲乙丙丁\", \"甲乙丙丁\") === 100%");
    holds("similar(\"甲乙\", \"丙丁\") === 0");
    holds("similar(\"甲乙丙\", \"甲丙丁\") > 60% and similar(\"甲乙丙\", \"甲丙丁\") < "
          "70%");
    holds("similar(\"\", \"\") === 100%");
    holds("common(\"整理档案三百卷\", \"完成档案三百册\") == \"档案三百\"");
    holds("common(\"甲\", \"乙\") == \"\"");
    holds("common(\"aabaabaaab\", \"baaab\") == \"baaab\"");
    holds("common(\"xyabcdxyabc\", \"abcxy\") == \"abc\"");
    holds("common(\"甲乙丙丁甲乙\", \"甲乙\") == \"甲乙\"");
    /* of short texts and of one that is long, the same */
    holds("common(\"修缮档案库房，整理档案\", \"整理档案三百卷，修缮档案库房\") == "
          "\"修缮档案库房\"");
    holds("common(\"修缮档案库房，整理档案\", "
          "\"整理档案三百卷，修缮档案库房，一二三四五六七八九十一二三四"
          "五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三"
          "四五\") == "
          "\"修缮档案库房，\"");
    holds("distance(\"甲乙丙\", \"甲丙\") === 1");
    holds("distance(\"\", \"甲乙\") === 2");
}

static void numbers_of_headings_are_read(void **state) {
    holds("ordinal(\"一\") === 1");
    holds("ordinal(\"（二）项目支出\") === 2");
    holds("ordinal(\"3.收入\") === 3");
    holds("ordinal(\"第四部分\") === 4");
    holds("ordinal(\"二十一、\") === 21");
    holds("ordinal(\"收入\") is missing");
}

static void a_row_is_looked_up_by_its_key(void **state) {
    holds("lookup(expenditure.rows, \"20103\").total === 18万元");
    holds("lookup(expenditure.rows, \"999\") is missing");
    holds("lookup(expenditure.rows, \"999\").total is missing");
    is_open("lookup(expenditure.rows, \"999\").total > 0");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_zero_of_nothing_and_missing_with_a_missing_element),
        cmocka_unit_test(counts_do_not_look_at_values),
        cmocka_unit_test(extremes_and_the_mean_of_nothing_are_missing),
        cmocka_unit_test(each_element_once_or_those_that_recur),
        cmocka_unit_test(lists_are_put_in_order),
        cmocka_unit_test(texts_are_joined_and_split),
        cmocka_unit_test(figures_are_rounded_and_made_positive),
        cmocka_unit_test(what_a_text_says_is_missing_where_it_does_not_read),
        cmocka_unit_test(texts_are_looked_at_by_characters),
        cmocka_unit_test(texts_are_measured_against_each_other),
        cmocka_unit_test(numbers_of_headings_are_read),
        cmocka_unit_test(a_row_is_looked_up_by_its_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
