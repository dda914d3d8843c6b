"""Allocators of every kind, for the tests of what all have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import SupportsIndex

import pytest

from arenite import Allocator, Bump, _core, global_allocator, system_allocator


class InBuffer:
    """An allocator written in Python: blocks and arenas in a buffer of its own."""

    def __init__(self, size: int = 10_000) -> None:
        self.memory = bytearray(size)
        self.blocks = Bump.over(self.memory)
        self.arenas = 0

    def arena(self) -> Bump:
        self.arenas += 1
        return self.blocks

    def allocate(self, size: SupportsIndex, align: SupportsIndex = 8) -> memoryview:
        return self.blocks.allocate(size, align)

    def grow(self, memory: memoryview, size: SupportsIndex, /) -> memoryview:
        return self.blocks.grow(memory, size)

    def shrink(self, memory: memoryview, size: SupportsIndex, /) -> memoryview:
        return self.blocks.shrink(memory, size)

    def deallocate(self, memory: memoryview, /) -> None:
        self.blocks.deallocate(memory)


ALLOCATORS: dict[str, Callable[[], Allocator]] = {
    "Bump": Bump,
    "Bump(min_align)": lambda: Bump(min_align=32),
    "Bump.reserve": lambda: Bump.reserve(1 << 20),
    "Bump.over": lambda: Bump.over(bytearray(200_000)),
    "system": lambda: system_allocator,
    "global": lambda: global_allocator,
    "Source": _core.Source,
    "Python": lambda: InBuffer(200_000),
}

every_allocator = pytest.mark.parametrize("make", ALLOCATORS.values(), ids=ALLOCATORS)
