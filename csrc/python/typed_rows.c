/* typed_rows.c - rows of a TypedArena from Python values, one or many.
 *
 * All that runs Python code comes first: iterators, defaults, conversions.  Then
 * rows are written behind the last one, where nobody sees them until all are good. */
#include "typed.h"

/* ---- Writing ------------------------------------------------------------ */

/* Unlike a record that is the newest allocation, a row may lie in room that is older
 * than what it refers to, so each store asks about lifetimes. */
static store_result
write_row(TypedArena *t, size_t index, PyObject *const *values)
{
    StructType *type = t->type;
    size_t in_run;
    uint64_t position;
    char *data = typed_span(t, index, 1, &in_run, &position);
    if (UNLIKELY(!data)) {
        return STORE_ERROR;
    }
    memset(data, 0, type->size);
    if (type->tag) {
        memcpy(data, &type->tag, sizeof type->tag);
    }
    const field_slot *slot = type->order, *end = slot + PyTuple_GET_SIZE(type->fields);
    for (; slot < end; slot++, values++) {
        store_result result = value_store(t->bump, slot->plan, data + slot->offset,
                                          position + slot->offset, *values,
                                          PLACE(type, slot->field));
        if (UNLIKELY(result != STORE_OK)) {
            return result;
        }
    }
    return STORE_OK;
}

PyObject *
typed_range(size_t first, size_t count)
{
    return PyObject_CallFunction((PyObject *)&PyRange_Type, "nn", (Py_ssize_t)first,
                                 (Py_ssize_t)(first + count));
}

PyObject *
typed_handle(const TypedArena *t, size_t index)
{
    return record_new(t->type, t->bump, (arena_ref)(typed_position(t, index) / ARENA_GRANULE));
}

