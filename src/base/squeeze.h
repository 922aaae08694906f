/* squeeze.h - bytes that wait in memory made fewer: what stood before is named by where
 * it stood (LZ77). For what this program wrote in this run, not for files. */
#ifndef BDL_BASE_SQUEEZE_H
#define BDL_BASE_SQUEEZE_H

#include "base/arena.h"

/* BYTES, at most 4 GB of them, in fewer bytes as a rule, in ARENA. */
bdl_str bdl_squeeze(bdl_arena *arena, bdl_str bytes);
/* What was squeezed into BYTES. */
bdl_str bdl_unsqueeze(bdl_arena *arena, bdl_str bytes);

#endif
