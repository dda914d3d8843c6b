"""What does a parser gain whose tree lies in an arena: two parsers, two trees each?

    python benchmarks/arena_vs_heap.py                      every input
    python benchmarks/arena_vs_heap.py --config some.ini    a file of yours as well

`parsers/config.py` and `parsers/types.py` are ordinary parsers in Python, written
once.  What is exchanged is the module of classes: dataclasses with slots, or arena
records of the same fields.  A round runs each contender once, each in a fresh
process; a figure is the median over the rounds, in CPU time.
"""

import argparse
import gc
import json
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from time import process_time_ns
from types import SimpleNamespace
from typing import Any, NamedTuple

from _report import forget_peak, heading, median, peak, resident, say, table, worker

HERE = Path(__file__).parent
TYPESCRIPT = HERE.parent / ".corpus" / "node_modules" / "typescript"
MANIFEST = "lib/rustlib/multirust-channel-manifest.toml"
LINES = 10_000

ARENA, HEAP, UNCOLLECTED = "arenite", "dataclass slots", "the same, gc off"
# The parser alone, its nodes made by a function that makes nothing: what the other
# figures contain, too.
NOTHING = "no tree"
CONTENDERS = (ARENA, HEAP, UNCOLLECTED, NOTHING)


# ---- What is parsed ------------------------------------------------------------


class Input(NamedTuple):
    parser: str
    title: str
    paths: tuple[Path, ...]

    def read(self) -> str:
        """The files' text, as often as gives LINES lines."""
        text = "".join(path.read_text(encoding="utf-8") for path in self.paths)
        return text * -(-LINES // max(1, text.count("\n")))


def idle() -> Input | None:
    """IDLE's own settings, which come with most CPythons."""
    try:
        folder = Path(str(import_module("idlelib").__file__)).parent
    except ImportError:
        return None
    return Input("config", "idlelib/*.def (INI)", tuple(sorted(folder.glob("*.def"))))


def manifest() -> Input | None:
    """The list of what a Rust toolchain consists of, where rustup has installed one."""
    found = sorted(Path.home().glob(f".rustup/toolchains/stable*/{MANIFEST}"))
    return Input("config", f"rustup's {found[0].name}", (found[0],)) if found else None


def declarations() -> Input | None:
    """TypeScript's declarations of the browser, which `make corpus` fetches."""
    path = TYPESCRIPT / "lib" / "lib.dom.d.ts"
    if not path.exists():
        return None
    version = json.loads((TYPESCRIPT / "package.json").read_text())["version"]
    return Input("types", f"lib.dom.d.ts of TypeScript {version}", (path,))


def sample(parser: str) -> Path:
    return next((HERE / "parsers").glob(f"sample_{parser}.*"))


def example() -> Input:
    """A short file of our own, again and again: better than nothing."""
    return Input("types", "sample_types.d.ts, repeated", (sample("types"),))


def inputs(own: Sequence[str]) -> list[Input]:
    found = [Input("config", name, (Path(name),)) for name in own]
    found += filter(None, (idle(), manifest()))
    return [*found, declarations() or example()]


def missing() -> Iterator[str]:
    """What is not measured, and why."""
    if idle() is None:
        yield "this CPython comes without idlelib, so its settings are not parsed"
    if manifest() is None:
        yield "rustup has installed no stable toolchain, so its manifest is not parsed"
    if declarations() is None:
        yield "lib.dom.d.ts is missing, so a short file is repeated: run `make corpus`"


# ---- One contender, one input, one process -------------------------------------


class Contender:
    """Parses with one parser into one kind of tree, and frees it."""

    def __init__(self, name: str, parser: str) -> None:
        self.in_arena = name == ARENA
        self.nodes: Any = import_module(f"parsers.{parser}_{'arena' if self.in_arena else 'heap'}")
        if name == NOTHING:
            classes = [key for key, value in vars(self.nodes).items() if isinstance(value, type)]
            self.nodes = SimpleNamespace(**dict.fromkeys(classes, "".format))
        self.parse: Callable[..., Any] = import_module(f"parsers.{parser}").parse
        self.stack = ExitStack()
        self.stats: Any = None
        self.tree: Any = None
        if name == UNCOLLECTED:
            gc.disable()
        text = sample(parser).read_text(encoding="utf-8")
        for _ in range(100):  # code gets specialized, regular expressions compiled
            self.build(text)
            self.free()

    def build(self, source: str) -> None:
        if self.in_arena:
            from arenite import Bump

            self.stats = self.stack.enter_context(Bump()).stats
        self.tree = self.parse(source, self.nodes)

    def free(self) -> None:
        self.tree = None
        self.stack.close()  # and so the arena


def timed(function: Callable[..., None], *arguments: Any) -> float:
    """Milliseconds of CPU time."""
    start = process_time_ns()
    function(*arguments)
    return (process_time_ns() - start) / 1e6


def run(name: str, source: str, parser: str) -> dict[str, float]:
    """One process' figures: milliseconds, bytes, blocks."""
    contender = Contender(name, parser)
    gc.collect()
    forget_peak()
    before, blocks = resident(), sys.getallocatedblocks()
    figures = {"parse": timed(contender.build, source)}
    figures["resident"] = peak() - before
    figures["blocks"] = sys.getallocatedblocks() - blocks
    if contender.in_arena:
        stats = contender.stats()
        figures |= {"used": stats.used, "capacity": stats.capacity, "chunks": stats.chunks}
    figures["free"] = timed(contender.free)
    figures["total"] = figures["parse"] + figures["free"]
    return figures


def requested(name: str, source: str, parser: str) -> dict[str, float]:
    """The peak of what was asked for, which tracemalloc sees, in bytes."""
    contender = Contender(name, parser)
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    contender.build(source)
    return {"requested": tracemalloc.get_traced_memory()[1] - before}


# ---- All of them ---------------------------------------------------------------


def measure(tried: Input, rounds: int) -> dict[str, dict[str, float]]:
    places = [str(path) for path in tried.paths]
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in CONTENDERS}
    for _ in range(rounds):
        for name in CONTENDERS:
            runs[name].append(worker(__file__, "--worker", name, tried.parser, *places))
    figures = {}
    for name, all_runs in runs.items():
        figures[name] = {key: median(run[key] for run in all_runs) for key in all_runs[0]}
        figures[name] |= worker(__file__, "--requested", name, tried.parser, *places)
    return figures


