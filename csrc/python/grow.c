/* grow.c - where the items of a collection are, and room for more of them.
 *
 * Items grow where they are as long as they are the newest allocation and begin
 * above the innermost mark; a rewind to a mark in their middle would cut their end
 * off.  Otherwise they move, and what they leave behind is lost until the arena is
 * rewound.  Growth by half loses less than doubling in one step but more in all of
 * them: see docs/notes/values.md. */
#include "grow.h"

/* Tunable: the first allocation, in items and (for wide ones) bytes. Most lists of
 * children are that short. */
enum { FIRST_ITEMS = 4, FIRST_BYTES = 64 };

/* The same positions and lengths as a Slice has, which it may become. */
#define MOST_ITEMS ((size_t)SPAN_MAX)

bool
items_find_slowly(View *v, size_t stride, items *at)
{
    static char none[ARENA_GRANULE];
    const head *h = view_head(v);
    if (!h) {
        return false;
    }
    *at = (items){(head *)h, none, EMPTY_POSITION, h->length, h->capacity};
    if (h->capacity) {
        at->data = arena_at(&v->bump->arena, h->items, (size_t)h->capacity * stride);
        at->position = (uint64_t)h->items * ARENA_GRANULE;
    }
    if (!at->data || h->length > h->capacity) {
        PyErr_Format(v->bump->state->corrupt_error,
                     "%s: the arena's bytes are corrupt: no %u items in room for %u at reference "
                     "%u", Py_TYPE(v)->tp_name, h->length, h->capacity, h->items);
        return false;
    }
    return true;
}

int
items_check_pins(View *v, size_t stride, const items *at)
{
    return LIKELY(v->bump->pin_count == 0)
               ? 0
               : lifetime_check_pins_in(v->bump, at->position, at->position + at->capacity * stride,
                                        "change the number of items");
}

/* ---- Room --------------------------------------------------------------- */

static size_t
preferred_capacity(const items *at, size_t stride, size_t needed)
{
    size_t first = FIRST_BYTES / stride < FIRST_ITEMS ? FIRST_BYTES / stride : FIRST_ITEMS;
    size_t wanted = at->capacity ? 2 * at->capacity : first;
    wanted = wanted > needed ? wanted : needed;
    return wanted < MOST_ITEMS ? wanted : MOST_ITEMS;
}

static bool
resize(Bump *b, const items *at, size_t stride, size_t capacity)
{
    return arena_resize(&b->arena, at->data, at->capacity * stride, capacity * stride);
}

/* If not as far as wanted, then to the end of the chunk: it costs no copy.  That is
 * asked second, because the end of one block is no end: more of it can be used. */
static bool
grow_in_place(Bump *b, const items *at, size_t stride, size_t needed, size_t wanted, room *r)
{
    if (at->capacity == 0 || at->position < bump_innermost_mark(b)) {
        return false;
    }
    if (!resize(b, at, stride, wanted)) {
        wanted = at->capacity + (size_t)(b->arena.end - b->arena.ptr) / stride;
        if (wanted < needed || !resize(b, at, stride, wanted)) {
            return false;
        }
    }
    *r = (room){.data = at->data, .position = at->position, .capacity = wanted};
    return true;
}

/* Where there is no room for as many as wanted there may be for those needed. */
static bool
allocate(Bump *b, size_t stride, size_t needed, size_t wanted, room *r)
{
    size_t align = b->min_align > ARENA_GRANULE ? b->min_align : ARENA_GRANULE;
    char *data = arena_alloc(&b->arena, wanted * stride, align);
    if (!data) {
        wanted = needed;
        data = bump_alloc_bytes(b, needed * stride, ARENA_GRANULE);
    }
    if (data) {
        *r = (room){.data = data, .position = arena_position(&b->arena, data),
                    .capacity = wanted, .moved = true};
    }
    return data != NULL;
}

/* What lies in an outer scope, or in none, cannot refer to memory of this one. */
static bool
check_growth(View *v, size_t needed)
{
    const char *name = Py_TYPE(v)->tp_name;
    name = strncmp(name, "arenite.", 8) == 0 ? name + 8 : name;
    if (needed > MOST_ITEMS) {
        PyErr_Format(PyExc_MemoryError, "%s: %zu items are more than the 2**31 - 1 that it holds",
                     name, needed);
        return false;
    }
    if (!lifetime_can_allocate_for(v->bump, v->position)) {
        PyErr_Format(v->bump->state->lifetime_error,
                     "%s: it is older than the innermost open scope, in which it cannot grow; "
                     "reserve() room for %zu %s before the scope", name, needed,
                     Py_IS_TYPE(v, v->bump->state->string_type) ? "bytes" : "items");
        return false;
    }
    return true;
}

static bool
take_room(View *v, size_t stride, items *at, size_t needed, room *r)
{
    Bump *b = v->bump;
    size_t wanted = preferred_capacity(at, stride, needed);
    if (v->unmade) {
        uint64_t field = v->position;
        if (!(at->head = view_make_head(v))) {
            return false;
        }
        r->field = field;
    }
    room made;
    if (!grow_in_place(b, at, stride, needed, wanted, &made)
        && !allocate(b, stride, needed, wanted, &made)) {
        return false;
    }
    made.since = r->since;
    made.field = r->field;
    *r = made;
    return true;
}

bool
room_make(View *v, size_t stride, items *at, size_t needed, room *r)
{
    *r = (room){at->data, at->position, at->capacity, false, bump_undo_point(v->bump), 0};
    if (LIKELY(needed <= at->capacity)) {
        return true;
    }
    if (!check_growth(v, needed)) {
        return false;
    }
    if (take_room(v, stride, at, needed, r)) {
        return true;
    }
    room_undo(v, r, STORE_ERROR);
    return false;
}

/* Before the undo: from then on the bytes of the field may be others', if Python
 * code that runs there frees its record. */
void
room_undo(View *v, const room *r, store_result result)
{
    if (r->field && v->bump->epoch == r->since.epoch) {
        char *data = arena_at_position(&v->bump->arena, r->field, sizeof(arena_ref));
        if (data) {
            memset(data, 0, sizeof(arena_ref));
            v->position = r->field;
            v->unmade = true;
        }
    }
    value_undo(v->bump, r->since, result);
}

void
room_commit(View *v, size_t stride, const items *at, const room *r, size_t length)
{
    if (r->moved && at->capacity) {
        bump_waste(v->bump, at->position, at->capacity * stride);
    }
    if (r->capacity) {
        at->head->items = (arena_ref)(r->position / ARENA_GRANULE);
        at->head->capacity = (uint32_t)r->capacity;
        at->head->length = (uint32_t)length;
    }
}

/* ---- Capacity ----------------------------------------------------------- */

void
items_trim(View *v, size_t stride, const items *at)
{
    Bump *b = v->bump;
    size_t old = at->capacity * stride, left = at->length * stride;
    /* Granules that a chunk's export shows stay in use. */
    bool can_free = at->position >= bump_innermost_mark(b)
                    && !lifetime_is_pinned_in(b, at->position + left, at->position + old);
    bool freed = can_free
                 && (left ? arena_resize(&b->arena, at->data, old, left)
                          : arena_free(&b->arena, at->data, old));
    if (!freed) {
        bump_waste(b, at->position + left, old - left);
    }
}
