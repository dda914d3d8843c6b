"""The life of an arena: making, closing, collecting."""

from __future__ import annotations

import gc
import os
import tracemalloc
import weakref
from typing import Any

import pytest
from chunks import chunks_out, settled_chunks

from arenite import ArenaClosedError, Bump, Struct, is_live, u64

DOMAIN = 0x4152454E


class Point(Struct):
    x: u64
    y: u64 = 0


def test_with_closes(bump: Bump) -> None:
    with bump as same:
        assert same is bump
        assert not bump.closed
        point = Point(1)
    assert bump.closed
    assert not is_live(point)


def test_close_is_idempotent(bump: Bump) -> None:
    bump.alloc(Point, 1)
    bump.close()
    bump.close()
    assert bump.closed


def test_close_inside_of_with_is_fine(bump: Bump) -> None:
    with bump:
        bump.close()
    assert bump.closed


def test_an_exception_passes_through_and_closes(bump: Bump) -> None:
    with pytest.raises(ZeroDivisionError), bump:
        _ = 1 / 0
    assert bump.closed


def test_with_nests_and_the_outermost_closes(bump: Bump) -> None:
    with bump:
        with bump:
            pass
        assert not bump.closed
        assert Point(1).x == 1
    assert bump.closed


def test_exit_without_enter(bump: Bump) -> None:
    with pytest.raises(RuntimeError, match="without __enter__"):
        bump.__exit__(None, None, None)


def test_a_closed_arena_gives_its_chunks_back() -> None:
    before = settled_chunks()
    bump = Bump()
    bump.alloc_bytes(bytes(100_000))
    assert chunks_out() > before
    bump.close()
    assert chunks_out() == before


def test_a_new_arena_asks_for_nothing() -> None:
    before = settled_chunks()
    bump = Bump()
    assert chunks_out() == before
    assert bump.stats() == (0, 0, 0, 0, 0, 0, 0)


def test_figures_of_a_closed_arena(bump: Bump) -> None:
    bump.alloc(Point, 1)
    bump.close()
    stats = bump.stats()
    assert (stats.used, stats.capacity, stats.chunks) == (0, 0, 0)
    assert stats.peak == 16
    assert repr(bump) == "<arenite.Bump closed>"


def test_entering_a_closed_arena(bump: Bump) -> None:
    bump.close()
    with pytest.raises(ArenaClosedError, match="make a new Bump"), bump:
        pass


def test_an_unreferenced_arena_is_freed_at_once() -> None:
    before = settled_chunks()
    bump = Bump()
    bump.alloc(Point, 1)
    reference = weakref.ref(bump)
    del bump
    assert reference() is None
    assert chunks_out() == before


def test_a_handle_keeps_its_arena() -> None:
    bump = Bump()
    point = bump.alloc(Point, 7)
    reference = weakref.ref(bump)
    del bump
    assert point.x == 7
    assert reference() is not None
    del point
    assert reference() is None


def test_weak_references_are_called_back() -> None:
    seen: list[object] = []
    bump = Bump()
    reference = weakref.ref(bump, seen.append)
    del bump
    assert seen == [reference]


def test_a_cycle_through_a_subclass_is_collected() -> None:
    class Named(Bump):
        pass

    gc.collect()
    before = chunks_out()
    named: Any = Named()
    named.alloc(Point, 1)
    named.itself = named
    reference = weakref.ref(named)
    del named
    gc.collect()
    assert reference() is None
    assert chunks_out() == before


def test_a_cycle_through_tokens_is_collected() -> None:
    bump = Bump()
    bump.__enter__()
    bump.__enter__()  # its token remembers that the arena was the ambient one
    bump.__exit__(None, None, None)
    bump.__exit__(None, None, None)
    reference = weakref.ref(bump)
    del bump
    gc.collect()
    assert reference() is None


