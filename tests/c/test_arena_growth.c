/* Which chunk comes next, where requests of any size and alignment land, and
 * what is held of the source at each step. */
#include "check.h"
#include "source.h"
#include "vmem.h"

#include <string.h>

static arena
fresh(arena_failing *state)
{
    arena a;
    *state = (arena_failing){.allowed = UINT64_MAX};
    arena_init(&a, arena_source_failing(state), ARENA_NO_LIMIT);
    return a;
}

static void
finish(arena *a, const arena_failing *state)
{
    CHECK_SOUND(a);
    arena_destroy(a);
    CHECK_SOUND(a);
    CHECK_EQ(state->outstanding, 0);
    CHECK_EQ(arena_get_stats(a).capacity, 0);
}

static void
an_empty_arena_holds_nothing(void)
{
    arena_failing state;
    arena a = fresh(&state);
    arena_stats stats = arena_get_stats(&a);
    CHECK_EQ(stats.used, 0);
    CHECK_EQ(stats.capacity, 0);
    CHECK_EQ(stats.peak, 0);
    CHECK_EQ(stats.chunks, 0);
    CHECK_EQ(arena_get_mark(&a), 0);
    CHECK_EQ(arena_largest(&a), 0);
    arena_reset(&a, ARENA_KEEP_ALL);
    CHECK_EQ(arena_rewind(&a, 0), ARENA_OK);
    finish(&a, &state);
    CHECK_EQ(state.granted, 0);
}

static void
chunks_double(void)
{
    arena_failing state;
    arena a = fresh(&state);
    for (uint64_t n = 1; n <= 8 * 1024; n++) {
        uint64_t *p = arena_alloc(&a, sizeof *p, 8);
        if (!CHECK(p != NULL)) {
            break;
        }
        *p = n;
        /* References are dense from 64 on, whatever the chunk. */
        CHECK_EQ(arena_ref_of(&a, p), 63 + n);
        CHECK(arena_address(&a, (arena_ref)(63 + n)) == p);
    }
    CHECK_EQ(arena_used(&a), 8 * 8 * 1024);
    CHECK_EQ(arena_get_stats(&a).chunks, 8); /* 512 bytes to 64 KiB hold 8,192 + 64 - 1 */
    CHECK_EQ(arena_get_stats(&a).capacity, (1 << 17) - 512);
    for (arena_ref ref = 64; ref < 64 + 8 * 1024; ref++) {
        uint64_t *p = arena_at(&a, ref, 8);
        CHECK(p && *p == ref - 63);
    }
    finish(&a, &state);
}

static void
a_big_request_skips_chunks(void)
{
    arena_failing state;
    arena a = fresh(&state);
    void *first = arena_alloc(&a, 8, 8);
    char *big = arena_alloc(&a, 1000 * 1000, 1);
    CHECK_EQ(arena_get_stats(&a).chunks, 2);
    CHECK_EQ(arena_get_stats(&a).capacity, 512 + (1 << 20));
    CHECK_EQ(arena_used(&a), 8 + 1000 * 1000);
    CHECK_EQ(arena_ref_of(&a, big), 1 << 17);
    memset(big, 1, 1000 * 1000);
    /* What follows fills the big chunk; the ones between stay unused. */
    void *small = arena_alloc(&a, 8, 8);
    CHECK((char *)small == big + 1000 * 1000);
    CHECK_EQ(arena_get_stats(&a).chunks, 2);
    CHECK(arena_at(&a, 64, 8) == first);
    CHECK(arena_at(&a, 128, 8) == NULL);
    CHECK(arena_at(&a, 65535, 1) == NULL);
    finish(&a, &state);
}

