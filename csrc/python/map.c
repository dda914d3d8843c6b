/* map.c - Map[K, V]: a dict in the arena, with typed keys and values. */
#include "map.h"
#include "docs_map.h"
#include "memory.h"

static inline View *
as_view(PyObject *self)
{
    return (View *)self;
}

/* ---- Mapping ------------------------------------------------------------ */

static Py_ssize_t
map_len(PyObject *self)
{
    const head *h = view_head(as_view(self));
    return h ? (Py_ssize_t)h->length : -1;
}

static PyObject *
raise_key(PyObject *key)
{
    PyObject *args = PyTuple_Pack(1, key); /* a tuple would be taken for the arguments */
    if (args) {
        PyErr_SetObject(PyExc_KeyError, args);
        Py_DECREF(args);
    }
    return NULL;
}

static PyObject *
map_subscript(PyObject *self, PyObject *key)
{
    PyObject *value = NULL;
    int found = map_look_up(as_view(self), key, &value);
    return LIKELY(found > 0) ? value : found == 0 ? raise_key(key) : NULL;
}

/* 1: deleted, 0: not there, -1 with an exception. */
static int
delete_key(View *v, PyObject *key)
{
    map m;
    uint32_t entry;
    if (bump_check_open(v->bump) < 0) {
        return -1;
    }
    int found = map_find(&m, v, key, &entry);
    if (found > 0 && (bump_check_open(v->bump) < 0 || map_delete(&m, entry) < 0)) {
        return -1;
    }
    return found;
}

static int
map_ass_subscript(PyObject *self, PyObject *key, PyObject *value)
{
    if (LIKELY(value != NULL)) {
        return map_set(as_view(self), key, value);
    }
    int deleted = delete_key(as_view(self), key);
    if (deleted == 0) {
        (void)raise_key(key);
    }
    return deleted > 0 ? 0 : -1;
}

static int
map_contains(PyObject *self, PyObject *key)
{
    return map_look_up(as_view(self), key, NULL);
}

static int
check_arguments(const char *name, Py_ssize_t nargs, Py_ssize_t most)
{
    if (nargs >= 1 && nargs <= most) {
        return 0;
    }
    PyErr_Format(PyExc_TypeError, "%s() takes from 1 to %zd arguments, got %zd", name, most,
                 nargs);
    return -1;
}

static PyObject *
map_get(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    PyObject *value = NULL;
    if (check_arguments("get", nargs, 2) < 0) {
        return NULL;
    }
    int found = map_look_up(as_view(self), args[0], &value);
    return found != 0 ? value : Py_NewRef(nargs == 2 ? args[1] : Py_None);
}

static PyObject *
map_setdefault(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    map m;
    uint32_t entry;
    if (check_arguments("setdefault", nargs, 2) < 0) {
        return NULL;
    }
    int found = map_find(&m, as_view(self), args[0], &entry);
    if (found > 0) {
        return map_load_value(&m, entry);
    }
    if (found < 0 || map_set(as_view(self), args[0], nargs == 2 ? args[1] : Py_None) < 0) {
        return NULL;
    }
    return map_subscript(self, args[0]);
}

/* Loading the value may have run Python code, so the key is looked for again. */
static PyObject *
map_pop(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    map m;
    uint32_t entry;
    View *v = as_view(self);
    if (check_arguments("pop", nargs, 2) < 0 || bump_check_open(v->bump) < 0) {
        return NULL;
    }
    int found = map_find(&m, v, args[0], &entry);
    if (found == 0) {
        return nargs == 2 ? Py_NewRef(args[1]) : raise_key(args[0]);
    }
    PyObject *value = found < 0 ? NULL : map_load_value(&m, entry);
    if (value && delete_key(v, args[0]) < 0) {
        Py_CLEAR(value);
    }
    return value;
}

static PyObject *
pop_entry(View *v, map *m, uint32_t entry)
{
    PyObject *key = map_load_key(m, entry);
    PyObject *value = key ? map_pop((PyObject *)v, &key, 1) : NULL;
    PyObject *pair = value ? PyTuple_Pack(2, key, value) : NULL;
    Py_XDECREF(key);
    Py_XDECREF(value);
    return pair;
}

