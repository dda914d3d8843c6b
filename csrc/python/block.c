/* block.c - raw memory as a memoryview, and how it is known again.
 *
 * A memoryview is what Python code has for memory, so it is what an allocator gives
 * and takes.  The object behind it, a Block, says whose the memory is and where it
 * ends; and it counts the buffers got from it.  Memory is taken back only from a view
 * of all of it that nobody else can read or write by: neither a part of the view, nor
 * a cast, nor a NumPy array. */
#include "memory.h"

/* ---- The object --------------------------------------------------------- */

Block *
block_new(core_state *state, PyObject *owner, char *data, size_t size, uint32_t align)
{
    Block *block = NEW_OBJECT(Block, state->block_type);
    if (block) {
        block->owner = Py_NewRef(owner);
        block->data = data;
        block->size = size;
        block->align = align;
        if (PyObject_TypeCheck(owner, state->bump_type)) {
            Bump *b = (Bump *)owner;
            block->position = size ? arena_position(&b->arena, data) : EMPTY_POSITION;
            block->epoch = b->epoch;
            b->views++;
        }
    }
    return block;
}

static void
block_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Block *block = (Block *)self;
    if (block->base) {
        Source *s = (Source *)block->owner;
        arena_source source = source_of_chunks(s->state, s);
        source.release(source.context, block->base, block->total);
    } else if (block->epoch) {
        ((Bump *)block->owner)->views--;
    }
    Py_DECREF(block->owner);
    type->tp_free(self);
    Py_DECREF(type);
}

/* Memory of no bytes lies nowhere: it is good until the arena is closed. */
static int
check_live(Bump *b, Block *block)
{
    if (bump_check_open(b) < 0) {
        return -1;
    }
    if (!block->size
        || lifetime_is_live(b, block->position + block->size - 1, &block->epoch)) {
        return 0;
    }
    PyErr_Format(b->state->stale_error, "the memory is gone: its arena was %s",
                 lifetime_cause(b));
    return -1;
}

static int
block_getbuffer(PyObject *self, Py_buffer *view, int flags)
{
    Block *block = (Block *)self;
    Bump *b = block->epoch ? (Bump *)block->owner : NULL;
    view->obj = NULL;
    if (block->gone) {
        PyErr_SetString(PyExc_ValueError,
                        "the memory was given back to its allocator, or has moved");
        return -1;
    }
    if (b && check_live(b, block) < 0) {
        return -1;
    }
    int failed = b ? export_fill(b, self, b->state->byte_plan, block->data, block->position,
                                 (Py_ssize_t)block->size, false, view, flags)
                   : PyBuffer_FillInfo(view, self, block->data, (Py_ssize_t)block->size, 0, flags);
    block->exports += !failed;
    return failed;
}

static void
block_releasebuffer(PyObject *self, Py_buffer *view)
{
    Block *block = (Block *)self;
    block->exports--;
    if (block->epoch) {
        export_release((Bump *)block->owner, view);
    }
}

static PyObject *
block_repr(PyObject *self)
{
    const Block *block = (Block *)self;
    return PyUnicode_FromFormat("<%s of %zu byte%s%s>", Py_TYPE(self)->tp_name, block->size,
                                block->size == 1 ? "" : "s", block->gone ? " (given back)" : "");
}

PyObject *
block_view(Block *block)
{
    PyObject *view = block ? PyMemoryView_FromObject((PyObject *)block) : NULL;
    Py_XDECREF(block);
    return view;
}

/* ---- Taking it back ----------------------------------------------------- */

static Block *
refuse(PyObject *error, const char *what, const char *why)
{
    PyErr_Format(error, "%s: %s", what, why);
    return NULL;
}

