/* places.h - where in a source something stands that early errors are about.
 *
 * Most expressions are names, members and calls, in which no early error can be.
 * The parser knows when it has read one of the few tokens that matter, and sets a
 * bit for the bytes around it; the pass over the AST then goes around all
 * expressions in which no bit is set.  A bit too many costs a look, so the bits of
 * what was read in vain, in a trial, can stay.
 */
#ifndef ARENITE_PLACES_H
#define ARENITE_PLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PLACES_BYTES = 32, /* of the source, a bit: 36 KiB for 9 MB */
    PLACES_WORD = 64 * PLACES_BYTES,
};

/* Words for a source of this length: one more than its last byte needs, so that two
 * can be read at once. */
static inline size_t
places_words(uint32_t length)
{
    return (size_t)length / PLACES_WORD + 2;
}

static inline void
places_add(uint64_t *places, uint32_t at)
{
    places[at / PLACES_WORD] |= UINT64_C(1) << (at / PLACES_BYTES % 64);
}

/* Is there a place in [start, end)?  Yes, if it is longer than a word of bits. */
static inline bool
places_any(const uint64_t *places, uint32_t start, uint32_t end)
{
    uint32_t first = start / PLACES_BYTES, more = (end - 1) / PLACES_BYTES - first;
    if (end <= start || more >= 64) {
        return true;
    }
    const uint64_t *word = places + first / 64;
    uint32_t shift = first % 64;
    uint64_t bits = word[0] >> shift | word[1] << 1 << (63 - shift);
    return (bits & (UINT64_MAX >> (63 - more))) != 0;
}

#endif
