"""with_arena: an arena that lasts as long as a call."""

from __future__ import annotations

import asyncio
import contextvars
import functools
import gc
import inspect
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator
from typing import Any

import pytest
from chunks import settled_chunks

from arenite import (
    ArenaClosedError,
    Bump,
    LifetimeError,
    NoArenaError,
    Slice,
    Struct,
    Text,
    _core,
    arena_of,
    compact,
    is_live,
    to_heap,
    u8,
    u64,
    with_arena,
)


class Point(Struct):
    x: u64
    y: u64 = 0


@pytest.fixture(autouse=True)
def _nothing_stays_open() -> Iterator[None]:
    before = settled_chunks()
    yield
    gc.collect()
    assert _core._allow_chunks(None) == before
    with pytest.raises(NoArenaError):
        Point(1)


# ---- Functions -------------------------------------------------------------------


@with_arena
def distance(bump: Bump, x: int, *, y: int = 4) -> float:
    """How far it is."""
    point = Point(x, y)
    assert arena_of(point) is bump
    return (point.x**2 + point.y**2) ** 0.5


def test_a_function() -> None:
    assert distance(3) == 5
    assert distance(8, y=6) == 10
    assert distance(x=3) == 5
    assert (distance.__name__, distance.__doc__) == ("distance", "How far it is.")
    with pytest.raises(TypeError, match="distance"):
        distance()  # type: ignore[call-arg]


def test_as_a_call() -> None:
    def total(bump: Bump, *numbers: int) -> int:
        return sum(bump.alloc_slice(u64, numbers))

    assert with_arena(total)(1, 2, 3) == 6
    assert with_arena(functools.partial(total))(4, 5) == 9
    assert with_arena(lambda bump: bump.closed)() is False


def test_each_call_has_its_own() -> None:
    @with_arena
    def depth(bump: Bump, level: int) -> int:
        point = Point(level)
        below = depth(level - 1) if level else 0
        assert arena_of(point) is bump
        assert arena_of(Point(0)) is bump
        assert bump.stats().used == 32
        return below + point.x

    assert depth(10) == 55


def test_an_exception_passes_through() -> None:
    @with_arena
    def fail(bump: Bump) -> None:
        seen.append(bump.alloc(Point, 1))
        raise KeyError("mine")

    seen: list[Point] = []
    with pytest.raises(KeyError, match="mine"):
        fail()
    assert not is_live(seen.pop())


def test_an_arena_that_the_function_closes() -> None:
    assert with_arena(lambda bump: bump.close())() is None


def test_an_exported_buffer_keeps_the_arena() -> None:
    with pytest.raises(BufferError, match="cannot close the arena"):
        with_arena(lambda bump: memoryview(bump.zeros(u64, 1)))()


# ---- Methods ---------------------------------------------------------------------


class Base:
    factor = 2

    @with_arena
    def method(self, bump: Bump, x: int) -> int:
        return bump.alloc(Point, x).x * self.factor

    @staticmethod
    @with_arena
    def static(bump: Bump, x: int) -> int:
        return bump.alloc(Point, x).x

    @classmethod
    @with_arena
    def of_class(cls, bump: Bump, x: int) -> int:
        return bump.alloc(Point, x).x * cls.factor

    @with_arena  # type: ignore[arg-type]
    @staticmethod
    def other_static(bump: Bump, x: int) -> int:
        return bump.alloc(Point, x).x

    @with_arena  # type: ignore[arg-type]
    @classmethod
    def other_of_class(cls, bump: Bump, x: int) -> int:
        return bump.alloc(Point, x).x * cls.factor

    @with_arena
    def numbers(self, bump: Bump, count: int) -> Iterator[int]:
        for i in range(count):
            yield bump.alloc(Point, i).x * self.factor

    def plain(self, bump: Bump, x: int) -> int:
        return bump.alloc(Point, x).x * self.factor

    def __call__(self, bump: Bump, x: int) -> int:
        return self.plain(bump, x)


class Derived(Base):
    factor = 3

    @with_arena
    def method(self, bump: Bump, x: int) -> int:
        point = bump.alloc(Point, x)
        return super().method(point.x) + point.x


def test_methods() -> None:
    base: Any = Base()
    assert base.method(5) == 10
    assert base.method(x=5) == 10
    assert Base.method(base, 5) == 10
    assert Derived().method(5) == 20
    assert base.static(5) == Base.static(5) == 5
    assert Derived().of_class(5) == Derived.of_class(5) == 15
    assert base.other_static(5) == 5
    assert base.other_of_class(5) == 10
    assert list(base.numbers(3)) == [0, 2, 4]
    assert with_arena(base.plain)(5) == 10
    assert with_arena(base)(5) == 10


@pytest.mark.parametrize("value", [None, 1, "function", Bump()])
def test_what_is_no_function(value: Any) -> None:
    with pytest.raises(TypeError, match="takes a function, not"):
        with_arena(value)


def test_a_builtin() -> None:
    assert with_arena(isinstance)(Bump) is True  # type: ignore[arg-type]


