/* squeeze.h - bytes that wait in memory made fewer. For what this program wrote in this
 * run, not for files; out of memory ends the program, as in arena.h. */
#ifndef BDL_BASE_SQUEEZE_H
#define BDL_BASE_SQUEEZE_H

#include "base/arena.h"

/* BYTES in fewer bytes as a rule, in ARENA. */
bdl_str bdl_squeeze(bdl_arena *arena, bdl_str bytes);
/* What was squeezed into BYTES. */
bdl_str bdl_unsqueeze(bdl_arena *arena, bdl_str bytes);

#endif
