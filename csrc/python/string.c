/* string.c - String: text in the arena that is added to at its end.
 *
 * A head and bytes of UTF-8, surrogates passed through, that grow as the items of
 * a Vec do. */
#include "docs_vec.h"
#include "grow.h"
#include "memory.h"

/* Where the bytes of a text are: of a str, valid while it and `keep` live; of a
 * Text or String, until something is allocated in its arena. */
typedef struct bytes {
    const char *data;
    size_t length;
    PyObject *keep;
} bytes;

static bool
is_string(const Bump *b, PyObject *o)
{
    return Py_IS_TYPE(o, b->state->string_type);
}

static bool
string_find(View *v, items *at)
{
    return items_find(v, 1, at);
}

/* Of a str, Text or String: 1, 0 if it is none of them, -1 with an exception. */
static int
bytes_of(const Bump *b, PyObject *o, bytes *out)
{
    *out = (bytes){0};
    if (PyUnicode_Check(o)) {
        out->data = text_utf8(o, &out->length, &out->keep);
    } else if (Py_IS_TYPE(o, b->state->text_type)) {
        out->data = text_data((Text *)o);
        out->length = ((Text *)o)->length;
    } else if (is_string(b, o)) {
        items at;
        if (string_find((View *)o, &at)) {
            out->data = at.data;
            out->length = at.length;
        }
    } else {
        return 0;
    }
    return out->data ? 1 : -1;
}

/* ---- Adding ------------------------------------------------------------- */

static int
grow(View *v, items *at, size_t additional, room *r)
{
    if (!room_make(v, 1, at, at->length + additional, r)) {
        return -1;
    }
    if (r->moved && at->length) {
        memcpy(r->data, at->data, at->length);
    }
    return 0;
}

/* The text may be of this String itself, which stays where it is when it moves. */
static int
add_bytes(View *v, const char *data, size_t length)
{
    items at;
    room r;
    if (!items_find_to_change(v, 1, &at)) {
        return -1;
    }
    if (length == 0) {
        return 0;
    }
    if (grow(v, &at, length, &r) < 0) {
        return -1;
    }
    memmove(r.data + at.length, data, length);
    room_commit(v, 1, &at, &r, at.length + length);
    return 0;
}

static int
add(View *v, PyObject *text)
{
    bytes t;
    int found = bytes_of(v->bump, text, &t);
    if (found == 0) {
        PyErr_Format(PyExc_TypeError, "String: expected str, got %s", Py_TYPE(text)->tp_name);
    }
    int result = found > 0 ? add_bytes(v, t.data, t.length) : -1;
    Py_XDECREF(t.keep);
    return result;
}

static PyObject *
none_or_null(int result)
{
    return result < 0 ? NULL : Py_NewRef(Py_None);
}

static PyObject *
string_append(PyObject *self, PyObject *text)
{
    return none_or_null(add((View *)self, text));
}

static PyObject *
string_inplace_concat(PyObject *self, PyObject *text)
{
    return add((View *)self, text) < 0 ? NULL : Py_NewRef(self);
}

static PyObject *
string_write(PyObject *self, PyObject *text)
{
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "String.write: expected str, got %s",
                     Py_TYPE(text)->tp_name);
        return NULL;
    }
    return add((View *)self, text) < 0 ? NULL
                                       : PyLong_FromSsize_t(PyUnicode_GET_LENGTH(text));
}

/* One str of all, so that nothing is added if one is wrong. */
static PyObject *
string_extend(PyObject *self, PyObject *texts)
{
    View *v = (View *)self;
    PyObject *list = items_convert(v->bump, v->plan, texts, (place){0});
    for (Py_ssize_t i = 0; list && i < PyList_GET_SIZE(list); i++) {
        PyObject *text = PyList_GET_ITEM(list, i);
        if (!PyUnicode_Check(text)) {
            PyErr_Format(PyExc_TypeError, "String: item %zd: expected str, got %s", i,
                         Py_TYPE(text)->tp_name);
            Py_CLEAR(list);
        }
    }
    PyObject *empty = list ? PyUnicode_FromString("") : NULL;
    PyObject *joined = empty ? PyUnicode_Join(empty, list) : NULL;
    int result = joined ? add(v, joined) : -1;
    Py_XDECREF(list);
    Py_XDECREF(empty);
    Py_XDECREF(joined);
    return none_or_null(result);
}

