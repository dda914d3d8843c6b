"""TypedArena: rows in order, room for them, lifetimes."""

from __future__ import annotations

import gc
import inspect
import sys
import weakref
from collections.abc import Sequence
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arenite import (
    ArenaClosedError,
    ArenaLimitError,
    Array,
    Bump,
    Inline,
    LifetimeError,
    Slice,
    StaleReferenceError,
    Struct,
    TypedArena,
    _core,
    field,
    i32,
    is_live,
    sizeof,
    u8,
    u64,
)


class Pair(Struct):
    x: i32
    y: i32 = 7


class Node(Struct):
    value: u64
    name: str = ""
    parent: Node | None = None
    items: Slice[u8] = ()  # type: ignore[assignment]


class Holder(Struct):
    thing: object
    number: u8 = 0


class Shape(Struct, tag=True):
    pass


class Dot(Shape):
    x: i32


class Index:
    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


def values(table: TypedArena[Pair]) -> list[tuple[int, int]]:
    return [(row.x, row.y) for row in table]


# ---- Adding rows ----------------------------------------------------------------


def test_rows_are_side_by_side_and_in_order() -> None:
    table = TypedArena(Pair, capacity=100)
    rows = [table.alloc(i, y=-i) for i in range(100)]
    assert values(table) == [(i, -i) for i in range(100)]
    assert list(table) == rows
    assert table.bump.stats().used == 100 * sizeof(Pair)
    assert table.contiguous
    assert table.capacity == 100
    assert repr(table) == "<TypedArena[Pair] of 100 rows>"
    assert table.item_type is Pair
    assert isinstance(table, Sequence)


def test_alloc_takes_what_the_class_takes() -> None:
    table = TypedArena(Pair)
    assert table.alloc(1).y == 7
    assert table.alloc(x=Index(3)).x == 3  # type: ignore[arg-type]
    assert len(table) == 2
    alloc: Any = table.alloc
    for call, error, message in (
        (lambda: alloc(), TypeError, "missing required argument 'x'"),
        (lambda: alloc(1, 2, 3), TypeError, "at most 2"),
        (lambda: alloc(1, z=2), TypeError, "unexpected keyword argument 'z'"),
        (lambda: alloc(2**31), OverflowError, "Pair.x: 2147483648"),
        (lambda: alloc("1"), TypeError, "Pair.x: expected i32, got str"),
        (lambda: alloc(1, y=Index(2**40)), OverflowError, "Pair.y"),
    ):
        used = table.bump.stats().used
        with pytest.raises(error, match=message):
            call()
        assert len(table) == 2
        assert table.bump.stats().used == used


@pytest.mark.parametrize("make", [list, tuple, iter, lambda rows: (row for row in rows)])
def test_alloc_extend_takes_any_iterable(make: Any) -> None:
    table = TypedArena(Pair)
    table.alloc(0, 0)
    given = [(1, 2), [3, 4], {"x": 5}, {"y": 8, "x": 6}, (9,), table[0], (Index(10), 11)]
    assert table.alloc_extend(make(given)) == range(1, 8)
    assert values(table) == [(0, 0), (1, 2), (3, 4), (5, 7), (6, 8), (9, 7), (0, 0), (10, 11)]
    assert table.alloc_extend(make([])) == range(8, 8)


def test_alloc_extend_says_which_row() -> None:
    table = TypedArena(Pair, capacity=2)
    table.alloc(0, 0)
    extend: Any = table.alloc_extend
    for rows, error, message in (
        ([(1, 2), (1, 2**31)], OverflowError, "^row 1: Pair.y: 2147483648 is out of range"),
        ([(1, 2), ("a", 2)], TypeError, "^row 1: Pair.x: expected i32, got str"),
        ([(1, 2), (1, 2, 3)], TypeError, r"^row 1: Pair\(\) takes at most 2"),
        ([(1, 2), ()], TypeError, "^row 1: .*missing required argument 'x'"),
        ([(1, 2), {"z": 1}], TypeError, "^row 1: .*unexpected keyword argument 'z'"),
        ([(1, 2), {1: 1}], TypeError, "^row 1: the keys of a row are names"),
        ([(1, 2), 5], TypeError, "^row 1: a row is a tuple or mapping .*not int"),
        ([(1, 2), "ab"], TypeError, "^row 1: a row is a tuple or mapping .*not str"),
        ([Index(1)], TypeError, "^row 0"),
        (5, TypeError, "not iterable"),
        ("ab", TypeError, "an iterable of rows, not str"),
        ({"x": 1}, TypeError, "an iterable of rows, not dict"),
    ):
        before = table.bump.stats().used, table.capacity
        with pytest.raises(error, match=message):
            extend(rows)
        assert values(table) == [(0, 0)]
        assert (table.bump.stats().used, table.capacity) == before


