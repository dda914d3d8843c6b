/* thread.h - what the allocator needs of the system's threads.  One file a system. */
#ifndef ARENITE_GLOBAL_THREAD_H
#define ARENITE_GLOBAL_THREAD_H

#include <stdbool.h>
#include <stdlib.h> /* __GLIBC__ */

/* The address of the variable is then one load from the thread's register, no call.
 * Only for libraries that glibc loads: it keeps room for such variables. */
#if defined(__GNUC__) && defined(__GLIBC__)
#define THREAD_LOCAL _Thread_local __attribute__((tls_model("initial-exec")))
#else
#define THREAD_LOCAL _Thread_local
#endif

/* The one lock of the process's allocator. */
void thread_lock(void);
void thread_unlock(void);

/* Once, before the first thread_at_exit: `leave(value)` will run at the end of
 * each thread that has called thread_at_exit(value), in that thread.  The lock is
 * held while the process forks, so that the child finds what it guards whole.
 * False if the system has no memory for that. */
bool thread_prepare(void (*leave)(void *value));
bool thread_at_exit(void *value);

#endif
