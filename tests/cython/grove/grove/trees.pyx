# cython: language_level=3
"""Binary trees, built without the GIL and read at C speed."""

from libc.stdint cimport int32_t, int64_t
from libc.string cimport memset

from arenite cimport (
    arena, arena_get_mark, arena_mark, arena_ref, arenite_alloc, arenite_arena,
    arenite_arena_to_read, arenite_class, arenite_class_init, arenite_give_back, arenite_import,
    arenite_lend, arenite_loan, arenite_loan_rewind, arenite_raise_failure, arenite_record_alloc,
    arenite_record_at, arenite_record_handle, arenite_record_locate, arenite_record_read,
    arenite_rewind,
)

from grove.records import Node

cdef extern from "records.h":  # what arenite.c_struct(Node) gave
    ctypedef struct node_t "Node":
        int32_t value
        arena_ref left
        arena_ref right
    const char *NODE_LAYOUT "Node_LAYOUT"

cdef arenite_class node_class

arenite_import()
arenite_class_init(&node_class, Node, NODE_LAYOUT)


cdef arena_ref grow(arena *a, int depth) noexcept nogil:
    cdef arena_ref ref = 0
    cdef node_t *node = <node_t *>arenite_record_alloc(a, &node_class, &ref)
    if node == NULL:
        return 0
    node.value = 1
    if depth > 0:
        node.left = grow(a, depth - 1)
        node.right = grow(a, depth - 1) if node.left else 0
        if node.right == 0:
            return 0
    return ref


def build(bump, int depth):
    """A full tree of 2 ** (depth + 1) - 1 nodes of value 1."""
    cdef arenite_loan loan
    cdef arena_mark mark
    cdef arena_ref root
    if not 0 <= depth <= 30:
        raise ValueError(f"depth: {depth} is not between 0 and 30")
    arenite_lend(bump, &loan)
    with nogil:
        mark = arena_get_mark(&loan.arena)
        root = grow(&loan.arena, depth)
        if root == 0:
            arenite_loan_rewind(&loan, mark)
    arenite_give_back(&loan)
    if root == 0:
        arenite_raise_failure(bump, node_class.size)
    return arenite_record_handle(bump, &node_class, root)


cdef int64_t add_up(const arena *a, arena_ref ref, int depth) except? -1:
    if ref == 0:
        return 0
    cdef const node_t *node = <const node_t *>arenite_record_at(a, &node_class, ref)
    if node == NULL or depth == 0:  # references come from anywhere
        raise ValueError("the tree is corrupt, or deeper than 100 nodes")
    return node.value + add_up(a, node.left, depth - 1) + add_up(a, node.right, depth - 1)


def total(node):
    """The sum of all values of a tree."""
    cdef arena_ref root
    arenite_record_read(node, &node_class)  # TypeError unless it is a Node
    bump = <object>arenite_record_locate(node, &root)
    return add_up(arenite_arena_to_read(bump), root, 100)


def count_primes(bump, size_t below):
    """How many primes there are below a number, with a table that is gone afterwards."""
    cdef arena_mark mark = arena_get_mark(arenite_arena(bump))
    cdef unsigned char *composite = <unsigned char *>arenite_alloc(bump, below, 1)
    cdef size_t i, j, count = 0
    memset(composite, 0, below)
    for i in range(2, below):
        if not composite[i]:
            count += 1
            for j in range(i * i, below, i):
                composite[j] = 1
    arenite_rewind(bump, mark)
    return count
