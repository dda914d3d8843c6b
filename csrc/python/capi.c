/* capi.c - the functions behind arenite.h: what extensions of others do with a
 * Bump and its records.
 *
 * All that comes in is checked here, once an operation, so that what runs inline
 * in the caller needs no check: a Bump is a Bump, open and not lent; a class is
 * complete; a record is alive and of the class. */
#include "capi.h"
#include "core.h"

#define ARENITE_LINKED
#include "arenite.h"

_Static_assert(sizeof(arena) < 1 << 16 && offsetof(arena, bias) < 1 << 12
                   && offsetof(arena, current) < 1 << 12 && offsetof(arena, end) < 1 << 12,
               "ARENITE_ARENA_LAYOUT has 16 and 12 bits for each");

_Static_assert(ARENITE_SPAN_OWNED == SPAN_OWNED && sizeof(arenite_span) == sizeof(span),
               "arenite_span is what slice fields hold");

/* ---- The arena ---------------------------------------------------------- */

/* A Bump of this very module, or NULL with an exception. */
static Bump *
as_bump(PyObject *o)
{
    core_state *state = core_state_of_type(Py_TYPE(o));
    if (state && PyObject_TypeCheck(o, state->bump_type)) {
        return (Bump *)o;
    }
    PyErr_Clear();
    PyErr_Format(PyExc_TypeError, "expected a Bump, got %s", Py_TYPE(o)->tp_name);
    return NULL;
}

static Bump *
as_open_bump(PyObject *o)
{
    Bump *b = as_bump(o);
    return b && bump_check_open(b) == 0 ? b : NULL;
}

static arena *
capi_arena_of(PyObject *bump)
{
    Bump *b = as_open_bump(bump);
    return b ? &b->arena : NULL;
}

/* While it is lent the Bump keeps its own copy of the arena's header. */
static const arena *
capi_arena_to_read(PyObject *bump)
{
    Bump *b = as_bump(bump);
    return b && (b->lent || bump_check_open(b) == 0) ? &b->arena : NULL;
}

static void
capi_raise_failure(PyObject *bump, size_t size)
{
    Bump *b = as_bump(bump);
    if (b) {
        bump_raise_failure(b, size);
    }
}

static int
rewind_to(Bump *b, arena_mark mark)
{
    if (lifetime_before(b, mark, "rewind") < 0) {
        return -1;
    }
    PyObject *error = held_run_callbacks(b, mark);
    return lifetime_after(error, lifetime_rewind(b, mark));
}

static int
capi_rewind(PyObject *bump, arena_mark mark)
{
    PyObject *type, *error, *traceback;
    PyErr_Fetch(&type, &error, &traceback);
    Bump *b = as_open_bump(bump);
    int failed = b ? rewind_to(b, mark) : -1;
    if (type) {
        PyErr_Clear();
        PyErr_Restore(type, error, traceback);
    }
    return failed;
}

static int
capi_check_link(PyObject *bump, arena_ref holder, arena_ref target)
{
    Bump *b = as_open_bump(bump);
    if (!b) {
        return -1;
    }
    if (target <= holder
        || lifetime_outlives(b, (uint64_t)holder * ARENA_GRANULE,
                             (uint64_t)target * ARENA_GRANULE)) {
        return 0;
    }
    PyErr_Format(b->state->lifetime_error,
                 "the record at reference %u was allocated in a scope that ends before the one at "
                 "%u, which would refer to it; allocate it outside of the scope",
                 (unsigned int)target, (unsigned int)holder);
    return -1;
}

/* ---- Loans -------------------------------------------------------------- */

static int
capi_lend(PyObject *bump, arenite_loan *loan)
{
    Bump *b = as_open_bump(bump);
    if (!b) {
        return -1;
    }
    if (b->cleaning) { /* when the callbacks have run its memory goes */
        PyErr_SetString(PyExc_RuntimeError, "the arena is being freed: it cannot be lent");
        return -1;
    }
    *loan = (arenite_loan){b->arena, Py_NewRef(b), arena_get_mark(&b->arena)};
    b->lent = true;
    return 0;
}

static void
capi_give_back(arenite_loan *loan)
{
    Bump *b = (Bump *)loan->bump;
    b->arena = loan->arena;
    b->lent = false;
    Py_CLEAR(loan->bump);
}

static bool
capi_loan_rewind(arenite_loan *loan, arena_mark mark)
{
    return mark >= loan->start && arena_rewind(&loan->arena, mark) == ARENA_OK;
}

/* ---- Classes ------------------------------------------------------------ */

