"""What a record looks like in C: the compiler agrees about every byte."""

from __future__ import annotations

import enum
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any, Literal

import pytest

import arenite
from arenite import (
    Array,
    Inline,
    Slice,
    Struct,
    _c_api,
    _core,
    c_struct,
    char,
    ecmascript,
    f32,
    f64,
    fields,
    get_include,
    i8,
    i16,
    i32,
    i64,
    i128,
    sizeof,
    u8,
    u16,
    u32,
    u64,
    u128,
)


class Color(enum.Enum):
    RED = 1
    GREEN = 2


class Everything(Struct):
    flag: bool
    a: i8
    b: i16
    c: i32
    d: i64
    e: u8
    f: u16
    g: u32
    h: u64
    x: f32
    y: f64
    text: str
    data: bytes
    parent: Everything | None
    color: Color
    side: Literal["left", "right*/"] | None
    items: Slice[Slice[u8]]


class Point(Struct):
    x: i32
    tag: u8


class Shape(Struct, tag=True):
    name: str
    tag: u32


class Circle(Shape):
    radius: f64


class Square(Shape, tag=77):
    side: u8


class Part(Struct):
    """What has no fixed place among the others."""

    maybe: i32 | None
    flag: bool | None
    real: f64 | None
    letter: char
    mark: char | None
    wide: i128
    wider: u128 | None
    anything: object
    point: Inline[Point]
    shape: Inline[Circle]
    here: Inline[Point] | None
    three: Array[i16, 3]
    matrix: Array[Array[f32, 2], 3]
    points: Array[Inline[Point], 2]
    parts: Array[Part | None, 2]
    options: Array[u8 | None, 3]
    colors: Array[Color, 2] | None
    nothing: Array[u64, 0]
    has_maybe: u8
    last: u8


class Pair(Struct):
    first: Inline[Point]
    second: Inline[Point]


class Reserved(Struct):
    int: u8
    int_: u8
    new: u8
    arena_ref: u32
    uint8_t: u8
    padding_20: u8
    _Bool: u8
    __x: u8  # as _Reserved__x
    größe: u16  # noqa: PLC2401
    tag: u16
    wide: u64


def members(text: str) -> list[str]:
    """The lines between the braces, without comments."""
    inside = text[text.index("{\n") + 2 : text.index("\n}")]
    return [re.sub(r"\s*/\*.*?\*/", "", line).strip() for line in inside.splitlines()]


def test_a_struct() -> None:
    assert members(c_struct(Point)) == ["int32_t x;", "uint8_t tag;", "uint8_t padding_5[3];"]
    assert c_struct(Point).endswith(
        '#define Point_LAYOUT "8 bytes, no family: x i32 @0+4, tag u8 @4+1"\n'
    )


def test_a_family() -> None:
    assert members(c_struct(Shape)) == [
        "uint16_t tag;",
        "uint8_t padding_2[2];",
        "arena_text name;",
        "uint32_t tag_;",
    ]
    assert "any tag" in c_struct(Shape)
    assert "tag 1:" in c_struct(Circle)
    assert "tag 77:" in c_struct(Square)
    assert members(c_struct(Circle))[0] == "uint16_t tag;"


def test_every_kind_has_a_type() -> None:
    declared = (line.rstrip(";").split() for line in members(c_struct(Everything)))
    types = {name: type_ for type_, name in declared}
    assert types["flag"] == "bool"
    assert types["c"] == "int32_t"
    assert types["y"] == "double"
    assert types["text"] == types["data"] == "arena_text"
    assert types["parent"] == "arena_ref"
    assert types["color"] == types["side"] == "uint8_t"
    assert types["items"] == "arenite_span"
    assert "side Literal" in c_struct(Everything)
    assert "items slice[slice[u8]]" in c_struct(Everything)


def test_values_in_values() -> None:
    lines = members(c_struct(Part))
    for line in (
        "int32_t maybe;",
        "bool has_maybe_;",  # has_maybe is a field
        "uint32_t mark;",
        "bool has_mark;",
        "uint64_t wide[2];",
        "bool has_wider;",
        "int16_t three[3];",
        "float matrix[3][2];",
        "} point;",
        "} points[2];",
        "double radius;",
        "arena_ref parts[2];",
        "uint8_t colors[2];",
        "uint8_t options[6];",
        "uint8_t anything[4];",
    ):
        assert line in lines
    assert not any("nothing" in line for line in lines)


