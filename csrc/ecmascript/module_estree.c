/* module_estree.c - ESTree for Python, as bytes of JSON and as dicts. */
#include "module.h"

#include "estree.h"

/* ---- JSON ---------------------------------------------------------------- */

/* All memory of the writer is the insides of bytes objects, so that what it has written
 * becomes Python's without a copy: of a large program that would be a third of the time. */
static PyObject *
bytes_around(void *block)
{
    return (PyObject *)(void *)((char *)block - offsetof(PyBytesObject, ob_sval));
}

/* _PyBytes_Resize frees what it cannot make larger.  `lost` is that block: the writer
 * ends then without looking at it, and gives it back here. */
static void *
resize(void *lost, void *block, size_t old_size, size_t new_size)
{
    (void)old_size;
    PyObject *bytes = block && block != *(void **)lost ? bytes_around(block) : NULL;
    if (new_size == 0) {
        Py_XDECREF(bytes);
        return NULL;
    }
    if (new_size > (size_t)PY_SSIZE_T_MAX - sizeof(PyBytesObject)) {
        return NULL;
    }
    if (!bytes) {
        bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)new_size);
    } else if (_PyBytes_Resize(&bytes, (Py_ssize_t)new_size) < 0) {
        *(void **)lost = block;
    }
    return bytes ? PyBytes_AS_STRING(bytes) : NULL;
}

/* What was written, cut to its length; the buffer holds nothing after it. */
static PyObject *
take_bytes(estree_buffer *out)
{
    PyObject *json = bytes_around(out->data);
    out->data = NULL;
    (void)_PyBytes_Resize(&json, (Py_ssize_t)out->length);
    return json;
}

static PyObject *
write_estree(const arena *a, arena_ref ref, const Py_buffer *source, estree_options options)
{
    void *lost = NULL;
    estree_buffer out = {.resize = resize, .context = &lost};
    estree_result result =
        estree_write(a, ref, source->obj ? source->buf : NULL, (uint32_t)source->len, options, &out);
    PyObject *json = result.status == ESTREE_OK ? take_bytes(&out) : estree_raise(result);
    resize(&lost, out.data, out.capacity, 0);
    return json;
}

/* ---- Both ---------------------------------------------------------------- */

PyObject *
estree_raise(estree_result result)
{
    if (result.status == ESTREE_NO_MEMORY) {
        return PyErr_NoMemory(); /* also if it is raised already */
    }
    return PyErr_Format(PyExc_ValueError, "corrupt reference %u", (unsigned int)result.wrong);
}

/* The arguments of both functions; without plans, JSON. */
static PyObject *
make_estree(PyObject *args, plans *of)
{
    PyObject *node;
    Py_buffer source = {0};
    int range, parentheses, typescript, comments = 0, tokens = 0;
    arena_ref ref;
    if (!PyArg_ParseTuple(args, "Oz*ppp|pp:estree", &node, &source, &range, &parentheses,
                          &typescript, &comments, &tokens)) {
        return NULL;
    }
    PyObject *bump = arenite_record_locate(node, &ref), *made = NULL;
    const arena *a = bump ? arenite_arena_to_read(bump) : NULL;
    if (a && (uint64_t)source.len <= UINT32_MAX) {
        estree_options options = {range, parentheses, typescript, comments, tokens};
        made = of ? dicts_make(of, a, ref, &source, options)
                  : write_estree(a, ref, &source, options);
    } else if (a) {
        PyErr_Format(PyExc_ValueError, "a source of %zd bytes: the most is 4 GiB", source.len);
    }
    PyBuffer_Release(&source);
    return made;
}

PyDoc_STRVAR(estree_doc,
"estree(node, source, range, parentheses, typescript, comments=False, tokens=False, /)\n--\n\n"
"The ESTree JSON of a node, as UTF-8; positions in UTF-16 units of `source`, or in\n"
"bytes when it is None. ValueError if the arena's bytes are no AST.");

static PyObject *
parser_estree(PyObject *module, PyObject *args)
{
    (void)module;
    return make_estree(args, NULL);
}

PyDoc_STRVAR(dicts_doc,
"dicts(node, source, range, parentheses, typescript, comments=False, tokens=False, /)\n--\n\n"
"The same as Python's dicts and lists: what json.loads makes of the JSON.");

static PyObject *
parser_dicts(PyObject *module, PyObject *args)
{
    return make_estree(args, PyModule_GetState(module));
}

PyMethodDef estree_methods[] = {
    {"estree", parser_estree, METH_VARARGS, estree_doc},
    {"dicts", parser_dicts, METH_VARARGS, dicts_doc},
    {NULL, NULL, 0, NULL},
};
