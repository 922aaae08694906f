/* archive.c - lists and unpacks ZIP archives, in worker processes. */
#include "read/archive.h"

#include <sys/stat.h>

#include "base/language.h"
#include "base/limits.h"

#include "read/package.h"
#include "read/worker.h"

enum { NAMES_MAX = 100000 };

bool bdl_archive_is(bdl_str path) {
    if (path.len < 5)
        return false;
    const char *end = path.data + path.len - 4;
    return end[0] == '.' && (end[1] | 0x20) == 'z' && (end[2] | 0x20) == 'i' &&
           (end[3] | 0x20) == 'p';
}

typedef struct archive_job {
    bdl_str bytes, name;
    bdl_str other_name; /* the same in GB18030, as archives made in China have it */
} archive_job;

/* The names, a NUL behind each. */
static bool list(void *data, bdl_buf *out, bdl_str *error) {
    archive_job *job = data;
    bdl_package *package = bdl_package_open(out->arena, job->bytes, error);
    if (!package)
        return false;
    size_t count = bdl_package_count(package);
    if (count > NAMES_MAX) {
        *error = BDL_TR("is a ZIP archive of too many files");
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        bdl_str name = bdl_package_name(package, i);
        if (name.len == 0 || name.data[name.len - 1] == '/')
            continue; /* a folder */
        bdl_buf_add(out, name);
        bdl_buf_char(out, '\0');
    }
    return true;
}

static bool unpack(void *data, bdl_buf *out, bdl_str *error) {
    archive_job *job = data;
    bdl_package *package = bdl_package_open(out->arena, job->bytes, error);
    if (!package)
        return false;
    for (size_t i = 0; i < bdl_package_count(package); i++) {
        bdl_str name = bdl_package_name(package, i), text;
        if (!bdl_str_eq(name, job->name) && !bdl_str_eq(name, job->other_name))
            continue;
        if (!bdl_package_load(package, i, &text, error))
            return false;
        bdl_buf_add(out, text);
        return true;
    }
    *error = BDL_TR("no such file in the archive");
    return false;
}

bdl_status bdl_archive_list_names(bdl_arena *arena, bdl_str path, bdl_archive_list *out,
                                  bdl_str *error) {
    bdl_arena *scratch = bdl_arena_new();
    archive_job job = {.name = {"", 0}};
    bdl_str names;
    *out = (bdl_archive_list){.names = {NULL, 0, 0}};
    bdl_status status =
        bdl_file_read(scratch, path, BDL_MAX_DOCUMENT_BYTES, &job.bytes, error);
    *error = status == BDL_OK ? *error : bdl_arena_str(arena, *error);
    if (status == BDL_OK)
        status = bdl_worker_run(arena, list, &job, &bdl_worker_usual, &names, error);
    bdl_arena_free(scratch);
    while (status == BDL_OK && names.len) {
        const char *end = memchr(names.data, '\0', names.len);
        bdl_str name = {names.data, end ? (size_t)(end - names.data) : names.len};
        names = bdl_str_from(names, name.len + (end != NULL));
        name = bdl_package_decode_name(arena, name);
        BDL_PUSH(arena, &out->names, name);
    }
    return status;
}

bool bdl_archive_split(bdl_arena *arena, bdl_str path, bdl_str *archive, bdl_str *name) {
    for (size_t i = 0; i + 1 < path.len; i++) {
        bdl_str before = {path.data, i};
        struct stat info;
        if (path.data[i] != '/' || !bdl_archive_is(before))
            continue;
        *archive = bdl_arena_str(arena, before);
        *name = bdl_str_from(path, i + 1);
        if (stat(archive->data, &info) == 0 && S_ISREG(info.st_mode))
            return true;
    }
    return false;
}

bdl_status bdl_archive_read(bdl_arena *arena, bdl_str archive, bdl_str name,
                            bdl_str *bytes, bdl_str *error) {
    bdl_arena *scratch = bdl_arena_new();
    archive_job job = {.name = name, .other_name = bdl_package_encode_name(arena, name)};
    bdl_status status =
        bdl_file_read(scratch, archive, BDL_MAX_DOCUMENT_BYTES, &job.bytes, error);
    *error = status == BDL_OK ? *error : bdl_arena_str(arena, *error);
    if (status == BDL_OK)
        status = bdl_worker_run(arena, unpack, &job, &bdl_worker_usual, bytes, error);
    bdl_arena_free(scratch);
    return status;
}
