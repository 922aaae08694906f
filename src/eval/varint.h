/* varint.h - whole numbers in as few bytes as they need, seven bits a byte, the lowest
 * first; all but the last have their highest bit set. */
#ifndef BDL_EVAL_VARINT_H
#define BDL_EVAL_VARINT_H

#include "base/decimal.h"
#include "base/vec.h"

static inline void bdl_put_large(bdl_buf *out, unsigned __int128 n) {
    for (; n >= 0x80; n >>= 7)
        bdl_buf_char(out, (char)(0x80 | (unsigned)(n & 0x7f)));
    bdl_buf_char(out, (char)n);
}

/* Most take one byte. */
static inline void bdl_put_count(bdl_buf *out, uint64_t n) {
    if (n < 0x80)
        bdl_buf_char(out, (char)n);
    else
        bdl_put_large(out, n);
}

/* NUMBER, which may be below zero: its sign is the lowest bit. */
static inline void bdl_put_bits(bdl_buf *out, bdl_int128 number) {
    unsigned __int128 n = (unsigned __int128)number;

    bdl_put_large(out, number < 0 ? ~(n << 1) : n << 1);
}

#endif
