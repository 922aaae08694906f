/* test_read_walk.c - the documents under a folder. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "read_text.h"

#include "read/walk.h"

typedef struct place_for_files {
    char root[200];
} place_for_files;

static int make_root(void **state) {
    static place_for_files place;
    const char *base = getenv("TMPDIR");
    snprintf(place.root, sizeof place.root, "%s/bdl-walk-XXXXXX", base ? base : "/tmp");
    *state = &place;
    return mkdtemp(place.root) ? 0 : -1;
}

static int remove_root(void **state) {
    place_for_files *place = *state;
    char command[500];
    snprintf(command, sizeof command, "chmod -R u+rwx '%s'; rm -rf '%s'", place->root,
             place->root);
    return system(command);
}

static void make(const place_for_files *place, const char *name, bool folder) {
    char path[400];
    snprintf(path, sizeof path, "%s/%s", place->root, name);
    if (folder) {
        assert_int_equal(mkdir(path, 0777), 0);
        return;
    }
    int file = open(path, O_CREAT | O_WRONLY, 0666);
    assert_true(file >= 0);
    close(file);
}

static void link_to(const place_for_files *place, const char *target, const char *name) {
    char path[400];
    snprintf(path, sizeof path, "%s/%s", place->root, name);
    assert_int_equal(symlink(target, path), 0);
}

static bdl_walk_list walk(bdl_arena *arena, const place_for_files *place) {
    bdl_walk_list list;
    bdl_str error;
    assert_int_equal(bdl_walk(arena, bdl_str_z(place->root), &list, &error), BDL_OK);
    return list;
}

/* The found files without the root, joined by blanks. */
static void assert_found(const place_for_files *place, const bdl_walk_list *list,
                         const char *expected) {
    char joined[1000] = "";
    for (size_t i = 0; i < list->files.count; i++) {
        bdl_str file = bdl_str_from(list->files.items[i], strlen(place->root) + 1);
        snprintf(joined + strlen(joined), sizeof joined - strlen(joined), "%s%.*s",
                 i ? " " : "", BDL_PRI(file));
    }
    assert_string_equal(joined, expected);
}

static void files_that_can_be_read_are_listed_sorted(void **state) {
    place_for_files *place = *state;
    make(place, "b.txt", false);
    make(place, "a.MD", false);
    make(place, "c", true);
    make(place, "c/x.markdown", false);
    make(place, "c/y.gz", false);
    make(place, ".hidden.txt", false);
    make(place, "d.text", false);
    make(place, "txt", false);
    bdl_arena *arena = bdl_arena_new();
    bdl_walk_list list = walk(arena, place);
    assert_found(place, &list, "a.MD b.txt c/x.markdown d.text");
    assert_int_equal(list.problems.count, 0);
    bdl_arena_free(arena);
}

static void links_are_followed_but_not_round_in_a_circle(void **state) {
    place_for_files *place = *state;
    make(place, "a", true);
    make(place, "a/one.txt", false);
    link_to(place, "a", "b");
    link_to(place, "..", "a/up");
    link_to(place, "nowhere.txt", "gone.txt");
    bdl_arena *arena = bdl_arena_new();
    bdl_walk_list list = walk(arena, place);
    assert_found(place, &list, "a/one.txt b/one.txt");
    assert_int_equal(list.problems.count, 1); /* a link to nowhere */
    assert_int_equal(list.notes.count, 2);    /* two ways up: nothing is lost by them */
    bdl_arena_free(arena);
}

static void folders_too_deep_are_passed_over_and_said(void **state) {
    place_for_files *place = *state;
    char name[300] = "d";
    for (int depth = 0; depth < 70; depth++) {
        make(place, name, true);
        strcat(name, "/d");
    }
    strcpy(strrchr(name, '/'), "/x.txt");
    make(place, name, false);
    bdl_arena *arena = bdl_arena_new();
    bdl_walk_list list = walk(arena, place);
    assert_int_equal(list.files.count, 0);
    assert_int_equal(list.problems.count, 1);
    bdl_arena_free(arena);
}

static void a_folder_that_is_none_is_an_error(void **state) {
    place_for_files *place = *state;
    make(place, "a.txt", false);
    bdl_arena *arena = bdl_arena_new();
    bdl_walk_list list;
    bdl_str error = BDL_STR("");
    bdl_str path = bdl_arena_printf(arena, "%s/a.txt", place->root);
    assert_int_equal(bdl_walk(arena, path, &list, &error), BDL_EIO);
    assert_true(error.len > 0);
    bdl_arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(files_that_can_be_read_are_listed_sorted,
                                        make_root, remove_root),
        cmocka_unit_test_setup_teardown(links_are_followed_but_not_round_in_a_circle,
                                        make_root, remove_root),
        cmocka_unit_test_setup_teardown(folders_too_deep_are_passed_over_and_said,
                                        make_root, remove_root),
        cmocka_unit_test_setup_teardown(a_folder_that_is_none_is_an_error, make_root,
                                        remove_root),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
