/* core.h - the objects of arenite._core and what its files share.
 *
 *     Bump         owns an arena, its epochs, live marks and pins
 *     Record       a handle: bump, reference, epoch (32 bytes, no GC header)
 *     Text, Slice  handles of text and of arrays
 *     StructType   a record class: a Python class with a layout behind it
 *     Field, Plan  a field of it; how a value of some type is stored
 *
 * A handle counts as a view of its Bump.  Memory is only ever read through
 * arena_at, after the view's epoch was found good, and never across a call that
 * may run Python code. */
#ifndef ARENITE_CORE_H
#define ARENITE_CORE_H

#include "compat.h"

#include "arena.h"

#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

typedef struct Record Record;
typedef struct StructType StructType;

/* -5 to 256, as CPython's own. */
enum { SMALL_INT_LOWEST = 5, SMALL_INTS = 262 };

typedef struct core_state {
    PyTypeObject *bump_type, *scope_type, *mark_type, *text_type, *slice_type, *slice_iter_type;
    PyTypeObject *meta_type, *record_type, *field_type, *plan_type, *walker_type, *stats_type;

    PyObject *stale_error, *lifetime_error, *corrupt_error;
    PyObject *limit_error, *closed_error, *no_arena_error;

    PyObject *ambient; /* ContextVar: the Bump of the innermost `with` */

    /* Written in Python, handed over once by arenite/__init__.py. */
    PyObject *prepare; /* (name, bases, namespace, keywords) -> what a class needs */
    PyObject *created; /* (class) -> None, once it is complete */
    PyObject *plan_of; /* (annotation) -> Plan */
    PyObject *resolve; /* (target of a forward reference) -> tuple of classes */
    PyObject *repr;    /* (record) -> str */
    PyObject *signature; /* (class) -> inspect.Signature */

    PyObject *post_init_name; /* "__post_init__" */
    struct Plan *byte_plan;   /* u8, for bytes and chunks */

    Record *free_records; /* linked through their bump fields */
    uint32_t free_count;

    PyObject *small_ints[SMALL_INTS];

    uint64_t chunk_budget; /* for tests: how many more chunks the source gives */
    uint64_t chunks_out;   /* blocks not yet given back */
} core_state;

extern struct PyModuleDef core_module;

static inline core_state *
core_state_of_type(PyTypeObject *type)
{
    PyObject *module = PyType_GetModuleByDef(type, &core_module);
    return module ? PyModule_GetState(module) : NULL;
}

/* ---- Bump --------------------------------------------------------------- */

typedef struct rewind_entry {
    uint32_t epoch;  /* the arena's epoch after the rewind */
    arena_mark mark; /* what lay here or above died then */
} rewind_entry;

/* One exported buffer, in a ring through Bump.pins. */
typedef struct pin {
    struct pin *previous, *next;
    uint64_t end; /* position behind its last byte */
} pin;

typedef struct Bump {
    PyObject_HEAD
    arena arena;
    core_state *state;
    PyObject *module; /* whose state it is: must outlive the chunks and the handles */
    uint32_t epoch; /* at least 1; 0 once closed, which no view has */
    uint32_t min_align;
    bool lent; /* native code without the GIL has the arena */
    uint64_t views; /* handles, texts, slices, marks that carry an epoch */

    /* Rising in both members: a view is good if it lies below the first entry
     * that is younger than its epoch. */
    rewind_entry *history;
    size_t history_length, history_room;

    arena_mark *marks; /* of open scopes and of Mark objects, rising */
    size_t marks_length, marks_room;

    pin pins;
    size_t pin_count;

    Py_buffer over; /* the caller's buffer; obj NULL: none */
    PyObject *tokens; /* list: what each `with` has to restore */
    PyObject *weakrefs;
} Bump;

/* Raises ArenaClosedError, or RuntimeError while the arena is lent. */
int bump_check_open(Bump *b);
/* Raises what arena.status says of a request for `size` bytes. */
void bump_raise_failure(Bump *b, size_t size);
/* arena_alloc at the arena's minimal alignment; raises. */
void *bump_alloc_bytes(Bump *b, size_t size, size_t align);
/* The ambient arena, borrowed; raises NoArenaError. */
Bump *bump_ambient(core_state *state);
PyObject *bump_enter_ambient(Bump *b); /* token */
int bump_leave_ambient(Bump *b, PyObject *token);

/* bump_figures.c */
PyObject *bump_stats(PyObject *self, PyObject *unused);
PyObject *bump_chunks(PyObject *self, PyObject *unused);

