"""Random programs against a model: what is alive, and what it holds.

The model knows for each object the position at which it was born and the values
it should have. A rewind to a position kills what was born at or above it. After
every step each handle is asked: the living give their values, the dead raise.
"""

from __future__ import annotations

import contextvars
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from arenite import (
    ArenaLimitError,
    Bump,
    LifetimeError,
    Slice,
    StaleReferenceError,
    Struct,
    find_all,
    i32,
    is_live,
    u16,
    walk,
)


class Node(Struct):
    value: i32
    name: str = ""
    next: Node | None = None
    items: Slice[u16] = ()  # type: ignore[assignment]


@dataclass(eq=False)
class Thing:
    """What the model knows of one object, and the handle to ask."""

    handle: Any
    birth: int
    alive: bool = True
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(eq=False)
class Point:
    """A mark or an entered scope."""

    handle: Any
    position: int
    is_scope: bool
    alive: bool = True


INTS = st.integers(-(2**31), 2**31 - 1)
TEXTS = st.text(max_size=40) | st.sampled_from(["", "x" * 300, "\ud800", "é" * 100])
ITEMS = st.lists(st.integers(0, 65_535), max_size=20)


class ArenaMachine(RuleBasedStateMachine):
    nodes = Bundle("nodes")

    def __init__(self) -> None:
        super().__init__()
        self.bump = self.make()
        self.clock = 0  # grows with each birth, and never goes back
        self.cursor = 0  # the birth of the youngest that is alive: a position
        self.things: list[Thing] = []
        self.points: list[Point] = []
        self.exports: list[tuple[Thing, memoryview]] = []

    def make(self) -> Bump:
        return Bump()

    # ---- The model ----------------------------------------------------------

    def tick(self) -> int:
        self.clock += 1
        self.cursor = self.clock
        return self.clock

    def born(self, handle: Any, **fields: Any) -> Thing:
        thing = Thing(handle, self.tick(), fields=fields)
        self.things.append(thing)
        return thing

    def kill(self, position: int) -> None:
        """All that was born after it."""
        self.cursor = position
        for thing in self.things:
            if thing.birth > position:
                thing.alive = False
        for point in self.points:
            if point.position > position and point.position != 0:
                point.alive = False
        for point in [p for p in self.points if not p.alive and not p.is_scope]:
            point.handle = None
            self.points.remove(point)

    def outlives(self, holder: Thing, target: int) -> bool:
        """No point between the two would free the target first."""
        return not any(
            point.alive and holder.birth <= point.position < target for point in self.points
        )

    def pinned_above(self, position: int) -> bool:
        return any(thing.birth > position for thing, _ in self.exports)

    # ---- Allocation ---------------------------------------------------------

    @rule(target=nodes, value=INTS, name=TEXTS, items=ITEMS)
    def alloc(self, value: int, name: str, items: list[int]) -> Thing:
        handle = self.bump.alloc(Node, value, name, None, items)
        return self.born(handle, value=value, name=name, next=None, items=items)

    @rule(target=nodes, other=nodes, value=INTS)
    def alloc_linked(self, other: Thing, value: int) -> Any:
        if not other.alive:
            with pytest.raises(StaleReferenceError):
                self.bump.alloc(Node, value, "", other.handle)
            return multiple()
        handle = self.bump.alloc(Node, value, next=other.handle)
        return self.born(handle, value=value, name="", next=other, items=[])

    @rule(text=TEXTS)
    def alloc_str(self, text: str) -> None:
        if text:
            self.born(self.bump.alloc_str(text), text=text)

    @rule(items=ITEMS)
    def alloc_slice(self, items: list[int]) -> None:
        if items:
            self.born(self.bump.alloc_slice(u16, items), slice=items)

    @rule(size=st.integers(1, 3000))
    def alloc_layout(self, size: int) -> None:
        self.bump.alloc_layout(size)
        self.tick()

    @rule(value=st.sampled_from([2**31, "x", None]))
    def alloc_wrong(self, value: Any) -> None:
        used = self.bump.stats().used
        with pytest.raises((OverflowError, TypeError)):
            self.bump.alloc(Node, 1, "text", None, [1, value])
        assert self.bump.stats().used == used

    @rule(over=st.integers(0, 50))
    def alloc_over_the_limit(self, over: int) -> None:
        used = self.bump.stats().used
        self.bump.limit = max(used - over, 0)
        with pytest.raises(ArenaLimitError):
            self.bump.alloc(Node, 1, "text")
        self.bump.limit = None
        assert self.bump.stats().used == used

    # ---- Assignment ---------------------------------------------------------

    @rule(node=nodes, value=INTS)
    def set_number(self, node: Thing, value: int) -> None:
        if node.alive:
            node.handle.value = value
            node.fields["value"] = value

    @rule(node=nodes, name=TEXTS, items=ITEMS)
    def set_copies(self, node: Thing, name: str, items: list[int]) -> None:
        if not node.alive:
            return
        new = {"name": name, "items": items}
        for attribute, value in new.items():
            if not value or self.outlives(node, self.clock + 1):
                setattr(node.handle, attribute, value)
                node.fields[attribute] = value
                if value:
                    self.tick()
            else:
                with pytest.raises(LifetimeError):
                    setattr(node.handle, attribute, value)

    @rule(node=nodes, other=nodes)
    def set_reference(self, node: Thing, other: Thing) -> None:
        if not node.alive:
            return
        if not other.alive:
            with pytest.raises(StaleReferenceError):
                node.handle.next = other.handle
        elif not self.outlives(node, other.birth):
            with pytest.raises(LifetimeError):
                node.handle.next = other.handle
        else:
            node.handle.next = other.handle
            node.fields["next"] = other

    # ---- Scopes, marks, rewinds -----------------------------------------------

    @rule()
    def enter_scope(self) -> None:
        scope = self.bump.scope()
        # Scopes are left in any order here, which would leave the arena behind
        # as the ambient one of this context.
        contextvars.copy_context().run(scope.__enter__)
        self.points.append(Point(scope, self.position(), True))

    @rule()
    def take_mark(self) -> None:
        self.points.append(Point(self.bump.mark(), self.position(), False))

    def position(self) -> int:
        """0 for the place before anything: a mark there survives even reset."""
        return self.cursor if self.bump.stats().used else 0

    @rule(data=st.data())
    def leave_scope(self, data: st.DataObject) -> None:
        scopes = [p for p in self.points if p.is_scope]
        if not scopes:
            return
        point = data.draw(st.sampled_from(scopes))
        if point.alive and self.pinned_above(point.position):
            with pytest.raises(BufferError):
                point.handle.close()
            return
        point.handle.close()
        self.points.remove(point)
        if point.alive:
            self.kill(point.position)

    @rule(data=st.data())
    def rewind(self, data: st.DataObject) -> None:
        marks = [p for p in self.points if not p.is_scope]
        if not marks:
            return
        point = data.draw(st.sampled_from(marks))
        if self.pinned_above(point.position):
            with pytest.raises(BufferError):
                self.bump.rewind(point.handle)
            return
        self.bump.rewind(point.handle)
        self.kill(point.position)

    @rule(data=st.data())
    def drop_mark(self, data: st.DataObject) -> None:
        marks = [p for p in self.points if not p.is_scope]
        if marks:
            point = data.draw(st.sampled_from(marks))
            point.handle = None  # others may hold on to the point
            self.points.remove(point)

    @rule(keep=st.sampled_from(["largest", "all", "none", 1000]))
    def reset(self, keep: Any) -> None:
        if self.exports:
            with pytest.raises(BufferError):
                self.bump.reset(keep)
            return
        self.bump.reset(keep)
        self.kill(0)

    # ---- Handles and buffers ----------------------------------------------------

    @rule(data=st.data())
    def forget_handles(self, data: st.DataObject) -> None:
        """The arena may forget its history when nobody remembers."""
        for thing in list(self.things):
            if data.draw(st.booleans()) and "value" not in thing.fields:
                if not any(thing is exported for exported, _ in self.exports):
                    self.things.remove(thing)

    @rule(data=st.data())
    def export(self, data: st.DataObject) -> None:
        slices = [t for t in self.things if t.alive and "slice" in t.fields]
        if slices and len(self.exports) < 3:
            thing = data.draw(st.sampled_from(slices))
            self.exports.append((thing, memoryview(thing.handle)))

    @rule(data=st.data(), value=st.integers(0, 65_535))
    def write_and_release(self, data: st.DataObject, value: int) -> None:
        if self.exports:
            thing, view = self.exports.pop(data.draw(st.integers(0, len(self.exports) - 1)))
            view[0] = value
            thing.fields["slice"] = [value, *thing.fields["slice"][1:]]
            view.release()

    # ---- What must hold -----------------------------------------------------------

    @invariant()
    def structure(self) -> None:
        self.bump._check()
        assert self.bump.stats().exports == len(self.exports)

    @invariant()
    def handles(self) -> None:
        for thing in self.things:
            if thing.alive:
                check_living(thing)
            else:
                check_dead(thing)

    @invariant()
    def walks(self) -> None:
        for thing in self.things:
            if thing.alive and "next" in thing.fields:
                expected = []
                at: Thing | None = thing
                while at is not None and at.handle not in expected:
                    expected.append(at.handle)
                    at = at.fields["next"]
                assert list(walk(thing.handle)) == expected
                assert len(list(find_all(thing.handle, Node))) == len(expected)
                return

    def teardown(self) -> None:
        for _, view in self.exports:
            view.release()
        for point in reversed([p for p in self.points if p.is_scope]):
            point.handle.close()
        self.bump.close()
        for thing in self.things:
            check_dead(thing)


