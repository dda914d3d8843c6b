"""What do a list's and a text's operations cost in the arena, beside those of others?

    python benchmarks/lists.py

Each line is timed in rounds, the contenders in turn, and the median of the rounds
counts. `ratio` is to Python's own: list, or io.StringIO.
"""

import array
import gc
import io
import random
import sys
from collections.abc import Callable, Iterable
from time import perf_counter_ns
from typing import Any

import numpy as np
from _report import heading, median, say, table

from arenite import Bump, Struct, f64, i32, i64

ROUNDS = 9
COUNT = 10_000

Make = Callable[[], Any]
Operation = Callable[[Any], object]


class Node(Struct):
    value: i32


# ---- Timing ------------------------------------------------------------------


def ns_per_item(contenders: dict[str, Make], operation: Operation, times: int) -> dict[str, float]:
    """The median of the rounds; what `make` does is not counted."""
    spent: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, make in contenders.items():
            target = make()
            gc.disable()
            start = perf_counter_ns()
            operation(target)
            spent[name].append((perf_counter_ns() - start) / times)
            gc.enable()
            del target
    return {name: median(found) for name, found in spent.items()}


def report(title: str, first: str, lines: Iterable[tuple[str, dict[str, float]]]) -> None:
    lines = list(lines)
    names = list(dict.fromkeys(name for _, found in lines for name in found))
    rows = [
        [
            label,
            *(f"{found[name]:.1f}" if name in found else "" for name in names),
            f"{found[names[0]] / found[first]:.2f}",
        ]
        for label, found in lines
    ]
    table(title, ["ns", *names, "ratio"], rows)


# ---- Operations on sequences ---------------------------------------------------


def append(items: Any) -> None:
    add = items.append
    for i in range(COUNT):
        add(i)


def append_method(items: Any) -> None:
    for i in range(COUNT):
        items.append(i)


def append_same(value: Any) -> Operation:
    def run(items: Any) -> None:
        add = items.append
        for _ in range(COUNT):
            add(value)

    return run


def extend_list(items: Any) -> None:
    items.extend(NUMBERS)


def extend_range(items: Any) -> None:
    items.extend(range(COUNT))


def iterate(items: Any) -> None:
    for _ in items:
        pass


def read(items: Any) -> None:
    for i in range(COUNT):
        items[i]


def write(items: Any) -> None:
    for i in range(COUNT):
        items[i] = i


def pop(items: Any) -> None:
    take = items.pop
    for _ in range(COUNT):
        take()


def contains(items: Any) -> None:
    for _ in range(10):
        assert -1 not in items


def contains_text(items: Any) -> None:
    for _ in range(10):
        assert "none" not in items


def sort(items: Any) -> None:
    items.sort()


def to_list(items: Any) -> None:
    list(items)


