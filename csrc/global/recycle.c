/* recycle.c - chunks on their way: open, full, partial, empty, and open again. */
#include "recycle.h"

chunk chunk_none;

/* Tunable: a heap keeps so many empty chunks to itself (1 MiB); what is more, all
 * threads may use.  Taking those costs the lock. */
enum { EMPTIES_KEPT = 64 };

/* The empty chunks that belong to no heap: a list, guarded by the lock. */
static _Atomic uint32_t shared_empty;

/* ---- Lists of chunks ---------------------------------------------------- */

static void
push(uint32_t *list, chunk *k)
{
    k->prev = 0;
    k->next = *list;
    if (k->next) {
        chunk_at(k->next)->prev = chunk_index(k);
    }
    *list = chunk_index(k);
}

static void
unlink_from(uint32_t *list, chunk *k)
{
    if (k->prev) {
        chunk_at(k->prev)->next = k->next;
    } else {
        *list = k->next;
    }
    if (k->next) {
        chunk_at(k->next)->prev = k->prev;
    }
}

static chunk *
pop(uint32_t *list)
{
    if (!*list) {
        return NULL;
    }
    chunk *k = chunk_at(*list);
    unlink_from(list, k);
    return k;
}

/* ---- Empty chunks ------------------------------------------------------- */

static void
share(chunk *k)
{
    thread_lock();
    uint32_t list = atomic_load_explicit(&shared_empty, memory_order_relaxed);
    push(&list, k);
    atomic_store_explicit(&shared_empty, list, memory_order_relaxed);
    thread_unlock();
}

static chunk *
take_shared(void)
{
    if (!atomic_load_explicit(&shared_empty, memory_order_relaxed)) {
        return NULL;
    }
    thread_lock();
    uint32_t list = atomic_load_explicit(&shared_empty, memory_order_relaxed);
    chunk *k = pop(&list);
    atomic_store_explicit(&shared_empty, list, memory_order_relaxed);
    thread_unlock();
    return k;
}

static void
keep_empty(heap *h, chunk *k)
{
    k->state = CHUNK_EMPTY;
    if (h->empties == EMPTIES_KEPT) {
        share(k);
    } else {
        push(&h->empty, k);
        h->empties++;
    }
}

/* ---- What others have freed --------------------------------------------- */

void
recycle__give_back(chunk *k, free_block *b)
{
    heap *owner = heap_of(atomic_load_explicit(&k->owner, memory_order_acquire));
    free_block *first = atomic_load_explicit(&owner->remote, memory_order_relaxed);
    do {
        b->next = first;
    } while (!atomic_compare_exchange_weak_explicit(&owner->remote, &first, b,
                                                    memory_order_release, memory_order_relaxed));
}

/* Only who has the heap changes the owner of its chunks: so it is certain of those that are
 * its own.  A block of another one came from a thread that saw the owner before. */
static void
take_remote(heap *h)
{
    if (!atomic_load_explicit(&h->remote, memory_order_relaxed)) {
        return;
    }
    free_block *b = atomic_exchange_explicit(&h->remote, NULL, memory_order_acquire);
    while (b) {
        free_block *next = b->next;
        chunk *k = chunk_of(b);
        if (atomic_load_explicit(&k->owner, memory_order_relaxed) == h->id) {
            recycle__put(k, b);
        } else {
            recycle__give_back(k, b);
        }
        b = next;
    }
}

/* ---- Open chunks -------------------------------------------------------- */

void
recycle__wake(chunk *k)
{
    heap *h = heap_of(k->owner);
    if (k->state == CHUNK_FULL) {
        k->state = CHUNK_PARTIAL;
        k->wake = 0;
        push(&h->partial[k->size_class], k);
    }
    if (k->live == 0) {
        unlink_from(&h->partial[k->size_class], k);
        keep_empty(h, k);
    }
}

static void
begin(chunk *k, const heap *h, unsigned size_class)
{
    size_t size = chunk_class_size(size_class);
    k->free = NULL;
    k->bump = chunk_start(k);
    k->end = k->bump + CHUNK_SIZE / size * size;
    k->live = 0;
    k->block_size = (uint16_t)size;
    k->size_class = (uint8_t)size_class;
    atomic_store_explicit(&k->owner, h->id, memory_order_relaxed);
}

