/* heap.c - heaps come and go with threads. */
#include "heap.h"
#include "recycle.h"

#include <stdlib.h>

heap heap_nobody;
THREAD_LOCAL heap *heap_mine = &heap_nobody;

/* Guarded by the lock.  An entry of `all` is set before any block knows its id, and
 * never changes then. */
static struct {
    heap *all[HEAPS_MAX]; /* by id */
    uint16_t count;       /* ids 1 to count are given */
    _Atomic(heap *) left;  /* a queue of those without a thread */
    heap *left_last;
} heaps;

heap *
heap_of(uint16_t id)
{
    return heaps.all[id];
}

unsigned
heap_count(void)
{
    thread_lock();
    unsigned count = heaps.count;
    thread_unlock();
    return count;
}

static void
clear(heap *h)
{
    static char nothing;
    h->bump = h->limit = &nothing;
    for (unsigned c = 0; c < CHUNK_CLASSES; c++) {
        h->open[c] = &chunk_none;
    }
}

/* ---- The queue of those without a thread -------------------------------- */

heap *
heap_borrow(void)
{
    if (!atomic_load_explicit(&heaps.left, memory_order_relaxed)) {
        return NULL;
    }
    thread_lock();
    heap *h = atomic_load_explicit(&heaps.left, memory_order_relaxed);
    if (h) {
        atomic_store_explicit(&heaps.left, h->next, memory_order_relaxed);
    }
    thread_unlock();
    return h;
}

void
heap_put_back(heap *h)
{
    h->next = NULL;
    thread_lock();
    if (atomic_load_explicit(&heaps.left, memory_order_relaxed)) {
        heaps.left_last->next = h;
    } else {
        atomic_store_explicit(&heaps.left, h, memory_order_relaxed);
    }
    heaps.left_last = h;
    thread_unlock();
}

/* ---- Threads begin and end ---------------------------------------------- */

static heap *
make(void)
{
    heap *h = calloc(1, sizeof *h);
    if (!h) {
        return NULL;
    }
    clear(h);
    thread_lock();
    if (heaps.count + 1 < HEAPS_MAX) {
        h->id = ++heaps.count;
        heaps.all[h->id] = h;
    }
    thread_unlock();
    if (!h->id) {
        free(h);
        return NULL;
    }
    return h;
}

heap *
heap_here(void)
{
    if (heap_mine->id) {
        return heap_mine;
    }
    heap *h = heap_borrow();
    if (!h) {
        h = make();
    }
    if (h && !thread_at_exit(h)) {
        heap_put_back(h);
        return NULL;
    }
    heap_mine = h ? h : &heap_nobody;
    return h;
}

/* Other destructors of the thread may still allocate: that begins anew. */
static void
leave(void *value)
{
    heap *h = value;
    heap_mine = &heap_nobody;
    recycle_leave(h);
    heap_put_back(h);
}

bool
heap_prepare(void)
{
    static bool prepared; /* a second region may be asked for when the first was refused */
    clear(&heap_nobody);
    prepared = prepared || thread_prepare(leave);
    return prepared;
}
