/* bump_alloc.c - the methods of Bump that allocate. */
#include "core.h"

/* The handle of what was allocated since.  If there was no memory for it,
 * which runs no Python code, nobody has seen the bytes. */
static PyObject *
or_undo(Bump *b, undo_point since, PyObject *handle)
{
    if (!handle) {
        bump_undo(b, since);
    }
    return handle;
}

/* ---- Records and boxes -------------------------------------------------- */

/* A value in a new box: NULL with an exception; *again when it needs conversion. */
static PyObject *
store_boxed(Bump *b, Plan *p, PyObject *value, bool *again)
{
    if (bump_check_open(b) < 0) {
        return NULL;
    }
    undo_point since = bump_undo_point(b);
    char *data = bump_alloc_bytes(b, p->size ? p->size : 1, ARENA_GRANULE);
    if (!data) {
        return NULL;
    }
    uint64_t position = arena_position(&b->arena, data);
    memset(data, 0, p->size);
    store_result result = value_store(b, p, data, position, value, (place){0});
    *again = result == STORE_NEEDS_CONVERSION;
    if (result != STORE_OK) {
        value_undo(b, since, result);
        return NULL;
    }
    return or_undo(b, since, box_new(b, position, p));
}

static PyObject *
alloc_box(Bump *b, PyObject *type, PyObject *value)
{
    bool again = false;
    Plan *p = plan_for(b->state, type);
    PyObject *box = p ? store_boxed(b, p, value, &again) : NULL;
    if (again) {
        PyObject *converted = value_convert(b, p, value, (place){0});
        box = converted ? store_boxed(b, p, converted, &again) : NULL;
        if (converted && !box && !PyErr_Occurred()) {
            PyErr_BadInternalCall();
        }
        Py_XDECREF(converted);
    }
    Py_XDECREF(p);
    return box;
}

static PyObject *
alloc_other(Bump *b, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    if (nargs == 2 && !kwnames) {
        return alloc_box(b, args[0], args[1]);
    }
    PyTypeObject *type = Py_TYPE(args[0]);
    if (nargs == 1 && !kwnames
        && (type == &PyLong_Type || type == &PyFloat_Type || type == &PyBool_Type
            || type == &PyUnicode_Type || type == &PyBytes_Type)) {
        return alloc_box(b, (PyObject *)type, args[0]);
    }
    PyErr_Format(PyExc_TypeError,
                 PyType_Check(args[0]) && nargs == 1 && !kwnames
                     ? "alloc(%R, value): the value is missing; one argument alone is a bool, int, "
                       "float, str or bytes"
                     : "alloc() takes a Struct class and its arguments, a type and a value, or a "
                       "bool, int, float, str or bytes; not %R", args[0]);
    return NULL;
}

PyObject *
bump_alloc(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    Bump *b = (Bump *)self;
    if (UNLIKELY(nargs < 1)) {
        PyErr_SetString(PyExc_TypeError, "alloc() takes a Struct class and its arguments");
        return NULL;
    }
    if (UNLIKELY(!is_struct_type(b->state, args[0]))) {
        return alloc_other(b, args, nargs, kwnames);
    }
    return struct_construct((StructType *)args[0], b, args + 1, nargs - 1, kwnames);
}

/* ---- Texts -------------------------------------------------------------- */

PyObject *
bump_alloc_str(PyObject *self, PyObject *text)
{
    Bump *b = (Bump *)self;
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "alloc_str() takes a str, not %s", Py_TYPE(text)->tp_name);
        return NULL;
    }
    if (bump_check_open(b) < 0) {
        return NULL;
    }
    size_t length;
    undo_point since = bump_undo_point(b);
    uint64_t position = text_copy(b, text, &length);
    return position ? or_undo(b, since, text_new(b, position, length)) : NULL;
}

/* ---- Arrays ------------------------------------------------------------- */

static PyObject *
copy_memory(Bump *b, Plan *item, const void *from, Py_ssize_t count)
{
    uint64_t position;
    if (bump_check_open(b) < 0) {
        return NULL;
    }
    undo_point since = bump_undo_point(b);
    char *data = items_alloc(b, item, (size_t)count, &position);
    if (!data) {
        return NULL;
    }
    if (count) {
        memcpy(data, from, (size_t)count * item->stride);
    }
    return or_undo(b, since, slice_new(b, position, (size_t)count, item, false));
}

PyObject *
bump_alloc_data(PyObject *self, PyObject *data)
{
    Bump *b = (Bump *)self;
    Py_buffer view;
    if (!PyObject_CheckBuffer(data)) {
        PyErr_Format(PyExc_TypeError, "alloc_bytes() takes bytes or another buffer, not %s",
                     Py_TYPE(data)->tp_name);
        return NULL;
    }
    if (PyObject_GetBuffer(data, &view, PyBUF_SIMPLE) < 0) {
        return NULL;
    }
    PyObject *slice = copy_memory(b, b->state->byte_plan, view.buf, view.len);
    PyBuffer_Release(&view);
    return slice;
}

