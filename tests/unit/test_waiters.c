/* test_waiters.c: models that wait packed are the same when they are given back. */
#include <stdio.h>
#include <stdlib.h>

#include "model_text.h"

#include "eval/waiters.h"

static const char forms[] = "form document {\n"
                            "    title /^{title:.*预算公开}$/\n"
                            "    year /{year:number}年/\n"
                            "    department /编制部门:{department:text}$/\n"
                            "}\n"
                            "form spending \"支出表\" {\n"
                            "    title /支出表$/\n"
                            "    unit money from caption\n"
                            "    column code 编码 : code\n"
                            "    column name 名称 : text\n"
                            "    column total 合计 : money\n"
                            "    rows by code\n"
                            "    entry grand where name == \"总计\"\n"
                            "    let doubled = grand.total * 2\n"
                            "}\n"
                            "form sheet \"目标表\" many as sheets {\n"
                            "    title /目标表$/\n"
                            "    field name 项目名称 \"项目名称\" : text\n"
                            "    field goals 绩效目标 \"绩效目标\" : list\n"
                            "    field owner 单位 \"实施单位\" : text optional\n"
                            "    table indicators {\n"
                            "        column label 三级指标 : text\n"
                            "        column value 指标值 : text\n"
                            "    }\n"
                            "}\n"
                            "form statement \"说明\" {\n"
                            "    figure before 上年 /上年支出{money}/\n"
                            "    figure reason 原因 /原因是{reason:text}。/\n"
                            "}\n";

static const char text[] =
    "第一局2025年部门预算公开\r\n\r\n编制部门：第一局\r\n\r\n"
    "支出表\r\n单位：万元\r\n编码\t名称\t合计\r\n"
    "201\t教育\t3.10\r\n20101\t小学\t１.50\r\n20102\t中学\t1.6O\r\n"
    "\t总计\t3.10\r\n\r\n"
    "目标表\r\n项目名称\t修缮\r\n绩效目标\t1.按时。2.按质。\r\n"
    "三级指标\t指标值\r\n完成批次\t≥29批\r\n完成率\t90%—95%\r\n\r\n"
    "上年支出2.00万元，原因是人员增\r\n加较多。\r\n";

/* All of it but for the tables as they were seen, which are not packed. */
static bdl_str printed(bdl_model *model) {
    char *out = NULL;
    size_t length = 0, tables = model->tables.count;
    FILE *memory = open_memstream(&out, &length);
    bdl_str copy;

    assert_non_null(memory);
    model->tables.count = 0;
    bdl_model_print(memory, model);
    bdl_model_print_plain(memory, model);
    for (size_t i = 0; i < model->unread.count; i++)
        fprintf(memory, "%u: %.*s %.*s\n", model->unread.items[i].place.line,
                BDL_PRI(model->unread.items[i].text),
                BDL_PRI(model->unread.items[i].why));
    fprintf(memory, "%s\n",
            bdl_arena_str(arena, bdl_source_line(model->doc->source, 10)).data);
    fclose(memory);
    model->tables.count = tables;
    copy = bdl_arena_str(arena, bdl_str_of(out, length));
    free(out);
    return copy;
}

/* The model of TEXT, in an arena of its own. */
static bdl_model *any_model(void) {
    bdl_arena *tests = arena;
    bdl_model *model;

    arena = bdl_arena_new();
    model = recognise(forms, "a.txt", text);
    arena = tests;
    return model;
}

static size_t cells_read(const bdl_model *model) {
    size_t cells = 0;

    for (size_t i = 0; i < model->tables.count; i++)
        cells += model->tables.items[i].cells_read;
    return cells;
}

/* With room for a packed one alone. */
static void what_waits_packed_is_given_back_whole(void **state) {
    bdl_model *model = any_model(), *back;
    bdl_str before = printed(model), digest;
    size_t cells = cells_read(model);
    bdl_waiters *waiters = bdl_waiters_new(program, 2, 0, 8000, true);

    assert_true(bdl_doc_used(model->doc) > 8000);
    assert_true(model->unread.count > 0);
    assert_shown(model, "sheets[1].indicators[2].value", "90%—95%");
    assert_true(bdl_waiters_take(waiters, 1, model, BDL_STR("digest")));
    assert_false(bdl_waiters_is_full(waiters));
    assert_null(bdl_waiters_give(waiters, 0, &digest));
    back = bdl_waiters_give(waiters, 1, &digest);
    assert_non_null(back);
    assert_text(digest, "digest");
    assert_string_equal(printed(back).data, before.data);
    assert_int_equal(cells_read(back), cells);
    bdl_arena_free(back->arena);
    bdl_waiters_free(waiters);
}

static void what_may_not_be_packed_does_not_wait(void **state) {
    bdl_model *model = any_model();
    bdl_waiters *waiters = bdl_waiters_new(program, 1, 0, 8000, false);

    assert_false(bdl_waiters_take(waiters, 0, model, BDL_STR("digest")));
    assert_true(bdl_waiters_is_full(waiters));
    bdl_arena_free(model->arena);
    bdl_waiters_free(waiters);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(what_waits_packed_is_given_back_whole),
        TEST(what_may_not_be_packed_does_not_wait),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
