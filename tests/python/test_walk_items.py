"""walk through what is no plain reference: embedded records, arrays, collections."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import (
    Array,
    Bump,
    CorruptArenaError,
    Inline,
    LifetimeError,
    Map,
    Slice,
    StaleReferenceError,
    String,
    Struct,
    Vec,
    find_all,
    u32,
    walk,
)

MANY = 200_000


def row(value: int, to: Node | None = None) -> Any:
    """The fields of a Node to embed."""
    return value, to


class Node(Struct):
    value: u32
    next: Node | None = None


class Part(Struct):
    """Begins where its node does."""

    node: Inline[Node]
    value: u32 = 0


class Whole(Struct):
    """Begins where its part and the part's node do."""

    part: Inline[Part]
    value: u32 = 0
    to_part: Part | None = None
    to_node: Node | None = None


class Places(Struct):
    """In place, and none of them first."""

    value: u32
    node: Inline[Node]
    maybe: Inline[Node] | None = None
    links: Array[Node | None, 3] = (None, None, None)
    nodes: Array[Inline[Node], 2] = (row(0), row(0))
    some: Array[Node, 2] | None = None
    no: Array[Node, 0] = ()
    rows: Slice[Inline[Node]] = ()
    grid: Slice[Array[Node | None, 2]] = ()
    maybes: Slice[Inline[Node] | None] = ()


class Tree(Struct):
    value: u32
    kids: Vec[Tree]
    note: String
    more: Vec[Slice[Tree]] | None = None
    rows: Vec[Vec[Tree | None]]


class Scope(Struct):
    value: u32
    by_name: Map[str, Scope]
    by_scope: Map[Scope, Scope | None]
    keys: Map[Scope, u32] | None = None
    rows: Map[u32, Slice[Scope]]
    deep: Map[u32, Vec[Map[Scope, String]]]
    no_link: Map[str, u32]


class Item(Struct, tag=True):
    items: Vec[Item]


class Leaf(Item):
    value: u32 = 0


def values(root: Struct) -> list[int]:
    return [record.value for record in walk(root)]


def names(root: Struct) -> list[str]:
    return [type(record).__name__ for record in walk(root)]


def leaf(bump: Bump, value: int) -> Tree:
    return bump.alloc(Tree, value)


# ---- In place -------------------------------------------------------------------


def test_embedded_records_are_visited_after_their_holder(bump: Bump) -> None:
    def node(value: int) -> Node:
        return bump.alloc(Node, value)

    root = bump.alloc(
        Places,
        0,
        row(1, node(2)),
        row(3),
        [node(4), None, node(5)],
        [row(6, node(7)), row(8)],
        [node(9), node(10)],
        rows=[row(11), row(12, node(13))],
        grid=[[node(14), None], [None, node(15)]],
        maybes=[None, row(16), None],
    )
    assert values(root) == list(range(17))
    assert walk(root).count() == 17
    found = list(find_all(root, Node))
    assert found[0] == root.node
    assert found[2] == root.maybe
    assert found[5] == root.nodes[0]
    assert found[10] == root.rows[0]
    root.maybe = None
    root.some = None
    assert values(root) == [0, 1, 2, *range(4, 9), *range(11, 17)]


def test_two_records_begin_at_one_place(bump: Bump) -> None:
    whole = bump.alloc(Whole, (row(1, bump.alloc(Node, 4)), 2), 3)
    assert names(whole) == ["Whole", "Part", "Node", "Node"]
    assert values(whole) == [3, 2, 1, 4]
    assert values(whole.part) == [2, 1, 4]
    assert values(whole.part.node) == [1, 4]


def test_a_part_is_met_once_whichever_way_comes_first(bump: Bump) -> None:
    whole = bump.alloc(Whole, (row(1), 2), 3)
    whole.to_part = whole.part
    whole.to_node = whole.part.node
    assert values(whole) == [3, 2, 1]

    class Pair(Struct):
        node: Node
        part: Part
        whole: Whole
        again: Whole

    pair = bump.alloc(Pair, whole.part.node, whole.part, whole, whole)
    assert names(pair) == ["Pair", "Node", "Part", "Whole"]
    assert find_all(pair, Part, Node).count() == 2


