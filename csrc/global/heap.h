/* heap.h - what a thread allocates from.
 *
 * Each thread has a heap of its own and takes from it without a lock and without an
 * atomic instruction.  CPython calls its object and memory domains with the GIL held,
 * but since 3.12 an interpreter may have one of its own, and the raw domain is
 * called without any.  A heap for each thread is right in all of these cases, and
 * does not ask which one it is.
 *
 * A block that another thread frees is handed to the heap that it came from:
 * `remote` is a list that anyone adds to by one compare and swap, and that the owner
 * takes whole when it needs blocks.
 *
 * When a thread ends, its heap is left with the live blocks in it, and the next new
 * thread takes it over.  Until then the other threads take chunks out of it that have
 * blocks free.  A heap is never freed: blocks know it by its id.
 *
 * In a child that was forked, the heaps of the other threads of the parent belong to
 * nobody.  They may have been in the middle of something, so nobody takes them over:
 * their blocks can be freed, and are not used again. */
#ifndef ARENITE_GLOBAL_HEAP_H
#define ARENITE_GLOBAL_HEAP_H

#include "chunk.h"
#include "thread.h"

enum { HEAPS_MAX = 1 << 12 }; /* threads at a time; more are served by the wrapped allocator */

typedef struct heap {
    uint16_t id; /* 0: of no thread */

    /* "recycle" */
    chunk *open[CHUNK_CLASSES];      /* where blocks of a class come from; never NULL */
    uint32_t partial[CHUNK_CLASSES]; /* lists of chunks with blocks that are free again */
    uint32_t empty;                  /* a list of empty chunks, */
    uint32_t empties;                /* its length */
    _Atomic(free_block *) remote;    /* blocks that other threads have freed */

    /* "leak" and "last" */
    char *bump, *limit; /* the rest of a piece of the region */
    char *newest;       /* the block that ends at bump; NULL: none does */

    struct heap *next; /* of the heaps left by their threads */
} heap;

/* The thread's heap.  Before its first allocation, and behind its last, one that has
 * nothing and whose id no block knows, so that the fast path asks no question. */
extern THREAD_LOCAL heap *heap_mine;
extern heap heap_nobody;

/* Once, before everything else. */
bool heap_prepare(void);

/* The thread's heap, which is made or taken over if it has none yet.  NULL without
 * memory, or when there are HEAPS_MAX threads. */
heap *heap_here(void);

/* The heap with an id, to hand a block back to. */
heap *heap_of(uint16_t id);

/* The most threads that had a heap at a time. */
unsigned heap_count(void);

/* A heap that its thread has left, for a moment: nobody else has it until heap_put_back.
 * NULL if there is none.  In turns, so that each is looked after. */
heap *heap_borrow(void);
void heap_put_back(heap *h);

#endif
