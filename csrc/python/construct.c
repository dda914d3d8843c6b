/* construct.c - Node(1, name="x"): arguments into a new record.
 *
 * Arguments are bound to fields, defaults are made, and then memory is taken
 * and written without running any Python code, so that a value that does not
 * fit can be answered by putting the cursor back: nobody has seen the record.
 * A value that only Python code can convert (__index__, an iterator) stops that;
 * everything is put back, all values are converted, and it is done again. */
#include "core.h"

/* Tunable: fields whose values are bound on the C stack. */
enum { STACK_FIELDS = 32 };

/* ---- Binding ------------------------------------------------------------ */

static Field *
field_at(const StructType *type, Py_ssize_t i)
{
    return (Field *)PyTuple_GET_ITEM(type->fields, i);
}

static int
raise_too_many(const StructType *type, Py_ssize_t given)
{
    PyErr_Format(PyExc_TypeError, "%s() takes at most %u positional argument%s but %zd %s given",
                 ((const PyTypeObject *)type)->tp_name, type->positional,
                 type->positional == 1 ? "" : "s", given, given == 1 ? "was" : "were");
    return -1;
}

Py_ssize_t
struct_index_of(const StructType *type, PyObject *name)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->fields); i++) {
        PyObject *field = field_at(type, i)->name;
        if (field == name || PyUnicode_Compare(field, name) == 0) {
            return i;
        }
    }
    return -1;
}

static int
bind_keywords(const StructType *type, PyObject *const *values, PyObject *kwnames, PyObject **bound)
{
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(kwnames); k++) {
        PyObject *name = PyTuple_GET_ITEM(kwnames, k);
        Py_ssize_t i = struct_index_of(type, name);
        if (i < 0) {
            PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument %R",
                         ((const PyTypeObject *)type)->tp_name, name);
            return -1;
        }
        if (bound[i]) {
            PyErr_Format(PyExc_TypeError, "%s() got multiple values for argument %R",
                         ((const PyTypeObject *)type)->tp_name, name);
            return -1;
        }
        bound[i] = Py_NewRef(values[k]);
    }
    return 0;
}

static int
bind_default(const StructType *type, Py_ssize_t i, PyObject **bound)
{
    Field *f = field_at(type, i);
    if (f->default_value) {
        bound[i] = Py_NewRef(f->default_value);
    } else if (f->default_factory) {
        bound[i] = PyObject_CallNoArgs(f->default_factory);
        return bound[i] ? 0 : -1;
    } else {
        PyErr_Format(PyExc_TypeError, "%s() missing required argument %R",
                     ((const PyTypeObject *)type)->tp_name, f->name);
        return -1;
    }
    return 0;
}

int
struct_bind(const StructType *type, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
            PyObject **bound)
{
    if (nargs > (Py_ssize_t)type->positional) {
        return raise_too_many(type, nargs);
    }
    for (Py_ssize_t i = 0; i < nargs; i++) {
        bound[i] = Py_NewRef(args[i]);
    }
    if (kwnames && bind_keywords(type, args + nargs, kwnames, bound) < 0) {
        return -1;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->fields); i++) {
        if (!bound[i] && bind_default(type, i, bound) < 0) {
            return -1;
        }
    }
    return 0;
}

/* The field of a keyword, by identity: names are interned.  Callers give keywords in
 * the order of the fields, so the search begins behind the one before. */
static inline Py_ssize_t
find_keyword(const StructType *type, Py_ssize_t count, PyObject *name, Py_ssize_t from)
{
    for (Py_ssize_t i = from; i < count; i++) {
        if (type->order[i].name == name) {
            return i;
        }
    }
    for (Py_ssize_t i = 0; i < from; i++) {
        if (type->order[i].name == name) {
            return i;
        }
    }
    return -1;
}

/* Borrowed values of all fields, as the caller and the fields hold them; false if
 * only bind() can say what they are, or what is wrong. */
