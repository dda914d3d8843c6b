"""Fields that Python has no type for: wide and optional numbers, characters,
embedded records and arrays.
"""

from __future__ import annotations

import enum
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import (
    Array,
    Bump,
    CorruptArenaError,
    Inline,
    LifetimeError,
    Slice,
    StaleReferenceError,
    Struct,
    char,
    f32,
    f64,
    fields,
    find_all,
    i8,
    i32,
    i64,
    i128,
    replace,
    sizeof,
    to_heap,
    u8,
    u16,
    u64,
    u128,
    walk,
)


@pytest.fixture
def bump() -> Bump:
    return Bump()


# ---- 128 bits, characters ---------------------------------------------------


class Wide(Struct):
    signed: i128 = 0
    unsigned: u128 = 0
    letter: char = "a"


@given(st.integers(-(2**127), 2**127 - 1), st.integers(0, 2**128 - 1), st.characters())
def test_wide_values_come_back(signed: int, unsigned: int, letter: str) -> None:
    wide = Bump().alloc(Wide, signed, unsigned, letter)
    assert (wide.signed, wide.unsigned, wide.letter) == (signed, unsigned, letter)


def test_surrogates_are_characters(bump: Bump) -> None:
    assert bump.alloc(Wide, letter="\ud800").letter == "\ud800"


@pytest.mark.parametrize(
    ("name", "value", "error", "words"),
    [
        ("signed", 2**127, OverflowError, r"Wide.signed: 170\d+ is out of range for i128"),
        ("signed", -(2**127) - 1, OverflowError, "out of range for i128"),
        ("unsigned", 2**128, OverflowError, "out of range for u128"),
        ("unsigned", -1, OverflowError, "Wide.unsigned: -1 is out of range for u128"),
        ("unsigned", 10**400, OverflowError, "out of range for u128"),
        ("signed", 1.5, TypeError, "expected i128, got float"),
        ("signed", None, TypeError, "expected i128, got"),
        ("letter", "", ValueError, "Wide.letter: expected one character, got 0"),
        ("letter", "ab", ValueError, "expected one character, got 2"),
        ("letter", 97, TypeError, "expected char, got int"),
        ("letter", None, TypeError, "expected char, got None"),
    ],
)
def test_wide_values_that_do_not_fit(
    bump: Bump, name: str, value: Any, error: type[Exception], words: str
) -> None:
    wide = bump.alloc(Wide)
    used = bump.stats().used
    with pytest.raises(error, match=words):
        setattr(wide, name, value)
    with pytest.raises(error, match=words):
        bump.alloc(Wide, **{name: value})
    assert (wide.signed, wide.unsigned, wide.letter) == (0, 0, "a")
    assert bump.stats().used == used


def test_numbers_that_convert_themselves(bump: Bump) -> None:
    class Number:
        def __index__(self) -> int:
            return 2**100

    assert bump.alloc(Wide, Number()).signed == 2**100  # type: ignore[arg-type]


def test_wide_values_in_slices(bump: Bump) -> None:
    assert bump.alloc_slice(u128, [0, 2**128 - 1]) == [0, 2**128 - 1]
    assert bump.alloc_slice(char, "añ€𝄞") == ["a", "ñ", "€", "𝄞"]
    assert bump.zeros(i128, 2) == [0, 0]
    assert bump.zeros(char, 2) == ["\0", "\0"]
    with pytest.raises(BufferError, match="only slices of numbers"):
        memoryview(bump.zeros(i128, 2))


