/* slice_field.c - runs of values: Slice[T], which lies elsewhere, and Array[T, n],
 * which lies in the record.
 *
 * Items that were copied in for a field are the field's own.  They are overwritten
 * in place by items that fit, if no Slice can see it. */
#include "core.h"

static span
read_span(const char *data)
{
    span s;
    memcpy(&s, data, sizeof s);
    return s;
}

static uint64_t
span_bytes(const Plan *p, span s)
{
    return (uint64_t)(s.length & SPAN_MAX) * p->item->stride;
}

/* The items of a span that has some, or NULL with CorruptArenaError. */
static char *
span_data(Bump *b, const Plan *p, span s, place where)
{
    char *data = arena_at(&b->arena, s.ref, span_bytes(p, s));
    if (UNLIKELY(!data)) {
        raise_corrupt(b->state, where, "no such slice at reference", s.ref);
    }
    return data;
}

static PyObject *
load_slice(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    (void)position;
    span s = read_span(data);
    uint32_t length = s.length & SPAN_MAX;
    if (s.ref == 0 && p->optional) {
        Py_RETURN_NONE;
    }
    if (length && !span_data(b, p, s, where)) {
        return NULL;
    }
    PyObject *slice = slice_new(b, length ? (uint64_t)s.ref * ARENA_GRANULE : EMPTY_POSITION,
                                length, p->item, false);
    if (slice) {
        ((Slice *)slice)->owned = (s.length & SPAN_OWNED) != 0;
    }
    return slice;
}

/* ---- Storing ------------------------------------------------------------ */

void
span_waste(Bump *b, const Plan *p, const char *data)
{
    span s = read_span(data);
    if (s.length & SPAN_OWNED) {
        bump_waste(b, (uint64_t)s.ref * ARENA_GRANULE, span_bytes(p, s));
    }
}

static void
write_span(Bump *b, const Plan *p, char *data, span s)
{
    span_waste(b, p, data);
    memcpy(data, &s, sizeof s);
}

/* A slice of this arena whose items are stored just as the field's would be. */
static bool
is_shareable(Bump *b, Plan *p, PyObject *value)
{
    const Slice *s = (const Slice *)value;
    return Py_IS_TYPE(value, b->state->slice_type) && s->bump == b && !s->readonly
           && s->position % ARENA_GRANULE == (s->length ? 0 : EMPTY_POSITION)
           && plan_equals(s->item, p->item);
}

/* Another run of the items at `from`. */
static store_result
duplicate_items(Bump *b, const Plan *p, const char *from, size_t count, uint64_t holder,
                span *out, place where)
{
    Plan *item = p->item;
    uint64_t position;
    char *to = items_alloc(b, item, count, &position);
    if (!to || check_copy(b, holder, position, where) < 0) {
        return STORE_ERROR;
    }
    memset(to, 0, count * item->stride);
    for (size_t i = 0; i < count; i++) {
        size_t at = i * item->stride;
        store_result result = value_duplicate(b, item, from + at, to + at, position + at, where);
        if (result != STORE_OK) {
            return result;
        }
    }
    *out = (span){(arena_ref)(position / ARENA_GRANULE), (uint32_t)count | SPAN_OWNED};
    return STORE_OK;
}

static store_result
share_slice(Bump *b, Plan *p, char *data, uint64_t position, Slice *s, place where)
{
    span out = {EMPTY_REF, 0}, old = read_span(data);
    const char *items = slice_data(s);
    if (!items) {
        return STORE_ERROR;
    }
    if (s->length && s->owned) {
        if ((uint64_t)old.ref * ARENA_GRANULE == s->position
            && (old.length & SPAN_MAX) == (size_t)s->length) {
            return STORE_OK; /* what the field has already */
        }
        if (duplicate_items(b, p, items, (size_t)s->length, position, &out, where) != STORE_OK) {
            return STORE_ERROR;
        }
    } else if (s->length) {
        if (check_reference(b, position, b, s->position, where) < 0) {
            return STORE_ERROR;
        }
        out = (span){(arena_ref)(s->position / ARENA_GRANULE), (uint32_t)s->length};
    }
    write_span(b, p, data, out);
    return STORE_OK;
}

/* Stored without allocating anything, in no more than SCRATCH bytes. */
enum { SCRATCH = 24 };

static bool
is_plain(const Plan *item)
{
    return item->kind <= PLAN_CHAR || item->kind == PLAN_MEMBER || item->kind == PLAN_REF
           || (item->kind == PLAN_OPTION && item->item->kind <= PLAN_CHAR);
}

