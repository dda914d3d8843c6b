"""Fields of numbers: what fits, exactly, and what is refused."""

from __future__ import annotations

import math
import struct
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import Bump, Struct, f32, f64, i8, i16, i32, i64, u8, u16, u32, u64


class Numbers(Struct, kw_only=True):
    flag: bool = False
    i8_: i8 = 0
    i16_: i16 = 0
    i32_: i32 = 0
    i64_: i64 = 0
    u8_: u8 = 0
    u16_: u16 = 0
    u32_: u32 = 0
    u64_: u64 = 0
    f32_: f32 = 0.0
    f64_: f64 = 0.0
    int_: int = 0
    float_: float = 0.0


RANGES = {
    **{f"i{n}": (-(2 ** (n - 1)), 2 ** (n - 1) - 1) for n in (8, 16, 32, 64)},
    **{f"u{n}": (0, 2**n - 1) for n in (8, 16, 32, 64)},
    "int": (-(2**63), 2**63 - 1),
}

EDGES = sorted(
    {
        sign * (2**n) + offset
        for n in (0, 7, 8, 15, 16, 29, 30, 31, 32, 60, 62, 63, 64, 65, 127, 200)
        for sign in (-1, 1)
        for offset in (-1, 0, 1)
    }
)


@pytest.mark.parametrize("name", RANGES)
def test_the_edges_of_every_width(bump: Bump, name: str) -> None:
    low, high = RANGES[name]
    for value in EDGES:
        record = bump.alloc(Numbers)
        if low <= value <= high:
            assert getattr(bump.alloc(Numbers, **{name + "_": value}), name + "_") == value  # type: ignore[arg-type]
            setattr(record, name + "_", value)
            assert getattr(record, name + "_") == value
            continue
        used = bump.stats().used
        with pytest.raises(OverflowError, match=f"^Numbers.{name}_: {value} is out of range"):
            bump.alloc(Numbers, **{name + "_": value})  # type: ignore[arg-type]
        with pytest.raises(OverflowError, match=f"^Numbers.{name}_: "):
            setattr(record, name + "_", value)
        assert getattr(record, name + "_") == 0
        assert bump.stats().used == used


def test_neighbours_are_not_touched(bump: Bump) -> None:
    record = bump.alloc(Numbers)
    for name, (low, high) in RANGES.items():
        for value in (low, high):
            setattr(record, name + "_", value)
            others = {other: getattr(record, other + "_") for other in RANGES if other != name}
            assert set(others.values()) == {0}
        setattr(record, name + "_", 0)


@pytest.mark.parametrize("name", [*RANGES, "float", "f64"])
@pytest.mark.parametrize("value", [10**5000, -(10**5000)], ids=["big", "-big"])
def test_ints_too_long_to_print(bump: Bump, name: str, value: int) -> None:
    with pytest.raises(OverflowError, match=f"Numbers.{name}_: .* digits is out of range"):
        bump.alloc(Numbers, **{name + "_": value})  # type: ignore[arg-type]


def test_the_message_names_the_range(bump: Bump) -> None:
    with pytest.raises(OverflowError) as info:
        bump.alloc(Numbers, i8_=128)
    assert str(info.value) == "Numbers.i8_: 128 is out of range for i8 (-128 to 127)"
    with pytest.raises(OverflowError) as info:
        bump.alloc(Numbers, u64_=-1)
    assert str(info.value) == "Numbers.u64_: -1 is out of range for u64 (0 to 18446744073709551615)"


class Index:
    def __init__(self, value: Any) -> None:
        self.value = value

    def __index__(self) -> int:
        if isinstance(self.value, BaseException):
            raise self.value
        return self.value  # type: ignore[no-any-return]


class Float:
    def __init__(self, value: Any) -> None:
        self.value = value

    def __float__(self) -> float:
        if isinstance(self.value, BaseException):
            raise self.value
        return self.value  # type: ignore[no-any-return]


@pytest.mark.parametrize("value", [True, np.int8(7), np.uint64(7), Index(7)])
def test_what_counts_as_an_int(bump: Bump, value: Any) -> None:
    for name in RANGES:
        assert getattr(bump.alloc(Numbers, **{name + "_": value}), name + "_") == value.__index__()


@pytest.mark.parametrize("value", [1.0, "1", None, b"1", Decimal(1), Fraction(1), 1j, [1]])
def test_what_does_not(bump: Bump, value: Any) -> None:
    for name in RANGES:
        with pytest.raises(TypeError, match=f"Numbers.{name}_: expected {name}, got "):
            bump.alloc(Numbers, **{name + "_": value})


