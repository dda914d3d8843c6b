"""How long does a record take from an extension, and how long from Python?

    python tests/cython/measure.py

Builds grove as the tests do. Medians of 9 rounds in an arena that was used
before, ns a record; the contenders take turns.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from arenite import Bump
from conftest import GROVE, install

ROUNDS = 9
DEPTH = 16
COUNT = 2 ** (DEPTH + 1) - 1


def timed(call: Callable[[], Any]) -> float:
    start = time.perf_counter_ns()
    call()
    return (time.perf_counter_ns() - start) / COUNT


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        install(GROVE, Path(folder))
        sys.path.insert(0, folder)
        measure()


def measure() -> None:
    from grove import probes, trees
    from grove.records import Node

    def build(depth: int) -> Any:
        return Node(1, build(depth - 1), build(depth - 1)) if depth else Node(1)

    def total(node: Any) -> int:
        return node.value + total(node.left) + total(node.right) if node else 0

    bump = Bump()
    kept = Bump()
    root = trees.build(kept, DEPTH)
    cases: dict[str, Callable[[], Any]] = {
        "Cython, without the GIL": lambda: trees.build(bump, DEPTH),
        "Cython, every check and a handle each": lambda: probes.build_one_by_one(bump, COUNT),
        "Python, Node(1, left, right)": lambda: build(DEPTH),
        "the sum of a tree, Cython": lambda: trees.total(root),
        "the sum of a tree, Python": lambda: total(root),
    }
    times: dict[str, list[float]] = {name: [] for name in cases}
    with bump:
        for _ in range(ROUNDS + 1):
            for name, call in cases.items():
                bump.reset("all")
                times[name].append(timed(call))
    for name, rounds in times.items():
        print(f"{name:40} {statistics.median(rounds[1:]):8.1f}")


if __name__ == "__main__":
    main()