static PyObject *
map_popitem(PyObject *self, PyObject *unused)
{
    (void)unused;
    map m;
    if (map_open_to_change(&m, as_view(self)) < 0) {
        return NULL;
    }
    uint32_t entry = table_previous(&m.table, m.table.used);
    if (entry == TABLE_NONE) {
        PyErr_SetString(PyExc_KeyError, "popitem(): the Map is empty");
        return NULL;
    }
    return pop_entry(as_view(self), &m, entry);
}

static PyObject *
map_update_method(PyObject *self, PyObject *args, PyObject *kwargs)
{
    PyObject *items = NULL;
    if (!PyArg_UnpackTuple(args, "update", 0, 1, &items)) {
        return NULL;
    }
    PyObject *all = kwargs && PyDict_GET_SIZE(kwargs) ? PyDict_New() : NULL;
    int failed = 0;
    if (all) { /* one dict, so that it is all of it or nothing */
        PyObject *dict = items ? PyObject_CallOneArg((PyObject *)&PyDict_Type, items) : NULL;
        failed = (items && (!dict || PyDict_Update(all, dict) < 0))
                 || PyDict_Update(all, kwargs) < 0 || map_update(as_view(self), all) < 0;
        Py_XDECREF(dict);
        Py_DECREF(all);
    } else if (kwargs && PyDict_GET_SIZE(kwargs)) {
        failed = -1;
    } else if (items) {
        failed = map_update(as_view(self), items) < 0;
    }
    if (failed) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
map_inplace_or(PyObject *self, PyObject *items)
{
    return map_update(as_view(self), items) < 0 ? NULL : Py_NewRef(self);
}

static PyObject *
map_clear_method(PyObject *self, PyObject *unused)
{
    (void)unused;
    if (map_clear(as_view(self)) < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyObject *
map_reserve_method(PyObject *self, PyObject *count)
{
    map m;
    Py_ssize_t wanted = PyNumber_AsSsize_t(count, PyExc_OverflowError);
    if (wanted == -1 && PyErr_Occurred()) {
        return NULL;
    }
    if (wanted < 0) {
        PyErr_Format(PyExc_ValueError, "reserve(): %zd is no number of entries", wanted);
        return NULL;
    }
    if (map_open_to_change(&m, as_view(self)) < 0) {
        return NULL;
    }
    undo_point since = bump_undo_point(m.bump);
    uint64_t needed = (uint64_t)m.table.length + (uint64_t)wanted;
    int failed = needed <= m.table.capacity ? map_make_room(&m, (uint32_t)wanted)
                                            : map_reserve(&m, needed);
    if (failed) {
        value_undo(m.bump, since, STORE_ERROR);
        return NULL;
    }
    Py_RETURN_NONE;
}

/* ---- Comparing and printing --------------------------------------------- */

/* The other mapping's value of the pair's key equals that of the pair. */
static int
has_pair(PyObject *mapping, PyObject *pair)
{
    PyObject *value = PyObject_GetItem(mapping, PyTuple_GET_ITEM(pair, 0));
    if (!value) {
        if (!PyErr_ExceptionMatches(PyExc_KeyError)) {
            return -1;
        }
        PyErr_Clear();
        return 0;
    }
    int equal = PyObject_RichCompareBool(PyTuple_GET_ITEM(pair, 1), value, Py_EQ);
    Py_DECREF(value);
    return equal;
}

static int
equals(View *v, PyObject *other)
{
    Py_ssize_t length = map_len((PyObject *)v), others = PyObject_Size(other);
    if (length < 0 || others < 0 || length != others) {
        return length < 0 || others < 0 ? -1 : 0;
    }
    PyObject *pair, *items = map_iterate(v, MAP_ITEMS, false);
    int equal = items ? 1 : -1;
    while (equal > 0 && (pair = PyIter_Next(items))) {
        equal = has_pair(other, pair);
        Py_DECREF(pair);
    }
    Py_XDECREF(items);
    return equal > 0 && PyErr_Occurred() ? -1 : equal;
}

static PyObject *
map_richcompare(PyObject *self, PyObject *other, int op)
{
    if ((op != Py_EQ && op != Py_NE)
        || (!PyDict_Check(other) && !Py_IS_TYPE(other, Py_TYPE(self)))) {
        Py_RETURN_NOTIMPLEMENTED;
    }
    int equal = equals(as_view(self), other);
    return equal < 0 ? NULL : PyBool_FromLong((equal > 0) == (op == Py_EQ));
}

/* Tunable: a repr is for a person. */
enum { REPR_ITEMS = 6 };

static PyObject *
first_items(View *v)
{
    PyObject *dict = PyDict_New(), *items = dict ? map_iterate(v, MAP_ITEMS, false) : NULL, *pair;
    int failed = !items;
    for (int i = 0; !failed && i < REPR_ITEMS && (pair = PyIter_Next(items)); i++) {
        failed = PyDict_SetItem(dict, PyTuple_GET_ITEM(pair, 0), PyTuple_GET_ITEM(pair, 1));
        Py_DECREF(pair);
    }
    Py_XDECREF(items);
    if (failed || PyErr_Occurred()) {
        Py_CLEAR(dict);
    }
    return dict;
}

static PyObject *
repr_of_items(View *v)
{
    Py_ssize_t length = map_len((PyObject *)v);
    PyObject *first = length < 0 ? NULL : first_items(v), *text = first ? PyObject_Repr(first) : NULL;
    PyObject *cut = text && length > REPR_ITEMS
                        ? PyUnicode_Substring(text, 0, PyUnicode_GET_LENGTH(text) - 1) : NULL;
    PyObject *result = NULL;
    if (cut) {
        result = PyUnicode_FromFormat("Map(%U, ... %zd more})", cut, length - REPR_ITEMS);
    } else if (text && !PyErr_Occurred()) {
        result = PyUnicode_FromFormat("Map(%U)", text);
    }
    Py_XDECREF(first);
    Py_XDECREF(text);
    Py_XDECREF(cut);
    return result;
}

static PyObject *
map_repr(PyObject *self)
{
    View *v = as_view(self);
    if (!view_is_live(v)) {
        return PyUnicode_FromFormat("<%U (stale)>", v->plan->label);
    }
    int entered = Py_ReprEnter(self);
    if (entered != 0) {
        return entered < 0 ? NULL : PyUnicode_FromString("Map({...})");
    }
    PyObject *text = repr_of_items(v);
    Py_ReprLeave(self);
    return text;
}

/* ---- Views and iteration ------------------------------------------------ */

static PyObject *
map_iter(PyObject *self)
{
    return map_iterate(as_view(self), MAP_KEYS, false);
}

static PyObject *
map_reversed(PyObject *self, PyObject *unused)
{
    (void)unused;
    return map_iterate(as_view(self), MAP_KEYS, true);
}

static PyObject *
map_keys(PyObject *self, PyObject *unused)
{
    (void)unused;
    return map_view_new(as_view(self), MAP_KEYS);
}

static PyObject *
map_values(PyObject *self, PyObject *unused)
{
    (void)unused;
    return map_view_new(as_view(self), MAP_VALUES);
}

static PyObject *
map_items(PyObject *self, PyObject *unused)
{
    (void)unused;
    return map_view_new(as_view(self), MAP_ITEMS);
}

/* ---- Making ------------------------------------------------------------- */

static store_result
make_from_dict(Bump *b, Plan *plan, PyObject *dict, PyObject **out)
{
    arena_ref ref;
    if (bump_check_open(b) < 0) {
        return STORE_ERROR;
    }
    undo_point since = bump_undo_point(b);
    store_result result = map_make(b, plan, ARENA_MAX_POSITION, dict, (place){0}, &ref);
    if (result == STORE_OK) {
        *out = view_new(b->state->map_type, b, (uint64_t)ref * ARENA_GRANULE, plan);
        result = *out ? STORE_OK : STORE_ERROR;
    }
    if (result != STORE_OK) {
        value_undo(b, since, result);
    }
    return result;
}

static PyObject *
make(Bump *b, Plan *plan, PyObject *items)
{
    PyObject *made = NULL;
    store_result result = STORE_NEEDS_CONVERSION;
    if (PyDict_CheckExact(items)) {
        result = make_from_dict(b, plan, items, &made);
    }
    if (result == STORE_NEEDS_CONVERSION) {
        PyObject *dict = map_convert_items(b, plan, items);
        if (dict && make_from_dict(b, plan, dict, &made) == STORE_NEEDS_CONVERSION) {
            PyErr_BadInternalCall();
        }
        Py_XDECREF(dict);
    }
    return made;
}

static PyObject *
make_typed(Bump *b, PyObject *key, PyObject *value, PyObject *items)
{
    core_state *state = b->state;
    PyObject *types = PyTuple_Pack(2, key, value), *empty = items ? NULL : PyDict_New(), *made = NULL;
    PyObject *alias = types ? Py_GenericAlias((PyObject *)state->map_type, types) : NULL;
    Plan *plan = alias && (items || empty) ? plan_for(state, alias) : NULL;
    if (plan) {
        made = make(b, plan, items ? items : empty);
    }
    Py_XDECREF(plan);
    Py_XDECREF(alias);
    Py_XDECREF(empty);
    Py_XDECREF(types);
    return made;
}

PyObject *
bump_map(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames)
{
    bool named = kwnames && PyTuple_GET_SIZE(kwnames) == 1 && nargs == 2
                 && PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(kwnames, 0), "items") == 0;
    if ((kwnames && PyTuple_GET_SIZE(kwnames) && !named) || nargs < 2 || nargs > 3) {
        PyErr_SetString(PyExc_TypeError, "map() takes the types of keys and values, and items");
        return NULL;
    }
    return make_typed((Bump *)self, args[0], args[1], nargs == 3 || named ? args[2] : NULL);
}

static PyObject *
map_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"", "", "items", "allocator", NULL};
    PyObject *key, *value, *items = NULL, *allocator = NULL;
    core_state *state = core_state_of_type(type);
    if (!state
        || !PyArg_ParseTupleAndKeywords(args, kwargs, "OO|O$O:Map", names, &key, &value, &items,
                                        &allocator)) {
        return NULL;
    }
    Bump *b = bump_for_allocator(state, allocator);
    PyObject *made = b ? make_typed(b, key, value, items) : NULL;
    Py_XDECREF(b);
    return made;
}