static PyObject *
string_format(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    if (nargs < 1 || !PyUnicode_Check(args[0])) {
        PyErr_SetString(PyExc_TypeError, "format() takes a str, the template, and its arguments");
        return NULL;
    }
    PyObject *method = PyObject_GetAttrString(args[0], "format");
    PyObject *text =
        method ? PyObject_Vectorcall(method, args + 1, (size_t)(nargs - 1), kwnames) : NULL;
    int result = text ? add((View *)self, text) : -1;
    Py_XDECREF(method);
    Py_XDECREF(text);
    return none_or_null(result);
}

/* ---- Removing, and room ------------------------------------------------- */

static bool
is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Bytes of the first `count` code points, or of all. */
static size_t
bytes_up_to(const items *at, size_t count)
{
    size_t i = 0;
    for (; i < at->length; i++) {
        if (!is_continuation(at->data[i]) && count-- == 0) {
            break;
        }
    }
    return i;
}

static int
truncate_to(View *v, size_t count)
{
    items at;
    if (!items_find_to_change(v, 1, &at)) {
        return -1;
    }
    if (count < at.length) {
        at.head->length = (uint32_t)bytes_up_to(&at, count);
    }
    return 0;
}

static PyObject *
string_truncate(PyObject *self, PyObject *length)
{
    Py_ssize_t count = PyNumber_AsSsize_t(length, NULL); /* beyond all, if too large */
    if (count == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (count < 0) {
        PyErr_Format(PyExc_ValueError, "truncate(%zd): expected a number of characters", count);
        return NULL;
    }
    return none_or_null(truncate_to((View *)self, (size_t)count));
}

static PyObject *
string_clear(PyObject *self, PyObject *unused)
{
    (void)unused;
    return none_or_null(truncate_to((View *)self, 0));
}

static int
reserve(View *v, size_t additional)
{
    items at;
    room r;
    if (!items_find_to_change(v, 1, &at)) {
        return -1;
    }
    if (additional <= at.capacity - at.length) {
        return 0;
    }
    if (grow(v, &at, additional, &r) < 0) {
        return -1;
    }
    room_commit(v, 1, &at, &r, at.length);
    return 0;
}

static PyObject *
string_reserve(PyObject *self, PyObject *count)
{
    Py_ssize_t additional = PyNumber_AsSsize_t(count, PyExc_OverflowError);
    if (additional == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (additional < 0) {
        PyErr_Format(PyExc_ValueError, "reserve(%zd): expected a number of bytes", additional);
        return NULL;
    }
    return none_or_null(reserve((View *)self, (size_t)additional));
}

static PyObject *
string_shrink_to_fit(PyObject *self, PyObject *unused)
{
    (void)unused;
    View *v = (View *)self;
    items at;
    if (!items_find_to_change(v, 1, &at)) {
        return NULL;
    }
    if (at.capacity > at.length) {
        items_trim(v, 1, &at);
        at.head->capacity = (uint32_t)at.length;
        at.head->items = at.length ? at.head->items : 0;
    }
    Py_RETURN_NONE;
}

static PyObject *
string_freeze(PyObject *self, PyObject *unused)
{
    (void)unused;
    View *v = (View *)self;
    items at;
    if (!items_find_to_change(v, 1, &at)) {
        return NULL;
    }
    PyObject *text = text_new(v->bump, at.length ? at.position : EMPTY_POSITION, at.length);
    if (text && at.capacity) {
        if (at.capacity > at.length) {
            items_trim(v, 1, &at);
        }
        *at.head = (head){0};
    }
    return text;
}

/* ---- Reading ------------------------------------------------------------ */

static Py_ssize_t
string_len(PyObject *self)
{
    items at;
    size_t count = 0;
    if (!string_find((View *)self, &at)) {
        return -1;
    }
    for (size_t i = 0; i < at.length; i++) {
        count += !is_continuation(at.data[i]);
    }
    return (Py_ssize_t)count;
}

static PyObject *
string_str(PyObject *self)
{
    View *v = (View *)self;
    items at;
    return string_find(v, &at) ? text_decode(v->bump->state, at.data, at.length, (place){0})
                               : NULL;
}

static PyObject *
string_repr(PyObject *self)
{
    if (!view_is_live((View *)self)) {
        return PyUnicode_FromString("<String (stale)>");
    }
    PyObject *str = string_str(self);
    if (!str) {
        PyErr_Clear();
        return PyUnicode_FromString("<String (corrupt)>");
    }
    PyObject *repr = PyUnicode_FromFormat("String(%R)", str);
    Py_DECREF(str);
    return repr;
}

static bool
find_within(const items *at, const bytes *t)
{
    const char *from = at->data, *end = at->data + at->length;
    while (t->length && (size_t)(end - from) >= t->length
           && (from = memchr(from, t->data[0], (size_t)(end - from) - t->length + 1))) {
        if (memcmp(from, t->data, t->length) == 0) {
            return true;
        }
        from++;
    }
    return t->length == 0;
}

static int
string_contains(PyObject *self, PyObject *text)
{
    View *v = (View *)self;
    items at;
    bytes t;
    int found = bytes_of(v->bump, text, &t);
    if (found == 0) {
        PyErr_Format(PyExc_TypeError, "'in <String>' requires str as left operand, not %s",
                     Py_TYPE(text)->tp_name);
        return -1;
    }
    int result = found > 0 && string_find(v, &at) ? find_within(&at, &t) : -1;
    Py_XDECREF(t.keep);
    return result;
}

/* The order of UTF-8 is that of code points. */
static int
compare(const items *at, const bytes *t)
{
    size_t shorter = at->length < t->length ? at->length : t->length;
    int order = shorter ? memcmp(at->data, t->data, shorter) : 0;
    return order ? order : (at->length > t->length) - (at->length < t->length);
}

static PyObject *
string_richcompare(PyObject *self, PyObject *other, int op)
{
    View *v = (View *)self;
    items at;
    bytes t;
    int found = bytes_of(v->bump, other, &t);
    if (found == 0) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    PyObject *result = NULL;
    if (found > 0 && string_find(v, &at)) {
        int order = compare(&at, &t);
        result = op == Py_EQ   ? PyBool_FromLong(order == 0)
                 : op == Py_NE ? PyBool_FromLong(order != 0)
                 : op == Py_LT ? PyBool_FromLong(order < 0)
                 : op == Py_LE ? PyBool_FromLong(order <= 0)
                 : op == Py_GT ? PyBool_FromLong(order > 0)
                               : PyBool_FromLong(order >= 0);
    }
    Py_XDECREF(t.keep);
    return result;
}

static PyObject *
string_get_nbytes(PyObject *self, void *closure)
{
    (void)closure;
    items at;
    return string_find((View *)self, &at) ? PyLong_FromSize_t(at.length) : NULL;
}

static PyObject *
string_get_capacity(PyObject *self, void *closure)
{
    (void)closure;
    items at;
    return string_find((View *)self, &at) ? PyLong_FromSize_t(at.capacity) : NULL;
}

/* ---- New ones ----------------------------------------------------------- */

static PyObject *
string_make(Bump *b, PyObject *text)
{
    if (text && !PyUnicode_Check(text) && !Py_IS_TYPE(text, b->state->text_type)
        && !is_string(b, text)) {
        PyErr_Format(PyExc_TypeError, "String: expected str, got %s", Py_TYPE(text)->tp_name);
        return NULL;
    }
    arena_mark since = arena_get_mark(&b->arena);
    PyObject *view = head_view_new(b->state->string_type, b, b->state->string_plan);
    if (view && text && add((View *)view, text) < 0) {
        head_view_discard(view, since);
        return NULL;
    }
    return view;
}

PyObject *
bump_string(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"text", NULL};
    PyObject *text = NULL;
    return PyArg_ParseTupleAndKeywords(args, kwargs, "|O:string", names, &text)
               ? string_make((Bump *)self, text)
               : NULL;
}

static PyObject *
string_tp_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"text", "allocator", NULL};
    core_state *state = core_state_of_type(type);
    PyObject *text = NULL, *allocator = NULL;
    if (!state
        || !PyArg_ParseTupleAndKeywords(args, kwargs, "|O$O:String", names, &text, &allocator)) {
        return NULL;
    }
    Bump *b = bump_for_allocator(state, allocator);
    PyObject *string = b ? string_make(b, text) : NULL;
    Py_XDECREF(b);
    return string;
}

