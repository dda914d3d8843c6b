"""`allocator=` of every collection."""

from __future__ import annotations

import gc
import mmap
import sys
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import arenite
from arenite import (
    Allocator,
    ArenaClosedError,
    ArenaLimitError,
    Bump,
    LifetimeError,
    Map,
    NoArenaError,
    StaleReferenceError,
    String,
    Struct,
    SymbolTable,
    TypedArena,
    Vec,
    _core,
    arena_of,
    is_live,
    system_allocator,
    u8,
    u64,
)

sys.path.insert(0, str(Path(__file__).parent))

from allocators import ALLOCATORS, InBuffer, every_allocator
from chunks import settled_chunks


class Node(Struct):
    value: u64
    name: str = ""


# ---- Collections -------------------------------------------------------------------------


def make_all(allocator: Any) -> list[Any]:
    return [
        Vec(u64, range(100), allocator=allocator),
        String("text", allocator=allocator),
        Map(str, u64, {"one": 1}, allocator=allocator),
        SymbolTable(allocator=allocator),
        TypedArena(Node, 10, allocator=allocator),
    ]


def arena(made: Any) -> Bump:
    return made.bump if isinstance(made, TypedArena) else arena_of(made)


@every_allocator
def test_every_collection(make: Callable[[], Allocator]) -> None:
    allocator = make()
    vec, text, mapping, symbols, table = made = make_all(allocator)
    vec.extend(range(100, 2000))
    text += " and more" * 50
    for i in range(300):
        mapping[str(i)] = i
        assert symbols.intern(str(i)) == i
        table.alloc(i, str(i))
    assert list(vec) == list(range(2000))
    assert str(text) == "text" + " and more" * 50
    assert list(mapping.items()) == [("one", 1), *((str(i), i) for i in range(300))]
    assert list(symbols) == [symbols.resolve(i) for i in range(300)] == list(map(str, range(300)))
    assert [(row.value, row.name) for row in table] == [(i, str(i)) for i in range(300)]
    arenas = {id(arena(each)) for each in made}
    assert len(arenas) == (1 if isinstance(allocator, Bump | InBuffer) else 5)


def test_none_is_the_ambient_arena(bump: Bump) -> None:
    for make in (
        lambda: Vec(u8, allocator=None),
        lambda: String(allocator=None),
        lambda: Map(u8, u8, allocator=None),
    ):
        with pytest.raises(NoArenaError):
            make()
        with Bump() as ambient:
            assert arena_of(make()) is ambient  # type: ignore[arg-type]
    assert arena(TypedArena(Node, allocator=None)) is not bump
    with pytest.raises(TypeError, match="in no arena"):
        arena_of(SymbolTable(allocator=None))


def test_an_allocator_beats_the_ambient_arena(bump: Bump) -> None:
    with Bump() as ambient:
        for made in make_all(bump):
            assert arena(made) is bump
        assert ambient.stats().used == 0


def test_keyword_only() -> None:
    bump = Bump()
    wrong: Any
    for wrong in (
        lambda: Vec(u8, (), bump),  # type: ignore[call-arg]
        lambda: String("", bump),  # type: ignore[call-arg]
        lambda: Map(u8, u8, (), bump),  # type: ignore[call-arg]
        lambda: SymbolTable(bump),  # type: ignore[call-arg]
        lambda: TypedArena(Node, 0, bump),  # type: ignore[call-overload]
        lambda: TypedArena(Node, bump=bump, allocator=bump),
    ):
        with pytest.raises(TypeError):
            wrong()


def test_a_fresh_arena_dies_with_its_collection() -> None:
    before = settled_chunks()
    vec = Vec(u64, range(1000), allocator=system_allocator)
    gone = weakref.ref(arena_of(vec))
    frozen = vec.freeze()
    part = memoryview(frozen)[1:]
    del vec
    assert frozen[999] == 999
    del frozen
    assert gone() is not None
    assert part[0] == 1
    del part
    assert gone() is None
    assert _core._allow_chunks(None) == before


def test_a_fresh_arena_can_be_closed() -> None:
    before = settled_chunks()
    made = make_all(system_allocator)
    for each in made:
        arena(each).close()
    assert _core._allow_chunks(None) == before
    vec, text, mapping, symbols, table = made
    for use in (
        lambda: len(vec),
        lambda: str(text),
        lambda: mapping["one"],
        lambda: symbols.intern("x"),
        lambda: table.alloc(1),
    ):
        with pytest.raises((StaleReferenceError, ArenaClosedError)):
            use()


