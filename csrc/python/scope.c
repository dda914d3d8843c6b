/* scope.c - scopes and marks.
 *
 * Both are a position that the arena goes back to.  While one is alive, nothing
 * below it may refer to what lies above it (lifetime_outlives).  A rewind to
 * exactly a mark leaves the mark good, so what is asked of the history is the
 * byte below it. */
#include "core.h"
#include "docs.h"

typedef struct Mark {
    PyObject_HEAD
    Bump *bump;
    arena_mark mark;
    uint32_t epoch;
    bool active;     /* in the list of marks, and a view: Mark always, Scope while entered */
    PyObject *token; /* Scope: of the ambient arena */
} Mark;

static bool
mark_is_live(Mark *m)
{
    if (m->mark == 0) {
        return m->bump->epoch != 0;
    }
    return lifetime_is_live(m->bump, m->mark - 1, &m->epoch);
}

static int
activate(Mark *m)
{
    Bump *b = m->bump;
    /* Below nothing there is one place, whether a chunk is entered or not; a
     * mark of it is good as long as the arena. */
    arena_mark mark = arena_used(&b->arena) ? arena_get_mark(&b->arena) : 0;
    if (lifetime_add_mark(b, mark) < 0) {
        return -1;
    }
    m->mark = mark;
    m->epoch = b->epoch;
    m->active = true;
    b->views++;
    return 0;
}

static void
deactivate(Mark *m)
{
    if (m->active) {
        if (mark_is_live(m)) {
            lifetime_drop_mark(m->bump, m->mark);
        }
        m->active = false;
        m->bump->views--;
    }
}

static Mark *
make(PyTypeObject *type, Bump *b)
{
    Mark *m = NEW_OBJECT(Mark, type);
    if (m) {
        m->bump = (Bump *)Py_NewRef(b);
    }
    return m;
}

static void
mark_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Mark *m = (Mark *)self;
    deactivate(m);
    Py_XDECREF(m->token);
    Py_DECREF(m->bump);
    type->tp_free(self);
    Py_DECREF(type);
}

/* ---- Mark --------------------------------------------------------------- */

PyObject *
mark_new(Bump *b)
{
    Mark *m = make(b->state->mark_type, b);
    if (m && activate(m) < 0) {
        Py_CLEAR(m);
    }
    return (PyObject *)m;
}

int
mark_rewind(Bump *b, PyObject *o)
{
    Mark *m = (Mark *)o;
    if (!Py_IS_TYPE(o, b->state->mark_type)) {
        PyErr_Format(PyExc_TypeError, "rewind() takes what mark() returned, not %s",
                     Py_TYPE(o)->tp_name);
        return -1;
    }
    if (m->bump != b) {
        PyErr_SetString(b->state->lifetime_error, "the mark is of another arena");
        return -1;
    }
    if (!mark_is_live(m)) {
        PyErr_SetString(b->state->stale_error,
                        "the mark is gone: the arena was reset or rewound below it");
        return -1;
    }
    if (lifetime_before(b, m->mark, "rewind") < 0) {
        return -1;
    }
    PyObject *error = held_run_callbacks(b, m->mark);
    return lifetime_after(error, lifetime_rewind(b, m->mark));
}

static PyObject *
mark_repr(PyObject *self)
{
    Mark *m = (Mark *)self;
    return PyUnicode_FromFormat("<%s at position %llu>", Py_TYPE(self)->tp_name,
                                (unsigned long long)m->mark);
}

static PyType_Slot mark_slots[] = {
    {Py_tp_doc, MARK_DOC},
    {Py_tp_dealloc, mark_dealloc},
    {Py_tp_repr, mark_repr},
    {0, NULL},
};

PyType_Spec mark_spec = {
    .name = "arenite.Mark",
    .basicsize = sizeof(Mark),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = mark_slots,
};

/* ---- Scope -------------------------------------------------------------- */

PyObject *
scope_new(Bump *b)
{
    return (PyObject *)make(b->state->scope_type, b);
}

static PyObject *
scope_enter(PyObject *self, PyObject *unused)
{
    (void)unused;
    Mark *m = (Mark *)self;
    if (bump_check_open(m->bump) < 0) {
        return NULL;
    }
    if (m->active) {
        PyErr_SetString(PyExc_RuntimeError, "the scope is entered already; make another one");
        return NULL;
    }
    if (activate(m) < 0) {
        return NULL;
    }
    m->token = bump_enter_ambient(m->bump);
    if (!m->token) {
        deactivate(m);
        return NULL;
    }
    return Py_NewRef(m->bump);
}

/* The scope itself is no view of what it frees: a loop of scopes that leave no
 * handle behind adds nothing to the history. */
static int
rewind_scope(Mark *m, bool *left)
{
    Bump *b = m->bump;
    *left = false;
    if (!mark_is_live(m)) {
        *left = true;
        return 0; /* an outer rewind, or close(), was first */
    }
    if (b->lent) {
        return bump_check_open(b);
    }
    /* While the scope still counts: making the error may run a finalizer. */
    if (lifetime_before(b, m->mark, "rewind") < 0) {
        return -1;
    }
    PyObject *error = held_run_callbacks(b, m->mark);
    b->views--;
    int failed = lifetime_rewind(b, m->mark);
    b->views++;
    m->epoch = failed ? m->epoch : b->epoch;
    *left = failed == 0;
    return lifetime_after(error, failed);
}

static PyObject *
scope_exit(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    (void)args, (void)nargs;
    Mark *m = (Mark *)self;
    if (!m->active) {
        PyErr_SetString(PyExc_RuntimeError, "__exit__ without __enter__");
        return NULL;
    }
    if (m->token) {
        PyObject *token = m->token;
        m->token = NULL;
        int failed = bump_leave_ambient(m->bump, token);
        Py_DECREF(token);
        if (failed) {
            return NULL;
        }
    }
    bool left; /* or it stays open: close() after the buffers are released */
    int failed = rewind_scope(m, &left);
    if (left) {
        deactivate(m);
    }
    return failed ? NULL : Py_NewRef(Py_None);
}

static PyObject *
scope_close(PyObject *self, PyObject *unused)
{
    (void)unused;
    if (!((Mark *)self)->active) {
        Py_RETURN_NONE;
    }
    return scope_exit(self, NULL, 0);
}

static PyMethodDef scope_methods[] = {
    {"__enter__", scope_enter, METH_NOARGS, "__enter__($self, /)\n--\n\n"},
    {"__exit__", (PyCFunction)(void (*)(void))scope_exit, METH_FASTCALL,
     "__exit__($self, /, *exception)\n--\n\n"},
    {"close", scope_close, METH_NOARGS, SCOPE_CLOSE_DOC},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot scope_slots[] = {
    {Py_tp_doc, SCOPE_DOC},
    {Py_tp_dealloc, mark_dealloc},
    {Py_tp_repr, mark_repr},
    {Py_tp_methods, scope_methods},
    {0, NULL},
};

PyType_Spec scope_spec = {
    .name = "arenite.Scope",
    .basicsize = sizeof(Mark),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = scope_slots,
};
