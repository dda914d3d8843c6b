"""Every operation on what is gone, closed, or of another arena.

A matrix: each public operation has a row, each way in which a handle can have
become bad has a column, and no cell may give a value that is not its own.
"""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, NamedTuple

import pytest

import arenite
from arenite import (
    ArenaClosedError,
    Box,
    Bump,
    LifetimeError,
    Map,
    Slice,
    StaleReferenceError,
    String,
    Struct,
    SymbolTable,
    Text,
    TypedArena,
    Vec,
    arena_of,
    asdict,
    compact,
    fields,
    find_all,
    heap_type,
    is_live,
    replace,
    sizeof,
    structurally_equal,
    to_heap,
    u8,
    walk,
    with_arena,
)


class Leaf(Struct):
    value: u8


class Node(Struct):
    value: u8
    name: str = "name"
    data: bytes = b"data"
    leaf: Leaf | None = None
    items: Slice[u8] = (1, 2)  # type: ignore[assignment]
    leaves: Slice[Leaf] = ()  # type: ignore[assignment]


class World(NamedTuple):
    """An arena with one of each."""

    bump: Bump
    node: Node
    leaf: Leaf
    text: Text
    items: Slice[int]
    leaves: Slice[Leaf]
    mark: Any
    scope: Any
    walker: Any
    iterator: Any
    map: Any
    map_iterator: Any
    vec: Vec[int]
    vec_iterator: Any
    nodes: Vec[Leaf]
    string: String
    box: Box[int]
    holder: Holder
    symbols: SymbolTable
    block: Any


class Holder(Struct):
    numbers: Vec[u8]
    text: String
    empty: Vec[u8]
    nothing: String


def make_world(bump: Bump) -> World:
    scope = bump.scope()
    bump.alloc_str("below the mark")
    mark = bump.mark()  # first: what is older could refer to nothing younger
    leaf = bump.alloc(Leaf, 1)
    node = bump.alloc(Node, 1, leaf=leaf, leaves=[leaf])
    return World(
        bump,
        node,
        leaf,
        bump.alloc_str("text"),
        bump.alloc_slice(u8, [1, 2, 3]),
        bump.alloc_slice(Leaf, [leaf]),
        mark,
        scope,
        walk(node),
        iter(node.items),
        bump.map(u8, u8, {1: 2}),
        iter(bump.map(u8, u8, {1: 2}).items()),
        vec := bump.vec(u8, [2, 1, 3]),
        iter(vec),
        bump.vec(Leaf, [leaf]),
        bump.string("text"),
        bump.alloc(7),
        bump.alloc(Holder, [1], "text"),  # type: ignore[arg-type]
        symbols := SymbolTable(allocator=bump),
        bump.allocate(8 + symbols.intern("x")).obj,
    )


Row = Callable[[World], object]

