"""Instances, closures and generators: rules compiled into functions and run over a stream."""

import sys
from collections.abc import Callable, Iterator
from functools import partial

RECORDS = 2_000 if "--short" in sys.argv else 150_000


class Record:
    def __init__(self, number: int, name: str) -> None:
        self.number = number
        self.name = name
        self.marks: dict[str, int] = {}


Rule = Callable[[Record], bool]


def over(limit: int) -> Rule:
    return lambda record: record.number % 1000 > limit


def named(part: str) -> Rule:
    def rule(record: Record) -> bool:
        return part in record.name

    return rule


def both(*rules: Rule) -> Rule:
    return lambda record: all(rule(record) for rule in rules)


def mark(rule: Rule, name: str, record: Record) -> Record:
    record.marks[name] = record.marks.get(name, 0) + rule(record)
    return record


def stream(count: int) -> Iterator[Record]:
    for i in range(count):
        yield Record(i, f"record {i:x}")


def windows(records: Iterator[Record], size: int) -> Iterator[list[Record]]:
    window: list[Record] = []
    for record in records:
        window.append(record)
        if len(window) == size:
            yield window
            window = []
    if window:
        yield window


def flatten(nested: Iterator[list[Record]]) -> Iterator[Record]:
    for window in nested:
        yield from (record for record in window if record.number % 10)


def main() -> None:
    check = 0
    for record in flatten(windows(stream(RECORDS), 64)):
        # A rule of its own for each record, as a query planner makes one for each query.
        rules = [over(record.number % 700), named(f"{record.number % 16:x}")]
        steps = [partial(mark, rule, f"rule {i}") for i, rule in enumerate([*rules, both(*rules)])]
        for step in steps:
            record = step(record)  # noqa: PLW2901 - what a chain of steps does
        check += sum(record.marks.values()) * record.number
    print("checksum", check)


main()
