"""Comments and tokens: arrays in the arena, and what they look like from Python."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, get_args, overload

from arenite import CorruptArenaError, Slice

if TYPE_CHECKING:
    from arenite.ecmascript._origin import Origin
    from arenite.ecmascript.ast import Node, Program

CommentType: TypeAlias = Literal["Line", "Block", "HTMLOpen", "HTMLClose"]
TokenType: TypeAlias = Literal[
    "Keyword",
    "Identifier",
    "PrivateIdentifier",
    "Punctuator",
    "String",
    "Numeric",
    "Template",
    "RegularExpression",
    "Boolean",
    "Null",
    "JSXIdentifier",
    "JSXText",
    "Hashbang",
]

# In the order of listed_comment and listed_token in token_list.h, which count from 1.
_COMMENT_TYPES: tuple[CommentType, ...] = get_args(CommentType)
_TOKEN_TYPES: tuple[TokenType, ...] = get_args(TokenType)

_OPENINGS = {"Line": 2, "Block": 2, "HTMLOpen": 4, "HTMLClose": 3}
"""Characters of `//`, `/*`, `<!--`, `-->`."""


K = TypeVar("K", CommentType, TokenType)


class _Piece(Generic[K]):
    """Of a source: its `type`, and `start` and `end` in bytes."""

    __slots__ = ("_list", "end", "start", "type")

    def __init__(self, spans: Spans[Any], type: K, start: int, end: int) -> None:
        self._list = spans
        self.type: K = type
        self.start = start
        self.end = end

    @property
    def text(self) -> str:
        """How it is written. StaleReferenceError when the arena is closed or reset."""
        return self._list.text(self.start, self.end)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.type} {self.start}..{self.end}>"


class Token(_Piece[TokenType]):
    """One token: its `type`, and `start` and `end` in bytes of the source.

    Types are those of typescript-estree: a reserved word is a `Keyword` where it is no
    name, attribute strings of JSX are `JSXText`, and each part of a template from its
    backquote or brace to the next is a `Template`.
    """

    __slots__ = ()


class Comment(_Piece[CommentType]):
    """One comment: its `type`, and `start` and `end` in bytes of the source.

    `HTMLOpen` and `HTMLClose` are `<!--` and `-->` of scripts, up to the line's end.
    """

    __slots__ = ()

    @property
    def value(self) -> str:
        """What stands behind the opening, and before the end of a `Block`."""
        end = self.end - 2 if self.type == "Block" else self.end
        return self._list.text(self.start + _OPENINGS[self.type], end)


T = TypeVar("T", Token, Comment)


def _start(span: int) -> int:
    return span & 0xFFFF_FFFF


def _read(span: int, kinds: tuple[K, ...]) -> tuple[K, int, int]:
    """Type, start and end of an entry. CorruptArenaError for one that the parser did not write."""
    number, start = span >> 60, _start(span)
    if not 0 < number <= len(kinds):
        raise CorruptArenaError(f"an entry is of kind {number}; kinds are 1 to {len(kinds)}")
    return kinds[number - 1], start, start + (span >> 32 & 0xFFF_FFFF)


class Spans(Sequence[T], Generic[T]):
    """A sequence of tokens or comments, each made when it is asked for.

    8 bytes each in the arena, in the order of the source.
    """

    __slots__ = ("_origin", "_program", "_spans")

    def __init__(self, program: Program, origin: Origin, spans: Slice[int]) -> None:
        self._program = program
        self._origin = origin
        self._spans = spans

    def text(self, start: int, end: int) -> str:
        """The source between two byte offsets."""
        return self._origin.slice(self._program, start, end)

    def _make(self, span: int) -> T:
        raise NotImplementedError

    def __len__(self) -> int:
        return len(self._spans)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self._make(span) for span in self._spans[index]]
        return self._make(self._spans[index])

    def __iter__(self) -> Iterator[T]:
        return map(self._make, self._spans)

    def within(self, start: int, end: int) -> list[T]:
        """Those that lie between two byte offsets, in full."""
        found = self[self.index_at(start) : bisect_left(self._spans, end, key=_start)]
        if found and found[-1].end > end:
            del found[-1]
        return found

    def of(self, node: Node) -> list[T]:
        """Those of a node, from its first byte to its last."""
        return self.within(node.start, node.end)

    def before(self, node: Node) -> T | None:
        """The last one that ends before a node begins."""
        index = bisect_left(self._spans, node.start, key=_start)
        return self[index - 1] if index else None

    def after(self, node: Node) -> T | None:
        """The first one that begins where a node ends, or behind that."""
        index = bisect_left(self._spans, node.end, key=_start)
        return self[index] if index < len(self._spans) else None

    def at(self, offset: int) -> T | None:
        """The one that a byte offset is in."""
        index = bisect_right(self._spans, offset, key=_start)
        if index and (found := self[index - 1]).end > offset:
            return found
        return None

    def index_at(self, offset: int) -> int:
        """How many begin before a byte offset."""
        return bisect_left(self._spans, offset, key=_start)


class Tokens(Spans[Token]):
    """The tokens of a source, a sequence of `Token`. Comments are not among them."""

    __slots__ = ()

    def _make(self, span: int) -> Token:
        return Token(self, *_read(span, _TOKEN_TYPES))

    def __repr__(self) -> str:
        return f"<Tokens: {len(self)}>"


_BLANK = re.compile(r"[\s\ufeff]*")
_LINE_END = re.compile(r"[\n\r\u2028\u2029]")
_BEHIND_ITEM = re.compile(r"[\s\ufeff]*[,;][\s\ufeff]*")


class Comments(Spans[Comment]):
    """The comments of a source, a sequence of `Comment`."""

    __slots__ = ()

    def leading(self, node: Node) -> list[Comment]:
        """Those that stand before a node, with nothing but blanks in between.

        A comment that is in one line with code before it is about that code, unless the
        node begins in this line, too.
        """
        found: list[Comment] = []
        at = node.start
        for index in range(self.index_at(at) - 1, -1, -1):
            comment = self[index]
            if not _BLANK.fullmatch(self.text(comment.end, at)):
                break
            found.append(comment)
            at = comment.start
        found.reverse()
        if found and self._is_behind_code(found[0]):
            line = self._line(found[0].start)
            if line != self._line(node.start):
                found = [comment for comment in found if self._line(comment.start) != line]
        return found

    def trailing(self, node: Node) -> list[Comment]:
        """Those that stand behind a node in the line where it ends.

        Between them are only blanks; or a `,` or `;` before a comment up to the line's end.
        """
        found: list[Comment] = []
        at = node.end
        for index in range(self.index_at(at), len(self)):
            comment = self[index]
            between = self.text(at, comment.start)
            separated = not found and comment.type == "Line" and _BEHIND_ITEM.fullmatch(between)
            if _LINE_END.search(between) or not (separated or _BLANK.fullmatch(between)):
                break
            found.append(comment)
            at = comment.end
        return found

    def _line(self, offset: int) -> int:
        return self._origin.locate(self._program, offset).line

    def _is_behind_code(self, comment: Comment) -> bool:
        column = self._origin.locate(self._program, comment.start, "utf-8").column
        return not _BLANK.fullmatch(self.text(comment.start - column, comment.start))

    def _make(self, span: int) -> Comment:
        return Comment(self, *_read(span, _COMMENT_TYPES))

    def __repr__(self) -> str:
        return f"<Comments: {len(self)}>"
