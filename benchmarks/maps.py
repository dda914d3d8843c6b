"""What do collections in the arena cost beside Python's own?

    python benchmarks/maps.py

Each line is timed in short runs, the contenders in turn, and the fastest run
counts. Bytes are those of the container with what it refers to: of a dict, the
table and the objects of its keys and values; of a Map, what the arena uses.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable
from time import perf_counter_ns
from typing import Any

from _report import heading, table

from arenite import Bump, Map, SymbolTable, i32, i64

RUNS = 15
SIZES = (10, 100, 1_000, 10_000, 100_000, 1_000_000)


# ---- Timing ------------------------------------------------------------------


def each(statement: Callable[[Any, Any], object], target: Any, keys: list[Any]) -> float:
    """ns a call of `statement(target, keys)`, which does something for each key."""
    start = perf_counter_ns()
    statement(target, keys)
    return (perf_counter_ns() - start) / len(keys)


def fastest(
    statement: Callable[[Any, Any], object], makers: Iterable[Callable[[], Any]], keys: list[Any]
) -> list[float]:
    """ns a key, the fastest run of each contender, on a fresh one each run."""
    makers = list(makers)
    best = [float("inf")] * len(makers)
    gc.collect()
    for _ in range(RUNS if len(keys) < 100_000 else 5):
        for i, make in enumerate(makers):
            best[i] = min(best[i], each(statement, make(), keys))
    return best


def ratios(columns: list[float]) -> list[str]:
    first = columns[0]
    return [f"{first:.1f}"] + [f"{value:.1f} ({value / first:.2f})" for value in columns[1:]]


# ---- Map against dict --------------------------------------------------------


def get(target: Any, keys: list[Any]) -> None:
    for key in keys:
        target[key]


def has(target: Any, keys: list[Any]) -> None:
    for key in keys:
        key in target  # noqa: B015


def put(target: Any, keys: list[Any]) -> None:
    for key in keys:
        target[key] = 7


def drop(target: Any, keys: list[Any]) -> None:
    for key in keys:
        del target[key]


def items(target: Any, keys: list[Any]) -> None:  # noqa: ARG001
    for _key, _value in target.items():
        pass


def update(target: Any, keys: list[Any]) -> None:
    target.update(dict.fromkeys(keys, 7))


def map_rows(keys: list[Any], key_type: Any) -> list[list[str]]:
    bump = Bump.reserve(1 << 30)

    def fresh() -> Map[Any, int]:
        bump.reset()
        return bump.map(key_type, i64)

    def full_of(value: int) -> tuple[Callable[[], Any], Callable[[], Any]]:
        source = dict.fromkeys(keys, value)

        def full() -> Map[Any, int]:
            bump.reset()
            return bump.map(key_type, i64, source)

        return lambda: dict(source), full

    empty, small, large = (dict, fresh), full_of(7), full_of(1000)
    cases: list[tuple[str, Callable[[Any, Any], object], Any]] = [
        ("in", has, small),
        ("get, a small int", get, small),
        ("get, an int that is made", get, large),
        ("set, a new key", put, empty),
        ("set, a key that is there", put, small),
        ("del", drop, small),
        ("items(), an item, small ints", items, small),
        ("items(), an item, ints that are made", items, large),
        ("update, an item", update, empty),
    ]
    rows = []
    for name, statement, makers in cases:
        rows.append([name, *ratios(fastest(statement, makers, keys))])
    return rows


def bytes_of(container: dict[Any, Any], immortal: bool) -> int:
    """A dict and the ints or strings in it; small ints are the interpreter's own."""
    total = sys.getsizeof(container)
    for key, value in container.items():
        for one in (key, value):
            if not immortal or not isinstance(one, int) or one > 256:
                total += (sys.getsizeof(one) + 15) // 16 * 16
    return total


def memory_rows() -> list[list[str]]:
    rows = []
    for size in SIZES:
        row = [f"{size:,}"]
        for key_type, kind in ((i32, int), (i64, int), (str, str)):
            keys = [kind(i + 1000) for i in range(size)]
            mapping = {key: i + 1000 for i, key in enumerate(keys)}
            heap = bytes_of(mapping, immortal=True) / size
            grown = Bump.reserve(1 << 30)
            one = grown.map(key_type, i32 if key_type is i32 else i64)
            for key, value in mapping.items():
                one[key] = value
            made = Bump.reserve(1 << 30)
            made.map(key_type, i32 if key_type is i32 else i64, mapping)
            row += [
                f"{heap:.0f}",
                f"{grown.stats().used / size:.0f} ({grown.stats().used / size / heap:.2f})",
                f"{made.stats().used / size:.0f} ({made.stats().used / size / heap:.2f})",
            ]
        rows.append(row)
    return rows


# ---- SymbolTable against dict ------------------------------------------------


class Interner:
    """What programs write themselves: a dict and a list."""

    __slots__ = ("numbers", "texts")

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.texts: list[str] = []

    def intern(self, text: str) -> int:
        number = self.numbers.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        return number


def look_up(target: Any, keys: list[Any]) -> None:
    find = target.__getitem__ if isinstance(target, dict) else target.intern
    for key in keys:
        find(key)


def resolve(target: Any, keys: list[Any]) -> None:
    find = target.resolve if isinstance(target, SymbolTable) else target.texts.__getitem__
    for i in range(len(keys)):
        find(i)


def symbol_rows(size: int) -> list[list[str]]:
    names = [f"name_{i}" for i in range(size)]
    numbers = {name: i for i, name in enumerate(names)}

    def full(cls: Any) -> Callable[[], Any]:
        def make() -> Any:
            made = cls()
            for name in names:
                made.intern(name)
            return made

        return make

    cases: list[tuple[str, Callable[[Any, Any], object], Callable[[], Any], Any]] = [
        ("intern, a known text (dict alone)", look_up, lambda: numbers, full(SymbolTable)),
        ("intern, a known text", look_up, full(Interner), full(SymbolTable)),
        ("intern, a new text", look_up, Interner, SymbolTable),
        ("resolve", resolve, full(Interner), full(SymbolTable)),
    ]
    return [
        [name, *ratios(fastest(statement, (peer, own), names))]
        for name, statement, peer, own in cases
    ]


def maps() -> None:
    for key_type, kind in ((i64, int), (str, str)):
        for size in (8, 1_000, 100_000):
            keys = [kind(i + 1000) for i in range(size)]
            table(
                f"Map[{kind.__name__}, i64] of {size:,}: ns (ratio to dict)",
                ["operation", "dict", "Map"],
                map_rows(keys, key_type),
            )
    table(
        "Bytes an entry, with the objects of keys and values (ratio to dict);\n"
        "a Map that grew item by item, and one made of a dict",
        ["entries", "dict of int", "[i32, i32] grown", "made", "dict of int", "[i64, i64] grown",
         "made", "dict of str", "[str, i64] grown", "made"],
        memory_rows(),
    )  # fmt: skip


def symbols() -> None:
    for size in (1_000, 100_000):
        table(
            f"SymbolTable of {size:,}: ns (ratio)",
            ["operation", "dict and list", "SymbolTable"],
            symbol_rows(size),
        )


def main() -> None:
    heading("collections in the arena")
    maps()
    symbols()


if __name__ == "__main__":
    main()
