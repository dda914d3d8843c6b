/* vec_change.c - what changes the number of items of a Vec: values in the place of
 * others.
 *
 * New values are stored beside the items, where they cost nothing if one of them
 * is refused, and put in their place when all are there.  The memory is looked up
 * anew after anything that may run Python code. */
#include "vec.h"

/* ---- Objects and waste of what goes ------------------------------------- */

/* Values that are out of reach, until their objects are let go. */
typedef struct gone {
    char *data; /* copies; NULL: they hold no objects */
    uint64_t position, step;
    size_t count;
} gone;

/* False without memory. */
static bool
gone_alloc(const Plan *item, size_t count, gone *g)
{
    *g = (gone){.count = count};
    if (!item->has_objects || count == 0) {
        return true;
    }
    g->data = PyMem_Malloc(count * item->stride);
    if (!g->data) {
        PyErr_NoMemory();
    }
    return g->data != NULL;
}

/* Values at `data`, `step` bytes apart, will be no more. */
static void
gone_take(Bump *b, const Plan *item, const char *data, uint64_t position, uint64_t step, gone *g)
{
    g->position = position;
    g->step = step;
    for (size_t i = 0; i < g->count && item->kind > PLAN_CHAR; i++) {
        const char *at = data + (int64_t)(i * step);
        value_waste(b, item, at);
        if (g->data) {
            memcpy(g->data + i * item->stride, at, item->stride);
        }
    }
}

/* Runs Python code. */
static void
gone_release(View *v, gone *g)
{
    Bump *b = v->bump;
    Plan *item = vec_item_plan(v);
    if (!g->data) {
        return;
    }
    Py_INCREF(v);
    for (size_t i = 0; i < g->count; i++) {
        values_release(b, item, g->data + i * item->stride, g->position + i * g->step, 1);
    }
    Py_DECREF(v);
    PyMem_Free(g->data);
}

/* ---- Splicing ----------------------------------------------------------- */

/* What a splice does, in items. */
typedef struct splice {
    size_t start, removed, count, length;
} splice;

static void
move_items(View *v, const items *at, const room *r, size_t from, size_t to, size_t count)
{
    size_t stride = vec_stride(v);
    char *data = r->data + to * stride;
    if (count == 0 || data == at->data + from * stride) {
        return;
    }
    memmove(data, at->data + from * stride, count * stride);
    if (vec_item_plan(v)->has_objects) {
        values_moved(v->bump, vec_item_plan(v), data, at->position + from * stride,
                     r->position + to * stride, count);
    }
}

/* New values go behind the items at once, or into memory of their own first. */
static store_result
commit_splice(View *v, const items *at, const room *r, const splice *s, const char *staged)
{
    size_t stride = vec_stride(v), tail = s->start + s->removed;
    gone g;
    if (!gone_alloc(vec_item_plan(v), s->removed, &g)) {
        return STORE_ERROR;
    }
    gone_take(v->bump, vec_item_plan(v), at->data + s->start * stride,
              at->position + s->start * stride, stride, &g);
    move_items(v, at, r, tail, s->start + s->count, at->length - tail);
    move_items(v, at, r, 0, 0, s->start);
    if (staged) {
        memcpy(r->data + s->start * stride, staged, s->count * stride);
    }
    room_commit(v, stride, at, r, s->length);
    gone_release(v, &g);
    return STORE_OK;
}

static store_result
store_and_commit(View *v, const items *at, const room *r, const splice *s,
                 PyObject *const *values)
{
    size_t stride = vec_stride(v);
    char *staged = NULL, *to = r->data + s->start * stride;
    if (s->count && s->start < at->length && !(to = staged = PyMem_Malloc(s->count * stride))) {
        PyErr_NoMemory();
        return STORE_ERROR;
    }
    store_result result = vec_store_all(v->bump, vec_item_plan(v), to,
                                        r->position + s->start * stride, values, s->count);
    if (result == STORE_OK) {
        result = commit_splice(v, at, r, s, staged);
    }
    PyMem_Free(staged);
    return result;
}

/* 0 with all that is needed to go on, or -1 with an exception. */
static int
begin_splice(View *v, Py_ssize_t start, Py_ssize_t stop, size_t count, items *at, room *r,
             splice *s)
{
    if (!vec_find_to_change(v, at)) {
        return -1;
    }
    s->removed = (size_t)PySlice_AdjustIndices((Py_ssize_t)at->length, &start, &stop, 1);
    s->start = (size_t)start;
    s->count = count;
    s->length = at->length - s->removed + count;
    if ((count != s->removed && items_check_pins(v, vec_stride(v), at) < 0)
        || !room_make(v, vec_stride(v), at, s->length, r)) {
        return -1;
    }
    return 0;
}

