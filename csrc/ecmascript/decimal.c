/* decimal.c - numbers of up to 19 digits and powers of ten up to 27: all that
 * people write and nearly all that programs print.
 *
 * 5^27 is the last power that 64 bits hold, so digits * 5^e is exact in 128
 * bits, and digits / 5^e is a quotient and a remainder that is zero or is not.
 * Rejected: Eisel-Lemire, which serves every exponent in the same time but wants
 * 10 KB of tables; and a product or quotient of two doubles (Clinger), which
 * saves some nanoseconds where both are exact, and adds a third path. */
#include "decimal.h"

#include <string.h>

double
decimal_round(uint64_t significand, bool sticky, int64_t exponent)
{
    if (significand == 0) {
        return 0.0;
    }
    int zeros = __builtin_clzll(significand);
    significand <<= zeros;
    int64_t scale = exponent - zeros + 63; /* 2^scale <= value < 2^(scale + 1) */
    if (scale > 1023) {
        return (double)__builtin_inf();
    }
    int64_t drop = scale >= -1022 ? 11 : 11 + (-1022 - scale); /* 53 bits, or subnormal */
    if (drop > 64) {
        return 0.0;
    }
    uint64_t kept = drop < 64 ? significand >> drop : 0;
    uint64_t below = significand << (64 - drop); /* the dropped bits, topmost first */
    bool half = below >> 63;
    bool more = (below << 1) != 0 || sticky;
    kept += half && (more || (kept & 1));
    /* A carry out of the significand is a carry into the exponent, as it should
     * be, up to infinity. */
    uint64_t biased = scale >= -1022 ? (uint64_t)(scale + 1022) << 52 : 0;
    uint64_t bits = biased + kept;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

enum { EXACT_DIGITS = 19, EXACT_POWER = 27 };

typedef struct parsed {
    uint64_t digits;
    int64_t exponent;
    bool fits; /* in EXACT_DIGITS digits without their leading zeros */
} parsed;

static parsed
parse_digits(const uint8_t *p, const uint8_t *end, int64_t exponent)
{
    parsed n = {0, exponent, true};
    int significant = 0;
    int64_t point = 0; /* -1 behind it: each digit divides by ten */
    for (; p < end; p++) {
        if (*p == '.') {
            point = -1;
        } else if (*p != '_') {
            significant += *p != '0' || significant != 0;
            n.digits = n.digits * 10 + (uint64_t)(*p - '0');
            n.exponent += point;
        }
        if (significant > EXACT_DIGITS) {
            n.fits = false;
            return n;
        }
    }
    return n;
}

#ifdef __SIZEOF_INT128__

__extension__ typedef unsigned __int128 u128;

static uint64_t
power_of_five(int64_t exponent)
{
    uint64_t power = 1;
    for (uint64_t five = 5; exponent; exponent >>= 1, five *= five) {
        power *= exponent & 1 ? five : 1;
    }
    return power;
}

static double
round_wide(u128 significand, bool sticky, int64_t exponent)
{
    uint64_t high = (uint64_t)(significand >> 64);
    if (high == 0) {
        return decimal_round((uint64_t)significand, sticky, exponent);
    }
    int zeros = __builtin_clzll(high);
    significand <<= zeros;
    sticky |= (uint64_t)significand != 0;
    return decimal_round((uint64_t)(significand >> 64), sticky, exponent - zeros + 64);
}

/* The digits are not 0. */
static double
scale_by_power(uint64_t digits, int64_t exponent)
{
    if (exponent >= 0) {
        return round_wide((u128)digits * power_of_five(exponent), false, exponent);
    }
    int shift = 64 + __builtin_clzll(digits); /* a quotient of at least 64 bits */
    u128 dividend = (u128)digits << shift;
    uint64_t divisor = power_of_five(-exponent);
    return round_wide(dividend / divisor, dividend % divisor != 0, exponent - shift);
}

static bool
is_exact(parsed n)
{
    return n.fits && n.exponent >= -EXACT_POWER && n.exponent <= EXACT_POWER;
}

#else

static double
scale_by_power(uint64_t digits, int64_t exponent)
{
    return decimal_round(digits, false, exponent);
}

static bool
is_exact(parsed n)
{
    return n.fits && n.exponent == 0;
}

#endif

double
decimal_to_double(const uint8_t *p, const uint8_t *end, int64_t exponent)
{
    parsed n = parse_digits(p, end, exponent);
    if (n.fits && n.digits == 0) {
        return 0.0;
    }
    return is_exact(n) ? scale_by_power(n.digits, n.exponent)
                       : decimal_to_double_exact(p, end, exponent);
}
