"""For extension modules: where the C header is, and what a record looks like in C."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from arenite import _core
from arenite._core import Plan, StructMeta, fields, sizeof

_C_TYPES = {
    "bool": "bool",
    "i8": "int8_t",
    "i16": "int16_t",
    "i32": "int32_t",
    "i64": "int64_t",
    "u8": "uint8_t",
    "u16": "uint16_t",
    "u32": "uint32_t",
    "u64": "uint64_t",
    "f32": "float",
    "f64": "double",
    "char": "uint32_t",
    "str": "arena_text",
    "bytes": "arena_text",
    "ref": "arena_ref",
    "slice": "arenite_span",
}

_WORDS = """
alignas alignof asm auto bool case catch char concept const constexpr const_cast decltype default
delete do double dynamic_cast enum explicit export extern float friend goto inline int long mutable
namespace new noexcept nullptr operator private protected public register reinterpret_cast requires
restrict short signed sizeof static static_assert static_cast struct switch template this
thread_local throw typedef typeid typename typeof union unsigned using virtual void volatile wchar_t
assert errno offsetof signbit stderr stdin stdout unix linux NULL
arena size_t uint8_t uint16_t
"""
"""What C and C++ reserve beyond Python, macros of standard headers, and types of arenite.h."""

_RESERVED = frozenset(_WORDS.split()) | frozenset(_C_TYPES.values())


def get_include() -> str:
    """The folder of `arenite.h`, for the compiler of an extension module."""
    # Beside the core in a build directory too, where an editable installation has it.
    return os.path.join(os.path.dirname(os.path.abspath(_core.__file__)), "include")


def c_struct(cls: StructMeta, name: str | None = None) -> str:
    """The C declaration of a record of `cls`, to be put into a header of yours.

    A struct called `name` (by default as the class), with every padding byte
    named and its size and offsets (bytes) asserted, and a macro `NAME_LAYOUT`
    for `arenite_class_init`, which refuses a class that has become another.

    References are `arena_ref`, texts and bytes `arena_text`, slices
    `arenite_span`, a Literal or an Enum 1 + the index of the member; 0 is None.
    An optional number `x` has a `bool has_x` behind it; 128 bits are two words
    in the order of the machine; an embedded record is a struct in the struct. A
    name that C or C++ reserves gets an underscore. What has no type in C is an
    array of bytes, to be left zero or as it is. TypeError if `cls` is no Struct
    class, ValueError if `name` is no identifier of C.
    """
    if not isinstance(cls, StructMeta):
        raise TypeError(f"c_struct() takes a Struct class, not {cls!r}")
    name = _identifier(cls.__name__) if name is None else name
    if not (name.isascii() and name.isidentifier()) or name in _RESERVED:
        raise ValueError(f"name: {name!r} is no identifier of C")
    offsets = [f"offsetof({name}, {m.name}) == {m.offset}" for m in _members(cls)]
    asserted = " &&\n    ".join([f"sizeof({name}) == {sizeof(cls)}", *offsets])
    return f"""\
/* {_comment(cls.__qualname__)}: {layout_text(cls).partition(":")[0]}. */
typedef struct {name} {{
{_lines(cls, "    ")}
}} {name};
static_assert({asserted},
    "{name} is laid out as its class");
