/* base64.h - bytes written with 64 letters (RFC 4648); Nettle does it. */
#ifndef BDL_BASE_BASE64_H
#define BDL_BASE_BASE64_H

#include "base/vec.h"

/* BYTES in base64, padded, in ARENA. */
bdl_str bdl_base64(bdl_arena *arena, bdl_str bytes);
/* Adds to OUT the bytes that TEXT stands for, as far as it goes; what is no letter of
 * base64 (the end of a line) is passed over. */
void bdl_base64_read(bdl_buf *out, bdl_str text);

#endif
