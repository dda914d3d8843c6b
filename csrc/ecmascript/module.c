/* module.c - arenite.ecmascript._parser: the module, and the ESTree writer for
 * Python.  But for module_*.c, all the rest of this folder knows nothing of Python. */
#include "module.h"

#include "estree.h"

/* ---- estree ------------------------------------------------------------- */

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
    PyObject *json = NULL;
    if (result.status == ESTREE_OK) {
        json = take_bytes(&out);
    } else if (result.status == ESTREE_NO_MEMORY) {
        PyErr_NoMemory(); /* also if it is raised already */
    } else {
        PyErr_Format(PyExc_ValueError, "corrupt reference %u", (unsigned int)result.wrong);
    }
    resize(&lost, out.data, out.capacity, 0);
    return json;
}

PyDoc_STRVAR(estree_doc,
"estree(node, source, range, parentheses, typescript, comments=False, tokens=False, /)\n--\n\n"
"The ESTree JSON of a node, as UTF-8; positions in UTF-16 units of `source`, or in\n"
"bytes when it is None. ValueError if the arena's bytes are no AST.");

static PyObject *
parser_estree(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *node;
    Py_buffer source = {0};
    int range, parentheses, typescript, comments = 0, tokens = 0;
    arena_ref ref;
    if (!PyArg_ParseTuple(args, "Oz*ppp|pp:estree", &node, &source, &range, &parentheses,
                          &typescript, &comments, &tokens)) {
        return NULL;
    }
    PyObject *bump = arenite_record_locate(node, &ref), *json = NULL;
    const arena *a = bump ? arenite_arena_to_read(bump) : NULL;
    if (a && (uint64_t)source.len <= UINT32_MAX) {
        estree_options options = {range, parentheses, typescript, comments, tokens};
        json = write_estree(a, ref, &source, options);
    } else if (a) {
        PyErr_Format(PyExc_ValueError, "a source of %zd bytes: the most is 4 GiB", source.len);
    }
    PyBuffer_Release(&source);
    return json;
}

/* ---- The module --------------------------------------------------------- */

static PyMethodDef parser_methods[] = {
    {"estree", parser_estree, METH_VARARGS, estree_doc},
    {NULL, NULL, 0, NULL},
};

static int
parser_exec(PyObject *module)
{
    if (arenite_import() < 0 || PyModule_AddFunctions(module, source_methods) < 0
        || PyModule_AddFunctions(module, parse_methods) < 0
        || PyModule_AddIntConstant(module, "TAGS", AST_TAGS) < 0) {
        return -1;
    }
    PyObject *type = PyType_FromModuleAndSpec(module, &traversal_spec, NULL);
    int added = type ? PyModule_AddType(module, (PyTypeObject *)type) : -1;
    Py_XDECREF(type);
    return added;
}

static PyModuleDef_Slot parser_slots[] = {
    {Py_mod_exec, parser_exec},
    COMPAT_MODULE_SLOTS
    {0, NULL},
};

static struct PyModuleDef parser_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "arenite.ecmascript._parser",
    .m_doc = "The JavaScript and TypeScript parser over an arena.",
    .m_size = 0,
    .m_methods = parser_methods,
    .m_slots = parser_slots,
};

PyMODINIT_FUNC
PyInit__parser(void)
{
    return PyModuleDef_Init(&parser_module);
}
