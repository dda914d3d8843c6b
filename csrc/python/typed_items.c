/* typed_items.c - the rows of a TypedArena as a sequence of handles.
 *
 * A handle says where its row is and needs no look at memory to be made; it comes
 * from the free list of record.c, so a loop over a million rows uses one or two. */
#include "typed.h"

/* ---- By index ----------------------------------------------------------- */

Py_ssize_t
typed_length(PyObject *self)
{
    const TypedArena *t = (TypedArena *)self;
    return typed_check_rows(t) < 0 ? -1 : (Py_ssize_t)t->length;
}

PyObject *
typed_item(PyObject *self, Py_ssize_t i)
{
    const TypedArena *t = (TypedArena *)self;
    if (typed_check_rows(t) < 0) {
        return NULL;
    }
    if (i < 0 || (size_t)i >= t->length) {
        PyErr_Format(PyExc_IndexError, "index %zd is out of range for a TypedArena of %zu rows", i,
                     t->length);
        return NULL;
    }
    return typed_handle(t, (size_t)i);
}

static PyObject *
handles(const TypedArena *t, PyObject *range)
{
    Py_ssize_t start, stop, step;
    if (PySlice_Unpack(range, &start, &stop, &step) < 0 || typed_check_rows(t) < 0) {
        return NULL;
    }
    Py_ssize_t count = PySlice_AdjustIndices((Py_ssize_t)t->length, &start, &stop, step);
    uint64_t cuts = t->cuts;
    PyObject *items = PyTuple_New(count); /* which may collect garbage: Python code */
    for (Py_ssize_t i = 0; items && i < count; i++) {
        bool there = t->cuts == cuts && typed_check_rows(t) == 0;
        PyObject *item = there ? typed_handle(t, (size_t)(start + i * step)) : NULL;
        if (!item) {
            if (!PyErr_Occurred()) {
                PyErr_SetString(t->bump->state->stale_error, "TypedArena: the rows are gone");
            }
            Py_CLEAR(items);
            break;
        }
        PyTuple_SET_ITEM(items, i, item);
    }
    return items;
}

PyObject *
typed_subscript(PyObject *self, PyObject *key)
{
    if (PySlice_Check(key)) {
        return handles((TypedArena *)self, key);
    }
    Py_ssize_t i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (i == -1 && PyErr_Occurred()) {
        return NULL;
    }
    return typed_item(self, i < 0 ? i + (Py_ssize_t)((TypedArena *)self)->length : i);
}

/* ---- By handle ---------------------------------------------------------- */

/* The index of the row that a handle is of, or -1: found by its position. */
static Py_ssize_t
find(const TypedArena *t, PyObject *value)
{
    Record *r = (Record *)value;
    if (!Py_IS_TYPE(value, (PyTypeObject *)t->type) || r->bump != t->bump
        || !lifetime_is_live(r->bump, RECORD_POSITION(r), &r->epoch)) {
        return -1;
    }
    uint64_t position = RECORD_POSITION(r);
    for (size_t i = t->runs_length; i > 0; i--) {
        const run *at = &t->runs[i - 1];
        if (at->position > position) {
            continue;
        }
        uint64_t bytes = position - at->position, row = bytes / typed_stride(t);
        bool is_row = row < at->capacity && bytes % typed_stride(t) == 0
                      && at->first + row < t->length;
        return is_row ? (Py_ssize_t)(at->first + row) : -1;
    }
    return -1;
}

int
typed_contains(PyObject *self, PyObject *value)
{
    const TypedArena *t = (TypedArena *)self;
    return typed_check_rows(t) < 0 ? -1 : find(t, value) >= 0;
}

static Py_ssize_t
clamp_index(const TypedArena *t, Py_ssize_t i)
{
    Py_ssize_t length = (Py_ssize_t)t->length;
    i += i < 0 ? length : 0;
    return i < 0 ? 0 : i > length ? length : i;
}

PyObject *
typed_index(PyObject *self, PyObject *args)
{
    const TypedArena *t = (TypedArena *)self;
    PyObject *value;
    Py_ssize_t start = 0, stop = PY_SSIZE_T_MAX;
    if (!PyArg_ParseTuple(args, "O|nn:index", &value, &start, &stop) || typed_check_rows(t) < 0) {
        return NULL;
    }
    Py_ssize_t i = find(t, value);
    if (i < 0 || i < clamp_index(t, start) || i >= clamp_index(t, stop)) {
        PyErr_Format(PyExc_ValueError, "%.200s is no row of the TypedArena[%s]",
                     i < 0 ? Py_TYPE(value)->tp_name : "what lies outside of the range",
                     ((PyTypeObject *)t->type)->tp_name);
        return NULL;
    }
    return PyLong_FromSsize_t(i);
}

