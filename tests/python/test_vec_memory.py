"""Vec and its memory: room, growth, scopes, buffers, freezing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from arenite import (
    ArenaLimitError,
    Bump,
    LifetimeError,
    Slice,
    StaleReferenceError,
    String,
    Struct,
    Vec,
    arena_of,
    f64,
    i32,
    is_live,
    u8,
    u128,
)


class Leaf(Struct):
    value: i32


# ---- Room ------------------------------------------------------------------------


def test_it_grows_in_place_while_it_is_the_newest(bump: Bump) -> None:
    vec = bump.vec(i32)
    for i in range(100_000):
        vec.append(i)
    assert list(vec) == list(range(100_000))
    assert bump.stats().wasted < 4 * vec.capacity
    room = Bump.reserve(1 << 24)  # one block, of which more is used bit by bit
    grown = room.vec(i32)
    for i in range(100_000):
        grown.append(i)
    assert room.stats().wasted == 0
    assert room.stats().used == 16 + 4 * grown.capacity


def test_what_it_leaves_behind_is_wasted(bump: Bump) -> None:
    vec = bump.vec(i32, range(10))
    wasted = 0
    for _ in range(5):
        bump.alloc(Leaf, 1)
        old = vec.capacity
        vec.reserve(old + 1)
        wasted += 4 * old
        assert bump.stats().wasted == wasted
    assert list(vec) == list(range(10))
    assert sys.getsizeof(vec) < 100


def test_it_is_as_small_as_promised(bump: Bump) -> None:
    vec = bump.vec(i32)
    assert bump.stats().used == 16
    vec.append(1)
    assert (vec.capacity, bump.stats().used) == (4, 32)
    vec.extend(range(4))
    assert vec.capacity == 8
    vec.extend(range(100))
    assert vec.capacity == 105
    wide = bump.vec(u128, [1])
    assert wide.capacity == 4


def test_reserving(bump: Bump) -> None:
    vec = bump.vec(i32, [1])
    vec.reserve(0)
    assert vec.capacity == 4
    vec.reserve(3)
    assert vec.capacity == 4
    vec.reserve(1000)
    assert vec.capacity == 1001
    used = bump.stats().used
    for i in range(1000):
        vec.append(i)
    assert (vec.capacity, bump.stats().used) == (1001, used)
    untyped: Any = vec
    with pytest.raises(ValueError, match=r"reserve\(-1\): expected a number of items"):
        vec.reserve(-1)
    with pytest.raises(TypeError):
        untyped.reserve("x")
    for count, error in ((2**31, MemoryError), (2**62, MemoryError), (2**63 - 1, MemoryError),
                         (2**63, OverflowError), (10**30, OverflowError)):  # fmt: skip
        with pytest.raises(error):
            vec.reserve(count)
    with pytest.raises(MemoryError, match=r"Vec: \d+ items are more than the 2\*\*31 - 1"):
        vec.reserve(2**31)
    assert (vec.capacity, bump.stats().used) == (1001, used)


def test_shrinking(bump: Bump) -> None:
    vec = bump.vec(i32, range(10))
    vec.reserve(90)
    vec.shrink_to_fit()
    assert (vec.capacity, bump.stats().used, bump.stats().wasted) == (10, 56, 0)
    vec.reserve(90)
    bump.alloc(Leaf, 1)
    used = bump.stats().used
    vec.shrink_to_fit()
    assert (vec.capacity, bump.stats().used, bump.stats().wasted) == (10, used, 360)
    vec.clear()
    vec.shrink_to_fit()
    assert (vec.capacity, bump.stats().wasted) == (0, 400)
    vec.shrink_to_fit()
    vec.append(5)
    assert list(vec) == [5]
    newest = bump.vec(i32, [1])
    newest.clear()
    newest.shrink_to_fit()
    assert newest.capacity == 0
    newest.append(7)
    assert (list(vec), list(newest)) == ([5], [7])


def test_freezing(bump: Bump) -> None:
    vec = bump.vec(i32, range(10))
    vec.reserve(50)
    frozen = vec.freeze()
    assert isinstance(frozen, Slice)
    assert list(frozen) == list(range(10))
    assert (list(vec), vec.capacity, bump.stats().used) == ([], 0, 56)
    vec.append(1)
    frozen[0] = 5
    assert (vec[0], frozen[0]) == (1, 5)
    empty = bump.vec(str).freeze()
    assert (list(empty), empty.item_type) == ([], str)
    reserved = bump.vec(i32)
    reserved.reserve(10)
    assert list(reserved.freeze()) == []
    assert reserved.capacity == 0


def test_the_limit_of_the_arena() -> None:
    bump = Bump(limit=150)
    vec = bump.vec(i32, range(20))
    bump.alloc_bytes(b"x")
    with pytest.raises(ArenaLimitError):
        vec.append(1)
    with pytest.raises(ArenaLimitError):
        vec.reserve(100)
    assert list(vec) == list(range(20))
    bump._check()
    near = Bump(limit=16 + 4 * 25)
    tight = near.vec(i32, range(20))
    for i in range(5):
        tight.append(i)  # not twice as many, but as many as there is room for
    with pytest.raises(ArenaLimitError):
        tight.append(5)
    assert len(tight) == 25


def test_one_block_is_used_to_its_end() -> None:
    bump = Bump.over(bytearray(1024))
    vec = bump.vec(i32)
    with pytest.raises(MemoryError):
        while True:
            vec.append(len(vec))
    assert list(vec) == list(range(len(vec)))
    assert len(vec) > 240
    bump._check()


def test_wide_alignment() -> None:
    bump = Bump(min_align=64)
    vec = bump.vec(u8, b"abc")
    bump.alloc_bytes(b"x")
    vec.extend(bytes(100))
    assert bytes(memoryview(vec))[:3] == b"abc"
    bump._check()


# ---- Lifetimes -------------------------------------------------------------------------


GROWTHS: list[Callable[[Any], object]] = [
    lambda v: v.append(1),
    lambda v: v.extend(range(10)),
    lambda v: v.insert(0, 1),
    lambda v: v.reserve(5),
    lambda v: v.__setitem__(slice(0, 0), [1] * 9),
    lambda v: v.__iadd__(range(9)),
    lambda v: v.__imul__(5),
]


@pytest.mark.parametrize("grow", GROWTHS)
def test_an_older_one_does_not_grow_in_a_scope(bump: Bump, grow: Callable[[Any], object]) -> None:
    vec = bump.vec(i32, [1, 2, 3, 4])
    for scope in (bump.scope(), None):
        mark = scope.__enter__() if scope else bump.mark()
        used = bump.stats().used
        with pytest.raises(LifetimeError, match=r"reserve\(\) room for \d+ items before"):
            grow(vec)
        assert bump.stats().used == used
        assert list(vec) == [1, 2, 3, 4]
        inner = bump.vec(i32, [1, 2, 3, 4])
        grow(inner)
        if scope:
            scope.__exit__()
            assert not is_live(inner)
        del mark
    assert is_live(inner)
    grow(vec)


def test_within_its_room_it_changes_in_a_scope(bump: Bump) -> None:
    vec = bump.vec(i32, [3, 1])
    vec.reserve(100)
    with bump.scope():
        for i in range(100):
            vec.append(i)
        vec.sort()
        vec.pop()
        vec[0] = 7
        vec[1:3] = [8]
        del vec[::2]
        vec.insert(0, 9)
        kept = list(vec)
        bump.vec(i32, vec).clear()
    assert list(vec) == kept
    with bump.scope():
        vec.shrink_to_fit()
        assert vec.capacity == len(kept)
        frozen = vec.freeze()
    assert list(frozen) == kept
    assert list(vec) == []


def test_what_an_older_one_refers_to_must_live_as_long(bump: Bump) -> None:
    leaves, texts = bump.vec(Leaf | None), bump.vec(str)
    rows: Any = bump.vec(Vec[i32])
    for vec in (leaves, texts, rows):
        vec.reserve(10)
    old = bump.alloc(Leaf, 1)
    with bump.scope():
        young = bump.alloc(Leaf, 2)
        for store in (
            lambda: leaves.append(young),
            lambda: leaves.extend([None, young]),
            lambda: texts.append("new"),
            lambda: rows.append([1]),
            lambda: rows.append([]),
            lambda: rows.append(bump.vec(i32)),
        ):
            used = bump.stats().used
            with pytest.raises(LifetimeError, match="in a scope that ends before"):
                store()
            assert bump.stats().used == used or store is not None
        leaves.append(old)
        leaves.append(None)
        texts.append("")
    assert (list(leaves), list(texts), list(rows)) == ([old, None], [""], [])
    with pytest.raises(LifetimeError, match="another arena"):
        leaves.append(Bump().alloc(Leaf, 1))


def test_the_arena_is_rewound_while_it_lives(bump: Bump) -> None:
    low = bump.vec(i32, range(4))
    mark = bump.mark()
    high = bump.vec(i32, range(4))
    iterator = iter(high)
    bump.rewind(mark)
    other = bump.vec(i32, [9] * 4)
    assert list(low) == list(range(4))
    assert (is_live(low), is_live(high)) == (True, False)
    assert arena_of(high) is bump
    for use in (lambda: high[0], lambda: high.append(1), lambda: next(iterator)):
        with pytest.raises(StaleReferenceError, match="Vec: the value is gone"):
            use()
    assert repr(high) == "<Vec[i32] (stale)>"
    assert list(other) == [9] * 4
    del mark
    low.append(4)
    bump.close()
    with pytest.raises(StaleReferenceError):
        len(low)


def test_a_lost_mark_lets_it_grow(bump: Bump) -> None:
    vec = bump.vec(i32, range(4))
    mark = bump.mark()
    bump.alloc(Leaf, 1)
    with pytest.raises(LifetimeError):
        vec.append(1)
    del mark
    vec.append(1)
    inner = bump.mark()
    bump.rewind(inner)
    assert list(vec) == [0, 1, 2, 3, 1]


# ---- Buffers ------------------------------------------------------------------------------

CHANGES: list[Callable[[Any], object]] = [
    *GROWTHS,
    lambda v: v.pop(),
    lambda v: v.pop(0),
    lambda v: v.remove(1.0),
    lambda v: v.clear(),
    lambda v: v.freeze(),
    lambda v: v.shrink_to_fit(),
    lambda v: v.__delitem__(0),
    lambda v: v.__delitem__(slice(None, None, 2)),
    lambda v: v.__setitem__(slice(1), []),
    lambda v: v.__imul__(0),
]


@pytest.mark.parametrize("room", [0, 20])
@pytest.mark.parametrize("change", CHANGES)
def test_a_buffer_forbids_what_would_move_it(
    bump: Bump, change: Callable[[Any], object], room: int
) -> None:
    vec = bump.vec(f64, [1, 2, 3, 4])
    vec.reserve(room)
    with memoryview(vec) as view:
        assert (view.format, view.shape, view.readonly) == ("d", (4,), False)
        if room and change is GROWTHS[3]:
            change(vec)
        else:
            with pytest.raises(BufferError, match="cannot change the number of items"):
                change(vec)
        with pytest.raises(BufferError):
            bump.reset()
        view[0] = 5.0
        vec[1] = 6
        vec[2:] = [7, 8]
        vec[::2] = [1, 2]
        assert view.tolist() == list(vec) == [1, 6, 2, 8]
    vec[0] = 1
    change(vec)


def test_buffers_of_what(bump: Bump) -> None:
    for item in (str, Leaf, u128, i32 | None, object):
        with pytest.raises(BufferError, match="only a Vec of numbers has a buffer"):
            memoryview(bump.vec(item))  # type: ignore[arg-type]
    empty = bump.vec(i32)
    with memoryview(empty) as view:
        assert view.tolist() == []
        empty.append(1)  # it shows no memory
        assert view.tolist() == []
    assert bytes(bump.vec(u8, b"abc")) == b"abc"
    vec = bump.vec(u8, b"abc")
    del vec[1]
    assert bytes(vec) == b"ac"
    view = memoryview(bump.vec(u8, b"kept"))
    assert bytes(view) == b"kept"


def test_numpy_uses_the_memory(bump: Bump) -> None:
    numpy = pytest.importorskip("numpy")
    vec = bump.vec(f64, [1, 2, 3])
    array = numpy.asarray(vec)
    array *= 2
    assert list(vec) == [2, 4, 6]
    with pytest.raises(BufferError):
        vec.append(1)
    del array
    vec.append(1)
    vec.extend(numpy.arange(3.0))
    vec.extend(numpy.arange(4.0)[::-2])
    vec.extend(numpy.arange(2))  # of another type
    assert list(vec) == [2, 4, 6, 1, 0, 1, 2, 3, 1, 0, 1]


def test_other_buffers_do_not_matter(bump: Bump) -> None:
    vec = bump.vec(i32, [1])
    other = bump.vec(i32, [2])
    with memoryview(other):
        vec.append(2)
        for i in range(100):
            vec.append(i)
        vec.shrink_to_fit()
        vec.clear()
    chunk = bump.chunks()[0]
    with pytest.raises(BufferError):
        other.append(1)
    with pytest.raises(BufferError):
        other.shrink_to_fit()
    chunk.release()
    other.append(1)
    text = bump.string("abc")
    with memoryview(other):
        text.append("x")
        text.truncate(1)
        text.shrink_to_fit()
    assert isinstance(text, String)
