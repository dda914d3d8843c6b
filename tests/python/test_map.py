"""Map[K, V]: what a dict does, in the arena."""

from __future__ import annotations

import collections.abc
import enum
import gc
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Literal

import pytest

from arenite import (
    ArenaClosedError,
    ArenaLimitError,
    Bump,
    CorruptArenaError,
    LifetimeError,
    Map,
    NoArenaError,
    Slice,
    StaleReferenceError,
    Struct,
    Symbol,
    _core,
    arena_of,
    char,
    f32,
    i8,
    i16,
    i32,
    i64,
    i128,
    is_live,
    structurally_equal,
    to_heap,
    u8,
    u16,
    u32,
    u64,
    u128,
)


class Color(enum.Enum):
    RED = 1
    GREEN = 2


class Node(Struct):
    value: i32
    names: Map[str, i32]
    next: Node | None = None


class Scope(Struct):
    names: Map[str, Node]
    outer: Map[i32, Scope] | None = None


def node(bump: Bump, value: int = 1) -> Node:
    return bump.alloc(Node, value, {})


# ---- As a dict --------------------------------------------------------------------


def test_the_protocol(bump: Bump) -> None:
    ages = bump.map(str, u8)
    ages["scooter"] = 8
    ages["rex"] = 3
    ages["scooter"] = 9
    assert ages["scooter"] == 9
    assert len(ages) == 2
    assert "rex" in ages
    assert "nobody" not in ages
    assert list(ages) == ["scooter", "rex"]
    assert list(reversed(ages)) == ["rex", "scooter"]
    assert ages.get("rex") == 3
    assert ages.get("nobody") is None
    assert ages.get("nobody", 7) == 7
    assert ages.setdefault("rex", 5) == 3
    assert ages.setdefault("new", 5) == 5
    assert ages.pop("new") == 5
    assert ages.pop("new", None) is None
    assert ages.popitem() == ("rex", 3)
    del ages["scooter"]
    assert ages == {}
    with pytest.raises(KeyError, match="popitem"):
        ages.popitem()


def test_missing_keys(bump: Bump) -> None:
    ages: Any = bump.map(str, u8, {"rex": 3})
    for call in (lambda: ages["x"], lambda: ages.pop("x"), lambda: ages.__delitem__("x")):
        with pytest.raises(KeyError) as caught:
            call()
        assert caught.value.args == ("x",)
    with pytest.raises(KeyError) as caught:
        ages[1, 2]
    assert caught.value.args == ((1, 2),)


def test_update(bump: Bump) -> None:
    ages = bump.map(str, i32, items=[("a", 1), ("b", 2)])
    ages.update({"b": 3, "c": 4})
    ages.update([("d", 5)], e=6)
    ages.update(f=7)
    ages.update()
    ages |= {"g": 8}
    ages.update(bump.map(str, i32, {"a": 9}))
    assert ages == {"a": 9, "b": 3, "c": 4, "d": 5, "e": 6, "f": 7, "g": 8}
    assert list(ages) == list("abcdefg")
    ages.clear()
    assert not ages
    ages["a"] = 1
    assert dict(ages) == {"a": 1}


@pytest.mark.parametrize("size", [0, 1, 8, 9, 1000])
def test_views(bump: Bump, size: int) -> None:
    model = {i: i * i for i in range(size)}
    squares = bump.map(i32, i32, model)
    assert squares == model
    assert model == squares
    assert squares.keys() == model.keys()
    assert squares.items() == model.items()
    assert list(squares.values()) == list(model.values())
    assert list(reversed(squares.items())) == list(reversed(model.items()))
    assert list(reversed(squares.values())) == list(reversed(model.values()))
    assert len(squares.values()) == size
    assert squares.keys() & {0, -1} == model.keys() & {0, -1}
    assert {0, -1} - squares.keys() == {0, -1} - model.keys()
    assert squares.keys() | [5] == model.keys() | [5]
    assert squares.keys() ^ squares.keys() == set()
    assert squares.items() & {(2, 4)} == model.items() & {(2, 4)}
    assert squares.keys() <= model.keys()
    assert not squares.keys() < model.keys()
    assert squares.keys().isdisjoint([-1])
    assert squares.items().isdisjoint([(0, 1)])
    for one in (0, 7, -1, "x"):
        assert (one in squares) == (one in model)
        assert (one in squares.values()) == (one in model.values())
        assert ((one, one) in squares.items()) == ((one, one) in model.items())
    assert "x" not in squares.items()
    assert squares.keys().mapping is squares
    assert f"{size} keys" in repr(squares.keys())
    with pytest.raises(TypeError):
        squares.values() & {1}  # type: ignore[operator]
    with pytest.raises(TypeError, match="unhashable"):
        hash(squares.keys())


def test_views_see_later_changes(bump: Bump) -> None:
    numbers = bump.map(i32, i32)
    keys = numbers.keys()
    numbers[1] = 2
    assert list(keys) == [1]


