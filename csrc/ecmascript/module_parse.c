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
parse_into(PyObject *bump, const arenite_class *class, const request *r)
{
    arenite_loan loan;
    if (arenite_lend(bump, &loan) < 0) {
        return NULL;
    }
    parse_result result;
    Py_BEGIN_ALLOW_THREADS
    result = parse_request(&loan.arena, r);
    Py_END_ALLOW_THREADS
    arenite_give_back(&loan);
    return wrap(bump, class, &result, r);
}

/* What both functions take beside the source. */
typedef struct arguments {
    PyObject *program;
    int early_errors, comments, tokens;
} arguments;

/* Fills in the request: 0, or -1 with an exception. */
static int
take_options(const arguments *a, int language, int goal, request *r)
{
    if (language < PARSE_JS || language > PARSE_DTS || goal < PARSE_UNAMBIGUOUS
        || goal > PARSE_COMMONJS) {
        PyErr_SetString(PyExc_ValueError, "no such language or goal");
        return -1;
    }
    r->options = (parse_options){(parse_language)language, (parse_goal)goal,
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
    PyObject *bump, *parsed = NULL;
    arguments a = {0};
    arenite_class class;
    int language, goal;
    request r = {.text = &text};
    if (!PyArg_ParseTuple(args, "Oy*iipO|pp:parse", &bump, &text, &language, &goal,
                          &a.early_errors, &a.program, &a.comments, &a.tokens)) {
        return NULL;
    }
    if ((uint64_t)text.len > UINT32_MAX - LEXER_PADDING) {
        PyErr_Format(PyExc_ValueError, "a source of %zd bytes: the most is 4 GiB", text.len);
    } else if (take_options(&a, language, goal, &r) == 0) {
        if (arenite_class_init(&class, a.program, NULL) == 0) {
            parsed = parse_into(bump, &class, &r);
        }
        arenite_class_clear(&class);
    }
    PyBuffer_Release(&text);
    return parsed;
}

/* ---- Files ---------------------------------------------------------------- */

/* A file and the arena that it goes into, which is lent. */
typedef struct job {
    PyObject *bump; /* borrowed */
    PyObject *path; /* bytes */
    arenite_loan loan;
    request request;
    parse_result result;
} job;

/* 0, or -1 with an exception; then there is nothing to give back. */
static int
begin_job(PyObject *item, const arguments *a, job *j)
{
    PyObject *name;
    int language, goal;
    if (!PyTuple_Check(item)) {
        PyErr_SetString(PyExc_TypeError, "parse_files: expected tuples");
        return -1;
    }
    if (!PyArg_ParseTuple(item, "OOii:parse_files", &j->bump, &name, &language, &goal)
        || take_options(a, language, goal, &j->request) < 0
        || PySys_Audit("open", "Osi", name, "rb", 0) < 0
        || !PyUnicode_FSConverter(name, &j->path)) {
        return -1;
    }
    j->request.path = PyBytes_AS_STRING(j->path);
    if (arenite_lend(j->bump, &j->loan) < 0) {
        Py_DECREF(j->path);
        return -1;
    }
    return 0;
}

static void
end_jobs(job *jobs, Py_ssize_t count)
{
    for (Py_ssize_t i = 0; i < count; i++) {
        arenite_give_back(&jobs[i].loan);
        Py_DECREF(jobs[i].path);
    }
}

/* A list of what `wrap` makes of them. */
static PyObject *
wrap_all(const job *jobs, Py_ssize_t count, const arenite_class *class)
{
    PyObject *list = PyList_New(count);
    for (Py_ssize_t i = 0; list && i < count; i++) {
        PyObject *wrapped = wrap(jobs[i].bump, class, &jobs[i].result, &jobs[i].request);
        if (wrapped) {
            PyList_SET_ITEM(list, i, wrapped);
        } else {
            Py_CLEAR(list);
        }
    }
    return list;
}

static PyObject *
run_jobs(PyObject *items, const arguments *a, const arenite_class *class, job *jobs)
{
    Py_ssize_t count = PyTuple_GET_SIZE(items);
    for (Py_ssize_t i = 0; i < count; i++) {
        if (begin_job(PyTuple_GET_ITEM(items, i), a, &jobs[i]) < 0) {
            end_jobs(jobs, i);
            return NULL;
        }
    }
    Py_BEGIN_ALLOW_THREADS
    for (Py_ssize_t i = 0; i < count; i++) {
        jobs[i].result = parse_request(&jobs[i].loan.arena, &jobs[i].request);
    }
    Py_END_ALLOW_THREADS
    end_jobs(jobs, count);
    return wrap_all(jobs, count, class);
}

PyDoc_STRVAR(parse_files_doc,
"parse_files(files, early_errors, program, comments=False, tokens=False, /)\n--\n\n"
"The same of files, each `(arena, path, language, goal)` of a tuple, which are read into\n"
"their arenas; the GIL is let go once for all of them, since to get it back may take as\n"
"long as to parse a small file. A list: (program, number of nodes) for each, or None for\n"
"whatever is wrong with it.");

static PyObject *
parser_parse_files(PyObject *module, PyObject *args)
{
    (void)module;
    PyObject *items, *parsed = NULL;
    arguments a = {0};
    arenite_class class;
    if (!PyArg_ParseTuple(args, "O!pO|pp:parse_files", &PyTuple_Type, &items, &a.early_errors,
                          &a.program, &a.comments, &a.tokens)) {
        return NULL;
    }
    job *jobs = PyMem_Calloc((size_t)PyTuple_GET_SIZE(items) + 1, sizeof *jobs);
    if (!jobs) {
        return PyErr_NoMemory();
    }
    if (arenite_class_init(&class, a.program, NULL) == 0) {
        parsed = run_jobs(items, &a, &class, jobs);
    }
    arenite_class_clear(&class);
    PyMem_Free(jobs);
    return parsed;
}

PyMethodDef parse_methods[] = {
    {"parse", parser_parse, METH_VARARGS, parse_doc},
    {"parse_files", parser_parse_files, METH_VARARGS, parse_files_doc},
    {NULL, NULL, 0, NULL},
};
