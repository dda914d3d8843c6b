/* value.c - values in memory: what is common to all kinds of plans. */
#include "core.h"

PyObject *
raise_corrupt(core_state *state, place where, const char *what, uint64_t got)
{
    place_raise(state->corrupt_error, where, "the arena's bytes are corrupt: %s (%llu)", what,
                (unsigned long long)got);
    return NULL;
}

store_result
raise_type(Plan *p, PyObject *value, place where)
{
    place_raise(PyExc_TypeError, where, "expected %U, got %s", p->label,
                value == Py_None ? "None" : Py_TYPE(value)->tp_name);
    return STORE_ERROR;
}

/* ---- Storing ------------------------------------------------------------ */

store_result
value_store(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    if (p->kind <= PLAN_F64) {
        return scalar_store((plan_kind)p->kind, data, value, where);
    }
    if (value != Py_None || p->kind == PLAN_OBJECT) {
        return p->ops->store(b, p, data, position, value, where);
    }
    if (!p->optional) {
        return raise_type(p, value, where);
    }
    value_waste(b, p, data);
    memset(data, 0, p->size);
    return STORE_OK;
}

/* Raising an error may have run Python code (where objects are made, the
 * garbage collector may call finalizers), so what is taken back after one is
 * taken back for every handle to see; unless that code has rewound the arena:
 * what lies above the mark then may be its own. */
void
value_undo(Bump *b, undo_point since, store_result result)
{
    if (result == STORE_NEEDS_CONVERSION) {
        bump_undo(b, since);
        return;
    }
    if (b->epoch != since.epoch) {
        return;
    }
    PyObject *type, *error, *traceback;
    PyErr_Fetch(&type, &error, &traceback);
    if (bump_check_open(b) < 0 || lifetime_rewind(b, since.mark) < 0) {
        PyErr_Clear(); /* the bytes stay allocated */
    }
    PyErr_Restore(type, error, traceback);
}

static int
assign(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    undo_point since = bump_undo_point(b);
    store_result result = value_store(b, p, data, position, value, where);
    if (LIKELY(result == STORE_OK)) {
        return 0;
    }
    value_undo(b, since, result);
    return result == STORE_ERROR ? -1 : 1;
}

/* The objects of the old value are let go when the new one is in its place. */
static int
assign_objects(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    char *old = PyMem_Malloc(p->size);
    if (!old) {
        PyErr_NoMemory();
        return -1;
    }
    memcpy(old, data, p->size);
    int result = assign(b, p, data, position, value, where);
    if (result == 0) {
        Py_INCREF(b);
        Py_INCREF(p);
        values_release(b, p, old, position, 1);
        Py_DECREF(p);
        Py_DECREF(b);
    }
    PyMem_Free(old);
    return result;
}

int
value_assign(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    return UNLIKELY(p->has_objects) ? assign_objects(b, p, data, position, value, where)
                                    : assign(b, p, data, position, value, where);
}

/* ---- Converting: the only part that runs Python code -------------------- */

/* A new list.  Not PySequence_List for any iterable: that takes memory for as many
 * items as __length_hint__ says, which may be a lie. */
static PyObject *
collect(PyObject *iterable)
{
    if (PyList_CheckExact(iterable) || PyTuple_CheckExact(iterable)
        || Py_IS_TYPE(iterable, &PyRange_Type)) {
        return PySequence_List(iterable);
    }
    PyObject *iterator = PyObject_GetIter(iterable), *item;
    PyObject *items = iterator ? PyList_New(0) : NULL;
    while (items && (item = PyIter_Next(iterator))) {
        int failed = PyList_Append(items, item);
        Py_DECREF(item);
        if (failed) {
            Py_CLEAR(items);
        }
    }
    if (PyErr_Occurred()) {
        Py_CLEAR(items);
    }
    Py_XDECREF(iterator);
    return items;
}

/* What most iterables of numbers give. */
static inline bool
is_converted(const Plan *p, const PyObject *value)
{
    return p->kind == PLAN_F64 ? PyFloat_CheckExact(value)
                               : p->kind >= PLAN_I8 && p->kind <= PLAN_U64
                                     && PyLong_CheckExact(value);
}

PyObject *
items_convert(Bump *b, Plan *item, PyObject *iterable, place where)
{
    PyObject *items = collect(iterable);
    if (!items) {
        if (PyErr_ExceptionMatches(PyExc_TypeError) && !Py_TYPE(iterable)->tp_iter) {
            PyErr_Clear();
            place_raise(PyExc_TypeError, where, "expected items of %U, got %s", item->label,
                        Py_TYPE(iterable)->tp_name);
        }
        return NULL;
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items); i++) {
        if (is_converted(item, PyList_GET_ITEM(items, i))) {
            continue;
        }
        PyObject *value = Py_NewRef(PyList_GET_ITEM(items, i));
        PyObject *converted = value_convert(b, item, value,
                                            (place){where.type, where.field, (size_t)i + 1});
        Py_DECREF(value);
        if (!converted || PyList_SetItem(items, i, converted) < 0) {
            Py_DECREF(items);
            return NULL;
        }
    }
    return items;
}

PyObject *
value_convert(Bump *b, Plan *p, PyObject *value, place where)
{
    if (p->kind <= PLAN_F64) {
        return scalar_convert(p, value, where);
    }
    if (!p->ops->convert || (value == Py_None && p->optional && p->kind != PLAN_REF)) {
        return Py_NewRef(value);
    }
    return p->ops->convert(b, p, value, where);
}
