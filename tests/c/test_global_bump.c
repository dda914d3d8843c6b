/* "leak" and "last" in one thread: a cursor, and hardly a way back. */
#include "apart.h"
#include "global.h"

enum { KIB = 1 << 10, MIB = 1 << 20, ROUNDS = 20000 };

typedef struct living {
    unsigned char *start;
    size_t size;
    unsigned char fill;
} living;

static living alive[ROUNDS];
static unsigned count;
static uint64_t seed = 7;

static size_t
used(void)
{
    return global_read_figures(GLOBAL_LAST).used;
}

static size_t
draw_size(void)
{
    switch (apart_draw(&seed, 16)) {
    case 0: return (size_t)apart_draw(&seed, 100000);
    case 1: return (size_t)apart_draw(&seed, 5000);
    case 2: return 0;
    default: return (size_t)apart_draw(&seed, 200);
    }
}

/* As hook_realloc does it. */
static void
resize(global_policy policy, living *x, size_t size)
{
    if (!global_resize(policy, x->start, size)) {
        unsigned char *made = global_take(policy, size);
        if (!made) {
            return;
        }
        size_t kept = global_bytes_to_copy(policy, (char *)x->start, (char *)made, size);
        CHECK(kept <= size && kept >= (size < x->size ? size : x->size));
        CHECK(x->start + kept <= (unsigned char *)the_region.base + the_region.size);
        CHECK(made < x->start || made >= x->start + kept); /* memcpy's condition */
        bump_copy((char *)made, (char *)x->start, kept);
        global_give(policy, x->start);
        x->start = made;
    }
    CHECK(apart_is_filled(x->start, size < x->size ? size : x->size, x->fill));
    x->size = size;
    memset(x->start, x->fill, size);
}

static void
agrees_with_the_model(global_policy policy)
{
    CHECK(global_open(512 * MIB, policy));
    for (unsigned i = 0; i < ROUNDS && !check_state.failures; i++) {
        living x = {NULL, draw_size(), (unsigned char)apart_draw(&seed, 256)};
        x.start = global_take(policy, x.size);
        CHECK(x.start && (uintptr_t)x.start % REGION_GRANULE == 0);
        CHECK(!global_is_zero(policy) || apart_is_filled(x.start, x.size, 0));
        memset(x.start, x.fill, x.size);
        alive[count++] = x;
        if (apart_draw(&seed, 3) == 0) {
            global_give(policy, alive[--count].start);
        }
        if (count && apart_draw(&seed, 3) == 0) {
            bool newest = apart_draw(&seed, 2);
            unsigned which = newest ? count - 1 : (unsigned)apart_draw(&seed, count);
            resize(policy, &alive[which], draw_size());
        }
    }
    for (unsigned i = 0; i < count; i++) {
        CHECK(apart_is_filled(alive[i].start, alive[i].size, alive[i].fill));
    }
    CHECK(!global_read_figures(policy).used_up);
}

static void
leak_agrees_with_the_model(void)
{
    agrees_with_the_model(GLOBAL_LEAK);
}

static void
last_agrees_with_the_model(void)
{
    agrees_with_the_model(GLOBAL_LAST);
}

static void
leak_keeps_everything(void)
{
    CHECK(global_open(MIB, GLOBAL_LEAK));
    char *first = global_take(GLOBAL_LEAK, 100);
    global_give(GLOBAL_LEAK, first);
    char *second = global_take(GLOBAL_LEAK, 0);
    CHECK_EQ(second - first, 112);
    CHECK_EQ((char *)global_take(GLOBAL_LEAK, 1) - second, 16);
    CHECK(!global_resize(GLOBAL_LEAK, second, 1));
    CHECK(!global_resize(GLOBAL_LEAK, second, 0));
}

static void
last_takes_the_newest_back(void)
{
    CHECK(global_open(MIB, GLOBAL_LAST));
    char *first = global_take(GLOBAL_LAST, 100), *second = global_take(GLOBAL_LAST, 200);
    global_give(GLOBAL_LAST, second);
    CHECK(global_take(GLOBAL_LAST, 300) == second);
    global_give(GLOBAL_LAST, first); /* not the newest: nothing */
    global_give(GLOBAL_LAST, second);
    global_give(GLOBAL_LAST, first); /* nor is it now */
    CHECK(global_take(GLOBAL_LAST, 1) == second);
}