int
vec_splice(View *v, Py_ssize_t start, Py_ssize_t stop, PyObject *const *values, size_t count)
{
    items at;
    room r;
    splice s;
    if (begin_splice(v, start, stop, count, &at, &r, &s) < 0) {
        return -1;
    }
    store_result result = store_and_commit(v, &at, &r, &s, values);
    if (UNLIKELY(result != STORE_OK)) {
        room_undo(v, &r, result);
    }
    return result == STORE_OK ? 0 : result == STORE_ERROR ? -1 : 1;
}

/* ---- Any values --------------------------------------------------------- */

static int
never_converts(int result)
{
    if (result > 0) {
        PyErr_BadInternalCall();
        return -1;
    }
    return result;
}

int
vec_put(View *v, Py_ssize_t start, Py_ssize_t stop, PyObject *value)
{
    int result = vec_splice(v, start, stop, &value, 1);
    if (LIKELY(result <= 0)) {
        return result;
    }
    PyObject *converted = value_convert(v->bump, vec_item_plan(v), value, (place){0});
    if (!converted) {
        return -1;
    }
    result = vec_splice(v, start, stop, &converted, 1);
    Py_DECREF(converted);
    return never_converts(result);
}

/* Memory of values in the place of others: of a buffer, or of another Vec. */
static int
splice_memory(View *v, Py_ssize_t start, Py_ssize_t stop, const char *from, size_t count)
{
    size_t stride = vec_stride(v);
    items at;
    room r;
    splice s;
    if (begin_splice(v, start, stop, count, &at, &r, &s) < 0) {
        return -1;
    }
    (void)commit_splice(v, &at, &r, &s, NULL); /* numbers hold no objects: it cannot fail */
    if (count) { /* the buffer may be of these very items */
        memmove(r.data + s.start * stride, from, count * stride);
    }
    return 0;
}

/* Another handle of this very Vec: a buffer of it would forbid the change. */
static bool
is_itself(View *v, PyObject *values)
{
    View *other = (View *)values;
    return is_vec(v->bump, values) && other->bump == v->bump && view_head(v) && view_head(other)
           && other->position == v->position;
}

/* 0, -1 with an exception, 1 if it is no buffer of just such items. */
static int
put_buffer(View *v, Py_ssize_t start, Py_ssize_t stop, PyObject *values)
{
    Plan *item = vec_item_plan(v);
    Py_buffer view;
    if (item->kind > PLAN_F64 || !PyObject_CheckBuffer(values) || is_itself(v, values)) {
        return PyErr_Occurred() ? -1 : 1;
    }
    if (PyObject_GetBuffer(values, &view, PyBUF_FORMAT | PyBUF_STRIDES) < 0) {
        if (!PyErr_ExceptionMatches(PyExc_BufferError)) {
            return -1;
        }
        PyErr_Clear();
        return 1;
    }
    int result = 1;
    if (PyBuffer_IsContiguous(&view, 'C') && plan_matches_buffer(item, &view)) {
        result = splice_memory(v, start, stop, view.buf, (size_t)(view.len / view.itemsize));
    }
    PyBuffer_Release(&view);
    return result;
}

/* Lists and tuples as they are, if nothing in them needs conversion. */
static int
put_sequence(View *v, Py_ssize_t start, Py_ssize_t stop, PyObject *values)
{
    bool plain = PyList_CheckExact(values) || PyTuple_CheckExact(values);
    if (!plain) {
        return 1;
    }
    return vec_splice(v, start, stop, PySequence_Fast_ITEMS(values),
                      (size_t)PySequence_Fast_GET_SIZE(values));
}

static PyObject *
convert_all(View *v, PyObject *values)
{
    if (PyUnicode_Check(values) && vec_item_plan(v)->kind == PLAN_BYTES) {
        PyErr_Format(PyExc_TypeError, "Vec[%U]: expected an iterable of %U, got str",
                     vec_item_plan(v)->label, vec_item_plan(v)->label);
        return NULL;
    }
    return items_convert(v->bump, vec_item_plan(v), values, (place){0});
}

int
vec_put_all(View *v, Py_ssize_t start, Py_ssize_t stop, PyObject *values)
{
    int result = put_buffer(v, start, stop, values);
    if (result > 0) {
        result = put_sequence(v, start, stop, values);
    }
    if (result <= 0) {
        return result;
    }
    PyObject *list = convert_all(v, values);
    if (!list) {
        return -1;
    }
    result = put_sequence(v, start, stop, list);
    Py_DECREF(list);
    return never_converts(result);
}

/* ---- Extended slices ---------------------------------------------------- */

/* Items of a slice with any step, from the lowest. */
typedef struct steps {
    Py_ssize_t start, stop, step;
    size_t count;
} steps;

static void
adjust(steps *s, size_t length)
{
    s->count = (size_t)PySlice_AdjustIndices((Py_ssize_t)length, &s->start, &s->stop, s->step);
    s->step = s->count > 1 ? s->step : 1; /* one that leads out of memory is not taken */
}

