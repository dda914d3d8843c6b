"""stats() and chunks(): what an arena tells of itself."""

from __future__ import annotations

import pytest

from arenite import ArenaClosedError, Bump, Slice, Struct, u8, u64


class Point(Struct):
    x: u64
    y: u64


def test_used_counts_bytes_and_padding(bump: Bump) -> None:
    bump.alloc_str("abc")
    assert bump.stats().used == 3
    bump.alloc(Point, 1, 2)
    assert bump.stats().used == 24


def test_peak_is_the_most_that_was_used(bump: Bump) -> None:
    bump.alloc_layout(300)
    bump.reset()
    bump.alloc_layout(100)
    assert bump.stats()[:3] == (100, 512, 300)
    bump.alloc_layout(400)
    assert bump.stats().peak == 504


def test_handles_are_counted(bump: Bump) -> None:
    point = bump.alloc(Point, 1, 2)
    text = bump.alloc_str("x")
    items = bump.alloc_slice(u8, [1])
    mark = bump.mark()
    assert bump.stats().handles == 4
    del point, text, items, mark
    assert bump.stats().handles == 0


def test_exports_are_counted(bump: Bump) -> None:
    view = bump.alloc_layout(8)
    second = memoryview(view)
    assert bump.stats().exports == 1
    another = memoryview(bump.alloc_bytes(b"x"))
    assert bump.stats().exports == 2
    second.release()
    view.release()
    another.release()
    assert bump.stats().exports == 0


def test_stats_are_named_and_of_their_module(bump: Bump) -> None:
    stats = bump.stats()
    assert type(stats).__name__ == "Stats"
    assert repr(stats).startswith("arenite.Stats(used=0, capacity=0, peak=0")


def test_chunks_double(bump: Bump) -> None:
    for _ in range(3):
        bump.alloc_layout(500)
    assert bump.stats().capacity == 512 + 1024
    assert [len(chunk) for chunk in bump.chunks()] == [1004, 500]


def test_chunks_are_newest_first_and_hold_the_bytes(bump: Bump) -> None:
    bump.alloc_bytes(b"old" * 150)
    bump.alloc_bytes(b"new" * 300)
    newest, oldest = bump.chunks()
    assert newest.tobytes() == b"new" * 300
    assert oldest.tobytes() == b"old" * 150


def test_chunks_are_read_only(bump: Bump) -> None:
    bump.alloc_bytes(b"abc")
    (chunk,) = bump.chunks()
    assert chunk.readonly
    with pytest.raises(TypeError):
        chunk[0] = 1
    with pytest.raises(TypeError, match="read-only"):
        chunk.obj[0] = 1


def test_the_slice_behind_a_chunk_lends_itself_to_no_field(bump: Bump) -> None:
    """It spans what dies at different times: only a copy may be kept."""

    class Holder(Struct):
        items: Slice[u8]
        data: bytes

    bump.alloc_bytes(b"abc")
    whole = bump.chunks()[0].obj
    with bump.scope():
        inner = bump.chunks()[0].obj
        assert inner == whole
        holder = bump.alloc(Holder, whole, whole)
        whole = None
        bump.alloc_bytes(b"more")
        assert (bytes(holder.items), holder.data) == (b"abc", b"abc")
        holder.items[0] = 0
        assert inner[0] == ord("a")


def test_chunks_pin_what_they_show(bump: Bump) -> None:
    bump.alloc_bytes(b"abc")
    chunks = bump.chunks()
    with pytest.raises(BufferError, match="1 exported buffer"):
        bump.reset()
    del chunks
    bump.reset()


def test_chunks_of_arenas_with_nothing_in_them(bump: Bump) -> None:
    assert bump.chunks() == []
    (chunk,) = Bump.over(bytearray(1024)).chunks()
    assert len(chunk) == 0
    (chunk,) = Bump(1000).chunks()
    assert len(chunk) == 0
    bump.close()
    with pytest.raises(ArenaClosedError):
        bump.chunks()


def test_a_big_request_does_not_inflate_what_comes_after(bump: Bump) -> None:
    bump.alloc_layout(1)
    bump.alloc_layout(100_000)
    mark = bump.stats().capacity
    for _ in range(20):
        bump.alloc_layout(1000)
    assert bump.stats().capacity == mark


def test_repr(bump: Bump) -> None:
    bump.alloc_str("abc")
    assert repr(bump) == "<arenite.Bump 3 of 512 bytes used>"
