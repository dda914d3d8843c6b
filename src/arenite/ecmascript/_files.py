"""Many files, parsed by several threads, each file into an arena of its own.

The threads run without the GIL while they read and parse. They take paths from one
queue and put results into another; the caller's thread alone runs the caller's code. How
far they may be ahead of the caller is bounded, so that files that nobody has looked at
yet do not fill the memory.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sized
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Thread, current_thread
from types import TracebackType
from typing import Self, TypeAlias

from arenite.ecmascript._errors import ParseError
from arenite.ecmascript._language import Language, language_of
from arenite.ecmascript._parse import ParsedOutput, parse_file

PathLike: TypeAlias = str | os.PathLike[str]

_AHEAD = 4
"""Batches for each thread that may be parsed and not yet given to the caller."""

_BATCH = 8
"""Files that a thread takes at once, if there are many: most are parsed in less time than
it takes to wake a thread."""

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

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
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

    `workers` is the number of threads: by default that of processors this process may
    use, at most 32; with 1 all is done in the calling thread. `progress(done, total,
    file)` is called in the calling thread before a file is given; `total` is None if
    `paths` has no length. The other arguments are those of `parse`.

    Nothing is read before the first is asked for. Closing the iterator, or leaving it
    by an exception, waits for the files that are being parsed and frees what was not
    given. Raises ValueError for `workers` below 1 or an unknown language, and what
    iterating over `paths` raises.
    """
    if workers is not None and workers < 1:
        raise ValueError(f"workers: {workers} is below 1")
    if language is not None:
        language_of(None, language)
    count = workers or min(_processors(), _MOST_WORKERS)

    def parse_one(path: str) -> ParsedFile:
        try:
            output = parse_file(
                path,
                language=language,
                module=module,
                comments=comments,
                tokens=tokens,
                early_errors=early_errors,
            )
        except (ParseError, OSError, ValueError, MemoryError) as error:
            # Its traceback would keep the whole source alive.
            return ParsedFile(path, error=error.with_traceback(None))
        return ParsedFile(path, output)

    total = len(paths) if isinstance(paths, Sized) else None
    if total is not None:
        count = min(count, max(total, 1))
    names = (os.fspath(path) for path in paths)
    if count == 1:
        files: Iterator[ParsedFile] = map(parse_one, names)
    else:
        batch = 1 if total is None else min(_BATCH, max(1, total // (_AHEAD * count)))
        files = _Threads(parse_one, names, count, batch, in_order=in_order)
    return _report(files, total, progress)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _report(
    files: Iterator[ParsedFile], total: int | None, progress: Progress | None
) -> Generator[ParsedFile, None, None]:
    try:
        for done, file in enumerate(files, 1):
            if progress is not None:
                progress(done, total, file)
            yield file
    finally:
        if isinstance(files, _Threads):
            files.close()


class _Threads(Iterator[ParsedFile]):
    """The results of a function, called in threads. To be closed."""

    def __init__(
        self,
        function: Callable[[str], ParsedFile],
        names: Iterator[str],
        count: int,
        batch: int,
        *,
        in_order: bool,
    ) -> None:
        self._names = names
        self._count = count
        self._batch = batch
        self._function = function
        self._in_order = in_order
        self._tasks: SimpleQueue[tuple[int, list[str]] | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[int, list[ParsedFile] | BaseException]] = SimpleQueue()
        self._threads: list[Thread] = []
        self._waiting: dict[int, list[ParsedFile]] = {}  # finished before their turn
        self._asked = self._taken = 0  # batches
        self._files: list[ParsedFile] = []  # to be given, the next one last

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            number, names = task
            try:
                result: list[ParsedFile] | BaseException = [self._function(n) for n in names]
            except BaseException as error:  # noqa: BLE001  it is raised in the caller's thread
                result = error
            self._done.put((number, result))

    def _ask(self) -> None:
        """Keep the threads busy, as far ahead as they may be."""
        while self._asked - self._taken < _AHEAD * self._count:
            names = list(islice(self._names, self._batch))
            if not names:
                break
            self._tasks.put((self._asked, names))
            self._asked += 1
            if len(self._threads) < min(self._count, self._asked):
                thread = Thread(target=self._work, name="arenite-parse", daemon=True)
                thread.start()
                self._threads.append(thread)

    def __next__(self) -> ParsedFile:
        if not self._files:
            self._ask()
            if self._taken == self._asked:
                raise StopIteration
            while self._taken not in self._waiting:
                number, result = self._done.get()
                if isinstance(result, BaseException):
                    raise result
                self._waiting[number if self._in_order else self._taken] = result
            self._files = self._waiting.pop(self._taken)[::-1]
            self._taken += 1
        return self._files.pop()

    def close(self) -> None:
        """Wait for what is being parsed, and free what nobody has asked for."""
        while not self._tasks.empty():
            try:
                self._tasks.get_nowait()
            except Empty:  # a thread was quicker
                break
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            if thread is not current_thread():  # where the collector found the iterator
                thread.join()
        left = [self._files, *self._waiting.values()]
        while not self._done.empty():
            _, result = self._done.get()
            if isinstance(result, list):
                left.append(result)
        for files in left:
            for file in files:
                file.close()
        self._files.clear()
        self._waiting.clear()
        self._threads.clear()
