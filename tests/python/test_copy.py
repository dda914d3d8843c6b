"""bump.copy and compact: graphs in another arena."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import (
    ArenaClosedError,
    ArenaLimitError,
    Array,
    Bump,
    CorruptArenaError,
    Inline,
    LifetimeError,
    Map,
    Slice,
    StaleReferenceError,
    Struct,
    arena_of,
    compact,
    f64,
    i32,
    u8,
    u128,
)


class Node(Struct):
    value: i32
    name: str = ""
    left: Node | None = None
    right: Node | None = None
    children: Slice[Node] = ()  # type: ignore[assignment]


@pytest.fixture
def bump() -> Bump:
    return Bump()


def test_sharing_and_cycles_are_kept(bump: Bump) -> None:
    leaf = bump.alloc(Node, 1, "leaf")
    root = bump.alloc(Node, 2, "root", leaf, leaf, [leaf, leaf])
    leaf.left = root
    other = Bump()
    copy = other.copy(root)
    assert arena_of(copy) is other
    assert copy.left is not None
    assert copy.left == copy.right == copy.children[0] == copy.children[1]
    assert copy.left.left == copy
    assert (copy.name, copy.left.name, copy.left.value) == ("root", "leaf", 1)
    copy.left.name = "changed"
    assert leaf.name == "leaf"
    bump.close()
    assert copy.left.name == "changed"


def test_a_copy_in_the_same_arena(bump: Bump) -> None:
    root = bump.alloc(Node, 1, "x", bump.alloc(Node, 2))
    copy = bump.copy(root)
    assert copy != root
    assert copy.left != root.left
    assert (copy.value, copy.name) == (1, "x")
    with bump.scope():
        assert bump.copy(root).name == "x"


def test_every_kind_of_field(bump: Bump) -> None:
    class Part(Struct):
        x: f64
        to: Node | None = None

    class All(Struct):
        wide: u128
        maybe: i32 | None
        data: bytes
        some: Literal["a", "b"]
        value: object
        part: Inline[Part]
        array: Array[str, Literal[2]]
        rows: Slice[Slice[u8]]
        none: Inline[Part] | None = None

    class Family(Struct, tag=True):
        at: i32

    class One(Family):
        all: All

    node = bump.alloc(Node, 1)
    marker = object()
    record: Any = bump.alloc(
        All,
        2**127,
        None,
        b"data",
        "b",
        marker,
        (1.5, node),
        ["p", "q"],
        [[1], [2, 3]],  # type: ignore[arg-type]
    )
    one = bump.alloc(One, 7, record)
    copy: Any = Bump().copy(one)
    assert type(copy) is One
    both = [one.all, copy.all]
    for name in ("wide", "maybe", "data", "some", "none"):
        assert getattr(both[0], name) == getattr(both[1], name)
    assert copy.all.value is marker
    assert (copy.all.part.x, copy.all.part.to.value) == (1.5, 1)
    assert list(copy.all.array) == ["p", "q"]
    assert [bytes(row) for row in copy.all.rows] == [b"\1", b"\2\3"]


def test_an_embedded_record_that_is_referred_to(bump: Bump) -> None:
    class Holder(Struct):
        part: Inline[Node]
        to: Node | None = None

    holder = bump.alloc(Holder, bump.alloc(Node, 5))
    holder.to = holder.part
    copy = Bump().copy(holder)
    assert copy.to == copy.part
    copy.part.value = 6
    assert copy.to is not None
    assert copy.to.value == 6


def test_a_part_that_is_met_before_its_holder(bump: Bump) -> None:
    class Holder(Struct):
        part: Inline[Node]
        after: i32 = 0

    class Pair(Struct):
        first: Node | None
        holder: Holder | None
        items: Slice[Node] = ()  # type: ignore[assignment]
        table: Map[str, Node] = ()  # type: ignore[assignment]

    holder = bump.alloc(Holder, bump.alloc(Node, 5, "part"), 7)
    pair = bump.alloc(Pair, holder.part, holder, [holder.part], {"part": holder.part})
    pair.holder.part.left = pair.holder.part  # type: ignore[union-attr]
    for copy in (Bump().copy(pair), bump.copy(pair), compact([pair])[0]):
        assert copy.first is not None
        assert copy.holder is not None
        part = copy.holder.part
        assert copy.first == part == copy.items[0] == copy.table["part"] == part.left
        part.value = 6
        assert (copy.first.value, copy.holder.after, part.name) == (6, 7, "part")
        arena_of(copy)._check()
    assert holder.part.value == 5
    first, of_holder = compact([holder.part, holder])
    assert first == of_holder.part
    assert Bump().copy(holder.part).value == 5


def test_parts_of_slices_that_are_met_first(bump: Bump) -> None:
    class Cell(Struct):
        value: i32

    class Row(Struct):
        to: Cell | None
        cells: Slice[Inline[Cell]] = ()  # type: ignore[assignment]
        keys: Map[Cell, i32] = ()  # type: ignore[assignment]

    row = bump.alloc(Row, None, [bump.alloc(Cell, i) for i in range(3)])
    row.to = row.cells[2]
    copy = Bump().copy(row)
    assert copy.to == copy.cells[2]
    row.keys = {row.cells[1]: 1}  # type: ignore[assignment]
    copy = Bump().copy(row)
    assert list(copy.keys.values()) == [1]
    assert [cell.value for cell in copy.keys] == [1]


def test_shared_texts_and_slices_stay_shared(bump: Bump) -> None:
    text, items = bump.alloc_str("x" * 1000), bump.alloc_slice(Node, [bump.alloc(Node, 1)])
    nodes = [bump.alloc(Node, i, text, children=items) for i in range(10)]  # type: ignore[arg-type]
    root = bump.alloc(Node, 0, children=nodes)
    other = Bump()
    copy = other.copy(root)
    assert other.stats().used < 2000
    copy.children[0].children[0] = copy
    assert copy.children[1].children[0] == copy


def test_compact_leaves_behind_what_is_lost(bump: Bump) -> None:
    nodes = [bump.alloc(Node, i, "x" * 100) for i in range(100)]
    for node in nodes:
        node.name = "y"
    kept = nodes[::10]
    kept[0].left = kept[1]
    copies = compact(kept)
    assert [copy.value for copy in copies] == list(range(0, 100, 10))
    assert copies[0].left == copies[1]
    arena = arena_of(copies[0])
    assert all(arena_of(copy) is arena for copy in copies)
    assert (arena.stats().wasted, arena.stats().used < 1000) == (0, True)
    into = Bump()
    assert arena_of(compact(iter(kept), into)[0]) is into
    assert compact([]) == []


def test_depth_is_not_limited(bump: Bump) -> None:
    node = None
    for i in range(300_000):
        node = bump.alloc(Node, i, "", node)
    assert node is not None
    copy: Node | None = Bump().copy(node)
    count = 0
    while copy is not None:
        copy = copy.left
        count += 1
    assert count == 300_000


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=10, max_size=10))
def test_any_graph(edges: list[tuple[int, int]]) -> None:
    bump = Bump()
    nodes = [bump.alloc(Node, i, str(i)) for i in range(10)]
    for node, (left, right) in zip(nodes, edges, strict=True):
        node.left, node.right = nodes[left], nodes[right]
    copies = compact(nodes)
    for i, (left, right) in enumerate(edges):
        assert (copies[i].value, copies[i].name) == (i, str(i))
        assert copies[i].left == copies[left]
        assert copies[i].right == copies[right]


# ---- Errors -------------------------------------------------------------------


def test_what_cannot_be_copied(bump: Bump) -> None:
    untyped: Any = bump
    for wrong in (1, None, "x", Node, bump):
        with pytest.raises(TypeError, match="expected a record"):
            untyped.copy(wrong)
    with pytest.raises(TypeError):
        compact(1)  # type: ignore[arg-type]
    with pytest.raises(LifetimeError, match="the roots are of different arenas"):
        compact([bump.alloc(Node, 1), Bump().alloc(Node, 1)])
    gone = bump.alloc(Node, 1)
    bump.reset()
    with pytest.raises(StaleReferenceError):
        Bump().copy(gone)
    closed = Bump()
    closed.close()
    with pytest.raises(ArenaClosedError):
        closed.copy(bump.alloc(Node, 1))


def test_what_does_not_fit_leaves_nothing(bump: Bump) -> None:
    root = bump.alloc(Node, 1, "x" * 100, children=[bump.alloc(Node, i) for i in range(10)])
    for limit in range(0, 700, 8):
        other = Bump(limit=limit)
        before = other.alloc_layout(0)
        try:
            copy = other.copy(root)
        except ArenaLimitError:
            assert other.stats().used == 0
        else:
            assert len(copy.children) == 10
            break
        del before
    else:
        pytest.fail("700 bytes are enough")


def test_bytes_from_anywhere() -> None:
    memory = bytearray(2048)
    bump = Bump.over(memory)
    root = bump.alloc(Node, 1, "name", children=[bump.alloc(Node, 2)])
    root.left = root.children[0]
    size = bump.stats().used
    for place in range(0, size + 64, 4):
        kept = memory[place : place + 4]
        for bad in (b"\xff\xff\xff\xff", b"\x41\0\0\0", b"\xff\xff\0\0"):
            memory[place : place + 4] = bad
            other = Bump()
            try:
                other.copy(root)
            except CorruptArenaError:
                assert other.stats().used == 0
        memory[place : place + 4] = kept
    assert Bump().copy(root).children[0].value == 2


def test_classes_that_are_not_known_yet(bump: Bump) -> None:
    class Early(Struct):
        to: Late | None = None

    class Late(Struct):
        value: i32

    early = bump.alloc(Early)
    early.to = bump.alloc(Late, 3)
    copy = Bump().copy(early)
    assert copy.to is not None
    assert copy.to.value == 3
