/* bump_figures.c - what an arena tells of itself: figures, and its bytes. */
#include "core.h"

static PyStructSequence_Field stats_fields[] = {
    {"used", "bytes handed out, with the padding between them"},
    {"capacity", "bytes held from the system, in use or kept for reuse"},
    {"peak", "the most that used has been"},
    {"chunks", "blocks held"},
    {"exports", "buffers (memoryview, NumPy) that use the arena's memory"},
    {"wasted", "bytes used that reassignment or growth left behind"},
    {"handles", "handles of records, texts, slices, collections, and marks, that are alive"},
    {NULL, NULL},
};

enum { STATS = sizeof stats_fields / sizeof *stats_fields - 1 };

PyStructSequence_Desc stats_desc = {
    .name = "arenite.Stats",
    .doc = "Figures of an arena, in bytes where they are sizes.",
    .fields = stats_fields,
    .n_in_sequence = STATS,
};

uint64_t
bump_wasted(const Bump *b)
{
    uint64_t wasted = b->wasted;
    for (size_t i = 0; i < b->marks_length; i++) {
        wasted += b->marks[i].wasted;
    }
    return wasted;
}

PyObject *
bump_stats(PyObject *self, PyObject *unused)
{
    (void)unused;
    Bump *b = (Bump *)self;
    arena_stats s = arena_get_stats(&b->arena);
    uint64_t values[STATS] = {bump_used(b), s.capacity, s.peak, b->epoch ? s.chunks : 0,
                              b->pin_count, bump_wasted(b), b->views};
    PyObject *result = PyStructSequence_New(b->state->stats_type);
    for (Py_ssize_t i = 0; result && i < STATS; i++) {
        PyObject *value = PyLong_FromUnsignedLongLong(values[i]);
        if (!value) {
            Py_CLEAR(result);
            break;
        }
        PyStructSequence_SetItem(result, i, value);
    }
    return result;
}

static arena_ref
chunk_ref(const arena *a, const char *start)
{
    unsigned k = ARENA_FIRST_CHUNK;
    while (!a->one_block && (const char *)arena_address(a, (arena_ref)1 << k) != start) {
        k++;
    }
    return (arena_ref)1 << k;
}

static PyObject *
chunk_view(Bump *b, const arena_chunk *chunk)
{
    uint64_t position =
        chunk->used ? (uint64_t)chunk_ref(&b->arena, chunk->start) * ARENA_GRANULE : EMPTY_POSITION;
    PyObject *slice = slice_new(b, position, (size_t)chunk->used, b->state->byte_plan, true);
    PyObject *view = slice ? PyMemoryView_FromObject(slice) : NULL;
    Py_XDECREF(slice);
    return view;
}

PyObject *
bump_chunks(PyObject *self, PyObject *unused)
{
    (void)unused;
    Bump *b = (Bump *)self;
    arena_chunk chunk;
    PyObject *list = bump_check_open(b) < 0 ? NULL : PyList_New(0);
    for (uint32_t i = 0; list && arena_get_chunk(&b->arena, i, &chunk); i++) {
        PyObject *view = chunk_view(b, &chunk);
        if (!view || PyList_Append(list, view) < 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(view);
    }
    return list;
}
