"""bump.copy, compact and structurally_equal of records with Vecs, Strings and Maps."""

from __future__ import annotations

import enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import (
    Bump,
    CorruptArenaError,
    Map,
    Slice,
    String,
    Struct,
    Symbol,
    Vec,
    char,
    compact,
    f64,
    i32,
    structurally_equal,
    to_heap,
    u64,
)


class Color(enum.Enum):
    RED = 1
    GREEN = 2


class Node(Struct):
    value: i32
    text: String
    kids: Vec[Node]
    maybe: Vec[i32] | None = None
    rows: Vec[Vec[Node | None]]
    texts: Vec[str]
    things: Vec[object]


class Scope(Struct):
    value: i32
    by_name: Map[str, Scope]
    by_scope: Map[Scope, Scope | None]
    by_symbol: Map[Symbol, f64]
    by_int: Map[i32, str]
    by_u64: Map[u64, Slice[Scope]]
    by_char: Map[char, Vec[i32]]
    by_color: Map[Color, object]
    by_bool: Map[bool, i32]
    by_bytes: Map[bytes, Map[str, Scope]]
    none: Map[str, i32] | None = None


FULL = {
    "by_symbol": {"one": 1.5, "two": 2.5, "": 0.0},
    "by_int": {-5: "minus", 7: "x" * 100, 0: ""},
    "by_bool": {True: 1, False: 0},
}


@pytest.fixture
def bump() -> Bump:
    return Bump()


def full_scope(bump: Bump) -> Scope:
    """A Scope in which no Map is empty, with cycles through several of them."""
    leaf, root = bump.alloc(Scope, 1), bump.alloc(Scope, 0)
    for name, items in FULL.items():
        setattr(root, name, items)
    root.by_name = {"self": root, "leaf": leaf, "again": leaf}
    root.by_scope = {root: leaf, leaf: None}
    root.by_u64 = {2**64 - 1: [leaf, root], 1: []}
    root.by_char = {"a": [1, 2], "\N{SNOWMAN}": []}
    root.by_color = {Color.GREEN: FULL, Color.RED: None}
    root.by_bytes = {b"\0k": {"leaf": leaf}, b"": {}}
    leaf.by_scope[root] = root
    return root


# ---- Vec and String ---------------------------------------------------------------


def test_vecs_and_strings_are_copied(bump: Bump) -> None:
    marker = object()
    root = bump.alloc(Node, 1, "text", [bump.alloc(Node, 2, "kid")], [7, 8])
    root.rows = [[root, None], []]
    root.texts = ["a", "b" * 100]
    root.things.append(marker)
    copy = Bump().copy(root)
    bump.reset()
    assert (copy.value, str(copy.text), copy.maybe) == (1, "text", [7, 8])
    assert [str(kid.text) for kid in copy.kids] == ["kid"]
    assert copy.rows[0][0] == copy
    assert copy.rows[0][1] is None
    assert list(copy.rows[1]) == []
    assert list(copy.texts) == ["a", "b" * 100]
    assert copy.things[0] is marker


def test_a_copy_grows_by_itself(bump: Bump) -> None:
    root = bump.alloc(Node, 1, "text", [], [1, 2])
    copy = bump.copy(root)
    assert copy.maybe is not None
    assert root.maybe is not None
    copy.maybe.extend(range(100))
    copy.text.append("more" * 50)
    copy.kids.append(copy)  # was no head
    copy.rows.append([root])
    assert (list(root.maybe), str(root.text), len(root.kids), len(root.rows)) == (
        [1, 2],
        "text",
        0,
        0,
    )
    assert (len(copy.maybe), len(copy.text), len(copy.kids)) == (102, 204, 1)
    root.maybe.append(3)
    assert copy.maybe[2] == 0


def test_fields_without_a_head_have_none_in_the_copy(bump: Bump) -> None:
    node = bump.alloc(Node, 1)
    copy = Bump().copy(node)
    assert arena_used(copy) == arena_used(node)
    assert (len(copy.kids), len(copy.text), copy.maybe) == (0, 0, None)
    copy.kids.append(copy)
    assert list(copy.kids) == [copy]


def arena_used(record: Struct) -> int:
    from arenite import arena_of

    return arena_of(record).stats().used


def test_a_vec_of_two_records_is_shared_by_their_copies(bump: Bump) -> None:
    one, two = bump.alloc(Node, 1), bump.alloc(Node, 2)
    one.kids = [one, two]
    two.kids = one.kids
    one.text = "shared"
    two.text = one.text
    first, second = compact([one, two])
    assert list(first.kids) == [first, second]
    first.kids.append(first)
    second.text.append("!")
    assert list(second.kids) == [first, second, first]
    assert str(first.text) == "shared!"
    assert len(one.kids) == 2


