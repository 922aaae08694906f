/* archive.h - ZIP archives of documents: "a.zip/2024/b.docx" is the path of one in it. */
#ifndef BDL_READ_ARCHIVE_H
#define BDL_READ_ARCHIVE_H

#include "base/file.h"
#include "base/vec.h"

typedef struct bdl_archive_list {
    BDL_VEC(bdl_str) names; /* as UTF-8, in the order of the archive */
} bdl_archive_list;

/* Whether the file PATH is an archive by its name. */
bool bdl_archive_is(bdl_str path);
/* The names of the files in the archive PATH. */
bdl_status bdl_archive_list_names(bdl_arena *arena, bdl_str path, bdl_archive_list *out,
                                  bdl_str *error);
/* Parts "a.zip/b.docx" where an archive that is a file ends. False when there is none. */
bool bdl_archive_split(bdl_arena *arena, bdl_str path, bdl_str *archive, bdl_str *name);
/* The bytes of the file NAME in ARCHIVE, unpacked by bdl-read-office. */
bdl_status bdl_archive_read(bdl_arena *arena, bdl_str archive, bdl_str name,
                            bdl_str *bytes, bdl_str *error);

#endif
