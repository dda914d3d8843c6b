"""alloc_str, alloc_bytes, alloc_slice, zeros, alloc_layout."""

from __future__ import annotations

import array
import ctypes
import enum
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import (
    ArenaClosedError,
    Bump,
    Slice,
    Struct,
    Text,
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
)


class Point(Struct):
    x: u64


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


NUMBERS: dict[str, Any] = {
    "b": i8,
    "h": i16,
    "i": i32,
    "q": i64,
    "B": u8,
    "H": u16,
    "I": u32,
    "Q": u64,
    "f": f32,
    "d": f64,
}


# ---- Text and bytes -----------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["", "x", "\0", "a\0b", "é", "\u20ac", "\U0001f40d", "\ud800", "\udfff\ud800x", "x" * 70_000],
)
def test_text_comes_back(bump: Bump, text: str) -> None:
    handle = bump.alloc_str(text)
    assert isinstance(handle, Text)
    assert str(handle) == text
    assert handle == text
    assert hash(handle) == hash(text)
    assert len(handle) == len(text)
    assert handle.nbytes == len(text.encode("utf-8", "surrogatepass"))
    assert bump.stats().used == handle.nbytes


@given(st.text(st.characters()))
def test_any_text_comes_back(text: str) -> None:
    assert str(Bump().alloc_str(text)) == text


def test_texts_compare_as_str_does(bump: Bump) -> None:
    a, b = bump.alloc_str("a"), bump.alloc_str("b")
    assert a < b
    assert b >= a
    assert a != b
    assert a < "b"
    assert "b" > a  # type: ignore[operator]
    assert {a: 1}["a"] == 1  # type: ignore[index]
    assert a != 1
    with pytest.raises(TypeError):
        assert a < 1  # type: ignore[operator]
    assert repr(a) == "Text('a')"


def test_a_str_of_a_subclass(bump: Bump) -> None:
    class Loud(str):
        __slots__ = ()

        def encode(self, *args: Any) -> bytes:
            raise AssertionError

    assert str(bump.alloc_str(Loud("é"))) == "é"


def test_text_takes_str_only(bump: Bump) -> None:
    for wrong in (b"x", None, 1, bump.alloc_str("x")):
        with pytest.raises(TypeError, match="takes a str"):
            bump.alloc_str(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"abc",
        bytearray(b"abc"),
        memoryview(b"abc"),
        array.array("H", [1, 2]),
        np.arange(3.0),
        np.zeros((2, 2), "u1"),
    ],
)
def test_bytes_from_any_buffer(bump: Bump, data: Any) -> None:
    items = bump.alloc_bytes(data)
    assert bytes(items) == bytes(data)
    assert items.item_type is int
    assert bump.stats().used == len(bytes(data))


def test_bytes_from_what_is_no_buffer(bump: Bump) -> None:
    with pytest.raises(TypeError, match="bytes or another buffer, not str"):
        bump.alloc_bytes("x")  # type: ignore[arg-type]
    with pytest.raises((BufferError, ValueError)):
        bump.alloc_bytes(memoryview(b"abcdef")[::2])


# ---- Slices -------------------------------------------------------------------


def test_a_slice_of_each_kind(bump: Bump) -> None:
    point = bump.alloc(Point, 1)
    cases: list[tuple[Any, list[Any]]] = [
        (bool, [True, False]),
        (str, ["", "é", "x" * 1000]),
        (bytes, [b"", b"\0", b"x" * 1000]),
        (str | None, ["", None]),
        (Point, [point, point]),
        (Point | None, [None, point]),
        (Colour, [Colour.RED, Colour.BLUE]),
        (Colour | None, [None, Colour.RED]),
        *((kind, [0, 1, 127]) for kind in NUMBERS.values()),
        (int, [-(2**63), 2**63 - 1]),
        (float, [0.5, float("inf")]),
    ]
    for kind, values in cases:
        items = bump.alloc_slice(kind, values)
        assert list(items) == values
        assert list(reversed(items)) == values[::-1]
        assert items == values
        assert items == tuple(values)
        assert items[-1] == values[-1]
        assert items[::-1] == tuple(values[::-1])
        assert len(items) == len(values)