def test_abstract_base_classes(bump: Bump) -> None:
    numbers = bump.map(i32, i32)
    assert isinstance(numbers, collections.abc.MutableMapping)
    assert isinstance(numbers.keys(), collections.abc.KeysView)
    assert isinstance(numbers.values(), collections.abc.ValuesView)
    assert isinstance(numbers.items(), collections.abc.ItemsView)
    match numbers:
        case {}:
            pass
        case _:
            raise AssertionError
    with pytest.raises(TypeError, match="unhashable"):
        hash(numbers)


def test_equality(bump: Bump) -> None:
    a, b = bump.map(i32, str, {1: "a", 2: "b"}), bump.map(u8, str, {2: "b", 1: "a"})
    assert a == b
    assert a == {1: "a", 2: "b"}
    assert a != {1: "a"}
    assert a != {1: "a", 3: "b"}
    assert a != {1: "a", 2: "c"}
    assert a != [1, 2]
    assert (a == 5) is False


def test_repr(bump: Bump) -> None:
    assert repr(bump.map(str, i32, {"a": 1})) == "Map({'a': 1})"
    assert repr(bump.map(i32, i32)) == "Map({})"
    many = bump.map(i32, i32, {i: i for i in range(9)})
    assert repr(many) == "Map({0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, ... 3 more})"
    own: Any = bump.map(str, object)
    own["self"] = own
    assert repr(own) == "Map({'self': Map({...})})"
    record = node(bump)
    record.names["x"] = 1
    assert repr(record) == "Node(value=1, names={'x': 1}, next=None)"
    scope = bump.alloc(Scope, {"n": record})
    scope.outer = {1: scope}  # type: ignore[assignment]
    assert "..." in repr(scope)
    assert repr(scope.outer).startswith("Map({1: Scope(")
    view = own.keys()
    bump.reset()
    assert repr(own) == "<Map[str, object] (stale)>"
    assert "stale" in repr(view)


def test_types(bump: Bump) -> None:
    ages = bump.map(str, u8)
    assert (ages.key_type, ages.value_type) == (str, u8)
    assert Map[str, u8].__args__ == (str, u8)  # type: ignore[attr-defined]
    assert arena_of(ages) is bump
    assert is_live(ages)


def test_the_ambient_arena() -> None:
    with Bump() as bump:
        ages = Map(str, i32, {"a": 1})
        assert arena_of(ages) is bump
        assert Map(str, i32) == Map(str, i32, items=())
    with pytest.raises(NoArenaError):
        Map(str, i32)


# ---- Keys and values of every kind ------------------------------------------------

KEYS: list[tuple[Any, list[Any]]] = [
    (bool, [True, False]), (i8, [-128, 0, 127]), (i16, [-(2**15), 5]), (i32, [-(2**31), 2**31 - 1]),
    (i64, [-(2**63), 2**63 - 1, 2**40]), (u8, [0, 255]), (u16, [65535]), (u32, [2**32 - 1]),
    (u64, [2**64 - 1, 2**63, 1]), (int, [1, -1]), (char, ["a", "é", "😀"]), (Color, list(Color)),
    (Literal["x", "y"], ["x", "y"]), (str, ["", "a", "é", "\ud800", "x" * 300]),
    (bytes, [b"", b"a", b"\xff" * 300]), (Symbol, ["", "a", "é", "x" * 300]),
]  # fmt: skip


@pytest.mark.parametrize(("key_type", "keys"), KEYS, ids=lambda x: str(x)[:20])
def test_kinds_of_keys(bump: Bump, key_type: Any, keys: list[Any]) -> None:
    numbers = bump.map(key_type, i32)
    for i, key in enumerate(keys):
        assert key not in numbers
        numbers[key] = i
    assert list(numbers) == keys
    assert [numbers[key] for key in keys] == list(range(len(keys)))
    assert [type(key) for key in numbers] == [type(key) for key in keys]
    for stranger in ("nobody", b"nobody", 77, None, 1.5, (), node(bump), Color, -(2**70), object()):
        assert stranger not in numbers
        assert numbers.get(stranger) is None
    for key in keys:
        del numbers[key]
    assert numbers == {}


VALUES: list[tuple[Any, list[Any]]] = [
    (bool, [True, False]), (u8, [0, 255]), (i128, [-(2**127)]), (u128, [2**128 - 1]),
    (f32, [0.5]), (float, [0.1]), (char, ["x"]), (Color, [Color.GREEN]), (str, ["", "ü" * 50]),
    (bytes, [b"", b"xyz"]), (i32 | None, [None, 5]), (i128 | None, [None, 5]),
    (str | None, [None, "x"]),
    (Slice[i32], [[], [1, 2]]), (object, [None, print, "x"]), (Symbol, ["a"]),
    (Symbol | None, [None, "b"]), (Map[str, i32], [{}, {"a": 1}]),
    (Map[i32, Map[i32, i32]] | None, [None, {1: {2: 3}}]),
]  # fmt: skip


