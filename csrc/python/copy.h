/* copy.h - what copying a graph from one arena to another needs to know. */
#ifndef ARENITE_COPY_H
#define ARENITE_COPY_H

#include "core.h"

/* What lay at `key`, as a `what`, is `to` in the new arena. */
typedef struct moved {
    uint64_t key, to;
    const void *what; /* the class of a record, or one of several addresses; NULL: free */
} moved;

typedef struct places {
    moved *table;
    size_t mask, count;
} places;

/* A reference in the new arena that is to be written when all is copied. */
typedef struct late_ref {
    StructType *type;
    arena_ref ref; /* of what it refers to, in the old arena */
    uint64_t position;
} late_ref;

/* A record that has a place, but no values yet. */
typedef struct pending {
    StructType *type;
    arena_ref from, to;
} pending;

typedef struct copier {
    Bump *from, *to;
    uint32_t from_epoch, to_epoch;
    bool ran_python;
    places places;
    pending *todo;
    size_t length, room;

    /* Embedded records that were met before what they are a part of, as something of
     * their own.  Once there is one, everything is copied again, and references to
     * them wait until their place is known. */
    places parts;
    bool again;
    late_ref *late;
    size_t late_length, late_room;
} copier;

/* Each of these gives 0, or -1 with an exception; what is at `to` is all zero. */
int copy_value(copier *c, Plan *p, const char *from, char *to, uint64_t from_position,
               uint64_t position, place where);
int copy_values(copier *c, Plan *item, const char *from, char *to, uint64_t from_position,
                uint64_t position, size_t count, place where);
/* A reference that is needed at once, as it is hashed. */
int copy_key_ref(copier *c, Plan *p, const char *from, char *to, place where);
/* A new run of the items at `ref`, or 0 with an exception. */
arena_ref copy_items(copier *c, Plan *item, arena_ref ref, size_t count, place where);
/* The entries of a Map (map_copy.c); `to` is all zero. */
int copy_map_entries(copier *c, Plan *p, const head *from, head *to, place where);
/* places.c: whether something has a new place, and where; and that it has (0, or -1
 * with an exception). */
bool places_find(const places *p, uint64_t key, const void *what, uint64_t *to);
int places_note(places *p, uint64_t key, const void *what, uint64_t to);
void places_clear(places *p);

static inline bool
copy_find(const copier *c, uint64_t key, const void *what, uint64_t *to)
{
    return places_find(&c->places, key, what, to);
}

static inline int
copy_note(copier *c, uint64_t key, const void *what, uint64_t to)
{
    return places_note(&c->places, key, what, to);
}

/* Copies of a tuple of records, a list. */
PyObject *bump_copy_roots(Bump *b, PyObject *roots);

#endif
