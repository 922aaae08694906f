/* test_slid.c: figures that may have slid into the column beside theirs are told where
 * the sums above leave one reading, and never where another figure may be meant. */
#include "model_text.h"

static const char forms[] = "form spending \"支出表\" {\n"
                            "  title /支出表$/\n"
                            "  unit money from caption\n"
                            "  column code 编码 : text\n"
                            "  column name 名称 : text\n"
                            "  column total 合计 : money\n"
                            "  column basic 基本 : money\n"
                            "  column project 项目 : money\n"
                            "  rows by code under grand\n"
                            "  entry grand where name == \"合计\"\n"
                            "}\n";

#define HEAD "支出表\n单位：万元\n编码\t名称\t合计\t基本\t项目\n"

/* What is told of the rows TEXT; "" for nothing. */
static const char *told(const char *text) {
    const bdl_model *m = recognise(forms, "made-up.txt", text);
    bdl_buf out = {.arena = arena};
    for (size_t i = 0; i < m->unread.count; i++) {
        const bdl_unread *u = &m->unread.items[i];
        bdl_buf_printf(&out, "%s%u %.*s: %.*s", i ? "; " : "", (unsigned)u->place.line,
                       BDL_PRI(u->text), BDL_PRI(u->why));
    }
    return bdl_arena_str(arena, bdl_buf_str(&out)).data;
}

static void the_one_child_that_makes_both_sums_hold_is_told(void **state) {
    assert_string_equal(told(HEAD "213\t农林\t30.00\t10.00\t20.00\n"
                                  "21301\t农业\t10.00\t10.00\t\n"
                                  "21303\t水利\t20.00\t20.00\t\n"),
                        "6 20.00: it stands under 基本, but the sums above hold when it "
                        "stands under 项目");
    assert_string_equal(told(HEAD "213\t农林\t30.00\t20.00\t10.00\n"
                                  "21301\t农业\t10.00\t\t10.00\n"
                                  "21303\t水利\t20.00\t\t20.00\n"),
                        "6 20.00: it stands under 项目, but the sums above hold when it "
                        "stands under 基本");
}

static void nothing_is_told_where_all_sums_hold(void **state) {
    assert_string_equal(told(HEAD "213\t农林\t30.00\t10.00\t20.00\n"
                                  "21301\t农业\t10.00\t10.00\t\n"
                                  "21303\t水利\t20.00\t\t20.00\n"),
                        "");
}

static void nothing_is_told_where_either_child_could_be_meant(void **state) {
    assert_string_equal(told(HEAD "213\t农林\t40.00\t20.00\t20.00\n"
                                  "21301\t农业\t20.00\t20.00\t\n"
                                  "21303\t水利\t20.00\t20.00\t\n"),
                        "");
}

static void nothing_is_told_where_the_cell_beside_is_not_empty(void **state) {
    assert_string_equal(told(HEAD "213\t农林\t32.00\t10.00\t22.00\n"
                                  "21301\t农业\t10.00\t10.00\t\n"
                                  "21303\t水利\t22.00\t20.00\t2.00\n"),
                        "");
}

static void nothing_is_told_where_the_sums_differ_by_other_amounts(void **state) {
    assert_string_equal(told(HEAD "213\t农林\t30.00\t10.00\t19.00\n" /* a wrong sum */
                                  "21301\t农业\t10.00\t10.00\t\n"
                                  "21303\t水利\t20.00\t20.00\t\n"),
                        "");
    assert_string_equal(told(HEAD "213\t农林\t31.00\t10.00\t20.00\n" /* three are off */
                                  "21301\t农业\t10.00\t10.00\t\n"
                                  "21303\t水利\t20.00\t20.00\t\n"),
                        "");
    assert_string_equal(told(HEAD "213\t农林\t30.00\t5.00\t25.00\n" /* no child has 15 */
                                  "21301\t农业\t10.00\t10.00\t\n"
                                  "21303\t水利\t20.00\t10.00\t10.00\n"),
                        "");
}

static void an_amount_for_a_name_is_told_and_a_number_is_not(void **state) {
    assert_string_equal(told(HEAD "213\t农林\t30.00\t10.00\t20.00\n"
                                  "21301\t30.00\t\t10.00\t20.00\n"),
                        "5 30.00: a figure stands under 名称, the row may have slid");
    assert_string_equal(told(HEAD "213\t农林\t30.00\t10.00\t20.00\n"
                                  "21301\t110\t30.00\t10.00\t20.00\n"),
                        "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_one_child_that_makes_both_sums_hold_is_told),
        TEST(nothing_is_told_where_all_sums_hold),
        TEST(nothing_is_told_where_either_child_could_be_meant),
        TEST(nothing_is_told_where_the_cell_beside_is_not_empty),
        TEST(nothing_is_told_where_the_sums_differ_by_other_amounts),
        TEST(an_amount_for_a_name_is_told_and_a_number_is_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
