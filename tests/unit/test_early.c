/* test_early.c: a document that is read, and recognised, before it is asked for. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "eval/early.h"
#include "model/model.h"

static char path[64];
static const bdl_early_options options = {0};

static int set_up(void **state) {
    strcpy(path, "/tmp/bdl-early-XXXXXX");
    int fd = mkstemp(path);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
    if (!out)
        return -1;
    fputs("一、部门职责\n\n负责集市。\n", out);
    return fclose(out);
}

static int tear_down(void **state) {
    return unlink(path);
}

static void it_is_given_once_and_only_for_its_path(void **state) {
    bdl_early *early = bdl_early_begin(bdl_str_z(path), &options);
    bdl_early_found found;
    assert_non_null(early);
    assert_false(bdl_early_take(early, BDL_STR("other.txt"), &found));
    assert_true(bdl_early_take(early, bdl_str_z(path), &found));
    assert_non_null(found.doc);
    assert_null(found.model);
    assert_true(bdl_str_starts(found.bytes, BDL_STR("一、部门职责")));
    assert_false(bdl_early_take(early, bdl_str_z(path), &found));
    bdl_early_free(early);
    assert_text(found.doc->path, path); /* it is the taker's */
    bdl_arena_free(found.arena);
}

static void one_that_nobody_takes_is_freed(void **state) {
    bdl_early_free(bdl_early_begin(bdl_str_z(path), &options));
    bdl_early_free(NULL);
    assert_false(bdl_early_take(NULL, bdl_str_z(path), NULL));
}

static void one_that_cannot_be_read_is_left_to_the_run(void **state) {
    bdl_early_found found;
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fwrite("\0\1\2\377", 1, 4, out);
    assert_int_equal(fclose(out), 0);
    bdl_early *early = bdl_early_begin(bdl_str_z(path), &options);
    assert_non_null(early);
    assert_false(bdl_early_take(early, bdl_str_z(path), &found));
    bdl_early_free(early);
}

static void index_words(void *ctx, const bdl_program *program) {
    bdl_early_index(ctx, program);
}

static void recognise(void *ctx, const bdl_program *program) {
    bdl_early_recognise(ctx, program);
}

/* Checks RULES, and meanwhile recognises what EARLY reads; gives whether it can be taken.
 */
static bool check_meanwhile(bdl_early *early, bdl_str rules, bdl_program **program,
                            bdl_early_found *found) {
    bdl_load_options load = {
        .built = index_words, .formed = recognise, .meanwhile = early};
    bdl_diags *diags = bdl_diags_new();
    bdl_program_load_text(BDL_STR("t.bdl"), rules, &load, diags, program);
    bool taken = bdl_early_take(early, bdl_str_z(path), found);
    bdl_diags_free(diags);
    return taken;
}

static void it_is_recognised_when_the_forms_are_checked(void **state) {
    bdl_early *early = bdl_early_begin(bdl_str_z(path), &options);
    bdl_early_found found;
    bdl_program *program;
    assert_true(check_meanwhile(
        early, BDL_STR("rule has-title { assert title is present }"), &program, &found));
    assert_non_null(found.model);
    assert_ptr_equal(found.model->doc, found.doc);
    bdl_arena_free(found.arena);
    bdl_early_free(early);
    bdl_program_free(program);
}

static void it_is_left_to_the_run_by_rules_that_want_more_of_it(void **state) {
    bdl_early *early = bdl_early_begin(bdl_str_z(path), &options);
    bdl_early_found found;
    bdl_program *program;
    assert_false(check_meanwhile(early,
                                 BDL_STR("rule has-rows {\n for t in tables\n"
                                         " assert count(t.rows) > 0\n}"),
                                 &program, &found));
    assert_non_null(program);
    bdl_early_free(early);
    bdl_program_free(program);
}

static void it_is_only_read_where_forms_are_wrong(void **state) {
    bdl_early *early = bdl_early_begin(bdl_str_z(path), &options);
    bdl_early_found found;
    bdl_program *program;
    assert_true(check_meanwhile(early, BDL_STR("form f { column a \"甲\": nothing }"),
                                &program, &found));
    assert_null(program);
    assert_null(found.model);
    bdl_arena_free(found.arena);
    bdl_early_free(early);
}

/* What is wrong with them is found when their words are being indexed. */
static void it_is_only_read_where_conditions_of_forms_are_wrong(void **state) {
    bdl_early *early = bdl_early_begin(bdl_str_z(path), &options);
    bdl_early_found found;
    bdl_program *program;
    assert_true(check_meanwhile(
        early, BDL_STR("form f { column a \"甲\": money\n let b = nothing }"), &program,
        &found));
    assert_null(program);
    assert_null(found.model);
    bdl_arena_free(found.arena);
    bdl_early_free(early);
}

static void what_is_no_small_file_is_not_begun(void **state) {
    assert_null(bdl_early_begin(BDL_STR("-"), &options));
    assert_null(bdl_early_begin(BDL_STR("/tmp"), &options));
    assert_int_equal(truncate(path, (4 << 20) + 1), 0);
    assert_null(bdl_early_begin(bdl_str_z(path), &options));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_null(bdl_early_begin(bdl_str_z(path), &options));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_is_given_once_and_only_for_its_path, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(one_that_nobody_takes_is_freed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(one_that_cannot_be_read_is_left_to_the_run,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_is_recognised_when_the_forms_are_checked,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            it_is_left_to_the_run_by_rules_that_want_more_of_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_is_only_read_where_forms_are_wrong, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            it_is_only_read_where_conditions_of_forms_are_wrong, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_small_file_is_not_begun, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
