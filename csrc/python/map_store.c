/* map_store.c - a Map in memory: finding, setting, deleting, growing.
 *
 * A new entry is written behind those in use, or, when there is no room, to the C
 * stack first; then the block grows, and only then does the head change.  So what
 * fails on the way leaves the Map as it was. */
#include "map.h"

/* The widest entry: a key of 8 bytes, and an optional 128-bit integer. */
enum { MAX_ENTRY = 64 };

/* Cold: no head so far, no entries, or none that can be. */
int
map_open_slowly(map *m, View *v)
{
    bool was_unmade = v->unmade;
    const head *h = view_head(v);
    if (was_unmade && !v->unmade) {
        return map_open(m, v);
    }
    if (!h || (h->capacity == 0 && h->used == 0 && h->length == 0)) {
        m->head = !h || v->unmade ? NULL : (head *)(uintptr_t)h;
        m->holder = v->position;
        m->position = 0;
        return h && table_open(&m->table, &v->bump->arena, map_shape(v->plan), NULL, 0, 0, 0)
                   ? 0 : -1;
    }
    raise_corrupt(v->bump->state, (place){0}, "no such entries of a Map at reference", h->items);
    return -1;
}

void
map_open_new(map *m, Bump *b, Plan *plan, arena_ref ref)
{
    *m = (map){.bump = b, .plan = plan, .holder = (uint64_t)ref * ARENA_GRANULE};
    m->head = arena_address(&b->arena, ref);
    (void)table_open(&m->table, &b->arena, map_shape(plan), NULL, 0, 0, 0);
}

int
map_open_to_change(map *m, View *v)
{
    return bump_check_open(v->bump) < 0 ? -1 : map_open(m, v);
}

void
map_write_head(map *m)
{
    m->head->length = m->table.length;
    m->head->used = m->table.used;
}

PyObject *
map_load_key(const map *m, uint32_t entry)
{
    return value_load(m->bump, m->plan->key, table_entry(&m->table, entry),
                      map_entry_position(m, entry), PLACE_KEY);
}

PyObject *
map_load_value(const map *m, uint32_t entry)
{
    return value_load(m->bump, m->plan->item, map_value(m, entry), map_value_position(m, entry),
                      (place){0});
}

/* ---- Finding ------------------------------------------------------------ */

/* 0: absent, if it has a hash at all. */
static int
check_hashable(PyObject *key)
{
    return PyObject_Hash(key) == -1 && PyErr_Occurred() ? -1 : 0;
}

static int
find_parsed(map *m, View *v, const map_key *key, uint32_t *entry)
{
    if (map_open(m, v) < 0) {
        return -1;
    }
    *entry = table_find(&m->table, &key->key);
    return *entry != TABLE_NONE;
}

static int
find_converted(map *m, View *v, PyObject *key, uint32_t *entry)
{
    map_key k;
    PyObject *converted = key_convert(v->bump, v->plan->key, key);
    if (!converted) {
        if (v->plan->key->kind == PLAN_REF || !PyErr_ExceptionMatches(PyExc_TypeError)) {
            return -1;
        }
        PyErr_Clear();
        return check_hashable(key);
    }
    int found = 0;
    key_result result = key_parse(v->bump, v->plan->key, converted, &k);
    if (result == KEY_OK) {
        found = find_parsed(m, v, &k, entry);
        key_done(&k);
    } else {
        found = result == KEY_ERROR ? -1 : check_hashable(key);
    }
    Py_DECREF(converted);
    return found;
}

int
map_find(map *m, View *v, PyObject *key, uint32_t *entry)
{
    map_key k;
    if (UNLIKELY(map_open(m, v) < 0)) {
        return -1;
    }
    key_result result = key_parse(v->bump, v->plan->key, key, &k);
    if (LIKELY(result == KEY_OK)) {
        *entry = table_find(&m->table, &k.key);
        key_done(&k);
        return *entry != TABLE_NONE;
    }
    switch (result) {
    case KEY_CONVERT: return find_converted(m, v, key, entry);
    case KEY_ABSENT: return check_hashable(key);
    default: return -1;
    }
}

/* Nothing in here takes the address of the map but what is inlined, so that the most
 * of it is never written to memory. */
static inline int
look_up_quickly(View *v, PyObject *key, const char **data, uint64_t *position)
{
    map m;
    map_key k;
    if (UNLIKELY(!map_open_quickly(&m, v))) {
        return -1;
    }
    if (UNLIKELY(key_parse(v->bump, v->plan->key, key, &k) != KEY_OK)) {
        PyErr_Clear();
        return -1;
    }
    uint32_t entry = table_find(&m.table, &k.key);
    key_done(&k);
    if (entry == TABLE_NONE) {
        return 0;
    }
    *data = map_value(&m, entry);
    *position = map_value_position(&m, entry);
    return 1;
}