def test_an_iterator_that_raises_leaves_all_as_before() -> None:
    table = TypedArena(Node)
    table.alloc(1, "one")

    def rows() -> Any:
        for i in range(100):
            yield (i, "x" * i)
        raise RuntimeError("half way")

    used = table.bump.stats().used
    with pytest.raises(RuntimeError, match="^half way$"):
        table.alloc_extend(rows())
    assert len(table) == 1
    assert table.bump.stats().used == used


def test_an_iterator_that_uses_the_table() -> None:
    table = TypedArena(Pair)

    def rows() -> Any:
        yield (1, 1)
        table.alloc(0, 0)
        yield (2, 2)
        table.bump.reset()
        table.alloc(5, 5)

    assert table.alloc_extend(rows()) == range(1, 3)
    assert values(table) == [(5, 5), (1, 1), (2, 2)]

    def closing() -> Any:
        yield (1, 1)
        table.close()

    with pytest.raises(ArenaClosedError):
        table.alloc_extend(closing())


def test_records_of_other_arenas_are_copied() -> None:
    table, other = TypedArena(Node), TypedArena(Node)
    row = other.alloc(1, "é" * 5, items=[1, 2])
    with pytest.raises(LifetimeError, match="row 0: Node.parent: .*another arena"):
        table.alloc_extend([other.alloc(2, parent=row)])
    row.items = ()  # type: ignore[assignment]
    table.alloc_extend([row])
    other.close()
    assert (table[0].value, table[0].name, list(table[0].items)) == (1, "é" * 5, [])


def test_tagged_classes() -> None:
    table = TypedArena(Dot)
    table.alloc(1)
    table.alloc_extend([(2,)])
    table.alloc_columns(x=[3])

    class Canvas(Struct):
        shape: Shape

    shapes = [table.bump.alloc(Canvas, dot).shape for dot in table]
    assert [type(s) for s in shapes] == [Dot] * 3
    assert shapes == list(table)
    with pytest.raises(TypeError, match="Shape is abstract"):
        TypedArena(Shape)


def test_post_init_is_called_for_each_row() -> None:
    class Checked(Struct):
        x: i32
        twice: i32 = 0

        def __post_init__(self) -> None:
            if self.x < 0:
                raise ValueError(self.x)
            self.twice = 2 * self.x

    table = TypedArena(Checked)
    assert table.alloc(1).twice == 2
    table.alloc_extend([(2,), (3,)])
    table.alloc_columns(x=[4, 5])
    assert [row.twice for row in table] == [2, 4, 6, 8, 10]
    with pytest.raises(ValueError, match="-1"):
        table.alloc(-1)
    with pytest.raises(ValueError, match="-2"):
        table.alloc_extend([(1,), (-2,), (3,)])
    assert [(row.x, row.twice) for row in table][5:] == [(-1, 0), (1, 2), (-2, 0), (3, 0)]


def test_a_post_init_that_resets() -> None:
    class Resetting(Struct):
        x: i32

        def __post_init__(self) -> None:
            if self.x == 1:
                table.bump.reset()

    table = TypedArena(Resetting)
    with pytest.raises(StaleReferenceError, match="row 2 is gone"):
        table.alloc_extend([(0,), (1,), (2,)])
    assert len(table) == 0


def test_embedded_values_and_keyword_only_fields() -> None:
    class Body(Struct):
        place: Inline[Pair]
        corners: Array[i32, Literal[2]]
        kind: Literal["a", "b"] = field(default="b", kw_only=True)

    table = TypedArena(Body)
    table.alloc((1, 2), [3, 4])
    table.alloc_extend([((5, 6), (7, 8)), {"place": (1, 1), "corners": [0, 0], "kind": "a"}])
    found = [(b.place.x, b.place.y, list(b.corners), b.kind) for b in table]
    assert found == [(1, 2, [3, 4], "b"), (5, 6, [7, 8], "b"), (1, 1, [0, 0], "a")]
    assert table[1].place not in TypedArena(Pair, bump=table.bump)


# ---- A sequence -----------------------------------------------------------------


