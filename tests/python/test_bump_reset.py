"""reset, marks and rewind."""

from __future__ import annotations

from typing import Any

import pytest

from arenite import (
    ArenaClosedError,
    Bump,
    LifetimeError,
    StaleReferenceError,
    Struct,
    is_live,
    u64,
)


class Point(Struct):
    x: u64
    next: Point | None = None


def fill(bump: Bump) -> None:
    """Chunks of 512, 1,024 and 2,048 bytes."""
    for size in (500, 1000, 2000):
        bump.alloc_layout(size)


@pytest.mark.parametrize(
    ("keep", "capacity"),
    [
        ("largest", 2048),
        ("all", 3584),
        ("none", 0),
        (0, 0),
        (511, 0),
        (512, 512),
        (1600, 1536),
        (2048, 2048),
        (2**64 - 1, 3584),
    ],
)
def test_what_reset_keeps(bump: Bump, keep: Any, capacity: int) -> None:
    fill(bump)
    bump.reset(keep)
    assert bump.stats()[:3] == (0, capacity, 3500)
    bump._check()
    fill(bump)
    assert sum(map(len, bump.chunks())) == bump.stats().used >= 3500


def test_reset_keeps_the_largest_unless_told(bump: Bump) -> None:
    fill(bump)
    bump.reset()
    assert bump.stats().capacity == 2048
    bump.alloc_layout(2048)
    assert bump.stats().capacity == 2048


@pytest.mark.parametrize("keep", ["ALL", "", None, -1, 2**64, 1.5, b"all"])
def test_what_reset_cannot_keep(bump: Bump, keep: Any) -> None:
    point = bump.alloc(Point, 1)
    with pytest.raises(ValueError, match="keep: expected"):
        bump.reset(keep)
    assert point.x == 1


def test_reset_of_blocks() -> None:
    for bump in (Bump.reserve(1 << 20), Bump.over(bytearray(1 << 20))):
        point = bump.alloc(Point, 1)
        bump.alloc_layout(500_000)
        for keep in ("largest", "all", 4096, "none"):
            bump.reset(keep)
            assert bump.stats().used == 0
            bump.alloc(Point, 2)
            bump._check()
        assert not is_live(point)


def test_reset_ends_everything(bump: Bump) -> None:
    point, text = bump.alloc(Point, 1), bump.alloc_str("x")
    bump.reset()
    with pytest.raises(StaleReferenceError, match="reset or rewound"):
        point.x
    with pytest.raises(StaleReferenceError):
        str(text)


def test_what_takes_the_place_is_never_seen(bump: Bump) -> None:
    old = bump.alloc(Point, 1)
    bump.reset()
    new = bump.alloc(Point, 2)
    with pytest.raises(StaleReferenceError):
        old.x
    with pytest.raises(StaleReferenceError):
        old.x = 3
    assert new.x == 2
    assert old != new


def test_rewind_frees_what_came_after(bump: Bump) -> None:
    before = bump.alloc(Point, 1)
    mark = bump.mark()
    after = bump.alloc(Point, 2)
    bump.rewind(mark)
    assert bump.stats().used == 16
    assert before.x == 1
    assert not is_live(after)


def test_a_mark_can_be_gone_back_to_again(bump: Bump) -> None:
    mark = bump.mark()
    for i in range(5):
        point = bump.alloc(Point, i)
        bump.rewind(mark)
        assert not is_live(point)
    assert bump.stats().used == 0


def test_a_mark_above_a_rewind_is_gone(bump: Bump) -> None:
    low = bump.mark()
    bump.alloc(Point, 1)
    high = bump.mark()
    bump.rewind(low)
    bump.alloc(Point, 1)
    bump.alloc(Point, 1)
    with pytest.raises(StaleReferenceError, match="the mark is gone"):
        bump.rewind(high)
    bump.rewind(low)


def test_marks_of_one_place_do_not_end_each_other(bump: Bump) -> None:
    bump.alloc(Point, 1)
    first, second = bump.mark(), bump.mark()
    bump.rewind(first)
    bump.alloc(Point, 2)
    bump.rewind(second)
    assert bump.stats().used == 16


def test_reset_ends_marks(bump: Bump) -> None:
    bump.alloc(Point, 1)
    mark = bump.mark()
    bump.reset()
    with pytest.raises(StaleReferenceError):
        bump.rewind(mark)


@pytest.mark.parametrize(
    "make", [Bump, lambda: Bump(5000), lambda: Bump.over(bytearray(5000)), Bump.reserve]
)
def test_a_mark_of_the_beginning_survives_reset(make: Any) -> None:
    bump = make()
    mark = bump.mark()
    for _ in range(3):
        bump.alloc(Point, 1)
        bump.reset()
        point = bump.alloc(Point, 1)
        bump.rewind(mark)
        assert bump.stats().used == 0
        assert not is_live(point)
    bump._check()


def test_marks_across_chunks(bump: Bump) -> None:
    marks, points = [], []
    for i in range(200):
        marks.append(bump.mark())
        points.append(bump.alloc(Point, i))
    used = bump.stats().used
    while marks:
        bump.rewind(marks.pop())
        bump._check()
        assert not is_live(points.pop())
        used -= 16
        assert bump.stats().used == used
        assert [p.x for p in points] == list(range(len(points)))


def test_a_mark_at_the_very_end_of_a_chunk(bump: Bump) -> None:
    bump.alloc_layout(512)
    mark = bump.mark()
    point = bump.alloc(Point, 1)
    bump.rewind(mark)
    assert not is_live(point)
    assert bump.stats().used == 512
    assert bump.alloc(Point, 2).x == 2


def test_rewind_takes_marks_only(bump: Bump) -> None:
    with pytest.raises(TypeError, match="what mark\\(\\) returned, not int"):
        bump.rewind(0)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not arenite.Scope"):
        bump.rewind(bump.scope())  # type: ignore[arg-type]
    with pytest.raises(LifetimeError, match="another arena"):
        bump.rewind(Bump().mark())


def test_a_closed_arena_has_no_marks(bump: Bump) -> None:
    mark = bump.mark()
    bump.close()
    for call in (bump.mark, bump.reset, bump.scope, lambda: bump.rewind(mark)):
        with pytest.raises(ArenaClosedError):
            call()
    assert "Mark" in repr(mark)


def test_older_records_may_not_refer_above_a_mark(bump: Bump) -> None:
    old = bump.alloc(Point, 1)
    mark = bump.mark()
    new = bump.alloc(Point, 2, old)
    with pytest.raises(LifetimeError, match="Point.next"):
        old.next = new
    assert old.next is None
    del mark
    old.next = new
    assert old.next == new


def test_rewind_with_buffers(bump: Bump) -> None:
    low = bump.alloc_layout(8)
    mark = bump.mark()
    high = bump.alloc_layout(8)
    with pytest.raises(BufferError, match="2 exported buffers"):
        bump.rewind(mark)
    high.release()
    bump.rewind(mark)
    low[0] = 1


def test_thousands_of_rewinds_with_a_handle_kept(bump: Bump) -> None:
    kept = bump.alloc(Point, 7)
    mark = bump.mark()
    for i in range(5000):
        bump.alloc(Point, i)
        bump.rewind(mark)
    assert kept.x == 7