int
map_look_up(View *v, PyObject *key, PyObject **value)
{
    map m;
    uint32_t entry;
    const char *data;
    uint64_t position;
    int found = look_up_quickly(v, key, &data, &position);
    if (UNLIKELY(found < 0)) {
        found = map_find(&m, v, key, &entry);
        if (found > 0 && value) {
            data = map_value(&m, entry);
            position = map_value_position(&m, entry);
        }
    }
    if (found > 0 && value) {
        *value = value_load(v->bump, v->plan->item, data, position, (place){0});
        return *value ? 1 : -1;
    }
    return found;
}

/* ---- Growing ------------------------------------------------------------ */

/* Packed entries get other positions; each moves towards the front, where nothing
 * is that is alive. */
static void
move_objects(const map *m, uint64_t to)
{
    Plan *item = m->plan->item;
    uint32_t packed = 0;
    if (!item->has_objects) {
        return;
    }
    for (uint32_t e = table_next(&m->table, 0); e < m->table.used;
         e = table_next(&m->table, e + 1), packed++) {
        values_moved(m->bump, item, map_value(m, e), map_value_position(m, e),
                     to + (uint64_t)packed * m->plan->entry_stride + m->plan->item_offset, 1);
    }
}

/* The entries go to a block in use at `position`, which may be the same one. */
static void
take_block(map *m, char *block, uint64_t position, uint32_t capacity)
{
    move_objects(m, position);
    table_copy(&m->table, block);
    table_rebuild(&m->table, &m->bump->arena, map_shape(m->plan), block, m->table.length, capacity,
                  m->bump->state->hash_seed);
    m->position = position;
    m->head->items = (arena_ref)(position / ARENA_GRANULE);
    m->head->capacity = capacity;
    map_write_head(m);
}

static int
raise_scope(const map *m)
{
    PyErr_Format(m->bump->state->lifetime_error,
                 "%U: a Map from outside of the scope cannot grow in it, as its entries would be "
                 "freed before it; reserve() room before the scope", m->plan->label);
    return -1;
}

/* Of a field that has none yet: last of all that may fail. */
static int
make_head(map *m)
{
    m->head = m->head ? m->head : view_make_head(m->view);
    return m->head ? 0 : -1;
}

static int
move_block(map *m, uint32_t capacity)
{
    Bump *b = m->bump;
    uint64_t old_size = m->table.capacity ? table_size(m->table.shape, m->table.capacity) : 0;
    char *block = bump_alloc_bytes(b, table_size(m->table.shape, capacity), ARENA_GRANULE);
    if (!block) {
        return -1;
    }
    uint64_t old = m->position, position = arena_position(&b->arena, block);
    bool outlives = position < m->holder || lifetime_outlives(b, m->holder, position);
    if ((!outlives && raise_scope(m) < 0) || make_head(m) < 0) {
        return -1;
    }
    take_block(m, block, position, capacity);
    bump_waste(b, old, old_size);
    return 0;
}

static int
resize(map *m, uint32_t capacity)
{
    Bump *b = m->bump;
    table_shape shape = m->table.shape;
    uint64_t size = table_size(shape, capacity);
    if (m->table.capacity && m->position >= bump_innermost_mark(b)
        && arena_resize(&b->arena, m->table.entries, table_size(shape, m->table.capacity),
                        size)) {
        take_block(m, m->table.entries, m->position, capacity);
        return 0;
    }
    return move_block(m, capacity);
}

int
map_reserve(map *m, uint64_t count)
{
    if (count <= m->table.capacity) {
        return 0;
    }
    if (count > TABLE_MAX
        || table_size(m->table.shape, (uint32_t)count) > ARENA_MAX_POSITION) {
        PyErr_Format(PyExc_MemoryError, "%U: %llu entries do not fit: an arena ends at 32 GiB, a "
                     "Map at 2**30 entries", m->plan->label, (unsigned long long)count);
        return -1;
    }
    return resize(m, (uint32_t)count);
}

/* Packing is room enough where a quarter is dead, so that it is not done at every
 * turn; where it costs little; and where the Map cannot grow. */
