/* structmeta.c - the class of record classes.
 *
 * What a class statement means is worked out in Python (arenite/_schema.py),
 * once a class; here its outcome becomes a type whose instances are handles:
 * no dict, no slots, no GC header, and a table from interned field names to
 * fields that attribute access looks in before anything else.
 *
 * Measured against one descriptor a field: see docs/notes/records.md. */
#include "route.h"

static field_slot no_slots[1];

/* ---- The table of names ------------------------------------------------- */

static int
make_slots(StructType *type)
{
    uint32_t count = (uint32_t)PyTuple_GET_SIZE(type->fields), room = 4;
    while (room < 2 * count) {
        room *= 2;
    }
    field_slot *order = PyMem_Calloc((size_t)count + room, sizeof *order);
    if (!order) {
        PyErr_NoMemory();
        return -1;
    }
    field_slot *slots = order + count;
    for (uint32_t i = 0; i < count; i++) {
        Field *f = (Field *)PyTuple_GET_ITEM(type->fields, i);
        uint32_t at = (uint32_t)((uintptr_t)f->name >> 4) & (room - 1);
        while (slots[at].name) {
            at = (at + 1) & (room - 1);
        }
        order[i] = slots[at] = (field_slot){f->name, f->plan, f, f->offset, f->plan->kind};
    }
    type->order = order;
    type->slots = slots;
    type->slot_mask = room - 1;
    return 0;
}

/* ---- Families ----------------------------------------------------------- */

static int
grow_members(StructType *root, uint32_t length)
{
    StructType **members = PyMem_Realloc(root->members, length * sizeof *members);
    if (!members) {
        PyErr_NoMemory();
        return -1;
    }
    memset(members + root->members_length, 0,
           (length - root->members_length) * sizeof *members);
    root->members = members;
    root->members_length = length;
    return 0;
}

static int
join_family(StructType *root, StructType *type)
{
    if (type->tag >= root->members_length && grow_members(root, type->tag + 1u) < 0) {
        return -1;
    }
    if (root->members[type->tag]) {
        PyErr_Format(PyExc_TypeError, "%s: tag %d of family %s is taken by %s",
                     ((PyTypeObject *)type)->tp_name, (int)type->tag,
                     ((PyTypeObject *)root)->tp_name,
                     ((PyTypeObject *)root->members[type->tag])->tp_name);
        return -1;
    }
    root->members[type->tag] = (StructType *)Py_NewRef(type);
    root->members_version++;
    return 0;
}

/* ---- Making a class ----------------------------------------------------- */

/* What _schema.prepare returns. */
typedef struct outcome {
    PyObject *namespace, *keywords, *fields;
    unsigned int size, positional;
    unsigned short tag;
    int abstract, root, post_init;
} outcome;

static int
parse_outcome(core_state *state, PyObject *tuple, outcome *o)
{
    if (!PyTuple_Check(tuple)
        || !PyArg_ParseTuple(tuple, "O!O!O!IIHppp", &PyDict_Type, &o->namespace, &PyDict_Type,
                             &o->keywords, &PyTuple_Type, &o->fields, &o->size, &o->positional,
                             &o->tag, &o->abstract, &o->root, &o->post_init)) {
        return -1;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(o->fields); i++) {
        PyObject *f = PyTuple_GET_ITEM(o->fields, i);
        if (!Py_IS_TYPE(f, state->field_type)
            || ((Field *)f)->offset + ((Field *)f)->plan->size > o->size) {
            PyErr_BadInternalCall();
            return -1;
        }
    }
    return 0;
}

static int
check_shape(PyTypeObject *type)
{
    if (type->tp_basicsize == sizeof(Record) && type->tp_itemsize == 0
        && type->tp_dictoffset == 0 && type->tp_weaklistoffset == 0) {
        return 0;
    }
    PyErr_Format(PyExc_TypeError,
                 "%s: a base class gives its instances a __dict__, __slots__ or weak references, "
                 "which the handle of a record has no room for; give that class __slots__ = ()",
                 type->tp_name);
    return -1;
}