static inline bool
bind_borrowed(const StructType *type, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
              PyObject **values)
{
    Py_ssize_t count = PyTuple_GET_SIZE(type->fields);
    Py_ssize_t keywords = kwnames ? PyTuple_GET_SIZE(kwnames) : 0;
    Py_ssize_t missing = count - nargs - keywords, next = nargs;
    if (nargs > (Py_ssize_t)type->positional || count > STACK_FIELDS) {
        return false;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        values[i] = i < nargs ? args[i] : NULL;
    }
    for (Py_ssize_t k = 0; k < keywords; k++, next++) {
        next = find_keyword(type, count, PyTuple_GET_ITEM(kwnames, k), next);
        if (next < 0 || values[next]) {
            return false;
        }
        values[next] = args[nargs + k];
    }
    for (Py_ssize_t i = nargs; missing && i < count; i++) {
        if (!values[i]) {
            values[i] = type->order[i].field->default_value;
            missing--;
        }
        if (!values[i]) {
            return false;
        }
    }
    return true;
}

/* ---- Writing ------------------------------------------------------------ */

static inline void
clear_record(char *data, uint32_t size)
{
    switch (size) { /* a size that the compiler knows is two instructions, not a call */
    case 8: memset(data, 0, 8); break;
    case 16: memset(data, 0, 16); break;
    case 24: memset(data, 0, 24); break;
    case 32: memset(data, 0, 32); break;
    default: memset(data, 0, size);
    }
}

static inline bool
store_bool(char *data, PyObject *value)
{
    *data = value == Py_True;
    return PyBool_Check(value);
}

/* A record that was seen in this epoch lies below the new one, so that no scope
 * ends between the two. */
static inline bool
store_link(const Bump *b, Plan *p, char *data, PyObject *value)
{
    const Record *r = (const Record *)value;
    if (value == Py_None) {
        return p->optional; /* the record is all zero */
    }
    if (Py_TYPE(value) != (PyTypeObject *)p->exact
        && !(is_struct_type(b->state, (PyObject *)Py_TYPE(value))
             && plan_allows(p, RECORD_TYPE(value)))) {
        return false;
    }
    if (r->bump != b || r->epoch != b->epoch) {
        return false;
    }
    memcpy(data, &r->ref, sizeof r->ref);
    return true;
}

/* No scope ends between a new record and what is allocated for it. */
static inline bool
store_ascii(Bump *b, char *data, PyObject *value)
{
    if (!PyUnicode_CheckExact(value) || !PyUnicode_IS_COMPACT_ASCII(value)) {
        return false;
    }
    size_t length = (size_t)PyUnicode_GET_LENGTH(value);
    arena_text text = arena_text_make(EMPTY_POSITION, 0);
    if (length) {
        char *to = length <= ARENA_MAX_TEXT ? arena_alloc(&b->arena, length, b->min_align) : NULL;
        if (!to) {
            return false; /* for value_store to raise */
        }
        memcpy(to, PyUnicode_DATA(value), length);
        text = arena_text_make(arena_position(&b->arena, to), length);
        text.lo |= ARENA_TEXT_OWNED;
    }
    memcpy(data, &text, sizeof text);
    return true;
}

/* A list of records.  What is not stored is put back: the answer is then no. */
static bool
store_links(Bump *b, Plan *item, PyObject *value, span *out)
{
    size_t count = (size_t)PySequence_Fast_GET_SIZE(value);
    PyObject **objects = PySequence_Fast_ITEMS(value);
    size_t align = b->min_align > ARENA_GRANULE ? b->min_align : ARENA_GRANULE;
    char *to = count <= SPAN_MAX
                   ? arena_alloc_array(&b->arena, count, sizeof(arena_ref), align) : NULL;
    if (!to) {
        return false; /* for value_store to raise */
    }
    memset(to, 0, count * sizeof(arena_ref));
    for (size_t i = 0; i < count; i++) {
        if (!store_link(b, item, to + i * sizeof(arena_ref), objects[i])) {
            (void)arena_free(&b->arena, to, count * sizeof(arena_ref));
            return false;
        }
    }
    *out = (span){arena_ref_of(&b->arena, to), (uint32_t)count | SPAN_OWNED};
    return true;
}

