"""The rows of docs/from-rust.md that are about collections; see test_from_rust.py."""

from __future__ import annotations

import itertools
from array import array

import pytest

from arenite import (
    ArenaLimitError,
    Bump,
    LifetimeError,
    Slice,
    String,
    Struct,
    Text,
    TypedArena,
    Vec,
    arena_of,
    i32,
    to_heap,
    u8,
)

rust = pytest.mark.rust


class Pair(Struct):
    x: i32
    y: i32 = 0


@pytest.fixture
def vec(bump: Bump) -> Vec[int]:
    return bump.vec(i32, [1, 2, 3, 4])


@pytest.fixture
def text(bump: Bump) -> String:
    return bump.string("text")


# ---- Vec ------------------------------------------------------------------------------


@rust("bumpalo::vec!")
def test_vec_macro(bump: Bump) -> None:
    assert bump.vec(i32, [1, 2, 3]) == [1, 2, 3]
    assert bump.vec(i32, itertools.repeat(0, 3)) == [0, 0, 0]


@rust("Vec::new_in")
def test_vec_new(bump: Bump) -> None:
    assert bump.vec(i32) == []


@rust("Vec::with_capacity_in")
def test_vec_with_capacity(bump: Bump) -> None:
    vec = bump.vec(i32)
    vec.reserve(10)
    used = bump.stats().used
    vec.extend(range(10))
    assert bump.stats().used == used


@rust("Vec::from_iter_in")
def test_vec_from_iter(bump: Bump) -> None:
    assert bump.vec(i32, iter([1, 2])) == [1, 2]


@rust("Vec::bump")
def test_vec_bump(bump: Bump, vec: Vec[int]) -> None:
    assert arena_of(vec) is bump


@rust("Vec::capacity")
def test_vec_capacity(vec: Vec[int]) -> None:
    assert vec.capacity >= len(vec)


@rust("Vec::reserve", "Vec::reserve_exact", "Vec::try_reserve", "Vec::try_reserve_exact")
def test_vec_reserve(bump: Bump, vec: Vec[int]) -> None:
    vec.reserve(100)
    assert vec.capacity >= 104
    bump.limit = bump.stats().used
    with pytest.raises(ArenaLimitError):
        vec.reserve(1000)


@rust("CollectionAllocErr")
def test_collection_alloc_err(vec: Vec[int]) -> None:
    with pytest.raises(MemoryError):
        vec.reserve(2**62)


@rust("Vec::shrink_to_fit")
def test_vec_shrink_to_fit(bump: Bump, vec: Vec[int]) -> None:
    vec.reserve(100)
    used = bump.stats().used
    vec.shrink_to_fit()
    assert vec.capacity == 4
    assert bump.stats().used < used


@rust(
    "Vec::into_bump_slice",
    "Vec::into_bump_slice_mut",
    "Vec::into_boxed_slice",
    "From<Vec<T>> for Box<[T]>",
)
def test_vec_freeze(vec: Vec[int]) -> None:
    frozen = vec.freeze()
    frozen[0] = 7
    assert isinstance(frozen, Slice)
    assert (list(frozen), vec) == ([7, 2, 3, 4], [])


@rust(
    "Vec::as_slice",
    "Vec::as_mut_slice",
    "Vec: AsRef<[T]>",
    "Vec: AsMut<[T]>",
    "Vec: Borrow<[T]>",
    "Vec: Deref",
)
def test_vec_as_slice(vec: Vec[int]) -> None:
    with memoryview(vec) as view:
        view[0] = 7
    assert list(vec) == [7, 2, 3, 4]


@rust("Vec::push")
def test_vec_push(vec: Vec[int]) -> None:
    vec.append(5)
    assert vec == [1, 2, 3, 4, 5]


@rust("Vec::pop")
def test_vec_pop(vec: Vec[int]) -> None:
    assert [vec.pop() for _ in range(4)] == [4, 3, 2, 1]
    with pytest.raises(IndexError):
        vec.pop()


@rust("Vec::pop_if")
def test_vec_pop_if(vec: Vec[int]) -> None:
    if vec and vec[-1] % 2 == 0:
        vec.pop()
    assert vec == [1, 2, 3]


@rust("Vec::insert")
def test_vec_insert(vec: Vec[int]) -> None:
    vec.insert(1, 7)
    assert vec == [1, 7, 2, 3, 4]


@rust("Vec::remove")
def test_vec_remove(vec: Vec[int]) -> None:
    assert (vec.pop(1), vec) == (2, [1, 3, 4])


@rust("Vec::swap_remove")
def test_vec_swap_remove(vec: Vec[int]) -> None:
    vec[1] = vec[-1]
    vec.pop()
    assert vec == [1, 4, 3]


