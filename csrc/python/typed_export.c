/* typed_export.c - rows and columns of a TypedArena as memory of others: buffers,
 * and NumPy arrays over them.
 *
 * What a buffer may write is what reading it back takes whatever it is: numbers.  A
 * reference, a character or the choice of a Literal can be looked at only. */
#include "typed.h"

/* What a buffer shows of each row; the Python part is arenite/_columns.py. */
typedef struct shown {
    PyObject *format; /* bytes: PEP 3118 */
    int writable;
    Py_ssize_t offset, itemsize;
    Py_ssize_t items; /* of an Array; -1: one value */
} shown;

/* Shape and strides of one exported buffer, and its pin. */
typedef struct typed_export {
    pin pin;
    Py_ssize_t shape[2], strides[2];
    shown shown;
} typed_export;

static int
look_up(TypedArena *t, PyObject *name, shown *s)
{
    *s = (shown){NULL, 0, 0, 0, -1};
    PyObject *found = PyObject_CallFunctionObjArgs(t->bump->state->export_format,
                                                   (PyObject *)t->type, name, NULL);
    int failed = -1;
    if (found && PyTuple_Check(found)
        && PyArg_ParseTuple(found, "Spnnn", &s->format, &s->writable, &s->offset, &s->itemsize,
                            &s->items)) {
        Py_INCREF(s->format);
        failed = 0;
    } else if (found && !PyErr_Occurred()) {
        PyErr_BadInternalCall();
    }
    Py_XDECREF(found);
    return failed;
}

/* ---- Buffers ------------------------------------------------------------ */

/* The first row, or NULL with an exception. */
static char *
first_row(TypedArena *t)
{
    static char none[ARENA_GRANULE];
    if (typed_check_rows(t) < 0 || bump_check_open(t->bump) < 0) {
        return NULL;
    }
    if (t->length == 0) {
        return none;
    }
    if (t->length > t->runs[0].capacity) {
        PyErr_Format(PyExc_BufferError,
                     "TypedArena[%s]: its %zu rows lie in %zu runs, which are not one buffer: give "
                     "capacity= when it is made, or reserve() before other things are allocated",
                     ((PyTypeObject *)t->type)->tp_name, t->length, t->runs_length);
        return NULL;
    }
    uint64_t position = t->runs[0].position;
    char *data = arena_at_position(&t->bump->arena, position, t->length * typed_stride(t));
    return data ? data : typed_raise_corrupt(t, position);
}

static int
check_flags(const shown *s, bool contiguous, int flags)
{
    if ((flags & PyBUF_WRITABLE) == PyBUF_WRITABLE && !s->writable) {
        PyErr_SetString(PyExc_BufferError, "read-only: only numbers can be written through a buffer");
        return -1;
    }
    if ((flags & PyBUF_STRIDES) != PyBUF_STRIDES && !contiguous) {
        PyErr_SetString(PyExc_BufferError, "a column has strides, which were not asked for");
        return -1;
    }
    return 0;
}

/* `s` is the export's from now on. */
static int
fill(TypedArena *t, PyObject *exporter, char *data, const shown *s, Py_buffer *view, int flags)
{
    typed_export *e = PyMem_Malloc(sizeof *e);
    Py_ssize_t items = s->items < 0 ? 1 : s->items, rows = (Py_ssize_t)t->length;
    if (!e) {
        PyErr_NoMemory();
        return -1;
    }
    *e = (typed_export){.shown = *s, .shape = {rows, items},
                        .strides = {(Py_ssize_t)typed_stride(t), s->itemsize}};
    uint64_t start = rows ? t->runs[0].position : 0;
    lifetime_pin(t->bump, &e->pin, start, start + t->length * typed_stride(t));
    *view = (Py_buffer){
        .buf = data + s->offset,
        .obj = Py_NewRef(exporter),
        .len = rows * items * s->itemsize,
        .itemsize = s->itemsize,
        .readonly = !s->writable,
        .ndim = s->items < 0 ? 1 : 2,
        .format = flags & PyBUF_FORMAT ? PyBytes_AS_STRING(s->format) : NULL,
        .shape = (flags & PyBUF_ND) == PyBUF_ND ? e->shape : NULL,
        .strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? e->strides : NULL,
        .internal = e,
    };
    return 0;
}

static int
export_rows(TypedArena *t, PyObject *exporter, PyObject *name, Py_buffer *view, int flags)
{
    shown s;
    view->obj = NULL;
    if (look_up(t, name, &s) < 0) {
        return -1;
    }
    Py_ssize_t row = s.items < 0 ? s.itemsize : s.items * s.itemsize;
    bool contiguous = row == (Py_ssize_t)typed_stride(t);
    char *data = first_row(t);
    if (data && t->length == 0) {
        s.offset = 0;
    }
    if (!data || check_flags(&s, contiguous, flags) < 0
        || fill(t, exporter, data, &s, view, flags) < 0) {
        Py_DECREF(s.format);
        return -1;
    }
    return 0;
}

