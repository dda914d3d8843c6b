/* chunk.h - what the policy "recycle" knows of its chunks.
 *
 * A chunk holds blocks of one size.  It counts those that are live; when there are
 * none it is empty, and used again for any size.  Until then the blocks that were
 * freed in it are used again, the last one first, since that one is in the cache.
 *
 *     | block | block | freed | block | freed |   never used yet   |
 *                        ^------------- free    ^ bump              ^ end
 *
 * Its description lies in a table in front of the region, not in the chunk: sixty
 * neighbours in the table share a page, where headers at the start of each chunk
 * would fall on one set of the cache. */
#ifndef ARENITE_GLOBAL_CHUNK_H
#define ARENITE_GLOBAL_CHUNK_H

#include "region.h"

/* Tunables. */
enum {
    CHUNK_BITS = 14, /* 16 KiB: docs/notes/global-allocator.md has the measurement */
    CHUNK_SIZE = 1 << CHUNK_BITS,
    CHUNK_FINE_MAX = 512,   /* up to here a size class for each granule, */
    CHUNK_BLOCK_MAX = 2048, /* up to here four for each doubling; above: not in a chunk */
};

enum {
    CHUNK_FINE_CLASSES = CHUNK_FINE_MAX / REGION_GRANULE + 1, /* class 0: of zero bytes */
    CHUNK_CLASSES = CHUNK_FINE_CLASSES + 8,
};

typedef struct free_block {
    struct free_block *next;
} free_block;

typedef enum chunk_state {
    CHUNK_OPEN,    /* a heap takes blocks from it */
    CHUNK_FULL,    /* every block was live when it was closed */
    CHUNK_PARTIAL, /* some are free again */
    CHUNK_EMPTY,   /* all are */
} chunk_state;

/* block_size and size_class are set while the chunk is empty and stay until it is empty
 * again.  owner changes also when the thread of its heap is gone, and another heap uses
 * the rest of the chunk. */
typedef struct chunk {
    free_block *free;         /* blocks that were freed, newest first */
    char *bump;          /* the rest that was never used: [bump, end), whole blocks */
    char *end;
    int32_t live;        /* blocks handed out and not freed */
    int32_t wake;        /* a free that leaves live <= wake calls recycle__wake; -1: none does */
    uint32_t next, prev; /* neighbours in the list of its state, as indices; 0: none */
    uint16_t block_size; /* bytes */
    _Atomic uint16_t owner; /* the id of the heap that alone touches all this */
    uint8_t size_class;
    uint8_t state;
} chunk;

/* Has no block, and no room for one: where a heap has no chunk.  Never written to. */
extern chunk chunk_none;

/* Of class `c`, bytes of a block. */
static inline size_t
chunk_class_size(unsigned c)
{
    if (c < CHUNK_FINE_CLASSES) {
        return c ? (size_t)c * REGION_GRANULE : REGION_GRANULE;
    }
    unsigned step = c - CHUNK_FINE_CLASSES;
    return (size_t)(5 + step % 4) << (7 + step / 4); /* 640 ... 1024, 1280 ... 2048 */
}

/* The class of blocks of at least `size` bytes, which is at most CHUNK_BLOCK_MAX. */
static inline unsigned
chunk_class(size_t size)
{
    if (size <= CHUNK_FINE_MAX) {
        return (unsigned)((size + REGION_GRANULE - 1) / REGION_GRANULE);
    }
    unsigned doubling = size > 2 * CHUNK_FINE_MAX;
    size_t fifths = (size - 1) >> (7 + doubling); /* 4 to 7: of 512 or 1024 as fourths */
    return CHUNK_FINE_CLASSES + doubling * 4 + (unsigned)fifths - 4;
}

/* The table: chunk k is the k-th CHUNK_SIZE bytes of the region. */
static inline chunk *
chunk_at(size_t index)
{
    return (chunk *)(void *)the_region.base + index;
}

static inline chunk *
chunk_of(const void *p)
{
    return chunk_at(region_offset(p) >> CHUNK_BITS);
}

static inline uint32_t
chunk_index(const chunk *k)
{
    return (uint32_t)(k - chunk_at(0));
}

static inline char *
chunk_start(const chunk *k)
{
    return the_region.base + ((size_t)chunk_index(k) << CHUNK_BITS);
}

#endif
