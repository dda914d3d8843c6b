"""Memory that runs out: every chunk allocation of every scenario fails once."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import pytest

from arenite import (
    Bump,
    Slice,
    String,
    Struct,
    SymbolTable,
    Vec,
    _core,
    i32,
    replace,
    to_heap,
    u8,
    u64,
    walk,
)


class Node(Struct):
    value: u64
    name: str = ""
    data: bytes = b""
    next: Node | None = None
    items: Slice[u8] = ()  # type: ignore[assignment]
    rows: Slice[Slice[str]] = ()  # type: ignore[assignment]


class Tree(Struct):
    children: Vec[Tree]
    name: String
    rows: Vec[Vec[i32]]


class Number:
    def __index__(self) -> int:
        return 7


def fill(bump: Bump, size: int = 400) -> None:
    bump.alloc_layout(size)


def record(bump: Bump) -> object:
    fill(bump, 500)
    return bump.alloc(Node, 1, "x" * 600, b"y" * 1500, None, range(100), [["a" * 4000], ["b"]])


def converted(bump: Bump) -> object:
    return bump.alloc(Node, Number(), "x" * 600, items=[Number()] * 5000)  # type: ignore[arg-type, list-item]


def assignments(bump: Bump) -> object:
    node = bump.alloc(Node, 1)
    node.name = "x" * 2000
    node.data = b"x" * 5000
    node.rows = [["a" * 10_000], ["b" * 20_000]]  # type: ignore[assignment]
    return node


def slices(bump: Bump) -> object:
    return [
        bump.alloc_slice(u8, bytes(600)),
        bump.alloc_slice(u64, range(300)),
        bump.alloc_slice(str, ["x" * 3000, "y" * 9000]),
        bump.alloc_slice(Slice[Slice[u8]], [[[1] * 20_000], []]),
        bump.zeros(u64, 5000),
    ]


def texts(bump: Bump) -> object:
    return [bump.alloc_str("é" * 3**i) for i in range(10)] + [bump.alloc_bytes(bytes(70_000))]


def layouts(bump: Bump) -> object:
    for align in (8, 64, 4096):
        bump.alloc_layout(5000, align)
    return None


def scopes(bump: Bump) -> object:
    mark = bump.mark()
    for i in range(4):
        with bump.scope():
            fill(bump, 600)
            with bump.scope():
                fill(bump, 3000 * (i + 1))
        bump.rewind(mark)
    return None


def resets(bump: Bump) -> object:
    keeps: tuple[Any, ...] = ("none", "largest", "all", 600, 0)
    for keep in keeps:
        for i in range(5):
            fill(bump, 500 << i)
        bump.reset(keep)
    return None


def chain(bump: Bump) -> object:
    node = None
    for i in range(300):
        node = bump.alloc(Node, i, str(i), next=node)
    assert node is not None
    replaced = replace(node, value=5)
    return len(list(walk(replaced))), to_heap(replaced).value


def unchanged(items: Any, change: Callable[[], object]) -> None:
    """A change that there is no memory for leaves the items, and the room, as they were."""
    before, capacity = items_of(items), items.capacity
    try:
        change()
    except MemoryError:
        assert (items_of(items), items.capacity) == (before, capacity)
        raise


def items_of(items: Any) -> object:
    return str(items) if isinstance(items, String) else [
        list(x) if isinstance(x, Vec) else x for x in items
    ]  # fmt: skip


def vecs(bump: Bump) -> object:
    numbers, texts, rows = bump.vec(i32, [1]), bump.vec(str, ["x"]), bump.vec(Vec[i32], [[1]])
    objects = bump.vec(object, [None])
    for i in range(12):
        unchanged(numbers, lambda: numbers.extend(range(50 << i // 2)))  # noqa: B023
        unchanged(texts, lambda: texts.append("y" * 200))
        unchanged(texts, lambda: texts.extend(["z" * 300, "", "z" * 500]))
        unchanged(texts, lambda: texts.__setitem__(slice(1), ["z" * 300, "w" * 400]))
        unchanged(texts, lambda: texts.__setitem__(0, "v" * 800))
        unchanged(rows, lambda: rows.append([i] * 150))  # type: ignore[arg-type]  # noqa: B023
        unchanged(rows, lambda: rows.insert(0, (n for n in range(99))))  # type: ignore[arg-type]
        unchanged(rows[0], lambda: rows[0].extend(range(120)))
        unchanged(objects, lambda: objects.extend([object()] * 40))
        unchanged(objects, lambda: objects.reserve(100))
        unchanged(numbers, lambda: numbers.__setitem__(slice(2), range(100)))
        fill(bump)
    return numbers, texts, rows, objects


def strings(bump: Bump) -> object:
    text = bump.string("x" * 600)
    for i in range(10):
        unchanged(text, lambda: text.append("y" * 50 * 2**i))  # noqa: B023
        unchanged(text, lambda: text.extend(["z"] * 700))
        unchanged(text, lambda: text.reserve(3000))
        fill(bump)
    return text


def collections(bump: Bump) -> object:
    """The first one in an empty field makes the head."""
    trees = []
    for i in range(30):
        tree = bump.alloc(Tree)
        unchanged(tree.children, lambda: tree.children.append(tree))  # noqa: B023
        unchanged(tree.name, lambda: tree.name.append("x" * 100))  # noqa: B023
        fill(bump, 450 - i)
        unchanged(tree.rows, lambda: tree.rows.append([1] * 100))  # type: ignore[arg-type]  # noqa: B023
        tree.name = "y" * 200  # type: ignore[assignment]
        tree.children = [tree] * 50  # type: ignore[assignment]
        trees.append(bump.alloc(Tree, [tree], "z" * 99, [[1, 2], range(100)]))  # type: ignore[list-item]
    return trees


def blocks(bump: Bump) -> object:
    memory = bump.allocate(10)
    for size in (500, 600, 5000):
        before = memory
        try:
            memory = bump.grow(memory, size)
        except MemoryError:
            before[0] = 1  # it is there still, and not released
            raise
        fill(bump)
    bump.deallocate(bump.shrink(memory, 5))
    return None


def symbols(bump: Bump) -> object:
    table = SymbolTable(allocator=bump)
    for i in range(300):
        known = len(table)
        try:
            table.intern(f"{i:>20}")
        except MemoryError:
            assert len(table) == known
            raise
        fill(bump, 5)
    return table


SCENARIOS: list[Callable[[Bump], object]] = [
    record, converted, assignments, slices, texts, layouts, scopes, resets, chain,
    vecs, strings, collections, blocks, symbols,
]  # fmt: skip


class Watching(Bump):
    """Remembers what was used before each call that allocates."""

    def watch(self, call: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        before = self.stats().used
        try:
            return call(*args, **kwargs)
        except MemoryError:
            assert self.stats().used == before
            raise

    def alloc(self, *args: Any, **kwargs: Any) -> Any:
        return self.watch(super().alloc, *args, **kwargs)

    def alloc_str(self, *args: Any) -> Any:
        return self.watch(super().alloc_str, *args)

    def alloc_bytes(self, *args: Any) -> Any:
        return self.watch(super().alloc_bytes, *args)

    def alloc_slice(self, *args: Any) -> Any:
        return self.watch(super().alloc_slice, *args)

    def zeros(self, *args: Any) -> Any:
        return self.watch(super().zeros, *args)

    def vec(self, *args: Any) -> Any:  # type: ignore[override]
        return self.watch(super().vec, *args)

    def string(self, *args: Any) -> Any:  # type: ignore[override]
        return self.watch(super().string, *args)

    def alloc_layout(self, *args: Any) -> Any:
        return self.watch(super().alloc_layout, *args)

    def allocate(self, *args: Any) -> Any:
        return self.watch(super().allocate, *args)

    def grow(self, *args: Any) -> Any:
        return self.watch(super().grow, *args)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.__name__)
def test_every_chunk_fails_once(scenario: Callable[[Bump], object]) -> None:
    gc.collect()
    before = _core._allow_chunks(None)
    failures = 0
    while True:
        bump = Watching()
        _core._allow_chunks(failures)
        try:
            scenario(bump)
        except MemoryError as error:
            assert "no memory for a chunk that holds" in str(error)
        else:
            break
        finally:
            _core._allow_chunks(None)
            bump._check()
        # With memory again, all is well.
        failures += 1
        bump.alloc(Node, 1, "works")
        scenario(bump)
        bump._check()
        bump.close()
        assert _core._allow_chunks(None) == before
    assert failures >= 2
    bump.close()
    assert _core._allow_chunks(None) == before


def test_a_failed_assignment_leaves_the_value() -> None:
    bump = Bump()
    node = bump.alloc(Node, 1, "old", b"old", None, [1], [["old"]])
    _core._allow_chunks(0)
    for name, value in (("name", "x" * 900), ("data", b"x" * 900), ("items", bytes(900)),
                        ("rows", [["x"], ["y" * 900]])):  # fmt: skip
        used = bump.stats().used
        with pytest.raises(MemoryError):
            setattr(node, name, value)
        assert bump.stats().used == used
    assert (node.name, node.data, list(node.items)) == ("old", b"old", [1])
    assert node.rows == [["old"]]
    node.name = "fits"
    assert node.name == "fits"


def test_a_failed_growth_leaves_the_arena() -> None:
    """Also when Python code made the value, and when the head of a field was made for it."""
    bump = Bump()
    tree = bump.alloc(Tree)
    numbers, texts = bump.vec(i32, [1, 2]), bump.vec(str, ["a"])
    fill(bump, bump.stats().capacity - bump.stats().used - 40)
    children, name = tree.children, tree.name
    _core._allow_chunks(0)
    big = "x" * 900
    for change in (
        lambda: numbers.extend(range(100)),
        lambda: numbers.extend(Number() for _ in range(100)),
        lambda: numbers.reserve(100),
        lambda: texts.append(big),
        lambda: texts.__setitem__(0, big),
        lambda: texts.__setitem__(slice(1), ["", big]),
        lambda: children.extend([tree] * 100),
        lambda: children.reserve(100),
        lambda: name.append(big),
        lambda: setattr(tree, "name", big),
        lambda: setattr(tree, "rows", [[1], range(100)]),
        lambda: tree.rows.append([1] * 100),  # type: ignore[arg-type]
        lambda: bump.vec(i32, range(100)),
        lambda: bump.vec(str, [big]),
        lambda: bump.string(big),
    ):
        used = bump.stats().used
        with pytest.raises(MemoryError):
            change()
        bump._check()
        assert bump.stats().used == used
    _core._allow_chunks(None)
    assert (list(numbers), list(texts)) == ([1, 2], ["a"])
    assert (list(children), str(name), list(tree.rows)) == ([], "", [])
    children.append(tree)
    assert list(tree.children) == [tree]


def test_chunks_go_back_when_the_arena_is_collected() -> None:
    gc.collect()
    before = _core._allow_chunks(None)
    bump = Bump()
    node = bump.alloc(Node, 1)
    assert _core._allow_chunks(None) == before + 1
    del bump
    assert _core._allow_chunks(None) == before + 1
    del node
    assert _core._allow_chunks(None) == before


def test_the_block_of_an_arena_that_runs_out() -> None:
    for size in range(0, 3000, 97):
        bump = Bump.over(bytearray(size))
        for scenario in (
            record, converted, slices, texts, chain, vecs, strings, collections, blocks, symbols,
        ):  # fmt: skip
            used = bump.stats().used
            with pytest.raises(MemoryError):
                scenario(bump)
            assert bump.stats().used >= used
            bump._check()
            bump.reset()
