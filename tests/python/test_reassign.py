"""Reassignment: what fits is overwritten in place, what is lost is counted."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from arenite import ArenaLimitError, Bump, LifetimeError, Slice, Struct, i32, u8


class Person(Struct):
    name: str = ""
    data: bytes = b""
    items: Slice[i32] = ()  # type: ignore[assignment]
    words: Slice[str] = ()  # type: ignore[assignment]
    nick: str | None = None


@pytest.fixture
def bump() -> Bump:
    return Bump()


def used(bump: Bump) -> tuple[int, int]:
    stats = bump.stats()
    return stats.used, stats.wasted


def between(bump: Bump) -> None:
    """Something behind what was allocated last, so that it cannot grow."""
    bump.alloc_layout(8)


@pytest.mark.parametrize(("field", "make"), [("name", str), ("data", lambda s: s.encode())])
def test_a_text_that_fits(bump: Bump, field: str, make: Any) -> None:
    person = bump.alloc(Person, **{field: make("long enough")})
    between(bump)
    total, _ = used(bump)
    for text, wasted in (("long enouhg", 0), ("short", 6), ("", 11), ("x", 11)):
        setattr(person, field, make(text))
        assert getattr(person, field) == make(text)
        if text == "x":
            assert used(bump) == (total + 1, wasted)
        else:
            assert used(bump) == (total, wasted)


def test_a_text_that_does_not_fit(bump: Bump) -> None:
    person = bump.alloc(Person, "12345")
    between(bump)
    total, _ = used(bump)
    person.name = "123456"
    assert used(bump) == (total + 6, 5)
    person.nick = "nick"
    person.nick = None
    assert used(bump) == (total + 10, 9)


def test_the_newest_text_grows_where_it_is(bump: Bump) -> None:
    person = bump.alloc(Person)
    total, _ = used(bump)
    for length in range(1, 100):
        person.name = "x" * length
        assert used(bump) == (total + length, 0)
    bump.limit = total + 100
    person.name = "y" * 100
    with pytest.raises(ArenaLimitError):
        person.name = "z" * 101
    assert person.name == "y" * 100
    assert used(bump) == (total + 100, 0)


def test_a_shared_text_is_left_alone(bump: Bump) -> None:
    text = bump.alloc_str("shared")
    data = bump.alloc_bytes(b"shared")
    a, b = bump.alloc(Person, text, data), bump.alloc(Person, text, data)  # type: ignore[arg-type]
    total, _ = used(bump)
    a.name, a.data = "new", b"new"
    assert (b.name, b.data, str(text), bytes(data)) == ("shared", b"shared", "shared", b"shared")
    assert used(bump) == (total + 6, 0)
    a.name = text  # type: ignore[assignment]
    assert used(bump) == (total + 6, 3)


def test_items_that_fit(bump: Bump) -> None:
    person = bump.alloc(Person, items=[1, 2, 3, 4])
    between(bump)
    total, _ = used(bump)
    person.items = [5, 6, 7, 8]
    assert (person.items, *used(bump)) == ([5, 6, 7, 8], total, 0)
    person.items = (n + 1 for n in list(person.items)[:2])  # type: ignore[assignment]
    assert (person.items, *used(bump)) == ([6, 7], total, 8)
    person.items = [1, 2, 3]
    assert (person.items, *used(bump)) == ([1, 2, 3], total + 12 + -total % 8, 16)


def test_items_that_somebody_looks_at_stay(bump: Bump) -> None:
    person = bump.alloc(Person, items=[1, 2])
    seen = person.items
    person.items = [3, 4]
    assert (seen, person.items) == ([1, 2], [3, 4])
    with memoryview(person.items) as view:
        person.items = [5, 6]
        assert view.tolist() == [3, 4]
    del seen
    before = used(bump)
    person.items = [7, 8]
    assert used(bump) == before


def test_items_that_do_not_fit_their_type_change_nothing(bump: Bump) -> None:
    person = bump.alloc(Person, items=[1, 2, 3])
    for bad, error in (([4, 2**31], OverflowError), ([4, "x"], TypeError)):
        with pytest.raises(error):
            person.items = bad  # type: ignore[assignment]
        assert person.items == [1, 2, 3]


def test_a_field_owns_what_it_was_given(bump: Bump) -> None:
    a = bump.alloc(Person, items=[1, 2], words=["a", "b"])
    b = bump.alloc(Person, items=a.items, words=a.words)
    b.items[0] = 9
    b.words[0] = "z"
    assert (a.items, a.words) == ([1, 2], ["a", "b"])
    before = used(bump)
    a.items = a.items
    assert used(bump) == before


def test_slices_of_their_own_are_shared(bump: Bump) -> None:
    items = bump.alloc_slice(i32, [1, 2])
    a, b = bump.alloc(Person, items=items), bump.alloc(Person, items=items)
    b.items[0] = 9
    assert a.items == items == [9, 2]
    a.items = [3, 4]
    assert (a.items, b.items) == ([3, 4], [9, 2])


def test_whether_a_scope_allows_it_does_not_depend_on_lengths(bump: Bump) -> None:
    person = bump.alloc(Person, "name", items=[1, 2])
    with bump.scope():
        for text in ("n", "longer name"):
            with pytest.raises(LifetimeError):
                person.name = text
        with pytest.raises(LifetimeError):
            person.items = [1]
        young = bump.alloc(Person, "name")
        young.name = "n"
    assert (person.name, person.items) == ("name", [1, 2])


def test_waste_dies_with_its_memory(bump: Bump) -> None:
    old = bump.alloc(Person, "12345")
    between(bump)
    with bump.scope():
        young = bump.alloc(Person, "12345678")
        between(bump)
        young.name = "1234567890"
        assert bump.stats().wasted == 8
        with bump.scope():
            bump.alloc(Person, "12").name = "1"
            assert bump.stats().wasted == 9
        assert bump.stats().wasted == 8
        mark = bump.mark()
        bump.alloc(Person, "12").name = "1"
        assert bump.stats().wasted == 9
        del mark
        assert bump.stats().wasted == 9
    assert bump.stats().wasted == 0
    old.name = "1"
    assert bump.stats().wasted == 4
    bump.reset()
    assert bump.stats().wasted == 0


class ReassignMachine(RuleBasedStateMachine):
    """Records that are written over and over read as a model's do."""

    def __init__(self) -> None:
        super().__init__()
        self.bump = Bump()
        self.people: list[tuple[Person, dict[str, Any]]] = []
        self.slices: list[tuple[Any, list[Any]]] = []

    @rule()
    def add(self) -> None:
        fresh = {"name": "", "data": b"", "items": [], "words": [], "nick": None}
        self.people.append((self.bump.alloc(Person), fresh))

    @rule(data=st.data())
    def assign(self, data: Any) -> None:
        if not self.people:
            return
        person, model = data.draw(st.sampled_from(self.people))
        values = {
            "name": st.text(max_size=12),
            "data": st.binary(max_size=12),
            "items": st.lists(st.integers(-(2**31), 2**31 - 1), max_size=6),
            "words": st.lists(st.text(max_size=4), max_size=4),
            "nick": st.none() | st.text(max_size=5),
        }
        field = data.draw(st.sampled_from(sorted(values)))
        model[field] = data.draw(values[field])
        setattr(person, field, model[field])

    @rule(data=st.data())
    def share(self, data: Any) -> None:
        if self.people:
            a, from_model = data.draw(st.sampled_from(self.people))
            b, to_model = data.draw(st.sampled_from(self.people))
            b.items, b.name = a.items, a.name
            to_model["items"], to_model["name"] = list(from_model["items"]), from_model["name"]

    @rule(data=st.data())
    def look(self, data: Any) -> None:
        if self.people:
            person, model = data.draw(st.sampled_from(self.people))
            self.slices.append((person.items, list(model["items"])))

    @rule()
    def look_away(self) -> None:
        self.slices.clear()

    @rule(data=st.data())
    def set_item(self, data: Any) -> None:
        if self.people and not self.slices:
            person, model = data.draw(st.sampled_from(self.people))
            if model["items"]:
                index = data.draw(st.integers(0, len(model["items"]) - 1))
                person.items[index] = model["items"][index] = data.draw(st.integers(0, 9))

    @invariant()
    def all_is_as_in_the_model(self) -> None:
        for person, model in self.people:
            assert (person.name, person.data, person.nick) == (
                model["name"],
                model["data"],
                model["nick"],
            )
            assert list(person.items) == model["items"]
            assert list(person.words) == model["words"]
        for items, expected in self.slices:
            assert list(items) == expected
        stats = self.bump.stats()
        assert stats.wasted <= stats.used
        self.bump._check()


TestReassign = ReassignMachine.TestCase
TestReassign.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)


def test_bytes_slices_given_to_bytes_fields(bump: Bump) -> None:
    class Holder(Struct):
        raw: Slice[u8]
        data: bytes = b""

    holder = bump.alloc(Holder, [1, 2, 3])
    holder.data = holder.raw  # type: ignore[assignment]
    holder.raw[0] = 9
    assert holder.data == b"\x01\x02\x03"
