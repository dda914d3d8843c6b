"""TypedArena: rows from columns, and rows and columns as buffers."""

from __future__ import annotations

import array
import enum
import gc
import math
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import arenite
from arenite import (
    ArenaClosedError,
    Array,
    Bump,
    Inline,
    LifetimeError,
    Slice,
    StaleReferenceError,
    Struct,
    TypedArena,
    char,
    f32,
    f64,
    field,
    i8,
    i16,
    i32,
    i64,
    i128,
    numpy_dtype,
    sizeof,
    u8,
    u16,
    u32,
    u64,
)

try:
    import numpy as np
except ModuleNotFoundError:
    np = None  # type: ignore[assignment]

with_numpy = pytest.mark.skipif(np is None, reason="NumPy is not installed")


class Point(Struct):
    x: f64
    y: f32
    n: i32


class Every(Struct):
    b: bool = False
    s1: i8 = 0
    s2: i16 = 0
    s4: i32 = 0
    s8: i64 = 0
    n1: u8 = 0
    n2: u16 = 0
    n4: u32 = 0
    n8: u64 = 0
    f4: f32 = 0.0
    f8: f64 = 0.0


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class Node(Struct):
    value: i32
    name: str = ""
    parent: Node | None = None
    color: Color = Color.RED
    kind: Literal["a", "b"] | None = None
    letter: char = "z"
    maybe: i32 | None = None
    wide: i128 = 0
    items: Slice[u8] = ()  # type: ignore[assignment]


class Body(Struct):
    place: Inline[Point]
    mass: Array[f64, Literal[3]]
    flag: bool = True


POINT: dict[str, Any] = {"x": [1.0], "y": [1.0], "n": [1]}


def column(table: TypedArena[Any], name: str) -> list[Any]:
    return [getattr(row, name) for row in table]


# ---- Numbers --------------------------------------------------------------------


@pytest.mark.parametrize(
    "make",
    [
        list, tuple, iter, lambda c: array.array("d", c), lambda c: memoryview(array.array("f", c)),
        lambda c: memoryview(array.array("d", [v for n in c for v in (n, 99)]))[::2],
        lambda c: memoryview(array.array("d", list(c)[::-1]))[::-1],
    ],
)  # fmt: skip
def test_a_column_is_any_buffer_or_iterable(make: Callable[[Any], Any]) -> None:
    table = TypedArena(Point)
    given = [float(i) for i in range(2000)]
    found = table.alloc_columns(x=make(given), y=make(given), n=range(2000))
    assert found == range(2000)
    assert column(table, "x") == column(table, "y") == given
    assert column(table, "n") == list(range(2000))
    assert table.alloc_columns(x=[], y=b"", n=array.array("i")) == range(2000, 2000)


def test_bytes_are_small_integers() -> None:
    table = TypedArena(Every)
    table.alloc_columns(n1=b"\x00\xff", s4=bytearray(b"ab"), f4=b"\x01\x02")
    assert (column(table, "n1"), column(table, "s4")) == ([0, 255], [97, 98])
    with pytest.raises(OverflowError, match="^row 1: Every.s1: 255 is out of range for i8"):
        table.alloc_columns(s1=b"\x00\xff")


def test_columns_over_several_runs_and_blocks() -> None:
    table = TypedArena(Point, 5)
    expected: list[int] = []
    for count in (3, 700, 4, 1500):
        table.bump.alloc_str("between")
        numbers = range(len(expected), len(expected) + count)
        table.alloc_columns(x=numbers, y=numbers, n=array.array("q", numbers))
        expected += numbers
    assert not table.contiguous
    assert column(table, "n") == column(table, "x") == expected
    table.bump._check()


RANGES = {"i": (-(2**31), 2**31 - 1), "u": (0, 2**32 - 1)}
FORMATS = "?bBhHiIqQfd"
FIELDS = ["b", "s1", "s2", "s4", "s8", "n1", "n2", "n4", "n8", "f4", "f8"]


def outcome(call: Callable[[], Any]) -> Any:
    try:
        return call()
    except (TypeError, OverflowError) as error:
        return type(error)


