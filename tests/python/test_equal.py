"""structurally_equal: graphs that nobody could tell apart."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import (
    Array,
    Bump,
    CorruptArenaError,
    Inline,
    Slice,
    StaleReferenceError,
    Struct,
    char,
    f32,
    f64,
    i128,
    structurally_equal,
    to_heap,
    u8,
    u32,
)


class Color(Enum):
    RED = 1
    GREEN = 2


class Node(Struct):
    value: u32 = 0
    name: str = ""
    left: Node | None = None
    right: Node | None = None
    children: Slice[Node | None] = ()  # type: ignore[assignment]


class Everything(Struct):
    flag: bool = False
    byte: u8 = 0
    half: f32 = 0.0
    real: f64 = 0.0
    name: str | None = None
    data: bytes = b""
    color: Color = Color.RED
    kind: Literal["solid", "outline"] = "solid"
    node: Node | None = None
    numbers: Slice[u8] | None = None
    reals: Slice[f64] = ()  # type: ignore[assignment]
    names: Slice[str] = ()  # type: ignore[assignment]
    rows: Slice[Slice[u8]] = ()  # type: ignore[assignment]
    nodes: Slice[Node] = ()  # type: ignore[assignment]


class Nothing(Struct):
    pass


class Other(Struct):
    pass


class One(Struct):
    only: One | None = None


class Expr(Struct, tag=True):
    start: u32 = 0


class Num(Expr):
    value: f64 = 0.0


class Neg(Expr):
    of: Expr | None = None


@pytest.fixture
def other() -> Bump:
    return Bump()


def both(make: Callable[[Bump], Any]) -> tuple[Any, Any]:
    """The same in two arenas, in one of them further up."""
    first, second = Bump(), Bump()
    second.alloc_bytes(bytes(1000))
    return make(first), make(second)


def everything(bump: Bump, **changes: Any) -> Everything:
    node = bump.alloc(Node, 1, "node")
    values: dict[str, Any] = {
        "flag": True,
        "byte": 7,
        "half": 0.5,
        "real": 1e300,
        "name": "né",
        "data": b"\0\1",
        "color": Color.GREEN,
        "kind": "outline",
        "node": node,
        "numbers": [1, 2, 3],
        "reals": [0.1, math.inf],
        "names": ["a", "", "ccc"],
        "rows": [[1], [], [2, 3]],
        "nodes": [node, node],
    }
    return bump.alloc(Everything, **{**values, **changes})


# ---- One record ------------------------------------------------------------------


def test_every_kind_of_field(bump: Bump, other: Bump) -> None:
    a, b = everything(bump), everything(other)
    assert structurally_equal(a, a)
    assert structurally_equal(a, b)
    assert structurally_equal(b, a)
    assert structurally_equal(a, everything(bump))
    assert a != b


DIFFERENT: dict[str, list[Any]] = {
    "flag": [False],
    "byte": [8],
    "half": [0.25],
    "real": [1e299, math.nan],
    "name": ["ne", "", None],
    "data": [b"", b"\0\1\2", b"\0\2"],
    "color": [Color.RED],
    "kind": ["solid"],
    "node": [None],
    "numbers": [[1, 2], [1, 2, 3, 4], [1, 3, 2], [], None],
    "reals": [[0.1], [0.1, math.nan], [math.inf, 0.1]],
    "names": [["a", "", "cc"], ["a"]],
    "rows": [[[1], [], [2, 4]], [[1], []], [[], [1], [2, 3]]],
    "nodes": [[]],
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_one_field_that_differs(name: str, bump: Bump, other: Bump) -> None:
    a = everything(bump)
    for value in DIFFERENT[name]:
        for arena in (bump, other):
            b = everything(arena, **{name: value})
            assert not structurally_equal(a, b)
            assert not structurally_equal(b, a)


def test_a_difference_below(bump: Bump, other: Bump) -> None:
    a, b = everything(bump), everything(other)
    assert b.node is not None
    b.node.value = 2
    assert not structurally_equal(a, b)
    b.node.value = 1
    b.node.left = b.node
    assert not structurally_equal(a, b)


def test_classes_count(bump: Bump) -> None:
    assert structurally_equal(bump.alloc(Nothing), bump.alloc(Nothing))
    assert not structurally_equal(bump.alloc(Nothing), bump.alloc(Other))
    two, minus_two = bump.alloc(Num, 0, 2.0), bump.alloc(Neg, 0, bump.alloc(Num, 0, 2.0))
    assert not structurally_equal(two, minus_two)
    assert not structurally_equal(bump.alloc(Neg, 0, two), bump.alloc(Neg, 0, minus_two))
    assert structurally_equal(bump.alloc(Neg, 0, two), minus_two)


# ---- Numbers ---------------------------------------------------------------------


def test_nan_is_nan_whatever_its_bits(bump: Bump) -> None:
    (strange,) = struct.unpack("<d", struct.pack("<Q", 0x7FF8_0000_0000_0001))
    (negative,) = struct.unpack("<d", struct.pack("<Q", 0xFFF8_0000_0000_0000))
    for value in (strange, negative):
        a, b = both(lambda arena, v=value: arena.alloc(Num, 0, v))  # type: ignore[misc]
        plain = bump.alloc(Num, 0, math.nan)
        assert structurally_equal(a, a)
        assert structurally_equal(a, b)
        assert structurally_equal(a, plain)
        assert structurally_equal(
            everything(bump, half=value, reals=[1, value]),
            everything(bump, half=math.nan, reals=[1, math.nan]),
        )


def test_zero_is_zero_whatever_its_sign(bump: Bump) -> None:
    assert structurally_equal(bump.alloc(Num, 0, 0.0), bump.alloc(Num, 0, -0.0))
    assert structurally_equal(everything(bump, reals=[0.0]), everything(bump, reals=[-0.0]))


# ---- Kinds that are not only values -------------------------------------------------


class Corner(Struct):
    x: f64
    next: Node | None = None


class Shape(Struct):
    first: Inline[Corner]
    corners: Array[f64, 3] = (0, 0, 0)  # type: ignore[assignment]
    more: Array[Inline[Corner], 2] | None = None
    held: object = None
    items: Slice[object] = ()  # type: ignore[assignment]
    big: i128 = 0
    count: u32 | None = None
    letter: char = "a"


def shape(bump: Bump, x: float = 1.5, value: int = 1, **changes: Any) -> Shape:
    corner = bump.alloc(Corner, x, bump.alloc(Node, value))
    return bump.alloc(Shape, corner, **changes)


def test_embedded_records(bump: Bump, other: Bump) -> None:
    """One begins where its holder does: it is not taken for it."""
    a = shape(bump)
    assert structurally_equal(a, shape(other))
    assert not structurally_equal(a, shape(other, x=2.5))
    assert not structurally_equal(a, shape(other, value=2))
    assert structurally_equal(a.first, shape(other).first)
    assert structurally_equal(a.first, bump.alloc(Corner, 1.5, bump.alloc(Node, 1)))
    assert not structurally_equal(a, a.first)


CHANGES: list[dict[str, Any]] = [
    {},
    {"corners": (0, 0, 1)},
    {"held": "text"},
    {"held": [1, [2]]},
    {"items": [1, "a"]},
    {"items": [None, "a"]},
    {"big": 2**100},
    {"count": 0},
    {"letter": "é"},
]


def test_kinds_of_values(bump: Bump, other: Bump) -> None:
    for i, first in enumerate(CHANGES):
        for j, second in enumerate(CHANGES):
            a, b = shape(bump, **first), shape(other, **second)
            assert structurally_equal(a, b) == (i == j)


def test_objects_are_not_followed(bump: Bump, other: Bump) -> None:
    cycle: list[Any] = []
    cycle.append(cycle)
    node, twin = bump.alloc(Node, 1), bump.alloc(Node, 1)
    nan = float("nan")
    for held in (cycle, node, nan, object()):
        for changes in ({"held": held}, {"items": [held]}):
            assert structurally_equal(shape(bump, **changes), shape(other, **changes))
    assert not structurally_equal(shape(bump, held=node), shape(bump, held=twin))
    assert not structurally_equal(shape(bump, items=[node]), shape(bump, items=[twin]))


def test_what_an_object_raises_comes_out(bump: Bump) -> None:
    class Broken:
        __hash__ = None  # type: ignore[assignment]

        def __eq__(self, other: object) -> bool:
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        structurally_equal(shape(bump, held=Broken()), shape(bump, held=Broken()))


def test_an_object_that_ends_the_arena(bump: Bump, other: Bump) -> None:
    class Closing:
        __hash__ = None  # type: ignore[assignment]

        def __eq__(self, _: object) -> bool:
            bump.close()
            return True

    a, b = shape(bump, items=[Closing(), 1]), shape(other, items=[Closing(), 1])
    with pytest.raises(StaleReferenceError):
        structurally_equal(a, b)


# ---- Sharing and cycles ----------------------------------------------------------


def test_sharing_makes_no_difference(bump: Bump, other: Bump) -> None:
    leaf = bump.alloc(Node, 1)
    shared = bump.alloc(Node, 0, "", leaf, leaf, [leaf, None])
    apart = other.alloc(
        Node, 0, "", other.alloc(Node, 1), other.alloc(Node, 1), [other.alloc(Node, 1), None]
    )
    assert structurally_equal(shared, apart)
    assert structurally_equal(apart, shared)
    apart.right.value = 2  # type: ignore[union-attr]
    assert not structurally_equal(shared, apart)


def ring(bump: Bump, values: Iterable[int]) -> Node:
    nodes = [bump.alloc(Node, value) for value in values]
    for node, following in zip(nodes, [*nodes[1:], nodes[0]], strict=True):
        node.left = following
    return nodes[0]


def test_cycles(bump: Bump, other: Bump) -> None:
    assert structurally_equal(ring(bump, [1, 2, 3]), ring(other, [1, 2, 3]))
    assert structurally_equal(ring(bump, [1, 2]), ring(bump, [1, 2] * 5))
    assert not structurally_equal(ring(bump, [1, 2, 3]), ring(other, [1, 2, 4]))
    assert not structurally_equal(ring(bump, [1, 2]), ring(other, [1, 2, 1]))
    one = ring(bump, [1])
    assert structurally_equal(one, ring(other, [1] * 7))
    assert not structurally_equal(one, other.alloc(Node, 1, "", other.alloc(Node, 1)))


def test_records_of_one_graph_with_themselves(bump: Bump) -> None:
    first = ring(bump, [1, 2, 1, 2])
    assert first.left is not None
    assert structurally_equal(first, first.left.left)  # type: ignore[arg-type]
    assert not structurally_equal(first, first.left)


def test_two_cycles_do_not_make_their_product(bump: Bump, other: Bump) -> None:
    """By pairs it would be a hundred million comparisons."""
    assert structurally_equal(ring(bump, [1] * 10_007), ring(other, [1] * 10_009))
    last = ring(other, [1] * 10_008 + [2])
    assert not structurally_equal(ring(bump, [1] * 10_007), last)


# ---- Size ------------------------------------------------------------------------


def chain(bump: Bump, length: int, last: int, link: Callable[[Any], dict[str, Any]]) -> Node:
    node = bump.alloc(Node, last)
    for _ in range(length):
        node = bump.alloc(Node, 1, **link(node))
    return node


LINKS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "left": lambda node: {"left": node},
    "right": lambda node: {"right": node},
    "both": lambda node: {"left": node, "right": node},
    "slice": lambda node: {"children": [node]},
    "slices": lambda node: {"left": node, "children": [node, None, node]},
}


@pytest.mark.parametrize("link", LINKS)
def test_deep_chains(link: str, bump: Bump, other: Bump) -> None:
    a = chain(bump, 20_000, 7, LINKS[link])
    assert structurally_equal(a, chain(other, 20_000, 7, LINKS[link]))
    assert not structurally_equal(a, chain(other, 20_000, 8, LINKS[link]))
    assert not structurally_equal(a, chain(other, 19_999, 7, LINKS[link]))


@pytest.mark.slow
@pytest.mark.parametrize("link", ["left", "slice"])
def test_chains_of_a_million(link: str, bump: Bump, other: Bump) -> None:
    a = chain(bump, 1_000_000, 7, LINKS[link])
    assert structurally_equal(a, chain(other, 1_000_000, 7, LINKS[link]))


def test_wide_slices(bump: Bump) -> None:
    wide = [bump.alloc(Node, i) for i in range(10_000)]
    again = [bump.alloc(Node, i) for i in range(10_000)]
    a, b = bump.alloc(Node, children=wide), bump.alloc(Node, children=again)
    assert structurally_equal(a, b)
    again[-1].value = 1
    assert not structurally_equal(a, b)
    numbers = bytes(range(256)) * 1000
    a, b = both(lambda arena: everything(arena, numbers=numbers))
    assert structurally_equal(a, b)
    b.numbers[-1] = 0
    assert not structurally_equal(a, b)


# ---- What it refuses -------------------------------------------------------------


@pytest.mark.parametrize("value", [None, 1, Node, "x", [], Bump(), Bump().alloc_slice(u8, [1])])
def test_what_is_no_record(value: Any, bump: Bump) -> None:
    node = bump.alloc(Node, 1)
    for pair in ((node, value), (value, node), (value, value)):
        with pytest.raises(TypeError, match=rf"takes two records, not {type(value).__name__}"):
            structurally_equal(*pair)


def test_what_is_gone(bump: Bump, other: Bump) -> None:
    for cls in (Node, Nothing):
        gone, good = bump.alloc(cls), other.alloc(cls)
        bump.reset()
        for pair in ((gone, good), (good, gone), (gone, gone)):
            with pytest.raises(StaleReferenceError):
                structurally_equal(*pair)


def test_broken_memory() -> None:
    block = bytearray(4096)
    arena = Bump.over(block)
    a = arena.alloc(One, arena.alloc(One))
    b = Bump()
    good = b.alloc(One, b.alloc(One))
    assert structurally_equal(a, good)
    for i in range(0, len(block), 4):
        if any(block[i : i + 4]):
            block[i : i + 4] = b"\xff\xff\xff\x7f"
    for pair in ((a, good), (good, a)):
        with pytest.raises(CorruptArenaError):
            structurally_equal(*pair)


# ---- Against a model -------------------------------------------------------------

Graph = list[tuple[int, list[int | None]]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Nodes with one of two values and links to any of them: mostly shared, with cycles."""
    count = draw(st.integers(1, 6))
    link = st.none() | st.integers(0, count - 1)
    node = st.tuples(st.integers(0, 1), st.lists(link, max_size=4))
    return draw(st.lists(node, min_size=count, max_size=count))


