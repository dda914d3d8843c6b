"""What memory does a program take, with arena records and with dataclasses?

    python benchmarks/memory.py                  a tree and a table, 10^6 records each
    python benchmarks/memory.py --size 100000    fewer

The tree: node i holds the int i and links to the nodes 2i and 2i+1.  The table: a
row has a number, a name of its own, a price and the number of its group; the rows
are kept in a TypedArena, or in a list of dataclasses.

Each figure comes from a fresh process: resident from one without any tool, the
others from one that tracemalloc or memray watches.
"""

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from _report import heading, resident, say, table, worker

OURS = "arenite"
# The program without its records: what it allocates besides.
NOTHING = "no records"
NAMES = (OURS, "dataclass slots", "dataclass", NOTHING)
PROGRAMS = ("tree", "table")

Node: Any
Row: Any


# ---- The programs --------------------------------------------------------------


def build(i: int, n: int) -> Any:
    if i > n:
        return None
    return Node(i, build(2 * i, n), build(2 * i + 1, n))


def build_nothing(i: int, n: int) -> Any:
    if i > n:
        return None
    build_nothing(2 * i, n)
    build_nothing(2 * i + 1, n)
    return None


def fill(n: int) -> Any:
    rows = []
    for i in range(n):
        rows.append(Row(i, f"item number {i}", i / 8, i % 500))  # noqa: PERF401 - as ours
    return rows


def fill_nothing(n: int) -> None:
    for i in range(n):
        _ = (i, f"item number {i}", i / 8, i % 500)


def arenite_tree() -> Callable[[int], Any]:
    global Node  # noqa: PLW0603 - as a program's classes are
    from arenite import Bump, Struct, i32

    class Node(Struct):
        value: i32
        left: "Node | None" = None
        right: "Node | None" = None

    def run(n: int) -> Any:
        stack = ExitStack()
        bump = stack.enter_context(Bump())
        return bump, build(1, n), stack

    return run


def arenite_table() -> Callable[[int], Any]:
    from arenite import Bump, Struct, TypedArena, f64, u16, u32

    class Row(Struct):
        number: u32
        name: str
        price: f64
        group: u16

    def run(n: int) -> Any:
        bump = Bump()
        rows = TypedArena(Row, bump=bump)
        alloc = rows.alloc
        for i in range(n):
            alloc(i, f"item number {i}", i / 8, i % 500)
        return bump, rows

    return run


def dataclass_tree(**options: bool) -> Callable[[int], Any]:
    global Node  # noqa: PLW0603

    @dataclass(**options)
    class Node:
        value: int
        left: Optional["Node"] = None
        right: Optional["Node"] = None

    return lambda n: build(1, n)


def dataclass_table(**options: bool) -> Callable[[int], Any]:
    global Row  # noqa: PLW0603

    @dataclass(**options)
    class Row:
        number: int
        name: str
        price: float
        group: int

    return fill


# What is made before the figures begin gives the program.
PREPARE: dict[tuple[str, str], Callable[[], Callable[[int], Any]]] = {
    ("tree", OURS): arenite_tree,
    ("tree", "dataclass"): dataclass_tree,
    ("tree", "dataclass slots"): lambda: dataclass_tree(slots=True),
    ("tree", NOTHING): lambda: lambda n: build_nothing(1, n),
    ("table", OURS): arenite_table,
    ("table", "dataclass"): dataclass_table,
    ("table", "dataclass slots"): lambda: dataclass_table(slots=True),
    ("table", NOTHING): lambda: fill_nothing,
}


# ---- One figure, one process ---------------------------------------------------


def plain(program: Callable[[int], Any], n: int) -> dict[str, float]:
    """Bytes that the process has touched since, at its end and at most, and blocks in use."""
    blocks, before, most = sys.getallocatedblocks(), resident(), peak_resident()
    held = program(n)
    after = resident()
    figures = {
        "blocks": sys.getallocatedblocks() - blocks,
        "resident": after - before,
        "peak resident": max(peak_resident() - most, after - before),
    }
    if isinstance(held, tuple):
        figures["used"] = held[0].stats().used
        figures["capacity"] = held[0].stats().capacity
    return figures


