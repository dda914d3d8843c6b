/* module_plans.c - see module_plans.h.
 *
 * Names are read out of the schema's JSON, so that there is one table of them:
 *
 *     {"type":"Super","start":     ,"typeName":     ,"optional":false     "init"
 */
#include "module_plans.h"

#include <string.h>

/* ---- Strings of the schema ------------------------------------------------ */

/* What stands between the quote at `text` and the next, interned. */
static PyObject *
quoted(const char *text)
{
    const char *end = strchr(text + 1, '"');
    PyObject *made = PyUnicode_FromStringAndSize(text + 1, end - (text + 1));
    if (made) {
        PyUnicode_InternInPlace(&made);
    }
    return made;
}

static PyObject *
type_name(const ast_type *type)
{
    return quoted(type->opening + strlen("{\"type\":"));
}

static PyObject *
field_name(const ast_field *field)
{
    return quoted(field->key + strlen(","));
}

/* The value of a constant; NULL without an exception if it is a list. */
static PyObject *
constant_value(const ast_field *field)
{
    const char *value = strchr(field->key, ':') + 1;
    switch (*value) {
    case '"': return quoted(value);
    case 't': return Py_NewRef(Py_True);
    case 'f': return Py_NewRef(Py_False);
    case 'n': return Py_NewRef(Py_None);
    default: return NULL;
    }
}

/* ---- Plans ---------------------------------------------------------------- */

static void
free_field(plan_field *to, const ast_field *field)
{
    Py_XDECREF(to->key);
    Py_XDECREF(to->value);
    for (uint32_t i = 1; to->words && i <= field->members->count; i++) {
        Py_XDECREF(to->words[i]);
    }
    PyMem_Free(to->words);
}

static void
free_plan(plan *p, const ast_type *type)
{
    Py_XDECREF(p->type);
    for (unsigned i = 0; i < 4; i++) {
        Py_XDECREF(p->usual[i / 2][i % 2]);
    }
    for (unsigned i = 0; i < type->field_count; i++) {
        free_field(&p->fields[i], &type->fields[i]);
    }
    PyMem_Free(p);
}

static bool
fill_words(plan_field *to, const ast_enum *members)
{
    to->words = PyMem_Calloc((size_t)members->count + 1, sizeof *to->words);
    if (!to->words) {
        PyErr_NoMemory();
        return false;
    }
    for (uint32_t i = 1; i <= members->count; i++) {
        to->words[i] = quoted(members->json[i]);
        if (!to->words[i]) {
            return false;
        }
    }
    return true;
}

static bool
fill_field(plan_field *to, const ast_field *field)
{
    to->key = field_name(field);
    if (!to->key) {
        return false;
    }
    if (field->kind == AST_FIELD_CONSTANT) {
        to->value = constant_value(field);
        return to->value || !PyErr_Occurred();
    }
    return field->kind != AST_FIELD_ENUM || fill_words(to, field->members);
}

static plan *
make_plan(const ast_type *type)
{
    size_t size = sizeof(plan) + type->field_count * sizeof(plan_field);
    plan *made = PyMem_Calloc(1, size);
    if (!made) {
        PyErr_NoMemory();
        return NULL;
    }
    made->type = type_name(type);
    bool good = made->type != NULL;
    for (unsigned i = 0; good && i < type->field_count; i++) {
        good = fill_field(&made->fields[i], &type->fields[i]);
    }
    if (!good) {
        free_plan(made, type);
        return NULL;
    }
    return made;
}

/* ---- Shared keys ---------------------------------------------------------- */

/* The attributes of a class's instances lie in dicts that share their keys, and so do
 * copies of these: each has an array of values and no hash table, which is half of the
 * memory and two thirds of the time.  So a dict to copy is an instance's. */

enum { INSTANCES = 30 }; /* a class keeps so many places for keys, and one less for each
                          * instance that does not use them: copies are as small then */

static bool
set_attributes(PyObject *instance, PyObject *from)
{
    PyObject *key, *value;
    Py_ssize_t at = 0;
    while (PyDict_Next(from, &at, &key, &value)) {
        if (PyObject_SetAttr(instance, key, value) < 0) {
            return false;
        }
    }
    return true;
}

/* An instance with the attributes, and others, so that the class has learnt them. */
static PyObject *
trained_instance(PyObject *class, PyObject *attributes)
{
    PyObject *instance = PyObject_CallNoArgs(class);
    bool good = instance && set_attributes(instance, attributes);
    for (int i = 0; good && i < INSTANCES; i++) {
        Py_SETREF(instance, PyObject_CallNoArgs(class));
        good = instance != NULL;
    }
    if (!good || !set_attributes(instance, attributes)) {
        Py_CLEAR(instance);
    }
    return instance;
}

