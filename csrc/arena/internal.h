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

static inline bool
arena__is_empty(const arena *a)
{
    return a->current == 0;
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

/* Makes chunk k, which is held, the current one, with nothing used in it. */
void arena__enter_chunk(arena *a, unsigned k);

/* No chunk is in use; what is held stays held. */
void arena__leave_chunks(arena *a);

#endif
