/* sha256.h - the SHA-256 digest of a text, by which documents of the same content are
 * known. */
#ifndef BDL_BASE_SHA256_H
#define BDL_BASE_SHA256_H

#include "base/arena.h"

/* 32 bytes in ARENA. */
bdl_str bdl_sha256_bytes(bdl_arena *arena, bdl_str bytes);
/* The same as 64 hex digits. */
bdl_str bdl_sha256(bdl_arena *arena, bdl_str bytes);

#endif
