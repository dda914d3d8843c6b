"""docs/from-rust.md says what stands for which item of the Rust arenas: each row runs.

A test's mark names the items of its row, so that neither a row nor a test is alone.
"""

from __future__ import annotations

import ast
import gc
import itertools
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import arenite
from arenite import (
    Allocator,
    ArenaLimitError,
    Array,
    Box,
    Bump,
    BumpPool,
    LifetimeError,
    Map,
    StaleReferenceError,
    Struct,
    Vec,
    arena_of,
    asdict,
    field,
    i32,
    system_allocator,
    to_heap,
    u8,
    u64,
    u128,
)

HERE = Path(__file__)
PAGE = HERE.parents[2] / "docs" / "from-rust.md"
TESTS = sorted(HERE.parent.glob("test_from_rust*.py"))

rust = pytest.mark.rust


class Node(Struct):
    value: i32
    next: Node | None = None


class Holder(Struct):
    item: object = None
    numbers: Array[i32, 3] = field(default=(0, 0, 0))  # type: ignore[valid-type,assignment]


# ---- The page and the tests ------------------------------------------------------


def rows() -> Iterator[tuple[tuple[str, ...], str]]:
    """The items and the counterpart of each row of a table that has a column "here"."""
    inside = False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        inside = bool(cells) and (inside or cells[1] == "here")
        if inside and cells[1] != "here" and not cells[0].startswith("---"):
            yield tuple(re.findall(r"`([^`]+)`", cells[0])), cells[1]


def marks() -> Iterator[tuple[str, ...]]:
    """The items of each test here, as its mark names them."""
    for path in TESTS:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                for mark in node.decorator_list:
                    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "rust":
                        yield tuple(ast.literal_eval(arg) for arg in mark.args)


def test_each_counterpart_has_its_test() -> None:
    table = list(rows())
    assert len(table) > 100
    executed = [items for items, here in table if not here.startswith("none:")]
    assert sorted(executed) == sorted(marks())


def test_no_item_has_two_rows() -> None:
    names = [name for items, _ in rows() for name in items]
    assert sorted(names) == sorted(set(names))


OWNERS = {
    "bump": "Bump",
    "box": "Box",
    "vec": "Vec",
    "text": "String",
    "table": "TypedArena",
    "pool": "BumpPool",
}


def test_what_the_page_calls_exists() -> None:
    for items, here in rows():
        assert items, here
        for owner, name in re.findall(
            r"\b(\w+)\.([a-z]\w*)", " ".join(re.findall("`(.+?)`", here))
        ):
            if owner in OWNERS:
                assert hasattr(getattr(arenite, OWNERS[owner]), name), (items, name)


# ---- bumpalo: the arena -----------------------------------------------------------


@rust("Bump::new", "Bump::try_new", "Bump::default")
def test_new() -> None:
    assert Bump().stats().capacity == 0


@rust("Bump::with_capacity", "Bump::try_with_capacity")
def test_with_capacity() -> None:
    assert Bump(100).stats().capacity >= 100
    with pytest.raises(MemoryError):
        Bump(2**62)


@rust(
    "Bump<MIN_ALIGN>",
    "Bump::with_min_align",
    "Bump::with_min_align_and_capacity",
    "Bump::try_with_min_align_and_capacity",
)
def test_min_align() -> None:
    bump = Bump(100, min_align=16)
    for _ in range(2):
        bump.alloc(u8, 1)
    assert bump.stats().used == 17
    Bump(min_align=4096)


@rust("Bump::allocation_limit", "Bump::set_allocation_limit")
def test_limit(bump: Bump) -> None:
    assert bump.limit is None
    bump.limit = 16
    bump.alloc(1)
    bump.alloc(2)
    with pytest.raises(ArenaLimitError):
        bump.alloc(3)
    assert (bump.limit, bump.stats().used) == (16, 16)


