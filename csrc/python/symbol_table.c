/* symbol_table.c - SymbolTable: texts to small ints and back.
 *
 * The native table finds the text; beside it stands the str of each symbol, so
 * that reading one makes no new str.  A table is of one of three kinds:
 *
 * - it stands alone, with memory of its own;
 * - it is an arena's own: then its bytes count against the arena's limit, and it is
 *   emptied when the arena is reset or closed.  The arena owns its table, and the
 *   table only borrows the arena: a reference each way would leave every arena to the
 *   garbage collector;
 * - it was made with `allocator=`: it lies in that arena, holds it, and dies with its
 *   memory there, as a Vec does. */
#include "docs_map.h"
#include "memory.h"

#include "symbols.h"

typedef struct SymbolTable {
    PyObject_HEAD
    symbols symbols;
    PyObject *module;   /* whose state the source of memory needs */
    PyObject **strings; /* by symbol */
    uint32_t room;      /* of `strings` */
    bool is_own;        /* an arena's own */
    Bump *bump;         /* that arena; NULL once it is gone */
    Bump *home;         /* made with allocator=: where it lies; owned */
    uint64_t position;  /* there: of a granule that lives as long as the table */
    uint64_t block;     /* the same, of its block; 0: none */
    uint32_t epoch;
} SymbolTable;

static SymbolTable *
make_table(core_state *state, Bump *b)
{
    SymbolTable *t = NEW_OBJECT(SymbolTable, state->symbol_table_type);
    if (t) {
        t->module = Py_NewRef(PyType_GetModuleByDef(state->symbol_table_type, &core_module));
        t->bump = b;
        t->is_own = b != NULL;
        symbols_init(&t->symbols, source_of_chunks(state, b ? (Source *)b->source : NULL),
                     state->hash_seed);
    }
    return t;
}

/* One in an arena of others. */
static PyObject *
make_in(core_state *state, Bump *b)
{
    if (bump_check_open(b) < 0) {
        return NULL;
    }
    char *cell = bump_alloc_bytes(b, ARENA_GRANULE, ARENA_GRANULE);
    SymbolTable *t = cell ? make_table(state, NULL) : NULL;
    if (t) {
        memset(cell, 0, ARENA_GRANULE);
        symbols_init_in(&t->symbols, &b->arena, b->min_align, state->hash_seed);
        t->home = (Bump *)Py_NewRef(b);
        t->position = arena_position(&b->arena, cell);
        t->epoch = b->epoch;
        b->views++;
    } else if (cell) {
        (void)arena_free(&b->arena, cell, ARENA_GRANULE);
    }
    return (PyObject *)t;
}

static PyObject *
table_new(PyTypeObject *type, PyObject *args, PyObject *kwargs)
{
    static char *names[] = {"allocator", NULL};
    core_state *state = core_state_of_type(type);
    PyObject *allocator = Py_None;
    if (!state
        || !PyArg_ParseTupleAndKeywords(args, kwargs, "|$O:SymbolTable", names, &allocator)) {
        return NULL;
    }
    if (allocator == Py_None) {
        return (PyObject *)make_table(state, NULL);
    }
    Bump *b = bump_for_allocator(state, allocator);
    PyObject *made = b ? make_in(state, b) : NULL;
    Py_XDECREF(b);
    return made;
}

static void
empty(SymbolTable *t)
{
    uint32_t count = symbols_count(&t->symbols);
    if (!t->home) {
        symbols_clear(&t->symbols);
    }
    for (uint32_t i = 0; i < count; i++) {
        Py_DECREF(t->strings[i]); /* exact strings: no Python code */
    }
    PyMem_Free(t->strings);
    t->strings = NULL;
    t->room = 0;
}

static void
table_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    SymbolTable *t = (SymbolTable *)self;
    PyObject *module = t->module;
    Bump *home = t->home;
    empty(t);
    if (home) {
        home->views--;
    }
    type->tp_free(self);
    Py_XDECREF(home);
    Py_DECREF(type);
    Py_DECREF(module);
}

/* ---- Texts to symbols --------------------------------------------------- */

