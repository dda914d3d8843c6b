/* typed.c - TypedArena: many records of one class side by side, in order.
 *
 * The first run has room for what the caller said.  A full run grows where it
 * stands while it is the newest allocation of the arena; when it is not, another
 * one of twice the size is taken.  Nothing moves: handles and references of other
 * records point at the rows. */
#include "typed.h"
#include "docs_typed.h"
#include "memory.h"

/* Tunable: rows of the first run when nobody has said how many. */
enum { FIRST_ROWS = 16 };

/* ---- Room --------------------------------------------------------------- */

int
typed_check_rows(const TypedArena *t)
{
    if (LIKELY(t->bump->epoch != 0)) {
        return 0;
    }
    PyErr_Format(t->bump->state->stale_error, "TypedArena[%s]: the rows are gone: their arena was "
                 "closed", ((PyTypeObject *)t->type)->tp_name);
    return -1;
}

static bool
grow_in_place(TypedArena *t, size_t rows)
{
    if (!t->runs_length) {
        return false;
    }
    arena *a = &t->bump->arena;
    run *last = &t->runs[t->runs_length - 1];
    size_t old = last->capacity * typed_stride(t);
    char *data = arena_at_position(a, last->position, old);
    if (!data || !arena_resize(a, data, old, old + rows * typed_stride(t))) {
        return false;
    }
    last->capacity += rows;
    t->capacity += rows;
    return true;
}

static bool
add_run(TypedArena *t, size_t rows)
{
    Bump *b = t->bump;
    char *data = arena_alloc(&b->arena, rows * typed_stride(t),
                             b->min_align > ARENA_GRANULE ? b->min_align : ARENA_GRANULE);
    if (!data) {
        return false;
    }
    t->runs[t->runs_length++] = (run){arena_position(&b->arena, data), t->capacity, rows};
    t->capacity += rows;
    return true;
}

static int
make_room_for_run(TypedArena *t)
{
    if (t->runs_length < t->runs_room) {
        return 0;
    }
    run *grown = array_grow(t->runs, &t->runs_room, 4, sizeof *grown);
    if (!grown) {
        return -1;
    }
    t->runs = grown;
    return 0;
}

/* Rows that are added live as long as those that are there. */
static int
check_lifetime(const TypedArena *t)
{
    if (t->runs_length == 0 || lifetime_can_allocate_for(t->bump, t->runs[0].position)) {
        return 0;
    }
    PyErr_Format(t->bump->state->lifetime_error,
                 "TypedArena[%s]: its %zu rows were allocated before the scope (or mark) that is "
                 "open, so it cannot grow: reserve(rows) before the scope",
                 ((PyTypeObject *)t->type)->tp_name, t->length);
    return -1;
}

/* Not with more than doubles the room, where that does not fit. */
static int
grow(TypedArena *t, size_t rows)
{
    size_t least = t->capacity ? t->capacity : t->hint ? t->hint : FIRST_ROWS;
    size_t most = ARENA_MAX_POSITION / typed_stride(t), wanted = rows > least ? rows : least;
    if (rows > most) {
        PyErr_Format(PyExc_MemoryError, "%zu rows of %zu bytes do not fit: an arena ends at 32 GiB",
                     rows, typed_stride(t));
        return -1;
    }
    if (check_lifetime(t) < 0 || make_room_for_run(t) < 0) {
        return -1;
    }
    wanted = wanted < most ? wanted : most;
    if (grow_in_place(t, wanted) || add_run(t, wanted) || grow_in_place(t, rows)
        || add_run(t, rows)) {
        return 0;
    }
    bump_raise_failure(t->bump, rows * typed_stride(t));
    return -1;
}

int
typed_reserve(TypedArena *t, size_t count)
{
    size_t room = t->capacity - t->length;
    return LIKELY(count <= room) ? 0 : grow(t, count - room);
}

char *
typed_raise_corrupt(const TypedArena *t, uint64_t position)
{
    PyErr_Format(t->bump->state->corrupt_error,
                 "TypedArena[%s]: the arena's bytes are corrupt: no rows at position %llu",
                 ((PyTypeObject *)t->type)->tp_name, (unsigned long long)position);
    return NULL;
}

char *
typed_span(TypedArena *t, size_t index, size_t count, size_t *in_run, uint64_t *position)
{
    const run *r = &t->runs[t->runs_length - 1];
    while (r->first > index) {
        r--;
    }
    size_t left = r->first + r->capacity - index;
    *in_run = count < left ? count : left;
    *position = r->position + (index - r->first) * typed_stride(t);
    char *data = arena_at_position(&t->bump->arena, *position, *in_run * typed_stride(t));
    return LIKELY(data != NULL) ? data : typed_raise_corrupt(t, *position);
}

