"""What the class statement makes: constructors, defaults, inheritance, methods."""

from __future__ import annotations

import dataclasses
from dataclasses import KW_ONLY
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from arenite import Bump, Slice, Struct, arena_of, field, fields, u8, u32

T = TypeVar("T")


class Point(Struct):
    x: u32
    y: u32 = 5

    def total(self) -> int:
        return self.x + self.y

    @property
    def double(self) -> int:
        return 2 * self.x

    @double.setter
    def double(self, value: int) -> None:
        self.x = value // 2

    @classmethod
    def origin(cls) -> Point:
        return cls(0, 0)

    @staticmethod
    def name() -> str:
        return "point"

    CONSTANT: ClassVar[int] = 3
    other: ClassVar = []


class Deep(Point):
    z: u32 = 6

    def total(self) -> int:
        return super().total() + self.z


class Keyed(Struct):
    a: u8
    _: KW_ONLY
    b: u8
    c: u8 = 3
    d: u8 = field(default=4, kw_only=False)


class Wide(Struct):
    """More fields than are bound on the C stack."""

    __annotations__ = {f"f{i}": u32 for i in range(100)}


def test_positions_and_keywords(bump: Bump) -> None:
    for point in (
        bump.alloc(Point, 1),
        bump.alloc(Point, x=1),
        bump.alloc(Point, 1, 5),
        bump.alloc(Point, y=5, x=1),
        bump.alloc(Point, 1, y=5),
    ):
        assert (point.x, point.y) == (1, 5)


@pytest.mark.parametrize(
    ("args", "kwargs", "message"),
    [
        ((), {}, "Point\\(\\) missing required argument 'x'"),
        ((1, 2, 3), {}, "Point\\(\\) takes at most 2 positional arguments but 3 were given"),
        ((1,), {"x": 1}, "Point\\(\\) got multiple values for argument 'x'"),
        ((1,), {"z": 1}, "Point\\(\\) got an unexpected keyword argument 'z'"),
        ((1,), {"": 1}, "unexpected keyword argument ''"),
    ],
)
def test_wrong_calls(bump: Bump, args: Any, kwargs: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        bump.alloc(Point, *args, **kwargs)
    with bump, pytest.raises(TypeError, match=message):
        Point(*args, **kwargs)


def test_keyword_only(bump: Bump) -> None:
    record = bump.alloc(Keyed, 1, 9, b=2)
    assert (record.a, record.b, record.c, record.d) == (1, 2, 3, 9)
    assert Keyed.__match_args__ == ("a", "d")
    with pytest.raises(TypeError, match="at most 2 positional"):
        bump.alloc(Keyed, 1, 2, 3)  # type: ignore[misc]
    with pytest.raises(TypeError, match="missing required argument 'b'"):
        bump.alloc(Keyed, 1)  # type: ignore[call-arg]

    class All(Struct, kw_only=True):
        a: u8 = 1
        b: u8

    assert bump.alloc(All, b=2).b == 2
    assert All.__match_args__ == ()


def test_many_fields(bump: Bump) -> None:
    names = [f"f{i}" for i in range(100)]
    assert [f.name for f in fields(Wide)] == names
    wide = bump.alloc(Wide, *range(50), **{name: i for i, name in enumerate(names) if i >= 50})  # type: ignore[call-arg, arg-type]
    assert [getattr(wide, name) for name in names] == list(range(100))
    with pytest.raises(TypeError, match="missing required argument 'f50'"):
        bump.alloc(Wide, *range(50))  # type: ignore[call-arg]


def test_defaults(bump: Bump) -> None:
    calls: list[int] = []

    def count() -> int:
        calls.append(1)
        return len(calls)

    class Counted(Struct):
        number: u8 = field(default_factory=count)
        items: Slice[u8] = field(default_factory=list)
        fixed: Slice[u8] = (1, 2)  # type: ignore[assignment]

    assert [bump.alloc(Counted).number for _ in range(3)] == [1, 2, 3]
    assert bump.alloc(Counted, 9).number == 9
    assert list(bump.alloc(Counted).fixed) == [1, 2]
    assert len(calls) == 4
    with pytest.raises(AttributeError):
        fields(Counted)[0].default
    assert fields(Counted)[0].default_factory is count
    assert fields(Counted)[2].default == (1, 2)


def test_a_default_that_does_not_fit(bump: Bump) -> None:
    class Wrong(Struct):
        number: u8 = 256

    with pytest.raises(OverflowError, match="Wrong.number: 256"):
        bump.alloc(Wrong)
    assert bump.alloc(Wrong, 1).number == 1


def test_methods_and_properties(bump: Bump) -> None:
    point = bump.alloc(Point, 1)
    assert (point.total(), point.double, Point.name(), point.CONSTANT) == (6, 2, "point", 3)
    point.double = 10
    assert point.x == 5
    with bump:
        assert Point.origin().x == 0


def test_inheritance(bump: Bump) -> None:
    deep = bump.alloc(Deep, 1)
    assert deep.total() == 12
    assert isinstance(deep, Point)
    assert Deep.__match_args__ == ("x", "y", "z")
    assert fields(Deep)[:2] == fields(Point)
    match deep:
        case Point(x=1, y=y):
            assert y == 5
        case _:
            raise AssertionError


def test_a_default_is_overridden(bump: Bump) -> None:
    class Later(Point):
        y: u32 = 50

    class Reordered(Point):
        x: u32 = 1

    assert bump.alloc(Later, 1).y == 50
    assert bump.alloc(Point, 1).y == 5
    assert bump.alloc(Reordered).x == 1
    assert [f.offset for f in fields(Later)] == [f.offset for f in fields(Point)]


def test_post_init(bump: Bump) -> None:
    seen = []

    class Watched(Struct):
        x: u8
        y: u8 = 0

        def __post_init__(self) -> None:
            self.y = self.x + 1
            seen.append(self)

    class Below(Watched):
        pass

    class Broken(Struct):
        def __post_init__(self) -> None:
            raise ZeroDivisionError

    record = bump.alloc(Watched, 1)
    assert record.y == 2
    assert bump.alloc(Below, 5).y == 6
    assert seen[0] == record
    with pytest.raises(ZeroDivisionError):
        bump.alloc(Broken)
    bump._check()


def test_post_init_may_allocate(bump: Bump) -> None:
    class Parent(Struct):
        child: Point | None = None

        def __post_init__(self) -> None:
            self.child = arena_of(self).alloc(Point, 7)

    parent = bump.alloc(Parent)
    assert parent.child is not None
    assert parent.child.x == 7


def test_mixins(bump: Bump) -> None:
    class Named:
        __slots__ = ()

        def describe(self) -> str:
            return f"{type(self).__name__} {self.x}"  # type: ignore[attr-defined]

    class Mixed(Named, Point):
        pass

    class Typed(Point, Generic[T]):
        pass

    assert bump.alloc(Mixed, 1).describe() == "Mixed 1"
    assert bump.alloc(Typed, 1).x == 1


def test_a_record_without_fields(bump: Bump) -> None:
    class Empty(Struct):
        pass

    a, b = bump.alloc(Empty), bump.alloc(Empty)
    assert a != b
    assert fields(Empty) == ()
    assert repr(a) == "Empty()"


def test_hooks_of_subclasses() -> None:
    made: list[tuple[str, Any]] = []

    class Remember:
        def __set_name__(self, owner: type, name: str) -> None:
            made.append((owner.__name__, name))

    class Base(Struct):
        def __init_subclass__(cls, *, label: str = "", **keywords: Any) -> None:
            super().__init_subclass__(**keywords)
            made.append((cls.__name__, label))
            with pytest.raises(TypeError, match="Below is not complete yet"):
                fields(cls)
            with pytest.raises(TypeError):
                cls()
            with pytest.raises(TypeError, match="not complete"):
                Bump().alloc(cls)
            with pytest.raises(TypeError, match="not complete"):

                class Under(cls):  # type: ignore[valid-type, misc]
                    pass

    class Below(Base, label="low"):
        x: u8
        note = Remember()

    assert made == [("Below", "note"), ("Below", "low")]
    assert [f.name for f in fields(Below)] == ["x"]
    assert Bump().alloc(Below, 1).x == 1


def test_equality_of_ones_own(bump: Bump) -> None:
    class Valued(Struct):
        x: u8

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Valued) and self.x == other.x

        def __hash__(self) -> int:
            return self.x

    assert bump.alloc(Valued, 1) == bump.alloc(Valued, 1)
    assert len({bump.alloc(Valued, 1), bump.alloc(Valued, 1)}) == 1


