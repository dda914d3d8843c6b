/* arenite.h - arenas and records for extension modules in C, C++ and Cython.
 *
 * There is nothing to link: `arenite.get_include()` is the folder of this
 * header, and what is not inline is reached through a table that the installed
 * package hands over at run time.
 *
 *     arenite_import()              once, when your module is initialised
 *
 *     a Bump                        an arena
 *     --------------------------    ------------------------------------------
 *     GIL held, raises              no Python: status or NULL, no exception
 *     arenite_arena, _lend     -->  arena_alloc, arena_at, arena_ref_of, ...
 *     arenite_alloc                 (all of arena.h that is inline)
 *     arenite_record_new            arenite_record_alloc, arenite_record_at
 *     arenite_record_handle,        arenite_text_copy, arenite_text_at
 *       _data, _read, _locate       arenite_span_alloc, arenite_span_at
 *     arenite_rewind
 *
 * The rules, all of which follow from arena memory being freed at once:
 *
 * - An `arena *` of arenite_arena, and every pointer into it, is good until
 *   Python code may run: then the arena may be reset or closed.  A pointer is got
 *   anew from a handle, a reference only from a handle that you kept: that is
 *   what knows whether its record is alive.  Without a reset nothing ever moves.
 * - A record may refer to what is older than it, and to what was allocated since
 *   with no mark or scope begun between: arenite_check_link asks.
 * - References read from memory come from anywhere: follow them by arena_at,
 *   arenite_record_at, arenite_text_at, arenite_span_at, which check, or by
 *   arena_address if you wrote them yourself and gave nobody a handle.
 */
#ifndef ARENITE_H
#define ARENITE_H

#include <Python.h>

#include <assert.h> /* static_assert, for what arenite.c_struct() gives */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* arena.h declares these three as functions to link; declared static before, they
 * stay so, and are calls through the table.  Arenite's own extensions define
 * ARENITE_LINKED: they link the allocator. */
#ifndef ARENITE_LINKED
#ifdef ARENITE_ARENA_H
#error "include arenite.h, which includes arena.h"
#endif
typedef struct arena arena;
static inline void *arena__alloc_slow(arena *a, size_t size, size_t align);
static inline bool arena__shrink(arena *a, char *to);
static inline bool arena_resize(arena *a, void *p, size_t old_size, size_t new_size);
#endif

#include "arena.h"

/* ---- Types -------------------------------------------------------------- */

/* A Struct class whose layout is known.  Initialise it with arenite_class_init. */
typedef struct arenite_class {
    PyObject *type; /* the class, owned */
    uint32_t size;  /* bytes of a record, a multiple of ARENA_GRANULE */
    uint16_t tag;   /* 0: in no family, or abstract */
    bool abstract;  /* no record is of this very class */
} arenite_class;

/* A field that is a Slice: items at `ref`.  All zero is None, or no items.  The
 * highest bit of the length says that nothing else refers to the items. */
typedef struct arenite_span {
    arena_ref ref;
    uint32_t length_and_owned;
} arenite_span;

#define ARENITE_SPAN_OWNED (UINT32_C(1) << 31)
#define ARENITE_SPAN_MAX (ARENITE_SPAN_OWNED - 1)

/* An arena that was lent, for use without the GIL. */
typedef struct arenite_loan {
    struct arena arena;
    PyObject *bump; /* whose it is, owned; NULL: nothing is lent */
    arena_mark start;
} arenite_loan;

/* ---- The table ---------------------------------------------------------- */

#define ARENITE_CAPSULE "arenite._core._C_API"

/* Another number: a member has changed its meaning.  Members are added at the end. */
enum { ARENITE_VERSION = 1 };

/* Where the inline functions of arena.h look. */
#define ARENITE_ARENA_LAYOUT                                                                       \
    ARENITE__WITH(used_before, ARENITE__WITH(limit, ARENITE__WITH(peak, ARENITE__WITH(             \
        chunk_start, ARENITE__WITH(top, ARENITE__WITH(bias, ARENITE__WITH(current, ARENITE__WITH(  \
            end, ARENITE__WITH(ptr, (uint64_t)sizeof(arena))))))))))
#define ARENITE__WITH(field, rest) ((rest) * UINT64_C(1009) + (uint64_t)offsetof(arena, field))

