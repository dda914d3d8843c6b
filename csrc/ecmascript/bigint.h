/* bigint.h - the decimal digits of a BigInt literal, which is how ESTree and
 * Python's int() want them.
 */
#ifndef ARENITE_BIGINT_H
#define ARENITE_BIGINT_H

#include "arena.h"

/* Conversion is quadratic, so that there must be an end to it; a literal of this
 * many digits takes microseconds, and little of the stack. */
enum { BIGINT_MAX_DIGITS = 2048 };

/* A text in the arena with the digits of `literal`, which is the spelling
 * without the `n`: 0x1F, 0b11, 0o17 or 1_000.  Null when the arena has no room.
 * The literal holds at most BIGINT_MAX_DIGITS characters unless it is decimal. */
arena_text bigint_digits(const char *literal, size_t length, arena *a);

#endif