# Reading and writing through handles: a value while they are good.
HANDLE_ROWS: dict[str, Row] = {
    "record.number": lambda w: w.node.value,
    "record.str": lambda w: w.node.name,
    "record.bytes": lambda w: w.node.data,
    "record.reference": lambda w: w.node.leaf,
    "record.slice": lambda w: w.node.items,
    "record.number=": lambda w: setattr(w.node, "value", 2),
    "record.str=": lambda w: setattr(w.node, "name", "other"),
    "record.bytes=": lambda w: setattr(w.node, "data", b"other"),
    "record.reference=": lambda w: setattr(w.node, "leaf", None),
    "record.slice=": lambda w: setattr(w.node, "items", [9]),
    "getattr": lambda w: getattr(w.node, "xvalue"[1:]),
    "Field.__get__": lambda w: fields(Node)[0].__get__(w.node),
    "Field.__set__": lambda w: fields(Node)[0].__set__(w.node, 1),
    "match": lambda w: match_node(w.node),
    "asdict": lambda w: asdict(w.node),
    "replace": lambda w: replace(w.node, value=3),
    "structurally_equal": lambda w: structurally_equal(w.node, w.node),
    "to_heap": lambda w: to_heap(w.node),
    "compact": lambda w: compact([w.node]),
    "copy": lambda w: Bump().copy(w.node),
    "walk": lambda w: list(walk(w.node)),
    "walk.next": lambda w: next(w.walker),
    "find_all": lambda w: list(find_all(w.node, Leaf)),
    "Text.str": lambda w: str(w.text),
    "Text.len": lambda w: len(w.text),
    "Text.hash": lambda w: hash(w.text),
    "Text.eq": lambda w: w.text == "text",
    "Text.lt": lambda w: w.text < "text",
    "Text.nbytes": lambda w: w.text.nbytes,
    "Slice.len": lambda w: len(w.items),
    "Slice.bool": lambda w: bool(w.items),
    "Slice.get": lambda w: w.items[0],
    "Slice.range": lambda w: w.items[::2],
    "Slice.set": lambda w: w.items.__setitem__(0, 5),
    "Slice.iter": lambda w: list(w.items),
    "Slice.next": lambda w: next(w.iterator),
    "Slice.reversed": lambda w: list(reversed(w.items)),
    "Slice.contains": lambda w: 9 in w.items,
    "Slice.eq": lambda w: w.items == [1],
    "Slice.index": lambda w: w.items.index(1),
    "Slice.count": lambda w: w.items.count(1),
    "Slice.bytes": lambda w: bytes(w.items),
    "Slice.buffer": lambda w: memoryview(w.items).tolist(),
    "Slice.match": lambda w: match_items(w.items),
    "Vec.len": lambda w: len(w.vec),
    "Vec.bool": lambda w: bool(w.vec),
    "Vec.get": lambda w: w.vec[0],
    "Vec.range": lambda w: w.vec[::2],
    "Vec.set": lambda w: w.vec.__setitem__(0, 5),
    "Vec.set_range": lambda w: w.vec.__setitem__(slice(1), [5, 6]),
    "Vec.set_steps": lambda w: w.vec.__setitem__(slice(None, None, 2), [5, 6]),
    "Vec.del": lambda w: w.vec.__delitem__(0),
    "Vec.del_steps": lambda w: w.vec.__delitem__(slice(None, None, 2)),
    "Vec.iter": lambda w: list(w.vec),
    "Vec.next": lambda w: next(w.vec_iterator),
    "Vec.length_hint": lambda w: w.vec_iterator.__length_hint__(),
    "Vec.reversed": lambda w: list(reversed(w.vec)),
    "Vec.contains": lambda w: 9 in w.vec,
    "Vec.contains(any)": lambda w: "x" in w.vec,
    "Vec.eq": lambda w: w.vec == [1],
    "Vec.lt": lambda w: w.vec < [9],
    "Vec.index": lambda w: w.vec.index(1),
    "Vec.count": lambda w: w.vec.count(1),
    "Vec.append": lambda w: w.vec.append(1),
    "Vec.append(record)": lambda w: w.nodes.append(w.leaf),
    "Vec.extend": lambda w: w.vec.extend([1, 2]),
    "Vec.extend(bytes)": lambda w: w.vec.extend(b"ab"),
    "Vec.extend(iterator)": lambda w: w.vec.extend(iter([1])),
    "Vec.extend(nothing)": lambda w: w.vec.extend([]),
    "Vec.iadd": lambda w: w.vec.__iadd__([1]),
    "Vec.imul": lambda w: w.vec.__imul__(2),
    "Vec.insert": lambda w: w.vec.insert(0, 1),
    "Vec.pop": lambda w: w.vec.pop(),
    "Vec.remove": lambda w: w.vec.remove(1),
    "Vec.clear": lambda w: w.vec.clear(),
    "Vec.sort": lambda w: w.vec.sort(),
    "Vec.sort(key)": lambda w: w.vec.sort(key=abs),
    "Vec.reverse": lambda w: w.vec.reverse(),
    "Vec.reserve": lambda w: w.vec.reserve(50),
    "Vec.shrink_to_fit": lambda w: w.vec.shrink_to_fit(),
    "Vec.freeze": lambda w: w.vec.freeze(),
    "Vec.capacity": lambda w: w.vec.capacity,
    "Vec.buffer": lambda w: memoryview(w.vec).tolist(),
    "Vec.match": lambda w: match_items(w.vec),
    "Vec[Struct].get": lambda w: w.nodes[0],
    "String.str": lambda w: str(w.string),
    "String.len": lambda w: len(w.string),
    "String.contains": lambda w: "x" in w.string,
    "String.eq": lambda w: w.string == "x",
    "String.lt": lambda w: w.string < "x",
    "String.iadd": lambda w: w.string.__iadd__("x"),
    "String.append": lambda w: w.string.append("x"),
    "String.append(nothing)": lambda w: w.string.append(""),
    "String.write": lambda w: w.string.write("x"),
    "String.extend": lambda w: w.string.extend(["x"]),
    "String.writelines": lambda w: w.string.writelines(["x"]),
    "String.format": lambda w: w.string.format("{}", 1),
    "String.truncate": lambda w: w.string.truncate(1),
    "String.clear": lambda w: w.string.clear(),
    "String.reserve": lambda w: w.string.reserve(50),
    "String.shrink_to_fit": lambda w: w.string.shrink_to_fit(),
    "String.freeze": lambda w: w.string.freeze(),
    "String.nbytes": lambda w: w.string.nbytes,
    "String.capacity": lambda w: w.string.capacity,
    "Box.value": lambda w: w.box.value,
    "Box.value=": lambda w: setattr(w.box, "value", 1),
    "record.vec": lambda w: w.holder.numbers,
    "record.vec=": lambda w: setattr(w.holder, "numbers", [1]),
    "record.string=": lambda w: setattr(w.holder, "text", "x"),
    "record.vec.append": lambda w: w.holder.empty.append(1),
    "record.string.append": lambda w: w.holder.nothing.append("x"),
    "Slice[Struct].get": lambda w: w.leaves[0],
    "Slice[Struct].set": lambda w: w.leaves.__setitem__(0, w.leaf),
    "Map.len": lambda w: len(w.map),
    "Map.[]": lambda w: w.map[1],
    "Map.[]=": lambda w: w.map.__setitem__(1, 3),
    "Map.del": lambda w: w.map.__delitem__(1),
    "Map.in": lambda w: 1 in w.map,
    "Map.iter": lambda w: list(w.map),
    "Map.next": lambda w: next(w.map_iterator),
    "Map.eq": lambda w: w.map == {1: 2},
    "Map.|=": lambda w: w.map.__ior__({1: 3}),
    "Map.get": lambda w: w.map.get(1),
    "Map.setdefault": lambda w: w.map.setdefault(1, 3),
    "Map.pop": lambda w: w.map.pop(1),
    "Map.popitem": lambda w: w.map.popitem(),
    "Map.update": lambda w: w.map.update({1: 3}),
    "Map.clear": lambda w: w.map.clear(),
    "Map.reserve": lambda w: w.map.reserve(9),
    "Map.capacity": lambda w: w.map.capacity,
    "Map.keys": lambda w: list(w.map.keys()),
    "Map.values": lambda w: list(w.map.values()),
    "Map.items": lambda w: list(w.map.items()),
    "SymbolTable.len": lambda w: len(w.symbols),
    "SymbolTable.nbytes": lambda w: w.symbols.nbytes,
    "SymbolTable.intern": lambda w: w.symbols.intern("x"),
    "SymbolTable.intern(new)": lambda w: w.symbols.intern("new"),
    "SymbolTable.resolve": lambda w: w.symbols.resolve(0),
    "SymbolTable.in": lambda w: "x" in w.symbols,
    "SymbolTable.in(any)": lambda w: 1 in w.symbols,
    "SymbolTable.iter": lambda w: list(w.symbols),
    "Bump.grow": lambda w: w.bump.grow(memoryview(w.block), 9),
    "Bump.shrink": lambda w: w.bump.shrink(memoryview(w.block), 8),
    "Bump.deallocate": lambda w: w.bump.deallocate(memoryview(w.block)),
    "Bump.rewind": lambda w: w.bump.rewind(w.mark),
}

