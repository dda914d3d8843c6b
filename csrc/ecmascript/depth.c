#if defined(__linux__)
#define _GNU_SOURCE
#endif

#include "depth.h"

#include <stddef.h>

/* The stack of the calling thread: [low, high); low == high if unknown. */
typedef struct stack_bounds {
    uintptr_t low, high;
} stack_bounds;

#if defined(_WIN32)

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

static stack_bounds
bounds_of_thread(void)
{
    ULONG_PTR low, high;
    GetCurrentThreadStackLimits(&low, &high);
    return (stack_bounds){(uintptr_t)low, (uintptr_t)high};
}

#elif defined(__APPLE__)

#include <pthread.h>

static stack_bounds
bounds_of_thread(void)
{
    pthread_t self = pthread_self();
    uintptr_t high = (uintptr_t)pthread_get_stackaddr_np(self);
    return (stack_bounds){high - pthread_get_stacksize_np(self), high};
}

#elif defined(__linux__)

#include <pthread.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static stack_bounds
ask_pthread(void)
{
    pthread_attr_t attributes;
    void *low = NULL;
    size_t size = 0, guard = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0) {
        return (stack_bounds){0, 0};
    }
    if (pthread_attr_getstack(&attributes, &low, &size) != 0) {
        size = 0;
    }
    /* Whether the guard page is inside the size differs between C libraries. */
    if (pthread_attr_getguardsize(&attributes, &guard) != 0 || guard >= size) {
        guard = 0;
    }
    pthread_attr_destroy(&attributes);
    return (stack_bounds){(uintptr_t)low + guard, (uintptr_t)low + size};
}

/* pthread_getattr_np reads /proc/self/maps for the main thread, hence the
 * cache.  A thread's stack never moves, but the main thread's may grow just as
 * far as the limit of this moment, which a program can lower. */
static stack_bounds
bounds_of_thread(void)
{
    static _Thread_local stack_bounds cached;
    if (cached.high == 0) {
        cached = ask_pthread();
    }
    struct rlimit limit;
    stack_bounds bounds = cached;
    if (syscall(SYS_gettid) == getpid() && getrlimit(RLIMIT_STACK, &limit) == 0 &&
        limit.rlim_cur < bounds.high - bounds.low) {
        bounds.low = bounds.high - (uintptr_t)limit.rlim_cur;
    }
    return bounds;
}

#else

static stack_bounds
bounds_of_thread(void)
{
    return (stack_bounds){0, 0};
}

#endif

uintptr_t
depth_floor(void)
{
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    stack_bounds bounds = bounds_of_thread();
    if (here < bounds.low || here >= bounds.high) {
        return here - DEPTH_FOREIGN_STACK;
    }
    return bounds.low + DEPTH_MARGIN;
}
