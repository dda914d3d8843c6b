/* "recycle" in one thread: random programs against a model, and the ways of a chunk.
 *
 * The model is a table of what is alive: where it lies, how long it is, and the byte
 * that fills it.  Two blocks that overlap change a byte of one of them. */
#include "apart.h"
#include "global.h"

enum { MOST_ALIVE = 20000, STEPS = 400000 };
enum { MIB = 1 << 20 };

typedef struct living {
    unsigned char *start;
    size_t size;
    unsigned char fill;
} living;

static living alive[MOST_ALIVE];
static unsigned count;
static uint64_t seed = 1;

static size_t
draw_size(void)
{
    switch (apart_draw(&seed, 8)) {
    case 0: return (size_t)apart_draw(&seed, CHUNK_BLOCK_MAX + 1);
    case 1: return (size_t)16 << apart_draw(&seed, 8);
    case 2: return 0;
    default: return (size_t)apart_draw(&seed, 200);
    }
}

static void
check_block(const living *x)
{
    CHECK_EQ((uintptr_t)x->start % REGION_GRANULE, 0);
    CHECK(region_holds(x->start) && region_holds(x->start + (x->size ? x->size - 1 : 0)));
    CHECK(recycle_room(x->start) >= x->size);
}

static bool
take(size_t size)
{
    living x = {global_take(GLOBAL_RECYCLE, size), size, (unsigned char)apart_draw(&seed, 256)};
    if (!x.start) {
        return false;
    }
    check_block(&x);
    memset(x.start, x.fill, recycle_room(x.start)); /* whatever is there is the block's */
    alive[count++] = x;
    return true;
}

static void
give(unsigned i)
{
    CHECK(apart_is_filled(alive[i].start, recycle_room(alive[i].start), alive[i].fill));
    global_give(GLOBAL_RECYCLE, alive[i].start);
    alive[i] = alive[--count];
}

static void
give_all(void)
{
    while (count) {
        give(count - 1);
    }
}

static void
resize(unsigned i)
{
    living *x = &alive[i];
    size_t size = draw_size(), room = recycle_room(x->start);
    if (global_resize(GLOBAL_RECYCLE, x->start, size)) {
        CHECK(size <= room);
        x->size = size;
        return;
    }
    CHECK(size > room || size <= room / 4 * 3);
    unsigned char *made = global_take(GLOBAL_RECYCLE, size);
    if (made) {
        size_t kept = global_bytes_to_copy(GLOBAL_RECYCLE, (char *)x->start, (char *)made, size);
        CHECK_EQ(kept, room < size ? room : size);
        memcpy(made, x->start, kept);
        CHECK(apart_is_filled(made, kept, x->fill));
        memset(made, x->fill, recycle_room(made));
        global_give(GLOBAL_RECYCLE, x->start);
        *x = (living){made, size, x->fill};
    }
}

static global_figures
check_figures(void)
{
    global_figures f = global_read_figures(GLOBAL_RECYCLE);
    CHECK_EQ(f.live, count);
    CHECK(f.used <= f.taken && f.taken <= f.size);
    return f;
}

/* Mostly grows, mostly shrinks, in turns. */
static void
run(void)
{
    for (unsigned i = 0; i < STEPS; i++) {
        bool grows = i / 20000 % 2 == 0;
        uint64_t choice = apart_draw(&seed, 100);
        if (count == 0 || (count < MOST_ALIVE && choice < (grows ? 55u : 25u))) {
            take(draw_size());
        } else if (choice < 85) {
            give((unsigned)apart_draw(&seed, count));
        } else {
            resize((unsigned)apart_draw(&seed, count));
        }
        if (i % 10000 == 0) {
            check_figures();
        }
        if (check_state.failures) {
            printf("step %u\n", i);
            return;
        }
    }
    give_all();
}

static void
agrees_with_the_model(void)
{
    CHECK(global_open(256 * MIB, GLOBAL_RECYCLE));
    run();
    size_t taken = check_figures().taken;
    for (int i = 0; i < 3; i++) {
        run();
    }
    /* What one phase has left serves the next one: at most a few chunks more. */
    CHECK(check_figures().taken <= taken + taken / 4);
    CHECK(!check_figures().used_up);
}

