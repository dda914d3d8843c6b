/* walk.c - all records that a record leads to, parent first, without recursion.
 *
 * The stack holds records and ranges of references; a range is taken item by
 * item, so a list of a million children costs one entry.  A bit for each
 * granule of the address space marks what was seen, so shared records come once
 * and cycles end; that is 1/64 of the arena's size. */
#include "core.h"

/* A record (plan NULL), or the items [next, end) of a slice. */
typedef struct entry {
    Plan *plan;       /* of the items; its type keeps it alive */
    StructType *type; /* of the record */
    arena_ref ref;
    uint32_t next, end;
} entry;

typedef struct Walker {
    PyObject_HEAD
    Bump *bump; /* NULL: used up */
    StructType *root;
    PyObject *types; /* tuple of classes to yield; NULL: all */
    uint32_t epoch;
    uint64_t highest; /* position of the youngest record on the stack */
    entry *stack;
    size_t depth, room;
    uint64_t *seen;
    uint64_t seen_bits;
    StructType *last_type; /* the last one asked about, and the answer */
    bool last_wanted;
    bool running; /* in walker_next: classes that are looked up may come here again */
} Walker;

/* Tunable: records between two looks for signals. */
enum { SIGNAL_INTERVAL = 1 << 16 };

static int
grow_stack(Walker *w)
{
    size_t room = w->room ? 2 * w->room : 32;
    entry *grown = PyMem_Realloc(w->stack, room * sizeof *grown);
    if (!grown) {
        PyErr_NoMemory();
        return -1;
    }
    w->stack = grown;
    w->room = room;
    return 0;
}

static inline int
push(Walker *w, entry e)
{
    if (UNLIKELY(w->depth == w->room) && grow_stack(w) < 0) {
        return -1;
    }
    uint64_t position = (uint64_t)e.ref * ARENA_GRANULE;
    w->highest = position > w->highest ? position : w->highest;
    w->stack[w->depth++] = e;
    return 0;
}

/* Records may be added while the walk goes on: the bits grow with the arena. */
static int
grow_seen(Walker *w, arena_ref ref)
{
    uint64_t bits = arena_get_mark(&w->bump->arena) / ARENA_GRANULE + 1;
    uint64_t words = (bits > ref ? bits : (uint64_t)ref + 1) / 64 + 1;
    uint64_t *seen = PyMem_Calloc(words, sizeof *seen);
    if (!seen) {
        PyErr_NoMemory();
        return -1;
    }
    if (w->seen) {
        memcpy(seen, w->seen, w->seen_bits / 8);
        PyMem_Free(w->seen);
    }
    w->seen = seen;
    w->seen_bits = words * 64;
    return 0;
}

/* 1 the first time, 0 later, -1 with an exception. */
static int
see(Walker *w, arena_ref ref)
{
    if (UNLIKELY(ref >= w->seen_bits) && grow_seen(w, ref) < 0) {
        return -1;
    }
    uint64_t bit = UINT64_C(1) << (ref % 64);
    uint64_t *word = &w->seen[ref / 64];
    bool is_new = !(*word & bit);
    *word |= bit;
    return is_new;
}

/* 0, or -1 with an exception: Python code may have ended what was to come. */
static int
check_live(Walker *w)
{
    if (lifetime_is_live(w->bump, w->highest, &w->epoch)) {
        return 0;
    }
    PyErr_Format(w->bump->state->stale_error,
                 "walk: records that were still to come are gone: the arena was %s",
                 lifetime_cause(w->bump));
    return -1;
}

/* ---- Following references ----------------------------------------------- */

/* Each of these gives 0, -1 with an exception, or AGAIN: a class had to be
 * looked up first, which runs Python code, so addresses are to be asked for
 * anew. */
enum { AGAIN = 1 };

static inline int
push_ref(Walker *w, Plan *p, const char *data, place where)
{
    arena_ref ref;
    memcpy(&ref, data, sizeof ref);
    if (ref == 0 && p->optional) {
        return 0;
    }
    if (UNLIKELY(!p->resolved)) {
        return plan_resolve(p) < 0 || check_live(w) < 0 ? -1 : AGAIN;
    }
    StructType *type = ref ? record_type_at(w->bump, p, ref) : NULL;
    if (UNLIKELY(!type)) {
        raise_corrupt(w->bump->state, where, "no such record at reference", ref);
        return -1;
    }
    return push(w, (entry){.type = type, .ref = ref});
}

static int
push_span(Walker *w, Plan *p, const char *data, place where)
{
    span s;
    memcpy(&s, data, sizeof s);
    if ((s.length & SPAN_MAX) == 0) {
        return 0;
    }
    if (!arena_at(&w->bump->arena, s.ref, (size_t)(s.length & SPAN_MAX) * p->item->stride)) {
        raise_corrupt(w->bump->state, where, "no such slice at reference", s.ref);
        return -1;
    }
    return push(w, (entry){.plan = p->item, .ref = s.ref, .end = s.length & SPAN_MAX});
}

static inline int
push_value(Walker *w, Plan *p, const char *data, place where)
{
    switch ((plan_kind)p->kind) {
    case PLAN_REF: return push_ref(w, p, data, where);
    case PLAN_SLICE: return push_span(w, p, data, where);
    default: return 0;
    }
}

