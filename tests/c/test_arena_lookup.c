/* References and positions that come from anywhere, texts, and the figures. */
#include "check.h"
#include "source.h"

#include <string.h>

static arena
fresh(void)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    return a;
}

static void
an_empty_arena_has_no_address(void)
{
    arena a = fresh();
    for (uint64_t position = 0; position < 4096; position++) {
        CHECK(arena_at_position(&a, position, 0) == NULL);
    }
    for (unsigned k = 0; k < 32; k++) {
        CHECK(arena_at(&a, UINT32_C(1) << k, 0) == NULL);
    }
    CHECK(arena_at_position(&a, UINT64_MAX, 0) == NULL);
    CHECK(arena_at_position(&a, UINT64_MAX, SIZE_MAX) == NULL);
}

static void
all_that_is_used_and_nothing_else(void)
{
    /* Chunks of 512, 4,096 and 8,192 bytes; those of 1,024 and 2,048 skipped. */
    arena a = fresh();
    char *parts[] = {arena_alloc(&a, 301, 1), arena_alloc(&a, 3001, 1),
                     arena_alloc(&a, 6001, 1)};
    const uint64_t starts[] = {512, 4096, 8192}, sizes[] = {301, 3001, 6001};
    for (uint64_t position = 0; position < 20 * 1000; position++) {
        char *expected = NULL;
        uint64_t left = 0;
        for (unsigned i = 0; i < 3; i++) {
            if (position >= starts[i] && position <= starts[i] + sizes[i]) {
                expected = parts[i] + (position - starts[i]);
                left = sizes[i] - (position - starts[i]);
            }
        }
        CHECK(arena_at_position(&a, position, 0) == expected);
        CHECK(arena_at_position(&a, position, left) == expected);
        CHECK(arena_at_position(&a, position, left + 1) == NULL);
        CHECK(arena_at_position(&a, position, SIZE_MAX) == NULL);
        CHECK(arena_at_position(&a, position, SIZE_MAX / 2 + 1) == NULL);
    }
    for (unsigned k = 14; k < 32; k++) {
        CHECK(arena_at(&a, UINT32_C(1) << k, 0) == NULL);
        CHECK(arena_at(&a, (UINT32_C(1) << k) - 1 + (UINT32_C(1) << k), 0) == NULL);
    }
    arena_destroy(&a);
}

static void
not_after_a_rewind_or_reset(void)
{
    arena a = fresh();
    CHECK(arena_alloc(&a, 64, 8) != NULL);
    arena_mark mark = arena_get_mark(&a);
    arena_ref near = arena_ref_of(&a, arena_alloc(&a, 64, 8));
    arena_ref far = arena_ref_of(&a, arena_alloc(&a, 10 * 1000, 8));
    CHECK(arena_at(&a, near, 64) && arena_at(&a, far, 10 * 1000));
    CHECK_EQ(arena_rewind(&a, mark), ARENA_OK);
    CHECK(!arena_at(&a, near, 1) && !arena_at(&a, far, 0) && arena_at(&a, 64, 64));
    CHECK(arena_alloc(&a, 10, 8) != NULL);
    CHECK(arena_at(&a, near, 10) && !arena_at(&a, near, 11));
    arena_reset(&a, ARENA_KEEP_ALL);
    CHECK(!arena_at(&a, 64, 1) && !arena_at(&a, near, 0) && !arena_at(&a, far, 0));
    arena_reset(&a, ARENA_KEEP_NONE);
    CHECK(!arena_at(&a, 64, 0) && !arena_at(&a, near, 0) && !arena_at(&a, far, 0));
    arena_destroy(&a);
}

/* Through a window there is what arena_look sees, if it is at least a granule. */
static void
check_look_near(const arena *a, arena_window *window, arena_ref ref)
{
    size_t room = 0, near = 0;
    const char *p = arena_look(a, ref, &room);
    const char *q = arena_look_near(a, window, ref, &near);
    CHECK(q == (room < ARENA_GRANULE ? NULL : p));
    CHECK_EQ(near, room < ARENA_GRANULE ? 0 : room);
}

/* What arena_look says is in use, and nothing else, has an address by arena_at. */
static void
check_looks(const arena *a)
{
    arena_window window = {0};
    for (uint32_t i = 0; i < 5000; i++) {
        arena_ref ref = i < 3000 ? i : (UINT32_MAX >> (i % 27)) ^ i;
        size_t room = 0;
        const char *p = arena_look(a, ref, &room);
        if (room > 0) {
            CHECK(arena_at(a, ref, room) == p);
        }
        CHECK(arena_at(a, ref, room + 1) == NULL);
        check_look_near(a, &window, ref);
    }
}

/* Above the current chunk there is nothing, whatever the tables hold there: in an
 * arena that is new what was in its memory before, behind a rewind a chunk that is
 * kept, perhaps below the current one. */