@pytest.mark.parametrize("error", [ZeroDivisionError(), KeyboardInterrupt(), ValueError("x")])
def test_what_a_conversion_raises_comes_through(bump: Bump, error: BaseException) -> None:
    record = bump.alloc(Numbers)
    used = bump.stats().used
    with pytest.raises(type(error)):
        bump.alloc(Numbers, u8_=Index(error))  # type: ignore[arg-type]
    with pytest.raises(type(error)):
        record.f32_ = Float(error)  # type: ignore[assignment]
    assert bump.stats().used == used


def test_a_conversion_to_what_is_none(bump: Bump) -> None:
    for value in (Index("x"), Float("x")):
        for name in ("u8", "f64"):
            with pytest.raises(TypeError, match=f"Numbers.{name}_"):
                bump.alloc(Numbers, **{name + "_": value})  # type: ignore[arg-type]
    with pytest.raises(OverflowError, match="Numbers.u8_: 256"):
        bump.alloc(Numbers, u8_=Index(256))  # type: ignore[arg-type]


class Chatty(int):
    """An int that would run code if it were printed."""

    def __repr__(self) -> str:
        raise AssertionError

    __str__ = __repr__


def test_an_int_of_a_subclass_prints_as_int(bump: Bump) -> None:
    assert bump.alloc(Numbers, u8_=Chatty(5)).u8_ == 5
    with pytest.raises(OverflowError, match="Numbers.u8_: 300 is"):
        bump.alloc(Numbers, u8_=Chatty(300))
    assert type(bump.alloc(Numbers, u8_=Chatty(5)).u8_) is int


# ---- bool ---------------------------------------------------------------------


def test_bool(bump: Bump) -> None:
    assert bump.alloc(Numbers, flag=True).flag is True
    assert bump.alloc(Numbers, flag=False).flag is False
    for wrong in (1, 0, None, "True", np.True_, Index(1)):
        with pytest.raises(TypeError, match="Numbers.flag: expected bool, got"):
            bump.alloc(Numbers, flag=wrong)  # type: ignore[arg-type]


# ---- Floats -------------------------------------------------------------------


@given(st.floats())
def test_any_float(value: float) -> None:
    record = Bump().alloc(Numbers, f64_=value, float_=value)
    assert struct.pack("d", record.f64_) == struct.pack("d", value)
    assert struct.pack("d", record.float_) == struct.pack("d", value)


@given(st.floats(width=32))
def test_any_f32(value: float) -> None:
    stored = Bump().alloc(Numbers, f32_=value).f32_
    assert stored == value or (math.isnan(stored) and math.isnan(value))


LARGEST_F32 = (2 - 2**-23) * 2.0**127


def test_f32_rounds(bump: Bump) -> None:
    assert bump.alloc(Numbers, f32_=0.1).f32_ == struct.unpack("f", struct.pack("f", 0.1))[0]
    assert bump.alloc(Numbers, f32_=1e-60).f32_ == 0.0
    assert math.copysign(1, bump.alloc(Numbers, f32_=-1e-60).f32_) == -1
    nearly = math.nextafter(LARGEST_F32, math.inf)
    assert bump.alloc(Numbers, f32_=nearly).f32_ == LARGEST_F32


@pytest.mark.parametrize("value", [2.0**128, -(2.0**128), 1e300, 2**128, 10**50])
def test_f32_overflow(bump: Bump, value: float) -> None:
    with pytest.raises(OverflowError, match="Numbers.f32_: .* is out of range for f32"):
        bump.alloc(Numbers, f32_=value)


def test_f32_of_the_first_value_that_rounds_up(bump: Bump) -> None:
    halfway = LARGEST_F32 + 2.0**103
    with pytest.raises(OverflowError):
        bump.alloc(Numbers, f32_=halfway)
    assert bump.alloc(Numbers, f32_=math.nextafter(halfway, 0)).f32_ == LARGEST_F32


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_f32_without_a_finite_value(bump: Bump, value: float) -> None:
    assert repr(bump.alloc(Numbers, f32_=value).f32_) == repr(value)


@pytest.mark.parametrize(
    "value",
    [1, True, 2**53 + 2, Float(1.5), Index(3), Decimal("1.5"), Fraction(3, 2), np.float32(1.5)],
)
def test_what_counts_as_a_float(bump: Bump, value: Any) -> None:
    assert bump.alloc(Numbers, f64_=value).f64_ == float(value)
    assert bump.alloc(Numbers, f32_=Float(2.5)).f32_ == 2.5  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["1", None, b"1", 1j, [1.0]])
def test_what_is_no_float(bump: Bump, value: Any) -> None:
    for name in ("f32", "f64", "float"):
        with pytest.raises(TypeError, match=f"Numbers.{name}_: expected {name}, got"):
            bump.alloc(Numbers, **{name + "_": value})


def test_ints_too_large_for_a_float_name_the_field(bump: Bump) -> None:
    with pytest.raises(OverflowError, match="^Numbers.f64_: 1000.* is out of range for f64"):
        bump.alloc(Numbers, f64_=10**400)
