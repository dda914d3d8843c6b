/* copy.c - copies of graphs, into the same or another arena: sharing and cycles
 * stay as they are, what nothing leads to stays behind.
 *
 * A record gets its new place when it is first met, and its values when it comes
 * off the list of those to be done, so depth costs no stack.  A table has the new
 * place of all that others can share: records, texts and slices that no field
 * owns, the heads of collections.
 *
 * An embedded record that a reference leads to before its holder is met looks like
 * a record of its own.  When the holder comes, all is done once more, with the
 * references to such parts written last.  (Not those that are keys of a Map, which
 * are hashed at once: they lead to a record of their own then.) */
#include "core.h"
#include "copy.h"

/* ---- Records ------------------------------------------------------------- */

static int
push(copier *c, StructType *type, arena_ref from, arena_ref to)
{
    if (c->length == c->room) {
        pending *grown = array_grow(c->todo, &c->room, 64, sizeof *grown);
        if (!grown) {
            return -1;
        }
        c->todo = grown;
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

/* ---- Parts that references lead to ---------------------------------------- */

static bool
is_part(const copier *c, const StructType *type, arena_ref ref)
{
    uint64_t unused;
    return places_find(&c->parts, ref, type, &unused);
}

static int
add_late(copier *c, late_ref late)
{
    if (c->late_length == c->late_room) {
        late_ref *grown = array_grow(c->late, &c->late_room, 16, sizeof *grown);
        if (!grown) {
            return -1;
        }
        c->late = grown;
    }
    c->late[c->late_length++] = late;
    return 0;
}

/* What is a part of nothing that was copied, after all, is copied by itself. */
static int
write_late(copier *c)
{
    for (size_t i = 0; i < c->late_length; i++) {
        late_ref *late = &c->late[i];
        arena_ref made = copy_record(c, late->type, late->ref);
        char *to = made ? arena_at_position(&c->to->arena, late->position, sizeof made) : NULL;
        if (!to) {
            return made ? (PyErr_BadInternalCall(), -1) : -1;
        }
        memcpy(to, &made, sizeof made);
    }
    return 0;
}

/* What a reference leads to; *type NULL: nothing.  0, or -1 with an exception. */
static int
find_target(copier *c, Plan *p, const char *from, StructType **type, arena_ref *ref, place where)
{
    *type = NULL;
    memcpy(ref, from, sizeof *ref);
    if (*ref == 0 && p->optional) {
        return 0;
    }
    if (resolve(c, p) < 0) {
        return -1;
    }
    *type = *ref ? record_type_at(c->from, p, *ref) : NULL;
    if (!*type) {
        raise_corrupt(c->to->state, where, "no such record at reference", *ref);
        return -1;
    }
    return 0;
}

int
copy_key_ref(copier *c, Plan *p, const char *from, char *to, place where)
{
    StructType *type;
    arena_ref ref;
    if (find_target(c, p, from, &type, &ref, where) < 0) {
        return -1;
    }
    if (!type) {
        return 0;
    }
    ref = copy_record(c, type, ref);
    memcpy(to, &ref, sizeof ref);
    return ref ? 0 : -1;
}

static int
copy_ref(copier *c, Plan *p, const char *from, char *to, uint64_t position, place where)
{
    StructType *type;
    arena_ref ref;
    if (find_target(c, p, from, &type, &ref, where) < 0) {
        return -1;
    }
    if (!type) {
        return 0;
    }
    if (UNLIKELY(is_part(c, type, ref))) {
        return add_late(c, (late_ref){type, ref, position});
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
    uint64_t ref = from_position / ARENA_GRANULE, made;
    if (copy_find(c, ref, p->exact, &made) && made != position / ARENA_GRANULE) {
        c->again = true;
        if (places_note(&c->parts, ref, p->exact, 0) < 0) {
            return -1;
        }
    }
    if (copy_note(c, ref, p->exact, position / ARENA_GRANULE) < 0) {
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
    case PLAN_REF: return copy_ref(c, p, from, to, position, where);
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

static int
check_root(copier *c, PyObject *root)
{
    Record *r = (Record *)root;
    if (!is_struct_type(c->to->state, (PyObject *)Py_TYPE(root))) {
        PyErr_Format(PyExc_TypeError, "expected a record, got %s", Py_TYPE(root)->tp_name);
        return -1;
    }
    if (!record_data(r)) {
        return -1;
    }
    if (c->from && r->bump != c->from) {
        PyErr_SetString(c->to->state->lifetime_error, "the roots are of different arenas");
        return -1;
    }
    c->from = r->bump;
    c->from_epoch = r->bump->epoch;
    return 0;
}

/* All that the roots lead to; those that are parts are for the last. */
static int
copy_graph(copier *c, PyObject *roots)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(roots); i++) {
        PyObject *root = PyTuple_GET_ITEM(roots, i);
        if (check_root(c, root) < 0) {
            return -1;
        }
        StructType *type = RECORD_TYPE(root);
        arena_ref ref = ((Record *)root)->ref;
        if (!is_part(c, type, ref) && (!copy_record(c, type, ref) || copy_pending(c) < 0)) {
            return -1;
        }
    }
    return write_late(c) < 0 ? -1 : copy_pending(c);
}

static PyObject *
handles_of(copier *c, PyObject *roots)
{
    Py_ssize_t count = PyTuple_GET_SIZE(roots);
    PyObject *copies = PyList_New(count);
    for (Py_ssize_t i = 0; copies && i < count; i++) {
        PyObject *root = PyTuple_GET_ITEM(roots, i);
        arena_ref made = copy_record(c, RECORD_TYPE(root), ((Record *)root)->ref);
        PyObject *copy = made && copy_pending(c) == 0
                             ? record_new(RECORD_TYPE(root), c->to, made) : NULL;
        if (!copy) {
            Py_CLEAR(copies);
            break;
        }
        PyList_SET_ITEM(copies, i, copy);
    }
    return copies;
}

/* The second time all parts are known: what is found then is the key of a Map. */
static PyObject *
copy_roots(copier *c, PyObject *roots, undo_point since)
{
    if (copy_graph(c, roots) < 0) {
        return NULL;
    }
    if (c->again) {
        if (!c->ran_python) { /* else what lies above may be another's */
            value_undo(c->to, since, STORE_NEEDS_CONVERSION);
        }
        places_clear(&c->places);
        c->late_length = 0;
        if (copy_graph(c, roots) < 0) {
            return NULL;
        }
    }
    return handles_of(c, roots);
}

PyObject *
bump_copy_roots(Bump *b, PyObject *roots)
{
    if (bump_check_open(b) < 0) {
        return NULL;
    }
    copier c = {.to = b, .to_epoch = b->epoch};
    undo_point since = bump_undo_point(b);
    PyObject *copies = copy_roots(&c, roots, since);
    places_clear(&c.places);
    places_clear(&c.parts);
    PyMem_Free(c.todo);
    PyMem_Free(c.late);
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
