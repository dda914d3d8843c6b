/* copy.h - what copying a graph from one arena to another needs to know. */
#ifndef ARENITE_COPY_H
#define ARENITE_COPY_H

#include "core.h"

/* What lay at `key`, as a `what`, is `to` in the new arena. */
typedef struct moved {
    uint64_t key, to;
    const void *what; /* the class of a record, or one of several addresses; NULL: free */
} moved;

/* A record that has a place, but no values yet. */
typedef struct pending {
    StructType *type;
    arena_ref from, to;
} pending;

typedef struct copier {
    Bump *from, *to;
    uint32_t from_epoch, to_epoch;
    bool ran_python;
    moved *table;
    size_t mask, count;
    pending *todo;
    size_t length, room;
} copier;

/* Each of these gives 0, or -1 with an exception; what is at `to` is all zero. */
int copy_value(copier *c, Plan *p, const char *from, char *to, uint64_t from_position,
               uint64_t position, place where);
int copy_values(copier *c, Plan *item, const char *from, char *to, uint64_t from_position,
                uint64_t position, size_t count, place where);
/* A new run of the items at `ref`, or 0 with an exception. */
arena_ref copy_items(copier *c, Plan *item, arena_ref ref, size_t count, place where);
/* The entries of a Map (map_copy.c); `to` is all zero. */
int copy_map_entries(copier *c, Plan *p, const head *from, head *to, place where);
/* Whether something has a new place, and where; and that it has. */
int copy_find(const copier *c, uint64_t key, const void *what, uint64_t *to);
int copy_note(copier *c, uint64_t key, const void *what, uint64_t to);

/* Copies of a tuple of records, a list. */
PyObject *bump_copy_roots(Bump *b, PyObject *roots);

#endif