static void
a_request_of_a_whole_chunk_fits(void)
{
    for (unsigned k = 6; k < 20; k++) {
        arena_failing state;
        arena a = fresh(&state);
        size_t size = (size_t)8 << k;
        char *p = arena_alloc(&a, size, 16);
        CHECK_EQ(arena_get_stats(&a).capacity, size);
        p[0] = p[size - 1] = 1;
        CHECK_SOUND(&a);
        CHECK(arena_alloc(&a, 1, 1) != NULL);
        CHECK_EQ(arena_get_stats(&a).capacity, 3 * size);
        finish(&a, &state);
    }
}

static void
alignment_up_to_a_page(void)
{
    arena_failing state;
    arena a = fresh(&state);
    for (unsigned round = 0; round < 40; round++) {
        for (size_t align = 1; align <= ARENA_MAX_ALIGN; align *= 2) {
            size_t size = (round * 37 + align) % 600;
            uint64_t before = arena_used(&a);
            char *p = arena_alloc(&a, size, align);
            if (CHECK(p != NULL)) {
                CHECK_EQ((uintptr_t)p % align, 0);
                memset(p, (int)round, size);
            }
            CHECK(arena_used(&a) >= before + size);
            CHECK(arena_used(&a) < before + size + align);
            CHECK_SOUND(&a);
        }
    }
    finish(&a, &state);
}

static void
alignment_as_the_first_request(void)
{
    for (size_t align = 1; align <= ARENA_MAX_ALIGN; align *= 2) {
        for (size_t size = 0; size < 9000; size = size * 3 + 1) {
            arena_failing state;
            arena a = fresh(&state);
            char *p = arena_alloc(&a, size, align);
            CHECK(p != NULL);
            CHECK_EQ((uintptr_t)p % align, 0);
            memset(p, 1, size);
            finish(&a, &state);
        }
    }
}

static void
nothing_takes_no_room(void)
{
    arena_failing state;
    arena a = fresh(&state);
    CHECK(arena_alloc(&a, 0, 1) != NULL);
    CHECK_EQ(arena_used(&a), 0);
    CHECK(arena_alloc(&a, 3, 1) != NULL);
    CHECK(arena_alloc(&a, 0, 1) != NULL);
    CHECK_EQ(arena_used(&a), 3);
    CHECK(arena_alloc_array(&a, 0, 8, 1) != NULL);
    CHECK(arena_alloc_array(&a, 8, 0, 1) != NULL);
    CHECK_EQ(arena_used(&a), 3);
    finish(&a, &state);
}

static void
sizes_that_overflow_are_refused(void)
{
    const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 7, SIZE_MAX / 2 + 1, SIZE_MAX / 2,
                            (size_t)ARENA_MAX_POSITION, (size_t)ARENA_MAX_POSITION - 1};
    arena_failing state;
    arena a = fresh(&state);
    for (unsigned round = 0; round < 2; round++) {
        uint64_t used = arena_used(&a);
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            for (size_t align = 1; align <= ARENA_MAX_ALIGN; align *= 16) {
                CHECK(arena_alloc(&a, sizes[i], align) == NULL);
                CHECK_EQ(a.status, ARENA_FULL);
            }
            CHECK(arena_reserve(&a, sizes[i]) == ARENA_FULL);
        }
        CHECK(arena_alloc_array(&a, SIZE_MAX / 8 + 1, 8, 8) == NULL);
        CHECK_EQ(a.status, ARENA_NO_MEMORY);
        CHECK(arena_alloc_array(&a, (size_t)1 << 60, 16, 8) == NULL);
        CHECK_EQ(a.status, ARENA_NO_MEMORY);
        CHECK_EQ(arena_used(&a), used);
        CHECK_SOUND(&a);
        CHECK(arena_alloc(&a, 3, 1) != NULL); /* and the same from an odd cursor */
    }
    finish(&a, &state);
}

