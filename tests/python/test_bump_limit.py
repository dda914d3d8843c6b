"""Capacity, limit and alignment: exact to the byte."""

from __future__ import annotations

import ctypes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import ArenaLimitError, Bump, Struct, _core, u8, u64


class Point(Struct):
    x: u64
    y: u64


@pytest.mark.parametrize("capacity", [1, 511, 512, 513, 4096, 100_000, 1_000_001])
def test_capacity_is_there_from_the_start(capacity: int) -> None:
    bump = Bump(capacity)
    _core._allow_chunks(0)
    bump.alloc_layout(capacity)
    assert bump.stats().used == capacity


def test_the_limit_binds_exactly(bump: Bump) -> None:
    bump.limit = 48
    for _ in range(3):
        bump.alloc(Point, 1, 2)
    with pytest.raises(ArenaLimitError, match="limit of 48 bytes: 48 are used"):
        bump.alloc_layout(1)
    assert bump.stats().used == 48


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=12), st.data())
def test_the_last_byte_fits_and_one_more_does_not(sizes: list[int], data: st.DataObject) -> None:
    """Whatever the sizes are: what a run without a limit used is the limit it needs."""

    def run(limit: int | None) -> Bump:
        bump = Bump(limit=limit)
        for size in sizes:
            bump.alloc_str("x" * size)
        return bump

    used = run(None).stats().used
    assert run(used).stats().used == used
    limit = data.draw(st.integers(0, used - 1))
    with pytest.raises(ArenaLimitError):
        run(limit)


def test_a_limit_below_what_is_used(bump: Bump) -> None:
    points = [bump.alloc(Point, i, i) for i in range(10)]
    bump.limit = 100
    with pytest.raises(ArenaLimitError):
        bump.alloc_str("x")
    bump.limit = 161
    bump.alloc_str("x")
    bump.limit = None
    bump.alloc(Point, 0, 0)
    assert [p.x for p in points] == list(range(10))


def test_a_limit_of_nothing() -> None:
    bump = Bump(limit=0)
    with pytest.raises(ArenaLimitError):
        bump.alloc(Point, 1, 1)
    assert bump.limit == 0
    assert len(bump.alloc_slice(u8, [])) == 0


def test_the_limit_is_an_attribute(bump: Bump) -> None:
    assert bump.limit is None
    bump.limit = 12
    assert bump.limit == 12
    bump.limit = 2**64 - 1
    assert bump.limit is None
    with pytest.raises(ValueError, match="limit"):
        bump.limit = -1
    with pytest.raises(TypeError, match="limit"):
        bump.limit = "12"  # type: ignore[assignment]


def test_the_limit_holds_after_reset_and_rewind() -> None:
    bump = Bump(limit=1000)
    mark = bump.mark()
    for again in (lambda: bump.rewind(mark), bump.reset, lambda: bump.reset("none")):
        bump.alloc_layout(1000)
        with pytest.raises(ArenaLimitError):
            bump.alloc_layout(1)
        again()
    bump._check()


def test_the_limit_is_a_memory_error() -> None:
    assert issubclass(ArenaLimitError, MemoryError)


def test_a_refused_request_changes_nothing() -> None:
    bump = Bump(limit=100)
    bump.alloc_layout(60)
    before = bump.stats().used, bump.chunks()[0].tobytes()
    with pytest.raises(ArenaLimitError):
        bump.alloc_slice(u8, range(41))
    assert (bump.stats().used, bump.chunks()[0].tobytes()) == before
    bump.alloc_str("x" * 40)


def test_a_block_has_a_limit_too() -> None:
    bump = Bump.reserve(1 << 20, limit=1000)
    bump.alloc_layout(1000)
    with pytest.raises(ArenaLimitError):
        bump.alloc_layout(1)
    over = Bump.over(bytearray(4096), limit=8)
    over.alloc_layout(8)
    with pytest.raises(ArenaLimitError):
        over.alloc_layout(1)


@pytest.mark.parametrize("align", [1, 2, 8, 16, 64, 4096])
def test_min_align_is_of_every_allocation(align: int) -> None:
    bump = Bump(1 << 16, min_align=align)
    bump.alloc_str("x")
    for i in range(1, 4):
        used = bump.stats().used
        bump.alloc_str("y")
        assert bump.stats().used == used + align
        assert address(bump.alloc_layout(align * i)) % align == 0
        bump.alloc_str("z")
    bump._check()


def address(view: memoryview) -> int:
    return ctypes.addressof(ctypes.c_char.from_buffer(view))
