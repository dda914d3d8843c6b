"""Box: a single value in the arena."""

from __future__ import annotations

import enum
from typing import Any, Literal

import pytest

from arenite import (
    ArenaClosedError,
    ArenaLimitError,
    Box,
    Bump,
    LifetimeError,
    Slice,
    StaleReferenceError,
    Struct,
    arena_of,
    is_live,
    u8,
    u128,
)


class Node(Struct):
    value: int


class Colour(enum.Enum):
    RED = 1


@pytest.fixture
def bump() -> Bump:
    return Bump()


@pytest.mark.parametrize("value", [42, -1, True, 1.5, "tëxt", b"bytes", ""])
def test_a_box_of_a_plain_value(bump: Bump, value: Any) -> None:
    box = bump.alloc(value)
    assert isinstance(box, Box)
    assert type(box.value) is type(value)
    assert (box.value, box.item_type) == (value, type(value))
    assert repr(box) == f"Box({value!r})"
    assert arena_of(box) is bump
    assert is_live(box)


def test_a_box_of_a_type(bump: Bump) -> None:
    assert bump.alloc(u128, 2**128 - 1).value == 2**128 - 1
    assert bump.alloc(u8 | None, None).value is None
    assert bump.alloc(Colour, Colour.RED).value is Colour.RED
    assert bump.alloc(Literal["a", "b"], "b").value == "b"
    assert bump.alloc(Slice[u8], [1, 2]).value == [1, 2]
    marker = object()
    assert bump.alloc(object, marker).value is marker
    node = bump.alloc(Node, 1)
    assert bump.alloc(Node | None, node).value == node


def test_a_box_can_be_changed(bump: Bump) -> None:
    box = bump.alloc(u8, 1)
    same: Any = box
    box.value = 255
    with pytest.raises(OverflowError, match="256 is out of range for u8"):
        box.value = 256
    with pytest.raises(TypeError, match="expected u8, got str"):
        same.value = "1"

    class Number:
        def __index__(self) -> int:
            return 3

    same.value = Number()
    assert box.value == 3
    with pytest.raises(AttributeError, match="cannot be deleted"):
        del box.value


def test_boxes_are_equal_by_place(bump: Bump) -> None:
    a, b = bump.alloc(1), bump.alloc(1)
    assert a == a  # noqa: PLR0124  identity is what equality is
    assert a != b
    assert a != 1
    assert len({a, b}) == 2


def test_what_does_not_fit_leaves_nothing(bump: Bump) -> None:
    untyped: Any = bump
    for arguments, error in (
        ((u8, 256), OverflowError),
        ((u8, "x"), TypeError),
        ((2**63,), OverflowError),
        ((str, 1), TypeError),
        ((int, None), TypeError),
        (([1],), TypeError),
        ((dict, {}), TypeError),
        ((Node, Node), TypeError),
    ):
        with pytest.raises(error):
            untyped.alloc(*arguments)
    assert bump.stats().used == 0
    bump.limit = 4
    with pytest.raises(ArenaLimitError):
        bump.alloc(1)
    assert bump.stats().used == 0


def test_a_box_ends_with_its_memory(bump: Bump) -> None:
    with bump.scope():
        box = bump.alloc(7)
    assert not is_live(box)
    assert repr(box) == "<Box[int] (stale)>"
    for use in (lambda: box.value, lambda: setattr(box, "value", 1)):
        with pytest.raises(StaleReferenceError, match="Box: the value is gone"):
            use()
    kept = bump.alloc(7)
    bump.close()
    with pytest.raises(StaleReferenceError):
        _ = kept.value
    with pytest.raises(ArenaClosedError):
        bump.alloc(1)


def test_an_older_box_takes_nothing_from_a_scope(bump: Bump) -> None:
    box = bump.alloc(Node | None, None)
    text = bump.alloc("old")
    with bump.scope():
        with pytest.raises(LifetimeError):
            box.value = bump.alloc(Node, 1)
        with pytest.raises(LifetimeError):
            text.value = "new"
    assert (box.value, text.value) == (None, "old")


def test_boxes_cannot_be_made_by_hand() -> None:
    with pytest.raises(TypeError):
        Box()
