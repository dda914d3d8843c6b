"""`BumpPool`: arenas for many threads and tasks, reused one after the other.

There is no lock. What threads share is one list and one dict, and they touch
them only by operations that the GIL makes atomic; so a signal, a finalizer or a
fork at any point finds nothing held. What is handed on is memory, never a
`Bump`: whoever keeps the one he had finds it closed.
"""

from __future__ import annotations

import sys
from operator import index
from typing import TYPE_CHECKING, Literal, NamedTuple
from weakref import ref

from arenite._core import ArenaClosedError, Bump

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from typing import Self, SupportsIndex


class PoolStats(NamedTuple):
    """Figures of a BumpPool: arenas idle, arenas out, bytes that the idle ones reserve."""

    idle: int
    out: int
    capacity: int


class BumpPool:
    """Hands an arena to each thread or task that asks, and takes it back reset.

    `with pool.get() as bump:` gives an arena that nobody else has and makes it
    the ambient one. At the end of the block everything in it is freed and
    `bump` is closed; the memory stays reserved for the next get().

    `capacity` bytes are reserved ahead in an arena that is new. `limit` and
    `min_align` are those of Bump, `keep` that of Bump.reset(): what an arena
    that comes back keeps reserved. While `max_idle` arenas wait, the memory of
    the next one that comes back is given to the system; None keeps them all.
    Values that these do not take raise TypeError, ValueError or MemoryError.

    Any method may be called from any thread. After fork() the child has idle
    arenas of its own; what other threads had out counts as out for good.
    """

    __slots__ = (
        "__weakref__",
        "_capacity",
        "_closed",
        "_idle",
        "_keep",
        "_limit",
        "_max_idle",
        "_min_align",
        "_out",
    )

    def __init__(
        self,
        capacity: SupportsIndex = 0,
        *,
        limit: SupportsIndex | None = None,
        min_align: SupportsIndex = 1,
        keep: Literal["largest", "all", "none"] | SupportsIndex = "largest",
        max_idle: SupportsIndex | None = None,
    ) -> None:
        with Bump(capacity, limit=limit, min_align=min_align) as trial:
            trial.reset(keep)  # a wrong value is an error here, not at the first return
        self._max_idle = sys.maxsize if max_idle is None else index(max_idle)
        if self._max_idle < 0:
            raise ValueError(f"max_idle: {max_idle!r} is no number of arenas")
        self._capacity = capacity
        self._limit = limit
        self._min_align = min_align
        self._keep: Literal["largest", "all", "none"] | SupportsIndex = keep
        self._closed = False
        self._idle: list[Bump] = []  # the one that came back last is the first to go out
        # A lease that is lost, as its block is never left, takes its entry away.
        # The callback is native code: no signal comes in between, as in __del__.
        self._out: dict[ref[_Lease], Bump] = {}

    def get(self) -> AbstractContextManager[Bump, None]:
        """A context manager whose `with` block has an arena of its own.

        Each entry takes an arena: idle ones first, or a new one. Nested blocks
        have different arenas. If the arena cannot be reset at the end, as a
        buffer of it is exported, the pool lets go of it and BufferError says
        so; when another exception ends the block, that is a note to it.
        ArenaClosedError after close().
        """
        self._check_open()
        return _Lease(self)

    def stats(self) -> PoolStats:
        """How many arenas are idle and how many out, and the bytes that idle ones reserve."""
        idle = tuple(self._idle)
        return PoolStats(len(idle), len(self._out), sum(bump.stats().capacity for bump in idle))

    def close(self) -> None:
        """Close the idle arenas and refuse further ones. Those that are out close on return."""
        self._closed = True
        self._trim()

    @property
    def closed(self) -> bool:
        """Whether close() was called."""
        return self._closed

    def __enter__(self) -> Self:
        self._check_open()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        if self._closed:
            return "<arenite.BumpPool closed>"
        return f"<arenite.BumpPool {len(self._idle)} idle, {len(self._out)} out>"

    # ---- What a lease does --------------------------------------------------

    def _check_open(self) -> None:
        if self._closed:
            raise ArenaClosedError("the pool is closed; make a new BumpPool")

    def _take(self) -> Bump:
        self._check_open()
        try:
            return self._idle.pop()
        except IndexError:
            return Bump(self._capacity, limit=self._limit, min_align=self._min_align)

    def _put(self, used: Bump) -> None:
        """Free what is in an arena and keep its memory; else leave it to be closed.

        BufferError if it cannot be freed, and whatever its callbacks raise.
        """
        try:
            used.reset(self._keep)
        except ArenaClosedError:
            return
        except BufferError as error:
            raise BufferError(f"the arena does not go back into its pool: {error}") from None
        fresh = Bump()
        if self._limit is not None:
            fresh.limit = self._limit
        try:
            fresh._take_chunks(used)
        except ValueError:  # something was allocated again: by a finalizer, or another thread
            return
        used.close()
        self._idle.append(fresh)
        self._trim()

    def _trim(self) -> None:
        """After each change: whichever thread comes last sees what the others did."""
        while len(self._idle) > (0 if self._closed else self._max_idle):
            try:
                self._idle.pop().close()
            except IndexError:
                return


class _Lease:
    """One `with` block's claim to an arena."""

    __slots__ = ("__weakref__", "_held", "_pool")

    def __init__(self, pool: BumpPool) -> None:
        self._pool = pool
        # One at most. It is not looked up in `_out`: the collector takes weak
        # references away before it closes a generator.
        self._held: list[Bump] = []

    def __enter__(self) -> Bump:
        bump = self._pool._take()
        out = self._pool._out
        if out.setdefault(ref(self, out.pop), bump) is not bump:  # refs to one lease are equal
            self._pool._put(bump)
            raise RuntimeError("the block is entered already; call get() for each")
        self._held.append(bump)
        try:
            return bump.__enter__()
        except BaseException:  # an interrupt, too: after it there is no block that ends
            out.pop(ref(self), None)
            self._held.clear()
            _leave(bump)
            raise

    def __exit__(self, kind: object, exception: BaseException | None, traceback: object) -> None:
        if not self._held:
            raise RuntimeError("__exit__ without __enter__")
        bump = self._held.pop()
        self._pool._out.pop(ref(self), None)
        try:
            self._pool._put(bump)
        except BufferError as refused:
            if exception is None:
                raise
            exception.add_note(str(refused))  # a cancelled task must stay cancelled
        finally:
            _leave(bump)


def _leave(bump: Bump) -> None:
    """Restore the ambient arena of before, and close this one as far as it can be."""
    try:
        bump.__exit__(None, None, None)
    except (BufferError, RuntimeError):
        return  # exported buffers keep it until they go; or it was never entered


PoolStats.__module__ = BumpPool.__module__ = "arenite"
