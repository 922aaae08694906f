/* bdl_clash.c - reports that would be written over each other, or over what is read: a
 * slip of the hand that would cost a document. */
#include "bdl_internal.h"

#include <sys/stat.h>

#include "base/language.h"

/* What a path names: a file that is there, or a name in a folder that is. */
struct identity {
    dev_t device;
    ino_t node;
    bdl_str name; /* of a file that is not there; else empty */
};

/* False for what can be written by several: a device, a pipe; and where no folder is. */
static bool identify(bdl_arena *arena, bdl_str path, struct identity *out) {
    bdl_str folder = bdl_path_folder(path);
    struct stat info;

    *out = (struct identity){.name = BDL_STR("")};
    if (stat(bdl_arena_str(arena, path).data, &info) != 0) {
        out->name = bdl_path_name(path);
        if (stat(folder.len ? bdl_arena_str(arena, folder).data : ".", &info) != 0)
            return false;
    } else if (!S_ISREG(info.st_mode)) {
        return false;
    }
    out->device = info.st_dev;
    out->node = info.st_ino;
    return true;
}

static bool are_same(const struct identity *a, const struct identity *b) {
    return a->device == b->device && a->node == b->node && bdl_str_eq(a->name, b->name);
}

/* Whether one of PATHS is FILE. */
static bool is_among(bdl_arena *arena, bdl_str file, const bdl_str *paths, size_t count) {
    struct identity mine, other;

    if (!identify(arena, file, &mine))
        return false;
    for (size_t i = 0; i < count; i++)
        if (identify(arena, paths[i], &other) && are_same(&mine, &other))
            return true;
    return false;
}

bool bdl_outputs_clash(const bdl_paths *paths, const bdl_str *files, size_t count) {
    bdl_arena *arena = bdl_arena_new();
    const char *why = NULL;

    for (size_t i = 0; i < count && !why; i++) {
        if (is_among(arena, files[i], files, i))
            why = _("two reports cannot be one file");
        else if (is_among(arena, files[i], paths->documents.items,
                          paths->documents.count))
            why = _("a report would be written over this document");
        else if (is_among(arena, files[i], paths->rules.items, paths->rules.count))
            why = _("a report would be written over this rule file");
        if (why)
            fprintf(stderr, _("bdl: %.*s: %s\n"), BDL_PRI(files[i]), why);
    }
    bdl_arena_free(arena);
    return why != NULL;
}
