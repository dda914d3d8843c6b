/* record.c - the handle: what Python holds while it looks at a record.
 *
 * 32 bytes, from a free list, without a header for the garbage collector: made
 * when a reference is read, thrown away when the program looks elsewhere. */
#include "core.h"

/* Tunable: handles kept for reuse.  A tree walk holds one a level. */
enum { FREE_RECORDS = 256 };

Record *
record_alloc(StructType *type)
{
    return PyObject_New(Record, (PyTypeObject *)type);
}

static void
record_dealloc(PyObject *self)
{
    Record *r = (Record *)self;
    PyTypeObject *type = Py_TYPE(self);
    Bump *b = r->bump;
    core_state *state = b->state;
    b->views--;
    if (LIKELY(state->free_count < FREE_RECORDS)) {
        r->bump = (Bump *)state->free_records;
        state->free_records = r;
        state->free_count++;
    } else {
        PyObject_Free(r);
    }
    Py_DECREF(b);
    Py_DECREF(type);
}

void
record_raise(Record *r)
{
    core_state *state = r->bump->state;
    const char *name = Py_TYPE(r)->tp_name;
    if (lifetime_is_live(r->bump, RECORD_POSITION(r), &r->epoch)) {
        PyErr_Format(state->corrupt_error, "%s: %u bytes at reference %u are not all in use", name,
                     RECORD_TYPE(r)->size, r->ref);
    } else {
        PyErr_Format(state->stale_error, "%s: the record is gone: its arena was %s", name,
                     lifetime_cause(r->bump));
    }
}

StructType *
record_member_at(Bump *b, Plan *p, arena_ref ref)
{
    uint16_t tag;
    const char *data = arena_at(&b->arena, ref, sizeof tag);
    if (!data) {
        return NULL;
    }
    memcpy(&tag, data, sizeof tag);
    StructType *type = plan_member(p, tag);
    return type && arena_at(&b->arena, ref, type->size) ? type : NULL;
}

/* ---- Attributes --------------------------------------------------------- */

static PyObject *
record_getattro(PyObject *self, PyObject *name)
{
    Record *r = (Record *)self;
    StructType *type = RECORD_TYPE(r);
    const field_slot *slot = struct_find(type, name);
    if (UNLIKELY(!slot)) {
        return PyObject_GenericGetAttr(self, name);
    }
    const char *data = record_data(r);
    if (UNLIKELY(!data)) {
        return NULL;
    }
    data += slot->offset;
    if (slot->kind == PLAN_REF) {
        return value_load_ref(r->bump, slot->plan, data, PLACE(type, slot->field));
    }
    if (slot->kind <= PLAN_F64) {
        return scalar_load(type->state, (plan_kind)slot->kind, data);
    }
    return slot->plan->ops->load(r->bump, slot->plan, data, RECORD_POSITION(r) + slot->offset,
                                 PLACE(type, slot->field));
}

/* Runs no Python code but for the conversion, after which the record is looked
 * up anew: that code may have closed the arena. */
static int
assign(Record *r, Field *f, PyObject *value)
{
    Bump *b = r->bump;
    place where = PLACE(RECORD_TYPE(r), f);
    char *data = record_data(r);
    if (!data || bump_check_open(b) < 0) {
        return -1;
    }
    return value_assign(b, f->plan, data + f->offset, RECORD_POSITION(r) + f->offset, value, where);
}

/* The conversion may give the record another class (object.__class__ can): the
 * field is not of its layout then, and the old class may be gone. */
static int
assign_converted(Record *r, Field *f, PyObject *value)
{
    StructType *type = (StructType *)Py_NewRef(Py_TYPE(r));
    PyObject *converted = value_convert(r->bump, f->plan, value, PLACE(type, f));
    int result = -1;
    if (converted && RECORD_TYPE(r) != type) {
        PyErr_Format(PyExc_TypeError, "%s: the class of the record was changed",
                     ((PyTypeObject *)type)->tp_name);
    } else if (converted && (result = assign(r, f, converted)) > 0) {
        PyErr_BadInternalCall();
        result = -1;
    }
    Py_XDECREF(converted);
    Py_DECREF(type);
    return result;
}

