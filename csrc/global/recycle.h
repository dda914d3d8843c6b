/* recycle.h - the policy "recycle": blocks of one size to a chunk, used again.
 *
 * The idea of a chunk that counts its live blocks alone, with blocks of all sizes in
 * it, was measured and rejected: one survivor among temporaries keeps the whole chunk, so
 * that a server's memory grew to six times pymalloc's.  A chunk of one size can use
 * each hole.  (docs/notes/global-allocator.md.) */
#ifndef ARENITE_GLOBAL_RECYCLE_H
#define ARENITE_GLOBAL_RECYCLE_H

#include "heap.h"

#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)

/* The rest of recycle_take and recycle_give. */
void *recycle__take_slowly(unsigned size_class);
void recycle__wake(chunk *k);
void recycle__give_back(chunk *k, free_block *b);

/* Bytes in front of a region for the table of its chunks. */
size_t recycle_front(size_t region_size);

/* The heap's thread ends: its chunks are for others to use. */
void recycle_leave(heap *h);

/* The bytes of chunks that are empty; and how many blocks are live.  Of other threads' chunks
 * it reads what they may just be changing. */
size_t recycle_count_empty(uint64_t *live);

/* From a chunk that may have nothing: NULL then. */
static inline void *
recycle__take_from(chunk *k)
{
    free_block *b = k->free;
    if (b) {
        k->free = b->next;
        k->live++;
        return b;
    }
    char *p = k->bump;
    if (p != k->end) {
        k->bump = p + k->block_size;
        k->live++;
        return p;
    }
    return NULL;
}

/* At least `size` bytes, at most CHUNK_BLOCK_MAX; NULL when the region is used up. */
static inline void *
recycle_take(size_t size)
{
    unsigned c = chunk_class(size);
    void *p = recycle__take_from(heap_mine->open[c]);
    return UNLIKELY(!p) ? recycle__take_slowly(c) : p;
}

static inline void
recycle__put(chunk *k, free_block *b)
{
    b->next = k->free;
    k->free = b;
    if (UNLIKELY(--k->live <= k->wake)) {
        recycle__wake(k);
    }
}

static inline void
recycle_give(void *p)
{
    chunk *k = chunk_of(p);
    if (UNLIKELY(atomic_load_explicit(&k->owner, memory_order_relaxed) != heap_mine->id)) {
        recycle__give_back(k, p);
    } else {
        recycle__put(k, p);
    }
}

static inline size_t
recycle_room(const void *p)
{
    return chunk_of(p)->block_size;
}

#endif
