/* decimal.h - exact decimals: a 128-bit coefficient and a scale. No binary floating
 * point. */
#ifndef BDL_BASE_DECIMAL_H
#define BDL_BASE_DECIMAL_H

#include "base/arena.h"

typedef __int128 bdl_int128;

/* The value is coef * 10^-scale; 0 <= scale <= BDL_DEC_MAX_SCALE, |coef| < 10^38. The
 * scale is what was written or computed ("10.00" has scale 2); equal values may differ
 * in scale. Models hold many figures: no room is lost to an alignment that nothing needs.
 */
typedef struct __attribute__((packed)) bdl_dec {
    bdl_int128 coef;
    int8_t scale;
} bdl_dec;

#define BDL_DEC_MAX_SCALE       60
#define BDL_DEC_QUOTIENT_DIGITS 34

typedef enum bdl_dec_status {
    BDL_DEC_OK,
    BDL_DEC_INEXACT,  /* rounded half-even to 34 significant digits */
    BDL_DEC_OVERFLOW, /* does not fit; the result is not set */
    BDL_DEC_DIVIDE,   /* divisor zero; the result is not set */
} bdl_dec_status;

static inline bdl_dec bdl_dec_int(long long n) {
    return (bdl_dec){n, 0};
}

/* Reads all of S: an optional sign, digits with at most one point; "," between groups of
 * three digits is taken ("1,234.56"; "1,23" is refused). ASCII only: fold first. */
bool bdl_dec_parse(bdl_str s, bdl_dec *out);

/* Sums and products that need more than 38 digits (those of a quotient that does not end)
 * are rounded to 34 as quotients are, when only decimals are lost. */
bdl_dec_status bdl_dec_add(bdl_dec a, bdl_dec b, bdl_dec *out);
bdl_dec_status bdl_dec_sub(bdl_dec a, bdl_dec b, bdl_dec *out);
bdl_dec_status bdl_dec_mul(bdl_dec a, bdl_dec b, bdl_dec *out);
bdl_dec_status bdl_dec_div(bdl_dec a, bdl_dec b, bdl_dec *out);
bdl_dec bdl_dec_neg(bdl_dec a);
bdl_dec bdl_dec_abs(bdl_dec a);
/* -1, 0, 1; never overflows. */
int bdl_dec_cmp(bdl_dec a, bdl_dec b);
static inline int bdl_dec_sign(bdl_dec a) {
    return a.coef < 0 ? -1 : a.coef > 0;
}
/* A times 10^POWER, exact (the scale moves). */
bdl_dec_status bdl_dec_shift(bdl_dec a, int power, bdl_dec *out);
/* Half away from zero to PLACES decimals (negative places: tens, hundreds). */
bdl_dec bdl_dec_round(bdl_dec a, int places);
/* The same value with no trailing zeros after the point. */
bdl_dec bdl_dec_trim(bdl_dec a);
/* The value as an integer when it is one and fits. */
bool bdl_dec_to_int(bdl_dec a, long long *out);

/* Prints A; with at least PLACES decimals (zeros added; never rounds). */
#define BDL_DEC_TEXT_MAX 110
size_t bdl_dec_print(bdl_dec a, int places, char out[BDL_DEC_TEXT_MAX]);
bdl_str bdl_dec_str(bdl_arena *arena, bdl_dec a, int places);

#endif
