"""Extensions of others, in Cython and in C: built against the installed package.

What they do wrong gives exceptions, and leaves the arena as it was.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import arenite
from arenite import Bump, Slice, Struct, i32, u8, u32

GROVE = Path(__file__).parent / "grove"

pytestmark = pytest.mark.usefixtures("_grove")


@pytest.fixture
def trees() -> ModuleType:
    return importlib.import_module("grove.trees")


@pytest.fixture
def words() -> ModuleType:
    return importlib.import_module("grove.words")


@pytest.fixture
def probes() -> ModuleType:
    return importlib.import_module("grove.probes")


@pytest.fixture
def records() -> ModuleType:
    return importlib.import_module("grove.records")


@pytest.fixture
def bump() -> Iterator[Bump]:
    """An arena whose structure is checked when the test is over."""
    arena = Bump()
    yield arena
    arena._check()


@pytest.fixture(autouse=True)
def _chunks_are_allowed() -> Iterator[None]:
    yield
    arenite._core._allow_chunks(None)


class Other(Struct):
    value: i32


class Named(Struct):
    name: str


class Both(Struct):
    name: str
    items: Slice[u32]


# ---- What they are for --------------------------------------------------------


def test_a_tree_of_a_hundred_thousand_records(
    bump: Bump, trees: ModuleType, records: ModuleType
) -> None:
    root = trees.build(bump, 16)
    count = 2**17 - 1
    assert bump.stats().used == count * 16
    assert type(root) is records.Node
    assert sum(node.value for node in arenite.walk(root)) == count
    root.left.value = 5
    root.right.right = None
    assert trees.total(root) == count + 4 - (2**15 - 1)
    assert sum(node.value for node in arenite.find_all(root, records.Node)) == trees.total(root)


def test_two_extensions_and_python_share_an_arena(
    bump: Bump, trees: ModuleType, words: ModuleType, records: ModuleType
) -> None:
    root = trees.build(bump, 3)
    token = words.scan(bump, "ab 12 çé \N{DEER} 7")
    root.left.left.left = bump.alloc(records.Node, 100)
    counts = words.histogram(bump, b"banana").counts
    assert trees.total(root) == 115 - 1
    assert [(type(t).__name__, t.start) for t in arenite.walk(token)] == [
        ("Word", 0),
        ("Number", 3),
        ("Word", 6),
        ("Word", 11),
        ("Number", 16),
    ]
    match token.next.next:
        case records.Word(text=text):
            assert text == "çé"
    assert token.next.value == 12.0
    token.next.next.text = "longer than before"
    assert words.letters(token) == 2 + 18 + 4
    assert counts[ord("a")] == 3
    assert sum(counts) == 6
    assert [arenite.arena_of(o) for o in (root, token, counts)] == [bump] * 3
    bump.reset()
    for handle in (root, token):
        with pytest.raises(arenite.StaleReferenceError):
            handle.left if handle is root else handle.next


def test_nothing_to_scan(bump: Bump, words: ModuleType) -> None:
    assert words.scan(bump, "  ") is None
    assert bump.stats().used == 0


@pytest.mark.parametrize("make", [Bump, lambda: Bump(min_align=64), lambda: Bump.reserve(1 << 24)])
def test_raw_memory(make: Any, probes: ModuleType, trees: ModuleType) -> None:
    bump = make()
    for align in (1, 2, 8, 64, 4096):
        for size in (0, 1, 7, 1000, 100_000):
            assert probes.alloc(bump, size, align) % align == 0
    used = bump.stats().used
    assert trees.count_primes(bump, 100_000) == 9592
    assert bump.stats().used == used
    bump._check()


def test_a_buffer_of_the_callers(trees: ModuleType, probes: ModuleType) -> None:
    memory = bytearray(4096)
    bump = Bump.over(memory)
    assert trees.total(trees.build(bump, 5)) == 63
    probes.alloc(bump, 16, 16)
    assert b"\xa5" * 16 in memory
    with pytest.raises(MemoryError, match="one block"):
        trees.build(bump, 10)
    bump._check()


def test_records_with_every_check(bump: Bump, probes: ModuleType, records: ModuleType) -> None:
    nodes = probes.build_one_by_one(bump, 100)
    assert {node.value for node in nodes} == {0}
    assert {node.left for node in nodes} == {None}
    assert [probes.locate(node)[0] for node in nodes] == [bump] * 100
    nodes[0].left = nodes[99]
    assert probes.locate(nodes[0].left)[1] == probes.locate(nodes[99])[1]


def test_bytes_of_a_record(bump: Bump, probes: ModuleType, records: ModuleType) -> None:
    node = bump.alloc(records.Node, 0x01020304)
    assert probes.read_at(node) == (0x01020304).to_bytes(4, sys.byteorder) + bytes(12)
    probes.write_at(node, (-7).to_bytes(4, sys.byteorder, signed=True))
    assert node.value == -7


def test_a_class_that_is_derived(bump: Bump, probes: ModuleType, records: ModuleType) -> None:
    """A record can be read as one of its base class."""

    class Leaf(records.Node):  # type: ignore[misc, name-defined]
        extra: u8 = 7

    leaf = bump.alloc(Leaf, 3)
    assert probes.read_at(leaf)[:4] == (3).to_bytes(4, sys.byteorder)
    probes.write_at(leaf, (4).to_bytes(4, sys.byteorder))
    assert (leaf.value, leaf.extra) == (4, 7)


def test_the_newest_allocation(bump: Bump, probes: ModuleType) -> None:
    assert probes.newest(bump) == ((True, 48), (True, 8), False, (True, 0))


def test_references_and_positions(bump: Bump, probes: ModuleType) -> None:
    refs = [probes.addresses(bump) for _ in range(1000)]
    assert refs == sorted(refs)


def test_a_module_of_several_files(bump: Bump, probes: ModuleType) -> None:
    """One import is good for all of them."""
    for size in (1, 1000, 10**6):
        assert probes.alloc_in_another_file(bump, size)


@pytest.mark.parametrize("count", [0, 1, 1000, 2**31, 2**32, 2**61, 2**63])
def test_arrays(probes: ModuleType, count: int) -> None:
    bump = Bump(limit=1 << 20)
    possible = count <= 1000
    assert probes.arrays(bump, count, 8) is possible
    assert probes.spans(bump, count, 8) == ((count, count > 0, True) if possible else None)
    bump._check()


def test_a_span_that_is_too_long(bump: Bump, probes: ModuleType) -> None:
    assert probes.spans(bump, 2**31 - 1, 0)[0] == 2**31 - 1
    assert probes.spans(bump, 2**31, 0) is None


@pytest.mark.parametrize("text", ["", "a", "çé", "x" * 5000])
def test_texts(bump: Bump, probes: ModuleType, text: str) -> None:
    data = text.encode()
    assert probes.texts(bump, data, len(data)) == data


def test_a_text_that_is_too_long(bump: Bump, probes: ModuleType) -> None:
    assert probes.texts(bump, b"", 2**29) is None
    assert probes.texts(bump, b"", 2**64 - 1) is None
    assert bump.stats().used == 0


def test_what_two_fields_share_is_not_overwritten(bump: Bump, probes: ModuleType) -> None:
    """A field that alone refers to its text may be written in place."""
    first = bump.alloc(Both, "first", [1, 2, 3])
    second = bump.alloc(Both, "second", [4])
    assert probes.read_items(first) == [1, 2, 3]
    probes.share(first, second)
    first.name, first.items = "1", [7]
    assert (second.name, list(second.items)) == ("first", [1, 2, 3])
    assert probes.read_items(first) == [7]
    second.name, second.items = "2", [8]
    assert (first.name, list(first.items)) == ("1", [7])


# ---- Without the GIL ----------------------------------------------------------


def test_what_is_there_can_be_read_while_it_is_lent(
    bump: Bump, probes: ModuleType, trees: ModuleType
) -> None:
    root = trees.build(bump, 4)
    used = bump.stats().used

    def read() -> tuple[Any, ...]:
        return root.value, trees.total(root), probes.read_at(root)[:4], probes.used_to_read(bump)

    assert probes.while_lent(bump, read, 100_000)[:2] == (1, 31)
    assert probes.while_lent(bump, read, 0)[3] == used + 100_000
    assert trees.total(root) == 31


@pytest.mark.parametrize(
    "change",
    [
        lambda bump, probes, root: bump.alloc(Other, 1),
        lambda bump, probes, root: bump.reset(),
        lambda bump, probes, root: bump.close(),
        lambda bump, probes, root: setattr(root, "value", 2),
        lambda bump, probes, root: probes.alloc(bump, 1, 1),
        lambda bump, probes, root: probes.arena_is_usable(bump),
        lambda bump, probes, root: probes.new(bump, Other),
        lambda bump, probes, root: probes.write_at(root, b"1234"),
        lambda bump, probes, root: probes.rewind(bump, 0),
        lambda bump, probes, root: probes.handle(bump, Other, 64),
        lambda bump, probes, root: probes.check_link(bump, 64, 65),
        lambda bump, probes, root: probes.while_lent(bump, list),
    ],
)
def test_nothing_can_be_changed_while_it_is_lent(
    bump: Bump, probes: ModuleType, trees: ModuleType, change: Any
) -> None:
    root = trees.build(bump, 2)
    with pytest.raises(RuntimeError, match="in use by native code"):
        probes.while_lent(bump, lambda: change(bump, probes, root), 32)
    assert trees.total(root) == 7
    assert bump.stats().used == 7 * 16 + 32


def test_lending_twice(bump: Bump, probes: ModuleType) -> None:
    with pytest.raises(RuntimeError, match="in use by native code"):
        probes.lend_twice(bump)
    bump.alloc(Other, 1)


def test_a_loan_is_rewound_within_itself(bump: Bump, probes: ModuleType) -> None:
    other = bump.alloc(Other, 5)
    here = probes.mark(bump)
    assert probes.rewind_loan(bump, here - 8) is False
    assert bump.stats().used == 8 + 100
    assert probes.rewind_loan(bump, here) is False  # that loan began above it
    assert probes.rewind_loan(bump, probes.mark(bump)) is True
    assert probes.rewind_loan(bump, 2**40) is False
    assert other.value == 5


@pytest.mark.parametrize("free", ["close", "reset", "rewind", "scope"])
def test_an_arena_that_is_being_freed_is_not_lent(
    trees: ModuleType, probes: ModuleType, free: str
) -> None:
    """A thread that is still at it when the callbacks have run would lose its memory."""
    bump = Bump()
    mark = bump.mark()
    scope = bump.scope()
    with scope if free == "scope" else contextlib.nullcontext():
        errors: list[RuntimeError] = []

        def lend() -> None:
            with pytest.raises(RuntimeError, match="being freed") as caught:
                trees.build(bump, 3)
            errors.append(caught.value)

        bump.callback(lend)
    if free == "rewind":
        bump.rewind(mark)
    elif free != "scope":
        getattr(bump, free)()
    assert len(errors) == 1


def test_callbacks_run_when_c_rewinds(bump: Bump, probes: ModuleType) -> None:
    ran: list[int] = []
    bump.callback(ran.append, 1)
    mark = probes.mark(bump)
    bump.callback(ran.append, 2)
    bump.callback(ran.append, 3)
    probes.rewind(bump, mark)
    assert ran == [3, 2]
    bump.callback(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        probes.rewind(bump, mark)
    assert bump.stats().used == mark - 512


def test_a_loan_keeps_its_arena(probes: ModuleType) -> None:
    gc.collect()
    bump = Bump()
    gone = weakref.ref(bump)
    before = arenite._core._allow_chunks(None)
    container = [bump]
    del bump
    probes.keep_only(container.pop())
    gc.collect()
    assert gone() is None
    assert arenite._core._allow_chunks(None) == before


def test_threads(trees: ModuleType) -> None:
    totals: list[int] = []

    def work() -> None:
        for _ in range(20):
            with Bump() as bump:
                totals.append(trees.total(trees.build(bump, 10)))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals == [2047] * 80


def test_nothing_leaks(
    bump: Bump, trees: ModuleType, words: ModuleType, probes: ModuleType, records: ModuleType
) -> None:
    """References of arenas and classes, handles, chunks; also where it fails."""
    calls: list[Any] = [
        lambda: trees.total(trees.build(bump, 3)),
        lambda: words.letters(words.scan(bump, "a 1 b")),
        lambda: words.histogram(bump, b"abc"),
        lambda: trees.build(small, 10),
        lambda: words.scan(small, "a 1 b"),
        lambda: words.histogram(small, b"abc"),
        lambda: probes.while_lent(bump, bump.reset),
        lambda: probes.lend_twice(bump),
        lambda: probes.check_class(records.Node, "other"),
        lambda: probes.handle(bump, records.Node, 2**31),
        lambda: probes.new(small, records.Node),
        lambda: trees.total(words.scan(bump, "a")),
    ]
    small = Bump(limit=8)

    def figures() -> list[int]:
        objects = [bump, small, records.Node, records.Token, records.Word, records.Histogram]
        counts = [sys.getrefcount(o) for o in objects]
        return [*counts, bump.stats().handles, small.stats().used]

    before = None
    for _ in range(3):
        for call in calls:
            for _ in range(100):
                with contextlib.suppress(MemoryError, TypeError, RuntimeError, ValueError):
                    call()
        before = before or figures()
    assert figures() == before


# ---- What goes wrong ------------------------------------------------------------


def test_closed(probes: ModuleType, trees: ModuleType, words: ModuleType) -> None:
    bump = Bump()
    root = trees.build(bump, 1)
    token = words.scan(bump, "a")
    bump.close()
    for call in (
        lambda: trees.build(bump, 1),
        lambda: words.scan(bump, "a"),
        lambda: words.histogram(bump, b""),
        lambda: probes.alloc(bump, 1, 1),
        lambda: probes.new(bump, Other),
        lambda: probes.handle(bump, Other, 64),
        lambda: probes.rewind(bump, 0),
        lambda: probes.mark(bump),
        lambda: probes.used_to_read(bump),
        lambda: probes.check_link(bump, 1, 2),
        lambda: probes.while_lent(bump, list),
    ):
        with pytest.raises(arenite.ArenaClosedError):
            call()
    for stale in (
        lambda: trees.total(root),
        lambda: words.letters(token),
        lambda: probes.locate(root),
        lambda: probes.read_at(root),
        lambda: probes.write_at(root, b""),
    ):
        with pytest.raises(arenite.StaleReferenceError, match="closed"):
            stale()


@pytest.mark.parametrize("limit", [0, 15, 16, 1000, 100_000])
def test_a_limit(limit: int, trees: ModuleType, words: ModuleType, probes: ModuleType) -> None:
    bump = Bump(limit=limit)
    for call in (
        lambda: trees.build(bump, 14),
        lambda: words.scan(bump, "word 12 " * 10_000),
        lambda: probes.alloc(bump, limit + 1, 1),
        lambda: trees.count_primes(bump, limit + 1),
    ):
        with pytest.raises(arenite.ArenaLimitError, match="limit"):
            call()
        assert bump.stats().used == 0
    probes.alloc(bump, limit, 1)
    assert bump.stats().used == limit
    with pytest.raises(arenite.ArenaLimitError):
        probes.new(bump, Other)
    bump._check()


@pytest.mark.parametrize("chunks", range(6))
def test_no_memory(
    bump: Bump, trees: ModuleType, words: ModuleType, probes: ModuleType, chunks: int
) -> None:
    for call in (
        lambda: trees.build(bump, 14),
        lambda: words.scan(bump, "word 12 " * 10_000),
        lambda: words.histogram(bump, b""),
        lambda: probes.alloc(bump, 100_000, 8),
    ):
        arenite._core._allow_chunks(chunks)
        with pytest.raises(MemoryError, match="no memory for a chunk"):
            while True:
                used = bump.stats().used
                call()
        assert bump.stats().used == used
        arenite._core._allow_chunks(None)
        bump._check()
        bump.reset("none")
    assert trees.total(trees.build(bump, 3)) == 15


@pytest.mark.parametrize("align", [0, 3, 8192, 2**63, 2**64 - 1])
def test_an_align_that_is_none(bump: Bump, probes: ModuleType, align: int) -> None:
    with pytest.raises(ValueError, match=f"align: {align} is no power of two from 1 to 4096"):
        probes.alloc(bump, 1, align)


@pytest.mark.parametrize("size", [2**36, 2**62, 2**64 - 1, 2**64 - 8])
def test_a_size_that_is_too_much(bump: Bump, probes: ModuleType, size: int) -> None:
    probes.alloc(bump, 3, 1)
    with pytest.raises(MemoryError):
        probes.alloc(bump, size, 8)
    assert bump.stats().used == 3


def test_stale(bump: Bump, trees: ModuleType, probes: ModuleType) -> None:
    old = trees.build(bump, 2)
    with bump.scope():
        inner = trees.build(bump, 2)
        assert trees.total(inner) == 7
    trees.build(bump, 2)
    for call in (trees.total, probes.locate, probes.read_at):
        with pytest.raises(arenite.StaleReferenceError, match="Node: the record is gone"):
            call(inner)
    assert trees.total(old) == 7


def test_what_was_built_in_c_and_rewound_is_stale(bump: Bump, probes: ModuleType) -> None:
    mark = probes.mark(bump)
    node = probes.build_one_by_one(bump, 1)[0]
    probes.rewind(bump, mark)
    probes.build_one_by_one(bump, 1)
    with pytest.raises(arenite.StaleReferenceError):
        node.value


def test_a_rewind_that_cannot_be(bump: Bump, probes: ModuleType) -> None:
    with pytest.raises(ValueError, match="not a position"):
        probes.rewind(bump, 2**50)
    view = bump.alloc_layout(8)
    with pytest.raises(BufferError, match="exported"):
        probes.rewind(bump, 0)
    view.release()
    probes.rewind(bump, 0)
    assert bump.stats().used == 0


@pytest.mark.parametrize("wrong", [None, 1, "x", Bump, Other, object(), [], Struct])
def test_what_is_no_bump(
    wrong: Any, trees: ModuleType, words: ModuleType, probes: ModuleType
) -> None:
    for call in (
        lambda: trees.build(wrong, 1),
        lambda: words.scan(wrong, "a"),
        lambda: probes.alloc(wrong, 1, 1),
        lambda: probes.handle(wrong, Other, 64),
        lambda: probes.used_to_read(wrong),
        lambda: probes.rewind(wrong, 0),
        lambda: probes.check_link(wrong, 0, 0),
        lambda: probes.while_lent(wrong, list),
    ):
        with pytest.raises(TypeError, match="expected a Bump, got"):
            call()


@pytest.mark.parametrize("wrong", [None, 1, "x", Bump(), Other, object(), []])
def test_what_is_no_record(
    wrong: Any, trees: ModuleType, words: ModuleType, probes: ModuleType
) -> None:
    with pytest.raises(TypeError, match="expected a record of class Node, got"):
        trees.total(wrong)
    with pytest.raises(TypeError, match="expected a record of class Token, got"):
        words.letters(wrong)
    with pytest.raises(TypeError, match="expected a record, got"):
        probes.locate(wrong)


def test_a_record_of_another_class(
    bump: Bump, trees: ModuleType, words: ModuleType, probes: ModuleType
) -> None:
    other = bump.alloc(Other, 1)
    for call in (trees.total, words.letters, probes.read_at, lambda o: probes.write_at(o, b"")):
        with pytest.raises(TypeError, match="expected a record of class (Node|Token), got Other"):
            call(other)


@pytest.mark.parametrize("wrong", [None, 1, "x", int, Bump, Bump()])
def test_what_is_no_class(wrong: Any, probes: ModuleType) -> None:
    with pytest.raises(TypeError, match="is not a Struct class"):
        probes.check_class(wrong, None)


def test_an_abstract_class(bump: Bump, probes: ModuleType, records: ModuleType) -> None:
    assert probes.check_class(records.Token, None) == (16, 0, True)
    for abstract in (records.Token, Struct):
        with pytest.raises(TypeError, match="abstract"):
            probes.new(bump, abstract)
    assert bump.stats().used == 0
    with pytest.raises(TypeError, match="no records"):
        probes.handle(bump, Struct, 64)


@pytest.mark.parametrize("ref", [0, 1, 63, 66, 67, 1000, 2**32 - 1])
def test_a_reference_to_nothing(
    bump: Bump, probes: ModuleType, records: ModuleType, ref: int
) -> None:
    bump.alloc(records.Node, 1)  # at 64 and 65
    assert not probes.record_anywhere(bump, ref)
    for cls in (records.Node, records.Token, records.Word):
        with pytest.raises(arenite.CorruptArenaError, match=f"no record of class .* {ref} "):
            probes.handle(bump, cls, ref)


def test_a_tag_of_another_class(bump: Bump, probes: ModuleType, records: ModuleType) -> None:
    _, ref = probes.locate(bump.alloc(records.Word, 0))
    assert type(probes.handle(bump, records.Token, ref)) is records.Word
    assert type(probes.handle(bump, records.Word, ref)) is records.Word
    with pytest.raises(arenite.CorruptArenaError, match="no record of class Number"):
        probes.handle(bump, records.Number, ref)


def test_a_link_across_a_scope(bump: Bump, probes: ModuleType, records: ModuleType) -> None:
    _, older = probes.locate(bump.alloc(records.Node, 1))
    _, old = probes.locate(bump.alloc(records.Node, 1))
    with bump.scope():
        _, new = probes.locate(bump.alloc(records.Node, 1))
        _, newer = probes.locate(bump.alloc(records.Node, 1))
        probes.check_link(bump, new, old)
        probes.check_link(bump, new, newer)
        probes.check_link(bump, old, older)
        with pytest.raises(arenite.LifetimeError, match="in a scope that ends before"):
            probes.check_link(bump, old, new)


def test_corrupt_bytes(trees: ModuleType, words: ModuleType, probes: ModuleType) -> None:
    memory = bytearray(4096)
    bump = Bump.over(memory)
    root = trees.build(bump, 2)
    token = words.scan(bump, "ab 1 c")
    root.left.right = root
    with pytest.raises(ValueError, match="corrupt, or deeper"):
        trees.total(root)
    token.next.next.next = token
    with pytest.raises(ValueError, match="corrupt"):
        words.letters(token)
    probes.write_at(root, b"\xff" * 16)
    with pytest.raises(ValueError, match="corrupt"):
        trees.total(root)
    with pytest.raises(arenite.CorruptArenaError):
        root.left
    assert not probes.text_anywhere(bump, 2**30, 5)
    assert not probes.text_anywhere(bump, 512, 2**20)
    assert probes.text_anywhere(bump, 512, 10)


def test_text_that_is_no_utf8(bump: Bump, probes: ModuleType) -> None:
    """What C writes is checked when Python reads it."""
    assert probes.named(bump, Named, "çé".encode()).name == "çé"
    assert probes.named(bump, Named, b"").name == ""
    with pytest.raises(arenite.CorruptArenaError, match=r"Named.name: .* not UTF-8"):
        probes.named(bump, Named, b"a\xff").name


# ---- The header ------------------------------------------------------------------


@pytest.mark.parametrize("options", [["c++", "-std=c++17"], ["cc", "-std=c11", "-Wconversion"]])
def test_the_header_compiles_without_warnings(options: list[str], tmp_path: Path) -> None:
    if shutil.which(options[0]) is None:
        pytest.skip(f"{options[0]} is not installed")
    source = tmp_path / ("source.cpp" if options[0] == "c++" else "source.c")
    source.write_text('#include "records.h"\nint main(void) { return arenite_import(); }\n')
    folders = [arenite.get_include(), sysconfig.get_path("include"), GROVE / "grove"]
    done = subprocess.run(
        [*options, "-Wall", "-Wextra", "-Wshadow", "-Werror", "-fsyntax-only"]
        + [f"-I{folder}" for folder in folders]
        + [str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_cython_sees_what_c_sees() -> None:
    """Each function of arenite.h is declared in the .pxd, and nothing else is."""
    include = Path(arenite.get_include())
    header = (include / "arenite.h").read_text()
    declared = (Path(arenite.__file__).parent / "__init__.pxd").read_text()
    functions = set(re.findall(r"^(arenite_\w+)\(", header, re.MULTILINE))
    functions = {name for name in functions if "__" not in name}
    in_pxd = set(re.findall(r"\b(\w+)\(", declared.partition("cdef extern")[2]))
    assert functions - in_pxd == set()
    both = header + (include / "arena.h").read_text()
    assert {name for name in in_pxd if not re.search(rf"\b{name}\(", both)} == set()


# ---- Layouts and versions -------------------------------------------------------


def test_the_header_of_the_package_is_up_to_date(records: ModuleType) -> None:
    text = (GROVE / "grove" / "records.h").read_text()
    assert text == records.header(), "run python -m grove.records > records.h"


def test_a_layout_that_has_changed(probes: ModuleType) -> None:
    class Node(Struct):
        value: i32

    layout = "8 bytes, no family: value i32 @0+4"
    assert probes.check_class(Node, layout) == (8, 0, False)
    for old, new in (("i32", "u32"), ("value", "number"), ("4", "5"), (layout, "")):
        with pytest.raises(TypeError, match=r"Node has the layout .* compiled for .*c_struct"):
            probes.check_class(Node, layout.replace(old, new))


def run(site: Path, program: str) -> str:
    """What a program in a process of its own prints."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(site)!r})\n{program}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


