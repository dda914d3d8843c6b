/* vmem_windows.c - VirtualAlloc, which commits on request only. */
#ifdef _WIN32
#include "vmem.h"

#define WIN32_LEAN_AND_MEAN
#include <stdlib.h>
#include <windows.h>

size_t
vmem_page(void)
{
    SYSTEM_INFO info;
    GetSystemInfo(&info);
    return info.dwPageSize;
}

void *
vmem_reserve(size_t size)
{
    return VirtualAlloc(NULL, size, MEM_RESERVE, PAGE_NOACCESS);
}

bool
vmem_commit(void *base, size_t size)
{
    return VirtualAlloc(base, size, MEM_COMMIT, PAGE_READWRITE) != NULL;
}

void
vmem_populate(void *base, size_t size)
{
    (void)base;
    (void)size;
}

void
vmem_decommit(void *base, size_t size)
{
    (void)VirtualFree(base, size, MEM_DECOMMIT);
}

void
vmem_release(void *base, size_t size)
{
    (void)size;
    (void)VirtualFree(base, 0, MEM_RELEASE);
}

/* Large pages need a privilege there. */
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
