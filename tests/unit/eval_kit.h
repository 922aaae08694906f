/* eval_kit.h - checks a rule given as text on a model set by hand: paths and printed
 * texts, each on a line of its own. */
#ifndef BDL_TESTS_EVAL_KIT_H
#define BDL_TESTS_EVAL_KIT_H

#include <stdio.h>
#include <stdlib.h>

#include "unit.h"

#include "eval/outcome.h"
#include "model/figure.h"

enum { KIT_ROWS = 512 }; /* of a list, at most */

#define KIT_FORMS                                                                        \
    "form document {\n"                                                                  \
    "    title /^{title:.*预算公开}$/\n"                                             \
    "    year /{year:number}年/\n"                                                      \
    "    department /编制部门:{department:text}$/\n"                                 \
    "    kind \"budget\" when /预算/\n"                                                \
    "}\n"                                                                                \
    "form expenditure \"支出总表\" {\n"                                              \
    "    title /支出总表$/\n"                                                        \
    "    unit money from caption\n"                                                      \
    "    column code 科目编码 : text\n"                                              \
    "    column name 科目名称 : text\n"                                              \
    "    column total 合计 : money\n"                                                  \
    "    column basic 基本支出 : money\n"                                            \
    "    column project 项目支出 : money\n"                                          \
    "    column other 其他支出 : money optional\n"                                   \
    "    rows by code under grand\n"                                                     \
    "    entry grand where name == \"合计\"\n"                                         \
    "}\n"                                                                                \
    "form sheet \"绩效目标表\" many as projects {\n"                                \
    "    title /绩效目标表$/\n"                                                     \
    "    field code 项目编码 : code\n"                                               \
    "    field name 项目名称 : text\n"                                               \
    "    field budget 预算数 : money\n"                                               \
    "    field goals 绩效目标 : list\n"                                              \
    "    table indicators {\n"                                                           \
    "        column level1 一级指标 : text inherits\n"                               \
    "        column level3 三级指标 : text\n"                                        \
    "        column value 指标值 : text\n"                                            \
    "        column score 分值 : number\n"                                             \
    "    }\n"                                                                            \
    "}\n"                                                                                \
    "form statement \"情况说明\" {\n"                                                \
    "    figure income 收入 /收入{money}/\n"                                         \
    "    figure spending 支出 /支出{money}/\n"                                       \
    "    let twice = income * 2\n"                                                       \
    "}\n"

typedef struct kit {
    bdl_program *program;
    bdl_eval *eval;
    bdl_eval_options options;
    bdl_arena *arena;
    bdl_model *model;
    bdl_doc *doc;
    uint32_t line; /* of what was set last */
    bdl_buf lines;
    bdl_doc_result *result;
} kit;

static inline void kit_fail_with_diags(bdl_diags *diags) {
    for (size_t i = 0; i < bdl_diags_count(diags); i++)
        bdl_diag_print(stderr, bdl_diags_at(diags, i), false);
    fail_msg("the rules have mistakes");
}

static inline bdl_model *kit_model(kit *k, const char *path) {
    k->doc = BDL_NEW(k->arena, bdl_doc);
    k->doc->arena = k->arena;
    k->doc->path = bdl_str_z(path);
    k->model = bdl_model_new(k->arena, k->program->schema, k->doc);
    k->line = 0;
    k->lines = (bdl_buf){.arena = k->arena};
    return k->model;
}

/* Loads the forms above and RULES. */
static inline void kit_begin(kit *k, const char *rules) {
    bdl_diags *diags = bdl_diags_new();
    bdl_load_options load = {0};
    bdl_str text;

    *k = (kit){.arena = bdl_arena_new()};
    text = bdl_arena_printf(k->arena, "%s%s", KIT_FORMS, rules);
    if (bdl_program_load_text(BDL_STR("kit.bdl"), text, &load, diags, &k->program) !=
        BDL_OK)
        kit_fail_with_diags(diags);
    bdl_diags_free(diags);
    k->options.show[BDL_ROUNDED] = true;
    k->options.today = (bdl_date){2026, 6, 30};
    kit_model(k, "docs/one.txt");
}

static inline void kit_end(kit *k) {
    bdl_eval_free(k->eval);
    bdl_program_free(k->program);
    bdl_arena_free(k->arena);
}

static inline bdl_record *kit_row(kit *k, bdl_record *record, bdl_value *v,
                                  const bdl_field *field, size_t index) {
    bdl_list *list = NULL;

    if (v->state == BDL_PRESENT)
        list = (bdl_list *)(uintptr_t)v->as.list;
    if (!list) {
        list = BDL_NEW(k->arena, bdl_list);
        list->items = BDL_NEW_ARRAY(k->arena, bdl_value, KIT_ROWS);
        *v = bdl_value_list(list);
    }
    assert_non_null(field->type.element);
    assert_true(index <= KIT_ROWS);
    while (list->count < index) {
        bdl_record *row = bdl_record_new(k->model, field->type.element->record, record);

        row->index = list->count + 1;
        if (row->type->slot_index >= 0)
            *bdl_slot_own(k->arena, row, (size_t)row->type->slot_index) =
                bdl_value_number(bdl_dec_int((long long)row->index));
        list->items[list->count++] = bdl_value_record(row);
    }
    return list->items[index - 1].as.record;
}

