/* module_source.c - from nodes to the text that they were parsed from.
 *
 * A node does not know its Program.  _origin.py remembers, by arena, where Programs
 * lie; what it says is compared with the arena's bytes, which may be others by now. */
#include "module.h"

#include <string.h>

/* Where a Program and its source are, as _origin.py remembers them. */
typedef struct origin {
    arena_ref program, source;
    const uint8_t *text;
    uint32_t length;
} origin;

/* Looks at the arena: false, with ValueError, if no such Program is there. */
static bool
find_source(const arena *a, origin *o)
{
    const ast_program *n = arena_at(a, o->program, sizeof *n);
    if (n && o->program && n->tag == AST_PROGRAM && n->source.ref == o->source) {
        o->length = n->source.length & (UINT32_MAX >> 1);
        o->text = arena_at(a, n->source.ref, o->length);
    }
    if (!o->text) {
        PyErr_SetString(PyExc_ValueError, "the Program of this node is gone");
    }
    return o->text != NULL;
}

/* The arena of a record that is alive, or NULL with an exception. */
static const arena *
arena_of(PyObject *record, arena_ref *ref)
{
    PyObject *bump = arenite_record_locate(record, ref);
    return bump ? arenite_arena_to_read(bump) : NULL;
}

PyDoc_STRVAR(extent_doc,
"extent(program, /)\n--\n\nThe references of a Program and of its source.");

static PyObject *
source_extent(PyObject *module, PyObject *program)
{
    (void)module;
    arena_ref ref;
    const arena *a = arena_of(program, &ref);
    const ast_program *n = a ? arena_at(a, ref, sizeof *n) : NULL;
    if (!a) {
        return NULL;
    }
    if (!n || n->tag != AST_PROGRAM) {
        PyErr_SetString(PyExc_ValueError, "expected a Program");
        return NULL;
    }
    return Py_BuildValue("II", (unsigned int)ref, (unsigned int)n->source.ref);
}

/* ---- Text ---------------------------------------------------------------- */

PyDoc_STRVAR(text_doc,
"text(node, program, source, start=0, end=0, /)\n--\n\n"
"The text of a node, or if they are given from start to end; the other two are what\n"
"extent() gave. ValueError if they are not there any more, or the span is not within\n"
"the source.");

static PyObject *
source_text(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *node;
    unsigned int program, source, start = 0, end = 0;
    if (!PyArg_ParseTuple(args, "OII|II:text", &node, &program, &source, &start, &end)) {
        return NULL;
    }
    arena_ref ref;
    origin o = {.program = program, .source = source};
    const arena *a = arena_of(node, &ref);
    const ast_node *n = a ? arena_at(a, ref, sizeof *n) : NULL;
    if (!n || !find_source(a, &o)) {
        return NULL;
    }
    if (PyTuple_GET_SIZE(args) == 3) {
        start = n->start;
        end = n->end;
    }
    if (start > end || end > o.length) {
        return PyErr_Format(PyExc_ValueError, "the span %u..%u is not within a source of %u bytes",
                            start, end, (unsigned int)o.length);
    }
    return PyUnicode_DecodeUTF8((const char *)o.text + start, (Py_ssize_t)(end - start),
                                "replace");
}

/* ---- Lines --------------------------------------------------------------- */

/* Behind the line terminator that begins at p[i], or 0 if none does. */
static size_t
behind_terminator(const uint8_t *p, size_t i, size_t length)
{
    switch (p[i]) {
    case '\n': return i + 1;
    case '\r': return i + 1 < length && p[i + 1] == '\n' ? i + 2 : i + 1;
    case 0xe2: { /* U+2028, U+2029 */
        bool separator = length - i >= 3 && p[i + 1] == 0x80 && (p[i + 2] | 1) == 0xa9;
        return separator ? i + 3 : 0;
    }
    default: return 0;
    }
}

/* Where lines begin, written to `out` unless that is NULL; how many there are. */
static size_t
find_lines(const uint8_t *p, size_t length, uint32_t *out)
{
    size_t count = 1;
    if (out) {
        out[0] = 0;
    }
    for (size_t i = 0; i < length;) {
        size_t behind = p[i] <= '\r' || p[i] == 0xe2 ? behind_terminator(p, i, length) : 0;
        if (behind == 0) {
            i++;
            continue;
        }
        if (out) {
            out[count] = (uint32_t)behind;
        }
        count++;
        i = behind;
    }
    return count;
}

PyDoc_STRVAR(lines_doc,
"lines(record, program, source, /)\n--\n\n"
"Where the lines of the source begin, as 32-bit numbers of this machine.");

static PyObject *
source_lines(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *record;
    unsigned int program, source;
    if (!PyArg_ParseTuple(args, "OII:lines", &record, &program, &source)) {
        return NULL;
    }
    arena_ref ref;
    origin o = {.program = program, .source = source};
    const arena *a = arena_of(record, &ref);
    if (!a || !find_source(a, &o)) {
        return NULL;
    }
    size_t count = find_lines(o.text, o.length, NULL);
    PyObject *starts = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(count * sizeof(uint32_t)));
    if (starts) {
        (void)find_lines(o.text, o.length, (uint32_t *)(void *)PyBytes_AS_STRING(starts));
    }
    return starts;
}

