"""The Python side of the node grammar: `arenite.ecmascript.ast`."""

from __future__ import annotations

import keyword
import textwrap

from _ast_grammar import Field, Grammar, Record, Sum, has_default

TOP = '''\
"""The nodes of the AST. Written by tools/gen_ast.py from ast.asdl; do not edit.

Names are those of ESTree and typescript-estree, fields in snake_case (with a
trailing underscore where Python reserves the word). `type` is the name that
ESTree gives a node. `start` and `end` are UTF-8 byte offsets in the source.
"""

from __future__ import annotations

import typing
from typing import ClassVar, TypeAlias

from arenite import Slice, Struct, f64, field, u8, u32, u64
from arenite.ecmascript import _origin
from arenite.ecmascript._source import SourceLocation
'''

NODE = '''\
class Node(Struct, tag=True):
    """Any node of the AST."""

    type: ClassVar[str]
    start: u32 = field(default=0, kw_only=True)
    end: u32 = field(default=0, kw_only=True)

    @property
    def text(self) -> str:
        """Its text in the source. ValueError for a node that `parse` did not make."""
        return _origin.text_of(self)

    @property
    def loc(self) -> SourceLocation:
        """Where it begins and ends: lines from 1, columns in code points from 0."""
        return _origin.location_of(self)
'''

LINE = 101
"""Characters of a line, with its end: what the formatter allows."""

SCALARS = {
    "bool": "bool",
    "number": "f64",
    "text": "str",
    "bytes": "Slice[u8]",
    "spans": "Slice[u64]",
}


def identifier(name: str) -> str:
    """A field's name in Python; `in_` where Python reserves it."""
    return name + "_" if keyword.iskeyword(name) else name


def enum_name(name: str) -> str:
    """`ts_method_kind` as the name of a type: `TSMethodKind`."""
    words = name.split("_")
    return "".join("TS" if w == "ts" else w.capitalize() for w in words)


def module(grammar: Grammar) -> str:
    parts = [TOP, _all(grammar)]
    parts.append("".join(_enum(item) for item in grammar.enums.values()))
    parts += ["", NODE]
    for family in _outermost_first(grammar):
        parts += ["", _family(family)]
    for record in grammar.records.values():
        parts += ["", _record(record)]
    parts.append("")
    parts.append("".join(_union(item) for item in grammar.unions.values()))
    return "\n".join(parts)


def _all(grammar: Grammar) -> str:
    names = ["Node", *grammar.records, *grammar.families, *grammar.unions]
    names += [enum_name(name) for name in grammar.enums]
    lines = "".join(f'    "{name}",\n' for name in sorted(names))
    return f"__all__ = [\n{lines}]\n"


def _enum(item: Sum) -> str:
    words = [f'"{spelling}"' for spelling in item.spellings]
    name = enum_name(item.name)
    line = f"{name}: TypeAlias = typing.Literal[{', '.join(words)}]\n"
    if len(line) <= LINE:
        return line
    body = "".join(f"    {word},\n" for word in words)
    return f"{name}: TypeAlias = typing.Literal[\n{body}]\n"


def _union(item: Sum) -> str:
    """As the formatter breaks it: one line, one line in parentheses, or many."""
    members = " | ".join(item.members)
    line = f"{item.name}: TypeAlias = {members}\n"
    if len(line) <= LINE:
        return line
    if len(members) + 5 > LINE:
        members = "\n    | ".join(item.members)
    return f"{item.name}: TypeAlias = (\n    {members}\n)\n"


def _outermost_first(grammar: Grammar) -> list[Sum]:
    return sorted(grammar.families.values(), key=lambda f: f.family != "")


def _family(family: Sum) -> str:
    base = family.family or "Node"
    members = ", ".join(family.members)
    doc = textwrap.shorten(f"One of {members}", 88, placeholder=" and more")
    return f'class {family.name}({base}, abstract=True):\n    """{doc}."""\n'


def _record(record: Record) -> str:
    base = record.family or "Node"
    lines = [f"class {record.name}({base}, tag={record.tag}):"]
    names = ", ".join(identifier(item.name) for item in record.fields)
    doc = f"{record.name}({names})"
    if len(doc) > 78:
        doc = f"{record.name} of ESTree"
    lines += [f'    """{doc}."""', ""]
    lines.append(f'    type: ClassVar[str] = "{record.estree}"')
    lines += [f"    {_field(item)}" for item in record.fields]
    return "\n".join([*lines, ""])


def _field(item: Field) -> str:
    name = identifier(item.name)
    annotation = _annotation(item)
    default = _default(item) if has_default(item) else ""
    return f"{name}: {annotation}{default}"


def _annotation(item: Field) -> str:
    base = SCALARS.get(item.type, item.type)
    if item.kind == "enum":
        base = enum_name(item.type)
    if item.kind == "list":
        return f"Slice[{base} | None]" if item.holes else f"Slice[{base}]"
    return f"{base} | None" if item.optional else base


def _default(item: Field) -> str:
    if item.kind in ("list", "bytes", "spans"):
        return " = field(default=())"
    return " = False" if item.kind == "bool" else " = None"
