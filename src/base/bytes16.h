/* bytes16.h - sixteen bytes looked at at once, on any machine that the compiler knows.
 * What is asked of each byte is answered with all of its bits set, or none. */
#ifndef BDL_BASE_BYTES16_H
#define BDL_BASE_BYTES16_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t bdl_bytes16 __attribute__((vector_size(16)));

static inline bdl_bytes16 bdl_bytes16_at(const void *p) {
    bdl_bytes16 out;
    memcpy(&out, p, sizeof out);
    return out;
}

static inline bool bdl_bytes16_any(bdl_bytes16 found) {
    uint64_t half[2];
    memcpy(half, &found, sizeof half);
    return half[0] | half[1];
}

#endif
