/* ahead.h - rule files parsed ahead of the loader, several at a time.
 *
 * Files are independent until they are checked. Those that are named, and those that they
 * `use`, are read and parsed by several threads; the loader goes through them in its
 * order and takes what is ready. What has a mistake is not kept: the loader parses it
 * itself, so that all that is said is said in the same order, with any number of threads.
 * Then these threads make patterns ready, while the loader's finds names and types. */
#ifndef BDL_LANG_AHEAD_H
#define BDL_LANG_AHEAD_H

#include "lang/load.h"

typedef struct bdl_ahead bdl_ahead;

/* Parses PATHS and what they use with options->threads threads, this one among them.
 * Trees are freed with ARENA; the rest lives until bdl_ahead_free. NULL where one thread
 * is all there shall be. */
bdl_ahead *bdl_ahead_parse(bdl_arena *arena, const bdl_str *paths, size_t count,
                           const bdl_load_options *options);
/* The tree of the file PATH, whose identity is IDENTITY; NULL: it is not there. AHEAD may
 * be NULL. */
bdl_file *bdl_ahead_take(bdl_ahead *ahead, bdl_str path, bdl_str identity);
/* Where the file is that USE, an item of one of these trees, names, when that was looked
 * up and it is there; NULL otherwise. It lives as long as the trees. */
const bdl_load_place *bdl_ahead_find(const bdl_ahead *ahead, const bdl_item *use);
/* Waits for the threads. */
void bdl_ahead_free(bdl_ahead *ahead);

#endif
