"""What does a table of rows cost: to fill from values or columns, to go through, in bytes?

    python benchmarks/columns.py                  a million rows
    python benchmarks/columns.py --rows 10000     fewer

A row is an f64, an f32 and an i32. What the columns or tuples are made of is there
before the clock starts. Each way runs in a fresh process; a figure is the fastest
of its runs there, the median over the rounds.
"""

import argparse
import gc
import json
import tracemalloc
from collections.abc import Callable
from time import perf_counter_ns
from typing import Any, NamedTuple

import numpy as np
from _report import heading, median, say, table, worker

ROUNDS = 3
RUNS = 5

LAYOUT = [("x", "f8"), ("y", "f4"), ("n", "i4")]


class Data(NamedTuple):
    """The same rows, as each of the ways wants them."""

    x: Any
    y: Any
    n: Any
    lists: list[list[Any]]
    tuples: list[tuple[float, float, int]]


def make_data(rows: int) -> Data:
    random = np.random.default_rng(1)
    x, y = random.random(rows), random.random(rows).astype("f4")
    n = np.arange(rows, dtype="i4")
    lists = [column.tolist() for column in (x, y, n)]
    return Data(x, y, n, lists, list(zip(*lists, strict=True)))


# ---- The ways to fill ----------------------------------------------------------


def use_arenite(rows: int) -> Any:
    from arenite import Struct, TypedArena, f32, f64, i32

    class Point(Struct):
        x: f64
        y: f32
        n: i32

    return lambda: TypedArena(Point, rows)


def use_dataclass() -> Any:
    from dataclasses import dataclass

    @dataclass(slots=True)
    class Point:
        x: float
        y: float
        n: int

    return Point


def alloc_loop(data: Data) -> Callable[[], Any]:
    make = use_arenite(len(data.n))

    def fill() -> Any:
        points = make()
        alloc = points.alloc
        for x, y, n in data.tuples:
            alloc(x, y, n)
        return points

    return fill


def alloc_extend(data: Data) -> Callable[[], Any]:
    make = use_arenite(len(data.n))

    def fill() -> Any:
        points = make()
        points.alloc_extend(data.tuples)
        return points

    return fill


def columns_of(x: Any, y: Any, n: Any) -> Callable[[Data], Callable[[], Any]]:
    def way(data: Data) -> Callable[[], Any]:
        make = use_arenite(len(data.n))
        given = {"x": x(data), "y": y(data), "n": n(data)}

        def fill() -> Any:
            points = make()
            points.alloc_columns(**given)
            return points

        return fill

    return way


def columns_again(data: Data) -> Callable[[], Any]:
    points = use_arenite(len(data.n))()

    def fill() -> Any:
        points.bump.reset()
        points.alloc_columns(x=data.x, y=data.y, n=data.n)
        return points

    return fill


def dataclass_loop(data: Data) -> Callable[[], Any]:
    point = use_dataclass()

    def fill() -> Any:
        points = []
        for x, y, n in data.tuples:
            points.append(point(x, y, n))
        return points

    return fill


def numpy_columns(data: Data) -> Callable[[], Any]:
    def fill() -> Any:
        points = np.empty(len(data.n), LAYOUT)
        points["x"], points["y"], points["n"] = data.x, data.y, data.n
        return points

    return fill


def numpy_tuples(data: Data) -> Callable[[], Any]:
    return lambda: np.array(data.tuples, LAYOUT)


