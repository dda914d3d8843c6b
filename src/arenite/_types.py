"""The number types of record fields: ints and floats of a fixed width.

Each is an `Annotated` alias, so a type checker sees `int` or `float`; the
`Scalar` in it tells the record core how many bytes to use.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias


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
f32: TypeAlias = Annotated[float, Scalar("f32")]
f64: TypeAlias = Annotated[float, Scalar("f64")]
