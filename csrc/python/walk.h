/* walk.h - what the files of walk() share: the walk and its stack. */
#ifndef ARENITE_WALK_H
#define ARENITE_WALK_H

#include "route.h"
#include "seen.h"

/* What was read behind a route, and is still to be followed:
 *
 *     a record     its reference, and its class instead of a route if it was looked at
 *     Vec          the reference of its head, and above it, in the upper 32 bits,
 *                  the index of the next item
 *     Map          the reference of its head
 *     Slice, Array two entries, both with the route of the whole: the position of the
 *                  next item, and above it on the stack how many are left */
typedef struct entry {
    union {
        const route *how; /* in a class, which keeps it */
        uintptr_t marked; /* a StructType's address + ENTRY_TYPED */
    };
    uint64_t at;
} entry;

enum {
    ENTRY_TYPED = 1, /* no address has this bit */
    ENTRIES = 8,      /* tunable: at most, for what is pushed at once */
    ITEMS_AHEAD = 32, /* tunable: items whose records are asked for early */
};

static inline bool
entry_is_typed(entry e)
{
    return e.marked & ENTRY_TYPED;
}

static inline StructType *
entry_type(entry e)
{
    return (StructType *)(e.marked - ENTRY_TYPED);
}

static inline bool
entry_is_range(entry e)
{
    return !entry_is_typed(e) && (e.how->kind == ROUTE_SLICE || e.how->kind == ROUTE_ARRAY);
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
    arena_window window; /* for records of families */
    uint64_t highest; /* all references that were pushed, and are good, are up to it */
    entry *stack, *top, *end;
    entry *brim;   /* end - ENTRIES * (widest + 1): up to it there is room for one record's */
    size_t widest; /* core_state.widest when it was last looked at */
    seen seen;
    answer *answers; /* hash table; answers_mask + 1 places, few of them in use */
    uint32_t answers_mask, answers_count;
    bool running; /* classes that are looked up may come here again */
} Walker;

/* Twice the room on the stack: 0, or -1 with MemoryError. */
int walk_grow_stack(Walker *w);
/* The highest reference on the stack, or 0. */
uint64_t walk_highest(const Walker *w);
/* The next item of the Vec on top, which goes if there is none, and what is behind it:
 * 0, or -1 with an exception.  Runs no Python code. */
int walk_step_vec(Walker *w);
/* Takes the Map on top off, and pushes what is behind its keys and values. */
int walk_unfold_map(Walker *w);
/* push() for a value that is neither a reference nor a span. */
entry *walk_push_in_place(entry *top, const route *how, const char *data,
                          uint64_t position);
/* Pushes what is behind the routes of the record at `ref` up to `last`, which goes first. */
entry *walk_push_routes(entry *top, const StructType *type, const route *last, const char *data,
                        arena_ref ref);

/* So that there is room for the links of an item, or of a Map's key and value. */
static inline int
make_room(Walker *w)
{
    return UNLIKELY(w->top > w->brim) ? walk_grow_stack(w) : 0;
}

/* Asks for the memory behind a reference at `data`, which may be a wrong one. */
static inline void
prefetch(const arena *a, const char *data)
{
    arena_ref ref;
    memcpy(&ref, data, sizeof ref);
    __builtin_prefetch(arena_address(a, ref));
}

static inline entry *
push_range(entry *top, const route *how, uint64_t position, uint32_t count)
{
    if (count == 0) {
        return top;
    }
    top[0] = (entry){.how = how, .at = position};
    top[1] = (entry){.how = how, .at = count};
    return top + 2;
}

static inline entry *
push_span(entry *top, const route *how, const char *data)
{
    span s;
    memcpy(&s, data, sizeof s);
    return push_range(top, how, (uint64_t)s.ref * ARENA_GRANULE, s.length & SPAN_MAX);
}

/* What stands at `data`, `position` in the arena, behind a route, on top of the stack,
 * where there is room.  Null is so both as a reference and as a span. */
static inline entry *
push(entry *top, const route *how, const char *data, uint64_t position)
{
    arena_ref ref;
    memcpy(&ref, data, sizeof ref);
    if (!(ref | how->required)) {
        return top;
    }
    if (LIKELY(how->kind <= ROUTE_MAP)) {
        *top = (entry){.how = how, .at = ref};
        return top + 1;
    }
    if (LIKELY(how->kind == ROUTE_SLICE)) {
        return push_span(top, how, data);
    }
    return walk_push_in_place(top, how, data, position);
}

#endif
