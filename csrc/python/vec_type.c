/* vec_type.c - the type Vec: sequence protocol, buffer protocol, construction. */
#include "docs_vec.h"
#include "memory.h"
#include "vec.h"

static Py_ssize_t
vec_len(PyObject *self)
{
    items at;
    return vec_find((View *)self, &at) ? (Py_ssize_t)at.length : -1;
}

static PyObject *
raise_index(Py_ssize_t i, const items *at)
{
    PyErr_Format(PyExc_IndexError, "index %zd is out of range for a Vec of %zu item%s", i,
                 at->length, at->length == 1 ? "" : "s");
    return NULL;
}

static PyObject *
vec_item(PyObject *self, Py_ssize_t i)
{
    items at;
    if (!vec_find((View *)self, &at)) {
        return NULL;
    }
    return LIKELY((size_t)i < at.length) ? vec_load((View *)self, &at, (size_t)i)
                                         : raise_index(i, &at);
}

static PyObject *
get_slice(View *v, PyObject *slice)
{
    Py_ssize_t start, stop, step;
    items at;
    if (PySlice_Unpack(slice, &start, &stop, &step) < 0 || !vec_find(v, &at)) {
        return NULL;
    }
    Py_ssize_t count = PySlice_AdjustIndices((Py_ssize_t)at.length, &start, &stop, step);
    return vec_list(v, start, step, (size_t)count);
}

/* 0, or -1 with an exception; runs __index__. */
static inline int
as_index(PyObject *key, Py_ssize_t *i)
{
    int64_t number;
    if (LIKELY(PyLong_CheckExact(key)) && compat_small_int(key, &number)) {
        *i = (Py_ssize_t)number;
        return 0;
    }
    *i = PyNumber_AsSsize_t(key, PyExc_IndexError);
    return *i == -1 && PyErr_Occurred() ? -1 : 0;
}

static PyObject *
vec_subscript(PyObject *self, PyObject *key)
{
    View *v = (View *)self;
    Py_ssize_t i;
    items at;
    if (UNLIKELY(PySlice_Check(key))) {
        return get_slice(v, key);
    }
    if (as_index(key, &i) < 0 || !vec_find(v, &at)) {
        return NULL;
    }
    size_t index = (size_t)(i < 0 ? i + (Py_ssize_t)at.length : i);
    return LIKELY(index < at.length) ? vec_load(v, &at, index) : raise_index(i, &at);
}

/* ---- Writing ------------------------------------------------------------ */

static int
assign_collection(Bump *b, Plan *item, char *data, uint64_t position, PyObject *value)
{
    undo_point since = bump_undo_point(b);
    store_result result = vec_store(b, item, data, position, value);
    if (result != STORE_OK) {
        value_undo(b, since, result);
    }
    return result == STORE_OK ? 0 : result == STORE_ERROR ? -1 : 1;
}

static int
assign(View *v, Py_ssize_t i, PyObject *value)
{
    Plan *item = vec_item_plan(v);
    items at;
    if (!vec_find_to_change(v, &at)) {
        return -1;
    }
    size_t index = (size_t)(i < 0 ? i + (Py_ssize_t)at.length : i);
    if (UNLIKELY(index >= at.length)) {
        (void)raise_index(i, &at);
        return -1;
    }
    size_t offset = index * item->stride;
    char *data = at.data + offset;
    if (item->kind <= PLAN_F64 && scalar_store_common((plan_kind)item->kind, data, value)) {
        return 0;
    }
    if (item->kind >= PLAN_VEC && item->kind <= PLAN_MAP) {
        return assign_collection(v->bump, item, data, at.position + offset, value);
    }
    return value_assign(v->bump, item, data, at.position + offset, value, (place){0});
}

static int
assign_converted(View *v, Py_ssize_t i, PyObject *value)
{
    PyObject *converted = value_convert(v->bump, vec_item_plan(v), value, (place){0});
    int result = converted ? assign(v, i, converted) : -1;
    Py_XDECREF(converted);
    if (result > 0) {
        PyErr_BadInternalCall();
        return -1;
    }
    return result;
}

static int
delete_item(View *v, Py_ssize_t i)
{
    items at;
    if (!vec_find_to_change(v, &at)) {
        return -1;
    }
    size_t index = (size_t)(i < 0 ? i + (Py_ssize_t)at.length : i);
    if (index >= at.length) {
        (void)raise_index(i, &at);
        return -1;
    }
    return vec_splice(v, (Py_ssize_t)index, (Py_ssize_t)index + 1, NULL, 0);
}

static int
set_item(View *v, Py_ssize_t i, PyObject *value)
{
    if (!value) {
        return delete_item(v, i);
    }
    int result = assign(v, i, value);
    return LIKELY(result <= 0) ? result : assign_converted(v, i, value);
}

static int
vec_ass_item(PyObject *self, Py_ssize_t i, PyObject *value)
{
    /* An index below zero was adjusted already, and is out of range. */
    return set_item((View *)self, i < 0 ? PY_SSIZE_T_MAX : i, value);
}