/* The chunk has no block left that is free. */
static void
close_full(chunk *k)
{
    if (k != &chunk_none) {
        k->state = CHUNK_FULL;
        k->wake = k->live - 1;
    }
}

/* ---- Heaps left by their threads ---------------------------------------- */

static void
share_empties(heap *h)
{
    for (chunk *k; (k = pop(&h->empty));) {
        h->empties--;
        share(k);
    }
}

/* The chunk may be in any state of use. */
static void
retire(heap *h, chunk *k)
{
    if (!k->free && k->bump == k->end) {
        close_full(k);
    } else if (k->live == 0) {
        keep_empty(h, k);
    } else {
        k->state = CHUNK_PARTIAL;
        k->wake = 0;
        push(&h->partial[k->size_class], k);
    }
}

void
recycle_leave(heap *h)
{
    take_remote(h);
    for (unsigned c = 0; c < CHUNK_CLASSES; c++) {
        retire(h, h->open[c]);
        h->open[c] = &chunk_none;
    }
    share_empties(h);
}

/* Blocks are freed also when the thread that they came from is gone: one such heap
 * is looked after whenever memory that was never used would be taken.  What it has of the
 * class is for `h` then. */
static chunk *
take_from_the_left(const heap *h, unsigned size_class)
{
    heap *left = heap_borrow();
    if (!left) {
        return NULL;
    }
    take_remote(left);
    share_empties(left);
    chunk *k = pop(&left->partial[size_class]);
    if (k) { /* release: the entry of `h` among the heaps is there for whoever reads its id */
        atomic_store_explicit(&k->owner, h->id, memory_order_release);
    }
    heap_put_back(left);
    return k;
}

/* ---- Taking ------------------------------------------------------------- */

static chunk *
take_empty(heap *h)
{
    chunk *k = pop(&h->empty);
    if (k) {
        h->empties--;
        return k;
    }
    return take_shared();
}

static chunk *
take_new(void)
{
    bool used_up = atomic_load_explicit(&the_region.used_up, memory_order_relaxed);
    char *start = used_up ? NULL : region_take(CHUNK_SIZE, CHUNK_SIZE);
    return start ? chunk_of(start) : NULL;
}

/* A chunk with a block of the class that is free: the heap's own, an empty one, that of a
 * thread that is gone, or a new one. */
static chunk *
find(heap *h, unsigned size_class)
{
    chunk *k = pop(&h->partial[size_class]);
    if (k) {
        return k;
    }
    k = take_empty(h);
    if (!k) {
        k = take_from_the_left(h, size_class);
        if (k) {
            return k;
        }
        k = take_shared();
    }
    k = k ? k : take_new();
    if (k) {
        begin(k, h, size_class);
    }
    return k;
}

void *
recycle__take_slowly(unsigned size_class)
{
    heap *h = heap_here();
    if (!h) {
        return NULL;
    }
    take_remote(h);
    void *p = recycle__take_from(h->open[size_class]);
    if (p) {
        return p;
    }
    close_full(h->open[size_class]);
    chunk *k = find(h, size_class);
    h->open[size_class] = k ? k : &chunk_none;
    if (!k) {
        return NULL;
    }
    k->state = CHUNK_OPEN;
    k->wake = -1;
    return recycle__take_from(k);
}

size_t
recycle_front(size_t region_size)
{
    return (region_size >> CHUNK_BITS) * sizeof(chunk);
}

size_t
recycle_count_empty(uint64_t *live)
{
    size_t end = atomic_load_explicit(&the_region.taken, memory_order_relaxed) >> CHUNK_BITS;
    size_t empty = 0;
    for (size_t i = 0; i < end; i++) {
        const chunk *k = chunk_at(i);
        bool in_use = k->owner && k->state != CHUNK_EMPTY;
        *live += in_use ? (uint64_t)k->live : 0;
        empty += k->owner && !in_use ? CHUNK_SIZE : 0;
    }
    return empty;
}
