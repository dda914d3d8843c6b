/* module_plans.h - the node types of ast_schema.h as Python's objects: a plan for each,
 * made when the first node of the type is met, and kept with the module. */
#ifndef ARENITE_MODULE_PLANS_H
#define ARENITE_MODULE_PLANS_H

#include "compat.h"

#include "ast_schema.h"
#include "estree.h"
#include "estree_keys.h"

typedef struct plan_field {
    PyObject *key;
    PyObject *value;  /* of a constant; NULL: a list, which each node has of its own */
    PyObject **words; /* of an enum, as its members->json */
} plan_field;

typedef struct plan {
    PyObject *type;
    /* [typescript][range]: a node of which nothing is told but what is constant; False
     * and None stand for the rest.  To copy it and change what differs is less work than
     * a dict made key by key, and copies share its keys.  NULL: not needed yet. */
    PyObject *usual[2][2];
    plan_field fields[];
} plan;

typedef struct plans {
    plan *of[AST_TAGS];
    PyObject *keys[ESTREE_KEY_COUNT];
    PyObject *type, *value, *start, *end, *range;
    PyObject *entry[2]; /* [range]: a comment or token to copy; NULL: not needed yet */
} plans;

/* 0, or -1 with MemoryError. */
int plans_init(plans *p);
void plans_free(plans *p);

/* p->entry[range], which is NULL; NULL with MemoryError. */
PyObject *plans__make_entry(plans *p, bool range);

/* The plan of a type, with usual[typescript][range]; NULL with MemoryError. */
const plan *plans__make(plans *p, uint16_t tag, bool typescript, bool range);

static inline const plan *
plans_get(plans *p, uint16_t tag, bool typescript, bool range)
{
    const plan *found = p->of[tag];
    return found && found->usual[typescript][range] ? found
                                                    : plans__make(p, tag, typescript, range);
}

static inline PyObject *
plans_entry(plans *p, bool range)
{
    return p->entry[range] ? p->entry[range] : plans__make_entry(p, range);
}

#endif
