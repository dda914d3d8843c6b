"""Arena allocation for Python.

`Bump` is an arena: memory that is handed out by moving a cursor and freed all
at once. `Struct` is the base of records in it, which look like dataclasses.
"""

from __future__ import annotations

from collections.abc import (
    ItemsView,
    KeysView,
    MutableMapping,
    MutableSequence,
    Sequence,
    ValuesView,
)
from importlib import import_module
from typing import TYPE_CHECKING, Any

from arenite import _annotations, _core, _repr, _schema, _signature
from arenite._core import (
    ArenaClosedError,
    ArenaLimitError,
    Box,
    Bump,
    CorruptArenaError,
    Field,
    LifetimeError,
    Map,
    Mark,
    NoArenaError,
    Scope,
    Slice,
    StaleReferenceError,
    Stats,
    String,
    Struct,
    SymbolTable,
    Text,
    TypedArena,
    Vec,
    arena_of,
    fields,
    find_all,
    is_live,
    sizeof,
    walk,
)
from arenite._records import asdict, compact, heap_type, replace, to_heap
from arenite._schema import field
from arenite._types import (
    Array,
    Inline,
    Symbol,
    char,
    f32,
    f64,
    i8,
    i16,
    i32,
    i64,
    i128,
    u8,
    u16,
    u32,
    u64,
    u128,
)

if TYPE_CHECKING:
    from arenite import global_allocator, system_allocator
    from arenite._allocator import Allocator
    from arenite._c_api import c_struct, get_include
    from arenite._columns import numpy_dtype
    from arenite._equal import structurally_equal
    from arenite._pool import BumpPool, PoolStats
    from arenite._with_arena import with_arena

_LATER = {
    "Allocator": "_allocator",
    "BumpPool": "_pool",
    "PoolStats": "_pool",
    "c_struct": "_c_api",
    "get_include": "_c_api",
    "global_allocator": "_allocator",
    "numpy_dtype": "_columns",
    "structurally_equal": "_equal",
    "system_allocator": "_allocator",
    "with_arena": "_with_arena",
}
"""What many programs never use, by its module: imported when it is first asked for."""


def __getattr__(name: str) -> Any:
    module = _LATER.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER})


def _export_format(*arguments: Any) -> Any:
    return import_module("arenite._columns").export_format(*arguments)


_core._install(
    prepare=_schema.prepare,
    created=_annotations.register,
    plan_of=_annotations.plan_of,
    resolve=_annotations.resolve,
    repr=_repr.record_repr,
    signature=_signature.signature_of,
    export_format=_export_format,
)

MutableMapping.register(Map)  # pyright: ignore[reportAttributeAccessIssue]
KeysView.register(_core.MapKeys)
ValuesView.register(_core.MapValues)
ItemsView.register(_core.MapItems)
Sequence.register(Slice)  # pyright: ignore[reportAttributeAccessIssue]  not in typeshed
MutableSequence.register(Vec)  # pyright: ignore[reportAttributeAccessIssue]
Sequence.register(TypedArena)  # pyright: ignore[reportAttributeAccessIssue]

__version__ = "0.1.0"

__all__ = [
    "Allocator",
    "ArenaClosedError",
    "ArenaLimitError",
    "Array",
    "Box",
    "Bump",
    "BumpPool",
    "CorruptArenaError",
    "Field",
    "Inline",
    "LifetimeError",
    "Map",
    "Mark",
    "NoArenaError",
    "PoolStats",
    "Scope",
    "Slice",
    "StaleReferenceError",
    "Stats",
    "String",
    "Struct",
    "Symbol",
    "SymbolTable",
    "Text",
    "TypedArena",
    "Vec",
    "arena_of",
    "asdict",
    "c_struct",
    "char",
    "compact",
    "f32",
    "f64",
    "field",
    "fields",
    "find_all",
    "get_include",
    "global_allocator",
    "heap_type",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "is_live",
    "numpy_dtype",
    "replace",
    "sizeof",
    "structurally_equal",
    "system_allocator",
    "to_heap",
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "walk",
    "with_arena",
]
