/* walk.c - all records that a record leads to, parent first, without recursion.
 *
 * A record of a family is looked at when it is pushed, once: its bytes are checked and
 * its class is on the stack with it.  Of a record whose class is known, and of what does
 * not pass, the reference is pushed as it was read, and looked at when it is its turn.  A
 * range of many items is one entry, so a list of a million children costs no more than one
 * of them.  A bit for each granule says what was seen (seen.h), so shared records come
 * once and cycles end.
 *
 *     stack      | root.right | root.rows: 3 items to come | node.left |  <- top
 *     route      |   record   |           slice            |  member   |
 *
 * What a pass costs is its branches, most of all those that depend on the shape
 * of the tree.  So a record has one for "not in use, or seen before", and its
 * links are pushed in a loop that only asks whether they are null.  That its class
 * was read long before its turn lets the processor notice sooner that it had guessed
 * wrong; so does the window, a shorter way from a reference to a class (arena.h).
 * Pushing without a branch is slower: the processor then has to wait for one record
 * before it can begin with the next (docs/notes/records.md). */
#include "walk.h"

#include "docs.h"

/* Tunables. */
enum {
    SIGNAL_INTERVAL = 1 << 16, /* records between two looks for signals */
    BYTES_AHEAD = 4096, /* what is asked of memory early */
    FIRST_ANSWERS = 64,
    ANSWERS_SPARSE = 4, /* places for an answer */
};

/* ---- Changes ------------------------------------------------------------ */

static bool
is_live(Walker *w)
{
    return lifetime_is_live(w->bump, w->highest * ARENA_GRANULE, &w->epoch);
}

/* What Python code has done: it may have ended what was to come, or added to it,
 * and the bits grow with the arena.  0, or -1 with an exception. */
static int
look_around(Walker *w)
{
    if (UNLIKELY(!is_live(w))) {
        uint64_t met = seen_highest(&w->seen), coming = walk_highest(w);
        w->highest = met > coming ? met : coming;
        if (!is_live(w)) {
            PyErr_Format(w->bump->state->stale_error,
                         "walk: records that were still to come are gone: the arena was %s",
                         lifetime_cause(w->bump));
            return -1;
        }
    }
    uint64_t end = arena_get_mark(&w->bump->arena) / ARENA_GRANULE;
    w->highest = end - 1; /* not empty: the root is in it */
    w->cursor = w->bump->arena.ptr;
    w->window = (arena_window){0};
    if (UNLIKELY(w->widest != w->bump->state->widest)) {
        w->widest = w->bump->state->widest;
        if (walk_grow_stack(w) < 0) {
            return -1;
        }
    }
    return seen_cover(&w->seen, end);
}

/* To be called when Python code may have run: 0, or -1 with an exception.  What
 * was freed changes the epoch, what was added the cursor. */
static inline int
catch_up(Walker *w)
{
    const Bump *b = w->bump;
    if (LIKELY(w->epoch == b->epoch && w->cursor == b->arena.ptr
               && w->widest == b->state->widest)) {
        return 0;
    }
    return look_around(w);
}

/* ---- What is wanted ----------------------------------------------------- */

/* Of a table that has no answers yet; it is never written to. */
static answer no_answers[1];

static void
free_answers(Walker *w)
{
    if (w->answers != no_answers) {
        PyMem_Free(w->answers);
    }
    w->answers = no_answers;
    w->answers_mask = 0;
}

/* The first place where an answer may be. */
static inline uint32_t
answer_place(const StructType *type, uint32_t mask)
{
    return (uint32_t)((uintptr_t)type * UINT64_C(0x9E3779B97F4A7C15) >> 32) & mask;
}

static answer *
find_answer(answer *answers, uint32_t mask, const StructType *type)
{
    uint32_t i = answer_place(type, mask);
    while (answers[i].type && answers[i].type != type) {
        i = (i + 1) & mask;
    }
    return &answers[i];
}

