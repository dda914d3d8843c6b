/* bump.h - the policies "leak" and "last": a cursor, and hardly a way back.
 *
 *     piece:  | used | used | newest |      rest      |
 *                            ^        ^ bump           ^ limit
 *
 * "leak" frees nothing.  "last" takes the newest block of a thread back and resizes it
 * in place, which serves temporaries that end before anything else begins, and strings and
 * lists that grow.  Blocks bear no size.  So one that moves is copied with what lies behind
 * it, as much as the new one holds and at most up to the new one: other blocks, whose
 * bytes are of no use there and do no harm. */
#ifndef ARENITE_GLOBAL_BUMP_H
#define ARENITE_GLOBAL_BUMP_H

#include "heap.h"

/* The rest of bump_take. */
void *bump__take_slowly(size_t size);

/* Bytes of a block for `size` bytes, which the region could hold: whole granules, at least one. */
static inline size_t
bump_size(size_t size)
{
    size += size == 0;
    return (size + REGION_GRANULE - 1) / REGION_GRANULE * REGION_GRANULE;
}

/* `size` bytes, a multiple of the granule; NULL when the region is used up. */
static inline void *
bump_take(size_t size)
{
    heap *h = heap_mine;
    char *p = h->bump;
    if (size <= (size_t)(h->limit - p)) {
        h->bump = p + size;
        h->newest = p;
        return p;
    }
    return bump__take_slowly(size);
}

/* Makes the block, which is the newest one, `size` bytes long, 0 for none.  False if it
 * is not the newest, or there is no room. */
static inline bool
bump_resize(char *p, size_t size)
{
    heap *h = heap_mine;
    if (p != h->newest) {
        return region_resize_block(p, size);
    }
    if (size > (size_t)(h->limit - p)) {
        return false;
    }
    h->bump = p + size;
    h->newest = size ? p : NULL;
    return true;
}

/* Bytes from the block that may be read: its own, and others behind them. */
size_t bump_readable(const char *p);

/* memcpy, of what may be others' in part. */
void bump_copy(char *to, const char *from, size_t size);

#endif