@rust("Vec::truncate")
def test_vec_truncate(vec: Vec[int]) -> None:
    del vec[2:]
    assert vec == [1, 2]


@rust("Vec::clear")
def test_vec_clear(vec: Vec[int]) -> None:
    vec.clear()
    assert vec == []


@rust("Vec::len", "Vec::is_empty")
def test_vec_len(bump: Bump, vec: Vec[int]) -> None:
    assert (len(vec), not vec, not bump.vec(i32)) == (4, False, True)


@rust("Vec::retain", "Vec::retain_mut")
def test_vec_retain(vec: Vec[int]) -> None:
    vec[:] = [x for x in vec if x % 2]
    assert vec == [1, 3]


@rust("Vec::drain_filter", "DrainFilter")
def test_vec_drain_filter(vec: Vec[int]) -> None:
    gone = [x for x in vec if x % 2]
    vec[:] = [x for x in vec if not x % 2]
    assert (gone, vec) == ([1, 3], [2, 4])


@rust("Vec::dedup", "Vec::dedup_by", "Vec::dedup_by_key")
def test_vec_dedup(bump: Bump) -> None:
    vec = bump.vec(i32, [1, 1, 2, 12, 1])
    vec[:] = [x for x, _ in itertools.groupby(vec)]
    assert vec == [1, 2, 12, 1]
    vec[:] = [next(g) for _, g in itertools.groupby(vec, lambda x: x % 10)]
    assert vec == [1, 2, 1]


@rust("Vec::append")
def test_vec_append(bump: Bump, vec: Vec[int]) -> None:
    other = bump.vec(i32, [5, 6])
    vec += other
    other.clear()
    assert (vec, other) == ([1, 2, 3, 4, 5, 6], [])


@rust("Vec::drain", "vec::Drain")
def test_vec_drain(vec: Vec[int]) -> None:
    drained = vec[1:3]
    del vec[1:3]
    assert (drained, vec) == ([2, 3], [1, 4])


@rust("Vec::splice", "Splice")
def test_vec_splice(vec: Vec[int]) -> None:
    vec[1:3] = (x for x in (7, 8, 9))
    assert vec == [1, 7, 8, 9, 4]


@rust("Vec::split_off")
def test_vec_split_off(bump: Bump, vec: Vec[int]) -> None:
    tail = bump.vec(i32, vec[3:])
    del vec[3:]
    assert (vec, tail) == ([1, 2, 3], [4])


@rust("Vec::resize")
def test_vec_resize(vec: Vec[int]) -> None:
    vec.extend(itertools.repeat(7, 6 - len(vec)))
    assert vec == [1, 2, 3, 4, 7, 7]


@rust(
    "Vec::extend_from_slice",
    "Vec::extend_from_slice_copy",
    "Vec::extend_from_slices_copy",
    "Vec: Extend",
)
def test_vec_extend(vec: Vec[int]) -> None:
    vec.extend([5])
    vec.extend(array("i", [6, 7]))
    assert vec == [1, 2, 3, 4, 5, 6, 7]


@rust("Vec: io::Write")
def test_vec_write(bump: Bump) -> None:
    vec = bump.vec(u8)
    vec.extend(b"data")
    assert bytes(memoryview(vec)) == b"data"


@rust("Vec: Clone")
def test_vec_clone(bump: Bump, vec: Vec[int]) -> None:
    clone = bump.vec(i32, vec)
    clone.append(5)
    assert (vec, clone) == ([1, 2, 3, 4], [1, 2, 3, 4, 5])


@rust("Vec: PartialEq", "Vec: Eq", "Vec: PartialOrd", "Vec: Ord")
def test_vec_comparison(bump: Bump, vec: Vec[int]) -> None:
    assert vec == bump.vec(i32, [1, 2, 3, 4]) == [1, 2, 3, 4]
    assert vec < bump.vec(i32, [1, 3])
    assert vec < [1, 3]


@rust("Vec: Index", "Vec: IndexMut")
def test_vec_index(vec: Vec[int]) -> None:
    vec[-1] = 7
    assert (vec[0], vec[3], vec[::2]) == (1, 7, [1, 3])


@rust("Vec: IntoIterator", "vec::IntoIter")
def test_vec_iter(bump: Bump, vec: Vec[int]) -> None:
    assert list(reversed(vec)) == [4, 3, 2, 1]
    for x in vec:
        if x < 3:
            vec.append(x + 10)
    assert vec == [1, 2, 3, 4, 11, 12]


@rust("Vec: Debug")
def test_vec_repr(vec: Vec[int]) -> None:
    assert "Vec[i32] of 4 items" in repr(vec)
    assert repr(list(vec)) == "[1, 2, 3, 4]"


