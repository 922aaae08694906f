/* test_figure.c: figures, dates and amounts of money as documents print them. */
#include <stdio.h>

#include "unit.h"

#include "base/text.h"
#include "base/vec.h"
#include "model/figure.h"

#include "arena.h"

static bdl_value read_as(const char *text, bdl_kind kind, const char *unit) {
    bdl_unit u = {0};
    if (unit)
        assert_true(bdl_unit_read(bdl_str_z(unit), &u));
    return bdl_figure_read(arena, bdl_str_z(text), BDL_TYPE(kind),
                           unit ? bdl_unit_keep(arena, &u) : NULL);
}

static void assert_dec(bdl_dec d, const char *expected) {
    char out[BDL_DEC_TEXT_MAX];
    size_t n = bdl_dec_print(bdl_dec_trim(d), 0, out);
    assert_int_equal(n, strlen(expected));
    assert_memory_equal(out, expected, n);
}

static void money(const char *text, const char *unit, const char *in_yuan) {
    bdl_value v = read_as(text, BDL_MONEY, unit);
    assert_int_equal(v.state, BDL_PRESENT);
    assert_int_equal(v.kind, BDL_MONEY);
    assert_dec(v.number, in_yuan);
}

static void money_is_read_with_the_unit_of_its_table_or_its_own(void **state) {
    money("12.50", "万元", "125000");
    money("12.50", NULL, "12.5");
    money("12.50万元", NULL, "125000");
    money("12.50 元", "万元", "12.5");
    money("1,234.56", "元", "1234.56");
    money("1, 537.4", "万元", "15374000");
    money("１２．５", "万元", "125000");
    money("-3.2", "万元", "-32000");
    money("10.9万", NULL, "109000");
    money("278,076,101", "元", "278076101");
}

static void marks_of_notes_are_no_part_of_amounts(void **state) {
    static const char *const marks[] = {"①", "⑫",   "¹",   "²",    "*",
                                        "※", "[1]", "注1", "(注2)"};
    for (size_t i = 0; i < BDL_COUNT_OF(marks); i++) {
        char text[40];
        snprintf(text, sizeof text, "12.50%s", marks[i]);
        money(text, "元", "12.5");
    }
    assert_int_equal(read_as("12.50(1)", BDL_MONEY, "元").state, BDL_UNREADABLE);
    assert_int_equal(read_as("12.50]", BDL_MONEY, "元").state, BDL_UNREADABLE);
}

static void amounts_with_decimals_in_brackets_are_below_zero(void **state) {
    money("(1,234.50)", "元", "-1234.5");
    money("（0.32）", "万元", "-3200");
    money("(1,234)", "元", "-1234");
    assert_dec(read_as("(3.2%)", BDL_PERCENT, NULL).number, "-0.032");
    assert_int_equal(read_as("(12)", BDL_MONEY, "元").state, BDL_UNREADABLE);
    assert_int_equal(read_as("(1.5", BDL_MONEY, "元").state, BDL_UNREADABLE);
}

static void triangles_and_dashes_before_amounts_are_below_zero(void **state) {
    static const char *const texts[] = {"△3.20", "▲3.20",  "△ 3.20", "–3.20",
                                        "—3.20", "负3.20", "-¥3.20", "￥-3.20"};
    for (size_t i = 0; i < BDL_COUNT_OF(texts); i++)
        money(texts[i], "万元", "-32000");
    assert_dec(read_as("△3.2%", BDL_PERCENT, NULL).number, "-0.032");
    assert_int_equal(read_as("▲3.2%", BDL_PERCENT, NULL).state, BDL_UNREADABLE);
    assert_int_equal(read_as("△-3.20", BDL_MONEY, "万元").state, BDL_UNREADABLE);
    assert_int_equal(read_as("——3.20", BDL_MONEY, "万元").state, BDL_UNREADABLE);
}

