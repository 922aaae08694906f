/* checked.h: rule text in, diagnostics out, for the tests of check and of forms. The
 * forms that the texts may use stand behind each text, so that its places are its own. */
#ifndef BDL_TESTS_CHECKED_H
#define BDL_TESTS_CHECKED_H

#include <stdio.h>
#include <string.h>

#include "lang/program.h"

static const char forms[] =
    "\nform expenditure \"支出总表\" {\n"
    "    title /支出总表$/\n"
    "    unit money from caption\n"
    "    column code 科目编码 : text\n"
    "    column name 科目名称 : text\n"
    "    column total 合计 : money\n"
    "    column basic 基本支出 : money\n"
    "    column project 项目支出 : money\n"
    "    column share 占比 : percent\n"
    "    column places 数量 : number optional\n"
    "    column done 完成日期 : date optional\n"
    "    rows by code under grand\n"
    "    entry grand first where name == \"合计\"\n"
    "}\n"
    "form balance \"收支表\" {\n"
    "    list income under \"收入\" { column label 项目 : text  column amount 金额 : "
    "money }\n"
    "    entry income.all where label == \"收入总计\"\n"
    "}\n"
    "form sheet \"绩效表\" many as sheets {\n"
    "    title /^({number:number}[.、])?{title:.*绩效表}$/\n"
    "    field code 项目编码 : code\n"
    "    field name 项目名称 : text\n"
    "    field budget 预算数 : money\n"
    "    field plan.march 三月底 \"3月底\" : percent\n"
    "    field goals 绩效目标 : list\n"
    "    table indicators {\n"
    "        column level1 一级指标 : text inherits\n"
    "        column value 指标值 : text\n"
    "    }\n"
    "}\n"
    "form statement \"情况说明\" {\n"
    "    figure operating 运行经费 /运行经费{money}/\n"
    "    section /三公/ {\n"
    "        record said many as sangong_said /{of:number}年{total:money}/\n"
    "    }\n"
    "    let sangong = sangong_said[of == year].total[1]\n"
    "}\n";

typedef struct checked {
    bdl_diags *diags;
    bdl_program *program;
    bdl_status status;
} checked;

static inline checked check_text_as(const char *name, const char *text, bool with_forms,
                                    const bdl_load_options *options) {
    static char whole[1 << 16];
    checked c = {.diags = bdl_diags_new()};
    int length = snprintf(whole, sizeof whole, "%s%s", text, with_forms ? forms : "");
    c.status = bdl_program_load_text(bdl_str_z(name), bdl_str_of(whole, (size_t)length),
                                     options, c.diags, &c.program);
    return c;
}

static inline checked check_text(const char *text) {
    return check_text_as("test.bdl", text, true, NULL);
}

static inline void checked_free(checked *c) {
    bdl_program_free(c->program);
    bdl_diags_free(c->diags);
}

static inline void print_diags(const checked *c) {
    for (size_t i = 0; i < bdl_diags_count(c->diags); i++)
        bdl_diag_print(stderr, bdl_diags_at(c->diags, i), false);
}

/* A mistake of TEXT: its id, and what is underlined. */
typedef struct mistake {
    const char *id, *place, *text;
} mistake;

static inline bool is_mistake(const checked *c, const mistake *m) {
    if (bdl_diags_count(c->diags) != 1)
        return false;
    const bdl_diag *diag = bdl_diags_at(c->diags, 0);
    if (strcmp(diag->id, m->id) != 0)
        return false;
    if (!diag->source)
        return m->place[0] == '\0';
    bdl_str at = bdl_source_slice(diag->source, diag->span);
    return bdl_str_eq(at, bdl_str_z(m->place));
}

static inline void assert_mistakes(const mistake *rows, size_t count, bool with_forms) {
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        checked c = check_text_as("test.bdl", rows[i].text, with_forms, NULL);
        bool good = is_mistake(&c, &rows[i]);
        if (!good) {
            fprintf(stderr, "not just %s at “%s”: %s\n", rows[i].id, rows[i].place,
                    rows[i].text);
            print_diags(&c);
        }
        wrong += !good;
        checked_free(&c);
    }
    assert_int_equal(wrong, 0);
}

static inline void assert_good(const char *const *texts, size_t count, bool with_forms) {
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        checked c = check_text_as("test.bdl", texts[i], with_forms, NULL);
        bool good = c.status == BDL_OK && bdl_diags_count(c.diags) == 0;
        if (!good) {
            fprintf(stderr, "not good: %s\n", texts[i]);
            print_diags(&c);
        }
        wrong += !good;
        checked_free(&c);
    }
    assert_int_equal(wrong, 0);
}

#define ROWS(rows) (rows), sizeof(rows) / sizeof((rows)[0])

#endif
