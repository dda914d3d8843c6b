/* value.c - values in memory, by the kind of their plan. */
#include "core.h"

PyObject *
raise_corrupt(core_state *state, place where, const char *what, uint64_t got)
{
    place_raise(state->corrupt_error, where, "the arena's bytes are corrupt: %s (%llu)", what,
                (unsigned long long)got);
    return NULL;
}

/* ---- Loading ------------------------------------------------------------ */

static PyObject *
resolve_and_load(Bump *b, Plan *p, arena_ref ref, place where)
{
    uint32_t epoch = b->epoch;
    if (!p->resolved && plan_resolve(p) < 0) {
        return NULL;
    }
    if (b->epoch != epoch) { /* that ran Python code */
        PyErr_SetString(b->state->stale_error, "the record is gone: its arena was rewound or "
                        "closed while the classes of the field were looked up");
        return NULL;
    }
    StructType *type = ref ? record_type_at(b, p, ref) : NULL;
    if (!type) {
        return raise_corrupt(b->state, where, "no such record at reference", ref);
    }
    return record_new(type, b, ref);
}

/* Python code that runs here may drop the holder of the value, so all that is
 * used after it is kept. */
PyObject *
value_load_ref_slow(Bump *b, Plan *p, arena_ref ref, place where)
{
    Py_INCREF(b);
    Py_INCREF(p);
    Py_XINCREF(where.type);
    PyObject *record = resolve_and_load(b, p, ref, where);
    Py_XDECREF(where.type);
    Py_DECREF(p);
    Py_DECREF(b);
    return record;
}

/* The bytes of a text field; *data NULL for None; -1 with an exception. */
static int
find_text(Bump *b, Plan *p, const char **data, size_t *length, place where)
{
    arena_text text;
    memcpy(&text, *data, sizeof text);
    *length = arena_text_length(text);
    if (*length == 0) {
        bool none = arena_text_is_null(text) && p->optional;
        *data = none ? NULL : "";
        return 0;
    }
    *data = arena_at_position(&b->arena, arena_text_position(text), *length);
    if (UNLIKELY(!*data)) {
        raise_corrupt(b->state, where, "no such text at position", arena_text_position(text));
        return -1;
    }
    return 0;
}

static PyObject *
load_text(Bump *b, Plan *p, const char *data, place where)
{
    size_t length;
    if (find_text(b, p, &data, &length, where) < 0) {
        return NULL;
    }
    if (!data) {
        Py_RETURN_NONE;
    }
    if (p->kind == PLAN_BYTES) {
        return PyBytes_FromStringAndSize(data, (Py_ssize_t)length);
    }
    return text_decode(b->state, data, length, where);
}

static PyObject *
load_member(Bump *b, Plan *p, const char *data, place where)
{
    uint16_t index = (uint8_t)*data;
    if (p->size == 2) {
        memcpy(&index, data, sizeof index);
    }
    if (index == 0 && p->optional) {
        Py_RETURN_NONE;
    }
    if (index == 0 || index > PyTuple_GET_SIZE(p->members)) {
        return raise_corrupt(b->state, where, "no such member", index);
    }
    return Py_NewRef(PyTuple_GET_ITEM(p->members, index - 1));
}

static PyObject *
load_slice(Bump *b, Plan *p, const char *data, place where)
{
    span s;
    memcpy(&s, data, sizeof s);
    if (s.ref == 0 && p->optional) {
        Py_RETURN_NONE;
    }
    if (s.length != 0
        && !arena_at(&b->arena, s.ref, (size_t)s.length * p->item->size)) {
        return raise_corrupt(b->state, where, "no such slice at reference", s.ref);
    }
    return slice_new(b, s.length ? s.ref : EMPTY_REF, s.length, p->item, false);
}

PyObject *
value_load(Bump *b, Plan *p, const char *data, place where)
{
    switch ((plan_kind)p->kind) {
    case PLAN_REF: return value_load_ref(b, p, data, where);
    case PLAN_STR:
    case PLAN_BYTES: return load_text(b, p, data, where);
    case PLAN_MEMBER: return load_member(b, p, data, where);
    case PLAN_SLICE: return load_slice(b, p, data, where);
    default: return scalar_load(b->state, (plan_kind)p->kind, data);
    }
}

