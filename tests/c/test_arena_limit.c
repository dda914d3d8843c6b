/* A limit binds to the byte, and a source that refuses leaves nothing behind. */
#include "check.h"
#include "source.h"

#include <string.h>

static arena_failing state;

static arena
fresh(uint64_t limit)
{
    arena a;
    state = (arena_failing){.allowed = UINT64_MAX};
    arena_init(&a, arena_source_failing(&state), limit);
    return a;
}

static void
finish(arena *a)
{
    CHECK_SOUND(a);
    arena_destroy(a);
    CHECK_EQ(state.outstanding, 0);
}

static void
exact_to_the_byte(void)
{
    for (uint64_t limit = 0; limit < 3000; limit += 7) {
        arena a = fresh(limit);
        uint64_t n = 0;
        while (n < 4000 && arena_alloc(&a, 1, 1)) {
            n++;
        }
        CHECK_EQ(n, limit);
        CHECK_EQ(arena_used(&a), limit);
        CHECK_EQ(a.status, ARENA_OVER_LIMIT);
        finish(&a);
    }
}

static void
one_request_up_to_it(void)
{
    for (size_t size = 1; size < 100 * 1000; size = size * 5 / 3 + 1) {
        arena a = fresh(size);
        CHECK(arena_alloc(&a, size + 1, 1) == NULL);
        CHECK_EQ(a.status, ARENA_OVER_LIMIT);
        CHECK_EQ(state.granted, 0); /* nobody is asked for what may not be had */
        char *p = arena_alloc(&a, size, 1);
        if (CHECK(p != NULL)) {
            memset(p, 1, size);
        }
        CHECK(arena_alloc(&a, 1, 1) == NULL);
        CHECK_EQ(a.status, ARENA_OVER_LIMIT);
        finish(&a);
    }
}

static void
an_unused_tail_does_not_count(void)
{
    arena a = fresh(1000);
    CHECK(arena_alloc(&a, 500, 1) != NULL); /* of 512 */
    CHECK(arena_alloc(&a, 500, 1) != NULL); /* in the next chunk */
    CHECK_EQ(arena_used(&a), 1000);
    CHECK(arena_alloc(&a, 1, 1) == NULL);
    finish(&a);
}

static void
padding_counts(void)
{
    arena a = fresh(16);
    CHECK(arena_alloc(&a, 1, 1) != NULL);
    CHECK(arena_alloc(&a, 9, 8) == NULL);
    CHECK_EQ(a.status, ARENA_OVER_LIMIT);
    CHECK_EQ(arena_used(&a), 1);
    CHECK(arena_alloc(&a, 8, 8) != NULL);
    CHECK_EQ(arena_used(&a), 16);
    finish(&a);
}

static void
padding_of_a_page_counts(void)
{
    for (uint64_t limit = 0; limit < 10000; limit += 16) {
        arena a = fresh(limit);
        char *p = arena_alloc(&a, 16, 4096);
        CHECK(arena_used(&a) <= limit);
        if (p) {
            CHECK_EQ((uintptr_t)p % 4096, 0);
        } else {
            CHECK(limit < 4096);
            CHECK_EQ(a.status, ARENA_OVER_LIMIT);
            CHECK_EQ(arena_used(&a), 0);
        }
        finish(&a);
    }
}

