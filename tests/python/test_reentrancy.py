"""Python code that runs in the middle of a call and does its worst."""

from __future__ import annotations

import array
import gc
import sys
import types
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from arenite import (
    ArenaClosedError,
    Bump,
    Slice,
    StaleReferenceError,
    Struct,
    field,
    is_live,
    to_heap,
    u8,
    u64,
    walk,
)


class Node(Struct):
    value: u64
    name: str = ""
    next: Node | None = None
    items: Slice[u8] = ()  # type: ignore[assignment]
    more: Slice[Slice[u8]] = ()  # type: ignore[assignment]
    real: float = 0.0


class Trigger:
    """Runs an action when it is asked for a number, a float or its items."""

    def __init__(self, action: Callable[[], object]) -> None:
        self.action = action

    def __index__(self) -> int:
        self.action()
        return 1

    def __float__(self) -> float:
        self.action()
        return 1.0

    def __iter__(self) -> Iterator[int]:
        self.action()
        yield 1
        self.action()
        yield 2


def actions(bump: Bump) -> dict[str, Callable[[], object]]:
    mark = bump.mark()
    scope = bump.scope()
    return {
        "close": bump.close,
        "reset": bump.reset,
        "reset none": lambda: bump.reset("none"),
        "rewind": lambda: bump.rewind(mark) if is_good(bump, mark) else None,
        "alloc": lambda: bump.alloc(Node, 99, "x" * 100),
        "scope": lambda: scope.close(),
        "collect": gc.collect,
        "limit": lambda: setattr(bump, "limit", 10),
        "init": lambda: bump.__init__(),  # type: ignore[misc]
    }


def is_good(bump: Bump, mark: Any) -> bool:
    return not bump.closed and bump.stats().used > 0


NAMES = sorted(actions(Bump()))

CALLS: dict[str, Callable[[Bump, Node, Trigger], Any]] = {
    "alloc": lambda b, n, t: b.alloc(Node, t, "text", n),
    "alloc keywords": lambda b, n, t: b.alloc(Node, next=n, value=t, items=[1, t, t]),  # type: ignore[list-item]
    "alloc iterator": lambda b, n, t: b.alloc(Node, 1, "x", n, t),
    "alloc nested": lambda b, n, t: b.alloc(Node, 1, "x", n, (), [[1], t, [t]]),
    "alloc float": lambda b, n, t: b.alloc(Node, 1, real=t),
    "set number": lambda b, n, t: setattr(n, "value", t),
    "set float": lambda b, n, t: setattr(n, "real", t),
    "set items": lambda b, n, t: setattr(n, "items", t),
    "set nested": lambda b, n, t: setattr(n, "more", [t, [t]]),
    "set item": lambda b, n, t: n.items.__setitem__(t, 5),
    "set item value": lambda b, n, t: n.items.__setitem__(0, t),  # type: ignore[call-overload]
    "get item": lambda b, n, t: n.items[t],
    "get range": lambda b, n, t: n.items[t:],  # type: ignore[misc]
    "alloc_slice": lambda b, n, t: b.alloc_slice(u8, t),
    "alloc_slice list": lambda b, n, t: b.alloc_slice(u8, [1, t, 2]),
    "alloc_slice nested": lambda b, n, t: b.alloc_slice(Slice[u8], [[1], t]),
    "zeros": lambda b, n, t: b.zeros(u8, t),
    "alloc_layout": lambda b, n, t: b.alloc_layout(t, 8),
    "allocate": lambda b, n, t: b.allocate(8, t),
    "grow": lambda b, n, t: b.grow(b.allocate(0), t),
    "shrink": lambda b, n, t: b.shrink(b.allocate(0), t),
    "limit": lambda b, n, t: setattr(b, "limit", t),
    "reset": lambda b, n, t: b.reset(t),
    "index": lambda b, n, t: n.items.index(t),
    "compare": lambda b, n, t: n.items == [t],
    "default_factory": lambda b, n, t: b.alloc(made_by(t.action), 1),
    "post_init": lambda b, n, t: b.alloc(followed_by(t.action), 1),
}