/* ---- Storing ------------------------------------------------------------ */

static store_result
raise_type(Plan *p, PyObject *value, place where)
{
    place_raise(PyExc_TypeError, where, "expected %U, got %s", p->label,
                value == Py_None ? "None" : Py_TYPE(value)->tp_name);
    return STORE_ERROR;
}

static store_result
store_ref(Bump *b, Plan *p, char *data, uint64_t holder, PyObject *value, place where)
{
    if (UNLIKELY(!p->resolved)) {
        return STORE_NEEDS_CONVERSION; /* resolving runs Python code */
    }
    if (!is_struct_type(b->state, (PyObject *)Py_TYPE(value))
        || !plan_allows(p, RECORD_TYPE(value))) {
        return raise_type(p, value, where);
    }
    Record *r = (Record *)value;
    if (!record_data(r)
        || check_reference(b, holder, r->bump, RECORD_POSITION(r), where) < 0) {
        return STORE_ERROR;
    }
    memcpy(data, &r->ref, sizeof r->ref);
    return STORE_OK;
}

static store_result
write_text(char *data, uint64_t position, size_t length, place where)
{
    if (length > ARENA_MAX_TEXT) {
        place_raise(PyExc_OverflowError, where,
                    "%zu bytes of text are more than the %llu that a field refers to", length,
                    (unsigned long long)ARENA_MAX_TEXT);
        return STORE_ERROR;
    }
    arena_text text = arena_text_make(length ? position : EMPTY_POSITION, length);
    memcpy(data, &text, sizeof text);
    return STORE_OK;
}

static store_result
store_str(Bump *b, Plan *p, char *data, uint64_t holder, PyObject *value, place where)
{
    if (PyUnicode_Check(value)) {
        size_t length;
        uint64_t position = text_copy(b, value, &length);
        if (!position || check_reference(b, holder, b, position, where) < 0) {
            return STORE_ERROR;
        }
        return write_text(data, position, length, where);
    }
    if (!Py_IS_TYPE(value, b->state->text_type)) {
        return raise_type(p, value, where);
    }
    Text *t = (Text *)value;
    if (!text_data(t) || check_reference(b, holder, t->bump, t->position, where) < 0) {
        return STORE_ERROR;
    }
    return write_text(data, t->position, t->length, where);
}

/* One whose bytes a field may refer to.  What chunks() gives is read-only, and
 * spans what dies at different times. */
static bool
is_byte_slice(core_state *state, PyObject *value)
{
    return Py_IS_TYPE(value, state->slice_type) && ((Slice *)value)->item->kind == PLAN_U8
           && !((Slice *)value)->readonly;
}

static store_result
copy_bytes(Bump *b, char *data, uint64_t holder, PyObject *value, place where)
{
    size_t length = (size_t)PyBytes_GET_SIZE(value);
    if (length == 0 || length > ARENA_MAX_TEXT) {
        return write_text(data, EMPTY_POSITION, length, where);
    }
    char *to = bump_alloc_bytes(b, length, 1);
    if (!to) {
        return STORE_ERROR;
    }
    uint64_t position = arena_position(&b->arena, to);
    if (check_reference(b, holder, b, position, where) < 0) {
        return STORE_ERROR;
    }
    memcpy(to, PyBytes_AS_STRING(value), length);
    return write_text(data, position, length, where);
}

static store_result
store_bytes(Bump *b, Plan *p, char *data, uint64_t holder, PyObject *value, place where)
{
    (void)p;
    if (PyBytes_Check(value)) {
        return copy_bytes(b, data, holder, value, where);
    }
    if (!is_byte_slice(b->state, value)) {
        return STORE_NEEDS_CONVERSION;
    }
    Slice *s = (Slice *)value;
    uint64_t position = (uint64_t)s->ref * ARENA_GRANULE;
    if (!slice_data(s) || check_reference(b, holder, s->bump, position, where) < 0) {
        return STORE_ERROR;
    }
    return write_text(data, position, (size_t)s->length, where);
}

/* Members are few and mostly interned: identity first, and then equality of
 * strings, neither of which runs Python code. */