def test_indexing() -> None:
    table = TypedArena(Pair)
    table.alloc_extend((i, i) for i in range(5))
    assert [table[i].x for i in (0, 4, -1, -5)] == [0, 4, 4, 0]
    assert [row.x for row in table[1:-1]] == [1, 2, 3]
    assert [row.x for row in table[::-2]] == [4, 2, 0]
    assert table[5:] == ()
    assert table[Index(2)].x == 2
    for i in (5, -6, 2**70):
        with pytest.raises(IndexError):
            table[i]
    bad: Any = table
    with pytest.raises(TypeError):
        bad["x"]
    with pytest.raises(TypeError):
        bad[0] = bad[1]
    with pytest.raises(TypeError):
        del bad[0]


def test_rows_are_found_by_their_place() -> None:
    bump = Bump()
    table: TypedArena[Any] = TypedArena(Pair, bump=bump)
    rows = []
    for i in range(200):
        rows.append(table.alloc(i, 0))
        bump.alloc_str("between")  # so that there are several runs
    assert not table.contiguous
    assert [table.index(row) for row in rows] == list(range(200))
    assert [table[i] for i in range(200)] == rows
    assert all(row in table for row in rows)
    assert table.index(rows[5], 5) == table.index(rows[5], 0, -1) == 5
    assert table.count(rows[5]) == 1
    alone = bump.alloc(Pair, 5, 0)
    other = TypedArena(Node, bump=bump).alloc(1)
    elsewhere = TypedArena(Pair).alloc(5, 0)
    for stranger in (alone, other, elsewhere, None, 5):
        assert stranger not in table
        assert table.count(stranger) == 0
        with pytest.raises(ValueError, match="is no row of the TypedArena"):
            table.index(stranger)
    with pytest.raises(ValueError, match="outside of the range"):
        table.index(rows[5], 6)


def test_places_that_are_no_rows_yet() -> None:
    table = TypedArena(Pair, capacity=10)
    last = table.alloc(1)
    with table.bump.scope():
        pass
    table.bump.reset()
    table.reserve(10)
    assert last not in table


def test_iteration_uses_its_handles_again() -> None:
    table = TypedArena(Pair)
    table.alloc_extend((i, 0) for i in range(1000))
    assert len({id(row) for row in table}) <= 3
    kept = list(table)
    assert [row.x for row in kept] == list(range(1000))
    assert [row.x for row in reversed(table)] == list(range(999, -1, -1))
    some = [row for row in table if row.x % 3 == 0]
    assert [row.x for row in some] == list(range(0, 1000, 3))
    del kept, some
    gc.collect()
    assert table.bump.stats().handles == 0


def test_iterators() -> None:
    table = TypedArena(Pair)
    table.alloc_extend([(1, 1), (2, 2)])
    iterator: Any = iter(table)
    assert iterator.__length_hint__() == 2
    assert next(iterator).x == 1
    table.alloc(3, 3)  # is seen, as by a list's iterator
    assert [row.x for row in iterator] == [2, 3]
    assert iterator.__length_hint__() == 0
    table.alloc(4, 4)
    assert next(iterator, None) is None
    backwards: Any = reversed(table)
    assert backwards.__length_hint__() == 4
    assert list(zip(table, table, strict=True)) == [(row, row) for row in table]


# ---- Room -----------------------------------------------------------------------


def test_a_table_grows_in_place_while_it_is_the_newest() -> None:
    bump = Bump(capacity=1 << 16)
    table = TypedArena(Pair, capacity=1, bump=bump)
    table.alloc_extend((i, i) for i in range(1000))
    assert table.contiguous
    bump.alloc(Pair, 0)
    table.alloc_extend((i, i) for i in range(5000))
    assert not table.contiguous
    assert [row.x for row in table] == [*range(1000), *range(5000)]
    bump._check()


def test_the_limit_is_exact() -> None:
    size = sizeof(Pair)
    table = TypedArena(Pair, bump=Bump(limit=100 * size))
    for i in range(100):
        table.alloc(i)
    with pytest.raises(ArenaLimitError):
        table.alloc(100)
    assert [row.x for row in table] == list(range(100))
    table.bump.limit = 130 * size
    table.alloc_columns(x=range(30))
    for add in (
        lambda: table.alloc(1),
        lambda: table.alloc_extend([(1,)]),
        lambda: table.alloc_columns(x=[1]),
        lambda: table.reserve(1),
    ):
        with pytest.raises(ArenaLimitError):
            add()
        assert len(table) == table.capacity == 130