typedef struct arenite_table {
    uint32_t version;
    uint32_t size; /* of this table */
    uint64_t arena_layout;
    bool poisons; /* built with AddressSanitizer: bytes not allocated are poisoned */

    void *(*alloc_slow)(arena *a, size_t size, size_t align);
    bool (*free)(arena *a, void *p, size_t size);
    bool (*resize)(arena *a, void *p, size_t old_size, size_t new_size);
    bool (*loan_rewind)(arenite_loan *loan, arena_mark mark);

    arena *(*arena_of)(PyObject *bump);
    const arena *(*arena_to_read)(PyObject *bump);
    void (*raise_failure)(PyObject *bump, size_t size);
    int (*rewind)(PyObject *bump, arena_mark mark);
    int (*check_link)(PyObject *bump, arena_ref holder, arena_ref target);
    int (*lend)(PyObject *bump, arenite_loan *loan);
    void (*give_back)(arenite_loan *loan);

    int (*class_init)(arenite_class *c, PyObject *type, const char *layout);
    PyObject *(*record_handle)(PyObject *bump, const arenite_class *c, arena_ref ref);
    PyObject *(*record_locate)(PyObject *record, arena_ref *ref);
    void *(*record_data)(PyObject *record, const arenite_class *c, bool write);
} arenite_table;

/* One a module, however many files it is made of: the linker keeps one of all
 * weak definitions, and nobody else sees it. */
__attribute__((weak, visibility("hidden"))) const arenite_table *arenite__table;

static inline int
arenite__check_table(const arenite_table *t)
{
    if (t->version != (uint32_t)ARENITE_VERSION || t->size < sizeof *t
        || t->arena_layout != ARENITE_ARENA_LAYOUT) {
        PyErr_Format(PyExc_ImportError,
                     "the installed arenite has C API %u of %u bytes, but this extension was "
                     "compiled for %u of %u bytes, or for another arena: build it again",
                     (unsigned int)t->version, (unsigned int)t->size,
                     (unsigned int)ARENITE_VERSION, (unsigned int)sizeof *t);
        return -1;
    }
#ifndef ARENA_SANITIZED
    if (t->poisons) {
        PyErr_SetString(PyExc_ImportError,
                        "the installed arenite was built with AddressSanitizer, and this "
                        "extension was not: compile it with -fsanitize=address");
        return -1;
    }
#endif
    return 0;
}

/* 0, or -1 with ImportError.  Functions that take a Bump, a record or a class
 * call it too if nobody has. */
static inline int
arenite_import(void)
{
    if (arenite__table) {
        return 0;
    }
    const arenite_table *t = (const arenite_table *)PyCapsule_Import(ARENITE_CAPSULE, 0);
    if (!t || arenite__check_table(t) < 0) {
        return -1;
    }
    arenite__table = t;
    return 0;
}

/* ---- On an arena: no GIL needed, no exceptions --------------------------- */

#ifndef ARENITE_LINKED
/* The cold path of arena_alloc.  An arena that was handed to a module which has
 * imported nothing gives NULL. */
static inline void *
arena__alloc_slow(arena *a, size_t size, size_t align)
{
    if (!arenite__table) {
        a->status = ARENA_NO_MEMORY;
        return NULL;
    }
    return arenite__table->alloc_slow(a, size, align);
}

/* The cold path of arena_free. */
static inline bool
arena__shrink(arena *a, char *to)
{
    return arenite__table && arenite__table->free(a, to, (size_t)(a->ptr - to));
}

/* The newest allocation changes its size where it stands; see arena.h.  What this
 * and arena_free are given must be yours, with no handle of it, and not below a
 * mark or scope. */
static inline bool
arena_resize(arena *a, void *p, size_t old_size, size_t new_size)
{
    return arenite__table && arenite__table->resize(a, p, old_size, new_size);
}
#endif

/* Most records are of a few granules, which a loop has cleared before memset is
 * called: measured, 3.3 ns a record of 16 bytes against 7. */
static inline void
arenite__clear(char *data, size_t size)
{
    if (size > 64) {
        memset(data, 0, size);
        return;
    }
    for (size_t i = 0; i < size; i += ARENA_GRANULE) {
        memset(data + i, 0, ARENA_GRANULE);
    }
}

/* A record whose fields are all zero: 0, "", None, no items.  NULL as arena_alloc,
 * or if the class is abstract.  *ref is its reference. */
static inline void *
arenite_record_alloc(arena *a, const arenite_class *c, arena_ref *ref)
{
    char *data = c->abstract ? NULL : (char *)arena_alloc(a, c->size, ARENA_GRANULE);
    if (!data) {
        return NULL;
    }
    arenite__clear(data, c->size);
    if (c->tag) {
        memcpy(data, &c->tag, sizeof c->tag);
    }
    *ref = arena_ref_of(a, data);
    return data;
}

