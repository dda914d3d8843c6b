/* vec_search.c - finding items of a Vec by their value, and comparing whole ones.
 *
 * Numbers and text are compared in the arena, without making an object of each. */
#include "vec.h"

/* Whether an item is equal to what is looked for. */
typedef bool (*is_equal)(const char *data, const void *wanted);

#define EQUAL_BITS(name, T) \
    static bool name(const char *data, const void *wanted) \
    { return memcmp(data, wanted, sizeof(T)) == 0; }
EQUAL_BITS(equal_8, uint8_t)
EQUAL_BITS(equal_16, uint16_t)
EQUAL_BITS(equal_32, uint32_t)
EQUAL_BITS(equal_64, uint64_t)

static bool
equal_f64(const char *data, const void *wanted)
{
    double item;
    memcpy(&item, data, sizeof item);
    return item == *(const double *)wanted;
}

static bool
equal_f32(const char *data, const void *wanted)
{
    float item;
    memcpy(&item, data, sizeof item);
    return (double)item == *(const double *)wanted;
}

/* What is looked for, as it lies in memory. */
typedef struct target {
    is_equal equal;
    bool nowhere; /* no item can be equal to it */
    union {
        char data[8];
        double real;
    };
} target;

static bool
target_int(const Plan *item, PyObject *value, target *t)
{
    static const is_equal by_size[] = {[1] = equal_8, [2] = equal_16, [4] = equal_32,
                                       [8] = equal_64};
    int64_t number;
    if (!PyLong_CheckExact(value) || !compat_small_int(value, &number)) {
        return false;
    }
    t->equal = by_size[item->size];
    t->nowhere = scalar_store((plan_kind)item->kind, t->data, value, (place){0}) != STORE_OK;
    PyErr_Clear(); /* out of the range of the items */
    return true;
}

static bool
target_float(const Plan *item, PyObject *value, target *t)
{
    int64_t number;
    if (PyFloat_CheckExact(value)) {
        t->real = PyFloat_AS_DOUBLE(value);
    } else if (PyLong_CheckExact(value) && compat_small_int(value, &number)) {
        t->real = (double)number;
        t->nowhere = number != (int64_t)t->real;
    } else {
        return false;
    }
    t->equal = item->kind == PLAN_F64 ? equal_f64 : equal_f32;
    return true;
}

/* False if only Python can compare. */
static bool
target_make(const Plan *item, PyObject *value, target *t)
{
    *t = (target){0};
    if (item->kind == PLAN_F32 || item->kind == PLAN_F64) {
        return target_float(item, value, t);
    }
    return item->kind >= PLAN_I8 && item->kind <= PLAN_U64 && target_int(item, value, t);
}

static void
clamp(Py_ssize_t *start, Py_ssize_t *stop, size_t length)
{
    (void)PySlice_AdjustIndices((Py_ssize_t)length, start, stop, 1);
}

static Py_ssize_t
search_memory(const View *v, const items *at, const target *t, Py_ssize_t start, Py_ssize_t stop)
{
    size_t stride = vec_stride(v);
    for (Py_ssize_t i = start; i < stop && !t->nowhere; i++) {
        if (t->equal(at->data + (size_t)i * stride, t->data)) {
            return i;
        }
    }
    return -1;
}

/* ---- Text --------------------------------------------------------------- */

static bool
is_text(const Bump *b, const char *data, const char *utf8, size_t length)
{
    arena_text text;
    memcpy(&text, data, sizeof text);
    if (arena_text_length(text) != length || arena_text_is_null(text)) {
        return false;
    }
    const char *bytes = arena_at_position(&b->arena, arena_text_position(text), length);
    return length == 0 || (bytes && memcmp(bytes, utf8, length) == 0);
}

static Py_ssize_t
search_text(const View *v, const items *at, const char *utf8, size_t length, Py_ssize_t start,
            Py_ssize_t stop)
{
    for (Py_ssize_t i = start; i < stop; i++) {
        if (is_text(v->bump, at->data + (size_t)i * vec_stride(v), utf8, length)) {
            return i;
        }
    }
    return -1;
}

static Py_ssize_t
search_str(View *v, PyObject *value, Py_ssize_t start, Py_ssize_t stop)
{
    size_t length;
    PyObject *keep;
    items at;
    Py_ssize_t found = -2;
    const char *utf8 = text_utf8(value, &length, &keep);
    if (utf8 && vec_find(v, &at)) {
        clamp(&start, &stop, at.length);
        found = search_text(v, &at, utf8, length, start, stop);
    }
    Py_XDECREF(keep);
    return found;
}

/* ---- Any value ---------------------------------------------------------- */

