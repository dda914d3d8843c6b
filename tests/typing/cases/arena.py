# pyright: strict
"""The arena itself: its constructors, with statements, figures and errors."""

from __future__ import annotations

from typing import assert_type

from arenite import (
    ArenaClosedError,
    ArenaLimitError,
    Bump,
    CorruptArenaError,
    LifetimeError,
    Mark,
    NoArenaError,
    Scope,
    StaleReferenceError,
    Stats,
)


class MyBump(Bump):
    pass


def constructors() -> None:
    Bump()
    Bump(4096, limit=1 << 20, min_align=16)
    assert_type(Bump.reserve(1 << 20, limit=None), Bump)
    assert_type(MyBump.over(bytearray(4096)), MyBump)
    Bump("1 MB")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Bump(0, 1 << 20)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Bump.over("text")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def lifetimes(bump: Bump) -> None:
    with MyBump() as mine:
        assert_type(mine, MyBump)
    with bump.scope() as inner:
        assert_type(inner, Bump)
    scope = bump.scope()
    assert_type(scope, Scope)
    scope.close()
    mark = bump.mark()
    assert_type(mark, Mark)
    bump.rewind(mark)
    bump.rewind(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bump.reset()
    bump.reset("all")
    bump.reset(keep="none")
    bump.reset(keep=4096)
    bump.reset("smallest")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bump.close()


def returns_after_with() -> int:
    """Neither `with` swallows exceptions, so no return is missing here."""
    with Bump() as bump, bump.scope():
        return 1


def figures(bump: Bump) -> None:
    stats = bump.stats()
    assert_type(stats, Stats)
    assert_type(stats.used, int)
    used, *_ = stats
    assert_type(used, int)
    assert_type(bump.chunks(), list[memoryview])
    assert_type(bump.limit, int | None)
    assert_type(bump.closed, bool)
    bump.limit = 4096
    bump.limit = None
    bump.limit = "4096"  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
    bump.closed = True  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def errors() -> None:
    reference: type[ReferenceError] = StaleReferenceError
    memory: type[MemoryError] = ArenaLimitError
    value: list[type[ValueError]] = [LifetimeError, CorruptArenaError, ArenaClosedError]
    runtime: type[RuntimeError] = NoArenaError
    print(reference, memory, value, runtime)
