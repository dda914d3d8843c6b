/* reference.c - fields that refer to a record. */
#include "core.h"

static PyObject *
resolve_and_load(Bump *b, Plan *p, arena_ref ref, place where)
{
    uint32_t epoch = b->epoch;
    if (!p->resolved && plan_resolve(p) < 0) {
        return NULL;
    }
    if (b->epoch != epoch) { /* that ran Python code */
        PyErr_SetString(b->state->stale_error, "the record is gone: its arena was rewound or "
                        "closed while the classes of the field were looked up");
        return NULL;
    }
    StructType *type = ref ? record_type_at(b, p, ref) : NULL;
    if (!type) {
        return raise_corrupt(b->state, where, "no such record at reference", ref);
    }
    return record_new(type, b, ref);
}

/* Python code that runs here may drop the holder of the value, so all that is
 * used after it is kept. */
PyObject *
value_load_ref_slow(Bump *b, Plan *p, arena_ref ref, place where)
{
    Py_INCREF(b);
    Py_INCREF(p);
    Py_XINCREF(where.type);
    PyObject *record = resolve_and_load(b, p, ref, where);
    Py_XDECREF(where.type);
    Py_DECREF(p);
    Py_DECREF(b);
    return record;
}

static PyObject *
load_ref(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    (void)position;
    return value_load_ref(b, p, data, where);
}

static store_result
store_ref(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    if (UNLIKELY(!p->resolved)) {
        return STORE_NEEDS_CONVERSION; /* resolving runs Python code */
    }
    if (!is_struct_type(b->state, (PyObject *)Py_TYPE(value))
        || !plan_allows(p, RECORD_TYPE(value))) {
        return raise_type(p, value, where);
    }
    Record *r = (Record *)value;
    if (!record_data(r)
        || check_reference(b, position, r->bump, RECORD_POSITION(r), where) < 0) {
        return STORE_ERROR;
    }
    memcpy(data, &r->ref, sizeof r->ref);
    return STORE_OK;
}

static PyObject *
convert_ref(Bump *b, Plan *p, PyObject *value, place where)
{
    (void)b, (void)where;
    return !p->resolved && plan_resolve(p) < 0 ? NULL : Py_NewRef(value);
}

const plan_ops ref_ops = {"ref", 4, 4, load_ref, store_ref, convert_ref};