@rust("Bump::reset")
def test_reset(bump: Bump) -> None:
    bump.zeros(u64, 1000)
    kept = bump.stats().capacity
    bump.reset()
    assert (bump.stats().used, bump.stats().capacity) == (0, kept)
    bump.reset(keep="none")
    assert bump.stats().capacity == 0


@rust("Bump::drop")
def test_drop() -> None:
    done: list[str] = []
    with Bump() as bump:
        bump.callback(done.append, "with")
    other = Bump()
    other.callback(done.append, "collected")
    del other
    gc.collect()
    assert done == ["with", "collected"]
    bump.close()


@rust("Bump::fmt")
def test_bump_repr(bump: Bump) -> None:
    assert "Bump" in repr(bump)


@rust("unsafe impl Send for Bump", "Send for Box", "Sync for Box")
def test_threads(bump: Bump) -> None:
    thread = threading.Thread(target=bump.alloc, args=(7,))
    thread.start()
    thread.join()
    assert bump.stats().used == 8
    with BumpPool() as pool, pool.get() as one, pool.get() as other:
        assert one is not other


# ---- bumpalo: allocation ----------------------------------------------------------


@rust("Bump::alloc", "Bump::try_alloc")
def test_alloc(bump: Bump) -> None:
    assert bump.alloc(Node, 1).value == bump.alloc(1).value == 1
    with Bump() as other:
        assert arena_of(Node(1)) is other


@rust("Bump::alloc_with", "Bump::try_alloc_with")
def test_alloc_with(bump: Bump) -> None:
    assert bump.alloc(Node, sum([20, 22])).value == 42


@rust("Bump::alloc_try_with", "Bump::try_alloc_try_with", "AllocOrInitError")
def test_alloc_try_with(bump: Bump) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        bump.alloc(Node, int("no number"))
    assert bump.stats().used == 0


@rust("Bump::alloc_str", "Bump::try_alloc_str")
def test_alloc_str(bump: Bump) -> None:
    assert str(bump.alloc_str("text")) == "text"


@rust("Bump::alloc_slice_copy", "Bump::try_alloc_slice_copy")
def test_alloc_slice_copy(bump: Bump) -> None:
    numbers = memoryview(b"\1\0\0\0\2\0\0\0").cast("i")
    assert list(bump.alloc_slice(i32, numbers)) == [1, 2]
    assert bytes(bump.alloc_bytes(b"data")) == b"data"


@rust("Bump::alloc_slice_clone", "Bump::try_alloc_slice_clone")
def test_alloc_slice_clone(bump: Bump) -> None:
    assert list(bump.alloc_slice(str, ["a", "b"])) == ["a", "b"]


@rust("Bump::alloc_slice_fill_with", "Bump::try_alloc_slice_fill_with")
def test_alloc_slice_fill_with(bump: Bump) -> None:
    def f(i: int) -> int:
        return 5 * (i + 1)

    assert list(bump.alloc_slice(i32, (f(i) for i in range(3)))) == [5, 10, 15]
    assert list(bump.alloc_slice(i32, map(f, range(3)))) == [5, 10, 15]


@rust("Bump::alloc_slice_try_fill_with", "Bump::alloc_slice_try_fill_iter")
def test_alloc_slice_try_fill(bump: Bump) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        bump.alloc_slice(i32, (int(text) for text in ["1", "two"]))
    assert bump.stats().used == 0


@rust(
    "Bump::alloc_slice_fill_copy",
    "Bump::try_alloc_slice_fill_copy",
    "Bump::alloc_slice_fill_clone",
    "Bump::try_alloc_slice_fill_clone",
)
def test_alloc_slice_fill_copy(bump: Bump) -> None:
    assert list(bump.alloc_slice(i32, itertools.repeat(42, 3))) == [42, 42, 42]


