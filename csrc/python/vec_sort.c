/* vec_sort.c - the order of the items of a Vec.
 *
 * Numbers are sorted in the arena, without making objects, by their digits from
 * the lowest (LSD radix sort): it is stable, which can be seen in 0.0 and -0.0 and
 * in NaNs, and its time does not depend on their order.  Other items stay where
 * they are while a list of their indices is sorted by list.sort; then their bytes
 * change places. */
#include "vec.h"

/* ---- Numbers ------------------------------------------------------------ */

static bool
is_number(const Plan *item)
{
    return item->kind <= PLAN_F64 || item->kind == PLAN_CHAR;
}

/* A double's bits in the order of its values; -0.0 as 0.0, and any NaN above all. */
static uint64_t
float_key(double value)
{
    uint64_t bits;
    if (value != value) {
        return UINT64_MAX;
    }
    value += 0.0; /* -0.0 + 0.0 is 0.0 */
    memcpy(&bits, &value, sizeof bits);
    return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

#define LOAD(T, data) ({ T value_; memcpy(&value_, (data), sizeof value_); value_; })

/* A number whose order is that of the items. */
static inline uint64_t
key_of(plan_kind kind, const char *data)
{
    switch (kind) {
    case PLAN_BOOL: return *data != 0;
    case PLAN_I8: return (uint8_t)(LOAD(uint8_t, data) ^ 0x80u);
    case PLAN_U8: return LOAD(uint8_t, data);
    case PLAN_I16: return (uint16_t)(LOAD(uint16_t, data) ^ 0x8000u);
    case PLAN_U16: return LOAD(uint16_t, data);
    case PLAN_I32: return LOAD(uint32_t, data) ^ UINT32_C(0x80000000);
    case PLAN_U32: case PLAN_CHAR: return LOAD(uint32_t, data);
    case PLAN_I64: return LOAD(uint64_t, data) ^ UINT64_C(1) << 63;
    case PLAN_U64: return LOAD(uint64_t, data);
    case PLAN_F32: return float_key((double)LOAD(float, data));
    default: return float_key(LOAD(double, data));
    }
}

/* A key, and the bits of the item that it is of. */
typedef struct keyed {
    uint64_t key, bits;
} keyed;

/* Tunable: up to so many items insertion is faster than 256 counters a digit. */
enum { INSERTION = 64, DIGITS = 256 };

static void
insertion_sort(keyed *a, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        keyed x = a[i];
        size_t j = i;
        for (; j > 0 && a[j - 1].key > x.key; j--) {
            a[j] = a[j - 1];
        }
        a[j] = x;
    }
}

