"""How many bytes does a source byte take in the arena, from 10 KB to 10 MB of source?

    python benchmarks/parse_sizes.py
    python benchmarks/parse_sizes.py --kinds imports comments --markdown

Sources of one kind each: all imports, all strings, all comments, one expression. And real
code: functions of npm's typescript.js (see `make corpus`). Used bytes are what the AST and
the copy of the source take, reserved bytes what the arena asked for: its chunks double, so
that up to half of that is not used, and has not been touched. What the process grows by at
most includes what the parser takes from malloc and gives back; it is asked in processes of
their own. tests/ecmascript/test_sizes.py asserts what this prints of the arena.
"""

import argparse
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path

from _report import forget_peak, heading, peak, print_markdown, resident, table, worker

from arenite import ecmascript, find_all
from arenite.ecmascript import ast

HERE = Path(__file__).resolve().parent
TYPESCRIPT = HERE.parent / ".corpus/node_modules/typescript/lib/typescript.js"
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
NESTED = 50
"""Levels of what is one in the other: deeper than people write, but no question of the stack."""

# ---- Sources ------------------------------------------------------------------------


def repeated(unit: str, head: str = "", tail: str = "") -> Callable[[int], str]:
    """A source of about as many bytes as asked for; @ is a number, always of as many digits."""

    def source(size: int) -> str:
        length = len(unit.replace("@", "0000000"))
        count = max(1, (size - len(head) - len(tail)) // length)
        return head + "".join(unit.replace("@", f"{i:07}") for i in range(count)) + tail

    return source


@cache
def real_functions() -> list[str]:
    """Functions of typescript.js that are not whole programs, in no order."""
    with ecmascript.parse_file(TYPESCRIPT, early_errors=False) as out:
        found = [node.text for node in find_all(out.program, ast.FunctionDeclaration)]
    functions = [text for text in found if len(text) < 4000]
    random.Random(0).shuffle(functions)
    return functions


def real_code(size: int) -> str:
    parts, length = [], 0
    for text in cycle(real_functions()):
        parts.append(text)
        length += len(text.encode()) + 1
        if length >= size:
            return "\n".join(parts)
    raise AssertionError


KINDS: dict[str, Callable[[int], str]] = {
    "imports": repeated("import { name@ as local@ } from './module@.js';\n"),
    "strings": repeated("'a string among others, number @';\n"),
    "strings with escapes": repeated("'a string\\twith escapes, number @\\n';\n"),
    "one string": repeated("one long string ", "x = '", "'"),
    "comments": repeated("// a comment among others, number @\n"),
    "one sum": repeated(" + b@", "x = a"),
    "one chain of calls": repeated(".then(f@)", "x"),
    "one array": repeated("1@, ", "x = [", "]"),
    "nested arrays": repeated("[" * NESTED + "]" * NESTED + ",\n", "x = [", "]"),
    "nested calls": repeated("f(" * NESTED + ")" * NESTED + ",\n", "x = [", "]"),
    "one object": repeated("key@: 1@,\n", "x = {", "}"),
    "one template": repeated("text ${b@} ", "x = `", "`"),
    "one class": repeated("#a@ = 1; b@() { return this.#a@; }\n", "class A {", "}"),
    "declarations": repeated("export const a@ = 1;\n"),
    "empty statements": repeated(";"),
    "real code": real_code,
}

# ---- Figures ------------------------------------------------------------------------


@dataclass(frozen=True)
class Taken:
    """What one source takes."""

    source: int
    nodes: int
    used: int
    reserved: int

    @property
    def used_a_byte(self) -> float:
        return self.used / self.source

    @property
    def reserved_a_byte(self) -> float:
        return self.reserved / self.source


def taken(source: str, *, early_errors: bool = True) -> Taken:
    data = source.encode()
    with ecmascript.parse(data, language="js", early_errors=early_errors) as out:
        stats = out.arena.stats()
        return Taken(len(data), out.nodes, stats.used, stats.capacity)


def most_resident_a_byte(kind: str, size: int) -> float:
    """What this process grows by at most, while it parses."""
    data = KINDS[kind](size).encode()
    ecmascript.parse("let a").close()
    forget_peak()
    before = resident()
    with ecmascript.parse(data, language="js"):
        return (peak() - before) / len(data)


def row(kind: str) -> list[str]:
    all_taken = [taken(KINDS[kind](size)) for size in SIZES]
    largest = all_taken[-1]
    return [
        kind,
        *(f"{t.used_a_byte:.2f} ({t.reserved_a_byte:.2f})" for t in all_taken),
        f"{worker(__file__, '--worker', kind):.2f}",
        f"{largest.nodes / largest.source:.2f}",
        f"{(largest.used - largest.source) / largest.nodes:,.1f}",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--markdown", action="store_true", help="tables as the documents have them")
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.markdown:
        print_markdown()
    if arguments.worker:
        print(most_resident_a_byte(arguments.worker, SIZES[-1]))
        return
    heading("Bytes a source byte")
    kinds = [kind for kind in arguments.kinds if kind != "real code" or TYPESCRIPT.exists()]
    columns = ["", "10 KB", "100 KB", "1 MB", "10 MB", "resident at most", "nodes a byte"]
    title = "Bytes used (reserved) a source byte, with the copy of the source"
    table(title, [*columns, "AST bytes a node"], [row(kind) for kind in kinds])


if __name__ == "__main__":
    main()
