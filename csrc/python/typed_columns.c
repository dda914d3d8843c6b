/* typed_columns.c - rows of a TypedArena from columns: alloc_columns(x=..., y=...).
 *
 * First everything that may run Python code: buffers are taken, iterables read into
 * lists, values converted.  Then a block of rows at a time gets the bytes that all
 * rows have, and each column is spread over it while it is in the cache.
 *
 * The GIL is kept.  Without it the arena would have to be lent, and an allocation by
 * another thread would raise for no reason that its program can see. */
#include "typed_columns.h"

/* Tunable: rows written at once; a record of 32 bytes makes that 16 KiB. */
enum { BLOCK_ROWS = 512 };

/* ---- Numbers ------------------------------------------------------------ */

static const Plan *
number_plan(const column *col)
{
    const Plan *p = col->slot->plan;
    return p->kind == PLAN_ARRAY ? p->item : p;
}

static int
raise_buffer(const columns *c, const column *col)
{
    const Plan *p = col->slot->plan;
    int dimensions = p->kind == PLAN_ARRAY ? 2 : 1;
    if (!numbers_fit(&col->numbers, (plan_kind)number_plan(col)->kind)) {
        place_raise(PyExc_TypeError, place_of(c, col), "expected %U, got a buffer of '%s'",
                    number_plan(col)->label, col->buffer.format ? col->buffer.format : "B");
    } else if (col->buffer.ndim != dimensions) {
        place_raise(PyExc_ValueError, place_of(c, col), "expected %d dimension%s, got %d",
                    dimensions, dimensions == 1 ? "" : "s", col->buffer.ndim);
    } else {
        place_raise(PyExc_ValueError, place_of(c, col), "expected %u items a row, got %zd",
                    p->count, col->buffer.shape[1]);
    }
    return -1;
}

/* 0; 1 if what was given is no buffer of numbers; -1 with an exception. */
static int
take_buffer(const columns *c, column *col, PyObject *given, size_t *rows)
{
    const Plan *p = col->slot->plan;
    bool is_array = p->kind == PLAN_ARRAY;
    if (number_plan(col)->kind > PLAN_F64 || !PyObject_CheckBuffer(given)) {
        return 1;
    }
    if (PyObject_GetBuffer(given, &col->buffer, PyBUF_FORMAT | PyBUF_STRIDES) < 0) {
        col->buffer.obj = NULL;
        if (!PyErr_ExceptionMatches(PyExc_BufferError)
            && !PyErr_ExceptionMatches(PyExc_ValueError)) {
            return -1;
        }
        PyErr_Clear();
        return 1;
    }
    if (!number_source_of(&col->buffer, &col->numbers)) {
        PyBuffer_Release(&col->buffer);
        return 1;
    }
    if (!numbers_fit(&col->numbers, (plan_kind)number_plan(col)->kind)
        || col->buffer.ndim != (is_array ? 2 : 1)
        || (is_array && col->buffer.shape[1] != (Py_ssize_t)p->count)) {
        return raise_buffer(c, col);
    }
    col->kind = COLUMN_NUMBERS;
    col->items = is_array ? p->count : 1;
    col->item_stride = is_array ? col->buffer.strides[1] : 0;
    *rows = (size_t)col->buffer.shape[0];
    return 0;
}

void
raise_number(const number_source *from, size_t row, plan_kind kind, place where)
{
    char scratch[8];
    PyObject *number = number_object(from, row);
    if (number && scalar_store(kind, scratch, number, where) == STORE_OK) {
        place_raise(PyExc_ValueError, where, "the buffer was changed while it was read");
    }
    Py_XDECREF(number);
    typed_name_row(where.type->state, row);
}

/* ---- Values ------------------------------------------------------------- */

static int
take_values(const columns *c, column *col, PyObject *given, size_t *rows)
{
    if ((PyUnicode_Check(given) && col->slot->kind != PLAN_CHAR) || PyDict_Check(given)
        || !(Py_TYPE(given)->tp_iter || PySequence_Check(given))) {
        place_raise(PyExc_TypeError, place_of(c, col), "expected a column of %U, got %s",
                    col->slot->plan->label, Py_TYPE(given)->tp_name);
        return -1;
    }
    col->kind = COLUMN_VALUES;
    col->values = PySequence_List(given);
    *rows = col->values ? (size_t)PyList_GET_SIZE(col->values) : 0;
    return col->values ? 0 : -1;
}

