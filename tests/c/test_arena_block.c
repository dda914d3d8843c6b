/* Arenas over one block: the caller's buffer, at any address, and a reserved
 * range that is committed as it is used. */
#include "check.h"
#include "source.h"
#include "vmem.h"

#include <stdlib.h>
#include <string.h>

static void
fills_a_buffer_of_any_alignment_and_size(void)
{
    char *buffer = malloc(4096 + 64);
    for (size_t odd = 0; odd < 33; odd++) {
        for (size_t size = 0; size < 3000; size += 131) {
            arena a;
            memset(buffer, 0x5a, 4096 + 64);
            arena_init_block(&a, arena_block_over(buffer + odd, size), ARENA_NO_LIMIT);
            size_t skip = (size_t)(-(uintptr_t)(buffer + odd) & 15);
            size_t usable = size > skip ? size - skip : 0, n = 0;
            CHECK_SOUND(&a);
            CHECK_EQ(arena_used(&a), 0);
            CHECK_EQ(arena_get_stats(&a).capacity, usable);
            for (char *p; n < 4000 && (p = arena_alloc(&a, 1, 1)); n++) {
                CHECK(p >= buffer + odd && p < buffer + odd + size);
                *p = 1;
            }
            CHECK_EQ(n, usable);
            CHECK_EQ(a.status, ARENA_FULL);
            CHECK_SOUND(&a);
            arena_destroy(&a);
            CHECK(odd == 0 || buffer[odd - 1] == 0x5a);
            CHECK(buffer[odd + size] == 0x5a);
        }
    }
    free(buffer);
}

static void
references_marks_and_rewind(void)
{
    char *buffer = malloc(100 * 1000);
    arena a;
    arena_init_block(&a, arena_block_over(buffer + 3, 100 * 1000 - 3), ARENA_NO_LIMIT);
    CHECK(arena_at(&a, 64, 1) == NULL);
    arena_mark empty = arena_get_mark(&a);
    arena_mark marks[10 * 1000];
    for (uint32_t i = 0; i < 10 * 1000; i++) {
        marks[i] = arena_get_mark(&a);
        uint64_t *p = arena_alloc(&a, 8, 8);
        *p = i;
        CHECK_EQ(arena_ref_of(&a, p), 64 + i);
        CHECK(arena_address(&a, 64 + i) == p);
        CHECK(arena_at(&a, 64 + i, 8) == p);
        CHECK(arena_at(&a, 64 + i, 9) == NULL);
        CHECK(arena_at(&a, 65 + i, 1) == NULL);
    }
    for (uint32_t ref = 0; ref < 64; ref++) {
        CHECK(arena_at(&a, ref, 0) == NULL);
    }
    CHECK(arena_at(&a, UINT32_MAX, 0) == NULL);
    CHECK_EQ(arena_rewind(&a, arena_get_mark(&a) + 1), ARENA_BAD_MARK);
    CHECK_EQ(arena_rewind(&a, 8), ARENA_BAD_MARK);
    CHECK_EQ(arena_rewind(&a, 511), ARENA_BAD_MARK);
    for (uint32_t i = 10 * 1000; i-- > 0;) {
        CHECK_EQ(arena_rewind(&a, marks[i]), ARENA_OK);
        CHECK(arena_at(&a, 64 + i, 8) == NULL);
        CHECK(i == 0 || *(uint64_t *)arena_at(&a, 63 + i, 8) == i - 1);
    }
    CHECK_EQ(arena_get_mark(&a), empty);
    CHECK(arena_alloc(&a, 100, 1) != NULL);
    CHECK_EQ(arena_rewind(&a, 0), ARENA_OK);
    CHECK_EQ(arena_used(&a), 0);
    CHECK(arena_alloc(&a, 100, 1) != NULL);
    arena_reset(&a, ARENA_KEEP_NONE);
    CHECK_EQ(arena_used(&a), 0);
    CHECK_EQ(arena_get_stats(&a).peak, 80 * 1000);
    CHECK_SOUND(&a);
    arena_destroy(&a);
    free(buffer);
}