/* ---- Columns ------------------------------------------------------------- */

typedef enum unit { UNIT_CODE_POINTS, UNIT_UTF16, UNIT_BYTES } unit;

static uint32_t
count_units(const uint8_t *p, uint32_t length, unit of)
{
    uint32_t count = 0;
    if (of == UNIT_BYTES) {
        return length;
    }
    for (uint32_t i = 0; i < length; i++) {
        count += (uint32_t)((p[i] & 0xC0) != 0x80);
    }
    for (uint32_t i = 0; of == UNIT_UTF16 && i < length; i++) {
        count += (uint32_t)(p[i] >= 0xF0);
    }
    return count;
}

/* The last line that begins at or before the offset. */
static size_t
line_of(const uint32_t *starts, size_t count, uint32_t offset)
{
    size_t low = 0, high = count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (starts[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/* A tuple of a class without a constructor of its own, of two objects that it takes
 * over, or NULL if one of them is. */
static PyObject *
new_pair(PyTypeObject *class, PyObject *first, PyObject *second)
{
    PyObject *pair = first && second ? PyTuple_Pack(2, first, second) : NULL;
    PyObject *items = pair ? PyTuple_Pack(1, pair) : NULL;
    PyObject *made = items ? PyTuple_Type.tp_new(class, items, NULL) : NULL;
    Py_XDECREF(first);
    Py_XDECREF(second);
    Py_XDECREF(pair);
    Py_XDECREF(items);
    return made;
}

/* A source whose lines are known. */
typedef struct places {
    origin o;
    const uint32_t *starts; /* of lines */
    size_t count;
    unit of;
    PyTypeObject *location; /* a class of tuples */
} places;

/* Line, from 1, and column of a byte offset; behind the end it is the end's. */
static PyObject *
place_of(const places *p, uint64_t wanted)
{
    uint32_t offset = wanted < p->o.length ? (uint32_t)wanted : p->o.length;
    size_t line = p->count ? line_of(p->starts, p->count, offset) : 0;
    uint32_t start = p->count && p->starts[line] <= offset ? p->starts[line] : 0;
    uint32_t column = count_units(p->o.text + start, offset - start, p->of);
    return new_pair(p->location, PyLong_FromSize_t(line + 1),
                           PyLong_FromUnsignedLong(column));
}

/* False with TypeError. */
static bool
is_tuple_class(PyObject *class)
{
    bool is_one = PyType_Check(class) && PyType_IsSubtype((PyTypeObject *)class, &PyTuple_Type);
    if (!is_one) {
        PyErr_Format(PyExc_TypeError, "expected a class of tuples, got %R", class);
    }
    return is_one;
}

/* Of the arguments that both functions have: false with an exception. */
static bool
open_places(const arena *a, PyObject *starts, unsigned int of, PyObject *location, places *p)
{
    if (!is_tuple_class(location) || !a || !find_source(a, &p->o)) {
        return false;
    }
    p->count = (size_t)PyBytes_GET_SIZE(starts) / sizeof(uint32_t);
    p->starts = (const uint32_t *)(const void *)PyBytes_AS_STRING(starts);
    p->of = (unit)of;
    p->location = (PyTypeObject *)location;
    return true;
}

PyDoc_STRVAR(locate_doc,
"locate(record, program, source, starts, unit, location, offset, /)\n--\n\n"
"Line, from 1, and column of a byte offset, as a tuple of the class `location`; behind\n"
"the end it is the end's. `record` is any of the arena, `unit` 0 for code points, 1 for\n"
"UTF-16, 2 for bytes.");

static PyObject *
source_locate(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *record, *starts, *location;
    places p = {0};
    unsigned int of;
    unsigned long long wanted;
    arena_ref ref;
    if (!PyArg_ParseTuple(args, "OIISIOK:locate", &record, &p.o.program, &p.o.source, &starts, &of,
                          &location, &wanted)
        || !open_places(arena_of(record, &ref), starts, of, location, &p)) {
        return NULL;
    }
    return place_of(&p, wanted);
}

PyDoc_STRVAR(loc_doc,
"loc(record, program, source, starts, unit, location, pair, start, end, /)\n--\n\n"
"The same of two byte offsets, as a tuple of the class `pair`.");

static PyObject *
source_loc(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *record, *starts, *location, *pair;
    places p = {0};
    unsigned int of;
    unsigned long long start, end;
    arena_ref ref;
    if (!PyArg_ParseTuple(args, "OIISIOOKK:loc", &record, &p.o.program, &p.o.source, &starts, &of,
                          &location, &pair, &start, &end)
        || !is_tuple_class(pair)
        || !open_places(arena_of(record, &ref), starts, of, location, &p)) {
        return NULL;
    }
    return new_pair((PyTypeObject *)pair, place_of(&p, start), place_of(&p, end));
}

PyMethodDef source_methods[] = {
    {"extent", source_extent, METH_O, extent_doc},
    {"text", source_text, METH_VARARGS, text_doc},
    {"lines", source_lines, METH_VARARGS, lines_doc},
    {"locate", source_locate, METH_VARARGS, locate_doc},
    {"loc", source_loc, METH_VARARGS, loc_doc},
    {NULL, NULL, 0, NULL},
};
