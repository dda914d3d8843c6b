# pyright: strict
"""A Slice is a sequence of its items, which can be replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_type

from arenite import Bump, Slice, Struct, Text, f64, i32, u8


class Leaf(Struct):
    weight: f64


class Special(Leaf):
    name: str


def make(bump: Bump, leaf: Leaf) -> None:
    assert_type(bump.alloc_slice(i32, [1, 2]), Slice[int])
    assert_type(bump.alloc_slice(u8, b"abc"), Slice[int])
    assert_type(bump.alloc_slice(str, ["a"]), Slice[str])
    assert_type(bump.alloc_slice(Leaf, [leaf]), Slice[Leaf])
    assert_type(bump.alloc_slice(Leaf | None, [leaf, None]), Slice[Leaf | None])
    assert_type(bump.alloc_bytes(b"abc"), Slice[int])
    assert_type(bump.zeros(f64, 3), Slice[float])
    assert_type(bump.zeros(Leaf | None, 3), Slice[Leaf | None])
    assert_type(bump.alloc_str("abc"), Text)
    assert_type(bump.alloc_layout(16, align=16), memoryview)
    bump.alloc_slice(i32, 1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bump.alloc_bytes("abc")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def read(leaves: Slice[Leaf]) -> None:
    for leaf in leaves:
        assert_type(leaf, Leaf)
    assert_type(leaves[0], Leaf)
    assert_type(leaves[:2], tuple[Leaf, ...])
    assert_type(iter(leaves), Iterator[Leaf])
    assert_type(list(reversed(leaves)), list[Leaf])
    assert_type(len(leaves), int)
    assert_type(leaves.index(leaves[0]), int)
    assert_type(leaves[0] in leaves, bool)
    as_sequence: Sequence[Leaf] = leaves
    assert_type(as_sequence[0], Leaf)
    leaves["a"]  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType, reportCallIssue]


def replace_items(leaves: Slice[Leaf], special: Special) -> None:
    leaves[0] = special
    leaves[0] = 1  # type: ignore[assignment]  # pyright: ignore[reportArgumentType]
    leaves[0:1] = [special]  # type: ignore[index, assignment]  # pyright: ignore[reportArgumentType]
    del leaves[0]  # type: ignore[attr-defined]  # pyright: ignore[reportIndexIssue]


def is_invariant(specials: Slice[Special]) -> None:
    leaves: Slice[Leaf] = specials  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    del leaves


def buffer(numbers: Slice[int]) -> None:
    memoryview(numbers)
    bytes(numbers)


def match_items(leaves: Slice[Leaf]) -> None:
    match leaves:
        case []:
            pass
        case [Special(name=name), *rest]:
            assert_type(name, str)
            assert_type(rest, list[Leaf])
        case [only]:
            assert_type(only, Leaf)
        case _:
            pass