#define {name}_LAYOUT {_c_string(layout_text(cls))}
"""


def layout_text(cls: StructMeta) -> str:
    """All that an extension relies on, on one line of ASCII; the core compares it."""
    parts = (f"{f.name} {_kind(f.plan)} @{f.offset}+{f.size}" for f in fields(cls))
    described = f"{sizeof(cls)} bytes, {_tag_text(cls)}: {', '.join(parts)}"
    return described.encode("ascii", "backslashreplace").decode("ascii")


def _kind(plan: Plan) -> str:
    """How values are stored."""
    if plan.kind == "member":
        return plan.label  # what a number stands for is in there alone
    if plan.kind == "inline":
        return f"inline({layout_text(plan.target)})"
    items = f"[{_kind(plan.item)}]" if plan.item else ""
    return f"{plan.kind}{items}{'?' if plan.optional else ''}"


def _tag_text(cls: StructMeta) -> str:
    number = _core._tag(cls)
    if number is None:
        return "no family"
    return f"tag {number}" if number else "any tag"


# ---- Members -----------------------------------------------------------------


class _Member(NamedTuple):
    """A field, the tag, or padding."""

    name: str
    offset: int
    size: int
    type: str
    length: str = ""  # of arrays: [2][3]
    comment: str = ""

    def __str__(self) -> str:
        return f"{self.type} {self.name}{self.length};"


def _lines(cls: StructMeta, indent: str) -> str:
    """What stands between the braces of the struct."""
    members = list(_members(cls, indent))
    width = max((len(str(m)) for m in members if "\n" not in m.type), default=0)
    return "\n".join(
        f"{indent}{member!s:{width}} /* {member.comment} */"
        if member.comment
        else f"{indent}{member}"
        for member in members
    )


def _members(cls: StructMeta, indent: str = "") -> Iterator[_Member]:
    """All bytes of a record in order."""
    names, taken = _names(cls)
    found = [
        member
        for f in fields(cls)
        for member in _field_members(names[f.name], f.offset, f.plan, indent, taken)
    ]
    if _core._tag(cls) is not None:
        found.append(_Member("tag", 0, 2, "uint16_t"))
    found.sort(key=lambda member: member.offset)
    end = 0
    for member in found:
        yield from _padding(end, member.offset, taken)
        yield member
        end = member.offset + member.size
    yield from _padding(end, sizeof(cls), taken)


def _padding(start: int, stop: int, taken: set[str]) -> Iterator[_Member]:
    if stop > start:
        name = _unique(f"padding_{start}", taken)
        yield _Member(name, start, stop - start, "uint8_t", f"[{stop - start}]")


def _names(cls: StructMeta) -> tuple[dict[str, str], set[str]]:
    """The name of each field in C, and all that are taken: first those that stay."""
    names = [f.name for f in fields(cls)]
    reserved = {"tag"} if _core._tag(cls) is not None else set()
    kept = {name for name in names if _identifier(name) == name} - reserved
    taken = kept | reserved
    return {n: n if n in kept else _unique(_identifier(n), taken) for n in names}, taken


def _field_members(
    name: str, offset: int, plan: Plan, indent: str, taken: set[str]
) -> Iterator[_Member]:
    """The member of a field: none if it has no bytes, two if it is an optional number."""
    comment = _comment(plan.label)
    declared = _declare(plan, indent)
    if plan.size == 0:
        return
    if declared:
        comment = f"1 + index in {comment}" if plan.kind == "member" else comment
        yield _Member(name, offset, plan.size, *declared, comment)
        return
    item = plan.item if plan.kind == "option" else None
    of_item = _declare(item, indent) if item else None
    if item and of_item and item.size:
        yield _Member(name, offset, item.size, *of_item, comment)
        yield _Member(_unique(f"has_{name}", taken), offset + item.size, 1, "bool")
    else:
        yield _Member(name, offset, plan.size, "uint8_t", f"[{plan.size}]", comment)


def _declare(plan: Plan, indent: str) -> tuple[str, str] | None:
    """The type of a value and, behind the name, the lengths of arrays; None if C has none."""
    if plan.kind in _C_TYPES:
        return _C_TYPES[plan.kind], ""
    if plan.kind == "member":
        return ("uint8_t" if plan.size == 1 else "uint16_t"), ""
    if plan.kind in ("i128", "u128"):
        return "uint64_t", "[2]"
    if plan.kind == "inline":
        return f"struct {{\n{_lines(plan.target, indent + '    ')}\n{indent}}}", ""
    if plan.kind == "array" and plan.item:
        declared = _declare(plan.item, indent)
        return declared and (declared[0], f"[{plan.count}]{declared[1]}")
    return None


# ---- Spelling ----------------------------------------------------------------


def _identifier(name: str) -> str:
    """The name in ASCII, and none that is reserved."""
    name = "".join(c if c.isascii() else f"_u{ord(c):04x}" for c in name)
    for_compilers = name.startswith("_") and (name[1:2] == "_" or name[1:2].isupper())
    return name + "_" if name in _RESERVED or for_compilers else name


def _unique(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    taken.add(name)
    return name


def _comment(text: str) -> str:
    """The text as a comment may hold it."""
    text = text.encode("ascii", "backslashreplace").decode("ascii")
    return text.replace("*/", "* /").replace("/*", "/ *").replace("\n", " ")


def _c_string(text: str) -> str:
    """The text as a string of C; `?` is escaped because of trigraphs."""
    escaped = text.replace("\\", r"\\").replace('"', r"\"").replace("?", r"\?")
    return f'"{escaped}"'
