"""What do single operations cost: an arena's life, a scope, one attribute, an import?

    python benchmarks/operations.py

Each line is timed in short runs, the contenders of one table in turn, and the
fastest run counts: what disturbs a run of microseconds only ever adds to it.
"""

import gc
import itertools
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter_ns, thread_time_ns
from typing import Any, Literal, Optional

import msgspec
from _report import heading, median, say, table

from arenite import Bump, Slice, Struct, f64, fields, find_all, i32, i64, u8, walk

RUNS = 25
TREE = 1_000_000


class Node(Struct):
    value: i32
    left: "Node | None" = None
    right: "Node | None" = None


@dataclass(slots=True)
class Plain:
    value: int
    left: Optional["Plain"] = None
    right: Optional["Plain"] = None


class Uncollected(msgspec.Struct, gc=False):
    value: int
    left: Optional["Uncollected"] = None
    right: Optional["Uncollected"] = None


# ---- Timing ------------------------------------------------------------------


def repeat(statement: Callable[[], object], times: int) -> float:
    """ns a call, without the loop's own."""
    loop = itertools.repeat(None, times)
    start = perf_counter_ns()
    for _ in loop:
        statement()
    spent = perf_counter_ns() - start
    loop = itertools.repeat(None, times)
    start = perf_counter_ns()
    for _ in loop:
        nothing()
    return (spent - (perf_counter_ns() - start)) / times


def nothing() -> None:
    pass


def fastest(statements: dict[str, Callable[[], object]], times: int) -> dict[str, float]:
    best = dict.fromkeys(statements, float("inf"))
    gc.collect()
    for _ in range(RUNS):
        for name, statement in statements.items():
            best[name] = min(best[name], repeat(statement, times))
    return best


def once(statement: Callable[[], object], before: Callable[[], Any] = nothing) -> float:
    """ns of the fastest of seven calls, each after `before`."""
    spent = []
    gc.collect()
    for _ in range(7):
        before()
        start = perf_counter_ns()
        statement()
        spent.append(perf_counter_ns() - start)
    return min(spent)


# ---- The life of arenas ------------------------------------------------------


def one_record() -> None:
    bump = Bump()
    bump.alloc(Node, 1)
    bump.close()


def one_record_ambient() -> None:
    with Bump():
        Node(1)


def lives() -> None:
    bump = Bump()
    bump.alloc(Node, 1)
    kept = bump.alloc(Node, 2)

    def scope() -> None:
        with bump.scope():
            pass

    def scope_with_record() -> None:
        with bump.scope():
            Node(1)

    def reset() -> None:
        resettable.reset()

    resettable = Bump()
    resettable.alloc(Node, 1)
    got = fastest(
        {
            "Bump(), one record, close()": one_record,
            "with Bump(): one record": one_record_ambient,
            "with bump.scope(): nothing": scope,
            "with bump.scope(): one record": scope_with_record,
            "bump.reset() of an empty arena": reset,
            "bump.alloc(Node, 1), dropped": lambda: bump.alloc(Node, 1),
            "Uncollected(1), dropped": lambda: Uncollected(1),
            "Plain(1), dropped": lambda: Plain(1),
        },
        2000,
    )
    assert kept.value == 2
    table("Life, without the call around it", ["", "ns"], [[k, f"{v:.0f}"] for k, v in got.items()])


# ---- Freeing -----------------------------------------------------------------


def build(make: Callable[..., Any], i: int, n: int) -> Any:
    if i > n:
        return None
    return make(i, build(make, 2 * i, n), build(make, 2 * i + 1, n))


def free_ours(n: int, keep: Any) -> float:
    bump = Bump()

    def make(value: int, left: Node | None, right: Node | None) -> Node:
        return bump.alloc(Node, value, left, right)

    return once(lambda: bump.reset(keep=keep), lambda: build(make, 1, n))