/* ---- What is freed ------------------------------------------------------ */

static void
cut(TypedArena *t, arena_mark from)
{
    while (t->runs_length && t->runs[t->runs_length - 1].position >= from) {
        t->runs_length--;
    }
    t->capacity = 0;
    if (t->runs_length) {
        run *last = &t->runs[t->runs_length - 1];
        uint64_t room = (from - last->position) / typed_stride(t);
        last->capacity = last->capacity < room ? last->capacity : (size_t)room;
        t->capacity = last->first + last->capacity;
    }
    if (t->length > t->capacity) {
        t->length = t->capacity;
        t->cuts++;
    }
}

void
typed_cut(Bump *b, arena_mark from)
{
    for (TypedArena *t = b->tables; t; t = t->next) {
        cut(t, from);
    }
}

/* Objects that rows hold which are to be forgotten: those rows may lie in room that
 * is not freed with them. */
static void
release_objects(TypedArena *t, size_t first, size_t count)
{
    const field_slot *slot = t->type->order, *end = slot + PyTuple_GET_SIZE(t->type->fields);
    for (size_t i = first; t->length == first && i < first + count && i < t->capacity; i++) {
        for (const field_slot *s = slot; s < end; s++) {
            uint64_t position = typed_position(t, i) + s->offset;
            char *data = s->plan->has_objects
                ? arena_at_position(&t->bump->arena, position, s->plan->size) : NULL;
            char *copy = data ? PyMem_Malloc(s->plan->size) : NULL;
            if (copy) {
                memcpy(copy, data, s->plan->size);
                memset(data, 0, s->plan->size);
                values_release(t->bump, s->plan, copy, position, 1);
                PyMem_Free(copy);
            }
            if (t->length != first || t->bump->epoch == 0) {
                return; /* what was let go has changed the table */
            }
        }
    }
}

static bool
has_objects(const StructType *type)
{
    const field_slot *slot = type->order, *end = slot + PyTuple_GET_SIZE(type->fields);
    while (slot < end && !slot->plan->has_objects) {
        slot++;
    }
    return slot < end;
}

/* An error's message may have been made by Python code, which may have used the
 * same room for rows of its own: then nothing is known of it. */
void
typed_undo(TypedArena *t, undo_point since, store_result result, size_t first, size_t count)
{
    if (result == STORE_ERROR && since.epoch == t->bump->epoch && has_objects(t->type)) {
        PyObject *error = compat_take_exception();
        release_objects(t, first, count);
        compat_give_exception(error);
    }
    value_undo(t->bump, since, result);
}

/* Where the arguments of an exception are: its message alone, or something else. */
static PyObject **
message_of(core_state *state, PyObject *error)
{
    PyObject *type = (PyObject *)Py_TYPE(error);
    PyObject **args = &((PyBaseExceptionObject *)error)->args;
    bool ours = type == PyExc_TypeError || type == PyExc_OverflowError || type == PyExc_ValueError
                || type == PyExc_IndexError || type == state->lifetime_error
                || type == state->stale_error;
    return ours && *args && PyTuple_GET_SIZE(*args) == 1
                   && PyUnicode_CheckExact(PyTuple_GET_ITEM(*args, 0)) ? args : NULL;
}

void
typed_name_row(core_state *state, size_t row)
{
    PyObject *error = compat_take_exception();
    PyObject **args = message_of(state, error);
    if (args) {
        PyObject *text = PyUnicode_FromFormat("row %zu: %U", row, PyTuple_GET_ITEM(*args, 0));
        PyObject *named = text ? PyTuple_Pack(1, text) : NULL;
        Py_XDECREF(text);
        if (named) {
            Py_SETREF(*args, named);
        }
        PyErr_Clear(); /* without memory for it, the message stays as it was */
    }
    compat_give_exception(error);
}

/* ---- Life --------------------------------------------------------------- */

static StructType *
check_class(core_state *state, PyObject *cls)
{
    if (!is_struct_type(state, cls)) {
        PyErr_Format(PyExc_TypeError, "TypedArena() takes a Struct class, not %R", cls);
        return NULL;
    }
    return struct_check_concrete((StructType *)cls) < 0 ? NULL : (StructType *)cls;
}

