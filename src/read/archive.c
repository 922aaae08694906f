/* archive.c - ZIP archives of documents; bdl-read-office opens them. */
#include "read/archive.h"

#include <sys/stat.h>

#include "base/limits.h"

#include "read/apart.h"
#include "read/office/zip_name.h"

bool bdl_archive_is(bdl_str path) {
    if (path.len < 5)
        return false;
    const char *end = path.data + path.len - 4;
    return end[0] == '.' && (end[1] | 0x20) == 'z' && (end[2] | 0x20) == 'i' &&
           (end[3] | 0x20) == 'p';
}

bdl_status bdl_archive_list_names(bdl_arena *arena, bdl_str path, bdl_archive_list *out,
                                  bdl_str *error) {
    bdl_arena *scratch = bdl_arena_new();
    bdl_str bytes, names;
    *out = (bdl_archive_list){.names = {NULL, 0, 0}};
    bdl_status status =
        bdl_file_read(scratch, path, BDL_MAX_DOCUMENT_BYTES, &bytes, error);
    *error = status == BDL_OK ? *error : bdl_arena_str(arena, *error);
    if (status == BDL_OK)
        status = bdl_apart(arena, BDL_APART_LIST, BDL_STR(""), bytes, &names, error);
    bdl_arena_free(scratch);
    while (status == BDL_OK && names.len) {
        const char *end = memchr(names.data, '\0', names.len);
        bdl_str name = {names.data, end ? (size_t)(end - names.data) : names.len};
        names = bdl_str_from(names, name.len + (end != NULL));
        name = bdl_zip_decode_name(arena, name);
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
    bdl_str packed;
    bdl_status status =
        bdl_file_read(scratch, archive, BDL_MAX_DOCUMENT_BYTES, &packed, error);
    *error = status == BDL_OK ? *error : bdl_arena_str(arena, *error);
    if (status == BDL_OK)
        status = bdl_apart(arena, BDL_APART_UNPACK, bdl_arena_str(scratch, name), packed,
                           bytes, error);
    bdl_arena_free(scratch);
    return status;
}
