"""`arenite parse`: files in; their tree, figures or ESTree out."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from typing import TYPE_CHECKING, Any, NamedTuple

from arenite import Bump
from arenite._cli.tree import tree_lines
from arenite.ecmascript import ParsedOutput, ParseError, estree_json, parse
from arenite.ecmascript._language import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN_LINES = 40
"""Lines of a tree that say what it is like; `--lines 0` prints all."""


def add_parse_command(commands: Any) -> None:
    command: argparse.ArgumentParser = commands.add_parser(
        "parse",
        help="parse source files into arenas",
        description="Parse JavaScript and TypeScript files, each into an arena of its own. "
        "Without --tree, --stats or --format it prints a line a file. Exits with 1 if a file "
        "cannot be read or parsed.",
    )
    command.add_argument("files", nargs="+", metavar="FILE", help="a source file, or - for stdin")
    command.add_argument("--tree", action="store_true", help="print the top of the tree")
    command.add_argument(
        "--lines", type=_count, default=_SHOWN_LINES, metavar="N",
        help=f"lines of the tree to print, 0 for all (default {_SHOWN_LINES})",
    )  # fmt: skip
    command.add_argument("--stats", action="store_true", help="print the arena's figures")
    command.add_argument("--format", choices=["estree"], help="print the AST as ESTree JSON")
    command.add_argument(
        "--language", choices=LANGUAGES, help="of all the files; by their names if not given"
    )
    command.set_defaults(run=run)


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError("must not be negative")
    return number


def run(options: argparse.Namespace) -> int:
    failed = 0
    for name in options.files:
        try:
            _parse_one(name, options)
        except ParseError as error:
            failed = 1
            sys.stdout.flush()
            print(*traceback.format_exception_only(error), sep="", end="", file=sys.stderr)
        except BrokenPipeError:
            raise  # the output's reader is gone, which is no fault of the file
        except (OSError, ValueError, MemoryError) as error:
            failed = 1
            sys.stdout.flush()
            print(f"arenite: {name}: {error}", file=sys.stderr)
    return failed


_WARM_SECONDS = 0.1
"""How long to repeat a parse for the figure of a warm one."""


class Figures(NamedTuple):
    """What was measured of one file."""

    source_bytes: int
    nodes: int
    used: int
    capacity: int
    chunks: int
    first_seconds: float
    warm_seconds: float
    free_seconds: float


def _parse_one(name: str, options: argparse.Namespace) -> None:
    source = _read(name)
    filename = None if name == "-" else name
    begin = time.perf_counter()
    output = parse(source, filename=filename, language=options.language)
    first_seconds = time.perf_counter() - begin
    if options.format == "estree":
        sys.stdout.buffer.write(estree_json(output.program) + b"\n")
    if options.tree:
        _print_lines(tree_lines(output.program), options.lines)
    if options.stats:
        _print_figures(name, _measure(output, source, first_seconds))
    elif not (options.tree or options.format):
        print(f"{name}: {output.nodes} nodes")
    output.close()


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    with open(name, "rb") as file:
        return file.read()


def _print_lines(lines: Iterable[str], limit: int) -> None:
    for number, line in enumerate(lines, 1):
        if limit and number > limit:
            print("...")
            break
        print(line)


# ---- Figures ----------------------------------------------------------------


def _measure(output: ParsedOutput, source: bytes, first_seconds: float) -> Figures:
    stats = output.arena.stats()
    nodes = output.nodes
    begin = time.perf_counter()
    output.arena.close()
    free_seconds = time.perf_counter() - begin
    return Figures(
        len(source),
        nodes,
        stats.used,
        stats.capacity,
        stats.chunks,
        first_seconds,
        _fastest(source, output.language),
        free_seconds,
    )


def _fastest(source: bytes, language: Language) -> float:
    """Seconds of the fastest parse into an arena that is warm."""
    best = float("inf")
    end = time.perf_counter() + _WARM_SECONDS
    with Bump() as bump:
        while (begin := time.perf_counter()) < end:
            parse(source, language=language, arena=bump)
            best = min(best, time.perf_counter() - begin)
            bump.reset()
    return best


def _print_figures(name: str, f: Figures) -> None:
    ast_bytes = f.used - f.source_bytes
    rows = [
        ("source", f"{f.source_bytes:,} bytes"),
        ("arena used", f"{f.used:,} bytes, of them {ast_bytes:,} for the AST"),
        ("arena reserved", f"{f.capacity:,} bytes in {f.chunks} chunk{'s' * (f.chunks != 1)}"),
        ("nodes", f"{f.nodes:,}"),
        ("bytes a node", f"{ast_bytes / f.nodes:.1f}"),
        ("parse, first", _speed(f.source_bytes, f.first_seconds)),
        ("parse, warm", _speed(f.source_bytes, f.warm_seconds)),
        ("free", f"{1e6 * f.free_seconds:.1f} microseconds"),
    ]
    print(f"{name}:")
    for label, value in rows:
        print(f"  {label:<15} {value}")


def _speed(size: int, seconds: float) -> str:
    return f"{1e3 * seconds:.2f} ms, {size / 1e6 / max(seconds, 1e-9):.0f} MB/s"
