/* walk_items.c - what a walk finds behind fields that are no plain references: the
 * items of slices, arrays and collections, and what is embedded.
 *
 * Items are read when it is their turn, from where they are then: those of a Vec may
 * move meanwhile.  A Map may put its entries in another order when it grows, so that
 * no place among them would last: all of its links are read at once.  The heads of
 * collections count as seen, as records do: one that is shared is read once. */
#include "map.h"
#include "walk.h"

enum { FIRST_STACK = 32 }; /* tunable */

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

/* ---- In place ----------------------------------------------------------- */

entry *
walk_push_in_place(entry *top, const route *how, const char *data, uint64_t position)
{
    switch (how->kind) {
    case ROUTE_ARRAY: return push_range(top, how, position, how->plan->count);
    case ROUTE_OPTION:
        return data[how->plan->item->size] ? push(top, how->item, data, position) : top;
    default: /* ROUTE_INLINE */
        *top = (entry){.how = how->item, .at = position / ARENA_GRANULE};
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

/* It stays on top until an index is none, so that items which are appended have their
 * turn, too. */
int
walk_step_vec(Walker *w)
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

/* The table of a Map that has entries; false with an exception if it is none. */
static bool
open_map(const Walker *w, entry e, const head *h, table *t)
{
    const Bump *b = w->bump;
    table_shape shape = map_shape(e.how->plan);
    char *block = h->capacity <= TABLE_MAX
                      ? arena_at(&b->arena, h->items, table_size(shape, h->capacity)) : NULL;
    if (block && table_open(t, &b->arena, shape, block, h->length, h->used, h->capacity)) {
        return true;
    }
    raise_corrupt(b->state, e.how->where, "no such entries of a Map at reference", h->items);
    return false;
}

/* Pushes the links of an entry: the key's goes on top. */
static void
push_entry(Walker *w, const route *how, const table *t, uint32_t i, uint64_t block)
{
    const char *data = table_entry(t, i);
    uint64_t position = block + (uint64_t)i * t->shape.stride;
    uint32_t behind = how->plan->item_offset;
    if (how->item) {
        w->top = push(w->top, how->item, data + behind, position + behind);
    }
    if (how->key) {
        w->top = push(w->top, how->key, data, position);
    }
}

int
walk_unfold_map(Walker *w)
{
    table t;
    entry e = *--w->top;
    const head *h = find_head(w, e);
    int is_new = h ? seen_add(&w->seen, (arena_ref)e.at) : -1;
    if (is_new <= 0 || h->length == 0) {
        return is_new < 0 ? -1 : 0;
    }
    if (!open_map(w, e, h, &t)) {
        return -1;
    }
    for (uint32_t i = table_previous(&t, t.used); i != TABLE_NONE; i = table_previous(&t, i)) {
        if (make_room(w) < 0) {
            return -1;
        }
        push_entry(w, e.how, &t, i, (uint64_t)h->items * ARENA_GRANULE);
    }
    return 0;
}
