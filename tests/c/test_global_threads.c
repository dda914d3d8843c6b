/* Threads: blocks freed elsewhere, heaps left and taken over, memory that stays bounded.
 *
 * Each block holds a word that its address and its size give.  Whoever frees it reads that
 * word first: a block that two have is found by the one that comes second. */
#include "apart.h"
#include "global.h"

#include <pthread.h>

enum { MIB = 1 << 20, CREW = 4 };

static global_policy policy;

static size_t
peak(void)
{
    return global_read_figures(policy).taken;
}

static uint64_t
word_of(const void *block, size_t size)
{
    return ((uint64_t)(uintptr_t)block ^ (uint64_t)size) * UINT64_C(0x9e3779b97f4a7c15);
}

static uint64_t *
take(size_t size)
{
    uint64_t *block = global_take(policy, size);
    if (block) {
        *block = word_of(block, size);
    }
    return block;
}

static bool
give(uint64_t *block, size_t size)
{
    bool whole = *block == word_of(block, size);
    *block = 0;
    global_give(policy, block);
    return whole;
}

typedef void *(*job)(void *);

/* Each thread answers NULL, or what was wrong. */
static void
run_crew(unsigned size, job of, void *argument)
{
    pthread_t crew[64];
    for (unsigned i = 0; i < size; i++) {
        CHECK_EQ(pthread_create(&crew[i], NULL, of, argument), 0);
    }
    for (unsigned i = 0; i < size; i++) {
        void *wrong = NULL;
        CHECK_EQ(pthread_join(crew[i], &wrong), 0);
        check_nothing(wrong, __FILE__, __LINE__);
    }
}

/* ---- Blocks in a common place ------------------------------------------- */

enum { PLACES = 4096, EXCHANGES = 200000 };

static _Atomic(uint64_t *) places[PLACES];
static _Atomic uint64_t seeds = 11;

static size_t
size_of_place(size_t place)
{
    return 8 + place * 31 % (CHUNK_BLOCK_MAX - 8);
}

/* Puts a block in a place and frees the one that lay there, whose it may be. */
static void *
exchange(void *unused)
{
    (void)unused;
    uint64_t seed = atomic_fetch_add(&seeds, 1) * 7919;
    /* What is never used again takes a kilobyte each. */
    unsigned exchanges = policy == GLOBAL_RECYCLE ? EXCHANGES : EXCHANGES / 20;
    for (unsigned i = 0; i < exchanges; i++) {
        size_t place = (size_t)apart_draw(&seed, PLACES), size = size_of_place(place);
        uint64_t *block = apart_draw(&seed, 5) ? take(size) : NULL;
        uint64_t *old = atomic_exchange(&places[place], block);
        if (old && !give(old, size)) {
            return "a block was changed by another one";
        }
    }
    return NULL;
}

static void *
empty_places(void *unused)
{
    (void)unused;
    for (size_t i = 0; i < PLACES; i++) {
        uint64_t *block = atomic_exchange(&places[i], NULL);
        if (block && !give(block, size_of_place(i))) {
            return "a block was changed by another one";
        }
    }
    return NULL;
}

static void
exchange_blocks(global_policy chosen, size_t size)
{
    policy = chosen;
    CHECK(global_open(size, policy));
    run_crew(CREW, exchange, NULL);
    run_crew(CREW, exchange, NULL); /* with the heaps of the first */
    CHECK(empty_places(NULL) == NULL);
    CHECK(global_read_figures(policy).heaps <= 2 * CREW);
}

static void
recycled_blocks_cross_threads(void)
{
    exchange_blocks(GLOBAL_RECYCLE, 256 * MIB);
    CHECK(peak() <= 32 * MIB);
    CHECK(!global_read_figures(policy).used_up);
}

static void
recycled_blocks_cross_threads_without_room(void)
{
    exchange_blocks(GLOBAL_RECYCLE, 4 * MIB);
    CHECK(global_read_figures(policy).used_up);
}

static void
last_blocks_cross_threads(void)
{
    exchange_blocks(GLOBAL_LAST, 256 * MIB);
}

static void
leaked_blocks_cross_threads(void)
{
    exchange_blocks(GLOBAL_LEAK, 256 * MIB);
}

/* ---- Threads that come and go ------------------------------------------- */

enum { KEPT = 200 };

static uint64_t *kept[64][KEPT];
static _Atomic unsigned turns;

/* Frees what the last one in this place has left, leaves blocks, and as many temporaries. */
static void *
live_shortly(void *unused)
{
    (void)unused;
    uint64_t **mine = kept[atomic_fetch_add(&turns, 1) % 64];
    for (size_t i = 0; i < KEPT; i++) {
        size_t size = 16 + i % 8 * 64;
        if (mine[i] && !give(mine[i], size)) {
            return "a block was changed by another one";
        }
        uint64_t *temporary = take(size);
        mine[i] = take(size);
        give(temporary, size);
    }
    return NULL;
}

