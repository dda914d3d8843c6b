/* vec_search.c - finding items of a Vec by their value, and comparing whole ones. */
#include "search.h"
#include "vec.h"

/* 1 if the item is equal to the value, 0 if not, -1 with an exception, 2 at the end:
 * comparing runs Python code, which may make the Vec shorter. */
static int
compare_at(View *v, PyObject *value, Py_ssize_t i)
{
    items at;
    if (!vec_find(v, &at)) {
        return -1;
    }
    if ((size_t)i >= at.length) {
        return 2;
    }
    PyObject *item = vec_load(v, &at, (size_t)i);
    int equal = item ? PyObject_RichCompareBool(item, value, Py_EQ) : -1;
    Py_XDECREF(item);
    return equal;
}

Py_ssize_t
vec_search(PyObject *self, PyObject *value, Py_ssize_t start, Py_ssize_t stop)
{
    View *v = (View *)self;
    items at;
    if (!vec_find(v, &at)) {
        return SEARCH_ERROR;
    }
    (void)PySlice_AdjustIndices((Py_ssize_t)at.length, &start, &stop, 1);
    Py_ssize_t found = search_stored(v->bump, vec_item_plan(v), at.data, start, stop, value);
    for (Py_ssize_t i = start; found == SEARCH_UNKNOWN && i < stop; i++) {
        int equal = compare_at(v, value, i);
        if (equal != 0) {
            found = equal == 1 ? i : equal == 2 ? SEARCH_NONE : SEARCH_ERROR;
        }
    }
    return found == SEARCH_UNKNOWN ? SEARCH_NONE : found;
}

int
vec_contains(PyObject *self, PyObject *value)
{
    return search_contains(vec_search, self, value);
}

PyObject *
vec_index(PyObject *self, PyObject *args)
{
    return search_index(vec_search, self, args, "Vec");
}

PyObject *
vec_count(PyObject *self, PyObject *value)
{
    return search_count(vec_search, self, value);
}

/* ---- Comparing ---------------------------------------------------------- */

static PyObject *
as_list(const Bump *b, PyObject *o)
{
    if (is_vec(b, o)) {
        items at;
        return vec_find((View *)o, &at) ? vec_list((View *)o, 0, 1, at.length) : NULL;
    }
    return PySequence_List(o);
}

/* Integers of one type are equal if their bytes are: 1, 0, or -1 if that does not
 * tell. */
static int
equal_bytes(View *a, View *b)
{
    items of_a, of_b;
    const Plan *item = vec_item_plan(a);
    if (item->kind < PLAN_I8 || item->kind > PLAN_U64 || item->kind != vec_item_plan(b)->kind
        || !vec_find(a, &of_a) || !vec_find(b, &of_b)) {
        return -1;
    }
    return of_a.length == of_b.length
           && memcmp(of_a.data, of_b.data, of_a.length * item->stride) == 0;
}

/* Equal to any Vec, Slice, list or tuple with equal items; ordered as lists are. */
PyObject *
vec_richcompare(PyObject *self, PyObject *other, int op)
{
    Bump *b = ((View *)self)->bump;
    bool same = is_vec(b, other);
    if (!same && !PyList_Check(other) && !PyTuple_Check(other)
        && !Py_IS_TYPE(other, b->state->slice_type)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    int equal = same && (op == Py_EQ || op == Py_NE) ? equal_bytes((View *)self, (View *)other)
                                                     : -1;
    if (PyErr_Occurred()) {
        return NULL;
    }
    if (equal >= 0) {
        return PyBool_FromLong(equal == (op == Py_EQ));
    }
    PyObject *result = NULL, *x = as_list(b, self), *y = x ? as_list(b, other) : NULL;
    if (y) {
        result = PyObject_RichCompare(x, y, op);
    }
    Py_XDECREF(x);
    Py_XDECREF(y);
    return result;
}
