"""BumpPool: an arena for each block, its memory reused."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import sys
import threading
import time
import weakref
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from chunks import chunks_out, settled_chunks

from arenite import (
    ArenaClosedError,
    ArenaLimitError,
    Bump,
    BumpPool,
    NoArenaError,
    PoolStats,
    StaleReferenceError,
    Struct,
    _core,
    arena_of,
    is_live,
    u64,
)


class Point(Struct):
    x: u64
    y: u64 = 0


@pytest.fixture
def pool() -> Iterator[BumpPool]:
    """A pool in which nothing is out when the test is over, and all idle is empty."""
    pool = BumpPool()
    yield pool
    assert pool.stats().out == 0
    for bump in pool._idle:
        assert (bump.closed, bump.stats().used) == (False, 0)
        bump._check()


# ---- One block after the other ---------------------------------------------------


def test_an_arena_is_ambient_and_comes_back(pool: BumpPool) -> None:
    assert pool.stats() == (0, 0, 0)
    with pool.get() as bump:
        assert arena_of(Point(1)) is bump
        assert pool.stats() == PoolStats(idle=0, out=1, capacity=0)
        reserved = bump.stats().capacity
    assert pool.stats() == PoolStats(idle=1, out=0, capacity=reserved)
    with pytest.raises(NoArenaError):
        Point(1)


def test_memory_is_reused(pool: BumpPool) -> None:
    with pool.get() as bump:
        bump.alloc_bytes(bytes(100_000))
    before = settled_chunks()
    for _ in range(10):
        with pool.get() as bump:
            assert bump.stats().used == 0
            assert bump.stats().peak == 0
            bump.alloc_bytes(bytes(100_000))
    assert chunks_out() == before
    assert pool.stats().idle == 1


def test_what_is_kept_of_a_block_is_dead(pool: BumpPool) -> None:
    """Neither handles nor the arena itself reach what the next one has."""
    with pool.get() as first:
        point = Point(1)
    with pool.get() as second:
        assert second is not first
        other = Point(2)
        assert not is_live(point)
        with pytest.raises(StaleReferenceError, match="closed"):
            point.x = 7
        with pytest.raises(ArenaClosedError):
            first.alloc(Point, 3)
        with pytest.raises(ArenaClosedError):
            first.reset()
        first.close()
        assert other.x == 2


def test_nested_blocks_have_two_arenas(pool: BumpPool) -> None:
    with pool.get() as outer:
        point = Point(1)
        with pool.get() as inner:
            assert inner is not outer
            assert arena_of(Point(2)) is inner
            assert pool.stats().out == 2
        assert arena_of(Point(3)) is outer
        assert point.x == 1
    assert pool.stats().idle == 2


def test_the_one_that_came_back_last_goes_out_first(pool: BumpPool) -> None:
    with pool.get() as outer, pool.get():
        outer.alloc_bytes(bytes(100_000))
    with pool.get() as bump:
        assert bump.stats().capacity >= 100_000


def test_a_lease_can_be_used_again_but_not_twice_at_once(pool: BumpPool) -> None:
    lease = pool.get()
    for _ in range(2):
        with lease as bump:
            with pytest.raises(RuntimeError, match=r"call get\(\) for each"), lease:
                pass
            assert arena_of(Point(1)) is bump
    with pytest.raises(RuntimeError, match="without __enter__"):
        lease.__exit__(None, None, None)
    assert pool.stats().out == 0


def test_a_lease_that_is_not_entered_takes_nothing(pool: BumpPool) -> None:
    pool.get()
    assert pool.stats() == (0, 0, 0)


# ---- Options ---------------------------------------------------------------------


def test_options_reach_every_arena() -> None:
    pool = BumpPool(10_000, limit=20_000, min_align=64)
    for _ in range(3):
        with pool.get() as bump:
            assert bump.stats().capacity >= 10_000
            assert bump.limit == 20_000
            bump.alloc_bytes(b"1")
            used = bump.stats().used
            bump.alloc_bytes(b"1")
            assert bump.stats().used - used == 64
            with pytest.raises(ArenaLimitError):
                bump.alloc_bytes(bytes(20_000))
            bump.limit = 7  # the next user has the pool's


@pytest.mark.parametrize("keep", ["largest", "all", "none", 4096])
def test_keep_is_that_of_reset(keep: Any) -> None:
    pool = BumpPool(keep=keep)
    for _ in range(2):
        with pool.get() as bump, Bump() as other:
            for size in (100, 1000, 10_000):
                bump.alloc_bytes(bytes(size))
                other.alloc_bytes(bytes(size))
            other.reset(keep)
            expected = other.stats().capacity
        assert pool.stats().capacity == expected


def test_max_idle() -> None:
    pool = BumpPool(max_idle=1)
    before = settled_chunks()
    with pool.get(), pool.get(), pool.get() as bump:
        for _ in range(3):
            bump.alloc(Point, 1)
    assert pool.stats().idle == 1
    assert chunks_out() <= before + 1
    none = BumpPool(max_idle=0)
    with none.get():
        Point(1)
    assert none.stats() == (0, 0, 0)


@pytest.mark.parametrize(
    ("options", "error", "name"),
    [
        ({"capacity": -1}, ValueError, "capacity"),
        ({"capacity": 2**62}, MemoryError, "bytes"),
        ({"capacity": "1"}, TypeError, "interpreted as an integer"),
        ({"limit": "1"}, TypeError, "limit"),
        ({"limit": -1}, ValueError, "limit"),
        ({"min_align": 3}, ValueError, "min_align"),
        ({"keep": "smallest"}, ValueError, "keep"),
        ({"max_idle": -1}, ValueError, "max_idle"),
        ({"max_idle": 1.5}, TypeError, "interpreted as an integer"),
        ({"maximum": 1}, TypeError, "maximum"),
    ],
)
def test_wrong_options(options: dict[str, Any], error: type[Exception], name: str) -> None:
    before = settled_chunks()
    with pytest.raises(error, match=name):
        BumpPool(**options)
    assert chunks_out() == before


# ---- What cannot come back -------------------------------------------------------


def test_an_arena_with_an_exported_buffer_is_let_go(pool: BumpPool) -> None:
    def export() -> memoryview:
        with pool.get() as bump:
            views.append(memoryview(bump.zeros(u64, 4)))
            return views[-1]

    views: list[memoryview] = []
    gc.collect()  # what other tests have left
    before = chunks_out()
    with pytest.raises(BufferError, match=r"does not go back into its pool.*release it first"):
        export()
    assert pool.stats() == (0, 0, 0)
    views[0][0] = 7  # the memory is good as long as the view is
    with pool.get():
        Point(1)
    assert views.pop()[0] == 7
    gc.collect()
    assert chunks_out() == before + 1


def test_the_first_exception_wins(pool: BumpPool) -> None:
    """Else a cancelled task would not be, if it holds a view."""
    with pytest.raises(KeyError, match="mine") as caught, pool.get() as bump:
        view = memoryview(bump.zeros(u64, 4))
        raise KeyError("mine")
    assert "does not go back into its pool" in caught.value.__notes__[0]
    assert pool.stats() == (0, 0, 0)
    view.release()
    with pytest.raises(NoArenaError):
        Point(1)


def test_an_arena_that_the_user_closed_is_dropped(pool: BumpPool) -> None:
    with pool.get() as bump:
        bump.close()
    with pool.get() as bump, bump:
        Point(1)  # the inner with counts with the block: the block ends it
    assert pool.stats().idle == 1


def test_an_arena_that_was_left_too_often(pool: BumpPool) -> None:
    with pool.get() as bump:
        bump.__exit__(None, None, None)
        assert bump.closed
    assert pool.stats() == (0, 0, 0)


def test_open_scopes_and_marks_end(pool: BumpPool) -> None:
    with pool.get() as bump:
        scope = bump.scope()
        scope.__enter__()
        Point(1)
        mark = bump.mark()
    with pool.get() as other:
        Point(2)
        scope.close()
        with pytest.raises(ArenaClosedError):
            bump.rewind(mark)
        assert other.stats().used == 16


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_an_exception_in_the_block(pool: BumpPool, error: type[BaseException]) -> None:
    with pytest.raises(error), pool.get():
        Point(1)
        raise error
    assert pool.stats()[:2] == (1, 0)
    with pytest.raises(NoArenaError):
        Point(1)


def test_no_memory_for_an_arena() -> None:
    pool = BumpPool(capacity=10_000)
    _core._allow_chunks(0)
    with pytest.raises(MemoryError), pool.get():
        pass
    _core._allow_chunks(None)
    assert pool.stats() == (0, 0, 0)
    with pool.get():
        Point(1)


def test_callbacks_run_before_it_comes_back(pool: BumpPool) -> None:
    seen: list[object] = []
    with pool.get() as bump:
        point = Point(1)
        bump.callback(lambda: seen.append(point.x))
    assert seen == [1]
    assert pool.stats().idle == 1


def test_a_callback_that_raises(pool: BumpPool) -> None:
    def fail() -> None:
        raise KeyError("mine")

    before = settled_chunks()
    with pytest.raises(KeyError, match="mine"), pool.get() as bump:
        bump.callback(fail)
    assert bump.closed
    assert pool.stats() == (0, 0, 0)
    with pytest.raises(NoArenaError):
        Point(1)
    assert chunks_out() == before


def test_a_callback_that_allocates_or_closes(pool: BumpPool) -> None:
    class Holding:
        def __del__(self) -> None:
            with contextlib.suppress(ArenaClosedError):
                arenas[-1].alloc(Point, 1)

    class Holder(Struct):
        held: object

    arenas: list[Bump] = []
    for register in (
        lambda bump: bump.callback(bump.alloc, Point, 1),
        lambda bump: bump.callback(bump.close),
        lambda bump: bump.callback(bump.reset),
        lambda bump: bump.alloc(Holder, Holding()),
    ):
        with contextlib.suppress(RuntimeError), pool.get() as bump:
            arenas.append(bump)
            register(bump)
        assert bump.closed
        with pool.get() as other:
            assert other.stats().used == 0


# ---- The end of a pool -----------------------------------------------------------


def test_close() -> None:
    before = settled_chunks()
    with BumpPool() as pool:
        early = pool.get()
        with pool.get(), pool.get() as bump:
            Point(1)
            bump.alloc(Point, 1)
        assert pool.stats().idle == 2
        assert not pool.closed
    assert pool.closed
    assert chunks_out() == before
    assert pool.stats() == (0, 0, 0)
    pool.close()
    for use in (pool.get, pool.__enter__, early.__enter__):
        with pytest.raises(ArenaClosedError, match="make a new BumpPool"):
            use()
    assert repr(pool) == "<arenite.BumpPool closed>"


def test_close_while_arenas_are_out() -> None:
    before = settled_chunks()
    pool = BumpPool()
    with pool.get() as bump:
        point = Point(1)
        pool.close()
        assert point.x == 1
        assert pool.stats().out == 1
    assert bump.closed
    assert pool.stats() == (0, 0, 0)
    assert chunks_out() == before


def test_a_pool_that_is_forgotten() -> None:
    before = settled_chunks()
    pool = BumpPool()
    with pool.get():
        Point(1)
    reference = weakref.ref(pool)
    assert repr(pool) == "<arenite.BumpPool 1 idle, 0 out>"
    del pool
    assert reference() is None
    assert chunks_out() == before


# ---- Generators ------------------------------------------------------------------


def points(pool: BumpPool) -> Iterator[Point]:
    with pool.get():
        yield Point(1)
        yield Point(2)


def test_a_generator_that_is_not_finished(pool: BumpPool) -> None:
    generator = points(pool)
    point = next(generator)
    assert pool.stats().out == 1
    del generator
    assert pool.stats()[:2] == (1, 0)
    assert not is_live(point)


def test_a_generator_in_a_cycle_that_is_collected(pool: BumpPool) -> None:
    def cyclic() -> Iterator[Iterator[Any] | None]:
        with pool.get():
            itself = yield None  # type: ignore[misc]
            yield itself

    generator: Any = cyclic()
    next(generator)
    generator.send(generator)
    del generator
    gc.collect()
    assert pool.stats()[:2] == (1, 0)


def test_generators_that_end_in_another_order(pool: BumpPool) -> None:
    """What such an order leaves as the ambient arena is closed, and nobody else's."""
    first, second = points(pool), points(pool)
    next(first)
    next(second)
    first.close()
    second.close()
    with pytest.raises(ArenaClosedError):
        Point(1)
    assert pool.stats()[:2] == (2, 0)
    _core._ambient.set(None)
    with pytest.raises(NoArenaError):
        Point(1)