static inline bool
store_list(Bump *b, Plan *p, char *data, PyObject *value)
{
    span out = {EMPTY_REF, 0};
    if (!PyList_CheckExact(value) && !PyTuple_CheckExact(value)) {
        return false;
    }
    if (Py_SIZE(value)
        && (p->item->kind != PLAN_REF || !store_links(b, p->item, value, &out))) {
        return false;
    }
    memcpy(data, &out, sizeof out);
    return true;
}

/* The values that most fields of a new record get, inline: the record is all zero,
 * and the newest there is, so that much of what value_store asks is known.  Of any
 * other value the answer is false and value_store decides. */
static inline bool
store_common(Bump *b, const field_slot *slot, char *data, PyObject *value)
{
    plan_kind kind = (plan_kind)slot->kind;
    if (kind == PLAN_REF) {
        return store_link(b, slot->plan, data, value);
    }
    if (kind <= PLAN_F64) {
        return kind == PLAN_BOOL ? store_bool(data, value) : scalar_store_common(kind, data, value);
    }
    if (value == Py_None) {
        return slot->plan->optional && kind != PLAN_OBJECT;
    }
    return (kind == PLAN_STR && store_ascii(b, data, value))
           || (kind == PLAN_SLICE && store_list(b, slot->plan, data, value));
}

/* Runs no Python code; on anything but STORE_OK the arena is as it was. */
static store_result
write_record(StructType *type, Bump *b, PyObject *const *values, arena_ref *ref)
{
    undo_point since = bump_undo_point(b);
    char *data = arena_alloc(&b->arena, type->size,
                             b->min_align > ARENA_GRANULE ? b->min_align : ARENA_GRANULE);
    if (UNLIKELY(!data)) {
        bump_raise_failure(b, type->size);
        return STORE_ERROR;
    }
    *ref = arena_ref_of(&b->arena, data);
    clear_record(data, type->size);
    if (type->tag) {
        memcpy(data, &type->tag, sizeof type->tag);
    }
    const field_slot *slot = type->order, *end = slot + PyTuple_GET_SIZE(type->fields);
    for (; slot < end; slot++, values++) {
        if (LIKELY(store_common(b, slot, data + slot->offset, *values))) {
            continue;
        }
        store_result result =
            value_store(b, slot->plan, data + slot->offset,
                        (uint64_t)*ref * ARENA_GRANULE + slot->offset, *values,
                        PLACE(type, slot->field));
        if (UNLIKELY(result != STORE_OK)) {
            value_undo(b, since, result);
            return result;
        }
    }
    return STORE_OK;
}

int
struct_convert(StructType *type, Bump *b, PyObject **bound)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->fields); i++) {
        Field *f = field_at(type, i);
        PyObject *converted = value_convert(b, f->plan, bound[i], PLACE(type, f));
        if (!converted) {
            return -1;
        }
        Py_SETREF(bound[i], converted);
    }
    return bump_check_open(b); /* the conversions may have closed it */
}

static PyObject *
finish(StructType *type, Bump *b, arena_ref ref)
{
    PyObject *record = record_new(type, b, ref);
    if (UNLIKELY(!record)) { /* nobody has seen it; padding before it stays */
        (void)arena_rewind(&b->arena, (uint64_t)ref * ARENA_GRANULE);
        held_release_above(b, (uint64_t)ref * ARENA_GRANULE);
        return NULL;
    }
    if (UNLIKELY(type->post_init)) {
        PyObject *result = PyObject_CallMethodNoArgs(record, b->state->post_init_name);
        if (!result) {
            Py_DECREF(record);
            return NULL;
        }
        Py_DECREF(result);
    }
    return record;
}

