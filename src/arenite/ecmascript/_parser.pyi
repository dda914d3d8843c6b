from typing import Any, Final, Self, final

from typing_extensions import Buffer

from arenite import Bump
from arenite.ecmascript._source import Location, SourceLocation
from arenite.ecmascript.ast import Node, Program

TAGS: Final[int]

def parse(
    arena: Bump,
    source: Buffer,
    language: int,
    goal: int,
    early_errors: bool,
    program: type[Program],
    comments: bool = False,
    tokens: bool = False,
    /,
) -> tuple[Program, int] | tuple[str, int, int, str, tuple[str, int, int] | None]: ...
def parse_files(
    files: tuple[tuple[Bump, str, int, int], ...],
    early_errors: bool,
    program: type[Program],
    comments: bool = False,
    tokens: bool = False,
    /,
) -> list[tuple[Program, int] | None]: ...
def estree(
    node: Node,
    source: Buffer | None,
    range: bool,
    parentheses: bool,
    typescript: bool,
    comments: bool = False,
    tokens: bool = False,
    /,
) -> bytes: ...
def dicts(
    node: Node,
    source: Buffer | None,
    range: bool,
    parentheses: bool,
    typescript: bool,
    comments: bool = False,
    tokens: bool = False,
    /,
) -> dict[str, Any]: ...
def extent(program: Program, /) -> tuple[int, int]: ...
def text(node: Node, program: int, source: int, start: int = 0, end: int = 0, /) -> str: ...
def lines(record: Node, program: int, source: int, /) -> bytes: ...
def locate(
    record: Node,
    program: int,
    source: int,
    starts: bytes,
    unit: int,
    location: type[Location],
    offset: int,
    /,
) -> Location: ...
def loc(
    record: Node,
    program: int,
    source: int,
    starts: bytes,
    unit: int,
    location: type[Location],
    pair: type[SourceLocation],
    start: int,
    end: int,
    /,
) -> SourceLocation: ...

@final
class Traversal:
    def __new__(cls, root: Node, node: type[Node], want: bytes, /) -> Self: ...
    def __iter__(self) -> Self: ...
    def __next__(self) -> Node: ...
    @property
    def leaving(self) -> bool: ...
    def skip(self, /) -> None: ...
    def visit(self, node: Node, /) -> None: ...
    def parent(self, level: int = 1, /) -> Node | None: ...
    def watch_parent(self, /) -> bool: ...
