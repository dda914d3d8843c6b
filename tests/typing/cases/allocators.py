# pyright: strict
"""A Bump, a module and an object with the methods are allocators; what lacks one is not."""

from __future__ import annotations

from typing import assert_type

import arenite
from arenite import (
    Allocator,
    Bump,
    Map,
    String,
    Struct,
    SymbolTable,
    TypedArena,
    Vec,
    arena_of,
    system_allocator,
    u8,
    u64,
)


class Node(Struct):
    value: u64


class Own:
    """The least there is to write."""

    def arena(self) -> Bump:
        return Bump()

    def allocate(self, size: int, align: int = 8) -> memoryview:
        return memoryview(bytearray(size))

    def grow(self, block: memoryview, size: int) -> memoryview:
        return block

    def shrink(self, block: memoryview, size: int) -> memoryview:
        return block

    def deallocate(self, block: memoryview) -> None:
        block.release()


class NoArena:
    def allocate(self, size: int, align: int = 8) -> memoryview:
        return memoryview(bytearray(size))


def who(bump: Bump, other: object) -> list[Allocator]:
    allocators: list[Allocator] = [bump, Bump.reserve(), Own(), system_allocator]
    allocators.append(arenite.system_allocator)
    wrong: Allocator = NoArena()  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    number: Allocator = 5  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    if isinstance(other, Allocator):
        assert_type(other.arena(), Bump)
    return [*allocators, wrong, number]


def collections(allocator: Allocator, maybe: Allocator | None) -> None:
    assert_type(Vec(u8, b"abc", allocator=allocator), Vec[int])
    assert_type(Vec(u8, allocator=system_allocator), Vec[int])
    assert_type(Vec(Node, allocator=maybe), Vec[Node])
    assert_type(String("x", allocator=allocator), String)
    assert_type(Map(str, u64, {"x": 1}, allocator=allocator), Map[str, int])
    assert_type(SymbolTable(allocator=allocator), SymbolTable)
    assert_type(arena_of(SymbolTable(allocator=allocator)), Bump)
    table = TypedArena(Node, 10, allocator=allocator)
    assert_type(table[0], Node)
    table.alloc(1)
    table.alloc("x")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Vec(u8, (), allocator)  # type: ignore[call-overload, call-arg, misc, unused-ignore]  # pyright: ignore[reportCallIssue]
    Vec(u8, allocator=5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def memory(bump: Bump, allocator: Allocator) -> None:
    assert_type(bump.arena(), Bump)
    assert_type(bump.allocate(8, align=64), memoryview)
    assert_type(bump.grow(bump.allocate(8), 9), memoryview)
    assert_type(bump.shrink(bump.allocate(8), 7), memoryview)
    bump.deallocate(bump.allocate(8))
    assert_type(allocator.allocate(8), memoryview)
    assert_type(system_allocator.allocate(8), memoryview)
    assert_type(system_allocator.grow(system_allocator.allocate(8), 9), memoryview)
    assert_type(system_allocator.arena(), Bump)
    bump.deallocate(b"x")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
