/* test_form_end.c - where the list of a form in aligned text ends. */
#include "unit.h"

#include "read/aligned/form.h"

#include "arena.h"

/* How many of LINES go on with the list whose headings the first has; ">" before those
 * that a gap stands above. */
static size_t rest_of(const char *const *lines, size_t count) {
    bdl_worded *all = BDL_NEW_ARRAY(arena, bdl_worded, count);
    for (size_t i = 0; i < count; i++) {
        bool gap = lines[i][0] == '>';
        bdl_line *line = BDL_NEW(arena, bdl_line);
        line->text = bdl_str_z(lines[i] + gap);
        all[i] = bdl_words_of(arena, line);
        all[i].gap = gap;
    }
    return bdl_form_rest(&all[0], &all[1], count - 1);
}

#define REST(lines) rest_of(lines, BDL_COUNT_OF(lines))

/* A label of all rows right above one of them, reasons that end as prose does, and more
 * figures than a list of texts has. */
static void the_rows_of_a_list_may_stand_far_apart(void **state) {
    static const char *const lines[] = {
        "        一级指标  二级指标  年度值  实际值  得分  偏差原因",
        ">       产出指标  衬砌长度  ≥92%    96%     10    受雨水影响。", ">绩效",
        "        时效指标  完工时间  ≥90%    91%     10",
        ">       效益指标  保证能力  ≥80%    88%     20"};
    assert_int_equal(REST(lines), 4);
}

static void a_title_behind_a_gap_ends_a_list(void **state) {
    static const char *const lines[] = {
        "一级指标  二级指标  年度值  实际值  得分", "产出指标  衬砌长度  ≥92%  96%  10",
        "效益指标  保证能力  ≥80%  88%  20", ">水库维修绩效目标表",
        "项目编码  210003  项目名称"};
    assert_int_equal(REST(lines), 2);
}

static void a_list_of_amounts_is_none_of_a_form(void **state) {
    static const char *const lines[] = {"编码  名称  合计  基本  项目",
                                        "201  公共服务  12.30  4.56  7.74",
                                        "208  社会保障  1.20  0.20  1.00"};
    assert_int_equal(REST(lines), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rows_of_a_list_may_stand_far_apart),
        cmocka_unit_test(a_title_behind_a_gap_ends_a_list),
        cmocka_unit_test(a_list_of_amounts_is_none_of_a_form),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