@rust("Bump::alloc_slice_fill_iter", "Bump::try_alloc_slice_fill_iter")
def test_alloc_slice_fill_iter(bump: Bump) -> None:
    assert list(bump.alloc_slice(i32, filter(None, [0, 2, 3]))) == [2, 3]


@rust("Bump::alloc_slice_fill_default", "Bump::try_alloc_slice_fill_default")
def test_alloc_slice_fill_default(bump: Bump) -> None:
    assert list(bump.zeros(i32, 3)) == [0, 0, 0]


@rust("Bump::alloc_layout", "Bump::try_alloc_layout")
def test_alloc_layout(bump: Bump) -> None:
    with bump.alloc_layout(100, 64) as memory:
        memory[:4] = b"data"
        assert (len(memory), bytes(memory[:4])) == (100, b"data")


@rust("AllocErr")
def test_alloc_err() -> None:
    assert issubclass(ArenaLimitError, MemoryError)
    with pytest.raises(MemoryError):
        Bump(limit=8).zeros(u64, 2)


# ---- bumpalo: figures and traits -----------------------------------------------------


@rust("Bump::allocated_bytes", "Bump::allocated_bytes_including_metadata")
def test_allocated_bytes(bump: Bump) -> None:
    bump.zeros(i32, 5)
    assert (bump.stats().used, bump.stats().capacity) == (20, 512)


@rust("Bump::iter_allocated_chunks", "Bump::iter_allocated_chunks_raw", "ChunkIter", "ChunkRawIter")
def test_chunks(bump: Bump) -> None:
    bump.alloc_bytes(b"abc")
    bump.zeros(u8, 1000)
    newest, oldest = bump.chunks()
    assert (len(newest), bytes(oldest)) == (1000, b"abc")


@rust("allocator_api", "allocator-api2")
def test_allocators(bump: Bump) -> None:
    assert isinstance(bump, Allocator)
    assert arena_of(Vec(u8, allocator=bump)) is bump
    assert Path(arenite.get_include(), "arenite.h").is_file()


@rust("Allocator::allocate")
def test_allocate(bump: Bump) -> None:
    assert not bump.allocate(16, 64).readonly


@rust("Allocator::allocate_zeroed")
def test_allocate_zeroed(bump: Bump) -> None:
    memory = bump.allocate(16)
    memory[:] = bytes(16)
    assert not any(memory)


@rust("Allocator::deallocate")
def test_deallocate(bump: Bump) -> None:
    bump.deallocate(bump.allocate(16))
    assert bump.stats().used == 0


@rust("Allocator::grow", "Allocator::grow_zeroed")
def test_grow(bump: Bump) -> None:
    memory = bump.grow(bump.allocate(16), 32)
    assert (len(memory), bump.stats().used) == (32, 32)


@rust("Allocator::shrink")
def test_shrink(bump: Bump) -> None:
    memory = bump.shrink(bump.allocate(16), 8)
    assert (len(memory), bump.stats().used) == (8, 8)


@rust("std::alloc::System", "Global")
def test_system_allocator() -> None:
    vec = Vec(u8, b"abc", allocator=system_allocator)
    arena_of(vec).close()
    with pytest.raises(StaleReferenceError):
        len(vec)
    system_allocator.deallocate(system_allocator.allocate(8))


@rust("std::vec::Vec::new_in", "hashbrown::HashMap::new_in")
def test_new_in(bump: Bump) -> None:
    assert arena_of(Vec(u64, allocator=bump)) is bump
    assert arena_of(Map(str, u64, allocator=bump)) is bump


@rust("serde")
def test_serde(bump: Bump) -> None:
    node = bump.alloc(Node, 1, bump.alloc(Node, 2))
    assert asdict(node)["value"] == 1
    heap: Any = to_heap(node)
    assert heap.next.value == 2


# ---- bumpalo: Box -----------------------------------------------------------------------


@rust("Box::new_in")
def test_box(bump: Bump) -> None:
    assert isinstance(bump.alloc(42), Box)
    assert bump.alloc(u128, 2**100).value == 2**100


