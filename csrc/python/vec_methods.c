/* vec_methods.c - the methods of Vec.  What most programs do most, append and pop
 * of numbers and references, is done here; all else by vec_splice. */
#include "docs_vec.h"
#include "vec.h"

static PyObject *
none_or_null(int result)
{
    return result < 0 ? NULL : Py_NewRef(Py_None);
}

/* ---- Adding ------------------------------------------------------------- */

/* Into room that is there, if it needs no look at marks: a number, or a record seen
 * in this epoch. */
static inline bool
store_quickly(const Bump *b, const Plan *item, char *data, PyObject *value)
{
    if (item->kind <= PLAN_F64) {
        return scalar_store_common((plan_kind)item->kind, data, value);
    }
    const Record *r = (const Record *)value;
    if (item->kind != PLAN_REF || Py_TYPE(value) != (PyTypeObject *)item->exact || r->bump != b
        || r->epoch != b->epoch || b->marks_length) {
        return false;
    }
    memcpy(data, &r->ref, sizeof r->ref);
    return true;
}

/* Into room that is there: 0, -1 with an exception, 1 when the value needs conversion. */
static int
store_behind(View *v, const items *at, PyObject *value)
{
    Bump *b = v->bump;
    size_t offset = at->length * vec_stride(v);
    undo_point since = bump_undo_point(b);
    store_result result = vec_store_all(b, vec_item_plan(v), at->data + offset,
                                        at->position + offset, &value, 1);
    if (LIKELY(result == STORE_OK)) {
        at->head->length++;
        return 0;
    }
    value_undo(b, since, result);
    return result == STORE_ERROR ? -1 : 1;
}

static PyObject *
vec_append(PyObject *self, PyObject *value)
{
    View *v = (View *)self;
    items at;
    if (!vec_find_to_change(v, &at)) {
        return NULL;
    }
    if (LIKELY(at.length < at.capacity && v->bump->pin_count == 0)) {
        if (store_quickly(v->bump, vec_item_plan(v), at.data + at.length * vec_stride(v), value)) {
            at.head->length++;
            Py_RETURN_NONE;
        }
        int result = store_behind(v, &at, value);
        if (result <= 0) {
            return none_or_null(result);
        }
    }
    return none_or_null(vec_put(v, PY_SSIZE_T_MAX, PY_SSIZE_T_MAX, value));
}

static PyObject *
vec_extend(PyObject *self, PyObject *values)
{
    return none_or_null(vec_put_all((View *)self, PY_SSIZE_T_MAX, PY_SSIZE_T_MAX, values));
}

static PyObject *
vec_insert(PyObject *self, PyObject *args)
{
    Py_ssize_t i;
    PyObject *value;
    if (!PyArg_ParseTuple(args, "nO:insert", &i, &value)) {
        return NULL;
    }
    return none_or_null(vec_put((View *)self, i, i, value));
}

/* ---- Removing ----------------------------------------------------------- */

static bool
is_index(Py_ssize_t *i, size_t length)
{
    *i += *i < 0 ? (Py_ssize_t)length : 0;
    return *i >= 0 && (size_t)*i < length;
}

static PyObject *
pop_at(View *v, Py_ssize_t i)
{
    items at;
    if (!vec_find_to_change(v, &at)) {
        return NULL;
    }
    if (!is_index(&i, at.length)) {
        PyErr_SetString(PyExc_IndexError,
                        at.length ? "pop index out of range" : "pop from an empty Vec");
        return NULL;
    }
    const Plan *plan = vec_item_plan(v);
    /* Loading these runs no Python code, and they own nothing. */
    bool simple = plan->kind <= PLAN_CHAR || (plan->kind == PLAN_REF && plan->resolved);
    PyObject *item = vec_load(v, &at, (size_t)i);
    if (LIKELY(item && simple && (size_t)i + 1 == at.length && v->bump->pin_count == 0)) {
        at.head->length--;
        return item;
    }
    if (item && vec_splice(v, i, i + 1, NULL, 0) < 0) {
        Py_CLEAR(item);
    }
    return item;
}

static PyObject *
vec_pop(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    Py_ssize_t i = -1;
    if (nargs > 1) {
        PyErr_Format(PyExc_TypeError, "pop expected at most 1 argument, got %zd", nargs);
        return NULL;
    }
    if (nargs) {
        i = PyNumber_AsSsize_t(args[0], PyExc_IndexError);
        if (i == -1 && PyErr_Occurred()) {
            return NULL;
        }
    }
    return pop_at((View *)self, i);
}