/* A dict that is equal to the one that it takes, and whose copies share its keys. */
static PyObject *
with_shared_keys(PyObject *dict)
{
    PyObject *class = PyObject_CallFunction((PyObject *)&PyType_Type, "s(){}", "node");
    PyObject *instance = class ? trained_instance(class, dict) : NULL;
    PyObject *inside = instance ? PyObject_GenericGetDict(instance, NULL) : NULL;
    PyObject *made = inside ? PyDict_Copy(inside) : NULL;
    Py_XDECREF(inside);
    Py_XDECREF(instance);
    Py_XDECREF(class);
    Py_DECREF(dict);
    return made;
}

/* ---- Usual nodes ---------------------------------------------------------- */

static bool
set_none(PyObject *dict, PyObject *key)
{
    return PyDict_SetItem(dict, key, Py_None) == 0;
}

static bool
set_places(const plans *p, PyObject *dict, bool range)
{
    return set_none(dict, p->start) && set_none(dict, p->end)
           && (!range || set_none(dict, p->range));
}

static bool
set_fields(PyObject *dict, const plan *of, const ast_type *type, uint8_t dialect)
{
    for (unsigned i = 0; i < type->field_count; i++) {
        const ast_field *field = &type->fields[i];
        const plan_field *planned = &of->fields[i];
        PyObject *none = field->kind == AST_FIELD_BOOL ? Py_False : Py_None;
        if (field->kind != AST_FIELD_BYTES && (field->dialects & dialect)
            && PyDict_SetItem(dict, planned->key, planned->value ? planned->value : none) < 0) {
            return false;
        }
    }
    return true;
}

static PyObject *
make_usual(const plans *p, const plan *of, const ast_type *type, bool typescript, bool range)
{
    PyObject *dict = PyDict_New();
    bool good = dict && PyDict_SetItem(dict, p->type, of->type) == 0
                && set_places(p, dict, range)
                && set_fields(dict, of, type, typescript ? AST_DIALECT_TS : AST_DIALECT_JS);
    if (!good) {
        Py_XDECREF(dict);
        return NULL;
    }
    return with_shared_keys(dict);
}

PyObject *
plans__make_entry(plans *p, bool range)
{
    PyObject *dict = PyDict_New();
    if (!dict || !set_none(dict, p->type) || !set_none(dict, p->value)
        || !set_places(p, dict, range)) {
        Py_XDECREF(dict);
        return NULL;
    }
    return p->entry[range] = with_shared_keys(dict);
}

const plan *
plans__make(plans *p, uint16_t tag, bool typescript, bool range)
{
    const ast_type *type = &ast_types[tag];
    if (!p->of[tag]) {
        p->of[tag] = make_plan(type);
    }
    plan *made = p->of[tag];
    if (made && !made->usual[typescript][range]) {
        made->usual[typescript][range] = make_usual(p, made, type, typescript, range);
    }
    return made && made->usual[typescript][range] ? made : NULL;
}

/* ---- All of them ---------------------------------------------------------- */

int
plans_init(plans *p)
{
#define ESTREE_KEY(name, text) [ESTREE_KEY_##name] = text,
    static const char *const texts[] = {ESTREE_KEYS(ESTREE_KEY)};
#undef ESTREE_KEY
    for (unsigned i = 0; i < ESTREE_KEY_COUNT; i++) {
        p->keys[i] = PyUnicode_InternFromString(texts[i]);
        if (!p->keys[i]) {
            return -1;
        }
    }
    p->type = PyUnicode_InternFromString("type");
    p->value = PyUnicode_InternFromString("value");
    p->start = PyUnicode_InternFromString("start");
    p->end = PyUnicode_InternFromString("end");
    p->range = PyUnicode_InternFromString("range");
    return p->type && p->value && p->start && p->end && p->range ? 0 : -1;
}

void
plans_free(plans *p)
{
    for (unsigned tag = 0; tag < AST_TAGS; tag++) {
        if (p->of[tag]) {
            free_plan(p->of[tag], &ast_types[tag]);
            p->of[tag] = NULL;
        }
    }
    for (unsigned i = 0; i < ESTREE_KEY_COUNT; i++) {
        Py_CLEAR(p->keys[i]);
    }
    Py_CLEAR(p->entry[0]);
    Py_CLEAR(p->entry[1]);
    Py_CLEAR(p->type);
    Py_CLEAR(p->value);
    Py_CLEAR(p->start);
    Py_CLEAR(p->end);
    Py_CLEAR(p->range);
}