@rust("Vec::sort", "Vec::sort_by_key", "Vec::reverse")
def test_vec_sort(vec: Vec[int]) -> None:
    vec.sort(key=lambda x: x % 2)
    assert vec == [2, 4, 1, 3]
    vec.sort(reverse=True)
    vec.reverse()
    assert vec == [1, 2, 3, 4]


# ---- String ----------------------------------------------------------------------------


@rust("bumpalo::format!")
def test_format_macro(bump: Bump) -> None:
    x, y = 1, 2
    text = bump.string(f"{x} of {y}")
    text.format(", {} of {}", x, y)
    assert text == "1 of 2, 1 of 2"


@rust("String::new_in")
def test_string_new(bump: Bump) -> None:
    assert bump.string() == ""


@rust("String::with_capacity_in")
def test_string_with_capacity(bump: Bump) -> None:
    text = bump.string()
    text.reserve(10)
    used = bump.stats().used
    text += "0123456789"
    assert bump.stats().used == used


@rust("String::from_str_in")
def test_string_from_str(bump: Bump) -> None:
    assert bump.string("text") == "text"


@rust("String::from_iter_in")
def test_string_from_iter(bump: Bump) -> None:
    text = bump.string("".join(c for c in "ab"))
    text.extend(c for c in "cd")
    assert text == "abcd"


@rust(
    "String::from_utf8",
    "FromUtf8Error",
    "FromUtf8Error::utf8_error",
    "FromUtf8Error::as_bytes",
    "FromUtf8Error::into_bytes",
)
def test_string_from_utf8(bump: Bump) -> None:
    assert bump.string(b"text".decode()) == "text"
    with pytest.raises(UnicodeDecodeError) as error:
        bump.string(b"te\xffxt".decode())
    assert (error.value.start, error.value.object) == (2, b"te\xffxt")


@rust("String::from_utf8_lossy_in")
def test_string_from_utf8_lossy(bump: Bump) -> None:
    assert bump.string(b"te\xffxt".decode(errors="replace")) == "te\N{REPLACEMENT CHARACTER}xt"


@rust("String::from_utf16_in", "FromUtf16Error")
def test_string_from_utf16(bump: Bump) -> None:
    assert bump.string("text".encode("utf-16").decode("utf-16")) == "text"
    with pytest.raises(UnicodeDecodeError):
        b"\x00\xd8".decode("utf-16-le")


@rust("String::bump")
def test_string_bump(bump: Bump, text: String) -> None:
    assert arena_of(text) is bump


@rust("String::into_bytes", "String::as_bytes", "String: AsRef<[u8]>")
def test_string_bytes(text: String) -> None:
    assert str(text).encode() == b"text"


@rust("String::into_bump_str")
def test_string_freeze(text: String) -> None:
    frozen = text.freeze()
    assert isinstance(frozen, Text)
    assert (str(frozen), str(text)) == ("text", "")


@rust(
    "String::as_str",
    "String::as_mut_str",
    "String: Deref",
    "String: AsRef<str>",
    "String: Borrow<str>",
    "String: Display",
)
def test_string_str(text: String) -> None:
    assert (str(text), f"{text}") == ("text", "text")


@rust("String::push_str", "String::push", "String: Add", "String: AddAssign")
def test_string_push(text: String) -> None:
    text += " and"
    text.append(" more")
    assert text == "text and more"


@rust("String: fmt::Write")
def test_string_write(text: String) -> None:
    text.write(" and ")
    print("more", file=text)
    assert text == "text and more\n"


@rust("String: Extend")
def test_string_extend(text: String) -> None:
    text.extend([" and", " more"])
    assert text == "text and more"


@rust("String::capacity")
def test_string_capacity(text: String) -> None:
    assert text.capacity >= 4


@rust("String::reserve", "String::reserve_exact")
def test_string_reserve(text: String) -> None:
    text.reserve(100)
    assert text.capacity >= 104


@rust("String::shrink_to_fit")
def test_string_shrink_to_fit(text: String) -> None:
    text.reserve(100)
    text.shrink_to_fit()
    assert text.capacity < 100


@rust("String::truncate")
def test_string_truncate(bump: Bump) -> None:
    text = bump.string("h\xe9llo")
    text.truncate(2)
    assert text == "h\xe9"


@rust("String::pop")
def test_string_pop(text: String) -> None:
    text.truncate(len(text) - 1)
    assert text == "tex"