/* ---- Fields ------------------------------------------------------------- */

static PyObject *
load_string(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    return head_load(b->state->string_type, b, p, data, position, where);
}

/* A head with just the room that the text needs. */
static store_result
store_bytes(Bump *b, Plan *p, char *data, uint64_t holder, const bytes *t, place where)
{
    arena_ref ref = 0;
    if (t->length || p->optional) {
        uint64_t position = 0;
        if (!(ref = head_new(b, holder, where))) {
            return STORE_ERROR;
        }
        char *to = items_alloc(b, b->state->byte_plan, t->length, &position);
        if (!to) {
            return STORE_ERROR;
        }
        if (t->length) {
            head *h = arena_at(&b->arena, ref, sizeof *h);
            memcpy(to, t->data, t->length);
            *h = (head){(arena_ref)(position / ARENA_GRANULE), (uint32_t)t->length,
                        (uint32_t)t->length, 0};
        }
    }
    memcpy(data, &ref, sizeof ref);
    return STORE_OK;
}

static store_result
store_string(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    if (head_is_shareable(b, b->state->string_type, p, value)) {
        return head_share(b, data, position, (View *)value, where);
    }
    bytes t;
    int found = bytes_of(b, value, &t);
    store_result result = found == 0  ? raise_type(p, value, where)
                          : found < 0 ? STORE_ERROR
                                      : store_bytes(b, p, data, position, &t, where);
    Py_XDECREF(t.keep);
    return result;
}

