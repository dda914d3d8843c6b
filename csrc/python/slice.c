/* slice.c - Slice[T]: a run of values in the arena, of fixed length.
 *
 * Items can be replaced; where they are scalars the buffer protocol gives the
 * memory itself, and pins it. */
#include "core.h"
#include "docs.h"
#include "search.h"

PyObject *
slice_new(Bump *b, uint64_t position, size_t length, Plan *item, bool readonly)
{
    Slice *s = NEW_OBJECT(Slice, b->state->slice_type);
    if (s) {
        s->bump = (Bump *)Py_NewRef(b);
        s->item = (Plan *)Py_NewRef(item);
        s->position = position;
        s->length = (Py_ssize_t)length;
        s->readonly = readonly;
        s->epoch = b->epoch;
        b->views++;
        b->slices++;
    }
    return (PyObject *)s;
}

static void
slice_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Slice *s = (Slice *)self;
    Bump *b = s->bump;
    b->views--;
    b->slices--;
    Py_DECREF(s->item);
    type->tp_free(self);
    Py_DECREF(b);
    Py_DECREF(type);
}

static size_t
bytes_of(const Slice *s)
{
    return (size_t)s->length * s->item->stride;
}

/* Its last byte is the first to go.  A slice with nothing in it lies nowhere: it
 * is good until the arena is reset. */
static bool
is_live(Slice *s)
{
    size_t bytes = bytes_of(s);
    return lifetime_is_live(s->bump, bytes ? s->position + bytes - 1 : 0, &s->epoch);
}

char *
slice_data(Slice *s)
{
    static char none[ARENA_GRANULE];
    if (!is_live(s)) {
        PyErr_Format(s->bump->state->stale_error, "Slice: the items are gone: their arena was %s",
                     lifetime_cause(s->bump));
        return NULL;
    }
    if (s->length == 0) {
        return none;
    }
    char *data = arena_at_position(&s->bump->arena, s->position, bytes_of(s));
    if (!data) {
        raise_corrupt(s->bump->state, (place){0}, "no such slice at position", s->position);
    }
    return data;
}

/* ---- Copying in --------------------------------------------------------- */

char *
items_alloc(Bump *b, const Plan *item, size_t count, uint64_t *position)
{
    static char none[ARENA_GRANULE];
    size_t bytes;
    *position = EMPTY_POSITION;
    if (count == 0) {
        return none;
    }
    if (__builtin_mul_overflow(count, (size_t)item->stride, &bytes) || count > SPAN_MAX
        || bytes > ARENA_MAX_POSITION) {
        PyErr_Format(PyExc_MemoryError, "%zu items of %u bytes do not fit: an arena ends at 32 GiB, "
                     "a slice at 2**31 - 1 items", count, item->stride);
        return NULL;
    }
    char *data = bump_alloc_bytes(b, bytes, ARENA_GRANULE);
    if (data) {
        *position = arena_position(&b->arena, data);
    }
    return data;
}

/* Runs no Python code: `items` is an exact list or tuple. */
store_result
slice_copy(Bump *b, Plan *item, PyObject *items, span *out, place where)
{
    size_t count = (size_t)PySequence_Fast_GET_SIZE(items), bytes = count * item->stride;
    PyObject **objects = PySequence_Fast_ITEMS(items);
    uint64_t position;
    *out = (span){EMPTY_REF, 0};
    if (count == 0) {
        return STORE_OK;
    }
    char *data = items_alloc(b, item, count, &position);
    if (!data) {
        return STORE_ERROR;
    }
    memset(data, 0, bytes);
    for (size_t i = 0; i < bytes; i += item->stride) {
        store_result result =
            value_store(b, item, data + i, position + i, *objects++,
                        (place){where.type, where.field, i / item->stride + 1});
        if (result != STORE_OK) {
            return result;
        }
    }
    *out = (span){(arena_ref)(position / ARENA_GRANULE), (uint32_t)count};
    return STORE_OK;
}

/* ---- Sequence ----------------------------------------------------------- */

