# pyright: strict
"""A class statement makes the constructor that a dataclass would have."""

from __future__ import annotations

from typing import ClassVar, Literal, assert_type

from arenite import Bump, Slice, Struct, f32, field, i8, i64, u32


class Point(Struct):
    x: f32
    y: f32 = 0.0
    unit: ClassVar[str] = "m"


class Place(Point):
    name: str = ""
    floor: i8 = field(default=0)
    visits: i64 = field(default_factory=lambda: 1)
    kind: Literal["home", "work"] | None = None
    open_: bool = field(default=True, kw_only=True)


class Window(Struct, kw_only=True):
    width: u32
    title: str = ""


class Secret(Struct):
    key: u32 = field(kw_only=True)
    hint: str


class Line(Struct):
    start: Point
    end: Point | None
    children: Slice[Point] = field(default=())
    lengths: Slice[f32] = field(default_factory=list)
    labels: Slice[str] | None = None


def accepted(bump: Bump) -> None:
    point = Point(1.5)
    assert_type(point, Point)
    Point(1, y=2)
    Point(x=1.5, y=2.5)
    Place(1.5, 2.5, "tower", 3, 2**40, "home", open_=False)
    Window(width=1)
    Secret("?", key=1)
    Line(point, None)
    assert_type(bump.alloc(Place, 1.5, name="tower"), Place)
    assert_type(bump.alloc(Window, width=1), Window)


def iterables_for_slices(point: Point, other: Line) -> None:
    Line(point, None, [point], (1.5, 2.5))
    Line(point, None, other.children, (n / 2 for n in range(3)))
    Line(point, None, [Place(1.5)])  # a copy is made, so a subclass is as good
    Line(point, None, labels=other.labels)
    # Where None is one too, type checkers see what reading gives, a Slice.
    Line(point, None, labels=["a"])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def wrong(bump: Bump, point: Point) -> None:
    Point()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Point("1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Point(1, 2, 3)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Point(1, z=2)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Place(1, unit="km")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Place(1, kind="shop")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Place(1, 2, "", 1, 1, None, True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Window(1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Secret("?")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Line(None, None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Line(point, None, [None])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    bump.alloc(Point)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]
    bump.alloc(Point, "1")  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportCallIssue]
    bump.alloc(Point, 1, z=2)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    bump.alloc(Window, 1)  # type: ignore[type-var]  # pyright: ignore[reportCallIssue]
    bump.alloc(str, 1)  # type: ignore[type-var]  # pyright: ignore[reportArgumentType, reportCallIssue]


class WrongDefaults(Struct):
    a: u32 = ""  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    b: u32 = field(default="0")  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    c: u32 = field(default_factory=str)  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]


class WrongOptions(Struct):
    a: u32 = field(default=1, default_factory=int)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportUnknownVariableType]


class WrongOrder(Struct):
    a: u32 = 0
    b: u32  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
