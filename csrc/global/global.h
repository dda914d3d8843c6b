/* global.h - the process's allocator: one region, a heap a thread, a policy.
 *
 * Nothing here knows of Python; domains.c connects it.  Everything may be called from
 * any thread at any time once global_open has returned true, and stays until the process
 * ends: nothing closes it.  A block may be freed by another thread than the one that took it.
 *
 * The policy is an argument that each caller knows when it is compiled, so that the
 * questions about it cost nothing. */
#ifndef ARENITE_GLOBAL_H
#define ARENITE_GLOBAL_H

#include "bump.h"
#include "recycle.h"

#include <string.h>

typedef enum global_policy {
    GLOBAL_LEAK,    /* a free does nothing */
    GLOBAL_LAST,    /* the newest block is taken back, and grows in place */
    GLOBAL_RECYCLE, /* blocks are used again; large ones are not taken */
} global_policy;

enum { GLOBAL_MIN_SIZE = 1 << 16 }; /* bytes of a region */

typedef struct global_figures {
    size_t size;    /* bytes of the region for blocks */
    size_t taken;   /* of them, handed to heaps at some time */
    size_t used;    /* of those, not given back and not in empty chunks */
    uint64_t live;  /* blocks not freed, as far as the policy counts them */
    unsigned heaps; /* the most threads at a time */
    bool used_up;   /* a request found no room */
} global_figures;

/* Reserves the region.  Once.  False if the system refuses. */
bool global_open(size_t size, global_policy policy);

/* What threads do in the meantime may or may not be counted. */
global_figures global_read_figures(global_policy policy);

/* At least `size` bytes at a multiple of 16, another block for each call also of zero
 * bytes.  NULL where the caller is to ask the next allocator: the region is used up, or the
 * block is none for this policy. */
static inline void *
global_take(global_policy policy, size_t size)
{
    if (policy == GLOBAL_RECYCLE) {
        return size <= CHUNK_BLOCK_MAX ? recycle_take(size) : NULL;
    }
    if (UNLIKELY(size > the_region.size)) {
        return NULL;
    }
    return bump_take(bump_size(size));
}

/* Whether what global_take hands out is always zero. */
static inline bool
global_is_zero(global_policy policy)
{
    return policy == GLOBAL_LEAK;
}

/* Of blocks that the region holds. */
static inline void
global_give(global_policy policy, void *block)
{
    if (policy == GLOBAL_RECYCLE) {
        recycle_give(block);
    } else if (policy == GLOBAL_LAST) {
        (void)bump_resize(block, 0);
    }
}

/* Whether the block, as it lies, will do for `size` bytes.  One that would be less than
 * three quarters full had better move, which is pymalloc's rule. */
static inline bool
global_resize(global_policy policy, void *block, size_t size)
{
    if (policy == GLOBAL_RECYCLE) {
        size_t room = recycle_room(block);
        return size <= room && (size > room / 4 * 3 || room == REGION_GRANULE);
    }
    if (policy == GLOBAL_LAST && size <= the_region.size) {
        return bump_resize(block, bump_size(size));
    }
    return false;
}

/* How many bytes to copy from a block to the one of `size` bytes that replaces it: all that the
 * old one has, and of what lies behind it no more than is there. */
static inline size_t
global_bytes_to_copy(global_policy policy, const char *old, const char *made, size_t size)
{
    size_t room = policy == GLOBAL_RECYCLE ? recycle_room(old)
                  : made > old && region_holds(made) ? (size_t)(made - old)
                                                     : bump_readable(old);
    return room < size ? room : size;
}

#endif