@pytest.mark.parametrize(("value_type", "values"), VALUES, ids=lambda x: str(x)[:30])
def test_kinds_of_values(bump: Bump, value_type: Any, values: list[Any]) -> None:
    made = bump.map(i32, value_type)
    for i in range(200):
        made[i] = values[i % len(values)]
    for i in range(200):
        assert made[i] == values[i % len(values)]
    for i in range(200):
        made[i] = values[-1]
    assert all(value == values[-1] for value in made.values())
    assert bump.map(i32, value_type, dict(made)) == made


def test_records_are_keys_by_identity(bump: Bump) -> None:
    nodes = [node(bump) for _ in range(20)]
    numbers = bump.map(Node, i32, {one: i for i, one in enumerate(nodes)})
    assert [numbers[one] for one in nodes] == list(range(20))
    assert list(numbers) == nodes
    assert node(bump) not in numbers
    assert node(Bump()) not in numbers
    with pytest.raises(LifetimeError, match="another arena"):
        numbers[node(Bump())] = 1
    with bump.scope():
        inner = node(bump)
        assert inner not in numbers
        with pytest.raises(LifetimeError, match="key: .* in a scope that ends before"):
            numbers[inner] = 1
    with pytest.raises(StaleReferenceError):
        inner in numbers  # noqa: B015
    assert len(numbers) == 20


def test_records_as_values(bump: Bump) -> None:
    by_name = bump.map(str, Node | None, {"a": node(bump, 5), "b": None})
    found = by_name["a"]
    assert found is not None
    assert found.value == 5
    with bump.scope():
        with pytest.raises(LifetimeError, match="in a scope that ends before"):
            by_name["a"] = node(bump)
        by_name["a"] = None
    assert dict(by_name) == {"a": None, "b": None}


def test_texts_are_found_as_str(bump: Bump) -> None:
    text = bump.alloc_str("key")
    ages: Any = bump.map(str, i32, {"key": 1})
    assert ages[text] == 1
    ages[bump.alloc_str("other")] = 2
    assert ages == {"key": 1, "other": 2}

    class Text(str):
        __slots__ = ()

    assert ages[Text("key")] == 1
    ages[Text("mine")] = 3
    assert type(list(ages)[2]) is str


def test_equal_ints_are_one_key(bump: Bump) -> None:
    class Index:
        def __index__(self) -> int:
            return 5

    numbers: Any = bump.map(i32, str)
    numbers[True] = "one"
    numbers[Index()] = "five"
    assert dict(numbers) == {1: "one", 5: "five"}
    assert numbers[1] == "one"
    assert numbers[Index()] == "five"
    assert 1.0 not in numbers
    assert 5 not in bump.map(bool, i32, {True: 1})


# ---- What is refused --------------------------------------------------------------


@pytest.mark.parametrize(
    "key_type",
    [
        float,
        f32,
        i128,
        u128,
        i32 | None,
        str | None,
        object,
        Slice[i32],
        Map[i32, i32],
        Node | None,
    ],
)
def test_types_that_are_no_keys(bump: Bump, key_type: Any) -> None:
    with pytest.raises(TypeError, match="cannot be a key; use an integer"):
        bump.map(key_type, i32)


def test_types_that_are_no_values(bump: Bump) -> None:
    from arenite import Array, Inline

    for value_type in (Inline[Node], Array[i32, Literal[3]]):
        with pytest.raises(TypeError, match="cannot be a value, which moves"):
            bump.map(i32, value_type)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="no field type"):
        bump.map(i32, list)
    with pytest.raises(TypeError, match="map"):
        bump.map(i32)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="map"):
        bump.map(i32, i32, itemz=())  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        bump.map(i32, i32, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key_type", "key", "error", "message"),
    [
        (i32, "x", TypeError, "key: expected i32, got str"),
        (i32, 1.0, TypeError, "key: expected i32, got float"),
        (i32, None, TypeError, "key: expected i32, got None"),
        (i32, [], TypeError, "key: expected i32, got list"),
        (u8, 256, OverflowError, "key: 256 is out of range for u8"),
        (u8, -1, OverflowError, "key: -1 is out of range for u8"),
        (i64, 2**63, OverflowError, "out of range for i64"),
        (bool, 1, TypeError, "key: expected bool, got int"),
        (char, "ab", Exception, "key: "),
        (Color, 5, TypeError, "key: 5 is none of"),
        (Literal["a"], "b", ValueError, "key: 'b' is none of"),
        (str, 1, TypeError, "key: expected str, got int"),
        (str, None, TypeError, "key: expected str, got None"),
        (str, b"x", TypeError, "key: expected str, got bytes"),
        (bytes, "x", TypeError, "key: expected bytes, got str"),
        (bytes, bytearray(b"x"), TypeError, "key: expected bytes, got bytearray"),
        (Symbol, 1, TypeError, "key: expected Symbol, got int"),
        (Node, 1, TypeError, "key: expected Node, got int"),
    ],
)
def test_keys_of_a_wrong_type(
    bump: Bump, key_type: Any, key: Any, error: type[Exception], message: str
) -> None:
    numbers = bump.map(key_type, i32)
    before = bump.stats().used
    for store in (
        lambda: numbers.__setitem__(key, 1),
        lambda: numbers.setdefault(key, 1),
        lambda: numbers.update([(key, 1)]),
    ):
        if isinstance(key, list | bytearray) and store is not None:
            with pytest.raises(TypeError):
                store()
            continue
        with pytest.raises(error, match=message):
            store()
    if isinstance(key, list | bytearray):
        with pytest.raises(error, match=message):
            numbers[key] = 1
    assert len(numbers) == 0
    assert bump.stats().used == before


