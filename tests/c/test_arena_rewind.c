/* Marks, rewind to them, and reset with what it keeps. */
#include "check.h"
#include "source.h"

#include <string.h>

static arena_failing state;

static arena
fresh(void)
{
    arena a;
    state = (arena_failing){.allowed = UINT64_MAX};
    arena_init(&a, arena_source_failing(&state), ARENA_NO_LIMIT);
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
a_rewind_gives_the_same_addresses_again(void)
{
    arena a = fresh();
    CHECK(arena_alloc(&a, 24, 8) != NULL);
    arena_mark mark = arena_get_mark(&a);
    char *p = arena_alloc(&a, 40, 8);
    CHECK_EQ(arena_rewind(&a, mark), ARENA_OK);
    CHECK_EQ(arena_used(&a), 24);
    CHECK_EQ(arena_get_mark(&a), mark);
    CHECK(arena_alloc(&a, 40, 8) == p);
    CHECK_EQ(arena_get_stats(&a).peak, 64);
    finish(&a);
}

static void
across_many_chunks(void)
{
    arena a = fresh();
    arena_mark marks[2000];
    uint64_t used[2000];
    for (unsigned i = 0; i < 2000; i++) {
        marks[i] = arena_get_mark(&a);
        used[i] = arena_used(&a);
        CHECK(arena_alloc(&a, 1 + i % 300, 1) != NULL);
    }
    uint64_t capacity = arena_get_stats(&a).capacity;
    for (unsigned i = 2000; i-- > 0;) {
        CHECK_EQ(arena_rewind(&a, marks[i]), ARENA_OK);
        CHECK_EQ(arena_used(&a), used[i]);
        CHECK(arena_at_position(&a, marks[i], 1) == NULL);
        CHECK_SOUND(&a);
    }
    CHECK_EQ(arena_get_mark(&a), 0);
    CHECK_EQ(arena_get_stats(&a).capacity, capacity); /* kept for later */
    finish(&a);
}

static void
at_the_end_of_a_full_chunk(void)
{
    /* The position is also the first of the next chunk.  Whether that one is
     * entered after the mark, or skipped, the mark means the same. */
    for (size_t next = 8; next <= 8192; next *= 4) {
        arena a = fresh();
        char *p = arena_alloc(&a, 512, 8);
        memset(p, 1, 512);
        arena_mark mark = arena_get_mark(&a);
        CHECK_EQ(mark, 1024);
        CHECK_EQ(arena_rewind(&a, mark), ARENA_OK);
        CHECK_EQ(arena_used(&a), 512);
        for (unsigned round = 0; round < 3; round++) {
            char *q = arena_alloc(&a, next, 8);
            memset(q, 2, next);
            CHECK_EQ(arena_used(&a), 512 + next);
            CHECK_EQ(arena_rewind(&a, mark), ARENA_OK);
            CHECK_EQ(arena_used(&a), 512);
            CHECK_SOUND(&a);
        }
        CHECK(p[511] == 1);
        CHECK(arena_at(&a, 64, 512) == p);
        finish(&a);
    }
}

static void
at_the_start_of_a_chunk(void)
{
    arena a = fresh();
    CHECK(arena_alloc(&a, 100, 1) != NULL);
    void *p = arena_alloc(&a, 600, 1);
    CHECK(arena_free(&a, p, 600)); /* chunk 7 is current, and empty */
    arena_mark mark = arena_get_mark(&a);
    CHECK_EQ(mark, 1024);
    CHECK(arena_alloc(&a, 5000, 1) != NULL);
    CHECK_SOUND(&a);
    CHECK_EQ(arena_rewind(&a, mark), ARENA_OK);
    CHECK_EQ(arena_used(&a), 100);
    CHECK_SOUND(&a);
    CHECK(arena_alloc(&a, 600, 1) == p);
    finish(&a);
}

static void
references_grow_until_a_rewind(void)
{
    arena a = fresh();
    arena_ref last = 0;
    for (unsigned i = 0; i < 3000; i++) {
        void *p = arena_alloc(&a, 8 + i * 53 % 700, 8);
        arena_ref ref = arena_ref_of(&a, p);
        CHECK(ref > last);
        last = ref;
    }
    finish(&a);
}

static void
bad_marks_change_nothing(void)
{
    arena a = fresh();
    CHECK_EQ(arena_rewind(&a, 512), ARENA_BAD_MARK); /* of an empty arena */
    CHECK_EQ(arena_rewind(&a, 8), ARENA_BAD_MARK);
    CHECK(arena_alloc(&a, 100, 1) != NULL);
    CHECK(arena_alloc(&a, 5000, 1) != NULL); /* chunks 7 to 9 are skipped */
    uint64_t used = arena_used(&a);
    const arena_mark bad[] = {1,
                              511,              /* below the first chunk */
                              512 + 101,        /* beyond what the first has used */
                              1024 + 8,         /* in a skipped chunk */
                              8 * 1024 - 1,
                              8 * 1024 + 5001,  /* above the cursor */
                              16 * 1024,
                              ARENA_MAX_POSITION,
                              ARENA_MAX_POSITION + 8192,
                              UINT64_MAX};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        CHECK_EQ(arena_rewind(&a, bad[i]), ARENA_BAD_MARK);
        CHECK_EQ(arena_used(&a), used);
        CHECK_SOUND(&a);
    }
    CHECK_EQ(arena_rewind(&a, 512 + 100), ARENA_OK);
    CHECK_EQ(arena_used(&a), 100);
    finish(&a);
}

