/* copy.c - copies of graphs, into the same or another arena: sharing and cycles
 * stay as they are, what nothing leads to stays behind.
 *
 * A record gets its new place when it is first met, and its values when it comes
 * off the list of those to be done, so depth costs no stack.  A table has the new
 * place of all that others can share: records, texts and slices that no field
 * owns, the heads of collections. */
#include "core.h"
#include "copy.h"

/* ---- Where things went --------------------------------------------------- */

static size_t
hash_of(const copier *c, uint64_t key, const void *what)
{
    uint64_t h = (key ^ ((uint64_t)(uintptr_t)what >> 4)) * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(h ^ h >> 32) & c->mask;
}

static moved *
find_place(const copier *c, uint64_t key, const void *what)
{
    size_t i = hash_of(c, key, what);
    while (c->table[i].what && (c->table[i].key != key || c->table[i].what != what)) {
        i = (i + 1) & c->mask;
    }
    return &c->table[i];
}

static int
grow_table(copier *c)
{
    size_t room = c->table ? 2 * (c->mask + 1) : 64;
    moved *old = c->table, *grown = PyMem_Calloc(room, sizeof *grown);
    if (!grown) {
        PyErr_NoMemory();
        return -1;
    }
    size_t length = old ? c->mask + 1 : 0;
    c->table = grown;
    c->mask = room - 1;
    for (size_t i = 0; i < length; i++) {
        if (old[i].what) {
            *find_place(c, old[i].key, old[i].what) = old[i];
        }
    }
    PyMem_Free(old);
    return 0;
}

int
copy_find(const copier *c, uint64_t key, const void *what, uint64_t *to)
{
    if (!c->table) {
        return 0;
    }
    const moved *m = find_place(c, key, what);
    *to = m->to;
    return m->what != NULL;
}

int
copy_note(copier *c, uint64_t key, const void *what, uint64_t to)
{
    if ((!c->table || 4 * c->count > 3 * c->mask) && grow_table(c) < 0) {
        return -1;
    }
    moved *m = find_place(c, key, what);
    c->count += !m->what;
    *m = (moved){key, to, what};
    return 0;
}

/* ---- Records ------------------------------------------------------------- */

static int
push(copier *c, StructType *type, arena_ref from, arena_ref to)
{
    if (c->length == c->room) {
        size_t room = c->room ? 2 * c->room : 64;
        pending *grown = PyMem_Realloc(c->todo, room * sizeof *grown);
        if (!grown) {
            PyErr_NoMemory();
            return -1;
        }
        c->todo = grown;
        c->room = room;
    }
    c->todo[c->length++] = (pending){type, from, to};
    return 0;
}

/* The new place of a record, which is made if it was not met yet; 0 with an
 * exception. */
static arena_ref
copy_record(copier *c, StructType *type, arena_ref ref)
{
    uint64_t to;
    if (copy_find(c, ref, type, &to)) {
        return (arena_ref)to;
    }
    char *data = bump_alloc_bytes(c->to, type->size, ARENA_GRANULE);
    if (!data) {
        return 0;
    }
    arena_ref made = arena_ref_of(&c->to->arena, data);
    memset(data, 0, type->size);
    return copy_note(c, ref, type, made) < 0 || push(c, type, ref, made) < 0 ? 0 : made;
}

/* Classes are looked up by Python code, which may free what is being copied. */
static int
resolve(copier *c, Plan *p)
{
    if (LIKELY(p->resolved)) {
        return 0;
    }
    c->ran_python = true;
    if (plan_resolve(p) < 0) {
        return -1;
    }
    if (c->from->epoch == c->from_epoch && c->to->epoch == c->to_epoch) {
        return 0;
    }
    PyErr_SetString(c->to->state->stale_error, "copy: an arena was rewound or closed while the "
                    "classes of a field were looked up");
    return -1;
}

static int
copy_ref(copier *c, Plan *p, const char *from, char *to, place where)
{
    arena_ref ref;
    memcpy(&ref, from, sizeof ref);
    if (ref == 0 && p->optional) {
        return 0;
    }
    if (resolve(c, p) < 0) {
        return -1;
    }
    StructType *type = ref ? record_type_at(c->from, p, ref) : NULL;
    if (!type) {
        raise_corrupt(c->to->state, where, "no such record at reference", ref);
        return -1;
    }
    ref = copy_record(c, type, ref);
    memcpy(to, &ref, sizeof ref);
    return ref ? 0 : -1;
}

static int
copy_fields(copier *c, StructType *type, const char *from, char *to, uint64_t from_position,
            uint64_t position)
{
    if (type->tag) {
        memcpy(to, &type->tag, sizeof type->tag);
    }
    const field_slot *slot = type->order, *end = slot + PyTuple_GET_SIZE(type->fields);
    for (; slot < end; slot++) {
        if (copy_value(c, slot->plan, from + slot->offset, to + slot->offset,
                       from_position + slot->offset, position + slot->offset,
                       PLACE(type, slot->field)) < 0) {
            return -1;
        }
    }
    return 0;
}