def peak_resident() -> int:
    """Bytes; the system has kibibytes, but for macOS."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def requested(program: Callable[[int], Any], n: int) -> dict[str, float]:
    """Bytes that were asked for, at most: of pymalloc, of the C library, of the system."""
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    held = program(n)
    figures = {"requested": tracemalloc.get_traced_memory()[1] - before}
    del held
    return figures


def watch(program: Callable[[int], Any], n: int) -> dict[str, float]:
    """What memray saw: how many allocations, and the most bytes that were in use."""
    import memray

    with tempfile.TemporaryDirectory() as folder:
        path, result = Path(folder, "memray.bin"), Path(folder, "stats.json")
        with memray.Tracker(path):
            one = bytearray(1000)  # no report can be made of nothing
            held = program(n)
        command = [sys.executable, "-m", "memray", "stats", "--json", "-o", str(result), str(path)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        stats = json.loads(result.read_text())
    del held, one
    return {
        "allocations": stats["total_num_allocations"] - 1,
        "peak": stats["metadata"]["peak_memory"],
    }


def heap(program: Callable[[int], Any], n: int) -> dict[str, float]:
    """What reaches the C library and the system; pymalloc asks for a MiB at a time."""
    figures = watch(program, n)
    return {"calls": figures["allocations"], "heap peak": figures["peak"]}


def objects(program: Callable[[int], Any], n: int) -> dict[str, float]:
    """Allocations a record, when each object is one of its own: PYTHONMALLOC=malloc.

    Of a tenth of the records, as memray writes down each of them.
    """
    return {"allocations": watch(program, n // 10)["allocations"] / (n // 10)}


TOOLS = {"plain": plain, "requested": requested, "heap": heap, "objects": objects}


# ---- All of them ---------------------------------------------------------------


def measure(program: str, name: str, n: int) -> dict[str, float]:
    figures: dict[str, float] = {}
    for tool in TOOLS:
        environment = {"PYTHONMALLOC": "malloc"} if tool == "objects" else {}
        figures |= worker(__file__, "--worker", tool, program, name, str(n), **environment)
    return figures


def cells(name: str, figures: dict[str, float], n: int) -> list[str]:
    sizes = ("resident", "peak resident", "heap peak", "requested")
    return [
        name,
        f"{figures['resident'] / n:.1f}",
        *(f"{figures[size] / 2**20:,.1f}" for size in sizes),
        f"{figures['calls']:,.0f}",
        f"{figures['allocations']:.2f}",
        f"{figures['blocks'] / n:.2f}",
    ]


COLUMNS = (
    "",
    "B a record",
    "resident MiB",
    "at most",
    "heap peak",
    "requested",
    "system calls",
    "allocations a record",
    "alive",
)


def show(program: str, n: int) -> None:
    measured = {name: measure(program, name, n) for name in NAMES}
    rows = [cells(name, figures, n) for name, figures in measured.items()]
    table(f"{program}: {n:,} records", COLUMNS, rows)
    ours = measured[OURS]
    say(f"stats(): {ours['used'] / n:.2f} bytes a record used, {ours['capacity'] / n:.2f} held")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--size", type=int, default=10**6)
    parser.add_argument("--programs", nargs="+", choices=PROGRAMS, default=PROGRAMS)
    parser.add_argument("--worker", nargs=4, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        tool, program, name, size = arguments.worker
        run = PREPARE[program, name]()
        gc.collect()
        print(json.dumps(TOOLS[tool](run, int(size))))
    else:
        heading("Memory", "memray")
        for program in arguments.programs:
            show(program, arguments.size)


if __name__ == "__main__":
    main()