/* 1 if the item is equal to the value, 0 if not, -1 with an exception, 2 at the end:
 * comparing runs Python code, which may make the Vec shorter. */
static int
compare_at(View *v, PyObject *value, Py_ssize_t i)
{
    items at;
    if (!vec_find(v, &at)) {
        return -1;
    }
    if ((size_t)i >= at.length) {
        return 2;
    }
    PyObject *item = vec_load(v, &at, (size_t)i);
    int equal = item ? PyObject_RichCompareBool(item, value, Py_EQ) : -1;
    Py_XDECREF(item);
    return equal;
}

Py_ssize_t
vec_search(View *v, PyObject *value, Py_ssize_t start, Py_ssize_t stop)
{
    target t;
    items at;
    if (vec_item_plan(v)->kind == PLAN_STR && PyUnicode_CheckExact(value)) {
        return search_str(v, value, start, stop);
    }
    bool native = target_make(vec_item_plan(v), value, &t);
    if (!vec_find(v, &at)) {
        return -2;
    }
    clamp(&start, &stop, at.length);
    if (native) {
        return search_memory(v, &at, &t, start, stop);
    }
    for (Py_ssize_t i = start; i < stop; i++) {
        int equal = compare_at(v, value, i);
        if (equal != 0) {
            return equal == 1 ? i : equal == 2 ? -1 : -2;
        }
    }
    return -1;
}

int
vec_contains(PyObject *self, PyObject *value)
{
    Py_ssize_t found = vec_search((View *)self, value, 0, PY_SSIZE_T_MAX);
    return found == -2 ? -1 : found >= 0;
}

/* Those that are too large are as good as the largest. */
static int
to_bound(PyObject *value, void *bound)
{
    *(Py_ssize_t *)bound = PyNumber_AsSsize_t(value, NULL);
    return *(Py_ssize_t *)bound != -1 || !PyErr_Occurred();
}

PyObject *
vec_index(PyObject *self, PyObject *args)
{
    PyObject *value;
    Py_ssize_t start = 0, stop = PY_SSIZE_T_MAX;
    if (!PyArg_ParseTuple(args, "O|O&O&:index", &value, to_bound, &start, to_bound, &stop)) {
        return NULL;
    }
    Py_ssize_t found = vec_search((View *)self, value, start, stop);
    if (found == -1) {
        PyErr_Format(PyExc_ValueError, "%R is not in the Vec", value);
    }
    return found < 0 ? NULL : PyLong_FromSsize_t(found);
}

PyObject *
vec_count(PyObject *self, PyObject *value)
{
    Py_ssize_t count = 0, found = -1;
    while ((found = vec_search((View *)self, value, found + 1, PY_SSIZE_T_MAX)) >= 0) {
        count++;
    }
    return found == -2 ? NULL : PyLong_FromSsize_t(count);
}

/* ---- Comparing ---------------------------------------------------------- */

static PyObject *
as_list(const Bump *b, PyObject *o)
{
    if (is_vec(b, o)) {
        items at;
        return vec_find((View *)o, &at) ? vec_list((View *)o, 0, 1, at.length) : NULL;
    }
    return PySequence_List(o);
}

/* Integers of one type are equal if their bytes are: 1, 0, or -1 if that does not
 * tell. */
static int
equal_bytes(View *a, View *b)
{
    items of_a, of_b;
    const Plan *item = vec_item_plan(a);
    if (item->kind < PLAN_I8 || item->kind > PLAN_U64 || item->kind != vec_item_plan(b)->kind
        || !vec_find(a, &of_a) || !vec_find(b, &of_b)) {
        return -1;
    }
    return of_a.length == of_b.length
           && memcmp(of_a.data, of_b.data, of_a.length * item->stride) == 0;
}

/* Equal to any Vec, Slice, list or tuple with equal items; ordered as lists are. */
PyObject *
vec_richcompare(PyObject *self, PyObject *other, int op)
{
    Bump *b = ((View *)self)->bump;
    bool same = is_vec(b, other);
    if (!same && !PyList_Check(other) && !PyTuple_Check(other)
        && !Py_IS_TYPE(other, b->state->slice_type)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    int equal = same && (op == Py_EQ || op == Py_NE) ? equal_bytes((View *)self, (View *)other)
                                                     : -1;
    if (PyErr_Occurred()) {
        return NULL;
    }
    if (equal >= 0) {
        return PyBool_FromLong(equal == (op == Py_EQ));
    }
    PyObject *result = NULL, *x = as_list(b, self), *y = x ? as_list(b, other) : NULL;
    if (y) {
        result = PyObject_RichCompare(x, y, op);
    }
    Py_XDECREF(x);
    Py_XDECREF(y);
    return result;
}