static void
a_limit_on_a_block(void)
{
    char buffer[1024];
    arena a;
    arena_init_block(&a, arena_block_over(buffer, sizeof buffer), 100);
    CHECK(arena_alloc(&a, 101, 1) == NULL);
    CHECK_EQ(a.status, ARENA_OVER_LIMIT);
    CHECK(arena_alloc(&a, 100, 1) != NULL);
    CHECK(arena_alloc(&a, 1, 1) == NULL);
    CHECK_EQ(a.status, ARENA_OVER_LIMIT);
    arena_set_limit(&a, ARENA_NO_LIMIT);
    CHECK(arena_alloc(&a, 1000, 1) == NULL);
    CHECK_EQ(a.status, ARENA_FULL);
    CHECK_EQ(arena_reserve(&a, 1000), ARENA_FULL);
    CHECK_EQ(arena_reserve(&a, 900), ARENA_OK);
    CHECK(arena_alloc(&a, SIZE_MAX, 1) == NULL);
    CHECK(arena_alloc(&a, SIZE_MAX - 8, 4096) == NULL);
    CHECK(arena_alloc(&a, 900, 1) != NULL);
    CHECK_SOUND(&a);
    arena_destroy(&a);
}

static void
a_reserved_range(void)
{
    const size_t size = (size_t)1 << 30;
    arena a;
    arena_init_block(&a, arena_block_reserve(size), ARENA_NO_LIMIT);
    if (!CHECK(a.block.base != NULL)) {
        return;
    }
    CHECK_EQ(arena_get_stats(&a).capacity, 0);
    char *first = arena_alloc(&a, 1, 1), *last = first;
    for (unsigned i = 0; i < 300; i++) {
        char *p = arena_alloc(&a, 10 * 1000, 8);
        CHECK(p > last);
        memset(p, (int)i, 10 * 1000);
        last = p;
        CHECK(arena_get_stats(&a).capacity >= arena_used(&a));
        CHECK_SOUND(&a);
    }
    CHECK(arena_get_stats(&a).capacity < 3 * arena_used(&a)); /* not the whole range */
    CHECK(arena_alloc(&a, size, 1) == NULL);
    CHECK_EQ(a.status, ARENA_FULL);
    for (uint64_t keep = 1 << 20; keep < ARENA_KEEP_ALL / 2; keep = 1) {
        arena_reset(&a, keep);
        CHECK_SOUND(&a);
        CHECK(arena_get_stats(&a).capacity <= (keep > 1 ? keep : 1));
        char *p = arena_alloc(&a, 5 * 1000 * 1000, 4096);
        CHECK((uintptr_t)p % 4096 == 0);
        memset(p, 1, 5 * 1000 * 1000);
        CHECK_SOUND(&a);
        if (keep == 1) {
            break;
        }
    }
    arena_reset(&a, ARENA_KEEP_NONE);
    CHECK_EQ(arena_get_stats(&a).capacity, 0);
    CHECK_SOUND(&a);
    arena_destroy(&a);
}

static void
a_reserved_range_to_the_end(void)
{
    const size_t size = 1 << 20;
    arena a;
    arena_init_block(&a, arena_block_reserve(size - 100), ARENA_NO_LIMIT);
    CHECK_EQ(arena_reserve(&a, size + 1), ARENA_FULL);
    CHECK_EQ(arena_reserve(&a, size), ARENA_OK);
    CHECK_EQ(arena_get_stats(&a).capacity, size);
    char *p = arena_alloc(&a, size, 8);
    if (CHECK(p != NULL)) {
        memset(p, 1, size);
    }
    CHECK(arena_alloc(&a, 1, 1) == NULL);
    CHECK_EQ(a.status, ARENA_FULL);
    CHECK_SOUND(&a);
    arena_destroy(&a);
}

