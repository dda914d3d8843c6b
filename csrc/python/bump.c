/* bump.c - the arena as Python sees it: life, reset, limit. */
#include "docs.h"
#include "docs_map.h"
#include "docs_memory.h"
#include "docs_vec.h"
#include "memory.h"

#include "source.h"

/* ---- Errors ------------------------------------------------------------- */

int
bump_check_open(Bump *b)
{
    if (LIKELY(b->epoch != 0 && !b->lent)) {
        return 0;
    }
    if (b->lent) {
        PyErr_SetString(PyExc_RuntimeError,
                        "the arena is in use by native code on another thread");
    } else {
        PyErr_SetString(b->state->closed_error, "the arena is closed; make a new Bump");
    }
    return -1;
}

void
bump_raise_failure(Bump *b, size_t size)
{
    arena *a = &b->arena;
    switch ((arena_status)a->status) {
    case ARENA_OVER_LIMIT:
        PyErr_Format(b->state->limit_error,
                     "%zu bytes more would exceed the arena's limit of %llu bytes: %llu are used",
                     size, (unsigned long long)b->limit, (unsigned long long)bump_used(b));
        break;
    case ARENA_FULL:
        PyErr_Format(PyExc_MemoryError,
                     a->one_block ? "%zu bytes do not fit: the arena's one block is used up"
                                  : "%zu bytes do not fit: an arena ends at 32 GiB", size);
        break;
    default:
        PyErr_Format(PyExc_MemoryError, "no memory for a chunk that holds %zu bytes", size);
    }
}

void *
bump_alloc_bytes(Bump *b, size_t size, size_t align)
{
    void *p = arena_alloc(&b->arena, size, align > b->min_align ? align : b->min_align);
    if (UNLIKELY(!p)) {
        bump_raise_failure(b, size);
    }
    return p;
}

void
bump_undo(Bump *b, undo_point since)
{
    (void)arena_rewind(&b->arena, since.mark);
    if (UNLIKELY(b->tables != NULL)) {
        typed_cut(b, since.mark);
    }
    held_undo(b, since.held);
}

/* ---- The limit ---------------------------------------------------------- */

uint64_t
bump_used(const Bump *b)
{
    return arena_used(&b->arena) + b->outside;
}

/* The arena gets what is left of the limit by what is used outside of it. */
static void
apply_limit(Bump *b)
{
    uint64_t left = b->limit > b->outside ? b->limit - b->outside : 0;
    arena_set_limit(&b->arena, b->limit == ARENA_NO_LIMIT ? ARENA_NO_LIMIT : left);
}

int
bump_use_outside(Bump *b, int64_t bytes)
{
    uint64_t used = bump_used(b);
    if (bytes > 0 && (used > b->limit || (uint64_t)bytes > b->limit - used)) {
        b->arena.status = ARENA_OVER_LIMIT;
        bump_raise_failure(b, (size_t)bytes);
        return -1;
    }
    b->outside += (uint64_t)bytes;
    apply_limit(b);
    return 0;
}

/* ---- Life --------------------------------------------------------------- */

static Bump *
make_bump(PyTypeObject *type)
{
    core_state *state = core_state_of_type(type);
    Bump *b = state ? NEW_OBJECT(Bump, type) : NULL;
    if (b) {
        b->state = state;
        b->module = Py_NewRef(PyType_GetModuleByDef(type, &core_module));
        b->epoch = 1;
        b->min_align = 1;
        b->limit = ARENA_NO_LIMIT;
        b->pins.next = b->pins.previous = &b->pins;
        arena_init(&b->arena, source_of_chunks(state, NULL), ARENA_NO_LIMIT);
    }
    return b;
}

PyObject *
bump_over_source(Source *s)
{
    Bump *b = make_bump(s->state->bump_type);
    if (b) {
        b->source = Py_NewRef(s);
        arena_init(&b->arena, source_of_chunks(s->state, s), ARENA_NO_LIMIT);
    }
    return (PyObject *)b;
}

static PyObject *
bump_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    (void)args, (void)kwargs;
    return (PyObject *)make_bump(type);
}

