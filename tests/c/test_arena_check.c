/* arena_check finds what it is there to find: one field wrong, one answer. */
#include "check.h"
#include "source.h"

#include <string.h>

/* Chunks 6, 9 and 10 in use, 11 held. */
static arena
three_chunks(void)
{
    arena a;
    arena_init(&a, arena_source_malloc(), ARENA_NO_LIMIT);
    CHECK(arena_alloc(&a, 300, 1) && arena_alloc(&a, 3000, 1) && arena_alloc(&a, 6000, 1));
    CHECK_EQ(arena_reserve(&a, 10 * 1000), ARENA_OK);
    CHECK_SOUND(&a);
    return a;
}

/* The statement breaks arena b, a copy of arena a. */
#define CHECK_FOUND(statement, words) \
    do { \
        arena b = a; \
        statement; \
        const char *found = arena_check(&b); \
        CHECK(found != NULL); \
        if (found && !CHECK(strcmp(found, (words)) == 0)) { \
            printf("    found: %s\n", found); \
        } \
    } while (0)

static void
chunks(void)
{
    arena a = three_chunks();
    const char *outside = "the cursor is outside its chunk";
    CHECK_FOUND(b.ptr = b.chunk_start - 1, outside);
    CHECK_FOUND(b.ptr = b.end + 1, outside);
    CHECK_FOUND(b.end = b.chunk_end + 1, outside);
    const char *range = "the free range is not what limit and chunk leave";
    CHECK_FOUND(b.end--, range);
    CHECK_FOUND(b.limit = 9400, range);
    const char *low = "a chunk below the first is in use";
    CHECK_FOUND(b.bias[5] = 0, low);
    CHECK_FOUND(b.top[5] = 1, low);
    CHECK_FOUND(b.held |= 1u << 5, low);
    CHECK_FOUND(b.held ^= 1u << 10, "the current chunk is not held");
    CHECK_FOUND(b.chunks[10] += 16, "the current chunk is not held");
    CHECK_FOUND(b.bias[10] += 8, "the bias of the current chunk is wrong");
    CHECK_FOUND((b.chunk_end -= 8, b.end -= 8), "the current chunk has another size");
    CHECK_FOUND(b.bias[8] = 0, "a chunk not in use has a bias");
    CHECK_FOUND(b.bias[9] += 8, "the bias of a chunk in use is wrong");
    CHECK_FOUND(b.held ^= 1u << 9, "a chunk in use is not held");
    CHECK_FOUND(b.top[9] += 1097, "more is used of a chunk than it has");
    const char *sum = "used_before is not the sum over the chunks below";
    CHECK_FOUND(b.top[9]--, sum);
    CHECK_FOUND(b.used_before++, sum);
    const char *held = "capacity is not the sum over the chunks held";
    CHECK_FOUND(b.capacity++, held);
    CHECK_FOUND(b.held ^= 1u << 11, held);
    arena_destroy(&a);
    CHECK_FOUND(b.capacity = 512, held);
}

static void
a_block(void)
{
    char buffer[1024];
    arena a;
    arena_init_block(&a, arena_block_over(buffer, sizeof buffer), ARENA_NO_LIMIT);
    CHECK(arena_alloc(&a, 100, 1) != NULL);
    CHECK_SOUND(&a);
    CHECK_FOUND(b.ptr = b.chunk_end + 1, "the cursor is outside its chunk");
    CHECK_FOUND(b.bias[20]++, "a bias does not point into the block");
    CHECK_FOUND(b.capacity--, "the block has another size");
    CHECK_FOUND(b.block_room = 100, "the block has another size");
    arena_destroy(&a);
}

int
main(void)
{
    RUN(chunks);
    RUN(a_block);
    return check_report();
}
