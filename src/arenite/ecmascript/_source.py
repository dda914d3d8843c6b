"""Places in source text: from byte offsets to lines and columns."""

from __future__ import annotations

import re
from typing import NamedTuple


class Location(NamedTuple):
    """A place as people count: lines from 1, columns in code points from 0."""

    line: int
    column: int


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