/* A reference to the embedded record leads to its new place from here on. */
static int
copy_inline(copier *c, Plan *p, const char *from, char *to, uint64_t from_position,
            uint64_t position)
{
    if (copy_note(c, from_position / ARENA_GRANULE, p->exact, position / ARENA_GRANULE) < 0) {
        return -1;
    }
    return copy_fields(c, p->exact, from, to, from_position, position);
}

/* ---- Texts and runs of values -------------------------------------------- */

static const char text_key, span_key;

static int
copy_text(copier *c, const char *from, char *to, place where)
{
    arena_text text;
    uint64_t bits, made;
    memcpy(&text, from, sizeof text);
    memcpy(&bits, from, sizeof bits);
    size_t length = arena_text_length(text);
    bool shared = length && !arena_text_is_owned(text);
    if (length == 0) {
        made = bits;
    } else if (!shared || !copy_find(c, bits, &text_key, &made)) {
        const char *bytes = arena_at_position(&c->from->arena, arena_text_position(text), length);
        if (!bytes) {
            raise_corrupt(c->to->state, where, "no such text at position",
                          arena_text_position(text));
            return -1;
        }
        char *data = bump_alloc_bytes(c->to, length, 1);
        if (!data) {
            return -1;
        }
        memcpy(data, bytes, length);
        text = arena_text_make(arena_position(&c->to->arena, data), length);
        text.lo |= shared ? 0 : ARENA_TEXT_OWNED;
        memcpy(&made, &text, sizeof made);
        if (shared && copy_note(c, bits, &text_key, made) < 0) {
            return -1;
        }
    }
    memcpy(to, &made, sizeof made);
    return 0;
}

int
copy_values(copier *c, Plan *item, const char *from, char *to, uint64_t from_position,
            uint64_t position, size_t count, place where)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = i * item->stride;
        if (copy_value(c, item, from + at, to + at, from_position + at, position + at, where) < 0) {
            return -1;
        }
    }
    return 0;
}

arena_ref
copy_items(copier *c, Plan *item, arena_ref ref, size_t count, place where)
{
    uint64_t position;
    const char *from = arena_at(&c->from->arena, ref, count * item->stride);
    if (!from) {
        raise_corrupt(c->to->state, where, "no such items at reference", ref);
        return 0;
    }
    char *to = items_alloc(c->to, item, count, &position);
    if (!to) {
        return 0;
    }
    memset(to, 0, count * item->stride);
    if (copy_values(c, item, from, to, (uint64_t)ref * ARENA_GRANULE, position, count, where) < 0) {
        return 0;
    }
    return (arena_ref)(position / ARENA_GRANULE);
}

static int
copy_span(copier *c, Plan *p, const char *from, char *to, place where)
{
    span s;
    uint64_t bits, made = 0;
    memcpy(&s, from, sizeof s);
    memcpy(&bits, from, sizeof bits);
    size_t length = s.length & SPAN_MAX;
    bool shared = length && !(s.length & SPAN_OWNED);
    if (shared && copy_find(c, bits, &span_key, &made)) {
        s.ref = (arena_ref)made;
    } else if (length) {
        s.ref = copy_items(c, p->item, s.ref, length, where);
        if (!s.ref || (shared && copy_note(c, bits, &span_key, s.ref) < 0)) {
            return -1;
        }
    }
    memcpy(to, &s, sizeof s);
    return 0;
}

/* ---- Collections ---------------------------------------------------------- */

/* The items of a Vec or String, without the room behind them. */
static int
copy_vec_items(copier *c, Plan *p, const head *from, head *to, place where)
{
    Plan *item = p->item ? p->item : c->to->state->byte_plan;
    if (from->length > from->capacity) {
        raise_corrupt(c->to->state, where, "a length beyond the capacity", from->length);
        return -1;
    }
    if (from->length) {
        to->items = copy_items(c, item, from->items, from->length, where);
        to->length = to->capacity = from->length;
    }
    return from->length && !to->items ? -1 : 0;
}

static int
copy_head_items(copier *c, Plan *p, const head *from, head *to, place where)
{
    return p->kind == PLAN_MAP ? copy_map_entries(c, p, from, to, where)
                               : copy_vec_items(c, p, from, to, where);
}

static int
copy_head(copier *c, Plan *p, const char *from, char *to, place where)
{
    arena_ref ref;
    uint64_t made;
    memcpy(&ref, from, sizeof ref);
    if (ref == 0) {
        return 0;
    }
    if (!copy_find(c, ref, p->ops, &made)) {
        const head *old = arena_at(&c->from->arena, ref, sizeof *old);
        if (!old) {
            raise_corrupt(c->to->state, where, "no such collection at reference", ref);
            return -1;
        }
        head *new = bump_alloc_bytes(c->to, sizeof *new, ARENA_GRANULE);
        if (!new) {
            return -1;
        }
        *new = (head){0};
        made = arena_ref_of(&c->to->arena, new);
        if (copy_note(c, ref, p->ops, made) < 0 || copy_head_items(c, p, old, new, where) < 0) {
            return -1;
        }
    }
    ref = (arena_ref)made;
    memcpy(to, &ref, sizeof ref);
    return 0;
}

/* ---- Values --------------------------------------------------------------- */

