"""An expression tree, parsed and evaluated: records of several classes in one field.

Classes under a base with `tag=True` are a family, what Rust calls an enum. A field of the
family's type takes any of them, and a `match` statement tells them apart. The tree is built
node by node and dropped as a whole, which is what an arena is best at; a pass over all nodes
of one class, `find_all`, runs at native speed.
"""

import operator
import re
from collections.abc import Callable, Mapping
from typing import Literal

from arenite import Bump, Struct, find_all

Operator = Literal["+", "-", "*", "/"]
FUNCTIONS: dict[Operator, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


class Node(Struct, tag=True):
    """The base that makes a family of its subclasses."""


class Number(Node):
    value: float


class Name(Node):
    name: str


class Binary(Node):
    operator: Operator  # one byte
    left: "Expr"
    right: "Expr"


# Not Node: type checkers then see that a match statement has a case for each class.
Expr = Number | Name | Binary


class Parser:
    """Recursive descent; the nodes go into the ambient arena."""

    def __init__(self, source: str) -> None:
        self.tokens = re.findall(r"\d+(?:\.\d+)?|\w+|\S", source)[::-1]

    def accept(self, *wanted: str) -> str | None:
        """Take the next token, if it is one of these."""
        return self.tokens.pop() if self.tokens and self.tokens[-1] in wanted else None

    def sum(self) -> Expr:
        """Products, added and subtracted."""
        left = self.product()
        while sign := self.accept("+", "-"):
            left = Binary("+" if sign == "+" else "-", left, self.product())
        return left

    def product(self) -> Expr:
        """Atoms, multiplied and divided."""
        left = self.atom()
        while sign := self.accept("*", "/"):
            left = Binary("*" if sign == "*" else "/", left, self.atom())
        return left

    def atom(self) -> Expr:
        """A number, a name, or a sum in parentheses."""
        if self.accept("("):
            inner = self.sum()
            if not self.accept(")"):
                raise SyntaxError("a parenthesis is not closed")
            return inner
        if not self.tokens:
            raise SyntaxError("a value is missing at the end")
        token = self.tokens.pop()
        if token[0].isdigit():
            return Number(float(token))
        if token[0].isalpha():
            return Name(token)
        raise SyntaxError(f"a value was expected, not {token!r}")


def evaluate(expr: Expr, variables: Mapping[str, float]) -> float:
    """What the expression is worth."""
    match expr:
        case Number(value=value):
            return value
        case Name(name=name):
            return variables[name]
        case Binary(operator=sign, left=left, right=right):
            return FUNCTIONS[sign](evaluate(left, variables), evaluate(right, variables))


def main() -> None:
    """Parse a formula once, evaluate it for several values."""
    with Bump() as bump:
        tree = Parser("(celsius * 9) / 5 + 32").sum()
        print(f"variables: {', '.join(name.name for name in find_all(tree, Name))}")
        for celsius in (-40, 20, 100):
            print(f"{celsius:4} °C = {evaluate(tree, {'celsius': celsius}):g} °F")
        print(f"{bump.stats().used} bytes for the tree")


if __name__ == "__main__":
    main()
