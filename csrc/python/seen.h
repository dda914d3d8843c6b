/* seen.h - which references a walk has met: a bit for each granule of the
 * address space, in pages that are made when the first bit in them is set, so
 * that a short walk in a large arena costs as little as in a small one.
 *
 * A page that is not there yet is one that is full: a walk asks one question,
 * whether the bit is set, and only then why. */
#ifndef ARENITE_SEEN_H
#define ARENITE_SEEN_H

#include "core.h"

enum {
    SEEN_PAGE_BITS = 1 << 15, /* tunable: 4 KiB a page, which stands for 256 KiB of the arena */
    SEEN_PAGE_WORDS = SEEN_PAGE_BITS / 64,
};

typedef struct seen {
    uint64_t **pages;
    size_t length;
} seen;

extern uint64_t seen_full_page[SEEN_PAGE_WORDS]; /* never written to */

/* Makes room for the bits of references below `end`: 0, or -1 with MemoryError. */
int seen_cover(seen *s, uint64_t end);
/* Makes the page of a reference that is covered: 1 if it was not there, 0 if it
 * was, -1 with MemoryError. */
int seen_add_page(seen *s, arena_ref ref);
/* The highest reference whose bit is set, or 0. */
uint64_t seen_highest(const seen *s);
void seen_free(seen *s);

static inline uint64_t *
seen_word(uint64_t *page, arena_ref ref)
{
    return &page[ref % SEEN_PAGE_BITS / 64];
}

static inline uint64_t
seen_bit(arena_ref ref)
{
    return UINT64_C(1) << (ref % 64);
}

#endif