/* Takes the next item off a range, which stays on the stack if there are more. */
static int
step_range(Walker *w)
{
    entry *e = &w->stack[w->depth - 1];
    Plan *item = e->plan;
    const char *data =
        arena_at(&w->bump->arena, e->ref, (size_t)e->end * item->stride);
    if (!data) {
        raise_corrupt(w->bump->state, (place){0}, "no such slice at reference", e->ref);
        return -1;
    }
    if (item->kind == PLAN_REF && UNLIKELY(!item->resolved)) {
        return plan_resolve(item) < 0 || check_live(w) < 0 ? -1 : AGAIN;
    }
    data += (size_t)e->next * item->stride;
    if (++e->next == e->end) {
        w->depth--;
    }
    return push_value(w, item, data, (place){0});
}

static int
push_links(Walker *w, StructType *type, arena_ref ref)
{
    const char *data = arena_at(&w->bump->arena, ref, type->size);
    if (!data) {
        raise_corrupt(w->bump->state, (place){0}, "no such record at reference", ref);
        return -1;
    }
    size_t depth = w->depth;
    for (uint32_t i = type->links_length; i-- > 0;) {
        Field *f = type->links[i];
        int result = push_value(w, f->plan, data + f->offset, (place){type, f});
        if (UNLIKELY(result != 0)) {
            w->depth = depth;
            return result;
        }
    }
    return 0;
}

/* ---- The iterator ------------------------------------------------------- */

static bool
wants(Walker *w, StructType *type)
{
    if (!w->types) {
        return true;
    }
    if (type == w->last_type) {
        return w->last_wanted;
    }
    w->last_type = type;
    w->last_wanted = false;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(w->types) && !w->last_wanted; i++) {
        w->last_wanted = PyType_IsSubtype(
            (PyTypeObject *)type, (PyTypeObject *)PyTuple_GET_ITEM(w->types, i));
    }
    return w->last_wanted;
}

/* The next record that is wanted, into *found; 0 at the end, -1 with an
 * exception. */
static int
advance(Walker *w, entry *found)
{
    for (uint32_t count = 1; w->depth; count++) {
        if (count % SIGNAL_INTERVAL == 0 && (PyErr_CheckSignals() < 0 || check_live(w) < 0)) {
            return -1;
        }
        if (w->stack[w->depth - 1].plan) {
            if (step_range(w) < 0) {
                return -1;
            }
            continue;
        }
        entry e = w->stack[--w->depth];
        int is_new = see(w, e.ref), result = 0;
        while (is_new > 0 && (result = push_links(w, e.type, e.ref)) == AGAIN) {
        }
        if (is_new < 0 || result < 0) {
            return -1;
        }
        if (is_new && wants(w, e.type)) {
            *found = e;
            return 1;
        }
    }
    return 0;
}

static void
finish(Walker *w)
{
    Bump *b = w->bump;
    w->bump = NULL;
    PyMem_Free(w->stack);
    PyMem_Free(w->seen);
    w->stack = NULL;
    w->seen = NULL;
    w->depth = w->room = 0;
    if (b) {
        b->views--;
        Py_DECREF(b);
    }
}

static PyObject *
walker_next(PyObject *self)
{
    Walker *w = (Walker *)self;
    entry found;
    if (!w->bump) {
        return NULL;
    }
    if (w->running) {
        PyErr_SetString(PyExc_ValueError, "the walk is being advanced already");
        return NULL;
    }
    w->running = true;
    bool done = check_live(w) < 0 || advance(w, &found) <= 0;
    w->running = false;
    if (done) {
        finish(w);
        return NULL;
    }
    return record_new(found.type, w->bump, found.ref);
}

PyObject *
walker_new(core_state *state, PyObject *root, PyObject *types)
{
    if (!is_struct_type(state, (PyObject *)Py_TYPE(root))) {
        PyErr_Format(PyExc_TypeError, "expected a record, got %s", Py_TYPE(root)->tp_name);
        return NULL;
    }
    Record *r = (Record *)root;
    if (!record_data(r)) {
        return NULL;
    }
    Walker *w = NEW_OBJECT(Walker, state->walker_type);
    if (!w) {
        return NULL;
    }
    w->bump = (Bump *)Py_NewRef(r->bump);
    w->root = (StructType *)Py_NewRef(Py_TYPE(root));
    w->types = Py_XNewRef(types);
    w->epoch = r->epoch;
    w->bump->views++;
    if (push(w, (entry){.type = RECORD_TYPE(r), .ref = r->ref}) < 0) {
        Py_CLEAR(w);
    }
    return (PyObject *)w;
}

static void
walker_dealloc(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Walker *w = (Walker *)self;
    finish(w);
    Py_XDECREF(w->root);
    Py_XDECREF(w->types);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyType_Slot walker_slots[] = {
    {Py_tp_dealloc, walker_dealloc},
    {Py_tp_iter, PyObject_SelfIter},
    {Py_tp_iternext, walker_next},
    {0, NULL},
};

PyType_Spec walker_spec = {
    .name = "arenite._core.Walker",
    .basicsize = sizeof(Walker),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = walker_slots,
};
