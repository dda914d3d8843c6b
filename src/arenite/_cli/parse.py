"""`arenite parse`: files in; their tree, figures or ESTree out."""

from __future__ import annotations

import argparse
import json
import sys
import time
import traceback
from typing import TYPE_CHECKING, Any, NamedTuple

from arenite import Bump
from arenite._cli.progress import Progress
from arenite._cli.sources import find_sources
from arenite._cli.tree import tree_lines
from arenite.ecmascript import (
    ParsedFile,
    ParsedOutput,
    ParseError,
    estree_json,
    parse,
    parse_files,
)
from arenite.ecmascript._language import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SHOWN_LINES = 40
"""Lines of a tree that say what it is like; `--lines 0` prints all."""


def add_parse_command(commands: Any) -> None:
    command: argparse.ArgumentParser = commands.add_parser(
        "parse",
        help="parse source files into arenas",
        description="Parse JavaScript and TypeScript files, each into an arena of its own. "
        "Without --tree, --stats or --format it prints a line a file, and a summary of several. "
        "Exits with 1 if a file cannot be read or parsed, with 2 if there are no files.",
    )
    command.add_argument(
        "files", nargs="+", metavar="FILE",
        help="a source file, a folder, a pattern such as 'src/**/*.ts', or - for stdin; in "
        "folders node_modules and hidden names are left out",
    )  # fmt: skip
    command.add_argument("--tree", action="store_true", help="print the top of the tree")
    command.add_argument(
        "--lines", type=_number(0), default=_SHOWN_LINES, metavar="N",
        help=f"lines of the tree to print, 0 for all (default {_SHOWN_LINES})",
    )  # fmt: skip
    command.add_argument("--stats", action="store_true", help="print the arena's figures")
    command.add_argument(
        "--format", choices=["estree", "json"],
        help="print each AST as ESTree JSON, or each outcome as JSON, on one line a file",
    )  # fmt: skip
    command.add_argument(
        "--language", choices=LANGUAGES, help="of all the files; by their names if not given"
    )
    command.add_argument(
        "--exclude", action="append", default=[], metavar="PATTERN",
        help="leave out names or paths of folders and patterns that match; may be repeated",
    )  # fmt: skip
    command.add_argument(
        "--jobs", "-j", type=_number(1), metavar="N",
        help="threads (default: one a processor)",
    )  # fmt: skip
    command.add_argument(
        "--no-early-errors", action="store_false", dest="early_errors",
        help="check the grammar only, not what names and labels are declared",
    )  # fmt: skip
    command.add_argument("--quiet", "-q", action="store_true", help="print errors only")
    command.add_argument("--no-progress", action="store_true", help="show no progress bar")
    command.set_defaults(run=run)