@pytest.mark.parametrize("key_type", [i32, str, bytes, Symbol, Node, Color, bool, char])
def test_unhashable_keys(bump: Bump, key_type: Any) -> None:
    numbers: Any = bump.map(key_type, i32)
    for call in (
        lambda: [] in numbers,
        lambda: numbers.get({}),
        lambda: numbers[[]],
        lambda: numbers.pop([]),
        lambda: numbers.__delitem__([]),
        lambda: [] in numbers,
    ):
        with pytest.raises(TypeError, match="unhashable type"):
            call()


def test_values_of_a_wrong_type(bump: Bump) -> None:
    numbers: Any = bump.map(str, u8, {"a": 1})
    used = bump.stats().used
    for value, error, message in (
        ("x", TypeError, "expected u8, got str"),
        (None, TypeError, "expected u8, got None"),
        (256, OverflowError, "256 is out of range for u8"),
    ):
        for key in ("a", "b"):
            with pytest.raises(error, match=message):
                numbers[key] = value
            with pytest.raises(error, match=message):
                numbers.update({"c": 1, key: value})
    with pytest.raises(TypeError, match="expected u8, got None"):
        numbers.setdefault("b")
    assert numbers == {"a": 1}
    assert bump.stats().used == used


def test_an_update_is_all_or_nothing(bump: Bump) -> None:
    def broken() -> Iterator[tuple[str, int]]:
        yield "a", 2
        yield "new", 3
        raise ZeroDivisionError

    numbers: Any = bump.map(str, u8, {"a": 1})
    used, wasted = bump.stats().used, bump.stats().wasted
    with pytest.raises(ZeroDivisionError):
        numbers.update(broken())
    with pytest.raises(OverflowError):
        numbers.update({"a": 2, "b": 3, "c": 300})
    with pytest.raises(TypeError):
        numbers.update({"a": 2, 5: 3})
    with pytest.raises(TypeError):
        numbers.update([("a", 2), 5])
    with pytest.raises(ValueError, match="length 3"):
        numbers.update([("a", 2, 3)])
    with pytest.raises(TypeError):
        numbers.update(5)
    assert numbers == {"a": 1}
    assert (bump.stats().used, bump.stats().wasted) == (used, wasted)
    with pytest.raises(OverflowError):
        bump.map(str, u8, {"a": 1, "b": 300})
    assert bump.stats().used == used


def test_lying_lengths(bump: Bump) -> None:
    class Liar:
        def __len__(self) -> int:
            return 10**15

        def __length_hint__(self) -> int:
            return 10**15

        def __iter__(self) -> Iterator[tuple[str, int]]:
            return iter([("a", 1)])

    assert bump.map(str, i32, Liar()) == {"a": 1}  # type: ignore[arg-type]


def test_reserve(bump: Bump) -> None:
    numbers: Any = bump.map(i32, i32)
    assert numbers.capacity == 0
    numbers.reserve(100)
    assert numbers.capacity == 100
    used = bump.stats().used
    for i in range(100):
        numbers[i] = i
    assert (numbers.capacity, bump.stats().used) == (100, used)
    numbers.reserve(0)
    assert numbers.capacity == 100
    numbers.reserve(10)
    assert numbers.capacity == 110
    for count, error in (
        (-1, ValueError),
        (2**31, MemoryError),
        (2**80, OverflowError),
        ("x", TypeError),
    ):
        with pytest.raises(error):
            numbers.reserve(count)
    assert numbers == {i: i for i in range(100)}


# ---- Changes while it is iterated over --------------------------------------------


@pytest.mark.parametrize("part", ["keys", "values", "items"])
@pytest.mark.parametrize("backwards", [False, True])
def test_changing_the_size_while_iterating(bump: Bump, part: str, backwards: bool) -> None:
    change: Callable[[Any], object]
    for change in (
        lambda m: m.__setitem__("new", 1),
        lambda m: m.pop("a"),
        lambda m: m.clear(),
        lambda m: m.update({str(i): i for i in range(100)}),
    ):
        numbers = bump.map(str, i32, {"a": 1, "b": 2, "c": 3})
        view: Any = getattr(numbers, part)()
        iterator = reversed(view) if backwards else iter(view)
        next(iterator)
        change(numbers)
        for _ in range(2):
            with pytest.raises(RuntimeError, match="Map changed size during iteration"):
                next(iterator)


def test_assigning_while_iterating(bump: Bump) -> None:
    numbers = bump.map(str, str, {"a": "x", "b": "y"})
    for key, value in numbers.items():
        numbers[key] = value * 100
    assert numbers == {"a": "x" * 100, "b": "y" * 100}


