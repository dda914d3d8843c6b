#include "bigint.h"

#include <string.h>

enum {
    LIMB_DIGITS = 9,
    LIMB_BASE = 1000000000,
    /* 2,048 digits of 4 bits are under 2,467 decimal ones */
    MAX_LIMBS = BIGINT_MAX_DIGITS * 4 * 302 / 1000 / LIMB_DIGITS + 2,
};

/* Little-endian, in base 10^9, so that printing needs no division. */
typedef struct number {
    uint32_t limbs[MAX_LIMBS];
    size_t count;
} number;

static void
multiply_add(number *n, uint32_t factor, uint32_t term)
{
    uint64_t carry = term;
    for (size_t i = 0; i < n->count; i++) {
        carry += (uint64_t)n->limbs[i] * factor;
        n->limbs[i] = (uint32_t)(carry % LIMB_BASE);
        carry /= LIMB_BASE;
    }
    if (carry != 0 && n->count < MAX_LIMBS) {
        n->limbs[n->count++] = (uint32_t)carry;
    }
}

static uint32_t
digit_value(char c)
{
    uint32_t letter = (uint32_t)(c | 0x20);
    return letter >= 'a' ? letter - 'a' + 10 : (uint32_t)(c - '0');
}

static uint32_t
radix_of(const char *literal, size_t length)
{
    if (length < 2 || literal[0] != '0') {
        return 10;
    }
    char letter = (char)(literal[1] | 0x20);
    return letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
}

/* Writes the nine digits of a limb, the highest first. */
static char *
write_limb(char *out, uint32_t limb)
{
    for (int i = LIMB_DIGITS - 1; i >= 0; i--) {
        out[i] = (char)('0' + limb % 10);
        limb /= 10;
    }
    return out + LIMB_DIGITS;
}

static arena_text
write_text(const char *digits, size_t length, arena *a)
{
    while (length > 1 && digits[0] == '0') {
        digits++;
        length--;
    }
    char *out = arena_alloc(a, length, 1);
    if (out == NULL) {
        return (arena_text){0, 0};
    }
    memcpy(out, digits, length);
    return arena_text_make(arena_position(a, out), length);
}

static arena_text
convert(const char *literal, size_t length, uint32_t radix, arena *a)
{
    number n = {.limbs = {0}, .count = 1};
    for (size_t i = 2; i < length; i++) {
        if (literal[i] != '_') {
            multiply_add(&n, radix, digit_value(literal[i]));
        }
    }
    char digits[MAX_LIMBS * LIMB_DIGITS];
    char *out = digits;
    for (size_t i = n.count; i > 0; i--) {
        out = write_limb(out, n.limbs[i - 1]);
    }
    return write_text(digits, (size_t)(out - digits), a);
}

static arena_text
without_separators(const char *literal, size_t length, arena *a)
{
    char *out = arena_alloc(a, length, 1);
    size_t written = 0;
    for (size_t i = 0; out != NULL && i < length; i++) {
        if (literal[i] != '_') {
            out[written++] = literal[i];
        }
    }
    return out == NULL ? (arena_text){0, 0}
                       : arena_text_make(arena_position(a, out), written);
}

arena_text
bigint_digits(const char *literal, size_t length, arena *a)
{
    uint32_t radix = radix_of(literal, length);
    return radix == 10 ? without_separators(literal, length, a)
                       : convert(literal, length, radix, a);
}
