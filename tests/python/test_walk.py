"""walk and find_all: what is reached, in which order, while things change."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import (
    Bump,
    Slice,
    StaleReferenceError,
    Struct,
    find_all,
    is_live,
    u32,
    walk,
)


class Node(Struct):
    value: u32
    left: Node | None = None
    right: Node | None = None
    more: Slice[Node | None] = ()  # type: ignore[assignment]
    rows: Slice[Slice[Node]] = ()  # type: ignore[assignment]


class Expr(Struct, tag=True):
    pass


class Num(Expr):
    value: u32


class Big(Num):
    pass


class Add(Expr):
    left: Expr
    right: Expr


def values(root: Node) -> list[int]:
    return [node.value for node in walk(root)]  # type: ignore[attr-defined]


def test_parents_first_and_fields_in_order(bump: Bump) -> None:
    def leaf(value: int) -> Node:
        return bump.alloc(Node, value)

    rows = [[leaf(7)], [], [leaf(8), leaf(9)]]
    root = bump.alloc(
        Node, 0, bump.alloc(Node, 1, leaf(2), leaf(3)), leaf(4), [leaf(5), None, leaf(6)], rows
    )
    assert values(root) == list(range(10))


def test_shared_records_come_once_and_cycles_end(bump: Bump) -> None:
    shared = bump.alloc(Node, 1)
    root = bump.alloc(Node, 0, shared, shared, [shared, shared])
    shared.left = root
    shared.more = [root, shared]  # type: ignore[assignment]
    assert values(root) == [0, 1]
    assert values(shared) == [1, 0]


@given(st.lists(st.tuples(*[st.integers(-1, 9)] * 4), min_size=10, max_size=10))
def test_any_graph(edges: list[tuple[int, ...]]) -> None:
    """The order is that of a depth-first search which visits a record once."""
    bump = Bump()
    nodes = [bump.alloc(Node, i) for i in range(10)]
    links: list[list[int]] = []
    for node, (left, right, *more) in zip(nodes, edges, strict=True):
        node.left = nodes[left] if left >= 0 else None
        node.right = nodes[right] if right >= 0 else None
        node.more = [nodes[i] if i >= 0 else None for i in more]  # type: ignore[assignment]
        links.append([i for i in (left, right, *more) if i >= 0])
    expected: list[int] = []
    stack = [0]
    while stack:
        at = stack.pop()
        if at not in expected:
            expected.append(at)
            stack += reversed(links[at])
    assert values(nodes[0]) == expected


def test_a_long_list_and_a_deep_chain(bump: Bump) -> None:
    root = bump.alloc(Node, 0)
    root.more = [bump.alloc(Node, i) for i in range(1, 50_000)]  # type: ignore[assignment]
    assert values(root) == list(range(50_000))
    chain = None
    for i in range(50_000):
        chain = bump.alloc(Node, i, chain)
    assert values(chain) == list(range(49_999, -1, -1))  # type: ignore[arg-type]


def test_find_all(bump: Bump) -> None:
    one, two = bump.alloc(Num, 1), bump.alloc(Big, 2)
    root = bump.alloc(Add, bump.alloc(Add, one, two), two)
    assert list(find_all(root, Num)) == [one, two]
    assert list(find_all(root, Big)) == [two]
    assert [type(x).__name__ for x in find_all(root, Add, Big)] == ["Add", "Add", "Big"]
    assert len(list(find_all(root, Expr))) == 4
    assert list(find_all(root, Node)) == []
    assert len(list(find_all(root, object))) == 4  # type: ignore[type-var]


@pytest.mark.parametrize("arguments", [(), (1,), (1, Num), (None, 1)])
def test_wrong_arguments(bump: Bump, arguments: Any) -> None:
    with pytest.raises(TypeError):
        find_all(*arguments)
    with pytest.raises(TypeError):
        find_all(bump.alloc(Num, 1), 1)  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="expected a record, got int"):
        walk(1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        walk(Num)  # type: ignore[arg-type]


def test_a_walk_keeps_its_arena() -> None:
    walker = walk(Bump().alloc(Node, 5))
    assert [node.value for node in walker] == [5]  # type: ignore[attr-defined]
    assert list(walker) == []


def test_records_that_are_added_while_walking(bump: Bump) -> None:
    root = bump.alloc(Node, 0)
    seen = []
    for node in walk(root):
        assert isinstance(node, Node)
        seen.append(node.value)
        if node.value == 0:
            # What is pushed is known when a record is given out: a new link of
            # this one is not seen, one of a later record would be.
            node.left = bump.alloc(Node, 1)
    assert seen == [0]
    seen.clear()
    for node in walk(root):
        assert isinstance(node, Node)
        seen.append(node.value)
        if node.value == 0 and node.left is not None:
            node.left.left = bump.alloc(Node, 2)
            bump.alloc_layout(100_000)
            node.left.left.left = bump.alloc(Node, 3)
    assert seen == [0, 1, 2, 3]


def test_the_root_is_gone(bump: Bump) -> None:
    root = bump.alloc(Node, 0)
    bump.reset()
    with pytest.raises(StaleReferenceError):
        walk(root)


@pytest.mark.parametrize("end", ["reset", "close", "rewind"])
def test_what_was_to_come_is_gone(bump: Bump, end: str) -> None:
    bump.alloc(Node, 9)
    mark = bump.mark()
    root = bump.alloc(Node, 0, bump.alloc(Node, 1), bump.alloc(Node, 2))
    walker = walk(root)
    next(walker)
    bump.rewind(mark) if end == "rewind" else getattr(bump, end)()
    if end != "close":
        bump.alloc(Node, 7, bump.alloc(Node, 7))
    with pytest.raises(StaleReferenceError, match="walk: records that were still to come"):
        next(walker)
    assert list(walker) == []


def test_a_rewind_above_what_is_walked(bump: Bump) -> None:
    root = bump.alloc(Node, 0, bump.alloc(Node, 1), bump.alloc(Node, 2))
    seen = []
    for node in walk(root):
        assert isinstance(node, Node)
        seen.append(node.value)
        with bump.scope():
            bump.alloc(Node, 99)
    assert seen == [0, 1, 2]
    assert is_live(root)


def test_two_walks_at_once(bump: Bump) -> None:
    root = bump.alloc(Node, 0, bump.alloc(Node, 1), bump.alloc(Node, 2))
    assert [(a.value, b.value) for a in walk(root) for b in walk(root)] == [  # type: ignore[attr-defined]
        (a, b) for a in range(3) for b in range(3)
    ]


def test_handles_of_a_walk_are_given_back(bump: Bump) -> None:
    root = bump.alloc(Node, 0, bump.alloc(Node, 1))
    before = bump.stats().handles
    walker = walk(root)
    next(walker)
    assert bump.stats().handles == before + 1
    del walker
    assert bump.stats().handles == before
    list(walk(root))
    assert bump.stats().handles == before


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs POSIX signals")
def test_a_signal_may_close_the_arena_in_the_middle() -> None:
    """A search that finds nothing looks for signals; what they do is noticed."""

    class Other(Struct):
        pass

    bump = Bump()
    root = bump.alloc(Node, 0)
    root.more = [bump.alloc(Node, i) for i in range(400_000)]  # type: ignore[assignment]
    assert threading.current_thread() is threading.main_thread()

    def close(*_: object) -> None:
        bump.close()

    previous = signal.signal(signal.SIGUSR1, close)
    try:
        thread = threading.Thread(target=raise_soon)
        with pytest.raises(StaleReferenceError):
            thread.start()
            while True:
                list(find_all(root, Other))
    finally:
        thread.join()
        signal.signal(signal.SIGUSR1, previous)
    assert bump.closed


def raise_soon() -> None:
    time.sleep(0.02)
    os.kill(os.getpid(), signal.SIGUSR1)