/* Without memory the table stays as it is, and the question is asked again. */
static void
keep_answer(Walker *w, answer a)
{
    if (w->answers_count >= w->answers_mask / ANSWERS_SPARSE) {
        uint32_t room = 2 * (w->answers_mask + 1);
        room = room > FIRST_ANSWERS ? room : FIRST_ANSWERS;
        answer *grown = PyMem_Calloc(room, sizeof *grown);
        if (!grown) {
            return;
        }
        for (uint32_t i = 0; i <= w->answers_mask; i++) {
            if (w->answers[i].type) {
                *find_answer(grown, room - 1, w->answers[i].type) = w->answers[i];
            }
        }
        free_answers(w);
        w->answers = grown;
        w->answers_mask = room - 1;
    }
    *find_answer(w->answers, w->answers_mask, a.type) = a;
    w->answers_count++;
}

static bool
is_wanted(Walker *w, const StructType *type)
{
    bool wanted = false;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(w->types) && !wanted; i++) {
        wanted = PyType_IsSubtype((PyTypeObject *)type,
                                  (PyTypeObject *)PyTuple_GET_ITEM(w->types, i));
    }
    return wanted;
}

/* No class goes while the walk goes on: the root's keeps all that it leads to. */
__attribute__((noinline)) static bool
ask(Walker *w, const StructType *type)
{
    answer known = *find_answer(w->answers, w->answers_mask, type);
    if (!known.type) {
        known = (answer){type, is_wanted(w, type)};
        keep_answer(w, known);
    }
    return known.wanted;
}

/* A branch that depended on the class of the record before would be taken wrongly at
 * every second node of an AST: the table is asked at once, and is so sparse that the
 * first place is nearly always the right one. */
static inline bool
wants(Walker *w, const StructType *type)
{
    if (!w->types) {
        return true;
    }
    const answer *a = &w->answers[answer_place(type, w->answers_mask)];
    return LIKELY(a->type == type) ? a->wanted : ask(w, type);
}

/* ---- Following routes --------------------------------------------------- */

/* Takes the next item off the range on top, which stays there if there are
 * more, and pushes what the item is. */
static int
step_range(Walker *w)
{
    if (make_room(w) < 0) {
        return -1;
    }
    entry *e = w->top - 2;
    const route *item = e->how->item;
    uint64_t position = e->at, ahead = e[1].at < ITEMS_AHEAD ? e[1].at : ITEMS_AHEAD;
    const char *data = arena_at_position(&w->bump->arena, position, ahead * item->stride);
    if (UNLIKELY(!data)) {
        raise_corrupt(w->bump->state, e->how->where, "no such slice at reference",
                      position / ARENA_GRANULE);
        return -1;
    }
    prefetch(&w->bump->arena, data + (ahead - 1) * item->stride);
    e[0].at += item->stride;
    if (--e[1].at == 0) {
        w->top -= 2;
    }
    w->top = push(w->top, item, data, position);
    return 0;
}

/* Makes the entry on top one that can be followed: 0, or -1 with an exception. */
static int
prepare(Walker *w)
{
    const route *how = w->top[-1].how;
    if (LIKELY(how->kind >= ROUTE_SLICE)) {
        return step_range(w);
    }
    if (how->kind == ROUTE_VEC) {
        return walk_step_vec(w);
    }
    if (how->kind == ROUTE_MAP) {
        return walk_unfold_map(w);
    }
    return route_resolve(how) < 0 ? -1 : catch_up(w);
}

typedef enum outcome { FOUND, END, PAUSE, ERROR } outcome;

typedef struct found {
    StructType *type;
    arena_ref ref;
} found;

/* The class behind an entry and where its record is; NULL if it is not all in
 * use, or begins with another, so that its bit is not its own. */
static inline const char *
locate(const arena *a, entry e, StructType **type)
{
    if (LIKELY(entry_is_typed(e))) {
        *type = entry_type(e);
        return arena_address(a, (arena_ref)e.at);
    }
    size_t room;
    const char *data = arena_look(a, (arena_ref)e.at, &room);
    *type = e.how->exact;
    if (e.how->kind == ROUTE_MEMBER
        && (room < ARENA_GRANULE || !(*type = route_member(e.how->plan, data)))) {
        return NULL;
    }
    return (*type)->lone_size <= room ? data : NULL;
}

/* Whether the record is new, which it is not from now on.  One that is not in
 * use (no data) is not. */