def test_length_hints(bump: Bump) -> None:
    numbers = bump.map(i32, i32, {i: i for i in range(10)})
    for iterator in (iter(numbers), reversed(numbers)):
        for left in range(10, 0, -1):
            assert iterator.__length_hint__() == left  # type: ignore[attr-defined]
            next(iterator)
        assert iterator.__length_hint__() == 0  # type: ignore[attr-defined]


def test_pairs_are_not_shared(bump: Bump) -> None:
    pairs = list(bump.map(i32, i32, {1000: 2000, 3000: 4000}).items())
    assert pairs == [(1000, 2000), (3000, 4000)]


# ---- Fields -----------------------------------------------------------------------


def test_fields(bump: Bump) -> None:
    record = bump.alloc(Node, 1, {})
    used = bump.stats().used
    names = record.names
    assert (len(names), "x" in names, list(names), names.capacity) == (0, False, [], 0)
    assert bump.stats().used == used  # nothing is made to be read
    names["x"] = 1
    other = record.names
    other["y"] = 2
    assert names == record.names == {"x": 1, "y": 2}
    record.names = {"z": 3}  # type: ignore[assignment]
    assert record.names == {"z": 3}
    assert names == {"x": 1, "y": 2}
    shared = bump.alloc(Node, 2, record.names)
    shared.names["w"] = 4
    assert record.names == {"z": 3, "w": 4}
    record.names = [("p", 1)]  # type: ignore[assignment]
    assert record.names == {"p": 1}
    record.names = bump.map(str, u8, {"q": 2})  # type: ignore[assignment]
    assert record.names == {"q": 2}
    record.names = Bump().map(str, i32, {"copied": 1})
    assert record.names == {"copied": 1}


def test_two_handles_of_one_empty_field(bump: Bump) -> None:
    record = node(bump)
    a, b = record.names, record.names
    a["x"] = 1
    b["y"] = 2
    assert a == b == {"x": 1, "y": 2}
    empty = node(bump)
    empty.names.reserve(20)
    assert empty.names.capacity == 20


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (5, TypeError, r"Node.names: expected Map\[str, i32\], got int"),
        ("text", TypeError, r"Node.names: expected Map\[str, i32\], got str"),
        (None, TypeError, r"Node.names: expected Map\[str, i32\], got None"),
        ({"a": "b"}, TypeError, "expected i32, got str"),
        ({1: 1}, TypeError, "key: expected str, got int"),
    ],
)
def test_wrong_values_of_fields(
    bump: Bump, value: Any, error: type[Exception], message: str
) -> None:
    record = node(bump)
    record.names["old"] = 1
    used = bump.stats().used
    with pytest.raises(error, match=message):
        record.names = value
    with pytest.raises(error, match=message):
        bump.alloc(Node, 1, value)
    assert bump.stats().used == used
    assert record.names == {"old": 1}


def test_maps_in_maps_survive_growth(bump: Bump) -> None:
    """A handle of an empty one in a map must not point to where the entry was."""
    outer: Any = bump.map(i32, Map[str, i32], {0: {}})
    inner = outer[0]
    for i in range(1, 100):
        outer[i] = {}
    inner["x"] = 1
    assert outer[0] == {"x": 1}
    outer[0] = {}
    again = outer[0]
    outer.update({i: {} for i in range(100, 400)})
    again["y"] = 2
    assert outer[0] == {"y": 2}
    assert outer[399] == {}


def test_to_heap(bump: Bump) -> None:
    inner = node(bump, 7)
    inner.names["x"] = 1
    scope = bump.alloc(Scope, {"a": inner, "b": inner})
    scope.outer = {1: scope}  # type: ignore[assignment]
    heap = to_heap(scope)
    bump.close()
    assert heap.names["a"] is heap.names["b"]
    assert heap.names["a"].names == {"x": 1}
    assert heap.outer[1] is heap


def test_copies_of_a_graph(bump: Bump) -> None:
    inner = node(bump, 7)
    inner.names.update({str(i): i for i in range(50)})
    del inner.names["7"]
    scope = bump.alloc(Scope, {"a": inner, "b": inner})
    scope.outer = {1: scope}  # type: ignore[assignment]
    other = Bump()
    copy = other.copy(scope)
    assert structurally_equal(scope, copy)
    bump.close()
    assert copy.names["a"] is not copy.names["b"]
    assert copy.names["a"] == copy.names["b"]
    assert copy.names["a"].names == {str(i): i for i in range(50) if i != 7}
    assert copy.outer is not None
    assert copy.outer[1] == copy
    copy.names["a"].names["new"] = 1
    assert "new" in copy.names["b"].names
    other._check()


class Table(Struct):
    numbers: Map[Node, str]
    symbols: Map[Symbol, bytes]
    held: Map[i32, object]


