"""Scopes: blocks at whose end memory is given back."""

from __future__ import annotations

import contextvars
import functools
import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from arenite import (
    ArenaClosedError,
    Bump,
    LifetimeError,
    NoArenaError,
    Slice,
    StaleReferenceError,
    Struct,
    is_live,
    u64,
)


class Point(Struct):
    x: u64
    next: Point | None = None


def in_its_own_context(test: Callable[..., None]) -> Callable[..., None]:
    """For what leaves the ambient arena of its context behind."""

    @functools.wraps(test)
    def run(**fixtures: Bump) -> None:
        contextvars.copy_context().run(test, **fixtures)

    return run


def test_a_scope_frees_what_was_allocated_in_it(bump: Bump) -> None:
    outer = bump.alloc(Point, 1)
    with bump.scope() as same:
        assert same is bump
        inner = bump.alloc(Point, 2)
    assert outer.x == 1
    assert bump.stats().used == 16
    with pytest.raises(StaleReferenceError, match="its scope has ended"):
        inner.x


def test_scopes_nest(bump: Bump) -> None:
    points = []
    with bump.scope():
        points.append(bump.alloc(Point, 0))
        with bump.scope():
            points.append(bump.alloc(Point, 1))
            with bump.scope():
                points.append(bump.alloc(Point, 2))
            assert [is_live(p) for p in points] == [True, True, False]
        assert [is_live(p) for p in points] == [True, False, False]
    assert not any(map(is_live, points))
    assert bump.stats().used == 0


def test_many_scopes_deep(bump: Bump) -> None:
    with ExitStack() as stack:
        points = []
        for i in range(500):
            stack.enter_context(bump.scope())
            points.append(bump.alloc(Point, i, points[-1] if points else None))
        assert points[-1].next == points[-2]
    assert bump.stats().used == 0


def test_a_scope_is_the_ambient_arena(bump: Bump) -> None:
    with bump.scope():
        assert Point(1).x == 1
    with pytest.raises(NoArenaError):
        Point(1)


def test_references_go_inwards_only(bump: Bump) -> None:
    outer = bump.alloc(Point, 1)
    with bump.scope():
        inner = bump.alloc(Point, 2, outer)
        assert inner.next == outer
        with pytest.raises(LifetimeError, match="in a scope that ends before"):
            outer.next = inner
        beside = bump.alloc(Point, 3, inner)
        inner.next = beside
    assert outer.next is None


def test_after_a_scope_the_same_may_be_stored(bump: Bump) -> None:
    outer = bump.alloc(Point, 1)
    with bump.scope():
        pass
    outer.next = bump.alloc(Point, 2)
    assert outer.next.x == 2


def test_an_exception_frees_too(bump: Bump) -> None:
    with pytest.raises(ZeroDivisionError), bump.scope():
        bump.alloc(Point, 1)
        _ = 1 / 0
    assert bump.stats().used == 0


@in_its_own_context
def test_out_of_order_the_outer_one_ends_both(bump: Bump) -> None:
    outer, inner = bump.scope(), bump.scope()
    outer.__enter__()
    first = bump.alloc(Point, 1)
    inner.__enter__()
    second = bump.alloc(Point, 2)
    outer.close()
    assert not is_live(first)
    assert not is_live(second)
    third = bump.alloc(Point, 3)
    inner.close()
    assert third.x == 3
    third.next = bump.alloc(Point, 4)


def test_reset_inside_a_scope(bump: Bump) -> None:
    bump.alloc(Point, 0)
    with bump.scope():
        bump.alloc(Point, 1)
        bump.reset()
        kept = bump.alloc(Point, 2)
    assert kept.x == 2  # the scope went with the reset


def test_reset_inside_a_scope_from_the_beginning(bump: Bump) -> None:
    with bump.scope():
        bump.alloc(Point, 1)
        bump.reset()
        point = bump.alloc(Point, 2)
    assert not is_live(point)


def test_close_inside_a_scope(bump: Bump) -> None:
    with bump.scope():
        bump.alloc(Point, 1)
        bump.close()
    assert bump.closed


