/* module.c - arenite._core: its state, types, errors and functions. */
#include "capi.h"
#include "core.h"
#include "copy.h"
#include "docs.h"
#include "memory.h"

static core_state *
state_of(PyObject *module)
{
    return PyModule_GetState(module);
}

/* ---- Functions ---------------------------------------------------------- */

static bool
is_record(core_state *state, PyObject *o)
{
    return is_struct_type(state, (PyObject *)Py_TYPE(o));
}

/* A Box or collection. */
static bool
is_view(const core_state *state, PyObject *o)
{
    PyTypeObject *type = Py_TYPE(o);
    return type == state->box_type || type == state->vec_type || type == state->string_type
           || type == state->map_type;
}

/* The arena of a handle, borrowed, and whether what it is of is alive; NULL with
 * TypeError if it is no handle. */
static Bump *
handle_arena(core_state *state, PyObject *o, const char *function, bool *live)
{
    Bump *b = NULL;
    *live = false;
    if (is_record(state, o)) {
        b = ((Record *)o)->bump;
        *live = lifetime_is_live(b, RECORD_POSITION((Record *)o), &((Record *)o)->epoch);
    } else if (Py_IS_TYPE(o, state->text_type)) {
        b = ((Text *)o)->bump;
        *live = text_data((Text *)o) != NULL;
    } else if (Py_IS_TYPE(o, state->slice_type)) {
        b = ((Slice *)o)->bump;
        *live = slice_data((Slice *)o) != NULL;
    } else if (is_view(state, o)) {
        b = ((View *)o)->bump;
        *live = view_is_live((View *)o);
    } else if (!Py_IS_TYPE(o, state->symbol_table_type)) {
        PyErr_Format(PyExc_TypeError, "%s() takes a record or another handle, not %s", function,
                     Py_TYPE(o)->tp_name);
        return NULL;
    } else if (!(b = symbol_table_arena(o, live))) {
        PyErr_Format(PyExc_TypeError, "%s(): the SymbolTable is in no arena", function);
        return NULL;
    }
    PyErr_Clear();
    return b;
}

static PyObject *
core_arena_of(PyObject *module, PyObject *o)
{
    bool live;
    return Py_XNewRef((PyObject *)handle_arena(state_of(module), o, "arena_of", &live));
}

/* The class itself, or the class of a record. */
static StructType *
struct_of(core_state *state, PyObject *o, const char *function)
{
    StructType *type = NULL;
    if (is_struct_type(state, o)) {
        type = (StructType *)o;
    } else if (is_record(state, o)) {
        type = RECORD_TYPE(o);
    }
    if (type && type->ready) {
        return type;
    }
    if (type) { /* __init_subclass__ and __set_name__ see it before its layout */
        PyErr_Format(PyExc_TypeError, "%s(): %s is not complete yet", function,
                     ((PyTypeObject *)type)->tp_name);
        return NULL;
    }
    PyErr_Format(PyExc_TypeError, "%s() takes a Struct class or a record, not %s", function,
                 Py_TYPE(o)->tp_name);
    return NULL;
}

static PyObject *
core_fields(PyObject *module, PyObject *o)
{
    StructType *type = struct_of(state_of(module), o, "fields");
    return type ? Py_NewRef(type->fields) : NULL;
}

static PyObject *
core_sizeof(PyObject *module, PyObject *o)
{
    StructType *type = struct_of(state_of(module), o, "sizeof");
    return type ? PyLong_FromUnsignedLong(type->size) : NULL;
}

static PyObject *
core_is_live(PyObject *module, PyObject *o)
{
    bool live;
    return handle_arena(state_of(module), o, "is_live", &live) ? PyBool_FromLong(live) : NULL;
}

static PyObject *
core_walk(PyObject *module, PyObject *root)
{
    return walker_new(state_of(module), root, NULL);
}

static PyObject *
core_find_all(PyObject *module, PyObject *const *args, Py_ssize_t nargs)
{
    core_state *state = state_of(module);
    if (nargs < 2) {
        PyErr_SetString(PyExc_TypeError, "find_all() takes a record and one class or more");
        return NULL;
    }
    PyObject *types = PyTuple_New(nargs - 1);
    for (Py_ssize_t i = 1; types && i < nargs; i++) {
        if (!PyType_Check(args[i])) {
            PyErr_Format(PyExc_TypeError, "find_all(): %R is not a class", args[i]);
            Py_CLEAR(types);
            break;
        }
        PyTuple_SET_ITEM(types, i - 1, Py_NewRef(args[i]));
    }
    PyObject *walker = types ? walker_new(state, args[0], types) : NULL;
    Py_XDECREF(types);
    return walker;
}

