/* aside.h - bytes put aside in a file that has no name and ends with the program: for
 * what one run makes and needs again later, and that would take too much memory. */
#ifndef BDL_BASE_ASIDE_H
#define BDL_BASE_ASIDE_H

#include "base/arena.h"

typedef struct bdl_aside bdl_aside;

/* In ARENA, with which it is closed. The file is made when something is put there. */
bdl_aside *bdl_aside_new(bdl_arena *arena);
/* Puts BYTES there, *AT is where; false when it cannot be. One thread at a time. */
bool bdl_aside_put(bdl_aside *aside, bdl_str bytes, uint64_t *at);
/* The LENGTH bytes AT, in ARENA; false when they cannot be had. Any thread may ask. */
bool bdl_aside_get(const bdl_aside *aside, uint64_t at, size_t length, bdl_arena *arena,
                   bdl_str *bytes);
/* How many bytes were put there. */
uint64_t bdl_aside_size(const bdl_aside *aside);

#endif