static void
reserve_asks_the_source_in_advance(void)
{
    const size_t sizes[] = {0, 1, 511, 512, 513, 4096, 100 * 1000};
    for (size_t before = 0; before < 600; before += 200) {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            arena_failing state;
            arena a = fresh(&state);
            CHECK(before == 0 || arena_alloc(&a, before, 1));
            uint64_t used = arena_used(&a);
            CHECK_EQ(arena_reserve(&a, sizes[i]), ARENA_OK);
            CHECK_EQ(arena_used(&a), used);
            CHECK_SOUND(&a);
            state.allowed = 0;
            char *p = arena_alloc(&a, sizes[i], 1);
            if (CHECK(p != NULL)) {
                memset(p, 1, sizes[i]);
            }
            finish(&a, &state);
        }
    }
}

static void
reserve_survives_smaller_requests(void)
{
    arena_failing state;
    arena a = fresh(&state);
    CHECK(arena_alloc(&a, 500, 1) != NULL);
    CHECK_EQ(arena_reserve(&a, 10 * 1000), ARENA_OK);
    CHECK(arena_alloc(&a, 12, 1) != NULL); /* fills the chunk */
    state.allowed = 0;
    CHECK(arena_alloc(&a, 10 * 1000, 1) != NULL);
    finish(&a, &state);
}

#ifndef ARENA_SANITIZED /* whose shadow of 32 GiB would be touched */
static void *
lazy_acquire(void *context, size_t size)
{
    uint64_t *outstanding = context;
    void *block = vmem_reserve(size);
    *outstanding += block != NULL;
    return block;
}

static void
lazy_release(void *context, void *block, size_t size)
{
    uint64_t *outstanding = context;
    vmem_release(block, size);
    *outstanding -= 1;
}

static void
the_last_reference_is_reached(void)
{
    uint64_t outstanding = 0;
    arena_source source = {lazy_acquire, lazy_release, &outstanding};
    arena a;
    arena_init(&a, source, ARENA_NO_LIMIT);
    for (unsigned k = 6; k < 32; k++) {
        char *p = arena_alloc(&a, (size_t)8 << k, 8);
        if (!p) { /* a machine that does not hand out 32 GiB of addresses */
            CHECK_EQ(a.status, ARENA_NO_MEMORY);
            arena_destroy(&a);
            return;
        }
        CHECK_EQ(arena_ref_of(&a, p), UINT32_C(1) << k);
        p[((size_t)8 << k) - 1] = 7;
    }
    CHECK_EQ(arena_used(&a), ARENA_MAX_POSITION - 512);
    char *last = arena_at(&a, UINT32_MAX, 8);
    CHECK(last && last[7] == 7);
    CHECK(arena_at(&a, UINT32_MAX, 9) == NULL);
    CHECK(arena_at_position(&a, ARENA_MAX_POSITION - 1, 1) == last + 7);
    CHECK(arena_at_position(&a, ARENA_MAX_POSITION, 0) == NULL);
    CHECK_EQ(arena_get_mark(&a), ARENA_MAX_POSITION);
    CHECK(arena_alloc(&a, 1, 1) == NULL);
    CHECK_EQ(a.status, ARENA_FULL);
    CHECK_SOUND(&a);
    CHECK_EQ(arena_rewind(&a, ARENA_MAX_POSITION), ARENA_OK);
    CHECK_EQ(arena_rewind(&a, ARENA_MAX_POSITION - 8), ARENA_OK);
    CHECK(arena_alloc(&a, 8, 8) == last);
    CHECK_SOUND(&a);
    arena_destroy(&a);
    CHECK_EQ(outstanding, 0);
}
#endif

int
main(void)
{
    RUN(an_empty_arena_holds_nothing);
    RUN(chunks_double);
    RUN(a_big_request_skips_chunks);
    RUN(a_request_of_a_whole_chunk_fits);
    RUN(alignment_up_to_a_page);
    RUN(alignment_as_the_first_request);
    RUN(nothing_takes_no_room);
    RUN(sizes_that_overflow_are_refused);
    RUN(reserve_asks_the_source_in_advance);
    RUN(reserve_survives_smaller_requests);
#ifndef ARENA_SANITIZED
    RUN(the_last_reference_is_reached);
#endif
    return check_report();
}
