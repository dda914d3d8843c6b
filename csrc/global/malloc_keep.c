/* malloc_keep.c - glibc's two thresholds; other C libraries have none to set. */
#include "malloc_keep.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>

/* Tunables, in bytes.  Page faults of ast.parse over the standard library: 35,000 without, 12,000
 * with these, 17,000 under pymalloc.  Setting one ends glibc's own adjustment of the other. */
enum { KEPT = 8 << 20, MAPPED_FROM = 1 << 20 };

void
malloc_keep(void)
{
    (void)mallopt(M_TRIM_THRESHOLD, KEPT);
    (void)mallopt(M_MMAP_THRESHOLD, MAPPED_FROM);
}
#else
void
malloc_keep(void)
{
}
#endif
