/* Taking back and resizing the newest allocation, and no other. */
#include "check.h"
#include "source.h"

#include <string.h>

static arena a;
static arena_failing state;

static void
begin(void)
{
    state = (arena_failing){.allowed = UINT64_MAX};
    arena_init(&a, arena_source_failing(&state), ARENA_NO_LIMIT);
}

static void
finish(void)
{
    CHECK_SOUND(&a);
    arena_destroy(&a);
    CHECK_EQ(state.outstanding, 0);
}

static void
only_the_newest_is_taken_back(void)
{
    begin();
    char *p = arena_alloc(&a, 16, 8), *q = arena_alloc(&a, 24, 8);
    CHECK(!arena_free(&a, p, 16));
    CHECK(!arena_free(&a, q, 16)); /* of another size than it has */
    CHECK_EQ(arena_used(&a), 40);
    CHECK(arena_free(&a, q, 24));
    CHECK(!arena_free(&a, q, 24));
    CHECK(arena_free(&a, p, 16));
    CHECK_EQ(arena_used(&a), 0);
    CHECK_EQ(arena_get_stats(&a).peak, 40);
    CHECK(arena_alloc(&a, 16, 8) == p);
    finish();
}

static void
the_older_chunk_is_not_touched(void)
{
    begin();
    char *p = arena_alloc(&a, 512, 8);
    char *q = arena_alloc(&a, 8, 8);
    CHECK(arena_free(&a, q, 8));
    /* The newest that is left lies in the chunk below: it stays. */
    CHECK(!arena_free(&a, p, 512));
    CHECK_EQ(arena_used(&a), 512);
    CHECK(arena_alloc(&a, 8, 8) == q);
    finish();
}

static void
grows_in_place_to_the_end_of_the_chunk(void)
{
    begin();
    char *p = arena_alloc(&a, 8, 8);
    memset(p, 1, 8);
    for (size_t size = 8; size < 512; size += 56) {
        CHECK(arena_resize(&a, p, size, size + 56));
        memset(p + size, 1, 56);
        CHECK_EQ(arena_used(&a), size + 56);
        CHECK_SOUND(&a);
    }
    CHECK_EQ(arena_used(&a), 512);
    CHECK(!arena_resize(&a, p, 512, 513));
    CHECK(!arena_resize(&a, p, 512, SIZE_MAX));
    CHECK_EQ(arena_used(&a), 512);
    CHECK(arena_resize(&a, p, 512, 512));
    finish();
}

static void
shrinks_in_place(void)
{
    begin();
    char *p = arena_alloc(&a, 500, 8);
    CHECK(!arena_resize(&a, p, 400, 8));
    CHECK(arena_resize(&a, p, 500, 20));
    CHECK_EQ(arena_used(&a), 20);
    CHECK_EQ(arena_get_stats(&a).peak, 500);
    char *q = arena_alloc(&a, 8, 8);
    CHECK(q == p + 24);
    CHECK(!arena_resize(&a, p, 20, 8));
    CHECK(!arena_resize(&a, p, 20, 40));
    CHECK(arena_resize(&a, q, 8, 0));
    CHECK_EQ(arena_used(&a), 24);
    finish();
}

static void
keeps_its_alignment(void)
{
    begin();
    for (size_t align = 1; align <= ARENA_MAX_ALIGN; align *= 2) {
        CHECK(arena_alloc(&a, 1, 1) != NULL);
        char *p = arena_alloc(&a, 10, align);
        CHECK_EQ((uintptr_t)p % align, 0);
        uint64_t used = arena_used(&a);
        CHECK(arena_resize(&a, p, 10, 3));
        CHECK_EQ(arena_used(&a), used - 7);
        CHECK(arena_resize(&a, p, 3, 10));
        CHECK_EQ(arena_used(&a), used);
        CHECK(arena_resize(&a, p, 10, 0)); /* freed, but not the padding before it */
        CHECK_EQ(arena_used(&a), used - 10);
        CHECK(!arena_resize(&a, p, 0, 10));
        CHECK(arena_alloc(&a, 10, align) == p);
        CHECK_SOUND(&a);
    }
    finish();
}

static void
sizes_that_wrap_around(void)
{
    begin();
    char *p = arena_alloc(&a, 16, 8);
    CHECK(!arena_free(&a, p, SIZE_MAX));
    CHECK(!arena_resize(&a, p, 16, SIZE_MAX));
    CHECK(!arena_resize(&a, p, SIZE_MAX, 16));
    CHECK_EQ(arena_used(&a), 16);
    finish();
}

