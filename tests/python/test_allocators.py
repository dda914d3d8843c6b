"""Allocators: raw memory that is given, grown, shrunk and taken back."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from arenite import (
    Allocator,
    ArenaClosedError,
    ArenaLimitError,
    Bump,
    LifetimeError,
    StaleReferenceError,
    Struct,
    _core,
    is_live,
    system_allocator,
    u64,
)

sys.path.insert(0, str(Path(__file__).parent))

from allocators import ALLOCATORS, every_allocator


class Node(Struct):
    value: u64
    name: str = ""


def address(memory: memoryview) -> int:
    return ctypes.addressof(ctypes.c_char.from_buffer(memory)) if len(memory) else 0


def filled(allocator: Allocator, size: int, align: int = 8) -> memoryview:
    memory = allocator.allocate(size, align)
    memory[:] = pattern(size)
    return memory


def pattern(size: int) -> bytes:
    return bytes(i * 7 % 251 for i in range(size))


# ---- The protocol ----------------------------------------------------------------


@every_allocator
def test_it_is_an_allocator(make: Callable[[], Allocator]) -> None:
    assert isinstance(make(), Allocator)


def test_what_is_none() -> None:
    for other in (None, 3, bytearray, [], gc, object()):
        assert not isinstance(other, Allocator)


def test_a_module_is_one() -> None:
    assert system_allocator.__name__ == "arenite.system_allocator"
    assert set(system_allocator.__all__) == {"allocate", "arena", "deallocate", "grow", "shrink"}


def test_arenas(bump: Bump) -> None:
    assert bump.arena() is bump
    first, second = system_allocator.arena(), system_allocator.arena()
    assert type(first) is type(second) is Bump
    assert first is not second


# ---- Blocks --------------------------------------------------------------------------


@every_allocator
@pytest.mark.parametrize("align", [1, 2, 8, 16, 64, 4096])
def test_blocks(make: Callable[[], Allocator], align: int) -> None:
    allocator = make()
    memories = [filled(allocator, size, align) for size in (1, 5, 600, 7000, 0)]
    for memory, size in zip(memories, (1, 5, 600, 7000, 0), strict=True):
        assert (memory.format, memory.ndim, memory.itemsize) == ("B", 1, 1)
        assert not memory.readonly
        assert memory == pattern(size)
        assert address(memory) % align == 0
    for memory in reversed(memories):
        allocator.deallocate(memory)
        with pytest.raises(ValueError, match="released"):
            memory[:]


@every_allocator
def test_contents_are_kept(make: Callable[[], Allocator]) -> None:
    allocator = make()
    memory = filled(allocator, 100, 64)
    for size in (100, 101, 600, 5000, 5000):
        before = memory
        memory = allocator.grow(memory, size)
        assert len(memory) == size
        assert memory[:100] == pattern(100)
        assert address(memory) % 64 == 0
        with pytest.raises(ValueError, match="released"):
            before[:]
        memory[:] = pattern(size)
    for size in (5000, 4999, 17, 0):
        memory = allocator.shrink(memory, size)
        assert memory == pattern(size)
    memory = allocator.grow(memory, 9)
    memory[:] = b"after all"
    allocator.deallocate(memory)


@every_allocator
def test_dropping_a_view_gives_nothing_back_too_early(make: Callable[[], Allocator]) -> None:
    allocator = make()
    part = filled(allocator, 100)[10:20]
    gc.collect()
    allocator.allocate(100)[:] = bytes(100)
    assert part == pattern(100)[10:20]


def test_numbers_of_bytes(bump: Bump) -> None:
    for allocator in (bump, system_allocator):
        any_allocator: Any = allocator
        for size in (-1, -(2**62)):
            with pytest.raises(ValueError, match=r"allocate\(-\d+, 8\): expected a size in bytes"):
                allocator.allocate(size)
        for align in (0, -8, 3, 8192):
            with pytest.raises(ValueError, match="a power of two from 1 to 4096"):
                allocator.allocate(8, align)
        for size in (2**62, sys.maxsize):
            for align in (8, 4096):
                with pytest.raises(MemoryError):
                    allocator.allocate(size, align)
        with pytest.raises(OverflowError):
            allocator.allocate(2**64)
        with pytest.raises(TypeError):
            any_allocator.allocate("8")
        with pytest.raises(TypeError):
            any_allocator.allocate()
        memory = allocator.allocate(10)
        for change in (allocator.grow, allocator.shrink):
            with pytest.raises(ValueError, match="-1 is no number of bytes"):
                change(memory, -1)
        with pytest.raises(ValueError, match=r"grow\(\): .* 10 bytes, more than 9; use shrink"):
            allocator.grow(memory, 9)
        with pytest.raises(ValueError, match=r"shrink\(\): .* 10 bytes, less than 11; use grow"):
            allocator.shrink(memory, 11)
        with pytest.raises(MemoryError):
            allocator.grow(memory, 2**62)
        assert len(memory) == 10
    assert bump.stats().used == 10


def test_alloc_layout_is_the_same(bump: Bump) -> None:
    memory = bump.grow(bump.alloc_layout(10), 100)
    assert bump.stats().used == 100
    bump.deallocate(memory)
    assert bump.stats().used == 0


# ---- What a Bump takes back ------------------------------------------------------


def test_the_newest_is_taken_back(bump: Bump) -> None:
    bump.alloc(Node, 1)
    used = bump.stats().used
    memory = bump.allocate(100)
    place = address(memory)
    bump.deallocate(memory)
    assert bump.stats().used == used
    assert bump.stats().peak == used + 100
    again = bump.allocate(100)
    assert address(again) == place
    assert bump.stats().wasted == 0


def test_what_is_not_newest_is_wasted(bump: Bump) -> None:
    first, second = bump.allocate(100), bump.allocate(50)
    bump.deallocate(first)
    assert (bump.stats().used, bump.stats().wasted) == (154, 100)
    bump.deallocate(second)
    assert (bump.stats().used, bump.stats().wasted) == (104, 100)
    bump.reset()
    assert (bump.stats().used, bump.stats().wasted) == (0, 0)


def test_the_newest_grows_in_place(bump: Bump) -> None:
    memory = bump.allocate(10)
    place = address(memory)
    memory = bump.grow(memory, 500)
    assert (address(memory), bump.stats().used, bump.stats().wasted) == (place, 500, 0)
    memory = bump.shrink(memory, 20)
    assert (address(memory), bump.stats().used, bump.stats().wasted) == (place, 20, 0)
    memory = bump.grow(memory, 10_000)  # the chunk has 512 bytes
    assert address(memory) != place
    assert (bump.stats().used, bump.stats().wasted) == (10_020, 20)


def test_another_moves(bump: Bump) -> None:
    memory = filled(bump, 10)
    bump.alloc(Node, 1)
    used = bump.stats().used
    memory = bump.grow(memory, 20)
    assert memory[:10] == pattern(10)
    assert (bump.stats().used, bump.stats().wasted) == (used + 20, 10)
    bump.alloc(Node, 2)
    used = bump.stats().used
    memory = bump.shrink(memory, 5)
    assert (bump.stats().used, bump.stats().wasted) == (used, 25)


def test_one_block_grows_beyond_what_is_committed() -> None:
    bump = Bump.reserve(1 << 24)
    memory = bump.allocate(10)
    memory = bump.grow(memory, 1 << 23)
    assert (bump.stats().used, bump.stats().wasted) == (1 << 23, 0)
    with pytest.raises(MemoryError, match="one block is used up"):
        bump.grow(memory, (1 << 24) + 1)
    memory[-1] = 1
    bump._check()


@pytest.mark.parametrize("begin", ["mark", "scope"])
def test_a_mark_stands_between(bump: Bump, begin: str) -> None:
    """A rewind to it would cut off what had grown in place, and bring back what was freed."""
    kept, memory, gone = filled(bump, 16), filled(bump, 16), bump.allocate(16)
    place = address(memory)
    bump.deallocate(gone)
    if begin == "mark":
        mark: Any = bump.mark()
    else:
        mark = bump.scope()
        mark.__enter__()
    memory = bump.grow(memory, 32)
    assert address(memory) != place
    assert memory[:16] == pattern(16)
    assert (bump.stats().used, bump.stats().wasted) == (64, 16)
    bump.deallocate(memory)
    assert (bump.stats().used, bump.stats().wasted) == (32, 16)
    bump.deallocate(kept)
    assert (bump.stats().used, bump.stats().wasted) == (32, 32)
    if begin == "mark":
        bump.rewind(mark)
    else:
        mark.close()
    assert bump.stats().used == 32


def test_memory_of_a_scope_is_of_that_scope(bump: Bump) -> None:
    with bump.scope():
        block = bump.allocate(16).obj
        memory = memoryview(block)
        assert len(memory) == 16
        memory.release()
    with pytest.raises(StaleReferenceError, match="the memory is gone: its arena was reset"):
        memoryview(block)
    scope = bump.scope()
    scope.__enter__()
    memory = bump.allocate(16)
    with pytest.raises(BufferError, match="release it first"):
        scope.close()
    bump.deallocate(memory)
    scope.close()


def test_handles_of_freed_bytes_are_stale(bump: Bump) -> None:
    """A Slice of a chunk sees all bytes that were in use; of those some are free now."""
    memory = bump.allocate(100)
    chunk = bump.chunks()[0].obj
    with pytest.raises(StaleReferenceError):
        bump.deallocate(memory) or bytes(chunk)  # type: ignore[func-returns-value]


def test_views_of_chunks_keep_the_memory(bump: Bump) -> None:
    memory = bump.allocate(100)
    chunks = bump.chunks()
    for change in (lambda: bump.deallocate(memory), lambda: bump.shrink(memory, 5)):
        with pytest.raises(BufferError, match="chunks"):
            change()
    assert len(memory) == 100
    memory = bump.grow(memory, 200)
    del chunks
    bump.deallocate(memory)
    assert bump.stats().used == 0


def test_a_marks_figures_survive(bump: Bump) -> None:
    bump.alloc(Node, 1)
    mark = bump.mark()
    for _ in range(3):
        memory = bump.allocate(100)
        bump.deallocate(memory)
    node = bump.alloc(Node, 5)
    assert node.value == 5
    bump.rewind(mark)
    assert not is_live(node)


def test_many_blocks_as_a_stack(bump: Bump) -> None:
    handle = bump.alloc(Node, 7)  # what the arena has a history for
    used = bump.stats().used
    stack = [filled(bump, size) for size in range(0, 4000, 8)]
    while stack:
        assert stack[-1] == pattern(len(stack[-1]))
        bump.deallocate(stack.pop())
    assert handle.value == 7
    # What was newest in a chunk before the last one is in nobody's way.
    assert bump.stats().used - used == bump.stats().wasted
    for _ in range(100_000):
        bump.deallocate(bump.allocate(8))
    assert bump.stats().wasted == bump.stats().used - used


def test_cleaning_takes_nothing_back(bump: Bump) -> None:
    """What a callback gives back, of the scope or from before it, dies in its own time."""
    older = bump.allocate(16)

    def callback() -> None:
        bump.deallocate(older)
        bump.deallocate(bump.grow(bump.allocate(16), 32))

    with bump.scope():
        bump.callback(callback)
    assert (bump.stats().used, bump.stats().wasted) == (16, 16)
    bump.callback(callback)
    with pytest.raises(ValueError, match="released already"):
        bump.reset()
    assert (bump.stats().used, bump.stats().wasted) == (0, 0)


def test_a_callback_frees_nothing_below_it(bump: Bump) -> None:
    """Else a scope in the callback would begin in what is being freed, and could not end."""
    used = []

    def callback() -> None:
        bump.deallocate(memoryview(block))
        used.append(bump.stats().used)
        with bump.scope():
            bump.alloc(Node, 1)

    bump.callback(callback)
    block = bump.allocate(64).obj
    bump.reset()
    assert used == [72]


# ---- Limits ----------------------------------------------------------------------------


def test_limits_bind_exactly() -> None:
    bump = Bump(2000, limit=1000)
    memory = bump.allocate(900)
    for size in (1001, 1900):
        with pytest.raises(ArenaLimitError, match="limit of 1000 bytes: 900 are used"):
            bump.grow(memory, size)
    memory = bump.grow(memory, 1000)
    with pytest.raises(ArenaLimitError):
        bump.grow(memory, 1001)
    with pytest.raises(ArenaLimitError):
        bump.allocate(1)
    memory = bump.shrink(memory, 999)
    assert len(bump.allocate(1, 1)) == 0 if bump.stats().used > 999 else True
    bump.deallocate(memory)
    bump._check()


def test_limits_of_reserved_blocks() -> None:
    bump = Bump.reserve(1 << 20, limit=100_000)
    memory = bump.allocate(10)
    memory = bump.grow(memory, 100_000)
    with pytest.raises(ArenaLimitError):
        bump.grow(memory, 100_001)
    memory = bump.shrink(memory, 99_992)
    bump.allocate(8)
    with pytest.raises(ArenaLimitError):
        bump.allocate(1)
    bump._check()


def test_limits_below_what_is_used() -> None:
    bump = Bump()
    memory = bump.allocate(200)
    bump.limit = 100
    with pytest.raises(ArenaLimitError):
        bump.grow(memory, 201)
    memory = bump.grow(memory, 200)
    memory = bump.shrink(memory, 90)
    memory = bump.grow(memory, 100)
    with pytest.raises(ArenaLimitError):
        bump.grow(memory, 101)
    bump.deallocate(memory)
    assert len(bump.allocate(100)) == 100
    bump._check()


# ---- Memoryviews that are not what allocate() gave ----------------------------------------


def changes(allocator: Allocator, memory: Any) -> list[tuple[str, Callable[[], object]]]:
    return [
        ("deallocate", lambda: allocator.deallocate(memory)),
        ("grow", lambda: allocator.grow(memory, 1000)),
        ("shrink", lambda: allocator.shrink(memory, 0)),
    ]


def refused(allocator: Allocator, memory: Any, error: type[Exception], match: str) -> None:
    for name, change in changes(allocator, memory):
        with pytest.raises(error, match=rf"^{name}\(\): .*{match}"):
            change()


@every_allocator
def test_what_is_no_memoryview(make: Callable[[], Allocator]) -> None:
    for other in (None, 5, b"abc", bytearray(8), object()):
        refused(make(), other, TypeError, f"expected a memoryview .*not {type(other).__name__}")


@every_allocator
def test_memory_of_others(make: Callable[[], Allocator], bump: Bump) -> None:
    allocator = make()
    for other in (memoryview(bytearray(8)), memoryview(b"x"), bump.alloc_bytes(b"x")):
        refused(allocator, memoryview(other), ValueError, "not of memory that allocate")
    for memory in (Bump().allocate(8), _core.Source().allocate(8)):
        refused(allocator, memory, LifetimeError, "of another allocator")
        assert len(memory) == 8


@every_allocator
def test_parts_and_casts(make: Callable[[], Allocator]) -> None:
    allocator = make()
    part = filled(allocator, 16)[1:]
    backwards = filled(allocator, 16)[::-1]
    steps = filled(allocator, 16)[::2]
    cast = filled(allocator, 16).cast("H")
    signed = filled(allocator, 16).cast("b")
    shape = filled(allocator, 16).cast("B", [4, 4])
    readonly = filled(allocator, 16).toreadonly()
    nothing = filled(allocator, 16)[5:5]
    for other in (part, backwards, steps, cast, signed, shape, readonly, nothing):
        refused(allocator, other, ValueError, "a part of .*, a cast of it, or read-only")
    whole = filled(allocator, 16)[:]
    allocator.deallocate(whole)


@every_allocator
def test_released_views(make: Callable[[], Allocator]) -> None:
    allocator = make()
    memory = allocator.allocate(8)
    memory.release()
    refused(allocator, memory, ValueError, "released already")
    memory = allocator.allocate(8)
    allocator.deallocate(memory)
    refused(allocator, memory, ValueError, "released already")


@every_allocator
def test_others_use_the_memory(make: Callable[[], Allocator]) -> None:
    allocator = make()
    memory = filled(allocator, 16)
    part = memory[4:8]
    refused(allocator, memory, BufferError, "1 other buffer .* still uses the memory; release it")
    again = memoryview(memory.obj)
    second = memoryview(memory)
    refused(allocator, memory, BufferError, "3 other buffers .* use the memory; release them")
    part.release()
    second.release()
    refused(allocator, again, BufferError, "1 other buffer")
    again.release()
    pinned = ctypes.c_char.from_buffer(memory)
    refused(allocator, memory, BufferError, "1 other buffer")
    del pinned
    assert memory == pattern(16)
    memory = allocator.grow(memory, 20)
    assert memory[:16] == pattern(16)


def test_numpy_arrays(bump: Bump) -> None:
    numpy = pytest.importorskip("numpy")
    for allocator in (bump, system_allocator):
        memory = allocator.allocate(16)
        array = numpy.frombuffer(memory, numpy.uint32)
        refused(allocator, memory, BufferError, "1 other buffer")
        array[:] = 1
        del array
        assert memory[4] == 1
        allocator.deallocate(memory)


@every_allocator
def test_the_object_behind_a_view(make: Callable[[], Allocator]) -> None:
    """Whoever keeps it gets no view of what was given back or has moved."""
    allocator = make()
    memory = filled(allocator, 16)
    block = memory.obj
    assert repr(block) == "<arenite._core.Block of 16 bytes>"
    memory.release()
    memory = memoryview(block)
    assert memory == pattern(16)
    allocator.deallocate(memory)
    with pytest.raises(ValueError, match="given back to its allocator, or has moved"):
        memoryview(block)
    assert repr(block) == "<arenite._core.Block of 16 bytes (given back)>"
    memory = filled(allocator, 1)
    block = memory.obj
    memory = allocator.grow(memory, 2)
    with pytest.raises(ValueError, match="given back"):
        memoryview(block)
    with pytest.raises(TypeError):
        type(block)()


def test_after_reset_and_close() -> None:
    bump = Bump()
    block, nothing = bump.allocate(8).obj, bump.allocate(0)
    bump.reset()
    with pytest.raises(StaleReferenceError, match="its arena was reset or rewound"):
        memoryview(block)
    assert len(bump.grow(nothing, 1)) == 1  # what is no memory cannot be gone
    block, nothing = bump.allocate(8).obj, bump.allocate(0)
    bump.close()
    with pytest.raises(ArenaClosedError):
        memoryview(block)
    for _, change in changes(bump, nothing):
        with pytest.raises(ArenaClosedError):
            change()
    with pytest.raises(ArenaClosedError):
        bump.allocate(8)
    assert bump.arena() is bump


def test_exported_memory_stays(bump: Bump) -> None:
    memory = bump.allocate(8)
    for end in (bump.reset, bump.close):
        with pytest.raises(BufferError):
            end()
    bump.deallocate(memory)
    bump.reset()


# ---- Python code that runs meanwhile -------------------------------------------------------


class Acting:
    """A size whose __index__ does something first."""

    def __init__(self, size: int, action: Callable[[], object]) -> None:
        self.size = size
        self.action = action

    def __index__(self) -> int:
        self.action()
        return self.size


@pytest.mark.parametrize("change", ["grow", "shrink"])
def test_the_size_deallocates(bump: Bump, change: str) -> None:
    for allocator in (bump, system_allocator):
        memory = allocator.allocate(16)
        size = Acting(16, lambda: allocator.deallocate(memory))  # noqa: B023
        with pytest.raises(ValueError, match="released already"):
            getattr(allocator, change)(memory, size)
        memory = allocator.allocate(16)
        size = Acting(16, lambda: parts.append(memory[1:]))  # noqa: B023
        parts: list[memoryview] = []
        with pytest.raises(BufferError):
            getattr(allocator, change)(memory, size)
        parts.clear()
        allocator.deallocate(memory)
    assert bump.stats().used == 0


class Cycle:
    """Garbage that does something when it is collected."""

    def __init__(self, action: Callable[[], object]) -> None:
        self.itself = self
        self.action = action

    def __del__(self) -> None:
        with suppress(ValueError, BufferError):
            self.action()


@pytest.mark.parametrize("change", ["grow", "grow far", "shrink", "allocate"])
@pytest.mark.parametrize(
    "action", ["deallocate", "shrink", "grow", "part", "allocate", "mark", "chunks", "release"]
)
@pytest.mark.parametrize("of_bump", [True, False], ids=["bump", "system"])
@pytest.mark.parametrize("when", [0, 2, 3])
def test_a_collection_acts(bump: Bump, change: str, action: str, of_bump: bool, when: int) -> None:
    """Making a memoryview may start the garbage collector, and that any finalizer."""
    allocator: Allocator = bump if of_bump else system_allocator
    keep: list[Any] = []
    memory = filled(allocator, 16)
    actions: dict[str, Callable[[], object]] = {
        "deallocate": lambda: allocator.deallocate(memory),
        "shrink": lambda: keep.append(allocator.shrink(memory, 3)),
        "grow": lambda: keep.append(allocator.grow(memory, 30)),
        "part": lambda: keep.append(memory[3:5]),
        "allocate": lambda: keep.append(allocator.allocate(8)),
        "mark": lambda: keep.append(bump.mark()),
        "chunks": lambda: keep.append(bump.chunks()),
        "release": memory.release,
    }
    call: Callable[[], memoryview] = {
        "grow": lambda: allocator.grow(memory, 24),
        "grow far": lambda: allocator.grow(memory, 5000),
        "shrink": lambda: allocator.shrink(memory, 8),
        "allocate": lambda: allocator.allocate(16),
    }[change]
    threshold = gc.get_threshold()
    gc.disable()
    gc.collect(0)
    Cycle(actions[action])
    with suppress(ValueError, BufferError, StaleReferenceError):
        gc.set_threshold(gc.get_count()[0] + when)  # 2 and 3: in the middle of the call
        gc.enable()
        keep.append(call())
    gc.set_threshold(*threshold)
    gc.collect(0)
    for part in keep:
        if isinstance(part, memoryview):
            part[-1] = 1
    if action == "part" and change != "allocate" and sys.version_info < (3, 12):
        assert len(keep[0]) != 2 or len(keep) == 1  # later versions collect between calls
    bump._check()


def test_nothing_leaks(growth: Callable[[Callable[[], object]], int]) -> None:
    def once() -> None:
        for make in ALLOCATORS.values():
            allocator = make()
            memory = filled(allocator, 50)
            part = memory[1:]
            for _, change in changes(allocator, memory):
                with pytest.raises(BufferError):
                    change()
            part.release()
            memory = allocator.shrink(allocator.grow(memory, 1000), 10)
            for other in (b"", memory[1:], Bump().allocate(1)):
                for _, change in changes(allocator, other):
                    with pytest.raises((TypeError, ValueError, LifetimeError)):
                        change()
            allocator.deallocate(memory)

    assert growth(once) < 20
