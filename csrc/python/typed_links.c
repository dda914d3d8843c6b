/* typed_links.c - a column of references as indices of rows: (table, indices). */
#include "typed_columns.h"

/* ---- Taking them -------------------------------------------------------- */

bool
is_indexed(const columns *c, const column *col, PyObject *given)
{
    return col->slot->plan->kind == PLAN_REF && PyTuple_CheckExact(given)
           && PyTuple_GET_SIZE(given) == 2
           && Py_IS_TYPE(PyTuple_GET_ITEM(given, 0), c->table->bump->state->typed_type);
}

static int
check_target(const columns *c, column *col)
{
    Plan *p = col->slot->plan;
    if (!p->resolved && plan_resolve(p) < 0) {
        return -1;
    }
    if (!plan_allows(p, col->target->type)) {
        place_raise(PyExc_TypeError, place_of(c, col), "expected %U, got rows of %s", p->label,
                    ((PyTypeObject *)col->target->type)->tp_name);
        return -1;
    }
    return 0;
}

/* -1 for None. */
static int
read_index(const columns *c, const column *col, PyObject *value, int64_t *index)
{
    *index = -1;
    if (value == Py_None && col->slot->plan->optional) {
        return 0;
    }
    if (!PyIndex_Check(value)) {
        place_raise(PyExc_TypeError, place_of(c, col), "expected the index of a row, got %s",
                    Py_TYPE(value)->tp_name);
        return -1;
    }
    Py_ssize_t number = PyNumber_AsSsize_t(value, PyExc_OverflowError);
    *index = number;
    return number == -1 && PyErr_Occurred() ? -1 : 0;
}

static int
read_indices(const columns *c, column *col, PyObject *list, size_t *rows)
{
    size_t count = (size_t)PyList_GET_SIZE(list);
    col->indices = PyMem_New(int64_t, count + 1);
    if (!col->indices) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t i = 0; i < count && i < (size_t)PyList_GET_SIZE(list); i++) {
        PyObject *value = Py_NewRef(PyList_GET_ITEM(list, i));
        int failed = read_index(c, col, value, &col->indices[i]);
        Py_DECREF(value);
        if (failed) {
            typed_name_row(c->table->bump->state, i);
            return -1;
        }
    }
    *rows = count;
    return 0;
}

/* 0; 1 if the buffer holds no integers side by side. */
static int
copy_indices(const columns *c, column *col, const Py_buffer *view, size_t *rows)
{
    number_source from;
    if (view->ndim != 1 || !number_source_of(view, &from) || !numbers_fit(&from, PLAN_I64)) {
        return 1;
    }
    size_t count = (size_t)view->shape[0];
    col->indices = PyMem_New(int64_t, count + 1);
    if (!col->indices) {
        PyErr_NoMemory();
        return -1;
    }
    size_t copied = numbers_copy(&from, 0, count, PLAN_I64, (char *)col->indices, sizeof(int64_t));
    if (copied < count) {
        raise_number(&from, copied, PLAN_I64, place_of(c, col));
        return -1;
    }
    *rows = count;
    return 0;
}

int
take_indices(const columns *c, column *col, PyObject *given, size_t *rows)
{
    PyObject *indices = PyTuple_GET_ITEM(given, 1);
    Py_buffer view;
    int result = 1;
    col->kind = COLUMN_ROWS;
    col->given = Py_NewRef(given);
    col->target = (TypedArena *)PyTuple_GET_ITEM(given, 0);
    if (check_target(c, col) < 0) {
        return -1;
    }
    if (PyObject_CheckBuffer(indices)) {
        if (PyObject_GetBuffer(indices, &view, PyBUF_FORMAT | PyBUF_STRIDES) < 0) {
            return -1;
        }
        result = copy_indices(c, col, &view, rows);
        PyBuffer_Release(&view);
    }
    if (result == 1) {
        PyObject *list = PySequence_List(indices);
        result = list ? read_indices(c, col, list, rows) : -1;
        Py_XDECREF(list);
    }
    return result;
}

/* ---- Writing ------------------------------------------------------------ */

/* The rows that are being added can be referred to, too. */
static int
find_target(const columns *c, const column *col, int64_t index, uint64_t holder, arena_ref *ref)
{
    const TypedArena *to = col->target;
    size_t length = to == c->table ? to->length + c->rows : to->length;
    *ref = 0;
    if (index == -1 && col->slot->plan->optional) {
        return 0;
    }
    if (UNLIKELY(index < 0 || (uint64_t)index >= length)) {
        place_raise(PyExc_IndexError, place_of(c, col),
                    "index %lld is out of range for a TypedArena of %zu rows", (long long)index,
                    length);
        return -1;
    }
    uint64_t position = typed_position(to, (size_t)index);
    *ref = (arena_ref)(position / ARENA_GRANULE);
    return check_reference(c->table->bump, holder, to->bump, position, place_of(c, col));
}

store_result
write_references(const columns *c, const column *col, const block *rows)
{
    size_t stride = typed_stride(c->table), offset = col->slot->offset;
    for (size_t i = 0; i < rows->count; i++, offset += stride) {
        arena_ref ref;
        if (UNLIKELY(find_target(c, col, col->indices[rows->first + i], rows->position + offset,
                                 &ref) < 0)) {
            typed_name_row(c->table->bump->state, rows->first + i);
            return STORE_ERROR;
        }
        memcpy(rows->data + offset, &ref, sizeof ref);
    }
    return STORE_OK;
}
