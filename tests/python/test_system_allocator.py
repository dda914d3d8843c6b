"""The system's malloc and the sources of other extensions as allocators."""

from __future__ import annotations

import ctypes
import gc
import sys
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from chunks import settled_chunks

from arenite import (
    Allocator,
    Bump,
    Struct,
    SymbolTable,
    TypedArena,
    Vec,
    _core,
    system_allocator,
    u8,
    u64,
)


class Node(Struct):
    value: u64
    name: str = ""


def filled(allocator: Allocator, size: int, align: int = 8) -> memoryview:
    memory = allocator.allocate(size, align)
    memory[:] = pattern(size)
    return memory


def pattern(size: int) -> bytes:
    return bytes(i * 7 % 251 for i in range(size))


# ---- A source of another extension --------------------------------------------------


ACQUIRE = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)
RELEASE = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)


class CSource(ctypes.Structure):
    """`arena_source` of arena.h."""

    _fields_ = (("acquire", ACQUIRE), ("release", RELEASE), ("context", ctypes.c_void_p))


class Counted:
    """Blocks of the C library, of which there may be so many more."""

    name = b"arenite._global.source"

    def __init__(self) -> None:
        self.out: dict[int, int] = {}
        self.allowed = sys.maxsize
        self.libc = ctypes.CDLL(None)
        self.libc.malloc.restype = ctypes.c_void_p
        self.libc.malloc.argtypes = [ctypes.c_size_t]
        self.libc.free.argtypes = [ctypes.c_void_p]
        self.c = CSource(ACQUIRE(self.acquire), RELEASE(self.release), None)

    def acquire(self, context: object, size: int) -> int | None:
        if self.allowed == 0:
            return None
        self.allowed -= 1
        block = self.libc.malloc(size)
        self.out[block] = size
        return block  # type: ignore[no-any-return]

    def release(self, context: object, block: int, size: int) -> None:
        assert self.out.pop(block) == size
        self.libc.free(block)

    def capsule(self, name: bytes | None = None) -> Any:
        make = ctypes.pythonapi.PyCapsule_New
        make.restype = ctypes.py_object
        make.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
        self.kept = name or self.name
        return make(ctypes.addressof(self.c), self.kept, None)


@pytest.fixture
def counted() -> Iterator[Counted]:
    """A source; all that it gave has come back when the test is over."""
    source = Counted()
    yield source
    gc.collect()
    assert source.out == {}


# ---- The system's malloc -----------------------------------------------------------------


def test_blocks_are_freed() -> None:
    before = settled_chunks()
    memory = system_allocator.allocate(100)
    other = system_allocator.allocate(1 << 23)
    assert _core._allow_chunks(None) == before + 2
    memory = system_allocator.grow(memory, 1000)
    other = system_allocator.shrink(other, 10)
    assert _core._allow_chunks(None) == before + 2
    system_allocator.deallocate(memory)
    assert _core._allow_chunks(None) == before + 1
    del other
    assert _core._allow_chunks(None) == before


def test_what_nobody_gives_back_is_freed_with_its_last_view() -> None:
    gc.collect()
    before = _core._allow_chunks(None)
    part = system_allocator.allocate(100)[50:]
    gc.collect()
    assert _core._allow_chunks(None) == before + 1
    del part
    assert _core._allow_chunks(None) == before


def test_tracemalloc_sees_them() -> None:
    tracemalloc.start()
    try:
        memory = system_allocator.allocate(123_456)
        domain = tracemalloc.DomainFilter(True, 0x4152454E)
        traces = tracemalloc.take_snapshot().filter_traces([domain]).traces
        assert [trace.size for trace in traces] == [123_456]
        del memory
    finally:
        tracemalloc.stop()


def test_no_memory_changes_nothing() -> None:
    memory = filled(system_allocator, 16)
    _core._allow_chunks(0)
    with pytest.raises(MemoryError, match="no memory for a block of 8 bytes"):
        system_allocator.allocate(8)
    for size, change in ((100, system_allocator.grow), (5, system_allocator.shrink)):
        with pytest.raises(MemoryError, match=f"no memory for a block of {size} bytes"):
            change(memory, size)
    with pytest.raises(MemoryError):
        Vec(u64, [1], allocator=system_allocator)
    _core._allow_chunks(None)
    assert memory == pattern(16)
    system_allocator.deallocate(memory)


# ---- Sources ----------------------------------------------------------------------------


def test_a_source_from_a_capsule(counted: Counted) -> None:
    source = _core.Source(counted.capsule())
    memory = source.allocate(100, 64)
    assert list(counted.out.values()) == [148]
    memory = source.grow(memory, 1000)
    assert list(counted.out.values()) == [1048]
    source.deallocate(memory)
    assert counted.out == {}
    bump = source.arena()
    del source
    gc.collect()
    nodes = [bump.alloc(Node, i, str(i)) for i in range(1000)]
    assert sum(counted.out.values()) == bump.stats().capacity
    assert [node.value for node in nodes] == list(range(1000))
    del nodes, memory
    bump.reset(keep="none")
    assert counted.out == {}
    bump.alloc(Node, 1)
    bump.intern("symbols, too")
    assert len(counted.out) == 3
    bump.close()
    assert counted.out == {}


def test_collections_of_a_source(counted: Counted) -> None:
    source = _core.Source(counted.capsule())
    vec = Vec(u64, range(1000), allocator=source)
    table = SymbolTable(allocator=source)
    assert [table.intern(f"name {i}") for i in range(100)] == list(range(100))
    assert counted.out
    del source
    assert list(vec) == list(range(1000))
    part = memoryview(vec)[5:]
    del vec, table
    assert part[0] == 5
    assert counted.out
    del part
    assert counted.out == {}


def test_a_source_that_fails(counted: Counted) -> None:
    source = _core.Source(counted.capsule())
    bump = source.arena()
    bump.alloc(Node, 1)
    memory = source.allocate(8)
    counted.allowed = 0
    with pytest.raises(MemoryError):
        bump.allocate(5000)
    with pytest.raises(MemoryError):
        source.grow(memory, 9)
    with pytest.raises(MemoryError):
        Vec(u64, allocator=source)
    with pytest.raises(MemoryError):
        TypedArena(Node, 10, allocator=source)
    counted.allowed = sys.maxsize
    assert len(source.grow(memory, 9)) == 9
    bump._check()


def test_chunks_of_a_source_stay_with_it(counted: Counted) -> None:
    """A pool's own arenas take chunks over; one that is of a source would keep none of it."""
    bump = _core.Source(counted.capsule()).arena()
    bump.alloc(Node, 1)
    bump.reset()
    with pytest.raises(ValueError, match="chunks move"):
        Bump()._take_chunks(bump)


def test_capsules_of_others(counted: Counted) -> None:
    for other in (None.__class__, 5, object(), _core._C_API, counted.capsule(b"arenite._global")):
        with pytest.raises(TypeError, match="a capsule named arenite._global.source, or None"):
            _core.Source(other)


def test_the_system_has_a_source_too() -> None:
    vec = Vec(u8, b"abc", allocator=_core.Source(None))
    assert bytes(memoryview(vec)) == b"abc"
