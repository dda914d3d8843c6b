"""Bump.over and Bump.reserve: arenas over one block."""

from __future__ import annotations

import mmap
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import Bump, Slice, Struct, u8, u32, u64, walk


class Point(Struct):
    x: u64
    name: str = ""
    next: Point | None = None


def test_over_uses_the_buffer() -> None:
    buffer = bytearray(1024)
    bump = Bump.over(buffer)
    bump.alloc(Point, 0x1122334455667788)
    assert (0x1122334455667788).to_bytes(8, "little") in buffer
    assert bump.stats().capacity >= 1024 - 16
    assert bump.stats().chunks == 1
    bump._check()


@given(size=st.integers(0, 300), skip=st.integers(0, 40), steps=st.lists(st.integers(1, 60)))
def test_over_any_length_and_alignment(size: int, skip: int, steps: list[int]) -> None:
    """Nothing outside of the view changes, and all in it can be had."""
    buffer = bytearray(b"\xee" * (size + skip + 32))
    bump = Bump.over(memoryview(buffer)[skip : skip + size])
    free = bump.stats().capacity
    assert size - 15 <= free <= size or free == 0
    for step in steps:
        if bump.stats().used + step <= free:
            bump.alloc_str("\x01" * step)
        else:
            with pytest.raises(MemoryError, match="one block is used up"):
                bump.alloc_str("\x01" * step)
        bump._check()
    assert set(buffer[:skip]) <= {0xEE}
    assert set(buffer[skip + size :]) == {0xEE}


@pytest.mark.parametrize(
    "make",
    [
        lambda: np.zeros(4096, "u1"),
        lambda: np.zeros((64, 8), "f8"),
        lambda: mmap.mmap(-1, 4096),
        lambda: memoryview(bytearray(4096)),
        lambda: memoryview(Bump().alloc_layout(4096)),
    ],
)
def test_over_any_writable_buffer(make: Any) -> None:
    bump = Bump.over(make())
    points = [bump.alloc(Point, i, str(i)) for i in range(50)]
    assert [p.name for p in points] == [str(i) for i in range(50)]
    del points
    bump.close()


@pytest.mark.parametrize(
    "buffer", [b"x" * 100, memoryview(b"x" * 100), memoryview(bytearray(100))[::2], "x", None, 100]
)
def test_over_needs_a_writable_contiguous_buffer(buffer: Any) -> None:
    with pytest.raises((BufferError, TypeError, ValueError)):
        Bump.over(buffer)


def test_the_buffer_is_held_until_close() -> None:
    buffer = bytearray(1024)
    bump = Bump.over(buffer)
    with pytest.raises(BufferError):
        buffer.append(0)
    bump.close()
    buffer.append(0)


def test_the_buffer_is_held_until_the_arena_goes() -> None:
    buffer = bytearray(1024)
    bump = Bump.over(buffer)
    point = bump.alloc(Point, 1)
    del bump
    with pytest.raises(BufferError):
        buffer.append(0)
    del point
    buffer.append(0)


def test_an_arena_in_an_arena() -> None:
    outer = Bump()
    inner = Bump.over(outer.alloc_layout(1024))
    point = inner.alloc(Point, 5, "inner")
    with pytest.raises(BufferError):
        outer.close()
    assert point.name == "inner"
    inner.close()
    outer.close()


def test_close_with_a_buffer_out() -> None:
    bump = Bump.over(bytearray(1024))
    view = bump.alloc_layout(10)
    with pytest.raises(BufferError, match="cannot close"):
        bump.close()
    view.release()
    bump.close()


def test_over_is_a_classmethod() -> None:
    class Named(Bump):
        def __init__(self, name: str) -> None:
            raise AssertionError

    assert type(Named.over(bytearray(100))) is Named
    assert type(Named.reserve(100)) is Named


def test_reserve_holds_what_it_says() -> None:
    bump = Bump.reserve(10_000)
    bump.alloc_layout(10_000)
    with pytest.raises(MemoryError):
        bump.alloc_layout(10_000)
    bump._check()


def test_reserve_commits_as_it_grows() -> None:
    bump = Bump.reserve()
    assert bump.stats().capacity == 0
    bump.alloc_layout(1)
    small = bump.stats().capacity
    assert 0 < small < 1 << 20
    bump.alloc_layout(5_000_000)
    assert bump.stats().capacity > 5_000_000
    bump.reset("none")
    assert bump.stats().capacity == 0
    bump._check()
    assert bump.alloc(Point, 1, "x").name == "x"


@pytest.mark.parametrize("size", [0, -1, 2**35, 2**63 - 1])
def test_reserve_of_sizes_that_cannot_be(size: int) -> None:
    with pytest.raises(ValueError, match="between 1 byte and 32 GiB"):
        Bump.reserve(size)


def test_marks_and_scopes_in_blocks() -> None:
    for bump in (Bump.over(bytearray(100_000)), Bump.reserve(100_000)):
        first = bump.alloc(Point, 1)
        mark = bump.mark()
        for _ in range(3):
            with bump.scope():
                for i in range(500):
                    bump.alloc(Point, i, str(i))
            bump.alloc(Point, 2)
            bump.rewind(mark)
            bump._check()
        assert bump.stats().used == 24
        assert first.x == 1


def test_bytes_can_be_moved() -> None:
    """Nothing in an arena holds an address: a copy of the bytes is as good."""

    class Tree(Struct):
        name: str
        leaves: Slice[u32]
        left: Tree | None = None

    buffer, other = bytearray(4096), bytearray(4096)
    bump, copy = Bump.over(buffer), Bump.over(other)
    for arena in (bump, copy):
        tree = arena.alloc(Tree, "", [], None)
    copy.alloc_layout(1000)
    inner = bump.alloc(Tree, "inner", [1, 2, 3])
    tree = bump.alloc(Tree, "a" * 50, range(20), inner)
    names = [node.name for node in walk(tree)]  # type: ignore[attr-defined]
    start = buffer.find(b"inner")
    assert start > 0
    assert names == ["a" * 50, "inner"]
    assert isinstance(inner.leaves, Slice)
    assert u8 is not u32