def test_slices_of_slices(bump: Bump) -> None:
    rows = bump.alloc_slice(Slice[Slice[u8]], [[[1, 2], []], [], [(3,)]])
    assert [[list(cell) for cell in row] for row in rows] == [[[1, 2], []], [], [[3]]]
    assert rows == [[[1, 2], []], [], [[3]]]


@pytest.mark.parametrize(
    "make",
    [iter, tuple, list, dict.fromkeys, lambda n: (i for i in n), lambda n: map(int, n), set],
)
def test_any_iterable(bump: Bump, make: Callable[[list[int]], Any]) -> None:
    assert bump.alloc_slice(u32, make([1, 2, 3])) == [1, 2, 3]


@pytest.mark.parametrize("code", NUMBERS)
@pytest.mark.parametrize("form", ["array", "numpy", "ctypes", "memoryview", "swapped", "strided"])
def test_buffers_of_the_same_format(bump: Bump, code: str, form: str) -> None:
    values = [0, 1, 100]
    data: Any = array.array(code, values)
    if form == "numpy":
        data = np.array(values, code)
    elif form == "ctypes":
        data = (getattr(ctypes, "c_" + CTYPES[code]) * 3)(*values)
    elif form == "memoryview":
        data = memoryview(data)
    elif form == "swapped":
        data = np.array(values, np.dtype(code).newbyteorder())
    elif form == "strided":
        data = np.array([0, 9, 1, 9, 100, 9], code)[::2]
    assert bump.alloc_slice(NUMBERS[code], data) == values


CTYPES = {
    "b": "int8",
    "h": "int16",
    "i": "int32",
    "q": "int64",
    "B": "uint8",
    "H": "uint16",
    "I": "uint32",
    "Q": "uint64",
    "f": "float",
    "d": "double",
}


def test_buffers_of_other_formats_are_read_item_by_item(bump: Bump) -> None:
    assert bump.alloc_slice(u8, array.array("q", [1, 255])) == [1, 255]
    assert bump.alloc_slice(f64, array.array("b", [-1])) == [-1.0]
    assert bump.alloc_slice(i8, b"\x01\x7f") == [1, 127]
    assert bump.alloc_slice(bool, np.array([True, False]).data) == [True, False]
    for kind, data in (
        (u8, array.array("b", [-1])),
        (i8, b"\xff"),
        (u32, array.array("i", [-1])),
        (i64, array.array("Q", [2**63])),
    ):
        with pytest.raises(OverflowError, match="out of range"):
            bump.alloc_slice(kind, data)
    with pytest.raises(TypeError, match="expected int, got float"):
        bump.alloc_slice(int, array.array("d", [1.0]))
    with pytest.raises(TypeError):
        bump.alloc_slice(u8, np.zeros((2, 2), "u1"))
    with pytest.raises(TypeError):
        bump.alloc_slice(u8, memoryview(b"x").cast("B", ()))


def test_bool_bytes_of_other_values(bump: Bump) -> None:
    data = memoryview(b"\x00\x01\x02\xff").cast("?")
    assert bump.alloc_slice(bool, data) == [False, True, True, True]


@pytest.mark.parametrize(
    ("kind", "items", "error"),
    [
        (u8, 3, TypeError),
        (u8, None, TypeError),
        (u8, [256], OverflowError),
        (u8, [1, 2, "3"], TypeError),
        (u8, "12", TypeError),
        (str, [1], TypeError),
        (str, [None], TypeError),
        (Point, [None], TypeError),
        (Point, [1], TypeError),
        (Colour, ["RED"], ValueError),
        (Colour, [1], TypeError),
        (Slice[u8], [1], TypeError),
        ("u8", [1], TypeError),
        (7, [1], TypeError),
        ([], [1], TypeError),
        (Point | u8, [1], TypeError),
    ],
)
def test_items_and_types_that_do_not_fit(
    bump: Bump, kind: Any, items: Any, error: type[Exception]
) -> None:
    bump.alloc_layout(3)
    with pytest.raises(error):
        bump.alloc_slice(kind, items)
    assert bump.stats().used == 3


