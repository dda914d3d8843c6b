"""The ambient arena: what `Node(...)` allocates in."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from arenite import ArenaClosedError, Bump, NoArenaError, Struct, arena_of, is_live, u64


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


# ---- Threads ---------------------------------------------------------------------


def test_a_thread_enters_its_own(bump: Bump) -> None:
    def run() -> bool:
        with Bump() as own:
            return arena_of(Point(1)) is own

    with bump, ThreadPoolExecutor(4) as executor:
        assert all(executor.map(lambda _: run(), range(20)))
        assert arena_of(Point(1)) is bump


def test_to_thread_takes_the_arena_along(bump: Bump) -> None:
    """asyncio.to_thread copies the context; a bare executor does not."""

    async def main() -> tuple[Bump, Bump | None]:
        with bump:
            loop = asyncio.get_running_loop()
            found = arena_of(await asyncio.to_thread(Point, 1))
            try:
                return found, arena_of(await loop.run_in_executor(None, Point, 1))
            except NoArenaError:
                return found, None

    found, without = asyncio.run(main())
    assert found is bump
    assert without is None


# ---- Tasks -----------------------------------------------------------------------


def test_a_task_that_outlives_the_block_it_began_in(bump: Bump) -> None:
    """Its copy of the context still has the arena, which is closed."""

    async def later(ended: asyncio.Event) -> None:
        Point(1)
        await ended.wait()
        with pytest.raises(ArenaClosedError):
            Point(2)
        with Bump() as own:
            assert arena_of(Point(3)) is own

    async def main() -> None:
        ended = asyncio.Event()
        with bump:
            task = asyncio.create_task(later(ended))
            await asyncio.sleep(0)
        ended.set()
        await task

    asyncio.run(main())


def test_tasks_take_turns_in_scopes_of_one_arena(bump: Bump) -> None:
    """Scopes end last in, first out, whoever opened them: an inner one ends with the outer."""

    async def work(first: asyncio.Event, second: asyncio.Event) -> list[bool]:
        with bump.scope():
            point = Point(1)
            second.set()
            await first.wait()
            return [is_live(point)]

    async def main() -> list[list[bool]]:
        a, b = asyncio.Event(), asyncio.Event()
        outer = asyncio.create_task(work(b, asyncio.Event()))
        await asyncio.sleep(0)
        inner = asyncio.create_task(work(a, b))
        found = [await outer]
        a.set()
        return [*found, await inner]

    assert asyncio.run(main()) == [[True], [False]]


def test_a_callback_runs_in_the_context_that_it_was_given(bump: Bump) -> None:
    seen: list[Bump] = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        with bump:
            loop.call_soon(lambda: seen.append(arena_of(Point(1))))
            with Bump():
                await asyncio.sleep(0)

    asyncio.run(main())
    assert seen == [bump]


def test_an_interleaving_without_contexts_of_its_own() -> None:
    """Coroutines driven by hand share one context: then the newest entry counts."""

    class Pause:
        def __await__(self) -> Iterator[None]:
            yield

    async def work(number: int) -> list[Bump]:
        with Bump() as own:
            arenas.append(own)
            await Pause()
            found = arena_of(Point(number))
            await Pause()
            return [own, found]

    arenas: list[Bump] = []
    first, second = work(1), work(2)
    first.send(None)
    second.send(None)
    first.send(None)
    with pytest.raises(StopIteration) as stop:
        second.send(None)
        second.send(None)
    assert stop.value.value == [arenas[1], arenas[1]]
    with pytest.raises(StopIteration) as stop:
        first.send(None)
    assert stop.value.value == [arenas[0], arenas[1]]
    with pytest.raises(NoArenaError):
        Point(1)


def test_the_same_with_a_context_for_each() -> None:
    """As anyio, trio and asyncio drive tasks."""

    class Pause:
        def __await__(self) -> Iterator[None]:
            yield

    async def work(number: int) -> bool:
        with Bump() as own:
            for _ in range(3):
                await Pause()
                assert arena_of(Point(number)) is own
            return True

    tasks = {work(i): contextvars.copy_context() for i in range(4)}
    done = []
    while tasks:
        for task, context in list(tasks.items()):
            try:
                context.run(task.send, None)
            except StopIteration as stop:
                done.append(stop.value)
                del tasks[task]
    assert done == [True] * 4


# ---- Generators ------------------------------------------------------------------


def test_a_generator_leaves_its_arena_ambient_while_it_waits() -> None:
    def numbers() -> Iterator[Bump]:
        with Bump() as own:
            yield own

    generator = numbers()
    own = next(generator)
    assert arena_of(Point(1)) is own
    assert next(generator, None) is None
    with pytest.raises(NoArenaError):
        Point(1)


def test_nested_generators(bump: Bump) -> None:
    def inner() -> Iterator[Bump]:
        with Bump():
            yield arena_of(Point(1))
        yield arena_of(Point(2))

    def outer() -> Iterator[Bump]:
        with Bump() as own:
            assert [arena is own for arena in inner()] == [False, True]
            yield from inner()
            yield arena_of(Point(3))

    with bump:
        arenas = list(outer())
        assert arenas[1] is arenas[2]
        assert len(set(map(id, [bump, *arenas]))) == 3
        assert arena_of(Point(4)) is bump


def test_a_generator_that_is_closed_in_another_thread(bump: Bump) -> None:
    def numbers() -> Iterator[Point]:
        with bump, bump.scope():
            yield Point(1)

    def begin() -> None:
        generator = numbers()
        point = next(generator)
        thread = threading.Thread(target=generator.close)  # type: ignore[attr-defined]
        thread.start()
        thread.join()
        assert bump.closed
        assert not is_live(point)
        with pytest.raises(ArenaClosedError):  # the block began here, and was not left here
            Point(1)
        with Bump() as other:
            assert arena_of(Point(1)) is other

    contextvars.copy_context().run(begin)


def test_a_generator_that_is_resumed_in_other_contexts(bump: Bump) -> None:
    def numbers() -> Iterator[Bump]:
        with bump:
            for i in range(2):
                yield arena_of(Point(i))

    first, second = contextvars.copy_context(), contextvars.copy_context()
    generator = numbers()
    assert first.run(next, generator) is bump
    with pytest.raises(NoArenaError):  # there nobody has entered anything
        second.run(next, generator)
    assert bump.closed
    with pytest.raises(NoArenaError):
        second.run(Point, 1)


def test_an_async_generator_and_its_consumer(bump: Bump) -> None:
    async def numbers() -> AsyncIterator[Bump]:
        with Bump():
            for i in range(3):
                await asyncio.sleep(0)
                yield arena_of(Point(i))

    async def consume() -> set[int]:
        with bump:
            return {id(arena) async for arena in numbers()}

    async def main() -> list[set[int]]:
        return await asyncio.gather(consume(), consume())

    first, second = asyncio.run(main())
    assert len(first) == len(second) == 1
    assert id(bump) not in first | second