/* None or a number of bytes. */
static int
parse_limit(PyObject *o, uint64_t *limit)
{
    if (!o || o == Py_None) {
        *limit = ARENA_NO_LIMIT;
        return 0;
    }
    PyObject *number = PyNumber_Index(o);
    if (!number) {
        if (!PyErr_ExceptionMatches(PyExc_TypeError)) {
            return -1;
        }
        PyErr_Format(PyExc_TypeError, "limit: expected a number of bytes or None, got %s",
                     Py_TYPE(o)->tp_name);
        return -1;
    }
    *limit = PyLong_AsUnsignedLongLong(number);
    Py_DECREF(number);
    if (*limit == UINT64_MAX && PyErr_Occurred()) {
        PyErr_Format(PyExc_ValueError, "limit: %R is no number of bytes", o);
        return -1;
    }
    return 0;
}

static int
check_min_align(Py_ssize_t align)
{
    if (align < 1 || align > ARENA_MAX_ALIGN || (align & (align - 1)) != 0) {
        PyErr_Format(PyExc_ValueError, "min_align: %zd is no power of two from 1 to %d", align,
                     ARENA_MAX_ALIGN);
        return -1;
    }
    return 0;
}

static int
bump_init(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"capacity", "limit", "min_align", NULL};
    Bump *b = (Bump *)self;
    Py_ssize_t capacity = 0, min_align = 1;
    PyObject *limit_object = NULL;
    uint64_t limit;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|n$On:Bump", names, &capacity, &limit_object,
                                     &min_align)
        || parse_limit(limit_object, &limit) < 0 || check_min_align(min_align) < 0) {
        return -1;
    }
    if (capacity < 0) {
        PyErr_Format(PyExc_ValueError, "capacity: %zd is no number of bytes", capacity);
        return -1;
    }
    if (bump_check_open(b) < 0) {
        return -1;
    }
    if (b->arena.capacity || b->arena.one_block) {
        PyErr_SetString(PyExc_TypeError, "the arena is in use already: __init__ runs once");
        return -1;
    }
    if (capacity && arena_reserve(&b->arena, (size_t)capacity) != ARENA_OK) {
        bump_raise_failure(b, (size_t)capacity);
        return -1;
    }
    b->min_align = (uint32_t)min_align;
    b->limit = limit;
    apply_limit(b);
    return 0;
}

static PyObject *
over_block(PyTypeObject *type, arena_block block, uint64_t limit)
{
    Bump *b = make_bump(type);
    if (b) {
        b->limit = limit;
        arena_init_block(&b->arena, block, limit);
    } else if (block.release) {
        block.release(block.context, block.base, block.size);
    }
    return (PyObject *)b;
}

static PyObject *
bump_reserve(PyObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"size", "limit", NULL};
    Py_ssize_t size = (Py_ssize_t)1 << 30;
    PyObject *limit_object = NULL;
    uint64_t limit;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|n$O:reserve", names, &size, &limit_object)
        || parse_limit(limit_object, &limit) < 0) {
        return NULL;
    }
    if (size <= 0 || (uint64_t)size > ARENA_MAX_POSITION - 512) {
        PyErr_Format(PyExc_ValueError, "size: %zd is not between 1 byte and 32 GiB - 512", size);
        return NULL;
    }
    arena_block block = arena_block_reserve((size_t)size);
    if (!block.base) {
        PyErr_Format(PyExc_MemoryError, "the system has no %zd bytes of address space", size);
        return NULL;
    }
    return over_block((PyTypeObject *)type, block, limit);
}

static PyObject *
bump_over(PyObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"buffer", "limit", NULL};
    PyObject *buffer, *limit_object = NULL;
    uint64_t limit;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|$O:over", names, &buffer, &limit_object)
        || parse_limit(limit_object, &limit) < 0) {
        return NULL;
    }
    Py_buffer view;
    if (PyObject_GetBuffer(buffer, &view, PyBUF_WRITABLE) < 0) {
        return NULL;
    }
    Bump *b = (Bump *)over_block((PyTypeObject *)type,
                                 arena_block_over(view.buf, (size_t)view.len), limit);
    if (!b) {
        PyBuffer_Release(&view);
        return NULL;
    }
    b->over = view;
    return (PyObject *)b;
}

