/* words.c - grove.words: a text as a list of tokens, by plain C. */
#define PY_SSIZE_T_CLEAN
#include "records.h"

typedef struct classes {
    arenite_class token, word, number, histogram;
} classes;

/* ---- Writing ------------------------------------------------------------ */

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* A Word or a Number of text[start, end), or NULL if there is no memory for it. */
static Token *
make_token(arena *a, const classes *c, const char *text, size_t start, size_t end, arena_ref *ref)
{
    size_t digits = start;
    double value = 0;
    while (digits < end && is_digit(text[digits])) {
        value = 10 * value + (text[digits++] - '0');
    }
    if (digits == end) {
        Number *number = arenite_record_alloc(a, &c->number, ref);
        if (number) {
            number->start = (uint32_t)start;
            number->value = value;
        }
        return (Token *)number;
    }
    Word *word = arenite_record_alloc(a, &c->word, ref);
    if (!word || !arenite_text_copy(a, text + start, end - start, &word->text)) {
        return NULL;
    }
    word->start = (uint32_t)start;
    return (Token *)word;
}

/* The first token, 0 if there is none; false if there is no memory. */
static bool
scan_text(arena *a, const classes *c, const char *text, size_t length, arena_ref *first)
{
    arena_ref *link = first;
    *first = 0;
    for (size_t start = 0, end; start < length; start = end + 1) {
        for (end = start; end < length && text[end] != ' '; end++) {
        }
        if (end > start) {
            Token *token = make_token(a, c, text, start, end, link);
            if (!token) {
                return false;
            }
            link = &token->next;
        }
    }
    return true;
}

/* scan(bump, text): its first token, or None. */
static PyObject *
scan(PyObject *module, PyObject *args)
{
    const classes *c = PyModule_GetState(module);
    PyObject *bump;
    const char *text;
    Py_ssize_t length;
    arena_ref first;
    if (!PyArg_ParseTuple(args, "Os#", &bump, &text, &length)) {
        return NULL;
    }
    arena *a = arenite_arena(bump);
    if (!a) {
        return NULL;
    }
    arena_mark mark = arena_get_mark(a);
    if (!scan_text(a, c, text, (size_t)length, &first)) {
        arenite_raise_failure(bump, (size_t)length);
        (void)arenite_rewind(bump, mark); /* the arena is as it was */
        return NULL;
    }
    if (!first) {
        Py_RETURN_NONE;
    }
    return arenite_record_handle(bump, &c->token, first); /* a Word or a Number: by its tag */
}

/* A Histogram of the bytes; 0 if there is no memory for it. */
static arena_ref
count_bytes(arena *a, const classes *c, const Py_buffer *data)
{
    arena_ref ref;
    Histogram *record = arenite_record_alloc(a, &c->histogram, &ref);
    uint32_t *counts =
        record ? arenite_span_alloc(a, 256, sizeof *counts, &record->counts) : NULL;
    if (!counts) {
        return 0;
    }
    memset(counts, 0, 256 * sizeof *counts);
    for (Py_ssize_t i = 0; i < data->len; i++) {
        counts[((const unsigned char *)data->buf)[i]]++;
    }
    return ref;
}

/* histogram(bump, data): how often each byte occurs in a buffer. */
static PyObject *
histogram(PyObject *module, PyObject *args)
{
    const classes *c = PyModule_GetState(module);
    PyObject *bump, *handle = NULL;
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "Oy*", &bump, &data)) {
        return NULL;
    }
    arena *a = arenite_arena(bump);
    arena_mark mark = a ? arena_get_mark(a) : 0;
    arena_ref ref = a ? count_bytes(a, c, &data) : 0;
    if (ref) {
        handle = arenite_record_handle(bump, &c->histogram, ref);
    } else if (a) {
        arenite_raise_failure(bump, 256 * sizeof(uint32_t));
        (void)arenite_rewind(bump, mark);
    }
    PyBuffer_Release(&data);
    return handle;
}

/* ---- Reading ------------------------------------------------------------ */

/* letters(token): bytes in the words from a token on. */
static PyObject *
letters(PyObject *module, PyObject *token)
{
    const classes *c = PyModule_GetState(module);
    arena_ref ref;
    PyObject *bump = NULL;
    if (arenite_record_read(token, &c->token)) { /* a Token, and alive */
        bump = arenite_record_locate(token, &ref);
    }
    const arena *a = bump ? arenite_arena_to_read(bump) : NULL;
    if (!a) {
        return NULL;
    }
    size_t bytes = 0, length;
    uint64_t left = arena_used(a) / sizeof(Token); /* a longer list has a cycle */
    while (ref) {
        const Token *t = arenite_record_at(a, &c->token, ref);
        const Word *word = arenite_record_at(a, &c->word, ref); /* NULL if it is a Number */
        if (!t || left-- == 0 || (word && !arenite_text_at(a, word->text, &length))) {
            PyErr_SetString(PyExc_ValueError, "the list of tokens is corrupt");
            return NULL;
        }
        bytes += word ? length : 0;
        ref = t->next;
    }
    return PyLong_FromSize_t(bytes);
}

/* ---- The module --------------------------------------------------------- */

static int
init_class(PyObject *records, const char *name, const char *layout, arenite_class *out)
{
    PyObject *type = PyObject_GetAttrString(records, name);
    int failed = type ? arenite_class_init(out, type, layout) : -1;
    Py_XDECREF(type);
    return failed;
}

static int
words_exec(PyObject *module)
{
    classes *c = PyModule_GetState(module);
    PyObject *records = PyImport_ImportModule("grove.records");
    int failed = !records || arenite_import() < 0
                 || init_class(records, "Token", Token_LAYOUT, &c->token) < 0
                 || init_class(records, "Word", Word_LAYOUT, &c->word) < 0
                 || init_class(records, "Number", Number_LAYOUT, &c->number) < 0
                 || init_class(records, "Histogram", Histogram_LAYOUT, &c->histogram) < 0;
    Py_XDECREF(records);
    return failed ? -1 : 0;
}

static int
words_traverse(PyObject *module, visitproc visit, void *arg)
{
    classes *c = PyModule_GetState(module);
    Py_VISIT(c->token.type);
    Py_VISIT(c->word.type);
    Py_VISIT(c->number.type);
    Py_VISIT(c->histogram.type);
    return 0;
}

static void
words_free(void *module)
{
    classes *c = PyModule_GetState(module);
    arenite_class_clear(&c->token);
    arenite_class_clear(&c->word);
    arenite_class_clear(&c->number);
    arenite_class_clear(&c->histogram);
}

static PyMethodDef words_methods[] = {
    {"scan", scan, METH_VARARGS, "The first token of a text in an arena, or None."},
    {"histogram", histogram, METH_VARARGS, "How often each byte occurs in a buffer."},
    {"letters", letters, METH_O, "Bytes in the words from a token on."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot words_slots[] = {
    {Py_mod_exec, words_exec},
    {0, NULL},
};

static struct PyModuleDef words_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "grove.words",
    .m_size = sizeof(classes),
    .m_methods = words_methods,
    .m_slots = words_slots,
    .m_traverse = words_traverse,
    .m_free = words_free,
};

PyMODINIT_FUNC
PyInit_words(void)
{
    return PyModuleDef_Init(&words_module);
}