def test_a_table_does_not_close_the_arena_of_an_allocator(bump: Bump) -> None:
    with TypedArena(Node, allocator=bump) as table:
        table.alloc(1)
    assert table[0].value == 1
    with pytest.raises(RuntimeError, match=r"allocator=.* close that Bump, `table.bump`"):
        table.close()


# ---- Allocators of the caller's ------------------------------------------------------------


def test_arena_is_called_once_for_each_collection() -> None:
    allocator = InBuffer(200_000)
    made = make_all(allocator)
    assert allocator.arenas == 5
    made[0].extend(range(1000))
    assert allocator.arenas == 5
    assert b"text" in allocator.memory


class Gives:
    def __init__(self, give: Callable[[], Any]) -> None:
        self.arena = give

    def __repr__(self) -> str:
        return "<Gives something>"


MAKERS: dict[str, Callable[[Any], Any]] = {
    "Vec": lambda allocator: Vec(u64, [1], allocator=allocator),
    "String": lambda allocator: String("x", allocator=allocator),
    "Map": lambda allocator: Map(str, u64, {"a": 1}, allocator=allocator),
    "SymbolTable": lambda allocator: SymbolTable(allocator=allocator),
    "TypedArena": lambda allocator: TypedArena(Node, 5, allocator=allocator),
}

every_collection = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