static int
copy_object(copier *c, const char *from, char *to, uint64_t position, place where)
{
    uint32_t index;
    memcpy(&index, from, sizeof index);
    PyObject *object = index ? held_get(c->from, index) : NULL;
    if (index && !object) {
        raise_corrupt(c->to->state, where, "no such object", index);
        return -1;
    }
    if (index && !(index = held_add(c->to, object, position))) {
        return -1;
    }
    memcpy(to, &index, sizeof index);
    return 0;
}

/* By way of a Python object that storing needs no Python code for. */
static int
copy_loaded(copier *c, Plan *p, const char *from, char *to, uint64_t from_position,
            uint64_t position, place where)
{
    PyObject *value = value_load(c->from, p, from, from_position, where);
    store_result result = value ? value_store(c->to, p, to, position, value, where) : STORE_ERROR;
    Py_XDECREF(value);
    return result == STORE_OK ? 0 : -1;
}

int
copy_value(copier *c, Plan *p, const char *from, char *to, uint64_t from_position,
           uint64_t position, place where)
{
    switch ((plan_kind)p->kind) {
    case PLAN_REF: return copy_ref(c, p, from, to, where);
    case PLAN_STR: case PLAN_BYTES: return copy_text(c, from, to, where);
    case PLAN_SLICE: return copy_span(c, p, from, to, where);
    case PLAN_SYMBOL: return copy_loaded(c, p, from, to, from_position, position, where);
    case PLAN_OBJECT: return copy_object(c, from, to, position, where);
    case PLAN_VEC: case PLAN_STRING: case PLAN_MAP: return copy_head(c, p, from, to, where);
    case PLAN_INLINE: return copy_inline(c, p, from, to, from_position, position);
    case PLAN_ARRAY:
        return copy_values(c, p->item, from, to, from_position, position, p->count, where);
    case PLAN_OPTION:
        if (!from[p->item->size]) {
            return 0;
        }
        to[p->item->size] = 1;
        return copy_value(c, p->item, from, to, from_position, position, where);
    default: memcpy(to, from, p->size); return 0;
    }
}

/* ---- Graphs ---------------------------------------------------------------- */

static int
copy_pending(copier *c)
{
    while (c->length) {
        pending next = c->todo[--c->length];
        const char *from = arena_at(&c->from->arena, next.from, next.type->size);
        char *to = arena_at(&c->to->arena, next.to, next.type->size);
        if (!from || !to) {
            raise_corrupt(c->to->state, (place){0}, "no such record at reference", next.from);
            return -1;
        }
        if (copy_fields(c, next.type, from, to, (uint64_t)next.from * ARENA_GRANULE,
                        (uint64_t)next.to * ARENA_GRANULE) < 0) {
            return -1;
        }
    }
    return 0;
}

/* All that one root leads to; the same arenas as before keep their table. */
static PyObject *
copy_root(copier *c, PyObject *root)
{
    Record *r = (Record *)root;
    if (!is_struct_type(c->to->state, (PyObject *)Py_TYPE(root))) {
        PyErr_Format(PyExc_TypeError, "expected a record, got %s", Py_TYPE(root)->tp_name);
        return NULL;
    }
    if (!record_data(r)) {
        return NULL;
    }
    if (c->from && r->bump != c->from) {
        PyErr_SetString(c->to->state->lifetime_error, "the roots are of different arenas");
        return NULL;
    }
    c->from = r->bump;
    c->from_epoch = r->bump->epoch;
    arena_ref to = copy_record(c, RECORD_TYPE(r), r->ref);
    return to && copy_pending(c) == 0 ? record_new(RECORD_TYPE(r), c->to, to) : NULL;
}

static PyObject *
copy_roots(copier *c, PyObject *roots)
{
    Py_ssize_t count = PyTuple_GET_SIZE(roots);
    PyObject *copies = PyList_New(count);
    for (Py_ssize_t i = 0; copies && i < count; i++) {
        PyObject *copy = copy_root(c, PyTuple_GET_ITEM(roots, i));
        if (!copy) {
            Py_CLEAR(copies);
            break;
        }
        PyList_SET_ITEM(copies, i, copy);
    }
    return copies;
}

PyObject *
bump_copy_roots(Bump *b, PyObject *roots)
{
    if (bump_check_open(b) < 0) {
        return NULL;
    }
    copier c = {.to = b, .to_epoch = b->epoch};
    undo_point since = bump_undo_point(b);
    PyObject *copies = copy_roots(&c, roots);
    PyMem_Free(c.table);
    PyMem_Free(c.todo);
    if (!copies && !c.ran_python) { /* else what lies above may be another's */
        value_undo(b, since, STORE_ERROR);
    }
    return copies;
}

PyObject *
bump_copy(PyObject *self, PyObject *root)
{
    PyObject *roots = PyTuple_Pack(1, root);
    PyObject *copies = roots ? bump_copy_roots((Bump *)self, roots) : NULL;
    PyObject *copy = copies ? Py_NewRef(PyList_GET_ITEM(copies, 0)) : NULL;
    Py_XDECREF(roots);
    Py_XDECREF(copies);
    return copy;
}
