/* plan.h - how a value of some type is stored, and what is done with it there. */
#ifndef ARENITE_PLAN_H
#define ARENITE_PLAN_H

#include "core.h"

/* The order is that of `kinds` in plan.c. */
typedef enum plan_kind {
    /* Numbers that the buffer protocol knows. */
    PLAN_BOOL,
    PLAN_I8, PLAN_I16, PLAN_I32, PLAN_I64,
    PLAN_U8, PLAN_U16, PLAN_U32, PLAN_U64,
    PLAN_F32, PLAN_F64,
    /* Other values that are all here. */
    PLAN_I128, PLAN_U128,
    PLAN_CHAR,   /* u32: a code point */
    PLAN_MEMBER, /* u8 or u16: 1 + index in a tuple (Literal, Enum) */
    PLAN_OPTION, /* the item, and behind it a byte that says if it is there */
    /* References to what lies elsewhere. */
    PLAN_STR,    /* arena_text of UTF-8, surrogates passed through */
    PLAN_BYTES,  /* arena_text */
    PLAN_REF,    /* arena_ref of a record */
    PLAN_SYMBOL, /* u32: 1 + id in the arena's symbols */
    PLAN_OBJECT, /* u32: index of what the Bump holds; 0: None */
    PLAN_SLICE,  /* span */
    PLAN_VEC,    /* arena_ref of a head (views.h); 0: empty, or None where that is allowed */
    PLAN_STRING,
    PLAN_MAP,
    /* What is embedded. */
    PLAN_ARRAY,  /* `count` items */
    PLAN_INLINE, /* a record */
    PLAN_KINDS
} plan_kind;

/* An array in the arena.  ref 0: None; EMPTY_REF: no items, but not None. */
typedef struct span {
    arena_ref ref;
    uint32_t length; /* and, in the highest bit, SPAN_OWNED */
} span;

/* Nothing but this very field refers to the items, so they can be overwritten. */
#define SPAN_OWNED (UINT32_C(1) << 31)
#define SPAN_MAX (SPAN_OWNED - 1)

enum { EMPTY_REF = 1, EMPTY_POSITION = 1 };

/* Offsets in a record are 16 bits wide. */
enum { PLAN_MAX_SIZE = 65536 };

typedef struct plan_ops plan_ops;

