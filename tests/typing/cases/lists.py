# pyright: strict
"""A Vec is a mutable sequence of its items; a String takes text at its end."""

from __future__ import annotations

from collections.abc import Iterator, MutableSequence
from typing import assert_type

from arenite import Bump, Slice, String, Struct, Text, Vec, f64, i32, u8


class Leaf(Struct):
    weight: f64


class Special(Leaf):
    name: str


def make(bump: Bump, leaf: Leaf, text: Text) -> None:
    assert_type(bump.vec(i32), Vec[int])
    assert_type(bump.vec(u8, b"abc"), Vec[int])
    assert_type(bump.vec(Leaf, [leaf]), Vec[Leaf])
    assert_type(bump.vec(Leaf | None, (leaf, None)), Vec[Leaf | None])
    assert_type(bump.vec(Vec[i32]), Vec[Vec[int]])
    assert_type(Vec(f64, range(3)), Vec[float])
    assert_type(bump.string("a"), String)
    assert_type(String(text), String)
    assert_type(bump.string(bump.string()), String)


def use(vec: Vec[Leaf], leaf: Leaf, special: Special) -> None:
    sequence: MutableSequence[Leaf] = vec
    assert_type(vec[0], Leaf)
    assert_type(vec[1:], list[Leaf])
    assert_type(iter(vec), Iterator[Leaf])
    assert_type(vec.pop(), Leaf)
    assert_type(vec.freeze(), Slice[Leaf])
    assert_type(vec.capacity, int)
    assert_type(vec.index(leaf), int)
    vec.append(special)
    vec.extend(sequence)
    vec.extend(x for x in vec)
    vec[0] = special
    vec[1:] = [special, leaf]
    del vec[0], vec[::2]
    vec += [leaf]
    vec *= 2
    vec.sort(key=lambda x: x.weight, reverse=True)
    vec.reserve(5)


def text(string: String, part: Text) -> None:
    string.append("a")
    string.append(part)
    string.append(string)
    string += "a"
    string.writelines(["a", "b"])
    string.format("{} {x}", 1, x=2)
    print("a", file=string)
    assert_type(string.write("a"), int)
    assert_type(string.freeze(), Text)
    assert_type(string < "a", bool)
    assert_type(part in string, bool)


def wrong(vec: Vec[Leaf], string: String) -> None:
    vec.append(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    vec.append(None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    vec.extend([1])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    vec.insert(0, "a")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    vec[0] = 1  # type: ignore[call-overload]  # pyright: ignore[reportArgumentType, reportCallIssue]
    vec[:1] = [1]  # type: ignore[list-item]  # pyright: ignore[reportArgumentType, reportCallIssue]
    vec.capacity = 1  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    string.append(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    string.write(string)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    string.extend([1])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
