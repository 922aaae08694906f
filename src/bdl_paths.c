/* bdl_paths.c - what the user named: rules, and documents found under folders. */
#include "bdl_internal.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/guess.h"
#include "base/language.h"
#include "read/archive.h"
#include "read/read.h"
#include "read/walk.h"

bdl_paths *bdl_paths_new(void) {
    bdl_arena *arena = bdl_arena_new();
    bdl_paths *paths = BDL_NEW(arena, bdl_paths);

    paths->arena = arena;
    paths->named = bdl_map_new(arena);
    return paths;
}

void bdl_paths_free(bdl_paths *paths) {
    if (paths)
        bdl_arena_free(paths->arena);
}

static void add_problem(bdl_paths *paths, bdl_str path, const char *what) {
    bdl_str text = bdl_arena_printf(paths->arena, "%.*s: %s", BDL_PRI(path), what);

    BDL_PUSH(paths->arena, &paths->problems, text);
}

static bool is_rule_name(const char *name) {
    return bdl_str_ends(bdl_str_z(name), BDL_STR(".bdl")) && name[0] != '.';
}

static int select_rule(const struct dirent *entry) {
    return is_rule_name(entry->d_name);
}

bool bdl_paths_add_ruleset(bdl_paths *paths, bdl_str folder) {
    struct dirent **entries;
    int count = scandir(folder.data, &entries, select_rule, alphasort);

    for (int i = 0; i < count; i++) {
        bdl_str path = bdl_path_join(paths->arena, folder, bdl_str_z(entries[i]->d_name));

        BDL_PUSH(paths->arena, &paths->rules, path);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return count > 0;
}

static bool holds_rules(bdl_str folder) {
    struct dirent **entries;
    int count = scandir(folder.data, &entries, select_rule, NULL);

    for (int i = 0; i < count; i++)
        free(entries[i]);
    if (count >= 0)
        free(entries);
    return count > 0;
}

/* A document, unless it was named before: it is one, however often it is met. */
static void add_document(bdl_paths *paths, bdl_str path) {
    if (!bdl_map_put(paths->named, path, paths))
        BDL_PUSH(paths->arena, &paths->documents, path);
    else if (bdl_str_eq(path, BDL_STR("-")))
        BDL_PUSH(paths->arena, &paths->notes,
                 BDL_TR("-: standard input is named twice and read once"));
}

/* WHAT it holds not: what is said of a folder in which no document is found. */
static void add_folder(bdl_paths *paths, bdl_str folder, const char *what) {
    bdl_walk_list found = {0};
    bdl_str error = BDL_STR("");

    if (bdl_walk(paths->arena, folder, &found, &error) != BDL_OK) {
        add_problem(paths, folder, bdl_arena_str(paths->arena, error).data);
        return;
    }
    for (size_t i = 0; i < found.problems.count; i++)
        BDL_PUSH(paths->arena, &paths->problems, found.problems.items[i]);
    for (size_t i = 0; i < found.notes.count; i++)
        BDL_PUSH(paths->arena, &paths->notes, found.notes.items[i]);
    for (size_t i = 0; i < found.files.count; i++)
        add_document(paths, found.files.items[i]);
    if (found.files.count == 0)
        add_problem(paths, folder, what);
}

void bdl_paths_end_rules(bdl_paths *paths) {
    paths->rules_ended = true;
}

void bdl_paths_add(bdl_paths *paths, const char *operand) {
    bdl_str path = bdl_arena_str(paths->arena, bdl_str_z(operand));
    struct stat info;
    bool is_there = stat(path.data, &info) == 0;
    bool is_folder = is_there && S_ISDIR(info.st_mode);
    bool is_archive = is_there && S_ISREG(info.st_mode) && bdl_archive_is(path);

    if (!paths->rules_ended && !is_folder && is_rule_name(bdl_path_name(path).data)) {
        BDL_PUSH(paths->arena, &paths->rules, path);
        return;
    }
    bool may_be_ruleset = is_folder && !paths->rules_ended &&
                          paths->documents.count == 0 && !paths->document_named;

    if (may_be_ruleset && bdl_paths_add_ruleset(paths, path)) {
        paths->ruleset = path;
        return;
    }
    paths->document_named = true;
    if (may_be_ruleset)
        add_folder(paths, path, _("neither rules nor a document that can be read"));
    else if (is_folder && !paths->rules_ended && holds_rules(path))
        add_folder(paths, path,
                   _("rules and no document; a folder of rules stands before documents"));
    else if (is_folder || is_archive)
        add_folder(paths, path, _("no document that can be read"));
    else
        add_document(paths, path);
}

bool bdl_paths_set_cache(bdl_paths *paths, const char *folder) {
    bdl_str error = BDL_STR("");

    paths->cache = bdl_cache_open(paths->arena, bdl_str_z(folder), &error);
    if (!paths->cache)
        fprintf(stderr, _("bdl: --cache %s: %.*s\n"), folder, BDL_PRI(error));
    return paths->cache != NULL;
}

size_t bdl_paths_rule_count(const bdl_paths *paths) {
    return paths->rules.count;
}

size_t bdl_paths_document_count(const bdl_paths *paths) {
    return paths->documents.count;
}

size_t bdl_paths_problem_count(const bdl_paths *paths) {
    return paths->problems.count;
}

const char *bdl_paths_document(const bdl_paths *paths, size_t i) {
    return paths->documents.items[i].data;
}

const char *bdl_paths_ruleset(const bdl_paths *paths) {
    return paths->ruleset.data;
}

const char *bdl_paths_problem(const bdl_paths *paths, size_t i) {
    return paths->problems.items[i].data;
}

const char *bdl_paths_note(const bdl_paths *paths, size_t i) {
    return i < paths->notes.count ? paths->notes.items[i].data : NULL;
}

const char *bdl_nearest(const char *word, const char *const *names, size_t count) {
    bdl_guess guess;

    bdl_guess_init(&guess, bdl_str_z(word));
    for (size_t i = 0; i < count; i++)
        bdl_guess_offer(&guess, bdl_str_z(names[i]));
    return guess.best.len ? guess.best.data : NULL;
}
