/* field.c - a field of a record class: what its constructor and introspection
 * know of it, and the descriptor that `Node.value` and unusual access find. */
#include "core.h"

#include <stdarg.h>

const Field key_field;

void
place_raise(PyObject *exception, place where, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    PyObject *message = PyUnicode_FromFormatV(format, args);
    va_end(args);
    if (!message) {
        return;
    }
    if (where.type && where.field && where.item) {
        PyErr_Format(exception, "%s.%U[%zu]: %U", ((const PyTypeObject *)where.type)->tp_name,
                     where.field->name, where.item - 1, message);
    } else if (where.type && where.field) {
        PyErr_Format(exception, "%s.%U: %U", ((const PyTypeObject *)where.type)->tp_name,
                     where.field->name, message);
    } else if (where.item) {
        PyErr_Format(exception, "item %zu: %U", where.item - 1, message);
    } else {
        PyErr_Format(exception, where.field == &key_field ? "key: %U" : "item: %U", message);
    }
    Py_DECREF(message);
}

static PyObject *
field_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"name", "plan", "offset", "default", "default_factory", "kw_only",
                            NULL};
    PyObject *name, *plan, *value = NULL, *factory = NULL;
    unsigned short offset;
    int kw_only = 0;
    core_state *state = core_state_of_type(type);
    if (!state
        || !PyArg_ParseTupleAndKeywords(args, kwargs, "UO!H|$OOp", names, &name, state->plan_type,
                                        &plan, &offset, &value, &factory, &kw_only)) {
        return NULL;
    }
    Field *f = NEW_OBJECT(Field, type);
    if (!f) {
        return NULL;
    }
    f->name = Py_NewRef(name);
    PyUnicode_InternInPlace(&f->name);
    f->plan = (Plan *)Py_NewRef(plan);
    f->offset = offset;
    f->default_value = Py_XNewRef(value);
    f->default_factory = Py_XNewRef(factory);
    f->kw_only = kw_only;
    return (PyObject *)f;
}

static int
field_traverse(PyObject *self, visitproc visit, void *arg)
{
    Field *f = (Field *)self;
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(f->plan);
    Py_VISIT(f->default_value);
    Py_VISIT(f->default_factory);
    return 0;
}

static int
field_clear(PyObject *self)
{
    /* The plan stays: a class that is being collected may still be read. */
    Field *f = (Field *)self;
    Py_CLEAR(f->default_value);
    Py_CLEAR(f->default_factory);
    return 0;
}

static void
field_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    (void)field_clear(self);
    Py_XDECREF(((Field *)self)->plan);
    Py_XDECREF(((Field *)self)->name);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *
field_repr(PyObject *self)
{
    Field *f = (Field *)self;
    return PyUnicode_FromFormat("Field(name=%R, type=%U, offset=%d, size=%d)", f->name,
                                f->plan->label, (int)f->offset, (int)f->plan->size);
}

/* Whether `self` is a record whose class has this very field. */
static Record *
holder_of(Field *f, PyObject *self)
{
    core_state *state = core_state_of_type(Py_TYPE(f));
    if (state && is_struct_type(state, (PyObject *)Py_TYPE(self)) && RECORD_TYPE(self)->ready) {
        const field_slot *slot = struct_find(RECORD_TYPE(self), f->name);
        if (slot && slot->field == f) {
            return (Record *)self;
        }
    }
    PyErr_Format(PyExc_TypeError, "%s has no field %R at that place", Py_TYPE(self)->tp_name,
                 f->name);
    return NULL;
}

static PyObject *
field_get(PyObject *self, PyObject *instance, PyObject *owner)
{
    (void)owner;
    if (!instance) {
        return Py_NewRef(self);
    }
    Record *r = holder_of((Field *)self, instance);
    return r ? r->bump->state->record_type->tp_getattro(instance, ((Field *)self)->name) : NULL;
}

static int
field_set(PyObject *self, PyObject *instance, PyObject *value)
{
    Record *r = holder_of((Field *)self, instance);
    if (!r) {
        return -1;
    }
    return r->bump->state->record_type->tp_setattro(instance, ((Field *)self)->name, value);
}

static PyObject *
get_name(PyObject *self, void *closure)
{
    (void)closure;
    return Py_NewRef(((Field *)self)->name);
}

static PyObject *
get_plan(PyObject *self, void *closure)
{
    (void)closure;
    return Py_NewRef(((Field *)self)->plan);
}

static PyObject *
get_type(PyObject *self, void *closure)
{
    (void)closure;
    return Py_NewRef(((Field *)self)->plan->annotation);
}

static PyObject *
get_offset(PyObject *self, void *closure)
{
    (void)closure;
    return PyLong_FromLong(((Field *)self)->offset);
}

static PyObject *
get_size(PyObject *self, void *closure)
{
    (void)closure;
    return PyLong_FromLong(((Field *)self)->plan->size);
}

static PyObject *
get_object(PyObject *self, void *closure)
{
    PyObject *o = *(PyObject **)((char *)self + (uintptr_t)closure);
    if (!o) {
        PyErr_SetString(PyExc_AttributeError, "the field has none");
        return NULL;
    }
    return Py_NewRef(o);
}

static PyObject *
get_kw_only(PyObject *self, void *closure)
{
    (void)closure;
    return PyBool_FromLong(((Field *)self)->kw_only);
}

static PyGetSetDef field_getset[] = {
    {"name", get_name, NULL, "Name of the field.", NULL},
    {"__name__", get_name, NULL, "Name of the field.", NULL},
    {"plan", get_plan, NULL, "How its values are stored.", NULL},
    {"type", get_type, NULL, "The type as it was annotated.", NULL},
    {"offset", get_offset, NULL, "Bytes from the start of the record.", NULL},
    {"size", get_size, NULL, "Bytes in the record.", NULL},
    {"kw_only", get_kw_only, NULL, "Whether the constructor takes it by keyword only.", NULL},
    {"default", get_object, NULL, "The default; AttributeError if there is none.",
     (void *)offsetof(Field, default_value)},
    {"default_factory", get_object, NULL, "Called for a default; AttributeError if there is none.",
     (void *)offsetof(Field, default_factory)},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot field_slots[] = {
    {Py_tp_doc, "A field of a Struct class: name, type, offset and size in bytes, default."},
    {Py_tp_new, field_new},
    {Py_tp_dealloc, field_dealloc},
    {Py_tp_traverse, field_traverse},
    {Py_tp_clear, field_clear},
    {Py_tp_repr, field_repr},
    {Py_tp_descr_get, field_get},
    {Py_tp_descr_set, field_set},
    {Py_tp_getset, field_getset},
    {0, NULL},
};

PyType_Spec field_spec = {
    .name = "arenite.Field",
    .basicsize = sizeof(Field),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = field_slots,
};
