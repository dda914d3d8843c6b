"""What nobody should do to records and their classes: it must not crash."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest

from arenite import (
    Bump,
    CorruptArenaError,
    NoArenaError,
    Slice,
    StaleReferenceError,
    Struct,
    _core,
    fields,
    sizeof,
    to_heap,
    u8,
    u64,
    walk,
)


class Small(Struct):
    x: u8


class Large(Struct):
    text: str = ""
    number: u64 = 7
    items: Slice[u8] = ()  # type: ignore[assignment]
    next: Large | None = None


class Expr(Struct, tag=True):
    pass


class Num(Expr):
    value: u8


class Neg(Expr):
    operand: Expr


def test_the_class_of_a_record_stays(bump: Bump) -> None:
    small: Any = bump.alloc(Small, 1)
    for other in (Large, Struct, Expr, object, int):
        with pytest.raises(TypeError):
            small.__class__ = other
    with pytest.raises((TypeError, AttributeError)):
        del small.__class__
    assert small.x == 1


def read_everything(record: Any) -> None:
    """Values or our own errors; each exception that escapes fails the test."""
    actions: list[Any] = [
        lambda: repr(record),
        lambda: [list(item.items) for item in walk(record) if isinstance(item, Large)],
        lambda: to_heap(record),
        *(lambda f=f: getattr(record, f.name) for f in fields(record)),
    ]
    for action in actions:
        try:
            action()
        except (CorruptArenaError, StaleReferenceError):
            pass


def test_the_class_changed_behind_our_back(bump: Bump) -> None:
    """object's own __class__ cannot be stopped: bytes are read as another record's."""
    setter = object.__dict__["__class__"].__set__
    holder = bump.alloc(Large, "x", 1, [1])
    for value in (0, 255):
        for other in (Large, Num, Neg, Expr, Struct):
            small: Any = bump.alloc(Small, value)
            try:
                setter(small, other)
            except TypeError:
                continue
            read_everything(small)
            try:
                small.text = "y"
                holder.next = small
            except (CorruptArenaError, TypeError, AttributeError):
                pass
            read_everything(holder)
    bump._check()


def test_bases_changed(bump: Bump) -> None:
    class A(Struct, tag=True):
        x: u8

    class B(A):
        y: u8

    class C(Struct):
        it: A  # noqa: F821  it is deleted below

    record = bump.alloc(C, bump.alloc(B, 1, 2))
    try:
        B.__bases__ = (Struct,)
    except TypeError:
        return
    del A
    gc.collect()
    assert repr(record.it)
    assert _core._family(B) is not None

    class Below(B):
        pass

    assert fields(Below)


def test_new_by_hand(bump: Bump) -> None:
    new: Any = Small.__new__
    with pytest.raises(NoArenaError):
        new(Small, 1)
    with bump:
        assert new(Small, 1).x == 1
        assert type(new(Large)) is Large
        assert type.__call__(Small, 5).x == 5
        with pytest.raises(TypeError):
            new(Small)
        with pytest.raises(TypeError):
            new(int, 1)
        with pytest.raises(TypeError, match="base class"):
            new(Struct)
        with pytest.raises(TypeError, match="abstract"):
            new(Expr)
        for cls in (Small, Struct, type(bump.scope()), type(bump.mark()), Slice, type(walk)):
            with pytest.raises(TypeError):
                object.__new__(cls)
    for cls in (Slice, _core.Text, _core.Mark, _core.Scope):
        with pytest.raises(TypeError):
            cls()


def test_handles_have_no_other_constructors(bump: Bump) -> None:
    small = bump.alloc(Small, 1)
    with pytest.raises(TypeError):
        type(iter(bump.alloc_slice(u8, [])))()
    with pytest.raises(TypeError):
        type(walk(small))()
    with pytest.raises(TypeError):
        Struct.__mro__[1]()
    with pytest.raises(TypeError):

        class Derived(Struct.__mro__[1]):  # type: ignore[misc]
            pass


def test_descriptors_by_hand(bump: Bump) -> None:
    small, large = bump.alloc(Small, 1), bump.alloc(Large)
    x: Any = Small.__dict__["x"]
    number: Any = Large.__dict__["number"]
    assert x.__get__(small) == 1
    assert x.__get__(None, Small) is x
    x.__set__(small, 5)
    assert small.x == 5
    for foreign in (large, 1, None, object(), Small, bump):
        if foreign is not None:
            with pytest.raises(TypeError, match="has no field 'x' at that place"):
                x.__get__(foreign)
        with pytest.raises(TypeError):
            x.__set__(foreign, 1)
        with pytest.raises(TypeError):
            x.__delete__(foreign)
    with pytest.raises(AttributeError):
        x.__delete__(small)
    with pytest.raises(TypeError):
        number.__get__(small)
    bump.reset()
    with pytest.raises(StaleReferenceError):
        x.__get__(small)


def test_generic_access(bump: Bump) -> None:
    small = bump.alloc(Small, 1)
    name = "yx"[1:]
    assert object.__getattribute__(small, "x") == 1
    assert getattr(small, name) == 1

    class Name(str):
        __slots__ = ()

    assert getattr(small, Name("x")) == 1
    setattr(small, Name("x"), 3)
    assert small.x == 3
    try:
        object.__setattr__(small, "x", 2)
    except TypeError:  # "can't apply this __setattr__", before 3.13
        assert small.x == 3
    else:
        assert small.x == 2


def test_an_inherited_getattribute(bump: Bump) -> None:
    class Spy:
        __slots__ = ()

        def __getattribute__(self, name: str) -> Any:
            return object.__getattribute__(self, name)

    class Spied(Spy, Struct):
        x: u8

    spied = bump.alloc(Spied, 4)
    assert spied.x == 4
    spied.x = 5
    assert spied.x == 5


def test_attributes_of_the_class(bump: Bump) -> None:
    class Target(Struct):
        x: u8

    record: Any = bump.alloc(Target, 1)
    cls: Any = Target
    cls.x = "replaced"
    assert record.x == 1
    record.x = 2
    del cls.x
    assert record.x == 2
    cls.extra = property(lambda self: self.x + 1)
    assert record.extra == 3
    cls.__getattr__ = lambda self, name: name
    assert record.missing == "missing"
    cls.__del__ = lambda self: 1 / 0
    cls.__init__ = lambda self: 1 / 0
    cls.__layout__ = None
    cls.__slots__ = ("y",)
    cls.__match_args__ = 5
    assert bump.alloc(Target, 5).x == 5

    class Below(Target):
        y: u8

    read_everything(bump.alloc(Below, 1, 2))


def test_metaclass_attributes() -> None:
    with pytest.raises(TypeError):
        Small.__class__ = type  # type: ignore[assignment]
    with pytest.raises(TypeError):
        type(Struct).x = 1  # type: ignore[attr-defined]
    with pytest.raises(TypeError):

        class Meta(type(Struct)):  # type: ignore[misc]
            pass

    with pytest.raises(TypeError):

        class Fields(_core.Field):  # type: ignore[misc]
            pass


def test_a_class_is_freed_with_its_last_handle() -> None:
    def make() -> tuple[Any, weakref.ref[type]]:
        class Local(Struct):
            it: Local | None = None
            text: str = "x"

        return bump.alloc(Local), weakref.ref(Local)

    bump = Bump()
    record, reference = make()
    gc.collect()
    assert reference() is type(record)
    record.it = record
    assert record.it.it.text == "x"
    del record
    gc.collect()
    assert reference() is None


def test_families_are_freed() -> None:
    def make() -> list[weakref.ref[type]]:
        class Root(Struct, tag=True):
            pass

        class A(Root):
            it: Root | None = None

        class B(Root):
            it: A | B | None = None

        record = Bump().alloc(B)
        record.it = record
        return [weakref.ref(cls) for cls in (Root, A, B)]

    references = make()
    gc.collect()
    assert [reference() for reference in references] == [None] * 3


def test_a_default_whose_end_collects() -> None:
    """A class that is going away runs code of its defaults while it does."""
    seen = []

    class Last:
        def __del__(self) -> None:
            gc.collect()
            seen.append(gc.get_count())

    def make() -> None:
        class Local(Struct):
            x: u8 = Last()  # type: ignore[assignment]

        assert sizeof(Local) == 8

    make()
    gc.collect()
    assert len(seen) == 1


def test_plans_and_fields_by_hand() -> None:
    plan = fields(Small)[0].plan
    made: Any = _core.Plan
    assert (plan.kind, plan.size, plan.align, plan.optional) == ("u8", 1, 1, False)
    for arguments, keywords in (
        (("nothing", int, "x"), {}),
        (("u8", int, "x"), {"members": (1,)}),
        (("member", int, "x"), {}),
        (("ref", int, "x"), {}),
        (("slice", int, "x"), {"item": 1}),
        (("member", int, "x"), {"members": tuple(range(70_000))}),
    ):
        with pytest.raises((TypeError, ValueError)):
            made(*arguments, **keywords)
    with pytest.raises(TypeError):
        _core.Field("x", 1, 0)  # type: ignore[arg-type]
    field = _core.Field("x", plan, 0)
    with pytest.raises(TypeError, match="has no field 'x'"):
        field.__get__(Bump().alloc(Small, 1))
