"""Types of record fields that Python has no name for.

The numbers are ints and floats of a fixed width: `Annotated` aliases, so that a
type checker sees `int` or `float`; the `Scalar` in one tells the record core how
many bytes to use.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeAlias, TypeVar, overload

if TYPE_CHECKING:
    from arenite._core import Field, Slice

T = TypeVar("T")
N = TypeVar("N", bound=int)


class Scalar:
    """How a number is stored: the name of one of the kinds below."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


i8: TypeAlias = Annotated[int, Scalar("i8")]
i16: TypeAlias = Annotated[int, Scalar("i16")]
i32: TypeAlias = Annotated[int, Scalar("i32")]
i64: TypeAlias = Annotated[int, Scalar("i64")]
u8: TypeAlias = Annotated[int, Scalar("u8")]
u16: TypeAlias = Annotated[int, Scalar("u16")]
u32: TypeAlias = Annotated[int, Scalar("u32")]
u64: TypeAlias = Annotated[int, Scalar("u64")]
i128: TypeAlias = Annotated[int, Scalar("i128")]
u128: TypeAlias = Annotated[int, Scalar("u128")]
f32: TypeAlias = Annotated[float, Scalar("f32")]
f64: TypeAlias = Annotated[float, Scalar("f64")]
char: TypeAlias = Annotated[str, Scalar("char")]
"""A str of one character: a code point in four bytes."""


Symbol: TypeAlias = Annotated[str, Scalar("symbol")]
"""A str that is stored as its number in the arena's own `SymbolTable`, in four bytes."""


class Embedded:
    """In an annotation: the record itself lies in the field, not a reference to it."""

    __slots__ = ()


Inline: TypeAlias = Annotated[T, Embedded()]
"""`Inline[Point]`: a record of another class as a part of this one.

What is read is a handle of that part. A record that is assigned, or a tuple of
the values of all its fields, is copied into it.
"""


class Array(Generic[T, N]):
    """`Array[f64, Literal[3]]` or `Array[f64, 3]`: a fixed number of items in the record.

    What is read is a `Slice` of that part. What is assigned is an iterable of just
    as many items, which are copied into it. Type checkers want the Literal.
    """

    __module__ = "arenite"

    if TYPE_CHECKING:  # what a field of the type does

        @overload
        def __get__(self, instance: None, owner: type, /) -> Field: ...
        @overload
        def __get__(self, instance: object, owner: type | None = None, /) -> Slice[T]: ...
        def __get__(self, instance: object, owner: type | None = None, /) -> Any: ...
        def __set__(self, instance: Any, value: Iterable[T], /) -> None: ...