/* ---- Defaults ----------------------------------------------------------- */

/* Where None is something else than an empty collection, that one has a head. */
static bool
has_empty_head(const Plan *p)
{
    return p->optional && p->kind >= PLAN_VEC && p->kind <= PLAN_MAP;
}

/* Whether a value is the same bytes wherever it is stored. */
static bool
is_same_everywhere(const Plan *p, PyObject *value)
{
    if (value == Py_None || p->kind <= PLAN_MEMBER || p->kind == PLAN_REF) {
        return true;
    }
    switch ((plan_kind)p->kind) {
    case PLAN_OPTION: return p->item->kind <= PLAN_MEMBER;
    case PLAN_STR: case PLAN_STRING:
        return PyUnicode_CheckExact(value) && PyUnicode_GET_LENGTH(value) == 0
               && !has_empty_head(p);
    case PLAN_BYTES: return PyBytes_CheckExact(value) && PyBytes_GET_SIZE(value) == 0;
    case PLAN_SLICE: case PLAN_VEC:
        return (PyList_CheckExact(value) || PyTuple_CheckExact(value)) && Py_SIZE(value) == 0
               && !has_empty_head(p);
    default: return false;
    }
}

static int
call_factory(const columns *c, column *col)
{
    col->kind = COLUMN_VALUES;
    col->values = PyList_New(0);
    for (size_t i = 0; col->values && i < c->rows; i++) {
        PyObject *value = PyObject_CallNoArgs(col->slot->field->default_factory);
        int failed = value ? PyList_Append(col->values, value) : -1;
        Py_XDECREF(value);
        if (failed) {
            return -1;
        }
    }
    return col->values ? 0 : -1;
}

static int
take_default(const columns *c, column *col)
{
    const Field *f = col->slot->field;
    if (f->default_factory) {
        return call_factory(c, col);
    }
    if (!f->default_value) {
        PyErr_Format(PyExc_TypeError, "alloc_columns() missing column %R", f->name);
        return -1;
    }
    col->values =
        value_convert(c->table->bump, col->slot->plan, f->default_value, place_of(c, col));
    if (!col->values) {
        return -1;
    }
    col->kind = is_same_everywhere(col->slot->plan, col->values) ? COLUMN_SAME : COLUMN_EACH;
    return 0;
}

/* ---- Taking all of them ------------------------------------------------- */

static int
take_column(columns *c, column *col, PyObject *given)
{
    size_t rows = 0;
    int result = is_indexed(c, col, given) ? take_indices(c, col, given, &rows)
                                           : take_buffer(c, col, given, &rows);
    if (result > 0) {
        result = take_values(c, col, given, &rows);
    }
    if (result == 0 && c->measured && rows != c->rows) {
        PyErr_Format(PyExc_ValueError, "alloc_columns(): %U has %zu row%s, %U has %zu",
                     c->measured->slot->name, c->rows, c->rows == 1 ? "" : "s", col->slot->name,
                     rows);
        return -1;
    }
    c->rows = rows;
    c->measured = c->measured ? c->measured : col;
    return result;
}

static int
take_columns(columns *c, PyObject *const *given, PyObject *names)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++) {
        Py_ssize_t at = struct_index_of(c->table->type, PyTuple_GET_ITEM(names, i));
        if (at < 0) {
            PyErr_Format(PyExc_TypeError, "alloc_columns(): %s has no field %R",
                         ((PyTypeObject *)c->table->type)->tp_name, PyTuple_GET_ITEM(names, i));
            return -1;
        }
        if (c->all[at].kind != COLUMN_SAME) { /* a name that is no exact str is not compared */
            PyErr_Format(PyExc_TypeError, "alloc_columns() got multiple values for column %U",
                         c->all[at].slot->name);
            return -1;
        }
        c->all[at].kind = COLUMN_VALUES;
        if (take_column(c, &c->all[at], given[i]) < 0) {
            return -1;
        }
    }
    for (size_t i = 0; i < c->count; i++) {
        if (c->all[i].kind == COLUMN_SAME && take_default(c, &c->all[i]) < 0) {
            return -1;
        }
    }
    return bump_check_open(c->table->bump);
}

