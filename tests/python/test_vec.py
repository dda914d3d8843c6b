"""Vec: what a list does, with typed items in the arena."""

from __future__ import annotations

import array
import enum
import math
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest

from arenite import (
    Bump,
    Inline,
    Slice,
    StaleReferenceError,
    String,
    Struct,
    Vec,
    arena_of,
    char,
    f32,
    f64,
    i8,
    i16,
    i32,
    i64,
    is_live,
    u8,
    u16,
    u32,
    u64,
    u128,
)


class Leaf(Struct):
    value: i32


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


class Number:
    """Only Python code can tell what number it is."""

    def __init__(self, value: int, before: Callable[[], object] = lambda: None) -> None:
        self.value, self.before = value, before

    def __index__(self) -> int:
        self.before()
        return self.value


def breaking(*items: Any) -> Iterator[Any]:
    yield from items
    raise RuntimeError("half way")


# ---- Items of every kind -------------------------------------------------------

SAMPLES: list[tuple[Any, list[Any]]] = [
    (bool, [True, False, True]),
    (i8, [-128, 127, 0]),
    (i16, [-(2**15), 2**15 - 1, 5]),
    (i32, [-(2**31), 2**31 - 1, 5]),
    (i64, [-(2**63), 2**63 - 1, 5]),
    (int, [1, 2, 3]),
    (u8, [0, 255, 5]),
    (u16, [0, 65_535, 5]),
    (u32, [0, 2**32 - 1, 5]),
    (u64, [0, 2**64 - 1, 5]),
    (u128, [0, 2**128 - 1, 5]),
    (f32, [0.5, -1.5, math.inf]),
    (f64, [0.1, -1e300, math.inf]),
    (char, ["a", "é", "\U0001f600"]),
    (str, ["", "tëxt", "x" * 100]),
    (bytes, [b"", b"\xff", b"x" * 100]),
    (Literal["a", "b"], ["b", "a", "b"]),
    (Colour, [Colour.BLUE, Colour.RED, Colour.BLUE]),
    (str | None, [None, "x", ""]),
    (i32 | None, [None, 1, 0]),
    (object, [object(), None, [1]]),
    (Slice[u8], [[1, 2], [], [3]]),
    (Vec[i32], [[1, 2], [], [3]]),
    (String, ["", "tëxt", "x" * 100]),
]
IDS = [str(getattr(t, "__name__", t)) for t, _ in SAMPLES]


@pytest.mark.parametrize(("item", "values"), SAMPLES, ids=IDS)
def test_items_of_each_type(bump: Bump, item: Any, values: list[Any]) -> None:
    vec = bump.vec(item, values)
    mirror = list(values)
    assert list(vec) == mirror == vec[:]
    for turn in range(20):
        vec.append(values[turn % 3])
        mirror.append(values[turn % 3])
    vec.insert(1, values[2])
    mirror.insert(1, values[2])
    vec[0] = mirror[0] = values[1]
    vec[2:5] = mirror[2:5] = values * 3
    del vec[::3], mirror[::3]
    del vec[-1], mirror[-1]
    vec.reverse()
    mirror.reverse()
    assert vec.pop(2) == mirror.pop(2)
    assert list(vec) == mirror
    assert list(reversed(vec)) == mirror[::-1]
    assert vec == mirror
    assert vec.count(values[0]) == mirror.count(values[0])
    assert vec.index(values[1]) == mirror.index(values[1])
    assert values[1] in vec
    assert len(vec) == len(mirror)
    vec.extend(vec)
    assert list(vec) == mirror * 2
    vec *= 2
    assert list(vec) == mirror * 4
    assert vec.item_type == item
    assert list(vec.freeze()) == mirror * 4
    assert list(vec) == []


def test_records(bump: Bump) -> None:
    leaves = [bump.alloc(Leaf, i) for i in range(5)]
    vec = bump.vec(Leaf, leaves)
    vec.append(leaves[0])
    assert [leaf.value for leaf in vec] == [0, 1, 2, 3, 4, 0]
    assert vec[5] == leaves[0] == vec.pop()
    assert leaves[3] in vec
    assert vec.index(leaves[3]) == 3
    vec.remove(leaves[3])
    assert leaves[3] not in vec
    maybe = bump.vec(Leaf | None, [None, leaves[1]])
    maybe.append(None)
    assert list(maybe) == [None, leaves[1], None]
    with pytest.raises(TypeError, match="expected Leaf, got None"):
        vec.append(None)  # type: ignore[arg-type]


