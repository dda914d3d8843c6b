/* bump.h - the Bump and what may be done with it: allocation, the objects that it
 * holds, lifetimes. */
#ifndef ARENITE_BUMP_H
#define ARENITE_BUMP_H

#include "core.h"

/* ---- Bump --------------------------------------------------------------- */

typedef struct rewind_entry {
    uint32_t epoch;  /* the arena's epoch after the rewind */
    arena_mark mark; /* what lay here or above died then */
} rewind_entry;

/* One exported buffer, in a ring through Bump.pins. */
typedef struct pin {
    struct pin *previous, *next;
    uint64_t start, end; /* positions of its first byte and behind its last */
} pin;

/* The position of an open scope or a Mark object. */
typedef struct live_mark {
    arena_mark mark;
    uint64_t wasted; /* of the bytes from here to the next mark, those that reassignment lost */
} live_mark;

/* A Python object that the arena holds until its holder dies: the value of an
 * `object` field, or a callback.  In a list by age, through the indices `older`
 * and `newer`; 0 ends it, and free entries are linked through `older`. */
typedef struct held {
    PyObject *object;
    uint64_t holder;     /* position of what refers to it, or of a callback's own granule */
    uint64_t registered; /* where the cursor was then, or the lowest it has been since; rising */
    uint32_t older, newer;
    bool callback;
} held;

typedef struct Bump {
    PyObject_HEAD
    arena arena;
    core_state *state;
    PyObject *module; /* whose state it is: must outlive the chunks and the handles */
    uint32_t epoch; /* at least 1; 0 once closed, which no view has */
    uint32_t min_align;
    bool lent;     /* native code without the GIL has the arena */
    bool cleaning; /* callbacks run: what lies below `floor` cannot be freed the while */
    uint64_t floor;
    uint64_t views;  /* handles, texts, slices, marks that carry an epoch */
    uint64_t slices; /* of these, slices: whose items cannot be overwritten unseen */

    uint64_t limit;   /* on used bytes; the arena's own is less by `outside` */
    uint64_t outside; /* bytes used outside of the arena's chunks, by symbols */
    uint64_t wasted;  /* bytes below every mark that reassignment lost */

    /* Rising in both members: a view is good if it lies below the first entry
     * that is younger than its epoch. */
    rewind_entry *history;
    size_t history_length, history_room;

    live_mark *marks; /* rising */
    size_t marks_length, marks_room;

    pin pins;
    size_t pin_count;

    PyObject *source; /* a Source that its chunks come from; NULL: the system */
    Py_buffer over; /* the caller's buffer; obj NULL: none */
    held *held; /* entry 0 is not used */
    uint32_t held_length, held_room, held_newest, held_free, callbacks;

    TypedArena *tables; /* whose rows lie here; each keeps the Bump alive */
    PyObject *symbols; /* SymbolTable; NULL: none yet */
    PyObject *tokens;  /* list: what each `with` has to restore */
    PyObject *weakrefs;
} Bump;

/* Raises ArenaClosedError, or RuntimeError while the arena is lent. */
int bump_check_open(Bump *b);
/* Raises what arena.status says of a request for `size` bytes. */
void bump_raise_failure(Bump *b, size_t size);
/* arena_alloc at the arena's minimal alignment; raises. */
void *bump_alloc_bytes(Bump *b, size_t size, size_t align);
/* Runs callbacks and frees all; nothing if it is closed: 0, or -1 with an exception. */
int bump_close(Bump *b);
/* ambient.c: the ambient arena, a new reference; raises NoArenaError. */
Bump *bump_ambient(core_state *state);
PyObject *bump_enter_ambient(Bump *b); /* token */
int bump_leave_ambient(Bump *b, PyObject *token);
PyObject *bump_enter(PyObject *self, PyObject *unused);
PyObject *bump_exit(PyObject *self, PyObject *const *args, Py_ssize_t nargs);

/* How things were before an operation that may fail. */
typedef struct undo_point {
    arena_mark mark;
    uint32_t epoch, held;
} undo_point;

