/* map_view.c - keys(), values() and items() of a Map, and the iterators.
 *
 * Those of keys and items are sets as those of dict are: comparisons and operators
 * take any set or iterable, and give a set. */
#include "map.h"
#include "docs_map.h"

/* ---- Iterators ---------------------------------------------------------- */

typedef struct MapIter {
    PyObject_HEAD
    View *map;       /* NULL: used up */
    uint32_t next;   /* backwards: behind the entry that comes next */
    uint32_t length; /* of the map when iteration began */
    uint8_t part;    /* map_part */
    bool backwards;
    PyObject *pair; /* the last one given out, to use again if nobody has kept it */
} MapIter;

PyObject *
map_iterate(View *v, map_part part, bool backwards)
{
    map m;
    if (map_open(&m, v) < 0) {
        return NULL;
    }
    MapIter *it = NEW_OBJECT(MapIter, v->bump->state->map_iter_type);
    if (it) {
        it->map = (View *)Py_NewRef((PyObject *)v);
        it->part = (uint8_t)part;
        it->backwards = backwards;
        it->next = backwards ? m.table.used : 0;
        it->length = m.table.length;
    }
    return (PyObject *)it;
}

/* The next entry, with the map open; TABLE_NONE at the end or with an exception. */
static uint32_t
step(MapIter *it, map *m)
{
    if (map_open(m, it->map) < 0) {
        return TABLE_NONE;
    }
    if (UNLIKELY(m->table.length != it->length)) {
        PyErr_SetString(PyExc_RuntimeError, "Map changed size during iteration");
        it->length = TABLE_NONE; /* for good */
        return TABLE_NONE;
    }
    uint32_t entry = it->backwards ? table_previous(&m->table, it->next)
                                   : table_next(&m->table, it->next);
    if (entry == TABLE_NONE || entry >= m->table.used) {
        return TABLE_NONE;
    }
    it->next = it->backwards ? entry : entry + 1;
    return entry;
}

/* As dict does it: a loop that unpacks the pair makes no garbage. */
static PyObject *
pair_of(MapIter *it, PyObject *key, PyObject *value)
{
    PyObject *pair = it->pair;
    if (pair && Py_REFCNT(pair) == 1) {
        PyObject *old_key = PyTuple_GET_ITEM(pair, 0), *old_value = PyTuple_GET_ITEM(pair, 1);
        PyTuple_SET_ITEM(pair, 0, key);
        PyTuple_SET_ITEM(pair, 1, value);
        Py_INCREF(pair);
        Py_DECREF(old_key);
        Py_DECREF(old_value);
        if (!PyObject_GC_IsTracked(pair)) { /* the collector leaves pairs of plain values out */
            PyObject_GC_Track(pair);
        }
        return pair;
    }
    pair = PyTuple_New(2);
    if (!pair) {
        Py_DECREF(key);
        Py_DECREF(value);
        return NULL;
    }
    PyTuple_SET_ITEM(pair, 0, key);
    PyTuple_SET_ITEM(pair, 1, value);
    Py_XSETREF(it->pair, Py_NewRef(pair));
    return pair;
}

/* A key and its value.  Reading the key of some kinds may have run Python code, and
 * that have changed the map. */
static PyObject *
load_item(MapIter *it, map *m, uint32_t entry)
{
    PyObject *key = map_load_key(m, entry), *value = NULL;
    if (LIKELY(key && map_is_unchanged(m))) {
        value = map_load_value(m, entry);
    }
    if (UNLIKELY(!value)) {
        Py_XDECREF(key);
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_RuntimeError, "Map changed during iteration");
        }
        return NULL;
    }
    return pair_of(it, key, value);
}

static PyObject *
load_part(MapIter *it, map *m, uint32_t entry)
{
    switch ((map_part)it->part) {
    case MAP_KEYS: return map_load_key(m, entry);
    case MAP_VALUES: return map_load_value(m, entry);
    default: return load_item(it, m, entry);
    }
}

/* Where nothing is deleted and nothing has changed, the entries need no more than to
 * be there: without what finding a key needs, an item costs a third less. */
static inline bool
step_packed(MapIter *it, map *m)
{
    View *v = it->map;
    Bump *b = v->bump;
    if (v->epoch != b->epoch || v->unmade || it->backwards) {
        return false;
    }
    head *h = arena_at_position(&b->arena, v->position, sizeof *h);
    if (!h || h->length != it->length || h->used != it->length || it->next >= it->length) {
        return false;
    }
    m->table.entries = arena_at(&b->arena, h->items, (uint64_t)it->length * v->plan->entry_stride);
    m->table.shape.stride = v->plan->entry_stride;
    m->table.length = m->table.used = it->length;
    m->bump = b;
    m->plan = v->plan;
    m->view = v;
    m->head = h;
    m->position = (uint64_t)h->items * ARENA_GRANULE;
    return m->table.entries != NULL;
}

