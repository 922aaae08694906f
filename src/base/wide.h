/* wide.h - unsigned arithmetic on 256 bits, for what decimals need between their steps.
 * Internal to the decimals. */
#ifndef BDL_BASE_WIDE_H
#define BDL_BASE_WIDE_H

#include <stdbool.h>
#include <stdint.h>

typedef unsigned __int128 bdl_uint128;

/* Least significant word first. */
typedef struct bdl_wide {
    uint64_t w[4];
} bdl_wide;

static inline bdl_wide bdl_wide_of(bdl_uint128 n) {
    return (bdl_wide){{(uint64_t)n, (uint64_t)(n >> 64), 0, 0}};
}
static inline bool bdl_wide_fits128(const bdl_wide *a) {
    return a->w[2] == 0 && a->w[3] == 0;
}
static inline bdl_uint128 bdl_wide_low(const bdl_wide *a) {
    return (bdl_uint128)a->w[1] << 64 | a->w[0];
}
static inline bool bdl_wide_is_zero(const bdl_wide *a) {
    return (a->w[0] | a->w[1] | a->w[2] | a->w[3]) == 0;
}

/* A *= FACTOR; false when it does not fit. */
static inline bool bdl_wide_scale(bdl_wide *a, uint64_t factor) {
    uint64_t carry = 0;
    for (int i = 0; i < 4; i++) {
        bdl_uint128 t = (bdl_uint128)a->w[i] * factor + carry;
        a->w[i] = (uint64_t)t;
        carry = (uint64_t)(t >> 64);
    }
    return carry == 0;
}

/* A /= DIVISOR; gives the remainder. */
static inline uint64_t bdl_wide_reduce(bdl_wide *a, uint64_t divisor) {
    uint64_t rest = 0;
    for (int i = 3; i >= 0; i--) {
        bdl_uint128 t = (bdl_uint128)rest << 64 | a->w[i];
        a->w[i] = (uint64_t)(t / divisor);
        rest = (uint64_t)(t % divisor);
    }
    return rest;
}

static inline int bdl_wide_cmp(const bdl_wide *a, const bdl_wide *b) {
    for (int i = 3; i >= 0; i--)
        if (a->w[i] != b->w[i])
            return a->w[i] < b->w[i] ? -1 : 1;
    return 0;
}

/* A += B; false when it does not fit. */
static inline bool bdl_wide_add(bdl_wide *a, const bdl_wide *b) {
    uint64_t carry = 0;
    for (int i = 0; i < 4; i++) {
        bdl_uint128 t = (bdl_uint128)a->w[i] + b->w[i] + carry;
        a->w[i] = (uint64_t)t;
        carry = (uint64_t)(t >> 64);
    }
    return carry == 0;
}

/* A -= B, where B <= A. */
static inline void bdl_wide_sub(bdl_wide *a, const bdl_wide *b) {
    uint64_t borrow = 0;
    for (int i = 0; i < 4; i++) {
        bdl_uint128 t = (bdl_uint128)a->w[i] - b->w[i] - borrow;
        a->w[i] = (uint64_t)t;
        borrow = (uint64_t)(t >> 64) & 1;
    }
}

static inline bdl_wide bdl_wide_mul(bdl_uint128 a, bdl_uint128 b) {
    bdl_wide low = bdl_wide_of(a), high = bdl_wide_of(a);
    bdl_wide_scale(&low, (uint64_t)b);
    bdl_wide_scale(&high, (uint64_t)(b >> 64));
    high = (bdl_wide){{0, high.w[0], high.w[1], high.w[2]}};
    bdl_wide_add(&low, &high);
    return low;
}

/* A /= DIVISOR (not 0, below 2^127); gives the remainder. */
static inline bdl_uint128 bdl_wide_divide(bdl_wide *a, bdl_uint128 divisor) {
    if (divisor >> 64 == 0)
        return bdl_wide_reduce(a, (uint64_t)divisor);
    bdl_uint128 rest = 0;
    for (int bit = 255; bit >= 0; bit--) {
        uint64_t *word = &a->w[bit / 64];
        uint64_t mask = (uint64_t)1 << (bit % 64);
        rest = rest << 1 | ((*word & mask) != 0);
        *word &= ~mask;
        if (rest >= divisor) {
            rest -= divisor;
            *word |= mask;
        }
    }
    return rest;
}

#endif