def test_copies_of_every_kind_of_key(bump: Bump) -> None:
    nodes = [node(bump, i) for i in range(20)]
    made = bump.alloc(
        Table,
        {one: "x" * one.value for one in nodes},
        {f"name{i}": b"y" * i for i in range(20)},
        {1: print, 2: None},
    )
    other = Bump()
    other.intern("shifts the numbers")
    copy = other.copy(made)
    bump.close()
    assert [one.value for one in copy.numbers] == list(range(20))
    assert all(copy.numbers[one] == "x" * one.value for one in list(copy.numbers))
    assert copy.symbols == {f"name{i}": b"y" * i for i in range(20)}
    assert copy.held == {1: print, 2: None}


# ---- Lifetimes --------------------------------------------------------------------


def test_a_map_cannot_grow_in_a_younger_scope(bump: Bump) -> None:
    numbers = bump.map(i32, i32, {1: 1, 2: 2, 3: 3, 4: 4})
    record = node(bump)
    used = bump.stats().used
    with bump.scope():
        with pytest.raises(LifetimeError, match=r"Map\[i32, i32\].*reserve\(\) room before"):
            numbers[5] = 5
        with pytest.raises(LifetimeError, match="reserve"):
            numbers.update({i: i for i in range(100)})
        with pytest.raises(LifetimeError, match="reserve"):
            numbers.reserve(100)
        with pytest.raises(LifetimeError):
            record.names["x"] = 1
        with pytest.raises(LifetimeError, match=r"Node\.names"):
            record.names = {"x": 1}  # type: ignore[assignment]
        assert bump.stats().used == used
        numbers[4] = 40
        del numbers[1]
        numbers[5] = 5
    assert numbers == {2: 2, 3: 3, 4: 40, 5: 5}
    assert record.names == {}


def test_a_map_with_room_changes_in_a_scope(bump: Bump) -> None:
    numbers = bump.map(i32, i32)
    numbers.reserve(50)
    texts = bump.map(str, str, {"a": "x"})
    texts.reserve(50)
    with bump.scope():
        for i in range(50):
            numbers[i] = i
        with pytest.raises(LifetimeError, match="key: .*scope"):
            texts["b"] = "y"
        with pytest.raises(LifetimeError, match="scope"):
            texts["a"] = "z"
        assert texts["a"] == "x"
    assert numbers == {i: i for i in range(50)}
    assert texts == {"a": "x"}


def test_a_map_of_the_scope(bump: Bump) -> None:
    with bump.scope():
        inner = bump.map(str, str)
        for i in range(100):
            inner[str(i)] = "x" * i
        view = inner.items()
        iterator = iter(inner)
    for call in (
        lambda: len(inner),
        lambda: inner["1"],
        lambda: inner.__setitem__("1", "x"),
        lambda: "1" in inner,
        lambda: list(view),
        lambda: next(iterator),
        lambda: inner.clear(),
        lambda: inner.keys() | {"x"},
    ):
        with pytest.raises(StaleReferenceError):
            call()


def test_growth_inside_of_its_own_scope_does_not_cross_a_mark(bump: Bump) -> None:
    """What begins below a mark must not grow over it: the rewind would cut it."""
    numbers = bump.map(i32, i32, {i: i for i in range(4)})
    mark = bump.mark()
    with pytest.raises(LifetimeError):
        numbers[4] = 4
    bump.rewind(mark)
    del mark
    numbers[4] = 4
    assert numbers == {i: i for i in range(5)}


def test_closed_arenas() -> None:
    bump = Bump()
    numbers = bump.map(i32, i32, {1: 1})
    bump.close()
    for call in (
        lambda: bump.map(i32, i32),
        lambda: numbers.__setitem__(1, 2),
        lambda: numbers.update({1: 2}),
        lambda: numbers.reserve(5),
        lambda: numbers.popitem(),
        lambda: numbers.pop(1),
    ):
        with pytest.raises((ArenaClosedError, StaleReferenceError)):
            call()


def test_growth_in_place(bump: Bump) -> None:
    arena = Bump.reserve(1 << 24)
    numbers = arena.map(i64, i64)
    for i in range(10_000):
        numbers[i] = -i
    assert arena.stats().wasted == 0
    assert arena.stats().used <= 16 + numbers.capacity * (16.2 + 8 / 1.5) + 16
    arena.alloc_bytes(b"x")
    for i in range(10_000, 20_000):
        numbers[i] = -i
    assert arena.stats().wasted > 0
    assert len(numbers) == 20_000
    assert all(numbers[i] == -i for i in range(20_000))
    arena._check()


def test_what_is_lost_is_counted(bump: Bump) -> None:
    texts = bump.map(str, str)
    texts.reserve(10)
    texts["abc"] = "12345"
    assert bump.stats().wasted == 0
    texts["abc"] = "12"
    assert bump.stats().wasted == 3
    del texts["abc"]
    assert bump.stats().wasted == 8
    texts.update({"a": "x"})
    texts.clear()
    assert bump.stats().wasted == 10


def test_used_as_a_queue_or_stack_it_does_not_grow(bump: Bump) -> None:
    for take_oldest in (True, False):
        numbers = bump.map(i32, i32)
        for i in range(20_000):
            numbers[i] = i
            if len(numbers) > 50:
                if take_oldest:
                    del numbers[next(iter(numbers))]
                else:
                    numbers.popitem()
        assert numbers.capacity <= 192
        assert len(numbers) == 50


