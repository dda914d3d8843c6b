/* vec_iter.c - the items of a Vec one after the other, and ranges of them as lists.
 *
 * As with a list, items may be added and removed meanwhile: the iterator counts,
 * and looks the memory up each time. */
#include "vec.h"

typedef struct VecIter {
    PyObject_HEAD
    View *vec; /* NULL: used up */
    Py_ssize_t next, step;
} VecIter;

static PyObject *
iterate(PyObject *self, bool backwards)
{
    View *v = (View *)self;
    items at;
    if (!vec_find(v, &at)) {
        return NULL;
    }
    VecIter *it = NEW_OBJECT(VecIter, v->bump->state->vec_iter_type);
    if (it) {
        it->vec = (View *)Py_NewRef(self);
        it->next = backwards ? (Py_ssize_t)at.length - 1 : 0;
        it->step = backwards ? -1 : 1;
    }
    return (PyObject *)it;
}

PyObject *
vec_iter(PyObject *self)
{
    return iterate(self, false);
}

PyObject *
vec_reversed(PyObject *self, PyObject *unused)
{
    (void)unused;
    return iterate(self, true);
}

static PyObject *
vec_iter_next(PyObject *self)
{
    VecIter *it = (VecIter *)self;
    items at;
    if (!it->vec || !vec_find(it->vec, &at)) {
        return NULL;
    }
    if (LIKELY((size_t)it->next < at.length)) { /* -1 is beyond it, too */
        PyObject *item = vec_load(it->vec, &at, (size_t)it->next);
        it->next += it->step;
        return item;
    }
    Py_CLEAR(it->vec);
    return NULL;
}

static PyObject *
vec_iter_length_hint(PyObject *self, PyObject *unused)
{
    (void)unused;
    VecIter *it = (VecIter *)self;
    items at;
    if (!it->vec) {
        return PyLong_FromLong(0);
    }
    if (!vec_find(it->vec, &at)) {
        return NULL;
    }
    Py_ssize_t left = it->step > 0 ? (Py_ssize_t)at.length - it->next : it->next + 1;
    return PyLong_FromSsize_t(left > 0 && it->next < (Py_ssize_t)at.length ? left : 0);
}

static void
vec_iter_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF(((VecIter *)self)->vec);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef vec_iter_methods[] = {
    {"__length_hint__", vec_iter_length_hint, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot vec_iter_slots[] = {
    {Py_tp_dealloc, vec_iter_dealloc},
    {Py_tp_iter, PyObject_SelfIter},
    {Py_tp_iternext, vec_iter_next},
    {Py_tp_methods, vec_iter_methods},
    {0, NULL},
};

PyType_Spec vec_iter_spec = {
    .name = "arenite._core.VecIterator",
    .basicsize = sizeof(VecIter),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = vec_iter_slots,
};

/* ---- Ranges ------------------------------------------------------------- */

/* Making numbers runs no Python code. */
static bool
fill_with_numbers(View *v, Py_ssize_t start, Py_ssize_t step, PyObject *list)
{
    items at;
    Py_ssize_t count = PyList_GET_SIZE(list);
    if (!vec_find(v, &at)) {
        return false;
    }
    for (Py_ssize_t i = 0; i < count; i++, start += step) {
        PyObject *item = LIKELY((size_t)start < at.length) ? vec_load(v, &at, (size_t)start) : NULL;
        if (!item) {
            return false;
        }
        PyList_SET_ITEM(list, i, item);
    }
    return true;
}

/* Otherwise the memory is looked up for each item. */
static bool
fill(View *v, Py_ssize_t start, Py_ssize_t step, PyObject *list)
{
    items at;
    Py_ssize_t count = PyList_GET_SIZE(list);
    for (Py_ssize_t i = 0; i < count; i++, start += step) {
        PyObject *item = NULL;
        if (vec_find(v, &at) && (size_t)start < at.length) {
            item = vec_load(v, &at, (size_t)start);
        }
        if (!item) {
            return false;
        }
        PyList_SET_ITEM(list, i, item);
    }
    return true;
}

PyObject *
vec_list(View *v, Py_ssize_t start, Py_ssize_t step, size_t count)
{
    PyObject *list = PyList_New((Py_ssize_t)count);
    bool is_number = vec_item_plan(v)->kind <= PLAN_F64;
    if (list && !(is_number ? fill_with_numbers : fill)(v, start, step, list)) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_RuntimeError, "the Vec became shorter while it was read");
        }
        Py_CLEAR(list);
    }
    return list;
}
