/* model_text.h: a document and its forms written in a test, and what was read of it,
 * asked for by paths (expenditure.rows[2].total). */
#ifndef BDL_TESTS_MODEL_TEXT_H
#define BDL_TESTS_MODEL_TEXT_H

#include "read_here.h"
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "base/vec.h"
#include "eval/outcome.h"
#include "lang/program.h"
#include "model/model.h"

static bdl_arena *arena;
static bdl_diags *diags;
static bdl_program *program;
static bdl_eval *evaluator;

static int set_up(void **state) {
    arena = bdl_arena_new();
    diags = bdl_diags_new();
    return 0;
}

static int tear_down(void **state) {
    bdl_eval_free(evaluator);
    bdl_program_free(program);
    evaluator = NULL;
    program = NULL;
    bdl_diags_free(diags);
    bdl_arena_free(arena);
    return 0;
}

/* The model of the document TEXT, named NAME, by the forms FORMS. */
static inline bdl_model *recognise(const char *forms, const char *name,
                                   const char *text) {
    bdl_load_options load = {0};
    bdl_eval_options options = {0};
    bdl_doc *doc;
    bdl_str error;
    bdl_eval_free(evaluator);
    bdl_program_free(program);
    evaluator = NULL;
    program = NULL;
    bdl_status status = bdl_program_load_text(BDL_STR("forms.bdl"), bdl_str_z(forms),
                                              &load, diags, &program);
    for (size_t i = 0; i < bdl_diags_count(diags); i++)
        if (bdl_diags_at(diags, i)->severity == BDL_ERROR)
            bdl_diag_print(stderr, bdl_diags_at(diags, i), false);
    assert_int_equal(status, BDL_OK);
    assert_int_equal(read_here(arena, bdl_str_z(name), bdl_str_z(text), &doc, &error),
                     BDL_OK);
    evaluator = bdl_eval_new(program, &options);
    return bdl_recognise(program->schema, doc, bdl_eval_hooks(evaluator));
}

/* The same by the forms of the test program, which is good until the next one. */
#define model_of(text) recognise(forms, "made-up.txt", text)

/* The value at PATH; NULL when a step of it is not there. */
static inline const bdl_value *find(const bdl_model *model, const char *path) {
    const bdl_record *record = model->document;
    const bdl_value *v = NULL;
    while (*path) {
        size_t n = strcspn(path, ".[");
        /* an entry of a list is one field: income.all */
        size_t longer = path[n] == '.' ? n + 1 + strcspn(path + n + 1, ".[") : n;
        int slot = bdl_rectype_slot(record->type, bdl_str_of(path, longer));
        if (slot >= 0)
            n = longer;
        else
            slot = bdl_rectype_slot(record->type, bdl_str_of(path, n));
        assert_true(slot >= 0);
        v = record->slots[slot];
        path += n;
        if (*path == '[') {
            char *end;
            size_t index = strtoul(path + 1, &end, 10);
            if (v->state != BDL_PRESENT || index == 0 || index > v->as.list->count)
                return NULL;
            v = &v->as.list->items[index - 1];
            path = end + 1;
        }
        if (*path == '.') {
            path++;
            if (v->state != BDL_PRESENT || v->kind != BDL_RECORD)
                return NULL;
            record = v->as.record;
        }
    }
    return v;
}

/* What is at PATH as people read it: "blank", "missing", "unreadable", "[3]" for a list
 * of records, "row 2" for a record in one. */
static inline const char *shown(const bdl_model *model, const char *path) {
    const bdl_value *v = find(model, path);
    if (!v)
        return "nothing";
    switch (v->state) {
    case BDL_BLANK:
        return "blank";
    case BDL_MISSING:
        return "missing";
    case BDL_UNREADABLE:
        return "unreadable";
    case BDL_AMBIGUOUS:
        return "ambiguous";
    default:
        break;
    }
    if (v->kind == BDL_LIST &&
        (v->as.list->count == 0 || v->as.list->items[0].kind == BDL_RECORD))
        return bdl_arena_printf(arena, "[%zu]", v->as.list->count).data;
    if (v->kind == BDL_RECORD)
        return bdl_arena_printf(arena, "row %zu", v->as.record->index).data;
    return bdl_arena_str(arena, bdl_value_print(arena, v)).data;
}

#define assert_shown(model, path, expected)                                              \
    assert_string_equal(shown((model), (path)), (expected))

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

#endif
