/* vmem_posix.c - mmap.  Pages are committed by touching them. */
#ifndef _WIN32
#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, madvise */
#endif
#ifndef _DARWIN_C_SOURCE
#define _DARWIN_C_SOURCE
#endif
#include "vmem.h"

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
void *
vmem_huge_block(size_t size)
{
    /* On x86-64, and on AArch64 with pages of 4 KiB. */
    const size_t huge = (size_t)2 << 20;
    void *block = size % huge == 0 ? aligned_alloc(huge, size) : NULL;
    if (block) {
        (void)madvise(block, size, MADV_HUGEPAGE);
    }
    return block;
}
#else
void *
vmem_huge_block(size_t size)
{
    (void)size;
    return NULL;
}
#endif
#endif
