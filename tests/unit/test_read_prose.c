/* test_read_prose.c - paragraphs: what a page break tore goes together, nothing else. */
#include "read_text.h"

static void a_paragraph_torn_by_a_page_break_is_one(void **state) {
    assert_reads_as(
        "a.txt",
        "本站2022年安排会议费3.20万元，其中：培训两次；购置水泵一台，用去7.92\n"
        "\n"
        "万元，其中运费0.30万元。\n",
        "text/tabs, UTF-8: 0 headings, 1 paragraph, 0 tables\n"
        "1:1 paragraph: 本站2022年安排会议费3.20万元，其中：培训两次；"
        "购置水泵一台，用去7.92万元，其中运费0.30万元。\n");
}

static void each_part_of_a_torn_paragraph_keeps_its_place(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_doc *doc;
    bdl_str error;
    bdl_str bytes = BDL_STR("  河口镇水利站负责全镇沟渠、泵站，\n\n  并管理水库。\n");
    assert_int_equal(bdl_read_bytes(arena, BDL_STR("a.txt"), bytes, &doc, &error),
                     BDL_OK);
    assert_int_equal(doc->blocks.count, 1);
    const bdl_run *run = &doc->blocks.items[0].run;
    assert_int_equal(bdl_run_count(run), 2);
    assert_int_equal(bdl_run_segment(run, 0).place.line, 1);
    assert_int_equal(bdl_run_segment(run, 0).place.column, 3);
    assert_int_equal(bdl_run_segment(run, 1).place.line, 3);
    assert_int_equal(bdl_run_segment(run, 1).place.column, 3);
    bdl_str second = bdl_str_from(run->text, bdl_run_segment(run, 1).offset);
    assert_text(second, "并管理水库。");
    bdl_arena_free(arena);
}

static void a_long_paragraph_keeps_the_places_of_its_figures(void **state) {
    enum { TIMES = 3000 };
    bdl_arena *arena = bdl_arena_new();
    bdl_doc *doc;
    bdl_str error, once = BDL_STR("水泵3.20万元，");
    bdl_buf text = {.arena = arena};
    for (int i = 0; i < TIMES; i++)
        bdl_buf_add(&text, once);
    assert_int_equal(
        bdl_read_bytes(arena, BDL_STR("a.txt"), bdl_buf_str(&text), &doc, &error),
        BDL_OK);
    const bdl_run *run = &doc->blocks.items[0].run;
    for (size_t i = 0; i < TIMES; i++) {
        bdl_place place = bdl_run_place(run, i * once.len + 6, 10);
        assert_int_equal(place.column, i * 9 + 3);
        assert_int_equal(place.length, 6);
    }
    assert_int_equal(bdl_run_start(run).length, TIMES * 9);
    assert_in_range(bdl_run_count(run), 2, TIMES * once.len / 4000);
    bdl_arena_free(arena);
}

static void a_line_that_ends_inside_brackets_goes_on(void **state) {
    assert_reads_as("a.txt",
                    "水泵购置费2.39万元（其\n中：潜水泵2.13万元）。\n"
                    "职责（一\n中：二（三）\n",
                    "text/tabs, UTF-8: 0 headings, 3 paragraphs, 0 tables\n"
                    "1:1 paragraph: 水泵购置费2.39万元（其中：潜水泵2.13万元）。\n"
                    "3:1 paragraph: 职责（一\n"
                    "4:1 paragraph: 中：二（三）\n");
}

static void titles_and_captions_stay_alone(void **state) {
    assert_reads_as(
        "a.txt",
        "河口镇水利站\n\n2022年部门预算公开\n\n3. 全镇小型水库除险加固以及灌区续建"
        "配套工程管护经费绩效目标表\n\n303001 河口镇水利站（本级）\n\n单位：万元\n",
        "text/tabs, UTF-8: 0 headings, 5 paragraphs, 0 tables\n"
        "1:1 paragraph: 河口镇水利站\n\n"
        "3:1 paragraph: 2022年部门预算公开\n\n"
        "5:1 paragraph: 3. 全镇小型水库除险加固以及灌区续建配套工程管护经费绩效目标表\n\n"
        "7:1 paragraph: 303001 河口镇水利站（本级）\n\n"
        "9:1 paragraph: 单位：万元\n");
}

