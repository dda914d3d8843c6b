"""Heads and items with wrong bytes: an error of ours or a value, never a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arenite import (
    Bump,
    CorruptArenaError,
    StaleReferenceError,
    String,
    Struct,
    Vec,
    asdict,
    char,
    f64,
    i32,
    to_heap,
    u8,
)

SIZE = 1024


class Leaf(Struct):
    value: i32


class Root(Struct):
    numbers: Vec[i32]
    floats: Vec[f64]
    texts: Vec[str]
    leaves: Vec[Leaf | None]
    rows: Vec[Vec[u8]]
    chars: Vec[char]
    objects: Vec[object]
    text: String


def make(bump: Bump) -> Root:
    leaf = bump.alloc(Leaf, 1)
    return bump.alloc(
        Root, [1, 2, 3], [0.5], ["a", "bc"], [leaf, None], [[1, 2], []], ["x"], [leaf, "y"], "text"
    )  # type: ignore[call-overload, unused-ignore]


def search_for_text(v: Any) -> object:
    return v.index("bc")


USES: list[Callable[[Any], object]] = [
    list,
    len,
    repr,
    lambda v: v[0],
    lambda v: v[-2:],
    lambda v: v == v[:],
    lambda v: list(reversed(v)),
    lambda v: 3 in v,
    search_for_text,
    lambda v: v.count(None),
    lambda v: v.capacity,
    lambda v: v.sort(),
    lambda v: v.sort(key=id),
    lambda v: v.reverse(),
    lambda v: v.append(v[0]),
    lambda v: v.extend(v),
    lambda v: v.insert(0, v[-1]),
    lambda v: v.pop(),
    lambda v: v.pop(0),
    lambda v: v.__setitem__(0, v[1]),
    lambda v: v.__setitem__(slice(0, 1), v[:]),
    lambda v: v.__setitem__(slice(None, None, 2), v[::2]),
    lambda v: v.__delitem__(slice(None, None, 2)),
    lambda v: memoryview(v).tolist(),
    lambda v: v.reserve(20),
    lambda v: v.shrink_to_fit(),
    lambda v: list(v.freeze()),
    lambda v: v.clear(),
]
TEXT_USES: list[Callable[[Any], object]] = [
    str,
    len,
    repr,
    lambda s: "x" in s,
    lambda s: s < "text",
    lambda s: s == s,  # noqa: PLR0124
    lambda s: s.append("more"),
    lambda s: s.append(s),
    lambda s: s.truncate(2),
    lambda s: s.reserve(10),
    lambda s: s.shrink_to_fit(),
    lambda s: str(s.freeze()),
    lambda s: s.clear(),
]
# CorruptArenaError is a ValueError.
REFUSED = (ValueError, StaleReferenceError, IndexError, MemoryError, TypeError, BufferError)


def use_all(root: Any) -> None:
    for name in ("numbers", "floats", "texts", "leaves", "rows", "chars", "objects"):
        for use in USES:
            attempt(lambda: use(getattr(root, name)))  # noqa: B023
    for use in TEXT_USES:
        attempt(lambda: use(root.text))  # noqa: B023
    for function in (repr, asdict, to_heap):
        attempt(lambda: function(root))  # noqa: B023


def attempt(call: Callable[[], object]) -> None:
    try:
        call()
    except REFUSED:
        pass


def test_the_uses_work_on_good_bytes() -> None:
    bump = Bump.over(bytearray(4 * SIZE))
    root: Any = make(bump)
    for use in USES:
        root.numbers = [1, 2, 3]
        if use is not search_for_text:
            use(root.numbers)
    for use in TEXT_USES:
        use(root.text)
    bump._check()


def test_every_byte_flipped() -> None:
    buffer = bytearray(SIZE)
    bump = Bump.over(buffer)
    make(bump)
    used = bump.stats().used
    bump.close()
    for position in range(16 + used):
        for flip in (0xFF, 0x80, 0x01):
            buffer = bytearray(SIZE)
            bump = Bump.over(buffer)
            root = make(bump)
            buffer[position] ^= flip
            use_all(root)
            bump._check()
            bump.close()


@settings(max_examples=150, deadline=None)
@given(st.binary(min_size=SIZE, max_size=SIZE))
def test_random_bytes(noise: bytes) -> None:
    buffer = bytearray(SIZE)
    bump = Bump.over(buffer)
    root = make(bump)
    buffer[:] = noise
    use_all(root)
    bump._check()


WORDS = st.integers(0, 60) | st.integers(0, 2**32 - 1)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, SIZE // 4 - 1), WORDS), min_size=1, max_size=40))
def test_random_words(words: list[tuple[int, int]]) -> None:
    """Heads that share items, and that lie in items, their own or others'."""
    buffer = bytearray(SIZE)
    bump = Bump.over(buffer)
    root = make(bump)
    for place, word in words:
        buffer[4 * place : 4 * place + 4] = word.to_bytes(4, "little")
    use_all(root)
    bump._check()


def test_what_a_wrong_head_says() -> None:
    buffer = bytearray(SIZE)
    bump = Bump.over(buffer)
    bump.alloc_bytes(b"MARKER..")
    vec = bump.vec(i32, [1, 2, 3])
    text = bump.string("abc")
    start = buffer.index(b"MARKER..") + 8

    def write(at: int, *words: int) -> None:
        for i, word in enumerate(words):
            buffer[at + 4 * i : at + 4 * i + 4] = word.to_bytes(4, "little")

    good = bytes(buffer[start : start + 16])
    for words in ((0, 3, 4), (2**32 - 1, 1, 1), (5, 5, 4), (5, 2**32 - 1, 2**32 - 1), (5, 1, 0)):
        write(start, *words)
        with pytest.raises(CorruptArenaError, match=r"Vec: the arena's bytes are corrupt: no \d+"):
            vec[0]
        assert repr(vec) == "<Vec[i32] (corrupt)>"
    buffer[start : start + 16] = good
    assert list(vec) == [1, 2, 3]
    write(start + 32, 0, 9, 9)
    with pytest.raises(CorruptArenaError, match="String: the arena's bytes are corrupt"):
        str(text)
    assert repr(text) == "<String (corrupt)>"
