"""repr, identity, replace, asdict, to_heap, pickling."""

from __future__ import annotations

import copy
import gc
import pickle
from typing import Any

import pytest

from arenite import (
    Bump,
    Slice,
    StaleReferenceError,
    Struct,
    arena_of,
    asdict,
    field,
    fields,
    heap_type,
    replace,
    sizeof,
    to_heap,
    u8,
    u32,
)


class Node(Struct):
    value: u32
    name: str = ""
    left: Node | None = None
    right: Node | None = None
    items: Slice[u8] = ()  # type: ignore[assignment]


class Tree(Struct):
    children: Slice[Tree] = ()  # type: ignore[assignment]
    rows: Slice[Slice[u8]] = ()  # type: ignore[assignment]
    value: u32 = 0


class Keyed(Struct, kw_only=True):
    a: u8
    b: u8 = 2


# ---- repr ---------------------------------------------------------------------


def test_repr_is_the_call(bump: Bump) -> None:
    node = bump.alloc(Node, 1, "é\n", bump.alloc(Node, 2), None, [1, 2])
    assert repr(node) == (
        "Node(value=1, name='é\\n', left=Node(value=2, name='', left=None, right=None, items=[]), "
        "right=None, items=[1, 2])"
    )


def test_repr_of_cycles_and_depth_is_bounded(bump: Bump) -> None:
    node = bump.alloc(Node, 1)
    node.left = node.right = node
    assert len(repr(node)) < 2000
    assert "Node(...)" in repr(node)
    tree = bump.alloc(Tree)
    tree.children = [tree] * 100  # type: ignore[assignment]
    assert "... 94 more" in repr(tree)
    assert len(repr(tree)) < 100_000


def test_repr_of_long_texts_is_bounded(bump: Bump) -> None:
    node = bump.alloc(Node, 1, "é" * 100_000)
    assert f"name={'é' * 1000!r}... 99000 more, left=" in repr(node)
    node.name = "é" * 1000
    assert f"name={'é' * 1000!r}, left=" in repr(node)


def test_repr_of_what_is_gone(bump: Bump) -> None:
    node = bump.alloc(Node, 1)
    bump.reset()
    assert repr(node) == "<Node (stale)>"


# ---- Identity -----------------------------------------------------------------


def test_equal_is_the_same_record(bump: Bump) -> None:
    first, second = bump.alloc(Node, 1), bump.alloc(Node, 1)
    first.left = second
    assert first != second
    assert first.left == second
    assert first.left is not first.left
    assert hash(first.left) == hash(second)
    assert {first, second, first.left} == {first, second}
    assert {first: 1}.get(second) is None
    assert first != 1
    assert first != Bump().alloc(Node, 1)
    with pytest.raises(TypeError):
        assert first < second  # type: ignore[operator]


def test_records_are_keys_across_rewinds(bump: Bump) -> None:
    node = bump.alloc(Node, 1)
    holder = bump.alloc(Node, 2, "", node)
    table = {node: "found"}
    for _ in range(5):
        with bump.scope():
            bump.alloc(Node, 3)
        assert table[holder.left] == "found"  # type: ignore[index]


def test_what_takes_the_place_is_another_record(bump: Bump) -> None:
    old = bump.alloc(Node, 1)
    bump.reset()
    new = bump.alloc(Node, 1)
    assert old != new
    assert {old: 1}.get(new) is None
    assert old == old  # noqa: PLR0124


# ---- replace, asdict ------------------------------------------------------------


def test_replace(bump: Bump) -> None:
    left = bump.alloc(Node, 0)
    node = bump.alloc(Node, 1, "name", left, None, [1, 2])
    other = replace(node, value=5, right=node)
    assert (other.value, other.name, other.left, other.right) == (5, "name", left, node)
    assert list(other.items) == [1, 2]
    other.items[0] = 9
    assert node.items[0] == 1  # what the field was given is its own
    assert node.value == 1
    assert arena_of(other) is bump
    with pytest.raises(TypeError, match="Node has no field 'nothing'"):
        replace(node, nothing=1)
    with pytest.raises(OverflowError):
        replace(node, value=-1)


def test_replace_with_keywords_only(bump: Bump) -> None:
    assert asdict(replace(bump.alloc(Keyed, a=1), b=7)) == {"a": 1, "b": 7}


