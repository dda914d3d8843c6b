"""TypedArena: rows as the class takes them."""

from __future__ import annotations

from typing import assert_type

from arenite import Bump, Struct, TypedArena, f64, i32


class Node(Struct):
    x: f64
    label: str = ""
    parent: Node | None = None


class Leaf(Struct):
    n: i32


bump = Bump()
nodes = TypedArena(Node, capacity=10, bump=bump)

assert_type(nodes.alloc(1.0, "a"), Node)
assert_type(nodes.alloc(x=1.0, parent=nodes[0]), Node)

assert_type(nodes.alloc_extend([(1.0, "a"), {"x": 2.0}, nodes[0]]), range)
assert_type(nodes.alloc_columns(x=[1.0, 2.0], parent=(nodes, [0, -1])), range)

assert_type(nodes[0], Node)
assert_type(nodes[0:2], tuple[Node, ...])
assert_type([node.label for node in nodes], list[str])
assert_type(next(reversed(nodes)), Node)
assert_type(len(nodes), int)
assert_type(nodes.index(nodes[0]), int)
assert_type(nodes.bump, Bump)


def total(table: TypedArena[Node]) -> float:
    """Any table of nodes."""
    assert_type(table.alloc(1.0), Node)
    return sum(node.x for node in table)


total(nodes)

with TypedArena(Leaf) as leaves:
    assert_type(leaves.alloc(1).n, int)


def wrong() -> None:
    """Never called."""
    nodes.alloc("1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    nodes.alloc(1.0, wrong=2)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    TypedArena(int, capacity="x")  # type: ignore[type-var, arg-type]  # pyright: ignore[reportArgumentType]
    nodes[0] = nodes[1]  # type: ignore[index]  # pyright: ignore[reportIndexIssue]
    total(TypedArena(Leaf))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