def free_others(n: int, make: Callable[..., Any]) -> float:
    held: list[Any] = []
    return once(held.clear, lambda: held.append(build(make, 1, n)))


def frees() -> None:
    table(
        "Freeing a tree, us",
        ["nodes", 'reset("all")', "reset()", 'reset("none")', "dataclass", "msgspec gc=False"],
        [
            [
                f"{n:,}",
                *(f"{free_ours(n, keep) / 1e3:,.1f}" for keep in ("all", "largest", "none")),
                *(f"{free_others(n, make) / 1e3:,.1f}" for make in (Plain, Uncollected)),
            ]
            for n in (1_000, 10_000, 100_000, TREE)
        ],
    )


# ---- Walking at native speed --------------------------------------------------


class Item(Struct, tag=True):
    pass


class Leaf(Item):
    value: i32


class Inner(Item):
    value: i32
    left: "Item | None"
    right: "Item | None"


def loop(root: Any) -> int:
    """A tree, and nothing that could be met twice."""
    count = 0
    stack = [root]
    while stack:
        node = stack.pop()
        count += 1
        if node.right is not None:
            stack.append(node.right)
        if node.left is not None:
            stack.append(node.left)
    return count


def loop_once(root: Any) -> int:
    """What walk() does: each node once, also where nodes are shared or form cycles."""
    count = 0
    seen = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        count += 1
        if node.right is not None:
            stack.append(node.right)
        if node.left is not None:
            stack.append(node.left)
    return count


def loop_find(root: Any, cls: type) -> int:
    """What find_all() does."""
    count = 0
    seen = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, cls):
            count += 1
        if node.right is not None:
            stack.append(node.right)
        if node.left is not None:
            stack.append(node.left)
    return count


def count_all(iterator: Any) -> int:
    count = 0
    for _ in iterator:
        count += 1
    return count


def irregular(make: Callable[..., Any], n: int, seed: int = 1) -> Any:
    """A tree whose shape no processor can foresee."""
    chance = random.Random(seed)

    def grow(n: int) -> Any:
        if n == 0:
            return None
        left = chance.randrange(n)
        return make(chance.randrange(TREE), grow(left), grow(n - 1 - left))

    return grow(n)


def medians(statements: dict[str, Callable[[], object]]) -> dict[str, float]:
    """ns of a call in CPU time, the statements in turn."""
    spent: dict[str, list[int]] = {name: [] for name in statements}
    gc.collect()
    for _ in range(9):
        for name, statement in statements.items():
            start = thread_time_ns()
            statement()
            spent[name].append(thread_time_ns() - start)
    return {name: median(times) for name, times in spent.items()}


def family_of(i: int, left: Any, right: Any) -> Item:
    is_leaf = left is None and right is None and i % 500 == 0
    return Leaf(i) if is_leaf else Inner(i, left, right)


def walks() -> None:
    for title, shape in (("a complete tree", build_tree), ("an irregular tree", irregular)):
        with Bump():
            root, family = shape(Node, TREE), shape(family_of, TREE)
            plain, loose = shape(Plain, TREE), shape(Uncollected, TREE)
            walk_table(f"{TREE:,} nodes, {title}", root, family, plain, loose)


def build_tree(make: Callable[..., Any], n: int) -> Any:
    return build(make, 1, n)