/* Whether it can be read. */
static int
check_live(SymbolTable *t)
{
    Bump *b = t->home;
    if (LIKELY(!b) || lifetime_is_live(b, t->position, &t->epoch)) {
        return 0;
    }
    PyErr_Format(b->state->stale_error, "SymbolTable: it is gone: its arena was %s",
                 lifetime_cause(b));
    return -1;
}

/* Whether it can grow. */
static int
check_open(SymbolTable *t)
{
    if (t->home) {
        return bump_check_open(t->home);
    }
    if (LIKELY(!t->is_own)) {
        return 0;
    }
    if (!t->bump) {
        core_state *state = core_state_of_type(Py_TYPE(t));
        PyErr_SetString(state->closed_error, "the arena of these symbols is gone");
        return -1;
    }
    return bump_check_open(t->bump);
}

static int
make_room(SymbolTable *t)
{
    uint32_t count = symbols_count(&t->symbols);
    if (count < t->room) {
        return 0;
    }
    size_t room = t->room ? 2 * (size_t)t->room : 8;
    PyObject **grown = room < TABLE_MAX ? PyMem_Realloc(t->strings, room * sizeof *grown) : NULL;
    if (!grown) {
        PyErr_NoMemory();
        return -1;
    }
    t->strings = grown;
    t->room = (uint32_t)room;
    return 0;
}

/* In the arena of others. */
static uint32_t
add_at_home(SymbolTable *t, const char *utf8, size_t length)
{
    Bump *b = t->home;
    uint64_t old = t->block, old_size = symbols_block_size(&t->symbols);
    if (!lifetime_can_allocate_for(b, t->position)) {
        PyErr_SetString(b->state->lifetime_error,
                        "SymbolTable: it is older than the innermost open scope, in which it "
                        "cannot grow");
        return SYMBOLS_NONE;
    }
    uint32_t symbol = symbols_add(&t->symbols, utf8, length);
    if (symbol == SYMBOLS_NONE) {
        bump_raise_failure(b, symbols_cost(&t->symbols, length));
    } else if (symbols_block_size(&t->symbols) != old_size) {
        t->block = arena_position(&b->arena, t->symbols.block);
        bump_waste(b, old, old_size);
    }
    return symbol;
}

/* Counted, and then added. */
static uint32_t
add_counted(SymbolTable *t, const char *utf8, size_t length)
{
    int64_t cost = (int64_t)symbols_cost(&t->symbols, length);
    if (t->bump && bump_use_outside(t->bump, cost) < 0) {
        return SYMBOLS_NONE;
    }
    uint32_t symbol = symbols_add(&t->symbols, utf8, length);
    if (symbol == SYMBOLS_NONE) {
        if (t->bump) {
            (void)bump_use_outside(t->bump, -cost);
        }
        PyErr_Format(PyExc_MemoryError, "no memory for a chunk that holds a symbol of %zu bytes",
                     length);
    }
    return symbol;
}

static uint32_t
add(SymbolTable *t, PyObject *text, const char *utf8, size_t length)
{
    if (length > ARENA_MAX_TEXT) {
        PyErr_Format(PyExc_OverflowError, "a symbol of %zu bytes: at most %llu are possible",
                     length, (unsigned long long)ARENA_MAX_TEXT);
        return SYMBOLS_NONE;
    }
    PyObject *string = make_room(t) < 0 ? NULL : PyUnicode_FromObject(text); /* no subclass */
    uint32_t symbol = SYMBOLS_NONE;
    if (string) {
        symbol = t->home ? add_at_home(t, utf8, length) : add_counted(t, utf8, length);
    }
    if (symbol == SYMBOLS_NONE) {
        Py_XDECREF(string);
        return SYMBOLS_NONE;
    }
    t->strings[symbol] = string;
    return symbol;
}

