"""What a buffer shows of the rows of a TypedArena: PEP 3118 formats and NumPy dtypes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from arenite._core import Plan, StructMeta, fields, sizeof

if TYPE_CHECKING:
    import numpy as np

_CODES = {
    "bool": "?",
    "i8": "b",
    "i16": "h",
    "i32": "i",
    "i64": "q",
    "u8": "B",
    "u16": "H",
    "u32": "I",
    "u64": "Q",
    "f32": "f",
    "f64": "d",
}
"""Kinds of numbers, as the struct module calls them."""

_READ_ONLY = {"char": "w", "ref": "I"}
"""Values of a fixed size that not every bit pattern is one of."""

_ORDER = "<" if sys.byteorder == "little" else ">"


class Shown(NamedTuple):
    """What a buffer shows of each row. The core reads it as a tuple."""

    format: bytes
    writable: bool
    offset: int
    itemsize: int
    items: int
    """Of an Array; -1 for one value."""


def _code(plan: Plan) -> str | None:
    """The format of a value; None if it has none, because what it is lies elsewhere."""
    if plan.kind == "member":
        return "B" if plan.size == 1 else "H"
    return _CODES.get(plan.kind) or _READ_ONLY.get(plan.kind)


def _is_writable(plan: Plan) -> bool:
    if plan.kind == "array":
        return plan.item is not None and _is_writable(plan.item)
    if plan.kind == "inline":
        return _is_plain(plan.target)
    return plan.kind in _CODES


def _is_plain(cls: StructMeta) -> bool:
    """Whether any bytes are a record of the class: numbers only, and no tag."""
    from arenite._core import _family

    return _family(cls) is None and all(_is_writable(f.plan) for f in fields(cls))


def _part(plan: Plan) -> str | None:
    """The format of a field within a row."""
    if plan.kind == "inline":
        return _row(plan.target)
    if plan.kind == "array" and plan.item is not None:
        item = _part(plan.item)
        return None if item is None else f"({plan.count}){item}"
    return _code(plan)


def _row(cls: StructMeta) -> str:
    parts, end = [], 0
    for field in sorted(fields(cls), key=lambda f: f.offset):
        part = _part(field.plan)
        if part is None or field.size == 0:
            continue
        parts.append(f"{field.offset - end}x" if field.offset > end else "")
        parts.append(f"{part}:{field.name}:")
        end = field.offset + field.size
    parts.append(f"{sizeof(cls) - end}x" if sizeof(cls) > end else "")
    return f"T{{{_ORDER}{''.join(parts)}}}"


def export_format(cls: StructMeta, name: str | None) -> Shown:
    """What the buffer of a table of `cls`, or of its column `name`, shows."""
    if name is None:
        return Shown(_row(cls).encode(), _is_plain(cls), 0, sizeof(cls), -1)
    for field in fields(cls):
        if field.name == name:
            return _column(cls, name, field.plan, field.offset)
    raise AttributeError(f"{cls.__name__} has no field {name!r}")


def _column(cls: StructMeta, name: str, plan: Plan, offset: int) -> Shown:
    item, items = plan, -1
    if plan.kind == "array" and plan.item is not None and _code(plan.item):
        item, items = plan.item, plan.count
    code = _part(item)
    if code is None or item.kind == "array":
        raise TypeError(
            f"{cls.__name__}.{name}: {plan.label} has no column; numbers, references, characters, "
            "Literals, Enums, and Arrays and Inline records of them have one"
        )
    return Shown(code.encode(), _is_writable(plan), offset, item.size, items)


# ---- NumPy ------------------------------------------------------------------


def numpy_dtype(cls: StructMeta) -> np.dtype[Any]:
    """The structured NumPy dtype of records of a class, with its padding.

    It has the fields whose values have a fixed size: numbers, references (u4; 0 for
    None), characters (U1), choices of a Literal or Enum (u1 or u2; 0 for None), and
    Arrays and Inline records of them. ImportError without NumPy.
    """
    import numpy as np

    parts: dict[str, list[Any]] = {"names": [], "formats": [], "offsets": []}
    for field in sorted(fields(cls), key=lambda f: f.offset):
        part = _dtype(field.plan)
        if part is not None and field.size:
            parts["names"].append(field.name)
            parts["formats"].append(part)
            parts["offsets"].append(field.offset)
    layout: Any = {**parts, "itemsize": sizeof(cls)}
    dtype: np.dtype[Any] = np.dtype(layout)
    return dtype


def _dtype(plan: Plan) -> Any:
    if plan.kind == "inline":
        return numpy_dtype(plan.target)
    if plan.kind == "array" and plan.item is not None:
        item = _dtype(plan.item)
        return None if item is None else (item, (plan.count,))
    code = _code(plan)
    return "U1" if code == "w" else code