/* The root of the family that a class is of, or None. */
static PyObject *
core_family(PyObject *module, PyObject *o)
{
    StructType *type = struct_of(state_of(module), o, "_family");
    if (!type) {
        return NULL;
    }
    return Py_NewRef(type->family ? (PyObject *)type->family : Py_None);
}

/* The tag of a class, 0 if it is abstract; None in no family. */
static PyObject *
core_tag(PyObject *module, PyObject *o)
{
    StructType *type = struct_of(state_of(module), o, "_tag");
    if (!type) {
        return NULL;
    }
    return type->family ? PyLong_FromLong(type->tag) : Py_NewRef(Py_None);
}

/* Tags up to here are taken in the family of a root. */
static PyObject *
core_last_tag(PyObject *module, PyObject *o)
{
    StructType *type = struct_of(state_of(module), o, "_last_tag");
    if (!type) {
        return NULL;
    }
    return PyLong_FromLong(type->members_length ? (long)type->members_length - 1 : 0);
}

/* Identity of a record or collection for to_heap: its reference; 0 of a collection
 * that has no head. */
static PyObject *
core_ref(PyObject *module, PyObject *o)
{
    if (is_view(state_of(module), o) && !Py_IS_TYPE(o, state_of(module)->box_type)) {
        View *v = (View *)o;
        return view_head(v) ? PyLong_FromUnsignedLongLong(
                                  v->unmade ? 0 : v->position / ARENA_GRANULE)
                            : NULL;
    }
    if (!is_record(state_of(module), o)) {
        PyErr_Format(PyExc_TypeError, "expected a record, got %s", Py_TYPE(o)->tp_name);
        return NULL;
    }
    return record_data((Record *)o) ? PyLong_FromUnsignedLong(((Record *)o)->ref) : NULL;
}

static PyObject *
core_install(PyObject *module, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"prepare", "created", "plan_of", "resolve", "repr", "signature",
                            "export_format", NULL};
    core_state *state = state_of(module);
    PyObject *prepare, *created, *plan_of, *resolve, *repr, *signature, *export_format;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OOOOOOO", names, &prepare, &created, &plan_of,
                                     &resolve, &repr, &signature, &export_format)) {
        return NULL;
    }
    Py_XSETREF(state->prepare, Py_NewRef(prepare));
    Py_XSETREF(state->created, Py_NewRef(created));
    Py_XSETREF(state->plan_of, Py_NewRef(plan_of));
    Py_XSETREF(state->resolve, Py_NewRef(resolve));
    Py_XSETREF(state->repr, Py_NewRef(repr));
    Py_XSETREF(state->signature, Py_NewRef(signature));
    Py_XSETREF(state->export_format, Py_NewRef(export_format));
    Py_RETURN_NONE;
}

/* For tests: the source gives so many chunks more (None: any number); returns
 * how many are out. */
static PyObject *
core_allow_chunks(PyObject *module, PyObject *o)
{
    core_state *state = state_of(module);
    uint64_t budget = UINT64_MAX;
    if (o != Py_None) {
        budget = PyLong_AsUnsignedLongLong(o);
        if (budget == UINT64_MAX && PyErr_Occurred()) {
            return NULL;
        }
    }
    state->chunk_budget = budget;
    return PyLong_FromUnsignedLongLong(state->chunks_out);
}

/* (bump, tuple of records) -> list of their copies */
static PyObject *
core_copy_roots(PyObject *module, PyObject *args)
{
    PyObject *bump, *roots;
    if (!PyArg_ParseTuple(args, "O!O!", state_of(module)->bump_type, &bump, &PyTuple_Type,
                          &roots)) {
        return NULL;
    }
    return bump_copy_roots((Bump *)bump, roots);
}