/* A region of a few chunks: used up, used again, all the time. */
static void
agrees_in_a_small_region(void)
{
    CHECK(global_open(MIB, GLOBAL_RECYCLE));
    run();
    run();
    global_figures f = check_figures();
    CHECK(f.used_up);
    CHECK(f.taken + CHUNK_SIZE > f.size);
}

static void
gives_distinct_blocks_of_no_bytes(void)
{
    CHECK(global_open(MIB, GLOBAL_RECYCLE));
    unsigned char *last = NULL;
    for (unsigned i = 0; i < 1000; i++) {
        unsigned char *block = global_take(GLOBAL_RECYCLE, 0);
        CHECK(block && block != last);
        *block = (unsigned char)i;
        last = block;
    }
    count = 1000;
    check_figures(); /* compares with it */
}

static void
leaves_large_blocks_to_others(void)
{
    CHECK(global_open(MIB, GLOBAL_RECYCLE));
    CHECK(global_take(GLOBAL_RECYCLE, CHUNK_BLOCK_MAX) != NULL);
    CHECK(global_take(GLOBAL_RECYCLE, CHUNK_BLOCK_MAX + 1) == NULL);
    CHECK(global_take(GLOBAL_RECYCLE, PTRDIFF_MAX) == NULL);
    CHECK(global_take(GLOBAL_RECYCLE, SIZE_MAX) == NULL);
    CHECK(!global_resize(GLOBAL_RECYCLE, global_take(GLOBAL_RECYCLE, 100), SIZE_MAX));
    CHECK(!global_read_figures(GLOBAL_RECYCLE).used_up);
}

static chunk_state
state_of(unsigned i)
{
    return (chunk_state)chunk_of(alive[i].start)->state;
}

/* Open, full, partial, empty, and open again with another size. */
static void
moves_a_chunk_through_its_states(void)
{
    enum { SIZE = 1024, BLOCKS = CHUNK_SIZE / SIZE };
    CHECK(global_open(MIB, GLOBAL_RECYCLE));
    for (unsigned i = 0; i < BLOCKS; i++) {
        CHECK(take(SIZE));
        CHECK_EQ(state_of(i), CHUNK_OPEN);
    }
    chunk *first = chunk_of(alive[0].start);
    CHECK_EQ(first->live, BLOCKS);
    CHECK(take(SIZE) && chunk_of(alive[BLOCKS].start) != first);
    CHECK_EQ(first->state, CHUNK_FULL);
    give(0);
    CHECK_EQ(first->state, CHUNK_PARTIAL);
    while (first->live) {
        CHECK_EQ(first->state, CHUNK_PARTIAL);
        unsigned i = 0;
        while (chunk_of(alive[i].start) != first) {
            i++;
        }
        give(i);
    }
    CHECK_EQ(first->state, CHUNK_EMPTY);
    CHECK(take(48));
    CHECK(chunk_of(alive[count - 1].start) == first);
    CHECK_EQ(first->state, CHUNK_OPEN);
    CHECK_EQ(first->block_size, 48);
    check_figures();
}

/* The last block of a partial chunk is taken before another chunk is opened. */
static void
fills_holes_first(void)
{
    enum { SIZE = 512, CHUNKS = 20, BLOCKS = CHUNK_SIZE / SIZE * CHUNKS };
    CHECK(global_open(4 * MIB, GLOBAL_RECYCLE));
    for (unsigned i = 0; i < BLOCKS; i++) {
        take(SIZE);
    }
    size_t taken = check_figures().taken;
    for (unsigned i = 0; i < BLOCKS; i += 2) { /* give() puts the last block in the hole */
        global_give(GLOBAL_RECYCLE, alive[i].start);
        alive[i].start = NULL;
    }
    for (unsigned i = 0; i < BLOCKS; i += 2) {
        alive[i].start = global_take(GLOBAL_RECYCLE, SIZE);
        memset(alive[i].start, alive[i].fill, SIZE);
    }
    CHECK_EQ(check_figures().taken, taken);
    give_all();
    CHECK(check_figures().used <= 2 * CHUNK_SIZE);
}

