/* seen.h - which references a walk has met: a bit for each granule of the
 * address space, in pages that are made when the first bit in them is set, so
 * that a short walk in a large arena costs as little as in a small one.
 *
 * A page that is not there yet is one that is full: a walk asks one question,
 * whether the bit is set, and only then why.
 *
 * A record whose first field is embedded has the reference of that part.  It is
 * told from the part by its class, in a hash table; the part has the bit. */
#ifndef ARENITE_SEEN_H
#define ARENITE_SEEN_H

#include "core.h"

enum {
    SEEN_PAGE_BITS = 1 << 15, /* tunable: 4 KiB a page, which stands for 256 KiB of the arena */
    SEEN_PAGE_WORDS = SEEN_PAGE_BITS / 64,
};

/* A record that begins where a part of it does. */
typedef struct seen_holder {
    const StructType *type; /* NULL: free */
    arena_ref ref;
} seen_holder;

typedef struct seen {
    uint64_t **pages;
    size_t length;
    seen_holder *holders; /* holders_mask + 1 places, at most half of them in use */
    size_t holders_mask, holders_count;
} seen;

extern uint64_t seen_full_page[SEEN_PAGE_WORDS]; /* never written to */

/* Makes room for the bits of references below `end`: 0, or -1 with MemoryError. */
int seen_cover(seen *s, uint64_t end);
/* Makes the page of a reference that is covered: 1 if it was not there, 0 if it
 * was, -1 with MemoryError. */
int seen_add_page(seen *s, arena_ref ref);
/* 1 if the bit of a reference that is covered was not set, which it is now; 0 if it
 * was, -1 with MemoryError. */
int seen_add(seen *s, arena_ref ref);
/* The same for a record whose part has the bit. */
int seen_add_holder(seen *s, arena_ref ref, const StructType *type);
/* The highest reference that was met, or 0. */
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