def test_a_cycle_through_the_buffer_is_collected() -> None:
    class Buffer(bytearray):
        pass

    buffer: Any = Buffer(1024)
    buffer.arena = Bump.over(buffer)
    reference = weakref.ref(buffer.arena)
    del buffer
    gc.collect()
    assert reference() is None


def test_closing_frees_the_memory_of_a_cycle_through_a_handle() -> None:
    """A handle has no header for the collector, so such a cycle stays: its shell."""

    class Tree(Bump):
        root: Point

    before = settled_chunks()
    tree = Tree()
    tree.root = tree.alloc(Point, 1)
    tree.close()
    assert chunks_out() == before
    del tree.root


def test_a_finalizer_may_use_the_arena() -> None:
    seen = []

    class Last(Bump):
        def __del__(self) -> None:
            seen.append(self.alloc(Point, 9).x)

    last = Last()
    del last
    assert seen == [9]


def test_a_finalizer_may_bring_the_arena_back() -> None:
    saved: list[Bump] = []

    class Phoenix(Bump):
        def __del__(self) -> None:
            saved.append(self)

    phoenix = Phoenix()
    phoenix.alloc(Point, 1)
    del phoenix
    assert saved[0].alloc(Point, 2).x == 2
    saved.clear()
    gc.collect()


def test_a_subclass_with_its_own_init() -> None:
    class Odd(Bump):
        def __init__(self, name: str) -> None:
            self.name = name

    odd = Odd("odd")
    assert odd.alloc(Point, 1).x == 1
    assert "Odd" in repr(odd)


def test_new_without_init() -> None:
    bump = Bump.__new__(Bump)
    assert bump.alloc(Point, 3).x == 3


def test_init_runs_once(bump: Bump) -> None:
    bump.alloc(Point, 1)
    with pytest.raises(TypeError, match="__init__ runs once"):
        bump.__init__()  # type: ignore[misc]
    assert bump.stats().used == 16


def test_init_of_a_closed_arena(bump: Bump) -> None:
    bump.close()
    with pytest.raises(ArenaClosedError):
        bump.__init__(1000)  # type: ignore[misc]


def test_the_alignment_can_be_asked_for() -> None:
    assert (Bump().min_align, Bump(min_align=64).min_align) == (1, 64)


@pytest.mark.parametrize(
    "arguments",
    [
        {"capacity": -1},
        {"min_align": 0},
        {"min_align": 3},
        {"min_align": 8192},
        {"min_align": -8},
        {"limit": -1},
        {"limit": 2**64},
    ],
)
def test_arguments_out_of_range(arguments: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(arguments))):
        Bump(**arguments)


@pytest.mark.parametrize("arguments", [{"capacity": 1.5}, {"limit": "1"}, {"min_align": None}])
def test_arguments_of_wrong_type(arguments: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Bump(**arguments)


def test_what_an_argument_raises_is_not_hidden() -> None:
    class Broken:
        def __index__(self) -> int:
            raise KeyError("broken")

    with pytest.raises(KeyError, match="broken"):
        Bump(limit=Broken())


def test_too_much_capacity_leaves_nothing_behind() -> None:
    before = settled_chunks()
    with pytest.raises(MemoryError):
        Bump(2**60)
    assert chunks_out() == before


@pytest.mark.skipif("ARENITE_SANITIZED" in os.environ, reason="measures memory")
def test_tracemalloc_sees_the_chunks() -> None:
    def traced() -> int:
        domain = tracemalloc.DomainFilter(True, DOMAIN)
        snapshot = tracemalloc.take_snapshot().filter_traces([domain])
        return sum(trace.size for trace in snapshot.traces)

    tracemalloc.start()
    try:
        assert traced() == 0
        bump = Bump()
        bump.alloc_bytes(bytes(5000))
        bump.alloc_bytes(bytes(50_000))
        assert traced() == bump.stats().capacity
        bump.close()
        assert traced() == 0
    finally:
        tracemalloc.stop()
