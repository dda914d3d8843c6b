/* text.c - text in the arena: UTF-8, surrogates passed through so that every
 * str comes back as it went in. */
#include "core.h"
#include "docs.h"

/* ---- str to bytes and back ---------------------------------------------- */

static uint64_t
copy_utf8(Bump *b, const char *from, size_t length)
{
    if (length == 0) {
        return EMPTY_POSITION;
    }
    char *to = bump_alloc_bytes(b, length, 1);
    if (!to) {
        return 0;
    }
    memcpy(to, from, length);
    return arena_position(&b->arena, to);
}

const char *
text_utf8(PyObject *text, size_t *length, PyObject **keep)
{
    *keep = NULL;
    if (PyUnicode_IS_ASCII(text)) {
        *length = (size_t)PyUnicode_GET_LENGTH(text);
        return PyUnicode_DATA(text);
    }
    /* Not PyUnicode_AsUTF8: it would keep a second copy in the str. */
    *keep = PyUnicode_AsEncodedString(text, "utf-8", "surrogatepass");
    *length = *keep ? (size_t)PyBytes_GET_SIZE(*keep) : 0;
    return *keep ? PyBytes_AS_STRING(*keep) : NULL;
}

uint64_t
text_copy(Bump *b, PyObject *text, size_t *length)
{
    PyObject *keep;
    const char *utf8 = text_utf8(text, length, &keep);
    uint64_t position = utf8 ? copy_utf8(b, utf8, *length) : 0;
    Py_XDECREF(keep);
    return position;
}

#define HIGH_BITS UINT64_C(0x8080808080808080)

/* The bits of all bytes together; with `to` they are copied as they are read. */
static inline uint64_t
gather(char *to, const char *data, size_t length)
{
    uint64_t bits = 0, word;
    for (; length >= sizeof word; data += sizeof word, length -= sizeof word) {
        memcpy(&word, data, sizeof word);
        bits |= word;
        if (to) {
            memcpy(to, &word, sizeof word);
            to += sizeof word;
        }
    }
    word = 0;
    memcpy(&word, data, length);
    if (to) {
        memcpy(to, &word, length);
    }
    return bits | word;
}

/* A str of ASCII, or NULL without an exception: it is none, or there is no memory
 * for it, as the decoder will say.  Of memory that is shared with another process
 * only what was copied is known to be ASCII. */
static PyObject *
decode_ascii(const char *data, size_t length)
{
    if (gather(NULL, data, length) & HIGH_BITS) {
        return NULL;
    }
    PyObject *text = PyUnicode_New((Py_ssize_t)length, 127);
    if (!text) {
        PyErr_Clear();
    } else if (gather(PyUnicode_DATA(text), data, length) & HIGH_BITS) {
        memset(PyUnicode_DATA(text), '?', length);
        Py_CLEAR(text);
    }
    return text;
}

PyObject *
text_decode(core_state *state, const char *data, size_t length, place where)
{
    /* A single character is one that CPython keeps; in a long text its decoder is as
     * fast. */
    PyObject *ascii = length > 1 && length < 256 ? decode_ascii(data, length) : NULL;
    if (ascii) {
        return ascii;
    }
    /* codecs.register_error can put Python code here, and that give the record
     * another class.  What is decoded after it is the error's copy. */
    Py_XINCREF(where.type);
    PyObject *text = PyUnicode_DecodeUTF8(data, (Py_ssize_t)length, "surrogatepass");
    if (!text && PyErr_ExceptionMatches(PyExc_UnicodeDecodeError)) {
        PyErr_Clear();
        raise_corrupt(state, where, "text that is not UTF-8, of length", length);
    }
    Py_XDECREF(where.type);
    return text;
}

/* ---- Text --------------------------------------------------------------- */

PyObject *
text_new(Bump *b, uint64_t position, size_t length)
{
    Text *t = NEW_OBJECT(Text, b->state->text_type);
    if (t) {
        t->bump = (Bump *)Py_NewRef(b);
        t->position = position;
        t->length = length;
        t->epoch = b->epoch;
        b->views++;
    }
    return (PyObject *)t;
}

