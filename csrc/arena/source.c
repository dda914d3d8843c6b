/* source.c - chunks from malloc, from a malloc that fails, from the caller. */
#include "source.h"

#include <stdlib.h>

static void *
malloc_acquire(void *context, size_t size)
{
    (void)context;
    return malloc(size);
}

static void
malloc_release(void *context, void *block, size_t size)
{
    (void)context;
    (void)size;
    free(block);
}

arena_source
arena_source_malloc(void)
{
    return (arena_source){malloc_acquire, malloc_release, NULL};
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
