"""What a source that cannot be parsed raises."""

from __future__ import annotations

from arenite.ecmascript._source import line_at, locate

_LONGEST_LINE = 160
"""Code points of the line that an error shows: minified sources have one line."""


class ParseError(SyntaxError):
    """The source is not what its language allows.

    A `SyntaxError`: `filename`, `lineno`, `offset`, `text`, so that Python
    shows the line with a caret. `start` and `end` are byte offsets.
    """

    def __init__(
        self, message: str, source: bytes, start: int, end: int, filename: str | None
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

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.args, self.start, self.end, self.column)


def _rebuild(args: tuple[object, ...], start: int, end: int, column: int) -> ParseError:
    error = ParseError.__new__(ParseError, *args)
    SyntaxError.__init__(error, *args)
    error.start, error.end, error.column = start, end, column
    return error