def walk_table(title: str, root: Node, family: Item, plain: Plain, loose: Uncollected) -> None:
    found = find_all(family, Leaf).count()
    assert walk(family).count() == TREE
    assert walk(root).count() == count_all(walk(root)) == loop(plain) == loop_once(plain) == TREE
    bare, once = "a loop over dataclasses", "the same, each once"
    find = "the same, each once, isinstance"
    spent = medians(
        {
            bare: lambda: loop(plain),
            once: lambda: loop_once(plain),
            find: lambda: loop_find(plain, Uncollected),
            "a loop over msgspec gc=False, each once": lambda: loop_once(loose),
            "a loop over arenite": lambda: loop(root),
            "for _ in walk(root)": lambda: count_all(walk(root)),
            "walk(root).count()": lambda: walk(root).count(),
            "find_all(root, Leaf), none found": lambda: count_all(find_all(root, Leaf)),
            f"find_all(family, Leaf), {found:,} found": lambda: count_all(find_all(family, Leaf)),
        }
    )
    rows = []
    for name, ns in spent.items():
        same = spent[find if "find_all" in name else once]
        rows.append([name, f"{ns / TREE:.1f}", *(f"{x / ns:.1f}" for x in (spent[bare], same))])
    columns = ["", "ns a node", "times faster than bare", "than the same"]
    table(f"Seeing all of {title}", columns, rows)


# ---- Attributes ----------------------------------------------------------------


class Wide(Struct):
    flag: bool
    small: u8
    number: i64
    real: f64
    text: str
    literal: Literal["read", "write"]
    link: "Wide | None"
    nothing: "Wide | None"
    items: Slice[i32]

    def method(self) -> None:
        pass


@dataclass(slots=True)
class WidePlain:
    flag: bool
    small: int
    number: int
    real: float
    text: str
    literal: str
    link: "WidePlain | None"
    nothing: "WidePlain | None"
    items: list[int]

    def method(self) -> None:
        pass


LABELS = {
    member.name: repr(member).partition("type=")[2].rpartition(", offset")[0]
    for member in fields(Wide)
}


def reader(name: str, call: bool = False) -> Any:
    """A function that reads the attribute a hundred times."""
    body = "; ".join([f"o.{name}{'()' if call else ''}"] * 100)
    space: dict[str, Any] = {}
    exec(f"def read(o):\n    {body}\n", space)
    return space["read"]


def attributes() -> None:
    def wide(cls: Any, link: Any) -> Any:
        return cls(True, 7, 10**6, 1.5, "hello, world", "write", link, None, [1, 2, 3])

    names = ("flag", "small", "number", "real", "text", "literal", "link", "nothing", "items")
    with Bump():
        ours = wide(Wide, wide(Wide, None))
        plain = wide(WidePlain, wide(WidePlain, None))
        statements: dict[str, Callable[[], object]] = {}
        for name in (*names, "method"):
            read = reader(name, call=name == "method")
            other = reader(name, call=name == "method")  # inline caches of its own
            statements[f"{name} ours"] = partial(read, ours)
            statements[f"{name} dataclass"] = partial(other, plain)
        got = fastest(statements, 200)
    table(
        "Reading one attribute, ns",
        ["", "arenite", "dataclass slots"],
        [
            [
                f"{name}()" if name == "method" else f"{name}: {LABELS[name]}",
                f"{got[f'{name} ours'] / 100:.1f}",
                f"{got[f'{name} dataclass'] / 100:.1f}",
            ]
            for name in (*names, "method")
        ],
    )


# ---- Import --------------------------------------------------------------------


def import_ms(module: str, also: Sequence[str] = ()) -> float:
    """Milliseconds until `module` is imported, in an interpreter that has just started."""
    code = (
        f"import time, {', '.join(['sys', *also])}\n"
        f"start = time.perf_counter_ns()\nimport {module}\n"
        "print(time.perf_counter_ns() - start)"
    )
    spent = []
    for _ in range(15):
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        spent.append(int(done.stdout))
    return min(spent) / 1e6


def imports() -> None:
    modules = ("arenite", "arenite.ecmascript", "dataclasses", "attrs", "msgspec", "recordclass")
    table(
        "Import, fastest of 15 fresh interpreters",
        ["", "ms"],
        [[module, f"{import_ms(module):.1f}"] for module in modules],
    )


def main() -> None:
    heading("Single operations", "attrs", "msgspec", "recordclass")
    lives()
    attributes()
    walks()
    frees()
    imports()
    say("")


if __name__ == "__main__":
    main()
