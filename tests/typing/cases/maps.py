# pyright: strict
"""A Map is a mapping of its keys to its values, whose types are checked."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, MutableMapping, ValuesView
from typing import assert_type

from arenite import Bump, Map, Struct, Symbol, SymbolTable, i32


class Scope(Struct):
    names: Map[str, i32]
    name: Symbol
    outer: Scope | None = None


def make(bump: Bump) -> None:
    assert_type(bump.map(str, i32), Map[str, int])
    assert_type(bump.map(str, i32, {"a": 1}), Map[str, int])
    assert_type(bump.map(Symbol, i32, [("a", 1)]), Map[str, int])
    assert_type(Map(i32, Scope), Map[int, Scope])
    bump.map(str, i32, 5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def use(names: Map[str, int], table: SymbolTable) -> None:
    assert_type(names["a"], int)
    assert_type(names.get("a"), int | None)
    assert_type(names.get("a", 0), int)
    assert_type(names.pop("a"), int)
    assert_type(names.popitem(), tuple[str, int])
    assert_type(iter(names), Iterator[str])
    names["a"] = 1
    names.update({"b": 2}, c=3)
    names["a"] = "x"  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]
    keys: KeysView[str] = names.keys()
    values: ValuesView[int] = names.values()
    items: ItemsView[str, int] = names.items()
    mapping: MutableMapping[str, int] = names
    for key, value in names.items():
        assert_type((key, value), tuple[str, int])
    assert_type(table.intern("a"), int)
    assert_type(table.resolve(0), str)
    print(keys, values, items, mapping)


def fields(bump: Bump) -> None:
    scope = bump.alloc(Scope, {"a": 1}, "name")
    assert_type(scope.names, Map[str, int])
    assert_type(scope.name, str)
    assert_type(bump.symbols, SymbolTable)
    scope.names = {"b": 2}
    scope.names = [("b", 2)]
    scope.names = 5  # type: ignore[assignment]  # pyright: ignore[reportAttributeAccessIssue]