static Py_ssize_t
slice_len(PyObject *self)
{
    return slice_data((Slice *)self) ? ((Slice *)self)->length : -1;
}

static PyObject *
load_item(Slice *s, Py_ssize_t i)
{
    const char *data = slice_data(s);
    if (!data) {
        return NULL;
    }
    size_t at = (size_t)i * s->item->stride;
    return value_load(s->bump, s->item, data + at, s->position + at, (place){0});
}

static PyObject *
slice_item(PyObject *self, Py_ssize_t i)
{
    Slice *s = (Slice *)self;
    if (i < 0 || i >= s->length) {
        PyErr_Format(PyExc_IndexError, "index %zd is out of range for a Slice of %zd items", i,
                     s->length);
        return NULL;
    }
    return load_item(s, i);
}

/* A copy, as of a tuple: the items themselves stay where they are. */
static PyObject *
copy_range(Slice *s, PyObject *range)
{
    Py_ssize_t start, stop, step;
    if (PySlice_Unpack(range, &start, &stop, &step) < 0) {
        return NULL;
    }
    Py_ssize_t count = PySlice_AdjustIndices(s->length, &start, &stop, step);
    PyObject *items = PyTuple_New(count);
    for (Py_ssize_t i = 0; items && i < count; i++) {
        PyObject *item = load_item(s, start + i * step);
        if (!item) {
            Py_CLEAR(items);
            break;
        }
        PyTuple_SET_ITEM(items, i, item);
    }
    return items;
}

static PyObject *
slice_subscript(PyObject *self, PyObject *key)
{
    Slice *s = (Slice *)self;
    if (PySlice_Check(key)) {
        return copy_range(s, key);
    }
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return slice_item(self, i < 0 ? i + s->length : i);
}

static int
assign_item(Slice *s, Py_ssize_t i, PyObject *value)
{
    Bump *b = s->bump;
    char *data = slice_data(s);
    if (!data || bump_check_open(b) < 0) {
        return -1;
    }
    size_t at = (size_t)i * s->item->stride;
    return value_assign(b, s->item, data + at, s->position + at, value, (place){.item = (size_t)i + 1});
}

static int
check_assignable(Slice *s, Py_ssize_t i, PyObject *value)
{
    if (!value) {
        PyErr_SetString(PyExc_TypeError, "a Slice has a fixed length: items cannot be deleted");
        return -1;
    }
    if (s->readonly) {
        PyErr_SetString(PyExc_TypeError, "the Slice is read-only");
        return -1;
    }
    if (i < 0 || i >= s->length) {
        PyErr_Format(PyExc_IndexError, "index %zd is out of range for a Slice of %zd items", i,
                     s->length);
        return -1;
    }
    return 0;
}

static int
slice_ass_item(PyObject *self, Py_ssize_t i, PyObject *value)
{
    Slice *s = (Slice *)self;
    if (check_assignable(s, i, value) < 0) {
        return -1;
    }
    int result = assign_item(s, i, value);
    if (result <= 0) {
        return result;
    }
    PyObject *converted = value_convert(s->bump, s->item, value, (place){.item = (size_t)i + 1});
    if (!converted) {
        return -1;
    }
    result = assign_item(s, i, converted);
    Py_DECREF(converted);
    if (result > 0) {
        PyErr_BadInternalCall();
        return -1;
    }
    return result;
}

static int
slice_ass_subscript(PyObject *self, PyObject *key, PyObject *value)
{
    Slice *s = (Slice *)self;
    if (PySlice_Check(key)) {
        PyErr_SetString(PyExc_TypeError,
                        "assign to the items of a Slice one by one, or through memoryview()");
        return -1;
    }
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) {
        return -1;
    }
    return slice_ass_item(self, i < 0 ? i + s->length : i, value);
}

static PyObject *
slice_repr(PyObject *self)
{
    Slice *s = (Slice *)self;
    if (!is_live(s)) {
        return PyUnicode_FromFormat("<Slice[%U] (stale)>", s->item->label);
    }
    return PyUnicode_FromFormat("<Slice[%U] of %zd item%s>", s->item->label, s->length,
                                s->length == 1 ? "" : "s");
}