static void
end(Bump *b)
{
    lifetime_end(b);
    bump_empty_symbols(b);
    arena_destroy(&b->arena);
    if (b->over.obj) {
        PyBuffer_Release(&b->over);
    }
}

int
bump_close(Bump *b)
{
    if (b->epoch == 0) {
        return 0;
    }
    if (bump_check_open(b) < 0 || lifetime_before(b, 0, "close the arena") < 0) {
        return -1;
    }
    PyObject *error = held_run_callbacks(b, 0);
    int failed = b->epoch ? lifetime_check_pins(b, 0, "close the arena") : 0;
    if (!failed && b->epoch) {
        end(b);
        held_release_above(b, 0);
    }
    return lifetime_after(error, failed);
}

static int
bump_traverse(PyObject *self, visitproc visit, void *arg)
{
    Bump *b = (Bump *)self;
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(b->module);
    Py_VISIT(b->tokens);
    Py_VISIT(b->symbols);
    Py_VISIT(b->over.obj);
    return held_traverse(b, visit, arg);
}

/* The module stays: the collector clears the reference of a type to its module,
 * and what is freed after that still counts in the state. */
static int
bump_clear(PyObject *self)
{
    Bump *b = (Bump *)self;
    Py_CLEAR(b->tokens);
    held_clear(b);
    return 0;
}

static void
bump_finalize(PyObject *self)
{
    held_finalize((Bump *)self);
}

static void
bump_dealloc(PyObject *self)
{
    Bump *b = (Bump *)self;
    PyTypeObject *type = Py_TYPE(self);
    if (b->callbacks && PyObject_CallFinalizerFromDealloc(self) < 0) {
        return;
    }
    PyObject_GC_UnTrack(self);
    if (b->weakrefs) {
        PyObject_ClearWeakRefs(self);
    }
    (void)bump_clear(self);
    bump_drop_symbols(b);
    if (b->epoch != 0) {
        end(b);
    }
    PyMem_Free(b->history);
    PyMem_Free(b->marks);
    PyMem_Free(b->held);
    PyObject *module = b->module;
    Py_XDECREF(b->source);
    type->tp_free(self);
    Py_DECREF(type);
    Py_DECREF(module);
}

/* ---- Closing, reset, marks, scopes --------------------------------------- */

