/* test_worker_archive.c - archives of documents, listed and read by the worker. */
#include <unistd.h>

#include "make_zip.h"
#include "read_text.h"

#include "read/walk.h"

#ifdef HAVE_LIBZIP

static int make_root(void **state) {
    static char root[200];
    const char *base = getenv("TMPDIR");
    snprintf(root, sizeof root, "%s/bdl-archive-XXXXXX", base ? base : "/tmp");
    *state = root;
    return mkdtemp(root) ? 0 : -1;
}

static int remove_root(void **state) {
    char command[300];
    snprintf(command, sizeof command, "rm -rf '%s'", (const char *)*state);
    return system(command);
}

static bdl_status read_file(bdl_arena *arena, bdl_str path, bdl_doc **out,
                            bdl_str *error) {
    bdl_str bytes;
    bdl_status status = bdl_read_file(arena, path, &bytes, error);
    return status == BDL_OK ? bdl_read_bytes(arena, path, bytes, out, error) : status;
}

static void an_archive_is_walked_like_a_folder(void **state) {
    const char *root = *state;
    bdl_arena *arena = bdl_arena_new();
    const zip_part parts[] = {{"b.txt", "预算"},
                              {"2024/", ""},
                              {"2024/\xCA\xD5\xD6\xA7.md", "# 收支"}, /* GB18030 */
                              {"__MACOSX/b.txt", "x"},
                              {"c.zip", "x"},
                              {"f.RAR", "x"},
                              {"d.png", "x"}};
    bdl_str error, path = bdl_arena_printf(arena, "%s/a.zip", root);
    bdl_str bytes = make_zip(arena, parts, 7);
    assert_int_equal(bdl_file_write(arena, path, bytes, &error), BDL_OK);
    bdl_str broken = bdl_arena_printf(arena, "%s/e.zip", root);
    assert_int_equal(bdl_file_write(arena, broken, BDL_STR("PK"), &error), BDL_OK);
    bdl_str closed = bdl_arena_printf(arena, "%s/g.7z", root);
    assert_int_equal(bdl_file_write(arena, closed, BDL_STR("7z"), &error), BDL_OK);
    bdl_walk_list list;
    assert_int_equal(bdl_walk(arena, bdl_str_z(root), &list, &error), BDL_OK);
    assert_int_equal(list.files.count, 2);
    assert_true(bdl_str_ends(list.files.items[0], BDL_STR("a.zip/2024/收支.md")));
    assert_true(bdl_str_ends(list.files.items[1], BDL_STR("a.zip/b.txt")));
    assert_int_equal(list.problems.count, 4); /* c.zip and f.RAR in it, e.zip, g.7z */
    bdl_doc *doc = NULL;
    assert_int_equal(read_file(arena, list.files.items[0], &doc, &error), BDL_OK);
    assert_text(doc->blocks.items[0].run.text, "收支");
    path = bdl_arena_printf(arena, "%s/a.zip/none.txt", root);
    assert_int_equal(read_file(arena, path, &doc, &error), BDL_EINPUT);
    assert_text(error, "no such file in the archive");
    bdl_arena_free(arena);
}

static void without_the_reader_it_is_said_what_is_missing(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_str kept = bdl_arena_str(arena, bdl_str_z(getenv("BDL_READ_OFFICE")));
    bdl_doc *doc;
    bdl_str error = BDL_STR("");
    setenv("BDL_READ_OFFICE", "/nowhere/bdl-read-office", 1);
    assert_int_equal(
        bdl_read_bytes(arena, BDL_STR("a.html"), BDL_STR("<html><p>预算"), &doc, &error),
        BDL_EINPUT);
    assert_true(bdl_str_find(error, BDL_STR("bdl-read-office, is not there"), 0) !=
                SIZE_MAX);
    setenv("BDL_READ_OFFICE", kept.data, 1);
    bdl_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_the_reader_it_is_said_what_is_missing),
        cmocka_unit_test_setup_teardown(an_archive_is_walked_like_a_folder, make_root,
                                        remove_root),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

static void archives_need_a_library(void **state) {
    bdl_arena *arena = bdl_arena_new();
    bdl_doc *doc;
    bdl_str error = BDL_STR("");
    assert_int_not_equal(
        bdl_read_bytes(arena, BDL_STR("a.zip"), BDL_STR("PK\x03\x04"), &doc, &error),
        BDL_OK);
    assert_true(error.len > 0);
    bdl_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(archives_need_a_library)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
