/* test_file.c: whole files in and out, and paths. */
#include "unit.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static bdl_arena *arena;
static char folder[] = "/tmp/bdl-test-XXXXXX";

static int set_up(void **state) {
    strcpy(folder + strlen(folder) - 6, "XXXXXX");
    arena = bdl_arena_new();
    return mkdtemp(folder) ? 0 : -1;
}

static bdl_str at(const char *name) {
    return bdl_path_join(arena, bdl_str_z(folder), bdl_str_z(name));
}

/* How many files are in the folder. */
static size_t file_count(void) {
    size_t count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
        count += entry->d_name[0] != '.';
    closedir(dir);
    return count;
}

static int tear_down(void **state) {
    DIR *dir = opendir(folder);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir))
        if (entry->d_name[0] != '.')
            remove(at(entry->d_name).data);
    closedir(dir);
    rmdir(folder);
    bdl_arena_free(arena);
    return 0;
}

static bdl_status read_back(bdl_str path, size_t limit, bdl_str *text, const char **why) {
    bdl_str error = BDL_STR_INIT("");
    *text = BDL_STR("");
    bdl_status status = bdl_file_read(arena, path, limit, text, &error);
    *why = bdl_arena_str(arena, error).data;
    return status;
}

static void assert_holds(bdl_str path, bdl_str expected) {
    bdl_str text;
    const char *why;
    assert_int_equal(read_back(path, 1 << 20, &text, &why), BDL_OK);
    assert_true(bdl_str_eq(text, expected));
}

static void what_is_written_is_read(void **state) {
    bdl_str error, all = bdl_str_of("预算\0x\n", 9);
    assert_int_equal(bdl_file_write(arena, at("a.txt"), all, &error), BDL_OK);
    assert_holds(at("a.txt"), all);
    assert_int_equal(bdl_file_write(arena, at("a.txt"), BDL_STR("short"), &error),
                     BDL_OK);
    assert_holds(at("a.txt"), BDL_STR("short"));
    assert_int_equal(bdl_file_write(arena, at("b.txt"), BDL_STR(""), &error), BDL_OK);
    assert_holds(at("b.txt"), BDL_STR(""));
    assert_int_equal(file_count(), 2);
}

static void failures_are_told_in_words(void **state) {
    bdl_str text, error;
    const char *why;
    assert_int_equal(read_back(at("none"), 99, &text, &why), BDL_EIO);
    assert_string_equal(why, "no such file");
    assert_int_equal(read_back(bdl_str_z(folder), 99, &text, &why), BDL_EIO);
    assert_string_equal(why, "is a directory");
    assert_int_equal(read_back(bdl_str_of("a\0b", 3), 99, &text, &why), BDL_EIO);
    assert_int_equal(bdl_file_write(arena, at("none/a"), BDL_STR("x"), &error), BDL_EIO);
    assert_text(error, "its folder does not exist");
    assert_int_equal(bdl_file_write(arena, bdl_str_z(folder), BDL_STR("x"), &error),
                     BDL_EIO);
    assert_text(error, "is a directory");
}

static void a_file_above_the_limit_is_refused(void **state) {
    bdl_str text, error;
    const char *why;
    bdl_file_write(arena, at("a"), BDL_STR("12345"), &error);
    assert_int_equal(read_back(at("a"), 5, &text, &why), BDL_OK);
    assert_int_equal(read_back(at("a"), 4, &text, &why), BDL_ELIMIT);
    assert_string_equal(why, "larger than 4 bytes");
    char *large = calloc(1, (1 << 20) + 1);
    bdl_file_write(arena, at("b"), bdl_str_of(large, (1 << 20) + 1), &error);
    free(large);
    assert_int_equal(read_back(at("b"), 1 << 20, &text, &why), BDL_ELIMIT);
    assert_string_equal(why, "larger than 1 MiB");
    assert_int_equal(read_back(BDL_STR("/dev/zero"), 1 << 20, &text, &why), BDL_ELIMIT);
    assert_int_equal(read_back(BDL_STR("/dev/null"), 1 << 20, &text, &why), BDL_OK);
    assert_int_equal(text.len, 0);
}