def test_nested_ones_have_a_life_of_their_own(bump: Bump) -> None:
    rows = bump.vec(Vec[i32], [[1], []])
    first, empty = rows[0], rows[1]
    for i in range(50):
        rows.append([i])  # type: ignore[arg-type]  # the items move
    first.append(2)
    empty.append(7)
    assert (list(rows[0]), list(rows[1])) == ([1, 2], [7])
    rows[5] = first
    rows[5].append(3)
    assert list(first) == [1, 2, 3]
    rows[5] = (n for n in (8, 9))  # type: ignore[assignment]
    assert (list(first), list(rows[5])) == ([1, 2, 3], [8, 9])
    texts = bump.vec(String, ["a"])
    text = texts[0]
    texts.extend(["b"] * 20)  # type: ignore[list-item]
    text += "c"
    assert str(texts[0]) == "ac"
    perhaps = bump.vec(Vec[i32] | None, [None, [1]])
    assert perhaps[0] is None
    assert perhaps[1] == [1]


def test_objects_are_held_as_long_as_they_are_in_it(bump: Bump) -> None:
    class Held:
        alive = 0

        def __init__(self) -> None:
            Held.alive += 1

        def __del__(self) -> None:
            Held.alive -= 1

    vec = bump.vec(object, [Held() for _ in range(10)])
    assert Held.alive == 10
    vec.pop()
    del vec[0]
    del vec[::3]
    assert Held.alive == len(vec) == 5
    vec[0] = None
    vec[1:3] = [Held(), Held(), Held()]
    assert Held.alive == 5
    vec[::2] = [None] * 3
    assert Held.alive == sum(isinstance(one, Held) for one in vec)
    vec.sort(key=id)
    vec.reverse()
    vec.shrink_to_fit()
    vec.reserve(100)
    vec.clear()
    assert Held.alive == 0
    vec.append(Held())
    frozen = vec.freeze()
    assert Held.alive == 1
    frozen[0] = None
    assert Held.alive == 0
    vec.extend([Held(), Held()])
    bump.reset()
    assert Held.alive == 0


def test_items_that_cannot_move_are_refused(bump: Bump) -> None:
    with pytest.raises(TypeError, match=r"Inline\[Leaf\] cannot be moved"):
        bump.vec(Inline[Leaf])
    with pytest.raises(TypeError):
        bump.vec(dict)


# ---- Making --------------------------------------------------------------------


def test_in_the_ambient_arena() -> None:
    with Bump() as bump:
        vec = Vec(i32, (1, 2))
        assert arena_of(vec) is bump
        assert is_live(vec)
        assert Vec(str) == []
        assert Vec(item_type=i32, items=range(3)) == [0, 1, 2]
    with pytest.raises(RuntimeError):
        Vec(i32)
    assert not is_live(vec)
    assert repr(vec) == "<Vec[i32] (stale)>"


def test_what_cannot_be_made_leaves_nothing(bump: Bump) -> None:
    untyped: Any = bump.vec
    for arguments, error in (
        ((), TypeError),
        ((i32, [1], 2), TypeError),
        ((i32, 5), TypeError),
        ((i32, ["x"]), TypeError),
        ((u8, [1, 256]), OverflowError),
        ((str, ["x" * 50, 1]), TypeError),
        ((i32, breaking(1, 2)), RuntimeError),
        ((Vec[i32], [[1], ["x"]]), TypeError),
        ((dict, []), TypeError),
    ):
        with pytest.raises(error):
            untyped(*arguments)
        assert bump.stats().used == 0
    with pytest.raises(TypeError, match="expected items of i32, got int"):
        untyped(i32, 5)


def test_what_it_says_of_itself(bump: Bump) -> None:
    assert repr(bump.vec(i32, [1])) == "<Vec[i32] of 1 item>"
    assert repr(bump.vec(Leaf | None)) == "<Vec[Leaf | None] of 0 items>"
    vec = bump.vec(i32, [1])
    with pytest.raises(TypeError, match="unhashable"):
        hash(vec)
    match vec:
        case [1]:
            pass
        case _:
            raise AssertionError
    assert bool(vec)
    assert not bump.vec(i32)
    assert Vec[i32] == vec.__class__[i32]