def check_living(thing: Thing) -> None:
    handle, fields = thing.handle, thing.fields
    assert is_live(handle)
    if "text" in fields:
        assert str(handle) == fields["text"]
    elif "slice" in fields:
        assert list(handle) == fields["slice"]
    else:
        assert handle.value == fields["value"]
        assert handle.name == fields["name"]
        assert list(handle.items) == fields["items"]
        following = fields["next"]
        assert handle.next == (following.handle if following else None)


def check_dead(thing: Thing) -> None:
    assert not is_live(thing.handle)
    with pytest.raises(StaleReferenceError):
        if "text" in thing.fields:
            str(thing.handle)
        elif "slice" in thing.fields:
            list(thing.handle)
        else:
            thing.handle.value


class OverMachine(ArenaMachine):
    """The same over one block, which is large enough."""

    def make(self) -> Bump:
        return Bump.over(bytearray(1 << 20))


class AlignedMachine(ArenaMachine):
    def make(self) -> Bump:
        return Bump(10_000, min_align=32)


SETTINGS = settings(
    max_examples=100,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
ArenaMachine.TestCase.settings = SETTINGS
OverMachine.TestCase.settings = SETTINGS
AlignedMachine.TestCase.settings = SETTINGS
TestArena = pytest.mark.slow(ArenaMachine.TestCase)
TestOver = pytest.mark.slow(OverMachine.TestCase)
TestAligned = pytest.mark.slow(AlignedMachine.TestCase)