static int
check_count(size_t given, const steps *s)
{
    if (given == s->count) {
        return 0;
    }
    PyErr_Format(PyExc_ValueError,
                 "attempt to assign sequence of size %zu to extended slice of size %zu", given,
                 s->count);
    return -1;
}

/* Stores values one by one in staged memory, each for its own position. */
static store_result
stage(View *v, const items *at, const steps *s, PyObject *values, char *staged)
{
    Plan *item = vec_item_plan(v);
    for (size_t i = 0; i < s->count; i++) {
        Py_ssize_t index = s->start + (Py_ssize_t)i * s->step;
        store_result result =
            vec_store_all(v->bump, item, staged + i * item->stride,
                          at->position + (uint64_t)index * item->stride,
                          PySequence_Fast_ITEMS(values) + i, 1);
        if (result != STORE_OK) {
            return result;
        }
    }
    return STORE_OK;
}

static store_result
replace_steps(View *v, const items *at, const steps *s, PyObject *values, char *staged)
{
    Plan *item = vec_item_plan(v);
    int64_t step = (int64_t)s->step * item->stride;
    char *data = at->data + (size_t)s->start * item->stride;
    gone g;
    store_result result = stage(v, at, s, values, staged);
    if (result == STORE_OK && !gone_alloc(item, s->count, &g)) {
        result = STORE_ERROR;
    }
    if (result != STORE_OK) {
        return result;
    }
    gone_take(v->bump, item, data, at->position + (uint64_t)s->start * item->stride,
              (uint64_t)step, &g);
    for (size_t i = 0; i < s->count; i++) {
        memcpy(data + (int64_t)i * step, staged + i * item->stride, item->stride);
    }
    gone_release(v, &g);
    return STORE_OK;
}

/* As vec_splice; `s` as it was unpacked. */
static int
put_steps(View *v, steps s, PyObject *values)
{
    items at;
    size_t count = (size_t)PySequence_Fast_GET_SIZE(values);
    if (!vec_find_to_change(v, &at)) {
        return -1;
    }
    adjust(&s, at.length);
    if (check_count(count, &s) < 0) {
        return -1;
    }
    if (count == 0) {
        return 0;
    }
    undo_point since = bump_undo_point(v->bump);
    char *staged = PyMem_Malloc(count * vec_stride(v));
    if (!staged) {
        PyErr_NoMemory();
        return -1;
    }
    store_result result = replace_steps(v, &at, &s, values, staged);
    PyMem_Free(staged);
    if (result != STORE_OK) {
        value_undo(v->bump, since, result);
    }
    return result == STORE_OK ? 0 : result == STORE_ERROR ? -1 : 1;
}

int
vec_put_steps(View *v, PyObject *slice, PyObject *values)
{
    steps s;
    if (PySlice_Unpack(slice, &s.start, &s.stop, &s.step) < 0) {
        return -1;
    }
    if (s.step == 1) {
        return vec_put_all(v, s.start, s.stop, values);
    }
    PyObject *list = items_convert(v->bump, vec_item_plan(v), values, (place){0});
    if (!list) {
        return -1;
    }
    int result = put_steps(v, s, list);
    Py_DECREF(list);
    return never_converts(result);
}

/* Closes the gaps: runs of items that stay, each moved down at once. */
static void
close_gaps(View *v, const items *at, const steps *s)
{
    size_t to = (size_t)s->start;
    const room here = {.data = at->data, .position = at->position};
    for (size_t i = 0; i < s->count; i++) {
        size_t from = (size_t)(s->start + (Py_ssize_t)i * s->step) + 1;
        size_t end = i + 1 < s->count ? from + (size_t)s->step - 1 : at->length;
        move_items(v, at, &here, from, to, end - from);
        to += end - from;
    }
}

static int
delete_steps(View *v, const items *at, const steps *s)
{
    Plan *item = vec_item_plan(v);
    gone g;
    if (items_check_pins(v, item->stride, at) < 0 || !gone_alloc(item, s->count, &g)) {
        return -1;
    }
    gone_take(v->bump, item, at->data + (size_t)s->start * item->stride,
              at->position + (uint64_t)s->start * item->stride,
              (uint64_t)s->step * item->stride, &g);
    close_gaps(v, at, s);
    at->head->length = (uint32_t)(at->length - s->count);
    gone_release(v, &g);
    return 0;
}

int
vec_delete_steps(View *v, PyObject *slice)
{
    steps s;
    items at;
    if (PySlice_Unpack(slice, &s.start, &s.stop, &s.step) < 0) {
        return -1;
    }
    if (s.step == 1) {
        return vec_splice(v, s.start, s.stop, NULL, 0);
    }
    if (!vec_find_to_change(v, &at)) {
        return -1;
    }
    adjust(&s, at.length);
    if (s.count == 0) {
        return 0;
    }
    if (s.step < 0) {
        s.start += (Py_ssize_t)(s.count - 1) * s.step;
        s.step = -s.step;
    }
    return delete_steps(v, &at, &s);
}