def test_an_optional_part_and_an_array_may_be_first(bump: Bump) -> None:
    class Maybe(Struct):
        node: Inline[Node] | None = None

    class Run(Struct):
        parts: Array[Inline[Part], 2]

    assert names(bump.alloc(Maybe)) == ["Maybe"]
    assert names(bump.alloc(Maybe, row(1))) == ["Maybe", "Node"]
    run = bump.alloc(Run, [(row(1), 2), (row(3), 4)])
    assert names(run) == ["Run", "Part", "Node", "Part", "Node"]


def test_a_class_made_while_walking_may_embed_what_was_met(bump: Bump) -> None:
    class Any_(Struct, tag=True):  # noqa: N801
        pass

    class Chain(Any_):
        node: Node
        next: Any_ | None = None

    node = bump.alloc(Node, 1)
    chain = bump.alloc(Chain, node)
    walker = walk(chain)
    assert [type(next(walker)).__name__ for _ in range(1)] == ["Chain"]

    class Late(Struct):
        node: Inline[Node]

    class Link(Any_):
        late: Late
        node: Node

    late = bump.alloc(Late, row(2))
    chain.next = bump.alloc(Link, late, late.node)  # too late for this walk
    assert [type(record).__name__ for record in walker] == ["Node"]
    assert names(chain) == ["Chain", "Node", "Link", "Late", "Node"]


def test_cycles_through_embedded_records_end(bump: Bump) -> None:
    class Link(Struct):
        value: u32
        to: Round | None = None

    class Round(Struct):
        link: Inline[Link]
        value: u32 = 0
        back: Round | None = None

    one, two = bump.alloc(Round, (1, None), 2), bump.alloc(Round, (3, None), 4)
    one.link.to, two.back = two, one
    assert values(one) == [2, 1, 4, 3]
    assert values(two) == [4, 3, 2, 1]
    assert values(one.link) == [1, 4, 3, 2]


def test_many_holders(bump: Bump) -> None:
    """Their hash table grows, and each comes once."""
    rows = [bump.alloc(Part, row(i), i) for i in range(5000)]

    class Rows(Struct):
        first: Slice[Part]
        again: Slice[Part]
        nodes: Slice[Node]

    root = bump.alloc(Rows, rows, rows[::-1], [row.node for row in rows])
    assert walk(root).count() == 10_001
    assert [part.value for part in find_all(root, Part)] == list(range(5000))


def test_a_holder_that_was_met_is_freed(bump: Bump) -> None:
    old = bump.alloc(Node, 1)
    with bump.scope():
        walker = walk(bump.alloc(Part, row(0, old)))
        next(walker)
        next(walker)
    with pytest.raises(StaleReferenceError, match="walk:"):
        next(walker)


# ---- Vec ------------------------------------------------------------------------


def test_items_of_a_vec(bump: Bump) -> None:
    root = leaf(bump, 0)
    assert values(root) == [0]  # neither of the fields has a head
    root.kids.append(bump.alloc(Tree, 1, [leaf(bump, 2)]))
    root.kids.append(leaf(bump, 3))
    root.note.append("no link")
    root.more = [[leaf(bump, 4)], [], [leaf(bump, 5), leaf(bump, 6)]]
    root.rows = [[None, leaf(bump, 7)], [], [leaf(bump, 8)]]
    assert values(root) == list(range(9))
    root.kids.clear()
    root.more = None
    assert values(root) == [0, 7, 8]


def test_a_vec_that_is_shared_is_read_once(bump: Bump) -> None:
    """Otherwise this would be 10^10 steps."""
    count = 100_000
    root = leaf(bump, 0)
    root.kids = [leaf(bump, i) for i in range(1, count)]
    for kid in root.kids:
        kid.kids = root.kids
    assert walk(root).count() == count


