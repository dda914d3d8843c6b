"""Vec.sort: as list.sort, numbers without objects."""

from __future__ import annotations

import functools
import math
import struct
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arenite import (
    Bump,
    Slice,
    StaleReferenceError,
    Struct,
    char,
    f32,
    f64,
    i8,
    i16,
    i32,
    i64,
    u8,
    u16,
    u32,
    u64,
    u128,
)


class Leaf(Struct):
    value: i32


NUMBERS: list[tuple[Any, Any]] = [
    (i8, st.integers(-128, 127)),
    (i16, st.integers(-(2**15), 2**15 - 1)),
    (i32, st.integers(-(2**31), 2**31 - 1)),
    (i64, st.integers(-(2**63), 2**63 - 1)),
    (u8, st.integers(0, 255)),
    (u16, st.integers(0, 65_535)),
    (u32, st.integers(0, 2**32 - 1)),
    (u64, st.integers(0, 2**64 - 1)),
    (u128, st.integers(0, 2**128 - 1)),
    (f32, st.floats(width=32, allow_nan=False)),
    (f64, st.floats(allow_nan=False)),
    (bool, st.booleans()),
    (char, st.characters(codec="utf-8")),
    (str, st.text()),
    (bytes, st.binary()),
]


@pytest.mark.parametrize(("item", "values"), NUMBERS, ids=lambda x: getattr(x, "__name__", ""))
def test_as_sorted(item: Any, values: Any) -> None:
    @settings(max_examples=60, deadline=None)
    @given(st.lists(values) | st.lists(values, min_size=65, max_size=90), st.booleans())
    def check(items: list[Any], reverse: bool) -> None:
        vec = Bump().vec(item, items)
        vec.sort(reverse=reverse)
        assert list(vec) == sorted(items, reverse=reverse)
        vec[:] = items
        vec.sort(key=repr, reverse=reverse)
        assert list(vec) == sorted(items, key=repr, reverse=reverse)

    check()


@pytest.mark.parametrize("count", [5, 64, 65, 1000])
def test_equal_items_stay_in_order(bump: Bump, count: int) -> None:
    zeros = [0.0, -0.0] * count
    vec = bump.vec(f64, zeros)
    for reverse in (False, True):
        vec.append(-1.0)
        vec.sort(reverse=reverse)
        vec.remove(-1.0)
        assert [math.copysign(1, x) for x in vec] == [1, -1] * count
    leaves = bump.vec(Leaf, [bump.alloc(Leaf, i % 3) for i in range(count)])
    before = list(leaves)
    leaves.sort(key=lambda leaf: leaf.value, reverse=True)
    assert list(leaves) == sorted(before, key=lambda leaf: leaf.value, reverse=True)


@pytest.mark.parametrize("item", [f32, f64])
@pytest.mark.parametrize("count", [4, 40])
def test_nan_is_above_all(bump: Bump, item: Any, count: int) -> None:
    bits = [struct.unpack("d", struct.pack("Q", b))[0] for b in (0xFFF8 << 48, 0x7FF8 << 48)]
    vec = bump.vec(item, [math.inf, bits[0], -math.inf, bits[1], 0.0] * count)
    vec.sort()
    assert list(vec)[: 3 * count] == sorted([math.inf, -math.inf, 0.0] * count)
    assert [math.copysign(1, x) for x in vec[3 * count :]] == [-1, 1] * count
    vec.sort(reverse=True)
    assert all(map(math.isnan, vec[: 2 * count]))
    assert vec[2 * count] == math.inf


def test_sorting_does_not_move_the_memory(bump: Bump) -> None:
    vec = bump.vec(i32, [3, 1, 2])
    with memoryview(vec) as view:
        vec.sort()
        assert view.tolist() == [1, 2, 3]
        vec.sort(key=lambda x: -x)
        assert view.tolist() == [3, 2, 1]
        vec.reverse()
        assert view.tolist() == [1, 2, 3]


def test_arguments(bump: Bump) -> None:
    vec: Any = bump.vec(i32, [3, 1])
    for wrong in (lambda: vec.sort(None), lambda: vec.sort(other=1), lambda: vec.sort(key=5)):
        with pytest.raises(TypeError):
            wrong()
    vec.sort(key=None, reverse=0)
    assert list(vec) == [1, 3]
    for empty in (bump.vec(i32), bump.vec(str)):
        empty.sort()
        empty.reverse()


def test_comparisons_that_raise(bump: Bump) -> None:
    mixed: list[Any] = [3, "x", 1, None]
    vec: Any = bump.vec(object, mixed)
    with pytest.raises(TypeError, match="not supported"):
        vec.sort()
    assert list(vec) == mixed
    maybe = bump.vec(str | None, ["b", None, "a"])
    with pytest.raises(TypeError):
        maybe.sort()
    maybe.sort(key=lambda t: t or "")
    assert list(maybe) == [None, "a", "b"]

    def broken(x: int) -> int:
        return 1 // (x - 2)

    numbers = bump.vec(i32, [5, 2, 1])
    with pytest.raises(ZeroDivisionError):
        numbers.sort(key=broken)
    assert list(numbers) == [5, 2, 1]
    leaves: Any = bump.vec(Leaf, [bump.alloc(Leaf, i) for i in range(3)])
    with pytest.raises(TypeError):
        leaves.sort()


def test_changes_while_sorting(bump: Bump) -> None:
    vec = bump.vec(i32, range(10))

    def change(how: Any) -> Any:
        def key(x: int) -> int:
            if x == 5:
                how()
            return -x

        return key

    for how in (lambda: vec.append(1), vec.pop, lambda: vec.__setitem__(0, 99)):
        before = sorted(vec)
        vec[:] = before
        with pytest.raises(ValueError, match="was changed while it was sorted"):
            vec.sort(key=change(how))
        assert list(vec) != before
        assert list(vec)[2:5] == before[2:5]
    vec[:] = range(10)
    with pytest.raises(ValueError, match="was changed"):
        vec.sort(key=change(vec.clear))
    assert list(vec) == []
    vec[:] = range(10)
    vec.sort(key=change(lambda: vec.sort(reverse=False)))  # nothing changed
    assert list(vec) == list(range(10))[::-1]
    vec[:] = range(10)
    with pytest.raises(StaleReferenceError):
        vec.sort(key=change(bump.reset))


def test_comparisons_of_objects_may_change_it(bump: Bump) -> None:
    vec: Any = bump.vec(object)

    @functools.total_ordering
    class Item:
        def __lt__(self, other: object) -> bool:
            vec.clear()
            return False

    vec.extend([Item() for _ in range(20)])
    with pytest.raises(ValueError, match="was changed while it was sorted"):
        vec.sort()
    assert list(vec) == []


def test_order_of_slices(bump: Bump) -> None:
    vec: Any = bump.vec(Slice[u8], [[2], [1, 5], [1]])
    vec.sort(key=list)
    assert [list(row) for row in vec] == [[1], [1, 5], [2]]
    vec.reverse()
    assert [list(row) for row in vec] == [[2], [1, 5], [1]]
