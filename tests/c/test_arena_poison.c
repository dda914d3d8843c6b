/* Under AddressSanitizer what is not allocated is poisoned, so that a stale
 * pointer in C fails in the tests.  Elsewhere there is nothing to test. */
#include "check.h"
#include "source.h"

#ifdef ARENA_SANITIZED

/* Whether exactly the bytes of [p, p + used) out of p's first `all` are open. */
static bool
open_up_to(const char *p, size_t used, size_t all)
{
    for (size_t i = 0; i < all; i++) {
        if (__asan_address_is_poisoned(p + i) != (i >= used)) {
            return false;
        }
    }
    return true;
}

static void
run_on(arena *a, size_t all)
{
    char *p = arena_alloc(a, 13, 8);
    CHECK(open_up_to(p, 13, all));
    arena_mark mark = arena_get_mark(a);
    CHECK(arena_alloc(a, 11, 1) != NULL);
    CHECK(open_up_to(p, 24, all));
    char *q = arena_alloc(a, 16, 16);
    CHECK(q == p + 32);
    CHECK(open_up_to(p, 48, all)); /* with the padding: who copies a chunk reads it */
    CHECK(arena_resize(a, q, 16, 24));
    CHECK(open_up_to(q, 24, all - 32));
    CHECK(arena_resize(a, q, 24, 8));
    CHECK(open_up_to(q, 8, all - 32));
    CHECK(arena_free(a, q, 8));
    CHECK(open_up_to(q, 0, all - 32));
    CHECK_EQ(arena_rewind(a, mark), ARENA_OK);
    CHECK(open_up_to(p, 13, all));
    CHECK(arena_alloc(a, 200, 1) != NULL);
    arena_reset(a, ARENA_KEEP_ALL);
    CHECK(open_up_to(p, 0, all));
    CHECK(arena_alloc(a, 200, 1) != NULL);
    CHECK(open_up_to(p, 200, all));
    CHECK_SOUND(a);
}

static void
chunks(void)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    run_on(&a, 512);
    arena_destroy(&a);
}

static void
the_chunks_above_a_mark(void)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    char *p = arena_alloc(&a, 512, 8);
    arena_mark mark = arena_get_mark(&a);
    char *q = arena_alloc(&a, 1000, 8), *r = arena_alloc(&a, 5000, 8);
    CHECK_EQ(arena_rewind(&a, mark), ARENA_OK);
    CHECK(open_up_to(p, 512, 512));
    CHECK(open_up_to(q, 0, 1024));
    CHECK(open_up_to(r, 0, 8192));
    arena_destroy(&a);
}

static void
a_buffer_of_the_caller_stays_open(void)
{
    static char buffer[600];
    arena a;
    arena_init_block(&a, arena_block_over(buffer, sizeof buffer), ARENA_NO_LIMIT);
    CHECK(arena_alloc(&a, 100, 8) != NULL);
    CHECK(open_up_to(buffer, sizeof buffer, sizeof buffer));
    arena_reset(&a, ARENA_KEEP_NONE);
    CHECK(open_up_to(buffer, sizeof buffer, sizeof buffer));
    arena_destroy(&a);
    CHECK(open_up_to(buffer, sizeof buffer, sizeof buffer));
}

static void
a_reserved_range(void)
{
    arena a;
    arena_init_block(&a, arena_block_reserve(1 << 20), ARENA_NO_LIMIT);
    run_on(&a, 4096);
    char *start = a.chunk_start;
    arena_reset(&a, ARENA_KEEP_NONE);
    char *p = arena_alloc(&a, 100 * 1000, 1);
    CHECK(p == start);
    CHECK(open_up_to(p, 100 * 1000, (size_t)arena_get_stats(&a).capacity));
    arena_reset(&a, ARENA_KEEP_NONE);
    CHECK(open_up_to(p, 0, 100 * 1000)); /* also what was given back */
    arena_destroy(&a);
    /* Whoever gets these addresses next finds them open. */
    arena_block next = arena_block_reserve(1 << 20);
    CHECK(open_up_to(next.base, next.size, next.size));
    next.release(next.context, next.base, next.size);
}

int
main(void)
{
    RUN(chunks);
    RUN(the_chunks_above_a_mark);
    RUN(a_buffer_of_the_caller_stays_open);
    RUN(a_reserved_range);
    return check_report();
}

#else

static void
nothing_to_poison_without_a_sanitizer(void)
{
    char buffer[16];
    ARENA_POISON(buffer, sizeof buffer);
    ARENA_UNPOISON(buffer, sizeof buffer);
    CHECK(true);
}

int
main(void)
{
    RUN(nothing_to_poison_without_a_sanitizer);
    return check_report();
}

#endif
