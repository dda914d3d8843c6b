"""Source text in, an arena with its AST out."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypedDict, TypeVar, Unpack

from arenite import Bump, CorruptArenaError
from arenite.ecmascript import _origin, _parser
from arenite.ecmascript._errors import ParseError
from arenite.ecmascript._language import LANGUAGES, Language, kind_of
from arenite.ecmascript._source import Location, SourceLocation, Unit
from arenite.ecmascript._tokens import Comments, Tokens
from arenite.ecmascript.ast import Node, Program

if TYPE_CHECKING:
    from typing_extensions import Buffer  # collections.abc has it from 3.12 on

T = TypeVar("T")


class ParsedOutput:
    """An AST and the arena that it lives in.

    `program` is the root, `arena` the Bump, `nodes` how many nodes were made.
    As a context manager it closes the arena, unless that was given to `parse`.
    """

    __slots__ = (
        "_listed",
        "_origin",
        "_owns_arena",
        "arena",
        "filename",
        "language",
        "nodes",
        "program",
    )

    def __init__(
        self,
        program: Program,
        arena: Bump,
        nodes: int,
        filename: str | None,
        language: Language,
        *,
        owns_arena: bool,
        listed: frozenset[str],
    ) -> None:
        self.program = program
        self.arena = arena
        self.nodes = nodes
        self.filename = filename
        self.language: Language = language
        self._owns_arena = owns_arena
        self._listed = listed
        self._origin = _origin.remember(arena, program)

    @property
    def source(self) -> bytes:
        """The text that was parsed: a copy, in UTF-8."""
        return bytes(self.program.source)

    @property
    def comments(self) -> Comments:
        """The comments. ValueError unless `parse` was called with `comments=True`."""
        self._check_listed("comments")
        return Comments(self.program, self._origin, self.program.comment_spans)

    @property
    def tokens(self) -> Tokens:
        """The tokens. ValueError unless `parse` was called with `tokens=True`."""
        self._check_listed("tokens")
        return Tokens(self.program, self._origin, self.program.token_spans)

    def _check_listed(self, what: str) -> None:
        if what not in self._listed:
            raise ValueError(f"there are no {what}: call parse with {what}=True")

    def text(self, node: Node) -> str:
        """The source text of a node."""
        return self._origin.slice(self.program, node.start, node.end)

    def location(self, offset: int, *, unit: Unit = "utf-32") -> Location:
        """Line (from 1) and column (from 0) of a byte offset; behind the end, the end's.

        Columns count code points; with `unit` "utf-16" as JavaScript and editors do, with
        "utf-8" bytes.
        """
        if offset < 0:
            raise ValueError(f"offset {offset} is negative")
        return self._origin.locate(self.program, offset, unit)

    def loc(self, node: Node, *, unit: Unit = "utf-32") -> SourceLocation:
        """Where a node begins and where it has ended; `unit` as for `location`."""
        return self._origin.loc(self.program, node.start, node.end, unit)

    def to_estree(self, **options: Unpack[ESTreeOptions]) -> dict[str, Any]:
        """The whole AST as ESTree's plain dicts and lists; see `to_estree`."""
        return to_estree(self.program, **options)

    def close(self) -> None:
        """Free the AST, unless the arena was given to `parse`."""
        if self._owns_arena:
            self.arena.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        name = self.filename or "<source>"
        return f"<ParsedOutput {name} {self.language} {self.nodes} nodes>"


_LISTED = (
    frozenset[str](),
    frozenset({"comments"}),
    frozenset({"tokens"}),
    frozenset({"comments", "tokens"}),
)


def parse(
    source: str | Buffer,
    *,
    filename: str | None = None,
    language: Language | None = None,
    module: bool | None = None,
    comments: bool = False,
    tokens: bool = False,
    arena: Bump | None = None,
    early_errors: bool = True,
) -> ParsedOutput:
    """Parse source text into an arena of its own, or into `arena`.

    `source` is text, or bytes of UTF-8, of less than 4 GiB. `language` is one
    of js, jsx, ts, tsx, dts; by the name of the file when it is not given, and
    ts without one. `module` decides between module and script; by default the
    name of the file does (.mjs, .cts), or else the source: what imports,
    exports or awaits at its top level is a module. `comments` and `tokens` list those of
    the source in the arena, 8 bytes each, for the attributes of the output.

    Besides the grammar, the early errors are checked that need no types: names that
    are declared twice, labels and private names that are not there, what strict mode
    forbids. `early_errors=False` leaves them out, for sources that are known to be good.

    Raises ParseError (a SyntaxError) with the place of the error; ValueError
    for a language that is not known or a source that is too large; MemoryError
    and ArenaLimitError as any allocation. The arena is then as it was. The GIL
    is released while parsing; `arena` refuses other changes meanwhile.
    """
    chosen, goal = kind_of(filename, language, module)
    data = _encode(source, filename)
    bump = Bump() if arena is None else arena
    result = _parser.parse(
        bump, data, LANGUAGES.index(chosen), goal, early_errors, Program, comments, tokens
    )
    if len(result) == 5:
        message, start, end, code, related = result
        raise ParseError(message, bytes(data), start, end, filename, code=code, related=related)
    program, nodes = result
    return ParsedOutput(
        program,
        bump,
        nodes,
        filename,
        chosen,
        owns_arena=arena is None,
        listed=_LISTED[comments + 2 * tokens],
    )


