/* module_traversal.c - traverse.h as an iterator for Python.
 *
 * Python code runs between two events, and it may reset or close the arena.  The
 * anchor is a handle of the youngest node that was met: while it is alive, so is
 * all that the traversal points to, for memory is freed from its young end. */
#include "module.h"

#include "traverse.h"

typedef struct Traversal {
    PyObject_HEAD
    traversal t;
    arenite_class node;
    PyObject *anchor; /* NULL: the traversal is over */
    arena_ref anchored;
    PyObject *want; /* bytes */
} Traversal;

static void
finish(Traversal *self)
{
    traverse_free(&self->t);
    self->t.leaving = false;
    Py_CLEAR(self->anchor);
}

/* The Bump, borrowed, when all that was reached is still there.  NULL with
 * StaleReferenceError. */
static PyObject *
check_alive(Traversal *self)
{
    arena_ref ref;
    if (!self->anchor) {
        PyErr_SetString(PyExc_ValueError, "the traversal is over");
        return NULL;
    }
    PyObject *bump = arenite_record_locate(self->anchor, &ref);
    return bump && arenite_arena_to_read(bump) ? bump : NULL;
}

/* The anchor moves to the youngest node: 0, or -1 with an exception. */
static int
move_anchor(Traversal *self, PyObject *bump)
{
    if (self->t.highest <= self->anchored) {
        return 0;
    }
    PyObject *anchor = arenite_record_handle(bump, &self->node, self->t.highest);
    if (!anchor) {
        return -1;
    }
    self->anchored = self->t.highest;
    Py_SETREF(self->anchor, anchor);
    return 0;
}

static PyObject *
handle_of(Traversal *self, const traverse_frame *frame)
{
    PyObject *bump = frame ? check_alive(self) : NULL;
    if (!frame) {
        Py_RETURN_NONE;
    }
    return bump ? arenite_record_handle(bump, &self->node, frame->ref) : NULL;
}

static PyObject *
event_node(Traversal *self, PyObject *bump)
{
    Py_INCREF(bump); /* the anchor may be all that keeps it */
    PyObject *node = NULL;
    if (move_anchor(self, bump) == 0) {
        node = handle_of(self, traverse_current(&self->t));
    }
    Py_DECREF(bump);
    return node;
}

static PyObject *
raise_corrupt(Traversal *self)
{
    PyObject *core = PyImport_ImportModule("arenite._core");
    PyObject *error = core ? PyObject_GetAttrString(core, "CorruptArenaError") : NULL;
    if (error) {
        PyErr_Format(error, "the traversal met corrupt reference %u, or a cycle",
                     (unsigned int)self->t.wrong);
    }
    Py_XDECREF(core);
    Py_XDECREF(error);
    finish(self);
    return NULL;
}

static PyObject *
traversal_next(PyObject *object)
{
    Traversal *self = (Traversal *)object;
    while (self->anchor) {
        PyObject *bump = check_alive(self);
        if (!bump) {
            return NULL;
        }
        switch (traverse_next(&self->t)) {
        case TRAVERSE_ENTER:
        case TRAVERSE_LEAVE: return event_node(self, bump);
        case TRAVERSE_END: finish(self); return NULL;
        case TRAVERSE_CORRUPT: return raise_corrupt(self);
        case TRAVERSE_NO_MEMORY: return PyErr_NoMemory();
        case TRAVERSE_PAUSE: break;
        }
        if (move_anchor(self, bump) < 0 || PyErr_CheckSignals() < 0) {
            return NULL;
        }
    }
    return NULL;
}

/* ---- Methods ------------------------------------------------------------- */

PyDoc_STRVAR(skip_doc, "skip($self, /)\n--\n\nDo not visit what is left of the node's children.");

static PyObject *
traversal_skip(PyObject *self, PyObject *unused)
{
    (void)unused;
    traverse_skip(&((Traversal *)self)->t);
    Py_RETURN_NONE;
}

PyDoc_STRVAR(visit_doc,
"visit($self, node, /)\n--\n\nVisit a node next, behind those that this was called with before.");

static PyObject *
traversal_visit(PyObject *object, PyObject *node)
{
    Traversal *self = (Traversal *)object;
    PyObject *bump = check_alive(self);
    arena_ref ref;
    if (!bump || !arenite_record_read(node, &self->node)) {
        return NULL;
    }
    if (arenite_record_locate(node, &ref) != bump) {
        PyErr_SetString(PyExc_ValueError, "the node lies in another arena");
        return NULL;
    }
    if (!traverse_queue(&self->t, ref)) {
        return PyErr_NoMemory();
    }
    if (ref > self->anchored) { /* what is queued must live too */
        self->anchored = ref;
        Py_SETREF(self->anchor, Py_NewRef(node));
    }
    Py_RETURN_NONE;
}

