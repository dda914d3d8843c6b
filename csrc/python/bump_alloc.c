/* bump_alloc.c - the methods of Bump that allocate. */
#include "core.h"

PyObject *
bump_alloc(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    Bump *b = (Bump *)self;
    if (UNLIKELY(nargs < 1)) {
        PyErr_SetString(PyExc_TypeError, "alloc() takes a Struct class and its arguments");
        return NULL;
    }
    if (UNLIKELY(!is_struct_type(b->state, args[0]))) {
        PyErr_Format(PyExc_TypeError,
                     "alloc() takes a Struct class and its arguments, not %R; text goes through "
                     "alloc_str(), items through alloc_slice()", args[0]);
        return NULL;
    }
    return struct_construct((StructType *)args[0], b, args + 1, nargs - 1, kwnames);
}

/* The handle of what was allocated since `mark`.  If there was no memory for it,
 * which runs no Python code, nobody has seen the bytes. */
static PyObject *
or_undo(Bump *b, arena_mark mark, PyObject *handle)
{
    if (!handle) {
        (void)arena_rewind(&b->arena, mark);
    }
    return handle;
}

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
    arena_mark mark = arena_get_mark(&b->arena);
    uint64_t position = text_copy(b, text, &length);
    return position ? or_undo(b, mark, text_new(b, position, length)) : NULL;
}

/* ---- Arrays ------------------------------------------------------------- */

/* Room for `count` items, not zeroed; the reference of no items is EMPTY_REF. */
static char *
alloc_items(Bump *b, const Plan *item, Py_ssize_t count, arena_ref *ref)
{
    static char none[ARENA_GRANULE];
    size_t bytes;
    *ref = EMPTY_REF;
    if (count == 0) {
        return none;
    }
    if (__builtin_mul_overflow((size_t)count, (size_t)item->size, &bytes)
        || bytes > ARENA_MAX_POSITION) {
        PyErr_Format(PyExc_MemoryError, "%zd items of %d bytes do not fit: an arena ends at 32 GiB",
                     count, (int)item->size);
        return NULL;
    }
    char *data = bump_alloc_bytes(b, bytes, ARENA_GRANULE);
    if (data) {
        *ref = arena_ref_of(&b->arena, data);
    }
    return data;
}

static PyObject *
copy_memory(Bump *b, Plan *item, const void *from, Py_ssize_t count)
{
    arena_ref ref;
    if (bump_check_open(b) < 0) {
        return NULL;
    }
    arena_mark mark = arena_get_mark(&b->arena);
    char *data = alloc_items(b, item, count, &ref);
    if (!data) {
        return NULL;
    }
    if (count) {
        memcpy(data, from, (size_t)count * item->size);
    }
    return or_undo(b, mark, slice_new(b, ref, (size_t)count, item, false));
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

/* What a struct-module format says of single items: 'i', 'u', 'f', '?', or 0. */
static char
format_class(const char *format)
{
    if (!format) {
        return 'u';
    }
    if (*format == '@' || *format == '=' || *format == '<') {
        format++;
    }
    if (format[0] == '\0' || format[1] != '\0') {
        return 0;
    }
    if (strchr("bhilqn", *format)) {
        return 'i';
    }
    if (strchr("BHILQN", *format)) {
        return 'u';
    }
    return strchr("fd", *format) ? 'f' : *format == '?' ? '?' : 0;
}

static char
plan_class(const Plan *p)
{
    switch ((plan_kind)p->kind) {
    case PLAN_BOOL: return '?';
    case PLAN_F32: case PLAN_F64: return 'f';
    case PLAN_I8: case PLAN_I16: case PLAN_I32: case PLAN_I64: return 'i';
    default: return 'u';
    }
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
    bool same = view.ndim == 1 && PyBuffer_IsContiguous(&view, 'C')
                && view.itemsize == item->size && format_class(view.format) == plan_class(item);
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
    arena_mark mark = arena_get_mark(&b->arena);
    uint32_t epoch = b->epoch;
    store_result result = slice_copy(b, item, items, &s);
    if (result != STORE_OK) {
        value_undo(b, mark, epoch, result);
        return result;
    }
    *slice = or_undo(b, mark, slice_new(b, s.ref, s.length, item, false));
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
    if (item->kind <= PLAN_F64 || item->optional) {
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
    arena_ref ref;
    if (item && check_zeroable(item, count) == 0 && bump_check_open(b) == 0) {
        arena_mark mark = arena_get_mark(&b->arena);
        char *data = alloc_items(b, item, count, &ref);
        if (data) {
            memset(data, 0, (size_t)count * item->size);
            slice = or_undo(b, mark, slice_new(b, ref, (size_t)count, item, false));
        }
    }
    Py_XDECREF(item);
    return slice;
}

PyObject *
bump_alloc_layout(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"size", "align", NULL};
    Bump *b = (Bump *)self;
    Py_ssize_t size, align = ARENA_GRANULE;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "n|n:alloc_layout", names, &size, &align)) {
        return NULL;
    }
    if (size < 0 || align < 1 || align > ARENA_MAX_ALIGN || (align & (align - 1)) != 0) {
        PyErr_Format(PyExc_ValueError,
                     "alloc_layout(%zd, %zd): expected a size in bytes and a power of two from 1 "
                     "to %d", size, align, ARENA_MAX_ALIGN);
        return NULL;
    }
    if (bump_check_open(b) < 0) {
        return NULL;
    }
    arena_mark mark = arena_get_mark(&b->arena);
    uint32_t epoch = b->epoch;
    /* A reference counts granules, so an alignment below one costs padding. */
    char *data = bump_alloc_bytes(b, (size_t)size,
                                  (size_t)(align < ARENA_GRANULE ? ARENA_GRANULE : align));
    if (!data) {
        return NULL;
    }
    PyObject *slice = slice_new(b, size ? arena_ref_of(&b->arena, data) : EMPTY_REF, (size_t)size,
                                b->state->byte_plan, false);
    PyObject *view = slice ? PyMemoryView_FromObject(slice) : NULL;
    Py_XDECREF(slice);
    if (!view) {
        value_undo(b, mark, epoch, STORE_ERROR);
    }
    return view;
}
