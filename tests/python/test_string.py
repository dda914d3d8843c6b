"""String: text that is added to."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arenite import (
    ArenaLimitError,
    Bump,
    LifetimeError,
    StaleReferenceError,
    String,
    Text,
    arena_of,
    i32,
    is_live,
)

TEXTS = ["", "a", "tëxt", "日本語", "\U0001f600", "\ud800", "a\0b", "x" * 1000]


def test_making() -> None:
    with Bump() as bump:
        text = String("tëxt")
        assert arena_of(text) is bump
        assert (str(text), len(text), text.nbytes) == ("tëxt", 4, 5)
        assert String() == ""
        assert str(String(text=bump.alloc_str("x"))) == "x"
        assert str(bump.string(text)) == "tëxt"
        assert is_live(text)
        for wrong in (5, None, b"x", ["x"]):
            used = bump.stats().used
            with pytest.raises(TypeError, match="String: expected str, got"):
                bump.string(wrong)  # type: ignore[arg-type]
            with pytest.raises(TypeError, match="String: expected str, got"):
                text.append(wrong)  # type: ignore[arg-type]
            assert bump.stats().used == used
    assert repr(text) == "<String (stale)>"
    with pytest.raises(StaleReferenceError):
        str(text)
    with pytest.raises(RuntimeError):
        String()
    with Bump() as bump, pytest.raises(StaleReferenceError):
        bump.string(text)
    assert bump.stats().used == 0


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_adding(bump: Bump, text: str) -> None:
    string: Any = bump.string(text)
    string += text
    string.append(bump.alloc_str(text))
    string.append(bump.string(text))
    assert string.write(text) == len(text)
    string.extend([text, text])
    string.extend(t for t in (text,))
    string.writelines((text,))
    string.format("{}{x}", text, x=text)
    whole = text * 11
    assert str(string) == whole
    assert len(string) == len(whole)
    assert string.nbytes == len(whole.encode("utf-8", "surrogatepass"))
    string += string
    assert str(string) == whole * 2
    assert repr(string) == f"String({whole * 2!r})"
    for count in (10**30, len(whole) * 3, len(whole), 1, 0):
        string.truncate(count)
        assert str(string) == (whole * 2)[: min(count, len(whole) * 2)]
    frozen = bump.string(text).freeze()
    assert isinstance(frozen, Text)
    assert str(frozen) == text


def test_what_is_not_added_changes_nothing(bump: Bump) -> None:
    string: Any = bump.string("abc")

    def breaking() -> Any:
        yield "x"
        raise RuntimeError("half way")

    for add, error, message in (
        (lambda: string.extend(["x", 1]), TypeError, "item 1: expected str, got int"),
        (lambda: string.writelines(["x", None]), TypeError, "item 1: expected str, got None"),
        (lambda: string.extend(breaking()), RuntimeError, "half way"),
        (lambda: string.extend(5), TypeError, "int"),
        (lambda: string.write(b"x"), TypeError, "String.write: expected str, got bytes"),
        (lambda: string.write(string), TypeError, "String.write: expected str"),
        (lambda: string.__iadd__(1), TypeError, "expected str, got int"),
        (lambda: string.format(), TypeError, "the template"),
        (lambda: string.format(1), TypeError, "the template"),
        (lambda: string.format("{}"), IndexError, "index"),
        (lambda: string.truncate(-1), ValueError, r"truncate\(-1\)"),
        (lambda: string.truncate("x"), TypeError, "str"),
        (lambda: string.reserve(-1), ValueError, r"reserve\(-1\): expected a number of bytes"),
        (lambda: string.reserve(10**30), OverflowError, "int"),
        (lambda: string.reserve(2**62), MemoryError, r"more than the 2\*\*31 - 1"),
        (lambda: string.reserve("x"), TypeError, "str"),
    ):
        with pytest.raises(error, match=message):
            add()
        assert str(string) == "abc"


def test_texts_in_an_iterable_may_be_of_any_kind(bump: Bump) -> None:
    string: Any = bump.string()
    string.extend("abc")
    assert str(string) == "abc"


def test_as_a_file(bump: Bump) -> None:
    string, file = bump.string(), io.StringIO()
    for target in (string, file):
        print("a", 1, None, sep="|", end="!\n", file=target, flush=True)
        print(file=target)
        print("tëxt\ud800", file=target)
    assert str(string) == file.getvalue()
    assert string.flush() is None  # type: ignore[func-returns-value]


def test_comparing(bump: Bump) -> None:
    for a in TEXTS:
        for b in TEXTS:
            ours = bump.string(a)
            for other in (b, bump.string(b), bump.alloc_str(b)):
                assert (ours == other) == (a == b)
                assert (ours != other) == (a != b)
                assert (other == ours) == (a == b)
                assert (ours < other) == (a < b)
                assert (ours <= other) == (a <= b)
                assert (ours > other) == (a > b)
                assert (ours >= other) == (a >= b)
                assert (other in ours) == (b in a)
    string: Any = bump.string("abc")
    assert string != 5
    assert string != b"abc"
    for wrong in (5, None, b"a"):
        with pytest.raises(TypeError, match="requires str as left operand"):
            _ = wrong in string
        with pytest.raises(TypeError):
            _ = string < wrong
    with pytest.raises(TypeError, match="unhashable"):
        hash(string)
    assert bool(string)
    assert not bump.string()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aé\U0001f600", max_size=12), st.text(alphabet="aé\U0001f600", max_size=3))
def test_finding(text: str, part: str) -> None:
    assert (part in Bump().string(text)) == (part in text)


def test_room(bump: Bump) -> None:
    string = bump.string()
    assert (string.capacity, bump.stats().used) == (0, 16)
    string.reserve(100)
    used = bump.stats().used
    for _ in range(50):
        string += "é"
    assert (string.capacity, string.nbytes, bump.stats().used) == (100, 100, used)
    string.truncate(10)
    string.shrink_to_fit()
    assert (string.capacity, bump.stats().used) == (20, 16 + 20)
    bump.alloc_str("behind")
    string += "x"
    assert bump.stats().wasted == 20
    string.clear()
    assert string.capacity == 40
    string.shrink_to_fit()
    assert (string.capacity, str(string)) == (0, "")
    string += "again"
    frozen = string.freeze()
    string += "other"
    assert (str(frozen), str(string)) == ("again", "other")
    string.freeze()
    assert str(string) == ""
    assert str(bump.string().freeze()) == ""


def test_scopes(bump: Bump) -> None:
    string = bump.string("abc")
    string.shrink_to_fit()
    grows: list[Callable[[], object]] = [
        lambda: string.append("more than fits"),
        lambda: string.write("more than fits"),
        lambda: string.extend(["more than fits"]),
        lambda: string.format("more than fits"),
        lambda: print("more than fits", file=string),
        lambda: string.reserve(100),
        lambda: string.__iadd__(string),
    ]
    with bump.scope():
        for grow in grows:
            used = bump.stats().used
            with pytest.raises(LifetimeError, match=r"reserve\(\) room for \d+ bytes before"):
                grow()
            assert (bump.stats().used, str(string)) == (used, "abc")
        string.truncate(1)
        string += "x"
        young = bump.string("young")
        young += string
    assert str(string) == "ax"
    assert not is_live(young)
    for use in (
        lambda: string.append(young),
        lambda: young in string,
        lambda: string == young,
        lambda: young.append("x"),
        young.freeze,
    ):
        with pytest.raises(StaleReferenceError):
            use()
    assert str(string) == "ax"


def test_the_limit() -> None:
    bump = Bump(limit=100)
    string = bump.string("x" * 50)
    bump.alloc_str("y")
    with pytest.raises(ArenaLimitError):
        string.append("z" * 10)
    assert str(string) == "x" * 50
    bump._check()


def test_it_is_emptied_by_what_it_is_given(bump: Bump) -> None:
    string: Any = bump.string("abc")

    class Sly(str):
        __slots__ = ()

        def format(self, *args: Any) -> str:  # type: ignore[override]
            string.clear()
            return "new"

    string.format(Sly("{}"))
    assert str(string) == "new"
    string.extend(string.clear() or t for t in ["a", "b"])
    assert str(string) == "ab"

    def freeing() -> Any:
        bump.reset()
        yield "x"

    with pytest.raises(StaleReferenceError):
        string.extend(freeing())
    made = bump.vec(i32, [1])
    assert list(made) == [1]


def test_it_formats_as_a_str(bump: Bump) -> None:
    assert f"{bump.string('ab'):>4}|" == "  ab|"