def show(tried: Input, figures: dict[str, dict[str, float]], rounds: int) -> None:
    source = tried.read()
    ours = figures[ARENA]

    def cell(name: str, key: str, unit: float = 1, digits: int = 1) -> str:
        value = figures[name][key]
        if name == NOTHING and key not in {"parse", "total"}:
            return "-"
        ratio = f" ({value / ours[key]:.2f})" if name != ARENA else ""
        return f"{value / unit:,.{digits}f}{ratio}"

    lines, size = source.count("\n"), len(source.encode())
    table(
        f"{tried.title}: {lines:,} lines, {size / 1e6:.2f} MB, median of {rounds} rounds "
        "(how many times ours)",
        ["", "parse ms", "free ms", "both ms", "peak resident KB", "peak requested KB", "blocks"],
        [
            [
                name,
                cell(name, "parse"),
                cell(name, "free", digits=2),
                cell(name, "total"),
                cell(name, "resident", 1024, 0),
                cell(name, "requested", 1024, 0),
                "-" if name == NOTHING else f"{figures[name]['blocks']:,.0f}",
            ]
            for name in CONTENDERS
        ],
    )
    say(
        f"the arena: {ours['used'] / 1024:,.0f} KB used of {ours['capacity'] / 1024:,.0f} KB "
        f"in {ours['chunks']:.0f} chunks"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--config", nargs="+", default=[], help="configuration files to parse")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--worker", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--requested", nargs="+", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if asked := arguments.worker or arguments.requested:
        name, kind, *places = asked
        source = Input(kind, "", tuple(map(Path, places))).read()
        print(json.dumps((run if arguments.worker else requested)(name, source, kind)))
        return
    heading("Arena against heap: a parser in Python")
    for note in missing():
        say(note)
    for tried in inputs(arguments.config):
        show(tried, measure(tried, arguments.rounds), arguments.rounds)


if __name__ == "__main__":
    main()
