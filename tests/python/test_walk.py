"""walk and find_all: what is reached, in which order, while things change."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arenite import (
    Bump,
    CorruptArenaError,
    Slice,
    StaleReferenceError,
    Struct,
    find_all,
    is_live,
    u32,
    walk,
)
from arenite._core import _ref

MANY = 1_000_000


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
    assert walk(nodes[0]).count() == len(expected)


def test_a_long_list_and_a_deep_chain(bump: Bump) -> None:
    root = bump.alloc(Node, 0)
    root.more = [bump.alloc(Node, i) for i in range(1, MANY)]  # type: ignore[assignment]
    assert values(root) == list(range(MANY))
    chain = root
    for i in range(MANY):
        chain = bump.alloc(Node, i, root, chain)
    assert walk(chain).count() == 2 * MANY
    for i in range(MANY):
        chain = bump.alloc(Node, i, chain)
    assert values(chain)[:MANY] == list(range(MANY - 1, -1, -1))


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


# ---- count ----------------------------------------------------------------------


def test_count(bump: Bump) -> None:
    one, two = bump.alloc(Num, 1), bump.alloc(Big, 2)
    root = bump.alloc(Add, bump.alloc(Add, one, two), two)
    assert walk(root).count() == 4
    assert find_all(root, Num).count() == 2
    assert find_all(root, Add, Big).count() == 3
    assert find_all(root, Node).count() == 0
    before = bump.stats().handles
    rest = walk(root)
    next(rest)
    assert rest.count() == 3
    assert rest.count() == 0
    assert list(rest) == []
    assert bump.stats().handles == before


def test_count_of_what_is_gone(bump: Bump) -> None:
    root = bump.alloc(Node, 0, bump.alloc(Node, 1))
    walker = walk(root)
    bump.reset()
    with pytest.raises(StaleReferenceError, match="walk: records that were still to come"):
        walker.count()
    assert walker.count() == 0


# ---- Many classes, wide records, large arenas ------------------------------------


def test_many_classes_in_one_walk(bump: Bump) -> None:
    class Part(Struct, tag=True):
        next: Part | None

    parts = [type(Struct)(f"Part{i}", (Part,), {"__module__": __name__}) for i in range(100)]
    root: Any = None
    for part in [*parts, *parts]:
        root = bump.alloc(part, root)
    even = find_all(root, *parts[::2])
    assert [type(x) for x in even] == parts[98::-2] * 2
    assert find_all(root, parts[0], parts[99]).count() == 4


def test_a_wide_record(bump: Bump) -> None:
    names = [f"f{i}" for i in range(300)]
    body = {"__module__": __name__, "__annotations__": dict.fromkeys(names, "Node")}
    wide = type(Struct)("Wide", (Struct,), body)
    root = bump.alloc(wide, *(bump.alloc(Node, i) for i in range(300)))
    assert [node.value for node in find_all(root, Node)] == list(range(300))


def test_a_wider_class_and_a_larger_family_during_a_walk(bump: Bump) -> None:
    class Part(Struct, tag=True):
        next: Part | None

    class First(Part):
        pass

    last = bump.alloc(First, None)
    root = bump.alloc(First, bump.alloc(First, last))
    walker = find_all(root, Part)
    assert next(walker) == root
    names = [f"f{i}" for i in range(2000)]
    body = {"__module__": __name__, "__annotations__": dict.fromkeys(names, Slice[Part])}
    wide = type(Struct)("Wide", (Part,), body)
    leaves = [bump.alloc(First, None) for _ in names]
    last.next = bump.alloc(wide, None, *([leaf] for leaf in leaves))
    assert [type(part) for part in walker] == [First, First, wide, *[First] * len(names)]


def test_a_small_tree_in_a_large_arena(bump: Bump) -> None:
    """Its records are megabytes apart, so that their bits are in pages of their own."""
    root = None
    for i in range(20):
        root = bump.alloc(Node, i, root, root)
        bump.alloc_layout(1 << 20)
    assert root is not None
    assert values(root) == list(range(19, -1, -1))


# ---- Changes while walking --------------------------------------------------------


def test_links_are_read_when_their_record_is_given_out(bump: Bump) -> None:
    left, right, other = (bump.alloc(Node, i) for i in (1, 2, 9))
    root = bump.alloc(Node, 0, left, right)
    seen = []
    for node in find_all(root, Node):
        seen.append(node.value)
        if node == root:
            root.left = root.right = None  # too late
            right.left = other  # its turn is still to come
    assert seen == [0, 1, 2, 9]


def test_items_are_read_when_it_is_their_turn(bump: Bump) -> None:
    nodes = [bump.alloc(Node, i) for i in range(1, 40)]
    other = bump.alloc(Node, 99)
    root = bump.alloc(Node, 0, more=nodes)
    seen = []
    for node in find_all(root, Node):
        seen.append(node.value)
        if node.value == 3:
            root.more[3] = other
            root.more[1] = other  # has had its turn
    assert seen == [0, 1, 2, 3, 99, *range(5, 40)]
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("length", range(12))
def test_short_lists_and_long_ones(bump: Bump, length: int) -> None:
    items = [bump.alloc(Node, 10 * i, bump.alloc(Node, 10 * i + 1)) for i in range(1, length + 1)]
    holes: list[Node | None] = [None, *items, None]
    root = bump.alloc(Node, 0, more=holes, rows=[items, [], items[::-1]])
    assert [n.value for n in walk(root)] == [0, *(v for n in items for v in (n.value, n.value + 1))]
    assert find_all(root, Node).count() == 1 + 2 * length


def test_few_items_are_read_with_their_record(bump: Bump) -> None:
    root = bump.alloc(Node, 0, more=[bump.alloc(Node, i) for i in (1, 2, 3)])
    seen = []
    for node in walk(root):
        seen.append(node.value)  # type: ignore[attr-defined]
        root.more[1] = None
    assert seen == [0, 1, 2, 3]


def test_a_record_keeps_the_class_it_had_when_it_was_pushed() -> None:
    """Only bytes that are written from outside can change it; it is looked at once."""
    buffer, bump = over_bytes()
    num = bump.alloc(Num, 0xABCDEF)
    root = bump.alloc(Add, bump.alloc(Num, 1), num)
    walker = walk(root)
    assert next(walker) == root
    at = buffer.index((0xABCDEF).to_bytes(4, "little")) - 4
    buffer[at : at + 2] = b"\xff\xff"
    assert [type(node) for node in walker] == [Num, Num]
    with pytest.raises(CorruptArenaError, match=r"Add\.right: .*no such record"):
        walk(root).count()


@pytest.mark.parametrize("wrong", [0xFFFF, 2**32 - 1])
def test_a_wrong_item_is_an_error_when_it_is_its_turn(wrong: int) -> None:
    buffer, bump = over_bytes()
    first, second = bump.alloc(Node, 1), bump.alloc(Node, 2)
    root = bump.alloc(Node, 0x123456, more=[first, second, first])
    pair = _ref(second).to_bytes(4, "little") + _ref(first).to_bytes(4, "little")
    at = buffer.index(pair)
    buffer[at : at + 4] = wrong.to_bytes(4, "little")
    walker = walk(root)
    assert [next(walker), next(walker)] == [root, first]
    with pytest.raises(CorruptArenaError, match=r"Node\.more: .*no such record at reference"):
        next(walker)


def test_an_inner_scope_around_next(bump: Bump) -> None:
    """What was allocated before next() and freed after it is none of the walk's."""
    root = bump.alloc(Node, 0, bump.alloc(Node, 1, bump.alloc(Node, 2)))
    walker = find_all(root, Node)
    seen = []
    for _ in range(3):
        with bump.scope():
            bump.alloc(Node, 77)
            seen.append(next(walker).value)
    assert seen == [0, 1, 2]
    assert list(walker) == []