static int
call_post_init(TypedArena *t, PyObject *record)
{
    PyObject *result = PyObject_CallMethodNoArgs(record, t->bump->state->post_init_name);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

int
typed_post_init(TypedArena *t, size_t first, size_t count)
{
    uint64_t cuts = t->cuts;
    for (size_t i = first; t->type->post_init && i < first + count; i++) {
        if (typed_check_rows(t) < 0) {
            return -1;
        }
        if (t->cuts != cuts) {
            PyErr_Format(t->bump->state->stale_error, "row %zu is gone: __post_init__ of an "
                         "earlier one has rewound the arena", i);
            return -1;
        }
        PyObject *record = typed_handle(t, i);
        int failed = record ? call_post_init(t, record) : -1;
        Py_XDECREF(record);
        if (failed) {
            return -1;
        }
    }
    return 0;
}

/* ---- One row ------------------------------------------------------------ */

/* The new row's handle; NULL with an exception, or *again when a value needs
 * conversion. */
static PyObject *
add_row(TypedArena *t, PyObject *const *values, bool *again)
{
    undo_point since = bump_undo_point(t->bump);
    *again = false;
    if (typed_reserve(t, 1) < 0) {
        return NULL;
    }
    size_t index = t->length;
    store_result result = write_row(t, index, values);
    PyObject *record = result == STORE_OK ? typed_handle(t, index) : NULL;
    if (UNLIKELY(!record)) {
        typed_undo(t, since, result == STORE_OK ? STORE_ERROR : result, index, 1);
        *again = result == STORE_NEEDS_CONVERSION;
        return NULL;
    }
    t->length++;
    return record;
}

static PyObject *
add_bound_row(TypedArena *t, PyObject **bound)
{
    bool again;
    PyObject *record = add_row(t, bound, &again);
    if (again && struct_convert(t->type, t->bump, bound) == 0) {
        record = add_row(t, bound, &again);
        if (again) {
            PyErr_BadInternalCall();
        }
    }
    return record;
}

static PyObject *
alloc_slowly(TypedArena *t, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    Py_ssize_t count = PyTuple_GET_SIZE(t->type->fields);
    PyObject *record = NULL, **bound = PyMem_Calloc((size_t)count + 1, sizeof *bound);
    if (!bound) {
        return PyErr_NoMemory();
    }
    if (struct_bind(t->type, args, nargs, kwnames, bound) == 0 && bump_check_open(t->bump) == 0) {
        record = add_bound_row(t, bound);
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        Py_XDECREF(bound[i]);
    }
    PyMem_Free(bound);
    return record;
}

PyObject *
typed_alloc(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    TypedArena *t = (TypedArena *)self;
    bool slowly = true;
    PyObject *record = NULL;
    if (bump_check_open(t->bump) < 0) {
        return NULL;
    }
    if (!kwnames && nargs == PyTuple_GET_SIZE(t->type->fields)
        && nargs == (Py_ssize_t)t->type->positional) {
        record = add_row(t, args, &slowly);
    }
    if (slowly) {
        record = alloc_slowly(t, args, nargs, kwnames);
    }
    if (record && t->type->post_init && call_post_init(t, record) < 0) {
        Py_CLEAR(record);
    }
    return record;
}

/* ---- What a row of alloc_extend may be ---------------------------------- */

static int
bind_mapping(const StructType *type, PyObject *row, PyObject **bound)
{
    int failed = -1;
    PyObject *values = NULL, *list = PyMapping_Keys(row);
    PyObject *keys = list ? PyList_AsTuple(list) : NULL;
    Py_ssize_t count = keys ? PyTuple_GET_SIZE(keys) : 0;
    values = keys ? PyTuple_New(count) : NULL;
    for (Py_ssize_t i = 0; values && i < count; i++) {
        PyObject *key = PyTuple_GET_ITEM(keys, i);
        PyObject *value = PyUnicode_Check(key) ? PyObject_GetItem(row, key) : NULL;
        if (!value && !PyErr_Occurred()) {
            PyErr_Format(PyExc_TypeError, "the keys of a row are names of fields, not %s",
                         Py_TYPE(key)->tp_name);
        }
        if (!value) {
            Py_CLEAR(values);
            break;
        }
        PyTuple_SET_ITEM(values, i, value);
    }
    if (values) {
        failed = struct_bind(type, PySequence_Fast_ITEMS(values), 0, keys, bound);
    }
    Py_XDECREF(values);
    Py_XDECREF(keys);
    Py_XDECREF(list);
    return failed;
}

/* Loading a value may run Python code, so the record is looked up for each. */
static int
bind_record(const StructType *type, Record *r, PyObject **bound)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->fields); i++) {
        const field_slot *slot = &type->order[i];
        const char *data = record_data(r);
        if (!data) {
            return -1;
        }
        bound[i] = value_load(r->bump, slot->plan, data + slot->offset,
                              RECORD_POSITION(r) + slot->offset, PLACE(type, slot->field));
        if (!bound[i]) {
            return -1;
        }
    }
    return 0;
}

static int
bind_row(StructType *type, PyObject *row, PyObject **bound)
{
    if (Py_IS_TYPE(row, (PyTypeObject *)type)) {
        return bind_record(type, (Record *)row, bound);
    }
    if (PyDict_Check(row) || (PyMapping_Check(row) && !PySequence_Check(row))) {
        return bind_mapping(type, row, bound);
    }
    if (PyUnicode_Check(row) || PyBytes_Check(row) || !PySequence_Check(row)) {
        PyErr_Format(PyExc_TypeError, "a row is a tuple or mapping of values, or a %s; not %s",
                     ((PyTypeObject *)type)->tp_name, Py_TYPE(row)->tp_name);
        return -1;
    }
    PyObject *values = PySequence_Tuple(row);
    int failed = values ? struct_bind(type, PySequence_Fast_ITEMS(values),
                                      PyTuple_GET_SIZE(values), NULL, bound) : -1;
    Py_XDECREF(values);
    return failed;
}