def test_vecs_of_a_family(bump: Bump) -> None:
    root = bump.alloc(Leaf, value=0)
    root.items = [bump.alloc(Leaf, [root], 1), root]
    root.items[0].items.append(root.items[0])
    assert values(root) == [0, 1]


def test_a_wide_vec_and_a_deep_chain_of_them(bump: Bump) -> None:
    root = leaf(bump, 0)
    root.kids.extend(leaf(bump, i) for i in range(1, MANY))
    assert values(root) == list(range(MANY))
    chain = root
    for i in range(MANY):
        chain = bump.alloc(Tree, i, [chain])
    assert walk(chain).count() == 2 * MANY


@given(st.lists(st.lists(st.integers(0, 7), max_size=6), min_size=8, max_size=8))
def test_any_graph_of_vecs(edges: list[list[int]]) -> None:
    bump = Bump()
    nodes = [leaf(bump, i) for i in range(8)]
    for node, links in zip(nodes, edges, strict=True):
        node.kids.extend(nodes[i] for i in links)
    expected: list[int] = []
    stack = [0]
    while stack:
        at = stack.pop()
        if at not in expected:
            expected.append(at)
            stack += reversed(edges[at])
    assert values(nodes[0]) == expected
    bump._check()


# ---- Vecs that change while they are walked -----------------------------------------


def test_items_that_are_appended_have_their_turn(bump: Bump) -> None:
    root = bump.alloc(Tree, 0, [leaf(bump, 1)])
    seen = []
    for tree in find_all(root, Tree):
        seen.append(tree.value)
        if 0 < tree.value < 500:
            bump.alloc_layout(8)  # the items cannot grow in place: they move
            root.kids.append(leaf(bump, tree.value + 1))
    assert seen == list(range(501))


def test_items_that_are_removed_have_none(bump: Bump) -> None:
    root = bump.alloc(Tree, 0, [leaf(bump, i) for i in range(1, 10)])
    seen = []
    for tree in find_all(root, Tree):
        seen.append(tree.value)
        if tree.value == 3:
            del root.kids[4:]
            root.kids.shrink_to_fit()
            bump.alloc_bytes(b"\xff" * 100)  # where they were
    assert seen == [0, 1, 2, 3, 4]
    walker = walk(root)
    next(walker)
    root.kids.clear()
    root.kids.shrink_to_fit()
    assert list(walker) == []


@given(st.data())
def test_any_change_of_a_vec_while_it_is_walked(data: st.DataObject) -> None:
    """As for a list's iterator, of which records that were met are left out."""
    bump = Bump()
    root = bump.alloc(Tree, 1000, [leaf(bump, i) for i in range(5)])
    twin = list(root.kids)
    walker = find_all(root, Tree)
    assert next(walker) == root
    met: list[Tree] = []
    at = 0
    for _ in range(12):
        change = data.draw(st.sampled_from(["append", "pop", "insert", "delete", "none", "move"]))
        where = data.draw(st.integers(0, 8))
        new = leaf(bump, len(met) + 100)
        if change == "append":
            root.kids.append(new)
            twin.append(new)
        elif change == "insert":
            root.kids.insert(where, new)
            twin.insert(where, new)
        elif change in ("pop", "delete") and twin:
            where = -1 if change == "pop" else where % len(twin)
            del root.kids[where]
            del twin[where]
        elif change == "move":
            bump.alloc_layout(8)
            root.kids.reserve(50)
        while at < len(twin) and twin[at] in met:
            at += 1
        got = next(walker, None)
        assert got == (twin[at] if at < len(twin) else None)
        if got is None:
            return
        met.append(got)
        at += 1
    bump._check()


