/* embed.c - values in values: an optional one, and a record in a record. */
#include "core.h"

/* ---- T | None ----------------------------------------------------------- */

static PyObject *
load_option(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    if (!data[p->item->size]) {
        Py_RETURN_NONE;
    }
    return value_load(b, p->item, data, position, where);
}

static store_result
store_option(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    store_result result = value_store(b, p->item, data, position, value, where);
    if (result == STORE_OK) {
        data[p->item->size] = 1;
    }
    return result;
}

static PyObject *
convert_option(Bump *b, Plan *p, PyObject *value, place where)
{
    return value_convert(b, p->item, value, where);
}

/* ---- Inline[T] ---------------------------------------------------------- */

static PyObject *
load_inline(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    (void)data, (void)where;
    return record_new(p->exact, b, (arena_ref)(position / ARENA_GRANULE));
}

/* The values of all fields, in the order of the constructor. */
static store_result
store_fields(Bump *b, StructType *type, char *data, uint64_t position, PyObject *values)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(values); i++) {
        const field_slot *slot = &type->order[i];
        store_result result =
            value_store(b, slot->plan, data + slot->offset, position + slot->offset,
                        PyTuple_GET_ITEM(values, i), PLACE(type, slot->field));
        if (result != STORE_OK) {
            return result;
        }
    }
    return STORE_OK;
}

store_result
record_duplicate(Bump *b, StructType *type, const char *from, char *data, uint64_t position)
{
    if (type->tag) {
        memcpy(data, &type->tag, sizeof type->tag);
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type->fields); i++) {
        const field_slot *slot = &type->order[i];
        store_result result =
            value_duplicate(b, slot->plan, from + slot->offset, data + slot->offset,
                            position + slot->offset, PLACE(type, slot->field));
        if (result != STORE_OK) {
            return result;
        }
    }
    return STORE_OK;
}

static bool
is_row(const Plan *p, PyObject *value)
{
    return PyTuple_CheckExact(value) && PyTuple_GET_SIZE(value) == PyTuple_GET_SIZE(p->exact->fields);
}

static store_result
fill(Bump *b, Plan *p, char *scratch, uint64_t position, PyObject *value, place where)
{
    StructType *type = p->exact;
    if (is_row(p, value)) {
        if (type->tag) {
            memcpy(scratch, &type->tag, sizeof type->tag);
        }
        return store_fields(b, type, scratch, position, value);
    }
    Record *r = (Record *)value;
    const char *from = record_data(r);
    if (!from) {
        return STORE_ERROR;
    }
    if (r->bump != b) {
        place_raise(b->state->lifetime_error, where,
                    "the value lives in another arena; give its fields as a tuple");
        return STORE_ERROR;
    }
    return record_duplicate(b, type, from, scratch, position);
}

/* What is stored is there already.  Not so if the caller gathers values beside the
 * old ones, which have this position, too; and objects are let go with the old value,
 * so the new one holds them anew. */
static bool
is_here(Bump *b, const Plan *p, Record *r, const char *data, uint64_t position)
{
    return r->bump == b && RECORD_POSITION(r) == position && !p->has_objects
           && lifetime_is_live(b, position, &r->epoch)
           && arena_at_position(&b->arena, position, p->size) == data;
}

static store_result
store_inline(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    bool is_record = Py_IS_TYPE(value, (PyTypeObject *)p->exact);
    if (!is_record && !is_row(p, value)) {
        return raise_type(p, value, where);
    }
    if (is_record && is_here(b, p, (Record *)value, data, position)) {
        return STORE_OK;
    }
    char *scratch = PyMem_Calloc(1, p->size);
    if (!scratch) {
        PyErr_NoMemory();
        return STORE_ERROR;
    }
    store_result result = fill(b, p, scratch, position, value, where);
    return value_replace(b, p, data, position, scratch, result);
}

static PyObject *
convert_inline(Bump *b, Plan *p, PyObject *value, place where)
{
    (void)where;
    if (!is_row(p, value)) {
        return Py_NewRef(value);
    }
    Py_ssize_t count = PyTuple_GET_SIZE(value);
    PyObject *row = PyTuple_New(count);
    for (Py_ssize_t i = 0; row && i < count; i++) {
        const field_slot *slot = &p->exact->order[i];
        PyObject *converted = value_convert(b, slot->plan, PyTuple_GET_ITEM(value, i),
                                            PLACE(p->exact, slot->field));
        if (!converted) {
            Py_CLEAR(row);
            break;
        }
        PyTuple_SET_ITEM(row, i, converted);
    }
    return row;
}

const plan_ops option_ops = {"option", 0, 0, load_option, store_option, convert_option};
const plan_ops inline_ops = {"inline", 0, 0, load_inline, store_inline, convert_inline};