/* A tuple of values of all fields that can be stored as they are. */
static PyObject *
convert_row(TypedArena *t, PyObject *row)
{
    Py_ssize_t count = PyTuple_GET_SIZE(t->type->fields);
    PyObject *converted = NULL, **bound = PyMem_Calloc((size_t)count + 1, sizeof *bound);
    if (!bound) {
        return PyErr_NoMemory();
    }
    if (bind_row(t->type, row, bound) == 0 && struct_convert(t->type, t->bump, bound) == 0) {
        converted = PyTuple_New(count);
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        if (converted) {
            PyTuple_SET_ITEM(converted, i, bound[i]);
        } else {
            Py_XDECREF(bound[i]);
        }
    }
    PyMem_Free(bound);
    return converted;
}

/* Replaces the rows in a list that is nobody else's. */
static int
convert_rows(TypedArena *t, PyObject *rows)
{
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(rows); i++) {
        PyObject *row = Py_NewRef(PyList_GET_ITEM(rows, i));
        PyObject *converted = convert_row(t, row);
        Py_DECREF(row);
        if (!converted) {
            typed_name_row(t->bump->state, (size_t)i);
            return -1;
        }
        if (PyList_SetItem(rows, i, converted) < 0) {
            return -1;
        }
    }
    return bump_check_open(t->bump);
}

/* ---- Many rows ---------------------------------------------------------- */

static bool
is_complete(const StructType *type, PyObject *row)
{
    Py_ssize_t count = PyTuple_GET_SIZE(type->fields);
    return PyTuple_CheckExact(row) && PyTuple_GET_SIZE(row) == count
           && count == (Py_ssize_t)type->positional;
}

/* Adds rows that are tuples; runs no Python code but to raise. `converted`: of the
 * values of all fields, whether they are positional or not. */
static store_result
add_rows(TypedArena *t, PyObject *rows, bool converted)
{
    undo_point since = bump_undo_point(t->bump);
    PyObject **items = PySequence_Fast_ITEMS(rows);
    size_t count = (size_t)PySequence_Fast_GET_SIZE(rows), first = t->length;
    if (typed_reserve(t, count) < 0) {
        return STORE_ERROR;
    }
    for (size_t i = 0; i < count; i++) {
        store_result result = STORE_NEEDS_CONVERSION;
        if (converted || is_complete(t->type, items[i])) {
            result = write_row(t, first + i, PySequence_Fast_ITEMS(items[i]));
        }
        if (UNLIKELY(result != STORE_OK)) {
            typed_undo(t, since, result, first, i + 1);
            if (result == STORE_ERROR) {
                typed_name_row(t->bump->state, i);
            }
            return result;
        }
    }
    t->length += count;
    return STORE_OK;
}

static int
convert_and_add(TypedArena *t, PyObject *rows)
{
    if (convert_rows(t, rows) < 0) {
        return -1;
    }
    store_result result = add_rows(t, rows, true);
    if (result == STORE_NEEDS_CONVERSION) {
        PyErr_BadInternalCall();
    }
    return result == STORE_OK ? 0 : -1;
}

static PyObject *
added(TypedArena *t, PyObject *rows)
{
    size_t count = (size_t)PySequence_Fast_GET_SIZE(rows), first = t->length - count;
    return typed_post_init(t, first, count) < 0 ? NULL : typed_range(first, count);
}

PyObject *
typed_alloc_extend(PyObject *self, PyObject *rows)
{
    TypedArena *t = (TypedArena *)self;
    PyObject *range = NULL;
    if (PyUnicode_Check(rows) || PyDict_Check(rows)) {
        PyErr_Format(PyExc_TypeError, "alloc_extend() takes an iterable of rows, not %s",
                     Py_TYPE(rows)->tp_name);
        return NULL;
    }
    PyObject *list = PyTuple_CheckExact(rows) ? Py_NewRef(rows) : PySequence_List(rows);
    if (list && bump_check_open(t->bump) == 0) {
        store_result result = add_rows(t, list, false);
        if (result == STORE_NEEDS_CONVERSION) {
            PyObject *own = PySequence_List(list);
            Py_XSETREF(list, own);
            result = own && convert_and_add(t, own) == 0 ? STORE_OK : STORE_ERROR;
        }
        range = result == STORE_OK ? added(t, list) : NULL;
    }
    Py_XDECREF(list);
    return range;
}
