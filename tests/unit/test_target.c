/* test_target.c: what an indicator value states, and the patterns that rules ask with. */
#include "unit.h"

#include "model/figure.h"

#include "arena.h"

static const char *const signs[] = {"", "=", ">=", "<=", ">", "<", ".."};

/* ">= 0.98 % rest" for what TEXT states, "none" for no target. */
static void states(const char *text, const char *expected) {
    bdl_target t;
    bdl_str got = BDL_STR("none");
    if (bdl_target_read(arena, bdl_str_z(text), &t)) {
        if (t.bound.kind == BDL_DATE)
            got = bdl_arena_printf(arena, "%s %d-%d-%d", signs[t.comparator],
                                   t.bound.as.date.year, t.bound.as.date.month,
                                   t.bound.as.date.day);
        else
            got = bdl_arena_printf(
                arena, "%s %.*s %.*s", signs[t.comparator],
                BDL_PRI(bdl_dec_str(arena, bdl_dec_trim(t.bound.number), 0)),
                BDL_PRI(bdl_value_unit(&t.bound)->name));
        if (t.comparator == BDL_CMP_RANGE)
            got = bdl_arena_printf(
                arena, "%.*s to %.*s", BDL_PRI(got),
                BDL_PRI(bdl_dec_str(arena, bdl_dec_trim(t.high.number), 0)));
        if (t.rest.len)
            got = bdl_arena_printf(arena, "%.*s [%.*s]", BDL_PRI(got), BDL_PRI(t.rest));
    }
    got = bdl_arena_str(arena, got);
    assert_string_equal(got.data, expected);
}

static void floors_are_read_by_meaning(void **state) {
    states("≥98%", ">= 0.98 %");
    states("98%以上", ">= 0.98 %");
    states("98％及以上", ">= 0.98 %");
    states("不低于98%", ">= 0.98 %");
    states("不少于98%", ">= 0.98 %");
    states("至少98%", ">= 0.98 %");
    states("达到98%以上", ">= 0.98 %");
    states("≥98 百分比", ">= 0.98 %");
    states("$\\geq 98\\%$", ">= 0.98 %");
    states("≥98%按计划完成", ">= 0.98 % [按计划完成]");
    states("大于等于98%", ">= 0.98 %");
    states("20 项以上", ">= 20 项");
    states("每天1次以上", ">= 1 次");
    states("≥2 万张", ">= 20000 张");
    states("优良率≥95%", ">= 0.95 % [优良率]");
}

static void a_negation_turns_a_comparison_round_whatever_its_modal_verb(void **state) {
    states("不能超过3次", "<= 3 次");
    states("培训次数不应低于3次", ">= 3 次 [培训次数]");
    states("不允许超出5%", "<= 0.05 %");
    states("没有超过2起", "<= 2 起");
    states("超出5%", "> 0.05 %");
    states("多于或等于3次", ">= 3 次");
    states("大于、等于3次", ">= 3 次");
    states("少于等于3次", "<= 3 次");
    states("3次或以上", ">= 3 次");
    states("3次或以下", "<= 3 次");
}

static void ceilings_are_read_by_meaning(void **state) {
    states("≤2次", "<= 2 次");
    states("2次以内", "<= 2 次");
    states("2次以下", "<= 2 次");
    states("不超过2次", "<= 2 次");
    states("不高于2次", "<= 2 次");
    states("不多于2次", "<= 2 次");
    states("控制在2次以内", "<= 2 次");
    states("≤228.6 元/册", "<= 228.6 元/册");
    states("≤0.5 万元", "<= 5000 万元");
    states("2日内完成", "<= 2 日 [完成]");
    states("一周以内", "<= 1 周");
}

