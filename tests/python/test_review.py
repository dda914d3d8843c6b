"""What a review of the core found: lookups, handlers and finalizers that come back into it."""

from __future__ import annotations

import codecs
import contextvars
import gc
import importlib.machinery
import importlib.util
import struct
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

import arenite
from arenite import (
    Bump,
    CorruptArenaError,
    NoArenaError,
    Slice,
    Struct,
    fields,
    i8,
    i32,
    i64,
    u8,
    u64,
    walk,
)

set_class = object.__dict__["__class__"].__set__


class Small(Struct):
    number: i32 = 0


def set_reference(buffer: bytearray, record: Struct, name: str, value: int) -> None:
    """Write a reference into the first record of the arena over `buffer`."""
    (member,) = [f for f in fields(record) if f.name == name]
    (chunk,) = arenite.arena_of(record).chunks()
    with chunk:
        start = bytes(buffer).index(bytes(chunk))
    struct.pack_into("I", buffer, start + member.offset, value)


@pytest.fixture
def lazy_module() -> Iterator[ModuleType]:
    """A module whose unknown names run Python code as they are looked up."""
    module = ModuleType("arenite_lazy_module")
    sys.modules[module.__name__] = module
    yield module
    del sys.modules[module.__name__]


def linked(module: ModuleType, lookup: Callable[[], type]) -> type[Any]:
    """A class whose one field refers to what `lookup` gives when it is followed."""

    def module_getattr(name: str) -> type:
        if name != "Later":
            raise AttributeError(name)
        return lookup()

    module.__getattr__ = module_getattr  # type: ignore[method-assign]
    body = {"__module__": module.__name__, "__annotations__": {"next": "Later | None"}}
    return type(Struct)("Linked", (Struct,), body)


# ---- The ambient arena --------------------------------------------------------


def test_the_ambient_variable_can_be_set_to_anything() -> None:
    def construct_in(variable: contextvars.ContextVar[object], value: object) -> None:
        variable.set(value)
        with pytest.raises(NoArenaError):
            Small(1)

    with Bump():
        context = contextvars.copy_context()
        (variable,) = [v for v in context if v.name == "arenite.ambient"]
        for value in (5, None, object(), Small):
            context.run(construct_in, variable, value)


# ---- Conversions --------------------------------------------------------------


def test_a_conversion_that_changes_the_class_of_the_record() -> None:
    classes = []

    class Large(Struct):
        first: i64
        second: i64

    class Converts:
        def __index__(self) -> int:
            classes.clear()
            set_class(record, Small)
            gc.collect()
            return 1

    classes.append(Large)
    record = Bump().alloc(Large, 1, 2)
    del Large
    with pytest.raises(TypeError, match="the class of the record was changed"):
        record.second = Converts()  # type: ignore[assignment]
    assert isinstance(record, Small)


def test_an_error_handler_that_changes_the_class_of_the_record() -> None:
    class Named(Struct):
        name: str

    buffer = bytearray(4096)
    record = Bump.over(buffer).alloc(Named, "ab\ud800")
    del Named
    buffer[bytes(buffer).index(b"ab")] = 0xFF

    def handler(error: UnicodeError) -> tuple[str, int]:
        set_class(record, Small)
        gc.collect()
        raise error

    before = codecs.lookup_error("surrogatepass")
    codecs.register_error("surrogatepass", handler)
    try:
        with pytest.raises(CorruptArenaError, match=r"Named\.name"):
            record.name
    finally:
        codecs.register_error("surrogatepass", before)


# ---- Classes that are looked up -------------------------------------------------


def test_a_lookup_that_advances_the_walk(lazy_module: ModuleType) -> None:
    inner: list[str] = []

    def lookup() -> type:
        with pytest.raises(ValueError, match="advanced already") as caught:
            list(records)
        inner.append(str(caught.value))
        return cls

    cls = linked(lazy_module, lookup)
    buffer = bytearray(4096)
    record = Bump.over(buffer).alloc(cls, None)
    set_reference(buffer, record, "next", 64)
    records = walk(record)
    assert list(records) == [record]
    assert len(inner) == 1


def test_a_lookup_that_drops_the_slice_it_is_for(lazy_module: ModuleType) -> None:
    lookups: list[int] = []

    def lookup() -> type:
        lookups.append(len(lookups))
        if len(lookups) == 1:
            assert len(list(items)) == 2  # a used up iterator lets go of the Slice
            gc.collect()
        return cls

    cls = linked(lazy_module, lookup)
    lazy_module.Slice = Slice  # type: ignore[attr-defined]
    body = {"__module__": lazy_module.__name__, "__annotations__": {"items": "Slice[Later | None]"}}
    holder = type(Struct)("Holder", (Struct,), body)
    buffer = bytearray(4096)
    record = Bump.over(buffer).alloc(holder, [None, None])
    (chunk,) = arenite.arena_of(record).chunks()
    struct.pack_into("2I", buffer, bytes(buffer).index(bytes(chunk)) + 8, 64, 64)
    items = iter(record.items)
    del record, holder, chunk
    assert len(list(items)) == 1  # that one was being loaded
    assert len(lookups) == 2


