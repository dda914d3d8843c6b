# pyright: strict
"""Collections as fields: empty by default, given as any iterable, read as themselves."""

from __future__ import annotations

from typing import assert_type

from arenite import Map, Slice, String, Struct, Vec, field, u32


class Node(Struct):
    name: str
    children: Vec[Node] = field(default=())
    weights: Vec[u32] = field(default=())
    prices: Map[str, u32] = field(default=())
    labels: Slice[str] = field(default=())
    notes: String = field(default="")
    parent: Node | None = None


def accepted(node: Node) -> None:
    Node("a")
    Node("a", [node], prices={"a": 1}, weights=range(3), labels=["x"], notes="text")
    Node("a", node.children, notes=node.notes)
    assert_type(node.children, Vec[Node])
    assert_type(node.weights[0], int)
    assert_type(node.prices["a"], int)
    assert_type(node.notes, String)
    node.children.append(node)
    node.notes.append("text")
    # mypy looks for += in what can be assigned, not in what is read.
    node.children += [node]  # type: ignore[operator]
    node.notes += "text"  # type: ignore[operator]
    node.prices |= {"a": 1}  # type: ignore[operator]
    node.children = [node]
    node.prices = {"a": 1}
    node.notes = "text"


def wrong(node: Node) -> None:
    Node("a", [1])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    node.weights = 1  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
    node.children.append("a")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
