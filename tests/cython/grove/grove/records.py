"""The records. `python -m grove.records > records.h` writes what C sees of them."""

from __future__ import annotations

from arenite import Slice, Struct, c_struct, f64, i32, u32


class Node(Struct):
    """A node of a binary tree."""

    value: i32
    left: Node | None = None
    right: Node | None = None


class Token(Struct, tag=True):
    """A piece of a text, and the one that follows it."""

    start: u32
    next: Token | None = None


class Word(Token):
    """Anything between spaces."""

    text: str = ""


class Number(Token):
    """Decimal digits."""

    value: f64 = 0.0


class Histogram(Struct):
    """How often each byte occurs."""

    counts: Slice[u32]


def header() -> str:
    """The text of records.h."""
    structs = [c_struct(cls) for cls in (Node, Token, Word, Number, Histogram)]
    top = "/* Written by `python -m grove.records`. */\n#pragma once\n#include <arenite.h>\n"
    return "\n".join([top, *structs])


if __name__ == "__main__":
    print(header(), end="")