static void
thousands_of_short_threads_stay_bounded(void)
{
    policy = GLOBAL_RECYCLE;
    CHECK(global_open(256 * MIB, policy));
    for (int i = 0; i < 500; i++) {
        run_crew(4, live_shortly, NULL);
    }
    size_t early = peak();
    for (int i = 0; i < 1000; i++) {
        run_crew(4, live_shortly, NULL);
    }
    CHECK(peak() <= early + MIB);
    CHECK(global_read_figures(policy).heaps <= 8);
    CHECK_EQ(global_read_figures(policy).live >= 64 * KEPT, true);
}

static void *
fill_and_leave(void *argument)
{
    uint64_t ***place = argument;
    uint64_t **blocks = malloc(8000 * sizeof *blocks);
    for (size_t i = 0; i < 8000; i++) {
        blocks[i] = take(16 + i % 32 * 16);
    }
    *place = blocks;
    return NULL;
}

/* A thread fills chunks and ends.  All its blocks are freed; the main thread uses the chunks. */
static void
chunks_of_ended_threads_are_used_again(void)
{
    policy = GLOBAL_RECYCLE;
    CHECK(global_open(256 * MIB, policy));
    for (int round = 0; round < 50; round++) {
        uint64_t **blocks = NULL;
        run_crew(1, fill_and_leave, &blocks);
        for (size_t i = 0; i < 8000; i++) {
            CHECK(give(blocks[i], 16 + i % 32 * 16));
        }
        free(blocks);
        blocks = NULL;
        fill_and_leave(&blocks);
        for (size_t i = 0; i < 8000; i++) {
            CHECK(give(blocks[i], 16 + i % 32 * 16));
        }
        free(blocks);
    }
    CHECK(peak() <= 8 * MIB);
}

/* Many threads at a time each leave one block in a hundred alive.  The holes serve the main
 * thread: it needs hardly any new chunk. */
static pthread_barrier_t all_there;

static void *
leave_holes(void *argument)
{
    uint64_t ***place = argument;
    uint64_t **blocks = NULL;
    (void)pthread_barrier_wait(&all_there);
    fill_and_leave(&blocks);
    (void)pthread_barrier_wait(&all_there);
    for (size_t i = 0; i < 8000; i++) {
        if (i % 100 != 0) {
            give(blocks[i], 16 + i % 32 * 16);
        }
    }
    *place = blocks; /* the survivors stay for good */
    return NULL;
}