WAYS: dict[str, Callable[[Data], Callable[[], Any]]] = {
    "TypedArena.alloc in a loop": alloc_loop,
    "alloc_extend of tuples": alloc_extend,
    "alloc_columns of lists": columns_of(*(lambda d, i=i: d.lists[i] for i in range(3))),
    "alloc_columns of arrays": columns_of(lambda d: d.x, lambda d: d.y, lambda d: d.n),
    "the same, in an arena that was reset": columns_again,
    "converted arrays": columns_of(lambda d: d.n, lambda d: d.x, lambda d: d.n.astype(">i8")),
    "list of dataclass(slots)": dataclass_loop,
    "NumPy structured, of tuples": numpy_tuples,
    "NumPy structured, of arrays": numpy_columns,
}
LOOP = "TypedArena.alloc in a loop"
MADE_OF = {
    "a TypedArena": "alloc_columns of arrays",
    "a list of dataclass(slots)": "list of dataclass(slots)",
    "a NumPy structured array": "NumPy structured, of arrays",
}


# ---- Going through them --------------------------------------------------------


def just_rows(points: Any) -> None:
    for _ in points:
        pass


def sum_attributes(points: Any) -> int:
    total = 0
    for point in points:
        total += point.n
    return total


def sum_items(points: Any) -> int:
    total = 0
    for point in points:
        total += int(point["n"])
    return total


def sum_column(points: Any) -> Any:
    return (points["n"] if isinstance(points, np.ndarray) else points.column("n")).sum()


# ---- One process ---------------------------------------------------------------


def fastest(call: Callable[[], Any], rows: int) -> float:
    """Nanoseconds a row; freeing what was made is not in it."""
    times = []
    for _ in range(RUNS):
        gc.collect()
        start = perf_counter_ns()
        made = call()
        times.append(perf_counter_ns() - start)
        del made
    return min(times) / rows


def bytes_a_row(fill: Callable[[], Any], rows: int) -> float:
    gc.collect()
    tracemalloc.start()
    made = fill()
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del made
    return used / rows


def measure_fill(way: str, rows: int) -> dict[str, float]:
    fill = WAYS[way](make_data(rows))
    return {"ns": fastest(fill, rows)}


def measure_use(what: str, rows: int) -> dict[str, float]:
    fill = WAYS[MADE_OF[what]](make_data(rows))
    found = {"bytes": bytes_a_row(fill, rows)}
    points = fill()
    read = sum_items if isinstance(points, np.ndarray) else sum_attributes
    found["iterate"] = fastest(lambda: just_rows(points), rows)
    found["read"] = fastest(lambda: read(points), rows)
    if not isinstance(points, list):
        found["column"] = fastest(lambda: sum_column(points), rows)
    return found


def medians(kind: str, name: str, rows: int) -> dict[str, float]:
    found = [worker(__file__, kind, name, "--rows", str(rows)) for _ in range(ROUNDS)]
    return {key: median(f[key] for f in found) for key in found[0]}


# ---- The report ----------------------------------------------------------------


def report(rows: int) -> None:
    heading("Tables of rows", "numpy")
    fills = {way: medians("fill", way, rows)["ns"] for way in WAYS}
    table(
        f"Filling a table of {rows:,} rows",
        ["", "ns a row", "million rows/s", "times the loop"],
        (
            (way, f"{ns:.1f}", f"{1000 / ns:,.1f}", f"{fills[LOOP] / ns:.1f}")
            for way, ns in fills.items()
        ),
    )
    uses = {what: medians("use", what, rows) for what in MADE_OF}
    table(
        "Going through it, ns a row",
        ["", "for row in", "and row.n read", "sum of column n", "bytes a row"],
        (
            (what, f"{f['iterate']:.1f}", f"{f['read']:.1f}",
             f"{f['column']:.2f}" if "column" in f else "", f"{f['bytes']:.1f}")
            for what, f in uses.items()
        ),
    )  # fmt: skip
    say("bytes: what tracemalloc counted; of the dataclasses without the floats and ints, which")
    say("the tuples have already: 24 to 28 bytes each if they had not")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("worker", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    if not options.worker:
        report(options.rows)
        return
    kind, name = options.worker
    measure = measure_fill if kind == "fill" else measure_use
    print(json.dumps(measure(name, options.rows)))


if __name__ == "__main__":
    main()