static int
record_setattro(PyObject *self, PyObject *name, PyObject *value)
{
    Record *r = (Record *)self;
    StructType *type = RECORD_TYPE(r);
    const field_slot *slot = struct_find(type, name);
    if (!slot) {
        if (PyUnicode_Check(name) && PyUnicode_CompareWithASCIIString(name, "__class__") == 0) {
            PyErr_Format(PyExc_TypeError, "%s: the class of a record is part of its layout",
                         Py_TYPE(self)->tp_name);
            return -1;
        }
        return PyObject_GenericSetAttr(self, name, value);
    }
    if (!value) {
        PyErr_Format(PyExc_AttributeError, "%s.%U: a field of a record cannot be deleted",
                     Py_TYPE(self)->tp_name, name);
        return -1;
    }
    int result = assign(r, slot->field, value);
    return result <= 0 ? result : assign_converted(r, slot->field, value);
}

/* ---- Identity ----------------------------------------------------------- */

static Py_hash_t
record_hash(PyObject *self)
{
    Record *r = (Record *)self;
    uint64_t mixed = ((uint64_t)(uintptr_t)r->bump >> 4) * UINT64_C(0x9E3779B97F4A7C15) + r->ref;
    Py_hash_t hash = (Py_hash_t)mixed;
    return hash == -1 ? -2 : hash;
}

/* The same record: one place, and both seen at once or both alive still.  A record
 * that is embedded at the start of another one has its place, but not its class. */
static bool
is_same(Record *a, Record *b)
{
    if (a->bump != b->bump || a->ref != b->ref || Py_TYPE(a) != Py_TYPE(b)) {
        return false;
    }
    return a->epoch == b->epoch
           || (lifetime_is_live(a->bump, RECORD_POSITION(a), &a->epoch)
               && lifetime_is_live(b->bump, RECORD_POSITION(b), &b->epoch));
}

static PyObject *
record_richcompare(PyObject *self, PyObject *other, int op)
{
    if ((op != Py_EQ && op != Py_NE)
        || !is_struct_type(((Record *)self)->bump->state, (PyObject *)Py_TYPE(other))) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return PyBool_FromLong(is_same((Record *)self, (Record *)other) == (op == Py_EQ));
}

static PyObject *
record_repr(PyObject *self)
{
    return PyObject_CallOneArg(((Record *)self)->bump->state->repr, self);
}

/* ---- Construction through tp_new, which object.__new__ leads to ---------- */

static PyObject *
record_tp_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    if (!type->tp_vectorcall) {
        PyErr_Format(PyExc_TypeError, "%s cannot be instantiated", type->tp_name);
        return NULL;
    }
    return PyVectorcall_Call((PyObject *)type, args, kwargs);
}

static PyObject *
record_reduce(PyObject *self, PyObject *protocol)
{
    (void)protocol;
    PyErr_Format(PyExc_TypeError,
                 "%s: a handle cannot be pickled or copied without its arena; to_heap() gives "
                 "plain Python objects, replace() another record",
                 Py_TYPE(self)->tp_name);
    return NULL;
}

static PyMethodDef record_methods[] = {
    {"__reduce_ex__", record_reduce, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot record_slots[] = {
    {Py_tp_new, record_tp_new},
    {Py_tp_dealloc, record_dealloc},
    {Py_tp_getattro, record_getattro},
    {Py_tp_setattro, record_setattro},
    {Py_tp_hash, record_hash},
    {Py_tp_richcompare, record_richcompare},
    {Py_tp_repr, record_repr},
    {Py_tp_methods, record_methods},
    {0, NULL},
};

PyType_Spec record_spec = {
    .name = "arenite._core.Record",
    .basicsize = sizeof(Record),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = record_slots,
};
