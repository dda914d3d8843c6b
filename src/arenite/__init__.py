"""Arena allocation for Python.

`Bump` is an arena: memory that is handed out by moving a cursor and freed all
at once. `Struct` is the base of records in it, which look like dataclasses.
"""

# Importing the package costs next to nothing: `python -m arenite run` starts programs
# that use nothing of it. Its names come when the first of them is asked for.

TYPE_CHECKING = False  # what typing.TYPE_CHECKING is, without importing typing

if TYPE_CHECKING:
    from arenite import global_allocator, system_allocator
    from arenite._allocator import Allocator
    from arenite._c_api import c_struct, get_include
    from arenite._columns import numpy_dtype
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
    from arenite._equal import structurally_equal
    from arenite._pool import BumpPool, PoolStats
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
    from arenite._with_arena import with_arena
else:

    def __getattr__(name):
        if name in _MODULES:  # and nothing else: they start programs
            __import__(f"{__name__}.{name}")
            return globals()[name]
        if name in _LATER:
            homes = {name: _LATER[name]}
        elif name in __all__:
            homes = {
                each: _HOMES.get(each, "_core")
                for each in __all__
                if each not in _LATER and each not in _MODULES
            }
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        import_module(f"{__name__}._hooks")
        for each, home in homes.items():
            globals().setdefault(each, getattr(import_module(f"{__name__}.{home}"), each))
        return globals()[name]


_HOMES = {
    "Array": "_types",
    "Inline": "_types",
    "Symbol": "_types",
    "asdict": "_records",
    "char": "_types",
    "compact": "_records",
    "f32": "_types",
    "f64": "_types",
    "field": "_schema",
    "heap_type": "_records",
    "i8": "_types",
    "i16": "_types",
    "i32": "_types",
    "i64": "_types",
    "i128": "_types",
    "replace": "_records",
    "to_heap": "_records",
    "u8": "_types",
    "u16": "_types",
    "u32": "_types",
    "u64": "_types",
    "u128": "_types",
}
"""Modules of the names that are not from `arenite._core`. The first name that is asked for
brings all of them, so that they are of one import of the package."""

_LATER = {
    "Allocator": "_allocator",
    "BumpPool": "_pool",
    "PoolStats": "_pool",
    "c_struct": "_c_api",
    "get_include": "_c_api",
    "numpy_dtype": "_columns",
    "structurally_equal": "_equal",
    "with_arena": "_with_arena",
}
"""What many programs never use, by its module: each brought when it is asked for."""

_MODULES = {"global_allocator", "system_allocator"}


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


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
