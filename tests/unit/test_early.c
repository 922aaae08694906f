/* test_early.c: a document that is read before it is asked for. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "read/early.h"

static char path[64];

static int set_up(void **state) {
    (void)state;
    strcpy(path, "/tmp/bdl-early-XXXXXX");
    int fd = mkstemp(path);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
    if (!out)
        return -1;
    fputs("一、部门职责\n\n负责集市。\n", out);
    return fclose(out);
}

static int tear_down(void **state) {
    (void)state;
    return unlink(path);
}

static void it_is_given_once_and_only_for_its_path(void **state) {
    (void)state;
    bdl_early *early = bdl_early_begin(bdl_str_z(path), NULL);
    bdl_str bytes;
    bdl_doc *doc = NULL;
    assert_non_null(early);
    assert_null(bdl_early_take(early, BDL_STR("other.txt"), &bytes, &doc));
    bdl_arena *arena = bdl_early_take(early, bdl_str_z(path), &bytes, &doc);
    assert_non_null(arena);
    assert_non_null(doc);
    assert_true(bdl_str_starts(bytes, BDL_STR("一、部门职责")));
    assert_null(bdl_early_take(early, bdl_str_z(path), &bytes, &doc));
    bdl_early_free(early);
    assert_true(bdl_str_eq(doc->path, bdl_str_z(path))); /* it is the taker's */
    bdl_arena_free(arena);
}

static void one_that_nobody_takes_is_freed(void **state) {
    (void)state;
    bdl_early_free(bdl_early_begin(bdl_str_z(path), NULL));
    bdl_early_free(NULL);
    assert_null(bdl_early_take(NULL, bdl_str_z(path), NULL, NULL));
}

static void one_that_cannot_be_read_is_left_to_the_run(void **state) {
    (void)state;
    bdl_str bytes;
    bdl_doc *doc;
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fwrite("\0\1\2\377", 1, 4, out);
    assert_int_equal(fclose(out), 0);
    bdl_early *early = bdl_early_begin(bdl_str_z(path), NULL);
    assert_non_null(early);
    assert_null(bdl_early_take(early, bdl_str_z(path), &bytes, &doc));
    bdl_early_free(early);
}

static void what_is_no_small_file_is_not_begun(void **state) {
    (void)state;
    assert_null(bdl_early_begin(BDL_STR("-"), NULL));
    assert_null(bdl_early_begin(BDL_STR("/tmp"), NULL));
    assert_int_equal(truncate(path, (4 << 20) + 1), 0);
    assert_null(bdl_early_begin(bdl_str_z(path), NULL));
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_null(bdl_early_begin(bdl_str_z(path), NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(it_is_given_once_and_only_for_its_path, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(one_that_nobody_takes_is_freed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(one_that_cannot_be_read_is_left_to_the_run,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_small_file_is_not_begun, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