@rust("Box::into_inner", "Deref", "DerefMut", "AsRef", "AsMut", "Borrow", "BorrowMut")
def test_box_value(bump: Bump) -> None:
    box = bump.alloc(42)
    box.value += 1
    assert box.value == 43


@rust("Box::bump")
def test_box_bump(bump: Bump) -> None:
    assert arena_of(bump.alloc(42)) is bump


@rust("Box<dyn Any>::downcast")
def test_box_downcast(bump: Bump) -> None:
    for value, kind in ((42, "int"), ("text", "str")):
        match bump.alloc(value).value:
            case int():
                assert kind == "int"
            case str():
                assert kind == "str"


@rust("Box::drop")
def test_box_drop(bump: Bump) -> None:
    done: list[int] = []
    with bump.scope():
        bump.callback(done.append, 1)
        bump.callback(done.append, 2)
    assert done == [2, 1]


@rust("PartialEq", "Eq", "PartialOrd", "Ord", "Hash")
def test_box_comparison(bump: Bump) -> None:
    one, other = bump.alloc(1), bump.alloc(1)
    assert one != other
    assert one.value == other.value < bump.alloc(2).value
    assert hash(one.value) == hash(other.value)


@rust("Default for Box<[T]>", "Default for Box<str>")
def test_box_default(bump: Bump) -> None:
    assert len(bump.alloc_slice(i32, ())) == 0
    assert str(bump.alloc_str("")) == ""
    assert bump.stats().used == 0


@rust("Display", "Debug", "Pointer")
def test_box_repr(bump: Bump) -> None:
    box = bump.alloc(42)
    assert (repr(box), str(box.value)) == ("Box(42)", "42")


@rust("Iterator", "DoubleEndedIterator", "ExactSizeIterator", "FusedIterator")
def test_box_iterator(bump: Bump) -> None:
    holder: Any = bump.alloc(Holder, iter([1, 2]))
    assert (next(holder.item), list(holder.item)) == (1, [2])


@rust("Future")
def test_box_future(bump: Bump) -> None:
    async def answer() -> int:
        return 42

    async def main() -> int:
        return await bump.alloc(Holder, answer()).item  # type: ignore[misc]

    with pytest.raises(StopIteration) as stop:
        main().send(None)
    assert stop.value.value == 42


@rust("Hasher")
def test_box_hasher(bump: Bump) -> None:
    import hashlib

    holder: Any = bump.alloc(Holder, hashlib.sha256())
    holder.item.update(b"data")
    assert holder.item.digest() == hashlib.sha256(b"data").digest()


@rust("Box<[T]>::from_iter_in")
def test_box_from_iter(bump: Bump) -> None:
    assert list(bump.alloc_slice(i32, iter([1, 2]))) == [1, 2]


@rust("From<Box<[T; N]>> for Box<[T]>", "TryFrom<Box<[T]>> for Box<[T; N]>")
def test_box_array(bump: Bump) -> None:
    holder: Any = bump.alloc(Holder, None, bump.alloc_slice(i32, [1, 2, 3]))
    assert list(bump.alloc_slice(i32, holder.numbers)) == list(holder.numbers) == [1, 2, 3]
    with pytest.raises(ValueError, match="3"):
        holder.numbers = [1, 2]


# ---- bump_alloc2 ---------------------------------------------------------------------------


@rust("BumpAlloc::new", "BumpAlloc::default")
def test_region() -> None:
    with Bump.reserve() as bump:
        bump.alloc(1)
        assert bump.stats().chunks == 1
        with pytest.raises(MemoryError):
            bump.alloc_layout((1 << 30) + 1)


@rust("BumpAlloc::with_size")
def test_region_size() -> None:
    with Bump.reserve(1 << 20) as bump:
        bump.alloc_layout(1 << 20).release()
        with pytest.raises(MemoryError):
            bump.alloc(u8, 1)