static void
set_below_what_is_used(void)
{
    arena a = fresh(ARENA_NO_LIMIT);
    char *p = arena_alloc(&a, 700, 1);
    memset(p, 3, 700);
    arena_mark mark = arena_get_mark(&a);
    CHECK(arena_alloc(&a, 3000, 1) != NULL);
    arena_set_limit(&a, 1000);
    CHECK_SOUND(&a);
    CHECK_EQ(arena_used(&a), 3700);
    CHECK(arena_alloc(&a, 1, 1) == NULL);
    CHECK_EQ(a.status, ARENA_OVER_LIMIT);
    CHECK(arena_alloc(&a, 100 * 1000, 1) == NULL);
    CHECK_EQ(a.status, ARENA_OVER_LIMIT);
    CHECK_EQ(arena_rewind(&a, mark), ARENA_OK);
    CHECK_SOUND(&a);
    CHECK(arena_alloc(&a, 301, 1) == NULL);
    CHECK(arena_alloc(&a, 300, 1) != NULL);
    CHECK(arena_alloc(&a, 1, 1) == NULL);
    arena_set_limit(&a, 1001);
    CHECK(arena_alloc(&a, 1, 1) != NULL);
    arena_set_limit(&a, 0);
    CHECK(arena_alloc(&a, 1, 1) == NULL);
    arena_reset(&a, ARENA_KEEP_ALL);
    CHECK(arena_alloc(&a, 1, 1) == NULL);
    CHECK_EQ(a.status, ARENA_OVER_LIMIT);
    arena_set_limit(&a, ARENA_NO_LIMIT);
    CHECK(arena_alloc(&a, 100 * 1000, 1) != NULL);
    finish(&a);
}

static void
what_is_taken_back_may_be_had_again(void)
{
    arena a = fresh(100);
    void *p = arena_alloc(&a, 100, 1);
    CHECK(!arena_resize(&a, p, 100, 101));
    CHECK(arena_resize(&a, p, 100, 40));
    CHECK(arena_alloc(&a, 61, 1) == NULL);
    void *q = arena_alloc(&a, 60, 1);
    CHECK(q != NULL);
    CHECK(arena_free(&a, q, 60));
    CHECK(arena_resize(&a, p, 40, 100));
    finish(&a);
}

/* A program with every way to ask for a chunk; how many of its steps failed. */
static unsigned
program(arena *a)
{
    unsigned refused = 0;
    for (unsigned i = 0; i < 60; i++) {
        size_t size = i % 7 == 3 ? 5000 : 40 + i;
        uint64_t used = arena_used(a);
        arena_mark mark = arena_get_mark(a);
        char *p = arena_alloc(a, size, i % 11 == 0 ? 1024 : 8);
        if (p) {
            memset(p, (int)i, size);
        } else {
            refused++;
            CHECK_EQ(a->status, ARENA_NO_MEMORY);
            CHECK_EQ(arena_used(a), used);
            CHECK_EQ(arena_get_mark(a), mark);
        }
        CHECK_SOUND(a);
        if (i % 13 == 5 && arena_reserve(a, 3000) != ARENA_OK) {
            refused++;
            CHECK_EQ(arena_used(a), used + (p ? arena_used(a) - used : 0));
        }
        if (i == 40) {
            arena_reset(a, 1024);
        }
        CHECK_SOUND(a);
        CHECK_EQ(arena_get_stats(a).chunks, state.outstanding);
    }
    return refused;
}

static void
every_request_of_the_source_may_fail(void)
{
    arena a = fresh(ARENA_NO_LIMIT);
    CHECK_EQ(program(&a), 0);
    uint64_t all = state.granted;
    finish(&a);
    CHECK(all > 5);
    for (uint64_t n = 0; n < all; n++) {
        a = fresh(ARENA_NO_LIMIT);
        state.allowed = n;
        CHECK(program(&a) > 0);
        CHECK(state.refused > 0);
        state.allowed = UINT64_MAX; /* memory is there again */
        CHECK(arena_alloc(&a, 100 * 1000, 8) != NULL);
        finish(&a);
    }
}

int
main(void)
{
    RUN(exact_to_the_byte);
    RUN(one_request_up_to_it);
    RUN(an_unused_tail_does_not_count);
    RUN(padding_counts);
    RUN(padding_of_a_page_counts);
    RUN(set_below_what_is_used);
    RUN(what_is_taken_back_may_be_had_again);
    RUN(every_request_of_the_source_may_fail);
    return check_report();
}
