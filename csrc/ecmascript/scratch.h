/* scratch.h - where the children of a node wait for their number to be known.
 *
 * A list in the arena has its length in front of it or beside it, so it can be
 * written only when its last member is there.  Until then the members lie on
 * one stack of references; lists nest as productions do:
 *
 *     | Program's statements | an interface's members | a method's params |
 *                            ^ mark                   ^ mark              ^ top
 *
 * The stack begins in the caller's frame and moves to the heap when it grows.
 */
#ifndef ARENITE_SCRATCH_H
#define ARENITE_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

enum {
    SCRATCH_INLINE = 256, /* 1 KiB: most files of a few declarations need no more */
    SCRATCH_SLACK = 8,    /* the most items that are read back together */
};

typedef struct scratch {
    /* bottom <= top <= end.  SCRATCH_SLACK items behind end there is memory still:
     * zeros, once a push was lost, so that what lacks items can be read back. */
    arena_ref *bottom, *top, *end;
    bool failed; /* a push was lost: malloc gave nothing */
    arena_ref inline_items[SCRATCH_INLINE + SCRATCH_SLACK];
} scratch;

void scratch_init(scratch *s);
void scratch_free(scratch *s);

/* Room for one more; false, and `failed` is set, when there is none. */
bool scratch__grow(scratch *s);

static inline void
scratch_push(scratch *s, arena_ref item)
{
    if (__builtin_expect(s->top == s->end, 0) && !scratch__grow(s)) {
        return;
    }
    *s->top++ = item;
}

static inline size_t
scratch_mark(const scratch *s)
{
    return (size_t)(s->top - s->bottom);
}

/* How many were pushed since the mark, and the first of them. */
static inline size_t
scratch_count(const scratch *s, size_t mark)
{
    return (size_t)(s->top - s->bottom) - mark;
}

static inline const arena_ref *
scratch_items(const scratch *s, size_t mark)
{
    return s->bottom + mark;
}

static inline void
scratch_rewind(scratch *s, size_t mark)
{
    s->top = s->bottom + mark;
}

#endif