static int
convert_values(const columns *c, column *col)
{
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(col->values); i++) {
        PyObject *value = Py_NewRef(PyList_GET_ITEM(col->values, i));
        PyObject *converted =
            value_convert(c->table->bump, col->slot->plan, value, place_of(c, col));
        Py_DECREF(value);
        if (!converted) {
            typed_name_row(c->table->bump->state, (size_t)i);
            return -1;
        }
        if (PyList_SetItem(col->values, i, converted) < 0) {
            return -1;
        }
    }
    return 0;
}

/* Done when a value was found that cannot be stored as it is. */
static int
convert_columns(const columns *c)
{
    for (size_t i = 0; i < c->count; i++) {
        if (c->all[i].kind == COLUMN_VALUES && convert_values(c, &c->all[i]) < 0) {
            return -1;
        }
    }
    return bump_check_open(c->table->bump);
}

static void
drop_columns(columns *c)
{
    for (size_t i = 0; i < c->count; i++) {
        if (c->all[i].buffer.obj) {
            PyBuffer_Release(&c->all[i].buffer);
        }
        Py_XDECREF(c->all[i].values);
        Py_XDECREF(c->all[i].given);
        PyMem_Free(c->all[i].indices);
    }
    PyMem_Free(c->all);
}

/* ---- Writing: runs no Python code but to raise -------------------------- */

static store_result
write_numbers(const columns *c, const column *col, const block *rows)
{
    const Plan *p = number_plan(col);
    number_source from = col->numbers;
    for (size_t i = 0; i < col->items; i++, from.data += col->item_stride) {
        size_t copied = numbers_copy(&from, rows->first, rows->count, (plan_kind)p->kind,
                                     rows->data + col->slot->offset + i * p->stride,
                                     typed_stride(c->table));
        if (UNLIKELY(copied < rows->count)) {
            raise_number(&from, rows->first + copied, (plan_kind)p->kind, place_of(c, col));
            return STORE_ERROR;
        }
    }
    return STORE_OK;
}

static store_result
write_values(const columns *c, const column *col, const block *rows)
{
    size_t stride = typed_stride(c->table), offset = col->slot->offset;
    for (size_t i = 0; i < rows->count; i++, offset += stride) {
        PyObject *value = col->kind == COLUMN_EACH
            ? col->values : PyList_GET_ITEM(col->values, (Py_ssize_t)(rows->first + i));
        store_result result = value_store(c->table->bump, col->slot->plan, rows->data + offset,
                                          rows->position + offset, value, place_of(c, col));
        if (UNLIKELY(result != STORE_OK)) {
            if (result == STORE_ERROR) {
                typed_name_row(c->table->bump->state, rows->first + i);
            }
            return result;
        }
    }
    return STORE_OK;
}

static bool
are_covered(const columns *c)
{
    size_t bytes = 0;
    for (size_t i = 0; i < c->count; i++) {
        bytes += c->all[i].kind == COLUMN_NUMBERS ? c->all[i].slot->plan->size : 0;
    }
    return bytes == typed_stride(c->table);
}

/* `one` row, `count` times: each copy doubles what there is. */
static void
repeat(char *data, const char *one, size_t size, size_t count)
{
    size_t bytes = size * count;
    memcpy(data, one, size);
    for (size_t done = size; done < bytes;) {
        size_t more = done < bytes - done ? done : bytes - done;
        memcpy(data + done, data, more);
        done += more;
    }
}

static store_result
write_block(const columns *c, const char *same, const block *rows)
{
    store_result result = STORE_OK;
    if (!c->covered) {
        repeat(rows->data, same, typed_stride(c->table), rows->count);
    }
    for (size_t i = 0; i < c->count && result == STORE_OK; i++) {
        const column *col = &c->all[i];
        switch (col->kind) {
        case COLUMN_NUMBERS: result = write_numbers(c, col, rows); break;
        case COLUMN_ROWS: result = write_references(c, col, rows); break;
        case COLUMN_SAME: break;
        default: result = write_values(c, col, rows); break;
        }
    }
    return result;
}

