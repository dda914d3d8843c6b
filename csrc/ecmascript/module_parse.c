/* module_parse.c - parsing for Python: a buffer, or a file, into the arena of a Bump. */
#include "module.h"

#include "parser.h"
#include "source_file.h"
#include "token_list.h"

#include <string.h>

/* ---- Without the GIL ----------------------------------------------------- */

/* What is parsed, and how. */
typedef struct request {
    const Py_buffer *text;
    const char *path; /* instead of a text */
    parse_options options;
    token_list_options lists;
} request;

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

/* Parses what the source was filled with. */
static parse_result
parse_filled(arena *a, const uint8_t *source, size_t length, const request *r)
{
    parse_result result = parse_source(a, source, (uint32_t)length, r->options);
    token_list_options lists = r->lists;
    if (result.status == PARSE_OK && (lists.comments || lists.tokens)) {
        lists.html_comments = r->options.language < PARSE_TS && r->options.goal != PARSE_MODULE;
        result = list_tokens(a, source, (uint32_t)length, lists, result);
    }
    return result;
}

static parse_result
parse_copy(arena *a, const request *r)
{
    size_t length = (size_t)r->text->len;
    uint8_t *source = parse_allocate_source(a, length);
    if (!source) {
        return (parse_result){.status = PARSE_NO_MEMORY};
    }
    memcpy(source, r->text->buf, length);
    return parse_filled(a, source, length, r);
}

/* Whatever cannot be read is PARSE_NO_MEMORY, too. */
static parse_result
parse_opened(arena *a, const source_file *file, const request *r)
{
    bool fits = file->size <= UINT32_MAX - LEXER_PADDING;
    uint8_t *source = fits ? parse_allocate_source(a, (size_t)file->size) : NULL;
    if (!source || !source_file_read(file, source)) {
        return (parse_result){.status = PARSE_NO_MEMORY};
    }
    return parse_filled(a, source, (size_t)file->size, r);
}

static parse_result
parse_path(arena *a, const request *r)
{
    source_file file;
    if (!source_file_open(&file, r->path)) {
        return (parse_result){.status = PARSE_NO_MEMORY};
    }
    parse_result result = parse_opened(a, &file, r);
    source_file_close(&file);
    return result;
}

/* The arena is as it was unless the status is PARSE_OK. */
static parse_result
parse_request(arena *a, const request *r)
{
    arena_mark mark = arena_get_mark(a);
    parse_result result = r->text ? parse_copy(a, r) : parse_path(a, r);
    if (result.status != PARSE_OK) {
        (void)arena_rewind(a, mark);
    }
    return result;
}

/* ---- With it -------------------------------------------------------------- */

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
wrap_program(PyObject *bump, const arenite_class *class, const parse_result *result)
{
    PyObject *program = arenite_record_handle(bump, class, result->program);
    return program ? Py_BuildValue("NI", program, (unsigned int)result->nodes) : NULL;
}

static PyObject *
wrap(PyObject *bump, const arenite_class *class, const parse_result *result, const request *r)
{
    if (result->status == PARSE_OK) {
        return wrap_program(bump, class, result);
    }
    if (!r->text) { /* why not, Python says, which reads the file again */
        Py_RETURN_NONE;
    }
    if (result->status == PARSE_SYNTAX_ERROR) {
        return wrap_error(result);
    }
    arenite_raise_failure(bump, (size_t)r->text->len);
    return NULL;
}

/* Parses into the arena of a Bump, without the GIL. */
static PyObject *
parse_into(PyObject *bump, PyObject *program, const request *r)
{
    arenite_class class;
    arenite_loan loan;
    PyObject *wrapped = NULL;
    if (arenite_class_init(&class, program, NULL) == 0 && arenite_lend(bump, &loan) == 0) {
        parse_result result;
        Py_BEGIN_ALLOW_THREADS
        result = parse_request(&loan.arena, r);
        Py_END_ALLOW_THREADS
        arenite_give_back(&loan);
        wrapped = wrap(bump, &class, &result, r);
    }
    arenite_class_clear(&class);
    return wrapped;
}

/* What both functions take beside the source. */
typedef struct arguments {
    PyObject *bump, *program;
    int language, goal, early_errors, comments, tokens;
} arguments;

/* Fills in the request: 0, or -1 with an exception. */
static int
take_options(const arguments *a, request *r)
{
    if (a->language < PARSE_JS || a->language > PARSE_DTS || a->goal < PARSE_UNAMBIGUOUS
        || a->goal > PARSE_COMMONJS) {
        PyErr_SetString(PyExc_ValueError, "no such language or goal");
        return -1;
    }
    r->options = (parse_options){(parse_language)a->language, (parse_goal)a->goal,
                                 .only_grammar = !a->early_errors};
    r->lists = (token_list_options){.comments = a->comments, .tokens = a->tokens};
    return 0;
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
    Py_buffer text;
    arguments a = {0};
    request r = {.text = &text};
    PyObject *parsed = NULL;
    if (!PyArg_ParseTuple(args, "Oy*iipO|pp:parse", &a.bump, &text, &a.language, &a.goal,
                          &a.early_errors, &a.program, &a.comments, &a.tokens)) {
        return NULL;
    }
    if ((uint64_t)text.len > UINT32_MAX - LEXER_PADDING) {
        PyErr_Format(PyExc_ValueError, "a source of %zd bytes: the most is 4 GiB", text.len);
    } else if (take_options(&a, &r) == 0) {
        parsed = parse_into(a.bump, a.program, &r);
    }
    PyBuffer_Release(&text);
    return parsed;
}

PyDoc_STRVAR(parse_file_doc,
"parse_file(arena, path, language, goal, early_errors, program, comments=False,\n"
"           tokens=False, /)\n--\n\n"
"The same of a file, which is read into the arena without the GIL, too: (program, number\n"
"of nodes), or None for whatever is wrong.");

static PyObject *
parser_parse_file(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *name, *path, *parsed = NULL;
    arguments a = {0};
    request r = {0};
    if (!PyArg_ParseTuple(args, "OOiipO|pp:parse_file", &a.bump, &name, &a.language, &a.goal,
                          &a.early_errors, &a.program, &a.comments, &a.tokens)
        || PySys_Audit("open", "Osi", name, "rb", 0) < 0 || !PyUnicode_FSConverter(name, &path)) {
        return NULL;
    }
    r.path = PyBytes_AS_STRING(path);
    if (take_options(&a, &r) == 0) {
        parsed = parse_into(a.bump, a.program, &r);
    }
    Py_DECREF(path);
    return parsed;
}

PyMethodDef parse_methods[] = {
    {"parse", parser_parse, METH_VARARGS, parse_doc},
    {"parse_file", parser_parse_file, METH_VARARGS, parse_file_doc},
    {NULL, NULL, 0, NULL},
};