static PyObject *
bump_close_method(PyObject *self, PyObject *unused)
{
    (void)unused;
    if (bump_close((Bump *)self) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static int
parse_keep(Bump *b, PyObject *o, uint64_t *keep)
{
    if (!o || (PyUnicode_Check(o) && PyUnicode_CompareWithASCIIString(o, "largest") == 0)) {
        *keep = arena_largest(&b->arena);
        return 0;
    }
    if (PyUnicode_Check(o)) {
        bool all = PyUnicode_CompareWithASCIIString(o, "all") == 0;
        *keep = all ? ARENA_KEEP_ALL : ARENA_KEEP_NONE;
        if (all || PyUnicode_CompareWithASCIIString(o, "none") == 0) {
            return 0;
        }
    } else if (PyIndex_Check(o)) {
        PyObject *number = PyNumber_Index(o);
        *keep = number ? PyLong_AsUnsignedLongLong(number) : UINT64_MAX;
        Py_XDECREF(number);
        if (*keep != UINT64_MAX || !PyErr_Occurred()) {
            return 0;
        }
        PyErr_Clear();
    }
    PyErr_Format(PyExc_ValueError,
                 "keep: expected 'largest', 'all', 'none' or a number of bytes, got %R", o);
    return -1;
}

static int
bump_reset_to(Bump *b, uint64_t keep)
{
    if (lifetime_before(b, 0, "reset the arena") < 0) {
        return -1;
    }
    PyObject *error = held_run_callbacks(b, 0);
    return lifetime_after(error, lifetime_reset(b, keep));
}

static PyObject *
bump_reset(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"keep", NULL};
    Bump *b = (Bump *)self;
    PyObject *keep_object = NULL;
    uint64_t keep;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "|O:reset", names, &keep_object)
        || parse_keep(b, keep_object, &keep) < 0 || bump_check_open(b) < 0
        || bump_reset_to(b, keep) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
bump_mark(PyObject *self, PyObject *unused)
{
    (void)unused;
    return bump_check_open((Bump *)self) < 0 ? NULL : mark_new((Bump *)self);
}

static PyObject *
bump_rewind(PyObject *self, PyObject *mark)
{
    if (bump_check_open((Bump *)self) < 0 || mark_rewind((Bump *)self, mark) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
bump_scope(PyObject *self, PyObject *unused)
{
    (void)unused;
    return bump_check_open((Bump *)self) < 0 ? NULL : scope_new((Bump *)self);
}

/* ---- Attributes --------------------------------------------------------- */

static PyObject *
bump_get_limit(PyObject *self, void *closure)
{
    (void)closure;
    uint64_t limit = ((Bump *)self)->limit;
    return limit == ARENA_NO_LIMIT ? Py_NewRef(Py_None) : PyLong_FromUnsignedLongLong(limit);
}

static int
bump_set_limit(PyObject *self, PyObject *value, void *closure)
{
    (void)closure;
    uint64_t limit;
    if (parse_limit(value, &limit) < 0 || bump_check_open((Bump *)self) < 0) {
        return -1;
    }
    ((Bump *)self)->limit = limit;
    apply_limit((Bump *)self);
    return 0;
}

static PyObject *
bump_get_min_align(PyObject *self, void *closure)
{
    (void)closure;
    return PyLong_FromUnsignedLong(((Bump *)self)->min_align);
}

static PyObject *
bump_get_closed(PyObject *self, void *closure)
{
    (void)closure;
    return PyBool_FromLong(((Bump *)self)->epoch == 0);
}

static PyObject *
bump_repr(PyObject *self)
{
    Bump *b = (Bump *)self;
    const char *name = Py_TYPE(self)->tp_name;
    if (b->epoch == 0) {
        return PyUnicode_FromFormat("<%s closed>", name);
    }
    arena_stats s = arena_get_stats(&b->arena);
    return PyUnicode_FromFormat("<%s %llu of %llu bytes used>", name, (unsigned long long)bump_used(b),
                                (unsigned long long)s.capacity);
}

/* For tests: raises AssertionError if the allocator's structure is broken. */
static PyObject *
bump_check(PyObject *self, PyObject *unused)
{
    (void)unused;
    Bump *b = (Bump *)self;
    const char *broken = b->epoch && !b->lent ? arena_check(&b->arena) : NULL;
    if (broken) {
        PyErr_SetString(PyExc_AssertionError, broken);
        return NULL;
    }
    Py_RETURN_NONE;
}

/* ---- The type ----------------------------------------------------------- */

#define WITH_KEYWORDS(f) ((PyCFunction)(void (*)(void))(f))

static PyMethodDef bump_methods[] = {
    {"reserve", WITH_KEYWORDS(bump_reserve), METH_VARARGS | METH_KEYWORDS | METH_CLASS,
     BUMP_RESERVE_DOC},
    {"over", WITH_KEYWORDS(bump_over), METH_VARARGS | METH_KEYWORDS | METH_CLASS, BUMP_OVER_DOC},
    {"alloc", WITH_KEYWORDS(bump_alloc), METH_FASTCALL | METH_KEYWORDS, BUMP_ALLOC_DOC},
    {"alloc_str", bump_alloc_str, METH_O, BUMP_ALLOC_STR_DOC},
    {"alloc_bytes", bump_alloc_data, METH_O, BUMP_ALLOC_BYTES_DOC},
    {"alloc_slice", bump_alloc_slice, METH_VARARGS, BUMP_ALLOC_SLICE_DOC},
    {"zeros", bump_zeros, METH_VARARGS, BUMP_ZEROS_DOC},
    {"alloc_layout", WITH_KEYWORDS(bump_alloc_layout), METH_VARARGS | METH_KEYWORDS,
     BUMP_ALLOC_LAYOUT_DOC},
    {"arena", bump_arena, METH_NOARGS, BUMP_ARENA_DOC},
    {"allocate", WITH_KEYWORDS(bump_allocate), METH_VARARGS | METH_KEYWORDS, BUMP_ALLOCATE_DOC},
    {"grow", WITH_KEYWORDS(bump_grow), METH_VARARGS, BUMP_GROW_DOC},
    {"shrink", WITH_KEYWORDS(bump_shrink), METH_VARARGS, BUMP_SHRINK_DOC},
    {"deallocate", bump_deallocate, METH_O, BUMP_DEALLOCATE_DOC},
    {"vec", WITH_KEYWORDS(bump_vec), METH_VARARGS | METH_KEYWORDS, BUMP_VEC_DOC},
    {"string", WITH_KEYWORDS(bump_string), METH_VARARGS | METH_KEYWORDS, BUMP_STRING_DOC},
    {"copy", bump_copy, METH_O, BUMP_COPY_DOC},
    {"map", WITH_KEYWORDS(bump_map), METH_FASTCALL | METH_KEYWORDS, BUMP_MAP_DOC},
    {"intern", bump_intern, METH_O, BUMP_INTERN_DOC},
    {"own", bump_own, METH_O, BUMP_OWN_DOC},
    {"callback", WITH_KEYWORDS(bump_callback), METH_VARARGS | METH_KEYWORDS, BUMP_CALLBACK_DOC},
    {"scope", bump_scope, METH_NOARGS, BUMP_SCOPE_DOC},
    {"mark", bump_mark, METH_NOARGS, BUMP_MARK_DOC},
    {"rewind", bump_rewind, METH_O, BUMP_REWIND_DOC},
    {"reset", WITH_KEYWORDS(bump_reset), METH_VARARGS | METH_KEYWORDS, BUMP_RESET_DOC},
    {"close", bump_close_method, METH_NOARGS, BUMP_CLOSE_DOC},
    {"stats", bump_stats, METH_NOARGS, BUMP_STATS_DOC},
    {"chunks", bump_chunks, METH_NOARGS, BUMP_CHUNKS_DOC},
    {"_check", bump_check, METH_NOARGS, NULL},
    {"_take_chunks", bump_take_chunks, METH_O, NULL},
    {"__enter__", bump_enter, METH_NOARGS, "__enter__($self, /)\n--\n\n"},
    {"__exit__", WITH_KEYWORDS(bump_exit), METH_FASTCALL, "__exit__($self, /, *exception)\n--\n\n"},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef bump_getset[] = {
    {"limit", bump_get_limit, bump_set_limit, BUMP_LIMIT_DOC, NULL},
    {"symbols", bump_get_symbols, NULL, BUMP_SYMBOLS_DOC, NULL},
    {"min_align", bump_get_min_align, NULL, "Alignment of every allocation, in bytes.", NULL},
    {"closed", bump_get_closed, NULL, BUMP_CLOSED_DOC, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMemberDef bump_members[] = {
    {"__weaklistoffset__", Py_T_PYSSIZET, offsetof(Bump, weakrefs), Py_READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyType_Slot bump_slots[] = {
    {Py_tp_doc, BUMP_DOC},
    {Py_tp_new, bump_new},
    {Py_tp_init, bump_init},
    {Py_tp_dealloc, bump_dealloc},
    {Py_tp_traverse, bump_traverse},
    {Py_tp_clear, bump_clear},
    {Py_tp_finalize, bump_finalize},
    {Py_tp_repr, bump_repr},
    {Py_tp_methods, bump_methods},
    {Py_tp_getset, bump_getset},
    {Py_tp_members, bump_members},
    {0, NULL},
};

PyType_Spec bump_spec = {
    .name = "arenite.Bump",
    .basicsize = sizeof(Bump),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC
             | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = bump_slots,
};
