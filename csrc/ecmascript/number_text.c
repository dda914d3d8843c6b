/* number_text.c - shortest digits of a double.
 *
 * Integers below 2^53, nearly all numbers of any program, take the fast path.
 * For the others this is the free-format algorithm of Steele and White in the
 * form of Burger and Dybvig ("Printing floating-point numbers quickly and
 * accurately", 1996) on plain big integers: exact, no tables.  Ryu is faster and
 * needs ten kilobytes of them, which fractions in source text do not repay.
 *
 *     value = r / s * 10^k,  and  (r - below) / s, (r + above) / s are the ends of
 *     the interval that rounds to value
 */
#include "number_text.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* 2^1076 * 10 is the largest that occurs: 1,080 bits. */
enum { BIG_WORDS = 36 };

typedef struct big {
    uint32_t word[BIG_WORDS]; /* least significant first */
} big;

typedef struct interval {
    big r, s, below, above;
    bool closed; /* the ends round to the value too */
} interval;

typedef struct digits {
    char text[20];
    int count;
    int point; /* value = 0.text * 10^point */
} digits;

static void
big_multiply(big *b, uint32_t factor)
{
    uint64_t carry = 0;
    for (int i = 0; i < BIG_WORDS; i++) {
        carry += (uint64_t)b->word[i] * factor;
        b->word[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

static big
big_shifted(uint64_t value, int shift)
{
    big b = {{0}};
    int word = shift / 32, bit = shift % 32;
    b.word[word] = (uint32_t)(value << bit);
    b.word[word + 1] = (uint32_t)(value >> (32 - bit));
    b.word[word + 2] = bit ? (uint32_t)(value >> (64 - bit)) : 0;
    return b;
}

static int
big_compare(const big *a, const big *b)
{
    for (int i = BIG_WORDS - 1; i >= 0; i--) {
        if (a->word[i] != b->word[i]) {
            return a->word[i] < b->word[i] ? -1 : 1;
        }
    }
    return 0;
}

static void
big_add(big *a, const big *b)
{
    uint64_t carry = 0;
    for (int i = 0; i < BIG_WORDS; i++) {
        carry += (uint64_t)a->word[i] + b->word[i];
        a->word[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

static void
big_subtract(big *a, const big *b)
{
    uint64_t borrow = 0;
    for (int i = 0; i < BIG_WORDS; i++) {
        uint64_t difference = (uint64_t)a->word[i] - b->word[i] - borrow;
        a->word[i] = (uint32_t)difference;
        borrow = difference >> 63;
    }
}

/* The interval of a positive finite value with k = 0.  Just above a power of two
 * the doubles lie twice as far apart as just below it. */
static interval
interval_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int exponent = (int)(bits >> 52 & 0x7FF);
    uint64_t mantissa = bits & ((UINT64_C(1) << 52) - 1);
    bool uneven = mantissa == 0 && exponent > 1;
    if (exponent != 0) {
        mantissa |= UINT64_C(1) << 52;
        exponent--;
    }
    exponent -= 1074;
    int up = exponent > 0 ? exponent : 0;
    int down = exponent < 0 ? -exponent : 0;
    return (interval){
        .r = big_shifted(mantissa, up + 1 + uneven),
        .s = big_shifted(1, down + 1 + uneven),
        .below = big_shifted(1, up),
        .above = big_shifted(1, up + uneven),
        .closed = mantissa % 2 == 0,
    };
}

static bool
reaches_below(const interval *v)
{
    int order = big_compare(&v->r, &v->below);
    return order < 0 || (order == 0 && v->closed);
}

static bool
reaches_above(const interval *v)
{
    big sum = v->r;
    big_add(&sum, &v->above);
    int order = big_compare(&sum, &v->s);
    return order > 0 || (order == 0 && v->closed);
}

static void
times_ten(interval *v)
{
    big_multiply(&v->r, 10);
    big_multiply(&v->below, 10);
    big_multiply(&v->above, 10);
}

/* floor(log10(value)) or one less, from the exponent alone. */
static int
rough_logarithm(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int exponent = (int)(bits >> 52 & 0x7FF) - 1023;
    if (exponent == -1023) {
        exponent = -1011 - __builtin_clzll(bits);
    }
    double logarithm = exponent * 0.30102999566398120;
    int whole = (int)logarithm;
    return whole - (whole > logarithm);
}

/* Makes 0.1 <= r / s < 1, also for the upper end, and tells the k that does. */
static int
scale(interval *v, double value)
{
    int point = rough_logarithm(value);
    for (int i = 0; i < point; i++) {
        big_multiply(&v->s, 10);
    }
    for (int i = 0; i > point; i--) {
        times_ten(v);
    }
    while (reaches_above(v)) {
        big_multiply(&v->s, 10);
        point++;
    }
    return point;
}

static int
next_digit(interval *v)
{
    int digit = 0;
    times_ten(v);
    while (big_compare(&v->r, &v->s) >= 0) {
        big_subtract(&v->r, &v->s);
        digit++;
    }
    return digit;
}

static digits
shortest(double value)
{
    interval v = interval_of(value);
    digits d = {.count = 0, .point = scale(&v, value)};
    for (;;) {
        int digit = next_digit(&v);
        bool low = reaches_below(&v), high = reaches_above(&v);
        if (low && high) {
            big twice = v.r;
            big_multiply(&twice, 2);
            int order = big_compare(&twice, &v.s);
            digit += order > 0 || (order == 0 && digit % 2 != 0);
        }
        else if (high) {
            digit++;
        }
        d.text[d.count++] = (char)('0' + digit);
        if (low || high) {
            return d;
        }
    }
}

static size_t
integer_text(uint64_t value, char *out)
{
    char reversed[20];
    size_t length = 0;
    do {
        reversed[length++] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    for (size_t i = 0; i < length; i++) {
        out[i] = reversed[length - 1 - i];
    }
    return length;
}

static char *
put(char *out, const char *text, int length)
{
    memcpy(out, text, (size_t)length);
    return out + length;
}

static char *
put_zeros(char *out, int count)
{
    memset(out, '0', (size_t)count);
    return out + count;
}

static char *
put_exponential(char *out, const digits *d)
{
    int exponent = d->point - 1;
    *out++ = d->text[0];
    if (d->count > 1) {
        *out++ = '.';
        out = put(out, d->text + 1, d->count - 1);
    }
    *out++ = 'e';
    *out++ = exponent < 0 ? '-' : '+';
    return out + integer_text((uint64_t)(exponent < 0 ? -exponent : exponent), out);
}

/* The four shapes of Number::toString. */
static char *
put_digits(char *out, const digits *d)
{
    if (d->point > 21 || d->point <= -6) {
        return put_exponential(out, d);
    }
    if (d->point >= d->count) {
        out = put(out, d->text, d->count);
        return put_zeros(out, d->point - d->count);
    }
    if (d->point > 0) {
        out = put(out, d->text, d->point);
        *out++ = '.';
        return put(out, d->text + d->point, d->count - d->point);
    }
    out = put_zeros(put(out, "0.", 2), -d->point);
    return put(out, d->text, d->count);
}

size_t
number_text(double value, char *out)
{
    char *end = out;
    if (isnan(value)) {
        return (size_t)(put(out, "NaN", 3) - out);
    }
    if (value < 0) {
        *end++ = '-';
        value = -value;
    }
    if (isinf(value)) {
        return (size_t)(put(end, "Infinity", 8) - out);
    }
    if (value < 9007199254740992.0 && value == (double)(uint64_t)value) {
        return (size_t)(end - out) + integer_text((uint64_t)value, end);
    }
    digits d = shortest(value);
    return (size_t)(put_digits(end, &d) - out);
}
