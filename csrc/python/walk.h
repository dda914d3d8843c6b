/* walk.h - what the files of walk() share: the walk and its stack. */
#ifndef ARENITE_WALK_H
#define ARENITE_WALK_H

#include "route.h"
#include "seen.h"

/* What was read behind a route, and is still to be followed:
 *
 *     a record     its reference
 *     Vec          the reference of its head, and above it, in the upper 32 bits,
 *                  the index of the next item
 *     Map          the reference of its head
 *     Slice, Array two entries, both with the route of the whole: the position of the
 *                  next item, and above it on the stack how many are left */
typedef struct entry {
    const route *how; /* in a class, which keeps it */
    uint64_t at;
} entry;

enum { ENTRIES = 2 }; /* at most, for what is pushed at once */

static inline bool
entry_is_range(entry e)
{
    return e.how->kind == ROUTE_SLICE || e.how->kind == ROUTE_ARRAY;
}

/* A class that was met, and whether its records are wanted. */
typedef struct answer {
    const StructType *type;
    bool wanted;
} answer;

typedef struct Walker {
    PyObject_HEAD
    Bump *bump; /* NULL: used up */
    StructType *root;
    route start;     /* to the root */
    PyObject *types; /* tuple of classes to yield; NULL: all */
    uint32_t epoch;
    const char *cursor; /* the arena's, when it was last looked at */
    uint64_t highest; /* all references that were pushed, and are good, are up to it */
    entry *stack, *top, *end;
    entry *brim;   /* end - ENTRIES * (widest + 1): up to it there is room for one record's */
    size_t widest; /* core_state.widest when it was last looked at */
    seen seen;
    const StructType *unwanted; /* the last class whose records are not wanted */
    answer *answers; /* hash table; answers_mask + 1 places, at most half of them in use */
    uint32_t answers_mask, answers_count;
    bool running; /* classes that are looked up may come here again */
} Walker;

/* Twice the room on the stack: 0, or -1 with MemoryError. */
int walk_grow_stack(Walker *w);
/* The highest reference on the stack, or 0. */
uint64_t walk_highest(const Walker *w);
/* What is on top and has items: takes it off, or the next of them, and pushes what
 * that is: 0, or -1 with an exception.  Runs no Python code. */
int walk_unfold(Walker *w);
/* Pushes what is behind the routes of the record at `ref` up to `last`, which goes first. */
entry *walk_push_routes(entry *top, const StructType *type, const route *last, const char *data,
                        arena_ref ref);

#endif