/* What all rows have: the tag, and defaults. */
static store_result
write_same(const columns *c, char *same, uint64_t position)
{
    const StructType *type = c->table->type;
    memset(same, 0, type->size);
    if (type->tag) {
        memcpy(same, &type->tag, sizeof type->tag);
    }
    for (size_t i = 0; i < c->count; i++) {
        const column *col = &c->all[i];
        size_t offset = col->slot->offset;
        store_result result = STORE_OK;
        if (col->kind == COLUMN_SAME) {
            result = value_store(c->table->bump, col->slot->plan, same + offset,
                                 position + offset, col->values, place_of(c, col));
        }
        if (result != STORE_OK) {
            return result;
        }
    }
    return STORE_OK;
}

/* Writes the rows behind the last one; *written of them have been begun. */
static store_result
write_rows(const columns *c, char *same, size_t *written)
{
    TypedArena *t = c->table;
    store_result result = write_same(c, same, typed_position(t, t->length));
    for (size_t done = 0; result == STORE_OK && done < c->rows; done = *written) {
        block rows = {.first = done};
        size_t left = c->rows - done;
        rows.data = typed_span(t, t->length + done, left < BLOCK_ROWS ? left : BLOCK_ROWS,
                               &rows.count, &rows.position);
        *written = done + rows.count;
        result = rows.data ? write_block(c, same, &rows) : STORE_ERROR;
    }
    return result;
}

/* Lists that Python code has got hold of (through gc) could have changed. */
static bool
are_whole(const columns *c)
{
    for (size_t i = 0; i < c->count; i++) {
        if (c->all[i].kind == COLUMN_VALUES
            && (size_t)PyList_GET_SIZE(c->all[i].values) != c->rows) {
            PyErr_BadInternalCall();
            return false;
        }
    }
    return true;
}

static store_result
add_rows(const columns *c)
{
    TypedArena *t = c->table;
    size_t written = 0, first = t->length;
    char *same = are_whole(c) ? PyMem_Malloc(typed_stride(t)) : NULL;
    if (!same) {
        return PyErr_Occurred() ? STORE_ERROR : (PyErr_NoMemory(), STORE_ERROR);
    }
    undo_point since = bump_undo_point(t->bump);
    store_result result = STORE_ERROR;
    if (typed_reserve(t, c->rows) == 0) {
        result = write_rows(c, same, &written);
        if (result == STORE_OK) {
            t->length += c->rows;
        } else {
            typed_undo(t, since, result, first, written);
        }
    }
    PyMem_Free(same);
    return result;
}

static int
convert_and_add(const columns *c)
{
    store_result result = add_rows(c);
    if (result == STORE_NEEDS_CONVERSION && convert_columns(c) < 0) {
        return -1;
    }
    if (result == STORE_NEEDS_CONVERSION && (result = add_rows(c)) == STORE_NEEDS_CONVERSION) {
        PyErr_BadInternalCall();
    }
    return result == STORE_OK ? 0 : -1;
}

/* ---- The method --------------------------------------------------------- */

static int
begin(columns *c, TypedArena *t)
{
    const StructType *type = t->type;
    *c = (columns){.table = t, .count = (size_t)PyTuple_GET_SIZE(type->fields)};
    c->all = PyMem_Calloc(c->count + 1, sizeof *c->all);
    if (!c->all) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t i = 0; i < c->count; i++) {
        c->all[i].slot = &type->order[i];
        c->all[i].kind = COLUMN_SAME; /* until it is given */
    }
    return 0;
}

PyObject *
typed_alloc_columns(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    TypedArena *t = (TypedArena *)self;
    columns c;
    if (nargs || !kwnames || PyTuple_GET_SIZE(kwnames) == 0) {
        PyErr_SetString(PyExc_TypeError,
                        "alloc_columns() takes columns by name: alloc_columns(x=..., y=...)");
        return NULL;
    }
    if (bump_check_open(t->bump) < 0 || begin(&c, t) < 0) {
        return NULL;
    }
    int failed = take_columns(&c, args, kwnames);
    if (!failed && c.rows) {
        c.covered = are_covered(&c);
        failed = convert_and_add(&c);
    }
    size_t rows = c.rows, first = t->length - (failed ? 0 : rows);
    drop_columns(&c);
    if (failed || typed_post_init(t, first, rows) < 0) {
        return NULL;
    }
    return typed_range(first, rows);
}