static void the_old_file_stays_until_the_new_one_is_whole(void **state) {
    bdl_str error;
    bdl_file_write(arena, at("a"), BDL_STR("old"), &error);
    bdl_file_writer *writer = bdl_file_write_begin(arena, at("a"), &error);
    assert_non_null(writer);
    fputs("new", bdl_file_write_stream(writer));
    fflush(bdl_file_write_stream(writer));
    assert_holds(at("a"), BDL_STR("old"));
    assert_int_equal(file_count(), 2);
    assert_int_equal(bdl_file_write_commit(writer, &error), BDL_OK);
    assert_holds(at("a"), BDL_STR("new"));
    assert_int_equal(file_count(), 1);
}

static void an_abandoned_file_leaves_nothing(void **state) {
    bdl_str error;
    bdl_file_writer *writer = bdl_file_write_begin(arena, at("a"), &error);
    fputs("half", bdl_file_write_stream(writer));
    bdl_file_write_abandon(writer);
    bdl_file_write_abandon(writer);
    assert_int_equal(file_count(), 0);
    bdl_arena *other = bdl_arena_new();
    writer = bdl_file_write_begin(other, at("a"), &error);
    fputs("half", bdl_file_write_stream(writer));
    assert_int_equal(file_count(), 1);
    bdl_arena_free(other);
    assert_int_equal(file_count(), 0);
}

static void a_full_device_is_an_error(void **state) {
    bdl_str error = BDL_STR_INIT("");
    if (access("/dev/full", W_OK) != 0)
        skip_here("no /dev/full");
    assert_int_equal(bdl_file_write(arena, BDL_STR("/dev/full"), BDL_STR("x"), &error),
                     BDL_EIO);
    assert_text(error, "no space left on the device");
}

static void a_link_stays_a_link_and_the_mode_stays(void **state) {
    struct stat info;
    bdl_str error;
    bdl_file_write(arena, at("real"), BDL_STR("old"), &error);
    assert_int_equal(chmod(at("real").data, 0640), 0);
    assert_int_equal(symlink("real", at("link").data), 0);
    assert_int_equal(bdl_file_write(arena, at("link"), BDL_STR("new"), &error), BDL_OK);
    assert_holds(at("real"), BDL_STR("new"));
    assert_int_equal(lstat(at("link").data, &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_int_equal(stat(at("real").data, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
}

static void a_pipe_is_read_to_its_end(void **state) {
    int ends[2];
    bdl_str text;
    const char *why;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "by pipe", 7), 7);
    close(ends[1]);
    bdl_str path = bdl_arena_printf(arena, "/dev/fd/%d", ends[0]);
    assert_int_equal(read_back(path, 100, &text, &why), BDL_OK);
    assert_text(text, "by pipe");
    close(ends[0]);
}

static void assert_path(bdl_str got, const char *expected) {
    assert_text(got, expected);
}

static void paths_are_joined_and_taken_apart(void **state) {
    assert_path(bdl_path_join(arena, BDL_STR("a"), BDL_STR("b")), "a/b");
    assert_path(bdl_path_join(arena, BDL_STR("a/"), BDL_STR("b")), "a/b");
    assert_path(bdl_path_join(arena, BDL_STR(""), BDL_STR("b")), "b");
    assert_path(bdl_path_join(arena, BDL_STR("a"), BDL_STR("/b")), "/b");
    assert_path(bdl_path_folder(BDL_STR("a/b/c.txt")), "a/b");
    assert_path(bdl_path_folder(BDL_STR("c.txt")), "");
    assert_path(bdl_path_folder(BDL_STR("/c.txt")), "/");
    assert_path(bdl_path_name(BDL_STR("a/b/c.txt")), "c.txt");
    assert_path(bdl_path_name(BDL_STR("c.txt")), "c.txt");
    assert_path(bdl_path_name(BDL_STR("a/")), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
#define EACH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
        EACH(what_is_written_is_read),
        EACH(failures_are_told_in_words),
        EACH(a_file_above_the_limit_is_refused),
        EACH(the_old_file_stays_until_the_new_one_is_whole),
        EACH(an_abandoned_file_leaves_nothing),
        EACH(a_full_device_is_an_error),
        EACH(a_link_stays_a_link_and_the_mode_stays),
        EACH(a_pipe_is_read_to_its_end),
        EACH(paths_are_joined_and_taken_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
