/* bump.c - pieces of the region for the threads' cursors. */
#include "bump.h"

#include "poison.h"

#include <string.h>

/* Tunables: what a thread takes from the region at once, and from which size on a block
 * is taken from the region itself instead.  So at most a quarter of a piece is lost
 * when the next one begins. */
enum { PIECE = 1 << 16, LARGE = PIECE / 4 };

void *
bump__take_slowly(size_t size)
{
    if (size >= LARGE) {
        return region_take_block(size);
    }
    heap *h = heap_here();
    if (!h) {
        return NULL;
    }
    if (size <= (size_t)(h->limit - h->bump)) { /* a heap that was taken over has a rest */
        return bump_take(size);
    }
    char *piece = region_take(PIECE, REGION_GRANULE);
    if (!piece) {
        return NULL;
    }
    h->bump = piece;
    h->limit = piece + PIECE;
    return bump_take(size);
}

size_t
bump_readable(const char *p)
{
    return atomic_load_explicit(&the_region.taken, memory_order_relaxed) - region_offset(p);
}

#ifdef ARENA_SANITIZED

/* AddressSanitizer would not let the free memory of an arena be read. */
__attribute__((no_sanitize("address"))) void
bump_copy(char *to, const char *from, size_t size)
{
    const volatile char *source = from; /* or this would be memcpy, which looks for itself */
    for (size_t i = 0; i < size; i++) {
        to[i] = source[i];
    }
}

#else

void
bump_copy(char *to, const char *from, size_t size)
{
    memcpy(to, from, size);
}

#endif
