"""Bytes that are not what a record has: an error of ours or a value, never a crash."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import Any, Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from arenite import (
    Bump,
    CorruptArenaError,
    Slice,
    StaleReferenceError,
    Struct,
    asdict,
    f32,
    f64,
    fields,
    find_all,
    i64,
    is_live,
    replace,
    to_heap,
    u8,
    u16,
    u32,
    walk,
)


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


class Leaf(Struct):
    value: i64


class Expr(Struct, tag=True):
    start: u8


class Num(Expr):
    value: f64


class Add(Expr):
    left: Expr
    right: Num | Add


class Node(Struct):
    flag: bool
    small: f32
    name: str
    maybe: str | None
    data: bytes
    kind: Literal["a", "b"]
    colour: Colour | None
    leaf: Leaf
    expr: Expr
    next: Node | None
    numbers: Slice[u16]
    names: Slice[str]
    leaves: Slice[Leaf]
    exprs: Slice[Expr | None]
    rows: Slice[Slice[u8]]
    perhaps: Slice[u32] | None


SIZE = 1024


def make_graph(bump: Bump) -> Node:
    num = bump.alloc(Num, 1, 2.0)
    add = bump.alloc(Add, 1, num, bump.alloc(Add, 2, num, num))
    leaf = bump.alloc(Leaf, -1)
    node = None
    for i in range(2):
        node = bump.alloc(
            Node, True, 0.5, "näme", None, b"\xff", "b", Colour.BLUE, leaf, add, node, range(i, 5),
            ["x", "", "yy"], [leaf, leaf], [add, None, num], [[1], [], [2, 3]], [7],
        )  # fmt: skip
    assert node is not None
    return node


def probe(root: Any, action: Callable[[], Any]) -> Any:
    """What the action gives, if it is not refused."""
    try:
        return action()
    except (CorruptArenaError, StaleReferenceError):
        return None


def read_all(root: Struct) -> int:
    """Everything that can be read from a record and from what it leads to; how many."""
    seen = 0
    pending: list[Any] = [root]
    while pending and seen < 60:
        value = pending.pop()
        seen += 1
        probe(value, lambda: repr(value))  # noqa: B023
        if isinstance(value, Slice):
            pending += probe(value, lambda: value[:5]) or ()  # noqa: B023
            probe(value, lambda: len(value))  # noqa: B023
            probe(value, lambda: value == value[:3])  # noqa: B023
        elif isinstance(value, Struct):
            assert is_live(value) in (True, False)
            for member in fields(value):
                pending.append(probe(value, lambda: getattr(value, member.name)))  # noqa: B023
            for function in (walk, lambda r: find_all(r, Expr, Leaf), to_heap, asdict):
                probe(value, lambda: consume(function(value)))  # noqa: B023
    return seen


def consume(result: Any) -> None:
    if hasattr(result, "__next__"):
        for _ in range(200):
            if next(result, None) is None:
                break


def test_the_graph_is_good() -> None:
    root = make_graph(Bump.over(bytearray(SIZE)))
    assert read_all(root) >= 60
    assert len(list(walk(root))) == 6


def test_every_byte_flipped() -> None:
    """Each byte of the graph in turn, to the values that break most."""
    buffer = bytearray(SIZE)
    bump = Bump.over(buffer)
    root = make_graph(bump)
    used = bump.stats().used
    for position in range(16 + used):
        good = buffer[position]
        for bad in {0x00, 0xFF, good ^ 0x80, (good + 1) % 256}:
            buffer[position] = bad
            for member in fields(root):
                probe(root, lambda: repr(getattr(root, member.name)))  # noqa: B023
            probe(root, lambda: to_heap(root))
            probe(root, lambda: consume(walk(root)))
        buffer[position] = good
    assert len(list(walk(root))) == 6
    bump._check()


@settings(max_examples=150, deadline=None)
@given(st.binary(min_size=SIZE, max_size=SIZE))
def test_random_bytes(noise: bytes) -> None:
    buffer = bytearray(SIZE)
    bump = Bump.over(buffer)
    root = make_graph(bump)
    buffer[:] = noise
    read_all(root)
    bump._check()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, SIZE // 4 - 1), st.integers(0, 200) | st.integers(0, 2**32 - 1)),
        min_size=1,
        max_size=40,
    )
)
def test_random_references(words: list[tuple[int, int]]) -> None:
    """Words that look like references into the arena, in any place."""
    buffer = bytearray(SIZE)
    bump = Bump.over(buffer)
    root = make_graph(bump)
    for place, word in words:
        buffer[4 * place : 4 * place + 4] = word.to_bytes(4, "little")
    read_all(root)
    # What is written then is written inside of the arena.
    for action in (
        lambda: setattr(root, "name", "other"),
        lambda: root.numbers.__setitem__(0, 1),
        lambda: setattr(root.leaf, "value", 5),
        lambda: setattr(root, "rows", root.rows),
        lambda: replace(root, flag=False),
    ):
        try:
            action()
        except (CorruptArenaError, IndexError, MemoryError, TypeError):
            pass
    bump._check()


def test_what_each_wrong_byte_says() -> None:
    buffer = bytearray(SIZE)
    bump = Bump.over(buffer)

    class Text(Struct):
        text: str

    class Ref(Struct):
        it: Leaf

    class Tagged(Struct):
        it: Expr

    class Items(Struct):
        it: Slice[u32]

    def message(record: Any, name: str) -> str:
        try:
            getattr(record, name)
        except CorruptArenaError as error:
            return str(error)
        raise AssertionError

    def fill(record: Any, word: int, *more: int) -> None:
        """Over the first bytes of the record, which is the newest one."""
        start = bytes(buffer).rindex(MARKER) + len(MARKER)
        for i, value in enumerate((word, *more)):
            buffer[start + 4 * i : start + 4 * i + 4] = value.to_bytes(4, "little")

    marker = bump.alloc_bytes(MARKER)
    text = bump.alloc(Text, "a" * 8)
    fill(text, 0xFFFFFFFF, 0xFFFFFFFF)
    assert "Text.text: the arena's bytes are corrupt: no such text" in message(text, "text")
    del marker
    bump.reset()
    leaf = bump.alloc(Leaf, 1)
    bump.alloc_bytes(MARKER)
    ref = bump.alloc(Ref, leaf)
    for wrong in (0, 1, 63, 10_000, 2**32 - 1):
        fill(ref, wrong)
        assert "Ref.it: the arena's bytes are corrupt: no such record" in message(ref, "it")
    bump.reset()
    num = bump.alloc(Num, 1, 1.0)
    bump.alloc_bytes(MARKER)
    tagged = bump.alloc(Tagged, num)
    fill(tagged, 0)
    assert "Tagged.it" in message(tagged, "it")
    buffer[bytes(buffer).index(b"\1\0\1")] = 77  # the tag of the number
    fill(tagged, 64)
    assert "no such record" in message(tagged, "it")
    bump.reset()
    bump.alloc_bytes(MARKER)
    items = bump.alloc(Items, [1])
    for ref_word, length in ((64, 2**32 - 1), (0, 1), (2**32 - 1, 1), (70, 1000)):
        fill(items, ref_word, length)
        assert "Items.it: the arena's bytes are corrupt: no such slice" in message(items, "it")


MARKER = b"\xabMARKER\xab"


def test_text_that_is_not_utf_8() -> None:
    buffer = bytearray(SIZE)
    bump = Bump.over(buffer)

    class Text(Struct):
        text: str

    record, handle = bump.alloc(Text, "abcdefgh"), bump.alloc_str("12345678")
    for word in (b"abcdefgh", b"12345678"):
        at = buffer.index(word)
        buffer[at : at + 8] = b"\xff\xfe\x80\xc0\xaf\xf5\x80a"
    for read in (
        lambda: record.text,
        lambda: str(handle),
        lambda: hash(handle),
        lambda: len(handle),
    ):
        try:
            read()
        except CorruptArenaError as error:
            assert "not UTF-8" in str(error)
        else:
            raise AssertionError
    assert repr(handle).startswith("<Text")
    assert repr(record) == "Text(text=<CorruptArenaError>)"