@pytest.mark.parametrize("capacity", [2**32, 2**61, sys.maxsize])
def test_a_capacity_that_cannot_be(capacity: int) -> None:
    bump = Bump()
    with pytest.raises(MemoryError):
        TypedArena(Pair, capacity, bump=bump)
    table = TypedArena(Pair, bump=bump)
    table.alloc(1)
    with pytest.raises(MemoryError):
        table.reserve(capacity)
    assert bump.stats().used <= 64 * sizeof(Pair)
    assert len(table) == 1


def test_reserve() -> None:
    table = TypedArena(Pair)
    table.reserve(1000)
    assert table.capacity == 1000
    table.alloc_extend((i, i) for i in range(1000))
    assert table.capacity == 1000
    table.reserve(0)
    for bad, error in ((-1, ValueError), ("1", TypeError), (2**70, OverflowError)):
        with pytest.raises(error):
            table.reserve(bad)  # type: ignore[arg-type]


def test_arguments() -> None:
    make: Any = TypedArena
    for call, error, message in (
        (lambda: make(), TypeError, "argument"),
        (lambda: make(int), TypeError, "takes a Struct class, not <class 'int'>"),
        (lambda: make(Struct), TypeError, "Struct is a base class"),
        (lambda: make(Pair, -1), ValueError, "-1 is no number of rows"),
        (lambda: make(Pair, "1"), TypeError, "str"),
        (lambda: make(Pair, bump=5), TypeError, "bump: expected a Bump or None, got int"),
    ):
        with pytest.raises(error, match=message):
            call()
    assert TypedArena[Pair](Pair, 5).capacity == 5
    assert str(inspect.signature(TypedArena)) == (
        "(cls, /, capacity=0, *, bump=None, allocator=None)"
    )
    bump = Bump()
    bump.close()
    with pytest.raises(ArenaClosedError):
        TypedArena(Pair, bump=bump)


def test_alignment_of_the_arena() -> None:
    bump = Bump(min_align=64)
    bump.alloc_str("x")
    table = TypedArena(Pair, 3, bump=bump)
    assert table.alloc(1).x == 1
    assert bump.stats().used >= 64 + 3 * sizeof(Pair)


# ---- Lifetimes ------------------------------------------------------------------


def test_after_a_reset_the_table_is_empty_and_is_filled_again() -> None:
    table = TypedArena(Pair, capacity=50)
    for step in range(5):
        assert len(table) == 0
        rows = [table.alloc(i, step) for i in range(50)]
        assert table.contiguous
        assert table.bump.stats().used == 50 * sizeof(Pair)
        table.bump.reset()
        assert table.capacity == 0
        assert not any(is_live(row) for row in rows)
        assert rows[0] not in table
        table.alloc(9, 9)
        with pytest.raises(StaleReferenceError):
            rows[0].x  # not that of the row that is there now
        table.bump.reset()
    table.bump._check()


def test_a_scope_takes_the_rows_of_tables_that_began_in_it() -> None:
    bump = Bump()
    old, young = TypedArena(Pair, 4, bump=bump), TypedArena(Pair, bump=bump)
    old.alloc(1)
    with bump.scope():
        young.alloc_extend([(1,), (2,)])
        old.alloc(2)  # there is room, which is older than the scope
        assert (len(old), len(young)) == (2, 2)
    assert (len(old), len(young)) == (2, 0)
    assert [row.x for row in old] == [1, 2]
    young.alloc(3)
    assert [row.x for row in young] == [3]
    bump._check()


def test_a_table_cannot_grow_in_a_younger_scope() -> None:
    bump = Bump()
    table = TypedArena(Pair, 2, bump=bump)
    mark = bump.mark()
    with bump.scope():
        table.alloc_extend([(1,), (2,)])
        for add in (
            lambda: table.alloc(3),
            lambda: table.alloc_extend([(3,)]),
            lambda: table.alloc_columns(x=[3]),
            lambda: table.reserve(1),
        ):
            with pytest.raises(LifetimeError, match=r"cannot grow: reserve\(rows\) before"):
                add()
    with pytest.raises(LifetimeError):
        table.alloc(3)
    bump.rewind(mark)
    del mark
    table.alloc(3)
    assert [row.x for row in table] == [1, 2, 3]


