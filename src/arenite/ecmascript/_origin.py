"""Which Program a node belongs to, for its text and its place in the source.

A node is 16 bytes or a little more; a reference to its Program would make that 24. So
the arenas that sources were parsed into are remembered, weakly, with where their
Programs lie. All nodes of a Program lie between its source and itself.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from arenite import Bump, arena_of
from arenite._core import _ref
from arenite.ecmascript import _parser
from arenite.ecmascript._source import Location, SourceLocation, Unit, unit_number

if TYPE_CHECKING:
    from arenite.ecmascript.ast import Node, Program


class Origin:
    """Where a Program lies, and where the lines of its source begin."""

    __slots__ = ("_starts", "program", "source")

    def __init__(self, program: int, source: int) -> None:
        self.program = program
        self.source = source
        self._starts: bytes | None = None

    def slice(self, record: Node, start: int, end: int) -> str:
        """What stands between two byte offsets; `record` is any of the same arena."""
        return _parser.text(record, self.program, self.source, start, end)

    def locate(self, node: Node, offset: int, unit: Unit = "utf-32") -> Location:
        """Line and column of a byte offset; `node` is any of the same arena."""
        number = unit_number(unit)
        starts = self._starts or self._find_lines(node)
        return _parser.locate(node, self.program, self.source, starts, number, Location, offset)

    def loc(self, record: Node, start: int, end: int, unit: Unit = "utf-32") -> SourceLocation:
        """Lines and columns of two byte offsets; `record` is any of the same arena."""
        number = unit_number(unit)
        starts = self._starts or self._find_lines(record)
        return _parser.loc(
            record, self.program, self.source, starts, number, Location, SourceLocation, start, end
        )

    def _find_lines(self, node: Node) -> bytes:
        self._starts = _parser.lines(node, self.program, self.source)
        return self._starts


_origins: WeakKeyDictionary[Bump, list[Origin]] = WeakKeyDictionary()


def remember(arena: Bump, program: Program, *, parsed: bool = True) -> Origin:
    """To be called when a Program was made, `parsed` with a source of its own.

    What lay behind it before is gone.
    """
    origin = Origin(*_parser.extent(program))
    known = _origins.setdefault(arena, [])
    first = origin.source if parsed else origin.program
    del known[bisect_left(known, first, key=_program_of) :]
    known.append(origin)
    return origin


def _program_of(origin: Origin) -> int:
    return origin.program


def find(node: Node) -> Origin:
    """The origin of a node. ValueError if it was made by hand, or copied.

    In an arena with one Program all nodes without a place are taken for its own:
    those that a Transformer made keep the spans of what they replace.
    """
    known = _origins.get(arena_of(node), [])
    if len(known) == 1:
        return known[0]
    ref = _ref(node)
    index = bisect_left(known, ref, key=_program_of)
    if index < len(known) and ref >= known[index].source:
        return known[index]
    raise ValueError(
        f"{type(node).__name__}: which source it is of is not known, because parse() did not "
        "make it; slice `source` of its Program from `start` to `end`"
    )


def text_of(node: Node) -> str:
    origin = find(node)
    return _parser.text(node, origin.program, origin.source)


def location_of(node: Node, unit: Unit = "utf-32") -> SourceLocation:
    return find(node).loc(node, node.start, node.end, unit)