# ---- Adding --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        ("1", TypeError, "expected u8, got str"),
        (None, TypeError, "expected u8, got None"),
        (1.5, TypeError, "expected u8, got float"),
        (256, OverflowError, "256 is out of range for u8"),
        (-1, OverflowError, "-1 is out of range for u8"),
        (Number(10**30), OverflowError, "out of range for u8"),
    ],
)
def test_wrong_values_change_nothing(
    bump: Bump, value: Any, error: type[Exception], message: str
) -> None:
    vec: Any = bump.vec(u8, [1, 2, 3])
    bump.alloc_bytes(b"behind it")
    used, capacity = bump.stats().used, vec.capacity

    def iadd() -> None:
        nonlocal vec
        vec += [4, value]

    for change in (
        lambda: vec.append(value),
        lambda: vec.insert(1, value),
        lambda: vec.extend([4, value]),
        lambda: vec.extend(iter([4, value])),
        lambda: vec.__setitem__(1, value),
        lambda: vec.__setitem__(slice(1, 2), [4, value]),
        lambda: vec.__setitem__(slice(None, None, 2), [4, value]),
        iadd,
    ):
        with pytest.raises(error, match=message):
            change()
        assert list(vec) == [1, 2, 3]
        assert bump.stats().used == used
    assert vec.capacity == capacity


def test_iterables_that_raise_half_way(bump: Bump) -> None:
    vec = bump.vec(i32, [1, 2, 3])
    changes: list[Callable[[Any], object]] = [
        lambda items: vec.extend(items),
        lambda items: vec.__iadd__(items),
        lambda items: vec.__setitem__(slice(1), items),
        lambda items: vec.__setitem__(slice(None, None, 2), items),
    ]
    for change in changes:
        with pytest.raises(RuntimeError, match="half way"):
            change(breaking(7, 8))
        assert (list(vec), vec.capacity) == ([1, 2, 3], 4)
        for nothing in (5, None):
            with pytest.raises(TypeError, match="expected items of i32, got"):
                change(nothing)


def test_a_hint_of_the_length_is_not_believed(bump: Bump) -> None:
    class Liar:
        def __init__(self, hint: int) -> None:
            self.hint = hint

        def __length_hint__(self) -> int:
            return self.hint

        def __iter__(self) -> Iterator[int]:
            return iter((1, 2, 3))

    for hint in (0, 2**62, 1):
        vec = bump.vec(i32, Liar(hint))  # type: ignore[arg-type]
        vec.extend(Liar(hint))  # type: ignore[arg-type]
        assert list(vec) == [1, 2, 3] * 2
    assert bump.stats().used < 1000


def test_text_is_no_iterable_of_bytes(bump: Bump) -> None:
    texts: Any = bump.vec(str, "abc")
    assert list(texts) == ["a", "b", "c"]
    data: Any = bump.vec(bytes)
    with pytest.raises(TypeError, match="expected an iterable of bytes, got str"):
        data.extend("abc")
    numbers: Any = bump.vec(u8)
    with pytest.raises(TypeError, match="expected u8, got str"):
        numbers.extend("abc")


def test_it_is_changed_by_what_it_is_given(bump: Bump) -> None:
    """Conversion runs Python code that empties, fills, or frees the Vec."""
    vec: Any = bump.vec(i32, range(10))
    vec.append(Number(5, vec.clear))
    assert list(vec) == [5]
    vec[0] = Number(6, lambda: vec.extend(range(1000)))
    assert (vec[0], len(vec)) == (6, 1001)
    with pytest.raises(IndexError, match="index 500 is out of range for a Vec of 0 items"):
        vec[500] = Number(1, vec.clear)
    vec.extend(range(10))
    vec[2:4] = [Number(7, vec.clear), 8]
    assert list(vec) == [7, 8]
    with pytest.raises(ValueError, match="assign sequence of size 2 to extended slice of size 0"):
        vec[::2] = [Number(7, vec.clear), 8]
    vec.extend(range(10))
    uses: list[Callable[[Any], object]] = [
        lambda v: v.append(Number(1, bump.reset)),
        lambda v: v.__setitem__(0, Number(1, bump.reset)),
        lambda v: v.extend([1, Number(1, bump.reset)]),
    ]
    for use in uses:
        with pytest.raises(StaleReferenceError):
            use(bump.vec(i32, range(10)))