/* Whether an embedded record is where the value begins. */
static bool
begins_with_record(const Plan *p)
{
    while (p->kind == PLAN_OPTION || p->kind == PLAN_ARRAY) {
        p = p->item;
    }
    return p->kind == PLAN_INLINE;
}

static size_t
lone_size(const StructType *type)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->fields); i++) {
        if (type->order[i].offset == 0 && begins_with_record(type->order[i].plan)) {
            return SIZE_MAX;
        }
    }
    return type->size;
}

static int
finish(StructType *type, core_state *state, const outcome *o)
{
    PyTypeObject *as_type = (PyTypeObject *)type;
    StructType *base = (StructType *)as_type->tp_base;
    if (check_shape(as_type) < 0) {
        return -1;
    }
    /* type.__new__ gives every class a GC header; handles refer to nothing that
     * could refer to them. */
    as_type->tp_flags &= ~Py_TPFLAGS_HAVE_GC;
    as_type->tp_traverse = NULL;
    as_type->tp_clear = NULL;
    as_type->tp_free = PyObject_Free;
    as_type->tp_dealloc = state->record_type->tp_dealloc;
    as_type->tp_vectorcall = struct_vectorcall;
    type->fields = Py_NewRef(o->fields);
    type->size = o->size;
    type->positional = o->positional;
    type->tag = o->tag;
    type->abstract = o->abstract;
    type->post_init = o->post_init;
    if (is_struct_type(state, (PyObject *)base)) {
        type->family = (StructType *)Py_XNewRef(base->family);
    }
    if (o->root) {
        type->family = type;
    }
    if (make_slots(type) < 0 || route_table(type) < 0) {
        return -1;
    }
    type->lone_size = lone_size(type);
    if (type->tag && join_family(type->family, type) < 0) {
        return -1;
    }
    type->ready = true;
    return 0;
}

static StructType *
make_type(PyTypeObject *meta, PyObject *name, PyObject *bases, PyObject *namespace,
          PyObject *keywords)
{
    PyObject *args = PyTuple_Pack(3, name, bases, namespace);
    if (!args) {
        return NULL;
    }
    StructType *type = (StructType *)PyType_Type.tp_new(meta, args, keywords);
    Py_DECREF(args);
    return type;
}

static PyObject *
make_class(PyTypeObject *meta, core_state *state, PyObject *name, PyObject *bases,
           const outcome *o)
{
    StructType *type = make_type(meta, name, bases, o->namespace, o->keywords);
    if (!type) {
        return NULL;
    }
    if (!Py_IS_TYPE(type, meta)) {
        return (PyObject *)type;
    }
    type->state = state;
    if (finish(type, state, o) < 0) {
        Py_DECREF(type);
        return NULL;
    }
    return (PyObject *)type;
}

static PyObject *
announce(core_state *state, PyObject *type)
{
    PyObject *result = type ? PyObject_CallOneArg(state->created, type) : NULL;
    if (!result) {
        Py_CLEAR(type);
    }
    Py_XDECREF(result);
    return type;
}

/* Struct itself: the only class whose base is the handle type. */
static PyObject *
make_struct(PyTypeObject *meta, core_state *state, PyObject *name, PyObject *bases,
            PyObject *namespace)
{
    PyObject *none = PyTuple_New(0);
    outcome o = {.namespace = namespace, .fields = none, .size = ARENA_GRANULE, .abstract = true};
    PyObject *type = none ? make_class(meta, state, name, bases, &o) : NULL;
    Py_XDECREF(none);
    return type;
}