static void amounts_below_one_may_lack_their_first_digit(void **state) {
    money(".50", "元", "0.5");
    money("-.50", "元", "-0.5");
    money("¥．5", "万元", "5000");
    assert_dec(read_as(".5%", BDL_PERCENT, NULL).number, "0.005");
    static const char *const texts[] = {".", "-.", ".5.0", "..5", ".%", ".a"};
    for (size_t i = 0; i < BDL_COUNT_OF(texts); i++)
        assert_int_equal(read_as(texts[i], BDL_MONEY, "元").state, BDL_UNREADABLE);
}

static void signs_of_currency_leave_the_unit_of_the_column(void **state) {
    money("￥12.00", "万元", "120000");
    money("¥ 1,200", NULL, "1200");
    money("人民币12.00元整", "万元", "12");
    money("12.50（元）", "万元", "12.5");
    money("1亿2000万元", "元", "120000000");
    money("12万5千元", NULL, "125000");
    assert_int_equal(read_as("¥-", BDL_MONEY, "万元").state, BDL_BLANK);
    assert_int_equal(read_as("12万5", BDL_MONEY, "万元").state, BDL_UNREADABLE);
}

static void blank_marks_are_blank_and_keep_their_text(void **state) {
    static const char *const marks[] = {"",   "  ", "-",  "—",      "--",
                                        "——", "/",  "无", "不涉及", "－"};
    for (size_t i = 0; i < BDL_COUNT_OF(marks); i++)
        assert_int_equal(read_as(marks[i], BDL_MONEY, "万元").state, BDL_BLANK);
    bdl_value v = read_as("--", BDL_MONEY, "万元");
    assert_text(v.text, "--");
}

static void text_in_a_column_of_figures_is_unreadable(void **state) {
    static const char *const texts[] = {"见附表", "1,23",   "12.3.4",
                                        "3辆",    "十余万", "12%"};
    for (size_t i = 0; i < BDL_COUNT_OF(texts); i++)
        assert_int_equal(read_as(texts[i], BDL_MONEY, "万元").state, BDL_UNREADABLE);
}

static void a_percentage_is_a_fraction(void **state) {
    assert_dec(read_as("25.00%", BDL_PERCENT, NULL).number, "0.25");
    assert_dec(read_as("80", BDL_PERCENT, NULL).number, "0.8");
    assert_dec(read_as("百分之九十五", BDL_PERCENT, NULL).number, "0.95");
    assert_dec(read_as("１００％", BDL_PERCENT, NULL).number, "1");
    assert_dec(read_as("百分百", BDL_PERCENT, NULL).number, "1");
    assert_dec(read_as("百分之12.5", BDL_PERCENT, NULL).number, "0.125");
    assert_dec(read_as("5‰", BDL_PERCENT, NULL).number, "0.005");
    assert_dec(read_as("千分之二十五", BDL_PERCENT, NULL).number, "0.025");
    assert_dec(read_as("1.2‱", BDL_PERCENT, NULL).number, "0.00012");
    assert_dec(read_as("万分之三", BDL_PERCENT, NULL).number, "0.0003");
    assert_int_equal(read_as("千分之5%", BDL_PERCENT, NULL).state, BDL_UNREADABLE);
    assert_int_equal(read_as("百分之五‰", BDL_PERCENT, NULL).state, BDL_UNREADABLE);
    assert_int_equal(read_as("千分之", BDL_PERCENT, NULL).state, BDL_UNREADABLE);
    assert_int_equal(read_as("5‰%", BDL_PERCENT, NULL).state, BDL_UNREADABLE);
    assert_dec(read_as("百分之三点零五", BDL_PERCENT, NULL).number, "0.0305");
}

static void numbers_may_carry_what_they_count(void **state) {
    assert_dec(read_as("21辆", BDL_NUMBER, NULL).number, "21");
    assert_dec(read_as("二十项", BDL_NUMBER, NULL).number, "20");
    bdl_value v = read_as("228.6元/册", BDL_QUANTITY, NULL);
    assert_int_equal(bdl_value_unit(&v)->money, 1);
    assert_int_equal(bdl_value_unit(&v)->den[0].len, strlen("册"));
}

