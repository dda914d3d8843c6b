"""A parser for configuration files: INI with TOML's values.

A line is `[section]`, `[[section]]` (one of a list), `key = value`, or a comment
that begins with # or ;.  A value is a quoted string, a number, true or false,
an [array] or an {inline = table}, the first over several lines if need be; what
is none of them is text to the end of the line, as INI files have it.

`parse(source, nodes)` makes a tree of the classes in `nodes`, which is
config_heap or config_arena.  All nodes know where they stand: offsets in code
points.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

LINE = re.compile(
    r"""\s*(?:
        (?P<comment> [#;] .*)
      | \[\[ (?P<repeated> [^]\n]+) \]\] [ \t]*
      | \[ (?P<section> [^]\n]+) \] [ \t]*
      | (?P<key> [^\s=#;\[] [^=\n]*? ) [ \t]* = [ \t]*
      | (?P<end> \Z )
    )""",
    re.VERBOSE,
).match

VALUE = re.compile(
    r"""
        " (?P<string> (?: [^"\\\n] | \\. )* ) "
      | ' (?P<literal> [^'\n]* ) '
      | (?P<number> [+-]? \d+ (?: \.\d+ )? (?: [eE][+-]?\d+ )? ) (?= \s*(?:[],}#;]|$) )
      | (?P<boolean> true | false ) (?= \s*(?:[],}#;]|$) )
      | (?P<array> \[ )
      | (?P<table> \{ )
    """,
    re.VERBOSE | re.MULTILINE,
).match

BARE = re.compile(r".*?(?=[ \t]*$)", re.MULTILINE).match
KEY = re.compile(r"""\s*([\w.-]+|"[^"\n]*")[ \t]*=[ \t]*""").match
END_OF_LINE = re.compile(r"[ \t\r]*(?=[\n#;]|\Z)").match
TO_ITEM = re.compile(r"(?:\s|[#;].*)*").match
ESCAPE = re.compile(r"\\(.)")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def parse(source: str, nodes: Any) -> Any:
    """The File of a source. SyntaxError where it is none."""
    return Parser(source, nodes).file()


class Parser:
    def __init__(self, source: str, nodes: Any) -> None:
        self.source = source
        self.nodes = nodes
        self.position = 0

    def fail(self, message: str) -> NoReturn:
        before = self.source[: self.position]
        line = before.count("\n") + 1
        column = self.position - before.rfind("\n")
        raise SyntaxError(f"{message} at line {line}, column {column}")

    # ---- Lines --------------------------------------------------------------

    def file(self) -> Any:
        source, nodes = self.source, self.nodes
        sections: list[Any] = []
        first: list[Any] = []
        items = first
        name = None
        start, repeated = 0, False
        while True:
            match = LINE(source, self.position)
            if match is None:
                self.position = TO_ITEM(source, self.position).end()  # type: ignore[union-attr]
                self.fail("expected [section] or key = value")
            kind = match.lastgroup
            at = match.start(kind)
            self.position = match.end()
            if kind == "key":
                value = self.value()
                items.append(nodes.Entry(at, self.position, match[kind], value))
                self.end_of_line()
            elif kind == "comment":
                items.append(nodes.Comment(at, self.position, match[kind][1:].strip()))
            else:
                if name is not None:
                    sections.append(nodes.Section(start, at, name, items, repeated))
                if kind == "end":
                    return nodes.File(0, len(source), first, sections)
                name, start, repeated = match[kind], at, kind == "repeated"
                items = []
                self.end_of_line()

    def end_of_line(self) -> None:
        match = END_OF_LINE(self.source, self.position)
        if match is None:
            self.fail("expected the end of the line")
        self.position = match.end()

    # ---- Values -------------------------------------------------------------

    def value(self) -> Any:
        match = VALUE(self.source, self.position)
        if match is None:
            return self.bare()
        start = self.position
        end = self.position = match.end()
        kind = match.lastgroup
        nodes = self.nodes
        if kind == "string":
            text = match[kind]
            if "\\" in text:
                text = ESCAPE.sub(lambda m: ESCAPES.get(m[1], m[1]), text)
            value = nodes.Text(start, end, text, quoted=True)
        elif kind == "boolean":
            value = nodes.Boolean(start, end, match[kind] == "true")
        elif kind == "array":
            value = self.array(start)
        elif kind == "number":
            value = nodes.Number(start, end, float(match[kind]))
        elif kind == "literal":
            value = nodes.Text(start, end, match[kind], quoted=True)
        else:
            value = self.table(start)
        return value

    def bare(self) -> Any:
        start = self.position
        match = BARE(self.source, start)
        assert match is not None
        self.position = match.end()
        return self.nodes.Text(start, match.end(), match[0])

    def item(self) -> str:
        """The character that the next item of an array begins with."""
        match = TO_ITEM(self.source, self.position)
        assert match is not None
        self.position = match.end()
        return self.source[self.position : self.position + 1]

    def array(self, start: int) -> Any:
        items = []
        while (character := self.item()) != "]":
            if character in ",":
                self.fail("expected a value or ]")
            if VALUE(self.source, self.position) is None:
                self.fail("expected a value or ]; text in an array needs quotes")
            items.append(self.value())
            if self.item() == ",":
                self.position += 1
            elif self.item() != "]":
                self.fail("expected , or ]")
        self.position += 1
        return self.nodes.Array(start, self.position, items)

    def table(self, start: int) -> Any:
        nodes = self.nodes
        entries = []
        while self.item() != "}":
            match = KEY(self.source, self.position)
            if match is None:
                self.fail("expected key = value or }")
            self.position = match.end()
            if VALUE(self.source, self.position) is None:
                self.fail("expected a value; text in a table needs quotes")
            value = self.value()
            entries.append(nodes.Entry(match.start(1), self.position, match[1].strip('"'), value))
            if self.item() == ",":
                self.position += 1
            elif self.item() != "}":
                self.fail("expected , or }")
        self.position += 1
        return nodes.Table(start, self.position, entries)