/* What the view is of, as long as it can be seen. */
static Block *
find(core_state *state, PyObject *view, const char *what)
{
    if (!PyMemoryView_Check(view)) {
        PyErr_Format(PyExc_TypeError, "%s: expected a memoryview that allocate() gave, not %s", what,
                     Py_TYPE(view)->tp_name);
        return NULL;
    }
    if (compat_view_is_released(view)) {
        return refuse(PyExc_ValueError, what, "the memoryview is released already; the allocator "
                      "takes memory back, and changes it, by a view that is not");
    }
    PyObject *base = PyMemoryView_GET_BASE(view);
    if (!base || !Py_IS_TYPE(base, state->block_type)) {
        return refuse(PyExc_ValueError, what, "the memoryview is not of memory that allocate() gave");
    }
    return (Block *)base;
}

static bool
shows_all(const Block *block, const Py_buffer *view)
{
    return view->buf == (void *)block->data && view->len == (Py_ssize_t)block->size
           && view->ndim == 1 && view->itemsize == 1 && (view->len < 2 || view->strides[0] == 1)
           && (!view->format || strcmp(view->format, "B") == 0) && !view->readonly;
}

Block *
block_claim(core_state *state, PyObject *owner, PyObject *view, const char *what)
{
    Block *block = find(state, view, what);
    if (!block) {
        return NULL;
    }
    if (block->owner != owner) {
        return refuse(state->lifetime_error, what,
                      "the memory is of another allocator, which has to take it");
    }
    if (block->epoch && check_live((Bump *)owner, block) < 0) {
        return NULL;
    }
    if (!shows_all(block, PyMemoryView_GET_BUFFER(view))) {
        return refuse(PyExc_ValueError, what, "the memoryview is a part of what allocate() gave, a "
                      "cast of it, or read-only; give the whole one");
    }
    Py_ssize_t others = compat_view_users(view) + (Py_ssize_t)block->exports - 1;
    if (others) {
        PyErr_Format(PyExc_BufferError,
                     "%s: %zd other buffer%s (memoryview, NumPy array) still use%s the memory; "
                     "release %s first", what, others, others == 1 ? "" : "s",
                     others == 1 ? "s" : "", others == 1 ? "it" : "them");
        return NULL;
    }
    return block;
}

int
block_retire(core_state *state, Block *block, PyObject *view)
{
    PyObject *none = PyObject_CallMethodNoArgs(view, state->release_name);
    Py_XDECREF(none);
    if (none) {
        block->gone = true;
    }
    return none ? 0 : -1;
}

/* ---- What the methods of allocators check --------------------------------- */

int
block_check_layout(const char *what, Py_ssize_t size, Py_ssize_t align)
{
    if (size < 0 || align < 1 || align > ARENA_MAX_ALIGN || (align & (align - 1)) != 0) {
        PyErr_Format(PyExc_ValueError,
                     "%s(%zd, %zd): expected a size in bytes and a power of two from 1 to %d", what,
                     size, align, ARENA_MAX_ALIGN);
        return -1;
    }
    return 0;
}

int
block_check_size(const Block *block, bool grows, Py_ssize_t size)
{
    if (size < 0) {
        PyErr_Format(PyExc_ValueError, "%s(): %zd is no number of bytes", grows ? "grow" : "shrink",
                     size);
        return -1;
    }
    if (grows ? (size_t)size < block->size : (size_t)size > block->size) {
        PyErr_Format(PyExc_ValueError,
                     grows ? "grow(): the memory has %zu bytes, more than %zd; use shrink()"
                           : "shrink(): the memory has %zu bytes, less than %zd; use grow()",
                     block->size, size);
        return -1;
    }
    return 0;
}

/* ---- The type ----------------------------------------------------------- */

static PyType_Slot block_slots[] = {
    {Py_tp_doc, "Memory that an allocator gave; memoryviews are of it."},
    {Py_tp_dealloc, block_dealloc},
    {Py_tp_repr, block_repr},
    {Py_bf_getbuffer, block_getbuffer},
    {Py_bf_releasebuffer, block_releasebuffer},
    {0, NULL},
};

PyType_Spec block_spec = {
    .name = "arenite._core.Block",
    .basicsize = sizeof(Block),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = block_slots,
};