/* The record at a reference that comes from anywhere, or NULL if its bytes are
 * not in use or have another tag.  An abstract class stands for any tag. */
static inline void *
arenite_record_at(const arena *a, const arenite_class *c, arena_ref ref)
{
    char *data = (char *)arena_at(a, ref, c->size);
    return data && (c->tag == 0 || memcmp(data, &c->tag, sizeof c->tag) == 0) ? data : NULL;
}

/* Copies UTF-8 (a str field) or any bytes (a bytes field) into the arena; false
 * as arena_alloc, or over ARENA_MAX_TEXT bytes.  What is no UTF-8 is found out
 * when Python reads it: CorruptArenaError. */
static inline bool
arenite_text_copy(arena *a, const char *bytes, size_t length, arena_text *out)
{
    if (length == 0) {
        *out = arena_text_make(1, 0); /* all zero would be None */
        return true;
    }
    char *to = length <= ARENA_MAX_TEXT ? (char *)arena_alloc(a, length, 1) : NULL;
    if (!to) {
        return false;
    }
    memcpy(to, bytes, length);
    *out = arena_text_make(arena_position(a, to), length);
    return true;
}

/* The bytes of a text, not terminated; NULL if they are not in use. */
static inline const char *
arenite_text_at(const arena *a, arena_text t, size_t *length)
{
    *length = arena_text_length(t);
    if (*length == 0) {
        return "";
    }
    return (const char *)arena_at_position(a, arena_text_position(t), *length);
}

static inline size_t
arenite_span_length(arenite_span s)
{
    return s.length_and_owned & ARENITE_SPAN_MAX;
}

/* Room for `count` items of `size` bytes, not zeroed; NULL as arena_alloc, or over
 * ARENITE_SPAN_MAX items.  No items are an address that must not be read. */
static inline void *
arenite_span_alloc(arena *a, size_t count, size_t size, arenite_span *out)
{
    void *items = NULL;
    if (count <= ARENITE_SPAN_MAX) {
        items = arena_alloc_array(a, count, size, ARENA_GRANULE);
    }
    if (items) {
        out->ref = count ? arena_ref_of(a, items) : 1; /* 0 would be None */
        out->length_and_owned = (uint32_t)count;
    }
    return items;
}

/* The items of a span; NULL if they are not all in use, or there are none. */
static inline void *
arenite_span_at(const arena *a, arenite_span s, size_t size)
{
    size_t bytes, length = arenite_span_length(s);
    if (length == 0 || __builtin_mul_overflow(length, size, &bytes)) {
        return NULL;
    }
    return arena_at(a, s.ref, bytes);
}

/* What a second field is to hold, so that both refer to the same bytes or items:
 * none of them may overwrite these any more. */
static inline arena_text
arenite_text_share(arena_text *text)
{
    text->lo &= ~(uint32_t)ARENA_TEXT_OWNED;
    return *text;
}

static inline arenite_span
arenite_span_share(arenite_span *s)
{
    s->length_and_owned &= (uint32_t)ARENITE_SPAN_MAX;
    return *s;
}

/* ---- On a Bump: the GIL held, exceptions ---------------------------------- */

/* The arena of an open Bump, good until Python code may run.  NULL with
 * TypeError, ArenaClosedError, or RuntimeError while it is lent. */
static inline arena *
arenite_arena(PyObject *bump)
{
    return arenite_import() < 0 ? NULL : arenite__table->arena_of(bump);
}

/* The same to read only, also while it is lent: what was there before. */
static inline const arena *
arenite_arena_to_read(PyObject *bump)
{
    return arenite_import() < 0 ? NULL : arenite__table->arena_to_read(bump);
}

/* Raises what the last NULL of an arena function means: MemoryError or
 * ArenaLimitError.  `size` is what the message says was asked for, in bytes. */
static inline void
arenite_raise_failure(PyObject *bump, size_t size)
{
    if (arenite_import() == 0) {
        arenite__table->raise_failure(bump, size);
    }
}

/* arena_alloc with every check: also ValueError for an align that is no power of
 * two of at most ARENA_MAX_ALIGN.  Bump(min_align=...) is for what Python allocates. */
static inline void *
arenite_alloc(PyObject *bump, size_t size, size_t align)
{
    arena *a = arenite_arena(bump);
    if (!a) {
        return NULL;
    }
    if (align - 1 >= (size_t)ARENA_MAX_ALIGN || (align & (align - 1)) != 0) {
        PyErr_Format(PyExc_ValueError, "align: %zu is no power of two from 1 to %d", align,
                     (int)ARENA_MAX_ALIGN);
        return NULL;
    }
    void *p = arena_alloc(a, size, align);
    if (!p) {
        arenite__table->raise_failure(bump, size);
    }
    return p;
}

