/* box.c - Box: a single value in the arena. */
#include "core.h"
#include "docs.h"

PyObject *
box_new(Bump *b, uint64_t position, Plan *plan)
{
    return view_new(b->state->box_type, b, position, plan);
}

static PyObject *
box_get_value(PyObject *self, void *closure)
{
    (void)closure;
    View *v = (View *)self;
    const char *data = view_data(v, v->plan->size);
    return data ? value_load(v->bump, v->plan, data, v->position, (place){0}) : NULL;
}

static int
assign(View *v, PyObject *value)
{
    char *data = view_data(v, v->plan->size);
    if (!data || bump_check_open(v->bump) < 0) {
        return -1;
    }
    return value_assign(v->bump, v->plan, data, v->position, value, (place){0});
}

static int
box_set_value(PyObject *self, PyObject *value, void *closure)
{
    (void)closure;
    View *v = (View *)self;
    if (!value) {
        PyErr_SetString(PyExc_AttributeError, "Box.value: the value of a Box cannot be deleted");
        return -1;
    }
    int result = assign(v, value);
    if (result <= 0) {
        return result;
    }
    PyObject *converted = value_convert(v->bump, v->plan, value, (place){0});
    if (!converted) {
        return -1;
    }
    result = assign(v, converted);
    Py_DECREF(converted);
    if (result > 0) {
        PyErr_BadInternalCall();
        return -1;
    }
    return result;
}

static PyObject *
box_repr(PyObject *self)
{
    View *v = (View *)self;
    if (!view_is_live(v)) {
        return PyUnicode_FromFormat("<Box[%U] (stale)>", v->plan->label);
    }
    PyObject *value = box_get_value(self, NULL);
    PyObject *repr = value ? PyUnicode_FromFormat("Box(%R)", value) : NULL;
    Py_XDECREF(value);
    return repr;
}

/* The same place; identity, as for records. */
static bool
is_same(View *a, View *b)
{
    return a->bump == b->bump && a->position == b->position
           && (a->epoch == b->epoch || (view_is_live(a) && view_is_live(b)));
}

static PyObject *
box_richcompare(PyObject *self, PyObject *other, int op)
{
    if ((op != Py_EQ && op != Py_NE) || !Py_IS_TYPE(other, Py_TYPE(self))) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    return PyBool_FromLong(is_same((View *)self, (View *)other) == (op == Py_EQ));
}

static Py_hash_t
box_hash(PyObject *self)
{
    const View *v = (const View *)self;
    uint64_t mixed = ((uint64_t)(uintptr_t)v->bump >> 4) * UINT64_C(0x9E3779B97F4A7C15)
                     + v->position;
    Py_hash_t hash = (Py_hash_t)mixed;
    return hash == -1 ? -2 : hash;
}

static PyObject *
box_get_type(PyObject *self, void *closure)
{
    (void)closure;
    return Py_NewRef(((View *)self)->plan->annotation);
}

static PyMethodDef box_methods[] = {
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef box_getset[] = {
    {"value", box_get_value, box_set_value, "The value in the arena.", NULL},
    {"item_type", box_get_type, NULL, "The type of the value.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot box_slots[] = {
    {Py_tp_doc, BOX_DOC},
    {Py_tp_dealloc, view_dealloc},
    {Py_tp_repr, box_repr},
    {Py_tp_hash, box_hash},
    {Py_tp_richcompare, box_richcompare},
    {Py_tp_methods, box_methods},
    {Py_tp_getset, box_getset},
    {0, NULL},
};

PyType_Spec box_spec = {
    .name = "arenite.Box",
    .basicsize = sizeof(View),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = box_slots,
};
