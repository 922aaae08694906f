/* cache.h - a folder that keeps the blocks of documents that were read, so that a file
 * that has not changed is not read again.
 *
 * One file an entry, named by the SHA-256 digest of what the blocks depend on: the
 * content, the ending of its name, and the version of the readers. It is written aside
 * and renamed, so that many runs can share a folder, and holds a digest of itself: one
 * that was harmed is passed over and written anew. An entry that cannot be written costs
 * time, no more. */
#ifndef BDL_READ_CACHE_H
#define BDL_READ_CACHE_H

#include "base/file.h"
#include "block/block.h"

typedef struct bdl_cache bdl_cache;

/* A digest of the sources of all readers; make writes reader-version.c, which holds it.
 */
extern const char bdl_reader_version[];

/* The cache in FOLDER, which is made when it is not there; NULL with *ERROR when it
 * cannot be used. Lives in ARENA; may be used by several threads. */
bdl_cache *bdl_cache_open(bdl_arena *arena, bdl_str folder, bdl_str *error);

/* Fills DOC from what is kept of BYTES, named with ENDING; false when nothing is. */
bool bdl_cache_get(const bdl_cache *cache, bdl_str bytes, bdl_str ending, bdl_doc *doc);
/* Keeps DOC as what BYTES, named with ENDING, hold. */
void bdl_cache_put(const bdl_cache *cache, bdl_str bytes, bdl_str ending,
                   const bdl_doc *doc);

#endif
