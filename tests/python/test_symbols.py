"""SymbolTable, an arena's own symbols, and fields of them."""

from __future__ import annotations

import gc
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import (
    ArenaClosedError,
    ArenaLimitError,
    Bump,
    CorruptArenaError,
    Map,
    Slice,
    Struct,
    Symbol,
    SymbolTable,
    _core,
    i32,
    replace,
    sizeof,
    to_heap,
)


class Name(Struct):
    text: Symbol
    other: Symbol | None = None
    more: Slice[Symbol] = ()  # type: ignore[assignment]


# ---- A table that stands alone ------------------------------------------------------


def test_texts_get_numbers_in_order() -> None:
    table = SymbolTable()
    assert [table.intern(text) for text in ("a", "b", "a", "", "é", "\ud800")] == [0, 1, 0, 2, 3, 4]
    assert len(table) == 5
    assert list(table) == ["a", "b", "", "é", "\ud800"]
    assert [table.resolve(i) for i in range(5)] == list(table)
    assert "a" in table
    assert "c" not in table
    assert 5 not in table
    assert repr(table) == "<SymbolTable of 5 symbols>"


def test_a_symbol_is_one_str() -> None:
    table = SymbolTable()
    for text in ("x" * 50, "é" * 50):
        copy = "".join(list(text))
        number = table.intern(text)
        assert table.intern(copy) == number
        assert table.resolve(number) is table.resolve(number)
    assert next(iter(table)) is table.resolve(0)


def test_a_subclass_of_str_is_not_kept() -> None:
    class Text(str):
        __slots__ = ()

    table = SymbolTable()
    assert table.intern(Text("abc")) == 0
    assert type(table.resolve(0)) is str
    assert table.intern("abc") == 0


@pytest.mark.parametrize("number", [-1, 1, 5, 2**40, 2**70])
def test_unknown_numbers(number: int) -> None:
    table = SymbolTable()
    table.intern("a")
    with pytest.raises(IndexError):
        table.resolve(number)


def test_wrong_types() -> None:
    table: Any = SymbolTable()
    for wrong in (5, None, b"x", []):
        with pytest.raises(TypeError, match="intern\\(\\) takes a str"):
            table.intern(wrong)
    for wrong in ("a", None, 1.5):
        with pytest.raises(TypeError):
            table.resolve(wrong)
    with pytest.raises(TypeError):
        SymbolTable(5)  # type: ignore[call-arg]


def test_bytes_are_those_of_texts_and_index() -> None:
    table = SymbolTable()
    assert table.nbytes == 0
    table.intern("abc")
    first = table.nbytes
    assert first >= 3 + 8
    table.intern("d" * 100)
    assert table.nbytes == first + 100
    for i in range(10_000):
        table.intern(f"{i:06}")
    assert 6 + 8 + 5 <= table.nbytes / 10_000 <= 6 + 16 + 12


def test_iteration_goes_on_to_what_is_added() -> None:
    table = SymbolTable()
    table.intern("a")
    iterator = iter(table)
    assert next(iterator) == "a"
    table.intern("b")
    assert list(iterator) == ["b"]
    assert list(iterator) == []


@given(st.lists(st.text(max_size=12)))
def test_against_a_dict(texts: list[str]) -> None:
    table, model = SymbolTable(), dict[str, int]()
    for text in texts:
        assert (text in table) == (text in model)
        assert table.intern(text) == model.setdefault(text, len(model))
    assert list(table) == list(model)
    for text, number in model.items():
        assert table.resolve(number) == text


def test_texts_made_to_collide() -> None:
    table = SymbolTable()
    texts = [f"{i:032b}".replace("0", "\0").replace("1", "\x80") for i in range(100_000)]
    assert [table.intern(text) for text in texts] == list(range(len(texts)))
    assert [table.intern(text) for text in texts] == list(range(len(texts)))


def test_memory_that_runs_out() -> None:
    gc.collect()
    before = _core._allow_chunks(None)
    for allowed in range(40):
        table, model = SymbolTable(), dict[str, int]()
        _core._allow_chunks(allowed)
        for i in range(2000):
            text = f"text number {i}"
            try:
                number = table.intern(text)
            except MemoryError:
                _core._allow_chunks(None)
                assert text not in table
                assert len(table) == len(model)
                number = table.intern(text)
            assert number == len(model)
            model[text] = number
        assert list(table) == list(model)
        _core._allow_chunks(None)
    del table
    assert _core._allow_chunks(None) == before


# ---- An arena's own -----------------------------------------------------------------