/* Sets the field PATH (expenditure.rows[2].basic) to what a document prints there;
 * amounts are in 万元. NULL text: a list without elements. */
static inline void kit_set(kit *k, const char *path, const char *text) {
    bdl_record *record = k->model->document;
    const char *p = path;
    char printed[256];
    bdl_unit money = {0};
    bdl_origin origin;

    bdl_unit_read(BDL_STR("万元"), &money);
    for (;;) {
        size_t length = strcspn(p, ".[");
        int slot = bdl_rectype_slot(record->type, bdl_str_of(p, length));
        const bdl_field *field;
        bdl_value *v;

        if (slot < 0)
            fail_msg("no field %s in %s", p, path);
        field = &record->type->fields.items[slot];
        v = bdl_slot_own(k->arena, record, (size_t)slot);
        p += length;
        if (*p == '[') {
            char *end;
            size_t index = strtoul(p + 1, &end, 10);

            p = end + 1;
            record = kit_row(k, record, v, field, index);
        } else if (*p == '.') {
            if (v->state != BDL_PRESENT)
                *v = bdl_value_record(
                    bdl_record_new(k->model, field->type.record, record));
            record = v->as.record;
        } else if (field->type.kind == BDL_LIST) {
            *v = bdl_value_list(BDL_NEW(k->arena, bdl_list));
            return;
        } else if (field->type.kind == BDL_RECORD) {
            *v = bdl_value_record(bdl_record_new(k->model, field->type.record, record));
            return;
        } else {
            bdl_str words = bdl_arena_str(k->arena, bdl_str_z(text));

            *v = bdl_figure_read(
                k->arena, words, field->type,
                field->type.kind == BDL_MONEY ? bdl_unit_keep(k->arena, &money) : NULL);
            snprintf(printed, sizeof printed, "%s: ", path);
            origin = (bdl_origin){.of = &k->model->of,
                                  .line = ++k->line,
                                  .column = (uint32_t)strlen(path) + 3};
            v->origin = bdl_origin_new(k->arena, origin, words);
            bdl_buf_printf(&k->lines, "%s: %s\n", path, text);
            if (record->place.line == 0)
                record->place = bdl_origin_place(v->origin);
            return;
        }
        if (*p == '.')
            p++;
    }
}

/* Sets the state of a field that was set. */
static inline bdl_value *kit_value(kit *k, const char *first, const char *second) {
    bdl_record *record = k->model->document;
    int slot = bdl_rectype_slot(record->type, bdl_str_z(first));

    if (second) {
        record = record->slots[slot]->as.record;
        slot = bdl_rectype_slot(record->type, bdl_str_z(second));
    }
    assert_true(slot >= 0);
    return bdl_slot_own(k->arena, record, (size_t)slot);
}

static inline void kit_complete(kit *k) {
    if (!k->eval)
        k->eval = bdl_eval_new(k->program, &k->options);
    k->doc->source = bdl_source_new(k->arena, k->doc->path,
                                    bdl_arena_str(k->arena, bdl_buf_str(&k->lines)));
    bdl_model_complete(k->model, bdl_eval_hooks(k->eval));
}

static inline void kit_check_with(kit *k, bdl_model *const *corpus, size_t count) {
    k->result = BDL_NEW(k->arena, bdl_doc_result);
    k->result->arena = k->arena;
    k->result->path = k->doc->path;
    bdl_eval_check(k->eval, k->model, corpus, count, k->result);
}

static inline void kit_check(kit *k) {
    kit_complete(k);
    kit_check_with(k, NULL, 0);
}

/* The outcomes of rule NUMBER: "2 passed 1 failed"; letters p r f n u. */
static inline bdl_str kit_outcomes(const kit *k, size_t number) {
    static const char letters[] = "prfnu";
    bdl_buf buf = {.arena = k->arena};

    for (int i = 0; i < BDL_OUTCOME_COUNT; i++)
        if (k->result->rules[number].outcome[i])
            bdl_buf_printf(&buf, "%s%c%zu", buf.len ? " " : "", letters[i],
                           k->result->rules[number].outcome[i]);
    bdl_buf_char(&buf, '\0');
    return bdl_buf_str(&buf);
}

#define assert_outcomes(k, expected)                                                     \
    assert_string_equal(kit_outcomes(k, 0).data, expected)
#define assert_outcomes_of(k, number, expected)                                          \
    assert_string_equal(kit_outcomes(k, number).data, expected)
/* Whether TEXT is a part of STR. */
#define assert_holds(str, text)                                                          \
    do {                                                                                 \
        if (bdl_str_find(str, bdl_str_z(text), 0) == SIZE_MAX)                           \
            fail_msg("“%.*s” does not hold “%s”", BDL_PRI(str), text);                   \
    } while (0)

#endif
