/* map_field.c - fields that are Maps: a reference to a head. */
#include "map.h"

static PyObject *
load_map(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    return head_load(b->state->map_type, b, p, data, position, where);
}

/* An empty one in a field is nothing yet; but an item of a collection moves, so it
 * needs its head. */
static store_result
store_map(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    arena_ref ref = 0;
    if (head_is_shareable(b, b->state->map_type, p, value)) {
        return head_share(b, data, position, (View *)value, where);
    }
    bool is_empty = PyTuple_CheckExact(value) ? PyTuple_GET_SIZE(value) == 0
                                              : PyDict_CheckExact(value) && !PyDict_GET_SIZE(value);
    if (!is_empty && !PyDict_CheckExact(value)) {
        return STORE_NEEDS_CONVERSION;
    }
    if (!is_empty || p->optional || !where.type) {
        store_result result = map_make(b, p, position, value, where, &ref);
        if (result != STORE_OK) {
            return result;
        }
    }
    memcpy(data, &ref, sizeof ref);
    return STORE_OK;
}

static PyObject *
convert_map(Bump *b, Plan *p, PyObject *value, place where)
{
    if (head_is_shareable(b, b->state->map_type, p, value)) {
        return head_convert(b, (View *)value);
    }
    if (PyUnicode_Check(value) || PyBytes_Check(value)
        || (!PyMapping_Check(value) && !Py_TYPE(value)->tp_iter)) {
        (void)raise_type(p, value, where);
        return NULL;
    }
    return map_convert_items(b, p, value);
}

const plan_ops map_ops = {"map", 4, 4, load_map, store_map, convert_map};
