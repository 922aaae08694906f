/* test_embed.c - a program that embeds the library: it includes bdl.h and nothing else of
 * ours, and does what the header says may be done. */
#include "unit.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bdl.h"

enum { THREADS = 4, PATH_ROOM = 4096 };

static char folder[] = "/tmp/bdl-embed-XXXXXX";

static const char *path_of(const char *name, char *room) {
    snprintf(room, PATH_ROOM, "%s/%s", folder, name);
    return room;
}

static void write_text(const char *name, const char *text) {
    char path[PATH_ROOM];
    FILE *file = fopen(path_of(name, path), "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static int make_files(void **state) {
    assert_non_null(mkdtemp(folder));
    write_text("r.bdl", "form t \"数据表\" { title /数据表$/ column name 名称 : text\n"
                        "    column amount 金额 : number }\n"
                        "rule big { for row in t.rows assert amount > 2 }\n");
    write_text("bad.bdl", "rule r { assert }\n");
    write_text("d.txt", "数据表\n名称\t金额\n甲\t1\n乙\t3\n");
    return 0;
}

static int remove_files(void **state) {
    static const char *const names[] = {"r.bdl", "bad.bdl", "d.txt", "run.json"};
    char path[PATH_ROOM];
    for (size_t i = 0; i < BDL_COUNT_OF(names); i++)
        (void)unlink(path_of(names[i], path));
    return rmdir(folder);
}

static bdl_paths *paths_to(const char *first, const char *second) {
    char path[PATH_ROOM];
    bdl_paths *paths = bdl_paths_new();
    bdl_paths_add(paths, path_of(first, path));
    if (second)
        bdl_paths_add(paths, path_of(second, path));
    return paths;
}

static void handles_that_are_not_there_are_released(void **state) {
    bdl_paths_free(NULL);
    bdl_rules_free(NULL);
}

static void options_of_zeros_check_and_tell_the_status_alone(void **state) {
    bdl_paths *paths = paths_to("r.bdl", "d.txt");
    bdl_rules *rules = bdl_rules_load(paths, false, &(bdl_rules_options){0});
    assert_int_equal(bdl_paths_rule_count(paths), 1);
    assert_int_equal(bdl_paths_document_count(paths), 1);
    assert_non_null(strstr(bdl_paths_document(paths, 0), "d.txt"));
    assert_null(bdl_paths_ruleset(paths));
    assert_int_equal(bdl_paths_problem_count(paths), 0);
    assert_null(bdl_paths_note(paths, 0));
    assert_non_null(rules);
    assert_int_equal(bdl_check(rules, paths, &(bdl_check_options){0}), BDL_EXIT_FINDINGS);
    bdl_check_options never = {.fail_on = BDL_FAIL_NEVER};
    assert_int_equal(bdl_check(rules, paths, &never), BDL_EXIT_CLEAN);
    bdl_rules_free(rules);
    bdl_paths_free(paths);
}

static void a_report_is_written_where_it_should_be(void **state) {
    char path[PATH_ROOM], begin[16] = "";
    bdl_paths *paths = paths_to("r.bdl", "d.txt");
    bdl_rules *rules = bdl_rules_load(paths, false, &(bdl_rules_options){0});
    bdl_output output = {"json", path_of("run.json", path)};
    bdl_check_options options = {.outputs = &output, .output_count = 1};
    assert_int_equal(bdl_check(rules, paths, &options), BDL_EXIT_FINDINGS);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_true(fread(begin, 1, 1, file) == 1 && begin[0] == '{');
    (void)fclose(file);
    bdl_rules_free(rules);
    bdl_paths_free(paths);
}

static void rules_with_a_mistake_are_none(void **state) {
    bdl_paths *paths = paths_to("bad.bdl", NULL);
    assert_null(bdl_rules_load(paths, false, &(bdl_rules_options){.quiet = true}));
    bdl_paths_free(paths);
}

static void *check_often(void *rules) {
    enum { TIMES = 10 };
    size_t good = 0;
    for (int i = 0; i < TIMES; i++) {
        bdl_paths *paths = paths_to("r.bdl", "d.txt");
        bdl_check_options options = {.threads = 1};
        good += bdl_check(rules, paths, &options) == BDL_EXIT_FINDINGS;
        bdl_paths_free(paths);
    }
    return good == TIMES ? rules : NULL;
}

static void several_threads_check_with_the_same_rules(void **state) {
    pthread_t threads[THREADS];
    bdl_paths *paths = paths_to("r.bdl", NULL);
    bdl_rules *rules = bdl_rules_load(paths, false, &(bdl_rules_options){0});
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, check_often, rules), 0);
    for (size_t i = 0; i < THREADS; i++) {
        void *done = NULL;
        assert_int_equal(pthread_join(threads[i], &done), 0);
        assert_ptr_equal(done, rules);
    }
    bdl_rules_free(rules);
    bdl_paths_free(paths);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(handles_that_are_not_there_are_released),
        cmocka_unit_test(options_of_zeros_check_and_tell_the_status_alone),
        cmocka_unit_test(a_report_is_written_where_it_should_be),
        cmocka_unit_test(rules_with_a_mistake_are_none),
        cmocka_unit_test(several_threads_check_with_the_same_rules),
    };
    return cmocka_run_group_tests(tests, make_files, remove_files);
}
