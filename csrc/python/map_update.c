/* map_update.c - many items at once: all of them, or none.
 *
 * Keys and values are converted first, which is where Python code runs; then all of
 * them are stored in memory of our own, with what they own in the arena; then the
 * Map gets room for them; and what is left to do cannot fail. */
#include "map.h"

/* The items of an update, as entries. */
typedef struct batch {
    map map;
    char *entries;
    uint32_t *targets; /* the entry that had the key already, or TABLE_NONE */
    uint32_t count, added;
} batch;

static char *
batch_entry(const batch *a, uint32_t i)
{
    return a->entries + (size_t)i * a->map.plan->entry_stride;
}

/* ---- Converting --------------------------------------------------------- */

static int
convert_item(Bump *b, Plan *plan, PyObject *key, PyObject *value, PyObject *into)
{
    PyObject *k = key_convert(b, plan->key, key);
    PyObject *v = k ? value_convert(b, plan->item, value, (place){0}) : NULL;
    int failed = v ? PyDict_SetItem(into, k, v) : -1;
    Py_XDECREF(k);
    Py_XDECREF(v);
    return failed;
}

PyObject *
map_convert_items(Bump *b, Plan *plan, PyObject *items)
{
    PyObject *dict = PyObject_CallOneArg((PyObject *)&PyDict_Type, items);
    PyObject *converted = dict ? PyDict_New() : NULL;
    PyObject *pairs = converted ? PyDict_Items(dict) : NULL;
    for (Py_ssize_t i = 0; pairs && i < PyList_GET_SIZE(pairs); i++) {
        PyObject *pair = PyList_GET_ITEM(pairs, i);
        if (convert_item(b, plan, PyTuple_GET_ITEM(pair, 0), PyTuple_GET_ITEM(pair, 1), converted)
            < 0) {
            Py_CLEAR(pairs);
        }
    }
    if (!pairs) {
        Py_CLEAR(converted);
    }
    Py_XDECREF(pairs);
    Py_XDECREF(dict);
    return converted;
}

/* ---- Staging: runs no Python code --------------------------------------- */

static store_result
stage_item(batch *a, const map_key *key, PyObject *value)
{
    const map *m = &a->map;
    char *entry = batch_entry(a, a->count);
    uint32_t target = table_find(&m->table, &key->key);
    store_result result = STORE_OK;
    if (target != TABLE_NONE) {
        memcpy(entry, table_entry(&m->table, target), m->plan->key->size);
    } else {
        result = key_store(m->bump, m->plan->key, entry, m->holder, key);
    }
    if (result != STORE_OK) {
        return result;
    }
    result = map_store_value(m->bump, m->plan->item, entry + m->plan->item_offset,
                                          m->holder, value);
    a->targets[a->count] = target;
    a->added += target == TABLE_NONE;
    a->count += result == STORE_OK;
    return result;
}

static store_result
stage(batch *a, PyObject *dict)
{
    PyObject *object, *value;
    Py_ssize_t i = 0;
    while (PyDict_Next(dict, &i, &object, &value)) {
        map_key key;
        key_result parsed = key_parse_to_store(a->map.bump, a->map.plan->key, object, &key);
        if (parsed != KEY_OK) {
            return parsed == KEY_CONVERT ? STORE_NEEDS_CONVERSION : STORE_ERROR;
        }
        store_result result = stage_item(a, &key, value);
        key_done(&key);
        if (result != STORE_OK) {
            return result;
        }
    }
    return STORE_OK;
}

/* ---- Committing: cannot fail -------------------------------------------- */

/* The old value takes the new one's place in the batch, to be released. */
static void
commit_over(batch *a, uint32_t i, uint32_t entry)
{
    map *m = &a->map;
    Plan *item = m->plan->item;
    char old[64], *data = map_value(m, entry), *staged = batch_entry(a, i) + m->plan->item_offset;
    value_waste(m->bump, item, data);
    memcpy(old, data, item->size);
    memcpy(data, staged, item->size);
    values_moved(m->bump, item, data, m->holder, map_value_position(m, entry), 1);
    memcpy(staged, old, item->size);
    a->targets[i] = entry;
}

static void
commit_new(batch *a, const char *staged, const table_key *key)
{
    map *m = &a->map;
    if (m->table.used == m->table.capacity) {
        return; /* the bytes of the table are not what they were */
    }
    memcpy(table_entry(&m->table, m->table.used), staged, m->plan->entry_stride);
    values_moved(m->bump, m->plan->item, staged + m->plan->item_offset, m->holder,
                 map_value_position(m, m->table.used), 1);
    table_add(&m->table, key);
}