const char *
text_data(Text *t)
{
    if (!lifetime_is_live(t->bump, t->position, &t->epoch)) {
        PyErr_Format(t->bump->state->stale_error, "Text: the text is gone: its arena was %s",
                     lifetime_cause(t->bump));
        return NULL;
    }
    if (t->length == 0) {
        return "";
    }
    const char *data = arena_at_position(&t->bump->arena, t->position, t->length);
    if (!data) {
        raise_corrupt(t->bump->state, (place){0}, "no such text at position", t->position);
    }
    return data;
}

static void
text_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Bump *b = ((Text *)self)->bump;
    b->views--;
    type->tp_free(self);
    Py_DECREF(b);
    Py_DECREF(type);
}

static PyObject *
text_str(PyObject *self)
{
    Text *t = (Text *)self;
    const char *data = text_data(t);
    return data ? text_decode(t->bump->state, data, t->length, (place){0}) : NULL;
}

static PyObject *
text_repr(PyObject *self)
{
    PyObject *str = text_str(self);
    if (!str) {
        PyErr_Clear();
        return PyUnicode_FromString("<Text (stale)>");
    }
    PyObject *repr = PyUnicode_FromFormat("Text(%R)", str);
    Py_DECREF(str);
    return repr;
}

static Py_hash_t
text_hash(PyObject *self)
{
    PyObject *str = text_str(self);
    if (!str) {
        return -1;
    }
    Py_hash_t hash = PyObject_Hash(str);
    Py_DECREF(str);
    return hash;
}

static PyObject *
as_str(PyObject *o, PyTypeObject *text_type)
{
    return Py_IS_TYPE(o, text_type) ? text_str(o) : Py_NewRef(o);
}

static PyObject *
text_richcompare(PyObject *self, PyObject *other, int op)
{
    PyTypeObject *type = Py_TYPE(self);
    if (!PyUnicode_Check(other) && !Py_IS_TYPE(other, type)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    PyObject *result = NULL, *a = text_str(self), *b = a ? as_str(other, type) : NULL;
    if (b) {
        result = PyObject_RichCompare(a, b, op);
    }
    Py_XDECREF(a);
    Py_XDECREF(b);
    return result;
}

static Py_ssize_t
text_len(PyObject *self)
{
    PyObject *str = text_str(self);
    if (!str) {
        return -1;
    }
    Py_ssize_t length = PyUnicode_GET_LENGTH(str);
    Py_DECREF(str);
    return length;
}

static PyObject *
text_nbytes(PyObject *self, void *closure)
{
    (void)closure;
    return text_data((Text *)self) ? PyLong_FromSize_t(((Text *)self)->length) : NULL;
}

static PyObject *
text_format(PyObject *self, PyObject *spec)
{
    PyObject *str = text_str(self);
    PyObject *result = str ? PyObject_Format(str, spec) : NULL;
    Py_XDECREF(str);
    return result;
}

static PyMethodDef text_methods[] = {
    {"__format__", text_format, METH_O, "__format__($self, spec, /)\n--\n\n"},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef text_getset[] = {
    {"nbytes", text_nbytes, NULL, "Bytes of UTF-8 in the arena.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot text_slots[] = {
    {Py_tp_doc, TEXT_DOC},
    {Py_tp_dealloc, text_dealloc},
    {Py_tp_str, text_str},
    {Py_tp_repr, text_repr},
    {Py_tp_hash, text_hash},
    {Py_tp_richcompare, text_richcompare},
    {Py_mp_length, text_len},
    {Py_tp_methods, text_methods},
    {Py_tp_getset, text_getset},
    {0, NULL},
};

PyType_Spec text_spec = {
    .name = "arenite.Text",
    .basicsize = sizeof(Text),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = text_slots,
};