def test_attribute_hooks_of_ones_own(bump: Bump) -> None:
    class Careful(Struct):
        x: u8

        def __getattr__(self, name: str) -> str:
            return name

        def __setattr__(self, name: str, value: Any) -> None:
            super().__setattr__(name, value + 1)

    careful: Any = bump.alloc(Careful, 1)
    assert careful.anything == "anything"
    careful.x = 5
    assert careful.x == 6


def test_a_field_knows_itself() -> None:
    x, y = fields(Point)
    assert Point.x is x  # type: ignore[comparison-overlap]
    assert (x.name, x.__name__, x.type, x.offset, x.size, x.kw_only) == ("x", "x", u32, 0, 4, False)
    assert repr(y) == "Field(name='y', type=u32, offset=4, size=4)"
    with pytest.raises(AttributeError):
        x.default
    with pytest.raises(AttributeError):
        x.name = "y"  # type: ignore[misc]


def test_annotations_are_kept() -> None:
    assert Point.__annotations__["x"] == "u32"
    assert not dataclasses.is_dataclass(Point)


def test_a_class_made_by_a_call(bump: Bump) -> None:
    cls: Any = type(Struct)(
        "Made", (Struct,), {"__annotations__": {"x": "u8", "it": "Made | None"}}
    )
    record = bump.alloc(cls, 1, None)
    record.it = record
    assert cls.__module__ == __name__
    assert record.it == record


def test_a_class_that_is_made_again(bump: Bump) -> None:
    """As a notebook's cell does: the name means the new class."""
    code = "class Again(Struct):\n    it: 'Again | None' = None\n"
    for _ in range(2):
        exec(code, globals())
        cls: Any = globals()["Again"]
        record = bump.alloc(cls)
        record.it = record
    assert record.it == record