/* Of its own, unless one is given. */
static Bump *
bump_for(core_state *state, PyObject *bump, PyObject *allocator)
{
    if (allocator != Py_None) {
        if (bump == Py_None) {
            return bump_for_allocator(state, allocator);
        }
        PyErr_SetString(PyExc_TypeError, "TypedArena() takes bump= or allocator=, not both");
        return NULL;
    }
    if (bump == Py_None) {
        return (Bump *)PyObject_CallNoArgs((PyObject *)state->bump_type);
    }
    if (!PyObject_TypeCheck(bump, state->bump_type)) {
        PyErr_Format(PyExc_TypeError, "bump: expected a Bump or None, got %s",
                     Py_TYPE(bump)->tp_name);
        return NULL;
    }
    return (Bump *)Py_NewRef(bump);
}

static void
link_table(TypedArena *t, Bump *b)
{
    t->next = b->tables;
    if (t->next) {
        t->next->previous = t;
    }
    b->tables = t;
}

static void
unlink_table(TypedArena *t)
{
    if (t->next) {
        t->next->previous = t->previous;
    }
    *(t->previous ? &t->previous->next : &t->bump->tables) = t->next;
}

static int
typed_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(((TypedArena *)self)->bump);
    Py_VISIT(((TypedArena *)self)->type);
    return 0;
}

/* There is no tp_clear: a cycle that a table is in goes through a class or a Bump
 * with attributes, which have one. */
static void
typed_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    TypedArena *t = (TypedArena *)self;
    PyObject_GC_UnTrack(self);
    if (t->weakrefs) {
        PyObject_ClearWeakRefs(self);
    }
    if (t->bump) {
        unlink_table(t);
    }
    PyMem_Free(t->runs);
    Py_XDECREF(t->type);
    Py_XDECREF(t->bump);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *
make(PyTypeObject *type, StructType *cls, Bump *b, size_t capacity, bool owns)
{
    TypedArena *t = (TypedArena *)type->tp_alloc(type, 0);
    if (!t) {
        return NULL;
    }
    t->type = (StructType *)Py_NewRef(cls);
    t->bump = (Bump *)Py_NewRef(b);
    t->hint = capacity;
    t->owns = owns;
    link_table(t, b);
    if (typed_reserve(t, capacity) < 0) {
        Py_CLEAR(t);
    }
    return (PyObject *)t;
}

static PyObject *
typed_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"", "capacity", "bump", "allocator", NULL};
    core_state *state = core_state_of_type(type);
    PyObject *cls, *bump = Py_None, *allocator = Py_None, *self = NULL;
    Py_ssize_t capacity = 0;
    if (!state
        || !PyArg_ParseTupleAndKeywords(args, kwargs, "O|n$OO:TypedArena", names, &cls, &capacity,
                                        &bump, &allocator)) {
        return NULL;
    }
    if (capacity < 0) {
        PyErr_Format(PyExc_ValueError, "capacity: %zd is no number of rows", capacity);
        return NULL;
    }
    StructType *rows = check_class(state, cls);
    Bump *b = rows ? bump_for(state, bump, allocator) : NULL;
    if (b && bump_check_open(b) == 0) {
        self = make(type, rows, b, (size_t)capacity, bump == Py_None && allocator == Py_None);
    }
    Py_XDECREF(b);
    return self;
}

