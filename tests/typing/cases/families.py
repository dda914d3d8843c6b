# pyright: strict
"""A family: match statements, walks, and helpers that keep the class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, assert_type

from arenite import (
    Bump,
    Slice,
    Struct,
    arena_of,
    asdict,
    f64,
    field,
    find_all,
    is_live,
    replace,
    to_heap,
    u32,
    walk,
)

if TYPE_CHECKING:
    from arenite._core import Walker


class Expr(Struct, tag=True):
    start: u32 = field(default=0, kw_only=True)


class Num(Expr, tag=7):
    value: f64


class Operator(Expr, abstract=True):
    pass


class Add(Operator):
    left: Expr
    right: Num | Add


class Call(Expr):
    name: str
    arguments: Slice[Expr]


def match(expr: Expr) -> float:
    match expr:
        case Num(value=value):
            assert_type(value, float)
            return value
        case Add(left, right):
            assert_type(left, Expr)
            assert_type(right, Num | Add)
            return match(left) + match(right)
        case Call(arguments=[Num(value), *others], start=start):
            assert_type(value, float)
            assert_type(others, list[Expr])
            assert_type(start, int)
        case Call("f"):
            pass
        case _:
            pass
    return 0.0


def wrong(expr: Expr) -> None:
    match expr:
        case Num(1, 2):  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
            print("Num has one positional field")  # type: ignore[unreachable]
        case _:
            pass
    Add(Num(1), expr)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Call("f", [1])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    find_all(expr)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
    find_all(expr, int)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
    walk(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def walks(expr: Expr) -> None:
    assert_type(walk(expr), Walker[Struct])
    assert_type(find_all(expr, Num), Walker[Num])
    assert_type(find_all(expr, Num, Add), Walker[Num | Add])
    assert_type(find_all(expr, Num, Add, Call), Walker[Num | Add | Call])
    assert_type(find_all(expr, Num, Add, Call, Expr), Walker[Num | Add | Call | Expr])
    assert_type(find_all(expr, Num, Add, Call, Expr, Operator), Walker[Struct])
    for num in find_all(expr, Num):
        num.value += 1
    assert_type(walk(expr).count(), int)
    assert_type(next(find_all(expr, Num)), Num)
    nums: Iterator[Num] = find_all(expr, Num)
    del nums


def helpers(add: Add) -> None:
    assert_type(replace(add, start=1), Add)
    assert_type(asdict(add), dict[str, Any])
    assert_type(arena_of(add), Bump)
    assert_type(is_live(add), bool)
    to_heap(add)
    replace(1)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
