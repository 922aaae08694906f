/* decimal.c - exact decimal arithmetic. Figures of a budget fit in 64 bits and take the
 * short ways; everything else goes through 256 bits, so nothing is lost unseen. */
#include "base/decimal.h"

#include <limits.h>

#include "base/wide.h"

enum { DIGITS_MAX = 38, POWERS64 = 20 };

static const uint64_t powers[POWERS64] = {
    1u,
    10u,
    100u,
    1000u,
    10000u,
    100000u,
    1000000u,
    10000000u,
    100000000u,
    1000000000u,
    10000000000u,
    100000000000u,
    1000000000000u,
    10000000000000u,
    100000000000000u,
    1000000000000000u,
    10000000000000000u,
    100000000000000000u,
    1000000000000000000u,
    10000000000000000000u,
};

/* 10^N, 0 <= N <= 38. */
static bdl_uint128 power128(int n) {
    return n < POWERS64 ? powers[n] : (bdl_uint128)powers[19] * powers[n - 19];
}

static bool fits64(bdl_int128 n) {
    return n == (int64_t)n;
}

static bdl_uint128 magnitude(bdl_int128 n) {
    return n < 0 ? -(bdl_uint128)n : (bdl_uint128)n;
}

static bdl_int128 with_sign(bdl_uint128 n, bool negative) {
    return negative ? -(bdl_int128)n : (bdl_int128)n;
}

/* A * 10^POWER; false when it does not fit in 256 bits. */
static bool wide_shift(bdl_wide *a, int power) {
    for (; power > 19; power -= 19)
        if (!bdl_wide_scale(a, powers[19]))
            return false;
    return bdl_wide_scale(a, powers[power]);
}

static int digits128(bdl_uint128 n) {
    int digits = 1;
    while (digits <= DIGITS_MAX && n >= power128(digits))
        digits++;
    return digits;
}

static int wide_digits(bdl_wide a) {
    int digits = 0;
    while (!bdl_wide_fits128(&a) || bdl_wide_low(&a) >= power128(DIGITS_MAX)) {
        bdl_wide_reduce(&a, powers[19]);
        digits += 19;
    }
    return digits + digits128(bdl_wide_low(&a));
}

/* Drops zeros at the end of N while LEFT decimals allow it; gives how many. */
static int drop_zeros(bdl_wide *n, int left) {
    int dropped = 0;
    for (int step = 16; step > 0; step /= 2)
        while (left - dropped >= step && !bdl_wide_is_zero(n)) {
            bdl_wide shorter = *n;
            if (bdl_wide_reduce(&shorter, powers[step]) != 0)
                break;
            *n = shorter;
            dropped += step;
        }
    return dropped;
}

/* Drops COUNT digits, rounding half-even; MORE says that digits below them were lost
 * already and are not all zero. True when something was lost. */
static bool drop_digits(bdl_wide *n, int count, bool more) {
    bool lost = more;
    for (; count > 19; count -= 19)
        lost = bdl_wide_reduce(n, powers[19]) != 0 || lost;
    if (count > 1)
        lost = bdl_wide_reduce(n, powers[count - 1]) != 0 || lost;
    uint64_t last = count > 0 ? bdl_wide_reduce(n, 10) : 0;
    bool up = last > 5 || (last == 5 && (lost || (n->w[0] & 1)));
    if (up)
        bdl_wide_add(n, &(bdl_wide){{1, 0, 0, 0}});
    return lost || last != 0;
}

/* How many of DIGITS digits (SCALE of them decimals) must go; -1 when integers would. */
static int excess(int digits, int scale, bool more) {
    int drop = 0;
    if ((more || digits > DIGITS_MAX) && digits > BDL_DEC_QUOTIENT_DIGITS)
        drop = digits - BDL_DEC_QUOTIENT_DIGITS;
    if (drop > scale) {
        if (digits - scale > DIGITS_MAX)
            return -1;
        drop = scale;
    }
    return scale - drop > BDL_DEC_MAX_SCALE ? scale - BDL_DEC_MAX_SCALE : drop;
}

/* Makes a decimal of N * 10^-SCALE, where MORE says that N was cut off. What does not fit
 * in 38 digits and 60 decimals is rounded to 34 digits if only decimals are lost. */