static inline bool
mark_seen(const seen *s, const char *data, arena_ref ref)
{
    uint64_t *page = data ? s->pages[ref / SEEN_PAGE_BITS] : seen_full_page;
    uint64_t *word = seen_word(page, ref), before = *word;
    if (before & seen_bit(ref)) {
        return false;
    }
    *word = before | seen_bit(ref);
    return true;
}

/* What a record turned out to be: is_new is 0 if it was met, -1 with an exception. */
typedef struct closer {
    StructType *type;
    const char *data;
    int is_new;
} closer;

/* It was met, or its bit has no page yet, or is that of a part of it, or it is no
 * record.  Inlined, this would take registers from the loop. */
__attribute__((noinline)) static closer
look_closer(Walker *w, entry e)
{
    size_t room;
    arena_ref ref = (arena_ref)e.at;
    if (entry_is_typed(e)) {
        return (closer){entry_type(e), arena_address(&w->bump->arena, ref), seen_add(&w->seen, ref)};
    }
    closer c = {e.how->exact, arena_look(&w->bump->arena, ref, &room), -1};
    if (e.how->kind == ROUTE_MEMBER) {
        c.type = room < ARENA_GRANULE ? NULL : route_member(e.how->plan, c.data);
    }
    if (!c.type || c.type->size > room) {
        raise_corrupt(w->bump->state, e.how->where, "no such record at reference", ref);
    } else if (c.type->lone_size == SIZE_MAX) {
        c.is_new = seen_add_holder(&w->seen, ref, c.type);
    } else {
        c.is_new = seen_add(&w->seen, ref);
    }
    return c;
}

/* What goes on the stack for a reference. */
static inline entry
link_entry(Walker *w, const route *r, arena_ref ref)
{
    if (LIKELY(r->kind == ROUTE_MEMBER)) {
        size_t room;
        const char *data = arena_look_near(&w->bump->arena, &w->window, ref, &room);
        const StructType *type = data ? route_member(r->plan, data) : NULL;
        if (LIKELY(type && type->lone_size <= room)) {
            return (entry){.marked = (uintptr_t)type + ENTRY_TYPED, .at = ref};
        }
    }
    return (entry){.how = r, .at = ref};
}

/* push_span(), but the links of few items at once: taken one by one from a range they
 * would cost two branches each that nobody foresees. */
static inline entry *
push_few(Walker *w, entry *top, const route *r, const char *data)
{
    span s;
    memcpy(&s, data, sizeof s);
    uint32_t count = s.length & SPAN_MAX;
    size_t room;
    const char *items = arena_look(&w->bump->arena, s.ref, &room);
    const route *item = r->item;
    if (count > ENTRIES || item->kind > ROUTE_MAP || count * sizeof(arena_ref) > room) {
        return push_range(top, r, (uint64_t)s.ref * ARENA_GRANULE, count);
    }
    while (count > 0) {
        arena_ref ref;
        memcpy(&ref, items + --count * sizeof ref, sizeof ref);
        if (ref | item->required) {
            *top++ = link_entry(w, item, ref);
        }
    }
    return top;
}

/* From the first route on that is neither a reference nor a span, elsewhere: to call
 * what is behind it here would take registers from the loop. */
static inline entry *
push_routes(Walker *w, entry *top, const StructType *type, const char *data,
            arena_ref holder)
{
    for (const route *r = type->routes_end, *first = type->routes; r != first;) {
        r--;
        arena_ref ref;
        memcpy(&ref, data + r->offset, sizeof ref);
        if (!(ref | r->required)) {
            continue;
        }
        if (LIKELY(r->kind <= ROUTE_MAP)) {
            *top++ = link_entry(w, r, ref);
        } else if (LIKELY(r->kind == ROUTE_SLICE)) {
            top = push_few(w, top, r, data + r->offset);
        } else {
            return walk_push_routes(top, type, r, data, holder);
        }
    }
    return top;
}

/* The hot loop.  At most SIGNAL_INTERVAL records: FOUND one that is wanted, which
 * with `count` are only counted, or END, or PAUSE, or ERROR with an exception. */