@rust(
    "String::insert",
    "String::insert_str",
    "String::remove",
    "String::retain",
    "String::drain",
    "string::Drain",
    "String::replace_range",
)
def test_string_edit(text: String) -> None:
    edited = str(text).replace("x", "s")
    text.clear()
    text += edited
    assert text == "test"


@rust("String::split_off")
def test_string_split_off(text: String) -> None:
    tail = str(text)[2:]
    text.truncate(2)
    assert (str(text), tail) == ("te", "xt")


@rust("String::clear")
def test_string_clear(text: String) -> None:
    text.clear()
    assert text == ""


@rust("String::len", "String::is_empty")
def test_string_len(bump: Bump) -> None:
    text = bump.string("h\xe9")
    assert (len(text), text.nbytes, not text, not bump.string()) == (2, 3, False, True)


@rust("String: Index", "String: IndexMut")
def test_string_index(text: String) -> None:
    assert str(text)[1:3] == "ex"


@rust("String: Clone")
def test_string_clone(bump: Bump, text: String) -> None:
    clone = bump.string(str(text))
    clone += "s"
    assert (str(text), str(clone)) == ("text", "texts")


@rust("String: PartialEq", "String: Eq", "String: PartialOrd", "String: Ord")
def test_string_comparison(bump: Bump, text: String) -> None:
    assert text == bump.string("text") == "text"
    assert text < bump.string("u")
    assert text < "u"


@rust("String: Debug")
def test_string_repr(text: String) -> None:
    assert "text" in repr(text)


# ---- Collecting ---------------------------------------------------------------------------


@rust("CollectIn::collect_in", "FromIteratorIn::from_iter_in")
def test_collect(bump: Bump) -> None:
    assert bump.vec(i32, iter([1, 2])) == [1, 2]
    assert list(bump.alloc_slice(i32, iter([1, 2]))) == [1, 2]
    assert bump.map(str, i32, iter([("a", 1)])) == {"a": 1}


@rust("FromIteratorIn for Option<V>", "FromIteratorIn for Result<V, E>")
def test_collect_fails(bump: Bump) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        bump.vec(i32, (int(text) for text in ["1", "two"]))
    assert bump.stats().used == 0


# ---- typed-arena ----------------------------------------------------------------------------


@rust("Arena::new", "Arena::default")
def test_typed() -> None:
    assert len(TypedArena(Pair)) == 0


@rust("Arena::with_capacity")
def test_typed_with_capacity() -> None:
    table = TypedArena(Pair, 100)
    used = table.bump.stats().used
    table.alloc_extend((i, i) for i in range(100))
    assert table.bump.stats().used == used


@rust("Arena::len")
def test_typed_len() -> None:
    table = TypedArena(Pair)
    table.alloc(1)
    table.alloc(2)
    assert len(table) == 2


@rust("Arena::alloc")
def test_typed_alloc() -> None:
    assert TypedArena(Pair).alloc(1, 2).y == 2


@rust("Arena::alloc_extend")
def test_typed_alloc_extend() -> None:
    table = TypedArena(Pair)
    assert table.alloc_extend([(1, 2), (3, 4)]) == range(2)
    assert table.alloc_columns(x=array("i", [5, 6])) == range(2, 4)
    assert [row.x for row in table] == [1, 3, 5, 6]


@rust("Arena::reserve_extend")
def test_typed_reserve() -> None:
    table = TypedArena(Pair)
    table.reserve(100)
    assert table.capacity >= 100


@rust("Arena::iter_mut", "IterMut")
def test_typed_iter() -> None:
    table = TypedArena(Pair)
    table.alloc_extend([(1, 2), (3, 4)])
    for row in table:
        row.y = row.x
        if len(table) < 4:
            table.alloc(10 + row.x)
    assert [row.y for row in table] == [1, 3, 11, 13]


@rust("Arena::into_vec")
def test_typed_into_vec() -> None:
    table = TypedArena(Pair)
    table.alloc_extend([(1, 2), (3, 4)])
    assert list(table) == [table[0], table[1]]
    assert to_heap(table[1]).y == 4


@rust("Arena<u8>::alloc_str")
def test_typed_alloc_str(bump: Bump) -> None:
    assert str(bump.alloc_str("text")) == "text"


# ---- bump-scope ------------------------------------------------------------------------------


@rust("BumpVec", "MutBumpVec", "FixedBumpVec")
def test_bump_vec(bump: Bump) -> None:
    vec = bump.vec(i32)
    vec.extend(range(100))
    assert bump.stats().wasted == 0
    with bump.scope(), pytest.raises(LifetimeError):
        vec.reserve(1000)


@rust("BumpString", "MutBumpString", "FixedBumpString")
def test_bump_string(bump: Bump) -> None:
    text = bump.string()
    text += "text"
    assert text == "text"
