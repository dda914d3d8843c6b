"""A parser for configuration files: sections, values of five types, errors with a place.

The usual shape of a parser on an arena: a tokenizer that is one regular expression, a method
for each rule, and records for what was read. Each value knows its line, so that whoever finds
out later that a port is no number can still say where it stands. A file is one arena: when
it is read anew, the old one goes at once.
"""

import json
import re
from typing import Never

from arenite import Bump, Map, Slice, Struct, f64, field, i64, u32

TOKEN = re.compile(
    r"""\s*(?: (?P<text>"(?:[^"\\]|\\["\\/bfnrt])*") | (?P<name>[A-Za-z_][\w-]*)
      | (?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)
      | (?P<end>(?:\#.*)?$) | (?P<sign>.))""",
    re.VERBOSE,
)


class Value(Struct, tag=True):
    """What stands behind an equals sign, and in which line."""

    line: u32


class Text(Value):
    value: str


class Integer(Value):
    value: i64


class Real(Value):
    value: f64


class Flag(Value):
    value: bool


class List(Value):
    items: Slice[Value]


class Section(Struct):
    """The values below a name in brackets, in the order of the file."""

    values: Map[str, Value] = field(default=())


class Config(Struct):
    """A whole file; what stands above the first section is in the one without a name."""

    sections: Map[str, Section]


class Parser:
    """Reads a file, line by line, into the ambient arena."""

    def __init__(self, filename: str) -> None:
        self.filename = filename
        self.number, self.line = 0, ""
        self.start = self.end = 0  # of the token that was looked at; of the one that was taken

    def fail(self, message: str) -> Never:
        raise SyntaxError(message, (self.filename, self.number, self.start + 1, self.line))

    def accept(self, *wanted: str) -> str | None:
        """Take the next token if it is one of these, or of one of these kinds."""
        match = TOKEN.match(self.line, self.end)
        assert match  # a sign is what nothing else is
        kind = match.lastgroup or "sign"
        token = match[kind]
        self.start = match.start(kind)
        if kind not in wanted and token not in wanted:
            return None
        self.end = match.end()
        return token or kind

    def expect(self, *wanted: str) -> str:
        """Take the next token, which must be one of these."""
        token = self.accept(*wanted)
        if token is None:
            found = self.line[self.start :].split(" ")[0] or "nothing"
            self.fail(f"expected {' or '.join(wanted)}, found {found}")
        return token

    def read(self, source: str) -> Config:
        section = Section()
        config = Config({"": section})
        for number, line in enumerate(source.splitlines(), 1):
            self.number, self.line, self.end = number, line, 0
            if self.accept("["):
                name = self.expect("name")
                if name in config.sections:
                    self.fail(f"section {name} is there twice")
                section = config.sections[name] = Section()
                self.expect("]")
            elif key := self.accept("name"):
                if key in section.values:
                    self.fail(f"{key} has a value already, in line {section.values[key].line}")
                self.expect("=")
                section.values[key] = self.value()
            self.expect("end")
        return config

    def value(self) -> Value:
        if self.accept("["):
            items: list[Value] = []
            while not self.accept("]"):
                items.append(self.value())
                if not self.accept(","):
                    self.expect("]")
                    break
            return List(self.number, items)
        token = self.expect("text", "number", "true", "false", "[")
        try:
            match json.loads(token):
                case bool(value):
                    return Flag(self.number, value)
                case int(value):
                    return Integer(self.number, value)
                case float(value):
                    return Real(self.number, value)
                case value:
                    return Text(self.number, value)
        except (OverflowError, ValueError):  # no i64; no number that Python converts
            self.fail(f"{token} has more than 64 bits")


def show(value: Value) -> str:
    match value:
        case List(items=items):
            return f"[{', '.join(show(item) for item in items)}]"
        case Text(value=plain) | Integer(value=plain) | Real(value=plain) | Flag(value=plain):
            return repr(plain)
    raise AssertionError(value)


GOOD = """
name = "forge"              # above all sections
[server]
port = 8080
timeout = 2.5
hosts = ["localhost", "10.0.0.1"]
[log]
file = "C:\\\\forge.log"
verbose = true
"""
BAD = ["port = 80\nport = 81", "[log", "id = 10000000000000000000", "hosts = [1, 2,, 3]", "a b"]


def main() -> None:
    with Bump() as bump:
        config = Parser("forge.conf").read(GOOD)
        for name, section in config.sections.items():
            for key, value in section.values.items():
                print(f"{value.line}: {name}.{key} = {show(value)} ({type(value).__name__})")
        print(f"{bump.stats().used} bytes")
        for source in BAD:
            bump.reset()
            try:
                Parser("bad.conf").read(source)
            except SyntaxError as error:
                caret = " " * (4 + (error.offset or 0) - 1) + "^"
                print(f"\n{error}\n    {error.text}\n{caret}")


if __name__ == "__main__":
    main()