@rust("BumpAlloc: GlobalAlloc", "#[global_allocator]")
def test_bump_alloc_as_the_allocator_of_a_program() -> None:
    code = (
        "from arenite import global_allocator\n"
        "global_allocator.install(1 << 24, policy='last')\n"
        "kept = [object() for _ in range(1000)]\n"
        "print(global_allocator.stats().used >= 16000)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


@rust("BumpAlloc: Allocator")
def test_region_allocates() -> None:
    with Bump.reserve(1 << 20) as bump:
        memory = bump.allocate(8, 4096)
        memory[:] = bytes(8)
        bump.deallocate(memory)
        assert Path(arenite.get_include(), "arenite.h").is_file()


# ---- bump-scope ----------------------------------------------------------------------------


@rust("bump_scope::Bump::unallocated", "bump_scope::Bump::with_size")
def test_unallocated() -> None:
    assert Bump().stats().capacity == 0
    assert Bump(1000).stats().capacity >= 1000


@rust("scoped", "scope_guard", "BumpScope", "BumpScopeGuard")
def test_scope(bump: Bump) -> None:
    old = bump.alloc(Node, 1)
    with bump.scope():
        young = bump.alloc(Node, 2, old)
        with pytest.raises(LifetimeError):
            old.next = young
    assert old.value == 1
    with pytest.raises(StaleReferenceError):
        young.value


@rust("checkpoint", "Checkpoint", "reset_to")
def test_checkpoint(bump: Bump) -> None:
    bump.alloc(1)
    mark = bump.mark()
    bump.alloc(2)
    bump.rewind(mark)
    assert bump.stats().used == 8
    bump.reset()
    with pytest.raises(StaleReferenceError):
        bump.rewind(mark)


@rust("dealloc")
def test_dealloc(bump: Bump) -> None:
    bump.deallocate(bump.allocate(8))
    assert bump.stats().used == 0


@rust("stats", "Stats", "Chunk")
def test_stats(bump: Bump) -> None:
    names = ["used", "capacity", "peak", "chunks", "exports", "wasted", "handles"]
    assert all(getattr(bump.stats(), name) == 0 for name in names)


@rust("BumpPool", "BumpPoolGuard")
def test_pool() -> None:
    with BumpPool() as pool:
        with pool.get() as bump:
            assert arena_of(Node(1)) is bump
        assert pool.stats().idle == 1


@rust("alloc_iter", "alloc_iter_mut")
def test_alloc_iter(bump: Bump) -> None:
    assert list(bump.alloc_slice(i32, iter([1, 2]))) == [1, 2]


@rust("alloc_iter_mut_rev", "MutBumpVecRev")
def test_alloc_iter_rev(bump: Bump) -> None:
    items = [1, 2]
    assert list(bump.alloc_slice(i32, items[::-1])) == [2, 1]


@rust("alloc_fmt")
def test_alloc_fmt(bump: Bump) -> None:
    assert str(bump.alloc_str(f"{1} of {2}")) == "1 of 2"


@rust("alloc_cstr")
def test_alloc_cstr(bump: Bump) -> None:
    data = b"text"
    assert bytes(bump.alloc_bytes(data + b"\0")) == b"text\0"


@rust("alloc_uninit", "alloc_zeroed")
def test_alloc_zeroed(bump: Bump) -> None:
    assert list(bump.zeros(i32, 2)) == [0, 0]


@rust("BumpBox", "BumpBox::into_ref")
def test_bump_box(bump: Bump) -> None:
    assert bump.alloc(42).value == bump.alloc(Node, 42).value == 42


@rust("settings::MIN_ALIGN", "settings::UP", "settings::GUARANTEED_ALLOCATED")
def test_settings() -> None:
    bump = Bump(min_align=16)
    bump.alloc(u8, 1)
    bump.alloc(u8, 1)
    assert bump.stats().used == 17
