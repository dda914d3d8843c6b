/* source.c - where chunks come from: the system's malloc, or a source of another
 * extension; and blocks of such memory, for who wants no arena.
 *
 * The other extension hands its source over as a capsule, so that neither has to be
 * linked with the other.  All that either gives is counted, and told to tracemalloc. */
#include "docs_memory.h"
#include "memory.h"

#include "source.h"

/* Chunks and blocks show up in tracemalloc under a domain of their own: "AREN". */
enum { TRACE_DOMAIN = 0x4152454E };

/* The one name of a capsule whose pointer is taken for an arena_source. */
#define CAPSULE "arenite._global.source"

/* ---- Counted ------------------------------------------------------------ */

/* May be called without the GIL, while a parser has the arena. */
static void *
acquire(core_state *state, arena_source from, size_t size)
{
    if (state->chunk_budget == 0) {
        return NULL;
    }
    void *block = from.acquire(from.context, size);
    if (block) {
        state->chunk_budget -= state->chunk_budget != UINT64_MAX;
        __atomic_fetch_add(&state->chunks_out, 1, __ATOMIC_RELAXED);
        (void)PyTraceMalloc_Track(TRACE_DOMAIN, (uintptr_t)block, size);
    }
    return block;
}

static void
release(core_state *state, arena_source to, void *block, size_t size)
{
    (void)PyTraceMalloc_Untrack(TRACE_DOMAIN, (uintptr_t)block);
    __atomic_fetch_sub(&state->chunks_out, 1, __ATOMIC_RELAXED);
    to.release(to.context, block, size);
}

static void *
acquire_from_system(void *context, size_t size)
{
    return acquire(context, arena_source_malloc(), size);
}

static void
release_to_system(void *context, void *block, size_t size)
{
    release(context, arena_source_malloc(), block, size);
}

static void *
acquire_from_source(void *context, size_t size)
{
    const Source *s = context;
    return acquire(s->state, s->inner, size);
}

static void
release_to_source(void *context, void *block, size_t size)
{
    const Source *s = context;
    release(s->state, s->inner, block, size);
}

arena_source
source_of_chunks(core_state *state, Source *s)
{
    return s ? (arena_source){acquire_from_source, release_to_source, s}
             : (arena_source){acquire_from_system, release_to_system, state};
}

/* ---- Life --------------------------------------------------------------- */

static int
take_capsule(Source *s, PyObject *capsule)
{
    if (capsule == Py_None) {
        s->inner = arena_source_malloc();
        return 0;
    }
    if (!PyCapsule_IsValid(capsule, CAPSULE)) {
        PyErr_Format(PyExc_TypeError, "Source() takes a capsule named " CAPSULE ", or None, not %R",
                     capsule);
        return -1;
    }
    s->inner = *(const arena_source *)PyCapsule_GetPointer(capsule, CAPSULE);
    s->capsule = Py_NewRef(capsule);
    return 0;
}

static PyObject *
source_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"", NULL};
    PyObject *capsule = Py_None;
    core_state *state = core_state_of_type(type);
    if (!state || !PyArg_ParseTupleAndKeywords(args, kwargs, "|O:Source", names, &capsule)) {
        return NULL;
    }
    Source *s = NEW_OBJECT(Source, type);
    if (s) {
        s->state = state;
        s->module = Py_NewRef(PyType_GetModuleByDef(type, &core_module));
        if (take_capsule(s, capsule) < 0) {
            Py_CLEAR(s);
        }
    }
    return (PyObject *)s;
}

static void
source_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyObject *module = ((Source *)self)->module;
    Py_XDECREF(((Source *)self)->capsule);
    type->tp_free(self);
    Py_DECREF(type);
    Py_DECREF(module);
}

/* ---- Blocks ------------------------------------------------------------- */

static PyObject *
raise_no_memory(size_t size)
{
    return PyErr_Format(PyExc_MemoryError, "no memory for a block of %zu bytes", size);
}

/* A new block.  What a source gives is aligned to 16; for more of it there is room in
 * front.  A block of no bytes has an address of its own, too. */