static void assert_half(bdl_value v, const char *expected) {
    assert_dec(bdl_value_half(&v), expected);
}

static void the_half_width_is_half_of_the_last_printed_place(void **state) {
    assert_half(read_as("12.50", BDL_MONEY, "万元"), "50");
    assert_half(read_as("12", BDL_MONEY, "万元"), "5000");
    assert_half(read_as("98%", BDL_PERCENT, NULL), "0.005");
    assert_half(read_as("3亿元", BDL_MONEY, NULL), "50000000");
    assert_half(
        read_as("0.00000000000000000000000000000000000000000001", BDL_NUMBER, NULL),
        "0.000000000000000000000000000000000000000000005");
    bdl_value v = read_as("12.5", BDL_MONEY, "万元");
    bdl_figure_set_places(&v, 2);
    assert_half(v, "50");
    assert_half(read_as("", BDL_MONEY, "万元"), "0");
    assert_int_equal(bdl_figure_places(BDL_STR("约12.345万元")), 3);
    assert_int_equal(bdl_figure_places(BDL_STR("15")), 0);
}

static void chinese_numerals_are_numbers(void **state) {
    static const struct {
        const char *text;
        long long value;
    } cases[] = {{"二十", 20},        {"一百零五", 105},        {"两", 2},
                 {"十二", 12},        {"二〇二四", 2024},       {"三千五百", 3500},
                 {"一万二千", 12000}, {"两亿三千万", 230000000}};
    for (size_t i = 0; i < BDL_COUNT_OF(cases); i++) {
        long long n = -1;
        assert_true(bdl_numeral_read(bdl_str_z(cases[i].text), &n));
        assert_int_equal(n, cases[i].value);
    }
    long long n;
    assert_false(bdl_numeral_read(BDL_STR("项"), &n));
    assert_false(bdl_numeral_read(BDL_STR(""), &n));
    assert_false(bdl_numeral_read(BDL_STR("二十项"), &n));
}

static void dates_have_as_much_as_is_printed(void **state) {
    static const struct {
        const char *text;
        bdl_date date;
    } cases[] = {{"2024年12月31日", {2024, 12, 31}},
                 {"2024-12-31", {2024, 12, 31}},
                 {"2024/3", {2024, 3, 0}},
                 {"2023 年", {2023, 0, 0}},
                 {"12月底", {0, 12, 0}},
                 {"7 月 31 日", {0, 7, 31}},
                 {"二〇二一年三月", {2021, 3, 0}},
                 {"2024", {2024, 0, 0}}};
    for (size_t i = 0; i < BDL_COUNT_OF(cases); i++) {
        bdl_value v = read_as(cases[i].text, BDL_DATE, NULL);
        assert_int_equal(v.state, BDL_PRESENT);
        assert_int_equal(v.as.date.year, cases[i].date.year);
        assert_int_equal(v.as.date.month, cases[i].date.month);
        assert_int_equal(v.as.date.day, cases[i].date.day);
    }
    assert_int_equal(read_as("年底", BDL_DATE, NULL).state, BDL_UNREADABLE);
}

static void note_amount(void *ctx, const bdl_amount *a) {
    bdl_buf *buf = ctx;
    bdl_buf_printf(buf, "%zu+%zu ", a->amount_end - a->begin,
                   a->unit_end - a->unit_begin);
}

static void assert_amounts(const char *text, const char *expected) {
    bdl_buf buf = {.arena = arena};
    bdl_str folded = bdl_text_fold(arena, bdl_str_z(text));
    bdl_amounts_find(folded, note_amount, &buf);
    bdl_str got = bdl_buf_str(&buf);
    assert_int_equal(got.len, strlen(expected));
    assert_memory_equal(got.data, expected, got.len);
}