static void limits_by_name_and_open_ends_are_read(void **state) {
    states("上限3次", "<= 3 次");
    states("下限为3次", ">= 3 次");
    states("3次上限", "<= 3 次");
    states("3次封顶", "<= 3 次");
    states("3次及以内", "<= 3 次");
    states("最高3次", "<= 3 次");
    states("最低98%", ">= 0.98 %");
    states("达到或超过98%", ">= 0.98 %");
    states("98%和以上", ">= 0.98 %");
    states("3次起", ">= 3 次");
    states("3起", " 3 起");
    states("10元起步价", " 10 元 [起步价]");
    states("不超3次", "<= 3 次");
    states("≯5%", "<= 0.05 %");
    states("95%+", ">= 0.95 %");
    states("3+2", " 3  [+2]");
    states("2024年≥80%", ">= 0.8 % [2024年]");
    states("≥100Mbps", ">= 100 Mbps");
    states("不晚于12月31日", "<= 0-12-31");
    states("7月1日起", ">= 0-7-1");
}

static void whether_the_bound_is_included_decides(void **state) {
    states("95%以上（不含95%）", "> 0.95 % [(不含95%)]");
    states("95%（不含）以上", "> 0.95 % [(不含)]");
    states("3次以下（不含本数）", "< 3 次 [(不含本数)]");
    states("超过3次（含3次）", ">= 3 次 [(含3次)]");
    states("10万元以上（不含税）", ">= 100000 万元 [(不含税)]");
}

static void about_so_many_are_so_many(void **state) {
    states("30余次", " 30 次");
    states("1.5万余人次", " 15000 人次");
    states("2万余元", " 20000 元");
    states("20多家以上", ">= 20 家");
    states("≥100m2", ">= 100 m2");
    states("≥90分", ">= 90 分");
}

static void strict_bounds_stay_strict(void **state) {
    states(">0", "> 0 ");
    states("＞0", "> 0 ");
    states("大于0", "> 0 ");
    states("<5", "< 5 ");
    states("小于5", "< 5 ");
    states("低于5", "< 5 ");
}

static void bare_values_have_no_comparator(void **state) {
    states("=100%", " 1 %");
    states("100%", " 1 %");
    states("100 百分号", " 1 %");
    states("达到100%", " 1 %");
    states("45(台/套)", " 45 台/套");
    states("二十项", " 20 项");
    states("及时率达95%", " 0.95 % [及时率达]");
    states("百分之九十五", " 0.95 %");
    states("10.9万", " 109000 万");
    states("700 册", " 700 册");
}

static void ranges_and_dates_are_read(void **state) {
    states("90%-100%", ".. 0.9 % to 1");
    states("90%至100%", ".. 0.9 % to 1");
    states("3～5次", ".. 3 次 to 5");
    states("≥80%且≤90%", ".. 0.8 % to 0.9");
    states("不高于90%，不低于80%", ".. 0.8 % to 0.9");
    states("80%≤x≤90%", ".. 0.8 % to 0.9");
    states("80≤数量≤90个", ".. 80 个 to 90");
    states("≥90%且≤80%", ">= 0.9 % [且≤80%]");
    states("≥80%且≤5次", ">= 0.8 % [且≤5次]");
    states("1–2次", ".. 1 次 to 2");
    states("2024年年底前", "<= 2024-0-0");
    states("2024年第三季度", " 2024-9-0");
    states("2024年12月31日（含）前", "<= 2024-12-31 [(含)]");
    states("≥80%≤90%", ".. 0.8 % to 0.9");
    states("7月31日前", "<= 0-7-31");
    states("12月底前完成", "<= 0-12-0 [完成]");
    states("2024 年 12 月 31 日前完成", "<= 2024-12-31 [完成]");
    states("30日之前", "<= 0-0-30");
    states("三季度末前", "<= 0-9-0");
    states("≥80%且≥90%", ">= 0.8 % [且≥90%]");
    states("80%≥x≤90%", " 0.8 % [≥x≤90%]");
    bdl_target days;
    static const char *const months[] = {"2024.1-2024.12", "2024年1-12月", "1-12月",
                                         "1月至12月"};
    for (size_t i = 0; i < BDL_COUNT_OF(months); i++) {
        assert_true(bdl_target_read(arena, bdl_str_z(months[i]), &days));
        assert_int_equal(days.comparator, BDL_CMP_RANGE);
        assert_int_equal(days.bound.as.date.month, 1);
        assert_int_equal(days.high.as.date.month, 12);
    }
    assert_true(bdl_target_read(arena, BDL_STR("2024年6月30日至12月31日"), &days));
    assert_int_equal(days.comparator, BDL_CMP_RANGE);
    assert_int_equal(days.high.as.date.year, 2024);
    assert_int_equal(days.high.as.date.month, 12);
    assert_true(bdl_target_read(arena, BDL_STR("2024年6月30日至2025年1月31日"), &days));
    assert_int_equal(days.high.as.date.year, 2025);
}