static Py_ssize_t
find_member(Plan *p, PyObject *value)
{
    Py_ssize_t count = PyTuple_GET_SIZE(p->members);
    for (Py_ssize_t i = 0; i < count; i++) {
        if (PyTuple_GET_ITEM(p->members, i) == value) {
            return i;
        }
    }
    for (Py_ssize_t i = 0; PyUnicode_CheckExact(value) && i < count; i++) {
        PyObject *member = PyTuple_GET_ITEM(p->members, i);
        if (PyUnicode_CheckExact(member) && PyUnicode_Compare(member, value) == 0) {
            return i;
        }
    }
    return -1;
}

static store_result
store_member(Plan *p, char *data, PyObject *value)
{
    Py_ssize_t i = find_member(p, value);
    if (i < 0) {
        return STORE_NEEDS_CONVERSION; /* the message runs __repr__ */
    }
    uint16_t index = (uint16_t)(i + 1);
    if (p->size == 2) {
        memcpy(data, &index, sizeof index);
    } else {
        *data = (char)(uint8_t)index;
    }
    return STORE_OK;
}

/* A slice of this arena whose items are stored just as the field's would be. */
static bool
is_shareable(Bump *b, Plan *p, PyObject *value)
{
    return Py_IS_TYPE(value, b->state->slice_type) && ((Slice *)value)->bump == b
           && !((Slice *)value)->readonly && plan_equals(((Slice *)value)->item, p->item);
}

static store_result
share_slice(Bump *b, char *data, uint64_t holder, Slice *s, place where)
{
    uint64_t position = (uint64_t)s->ref * ARENA_GRANULE;
    if (!slice_data(s)
        || (s->length && check_reference(b, holder, s->bump, position, where) < 0)) {
        return STORE_ERROR;
    }
    if ((size_t)s->length > UINT32_MAX) {
        place_raise(PyExc_OverflowError, where, "a slice of %zd items is too long for a field",
                    s->length);
        return STORE_ERROR;
    }
    span out = {s->length ? s->ref : EMPTY_REF, (uint32_t)s->length};
    memcpy(data, &out, sizeof out);
    return STORE_OK;
}

static store_result
store_slice(Bump *b, Plan *p, char *data, uint64_t holder, PyObject *value, place where)
{
    if (is_shareable(b, p, value)) {
        return share_slice(b, data, holder, (Slice *)value, where);
    }
    if (!PyList_CheckExact(value) && !PyTuple_CheckExact(value)) {
        return STORE_NEEDS_CONVERSION;
    }
    span out;
    store_result result = slice_copy(b, p->item, value, &out);
    if (result != STORE_OK) {
        return result;
    }
    if (out.length
        && check_reference(b, holder, b, (uint64_t)out.ref * ARENA_GRANULE, where) < 0) {
        return STORE_ERROR;
    }
    memcpy(data, &out, sizeof out);
    return STORE_OK;
}

store_result
value_store(Bump *b, Plan *p, char *data, uint64_t holder, PyObject *value, place where)
{
    if (p->kind <= PLAN_F64) {
        return scalar_store((plan_kind)p->kind, data, value, where);
    }
    if (value == Py_None) {
        if (!p->optional) {
            return raise_type(p, value, where);
        }
        memset(data, 0, p->size);
        return STORE_OK;
    }
    switch ((plan_kind)p->kind) {
    case PLAN_REF: return store_ref(b, p, data, holder, value, where);
    case PLAN_STR: return store_str(b, p, data, holder, value, where);
    case PLAN_BYTES: return store_bytes(b, p, data, holder, value, where);
    case PLAN_MEMBER: return store_member(p, data, value);
    default: return store_slice(b, p, data, holder, value, where);
    }
}

/* Raising an error may have run Python code (where objects are made, the
 * garbage collector may call finalizers), so what is taken back after one is
 * taken back for every handle to see; unless that code has rewound the arena:
 * what lies above the mark then may be its own. */
void
value_undo(Bump *b, arena_mark mark, uint32_t epoch, store_result result)
{
    if (result == STORE_NEEDS_CONVERSION) {
        (void)arena_rewind(&b->arena, mark);
        return;
    }
    if (b->epoch != epoch) {
        return;
    }
    PyObject *type, *error, *traceback;
    PyErr_Fetch(&type, &error, &traceback);
    if (bump_check_open(b) < 0 || lifetime_rewind(b, mark) < 0) {
        PyErr_Clear(); /* the bytes stay allocated */
    }
    PyErr_Restore(type, error, traceback);
}

