"""Wide, optional, embedded and boxed values as type checkers see them."""

from __future__ import annotations

from contextlib import nullcontext
from enum import Enum
from typing import Literal, assert_type

from arenite import (
    Array,
    Box,
    Bump,
    Inline,
    Slice,
    Struct,
    char,
    compact,
    f64,
    i32,
    u8,
    u128,
)


class Colour(Enum):
    RED = 1


class Point(Struct):
    x: f64
    y: f64


class Shape(Struct):
    at: Inline[Point]
    big: u128
    letter: char
    maybe: i32 | None
    corners: Array[u8, Literal[3]]
    tag: object = None


def kinds(bump: Bump, shape: Shape) -> None:
    assert_type(shape.at, Point)
    assert_type(shape.big, int)
    assert_type(shape.letter, str)
    assert_type(shape.maybe, int | None)
    assert_type(shape.corners, Slice[int])
    assert_type(shape.tag, object)
    shape.corners = (1, 2, 3)
    shape.corners = ["x"]  # type: ignore[list-item]  # pyright: ignore[reportAttributeAccessIssue]
    shape.at = 3  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
    assert_type(bump.alloc(Shape, shape.at, 1, "x", None, [1, 2, 3]), Shape)
    assert_type(bump.copy(shape), Shape)
    assert_type(compact([shape]), list[Shape])


def boxes(bump: Bump) -> None:
    assert_type(bump.alloc(42), Box[int])
    assert_type(bump.alloc("x").value, str)
    assert_type(bump.alloc(u128, 1), Box[int])
    assert_type(bump.alloc(Colour, Colour.RED), Box[Colour])
    bump.alloc(1).value = "x"  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]


def held(bump: Bump) -> None:
    assert_type(bump.own(nullcontext(1)), int)
    bump.callback(print, 1, sep="")
    bump.callback(len, 1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
