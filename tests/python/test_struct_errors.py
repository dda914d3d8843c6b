"""Class statements that mean nothing, and what they say."""

from __future__ import annotations

from abc import ABC
from typing import Any, Protocol

import pytest

from arenite import Bump, Slice, Struct, field, fields, u8, u16, u32, u64


class Point(Struct):
    x: u8


class Family(Struct, tag=True):
    pass


def make(
    *bases: type, body: dict[str, Any] | None = None, name: str = "Made", **annotations: Any
) -> Any:
    namespace = {"__module__": __name__, "__annotations__": annotations, **(body or {})}
    return type(Struct)(name, bases or (Struct,), namespace)


@pytest.mark.parametrize(
    "annotation",
    [list, dict, complex, type, None, 1, "u8 | str", list[int], Slice,
     "Slice[list]", Bump, ..., "dict[str, int]", "Bump"],
)  # fmt: skip
def test_annotations_that_are_no_field_type(annotation: Any) -> None:
    with pytest.raises(TypeError, match="^Made.it: |^Made.it"):
        make(it=annotation)


@pytest.mark.parametrize(
    "annotation", ["1 +", "Undefined[u8]", "undefined.u8", "1 / 0", "", "(" * 90]
)
def test_annotations_that_cannot_be_evaluated(annotation: str) -> None:
    with pytest.raises(TypeError, match="Made.it: cannot evaluate the annotation"):
        make(it=annotation)


def test_an_undefined_name_is_named() -> None:
    with pytest.raises(TypeError, match="name 'Slyce' is not defined"):
        make(it="Slyce[u8]")
    with pytest.raises(TypeError, match="name 'typin' is not defined"):
        make(it="typin.Any")


@pytest.mark.parametrize("method", ["__init__", "__new__", "__del__", "__getattribute__"])
def test_methods_that_a_record_cannot_have(method: str) -> None:
    with pytest.raises(TypeError, match=f"Made cannot define {method}: "):
        make(body={method: lambda self: None})


def test_slots() -> None:
    with pytest.raises(TypeError, match="fields, not __slots__"):
        make(body={"__slots__": ("x",)})
    assert fields(make(body={"__slots__": ()}, x=u8))


@pytest.mark.parametrize("default", [[], {}, set(), bytearray()])
def test_mutable_defaults(default: Any) -> None:
    with pytest.raises(ValueError, match="Made.it: a mutable default"):
        make(body={"it": default}, it=Slice[u8])
    with pytest.raises(ValueError, match="default_factory"):
        make(body={"it": field(default=default)}, it=Slice[u8])


def test_the_order_of_defaults() -> None:
    with pytest.raises(TypeError, match="Made: field 'b' without a default follows 'a'"):
        make(body={"a": 1}, a=u8, b=u8)

    class Defaulted(Struct):
        a: u8 = 1

    with pytest.raises(TypeError, match="field 'b' without a default follows 'a'"):
        make(Defaulted, b=u8)
    assert make(body={"a": 1, "b": field(kw_only=True)}, a=u8, b=u8)


def test_options_of_field() -> None:
    wrong: Any = field
    with pytest.raises(TypeError, match="unexpected keyword argument 'init'"):
        wrong(init=False)
    with pytest.raises(TypeError, match="a default or a default_factory"):
        wrong(default=1, default_factory=int)
    for factory in (1, None):
        with pytest.raises(TypeError, match="must be callable"):
            wrong(default_factory=factory)
    with pytest.raises(TypeError, match="Made.x is a field\\(\\) but has no annotation"):
        make(body={"x": field(default=1)})


def test_bases_with_fields() -> None:
    class Other(Struct):
        y: u8

    class Same(Point):
        pass

    with pytest.raises(TypeError, match="Other and Point both bring|Point and Other both bring"):
        make(Point, Other)
    assert [f.name for f in fields(make(Same, Point, z=u8))] == ["x", "z"]


def test_bases_of_two_families() -> None:
    class Another(Struct, tag=True):
        pass

    with pytest.raises(TypeError, match="different families"):
        make(Family, Another)


def test_a_metaclass_call_without_bases() -> None:
    with pytest.raises(TypeError, match="derives from Struct"):
        type(Struct)("X", (), {})
    with pytest.raises(TypeError, match="derives from Struct"):
        type(Struct)("X", (int,), {})
    with pytest.raises(TypeError):
        type(Struct)("X", (Struct.__mro__[1],), {})
    for arguments in ((), ("X",), ("X", Struct, {}), (1, (Struct,), {}), ("X", (Struct,), None)):
        with pytest.raises(TypeError):
            type(Struct)(*arguments)  # type: ignore[call-overload]


def test_bases_with_room_for_more() -> None:
    class Dict:
        pass

    class Slots:
        __slots__ = ("a",)

    class Weak:
        __slots__ = ("__weakref__",)

    for base in (Dict, Slots, Weak, int, ABC, Protocol):
        with pytest.raises(TypeError):
            make(Struct, base)  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            make(base, Struct)  # type: ignore[arg-type]


def test_a_base_with_a_dict_says_what_to_do() -> None:
    class Mixin:
        pass

    with pytest.raises(TypeError, match="give that class __slots__ = \\(\\)"):
        make(Mixin, Point)


def test_tags() -> None:
    struct: Any = type(Struct)
    for tag in (0, -1, 65_536, "1", 1.5, False):
        with pytest.raises(TypeError, match="expected a number from 1 to 65535"):
            struct("X", (Family,), {}, tag=tag)
    with pytest.raises(TypeError, match="a class in no family has no tag"):
        struct("X", (Struct,), {}, tag=3)
    with pytest.raises(TypeError, match="an abstract class has no tag"):
        struct("X", (Family,), {}, tag=3, abstract=True)
    with pytest.raises(TypeError, match="of a family already"):
        struct("X", (Family,), {}, tag=True)
    with pytest.raises(TypeError, match="on the first class that has fields"):
        struct("X", (Point,), {}, tag=True)
    with pytest.raises(TypeError):
        struct("X", (Struct,), {}, nonsense=1)


def test_too_large() -> None:
    class Large(Struct):
        __annotations__ = {f"f{i}": u64 for i in range(8192)}

    assert Bump().alloc(Large, *range(8192)).f8191 == 8191  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="65544 bytes are more than the 65536 of a record"):
        make(Large, one=u8)


def test_a_field_keeps_its_storage() -> None:
    import enum

    class Base(Struct):
        number: u8
        text: str
        few: enum.Enum("Few", "A B")  # type: ignore[valid-type]
        after: u8

    for name, annotation in (
        ("number", u16),
        ("text", str | None),
        ("number", Point),
        ("few", enum.Enum("Lots", [f"M{i}" for i in range(300)])),
    ):
        with pytest.raises(TypeError, match=f"Made.{name}: the base class has this field as"):
            make(Base, **{name: annotation})
    narrower: Any = enum.Enum("Fewer", "A")
    assert fields(make(Base, few=narrower))[2].offset == fields(Base)[2].offset


def test_a_class_that_fails_leaves_its_family_alone() -> None:
    class Mixin:
        pass

    class Root(Struct, tag=True):
        x: u32

    for _ in range(3):
        with pytest.raises(TypeError):
            make(Mixin, Root)
    first = make(Root)
    bump = Bump()
    holder = make(it=Root)
    assert type(bump.alloc(holder, bump.alloc(first, 1)).it) is first
