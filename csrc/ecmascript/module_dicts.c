/* module_dicts.c - ESTree as Python's dicts and lists: a sink of estree_walk.h.
 *
 * What is open lies on a stack: a dict with the key of its next value, or a list with
 * the number of its items so far.  A new container goes into the one around it at once,
 * which owns it then, so an error has one object to let go of.
 *
 * No Python code runs in between, so pointers into the arena stay good: keys are strings,
 * what is replaced is None or False, and the garbage collector is off.  That would find
 * nothing, and read the same dicts again and again; they are in its youngest generation
 * when it is on again.  Signals wait too, for some 30 ms a MB of source: their handlers
 * are Python code. */
#include "module.h"

#include "estree_sink.h"
#include "module_values.h"

enum { FIRST_LEVELS = 64 };

typedef struct level {
    PyObject *container; /* the one around it owns it */
    PyObject *key;       /* of a dict; borrowed from the plans */
    Py_ssize_t filled;   /* of a list; IN_DICT: it is none */
    const plan *of;      /* of a node's dict */
    bool usual;          /* has all its keys from the beginning */
} level;

#define IN_DICT ((Py_ssize_t)-1)

struct estree_sink {
    plans *plans;
    level *levels;
    size_t depth, capacity;
    bool typescript, range;
    values values;
};

#include "estree_walk.h"

static void *
sink_resize(estree_sink *s, void *block, size_t old_size, size_t new_size)
{
    (void)s;
    (void)old_size;
    if (new_size == 0) {
        PyMem_Free(block);
        return NULL;
    }
    return PyMem_Realloc(block, new_size);
}

/* ---- Levels -------------------------------------------------------------- */

static level *
top(estree_sink *s)
{
    return &s->levels[s->depth - 1];
}

static bool
push(estree_sink *s, level l)
{
    if (s->depth == s->capacity) {
        size_t capacity = s->capacity ? s->capacity * 2 : FIRST_LEVELS;
        level *levels = s->levels;
        PyMem_RESIZE(levels, level, capacity);
        if (!levels) {
            return false;
        }
        s->levels = levels;
        s->capacity = capacity;
    }
    s->levels[s->depth++] = l;
    return true;
}

static bool
pop(estree_sink *s)
{
    s->depth--;
    return true;
}

/* Takes the reference, also if it fails; NULL is a failure too. */
static bool
set(PyObject *dict, PyObject *key, PyObject *value)
{
    bool good = value && PyDict_SetItem(dict, key, value) == 0;
    Py_XDECREF(value);
    return good;
}

static bool
put(estree_sink *s, PyObject *value)
{
    level *l = top(s);
    if (l->filled == IN_DICT) {
        return set(l->container, l->key, value);
    }
    if (value) {
        PyList_SET_ITEM(l->container, l->filled++, value);
    }
    return value != NULL;
}

/* Comes before a container is made that the one on top will hold.
 *
 * A dict is none of the garbage collector's before it holds one, so the inner would come
 * onto the collector's list first.  Where that meets an inner object before what holds
 * it, it moves the object to the end of the list, which is in no order of memory then.
 * With the outer first, a collection takes a quarter of the time, later ones an eighth. */
static void
will_hold(estree_sink *s)
{
    PyObject *outer = top(s)->container;
    if (!PyObject_GC_IsTracked(outer)) {
        PyObject_GC_Track(outer);
    }
}

/* A value that the usual dict has already. */
static bool
is_there(estree_sink *s)
{
    const level *l = top(s);
    return l->usual && l->filled == IN_DICT;
}

/* ---- Nodes --------------------------------------------------------------- */

static bool
set_range(estree_sink *s, PyObject *dict, PyObject *start, PyObject *end)
{
    will_hold(s);
    PyObject *range = PyList_New(2);
    if (range) {
        PyList_SET_ITEM(range, 0, Py_NewRef(start));
        PyList_SET_ITEM(range, 1, Py_NewRef(end));
    }
    return set(dict, s->plans->range, range);
}

/* Of the dict on top. */
static bool
set_span(estree_sink *s, estree_span span)
{
    const plans *p = s->plans;
    PyObject *dict = top(s)->container;
    PyObject *start = values_place(&s->values, span.start);
    PyObject *end = start ? values_place(&s->values, span.end) : NULL;
    bool good = end && PyDict_SetItem(dict, p->start, start) == 0
                && PyDict_SetItem(dict, p->end, end) == 0
                && (!s->range || set_range(s, dict, start, end));
    Py_XDECREF(start);
    Py_XDECREF(end);
    return good;
}

static PyObject *
new_node(const estree_sink *s, const plan *of, bool usual)
{
    if (usual) {
        return PyDict_Copy(of->usual[s->typescript][s->range]);
    }
    PyObject *dict = PyDict_New();
    if (dict && PyDict_SetItem(dict, s->plans->type, of->type) < 0) {
        Py_CLEAR(dict);
    }
    return dict;
}

