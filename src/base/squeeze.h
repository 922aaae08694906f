/* squeeze.h - bytes that wait in memory made fewer. For what this program wrote in this
 * run, not for files; out of memory ends the program, as in arena.h. */
#ifndef BDL_BASE_SQUEEZE_H
#define BDL_BASE_SQUEEZE_H

#include "base/arena.h"

/* Bytes that others are like, looked through once for all of them. */
typedef struct bdl_like bdl_like;

/* Copies BYTES; freed with ARENA. Several threads may use it. */
bdl_like *bdl_like_new(bdl_arena *arena, bdl_str bytes);

/* BYTES in fewer bytes as a rule, in ARENA; in the fewer, the more they are LIKE others,
 * which are needed again to have them back. LIKE may be NULL. */
bdl_str bdl_squeeze(bdl_arena *arena, bdl_str bytes, const bdl_like *like);
/* What was squeezed into BYTES with the same LIKE. */
bdl_str bdl_unsqueeze(bdl_arena *arena, bdl_str bytes, const bdl_like *like);

#endif