# What takes handles as values, in another record of the same arena.
STORE_ROWS: dict[str, Row] = {
    "alloc(record)": lambda w: w.bump.alloc(Node, 1, leaf=w.leaf),
    "alloc(text)": lambda w: w.bump.alloc(Node, 1, w.text),  # type: ignore[arg-type]
    "alloc(slice)": lambda w: w.bump.alloc(Node, 1, items=w.items),
    "alloc(bytes)": lambda w: w.bump.alloc(Node, 1, data=w.items),  # type: ignore[arg-type]
    "alloc(list)": lambda w: w.bump.alloc(Node, 1, leaves=[w.leaf]),
    "alloc(records)": lambda w: w.bump.alloc(Node, 1, leaves=w.leaves),
    "alloc_slice(records)": lambda w: w.bump.alloc_slice(Leaf, [w.leaf]),
    "alloc_slice(slice)": lambda w: w.bump.alloc_slice(u8, w.items),
    "alloc_slice(slices)": lambda w: w.bump.alloc_slice(Slice[u8], [w.items]),
    "alloc_slice(texts)": lambda w: w.bump.alloc_slice(str, [w.text]),  # type: ignore[list-item]
    "alloc_bytes": lambda w: w.bump.alloc_bytes(w.items),
    "alloc(vec)": lambda w: w.bump.alloc(Holder, w.vec),
    "alloc(string)": lambda w: w.bump.alloc(Holder, text=w.string),
    "vec(vec)": lambda w: w.bump.vec(u8, w.vec),
    "vec(records)": lambda w: w.bump.vec(Leaf, [w.leaf]),
    "vec(vec of records)": lambda w: w.bump.vec(Leaf, w.nodes),
    "vec(vecs)": lambda w: w.bump.vec(Vec[u8], [w.vec]),
    "string(string)": lambda w: w.bump.string(w.string),
    "string(text)": lambda w: w.bump.string(w.text),
}

