/* thread_windows.c - slim locks, and fiber-local storage, which alone calls back. */
#ifdef _WIN32
#include "thread.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

static SRWLOCK the_lock = SRWLOCK_INIT;
static DWORD at_exit;
static void (*on_leave)(void *);

void
thread_lock(void)
{
    AcquireSRWLockExclusive(&the_lock);
}

void
thread_unlock(void)
{
    ReleaseSRWLockExclusive(&the_lock);
}

static void CALLBACK
leave(void *value)
{
    if (value) {
        on_leave(value);
    }
}

bool
thread_prepare(void (*run)(void *))
{
    on_leave = run;
    at_exit = FlsAlloc(leave);
    return at_exit != FLS_OUT_OF_INDEXES;
}

bool
thread_at_exit(void *value)
{
    return FlsSetValue(at_exit, value) != 0;
}
#endif
