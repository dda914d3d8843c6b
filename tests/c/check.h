/* check.h - the whole test framework of the C side.
 *
 *     static void
 *     grows(void)
 *     {
 *         CHECK(1 + 1 == 2);
 *         CHECK_EQ(arena_used(&a), 8);
 *     }
 *
 *     int
 *     main(void)
 *     {
 *         RUN(grows);
 *         return check_report();
 *     }
 *
 * A check that fails prints where it stands and the test goes on. */
#ifndef ARENITE_CHECK_H
#define ARENITE_CHECK_H

#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

static struct {
    uint64_t checks;
    uint64_t failures; /* of checks, in the test that runs */
    unsigned passed, failed;
} check_state;

static inline bool
check_that(bool condition, const char *text, const char *file, int line)
{
    check_state.checks++;
    if (!condition) {
        check_state.failures++;
        printf("%s:%d: not so: %s\n", file, line, text);
    }
    return condition;
}

static inline bool
check_equal(uint64_t a, uint64_t b, const char *text, const char *file, int line)
{
    check_state.checks++;
    if (a != b) {
        check_state.failures++;
        printf("%s:%d: %s: %" PRIu64 " and %" PRIu64 "\n", file, line, text, a, b);
    }
    return a == b;
}

/* NULL, or what is wrong, as arena_check answers. */
static inline bool
check_nothing(const char *wrong, const char *file, int line)
{
    check_state.checks++;
    if (wrong) {
        check_state.failures++;
        printf("%s:%d: %s\n", file, line, wrong);
    }
    return !wrong;
}

#define CHECK(condition) check_that((condition), #condition, __FILE__, __LINE__)
#define CHECK_EQ(a, b) \
    check_equal((uint64_t)(a), (uint64_t)(b), #a " == " #b, __FILE__, __LINE__)
#define CHECK_SOUND(arena) check_nothing(arena_check(arena), __FILE__, __LINE__)

#define RUN(test) check_run(test, #test)

static inline void
check_run(void (*test)(void), const char *name)
{
    check_state.failures = 0;
    test();
    if (check_state.failures) {
        check_state.failed++;
        printf("FAILED %s\n", name);
    } else {
        check_state.passed++;
    }
}

static inline int
check_report(void)
{
    printf("%" PRIu64 " checks\n%u passed, %u failed\n", check_state.checks,
           check_state.passed, check_state.failed);
    return check_state.failed != 0;
}

#endif
