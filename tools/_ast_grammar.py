"""The node grammar: `ast.asdl` read, checked and laid out.

The notation is described at the top of `src/arenite/ecmascript/ast.asdl`. What
comes out is a `Grammar` of `Record`s with offsets, which the writers of C and of
Python turn into text.
"""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
GRAMMAR = ROOT / "src/arenite/ecmascript/ast.asdl"

# Size and alignment by kind of field.
SIZES = {
    "bool": (1, 1),
    "enum": (1, 1),
    "node": (4, 4),
    "list": (8, 4),
    "text": (8, 4),
    "number": (8, 8),
    "bytes": (8, 4),
    "spans": (8, 4),
}
SCALARS = {"bool", "number", "text", "bytes", "spans"}
HEADER = [("tag", 2, 2), ("start", 4, 4), ("end", 4, 4)]


class GrammarError(Exception):
    """The grammar is wrong; the message says where."""


@dataclass
class Field:
    """One stored field of a record."""

    type: str
    mark: str
    """What follows the type: nothing, `?`, `*` or `?*`."""
    name: str
    dialect: str = ""
    """`ts` or `js`: ESTree has the field in this language only."""
    kind: str = ""
    offset: int = 0

    @property
    def optional(self) -> bool:
        return self.mark == "?"

    @property
    def holes(self) -> bool:
        return self.mark == "?*"

    @property
    def size(self) -> int:
        return SIZES[self.kind][0]


@dataclass
class Constant:
    """A field of ESTree that is always the same and not stored."""

    name: str
    value: str
    """As JSON."""
    dialect: str = ""


@dataclass
class Record:
    """A concrete node type."""

    name: str
    fields: list[Field]
    constants: list[Constant]
    estree: str
    tag: int
    family: str = ""
    size: int = 0
    order: list[str] = field(default_factory=list)
    """The fields that are nodes or lists as they stand in the source; [] if as here."""

    def placed(self) -> list[Field]:
        return sorted(self.fields, key=lambda f: f.offset)

    def children(self) -> list[Field]:
        """The fields that are nodes or lists, in the source's order."""
        found = {item.name: item for item in self.fields if item.kind in ("node", "list")}
        return [found[name] for name in self.order or found]


@dataclass
class Sum:
    """A family, a union or an enumeration."""

    name: str
    members: list[str]
    spellings: list[str] = field(default_factory=list)
    family: str = ""


@dataclass
class Grammar:
    """All of the file, by what it defines, in its order."""

    records: dict[str, Record] = field(default_factory=dict)
    families: dict[str, Sum] = field(default_factory=dict)
    unions: dict[str, Sum] = field(default_factory=dict)
    enums: dict[str, Sum] = field(default_factory=dict)


