/* memory.h - raw memory for Python: blocks, who gives them, and which Bump the
 * argument `allocator=` of a collection means. */
#ifndef ARENITE_MEMORY_H
#define ARENITE_MEMORY_H

#include "core.h"

/* ---- Where chunks come from (source.c) ---------------------------------- */

/* Chunks and blocks of a source outside of every arena: the system's malloc, or what
 * a capsule of another extension points to. */
typedef struct Source {
    PyObject_HEAD
    core_state *state;
    PyObject *module;   /* whose state it is */
    arena_source inner;
    PyObject *capsule;  /* of `inner`; NULL: the system's malloc */
} Source;

/* A source that counts what it gives, and tells tracemalloc, for chunks of a Bump
 * over `s`, which must hold it; NULL is the system's malloc.  May be called without
 * the GIL. */
arena_source source_of_chunks(core_state *state, Source *s);
/* bump.c: a new Bump whose chunks come from `s`. */
PyObject *bump_over_source(Source *s);

/* ---- Blocks (block.c) --------------------------------------------------- */

/* Memory that an allocator gave, as what a memoryview is of.  While a buffer of it is
 * exported it stays where it is: in a Bump the pin keeps it, from a Source the Block
 * does, which frees it when it dies. */
typedef struct Block {
    PyObject_HEAD
    PyObject *owner;   /* the Bump or the Source that gave it and takes it back */
    char *data;
    size_t size;
    uint64_t position; /* in a Bump; EMPTY_POSITION of no bytes */
    uint32_t epoch;    /* in a Bump: a view's */
    uint32_t align;
    uint32_t exports;  /* of getbuffer: views of one memoryview share one */
    bool gone;         /* taken back, or it has moved */
    char *base;        /* from a Source: what it gave, and how much; NULL: nothing */
    size_t total;
} Block;

extern PyType_Spec block_spec, source_spec;

Block *block_new(core_state *state, PyObject *owner, char *data, size_t size, uint32_t align);
/* A memoryview of a Block, whose reference it takes over; NULL is passed on.  May run
 * Python code: a collection. */
PyObject *block_view(Block *block);
/* The Block of a memoryview that shows all of it and is its only user; borrowed.  NULL
 * with an exception that begins with `what`.  Runs no Python code. */
Block *block_claim(core_state *state, PyObject *owner, PyObject *view, const char *what);
/* The memoryview of a Block that was claimed ends, and so does the Block's use: 0, or
 * -1 with an exception.  Runs no Python code. */
int block_retire(core_state *state, Block *block, PyObject *view);

/* A size in bytes and an alignment: 0, or -1 with ValueError. */
int block_check_layout(const char *what, Py_ssize_t size, Py_ssize_t align);
/* Of grow(memory, size) and shrink(memory, size); ValueError if `size` is on the wrong
 * side of the Block's. */
int block_check_size(const Block *block, bool grows, Py_ssize_t size);

/* ---- allocator= (allocator.c) ------------------------------------------- */

/* The Bump for a new collection, a new reference: the ambient one for NULL and None,
 * else what the allocator's arena() gives.  Runs Python code. */
Bump *bump_for_allocator(core_state *state, PyObject *allocator);

#endif
