/* number.c - the value of a numeric literal. */
#include "decimal.h"
#include "escape.h"
#include "lexer_internal.h"

/* Any value beyond it is infinity or zero, whatever the digits are: a source is
 * under 2^32 bytes. */
#define HUGE_EXPONENT (INT64_C(1) << 40)

/* Digits of `bits` bits each: what no longer fits the top is only counted, and
 * whether it is all zeros. */
static double
read_binary(const uint8_t *p, const uint8_t *end, unsigned bits)
{
    uint64_t significand = 0;
    int64_t exponent = 0;
    bool sticky = false;
    for (; p < end; p++) {
        if (*p == '_') {
            continue;
        }
        unsigned digit = (unsigned)hex_digit(*p);
        if (significand >> (64 - bits)) {
            exponent += bits;
            sticky |= digit != 0;
        } else {
            significand = significand << bits | digit;
        }
    }
    return decimal_round(significand, sticky, exponent);
}

/* p is behind the e. */
static int64_t
read_exponent(const uint8_t *p, const uint8_t *end)
{
    bool negative = *p == '-';
    int64_t value = 0;
    for (p += *p == '-' || *p == '+'; p < end; p++) {
        if (*p != '_' && value < HUGE_EXPONENT) {
            value = value * 10 + (*p - '0');
        }
    }
    return negative ? -value : value;
}

static double
read_decimal(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *e = p;
    while (e < end && (*e | 0x20) != 'e') {
        e++;
    }
    return decimal_to_double(p, e, e < end ? read_exponent(e + 1, end) : 0);
}

/* 017, but not 089. */
static bool
is_legacy_octal(const uint8_t *p, const uint8_t *end)
{
    while (p < end && *p >= '0' && *p <= '7') {
        p++;
    }
    return p == end;
}

double
lexer_number(const lexer *l, token t)
{
    const uint8_t *p = l->source + t.start;
    const uint8_t *end = l->source + t.end;
    if (t.flags & TOKEN_LEGACY_OCTAL) {
        return is_legacy_octal(p, end) ? read_binary(p, end, 3) : read_decimal(p, end);
    }
    switch (*p == '0' ? p[1] | 0x20 : 0) {
    case 'x': return read_binary(p + 2, end, 4);
    case 'o': return read_binary(p + 2, end, 3);
    case 'b': return read_binary(p + 2, end, 1);
    default: return read_decimal(p, end);
    }
}