def test_a_block_that_is_never_left(pool: BumpPool) -> None:
    lease = pool.get()
    bump = lease.__enter__()
    point = Point(1)
    del lease
    assert pool.stats() == (0, 0, 0)
    assert point.x == 1  # whoever has the arena keeps it
    bump.__exit__(None, None, None)


# ---- Tasks -----------------------------------------------------------------------


def test_tasks(pool: BumpPool) -> None:
    async def work(number: int) -> list[int]:
        with pool.get() as bump:
            made = []
            for i in range(5):
                made.append(Point(number, i))
                await asyncio.sleep(0)
                assert arena_of(made[-1]) is bump
                assert i == 4 or pool.stats().out == 10
            return [p.x for p in made]

    async def main() -> list[list[int]]:
        return await asyncio.gather(*map(work, range(10)))

    assert asyncio.run(main()) == [[n] * 5 for n in range(10)]
    assert pool.stats()[:2] == (10, 0)


def test_a_task_that_is_cancelled(pool: BumpPool) -> None:
    async def work() -> None:
        with pool.get() as bump:
            view = memoryview(bump.zeros(u64, 1))
            Point(1)
            await asyncio.sleep(100)
            view.release()

    async def main() -> None:
        task = asyncio.create_task(work())
        await asyncio.sleep(0)
        assert pool.stats().out == 1
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert task.cancelled()

    asyncio.run(main())
    assert pool.stats() == (0, 0, 0)  # its view was not released