static bool
sink_begin_node(estree_sink *s, uint16_t tag, estree_span span, bool usual)
{
    will_hold(s);
    const plan *of = plans_get(s->plans, tag, s->typescript, s->range);
    PyObject *dict = of ? new_node(s, of, usual) : NULL;
    return put(s, dict)
           && push(s, (level){.container = dict, .filled = IN_DICT, .of = of, .usual = usual})
           && set_span(s, span);
}

static bool
sink_end_node(estree_sink *s)
{
    return pop(s);
}

static bool
sink_field(estree_sink *s, const ast_field *field, unsigned i)
{
    level *l = top(s);
    const plan_field *planned = &l->of->fields[i];
    l->key = planned->key;
    if (field->kind != AST_FIELD_CONSTANT) {
        return true;
    }
    if (!planned->value) {
        will_hold(s);
        return put(s, PyList_New(0));
    }
    return l->usual || put(s, Py_NewRef(planned->value));
}

static bool
sink_key(estree_sink *s, estree_key key)
{
    top(s)->key = s->plans->keys[key];
    return true;
}

static bool
sink_begin_object(estree_sink *s)
{
    will_hold(s);
    PyObject *dict = PyDict_New();
    return put(s, dict) && push(s, (level){.container = dict, .filled = IN_DICT});
}

static bool
sink_end_object(estree_sink *s)
{
    return pop(s);
}

/* ---- Lists --------------------------------------------------------------- */

static bool
sink_begin_list(estree_sink *s, uint32_t length)
{
    will_hold(s);
    PyObject *list = PyList_New((Py_ssize_t)length);
    return put(s, list) && push(s, (level){.container = list});
}

static bool
sink_item(estree_sink *s, bool first)
{
    (void)s;
    (void)first;
    return true;
}

static bool
sink_end_list(estree_sink *s)
{
    return pop(s);
}

static bool
sink_entry(estree_sink *s, const estree_entry *entry)
{
    plans *p = s->plans;
    PyObject *usual = plans_entry(p, s->range), *dict = usual ? PyDict_Copy(usual) : NULL;
    return put(s, dict) && push(s, (level){.container = dict, .filled = IN_DICT})
           && set(dict, p->type, values_text(&s->values, entry->type))
           && set(dict, p->value, values_text(&s->values, entry->value))
           && set_span(s, entry->span) && pop(s);
}

/* ---- Values -------------------------------------------------------------- */

static bool
sink_null(estree_sink *s)
{
    return is_there(s) || put(s, Py_NewRef(Py_None));
}

static bool
sink_bool(estree_sink *s, bool value)
{
    return (!value && is_there(s)) || put(s, PyBool_FromLong(value));
}

static bool
sink_number(estree_sink *s, double value)
{
    return put(s, values_number(value));
}

static bool
sink_text(estree_sink *s, estree_text text)
{
    return put(s, values_text(&s->values, text));
}

static bool
sink_regexp(estree_sink *s, estree_text pattern, estree_text flags)
{
    return put(s, values_regexp(pattern, flags));
}

static bool
sink_member(estree_sink *s, const ast_field *field, unsigned i, uint8_t member)
{
    (void)field;
    return put(s, Py_NewRef(top(s)->of->fields[i].words[member]));
}

/* ---- All of it ----------------------------------------------------------- */

/* The only item of the list, which is let go of. */
static PyObject *
take_root(PyObject *list)
{
    PyObject *root = Py_NewRef(PyList_GET_ITEM(list, 0));
    Py_DECREF(list);
    return root;
}

static estree_result
fill(estree_sink *s, PyObject *list, const arena *a, arena_ref ref, const Py_buffer *source,
     estree_options options)
{
    if (!push(s, (level){.container = list})) {
        return (estree_result){ESTREE_NO_MEMORY, 0};
    }
    estree_result result = estree_walk(a, ref, source->obj ? source->buf : NULL,
                                       (uint32_t)source->len, options, s);
    PyMem_Free(s->levels);
    values_clear(&s->values);
    return result;
}

PyObject *
dicts_make(plans *p, const arena *a, arena_ref ref, const Py_buffer *source,
           estree_options options)
{
    int collected = PyGC_Disable();
    estree_result result = {ESTREE_NO_MEMORY, 0};
    estree_sink *s = PyMem_Calloc(1, sizeof *s);
    PyObject *list = s ? PyList_New(1) : NULL;
    if (list) {
        s->plans = p;
        s->typescript = options.typescript;
        s->range = options.range;
        result = fill(s, list, a, ref, source, options);
    }
    PyMem_Free(s);
    PyObject *root = result.status == ESTREE_OK ? take_root(list) : NULL;
    if (!root) {
        Py_XDECREF(list);
        estree_raise(result);
    }
    if (collected) {
        PyGC_Enable();
    }
    return root;
}
