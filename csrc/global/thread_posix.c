/* thread_posix.c - POSIX threads. */
#ifndef _WIN32
#include "thread.h"

#include <pthread.h>

static pthread_mutex_t the_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_key_t at_exit;

void
thread_lock(void)
{
    (void)pthread_mutex_lock(&the_lock);
}

void
thread_unlock(void)
{
    (void)pthread_mutex_unlock(&the_lock);
}

bool
thread_prepare(void (*leave)(void *))
{
    return pthread_key_create(&at_exit, leave) == 0 &&
           pthread_atfork(thread_lock, thread_unlock, thread_unlock) == 0;
}

bool
thread_at_exit(void *value)
{
    return pthread_setspecific(at_exit, value) == 0;
}
#endif
