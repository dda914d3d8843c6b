"""Fields of str and bytes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arenite import Bump, LifetimeError, Slice, StaleReferenceError, Struct, u8, u16


class Texts(Struct):
    text: str = ""
    maybe: str | None = None
    data: bytes = b""
    perhaps: bytes | None = None


class Flag(Struct):
    text: str
    number: u8


@given(st.text(st.characters()), st.binary())
def test_any_text_and_any_bytes(text: str, data: bytes) -> None:
    record = Bump().alloc(Texts, text, text, data, data)
    assert (record.text, record.maybe, record.data, record.perhaps) == (text, text, data, data)


@pytest.mark.parametrize(
    "text", ["", "\0", "\0\0a", "\ud83d", "\ude00\ud83d", "\U0010ffff", "é" * 300, "a" * 100_000]
)
def test_texts_that_others_get_wrong(bump: Bump, text: str) -> None:
    record = bump.alloc(Texts)
    record.text = record.maybe = text
    assert record.text == record.maybe == text
    assert record.data == b""


def test_empty_is_not_none(bump: Bump) -> None:
    record = bump.alloc(Texts, "", "", b"", b"")
    assert (record.maybe, record.perhaps) == ("", b"")
    record.maybe = record.perhaps = None
    assert (record.maybe, record.perhaps) == (None, None)
    assert (record.text, record.data) == ("", b"")
    assert bump.stats().used == 32


def test_none_is_for_optional_fields(bump: Bump) -> None:
    record = bump.alloc(Texts)
    with pytest.raises(TypeError, match="Texts.text: expected str, got None"):
        record.text = None  # type: ignore[assignment]
    with pytest.raises(TypeError, match="Texts.data: expected bytes, got None"):
        record.data = None  # type: ignore[assignment]


@pytest.mark.parametrize("value", [1, b"x", ["x"], object()])
def test_what_is_no_text(bump: Bump, value: Any) -> None:
    with pytest.raises(TypeError, match="Texts.text: expected str, got"):
        bump.alloc(Texts, value)
    with pytest.raises(TypeError, match="Texts.maybe: expected str | None, got"):
        bump.alloc(Texts, "", value)


def test_text_is_shared_by_records(bump: Bump) -> None:
    text = bump.alloc_str("x" * 1000)
    used = bump.stats().used
    records = [bump.alloc(Texts, text) for _ in range(3)]
    assert bump.stats().used <= used + 3 * 32
    assert {record.text for record in records} == {"x" * 1000}


def test_text_of_another_arena(bump: Bump) -> None:
    other = Bump()
    with pytest.raises(LifetimeError, match="Texts.text: the value lives in another arena"):
        bump.alloc(Texts, other.alloc_str("x"))  # type: ignore[arg-type]
    assert bump.stats().used == 0


def test_text_that_is_gone(bump: Bump) -> None:
    record = bump.alloc(Texts)
    with bump.scope():
        text = bump.alloc_str("x")
        with pytest.raises(LifetimeError):
            record.text = text  # type: ignore[assignment]
    with pytest.raises(StaleReferenceError):
        record.text = text  # type: ignore[assignment]
    assert record.text == ""


@pytest.mark.parametrize(
    "value",
    [bytearray(b"ab"), memoryview(b"ab"), memoryview(b"a_b_")[::2], np.array([97, 98], "u1")],
)
def test_bytes_from_buffers(bump: Bump, value: Any) -> None:
    assert bump.alloc(Texts, data=value).data == b"ab"


@pytest.mark.parametrize("value", [1, "x", [97], None, 2**70])
def test_what_is_no_buffer(bump: Bump, value: Any) -> None:
    with pytest.raises(TypeError, match="Texts.data: expected bytes, got"):
        bump.alloc(Texts, data=value)


def test_bytes_are_shared_with_slices(bump: Bump) -> None:
    items = bump.alloc_bytes(b"abc")
    used = bump.stats().used
    record = bump.alloc(Texts, data=items)  # type: ignore[arg-type]
    assert bump.stats().used == used + 5 + 32
    items[0] = ord("z")
    assert record.data == b"zbc"
    record.data = bump.alloc_slice(u8, [])  # type: ignore[assignment]
    assert record.data == b""
    record.data = bump.alloc_slice(u16, [1, 2])  # type: ignore[assignment]
    assert record.data == b"\x01\x00\x02\x00"
    with pytest.raises(LifetimeError):
        record.data = Bump().alloc_bytes(b"x")  # type: ignore[assignment]


def test_a_failed_record_takes_its_texts_back(bump: Bump) -> None:
    bump.alloc(Flag, "x", 1)
    used = bump.stats().used
    with pytest.raises(OverflowError):
        bump.alloc(Flag, "y" * 10_000, 256)
    with pytest.raises(TypeError):
        bump.alloc(Flag, "y" * 10_000, None)  # type: ignore[arg-type]
    assert bump.stats().used == used


def test_a_slice_of_texts(bump: Bump) -> None:
    class Named(Struct):
        names: Slice[str]

    values = ["", "\ud800", "x" * 500, "\0"]
    assert list(bump.alloc(Named, values).names) == values
