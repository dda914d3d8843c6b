/* vec.h - what the files of Vec share. */
#ifndef ARENITE_VEC_H
#define ARENITE_VEC_H

#include "grow.h"

static inline Plan *
vec_item_plan(const View *v)
{
    return v->plan->item;
}

static inline size_t
vec_stride(const View *v)
{
    return v->plan->item->stride;
}

static inline bool
vec_find(View *v, items *at)
{
    return items_find(v, vec_stride(v), at);
}

static inline bool
vec_find_to_change(View *v, items *at)
{
    return items_find_to_change(v, vec_stride(v), at);
}

static inline bool
is_vec(const Bump *b, PyObject *o)
{
    return Py_IS_TYPE(o, b->state->vec_type);
}

/* The item at an index below the length; numbers and references inline, of which
 * only the latter can fail. */
static inline PyObject *
vec_load(View *v, const items *at, size_t i)
{
    Plan *item = vec_item_plan(v);
    size_t offset = i * item->stride;
    const char *data = at->data + offset;
    if (item->kind == PLAN_I32) {
        int32_t number;
        memcpy(&number, data, sizeof number);
        return scalar_from_int64(v->bump->state, number);
    }
    if (item->kind == PLAN_F64) {
        double number;
        memcpy(&number, data, sizeof number);
        return PyFloat_FromDouble(number);
    }
    if (item->kind == PLAN_REF) {
        return value_load_ref(v->bump, item, data, (place){0});
    }
    return value_load(v->bump, item, data, at->position + offset, (place){0});
}

/* ---- vec.c --------------------------------------------------------------- */

/* A new Vec of the items, if any; runs Python code. */
PyObject *vec_make(Bump *b, PyObject *item_type, PyObject *values);
/* The type `Vec[item_type]`: a new plan, or NULL with an exception. */
Plan *vec_plan_for(core_state *state, PyObject *item_type);
/* value_store for an item of a Vec: 0, -1 with an exception, 1 when the value needs
 * conversion. */
store_result vec_store(Bump *b, Plan *item, char *data, uint64_t position, PyObject *value);
/* Stores values in memory that has had none. */
store_result vec_store_all(Bump *b, Plan *item, char *data, uint64_t position,
                           PyObject *const *values, size_t count);

/* ---- vec_change.c: what changes the number of items ------------------------ */

/* Puts values in the place of those from `start` to `stop`, which are as in a Python
 * slice: 0, -1 with an exception, 1 when values need conversion.  On anything but 0
 * nothing has changed. */
int vec_splice(View *v, Py_ssize_t start, Py_ssize_t stop, PyObject *const *values, size_t count);
/* The same for any value, and for any iterable or buffer of values. */
int vec_put(View *v, Py_ssize_t start, Py_ssize_t stop, PyObject *value);
int vec_put_all(View *v, Py_ssize_t start, Py_ssize_t stop, PyObject *iterable);
/* Values for or, with NULL, the end of the items of an extended slice. */
int vec_put_steps(View *v, PyObject *slice, PyObject *iterable);
int vec_delete_steps(View *v, PyObject *slice);

/* ---- vec_iter.c ------------------------------------------------------------ */

PyObject *vec_iter(PyObject *self);
PyObject *vec_reversed(PyObject *self, PyObject *unused);
PyObject *vec_list(View *v, Py_ssize_t start, Py_ssize_t step, size_t count);

/* ---- vec_search.c ---------------------------------------------------------- */

/* Runs Python code; see search_items. */
Py_ssize_t vec_search(PyObject *self, PyObject *value, Py_ssize_t start, Py_ssize_t stop);
int vec_contains(PyObject *self, PyObject *value);
PyObject *vec_index(PyObject *self, PyObject *args);
PyObject *vec_count(PyObject *self, PyObject *value);
PyObject *vec_richcompare(PyObject *self, PyObject *other, int op);

/* ---- vec_sort.c ------------------------------------------------------------ */

PyObject *vec_sort(PyObject *self, PyObject *args, PyObject *kwargs);
PyObject *vec_reverse(PyObject *self, PyObject *unused);

/* ---- vec_methods.c --------------------------------------------------------- */

extern PyMethodDef vec_methods[];

#endif