/* A buffer whose items are just the slice's is copied as memory.  1: it is not,
 * its items have to be read one by one. */
static int
copy_buffer(Bump *b, Plan *item, PyObject *items, PyObject **slice)
{
    Py_buffer view;
    if (item->kind > PLAN_F64 || !PyObject_CheckBuffer(items)) {
        return 1;
    }
    if (PyObject_GetBuffer(items, &view, PyBUF_FORMAT | PyBUF_STRIDES) < 0) {
        if (!PyErr_ExceptionMatches(PyExc_BufferError)) {
            return -1;
        }
        PyErr_Clear();
        return 1;
    }
    /* Not asked for above: NumPy's refusal is a ValueError, like any other. */
    bool same = PyBuffer_IsContiguous(&view, 'C') && plan_matches_buffer(item, &view);
    if (same) {
        *slice = copy_memory(b, item, view.buf, view.len / view.itemsize);
    }
    PyBuffer_Release(&view);
    return !same ? 1 : *slice ? 0 : -1;
}

static store_result
copy_sequence(Bump *b, Plan *item, PyObject *items, PyObject **slice)
{
    span s;
    undo_point since = bump_undo_point(b);
    store_result result = slice_copy(b, item, items, &s, (place){0});
    if (result != STORE_OK) {
        value_undo(b, since, result);
        return result;
    }
    uint64_t position = s.length ? (uint64_t)s.ref * ARENA_GRANULE : EMPTY_POSITION;
    *slice = or_undo(b, since, slice_new(b, position, s.length, item, false));
    return *slice ? STORE_OK : STORE_ERROR;
}

/* Iterators run before anything is allocated: one that raises leaves nothing. */
static PyObject *
copy_items(Bump *b, Plan *item, PyObject *items)
{
    PyObject *slice = NULL;
    bool plain = PyList_CheckExact(items) || PyTuple_CheckExact(items);
    if (plain && item->kind != PLAN_REF) {
        if (bump_check_open(b) < 0) {
            return NULL;
        }
        store_result result = copy_sequence(b, item, items, &slice);
        if (result != STORE_NEEDS_CONVERSION) {
            return slice;
        }
    }
    PyObject *list = items_convert(b, item, items, (place){0});
    if (!list) {
        return NULL;
    }
    if (bump_check_open(b) == 0
        && copy_sequence(b, item, list, &slice) == STORE_NEEDS_CONVERSION) {
        PyErr_BadInternalCall();
    }
    Py_DECREF(list);
    return slice;
}

PyObject *
bump_alloc_slice(PyObject *self, PyObject *args)
{
    Bump *b = (Bump *)self;
    PyObject *type, *items, *slice = NULL;
    if (!PyArg_ParseTuple(args, "OO:alloc_slice", &type, &items)) {
        return NULL;
    }
    Plan *item = plan_for(b->state, type);
    if (!item) {
        return NULL;
    }
    if (copy_buffer(b, item, items, &slice) > 0) {
        slice = copy_items(b, item, items);
    }
    Py_DECREF(item);
    return slice;
}

static int
check_zeroable(const Plan *item, Py_ssize_t count)
{
    if (count < 0) {
        PyErr_Format(PyExc_ValueError, "zeros(): %zd is no number of items", count);
        return -1;
    }
    if (item->kind <= PLAN_CHAR || item->optional || item->kind == PLAN_OBJECT) {
        return 0;
    }
    PyErr_Format(PyExc_TypeError,
                 "zeros(): all zero bytes are no %U; use a number type or `%U | None`",
                 item->label, item->label);
    return -1;
}

PyObject *
bump_zeros(PyObject *self, PyObject *args)
{
    Bump *b = (Bump *)self;
    PyObject *type, *slice = NULL;
    Py_ssize_t count;
    if (!PyArg_ParseTuple(args, "On:zeros", &type, &count)) {
        return NULL;
    }
    Plan *item = plan_for(b->state, type);
    uint64_t position;
    if (item && check_zeroable(item, count) == 0 && bump_check_open(b) == 0) {
        undo_point since = bump_undo_point(b);
        char *data = items_alloc(b, item, (size_t)count, &position);
        if (data) {
            memset(data, 0, (size_t)count * item->stride);
            slice = or_undo(b, since, slice_new(b, position, (size_t)count, item, false));
        }
    }
    Py_XDECREF(item);
    return slice;
}
