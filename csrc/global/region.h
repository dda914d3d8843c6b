/* region.h - the one reserved range of address space that all blocks lie in.
 *
 *     base                                  taken            size
 *     | front | pieces, handed out in order |  reserved only  |
 *
 * It only grows.  What changes it takes the lock. */
#ifndef ARENITE_GLOBAL_REGION_H
#define ARENITE_GLOBAL_REGION_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    REGION_GRANULE = 16, /* what malloc promises, and CPython's objects rely on */
};

/* How the region's pages come.  A page of 4 KiB that is touched for the first time costs a
 * fault. */
typedef enum region_paging {
    REGION_TOUCHED,   /* when they are touched: most are used again and again */
    REGION_POPULATED, /* a step at a time, before they are handed out: for what is always fresh */
} region_paging;

typedef struct region {
    char *base; /* NULL until region_open */
    size_t size; /* 0 until region_open */
    size_t front; /* bytes that are set aside */
    region_paging paging;
    _Atomic size_t taken;  /* bytes from base; a multiple of the granule */
    _Atomic size_t peak;   /* the most that taken has been */
    size_t ready;          /* bytes from base whose pages were asked for; taken <= ready */
    _Atomic size_t newest; /* where the block that was taken last begins; 0: none, or a
                            * piece was taken behind it */
    atomic_bool used_up;   /* a request found no room */
} region;

extern region the_region;

/* Reserves `size` bytes, of which the first `front` are set aside: zero, and in memory only
 * where they are touched.  False if the system refuses, or nothing would be left. */
bool region_open(size_t size, size_t front, region_paging paging);

/* Whether the block lies in the region: one subtraction, one comparison.  No block
 * does before region_open. */
static inline bool
region_holds(const void *block)
{
    return (uintptr_t)block - (uintptr_t)the_region.base < the_region.size;
}

static inline size_t
region_offset(const void *block)
{
    return (size_t)((const char *)block - the_region.base);
}

/* `size` bytes at a multiple of `align` from base (a power of two): zero, unless a
 * block there was given back.  NULL when the region is used up, or the system has
 * no more memory. */
char *region_take(size_t size, size_t align);

/* The same at a multiple of the granule, which region_resize_block may resize for as
 * long as nothing was taken behind it; for 0 it is given back.  False if it cannot. */
char *region_take_block(size_t size);
bool region_resize_block(char *block, size_t size);

#endif
