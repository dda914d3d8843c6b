/* wrapped_heap.h - the C library's heap, counted, and with an end to it.
 *
 * Programs that include this are linked with --wrap (meson.build): what the code
 * under test asks malloc, calloc and realloc for comes by here.  Where the linker
 * cannot do that nothing is counted and nothing fails. */
#ifndef ARENITE_TESTS_WRAPPED_HEAP_H
#define ARENITE_TESTS_WRAPPED_HEAP_H

#include "source.h"

#include <stdlib.h>
#include <string.h>

static struct {
    uint64_t requests;           /* since heap_allow */
    uint64_t allowed;            /* that many requests succeed, */
    uint64_t refused;            /* that many after them do not */
    uint64_t live, peak, blocks; /* bytes, the most since heap_watch, blocks */
} heap = {.allowed = UINT64_MAX};

/* The next `allowed` requests succeed, `refused` after them fail. */
static inline void
heap_allow(uint64_t allowed, uint64_t refused)
{
    heap.requests = 0;
    heap.allowed = allowed;
    heap.refused = refused;
}

static inline void
heap_watch(void)
{
    heap.peak = heap.live;
}

#ifdef HEAP_IS_WRAPPED

#include <malloc.h>

void *__real_malloc(size_t size);
void *__real_realloc(void *block, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
void __wrap_free(void *block);

static bool
heap_grants(void)
{
    uint64_t n = heap.requests++;
    return n < heap.allowed || n - heap.allowed >= heap.refused;
}

static void
heap_add(void *block)
{
    heap.live += malloc_usable_size(block);
    heap.blocks++;
    heap.peak = heap.live > heap.peak ? heap.live : heap.peak;
}

static void
heap_remove(void *block)
{
    heap.live -= malloc_usable_size(block);
    heap.blocks--;
}

void *
__wrap_malloc(size_t size)
{
    void *block = heap_grants() ? __real_malloc(size) : NULL;
    if (block) {
        heap_add(block);
    }
    return block;
}

void *
__wrap_calloc(size_t count, size_t size)
{
    size_t bytes;
    bool wraps = __builtin_mul_overflow(count, size, &bytes);
    void *block = wraps ? NULL : __wrap_malloc(bytes);
    return block ? memset(block, 0, bytes) : NULL;
}

void
__wrap_free(void *block)
{
    if (block) {
        heap_remove(block);
    }
    __real_free(block);
}

/* Always elsewhere, as it may be. */
void *
__wrap_realloc(void *block, size_t size)
{
    void *other = __wrap_malloc(size);
    if (other && block) {
        size_t old = malloc_usable_size(block);
        memcpy(other, block, old < size ? old : size);
        __wrap_free(block);
    }
    return other;
}

/* Chunks are counted apart from what the parser asks for beside them. */
#define HEAP_REAL_MALLOC __real_malloc
#define HEAP_REAL_FREE __real_free
#else
#define HEAP_REAL_MALLOC malloc
#define HEAP_REAL_FREE free
#endif

/* ---- Chunks, counted apart ------------------------------------------------ */

static inline void *
chunks_acquire(void *context, size_t size)
{
    arena_failing *state = context;
    void *block = state->granted < state->allowed ? HEAP_REAL_MALLOC(size) : NULL;
    if (!block) {
        state->refused++;
        return NULL;
    }
    state->granted++;
    state->outstanding++;
    return block;
}

static inline void
chunks_release(void *context, void *block, size_t size)
{
    arena_failing *state = context;
    (void)size;
    state->outstanding--;
    HEAP_REAL_FREE(block);
}

/* As arena_source_failing, and not part of the heap. */
static inline arena_source
chunks(arena_failing *state)
{
    return (arena_source){chunks_acquire, chunks_release, state};
}

#endif
