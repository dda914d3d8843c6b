/* view.c - handles of values in place: what Box, Vec, String and Map share. */
#include "core.h"

PyObject *
view_new(PyTypeObject *type, Bump *b, uint64_t position, Plan *plan)
{
    View *v = NEW_OBJECT(View, type);
    if (v) {
        v->bump = (Bump *)Py_NewRef(b);
        v->plan = (Plan *)Py_NewRef(plan);
        v->position = position;
        v->epoch = b->epoch;
        b->views++;
    }
    return (PyObject *)v;
}

void
view_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    View *v = (View *)self;
    Bump *b = v->bump;
    b->views--;
    Py_DECREF(v->plan);
    type->tp_free(self);
    Py_DECREF(b);
    Py_DECREF(type);
}

bool
view_is_live(View *v)
{
    return lifetime_is_live(v->bump, v->position, &v->epoch);
}

char *
view_data(View *v, size_t size)
{
    core_state *state = v->bump->state;
    if (UNLIKELY(!view_is_live(v))) {
        PyErr_Format(state->stale_error, "%s: the value is gone: its arena was %s",
                     Py_TYPE(v)->tp_name, lifetime_cause(v->bump));
        return NULL;
    }
    char *data = arena_at_position(&v->bump->arena, v->position, size);
    if (UNLIKELY(!data)) {
        PyErr_Format(state->corrupt_error, "%s: %zu bytes at position %llu are not all in use",
                     Py_TYPE(v)->tp_name, size, (unsigned long long)v->position);
    }
    return data;
}

/* ---- Heads -------------------------------------------------------------- */

/* Follows the reference in the field, if it leads somewhere by now: 0, or -1 with
 * an exception. */
static int
follow(View *v)
{
    arena_ref ref;
    const char *data = view_data(v, sizeof ref);
    if (!data) {
        return -1;
    }
    memcpy(&ref, data, sizeof ref);
    if (ref) {
        v->position = (uint64_t)ref * ARENA_GRANULE;
        v->unmade = false;
    }
    return 0;
}

const head *
view_head(View *v)
{
    static const head none;
    if (UNLIKELY(v->unmade)) {
        if (follow(v) < 0) {
            return NULL;
        }
        if (v->unmade) {
            return &none;
        }
    }
    return (const head *)view_data(v, sizeof(head));
}

arena_ref
head_new(Bump *b, uint64_t holder, place where)
{
    undo_point since = bump_undo_point(b);
    head *h = bump_alloc_bytes(b, sizeof *h, ARENA_GRANULE);
    if (!h) {
        return 0;
    }
    uint64_t position = arena_position(&b->arena, h);
    *h = (head){0};
    if (check_copy(b, holder, position, where) < 0) {
        value_undo(b, since, STORE_ERROR);
        return 0;
    }
    return (arena_ref)(position / ARENA_GRANULE);
}

head *
view_make_head(View *v)
{
    if (UNLIKELY(v->unmade) && follow(v) < 0) {
        return NULL;
    }
    if (UNLIKELY(v->unmade)) {
        char *data = view_data(v, sizeof(arena_ref));
        arena_ref ref = data ? head_new(v->bump, v->position, (place){0}) : 0;
        if (!ref) {
            return NULL;
        }
        memcpy(data, &ref, sizeof ref);
        v->position = (uint64_t)ref * ARENA_GRANULE;
        v->unmade = false;
    }
    return (head *)view_data(v, sizeof(head));
}

PyObject *
head_view_new(PyTypeObject *type, Bump *b, Plan *plan)
{
    if (bump_check_open(b) < 0) {
        return NULL;
    }
    undo_point since = bump_undo_point(b);
    head *h = bump_alloc_bytes(b, sizeof *h, ARENA_GRANULE);
    if (!h) {
        return NULL;
    }
    *h = (head){0};
    PyObject *view = view_new(type, b, arena_position(&b->arena, h), plan);
    if (!view) {
        bump_undo(b, since);
    }
    return view;
}

/* The code of an iterable may have allocated behind the head, or freed it. */
void
head_view_discard(PyObject *view, arena_mark since)
{
    View *v = (View *)view;
    Bump *b = v->bump;
    bool can_free = !b->lent && b->pin_count == 0 && view_is_live(v)
                    && v->position >= bump_innermost_mark(b);
    if (can_free && arena_get_mark(&b->arena) == v->position + sizeof(head)) {
        (void)arena_rewind(&b->arena, since);
    }
    Py_DECREF(view);
}

PyObject *
head_load(PyTypeObject *type, Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    arena_ref ref;
    memcpy(&ref, data, sizeof ref);
    if (ref == 0 && p->optional) {
        Py_RETURN_NONE;
    }
    if (ref && !arena_at(&b->arena, ref, sizeof(head))) {
        return raise_corrupt(b->state, where, "no such collection at reference", ref);
    }
    PyObject *view = view_new(type, b, ref ? (uint64_t)ref * ARENA_GRANULE : position, p);
    if (view) {
        ((View *)view)->unmade = ref == 0;
    }
    return view;
}

bool
head_is_shareable(Bump *b, PyTypeObject *type, Plan *p, PyObject *value)
{
    return Py_IS_TYPE(value, type) && ((View *)value)->bump == b
           && plan_holds_same(((View *)value)->plan, p);
}

store_result
head_share(Bump *b, char *data, uint64_t position, View *value, place where)
{
    if (!view_head(value)) {
        return STORE_ERROR;
    }
    if (value->unmade && value->position == position) {
        return STORE_OK; /* what the field has already: nothing */
    }
    if (value->unmade) {
        return STORE_NEEDS_CONVERSION;
    }
    if (check_reference(b, position, b, value->position, where) < 0) {
        return STORE_ERROR;
    }
    arena_ref ref = (arena_ref)(value->position / ARENA_GRANULE);
    memcpy(data, &ref, sizeof ref);
    return STORE_OK;
}

/* Not in head_share: a store that fails is undone, and with it the head that
 * another field refers to by then. */
PyObject *
head_convert(Bump *b, View *value)
{
    return bump_check_open(b) == 0 && view_make_head(value) ? Py_NewRef(value) : NULL;
}