/* 512, 4,096 and 32,768 bytes, all in use. */
static arena
three_chunks(void)
{
    arena a = fresh();
    CHECK(arena_alloc(&a, 500, 1) && arena_alloc(&a, 4000, 1) && arena_alloc(&a, 20000, 1));
    CHECK_EQ(arena_get_stats(&a).chunks, 3);
    CHECK_EQ(arena_get_stats(&a).capacity, 512 + 4096 + 32768);
    return a;
}

static void
reset_keeps_what_it_is_told_to(void)
{
    const struct {
        uint64_t keep, capacity;
    } cases[] = {
        {ARENA_KEEP_ALL, 512 + 4096 + 32768},
        {ARENA_KEEP_NONE, 0},
        {511, 0},
        {512, 512},
        {4095, 512},
        {4096, 4096},
        {4096 + 511, 4096},
        {4096 + 512, 4096 + 512},
        {32768 - 1, 4096 + 512},
        {32768, 32768},
        {32768 + 512, 32768 + 512},
        {32768 + 4096, 32768 + 4096},
        {32768 + 4096 + 512, 32768 + 4096 + 512},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena a = three_chunks();
        arena_reset(&a, cases[i].keep);
        CHECK_EQ(arena_get_stats(&a).capacity, cases[i].capacity);
        CHECK_EQ(arena_used(&a), 0);
        CHECK_EQ(arena_get_stats(&a).peak, 24500);
        CHECK_EQ(arena_get_mark(&a), 0);
        CHECK(arena_at(&a, 64, 1) == NULL);
        CHECK_SOUND(&a);
        char *p = arena_alloc(&a, 500, 1);
        memset(p, 1, 500);
        finish(&a);
    }
}

static void
reset_to_the_largest(void)
{
    arena a = three_chunks();
    arena_reset(&a, arena_largest(&a));
    CHECK_EQ(arena_get_stats(&a).capacity, 32768);
    CHECK_EQ(arena_get_stats(&a).chunks, 1);
    state.allowed = 0; /* it makes do for all, from the first small request on */
    CHECK(arena_alloc(&a, 8, 8) != NULL);
    CHECK(arena_alloc(&a, 20000, 1) != NULL);
    CHECK(arena_alloc(&a, 12000, 1) != NULL);
    CHECK_EQ(state.refused, 0);
    finish(&a);
}

static void
a_kept_small_chunk_is_used_before_the_source_is_asked(void)
{
    arena a = three_chunks();
    arena_reset(&a, ARENA_KEEP_ALL);
    state.allowed = 0;
    CHECK(arena_alloc(&a, 500, 1) && arena_alloc(&a, 4000, 1) && arena_alloc(&a, 20000, 1));
    CHECK_EQ(state.refused, 0);
    finish(&a);
}

static void
used_again_after_destroy(void)
{
    arena a = three_chunks();
    arena_destroy(&a);
    CHECK_EQ(state.outstanding, 0);
    CHECK_SOUND(&a);
    CHECK(arena_alloc(&a, 100, 8) != NULL);
    arena_destroy(&a);
    finish(&a);
}

int
main(void)
{
    RUN(a_rewind_gives_the_same_addresses_again);
    RUN(across_many_chunks);
    RUN(at_the_end_of_a_full_chunk);
    RUN(at_the_start_of_a_chunk);
    RUN(references_grow_until_a_rewind);
    RUN(bad_marks_change_nothing);
    RUN(reset_keeps_what_it_is_told_to);
    RUN(reset_to_the_largest);
    RUN(a_kept_small_chunk_is_used_before_the_source_is_asked);
    RUN(used_again_after_destroy);
    return check_report();
}
