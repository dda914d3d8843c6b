"""What does a tree of small records cost: to build, to walk, to free, in bytes?

    python benchmarks/records.py                     10^4 to 10^7 nodes
    python benchmarks/records.py --sizes 1000000     one size
    python benchmarks/records.py --only arenite "msgspec gc=False"

The tree: node i holds the int i and links to the nodes 2i and 2i+1. A round runs
each contender once, each in a fresh process, so that nobody builds on a heap that
somebody else has left in pieces; a figure is the median over the rounds.
"""

import argparse
import gc
import json
import tracemalloc
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from time import process_time_ns
from typing import Any, NamedTuple, Optional

from _report import heading, median, resident, say, table, worker

OURS = ("arenite", "arenite alloc")
PEERS = (
    "dataclass slots",
    "attrs.define",
    "msgspec",
    "msgspec gc=False",
    "recordclass",
)
# No names, no types: not a peer of records, but what many fall back to.
TUPLE = "tuple"
# The recursion of `build` without a record: what the other columns contain, too.
NOTHING = "no records"
CONTENDERS = (*OURS, *PEERS, TUPLE, NOTHING)

SIZES = (10**4, 10**5, 10**6, 10**7)
# At 10^7 the collector's contenders take half a minute each: one speaks for all.
LARGE = (*OURS, "dataclass slots", "msgspec gc=False", "recordclass")
# A process measures a small tree so often that about as many nodes are made.
NODES_A_PROCESS = 1_000_000

Node: Any
alloc: Any


# ---- The contenders ----------------------------------------------------------


def use_arenite() -> Any:
    from arenite import Struct, i32

    class Node(Struct):
        value: i32
        left: "Node | None" = None
        right: "Node | None" = None

    return Node


def use_dataclass() -> Any:
    from dataclasses import dataclass

    @dataclass(slots=True)
    class Node:
        value: int
        left: Optional["Node"] = None
        right: Optional["Node"] = None

    return Node


def use_attrs() -> Any:
    import attrs

    @attrs.define
    class Node:
        value: int
        left: Optional["Node"] = None
        right: Optional["Node"] = None

    return Node


def use_msgspec(collected: bool) -> Any:
    import msgspec

    class Node(msgspec.Struct, gc=collected):
        value: int
        left: Optional["Node"] = None
        right: Optional["Node"] = None

    return Node


def use_recordclass() -> Any:
    from recordclass import dataobject  # type: ignore[import-untyped]

    class Node(dataobject):  # type: ignore[misc]
        value: int
        left: object = None
        right: object = None

    return Node


CLASSES: dict[str, Callable[[], Any]] = {
    "arenite": use_arenite,
    "arenite alloc": use_arenite,
    "dataclass slots": use_dataclass,
    "attrs.define": use_attrs,
    "msgspec": lambda: use_msgspec(True),
    "msgspec gc=False": lambda: use_msgspec(False),
    "recordclass": use_recordclass,
    TUPLE: lambda: tuple,
    NOTHING: lambda: None,
}


# ---- The programs that are measured ------------------------------------------


def build(i: int, n: int) -> Any:
    if i > n:
        return None
    return Node(i, build(2 * i, n), build(2 * i + 1, n))


def build_alloc(i: int, n: int) -> Any:
    if i > n:
        return None
    return alloc(Node, i, build_alloc(2 * i, n), build_alloc(2 * i + 1, n))


def build_tuple(i: int, n: int) -> Any:
    if i > n:
        return None
    return (i, build_tuple(2 * i, n), build_tuple(2 * i + 1, n))


def build_nothing(i: int, n: int) -> Any:
    if i > n:
        return None
    build_nothing(2 * i, n)
    build_nothing(2 * i + 1, n)
    return None


def walk(node: Any) -> Any:
    total = node.value
    left = node.left
    if left is not None:
        total += walk(left)
    right = node.right
    if right is not None:
        total += walk(right)
    return total


def walk_tuple(node: Any) -> Any:
    total = node[0]
    left = node[1]
    if left is not None:
        total += walk_tuple(left)
    right = node[2]
    if right is not None:
        total += walk_tuple(right)
    return total


def loop(root: Any) -> Any:
    total = 0
    stack = [root]
    while stack:
        node = stack.pop()
        total += node.value
        left = node.left
        if left is not None:
            stack.append(left)
        right = node.right
        if right is not None:
            stack.append(right)
    return total


def loop_tuple(root: Any) -> Any:
    total = 0
    stack = [root]
    while stack:
        node = stack.pop()
        total += node[0]
        left = node[1]
        if left is not None:
            stack.append(left)
        right = node[2]
        if right is not None:
            stack.append(right)
    return total


BUILD: dict[str, Any] = {
    "arenite alloc": build_alloc,
    TUPLE: build_tuple,
    NOTHING: build_nothing,
}


# ---- One contender, one size, one process -------------------------------------


def timed(function: Callable[..., Any], *arguments: Any) -> tuple[int, Any]:
    gc.collect()
    start = process_time_ns()
    result = function(*arguments)
    return process_time_ns() - start, result


def check(result: int, n: int) -> None:
    if result != n * (n + 1) // 2:
        raise AssertionError(f"the walk is wrong: {result}")


