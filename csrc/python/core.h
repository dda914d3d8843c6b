/* core.h - the objects of arenite._core and what its files share.
 *
 *     bump.h    Bump: owns an arena, its epochs, live marks, pins, held objects
 *     plan.h    Plan, Field: how a value of some type is stored
 *     record.h  StructType: a Python class with a layout behind it;
 *               Record: a handle of one: bump, reference, epoch (32 bytes)
 *     views.h   Text, Slice, Box, Vec, String, Map: handles of what is no record
 *
 * A handle has no GC header and counts as a view of its Bump.  Memory is only
 * ever read through arena_at, after the view's epoch was found good, and never
 * across a call that may run Python code. */
#ifndef ARENITE_CORE_H
#define ARENITE_CORE_H

#include "compat.h"

#include "arena.h"

#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)

typedef struct Record Record;
typedef struct StructType StructType;
typedef struct TypedArena TypedArena;

/* -5 to 256, as CPython's own. */
enum { SMALL_INT_LOWEST = 5, SMALL_INTS = 262 };

typedef struct core_state {
    PyTypeObject *bump_type, *scope_type, *mark_type, *text_type, *slice_type, *slice_iter_type;
    PyTypeObject *vec_iter_type;
    PyTypeObject *box_type, *vec_type, *string_type, *map_type, *symbol_table_type;
    PyTypeObject *typed_type, *typed_iter_type, *column_type;
    PyTypeObject *map_view_types[3], *map_iter_type, *symbol_iter_type;
    PyTypeObject *block_type, *source_type;
    PyTypeObject *meta_type, *record_type, *field_type, *plan_type, *walker_type, *stats_type;

    PyObject *stale_error, *lifetime_error, *corrupt_error;
    PyObject *limit_error, *closed_error, *no_arena_error;

    PyObject *ambient; /* ContextVar: the Bump of the innermost `with` */

    /* Written in Python, handed over once by arenite/_hooks.py: see core_hooks. */
    PyObject *prepare; /* (name, bases, namespace, keywords) -> what a class needs */
    PyObject *created; /* (class) -> None, once it is complete */
    PyObject *plan_of; /* (annotation) -> Plan */
    PyObject *resolve; /* (target of a forward reference) -> tuple of classes */
    PyObject *repr;    /* (record) -> str */
    PyObject *signature; /* (class) -> inspect.Signature */
    PyObject *export_format; /* (class, field name or None) -> what a buffer of it is */

    PyObject *post_init_name; /* "__post_init__" */
    PyObject *release_name;   /* "release", and the next "arena" */
    PyObject *arena_name;
    struct Plan *byte_plan;   /* u8, for bytes and chunks */
    struct Plan *string_plan; /* of String */

    size_t widest; /* routes of the class that has most */

    Record *free_records; /* linked through their bump fields */
    uint32_t free_count;

    PyObject *small_ints[SMALL_INTS];

    uint64_t hash_seed; /* of tables, a process */
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

/* 0 once the functions written in Python are there, imported now if need be; -1 with
 * an exception.  What takes a record class needs no such call: making the class did. */
int core_hooks(core_state *state);

/* Allocates an instance of a heap type that has no GC header. */
#define NEW_OBJECT(T, type) ((T *)(type)->tp_alloc((type), 0))

/* `items` with twice the room (counted in items of `size` bytes), `first` at first;
 * NULL with MemoryError, and nothing has changed. */
static inline void *
array_grow(void *items, size_t *room, size_t first, size_t size)
{
    size_t wanted = *room ? 2 * *room : first;
    void *grown = PyMem_Realloc(items, wanted * size);
    if (!grown) {
        PyErr_NoMemory();
        return NULL;
    }
    *room = wanted;
    return grown;
}

#include "bump.h"
#include "plan.h"
#include "record.h"
#include "views.h"

/* ---- The types ---------------------------------------------------------- */

extern PyType_Spec bump_spec, scope_spec, mark_spec;
extern PyType_Spec meta_spec, record_spec, field_spec, plan_spec, walker_spec;
extern PyType_Spec text_spec, slice_spec, slice_iter_spec, box_spec;
extern PyType_Spec vec_spec, vec_iter_spec, string_spec;
extern PyType_Spec typed_spec, typed_iter_spec, column_spec;
extern PyType_Spec map_spec, map_keys_spec, map_values_spec, map_items_spec, map_iter_spec;
extern PyType_Spec symbol_table_spec, symbol_iter_spec;
extern PyStructSequence_Desc stats_desc;

PyObject *scope_new(Bump *b);
PyObject *mark_new(Bump *b);
int mark_rewind(Bump *b, PyObject *mark);
PyObject *walker_new(core_state *state, PyObject *root, PyObject *types);

#endif
