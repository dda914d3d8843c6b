"""What makes `arenite._core` whole: its functions that are written in Python, and the
abstract base classes of its collections.

The package imports this before it gives out a name. A program that has imported only
`arenite._core`, as an extension does through the capsule, needs it from the first class or
item type on, and then the core imports it.
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
from typing import Any

from arenite._annotations import plan_of, register, resolve
from arenite._core import (
    Map,
    MapItems,
    MapKeys,
    MapValues,
    Slice,
    TypedArena,
    Vec,
    _install,
)
from arenite._repr import record_repr
from arenite._schema import prepare
from arenite._signature import signature_of


def _export_format(*arguments: Any) -> Any:
    return import_module("arenite._columns").export_format(*arguments)


MutableMapping.register(Map)  # pyright: ignore[reportAttributeAccessIssue]
KeysView.register(MapKeys)
ValuesView.register(MapValues)
ItemsView.register(MapItems)
Sequence.register(Slice)  # pyright: ignore[reportAttributeAccessIssue]  not in typeshed
MutableSequence.register(Vec)  # pyright: ignore[reportAttributeAccessIssue]
Sequence.register(TypedArena)  # pyright: ignore[reportAttributeAccessIssue]

_install(
    prepare=prepare,
    created=register,
    plan_of=plan_of,
    resolve=resolve,
    repr=record_repr,
    signature=signature_of,
    export_format=_export_format,
)
