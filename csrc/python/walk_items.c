/* walk_items.c - what a walk finds behind fields that are no plain references: the
 * items of slices, arrays and collections, and what is embedded.
 *
 * Items are read when it is their turn, from where they are then: those of a Vec may
 * move meanwhile.  A Map may put its entries in another order when it grows, so that
 * no place among them would last: all of its links are read at once.  The heads of
 * collections count as seen, as records do: one that is shared is read once. */
#include "walk.h"

/* Tunables. */
enum {
    FIRST_STACK = 32,
    ITEMS_AHEAD = 32, /* items whose records are asked for early */
};

/* ---- The stack ---------------------------------------------------------- */

int
walk_grow_stack(Walker *w)
{
    size_t used = (size_t)(w->top - w->stack);
    size_t room = 2 * used + ENTRIES * (w->widest + 1) + FIRST_STACK;
    entry *grown = PyMem_Realloc(w->stack, room * sizeof *grown);
    if (!grown) {
        PyErr_NoMemory();
        return -1;
    }
    w->stack = grown;
    w->top = grown + used;
    w->end = grown + room;
    w->brim = w->end - ENTRIES * (w->widest + 1);
    return 0;
}

/* So that there is room for the links of an item, or of a Map's key and value. */
static inline int
make_room(Walker *w)
{
    return UNLIKELY(w->top > w->brim) ? walk_grow_stack(w) : 0;
}

uint64_t
walk_highest(const Walker *w)
{
    uint64_t highest = 0;
    for (const entry *e = w->stack; e != w->top; e++) {
        bool is_range = entry_is_range(*e);
        uint64_t ref = is_range ? e->at / ARENA_GRANULE : (arena_ref)e->at;
        highest = ref > highest ? ref : highest;
        e += is_range; /* how many are left */
    }
    return highest;
}

/* Asks for the memory behind a reference at `data`, which may be a wrong one. */
static inline void
prefetch(const arena *a, const char *data)
{
    arena_ref ref;
    memcpy(&ref, data, sizeof ref);
    __builtin_prefetch(arena_address(a, ref));
}

/* ---- In place ----------------------------------------------------------- */

static entry *push_in_place(entry *top, const route *how, const char *data, uint64_t position);

static inline entry *
push_range(entry *top, const route *how, uint64_t position, uint32_t count)
{
    top[0] = (entry){how, position};
    top[1] = (entry){how, count};
    return count ? top + 2 : top;
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
        *top = (entry){how, ref};
        return top + 1;
    }
    return how->kind == ROUTE_SLICE ? push_span(top, how, data)
                                    : push_in_place(top, how, data, position);
}

static entry *
push_in_place(entry *top, const route *how, const char *data, uint64_t position)
{
    switch (how->kind) {
    case ROUTE_ARRAY: return push_range(top, how, position, how->plan->count);
    case ROUTE_OPTION:
        return data[how->plan->item->size] ? push(top, how->item, data, position) : top;
    default: /* ROUTE_INLINE */
        *top = (entry){how->item, position / ARENA_GRANULE};
        return top + 1;
    }
}

entry *
walk_push_routes(entry *top, const StructType *type, const route *last, const char *data,
                 arena_ref ref)
{
    uint64_t position = (uint64_t)ref * ARENA_GRANULE;
    for (const route *r = last + 1; r != type->routes;) {
        r--;
        top = push(top, r, data + r->offset, position + r->offset);
    }
    return top;
}

/* Takes the next item off the range on top, which stays there if there are
 * more, and pushes what the item is. */
static int
step_range(Walker *w)
{
    if (make_room(w) < 0) {
        return -1;
    }
    entry *e = w->top - 2;
    const route *item = e->how->item;
    uint64_t position = e->at, ahead = e[1].at < ITEMS_AHEAD ? e[1].at : ITEMS_AHEAD;
    const char *data = arena_at_position(&w->bump->arena, position, ahead * item->stride);
    if (UNLIKELY(!data)) {
        raise_corrupt(w->bump->state, e->how->where, "no such slice at reference",
                      position / ARENA_GRANULE);
        return -1;
    }
    prefetch(&w->bump->arena, data + (ahead - 1) * item->stride);
    e[0].at += item->stride;
    if (--e[1].at == 0) {
        w->top -= 2;
    }
    w->top = push(w->top, item, data, position);
    return 0;
}

/* ---- Collections -------------------------------------------------------- */

static const head *
find_head(const Walker *w, entry e)
{
    const head *h = arena_at(&w->bump->arena, (arena_ref)e.at, sizeof *h);
    if (UNLIKELY(!h)) {
        raise_corrupt(w->bump->state, e.how->where, "no such collection at reference",
                      (arena_ref)e.at);
    }
    return h;
}

/* As step_range, for the Vec on top.  It stays there until an index is none, so that
 * items which are appended to it have their turn, too. */
static int
step_vec(Walker *w)
{
    entry *e = w->top - 1;
    const head *h = find_head(w, *e);
    if (!h || make_room(w) < 0) {
        return -1;
    }
    e = w->top - 1;
    uint32_t i = (uint32_t)(e->at >> 32);
    int is_new = i ? 1 : seen_add(&w->seen, (arena_ref)e->at);
    if (is_new <= 0 || i >= h->length) {
        w->top--;
        return is_new < 0 ? -1 : 0;
    }
    const route *item = e->how->item;
    const char *data = arena_at(&w->bump->arena, h->items, (size_t)h->capacity * item->stride);
    if (UNLIKELY(!data || h->length > h->capacity)) {
        raise_corrupt(w->bump->state, e->how->where, "no such items at reference", h->items);
        return -1;
    }
    uint32_t ahead = h->length - i < ITEMS_AHEAD ? h->length - i : ITEMS_AHEAD;
    size_t offset = (size_t)i * item->stride;
    prefetch(&w->bump->arena, data + offset + (ahead - 1) * (size_t)item->stride);
    e->at += UINT64_C(1) << 32;
    w->top = push(w->top, item, data + offset, (uint64_t)h->items * ARENA_GRANULE + offset);
    return 0;
}

int
walk_unfold(Walker *w)
{
    return w->top[-1].how->kind == ROUTE_VEC ? step_vec(w) : step_range(w);
}