def test_a_record_that_was_met_is_freed(bump: Bump) -> None:
    """Another may take its place, which would then count as seen."""
    old = bump.alloc(Node, 1)
    with bump.scope():
        young = bump.alloc(Node, 0, old)
        walker = walk(young)
        next(walker)
    with pytest.raises(StaleReferenceError, match="walk:"):
        next(walker)


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["next", "scope", "alloc", "open", "close"]), max_size=40))
def test_rewinds_between_steps(actions: list[str]) -> None:
    bump = Bump()
    root = bump.alloc(Node, 0)
    for i in range(1, 8):
        root = bump.alloc(Node, i, root)
    walker, seen = find_all(root, Node), 0
    scopes: list[Any] = []
    for action in actions:
        if action == "next":
            node = next(walker, None)
            assert (node.value if node else -1) == max(7 - seen, -1)
            seen += 1
        elif action == "scope":
            with bump.scope():
                bump.alloc(Node, 99, root)
        elif action == "alloc":
            bump.alloc_layout(5, 1)
        elif action == "open":
            scopes.append(bump.scope())
            scopes[-1].__enter__()
        elif scopes:
            scopes.pop().close()
    for scope in reversed(scopes):
        scope.close()
    bump._check()


def test_a_family_in_many_chunks(bump: Bump) -> None:
    """Where the last record was is nowhere to look any more once the arena has changed."""
    root: Expr = bump.alloc(Num, 0)
    for i in range(1, 8):
        bump.alloc_layout(512 << i)
        root = bump.alloc(Add, bump.alloc(Num, i), root)
    met = []
    for node in walk(root):
        met.append(node.value if isinstance(node, Num) else None)
        with bump.scope():
            bump.alloc_layout(512 << len(met))
            assert walk(bump.alloc(Add, root, bump.alloc(Num, 9))).count() == 17
    assert met == [None, 7, None, 6, None, 5, None, 4, None, 3, None, 2, None, 1, 0]