def test_scopes_around_steps(bump: Bump) -> None:
    root = bump.alloc(Tree, 0, [leaf(bump, i) for i in range(1, 6)])
    walker, seen = find_all(root, Tree), []
    for _ in range(6):
        with bump.scope():
            bump.alloc(Tree, 99, [root])
            with pytest.raises(LifetimeError):
                root.kids.append(leaf(bump, 98))
            seen.append(next(walker).value)
    assert seen == list(range(6))
    assert list(walker) == []


# ---- Map ------------------------------------------------------------------------


def scope(bump: Bump, value: int) -> Scope:
    return bump.alloc(Scope, value)


def test_keys_and_values_of_maps(bump: Bump) -> None:
    at = [scope(bump, i) for i in range(16)]
    root = at[0]
    assert values(root) == [0]  # no Map has a head
    root.by_name = {"a": at[1], "b": at[3]}
    at[1].by_name["c"] = at[2]
    root.by_scope = {at[4]: at[5], at[6]: None, at[7]: at[7]}
    root.keys = {at[8]: 1, at[9]: 2}
    root.rows = {5: [at[10], at[11]], 6: [], 7: [at[12]]}
    root.deep = {1: [{at[13]: "x"}, {at[14]: "y"}], 2: []}
    root.no_link["n"] = 4
    assert values(root) == list(range(15))
    assert walk(root).count() == 15
    del root.by_name["a"], root.by_scope[at[6]], root.keys[at[8]]
    assert values(root) == [0, 3, 4, 5, 7, *range(9, 15)]
    root.by_name.clear()
    root.keys = None
    assert values(root) == [0, 4, 5, 7, *range(10, 15)]


def test_cycles_through_maps_end_and_shared_ones_are_read_once(bump: Bump) -> None:
    count = 2000
    root = scope(bump, 0)
    root.by_scope[root] = root
    for i in range(1, count):
        root.by_name[str(i)] = scope(bump, i)
    for inner in root.by_name.values():
        inner.by_name = root.by_name
        inner.by_scope = root.by_scope
    assert walk(root).count() == count


def test_a_large_map_and_a_deep_chain_of_maps(bump: Bump) -> None:
    root = scope(bump, 0)
    root.rows = {i: [scope(bump, i)] for i in range(1, 50_000)}
    assert values(root) == list(range(50_000))
    chain = root
    for _ in range(50_000):
        chain = bump.alloc(Scope, 7, {"outer": chain})
    assert walk(chain).count() == 100_000


@pytest.mark.parametrize("change", ["delete", "clear", "grow", "popitem"])
def test_a_map_is_read_at_once(bump: Bump, change: str) -> None:
    """What is removed from it, or added, after its first record came makes no difference."""
    root = scope(bump, 0)
    root.by_name = {str(i): scope(bump, i) for i in range(1, 100)}
    seen = []
    for found in find_all(root, Scope):
        seen.append(found.value)
        if found == root:
            continue
        if change == "delete":
            del root.by_name[str(found.value)]
        elif change == "popitem":
            root.by_name.popitem()
        elif change == "clear":
            root.by_name.clear()
        else:
            root.by_name[f"new {found.value}"] = scope(bump, 1000)
    assert seen == list(range(100))


def test_a_map_of_classes_that_are_not_looked_up_yet(bump: Bump) -> None:
    class Holder(Struct):
        by_key: Map[Late, Late]

    class Late(Struct):
        value: u32

    holder = bump.alloc(Holder)
    assert walk(holder).count() == 1
    holder.by_key[bump.alloc(Late, 1)] = bump.alloc(Late, 2)
    assert [late.value for late in find_all(holder, Late)] == [1, 2]


# ---- Bytes that are wrong ----------------------------------------------------------


def over_bytes() -> tuple[bytearray, Bump]:
    buffer = bytearray(4096)
    return buffer, Bump.over(buffer)


def put(buffer: bytearray, at: int, value: int) -> None:
    buffer[at : at + 4] = value.to_bytes(4, "little")