static void amounts_of_money_are_found_in_prose(void **state) {
    assert_amounts("预算收入12.50万元，其中拨款8元。", "5+6 1+3 ");
    assert_amounts("1, 537.4 万元", "7+6 ");
    assert_amounts("300万以上的项目", "3+3 ");
    assert_amounts("印制2万张", "");
    assert_amounts("2024年3月1日，5次，80%", "");
    assert_amounts("减少-2.5万元", "4+6 ");
    assert_amounts("10-20万元", "2+6 ");
    assert_amounts("增减△3.50万元", "7+6 ");
    assert_amounts("结余为负3.50万元，自负3.50万元", "7+6 4+6 ");
    assert_amounts("增加—3.50万元，其中——3.50万元", "7+6 4+6 ");
    assert_amounts("减少△3.50万元，共计￥3.50万元", "4+6 6+6 ");
    assert_amounts("共计1亿2000万元", "8+6 ");
    assert_amounts("三百万元", "6+6 ");
    assert_amounts("一元化管理", "");
    assert_amounts("1.2.3.4万元", "");
}

static void note_torn(void *ctx, const bdl_amount *a) {
    *(int *)ctx = a->torn ? 1 : 2;
}

static int tornness_of(const char *text) {
    int found = 0;
    bdl_amounts_find(bdl_text_fold(arena, bdl_str_z(text)), note_torn, &found);
    return found;
}

static void a_blank_in_an_amount_is_bridged_only_where_an_amount_is_due(void **state) {
    enum { NONE, TORN, WHOLE };
    assert_int_equal(tornness_of("增加1 67.89万元"), WHOLE);
    assert_int_equal(tornness_of("预算数为1 565.10万元"), WHOLE);
    assert_int_equal(tornness_of("项目1 67.89万元"), TORN);
    assert_int_equal(tornness_of("增加1 67.89"), NONE);
    assert_amounts("增加1 67.89万元", "7+6 ");
}

static void amounts_in_words_may_end_in_yuan(void **state) {
    assert_amounts("三千二百元", "12+3 ");
    assert_amounts("壹佰贰拾万元整", "12+6 ");
    assert_amounts("壹佰贰拾万伍仟元", "21+3 ");
    assert_amounts("三元桥", "");
    bdl_value v = read_as("人民币壹佰贰拾万伍仟元", BDL_MONEY, NULL);
    assert_true(bdl_dec_cmp(v.number, bdl_dec_int(1205000)) == 0);
}

static void values_print_as_people_wrote_them(void **state) {
    bdl_value v = read_as("10.00", BDL_MONEY, "万元");
    assert_text(bdl_value_print(arena, &v), "10.00万元");
    v = read_as("98%", BDL_PERCENT, NULL);
    assert_text(bdl_value_print(arena, &v), "98%");
    v = read_as("", BDL_MONEY, "万元");
    assert_text(bdl_value_print(arena, &v), "（空）");
    v = bdl_value_missing(BDL_MONEY, (bdl_str){0});
    assert_text(bdl_value_print(arena, &v), "（缺）");
    v = read_as("10.00", BDL_MONEY, "万元");
    v.text = (bdl_str){0}; /* computed */
    assert_text(bdl_value_print(arena, &v), "10.00万元");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        EACH(money_is_read_with_the_unit_of_its_table_or_its_own),
        EACH(triangles_and_dashes_before_amounts_are_below_zero),
        EACH(amounts_below_one_may_lack_their_first_digit),
        EACH(signs_of_currency_leave_the_unit_of_the_column),
        EACH(blank_marks_are_blank_and_keep_their_text),
        EACH(marks_of_notes_are_no_part_of_amounts),
        EACH(amounts_with_decimals_in_brackets_are_below_zero),
        EACH(text_in_a_column_of_figures_is_unreadable),
        EACH(a_percentage_is_a_fraction),
        EACH(numbers_may_carry_what_they_count),
        EACH(the_half_width_is_half_of_the_last_printed_place),
        EACH(chinese_numerals_are_numbers),
        EACH(dates_have_as_much_as_is_printed),
        EACH(amounts_of_money_are_found_in_prose),
        EACH(a_blank_in_an_amount_is_bridged_only_where_an_amount_is_due),
        EACH(amounts_in_words_may_end_in_yuan),
        EACH(values_print_as_people_wrote_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