static PyObject *
give(Source *s, size_t size, uint32_t align)
{
    size_t total = size ? size : 1;
    if (align > ARENA_CHUNK_ALIGN
        && __builtin_add_overflow(total, (size_t)align - ARENA_CHUNK_ALIGN, &total)) {
        return raise_no_memory(size);
    }
    char *base = acquire(s->state, s->inner, total);
    if (!base) {
        return raise_no_memory(size);
    }
    char *data = base + (-(uintptr_t)base & (align - 1));
    Block *block = block_new(s->state, (PyObject *)s, data, size, align);
    if (!block) {
        release(s->state, s->inner, base, total);
        return NULL;
    }
    block->base = base;
    block->total = total;
    return block_view(block);
}

/* The block ends with its last reference; nobody waits for that. */
static void
take_back(Source *s, Block *block)
{
    release(s->state, s->inner, block->base, block->total);
    block->base = NULL;
}

static PyObject *
source_allocate(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"size", "align", NULL};
    Py_ssize_t size, align = ARENA_GRANULE;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "n|n:allocate", names, &size, &align)
        || block_check_layout("allocate", size, align) < 0) {
        return NULL;
    }
    return give((Source *)self, (size_t)size, (uint32_t)align);
}

/* What `view` is of goes to a block of another size.  Nothing is done to the old one
 * before the new one is complete: making a memoryview may run Python code. */
static PyObject *
move(Source *s, Block *block, PyObject *view, size_t size, const char *what)
{
    PyObject *made = give(s, size, block->align);
    if (!made) {
        return NULL;
    }
    if (block_claim(s->state, (PyObject *)s, view, what) != block
        || block_retire(s->state, block, view) < 0) {
        Py_DECREF(made);
        return NULL;
    }
    memcpy(PyMemoryView_GET_BUFFER(made)->buf, block->data, size < block->size ? size : block->size);
    take_back(s, block);
    return made;
}

static PyObject *
resize(PyObject *self, PyObject *args, bool grows)
{
    Source *s = (Source *)self;
    const char *what = grows ? "grow()" : "shrink()";
    PyObject *view, *made = NULL;
    Py_ssize_t size;
    if (!PyArg_ParseTuple(args, grows ? "On:grow" : "On:shrink", &view, &size)) {
        return NULL;
    }
    Block *block = block_claim(s->state, self, view, what);
    if (block && block_check_size(block, grows, size) == 0) {
        Py_INCREF(block);
        made = move(s, block, view, (size_t)size, what);
        Py_DECREF(block);
    }
    return made;
}

static PyObject *
source_grow(PyObject *self, PyObject *args)
{
    return resize(self, args, true);
}

static PyObject *
source_shrink(PyObject *self, PyObject *args)
{
    return resize(self, args, false);
}

static PyObject *
source_deallocate(PyObject *self, PyObject *view)
{
    Source *s = (Source *)self;
    Block *block = block_claim(s->state, self, view, "deallocate()");
    if (!block) {
        return NULL;
    }
    Py_INCREF(block);
    int failed = block_retire(s->state, block, view);
    if (!failed) {
        take_back(s, block);
    }
    Py_DECREF(block);
    return failed ? NULL : Py_NewRef(Py_None);
}

static PyObject *
source_arena(PyObject *self, PyObject *unused)
{
    (void)unused;
    Source *s = (Source *)self;
    return s->capsule ? bump_over_source(s) : PyObject_CallNoArgs((PyObject *)s->state->bump_type);
}

/* ---- The type ----------------------------------------------------------- */

#define WITH_KEYWORDS(f) ((PyCFunction)(void (*)(void))(f))

static PyMethodDef source_methods[] = {
    {"arena", source_arena, METH_NOARGS, SOURCE_ARENA_DOC},
    {"allocate", WITH_KEYWORDS(source_allocate), METH_VARARGS | METH_KEYWORDS, BUMP_ALLOCATE_DOC},
    {"grow", source_grow, METH_VARARGS, SOURCE_GROW_DOC},
    {"shrink", source_shrink, METH_VARARGS, SOURCE_SHRINK_DOC},
    {"deallocate", source_deallocate, METH_O, SOURCE_DEALLOCATE_DOC},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot source_slots[] = {
    {Py_tp_doc, SOURCE_DOC},
    {Py_tp_new, source_new},
    {Py_tp_dealloc, source_dealloc},
    {Py_tp_methods, source_methods},
    {0, NULL},
};

PyType_Spec source_spec = {
    .name = "arenite._core.Source",
    .basicsize = sizeof(Source),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = source_slots,
};
