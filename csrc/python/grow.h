/* grow.h - where the items of a collection are, and room for more of them: what
 * Vec and String share. */
#ifndef ARENITE_GROW_H
#define ARENITE_GROW_H

#include "core.h"

/* Good until Python code runs, or something is allocated or freed. */
typedef struct items {
    head *head; /* to be written only when room_make has made sure that there is one */
    char *data;
    uint64_t position; /* EMPTY_POSITION: nowhere */
    size_t length, capacity;
} items;

/* Room for so many items, which nothing refers to before room_commit. */
typedef struct room {
    char *data;
    uint64_t position;
    size_t capacity;
    bool moved;       /* it is elsewhere: the items are to be copied */
    undo_point since;
    uint64_t field;   /* position of the field that got a head for this; 0: none did */
} room;

bool items_find_slowly(View *v, size_t stride, items *at);

/* Where the items are; false with an exception. */
static inline bool
items_find(View *v, size_t stride, items *at)
{
    const arena *a = &v->bump->arena;
    head *h;
    if (UNLIKELY(v->unmade || v->epoch != v->bump->epoch)
        || !(h = arena_at_position(a, v->position, sizeof *h))) {
        return items_find_slowly(v, stride, at);
    }
    char *data = arena_at(a, h->items, (size_t)h->capacity * stride);
    if (UNLIKELY(!data || h->length > h->capacity)) {
        return items_find_slowly(v, stride, at);
    }
    *at = (items){h, data, (uint64_t)h->items * ARENA_GRANULE, h->length, h->capacity};
    return true;
}

/* The same for a change, which needs an open arena. */
static inline bool
items_find_to_change(View *v, size_t stride, items *at)
{
    return (LIKELY(!v->bump->lent) || bump_check_open(v->bump) == 0) && items_find(v, stride, at);
}

/* Whether the number of items may change: 0, or -1 with BufferError. */
int items_check_pins(View *v, size_t stride, const items *at);

/* Room for `needed` items; makes the head if there is none, and changes nothing
 * else.  False with an exception.  Follow it by one of the next two. */
bool room_make(View *v, size_t stride, items *at, size_t needed, room *r);
void room_undo(View *v, const room *r, store_result result);
/* `length` items are in the room now: the old memory, if it is left, is wasted. */
void room_commit(View *v, size_t stride, const items *at, const room *r, size_t length);

/* Gives memory behind the items back, or counts it as wasted. */
void items_trim(View *v, size_t stride, const items *at);

#endif