# What needs the arena itself.
ARENA_ROWS: dict[str, Row] = {
    "alloc": lambda w: w.bump.alloc(Leaf, 1),
    "alloc_str": lambda w: w.bump.alloc_str("x"),
    "alloc_bytes(bytes)": lambda w: w.bump.alloc_bytes(b"x"),
    "alloc_slice": lambda w: w.bump.alloc_slice(u8, [1]),
    "map": lambda w: w.bump.map(u8, u8),
    "intern": lambda w: w.bump.intern("x"),
    "symbols": lambda w: w.bump.symbols,
    "zeros": lambda w: w.bump.zeros(u8, 1),
    "alloc_layout": lambda w: w.bump.alloc_layout(1),
    "allocate": lambda w: w.bump.allocate(1),
    "Vec(allocator)": lambda w: Vec(u8, allocator=w.bump),
    "String(allocator)": lambda w: String(allocator=w.bump),
    "Map(allocator)": lambda w: Map(u8, u8, allocator=w.bump),
    "SymbolTable(allocator)": lambda w: SymbolTable(allocator=w.bump),
    "TypedArena(allocator)": lambda w: TypedArena(Leaf, allocator=w.bump),
    "own": lambda w: w.bump.own(nullcontext()),
    "callback": lambda w: w.bump.callback(int),
    "vec": lambda w: w.bump.vec(u8, [1]),
    "string": lambda w: w.bump.string("x"),
    "alloc(box)": lambda w: w.bump.alloc(1),
    "scope": lambda w: w.bump.scope(),
    "scope.enter": lambda w: w.scope.__enter__(),
    "mark": lambda w: w.bump.mark(),
    "reset": lambda w: w.bump.reset(),
    "chunks": lambda w: w.bump.chunks(),
    "limit=": lambda w: setattr(w.bump, "limit", 1),
    "_take_chunks": lambda w: Bump()._take_chunks(w.bump),
    "enter": lambda w: w.bump.__enter__(),
}

