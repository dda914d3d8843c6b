"""Fields of Literal and Enum types."""

from __future__ import annotations

import enum
from typing import Any, Literal

import pytest

from arenite import Bump, CorruptArenaError, Struct, fields, sizeof, u8


class Colour(enum.Enum):
    RED = 1
    BLUE = "blue"
    ALIAS = 1  # noqa: PIE796  an alias is no member


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Mode(enum.StrEnum):
    ON = "on"
    OFF = "off"


class Flags(enum.Flag):
    A = 1
    B = 2


Empty = enum.Enum("Empty", [])
Many = enum.Enum("Many", [f"M{i}" for i in range(254)])
TooMany = enum.Enum("TooMany", [f"M{i}" for i in range(255)])
Thousand = enum.Enum("Thousand", [f"M{i}" for i in range(1000)])

Kind = Literal["get", "set", "method"]


class Record(Struct):
    colour: Colour
    kind: Kind = "get"
    maybe: Colour | None = None
    perhaps: Literal["a"] | None = None
    possibly: Literal["a", None] = None  # noqa: PYI061  the older way to write it


def test_enums_come_back_as_themselves(bump: Bump) -> None:
    record = bump.alloc(Record, Colour.ALIAS, "set", Colour.BLUE, "a", "a")
    assert record.colour is Colour.RED
    assert record.maybe is Colour.BLUE
    assert (record.kind, record.perhaps, record.possibly) == ("set", "a", "a")
    record.maybe = record.perhaps = record.possibly = None
    assert (record.maybe, record.perhaps, record.possibly) == (None, None, None)


def test_members_take_a_byte() -> None:
    assert [f.size for f in fields(Record)] == [1] * 5
    assert sizeof(Record) == 8


def test_a_literal_is_equal_not_only_the_same(bump: Bump) -> None:
    text = "".join(["me", "thod"])  # noqa: FLY002  a str of its own, not interned
    record = bump.alloc(Record, Colour.RED, text)  # type: ignore[arg-type]
    assert record.kind == "method"


@pytest.mark.parametrize("value", ["red", "blue"])
def test_a_string_is_no_enum(bump: Bump, value: Any) -> None:
    with pytest.raises(ValueError, match=f"Record.colour: '{value}' is none of"):
        bump.alloc(Record, value)


@pytest.mark.parametrize("value", [1, None, Mode.ON, b"get", ["get"], object()])
def test_what_is_no_member(bump: Bump, value: Any) -> None:
    with pytest.raises((TypeError, ValueError), match="Record.colour: "):
        bump.alloc(Record, value)
    with pytest.raises((TypeError, ValueError), match="Record.kind: "):
        bump.alloc(Record, Colour.RED, value)
    assert bump.stats().used == 0


def test_other_enums(bump: Bump) -> None:
    class Others(Struct):
        level: Level
        mode: Mode
        flags: Flags

    record = bump.alloc(Others, Level.HIGH, Mode.OFF, Flags.B)
    assert (record.level, record.mode, record.flags) == (Level.HIGH, Mode.OFF, Flags.B)
    for wrong in ({"level": 2}, {"mode": "off"}, {"flags": Flags.A | Flags.B}, {"flags": Flags(0)}):
        with pytest.raises((TypeError, ValueError)):
            bump.alloc(Others, **{"level": Level.LOW, "mode": Mode.ON, "flags": Flags.A, **wrong})


@pytest.mark.parametrize(("kind", "size"), [(Many, 1), (TooMany, 2), (Thousand, 2)])
def test_more_than_a_byte_tells_apart(bump: Bump, kind: Any, size: int) -> None:
    class Holder(Struct):
        before: u8
        __annotations__["member"] = kind
        __annotations__["optional"] = kind | None
        after: u8

    holder: Any = bump.alloc(Holder, 255, next(iter(kind)), None, 255)
    assert [f.size for f in fields(Holder)] == [1, size, size, 1]
    for member in kind:
        holder.member = holder.optional = member
        assert holder.member is holder.optional is member
    holder.optional = None
    assert holder.optional is None
    assert (holder.before, holder.after) == (255, 255)


def test_an_enum_without_members(bump: Bump) -> None:
    class Holder(Struct):
        it: Empty | None = None  # type: ignore[valid-type]

    assert bump.alloc(Holder).it is None
    with pytest.raises(ValueError, match="none of"):
        bump.alloc(Holder, "x")


def test_a_byte_that_is_no_member() -> None:
    buffer = bytearray(256)
    bump = Bump.over(buffer)
    record = bump.alloc(Record, Colour.BLUE)
    place = buffer.index(2)
    buffer[place] = 3
    with pytest.raises(CorruptArenaError, match="Record.colour: .* no such member \\(3\\)"):
        record.colour
    buffer[place] = 0
    with pytest.raises(CorruptArenaError):
        record.colour
    record.colour = Colour.RED
    assert record.colour is Colour.RED


def test_repr_that_raises(bump: Bump) -> None:
    class Rude:
        def __repr__(self) -> str:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        bump.alloc(Record, Rude())  # type: ignore[arg-type]
    assert bump.stats().used == 0


@pytest.mark.parametrize("kind", [Literal[1], Literal["a", 1], Literal[b"a"], Literal[True]])
def test_literals_of_other_things(kind: Any) -> None:
    with pytest.raises(TypeError, match="is no field type"):

        class Wrong(Struct):
            __annotations__ = {"it": kind}
