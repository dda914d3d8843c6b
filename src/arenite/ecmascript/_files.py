"""Many files, parsed by several threads, each file into an arena of its own.

The threads (_workers.py) run without the GIL while they read and parse. The caller's is
one of them, and it alone runs the caller's code.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence, Sized
from functools import partial
from typing import TYPE_CHECKING, Self, TypeAlias

from arenite.ecmascript._errors import ParseError
from arenite.ecmascript._language import Language, checked
from arenite.ecmascript._parse import (
    FileOptions,
    ParsedOutput,
    parse_regular_files,
    read_and_parse,
)

if TYPE_CHECKING:
    from arenite.ecmascript._workers import Workers

PathLike: TypeAlias = str | os.PathLike[str]

_MOST_WORKERS = 32
"""Unless more are asked for: beyond it, memory is what threads wait for."""


class ParsedFile:
    """What became of one file: its `output`, or the `error` that it gave.

    `path` is as it was given. `error` is a ParseError, an OSError of reading the file, a
    ValueError, or a MemoryError; exactly one of `output` and `error` is None. As a
    context manager it closes the output.
    """

    __slots__ = ("error", "output", "path")

    def __init__(
        self,
        path: str,
        output: ParsedOutput | None = None,
        error: ParseError | OSError | ValueError | MemoryError | None = None,
    ) -> None:
        self.path = path
        self.output = output
        self.error = error

    @property
    def ok(self) -> bool:
        """Whether the file was read and parsed."""
        return self.output is not None

    def unwrap(self) -> ParsedOutput:
        """The output; raises the error if there is none."""
        if self.error is not None:
            raise self.error
        assert self.output is not None
        return self.output

    def close(self) -> None:
        """Free the AST, if there is one."""
        if self.output is not None:
            self.output.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        outcome = f"{self.output.nodes} nodes" if self.output else repr(self.error)
        return f"<ParsedFile {self.path} {outcome}>"


Progress: TypeAlias = Callable[[int, int | None, ParsedFile], object]


def parse_files(
    paths: Iterable[PathLike],
    *,
    workers: int | None = None,
    language: Language | None = None,
    module: bool | None = None,
    comments: bool = False,
    tokens: bool = False,
    early_errors: bool = True,
    in_order: bool = True,
    progress: Progress | None = None,
) -> Generator[ParsedFile, None, None]:
    """Parse files in `workers` threads, each file into an arena of its own.

    Gives a `ParsedFile` for each path, in the order of the paths, or with `in_order=False`
    as they are finished. What is wrong with a file is a value, its `error`: one bad file
    stops nothing. Close each output, or drop it, before asking for many more: what has
    been given is the caller's.

    `paths` is read ahead of what has been given, by some hundred files for each thread, or
    by up to a thousand while the next one takes long. Beyond 32 MiB of memory for each
    thread that nobody has asked for yet, no file is begun but those that are next.

    `workers` is the number of threads that parse: by default that of processors this
    process may use, at most 32. The calling thread is one of them, whenever the next file
    is not finished yet. `progress(done, total, file)` is called in it before a file is
    given; `total` is None if `paths` has no length. The other arguments are those of
    `parse`.

    Nothing is read before the first is asked for. Closing the iterator, or leaving it
    by an exception, waits for the files that are being parsed and frees what was not
    given. Raises ValueError for `workers` below 1 or an unknown language, RuntimeError in a
    process that was forked meanwhile, what a signal's handler raises, and what iterating
    over `paths` does, as soon as that is met: files before it may be left out.
    """
    if workers is not None and workers < 1:
        raise ValueError(f"workers: {workers} is below 1")
    if language is not None:
        checked(language)
    count = workers or min(_processors(), _MOST_WORKERS)
    parse_some = partial(
        _parse_some, options=FileOptions(language, module, comments, tokens, early_errors)
    )
    total = len(paths) if isinstance(paths, Sized) else None
    if total is not None:
        count = min(count, max(total, 1))
    names = (os.fspath(path) for path in paths)
    files: Generator[ParsedFile, None, None] | Workers
    if count == 1:
        files = (parse_some([name])[0] for name in names)
    else:
        from arenite.ecmascript._workers import Workers  # threads and queues, which take time

        files = Workers(parse_some, names, count, in_order=in_order)
    return _report(files, total, progress)


def _parse_some(names: Sequence[str], options: FileOptions) -> list[ParsedFile]:
    """By one call without the GIL; those with which something is wrong once more, by themselves."""
    outputs: Sequence[ParsedOutput | None]
    try:
        outputs = parse_regular_files(names, options)
    except (OSError, ValueError, MemoryError) as error:  # of any of them
        if _is_of_a_handler(error):
            raise
        outputs = [None] * len(names)
    return [
        _find_out(name, options) if output is None else ParsedFile(name, output)
        for name, output in zip(names, outputs, strict=True)
    ]


def _find_out(name: str, options: FileOptions) -> ParsedFile:
    try:
        return ParsedFile(name, read_and_parse(name, options))
    except (ParseError, OSError, ValueError, MemoryError) as error:
        if _is_of_a_handler(error):
            raise
        # Its traceback would keep the whole source alive.
        return ParsedFile(name, error=error.with_traceback(None))


def _is_of_a_handler(error: Exception) -> bool:
    """Whether a signal's handler raised it, as many a one does a TimeoutError.

    A handler is given the frame that it interrupts.
    """
    outer = error.__traceback__
    while outer is not None and (inner := outer.tb_next) is not None:
        interrupted = outer.tb_frame
        for value in inner.tb_frame.f_locals.values():
            if value is interrupted or (
                type(value) is tuple and any(item is interrupted for item in value)
            ):
                return True
        outer = inner
    return False


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _report(
    files: Generator[ParsedFile, None, None] | Workers,
    total: int | None,
    progress: Progress | None,
) -> Generator[ParsedFile, None, None]:
    try:
        for done, file in enumerate(files, 1):
            if progress is not None:
                progress(done, total, file)
            yield file
    finally:
        try:
            files.close()
        except BaseException:  # an interrupt, maybe before the threads know of the end
            files.close()
            raise