static void
a_range_that_the_system_refuses(void)
{
    arena_block block = arena_block_reserve(SIZE_MAX - 1);
    CHECK(block.base == NULL);
    arena a;
    arena_init_block(&a, block, ARENA_NO_LIMIT);
    CHECK(arena_alloc(&a, 1, 1) == NULL);
    CHECK_SOUND(&a);
    CHECK(arena_block_reserve(0).base == NULL);
}

/* ---- A block whose commit fails, and that remembers what it was asked ------- */

static struct {
    char *base;
    size_t committed, released, refuse_above;
} range;

static bool
range_commit(void *context, void *base, size_t size)
{
    (void)context;
    CHECK(base == range.base);
    if (size > range.refuse_above) {
        return false;
    }
    range.committed = size;
    return true;
}

static void
range_decommit(void *context, void *base, size_t from, size_t size)
{
    (void)context;
    CHECK(base == range.base);
    CHECK(from <= size && size == range.committed);
    range.committed = from;
}

static void
range_release(void *context, void *base, size_t size)
{
    (void)context;
    CHECK(base == range.base);
    range.released = size;
}

static void
commit_may_fail(void)
{
    const size_t size = 1 << 20;
    range.base = aligned_alloc(4096, size);
    range.refuse_above = 300 * 1000;
    arena a;
    arena_init_block(&a,
                     (arena_block){range.base, size, range_commit, range_decommit,
                                   range_release, NULL},
                     ARENA_NO_LIMIT);
    CHECK(arena_alloc(&a, 100 * 1000, 1) != NULL);
    CHECK(range.committed >= 100 * 1000);
    uint64_t used = arena_used(&a), capacity = arena_get_stats(&a).capacity;
    CHECK(arena_alloc(&a, 300 * 1000, 1) == NULL);
    CHECK_EQ(a.status, ARENA_NO_MEMORY);
    CHECK_EQ(arena_used(&a), used);
    CHECK_EQ(arena_get_stats(&a).capacity, capacity);
    CHECK_EQ(arena_reserve(&a, 300 * 1000), ARENA_NO_MEMORY);
    CHECK_SOUND(&a);
    range.refuse_above = size;
    CHECK(arena_alloc(&a, 300 * 1000, 1) != NULL);
    CHECK(range.committed >= 400 * 1000);
    arena_reset(&a, 50 * 1000);
    CHECK_EQ(range.committed, 50 * 1000);
    arena_reset(&a, 60 * 1000); /* nothing more to give back */
    CHECK_EQ(range.committed, 50 * 1000);
    CHECK(arena_alloc(&a, size, 1) != NULL);
    CHECK_EQ(range.committed, size);
    CHECK_SOUND(&a);
    arena_destroy(&a);
    CHECK_EQ(range.released, size);
    free(range.base);
}

static void
near_the_end_a_smaller_step_will_do(void)
{
    /* Growing in doubling steps must not fail for want of what is not needed. */
    const size_t size = (1 << 20) + 3 * 4096; /* no step of the doubling */
    range.base = aligned_alloc(4096, size);
    range.refuse_above = size;
    arena a;
    arena_init_block(&a, (arena_block){range.base, size, range_commit, NULL, NULL, NULL},
                     ARENA_NO_LIMIT);
    size_t n = 0;
    while (n < 2 * size && arena_alloc(&a, 1000, 1)) {
        n += 1000;
    }
    CHECK_EQ(n, size / 1000 * 1000);
    CHECK_EQ(range.committed, size);
    CHECK_SOUND(&a);
    arena_destroy(&a);
    free(range.base);
}

int
main(void)
{
    RUN(fills_a_buffer_of_any_alignment_and_size);
    RUN(references_marks_and_rewind);
    RUN(a_limit_on_a_block);
    RUN(a_reserved_range);
    RUN(a_reserved_range_to_the_end);
    RUN(a_range_that_the_system_refuses);
    RUN(commit_may_fail);
    RUN(near_the_end_a_smaller_step_will_do);
    return check_report();
}