FAKE = """
import ctypes, arenite._core as core
pointer = ctypes.pythonapi.PyCapsule_GetPointer
pointer.restype, pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
new = ctypes.pythonapi.PyCapsule_New
new.restype, new.argtypes = ctypes.py_object, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
name = b"arenite._core._C_API"
field = (ctypes.c_uint32 * 64)()
size = ctypes.c_uint32.from_address(pointer(core._C_API, name) + 4)
ctypes.memmove(field, pointer(core._C_API, name), size.value)
field[{index}] += {change}
core._C_API = new(ctypes.addressof(field), name, None)
for module in ("trees", "words", "probes"):
    try:
        __import__("grove." + module)
    except ImportError as error:
        print(error)
"""


@pytest.mark.parametrize(("index", "change"), [(0, 1), (0, -1), (1, -8), (2, 1), (3, 1)])
def test_another_version_of_arenite(site: Path, index: int, change: int) -> None:
    """The number of the table, its size, the layout of an arena."""
    out = run(site, FAKE.format(index=index, change=change))
    assert out.count("build it again") == 3
    assert out.count("C API") == 3


def test_a_table_that_has_grown(site: Path) -> None:
    assert run(site, FAKE.format(index=1, change=8)) == ""


@pytest.mark.skipif("ARENITE_SANITIZED" in os.environ, reason="both have the sanitizer")
def test_a_core_with_a_sanitizer_that_the_extension_has_not(site: Path) -> None:
    """Its allocations would stay poisoned."""
    out = run(site, FAKE.format(index=4, change=1))
    assert out.count("compile it with -fsanitize=address") == 3