static PyObject *
typed_close(PyObject *self, PyObject *unused)
{
    (void)unused;
    TypedArena *t = (TypedArena *)self;
    if (!t->owns) {
        PyErr_SetString(PyExc_RuntimeError,
                        "the arena was given with bump= or allocator=, so others may use it: close "
                        "that Bump, `table.bump`");
        return NULL;
    }
    if (bump_close(t->bump) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
typed_enter(PyObject *self, PyObject *unused)
{
    (void)unused;
    return bump_check_open(((TypedArena *)self)->bump) < 0 ? NULL : Py_NewRef(self);
}

static PyObject *
typed_exit(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    (void)args, (void)nargs;
    if (!((TypedArena *)self)->owns) {
        Py_RETURN_NONE;
    }
    return typed_close(self, NULL);
}

static PyObject *
typed_reserve_method(PyObject *self, PyObject *number)
{
    TypedArena *t = (TypedArena *)self;
    Py_ssize_t rows = PyNumber_AsSsize_t(number, PyExc_OverflowError);
    if (rows == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (rows < 0) {
        PyErr_Format(PyExc_ValueError, "reserve(): %zd is no number of rows", rows);
        return NULL;
    }
    if (bump_check_open(t->bump) < 0 || typed_reserve(t, (size_t)rows) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

/* ---- Attributes --------------------------------------------------------- */

static PyObject *
typed_repr(PyObject *self)
{
    const TypedArena *t = (TypedArena *)self;
    const char *name = ((PyTypeObject *)t->type)->tp_name;
    if (t->bump->epoch == 0) {
        return PyUnicode_FromFormat("<TypedArena[%s] closed>", name);
    }
    return PyUnicode_FromFormat("<TypedArena[%s] of %zu row%s>", name, t->length,
                                t->length == 1 ? "" : "s");
}

static PyObject *
typed_get_bump(PyObject *self, void *closure)
{
    (void)closure;
    return Py_NewRef(((TypedArena *)self)->bump);
}

static PyObject *
typed_get_type(PyObject *self, void *closure)
{
    (void)closure;
    return Py_NewRef(((TypedArena *)self)->type);
}

static PyObject *
typed_get_capacity(PyObject *self, void *closure)
{
    (void)closure;
    return PyLong_FromSize_t(((TypedArena *)self)->capacity);
}

static PyObject *
typed_get_contiguous(PyObject *self, void *closure)
{
    (void)closure;
    const TypedArena *t = (TypedArena *)self;
    return PyBool_FromLong(t->runs_length == 0 || t->length <= t->runs[0].capacity);
}

/* ---- The type ----------------------------------------------------------- */

#define WITH_KEYWORDS(f) ((PyCFunction)(void (*)(void))(f))

static PyMethodDef typed_methods[] = {
    {"alloc", WITH_KEYWORDS(typed_alloc), METH_FASTCALL | METH_KEYWORDS, TYPED_ALLOC_DOC},
    {"alloc_extend", typed_alloc_extend, METH_O, TYPED_ALLOC_EXTEND_DOC},
    {"alloc_columns", WITH_KEYWORDS(typed_alloc_columns), METH_FASTCALL | METH_KEYWORDS,
     TYPED_ALLOC_COLUMNS_DOC},
    {"reserve", typed_reserve_method, METH_O, TYPED_RESERVE_DOC},
    {"index", typed_index, METH_VARARGS, TYPED_INDEX_DOC},
    {"count", typed_count, METH_O, TYPED_COUNT_DOC},
    {"view", typed_view, METH_O, TYPED_VIEW_DOC},
    {"column", typed_column, METH_O, TYPED_COLUMN_DOC},
    {"array", typed_array, METH_NOARGS, TYPED_ARRAY_DOC},
    {"close", typed_close, METH_NOARGS, TYPED_CLOSE_DOC},
    {"__array__", WITH_KEYWORDS(typed_dunder_array), METH_VARARGS | METH_KEYWORDS,
     "__array__($self, /, dtype=None, copy=None)\n--\n\n"},
    {"__reversed__", typed_reversed, METH_NOARGS, "__reversed__($self, /)\n--\n\n"},
    {"__enter__", typed_enter, METH_NOARGS, "__enter__($self, /)\n--\n\n"},
    {"__exit__", WITH_KEYWORDS(typed_exit), METH_FASTCALL, "__exit__($self, /, *exception)\n--\n\n"},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef typed_getset[] = {
    {"bump", typed_get_bump, NULL, "The arena that the rows lie in.", NULL},
    {"item_type", typed_get_type, NULL, "The class of the rows.", NULL},
    {"capacity", typed_get_capacity, NULL, "Rows that there is room for without growing.", NULL},
    {"contiguous", typed_get_contiguous, NULL,
     "Whether all rows lie in one run, so that they have a buffer.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMemberDef typed_members[] = {
    {"__weaklistoffset__", Py_T_PYSSIZET, offsetof(TypedArena, weakrefs), Py_READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyType_Slot typed_slots[] = {
    {Py_tp_doc, TYPED_DOC},
    {Py_tp_new, typed_new},
    {Py_tp_dealloc, typed_dealloc},
    {Py_tp_traverse, typed_traverse},
    {Py_tp_repr, typed_repr},
    {Py_tp_iter, typed_iter},
    {Py_tp_methods, typed_methods},
    {Py_tp_getset, typed_getset},
    {Py_tp_members, typed_members},
    {Py_sq_length, typed_length},
    {Py_sq_item, typed_item},
    {Py_sq_contains, typed_contains},
    {Py_mp_length, typed_length},
    {Py_mp_subscript, typed_subscript},
    {Py_bf_getbuffer, typed_getbuffer},
    {Py_bf_releasebuffer, typed_releasebuffer},
    {0, NULL},
};

PyType_Spec typed_spec = {
    .name = "arenite.TypedArena",
    .basicsize = sizeof(TypedArena),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE
             | Py_TPFLAGS_SEQUENCE,
    .slots = typed_slots,
};
