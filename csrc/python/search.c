/* search.c - finding items by their value: what Slice and Vec share.
 *
 * Numbers and text are compared in the arena, without making an object of each. */
#include "search.h"

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

static Py_ssize_t
search_numbers(const Plan *item, const char *data, Py_ssize_t start, Py_ssize_t stop,
               const target *t)
{
    for (Py_ssize_t i = start; i < stop && !t->nowhere; i++) {
        if (t->equal(data + (size_t)i * item->stride, t->data)) {
            return i;
        }
    }
    return SEARCH_NONE;
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
search_texts(const Bump *b, const Plan *item, const char *data, Py_ssize_t start,
             Py_ssize_t stop, PyObject *value)
{
    size_t length;
    PyObject *keep;
    const char *utf8 = text_utf8(value, &length, &keep);
    if (!utf8) {
        return SEARCH_ERROR;
    }
    Py_ssize_t i = start;
    while (i < stop && !is_text(b, data + (size_t)i * item->stride, utf8, length)) {
        i++;
    }
    Py_XDECREF(keep);
    return i < stop ? i : SEARCH_NONE;
}

/* ---- Any items ---------------------------------------------------------- */

Py_ssize_t
search_stored(Bump *b, const Plan *item, const char *data, Py_ssize_t start, Py_ssize_t stop,
              PyObject *value)
{
    target t;
    if (item->kind == PLAN_STR && PyUnicode_CheckExact(value)) {
        return search_texts(b, item, data, start, stop, value);
    }
    return target_make(item, value, &t) ? search_numbers(item, data, start, stop, &t)
                                        : SEARCH_UNKNOWN;
}

/* ---- Methods ------------------------------------------------------------ */

int
search_contains(search_items search, PyObject *self, PyObject *value)
{
    Py_ssize_t found = search(self, value, 0, PY_SSIZE_T_MAX);
    return found == SEARCH_ERROR ? -1 : found >= 0;
}

/* Bounds that are too large are as good as the largest. */
static int
to_bound(PyObject *value, void *bound)
{
    *(Py_ssize_t *)bound = PyNumber_AsSsize_t(value, NULL);
    return *(Py_ssize_t *)bound != -1 || !PyErr_Occurred();
}

PyObject *
search_index(search_items search, PyObject *self, PyObject *args, const char *name)
{
    PyObject *value;
    Py_ssize_t start = 0, stop = PY_SSIZE_T_MAX;
    if (!PyArg_ParseTuple(args, "O|O&O&:index", &value, to_bound, &start, to_bound, &stop)) {
        return NULL;
    }
    Py_ssize_t found = search(self, value, start, stop);
    if (found == SEARCH_NONE) {
        PyErr_Format(PyExc_ValueError, "%R is not in the %s", value, name);
    }
    return found < 0 ? NULL : PyLong_FromSsize_t(found);
}

PyObject *
search_count(search_items search, PyObject *self, PyObject *value)
{
    Py_ssize_t count = 0, found = -1;
    while ((found = search(self, value, found + 1, PY_SSIZE_T_MAX)) >= 0) {
        count++;
    }
    return found == SEARCH_ERROR ? NULL : PyLong_FromSsize_t(count);
}
