"""Arenas of different lifetimes side by side: what may pass between them."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from typing import Any

import pytest

from arenite import (
    ArenaClosedError,
    Bump,
    BumpPool,
    LifetimeError,
    Slice,
    StaleReferenceError,
    Struct,
    arena_of,
    is_live,
    replace,
    structurally_equal,
    to_heap,
    u32,
    walk,
)


class Node(Struct):
    value: u32
    name: str = ""
    data: bytes = b""
    next: Node | None = None
    items: Slice[Node] = ()  # type: ignore[assignment]
    numbers: Slice[u32] = ()  # type: ignore[assignment]
    names: Slice[str] = ()  # type: ignore[assignment]


def used(*arenas: Bump) -> list[int]:
    return [arena.stats().used for arena in arenas]


# ---- References are refused both ways --------------------------------------------

REFERENCES: dict[str, Callable[[Node, Node], object]] = {
    "a field": lambda to, value: setattr(to, "next", value),
    "a list": lambda to, value: setattr(to, "items", [value]),
    "a list, the second item": lambda to, value: setattr(to, "items", [to, value]),
    "a slice": lambda to, value: setattr(to, "items", value.items),
    "a slice of numbers": lambda to, value: setattr(to, "numbers", value.numbers),
    "an item": lambda to, value: to.items.__setitem__(0, value),
    "an argument": lambda to, value: arena_of(to).alloc(Node, 1, next=value),
    "a list as an argument": lambda to, value: arena_of(to).alloc(Node, 1, items=[value]),
    "a new slice": lambda to, value: arena_of(to).alloc_slice(Node, [to, value]),
    "a replacement": lambda to, value: replace(to, next=value),
    "a copy of a slice": lambda to, value: replace(to, items=value.items),
}


def make(bump: Bump, value: int) -> Node:
    node = bump.alloc(Node, value, f"node {value}", b"data", numbers=[1, 2], names=["a", "b"])
    node.items = [node]  # type: ignore[assignment]
    return node


@pytest.mark.parametrize("way", REFERENCES)
@pytest.mark.parametrize("inward", [True, False], ids=["inner to outer", "outer to inner"])
def test_a_reference_is_refused(way: str, inward: bool) -> None:
    """Neither arena knows when the other ends, so not even the outer may be referred to."""
    with Bump() as outer:
        long = make(outer, 1)
        with Bump() as inner:
            short = make(inner, 2)
            before = used(outer, inner)
            to, value = (short, long) if inward else (long, short)
            if way == "a slice of numbers":  # no reference: the numbers are copied
                REFERENCES[way](to, value)
                assert list(to.numbers) == [1, 2]
                return
            with pytest.raises(LifetimeError, match="another arena; copy it into this one"):
                REFERENCES[way](to, value)
            assert used(outer, inner) == before
            assert structurally_equal(to, to)


def test_a_subclass_of_bump_is_another_arena_too(bump: Bump) -> None:
    class Mine(Bump):
        pass

    node = Mine().alloc(Node, 1)
    with pytest.raises(LifetimeError):
        bump.alloc(Node, 1, next=node)


# ---- What is copied across -------------------------------------------------------


def test_text_bytes_and_numbers_are_copied() -> None:
    with Bump() as outer:
        long = make(outer, 1)
        with Bump() as inner:
            short = make(inner, 2)
            long.name, long.data = short.name, short.data
            long.names = list(short.names)  # type: ignore[assignment]
            long.numbers = short.numbers
            short.name = long.name + "!"
            long.value = short.value
        assert (long.value, long.name, long.data) == (2, "node 2", b"data")
        assert (list(long.names), list(long.numbers)) == (["a", "b"], [1, 2])


def test_a_text_in_an_arena_is_refused_and_its_str_is_not(bump: Bump) -> None:
    other = Bump()
    node, text = bump.alloc(Node, 1), other.alloc_str("text")
    with pytest.raises(LifetimeError):
        node.name = text  # type: ignore[assignment]
    node.name = str(text)
    other.close()
    assert node.name == "text"


def test_a_result_is_built_outside_from_work_inside() -> None:
    """Phases: each has an arena for itself, what it gives goes to the one around it."""
    with Bump() as result:
        total = Node(0)
        for phase in range(3):
            with Bump() as work:
                for i in range(10):
                    Node(i, f"temporary {phase}")
                value = sum(node.value for node in [work.alloc(Node, i) for i in range(4)])
            total = result.alloc(Node, value, f"phase {phase}", next=total)
        assert [node.name for node in walk(total)] == ["phase 2", "phase 1", "phase 0", ""]  # type: ignore[attr-defined]


# ---- What outlives what ----------------------------------------------------------


def test_the_inner_ends_first(bump: Bump) -> None:
    with bump:
        long = Node(1)
        with Bump():
            short = Node(2)
        assert (is_live(long), is_live(short)) == (True, False)
        with pytest.raises(StaleReferenceError, match="closed"):
            short.value
        copied = to_heap(long)
    assert copied.value == 1


def test_the_outer_may_end_first(bump: Bump) -> None:
    """Arenas do not nest by themselves: only the ambient one does."""

    def phases() -> None:
        outer, inner = Bump(), bump
        outer.__enter__()
        with inner:
            long, short = outer.alloc(Node, 1), inner.alloc(Node, 2)
            outer.__exit__(None, None, None)
            assert (is_live(long), is_live(short)) == (False, True)
            assert inner.alloc(Node, 3, next=short).next == short
        with pytest.raises(ArenaClosedError):  # what inner found when it was entered
            Node(4)

    contextvars.copy_context().run(phases)


def test_a_scope_beside_an_arena(bump: Bump) -> None:
    with bump:
        long = Node(1)
        with bump.scope(), Bump() as other:
            in_other = Node(2)
            in_scope = bump.alloc(Node, 3, next=long)  # the scope may refer outwards
            for value in (in_other, in_scope):
                with pytest.raises(LifetimeError):
                    long.next = value
            with pytest.raises(LifetimeError, match="another arena"):
                in_other.next = in_scope
            assert arena_of(in_other) is other
        assert not is_live(in_scope)
        assert long.next is None


def test_three_arenas_of_one_pool() -> None:
    pool = BumpPool()
    with pool.get() as a, pool.get() as b, pool.get() as c:
        nodes = [make(arena, i) for i, arena in enumerate((a, b, c))]
        for to in nodes:
            for value in nodes:
                if to is not value:
                    with pytest.raises(LifetimeError):
                        to.next = value
    with pool.get() as d:
        for node in nodes:
            with pytest.raises(StaleReferenceError):
                d.alloc(Node, 1, next=node)


def test_a_reference_smuggled_through_a_dead_arena(bump: Bump) -> None:
    gone: Any = Bump().alloc(Node, 1)
    arena_of(gone).close()
    with pytest.raises(StaleReferenceError):
        bump.alloc(Node, 2, next=gone)
    with pytest.raises(StaleReferenceError):
        gone.next = bump.alloc(Node, 3)
