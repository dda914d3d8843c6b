# pyright: strict
"""BumpPool, with_arena and structurally_equal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from typing import Any, assert_type

from arenite import Bump, BumpPool, PoolStats, Struct, structurally_equal, with_arena


class Node(Struct):
    value: int


def pools() -> None:
    pool = BumpPool(4096, limit=1 << 20, min_align=8, keep="all", max_idle=4)
    BumpPool(keep=4096)
    BumpPool(keep="smallest")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    BumpPool(0, 1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    with pool as same, pool.get() as bump:
        assert_type(same, BumpPool)
        assert_type(bump, Bump)
    stats = pool.stats()
    assert_type(stats, PoolStats)
    assert_type(stats.idle, int)
    assert_type(pool.closed, bool)


def returns_after_with(pool: BumpPool) -> int:
    """It swallows no exceptions, so no return is missing here."""
    with pool.get():
        return 1


def equal(node: Node) -> None:
    assert_type(structurally_equal(node, node), bool)
    structurally_equal(node, 1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


# ---- with_arena: what it wraps keeps the rest of its signature ------------------


@with_arena
def total(bump: Bump, first: int, *rest: int, scale: float = 1.0) -> float:
    return sum(bump.alloc_slice(int, [first, *rest])) * scale


@with_arena
async def later(bump: Bump, name: str) -> str:
    return str(bump.alloc_str(name))


@with_arena
def numbers(bump: Bump, count: int) -> Iterator[int]:
    yield from bump.alloc_slice(int, range(count))


@with_arena
async def slowly(bump: Bump, count: int) -> AsyncIterator[int]:
    for number in bump.alloc_slice(int, range(count)):
        yield number


class Parser:
    @with_arena
    def parse(self, bump: Bump, text: str, *, strict: bool = False) -> int:
        return len(bump.alloc_str(text)) + strict

    @staticmethod
    @with_arena
    def static(bump: Bump, text: str) -> int:
        return len(bump.alloc_str(text))

    @classmethod
    @with_arena
    def of_class(cls, bump: Bump, text: str) -> int:
        return len(bump.alloc_str(text))


def functions() -> None:
    assert_type(total(1, 2, scale=0.5), float)
    total("1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    total(1, size=2)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    total()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    coroutine: Coroutine[Any, Any, str] = later("x")
    print(coroutine)
    assert_type(numbers(3), Iterator[int])
    assert_type(slowly(3), AsyncIterator[int])

    def local(bump: Bump, x: int) -> bytes:
        return bytes(bump.alloc_bytes(bytes(x)))

    assert_type(with_arena(local)(3), bytes)
    made: Callable[[int], bytes] = with_arena(local)
    print(made)


async def coroutines() -> None:
    assert_type(await later("x"), str)
    async for number in slowly(3):
        assert_type(number, int)


def methods(parser: Parser) -> None:
    assert_type(parser.parse("x", strict=True), int)
    assert_type(Parser.parse(parser, "x"), int)
    assert_type(parser.static("x"), int)
    assert_type(Parser.of_class("x"), int)
    parser.parse(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    parser.parse("x", size=1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def without(x: int) -> int:
    return x


def nothing() -> int:
    return 1


with_arena(without)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType, reportCallIssue]
with_arena(nothing)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType, reportCallIssue]