static void
release(TypedArena *t, Py_buffer *view)
{
    typed_export *e = view->internal;
    lifetime_unpin(t->bump, &e->pin);
    Py_DECREF(e->shown.format);
    PyMem_Free(e);
}

int
typed_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    return export_rows((TypedArena *)self, self, Py_None, view, flags);
}

void
typed_releasebuffer(PyObject *self, Py_buffer *view)
{
    release((TypedArena *)self, view);
}

/* ---- Columns: what a memoryview of one keeps ---------------------------- */

typedef struct Column {
    PyObject_HEAD
    TypedArena *table;
    PyObject *name;
} Column;

static int
column_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    Column *c = (Column *)self;
    return export_rows(c->table, self, c->name, view, flags);
}

static void
column_releasebuffer(PyObject *self, Py_buffer *view)
{
    release(((Column *)self)->table, view);
}

static int
column_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(((Column *)self)->table);
    return 0;
}

static void
column_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    Py_XDECREF(((Column *)self)->table);
    Py_XDECREF(((Column *)self)->name);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyType_Slot column_slots[] = {
    {Py_tp_dealloc, column_dealloc},
    {Py_tp_traverse, column_traverse},
    {Py_bf_getbuffer, column_getbuffer},
    {Py_bf_releasebuffer, column_releasebuffer},
    {0, NULL},
};

PyType_Spec column_spec = {
    .name = "arenite._core.Column",
    .basicsize = sizeof(Column),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE
             | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = column_slots,
};

PyObject *
typed_view(PyObject *self, PyObject *name)
{
    TypedArena *t = (TypedArena *)self;
    PyTypeObject *type = t->bump->state->column_type;
    if (!PyUnicode_Check(name)) {
        PyErr_Format(PyExc_TypeError, "the name of a field is a str, not %s",
                     Py_TYPE(name)->tp_name);
        return NULL;
    }
    Column *c = (Column *)type->tp_alloc(type, 0);
    if (!c) {
        return NULL;
    }
    c->table = (TypedArena *)Py_NewRef(self);
    c->name = Py_NewRef(name);
    PyObject *view = PyMemoryView_FromObject((PyObject *)c);
    Py_DECREF(c);
    return view;
}

/* ---- NumPy arrays ------------------------------------------------------- */

/* numpy.asarray(view, *rest); NumPy is imported when it is first asked for. */
static PyObject *
as_array(PyObject *view, PyObject *kwargs)
{
    PyObject *array = NULL, *numpy = view ? PyImport_ImportModule("numpy") : NULL;
    if (view && !numpy && PyErr_ExceptionMatches(PyExc_ModuleNotFoundError)) {
        PyErr_SetString(PyExc_ImportError, "arrays need NumPy (install arenite[numpy]); view(name) "
                        "gives a column as a memoryview without it");
    }
    PyObject *function = numpy ? PyObject_GetAttrString(numpy, "array") : NULL;
    PyObject *args = function ? PyTuple_Pack(1, view) : NULL;
    if (args) {
        array = PyObject_Call(function, args, kwargs);
    }
    Py_XDECREF(args);
    Py_XDECREF(function);
    Py_XDECREF(numpy);
    Py_XDECREF(view);
    return array;
}

static PyObject *
without_copy(PyObject *view)
{
    PyObject *kwargs = view ? Py_BuildValue("{sO}", "copy", Py_False) : NULL;
    if (!kwargs) {
        Py_XDECREF(view);
        return NULL;
    }
    PyObject *array = as_array(view, kwargs);
    Py_DECREF(kwargs);
    return array;
}

PyObject *
typed_column(PyObject *self, PyObject *name)
{
    return without_copy(typed_view(self, name));
}

PyObject *
typed_array(PyObject *self, PyObject *unused)
{
    (void)unused;
    return without_copy(PyMemoryView_FromObject(self));
}

/* What numpy.asarray() turns to when there is no buffer: without it, it would make
 * an array of handles. */
PyObject *
typed_dunder_array(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"dtype", "copy", NULL};
    PyObject *dtype = Py_None, *copy = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|OO:__array__", names, &dtype, &copy)) {
        return NULL;
    }
    PyObject *view = PyMemoryView_FromObject(self);
    PyObject *options = view ? Py_BuildValue("{sOsO}", "dtype", dtype, "copy",
                                             copy == Py_None ? Py_False : copy) : NULL;
    if (!options) {
        Py_XDECREF(view);
        return NULL;
    }
    PyObject *array = as_array(view, options);
    Py_DECREF(options);
    return array;
}
