/* escape.h - what stands behind a backslash.
 *
 * The scanners (is it well formed?) and the decoders (what does it mean?) ask
 * the same function, so that they cannot disagree. */
#ifndef ARENITE_ESCAPE_H
#define ARENITE_ESCAPE_H

#include <stdbool.h>
#include <stdint.h>

typedef enum escape_kind {
    ESCAPE_CODE,         /* stands for `code`; surrogate halves are joined, or else lone */
    ESCAPE_NOTHING,      /* a line continuation */
    ESCAPE_LEGACY_OCTAL, /* stands for `code`, but not in strict code or a template */
    ESCAPE_INVALID,      /* `message` says why */
} escape_kind;

typedef struct escape {
    const uint8_t *end; /* behind it; if invalid, behind what was understood */
    uint32_t code;
    escape_kind kind;
    const char *message;
} escape;

/* The escape of a string or template; p is behind the backslash and before the
 * end of the source. */
escape escape_read(const uint8_t *p);

/* The escape of an identifier: only u and hexadecimal digits; halves of a pair
 * are not joined.  p is behind the backslash. */
escape escape_read_name(const uint8_t *p);

static inline bool
escape_is_surrogate(uint32_t code)
{
    return code >= 0xd800 && code <= 0xdfff;
}

/* 0 to 15, or -1. */
static inline int
hex_digit(uint8_t byte)
{
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    uint8_t letter = byte | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

#endif
