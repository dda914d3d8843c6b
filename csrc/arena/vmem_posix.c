/* vmem_posix.c - mmap.  Pages are committed by touching them. */
#ifndef _WIN32
#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, madvise */
#endif
#ifndef _DARWIN_C_SOURCE
#define _DARWIN_C_SOURCE
#endif
#include "vmem.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MAP_NORESERVE
#define MAP_NORESERVE 0
#endif

size_t
vmem_page(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

void *
vmem_reserve(size_t size)
{
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    void *base = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, -1, 0);
    return base == MAP_FAILED ? NULL : base;
}

bool
vmem_commit(void *base, size_t size)
{
    (void)base;
    (void)size;
    return true;
}

void
vmem_populate(void *base, size_t size)
{
#ifdef MADV_POPULATE_WRITE /* Linux 5.14 */
    (void)madvise(base, size, MADV_POPULATE_WRITE);
#else
    (void)base;
    (void)size;
#endif
}

void
vmem_decommit(void *base, size_t size)
{
    (void)madvise(base, size, MADV_DONTNEED);
}

void
vmem_release(void *base, size_t size)
{
    (void)munmap(base, size);
}

#ifdef MADV_HUGEPAGE
/* On x86-64, and on AArch64 with pages of 4 KiB. */
enum { HUGE = 2 << 20 };

/* Not aligned_alloc: glibc maps what that asks for afresh each time, so that each
 * arena would pay for its pages again.  What plain malloc gave it keeps for the
 * next.  In front of the block lies what malloc gave. */
void *
vmem_huge_block(size_t size)
{
    char *whole = size <= SIZE_MAX - HUGE ? malloc(size + HUGE) : NULL;
    if (!whole) {
        return NULL;
    }
    char *block = whole + (HUGE - (uintptr_t)whole % HUGE);
    ((void **)block)[-1] = whole;
    (void)madvise(block, size, MADV_HUGEPAGE);
    return block;
}

void
vmem_free_huge_block(void *block)
{
    free(((void **)block)[-1]);
}
#else
void *
vmem_huge_block(size_t size)
{
    return malloc(size);
}

void
vmem_free_huge_block(void *block)
{
    free(block);
}
#endif
#endif
