"""Fields of type Slice[T]."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from arenite import Bump, LifetimeError, Slice, Struct, is_live, u8, u16, walk


class Leaf(Struct):
    value: u8


class Tree(Struct):
    numbers: Slice[u8] = ()  # type: ignore[assignment]
    names: Slice[str] = ()  # type: ignore[assignment]
    leaves: Slice[Leaf] = ()  # type: ignore[assignment]
    rows: Slice[Slice[u8]] = ()  # type: ignore[assignment]
    maybe: Slice[u8] | None = None
    trees: Slice[Tree | None] = ()  # type: ignore[assignment]


def make(bump: Bump, **values: Any) -> Tree:
    return bump.alloc(Tree, **values)


def test_items_are_copied_in(bump: Bump) -> None:
    leaf = bump.alloc(Leaf, 7)
    tree = make(bump, numbers=[1, 2], names=("a", ""), leaves=[leaf], rows=[[1], []], trees=[None])
    assert list(tree.numbers) == [1, 2]
    assert list(tree.names) == ["a", ""]
    assert list(tree.leaves) == [leaf]
    assert [list(row) for row in tree.rows] == [[1], []]
    assert list(tree.trees) == [None]


@pytest.mark.parametrize(
    "value", [range(3), iter([0, 1, 2]), {0: 1, 1: 1, 2: 1}, b"\0\1\2", (i for i in range(3))]
)
def test_any_iterable(bump: Bump, value: Any) -> None:
    assert list(make(bump, numbers=value).numbers) == [0, 1, 2]


def test_empty_is_not_none(bump: Bump) -> None:
    tree = make(bump)
    assert tree.maybe is None
    assert list(tree.numbers) == []
    tree.maybe = []  # type: ignore[assignment]
    assert tree.maybe is not None
    assert len(tree.maybe) == 0
    tree.maybe = None
    assert tree.maybe is None
    with pytest.raises(TypeError, match="Tree.numbers: expected Slice\\[u8\\], got None"):
        tree.numbers = None  # type: ignore[assignment]


def test_a_slice_of_the_same_arena_is_shared(bump: Bump) -> None:
    items = bump.alloc_slice(u8, range(100))
    tree = make(bump, numbers=items)
    used = bump.stats().used
    tree.maybe = items
    assert bump.stats().used == used
    tree.numbers[0] = 77
    assert tree.maybe[0] == items[0] == 77


def test_slices_of_other_items_are_copied(bump: Bump) -> None:
    tree = make(bump, numbers=bump.alloc_slice(u16, [1, 2]))
    assert list(tree.numbers) == [1, 2]
    tree.numbers = Bump().alloc_slice(u8, [3])
    assert list(tree.numbers) == [3]
    with pytest.raises(OverflowError):
        tree.numbers = bump.alloc_slice(u16, [256])
    assert list(tree.numbers) == [3]


def test_records_of_other_arenas_are_refused(bump: Bump) -> None:
    other = Bump()
    with pytest.raises(LifetimeError, match="another arena"):
        make(bump, leaves=[other.alloc(Leaf, 1)])
    with pytest.raises(LifetimeError):
        make(bump, leaves=other.alloc_slice(Leaf, [other.alloc(Leaf, 1)]))
    assert bump.stats().used == 0


@pytest.mark.parametrize("value", [1, "ab", object(), [1, "x"], [None], ["x"], [[1]]])
def test_what_is_no_slice_of_numbers(bump: Bump, value: Any) -> None:
    with pytest.raises(TypeError):
        make(bump, numbers=value)
    assert bump.stats().used == 0


@pytest.mark.parametrize("name", ["names", "leaves", "rows"])
def test_text_is_no_list_of_texts(bump: Bump, name: str) -> None:
    for text in ("ab", b"ab"):
        with pytest.raises(TypeError, match=f"Tree.{name}: expected Slice"):
            make(bump, **{name: text})


def test_a_failed_record_takes_its_items_back(bump: Bump) -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ZeroDivisionError

    for values, error in (
        ({"rows": [[1], [2, 300]]}, OverflowError),
        ({"numbers": range(200), "names": [1]}, TypeError),
        ({"numbers": range(200), "rows": [broken()]}, ZeroDivisionError),
        ({"numbers": broken()}, ZeroDivisionError),
    ):
        with pytest.raises(error):
            make(bump, **values)
    assert bump.stats().used == 0


def test_assignment_after_a_rewind(bump: Bump) -> None:
    tree = make(bump, numbers=[1])
    with bump.scope():
        inner = bump.alloc_slice(u8, [2])
        with pytest.raises(LifetimeError, match="Tree.numbers"):
            tree.numbers = inner
        inner_tree = make(bump, numbers=inner, maybe=tree.numbers)
        assert list(inner_tree.numbers) == [2]
    assert list(tree.numbers) == [1]
    assert not is_live(inner)


def test_a_slice_may_hold_its_holder(bump: Bump) -> None:
    tree = make(bump)
    tree.trees = [tree, None, tree]  # type: ignore[assignment]
    assert list(tree.trees) == [tree, None, tree]
    assert list(walk(tree)) == [tree]


def test_a_list_that_holds_itself(bump: Bump) -> None:
    rows: list[Any] = []
    rows.append(rows)
    with pytest.raises(TypeError):
        make(bump, rows=rows)


def test_items_that_change_the_list(bump: Bump) -> None:
    """A list that shrinks or grows while its items are converted."""

    class Shrinking:
        def __index__(self) -> int:
            values.clear()
            return 1

    values: list[Any] = [Shrinking(), 2, 3]
    assert list(make(bump, numbers=values).numbers) == [1, 2, 3]
    assert values == []


def test_item_types_say_what_they_are(bump: Bump) -> None:
    tree = make(bump, rows=[[1]])
    assert tree.numbers.item_type is u8
    assert tree.rows.item_type == Slice[u8]
    assert tree.rows[0].item_type is u8


def test_searching(bump: Bump) -> None:
    """As in a Vec: numbers and text where they lie, all else by Python's comparison."""
    numbers: Any = bump.alloc_slice(u16, [3, 1, 3])
    assert (numbers.index(3), numbers.index(3, 1), numbers.index(3, -1, 10**30)) == (0, 2, 2)
    assert (numbers.count(3), numbers.count(3.0), numbers.count("3")) == (2, 2, 0)
    for absent in (2, -1, 2**16, 10**30, 1.5, None):
        assert absent not in numbers
        assert numbers.count(absent) == 0
        with pytest.raises(ValueError, match="is not in the Slice"):
            numbers.index(absent)
    with pytest.raises(ValueError, match="3 is not in the Slice"):
        numbers.index(3, 1, 2)
    texts: Any = bump.alloc_slice(str, ["é", "", "ab"])
    assert [texts.index(text) for text in ("é", "", "ab")] == [0, 1, 2]
    assert "a" not in texts
    rows: Any = bump.alloc_slice(Slice[u8], [[1], [2, 3]])
    assert [2, 3] in rows
    assert rows.index((2, 3)) == 1

    class Raising:
        def __eq__(self, other: object) -> bool:
            raise ZeroDivisionError

        __hash__ = object.__hash__

    for use in (numbers.index, numbers.count, numbers.__contains__):
        with pytest.raises(ZeroDivisionError):
            use(Raising())