typedef struct Plan {
    PyObject_HEAD
    const plan_ops *ops;
    uint8_t kind; /* plan_kind */
    bool optional;
    bool resolved; /* PLAN_REF: targets is known */
    uint8_t align;
    uint8_t depth;       /* of plans in this one, which are stored recursively */
    bool has_links;      /* records are reached through its values */
    bool has_objects;    /* PLAN_OBJECT, or such items in place */
    bool is_movable;     /* no view of a value has its address: an item of a Vec may be one */
    uint32_t size;       /* bytes of a value in a record */
    uint32_t stride;     /* from one to the next in an array: a multiple of align */
    uint32_t count;      /* PLAN_ARRAY: items */
    PyObject *annotation; /* the type as it was written */
    PyObject *label;      /* the same for messages: "i32", "Node | None" */
    PyObject *members;    /* PLAN_MEMBER: tuple of objects */
    PyObject *target;     /* PLAN_REF: what resolve() takes; PLAN_INLINE: the class */
    PyObject *targets;    /* PLAN_REF: tuple of the classes allowed */
    StructType *exact;    /* PLAN_REF: the class, when it is in no family; PLAN_INLINE: the
                             class; borrowed */
    StructType *family;   /* PLAN_REF: root of the classes' family; borrowed */
    uint8_t *allowed;     /* PLAN_REF in a family: by tag, whether it may stand here */
    uint32_t allowed_length;
    uint32_t allowed_version; /* of the family, when `allowed` was made */
    struct Plan *item; /* OPTION, SLICE, ARRAY, VEC: of the items; MAP: of the values */
    struct Plan *key;  /* MAP */
    uint8_t entry_stride; /* MAP: bytes of a key and its value */
    uint8_t item_offset;  /* MAP: of the value in them */
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
/* The class of a tag in the reference's family; NULL if it may not stand there. */
StructType *plan_member(Plan *p, uint16_t tag);
/* Whether values of the two are stored the same way and mean the same. */
bool plan_equals(const Plan *a, const Plan *b);
/* The same but for being optional. */
bool plan_holds_same(const Plan *a, const Plan *b);
Plan *plan_for(core_state *state, PyObject *annotation); /* new reference */

/* ---- Values in memory --------------------------------------------------- */

typedef enum store_result {
    STORE_OK,
    STORE_ERROR,            /* an exception is set */
    STORE_NEEDS_CONVERSION, /* only Python code can tell: see value_convert */
} store_result;

/* What a message says a value was for. */
typedef struct place {
    const StructType *type; /* NULL: a value in no record */
    const Field *field;
    size_t item; /* 1 + the index of an item of it; 0: none */
} place;

#define PLACE(type, field) ((place){(type), (field), 0})
/* The place of a Map's key. */
extern const Field key_field;
#define PLACE_KEY ((place){NULL, &key_field, 0})

/* What can be done with values of a kind.  `data` is the value's memory, in use
 * for plan->size bytes, and `position` where that is in the arena. */
struct plan_ops {
    const char *name;
    uint8_t size, align; /* of a value; 0: it depends on the plan */
    PyObject *(*load)(Bump *b, Plan *p, const char *data, uint64_t position, place where);
    /* Runs no Python code.  On anything but STORE_OK nothing at `data` has changed,
     * but what was allocated for it stays until value_undo. */
    store_result (*store)(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value,
                          place where);
    /* A value that `store` takes as it is; the only one that may run Python code.
     * NULL: every value that can be stored is such a one. */
    PyObject *(*convert)(Bump *b, Plan *p, PyObject *value, place where);
};

extern const plan_ops i128_ops, u128_ops, char_ops, member_ops, option_ops, str_ops, bytes_ops;
extern const plan_ops symbol_ops, map_ops;
extern const plan_ops ref_ops, object_ops, slice_ops, array_ops, inline_ops;
extern const plan_ops vec_ops, string_ops;

/* Raises with the place before the message: "Node.value: ..." */
void place_raise(PyObject *exception, place where, const char *format, ...);
/* Raises TypeError: "expected i32, got str"; STORE_ERROR. */
store_result raise_type(Plan *p, PyObject *value, place where);
/* Raises CorruptArenaError; NULL. */
PyObject *raise_corrupt(core_state *state, place where, const char *what, uint64_t got);

PyObject *value_load_ref_slow(Bump *b, Plan *p, arena_ref ref, place where);

/* scalar.c: the kinds up to PLAN_F64. */
PyObject *scalar_load(core_state *state, plan_kind kind, const char *data);
store_result scalar_store(plan_kind kind, char *data, PyObject *value, place where);
PyObject *scalar_convert(Plan *p, PyObject *value, place where); /* also the wide ones */
PyObject *scalar_text(PyObject *value);

static inline PyObject *
value_load(Bump *b, Plan *p, const char *data, uint64_t position, place where)
{
    return p->kind <= PLAN_F64 ? scalar_load(b->state, (plan_kind)p->kind, data)
                               : p->ops->load(b, p, data, position, where);
}

store_result value_store(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value,
                         place where);
/* Frees what a store that failed has allocated and held since. */
void value_undo(Bump *b, undo_point since, store_result result);
/* value_store into memory that is in use, undone if it fails: 0, -1 with an
 * exception, 1 when the value needs conversion.  What the old value held is let
 * go last, which may run Python code. */
int value_assign(Bump *b, Plan *p, char *data, uint64_t position, PyObject *value, place where);
/* A value that value_store takes as it is: runs __index__, __float__, iterators
 * and buffers.  New reference. */
PyObject *value_convert(Bump *b, Plan *p, PyObject *value, place where);
/* The same for each item of any iterable: a new list. */
PyObject *items_convert(Bump *b, Plan *item, PyObject *iterable, place where);
/* Another one of the value at `from`, for a holder at `position`, into `data`, which
 * is not in reach yet: what it owns is copied, what it refers to is shared and must
 * live as long.  Runs no Python code. */
store_result value_duplicate(Bump *b, Plan *p, const char *from, char *data, uint64_t position,
                             place where);
store_result record_duplicate(Bump *b, StructType *type, const char *from, char *data,
                              uint64_t position);
store_result text_duplicate(Bump *b, const char *from, char *data, uint64_t position, place where);
store_result slice_duplicate(Bump *b, Plan *p, const char *from, char *data, uint64_t position,
                             place where);
/* Counts what a value owns that is to be overwritten. */
void value_waste(Bump *b, const Plan *p, const char *data);
void text_waste(Bump *b, const char *data);
void span_waste(Bump *b, const Plan *p, const char *data);
/* Of plans with has_objects.  Moved: values that lay at `from` have been copied to
 * `data`, which is at `to`.  Release: values that were at `position`, of which `data`
 * is a copy, are out of reach; runs Python code. */
void values_moved(Bump *b, Plan *p, const char *data, uint64_t from, uint64_t to, size_t count);
void values_release(Bump *b, Plan *p, const char *data, uint64_t position, size_t count);
/* The same of what a store that failed has put into memory that nobody sees, but for
 * a holder that lives on; keeps the exception. */
void values_forget(Bump *b, Plan *p, const char *data, uint64_t position, size_t count);
/* Ends a store whose value was put together in `scratch`, from PyMem_Calloc: it takes
 * the old one's place, or, if `result` says so, is forgotten.  `result`. */
store_result value_replace(Bump *b, Plan *p, char *data, uint64_t position, char *scratch,
                           store_result result);

/* Most numbers are small, and CPython makes those once: kept here, they cost no
 * call. */
static inline PyObject *
scalar_from_int64(core_state *state, int64_t value)
{
    uint64_t i = (uint64_t)value + SMALL_INT_LOWEST;
    if (LIKELY(i < SMALL_INTS)) {
        return Py_NewRef(state->small_ints[i]);
    }
    /* Of the two only FromLong has a shortcut for an int of one digit. */
    return sizeof(long) == sizeof value ? PyLong_FromLong((long)value)
                                        : PyLong_FromLongLong(value);
}

/* The numbers that most programs store, inline; of any other value the answer is
 * false and value_store decides. */
static inline bool
scalar_store_common(plan_kind kind, char *data, PyObject *value)
{
    int64_t number;
    if (kind == PLAN_F64 && PyFloat_CheckExact(value)) {
        double real = PyFloat_AS_DOUBLE(value);
        memcpy(data, &real, sizeof real);
        return true;
    }
    if (!PyLong_CheckExact(value) || !compat_small_int(value, &number)) {
        return false;
    }
    if (kind == PLAN_I64) {
        memcpy(data, &number, sizeof number);
        return true;
    }
    uint32_t low = (uint32_t)number;
    if ((kind == PLAN_I32 && number == (int32_t)low) || (kind == PLAN_U32 && number == low)) {
        memcpy(data, &low, sizeof low);
        return true;
    }
    return false;
}

/* A reference from holder to target that both live as long as: 0, or -1 with
 * LifetimeError. */
int check_reference(Bump *b, uint64_t holder, Bump *other, uint64_t target, place where);
/* The same for what was just allocated to hold a copy of a value. */
int check_copy(Bump *b, uint64_t holder, uint64_t target, place where);

#endif