# ---- Results ---------------------------------------------------------------------

HANDLES: dict[str, Callable[[Bump], object]] = {
    "Point": lambda bump: bump.alloc(Point, 1),
    "Text": lambda bump: bump.alloc_str("text"),
    "Slice": lambda bump: bump.alloc_slice(u8, [1]),
    "Box": lambda bump: bump.alloc(42),
    "Bump": lambda bump: bump,
}


@pytest.mark.parametrize("name", HANDLES)
def test_a_result_that_would_be_dead(name: str) -> None:
    with pytest.raises(LifetimeError, match=rf"returns a {name} of the arena that ends.*to_heap"):
        with_arena(HANDLES[name])()


def test_the_error_names_the_function() -> None:
    def make_point(bump: Bump) -> Point:
        return bump.alloc(Point, 1)

    with pytest.raises(LifetimeError, match=r"make_point\(\) returns a Point"):
        with_arena(make_point)()


def test_results_that_live_elsewhere() -> None:
    with Bump() as bump:
        assert with_arena(lambda _: bump.alloc(Point, 1))().x == 1
        assert with_arena(lambda _: bump)() is bump
        assert with_arena(lambda own: bump.copy(own.alloc(Point, 3)))().x == 3
    assert with_arena(lambda own: compact([own.alloc(Point, 4)])[0])().x == 4
    assert with_arena(lambda own: to_heap(own.alloc(Point, 2)))().x == 2
    assert with_arena(lambda own: str(own.alloc_str("text")))() == "text"


def test_containers_are_not_searched() -> None:
    (point,) = with_arena(lambda bump: [bump.alloc(Point, 1)])()
    assert not is_live(point)


# ---- Coroutines ------------------------------------------------------------------


@with_arena
async def add(bump: Bump, a: int, b: int) -> int:
    point = Point(a, b)
    await asyncio.sleep(0)
    assert arena_of(Point(0)) is bump
    return point.x + point.y


def test_a_coroutine_function() -> None:
    async def main() -> None:
        assert await add(1, 2) == 3
        assert await asyncio.gather(*(add(i, i) for i in range(5))) == [0, 2, 4, 6, 8]
        with pytest.raises(NoArenaError):
            Point(1)

    assert inspect.iscoroutinefunction(add)
    asyncio.run(main())


def test_a_coroutine_returns_no_handle() -> None:
    @with_arena
    async def make(bump: Bump) -> Point:
        return bump.alloc(Point, 1)

    with pytest.raises(LifetimeError):
        asyncio.run(make())  # type: ignore[arg-type]


def test_a_coroutine_that_is_cancelled() -> None:
    @with_arena
    async def wait(bump: Bump) -> None:
        arenas.append(bump)
        await asyncio.sleep(100)

    async def main() -> None:
        task = asyncio.ensure_future(wait())
        await asyncio.sleep(0)
        assert not arenas[0].closed
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    arenas: list[Bump] = []
    asyncio.run(main())
    assert arenas[0].closed


# ---- Generators ------------------------------------------------------------------


@with_arena
def squares(bump: Bump, count: int) -> Iterator[Point]:
    for i in range(count):
        point = Point(i, i * i)
        assert arena_of(point) is bump
        yield point


def test_a_generator_function() -> None:
    assert inspect.isgeneratorfunction(squares)
    generator = squares(3)
    first = next(generator)
    assert [first.y, *(point.y for point in generator)] == [0, 1, 4]
    assert not is_live(first)


def test_a_generator_that_is_closed_or_forgotten() -> None:
    for end in (lambda g: g.close(), lambda g: None):
        generator: Any = squares(3)
        point = next(generator)
        assert is_live(point)
        end(generator)
        del generator
        assert not is_live(point)
    squares(3)  # never started


def test_between_its_steps_its_arena_is_not_ambient(bump: Bump) -> None:
    with bump:
        for mine, theirs in zip(squares(3), squares(3), strict=True):
            assert arena_of(mine) is not arena_of(theirs)
            assert arena_of(Point(1)) is bump


def test_an_arena_that_a_generator_enters_is_ambient_in_its_next_step(bump: Bump) -> None:
    @with_arena
    def nested(own: Bump) -> Iterator[Bump]:
        with bump:
            yield arena_of(Point(1))
            yield arena_of(Point(2))
        yield arena_of(Point(3))
        with own.scope():
            yield arena_of(Point(4))
        yield arena_of(Point(5))

    arenas = []
    for arena in nested():
        arenas.append(arena)
        with pytest.raises(NoArenaError):
            Point(1)
    assert [arena is bump for arena in arenas] == [True, True, False, False, False]


