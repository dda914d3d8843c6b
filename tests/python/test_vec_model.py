"""Random programs on a Vec against the same on a list, with scopes, marks and buffers."""

from __future__ import annotations

import contextlib
import contextvars
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from arenite import Bump, LifetimeError, Struct, Vec, f64, i32, is_live, u8, u128

SMALL = st.integers(-4, 4)
BOUND = st.none() | st.integers(-40, 40)
RANGE = st.builds(slice, BOUND, BOUND, st.sampled_from([None, 1, 1, 2, 3, -1, -2]))


class Node(Struct):
    value: i32
    items: Vec[i32]


class Frame:
    """A scope that is open, and what the lists were when it was entered."""

    def __init__(self, scope: Any, made: int) -> None:
        self.scope = scope
        self.made = made


class VecMachine(RuleBasedStateMachine):
    """Each Vec beside its list; those of a scope die with it."""

    item: Any = i32
    values: Any = st.integers(-(2**31), 2**31 - 1)
    key: Any = staticmethod(repr)

    def __init__(self) -> None:
        super().__init__()
        self.bump = Bump()
        self.pairs: list[tuple[Any, list[Any], int]] = []  # and the depth it was made at
        self.frames: list[Frame] = []
        self.dead: list[Any] = []
        self.views: list[tuple[Any, Any]] = []

    def both(self, data: st.DataObject, change: Callable[[Any], Any], grows: bool = True) -> None:
        """The same on a Vec and on its list; the results, or the errors, are equal."""
        if not self.pairs:
            return
        vec, mirror, depth = data.draw(st.sampled_from(self.pairs))
        wanted = list(mirror)
        expected = outcome(change, wanted)
        got: Any
        try:
            got = outcome(change, vec)
        except LifetimeError:
            assert grows
            assert depth < len(self.frames)
            return
        except BufferError:
            assert any(owner is vec for owner, _ in self.views)
            return
        assert same(got, expected), (got, expected)
        mirror[:] = wanted

    # ---- Making ------------------------------------------------------------------

    @rule(data=st.data())
    def make(self, data: st.DataObject) -> None:
        values = data.draw(st.lists(self.values, max_size=12))
        vec = self.bump.vec(self.item, values)
        self.pairs.append((vec, list(values), len(self.frames)))

    @rule(data=st.data())
    def make_a_field(self, data: st.DataObject) -> None:
        if self.item is i32:
            node = self.bump.alloc(Node, 1)
            self.pairs.append((node.items, [], len(self.frames)))

    @rule(size=st.integers(1, 900))
    def fill(self, size: int) -> None:
        self.bump.alloc_bytes(bytes(size))

    # ---- Changing -----------------------------------------------------------------

    @rule(data=st.data())
    def append(self, data: st.DataObject) -> None:
        value = data.draw(self.values)
        self.both(data, lambda x: x.append(value))

    @rule(data=st.data(), times=st.integers(0, 40))
    def extend(self, data: st.DataObject, times: int) -> None:
        values = data.draw(st.lists(self.values, max_size=3)) * times
        self.both(data, lambda x: x.extend(iter(values)))

    @rule(data=st.data())
    def extend_by_itself(self, data: st.DataObject) -> None:
        self.both(data, lambda x: x.extend(x) if len(x) < 200 else None)

    @rule(data=st.data(), index=st.integers(-50, 50))
    def insert(self, data: st.DataObject, index: int) -> None:
        value = data.draw(self.values)
        self.both(data, lambda x: x.insert(index, value))

    @rule(data=st.data(), index=SMALL)
    def pop(self, data: st.DataObject, index: int) -> None:
        self.both(data, lambda x: x.pop(index), grows=False)

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        value = data.draw(self.values)
        self.both(data, lambda x: x.remove(value), grows=False)
        self.both(data, lambda x: x.remove(x[len(x) // 2]), grows=False)

    @rule(data=st.data(), index=SMALL)
    def set_item(self, data: st.DataObject, index: int) -> None:
        value = data.draw(self.values)
        self.both(data, lambda x: x.__setitem__(index, value))

    @rule(data=st.data(), part=RANGE)
    def set_range(self, data: st.DataObject, part: slice) -> None:
        values = data.draw(st.lists(self.values, max_size=8))
        self.both(data, lambda x: x.__setitem__(part, values))
        self.both(data, lambda x: x.__setitem__(part, x[part][::-1]))

    @rule(data=st.data(), part=RANGE | SMALL)
    def delete(self, data: st.DataObject, part: Any) -> None:
        self.both(data, lambda x: x.__delitem__(part), grows=False)

    @rule(data=st.data(), reverse=st.booleans())
    def sort(self, data: st.DataObject, reverse: bool) -> None:
        self.both(data, lambda x: x.sort(key=self.key, reverse=reverse), grows=False)
        self.both(data, lambda x: x.reverse(), grows=False)

    @rule(data=st.data())
    def clear(self, data: st.DataObject) -> None:
        self.both(data, lambda x: x.clear(), grows=False)

    @rule(data=st.data(), times=st.integers(-1, 3))
    def repeat(self, data: st.DataObject, times: int) -> None:
        self.both(data, lambda x: len(x) < 100 and x.__imul__(times) and None)

    @rule(data=st.data(), count=st.integers(0, 200))
    def reserve(self, data: st.DataObject, count: int) -> None:
        self.both(data, lambda x: None if isinstance(x, list) else x.reserve(count))

    @rule(data=st.data())
    def shrink(self, data: st.DataObject) -> None:
        self.both(data, lambda x: None if isinstance(x, list) else x.shrink_to_fit(), grows=False)

    @rule(data=st.data())
    def freeze(self, data: st.DataObject) -> None:
        def change(x: Any) -> list[Any]:
            if not isinstance(x, list):
                return list(x.freeze())
            was = list(x)
            x.clear()
            return was

        self.both(data, change, grows=False)

    # ---- Reading ------------------------------------------------------------------

    @rule(data=st.data(), part=RANGE | SMALL)
    def read(self, data: st.DataObject, part: Any) -> None:
        value = data.draw(self.values)
        self.both(data, lambda x: x[part], grows=False)
        self.both(data, lambda x: (x.count(value), value in x), grows=False)
        self.both(data, lambda x: x.index(value), grows=False)
        self.both(data, lambda x: list(reversed(x)), grows=False)

    # ---- Scopes and buffers --------------------------------------------------------

    @rule()
    def enter(self) -> None:
        scope = self.bump.scope()
        contextvars.copy_context().run(scope.__enter__)
        self.frames.append(Frame(scope, len(self.pairs)))

    @rule()
    def leave(self) -> None:
        if not self.frames:
            return
        made = self.frames[-1].made
        gone = self.pairs[made:]
        self.views = [(owner, view) for owner, view in self.views if not release(owner, view, gone)]
        self.frames.pop().scope.close()
        del self.pairs[made:]
        self.dead = [vec for vec, _, _ in gone][:5]

    @rule(data=st.data())
    def export(self, data: st.DataObject) -> None:
        if self.pairs and len(self.views) < 2:
            vec, mirror, _ = data.draw(st.sampled_from(self.pairs))
            with contextlib.suppress(BufferError):
                self.views.append((vec, memoryview(vec)))
                assert self.views[-1][1].tolist() == mirror

    @rule()
    def release(self) -> None:
        if self.views:
            self.views.pop()[1].release()

    # ---- What must hold -------------------------------------------------------------

    @invariant()
    def structure(self) -> None:
        self.bump._check()

    @invariant()
    def contents(self) -> None:
        for vec, mirror, _ in self.pairs:
            assert list(vec) == mirror
            assert len(vec) == len(mirror) <= vec.capacity
        for vec in self.dead:
            assert not is_live(vec)

    def teardown(self) -> None:
        for _, view in self.views:
            view.release()
        for frame in reversed(self.frames):
            frame.scope.close()
        self.bump._check()
        self.bump.close()


def release(owner: Any, view: Any, gone: list[Any]) -> bool:
    if any(owner is vec for vec, _, _ in gone):
        view.release()
        return True
    return False


def outcome(change: Callable[[Any], Any], items: Any) -> Any:
    try:
        return change(items)
    except (IndexError, ValueError) as error:
        if isinstance(error, LifetimeError):
            raise
        return type(error)


def same(a: Any, b: Any) -> bool:
    return bool(a == b)


class Floats(VecMachine):
    item = f64
    values = st.floats(allow_nan=False)


class Bytes(VecMachine):
    item = u8
    values = st.integers(0, 255)


class Wide(VecMachine):
    item = u128
    values = st.integers(0, 2**128 - 1)


class Texts(VecMachine):
    item = str
    values = st.text(max_size=20) | st.just("")


class Maybe(VecMachine):
    item = bytes | None
    values = st.none() | st.binary(max_size=20)


class Objects(VecMachine):
    item = object
    values = st.integers(-3, 3) | st.tuples(st.integers(0, 3)) | st.none()


class Rows(VecMachine):
    item = Vec[i32]
    values = st.lists(st.integers(-5, 5), max_size=5)
    key = staticmethod(list)


SETTINGS = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.slow
@pytest.mark.parametrize("machine", [VecMachine, Floats, Bytes, Wide, Texts, Maybe, Objects, Rows])
def test_a_vec_is_a_list(machine: type[VecMachine]) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(machine, settings=SETTINGS)