def test_a_character_that_is_none() -> None:
    memory = bytearray(4096)
    bump = Bump.over(memory)
    wide = bump.alloc(Wide)
    place = memory.index(b"a\0\0\0")
    memory[place : place + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(CorruptArenaError, match="Wide.letter: .*no such character"):
        _ = wide.letter


# ---- None -------------------------------------------------------------------


class Maybe(Struct):
    flag: bool | None = None
    small: i8 | None = None
    number: int | None = None
    real: f64 | None = None
    wide: u128 | None = None
    letter: char | None = None


def test_an_optional_number_takes_one_byte_more() -> None:
    class One(Struct):
        a: i32 | None
        b: u8
        c: u16

    assert [(f.offset, f.size) for f in fields(One)] == [(0, 5), (5, 1), (6, 2)]
    assert sizeof(One) == 8


def test_numbers_that_may_be_missing(bump: Bump) -> None:
    maybe = bump.alloc(Maybe)
    assert [getattr(maybe, f.name) for f in fields(Maybe)] == [None] * 6
    values = {
        "flag": False,
        "small": -1,
        "number": 0,
        "real": 0.0,
        "wide": 2**127,
        "letter": "\0",
    }
    for name, value in values.items():
        setattr(maybe, name, value)
        assert getattr(maybe, name) == value
    other = replace(maybe)
    for name, value in values.items():
        setattr(maybe, name, None)
        assert getattr(maybe, name) is None
        assert getattr(other, name) == value


def test_a_missing_number_in_a_slice(bump: Bump) -> None:
    items = bump.alloc_slice(i32 | None, [1, None, 3])
    assert items == [1, None, 3]
    items[0], items[1] = None, 2
    assert items == [None, 2, 3]
    assert bump.zeros(f64 | None, 2) == [None, None]
    with pytest.raises(OverflowError, match="i32"):
        items[2] = 2**31
    assert items == [None, 2, 3]


def test_an_optional_number_that_does_not_fit(bump: Bump) -> None:
    maybe = bump.alloc(Maybe, small=5)
    with pytest.raises(OverflowError, match="Maybe.small: 128 is out of range"):
        maybe.small = 128
    with pytest.raises(TypeError, match="Maybe.small"):
        maybe.small = "1"  # type: ignore[assignment]
    assert maybe.small == 5


# ---- Records in records -----------------------------------------------------


class Point(Struct):
    x: i32
    y: i32
    name: str = "point"


class Line(Struct):
    start: Inline[Point]
    end: Inline[Point]
    middle: Inline[Point] | None = None


def test_an_embedded_record_is_a_part(bump: Bump) -> None:
    origin = bump.alloc(Point, 0, 0)
    line = bump.alloc(Line, origin, bump.alloc(Point, 3, 4, "end"))
    assert sizeof(Line) == 3 * sizeof(Point) + 8
    assert (line.start.x, line.end.y, line.end.name, line.middle) == (0, 4, "end", None)
    line.start.x = 7
    assert (line.start.x, origin.x) == (7, 0)
    assert line.start == line.start != origin
    untyped: Any = line
    assert untyped != line.start  # which lies where the line does
    line.end = line.start
    line.end.y = 9
    assert (line.end.x, line.end.y, line.start.y) == (7, 9, 0)
    line.start = line.start
    assert line.start.x == 7


def test_a_tuple_is_a_record_too(bump: Bump) -> None:
    line: Any = bump.alloc(Line, (1, 2, "a"), (3, 4, "b"), (5, 6, "c"))
    assert (line.start.name, line.end.name, line.middle.name) == ("a", "b", "c")
    line.middle = None
    assert line.middle is None

    class Number:
        def __index__(self) -> int:
            return 8

    line.start = (Number(), 2, "z")
    assert (line.start.x, line.start.name) == (8, "z")
    for bad in ((1, 2), [1, 2, "a"], "ab", 1, line, None):
        with pytest.raises(TypeError, match=r"Line.start: expected Inline\[Point\]"):
            line.start = bad
    with pytest.raises(OverflowError, match="Point.y: 2147483648 is out of range"):
        line.start = (1, 2**31, "new")
    assert (line.start.x, line.start.y, line.start.name) == (8, 2, "z")


def test_text_of_an_embedded_record_is_its_own(bump: Bump) -> None:
    point = bump.alloc(Point, 1, 2, "abc")
    line = bump.alloc(Line, point, point)
    point.name = "xyz"
    assert (line.start.name, line.end.name) == ("abc", "abc")
    line.start.name = "123"
    assert line.end.name == "abc"


def test_embedded_records_end_with_their_holder(bump: Bump) -> None:
    with bump.scope():
        start = bump.alloc(Line, (1, 2, "a"), (3, 4, "b")).start  # type: ignore[arg-type]
        assert start.x == 1
    with pytest.raises(StaleReferenceError):
        _ = start.x


def test_what_an_embedded_record_refers_to_must_live_as_long(bump: Bump) -> None:
    class Link(Struct):
        to: Point | None = None

    class Holder(Struct):
        link: Inline[Link]

    old = bump.alloc(Holder, (None,))  # type: ignore[arg-type]
    with bump.scope():
        young = bump.alloc(Link, bump.alloc(Point, 1, 2))
        with pytest.raises(LifetimeError, match="Link.to: .*in a scope that ends before"):
            old.link = young
        with pytest.raises(LifetimeError):
            old.link = (young.to,)  # type: ignore[assignment]
    assert old.link.to is None
    with pytest.raises(LifetimeError, match="another arena"):
        old.link = Bump().alloc(Link)


def test_embedded_records_are_reached(bump: Bump) -> None:
    line = bump.alloc(Line, (1, 2, "a"), (3, 4, "b"))  # type: ignore[arg-type]
    copy = to_heap(line)
    assert (copy.start.x, copy.end.name, copy.middle) == (1, "b", None)


def test_arrays_and_slices_of_records(bump: Bump) -> None:
    class Triangle(Struct):
        corners: Array[Inline[Point], Literal[3]]

    corners = [bump.alloc(Point, i, i) for i in range(3)]
    triangle = bump.alloc(Triangle, corners)
    assert sizeof(Triangle) == 3 * sizeof(Point)
    triangle.corners[1].x = 9
    assert [p.x for p in triangle.corners] == [0, 9, 2]
    points = bump.alloc_slice(Inline[Point], corners)
    points[0].x = 5
    assert (corners[0].x, points[0].x) == (0, 5)


class Base(Struct, tag=True):
    at: i32


class Leaf(Base):
    name: str = ""


def test_a_record_of_a_family_can_be_embedded(bump: Bump) -> None:
    class Holder(Struct):
        leaf: Inline[Leaf]
        other: Base | None = None

    holder = bump.alloc(Holder, (3, "x"))  # type: ignore[arg-type]
    assert isinstance(holder.leaf, Leaf)
    holder.other = holder.leaf
    assert holder.other == holder.leaf
    with pytest.raises(TypeError, match="only a complete class of records"):

        class Wrong(Struct):
            base: Inline[Base]


def test_what_cannot_be_embedded() -> None:
    for annotation in (Inline[int], Inline["Nowhere"], Annotated[str, 1], Inline[Struct]):
        if annotation == Annotated[str, 1]:
            continue
        with pytest.raises(TypeError):
            type(Struct)("Wrong", (Struct,), {"__annotations__": {"x": annotation}})
    with pytest.raises(TypeError, match="must be complete already|not complete|complete"):

        class Self(Struct):
            inner: Inline[Self]


# ---- Arrays -----------------------------------------------------------------


class Matrix(Struct):
    name: str = ""
    rows: Array[Array[f32, Literal[2]], Literal[2]] = ((1, 2), (3, 4))  # type: ignore[assignment]
    bytes_: Array[u8, Literal[3]] = (1, 2, 3)  # type: ignore[assignment]
    words: Array[str, Literal[2]] = ("a", "b")  # type: ignore[assignment]


def test_an_array_lies_in_the_record(bump: Bump) -> None:
    matrix = bump.alloc(Matrix)
    assert {f.name: f.size for f in fields(Matrix)} == {
        "name": 8,
        "rows": 16,
        "bytes_": 3,
        "words": 16,
    }
    assert [list(row) for row in matrix.rows] == [[1, 2], [3, 4]]
    matrix.rows[1][0] = 9
    assert [list(row) for row in matrix.rows] == [[1, 2], [9, 4]]
    matrix.bytes_ = b"xyz"
    assert bytes(matrix.bytes_) == b"xyz"
    matrix.bytes_ = (n for n in (4, 5, 6))
    with memoryview(matrix.bytes_) as view:
        view[0] = 40
        with pytest.raises(BufferError):
            bump.reset()
    assert matrix.bytes_ == [40, 5, 6]
    matrix.words[0] = "longer"
    assert matrix.words == ["longer", "b"]


@pytest.mark.parametrize(
    ("name", "value", "error", "words"),
    [
        ("bytes_", [1, 2], ValueError, "Matrix.bytes_: expected 3 items, got 2"),
        ("bytes_", [1, 2, 3, 4], ValueError, "expected 3 items, got 4"),
        ("bytes_", [1, 2, 300], OverflowError, "300 is out of range for u8"),
        ("bytes_", "123", TypeError, "expected Array"),
        ("bytes_", 3, TypeError, "expected items"),
        ("bytes_", None, TypeError, "expected Array"),
        ("rows", [[1, 2], [3]], ValueError, "expected 2 items, got 1"),
        ("words", ["a", 1], TypeError, "expected str, got int"),
    ],
)
def test_arrays_that_do_not_fit(
    bump: Bump, name: str, value: Any, error: type[Exception], words: str
) -> None:
    matrix = bump.alloc(Matrix)
    used = bump.stats().used
    for attempt in (
        lambda: setattr(matrix, name, value),
        lambda: bump.alloc(Matrix, **{name: value}),
    ):
        with pytest.raises(error, match=words):
            attempt()
    assert matrix.bytes_ == [1, 2, 3]
    assert matrix.words == ["a", "b"]
    assert bump.stats().used == used


def test_an_array_given_to_a_slice_is_copied(bump: Bump) -> None:
    class Holder(Struct):
        array: Array[i32, Literal[3]]
        items: Slice[i32] = ()  # type: ignore[assignment]

    holder = bump.alloc(Holder, [1, 2, 3])
    holder.items = holder.array
    holder.array[0] = 9
    assert (holder.items, holder.array) == ([1, 2, 3], [9, 2, 3])


@pytest.mark.parametrize("annotation", ["Array[i32, -1]", "Array[i32, True]", "Array[i32, 'x']"])
def test_what_is_no_number_of_items(annotation: str) -> None:
    with pytest.raises(TypeError, match="no number of items|cannot evaluate"):
        type(Struct)("Wrong", (Struct,), {"__annotations__": {"x": annotation}, "i32": i32})


def test_an_array_larger_than_a_record() -> None:
    with pytest.raises(TypeError, match="are more than the 65536 of a record"):

        class Wrong(Struct):
            items: Array[i64, Literal[10000]]


def test_arrays_of_nothing(bump: Bump) -> None:
    class Empty(Struct):
        items: Array[i64, Literal[0]] = ()  # type: ignore[assignment]

    assert list(bump.alloc(Empty).items) == []


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


def test_all_kinds_through_every_helper(bump: Bump) -> None:
    class All(Struct):
        wide: i128
        letter: char
        maybe: u64 | None
        array: Array[Colour, Literal[2]]
        point: Inline[Point]

    record: Any = bump.alloc(All, 1, "x", None, [Colour.RED, Colour.BLUE], (1, 2, "p"))
    assert "letter='x'" in repr(record)
    assert replace(record, wide=2).point.name == "p"
    heap = to_heap(record)
    assert (heap.wide, heap.letter, heap.maybe, heap.array) == (
        1,
        "x",
        None,
        [Colour.RED, Colour.BLUE],
    )
    assert isinstance(next(iter(walk(record))), All)
    assert list(find_all(record, All)) == [record]


# ---- Messages -----------------------------------------------------------------


def test_messages_name_the_item(bump: Bump) -> None:
    class Bag(Struct):
        items: Slice[u8] = ()  # type: ignore[assignment]
        grid: Array[u8, Literal[3]] = (0, 0, 0)  # type: ignore[assignment]

    bag = bump.alloc(Bag, [1, 2, 3])
    bag_type: Any = Bag
    for items in ([1, 300, 3], iter([1, 300, 3])):
        with pytest.raises(OverflowError, match=r"Bag.items\[1\]: 300 is out of range"):
            bump.alloc(bag_type, items)
    for bad in ([1, 2, "x"], iter([1, 2, "x"])):
        with pytest.raises(TypeError, match=r"Bag.items\[2\]: expected u8, got str"):
            bag.items = bad  # type: ignore[assignment]
        with pytest.raises(TypeError, match=r"Bag.grid\[2\]: expected u8, got str"):
            bag.grid = [1, 2, "x"]  # type: ignore[list-item]
    with pytest.raises(OverflowError, match="item 2: 256 is out of range"):
        bump.alloc_slice(u8, [1, 2, 256])
    with pytest.raises(OverflowError, match="item 1: 256 is out of range"):
        bag.items[1] = 256


@pytest.mark.parametrize(
    ("annotation", "advice"),
    [
        (list, r"use Vec\[T\]"),
        (list[int], r"list\[int\] is no field type; use Vec\[T\]"),
        (dict[str, int], r"use Map\[K, V\]"),
        (tuple[int, int], r"use Slice\[T\], or Array\[T, n\]"),
        (set[int], "use Map"),
        (complex, "use bool, int"),
    ],
)
def test_advice_for_types_of_the_heap(annotation: Any, advice: str) -> None:
    with pytest.raises(TypeError, match=advice):
        type(Struct)("Wrong", (Struct,), {"__annotations__": {"x": annotation}})


def test_any_is_an_object(bump: Bump) -> None:
    class Holder(Struct):
        value: Any = None

    assert bump.alloc(Holder, [1]).value == [1]


def test_text_formats_as_a_str(bump: Bump) -> None:
    assert f"{bump.alloc_str('ab'):>4}|" == "  ab|"