def test_a_lookup_that_drops_the_class_of_the_record(lazy_module: ModuleType) -> None:
    def lookup() -> type:
        set_class(record, Small)
        gc.collect()
        return Small

    buffer = bytearray(4096)
    record = Bump.over(buffer).alloc(linked(lazy_module, lookup), None)
    set_reference(buffer, record, "next", 64)
    assert isinstance(record.next, Small)


# ---- Classes that are not complete ----------------------------------------------


class Waiting(Struct):
    next: "Unfinished | None" = None  # noqa: F821, UP037


def test_a_class_that_is_not_complete_is_no_target() -> None:
    buffer = bytearray(4096)
    record = Bump.over(buffer).alloc(Waiting)
    set_reference(buffer, record, "next", 64)
    seen: list[str] = []

    class Base(Struct):
        def __init_subclass__(cls) -> None:
            globals()["Unfinished"] = cls
            with pytest.raises(TypeError, match="Unfinished is not complete yet") as caught:
                record.next
            seen.append(str(caught.value))

    class Unfinished(Base):
        number: i32

    assert len(seen) == 1
    assert isinstance(record.next, Unfinished)


# ---- Finalizers -------------------------------------------------------------------


class Wide(Struct):
    a: u64
    b: u64
    c: u64
    d: u64


class Narrow(Struct):
    name: str
    number: i8


def test_a_finalizer_that_rewinds_while_an_error_is_made() -> None:
    """Up to 3.11 the collector may run where an exception is made in C."""
    bump = Bump()
    kept: list[Wide] = []

    class Cycle:
        def __init__(self) -> None:
            self.cycle = self

        def __del__(self) -> None:
            bump.reset()
            bump.alloc_layout(24)
            kept[:] = [bump.alloc(Wide, 1, 2, 3, 4)]

    def fail(cls: type[Narrow]) -> None:
        bump.alloc(cls, "name", 300)

    threshold = gc.get_threshold()
    gc.collect()
    bump.alloc_layout(32)  # the failed record begins in the middle of what Cycle allocates
    try:
        {}["missing"]
    except KeyError:  # with an exception in flight the next one is made at once
        Cycle()
        gc.set_threshold(1)
        with pytest.raises(OverflowError):
            fail(Narrow)
    finally:
        gc.set_threshold(*threshold)
    gc.collect()
    bump.alloc_bytes(b"z" * 64)
    assert [getattr(kept[0], name) for name in "abcd"] == [1, 2, 3, 4]


# ---- The parts of the core ----------------------------------------------------------


def test_slices_nest_to_a_bounded_depth() -> None:
    plan_type = type(fields(Small)[0].plan)
    plan = plan_type("u8", u8, "u8")
    with pytest.raises(TypeError, match="nested more than 32 deep"):
        for _ in range(1_000_000):
            plan = plan_type("slice", u8, "deep", item=plan)


def test_a_core_that_the_package_has_not_set_up() -> None:
    path = arenite._core.__file__  # type: ignore[attr-defined]
    loader = importlib.machinery.ExtensionFileLoader("arenite._core", path)
    spec = importlib.util.spec_from_file_location("arenite._core", path, loader=loader)
    assert spec is not None
    core: Any = importlib.util.module_from_spec(spec)
    loader.exec_module(core)
    with pytest.raises(ImportError, match="not the one that the package uses"):
        core.Bump().alloc_slice(int, [1])
    with pytest.raises(ImportError, match="not the one that the package uses"):
        type(core.Struct)("Derived", (core.Struct,), {})
    with pytest.raises(ImportError, match="not the one that the package uses"):
        core.Struct.__signature__
    with pytest.raises(ImportError, match="not the one that the package uses"):
        core.Bump().alloc(Small, 1)


# ---- No memory for a handle ------------------------------------------------------------


@pytest.mark.usefixtures("_no_collector")
@pytest.mark.parametrize(
    "operation",
    [
        lambda bump: bump.alloc(Wide, 1, 2, 3, 4),
        lambda bump: bump.alloc_str("text" * 300),
        lambda bump: bump.alloc_bytes(b"bytes" * 300),
        lambda bump: bump.alloc_slice(u64, (1, 2, 3) * 100),
        lambda bump: bump.zeros(u64, 300),
        lambda bump: bump.alloc_layout(1000),
    ],
)
def test_without_memory_for_the_handle_the_arena_is_as_it_was(
    operation: Callable[[Bump], object],
) -> None:
    testing = pytest.importorskip("_testcapi")
    bump = Bump(16_384)
    kept = [bump.alloc(Small) for _ in range(400)]  # none left in the free list
    operation(bump)  # the plans of its types are made
    kept.append(bump.alloc(Small))
    used = bump.stats().used
    failures = 0
    for allowed in range(20):
        testing.set_nomemory(allowed, allowed + 1)
        try:
            result = operation(bump)
        except MemoryError:
            result = None
            failures += 1
        finally:
            testing.remove_mem_hooks()
        if result is not None:
            break
        assert bump.stats().used == used
        bump._check()
    assert failures
    assert len(kept) == 401
