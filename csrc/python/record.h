/* record.h - record classes and the handles of records. */
#ifndef ARENITE_RECORD_H
#define ARENITE_RECORD_H

#include "core.h"

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
    struct route *routes; /* to the records that one refers to, in the order of `fields` */
    struct route *routes_end;
    uint32_t size;       /* bytes of a record, a multiple of the granule */
    size_t lone_size;    /* the same; SIZE_MAX if a record begins where one does: a part of it */
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

/* The parts of construction (construct.c), for rows of tables.  All but the last run
 * Python code. */
/* Owned values of all fields in `bound`, which is zeroed: 0 or -1. */
int struct_bind(const StructType *type, PyObject *const *args, Py_ssize_t nargs,
                PyObject *kwnames, PyObject **bound);
/* Converts them for value_store; -1 also if that has closed the arena. */
int struct_convert(StructType *type, Bump *b, PyObject **bound);
/* The index of a field, or -1 without an exception. */
Py_ssize_t struct_index_of(const StructType *type, PyObject *name);
/* TypeError for a class that has no records. */
int struct_check_concrete(const StructType *type);

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

#endif