@pytest.mark.parametrize("wrong", [5000, 2**31, 2**32 - 1])
def test_a_wrong_head(wrong: int) -> None:
    buffer, bump = over_bytes()
    root = bump.alloc(Tree, 0xABCDEF, [leaf(bump, 1)])
    put(buffer, buffer.index((0xABCDEF).to_bytes(4, "little")) + 4, wrong)
    with pytest.raises(CorruptArenaError, match=r"Tree\.kids: .*no such collection at reference"):
        walk(root).count()


@pytest.mark.parametrize(("word", "wrong"), [(0, 5000), (1, 9), (1, 2**32 - 1), (2, 0), (2, 2**31)])
def test_a_wrong_head_of_a_vec(word: int, wrong: int) -> None:
    buffer, bump = over_bytes()
    root = leaf(bump, 0)
    root.kids = [leaf(bump, 1), leaf(bump, 2), leaf(bump, 3)]
    at = buffer.index(b"\3\0\0\0\3\0\0\0\0\0\0\0") - 4
    put(buffer, at + 4 * word, wrong)
    with pytest.raises(CorruptArenaError, match=r"Tree\.kids: .*no such items at reference"):
        walk(root).count()


def test_a_wrong_item_of_a_vec() -> None:
    buffer, bump = over_bytes()
    root = leaf(bump, 0)
    root.kids = [leaf(bump, 1), leaf(bump, 2)]
    walker = walk(root)
    next(walker)
    first = next(walker)
    put(buffer, buffer.index(b"\2\0\0\0\2\0\0\0\0\0\0\0") + 12 + 4, 4000)
    assert first.value == 1
    with pytest.raises(CorruptArenaError, match=r"Tree\.kids: .*no such record at reference"):
        next(walker)


@pytest.mark.parametrize(("word", "wrong"), [(0, 5000), (1, 9), (2, 2**31), (2, 2**30), (3, 9)])
def test_a_wrong_head_of_a_map(word: int, wrong: int) -> None:
    buffer, bump = over_bytes()
    root = scope(bump, 0)
    root.rows = {i: [scope(bump, i)] for i in (1, 2, 3)}
    head = re.search(rb"\x03\0\0\0[\x03-\x08]\0\0\0\x03\0\0\0", buffer)
    assert head
    put(buffer, head.start() - 4 + 4 * word, wrong)
    with pytest.raises(CorruptArenaError, match=r"Scope\.rows: .*no such entries of a Map"):
        walk(root).count()


@pytest.mark.parametrize("wrong", [0, 4000])
def test_a_wrong_key_of_a_map(wrong: int) -> None:
    buffer, bump = over_bytes()
    root = scope(bump, 0)
    root.keys = {root: 0xABCDEF}
    put(buffer, buffer.index((0xABCDEF).to_bytes(4, "little")) - 4, wrong)
    with pytest.raises(CorruptArenaError, match=r"Scope\.keys: .*no such record at reference"):
        walk(root).count()


@given(st.lists(st.tuples(st.integers(0, 1535), st.integers(0, 255)), min_size=1, max_size=8))
def test_any_bytes(changes: list[tuple[int, int]]) -> None:
    buffer, bump = over_bytes()
    tree = leaf(bump, 0)
    for i in range(4):
        tree = bump.alloc(Tree, i, [tree, tree], "text", [[tree], []], [[tree, None]])
    place = bump.alloc(Places, 5, row(6, bump.alloc(Node, 7)), row(8), rows=[row(9)])
    whole = bump.alloc(Whole, (row(1, bump.alloc(Node, 2)), 3), 4)
    names = scope(bump, 0)
    names.by_name = {"a": names, "b": scope(bump, 1)}
    names.by_scope = {names: None}
    walker: Any = walk(tree)
    next(walker)
    for at, value in changes:
        buffer[at] = value
    roots = (tree, place, whole, names)
    for records in (walker, *map(walk, roots), find_all(tree, Item)):
        try:
            assert records.count() < 2000
        except CorruptArenaError as error:
            assert "no such" in str(error)
    bump._check()
