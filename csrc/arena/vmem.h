/* vmem.h - address space from the operating system.  One file a system. */
#ifndef ARENITE_VMEM_H
#define ARENITE_VMEM_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of a page. */
size_t vmem_page(void);

/* `size` bytes of address space, a multiple of the page; NULL if refused. */
void *vmem_reserve(size_t size);

/* Makes [base, base + size) readable and writable.  May be asked again for what
 * is committed already. */
bool vmem_commit(void *base, size_t size);

/* Has the pages of [base, base + size), which are committed, brought in at once: cheaper than by
 * a fault each.  A request only. */
void vmem_populate(void *base, size_t size);

/* Gives the memory of whole pages in [base, base + size) back; the address
 * space stays reserved and must be committed before its next use. */
void vmem_decommit(void *base, size_t size);

void vmem_release(void *base, size_t size);

/* `size` bytes from malloc, backed by huge pages where there are any. */
void *vmem_huge_block(size_t size);
void vmem_free_huge_block(void *block);

#endif