static void
holes_of_ended_threads_are_used_again(void)
{
    enum { THREADS = 16 };
    static uint64_t **survivors[THREADS];
    pthread_t crew[THREADS];
    policy = GLOBAL_RECYCLE;
    CHECK(global_open(256 * MIB, policy));
    CHECK_EQ(pthread_barrier_init(&all_there, NULL, THREADS), 0);
    for (unsigned i = 0; i < THREADS; i++) {
        CHECK_EQ(pthread_create(&crew[i], NULL, leave_holes, &survivors[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        CHECK_EQ(pthread_join(crew[i], NULL), 0);
    }
    size_t before = peak();
    uint64_t **blocks[THREADS];
    for (unsigned i = 0; i < THREADS - 2; i++) {
        fill_and_leave(&blocks[i]);
    }
    CHECK(peak() <= before + before / 8);
    for (unsigned i = 0; i < THREADS - 2; i++) {
        for (size_t j = 0; j < 8000; j++) {
            CHECK(give(blocks[i][j], 16 + j % 32 * 16));
        }
        free(blocks[i]);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        for (size_t j = 0; j < 8000; j += 100) {
            CHECK(give(survivors[i][j], 16 + j % 32 * 16));
        }
        free(survivors[i]);
    }
    /* What waits for its heap to be looked after still counts. */
    CHECK(global_read_figures(policy).live <= (THREADS * 8000) / 100);
}

/* ---- Producer and consumer ---------------------------------------------- */

enum { QUEUE = 256, MESSAGES = 400000 };

static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    uint64_t *blocks[QUEUE];
    unsigned first, end;
} queue = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, {NULL}, 0, 0};

static void
put(uint64_t *block)
{
    (void)pthread_mutex_lock(&queue.lock);
    while (queue.end - queue.first == QUEUE) {
        (void)pthread_cond_wait(&queue.changed, &queue.lock);
    }
    queue.blocks[queue.end++ % QUEUE] = block;
    (void)pthread_cond_broadcast(&queue.changed);
    (void)pthread_mutex_unlock(&queue.lock);
}

static uint64_t *
get(void)
{
    (void)pthread_mutex_lock(&queue.lock);
    while (queue.end == queue.first) {
        (void)pthread_cond_wait(&queue.changed, &queue.lock);
    }
    uint64_t *block = queue.blocks[queue.first++ % QUEUE];
    (void)pthread_cond_broadcast(&queue.changed);
    (void)pthread_mutex_unlock(&queue.lock);
    return block;
}

static void *
consume(void *unused)
{
    (void)unused;
    for (size_t i = 0; i < MESSAGES; i++) {
        if (!give(get(), 16 + i % 16 * 16)) {
            return "a block was changed on its way";
        }
    }
    return NULL;
}

static void
what_a_consumer_frees_serves_the_producer(void)
{
    policy = GLOBAL_RECYCLE;
    CHECK(global_open(256 * MIB, policy));
    pthread_t consumer;
    CHECK_EQ(pthread_create(&consumer, NULL, consume, NULL), 0);
    for (size_t i = 0; i < MESSAGES; i++) {
        put(take(16 + i % 16 * 16));
    }
    void *wrong = NULL;
    CHECK_EQ(pthread_join(consumer, &wrong), 0);
    check_nothing(wrong, __FILE__, __LINE__);
    CHECK(peak() <= 4 * MIB);
}

/* ---- The ends of threads ------------------------------------------------ */

static pthread_key_t late;
static _Atomic unsigned late_runs;

/* Allocates and frees when the thread's heap may be left already, and once more. */
static void
allocate_late(void *value)
{
    uint64_t *block = take(100), *old = value;
    if (!give(old, 100)) {
        check_nothing("a block was changed", __FILE__, __LINE__);
    }
    if (atomic_fetch_add(&late_runs, 1) % 2 == 0) {
        (void)pthread_setspecific(late, block);
    } else {
        give(block, 100);
    }
}

static void *
end_with_destructor(void *unused)
{
    (void)unused;
    (void)pthread_setspecific(late, take(100));
    return NULL;
}

static void
destructors_of_a_thread_may_allocate(void)
{
    policy = GLOBAL_RECYCLE;
    CHECK(global_open(64 * MIB, policy));
    CHECK_EQ(pthread_key_create(&late, allocate_late), 0);
    for (int i = 0; i < 2000; i++) {
        run_crew(1, end_with_destructor, NULL);
    }
    CHECK(global_read_figures(policy).heaps <= 2);
    CHECK_EQ(global_read_figures(policy).live, 0);
}

static void *
wait_with_a_block(void *unused)
{
    (void)unused;
    uint64_t *block = take(100);
    (void)pthread_barrier_wait(&all_there);
    if (!block) {
        return NULL; /* more threads than heaps: the caller asks the next allocator */
    }
    return give(block, 100) ? NULL : "a block was changed";
}

/* More threads at a time than there are heaps: those without are refused, and the heaps of the
 * others serve the next ones. */
static void
more_threads_than_heaps(void)
{
    enum { THREADS = HEAPS_MAX + 50 };
    static pthread_t crew[THREADS];
    pthread_attr_t attributes;
    unsigned started = 0;
    policy = GLOBAL_LEAK; /* needs no chunk for each */
    CHECK(global_open((size_t)1024 * MIB, policy));
    CHECK_EQ(pthread_attr_init(&attributes), 0);
    CHECK_EQ(pthread_attr_setstacksize(&attributes, 1 << 16), 0);
    CHECK_EQ(pthread_barrier_init(&all_there, NULL, THREADS + 1), 0);
    while (started < THREADS
           && pthread_create(&crew[started], &attributes, wait_with_a_block, NULL) == 0) {
        started++;
    }
    if (started < THREADS) {
        printf("only %u threads: skipped\n", started);
        exit(0);
    }
    (void)pthread_barrier_wait(&all_there);
    for (unsigned i = 0; i < started; i++) {
        CHECK_EQ(pthread_join(crew[i], NULL), 0);
    }
    CHECK_EQ(global_read_figures(policy).heaps, HEAPS_MAX - 1);
    CHECK(take(100) != NULL); /* the main thread finds one that was left */
}

int
main(void)
{
    RUN_APART(recycled_blocks_cross_threads);
    RUN_APART(recycled_blocks_cross_threads_without_room);
    RUN_APART(last_blocks_cross_threads);
    RUN_APART(leaked_blocks_cross_threads);
    RUN_APART(thousands_of_short_threads_stay_bounded);
    RUN_APART(chunks_of_ended_threads_are_used_again);
    RUN_APART(holes_of_ended_threads_are_used_again);
    RUN_APART(what_a_consumer_frees_serves_the_producer);
    RUN_APART(destructors_of_a_thread_may_allocate);
    const char *preloaded = getenv("LD_PRELOAD"); /* valgrind has 500 threads at most */
    if (!preloaded || !strstr(preloaded, "vgpreload")) {
        RUN_APART(more_threads_than_heaps);
    }
    return check_report();
}