static inline undo_point
bump_undo_point(const Bump *b)
{
    return (undo_point){arena_get_mark(&b->arena), b->epoch, b->held_newest};
}

/* Puts things back when nobody has seen them and no Python code has run since. */
void bump_undo(Bump *b, undo_point since);
/* Counts bytes at `position` that nothing refers to any more. */
void bump_waste(Bump *b, uint64_t position, uint64_t bytes);
/* Bytes used that nothing refers to any more. */
uint64_t bump_wasted(const Bump *b);
/* Counts bytes used (or, negative, given back) elsewhere against the limit: 0,
 * or -1 with ArenaLimitError. */
int bump_use_outside(Bump *b, int64_t bytes);
uint64_t bump_used(const Bump *b);

/* ---- The arena's own symbols (symbol_table.c) --------------------------- */

/* The symbol of a str, made if there is none: 0, or -1 with an exception. */
int bump_make_symbol(Bump *b, PyObject *text, uint32_t *symbol);
/* Whether there is one; false may be with an exception. */
bool bump_find_symbol(const Bump *b, PyObject *text, uint32_t *symbol);
/* Borrowed; NULL without an exception if there is none. */
PyObject *bump_symbol_string(const Bump *b, uint32_t symbol);
/* All that were interned are forgotten. */
void bump_empty_symbols(Bump *b);
/* The arena dies. */
void bump_drop_symbols(Bump *b);
/* The arena of a SymbolTable, borrowed, or NULL: it stands alone, or its arena is gone;
 * and whether it can be used. */
Bump *symbol_table_arena(PyObject *table, bool *live);
/* map.c */
PyObject *bump_map(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames);
PyObject *bump_get_symbols(PyObject *self, void *closure);
PyObject *bump_intern(PyObject *self, PyObject *text);

/* What grows in place must not begin below it: a rewind would cut its end off. */
static inline arena_mark
bump_innermost_mark(const Bump *b)
{
    return b->marks_length ? b->marks[b->marks_length - 1].mark : 0;
}

/* bump_figures.c */
PyObject *bump_stats(PyObject *self, PyObject *unused);
PyObject *bump_chunks(PyObject *self, PyObject *unused);

/* bump_recycle.c: what `other` holds reserved, and its alignment, for an arena
 * that has no chunks. */
PyObject *bump_take_chunks(PyObject *self, PyObject *other);

/* bump_alloc.c: the methods that allocate. */
PyObject *bump_alloc(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames);
PyObject *bump_alloc_str(PyObject *self, PyObject *text);
PyObject *bump_alloc_data(PyObject *self, PyObject *data);
PyObject *bump_alloc_slice(PyObject *self, PyObject *args);
PyObject *bump_vec(PyObject *self, PyObject *args, PyObject *kwargs);
PyObject *bump_string(PyObject *self, PyObject *args, PyObject *kwargs);
PyObject *bump_zeros(PyObject *self, PyObject *args);

/* bump_block.c: raw memory. */
PyObject *bump_alloc_layout(PyObject *self, PyObject *args, PyObject *kwargs);
PyObject *bump_arena(PyObject *self, PyObject *unused);
PyObject *bump_allocate(PyObject *self, PyObject *args, PyObject *kwargs);
PyObject *bump_grow(PyObject *self, PyObject *args);
PyObject *bump_shrink(PyObject *self, PyObject *args);
PyObject *bump_deallocate(PyObject *self, PyObject *view);

/* copy.c */
PyObject *bump_copy(PyObject *self, PyObject *root);

/* ---- What the arena holds (held.c) -------------------------------------- */

/* Holds an object for what lies at `holder`: its index, or 0 with an exception.
 * Runs no Python code. */
