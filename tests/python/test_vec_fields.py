"""Fields that are a Vec or a String: references to one, empty until something is in it."""

from __future__ import annotations

from typing import Any

import pytest

from arenite import (
    Bump,
    LifetimeError,
    StaleReferenceError,
    String,
    Struct,
    Vec,
    arena_of,
    asdict,
    compact,
    field,
    fields,
    i32,
    i64,
    is_live,
    replace,
    structurally_equal,
    to_heap,
    u8,
    walk,
)


class Tree(Struct):
    value: i32 = 0
    children: Vec[Tree]
    name: String
    maybe: Vec[i32] | None = None
    note: String | None = None


class Made(Struct):
    numbers: Vec[i32] = (1, 2)  # type: ignore[assignment]
    text: String = "text"  # type: ignore[assignment]
    later: Vec[i32] = field(default_factory=lambda: [3])


class Grid(Struct):
    rows: Vec[Vec[i32]]


def test_without_a_value_it_is_empty_and_costs_nothing(bump: Bump) -> None:
    leaf = bump.alloc(Tree)
    used = bump.stats().used
    assert used == fields_size()
    for _ in range(3):
        assert list(leaf.children) == []
        assert len(leaf.children) == leaf.children.capacity == 0
        assert leaf.children == []
        assert str(leaf.name) == ""
        assert leaf.name == ""
        assert (leaf.maybe, leaf.note) == (None, None)
        assert leaf not in leaf.children
        assert is_live(leaf.children)
        assert arena_of(leaf.name) is bump
        leaf.children.clear()
        leaf.children.sort(key=id)
        leaf.children.reverse()
        leaf.children.extend([])
        leaf.children.shrink_to_fit()
        leaf.children.reserve(0)
        leaf.name.append("")
        leaf.name.clear()
        leaf.name.truncate(5)
        leaf.children = leaf.children
        leaf.children = []  # type: ignore[assignment]
        leaf.name = ""  # type: ignore[assignment]
        del leaf.children[:]
        with pytest.raises(IndexError):
            leaf.children.pop()
        assert list(leaf.children.freeze()) == []
        assert str(leaf.name.freeze()) == ""
        assert repr(leaf.children) == "<Vec[Tree] of 0 items>"
    assert len(list(walk(leaf))) == 1
    assert bump.stats().used == used


def fields_size() -> int:
    from arenite import sizeof

    return sizeof(Tree)


def test_handles_of_an_empty_field_are_one(bump: Bump) -> None:
    tree = bump.alloc(Tree)
    before, name = tree.children, tree.name
    tree.children.append(bump.alloc(Tree, 1))
    tree.name.append("x")
    assert [t.value for t in before] == [1]
    before.append(tree)
    assert len(tree.children) == 2
    name += "y"
    assert str(tree.name) == "xy"
    tree.children = []  # type: ignore[assignment]
    assert (len(before), len(tree.children)) == (2, 0)


def test_values_that_are_copied(bump: Bump) -> None:
    tree, leaf = bump.alloc(Tree), bump.alloc(Tree, 5)
    for values in ([leaf], (leaf,), iter([leaf]), {leaf: 1}, bump.alloc_slice(Tree, [leaf])):
        tree.children = values  # type: ignore[assignment]
        assert list(tree.children) == [leaf]
    built = bump.alloc(Tree, 1, children=[tree, leaf], name="näme", maybe=range(3), note=None)  # type: ignore[arg-type]
    assert list(built.children) == [tree, leaf]
    assert (str(built.name), list(built.maybe or ())) == ("näme", [0, 1, 2])
    built.maybe = None
    built.maybe = ()  # type: ignore[assignment]
    assert built.maybe == []
    built.note = ""  # type: ignore[assignment]
    assert built.note == ""
    made = bump.alloc(Made)
    assert (list(made.numbers), str(made.text), list(made.later)) == ([1, 2], "text", [3])
    made.numbers.append(3)
    assert list(bump.alloc(Made).numbers) == [1, 2]
    with Bump() as other:
        foreign = other.vec(i32, [7])
        text = other.string("far")
        made.numbers = foreign
        made.text = text
        foreign.append(8)
        text += "off"
    assert (list(made.numbers), str(made.text)) == ([7], "far")
    made.text = bump.alloc_str("a Text")  # type: ignore[assignment]
    assert str(made.text) == "a Text"
    made.numbers = bump.vec(i64, [1])  # type: ignore[assignment]
    assert made.numbers.item_type == i32


def test_a_vec_of_the_arena_is_shared(bump: Bump) -> None:
    a, b = bump.alloc(Made), bump.alloc(Made)
    b.numbers = a.numbers
    a.numbers.append(3)
    assert list(b.numbers) == [1, 2, 3]
    vec = bump.vec(i32)
    c = bump.alloc(Made, vec)
    vec.append(1)
    assert list(c.numbers) == [1]
    text = bump.string("x")
    a.text = b.text = text
    text += "y"
    assert (str(a.text), str(b.text)) == ("xy", "xy")
    empty = bump.alloc(Tree)
    second = bump.alloc(Tree, children=empty.children)
    second.children.append(second)
    assert list(empty.children) == [second]
    optional = bump.alloc(Tree, maybe=a.numbers)
    assert optional.maybe == a.numbers