/* Phases that use one size each need no more than the largest of them, and an open chunk for
 * each size; of a chunk, up to a fifteenth is no whole block. */
static void
uses_empty_chunks_for_any_size(void)
{
    CHECK(global_open(64 * MIB, GLOBAL_RECYCLE));
    size_t most = 0;
    for (unsigned phase = 0; phase < 100; phase++) {
        size_t size = chunk_class_size((unsigned)apart_draw(&seed, CHUNK_CLASSES));
        size_t bytes = 0;
        while (bytes < 3 * MIB && count < MOST_ALIVE) {
            CHECK(take(size));
            bytes += size;
        }
        give_all();
        most = check_figures().taken;
    }
    CHECK(most <= 3 * MIB / 14 * 15 + (CHUNK_CLASSES + 2) * CHUNK_SIZE);
}

static void
is_used_up_and_used_again(size_t size)
{
    CHECK(global_open(size, GLOBAL_RECYCLE));
    unsigned first = 0;
    while (count < MOST_ALIVE && take(1000)) {
        first = count;
    }
    CHECK(first > 0 && first < MOST_ALIVE);
    CHECK(check_figures().used_up);
    CHECK(!take(1000) && !take(1) && !take(0));
    give_all();
    for (unsigned i = 0; i < first / 2; i++) { /* one chunk stays open for the old size */
        CHECK(take(2000) || i + 16 >= first / 2);
    }
    give_all();
    while (count < MOST_ALIVE && take(1000)) {}
    CHECK(count + 2 * CHUNK_SIZE / 1000 >= first);
}

static void
is_used_up_and_used_again_at_4_mib(void)
{
    is_used_up_and_used_again(4 * MIB);
}

static void
is_used_up_and_used_again_at_an_odd_size(void)
{
    is_used_up_and_used_again(3 * MIB + 5 * CHUNK_SIZE / 2 + 123);
}

static void
works_with_the_smallest_region(void)
{
    CHECK(global_open(GLOBAL_MIN_SIZE, GLOBAL_RECYCLE));
    CHECK(take(100));
    while (count < MOST_ALIVE && take(100)) {}
    CHECK(count >= GLOBAL_MIN_SIZE / 2 / 112);
    CHECK(check_figures().used_up);
    give_all();
    CHECK(take(100));
}

/* The table of a region of 100 TiB has more bytes than memory; it is not touched. */
static void
reserves_more_than_there_is(void)
{
    size_t size = (size_t)1 << 45;
    if (global_open(size, GLOBAL_RECYCLE)) { /* the system may refuse */
        CHECK(take(100));
        CHECK(check_figures().size < size);
    }
}

static void
refuses_what_the_system_refuses(void)
{
    CHECK(!global_open((size_t)1 << 62, GLOBAL_RECYCLE));
    CHECK(!global_open(SIZE_MAX, GLOBAL_RECYCLE));
    CHECK(!global_open(1, GLOBAL_RECYCLE));
    CHECK(!global_open(0, GLOBAL_LEAK));
    CHECK(!region_holds(&count));
    CHECK(global_open(MIB, GLOBAL_RECYCLE)); /* a smaller one may be asked for then, */
    CHECK(take(100));
    pid_t child = fork(); /* and the process may fork */
    if (child == 0) {
        take(100);
        exit(check_state.failures != 0);
    }
    CHECK_EQ(apart_wait(child), 0);
}

int
main(void)
{
    RUN_APART(agrees_with_the_model);
    RUN_APART(agrees_in_a_small_region);
    RUN_APART(gives_distinct_blocks_of_no_bytes);
    RUN_APART(leaves_large_blocks_to_others);
    RUN_APART(moves_a_chunk_through_its_states);
    RUN_APART(fills_holes_first);
    RUN_APART(uses_empty_chunks_for_any_size);
    RUN_APART(is_used_up_and_used_again_at_4_mib);
    RUN_APART(is_used_up_and_used_again_at_an_odd_size);
    RUN_APART(works_with_the_smallest_region);
    RUN_APART(reserves_more_than_there_is);
    RUN_APART(refuses_what_the_system_refuses);
    return check_report();
}
