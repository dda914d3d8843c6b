/* region.c - reserving, and handing out from the front. */
#include "region.h"
#include "thread.h"
#include "vmem.h"

/* Tunables.  Memory is made ready in steps of an eighth of what is in use, within these bounds;
 * populating a step takes a fifth of the time of its faults, one by one.  Huge pages were
 * rejected: docs/notes/global-allocator.md. */
enum { STEP_MIN = 1 << 16, STEP_MAX = 1 << 21, STEP_SHARE = 8 };

region the_region;

bool
region_open(size_t size, size_t front, region_paging paging)
{
    size_t page = vmem_page();
    size = size / page * page;
    front = (front + page - 1) / page * page;
    char *base = size > front ? vmem_reserve(size) : NULL;
    if (!base) {
        return false;
    }
    if (!vmem_commit(base, front)) {
        vmem_release(base, size);
        return false;
    }
    the_region.base = base;
    the_region.front = front;
    the_region.paging = paging;
    the_region.ready = front;
    atomic_store_explicit(&the_region.taken, front, memory_order_relaxed);
    atomic_store_explicit(&the_region.peak, front, memory_order_relaxed);
    /* Last: with a size and no base, blocks at low addresses would be held to lie in it. */
    atomic_thread_fence(memory_order_release);
    the_region.size = size;
    return true;
}

static bool
make_ready(region *r, size_t end)
{
    if (end <= r->ready) {
        return true;
    }
    char *from = r->base + r->ready;
    size_t step = r->ready / STEP_SHARE, needed = end - r->ready;
    step = step < STEP_MIN ? STEP_MIN : step > STEP_MAX ? STEP_MAX : step;
    step = needed > step ? needed : step;
    step = (step + STEP_MIN - 1) / STEP_MIN * STEP_MIN;
    step = step > r->size - r->ready ? r->size - r->ready : step;
    if (!vmem_commit(from, step)) {
        return false;
    }
    if (r->paging == REGION_POPULATED) {
        vmem_populate(from, step);
    }
    r->ready += step;
    return true;
}

/* Puts the end of what is taken to `end`. */
static bool
move_end(region *r, size_t end)
{
    if (end > r->size || !make_ready(r, end)) {
        atomic_store_explicit(&r->used_up, true, memory_order_relaxed);
        return false;
    }
    atomic_store_explicit(&r->taken, end, memory_order_relaxed);
    if (end > atomic_load_explicit(&r->peak, memory_order_relaxed)) {
        atomic_store_explicit(&r->peak, end, memory_order_relaxed);
    }
    return true;
}

static char *
take(region *r, size_t size, size_t align, bool is_block)
{
    thread_lock();
    size_t taken = atomic_load_explicit(&r->taken, memory_order_relaxed);
    size_t start = (taken + align - 1) & ~(align - 1);
    bool done = move_end(r, size <= r->size ? start + size : SIZE_MAX);
    if (done) {
        atomic_store_explicit(&r->newest, is_block ? start : 0, memory_order_relaxed);
    }
    thread_unlock();
    return done ? r->base + start : NULL;
}

char *
region_take(size_t size, size_t align)
{
    return take(&the_region, size, align, false);
}

char *
region_take_block(size_t size)
{
    return take(&the_region, size, REGION_GRANULE, true);
}

bool
region_resize_block(char *block, size_t size)
{
    region *r = &the_region;
    size_t start = region_offset(block);
    if (atomic_load_explicit(&r->newest, memory_order_relaxed) != start || size > r->size) {
        return false; /* nearly always, and without the lock */
    }
    thread_lock();
    bool done = atomic_load_explicit(&r->newest, memory_order_relaxed) == start &&
                move_end(r, start + size);
    if (done && size == 0) {
        atomic_store_explicit(&r->newest, 0, memory_order_relaxed);
    }
    thread_unlock();
    return done;
}