def part(items: Any) -> None:
    items[COUNT // 4 : -COUNT // 4]


def insert(items: Any) -> None:
    for _ in range(200):
        items.insert(5, 1)


RANDOM = random.Random(1)
NUMBERS = [RANDOM.randrange(2**30) for _ in range(COUNT)]
FLOATS = [RANDOM.random() for _ in range(COUNT)]
WORDS = [f"word{i}" for i in NUMBERS]


def vec(item: Any, values: Any = ()) -> Make:
    return lambda: Bump().vec(item, values)


def numbers(values: Any = ()) -> dict[str, Make]:
    return {
        "Vec, i32": vec(i32, values),
        "list": lambda: list(values),
        "array.array": lambda: array.array("i", values),
        "Vec, i64": vec(i64, values),
    }


def floats(values: Any = ()) -> dict[str, Make]:
    return {
        "Vec, f64": vec(f64, values),
        "list": lambda: list(values),
        "array.array": lambda: array.array("d", values),
    }


def with_numpy(contenders: dict[str, Make], values: Any) -> dict[str, Make]:
    return {**contenders, "NumPy": lambda: np.array(values)}


def integers() -> None:
    small = range(COUNT)
    lines = [
        ("append(i)", ns_per_item(numbers(), append, COUNT)),
        ("append(1), a small int", ns_per_item(numbers(), append_same(1), COUNT)),
        ("items.append(i)", ns_per_item(numbers(), append_method, COUNT)),
        ("extend(list)", ns_per_item(numbers(), extend_list, COUNT)),
        ("extend(range)", ns_per_item(numbers(), extend_range, COUNT)),
        ("for x in items", ns_per_item(with_numpy(numbers(NUMBERS), NUMBERS), iterate, COUNT)),
        ("the same, small ints", ns_per_item(numbers([7] * COUNT), iterate, COUNT)),
        ("list(items)", ns_per_item(with_numpy(numbers(NUMBERS), NUMBERS), to_list, COUNT)),
        (r"items\[i]", ns_per_item(with_numpy(numbers(NUMBERS), NUMBERS), read, COUNT)),
        (r"items\[i] = i", ns_per_item(with_numpy(numbers(small), small), write, COUNT)),
        (r"items\[a:b], an item", ns_per_item(numbers(small), part, COUNT // 2)),
        ("pop()", ns_per_item(numbers(NUMBERS), pop, COUNT)),
        ("insert(5, x)", ns_per_item(numbers(small), insert, 200)),
        ("x in items, an item", ns_per_item(numbers(NUMBERS), contains, 10 * COUNT)),
    ]
    report(f"{COUNT:,} ints", "list", lines)
    can_sort = {k: v for k, v in with_numpy(numbers(NUMBERS), NUMBERS).items() if "array" not in k}
    with_key = {name: can_sort[name] for name in ("Vec, i32", "list")}
    lines = [
        ("sort()", ns_per_item(can_sort, sort, COUNT)),
        ("sort(key=abs)", ns_per_item(with_key, lambda items: items.sort(key=abs), COUNT)),
    ]
    report("Sorting, an item", "list", lines)


def reals() -> None:
    lines = [
        ("append(x)", ns_per_item(floats(), append_same(0.5), COUNT)),
        ("extend(list)", ns_per_item(floats(), lambda items: items.extend(FLOATS), COUNT)),
        ("for x in items", ns_per_item(floats(FLOATS), iterate, COUNT)),
        (r"items\[i]", ns_per_item(floats(FLOATS), read, COUNT)),
        ("pop()", ns_per_item(floats(FLOATS), pop, COUNT)),
        ("x in items, an item", ns_per_item(floats(FLOATS), contains, 10 * COUNT)),
    ]
    report(f"{COUNT:,} floats", "list", lines)


def objects() -> None:
    def nodes() -> Any:
        bump = Bump()
        return bump.vec(Node, [bump.alloc(Node, i) for i in range(COUNT)])

    def kept() -> Any:
        bump = Bump()
        return [bump.alloc(Node, i) for i in range(COUNT)]

    bump = Bump()
    node = bump.alloc(Node, 1)

    records: dict[str, Make] = {"Vec": nodes, "list": kept}
    lines = [
        (
            "records: append",
            ns_per_item({"Vec": lambda: bump.vec(Node), "list": list}, append_same(node), COUNT),
        ),
        ("records: for x in items", ns_per_item(records, iterate, COUNT)),
        (r"records: items\[i]", ns_per_item(records, read, COUNT)),
        ("records: pop()", ns_per_item(records, pop, COUNT)),
    ]
    texts: dict[str, Make] = {"Vec": vec(str, WORDS), "list": lambda: list(WORDS)}
    empty: dict[str, Make] = {"Vec": vec(str), "list": list}
    lines += [
        ("str: append", ns_per_item(empty, append_same("word"), COUNT)),
        ("str: extend(list)", ns_per_item(empty, lambda items: items.extend(WORDS), COUNT)),
        ("str: for x in items", ns_per_item(texts, iterate, COUNT)),
        (r"str: items\[i]", ns_per_item(texts, read, COUNT)),
        ("str: x in items, an item", ns_per_item(texts, contains_text, 10 * COUNT)),
        ("str: sort()", ns_per_item(texts, sort, COUNT)),
    ]
    report(f"{COUNT:,} records and texts", "list", lines)


# ---- Memory ----------------------------------------------------------------------


def bytes_used(item: Any, values: list[Any]) -> float:
    bump = Bump()
    items = bump.vec(item, values)
    items.shrink_to_fit()
    return bump.stats().used / len(values)


def memory() -> None:
    big = [10**6 + i for i in range(COUNT)]
    rows = [
        ["ints", f"{bytes_used(i32, big):.1f}", f"{deep(big):.1f}"],
        ["floats", f"{bytes_used(f64, FLOATS):.1f}", f"{deep(FLOATS):.1f}"],
        ["texts of 13 characters", f"{bytes_used(str, WORDS):.1f}", f"{deep(WORDS):.1f}"],
    ]
    table("Bytes an item", ["", "Vec", "list and items"], rows)


def deep(values: list[Any]) -> float:
    return (sys.getsizeof(values) + sum(map(sys.getsizeof, values))) / len(values)


# ---- Text ------------------------------------------------------------------------


def write_words(target: Any) -> None:
    for word in WORDS:
        target.write(word)


def join(words: Any) -> None:
    for word in WORDS:
        words.append(word)
    "".join(words)


def write_and_read(target: Any) -> None:
    write_words(target)
    target.getvalue() if isinstance(target, io.StringIO) else str(target)


def texts() -> None:
    files: dict[str, Make] = {"String": lambda: Bump().string(), "io.StringIO": io.StringIO}
    joined = ns_per_item({"list, join": list}, join, COUNT)
    lines = [
        ("write(word)", ns_per_item(files, write_words, COUNT)),
        ("write(word), and the str", {**ns_per_item(files, write_and_read, COUNT), **joined}),
        ("print(word, file=)", ns_per_item(files, print_words, COUNT)),
        ("writelines(words)", ns_per_item(files, lambda t: t.writelines(WORDS), COUNT)),
    ]
    report(f"{COUNT:,} words", "io.StringIO", lines)


def print_words(target: Any) -> None:
    for word in WORDS:
        print(word, file=target)


def main() -> None:
    heading("Vec and String", "numpy")
    say("ns an operation; ratio: the first column to list's or io.StringIO's")
    integers()
    reals()
    objects()
    texts()
    memory()


if __name__ == "__main__":
    main()
