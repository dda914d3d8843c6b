/* source.c - chunks from malloc, from a malloc that fails, from the caller. */
#include "source.h"
#include "vmem.h"

#include <stdlib.h>

/* Tunable: chunks from here on are backed by huge pages where there are any.  A
 * page of 4 KiB that is touched for the first time costs a fault of 0.3 to 1.7
 * microseconds: 8 MiB took 2.5 to 14 ms that way and 0.55 ms with huge pages, and
 * 0.5 against 0.04 ms to give back.  What is resident is then a multiple of 2 MiB,
 * which from 4 MiB on is at most twice what is used. */
enum { HUGE_FROM = 4 << 20 };

void *
arena__malloc_acquire(void *context, size_t size)
{
    (void)context;
    return size >= HUGE_FROM ? vmem_huge_block(size) : malloc(size);
}

void
arena__malloc_release(void *context, void *block, size_t size)
{
    (void)context;
    if (size >= HUGE_FROM) {
        vmem_free_huge_block(block);
    } else {
        free(block);
    }
}

static void *
failing_acquire(void *context, size_t size)
{
    arena_failing *state = context;
    void *block = state->granted < state->allowed ? malloc(size) : NULL;
    if (!block) {
        state->refused++;
        return NULL;
    }
    state->granted++;
    state->outstanding++;
    return block;
}

static void
failing_release(void *context, void *block, size_t size)
{
    arena_failing *state = context;
    (void)size;
    state->outstanding--;
    free(block);
}

arena_source
arena_source_failing(arena_failing *state)
{
    return (arena_source){failing_acquire, failing_release, state};
}

arena_block
arena_block_over(void *base, size_t size)
{
    return (arena_block){.base = base, .size = size};
}
