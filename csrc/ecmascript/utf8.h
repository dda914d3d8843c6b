/* utf8.h - code points from bytes and back.
 *
 * The source is validated once, up front.  Decoding still never trusts it: what
 * is malformed is UTF8_INVALID, one byte long. */
#ifndef ARENITE_UTF8_H
#define ARENITE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_INVALID UINT32_MAX

typedef struct utf8_code {
    uint32_t code; /* UTF8_INVALID: malformed */
    uint32_t length;
} utf8_code;

/* The code point at p; reads at most four bytes, and none behind one that
 * cannot continue a sequence: a NUL behind the text is fence enough. */
utf8_code utf8_decode(const uint8_t *p);

/* The same of WTF-8, in which a surrogate is a code point like any other; reads at most
 * `length` bytes, which are at least one. */
utf8_code wtf8_decode(const uint8_t *p, size_t length);

/* Writes 1 to 4 bytes and gives how many.  A surrogate is written like any
 * other code point, in three bytes, as in WTF-8. */
unsigned utf8_encode(uint32_t code, uint8_t *out);

/* Whether the bytes are UTF-8 (no surrogates, nothing overlong, nothing above
 * U+10FFFF).  If not, *bad_offset is where the first malformed sequence begins.
 * Reads nothing behind the last byte. */
bool utf8_validate(const uint8_t *text, size_t length, size_t *bad_offset);

#endif