def build(bump: Bump, graph: Graph) -> list[Node]:
    nodes = [bump.alloc(Node, value) for value, _ in graph]
    for node, (_, links) in zip(nodes, graph, strict=True):
        targets = [None if link is None else nodes[link] for link in links]
        node.left, node.right = [*targets[:2], None, None][:2]
        node.children = targets[2:]  # type: ignore[assignment]
    return nodes


def model(a: Graph, b: Graph) -> set[tuple[int, int]]:
    """The greatest bisimulation: of all pairs, those that no difference can be reached from."""

    def alike(x: int | None, y: int | None) -> bool:
        return (x, y) in equal if x is not None and y is not None else x is y

    def links(graph: Graph, i: int) -> list[int | None]:
        found = graph[i][1]
        return [*found[:2], *[None] * (2 - len(found)), *found[2:]]

    equal = {(i, j) for i in range(len(a)) for j in range(len(b)) if a[i][0] == b[j][0]}
    while True:
        left = {
            (i, j)
            for i, j in equal
            if len(links(a, i)) == len(links(b, j)) and all(map(alike, links(a, i), links(b, j)))
        }
        if left == equal:
            return equal
        equal = left


@given(graphs(), graphs())
def test_random_graphs(first: Graph, second: Graph) -> None:
    with Bump() as bump, Bump() as other:
        a, b = build(bump, first), build(other, second)
        for x, y, pairs in ((a, b, model(first, second)), (a, a, model(first, first))):
            found = {
                (i, j)
                for i, node in enumerate(x)
                for j, another in enumerate(y)
                if structurally_equal(node, another)
            }
            assert found == pairs


@given(graphs(), st.data())
def test_an_unrolled_graph_is_equal_until_it_is_changed(graph: Graph, data: st.DataObject) -> None:
    """Each node twice, links to either: nobody can tell."""
    count = len(graph)
    either = st.sampled_from([0, count])
    twice = [
        (value, [None if link is None else link + data.draw(either) for link in links])
        for value, links in [*graph, *graph]
    ]
    with Bump() as bump, Bump() as other:
        a, b = build(bump, graph), build(other, twice)
        assert all(structurally_equal(a[i % count], node) for i, node in enumerate(b))
        assert to_heap(a[0]).value == to_heap(b[0]).value
        root = data.draw(st.integers(0, len(b) - 1))
        b[root].value += 2
        assert not structurally_equal(a[root % count], b[root])
