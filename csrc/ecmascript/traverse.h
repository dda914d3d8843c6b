/* traverse.h - a walk over an AST that says when it enters and leaves a node.
 *
 * Children come in the order of the source.  The caller says by tag which nodes it
 * wants to hear of; all others are passed by in a few nanoseconds.  The stack is on
 * the heap, so depth costs memory only.
 *
 * The arena is not trusted: every reference is checked before it is followed, and
 * more nodes than it can hold (a cycle) are an error.  Between two steps it may be
 * written to and grow, and lists may be given back; nodes up to `highest` must not be
 * freed.
 *
 * The two sides of a shorthand (`{a}`, `import {a}`) stand at the same place: they are
 * visited once, as the value, the local name.
 */
#ifndef ARENITE_TRAVERSE_H
#define ARENITE_TRAVERSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ast.h"

typedef enum traverse_event {
    TRAVERSE_ENTER,
    TRAVERSE_LEAVE,
    TRAVERSE_PAUSE, /* nothing yet: a chance to look for signals */
    TRAVERSE_END,
    TRAVERSE_CORRUPT, /* `wrong` is the reference that cannot be right */
    TRAVERSE_NO_MEMORY,
} traverse_event;

enum { TRAVERSE_WANT_ENTER = 1, TRAVERSE_WANT_LEAVE = 2 };

/* A node that is open, or (tag 0) one that is to be opened next. */
typedef struct traverse_frame {
    const uint8_t *node;
    const arena_ref *items; /* what is left of the current list */
    uint32_t left;
    arena_ref ref;
    uint16_t tag;
    uint8_t child; /* the next one: an index of ast_type.children */
    uint8_t want;
} traverse_frame;

typedef struct traversal {
    const arena *a;
    const uint8_t *want; /* by tag: TRAVERSE_WANT_*; AST_TAGS entries */
    traverse_frame *frames;
    size_t depth, capacity;
    arena_ref *queue; /* to be opened before what else is to come */
    size_t queued, queue_capacity;
    uint64_t opened, most; /* nodes; how many there can be at most */
    uint64_t listed;       /* items of their lists */
    const char *cursor; /* the arena's, when it was last asked for an event, */
    uint32_t chunk;     /* and its chunk */
    arena_ref highest;  /* the youngest node that was met */
    arena_ref wrong;
    bool leaving; /* the last event was TRAVERSE_LEAVE: its frame is to go */
} traversal;

/* At the root, which is the first event if it is wanted.  False: no memory. */
bool traverse_begin(traversal *t, const arena *a, arena_ref root, const uint8_t *want);
void traverse_free(traversal *t);

traverse_event traverse_next(traversal *t);

/* ---- Between two events: of the node of the last one --------------------- */

/* The frame of the node; NULL before the first event and after the last. */
const traverse_frame *traverse_current(const traversal *t);
/* The frame of the node's parent, or of that one's; NULL above the root. */
traverse_frame *traverse_above(const traversal *t, const traverse_frame *frame);
/* What is left of its children is not visited. */
void traverse_skip(traversal *t);
/* Visits a node and what is below it, behind what was queued before it and before
 * all else.  False: no memory. */
bool traverse_queue(traversal *t, arena_ref ref);

#endif