static bool
packing_suffices(const map *m, uint64_t needed)
{
    uint32_t capacity = m->table.capacity;
    bool can_grow = lifetime_can_allocate_for(m->bump, m->holder);
    return needed <= capacity
           && (needed <= capacity - capacity / 4 || capacity <= TABLE_LINEAR || !can_grow);
}

int
map_make_room(map *m, uint32_t more)
{
    const table *t = &m->table;
    uint64_t needed = (uint64_t)t->length + more;
    if (more <= t->capacity - t->used) {
        return 0;
    }
    if (packing_suffices(m, needed)) {
        take_block(m, t->entries, m->position, t->capacity);
        return 0;
    }
    uint64_t next = table_next_capacity(t->capacity);
    return map_reserve(m, needed > next ? needed : next);
}

/* ---- Setting ------------------------------------------------------------ */

static bool
is_collection(const Plan *item)
{
    return item->kind == PLAN_VEC || item->kind == PLAN_STRING || item->kind == PLAN_MAP;
}

/* A collection in an entry cannot wait for its head, as what refers to it may move. */
store_result
map_store_value(Bump *b, Plan *item, char *data, uint64_t position, PyObject *value)
{
    arena_ref ref;
    store_result result = value_store(b, item, data, position, value, (place){0});
    if (result != STORE_OK || item->optional || !is_collection(item)) {
        return result;
    }
    memcpy(&ref, data, sizeof ref);
    if (ref == 0 && !(ref = head_new(b, position, (place){0}))) {
        return STORE_ERROR;
    }
    memcpy(data, &ref, sizeof ref);
    return STORE_OK;
}

/* Adds what was written to `entry`, which may be the place for it already. */
static int
append(map *m, const char *entry, const table_key *key)
{
    if (map_make_room(m, 1) < 0) {
        return -1;
    }
    Plan *item = m->plan->item;
    char *to = table_entry(&m->table, m->table.used);
    if (to != entry) {
        memcpy(to, entry, m->plan->entry_stride);
        values_moved(m->bump, item, to + m->plan->item_offset, m->holder,
                     map_value_position(m, m->table.used), 1);
    }
    table_add(&m->table, key);
    map_write_head(m);
    return 0;
}

/* A number under a number, where there is room: nothing is allocated, so nothing is to
 * be undone.  STORE_NEEDS_CONVERSION: that is not so. */
static inline store_result
add_number(map *m, const map_key *key, PyObject *value)
{
    const Plan *plan = m->plan;
    uint8_t kind = plan->key->kind;
    if (plan->item->kind > PLAN_F64 || (kind > PLAN_U64 && kind != PLAN_SYMBOL)
        || m->table.used >= m->table.capacity) {
        return STORE_NEEDS_CONVERSION;
    }
    char *entry = table_entry(&m->table, m->table.used);
    store_result result = scalar_store((plan_kind)plan->item->kind, entry + plan->item_offset,
                                       value, (place){0});
    if (result == STORE_OK) {
        memcpy(entry, &key->key.word, plan->key->size);
        table_add(&m->table, &key->key);
        map_write_head(m);
    }
    return result;
}

static store_result
add(map *m, const map_key *key, PyObject *value)
{
    char scratch[MAX_ENTRY];
    Plan *plan = m->plan;
    undo_point since = bump_undo_point(m->bump);
    bool fits = m->table.used < m->table.capacity;
    char *entry = fits ? table_entry(&m->table, m->table.used) : scratch;
    uint64_t position = fits ? map_entry_position(m, m->table.used) : m->holder;
    uint64_t at = fits ? position + plan->item_offset : m->holder;
    memset(entry, 0, plan->entry_stride);
    store_result result = key_store(m->bump, plan->key, entry, position, key);
    if (result == STORE_OK) {
        result = map_store_value(m->bump, plan->item, entry + plan->item_offset, at, value);
    }
    if (result == STORE_OK && append(m, entry, &key->key) < 0) {
        result = STORE_ERROR;
    }
    if (result != STORE_OK) {
        values_forget(m->bump, plan->item, entry + plan->item_offset, at, 1);
        value_undo(m->bump, since, result);
    }
    return result;
}

/* Collections are stored beside the old one first: without a head nothing changes. */
static store_result
replace_collection(map *m, char *data, uint64_t position, PyObject *value)
{
    char scratch[sizeof(arena_ref)] = {0};
    undo_point since = bump_undo_point(m->bump);
    store_result result = map_store_value(m->bump, m->plan->item, scratch, position, value);
    if (result != STORE_OK) {
        value_undo(m->bump, since, result);
        return result;
    }
    memcpy(data, scratch, sizeof scratch);
    return STORE_OK;
}