static PyObject *
convert_string(Bump *b, Plan *p, PyObject *value, place where)
{
    (void)where;
    return head_is_shareable(b, b->state->string_type, p, value) ? head_convert(b, (View *)value)
                                                                 : Py_NewRef(value);
}

const plan_ops string_ops = {"string", 4, 4, load_string, store_string, convert_string};

/* ---- The type ----------------------------------------------------------- */

static PyObject *
string_flush(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    Py_RETURN_NONE;
}

static PyObject *
string_dunder_format(PyObject *self, PyObject *spec)
{
    PyObject *str = PyObject_Str(self);
    PyObject *result = str ? PyObject_Format(str, spec) : NULL;
    Py_XDECREF(str);
    return result;
}

static PyMethodDef string_methods[] = {
    {"__format__", string_dunder_format, METH_O, "__format__($self, spec, /)\n--\n\n"},
    {"append", string_append, METH_O, STRING_APPEND_DOC},
    {"write", string_write, METH_O, STRING_WRITE_DOC},
    {"extend", string_extend, METH_O, STRING_EXTEND_DOC},
    {"writelines", string_extend, METH_O, STRING_WRITELINES_DOC},
    {"flush", string_flush, METH_NOARGS, STRING_FLUSH_DOC},
    {"format", (PyCFunction)(void (*)(void))string_format, METH_FASTCALL | METH_KEYWORDS,
     STRING_FORMAT_DOC},
    {"truncate", string_truncate, METH_O, STRING_TRUNCATE_DOC},
    {"clear", string_clear, METH_NOARGS, STRING_CLEAR_DOC},
    {"reserve", string_reserve, METH_O, STRING_RESERVE_DOC},
    {"shrink_to_fit", string_shrink_to_fit, METH_NOARGS, STRING_SHRINK_DOC},
    {"freeze", string_freeze, METH_NOARGS, STRING_FREEZE_DOC},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef string_getset[] = {
    {"nbytes", string_get_nbytes, NULL, "Bytes of UTF-8.", NULL},
    {"capacity", string_get_capacity, NULL,
     "Bytes that there is room for before the String has to grow.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot string_slots[] = {
    {Py_tp_doc, STRING_DOC},
    {Py_tp_new, string_tp_new},
    {Py_tp_dealloc, view_dealloc},
    {Py_tp_str, string_str},
    {Py_tp_repr, string_repr},
    {Py_tp_hash, PyObject_HashNotImplemented},
    {Py_tp_richcompare, string_richcompare},
    {Py_tp_methods, string_methods},
    {Py_tp_getset, string_getset},
    {Py_mp_length, string_len},
    {Py_sq_contains, string_contains},
    {Py_sq_inplace_concat, string_inplace_concat},
    {0, NULL},
};

PyType_Spec string_spec = {
    .name = "arenite.String",
    .basicsize = sizeof(View),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = string_slots,
};