def test_rewind_below_a_scope_inside_of_it(bump: Bump) -> None:
    mark = bump.mark()
    bump.alloc(Point, 1)
    with bump.scope():
        bump.rewind(mark)
        kept = bump.alloc(Point, 2)
    assert kept.x == 2


def test_a_scope_is_entered_once_at_a_time(bump: Bump) -> None:
    scope = bump.scope()
    with scope, pytest.raises(RuntimeError, match="entered already"):
        scope.__enter__()
    with scope:
        point = bump.alloc(Point, 1)
    assert not is_live(point)
    with pytest.raises(RuntimeError, match="without __enter__"):
        scope.__exit__(None, None, None)
    scope.close()


def test_a_buffer_holds_a_scope_open(bump: Bump) -> None:
    scope = bump.scope()
    with pytest.raises(BufferError, match="cannot rewind"), scope:
        view = bump.alloc_layout(8)
    view[0] = 1
    assert bump.stats().used == 8
    with pytest.raises(BufferError):
        scope.close()
    view.release()
    scope.close()
    assert bump.stats().used == 0
    scope.close()


def test_a_buffer_from_before_does_not(bump: Bump) -> None:
    view = bump.alloc_layout(8)
    with bump.scope():
        bump.alloc_layout(8).release()
    view[0] = 1


def test_a_generator_keeps_its_scope(bump: Bump) -> None:
    def numbers() -> Iterator[Point]:
        with bump.scope():
            for i in range(3):
                yield bump.alloc(Point, i)

    assert [p.x for p in numbers()] == [0, 1, 2]
    half = numbers()
    point = next(half)
    assert point.x == 0
    half.close()
    assert not is_live(point)
    assert bump.stats().used == 0


@in_its_own_context
def test_a_scope_that_is_dropped_frees_nothing(bump: Bump) -> None:
    outer = bump.alloc(Point, 0)
    scope = bump.scope()
    scope.__enter__()
    point = bump.alloc(Point, 1)
    with pytest.raises(LifetimeError):
        outer.next = point
    del scope
    gc.collect()
    outer.next = point
    assert outer.next.x == 1


def test_a_scope_of_a_closed_arena(bump: Bump) -> None:
    scope = bump.scope()
    bump.close()
    with pytest.raises(ArenaClosedError):
        scope.__enter__()


def test_a_scope_keeps_its_arena() -> None:
    with Bump().scope() as bump:
        point = bump.alloc(Point, 1)
        assert point.x == 1


# ---- Values that are copied in ------------------------------------------------


def test_texts_lists_and_bytes_are_born_in_the_scope_too(bump: Bump) -> None:
    """What is stored in an older record must not die before it."""

    class Holder(Struct):
        name: str = "outer"
        data: bytes = b"outer"
        items: Slice[u64] = ()  # type: ignore[assignment]

    outer = bump.alloc(Holder)
    names = bump.alloc_slice(str, ["a", "b"])
    nested = bump.alloc_slice(Slice[u64], [[1], [2]])
    with bump.scope():
        used = bump.stats().used
        for field, value in {"name": "in", "data": b"in", "items": [1], "name ": "ö"}.items():
            with pytest.raises(LifetimeError, match="allocated in a scope"):
                setattr(outer, field.strip(), value)
        with pytest.raises(LifetimeError):
            outer.data = bytearray(b"in")  # type: ignore[assignment]
        with pytest.raises(LifetimeError):
            names[0] = "in"
        with pytest.raises(LifetimeError):
            nested[0] = [3]  # type: ignore[call-overload]
        outer.name, outer.data, outer.items = "", b"", []  # type: ignore[assignment]
        assert bump.stats().used == used
        inner = bump.alloc(Holder, "x", b"y", [1])
        inner.name = "z"
        assert (inner.name, inner.data, list(inner.items)) == ("z", b"y", [1])
    assert (outer.name, outer.data, list(outer.items)) == ("", b"", [])
    assert list(names) == ["a", "b"]
    outer.name = "after"
    assert outer.name == "after"
