/* module.c - arenite.ecmascript._parser: the parser and the ESTree writer for
 * Python.  But for module_*.c, all the rest of this folder knows nothing of Python. */
#include "module.h"

#include "estree.h"
#include "json_text.h"
#include "parser.h"
#include "token_list.h"

/* ---- parse -------------------------------------------------------------- */

/* The comments and tokens of what was parsed.  That they cannot be listed is an error
 * of the same kind as those of the parser. */
static parse_result
list_tokens(arena *a, const uint8_t *source, uint32_t length, token_list_options options,
            parse_result parsed)
{
    token_list_result listed = token_list_make(a, parsed.program, source, length, options);
    switch (listed.status) {
    case TOKEN_LIST_OK: return parsed;
    case TOKEN_LIST_NO_MEMORY: return (parse_result){.status = PARSE_NO_MEMORY};
    default: break;
    }
    const char *message = listed.status == TOKEN_LIST_TOO_LONG
                              ? "A comment cannot be longer than 256 MiB, if comments are listed"
                              : "The tokens of this source cannot be listed";
    syntax_error error = {message, listed.where, listed.where + 1};
    return (parse_result){.status = PARSE_SYNTAX_ERROR, .error = error};
}

/* Runs without the GIL.  The arena is as it was unless the status is PARSE_OK. */
static parse_result
parse_copy(arena *a, const Py_buffer *text, parse_options options, token_list_options lists)
{
    arena_mark mark = arena_get_mark(a);
    uint8_t *source = parse_allocate_source(a, (size_t)text->len);
    parse_result result = {.status = PARSE_NO_MEMORY};
    if (source) {
        memcpy(source, text->buf, (size_t)text->len);
        result = parse_source(a, source, (uint32_t)text->len, options);
    }
    if (result.status == PARSE_OK && (lists.comments || lists.tokens)) {
        lists.html_comments = options.language < PARSE_TS && options.goal != PARSE_MODULE;
        result = list_tokens(a, source, (uint32_t)text->len, lists, result);
    }
    if (result.status != PARSE_OK) {
        (void)arena_rewind(a, mark);
    }
    return result;
}

/* (message, start, end, code, None or (note, start, end)) */
static PyObject *
wrap_error(const parse_result *result)
{
    const syntax_error *error = &result->error;
    if (result->related_note == NULL) {
        return Py_BuildValue("sIIsO", error->message, (unsigned int)error->start,
                             (unsigned int)error->end, result->code, Py_None);
    }
    return Py_BuildValue("sIIs(sII)", error->message, (unsigned int)error->start,
                         (unsigned int)error->end, result->code, result->related_note,
                         (unsigned int)result->related.start, (unsigned int)result->related.end);
}

static PyObject *
wrap(PyObject *bump, const arenite_class *class, const parse_result *result, size_t length)
{
    switch (result->status) {
    case PARSE_OK: {
        PyObject *program = arenite_record_handle(bump, class, result->program);
        return program ? Py_BuildValue("NI", program, (unsigned int)result->nodes) : NULL;
    }
    case PARSE_SYNTAX_ERROR: return wrap_error(result);
    default: arenite_raise_failure(bump, length); return NULL;
    }
}

/* Parses into the arena of a Bump, without the GIL. */
static PyObject *
parse_into(PyObject *bump, PyObject *program, const Py_buffer *text, parse_options options,
           token_list_options lists)
{
    arenite_class class;
    arenite_loan loan;
    PyObject *wrapped = NULL;
    if (arenite_class_init(&class, program, NULL) == 0 && arenite_lend(bump, &loan) == 0) {
        parse_result result;
        Py_BEGIN_ALLOW_THREADS
        result = parse_copy(&loan.arena, text, options, lists);
        Py_END_ALLOW_THREADS
        arenite_give_back(&loan);
        wrapped = wrap(bump, &class, &result, (size_t)text->len);
    }
    arenite_class_clear(&class);
    return wrapped;
}

PyDoc_STRVAR(parse_doc,
"parse(arena, source, language, goal, early_errors, program, comments=False,\n"
"      tokens=False, /)\n--\n\n"
"Parse a buffer of UTF-8 into an arena, without the GIL.\n\n"
"(program, number of nodes), or of an error (message, start, end, code, related), where\n"
"related is None or (note, start, end); in bytes.");

static PyObject *
parser_parse(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *bump, *program, *parsed = NULL;
    Py_buffer text;
    int language, goal, early_errors, comments = 0, tokens = 0;
    if (!PyArg_ParseTuple(args, "Oy*iipO|pp:parse", &bump, &text, &language, &goal, &early_errors,
                          &program, &comments, &tokens)) {
        return NULL;
    }
    if ((uint64_t)text.len > UINT32_MAX - LEXER_PADDING) {
        PyErr_Format(PyExc_ValueError, "a source of %zd bytes: the most is 4 GiB", text.len);
    } else if (language < PARSE_JS || language > PARSE_DTS || goal < PARSE_UNAMBIGUOUS
               || goal > PARSE_COMMONJS) {
        PyErr_SetString(PyExc_ValueError, "no such language or goal");
    } else {
        parse_options options = {(parse_language)language, (parse_goal)goal,
                                 .only_grammar = !early_errors};
        token_list_options lists = {.comments = comments, .tokens = tokens};
        parsed = parse_into(bump, program, &text, options, lists);
    }
    PyBuffer_Release(&text);
    return parsed;
}

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

PyDoc_STRVAR(json_depth_doc,
"json_depth(json, /)\n--\n\n"
"How deep objects and arrays are nested in well-formed JSON.");

static PyObject *
parser_json_depth(PyObject *module, PyObject *json)
{
    (void)module;
    if (!PyBytes_Check(json)) {
        PyErr_SetString(PyExc_TypeError, "json_depth: expected bytes");
        return NULL;
    }
    return PyLong_FromSize_t(json_depth((const uint8_t *)PyBytes_AS_STRING(json),
                                        (size_t)PyBytes_GET_SIZE(json)));
}

/* ---- The module --------------------------------------------------------- */

static PyMethodDef parser_methods[] = {
    {"parse", parser_parse, METH_VARARGS, parse_doc},
    {"estree", parser_estree, METH_VARARGS, estree_doc},
    {"json_depth", parser_json_depth, METH_O, json_depth_doc},
    {NULL, NULL, 0, NULL},
};

static int
parser_exec(PyObject *module)
{
    if (arenite_import() < 0 || PyModule_AddFunctions(module, source_methods) < 0
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
