# cython: language_level=3
"""What an extension may do wrong or rarely does, one operation at a time, for the tests."""

from libc.stdint cimport uint64_t
from libc.string cimport memset

from arenite cimport *

from arenite import arena_of
from grove.records import Node

cdef extern from "elsewhere.h" nogil:
    bint fill_elsewhere(arena *a, size_t size)

cdef arenite_class node_class
arenite_class_init(&node_class, Node, NULL)  # imports, too


def check_class(cls, layout):
    cdef arenite_class c
    cdef bytes text
    if layout is None:
        arenite_class_init(&c, cls, NULL)
    else:
        text = layout.encode()
        arenite_class_init(&c, cls, text)
    seen = c.size, c.tag, bool(c.abstract)
    arenite_class_clear(&c)
    return seen


def alloc(bump, size_t size, size_t align):
    """The address of bytes, which are written to."""
    cdef void *p = arenite_alloc(bump, size, align)
    memset(p, 0xA5, size)
    return <size_t>p


def new(bump, cls):
    cdef arenite_class c
    cdef arena_ref ref = 0
    arenite_class_init(&c, cls, NULL)
    try:
        arenite_record_new(bump, &c, &ref)
        return ref
    finally:
        arenite_class_clear(&c)


def handle(bump, cls, arena_ref ref):
    cdef arenite_class c
    arenite_class_init(&c, cls, NULL)
    try:
        return arenite_record_handle(bump, &c, ref)
    finally:
        arenite_class_clear(&c)


def locate(record):
    cdef arena_ref ref
    bump = <object>arenite_record_locate(record, &ref)
    return bump, ref


def write_at(record, bytes data):
    """Overwrite the bytes of a Node."""
    cdef char *to = <char *>arenite_record_data(record, &node_class)
    cdef char *source = data
    for i in range(min(len(data), <int>node_class.size)):
        to[i] = source[i]


def read_at(record):
    cdef const char *source = <const char *>arenite_record_read(record, &node_class)
    return source[:node_class.size]


def arena_is_usable(bump):
    cdef arena *a = arenite_arena(bump)
    return arena_used(a)


def used_to_read(bump):
    cdef const arena *a = arenite_arena_to_read(bump)
    return arena_used(a)


def rewind(bump, arena_mark mark):
    arenite_rewind(bump, mark)


def mark(bump):
    return arena_get_mark(arenite_arena(bump))


def check_link(bump, arena_ref holder, arena_ref target):
    arenite_check_link(bump, holder, target)


def while_lent(bump, function, size_t bytes=0):
    """Call a function while the arena is lent, and allocate in the loan."""
    cdef arenite_loan loan
    cdef void *p
    arenite_lend(bump, &loan)
    try:
        p = arena_alloc(&loan.arena, bytes, 8)
        if p != NULL:
            memset(p, 0x5A, bytes)
        return function()
    finally:
        arenite_give_back(&loan)
        arenite_give_back(&loan)  # a second time does nothing


def lend_twice(bump):
    cdef arenite_loan first, second
    arenite_lend(bump, &first)
    try:
        arenite_lend(bump, &second)
    finally:
        arenite_give_back(&second)  # refused: nothing to give back
        arenite_give_back(&first)


def rewind_loan(bump, arena_mark mark):
    """Whether a loan can be rewound to a mark, after 100 bytes were allocated in it."""
    cdef arenite_loan loan
    arenite_lend(bump, &loan)
    arena_alloc(&loan.arena, 100, 1)
    cdef bint done = arenite_loan_rewind(&loan, mark)
    arenite_give_back(&loan)
    return done


def keep_only(bump):
    """Lend an arena that only the loan keeps alive."""
    cdef arenite_loan loan
    arenite_lend(bump, &loan)
    bump = None
    cdef char *p = <char *>arena_alloc(&loan.arena, 1 << 16, 8)
    memset(p, 1, 1 << 16)
    arenite_give_back(&loan)


def alloc_in_another_file(bump, size_t size):
    """By a C file of this module that imports nothing."""
    return fill_elsewhere(arenite_arena(bump), size)


def named(bump, cls, bytes name):
    """A record whose one field is a str."""
    cdef arenite_class c
    cdef arena_ref ref
    cdef arena_text *text
    arenite_class_init(&c, cls, b"8 bytes, no family: name str @0+8")
    try:
        text = <arena_text *>arenite_record_new(bump, &c, &ref)
        if not arenite_text_copy(arenite_arena(bump), name, len(name), text):
            arenite_raise_failure(bump, len(name))
        return arenite_record_handle(bump, &c, ref)
    finally:
        arenite_class_clear(&c)