def test_rows_that_are_older_than_a_scope_do_not_refer_into_it() -> None:
    bump = Bump()
    table = TypedArena(Node, 10, bump=bump)
    with bump.scope():
        young = bump.alloc(Node, 1)
        for add in (
            lambda: table.alloc(1, parent=young),
            lambda: table.alloc(1, "text"),
            lambda: table.alloc_extend([(1,), (2, "", young)]),
            lambda: table.alloc_extend([(1,), (2, "text")]),
            lambda: table.alloc_columns(value=[1, 2], parent=[None, young]),
            lambda: table.alloc_columns(value=[1, 2], name=["", "text"]),
        ):
            with pytest.raises(LifetimeError, match="in a scope that ends before"):
                add()
            assert len(table) == 0
        table.alloc(1)
    assert len(table) == 1
    bump._check()


def test_iteration_notices_that_rows_were_freed() -> None:
    table = TypedArena(Pair)
    table.alloc_extend((i,) for i in range(10))
    iterator, backwards = iter(table), reversed(table)
    next(iterator)
    with table.bump.scope():
        table.bump.alloc(Pair, 1)
    next(iterator)  # nothing of the table was freed
    table.bump.reset()
    table.alloc_extend((i,) for i in range(10))
    for stale in (iterator, backwards):
        with pytest.raises(StaleReferenceError, match="freed during iteration"):
            next(stale)


def test_a_conversion_that_adds_rows_and_raises() -> None:
    bump = Bump(capacity=4096)
    table = TypedArena(Node, 2, bump=bump)

    class Growing:
        def __repr__(self) -> str:
            return "growing"

        def __index__(self) -> int:
            table.alloc_extend((i,) for i in range(20))
            raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        table.alloc(Growing())  # type: ignore[arg-type]
    assert [row.value for row in table] == list(range(20))
    bump._check()


def test_closing() -> None:
    with TypedArena(Pair) as table:
        row = table.alloc(1)
    bad: Any = table
    assert table.bump.closed
    assert repr(table) == "<TypedArena[Pair] closed>"
    iterator = None
    for read in (
        lambda: len(table), lambda: table[0], lambda: table[:], lambda: iter(table),
        lambda: row in table, lambda: table.index(row), lambda: table.count(row),
        lambda: reversed(table), lambda: row.x, lambda: memoryview(bad), lambda: table.view("x"),
    ):  # fmt: skip
        with pytest.raises(StaleReferenceError, match="closed"):
            iterator = read()
    for write in (
        lambda: table.alloc(1), lambda: table.alloc_extend([(1,)]),
        lambda: table.alloc_columns(x=[1]), lambda: table.reserve(5),
        lambda: table.__enter__(),
    ):  # fmt: skip
        with pytest.raises(ArenaClosedError):
            write()
    table.close()
    assert iterator is None


def test_a_shared_arena_is_closed_by_its_owner() -> None:
    bump = Bump()
    with TypedArena(Pair, bump=bump) as table:
        table.alloc(1)
        assert table.bump is bump
        with pytest.raises(RuntimeError, match="close that Bump"):
            table.close()
    assert not bump.closed
    bump.close()
    with pytest.raises(StaleReferenceError):
        len(table)


def test_handles_outlive_the_table() -> None:
    row = TypedArena(Pair).alloc(5)
    gc.collect()
    assert row.x == 5


# ---- Nothing is left behind -----------------------------------------------------


def test_tables_in_cycles_are_collected() -> None:
    class Own(Struct):
        x: i32

    class Holding(Bump):
        table: Any

    Own.table = TypedArena(Own)  # type: ignore[attr-defined]
    Own.table.alloc_extend([(1,)])  # type: ignore[attr-defined]
    Own.iterator = iter(Own.table)  # type: ignore[attr-defined]
    bump = Holding()
    bump.table = TypedArena(Pair, bump=bump)
    bump.table.alloc(1)
    gone = [weakref.ref(Own), weakref.ref(bump), weakref.ref(bump.table)]
    del Own, bump
    gc.collect()
    assert [ref() for ref in gone] == [None] * 3


def test_objects_are_held_as_long_as_their_rows() -> None:
    class Thing:
        pass

    table = TypedArena(Holder, 10)
    things, other = [Thing()], Thing()
    gone = weakref.ref(things[0])
    table.alloc(other)
    count = sys.getrefcount(other)
    extend: Any = table.alloc_extend
    columns: Any = table.alloc_columns
    for bad in (
        lambda: extend([(things[0], 1), (things[0], 2), (things[0], 300)]),
        lambda: extend([(things[0], Index(1)), (things[0], Index(300))]),
        lambda: columns(thing=things * 3, number=[1, 2, 300]),
        lambda: table.alloc(things[0], 300),
        lambda: table.alloc(things[0], Index(300)),  # type: ignore[arg-type]
    ):
        with pytest.raises(OverflowError):
            bad()
    things.clear()
    gc.collect()
    assert gone() is None
    table.alloc_extend([(other, 1), (other, Index(2))])
    columns(thing=[other, None], number=[1, 2])
    assert [row.thing for row in table] == [other] * 4 + [None]
    assert sys.getrefcount(other) == count + 3
    table.bump.reset()
    assert sys.getrefcount(other) == count - 1