# ---- Objects ----------------------------------------------------------------------


class Watched:
    alive = 0

    def __init__(self) -> None:
        Watched.alive += 1

    def __del__(self) -> None:
        Watched.alive -= 1


def test_objects_are_let_go(bump: Bump) -> None:
    held: Any = bump.map(i32, object)
    for i in range(100):
        held[i] = Watched()
    assert Watched.alive == 100
    held[0] = None
    del held[1]
    held.pop(2)
    held.popitem()
    assert Watched.alive == 96
    held.update({3: None, 200: Watched()})
    assert Watched.alive == 96
    for i in range(4, 90):
        del held[i]
    assert Watched.alive == 10
    assert sum(isinstance(one, Watched) for one in held.values()) == 10
    with pytest.raises(TypeError):
        held.update([(1, Watched()), ("x", Watched())])
    gc.collect()
    assert Watched.alive == 10
    held.clear()
    assert Watched.alive == 0
    held[1] = Watched()
    bump.reset()
    assert Watched.alive == 0


def test_objects_that_change_the_map_when_they_are_let_go(bump: Bump) -> None:
    held: Any = bump.map(i32, object)

    class Meddler:
        def __del__(self) -> None:
            held[len(held) + 1000] = 5
            held.pop(3, None)

    for i in range(20):
        held[i] = Meddler()
    for i in range(10):
        held[i] = i
    held.update({10: 10, 11: 11})
    del held[12]
    held.pop(13)
    held.clear()
    assert all(value == 5 for value in held.values())
    bump._check()


def test_values_whose_conversion_changes_the_map(bump: Bump) -> None:
    numbers: Any = bump.map(i32, i32)

    class Index:
        def __index__(self) -> int:
            numbers.update({i: i for i in range(100)})
            return 7

    numbers[5] = Index()
    assert numbers[5] == 7
    assert len(numbers) == 100
    numbers.clear()
    numbers[Index()] = 1
    assert numbers[7] == 1

    class Closing:
        def __index__(self) -> int:
            bump.reset()
            return 7

    with pytest.raises(StaleReferenceError):
        numbers[5] = Closing()


def test_keys_whose_hash_or_repr_closes_the_arena() -> None:
    class Evil:
        def __hash__(self) -> int:
            bump.close()
            return 5

        def __repr__(self) -> str:
            bump.close()
            return "evil"

    for use in (
        lambda m: Evil() in m,
        lambda m: m.get(Evil()),
        lambda m: m.setdefault(Evil(), 1),
        lambda m: m.update({Evil(): 1}),
        lambda m: m.pop(Evil(), None),
        lambda m: m.__setitem__(Evil(), 1),
    ):
        for key_type in (i32, Color, str):
            bump = Bump()
            numbers: Any = bump.map(key_type, i32)
            try:
                use(numbers)
            except (TypeError, StaleReferenceError, ArenaClosedError):
                pass


# ---- Hostile and corrupt ----------------------------------------------------------


def test_keys_made_to_collide(bump: Bump) -> None:
    """Equal in their low bits, their high bits, or multiples of what tables multiply by."""
    count = 100_000
    golden = 0x9E3779B97F4A7C15
    inverse = pow(golden, -1, 2**64)
    for keys in (
        [i << 32 for i in range(count)],
        [i << 44 for i in range(count)],
        [(i * inverse) % 2**64 for i in range(count)],
        [(i << 20) * golden % 2**64 for i in range(count)],
    ):
        numbers = bump.map(u64, u32, dict.fromkeys(keys, 1))
        assert len(numbers) == len(set(keys))
        assert all(key in numbers for key in keys)
        bump.reset()
    texts = [f"{i:016x}".replace("0", "\0") for i in range(count)]
    names = bump.map(str, u32, dict.fromkeys(texts, 1))
    assert len(names) == count
    assert texts[-1] in names


def test_the_limit(bump: Bump) -> None:
    bump.limit = 2000
    numbers = bump.map(i32, i32)
    with pytest.raises(ArenaLimitError):
        for i in range(1000):
            numbers[i] = i
    assert numbers == {i: i for i in range(len(numbers))}
    used = bump.stats().used
    with pytest.raises(ArenaLimitError):
        numbers.update({i: i for i in range(1000)})
    assert bump.stats().used == used


def corrupted(offset: int, value: bytes) -> Any:
    memory = bytearray(4096)
    bump = Bump.over(memory)
    names = bump.map(str, i32, {f"name{i}": i for i in range(20)})
    base = next(i for i in range(0, 64, 8) if memory[i + 4 : i + 8] == (20).to_bytes(4, "little"))
    memory[base + offset : base + offset + len(value)] = value
    return names


@pytest.mark.parametrize("offset", [0, 4, 8, 12])
@pytest.mark.parametrize("value", [0, 1, 7, 21, 1000, 2**16, 2**30, 2**31, 2**32 - 1])
def test_corrupt_heads(offset: int, value: int) -> None:
    use_all(lambda: corrupted(offset, value.to_bytes(4, "little")))