# ---- Buffers as a source ---------------------------------------------------------


def test_buffers_of_the_same_numbers_are_copied(bump: Bump) -> None:
    vec = bump.vec(i32)
    vec.extend(array.array("i", [1, -2]))
    vec.extend(memoryview(array.array("i", range(10)))[::3])  # strided: one by one
    vec[0:0] = array.array("i", [9, 9])
    assert list(vec) == [9, 9, 1, -2, 0, 3, 6, 9]
    vec[1:5] = memoryview(array.array("i", [5] * 4))
    assert list(vec) == [9, 5, 5, 5, 5, 3, 6, 9]
    vec.extend(bump.alloc_slice(i32, [4]))
    vec.extend(bump.vec(i32, [3]))
    assert list(vec)[-2:] == [4, 3]
    assert list(bump.vec(u8, b"\x01\xff")) == [1, 255]
    assert list(bump.vec(f64, array.array("d", [1.5]))) == [1.5]
    assert list(bump.vec(bool, memoryview(b"\1\0").cast("?"))) == [True, False]


def test_buffers_of_other_numbers_are_read_as_iterables(bump: Bump) -> None:
    vec: Any = bump.vec(u8)
    vec.extend(array.array("q", [1, 255]))
    vec.extend(array.array("b", [3]))
    with pytest.raises(OverflowError, match="256"):
        vec.extend(array.array("i", [1, 256]))
    with pytest.raises(TypeError, match="expected u8, got float"):
        vec.extend(array.array("d", [1.0]))
    with pytest.raises(TypeError, match="expected u8"):
        vec.extend(memoryview(b"ab").cast("c"))
    with pytest.raises(NotImplementedError, match="multi-dimensional"):
        vec.extend(memoryview(bytes(4)).cast("B", (2, 2)))
    assert list(vec) == [1, 255, 3]
    assert list(bump.vec(f64, array.array("f", [0.5]))) == [0.5]
    released = memoryview(b"x")
    released.release()
    with pytest.raises(ValueError, match="released"):
        vec.extend(released)


def test_extend_from_itself(bump: Bump) -> None:
    for item, values in ((i32, [1, 2, 3]), (str, ["a", "b", "c"])):
        vec: Any = bump.vec(item, values)
        vec.extend(vec)
        vec += vec
        vec[2:4] = vec
        assert list(vec) == (m := values * 4)[:2] + m + m[4:]
        vec[::-1] = vec
        assert list(vec) == ((m := values * 4)[:2] + m + m[4:])[::-1]
        vec.extend(x for x in vec[:2])
        vec.extend(iter(bump.vec(item)))
    numbers = bump.vec(i32, [1])
    with pytest.raises(BufferError, match="exported buffer"):
        numbers.extend(memoryview(numbers))
    assert list(numbers) == [1]


# ---- Removing ---------------------------------------------------------------------


def test_removing(bump: Bump) -> None:
    vec = bump.vec(i32, range(10))
    assert (vec.pop(), vec.pop(0), vec.pop(-2), vec.pop(Number(1))) == (9, 0, 7, 2)
    assert list(vec) == [1, 3, 4, 5, 6, 8]
    for index in (6, -7, 10**20):
        with pytest.raises(IndexError):
            vec.pop(index)
    with pytest.raises(IndexError, match="pop index out of range"):
        vec.pop(6)
    untyped: Any = vec
    with pytest.raises(TypeError, match="at most 1 argument"):
        untyped.pop(1, 2)
    with pytest.raises(TypeError):
        untyped.pop("x")
    vec.remove(4)
    with pytest.raises(ValueError, match="4 is not in the Vec"):
        vec.remove(4)
    with pytest.raises(ValueError, match="'x' is not in the Vec"):
        untyped.remove("x")
    vec.clear()
    vec.clear()
    assert list(vec) == []
    for empty in (vec, bump.vec(str), bump.vec(object)):
        with pytest.raises(IndexError, match="pop from an empty Vec"):
            empty.pop()