def scenario(bump: Bump) -> None:
    table = TypedArena(Node, 5, bump=bump)
    pairs = TypedArena(Pair, bump=bump)
    for i in range(100):
        table.alloc(i, str(i))
        pairs.alloc(i)
    table.alloc_extend((i, "x" * 50, None, [1] * i) for i in range(50))
    table.alloc_columns(value=range(100), name=["x" * 30] * 100, parent=(table, [0] * 100))
    pairs.reserve(10_000)
    pairs.alloc_columns(x=range(20_000))


def test_every_chunk_fails_once() -> None:
    gc.collect()
    before = _core._allow_chunks(None)
    for failures in range(100):
        bump = Bump()
        _core._allow_chunks(failures)
        try:
            scenario(bump)
        except MemoryError:
            _core._allow_chunks(None)
            bump._check()
            scenario(bump)
            bump.close()
        else:
            break
        finally:
            _core._allow_chunks(None)
    assert failures > 3
    bump.close()
    assert _core._allow_chunks(None) == before


@pytest.mark.parametrize("add", ["alloc", "alloc_extend", "alloc_columns"])
def test_without_memory_nothing_is_added(add: str) -> None:
    table = TypedArena(Node, 4)
    table.alloc(1, "one")
    _core._allow_chunks(0)
    used = table.bump.stats().used
    with pytest.raises(MemoryError):
        if add == "alloc":
            table.alloc(2, "x" * 5000)
        elif add == "alloc_extend":
            table.alloc_extend([(2, "two"), (3, "x" * 5000)])
        else:
            table.alloc_columns(value=[2, 3], name=["two", "x" * 5000])
    assert (len(table), table.bump.stats().used) == (1, used)
    _core._allow_chunks(None)
    assert table[0].name == "one"


# ---- Against a list of tuples ---------------------------------------------------

numbers = st.integers(-(2**31), 2**31 - 1)
rows = st.lists(st.tuples(numbers, numbers), max_size=40)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("alloc"), st.tuples(numbers, numbers)),
        st.tuples(st.just("extend"), rows),
        st.tuples(st.just("columns"), rows),
        st.tuples(st.just("bad"), rows),
        st.tuples(st.just("scope"), rows),
        st.tuples(st.just("other"), st.integers(1, 300)),
        st.tuples(st.just("reserve"), st.integers(0, 50)),
        st.tuples(st.just("set"), st.tuples(numbers, numbers)),
        st.tuples(st.just("reset"), st.none()),
    ),
    max_size=30,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 20), steps)
def test_model(capacity: int, program: list[tuple[str, Any]]) -> None:
    table = TypedArena(Pair, capacity)
    model: list[tuple[int, int]] = []
    for name, argument in program:
        if name == "alloc":
            table.alloc(*argument)
            model.append(argument)
        elif name == "extend":
            assert table.alloc_extend(argument) == range(len(model), len(model) + len(argument))
            model += argument
        elif name == "columns":
            table.alloc_columns(x=[x for x, _ in argument], y=[y for _, y in argument])
            model += argument
        elif name == "bad":
            with pytest.raises(OverflowError, match=f"row {len(argument)}: Pair.y"):
                table.alloc_extend([*argument, (1, 2**31)])
        elif name == "scope":
            if not model and table.capacity == 0:
                with table.bump.scope():
                    table.alloc_extend(argument)
                    assert values(table) == argument
        elif name == "other":
            table.bump.alloc_layout(argument)
        elif name == "reserve":
            table.reserve(argument)
        elif name == "set" and model:
            at = argument[0] % len(model)
            table[at].x, table[at].y = argument
            model[at] = argument
        elif name == "reset":
            table.bump.reset()
            model.clear()
        assert values(table) == model
        assert [(r.x, r.y) for r in reversed(table)] == model[::-1]
        assert [table.index(row) for row in table] == list(range(len(model)))
        table.bump._check()