def test_an_async_generator_that_is_not_finished(pool: BumpPool) -> None:
    async def numbers() -> AsyncIterator[int]:
        with pool.get():
            for i in range(10):
                await asyncio.sleep(0)
                yield Point(i).x

    async def main() -> None:
        async for number in numbers():
            if number == 3:
                break
        assert pool.stats().out == 1

    asyncio.run(main())
    assert pool.stats()[:2] == (1, 0)


# ---- Threads, signals, processes -------------------------------------------------


def test_threads_never_share_an_arena() -> None:
    pool = BumpPool(max_idle=3)
    seen: list[str] = []
    barrier = threading.Barrier(8)

    def work(number: int) -> None:
        barrier.wait()
        for i in range(300):
            with pool.get() as bump:
                if bump.stats().used:
                    seen.append("not empty")
                made = [Point(number, i) for _ in range(i % 7)]
                if i % 5 == 0:
                    with pool.get():
                        Point(0)
                if any((p.x, p.y) != (number, i) for p in made):
                    seen.append("written by another thread")
                if bump.stats().used != 16 * len(made):
                    seen.append("shared")

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert seen == []
    assert pool.stats().out == 0
    assert pool.stats().idle <= 3


def test_close_from_another_thread() -> None:
    before = settled_chunks()
    pool = BumpPool()

    def work() -> None:
        with contextlib.suppress(ArenaClosedError):
            while True:
                with pool.get():
                    Point(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    time.sleep(0.02)
    pool.close()
    for thread in threads:
        thread.join()
    assert pool.stats() == (0, 0, 0)
    assert chunks_out() == before


# One that meets a callback of the collector is reported by CPython and goes no further.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_anywhere_loses_no_more_than_an_arena() -> None:
    """Each is somebody's, idle or gone; a signal between two bytecodes changes nothing."""

    class Interrupt(BaseException):
        pass

    def interrupt(*_: object) -> None:
        raise Interrupt

    pool = BumpPool()
    previous = signal.signal(signal.SIGALRM, interrupt)
    try:
        for i in range(300):
            try:
                signal.setitimer(signal.ITIMER_REAL, 1e-5 + i * 1e-6)
                for _ in range(100_000):
                    with pool.get() as bump, pool.get() as other:
                        assert bump is not other
                        assert bump.stats().used == other.stats().used == 0
                        bump.alloc(Point, 1)
            except Interrupt:
                signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
        _core._ambient.set(None)
    gc.collect()
    assert pool.stats().out == 0
    assert len(set(map(id, pool._idle))) == len(pool._idle)
    assert [bump.stats().used for bump in pool._idle] == [0] * len(pool._idle)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded")
def test_fork(pool: BumpPool) -> None:
    with pool.get() as outer, pool.get():
        point = Point(1)
    with pool.get() as outer:
        point = Point(5)
        child = os.fork()
        if child == 0:
            status = 1
            with contextlib.suppress(BaseException):
                with pool.get() as bump:
                    bump.alloc(Point, 7)
                point.x = 6
                status = 0 if pool.stats()[:2] == (1, 1) else 2
            os._exit(status)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert (point.x, arena_of(point)) == (5, outer)


# ---- How chunks move -------------------------------------------------------------


def test_chunks_move_only_between_arenas_that_are_empty(bump: Bump) -> None:
    bump.alloc(Point, 1)
    with pytest.raises(ValueError, match="chunks move from an arena that was reset"):
        Bump()._take_chunks(bump)
    bump.reset("all")
    reserved = bump.stats().capacity
    for target in (bump, Bump(100), Bump.reserve(4096), Bump.over(bytearray(4096))):
        with pytest.raises(ValueError, match="chunks move"):
            target._take_chunks(bump)
        with pytest.raises(ValueError, match="chunks move"):
            Bump()._take_chunks(Bump.reserve(4096))
    with pytest.raises(TypeError, match="expected a Bump"):
        Bump()._take_chunks(None)  # type: ignore[arg-type]
    fresh = Bump(limit=50)
    fresh._take_chunks(bump)
    assert (fresh.stats().capacity, bump.stats().capacity) == (reserved, 0)
    assert fresh.limit == 50
    fresh._check()
    assert bump.alloc(Point, 3).x == 3  # empty, not closed