static bdl_dec_status finish(bdl_wide n, int scale, bool more, bool negative,
                             bdl_dec *out) {
    if (scale < 0) {
        if (!bdl_wide_is_zero(&n) && (-scale > DIGITS_MAX || !wide_shift(&n, -scale)))
            return BDL_DEC_OVERFLOW;
        scale = 0;
    }
    bool lost = false;
    int digits = wide_digits(n);
    if (more || digits > DIGITS_MAX || scale > BDL_DEC_MAX_SCALE) {
        if (!more)
            scale -= drop_zeros(&n, scale);
        int drop = excess(wide_digits(n), scale, more);
        if (drop < 0)
            return BDL_DEC_OVERFLOW;
        lost = drop_digits(&n, drop, more);
        scale -= drop;
    }
    if (!bdl_wide_fits128(&n) || bdl_wide_low(&n) >= power128(DIGITS_MAX))
        return BDL_DEC_OVERFLOW;
    *out = (bdl_dec){with_sign(bdl_wide_low(&n), negative), scale};
    return lost ? BDL_DEC_INEXACT : BDL_DEC_OK;
}

bdl_dec bdl_dec_neg(bdl_dec a) {
    return (bdl_dec){-a.coef, a.scale};
}

bdl_dec bdl_dec_abs(bdl_dec a) {
    return a.coef < 0 ? bdl_dec_neg(a) : a;
}

bdl_dec bdl_dec_trim(bdl_dec a) {
    if (a.coef == 0)
        return (bdl_dec){0, 0};
    if (a.scale == 0 || a.coef % 10 != 0)
        return a;
    bdl_wide n = bdl_wide_of(magnitude(a.coef));
    int dropped = drop_zeros(&n, a.scale);
    return (bdl_dec){with_sign(bdl_wide_low(&n), a.coef < 0), a.scale - dropped};
}

/* A + B where A has the smaller scale and the short way did not do. */
static bdl_dec_status add_wide(bdl_dec a, bdl_dec b, bdl_dec *out) {
    int gap = b.scale - a.scale;
    bdl_wide x = bdl_wide_of(magnitude(a.coef)), y = bdl_wide_of(magnitude(b.coef));
    if (a.coef == 0)
        gap = 0;
    /* far apart A alone has more than 38 digits: what B adds is rounded, if there is room
     */
    if (!wide_shift(&x, gap))
        return BDL_DEC_OVERFLOW;
    bool negative = a.coef < 0;
    if ((a.coef < 0) == (b.coef < 0)) {
        bdl_wide_add(&x, &y);
    } else if (bdl_wide_cmp(&x, &y) >= 0) {
        bdl_wide_sub(&x, &y);
    } else {
        bdl_wide_sub(&y, &x);
        x = y;
        negative = b.coef < 0;
    }
    int scale = b.scale;
    if (wide_digits(x) > DIGITS_MAX)
        scale -= drop_zeros(&x, scale);
    int digits = wide_digits(x);
    if (digits > DIGITS_MAX && digits - scale > BDL_DEC_QUOTIENT_DIGITS)
        return BDL_DEC_OVERFLOW; /* more than decimals past the 34th digit would go */
    return finish(x, scale, false, negative, out);
}

bdl_dec_status bdl_dec_add(bdl_dec a, bdl_dec b, bdl_dec *out) {
    if (a.scale > b.scale) {
        bdl_dec swap = a;
        a = b;
        b = swap;
    }
    int gap = b.scale - a.scale;
    if (fits64(a.coef) && fits64(b.coef) && gap <= 18) {
        *out = (bdl_dec){a.coef * (int64_t)powers[gap] + b.coef, b.scale};
        return BDL_DEC_OK;
    }
    bdl_dec sum;
    bdl_dec_status status = add_wide(a, b, &sum);
    if (status == BDL_DEC_OVERFLOW) {
        a = bdl_dec_trim(a);
        b = bdl_dec_trim(b);
        status = a.scale <= b.scale ? add_wide(a, b, &sum) : add_wide(b, a, &sum);
    }
    if (status != BDL_DEC_OVERFLOW)
        *out = sum;
    return status;
}

bdl_dec_status bdl_dec_sub(bdl_dec a, bdl_dec b, bdl_dec *out) {
    return bdl_dec_add(a, bdl_dec_neg(b), out);
}

bdl_dec_status bdl_dec_mul(bdl_dec a, bdl_dec b, bdl_dec *out) {
    int scale = a.scale + b.scale;
    if (fits64(a.coef) && fits64(b.coef) && scale <= BDL_DEC_MAX_SCALE) {
        *out = (bdl_dec){a.coef * b.coef, scale};
        return BDL_DEC_OK;
    }
    bool negative = (a.coef < 0) != (b.coef < 0);
    return finish(bdl_wide_mul(magnitude(a.coef), magnitude(b.coef)), scale, false,
                  negative, out);
}