static inline outcome
stretch(Walker *w, found *f, uint64_t *count)
{
    const arena *a = &w->bump->arena;
    entry *top = w->top; /* in a register: w->top is set before it is used elsewhere */
    for (uint32_t fuel = SIGNAL_INTERVAL; fuel; fuel--) {
        entry e = top[-1];
        if (!entry_is_typed(e) && e.how->kind > ROUTE_MEMBER) {
            w->top = top;
            if (e.how->kind == ROUTE_END) {
                return END;
            }
            if (prepare(w) < 0) {
                return ERROR;
            }
            top = w->top;
            continue;
        }
        StructType *type;
        const char *data = locate(a, e, &type);
        if (UNLIKELY(!mark_seen(&w->seen, data, (arena_ref)e.at))) {
            closer c = look_closer(w, e);
            if (c.is_new < 0) {
                return ERROR;
            }
            if (!c.is_new) {
                top--;
                continue;
            }
            type = c.type;
            data = c.data;
        }
        top--;
        if (UNLIKELY(top > w->brim)) {
            w->top = top;
            if (walk_grow_stack(w) < 0) {
                return ERROR;
            }
            top = w->top;
        }
        __builtin_prefetch(data + BYTES_AHEAD);
        top = push_routes(w, top, type, data, (arena_ref)e.at);
        if (!wants(w, type)) {
            continue;
        }
        if (!count) {
            w->top = top;
            *f = (found){type, (arena_ref)e.at};
            return FOUND;
        }
        ++*count;
    }
    w->top = top;
    return PAUSE;
}

/* As stretch, but never PAUSE. */
static inline outcome
advance(Walker *w, found *f, uint64_t *count)
{
    outcome result = catch_up(w) < 0 ? ERROR : PAUSE;
    while (result == PAUSE) {
        result = stretch(w, f, count);
        if (result == PAUSE && (PyErr_CheckSignals() < 0 || catch_up(w) < 0)) {
            result = ERROR;
        }
    }
    return result;
}

/* ---- The iterator ------------------------------------------------------- */

static void
finish(Walker *w)
{
    Bump *b = w->bump;
    w->bump = NULL;
    PyMem_Free(w->stack);
    free_answers(w);
    seen_free(&w->seen);
    w->stack = w->top = w->end = w->brim = NULL;
    if (b) {
        b->views--;
        Py_DECREF(b);
    }
}

/* advance(), which ends the walk unless it has found a record. */
static inline outcome
run(Walker *w, found *f, uint64_t *count)
{
    if (!w->bump) {
        return END;
    }
    if (w->running) {
        PyErr_SetString(PyExc_ValueError, "the walk is being advanced already");
        return ERROR;
    }
    w->running = true;
    outcome result = advance(w, f, count);
    w->running = false;
    if (result != FOUND) {
        finish(w);
    }
    return result;
}

static PyObject *
walker_next(PyObject *self)
{
    Walker *w = (Walker *)self;
    found f;
    return run(w, &f, NULL) == FOUND ? record_new(f.type, w->bump, f.ref) : NULL;
}

static PyObject *
walker_count(PyObject *self, PyObject *unused)
{
    (void)unused;
    found f;
    uint64_t count = 0;
    return run((Walker *)self, &f, &count) == ERROR ? NULL : PyLong_FromUnsignedLongLong(count);
}

static const route bottom = {.kind = ROUTE_END};

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
    w->start = route_to(w->root);
    w->types = Py_XNewRef(types);
    w->answers = no_answers;
    w->epoch = r->epoch;
    w->highest = r->ref;
    w->bump->views++;
    w->widest = state->widest;
    if (walk_grow_stack(w) < 0) {
        Py_DECREF(w);
        return NULL;
    }
    *w->top++ = (entry){.how = &bottom};
    *w->top++ = (entry){.how = &w->start, .at = r->ref};
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

static PyMethodDef walker_methods[] = {
    {"count", walker_count, METH_NOARGS, WALKER_COUNT_DOC},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot walker_slots[] = {
    {Py_tp_doc, WALKER_DOC},
    {Py_tp_dealloc, walker_dealloc},
    {Py_tp_iter, PyObject_SelfIter},
    {Py_tp_iternext, walker_next},
    {Py_tp_methods, walker_methods},
    {0, NULL},
};

PyType_Spec walker_spec = {
    .name = "arenite._core.Walker",
    .basicsize = sizeof(Walker),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .slots = walker_slots,
};
