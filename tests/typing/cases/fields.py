# pyright: strict
"""What reading and assigning a field is, by its annotation."""

from __future__ import annotations

import enum
from typing import Literal, assert_type

from arenite import Field, Slice, Struct, f64, fields, i32, sizeof, u8


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


class Node(Struct):
    small: u8
    number: i32
    real: f64
    whole: int
    flag: bool
    name: str
    data: bytes
    colour: Colour
    kind: Literal["leaf", "inner"]
    parent: Node | None
    children: Slice[Node]
    others: Slice[Node | None] | None

    @property
    def depth(self) -> int:
        return self.parent.depth + 1 if self.parent else 0


def read(node: Node) -> None:
    assert_type(node.small, int)
    assert_type(node.number, int)
    assert_type(node.real, float)
    assert_type(node.whole, int)
    assert_type(node.flag, bool)
    assert_type(node.name, str)
    assert_type(node.data, bytes)
    assert_type(node.colour, Colour)
    assert_type(node.kind, Literal["leaf", "inner"])
    assert_type(node.parent, Node | None)
    assert_type(node.children, Slice[Node])
    assert_type(node.others, Slice[Node | None] | None)
    assert_type(node.depth, int)
    node.parent.name  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]
    if node.parent:
        assert_type(node.parent.name, str)


def assign(node: Node) -> None:
    node.number = 1
    node.real = 1
    node.parent = node
    node.parent = None
    node.children = node.children
    node.children = [node]
    node.children = (other for other in [node])
    node.number = 1.5  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
    node.name = None  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
    node.kind = "root"  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
    node.children = [1]  # type: ignore[list-item]  # pyright: ignore[reportAttributeAccessIssue]
    node.missing = 1  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    node.depth = 1  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def introspect(node: Node) -> None:
    assert_type(Node.children, Field)
    assert_type(fields(Node), tuple[Field, ...])
    assert_type(fields(node)[0].offset, int)
    assert_type(sizeof(Node), int)
    fields(int)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