PyDoc_STRVAR(parent_doc,
"parent($self, level=1, /)\n--\n\nThe node that is `level` above the current one, or None.");

static PyObject *
traversal_parent(PyObject *object, PyObject *args)
{
    Traversal *self = (Traversal *)object;
    Py_ssize_t level = 1;
    if (!PyArg_ParseTuple(args, "|n:parent", &level)) {
        return NULL;
    }
    if (level < 1) {
        PyErr_SetString(PyExc_ValueError, "parent: level must be 1 or more");
        return NULL;
    }
    const traverse_frame *frame = traverse_current(&self->t);
    for (; frame && level > 0; level--) {
        frame = traverse_above(&self->t, frame);
    }
    return handle_of(self, frame);
}

PyDoc_STRVAR(watch_parent_doc,
"watch_parent($self, /)\n--\n\nLeave the current node's parent with an event, whatever is wanted.");

static PyObject *
traversal_watch_parent(PyObject *object, PyObject *unused)
{
    (void)unused;
    traversal *t = &((Traversal *)object)->t;
    traverse_frame *frame = traverse_above(t, traverse_current(t));
    if (frame) {
        frame->want |= TRAVERSE_WANT_LEAVE;
    }
    return PyBool_FromLong(frame != NULL);
}

static PyObject *
traversal_leaving(PyObject *self, void *unused)
{
    (void)unused;
    return PyBool_FromLong(((Traversal *)self)->t.leaving);
}

/* ---- The type ------------------------------------------------------------ */

/* Takes what it needs from a node that is alive: 0, or -1 with an exception. */
static int
begin(Traversal *self, PyObject *root, PyObject *class, PyObject *want)
{
    arena_ref ref;
    if (PyBytes_GET_SIZE(want) != AST_TAGS) {
        PyErr_Format(PyExc_ValueError, "want: %d bytes are needed", AST_TAGS);
        return -1;
    }
    if (arenite_class_init(&self->node, class, NULL) < 0
        || !arenite_record_read(root, &self->node)) {
        return -1;
    }
    PyObject *bump = arenite_record_locate(root, &ref);
    const arena *a = bump ? arenite_arena_to_read(bump) : NULL;
    if (!a) {
        return -1;
    }
    if (!traverse_begin(&self->t, a, ref, (const uint8_t *)PyBytes_AS_STRING(want))) {
        PyErr_NoMemory();
        return -1;
    }
    self->want = Py_NewRef(want);
    self->anchor = Py_NewRef(root);
    self->anchored = ref;
    return 0;
}

static PyObject *
traversal_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    PyObject *root, *class, *want;
    if (kwargs && PyDict_GET_SIZE(kwargs)) {
        PyErr_SetString(PyExc_TypeError, "Traversal takes no keyword arguments");
        return NULL;
    }
    if (!PyArg_ParseTuple(args, "OOS:Traversal", &root, &class, &want)) {
        return NULL;
    }
    Traversal *self = (Traversal *)type->tp_alloc(type, 0);
    if (self && begin(self, root, class, want) < 0) {
        Py_CLEAR(self);
    }
    return (PyObject *)self;
}

static void
traversal_dealloc(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    Traversal *self = (Traversal *)object;
    finish(self);
    arenite_class_clear(&self->node);
    Py_XDECREF(self->want);
    type->tp_free(object);
    Py_DECREF(type);
}

static PyMethodDef traversal_methods[] = {
    {"skip", traversal_skip, METH_NOARGS, skip_doc},
    {"visit", traversal_visit, METH_O, visit_doc},
    {"parent", traversal_parent, METH_VARARGS, parent_doc},
    {"watch_parent", traversal_watch_parent, METH_NOARGS, watch_parent_doc},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef traversal_members[] = {
    {"leaving", traversal_leaving, NULL, "Whether the node is left, not entered.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

PyDoc_STRVAR(traversal_doc,
"Traversal(root, node, want, /)\n--\n\n"
"The nodes that are wanted, as they are entered and left: by tag, want[tag] is 1 to\n"
"enter, 2 to leave. CorruptArenaError if the arena's bytes are no AST.");

static PyType_Slot traversal_slots[] = {
    {Py_tp_doc, (void *)traversal_doc},
    {Py_tp_new, traversal_new},
    {Py_tp_dealloc, traversal_dealloc},
    {Py_tp_iter, PyObject_SelfIter},
    {Py_tp_iternext, traversal_next},
    {Py_tp_methods, traversal_methods},
    {Py_tp_getset, traversal_members},
    {0, NULL},
};

PyType_Spec traversal_spec = {
    .name = "arenite.ecmascript._parser.Traversal",
    .basicsize = sizeof(Traversal),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = traversal_slots,
};