static void
looks_beyond_the_current_chunk(void)
{
    const int fills[] = {0x00, 0x01, 0x7f, 0xff};
    for (unsigned i = 0; i < sizeof fills / sizeof *fills; i++) {
        arena a;
        memset(&a, fills[i], sizeof a);
        arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
        check_looks(&a);
        for (size_t size = 40; size < 20 * 1000; size *= 3) {
            CHECK(arena_alloc(&a, size, 1) != NULL);
            check_looks(&a);
        }
        for (arena_mark mark = 10 * 1000; mark > 512; mark /= 2) {
            (void)arena_rewind(&a, mark);
            check_looks(&a);
        }
        arena_reset(&a, ARENA_KEEP_ALL);
        check_looks(&a);
        arena_destroy(&a);
    }
}

static void
looks_into_one_block(void)
{
    static _Alignas(ARENA_CHUNK_ALIGN) char block[10 * 1000];
    arena a;
    memset(&a, 0, sizeof a);
    arena_init_block(&a, (arena_block){.base = block, .size = sizeof block}, ARENA_NO_LIMIT);
    check_looks(&a);
    CHECK(arena_alloc(&a, 5000, 1) != NULL);
    check_looks(&a);
    size_t room;
    CHECK(arena_look(&a, 1000 / ARENA_GRANULE, &room) == block + 1000 - 512);
    CHECK_EQ(room, 5000 - (1000 - 512));
    arena_destroy(&a);
}

static void
positions_across_chunks(void)
{
    arena a = fresh();
    uint64_t last = 0;
    for (unsigned i = 0; i < 5000; i++) {
        size_t size = 1 + i % 77;
        char *p = arena_alloc(&a, size, 1);
        uint64_t position = arena_position(&a, p);
        CHECK(position >= last);
        CHECK(arena_at_position(&a, position, size) == p);
        last = position + size;
        CHECK_EQ(last, arena_get_mark(&a));
    }
    arena_destroy(&a);
}

static void
texts_pack_position_and_length(void)
{
    const uint64_t positions[] = {1, 512, 513, UINT32_MAX, ARENA_MAX_POSITION - 1};
    const size_t lengths[] = {0, 1, 255, 65536, ARENA_MAX_TEXT};
    for (unsigned i = 0; i < 5; i++) {
        for (unsigned j = 0; j < 5; j++) {
            arena_text t = arena_text_make(positions[i], lengths[j]);
            CHECK_EQ(arena_text_position(t), positions[i]);
            CHECK_EQ(arena_text_length(t), lengths[j]);
            CHECK(!arena_text_is_null(t));
        }
    }
    CHECK(arena_text_is_null((arena_text){0, 0}));
}

static void
figures_and_chunks(void)
{
    arena a = fresh();
    arena_chunk chunk;
    CHECK(!arena_get_chunk(&a, 0, &chunk));
    char *oldest = arena_alloc(&a, 100, 1);
    char *middle = arena_alloc(&a, 3000, 1);
    char *newest = arena_alloc(&a, 5000, 1);
    const struct {
        char *start;
        uint64_t used, size;
    } expected[] = {{newest, 5000, 8192}, {middle, 3000, 4096}, {oldest, 100, 512}};
    for (uint32_t i = 0; i < 3; i++) {
        CHECK(arena_get_chunk(&a, i, &chunk));
        CHECK(chunk.start == expected[i].start);
        CHECK_EQ(chunk.used, expected[i].used);
        CHECK_EQ(chunk.size, expected[i].size);
    }
    CHECK(!arena_get_chunk(&a, 3, &chunk));
    CHECK(!arena_get_chunk(&a, UINT32_MAX, &chunk));
    arena_stats stats = arena_get_stats(&a);
    CHECK_EQ(stats.used, 8100);
    CHECK_EQ(stats.peak, 8100);
    CHECK_EQ(stats.capacity, 8192 + 4096 + 512);
    CHECK_EQ(stats.chunks, 3);
    CHECK_EQ(arena_rewind(&a, 512 + 50), ARENA_OK);
    CHECK(arena_get_chunk(&a, 0, &chunk) && chunk.start == oldest && chunk.used == 50);
    CHECK(!arena_get_chunk(&a, 1, &chunk)); /* held, but not in use */
    stats = arena_get_stats(&a);
    CHECK_EQ(stats.used, 50);
    CHECK_EQ(stats.peak, 8100);
    CHECK_EQ(stats.chunks, 3);
    arena_destroy(&a);
    CHECK(!arena_get_chunk(&a, 0, &chunk));
}

static void
chunks_of_a_block(void)
{
    char buffer[512];
    arena a;
    arena_chunk chunk;
    arena_init_block(&a, arena_block_over(buffer, sizeof buffer), ARENA_NO_LIMIT);
    char *p = arena_alloc(&a, 100, 1);
    CHECK(arena_get_chunk(&a, 0, &chunk));
    CHECK(chunk.start == p);
    CHECK_EQ(chunk.used, 100);
    CHECK(!arena_get_chunk(&a, 1, &chunk));
    CHECK_EQ(arena_get_stats(&a).chunks, 1);
    arena_destroy(&a);
}

int
main(void)
{
    RUN(an_empty_arena_has_no_address);
    RUN(all_that_is_used_and_nothing_else);
    RUN(not_after_a_rewind_or_reset);
    RUN(looks_beyond_the_current_chunk);
    RUN(looks_into_one_block);
    RUN(positions_across_chunks);
    RUN(texts_pack_position_and_length);
    RUN(figures_and_chunks);
    RUN(chunks_of_a_block);
    return check_report();
}