@pytest.mark.parametrize("fill", [0, 1, 0x55, 0xFF])
def test_corrupt_blocks(fill: int) -> None:
    for offset in range(16, 600, 16):
        use_all(partial(corrupted, offset, bytes([fill]) * 48))


def use_all(make: Callable[[], Any]) -> None:
    """An exception of ours or some value; and it ends."""
    for use in (
        len, list, dict, repr,
        lambda m: m.get("name7"),
        lambda m: m.__setitem__("name7", 1),
        lambda m: [m.__setitem__(f"new{i}", 1) for i in range(40)],
        lambda m: m.update({f"new{i}": 1 for i in range(40)}),
        lambda m: m.__delitem__("name7"),
        lambda m: [m.popitem() for _ in range(30)],
        lambda m: [m.pop(f"name{i}", None) for i in range(30)],
        lambda m: m.reserve(60), lambda m: m.clear(), lambda m: m == m,  # noqa: PLR0124
        lambda m: list(reversed(m.items())),
    ):  # fmt: skip
        try:
            use(make())
        except (CorruptArenaError, KeyError, MemoryError, RuntimeError):
            pass


# ---- Memory that runs out -----------------------------------------------------------


def scenario(bump: Bump) -> None:
    ages = bump.map(str, str, {"x" * 40: "y" * 400})
    for i in range(60):
        ages[f"{i}" * 20] = "z" * 20
    ages.update({f"{i}" * 30: "w" * 200 for i in range(40)})
    record = bump.alloc(Node, 1, {"a": 1})
    for i in range(300):
        record.names[f"{i}"] = i
    maps = bump.map(i32, Map[Symbol, i32])
    for i in range(100):
        maps[i] = {"a" * (i + 1): 1}
    maps.update({i: {"b" * 50: 2} for i in range(50, 150)})
    bump.map(i32, i32).reserve(20_000)


def test_every_chunk_fails_once() -> None:
    gc.collect()
    before = _core._allow_chunks(None)
    failures = 0
    while True:
        bump = Bump()
        _core._allow_chunks(failures)
        try:
            scenario(bump)
        except MemoryError as error:
            assert "no memory for a chunk" in str(error)
        else:
            break
        finally:
            _core._allow_chunks(None)
            bump._check()
        failures += 1
        scenario(bump)
        bump._check()
        bump.close()
        assert _core._allow_chunks(None) == before
    assert failures > 5


def test_a_failed_change_leaves_the_map() -> None:
    bump = Bump()
    ages: Any = bump.map(str, str, {str(i): "x" for i in range(24)})
    used, wasted = bump.stats().used, bump.stats().wasted
    _core._allow_chunks(0)
    for change in (
        lambda: ages.__setitem__("new", "y" * 5000),
        lambda: ages.__setitem__("0", "y" * 5000),
        lambda: ages.update({"0": "z", "new": "y" * 5000}),
        lambda: ages.update({str(i): "w" for i in range(2000)}),
        lambda: ages.reserve(5000),
        lambda: ages.setdefault("n" * 5000, ""),
    ):
        with pytest.raises(MemoryError):
            change()
        assert ages == {str(i): "x" for i in range(24)}
        assert (bump.stats().used, bump.stats().wasted) == (used, wasted)


def test_handles_are_given_back(bump: Bump) -> None:
    numbers: Any = bump.map(i32, str, {1: "a"})
    watched = (Map, Node, bump, type(numbers.keys()), type(iter(numbers)))

    def use() -> None:
        numbers[2] = "b"
        list(numbers.items())
        numbers.keys() | {5}
        iterator = iter(numbers)
        next(iterator)
        dict(numbers)
        repr(numbers)
        numbers.pop(2)
        for wrong in ("x", [], 10**30):
            try:
                numbers[wrong] = "c"
            except (TypeError, OverflowError):
                pass
        node(bump).names["x"] = 1
        bump.map(Symbol, i32, {"q": 1})

    use()
    gc.collect()
    before = [sys.getrefcount(one) for one in watched]
    handles = bump.stats().handles
    for _ in range(20):
        use()
    gc.collect()
    assert bump.stats().handles == handles
    assert [sys.getrefcount(one) for one in watched] == before


class Implicit(Struct):
    value: i32 = 0
    names: Map[str, i32]
    maybe: Map[str, i32] | None = None


def test_a_field_is_empty_by_itself(bump: Bump) -> None:
    record = bump.alloc(Implicit)
    assert bump.stats().used == 16
    record.names["x"] = 1
    assert (record.names, record.maybe) == ({"x": 1}, None)
    record.maybe = {}  # type: ignore[assignment]
    assert record.maybe == {}


def test_a_map_that_is_shared_is_one_dict_on_the_heap(bump: Bump) -> None:
    a = node(bump)
    a.names["x"] = 1
    a.next = bump.alloc(Node, 2, a.names)
    heap = to_heap(a)
    assert heap.names is heap.next.names