def test_a_kind_that_c_has_no_type_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(_c_api._C_TYPES, "f64")
    assert "uint8_t y[8];" in members(c_struct(Everything))


def test_names() -> None:
    text = c_struct(Reserved)
    names = [line.rpartition(" ")[2].partition("[")[0].rstrip(";") for line in members(text)]
    assert len(names) == len(set(names))
    for name in (
        "int_",
        "int__",
        "new_",
        "tag",
        "arena_ref_",
        "uint8_t_",
        "_Bool_",
        "gr_u00f6_u00dfe",
    ):
        assert name in names
    assert text.isascii()
    assert "typedef struct point_t {" in c_struct(Point, "point_t")
    assert "#define point_t_LAYOUT" in c_struct(Point, name="point_t")


@pytest.mark.parametrize("name", ["", "1x", "a b", "int", "arena", "x;", "größe", "x*/"])
def test_a_name_that_is_none(name: str) -> None:
    with pytest.raises(ValueError, match="no identifier of C"):
        c_struct(Point, name)


@pytest.mark.parametrize("wrong", [None, int, 1, "Point", Point.x])
def test_what_is_no_class(wrong: Any) -> None:
    with pytest.raises(TypeError, match="takes a Struct class"):
        c_struct(wrong)


def test_the_layout_changes_with_what_matters() -> None:
    """One line, which an extension compares when it is imported."""

    def layout(name: str = "x", kind: Any = i32, **more: Any) -> str:
        body = {"__annotations__": {name: kind, **more}, "__module__": __name__}
        return _c_api.layout_text(type(Struct)("Point", (Struct,), body))

    same = layout()
    assert same == layout()
    others = [
        layout("y"),
        layout(kind=u32),
        layout(kind=Slice[i32]),
        layout(kind=Slice[i32] | None),
        layout(kind=Slice[u32]),
        layout(kind=Literal["a", "b"]),
        layout(kind=Literal["b", "a"]),
        layout(y=u8),
    ]
    assert len({same, *others}) == 9
    assert all(text.isascii() and "\n" not in text for text in others)


def compile_structs(classes: list[Any], folder: Path) -> None:
    """Every size and offset, from the classes themselves, asserted by a C compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler")
    lines = ["#include <arenite.h>"]
    for number, cls in enumerate(classes):
        name = f"T{number}"
        text = c_struct(cls, name)
        lines += [text, f'static_assert(sizeof({name}) == {sizeof(cls)}, "size");']
        lines += [
            f'static_assert(offsetof({name}, {f.name}) == {f.offset}, "offset");'
            for f in fields(cls)
            if re.search(rf"\b{f.name}(;|\[)", text)
            and not (f.name == "tag" and _core._family(cls))
        ]
    source = folder / "structs.c"
    source.write_text("\n".join([*lines, "int main(void) { return 0; }"]) + "\n")
    include = sysconfig.get_path("include")
    command = [compiler, "-std=c11", "-Wall", "-Wextra", "-Wpadded", "-Werror", "-fsyntax-only"]
    # Only our own structs have all their padding named.
    command += ["-isystem", include, "-isystem", get_include(), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_compiler_agrees(tmp_path: Path) -> None:
    compile_structs(
        [Everything, Part, Pair, Point, Shape, Circle, Square, Reserved, Struct], tmp_path
    )


def test_the_compiler_agrees_about_the_ast(tmp_path: Path) -> None:
    nodes = [cls for cls in vars(ecmascript.ast).values() if isinstance(cls, type(Struct))]
    assert len(nodes) > 100
    compile_structs(nodes, tmp_path)


def test_the_headers_are_there() -> None:
    headers = {path.name for path in Path(get_include()).glob("*.h")}
    assert headers == {"arena.h", "arenite.h", "poison.h"}
    package = Path(arenite.__file__).parent
    assert (package / "__init__.pxd").exists()
