/* internal.h - what the files of the allocator share. */
#ifndef ARENITE_ARENA_INTERNAL_H
#define ARENITE_ARENA_INTERNAL_H

#include "arena.h"

_Static_assert(sizeof(void *) == 8, "the address space of an arena needs 64-bit addresses");

/* Added to any position it gives an address above every real one, so that the
 * one comparison in arena_at refuses a reference into a chunk not in use. */
#define ARENA__NOWHERE ((uintptr_t)1 << 62)

/* References below this one belong to no chunk. */
#define ARENA__FIRST_REF (UINT32_C(1) << ARENA_FIRST_CHUNK)

static inline uint64_t
arena__chunk_size(unsigned k)
{
    return (uint64_t)ARENA_GRANULE << k;
}

static inline unsigned
arena__chunk_of_position(uint64_t position)
{
    return arena_chunk_of((arena_ref)(position / ARENA_GRANULE));
}

/* Whether chunk k, below the current one, is in use. */
static inline bool
arena__in_use(const arena *a, unsigned k)
{
    return a->top[k] != 0;
}

/* Poisons freed bytes, but not those of a block that is the caller's: they may
 * be read there at any time. */
static inline void
arena__poison(const arena *a, void *p, uint64_t size)
{
    if (!a->one_block || a->block.release) {
        ARENA_POISON(p, (size_t)size);
    }
}

/* The end of the free range: the chunk's, or what the limit leaves. */
void arena__apply_limit(arena *a);

/* Remembers the most bytes used; called before they shrink. */
void arena__note_peak(arena *a);

/* Nothing is used: the cursor goes to the start of the smallest chunk held. */
void arena__start_over(arena *a);

#endif