/* bump_alloc.c: the methods that allocate. */
PyObject *bump_alloc(PyObject *self, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames);
PyObject *bump_alloc_str(PyObject *self, PyObject *text);
PyObject *bump_alloc_data(PyObject *self, PyObject *data);
PyObject *bump_alloc_slice(PyObject *self, PyObject *args);
PyObject *bump_zeros(PyObject *self, PyObject *args);
PyObject *bump_alloc_layout(PyObject *self, PyObject *args, PyObject *kwargs);

/* ---- Lifetimes (lifetime.c) --------------------------------------------- */

/* Whether what lies at `position` and was seen in `*epoch` is alive still; if
 * so it takes the arena's epoch. */
bool lifetime_refresh(Bump *b, uint64_t position, uint32_t *epoch);
/* Frees everything from `mark` on, for every view to see. */
int lifetime_rewind(Bump *b, arena_mark mark);
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
/* Raises BufferError if a buffer at or above `mark` is exported. */
int lifetime_check_pins(Bump *b, arena_mark mark, const char *what);
void lifetime_pin(Bump *b, pin *p, uint64_t end);
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

/* ---- Plans and fields --------------------------------------------------- */

/* How a value is stored.  The order is that of plan_kinds in plan.c. */
typedef enum plan_kind {
    PLAN_BOOL,
    PLAN_I8, PLAN_I16, PLAN_I32, PLAN_I64,
    PLAN_U8, PLAN_U16, PLAN_U32, PLAN_U64,
    PLAN_F32, PLAN_F64,
    PLAN_STR,    /* arena_text of UTF-8, surrogates passed through */
    PLAN_BYTES,  /* arena_text */
    PLAN_REF,    /* arena_ref of a record */
    PLAN_MEMBER, /* u8 or u16: 1 + index in a tuple (Literal, Enum) */
    PLAN_SLICE,  /* span */
    PLAN_KINDS
} plan_kind;

/* An array in the arena.  ref 0: None; EMPTY_REF: no items, but not None. */
typedef struct span {
    arena_ref ref;
    uint32_t length;
} span;

enum { EMPTY_REF = 1, EMPTY_POSITION = 1 };

typedef struct Plan {
    PyObject_HEAD
    uint8_t kind; /* plan_kind */
    bool optional;
    bool resolved;      /* PLAN_REF: targets is known */
    uint8_t size, align; /* bytes of a stored value */
    uint8_t depth;       /* PLAN_SLICE: of slices in slices, which are stored recursively */
    PyObject *annotation; /* the type as it was written */
    PyObject *label;      /* the same for messages: "i32", "Node | None" */
    PyObject *members;    /* PLAN_MEMBER: tuple of objects */
    PyObject *target;     /* PLAN_REF: what resolve() takes */
    PyObject *targets;    /* PLAN_REF: tuple of the classes allowed */
    StructType *exact;    /* PLAN_REF: the class, when it is in no family; borrowed */
    StructType *family;   /* PLAN_REF: root of the classes' family; borrowed */
    uint8_t *allowed;     /* PLAN_REF in a family: by tag, whether it may stand here */
    uint32_t allowed_length;
    uint32_t allowed_version; /* of the family, when `allowed` was made */
    struct Plan *item; /* PLAN_SLICE */
} Plan;

typedef struct Field {
    PyObject_HEAD
    PyObject *name;
    Plan *plan;
    PyObject *default_value;   /* NULL: none */
    PyObject *default_factory; /* NULL: none */
    uint16_t offset;
    bool kw_only;
} Field;

/* Finds out what a reference may point to; 0, or -1 with an exception. */
int plan_resolve(Plan *p);
/* Whether a class may be stored under / a tag be read from a reference. */
bool plan_allows(Plan *p, StructType *type);
/* Whether values of the two are stored the same way and mean the same. */
bool plan_equals(const Plan *a, const Plan *b);
Plan *plan_for(core_state *state, PyObject *annotation); /* new reference */

/* ---- Record classes ----------------------------------------------------- */

/* A field with what reading and writing it needs, side by side: following Field
 * to Plan for it costs two cache lines and two dependent loads an access. */
typedef struct field_slot {
    PyObject *name; /* interned; NULL: free */
    Plan *plan;
    Field *field;
    uint16_t offset;
    uint8_t kind; /* plan_kind */
} field_slot;

