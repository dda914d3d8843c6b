/* typed.h - TypedArena: rows of one record class, in order.
 *
 *     typed.c          its life, room for rows, what a rewind takes away
 *     typed_rows.c     alloc, alloc_extend: rows from Python values
 *     typed_columns.c  alloc_columns: rows from columns
 *     typed_links.c    columns of references
 *     numbers.c        columns of numbers, of any width and byte order
 *     typed_items.c    indexing, searching, iteration
 *     typed_export.c   rows and columns as buffers
 */
#ifndef ARENITE_TYPED_H
#define ARENITE_TYPED_H

#include "core.h"

/* Room for rows in one allocation. */
typedef struct run {
    uint64_t position; /* of its first row */
    size_t first;      /* index of that row: the sum of the capacities before */
    size_t capacity;   /* in rows */
} run;

/* Rows never move, and all runs but the last are full.  Nothing here is counted as a
 * view: the Bump knows its tables and cuts them when it frees memory (typed_cut). */
struct TypedArena {
    PyObject_HEAD
    Bump *bump;
    StructType *type;
    TypedArena *previous, *next; /* of the Bump's tables */
    size_t length;   /* rows */
    size_t capacity; /* rows that the runs have room for */
    size_t hint;     /* rows that the first run gets */
    run *runs;
    size_t runs_length, runs_room;
    uint64_t cuts; /* how often rows were lost */
    bool owns;     /* the Bump is its own */
    PyObject *weakrefs;
};

/* Bytes from one row to the next. */
static inline size_t
typed_stride(const TypedArena *t)
{
    return t->type->size;
}

/* Where a row lies, or will: index < capacity. */
static inline uint64_t
typed_position(const TypedArena *t, size_t index)
{
    const run *r = &t->runs[t->runs_length - 1];
    while (UNLIKELY(r->first > index)) {
        r--;
    }
    return r->position + (index - r->first) * typed_stride(t);
}

/* CorruptArenaError; NULL. */
char *typed_raise_corrupt(const TypedArena *t, uint64_t position);
/* StaleReferenceError if the arena was closed: 0 or -1. */
int typed_check_rows(const TypedArena *t);
/* Makes room for `count` rows behind the last one: 0, or -1 with an exception.
 * Runs no Python code; bump_undo takes it back. */
int typed_reserve(TypedArena *t, size_t count);
/* Of `count` rows from `index` on, how many lie in one run: their bytes.  NULL with
 * CorruptArenaError: a collection whose head says that they are its items has freed them. */
char *typed_span(TypedArena *t, size_t index, size_t count, size_t *in_run, uint64_t *position);
/* Takes back `count` rows from `first` on, behind the last one, of which the last was
 * not written in full because of `result`, and what was allocated for them. */
void typed_undo(TypedArena *t, undo_point since, store_result result, size_t first,
                size_t count);
/* Calls __post_init__ of rows that were just added: 0 or -1. */
int typed_post_init(TypedArena *t, size_t first, size_t count);
/* range(first, first + count). */
PyObject *typed_range(size_t first, size_t count);
/* "row 7: " before the message of the exception that is set, if it is one of ours. */
void typed_name_row(core_state *state, size_t row);
/* The handle of a row: index < length. */
PyObject *typed_handle(const TypedArena *t, size_t index);

/* typed_rows.c */
PyObject *typed_alloc(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames);
PyObject *typed_alloc_extend(PyObject *self, PyObject *rows);

/* typed_columns.c */
PyObject *typed_alloc_columns(PyObject *self, PyObject *const *args, Py_ssize_t nargs,
                              PyObject *kwnames);

/* typed_items.c */
Py_ssize_t typed_length(PyObject *self);
PyObject *typed_item(PyObject *self, Py_ssize_t i);
PyObject *typed_subscript(PyObject *self, PyObject *key);
int typed_contains(PyObject *self, PyObject *value);
PyObject *typed_index(PyObject *self, PyObject *args);
PyObject *typed_count(PyObject *self, PyObject *value);
PyObject *typed_iter(PyObject *self);
PyObject *typed_reversed(PyObject *self, PyObject *unused);

/* typed_export.c */
int typed_getbuffer(PyObject *self, Py_buffer *view, int flags);
void typed_releasebuffer(PyObject *self, Py_buffer *view);
PyObject *typed_view(PyObject *self, PyObject *name);
PyObject *typed_column(PyObject *self, PyObject *name);
PyObject *typed_array(PyObject *self, PyObject *unused);
PyObject *typed_dunder_array(PyObject *self, PyObject *args, PyObject *kwargs);

/* ---- Numbers in the memory of others (numbers.c) ------------------------- */

typedef struct number_source {
    const char *data;
    Py_ssize_t stride;
    char type;    /* 'i', 'u', 'f' or '?' */
    uint8_t size; /* 1, 2, 4 or 8 */
    bool swapped; /* not the byte order of this machine */
} number_source;

/* What numbers a buffer of this format has; false if they are none that we know. */
bool number_source_of(const Py_buffer *view, number_source *source);
/* Whether such numbers are taken by a field of the kind at all. */
bool numbers_fit(const number_source *from, plan_kind to);
/* Copies `count` numbers from index `first` on to `data`, one every `stride` bytes.
 * Returns how many were copied: less than `count` if the next is out of range. */
size_t numbers_copy(const number_source *from, size_t first, size_t count, plan_kind to,
                    char *data, size_t stride);
/* The number at an index as Python sees it. */
PyObject *number_object(const number_source *from, size_t index);

#endif