# ---- Indices and ranges --------------------------------------------------------------


def test_indices(bump: Bump) -> None:
    vec: Any = bump.vec(i32, range(10))
    assert (vec[0], vec[-1], vec[-10], vec[True], vec[Number(3)]) == (0, 9, 0, 1, 3)
    for index in (10, -11, 2**62, -(2**62), 10**30):
        for use in (
            lambda i: vec[i],
            lambda i: vec.__setitem__(i, 1),
            lambda i: vec.__delitem__(i),
        ):
            with pytest.raises(IndexError):
                use(index)
    with pytest.raises(IndexError, match="index 10 is out of range for a Vec of 10 items"):
        vec[10]
    with pytest.raises(IndexError, match="index -11 is out of range for a Vec of 10 items"):
        vec[-11] = 0
    for key in ("x", 1.5, None):
        with pytest.raises(TypeError):
            vec[key]
        with pytest.raises(TypeError):
            vec[key] = 1
        with pytest.raises(TypeError):
            del vec[key]
    assert list(vec) == list(range(10))


RANGES = [
    slice(a, b, c)
    for a in (None, 0, 1, 3, -1, -3, 50, -50)
    for b in (None, 0, 2, 5, -1, -4, 50, -50)
    for c in (None, 1, 2, 3, 7, 100, -1, -2, -5, -100, 2**62, -(2**62))
]


def outcome(call: Callable[[], object]) -> object:
    try:
        return call()
    except ValueError as error:
        return str(error)


@pytest.mark.parametrize("item", [i32, str])
def test_ranges_as_of_a_list(bump: Bump, item: Any) -> None:
    values: list[Any] = list(range(8)) if item is i32 else list("abcdefgh")
    for part in RANGES:
        vec, mirror = bump.vec(item, values), list(values)
        assert vec[part] == mirror[part]
        del vec[part], mirror[part]
        assert list(vec) == mirror, part
        for new in ([], values[:2], values[:4], values[:8], values * 2):
            vec, mirror = bump.vec(item, values), list(values)
            ours = outcome(lambda: vec.__setitem__(part, new))  # noqa: B023
            theirs = outcome(lambda: mirror.__setitem__(part, new))  # noqa: B023
            assert ours == theirs, (part, new)
            assert list(vec) == mirror, (part, new)
        bump.reset()


def test_a_step_of_zero(bump: Bump) -> None:
    vec = bump.vec(i32, [1])
    for use in (
        lambda: vec[::0],
        lambda: vec.__setitem__(slice(None, None, 0), []),
        lambda: vec.__delitem__(slice(None, None, 0)),
    ):
        with pytest.raises(ValueError, match="slice step cannot be zero"):
            use()


# ---- Iteration and searching -------------------------------------------------------------


def test_it_changes_while_it_is_read(bump: Bump) -> None:
    """As a list: the iterator counts."""
    for item, values in ((i32, [1, 2, 3, 4]), (str, ["a", "b", "c", "d"])):
        vec: Any = bump.vec(item, values)
        mirror = list(values)
        seen: list[Any] = []
        for it in (vec, mirror):
            for x in it:
                seen.append(x)
                if len(it) < 30:
                    it.extend([x, x])
                if x == values[1]:
                    it.remove(x)
        half = len(seen) // 2
        assert seen[:half] == seen[half:]
        assert list(vec) == mirror
    iterator = iter(vec)
    next(iterator)
    vec.clear()
    assert list(iterator) == []
    vec.append("x")
    assert list(iterator) == []  # used up is used up
    backwards = reversed(vec)
    vec.clear()
    assert list(backwards) == []


def test_iterators_know_how_many_are_left(bump: Bump) -> None:
    import operator

    vec = bump.vec(i32, range(5))
    forwards, backwards = iter(vec), reversed(vec)
    next(forwards), next(backwards)
    assert (operator.length_hint(forwards), operator.length_hint(backwards)) == (4, 4)
    del vec[1:]
    assert (operator.length_hint(forwards), operator.length_hint(backwards)) == (0, 0)
    assert list(forwards) == []
    assert operator.length_hint(forwards) == 0