PyObject *
typed_count(PyObject *self, PyObject *value)
{
    int found = typed_contains(self, value);
    return found < 0 ? NULL : PyLong_FromLong(found);
}

/* ---- Iteration ---------------------------------------------------------- */

typedef struct TypedIter {
    PyObject_HEAD
    TypedArena *table; /* NULL: used up */
    Py_ssize_t next, step;
    uint64_t cuts; /* the table's, when it began */
    Record *given[2]; /* handles given last: one that was dropped is given again */
} TypedIter;

static PyObject *
iterate(PyObject *self, bool backwards)
{
    TypedArena *t = (TypedArena *)self;
    if (typed_check_rows(t) < 0) {
        return NULL;
    }
    TypedIter *it = NEW_OBJECT(TypedIter, t->bump->state->typed_iter_type);
    if (it) {
        it->table = (TypedArena *)Py_NewRef(self);
        it->next = backwards ? (Py_ssize_t)t->length - 1 : 0;
        it->step = backwards ? -1 : 1;
        it->cuts = t->cuts;
    }
    return (PyObject *)it;
}

PyObject *
typed_iter(PyObject *self)
{
    return iterate(self, false);
}

PyObject *
typed_reversed(PyObject *self, PyObject *unused)
{
    (void)unused;
    return iterate(self, true);
}

static void
finish(TypedIter *it)
{
    TypedArena *t = it->table;
    it->table = NULL;
    Py_CLEAR(it->given[0]);
    Py_CLEAR(it->given[1]);
    Py_XDECREF(t);
}

static PyObject *
raise_cut(TypedIter *it)
{
    const TypedArena *t = it->table;
    if (typed_check_rows(t) == 0) {
        PyErr_Format(t->bump->state->stale_error,
                     "TypedArena[%s]: rows were freed during iteration: their arena was %s",
                     ((PyTypeObject *)t->type)->tp_name, lifetime_cause(t->bump));
    }
    return NULL;
}

/* A loop drops the handle before last when it has the last one. */
static PyObject *
next_handle(TypedIter *it, const TypedArena *t, size_t index)
{
    Record **given = &it->given[index & 1], *r = *given;
    if (LIKELY(r && Py_REFCNT(r) == 1 && RECORD_TYPE(r) == t->type)) {
        r->ref = (arena_ref)(typed_position(t, index) / ARENA_GRANULE);
        r->epoch = t->bump->epoch;
        return Py_NewRef(r);
    }
    PyObject *record = typed_handle(t, index);
    *given = (Record *)Py_XNewRef(record);
    Py_XDECREF(r);
    return record;
}

/* Rows that are added during iteration are visited, as a list's are. */
static PyObject *
iter_next(PyObject *self)
{
    TypedIter *it = (TypedIter *)self;
    const TypedArena *t = it->table;
    if (UNLIKELY(!t)) {
        return NULL;
    }
    if (UNLIKELY(it->cuts != t->cuts || t->bump->epoch == 0)) {
        return raise_cut(it);
    }
    if (LIKELY(it->next >= 0 && (size_t)it->next < t->length)) {
        PyObject *record = next_handle(it, t, (size_t)it->next);
        it->next += it->step;
        return record;
    }
    finish(it);
    return NULL;
}

static PyObject *
iter_length_hint(PyObject *self, PyObject *unused)
{
    (void)unused;
    TypedIter *it = (TypedIter *)self;
    Py_ssize_t left = 0;
    if (it->table) {
        left = it->step > 0 ? (Py_ssize_t)it->table->length - it->next : it->next + 1;
    }
    return PyLong_FromSsize_t(left > 0 ? left : 0);
}

static int
iter_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(((TypedIter *)self)->table);
    return 0;
}

static void
iter_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    finish((TypedIter *)self);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef iter_methods[] = {
    {"__length_hint__", iter_length_hint, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot iter_slots[] = {
    {Py_tp_dealloc, iter_dealloc},
    {Py_tp_traverse, iter_traverse},
    {Py_tp_iter, PyObject_SelfIter},
    {Py_tp_iternext, iter_next},
    {Py_tp_methods, iter_methods},
    {0, NULL},
};

PyType_Spec typed_iter_spec = {
    .name = "arenite._core.TypedArenaIterator",
    .basicsize = sizeof(TypedIter),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE
             | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = iter_slots,
};