static PyObject *
construct_bound(StructType *type, Bump *b, PyObject **bound)
{
    arena_ref ref;
    store_result result = write_record(type, b, bound, &ref);
    if (result == STORE_NEEDS_CONVERSION) {
        if (struct_convert(type, b, bound) < 0) {
            return NULL;
        }
        result = write_record(type, b, bound, &ref);
    }
    if (result == STORE_OK) {
        return finish(type, b, ref);
    }
    if (result == STORE_NEEDS_CONVERSION) {
        PyErr_BadInternalCall();
    }
    return NULL;
}

/* Binds into owned values first: keywords, defaults, conversions. */
static PyObject *
construct_slowly(StructType *type, Bump *b, PyObject *const *args, Py_ssize_t nargs,
                 PyObject *kwnames)
{
    Py_ssize_t count = PyTuple_GET_SIZE(type->fields);
    PyObject *on_stack[STACK_FIELDS] = {NULL};
    PyObject **bound = on_stack;
    PyObject *record = NULL;
    if (count > STACK_FIELDS && !(bound = PyMem_Calloc((size_t)count, sizeof *bound))) {
        return PyErr_NoMemory();
    }
    if (struct_bind(type, args, nargs, kwnames, bound) == 0 && bump_check_open(b) == 0) {
        record = construct_bound(type, b, bound);
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        Py_XDECREF(bound[i]);
    }
    if (bound != on_stack) {
        PyMem_Free(bound);
    }
    return record;
}

int
struct_check_concrete(const StructType *type)
{
    const char *name = ((const PyTypeObject *)type)->tp_name;
    if (LIKELY(type->ready && !type->abstract)) {
        return 0;
    }
    if (!type->ready) {
        PyErr_Format(PyExc_TypeError, "%s is not complete yet", name);
    } else if (type->family) {
        PyErr_Format(PyExc_TypeError,
                     "%s is abstract: it stands for the classes of its family; instantiate one of "
                     "its subclasses", name);
    } else {
        PyErr_Format(PyExc_TypeError, "%s is a base class: derive a record class from it", name);
    }
    return -1;
}

/* STORE_NEEDS_CONVERSION: construct_slowly may know more. */
static store_result
write_bound(StructType *type, Bump *b, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
            arena_ref *ref)
{
    PyObject *values[STACK_FIELDS];
    return bind_borrowed(type, args, nargs, kwnames, values) ? write_record(type, b, values, ref)
                                                             : STORE_NEEDS_CONVERSION;
}

PyObject *
struct_construct(StructType *type, Bump *b, PyObject *const *args, Py_ssize_t nargs,
                 PyObject *kwnames)
{
    arena_ref ref;
    if (struct_check_concrete(type) < 0 || bump_check_open(b) < 0) {
        return NULL;
    }
    bool whole = !kwnames && nargs == PyTuple_GET_SIZE(type->fields)
                 && nargs == (Py_ssize_t)type->positional;
    store_result result = whole ? write_record(type, b, args, &ref)
                                : write_bound(type, b, args, nargs, kwnames, &ref);
    if (LIKELY(result == STORE_OK)) {
        return finish(type, b, ref);
    }
    return result == STORE_ERROR ? NULL : construct_slowly(type, b, args, nargs, kwnames);
}

PyObject *
struct_vectorcall(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *kwnames)
{
    StructType *type = (StructType *)self;
    if (struct_check_concrete(type) < 0) {
        return NULL;
    }
    Bump *b = bump_ambient(type->state);
    if (!b) {
        return NULL;
    }
    PyObject *record = struct_construct(type, b, args, PyVectorcall_NARGS(nargsf), kwnames);
    Py_DECREF(b);
    return record;
}