uint32_t held_add(Bump *b, PyObject *object, uint64_t holder);
/* The object (borrowed), or NULL if there is none: the index may come from anywhere. */
PyObject *held_get(const Bump *b, uint32_t index);
/* Lets go of an object, if it is held for what lies at `holder`. Runs Python code. */
void held_release(Bump *b, uint32_t index, uint64_t holder);
/* What holds the object has moved; true if it was at `from`. */
bool held_move(Bump *b, uint32_t index, uint64_t from, uint64_t to);
/* Lets go of all that was held after `newest`, an earlier held_newest. */
void held_undo(Bump *b, uint32_t newest);
/* Lets go of what was held for memory from `mark` on, which is free by now. Runs
 * Python code. */
void held_release_above(Bump *b, arena_mark mark);
/* Runs the callbacks registered since `mark`, newest first, before that memory is
 * freed: the exception, or group of exceptions, that they raised, or NULL. */
PyObject *held_run_callbacks(Bump *b, arena_mark mark);
/* A Bump dies: callbacks run, what they raise is reported; and lets go of all. */
void held_finalize(Bump *b);
void held_clear(Bump *b);
int held_traverse(Bump *b, visitproc visit, void *arg);
PyObject *bump_own(PyObject *self, PyObject *manager);
PyObject *bump_callback(PyObject *self, PyObject *args, PyObject *kwargs);

/* All of [from, ...) is free: tables forget the rows that lay there (typed.c). */
void typed_cut(Bump *b, arena_mark from);

/* ---- Lifetimes (lifetime.c) --------------------------------------------- */

/* Whether what lies at `position` and was seen in `*epoch` is alive still; if
 * so it takes the arena's epoch. */
bool lifetime_refresh(Bump *b, uint64_t position, uint32_t *epoch);
/* Frees everything from `mark` on, for every view to see; what was held for it is
 * let go last, which may run Python code. */
int lifetime_rewind(Bump *b, arena_mark mark);
/* The same for everything; `keep` is arena_reset's. */
int lifetime_reset(Bump *b, uint64_t keep);
/* A program that frees memory from `mark` on asks first if it may, runs the
 * callbacks (held.c), frees, and then raises what the callbacks raised: 0, or -1
 * with an exception. */
int lifetime_before(Bump *b, arena_mark mark, const char *what);
int lifetime_after(PyObject *error, int result);
/* Makes every view stale; cannot fail. */
void lifetime_end(Bump *b);
/* Whether an epoch can be added to the history: done before what must not fail. */
int lifetime_prepare(Bump *b);
/* All of [from, ...) is dead from now on.  After lifetime_prepare. */
void lifetime_advance(Bump *b, arena_mark from);
int lifetime_add_mark(Bump *b, arena_mark mark);
void lifetime_drop_mark(Bump *b, arena_mark mark);
/* Whether a mark between the two would free `target` before `holder`. */
bool lifetime_outlives(const Bump *b, uint64_t holder, uint64_t target);
/* Whether what is allocated now may be referred to by what lies at `holder`. */
static inline bool
lifetime_can_allocate_for(const Bump *b, uint64_t holder)
{
    return LIKELY(b->marks_length == 0)
           || lifetime_outlives(b, holder, arena_get_mark(&b->arena));
}

/* Raises BufferError if a buffer at or above `mark` is exported. */
int lifetime_check_pins(Bump *b, arena_mark mark, const char *what);
/* How many overlap [start, end); whether one does; the third raises. */
size_t lifetime_count_pins_in(const Bump *b, uint64_t start, uint64_t end);
bool lifetime_is_pinned_in(const Bump *b, uint64_t start, uint64_t end);
int lifetime_check_pins_in(Bump *b, uint64_t start, uint64_t end, const char *what);
void lifetime_pin(Bump *b, pin *p, uint64_t start, uint64_t end);
void lifetime_unpin(Bump *b, pin *p);

/* What ended the views of an arena, for messages: "its arena was ...". */
static inline const char *
lifetime_cause(const Bump *b)
{
    return b->epoch ? "reset or rewound, or its scope has ended" : "closed";
}

static inline bool
lifetime_is_live(Bump *b, uint64_t position, uint32_t *epoch)
{
    return LIKELY(*epoch == b->epoch) || lifetime_refresh(b, position, epoch);
}

#endif
