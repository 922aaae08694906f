/* walk.h - the documents under a folder. */
#ifndef BDL_READ_WALK_H
#define BDL_READ_WALK_H

#include "base/file.h"
#include "base/vec.h"

/* What a walk found; everything lives in the arena of the walk. */
typedef struct bdl_walk_list {
    BDL_VEC(bdl_str) files;    /* paths that begin with the folder as named, sorted */
    BDL_VEC(bdl_str) problems; /* "docs/x: permission denied": what was passed over */
    BDL_VEC(bdl_str) notes;    /* the same of what is no document: reports of bdl */
} bdl_walk_list;

/* Lists every file under FOLDER that bdl_read_can takes: by name in byte order, a
 * folder's files where its name sorts. Hidden names are passed over, links are followed
 * but never round in a circle. BDL_EIO when FOLDER itself cannot be listed; *ERROR says
 * why. A ZIP archive (by its ending) is walked like a folder, also as FOLDER itself: its
 * documents are "a.zip/b.docx". */
bdl_status bdl_walk(bdl_arena *arena, bdl_str folder, bdl_walk_list *out, bdl_str *error);

#endif