def test_replace_and_asdict_of_what_is_gone(bump: Bump) -> None:
    node = bump.alloc(Node, 1)
    bump.reset()
    with pytest.raises(StaleReferenceError):
        replace(node, value=1)
    with pytest.raises(StaleReferenceError):
        asdict(node)
    with pytest.raises(StaleReferenceError):
        to_heap(node)


def test_asdict_is_shallow(bump: Bump) -> None:
    node = bump.alloc(Node, 1, "x")
    node.left = node
    shown = asdict(node)
    assert list(shown) == [f.name for f in fields(Node)]
    assert shown["left"] == node


# ---- to_heap --------------------------------------------------------------------


def test_a_copy_outlives_the_arena(bump: Bump) -> None:
    node = bump.alloc(Node, 1, "x", bump.alloc(Node, 2), None, [1, 2])
    copied = to_heap(node)
    bump.close()
    assert type(copied) is heap_type(Node)
    assert type(copied).__name__ == "Node"
    assert (copied.value, copied.name, copied.left.value, copied.right) == (1, "x", 2, None)
    assert copied.items == b"\1\2"
    match copied:
        case object(value=value, left=left):
            assert value + left.value == 3
    assert repr(copied).startswith("Node(value=1")


def test_sharing_and_cycles_stay(bump: Bump) -> None:
    shared = bump.alloc(Node, 0)
    node = bump.alloc(Node, 1, "", shared, shared)
    shared.left = node
    copied = to_heap(node)
    assert copied.left is copied.right
    assert copied.left.left is copied


def test_slices_become_lists(bump: Bump) -> None:
    leaf = bump.alloc(Tree, [], [[1], []])
    tree = bump.alloc(Tree, [leaf, leaf])
    copied = to_heap(tree)
    assert copied.children[0] is copied.children[1]
    assert copied.children[0].rows == [b"\1", b""]


def test_a_deep_chain(bump: Bump) -> None:
    node = None
    for i in range(100_000):
        node = bump.alloc(Node, i, "", node)
    copied = to_heap(node)  # type: ignore[arg-type]
    assert drop_chain(copied) == 100_000


def drop_chain(copied: Any) -> int:
    """Its length; one by one, as CPython frees a chain by recursion."""
    count = 0
    while copied is not None:
        count += 1
        following, copied.left = copied.left, None
        copied = following
    return count


@pytest.mark.slow
def test_a_chain_of_a_million(bump: Bump) -> None:
    node = None
    for i in range(1_000_000):
        node = bump.alloc(Node, i, "", node)
    copied = to_heap(node)  # type: ignore[arg-type]
    assert copied.value == 999_999
    assert drop_chain(copied) == 1_000_000


def test_a_class_and_its_copy_can_go() -> None:
    def make() -> None:
        class Local(Struct):
            it: Local | None = None

        with Bump():
            assert to_heap(Local()).it is None

    make()
    gc.collect()
    names = [cls for cls in Struct.__subclasses__() if cls.__name__ == "Local"]
    assert not [cls for cls in names if "test_a_class_and_its_copy_can_go" in cls.__qualname__]


@pytest.mark.parametrize("value", [1, None, Node, "x"])
def test_helpers_take_records(value: Any) -> None:
    for helper in (to_heap, arena_of):
        with pytest.raises(TypeError):
            helper(value)
    if value is not Node:
        for helper in (fields, sizeof):
            with pytest.raises(TypeError, match="takes a Struct class or a record"):
                helper(value)


# ---- pickle, copy -----------------------------------------------------------------


def test_handles_are_not_pickled(bump: Bump) -> None:
    node = bump.alloc(Node, 1)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        with pytest.raises(TypeError, match="to_heap\\(\\) gives plain Python objects"):
            pickle.dumps(node, protocol)
    for function in (copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            function(node)
        with pytest.raises(TypeError):
            function(bump)
        with pytest.raises(TypeError):
            function(node.items)


def test_handles_are_small(bump: Bump) -> None:
    node: Any = bump.alloc(Node, 1)
    assert node.__sizeof__() == 32
    assert not gc.is_tracked(node)
    assert not hasattr(node, "__dict__")
    with pytest.raises(AttributeError):
        node.other = 1
    with pytest.raises(AttributeError, match="cannot be deleted"):
        del node.value
    with pytest.raises(AttributeError):
        del node.other


def test_fields_of_an_instance(bump: Bump) -> None:
    node = bump.alloc(Node, 1)
    assert fields(node) is fields(Node)
    assert sizeof(node) == sizeof(Node) == 32
    assert field(default=1) is not None