/* Sorts by one digit into `to`; false, and nothing done, if all have the same. */
static bool
sort_by_digit(const keyed *from, keyed *to, size_t count, unsigned shift)
{
    size_t start[DIGITS] = {0};
    for (size_t i = 0; i < count; i++) {
        start[from[i].key >> shift & (DIGITS - 1)]++;
    }
    if (start[from[0].key >> shift & (DIGITS - 1)] == count) {
        return false;
    }
    size_t sum = 0;
    for (size_t d = 0; d < DIGITS; d++) {
        size_t here = start[d];
        start[d] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++) {
        to[start[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
    }
    return true;
}

/* `a` has room for twice as many; the result is where it says. */
static keyed *
radix_sort(keyed *a, size_t count)
{
    keyed *from = a, *to = a + count;
    for (unsigned shift = 0; shift < 64; shift += 8) {
        if (sort_by_digit(from, to, count, shift)) {
            keyed *swap = from;
            from = to;
            to = swap;
        }
    }
    return from;
}

/* Descending keys are inverted, so that equal ones stay in order then, too. */
static bool
load_keys(plan_kind kind, size_t size, const char *data, size_t count, bool reverse, keyed *a)
{
    bool sorted = true;
    for (size_t i = 0; i < count; i++) {
        const char *at = data + i * size;
        uint64_t key = key_of(kind, at);
        a[i] = (keyed){reverse ? ~key : key, 0};
        memcpy(&a[i].bits, at, size);
        sorted &= i == 0 || a[i - 1].key <= a[i].key;
    }
    return sorted;
}

static int
sort_numbers(View *v, bool reverse)
{
    const Plan *item = vec_item_plan(v);
    items at;
    if (!vec_find_to_change(v, &at)) {
        return -1;
    }
    if (at.length < 2) {
        return 0;
    }
    keyed *a = PyMem_New(keyed, 2 * at.length), *sorted = a;
    if (!a) {
        PyErr_NoMemory();
        return -1;
    }
    if (!load_keys((plan_kind)item->kind, item->size, at.data, at.length, reverse, a)) {
        if (at.length <= INSERTION) {
            insertion_sort(a, at.length);
        } else {
            sorted = radix_sort(a, at.length);
        }
        for (size_t i = 0; i < at.length; i++) {
            memcpy(at.data + i * item->size, &sorted[i].bits, item->size);
        }
    }
    PyMem_Free(a);
    return 0;
}

/* ---- Other items -------------------------------------------------------- */

/* The i-th item is what was at order[i]; without memory, false. */
static bool
reorder(View *v, const items *at, const size_t *order)
{
    Plan *item = vec_item_plan(v);
    size_t stride = item->stride;
    char *old = PyMem_Malloc(at->length * stride + 1);
    if (!old) {
        PyErr_NoMemory();
        return false;
    }
    memcpy(old, at->data, at->length * stride);
    for (size_t i = 0; i < at->length; i++) {
        char *to = at->data + i * stride;
        memcpy(to, old + order[i] * stride, stride);
        if (item->has_objects) {
            values_moved(v->bump, item, to, at->position + order[i] * stride,
                         at->position + i * stride, 1);
        }
    }
    PyMem_Free(old);
    return true;
}

/* The keys, of which the items' own list is made first. */
static PyObject *
make_keys(View *v, size_t count, PyObject *key)
{
    PyObject *list = vec_list(v, 0, 1, count);
    for (size_t i = 0; list && key != Py_None && i < count; i++) {
        PyObject *made = PyObject_CallOneArg(key, PyList_GET_ITEM(list, (Py_ssize_t)i));
        if (!made || PyList_SetItem(list, (Py_ssize_t)i, made) < 0) {
            Py_CLEAR(list);
        }
    }
    return list;
}

static PyObject *
make_indices(size_t count)
{
    PyObject *list = PyList_New((Py_ssize_t)count);
    for (size_t i = 0; list && i < count; i++) {
        PyObject *index = PyLong_FromSize_t(i);
        if (!index) {
            Py_CLEAR(list);
            break;
        }
        PyList_SET_ITEM(list, (Py_ssize_t)i, index);
    }
    return list;
}

/* ("key", "reverse") */
static PyObject *
make_names(void)
{
    PyObject *key = PyUnicode_InternFromString("key");
    PyObject *reverse = PyUnicode_InternFromString("reverse");
    PyObject *names = key && reverse ? PyTuple_Pack(2, key, reverse) : NULL;
    Py_XDECREF(key);
    Py_XDECREF(reverse);
    return names;
}

/* indices.sort(key=keys.__getitem__, reverse=reverse) */
static int
sort_indices(PyObject *indices, PyObject *keys, bool reverse)
{
    PyObject *get = PyObject_GetAttrString(keys, "__getitem__");
    PyObject *sort = get ? PyObject_GetAttrString(indices, "sort") : NULL;
    PyObject *names = sort ? make_names() : NULL;
    PyObject *const options[] = {get, reverse ? Py_True : Py_False};
    PyObject *result = names ? PyObject_Vectorcall(sort, options, 0, names) : NULL;
    Py_XDECREF(get);
    Py_XDECREF(sort);
    Py_XDECREF(names);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

/* The order of so many items by their keys: to be freed; NULL with an exception. */
static size_t *
find_order(View *v, size_t count, PyObject *key, bool reverse)
{
    PyObject *keys = make_keys(v, count, key), *indices = keys ? make_indices(count) : NULL;
    size_t *order = NULL;
    if (indices && sort_indices(indices, keys, reverse) == 0
        && !(order = PyMem_New(size_t, count + 1))) {
        PyErr_NoMemory();
    }
    for (size_t i = 0; order && i < count; i++) {
        order[i] = PyLong_AsSize_t(PyList_GET_ITEM(indices, (Py_ssize_t)i));
    }
    Py_XDECREF(keys);
    Py_XDECREF(indices);
    return order;
}

/* Whether the head is as it was, but for the room. */
static bool
is_unchanged(const items *before, const items *now, const char *copy, size_t bytes)
{
    return before->length == now->length && before->position == now->position
           && memcmp(copy, now->data, bytes) == 0;
}

static int
apply_order(View *v, const items *before, const size_t *order, const char *copy)
{
    items at;
    if (!vec_find_to_change(v, &at)) {
        return -1;
    }
    if (!is_unchanged(before, &at, copy, before->length * vec_stride(v))) {
        PyErr_SetString(PyExc_ValueError, "the Vec was changed while it was sorted");
        return -1;
    }
    return reorder(v, &at, order) ? 0 : -1;
}

/* Keys and comparisons are Python code.  A change that it makes is not undone: it is
 * the sorting that does not take place. */
static int
sort_objects(View *v, PyObject *key, bool reverse)
{
    items before;
    if (!vec_find_to_change(v, &before)) {
        return -1;
    }
    size_t bytes = before.length * vec_stride(v);
    char *copy = PyMem_Malloc(bytes + 1);
    if (!copy) {
        PyErr_NoMemory();
        return -1;
    }
    memcpy(copy, before.data, bytes);
    size_t *order = find_order(v, before.length, key, reverse);
    int result = order ? apply_order(v, &before, order, copy) : -1;
    PyMem_Free(order);
    PyMem_Free(copy);
    return result;
}

/* ---- Methods ------------------------------------------------------------ */

PyObject *
vec_sort(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"key", "reverse", NULL};
    View *v = (View *)self;
    PyObject *key = Py_None;
    int reverse = 0;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|$Op:sort", names, &key, &reverse)) {
        return NULL;
    }
    bool native = key == Py_None && is_number(vec_item_plan(v));
    if ((native ? sort_numbers(v, reverse) : sort_objects(v, key, reverse)) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

PyObject *
vec_reverse(PyObject *self, PyObject *unused)
{
    (void)unused;
    View *v = (View *)self;
    items at;
    if (!vec_find_to_change(v, &at)) {
        return NULL;
    }
    size_t *order = PyMem_New(size_t, at.length + 1);
    if (!order) {
        return PyErr_NoMemory();
    }
    for (size_t i = 0; i < at.length; i++) {
        order[i] = at.length - 1 - i;
    }
    bool done = reorder(v, &at, order);
    PyMem_Free(order);
    return done ? Py_NewRef(Py_None) : NULL;
}
