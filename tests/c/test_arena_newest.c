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
    RUN(an_empty_arena_takes_nothing_back);
    return check_report();
}
