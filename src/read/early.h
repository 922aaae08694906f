/* early.h - a document read on a thread of its own, before anybody asks for it. */
#ifndef BDL_READ_EARLY_H
#define BDL_READ_EARLY_H

#include "read/read.h"

typedef struct bdl_early bdl_early;

/* Begins to read the file PATH (ends in NUL), rows of long tables left raw. NULL where
 * that is not worth it: PATH is no file, is a large one, or there can be no thread. */
bdl_early *bdl_early_begin(bdl_str path, const bdl_cache *cache);
/* Waits until it is read; gives the arena that holds it, which is now the caller's, with
 * *BYTES and *DOC. NULL when PATH is not what was begun, it was taken before, or it could
 * not be read: then it is to be read anew. EARLY may be NULL. */
bdl_arena *bdl_early_take(bdl_early *early, bdl_str path, bdl_str *bytes, bdl_doc **doc);
/* Waits, too. */
void bdl_early_free(bdl_early *early);

#endif