def test_searching(bump: Bump) -> None:
    vec: Any = bump.vec(i32, [3, 1, 3, 2, 3])
    assert (vec.index(3), vec.index(3, 1), vec.index(3, -1), vec.count(3)) == (0, 2, 4, 3)
    assert vec.index(2, -2, 10**30) == 3
    for arguments in ((9,), (3, 1, 2), (2, 4), (1, 10**30)):
        with pytest.raises(ValueError, match="is not in the Vec"):
            vec.index(*arguments)
    for same in (3.0, Number, True + 2):
        assert vec.count(same) == (3 if same == 3 else 0)
    for other in (2**31, -(2**40), 10**30, 3.5, "3", None, object(), math.nan):
        assert other not in vec
        assert vec.count(other) == 0
    with pytest.raises(TypeError):
        vec.index("3", "x")
    floats: Any = bump.vec(f64, [0.0, math.nan, 2**53])
    assert -0.0 in floats
    assert 2**53 + 1 not in floats
    assert math.nan not in floats  # noqa: PLW0177  the object is another one each time
    assert 0.1 not in bump.vec(f32, [0.1])
    assert 0.5 in bump.vec(f32, [0.5])
    bools: Any = bump.vec(bool, [True])
    assert 1 in bools
    assert 2 not in bools
    texts: Any = bump.vec(str, ["é", "", "\ud800", "ab"])
    assert [texts.index(t) for t in ("é", "", "\ud800", "ab")] == [0, 1, 2, 3]
    assert "a" not in texts
    assert 1 not in texts
    assert "x" not in bump.vec(str | None, [None])
    assert None in bump.vec(str | None, ["", None])


class Equal:
    def __init__(self, run: Callable[[], object]) -> None:
        self.run = run

    def __eq__(self, other: object) -> bool:
        return bool(self.run())

    __hash__ = object.__hash__


def test_comparison_that_raises_or_changes_it(bump: Bump) -> None:
    vec: Any = bump.vec(i32, range(10))
    for use in (vec.__contains__, vec.index, vec.count, vec.remove):
        with pytest.raises(ZeroDivisionError):
            use(Equal(lambda: 1 / 0))
        assert list(vec) == list(range(10))
    assert Equal(vec.clear) not in vec
    vec.extend(range(10))
    vec.remove(Equal(lambda: vec.clear() or True))
    assert list(vec) == []
    vec.extend(range(10))
    with pytest.raises(StaleReferenceError):
        vec.count(Equal(bump.reset))


def test_comparing(bump: Bump) -> None:
    vec: Any = bump.vec(i32, [1, 2])
    for same in ([1, 2], (1, 2), bump.vec(i32, [1, 2]), bump.vec(i64, [1, 2]),
                 bump.vec(f64, [1, 2]), bump.alloc_slice(i32, [1, 2])):  # fmt: skip
        assert vec == same
        assert same == vec
        assert not vec != same  # noqa: SIM202
        assert vec <= (same if not isinstance(same, tuple | Slice) else vec)
    for other in ([1], [1, 3], [1, 2, 3], (), bump.vec(i32, [1, 3]), bump.vec(i32), "12", None):
        assert vec != other
        assert other != vec
    assert vec < [1, 3] < bump.vec(i32, [2])
    assert vec > [1]
    assert vec >= bump.vec(u8, [1, 2])
    with pytest.raises(TypeError):
        _ = vec < 5
    with pytest.raises(TypeError):
        _ = vec < bump.vec(str, ["x"])
    nans = bump.vec(f64, [math.nan])
    assert nans != nans  # noqa: PLR0124
    assert bump.vec(f64, [0.0]) == bump.vec(f64, [-0.0])
    bump2 = Bump()
    assert bump2.vec(i32, [1, 2]) == vec
    bump2.close()


def test_repeating(bump: Bump) -> None:
    vec = bump.vec(i32, [1, 2])
    vec *= 3
    assert list(vec) == [1, 2] * 3
    vec *= 1
    assert len(vec) == 6
    vec *= -5
    assert list(vec) == []
    vec *= 5
    assert list(vec) == []
    untyped: Any = vec
    with pytest.raises(TypeError):
        untyped *= "x"
    vec.append(1)
    with pytest.raises((MemoryError, OverflowError)):
        vec *= 2**62
    assert list(vec) == [1]