# ---- Bytes that are wrong ----------------------------------------------------------


def over_bytes() -> tuple[bytearray, Bump]:
    buffer = bytearray(4096)
    return buffer, Bump.over(buffer)


@pytest.mark.parametrize("wrong", [1, 63, 5000, 2**31, 2**32 - 1])
@pytest.mark.parametrize("end", ["count", "list"])
def test_a_wrong_reference(wrong: int, end: str) -> None:
    buffer, bump = over_bytes()
    leaf = bump.alloc(Node, 0xABCDEF)
    root = bump.alloc(Node, 0x123456, leaf)
    at = buffer.index((0x123456).to_bytes(4, "little")) + 4
    walker = walk(root)
    assert next(walker) == root
    buffer[at : at + 4] = wrong.to_bytes(4, "little")
    assert next(walker) == leaf  # it was read before
    walker = walk(root)
    assert next(walker) == root
    with pytest.raises(CorruptArenaError, match=r"Node\.left: .*no such record at reference"):
        walker.count() if end == "count" else list(walker)
    assert list(walker) == []


def test_a_null_that_must_not_be() -> None:
    buffer, bump = over_bytes()
    root = bump.alloc(Add, bump.alloc(Num, 1), bump.alloc(Num, 2))
    refused = 0
    for at in range(0, 128, 4):
        before = bytes(buffer[at : at + 4])
        buffer[at : at + 4] = bytes(4)
        try:
            walk(root).count()
        except CorruptArenaError as error:
            assert str(error).startswith("Add.")
            refused += 1
        buffer[at : at + 4] = before
    assert refused == 4  # two references and two tags
    assert walk(root).count() == 3


@pytest.mark.parametrize("length", [200, 1000, 2**31 - 1, 2**32 - 1])
def test_a_wrong_length(length: int) -> None:
    buffer, bump = over_bytes()
    root = bump.alloc(Node, 0x123456, more=[bump.alloc(Node, i) for i in range(2)])
    at = buffer.index(b"\x02\0\0", buffer.index((0x123456).to_bytes(4, "little")))
    buffer[at : at + 4] = length.to_bytes(4, "little")
    with pytest.raises(CorruptArenaError, match=r"Node\.more: .*no such (record|slice)"):
        walk(root).count()


def test_a_wrong_tag() -> None:
    buffer, bump = over_bytes()
    num = bump.alloc(Num, 0xABCDEF)
    root = bump.alloc(Add, num, num)
    at = buffer.index((0xABCDEF).to_bytes(4, "little")) - 4
    for tag in (0, 999, 0xFFFF):
        buffer[at : at + 2] = tag.to_bytes(2, "little")
        walker = find_all(root, Num)
        with pytest.raises(CorruptArenaError, match=r"Add\.left: .*no such record at reference"):
            next(walker)


@given(st.lists(st.tuples(st.integers(0, 1023), st.integers(0, 255)), min_size=1, max_size=8))
def test_any_bytes(changes: list[tuple[int, int]]) -> None:
    buffer, bump = over_bytes()
    root = bump.alloc(Node, 0)
    for i in range(8):
        root = bump.alloc(Node, i, root, root, [root, None], [[root], []])
    walker = walk(root)
    next(walker)
    for at, value in changes:
        buffer[at] = value
    for action in (walker.count, walk(root).count, lambda: find_all(root, Num).count()):
        try:
            assert action() < 200
        except CorruptArenaError as error:
            assert "no such" in str(error)
    bump._check()


# ---- Signals ------------------------------------------------------------------------


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