def test_send_throw_and_return() -> None:
    @with_arena
    def talk(bump: Bump) -> Generator[int, int, str]:
        total = 0
        while total < 100:
            try:
                total += bump.alloc(Point, (yield total)).x
            except KeyError:
                total += 50
        return f"{total}"

    generator = talk()
    assert next(generator) == 0
    assert generator.send(5) == 5
    assert generator.throw(KeyError()) == 55
    with pytest.raises(StopIteration) as stop:
        generator.send(50)
    assert stop.value.value == "105"

    generator = talk()
    next(generator)
    with pytest.raises(ValueError, match="not handled"):
        generator.throw(ValueError("not handled"))
    assert list(generator) == []

    def delegate() -> Generator[int, int, None]:
        results.append((yield from talk()))

    results: list[str] = []
    delegating = delegate()
    next(delegating)
    with pytest.raises(StopIteration):
        delegating.send(200)
    assert results == ["200"]


def test_a_generator_cleans_up_in_its_arena() -> None:
    @with_arena
    def cleaning(bump: Bump) -> Iterator[int]:
        try:
            yield 1
        finally:
            seen.append(arena_of(Point(1)) is bump)

    seen: list[bool] = []
    generator = cleaning()
    next(generator)
    generator.close()  # type: ignore[attr-defined]
    assert seen == [True]


def test_a_generator_that_ignores_its_end() -> None:
    @with_arena
    def stubborn(_: Bump) -> Iterator[int]:
        while True:
            try:
                yield 1
            except GeneratorExit:
                if arena_of(Point(1)).stats().used > 16:
                    return

    generator = stubborn()
    next(generator)
    with pytest.raises(RuntimeError, match="ignored GeneratorExit"):
        generator.close()  # type: ignore[attr-defined]
    generator.close()  # type: ignore[attr-defined]


def test_a_generator_returns_no_handle() -> None:
    @with_arena
    def returning(bump: Bump) -> Generator[int, None, Text]:
        yield 1
        return bump.alloc_str("text")

    generator = returning()
    next(generator)
    with pytest.raises(LifetimeError, match="returns a Text"):
        next(generator)


def test_a_view_does_not_hide_why_a_generator_ends() -> None:
    @with_arena
    def viewing(bump: Bump) -> Iterator[int]:
        view = memoryview(bump.zeros(u64, 1))
        yield 1
        view.release()

    generator: Any = viewing()
    next(generator)
    generator.close()
    generator = viewing()
    next(generator)
    with pytest.raises(KeyError) as caught:
        generator.throw(KeyError("mine"))
    del generator
    assert "cannot close the arena" in caught.value.__notes__[0]


def test_steps_in_several_contexts() -> None:
    generator = squares(3)
    contexts = [contextvars.copy_context() for _ in range(3)]
    assert [context.run(next, generator).x for context in contexts] == [0, 1, 2]
    assert next(generator, None) is None


# ---- Async generators ------------------------------------------------------------


@with_arena
async def slowly(bump: Bump, count: int) -> AsyncIterator[Point]:
    for i in range(count):
        await asyncio.sleep(0)
        point = Point(i)
        assert arena_of(point) is bump
        yield point


def test_an_async_generator_function(bump: Bump) -> None:
    async def main() -> None:
        last = None
        with bump:
            async for point in slowly(3):
                assert is_live(point)
                assert arena_of(Point(1)) is bump
                last = point
        assert last is not None
        assert not is_live(last)

    assert inspect.isasyncgenfunction(slowly)
    asyncio.run(main())


def test_async_generators_side_by_side() -> None:
    async def total(count: int) -> int:
        return sum([point.x async for point in slowly(count)])

    async def main() -> list[int]:
        return await asyncio.gather(*map(total, range(6)))

    assert asyncio.run(main()) == [0, 0, 1, 3, 6, 10]


@pytest.mark.parametrize("how", ["aclose", "forgotten", "break"])
def test_an_async_generator_that_is_not_finished(how: str) -> None:
    async def main() -> Point:
        generator: Any = slowly(5)
        point: Point = await anext(generator)
        if how == "aclose":
            await generator.aclose()
            assert not is_live(point)
        elif how == "forgotten":
            del generator
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        return point

    assert not is_live(asyncio.run(main()))


def test_asend_and_athrow() -> None:
    @with_arena
    async def talk(bump: Bump) -> AsyncGenerator[int, int]:
        total = 0
        while total < 100:
            try:
                total += bump.alloc(Point, (yield total)).x
            except KeyError:
                total += 50

    async def main() -> None:
        generator = talk()
        assert await anext(generator) == 0
        assert await generator.asend(5) == 5
        assert await generator.athrow(KeyError()) == 55
        with pytest.raises(StopAsyncIteration):
            await generator.asend(50)

    asyncio.run(main())


def test_the_arena_is_closed_after_the_end() -> None:
    def keep(bump: Bump) -> None:
        arenas.append(bump)

    arenas: list[Bump] = []
    with_arena(keep)()
    with pytest.raises(ArenaClosedError):
        arenas[0].alloc(Point, 1)


def test_slices_of_a_result_are_copies() -> None:
    def head(bump: Bump) -> tuple[int, ...]:
        items: Slice[int] = bump.alloc_slice(u8, [1, 2, 3])
        return items[:2]

    assert with_arena(head)() == (1, 2)
