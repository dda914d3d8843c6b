"""What a review of records and collections found: each of these failed once."""

from __future__ import annotations

import contextlib
import struct
import weakref
from typing import Any

import pytest

from arenite import (
    ArenaLimitError,
    Array,
    Bump,
    CorruptArenaError,
    Inline,
    LifetimeError,
    Map,
    StaleReferenceError,
    String,
    Struct,
    TypedArena,
    Vec,
    i32,
)


class Kept:
    """Something that a weak reference can see die."""


class Holder(Struct):
    value: object
    number: i32


class Outer(Struct):
    held: Inline[Holder]
    number: i32 = 0


class Outermost(Struct):
    outer: Inline[Outer]


class Row(Struct):
    items: Array[Inline[Holder], 2]


# ---- Embedded records -------------------------------------------------------


def test_embedded_record_assigned_to_itself_keeps_its_objects() -> None:
    value = Kept()
    record = Bump().alloc(Outer, (value, 1))
    record.held = record.held
    assert (record.held.value, record.held.number) == (value, 1)


def test_array_of_records_assigned_to_itself() -> None:
    values = Kept(), Kept()
    row = Bump().alloc(Row, [(values[0], 1), (values[1], 2)])
    row.items = list(row.items)
    assert [(item.value, item.number) for item in row.items] == [(values[0], 1), (values[1], 2)]


def test_row_with_the_embedded_record_itself() -> None:
    value = Kept()
    record = Bump().alloc(Outermost, ((value, 1), 2))
    record.outer = (record.outer.held, 3)
    assert (record.outer.held.value, record.outer.held.number, record.outer.number) == (value, 1, 3)


# ---- Objects of what was refused ---------------------------------------------


def test_refused_row_holds_no_object() -> None:
    record = Bump().alloc(Outer, (None, 1))
    value = Kept()
    seen = weakref.ref(value)
    with pytest.raises(OverflowError, match=r"Holder\.number"):
        record.held = (value, 2**40)
    del value
    assert seen() is None


def test_refused_update_holds_no_object() -> None:
    items = Bump().map(i32, object)
    value = Kept()
    seen = weakref.ref(value)
    wrong: Any = {1: value, "k": value}
    with pytest.raises(TypeError, match="key"):
        items.update(wrong)
    del value, wrong
    assert seen() is None


def test_item_refused_in_a_scope_is_not_held() -> None:
    bump = Bump()
    items = bump.map(i32, object)
    value = Kept()
    seen = weakref.ref(value)
    with bump.scope(), pytest.raises(LifetimeError, match="reserve"):
        items[1] = value
    del value
    assert seen() is None


# ---- Vec ---------------------------------------------------------------------


def test_vec_from_a_buffer_of_itself() -> None:
    numbers = Bump().vec(i32, range(100))
    with memoryview(numbers) as view:
        numbers[:90] = view[5:95]
        numbers[10:100] = view[0:90]
    assert numbers == [*range(5, 15), *range(5, 95)]


@pytest.mark.parametrize("items", [[1, 2, 3], ["a", "b", "c"]])
def test_steps_beyond_any_memory(items: list[Any]) -> None:
    vec = Bump().vec(type(items[0]) if isinstance(items[0], str) else i32, items)
    new = items[2:]
    vec[:: 2**62] = new
    vec[:: -(2**62)] = new
    assert vec == [items[2], items[1], items[2]]
    del vec[:: 2**62]
    assert vec == items[1:]
    del vec[:: -(2**62)]
    assert vec == items[1:2]


# ---- Collections that nothing was put into yet --------------------------------


class Lists(Struct):
    numbers: Vec[i32]
    names: Map[str, i32]


def test_stale_empty_vec_is_refused() -> None:
    bump = Bump()
    stale = bump.alloc(Lists).numbers
    bump.reset()
    record = bump.alloc(Lists)
    with pytest.raises(StaleReferenceError):
        record.numbers = stale


def test_empty_map_is_shared() -> None:
    bump = Bump()
    first, second = bump.alloc(Lists), bump.alloc(Lists)
    second.names = first.names
    first.names["a"] = 1
    assert second.names == {"a": 1}


# ---- TypedArena ---------------------------------------------------------------


class Node(Struct):
    number: i32
    numbers: Vec[i32] | None = ()
    text: String | None = ""


def test_default_collections_of_rows_are_not_one() -> None:
    table = TypedArena(Node)
    table.alloc_columns(number=[1, 2])
    assert table[0].numbers is not None
    assert table[0].text is not None
    table[0].numbers.append(1)
    table[0].text.append("a")
    assert (table[1].numbers, table[1].text) == ([], "")


class Name(str):
    """A name that is equal to another keyword, but not the same."""

    __slots__ = ()

    def __hash__(self) -> int:
        return 1

    def __eq__(self, other: object) -> bool:
        return self is other


def test_column_given_twice() -> None:
    bump = Bump()
    numbers = bump.vec(i32, [1, 2])
    columns: Any = {Name("number"): numbers, "number": numbers}
    with pytest.raises(TypeError, match="multiple values for column number"):
        TypedArena(Node).alloc_columns(**columns)
    assert bump.stats().exports == 0


class Pair(Struct):
    x: i32
    y: i32


@pytest.mark.parametrize(
    "use",
    [
        lambda table: table.alloc(1, 2),
        lambda table: table.alloc_extend([(1, 2)]),
        lambda table: table.alloc_columns(x=[1], y=[2]),
        memoryview,
        lambda table: table.view("x"),
    ],
)
def test_room_that_a_corrupt_head_has_freed(use: Any) -> None:
    block = bytearray(4096)
    bump = Bump.over(block)
    vec = bump.vec(i32, [1, 2, 3, 4])
    table = TypedArena(Pair, 4, bump=bump)
    table.alloc(1, 2)
    used = bump.stats().used
    head = next(i for i in range(0, 4096, 8) if struct.unpack_from("3I", block, i)[1:] == (4, 4))
    items = struct.unpack_from("I", block, head)[0]
    for capacity in range(5, 64):
        struct.pack_into("3I", block, head, items, 0, capacity)
        with contextlib.suppress(CorruptArenaError):
            vec.shrink_to_fit()
        if bump.stats().used < used:
            break
    assert bump.stats().used < used
    with pytest.raises(CorruptArenaError, match="no rows"):
        use(table)


def test_vec_that_does_not_fit_leaves_nothing() -> None:
    bump = Bump()
    bump.alloc(Lists)
    used = bump.stats().used
    bump.limit = used + 60
    for items in (["a" * 50], iter(["a" * 50])):
        with pytest.raises(ArenaLimitError):
            bump.vec(str, items)
        assert bump.stats().used == used