/* The quotient when the coefficients are short and divide without rest. */
static bool divide_short(bdl_dec a, bdl_dec b, bdl_dec *out) {
    if (!fits64(a.coef) || !fits64(b.coef) || a.scale < b.scale)
        return false;
    uint64_t x = (uint64_t)magnitude(a.coef), y = (uint64_t)magnitude(b.coef);
    if (x % y != 0)
        return false;
    bdl_int128 quotient = with_sign(x / y, (a.coef < 0) != (b.coef < 0));
    *out = bdl_dec_trim((bdl_dec){quotient, a.scale - b.scale});
    return true;
}

bdl_dec_status bdl_dec_div(bdl_dec a, bdl_dec b, bdl_dec *out) {
    if (b.coef == 0)
        return BDL_DEC_DIVIDE;
    if (a.coef == 0) {
        *out = (bdl_dec){0, 0};
        return BDL_DEC_OK;
    }
    if (divide_short(a, b, out))
        return BDL_DEC_OK;
    bdl_uint128 x = magnitude(a.coef), y = magnitude(b.coef);
    /* enough digits that the quotient has 38 or 39: below 10^76, which fits */
    int more_digits = DIGITS_MAX + digits128(y) - digits128(x);
    bdl_wide n = bdl_wide_of(x);
    wide_shift(&n, more_digits);
    bool cut = bdl_wide_divide(&n, y) != 0;
    int scale = a.scale - b.scale + more_digits;
    if (!cut && scale > 0)
        scale -= drop_zeros(&n, scale);
    return finish(n, scale, cut, (a.coef < 0) != (b.coef < 0), out);
}

int bdl_dec_cmp(bdl_dec a, bdl_dec b) {
    if (a.scale == b.scale)
        return a.coef < b.coef ? -1 : a.coef > b.coef;
    int sign_a = bdl_dec_sign(a), sign_b = bdl_dec_sign(b);
    if (sign_a != sign_b || sign_a == 0)
        return sign_a < sign_b ? -1 : sign_a > sign_b;
    if (a.scale > b.scale)
        return -bdl_dec_cmp(b, a);
    int gap = b.scale - a.scale;
    if (gap <= 18 && fits64(a.coef)) {
        bdl_int128 x = a.coef * (int64_t)powers[gap];
        return x < b.coef ? -1 : x > b.coef;
    }
    if (gap >= DIGITS_MAX)
        return sign_a; /* one digit at that place outweighs all 38 of B */
    bdl_wide x = bdl_wide_of(magnitude(a.coef)), y = bdl_wide_of(magnitude(b.coef));
    wide_shift(&x, gap);
    return sign_a * bdl_wide_cmp(&x, &y);
}

bdl_dec_status bdl_dec_shift(bdl_dec a, int power, bdl_dec *out) {
    if (a.coef == 0) {
        *out = a;
        return BDL_DEC_OK;
    }
    if (power > 2 * BDL_DEC_MAX_SCALE || power < -2 * BDL_DEC_MAX_SCALE)
        return BDL_DEC_OVERFLOW;
    int scale = a.scale - power;
    if (fits64(a.coef) && scale >= -18 && scale <= BDL_DEC_MAX_SCALE) {
        *out = scale >= 0 ? (bdl_dec){a.coef, scale}
                          : (bdl_dec){a.coef * (int64_t)powers[-scale], 0};
        return BDL_DEC_OK;
    }
    bdl_dec shifted;
    bdl_dec_status status =
        finish(bdl_wide_of(magnitude(a.coef)), scale, false, a.coef < 0, &shifted);
    if (status != BDL_DEC_OK)
        return BDL_DEC_OVERFLOW;
    *out = shifted;
    return BDL_DEC_OK;
}

bdl_dec bdl_dec_round(bdl_dec a, int places) {
    if (places >= a.scale)
        return a;
    int left = places > 0 ? places : 0, zeros = left - places;
    if (places < -DIGITS_MAX || a.scale - places > DIGITS_MAX)
        return (bdl_dec){0, left};
    bdl_uint128 n = magnitude(a.coef), unit = power128(a.scale - places), rest = n % unit;
    n = n / unit + (rest >= unit - rest);
    if (n == 0)
        return (bdl_dec){0, left};
    if (zeros > 0 && (zeros >= DIGITS_MAX || n >= power128(DIGITS_MAX - zeros)))
        return a; /* 10^38 does not fit: the only figures that stay as they are */
    if (zeros > 0)
        n *= power128(zeros);
    return (bdl_dec){with_sign(n, a.coef < 0), left};
}

bool bdl_dec_to_int(bdl_dec a, long long *out) {
    a = bdl_dec_trim(a);
    if (a.scale != 0 || a.coef > LLONG_MAX || a.coef < LLONG_MIN)
        return false;
    *out = (long long)a.coef;
    return true;
}