static void
resizes_up_to_the_limit(void)
{
    begin();
    arena_set_limit(&a, 100);
    char *p = arena_alloc(&a, 40, 8);
    CHECK(!arena_resize(&a, p, 40, 101));
    CHECK(arena_resize(&a, p, 40, 100));
    CHECK(!arena_resize(&a, p, 100, 101));
    CHECK(arena_alloc(&a, 1, 1) == NULL);
    CHECK_SOUND(&a);
    /* Below what is used: it shrinks, and grows no more. */
    arena_set_limit(&a, 50);
    CHECK(!arena_resize(&a, p, 100, 101) && arena_resize(&a, p, 100, 100));
    CHECK(arena_resize(&a, p, 100, 80));
    CHECK(!arena_resize(&a, p, 80, 81));
    CHECK_SOUND(&a);
    CHECK(arena_resize(&a, p, 80, 20));
    CHECK(arena_resize(&a, p, 20, 50) && !arena_resize(&a, p, 50, 51));
    CHECK_SOUND(&a);
    CHECK(arena_free(&a, p, 50));
    CHECK(arena_alloc(&a, 50, 8) == p);
    CHECK_EQ(arena_get_stats(&a).peak, 100);
    finish();
}

static void
takes_back_at_the_limit(void)
{
    begin();
    arena_set_limit(&a, 64);
    char *p = arena_alloc(&a, 32, 8), *q = arena_alloc(&a, 32, 8);
    arena_set_limit(&a, 16);
    CHECK(arena_free(&a, q, 32)); /* still more than the limit */
    CHECK(arena_alloc(&a, 1, 1) == NULL);
    CHECK_SOUND(&a);
    CHECK(arena_free(&a, p, 32));
    CHECK(arena_alloc(&a, 16, 8) == p && arena_alloc(&a, 1, 1) == NULL);
    CHECK_SOUND(&a);
    arena_reset(&a, ARENA_KEEP_ALL);
    CHECK_SOUND(&a);
    CHECK(arena_alloc(&a, 17, 1) == NULL && arena_alloc(&a, 16, 8) == p);
    finish();
}

static void
resizes_in_a_buffer(void)
{
    static _Alignas(16) char buffer[256];
    arena_init_block(&a, arena_block_over(buffer, sizeof buffer), ARENA_NO_LIMIT);
    char *p = arena_alloc(&a, 10, 1);
    CHECK(arena_resize(&a, p, 10, 256));
    CHECK(!arena_resize(&a, p, 256, 257));
    CHECK(arena_resize(&a, p, 256, 100));
    CHECK_SOUND(&a);
    CHECK(arena_alloc(&a, 156, 1) == p + 100);
    CHECK(!arena_resize(&a, p, 100, 90));
    CHECK(arena_free(&a, p + 100, 156) && arena_free(&a, p, 100));
    CHECK_EQ(arena_used(&a), 0);
    CHECK_SOUND(&a);
    arena_destroy(&a);
}

/* What is reserved is committed as the newest allocation grows into it. */
static void
resizes_in_a_reserved_range(void)
{
    const size_t size = (size_t)16 << 20;
    arena_init_block(&a, arena_block_reserve(size), ARENA_NO_LIMIT);
    char *p = arena_alloc(&a, 100, 8);
    CHECK(arena_resize(&a, p, 100, size / 2));
    memset(p, 1, size / 2);
    CHECK_SOUND(&a);
    CHECK(!arena_resize(&a, p, size / 2, size + 1));
    CHECK(!arena_resize(&a, p, size / 2, SIZE_MAX));
    CHECK_EQ(a.status, ARENA_OK);
    CHECK(arena_resize(&a, p, size / 2, size));
    p[size - 1] = 1;
    CHECK(arena_resize(&a, p, size, 8));
    arena_set_limit(&a, 1000);
    CHECK(!arena_resize(&a, p, 8, 1001) && arena_resize(&a, p, 8, 1000));
    CHECK_SOUND(&a);
    arena_destroy(&a);
}

static void
an_empty_arena_takes_nothing_back(void)
{
    begin();
    char here;
    CHECK(!arena_free(&a, &here, 1));
    CHECK(!arena_free(&a, a.ptr, 0));
    CHECK(!arena_resize(&a, &here, 1, 2));
    finish();
}

int
main(void)
{
    RUN(only_the_newest_is_taken_back);
    RUN(the_older_chunk_is_not_touched);
    RUN(grows_in_place_to_the_end_of_the_chunk);
    RUN(shrinks_in_place);
    RUN(keeps_its_alignment);
    RUN(sizes_that_wrap_around);
    RUN(resizes_up_to_the_limit);
    RUN(takes_back_at_the_limit);
    RUN(resizes_in_a_buffer);
    RUN(resizes_in_a_reserved_range);
    RUN(an_empty_arena_takes_nothing_back);
    return check_report();
}
