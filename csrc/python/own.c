/* own.c - what a value owns besides its own bytes: its text or items where it was
 * given a copy of them, and the Python objects that the Bump holds for it. */
#include "core.h"

/* ---- Duplicates --------------------------------------------------------- */

static store_result
duplicate_reference(Bump *b, const char *from, char *data, uint64_t position, place where)
{
    arena_ref ref;
    memcpy(&ref, from, sizeof ref);
    if (ref && check_reference(b, position, b, (uint64_t)ref * ARENA_GRANULE, where) < 0) {
        return STORE_ERROR;
    }
    memcpy(data, &ref, sizeof ref);
    return STORE_OK;
}

static store_result
duplicate_object(Bump *b, const char *from, char *data, uint64_t position, place where)
{
    uint32_t index;
    memcpy(&index, from, sizeof index);
    if (index) {
        PyObject *object = held_get(b, index);
        if (!object) {
            raise_corrupt(b->state, where, "no such object", index);
            return STORE_ERROR;
        }
        if (!(index = held_add(b, object, position))) {
            return STORE_ERROR;
        }
    }
    memcpy(data, &index, sizeof index);
    return STORE_OK;
}

static store_result
duplicate_items(Bump *b, Plan *p, const char *from, char *data, uint64_t position, place where)
{
    for (size_t i = 0; i < p->count; i++) {
        size_t at = i * p->item->stride;
        store_result result =
            value_duplicate(b, p->item, from + at, data + at, position + at, where);
        if (result != STORE_OK) {
            return result;
        }
    }
    return STORE_OK;
}

store_result
value_duplicate(Bump *b, Plan *p, const char *from, char *data, uint64_t position, place where)
{
    switch ((plan_kind)p->kind) {
    case PLAN_STR: case PLAN_BYTES: return text_duplicate(b, from, data, position, where);
    case PLAN_SLICE: return slice_duplicate(b, p, from, data, position, where);
    case PLAN_REF: case PLAN_VEC: case PLAN_STRING: case PLAN_MAP:
        return duplicate_reference(b, from, data, position, where);
    case PLAN_OBJECT: return duplicate_object(b, from, data, position, where);
    case PLAN_ARRAY: return duplicate_items(b, p, from, data, position, where);
    case PLAN_INLINE: return record_duplicate(b, p->exact, from, data, position);
    case PLAN_OPTION:
        data[p->item->size] = from[p->item->size];
        return from[p->item->size] ? value_duplicate(b, p->item, from, data, position, where)
                                   : STORE_OK;
    default: memcpy(data, from, p->size); return STORE_OK;
    }
}

/* ---- What is lost ------------------------------------------------------- */

void
value_waste(Bump *b, const Plan *p, const char *data)
{
    switch ((plan_kind)p->kind) {
    case PLAN_STR: case PLAN_BYTES: text_waste(b, data); break;
    case PLAN_SLICE: span_waste(b, p, data); break;
    case PLAN_OPTION: value_waste(b, p->item, data); break;
    case PLAN_ARRAY:
        for (uint32_t i = 0; i < p->count; i++) {
            value_waste(b, p->item, data + (size_t)i * p->item->stride);
        }
        break;
    case PLAN_INLINE:
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(p->exact->fields); i++) {
            const field_slot *slot = &p->exact->order[i];
            value_waste(b, slot->plan, data + slot->offset);
        }
        break;
    default: break;
    }
}

/* ---- Python objects ----------------------------------------------------- */

typedef void (*visit_object)(Bump *b, uint32_t index, uint64_t position, uint64_t to);

/* Calls `visit` for each object that the values hold. */
static void
visit_objects(Bump *b, const Plan *p, const char *data, uint64_t position, uint64_t to,
              size_t count, visit_object visit)
{
    for (size_t i = 0; i < count; i++, data += p->stride, position += p->stride, to += p->stride) {
        if (p->kind == PLAN_OBJECT) {
            uint32_t index;
            memcpy(&index, data, sizeof index);
            visit(b, index, position, to);
        } else if (p->kind == PLAN_ARRAY) {
            visit_objects(b, p->item, data, position, to, p->count, visit);
        } else if (p->kind == PLAN_OPTION) {
            visit_objects(b, p->item, data, position, to, 1, visit);
        } else if (p->kind == PLAN_INLINE) {
            for (Py_ssize_t f = 0; f < PyTuple_GET_SIZE(p->exact->fields); f++) {
                const field_slot *slot = &p->exact->order[f];
                if (slot->plan->has_objects) {
                    visit_objects(b, slot->plan, data + slot->offset, position + slot->offset,
                                  to + slot->offset, 1, visit);
                }
            }
        }
    }
}

static void
visit_moved(Bump *b, uint32_t index, uint64_t position, uint64_t to)
{
    (void)held_move(b, index, position, to);
}

static void
visit_release(Bump *b, uint32_t index, uint64_t position, uint64_t to)
{
    (void)to;
    held_release(b, index, position);
}

void
values_moved(Bump *b, Plan *p, const char *data, uint64_t from, uint64_t to, size_t count)
{
    visit_objects(b, p, data, from, to, count, visit_moved);
}

void
values_release(Bump *b, Plan *p, const char *data, uint64_t position, size_t count)
{
    visit_objects(b, p, data, position, 0, count, visit_release);
}

store_result
value_replace(Bump *b, Plan *p, char *data, uint64_t position, char *scratch,
              store_result result)
{
    if (result == STORE_OK) {
        value_waste(b, p, data);
        memcpy(data, scratch, p->size);
    } else {
        values_forget(b, p, scratch, position, 1);
    }
    PyMem_Free(scratch);
    return result;
}

void
values_forget(Bump *b, Plan *p, const char *data, uint64_t position, size_t count)
{
    if (p->has_objects) {
        PyObject *error = PyErr_Occurred() ? compat_take_exception() : NULL;
        values_release(b, p, data, position, count);
        if (error) {
            compat_give_exception(error);
        }
    }
}
