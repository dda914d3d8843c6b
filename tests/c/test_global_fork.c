/* Forks: the child has one thread, the blocks of all of them, and whole lists. */
#include "apart.h"
#include "global.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>

enum { MIB = 1 << 20, WORKERS = 3, PLACES = 2000, FORKS = 20 };

static global_policy policy;
static _Atomic(uint64_t *) places[PLACES];
static atomic_bool stop;
static _Atomic uint64_t seeds = 3;

static size_t
size_of_place(size_t place)
{
    return 16 + place % 100 * 16;
}

static uint64_t
word_of(const void *block)
{
    return (uint64_t)(uintptr_t)block * UINT64_C(0x9e3779b97f4a7c15);
}

static uint64_t *
take(size_t size)
{
    uint64_t *block = global_take(policy, size);
    if (block) {
        *block = word_of(block);
    }
    return block;
}

static void
exchange(uint64_t *seed)
{
    size_t place = (size_t)apart_draw(seed, PLACES);
    uint64_t *old = atomic_exchange(&places[place], take(size_of_place(place)));
    if (old) {
        CHECK(*old == word_of(old));
        global_give(policy, old);
    }
}

static void *
work(void *forks)
{
    uint64_t seed = atomic_fetch_add(&seeds, 1) * 7919;
    const struct timespec shortly = {0, 50 * 1000};
    while (!atomic_load(&stop)) {
        for (int i = 0; i < 100; i++) {
            exchange(&seed);
        }
        (void)nanosleep(&shortly, NULL); /* what is never used again is copied by each fork */
    }
    return forks;
}

static void *
come_and_go(void *unused)
{
    uint64_t seed = atomic_fetch_add(&seeds, 1) * 104729;
    for (int i = 0; i < 200; i++) {
        exchange(&seed);
    }
    return unused;
}

/* All that the parent's threads had is there, may be freed, and more may be taken. */
static void
live_in_child(void)
{
    uint64_t seed = atomic_load(&seeds) + (uint64_t)getpid();
    for (size_t i = 0; i < PLACES; i++) {
        uint64_t *block = atomic_load(&places[i]);
        /* Its word may not be written yet: a thread was about to. */
        if (block && i % 2 == 0) {
            CHECK(*block == word_of(block));
            global_give(policy, block);
            atomic_store(&places[i], NULL);
        }
    }
    for (int i = 0; i < 5000; i++) {
        exchange(&seed);
    }
    pthread_t thread;
    for (int i = 0; i < 3; i++) {
        CHECK_EQ(pthread_create(&thread, NULL, come_and_go, NULL), 0);
        CHECK_EQ(pthread_join(thread, NULL), 0);
    }
    global_figures f = global_read_figures(policy);
    CHECK(f.used <= f.taken && f.taken <= f.size);
}

/* A child that ends well is killed, since a leak checker would run at its exit, and report what
 * the parent's other threads had in their hands. */
static bool
ended_well(pid_t child)
{
    return CHECK_EQ(apart_wait(child), 128 + SIGKILL);
}

_Noreturn static void
end_child(void)
{
    if (check_state.failures == 0) {
        (void)fflush(stdout);
        (void)raise(SIGKILL);
    }
    _exit(1);
}

static pid_t
fork_child(bool again)
{
    pid_t child = fork();
    if (child == 0) {
        check_state.failures = 0;
        (void)alarm(300); /* a lock that nobody holds any more: this ends it */
        live_in_child();
        if (again) {
            ended_well(fork_child(false));
        }
        end_child();
    }
    return child;
}

static void *
fork_often(void *unused)
{
    uint64_t seed = 99;
    for (int i = 0; i < FORKS / 2; i++) {
        exchange(&seed);
        ended_well(fork_child(i % 8 == 0));
    }
    return unused;
}

static void
fork_under_load(global_policy chosen)
{
    policy = chosen;
    CHECK(global_open((size_t)8192 * MIB, policy));
    pthread_t crew[WORKERS], forker, visitor;
    for (int i = 0; i < WORKERS; i++) {
        CHECK_EQ(pthread_create(&crew[i], NULL, work, NULL), 0);
    }
    CHECK_EQ(pthread_create(&forker, NULL, fork_often, NULL), 0); /* a worker forks too */
    for (int i = 0; i < FORKS / 2; i++) {
        CHECK_EQ(pthread_create(&visitor, NULL, come_and_go, NULL), 0);
        ended_well(fork_child(i % 8 == 0));
        CHECK_EQ(pthread_join(visitor, NULL), 0);
    }
    CHECK_EQ(pthread_join(forker, NULL), 0);
    atomic_store(&stop, true);
    for (int i = 0; i < WORKERS; i++) {
        CHECK_EQ(pthread_join(crew[i], NULL), 0);
    }
}

static void
recycle_forks(void)
{
    fork_under_load(GLOBAL_RECYCLE);
}

static void
last_forks(void)
{
    fork_under_load(GLOBAL_LAST);
}

static void
leak_forks(void)
{
    fork_under_load(GLOBAL_LEAK);
}

/* A server that forks from its children for many generations. */
static void
generations(void)
{
    policy = GLOBAL_RECYCLE;
    CHECK(global_open(64 * MIB, policy));
    uint64_t seed = 5;
    for (int generation = 0; generation < 30; generation++) {
        for (int i = 0; i < 3000; i++) {
            exchange(&seed);
        }
        pid_t child = fork();
        if (child != 0) {
            ended_well(child);
            if (generation == 0) {
                return;
            }
            end_child();
        }
        (void)alarm(300);
        pthread_t thread;
        CHECK_EQ(pthread_create(&thread, NULL, come_and_go, NULL), 0);
        CHECK_EQ(pthread_join(thread, NULL), 0);
    }
    CHECK(global_read_figures(policy).taken <= 16 * MIB);
    CHECK(global_read_figures(policy).heaps <= 4);
    end_child();
}

int
main(void)
{
#ifdef __SANITIZE_ADDRESS__
    puts("skipped: the sanitizer does not hold its own locks while a process with threads forks");
    return 0;
#endif
    if (getenv("ARENITE_VALGRIND")) {
        puts("skipped: each of hundreds of processes would be a valgrind");
        return 0;
    }
    RUN_APART(recycle_forks);
    RUN_APART(last_forks);
    RUN_APART(leak_forks);
    RUN_APART(generations);
    return check_report();
}
