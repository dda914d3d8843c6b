"""What an arena holds: Python objects in fields, and callbacks."""

from __future__ import annotations

import gc
import sys
import weakref
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from arenite import (
    Array,
    Bump,
    CorruptArenaError,
    Inline,
    Slice,
    Struct,
    replace,
    u8,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Thing:
    """An object that can be watched."""


class Holder(Struct):
    value: object = None
    next: Holder | None = None


@pytest.fixture
def bump() -> Bump:
    return Bump()


def bool_of(reference: weakref.ref[Thing]) -> Callable[[], bool]:
    return lambda: reference() is not None


def thing() -> tuple[Thing, Callable[[], bool]]:
    made = Thing()
    return made, bool_of(weakref.ref(made))


# ---- Objects ----------------------------------------------------------------


def test_any_object_can_be_a_value(bump: Bump) -> None:
    for value in (1, "x", [1], None, bump, Holder, object()):
        assert bump.alloc(Holder, value).value is value


def test_it_is_held_until_it_is_replaced(bump: Bump) -> None:
    value, is_alive = thing()
    holder = bump.alloc(Holder, value)
    del value
    assert is_alive()
    holder.value = 1
    assert not is_alive()


@pytest.mark.parametrize("end", ["reset", "rewind", "scope", "close", "collect"])
def test_it_is_held_until_its_memory_dies(end: str) -> None:
    bump = Bump()
    bump.alloc(Holder)
    mark = bump.mark()
    scope = bump.scope()
    scope.__enter__()
    value, is_alive = thing()
    bump.alloc(Holder, value)
    del value
    assert is_alive()
    match end:
        case "reset":
            bump.reset()
        case "rewind":
            bump.rewind(mark)
        case "scope":
            scope.close()
        case "close":
            bump.close()
        case _:
            del mark
            scope.close()
            bump.alloc(Holder, watched := Thing())
            is_alive = bool_of(weakref.ref(watched))
            del scope, bump, watched
            gc.collect()
    if end != "collect":
        scope.close()
    assert not is_alive()


def test_an_older_record_keeps_what_it_got_in_a_scope(bump: Bump) -> None:
    old = bump.alloc(Holder)
    value, is_alive = thing()
    with bump.scope():
        other, other_is_alive = thing()
        bump.alloc(Holder, other)
        with bump.scope():
            old.value = value
            inner = bump.alloc(Holder, other)
            inner.value = 1
        del other
        assert other_is_alive()
    del value
    assert not other_is_alive()
    assert is_alive()
    assert isinstance(old.value, Thing)
    bump.reset()
    assert not is_alive()


def test_a_failed_construction_lets_go(bump: Bump) -> None:
    class Two(Struct):
        value: object
        number: u8

    value, is_alive = thing()
    before = sys.getrefcount(value)
    for number, error in ((256, OverflowError), ("x", TypeError)):
        with pytest.raises(error):
            bump.alloc(Two, value, number)  # type: ignore[arg-type]
    assert sys.getrefcount(value) == before
    del value
    assert not is_alive()


def test_objects_in_slices_arrays_and_parts(bump: Bump) -> None:
    class Part(Struct):
        value: object

    class Whole(Struct):
        part: Inline[Part]
        items: Slice[object]
        array: Array[object, 2]  # type: ignore[valid-type]

    watched = [thing() for _ in range(4)]
    a, b, c, d = (value for value, _ in watched)
    whole: Any = bump.alloc(Whole, (a,), [b, None], (c, d))  # type: ignore[arg-type]
    assert (whole.part.value, whole.items[0], list(whole.array)) == (a, b, [c, d])
    copy: Any = replace(whole)
    whole.array = (None, c)
    whole.part = (None,)
    whole.items[0] = None
    assert list(copy.array) == [c, d]
    assert (copy.part.value, copy.items[0]) == (a, b)
    copy.array = (1, 2)
    alive = [is_alive for _, is_alive in watched]
    del a, b, c, d, watched
    assert [is_alive() for is_alive in alive] == [True, True, True, False]
    bump.reset()
    assert not any(is_alive() for is_alive in alive)


def test_a_finalizer_may_use_the_arena(bump: Bump) -> None:
    seen: list[object] = []

    class Nosy:
        def __del__(self) -> None:
            seen.append(bump.alloc(Holder, "made late").value)
            holder.value = "changed late"

    holder = bump.alloc(Holder, Nosy())
    holder.value = 1
    assert (seen, holder.value) == (["made late"], "changed late")
    with bump.scope():
        bump.alloc(Holder, Nosy())
        bump.alloc(Holder, Nosy())
    assert len(seen) == 3
    bump._check()


def test_an_index_from_anywhere() -> None:
    memory = bytearray(1024)
    bump = Bump.over(memory)
    holder = bump.alloc(Holder, Thing())
    bump.callback(print)
    place = next(i for i in range(0, 1024, 4) if memory[i : i + 4] == b"\1\0\0\0")
    for index in (2, 3, 2**32 - 1):
        memory[place : place + 4] = index.to_bytes(4, "little")
        with pytest.raises(CorruptArenaError, match="Holder.value: .*no such object"):
            _ = holder.value
        holder.value = None


def test_a_cycle_through_the_arena_is_collected() -> None:
    bump = Bump()
    value, is_alive = thing()
    value.arena = bump  # type: ignore[attr-defined]
    bump.alloc(Holder, value)
    del bump, value
    gc.collect()
    assert not is_alive()


# ---- Callbacks --------------------------------------------------------------


def test_callbacks_run_newest_first(bump: Bump) -> None:
    seen: list[object] = []
    assert bump.callback(seen.append, 1) == seen.append
    bump.callback(seen.append, 2)
    with bump.scope():
        bump.callback(lambda: seen.append("scope"))
        with bump.scope():
            bump.callback(lambda *, word: seen.append(word), word="inner")
        assert seen == ["inner"]
    assert seen == ["inner", "scope"]
    bump.close()
    assert seen == ["inner", "scope", 2, 1]
    bump.close()
    assert len(seen) == 4


@pytest.mark.parametrize("end", ["reset", "rewind", "close", "with", "collect"])
def test_what_runs_them(end: str) -> None:
    bump = Bump()
    seen: list[int] = []
    mark = bump.mark()
    bump.callback(seen.append, 1)
    match end:
        case "reset":
            bump.reset()
        case "rewind":
            bump.rewind(mark)
        case "close":
            bump.close()
        case "with":
            with bump:
                pass
        case "collect":
            del bump, mark
            gc.collect()
    assert seen == [1]


def test_they_see_what_lies_in_the_arena(bump: Bump) -> None:
    seen: list[object] = []
    with bump.scope():
        holder = bump.alloc(Holder, "still here")
        bump.callback(lambda: seen.append(holder.value))
    assert seen == ["still here"]


def test_one_that_raises_does_not_stop_the_others(bump: Bump) -> None:
    seen: list[int] = []

    def fail(number: int) -> None:
        raise ValueError(number)

    for number in (1, 2):
        bump.callback(seen.append, number)
        bump.callback(fail, number)
    bump.alloc(Holder)
    with pytest.raises(ExceptionGroup, match="callbacks of an arena failed") as raised:
        bump.reset()
    assert [str(error) for error in raised.value.exceptions] == ["2", "1"]
    assert seen == [2, 1]
    assert bump.stats().used == 0
    bump.callback(fail, 3)
    with pytest.raises(ValueError, match="3"):
        bump.close()
    assert bump.closed


def test_interrupts_come_through(bump: Bump) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    bump.callback(interrupt)
    bump.callback(interrupt)
    with pytest.raises(BaseExceptionGroup):
        bump.reset()
    bump.callback(interrupt)
    with pytest.raises(KeyboardInterrupt), bump.scope():
        bump.reset()


def test_errors_when_the_arena_is_collected_are_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reported: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", reported.append)
    bump = Bump()

    def fail() -> None:
        raise ValueError("late")

    seen: list[int] = []
    bump.callback(seen.append, 1)
    bump.callback(fail)
    del bump
    gc.collect()
    assert seen == [1]
    assert [str(report.exc_value) for report in reported] == ["late"]


def test_an_error_of_the_block_comes_first(bump: Bump) -> None:
    def fail() -> None:
        raise ValueError("in the callback")

    with pytest.raises(ValueError, match="in the callback") as raised, bump.scope():
        bump.callback(fail)
        raise KeyError("in the block")
    assert isinstance(raised.value.__context__, KeyError)


def test_what_a_callback_cannot_do(bump: Bump) -> None:
    errors: list[Exception] = []

    def attempt(call: Callable[[], object]) -> None:
        try:
            call()
        except Exception as error:  # noqa: BLE001  whichever it is
            errors.append(error)

    mark = bump.mark()
    for call in (bump.reset, bump.close, lambda: bump.rewind(mark), lambda: bump.callback(print)):
        bump.callback(attempt, call)
    bump.reset()
    assert [type(error) for error in errors] == [RuntimeError] * 4
    assert not bump.closed
    seen: list[bool] = []

    def scoped() -> None:
        with bump.scope():
            bump.alloc(Holder)
        seen.append(True)

    bump.callback(scoped)
    bump.reset()
    assert seen == [True]


def test_buffers_are_asked_first(bump: Bump) -> None:
    seen: list[int] = []
    view = memoryview(bump.zeros(u8, 8))
    bump.callback(seen.append, 1)
    for end in (bump.reset, bump.close):
        with pytest.raises(BufferError):
            end()
    assert seen == []
    view.release()
    bump.close()
    assert seen == [1]


def test_what_is_no_function(bump: Bump) -> None:
    untyped: Any = bump
    for arguments in ((), (1,), (None, 2)):
        with pytest.raises(TypeError, match=r"callback\(\) takes a function"):
            untyped.callback(*arguments)


# ---- Context managers -------------------------------------------------------


def test_a_context_manager_is_left_with_its_memory(bump: Bump) -> None:
    seen: list[str] = []

    @contextmanager
    def manager(name: str) -> Iterator[str]:
        seen.append(f"enter {name}")
        yield name.upper()
        seen.append(f"leave {name}")

    with bump.scope():
        assert bump.own(manager("a")) == "A"
        assert bump.own(manager("b")) == "B"
    assert seen == ["enter a", "enter b", "leave b", "leave a"]


def test_what_is_no_context_manager(bump: Bump) -> None:
    untyped: Any = bump
    for value in (1, None, object()):
        with pytest.raises(TypeError, match=r"own\(\) takes a context manager, not"):
            untyped.own(value)


def test_a_manager_that_cannot_be_entered(bump: Bump) -> None:
    class Closed:
        def __enter__(self) -> None:
            raise OSError("no")

        def __exit__(self, *exception: object) -> None:
            raise AssertionError("it was never entered")

    with pytest.raises(OSError, match="no"):
        bump.own(Closed())
    bump.reset()


def test_a_manager_that_closes_the_arena_is_left_at_once(bump: Bump) -> None:
    seen: list[str] = []

    class Closing:
        def __enter__(self) -> None:
            bump.close()

        def __exit__(self, *exception: object) -> None:
            seen.append("left")

    with pytest.raises(ValueError, match="closed"):
        bump.own(Closing())
    assert seen == ["left"]


# ---- A model ----------------------------------------------------------------


class HeldMachine(RuleBasedStateMachine):
    """Objects live just as long as the last record that a model says has them."""

    def __init__(self) -> None:
        super().__init__()
        self.bump = Bump()
        self.records: list[tuple[Any, int]] = []
        self.values: dict[int, Any] = {}
        self.watched: dict[int, Any] = {}
        self.callbacks: list[int] = []
        self.ran: list[int] = []
        self.expected: list[int] = []
        self.scopes: list[tuple[Any, int, int]] = []
        self.count = 0

    def new_value(self) -> Thing:
        value = Thing()
        self.count += 1
        self.watched[self.count] = weakref.ref(value)
        return value

    @rule()
    def add(self) -> None:
        self.records.append((self.bump.alloc(Holder, self.new_value()), len(self.records)))
        self.values[len(self.records) - 1] = self.count

    @rule(data=st.data())
    def assign(self, data: Any) -> None:
        if self.records:
            index = data.draw(st.integers(0, len(self.records) - 1))
            self.records[index][0].value = self.new_value()
            self.values[index] = self.count

    @rule(data=st.data())
    def clear(self, data: Any) -> None:
        if self.records:
            index = data.draw(st.integers(0, len(self.records) - 1))
            self.records[index][0].value = None
            self.values.pop(index, None)

    @rule()
    def call_back(self) -> None:
        self.count += 1
        self.callbacks.append(self.count)
        self.bump.callback(self.ran.append, self.count)

    @rule()
    def enter(self) -> None:
        scope = self.bump.scope()
        scope.__enter__()
        self.scopes.append((scope, len(self.records), len(self.callbacks)))

    @rule()
    def leave(self) -> None:
        if self.scopes:
            scope, records, callbacks = self.scopes.pop()
            scope.close()
            self.forget(records, callbacks)

    @rule()
    def reset(self) -> None:
        self.bump.reset()
        self.forget(0, 0)
        self.teardown()

    def teardown(self) -> None:
        while self.scopes:
            self.scopes.pop()[0].close()  # for the ambient arena

    def forget(self, records: int, callbacks: int) -> None:
        del self.records[records:]
        self.values = {i: v for i, v in self.values.items() if i < records}
        self.expected += reversed(self.callbacks[callbacks:])
        del self.callbacks[callbacks:]

    @invariant()
    def lives_are_as_expected(self) -> None:
        alive = {key for key, ref in self.watched.items() if ref() is not None}
        assert alive == set(self.values.values())
        assert self.ran == self.expected
        self.bump._check()


TestHeld = HeldMachine.TestCase
TestHeld.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