def test_an_iterator_that_raises_leaves_nothing(bump: Bump) -> None:
    def numbers() -> Iterator[int]:
        yield 1
        raise ZeroDivisionError

    for kind in (u8, str, Slice[u8]):
        with pytest.raises(ZeroDivisionError):
            bump.alloc_slice(kind, numbers())
    with pytest.raises(ZeroDivisionError):
        bump.alloc_slice(Slice[u8], [[1], numbers()])
    assert bump.stats().used == 0


class Hinting:
    """An iterable of one item that says it has others."""

    def __init__(self, hint: Any) -> None:
        self.hint = hint

    def __iter__(self) -> Hinting:
        self.left = 1
        return self

    def __next__(self) -> int:
        if not self.left:
            raise StopIteration
        self.left -= 1
        return 5

    def __length_hint__(self) -> Any:
        return self.hint


@pytest.mark.parametrize("hint", [0, 1, 1000, NotImplemented, -1, "x", 2**62, 2**70])
def test_nobody_asks_for_a_length_hint(bump: Bump, hint: Any) -> None:
    assert bump.alloc_slice(u8, Hinting(hint)) == [5]


def test_items_are_assigned(bump: Bump) -> None:
    items = bump.alloc_slice(u8, [1, 2, 3])
    items[0], items[-1] = 9, 8
    assert items == [9, 2, 8]
    texts = bump.alloc_slice(str, ["a"])
    texts[0] = "other"
    assert texts == ["other"]
    for index in (3, -4, 2**70):
        with pytest.raises(IndexError):
            items[index] = 1
        with pytest.raises(IndexError):
            items[index]
    with pytest.raises(TypeError, match="cannot be deleted"):
        del items[0]  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="one by one"):
        items[0:1] = [1]  # type: ignore[call-overload]
    with pytest.raises(OverflowError, match="item 0: 256 is out of range"):
        items[0] = 256
    with pytest.raises(TypeError):
        items["x"]  # type: ignore[call-overload]


def test_a_slice_is_no_key(bump: Bump) -> None:
    items = bump.alloc_slice(u8, [1])
    with pytest.raises(TypeError, match="unhashable"):
        hash(items)
    assert items != [2]
    assert items != "x"
    assert (items == 1) is False
    with pytest.raises(TypeError):
        assert items < [1]  # type: ignore[operator]
    assert repr(items) == "<Slice[u8] of 1 item>"
    assert repr(bump.alloc_slice(str, [])) == "<Slice[str] of 0 items>"


def test_a_slice_matches_as_a_sequence(bump: Bump) -> None:
    match bump.alloc_slice(u8, [1, 2, 3]):
        case [first, *rest]:
            assert (first, rest) == (1, [2, 3])
        case _:
            raise AssertionError


def test_iterators(bump: Bump) -> None:
    iterator = iter(bump.alloc_slice(u8, [1, 2]))
    assert iterator.__length_hint__() == 2  # type: ignore[attr-defined]
    assert next(iterator) == 1
    assert iterator.__length_hint__() == 1  # type: ignore[attr-defined]
    assert list(iterator) == [2]
    assert list(iterator) == []
    assert iterator.__length_hint__() == 0  # type: ignore[attr-defined]


def test_a_buffer_writes_into_the_slice(bump: Bump) -> None:
    items = bump.alloc_slice(i32, [1, 2, 3])
    view = memoryview(items)
    assert (view.format, view.shape, view.strides, view.readonly) == ("i", (3,), (4,), False)
    view[1] = -7
    array_ = np.asarray(items)
    array_[2] = 9
    assert items == [1, -7, 9]
    for kind in (str, Slice[u8], Colour, Point | None):
        with pytest.raises(BufferError, match="only slices of numbers"):
            memoryview(bump.alloc_slice(kind, []))  # type: ignore[arg-type]