def parse_file(
    path: str | os.PathLike[str],
    *,
    language: Language | None = None,
    module: bool | None = None,
    comments: bool = False,
    tokens: bool = False,
    arena: Bump | None = None,
    early_errors: bool = True,
) -> ParsedOutput:
    """`parse` of a file's bytes; its name decides the language. OSError as `open`."""
    options = FileOptions(language, module, comments, tokens, early_errors)
    name = os.fspath(path)
    (output,) = parse_regular_files([name], options, arena)
    return read_and_parse(name, options, arena) if output is None else output


class FileOptions(NamedTuple):
    """What a file is parsed with; as for `parse`."""

    language: Language | None
    module: bool | None
    comments: bool
    tokens: bool
    early_errors: bool


def parse_regular_files(
    names: Sequence[str], options: FileOptions, arena: Bump | None = None
) -> list[ParsedOutput | None]:
    """Files that are read and parsed by one call without the GIL, in arenas of their own.

    None for whatever is wrong with one; why, `read_and_parse` says. Raises what is wrong
    with a name or an arena, then for all of them.
    """
    language, module, comments, tokens, early_errors = options
    files: list[tuple[Bump, str, int, int]] = []
    for name in names:
        chosen, goal = kind_of(name, language, module)
        bump = Bump() if arena is None else arena
        files.append((bump, name, LANGUAGES.index(chosen), goal))
    parsed = _parser.parse_files(tuple(files), early_errors, Program, comments, tokens)
    outputs: list[ParsedOutput | None] = []
    for result, (bump, name, number, _) in zip(parsed, files, strict=True):
        if result is None:
            outputs.append(None)
            continue
        program, nodes = result
        output = ParsedOutput(
            program,
            bump,
            nodes,
            name,
            LANGUAGES[number],
            owns_arena=arena is None,
            listed=_LISTED[comments + 2 * tokens],
        )
        outputs.append(output)
    return outputs


def read_and_parse(name: str, options: FileOptions, arena: Bump | None = None) -> ParsedOutput:
    """A file of any kind, with all that is wrong with it as the exception that it is."""
    with open(name, "rb", buffering=0) as file:
        data = file.readall()
    return parse(data, filename=name, arena=arena, **options._asdict())


def _encode(source: str | Buffer, filename: str | None) -> Buffer:
    if not isinstance(source, str):
        return source
    try:
        return source.encode()
    except UnicodeEncodeError as error:
        before = source[: error.start].encode()
        shown = source.encode("utf-8", "replace")
        raise ParseError(
            "The source holds half of a surrogate pair, which is no character",
            shown, len(before), len(before) + 1, filename, code="encoding",
        ) from None  # fmt: skip


def estree_json(
    node: Node,
    *,
    source: Program | Buffer | None = None,
    range: bool = False,
    parentheses: bool = True,
    typescript: bool = True,
    comments: bool = False,
    tokens: bool = False,
) -> bytes:
    """The ESTree of a node and all below it, as JSON in UTF-8.

    Positions are in UTF-16 units, which needs the source: a Program brings its
    own; for another node give its Program, or the text as bytes; without it
    positions stay in bytes. `range` adds `[start, end]` to each node,
    `parentheses` keeps ParenthesizedExpression and TSParenthesizedType,
    `typescript` prints typescript-estree's fields. `comments` and `tokens` add those
    to a Program that were listed when it was parsed. Raises StaleReferenceError, or
    CorruptArenaError if the arena's bytes are no AST.
    """
    options = (range, parentheses, typescript, comments, tokens)
    return _estree(_parser.estree, node, source, options)


class ESTreeOptions(TypedDict, total=False):
    """What `estree_json` and `to_estree` can be asked for."""

    source: Program | Buffer | None
    range: bool
    parentheses: bool
    typescript: bool
    comments: bool
    tokens: bool


def to_estree(
    node: Node,
    *,
    source: Program | Buffer | None = None,
    range: bool = False,
    parentheses: bool = True,
    typescript: bool = True,
    comments: bool = False,
    tokens: bool = False,
) -> dict[str, Any]:
    """The ESTree of a node as plain dicts and lists; options as for `estree_json`.

    Equal to what `json.loads` makes of that JSON, in a quarter of the time or less, at any
    depth. But what recurses through the result, as `repr`, `==` and `json.dumps` do, raises
    RecursionError for a tree that is some hundred levels deep. Nothing in it is shared
    but strings and numbers.
    """
    options = (range, parentheses, typescript, comments, tokens)
    return _estree(_parser.dicts, node, source, options)


def _estree(
    make: Callable[..., T],
    node: Node,
    source: Program | Buffer | None,
    options: tuple[bool, ...],
) -> T:
    origin = node if source is None and isinstance(node, Program) else source
    text = origin.source if isinstance(origin, Program) else origin
    try:
        return make(node, text, *options)
    except ValueError as error:
        if type(error) is not ValueError:
            raise
        raise CorruptArenaError(f"{type(node).__name__}: {error}") from None