struct StructType {
    PyHeapTypeObject heap;
    core_state *state;
    PyObject *fields; /* tuple of Field, in the order of the constructor */
    field_slot *order; /* of `fields`, which keep what is in it alive; `slots` lie behind it */
    field_slot *slots; /* hash of the interned names; slot_mask + 1 of them */
    uint32_t slot_mask;
    Field **links; /* of `fields`, those through which other records are reached */
    uint32_t links_length;
    uint32_t size;       /* bytes of a record, a multiple of the granule */
    uint32_t positional; /* fields that take positional arguments: the first ones */
    uint16_t tag;        /* 0: in no family, or abstract */
    bool ready;
    bool abstract;
    bool post_init;
    StructType *family; /* the root, which has tag=True; NULL: in no family; owned but by itself */
    /* Of a root: the concrete class of each tag, NULL where there is none. */
    StructType **members;
    uint32_t members_length;
    uint32_t members_version; /* grows with each class */
};

static inline bool
is_struct_type(const core_state *state, PyObject *o)
{
    return PyObject_TypeCheck(o, state->meta_type);
}

/* The field of an interned name, or NULL. */
static inline const field_slot *
struct_find(const StructType *type, const PyObject *name)
{
    uint32_t i = (uint32_t)((uintptr_t)name >> 4) & type->slot_mask;
    for (;; i = (i + 1) & type->slot_mask) {
        const field_slot *slot = &type->slots[i];
        if (slot->name == name) {
            return slot;
        }
        if (!slot->name) {
            return NULL;
        }
    }
}

/* A record of `type` in `b`, or in the ambient arena; args as for vectorcall. */
PyObject *struct_vectorcall(PyObject *type, PyObject *const *args, size_t nargsf,
                            PyObject *kwnames);
PyObject *struct_construct(StructType *type, Bump *b, PyObject *const *args, Py_ssize_t nargs,
                           PyObject *kwnames);

/* ---- Records ------------------------------------------------------------ */

struct Record {
    PyObject_HEAD
    Bump *bump;
    arena_ref ref;
    uint32_t epoch;
};

_Static_assert(sizeof(Record) == 32 || sizeof(PyObject) != 16, "a handle is 32 bytes");

#define RECORD_POSITION(r) ((uint64_t)(r)->ref * ARENA_GRANULE)
#define RECORD_TYPE(r) ((StructType *)Py_TYPE(r))

Record *record_alloc(StructType *type);

static inline PyObject *
record_new(StructType *type, Bump *b, arena_ref ref)
{
    core_state *state = b->state;
    Record *r = state->free_records;
    if (LIKELY(r != NULL)) {
        state->free_records = (Record *)r->bump;
        state->free_count--;
        compat_init((PyObject *)r, (PyTypeObject *)type);
    } else if (!(r = record_alloc(type))) {
        return NULL;
    }
    r->bump = (Bump *)Py_NewRef(b);
    r->ref = ref;
    r->epoch = b->epoch;
    b->views++;
    return (PyObject *)r;
}

void record_raise(Record *r); /* StaleReferenceError or CorruptArenaError */

/* Where the record's bytes are, or NULL with an exception. */
static inline char *
record_data(Record *r)
{
    if (LIKELY(lifetime_is_live(r->bump, RECORD_POSITION(r), &r->epoch))) {
        char *data = arena_at(&r->bump->arena, r->ref, RECORD_TYPE(r)->size);
        if (LIKELY(data != NULL)) {
            return data;
        }
    }
    record_raise(r);
    return NULL;
}

StructType *record_member_at(Bump *b, Plan *p, arena_ref ref);

/* The class of the record behind a reference that was read from memory, and a
 * check that all its bytes are in use; NULL without an exception if not. */
static inline StructType *
record_type_at(Bump *b, Plan *p, arena_ref ref)
{
    if (p->exact) {
        return arena_at(&b->arena, ref, p->exact->size) ? p->exact : NULL;
    }
    return record_member_at(b, p, ref);
}

/* ---- Values in memory (value.c) ----------------------------------------- */

typedef enum store_result {
    STORE_OK,
    STORE_ERROR,          /* an exception is set */
    STORE_NEEDS_CONVERSION, /* only Python code can tell: see value_convert */
} store_result;

/* What a message says a value was for. */
typedef struct place {
    const StructType *type; /* NULL: an item of a slice */
    const Field *field;
} place;

/* Raises with the place before the message: "Node.value: ..." */
void place_raise(PyObject *exception, place where, const char *format, ...);

PyObject *value_load_ref_slow(Bump *b, Plan *p, arena_ref ref, place where);