def newest(bump):
    """Grow, shrink and free the newest allocation."""
    cdef arena *a = arenite_arena(bump)
    cdef void *p = arenite_alloc(bump, 16, 8)
    cdef uint64_t before = arena_used(a)
    grown = arena_resize(a, p, 16, 64), arena_used(a) - before
    shrunk = arena_resize(a, p, 64, 8), arena_used(a) - before + 16
    wrong = arena_free(a, p, 64)
    freed = arena_free(a, p, 8), arena_used(a) - before + 16
    return grown, shrunk, wrong, freed


def arrays(bump, size_t count, size_t size):
    """Whether room for an array is given."""
    return arena_alloc_array(arenite_arena(bump), count, size, 8) != NULL


def spans(bump, size_t count, size_t size):
    cdef arenite_span span
    span.ref = span.length_and_owned = 0
    cdef arena *a = arenite_arena(bump)
    cdef void *items = arenite_span_alloc(a, count, size, &span)
    if items == NULL:
        return None
    back = arenite_span_at(a, span, size) == items, arenite_span_at(a, span, 1 << 40) == NULL
    return arenite_span_length(span), *back


cdef struct both_t:
    arena_text name
    arenite_span items


def share(source, target):
    """Let the fields of one record, a str and a Slice of u32, hold those of another."""
    cdef arenite_class c
    cdef both_t *old
    cdef both_t *new
    layout = b"16 bytes, no family: name str @0+8, items slice[u32] @8+8"
    arenite_class_init(&c, type(source), layout)
    try:
        old = <both_t *>arenite_record_data(source, &c)
        new = <both_t *>arenite_record_data(target, &c)
        new.name = arenite_text_share(&old.name)
        new.items = arenite_span_share(&old.items)
    finally:
        arenite_class_clear(&c)


def read_items(record):
    """The items of such a record."""
    cdef arenite_class c
    cdef const unsigned int *items
    arenite_class_init(&c, type(record), NULL)
    try:
        both = <const both_t *>arenite_record_read(record, &c)
        a = arenite_arena_to_read(arena_of(record))
        items = <const unsigned int *>arenite_span_at(a, both.items, sizeof(unsigned int))
        return [items[i] for i in range(arenite_span_length(both.items))]
    finally:
        arenite_class_clear(&c)


def texts(bump, bytes data, size_t length):
    """What comes back of the first `length` bytes."""
    cdef arena_text text
    cdef size_t back = 0
    cdef const char *at
    cdef arena *a = arenite_arena(bump)
    if not arenite_text_copy(a, data, length, &text):
        return None
    at = arenite_text_at(a, text, &back)
    return at[:back]


def text_anywhere(bump, uint64_t position, size_t length):
    cdef size_t back = 0
    return arenite_text_at(arenite_arena(bump), arena_text_make(position, length), &back) != NULL


def addresses(bump):
    """One allocation, seen through every function of arena.h; and its reference."""
    cdef arena *a = arenite_arena(bump)
    cdef void *p = arenite_alloc(bump, 24, ARENA_GRANULE)
    cdef arena_ref ref = arena_ref_of(a, p)
    cdef uint64_t position = arena_position(a, p)
    cdef arena_text text = arena_text_make(position + 3, 5)
    assert position == <uint64_t>ref * ARENA_GRANULE
    assert arena_address(a, ref) == arena_at(a, ref, 24) == p
    assert arena_at(a, ref, 25) == NULL == arena_at(a, ref + 3, 1)
    assert arena_at_position(a, position + 3, 21) == <char *>p + 3
    assert arena_at_position(a, position + 3, 22) == NULL
    assert arena_text_position(text) == position + 3
    assert arena_text_length(text) == 5 < ARENA_MAX_TEXT
    assert not arena_text_is_null(text)
    return ref


def record_anywhere(bump, arena_ref ref):
    return arenite_record_at(arenite_arena(bump), &node_class, ref) != NULL


def build_one_by_one(bump, int count):
    """Nodes with every check, and their handles."""
    cdef arena_ref ref
    handles = []
    for i in range(count):
        arenite_record_new(bump, &node_class, &ref)
        handles.append(arenite_record_handle(bump, &node_class, ref))
    return handles