static PyMethodDef core_methods[] = {
    {"arena_of", core_arena_of, METH_O, ARENA_OF_DOC},
    {"fields", core_fields, METH_O, FIELDS_DOC},
    {"sizeof", core_sizeof, METH_O, SIZEOF_DOC},
    {"is_live", core_is_live, METH_O, IS_LIVE_DOC},
    {"walk", core_walk, METH_O, WALK_DOC},
    {"find_all", (PyCFunction)(void (*)(void))core_find_all, METH_FASTCALL, FIND_ALL_DOC},
    {"_copy_roots", core_copy_roots, METH_VARARGS, NULL},
    {"_family", core_family, METH_O, NULL},
    {"_tag", core_tag, METH_O, NULL},
    {"_last_tag", core_last_tag, METH_O, NULL},
    {"_ref", core_ref, METH_O, NULL},
    {"_install", (PyCFunction)(void (*)(void))core_install, METH_VARARGS | METH_KEYWORDS, NULL},
    {"_allow_chunks", core_allow_chunks, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

/* ---- Making the module -------------------------------------------------- */

static int
add_error(PyObject *module, PyObject **slot, const char *name, const char *doc, PyObject *base)
{
    char qualified[64];
    (void)PyOS_snprintf(qualified, sizeof qualified, "arenite.%s", name);
    *slot = PyErr_NewExceptionWithDoc(qualified, doc, base, NULL);
    return *slot ? PyModule_AddObjectRef(module, name, *slot) : -1;
}

static int
add_errors(PyObject *m, core_state *s)
{
    if (add_error(m, &s->stale_error, "StaleReferenceError",
                  "A handle was used after its record was freed: by reset, rewind, the end of a "
                  "scope or of the arena.", PyExc_ReferenceError) < 0
        || add_error(m, &s->lifetime_error, "LifetimeError",
                     "A record would refer to what may die before it.", PyExc_ValueError) < 0
        || add_error(m, &s->corrupt_error, "CorruptArenaError",
                     "Bytes in the arena are not what a record has.", PyExc_ValueError) < 0
        || add_error(m, &s->limit_error, "ArenaLimitError",
                     "The arena's limit on used bytes would be exceeded.", PyExc_MemoryError) < 0
        || add_error(m, &s->closed_error, "ArenaClosedError", "The arena was closed.",
                     PyExc_ValueError) < 0
        || add_error(m, &s->no_arena_error, "NoArenaError",
                     "A record was constructed with no arena entered.", PyExc_RuntimeError) < 0) {
        return -1;
    }
    return 0;
}

static int
add_type(PyObject *module, PyTypeObject **slot, PyType_Spec *spec, PyTypeObject *base,
         const char *name)
{
    *slot = (PyTypeObject *)PyType_FromModuleAndSpec(module, spec, (PyObject *)base);
    if (!*slot) {
        return -1;
    }
    return name ? PyModule_AddObjectRef(module, name, (PyObject *)*slot) : 0;
}

static int
add_types(PyObject *m, core_state *s)
{
    if (add_type(m, &s->bump_type, &bump_spec, NULL, "Bump") < 0
        || add_type(m, &s->scope_type, &scope_spec, NULL, "Scope") < 0
        || add_type(m, &s->mark_type, &mark_spec, NULL, "Mark") < 0
        || add_type(m, &s->text_type, &text_spec, NULL, "Text") < 0
        || add_type(m, &s->slice_type, &slice_spec, NULL, "Slice") < 0
        || add_type(m, &s->box_type, &box_spec, NULL, "Box") < 0
        || add_type(m, &s->vec_type, &vec_spec, NULL, "Vec") < 0
        || add_type(m, &s->vec_iter_type, &vec_iter_spec, NULL, NULL) < 0
        || add_type(m, &s->string_type, &string_spec, NULL, "String") < 0
        || add_type(m, &s->slice_iter_type, &slice_iter_spec, NULL, NULL) < 0
        || add_type(m, &s->map_type, &map_spec, NULL, "Map") < 0
        || add_type(m, &s->map_view_types[0], &map_keys_spec, NULL, "MapKeys") < 0
        || add_type(m, &s->map_view_types[1], &map_values_spec, NULL, "MapValues") < 0
        || add_type(m, &s->map_view_types[2], &map_items_spec, NULL, "MapItems") < 0
        || add_type(m, &s->map_iter_type, &map_iter_spec, NULL, NULL) < 0
        || add_type(m, &s->symbol_table_type, &symbol_table_spec, NULL, "SymbolTable") < 0
        || add_type(m, &s->symbol_iter_type, &symbol_iter_spec, NULL, NULL) < 0
        || add_type(m, &s->field_type, &field_spec, NULL, "Field") < 0
        || add_type(m, &s->plan_type, &plan_spec, NULL, "Plan") < 0
        || add_type(m, &s->walker_type, &walker_spec, NULL, NULL) < 0
        || add_type(m, &s->typed_type, &typed_spec, NULL, "TypedArena") < 0
        || add_type(m, &s->typed_iter_type, &typed_iter_spec, NULL, NULL) < 0
        || add_type(m, &s->column_type, &column_spec, NULL, NULL) < 0
        || add_type(m, &s->block_type, &block_spec, NULL, NULL) < 0
        || add_type(m, &s->source_type, &source_spec, NULL, "Source") < 0
        || add_type(m, &s->meta_type, &meta_spec, &PyType_Type, "StructMeta") < 0
        || add_type(m, &s->record_type, &record_spec, NULL, NULL) < 0) {
        return -1;
    }
    s->stats_type = PyStructSequence_NewType(&stats_desc);
    return s->stats_type ? PyModule_AddObjectRef(m, "Stats", (PyObject *)s->stats_type) : -1;
}

/* Struct is the one class that may derive from the handle type. */
static int
add_struct(PyObject *module, core_state *s)
{
    PyObject *type = PyObject_CallFunction(
        (PyObject *)s->meta_type, "s(O){s:(),s:s,s:s}", "Struct", s->record_type, "__slots__",
        "__module__", "arenite", "__doc__", STRUCT_DOC);
    if (!type) {
        return -1;
    }
    s->record_type->tp_flags &= ~Py_TPFLAGS_BASETYPE;
    int failed = PyModule_AddObjectRef(module, "Struct", type);
    Py_DECREF(type);
    return failed;
}

static int
add_small_ints(core_state *s)
{
    for (int i = 0; i < SMALL_INTS; i++) {
        s->small_ints[i] = PyLong_FromLong(i - SMALL_INT_LOWEST);
        if (!s->small_ints[i]) {
            return -1;
        }
    }
    return 0;
}

/* Python's own hash of a text has the process's secret in it, and follows
 * PYTHONHASHSEED. */
static int
add_seed(core_state *s)
{
    PyObject *text = PyUnicode_FromString("the seed of the hash tables of arenite");
    s->hash_seed = text ? (uint64_t)PyObject_Hash(text) : 0;
    Py_XDECREF(text);
    return text ? 0 : -1;
}

static int
add_constants(PyObject *module, core_state *s)
{
    s->chunk_budget = UINT64_MAX;
    s->post_init_name = PyUnicode_InternFromString("__post_init__");
    s->release_name = PyUnicode_InternFromString("release");
    s->arena_name = PyUnicode_InternFromString("arena");
    s->ambient = PyContextVar_New("arenite.ambient", NULL);
    s->byte_plan = (Plan *)PyObject_CallFunction((PyObject *)s->plan_type, "sOs", "u8",
                                                 &PyLong_Type, "u8");
    s->string_plan = (Plan *)PyObject_CallFunction((PyObject *)s->plan_type, "sOs", "string",
                                                   s->string_type, "String");
    PyObject *capsule = capi_capsule();
    if (!s->post_init_name || !s->release_name || !s->arena_name || !s->ambient || !s->byte_plan || !s->string_plan || !capsule
        || add_seed(s) < 0) {
        Py_XDECREF(capsule);
        return -1;
    }
    bool failed = PyModule_AddObjectRef(module, "_C_API", capsule) < 0
                  || PyModule_AddObjectRef(module, "_ambient", s->ambient) < 0;
    Py_DECREF(capsule);
    return failed ? -1 : 0;
}

int
core_hooks(core_state *state)
{
    if (LIKELY(state->prepare != NULL)) {
        return 0;
    }
    PyObject *hooks = PyImport_ImportModule("arenite._hooks");
    if (hooks && !state->prepare) {
        PyErr_SetString(PyExc_ImportError,
                        "this copy of arenite._core is not the one that the package uses: import "
                        "arenite once, and leave it in sys.modules");
        Py_CLEAR(hooks);
    }
    Py_XDECREF(hooks);
    return hooks ? 0 : -1;
}

static int
core_exec(PyObject *module)
{
    core_state *state = state_of(module);
    if (add_errors(module, state) < 0 || add_types(module, state) < 0
        || add_small_ints(state) < 0 || add_constants(module, state) < 0 || add_struct(module, state) < 0) {
        return -1;
    }
    return 0;
}

static int
core_traverse(PyObject *module, visitproc visit, void *arg)
{
    core_state *s = state_of(module);
    PyObject **objects = (PyObject **)&s->bump_type;
    for (; objects <= (PyObject **)&s->string_plan; objects++) {
        Py_VISIT(*objects);
    }
    return 0;
}

/* There is no m_clear: the types clear their references to the module, and as
 * long as one of them has instances the state must stay whole. */
static void
core_free(void *module)
{
    core_state *s = state_of(module);
    PyObject **objects = (PyObject **)&s->bump_type;
    for (; objects <= (PyObject **)&s->string_plan; objects++) {
        Py_CLEAR(*objects);
    }
    for (int i = 0; i < SMALL_INTS; i++) {
        Py_CLEAR(s->small_ints[i]);
    }
    while (s->free_records) {
        Record *r = s->free_records;
        s->free_records = (Record *)r->bump;
        PyObject_Free(r);
    }
}

static PyModuleDef_Slot core_slots[] = {
    {Py_mod_exec, core_exec},
    COMPAT_MODULE_SLOTS
    {0, NULL},
};

struct PyModuleDef core_module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "arenite._core",
    .m_doc = "The arena, its records and their handles.",
    .m_size = sizeof(core_state),
    .m_methods = core_methods,
    .m_slots = core_slots,
    .m_traverse = core_traverse,
    .m_free = core_free,
};

PyMODINIT_FUNC
PyInit__core(void)
{
    return PyModuleDef_Init(&core_module);
}
