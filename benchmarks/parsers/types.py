"""A parser for TypeScript's type expressions, and the declarations they stand in.

It reads interfaces, aliases, variables, functions and namespaces as TypeScript's
own lib.*.d.ts files declare them: no classes, no modules, no code.

`parse(source, nodes)` makes a tree of the classes in `nodes`, which is types_heap
or types_arena.  All nodes know where they stand: offsets in code points.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

TOKEN = re.compile(
    r"""
    (?: \s+ | //.* | /\*(?s:.*?)\*/ )*
    (?:
        (?P<name> [^\W\d][\w$]* | \$[\w$]* )
      | (?P<punctuation> => | \.\.\. | [][(){}<>|&?:;,.=+-] )
      | (?P<string> "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
      | (?P<number> \d[\w.]* )
      | (?P<template> ` )
      | (?P<end> \Z )
    )
    """,
    re.VERBOSE,
).match

TEMPLATE_TEXT = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*", re.DOTALL).match

LITERALS = frozenset({"true", "false", "null", "undefined"})
OPERATORS = frozenset({"keyof", "unique", "readonly", "infer"})
DECLARATIONS = frozenset({"interface", "type", "var", "let", "const", "function", "namespace"})


def parse(source: str, nodes: Any) -> Any:
    """The File of a source. SyntaxError where it is none."""
    return Parser(source, nodes).file()


class Parser:
    """Looks at one token: its `kind`, `text`, `start` and `end`."""

    def __init__(self, source: str, nodes: Any) -> None:
        self.source = source
        self.nodes = nodes
        self.kind: str | None = None
        self.text = ""
        self.start = self.end = self.last_end = 0
        self.advance()

    # ---- Tokens -------------------------------------------------------------

    def advance(self) -> None:
        self.last_end = self.end
        match = TOKEN(self.source, self.end)
        if match is None:
            self.start = self.end
            self.fail("a character that no token begins with")
        self.kind = kind = match.lastgroup
        self.text = match[kind]  # type: ignore[index]
        self.start, self.end = match.span(kind)  # type: ignore[arg-type]

    def rewind(self, token: tuple[str | None, str, int, int, int]) -> None:
        self.kind, self.text, self.start, self.end, self.last_end = token

    def mark(self) -> tuple[str | None, str, int, int, int]:
        return self.kind, self.text, self.start, self.end, self.last_end

    def fail(self, message: str) -> NoReturn:
        before = self.source[: self.start]
        line = before.count("\n") + 1
        column = self.start - before.rfind("\n")
        raise SyntaxError(f"{message} at line {line}, column {column}")

    def take(self, text: str) -> bool:
        """Whether that is the token; if so it is passed."""
        if self.text != text:
            return False
        self.advance()
        return True

    def expect(self, text: str) -> None:
        if self.text != text:
            self.fail(f"expected {text!r}, got {self.text!r}")
        self.advance()

    def name(self) -> str:
        if self.kind != "name":
            self.fail(f"expected a name, got {self.text!r}")
        text = self.text
        self.advance()
        return text

    def dotted(self) -> str:
        name = self.name()
        while self.take("."):
            name += "." + self.name()
        return name

    # ---- Types --------------------------------------------------------------

    def type(self) -> Any:
        start = self.start
        checked = self.union()
        if self.text != "extends" or "\n" in self.source[self.last_end : self.start]:
            return checked
        self.advance()
        extends = self.union()
        self.expect("?")
        then = self.type()
        self.expect(":")
        otherwise = self.type()
        return self.nodes.Conditional(start, self.last_end, checked, extends, then, otherwise)

    def union(self) -> Any:
        start = self.start
        self.take("|")
        first = self.intersection()
        if self.text != "|":
            return first
        members = [first]
        while self.take("|"):
            members.append(self.intersection())
        return self.nodes.Union(start, self.last_end, members)

    def intersection(self) -> Any:
        start = self.start
        first = self.postfix()
        if self.text != "&":
            return first
        members = [first]
        while self.take("&"):
            members.append(self.postfix())
        return self.nodes.Intersection(start, self.last_end, members)

    def postfix(self) -> Any:
        start = self.start
        if self.text in OPERATORS:
            return self.operator(start)
        result = self.primary()
        while self.text == "[" and "\n" not in self.source[self.last_end : self.start]:
            self.advance()
            if self.take("]"):
                result = self.nodes.ArrayOf(start, self.last_end, result)
            else:
                index = self.type()
                self.expect("]")
                result = self.nodes.Indexed(start, self.last_end, result, index)
        return result

    def operator(self, start: int) -> Any:
        operator = self.name()
        inner = self.postfix()
        return self.nodes.Operator(start, self.last_end, operator, inner)

    def primary(self) -> Any:
        kind, text = self.kind, self.text
        if kind == "name":
            return self.named()
        if kind in {"string", "number"} or text == "-":
            return self.literal()
        if text == "(":
            return self.function() if self.is_function() else self.parenthesized()
        if text == "{":
            return self.mapped() if self.is_mapped() else self.object()
        if text == "[":
            return self.tuple()
        if text == "<":
            return self.function()
        if kind != "template":
            self.fail(f"expected a type, got {text!r}")
        return self.template()

    def literal(self) -> Any:
        start, text = self.start, self.text
        self.advance()
        if text == "-":
            text += self.text
            self.advance()
        return self.nodes.Constant(start, self.last_end, text)

    def named(self) -> Any:
        start, text = self.start, self.text
        if text in LITERALS:
            return self.literal()
        if text == "new":
            self.advance()
            return self.function(start, constructor=True)
        if text == "typeof":
            self.advance()
            return self.nodes.Query(start, self.last_end, self.dotted())
        if text == "asserts":
            self.advance()
            name = self.name()
            inner = self.type() if self.take("is") else None
            return self.nodes.Predicate(start, self.last_end, name, inner, asserts=True)
        name = self.dotted()
        if self.text == "is":
            self.advance()
            inner = self.type()
            return self.nodes.Predicate(start, self.last_end, name, inner)
        arguments = self.type_arguments() if self.text == "<" else []
        return self.nodes.Reference(start, self.last_end, name, arguments)

    def type_arguments(self) -> list[Any]:
        self.expect("<")
        arguments = [self.type()]
        while self.take(","):
            arguments.append(self.type())
        self.expect(">")
        return arguments

    def parenthesized(self) -> Any:
        self.expect("(")
        inner = self.type()
        self.expect(")")
        return inner

    def template(self) -> Any:
        start, source = self.start, self.source
        parts = []
        while True:
            match = TEMPLATE_TEXT(source, self.end)
            assert match is not None
            self.end = match.end()
            if match[0]:
                parts.append(self.nodes.Constant(match.start(), match.end(), match[0]))
            if source[self.end : self.end + 1] == "`":
                break
            if not source.startswith("${", self.end):
                self.fail("a template without an end")
            self.end += 2
            self.advance()
            parts.append(self.type())
            if self.text != "}":
                self.fail(f"expected '}}', got {self.text!r}")
        self.end += 1
        self.advance()
        return self.nodes.Template(start, self.last_end, parts)

    def tuple(self) -> Any:
        start = self.start
        self.expect("[")
        items = []
        while self.text != "]":
            items.append(self.tuple_item())
            if not self.take(","):
                break
        self.expect("]")
        return self.nodes.TupleOf(start, self.last_end, items)

    def tuple_item(self) -> Any:
        start = self.start
        rest = self.take("...")
        name, optional = "", False
        if self.kind == "name":
            before = self.mark()
            name = self.name()
            optional = self.take("?")
            if not self.take(":"):
                self.rewind(before)
                name, optional = "", False
        inner = self.type()
        optional = self.take("?") or optional
        return self.nodes.Parameter(start, self.last_end, name, inner, optional, rest)

    # ---- Functions ----------------------------------------------------------

    def is_function(self) -> bool:
        """At a "(": whether what it begins is a function's parameters."""
        before = self.mark()
        self.advance()
        text, kind = self.text, self.kind
        found = text in {")", "...", "{", "["}
        if kind == "name":
            self.advance()
            found = self.text in {":", "?", ","}
            if self.text == ")":
                self.advance()
                found = self.text == "=>"
        self.rewind(before)
        return found

    def function(self, start: int | None = None, *, constructor: bool = False) -> Any:
        if start is None:
            start = self.start
        type_parameters = self.type_parameters()
        parameters = self.parameters()
        self.expect("=>")
        result = self.type()
        return self.nodes.Function(
            start, self.last_end, type_parameters, parameters, result, constructor
        )

    def type_parameters(self) -> list[Any]:
        parameters: list[Any] = []
        if not self.take("<"):
            return parameters
        while self.text != ">":
            start = self.start
            name = self.name()
            constraint = self.type() if self.take("extends") else None
            default = self.type() if self.take("=") else None
            parameters.append(
                self.nodes.TypeParameter(start, self.last_end, name, constraint, default)
            )
            if not self.take(","):
                break
        self.expect(">")
        return parameters

    def parameters(self) -> list[Any]:
        self.expect("(")
        parameters = []
        while self.text != ")":
            start = self.start
            rest = self.take("...")
            name = self.name()
            optional = self.take("?")
            inner = self.type() if self.take(":") else None
            parameters.append(
                self.nodes.Parameter(
                    start, self.last_end, name, inner, optional=optional, rest=rest
                )
            )
            if not self.take(","):
                break
        self.expect(")")
        return parameters

    # ---- Members ------------------------------------------------------------

    def object(self) -> Any:
        start = self.start
        self.expect("{")
        members = []
        while self.text != "}":
            members.append(self.member())
            if not self.take(";") and not self.take(",") and self.text != "}":
                self.fail(f"expected ';' or '}}', got {self.text!r}")
        self.expect("}")
        return self.nodes.Object(start, self.last_end, members)

    def member(self) -> Any:
        start, text = self.start, self.text
        if text in {"(", "<"}:
            return self.method(start, "call", "")
        if text == "[":
            before = self.mark()
            self.advance()
            if self.kind == "name":
                self.advance()
                if self.text == ":":
                    self.rewind(before)
                    return self.index(start, readonly=False)
            self.rewind(before)
            return self.property_or_method(start, readonly=False)
        if text in {"readonly", "get", "set", "new"} and self.kind == "name":
            before = self.mark()
            self.advance()
            if self.text not in {":", "?", ";"}:
                return self.modified(start, text, before)
            self.rewind(before)
        return self.property_or_method(start, readonly=False)

    def modified(self, start: int, word: str, before: Any) -> Any:
        """A member behind `readonly`, `get`, `set` or `new`, or a method of such a name."""
        if word == "new":
            return self.method(start, "new", "")
        if self.text in {"(", "<"}:
            self.rewind(before)
            return self.property_or_method(start, readonly=False)
        if word != "readonly":
            return self.method(start, word, self.key())
        if self.text == "[":
            inside = self.mark()
            self.advance()
            is_index = self.kind == "name" and TOKEN(self.source, self.end)[0].strip() == ":"  # type: ignore[index]
            self.rewind(inside)
            if is_index:
                return self.index(start, readonly=True)
        return self.property_or_method(start, readonly=True)

    def key(self) -> str:
        if self.kind in {"name", "string", "number"}:
            text = self.text
            self.advance()
            return text
        self.expect("[")
        name = self.dotted()
        self.expect("]")
        return f"[{name}]"

    def property_or_method(self, start: int, *, readonly: bool) -> Any:
        name = self.key()
        optional = self.take("?")
        if self.text in {"(", "<"}:
            return self.method(start, "method", name, optional=optional)
        inner = self.type() if self.take(":") else None
        return self.nodes.Property(
            start, self.last_end, name, inner, optional=optional, readonly=readonly
        )

    def method(self, start: int, kind: str, name: str, *, optional: bool = False) -> Any:
        type_parameters = self.type_parameters()
        parameters = self.parameters()
        result = self.type() if self.take(":") else None
        return self.nodes.Method(
            start,
            self.last_end,
            kind,
            name,
            type_parameters,
            parameters,
            result,
            optional=optional,
        )

    def index(self, start: int, *, readonly: bool) -> Any:
        self.expect("[")
        begin, name = self.start, self.name()
        self.expect(":")
        key = self.nodes.Parameter(begin, self.last_end, name, self.type())
        self.expect("]")
        self.expect(":")
        inner = self.type()
        return self.nodes.Index(start, self.last_end, key, inner, readonly)

    def is_mapped(self) -> bool:
        before = self.mark()
        self.advance()
        found = self.text in {"+", "-"}
        if self.text == "readonly":
            self.advance()
        if self.take("[") and self.kind == "name":
            self.advance()
            found = self.text == "in"
        self.rewind(before)
        return found

    def mapped(self) -> Any:
        start = self.start
        self.expect("{")
        readonly = self.modifier("readonly")
        self.expect("[")
        name = self.name()
        self.expect("in")
        keys = self.type()
        rename = self.type() if self.take("as") else None
        self.expect("]")
        optional = self.modifier("?")
        inner = self.type() if self.take(":") else None
        self.take(";")
        self.expect("}")
        return self.nodes.Mapped(
            start, self.last_end, name, keys, rename, inner, readonly, optional
        )

    def modifier(self, word: str) -> str:
        """`+word`, `-word`, `word`, or nothing."""
        sign = self.text if self.text in {"+", "-"} else ""
        if sign:
            self.advance()
            self.expect(word)
            return sign + word
        return word if self.take(word) else ""

    # ---- Declarations -------------------------------------------------------

    def file(self) -> Any:
        body = self.statements()
        if self.kind != "end":
            self.fail(f"expected a declaration, got {self.text!r}")
        return self.nodes.File(0, self.last_end, body)

    def statements(self) -> list[Any]:
        body = []
        while True:
            start = self.start
            while self.text in {"declare", "export"}:
                self.advance()
            word = self.text
            if word not in DECLARATIONS:
                return body
            self.advance()
            body.append(self.statement(start, word))
            self.take(";")

    def statement(self, start: int, word: str) -> Any:
        name = self.dotted()
        if word == "interface":
            type_parameters = self.type_parameters()
            extends = []
            if self.take("extends"):
                extends.append(self.named())
                while self.take(","):
                    extends.append(self.named())
            body = self.object()
            return self.nodes.Interface(start, self.last_end, name, type_parameters, extends, body)
        if word == "type":
            type_parameters = self.type_parameters()
            self.expect("=")
            inner = self.type()
            return self.nodes.Alias(start, self.last_end, name, type_parameters, inner)
        if word == "function":
            method = self.method(start, "function", name)
            return self.nodes.Declaration(start, self.last_end, method)
        if word == "namespace":
            self.expect("{")
            statements = self.statements()
            self.expect("}")
            return self.nodes.Namespace(start, self.last_end, name, statements)
        inner = self.type() if self.take(":") else None
        return self.nodes.Variable(start, self.last_end, word, name, inner)