def test_wrong_values_change_nothing(bump: Bump) -> None:
    tree: Any = bump.alloc(Tree, 1, [bump.alloc(Tree)], "name", [1])
    used = bump.stats().used
    for name, value, message in (
        ("children", [1], "Tree.children.*expected Tree, got int|expected Tree, got int"),
        ("children", None, r"Tree.children: expected Vec\[Tree\], got None"),
        ("children", "x", r"Tree.children: expected Vec\[Tree\], got str"),
        ("children", b"x", r"Tree.children: expected Vec\[Tree\], got bytes"),
        ("children", 5, "Tree.children: expected items of Tree, got int"),
        ("name", 5, "Tree.name: expected String, got int"),
        ("name", None, "Tree.name: expected String, got None"),
        ("name", b"x", "Tree.name: expected String, got bytes"),
        ("maybe", [1, "x"], "expected i32, got str"),
        ("note", 5, "Tree.note: expected String.*, got int"),
    ):
        with pytest.raises(TypeError, match=message):
            setattr(tree, name, value)
        with pytest.raises(TypeError, match=message):
            bump.alloc(Tree, **{name: value})
        assert bump.stats().used == used
    assert (len(tree.children), str(tree.name), list(tree.maybe)) == (1, "name", [1])
    with pytest.raises(AttributeError):
        del tree.children


def test_scopes(bump: Bump) -> None:
    old, full = bump.alloc(Tree), bump.alloc(Tree, children=[bump.alloc(Tree)], name="x")
    handle = old.children
    with bump.scope():
        young = bump.alloc(Tree, children=[old])
        used = bump.stats().used
        for store in (
            lambda: handle.append(old),
            lambda: old.children.append(young),
            lambda: old.name.append("x"),
            lambda: setattr(old, "children", [old]),
            lambda: setattr(old, "children", young.children),
            lambda: setattr(full, "children", iter([old])),
            lambda: setattr(full, "name", "other"),
            lambda: full.children.extend([old, old, old, old]),
            lambda: full.name.append("more"),
            lambda: setattr(old, "maybe", []),
        ):
            with pytest.raises(LifetimeError, match="scope"):
                store()
        assert bump.stats().used == used
        young.children = full.children
        young.children[0] = old
        kept = young.children
        inner = young.name
        inner.append("x")
        full.name = ""  # type: ignore[assignment]
    assert list(full.children) == [old]
    assert list(kept) == [old]
    assert list(old.children) == []
    assert not is_live(inner)
    with pytest.raises(StaleReferenceError):
        str(inner)
    handle.append(full)
    assert list(old.children) == [full]


def test_the_field_dies_before_anything_is_in_it(bump: Bump) -> None:
    with bump.scope():
        tree = bump.alloc(Tree)
        children, name = tree.children, tree.name
    bump.alloc_bytes(b"\xff" * 64)
    assert not is_live(children)
    for use in (
        lambda: children.append(tree),
        lambda: list(children),
        lambda: name.append("x"),
        lambda: bump.alloc(Tree, 1, children),
        lambda: bump.alloc(Tree, 1, name=name),
    ):
        with pytest.raises(StaleReferenceError):
            use()
    assert repr(name) == "<String (stale)>"


def test_a_head_that_is_undone(bump: Bump) -> None:
    """The first append to an empty field fails: the field is as it was."""
    tree: Any = bump.alloc(Tree)
    children = tree.children
    used = bump.stats().used
    for wrong in (1, None, Bump().alloc(Tree)):
        with pytest.raises((TypeError, LifetimeError)):
            children.append(wrong)
        with pytest.raises((TypeError, LifetimeError)):
            children.extend([tree, wrong])
        assert bump.stats().used == used
    with pytest.raises(TypeError):
        tree.name.extend(["x", 1])
    assert bump.stats().used == used
    children.append(tree)
    assert list(tree.children) == [tree]


def test_what_is_assigned_over_is_wasted(bump: Bump) -> None:
    tree = bump.alloc(Made)
    before = bump.stats().wasted
    tree.text = "x" * 50  # type: ignore[assignment]
    assert bump.stats().wasted >= before


def test_the_rest_of_the_package_knows_them(bump: Bump) -> None:
    leaf = bump.alloc(Tree, 2, name="leaf")
    tree = bump.alloc(Tree, 1, [leaf, leaf], "root", [1, 2], "note")
    tree.children.append(tree)
    heap: Any = to_heap(tree)
    assert (heap.name, heap.maybe, heap.note) == ("root", [1, 2], "note")
    assert heap.children[0] is heap.children[1]
    assert heap.children[2] is heap
    assert "root" in repr(tree)
    assert len(repr(bump.alloc(Tree, 1, [leaf] * 10_000))) < 2000
    assert asdict(leaf)["name"] == "leaf"
    copied = compact([tree])[0]
    assert structurally_equal(tree, copied)
    assert arena_of(copied) is not bump
    copied.children[0].name += "x"
    assert not structurally_equal(tree, copied)
    other = replace(tree, value=5)
    other.children.clear()  # shared, as dataclasses.replace does
    assert len(tree.children) == 0
    assert [m.name for m in fields(Tree)] == ["value", "children", "name", "maybe", "note"]


def test_nested_in_a_field(bump: Bump) -> None:
    grid = bump.alloc(Grid, [[1, 2], [3]])  # type: ignore[list-item]
    grid.rows[0].append(5)
    grid.rows.append(())  # type: ignore[arg-type]
    grid.rows[2].extend(b"ab")
    assert [list(row) for row in grid.rows] == [[1, 2, 5], [3], [97, 98]]
    assert to_heap(grid).rows == [[1, 2, 5], [3], [97, 98]]
    box = bump.alloc(Vec[u8], b"boxed")
    box.value.append(1)
    assert bytes(box.value) == b"boxed\1"
