"""What a source that cannot be parsed raises."""

from __future__ import annotations

from typing import NamedTuple

from arenite.ecmascript._source import line_at, locate

_LONGEST_LINE = 160
"""Code points of the line that an error shows: minified sources have one line."""


class Related(NamedTuple):
    """The other place that an error is about, such as that of the first declaration.

    `start` and `end` are byte offsets, `lineno` counts from 1, `column` is in code
    points from 0.
    """

    note: str
    start: int
    end: int
    lineno: int
    column: int


class ParseError(SyntaxError):
    """The source is not what its language allows.

    A `SyntaxError`: `filename`, `lineno`, `offset`, `text`, so that Python
    shows the line with a caret. `start` and `end` are byte offsets. `code` names
    the kind of error and stays the same when messages change: "syntax" for what is
    against the grammar, else a name of its own, such as "redeclared". `related` is
    the other place that matters, if there is one.
    """

    def __init__(
        self,
        message: str,
        source: bytes,
        start: int,
        end: int,
        filename: str | None,
        *,
        code: str = "syntax",
        related: tuple[str, int, int] | None = None,
    ) -> None:
        place, stop = locate(source, start), locate(source, max(start, end))
        text = line_at(source, start)
        last = stop.column if stop.line == place.line else len(text)
        cut = max(0, place.column - _LONGEST_LINE // 2) if len(text) > _LONGEST_LINE else 0
        text = text[cut : cut + _LONGEST_LINE]
        super().__init__(
            message,
            (
                filename or "<source>",
                place.line,
                place.column - cut + 1,
                text,
                place.line,
                min(last - cut, len(text)) + 1,
            ),
        )
        self.start = start
        self.end = end
        self.column = place.column
        """Code points before the error in its line, also where `text` is cut."""
        self.code = code
        self.related = None if related is None else _locate_related(source, *related)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.args, self.__dict__)


def _locate_related(source: bytes, note: str, start: int, end: int) -> Related:
    place = locate(source, start)
    return Related(note, start, end, place.line, place.column)


def _rebuild(args: tuple[object, ...], attributes: dict[str, object]) -> ParseError:
    error = ParseError.__new__(ParseError, *args)
    SyntaxError.__init__(error, *args)
    error.__dict__.update(attributes)
    return error