class Tree:
    """Builds with one contender and frees what it built."""

    def __init__(self, name: str) -> None:
        global Node  # noqa: PLW0603 - as a program's classes are
        self.name = name
        self.function = BUILD.get(name, build)
        Node = CLASSES[name]()
        self.root: Any = None
        self.arena: Any = None
        self.stack = ExitStack()

    def build(self, n: int) -> int:
        global alloc  # noqa: PLW0603
        if self.name in OURS:
            from arenite import Bump

            self.arena = Bump()
            alloc = self.arena.alloc
            if self.name == "arenite":
                self.stack.enter_context(self.arena)
        spent, self.root = timed(self.function, 1, n)
        return spent

    def free(self) -> int:
        """Nanoseconds; of ours the arena's close(), of others the last reference."""
        gc.collect()
        start = process_time_ns()
        self.root = None
        if self.arena is not None:
            self.arena.close()
        spent = process_time_ns() - start
        self.arena = None
        self.stack.close()
        return spent


def run(name: str, n: int) -> dict[str, float]:
    """One process' figures: ns a node (free: ns), bytes a node."""
    tree = Tree(name)
    times: dict[str, list[float]] = {"build": [], "walk": [], "loop": [], "free": []}
    is_tuple = name == TUPLE
    before = resident()
    touched = 0.0
    for i in range(max(1, NODES_A_PROCESS // n)):
        times["build"].append(tree.build(n) / n)
        if i == 0:
            touched = (resident() - before) / n
        if name != NOTHING:
            spent, result = timed(walk_tuple if is_tuple else walk, tree.root)
            check(result, n)
            times["walk"].append(spent / n)
            spent, result = timed(loop_tuple if is_tuple else loop, tree.root)
            check(result, n)
            times["loop"].append(spent / n)
        times["free"].append(tree.free())
    figures = {key: median(values) for key, values in times.items() if values}
    figures["resident"] = touched
    return figures


def requested(name: str, n: int) -> dict[str, float]:
    """Bytes a node as tracemalloc counts them: requests, without their rounding."""
    tree = Tree(name)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    tree.build(n)
    figures = {"requested": (tracemalloc.get_traced_memory()[0] - before) / n}
    if tree.arena is not None:
        figures["used"] = tree.arena.stats().used / n
        figures["capacity"] = tree.arena.stats().capacity / n
    tree.free()
    return figures


# ---- All of them ---------------------------------------------------------------


class Row(NamedTuple):
    name: str
    figures: dict[str, float]


def measure(n: int, names: Sequence[str], rounds: int) -> list[Row]:
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            runs[name].append(worker(__file__, "--worker", name, str(n)))
    rows = []
    for name in names:
        keys = runs[name][0]
        figures = {key: median(run[key] for run in runs[name]) for key in keys}
        if n <= 10**6 and name != NOTHING:
            figures |= worker(__file__, "--bytes", name, str(n))
        rows.append(Row(name, figures))
    return rows


def best(rows: Sequence[Row], figure: str) -> float:
    return min(row.figures[figure] for row in rows if row.name in PEERS)


def cell(row: Row, figure: str, rows: Sequence[Row]) -> str:
    """The figure and, if there are peers, its ratio to the best of them."""
    value = row.figures.get(figure)
    if value is None or (row.name == NOTHING and figure != "build"):
        return "-"
    if not any(peer.name in PEERS for peer in rows) or row.name == NOTHING:
        return f"{value:,.1f}"
    return f"{value:,.1f} ({value / best(rows, figure):.2f})"


def free_cell(row: Row) -> str:
    return "-" if row.name == NOTHING else f"{row.figures['free'] / 1000:,.1f}"


def show(n: int, rows: Sequence[Row], rounds: int) -> None:
    table(
        f"{n:,} nodes, median of {rounds} rounds, ns a node (ratio to the best peer)",
        ["", "build", "walk, recursive", "walk, loop", "free, us", "resident B", "requested B"],
        [
            [
                row.name,
                *(cell(row, figure, rows) for figure in ("build", "walk", "loop")),
                free_cell(row),
                cell(row, "resident", rows),
                f"{row.figures['requested']:.1f}" if "requested" in row.figures else "-",
            ]
            for row in rows
        ],
    )
    for row in rows:
        if "used" in row.figures:
            used, capacity = row.figures["used"], row.figures["capacity"]
            say(f"{row.name}: stats() says {used:.2f} bytes a node used, {capacity:.2f} held")
            break


def names_for(n: int, only: Sequence[str] | None) -> list[str]:
    names = LARGE if n >= 10**7 else CONTENDERS
    return [name for name in names if not only or name in only]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=5, help="at 10^7 at most 2")
    parser.add_argument("--only", nargs="+", choices=CONTENDERS)
    parser.add_argument("--worker", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--bytes", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        name, size = arguments.worker
        print(json.dumps(run(name, int(size))))
    elif arguments.bytes:
        name, size = arguments.bytes
        print(json.dumps(requested(name, int(size))))
    else:
        heading("Records: a binary tree", "attrs", "msgspec", "recordclass")
        for n in arguments.sizes:
            rounds = min(arguments.rounds, 2) if n >= 10**7 else arguments.rounds
            show(n, measure(n, names_for(n, arguments.only), rounds), rounds)


if __name__ == "__main__":
    main()
