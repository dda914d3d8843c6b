"""Every public operation, at random, for a while: no crash, no growth.

A second by default; `make soak` runs a minute. The seed is printed, and taken from
ARENITE_SOAK_SEED.
"""

from __future__ import annotations

import array
import asyncio
import contextvars
import copy
import gc
import inspect
import io
import os
import random
import sys
import time
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Any

import pytest

import arenite
from arenite import (
    ArenaClosedError,
    ArenaLimitError,
    Array,
    Box,
    Bump,
    BumpPool,
    CorruptArenaError,
    Inline,
    LifetimeError,
    Map,
    NoArenaError,
    Slice,
    StaleReferenceError,
    String,
    Struct,
    SymbolTable,
    Text,
    TypedArena,
    Vec,
    _core,
    arena_of,
    asdict,
    char,
    compact,
    ecmascript,
    f64,
    field,
    fields,
    find_all,
    heap_type,
    i32,
    is_live,
    numpy_dtype,
    replace,
    sizeof,
    structurally_equal,
    system_allocator,
    to_heap,
    u8,
    u64,
    u128,
    walk,
    with_arena,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = float(os.environ.get("ARENITE_SOAK_SECONDS", "1"))

EXPECTED = (
    ArenaClosedError,
    ArithmeticError,  # of a callback that divides by zero
    BaseExceptionGroup,
    ArenaLimitError,
    BufferError,
    CorruptArenaError,
    AttributeError,  # of a field that the record at hand has not
    IndexError,
    KeyError,
    LifetimeError,
    MemoryError,
    NoArenaError,
    RuntimeError,
    StaleReferenceError,
    TypeError,
    ValueError,
)
"""What an operation on handles of any age, of any arena, may raise."""


class Part(Struct):
    x: f64
    y: f64 = 0.0


class Shape(Struct, tag=True):
    name: str = ""
    parent: Shape | None = None


class Circle(Shape):
    radius: f64 = 1.0
    centre: Inline[Part] = (0.0, 0.0)  # type: ignore[assignment]
    points: Slice[i32] = ()  # type: ignore[assignment]


class Group(Shape):
    members: Vec[Shape] = field(default_factory=list)
    value: object = None
    words: Slice[str] = ()  # type: ignore[assignment]
    maybe: i32 | None = None
    big: u128 = 0
    letter: char = "x"
    data: bytes = b""
    text: String = ""  # type: ignore[assignment]
    grid: Array[u8, 3] = (1, 2, 3)  # type: ignore[valid-type]


World = dict[str, list[Any]]
KINDS = (
    "bump",
    "record",
    "slice",
    "text",
    "box",
    "vec",
    "string",
    "mark",
    "scope",
    "iterator",
    "table",
    "memory",
    "symbols",
)
MOST = 12
"""Handles of each kind that a world keeps: more of them would only die later."""


class Soak:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.world: World = {kind: [] for kind in KINDS}

    def keep(self, kind: str, value: Any) -> None:
        kept = self.world[kind]
        if len(kept) >= MOST:
            kept[self.random.randrange(MOST)] = value
        else:
            kept.append(value)

    def any(self, kind: str) -> Any:
        kept = self.world[kind]
        if not kept:
            raise IndexError(kind)
        return self.random.choice(kept)

    @property
    def bump(self) -> Bump:
        if not self.world["bump"] or self.random.random() < 0.02:
            self.keep("bump", Bump(limit=self.random.choice([None, 5_000, 200_000])))
        return self.any("bump")  # type: ignore[no-any-return]

    def number(self) -> int:
        return self.random.choice([0, 1, 2, 5, 200, -1, 300, 2**31, 2**63, 2**130])

    def word(self) -> str:
        return self.random.choice(["", "a", "name", "longer name", "ünïcode", "\ud800", "x" * 300])

    def numbers(self) -> list[int]:
        return [self.random.randrange(100) for _ in range(self.random.randrange(20))]

    def shape(self) -> Any:
        return self.any("record")


OPERATIONS: dict[str, Callable[[Soak], object]] = {}


def operation(*names: str) -> Callable[[Callable[[Soak], object]], Callable[[Soak], object]]:
    """Registers what runs the public names that are given."""

    def register(function: Callable[[Soak], object]) -> Callable[[Soak], object]:
        for name in names:
            OPERATIONS[name] = function
        return function

    return register


# ---- Arenas -----------------------------------------------------------------


@operation("Bump", "Bump.reserve", "Bump.over")
def new_arena(s: Soak) -> None:
    s.keep("bump", s.random.choice([Bump, lambda: Bump.over(bytearray(20_000)), reserved])())


def reserved() -> Bump:
    return Bump.reserve(1 << 20, limit=100_000)


@operation("Bump.reset")
def reset(s: Soak) -> None:
    s.bump.reset(s.random.choice(["largest", "all", "none", 1000]))


@operation(
    "Bump.close",
    "Bump.closed",
    "Bump.limit",
    "Bump.stats",
    "Bump.chunks",
    "Bump.symbols",
    "Bump.min_align",
)
def look_at_arena(s: Soak) -> None:
    bump = s.bump
    for attribute in ("closed", "limit", "symbols", "min_align"):
        getattr(bump, attribute, None)
    repr(bump), bump.stats(), len(bump.chunks())
    bump.limit = s.random.choice([None, None, 100, 100_000])
    if s.random.random() < 0.2:
        bump.close()


@operation("Bump.mark", "Bump.rewind")
def mark(s: Soak) -> None:
    if s.random.random() < 0.5:
        s.keep("mark", s.bump.mark())
    else:
        arena_of(s.shape()).rewind(s.any("mark"))


@operation("Bump.scope", "Scope.close")
def scope(s: Soak) -> None:
    if s.random.random() < 0.5:
        made = s.bump.scope()
        made.__enter__()
        s.keep("scope", made)
    else:
        s.any("scope").close()


@operation("Bump.own", "Bump.callback")
def hold(s: Soak) -> None:
    s.bump.own(nullcontext())
    s.bump.callback(len, "x")
    if s.random.random() < 0.1:
        bump = s.bump
        bump.callback(s.random.choice([bump.reset, s.bump.reset]))
        bump.callback(bump.alloc_str, "late")
        s.bump.callback(divmod, 1, 0)


@operation("BumpPool", "with_arena")
def pool(s: Soak) -> None:
    with BumpPool(capacity=100) as arenas, arenas.get() as bump, arenas.get():
        Circle("in a pool")
        bump.alloc_str(s.word())

    @with_arena
    def inside(arena: Bump, count: int) -> int:
        return len(arena.zeros(u8, count))

    async def task() -> None:
        with Bump():
            Circle("in a task")
            await asyncio.sleep(0)

    inside(abs(s.number()))
    if s.random.random() < 0.02:
        asyncio.run(task())


# ---- Allocation ---------------------------------------------------------------


@operation("Bump.alloc")
def alloc(s: Soak) -> None:
    bump = s.bump
    s.keep("record", bump.alloc(Circle, s.word(), radius=s.number(), points=s.numbers()))
    s.keep("box", bump.alloc(u128, s.number()))
    s.keep("box", bump.alloc(s.word()))
    with suppress(IndexError):
        parent = s.shape()
        group = arena_of(parent).alloc(Group, s.word(), parent, [parent], [1], ["a", s.word()])
        s.keep("record", group)
        parent.parent = group


@operation("Struct")
def ambient(s: Soak) -> None:
    s.keep("record", Circle(s.word(), None, s.number(), (1, 2)))  # type: ignore[arg-type]


@operation(
    "Bump.alloc_str", "Bump.alloc_bytes", "Bump.alloc_slice", "Bump.zeros", "Bump.alloc_layout"
)
def alloc_others(s: Soak) -> None:
    bump = s.bump
    s.keep("text", bump.alloc_str(s.word()))
    s.keep("slice", bump.alloc_bytes(s.word().encode("utf-8", "replace")))
    s.keep("slice", bump.alloc_slice(i32, s.numbers()))
    s.keep("slice", bump.zeros(u64, s.number()))
    bump.alloc_layout(s.number(), 2 ** s.random.randrange(12)).release()


@operation("Bump.arena", "Bump.allocate", "Bump.grow", "Bump.shrink", "Bump.deallocate")
def raw_memory(s: Soak) -> None:
    """Blocks of any age, taken back by any allocator; a few are left to the collector."""
    allocator: Any = s.random.choice([s.bump, s.bump.arena(), system_allocator])
    kept = s.world["memory"]
    if s.random.random() < 0.5:
        del kept[2:]  # what is exported keeps its arena from being reset
        s.keep("memory", (allocator, allocator.allocate(s.number(), 2 ** s.random.randrange(14))))
        return
    owner, memory = kept.pop(s.random.randrange(len(kept)))
    change = s.random.choice(["grow", "shrink", "deallocate", "deallocate"])
    if s.random.random() < 0.2:
        memory = s.random.choice([memory[1:], memory[:], memory.cast("b"), memory.toreadonly()])
    if change == "deallocate":
        s.random.choice([owner, owner, allocator]).deallocate(memory)
    else:
        s.keep("memory", (owner, getattr(owner, change)(memory, s.number())))


@operation("allocator=")
def made_with_an_allocator(s: Soak) -> None:
    allocator: Any = s.random.choice([s.bump, system_allocator])
    s.keep("vec", Vec(i32, s.numbers(), allocator=allocator))
    s.keep("string", String(s.word(), allocator=allocator))
    s.keep("map", Map(str, i32, {s.word(): 1}, allocator=allocator))
    s.keep("symbols", SymbolTable(allocator=allocator))
    s.keep("table", TypedArena(Part, 3, allocator=allocator))
    arena_of(s.any("symbols"))
    for _ in range(s.random.randrange(20)):
        symbols = s.any("symbols")
        symbols.resolve(symbols.intern(s.word() + str(s.random.randrange(100))))


@operation("Bump.copy", "compact", "structurally_equal", "to_heap", "replace", "asdict")
def copy_graph(s: Soak) -> None:
    shape = s.shape()
    made = s.bump.copy(shape)
    assert structurally_equal(made, shape)
    s.keep("record", compact([made, made])[0])
    to_heap(shape), asdict(shape), heap_type(type(shape))
    s.keep("record", replace(shape, name=s.word()))


# ---- Records -------------------------------------------------------------------


@operation("fields", "sizeof", "is_live", "arena_of", "heap_type", "field")
def look_at_record(s: Soak) -> None:
    shape = s.shape()
    for member in fields(shape):
        getattr(shape, member.name)
    repr(shape), hash(shape), sizeof(shape), is_live(shape), shape == s.shape()
    with suppress(TypeError):
        copy.copy(shape)


@operation("records")
def change_record(s: Soak) -> None:
    shape: Any = s.shape()
    shape.name = s.random.choice([s.word(), s.any("text")])
    shape.parent = s.random.choice([None, s.shape()])
    if isinstance(shape, Row):
        shape.to = s.shape()
    elif isinstance(shape, Circle):
        shape.centre = s.random.choice([(1.0, 2.0), shape.centre])
        shape.points = s.random.choice([s.numbers(), shape.points])
        shape.radius = s.number()
    else:
        # Nothing that leads to a handle: the collector would not see the cycle.
        shape.value = s.random.choice([None, [shape.name], arena_of(shape)])
        shape.maybe = s.random.choice([None, s.number()])
        shape.words = [s.word()]
        shape.data = s.word().encode("utf-8", "replace")
        shape.big = s.number()
        shape.letter = s.word()
        shape.members = s.random.choice([[shape], shape.members])
        shape.grid = s.numbers()[:3]
        shape.text = s.word()


@operation("walk", "find_all")
def walks(s: Soak) -> None:
    shape = s.shape()
    s.keep("iterator", walk(shape))
    s.keep("iterator", find_all(shape, Circle))
    walk(shape).count()
    for _ in range(3):
        next(s.any("iterator"), None)


@operation("ecmascript.to_estree")
def trees(s: Soak) -> None:
    source = s.random.choice(["let a = 'b' // c", "class A<T> { @d e: F }", "é = /f/g, 1.5"])
    out = ecmascript.parse(source, arena=s.bump, comments=True)
    flags = {name: s.random.random() < 0.5 for name in ("range", "typescript", "comments")}
    if s.random.random() < 0.3:
        out.program.comment_spans = s.numbers()
    assert ecmascript.to_estree(out.program, **flags)["type"] == "Program"


# ---- Other handles ---------------------------------------------------------------


@operation("Slice", "Slice.index", "Slice.count", "Slice.item_type", "Array", "Inline")
def slices(s: Soak) -> None:
    items: Slice[Any] = s.any("slice")
    s.keep("iterator", iter(items))
    len(items), list(items[:5]), items == [1], items.item_type, items.count(0)
    items[s.random.randrange(5)] = s.number()
    items.index(s.number())
    if s.random.random() < 0.3:
        s.keep("iterator", iter(memoryview(items)))


@operation("Text", "Text.nbytes", "Box", "Box.value", "Box.item_type")
def texts(s: Soak) -> None:
    text: Text = s.any("text")
    str(text), text.nbytes, text == s.word(), len(text), hash(text), repr(text)
    box: Box[Any] = s.any("box")
    repr(box), box.item_type, hash(box)
    box.value = s.random.choice([s.number(), s.word()])
    assert box.value is not None


@operation(
    "Vec", "Bump.vec", "Vec.append", "Vec.capacity", "Vec.clear", "Vec.count", "Vec.extend",
    "Vec.freeze", "Vec.index", "Vec.insert", "Vec.item_type", "Vec.pop", "Vec.remove",
    "Vec.reserve", "Vec.reverse", "Vec.shrink_to_fit", "Vec.sort",
)  # fmt: skip
def vecs(s: Soak) -> None:
    if not s.world["vec"] or s.random.random() < 0.1:
        kind: Any = s.random.choice([u8, u64, f64, str, object, i32 | None])
        s.keep("vec", s.bump.vec(kind, []))
        with suppress(*EXPECTED, AttributeError):
            s.keep("vec", Vec(Shape, [s.shape()]))
            s.keep("vec", s.shape().members)
    vec: Vec[Any] = s.any("vec")
    # Nothing that leads to a handle into an object: the collector would not see the cycle.
    record = None if vec.item_type is object else s.random.choice(s.world["record"] or [None])
    value = s.random.choice([s.number(), s.word(), record])
    s.random.choice(
        [
            lambda: vec.append(value),
            lambda: vec.extend(s.random.choice([s.numbers(), vec, iter([value, value])])),
            lambda: vec.insert(s.random.randrange(5), value),
            vec.pop,
            lambda: vec.remove(value),
            lambda: vec.index(value),
            lambda: vec.count(value),
            lambda: vec.sort(reverse=s.random.random() < 0.5),
            lambda: vec.sort(key=repr),
            vec.reverse,
            vec.clear,
            lambda: vec.reserve(s.number()),
            vec.shrink_to_fit,
            lambda: s.keep("slice", vec.freeze()),
            lambda: vec.__setitem__(slice(0, 2), [value]),
            lambda: vec.__delitem__(slice(None, None, 2)),
            lambda: s.keep("iterator", iter(vec)),
            lambda: s.keep("iterator", iter(memoryview(vec))),
            lambda: (list(vec), vec == [1], vec.capacity, vec.item_type, repr(vec), value in vec),
        ]
    )()


STRING = {name for name in vars(String) if not name.startswith("_")}


@operation("String", "Bump.string", *(f"String.{name}" for name in STRING))
def strings(s: Soak) -> None:
    if not s.world["string"] or s.random.random() < 0.1:
        s.keep("string", s.bump.string(s.word()))
        with suppress(*EXPECTED, AttributeError):
            s.keep("string", s.shape().text)
    string: Any = s.any("string")
    arguments: dict[str, tuple[Any, ...]] = {
        "append": (s.word(),),
        "write": (s.word(),),
        "writelines": ([s.word(), s.word()],),
        "extend": ([s.word(), s.word()],),
        "format": ("{} {}", s.number(), s.word()),
        "reserve": (s.number(),),
        "truncate": (s.random.randrange(5),),
    }
    name = s.random.choice(sorted(STRING))
    attribute = getattr(string, name)
    if callable(attribute):
        made = attribute(*arguments.get(name, ()))
        if isinstance(made, Text):
            s.keep("text", made)
    print(s.word(), end="", file=string)
    str(string), len(string), repr(string), s.word() in string


MAP = {name for name in vars(Map) if not name.startswith("_")}
SYMBOLS = {name for name in vars(SymbolTable) if not name.startswith("_")}


@operation("Map", "Bump.map", *(f"Map.{name}" for name in MAP))
def maps(s: Soak) -> None:
    if not s.world["map"] or s.random.random() < 0.1:
        key: Any = s.random.choice([u8, u64, str, char, bytes, bool])
        value: Any = s.random.choice([u8, f64, str, object, Vec[i32]])
        s.keep("map", s.bump.map(key, value))
        with suppress(*EXPECTED):
            s.keep("map", Map(Shape, i32, {s.shape(): 1}))
    table: Any = s.any("map")
    key = s.random.choice([s.number(), s.word(), b"x", s.random.choice(s.world["record"] or [1])])
    value = s.random.choice([s.number(), s.word(), [1, 2], 1.5])
    arguments: dict[str, tuple[Any, ...]] = {
        "get": (key, value),
        "pop": (key, None),
        "setdefault": (key, value),
        "update": (s.random.choice([{key: value}, [(key, value)], table]),),
        "reserve": (s.number(),),
    }
    for _ in range(3):
        name = s.random.choice([*sorted(MAP), "set", "set", "set", "del"])
        if name == "set":
            table[key] = value
        elif name == "del":
            del table[key]
        elif callable(method := getattr(table, name)):
            made = method(*arguments.get(name, ()))
            if name in {"keys", "values", "items"}:
                s.keep("iterator", iter(made))
    len(table), key in table, list(table), repr(table), table == {key: value}


@operation("SymbolTable", "Bump.intern", "Symbol", *(f"SymbolTable.{name}" for name in SYMBOLS))
def symbols(s: Soak) -> None:
    if not s.world["symbols"] or s.random.random() < 0.1:
        s.keep("symbols", s.random.choice([SymbolTable, lambda: s.bump.symbols])())
    table: SymbolTable = s.any("symbols")
    word = s.word() + s.random.choice("abcdef")
    assert table.resolve(table.intern(word)) == word
    assert s.bump.intern(word) >= 0
    table.resolve(s.number())
    len(table), list(table)[:3], word in table, table.nbytes, repr(table)


class Row(Struct):
    x: f64
    y: i32 = 0
    name: str = ""
    to: Row | None = None


@operation(
    "TypedArena", "numpy_dtype",
    *(f"TypedArena.{name}" for name in vars(TypedArena) if not name.startswith("_")),
)  # fmt: skip
def tables(s: Soak) -> None:
    if not s.world["table"] or s.random.random() < 0.1:
        bump = s.random.choice([None, s.bump])
        s.keep("table", TypedArena(s.random.choice([Row, Part]), s.number(), bump=bump))
    table: Any = s.any("table")
    count = s.random.randrange(5)
    s.random.choice(
        [
            lambda: s.keep("record", table.alloc(s.number())),
            lambda: table.alloc_extend([(1.0, 2), (s.number(), s.word())][:count]),
            lambda: table.alloc_columns(x=[1.0] * count, y=array.array("i", [1] * count)),
            lambda: table.alloc_columns(x=[1.0], to=(table, [count])),
            lambda: table.reserve(s.number()),
            lambda: s.keep("record", table[count]),
            lambda: s.keep("iterator", iter(table)),
            lambda: s.keep("iterator", iter(table.view("x"))),
            lambda: (table.column("x").sum(), table.array()),
            lambda: (table.index(s.shape()), table.count(s.shape())),
            lambda: (table.bump, table.capacity, table.contiguous, table.item_type, len(table)),
            lambda: numpy_dtype(table.item_type),
            table.close,
        ]
    )()


# ---- The test ----------------------------------------------------------------------


COVERED_ELSEWHERE = {"c_struct", "get_include"}
CLASSES = (Bump, Slice, Text, Box, Vec, String, TypedArena, Map, SymbolTable)


def public_names() -> set[str]:
    names = {
        name
        for name in arenite.__all__
        if inspect.isroutine(getattr(arenite, name)) or getattr(arenite, name) in CLASSES
    }
    for cls in CLASSES:
        names |= {f"{cls.__name__}.{name}" for name in vars(cls) if not name.startswith("_")}
    return names - COVERED_ELSEWHERE


def test_every_public_operation_takes_part() -> None:
    assert public_names() - set(OPERATIONS) == set()


def one_round(seed: int, steps: int) -> None:
    soak = Soak(seed)
    run = sorted(set(OPERATIONS.values()), key=lambda function: function.__name__)
    for step in range(steps):
        with suppress(*EXPECTED):
            soak.random.choice(run)(soak)
        if step % 50 == 0:
            for bump in soak.world["bump"]:
                bump._check()
    for made in reversed(soak.world["scope"]):
        with suppress(*EXPECTED):
            made.close()


def measure() -> tuple[int, int]:
    for _ in range(3):  # what a finalizer kept alive goes with the next one
        gc.collect()
    return sys.getallocatedblocks(), _core._allow_chunks(None)


@pytest.mark.slow
def test_no_growth(monkeypatch: pytest.MonkeyPatch) -> None:
    seed = int(os.environ.get("ARENITE_SOAK_SEED", time.time_ns() % 10**9))
    print(f"ARENITE_SOAK_SEED={seed}")
    monkeypatch.setattr(sys, "unraisablehook", lambda report: None)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    context = contextvars.copy_context()
    for warm in range(3):
        context.run(one_round, seed + warm, 1000)
    blocks, chunks = measure()
    end = time.monotonic() + SECONDS
    rounds = 3
    while time.monotonic() < end:
        contextvars.copy_context().run(one_round, seed + rounds, 1000)
        rounds += 1
    blocks_after, chunks_after = measure()
    assert chunks_after <= chunks
    # Caches fill, of ints, of methods, of plans for types, and are full at some 1,600 blocks. A
    # round has 1000 operations.
    assert blocks_after - blocks < 4000 + rounds
