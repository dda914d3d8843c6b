"""The system's malloc as an `arenite.Allocator`, with the methods as functions of a module.

    vec = Vec(u64, items, allocator=system_allocator)

lies in a new `Bump` of its own, which is freed with the last handle into it, or by
`arena_of(vec).close()`. Blocks that `allocate()` gave belong to no arena: each is freed
by `deallocate()`, or when its last memoryview is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, SupportsIndex

from arenite._core import Source

if TYPE_CHECKING:
    from arenite._core import Bump

__all__ = ["allocate", "arena", "deallocate", "grow", "shrink"]

_source = Source()


def arena() -> Bump:
    """Make a new `Bump`."""
    return _source.arena()


def allocate(size: SupportsIndex, align: SupportsIndex = 8) -> memoryview:
    """Give a writable memoryview of `size` bytes, whose address is a multiple of `align`.

    What is in them is unspecified. `align` is a power of two of at most 4096, else
    ValueError. MemoryError if the system has no such block.
    """
    return _source.allocate(size, align)


def grow(memory: memoryview, size: SupportsIndex, /) -> memoryview:
    """Move the memory that `allocate` gave to a block of `size` bytes; `memory` is released.

    The first bytes are as they were, the rest is unspecified. Errors are those of
    `allocate` and `deallocate`; after one, all is as it was.
    """
    return _source.grow(memory, size)


def shrink(memory: memoryview, size: SupportsIndex, /) -> memoryview:
    """Move the first `size` bytes of what `allocate` gave to a block of that size.

    `memory` is released. Errors are those of `grow`.
    """
    return _source.shrink(memory, size)


def deallocate(memory: memoryview, /) -> None:
    """Free what `allocate` gave, and release `memory`.

    ValueError for a part, a cast or a read-only view of it, LifetimeError for memory of
    another allocator, BufferError while there are slices of the memoryview or NumPy
    arrays over it.
    """
    _source.deallocate(memory)
