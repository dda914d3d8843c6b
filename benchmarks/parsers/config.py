"""A parser for configuration files: INI with TOML's values.

A line is `[section]`, `[[section]]` (one of a list), `key = value`, or a comment
that begins with # or ;.  A value is a quoted string, a number, true or false,
an [array] or an {inline = table}, which may go over several lines; what is none
of them is text to the end of the line, as INI files have it.

`parse(source, nodes)` makes a tree of the classes in `nodes`, which is
config_heap or config_arena.  All nodes know where they stand: offsets in code
points.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

HEADER = re.compile(r"(\[\[?)([^]\n]+)(\]\]?)[ \t\r]*(?=[\n#;]|\Z)").match
KEY = re.compile(r'([\w.-]+|"[^"\n]*")\s*=\s*').match
ESCAPED = re.compile(r'"([^"\\\n]*(?:\\.[^"\\\n]*)*)"').match
LITERAL = re.compile(r"'([^'\n]*)'").match
AFTER = r"(?=[ \t\r]*(?:[],}#;\n]|\Z))"
NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?" + AFTER).match
BOOLEAN = re.compile(r"(?:true|false)" + AFTER).match
END_OF_LINE = re.compile(r"[ \t\r]*(?=[\n#;]|\Z)").match
BLANKS_AND_COMMENTS = re.compile(r"(?:\s|[#;].*)*").match
ESCAPE = re.compile(r"\\(.)")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}

# What the values begin with that are not text to the end of the line.
SPECIAL = frozenset("\"'[{+-0123456789tf")


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
        nodes = self.nodes
        items = self.items()
        sections = []
        while self.position < len(self.source):
            start = self.position
            name, repeated = self.header()
            items_of_it = self.items()
            sections.append(nodes.Section(start, self.position, name, items_of_it, repeated))
        return nodes.File(0, self.position, items, sections)

    def header(self) -> tuple[str, bool]:
        """`[name]` or `[[name]]`: the name, and whether it was the latter."""
        start = self.position
        end = self.source.find("\n", start)
        line = self.source[start : end if end >= 0 else len(self.source)].rstrip()
        repeated = line.startswith("[[")
        width = 2 if repeated else 1
        name = line[width:-width]
        if name and "]" not in name and line.endswith("]]" if repeated else "]"):
            self.position = start + len(line)
            return name, repeated
        match = HEADER(self.source, start)  # a comment behind it?
        if match is None or len(match[1]) != len(match[3]):
            self.fail("expected [section] and the end of the line")
        self.position = match.end()
        return match[2], repeated

    def items(self) -> list[Any]:
        """The entries and comments up to the next section or the end."""
        source, position = self.source, self.position
        nodes = self.nodes
        items: list[Any] = []
        while position < len(source):
            newline = source.find("\n", position)
            if newline < 0:
                newline = len(source)
            whole = source[position:newline].rstrip()
            line = whole.lstrip()
            end = position + len(whole)
            start = end - len(line)
            position = newline + 1
            if not line:
                continue
            first = line[0]
            if first == "[":
                self.position = start
                return items
            if first in "#;":
                items.append(nodes.Comment(start, end, line[1:].lstrip()))
                continue
            key, equals, text = line.partition("=")
            key, text = key.rstrip(), text.lstrip()
            if not (key and equals):
                self.position = start
                self.fail("expected [section] or key = value")
            self.position = end - len(text)
            value = self.value() if text and text[0] in SPECIAL else None
            if value is None:
                value = nodes.Text(self.position, end, text)
            elif self.position != end:
                end, position = self.position, self.end_of_line()
            items.append(nodes.Entry(start, end, key, value))
        self.position = len(source)
        return items

    def end_of_line(self) -> int:
        """Where the line ends, or a comment begins that stands behind a value."""
        match = END_OF_LINE(self.source, self.position)
        if match is None:
            self.fail("expected the end of the line")
        return match.end()

    # ---- Values -------------------------------------------------------------

    def value(self) -> Any:
        """The value here, or None: it is no value but text."""
        source, start, nodes = self.source, self.position, self.nodes
        first = source[start]
        if first == '"':
            return self.string()
        if first == "[":
            return self.array()
        if first == "{":
            return self.table()
        if first == "'":
            return self.literal()
        if match := BOOLEAN(source, start):
            self.position = match.end()
            return nodes.Boolean(start, self.position, first == "t")
        if match := NUMBER(source, start):
            self.position = match.end()
            return nodes.Number(start, self.position, float(match[0]))
        return None

    def string(self) -> Any:
        source, start = self.source, self.position
        end = source.find('"', start + 1)
        text = source[start + 1 : end]
        if end < 0 or "\\" in text or "\n" in text:
            text = self.escaped()
        else:
            self.position = end + 1
        return self.nodes.Text(start, self.position, text, quoted=True)

    def escaped(self) -> str:
        match = ESCAPED(self.source, self.position)
        if match is None:
            self.fail("a string without an end")
        self.position = match.end()
        return ESCAPE.sub(lambda found: ESCAPES.get(found[1], found[1]), match[1])

    def literal(self) -> Any:
        start = self.position
        match = LITERAL(self.source, start)
        if match is None:
            self.fail("a string without an end")
        self.position = match.end()
        return self.nodes.Text(start, self.position, match[1], quoted=True)

    def next_character(self) -> str:
        """What the next item of an array or table begins with."""
        match = BLANKS_AND_COMMENTS(self.source, self.position)
        assert match is not None
        self.position = match.end()
        return self.source[self.position : self.position + 1]

    def item(self) -> Any:
        """A value in an array or table, where text needs quotes."""
        value = self.value() if self.next_character() in SPECIAL else None
        if value is None:
            self.fail("expected a value; text in an array or table needs quotes")
        return value

    def ends(self, bracket: str) -> bool:
        """Behind an item: whether it was the last one."""
        character = self.next_character()
        if character == ",":
            self.position += 1
            character = self.next_character()
        elif character != bracket:
            self.fail(f"expected , or {bracket}")
        return character == bracket

    def array(self) -> Any:
        start = self.position
        self.position += 1
        items: list[Any] = []
        ended = self.next_character() == "]"
        while not ended:
            items.append(self.item())
            ended = self.ends("]")
        self.position += 1
        return self.nodes.Array(start, self.position, items)

    def table(self) -> Any:
        start = self.position
        self.position += 1
        entries: list[Any] = []
        ended = self.next_character() == "}"
        while not ended:
            entries.append(self.entry())
            ended = self.ends("}")
        self.position += 1
        return self.nodes.Table(start, self.position, entries)

    def entry(self) -> Any:
        start = self.position
        match = KEY(self.source, start)
        if match is None:
            self.fail("expected key = value or }")
        self.position = match.end()
        value = self.item()
        return self.nodes.Entry(start, self.position, match[1].strip('"'), value)
