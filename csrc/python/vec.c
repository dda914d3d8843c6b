/* vec.c - Vec[T]: fields of it, and new ones.
 *
 *     field          head                        items
 *     arena_ref ---> ref, length, capacity ----> room for `capacity` values
 *
 * The head stays where it is when the items move, so handles and other fields that
 * share the Vec refer to it. */
#include "vec.h"

/* ---- Values in memory --------------------------------------------------- */

/* A collection in a Vec has its head from the start.  A handle of one without would
 * refer to the item, and that moves. */
static store_result
store_head(Bump *b, const Plan *item, char *data, uint64_t position)
{
    arena_ref ref;
    memcpy(&ref, data, sizeof ref);
    if (ref || item->optional) {
        return STORE_OK;
    }
    if (!(ref = head_new(b, position, (place){0}))) {
        return STORE_ERROR;
    }
    memcpy(data, &ref, sizeof ref);
    return STORE_OK;
}

store_result
vec_store(Bump *b, Plan *item, char *data, uint64_t position, PyObject *value)
{
    if (item->kind < PLAN_VEC || item->kind > PLAN_MAP) {
        return value_store(b, item, data, position, value, (place){0});
    }
    char scratch[sizeof(arena_ref)];
    memcpy(scratch, data, sizeof scratch);
    store_result result = value_store(b, item, scratch, position, value, (place){0});
    if (result == STORE_OK) {
        result = store_head(b, item, scratch, position);
    }
    if (result == STORE_OK) {
        memcpy(data, scratch, sizeof scratch);
    }
    return result;
}

/* How many of the values are common ones, from the first.  With a kind that the
 * compiler knows this is a loop without a switch. */
static inline size_t
store_while_common(plan_kind kind, size_t stride, char *data, PyObject *const *values,
                   size_t count)
{
    size_t i = 0;
    while (i < count && scalar_store_common(kind, data + i * stride, values[i])) {
        i++;
    }
    return i;
}

static size_t
store_common(plan_kind kind, char *data, PyObject *const *values, size_t count)
{
    switch (kind) {
    case PLAN_I32: return store_while_common(PLAN_I32, 4, data, values, count);
    case PLAN_I64: return store_while_common(PLAN_I64, 8, data, values, count);
    case PLAN_U32: return store_while_common(PLAN_U32, 4, data, values, count);
    case PLAN_F64: return store_while_common(PLAN_F64, 8, data, values, count);
    default: return 0;
    }
}

store_result
vec_store_all(Bump *b, Plan *item, char *data, uint64_t position, PyObject *const *values,
              size_t count)
{
    size_t stride = item->stride;
    if (item->kind > PLAN_F64) {
        memset(data, 0, count * stride);
    }
    for (size_t i = 0; i < count; i++) {
        i += store_common((plan_kind)item->kind, data + i * stride, values + i, count - i);
        if (i == count) {
            break;
        }
        store_result result = vec_store(b, item, data + i * stride, position + i * stride,
                                        values[i]);
        if (UNLIKELY(result != STORE_OK)) {
            return result;
        }
    }
    return STORE_OK;
}

/* ---- Fields ------------------------------------------------------------- */

static PyObject *
load_vec(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    return head_load(b->state->vec_type, b, p, data, position, where);
}

/* A head with just the room that the values need. */
static store_result
store_items(Bump *b, Plan *p, char *data, uint64_t holder, PyObject *values, place where)
{
    size_t count = (size_t)PySequence_Fast_GET_SIZE(values);
    arena_ref ref = count || p->optional ? head_new(b, holder, where) : 0;
    if (ref && count) {
        uint64_t position;
        char *to = items_alloc(b, p->item, count, &position);
        if (!to) {
            return STORE_ERROR;
        }
        store_result result =
            vec_store_all(b, p->item, to, position, PySequence_Fast_ITEMS(values), count);
        if (result != STORE_OK) {
            return result;
        }
        head *h = arena_at(&b->arena, ref, sizeof *h);
        *h = (head){(arena_ref)(position / ARENA_GRANULE), (uint32_t)count, (uint32_t)count, 0};
    } else if (!ref && (count || p->optional)) {
        return STORE_ERROR;
    }
    memcpy(data, &ref, sizeof ref);
    return STORE_OK;
}

static store_result
store_vec(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where)
{
    if (head_is_shareable(b, b->state->vec_type, p, value)) {
        return head_share(b, data, position, (View *)value, where);
    }
    if (PyList_CheckExact(value) || PyTuple_CheckExact(value)) {
        return store_items(b, p, data, position, value, where);
    }
    return STORE_NEEDS_CONVERSION;
}

static PyObject *
convert_vec(Bump *b, Plan *p, PyObject *value, place where)
{
    if (head_is_shareable(b, b->state->vec_type, p, value)) {
        return head_convert(b, (View *)value);
    }
    if (PyUnicode_Check(value) || (PyBytes_Check(value) && p->item->kind > PLAN_F64)) {
        (void)raise_type(p, value, where); /* almost always a forgotten list */
        return NULL;
    }
    return items_convert(b, p->item, value, where);
}

const plan_ops vec_ops = {"vec", 4, 4, load_vec, store_vec, convert_vec};

/* ---- New ones ----------------------------------------------------------- */

Plan *
vec_plan_for(core_state *state, PyObject *item_type)
{
    PyObject *alias = Py_GenericAlias((PyObject *)state->vec_type, item_type);
    Plan *plan = alias ? plan_for(state, alias) : NULL;
    Py_XDECREF(alias);
    return plan;
}

PyObject *
vec_make(Bump *b, PyObject *item_type, PyObject *values)
{
    Plan *plan = vec_plan_for(b->state, item_type);
    arena_mark since = arena_get_mark(&b->arena);
    PyObject *view = plan ? head_view_new(b->state->vec_type, b, plan) : NULL;
    Py_XDECREF(plan);
    if (view && values && vec_put_all((View *)view, 0, 0, values) < 0) {
        head_view_discard(view, since);
        return NULL;
    }
    return view;
}