# What tells of a handle or an arena and never fails, however they are.
QUIET_ROWS: dict[str, Row] = {
    "repr(record)": lambda w: repr(w.node),
    "repr(text)": lambda w: repr(w.text),
    "repr(slice)": lambda w: repr(w.items),
    "repr(bump)": lambda w: repr(w.bump),
    "repr(mark)": lambda w: repr(w.mark),
    "is_live": lambda w: (is_live(w.node), is_live(w.text), is_live(w.items)),
    "arena_of": lambda w: (arena_of(w.node), arena_of(w.text), arena_of(w.items)),
    "eq": lambda w: (w.node == w.leaf, w.node == w.node),
    "hash": lambda w: hash(w.node),
    "fields": lambda w: fields(w.node),
    "sizeof": lambda w: sizeof(w.node),
    "heap_type": lambda w: heap_type(type(w.node)),
    "Slice.item_type": lambda w: w.items.item_type,
    "repr(map)": lambda w: repr(w.map),
    "Map.key_type": lambda w: w.map.key_type,
    "Map.value_type": lambda w: w.map.value_type,
    "Vec.item_type": lambda w: w.vec.item_type,
    "Box.item_type": lambda w: w.box.item_type,
    "String.flush": lambda w: w.string.flush(),
    "repr(vec)": lambda w: (repr(w.vec), repr(w.string), repr(w.box)),
    "is_live(vec)": lambda w: (is_live(w.vec), is_live(w.string), is_live(w.box)),
    "arena_of(vec)": lambda w: (arena_of(w.vec), arena_of(w.string), arena_of(w.box)),
    "is_live(symbols)": lambda w: is_live(w.symbols),
    "arena_of(symbols)": lambda w: arena_of(w.symbols),
    "repr(symbols)": lambda w: repr(w.symbols),
    "arena": lambda w: w.bump.arena(),
    "stats": lambda w: w.bump.stats(),
    "closed": lambda w: w.bump.closed,
    "min_align": lambda w: w.bump.min_align,
    "limit": lambda w: w.bump.limit,
    "_check": lambda w: w.bump._check(),
    "close": lambda w: w.bump.close(),
    "scope.close": lambda w: w.scope.close(),
    "with_arena": lambda w: with_arena(lambda _: str(w.bump))(),
}

# What is refused whether the handle is good or not.
NEVER_ROWS: dict[str, Row] = {
    "del": lambda w: delattr(w.node, "value"),
    "pickle": lambda w: pickle.dumps(w.node),
    "copy": lambda w: copy.copy(w.node),
    "record <": lambda w: w.node < w.leaf,  # type: ignore[operator]
    "hash(slice)": lambda w: hash(w.items),
    "hash(vec)": lambda w: hash(w.vec),
    "hash(string)": lambda w: hash(w.string),
    "pickle(vec)": lambda w: pickle.dumps(w.vec),
    "pickle(string)": lambda w: pickle.dumps(w.string),
    "copy(vec)": lambda w: copy.copy(w.vec),
    "call": lambda w: w.node(),  # type: ignore[operator]
}


def match_node(node: Any) -> object:
    match node:
        case Node(value=value):
            return value
    raise AssertionError


def match_items(items: Any) -> object:
    match items:
        case [first, *_]:
            return first
    raise AssertionError