def test_symbols_outlive_scopes(bump: Bump) -> None:
    with bump.scope():
        number = bump.intern("inner")
    mark = bump.mark()
    bump.intern("other")
    bump.rewind(mark)
    assert bump.symbols.resolve(number) == "inner"
    assert bump.symbols is bump.symbols
    assert list(bump.symbols) == ["inner", "other"]


def test_reset_and_close_empty_the_table() -> None:
    bump = Bump()
    table = bump.symbols
    bump.intern("a")
    bump.intern("b")
    iterator = iter(table)
    next(iterator)
    bump.reset()
    assert (len(table), list(table), table.nbytes, "a" in table) == (0, [], 0, False)
    assert list(iterator) == []
    assert bump.stats().used == 0
    assert bump.intern("b") == 0
    bump.close()
    assert len(table) == 0
    for call in (lambda: bump.intern("a"), lambda: bump.symbols, lambda: table.intern("a")):
        with pytest.raises(ArenaClosedError):
            call()
    with pytest.raises(IndexError):
        table.resolve(0)


def test_a_table_whose_arena_is_gone() -> None:
    bump = Bump()
    table = bump.symbols
    table.intern("a")
    del bump
    gc.collect()
    assert list(table) == []
    with pytest.raises(ArenaClosedError, match="gone"):
        table.intern("a")


def test_symbols_count_against_the_limit(bump: Bump) -> None:
    bump.intern("abc")
    assert bump.stats().used == bump.symbols.nbytes
    used = bump.stats().used
    bump.limit = used + 5
    with pytest.raises(ArenaLimitError):
        bump.intern("123456")
    assert (bump.stats().used, len(bump.symbols)) == (used, 1)
    assert bump.intern("12345") == 1
    with pytest.raises(ArenaLimitError):
        bump.alloc_layout(1)
    assert bump.intern("abc") == 0
    bump.limit = None
    bump.alloc_layout(1)


def test_an_arena_with_symbols_is_freed_at_once() -> None:
    gc.collect()
    before = _core._allow_chunks(None)
    bump = Bump()
    bump.alloc(Name, "x")
    bump.symbols.intern("y")
    del bump
    assert _core._allow_chunks(None) == before


# ---- Fields -------------------------------------------------------------------------


def test_fields(bump: Bump) -> None:
    text = str(b"something", "ascii")
    name = bump.alloc(Name, text)
    assert sizeof(Name) == 16
    assert name.text is text
    assert name.text is name.text
    assert name.other is None
    name.other = "else"
    name.more = ["a", text]  # type: ignore[assignment]
    assert (name.other, list(name.more)) == ("else", ["a", text])
    assert name.more[1] is text
    name.other = None
    assert name.other is None
    assert list(bump.symbols) == [text, "else", "a"]
    assert replace(name, other="b").text is text
    assert repr(name).startswith("Name(text='something', other=None")
    assert to_heap(name).more == ["a", text]
    assert bump.alloc(Symbol, "boxed").value == "boxed"


@pytest.mark.parametrize("value", [5, b"x", None, object()])
def test_wrong_values(bump: Bump, value: Any) -> None:
    with pytest.raises(TypeError, match="Name.text: expected Symbol, got "):
        bump.alloc(Name, value)
    name = bump.alloc(Name, "x")
    with pytest.raises(TypeError, match="Name.text: expected Symbol, got "):
        name.text = value
    assert name.text == "x"


def test_a_field_of_an_older_record(bump: Bump) -> None:
    """A symbol outlives every record, so a scope forbids nothing."""
    name = bump.alloc(Name, "x")
    with bump.scope():
        name.text = "made in the scope"
    assert name.text == "made in the scope"


def test_corrupt_fields() -> None:
    memory = bytearray(4096)
    bump = Bump.over(memory)
    name = bump.alloc(Name, "x")
    names = bump.map(Symbol, i32, {"x": 1})
    start = memory.index(b"\x01\0\0\0")
    for value in (0, 2, 2**31, 2**32 - 1):
        memory[start : start + 4] = value.to_bytes(4, sys.byteorder)
        with pytest.raises(CorruptArenaError, match="Name.text: .*no such symbol"):
            name.text
    entry = memory.rindex(b"\x01\0\0\0\x01\0\0\0")
    memory[entry] = 9
    with pytest.raises(CorruptArenaError, match="no such symbol"):
        list(names)
    assert "x" not in names


def test_keys(bump: Bump) -> None:
    names: Map[Any, int] = bump.map(Symbol, i32)
    used = len(bump.symbols)
    assert "a" not in names
    assert names.get("a") is None
    assert len(bump.symbols) == used  # looking for a text makes no symbol
    names["a"] = 1
    assert next(iter(names)) is bump.symbols.resolve(0)
    assert names == {"a": 1}
    bump.intern("b")
    assert "b" not in names
