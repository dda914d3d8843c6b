"""How a record prints: as the call that would make it, to a bounded size."""

from __future__ import annotations

from itertools import islice
from typing import Any

from arenite._core import Map, Slice, String, Struct, Text, Vec, fields, is_live

_MAX_DEPTH = 3
_MAX_ITEMS = 6
_MAX_TEXT = 1000
"""A repr is for a person: a tree of a million nodes prints as its top."""


def record_repr(record: Struct, depth: int = 0) -> str:
    name = type(record).__name__
    if not is_live(record):
        return f"<{name} (stale)>"
    if depth > _MAX_DEPTH:
        return f"{name}(...)"
    parts = []
    for member in fields(record):
        try:
            value = _value_repr(getattr(record, member.name), depth + 1)
        except Exception as error:  # noqa: BLE001  a repr shows a broken record too
            value = f"<{type(error).__name__}>"
        parts.append(f"{member.name}={value}")
    return f"{name}({', '.join(parts)})"


def _value_repr(value: Any, depth: int) -> str:
    if isinstance(value, Struct):
        return record_repr(value, depth)
    if isinstance(value, Slice | Vec):
        return _slice_repr(value, depth)
    if isinstance(value, Map):
        return _map_repr(value, depth)
    if isinstance(value, Text | String):
        value = str(value)
    if isinstance(value, str | bytes) and len(value) > _MAX_TEXT:
        return f"{value[:_MAX_TEXT]!r}... {len(value) - _MAX_TEXT} more"
    return repr(value)


def _slice_repr(items: Slice[Any] | Vec[Any], depth: int) -> str:
    if items and depth > _MAX_DEPTH:
        return "[...]"
    shown = [_value_repr(item, depth) for item in items[:_MAX_ITEMS]]
    if len(items) > _MAX_ITEMS:
        shown.append(f"... {len(items) - _MAX_ITEMS} more")
    return f"[{', '.join(shown)}]"


def _map_repr(items: Map[Any, Any], depth: int) -> str:
    if items and depth > _MAX_DEPTH:
        return "{...}"
    shown = [
        f"{_value_repr(key, depth)}: {_value_repr(value, depth)}"
        for key, value in islice(items.items(), _MAX_ITEMS)
    ]
    if len(items) > _MAX_ITEMS:
        shown.append(f"... {len(items) - _MAX_ITEMS} more")
    return f"{{{', '.join(shown)}}}"