def made_by(action: Callable[[], object]) -> Any:
    def factory() -> int:
        action()
        return 1

    class Made(Struct):
        first: u8
        value: u8 = field(default_factory=factory)
        name: str = "name"

    return Made


def followed_by(action: Callable[[], object]) -> Any:
    class Followed(Struct):
        first: u8

        def __post_init__(self) -> None:
            action()

    return Followed


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_arguments_that_act(call: Callable[..., Any], name: str) -> None:
    """The call succeeds or raises; what was alive before and still is, is right."""
    bump = Bump()
    survivor = bump.alloc(Node, 1234, "survivor")
    todo = actions(bump)
    node = bump.alloc(Node, 5, "node", None, [1, 2, 3])
    result: Any = None
    try:
        result = call(bump, node, Trigger(todo[name]))
    except (ArenaClosedError, StaleReferenceError, MemoryError, ValueError, TypeError):
        pass
    bump._check()
    if is_live(survivor):
        assert (survivor.value, survivor.name) == (1234, "survivor")
    if not bump.closed:
        bump.limit = None
        kept = [bump.alloc(Node, i, "filler" * 10) for i in range(20)]
        assert [k.name for k in kept] == ["filler" * 10] * 20
    if isinstance(result, Node) and is_live(result):
        repr(result)
    elif isinstance(result, Node):
        with pytest.raises(StaleReferenceError):
            result.value


@pytest.mark.parametrize("name", NAMES)
def test_a_repr_that_acts(name: str) -> None:
    """What an error message shows runs code when the record is half written."""
    import enum

    class Colour(enum.Enum):
        RED = 1

        def __repr__(self) -> str:
            todo[name]()
            return "RED"

    class Painted(Struct):
        text: str
        colour: Colour

    class Shy:
        def __repr__(self) -> str:
            todo[name]()
            kept.append(None if bump.closed else bump.alloc_str("kept"))
            return "shy"

    bump = Bump()
    todo = actions(bump)
    kept: list[Any] = []
    painted = bump.alloc(Painted, "x", Colour.RED)
    for call in (
        lambda: bump.alloc(Painted, "y" * 100, Shy()),  # type: ignore[arg-type]
        lambda: setattr(painted, "colour", Shy()),
    ):
        with pytest.raises((TypeError, ArenaClosedError, StaleReferenceError, MemoryError)):
            call()
    bump._check()
    if bump.closed:
        return
    bump.limit = None
    bump.alloc_str("-" * 100)
    assert {str(text) for text in kept if text is not None and is_live(text)} <= {"kept"}


def test_a_finalizer_that_acts_while_an_error_is_made() -> None:
    """Where objects are made the collector may run, and with it anything."""

    class Cycle:
        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            if len(kept) < 200:
                kept.append(bump.alloc_str("kept"))

    bump = Bump()
    kept: list[Any] = []
    threshold = gc.get_threshold()
    gc.set_threshold(1, 1, 1)
    try:
        for _ in range(300):
            Cycle()
            with pytest.raises(OverflowError):
                bump.alloc(Node, -1, "half")
            with pytest.raises(TypeError):
                bump.alloc(Node, 1, "half", "no node")  # type: ignore[arg-type]
            with pytest.raises(TypeError):
                bump.alloc_slice(str, ["half", 1])  # type: ignore[list-item]
    finally:
        gc.set_threshold(*threshold)
    bump.alloc_bytes(b"-" * 5000)
    assert {str(text) for text in kept if is_live(text)} <= {"kept"}
    bump._check()


def test_an_iterator_that_frees_its_own_source(bump: Bump) -> None:
    def items() -> Iterator[int]:
        yield from source
        bump.reset()
        yield 3

    source = bump.alloc_slice(u8, [1, 2])
    assert bump.alloc_slice(u8, items()) == [1, 2, 3]
    with pytest.raises(StaleReferenceError):
        list(source)


def test_a_buffer_of_the_arena_itself(bump: Bump) -> None:
    items = bump.alloc_slice(u8, range(200))
    for _ in range(8):
        items = bump.alloc_slice(u8, memoryview(items))
        assert items == list(range(200))
    doubled = bump.alloc_bytes(bump.chunks()[0])
    assert len(doubled) > 0


