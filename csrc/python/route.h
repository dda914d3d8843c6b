/* route.h - how native code gets from a record to those it refers to.
 *
 * A class has a table of routes, one for each field through which records are
 * reached, in the order of the fields.  A route holds by value what following
 * it needs: going from Field to Plan for it costs two dependent loads. */
#ifndef ARENITE_ROUTE_H
#define ARENITE_ROUTE_H

#include "core.h"

/* The order counts: up to ROUTE_MEMBER it can be followed as it is, up to ROUTE_MAP
 * it is a reference that is stored, from ROUTE_ARRAY on it is a value in place. */
typedef enum route_kind {
    ROUTE_RECORD, /* arena_ref of a record of the class `exact` */
    ROUTE_MEMBER, /* arena_ref of a record of a family: its tag says which class */
    ROUTE_LATER,  /* arena_ref; which classes it may be is to be looked up first */
    ROUTE_VEC,    /* arena_ref of a head; 0: none */
    ROUTE_MAP,
    ROUTE_SLICE,  /* span of items */
    ROUTE_ARRAY,  /* so many items as the plan says */
    ROUTE_OPTION, /* the item, and behind it a byte that says if it is there */
    ROUTE_INLINE, /* a record; `item` is the route to it */
    ROUTE_END,    /* of a stack: nowhere */
} route_kind;

typedef struct route route;
struct route {
    uint8_t kind;    /* route_kind */
    bool required;   /* four bytes of zero are not nothing here */
    uint16_t offset; /* in the record */
    uint32_t stride; /* of an item: bytes to the next one */
    StructType *exact;
    Plan *plan;
    const route *item; /* of what has items, or an Inline; of a Map's values; NULL: none */
    const route *key;  /* of a Map's keys; NULL: they are no records */
    place where;       /* for messages */
};

/* Fills in type->routes: 0, or -1 with MemoryError. */
int route_table(StructType *type);
/* Makes a ROUTE_LATER one that can be followed.  Runs Python code: 0, or -1
 * with an exception. */
int route_resolve(const route *r);
/* The route to a record whose class is known. */
route route_to(StructType *exact);

/* The class of the record of a family at `data`, of which a granule is in use;
 * NULL if the bytes are none that may stand there.  A family only ever gets more
 * classes, so what was allowed once still is. */
static inline StructType *
route_member(const Plan *p, const char *data)
{
    uint16_t tag;
    memcpy(&tag, data, sizeof tag);
    if (LIKELY(tag < p->allowed_length && p->allowed[tag])) {
        return p->family->members[tag];
    }
    return plan_member((Plan *)p, tag);
}

#endif
