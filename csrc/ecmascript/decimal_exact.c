/* decimal_exact.c - any number of digits, any exponent.
 *
 *     value = D * 10^e  =  num / den * 2^e,   num = D * 5^e  or  den = 5^-e
 *
 * in big integers; then 64 bits of the quotient by shift and subtract, and
 * whether anything is left.  Slow (some microseconds) and rare. */
#include "decimal.h"

#include <string.h>

/* A double is decided by its first 767 digits and by whether any follows. */
enum { MAX_DIGITS = 780 };
/* Beyond these powers of ten (of the first digit) is infinity, or zero. */
enum { MAX_POWER = 310, MIN_POWER = -326 };
/* Bits: D 2,600; 5^(MAX_DIGITS + 326) 2,570; one is shifted up to the other and
 * 1 bit at a time after that. */
enum { LIMBS = 96 };

typedef struct big {
    uint32_t limb[LIMBS]; /* the lowest first */
    int used;             /* limb[used - 1] != 0 */
} big;

static void
multiply_add(big *b, uint32_t factor, uint32_t addend)
{
    uint64_t carry = addend;
    for (int i = 0; i < b->used; i++) {
        carry += (uint64_t)b->limb[i] * factor;
        b->limb[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry) {
        b->limb[b->used++] = (uint32_t)carry;
    }
}

static void
multiply_by_fives(big *b, int64_t power)
{
    const uint32_t five_13 = 1220703125; /* the most that a limb holds */
    for (; power >= 13; power -= 13) {
        multiply_add(b, five_13, 0);
    }
    for (; power > 0; power--) {
        multiply_add(b, 5, 0);
    }
}

static int64_t
bit_length(const big *b)
{
    return 32 * (int64_t)b->used - __builtin_clz(b->limb[b->used - 1]);
}

static void
shift_left(big *b, int64_t bits)
{
    int limbs = (int)(bits / 32);
    memmove(b->limb + limbs, b->limb, (size_t)b->used * sizeof *b->limb);
    memset(b->limb, 0, (size_t)limbs * sizeof *b->limb);
    b->used += limbs;
    multiply_add(b, UINT32_C(1) << bits % 32, 0);
}

static bool
at_least(const big *a, const big *b)
{
    if (a->used != b->used) {
        return a->used > b->used;
    }
    for (int i = a->used - 1; i >= 0; i--) {
        if (a->limb[i] != b->limb[i]) {
            return a->limb[i] > b->limb[i];
        }
    }
    return true;
}

/* a -= b, where a >= b. */
static void
subtract(big *a, const big *b)
{
    int64_t borrow = 0;
    for (int i = 0; i < a->used; i++) {
        borrow += (int64_t)a->limb[i] - (i < b->used ? b->limb[i] : 0);
        a->limb[i] = (uint32_t)borrow;
        borrow >>= 32;
    }
    while (a->used && !a->limb[a->used - 1]) {
        a->used--;
    }
}

/* The digits without leading zeros, at most MAX_DIGITS of them and a 1 for what
 * is cut off if it is not all zeros; *exponent counts what was cut and what
 * stands behind the point. */
static big
read_digits(const uint8_t *p, const uint8_t *end, int64_t *exponent, int *count)
{
    big digits = {.used = 0};
    bool fraction = false;
    bool cut = false;
    for (*count = 0; p < end; p++) {
        if (*p == '.') {
            fraction = true;
        } else if (*p != '_' && *count < MAX_DIGITS) {
            multiply_add(&digits, 10, (uint32_t)(*p - '0'));
            *count += digits.used != 0;
            *exponent -= fraction;
        } else if (*p != '_') {
            cut |= *p != '0';
            *exponent += !fraction;
        }
    }
    if (cut) {
        multiply_add(&digits, 10, 1);
        *exponent -= 1;
        *count += 1;
    }
    return digits;
}

/* num / den * 2^exponent, rounded; num is not 0. */
static double
divide(big *num, big *den, int64_t exponent)
{
    int64_t shift = bit_length(den) - bit_length(num);
    shift_left(shift > 0 ? num : den, shift > 0 ? shift : -shift);
    exponent -= shift;
    /* Now 1/2 < num / den < 2: the first bit weighs 2^exponent. */
    uint64_t quotient = 0;
    for (exponent++; !(quotient >> 63); exponent--) {
        quotient <<= 1;
        if (at_least(num, den)) {
            subtract(num, den);
            quotient |= 1;
        }
        multiply_add(num, 2, 0);
    }
    return decimal_round(quotient, num->used != 0, exponent);
}

double
decimal_to_double_exact(const uint8_t *p, const uint8_t *end, int64_t exponent)
{
    int count;
    big num = read_digits(p, end, &exponent, &count);
    big den = {.limb = {1}, .used = 1};
    if (num.used == 0 || exponent + count < MIN_POWER) {
        return 0.0;
    }
    if (exponent + count > MAX_POWER) {
        return (double)__builtin_inf();
    }
    multiply_by_fives(exponent >= 0 ? &num : &den, exponent >= 0 ? exponent : -exponent);
    return divide(&num, &den, exponent);
}