def test_a_buffer_that_closes_the_arena() -> None:
    bump = Bump()

    class Closing(array.array):  # type: ignore[type-arg]
        def __buffer__(self, flags: int) -> memoryview:
            bump.close()
            return super().__buffer__(flags)  # type: ignore[misc, no-any-return]

    data = Closing("B", b"abc")
    for call in (lambda: bump.alloc_bytes(data), lambda: bump.alloc_slice(u8, data)):
        try:
            assert bytes(call()) == b"abc"
        except ArenaClosedError:
            assert bump.closed


def test_weak_references_that_act() -> None:
    """The callback runs when the arena is half way gone."""
    seen = []
    bump = Bump()
    other = Bump()
    reference = weakref.ref(bump, lambda _: seen.append(other.alloc_str("x")))
    bump.alloc(Node, 1)
    del bump
    assert len(seen) == 1
    assert reference() is None


def test_a_class_that_goes_while_its_records_are_read() -> None:
    bump = Bump()

    def make() -> Any:
        class Local(Struct):
            value: u8
            it: Local | None = None
            items: Slice[Local] = ()  # type: ignore[assignment]

        record = bump.alloc(Local, 1)
        record.it = record
        record.items = [record]  # type: ignore[assignment]
        return record.items

    items = make()
    gc.collect()
    walker = walk(items[0])
    gc.collect()
    assert next(walker).it.value == 1  # type: ignore[attr-defined]
    assert to_heap(items[0]).items[0].value == 1
    assert [item.value for item in items] == [1]


@pytest.fixture
def lookup() -> Iterator[Any]:
    """A module in which the class `Later` is looked up by running an action."""
    module: Any = types.ModuleType("arenite_acting")

    def look(name: str) -> Any:
        if name != "Later":
            raise AttributeError(name)
        module.action()
        return Node

    module.__getattr__ = look
    sys.modules[module.__name__] = module
    yield module
    del sys.modules[module.__name__]


def make_holder() -> Any:
    """Each has its own plans, for which Later was not looked up yet."""
    annotations = {"filler": "u64", "a": "Later | None", "b": "Later | None", "c": "Slice[Later]"}
    namespace = {"__module__": "arenite_acting", "__annotations__": annotations, "c": ()}
    namespace |= {"u64": u64, "Slice": Slice, "a": None, "b": None}
    return type(Struct)("Holder", (Struct,), namespace)


@pytest.mark.parametrize("end", ["reset", "close"])
def test_a_lookup_that_acts_while_storing(lookup: Any, bump: Bump, end: str) -> None:
    later = bump.alloc(Node, 1)
    holder = make_holder()
    lookup.action = getattr(bump, end)
    with pytest.raises((StaleReferenceError, ArenaClosedError)):
        bump.alloc(holder, 1, later, later)
    bump._check()


@pytest.mark.parametrize("end", ["reset", "close"])
@pytest.mark.parametrize("read", ["get", "walk", "to_heap", "nothing"])
def test_a_lookup_that_acts_while_reading(lookup: Any, end: str, read: str) -> None:
    """The reference was not stored through the field: it lay in the bytes."""
    buffer = bytearray(1024)
    bump = Bump.over(buffer)
    later = bump.alloc(Node, 7)
    record = bump.alloc(make_holder(), 0xABCDEF)
    at = buffer.index((0xABCDEF).to_bytes(8, "little")) + 8
    for field_at in (at, at + 4):
        buffer[field_at : field_at + 4] = (64).to_bytes(4, "little")
    lookup.action = getattr(bump, end) if read != "nothing" else int
    if read == "nothing":
        assert record.a == record.b == later
        assert [type(item) for item in walk(record)] == [type(record), Node]
        return
    calls: dict[str, Callable[[], object]] = {
        "get": lambda: record.b,
        "walk": lambda: list(walk(record)),
        "to_heap": lambda: to_heap(record),
    }
    with pytest.raises(StaleReferenceError):
        calls[read]()
    bump._check()
