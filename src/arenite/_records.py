"""Helpers for records. They are functions so that no method shadows a field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from arenite._core import (
    Bump,
    Map,
    Slice,
    String,
    Struct,
    StructMeta,
    Vec,
    _copy_roots,
    _ref,
    arena_of,
    fields,
)
from arenite._types import u8

R = TypeVar("R", bound=Struct)


def replace(record: R, /, **changes: Any) -> R:
    """A new record in the same arena, with the fields of `record` but for `changes`.

    Records that it refers to are shared, and so are slices that were allocated by
    themselves; text and items that the fields were given are copied. Raises
    TypeError for a name that is no field, StaleReferenceError as any access.
    """
    names = {member.name for member in fields(record)}
    unknown = changes.keys() - names
    if unknown:
        raise TypeError(f"{type(record).__name__} has no field {min(unknown)!r}")
    for name in names - changes.keys():
        changes[name] = getattr(record, name)
    return arena_of(record).alloc(type(record), **changes)


def asdict(record: Struct) -> dict[str, Any]:
    """The fields of one record by name, each as attribute access gives it."""
    return {member.name: getattr(record, member.name) for member in fields(record)}


def compact(roots: Iterable[R], into: Bump | None = None) -> list[R]:
    """Copy records of one arena, and all that they lead to, into a fresh one.

    The copies, in the order of `roots`; `arena_of` gives their arena, which is
    `into` if that is given. What the roots share is shared by the copies, and what
    nothing leads to stays behind: texts and items that were replaced, records that
    were dropped. LifetimeError if the roots are of different arenas; the other
    errors are those of `Bump.copy`.
    """
    return _copy_roots(Bump() if into is None else into, tuple(roots))


# ---- Copies on the heap -----------------------------------------------------

_twins: WeakKeyDictionary[StructMeta, type] = WeakKeyDictionary()


def heap_type(cls: StructMeta) -> type:
    """The dataclass that `to_heap` turns records of `cls` into.

    It has the name, the fields and `__match_args__` of `cls`, and `__slots__`.
    """
    found = _twins.get(cls)
    if found is None:
        from dataclasses import field, make_dataclass  # an import that only this needs

        found = make_dataclass(
            cls.__name__,
            [(f.name, Any, field(kw_only=f.kw_only)) for f in fields(cls)],
            slots=True,
            eq=False,
        )
        found.__module__ = cls.__module__
        found.__doc__ = f"A copy of {cls.__name__} outside of any arena."
        _twins[cls] = found
    return found


def to_heap(record: Struct) -> Any:
    """Copy a record and all that it leads to out of the arena.

    Each record becomes a dataclass instance (see `heap_type`), a slice a list
    (one of u8, bytes), a Vec a list, a Map a dict, text and a String a `str`. What is
    shared stays shared, and cycles stay cycles. Depth is not limited. Raises
    StaleReferenceError or CorruptArenaError.
    """
    # An embedded record may lie where its holder does: its class tells them apart.
    copies: dict[object, Any] = {}
    pending: list[Struct] = []

    def copy_of(value: Struct) -> Any:
        key = _ref(value), type(value)
        found = copies.get(key)
        if found is None:
            cls = heap_type(type(value))
            found = copies[key] = object.__new__(cls)
            pending.append(value)
        return found

    root = copy_of(record)
    while pending:
        value = pending.pop()
        copy = copies[_ref(value), type(value)]
        for member in fields(value):
            setattr(copy, member.name, _to_heap(getattr(value, member.name), copy_of, copies))
    return root


def _to_heap(value: Any, copy_of: Callable[[Struct], Any], copies: dict[object, Any]) -> Any:
    if isinstance(value, Struct):
        return copy_of(value)
    if isinstance(value, Slice):
        if value.item_type is u8:
            return bytes(value)
        return [_to_heap(item, copy_of, copies) for item in value]
    if isinstance(value, Vec):
        return _list_of(value, copy_of, copies)
    if isinstance(value, Map):
        return _dict_of(value, copy_of, copies)
    return str(value) if isinstance(value, String) else value


def _list_of(
    value: Vec[Any], copy_of: Callable[[Struct], Any], copies: dict[object, Any]
) -> list[Any]:
    """The list of a Vec, the same one for all that share it."""
    key = _ref(value)
    if key in copies:
        found: list[Any] = copies[key]
        return found
    made = [_to_heap(item, copy_of, copies) for item in value]
    if key:
        copies[key] = made
    return made


def _dict_of(
    value: Map[Any, Any], copy_of: Callable[[Struct], Any], copies: dict[object, Any]
) -> dict[Any, Any]:
    """The dict of a Map, the same one for all that share it."""
    key = _ref(value)
    if key in copies:
        found: dict[Any, Any] = copies[key]
        return found
    made = {
        _to_heap(name, copy_of, copies): _to_heap(item, copy_of, copies)
        for name, item in value.items()
    }
    if key:
        copies[key] = made
    return made