/* Asks again where a key is, as making room may have packed the entries, and two
 * keys of the dict may be one here. */
static void
commit_item(batch *a, uint32_t i)
{
    map *m = &a->map;
    table_key key;
    char *staged = batch_entry(a, i);
    bool sound = key_at(m->bump, m->plan->key, staged, &key);
    uint32_t entry = sound ? table_find(&m->table, &key) : TABLE_NONE;
    if (entry == TABLE_NONE) {
        commit_new(a, staged, &key);
        a->targets[i] = TABLE_NONE;
        return;
    }
    if (a->targets[i] == TABLE_NONE) {
        value_waste(m->bump, m->plan->key, staged);
    }
    commit_over(a, i, entry);
}

static void
release_replaced(const batch *a, Bump *b, Plan *plan)
{
    if (!plan->item->has_objects) {
        return;
    }
    for (uint32_t i = 0; i < a->count; i++) {
        if (a->targets[i] != TABLE_NONE) {
            uint64_t position = map_value_position(&a->map, a->targets[i]);
            values_release(b, plan->item, batch_entry(a, i) + plan->item_offset, position, 1);
        }
    }
}

static void
forget_staged(const batch *a, Bump *b, Plan *plan)
{
    for (uint32_t i = 0; i < a->count; i++) {
        values_forget(b, plan->item, batch_entry(a, i) + plan->item_offset, a->map.holder, 1);
    }
}

static int
open_batch(batch *a, Py_ssize_t count)
{
    if (count > TABLE_MAX) {
        PyErr_Format(PyExc_MemoryError, "%zd items are more than a Map holds", count);
        return -1;
    }
    size_t size = (size_t)count * a->map.plan->entry_stride;
    a->entries = PyMem_Calloc(1, size + (size_t)count * sizeof *a->targets + 8);
    if (!a->entries) {
        PyErr_NoMemory();
        return -1;
    }
    a->targets = (uint32_t *)(void *)(a->entries + (size + 7) / 8 * 8);
    a->count = a->added = 0;
    return 0;
}

/* All of the dict into a map that is open.  What was allocated for it stays until
 * value_undo if it fails. */
static store_result
fill(batch *a, PyObject *dict)
{
    store_result result = stage(a, dict);
    if (result != STORE_OK || (a->added && map_make_room(&a->map, a->added) < 0)) {
        return result != STORE_OK ? result : STORE_ERROR;
    }
    for (uint32_t i = 0; i < a->count; i++) {
        commit_item(a, i);
    }
    map_write_head(&a->map);
    return STORE_OK;
}

static store_result
update(View *v, PyObject *dict)
{
    batch a;
    Bump *b = v->bump;
    Plan *plan = v->plan;
    if (PyDict_GET_SIZE(dict) == 0) {
        return bump_check_open(b) < 0 || !view_head(v) ? STORE_ERROR : STORE_OK;
    }
    if (map_open_to_change(&a.map, v) < 0 || open_batch(&a, PyDict_GET_SIZE(dict)) < 0) {
        return STORE_ERROR;
    }
    undo_point since = bump_undo_point(b);
    store_result result = fill(&a, dict);
    if (result == STORE_OK) {
        release_replaced(&a, b, plan);
    } else {
        forget_staged(&a, b, plan);
        value_undo(b, since, result);
    }
    PyMem_Free(a.entries);
    return result;
}

int
map_update(View *v, PyObject *items)
{
    store_result result = STORE_NEEDS_CONVERSION;
    if (PyDict_CheckExact(items)) {
        result = update(v, items);
    }
    if (result == STORE_NEEDS_CONVERSION) {
        PyObject *dict = map_convert_items(v->bump, v->plan, items);
        result = dict ? update(v, dict) : STORE_ERROR;
        Py_XDECREF(dict);
    }
    if (result == STORE_NEEDS_CONVERSION) {
        PyErr_BadInternalCall();
    }
    return result == STORE_OK ? 0 : -1;
}

store_result
map_make(Bump *b, Plan *plan, uint64_t position, PyObject *dict, place where, arena_ref *ref)
{
    batch a;
    *ref = head_new(b, position, where);
    if (!*ref || !PyDict_CheckExact(dict) || PyDict_GET_SIZE(dict) == 0) {
        return *ref ? STORE_OK : STORE_ERROR;
    }
    map_open_new(&a.map, b, plan, *ref);
    if (open_batch(&a, PyDict_GET_SIZE(dict)) < 0) {
        return STORE_ERROR;
    }
    store_result result = fill(&a, dict);
    PyMem_Free(a.entries);
    return result;
}