static void the_first_word_on_a_bound_decides_and_remarks_are_kept(void **state) {
    states("≥95%以内", ">= 0.95 %");
    states("A≥95%", ">= 0.95 % [A]");
    states("A5次以上", ">= 5 次 [A]");
    states("95%（含）以上", ">= 0.95 % [(含)]");
    states("95%（含税）", " 0.95 % [(含税)]");
    states("9.5成以上", ">= 0.95 %");
}

static void words_without_a_bound_state_nothing(void **state) {
    static const char *const texts[] = {
        "及时",         "显著提升",           "是",     "无",       "%",    "",
        "降低企业成本", "合同规定时间内完成", "≥",      "7×24小时", "1比1", "1 000人",
        "一半以上",     "10万分之5",          "一年2次"};
    for (size_t i = 0; i < BDL_COUNT_OF(texts); i++)
        states(texts[i], "none");
}

static bool meets(const char *pattern, const char *text, bdl_value *bound) {
    bdl_target_pattern p;
    bdl_target t;
    assert_true(bdl_target_pattern_read(bdl_str_z(pattern), &p));
    return bdl_target_read(arena, bdl_str_z(text), &t) &&
           bdl_target_pattern_meets(&p, &t, bound);
}

static void a_pattern_meets_its_comparator_and_dimension_only(void **state) {
    bdl_value bound;
    assert_true(meets("≥N%", "98%以上", &bound));
    assert_int_equal(bdl_dec_cmp(bound.number, (bdl_dec){98, 2}), 0);
    assert_false(meets("≥N%", "98%", &bound));
    assert_false(meets("≥N%", "≥98", &bound));
    assert_false(meets("≥N", "≥98%", &bound));
    assert_true(meets("≤N万元", "不超过5000元", &bound));
    assert_true(meets("N次", "3次", &bound));
    assert_false(meets("N次", "3项", &bound));
    assert_true(meets("=100%", "100%", &bound));
    assert_false(meets("=100%", "99%", &bound));
    assert_true(meets(">0", "＞0", &bound));
    assert_true(meets(">=Floor%", "至少3%", &bound));
    assert_true(meets("≥Zaz_09%", "至少3%", &bound));
    assert_true(meets("≥N分", "90分以上", &bound));
    assert_true(meets("A", "3", &bound));
}

static void what_is_no_target_pattern_is_refused(void **state) {
    bdl_target_pattern p;
    assert_false(bdl_target_pattern_read(BDL_STR("≥"), &p));
    assert_false(bdl_target_pattern_read(BDL_STR("n%"), &p));
    assert_false(bdl_target_pattern_read(BDL_STR("N%%"), &p));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(floors_are_read_by_meaning),
        EACH(a_negation_turns_a_comparison_round_whatever_its_modal_verb),
        EACH(ceilings_are_read_by_meaning),
        EACH(limits_by_name_and_open_ends_are_read),
        EACH(whether_the_bound_is_included_decides),
        EACH(about_so_many_are_so_many),
        EACH(strict_bounds_stay_strict),
        EACH(bare_values_have_no_comparator),
        EACH(ranges_and_dates_are_read),
        EACH(the_first_word_on_a_bound_decides_and_remarks_are_kept),
        EACH(words_without_a_bound_state_nothing),
        EACH(a_pattern_meets_its_comparator_and_dimension_only),
        EACH(what_is_no_target_pattern_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
