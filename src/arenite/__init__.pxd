# arenite.h for Cython: `from arenite cimport arenite_alloc, ...`.  The header says
# what each function needs, promises, and how it fails; here a failure that has an
# exception is raised.  Compile with arenite.get_include() among the include
# folders, and call arenite_import() at the top of your module.
#
# What is `nogil` touches no Python: it works on the arena of arenite_arena() or,
# without the GIL, on that of a loan.

from cpython.object cimport PyObject
from libc.stdint cimport uint16_t, uint32_t, uint64_t

cdef extern from "arenite.h" nogil:
    enum:
        ARENA_GRANULE
        ARENA_MAX_ALIGN

    const uint64_t ARENA_MAX_TEXT

    ctypedef uint32_t arena_ref
    ctypedef uint64_t arena_mark

    ctypedef struct arena:
        pass

    ctypedef struct arena_text:
        pass

    # ---- arena.h ----

    void *arena_alloc(arena *a, size_t size, size_t align)
    void *arena_alloc_array(arena *a, size_t count, size_t size, size_t align)
    bint arena_free(arena *a, void *p, size_t size)
    bint arena_resize(arena *a, void *p, size_t old_size, size_t new_size)

    void *arena_address(const arena *a, arena_ref ref)
    arena_ref arena_ref_of(const arena *a, const void *p)
    uint64_t arena_position(const arena *a, const void *p)
    void *arena_at(const arena *a, arena_ref ref, size_t size)
    void *arena_at_position(const arena *a, uint64_t position, size_t size)

    arena_text arena_text_make(uint64_t position, size_t length)
    uint64_t arena_text_position(arena_text t)
    size_t arena_text_length(arena_text t)
    bint arena_text_is_null(arena_text t)

    arena_mark arena_get_mark(const arena *a)
    uint64_t arena_used(const arena *a)

    # ---- arenite.h ----

    ctypedef struct arenite_class:
        uint32_t size
        uint16_t tag
        bint abstract

    ctypedef struct arenite_span:
        arena_ref ref
        uint32_t length_and_owned

    ctypedef struct arenite_loan:
        arena arena

    void *arenite_record_alloc(arena *a, const arenite_class *c, arena_ref *ref)
    void *arenite_record_at(const arena *a, const arenite_class *c, arena_ref ref)
    bint arenite_text_copy(arena *a, const char *bytes, size_t length, arena_text *out)
    const char *arenite_text_at(const arena *a, arena_text t, size_t *length)
    void *arenite_span_alloc(arena *a, size_t count, size_t size, arenite_span *out)
    void *arenite_span_at(const arena *a, arenite_span s, size_t size)
    size_t arenite_span_length(arenite_span s)
    arena_text arenite_text_share(arena_text *text)
    arenite_span arenite_span_share(arenite_span *s)
    bint arenite_loan_rewind(arenite_loan *loan, arena_mark mark)

cdef extern from "arenite.h":
    int arenite_import() except -1

    arena *arenite_arena(object bump) except NULL
    const arena *arenite_arena_to_read(object bump) except NULL
    void *arenite_alloc(object bump, size_t size, size_t align) except NULL
    int arenite_rewind(object bump, arena_mark mark) except -1
    int arenite_check_link(object bump, arena_ref holder, arena_ref target) except -1
    int arenite_lend(object bump, arenite_loan *loan) except -1
    void arenite_give_back(arenite_loan *loan)
    void arenite_raise_failure(object bump, size_t size) except *

    int arenite_class_init(arenite_class *c, object cls, const char *layout) except -1
    void arenite_class_clear(arenite_class *c)
    void *arenite_record_new(object bump, const arenite_class *c, arena_ref *ref) except NULL
    object arenite_record_handle(object bump, const arenite_class *c, arena_ref ref)
    PyObject *arenite_record_locate(object record, arena_ref *ref) except NULL # borrowed
    void *arenite_record_data(object record, const arenite_class *c) except NULL
    const void *arenite_record_read(object record, const arenite_class *c) except NULL
