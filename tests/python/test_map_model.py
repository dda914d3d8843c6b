"""Random programs of changes to Maps against dicts, with scopes and rewinds."""

from __future__ import annotations

import enum
from typing import Any, Literal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from arenite import (
    Bump,
    LifetimeError,
    Map,
    StaleReferenceError,
    Symbol,
    char,
    f64,
    i8,
    i64,
    u16,
    u64,
)


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


TEXT = st.text(max_size=6) | st.sampled_from(["a", "b", "x" * 40])
KINDS: dict[str, tuple[Any, Any, st.SearchStrategy[Any], st.SearchStrategy[Any]]] = {
    "int": (i64, i64, st.integers(-20, 20) | st.integers(-(2**63), 2**63 - 1), st.integers(-9, 9)),
    "small": (i8, object, st.integers(-128, 127), st.none() | st.text(max_size=3)),
    "wide": (u64, f64, st.integers(0, 60).map(lambda i: i << 58), st.floats(allow_nan=False)),
    "str": (str, str, TEXT, TEXT),
    "bytes": (bytes, u16 | None, st.binary(max_size=3), st.none() | st.integers(0, 65535)),
    "char": (char, bool, st.characters(codec="utf-8"), st.booleans()),
    "symbol": (Symbol, str | None, TEXT, st.none() | TEXT),
    "member": (Color, Literal["p", "q"], st.sampled_from(Color), st.sampled_from("pq")),
    "maps": (
        i8,
        Map[i8, i8],
        st.integers(0, 30),
        st.dictionaries(st.integers(0, 9), st.integers(0, 9)),
    ),
}


class Machine(RuleBasedStateMachine):
    kind = "int"
    maps: Any = Bundle("maps")
    marks: Any = Bundle("marks")

    def __init__(self) -> None:
        super().__init__()
        self.bump = Bump()
        self.key_type, self.value_type, self.keys, self.values = KINDS[self.kind]
        self.live: list[tuple[Any, dict[Any, Any]]] = []

    @initialize(target=maps)
    def first(self) -> Any:
        return self.make({})

    @rule(target=maps, data=st.data())
    def create(self, data: st.DataObject) -> Any:
        return self.make(data.draw(st.dictionaries(self.keys, self.values, max_size=30)))

    def make(self, model: dict[Any, Any]) -> Any:
        made = self.bump.map(self.key_type, self.value_type, model)
        pair = made, dict(model)
        self.live.append(pair)
        return pair

    @rule(pair=maps, data=st.data())
    def put(self, pair: Any, data: st.DataObject) -> None:
        key, value = data.draw(self.keys), data.draw(self.values)
        self.change(pair, lambda m: m.__setitem__(key, value))

    @rule(pair=maps, data=st.data())
    def update(self, pair: Any, data: st.DataObject) -> None:
        items = data.draw(st.dictionaries(self.keys, self.values, max_size=40))
        self.change(pair, lambda m: m.update(items))

    @rule(pair=maps, data=st.data())
    def setdefault(self, pair: Any, data: st.DataObject) -> None:
        key, value = data.draw(self.keys), data.draw(self.values)
        self.change(pair, lambda m: m.setdefault(key, value))

    @rule(pair=maps, data=st.data(), count=st.integers(1, 10))
    def delete(self, pair: Any, data: st.DataObject, count: int) -> None:
        for _ in range(count):
            if not pair[1]:
                break
            key = data.draw(st.sampled_from(list(pair[1])))
            self.change(pair, lambda m, key=key: m.__delitem__(key))

    @rule(pair=maps, data=st.data())
    def pop(self, pair: Any, data: st.DataObject) -> None:
        key = data.draw(self.keys)
        self.change(pair, lambda m: m.pop(key, None))

    @rule(pair=maps, count=st.integers(1, 10))
    def popitem(self, pair: Any, count: int) -> None:
        for _ in range(min(count, len(pair[1]))):
            self.change(pair, lambda m: m.popitem())

    @rule(pair=maps)
    def clear(self, pair: Any) -> None:
        self.change(pair, lambda m: m.clear())

    @rule(pair=maps, count=st.integers(0, 100))
    def reserve(self, pair: Any, count: int) -> None:
        if self.is_live(pair):
            try:
                pair[0].reserve(count)
            except LifetimeError:
                pass

    @rule(target=marks)
    def mark(self) -> Any:
        return self.bump.mark(), list(self.live)

    @rule(entry=consumes(marks))
    def rewind(self, entry: Any) -> None:
        mark, live = entry
        try:
            self.bump.rewind(mark)
        except StaleReferenceError:
            return
        self.live = [pair for pair in self.live if any(pair is one for one in live)]

    @rule()
    def reset(self) -> None:
        if len(self.live) > 12:
            self.bump.reset()
            self.live = []

    def is_live(self, pair: Any) -> bool:
        return any(pair is one for one in self.live)

    def change(self, pair: Any, call: Any) -> None:
        made, model = pair
        if not self.is_live(pair):
            with pytest.raises(StaleReferenceError):
                len(made)
            return
        before = dict(model)
        try:
            result = call(made)
        except LifetimeError:  # the map is older than a mark
            model.clear()
            model.update(before)
            return
        expected = call(model)
        assert result == expected

    @invariant()
    def same(self) -> None:
        self.bump._check()
        for made, model in self.live:
            assert len(made) == len(model)
            assert list(made) == list(model)
            assert list(made.items()) == list(model.items())
            assert list(reversed(made)) == list(reversed(model))
            assert made == model
            for key in model:
                assert key in made


@pytest.mark.parametrize("kind", KINDS)
def test_maps_are_dicts(kind: str) -> None:
    machine = type(f"Machine_{kind}", (Machine,), {"kind": kind})
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine, settings=settings(max_examples=25, stateful_step_count=30, deadline=None)
    )