/* ---- The type ----------------------------------------------------------- */

static PyObject *
map_get_capacity(PyObject *self, void *closure)
{
    (void)closure;
    const head *h = view_head(as_view(self));
    return h ? PyLong_FromUnsignedLong(h->capacity) : NULL;
}

static PyObject *
map_get_key_type(PyObject *self, void *closure)
{
    (void)closure;
    return Py_NewRef(as_view(self)->plan->key->annotation);
}

static PyObject *
map_get_value_type(PyObject *self, void *closure)
{
    (void)closure;
    return Py_NewRef(as_view(self)->plan->item->annotation);
}

#define FAST(f) ((PyCFunction)(void (*)(void))(f))

static PyMethodDef map_methods[] = {
    {"get", FAST(map_get), METH_FASTCALL, MAP_GET_DOC},
    {"setdefault", FAST(map_setdefault), METH_FASTCALL, MAP_SETDEFAULT_DOC},
    {"pop", FAST(map_pop), METH_FASTCALL, MAP_POP_DOC},
    {"popitem", map_popitem, METH_NOARGS, MAP_POPITEM_DOC},
    {"update", FAST(map_update_method), METH_VARARGS | METH_KEYWORDS, MAP_UPDATE_DOC},
    {"clear", map_clear_method, METH_NOARGS, MAP_CLEAR_DOC},
    {"reserve", map_reserve_method, METH_O, MAP_RESERVE_DOC},
    {"keys", map_keys, METH_NOARGS, MAP_KEYS_DOC},
    {"values", map_values, METH_NOARGS, MAP_VALUES_DOC},
    {"items", map_items, METH_NOARGS, MAP_ITEMS_DOC},
    {"__reversed__", map_reversed, METH_NOARGS, "__reversed__($self, /)\n--\n\n"},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef map_getset[] = {
    {"capacity", map_get_capacity, NULL, "Entries that there is room for.", NULL},
    {"key_type", map_get_key_type, NULL, "The type of the keys.", NULL},
    {"value_type", map_get_value_type, NULL, "The type of the values.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot map_slots[] = {
    {Py_tp_doc, MAP_DOC},
    {Py_tp_new, map_new},
    {Py_tp_dealloc, view_dealloc},
    {Py_tp_repr, map_repr},
    {Py_tp_hash, PyObject_HashNotImplemented},
    {Py_tp_richcompare, map_richcompare},
    {Py_tp_iter, map_iter},
    {Py_tp_methods, map_methods},
    {Py_tp_getset, map_getset},
    {Py_mp_length, map_len},
    {Py_mp_subscript, map_subscript},
    {Py_mp_ass_subscript, map_ass_subscript},
    {Py_sq_contains, map_contains},
    {Py_nb_inplace_or, map_inplace_or},
    {0, NULL},
};

PyType_Spec map_spec = {
    .name = "arenite.Map",
    .basicsize = sizeof(View),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_MAPPING,
    .slots = map_slots,
};
