"""Places in source text: from byte offsets to lines and columns."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias, get_args

Unit: TypeAlias = Literal["utf-32", "utf-16", "utf-8"]
"""What columns count, by the names of the Language Server Protocol: code points,
units of UTF-16 (as JavaScript and editors do), bytes."""

# In the order of `unit` in module_source.c.
UNITS: tuple[Unit, ...] = get_args(Unit)


class Location(NamedTuple):
    """A place as people count: lines from 1, columns (in code points) from 0."""

    line: int
    column: int


class SourceLocation(NamedTuple):
    """Where a node begins, and where it has ended."""

    start: Location
    end: Location


_NUMBERS: dict[str, int] = {unit: number for number, unit in enumerate(UNITS)}


def unit_number(unit: str) -> int:
    """The unit as C numbers it. ValueError if it is none."""
    number = _NUMBERS.get(unit)
    if number is None:
        raise ValueError(f"unit {unit!r} is none of {', '.join(UNITS)}")
    return number


# LineTerminatorSequence of ECMAScript; str.splitlines knows more of them.
_LINE_END = re.compile(b"\r\n|\n|\r|\xe2\x80\xa8|\xe2\x80\xa9")


def locate(source: bytes, offset: int) -> Location:
    """The line and column of a byte offset; beyond the end it is the end's."""
    line, start = 1, 0
    for end in _LINE_END.finditer(source):
        if end.end() > offset:
            break
        line, start = line + 1, end.end()
    return Location(line, len(source[start:offset].decode("utf-8", "replace")))


def line_at(source: bytes, offset: int) -> str:
    """The line that a byte offset is on, without its end."""
    start = 0
    for end in _LINE_END.finditer(source):
        if end.end() > offset:
            return source[start : end.start()].decode("utf-8", "replace")
        start = end.end()
    return source[start:].decode("utf-8", "replace")