/* Compares with what arenite.c_struct() gives now: the string is made there. */
static int
check_layout(StructType *type, const char *layout)
{
    PyObject *module = PyImport_ImportModule("arenite._c_api");
    PyObject *now = module ? PyObject_CallMethod(module, "layout_text", "O", type) : NULL;
    Py_XDECREF(module);
    if (!now || !PyUnicode_Check(now)) {
        Py_XDECREF(now);
        return PyErr_Occurred() ? -1 : (PyErr_BadInternalCall(), -1);
    }
    int same = PyUnicode_CompareWithASCIIString(now, layout) == 0;
    if (!same) {
        PyErr_Format(PyExc_TypeError,
                     "%s has the layout %R, but this extension was compiled for '%s': build it "
                     "again with what arenite.c_struct() gives now",
                     ((PyTypeObject *)type)->tp_name, now, layout);
    }
    Py_DECREF(now);
    return same ? 0 : -1;
}

static int
capi_class_init(arenite_class *c, PyObject *o, const char *layout)
{
    core_state *state = core_state_of_type(Py_TYPE(o));
    if (!state || !is_struct_type(state, o) || !((StructType *)o)->ready) {
        PyErr_Clear();
        PyErr_Format(PyExc_TypeError, "%R is not a Struct class, or not complete yet", o);
        return -1;
    }
    StructType *type = (StructType *)o;
    if (layout && check_layout(type, layout) < 0) {
        return -1;
    }
    *c = (arenite_class){Py_NewRef(o), type->size, type->tag, type->abstract};
    return 0;
}

/* ---- Records ------------------------------------------------------------ */

/* The class of the record at `ref`, which is `type` or of its family; NULL if no
 * such record is there. */
static StructType *
class_at(const Bump *b, StructType *type, arena_ref ref)
{
    if (type->family) {
        uint16_t tag;
        const char *data = arena_at(&b->arena, ref, sizeof tag);
        if (!data) {
            return NULL;
        }
        memcpy(&tag, data, sizeof tag);
        StructType *found =
            tag < type->family->members_length ? type->family->members[tag] : NULL;
        if (!found || !PyType_IsSubtype((PyTypeObject *)found, (PyTypeObject *)type)) {
            return NULL;
        }
        type = found;
    }
    return arena_at(&b->arena, ref, type->size) ? type : NULL;
}

static PyObject *
capi_record_handle(PyObject *bump, const arenite_class *c, arena_ref ref)
{
    Bump *b = as_open_bump(bump);
    StructType *type = (StructType *)c->type;
    if (!b) {
        return NULL;
    }
    if (type->state != b->state || (c->abstract && !type->family)) {
        PyErr_Format(PyExc_TypeError, "%R has no records in this arena", type);
        return NULL;
    }
    StructType *found = class_at(b, type, ref);
    if (!found) {
        PyErr_Format(b->state->corrupt_error,
                     "no record of class %s is at reference %u of the arena",
                     ((PyTypeObject *)type)->tp_name, (unsigned int)ref);
        return NULL;
    }
    return record_new(found, b, ref);
}

static PyObject *
capi_record_locate(PyObject *record, arena_ref *ref)
{
    core_state *state = core_state_of_type(Py_TYPE(Py_TYPE(record)));
    if (!state || !is_struct_type(state, (PyObject *)Py_TYPE(record))) {
        PyErr_Clear();
        PyErr_Format(PyExc_TypeError, "expected a record, got %s", Py_TYPE(record)->tp_name);
        return NULL;
    }
    if (!record_data((Record *)record)) {
        return NULL;
    }
    *ref = ((Record *)record)->ref;
    return (PyObject *)((Record *)record)->bump;
}

static void *
capi_record_data(PyObject *record, const arenite_class *c, bool write)
{
    PyTypeObject *type = (PyTypeObject *)c->type;
    if (UNLIKELY(!PyObject_TypeCheck(record, type))) {
        PyErr_Format(PyExc_TypeError, "expected a record of class %s, got %s", type->tp_name,
                     Py_TYPE(record)->tp_name);
        return NULL;
    }
    char *data = record_data((Record *)record);
    return data && write && bump_check_open(((Record *)record)->bump) < 0 ? NULL : data;
}

/* ---- The table ---------------------------------------------------------- */

#ifdef ARENA_SANITIZED
enum { POISONS = true };
#else
enum { POISONS = false };
#endif

static const arenite_table table = {
    .version = ARENITE_VERSION,
    .size = sizeof table,
    .arena_layout = ARENITE_ARENA_LAYOUT,
    .poisons = POISONS,
    .alloc_slow = arena__alloc_slow,
    .free = arena_free,
    .resize = arena_resize,
    .loan_rewind = capi_loan_rewind,
    .arena_of = capi_arena_of,
    .arena_to_read = capi_arena_to_read,
    .raise_failure = capi_raise_failure,
    .rewind = capi_rewind,
    .check_link = capi_check_link,
    .lend = capi_lend,
    .give_back = capi_give_back,
    .class_init = capi_class_init,
    .record_handle = capi_record_handle,
    .record_locate = capi_record_locate,
    .record_data = capi_record_data,
};

PyObject *
capi_capsule(void)
{
    return PyCapsule_New((void *)&table, ARENITE_CAPSULE, NULL);
}