def camel(name: str) -> str:
    """`type_annotation` as ESTree spells it: `typeAnnotation`."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def snake(name: str) -> str:
    """`TSTypeReference` as C spells it: `ts_type_reference`."""
    name = name.replace("RegExp", "Regexp").replace("BigInt", "Bigint")
    words = re.findall(r"TS|JSX|ES|[A-Z][a-z]*", name)
    return "_".join(words).lower()


def load_layout() -> ModuleType:
    """`arenite._layout`, by its path: the package itself needs the built core."""
    path = ROOT / "src/arenite/_layout.py"
    spec = importlib.util.spec_from_file_location("_layout", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path = GRAMMAR) -> Grammar:
    """The grammar of a file, checked and with offsets."""
    grammar = _Reader(path.read_text(encoding="utf-8")).read()
    _resolve(grammar)
    _lay_out(grammar)
    return grammar


class _Reader:
    """A recursive descent over the notation; every method reads its production."""

    TOKEN = re.compile(r'\s+|--[^\n]*|("[^"]*"|\w+|\?\*|[=|(),?*{}\[\]])')

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.token = ""
        self.grammar = Grammar()
        self.next()

    def next(self) -> str:
        token = self.token
        self.token = ""
        while not self.token and self.at < len(self.text):
            match = self.TOKEN.match(self.text, self.at)
            if not match:
                raise self.error(f"unexpected {self.text[self.at]!r}")
            self.at = match.end()
            self.token = match[1] or ""
        return token

    def error(self, message: str) -> GrammarError:
        line = self.text.count("\n", 0, self.at) + 1
        return GrammarError(f"ast.asdl, line {line}: {message}")

    def take(self, token: str) -> bool:
        if self.token == token:
            self.next()
            return True
        return False

    def expect(self, token: str) -> None:
        if not self.take(token):
            raise self.error(f"expected {token!r}, found {self.token!r}")

    def name(self) -> str:
        if not re.fullmatch(r"\w+", self.token):
            raise self.error(f"expected a name, found {self.token!r}")
        return self.next()

    def read(self) -> Grammar:
        self.expect("module")
        self.name()
        self.expect("{")
        while not self.take("}"):
            self.definition()
        return self.grammar

    def definition(self) -> None:
        name = self.name()
        self.expect("=")
        if self.token == "(":
            self.record(name, name, "")
        else:
            self.sum(name)

    def sum(self, name: str) -> None:
        members: list[str] = []
        spellings: list[str] = []
        defines = False
        while True:
            member = self.name()
            members.append(member)
            quoted = self.token.startswith('"')
            spelling = self.next()[1:-1] if quoted else member
            spellings.append(spelling)
            if self.token == "(":
                self.record(member, spelling, name)
                defines = True
            if not self.take("|"):
                break
        kind = self.grammar.unions
        if defines:
            kind = self.grammar.families
        elif name[0].islower():
            kind = self.grammar.enums
        kind[name] = Sum(name, members, spellings)

    def record(self, name: str, estree: str, family: str) -> None:
        fields: list[Field] = []
        self.expect("(")
        while not self.take(")"):
            dialect = self.dialect()
            type_ = self.name()
            mark = self.next() if self.token in ("?", "*", "?*") else ""
            fields.append(Field(type_, mark, self.name(), dialect))
            if self.token != ")":
                self.expect(",")
        if name in self.grammar.records:
            raise self.error(f"{name} is defined twice")
        tag = len(self.grammar.records) + 1
        constants = self.constants()
        record = Record(name, fields, constants, estree, tag, family, order=self.order())
        self.grammar.records[name] = record

    def dialect(self) -> str:
        return self.next() if self.token in ("ts", "js") else ""

    def constants(self) -> list[Constant]:
        found: list[Constant] = []
        if not self.take("constant"):
            return found
        self.expect("(")
        while not self.take(")"):
            dialect = self.dialect()
            name = self.name()
            value = self.next()
            if value == "[":
                self.expect("]")
                value = "[]"
            found.append(Constant(name, value, dialect))
            if self.token != ")":
                self.expect(",")
        return found

    def order(self) -> list[str]:
        found: list[str] = []
        if not self.take("order"):
            return found
        self.expect("(")
        while not self.take(")"):
            found.append(self.name())
            if self.token != ")":
                self.expect(",")
        return found


def _resolve(grammar: Grammar) -> None:
    """Give each field its kind and each subfamily its family."""
    node_types = {*grammar.records, *grammar.families, *grammar.unions, "Node"}
    for record in grammar.records.values():
        for item in record.fields:
            item.kind = _kind(grammar, node_types, record, item)
        order = [has_default(item) for item in record.fields]
        if order != sorted(order):
            raise GrammarError(f"{record.name}: fields that must be set come first")
        children = {item.name for item in record.fields if item.kind in ("node", "list")}
        if record.order and sorted(record.order) != sorted(children):
            raise GrammarError(f"{record.name}: order must name each of {sorted(children)} once")
    for family in grammar.families.values():
        for member in family.members:
            if member in grammar.families:
                grammar.families[member].family = family.name
            elif member not in grammar.records:
                raise GrammarError(f"{family.name}: {member} is not defined")
    for union in grammar.unions.values():
        for member in union.members:
            if member not in node_types:
                raise GrammarError(f"{union.name}: {member} is not defined")


def _kind(grammar: Grammar, nodes: set[str], record: Record, item: Field) -> str:
    if item.type in SCALARS:
        return item.type
    if item.type in grammar.enums:
        return "enum"
    if item.type in nodes:
        return "list" if item.mark.endswith("*") else "node"
    raise GrammarError(f"{record.name}.{item.name}: no type {item.type}")


def has_default(item: Field) -> bool:
    """Whether a Python constructor may leave it out."""
    return bool(item.mark) or item.kind in ("bool", "bytes", "spans")


def _lay_out(grammar: Grammar) -> None:
    layout_class = load_layout().Layout
    header = layout_class()
    for _, size, align in HEADER:
        header.place(size, align)
    for record in grammar.records.values():
        layout = layout_class(header)
        for item in record.fields:
            item.offset = layout.place(*SIZES[item.kind])
        record.size = layout.size


def union_members(grammar: Grammar, name: str) -> list[str]:
    """The records that a type name stands for."""
    if name in grammar.records:
        return [name]
    if name == "Node":
        return list(grammar.records)
    sums = grammar.families.get(name) or grammar.unions[name]
    found: dict[str, None] = {}
    for member in sums.members:
        found.update(dict.fromkeys(union_members(grammar, member)))
    return list(found)