/* Equal to any Slice, list or tuple with equal items. */
static PyObject *
slice_richcompare(PyObject *self, PyObject *other, int op)
{
    bool comparable = Py_IS_TYPE(other, Py_TYPE(self)) || PyTuple_Check(other)
                      || PyList_Check(other);
    if (!comparable || (op != Py_EQ && op != Py_NE)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    PyObject *result = NULL, *a = PySequence_Tuple(self), *b = a ? PySequence_Tuple(other) : NULL;
    if (b) {
        result = PyObject_RichCompare(a, b, op);
    }
    Py_XDECREF(a);
    Py_XDECREF(b);
    return result;
}

/* ---- Searching ---------------------------------------------------------- */

/* 1 if the item is equal to the value, 0 if not, -1 with an exception. */
static int
item_equals(Slice *s, Py_ssize_t i, PyObject *value)
{
    PyObject *item = load_item(s, i);
    int equal = item ? PyObject_RichCompareBool(item, value, Py_EQ) : -1;
    Py_XDECREF(item);
    return equal;
}

static Py_ssize_t
slice_search(PyObject *self, PyObject *value, Py_ssize_t start, Py_ssize_t stop)
{
    Slice *s = (Slice *)self;
    const char *data = slice_data(s);
    if (!data) {
        return SEARCH_ERROR;
    }
    (void)PySlice_AdjustIndices(s->length, &start, &stop, 1);
    Py_ssize_t found = search_stored(s->bump, s->item, data, start, stop, value);
    for (Py_ssize_t i = start; found == SEARCH_UNKNOWN && i < stop; i++) {
        int equal = item_equals(s, i, value);
        if (equal != 0) {
            found = equal > 0 ? i : SEARCH_ERROR;
        }
    }
    return found == SEARCH_UNKNOWN ? SEARCH_NONE : found;
}

static int
slice_contains(PyObject *self, PyObject *value)
{
    return search_contains(slice_search, self, value);
}

static PyObject *
slice_index(PyObject *self, PyObject *args)
{
    return search_index(slice_search, self, args, "Slice");
}

static PyObject *
slice_count(PyObject *self, PyObject *value)
{
    return search_count(slice_search, self, value);
}

/* ---- Iteration ---------------------------------------------------------- */

typedef struct SliceIter {
    PyObject_HEAD
    Slice *slice; /* NULL: used up */
    Py_ssize_t next, step;
} SliceIter;

static PyObject *
iterate(PyObject *self, Py_ssize_t first, Py_ssize_t step)
{
    Slice *s = (Slice *)self;
    if (!slice_data(s)) {
        return NULL;
    }
    SliceIter *it = NEW_OBJECT(SliceIter, s->bump->state->slice_iter_type);
    if (it) {
        it->slice = (Slice *)Py_NewRef(self);
        it->next = first;
        it->step = step;
    }
    return (PyObject *)it;
}

static PyObject *
slice_iter(PyObject *self)
{
    return iterate(self, 0, 1);
}

static PyObject *
slice_reversed(PyObject *self, PyObject *unused)
{
    (void)unused;
    return iterate(self, ((Slice *)self)->length - 1, -1);
}

static PyObject *
slice_iter_next(PyObject *self)
{
    SliceIter *it = (SliceIter *)self;
    if (!it->slice) {
        return NULL;
    }
    if (it->next >= 0 && it->next < it->slice->length) {
        PyObject *item = load_item(it->slice, it->next);
        it->next += it->step;
        return item;
    }
    Py_CLEAR(it->slice);
    return NULL;
}

static PyObject *
slice_iter_length_hint(PyObject *self, PyObject *unused)
{
    (void)unused;
    SliceIter *it = (SliceIter *)self;
    Py_ssize_t left = !it->slice ? 0 : it->step > 0 ? it->slice->length - it->next : it->next + 1;
    return PyLong_FromSsize_t(left > 0 ? left : 0);
}

static void
slice_iter_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF(((SliceIter *)self)->slice);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef slice_iter_methods[] = {
    {"__length_hint__", slice_iter_length_hint, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot slice_iter_slots[] = {
    {Py_tp_dealloc, slice_iter_dealloc},
    {Py_tp_iter, PyObject_SelfIter},
    {Py_tp_iternext, slice_iter_next},
    {Py_tp_methods, slice_iter_methods},
    {0, NULL},
};

PyType_Spec slice_iter_spec = {
    .name = "arenite._core.SliceIterator",
    .basicsize = sizeof(SliceIter),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = slice_iter_slots,
};

/* ---- Buffers ------------------------------------------------------------ */

static int
slice_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    Slice *s = (Slice *)self;
    view->obj = NULL;
    if (s->item->kind > PLAN_F64) {
        PyErr_Format(PyExc_BufferError, "Slice[%U]: only slices of numbers have a buffer",
                     s->item->label);
        return -1;
    }
    if (s->readonly && (flags & PyBUF_WRITABLE) == PyBUF_WRITABLE) {
        PyErr_SetString(PyExc_BufferError, "the Slice is read-only");
        return -1;
    }
    char *data = slice_data(s);
    if (!data || bump_check_open(s->bump) < 0) {
        return -1;
    }
    return export_fill(s->bump, self, s->item, data, s->position, s->length, s->readonly, view,
                       flags);
}

static void
slice_releasebuffer(PyObject *self, Py_buffer *view)
{
    export_release(((Slice *)self)->bump, view);
}

/* ---- The type ----------------------------------------------------------- */

static PyObject *
slice_bytes(PyObject *self, PyObject *unused)
{
    (void)unused;
    Slice *s = (Slice *)self;
    if (s->item->kind != PLAN_U8 && s->item->kind != PLAN_I8) {
        PyErr_Format(PyExc_TypeError, "Slice[%U]: only slices of u8 are bytes; use memoryview()",
                     s->item->label);
        return NULL;
    }
    const char *data = slice_data(s);
    return data ? PyBytes_FromStringAndSize(data, s->length) : NULL;
}

static PyMethodDef slice_methods[] = {
    {"index", slice_index, METH_VARARGS, SLICE_INDEX_DOC},
    {"count", slice_count, METH_O, SLICE_COUNT_DOC},
    {"__bytes__", slice_bytes, METH_NOARGS, "__bytes__($self, /)\n--\n\n"},
    {"__reversed__", slice_reversed, METH_NOARGS, "__reversed__($self, /)\n--\n\n"},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyObject *
slice_get_type(PyObject *self, void *closure)
{
    (void)closure;
    return Py_NewRef(((Slice *)self)->item->annotation);
}

static PyGetSetDef slice_getset[] = {
    {"item_type", slice_get_type, NULL, "The type of the items.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot slice_slots[] = {
    {Py_tp_doc, SLICE_DOC},
    {Py_tp_dealloc, slice_dealloc},
    {Py_tp_repr, slice_repr},
    {Py_tp_hash, PyObject_HashNotImplemented},
    {Py_tp_richcompare, slice_richcompare},
    {Py_tp_iter, slice_iter},
    {Py_tp_methods, slice_methods},
    {Py_tp_getset, slice_getset},
    {Py_sq_length, slice_len},
    {Py_sq_item, slice_item},
    {Py_sq_ass_item, slice_ass_item},
    {Py_sq_contains, slice_contains},
    {Py_mp_length, slice_len},
    {Py_mp_subscript, slice_subscript},
    {Py_mp_ass_subscript, slice_ass_subscript},
    {Py_bf_getbuffer, slice_getbuffer},
    {Py_bf_releasebuffer, slice_releasebuffer},
    {0, NULL},
};

PyType_Spec slice_spec = {
    .name = "arenite.Slice",
    .basicsize = sizeof(Slice),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION
             | Py_TPFLAGS_SEQUENCE,
    .slots = slice_slots,
};