static PyObject *
meta_new(PyTypeObject *meta, PyObject *args, PyObject *kwargs)
{
    PyObject *name, *bases, *namespace;
    core_state *state = core_state_of_type(meta);
    if (!state
        || !PyArg_ParseTuple(args, "UO!O!:StructMeta", &name, &PyTuple_Type, &bases, &PyDict_Type,
                             &namespace)) {
        return NULL;
    }
    if (PyTuple_GET_SIZE(bases) == 1
        && PyTuple_GET_ITEM(bases, 0) == (PyObject *)state->record_type) {
        return make_struct(meta, state, name, bases, namespace);
    }
    PyObject *tuple = NULL;
    if (core_hooks(state) == 0) {
        tuple = PyObject_CallFunctionObjArgs(state->prepare, name, bases, namespace,
                                             kwargs ? kwargs : Py_None, NULL);
    }
    if (!tuple) {
        return NULL;
    }
    outcome o;
    PyObject *type = NULL;
    if (parse_outcome(state, tuple, &o) == 0) {
        type = announce(state, make_class(meta, state, name, bases, &o));
    }
    Py_DECREF(tuple);
    return type;
}

/* Keywords of the class statement were meta_new's. */
static int
meta_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    (void)self, (void)args, (void)kwargs;
    return 0;
}

static PyObject *
meta_alloc(PyTypeObject *meta, Py_ssize_t items)
{
    StructType *type = (StructType *)PyType_GenericAlloc(meta, items);
    if (type) {
        type->slots = no_slots;
    }
    return (PyObject *)type;
}

/* ---- Life of a class ---------------------------------------------------- */

static int
meta_traverse(PyObject *self, visitproc visit, void *arg)
{
    StructType *type = (StructType *)self;
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(type->fields);
    if (type->family != type) {
        Py_VISIT(type->family);
    }
    for (uint32_t i = 0; i < type->members_length; i++) {
        Py_VISIT(type->members[i]);
    }
    return PyType_Type.tp_traverse(self, visit, arg);
}

static int
meta_clear(PyObject *self)
{
    StructType *type = (StructType *)self;
    type->ready = false;
    for (uint32_t i = 0; i < type->members_length; i++) {
        Py_CLEAR(type->members[i]);
    }
    return PyType_Type.tp_clear(self);
}

static void
meta_dealloc(PyObject *self)
{
    StructType *type = (StructType *)self;
    PyTypeObject *meta = Py_TYPE(self);
    PyObject_GC_UnTrack(self); /* what goes below may start a collection */
    if (type->family != type) {
        Py_CLEAR(type->family);
    }
    for (uint32_t i = 0; i < type->members_length; i++) {
        Py_CLEAR(type->members[i]);
    }
    PyMem_Free(type->members);
    type->members = NULL;
    type->members_length = 0;
    PyMem_Free(type->order);
    type->order = NULL;
    type->slots = no_slots;
    type->slot_mask = 0;
    PyMem_Free(type->routes);
    type->routes = type->routes_end = NULL;
    Py_CLEAR(type->fields);
    PyObject_GC_Track(self); /* type's dealloc expects it */
    PyType_Type.tp_dealloc(self);
    Py_DECREF(meta);
}

static PyObject *
meta_get_signature(PyObject *self, void *closure)
{
    (void)closure;
    core_state *state = ((StructType *)self)->state;
    return core_hooks(state) == 0 ? PyObject_CallOneArg(state->signature, self) : NULL;
}

static PyGetSetDef meta_getset[] = {
    {"__signature__", meta_get_signature, NULL, "The constructor's parameters.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMemberDef meta_members[] = {
    {"__vectorcalloffset__", Py_T_PYSSIZET, offsetof(PyTypeObject, tp_vectorcall), Py_READONLY,
     NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyType_Slot meta_slots[] = {
    {Py_tp_doc, "The class of record classes."},
    {Py_tp_new, meta_new},
    {Py_tp_init, meta_init},
    {Py_tp_alloc, meta_alloc},
    {Py_tp_call, PyVectorcall_Call},
    {Py_tp_dealloc, meta_dealloc},
    {Py_tp_traverse, meta_traverse},
    {Py_tp_clear, meta_clear},
    {Py_tp_members, meta_members},
    {Py_tp_getset, meta_getset},
    {0, NULL},
};

PyType_Spec meta_spec = {
    .name = "arenite._core.StructMeta",
    .basicsize = sizeof(StructType),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL
             | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = meta_slots,
};
