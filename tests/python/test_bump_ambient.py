"""The ambient arena: what `Node(...)` allocates in."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Iterator

import pytest

from arenite import ArenaClosedError, Bump, NoArenaError, Struct, arena_of, u64


class Point(Struct):
    x: u64
    y: u64 = 0


def test_the_innermost_arena_is_meant() -> None:
    with Bump() as outer:
        first = Point(1)
        with Bump() as inner:
            assert arena_of(Point(2)) is inner
        assert arena_of(first) is outer
        assert arena_of(Point(3)) is outer


def test_without_an_arena() -> None:
    with pytest.raises(NoArenaError, match="use `with Bump\\(\\):`"):
        Point(1)
    with Bump():
        pass
    with pytest.raises(NoArenaError):
        Point(1)


def test_alloc_goes_to_its_own_arena(bump: Bump) -> None:
    with Bump():
        assert arena_of(bump.alloc(Point, 1)) is bump


def test_a_closed_ambient_arena(bump: Bump) -> None:
    with bump:
        bump.close()
        with pytest.raises(ArenaClosedError):
            Point(1)


def test_threads_do_not_see_each_others_arena(bump: Bump) -> None:
    errors: list[type[BaseException]] = []

    def run() -> None:
        try:
            Point(1)
        except NoArenaError as error:
            errors.append(type(error))

    with bump:
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    assert errors == [NoArenaError]


def test_a_copied_context_carries_the_arena(bump: Bump) -> None:
    with bump:
        context = contextvars.copy_context()
        assert arena_of(context.run(Point, 1)) is bump
    with pytest.raises(ArenaClosedError):
        context.run(Point, 1)


def test_leaving_in_another_context(bump: Bump) -> None:
    """A with that began in one context and ends in another has nothing to restore."""
    context = contextvars.copy_context()
    context.run(bump.__enter__)
    bump.__exit__(None, None, None)
    assert bump.closed
    with pytest.raises(NoArenaError):
        Point(1)


def test_tasks_have_their_own() -> None:
    async def work(number: int, ready: asyncio.Barrier) -> list[int]:
        with Bump() as bump:
            points = []
            for i in range(3):
                await ready.wait()
                points.append(Point(number, i))
                assert arena_of(points[-1]) is bump
            with bump.scope():
                await ready.wait()
                assert arena_of(Point(0)) is bump
            return [p.x for p in points]

    async def main() -> list[list[int]]:
        ready = asyncio.Barrier(4)
        return await asyncio.gather(*(work(i, ready) for i in range(4)))

    assert asyncio.run(main()) == [[i] * 3 for i in range(4)]


def test_a_task_inherits_and_cannot_change_its_parent(bump: Bump) -> None:
    async def child() -> Bump:
        inherited = arena_of(Point(1))
        with Bump():
            await asyncio.sleep(0)
        return inherited

    async def main() -> None:
        with bump:
            task = asyncio.create_task(child())
            await asyncio.sleep(0)
            assert arena_of(Point(2)) is bump
            assert await task is bump

    asyncio.run(main())


def test_generators_share_the_context_of_their_caller(bump: Bump) -> None:
    def numbers() -> Iterator[Point]:
        with bump:
            yield Point(1)

    generator = numbers()
    point = next(generator)
    assert point.x == 1
    assert list(generator) == []
    with pytest.raises(NoArenaError):
        Point(1)


def test_threads_may_share_an_arena(bump: Bump) -> None:
    def run(number: int) -> None:
        for i in range(500):
            points.append(bump.alloc(Point, number, i))

    points: list[Point] = []
    threads = [threading.Thread(target=run, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((p.x, p.y) for p in points) == [(n, i) for n in range(4) for i in range(500)]
    assert bump.stats().handles == 2000
