"""A tree of records as indented lines, made as they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from arenite import Slice, Struct, fields

_LONGEST_TEXT = 60
_DEEPEST_INDENT = 100
"""Levels. Deeper ones say their depth, so that what is printed stays linear in the nodes."""


def tree_lines(root: Struct) -> Iterator[str]:
    """One line a record: where it stands in its parent, its class, its own values.

    Depth is not limited; nothing is read before its line is asked for.
    """
    pending: list[tuple[int, str, Struct]] = [(0, "", root)]
    while pending:
        depth, label, record = pending.pop()
        values, children = _split(record)
        prefix = f"{label}: " if label else ""
        yield f"{_indent(depth)}{prefix}{type(record).__name__}{values}"
        pending += [(depth + 1, name, child) for name, child in reversed(children)]


def _indent(depth: int) -> str:
    if depth <= _DEEPEST_INDENT:
        return "  " * depth
    return f"{'  ' * _DEEPEST_INDENT}({depth}) "


def _split(record: Struct) -> tuple[str, list[tuple[str, Struct]]]:
    """The record's plain values as text, and the records that it refers to."""
    span = ""
    values: list[str] = []
    children: list[tuple[str, Struct]] = []
    for member in fields(record):
        if member.name == "end":
            continue
        value: Any = getattr(record, member.name)
        if member.name == "start" and hasattr(record, "end"):
            span = f" {value}..{record.end}"  # pyright: ignore[reportAttributeAccessIssue]
        elif isinstance(value, Struct):
            children.append((member.name, value))
        elif isinstance(value, Slice):
            if member.plan.item is not None and member.plan.item.kind == "ref":
                children += _items(member.name, value)
        elif value is not None and value is not False:
            values.append(f"{member.name}={_shorten(repr(value))}")
    return " ".join([span, *values]) if values else span, children


def _items(name: str, items: Slice[Any]) -> list[tuple[str, Struct]]:
    return [
        (f"{name}[{index}]", item) for index, item in enumerate(items) if isinstance(item, Struct)
    ]


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 3]}..."