static void
last_resizes_the_newest_in_place(void)
{
    CHECK(global_open(MIB, GLOBAL_LAST));
    char *first = global_take(GLOBAL_LAST, 100), *second = global_take(GLOBAL_LAST, 100);
    CHECK(global_resize(GLOBAL_LAST, second, 10000));
    CHECK((char *)global_take(GLOBAL_LAST, 16) >= second + 10000);
    CHECK(!global_resize(GLOBAL_LAST, second, 20000));
    CHECK(!global_resize(GLOBAL_LAST, first, 10));
    char *third = global_take(GLOBAL_LAST, 1000);
    CHECK(global_resize(GLOBAL_LAST, third, 1));
    CHECK_EQ((char *)global_take(GLOBAL_LAST, 1) - third, 16);
    char *fourth = global_take(GLOBAL_LAST, 40);
    CHECK(global_resize(GLOBAL_LAST, fourth, 0)); /* has its own address still */
    CHECK(global_take(GLOBAL_LAST, 0) != fourth);
    CHECK(!global_resize(GLOBAL_LAST, fourth, SIZE_MAX));
    CHECK(!global_resize(GLOBAL_LAST, fourth, SIZE_MAX - 7));
    CHECK(!global_resize(GLOBAL_LAST, fourth, MIB));
}

static void
large_blocks_come_from_the_region(void)
{
    CHECK(global_open(16 * MIB, GLOBAL_LAST));
    size_t before = used();
    char *large = global_take(GLOBAL_LAST, MIB);
    CHECK_EQ(used() - before, MIB);
    CHECK(global_resize(GLOBAL_LAST, large, 3 * MIB)); /* the newest of the region */
    CHECK_EQ(used() - before, 3 * MIB);
    CHECK(global_resize(GLOBAL_LAST, large, 2 * MIB + 1));
    CHECK_EQ(used() - before, 2 * MIB + REGION_GRANULE);
    CHECK(!global_resize(GLOBAL_LAST, large, 17 * MIB));
    global_give(GLOBAL_LAST, large);
    CHECK_EQ(used(), before);
    CHECK(global_take(GLOBAL_LAST, MIB) == large);
    CHECK(global_take(GLOBAL_LAST, 100) != NULL); /* a piece is taken behind it */
    CHECK(!global_resize(GLOBAL_LAST, large, 2 * MIB));
    global_give(GLOBAL_LAST, large);
    CHECK(used() >= before + MIB);
}

/* What was in use at some time stays in the figure when it is taken back. */
static void
the_peak_stays(void)
{
    CHECK(global_open(16 * MIB, GLOBAL_LAST));
    global_give(GLOBAL_LAST, global_take(GLOBAL_LAST, 4 * MIB));
    global_figures f = global_read_figures(GLOBAL_LAST);
    CHECK(f.taken >= 4 * MIB);
    CHECK(f.used < MIB);
}

static void
is_used_up(global_policy policy)
{
    CHECK(global_open(GLOBAL_MIN_SIZE, policy));
    size_t bytes = 0;
    while (global_take(policy, 1000)) {
        bytes += 1000;
    }
    CHECK(bytes <= GLOBAL_MIN_SIZE);
    CHECK(global_read_figures(policy).used_up);
    CHECK(!global_take(policy, 1000));
    CHECK(!global_take(policy, SIZE_MAX));
    CHECK(!global_take(policy, GLOBAL_MIN_SIZE));
}

static void
leak_is_used_up(void)
{
    is_used_up(GLOBAL_LEAK);
}

static void
last_is_used_up(void)
{
    is_used_up(GLOBAL_LAST);
}

/* A block that is too large leaves the rest to smaller ones. */
static void
small_blocks_find_the_rest(void)
{
    CHECK(global_open(MIB, GLOBAL_LEAK));
    CHECK(!global_take(GLOBAL_LEAK, MIB));
    CHECK(global_read_figures(GLOBAL_LEAK).used_up);
    CHECK(global_take(GLOBAL_LEAK, MIB / 2) != NULL);
    CHECK(global_take(GLOBAL_LEAK, 100) != NULL);
}

int
main(void)
{
    RUN_APART(leak_agrees_with_the_model);
    RUN_APART(last_agrees_with_the_model);
    RUN_APART(leak_keeps_everything);
    RUN_APART(last_takes_the_newest_back);
    RUN_APART(last_resizes_the_newest_in_place);
    RUN_APART(large_blocks_come_from_the_region);
    RUN_APART(the_peak_stays);
    RUN_APART(leak_is_used_up);
    RUN_APART(last_is_used_up);
    RUN_APART(small_blocks_find_the_rest);
    return check_report();
}
