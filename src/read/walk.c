/* walk.c - lists the documents under a folder. */
#include "read/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/language.h"
#include "base/limits.h"
#include "base/mark.h"
#include "read/archive.h"
#include "read/read.h"

/* A folder we are in, and those around it: a link back to one of them is a circle. */
typedef struct inside {
    const struct inside *outer;
    dev_t device;
    ino_t node;
    int depth;
} inside;

typedef struct walking {
    bdl_arena *arena;
    bdl_walk_list *out;
} walking;

typedef BDL_VEC(bdl_str) names;

static int by_bytes(const void *a, const void *b) {
    return bdl_str_cmp(*(const bdl_str *)a, *(const bdl_str *)b);
}

static void add_problem(walking *w, bdl_str path, const char *why) {
    bdl_str text = bdl_arena_printf(w->arena, "%.*s: %s", BDL_PRI(path), why);
    BDL_PUSH(w->arena, &w->out->problems, text);
}

/* The names in the folder, sorted, hidden ones left out; errno when it cannot be read. */
static int list_names(bdl_arena *arena, bdl_str path, names *out) {
    bdl_str copy = bdl_arena_str(arena, path);
    DIR *dir = opendir(copy.data);
    if (!dir)
        return errno;
    struct dirent *entry;
    errno = 0;
    while ((entry = readdir(dir))) {
        if (entry->d_name[0] == '.')
            continue;
        BDL_PUSH(arena, out, bdl_arena_str(arena, bdl_str_z(entry->d_name)));
    }
    int error = errno;
    closedir(dir);
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, by_bytes);
    return error;
}

static bool is_circle(const inside *at, const struct stat *info) {
    for (; at; at = at->outer)
        if (at->device == info->st_dev && at->node == info->st_ino)
            return true;
    return false;
}

/* Archives that many disclosures are published in, and nothing here opens. */
static bool is_closed(bdl_str path) {
    bdl_str name = bdl_path_name(path);
    const char *dot = name.len ? memrchr(name.data, '.', name.len) : NULL;
    bdl_str ending =
        dot ? bdl_str_from(name, (size_t)(dot - name.data) + 1) : BDL_STR("");
    return (ending.len == 3 && strncasecmp(ending.data, "rar", 3) == 0) ||
           (ending.len == 2 && strncasecmp(ending.data, "7z", 2) == 0);
}

static void add_closed(walking *w, bdl_str path) {
    add_problem(w, path,
                _("an archive that cannot be opened: unpack it, or pack it as ZIP"));
}

/* Whether PATH (ends in NUL) is what an earlier run wrote: a page or a CSV file of
 * findings, which quotes documents and is none. */
static bool is_report(bdl_str path) {
    char head[BDL_MARK_WITHIN];
    bool may_be = bdl_str_ends_any(path, BDL_WORDS(".html", ".htm", ".csv"));
    int fd = may_be ? open(path.data, O_RDONLY | O_CLOEXEC | O_NOCTTY) : -1;
    if (fd < 0)
        return false;
    ssize_t got = read(fd, head, sizeof head);
    close(fd);
    bdl_str begin = bdl_str_of(head, got > 0 ? (size_t)got : 0);
    return bdl_str_starts(begin, BDL_STR(BDL_MARK_CSV)) ||
           bdl_str_has(begin, BDL_STR(BDL_MARK_HTML));
}

/* The documents in an archive, as if it were a folder; archives in it are said. */
static bdl_status walk_archive(walking *w, bdl_str path, bdl_str *error) {
    bdl_archive_list list;
    bdl_status status = bdl_archive_list_names(w->arena, path, &list, error);
    if (status == BDL_OK && list.names.count)
        qsort(list.names.items, list.names.count, sizeof *list.names.items, by_bytes);
    for (size_t i = 0; status == BDL_OK && i < list.names.count; i++) {
        bdl_str name = list.names.items[i];
        bdl_str inner = bdl_path_join(w->arena, path, name);
        bool hidden = bdl_path_name(name).data[0] == '.' ||
                      bdl_str_starts(name, BDL_STR("__MACOSX/"));
        if (hidden)
            continue;
        if (is_closed(name))
            add_closed(w, inner);
        else if (bdl_archive_is(name))
            add_problem(w, inner, _("an archive inside an archive"));
        else if (bdl_read_can(name))
            BDL_PUSH(w->arena, &w->out->files, bdl_arena_str(w->arena, inner));
    }
    return status;
}

static void walk_file(walking *w, bdl_str path) {
    bdl_str error;
    if (is_closed(path))
        add_closed(w, path);
    if (bdl_archive_is(path) && walk_archive(w, path, &error) != BDL_OK)
        add_problem(w, path, bdl_arena_str(w->arena, error).data);
    if (!bdl_read_can(path))
        return;
    if (is_report(path))
        BDL_PUSH(w->arena, &w->out->notes,
                 bdl_arena_printf(w->arena,
                                  _("%.*s: a report of bdl, which is no document"),
                                  BDL_PRI(path)));
    else
        BDL_PUSH(w->arena, &w->out->files, path);
}

static int walk_folder(walking *w, bdl_str path, const struct stat *info,
                       const inside *outer);

static void walk_entry(walking *w, bdl_str path, const inside *here) {
    struct stat info;
    bdl_str copy = bdl_arena_str(w->arena, path);
    if (stat(copy.data, &info) != 0) {
        if (bdl_read_can(path))
            add_problem(w, path, bdl_file_words(w->arena, errno).data);
        return;
    }
    if (S_ISREG(info.st_mode)) {
        walk_file(w, copy);
        return;
    }
    if (!S_ISDIR(info.st_mode))
        return;
    if (is_circle(here, &info)) {
        BDL_PUSH(w->arena, &w->out->notes, /* what is in it was found already */
                 bdl_arena_printf(w->arena, "%.*s: %s", BDL_PRI(path),
                                  _("a link round in a circle")));
        return;
    }
    if (here->depth >= BDL_MAX_TREE_DEPTH) {
        add_problem(w, path, _("too many folders inside each other"));
        return;
    }
    int error = walk_folder(w, copy, &info, here);
    if (error)
        add_problem(w, path, bdl_file_words(w->arena, error).data);
}

static int walk_folder(walking *w, bdl_str path, const struct stat *info,
                       const inside *outer) {
    inside here = {.outer = outer,
                   .device = info->st_dev,
                   .node = info->st_ino,
                   .depth = outer ? outer->depth + 1 : 1};
    names found = {NULL, 0, 0};
    int error = list_names(w->arena, path, &found);
    for (size_t i = 0; i < found.count; i++)
        walk_entry(w, bdl_path_join(w->arena, path, found.items[i]), &here);
    return error;
}

bdl_status bdl_walk(bdl_arena *arena, bdl_str folder, bdl_walk_list *out,
                    bdl_str *error) {
    *out = (bdl_walk_list){.files = {NULL, 0, 0}};
    struct stat info;
    bdl_str copy = bdl_arena_str(arena, folder);
    walking w = {.arena = arena, .out = out};
    int code = stat(copy.data, &info) != 0 ? errno : 0;
    if (code == 0 && S_ISREG(info.st_mode) && bdl_archive_is(copy))
        return walk_archive(&w, copy, error);
    if (code == 0 && !S_ISDIR(info.st_mode))
        code = ENOTDIR;
    if (code == 0)
        code = walk_folder(&w, folder, &info, NULL);
    if (code == 0)
        return BDL_OK;
    *error = bdl_file_words(arena, code);
    return BDL_EIO;
}