int
value_assign(Bump *b, Plan *p, char *data, uint64_t holder, PyObject *value, place where)
{
    arena_mark mark = arena_get_mark(&b->arena);
    uint32_t epoch = b->epoch;
    store_result result = value_store(b, p, data, holder, value, where);
    if (LIKELY(result == STORE_OK)) {
        return 0;
    }
    value_undo(b, mark, epoch, result);
    return result == STORE_ERROR ? -1 : 1;
}

/* ---- Converting: the only part that runs Python code -------------------- */

static PyObject *
convert_scalar(Plan *p, PyObject *value, place where)
{
    PyObject *converted = NULL;
    if (p->kind == PLAN_BOOL) {
        if (PyBool_Check(value)) {
            return Py_NewRef(value);
        }
        (void)raise_type(p, value, where);
        return NULL;
    }
    if (p->kind >= PLAN_F32) {
        if (PyFloat_Check(value) || PyLong_Check(value)) {
            return Py_NewRef(value);
        }
        double number = PyFloat_AsDouble(value);
        if (number != -1.0 || !PyErr_Occurred()) {
            converted = PyFloat_FromDouble(number);
        }
    } else {
        converted = PyNumber_Index(value);
    }
    if (!converted && PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyErr_Clear();
        (void)raise_type(p, value, where);
    }
    return converted;
}

/* Nothing can be converted to a member: what is none is refused here. */
static PyObject *
convert_member(Plan *p, PyObject *value, place where)
{
    if (find_member(p, value) >= 0) {
        return Py_NewRef(value);
    }
    place_raise(PyUnicode_Check(value) ? PyExc_ValueError : PyExc_TypeError, where,
                "%R is none of %R", value, p->members);
    return NULL;
}

static PyObject *
convert_bytes(core_state *state, Plan *p, PyObject *value, place where)
{
    if (PyBytes_Check(value) || is_byte_slice(state, value)) {
        return Py_NewRef(value);
    }
    if (!PyObject_CheckBuffer(value)) {
        (void)raise_type(p, value, where);
        return NULL;
    }
    return PyBytes_FromObject(value);
}

PyObject *
items_convert(Bump *b, Plan *item, PyObject *iterable, place where)
{
    PyObject *items = PySequence_List(iterable);
    if (!items) {
        if (PyErr_ExceptionMatches(PyExc_TypeError) && !Py_TYPE(iterable)->tp_iter) {
            PyErr_Clear();
            place_raise(PyExc_TypeError, where, "expected items of %U, got %s", item->label,
                        Py_TYPE(iterable)->tp_name);
        }
        return NULL;
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items); i++) {
        PyObject *value = Py_NewRef(PyList_GET_ITEM(items, i));
        PyObject *converted = value_convert(b, item, value, where);
        Py_DECREF(value);
        if (!converted || PyList_SetItem(items, i, converted) < 0) {
            Py_DECREF(items);
            return NULL;
        }
    }
    return items;
}

static PyObject *
convert_slice(Bump *b, Plan *p, PyObject *value, place where)
{
    if (is_shareable(b, p, value)) {
        return Py_NewRef(value);
    }
    if (PyUnicode_Check(value) || (PyBytes_Check(value) && p->item->kind > PLAN_F64)) {
        (void)raise_type(p, value, where); /* almost always a forgotten list */
        return NULL;
    }
    return items_convert(b, p->item, value, where);
}

PyObject *
value_convert(Bump *b, Plan *p, PyObject *value, place where)
{
    if (p->kind == PLAN_REF && !p->resolved && plan_resolve(p) < 0) {
        return NULL;
    }
    if (value == Py_None && p->optional) {
        return Py_NewRef(value);
    }
    if (p->kind <= PLAN_F64) {
        return convert_scalar(p, value, where);
    }
    switch ((plan_kind)p->kind) {
    case PLAN_BYTES: return convert_bytes(b->state, p, value, where);
    case PLAN_MEMBER: return convert_member(p, value, where);
    case PLAN_SLICE: return convert_slice(b, p, value, where);
    default: return Py_NewRef(value);
    }
}