/* SYMBOLS_NONE with an exception; or without one if `adds` is false. */
static uint32_t
look_up(SymbolTable *t, PyObject *text, bool adds)
{
    size_t length;
    PyObject *keep;
    const char *utf8 = text_utf8(text, &length, &keep);
    uint32_t symbol = utf8 ? symbols_find(&t->symbols, utf8, length) : SYMBOLS_NONE;
    if (symbol == SYMBOLS_NONE && utf8 && adds && check_open(t) == 0) {
        symbol = add(t, text, utf8, length);
    }
    Py_XDECREF(keep);
    return symbol;
}

static PyObject *
table_intern(PyObject *self, PyObject *text)
{
    SymbolTable *t = (SymbolTable *)self;
    if (!PyUnicode_Check(text)) {
        PyErr_Format(PyExc_TypeError, "intern() takes a str, not %s", Py_TYPE(text)->tp_name);
        return NULL;
    }
    if (check_live(t) < 0 || check_open(t) < 0) {
        return NULL;
    }
    uint32_t symbol = look_up(t, text, true);
    return symbol == SYMBOLS_NONE ? NULL : PyLong_FromUnsignedLong(symbol);
}

static int
table_contains(PyObject *self, PyObject *text)
{
    if (check_live((SymbolTable *)self) < 0) {
        return -1;
    }
    if (!PyUnicode_Check(text)) {
        return 0;
    }
    if (look_up((SymbolTable *)self, text, false) != SYMBOLS_NONE) {
        return 1;
    }
    return PyErr_Occurred() ? -1 : 0;
}

/* ---- Symbols to texts --------------------------------------------------- */

/* Borrowed; NULL without an exception if there is no such symbol. */
static PyObject *
string_of(const SymbolTable *t, uint32_t symbol)
{
    return symbol < symbols_count(&t->symbols) ? t->strings[symbol] : NULL;
}

static PyObject *
table_resolve(PyObject *self, PyObject *symbol)
{
    SymbolTable *t = (SymbolTable *)self;
    Py_ssize_t number = PyNumber_AsSsize_t(symbol, PyExc_IndexError);
    if ((number == -1 && PyErr_Occurred()) || check_live(t) < 0) {
        return NULL;
    }
    uint32_t count = symbols_count(&t->symbols);
    if (number < 0 || number >= (Py_ssize_t)count) {
        PyErr_Format(PyExc_IndexError, "%zd is no symbol: the table has %u, from 0 on", number,
                     count);
        return NULL;
    }
    return Py_NewRef(string_of(t, (uint32_t)number));
}

static Py_ssize_t
table_len(PyObject *self)
{
    SymbolTable *t = (SymbolTable *)self;
    return check_live(t) < 0 ? -1 : (Py_ssize_t)symbols_count(&t->symbols);
}

typedef struct SymbolIter {
    PyObject_HEAD
    SymbolTable *table; /* NULL: used up */
    uint32_t next;
} SymbolIter;

static PyObject *
table_iter(PyObject *self)
{
    core_state *state = core_state_of_type(Py_TYPE(self));
    SymbolIter *it = state ? NEW_OBJECT(SymbolIter, state->symbol_iter_type) : NULL;
    if (it) {
        it->table = (SymbolTable *)Py_NewRef(self);
    }
    return (PyObject *)it;
}

/* Texts that are interned meanwhile come, too. */
static PyObject *
iter_next(PyObject *self)
{
    SymbolIter *it = (SymbolIter *)self;
    if (it->table && check_live(it->table) < 0) {
        return NULL;
    }
    PyObject *string = it->table ? Py_XNewRef(string_of(it->table, it->next)) : NULL;
    it->next += string != NULL;
    if (!string) {
        Py_CLEAR(it->table);
    }
    return string;
}

static void
iter_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF(((SymbolIter *)self)->table);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyObject *
table_nbytes(PyObject *self, void *closure)
{
    (void)closure;
    SymbolTable *t = (SymbolTable *)self;
    return check_live(t) < 0 ? NULL : PyLong_FromUnsignedLongLong(symbols_bytes(&t->symbols));
}

static PyObject *
table_repr(PyObject *self)
{
    SymbolTable *t = (SymbolTable *)self;
    if (check_live(t) < 0) {
        PyErr_Clear();
        return PyUnicode_FromString("<SymbolTable (stale)>");
    }
    return PyUnicode_FromFormat("<SymbolTable of %u symbol%s>", symbols_count(&t->symbols),
                                symbols_count(&t->symbols) == 1 ? "" : "s");
}