def test_no_table_at_all(site: Path) -> None:
    out = run(
        site,
        "import arenite._core as core; del core._C_API\n"
        "try:\n    import grove.words\nexcept (ImportError, AttributeError) as e:\n    print(e)",
    )
    assert "_C_API" in out


def test_an_import_that_is_repeated(site: Path) -> None:
    """Classes and arenas of another import of arenite do not mix."""
    out = run(
        site,
        """
import arenite, grove.trees, grove.probes as probes
from grove.records import Node
for name in [n for n in sys.modules if n.startswith("arenite")]:
    del sys.modules[name]
import arenite as again
for call in (
    lambda: grove.trees.build(again.Bump(), 2),
    lambda: probes.handle(again.Bump(), Node, 64),
):
    try:
        call()
    except (TypeError, again.CorruptArenaError) as error:
        print(type(error).__name__)
print(grove.trees.total(grove.trees.build(arenite.Bump(), 2)))
""",
    )
    assert out == "TypeError\nTypeError\n7\n"


def test_the_end_with_everything_alive(site: Path) -> None:
    out = run(
        site,
        "import arenite, grove.trees, grove.words\n"
        "bump = arenite.Bump()\n"
        "kept = grove.trees.build(bump, 8), grove.words.scan(bump, 'a b 1')\n"
        "print('end')",
    )
    assert out == "end\n"