def items_of(code: str) -> st.SearchStrategy[Any]:
    if code == "?":
        return st.booleans()
    if code in "fd":
        width = 32 if code == "f" else 64
        return st.floats(allow_nan=False, width=width)  # type: ignore[arg-type]
    bits = 8 * array.array(code).itemsize
    return st.integers(*((-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if code.islower()
                         else (0, 2**bits - 1)))  # fmt: skip


def assigned(name: str, value: Any) -> Any:
    row = Bump().alloc(Every)
    setattr(row, name, value)
    return getattr(row, name)


@with_numpy
@settings(deadline=None, max_examples=300)
@given(st.data())
def test_a_column_is_stored_as_its_items_would_be(data: st.DataObject) -> None:
    """Of each width and byte order, strided and unaligned, into each field."""
    code = data.draw(st.sampled_from(FORMATS))
    name = data.draw(st.sampled_from(FIELDS))
    values = data.draw(st.lists(items_of(code), min_size=1, max_size=20))
    order = data.draw(st.sampled_from("<>"))
    shift, stride = data.draw(st.integers(0, 7)), data.draw(st.integers(0, 9))
    dtype = np.dtype(code).newbyteorder(order)
    memory = np.zeros(shift + len(values) * (dtype.itemsize + stride), np.uint8)
    given = np.ndarray(
        len(values), dtype, memory.data, offset=shift, strides=(dtype.itemsize + stride,)
    )
    given[:] = values
    given.flags.writeable = False
    table = TypedArena(Every, data.draw(st.integers(0, 5)))
    expected = [outcome(lambda v=v: assigned(name, v)) for v in given.tolist()]  # type: ignore[misc]
    found = outcome(lambda: table.alloc_columns(**{name: given}))
    failures = [e for e in expected if e in (TypeError, OverflowError)]
    if failures:
        assert found == failures[0]
        assert len(table) == table.bump.stats().used - table.capacity * sizeof(Every) == 0
    else:
        assert column(table, name) == expected


@with_numpy
def test_what_is_no_column_of_the_field() -> None:
    table = TypedArena(Point)
    table.alloc(0, 0, 0)
    alloc: Any = table.alloc_columns
    for change, error, message in (
        ({"n": np.zeros(1)}, TypeError, "^Point.n: expected i32, got a buffer of 'd'"),
        ({"n": np.zeros((1, 1), "i4")}, ValueError, "^Point.n: expected 1 dimension, got 2"),
        ({"n": np.array(1)}, ValueError, "^Point.n: expected 1 dimension, got 0"),
        ({"n": np.zeros(1, "M8[s]")}, TypeError, "^Point.n|^row 0: Point.n"),
        ({"x": [1j]}, TypeError, "^row 0: Point.x: expected f64, got complex"),
        ({"n": np.array(["1"])}, TypeError, "^row 0: Point.n: expected i32, got numpy.str"),
        ({"n": np.array([2**31])}, OverflowError,
         r"^row 0: Point.n: 2147483648 is out of range for i32 \(-2147483648 to 2147483647\)"),
        ({"y": np.array([1e39])}, OverflowError, r"^row 0: Point.y: 1e\+39 is out of"),
        ({"n": np.array([2**64 - 1], ">u8")}, OverflowError, "18446744073709551615 is out of"),
        ({"n": np.zeros(2, "i4")}, ValueError, "^alloc_columns.*: x has 1 row, n has 2"),
        ({"n": [1, 2]}, ValueError, "x has 1 row, n has 2"),
        ({"n": ["1"]}, TypeError, "^row 0: Point.n: expected i32, got str"),
        ({"n": [None]}, TypeError, "^row 0: Point.n: expected i32, got None"),
        ({"n": [2**31]}, OverflowError, "^row 0: Point.n: 2147483648"),
        ({"n": "1"}, TypeError, "^Point.n: expected a column of i32, got str"),
        ({"n": {1: 2}}, TypeError, "^Point.n: expected a column of i32, got dict"),
        ({"n": 1}, TypeError, "^Point.n: expected a column of i32, got int"),
        ({"z": [1]}, TypeError, "^alloc_columns.*: Point has no field 'z'"),
    ):  # fmt: skip
        before = table.bump.stats()
        with pytest.raises(error, match=message):
            alloc(**{**POINT, **change})
        assert (len(table), table.bump.stats()) == (1, before)
    for columns in ({}, {"x": [1], "y": [1]}):
        with pytest.raises(TypeError, match=r"columns by name|missing column 'n'"):
            alloc(**columns)
    with pytest.raises(TypeError, match="by name"):
        alloc([1])


@with_numpy
def test_other_arrays_are_read_item_by_item() -> None:
    table = TypedArena(Point)
    table.alloc_columns(
        x=np.array([1, 2.5], object), y=np.array([1, 2], "f2"), n=np.array([True, False])
    )
    assert [(r.x, r.y, r.n) for r in table] == [(1, 1, 1), (2.5, 2, 0)]
    table.alloc_columns(x=[math.nan], y=np.array([math.inf]), n=[np.int8(3)])
    assert math.isnan(table[2].x)
    assert (table[2].y, table[2].n) == (math.inf, 3)


@with_numpy
def test_array_fields_take_two_dimensions() -> None:
    table = TypedArena(Body)
    mass = np.arange(12.0).reshape(4, 3)
    place = [(i, i, i) for i in range(4)]
    table.alloc_columns(place=place, mass=mass)
    table.alloc_columns(place=place, mass=mass.astype(">i2")[::-1])
    table.alloc_columns(place=[b.place for b in table[:4]], mass=mass.tolist())
    expected = mass.tolist()
    assert [list(b.mass) for b in table] == [*expected, *expected[::-1], *expected]
    assert [b.place.n for b in table] == [0, 1, 2, 3] * 3
    for wrong, message in (
        (np.zeros(4), "expected 2 dimensions, got 1"),
        (np.zeros((4, 2)), "expected 3 items a row, got 2"),
        ([[1, 2]] * 4, "row 0: Body.mass: expected 3 items, got 2"),
    ):
        with pytest.raises(ValueError, match=message):
            table.alloc_columns(place=place, mass=wrong)


def test_a_column_of_the_table_itself() -> None:
    table = TypedArena(Point, 4)
    table.alloc_columns(**POINT)
    for i in range(1, 8):
        x, n = table.view("x"), table.view("n")
        table.alloc_columns(x=x, y=x, n=n)
        assert len(table) == 2**i
        if not table.contiguous:
            break
        x.release(), n.release()
    assert set(column(table, "n")) == {1}


# ---- Other values ---------------------------------------------------------------


def test_values_and_defaults() -> None:
    table = TypedArena(Node)
    table.alloc_columns(
        value=range(3),
        name=["a", "", "é" * 100],
        color=[Color.BLUE, Color.RED, Color.BLUE],
        kind=["b", None, "a"],
        letter="xyz",
        maybe=(None, 0, 5),
        wide=[0, -(2**100), 2**100],
        items=[[1, 2], b"", bytearray(b"abc")],
    )
    assert column(table, "name") == ["a", "", "é" * 100]
    assert column(table, "color") == [Color.BLUE, Color.RED, Color.BLUE]
    assert column(table, "kind") == ["b", None, "a"]
    assert column(table, "letter") == ["x", "y", "z"]
    assert column(table, "maybe") == [None, 0, 5]
    assert column(table, "wide") == [0, -(2**100), 2**100]
    assert [list(r.items) for r in table] == [[1, 2], [], [97, 98, 99]]
    table.bump.reset()
    table.alloc_columns(value=range(1000))
    made = {(r.name, r.parent, r.color, r.kind, r.letter, r.maybe, r.wide, *r.items) for r in table}
    assert made == {("", None, Color.RED, None, "z", None, 0)}


def test_defaults_that_each_row_has_its_own_of() -> None:
    made: list[list[int]] = []

    def make() -> list[int]:
        made.append([len(made)])
        return made[-1]

    class Row(Struct):
        x: i32
        name: str = "name"
        data: bytes = b"data"
        items: Slice[u8] = (1, 2)  # type: ignore[assignment]
        fresh: Slice[u8] = field(default_factory=make)

    table = TypedArena(Row)
    table.alloc_columns(x=range(3))
    table[0].name = "eman"
    table[1].items[0] = 9
    assert column(table, "name") == ["eman", "name", "name"]
    assert [list(r.items) for r in table] == [[1, 2], [9, 2], [1, 2]]
    assert [list(r.fresh) for r in table] == [[0], [1], [2]]
    with pytest.raises(ZeroDivisionError):
        table.alloc_columns(x=(1 // (2 - i) for i in range(3)))
    assert len(table) == 3


def test_a_str_is_no_column_of_texts() -> None:
    table = TypedArena(Node)
    with pytest.raises(TypeError, match="Node.name: expected a column of str, got str"):
        table.alloc_columns(value=[1, 2], name="ab")
    with pytest.raises(TypeError, match="row 0: Node.name: expected str, got int"):
        table.alloc_columns(value=[1, 2], name=b"ab")


def test_conversions_run_before_anything_is_taken() -> None:
    table = TypedArena(Point, 2)

    class Adding:
        def __index__(self) -> int:
            table.alloc(7, 7, 7)
            return 3

    class Closing:
        def __index__(self) -> int:
            table.close()
            return 3

    assert table.alloc_columns(x=[1, 2], y=[1, 2], n=[0, Adding()]) == range(1, 3)
    assert column(table, "n") == [7, 0, 3]
    with pytest.raises(ArenaClosedError):
        table.alloc_columns(x=[1], y=[1], n=[Closing()])


# ---- References -----------------------------------------------------------------


def test_references_are_records_or_rows_of_a_table() -> None:
    bump = Bump()
    nodes = TypedArena(Node, bump=bump)
    alone = bump.alloc(Node, 99)
    nodes.alloc_columns(value=range(3), parent=[None, alone, alone])
    nodes.alloc_columns(value=range(3, 6), parent=(nodes, [-1, 0, 5]))  # the last is itself
    nodes.alloc_columns(value=[6, 7], parent=(nodes, array.array("h", [1, -1])))
    nodes.alloc_columns(value=[8], parent=(nodes, [None]))
    parents = [r.parent and r.parent.value for r in nodes]
    assert parents == [None, 99, 99, None, 0, 5, 1, None, None]


def test_indices_that_lead_nowhere() -> None:
    class Edge(Struct):
        to: Node

    class Leaf(Struct):
        x: i32

    bump = Bump()
    nodes, edges = TypedArena(Node, bump=bump), TypedArena(Edge, bump=bump)
    leaves, others = TypedArena(Leaf, bump=bump), TypedArena(Node)
    for table in (nodes, others):
        table.alloc_columns(value=range(3))
    leaves.alloc_columns(x=[1])
    for column, error, message in (
        ((nodes, [0, 3]), IndexError, "^row 1: Edge.to: index 3 is out of range .* of 3 rows"),
        ((nodes, [0, -1]), IndexError, "^row 1: Edge.to: index -1 is out of range"),
        ((nodes, array.array("Q", [0, 2**64 - 1])), OverflowError, "^row 1: Edge.to: 184467"),
        ((nodes, [0, None]), TypeError, "^row 1: Edge.to: expected the index of a row, got None"),
        ((nodes, array.array("d", [0.0])), TypeError, "^row 0: .* index of a row, got float"),
        ((nodes, 5), TypeError, "not iterable"),
        ((leaves, [0]), TypeError, "^Edge.to: expected Node, got rows of Leaf"),
        ((others, [0]), LifetimeError, "^row 0: Edge.to: .*another arena"),
        ([nodes[0], None], TypeError, "^row 1: Edge.to: expected Node, got None"),
        ([others[0]], LifetimeError, "^row 0: Edge.to: .*another arena"),
    ):
        with pytest.raises(error, match=message):
            edges.alloc_columns(to=column)  # type: ignore[arg-type]
        assert len(edges) == 0
    assert edges.alloc_columns(to=(nodes, [2, 0])) == range(2)
    assert [e.to.value for e in edges] == [2, 0]
    with bump.scope():
        young = TypedArena(Node, bump=bump)
        young.alloc(1)
        edges.reserve(0)
        kept = TypedArena(Edge, bump=bump)
        kept.alloc_columns(to=(young, [0]))


def test_older_rows_do_not_refer_into_a_scope() -> None:
    bump = Bump()
    nodes = TypedArena(Node, 5, bump=bump)
    with bump.scope():
        young = TypedArena(Node, bump=bump)
        young.alloc(1)
        with pytest.raises(LifetimeError, match="row 0: Node.parent: .* in a scope"):
            nodes.alloc_columns(value=[1], parent=(young, [0]))
    assert len(nodes) == 0


# ---- Buffers --------------------------------------------------------------------


def test_a_column_is_a_memoryview_without_numpy() -> None:
    table = TypedArena(Point, 10)
    table.alloc_columns(x=range(5), y=range(5), n=range(5))
    view = table.view("n")
    assert (view.format, view.shape, view.strides, view.readonly) == ("i", (5,), (16,), False)
    assert view.tolist() == [0, 1, 2, 3, 4]
    view[2] = 77
    assert table[2].n == 77
    assert table.view("x")[::2].tolist() == [0, 2, 4]
    with pytest.raises(AttributeError, match="Point has no field 'z'"):
        table.view("z")
    for bad in (5, None, b"x"):
        with pytest.raises(TypeError, match="a field is a str"):
            table.view(bad)  # type: ignore[arg-type]


def test_the_buffer_of_an_empty_table() -> None:
    table = TypedArena(Point)
    assert memoryview(table).shape == (0,)
    assert table.view("n").tolist() == []
    table.bump.reset()


def test_buffers_pin_the_rows() -> None:
    table = TypedArena(Point, 2)
    table.alloc_columns(x=[1, 2], y=[1, 2], n=[1, 2])
    mark = table.bump.mark()
    view = table.view("n")
    for end in (table.bump.reset, table.close):
        with pytest.raises(BufferError, match="1 exported buffer"):
            end()
    table.bump.rewind(mark)  # frees nothing that is shown
    del mark
    table.alloc_extend((i, i, i) for i in range(100))  # moves nothing
    assert view.tolist() == [1, 2]
    assert table.bump.stats().exports == 1
    view.release()
    table.close()


def test_a_view_keeps_what_it_shows() -> None:
    table = TypedArena(Point)
    table.alloc(1, 2, 3)
    view = table.view("n")
    del table
    gc.collect()
    assert view.tolist() == [3]


def test_more_than_one_run_is_no_buffer() -> None:
    table = TypedArena(Node, 1)
    table.alloc(1, "text")
    table.alloc(2)
    for export in (lambda: memoryview(table), lambda: table.view("value")):  # type: ignore[arg-type]
        with pytest.raises(BufferError, match="2 rows lie in 2 runs.*capacity="):
            export()


def test_what_a_request_may_ask() -> None:
    table = TypedArena(Point, 2)
    table.alloc(1, 2, 3)
    assert bytes(table) == bytes(memoryview(table))  # type: ignore[call-overload]
    nodes = TypedArena(Node, 2)
    nodes.alloc(1)
    assert memoryview(nodes).readonly  # type: ignore[arg-type]
    with pytest.raises(BufferError, match="read-only"):
        Bump.over(nodes)  # type: ignore[arg-type]
    for name, code in (("parent", "I"), ("color", "B"), ("kind", "B"), ("letter", "w")):
        view = nodes.view(name)
        assert (view.format, view.readonly) == (code, True)
    for name in ("name", "maybe", "wide", "items"):
        with pytest.raises(TypeError, match=f"Node.{name}: .* has no column"):
            nodes.view(name)


# ---- NumPy ----------------------------------------------------------------------


@with_numpy
def test_rows_are_a_structured_array() -> None:
    table = TypedArena(Point, 10)
    table.alloc_columns(x=[1, 2], y=[3, 4], n=[5, 6])
    array = table.array()
    assert array.dtype == numpy_dtype(Point)
    assert array.dtype.itemsize == sizeof(Point)
    assert array.tolist() == [(1, 3, 5), (2, 4, 6)]
    assert array.flags.writeable
    array["n"] *= 2
    array[0] = (9, 9, 9)
    assert [(r.x, r.n) for r in table] == [(9, 9), (2, 12)]
    assert np.shares_memory(np.asarray(table), array)
    copy = np.array(table)
    copy["n"] = 0
    assert table[0].n == 9


@with_numpy
def test_dtypes_have_what_has_a_fixed_size() -> None:
    dtype = numpy_dtype(Node)
    assert dtype.itemsize == sizeof(Node)
    assert dtype.names is not None
    assert set(dtype.names) == {"value", "parent", "color", "kind", "letter"}
    table = TypedArena(Node, 10)
    table.alloc_columns(value=[1, 2], parent=(table, [-1, 0]), kind=["b", None], letter="xy")
    array = table.array()
    assert array.dtype == dtype
    assert not array.flags.writeable
    assert array["value"].tolist() == [1, 2]
    assert array["parent"][0] == 0
    assert array["letter"].tolist() == ["x", "y"]
    assert (array["kind"].tolist(), array["color"].tolist()) == ([2, 0], [1, 1])
    assert table.column("letter").tolist() == ["x", "y"]
    with pytest.raises(ValueError, match="read-only"):
        table.column("parent")[0] = 8
    table.column("value")[0] = 8
    assert table[0].value == 8


@with_numpy
def test_every_number_is_a_column() -> None:
    table = TypedArena(Every, 3)
    for name in FIELDS:
        table.alloc_columns(**{name: [1, 0, 1] if name != "b" else [True, False, True]})
        found = table.column(name)
        assert found.tolist() == [1, 0, 1]
        assert found.dtype == numpy_dtype(Every)[name]
        assert found.flags.writeable
        del found
        table.bump.reset()
    assert set(numpy_dtype(Every).names or ()) == set(FIELDS)


@with_numpy
def test_embedded_fields_are_parts_of_the_array() -> None:
    table = TypedArena(Body, 4)
    table.alloc_columns(place=[(1, 2, 3), (4, 5, 6)], mass=[[1, 2, 3], [4, 5, 6]])
    assert numpy_dtype(Body) == table.array().dtype
    assert table.column("mass").shape == (2, 3)
    table.column("mass")[:, 1] = 0
    table.column("place")["n"] += 1
    table.array()["flag"] = False
    assert [(list(b.mass), b.place.n, b.flag) for b in table] == [
        ([1, 0, 3], 4, False),
        ([4, 0, 6], 7, False),
    ]


@with_numpy
def test_numpy_asks_for_no_list_of_handles() -> None:
    table = TypedArena(Node, 1)
    table.alloc(1, "text")
    assert np.asarray(table).dtype == numpy_dtype(Node)
    table.alloc(2)
    for ask in (lambda: np.asarray(table), lambda: np.array(table), table.array):
        with pytest.raises(BufferError, match="2 runs"):
            ask()
    table.close()
    with pytest.raises(StaleReferenceError):
        table.column("value")


@with_numpy
def test_arrays_pin_the_rows() -> None:
    table = TypedArena(Point, 4)
    table.alloc(1, 2, 3)
    array = table.column("n")[::-1]
    with pytest.raises(BufferError):
        table.bump.reset()
    del array
    table.bump.reset()


@with_numpy
def test_corrupt_bytes_are_values_still() -> None:
    table = TypedArena(Every, 4)
    table.alloc()
    memoryview(table).cast("B")[:] = b"\xff" * sizeof(Every)  # type: ignore[arg-type]
    assert table[0].b is True
    assert table[0].n8 == 2**64 - 1


def test_without_numpy_the_error_says_so() -> None:
    code = """
import sys
sys.modules["numpy"] = None
import arenite
class Point(arenite.Struct):
    n: arenite.i32
table = arenite.TypedArena(Point, 4)
table.alloc_columns(n=[1, 2])
assert table.view("n").tolist() == [1, 2]
for call in (table.array, lambda: table.column("n")):
    try:
        call()
    except ImportError as error:
        assert "arenite[numpy]" in str(error)
    else:
        raise AssertionError
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_numpy_is_imported_when_it_is_asked_for() -> None:
    code = f"import sys, {arenite.__name__}; assert 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
