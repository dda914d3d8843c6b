"""The tree of a configuration file: arena records, names as symbols, nothing else changed."""

from __future__ import annotations

from arenite import Slice, Struct, Symbol, u32


class Node(Struct, tag=True):
    start: u32
    end: u32


class Comment(Node):
    text: str


class Text(Node):
    value: str
    quoted: bool = False


class Number(Node):
    value: float


class Boolean(Node):
    value: bool


class Array(Node):
    items: Slice[Value]


class Table(Node):
    entries: Slice[Entry]


class Entry(Node):
    key: Symbol
    value: Value


class Section(Node):
    name: Symbol
    items: Slice[Entry | Comment]
    repeated: bool = False


class File(Node):
    items: Slice[Entry | Comment]
    sections: Slice[Section]


Value = Text | Number | Boolean | Array | Table
