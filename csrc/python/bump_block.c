/* bump_block.c - raw memory of an arena: allocate, grow, shrink, deallocate.
 *
 * What is newest grows where it is, and is taken back; of all else only the figures
 * know that nobody uses it any more, and the next reset frees it.  Newest is what ends
 * at the cursor and begins above the innermost mark: a rewind to a mark in its middle
 * would cut its end off.
 *
 * Making a memoryview may run Python code, by a collection, and so may reading an
 * argument.  So each method first makes what it will return, then looks at the old
 * memoryview (again), and then does the rest, in which nothing can fail. */
#include "memory.h"

static bool
is_newest(const Bump *b, const Block *block)
{
    return !b->cleaning && block->position >= bump_innermost_mark(b)
           && arena__is_newest(&b->arena, block->data, block->size);
}

/* ---- New memory --------------------------------------------------------- */

static PyObject *
give(Bump *b, size_t size, uint32_t align)
{
    if (bump_check_open(b) < 0) {
        return NULL;
    }
    undo_point since = bump_undo_point(b);
    /* A reference counts granules, so an alignment below one costs padding. */
    char *data = bump_alloc_bytes(b, size, align < ARENA_GRANULE ? ARENA_GRANULE : align);
    if (!data) {
        return NULL;
    }
    PyObject *view = block_view(block_new(b->state, (PyObject *)b, data, size, align));
    if (!view) {
        value_undo(b, since, STORE_ERROR);
    }
    return view;
}

/* ---- Memory that is no longer needed --------------------------------------- */

/* All but the first `keep` bytes of a Block that nobody can see any more.  Without
 * memory for the history they stay, too. */
static void
give_back(Bump *b, const Block *block, size_t keep)
{
    size_t size = block->size - keep;
    uint64_t from = block->position + keep;
    if (size == 0) {
        return;
    }
    if (!is_newest(b, block)) {
        bump_waste(b, from, size);
    } else if (lifetime_prepare(b) < 0) {
        PyErr_Clear();
        bump_waste(b, from, size);
    } else {
        (void)arena_free(&b->arena, block->data + keep, size);
        lifetime_advance(b, from);
    }
}

/* `own` memoryviews of the Block have a buffer of it; others, of chunks(), may see it. */
static int
check_pins(Bump *b, const Block *block, size_t own, const char *what)
{
    uint64_t end = block->position + block->size;
    if (block->size && lifetime_count_pins_in(b, block->position, end) > own) {
        PyErr_Format(PyExc_BufferError,
                     "%s: a memoryview of chunks() still uses the memory; release it first", what);
        return -1;
    }
    return 0;
}

/* ---- Another size ------------------------------------------------------- */

/* The Block again, after Python code may have run: whether `view` still is its only
 * user.  If so the view ends. */
static int
claim_again(Bump *b, Block *block, PyObject *view, const char *what)
{
    return block_claim(b->state, (PyObject *)b, view, what) == block
                   && block_retire(b->state, block, view) == 0
               ? 0
               : -1;
}

/* A memoryview of the same memory, or of as much as it will be. */
static PyObject *
same_place(Bump *b, const Block *block, size_t size)
{
    Block *other = block_new(b->state, (PyObject *)b, block->data, size, block->align);
    if (other) {
        other->position = size ? block->position : EMPTY_POSITION;
    }
    return block_view(other);
}

/* NULL without an exception: there is no room behind it. */
static PyObject *
extend(Bump *b, Block *block, PyObject *view, size_t size)
{
    PyObject *made = same_place(b, block, size);
    if (!made || block_claim(b->state, (PyObject *)b, view, "grow()") != block
        || !is_newest(b, block) || !arena_resize(&b->arena, block->data, block->size, size)
        || block_retire(b->state, block, view) < 0) {
        Py_CLEAR(made);
    }
    return made;
}

static PyObject *
move(Bump *b, Block *block, PyObject *view, size_t size)
{
    undo_point since = bump_undo_point(b);
    PyObject *made = give(b, size, block->align);
    if (!made) {
        return NULL;
    }
    if (claim_again(b, block, view, "grow()") < 0) {
        Py_DECREF(made);
        value_undo(b, since, STORE_ERROR);
        return NULL;
    }
    if (block->size) {
        memcpy(PyMemoryView_GET_BUFFER(made)->buf, block->data, block->size);
        bump_waste(b, block->position, block->size);
    }
    return made;
}

static PyObject *
grow(Bump *b, Block *block, PyObject *view, size_t size)
{
    PyObject *made = is_newest(b, block) ? extend(b, block, view, size) : NULL;
    return made || PyErr_Occurred() ? made : move(b, block, view, size);
}

static PyObject *
shrink(Bump *b, Block *block, PyObject *view, size_t size)
{
    PyObject *made = same_place(b, block, size);
    size_t own = size ? 2 : 1;
    if (!made || check_pins(b, block, own, "shrink()") < 0
        || claim_again(b, block, view, "shrink()") < 0) {
        Py_XDECREF(made);
        return NULL;
    }
    give_back(b, block, size);
    return made;
}

/* ---- Methods ------------------------------------------------------------ */

PyObject *
bump_allocate(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"size", "align", NULL};
    Py_ssize_t size, align = ARENA_GRANULE;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "n|n:allocate", names, &size, &align)
        || block_check_layout("allocate", size, align) < 0) {
        return NULL;
    }
    return give((Bump *)self, (size_t)size, (uint32_t)align);
}

PyObject *
bump_alloc_layout(PyObject *self, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"size", "align", NULL};
    Py_ssize_t size, align = ARENA_GRANULE;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "n|n:alloc_layout", names, &size, &align)
        || block_check_layout("alloc_layout", size, align) < 0) {
        return NULL;
    }
    return give((Bump *)self, (size_t)size, (uint32_t)align);
}

PyObject *
bump_arena(PyObject *self, PyObject *unused)
{
    (void)unused;
    return Py_NewRef(self);
}

static PyObject *
resize(PyObject *self, PyObject *args, bool grows)
{
    Bump *b = (Bump *)self;
    PyObject *view, *made = NULL;
    Py_ssize_t size;
    if (!PyArg_ParseTuple(args, grows ? "On:grow" : "On:shrink", &view, &size)) {
        return NULL;
    }
    Block *block = block_claim(b->state, self, view, grows ? "grow()" : "shrink()");
    if (block && block_check_size(block, grows, size) == 0) {
        Py_INCREF(block);
        made = (grows ? grow : shrink)(b, block, view, (size_t)size);
        Py_DECREF(block);
    }
    return made;
}

PyObject *
bump_grow(PyObject *self, PyObject *args)
{
    return resize(self, args, true);
}

PyObject *
bump_shrink(PyObject *self, PyObject *args)
{
    return resize(self, args, false);
}

PyObject *
bump_deallocate(PyObject *self, PyObject *view)
{
    Bump *b = (Bump *)self;
    Block *block = block_claim(b->state, self, view, "deallocate()");
    if (!block || check_pins(b, block, 1, "deallocate()") < 0) {
        return NULL;
    }
    Py_INCREF(block);
    int failed = block_retire(b->state, block, view);
    if (!failed) {
        give_back(b, block, 0);
    }
    Py_DECREF(block);
    return failed ? NULL : Py_NewRef(Py_None);
}
