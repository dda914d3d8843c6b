/* route.c - the table of routes of a class: see route.h. */
#include "route.h"

/* A reference at the end of any number of slices. */
static const Plan *
innermost(const Plan *p)
{
    while (p->kind == PLAN_SLICE) {
        p = p->item;
    }
    return p;
}

static route_kind
kind_of(const Plan *p)
{
    if (p->kind == PLAN_SLICE) {
        return ROUTE_SLICE;
    }
    return !p->resolved ? ROUTE_LATER : p->exact ? ROUTE_RECORD : ROUTE_MEMBER;
}

static route
make_route(Plan *p, uint16_t offset, place where)
{
    return (route){
        .kind = (uint8_t)kind_of(p),
        .required = p->kind == PLAN_REF && !p->optional,
        .offset = offset,
        .stride = p->stride,
        .exact = p->resolved ? p->exact : NULL,
        .plan = p,
        .where = where,
    };
}

/* A field's route into `*r`, those of its items from `items` on; where the next
 * ones may go. */
static route *
add_field(route *r, route *items, StructType *type, Field *f)
{
    *r = make_route(f->plan, f->offset, PLACE(type, f));
    for (Plan *p = f->plan; p->kind == PLAN_SLICE; p = p->item) {
        *items = make_route(p->item, 0, PLACE(type, f));
        r->item = items;
        r = items++;
    }
    return items;
}

int
route_table(StructType *type)
{
    Py_ssize_t count = PyTuple_GET_SIZE(type->fields);
    size_t total = 0, length = 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        const Plan *p = ((Field *)PyTuple_GET_ITEM(type->fields, i))->plan;
        if (innermost(p)->kind == PLAN_REF) {
            length++;
            total += 1u + p->depth;
        }
    }
    route *r = PyMem_Calloc(total + 1, sizeof *r), *items = r + length;
    if (!r) {
        PyErr_NoMemory();
        return -1;
    }
    type->routes = r;
    type->routes_end = items;
    if (length > type->state->widest) {
        type->state->widest = length;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        Field *f = (Field *)PyTuple_GET_ITEM(type->fields, i);
        if (innermost(f->plan)->kind == PLAN_REF) {
            items = add_field(r++, items, type, f);
        }
    }
    return 0;
}

int
route_resolve(const route *r)
{
    if (plan_resolve(r->plan) < 0) {
        return -1;
    }
    route *known = (route *)r; /* whoever sees it first fills it in */
    known->exact = r->plan->exact;
    known->kind = (uint8_t)kind_of(r->plan);
    return 0;
}

route
route_to(StructType *exact)
{
    return (route){.kind = ROUTE_RECORD, .required = true, .exact = exact};
}