def test_room_behind_the_items_stays_behind(bump: Bump) -> None:
    node = bump.alloc(Node, 1, "x", [], [1])
    assert node.maybe is not None
    node.maybe.reserve(10_000)
    node.text.reserve(10_000)
    (copy,) = compact([node])
    assert arena_used(copy) < 300
    assert copy.maybe is not None
    assert copy.maybe.capacity == 1


# ---- Map --------------------------------------------------------------------------


def check_full(root: Scope, leaf: Scope) -> None:
    assert dict(root.by_name) == {"self": root, "leaf": leaf, "again": leaf}
    assert list(root.by_name) == ["self", "leaf", "again"]
    assert dict(root.by_scope) == {root: leaf, leaf: None}
    assert root.by_scope[root] == leaf
    for name, items in FULL.items():
        assert dict(getattr(root, name)) == items
        for key, value in items.items():
            assert getattr(root, name)[key] == value
    assert list(root.by_u64[2**64 - 1]) == [leaf, root]
    assert list(root.by_u64[1]) == []
    assert list(root.by_char["a"]) == [1, 2]
    assert list(root.by_char["\N{SNOWMAN}"]) == []
    assert root.by_color[Color.GREEN] is FULL
    assert root.by_color[Color.RED] is None
    assert dict(root.by_bytes[b"\0k"]) == {"leaf": leaf}
    assert dict(root.by_bytes[b""]) == {}
    assert dict(leaf.by_scope) == {root: root}
    assert root.none is None


def test_every_kind_of_key(bump: Bump) -> None:
    root = full_scope(bump)
    check_full(root, root.by_name["leaf"])
    other = Bump()
    other.intern("two")  # the numbers of symbols are others there
    copy = other.copy(root)
    check_full(copy, copy.by_name["leaf"])
    same = bump.copy(root)
    check_full(same, same.by_name["leaf"])
    assert same.by_name["leaf"] != root.by_name["leaf"]
    for map_ in (copy.by_int, same.by_int):
        map_[99] = "new"
        del map_[-5]
    assert dict(root.by_int) == FULL["by_int"]
    bump.close()
    del copy.by_int[99]
    copy.by_int = FULL["by_int"]
    check_full(copy, copy.by_name["leaf"])
    other._check()


def test_a_large_map_is_packed(bump: Bump) -> None:
    root = bump.alloc(Scope, 0)
    root.by_scope = {bump.alloc(Scope, i): None for i in range(3000)}
    keys = list(root.by_scope)
    for key in keys[::3]:
        del root.by_scope[key]
    copy = Bump().copy(root)
    assert [key.value for key in copy.by_scope] == [i for i in range(3000) if i % 3]
    assert all(key in copy.by_scope for key in copy.by_scope)
    assert keys[1] not in copy.by_scope
    assert copy.by_scope.capacity == 2000
    for i in range(3000):
        copy.by_scope[copy] = copy
        del copy.by_scope[copy]
        copy.by_name[str(i)] = copy
    assert len(copy.by_name) == 3000


def test_a_map_of_two_records_is_shared_by_their_copies(bump: Bump) -> None:
    one, two = bump.alloc(Scope, 1), bump.alloc(Scope, 2)
    one.by_name["two"] = two
    two.by_name = one.by_name
    first, second = compact([one, two])
    first.by_name["one"] = first
    assert dict(second.by_name) == {"two": second, "one": first}
    assert len(one.by_name) == 1


def test_what_does_not_fit_leaves_nothing(bump: Bump) -> None:
    root = full_scope(bump)
    root.by_name = {str(i): root for i in range(1000)}
    needed = Bump()
    needed.copy(root)
    for limit in range(0, needed.stats().used, 997):
        other = Bump(limit=limit)
        with pytest.raises(MemoryError):
            other.copy(root)
        other._check()
        assert other.stats().handles == 0


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.booleans()), max_size=60))
def test_any_graph(edges: list[tuple[int, int, bool]]) -> None:
    bump = Bump()
    scopes = [bump.alloc(Scope, i) for i in range(8)]
    for a, b, removed in edges:
        scopes[a].by_scope[scopes[b]] = scopes[a]
        scopes[a].by_name[str(b)] = scopes[b]
        if removed:
            del scopes[a].by_scope[scopes[b]]
    copies = compact(scopes)
    for scope, copy in zip(scopes, copies, strict=True):
        assert [(k.value, v and v.value) for k, v in copy.by_scope.items()] == [
            (k.value, v and v.value) for k, v in scope.by_scope.items()
        ]
        assert {k: v.value for k, v in copy.by_name.items()} == {
            k: v.value for k, v in scope.by_name.items()
        }
        assert all(key in copy.by_scope for key in copy.by_scope)
        assert structurally_equal(scope, copy)
    bump._check()