static PyObject *
vec_remove(PyObject *self, PyObject *value)
{
    Py_ssize_t i = vec_search(self, value, 0, PY_SSIZE_T_MAX);
    if (i == -1) {
        PyErr_Format(PyExc_ValueError, "%R is not in the Vec", value);
    }
    return i < 0 ? NULL : none_or_null(vec_splice((View *)self, i, i + 1, NULL, 0));
}

static PyObject *
vec_clear(PyObject *self, PyObject *unused)
{
    (void)unused;
    return none_or_null(vec_splice((View *)self, 0, PY_SSIZE_T_MAX, NULL, 0));
}

/* ---- Room --------------------------------------------------------------- */

/* Items that are there stay; if they move, their objects do. */
static int
reserve(View *v, size_t additional)
{
    items at;
    room r;
    if (!vec_find_to_change(v, &at)) {
        return -1;
    }
    size_t needed = at.length + additional; /* both below 2**63 */
    if (needed <= at.capacity) {
        return 0;
    }
    if (items_check_pins(v, vec_stride(v), &at) < 0
        || !room_make(v, vec_stride(v), &at, needed, &r)) {
        return -1;
    }
    if (r.moved && at.length) {
        memcpy(r.data, at.data, at.length * vec_stride(v));
        if (vec_item_plan(v)->has_objects) {
            values_moved(v->bump, vec_item_plan(v), r.data, at.position, r.position, at.length);
        }
    }
    room_commit(v, vec_stride(v), &at, &r, at.length);
    return 0;
}

static PyObject *
vec_reserve(PyObject *self, PyObject *count)
{
    Py_ssize_t additional = PyNumber_AsSsize_t(count, PyExc_OverflowError);
    if (additional == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (additional < 0) {
        PyErr_Format(PyExc_ValueError, "reserve(%zd): expected a number of items", additional);
        return NULL;
    }
    return none_or_null(reserve((View *)self, (size_t)additional));
}

/* The memory behind the items is let go, with all of it if there are none. */
static PyObject *
vec_shrink_to_fit(PyObject *self, PyObject *unused)
{
    (void)unused;
    View *v = (View *)self;
    items at;
    if (!vec_find_to_change(v, &at) || items_check_pins(v, vec_stride(v), &at) < 0) {
        return NULL;
    }
    if (at.capacity > at.length) {
        items_trim(v, vec_stride(v), &at);
        at.head->capacity = (uint32_t)at.length;
        at.head->items = at.length ? at.head->items : 0;
    }
    Py_RETURN_NONE;
}

static PyObject *
vec_freeze(PyObject *self, PyObject *unused)
{
    (void)unused;
    View *v = (View *)self;
    items at;
    if (!vec_find_to_change(v, &at) || items_check_pins(v, vec_stride(v), &at) < 0) {
        return NULL;
    }
    PyObject *slice = slice_new(v->bump, at.length ? at.position : EMPTY_POSITION, at.length,
                                vec_item_plan(v), false);
    if (slice && at.capacity) {
        if (at.capacity > at.length) {
            items_trim(v, vec_stride(v), &at);
        }
        *at.head = (head){0};
    }
    return slice;
}

/* ---- All of them -------------------------------------------------------- */

PyMethodDef vec_methods[] = {
    {"append", vec_append, METH_O, VEC_APPEND_DOC},
    {"extend", vec_extend, METH_O, VEC_EXTEND_DOC},
    {"insert", vec_insert, METH_VARARGS, VEC_INSERT_DOC},
    {"pop", (PyCFunction)(void (*)(void))vec_pop, METH_FASTCALL, VEC_POP_DOC},
    {"remove", vec_remove, METH_O, VEC_REMOVE_DOC},
    {"clear", vec_clear, METH_NOARGS, VEC_CLEAR_DOC},
    {"index", vec_index, METH_VARARGS, VEC_INDEX_DOC},
    {"count", vec_count, METH_O, VEC_COUNT_DOC},
    {"sort", (PyCFunction)(void (*)(void))vec_sort, METH_VARARGS | METH_KEYWORDS, VEC_SORT_DOC},
    {"reverse", vec_reverse, METH_NOARGS, VEC_REVERSE_DOC},
    {"reserve", vec_reserve, METH_O, VEC_RESERVE_DOC},
    {"shrink_to_fit", vec_shrink_to_fit, METH_NOARGS, VEC_SHRINK_DOC},
    {"freeze", vec_freeze, METH_NOARGS, VEC_FREEZE_DOC},
    {"__reversed__", vec_reversed, METH_NOARGS, "__reversed__($self, /)\n--\n\n"},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};
