"""Threads that parse the files of `parse_files`, ahead of the caller but not too far.

The caller's thread is one of them: it parses whenever it would have to wait. One more
that only waits is woken for each group, and takes the processor from one that parses.

Files that follow each other are a group: to wake a thread takes as long as to parse a
small file. All threads share in a group, a few files at a time, so that a large one holds
up few others; when the last of its files is finished, it is handed back. A thread lets the
GIL go once for its few: to get it back means to wake and to wait, too. Few groups are begun
early: an arena that is given back soon is in the cache when the next file takes its
memory. Three things are bounded:

- files that were asked for and are not finished, in groups for each thread,
- bytes of arenas that are finished and not yet given out: beyond that only the files of
  the group that is to be given out next are begun,
- how many files were asked for and are not yet given out, if they take next to no memory.

An exception may come anywhere in the caller's thread, from a signal handler, and the
collector may close an iterator anywhere in a thread that works for it. So there is no
Condition: it can be interrupted while it has the lock and nobody knows. The lock is taken
for a few additions, by `with` and nothing around it, and not by `close`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from queue import Empty, SimpleQueue
from sys import is_finalizing
from threading import Lock, Thread, current_thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from arenite.ecmascript._files import ParsedFile

# ---- Tunables ----------------------------------------------------------------

_UNFINISHED = 2
"""Groups for each thread."""

_UNFINISHED_MEANWHILE = 16
"""The same before the caller's thread parses: it may be a large file, and the others
cannot ask for more."""

_GROUP_FILES = 16
"""At most in a group."""

_SHARE = 8
"""Files of a group that a thread takes at once."""

_GROUP_BYTES = 1 << 20
"""Of memory in a group, by the average of the files before: large files go one by one."""

_HELD_BYTES = 32 << 20
"""For each thread: of memory that nobody has asked for yet."""

_HELD_GROUPS = 64
"""For each thread: asked for, and not given out."""


class _Group:
    """Some files that follow each other."""

    __slots__ = ("error", "files", "left", "names", "number", "size", "turns")

    def __init__(self, number: int, names: list[str]) -> None:
        self.number = number
        self.names = names
        self.turns = iter(range(0, len(names), _SHARE))  # of all threads: next() is atomic
        self.files: list[ParsedFile | None] = [None] * len(names)
        self.left = len(names)
        self.size = 0  # bytes of memory
        self.error: BaseException | None = None  # to be raised in the caller's thread


def _size_of(file: ParsedFile) -> int:
    return file.output.arena.stats().capacity if file.output is not None else 0


class Workers(Iterator["ParsedFile"]):
    """The results of a function, called in threads. To be closed."""

    def __init__(
        self,
        function: Callable[[Sequence[str]], list[ParsedFile]],
        names: Iterator[str],
        count: int,
        *,
        in_order: bool,
    ) -> None:
        self._function = function
        self._names = names
        self._count = count
        self._in_order = in_order
        self._tasks: SimpleQueue[_Group | None] = SimpleQueue()
        self._done: SimpleQueue[_Group] = SimpleQueue()
        self._threads: list[Thread] = []
        self._process = os.getpid()
        # Written by the caller's thread alone.
        self._asked = self._finished = self._taken = 0  # groups
        self._waiting: dict[int, _Group] = {}  # finished before their turn
        self._files: list[ParsedFile | None] = []  # to be given out, the next one last
        self._seen_files = self._seen_bytes = 0
        # Of all threads.
        self._lock = Lock()
        self._held = 0  # bytes that are finished and not given out; under the lock
        self._bells: list[SimpleQueue[None]] = []  # of threads that wait for room
        self._open: dict[int, _Group] = {}  # those that are not finished
        self._closing = False

    # ---- In any thread ----------------------------------------------------------

    def _is_full(self) -> bool:
        return self._held > self._count * _HELD_BYTES

    def _work_on(self, group: _Group, *, in_thread: bool) -> None:
        """Do what others leave of a group, and hand it back if that was the last of it.

        An exception waits for the group's turn; in the caller's thread it is an interrupt
        and does not.
        """
        done = size = 0
        for first in group.turns:
            share = slice(first, first + _SHARE)
            try:
                files = group.files[share] = self._function(group.names[share])
                size += sum(map(_size_of, files))
            except BaseException as error:
                if not in_thread:
                    raise
                group.error = error
            done += len(group.names[share])
        if done:
            self._finish(group, done, size)

    def _ring(self) -> None:
        """Threads that wait look again whether they still have to."""
        for bell in self._bells.copy():
            bell.put(None)

    # ---- In the threads ---------------------------------------------------------

    def _work(self) -> None:
        while (group := self._tasks.get()) is not None:
            if self._is_full():
                self._wait_for_room(group)
            self._work_on(group, in_thread=True)

        self._tasks.put(None)  # for the next thread

    def _must_wait(self, group: _Group) -> bool:
        return (
            self._is_full()
            and group.number in self._open
            and not (self._in_order and group.number == self._taken)
            and not self._closing
        )

    def _wait_for_room(self, group: _Group) -> None:
        bell: SimpleQueue[None] = SimpleQueue()
        self._bells.append(bell)
        while self._must_wait(group):
            bell.get()
        self._bells.remove(bell)

    def _finish(self, group: _Group, done: int, size: int) -> None:
        with self._lock:
            group.left -= done
            group.size += size
            self._held += size
            finished = group.left == 0
        if finished:
            self._open.pop(group.number, None)  # the collector may have closed all
            self._ring()
            self._done.put(group)

    # ---- In the caller's --------------------------------------------------------

    def _ask(self, unfinished: int) -> bool:
        """Ask for a group, unless so many for each thread are not finished, or none is left."""
        if (
            self._asked - self._finished >= unfinished * self._count
            or self._asked - self._taken >= _HELD_GROUPS * self._count
        ):
            return False
        names = list(islice(self._names, self._group_length()))
        if not names:
            return False
        group = _Group(self._asked, names)
        self._open[group.number] = group
        self._asked += 1
        for _ in range(min(self._count, -(-len(names) // _SHARE))):
            self._tasks.put(group)
        if len(self._threads) < self._count - 1:
            self._start()
        return True

    def _keep_busy(self) -> None:
        """Keep the threads busy while the caller is."""
        while self._ask(_UNFINISHED):
            pass

    def _start(self) -> None:
        thread = Thread(target=self._work, name="arenite-parse", daemon=True)
        thread.start()
        self._threads.append(thread)

    def _group_length(self) -> int:
        if self._seen_bytes == 0:
            return 1
        return max(1, min(_GROUP_FILES, _GROUP_BYTES * self._seen_files // self._seen_bytes))

    def _help(self) -> None:
        """Parse until there is a group to receive, or nothing is left to begin.

        With no room for more, what is missing is being parsed already: groups are begun in
        their order.
        """
        while self._done.empty() and not self._is_full():
            if self._ask(_UNFINISHED_MEANWHILE):
                continue
            try:
                group = self._tasks.get_nowait()
            except Empty:
                return
            assert group is not None  # that is for the end
            self._work_on(group, in_thread=False)

    def _receive(self) -> None:
        self._help()
        group = self._done.get()
        self._finished += 1
        self._seen_files += len(group.files)
        self._seen_bytes += group.size
        self._waiting[group.number if self._in_order else self._taken] = group

    def _take(self) -> _Group:
        """The next group. StopIteration if there is none."""
        if os.getpid() != self._process:
            raise RuntimeError(
                "parse_files: its threads are not in this process, which was forked from theirs; "
                "call parse_files here"
            )
        self._keep_busy()
        if self._taken == self._asked:
            raise StopIteration
        while self._taken not in self._waiting:
            self._receive()
            self._keep_busy()
        group = self._waiting.pop(self._taken)
        self._taken += 1
        with self._lock:
            self._held -= group.size
        self._ring()
        return group

    def __next__(self) -> ParsedFile:
        while not self._files:
            group = self._take()
            self._files = group.files[::-1]
            if group.error is not None:
                raise group.error
        file = self._files.pop()
        assert file is not None
        return file

    def close(self) -> None:
        """Wait for what is being parsed, and free what nobody has asked for."""
        self._closing = True
        for group in list(self._open.values()):
            list(group.turns)  # nobody begins another file
        self._ring()
        self._tasks.put(None)
        for thread in self._threads:
            # Not where the collector found the iterator, nor those that Python's end stops.
            if thread is not current_thread() and not is_finalizing():
                thread.join()
        self._free()
        self._threads.clear()

    def _free(self) -> None:
        groups = [*self._waiting.values(), *self._open.values()]
        while not self._done.empty():
            groups.append(self._done.get())
        for files in [self._files, *(group.files for group in groups)]:
            for file in files:
                if file is not None:
                    file.close()
        self._files.clear()
        self._waiting.clear()
        self._open.clear()