@pytest.fixture(params=["reset", "rewind", "scope", "close"])
def gone(request: pytest.FixtureRequest) -> World:
    """A world that has ended, with 0xff where it was."""
    bump = Bump()
    bump.alloc_str("before")
    outer = bump.mark()
    if request.param == "scope":
        with bump.scope():
            world = make_world(bump)
    else:
        world = make_world(bump)
    if request.param == "reset":
        bump.reset()
    elif request.param == "rewind":
        bump.rewind(outer)
    elif request.param == "close":
        bump.close()
        return world
    for _ in range(8):
        bump.alloc_bytes(b"\xff" * 64)
    return world


@pytest.mark.parametrize(
    "row", [*HANDLE_ROWS.values(), *STORE_ROWS.values()], ids=[*HANDLE_ROWS, *STORE_ROWS]
)
def test_a_good_handle_works(row: Row, bump: Bump) -> None:
    row(make_world(bump))


@pytest.mark.parametrize("row", HANDLE_ROWS.values(), ids=HANDLE_ROWS)
def test_what_is_gone_is_not_read_or_written(row: Row, gone: World) -> None:
    before = contents(gone.bump)
    expected: Any = StaleReferenceError
    if gone.bump.closed:
        expected = (StaleReferenceError, ArenaClosedError)
    with pytest.raises(expected):
        row(gone)
    assert contents(gone.bump) == before


@pytest.mark.parametrize("row", STORE_ROWS.values(), ids=STORE_ROWS)
def test_what_is_gone_is_not_stored(row: Row, gone: World) -> None:
    before = contents(gone.bump)
    expected = ArenaClosedError if gone.bump.closed else StaleReferenceError
    with pytest.raises((expected, StaleReferenceError)):
        row(gone)
    assert contents(gone.bump) == before


def contents(bump: Bump) -> list[bytes]:
    return [] if bump.closed else [chunk.tobytes() for chunk in bump.chunks() if chunk]


@pytest.mark.parametrize("row", ARENA_ROWS.values(), ids=ARENA_ROWS)
def test_a_closed_arena_refuses(row: Row, bump: Bump) -> None:
    world = make_world(bump)
    bump.close()
    with pytest.raises(ArenaClosedError):
        row(world)


@pytest.mark.parametrize("row", QUIET_ROWS.values(), ids=QUIET_ROWS)
def test_what_never_fails(row: Row, gone: World) -> None:
    row(gone)
    gone.bump._check()


@pytest.mark.parametrize("row", NEVER_ROWS.values(), ids=NEVER_ROWS)
def test_what_always_fails(row: Row, gone: World, bump: Bump) -> None:
    for world in (gone, make_world(bump)):
        with pytest.raises((TypeError, AttributeError)):
            row(world)


@pytest.mark.parametrize("row", STORE_ROWS, ids=STORE_ROWS)
def test_what_is_of_another_arena(row: str, bump: Bump) -> None:
    """Bytes of numbers are copied; whatever is a reference is refused."""
    copied = {
        "alloc(slice)", "alloc_slice(slice)", "alloc_slice(slices)", "alloc_bytes", "alloc(vec)",
        "alloc(string)", "vec(vec)", "vec(vecs)", "string(string)", "string(text)",
    }  # fmt: skip
    world = make_world(Bump())._replace(bump=bump)
    before = bump.stats().used
    if row in copied:
        STORE_ROWS[row](world)
        return
    with pytest.raises(LifetimeError, match="another arena"):
        STORE_ROWS[row](world)
    assert bump.stats().used == before


def test_a_mark_of_another_arena(bump: Bump) -> None:
    with pytest.raises(LifetimeError, match="of another arena"):
        bump.rewind(Bump().mark())