static int
vec_ass_subscript(PyObject *self, PyObject *key, PyObject *value)
{
    Py_ssize_t i;
    if (UNLIKELY(PySlice_Check(key))) {
        return value ? vec_put_steps((View *)self, key, value)
                     : vec_delete_steps((View *)self, key);
    }
    return as_index(key, &i) < 0 ? -1 : set_item((View *)self, i, value);
}

static PyObject *
vec_inplace_concat(PyObject *self, PyObject *values)
{
    return vec_put_all((View *)self, PY_SSIZE_T_MAX, PY_SSIZE_T_MAX, values) < 0
               ? NULL
               : Py_NewRef(self);
}

static PyObject *
vec_inplace_repeat(PyObject *self, Py_ssize_t times)
{
    View *v = (View *)self;
    items at;
    if (!vec_find(v, &at)) {
        return NULL;
    }
    PyObject *list = vec_list(v, 0, 1, at.length);
    PyObject *more = list ? PySequence_Repeat(list, times > 1 ? times - 1 : 0) : NULL;
    int result = !more ? -1
                 : times < 1 ? vec_splice(v, 0, PY_SSIZE_T_MAX, NULL, 0)
                             : vec_put_all(v, PY_SSIZE_T_MAX, PY_SSIZE_T_MAX, more);
    Py_XDECREF(list);
    Py_XDECREF(more);
    return result < 0 ? NULL : Py_NewRef(self);
}

/* ---- Buffers ------------------------------------------------------------ */

static int
vec_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    View *v = (View *)self;
    items at;
    view->obj = NULL;
    if (vec_item_plan(v)->kind > PLAN_F64) {
        PyErr_Format(PyExc_BufferError, "%U: only a Vec of numbers has a buffer", v->plan->label);
        return -1;
    }
    if (!vec_find_to_change(v, &at)) {
        return -1;
    }
    return export_fill(v->bump, self, vec_item_plan(v), at.data, at.position,
                       (Py_ssize_t)at.length, false, view, flags);
}

static void
vec_releasebuffer(PyObject *self, Py_buffer *view)
{
    export_release(((View *)self)->bump, view);
}

/* ---- The type ----------------------------------------------------------- */

static PyObject *
vec_tp_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"item_type", "items", "allocator", NULL};
    core_state *state = core_state_of_type(type);
    PyObject *item_type, *values = NULL, *allocator = NULL;
    if (!state
        || !PyArg_ParseTupleAndKeywords(args, kwargs, "O|O$O:Vec", names, &item_type, &values,
                                        &allocator)) {
        return NULL;
    }
    Bump *b = bump_for_allocator(state, allocator);
    PyObject *vec = b ? vec_make(b, item_type, values) : NULL;
    Py_XDECREF(b);
    return vec;
}

PyObject *
bump_vec(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"item_type", "items", NULL};
    PyObject *item_type, *values = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|O:vec", names, &item_type, &values)) {
        return NULL;
    }
    return vec_make((Bump *)self, item_type, values);
}

static PyObject *
vec_repr(PyObject *self)
{
    View *v = (View *)self;
    items at;
    if (!view_is_live(v)) {
        return PyUnicode_FromFormat("<%U (stale)>", v->plan->label);
    }
    if (!vec_find(v, &at)) {
        PyErr_Clear();
        return PyUnicode_FromFormat("<%U (corrupt)>", v->plan->label);
    }
    return PyUnicode_FromFormat("<%U of %zu item%s>", v->plan->label, at.length,
                                at.length == 1 ? "" : "s");
}

static PyObject *
vec_get_type(PyObject *self, void *closure)
{
    (void)closure;
    return Py_NewRef(vec_item_plan((View *)self)->annotation);
}

static PyObject *
vec_get_capacity(PyObject *self, void *closure)
{
    (void)closure;
    items at;
    return vec_find((View *)self, &at) ? PyLong_FromSize_t(at.capacity) : NULL;
}

static PyGetSetDef vec_getset[] = {
    {"item_type", vec_get_type, NULL, "The type of the items.", NULL},
    {"capacity", vec_get_capacity, NULL, VEC_CAPACITY_DOC, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot vec_slots[] = {
    {Py_tp_doc, VEC_DOC},
    {Py_tp_new, vec_tp_new},
    {Py_tp_dealloc, view_dealloc},
    {Py_tp_repr, vec_repr},
    {Py_tp_hash, PyObject_HashNotImplemented},
    {Py_tp_richcompare, vec_richcompare},
    {Py_tp_iter, vec_iter},
    {Py_tp_methods, vec_methods},
    {Py_tp_getset, vec_getset},
    {Py_sq_length, vec_len},
    {Py_sq_item, vec_item},
    {Py_sq_ass_item, vec_ass_item},
    {Py_sq_contains, vec_contains},
    {Py_sq_inplace_concat, vec_inplace_concat},
    {Py_sq_inplace_repeat, vec_inplace_repeat},
    {Py_mp_length, vec_len},
    {Py_mp_subscript, vec_subscript},
    {Py_mp_ass_subscript, vec_ass_subscript},
    {Py_bf_getbuffer, vec_getbuffer},
    {Py_bf_releasebuffer, vec_releasebuffer},
    {0, NULL},
};

PyType_Spec vec_spec = {
    .name = "arenite.Vec",
    .basicsize = sizeof(View),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_SEQUENCE,
    .slots = vec_slots,
};
