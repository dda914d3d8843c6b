"""The tree of a configuration file: dataclasses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Node:
    start: int
    end: int


@dataclass(slots=True)
class Comment(Node):
    text: str


@dataclass(slots=True)
class Text(Node):
    value: str
    quoted: bool = False


@dataclass(slots=True)
class Number(Node):
    value: float


@dataclass(slots=True)
class Boolean(Node):
    value: bool


@dataclass(slots=True)
class Array(Node):
    items: list[Value]


@dataclass(slots=True)
class Table(Node):
    entries: list[Entry]


@dataclass(slots=True)
class Entry(Node):
    key: str
    value: Value


@dataclass(slots=True)
class Section(Node):
    name: str
    items: list[Entry | Comment]
    repeated: bool = False


@dataclass(slots=True)
class File(Node):
    items: list[Entry | Comment]
    sections: list[Section]


Value = Text | Number | Boolean | Array | Table