static store_result
store_items(Bump *b, Plan *item, char *data, uint64_t position, PyObject *items, bool dry,
            place where)
{
    PyObject **objects = PySequence_Fast_ITEMS(items);
    Py_ssize_t count = PySequence_Fast_GET_SIZE(items);
    for (Py_ssize_t i = 0; i < count; i++) {
        char scratch[SCRATCH] = {0};
        size_t at = (size_t)i * item->stride;
        store_result result =
            value_store(b, item, dry ? scratch : data + at, position + at, objects[i], (place){where.type, where.field, (size_t)i + 1});
        if (result != STORE_OK) {
            return result;
        }
    }
    return STORE_OK;
}

/* 1: it cannot be done in place; else a store_result. */
static int
overwrite(Bump *b, Plan *p, char *data, uint64_t holder, PyObject *items, store_result *result,
          place where)
{
    span old = read_span(data);
    uint64_t position = (uint64_t)old.ref * ARENA_GRANULE;
    size_t count = (size_t)PySequence_Fast_GET_SIZE(items), room = old.length & SPAN_MAX;
    if (!(old.length & SPAN_OWNED) || b->slices || count == 0 || count > room
        || !is_plain(p->item) || !lifetime_can_allocate_for(b, holder)) {
        return 1;
    }
    char *at = arena_at(&b->arena, old.ref, span_bytes(p, old));
    if (!at) {
        return 1;
    }
    *result = store_items(b, p->item, at, position, items, true, where);
    if (*result == STORE_OK) {
        (void)store_items(b, p->item, at, position, items, false, where);
        uint64_t kept = (uint64_t)count * p->item->stride;
        bump_waste(b, position + kept, span_bytes(p, old) - kept);
        old.length = (uint32_t)count | SPAN_OWNED;
        memcpy(data, &old, sizeof old);
    }
    return 0;
}

static store_result
store_slice(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    store_result result;
    span out;
    if (is_shareable(b, p, value)) {
        return share_slice(b, p, data, position, (Slice *)value, where);
    }
    if (!PyList_CheckExact(value) && !PyTuple_CheckExact(value)) {
        return STORE_NEEDS_CONVERSION;
    }
    if (overwrite(b, p, data, position, value, &result, where) == 0) {
        return result;
    }
    result = slice_copy(b, p->item, value, &out, where);
    if (result != STORE_OK) {
        return result;
    }
    if (out.length && check_copy(b, position, (uint64_t)out.ref * ARENA_GRANULE, where) < 0) {
        return STORE_ERROR;
    }
    out.length |= out.length ? SPAN_OWNED : 0;
    write_span(b, p, data, out);
    return STORE_OK;
}

store_result
slice_duplicate(Bump *b, Plan *p, const char *from, char *data, uint64_t position, place where)
{
    span s = read_span(from);
    if ((s.length & SPAN_MAX) == 0) {
        memcpy(data, &s, sizeof s);
        return STORE_OK;
    }
    const char *items = span_data(b, p, s, where);
    if (!items) {
        return STORE_ERROR;
    }
    if (s.length & SPAN_OWNED) {
        store_result result =
            duplicate_items(b, p, items, s.length & SPAN_MAX, position, &s, where);
        if (result != STORE_OK) {
            return result;
        }
    } else if (check_reference(b, position, b, (uint64_t)s.ref * ARENA_GRANULE, where) < 0) {
        return STORE_ERROR;
    }
    memcpy(data, &s, sizeof s);
    return STORE_OK;
}

static PyObject *
convert_slice(Bump *b, Plan *p, PyObject *value, place where)
{
    if (p->kind == PLAN_SLICE && is_shareable(b, p, value)) {
        return Py_NewRef(value);
    }
    if (PyUnicode_Check(value) || (PyBytes_Check(value) && p->item->kind > PLAN_F64)) {
        (void)raise_type(p, value, where); /* almost always a forgotten list */
        return NULL;
    }
    return items_convert(b, p->item, value, where);
}

/* ---- Arrays ------------------------------------------------------------- */

static PyObject *
load_array(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    (void)data, (void)where;
    PyObject *slice = slice_new(b, p->count ? position : EMPTY_POSITION, p->count, p->item, false);
    if (slice) {
        ((Slice *)slice)->owned = true;
    }
    return slice;
}

static store_result
store_array(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    if (!PyList_CheckExact(value) && !PyTuple_CheckExact(value)) {
        return STORE_NEEDS_CONVERSION;
    }
    Py_ssize_t count = PySequence_Fast_GET_SIZE(value);
    if (count != (Py_ssize_t)p->count) {
        place_raise(PyExc_ValueError, where, "expected %u items, got %zd", p->count, count);
        return STORE_ERROR;
    }
    char *scratch = PyMem_Calloc(1, p->size);
    if (!scratch) {
        PyErr_NoMemory();
        return STORE_ERROR;
    }
    store_result result = store_items(b, p->item, scratch, position, value, false, where);
    return value_replace(b, p, data, position, scratch, result);
}

const plan_ops slice_ops = {"slice", 8, 4, load_slice, store_slice, convert_slice};
const plan_ops array_ops = {"array", 0, 0, load_array, store_array, convert_slice};
