/* global.c - opening, and figures. */
#include "global.h"
#include "malloc_keep.h"

bool
global_open(size_t size, global_policy policy)
{
    if (policy == GLOBAL_RECYCLE && size >> CHUNK_BITS > UINT32_MAX) {
        return false; /* chunks are numbered with 32 bits */
    }
    if (!heap_prepare()) {
        return false;
    }
    if (policy != GLOBAL_RECYCLE) {
        return region_open(size, REGION_GRANULE, REGION_POPULATED);
    }
    malloc_keep();
    return region_open(size, recycle_front(size), REGION_TOUCHED);
}

global_figures
global_read_figures(global_policy policy)
{
    region *r = &the_region;
    global_figures f = {
        .size = r->size - r->front,
        .taken = atomic_load_explicit(&r->peak, memory_order_relaxed) - r->front,
        .used = atomic_load_explicit(&r->taken, memory_order_relaxed) - r->front,
        .heaps = heap_count(),
        .used_up = atomic_load_explicit(&r->used_up, memory_order_relaxed),
    };
    if (policy == GLOBAL_RECYCLE) {
        f.used -= recycle_count_empty(&f.live);
    }
    return f;
}