def _number(least: int) -> Callable[[str], int]:
    def convert(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is no number of {least} or more")
        return int(text)

    return convert


class Totals:
    """What the summary says of all files."""

    def __init__(self) -> None:
        self.files = self.failed = self.nodes = self.bytes = 0
        self.begin = time.perf_counter()

    def line(self) -> str:
        seconds = max(time.perf_counter() - self.begin, 1e-9)
        return (
            f"{self.files:,} files, {self.failed:,} with errors: {self.nodes:,} nodes, "
            f"{self.bytes / 1e6:,.1f} MB in {seconds:.2f} s"
        )


def run(options: argparse.Namespace) -> int:
    names = list(find_sources(options.files, options.exclude))
    if not names:
        print(f"arenite: no source files in {', '.join(options.files)}", file=sys.stderr)
        return 2
    totals = Totals()
    show_progress = not (options.no_progress or options.quiet) and not sys.stdout.isatty()
    with Progress(len(names), wanted=show_progress) as progress:
        for file in _parse_all(names, options):
            with file:
                _report(file, options, totals)
            progress.advance()
    if len(names) > 1 and not (options.quiet or options.format):
        print(totals.line())
    return int(totals.failed > 0)


def _parse_all(names: list[str], options: argparse.Namespace) -> Iterator[ParsedFile]:
    """The files as they are parsed; standard input, and what is measured, one by one."""
    if options.stats or "-" in names:
        return (_parse_alone(name, options) for name in names)
    return parse_files(
        names,
        workers=options.jobs,
        language=options.language,
        early_errors=options.early_errors,
    )


def _parse_alone(name: str, options: argparse.Namespace) -> ParsedFile:
    try:
        source = _read(name)
        output = parse(
            source,
            filename="<stdin>" if name == "-" else name,
            language=options.language,
            early_errors=options.early_errors,
        )
        return ParsedFile(name, output)
    except (ParseError, OSError, ValueError, MemoryError) as error:
        return ParsedFile(name, error=error)


def _report(file: ParsedFile, options: argparse.Namespace, totals: Totals) -> None:
    totals.files += 1
    if file.output is not None:
        totals.nodes += file.output.nodes
        totals.bytes += len(file.output.program.source)
        try:
            _print_output(file.path, file.output, options)
        except (ValueError, MemoryError) as error:
            file.error = error
    if file.error is not None:
        totals.failed += 1
        if options.format == "json":
            print(json.dumps(_error_json(file.path, file.error)))
        else:
            sys.stdout.flush()
            print(_error_text(file.path, file.error), file=sys.stderr)


# What would control the terminal instead of being shown.
_SHOWN = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


def _error_text(name: str, error: Exception) -> str:
    if isinstance(error, ParseError):
        text = "".join(traceback.format_exception_only(error)).rstrip("\n").translate(_SHOWN)
        if error.related is not None:
            text += f"\n  {error.related.note} (line {error.related.lineno})"
        return text
    return f"arenite: {name}: {error}"


def _error_json(name: str, error: Exception) -> dict[str, Any]:
    shown: dict[str, Any] = {"type": type(error).__name__, "message": str(error)}
    if isinstance(error, ParseError):
        shown |= {
            "message": error.msg,
            "line": error.lineno,
            "column": error.column,
            "start": error.start,
            "end": error.end,
            "code": error.code,
        }
        if error.related is not None:
            shown["related"] = error.related._asdict()
    return {"path": name, "error": shown}


def _print_output(name: str, output: ParsedOutput, options: argparse.Namespace) -> None:
    if options.format == "estree":
        sys.stdout.flush()
        sys.stdout.buffer.write(estree_json(output.program) + b"\n")
    elif options.format == "json":
        size = len(output.program.source)
        outcome = {"path": name, "language": output.language, "bytes": size}
        print(json.dumps({**outcome, "nodes": output.nodes}))
    if options.tree:
        _print_lines(tree_lines(output.program), options.lines)
    if options.stats:
        _print_figures(name, _measure(output, early_errors=options.early_errors))
    elif not (options.tree or options.format or options.quiet):
        print(f"{name}: {output.nodes} node{'s' * (output.nodes != 1)}")


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


def _measure(output: ParsedOutput, *, early_errors: bool) -> Figures:
    stats = output.arena.stats()
    nodes = output.nodes
    source = output.source
    begin = time.perf_counter()
    output.arena.close()
    free_seconds = time.perf_counter() - begin
    begin = time.perf_counter()
    again = parse(source, language=output.language, early_errors=early_errors)
    first_seconds = time.perf_counter() - begin
    again.close()
    return Figures(
        len(source),
        nodes,
        stats.used,
        stats.capacity,
        stats.chunks,
        first_seconds,
        _fastest(source, output.language, early_errors=early_errors),
        free_seconds,
    )


def _fastest(source: bytes, language: Language, *, early_errors: bool) -> float:
    """Seconds of the fastest parse into an arena that is warm."""
    best = float("inf")
    end = time.perf_counter() + _WARM_SECONDS
    with Bump() as bump:
        while (begin := time.perf_counter()) < end:
            parse(source, language=language, arena=bump, early_errors=early_errors)
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
