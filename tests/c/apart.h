/* apart.h - each test in a process of its own.
 *
 * The process's allocator is opened once and never closed, so that a test which
 * wants its own region is run in a child.  What fails there is printed there, and the
 * child's exit status counts as one check.
 *
 *     RUN_APART(takes_blocks);
 */
#ifndef ARENITE_APART_H
#define ARENITE_APART_H

#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include "check.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* The status that the child ends with; a signal counts as one. */
static inline int
apart_wait(pid_t child)
{
    int status = -1;
    if (child <= 0 || waitpid(child, &status, 0) != child) {
        return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static inline void
apart_run(void (*test)(void), const char *name)
{
    check_state.failures = 0;
    (void)fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        test();
        exit(check_state.failures != 0);
    }
    CHECK_EQ(apart_wait(child), 0);
    if (check_state.failures) {
        check_state.failed++;
        printf("FAILED %s\n", name);
    } else {
        check_state.passed++;
    }
}

#define RUN_APART(test) apart_run(test, #test)

/* Marsaglia's xorshift64. */
static inline uint64_t
apart_draw(uint64_t *random, uint64_t below)
{
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    return *random % below;
}

/* The bytes of a block tell whose it is: `fill` may be any. */
static inline bool
apart_is_filled(const unsigned char *block, size_t size, unsigned char fill)
{
    for (size_t i = 0; i < size; i++) {
        if (block[i] != fill) {
            return false;
        }
    }
    return true;
}

#endif