@every_collection
def test_what_is_no_allocator(make: Callable[[Any], Any]) -> None:
    for other in (5, "x", object(), [], bytearray(100)):
        with pytest.raises(TypeError, match=r"allocator: .* has no arena\(\); give a Bump"):
            make(other)
    for gives in (lambda: None, lambda: 5, lambda: Bump, lambda: system_allocator):
        with pytest.raises(TypeError, match="arena.. of <Gives something> gave .*, not a Bump"):
            make(Gives(gives))
    with pytest.raises(TypeError):
        make(Bump)
    with pytest.raises(TypeError):
        make(Gives(5))  # type: ignore[arg-type]
    with pytest.raises(ZeroDivisionError):
        make(Gives(lambda: 1 // 0))


@every_collection
def test_an_attribute_error_of_its_own_passes(make: Callable[[Any], Any]) -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        make(Gives(lambda: object().nothing))  # type: ignore[attr-defined]


@every_collection
def test_a_repr_that_raises(make: Callable[[Any], Any]) -> None:
    class Unprintable:
        def __repr__(self) -> str:
            raise ZeroDivisionError

    # CPython 3.11.2 forgets what was raised while it made a message.
    with pytest.raises((ZeroDivisionError, TypeError)):
        make(Unprintable())


@every_collection
def test_arenas_that_are_closed(make: Callable[[Any], Any]) -> None:
    bump = Bump()

    def close() -> Bump:
        bump.close()
        return bump

    with pytest.raises(ArenaClosedError):
        make(Gives(close))
    with pytest.raises(ArenaClosedError):
        make(bump)


@every_collection
def test_arena_may_run_anything(make: Callable[[Any], Any]) -> None:
    """Also what makes collections, resets other arenas, and enters one."""
    bump = Bump()
    inner: list[Any] = []

    def give() -> Bump:
        inner.append(make(bump))
        bump.reset()
        bump.alloc_bytes(b"x" * 2000)
        gc.collect()
        return bump

    made = make(Gives(give))
    assert arena(made) is bump
    bump._check()


@every_collection
def test_a_subclass_of_bump_decides(make: Callable[[Any], Any]) -> None:
    other = Bump()

    class Redirected(Bump):
        def arena(self) -> Bump:
            return other

    class Plain(Bump):
        pass

    assert arena(make(Redirected())) is other
    plain = Plain()
    assert arena(make(plain)) is plain


@every_collection
def test_nothing_is_left_of_one_that_fails(make: Callable[[Any], Any]) -> None:
    full = Bump.over(bytearray(64))
    full.alloc_layout(41)
    used = full.stats().used
    with pytest.raises(MemoryError):
        for _ in range(10):
            make(full)
            used = full.stats().used
    assert full.stats().used == used
    full._check()


def test_an_allocator_over_shared_memory() -> None:
    """The bytes are the allocator's own: another process that maps them sees the items."""

    class Mapped:
        def __init__(self) -> None:
            self.map = mmap.mmap(-1, 1 << 16)
            self.bump = Bump.over(self.map)

        def arena(self) -> Bump:
            return self.bump

    allocator: Any = Mapped()
    vec = Vec(u8, b"seen by others", allocator=allocator)
    assert allocator.map[:100].find(b"seen by others") > 0
    vec[0] = ord("S")
    assert allocator.map[:100].find(b"Seen by others") > 0
    del vec
    allocator.bump.close()
    allocator.map.close()


def test_nothing_leaks(growth: Callable[[Callable[[], object]], int]) -> None:
    def once() -> None:
        for make in ALLOCATORS.values():
            make_all(make())
        for maker in MAKERS.values():
            for wrong in (5, Gives(lambda: None), Gives(lambda: 1 // 0)):
                with pytest.raises((TypeError, ZeroDivisionError)):
                    maker(wrong)

    assert growth(once) < 20


# ---- A SymbolTable in an arena -----------------------------------------------------------


def test_symbols_count_against_the_limit() -> None:
    bump = Bump(limit=2000)
    table = SymbolTable(allocator=bump)
    count = 0
    with pytest.raises(ArenaLimitError):
        for count in range(1000):
            table.intern(f"a name of some length {count}")
    assert len(table) == count
    assert list(table) == [f"a name of some length {i}" for i in range(count)]
    assert bump.stats().used <= 2000
    with pytest.raises(ArenaLimitError):
        table.intern("another name that is long enough to fit nowhere" * 100)
    assert table.intern("a name of some length 0") == 0
    bump.limit = None
    assert table.intern("the next") == count
    bump._check()


def test_symbols_in_a_younger_scope(bump: Bump) -> None:
    table = SymbolTable(allocator=bump)
    table.intern("known")
    with bump.scope():
        assert table.intern("known") == 0
        with pytest.raises(LifetimeError, match="SymbolTable: it is older than the innermost"):
            table.intern("new")
        inner = SymbolTable(allocator=bump)
        inner.intern("x")
    assert not is_live(inner)
    assert repr(inner) == "<SymbolTable (stale)>"
    assert is_live(table)
    assert table.intern("new") == 1
    assert list(table) == ["known", "new"]


def test_symbols_die_with_the_arena(bump: Bump) -> None:
    table = SymbolTable(allocator=bump)
    table.intern("x")
    iterator = iter(table)
    bump.reset()
    for use in (
        lambda: len(table),
        lambda: table.intern("x"),
        lambda: table.resolve(0),
        lambda: "x" in table,
        lambda: list(table),
        lambda: table.nbytes,
        lambda: next(iterator),
    ):
        with pytest.raises(StaleReferenceError, match="its arena was reset"):
            use()
    assert arena_of(table) is bump


def test_symbols_waste_what_they_outgrow(bump: Bump) -> None:
    table = SymbolTable(allocator=bump)
    for i in range(5000):
        table.intern(str(i))
    stats = bump.stats()
    assert table.nbytes + stats.wasted <= stats.used <= table.nbytes + stats.wasted + 50
    assert 0 < stats.wasted < table.nbytes


def test_symbols_without_memory(bump: Bump) -> None:
    table = SymbolTable(allocator=bump)
    table.intern("x" * 400)
    _core._allow_chunks(0)
    with pytest.raises(MemoryError):
        for i in range(100):
            table.intern(f"{i:>50}")
    known = len(table)
    with pytest.raises(MemoryError):
        table.intern("y" * 500)
    _core._allow_chunks(None)
    assert len(table) == known
    assert table.intern("y" * 500) == known
    assert next(iter(table)) == "x" * 400
    bump._check()


def test_bytes_under_symbols_may_be_anything() -> None:
    """Whatever another writes into the arena's buffer: an answer or an error, no crash."""
    for noise in (b"\x00", b"\xff", b"\x01", b"\x80\x00\x7f"):
        buffer = bytearray(20_000)
        bump = Bump.over(buffer)
        table = SymbolTable(allocator=bump)
        for i in range(30):
            table.intern(f"name {i}")
        used = bump.stats().used
        for start in range(0, used, 3):
            memoryview(buffer)[start : start + 3] = (noise * 3)[:3]
            for text in ("name 1", "name 29", "nothing"):
                text in table  # noqa: B015
        for i in range(50):
            table.intern(f"more {i}")
        assert table.resolve(0) == "name 0"


def test_an_arenas_own_symbols_have_an_arena(bump: Bump) -> None:
    assert arena_of(bump.symbols) is bump
    assert is_live(bump.symbols)
    symbols = Bump().symbols
    with pytest.raises(TypeError, match="in no arena"):
        arena_of(symbols)


def test_min_align_holds_for_symbols() -> None:
    bump = Bump(min_align=32)
    table = SymbolTable(allocator=bump)
    for i in range(20):
        table.intern(str(i))
    assert list(table) == [str(i) for i in range(20)]
    bump._check()


def test_everything_is_exported() -> None:
    assert {"Allocator", "system_allocator"} <= set(arenite.__all__)