static PyObject *
iter_next(PyObject *self)
{
    map m;
    MapIter *it = (MapIter *)self;
    if (LIKELY(it->map && step_packed(it, &m))) {
        return load_part(it, &m, it->next++);
    }
    uint32_t entry = it->map ? step(it, &m) : TABLE_NONE;
    if (entry != TABLE_NONE) {
        return load_part(it, &m, entry);
    }
    if (!PyErr_Occurred()) {
        Py_CLEAR(it->map);
    }
    return NULL;
}

/* How many are left: exact as long as nothing was deleted. */
static PyObject *
iter_length_hint(PyObject *self, PyObject *unused)
{
    (void)unused;
    const MapIter *it = (const MapIter *)self;
    uint32_t left = 0;
    if (it->map && it->length != TABLE_NONE) {
        left = it->backwards ? it->next : it->next < it->length ? it->length - it->next : 0;
        left = left < it->length ? left : it->length;
    }
    return PyLong_FromUnsignedLong(left);
}

static void
iter_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF((PyObject *)((MapIter *)self)->map);
    Py_XDECREF(((MapIter *)self)->pair);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef iter_methods[] = {
    {"__length_hint__", iter_length_hint, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot iter_slots[] = {
    {Py_tp_dealloc, iter_dealloc},
    {Py_tp_iter, PyObject_SelfIter},
    {Py_tp_iternext, iter_next},
    {Py_tp_methods, iter_methods},
    {0, NULL},
};

PyType_Spec map_iter_spec = {
    .name = "arenite._core.MapIterator",
    .basicsize = sizeof(MapIter),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = iter_slots,
};

/* ---- keys(), values(), items() ------------------------------------------ */

typedef struct MapView {
    PyObject_HEAD
    View *map;
    uint8_t part; /* map_part */
} MapView;

PyObject *
map_view_new(View *v, map_part part)
{
    MapView *view = NEW_OBJECT(MapView, v->bump->state->map_view_types[part]);
    if (view) {
        view->map = (View *)Py_NewRef((PyObject *)v);
        view->part = (uint8_t)part;
    }
    return (PyObject *)view;
}

static void
view_free(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_DECREF((PyObject *)((MapView *)self)->map);
    type->tp_free(self);
    Py_DECREF(type);
}

static Py_ssize_t
view_len(PyObject *self)
{
    const head *h = view_head(((MapView *)self)->map);
    return h ? (Py_ssize_t)h->length : -1;
}

static PyObject *
view_iter(PyObject *self)
{
    const MapView *view = (const MapView *)self;
    return map_iterate(view->map, (map_part)view->part, false);
}

static PyObject *
view_reversed(PyObject *self, PyObject *unused)
{
    (void)unused;
    const MapView *view = (const MapView *)self;
    return map_iterate(view->map, (map_part)view->part, true);
}

static int
has_value(PyObject *self, PyObject *wanted)
{
    PyObject *value, *values = view_iter(self);
    int found = values ? 0 : -1;
    while (found == 0 && (value = PyIter_Next(values))) {
        found = PyObject_RichCompareBool(value, wanted, Py_EQ);
        Py_DECREF(value);
    }
    Py_XDECREF(values);
    return found == 0 && PyErr_Occurred() ? -1 : found;
}

static int
has_item(View *map_view, PyObject *item)
{
    map m;
    uint32_t entry;
    if (!PyTuple_Check(item) || PyTuple_GET_SIZE(item) != 2) {
        return 0;
    }
    int found = map_find(&m, map_view, PyTuple_GET_ITEM(item, 0), &entry);
    if (found <= 0) {
        return found;
    }
    PyObject *value = map_load_value(&m, entry);
    found = value ? PyObject_RichCompareBool(value, PyTuple_GET_ITEM(item, 1), Py_EQ) : -1;
    Py_XDECREF(value);
    return found;
}

static int
view_contains(PyObject *self, PyObject *object)
{
    map m;
    uint32_t entry;
    const MapView *view = (const MapView *)self;
    switch ((map_part)view->part) {
    case MAP_KEYS: return map_find(&m, view->map, object, &entry);
    case MAP_VALUES: return has_value(self, object);
    default: return has_item(view->map, object);
    }
}

static PyObject *
view_repr(PyObject *self)
{
    static const char *const names[] = {"keys", "values", "items"};
    const char *name = names[((MapView *)self)->part];
    if (!view_is_live(((MapView *)self)->map)) {
        return PyUnicode_FromFormat("<%s of a Map (stale)>", name);
    }
    Py_ssize_t length = view_len(self);
    return length < 0 ? NULL
                      : PyUnicode_FromFormat("<%zd %s of a Map>", length, name);
}

static PyObject *
view_get_mapping(PyObject *self, void *closure)
{
    (void)closure;
    return Py_NewRef((PyObject *)((MapView *)self)->map);
}

/* ---- As sets ------------------------------------------------------------ */

static bool
is_set_view(PyObject *o)
{
    return Py_TYPE(o)->tp_dealloc == view_free && ((MapView *)o)->part != MAP_VALUES;
}

/* The view of a dict in place of one of ours: it knows all that sets do. */
static PyObject *
as_dict_view(PyObject *o)
{
    if (!is_set_view(o)) {
        return Py_NewRef(o);
    }
    const MapView *view = (const MapView *)o;
    PyObject *dict = PyObject_CallOneArg((PyObject *)&PyDict_Type, (PyObject *)view->map);
    PyObject *result =
        dict ? PyObject_CallMethod(dict, view->part == MAP_KEYS ? "keys" : "items", NULL) : NULL;
    Py_XDECREF(dict);
    return result;
}

static PyObject *
operate(PyObject *a, PyObject *b, binaryfunc operation)
{
    if (!is_set_view(a) && !is_set_view(b)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    PyObject *left = as_dict_view(a), *right = left ? as_dict_view(b) : NULL;
    PyObject *result = right ? operation(left, right) : NULL;
    Py_XDECREF(left);
    Py_XDECREF(right);
    return result;
}

static PyObject *
view_and(PyObject *a, PyObject *b)
{
    return operate(a, b, PyNumber_And);
}

static PyObject *
view_or(PyObject *a, PyObject *b)
{
    return operate(a, b, PyNumber_Or);
}

static PyObject *
view_subtract(PyObject *a, PyObject *b)
{
    return operate(a, b, PyNumber_Subtract);
}

static PyObject *
view_xor(PyObject *a, PyObject *b)
{
    return operate(a, b, PyNumber_Xor);
}

static PyObject *
view_richcompare(PyObject *a, PyObject *b, int op)
{
    if (!is_set_view(a)) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    PyObject *left = as_dict_view(a), *right = left ? as_dict_view(b) : NULL;
    PyObject *result = right ? PyObject_RichCompare(left, right, op) : NULL;
    Py_XDECREF(left);
    Py_XDECREF(right);
    return result;
}

static PyObject *
view_isdisjoint(PyObject *self, PyObject *other)
{
    PyObject *left = as_dict_view(self);
    PyObject *result = left ? PyObject_CallMethod(left, "isdisjoint", "O", other) : NULL;
    Py_XDECREF(left);
    return result;
}

static PyMethodDef view_methods[] = {
    {"__reversed__", view_reversed, METH_NOARGS, "__reversed__($self, /)\n--\n\n"},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef set_methods[] = {
    {"isdisjoint", view_isdisjoint, METH_O, MAP_ISDISJOINT_DOC},
    {"__reversed__", view_reversed, METH_NOARGS, "__reversed__($self, /)\n--\n\n"},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef view_getset[] = {
    {"mapping", view_get_mapping, NULL, "The Map.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

#define VIEW_SLOTS \
    {Py_tp_doc, "The keys, values or items of a Map, as they are at the time."}, \
        {Py_tp_dealloc, view_free}, {Py_tp_repr, view_repr}, {Py_tp_iter, view_iter}, \
        {Py_tp_getset, view_getset}, {Py_sq_length, view_len}, {Py_sq_contains, view_contains}

static PyType_Slot values_slots[] = {
    VIEW_SLOTS,
    {Py_tp_methods, view_methods},
    {0, NULL},
};

static PyType_Slot set_slots[] = {
    VIEW_SLOTS,
    {Py_tp_hash, PyObject_HashNotImplemented},
    {Py_tp_richcompare, view_richcompare},
    {Py_tp_methods, set_methods},
    {Py_nb_and, view_and},
    {Py_nb_or, view_or},
    {Py_nb_subtract, view_subtract},
    {Py_nb_xor, view_xor},
    {0, NULL},
};

#define VIEW_SPEC(title, its_slots) \
    {.name = "arenite._core." title, \
     .basicsize = sizeof(MapView), \
     .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION, \
     .slots = its_slots}

PyType_Spec map_keys_spec = VIEW_SPEC("MapKeys", set_slots);
PyType_Spec map_values_spec = VIEW_SPEC("MapValues", values_slots);
PyType_Spec map_items_spec = VIEW_SPEC("MapItems", set_slots);