def test_bytes_of_a_slice(bump: Bump) -> None:
    assert bytes(bump.alloc_slice(u8, [1, 2])) == b"\x01\x02"
    assert bytes(bump.alloc_slice(i8, [-1])) == b"\xff"
    with pytest.raises(TypeError, match="only slices of u8"):
        bytes(bump.alloc_slice(u16, [1]))


# ---- zeros and layouts --------------------------------------------------------


def test_zeros(bump: Bump) -> None:
    bump.alloc_bytes(b"\xff" * 400)
    bump.reset()
    assert bump.zeros(u16, 100) == [0] * 100
    assert bump.zeros(f64, 2) == [0.0, 0.0]
    assert bump.zeros(bool, 1) == [False]
    for optional in (Point | None, str | None, Colour | None, Slice[u8] | None):
        assert bump.zeros(optional, 2) == [None, None]  # type: ignore[arg-type]
    assert len(bump.zeros(u8, 0)) == 0


def test_what_cannot_be_zero(bump: Bump) -> None:
    for kind in (Point, str, bytes, Colour, Slice[u8]):
        with pytest.raises(TypeError, match="all zero bytes are no"):
            bump.zeros(kind, 1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no number of items"):
        bump.zeros(u8, -1)


@pytest.mark.parametrize("count", [2**35 + 1, 2**61, 2**62, 2**63 - 1])
def test_sizes_that_overflow(bump: Bump, count: int) -> None:
    bump.alloc_layout(3)
    for call in (
        lambda: bump.zeros(u64, count),
        lambda: bump.zeros(u8, count),
        lambda: bump.alloc_layout(count),
        lambda: bump.alloc_layout(count, 4096),
    ):
        with pytest.raises(MemoryError, match="32 GiB"):
            call()
    with pytest.raises(OverflowError):
        bump.zeros(u8, 2**63)
    assert bump.stats().used == 3


@pytest.mark.parametrize("align", [1, 2, 4, 8, 16, 64, 512, 4096])
@pytest.mark.parametrize("size", [0, 1, 7, 4096])
def test_layouts_are_aligned(bump: Bump, size: int, align: int) -> None:
    for _ in range(3):
        bump.alloc_str("x")
        view = bump.alloc_layout(size, align)
        assert (len(view), view.readonly, view.format) == (size, False, "B")
        view[:] = b"\xaa" * size
        if size:
            assert ctypes.addressof(ctypes.c_char.from_buffer(view)) % align == 0
    bump._check()


@pytest.mark.parametrize(("size", "align"), [(-1, 8), (8, 0), (8, 3), (8, 8192), (8, -8)])
def test_layouts_that_cannot_be(bump: Bump, size: int, align: int) -> None:
    with pytest.raises(ValueError, match="alloc_layout"):
        bump.alloc_layout(size, align)


def test_alloc_takes_a_struct_class(bump: Bump) -> None:
    alloc: Any = bump.alloc
    for arguments in ((), (None,), ([],), (1, 2, 3)):
        with pytest.raises(TypeError, match="alloc\\(\\) takes a Struct class"):
            alloc(*arguments)
    with pytest.raises(TypeError, match="the value is missing"):
        alloc(int)
    with pytest.raises(TypeError, match="Struct is a base class"):
        alloc(Struct)


def test_a_closed_arena_allocates_nothing(bump: Bump) -> None:
    bump.close()
    for call in (
        lambda: bump.alloc(Point, 1),
        lambda: bump.alloc_str("x"),
        lambda: bump.alloc_bytes(b"x"),
        lambda: bump.alloc_slice(u8, [1]),
        lambda: bump.alloc_slice(u8, b"x"),
        lambda: bump.alloc_slice(u8, iter([1])),
        lambda: bump.zeros(u8, 1),
        lambda: bump.alloc_layout(1),
    ):
        with pytest.raises(ArenaClosedError):
            call()
