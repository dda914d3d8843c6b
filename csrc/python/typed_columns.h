/* typed_columns.h - what alloc_columns knows of each column while it runs. */
#ifndef ARENITE_TYPED_COLUMNS_H
#define ARENITE_TYPED_COLUMNS_H

#include "typed.h"

typedef enum column_kind {
    COLUMN_NUMBERS, /* of a buffer */
    COLUMN_VALUES,  /* one object a row */
    COLUMN_ROWS,    /* indices of rows that a reference points to */
    COLUMN_SAME,    /* a default, the same bytes in each row */
    COLUMN_EACH,    /* a default that each row gets its own of: a text */
} column_kind;

typedef struct column {
    column_kind kind;
    const field_slot *slot;
    Py_buffer buffer;       /* NUMBERS; obj NULL: none */
    number_source numbers;
    size_t items;           /* NUMBERS: of a row: more than one in an Array */
    Py_ssize_t item_stride;
    PyObject *values;       /* VALUES: list; SAME, EACH: the value */
    TypedArena *target;     /* ROWS: borrowed from what was given */
    PyObject *given;
    int64_t *indices;
} column;

typedef struct columns {
    TypedArena *table;
    column *all; /* one a field, in the order of the fields */
    size_t count;
    size_t rows;
    const column *measured; /* the one that said how many rows; NULL: none yet */
    bool covered; /* the columns have all bytes of a row */
} columns;

/* A part of the rows that are added. */
typedef struct block {
    size_t first, count; /* of the rows that are added */
    char *data;
    uint64_t position;
} block;

static inline place
place_of(const columns *c, const column *col)
{
    return PLACE(c->table->type, col->slot->field);
}

/* The number that was not taken, raised as the assignment of it would be. */
void raise_number(const number_source *from, size_t row, plan_kind kind, place where);

/* typed_links.c: columns of references that are given as `(table, indices)`. */
bool is_indexed(const columns *c, const column *col, PyObject *given);
int take_indices(const columns *c, column *col, PyObject *given, size_t *rows);
store_result write_references(const columns *c, const column *col, const block *rows);

#endif
