#include "scratch.h"

#include <stdlib.h>
#include <string.h>

void
scratch_init(scratch *s)
{
    s->bottom = s->top = s->inline_items;
    s->end = s->bottom + SCRATCH_INLINE;
    s->failed = false;
}

void
scratch_free(scratch *s)
{
    if (s->bottom != s->inline_items) {
        free(s->bottom);
    }
}

/* A push is lost. */
static bool
fail(scratch *s)
{
    memset(s->end, 0, SCRATCH_SLACK * sizeof *s->end);
    s->failed = true;
    return false;
}

bool
scratch__grow(scratch *s)
{
    size_t count = (size_t)(s->top - s->bottom);
    size_t bytes; /* of twice as many */
    bool on_heap = s->bottom != s->inline_items;
    arena_ref *grown = NULL;
    if (!__builtin_mul_overflow(count + SCRATCH_SLACK, 2 * sizeof *grown, &bytes)) {
        grown = realloc(on_heap ? s->bottom : NULL, bytes);
    }
    if (grown == NULL) {
        return fail(s);
    }
    if (!on_heap) {
        memcpy(grown, s->inline_items, count * sizeof *grown);
    }
    s->bottom = grown;
    s->top = grown + count;
    s->end = grown + 2 * count + SCRATCH_SLACK;
    return true;
}
