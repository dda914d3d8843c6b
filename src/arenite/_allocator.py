"""What a `Bump`, the system's allocator and the global one have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from arenite._core import Bump


@runtime_checkable
class Allocator(Protocol):
    """Where memory comes from: `Vec(u64, allocator=...)` and every other collection take one.

    A `Bump` is one, and so are the modules `arenite.system_allocator` and
    `arenite.global_allocator`. One of your own needs these five methods; a collection
    asks for `arena()` alone, and `isinstance` looks for the names only.
    """

    def arena(self) -> Bump:
        """Say which arena a new collection lies in: one to share, or one for it alone.

        It is called once for each collection, which then keeps the Bump alive.
        """
        ...

    def allocate(self, size: int, align: int = 8) -> memoryview:
        """Give a writable memoryview of `size` bytes, whose address is a multiple of `align`."""
        ...

    def grow(self, memory: memoryview, size: int, /) -> memoryview:
        """Give the same memory with more bytes, in place or moved; `memory` is released."""
        ...

    def shrink(self, memory: memoryview, size: int, /) -> memoryview:
        """Give the same memory with fewer bytes; `memory` is released."""
        ...

    def deallocate(self, memory: memoryview, /) -> None:
        """Take memory back, and release `memory`."""
        ...


Allocator.__module__ = "arenite"