Bump *
symbol_table_arena(PyObject *self, bool *live)
{
    SymbolTable *t = (SymbolTable *)self;
    Bump *b = t->home ? t->home : t->bump;
    if (t->home) {
        *live = lifetime_is_live(b, t->position, &t->epoch);
    } else {
        *live = !t->is_own || (b && b->epoch);
    }
    return b;
}

/* ---- An arena's own ----------------------------------------------------- */

static SymbolTable *
own_table(Bump *b)
{
    if (UNLIKELY(!b->symbols)) {
        b->symbols = (PyObject *)make_table(b->state, b);
    }
    return (SymbolTable *)b->symbols;
}

PyObject *
bump_get_symbols(PyObject *self, void *closure)
{
    (void)closure;
    Bump *b = (Bump *)self;
    return bump_check_open(b) < 0 ? NULL : Py_XNewRef((PyObject *)own_table(b));
}

PyObject *
bump_intern(PyObject *self, PyObject *text)
{
    Bump *b = (Bump *)self;
    SymbolTable *t = bump_check_open(b) < 0 ? NULL : own_table(b);
    return t ? table_intern((PyObject *)t, text) : NULL;
}

bool
bump_find_symbol(const Bump *b, PyObject *text, uint32_t *symbol)
{
    *symbol = b->symbols ? look_up((SymbolTable *)b->symbols, text, false) : SYMBOLS_NONE;
    return *symbol != SYMBOLS_NONE;
}

int
bump_make_symbol(Bump *b, PyObject *text, uint32_t *symbol)
{
    SymbolTable *t = own_table(b);
    *symbol = t ? look_up(t, text, true) : SYMBOLS_NONE;
    return *symbol == SYMBOLS_NONE ? -1 : 0;
}

PyObject *
bump_symbol_string(const Bump *b, uint32_t symbol)
{
    return b->symbols ? string_of((SymbolTable *)b->symbols, symbol) : NULL;
}

void
bump_empty_symbols(Bump *b)
{
    SymbolTable *t = (SymbolTable *)b->symbols;
    if (t && symbols_count(&t->symbols)) {
        (void)bump_use_outside(b, -(int64_t)symbols_bytes(&t->symbols));
        empty(t);
    }
}

void
bump_drop_symbols(Bump *b)
{
    if (b->symbols) {
        bump_empty_symbols(b);
        ((SymbolTable *)b->symbols)->bump = NULL;
        Py_CLEAR(b->symbols);
    }
}

/* ---- The types ---------------------------------------------------------- */

static PyMethodDef table_methods[] = {
    {"intern", table_intern, METH_O, SYMBOLS_INTERN_DOC},
    {"resolve", table_resolve, METH_O, SYMBOLS_RESOLVE_DOC},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef table_getset[] = {
    {"nbytes", table_nbytes, NULL, "Bytes of the texts, as UTF-8, and of their index.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot symbol_table_slots[] = {
    {Py_tp_doc, SYMBOL_TABLE_DOC},
    {Py_tp_new, table_new},
    {Py_tp_dealloc, table_dealloc},
    {Py_tp_repr, table_repr},
    {Py_tp_iter, table_iter},
    {Py_tp_methods, table_methods},
    {Py_tp_getset, table_getset},
    {Py_sq_length, table_len},
    {Py_sq_contains, table_contains},
    {0, NULL},
};

PyType_Spec symbol_table_spec = {
    .name = "arenite.SymbolTable",
    .basicsize = sizeof(SymbolTable),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = symbol_table_slots,
};

static PyType_Slot iter_slots[] = {
    {Py_tp_dealloc, iter_dealloc},
    {Py_tp_iter, PyObject_SelfIter},
    {Py_tp_iternext, iter_next},
    {0, NULL},
};

PyType_Spec symbol_iter_spec = {
    .name = "arenite._core.SymbolIterator",
    .basicsize = sizeof(SymbolIter),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = iter_slots,
};