def test_bytes_from_anywhere() -> None:
    memory = bytearray(4096)
    bump = Bump.over(memory)
    root = bump.alloc(Scope, 0)
    root.by_name = {"a": root, "bc": root}
    root.by_scope = {root: None}
    root.by_char = {"x": [1, 2]}
    root.by_int = dict.fromkeys(range(12), "v")
    node: Any = bump.alloc(Node, 1, "text", [], [1, 2])
    for place in range(0, bump.stats().used, 4):
        kept = memory[place : place + 4]
        for bad in (b"\xff\xff\xff\xff", b"\x41\0\0\0", b"\xff\xff\0\0", b"\2\0\0\0"):
            memory[place : place + 4] = bad
            for record in (root, node):
                other = Bump()
                try:
                    copy = other.copy(record)
                except CorruptArenaError:
                    assert other.stats().used == 0
                else:
                    probe(copy)
        memory[place : place + 4] = kept
    assert dict(Bump().copy(root).by_int) == dict.fromkeys(range(12), "v")


def probe(record: Any) -> None:
    try:
        to_heap(record)
    except CorruptArenaError:
        pass
    if isinstance(record, Scope):
        record.by_int[5] = "w"
        assert record.by_int[5] == "w"


# ---- Whether graphs are equal ---------------------------------------------------------


CHANGES: list[Any] = [
    lambda root: root.by_name.pop("again"),
    lambda root: root.by_name.__setitem__("leaf", root),
    lambda root: root.by_name.__setitem__("other", root.by_name.pop("again")),
    lambda root: root.by_scope.pop(root),
    lambda root: root.by_scope.__setitem__(root, None),
    lambda root: root.by_symbol.__setitem__("two", 2.75),
    lambda root: root.by_symbol.__setitem__("three", root.by_symbol.pop("two")),
    lambda root: root.by_int.__setitem__(7, "y"),
    lambda root: root.by_u64[2**64 - 1].__setitem__(0, root),
    lambda root: root.by_char["a"].append(3),
    lambda root: root.by_color.__setitem__(Color.RED, 1),
    lambda root: root.by_bool.__setitem__(True, 2),
    lambda root: root.by_bytes[b"\0k"].__setitem__("leaf", root),
    lambda root: setattr(root, "none", {}),
    lambda root: root.by_scope[root].by_scope.clear(),
]


@pytest.mark.parametrize("change", CHANGES)
def test_one_map_that_differs(bump: Bump, change: Any) -> None:
    root = full_scope(bump)
    copy = Bump().copy(root)
    assert structurally_equal(root, copy)
    assert structurally_equal(copy, root)
    change(copy)
    assert not structurally_equal(root, copy)
    assert not structurally_equal(copy, root)
    assert structurally_equal(copy, copy)


def test_the_order_of_keys_counts_only_where_they_are_records(bump: Bump) -> None:
    one, two = full_scope(bump), full_scope(bump)
    two.by_int = dict(reversed(FULL["by_int"].items()))
    assert structurally_equal(one, two)
    two.by_scope = dict(reversed(two.by_scope.items()))
    assert not structurally_equal(one, two)


def test_vecs_and_strings_that_differ(bump: Bump) -> None:
    node = bump.alloc(Node, 1, "text", [], [1, 2])
    node.kids.append(node)
    node.rows.append([node, None])
    changes: list[Any] = [
        lambda copy: copy.text.append("."),
        lambda copy: copy.kids.append(copy),
        lambda copy: copy.maybe.pop(),
        lambda copy: copy.maybe.__setitem__(0, 2),
        lambda copy: copy.rows[0].__setitem__(1, copy),
        lambda copy: copy.texts.append(""),
        lambda copy: copy.things.append(1),
        lambda copy: setattr(copy, "maybe", None),
    ]
    for change in changes:
        copy = Bump().copy(node)
        assert structurally_equal(node, copy)
        change(copy)
        assert not structurally_equal(node, copy)


def test_two_cycles_through_maps_and_vecs(bump: Bump) -> None:
    def ring(length: int) -> Scope:
        scopes = [bump.alloc(Scope, 0) for _ in range(length)]
        for a, b in zip(scopes, [*scopes[1:], scopes[0]], strict=True):
            a.by_name["next"] = b
            a.by_scope[b] = a
        return scopes[0]

    assert structurally_equal(ring(300), ring(7))


# ---- On the heap --------------------------------------------------------------------


def test_to_heap(bump: Bump) -> None:
    root = full_scope(bump)
    heap = to_heap(Bump().copy(root))
    leaf = heap.by_name["leaf"]
    assert heap.by_name == {"self": heap, "leaf": leaf, "again": leaf}
    assert heap.by_scope == {heap: leaf, leaf: None}
    assert leaf.by_scope == {heap: heap}
    assert heap.by_symbol == FULL["by_symbol"]
    assert heap.by_u64 == {2**64 - 1: [leaf, heap], 1: []}
    assert heap.by_char == {"a": [1, 2], "\N{SNOWMAN}": []}
    assert heap.by_color == {Color.GREEN: FULL, Color.RED: None}
    assert heap.by_bytes == {b"\0k": {"leaf": leaf}, b"": {}}
    assert heap.none is None
