/* source.h - chunk sources that come with the allocator. */
#ifndef ARENITE_SOURCE_H
#define ARENITE_SOURCE_H

#include "arena.h"

void *arena__malloc_acquire(void *context, size_t size);
void arena__malloc_release(void *context, void *block, size_t size);

/* malloc and free; large chunks are backed by huge pages where there are any. */
static inline arena_source
arena_source_malloc(void)
{
    return (arena_source){arena__malloc_acquire, arena__malloc_release, NULL};
}

/* A range of `size` bytes of address space, rounded up to whole pages, backed
 * by memory only as it is touched (mmap, VirtualAlloc).  base is NULL when the
 * system refuses. */
arena_block arena_block_reserve(size_t size);

/* Memory of the caller's, which must outlive the arena. */
arena_block arena_block_over(void *base, size_t size);

/* For tests: malloc that counts, and refuses every request once `allowed` of
 * them were granted. */
typedef struct arena_failing {
    uint64_t allowed;
    uint64_t granted;
    uint64_t refused;
    uint64_t outstanding; /* blocks not yet given back */
} arena_failing;
arena_source arena_source_failing(arena_failing *state);

#endif