@pytest.mark.parametrize("row", STORE_ROWS, ids=STORE_ROWS)
def test_older_records_take_nothing_from_a_scope(row: str, bump: Bump) -> None:
    old = bump.alloc(Node, 1)
    old_slices = bump.alloc_slice(Slice[u8], [[0]])
    old_leaves = bump.alloc_slice(Leaf, [bump.alloc(Leaf, 0)])
    with bump.scope():
        w = make_world(bump)
        for store in (
            lambda: setattr(old, "leaf", w.leaf),
            lambda: setattr(old, "name", w.text),
            lambda: setattr(old, "name", "new"),
            lambda: setattr(old, "data", w.items),
            lambda: setattr(old, "data", b"new"),
            lambda: setattr(old, "items", w.items),
            lambda: setattr(old, "items", [1]),
            lambda: setattr(old, "leaves", [w.leaf]),
            lambda: old_slices.__setitem__(0, w.items),
            lambda: old_slices.__setitem__(0, [1]),
            lambda: old_leaves.__setitem__(0, w.leaf),
        ):
            with pytest.raises(LifetimeError, match="in a scope that ends before"):
                store()
        # The other direction is what scopes are for.
        w.node.leaf = old_leaves[0]
        w.node.items = old.items
        STORE_ROWS[row](w)
    assert (old.name, old.data, list(old.items)) == ("name", b"data", [1, 2])
    assert old.leaf is None


def test_every_public_name_has_a_row() -> None:
    tables = {**HANDLE_ROWS, **STORE_ROWS, **ARENA_ROWS, **QUIET_ROWS, **NEVER_ROWS}
    functions = {name for name in arenite.__all__ if inspect.isroutine(getattr(arenite, name))}
    assert functions - {"field", "numpy_dtype", "c_struct", "get_include"} - set(tables) == set()
    calls = {name.partition("(")[0].removeprefix("Bump.").rstrip("=") for name in tables}
    methods = {name for name in vars(Bump) if not name.startswith("__")}
    assert methods - {"over", "reserve"} - calls == set()
    for cls in (Text, Slice, Box, Vec, String, Map):
        names = {f"{cls.__name__}.{name}" for name in vars(cls) if not name.startswith("_")}
        assert names - set(tables) == set()


# ---- Handles that stay good -----------------------------------------------------


def test_handles_survive_rewinds_above_them(bump: Bump) -> None:
    leaf = bump.alloc(Leaf, 5)
    text, items = bump.alloc_str("stays"), bump.alloc_slice(u8, [7])
    for depth in range(20):
        mark = bump.mark()
        for _ in range(depth):
            with bump.scope():
                dead = bump.alloc(Leaf, 1)
            assert not is_live(dead)
        bump.rewind(mark)
        assert (leaf.value, str(text), list(items)) == (5, "stays", [7])


def test_handles_of_every_age(bump: Bump) -> None:
    """One handle from before each mark; rewinding marks from the top kills just its own."""
    leaves, marks = [], []
    for i in range(50):
        marks.append(bump.mark())
        leaves.append(bump.alloc(Leaf, i))
    for i in reversed(range(50)):
        bump.rewind(marks[i])
        replacement = bump.alloc(Leaf, 200)
        assert not is_live(leaves[i])
        assert [leaf.value for leaf in leaves[:i]] == list(range(i))
        assert replacement.value == 200


def test_a_handle_asleep_through_many_rewinds(bump: Bump) -> None:
    """It was seen long ago, and below it only some rewinds went."""
    low = bump.alloc(Leaf, 1)
    middle_mark = bump.mark()
    middle = bump.alloc(Leaf, 2)
    high_mark = bump.mark()
    for _ in range(10):
        bump.alloc(Leaf, 3)
        bump.rewind(high_mark)
    bump.rewind(middle_mark)
    new = bump.alloc(Leaf, 4)
    for _ in range(10):
        with bump.scope():
            bump.alloc(Leaf, 5)
    assert low.value == 1
    assert not is_live(middle)
    assert new.value == 4


def test_empty_handles_hold_nothing(bump: Bump) -> None:
    empty, nothing = bump.alloc_slice(u8, []), bump.alloc_str("")
    assert (list(empty), str(nothing)) == ([], "")
    bump.close()
    for read in (lambda: list(empty), lambda: str(nothing)):
        with pytest.raises(StaleReferenceError):
            read()