static store_result
replace(map *m, uint32_t entry, PyObject *value)
{
    char *data = map_value(m, entry);
    uint64_t position = map_value_position(m, entry);
    if (m->plan->item->kind <= PLAN_F64) {
        return scalar_store((plan_kind)m->plan->item->kind, data, value, (place){0});
    }
    if (is_collection(m->plan->item)) {
        return replace_collection(m, data, position, value);
    }
    int result = value_assign(m->bump, m->plan->item, data, position, value, (place){0});
    return result == 0 ? STORE_OK : result < 0 ? STORE_ERROR : STORE_NEEDS_CONVERSION;
}

/* Runs no Python code but at its end. */
static store_result
put(View *v, const map_key *key, PyObject *value)
{
    map m;
    if (map_open_to_change(&m, v) < 0) {
        return STORE_ERROR;
    }
    uint32_t entry = table_find(&m.table, &key->key);
    if (entry != TABLE_NONE) {
        return replace(&m, entry, value);
    }
    store_result result = add_number(&m, key, value);
    return result == STORE_NEEDS_CONVERSION ? add(&m, key, value) : result;
}

static store_result
set_parsed(View *v, PyObject *object, PyObject *value)
{
    map_key key;
    key_result parsed = key_parse_to_store(v->bump, v->plan->key, object, &key);
    if (parsed != KEY_OK) {
        return parsed == KEY_CONVERT ? STORE_NEEDS_CONVERSION : STORE_ERROR;
    }
    store_result result = put(v, &key, value);
    key_done(&key);
    return result;
}

int
map_set(View *v, PyObject *key, PyObject *value)
{
    store_result result = set_parsed(v, key, value);
    if (LIKELY(result != STORE_NEEDS_CONVERSION)) {
        return result == STORE_OK ? 0 : -1;
    }
    PyObject *k = key_convert(v->bump, v->plan->key, key);
    PyObject *converted = k ? value_convert(v->bump, v->plan->item, value, (place){0}) : NULL;
    result = converted ? set_parsed(v, k, converted) : STORE_ERROR;
    if (result == STORE_NEEDS_CONVERSION) {
        PyErr_BadInternalCall();
    }
    Py_XDECREF(k);
    Py_XDECREF(converted);
    return result == STORE_OK ? 0 : -1;
}

/* ---- Deleting ----------------------------------------------------------- */

static void
waste_entry(const map *m, uint32_t entry)
{
    const Plan *key = m->plan->key, *item = m->plan->item;
    if (key->kind == PLAN_STR || key->kind == PLAN_BYTES) {
        text_waste(m->bump, table_entry(&m->table, entry));
    }
    if (item->kind > PLAN_F64) {
        value_waste(m->bump, item, map_value(m, entry));
    }
}

int
map_delete(map *m, uint32_t entry)
{
    char old[MAX_ENTRY];
    Bump *b = m->bump;
    Plan *item = m->plan->item;
    uint64_t position = map_value_position(m, entry);
    if (item->has_objects) {
        memcpy(old, map_value(m, entry), item->size);
    }
    waste_entry(m, entry);
    table_delete(&m->table, entry);
    map_write_head(m);
    if (table_is_sparse(&m->table)) {
        take_block(m, m->table.entries, m->position, m->table.capacity);
    }
    if (item->has_objects) {
        values_release(b, item, old, position, 1);
    }
    return 0;
}

static void
release_all(Bump *b, const Plan *plan, const char *old, uint64_t position, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        uint64_t at = (uint64_t)i * plan->entry_stride + plan->item_offset;
        values_release(b, plan->item, old + at, position + at, 1);
    }
}

int
map_clear(View *v)
{
    map m;
    char *old = NULL;
    if (map_open_to_change(&m, v) < 0) {
        return -1;
    }
    uint32_t used = m.table.used;
    size_t bytes = (size_t)used * v->plan->entry_stride;
    if (used == 0) {
        return 0;
    }
    if (v->plan->item->has_objects) {
        if (!(old = PyMem_Malloc(bytes))) {
            PyErr_NoMemory();
            return -1;
        }
        memcpy(old, m.table.entries, bytes);
    }
    for (uint32_t e = table_next(&m.table, 0); e < used; e = table_next(&m.table, e + 1)) {
        waste_entry(&m, e);
    }
    m.table.length = m.table.used = 0;
    take_block(&m, m.table.entries, m.position, m.table.capacity);
    if (old) {
        release_all(v->bump, v->plan, old, m.position, used);
    }
    PyMem_Free(old);
    return 0;
}