static inline PyObject *
value_load_ref(Bump *b, Plan *p, const char *data, place where)
{
    arena_ref ref;
    memcpy(&ref, data, sizeof ref);
    if (ref == 0 && p->optional) {
        return Py_NewRef(Py_None);
    }
    StructType *type = LIKELY(p->resolved) ? record_type_at(b, p, ref) : NULL;
    if (UNLIKELY(!type)) {
        return value_load_ref_slow(b, p, ref, where);
    }
    return record_new(type, b, ref);
}

/* The object at `data`, which is in use for plan->size bytes. */
PyObject *value_load(Bump *b, Plan *p, const char *data, place where);
/* Writes into `data`, the memory of a holder at position `holder`.  Runs no
 * Python code.  On anything but STORE_OK nothing at `data` has changed, but what
 * was allocated for it stays until value_undo. */
store_result value_store(Bump *b, Plan *p, char *data, uint64_t holder, PyObject *value,
                         place where);
/* Frees what a store that failed has allocated since `mark`, in `epoch`. */
void value_undo(Bump *b, arena_mark mark, uint32_t epoch, store_result result);
/* value_store into memory that is in use, undone if it fails: 0, -1 with an
 * exception, 1 when the value needs conversion. */
int value_assign(Bump *b, Plan *p, char *data, uint64_t holder, PyObject *value, place where);
/* A value that value_store takes as it is: runs __index__, __float__, iterators
 * and buffers.  New reference. */
PyObject *value_convert(Bump *b, Plan *p, PyObject *value, place where);
/* The same for each item of any iterable: a new list. */
PyObject *items_convert(Bump *b, Plan *item, PyObject *iterable, place where);
/* Raises CorruptArenaError; NULL. */
PyObject *raise_corrupt(core_state *state, place where, const char *what, uint64_t got);

/* scalar.c: the kinds up to PLAN_F64. */
PyObject *scalar_load(core_state *state, plan_kind kind, const char *data);

/* Most numbers are small, and CPython makes those once: kept here, they cost no
 * call. */
static inline PyObject *
scalar_from_int64(core_state *state, int64_t value)
{
    uint64_t i = (uint64_t)value + SMALL_INT_LOWEST;
    return LIKELY(i < SMALL_INTS) ? Py_NewRef(state->small_ints[i]) : PyLong_FromLongLong(value);
}
store_result scalar_store(plan_kind kind, char *data, PyObject *value, place where);

/* text.c */
typedef struct Text {
    PyObject_HEAD
    Bump *bump;
    uint64_t position;
    size_t length; /* bytes */
    uint32_t epoch;
} Text;
PyObject *text_new(Bump *b, uint64_t position, size_t length);
/* The text's first byte, or NULL with an exception. */
const char *text_data(Text *t);
/* str of UTF-8 that comes from anywhere; CorruptArenaError. */
PyObject *text_decode(core_state *state, const char *data, size_t length, place where);
/* Copies a str into the arena; its position, or 0 with an exception. */
uint64_t text_copy(Bump *b, PyObject *text, size_t *length);

/* slice.c */
typedef struct Slice {
    PyObject_HEAD
    Bump *bump;
    arena_ref ref;
    uint32_t epoch;
    Plan *item;
    Py_ssize_t length;
    bool readonly;
} Slice;
PyObject *slice_new(Bump *b, arena_ref ref, size_t length, Plan *item, bool readonly);
char *slice_data(Slice *s);
/* An array of values copied in from an exact list or tuple; runs no Python code. */
store_result slice_copy(Bump *b, Plan *item, PyObject *items, span *out);

/* A reference from holder to target that both live as long as: 0, or -1 with
 * LifetimeError. */
int check_reference(Bump *b, uint64_t holder, Bump *other, uint64_t target, place where);

/* ---- The types ---------------------------------------------------------- */

extern PyType_Spec bump_spec, scope_spec, mark_spec, text_spec, slice_spec, slice_iter_spec;
extern PyType_Spec meta_spec, record_spec, field_spec, plan_spec, walker_spec;
extern PyStructSequence_Desc stats_desc;

PyObject *scope_new(Bump *b);
PyObject *mark_new(Bump *b);
int mark_rewind(Bump *b, PyObject *mark);
PyObject *walker_new(core_state *state, PyObject *root, PyObject *types);

/* Allocates an instance of a heap type that has no GC header. */
#define NEW_OBJECT(T, type) ((T *)(type)->tp_alloc((type), 0))

#endif
