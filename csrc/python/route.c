/* route.c - the table of routes of a class: see route.h. */
#include "route.h"

static route_kind
kind_of(const Plan *p)
{
    switch ((plan_kind)p->kind) {
    case PLAN_VEC: return ROUTE_VEC;
    case PLAN_MAP: return ROUTE_MAP;
    case PLAN_SLICE: return ROUTE_SLICE;
    case PLAN_ARRAY: return ROUTE_ARRAY;
    case PLAN_OPTION: return ROUTE_OPTION;
    case PLAN_INLINE: return ROUTE_INLINE;
    default: return !p->resolved ? ROUTE_LATER : p->exact ? ROUTE_RECORD : ROUTE_MEMBER;
    }
}

static route
make_route(Plan *p, uint16_t offset, place where)
{
    route_kind kind = kind_of(p);
    return (route){
        .kind = (uint8_t)kind,
        .required = (kind <= ROUTE_LATER && !p->optional) || kind >= ROUTE_ARRAY,
        .offset = offset,
        .stride = p->stride,
        .exact = p->resolved ? p->exact : NULL,
        .plan = p,
        .where = where,
    };
}

/* How many routes a plan takes, with those of its items. */
static size_t
count_routes(const Plan *p)
{
    if (!p || !p->has_links) {
        return 0;
    }
    size_t own = p->kind == PLAN_INLINE ? 2 : 1;
    return own + count_routes(p->item) + count_routes(p->key);
}

static const route *add_part(route **free, Plan *p, place where);

/* Gives a route those of its items, which go to *free and behind it. */
static void
add_items(route *r, route **free)
{
    if (r->kind == ROUTE_INLINE) {
        route *record = (*free)++;
        *record = route_to(r->plan->exact);
        record->where = r->where;
        r->item = record;
        return;
    }
    r->item = add_part(free, r->plan->item, r->where);
    r->key = add_part(free, r->plan->key, r->where);
}

static const route *
add_part(route **free, Plan *p, place where)
{
    if (!p || !p->has_links) {
        return NULL;
    }
    route *r = (*free)++;
    *r = make_route(p, 0, where);
    add_items(r, free);
    return r;
}

int
route_table(StructType *type)
{
    Py_ssize_t count = PyTuple_GET_SIZE(type->fields);
    size_t total = 0, length = 0;
    for (Py_ssize_t i = 0; i < count; i++) {
        size_t routes = count_routes(type->order[i].plan);
        length += routes != 0;
        total += routes;
    }
    route *r = PyMem_Calloc(total + 1, sizeof *r), *free = r + length;
    if (!r) {
        PyErr_NoMemory();
        return -1;
    }
    type->routes = r;
    type->routes_end = free;
    if (length > type->state->widest) {
        type->state->widest = length;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        const field_slot *slot = &type->order[i];
        if (slot->plan->has_links) {
            *r = make_route(slot->plan, slot->offset, PLACE(type, slot->field));
            add_items(r++, &free);
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
