/* depth.h - how deep the parser may recurse on this thread.
 *
 * A count of levels would have to be small enough for the smallest thread and
 * the biggest frame there is.  What is bounded instead is the thing itself: the
 * address that the stack pointer must not go below.  It is asked for once a
 * parse; each recursive production compares its own frame with it.
 *
 *     high                                                            low
 *     |  interpreter  | parser ...      | DEPTH_MARGIN |  guard page  |
 *                                       ^ depth_floor
 */
#ifndef ARENITE_DEPTH_H
#define ARENITE_DEPTH_H

#include <stdbool.h>
#include <stdint.h>

/* What may lie below the frame of a guarded production: the longest chain of
 * calls without a guard (the parser's own, then the lexer, the allocator and
 * the C library's malloc), and a signal handler.  Measured on a painted stack:
 * 4.1 KiB in an optimised build, 7.7 KiB with AddressSanitizer. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENITE_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENITE_ASAN 1
#endif
#endif

#ifdef ARENITE_ASAN
enum { DEPTH_MARGIN = 96 * 1024 };
#else
enum { DEPTH_MARGIN = 32 * 1024 };
#endif

/* Of a stack that is not the thread's own (a coroutine's, a signal's) nothing
 * is known; this much of it is used. */
enum { DEPTH_FOREIGN_STACK = 16 * 1024 };

/* The lowest frame address that a production may have on this thread. */
uintptr_t depth_floor(void);

/* Is the caller's frame below the floor?  The frame address, not that of a
 * local: AddressSanitizer may keep locals elsewhere. */
static inline bool
depth_exceeded(uintptr_t floor)
{
    return __builtin_expect((uintptr_t)__builtin_frame_address(0) < floor, 0);
}

#endif