static void an_item_never_continues_what_is_above_it(void **state) {
    assert_reads_as(
        "a.txt",
        "1、做好全镇防汛工作，检查水库、泵站和沟渠，及时上报险情灾情\n"
        "2、做好抗旱工作，合理调度水源，保障群众饮水；\n"
        "（三）做好水利工程的管理，落实管护责任，定期检查维修设备设施\n"
        "第二部分 收支情况，另见附表。\n",
        "text/tabs, UTF-8: 0 headings, 4 paragraphs, 0 tables\n"
        "1:1 paragraph: 1、做好全镇防汛工作，检查水库、泵站和沟渠，及时上报险情灾情\n"
        "2:1 paragraph: 2、做好抗旱工作，合理调度水源，保障群众饮水；\n"
        "3:1 paragraph: "
        "（三）做好水利工程的管理，落实管护责任，定期检查维修设备设施\n"
        "4:1 paragraph: 第二部分 收支情况，另见附表。\n");
}

static void a_run_in_head_begins_a_paragraph(void **state) {
    assert_reads_as(
        "a.txt",
        "落实管护责任，定期检查维修设备设施，进一步激发各类主体活力\n\n"
        "河口镇节水中心：1. 负责节水宣传，推广节水器具。\n",
        "text/tabs, UTF-8: 0 headings, 2 paragraphs, 0 tables\n"
        "1:1 paragraph: 落实管护责任，定期检查维修设备设施，进一步激发各类主体活力\n\n"
        "3:1 paragraph: 河口镇节水中心：1. 负责节水宣传，推广节水器具。\n");
}

static void a_sentence_that_ended_is_not_continued(void **state) {
    assert_reads_as("a.txt",
                    "落实管护责任，定期检查维修设备设施，进一步激发各类主体活力。”\n"
                    "增强宣传，推广节水器具。\n",
                    "text/tabs, UTF-8: 0 headings, 2 paragraphs, 0 tables\n"
                    "1:1 paragraph: "
                    "落实管护责任，定期检查维修设备设施，进一步激发各类主体活力。”\n"
                    "2:1 paragraph: 增强宣传，推广节水器具。\n");
}

static void latin_words_torn_apart_get_a_blank(void **state) {
    assert_reads_as(
        "a.txt",
        "落实管护责任，定期检查维修设备设施，进一步推广 ISO\n\n"
        "quality 体系，并通过审核。\n",
        "text/tabs, UTF-8: 0 headings, 1 paragraph, 0 tables\n"
        "1:1 paragraph: 落实管护责任，定期检查维修设备设施，进一步推广 ISO quality "
        "体系，并通过审核。\n");
}

/* A blank may set the unit apart from the digits. */
static void a_torn_number_gets_no_blank(void **state) {
    assert_reads_as("a.txt",
                    "落实管护责任，定期检查维修设备设施，共安排日常公用经费1\n\n"
                    "36.47 万元，并按进度支付。\n",
                    "text/tabs, UTF-8: 0 headings, 1 paragraph, 0 tables\n"
                    "1:1 paragraph: 落实管护责任，定期检查维修设备设施，共安排"
                    "日常公用经费136.47 万元，并按进度支付。\n");
}

static void wrapped_lines_of_one_width_go_together(void **state) {
    static const char full[] =
        "水利站按照上级部署做好全镇各项水利工作并落实管护责任加强巡查\n";
    char text[2000] = "一、工作\n";
    for (int i = 0; i < 9; i++)
        strcat(text, full);
    strcat(text, "确保安全\n二、经费\n");
    char *printed = print_bytes("a.txt", bdl_str_z(text));
    assert_non_null(strstr(printed, "0 headings, 3 paragraphs"));
    assert_non_null(strstr(printed, "加强巡查确保安全\n12:1 paragraph: 二、经费\n"));
    free(printed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paragraph_torn_by_a_page_break_is_one),
        cmocka_unit_test(each_part_of_a_torn_paragraph_keeps_its_place),
        cmocka_unit_test(a_long_paragraph_keeps_the_places_of_its_figures),
        cmocka_unit_test(a_line_that_ends_inside_brackets_goes_on),
        cmocka_unit_test(titles_and_captions_stay_alone),
        cmocka_unit_test(an_item_never_continues_what_is_above_it),
        cmocka_unit_test(a_run_in_head_begins_a_paragraph),
        cmocka_unit_test(a_sentence_that_ended_is_not_continued),
        cmocka_unit_test(latin_words_torn_apart_get_a_blank),
        cmocka_unit_test(a_torn_number_gets_no_blank),
        cmocka_unit_test(wrapped_lines_of_one_width_go_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