/* Frees what was allocated since arena_get_mark gave `mark`, for every handle to
 * see; what an error leaves behind is taken back so.  An exception that is set
 * stays.  May run Python code: callbacks that were registered since.  0, or -1 with
 * BufferError (a buffer is exported), ValueError (no such mark), what a callback
 * raised, or as arenite_arena. */
static inline int
arenite_rewind(PyObject *bump, arena_mark mark)
{
    return arenite_import() < 0 ? -1 : arenite__table->rewind(bump, mark);
}

/* Before a reference to `target` is written into an older record: 0, or -1 with
 * LifetimeError if a scope or mark between them would free the target first. */
static inline int
arenite_check_link(PyObject *bump, arena_ref holder, arena_ref target)
{
    return arenite_import() < 0 ? -1 : arenite__table->check_link(bump, holder, target);
}

/* Lends the arena: loan->arena is yours, on any thread, without the GIL, until
 * arenite_give_back.  Meanwhile Python can read what was there before, so leave
 * that unchanged; whatever would change the arena raises RuntimeError.  No object
 * is touched without the GIL.  0, or -1 as arenite_arena, or with RuntimeError while
 * callbacks run because the arena is being freed. */
static inline int
arenite_lend(PyObject *bump, arenite_loan *loan)
{
    loan->bump = NULL;
    return arenite_import() < 0 ? -1 : arenite__table->lend(bump, loan);
}

/* With the GIL; Python sees what was allocated.  Does nothing for a loan that was
 * given back already, or that arenite_lend refused. */
static inline void
arenite_give_back(arenite_loan *loan)
{
    if (loan->bump) {
        arenite__table->give_back(loan);
    }
}

/* Frees what was allocated in the loan since arena_get_mark gave `mark`; needs no
 * GIL.  False, and nothing happens, for a mark from before the loan. */
static inline bool
arenite_loan_rewind(arenite_loan *loan, arena_mark mark)
{
    return loan->bump && arenite__table->loan_rewind(loan, mark);
}

/* ---- Records -------------------------------------------------------------- */

/* Looks at a Struct class.  `layout` is the NAME_LAYOUT of its arenite.c_struct():
 * TypeError, with both layouts, if the class is another by now; NULL: not
 * compared.  0, or -1 with TypeError.  The class is kept until arenite_class_clear. */
static inline int
arenite_class_init(arenite_class *c, PyObject *type, const char *layout)
{
    c->type = NULL;
    return arenite_import() < 0 ? -1 : arenite__table->class_init(c, type, layout);
}

static inline void
arenite_class_clear(arenite_class *c)
{
    Py_CLEAR(c->type);
}

/* arenite_record_alloc that raises; TypeError if the class is abstract. */
static inline void *
arenite_record_new(PyObject *bump, const arenite_class *c, arena_ref *ref)
{
    arena *a = arenite_arena(bump);
    void *record = a ? arenite_record_alloc(a, c, ref) : NULL;
    if (a && !record) {
        if (c->abstract) {
            PyErr_Format(PyExc_TypeError, "%R is abstract", c->type);
        } else {
            arenite__table->raise_failure(bump, c->size);
        }
    }
    return record;
}

/* A new handle of the record at `ref`; of an abstract class, of the class that its
 * tag says.  CorruptArenaError if no such record is there. */
static inline PyObject *
arenite_record_handle(PyObject *bump, const arenite_class *c, arena_ref ref)
{
    return arenite_import() < 0 ? NULL : arenite__table->record_handle(bump, c, ref);
}

/* The Bump (borrowed) and the reference of a live record of any class.  NULL with
 * TypeError or StaleReferenceError. */
static inline PyObject *
arenite_record_locate(PyObject *record, arena_ref *ref)
{
    return arenite_import() < 0 ? NULL : arenite__table->record_locate(record, ref);
}

/* The bytes of a live record of the class or a class derived from it, to read and
 * write, as long as arenite_arena's.  NULL with TypeError, StaleReferenceError,
 * or RuntimeError while the arena is lent. */
static inline void *
arenite_record_data(PyObject *record, const arenite_class *c)
{
    return arenite_import() < 0 ? NULL : arenite__table->record_data(record, c, true);
}

/* The same to read only, also while the arena is lent. */
static inline const void *
arenite_record_read(PyObject *record, const arenite_class *c)
{
    return arenite_import() < 0 ? NULL : arenite__table->record_data(record, c, false);
}

#endif
